// SPDX-License-Identifier: GPL-2.0-or-later
/* What people name, on a machine made here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>

#include "data/sysfs/devnode.h"
#include "report/select/resolve.h"
#include "tests/lib/tree.h"

#define PCI "sys/devices/pci0000:00/"

struct machine {
	struct tree tree;
	struct hw_root *root;
	struct hw_arena arena;
	struct hw_device_list list;
};

static void add_pci(const struct tree *t, const char *name)
{
	char path[256];
	char target[256];

	snprintf(path, sizeof(path), PCI "%s/uevent", name);
	tree_file(t, path, "PCI_CLASS=20000\n");
	snprintf(path, sizeof(path), "sys/bus/pci/devices/%s", name);
	snprintf(target, sizeof(target), "../../../devices/pci0000:00/%s", name);
	tree_link(t, path, target);
}

/* A disk, a partition, a network card with a VLAN and a bond of two, sound and graphics
 * cards of one name, a keyboard, a RAID, an NVMe disk with two paths. */
static void make_tree(const struct tree *t)
{
	static const char *const pci[] = {"0000:00:01.0", "0000:00:02.0", "0000:00:03.0",
					  "0000:00:04.0", "0000:00:1f.6"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(pci); i++)
		add_pci(t, pci[i]);
	tree_file(t, "sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/uevent",
		  "DEVTYPE=usb_device\nBUSNUM=001\nDEVNUM=004\n");
	tree_link(t, "sys/bus/usb/devices/1-2",
		  "../../../devices/pci0000:00/0000:00:14.0/usb1/1-2");

	tree_dir(t, PCI "0000:00:1f.6/net/eth0/queues/rx-0");
	tree_link(t, PCI "0000:00:1f.6/net/eth0/device", "../../../0000:00:1f.6");
	tree_link(t, PCI "0000:00:1f.6/net/eth0/subsystem", "../../../../../class/net");
	tree_link(t, "sys/class/net/eth0",
		  "../../devices/pci0000:00/0000:00:1f.6/net/eth0");
	tree_dir(t, PCI "0000:00:04.0/net/eth1");
	tree_link(t, "sys/class/net/eth1",
		  "../../devices/pci0000:00/0000:00:04.0/net/eth1");
	tree_dir(t, PCI "0000:00:04.0/net/enx02deadbeef51");
	tree_link(t, "sys/class/net/enx02deadbeef51",
		  "../../devices/pci0000:00/0000:00:04.0/net/enx02deadbeef51");
	tree_dir(t, "sys/devices/virtual/net/lo");
	tree_link(t, "sys/class/net/lo", "../../devices/virtual/net/lo");
	tree_link(t, "sys/devices/virtual/net/bond0/lower_eth0",
		  "../../../pci0000:00/0000:00:1f.6/net/eth0");
	tree_link(t, "sys/devices/virtual/net/bond0/lower_eth1",
		  "../../../pci0000:00/0000:00:04.0/net/eth1");
	tree_link(t, "sys/class/net/bond0", "../../devices/virtual/net/bond0");

	tree_dir(t, PCI "0000:00:01.0/ata1/block/sda/sda1");
	tree_dir(t, PCI "0000:00:01.0/ata1/block/sda/queue");
	tree_link(t, "sys/block/sda",
		  "../devices/pci0000:00/0000:00:01.0/ata1/block/sda");
	tree_dir(t, "sys/devices/virtual/block/md0/md0p1");
	tree_link(t, "sys/devices/virtual/block/md0/slaves/sda1",
		  "../../../../pci0000:00/0000:00:01.0/ata1/block/sda/sda1");
	tree_link(t, "sys/block/md0", "../devices/virtual/block/md0");
	/* a stack that bites its tail */
	tree_link(t, "sys/devices/virtual/block/dm-0/slaves/dm-0", "../../dm-0");
	tree_link(t, "sys/block/dm-0", "../devices/virtual/block/dm-0");

	tree_dir(t, PCI "0000:00:02.0/drm/card0");
	tree_link(t, "sys/class/drm/card0",
		  "../../devices/pci0000:00/0000:00:02.0/drm/card0");
	tree_dir(t, PCI "0000:00:03.0/sound/card0");
	tree_link(t, "sys/class/sound/card0",
		  "../../devices/pci0000:00/0000:00:03.0/sound/card0");
	tree_dir(t, PCI "0000:00:03.0/odd/thing0");
	tree_link(t, "sys/class/odd/thing0",
		  "../../devices/pci0000:00/0000:00:03.0/odd/thing0");

	tree_dir(t, PCI "0000:00:01.0/nvme/nvme0");
	tree_dir(t, PCI "0000:00:04.0/nvme/nvme1");
	tree_dir(t, "sys/devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1");
	tree_link(t, "sys/devices/virtual/nvme-subsystem/nvme-subsys0/nvme0",
		  "../../../pci0000:00/0000:00:01.0/nvme/nvme0");
	tree_link(t, "sys/devices/virtual/nvme-subsystem/nvme-subsys0/nvme1",
		  "../../../pci0000:00/0000:00:04.0/nvme/nvme1");
	tree_link(t, "sys/block/nvme0n1",
		  "../devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1");
	tree_link(t, "sys/class/net/loop", "loop");
	tree_link(t, "sys/class/net/out", "../../../../../../../../etc");
}

static int set_up(void **state)
{
	const struct hw_scan scan = {.depth = HW_SCAN_EVERYTHING};
	struct machine *m = calloc(1, sizeof(*m));

	assert_non_null(m);
	tree_make(&m->tree);
	make_tree(&m->tree);
	assert_int_equal(hw_root_open(m->tree.path, &m->root), 0);
	assert_int_equal(hw_sysfs_scan(m->root, &scan, &m->arena, NULL, &m->list), 0);
	*state = m;
	return 0;
}

static int tear_down(void **state)
{
	struct machine *m = *state;

	hw_root_close(m->root);
	hw_arena_done(&m->arena);
	tree_remove(&m->tree);
	free(m);
	return 0;
}

static struct hw_found_list resolve(struct machine *m, const char *name)
{
	struct hw_filter filter = {0};
	struct hw_found_list found;

	hw_filter_by_address(name, &filter);
	assert_int_equal(hw_resolve(m->root, &m->list, &filter, &m->arena, &found), 0);
	return found;
}

/* The ids that are found, joined by blanks. */
static void assert_found(struct machine *m, const char *name, const char *ids)
{
	struct hw_found_list found = resolve(m, name);
	char have[512] = "";

	for (size_t i = 0; i < found.n; i++) {
		struct hw_text id = found.v[i].device->id;

		snprintf(have + strlen(have), sizeof(have) - strlen(have), "%s%.*s",
			 i ? " " : "", HW_TEXT_ARG(id));
	}
	if (strcmp(have, ids) != 0)
		fail_msg("%s is '%s', not '%s'", name, have, ids);
}

static void names_lead_to_hardware(void **state)
{
	static const char *const rows[][2] = {
		{"00:1f.6", "pci:0000:00:1f.6"},
		{"1-2", "usb:1-2"},
		{"1:4", "usb:1-2"},
		{"usb:1-2", "usb:1-2"},
		{"eth0", "pci:0000:00:1f.6"},
		{"eth0:", "pci:0000:00:1f.6"},
		{"2: eth0: <BROADCAST,UP> mtu 1500", "pci:0000:00:1f.6"},
		{"    eth0: flags=4163<UP> mtu 1500", "pci:0000:00:1f.6"},
		{"2: eth0 <UP>", ""},
		{"x eth0: y", ""},
		{"net:eth0", "pci:0000:00:1f.6"},
		{"sda", "pci:0000:00:01.0"},
		{"sda1", "pci:0000:00:01.0"},
		{"card0", "pci:0000:00:02.0 pci:0000:00:03.0"},
		{"sound:card0", "pci:0000:00:03.0"},
		{"thing0", "pci:0000:00:03.0"},
		{"eth", ""},
		{"eth00", ""},
		{"sda2", ""},
		{"sdaqueue", ""},
		{"..", ""},
		{"../net/eth0", ""},
		{"00:1e.0", ""},
		{"loop", ""},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		assert_found(*state, rows[i][0], rows[i][1]);
}

static void paths_lead_up(void **state)
{
	static const char *const rows[][2] = {
		{"/sys/devices/pci0000:00/0000:00:1f.6", "pci:0000:00:1f.6"},
		{"/sys/bus/pci/devices/0000:00:1f.6/", "pci:0000:00:1f.6"},
		{"/sys/class/net/eth0", "pci:0000:00:1f.6"},
		{"/sys//class/./net/eth0/queues/rx-0", "pci:0000:00:1f.6"},
		{"/sys/class/net/eth0/device", "pci:0000:00:1f.6"},
		/* up from where the link led, as the kernel walks */
		{"/sys/class/net/eth0/../../../0000:00:02.0", "pci:0000:00:02.0"},
		{"/sys/block/sda/queue", "pci:0000:00:01.0"},
		{"/sys/class/net/eth0/nosuch", ""},
		{"/sys/devices/pci0000:00", ""},
		{"/sys", ""},
		{"/sys/class/net/loop", ""},
		{"/sys/class/net/out", ""},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		assert_found(*state, rows[i][0], rows[i][1]);
}

/* A recorded machine has no nodes, so their names must do. */
static void nodes_of_a_recording(void **state)
{
	static const char *const rows[][2] = {
		{"/dev/sda1", "pci:0000:00:01.0"},
		{"/dev/dri/card0", "pci:0000:00:02.0 pci:0000:00:03.0"},
		{"/dev/bus/usb/001/004", "usb:1-2"},
		/* not the PCI slot 01:04 */
		{"/dev/bus/usb/001/031", ""},
		{"/dev/null", ""},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		assert_found(*state, rows[i][0], rows[i][1]);
}

static void virtual_devices_lead_down(void **state)
{
	static const char *const rows[][2] = {
		{"bond0", "pci:0000:00:1f.6 pci:0000:00:04.0"},
		{"md0", "pci:0000:00:01.0"},
		{"md0p1", "pci:0000:00:01.0"},
		{"nvme0n1", "pci:0000:00:01.0 pci:0000:00:04.0"},
		{"dm-0", ""},
		{"lo", ""},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		assert_found(*state, rows[i][0], rows[i][1]);
}

static void sentences_say_how(void **state)
{
	static const char *const rows[][2] = {
		{"eth0", "eth0 is a network interface"},
		{"/dev/sda1", "sda1 is a block device"},
		/* the kernel's name, not the path as typed */
		{"/sys/class/net/eth0", "eth0 is a network interface"},
		/* without a link "subsystem" */
		{"/sys/class/drm/card0", "card0 is a graphics device"},
		{"/sys/block/sda/queue", "This is part"},
		{"thing0", "thing0 is a device of class odd"},
		/* named after its MAC address */
		{"enx02deadbeef51", "This is a network interface"},
	};
	struct hw_found_list found;

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		found = resolve(*state, rows[i][0]);
		assert_int_equal(found.n, 1);
		assert_string_equal(found.v[0].how.s, rows[i][1]);
	}
	found = resolve(*state, "/sys/bus/pci/devices/0000:00:1f.6");
	assert_null(found.v[0].how.s);
	assert_string_equal(resolve(*state, "lo").but.s,
			    "it is a network interface without hardware");
	assert_null(resolve(*state, "nosuch").but.s);
}

static void list_is_narrowed(void **state)
{
	struct machine *m = *state;
	struct hw_device_list list = m->list;
	struct hw_filter filter = {0};

	hw_filter_by_address("card0", &filter);
	assert_int_equal(hw_resolve_narrow(m->root, &filter, false, &m->arena, &list), 0);
	assert_int_equal(list.n, 2);
	assert_memory_equal(list.v[0].name.s, "0000:00:02.0", 12);
}

/* A tree of one device has those above and below it, and no others. */
static void list_is_narrowed_to_branches(void **state)
{
	struct machine *m = *state;
	static const char *const paths[] = {
		"/sys/devices/pci0000:00/0000:00:1c.0",
		"/sys/devices/pci0000:00/0000:00:1d.0",
		"/sys/devices/pci0000:00/0000:00:1c.0/0000:01:00.0",
		"/sys/devices/pci0000:00/0000:00:1c.0/0000:01:00.1",
		"/sys/devices/pci0000:00/0000:00:1c.0/0000:01:00.0/usb1",
	};
	struct hw_device v[HW_ARRAY_SIZE(paths)];
	struct hw_device_list list = {v, HW_ARRAY_SIZE(paths)};
	struct hw_filter filter = {0};

	for (size_t i = 0; i < HW_ARRAY_SIZE(paths); i++)
		v[i] = (struct hw_device){
			.syspath = hw_text_of(paths[i]),
			.name = hw_path_base(hw_text_of(paths[i])),
			.subsystem = HW_TEXT("pci"),
			.bus = hw_bus_of_subsystem(HW_TEXT("pci")),
		};
	hw_filter_by_address("01:00.0", &filter);
	assert_int_equal(hw_resolve_narrow(m->root, &filter, true, &m->arena, &list), 0);
	assert_int_equal(list.n, 3);
	assert_string_equal(list.v[0].syspath.s, paths[0]);
	assert_string_equal(list.v[1].syspath.s, paths[2]);
	assert_string_equal(list.v[2].syspath.s, paths[4]);
}

/* Of the running machine the kernel's numbers count: stat(2) of /dev/null is 1:3,
 * Documentation/admin-guide/devices.txt. */
static void nodes_of_this_machine(void **state)
{
	struct machine *m = *state;
	struct hw_root *live;
	struct hw_text path;

	assert_int_equal(hw_root_open("/", &live), 0);
	assert_int_equal(hw_devnode_path(live, "/dev/null", &m->arena, &path), 0);
	assert_string_equal(path.s, "sys/dev/char/1:3");
	assert_int_equal(hw_devnode_path(live, "/dev", &m->arena, &path), -ENODEV);
	assert_int_equal(hw_devnode_path(live, "/dev/no/such", &m->arena, &path),
			 -ENOENT);
	assert_int_equal(hw_devnode_path(m->root, "/dev/null", &m->arena, &path),
			 -ENOTSUP);
	hw_root_close(live);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_lead_to_hardware),
		TEST(paths_lead_up),
		TEST(nodes_of_a_recording),
		TEST(virtual_devices_lead_down),
		TEST(sentences_say_how),
		TEST(list_is_narrowed),
		TEST(list_is_narrowed_to_branches),
		TEST(nodes_of_this_machine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
