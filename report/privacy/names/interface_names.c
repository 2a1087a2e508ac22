// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/names/interface_names.h"

#include <strings.h>

#include "decoders/text/ascii.h"

/*
 * Words of which names are made, with numbers behind and separators between them; letters
 * alone are nobody's name, either. In the order of who gives them.
 */
// clang-format off
static const char stems[][16] = {
	/* drivers/net and net: alloc_netdev(), alloc_etherdev() */
	"lo", "eth", "wlan", "wwan", "usb", "sit", "gre", "gretap", "erspan", "tunl",
	"ip", "vti", "tun", "tap", "bond", "bonding", "masters", "team", "dummy",
	"ifb", "imq", "teql", "nlmon", "vsockmon", "vcan", "can", "slcan", "vxcan",
	"sl", "ppp", "isdn", "ippp", "hsr", "prp", "vlan", "vxlan", "geneve", "gtp",
	"bareudp", "macvlan", "macvtap", "ipvlan", "ipvtap", "macsec", "veth", "vrf",
	"xfrm", "ipsec", "amt", "pimreg", "pim", "reg", "bridge", "br", "bat",
	"batadv", "ib", "hib", "opib", "wpan", "lowpan", "monitor", "mon", "hwsim",
	"phy", "radio", "ap", "sta", "dev", "nan", "mesh", "ibss", "wds", "wifi", "wl",
	"ath", "ra", "rai", "rax", "apcli", "apclii", "apclix", "mlan", "uap", "swlan",
	"aware", "softap", "rmnet", "data", "ipa", "mhi", "hwip", "swip", "mbim",
	"ccmni", "seth", "pdp", "hsi", "bnep", "thunderbolt", "plip", "slip", "hdlc",
	"lapb", "dlci", "sdla", "ax", "bpq", "nr", "rose", "scc", "bcsf", "bcf", "sm",
	"irda", "irlan", "atm", "nas", "dsl", "ptm", "arc", "fddi", "tr", "hip", "fc",
	"mvpp", "octeth", "mgmt", "dpni", "dpmac", "fm", "mac", "tgec", "ipmp",
	"rename", "ctc", "iucv", "enc", "ntb", "sonic", "switch", "myri", "pan",
	"cvmx", "xaui", "npi", "loop", "spi", "pddp", "nfp", "pf", "vf", "sf", "hpf",
	"rep", "np", "npf", "vif", "emu", "xen", "xenbr", "xapi", "ovpn", "wg", "tnl",
	"nic", "net", "netdev", "iface", "if",
	/* device trees and switches */
	"lan", "wan", "port", "cpu", "dsa", "sw", "swp", "swm", "sfp", "poe", "uplink",
	"downlink", "ext", "int", "ge", "gbe", "fe", "xe", "te", "et", "ethernet",
	"loopback", "portchannel", "management", "internet", "optical", "combo", "dp",
	"lag", "po", "irb", "vme", "bcm", "bcmsw", "rt", "mdio", "end",
	/* programs that make machines, containers and networks of them */
	"virbr", "vnet", "docker", "dockerbr", "gwbridge", "podman", "cni", "lxc",
	"lxcbr", "lxd", "lxdbr", "incusbr", "mpbr", "mpqemubr", "vmnet", "vboxnet",
	"vmbr", "fwbr", "fwpr", "fwln", "vethi", "flannel", "cali", "calico", "cilium",
	"host", "health", "kube", "ipvs", "dummyif", "nodelocaldns", "weave",
	"datapath", "bridgeif", "vethwe", "antrea", "gw", "egress", "genev", "sys",
	"ovs", "system", "netdevbr", "ovn", "mp", "kind", "minikube", "crc", "eni",
	"azv", "azure", "gke", "waydroid", "anbox", "libvirt", "default", "nat", "hv",
	"vethernet", "wsl", "ifupdown", "peer", "patch", "trunk", "qbr", "qvb", "qvo",
	"qr", "qg", "ha", "ex", "tunnel", "ns", "ve", "vb", "vz",
	/* private networks */
	"tailscale", "ts", "zt", "nordlynx", "nordtun", "proton", "pvpnksintrf",
	"leakintrf", "mullvad", "wgcf", "warp", "cloudflarewarp", "nebula", "tinc",
	"yggdrasil", "ygg", "utun", "cscotun", "gpd", "tunsnx", "hamachi", "ham",
	"netbird", "wt", "nm", "openvpn", "vpn", "tp", "pptp", "he", "ipv", "sixxs",
	"aiccu", "teredo", "softether", "fortissl", "clat", "tayga", "lightway",
	/* what a network is for */
	"internal", "external", "inside", "outside", "public", "private", "guest",
	"dmz", "iot", "voip", "backup", "storage", "ceph", "iscsi", "nfs", "cluster",
	"sync", "heartbeat", "wireless", "wired", "main", "out", "front", "back",
	"test",
	/* what stands for a part that is withheld */
	"name", "lower", "upper", "enxmac", "wlxmac", "wwxmac", "ibxmac", "withheld",
	"serial", "id",
};
// clang-format on

/* Words with a number that a program draws, or the start of another id. */
static const struct {
	const char *stem;
	/* its length; 0: four or more */
	size_t length;
	/* what it is made of; NULL: hexadecimal digits */
	const char *digits;
} drawn[] = {
	/* docker, podman, LXD; LXC: lxc_mkifname(), src/lxc/network.c */
	{"veth", 0, NULL},
	{"veth", 6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"},
	{"vethwepl", 0, NULL},
	{"vethwe", 0, NULL},
	/* Calico, Cilium, the cloud's container networks */
	{"cali", 0, NULL},
	{"lxc", 0, NULL},
	{"eni", 0, NULL},
	{"azv", 0, NULL},
	{"gke", 0, NULL},
	{"mac", 0, NULL},
	/* Neutron's ports */
	{"tap", 0, NULL},
	{"qbr", 0, NULL},
	{"qvb", 0, NULL},
	{"qvo", 0, NULL},
	{"tun", 0, NULL},
	/* ZeroTier: base 32 of the network, osdep/LinuxEthernetTap.cpp */
	{"zt", 8, "abcdefghijklmnopqrstuvwxyz234567"},
};

/* Parts of udev's names behind the type: systemd.net-naming-scheme(7); "np", "npf", … of
 * phys_port_name. */
static const char places[][4] = {"b", "c", "d",	 "f",	"i",  "n",  "o",
				 "p", "r", "s",	 "u",	"v",  "P",  "X",
				 "x", "w", "np", "npf", "vf", "sf", "nc"};
static const char *const types[] = {"en", "ib", "sl", "wl", "ww"};

static bool is_letter(char c)
{
	const char lower = hw_lower(c);

	return lower >= 'a' && lower <= 'z';
}

static size_t count_letters(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && is_letter(text.s[n]))
		n++;
	return n;
}

static size_t count_digits(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && hw_is_digit(text.s[n]))
		n++;
	return n;
}

/* Hexadecimal, or of other digits; with one that is no letter, or in both cases. */
static bool is_number_of(struct hw_text text, const char *digits)
{
	bool has_digit = false;
	bool has_lower = false;
	bool has_upper = false;

	for (size_t i = 0; i < text.n; i++) {
		const char c = text.s[i];

		if (digits ? !c || !strchr(digits, c) : !hw_is_hex(c))
			return false;
		has_digit = has_digit || hw_is_digit(c);
		has_lower = has_lower || (is_letter(c) && c == hw_lower(c));
		has_upper = has_upper || (is_letter(c) && c != hw_lower(c));
	}
	return has_digit || (digits && has_lower && has_upper);
}

static bool is_drawn(struct hw_text word)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(drawn); i++) {
		const struct hw_text stem = hw_text_of(drawn[i].stem);
		struct hw_text rest;

		if (!hw_text_starts(word, stem))
			continue;
		rest = hw_text_from(word, stem.n);
		if ((drawn[i].length ? rest.n == drawn[i].length : rest.n >= 4) &&
		    is_number_of(rest, drawn[i].digits))
			return true;
	}
	return false;
}

static bool is_stem(struct hw_text letters)
{
	if (letters.n == 1)
		return true;
	for (size_t i = 0; i < HW_ARRAY_SIZE(stems); i++)
		if (strlen(stems[i]) == letters.n &&
		    strncasecmp(stems[i], letters.s, letters.n) == 0)
			return true;
	return false;
}

/* Letters that are stems, and numbers behind each: "fwbr100i0", "wlan0mon". */
static bool is_of_stems(struct hw_text word)
{
	while (word.n) {
		const size_t letters = count_letters(word);
		const size_t digits = count_digits(hw_text_from(word, letters));

		if (!letters + !digits > 1 ||
		    (letters && !is_stem(hw_text_head(word, letters))))
			return false;
		word = hw_text_from(word, letters + digits);
	}
	return true;
}

static bool is_place(struct hw_text letters)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(places); i++)
		if (hw_text_eq(letters, hw_text_of(places[i])))
			return true;
	return false;
}

/* "aVENDORMODELiINSTANCE" of ACPI, "hisi00c1i0". */
static bool is_of_acpi(struct hw_text rest)
{
	const size_t mark = rest.n ? rest.n - 1 : 0;
	size_t n = mark;

	while (n && hw_is_digit(rest.s[n]))
		n--;
	return rest.s[0] == 'a' && n < mark + !mark && rest.s[n] == 'i' && n >= 8 &&
	       n <= 9 && is_number_of(hw_text_head(hw_text_from(rest, n - 4), 4), NULL);
}

/* "enp0s31f6", "enx525400123456", "encf500"; of interfaces that monitor one more,
 * "wlp2s0mon". */
static bool is_of_udev(struct hw_text word)
{
	const struct hw_text rest = hw_text_from(word, 2);
	struct hw_text left = rest;
	bool is_typed = false;

	for (size_t i = 0; i < HW_ARRAY_SIZE(types); i++)
		is_typed = is_typed || hw_text_starts(word, hw_text_of(types[i]));
	if (!is_typed || !rest.n)
		return false;
	if (strchr("xc", rest.s[0]) && is_number_of(hw_text_from(rest, 1), NULL))
		return true;
	if (is_of_acpi(rest))
		return true;
	while (left.n) {
		const size_t letters = count_letters(left);
		const size_t digits = count_digits(hw_text_from(left, letters));

		if (!digits || !is_place(hw_text_head(left, letters)))
			break;
		left = hw_text_from(left, letters + digits);
	}
	return left.n < rest.n && (!left.n || is_of_stems(left));
}

/* Numbers behind a separator, "br-02c5d81f93aa", "tap02c5d81f-93": such words have a
 * digit. */
static bool is_number(struct hw_text word)
{
	return is_number_of(word, NULL) &&
	       (word.n >= 4 || count_digits(word) == word.n || word.n == 2);
}

static bool is_known(struct hw_text word, bool is_first)
{
	return is_of_stems(word) || is_of_udev(word) || is_drawn(word) ||
	       (!is_first && is_number(word));
}

static bool is_separator(char c)
{
	return strchr("-_.:@", c) && c;
}

struct hw_text hw_interface_given_part(struct hw_text name)
{
	size_t from = name.n;
	size_t end = 0;

	/* "9/0/0" of USB: dev_valid_name(), net/core/dev.c */
	if (hw_text_find(name, '/') < name.n)
		return HW_NO_TEXT;
	for (size_t at = 0; at < name.n;) {
		size_t n = at;

		while (n < name.n && !is_separator(name.s[n]))
			n++;
		if (!is_known(hw_text_head(hw_text_from(name, at), n - at), at == 0)) {
			from = from < at ? from : at;
			end = n;
		}
		at = n + 1;
	}
	return from < end ? hw_text_head(hw_text_from(name, from), end - from)
			  : HW_NO_TEXT;
}

struct hw_text hw_radio_given_part(struct hw_text name)
{
	const struct hw_text phy = HW_TEXT("phy");

	if (!name.n || hw_text_starts(name, HW_TEXT("name-")) ||
	    (hw_text_starts(name, phy) &&
	     hw_text_decimal(hw_text_from(name, phy.n), 9) >= 0))
		return HW_NO_TEXT;
	return name;
}
