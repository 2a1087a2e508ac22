// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Every id of the machine's pci.ids, and many that are not in it, must have the name
 * that libpci gives it. The keys come from a reader of its own, sscanf() a line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pci/pci.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/ids/ids.h"

#define FLAGS (PCI_LOOKUP_NO_NUMBERS | PCI_LOOKUP_NO_HWDB)

struct counts {
	size_t vendors;
	size_t devices;
	size_t subsystems;
	size_t absent;
	size_t classes;
	size_t subclasses;
	size_t interfaces;
};

struct test {
	struct hw_root *root;
	struct hw_warnings warnings;
	struct hw_ids *ids;
	struct pci_access *pci;
	FILE *file;
	struct counts counts;
};

__attribute__((format(printf, 1, 2), noreturn)) static void on_error(char *format, ...)
{
	(void)format;
	fail_msg("libpci refuses the file");
	abort();
}

static int setup(void **state)
{
	struct test *t = calloc(1, sizeof(*t));

	if (!t)
		return -1;
	*state = t;
	if (hw_root_open("/", &t->root) < 0)
		return -1;
	if (hw_ids_find(t->root, HW_IDS_PCI, &t->warnings, &t->ids) < 0)
		return 0;
	t->file = fopen(hw_ids_path(t->ids).s, "r");
	t->pci = pci_alloc();
	if (!t->file || !t->pci)
		return -1;
	t->pci->error = on_error;
	/* its default is the user's cache of names from the network */
	t->pci->id_lookup_mode = 0;
	pci_set_name_list_path(t->pci, strdup(hw_ids_path(t->ids).s), 1);
	return 0;
}

static int teardown(void **state)
{
	struct test *t = *state;

	if (t->pci)
		pci_cleanup(t->pci);
	if (t->file)
		fclose(t->file);
	hw_ids_close(t->ids);
	hw_warnings_done(&t->warnings);
	hw_root_close(t->root);
	free(t);
	return 0;
}

/* libpci's name or NULL for ids, as pci_lookup_name() takes them. */
static void same(struct hw_text ours, const char *theirs, const char *what, unsigned a,
		 unsigned b, unsigned c, unsigned d)
{
	if (theirs ? hw_text_eq(ours, hw_text_of(theirs)) : !ours.s)
		return;
	fail_msg("%s %04x %04x %04x %04x: ours \"%.*s\", libpci's \"%s\"", what, a, b, c,
		 d, HW_TEXT_ARG(ours), theirs ? theirs : "(none)");
}

static bool same_vendor(struct test *t, unsigned v)
{
	char buf[1024];
	char *name = pci_lookup_name(t->pci, buf, sizeof(buf), FLAGS | PCI_LOOKUP_VENDOR,
				     (int)v);

	same(hw_ids_vendor(t->ids, (uint16_t)v), name, "vendor", v, 0, 0, 0);
	return name;
}

static bool same_device(struct test *t, unsigned v, unsigned d)
{
	char buf[1024];
	char *name = pci_lookup_name(t->pci, buf, sizeof(buf), FLAGS | PCI_LOOKUP_DEVICE,
				     (int)v, (int)d);

	same(hw_ids_device(t->ids, (uint16_t)v, (uint16_t)d), name, "device", v, d, 0, 0);
	return name;
}

/*
 * libpci answers with the device's name where a subsystem has the device's own ids, and
 * has no subsystem names for vendor or device 0 (id_lookup_subsys()).
 */
static bool same_subsystem(struct test *t, unsigned v, unsigned d, unsigned sv,
			   unsigned sd)
{
	char buf[1024];
	char *name = pci_lookup_name(t->pci, buf, sizeof(buf),
				     FLAGS | PCI_LOOKUP_SUBSYSTEM | PCI_LOOKUP_DEVICE,
				     (int)v, (int)d, (int)sv, (int)sd);
	struct hw_text ours = hw_ids_subsystem(t->ids, (uint16_t)v, (uint16_t)d,
					       (uint16_t)sv, (uint16_t)sd);

	if (v == 0 || d == 0)
		return ours.s;
	if (!ours.s && v == sv && d == sd)
		ours = hw_ids_device(t->ids, (uint16_t)v, (uint16_t)d);
	same(ours, name, "subsystem", v, d, sv, sd);
	return name;
}

static void vendors_devices_subsystems(void **state)
{
	struct test *t = *state;
	char line[1024];
	unsigned v = 0;
	unsigned d = 0;
	unsigned sv;
	unsigned sd;
	bool of_vendor = false;

	if (!t->ids)
		skip();
	rewind(t->file);
	while (fgets(line, sizeof(line), t->file)) {
		if (line[0] == 'C')
			of_vendor = false;
		if (strchr("0123456789abcdef", line[0])) {
			assert_int_equal(sscanf(line, "%4x", &v), 1);
			of_vendor = true;
			assert_true(same_vendor(t, v));
			t->counts.vendors++;
		} else if (of_vendor && line[0] == '\t' && line[1] != '\t') {
			assert_int_equal(sscanf(line, "\t%4x", &d), 1);
			assert_true(same_device(t, v, d));
			t->counts.devices++;
			t->counts.absent += !same_device(t, v, d ^ 1);
		} else if (of_vendor && line[0] == '\t') {
			assert_int_equal(sscanf(line, "\t\t%4x %4x", &sv, &sd), 2);
			assert_true(same_subsystem(t, v, d, sv, sd));
			t->counts.subsystems++;
			t->counts.absent += !same_subsystem(t, v, d ^ 1, sv, sd);
			t->counts.absent += !same_subsystem(t, v, d, v, sd);
		}
	}
	for (v = 0; v <= 0xffff; v++)
		t->counts.absent += !same_vendor(t, v);
	assert_true(t->counts.vendors > 1000);
	assert_true(t->counts.devices > 10000);
	assert_true(t->counts.subsystems > 10000);
	assert_true(t->counts.absent > 60000);
	print_message("%zu vendors, %zu devices, %zu subsystems, %zu not listed\n",
		      t->counts.vendors, t->counts.devices, t->counts.subsystems,
		      t->counts.absent);
}

/*
 * libpci names a base class only as the fallback for a subclass that is not listed, and
 * then adds the number: "Bridge [06fe]".
 */
static void same_class(struct test *t, unsigned base, unsigned unlisted)
{
	char buf[1024];
	char want[1024];
	unsigned both = base << 8 | unlisted;
	char *name = pci_lookup_name(t->pci, buf, sizeof(buf), FLAGS | PCI_LOOKUP_CLASS,
				     (int)both);
	struct hw_text ours = hw_ids_class(t->ids, (uint8_t)base);

	snprintf(want, sizeof(want), "%.*s [%04x]", HW_TEXT_ARG(ours), both);
	assert_non_null(name);
	assert_string_equal(name, want);
	t->counts.classes++;
}

static void same_subclass(struct test *t, unsigned base, unsigned sub)
{
	char buf[1024];
	char *name = pci_lookup_name(t->pci, buf, sizeof(buf), FLAGS | PCI_LOOKUP_CLASS,
				     (int)(base << 8 | sub));

	same(hw_ids_subclass(t->ids, (uint8_t)base, (uint8_t)sub), name, "subclass", base,
	     sub, 0, 0);
	assert_non_null(name);
	t->counts.subclasses++;
}

/* libpci makes up texts for IDE (class 0101), so only listed ones are asked for. */
static void same_interface(struct test *t, unsigned base, unsigned sub, unsigned pif)
{
	char buf[1024];
	char *name = pci_lookup_name(t->pci, buf, sizeof(buf), FLAGS | PCI_LOOKUP_PROGIF,
				     (int)(base << 8 | sub), (int)pif);

	same(hw_ids_interface(t->ids, (uint8_t)base, (uint8_t)sub, (uint8_t)pif), name,
	     "interface", base, sub, pif, 0);
	assert_non_null(name);
	t->counts.interfaces++;
}

static void classes(void **state)
{
	struct test *t = *state;
	bool of_class = false;
	char line[1024];
	unsigned base = 0;
	unsigned sub = 0;
	unsigned pif;

	if (!t->ids)
		skip();
	rewind(t->file);
	while (fgets(line, sizeof(line), t->file)) {
		if (sscanf(line, "C %2x", &base) == 1) {
			/* no class of the list has a subclass 7f */
			same_class(t, base, 0x7f);
			of_class = true;
		} else if (of_class && line[0] == '\t' && line[1] != '\t') {
			assert_int_equal(sscanf(line, "\t%2x", &sub), 1);
			same_subclass(t, base, sub);
		} else if (of_class && line[0] == '\t') {
			assert_int_equal(sscanf(line, "\t\t%2x", &pif), 1);
			same_interface(t, base, sub, pif);
		}
	}
	assert_true(t->counts.classes > 10);
	assert_true(t->counts.subclasses > 50);
	assert_true(t->counts.interfaces > 30);
	print_message("%zu classes, %zu subclasses, %zu interfaces\n", t->counts.classes,
		      t->counts.subclasses, t->counts.interfaces);
}

/* libpci took the whole file, so nothing in it is unsound. */
static void no_warnings(void **state)
{
	struct test *t = *state;

	if (!t->ids)
		skip();
	assert_int_equal(t->warnings.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vendors_devices_subsystems),
		cmocka_unit_test(classes),
		cmocka_unit_test(no_warnings),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
