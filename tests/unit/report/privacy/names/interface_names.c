// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/privacy/names/interface_names.h"

/* Of drivers, udev and programs: each is nobody's name. */
static void test_schemes(void **state)
{
	static const char *const names[] = {
		"lo",
		"eth0",
		"eth0.100",
		"eth1.2.3",
		"wlan0",
		"wlan0mon",
		"wwan0",
		"usb0",
		"eno1",
		"eno1np0",
		"ens1f0np0",
		"ens3f0v1",
		"enp0s31f6",
		"enP2p1s0",
		"enp6s0f1npf0vf12",
		"enx525400123456",
		"end0",
		"enX0",
		"enu1u1i2",
		"encf500",
		"enc1000",
		"env2",
		"wlp2s0",
		"wlp0s20f3",
		"wlx00c0ca123456",
		"wwp0s20u4i6",
		"ibp65s0",
		"ibs1",
		"ib0.8001",
		"slp0s1",
		"enahisi00c1i0",
		"rename3",
		"sit0",
		"ip6tnl0",
		"tunl0",
		"gre0",
		"gretap0",
		"erspan0",
		"ip_vti0",
		"ip6_vti0",
		"ip6gre0",
		"teql0",
		"dummy0",
		"ifb0",
		"ifb4eth0",
		"nlmon0",
		"bond0",
		"bond0.5",
		"team0",
		"br0",
		"br-lan",
		"br-lan.10",
		"br-0123456789ab",
		"br-ex",
		"br-int",
		"br-tun",
		"macvtap0",
		"macvlan0",
		"vcan0",
		"can1",
		"slcan0",
		"ppp0",
		"tun0",
		"tap0",
		"tap100i0",
		"wg0",
		"veth0",
		"veth1a2b3c4",
		"vethA1b2C3",
		"veth12ab34@if5",
		"docker0",
		"docker_gwbridge",
		"podman0",
		"cni0",
		"cni-podman0",
		"flannel.1",
		"cali0123456789a",
		"cilium_host",
		"cilium_vxlan",
		"kube-ipvs0",
		"lxcbr0",
		"lxdbr0",
		"incusbr0",
		"virbr0",
		"virbr0-nic",
		"vnet12",
		"vmnet8",
		"vboxnet0",
		"vmbr0",
		"fwbr100i0",
		"fwpr100p0",
		"fwln100i0",
		"vif1.0",
		"vif1.0-emu",
		"xenbr0",
		"tailscale0",
		"ztmjfc2kzd",
		"nordlynx",
		"p2p-dev-wlan0",
		"phy0-ap0",
		"ap0",
		"mon0",
		"hwsim0",
		"wpan0",
		"lowpan0",
		"bnep0",
		"bat0",
		"hsr0",
		"lan1",
		"lan1@eth0",
		"wan",
		"wan6",
		"swp1",
		"swp1s0",
		"sw0p1",
		"port2",
		"Ethernet0",
		"PortChannel1",
		"9/0/0",
		"Vlan100",
		"e101-001-0",
		"tap12345678-9a",
		"genev_sys_6081",
		"vxlan_sys_4789",
		"ovs-system",
		"ovn-k8s-mp0",
		"rmnet_data0",
		"ra0",
		"apcli0",
		"mlan0",
		"uap0",
		"thunderbolt0",
		"mhi_hwip0",
		"pimreg",
		"bonding_masters",
		"name-1",
		"br-name-2",
		"enxmac-1.5",
		"tap-withheld",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (hw_interface_given_part(hw_text_of(names[i])).n)
			fail_msg("'%s' is of a scheme", names[i]);
}

static void test_given(void **state)
{
	static const char *const names[][2] = {
		{"dulafemazq", "dulafemazq"},
		{"Ludmilla", "Ludmilla"},
		{"enrico1", "enrico1"},
		{"enzo1", "enzo1"},
		{"slavko0", "slavko0"},
		{"br-alice", "alice"},
		{"alice-br.100", "alice"},
		{"wg-anna-to-otto", "anna-to-otto"},
		{"vethalice", "vethalice"},
		{"ve-webshop", "webshop"},
		{"eth0alice", "eth0alice"},
		{"lower_alice", "alice"},
		{"m\xc3\xbcller0", "m\xc3\xbcller0"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct hw_text part =
			hw_interface_given_part(hw_text_of(names[i][0]));

		if (!hw_text_eq(part, hw_text_of(names[i][1])))
			fail_msg("'%s': '%.*s'", names[i][0], HW_TEXT_ARG(part));
	}
}

static void test_radios(void **state)
{
	(void)state;
	assert_int_equal(hw_radio_given_part(HW_TEXT("phy0")).n, 0);
	assert_int_equal(hw_radio_given_part(HW_TEXT("phy12")).n, 0);
	assert_int_equal(hw_radio_given_part(HW_TEXT("name-1")).n, 0);
	assert_int_equal(hw_radio_given_part(HW_TEXT("phyllis")).n, 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_schemes),
		cmocka_unit_test(test_given),
		cmocka_unit_test(test_radios),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
