// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/lib/scan.h"
#include "tests/lib/tree.h"

#define HEAD "hwalias-snapshot 1\n"

static void scan_text(struct state *s, const char *text)
{
	assert_int_equal(
		hw_snapshot_open_text(hw_text_of(text), "x.snap", &s->warnings, &s->root),
		0);
	assert_int_equal(s->warnings.count, 0);
	scan(s, HW_SCAN_ALL, NULL);
}

static void test_uevent(void **state)
{
	struct hw_text u = HW_TEXT("DRIVER=e1000e\nXDRIVER=no\nEMPTY=\n"
				   "MODALIAS=hdaudio:v1\n\nLAST=1=2");

	(void)state;
	assert_text(hw_uevent_get(u, "DRIVER"), "e1000e");
	assert_text(hw_uevent_get(u, "EMPTY"), "");
	assert_text(hw_uevent_get(u, "MODALIAS"), "hdaudio:v1");
	assert_text(hw_uevent_get(u, "LAST"), "1=2");
	assert_text(hw_uevent_get(u, "DRIVE"), NULL);
	assert_text(hw_uevent_get(u, "RIVER"), NULL);
	assert_text(hw_uevent_get(HW_NO_TEXT, "DRIVER"), NULL);
	assert_text(hw_uevent_get(HW_TEXT("DRIVER"), "DRIVER"), NULL);
}

/* Each list is in order; all pairs are compared both ways. */
static void test_order(void **state)
{
	static const struct {
		const char *bus;
		const char *names[8];
	} cases[] = {
		{"usb",
		 {"usb1", "1-0:1.0", "1-1", "1-1:1.0", "1-1.2", "1-10", "usb2", "2-1"}},
		{"usb", {"usb1", "usb2", "usb9", "usb10"}},
		{"pci",
		 {"0000:00:09.0", "0000:00:0a.0", "0000:00:1f.6", "0000:09:00.0",
		  "0000:0A:00.0", "ffff:00:00.0", "10000:00:00.0"}},
		{"platform", {"01", "1", "1a", "9a", "10a", "a1", "a01b"}},
		/* by bytes ':' lies between the digits and the letters */
		{"pci", {"a", "1f", ":"}},
		/* a bus without a row; releases of kernels */
		{"none", {"6.1.0-9", "6.1.0-11", "6.12.0-1", "a1", "a2"}},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		const struct hw_bus *bus = hw_bus_find(hw_text_of(cases[i].bus));

		for (size_t a = 0; a < 8 && cases[i].names[a]; a++)
			for (size_t b = 0; b < 8 && cases[i].names[b]; b++) {
				int c = hw_name_cmp(bus, hw_text_of(cases[i].names[a]),
						    hw_text_of(cases[i].names[b]));

				assert_int_equal((c > 0) - (c < 0), (a > b) - (a < b));
			}
	}
}

/* sysfs_ops of a bus with and without what a recorder may leave out. */
static void test_sources(void **state)
{
	struct state *s = *state;
	const struct hw_device *d;

	scan_text(s, HEAD
		  "sys/bus/pci/devices/0000:00:01.0 -> ../../../devices/p/0000:00:01.0\n"
		  "sys/devices/p/0000:00:01.0/uevent :\n"
		  "|DRIVER=a/b\n"
		  "|MODALIAS=pci:one\n"
		  "sys/devices/p/0000:00:01.0/modalias = pci:never-read\n"
		  "sys/bus/pci/drivers/a!b/module -> ../../../../module/a_b\n"
		  "sys/bus/pci/devices/0000:00:02.0 -> ../../../devices/p/0000:00:02.0\n"
		  "sys/devices/p/0000:00:02.0/modalias = pci:two\n"
		  "sys/devices/p/0000:00:02.0/driver -> ../../../bus/pci/drivers/a!b\n"
		  "sys/bus/pci/devices/0000:00:03.0 -> ../../../devices/p/0000:00:03.0\n"
		  "sys/devices/p/0000:00:03.0/modalias =\n"
		  "sys/bus/spi/devices/spi0.0/modalias = spi:x\n");
	assert_int_equal(s->list.n, 4);
	assert_int_equal(s->warnings.count, 0);
	d = find(s, "pci:0000:00:01.0");
	assert_text(d->modalias, "pci:one");
	assert_text(d->driver, "a/b");
	assert_text(d->driver_module, "a_b");
	assert_text(d->syspath, "/sys/devices/p/0000:00:01.0");
	assert_text(d->kind, "device");
	d = find(s, "pci:0000:00:02.0");
	assert_text(d->modalias, "pci:two");
	assert_text(d->driver, "a/b");
	assert_text(d->driver_module, "a_b");
	assert_text(d->uevent, NULL);
	assert_int_equal(d->driver_known, HW_DRIVER_BOUND);
	/* others of this bus have a driver: this one has none */
	d = find(s, "pci:0000:00:03.0");
	assert_text(d->modalias, NULL);
	assert_int_equal(d->driver_known, HW_DRIVER_NONE);
	/* a directory in place of a link, on a bus without any word of drivers */
	d = find(s, "spi:spi0.0");
	assert_text(d->syspath, "/sys/bus/spi/devices/spi0.0");
	assert_text(d->modalias, "spi:x");
	assert_int_equal(d->driver_known, HW_DRIVER_UNKNOWN);
}

/* The three cases in which the modalias file has more than uevent. */
static void test_file_says_more(void **state)
{
	struct state *s = *state;

	scan_text(s, HEAD "sys/bus/i2c/devices/a/uevent :\n"
			  "|MODALIAS=of:NaTCx,y\n"
			  "sys/bus/i2c/devices/a/modalias :\n"
			  "|acpi:ABCD0001:\n"
			  "|of:NaTCx,y\n"
			  "sys/bus/i2c/devices/b/uevent :\n"
			  "|OF_NAME=b\n"
			  "|MODALIAS=of:NbT(null)Cx,y\n"
			  "sys/bus/i2c/devices/b/modalias = never read, though longer\n"
			  "sys/bus/acpi/devices/c/uevent :\n"
			  "|MODALIAS=acpi:ABCD0002:\n"
			  "|MODALIAS=of:NcTCx,y\n"
			  "sys/bus/acpi/devices/c/modalias :\n"
			  "|acpi:ABCD0002:\n"
			  "|of:NcTCx,y\n"
			  "sys/class/input/input1/uevent :\n"
			  "|MODALIAS=input:b0003v0001p0001e0001-e0,k71,+,ramlsfw\n"
			  "sys/class/input/input1/modalias = "
			  "input:b0003v0001p0001e0001-e0,k71,72,73,ramlsfw\n");
	assert_text(find(s, "i2c:a")->modalias, "acpi:ABCD0001:\nof:NaTCx,y");
	assert_text(find(s, "i2c:b")->modalias, "of:NbT(null)Cx,y");
	assert_text(find(s, "acpi:c")->modalias, "acpi:ABCD0002:\nof:NcTCx,y");
	assert_text(find(s, "input:input1")->modalias,
		    "input:b0003v0001p0001e0001-e0,k71,72,73,ramlsfw");
}

static const char depths[] =
	HEAD "sys/bus/pci/devices/0000:00:00.0/uevent =-\n"
	     "sys/bus/usb/devices/usb1/uevent = DEVTYPE=usb_device\n"
	     "sys/bus/memory/devices/memory0/uevent =-\n"
	     "sys/bus/acpi/devices/device:00/uevent =-\n"
	     "sys/bus/acpi/devices/PNP0C0A:00/uevent = MODALIAS=acpi:PNP0C0A:\n"
	     "sys/bus/acpi/devices/thermal/uevent = DRIVER=thermal\n"
	     "sys/class/input/input3/uevent = MODALIAS=input:b0003\n"
	     "sys/class/input/input4/uevent = NAME=none\n"
	     "sys/class/input/event3/uevent = MODALIAS=input:never\n"
	     "sys/class/dmi/id/modalias = dmi:bvnX:\n"
	     "sys/devices/system/cpu/modalias = cpu:type:x86\n";

static size_t count_at(struct state *s, enum hw_scan_depth depth, const char *bus)
{
	scan(s, depth, bus);
	return s->list.n;
}

static void test_depths(void **state)
{
	struct state *s = *state;

	scan_text(s, depths);
	assert_int_equal(s->list.n, 7);
	assert_true(find(s, "dmi:id")->class_only);
	assert_true(find(s, "cpu:cpu")->class_only);
	assert_text(find(s, "cpu:cpu")->kind, "class");
	assert_int_equal(find(s, "cpu:cpu")->driver_known, HW_DRIVER_NONE);
	find(s, "input:input3");
	find(s, "acpi:thermal");
	assert_int_equal(count_at(s, HW_SCAN_MAIN, NULL), 2);
	assert_int_equal(count_at(s, HW_SCAN_EVERYTHING, NULL), 9);
	find(s, "memory:memory0");
	find(s, "acpi:device:00");
	assert_int_equal(count_at(s, HW_SCAN_MAIN, "acpi"), 3);
	assert_int_equal(count_at(s, HW_SCAN_MAIN, "memory"), 1);
	assert_int_equal(count_at(s, HW_SCAN_MAIN, "dmi"), 1);
	assert_int_equal(count_at(s, HW_SCAN_ALL, "../bus/pci"), 0);
	assert_int_equal(count_at(s, HW_SCAN_ALL, ".."), 0);
}

/* A recorder that kept sys/bus for pci only: the rest is found below sys/devices. */
static void test_walk(void **state)
{
	struct state *s = *state;
	const struct hw_device *d;

	scan_text(s, HEAD
		  "sys/bus/pci/devices/0000:00:14.0 -> ../../../devices/p/0000:00:14.0\n"
		  "sys/devices/p/0000:00:14.0/modalias = pci:x\n"
		  "sys/devices/p/0000:00:14.0/usb1/idVendor = 1d6b\n"
		  "sys/devices/p/0000:00:14.0/usb1/idProduct = 0002\n"
		  "sys/devices/p/0000:00:14.0/usb1/1-1/uevent = DEVTYPE=usb_device\n"
		  "sys/devices/p/0000:00:14.0/usb1/1-1/1-1:1.0/modalias = usb:v1\n"
		  "sys/devices/p/0000:00:14.0/usb1/1-1/1-1:1.0/subsystem -> "
		  "../../../../../../bus/usb\n"
		  "sys/devices/p/0000:00:14.0/usb1/1-1/1-1:1.0/i/input2/modalias = "
		  "input:b1\n"
		  "sys/devices/p/0000:00:14.0/usb1/1-1/1-1:1.0/i/input2/subsystem -> "
		  "../../../../../../../../class/input\n"
		  "sys/devices/p/0000:00:14.0/usb1/1-1/again -> ../../usb1\n"
		  "sys/class/dmi/id/modalias = dmi:x\n"
		  "sys/devices/virtual/dmi/id/modalias = dmi:x\n"
		  "sys/devices/q/uevent = MODALIAS=platform:q\n");
	assert_int_equal(s->warnings.count, 0);
	assert_int_equal(s->list.n, 7);
	assert_text(find(s, "pci:0000:00:14.0")->parent, NULL);
	assert_text(find(s, "usb:usb1")->parent, "pci:0000:00:14.0");
	assert_text(find(s, "usb:1-1")->parent, "usb:usb1");
	assert_text(find(s, "usb:1-1:1.0")->parent, "usb:1-1");
	d = find(s, "input:input2");
	assert_text(d->parent, "usb:1-1:1.0");
	assert_true(d->class_only);
	assert_text(find(s, "platform:q")->modalias, "platform:q");
	assert_text(find(s, "dmi:id")->syspath, "/sys/devices/virtual/dmi/id");
	/* the filter holds for them too */
	assert_int_equal(count_at(s, HW_SCAN_MAIN, NULL), 4);
	assert_int_equal(count_at(s, HW_SCAN_ALL, "input"), 1);
}

static void test_duplicate(void **state)
{
	struct state *s = *state;

	scan_text(s, HEAD "sys/devices/a/x/uevent = MODALIAS=platform:a\n"
			  "sys/devices/b/x/uevent = MODALIAS=platform:b\n");
	assert_int_equal(s->list.n, 1);
	assert_int_equal(s->warnings.count, 1);
	assert_string_equal(s->warnings.first->code, "sysfs-duplicate");
}

/* What no kernel writes, but a recorded tree can hold. */
static void test_hostile(void **state)
{
	struct state *s = *state;

	scan_text(s, HEAD "sys/bus/pci/devices/a/uevent = DRIVER=x\\x00y\n"
			  "sys/bus/pci/devices/b/uevent = DRIVER=../../../x\n"
			  "sys/devices/c/modalias = p\\x00q:x\n"
			  "sys/devices/d/modalias = ../pci:x\n"
			  "sys/devices/e/modalias = :x\n"
			  "sys/devices/f/modalias = x\n"
			  "sys/devices/f/subsystem -> ../../bus/\n");
	assert_int_equal(s->list.n, 6);
	assert_text(find(s, "pci:a")->driver_module, NULL);
	assert_text(find(s, "pci:b")->driver_module, NULL);
	find(s, "unknown:c");
	find(s, "unknown:d");
	find(s, "unknown:e");
	find(s, "unknown:f");
}

static void test_no_sys(void **state)
{
	const struct hw_scan want = {.depth = HW_SCAN_ALL};
	struct state *s = *state;
	struct tree tree;
	char path[PATH_MAX];

	tree_make(&tree);
	assert_int_equal(hw_root_open(tree.path, &s->root), 0);
	assert_int_equal(hw_sysfs_scan(s->root, &want, &s->arena, NULL, &s->list),
			 -ENOENT);
	tree_dir(&tree, "sys");
	scan(s, HW_SCAN_ALL, NULL);
	assert_int_equal(s->list.n, 0);
	/* a device whose uevent cannot be read is kept, and told of */
	tree_file(&tree, "sys/bus/pci/devices/X/modalias", "pci:x\n");
	tree_place(&tree, "sys/bus/pci/devices/X/uevent", path);
	assert_int_equal(mkdir(path, 0755), 0);
	scan(s, HW_SCAN_ALL, NULL);
	assert_text(find(s, "pci:X")->modalias, "pci:x");
	assert_int_equal(s->warnings.count, 1);
	assert_string_equal(s->warnings.first->code, "sysfs-unreadable");
	assert_text(s->warnings.first->path, "/sys/bus/pci/devices/X");
	tree_remove(&tree);
}

/* A bus that cannot be listed is told of, by its path in the machine. */
static void test_unlistable(void **state)
{
	struct state *s = *state;
	struct tree tree;

	tree_make(&tree);
	tree_file(&tree, "sys/bus/usb/devices", "");
	assert_int_equal(hw_root_open(tree.path, &s->root), 0);
	scan(s, HW_SCAN_MAIN, NULL);
	assert_int_equal(s->warnings.count, 1);
	assert_string_equal(s->warnings.first->code, "sysfs-unreadable");
	assert_text(s->warnings.first->path, "/sys/bus/usb/devices");
	tree_remove(&tree);
}

/* Of the buses that an earlier scan of a running machine listed nothing is read again;
 * others are. */
static void test_known(void **state)
{
	struct hw_known known = {.scan = {.depth = HW_SCAN_MAIN}};
	const struct hw_scan want = {.depth = HW_SCAN_ALL, .known = &known};
	struct state *s = *state;
	struct tree tree;

	tree_make(&tree);
	tree_link(&tree, "sys/bus/pci/devices/A", "../../../devices/pci0/A");
	tree_file(&tree, "sys/devices/pci0/A/uevent", "DRIVER=a\nMODALIAS=pci:a\n");
	tree_link(&tree, "sys/bus/pci/drivers/a/module", "../../../../module/a_mod");
	/* of the same name on another bus, and below it */
	tree_link(&tree, "sys/bus/usb/devices/A", "../../../devices/pci0/A/A");
	tree_file(&tree, "sys/devices/pci0/A/A/uevent", "MODALIAS=usb:a\n");
	tree_link(&tree, "sys/bus/virtio/devices/virtio0", "../../../devices/virtio0");
	tree_file(&tree, "sys/devices/virtio0/uevent", "FIRST=1\n");
	assert_int_equal(hw_root_open(tree.path, &s->root), 0);
	assert_int_equal(hw_root_replays(s->root, true, false, HW_NO_TEXT), 0);
	scan(s, HW_SCAN_MAIN, NULL);
	known.list = s->list;
	assert_int_equal(s->list.n, 2);

	tree_file(&tree, "sys/devices/pci0/A/uevent", "DRIVER=z\nMODALIAS=pci:z\n");
	tree_file(&tree, "sys/devices/virtio0/uevent", "SECOND=1\n");
	tree_link(&tree, "sys/bus/pci/devices/new", "../../../devices/pci0/A");
	assert_int_equal(hw_sysfs_scan(s->root, &want, &s->arena, NULL, &s->list), 0);
	assert_int_equal(s->list.n, 3);
	assert_text(find(s, "pci:A")->modalias, "pci:a");
	assert_text(find(s, "pci:A")->driver, "a");
	assert_text(find(s, "pci:A")->driver_module, "a_mod");
	assert_text(find(s, "pci:A")->syspath, "/sys/devices/pci0/A");
	assert_text(find(s, "usb:A")->modalias, "usb:a");
	assert_text(find(s, "usb:A")->parent, "pci:A");
	assert_text(find(s, "virtio:virtio0")->uevent, "SECOND=1\n");
	for (size_t i = 1; i < s->list.n; i++)
		assert_true(hw_text_cmp(s->list.v[i - 1].subsystem,
					s->list.v[i].subsystem) < 0);

	/* of one bus: the others are read */
	known.scan = (struct hw_scan){.bus = "usb"};
	scan(s, HW_SCAN_ALL, "usb");
	known.list = s->list;
	tree_file(&tree, "sys/devices/pci0/A/A/uevent", "MODALIAS=usb:z\n");
	assert_int_equal(hw_sysfs_scan(s->root, &want, &s->arena, NULL, &s->list), 0);
	assert_text(find(s, "usb:A")->modalias, "usb:a");
	assert_text(find(s, "pci:A")->modalias, "pci:z");
	find(s, "pci:new");

	/* what others lack matters in a recording: all of it is read */
	assert_int_equal(hw_root_replays(s->root, false, false, HW_NO_TEXT), 0);
	assert_int_equal(hw_sysfs_scan(s->root, &want, &s->arena, NULL, &s->list), 0);
	assert_text(find(s, "usb:A")->modalias, "usb:z");
	tree_remove(&tree);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_uevent),
		cmocka_unit_test(test_order),
		TEST(test_sources),
		TEST(test_file_says_more),
		TEST(test_depths),
		TEST(test_walk),
		TEST(test_duplicate),
		TEST(test_hostile),
		TEST(test_no_sys),
		TEST(test_unlistable),
		TEST(test_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
