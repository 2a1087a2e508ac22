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
#define PROBE  "iwlwifi: probe of 0000:03:00.0 failed with error -110\n"
#define LOADED "iwlwifi 0000:03:00.0: loaded firmware version 1\n"
#define NEW_13 "usb 1-3: new high-speed USB device number 9 using xhci_hcd\n"
#define GONE   "usb 1-3: USB disconnect, device number 8\n"
#define CONFIG "usb 1-3: can't set config #1, error -32\n"
#define PORT   "usb usb1-port3: over-current condition\n"
#define BEHIND "usb 1-3-port4: unable to enumerate USB device\n"

static const struct {
	const char *log;
	const char *device;
	enum hw_log_scope scope;
	enum hw_log_event event;
	bool counts;
} cases[] = {
	{FAILED, "0000:03:00.0", HW_LOG_OF_DEVICE, HW_LOG_FIRMWARE_FAILED, true},
	{FAILED LOADED, "0000:03:00.0", HW_LOG_OF_DEVICE, HW_LOG_FIRMWARE_FAILED, false},
	{PROBE, "0000:03:00.0", HW_LOG_OF_DEVICE, HW_LOG_PROBE_FAILED, true},
	{PROBE LOADED, "0000:03:00.0", HW_LOG_OF_DEVICE, HW_LOG_PROBE_FAILED, false},
	{LOADED PROBE, "0000:03:00.0", HW_LOG_OF_DEVICE, HW_LOG_PROBE_FAILED, true},
	{PROBE "iwlwifi 0000:03:00.0 wlp3s0: renamed from wlan0\n", "0000:03:00.0",
	 HW_LOG_OF_DEVICE, HW_LOG_PROBE_FAILED, false},
	{PROBE "iwlwifi 0000:04:00.0 wlp3s0: renamed from wlan0\n", "0000:03:00.0",
	 HW_LOG_OF_DEVICE, HW_LOG_PROBE_FAILED, true},
	{PROBE "[drm] Initialized iwlwifi 1.6.0 20201103 for 0000:03:00.0 on minor 0\n",
	 "0000:03:00.0", HW_LOG_OF_DEVICE, HW_LOG_PROBE_FAILED, false},
	{LOADED FAILED, "0000:03:00.0", HW_LOG_OF_DEVICE, HW_LOG_FIRMWARE_FAILED, true},
	{FAILED, "0000:03:00.1", HW_LOG_OF_DEVICE, HW_LOG_FIRMWARE_FAILED, false},
	{FAILED "pci 0000:03:00.0: [8086:095a] type 00 class 0x028000\n", "0000:03:00.0",
	 HW_LOG_OF_DEVICE, HW_LOG_FIRMWARE_FAILED, false},
	{FAILED "pci 0000:03:00.1: [8086:095a] type 00 class 0x028000\n", "0000:03:00.0",
	 HW_LOG_OF_DEVICE, HW_LOG_FIRMWARE_FAILED, true},
	{CONFIG, "1-3", HW_LOG_OF_DEVICE, HW_LOG_USB_SET_CONFIGURATION, true},
	{CONFIG, "1-3:1.0", HW_LOG_OF_INTERFACE, HW_LOG_USB_SET_CONFIGURATION, true},
	{CONFIG, "1-3:1.0", HW_LOG_OF_DEVICE, HW_LOG_USB_SET_CONFIGURATION, false},
	{CONFIG GONE, "1-3", HW_LOG_OF_DEVICE, HW_LOG_USB_SET_CONFIGURATION, false},
	{CONFIG NEW_13, "1-3", HW_LOG_OF_DEVICE, HW_LOG_USB_SET_CONFIGURATION, false},
	{CONFIG NEW_13 CONFIG, "1-3", HW_LOG_OF_DEVICE, HW_LOG_USB_SET_CONFIGURATION,
	 true},
	{CONFIG, "1-3.1", HW_LOG_OF_DEVICE, HW_LOG_USB_SET_CONFIGURATION, false},
	{CONFIG, "11-3", HW_LOG_OF_DEVICE, HW_LOG_USB_SET_CONFIGURATION, false},
	{PORT, "1-3", HW_LOG_OF_DEVICE, HW_LOG_USB_OVER_CURRENT, true},
	{PORT, "1-3.3", HW_LOG_OF_DEVICE, HW_LOG_USB_OVER_CURRENT, false},
	{PORT, "1-4", HW_LOG_OF_DEVICE, HW_LOG_USB_OVER_CURRENT, false},
	{PORT, "2-3", HW_LOG_OF_DEVICE, HW_LOG_USB_OVER_CURRENT, false},
	{PORT NEW_13, "1-3", HW_LOG_OF_DEVICE, HW_LOG_USB_OVER_CURRENT, false},
	{BEHIND, "1-3.4", HW_LOG_OF_DEVICE, HW_LOG_USB_NOT_ENUMERATED, true},
	{BEHIND, "1-3", HW_LOG_OF_DEVICE, HW_LOG_USB_NOT_ENUMERATED, false},
	{"NVRM: Xid (PCI:0000:01:00): 79, pid=1, GPU has fallen off the bus.\n",
	 "0000:01:00.0", HW_LOG_OF_DEVICE, HW_LOG_OFF_THE_BUS, true},
	{"NVRM: Xid (PCI:0000:01:00): 79, pid=1, GPU has fallen off the bus.\n",
	 "0000:01:10.0", HW_LOG_OF_DEVICE, HW_LOG_OFF_THE_BUS, false},
	{FAILED "Linux version 6.1\n", "0000:03:00.0", HW_LOG_OF_DEVICE,
	 HW_LOG_FIRMWARE_FAILED, false},
	/* by the driver of an interface that is not listed */
	{"mt7601u: probe of 1-3:1.0 failed with error -2\n", "1-3", HW_LOG_OF_WHOLE,
	 HW_LOG_PROBE_FAILED, true},
	{"mt7601u: probe of 1-3:1.0 failed with error -2\n", "1-3", HW_LOG_OF_DEVICE,
	 HW_LOG_PROBE_FAILED, false},
	{"mt7601u: probe of 1-3:1.0 failed with error -2\n" GONE, "1-3", HW_LOG_OF_WHOLE,
	 HW_LOG_PROBE_FAILED, false},
	{"mt7601u: probe of 1-3.1:1.0 failed with error -2\n", "1-3", HW_LOG_OF_WHOLE,
	 HW_LOG_PROBE_FAILED, false},
};

static void messages_of_a_device(void **state)
{
	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++) {
		const struct hw_texts_of made = {.n = 0};
		struct hw_device_log found;
		struct fixture f;

		open_log(&f, cases[i].log);
		hw_device_log_find(&f.log, hw_text_of(cases[i].device), cases[i].scope,
				   &made, &found);
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
		     "-2)\nsnd_hda: version magic '6.1.0 SMP' should be 'b'\n");
	r = hw_module_log_find(&f.log, HW_TEXT("mt7902e"));
	assert_non_null(r);
	assert_true(hw_text_eq(r->message.parts[HW_LOG_PART_SYMBOL], HW_TEXT("b")));
	assert_non_null(hw_module_log_find(&f.log, HW_TEXT("snd-hda")));
	assert_null(hw_module_log_find(&f.log, HW_TEXT("mt7902")));
	assert_null(hw_signature_log_find(&f.log, HW_TEXT("mt7902e")));
	close_log(&f);
}

#define MAGIC	"r8126: version magic '6.1.0 SMP ' should be '6.12.9 SMP '\n"
#define KEY	"Loading of module with unavailable key is rejected\n"
#define TAINTS	"r8126: loading out-of-tree module taints kernel.\n"
#define LICENSE "r8126: module license 'Proprietary' taints kernel.\n"
#define SPEAKS	"r8126 0000:02:00.0: eth0: RTL8126\n"
#define OTHER	"r8125: loading out-of-tree module taints kernel.\n"
#define STARTS	"Linux version 6.12.9 (x@y) #1\n"

static const struct {
	const char *log;
	bool refused;
	bool rejected;
} refusals[] = {
	{MAGIC, true, false},
	{KEY, false, true},
	{MAGIC TAINTS, false, false},
	{MAGIC SPEAKS, false, false},
	{MAGIC OTHER, true, false},
	{SPEAKS MAGIC, true, false},
	{TAINTS MAGIC, true, false},
	{MAGIC SPEAKS MAGIC, true, false},
	{MAGIC STARTS, false, false},
	{KEY TAINTS, false, false},
	{KEY OTHER, false, true},
	{KEY LICENSE "r8126: Unknown symbol a (err -2)\n", true, false},
	{KEY "r8126 0000:02:00.0 enp2s0: renamed from eth0\n", false, true},
	{MAGIC "r8125: Unknown symbol a (err -2)\n" SPEAKS, false, false},
};

/* The module was loaded afterwards: its refusal is void. */
static void refusals_that_are_void(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		struct fixture f;

		open_log(&f, refusals[i].log);
		if (!hw_module_log_find(&f.log, HW_TEXT("r8126")) ==
			    refusals[i].refused ||
		    !hw_signature_log_find(&f.log, HW_TEXT("r8126")) ==
			    refusals[i].rejected)
			fail_msg("%s", refusals[i].log);
		close_log(&f);
	}
}

/* hub_port_init(), drivers/usb/core/hub.c, prints what lsusb calls Bus and Device. */
static void numbers_of_lsusb(void **state)
{
	static const struct {
		const char *log;
		const char *bus;
		const char *number;
		const char *name;
	} names[] = {
		{NEW_13, "1", "9", "1-3"},
		{NEW_13, "1", "8", ""},
		{NEW_13, "11", "9", ""},
		{NEW_13 GONE, "1", "9", ""},
		{NEW_13 GONE NEW_13, "1", "9", "1-3"},
		{"usb 1-4.1: new low-speed USB device number 12 using xhci_hcd\n" NEW_13,
		 "1", "12", "1-4.1"},
		/* numbers are used again */
		{NEW_13 "usb 1-5: new full-speed USB device number 9 using xhci_hcd\n",
		 "1", "9", "1-5"},
		{NEW_13 "usb 1-3: new full-speed USB device number 10 using xhci_hcd\n",
		 "1", "9", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct fixture f;
		struct hw_text name;

		open_log(&f, names[i].log);
		name = hw_log_usb_name(&f.log, hw_text_of(names[i].bus),
				       hw_text_of(names[i].number));
		if (!hw_text_eq(name, hw_text_of(names[i].name)))
			fail_msg("case %zu: '%.*s'", i, HW_TEXT_ARG(name));
		close_log(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_of_a_device),
		cmocka_unit_test(messages_of_a_module),
		cmocka_unit_test(refusals_that_are_void),
		cmocka_unit_test(numbers_of_lsusb),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
