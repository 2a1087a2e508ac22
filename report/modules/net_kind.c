// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Network interfaces that are no device's, below sys/devices/virtual/net:
 *
 *     br0/uevent          DEVTYPE=bridge       SET_NETDEV_DEVTYPE() of their drivers
 *     br0/lower_eth0      a link               netdev_adjacent_sysfs_add(),
 * net/core/dev.c br0/brif/eth0       a link               br_sysfs_addif(),
 * net/bridge/br_sysfs_if.c bond0/bonding/slaves  "eth0 eth1"
 * drivers/net/bonding/bond_sysfs.c tun0/tun_flags drivers/net/tun.c sit0/type 776
 * ARPHRD_…, linux/if_arp.h
 */
#include "report/modules/internal.h"

enum mark { DEVTYPE, FILE_NAME, HARDWARE_TYPE, NAME };

/* Kinds that nothing in sysfs tells apart (rtnl_link_ops, of drivers that set no
 * DEVTYPE), by their hardware type. */
static const struct hw_asked tunnels = {
	.what = "kind",
	.names = {"ipip", "ip_vti"},
	.tool = "ip -d link",
};

static const struct hw_asked tunnels_6 = {
	.what = "kind",
	.names = {"ip6_tunnel", "ip6_vti"},
	.tool = "ip -d link",
};

static const struct hw_asked can = {
	.what = "kind",
	.names = {"vcan", "vxcan", "slcan"},
	.tool = "ip -d link",
};

static const struct hw_asked ethernets = {
	.what = "kind",
	.names = {"veth", "dummy", "ifb", "team", "ip_gre", "ip6_gre", "l2tp_eth",
		  "openvswitch", "netdevsim", "netkit"},
	.tool = "ip -d link",
	.is_open = true,
};

static const struct hw_asked others = {
	.what = "kind",
	.names = {"xfrm_interface", "rmnet", "bareudp", "amt"},
	.tool = "ip -d link",
	.is_open = true,
};

static const struct hw_net_kind any = {.asked = &others};

/* ADD A KIND OF INTERFACE HERE. */
static const struct {
	enum mark mark;
	const char *text;
	struct hw_net_kind kind;
} kinds[] = {
	{DEVTYPE, "bridge", {"bridge", "bridge", false, NULL}},
	{DEVTYPE, "bond", {"bonding", "bond", false, NULL}},
	{DEVTYPE, "vlan", {"8021q", "VLAN", true, NULL}},
	/* macvtap_newlink(), drivers/net/macvtap.c: a macvlan with a node of its own */
	{FILE_NAME, "macvtap", {"macvtap", "virtual interface", true, NULL}},
	{FILE_NAME, "ipvtap", {"ipvtap", "virtual interface", true, NULL}},
	{DEVTYPE, "macvlan", {"macvlan", "virtual interface", true, NULL}},
	{DEVTYPE, "ipvlan", {"ipvlan", "virtual interface", true, NULL}},
	{DEVTYPE, "macsec", {"macsec", "encryption", true, NULL}},
	{DEVTYPE, "vxlan", {"vxlan", "tunnel", false, NULL}},
	{DEVTYPE, "geneve", {"geneve", "tunnel", false, NULL}},
	{DEVTYPE, "gtp", {"gtp", "tunnel", false, NULL}},
	{DEVTYPE, "wireguard", {"wireguard", "tunnel", false, NULL}},
	{DEVTYPE, "vrf", {"vrf", "routing table", false, NULL}},
	{DEVTYPE, "hsr", {"hsr", "ring", true, NULL}},
	{DEVTYPE, "prp", {"hsr", "redundant network", true, NULL}},
	{DEVTYPE, "ovpn", {"ovpn", "tunnel", false, NULL}},
	{DEVTYPE, "batadv", {"batman_adv", "mesh", false, NULL}},
	{DEVTYPE, "ppp", {"ppp_generic", "dial-up line", false, NULL}},
	{FILE_NAME, "bridge", {"bridge", "bridge", false, NULL}},
	{FILE_NAME, "bonding", {"bonding", "bond", false, NULL}},
	{FILE_NAME, "tun_flags", {"tun", "program's interface", false, NULL}},
	{HARDWARE_TYPE, "768", {.asked = &tunnels}},
	{HARDWARE_TYPE, "769", {.asked = &tunnels_6}},
	{HARDWARE_TYPE, "280", {.asked = &can}},
	{HARDWARE_TYPE, "824", {"nlmon", "monitor", false, NULL}},
	{HARDWARE_TYPE, "826", {"vsockmon", "monitor", false, NULL}},
	{HARDWARE_TYPE, "776", {"sit", "tunnel", false, NULL}},
	{HARDWARE_TYPE, "778", {"ip_gre", "tunnel", false, NULL}},
	{HARDWARE_TYPE, "823", {"ip6_gre", "tunnel", false, NULL}},
	/* the loopback interface is part of every kernel */
	{HARDWARE_TYPE, "772", {NULL, NULL, false, NULL}},
	/* where a tree does not have the type */
	{NAME, "lo", {NULL, NULL, false, NULL}},
	{HARDWARE_TYPE, "1", {.asked = &ethernets}},
};

const struct hw_net_kind *hw_net_kind_of(struct hw_root *root, struct hw_text path,
					 struct hw_arena *arena)
{
	struct hw_text uevent = hw_root_read_attr(root, path, "uevent", arena);
	struct hw_text devtype = hw_uevent_get(uevent, "DEVTYPE");
	struct hw_text type = hw_root_read_attr(root, path, "type", arena);

	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++) {
		struct hw_text mark = hw_text_of(kinds[i].text), file;
		bool fits = false;

		switch (kinds[i].mark) {
		case DEVTYPE:
			fits = hw_text_eq(devtype, mark);
			break;
		case FILE_NAME:
			file = hw_arena_printf(arena, "%.*s/%s", HW_TEXT_ARG(path),
					       kinds[i].text);
			fits = file.s && hw_root_exists(root, file.s);
			break;
		case HARDWARE_TYPE:
			fits = hw_text_eq(type, mark);
			break;
		case NAME:
			fits = hw_text_eq(hw_path_base(path), mark);
			break;
		}
		if (fits)
			return &kinds[i].kind;
	}
	return &any;
}
