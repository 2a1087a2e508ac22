// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What lspci, lsusb and udevadm print of a fake machine, read back: each field that the
 * dump holds is the machine's own. Skipped without root, the tools or the machine.
 */
#include <errno.h>
#include <fnmatch.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "data/attributes/attributes.h"
#include "tests/lib/dump.h"
#include "tests/lib/tree.h"

struct machine {
	struct tree tree;
	struct dump own;
	bool made;
};

static int make_machine(void **state)
{
	const char *source = getenv("HWALIAS_SOURCE");
	const char *shared = getenv("HWALIAS_SHARED");
	struct machine *m = calloc(1, sizeof(*m));
	char command[3 * PATH_MAX];
	char bed[PATH_MAX];
	int status;

	*state = m;
	tree_make(&m->tree);
	if (!source || !shared)
		return 0;
	snprintf(command, sizeof(command), "'%s/tests/lib/make_dumps.sh' '%s' '%s'",
		 source, shared, m->tree.path);
	status = system(command);
	if (status == -1 || !WIFEXITED(status) || WEXITSTATUS(status) == 77)
		return 0;
	if (WEXITSTATUS(status) != 0)
		return -1;
	snprintf(bed, sizeof(bed), "%s/bed", m->tree.path);
	if (hw_root_open(bed, &m->own.root) != 0)
		return -1;
	dump_scan(&m->own);
	m->made = true;
	return 0;
}

static int remove_machine(void **state)
{
	struct machine *m = *state;

	dump_close(&m->own);
	tree_remove(&m->tree);
	free(m);
	return 0;
}

static void open_dumps(struct machine *m, struct dump *d, const char *const *files,
		       size_t n)
{
	char paths[3][PATH_MAX];
	const char *names[3];

	for (size_t i = 0; i < n; i++) {
		snprintf(paths[i], PATH_MAX, "%s/%s", m->tree.path, files[i]);
		names[i] = paths[i];
	}
	if (hw_root_open_any(names, n, -1, &d->arena, &d->warnings, &d->root, &d->facts,
			     &d->error) != 0)
		fail_msg("%.*s", HW_TEXT_ARG(d->error));
	dump_scan(d);
	dump_assert_warnings(d, 0);
}

static const struct hw_device *own_device(const struct machine *m, struct hw_text id)
{
	for (size_t i = 0; i < m->own.list.n; i++)
		if (hw_text_eq(m->own.list.v[i].id, id))
			return &m->own.list.v[i];
	return NULL;
}

static size_t count(const struct hw_device_list *list, const char *bus)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += hw_text_eq(list->v[i].subsystem, hw_text_of(bus));
	return n;
}

/* Each key of the dump's uevent has the machine's value. */
static void compare_uevents(const struct hw_device *got, const struct hw_device *own)
{
	struct hw_text rest = got->uevent;

	while (rest.n) {
		struct hw_text value = hw_text_cut(&rest, '\n');
		struct hw_text key = hw_text_cut(&value, '=');
		char name[64];
		struct hw_text expected;

		snprintf(name, sizeof(name), "%.*s", HW_TEXT_ARG(key));
		expected = hw_uevent_get(own->uevent, name);
		if (strcmp(name, "MODALIAS") == 0 || !expected.s)
			continue;
		if (!hw_text_eq(value, expected))
			fail_msg("%.*s: %s is '%.*s' instead of '%.*s'",
				 HW_TEXT_ARG(got->id), name, HW_TEXT_ARG(value),
				 HW_TEXT_ARG(expected));
	}
}

static void compare(const struct machine *m, const struct hw_device *got, bool exact)
{
	const struct hw_device *own = own_device(m, got->id);

	if (!own)
		fail_msg("%.*s is not there", HW_TEXT_ARG(got->id));
	if (exact && !hw_text_eq(got->modalias, own->modalias))
		fail_msg("%.*s: %.*s instead of %.*s", HW_TEXT_ARG(got->id),
			 HW_TEXT_ARG(got->modalias), HW_TEXT_ARG(own->modalias));
	/* what is not told is a star */
	if (got->modalias.s && fnmatch(got->modalias.s, own->modalias.s, 0) != 0)
		fail_msg("%.*s: %.*s does not fit %.*s", HW_TEXT_ARG(got->id),
			 HW_TEXT_ARG(got->modalias), HW_TEXT_ARG(own->modalias));
	if (!hw_text_eq(got->kind, own->kind))
		fail_msg("%.*s: another kind", HW_TEXT_ARG(got->id));
	if (got->driver_known != HW_DRIVER_UNKNOWN) {
		assert_int_equal(got->driver_known, own->driver_known);
		assert_true(hw_text_eq(got->driver, own->driver));
	}
	if (got->driver_module.s)
		assert_true(hw_text_eq(got->driver_module, own->driver_module));
	compare_uevents(got, own);
}

static const struct row {
	const char *files[3];
	size_t n;
	const char *bus;
	/* the modalias is whole */
	bool exact;
	bool drivers;
	/* names and places are the kernel's */
	bool named;
	/* of the machine's attributes, those that it prints; NULL: none */
	const char *attributes[4];
} rows[] = {
	{{"lspci-nnk"}, 1, "pci", false, true, true, {"revision"}},
	{{"lspci-vmmnnk"}, 1, "pci", true, true, true, {"revision", "slot", "numa_node"}},
	{{"lspci-vvvnn"}, 1, "pci", true, true, true, {"revision", "slot", "numa_node"}},
	{{"lspci-n"}, 1, "pci", false, false, true, {"revision"}},
	{{"lspci-mmnn"}, 1, "pci", true, false, true, {"revision"}},
	{{"lspci-xxxx"}, 1, "pci", true, false, true, {"revision"}},
	{{"lspci-n", "lspci-nnk", "lspci-xxxx"}, 3, "pci", true, true, true, {NULL}},
	{{"lsusb"}, 1, "usb", false, false, false, {NULL}},
	{{"lsusb-v"}, 1, "usb", false, false, false, {"configurations"}},
	{{"lsusb-t"}, 1, "usb", false, true, true, {"speed_kbps", "ports"}},
	{{"lsusb-tv"}, 1, "usb", false, true, true, {"speed_kbps", "ports"}},
	{{"lsusb-v", "lsusb-t"}, 2, "usb", true, true, true, {"speed_kbps", "ports"}},
	{{"usb-devices"},
	 1,
	 "usb",
	 true,
	 true,
	 true,
	 {"speed_kbps", "ports", "configurations"}},
	{{"udevadm"}, 1, "pci", true, true, true, {NULL}},
	{{"udevadm"}, 1, "usb", true, true, true, {NULL}},
	{{"udevadm", "lsusb-v", "lspci-xxxx"}, 3, "usb", true, true, true, {NULL}},
};

static struct hw_attributes attributes_of(struct dump *d, const struct hw_device *device)
{
	/* what is in files of their own; the fake machine's links are not those of its
	 * configuration space */
	static const struct hw_source *const sources[] = {&hw_source_pci_device,
							  &hw_source_usb_port};
	struct hw_attributes list = {0};

	for (size_t i = 0; i < HW_ARRAY_SIZE(sources); i++) {
		void *self;

		if (!hw_text_eq(device->subsystem, hw_text_of(sources[i]->subsystem)))
			continue;
		assert_int_equal(sources[i]->open(d->root, &d->warnings, &self), 0);
		assert_int_equal(sources[i]->enrich(self, device, &d->arena, &list), 0);
		sources[i]->close(self);
	}
	return list;
}

static const struct hw_attribute *find_attribute(const struct hw_attributes *list,
						 const char *key)
{
	for (const struct hw_attribute *a = list->first; a; a = a->next)
		if (strcmp(a->key, key) == 0)
			return a;
	return NULL;
}

static bool is_told(const struct row *row, const char *key)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(row->attributes); i++)
		if (row->attributes[i] && strcmp(row->attributes[i], key) == 0)
			return true;
	return false;
}

/* What is read back is the machine's, and all that the row tells is. */
static void compare_attributes(struct machine *m, struct dump *d, const struct row *row,
			       const struct hw_device *got)
{
	const struct hw_device *own = own_device(m, got->id);
	const struct hw_attributes is = attributes_of(d, got);
	const struct hw_attributes all = attributes_of(&m->own, own);

	for (const struct hw_attribute *a = all.first; a; a = a->next) {
		const struct hw_attribute *b = find_attribute(&is, a->key);

		if (!b && is_told(row, a->key))
			fail_msg("%s: %.*s has no %s", row->files[0],
				 HW_TEXT_ARG(got->id), a->key);
		if (b && (b->number != a->number || !hw_text_eq(b->text, a->text)))
			fail_msg("%s: %.*s has another %s", row->files[0],
				 HW_TEXT_ARG(got->id), a->key);
	}
	for (const struct hw_attribute *b = is.first; b; b = b->next)
		if (!find_attribute(&all, b->key))
			fail_msg("%s: %.*s has no %s of its own", row->files[0],
				 HW_TEXT_ARG(got->id), b->key);
}

static void test_rows(void **state)
{
	struct machine *m = *state;

	if (!m->made)
		skip();
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		const struct row *row = &rows[i];
		struct dump d = {0};
		size_t told = 0;
		size_t named = 0;

		open_dumps(m, &d, row->files, row->n);
		for (size_t k = 0; k < d.list.n; k++) {
			const struct hw_device *got = &d.list.v[k];

			if (!hw_text_eq(got->subsystem, hw_text_of(row->bus)))
				continue;
			told += got->driver_known != HW_DRIVER_UNKNOWN;
			if (!row->named && !own_device(m, got->id))
				continue;
			named++;
			compare(m, got, row->exact);
			compare_attributes(m, &d, row, got);
		}
		assert_true(named > 0);
		assert_int_equal(d.facts.drivers, row->drivers);
		assert_int_equal(told > 0, row->drivers);
		if (strcmp(row->bus, "pci") == 0)
			assert_int_equal(named, count(&m->own.list, "pci"));
		dump_close(&d);
	}
}

/* All of udev's devices are those of the machine, on every bus. */
static void test_udev(void **state)
{
	static const char *const file = "udevadm";
	struct machine *m = *state;
	struct dump d = {0};
	size_t same = 0;

	if (!m->made)
		skip();
	open_dumps(m, &d, &file, 1);
	for (size_t i = 0; i < d.list.n; i++) {
		const struct hw_device *own = own_device(m, d.list.v[i].id);

		compare(m, &d.list.v[i], true);
		assert_true(hw_text_eq(d.list.v[i].syspath, own->syspath));
		assert_true(hw_text_eq(d.list.v[i].parent, own->parent));
		assert_int_equal(d.list.v[i].class_only, own->class_only);
		same++;
	}
	/* the fake machine has its dmi directory where udev looks for no device */
	assert_true(same + 1 >= m->own.list.n);
	dump_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_udev),
	};

	return cmocka_run_group_tests(tests, make_machine, remove_machine);
}
