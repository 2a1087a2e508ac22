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

enum mark { DEVTYPE, FILE_NAME, HARDWARE_TYPE };

/* ADD A KIND OF INTERFACE HERE. */
static const struct {
	enum mark mark;
	const char *text;
	struct hw_net_kind kind;
} kinds[] = {
	{DEVTYPE, "bridge", {"bridge", "bridge", false}},
	{DEVTYPE, "bond", {"bonding", "bond", false}},
	{DEVTYPE, "vlan", {"8021q", "VLAN", true}},
	/* macvtap_newlink(), drivers/net/macvtap.c: a macvlan with a node of its own */
	{FILE_NAME, "macvtap", {"macvtap", "virtual interface", true}},
	{FILE_NAME, "ipvtap", {"ipvtap", "virtual interface", true}},
	{DEVTYPE, "macvlan", {"macvlan", "virtual interface", true}},
	{DEVTYPE, "ipvlan", {"ipvlan", "virtual interface", true}},
	{DEVTYPE, "macsec", {"macsec", "encryption", true}},
	{DEVTYPE, "vxlan", {"vxlan", "tunnel", false}},
	{DEVTYPE, "geneve", {"geneve", "tunnel", false}},
	{DEVTYPE, "gtp", {"gtp", "tunnel", false}},
	{DEVTYPE, "wireguard", {"wireguard", "tunnel", false}},
	{DEVTYPE, "vrf", {"vrf", "routing table", false}},
	{DEVTYPE, "hsr", {"hsr", "ring", true}},
	{DEVTYPE, "prp", {"hsr", "redundant network", true}},
	{DEVTYPE, "ovpn", {"ovpn", "tunnel", false}},
	{DEVTYPE, "batadv", {"batman_adv", "mesh", false}},
	{DEVTYPE, "ppp", {"ppp_generic", "dial-up line", false}},
	{FILE_NAME, "bridge", {"bridge", "bridge", false}},
	{FILE_NAME, "bonding", {"bonding", "bond", false}},
	{FILE_NAME, "tun_flags", {"tun", "program's interface", false}},
	{HARDWARE_TYPE, "768", {"ipip", "tunnel", false}},
	{HARDWARE_TYPE, "769", {"ip6_tunnel", "tunnel", false}},
	{HARDWARE_TYPE, "776", {"sit", "tunnel", false}},
	{HARDWARE_TYPE, "778", {"ip_gre", "tunnel", false}},
	{HARDWARE_TYPE, "823", {"ip6_gre", "tunnel", false}},
	/* the loopback interface is part of every kernel */
	{HARDWARE_TYPE, "772", {NULL, NULL, false}},
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
		}
		if (fits)
			return &kinds[i].kind;
	}
	return NULL;
}
