// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/machine/sources/all_devices.h"
#include "tests/lib/scan.h"
#include "tests/lib/tree.h"

struct machine {
	struct tree tree;
	struct hw_machine machine;
	struct hw_all_devices all;
	struct hw_arena arena;
	/* the report's list */
	struct hw_scan scan;
	struct hw_device_list list;
};

static int setup_machine(void **state)
{
	struct machine *m = calloc(1, sizeof(*m));

	assert_non_null(m);
	tree_make(&m->tree);
	tree_link(&m->tree, "sys/bus/pci/devices/A", "../../../devices/A");
	tree_file(&m->tree, "sys/devices/A/uevent", "MODALIAS=pci:first\n");
	tree_link(&m->tree, "sys/bus/virtio/devices/B", "../../../devices/B");
	tree_file(&m->tree, "sys/devices/B/uevent", "MODALIAS=virtio:first\n");
	assert_int_equal(hw_root_open(m->tree.path, &m->machine.root), 0);
	assert_int_equal(hw_root_replays(m->machine.root, true, false, HW_NO_TEXT), 0);
	m->machine.all_devices = &m->all;
	*state = m;
	return 0;
}

static int teardown_machine(void **state)
{
	struct machine *m = *state;

	hw_all_devices_done(&m->all);
	hw_root_close(m->machine.root);
	hw_arena_done(&m->arena);
	tree_remove(&m->tree);
	free(m);
	return 0;
}

/* Lists the devices for a report, and then changes what their files have. */
static void list(struct machine *m, enum hw_scan_depth depth)
{
	m->scan = (struct hw_scan){.depth = depth};
	assert_int_equal(
		hw_sysfs_scan(m->machine.root, &m->scan, &m->arena, NULL, &m->list), 0);
	hw_all_devices_list(&m->machine, &m->scan, &m->list);
	tree_file(&m->tree, "sys/devices/A/uevent", "MODALIAS=pci:second\n");
	tree_file(&m->tree, "sys/devices/B/uevent", "MODALIAS=virtio:second\n");
}

/* What the two devices have, pci first. */
static void assert_all(struct machine *m, const char *pci, const char *virtio)
{
	struct hw_device_list all;

	assert_int_equal(hw_all_devices_read(&m->machine, &m->arena, &all), 0);
	assert_int_equal(all.n, 2);
	assert_text(all.v[0].modalias, pci);
	assert_text(all.v[1].modalias, virtio);
}

static void report_of_all(void **state)
{
	struct machine *m = *state;
	struct hw_device_list all;

	list(m, HW_SCAN_ALL);
	assert_int_equal(hw_all_devices_read(&m->machine, &m->arena, &all), 0);
	assert_ptr_equal(all.v, m->list.v);
	assert_all(m, "pci:first", "virtio:first");
	/* another list does not end this one */
	hw_all_devices_unlist(&m->machine, m->list.v + 1);
	assert_all(m, "pci:first", "virtio:first");
	hw_all_devices_unlist(&m->machine, m->list.v);
	assert_null(hw_all_devices_listed(&m->machine));
	assert_all(m, "pci:second", "virtio:second");
}

/* The buses of the list are not read again, the others are, once. */
static void report_of_some(void **state)
{
	struct machine *m = *state;

	list(m, HW_SCAN_MAIN);
	assert_all(m, "pci:first", "virtio:second");
	tree_file(&m->tree, "sys/devices/B/uevent", "MODALIAS=virtio:third\n");
	assert_all(m, "pci:first", "virtio:second");
	hw_all_devices_unlist(&m->machine, m->list.v);
	assert_all(m, "pci:second", "virtio:third");
}

/* A new list forgets what was read of the one before, and of its devices' files. */
static void next_report(void **state)
{
	struct machine *m = *state;
	struct hw_text serial;

	tree_file(&m->tree, "sys/devices/A/serial", "first\n");
	list(m, HW_SCAN_ALL);
	serial = hw_root_read_attr_once(m->machine.root, HW_TEXT("sys/devices/A"),
					"serial", &m->arena);
	assert_text(serial, "first");
	tree_file(&m->tree, "sys/devices/A/serial", "second\n");
	list(m, HW_SCAN_ALL);
	assert_all(m, "pci:second", "virtio:second");
	serial = hw_root_read_attr_once(m->machine.root, HW_TEXT("sys/devices/A"),
					"serial", &m->arena);
	assert_text(serial, "second");
}

/* Its list is its own, and it keeps none. */
static void worker(void **state)
{
	struct machine *m = *state;

	m->machine.all_devices = NULL;
	list(m, HW_SCAN_ALL);
	assert_null(hw_all_devices_listed(&m->machine));
	assert_all(m, "pci:second", "virtio:second");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_machine, teardown_machine)
	const struct CMUnitTest tests[] = {
		TEST(report_of_all),
		TEST(report_of_some),
		TEST(next_report),
		TEST(worker),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
