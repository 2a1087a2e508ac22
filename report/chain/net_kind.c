// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Network interfaces that are no device's, below sys/devices/virtual/net:
 *
 *     br0/uevent           DEVTYPE=bridge   SET_NETDEV_DEVTYPE() of their drivers
 *     br0/lower_eth0       a link           netdev_adjacent_sysfs_add(), net/core/dev.c
 *     br0/brif/eth0        a link           br_sysfs_addif(), net/bridge/br_sysfs_if.c
 *     bond0/bonding/slaves "eth0 eth1"      drivers/net/bonding/bond_sysfs.c
 *     tun0/tun_flags                        drivers/net/tun.c
 *     sit0/type            "776"            ARPHRD_…, linux/if_arp.h
 *     veth0/ifindex        "7"              net/core/net-sysfs.c
 *     veth0/iflink         "8"              dev_get_iflink(), net/core/dev.c
 *     dummy0/flags         "0x82"           IFF_…, linux/if.h
 */
#include "report/chain/internal.h"

enum mark {
	DEVTYPE,
	FILE_NAME,
	HARDWARE_TYPE,
	NAME,
	/* of the hardware type, with interfaces below it */
	HAS_LOWER,
	/* … linked to none; to another one, which may be in another name space */
	HAS_NO_LINK,
	HAS_LINK,
	/* … that does not ask for addresses */
	HAS_NO_ARP,
};

#define FLAG_NO_ARP ((uint64_t)0x80)

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

/* team_port_add(), drivers/net/team; ovs_netdev_link(), net/openvswitch/vport-netdev.c,
 * of ovs-system */
static const struct hw_asked bundles = {
	.what = "kind",
	.names = {"team", "openvswitch", "virt_wifi"},
	.tool = "ip -d link",
};

/* ndo_get_iflink of drivers/net/veth.c and netkit.c, ip_tunnel_get_iflink() */
static const struct hw_asked pairs = {
	.what = "kind",
	.names = {"veth", "netkit", "ip_gre", "ip6_gre"},
	.tool = "ip -d link",
};

/* dummy_setup(), drivers/net/dummy.c; ifb_setup(), drivers/net/ifb.c */
static const struct hw_asked sinks = {
	.what = "kind",
	.names = {"dummy", "ifb"},
	.tool = "ip -d link",
};

static const struct hw_asked ethernets = {
	.what = "kind",
	.names = {"veth", "dummy", "ifb", "team", "ip_gre", "ip6_gre", "openvswitch",
		  "netdevsim", "netkit"},
	.tool = "ip -d link",
	.is_open = true,
};

/* ppp_register_channel() of drivers/net/ppp, net/l2tp and net/atm */
static const struct hw_asked channels = {
	.what = "kind of line",
	.names = {"pppoe", "ppp_async", "ppp_synctty", "pptp", "l2tp_ppp", "pppoatm"},
	.tool = "lsmod",
};

/* lowpan_newlink(), net/ieee802154/6lowpan/core.c; setup_netdev(),
 * net/bluetooth/6lowpan.c */
static const struct hw_asked adaptations = {
	.what = "kind",
	.names = {"ieee802154_6lowpan", "bluetooth_6lowpan"},
	.tool = "ip -d link",
};

static const struct hw_asked others = {
	.what = "kind",
	.names = {"xfrm_interface", "rmnet"},
	.tool = "ip -d link",
	.is_open = true,
};

/* an xfrm interface is bound as tunnels are: xfrmi_get_iflink(), net/xfrm */
static const struct hw_net_kind any = {.below = HW_NET_BOUND, .asked = &others};

/* ADD A KIND OF INTERFACE HERE. */
static const struct {
	enum mark mark;
	const char *text;
	struct hw_net_kind kind;
} kinds[] = {
	{DEVTYPE, "bridge", {"bridge", "bridge", HW_NET_OPEN, NULL}},
	{DEVTYPE, "bond", {"bonding", "bond", HW_NET_OPEN, NULL}},
	{DEVTYPE, "vlan", {"8021q", "VLAN", HW_NET_LOWER, NULL}},
	/* macvtap_newlink(), drivers/net/macvtap.c: a macvlan with a node of its own */
	{FILE_NAME, "macvtap", {"macvtap", "virtual interface", HW_NET_LOWER, NULL}},
	{FILE_NAME, "ipvtap", {"ipvtap", "virtual interface", HW_NET_LOWER, NULL}},
	{DEVTYPE, "macvlan", {"macvlan", "virtual interface", HW_NET_LOWER, NULL}},
	{DEVTYPE, "ipvlan", {"ipvlan", "virtual interface", HW_NET_LOWER, NULL}},
	{DEVTYPE, "macsec", {"macsec", "encryption", HW_NET_LOWER, NULL}},
	{DEVTYPE, "vxlan", {"vxlan", "tunnel", HW_NET_OPEN, NULL}},
	{DEVTYPE, "geneve", {"geneve", "tunnel", HW_NET_OPEN, NULL}},
	{DEVTYPE, "gtp", {"gtp", "tunnel", HW_NET_OPEN, NULL}},
	{DEVTYPE, "wireguard", {"wireguard", "tunnel", HW_NET_OPEN, NULL}},
	{DEVTYPE, "vrf", {"vrf", "routing table", HW_NET_OPEN, NULL}},
	{DEVTYPE, "hsr", {"hsr", "ring", HW_NET_LOWER, NULL}},
	{DEVTYPE, "prp", {"hsr", "redundant network", HW_NET_LOWER, NULL}},
	{DEVTYPE, "ovpn", {"ovpn", "tunnel", HW_NET_OPEN, NULL}},
	{DEVTYPE, "l2tpeth", {"l2tp_eth", "tunnel", HW_NET_OPEN, NULL}},
	{DEVTYPE, "bareudp", {"bareudp", "tunnel", HW_NET_OPEN, NULL}},
	{DEVTYPE, "amt", {"amt", "tunnel", HW_NET_LOWER, NULL}},
	{DEVTYPE, "batadv", {"batman_adv", "mesh", HW_NET_OPEN, NULL}},
	{DEVTYPE, "pfcp", {"pfcp", "tunnel", HW_NET_OPEN, NULL}},
	{DEVTYPE, "ppp", {"ppp_generic", "dial-up line", HW_NET_UNTOLD, &channels}},
	{FILE_NAME, "bridge", {"bridge", "bridge", HW_NET_OPEN, NULL}},
	{FILE_NAME, "bonding", {"bonding", "bond", HW_NET_OPEN, NULL}},
	{FILE_NAME, "tun_flags", {"tun", "program's interface", HW_NET_OPEN, NULL}},
	{HARDWARE_TYPE, "768", {.below = HW_NET_BOUND, .asked = &tunnels}},
	{HARDWARE_TYPE, "769", {.below = HW_NET_BOUND, .asked = &tunnels_6}},
	{HARDWARE_TYPE, "280", {.asked = &can}},
	{HARDWARE_TYPE, "824", {"nlmon", "monitor", HW_NET_OPEN, NULL}},
	{HARDWARE_TYPE, "826", {"vsockmon", "monitor", HW_NET_OPEN, NULL}},
	{HARDWARE_TYPE, "776", {"sit", "tunnel", HW_NET_BOUND, NULL}},
	{HARDWARE_TYPE, "778", {"ip_gre", "tunnel", HW_NET_BOUND, NULL}},
	{HARDWARE_TYPE, "823", {"ip6_gre", "tunnel", HW_NET_BOUND, NULL}},
	{HARDWARE_TYPE, "825", {.below = HW_NET_BOUND, .asked = &adaptations}},
	/* the loopback interface is part of every kernel */
	{HARDWARE_TYPE, "772", {NULL, NULL, HW_NET_OPEN, NULL}},
	/* where a tree does not have the type */
	{NAME, "lo", {NULL, NULL, HW_NET_OPEN, NULL}},
	{HAS_LOWER, "1", {.asked = &bundles}},
	{HAS_NO_LINK, "1", {.asked = &pairs}},
	{HAS_LINK, "1", {.asked = &pairs}},
	{HAS_NO_ARP, "1", {.asked = &sinks}},
	{HARDWARE_TYPE, "1", {.asked = &ethernets}},
};

static bool has_lower(struct hw_root *root, struct hw_text path, struct hw_arena *arena)
{
	const struct hw_text dir = hw_arena_copy(arena, path);
	struct hw_text *names;
	size_t n;

	if (!dir.s || hw_root_list(root, dir.s, arena, &names, &n) < 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (hw_text_starts(names[i], HW_TEXT("lower_")))
			return true;
	return false;
}

/* "0x82" */
static bool has_no_arp(struct hw_text flags)
{
	uint64_t bits;

	return hw_text_starts(flags, HW_TEXT("0x")) &&
	       hw_text_hex(hw_text_from(flags, 2), 8, &bits) && bits & FLAG_NO_ARP;
}

/* Of a row that has the hardware type. */
static bool has_mark(struct hw_root *root, struct hw_text path, enum mark mark,
		     struct hw_arena *arena)
{
	const struct hw_text link = hw_root_read_attr(root, path, "iflink", arena);
	const struct hw_text own = hw_root_read_attr(root, path, "ifindex", arena);
	const bool is_none = hw_text_eq(link, HW_TEXT("0"));

	if (mark == HAS_LOWER)
		return has_lower(root, path, arena);
	if (mark == HAS_NO_LINK)
		return is_none;
	if (mark == HAS_LINK)
		return link.n && own.n && !is_none && !hw_text_eq(link, own);
	return has_no_arp(hw_root_read_attr(root, path, "flags", arena));
}

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
		case HAS_LOWER:
		case HAS_NO_LINK:
		case HAS_LINK:
		case HAS_NO_ARP:
			fits = hw_text_eq(type, mark) &&
			       has_mark(root, path, kinds[i].mark, arena);
			break;
		}
		if (fits)
			return &kinds[i].kind;
	}
	return &any;
}
