// SPDX-License-Identifier: GPL-2.0-or-later
/* Which messages count: of this device, and superseded by nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/verdict/evidence.h"
#include "tests/lib/tree.h"

struct fixture {
	struct tree tree;
	struct hw_root *root;
	struct hw_arena arena;
	struct hw_kernel_log log;
};

static void open_log(struct fixture *f, const char *text)
{
	*f = (struct fixture){.root = NULL};
	tree_make(&f->tree);
	tree_file(&f->tree, "var/log/dmesg", text);
	assert_int_equal(hw_root_open(f->tree.path, &f->root), 0);
	assert_int_equal(hw_kernel_log_read(f->root, &f->arena, &f->log), 0);
}

static void close_log(struct fixture *f)
{
	hw_root_close(f->root);
	hw_arena_done(&f->arena);
	tree_remove(&f->tree);
}

#define FAILED "iwlwifi 0000:03:00.0: Direct firmware load for a failed with error -2\n"
#define LOADED "iwlwifi 0000:03:00.0: loaded firmware version 1\n"
#define NEW_13 "usb 1-3: new high-speed USB device number 9 using xhci_hcd\n"
#define GONE   "usb 1-3: USB disconnect, device number 8\n"
#define CONFIG "usb 1-3: can't set config #1, error -32\n"
#define PORT   "usb usb1-port3: over-current condition\n"
#define BEHIND "usb 1-3-port4: unable to enumerate USB device\n"

static const struct {
	const char *log;
	const char *device;
	bool is_interface;
	enum hw_log_event event;
	bool counts;
} cases[] = {
	{FAILED, "0000:03:00.0", false, HW_LOG_FIRMWARE_FAILED, true},
	{FAILED LOADED, "0000:03:00.0", false, HW_LOG_FIRMWARE_FAILED, false},
	{LOADED FAILED, "0000:03:00.0", false, HW_LOG_FIRMWARE_FAILED, true},
	{FAILED, "0000:03:00.1", false, HW_LOG_FIRMWARE_FAILED, false},
	{FAILED "pci 0000:03:00.0: [8086:095a] type 00 class 0x028000\n", "0000:03:00.0",
	 false, HW_LOG_FIRMWARE_FAILED, false},
	{FAILED "pci 0000:03:00.1: [8086:095a] type 00 class 0x028000\n", "0000:03:00.0",
	 false, HW_LOG_FIRMWARE_FAILED, true},
	{CONFIG, "1-3", false, HW_LOG_USB_SET_CONFIGURATION, true},
	{CONFIG, "1-3:1.0", true, HW_LOG_USB_SET_CONFIGURATION, true},
	{CONFIG, "1-3:1.0", false, HW_LOG_USB_SET_CONFIGURATION, false},
	{CONFIG GONE, "1-3", false, HW_LOG_USB_SET_CONFIGURATION, false},
	{CONFIG NEW_13, "1-3", false, HW_LOG_USB_SET_CONFIGURATION, false},
	{CONFIG NEW_13 CONFIG, "1-3", false, HW_LOG_USB_SET_CONFIGURATION, true},
	{CONFIG, "1-3.1", false, HW_LOG_USB_SET_CONFIGURATION, false},
	{CONFIG, "11-3", false, HW_LOG_USB_SET_CONFIGURATION, false},
	{PORT, "1-3", false, HW_LOG_USB_OVER_CURRENT, true},
	{PORT, "1-3.3", false, HW_LOG_USB_OVER_CURRENT, false},
	{PORT, "1-4", false, HW_LOG_USB_OVER_CURRENT, false},
	{PORT, "2-3", false, HW_LOG_USB_OVER_CURRENT, false},
	{PORT NEW_13, "1-3", false, HW_LOG_USB_OVER_CURRENT, false},
	{BEHIND, "1-3.4", false, HW_LOG_USB_NOT_ENUMERATED, true},
	{BEHIND, "1-3", false, HW_LOG_USB_NOT_ENUMERATED, false},
	{"NVRM: Xid (PCI:0000:01:00): 79, pid=1, GPU has fallen off the bus.\n",
	 "0000:01:00.0", false, HW_LOG_OFF_THE_BUS, true},
	{"NVRM: Xid (PCI:0000:01:00): 79, pid=1, GPU has fallen off the bus.\n",
	 "0000:01:10.0", false, HW_LOG_OFF_THE_BUS, false},
	{FAILED "Linux version 6.1\n", "0000:03:00.0", false, HW_LOG_FIRMWARE_FAILED,
	 false},
};

static void messages_of_a_device(void **state)
{
	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		const struct hw_texts_of made = {.n = 0};
		struct hw_device_log found;
		struct fixture f;

		open_log(&f, cases[i].log);
		hw_device_log_find(&f.log, hw_text_of(cases[i].device),
				   cases[i].is_interface, &made, &found);
		if (!found.of[cases[i].event] == cases[i].counts)
			fail_msg("case %zu, %s of %s", i, cases[i].log, cases[i].device);
		close_log(&f);
	}
}

static void messages_of_a_module(void **state)
{
	const struct hw_log_record *r;
	struct fixture f;

	(void)state;
	open_log(&f, "mt7902e: Unknown symbol a (err -2)\nmt7902e: Unknown symbol b (err "
		     "-2)\nsnd_hda: version magic 'a' should be 'b'\n");
	r = hw_module_log_find(&f.log, HW_TEXT("mt7902e"));
	assert_non_null(r);
	assert_true(hw_text_eq(r->message.parts[HW_LOG_PART_SYMBOL], HW_TEXT("b")));
	assert_non_null(hw_module_log_find(&f.log, HW_TEXT("snd-hda")));
	assert_null(hw_module_log_find(&f.log, HW_TEXT("mt7902")));
	assert_null(hw_log_newest(&f.log, HW_LOG_LOCKED_DOWN));
	assert_non_null(hw_log_newest(&f.log, HW_LOG_VERSION_MAGIC));
	close_log(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_of_a_device),
		cmocka_unit_test(messages_of_a_module),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
