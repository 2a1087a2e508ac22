// SPDX-License-Identifier: GPL-2.0-or-later
/* The recorded machines of tests/machines, and the one the test runs on. */
#include <fts.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/lib/scan.h"

struct expected {
	const char *id;
	const char *parent;
	const char *driver;
	const char *module;
};

static bool open_machine(struct state *s, const char *name)
{
	const char *source = getenv("HWALIAS_SOURCE");
	char path[PATH_MAX];

	if (!source)
		return false;
	snprintf(path, sizeof(path), "%s/tests/machines/%s.snap", source, name);
	assert_int_equal(hw_snapshot_open(path, &s->warnings, &s->root), 0);
	scan(s, HW_SCAN_ALL, NULL);
	assert_int_equal(s->warnings.count, 0);
	return true;
}

static void assert_machine(struct state *s, const char *name, size_t count,
			   const struct expected *v, size_t n)
{
	if (!open_machine(s, name))
		skip();
	assert_int_equal(s->list.n, count);
	for (size_t i = 0; i < n; i++) {
		const struct hw_device *d = find(s, v[i].id);

		assert_text(d->parent, v[i].parent);
		assert_text(d->driver, v[i].driver);
		assert_text(d->driver_module, v[i].module);
		assert_int_equal(d->driver_known,
				 v[i].driver ? HW_DRIVER_BOUND : HW_DRIVER_NONE);
	}
}

static void test_desktop(void **state)
{
	/* 13 pci, 16 usb, 2 hid, 2 input, 2 hdaudio, 6 of 7 acpi, 2 wmi, 1 i2c,
	 * 4 platform, 2 cpu, 1 dmi; one acpi node has neither id nor driver */
	static const struct expected v[] = {
		{"pci:0000:00:01.0", NULL, "pcieport", NULL},
		{"pci:0000:01:00.0", "pci:0000:00:01.0", "nouveau", "nouveau"},
		{"pci:0000:00:14.0", NULL, "xhci_hcd", "xhci_pci"},
		{"pci:0000:00:1f.4", NULL, "i801_smbus", "i2c_i801"},
		{"pci:0000:00:1f.6", NULL, NULL, NULL},
		{"usb:1-1.2:1.1", "usb:1-1.2", "usbhid", "usbhid"},
		{"usb:1-3:1.2", "usb:1-3", "snd-usb-audio", "snd_usb_audio"},
		{"hid:0003:046D:C52B.0003", "usb:1-1.2:1.2", "logitech-djreceiver",
		 "hid_logitech_dj"},
		{"hdaudio:hdaudioC0D0", "pci:0000:00:1f.3", "snd_hda_codec_realtek",
		 "snd_hda_codec_realtek"},
		{"input:input1", "acpi:LNXPWRBN:00", NULL, NULL},
		{"wmi:05901221-D566-11D1-B2F0-00A0C9062910", "platform:PNP0C14:00",
		 "wmi-bmof", "wmi_bmof"},
		{"platform:Fixed MDIO bus.0", NULL, NULL, NULL},
		{"cpu:cpu0", "cpu:cpu", "processor", NULL},
		{"dmi:id", NULL, NULL, NULL},
	};
	struct state *s = *state;

	assert_machine(s, "desktop", 51, v, HW_ARRAY_SIZE(v));
	assert_text(find(s, "acpi:PRP0001:00")->modalias,
		    "acpi:TMPX0075:\nof:NsensTCti,tmp75");
	assert_text(find(s, "hdaudio:hdaudioC0D0")->modalias,
		    "hdaudio:v10EC0892r00100302a01");
}

static void test_server(void **state)
{
	static const struct expected v[] = {
		{"pci:0000:00:04.0", NULL, NULL, NULL},
		{"pci:0000:00:04.1", NULL, "ioatdma", "ioatdma"},
		/* recorded without uevent and link */
		{"pci:0000:00:04.2", NULL, NULL, NULL},
		{"pci:0000:18:00.1", "pci:0000:17:00.0", "ixgbe", "ixgbe"},
		{"pci:10000:00:02.0", "pci:0000:00:05.5", "pcieport", NULL},
		{"pci:10000:01:00.0", "pci:10000:00:02.0", "nvme", "nvme"},
		{"auxiliary:mlx5_core.rdma.0", "pci:0000:3b:00.0", "mlx5_ib.rdma",
		 "mlx5_ib"},
		{"scsi:0:2:0:0", "pci:0000:5e:00.0", "sd", "sd_mod"},
	};
	struct state *s = *state;
	size_t last = 0;

	assert_machine(s, "server", 39, v, HW_ARRAY_SIZE(v));
	for (size_t i = 0; i < s->list.n; i++)
		if (hw_text_eq(s->list.v[i].subsystem, HW_TEXT("pci")))
			last = i;
	assert_text(s->list.v[last].id, "pci:10000:01:00.0");
}

static void test_arm(void **state)
{
	static const struct expected v[] = {
		{"platform:3f300000.mmcnr", "platform:soc", "mmc-bcm2835", NULL},
		{"platform:3f212000.thermal", "platform:soc", NULL, NULL},
		{"mmc:mmc0:aaaa", "platform:3f202000.mmc", "mmcblk", NULL},
		{"sdio:mmc1:0001:1", "mmc:mmc1:0001", "brcmfmac", "brcmfmac"},
		{"sdio:mmc1:0001:3", "mmc:mmc1:0001", NULL, NULL},
		{"i2c:1-0068", "platform:3f804000.i2c", "rtc-ds1307", "rtc_ds1307"},
		{"usb:1-1.1:1.0", "usb:1-1.1", "smsc95xx", NULL},
	};

	assert_machine(*state, "arm", 28, v, HW_ARRAY_SIZE(v));
}

static void test_vm(void **state)
{
	static const struct expected v[] = {
		{"pci:0000:00:03.0", NULL, "virtio-pci", NULL},
		{"virtio:virtio2", "pci:0000:00:03.0", "virtio_net", NULL},
		{"virtio:virtio5", "pci:0000:00:06.0", NULL, NULL},
		{"pnp:00:00", NULL, "serial", NULL},
		{"platform:pcspkr", NULL, NULL, NULL},
	};

	assert_machine(*state, "vm", 29, v, HW_ARRAY_SIZE(v));
}

static const struct hw_device *at_syspath(const struct state *s, struct hw_text path)
{
	const struct hw_device *hit = NULL;

	for (size_t i = 0; i < s->list.n; i++) {
		if (!hw_text_eq(s->list.v[i].syspath, path))
			continue;
		assert_null(hit);
		hit = &s->list.v[i];
	}
	return hit;
}

static void assert_driver(const struct hw_device *d)
{
	char path[PATH_MAX];
	char target[PATH_MAX];
	ssize_t n;

	snprintf(path, sizeof(path), "%.*s/driver", HW_TEXT_ARG(d->syspath));
	n = readlink(path, target, sizeof(target));
	assert_int_equal(n > 0, d->driver_known == HW_DRIVER_BOUND);
	if (n > 0)
		assert_true(hw_text_eq(hw_path_base((struct hw_text){target, (size_t)n}),
				       d->driver));
}

static void assert_listed(const struct state *s, const char *path)
{
	struct hw_text dir =
		hw_text_head(hw_text_of(path), strlen(path) - strlen("/modalias"));
	const struct hw_device *d = at_syspath(s, dir);
	char content[8192];
	FILE *f = fopen(path, "r");
	size_t n;

	if (!f)
		return;
	n = fread(content, 1, sizeof(content), f);
	fclose(f);
	while (n && content[n - 1] == '\n')
		n--;
	if (!n)
		return;
	if (!d)
		fail_msg("%s is of no device", path);
	assert_int_equal(d->modalias.n, n);
	assert_memory_equal(d->modalias.s, content, n);
}

/* Against the file system itself: each modalias file belongs to one device listed. */
static void test_live(void **state)
{
	char devices[] = "/sys/devices";
	char *const paths[] = {devices, NULL};
	struct state *s = *state;
	FTSENT *entry;
	FTS *tree;

	if (access("/sys/bus", R_OK) != 0)
		skip();
	assert_int_equal(hw_root_open("/", &s->root), 0);
	scan(s, HW_SCAN_ALL, NULL);
	tree = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	assert_non_null(tree);
	while ((entry = fts_read(tree)))
		if (entry->fts_info == FTS_F && strcmp(entry->fts_name, "modalias") == 0)
			assert_listed(s, entry->fts_path);
	fts_close(tree);
	for (size_t i = 0; i < s->list.n; i++)
		if (!s->list.v[i].class_only)
			assert_driver(&s->list.v[i]);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_desktop), TEST(test_server), TEST(test_arm),
		TEST(test_vm),	    TEST(test_live),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
