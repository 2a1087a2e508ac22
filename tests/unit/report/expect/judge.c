// SPDX-License-Identifier: GPL-2.0-or-later
/* What a machine lacks, has otherwise, or has besides, by hwalias-expect(5). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/expect/expect.h"

static const struct device {
	const char *id;
	const char *kind;
	const char *parent;
	uint32_t vendor;
	uint32_t product;
	uint32_t class;
	uint32_t subclass;
	enum hw_driver_known known;
	const char *driver;
	const char *module;
} devices[] = {
	{"pci:0000:01:00.0", "pci_device", NULL, 0x10de, 0x2330, 3, 2, HW_DRIVER_BOUND,
	 "nvidia", "nvidia"},
	{"pci:0000:02:00.0", "pci_device", NULL, 0x10de, 0x2330, 3, 2, HW_DRIVER_BOUND,
	 "vfio-pci", "vfio_pci"},
	{"pci:0000:03:00.0", "pci_device", NULL, 0x10de, 0x2330, 3, 2, HW_DRIVER_NONE,
	 NULL, NULL},
	{"pci:0000:04:00.0", "pci_device", NULL, 0x8086, 0x15b8, 2, 0, HW_DRIVER_BOUND,
	 "e1000e", "e1000e"},
	{"usb:1-1", "usb_device", NULL, 0x046d, 0xc52b, 0, 0, HW_DRIVER_BOUND, "usb",
	 NULL},
	{"usb:1-1:1.0", "usb_interface", "usb:1-1", 0x046d, 0xc52b, 3, 1, HW_DRIVER_BOUND,
	 "usbhid", "usbhid"},
};

static struct hw_text text_of(const char *s)
{
	return s ? hw_text_of(s) : HW_NO_TEXT;
}

static void fill(struct hw_expect *x, enum hw_driver_known of_last)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(devices); i++) {
		const struct device *d = &devices[i];
		struct hw_text name = hw_text_of(d->id);
		struct hw_text subsystem = hw_text_cut(&name, ':');
		struct hw_record r = {
			.device =
				{
					.id = hw_text_of(d->id),
					.subsystem = subsystem,
					.kind = hw_text_of(d->kind),
					.name = name,
					.parent = text_of(d->parent),
					.bus = hw_bus_find(subsystem),
					.driver_known = d->known,
					.driver = text_of(d->driver),
					.driver_module = text_of(d->module),
				},
		};

		if (i == 3)
			r.device.driver_known = of_last;
		if (i == 3 && of_last != HW_DRIVER_BOUND)
			r.device.driver = r.device.driver_module = HW_NO_TEXT;
		r.ids[HW_ROLE_VENDOR] = (struct hw_id){true, 4, d->vendor};
		r.ids[HW_ROLE_DEVICE] = (struct hw_id){true, 4, d->product};
		r.ids[HW_ROLE_CLASS] = (struct hw_id){true, 2, d->class};
		r.ids[HW_ROLE_SUBCLASS] = (struct hw_id){true, 2, d->subclass};
		r.ids[HW_ROLE_INTERFACE] = (struct hw_id){true, 2, 0};
		assert_int_equal(hw_expect_record(x, &r), 0);
	}
}

enum { MET = -1 };

static const struct {
	const char *line;
	/* of the one difference, or MET, and how many were found */
	int kind;
	size_t found;
} cases[] = {
	/* each relation, just right and one off */
	{"10de:2330", MET, 0},
	{"3 × 10de:2330", MET, 0},
	{"3 x 10de:2330", MET, 0},
	{"3x10de:2330", MET, 0},
	{"3X0x10de:0x2330", MET, 0},
	{"0x10de:0x2330", MET, 0},
	{"4 × 10de:2330", HW_EXPECT_CHANGED, 3},
	{"2 × 10de:2330", HW_EXPECT_CHANGED, 3},
	{"10de:2330 = 3", MET, 0},
	{"10de:2330 == 2", HW_EXPECT_CHANGED, 3},
	{"10de:2330 >= 3", MET, 0},
	{"10de:2330 ≥ 4", HW_EXPECT_CHANGED, 3},
	{"10de:2330 <= 3", MET, 0},
	{"10de:2330 ≤ 2", HW_EXPECT_CHANGED, 3},
	{"10de:2330 > 2", MET, 0},
	{"10de:2330 > 3", HW_EXPECT_CHANGED, 3},
	{"10de:2330 < 4", MET, 0},
	{"10de:2330 < 3", HW_EXPECT_CHANGED, 3},
	{">= 4 10de:2330", HW_EXPECT_CHANGED, 3},
	/* none, and none too many */
	{"10de:9999", HW_EXPECT_MISSING, 0},
	{"0 × 10de:9999", MET, 0},
	{"0 × 10de:2330", HW_EXPECT_EXTRA, 3},
	/* by vendor, class, place, bus */
	{"3 × 10de:", MET, 0},
	{"3 × class 0302", MET, 0},
	{"1 × class 02", MET, 0},
	{"1 × usb class 03", MET, 0},
	{"1 × pci:0000:03:*", MET, 0},
	{"1 × usb:1-1", MET, 0},
	{"1 × usb:1-1:*", MET, 0},
	{"0 × usb:1-1", HW_EXPECT_EXTRA, 1},
	{"4 × bus pci", MET, 0},
	{"1 × usb:046d:c52b", MET, 0},
	{"pci:046d:c52b", HW_EXPECT_MISSING, 0},
	/* drivers: bound to it, '-' like '_', of a part, none */
	{"1 × driver nvidia", MET, 0},
	{"1 × driver vfio_pci", MET, 0},
	{"1 × 10de:2330 driver vfio-pci", MET, 0},
	{"3 × 10de:2330 driver nvidia", HW_EXPECT_CHANGED, 1},
	{"1 × 10de:2330 no driver", MET, 0},
	{"2 × 10de:2330 no driver", HW_EXPECT_CHANGED, 1},
	{"1 × 046d:c52b driver usbhid", MET, 0},
	{"046d:c52b driver hid-generic", HW_EXPECT_CHANGED, 0},
	{"driver nosuch", HW_EXPECT_MISSING, 0},
	/* a word alone: the driver nvme, whatever the devices are; a kind is no driver */
	{"nvme", HW_EXPECT_MISSING, 0},
	{"0 × nvme", MET, 0},
	{"nosuch", HW_EXPECT_MISSING, 0},
	{"1 × e1000e", MET, 0},
};

static void open_baseline(struct hw_expect *x, const char *line,
			  enum hw_driver_known of_last)
{
	struct hw_warnings warnings = {0};

	*x = (struct hw_expect){.name = HW_TEXT("baseline")};
	assert_int_equal(
		hw_expect_parse(hw_text_of(line), HW_TEXT("baseline"), &warnings, x), 0);
	assert_int_equal(warnings.count, 0);
	fill(x, of_last);
	assert_int_equal(hw_expect_judge(x), 0);
	hw_warnings_done(&warnings);
}

static void test_entries(void **state)
{
	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		struct hw_expect x;
		bool is_right;

		open_baseline(&x, cases[i].line, HW_DRIVER_BOUND);
		is_right =
			cases[i].kind == MET
				? x.difference_count == 0
				: x.difference_count == 1 &&
					  (int)x.differences[0].kind == cases[i].kind &&
					  x.differences[0].found == cases[i].found &&
					  x.differences[0].explanation.n;
		if (!is_right)
			fail_msg("%s: %zu differences, %s of %zu", cases[i].line,
				 x.difference_count,
				 x.difference_count
					 ? hw_expect_kind_name(x.differences[0].kind)
					 : "none",
				 x.difference_count ? x.differences[0].found : 0);
		hw_expect_done(&x);
	}
}

/* `only`: what no line is about is extra, a USB device with its interfaces once. */
static void test_only(void **state)
{
	static const struct {
		const char *text;
		const char *extra[4];
	} rows[] = {
		{"3 × 10de:2330\nonly pci\n", {"pci:0000:04:00.0"}},
		{"3 × 10de:2330, 8086:15b8\nonly pci\n", {NULL}},
		{"only usb\n", {"usb:1-1"}},
		{"usb class 03\nonly usb\n", {NULL}},
		{"only pci usb\n10de:2330\n", {"pci:0000:04:00.0", "usb:1-1"}},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		struct hw_expect x;
		size_t n = 0;

		open_baseline(&x, rows[i].text, HW_DRIVER_BOUND);
		for (; n < 4 && rows[i].extra[n]; n++) {
			assert_true(n < x.difference_count);
			assert_int_equal(x.differences[n].kind, HW_EXPECT_EXTRA);
			assert_null(x.differences[n].entry);
			assert_true(hw_text_eq(x.differences[n].device->id,
					       hw_text_of(rows[i].extra[n])));
		}
		assert_int_equal(x.difference_count, n);
		hw_expect_done(&x);
	}
}

/* Where the driver is not known it is neither met nor missed, unless the number is
 * reached without it. */
static void test_unknown_driver(void **state)
{
	static const struct {
		const char *line;
		bool is_unknown;
	} rows[] = {
		{"8086:15b8 driver e1000e", true}, {"driver e1000e", true},
		{"8086:15b8 no driver", true},	   {"8086:15b8", false},
		{"driver nvidia", false},	   {"1 × driver nvidia", true},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		struct hw_expect x;

		open_baseline(&x, rows[i].line, HW_DRIVER_UNKNOWN);
		assert_int_equal(x.difference_count, rows[i].is_unknown);
		assert_int_equal(x.unknown, rows[i].is_unknown);
		if (rows[i].is_unknown)
			assert_int_equal(x.differences[0].kind, HW_EXPECT_UNKNOWN);
		hw_expect_done(&x);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entries),
		cmocka_unit_test(test_only),
		cmocka_unit_test(test_unknown_driver),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
