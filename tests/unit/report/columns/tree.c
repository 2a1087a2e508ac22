// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>

#include "report/columns/columns.h"
#include "report/writer.h"

static struct hw_arena arena;

/* What the tree of the records is; the caller frees. */
static char *print(const struct hw_record *records, size_t n, const char *columns,
		   bool ascii)
{
	const struct hw_write_options options = {
		.columns = columns,
		.default_columns = HW_COLUMNS_OF_TREE,
		.no_headings = true,
		.ascii = ascii,
		.tree = true,
	};
	const struct hw_report_tail tail = {0};
	struct hw_text error;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	void *self;

	assert_non_null(out);
	assert_int_equal(hw_writer_tree.open(out, &options, &arena, &self, &error), 0);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(hw_writer_tree.record(self, &records[i]), 0);
	assert_int_equal(hw_writer_tree.end(self, &tail), 0);
	hw_writer_tree.close(self);
	hw_arena_done(&arena);
	assert_int_equal(fclose(out), 0);
	return text;
}

static struct hw_record make(const char *id, const char *parent, const char *directory)
{
	struct hw_text name = hw_text_of(id);
	struct hw_text bus = hw_text_cut(&name, ':');
	struct hw_record record = {
		.device = {.id = hw_text_of(id),
			   .subsystem = bus,
			   .name = name,
			   .kind = HW_TEXT("device"),
			   .bus = hw_bus_of_subsystem(bus),
			   .syspath = hw_text_of(directory),
			   .parent = hw_text_of(parent)},
	};

	return record;
}

#define ROOT "/sys/devices/pci0000:00/"

/* A switch below a root port, a function of another domain, USB. */
static void rows_are_below_their_parents(void **state)
{
	const struct hw_record records[] = {
		make("pci:0000:00:1c.0", NULL, ROOT "0000:00:1c.0"),
		make("pci:0000:00:1d.0", NULL, ROOT "0000:00:1d.0"),
		make("pci:0000:01:00.0", "pci:0000:00:1c.0",
		     ROOT "0000:00:1c.0/0000:01:00.0"),
		make("pci:0000:03:00.0", "pci:0000:01:00.0",
		     ROOT "0000:00:1c.0/0000:01:00.0/0000:03:00.0"),
		make("pci:10000:00:00.0", NULL, "/sys/devices/pci10000:00/10000:00:00.0"),
		make("usb:usb1", "pci:0000:03:00.0",
		     ROOT "0000:00:1c.0/0000:01:00.0/0000:03:00.0/usb1"),
	};
	char *text = print(records, HW_ARRAY_SIZE(records), "DEVICE,CLASS", true);

	(void)state;
	/* a bridge has the buses below it: 01 to 03 */
	assert_string_equal(text, "pci0000:00        PCI bus\n"
				  "|-00:1c.0 [01-03] PCI device\n"
				  "| `-01:00.0 [03]  PCI device\n"
				  "|   `-03:00.0     PCI device\n"
				  "|     `-usb1      USB interface\n"
				  "`-00:1d.0         PCI device\n"
				  "pci10000:00       PCI bus\n"
				  "`-10000:00:00.0   PCI device\n");
	free(text);
}

/* Buses are listed by name, so an ACPI node may come before the bridge it is below. */
static void parents_may_come_later(void **state)
{
	const struct hw_record records[] = {
		make("a:part", "b:whole", "/sys/devices/whole/part"),
		make("b:whole", NULL, "/sys/devices/whole"),
		make("c:other", "d:left-out", "/sys/devices/left-out/other"),
	};
	char *text = print(records, HW_ARRAY_SIZE(records), "DEVICE", true);

	(void)state;
	assert_string_equal(text, "b:whole\n`-a:part\nc:other\n");
	free(text);
}

static void lines_are_utf8_or_ascii(void **state)
{
	const struct hw_record records[] = {
		make("b:whole", NULL, "/sys/devices/whole"),
		make("b:part", "b:whole", "/sys/devices/whole/part"),
	};
	char *text;

	(void)state;
	setlocale(LC_CTYPE, "C.UTF-8");
	text = print(records, HW_ARRAY_SIZE(records), "DEVICE", false);
	assert_string_equal(text, "b:whole\n└─b:part\n");
	free(text);
	text = print(records, HW_ARRAY_SIZE(records), "DEVICE", true);
	assert_string_equal(text, "b:whole\n`-b:part\n");
	free(text);
	setlocale(LC_CTYPE, "C");
}

static void add_link(struct hw_record *r, const char *speed, int64_t width,
		     const char *most, int64_t most_width, const char *bottleneck)
{
	hw_attribute_text(&r->attributes, &arena, "link_speed", hw_text_of(speed));
	hw_attribute_number(&r->attributes, &arena, "link_width", width);
	hw_attribute_text(&r->attributes, &arena, "link_speed_max", hw_text_of(most));
	hw_attribute_number(&r->attributes, &arena, "link_width_max", most_width);
	if (bottleneck)
		hw_attribute_text(&r->attributes, &arena, "link_bottleneck",
				  hw_text_of(bottleneck));
}

/* A card behind a switch whose own link upwards is the narrow one. That a port is as
 * narrow as its device is no bottleneck. */
static void bottleneck_is_marked(void **state)
{
	struct hw_record records[] = {
		make("pci:0000:00:1c.0", NULL, ROOT "0000:00:1c.0"),
		make("pci:0000:01:00.0", "pci:0000:00:1c.0",
		     ROOT "0000:00:1c.0/0000:01:00.0"),
		make("pci:0000:02:00.0", "pci:0000:01:00.0",
		     ROOT "0000:00:1c.0/0000:01:00.0/0000:02:00.0"),
	};
	char *text;

	(void)state;
	add_link(&records[0], "5.0 GT/s PCIe", 1, "8.0 GT/s PCIe", 4, "0000:00:1c.0");
	add_link(&records[1], "5.0 GT/s PCIe", 1, "5.0 GT/s PCIe", 1, NULL);
	add_link(&records[2], "8.0 GT/s PCIe", 4, "8.0 GT/s PCIe", 4, "0000:01:00.0");
	text = print(records, HW_ARRAY_SIZE(records), "DEVICE,RATE", true);
	assert_string_equal(text, "pci0000:00\n"
				  "`-00:1c.0 [01-02] 5.0 GT/s x1 (most: 8.0 GT/s x4)\n"
				  "  `-01:00.0 [02]  5.0 GT/s x1, bottleneck\n"
				  "    `-02:00.0     8.0 GT/s x4\n");
	free(text);
}

static void usb_has_speed_and_ports(void **state)
{
	struct hw_record hub = make("usb:usb1", NULL, "/sys/devices/usb1");
	struct hw_record mouse = make("usb:1-1", "usb:usb1", "/sys/devices/usb1/1-1");
	struct hw_record records[2];
	char *text;

	(void)state;
	hw_attribute_number(&hub.attributes, &arena, "speed_kbps", 480000);
	hw_attribute_number(&hub.attributes, &arena, "ports", 1);
	hw_attribute_number(&mouse.attributes, &arena, "speed_kbps", 1500);
	records[0] = hub;
	records[1] = mouse;
	text = print(records, 2, "DEVICE,RATE", true);
	assert_string_equal(text, "usb1  480 Mb/s, 1 port\n"
				  "`-1-1 1.5 Mb/s\n");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_below_their_parents),
		cmocka_unit_test(parents_may_come_later),
		cmocka_unit_test(lines_are_utf8_or_ascii),
		cmocka_unit_test(bottleneck_is_marked),
		cmocka_unit_test(usb_has_speed_and_ports),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
