// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Names labelled "hwdb" against what `systemd-hwdb query STRING` prints, for the pci,
 * usb, sdio and acpi strings of the corpus and some of our own. There are no id files
 * here, so that hwdb has to name all of pci and usb; and where we have no name, it must
 * have none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "report/names/names.h"

static const char *const own[] = {
	"sdio:c07v02D0dA9A6",
	"sdio:c00v02D0d4329",
	"sdio:c02v0104d00C5",
	"sdio:c07v0271d0701",
	"sdio:c07v024Cd8723",
	"sdio:c00v0097d4076",
	"sdio:c01v0000dFFFF",
	"sdio:c*v02D0dA9A6*",
	"usb:v0403p6001d*dc*dsc*dp*ic*isc*ip*in*",
	"usb:v*p*d*dc02dsc02dp01ic*isc*ip*in*",
	"usb:v1D6Bp0002d0601dc09dsc00dp01ic09isc00ip00in00",
	"pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A",
	"pci:v00008086d*sv*sd*bc0Csc03i30*",
	"pci:v0000FFF0d0000FFF0sv00000000sd00000000bcFFsc00i00",
	"vmbus:635161f83edfc546913ff2d2f965ed0e",
	"vmbus:00000000000000000000000000000000",
	"acpi:ABP7501:",
	"acpi:INT3400:",
	"acpi:QEMU0002:",
	"acpi:BOSC0200:",
	"acpi:SNY5001:PNP0C02:",
	"acpi:TOS1900:",
	"acpi:IBM0068:",
	"acpi:UND0001:",
	"acpi:ZZZ0001:",
	"acpi:INTC1055:",
};

struct counts {
	size_t strings;
	size_t compared;
	size_t absent;
	size_t refused;
};

/* The output of systemd-hwdb for one string, "KEY=VALUE" a line. */
struct answer {
	char text[8192];
};

static bool query(const char *string, struct answer *ret)
{
	char command[1024];
	FILE *pipe;
	size_t n;

	if (strchr(string, '\'') || strlen(string) > HW_HWDB_KEY_MAX)
		return false;
	snprintf(command, sizeof(command), "systemd-hwdb query '%s' 2>/dev/null", string);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	n = fread(ret->text, 1, sizeof(ret->text) - 1, pipe);
	ret->text[n] = '\0';
	return pclose(pipe) == 0;
}

static struct hw_text property(const struct answer *answer, const char *key)
{
	struct hw_text rest = hw_text_of(answer->text);

	while (rest.s) {
		struct hw_text line = hw_text_cut(&rest, '\n');
		struct hw_text name = hw_text_cut(&line, '=');

		if (hw_text_eq(name, hw_text_of(key)))
			return line;
	}
	return HW_NO_TEXT;
}

static void same(const char *string, const char *what, const struct hw_name *ours,
		 struct hw_text theirs, struct counts *n)
{
	if (ours->source && strcmp(ours->source, "builtin") == 0)
		return;
	if (!hw_text_eq(ours->text, theirs))
		fail_msg("%s: %s is \"%.*s\", systemd-hwdb says \"%.*s\"", string, what,
			 HW_TEXT_ARG(ours->text), HW_TEXT_ARG(theirs));
	if (!theirs.n) {
		n->absent++;
		return;
	}
	assert_string_equal(ours->source, "hwdb");
	n->compared++;
}

/*
 * What the field is to be called. systemd's "model" of a whole string is the subsystem's
 * where that has a name ("… IDE Controller (NX9500)"): the device's own is the answer to
 * the string without it.
 */
static struct hw_text theirs_of(const char *string, const char *field, const char *key,
				const struct answer *whole, struct answer *device)
{
	const char *subsystem = strstr(string, "sv");
	char head[64];

	if (strncmp(string, "pci:", 4) != 0 || strcmp(field, "device") != 0 || !subsystem)
		return property(whole, key);
	snprintf(head, sizeof(head), "%.*s", (int)(subsystem - string), string);
	return query(head, device) ? property(device, key) : HW_NO_TEXT;
}

static void compare_fields(const char *string, const struct hw_modalias *m,
			   const struct hw_name *names, const struct answer *answer,
			   struct counts *n)
{
	static const struct {
		const char *bus;
		const char *field;
		const char *key;
	} rows[] = {
		{"pci", "vendor", "ID_VENDOR_FROM_DATABASE"},
		{"pci", "device", "ID_MODEL_FROM_DATABASE"},
		{"pci", "base_class", "ID_PCI_CLASS_FROM_DATABASE"},
		{"pci", "subclass", "ID_PCI_SUBCLASS_FROM_DATABASE"},
		{"pci", "interface", "ID_PCI_INTERFACE_FROM_DATABASE"},
		{"usb", "vendor", "ID_VENDOR_FROM_DATABASE"},
		{"usb", "product", "ID_MODEL_FROM_DATABASE"},
		{"usb", "device_class", "ID_USB_CLASS_FROM_DATABASE"},
		{"usb", "device_subclass", "ID_USB_SUBCLASS_FROM_DATABASE"},
		{"usb", "device_protocol", "ID_USB_PROTOCOL_FROM_DATABASE"},
		{"sdio", "vendor", "ID_VENDOR_FROM_DATABASE"},
		{"sdio", "device", "ID_MODEL_FROM_DATABASE"},
		{"sdio", "class", "ID_SDIO_CLASS_FROM_DATABASE"},
		{"vmbus", "guid", "ID_MODEL_FROM_DATABASE"},
	};

	struct answer device;

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		for (size_t f = 0; f < m->field_count; f++)
			if (strcmp(rows[i].bus, m->bus->name) == 0 &&
			    strcmp(rows[i].field, m->fields[f].spec->name) == 0)
				same(string, rows[i].field, &names[f],
				     theirs_of(string, rows[i].field, rows[i].key, answer,
					       &device),
				     n);
}

/* "acpi:INTC1055:" is answered as "acpi:INT0000:" is, whose maker is another one. */
static bool is_anothers(const char *string, struct hw_text theirs)
{
	struct answer answer;
	char three[32];

	if (strlen(string) != strlen("acpi:INTC1055:") || !theirs.n)
		return false;
	snprintf(three, sizeof(three), "%.8s0000:", string);
	return query(three, &answer) &&
	       hw_text_eq(property(&answer, "ID_VENDOR_FROM_DATABASE"), theirs);
}

static void compare_acpi(const char *string, const struct hw_name *vendor,
			 const struct answer *answer, struct counts *n)
{
	struct hw_text theirs = property(answer, "ID_VENDOR_FROM_DATABASE");

	/* by our own table, or not at all */
	if ((vendor->text.n && strcmp(vendor->source, "builtin") == 0) ||
	    (!vendor->text.n && is_anothers(string, theirs)))
		n->refused++;
	else
		same(string, "vendor", vendor, theirs, n);
}

static void compare(const struct hw_databases *databases, struct hw_arena *arena,
		    const char *string, struct counts *n)
{
	struct hw_id ids[HW_ROLE_COUNT];
	struct hw_name fields[HW_FIELD_MAX];
	struct hw_name names[HW_NAME_COUNT];
	struct hw_modalias m;
	struct answer answer;
	char *kernels;
	bool is_answered;

	if (!hw_decode(hw_text_of(string), &m))
		return;
	/* keys of hwdb are in the kernel's case, and so is what we ask */
	kernels = strdup(string);
	assert_non_null(kernels);
	hw_modalias_fix_case(&m, kernels);
	is_answered = query(kernels, &answer);
	free(kernels);
	if (!is_answered)
		return;
	n->strings++;
	hw_arena_reset(arena);
	hw_ids_of_modalias(&m, ids);
	hw_name_fields(databases, &m, ids, arena, fields);
	hw_name_device(databases, &m, fields, arena, names);
	compare_fields(string, &m, fields, &answer, n);
	if (strcmp(m.bus->name, "acpi") == 0)
		compare_acpi(string, &names[HW_NAME_VENDOR], &answer, n);
}

static bool is_asked(const char *string)
{
	static const char *const prefixes[] = {"pci:", "usb:", "sdio:", "acpi:"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(prefixes); i++)
		if (strncmp(string, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	return false;
}

static void compare_corpus(const struct hw_databases *databases, struct hw_arena *arena,
			   struct counts *n)
{
	const char *shared = getenv("HWALIAS_SHARED");
	char line[8192];
	char *last = line;
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/corpus/modaliases.tsv", shared ? shared : "");
	file = shared ? fopen(path, "r") : NULL;
	if (!file) {
		print_message("HWALIAS_SHARED has no corpus: only our own strings\n");
		return;
	}
	while (fgets(line, sizeof(line), file)) {
		last = strrchr(line, '\t');
		if (!last)
			continue;
		last++;
		last[strcspn(last, "\n")] = '\0';
		if (is_asked(last))
			compare(databases, arena, last, n);
	}
	fclose(file);
	assert_true(n->strings > 300 && n->compared > 1000);
}

static void same_as_systemd_hwdb(void **state)
{
	struct hw_databases databases = {0};
	struct hw_arena arena = {0};
	struct counts n = {0};
	struct hw_root *live;
	struct answer answer;

	(void)state;
	assert_int_equal(hw_root_open("/", &live), 0);
	if (hw_hwdb_find(live, NULL, &databases.hwdb) < 0 ||
	    !query("OUI:000000", &answer)) {
		hw_root_close(live);
		skip();
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(own); i++)
		compare(&databases, &arena, own[i], &n);
	assert_int_equal(n.strings, HW_ARRAY_SIZE(own));
	assert_true(n.compared > 30 && n.refused > 0);
	compare_corpus(&databases, &arena, &n);
	print_message(
		"%zu strings, %zu names the same, %zu absent in both, %zu refused\n",
		n.strings, n.compared, n.absent, n.refused);
	hw_hwdb_close(databases.hwdb);
	hw_arena_done(&arena);
	hw_root_close(live);
}

/*
 * That asking hwdb is in vain when the id file is the newer of the two: then the file has
 * all ids of systemd's source.
 */
static void compare_source(struct hw_ids *ids, enum hw_ids_kind kind, const char *path)
{
	FILE *file = fopen(path, "r");
	size_t vendors = 0;
	size_t devices = 0;
	char line[256];

	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		unsigned id[2] = {0};
		int n = kind == HW_IDS_PCI ? sscanf(line, "pci:v%8xd%8x", &id[0], &id[1])
					   : sscanf(line, "usb:v%4xp%4x", &id[0], &id[1]);

		if (n == 2 && !hw_ids_device(ids, (uint16_t)id[0], (uint16_t)id[1]).s)
			fail_msg("%s: only hwdb has %s", path, line);
		if (n == 1 && !hw_ids_vendor(ids, (uint16_t)id[0]).s)
			fail_msg("%s: only hwdb has %s", path, line);
		vendors += n == 1;
		devices += n == 2;
	}
	fclose(file);
	print_message("%s: %zu vendors, %zu devices, all of them in %.*s\n", path,
		      vendors, devices, HW_TEXT_ARG(hw_ids_path(ids)));
	assert_true(vendors > 1000 && devices > 1000);
}

static void newer_files_have_all(void **state)
{
	static const char *const sources[] = {
		[HW_IDS_PCI] = "/usr/lib/udev/hwdb.d/20-pci-vendor-model.hwdb",
		[HW_IDS_USB] = "/usr/lib/udev/hwdb.d/20-usb-vendor-model.hwdb",
	};
	struct hw_hwdb *hwdb = NULL;
	struct hw_root *live;
	size_t compared = 0;

	(void)state;
	assert_int_equal(hw_root_open("/", &live), 0);
	for (enum hw_ids_kind k = 0; k < HW_ARRAY_SIZE(sources); k++) {
		struct hw_ids *ids;

		if ((!hwdb && hw_hwdb_find(live, NULL, &hwdb) < 0) ||
		    hw_ids_find(live, k, NULL, &ids) < 0)
			continue;
		if (hw_hwdb_is_older(hwdb, k, hw_ids_version(ids)) &&
		    access(sources[k], R_OK) == 0) {
			compare_source(ids, k, sources[k]);
			compared++;
		}
		hw_ids_close(ids);
	}
	hw_hwdb_close(hwdb);
	hw_root_close(live);
	if (!compared)
		skip();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_as_systemd_hwdb),
		cmocka_unit_test(newer_files_have_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
