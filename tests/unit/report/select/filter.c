// SPDX-License-Identifier: GPL-2.0-or-later
/* -d and -s as their help describes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>

#include "report/select/filter.h"

static struct hw_id id4(uint32_t value)
{
	return (struct hw_id){true, 4, value};
}

static bool by_id(const char *text)
{
	/* an Intel IDE controller */
	const struct hw_id ids[HW_ROLE_COUNT] = {
		[HW_ROLE_VENDOR] = id4(0x8086),
		[HW_ROLE_DEVICE] = id4(0x24db),
		[HW_ROLE_CLASS] = {true, 2, 0x01},
		[HW_ROLE_SUBCLASS] = {true, 2, 0x01},
		[HW_ROLE_INTERFACE] = {true, 2, 0x8a},
	};
	struct hw_filter filter = {0};

	assert_int_equal(hw_filter_by_id(text, &filter), 0);
	return hw_filter_ids(&filter, ids);
}

/* Class 03 is of PCI a graphics card, of USB a keyboard. */
static void classes_are_of_a_bus(void **state)
{
	struct hw_record pci = {.device = {.bus = hw_bus_find(HW_TEXT("pci"))}};
	struct hw_record usb = {.device = {.bus = hw_bus_find(HW_TEXT("usb"))}};
	struct hw_filter filter = {0};

	(void)state;
	pci.ids[HW_ROLE_CLASS] = (struct hw_id){true, 2, 0x03};
	usb.ids[HW_ROLE_CLASS] = (struct hw_id){true, 2, 0x03};
	assert_int_equal(hw_filter_by_id("PCI:8086:", &filter), 0);
	assert_true(hw_filter_has_bus(&filter, hw_bus_find(HW_TEXT("pci"))));
	assert_false(hw_filter_has_bus(&filter, hw_bus_find(HW_TEXT("usb"))));
	assert_false(hw_filter_has_bus(&filter, NULL));
	assert_int_equal(hw_filter_by_id("acpi:8086:15b8:0200", &filter), -EINVAL);
	assert_int_equal(hw_filter_by_id("::03", &filter), 0);
	assert_true(hw_filter_record(&filter, &pci));
	assert_false(hw_filter_record(&filter, &usb));
	filter.class_of_usb = true;
	assert_true(hw_filter_record(&filter, &usb));
}

/* lshw, xorg.conf(5), lsusb(8), lspci(8) */
static void pasted_addresses(void **state)
{
	static const char *const slots[] = {
		"pci@0000:00:1f.6",
		"PCI:0:31:6",
		"PCI:0@0:31:6",
		"00:1f.6 Ethernet controller: Intel Corporation",
		"0000:00:1f.6 Ethernet controller",
	};
	static const char *const none[] = {
		"PCI:0:32:0",	    "PCI:0:31",
		"PCI:0:31:8",	    "PCI:x:1:1",
		"pci@zz",	    "usb@",
		"usb@x:1",	    "Bus 001",
		"Bus x Device 003", "Ethernet controller",
		"webcam 00:1f.6",   "",
	};
	struct hw_filter filter = {0};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(slots); i++) {
		if (!hw_filter_is_pasted(slots[i]))
			fail_msg("%s", slots[i]);
		hw_filter_by_address(slots[i], &filter);
		assert_true(filter.pci.valid);
		assert_int_equal(filter.pci.bus, 0);
		assert_int_equal(filter.pci.device, 0x1f);
		assert_int_equal(filter.pci.function, 6);
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(none); i++)
		if (hw_filter_is_pasted(none[i]))
			fail_msg("%s", none[i]);
	hw_filter_by_address("Bus 001 Device 013: ID 046d:c52b Logitech", &filter);
	assert_true(filter.usb.valid && !filter.pci.valid);
	assert_int_equal(filter.usb.bus, 1);
	assert_int_equal(filter.usb.device, 13);
	hw_filter_by_address("usb@1:1.2", &filter);
	assert_string_equal(filter.name, "1-1.2");
	hw_filter_by_address("usb@2", &filter);
	assert_string_equal(filter.name, "usb2");
	hw_filter_by_address("1-6", &filter);
	assert_string_equal(filter.name, "");
}

/* A name that looks like one at the end of a sentence is that name, too. */
static void device_is_found_by_the_name_as_it_is_typed(void **state)
{
	static const char *const names[] = {"1-6.", "1-6", "00:1f.6.", "00:1f.6"};
	struct hw_filter filter = {0};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++) {
		const struct hw_device device = {.name = hw_text_of(names[i])};

		hw_filter_by_address(names[i], &filter);
		if (!hw_filter_device(&filter, &device))
			fail_msg("%s", names[i]);
	}
	hw_filter_by_address("1-6.", &filter);
	assert_true(
		hw_filter_device(&filter, &(struct hw_device){.name = HW_TEXT("1-6")}));
	assert_false(
		hw_filter_device(&filter, &(struct hw_device){.name = HW_TEXT("1-7")}));
}

static void ids_match_as_in_lspci(void **state)
{
	static const char *const hits[] = {
		"8086:24db", "8086:",	    ":24db",	   ":",	       "*:*",
		"8086:*",    "0x8086:24DB", "8086:24xx",   "::0101",   "8086::01",
		"::01018a",  ":24db:01xx",  "8086:24db:*", "8086:24*", "80*:",
		"0x80*:",    "8086:24d*",
	};
	static const char *const misses[] = {
		"8087:24db", "8086:24dc",	 "::0102",   "::02", "1:",
		":db",	     "8086:24db:010180", "8086:25*", "6*:",
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(hits); i++)
		if (!by_id(hits[i]))
			fail_msg("%s does not match", hits[i]);
	for (size_t i = 0; i < HW_ARRAY_SIZE(misses); i++)
		if (by_id(misses[i]))
			fail_msg("%s matches", misses[i]);
}

static void bad_ids_are_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"8086",
		"80866:",
		"8086:24dbb",
		"8086:2*db",
		"8086:24db*",
		"zz:1",
		"8086:24db:1",
		"8086:24db:01010101",
		"8086:24db:01:02",
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(bad); i++) {
		struct hw_filter filter = {0};

		if (hw_filter_by_id(bad[i], &filter) != -EINVAL)
			fail_msg("'%s' is taken", bad[i]);
	}
}

static void a_device_without_ids_matches_no_id(void **state)
{
	const struct hw_id none[HW_ROLE_COUNT] = {0};
	struct hw_filter filter = {0};

	(void)state;
	assert_true(hw_filter_ids(&filter, none));
	assert_int_equal(hw_filter_by_id("8086:", &filter), 0);
	assert_false(hw_filter_ids(&filter, none));
	/* what begins so: as many digits as an id has */
	assert_int_equal(hw_filter_by_id("8*:0x15*", &filter), 0);
	assert_string_equal(filter.vendor.c, "8xxx");
	assert_string_equal(filter.device.c, "15xx");
}

static bool by_address(const char *address, const char *subsystem, const char *name,
		       const char *uevent)
{
	char id[128];
	struct hw_filter filter = {0};
	struct hw_device device = {
		.subsystem = hw_text_of(subsystem),
		.bus = hw_bus_find(hw_text_of(subsystem)),
		.name = hw_text_of(name),
		.syspath = HW_TEXT("/sys/devices/x"),
		.uevent = hw_text_of(uevent),
	};

	snprintf(id, sizeof(id), "%s:%s", subsystem, name);
	device.id = hw_text_of(id);
	hw_filter_by_address(address, &filter);
	return hw_filter_device(&filter, &device);
}

static void pci_slots_match_as_in_lspci(void **state)
{
	static const char *const hits[] = {
		"0000:00:1f.6",
		"00:1f.6",
		"0:1f.6",
		"1f.6",
		"1f",
		".6",
		"00:",
		"0000::1f.6",
		"*:1f.*",
		"00:1f",
		"0000:00:1f",
		"pci:0000:00:1f.6",
		"/sys/devices/x",
	};
	static const char *const misses[] = {
		"00:1f.5", "01:1f.6", "0001:00:1f.6", "1e", "00:1g.6", "1f.6.6", "foo",
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(hits); i++)
		if (!by_address(hits[i], "pci", "0000:00:1f.6", NULL))
			fail_msg("%s does not match", hits[i]);
	for (size_t i = 0; i < HW_ARRAY_SIZE(misses); i++)
		if (by_address(misses[i], "pci", "0000:00:1f.6", NULL))
			fail_msg("%s matches", misses[i]);
	/* domains have up to 32 bits (VMD, hyper-v) */
	assert_true(by_address("10000:e1:00.0", "pci", "10000:e1:00.0", NULL));
	assert_false(by_address("0000:e1:00.0", "pci", "10000:e1:00.0", NULL));
}

static void usb_paths_and_numbers_match(void **state)
{
	const char *numbers = "BUSNUM=001\nDEVNUM=006\n";

	(void)state;
	assert_true(by_address("1-6", "usb", "1-6", numbers));
	assert_true(by_address("1-6", "usb", "1-6:1.0", NULL));
	assert_true(by_address("1-6:1.0", "usb", "1-6:1.0", NULL));
	assert_false(by_address("1-6:1.0", "usb", "1-6:1.1", NULL));
	assert_false(by_address("1-6", "usb", "1-60", NULL));
	assert_false(by_address("1-6", "usb", "1-6.1", NULL));
	/* decimal, as lsusb */
	assert_true(by_address("1:6", "usb", "1-6", numbers));
	assert_true(by_address("001:006", "usb", "1-6", numbers));
	assert_true(by_address("1:", "usb", "1-6", numbers));
	assert_true(by_address("6", "usb", "1-6", numbers));
	assert_false(by_address("1:7", "usb", "1-6", numbers));
	assert_false(by_address("2:6", "usb", "1-6", numbers));
}

static void other_buses_match_by_name(void **state)
{
	(void)state;
	assert_true(by_address("PNP0C0A:00", "acpi", "PNP0C0A:00", NULL));
	assert_true(by_address("acpi:PNP0C0A:00", "acpi", "PNP0C0A:00", NULL));
	assert_false(by_address("00", "acpi", "PNP0C0A:00", NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(device_is_found_by_the_name_as_it_is_typed),
		cmocka_unit_test(ids_match_as_in_lspci),
		cmocka_unit_test(classes_are_of_a_bus),
		cmocka_unit_test(pasted_addresses),
		cmocka_unit_test(bad_ids_are_refused),
		cmocka_unit_test(a_device_without_ids_matches_no_id),
		cmocka_unit_test(pci_slots_match_as_in_lspci),
		cmocka_unit_test(usb_paths_and_numbers_match),
		cmocka_unit_test(other_buses_match_by_name),
	};

	return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
