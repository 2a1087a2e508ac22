// SPDX-License-Identifier: GPL-2.0-or-later
/* Which interface an address is reached over: tables as Linux prints them, of a processor
 * of either order of bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/running/routes.h"
#include "tests/lib/tree.h"

#define HEAD                                                                             \
	"Iface\tDestination\tGateway "                                                   \
	"\tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"

/* 0.0.0.0/0 twice, 192.0.2.0/24, 192.0.2.128/25, and one that is refused */
static const char little[] =
	HEAD "wlan0\t00000000\t010200C0\t0003\t0\t0\t600\t00000000\t0\t0\t0       \n"
	     "eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0        \n"
	     "eth1\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
	     "br0\t800200C0\t00000000\t0001\t0\t0\t0\t80FFFFFF\t0\t0\t0\n"
	     "*\t006433C6\t00000000\t0201\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
	     "eth9\tbroken\n";
static const char big[] =
	HEAD "eth0\t00000000\tC0000201\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
	     "eth1\tC0000200\t00000000\t0001\t0\t0\t0\tFFFFFF00\t0\t0\t0\n"
	     "br0\tC0000280\t00000000\t0001\t0\t0\t0\tFFFFFF80\t0\t0\t0\n";
static const char six[] =
	"20010db8000000000000000000000000 20 00000000000000000000000000000000 00 "
	"00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth2\n"
	"00000000000000000000000000000000 00 00000000000000000000000000000000 00 "
	"fd000000000000000000000000000001 00000400 00000003 00000000 00000003     eth0\n"
	"00000000000000000000000000000000 00 00000000000000000000000000000000 00 "
	"00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo\n";

static void longest_prefix(void **state)
{
	static const struct {
		const char *table;
		const char *address;
		const char *interface;
	} rows[] = {
		{little, "198.18.0.1", "eth0"},
		{little, "192.0.2.7", "eth1"},
		{little, "192.0.2.200", "br0"},
		{big, "198.18.0.1", "eth0"},
		{big, "192.0.2.7", "eth1"},
		{big, "192.0.2.200", "br0"},
		{little, "2001:db8::7", "eth2"},
		{little, "2001:db9::7", "eth0"},
		{little, "fe80::1%wlan0", "wlan0"},
		/* the default route is not that of this machine itself */
		{little, "127.0.0.1", "lo"},
		{big, "127.9.8.7", "lo"},
		{little, "server", ""},
		{little, "192.0.2", ""},
		{little, "", ""},
		{HEAD, "192.0.2.7", ""},
		{"", "192.0.2.7", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct hw_arena arena = {0};
		struct tree tree;
		struct hw_root *root;
		struct hw_text found;

		tree_make(&tree);
		tree_file(&tree, "proc/net/route", rows[i].table);
		tree_file(&tree, "proc/net/ipv6_route", six);
		assert_int_equal(hw_root_open(tree.path, &root), 0);
		found = hw_route_interface(root, hw_text_of(rows[i].address), &arena);
		if (!hw_text_eq(found, hw_text_of(rows[i].interface)))
			fail_msg("%s: %.*s", rows[i].address, HW_TEXT_ARG(found));
		hw_root_close(root);
		tree_remove(&tree);
		hw_arena_done(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(longest_prefix)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
