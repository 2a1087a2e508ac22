// SPDX-License-Identifier: GPL-2.0-or-later
/* Speed and width of links, and that a sleeping device is left alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/attributes/attributes.h"
#include "data/attributes/pcie_link.h"
#include "tests/lib/tree.h"

#define DIR "sys/devices/pci0000:00/0000:00:01.0/"

struct bed {
	struct tree tree;
	struct hw_root *root;
	struct hw_arena arena;
};

static int set_up(void **state)
{
	struct bed *b = calloc(1, sizeof(*b));

	assert_non_null(b);
	tree_make(&b->tree);
	tree_file(&b->tree, DIR "current_link_speed", "8.0 GT/s PCIe\n");
	tree_file(&b->tree, DIR "current_link_width", "4\n");
	tree_file(&b->tree, DIR "max_link_speed", "16.0 GT/s PCIe\n");
	tree_file(&b->tree, DIR "max_link_width", "16\n");
	assert_int_equal(hw_root_open(b->tree.path, &b->root), 0);
	*state = b;
	return 0;
}

static int tear_down(void **state)
{
	struct bed *b = *state;

	hw_root_close(b->root);
	hw_arena_done(&b->arena);
	tree_remove(&b->tree);
	free(b);
	return 0;
}

static const struct hw_attribute *enrich(struct bed *b)
{
	const struct hw_device device = {
		.syspath = HW_TEXT("/sys/devices/pci0000:00/0000:00:01.0"),
	};
	struct hw_attributes list = {0};
	void *self;

	assert_int_equal(hw_source_pci_link.open(b->root, NULL, &self), 0);
	assert_int_equal(hw_source_pci_link.enrich(self, &device, &b->arena, &list), 0);
	hw_source_pci_link.close(self);
	return list.first;
}

static void link_is_told(void **state)
{
	struct bed *b = *state;
	const struct hw_attribute *a;

	tree_file(&b->tree, DIR "power/runtime_status", "active\n");
	a = enrich(b);
	assert_string_equal(a->key, "link_speed");
	assert_string_equal(a->text.s, "8.0 GT/s PCIe");
	a = a->next;
	assert_string_equal(a->key, "link_width");
	assert_int_equal(a->number, 4);
	a = a->next;
	assert_string_equal(a->key, "link_speed_max");
	assert_string_equal(a->text.s, "16.0 GT/s PCIe");
	a = a->next;
	assert_string_equal(a->key, "link_width_max");
	assert_int_equal(a->number, 16);
	a = a->next;
	assert_string_equal(a->key, "link_bottleneck");
	assert_true(hw_text_eq(a->text, HW_TEXT("0000:00:01.0")));
	assert_null(a->next);
}

#define ABOVE "sys/devices/pci0000:00/0000:00:1c.0/"
#define BELOW ABOVE "0000:02:00.0/"

static void add_link(struct bed *b, const char *dir, const char *speed, const char *width,
		     const char *speed_max, const char *width_max)
{
	const char *const files[][2] = {{"current_link_speed", speed},
					{"current_link_width", width},
					{"max_link_speed", speed_max},
					{"max_link_width", width_max}};
	char path[256];

	for (size_t i = 0; i < HW_ARRAY_SIZE(files); i++) {
		snprintf(path, sizeof(path), "%s%s", dir, files[i][0]);
		tree_file(&b->tree, path, files[i][1]);
	}
}

static struct hw_pcie_rate bottleneck(struct bed *b, const char *dir, struct hw_text *ret)
{
	struct hw_text directory = hw_text_of(dir);

	directory.n--;
	return hw_pcie_bottleneck(b->root, directory, &b->arena, ret);
}

/* Mbit/s a lane by drivers/pci/pci.h: 8 GT/s carry 8000 * 128 / 130. */
static void port_on_the_way_is_the_bottleneck(void **state)
{
	struct bed *b = *state;
	struct hw_pcie_rate rate;
	struct hw_text device;

	add_link(b, ABOVE, "8 GT/s\n", "2\n", "8 GT/s\n", "4\n");
	add_link(b, BELOW, "16.0 GT/s PCIe\n", "4\n", "16.0 GT/s PCIe\n", "4\n");
	rate = bottleneck(b, BELOW, &device);
	assert_true(hw_text_eq(device, HW_TEXT("0000:00:1c.0")));
	assert_int_equal(rate.width, 2);
	assert_int_equal(rate.mbps, 2 * 7876);
}

static void all_that_the_device_can_is_no_bottleneck(void **state)
{
	struct bed *b = *state;
	struct hw_text device;

	/* many devices share the way up: a wide one is none */
	add_link(b, ABOVE, "8.0 GT/s PCIe\n", "16\n", "8.0 GT/s PCIe\n", "16\n");
	add_link(b, BELOW, "2.5 GT/s PCIe\n", "1\n", "2.5 GT/s PCIe\n", "1\n");
	assert_int_equal(bottleneck(b, BELOW, &device).mbps, 0);
}

static void unknown_rates_are_no_bottleneck(void **state)
{
	struct bed *b = *state;
	struct hw_text device;

	add_link(b, BELOW, "3.0 GT/s PCIe\n", "1\n", "8.0 GT/s PCIe\n", "1\n");
	assert_int_equal(bottleneck(b, BELOW, &device).mbps, 0);
	add_link(b, BELOW, "2.5 GT/s PCIe\n", "1\n", "Unknown\n", "1\n");
	assert_int_equal(bottleneck(b, BELOW, &device).mbps, 0);
}

static void recorded_without_power(void **state)
{
	assert_non_null(enrich(*state));
}

static void sleeping_device_is_left_alone(void **state)
{
	static const char *const others[] = {"suspended\n", "suspending\n", "resuming\n",
					     "error\n", "unsupported\n"};
	struct bed *b = *state;

	for (size_t i = 0; i < HW_ARRAY_SIZE(others); i++) {
		tree_file(&b->tree, DIR "power/runtime_status", others[i]);
		assert_null(enrich(b));
	}
}

/* What pci_speed_string() and the width field hold where there is no link. */
static void no_link(void **state)
{
	struct bed *b = *state;

	tree_file(&b->tree, DIR "current_link_speed", "Unknown\n");
	tree_file(&b->tree, DIR "current_link_width", "0\n");
	tree_file(&b->tree, DIR "max_link_speed", "Unknown speed\n");
	tree_file(&b->tree, DIR "max_link_width", "255\n");
	assert_null(enrich(b));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(link_is_told),
		TEST(port_on_the_way_is_the_bottleneck),
		TEST(all_that_the_device_can_is_no_bottleneck),
		TEST(unknown_rates_are_no_bottleneck),
		TEST(recorded_without_power),
		TEST(sleeping_device_is_left_alone),
		TEST(no_link),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
