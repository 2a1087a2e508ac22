// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/driver/driver.h"
#include "tests/lib/text.h"
#include "tests/lib/tree.h"

#define MODULES "lib/modules/6.1.0-1"
#define SLOT	"sys/devices/pci0000:00/0000:00:1f."
#define NIC	"pci:v00008086d000015B8sv*sd*bc*sc*i*"

struct bench {
	struct tree tree;
	struct hw_machine machine;
	struct hw_warnings warnings;
	struct hw_arena arena;
	struct hw_drivers drivers;
};

static void add_device(struct bench *b, const char *slot, const char *driver,
		       const char *modalias)
{
	char path[PATH_MAX];
	char text[256];

	snprintf(path, sizeof(path), SLOT "%s/uevent", slot);
	snprintf(text, sizeof(text), "%s%s%sMODALIAS=%s\n", driver ? "DRIVER=" : "",
		 driver ? driver : "", driver ? "\n" : "", modalias);
	tree_file(&b->tree, path, text);
	snprintf(path, sizeof(path), "sys/bus/pci/devices/0000:00:1f.%s", slot);
	snprintf(text, sizeof(text), "../../../devices/pci0000:00/0000:00:1f.%s", slot);
	tree_link(&b->tree, path, text);
}

/* A driver of the bus, and the module it is of. */
static void add_driver(struct bench *b, const char *slot, const char *driver,
		       const char *module)
{
	char path[PATH_MAX];
	char text[256];

	snprintf(path, sizeof(path), SLOT "%s/driver", slot);
	snprintf(text, sizeof(text), "../../../bus/pci/drivers/%s", driver);
	tree_link(&b->tree, path, text);
	snprintf(path, sizeof(path), "sys/module/%s", module);
	tree_dir(&b->tree, path);
	snprintf(path, sizeof(path), "sys/bus/pci/drivers/%s/module", driver);
	snprintf(text, sizeof(text), "../../../../module/%s", module);
	tree_link(&b->tree, path, text);
}

static const char builtin[] = "ahci.description=AHCI\0ahci.firmware=a.bin\0"
			      "ahci.firmware=b.bin";

static int setup(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));

	assert_non_null(b);
	*state = b;
	tree_make(&b->tree);
	tree_file(&b->tree, "proc/sys/kernel/osrelease", "6.1.0-1\n");
	tree_file(&b->tree, "proc/modules", "xhci_pci 1 0 - Live 0x0\n");
	tree_file(&b->tree, "usr/share/misc/pci.ids",
		  "8086  Intel Corporation\n\t15b8  I219-V\n10de  NVIDIA\n");
	tree_file(&b->tree, MODULES "/modules.alias",
		  "alias " NIC " e1000e\n"
		  "alias pci:v000010DEd*sv*sd*bc*sc*i* e1000e\n"
		  "alias acpi*:ABC0001:* e1000e\n"
		  "alias pci:v*d*sv*sd*bc0Csc03i30* xhci_pci\n");
	tree_file(&b->tree, MODULES "/modules.dep",
		  "kernel/net/e1000e.ko:\nkernel/usb/xhci-pci.ko:\n");
	tree_file(&b->tree, MODULES "/modules.builtin", "kernel/ata/ahci.ko\n");
	tree_bytes(&b->tree, MODULES "/modules.builtin.modinfo", builtin,
		   sizeof(builtin));
	tree_file(&b->tree, "lib/firmware/b.bin.xz", "");
	add_device(b, "1", NULL, "pci:v00008086d000015B8sv00000000sd00000000bc02sc00i00");
	add_device(b, "2", "xhci_hcd",
		   "pci:v00008086d0000A12Fsv00000000sd00000000bc0Csc03i30");
	add_driver(b, "2", "xhci_hcd", "xhci_pci");
	/* bound by hand: no alias of the module matches it */
	add_device(b, "3", "xhci_hcd",
		   "pci:v00001234d00001111sv00000000sd00000000bc00scFFi00");
	add_driver(b, "3", "other", "xhci_pci");
	return 0;
}

static int teardown(void **state)
{
	struct bench *b = *state;

	hw_machine_close(&b->machine);
	hw_warnings_done(&b->warnings);
	hw_arena_done(&b->arena);
	tree_remove(&b->tree);
	free(b);
	return 0;
}

static const struct hw_driver *ask(struct bench *b, const char *word)
{
	const struct hw_machine_options options = {.sysroot = b->tree.path};
	char text[PATH_MAX];
	char *words[] = {text};
	struct hw_text error;

	snprintf(text, sizeof(text), "%s", word);
	assert_int_equal(hw_machine_open(&options, &b->warnings, &b->machine, &error), 0);
	assert_int_equal(
		hw_drivers_collect(&b->machine, words, 1, &b->arena, &b->drivers), 0);
	assert_int_equal(b->drivers.n, 1);
	return b->drivers.v;
}

static void test_aliases(void **state)
{
	const struct hw_driver *d = ask(*state, "e1000e");

	assert_int_equal(d->found, HW_DRIVER_MODULE);
	assert_int_equal(d->alias_count, 3);
	/* by bus, then as in the file */
	assert_string_equal(d->aliases[0].bus->name, "acpi");
	assert_int_equal(d->aliases[0].line, 3);
	assert_text(d->aliases[1].pattern, NIC);
	assert_text(d->aliases[1].names[HW_NAME_VENDOR].text, "Intel Corporation");
	assert_text(d->aliases[1].names[HW_NAME_DEVICE].text, "I219-V");
	assert_text(d->aliases[2].names[HW_NAME_VENDOR].text, "NVIDIA");
	assert_null(d->aliases[2].names[HW_NAME_DEVICE].text.s);
}

static void test_unbound_device(void **state)
{
	const struct hw_driver *d = ask(*state, "e1000e");

	assert_int_equal(d->device_count, 1);
	assert_text(d->devices->id, "pci:0000:00:1f.1");
	assert_text(d->devices->name, "Intel Corporation I219-V");
	assert_text(d->devices->pattern, NIC);
	assert_false(d->devices->is_bound);
	/* the index lists a file that is not there */
	assert_false(d->has_info);
	assert_true(d->no_info.n > 0);
}

static void test_bound_devices(void **state)
{
	const struct hw_driver *d = ask(*state, "xhci-pci");

	assert_text(d->module, "xhci_pci");
	assert_int_equal(d->loaded, HW_YES);
	assert_string_equal(hw_driver_state(d), "loaded");
	assert_int_equal(d->device_count, 2);
	assert_text(d->devices->id, "pci:0000:00:1f.2");
	assert_text(d->devices->driver, "xhci_hcd");
	assert_true(d->devices->is_bound);
	assert_text(d->devices->next->id, "pci:0000:00:1f.3");
	assert_true(d->devices->next->is_bound);
	assert_null(d->devices->next->pattern.s);
}

static void test_driver_is_no_module(void **state)
{
	const struct hw_driver *d = ask(*state, "xhci_hcd");

	assert_int_equal(d->found, HW_DRIVER_NOT_FOUND);
	assert_text(d->hint, "driver xhci_hcd of pci:0000:00:1f.2 belongs to module "
			     "xhci_pci");
}

static void test_not_found(void **state)
{
	const struct hw_driver *d = ask(*state, "nosuch");

	assert_int_equal(d->found, HW_DRIVER_NOT_FOUND);
	assert_null(d->hint.s);
	assert_int_equal(d->alias_count, 0);
}

static void test_builtin_firmware(void **state)
{
	const struct hw_driver *d = ask(*state, "ahci");

	assert_string_equal(hw_driver_state(d), "built in");
	assert_true(d->has_info);
	assert_text(d->info.descriptions.v[0], "AHCI");
	assert_int_equal(d->info.firmware.n, 2);
	assert_int_equal(d->firmware_present, 1);
	assert_null(d->firmware[0].path.s);
	assert_text(d->firmware[1].path, "/lib/firmware/b.bin.xz");
	assert_int_equal(d->device_count, 0);
}

static void test_no_such_file(void **state)
{
	const struct hw_driver *d = ask(*state, "/nonexistent/e1000e.ko");

	assert_int_equal(d->found, HW_DRIVER_NOT_FOUND);
	assert_true(d->no_info.n > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_aliases, setup, teardown),
		cmocka_unit_test_setup_teardown(test_unbound_device, setup, teardown),
		cmocka_unit_test_setup_teardown(test_bound_devices, setup, teardown),
		cmocka_unit_test_setup_teardown(test_driver_is_no_module, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_not_found, setup, teardown),
		cmocka_unit_test_setup_teardown(test_builtin_firmware, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_such_file, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
