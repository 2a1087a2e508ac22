// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "report/collect/iommu.h"
#include "tests/lib/tree.h"

struct machine {
	struct tree tree;
	struct hw_root *root;
	struct hw_plan plan;
};

/* Functions with the class and the group of each; NULL: it is in none. */
static const struct {
	const char *name;
	const char *class;
	const char *group;
} functions[] = {
	{"0000:00:01.0", "060400", "10"}, {"0000:00:02.0", "030000", "2"},
	{"0000:00:14.0", "0c0330", NULL}, {"0000:01:00.0", "030000", "10"},
	{"0000:01:00.1", "040300", "10"},
};

static int set_up(void **state)
{
	const struct hw_scan scan = {.depth = HW_SCAN_ALL};
	struct machine *m = calloc(1, sizeof(*m));

	assert_non_null(m);
	tree_make(&m->tree);
	for (size_t i = 0; i < HW_ARRAY_SIZE(functions); i++) {
		const char *class = functions[i].class;
		char path[256];
		char text[256];

		snprintf(path, sizeof(path), "sys/devices/pci0000:00/%s/uevent",
			 functions[i].name);
		snprintf(text, sizeof(text),
			 "MODALIAS=pci:v00008086d00001234sv00000000sd00000000bc%.2ssc%.2s"
			 "i%.2s\n",
			 class, class + 2, class + 4);
		tree_file(&m->tree, path, text);
		snprintf(path, sizeof(path), "sys/bus/pci/devices/%s", functions[i].name);
		snprintf(text, sizeof(text), "../../../devices/pci0000:00/%s",
			 functions[i].name);
		tree_link(&m->tree, path, text);
		if (!functions[i].group)
			continue;
		snprintf(path, sizeof(path), "sys/devices/pci0000:00/%s/iommu_group",
			 functions[i].name);
		snprintf(text, sizeof(text), "../../../kernel/iommu_groups/%s",
			 functions[i].group);
		tree_link(&m->tree, path, text);
	}
	assert_int_equal(hw_root_open(m->tree.path, &m->root), 0);
	assert_int_equal(
		hw_sysfs_scan(m->root, &scan, &m->plan.arena, NULL, &m->plan.list), 0);
	assert_int_equal(m->plan.list.n, HW_ARRAY_SIZE(functions));
	*state = m;
	return 0;
}

static int tear_down(void **state)
{
	struct machine *m = *state;

	hw_plan_done(&m->plan);
	hw_root_close(m->root);
	tree_remove(&m->tree);
	free(m);
	return 0;
}

static void assert_names(const struct machine *m, const char *const *names, size_t n)
{
	assert_int_equal(m->plan.list.n, n);
	for (size_t i = 0; i < n; i++)
		assert_true(hw_text_eq(m->plan.list.v[i].name, hw_text_of(names[i])));
}

/* 2 is before 10, and those without a group are left out. */
static void groups_are_in_order(void **state)
{
	static const char *const names[] = {"0000:00:02.0", "0000:00:01.0",
					    "0000:01:00.0", "0000:01:00.1"};
	struct machine *m = *state;

	assert_int_equal(hw_iommu_narrow(m->root, NULL, &m->plan), 0);
	assert_names(m, names, HW_ARRAY_SIZE(names));
}

static void a_device_has_its_group(void **state)
{
	static const char *const names[] = {"0000:00:01.0", "0000:01:00.0",
					    "0000:01:00.1"};
	struct machine *m = *state;
	struct hw_device card = m->plan.list.v[3];
	const struct hw_device_list wanted = {&card, 1};

	assert_int_equal(hw_iommu_narrow(m->root, &wanted, &m->plan), 0);
	assert_names(m, names, HW_ARRAY_SIZE(names));
}

static void sentences_say_what_goes_with_it(void **state)
{
	static const char *const sentences[] = {
		"pci:0000:00:01.0 is a bridge, which no virtual machine can have.",
		"A virtual machine can have pci:0000:00:02.0 alone: no other device in "
		"group 2 needs to go with it.",
		/* others are in one */
		"pci:0000:00:14.0 is in no IOMMU group.",
		"A virtual machine that has pci:0000:01:00.0 must have pci:0000:01:00.1 "
		"too, or leave it without a driver: they are in group 10.",
		"A virtual machine that has pci:0000:01:00.1 must have pci:0000:01:00.0 "
		"too, or leave it without a driver: they are in group 10.",
	};
	struct machine *m = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(sentences); i++) {
		struct hw_text said = hw_iommu_sentence(
			m->root, &m->plan, &m->plan.list.v[i], HW_YES, &m->plan.arena);

		assert_string_equal(said.s, sentences[i]);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(groups_are_in_order),
		TEST(a_device_has_its_group),
		TEST(sentences_say_what_goes_with_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
