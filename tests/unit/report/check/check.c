// SPDX-License-Identifier: GPL-2.0-or-later
/* What check keeps, in which order, and when it tells of an upgrade without a reboot. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/host/boot.h"
#include "report/check/check.h"
#include "tests/lib/tree.h"

static struct hw_record record_of(const char *id, enum hw_severity severity)
{
	return (struct hw_record){
		.device.id = hw_text_of(id),
		.verdict = {.reason = "blocked",
			    .explanation = HW_TEXT("No."),
			    .severity = severity},
	};
}

static void the_worst_comes_first(void **state)
{
	static const struct {
		const char *id;
		enum hw_severity severity;
	} given[] = {
		{"a", HW_SEVERITY_WARNING}, {"b", HW_SEVERITY_NONE},
		{"c", HW_SEVERITY_ERROR},   {"d", HW_SEVERITY_WARNING},
		{"e", HW_SEVERITY_ERROR},
	};
	static const char *const wanted[] = {"c", "e", "a", "d"};
	struct hw_machine machine = {.kernel = {.root = NULL}};
	struct hw_check check;
	struct hw_finding *f;

	(void)state;
	assert_int_equal(hw_check_open(&machine, NULL, NULL, &check), 0);
	assert_false(hw_check_is_bad(&check));
	for (size_t i = 0; i < HW_ARRAY_SIZE(given); i++) {
		struct hw_record record = record_of(given[i].id, given[i].severity);

		assert_int_equal(hw_check_record(&check, &record), 0);
	}
	assert_true(hw_check_is_bad(&check));
	assert_int_equal(check.devices, 5);
	assert_int_equal(check.count, 4);
	f = check.first;
	for (size_t i = 0; i < HW_ARRAY_SIZE(wanted); i++, f = f->next)
		assert_true(f && hw_text_eq(f->device, hw_text_of(wanted[i])));
	assert_null(f);
	hw_check_close(&check);
}

/* The tree of a machine that runs kernel 1.0; the finding names these texts, if any. */
static bool is_gone_saying(const struct tree *t, const char *why, const char *remedy)
{
	const struct hw_machine_options options = {.sysroot = t->path};
	struct hw_warnings warnings = {0};
	struct hw_machine machine;
	struct hw_check check;
	struct hw_text error;
	bool gone;

	assert_int_equal(hw_machine_open(&options, &warnings, &machine, &error), 0);
	assert_int_equal(hw_check_open(&machine, NULL, NULL, &check), 0);
	gone = hw_check_modules_gone(&check);
	assert_int_equal(check.count, gone ? 1 : 0);
	if (gone && why) {
		struct hw_text text = check.first->explanation;

		assert_non_null(memmem(text.s, text.n, why, strlen(why)));
		assert_true(hw_text_eq(check.first->remedy, hw_text_of(remedy)));
	}
	hw_check_close(&check);
	hw_machine_close(&machine);
	hw_warnings_done(&warnings);
	return gone;
}

static bool is_gone(const struct tree *t)
{
	return is_gone_saying(t, NULL, NULL);
}

static void make_upgraded(struct tree *t)
{
	tree_make(t);
	tree_dir(t, "sys");
	tree_file(t, "proc/sys/kernel/osrelease", "1.0\n");
	tree_file(t, "proc/modules", "ext4 1 0 - Live 0x0\n");
	tree_file(t, "lib/modules/2.0/modules.alias", "");
	tree_file(t, "lib/modules/2.0/modules.dep", "");
}

static void gone_modules_need_all_signs(void **state)
{
	struct tree t;

	(void)state;
	make_upgraded(&t);
	assert_true(is_gone(&t));
	/* without loaded modules everything may be built in */
	tree_file(&t, "proc/modules", "");
	assert_false(is_gone(&t));
	tree_file(&t, "proc/modules", "ext4 1 0 - Live 0x0\n");
	tree_file(&t, "proc/sys/kernel/osrelease", "1.0-Microsoft\n");
	assert_false(is_gone(&t));
	tree_file(&t, "proc/sys/kernel/osrelease", "2.0\n");
	assert_false(is_gone(&t));
	tree_file(&t, "proc/sys/kernel/osrelease", "1.0\n");
	/* what a package does not own may stay behind */
	tree_file(&t, "lib/modules/1.0/updates/dkms/x.ko", "");
	assert_true(is_gone(&t));
	tree_file(&t, "lib/modules/1.0/modules.order", "");
	assert_false(is_gone(&t));
	tree_remove(&t);

	make_upgraded(&t);
	tree_file(&t, "run/.containerenv", "");
	assert_false(is_gone(&t));
	tree_remove(&t);
}

/* To root everything is readable. */
static void an_unreadable_directory_is_not_gone(void **state)
{
	char path[PATH_MAX];
	struct tree t;

	(void)state;
	make_upgraded(&t);
	tree_dir(&t, "lib/modules/1.0");
	tree_place(&t, "lib/modules/1.0", path);
	assert_int_equal(chmod(path, 0), 0);
	assert_int_equal(is_gone(&t), access(path, R_OK) == 0);
	chmod(path, 0700);
	tree_remove(&t);
}

static void the_newest_other_kernel_is_named(void **state)
{
	struct tree t;

	(void)state;
	make_upgraded(&t);
	tree_file(&t, "proc/sys/kernel/osrelease", "6.1.0-8-amd64\n");
	tree_file(&t, "lib/modules/6.1.0-9-amd64/modules.alias", "");
	tree_file(&t, "lib/modules/6.1.0-9-amd64/modules.dep", "");
	tree_file(&t, "lib/modules/6.1.0-20-amd64/modules.alias", "");
	tree_file(&t, "lib/modules/6.1.0-20-amd64/modules.dep", "");
	/* depmod has not been run for it */
	tree_file(&t, "lib/modules/6.1.0-30-amd64/modules.alias", "");
	assert_true(is_gone_saying(&t,
				   "those of 6.1.0-20-amd64 are: the kernel was upgraded",
				   "systemctl reboot"));
	tree_file(&t, "proc/sys/kernel/osrelease", "6.1.0-100-amd64\n");
	assert_true(is_gone_saying(&t, "the modules of the running kernel were removed",
				   "hwalias check -S 6.1.0-20-amd64"));
	tree_remove(&t);
}

/* Lines as proc(5) has them; those of copies and chroots are from such. */
static void the_booted_root_is_on_the_first_mount(void **state)
{
	(void)state;
	assert_true(hw_boot_is_first_mount(
		HW_TEXT("22 27 0:21 / /proc rw - proc proc rw\n"
			"27 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n")));
	/* a subvolume of btrfs */
	assert_true(hw_boot_is_first_mount(
		HW_TEXT("30 1 0:26 /@ / rw shared:1 - btrfs /dev/sda2 rw\n")));
	/* a chroot made of a mount, of a mere directory; a container */
	assert_false(hw_boot_is_first_mount(
		HW_TEXT("95 27 8:3 / / rw,relatime - ext4 /dev/sda3 rw\n"
			"96 95 0:21 / /proc rw - proc proc rw\n")));
	assert_false(hw_boot_is_first_mount(
		HW_TEXT("96 27 0:21 / /proc rw - proc proc rw\n")));
	assert_false(hw_boot_is_first_mount(
		HW_TEXT("811 653 0:49 / / rw,relatime - overlay overlay rw\n")));
	assert_false(hw_boot_is_first_mount(HW_TEXT("1 1 0:2 / /proc")));
	assert_false(hw_boot_is_first_mount(HW_TEXT("1 1")));
	assert_false(hw_boot_is_first_mount(HW_TEXT("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worst_comes_first),
		cmocka_unit_test(gone_modules_need_all_signs),
		cmocka_unit_test(an_unreadable_directory_is_not_gone),
		cmocka_unit_test(the_newest_other_kernel_is_named),
		cmocka_unit_test(the_booted_root_is_on_the_first_mount),
	};

	return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
