// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "data/running/mounts.h"
#include "report/machine/sources/provides.h"
#include "tests/lib/tree.h"

#define PCI "sys/devices/pci0000:00/"

struct machine {
	struct tree tree;
	struct hw_machine m;
	struct hw_arena arena;
};

/* A class device with a link from its class, and a uevent if it has a node. */
static void add(const struct tree *t, const char *class, const char *path,
		const char *node)
{
	char link[256];
	char target[256];
	char file[256];
	char text[256];

	snprintf(link, sizeof(link), "sys/class/%s/%s", class, strrchr(path, '/') + 1);
	snprintf(target, sizeof(target), "../../%s", path + strlen("sys/"));
	snprintf(file, sizeof(file), "%s/uevent", path);
	snprintf(text, sizeof(text), "%s%s%s", node ? "DEVNAME=" : "", node ? node : "",
		 node ? "\n" : "");
	tree_file(t, file, text);
	tree_link(t, link, target);
}

static void make_tree(const struct tree *t)
{
	/* an NVMe disk: a partition on /, one under a mapping */
	add(t, "nvme", PCI "0000:00:1d.0/0000:02:00.0/nvme/nvme0", "nvme0");
	add(t, "block", PCI "0000:00:1d.0/0000:02:00.0/nvme/nvme0/nvme0n1", "nvme0n1");
	add(t, "block", PCI "0000:00:1d.0/0000:02:00.0/nvme/nvme0/nvme0n1/nvme0n1p1",
	    "nvme0n1p1");
	tree_file(t, PCI "0000:00:1d.0/0000:02:00.0/nvme/nvme0/nvme0n1/nvme0n1p1/dev",
		  "259:1\n");
	add(t, "block", PCI "0000:00:1d.0/0000:02:00.0/nvme/nvme0/nvme0n1/nvme0n1p2",
	    "nvme0n1p2");
	tree_link(t,
		  PCI
		  "0000:00:1d.0/0000:02:00.0/nvme/nvme0/nvme0n1/nvme0n1p2/holders/dm-0",
		  "../../../../../../../../virtual/block/dm-0");
	add(t, "block", "sys/devices/virtual/block/dm-0", "dm-0");
	tree_file(t, "sys/devices/virtual/block/dm-0/dev", "254:0\n");
	/* and a whole disk of an array with partitions */
	add(t, "block", PCI "0000:00:17.0/ata1/block/sda", "sda");
	tree_link(t, PCI "0000:00:17.0/ata1/block/sda/holders/md126",
		  "../../../../../../virtual/block/md126");
	add(t, "block", "sys/devices/virtual/block/md126", "md126");
	add(t, "block", "sys/devices/virtual/block/md126/md126p2", "md126p2");
	tree_file(t, "sys/devices/virtual/block/md126/md126p2/dev", "259:9\n");
	add(t, "hwmon", PCI "0000:00:1d.0/0000:02:00.0/hwmon/hwmon1", NULL);
	/* what the kernel keeps for itself */
	add(t, "bdi", "sys/devices/virtual/bdi/259:0", NULL);
	add(t, "wakeup", PCI "0000:00:1d.0/0000:02:00.0/wakeup/wakeup7", NULL);
	add(t, "pci_bus", PCI "0000:00:1d.0/pci_bus/0000:02", NULL);
	/* a network card, graphics, sound */
	add(t, "net", PCI "0000:00:1f.6/net/enx02deadbeef51", NULL);
	add(t, "drm", PCI "0000:00:02.0/drm/card0", "dri/card0");
	add(t, "sound", PCI "0000:00:1f.3/sound/card0", NULL);
	add(t, "sound", PCI "0000:00:1f.3/sound/card0/controlC0", "snd/controlC0");
	/* a USB adapter with a terminal, a keyboard with a battery */
	add(t, "tty", PCI "0000:00:14.0/usb1/1-6/1-6:1.0/ttyUSB0/tty/ttyUSB0", "ttyUSB0");
	add(t, "input",
	    PCI "0000:00:14.0/usb1/1-7/1-7:1.0/0003:046D:C52B.0001/input/input3", NULL);
	add(t, "input",
	    PCI "0000:00:14.0/usb1/1-7/1-7:1.0/0003:046D:C52B.0001/input/input3/event3",
	    "input/event3");
	add(t, "power_supply",
	    PCI "0000:00:14.0/usb1/1-7/1-7:1.0/0003:046D:C52B.0001/power_supply/"
		"hid-28:37:37:3d:88:8a-battery",
	    NULL);
	tree_file(t, "proc/self/mountinfo",
		  "24 1 259:1 / / rw,noatime shared:1 - ext4 /dev/nvme0n1p1 rw\n"
		  "25 24 259:1 /srv /srv rw - ext4 /dev/nvme0n1p1 rw\n"
		  "26 24 254:0 / /run/media/alice/HOLI\\040DAYS rw shared:2 master:3 - "
		  "ext4 /dev/mapper/vg-x rw\n"
		  "27 24 0:5 / /proc rw - proc proc rw\n"
		  "28 24 259:9 / /home rw - ext4 /dev/md126p2 rw\n"
		  "broken\n");
}

static int set_up(void **state)
{
	struct machine *m = calloc(1, sizeof(*m));

	assert_non_null(m);
	tree_make(&m->tree);
	make_tree(&m->tree);
	assert_int_equal(hw_root_open(m->tree.path, &m->m.root), 0);
	*state = m;
	return 0;
}

static int tear_down(void **state)
{
	struct machine *m = *state;

	hw_provides_close(m->m.provides);
	hw_privacy_done(&m->m.privacy);
	hw_root_close(m->m.root);
	hw_arena_done(&m->arena);
	tree_remove(&m->tree);
	free(m);
	return 0;
}

/* "class name node mounts;" of each, as a report shows them. */
static const char *provided(struct machine *m, const char *bus, const char *path)
{
	struct hw_record record = {
		.device = {.subsystem = hw_text_of(bus),
			   .bus = hw_bus_of_subsystem(hw_text_of(bus)),
			   .syspath = hw_text_of(path)},
	};
	struct hw_text all = HW_TEXT("");

	assert_int_equal(hw_provides_fill(&m->m, &m->arena, &record), 0);
	assert_int_equal(hw_privacy_apply(&m->m.privacy, &record, &m->arena), 0);
	for (size_t i = 0; i < record.provide_count; i++) {
		const struct hw_provided *p = &record.provides[i];

		all = hw_arena_printf(&m->arena, "%.*s%.*s %.*s %.*s", HW_TEXT_ARG(all),
				      HW_TEXT_ARG(p->class), HW_TEXT_ARG(p->name),
				      HW_TEXT_ARG(p->node));
		for (size_t k = 0; k < p->mount_count; k++)
			all = hw_arena_printf(&m->arena, "%.*s %.*s", HW_TEXT_ARG(all),
					      HW_TEXT_ARG(p->mounts[k]));
		all = hw_arena_printf(&m->arena, "%.*s;", HW_TEXT_ARG(all));
	}
	return all.s;
}

static void disks_and_their_mounts(void **state)
{
	assert_string_equal(provided(*state, "pci", "/" PCI "0000:00:1d.0/0000:02:00.0"),
			    "hwmon hwmon1 ;"
			    "nvme nvme0 /dev/nvme0;"
			    "block nvme0n1 /dev/nvme0n1;"
			    "block nvme0n1p1 /dev/nvme0n1p1 / /srv;"
			    /* of the mapping on it; the names in the path are private */
			    "block nvme0n1p2 /dev/nvme0n1p2 /run/media/withheld;");
	assert_string_equal(provided(*state, "pci", "/" PCI "0000:00:17.0"),
			    "block sda /dev/sda /home;");
}

static void cards(void **state)
{
	assert_string_equal(provided(*state, "pci", "/" PCI "0000:00:02.0"),
			    "drm card0 /dev/dri/card0;");
	assert_string_equal(provided(*state, "pci", "/" PCI "0000:00:1f.3"),
			    "sound card0 ;sound controlC0 /dev/snd/controlC0;");
}

static void addresses_are_withheld(void **state)
{
	assert_string_equal(provided(*state, "pci", "/" PCI "0000:00:1f.6"),
			    "net enxmac-2 ;");
	/* numbered in the order of the paths */
	assert_string_equal(provided(*state, "usb", "/" PCI "0000:00:14.0/usb1/1-7"),
			    "input event3 /dev/input/event3;"
			    "power_supply hid-mac-1-battery ;");
}

/* A device of a class belongs to the interface and the device, not to what that is
 * plugged into. */
static void controllers_and_bridges_provide_nothing(void **state)
{
	static const char *const paths[] = {
		"0000:00:14.0", "0000:00:14.0/usb1", "0000:00:1d.0",
		"0000:00:14.0/usb1/1-6/1-6:1.1", "0000:00:1f"};
	static const char usb[] = "/" PCI "0000:00:14.0/usb1/1-6";

	for (size_t i = 0; i < HW_ARRAY_SIZE(paths); i++) {
		char path[256];

		snprintf(path, sizeof(path), "/" PCI "%s", paths[i]);
		assert_string_equal(provided(*state, "pci", path), "");
	}
	assert_string_equal(provided(*state, "usb", usb), "tty ttyUSB0 /dev/ttyUSB0;");
	assert_string_equal(
		provided(*state, "usb", "/" PCI "0000:00:14.0/usb1/1-6/1-6:1.0"),
		"tty ttyUSB0 /dev/ttyUSB0;");
}

/* Lines of proc_pid_mountinfo(5), and some that are none. */
static void mountinfo_is_parsed(void **state)
{
	struct machine *m = *state;
	struct hw_mounts mounts;

	assert_int_equal(
		hw_mounts_parse(
			HW_TEXT("36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 "
				"/dev/root rw,errors=continue\n"
				"1 2 0:41 /@ /a\\134b\\011 rw - btrfs /dev/sda3 rw\n"
				"1 2 0:4 / /x rw shared:1\n"
				"1 2 0:4 / /y rw - \n"
				"\n"
				"1 2 0:4 / /z\\04 rw - tmpfs tmpfs rw"),
			&m->arena, &mounts),
		0);
	assert_int_equal(mounts.n, 3);
	assert_int_equal(mounts.malformed, 2);
	assert_true(hw_text_eq(mounts.v[0].number, HW_TEXT("98:0")));
	assert_true(hw_text_eq(mounts.v[0].point, HW_TEXT("/mnt2")));
	assert_true(hw_text_eq(mounts.v[0].source, HW_TEXT("root")));
	assert_true(hw_text_eq(mounts.v[1].point, HW_TEXT("/a\\b\t")));
	assert_true(hw_text_eq(mounts.v[1].source, HW_TEXT("sda3")));
	/* no escape, and no device */
	assert_true(hw_text_eq(mounts.v[2].point, HW_TEXT("/z\\04")));
	assert_false(mounts.v[2].source.n);
	assert_int_equal(hw_mounts_parse(HW_NO_TEXT, &m->arena, &mounts), 0);
	assert_int_equal(mounts.n, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(disks_and_their_mounts),
		TEST(cards),
		TEST(addresses_are_withheld),
		TEST(controllers_and_bridges_provide_nothing),
		TEST(mountinfo_is_parsed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
