// SPDX-License-Identifier: GPL-2.0-or-later
/* A network card without a driver, whose module declares firmware. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/check/check.h"
#include "report/collect/collect.h"
#include "report/machine/installed/missing_firmware.h"
#include "tests/lib/module_file.h"

#define MODULES "lib/modules/1.0/"
#define CARD	"sys/devices/pci0000:00/0000:00:04.0/"

static void make_machine(struct tree *t)
{
	tree_make(t);
	tree_file(t, "proc/sys/kernel/osrelease", "1.0\n");
	tree_file(t, "proc/modules", "wl 1 0 - Live 0x0\n");
	tree_file(t, CARD "uevent",
		  "PCI_CLASS=28000\nPCI_SLOT_NAME=0000:00:04.0\n"
		  "MODALIAS=pci:v00008086d00002725sv00000000sd00000000bc02sc80i00\n");
	tree_link(t, "sys/bus/pci/devices/0000:00:04.0",
		  "../../../devices/pci0000:00/0000:00:04.0");
	tree_file(t, MODULES "modules.alias",
		  "alias pci:v00008086d00002725sv*sd*bc*sc*i* wl\n");
	tree_file(t, MODULES "modules.dep", "kernel/wl.ko:\n");
	tree_file(t, MODULES "modules.builtin", "");
	write_module(t, MODULES "kernel/wl.ko",
		     INFO("firmware=wl/a.fw\0firmware=wl/b.fw\0firmware=wl/c.fw\0"
			  "firmware=wl/d.fw"));
}

/* The one finding's reason and texts. */
static void assert_finding(const struct tree *t, const char *reason, const char *sentence,
			   const char *remedy, const char *advice)
{
	const struct hw_machine_options options = {.sysroot = t->path,
						   .ask_modules = true};
	const struct hw_selection all = {.depth = HW_SCAN_ALL};
	struct hw_warnings warnings = {0};
	struct hw_report_tail tail = {.warnings = &warnings};
	struct hw_machine machine;
	struct hw_check check;
	struct hw_text error;

	assert_int_equal(hw_machine_open(&options, &warnings, &machine, &error), 0);
	assert_int_equal(hw_check_open(&machine, NULL, NULL, &check), 0);
	assert_int_equal(
		hw_collect_devices(&machine, &all, hw_check_record, &check, &tail), 0);
	assert_int_equal(check.count, 1);
	assert_string_equal(check.first->reason, reason);
	if (!memmem(check.first->explanation.s, check.first->explanation.n, sentence,
		    strlen(sentence)))
		fail_msg("%.*s", HW_TEXT_ARG(check.first->explanation));
	if (!hw_text_eq(check.first->remedy, hw_text_of(remedy)))
		fail_msg("%.*s", HW_TEXT_ARG(check.first->remedy));
	if (!hw_text_eq(check.first->advice, hw_text_of(advice)))
		fail_msg("%.*s", HW_TEXT_ARG(check.first->advice));
	hw_check_close(&check);
	hw_machine_close(&machine);
	hw_warnings_done(&warnings);
}

static void none_of_the_declared_files_is_there(void **state)
{
	struct hw_modinfo *modinfo;
	struct tree t;

	(void)state;
	if (hw_modinfo_open(&modinfo) == -ENOTSUP)
		skip();
	hw_modinfo_close(modinfo);
	make_machine(&t);
	/* a recording without any firmware tells nothing about it */
	assert_finding(&t, "probe-declined", "wl", "journalctl -k -g '0000:00:04.0'",
		       NULL);
	tree_file(&t, "lib/firmware/other.fw", "");
	assert_finding(&t, "firmware-missing", "wl/a.fw, wl/b.fw, wl/c.fw and 1 more",
		       NULL,
		       "Install the firmware package that has wl/*.fw, then have the "
		       "driver try again: echo 0000:00:04.0 > "
		       "/sys/bus/pci/drivers_probe");
	tree_file(&t, "proc/modules", "loop 1 0 - Live 0x0\n");
	/* the first cause comes first; some drivers do without */
	assert_finding(
		&t, "module-not-loaded",
		"not loaded. It may need firmware too: of what it declares nothing "
		"is in /lib/firmware: wl/a.fw, wl/b.fw, wl/c.fw and 1 more.",
		"modprobe wl", NULL);
	/* one is enough: a driver declares those of all its devices */
	tree_file(&t, "lib/firmware/wl/c.fw.xz", "");
	assert_finding(&t, "module-not-loaded", "wl", "modprobe wl", NULL);
	tree_file(&t, "proc/modules", "wl 1 0 - Live 0x0\n");
	assert_finding(&t, "probe-declined", "wl", "journalctl -k -g '0000:00:04.0'",
		       NULL);
	tree_remove(&t);
}

static void the_log_knows_better(void **state)
{
	struct tree t;

	(void)state;
	make_machine(&t);
	tree_file(&t, "lib/firmware/wl/c.fw", "");
	tree_file(&t, "var/log/dmesg",
		  "wl 0000:00:04.1: firmware: failed to load wl/z.fw (-2)\n"
		  "wl 0000:00:04.0: firmware: failed to load wl/b.fw (-2)\n"
		  "wl 0000:00:04.0: firmware: failed to load wl/b.fw (-2)\n");
	assert_finding(&t, "firmware-failed", "loaded for it: wl/b.fw.", NULL,
		       "Install the firmware package that has wl/b.fw, and reboot.");
	tree_file(&t, "lib/firmware/wl/b.fw.zst", "");
	assert_finding(&t, "firmware-failed", "wl/b.fw, which is there by now.",
		       "echo 0000:00:04.0 > /sys/bus/pci/drivers_probe", NULL);
	tree_remove(&t);
}

/* "key: text\n" of all attributes. */
static int print_attributes(void *arg, const struct hw_record *record)
{
	char *to = arg;

	for (const struct hw_attribute *a = record->attributes.first; a; a = a->next)
		to += sprintf(to, "%s: %.*s\n", a->key, HW_TEXT_ARG(a->text));
	return 0;
}

static void assert_listed(const struct tree *t, const char *wanted)
{
	const struct hw_machine_options options = {.sysroot = t->path, .firmware = true};
	const struct hw_selection all = {.depth = HW_SCAN_ALL};
	struct hw_warnings warnings = {0};
	struct hw_report_tail tail = {.warnings = &warnings};
	struct hw_machine machine;
	struct hw_text error;
	char got[512] = "";

	assert_int_equal(hw_machine_open(&options, &warnings, &machine, &error), 0);
	assert_int_equal(hw_collect_devices(&machine, &all, print_attributes, got, &tail),
			 0);
	assert_string_equal(got, wanted);
	hw_machine_close(&machine);
	hw_warnings_done(&warnings);
}

static void a_reader_sees_which_files_are_there(void **state)
{
	struct hw_modinfo *modinfo;
	struct tree t;

	(void)state;
	if (hw_modinfo_open(&modinfo) == -ENOTSUP)
		skip();
	hw_modinfo_close(modinfo);
	make_machine(&t);
	assert_listed(&t, "firmware_declared: wl/a.fw, wl/b.fw, wl/c.fw, wl/d.fw\n");
	tree_file(&t, "lib/firmware/wl/c.fw.zst", "");
	tree_file(&t, "var/log/dmesg",
		  "wl 0000:00:04.0: firmware: failed to load wl/b.fw (-2)\n");
	assert_listed(&t, "firmware_present: wl/c.fw\n"
			  "firmware_absent: wl/a.fw, wl/b.fw, wl/d.fw\n"
			  "firmware_failed: wl/b.fw\n");
	tree_remove(&t);
}

/* What is not certainly this card's is not told as if it were. */
static void advice_names_what_all_files_are_like(void **state)
{
	static const struct {
		const char *info;
		size_t size;
		const char *files;
	} rows[] = {
#define ROW(info, files) {info, sizeof(info) - 1, files}
		ROW("firmware=iwlwifi-100-5.ucode\0firmware=iwlwifi-8265-36.ucode\0",
		    "iwlwifi-*.ucode"),
		ROW("firmware=wl/a.fw\0", "wl/a.fw"),
		ROW("firmware=aa\0firmware=aaa\0", "aa*"),
		ROW("firmware=ar9170.fw\0firmware=carl9170-1.fw\0",
		    "ar9170.fw, carl9170-1.fw"),
#undef ROW
	};
	struct hw_modinfo *modinfo;
	struct tree t;

	(void)state;
	if (hw_modinfo_open(&modinfo) == -ENOTSUP)
		skip();
	hw_modinfo_close(modinfo);
	make_machine(&t);
	tree_file(&t, "lib/firmware/other.fw", "");
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		char advice[160];

		write_module(&t, MODULES "kernel/wl.ko", rows[i].info, rows[i].size);
		snprintf(advice, sizeof(advice),
			 "Install the firmware package that has %s, then have the driver "
			 "try again: echo 0000:00:04.0 > /sys/bus/pci/drivers_probe",
			 rows[i].files);
		assert_finding(&t, "firmware-missing", "is loaded", NULL, advice);
	}
	tree_remove(&t);
}

/* The module is read once, for the first device; the record of that is gone then. */
static void a_second_device_of_the_module_has_the_same_advice(void **state)
{
	const struct hw_selection all = {.depth = HW_SCAN_ALL};
	struct hw_machine_options options = {.ask_modules = true};
	struct hw_warnings warnings = {0};
	struct hw_report_tail tail = {.warnings = &warnings};
	struct hw_machine machine;
	struct hw_check check;
	struct hw_modinfo *modinfo;
	struct hw_text error;
	char aliases[64 * 128] = "alias pci:v00008086d00002725sv*sd*bc*sc*i* wl\n";
	char *end = aliases + strlen(aliases);
	struct tree t;

	(void)state;
	if (hw_modinfo_open(&modinfo) == -ENOTSUP)
		skip();
	hw_modinfo_close(modinfo);
	make_machine(&t);
	tree_file(&t, "sys/devices/pci0000:00/0000:00:05.0/uevent",
		  "PCI_CLASS=28000\nPCI_SLOT_NAME=0000:00:05.0\n"
		  "MODALIAS=pci:v00008086d00002726sv00000000sd00000000bc02sc80i00\n");
	tree_link(&t, "sys/bus/pci/devices/0000:00:05.0",
		  "../../../devices/pci0000:00/0000:00:05.0");
	/* its record takes more memory than that of the first */
	for (int i = 1; i <= 60; i++)
		end += sprintf(
			end, "alias pci:v00008086d00002726%.*s wl\n", i,
			"************************************************************");
	tree_file(&t, MODULES "modules.alias", aliases);
	tree_file(&t, "lib/firmware/other.fw", "");
	write_module(&t, MODULES "kernel/wl.ko", INFO("firmware=wl/a.fw"));
	options.sysroot = t.path;
	assert_int_equal(hw_machine_open(&options, &warnings, &machine, &error), 0);
	assert_int_equal(hw_check_open(&machine, NULL, NULL, &check), 0);
	assert_int_equal(
		hw_collect_devices(&machine, &all, hw_check_record, &check, &tail), 0);
	assert_int_equal(check.count, 2);
	for (const struct hw_finding *f = check.first; f; f = f->next)
		if (!hw_text_starts(f->advice,
				    HW_TEXT("Install the firmware package that "
					    "has wl/a.fw, then have ")))
			fail_msg("%.*s", HW_TEXT_ARG(f->advice));
	hw_check_close(&check);
	hw_machine_close(&machine);
	hw_warnings_done(&warnings);
	tree_remove(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(none_of_the_declared_files_is_there),
		cmocka_unit_test(the_log_knows_better),
		cmocka_unit_test(a_reader_sees_which_files_are_there),
		cmocka_unit_test(advice_names_what_all_files_are_like),
		cmocka_unit_test(a_second_device_of_the_module_has_the_same_advice),
	};

	return cmocka_run_group_tests_name("missing_firmware", tests, NULL, NULL);
}
