// SPDX-License-Identifier: GPL-2.0-or-later
/* Which device of one side is which one of the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/diff/internal.h"

struct device {
	const char *id;
	const char *parent;
	uint32_t vendor;
	uint32_t product;
};

static void fill(struct hw_diff_side *side, struct hw_diff_device *v,
		 const struct device *from, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct hw_text name = hw_text_of(from[i].id);
		struct hw_text subsystem = hw_text_cut(&name, ':');

		v[i] = (struct hw_diff_device){
			.id = hw_text_of(from[i].id),
			.subsystem = subsystem,
			.kind = hw_text_eq(subsystem, HW_TEXT("usb"))
					? HW_TEXT("usb_device")
					: HW_TEXT("device"),
			.name = name,
			.parent = hw_text_of(from[i].parent),
			.bus = hw_bus_find(subsystem),
		};
		v[i].ids[HW_ROLE_VENDOR] = (struct hw_id){true, 4, from[i].vendor};
		v[i].ids[HW_ROLE_DEVICE] = (struct hw_id){true, 4, from[i].product};
	}
	*side = (struct hw_diff_side){.v = v, .n = n};
}

enum { MAX = 4, NONE = -1 };

static const struct {
	const char *name;
	struct device before[MAX];
	struct device after[MAX];
	/* of each of `before`: its place in `after` */
	int expected[MAX];
	bool is_moved[MAX];
} cases[] = {
	{"the same",
	 {{"pci:0000:00:1f.6", NULL, 1, 1}, {"pci:0000:00:1f.3", NULL, 1, 2}},
	 {{"pci:0000:00:1f.3", NULL, 1, 2}, {"pci:0000:00:1f.6", NULL, 1, 1}},
	 {1, 0},
	 {false, false}},
	{"another one at the same address",
	 {{"pci:0000:00:1f.6", NULL, 1, 1}},
	 {{"pci:0000:00:1f.6", NULL, 2, 2}},
	 {NONE},
	 {false}},
	{"another slot",
	 {{"pci:0000:02:00.0", NULL, 1, 1}},
	 {{"pci:0000:05:00.0", NULL, 1, 1}},
	 {0},
	 {true}},
	{"another port of the hub",
	 {{"usb:usb1", NULL, 1, 1}, {"usb:1-2", "usb:usb1", 3, 4}},
	 {{"usb:usb1", NULL, 1, 1}, {"usb:1-3", "usb:usb1", 3, 4}},
	 {0, 1},
	 {false, true}},
	{"of two equal ones the one that stayed stays, the first goes with the first",
	 {{"pci:0000:02:00.0", NULL, 1, 1}, {"pci:0000:03:00.0", NULL, 1, 1}},
	 {{"pci:0000:03:00.0", NULL, 1, 1}, {"pci:0000:04:00.0", NULL, 1, 1}},
	 {1, 0},
	 {true, false}},
};

static size_t count(const struct device *v)
{
	size_t n = 0;

	while (n < MAX && v[n].id)
		n++;
	return n;
}

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		struct hw_diff_device v[2][MAX];
		struct hw_diff_side sides[2];
		struct hw_diff_pairs pairs;
		struct hw_arena arena = {0};

		fill(&sides[0], v[0], cases[i].before, count(cases[i].before));
		fill(&sides[1], v[1], cases[i].after, count(cases[i].after));
		assert_int_equal(hw_diff_match(&sides[0], &sides[1], &arena, &pairs), 0);
		for (size_t k = 0; k < sides[0].n; k++) {
			size_t wanted = cases[i].expected[k] == NONE
						? HW_DIFF_NONE
						: (size_t)cases[i].expected[k];

			if (pairs.after_of[k] != wanted)
				fail_msg("%s: %s", cases[i].name, cases[i].before[k].id);
			if (wanted == HW_DIFF_NONE)
				continue;
			assert_int_equal(pairs.before_of[wanted], k);
			if (hw_diff_is_moved(&sides[0], &sides[1], &pairs, k, wanted) !=
			    cases[i].is_moved[k])
				fail_msg("%s: %s: moved", cases[i].name,
					 cases[i].before[k].id);
		}
		hw_arena_done(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
