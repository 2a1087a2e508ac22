// SPDX-License-Identifier: GPL-2.0-or-later
/* Messages as kernels printed them, and what the table reads in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "decoders/log/log.h"

struct part {
	enum hw_log_part part;
	const char *text;
};

struct sample {
	const char *message;
	enum hw_log_event event;
	struct part parts[4];
	int error;
	/* as hw_log_print() without words writes it; NULL: the message itself */
	const char *printed;
};

/* clang-format off */
static const struct sample samples[] = {
	{"Linux version 6.1.0-13-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0)",
	 HW_LOG_BOOT, {{0, NULL}}, 0, "Linux version …"},
	{"pci 0000:01:00.0: [10de:13c2] type 00 class 0x030000",
	 HW_LOG_PCI_NEW, {{HW_LOG_PART_DEVICE, "0000:01:00.0"}, {HW_LOG_PART_ID, "10de"}}, 0,
	 "pci 0000:01:00.0: [10de:…] type "},
	{"i2c_hid_acpi i2c-DELL0814:00: probe with driver i2c_hid_acpi failed with error -22",
	 HW_LOG_PROBE_FAILED, {{HW_LOG_PART_DRIVER, "i2c_hid_acpi"}, {HW_LOG_PART_DEVICE, "i2c-DELL0814:00"}}, -22, NULL},
	{"i2c_hid: probe of i2c-DELL0814:00 failed with error -22",
	 HW_LOG_PROBE_FAILED, {{HW_LOG_PART_DRIVER, "i2c_hid"}, {HW_LOG_PART_DEVICE, "i2c-DELL0814:00"}}, -22, NULL},
	{"amdgpu 0000:03:00.0: Fatal error during GPU init",
	 HW_LOG_PROBE_FAILED, {{HW_LOG_PART_DRIVER, "amdgpu"}, {HW_LOG_PART_DEVICE, "0000:03:00.0"}}, 0, NULL},
	{"amdgpu 0000:67:00.0: amdgpu: Fatal error during GPU init",
	 HW_LOG_PROBE_FAILED, {{HW_LOG_PART_DRIVER, "amdgpu"}, {HW_LOG_PART_DEVICE, "0000:67:00.0"}}, 0, NULL},
	{"platform 1d84000.ufs: deferred probe pending: ufshcd-qcom: ufshcd_pltfrm_init() failed",
	 HW_LOG_PROBE_DEFERRED, {{HW_LOG_PART_DEVICE, "1d84000.ufs"}, {HW_LOG_PART_WORDS, "ufshcd-qcom: ufshcd_pltfrm_init() failed"}}, 0,
	 "platform 1d84000.ufs: deferred probe pending: …"},
	{"platform vdd-arm: deferred probe pending",
	 HW_LOG_PROBE_DEFERRED, {{HW_LOG_PART_DEVICE, "vdd-arm"}}, 0, NULL},
	{"iwlwifi 0000:03:00.0: Direct firmware load for iwlwifi-7265D-29.ucode failed with error -2",
	 HW_LOG_FIRMWARE_FAILED, {{HW_LOG_PART_DRIVER, "iwlwifi"}, {HW_LOG_PART_DEVICE, "0000:03:00.0"}, {HW_LOG_PART_FILE, "iwlwifi-7265D-29.ucode"}}, -2, NULL},
	{"brcmfmac mmc2:0001:1: Direct firmware load for brcm/brcmfmac43455-sdio.Acme Inc.,A board.txt failed with error -2",
	 HW_LOG_FIRMWARE_FAILED, {{HW_LOG_PART_DEVICE, "mmc2:0001:1"}, {HW_LOG_PART_FILE, "brcm/brcmfmac43455-sdio.Acme Inc.,A board.txt"}}, -2, NULL},
	{"iwlwifi 0000:03:00.0: firmware: failed to load iwl-debug-yoyo.bin (-2)",
	 HW_LOG_FIRMWARE_FAILED, {{HW_LOG_PART_FILE, "iwl-debug-yoyo.bin"}}, -2, NULL},
	{"r8169 0000:02:00.0: firmware: direct-loading firmware rtl_nic/rtl8168g-2.fw",
	 HW_LOG_FIRMWARE_LOADED, {{HW_LOG_PART_FILE, "rtl_nic/rtl8168g-2.fw"}}, 0, NULL},
	{"iwlwifi 0000:00:14.3: loaded firmware version 72.daa05125.0 so-a0-gf-a0-72.ucode op_mode iwlmvm",
	 HW_LOG_FIRMWARE_LOADED, {{HW_LOG_PART_DEVICE, "0000:00:14.3"}}, 0, "iwlwifi 0000:00:14.3: loaded firmware version …"},
	{"Loading of module with unavailable key is rejected", HW_LOG_SIGNATURE_REJECTED, {{0, NULL}}, 0, NULL},
	{"Lockdown: modprobe: unsigned module loading is restricted; see man kernel_lockdown.7",
	 HW_LOG_MODULE_LOCKED_DOWN, {{HW_LOG_PART_PROGRAM, "modprobe"}}, 0, NULL},
	{"Kernel is locked down from EFI Secure Boot mode; see man kernel_lockdown.7",
	 HW_LOG_LOCKED_DOWN, {{HW_LOG_PART_WORDS, "EFI Secure Boot mode"}}, 0, "Kernel is locked down from …; see man kernel_lockdown.7"},
	{"zfs: version magic '5.10.0-8-amd64 SMP mod_unload' should be '5.10.0-9-amd64 SMP mod_unload'",
	 HW_LOG_VERSION_MAGIC, {{HW_LOG_PART_MODULE, "zfs"}, {HW_LOG_PART_VERSION, "5.10.0-8-amd64 SMP mod_unload"}}, 0,
	 "zfs: version magic '5.10.0-8-amd64 SMP mod_unload' should be '…'"},
	{"r8126: loading out-of-tree module taints kernel.",
	 HW_LOG_MODULE_TAKEN, {{HW_LOG_PART_MODULE, "r8126"}}, 0, "r8126: loading out-of-tree module taints kernel"},
	{"r8126: module verification failed: signature and/or required key missing - tainting kernel",
	 HW_LOG_MODULE_TAKEN, {{HW_LOG_PART_MODULE, "r8126"}}, 0, "r8126: module verification failed: signature and/or required key missing"},
	{"nvidia: module license 'NVIDIA' taints kernel.",
	 HW_LOG_MODULE_TAKEN, {{HW_LOG_PART_MODULE, "nvidia"}}, 0, "nvidia: module license '…' taints kernel"},
	{"NVRM: The NVIDIA GPU 0000:01:00.0", HW_LOG_NAMED, {{HW_LOG_PART_DEVICE, "0000:01:00.0"}}, 0, NULL},
	{"NVRM: fallen off the bus and is not responding to commands.", HW_LOG_OFF_THE_BUS, {{0, NULL}}, 0,
	 "NVRM: fallen off the bus and is not responding to commands"},
	{"iwlwifi 0000:00:14.3 wlp0s20f3: renamed from wlan0",
	 HW_LOG_WORKS, {{HW_LOG_PART_DRIVER, "iwlwifi 0000:00:14.3"}, {HW_LOG_PART_DEVICE, "wlp0s20f3"}}, 0,
	 "iwlwifi 0000:00:14.3 wlp0s20f3: renamed from …"},
	{"snd_hda_intel 0000:00:1f.3: bound 0000:00:02.0 (ops i915_audio_component_bind_ops [i915])",
	 HW_LOG_WORKS, {{HW_LOG_PART_DEVICE, "0000:00:1f.3"}}, 0, "snd_hda_intel 0000:00:1f.3: bound … (ops "},
	{"[drm] Initialized i915 1.6.0 20201103 for 0000:00:02.0 on minor 0",
	 HW_LOG_WORKS, {{HW_LOG_PART_DRIVER, "i915"}, {HW_LOG_PART_DEVICE, "0000:00:02.0"}}, 0,
	 "[drm] Initialized i915 … for 0000:00:02.0 on minor 0"},
	{"nvidia: disagrees about version of symbol module_layout",
	 HW_LOG_SYMBOL_VERSION, {{HW_LOG_PART_MODULE, "nvidia"}, {HW_LOG_PART_SYMBOL, "module_layout"}}, 0, NULL},
	{"mt7902e: Unknown symbol ieee80211_register_hw (err -2)",
	 HW_LOG_UNKNOWN_SYMBOL, {{HW_LOG_PART_MODULE, "mt7902e"}, {HW_LOG_PART_SYMBOL, "ieee80211_register_hw"}}, -2, NULL},
	{"i915 0000:03:00.0: Your graphics device 56c0 is not properly supported by i915 in this",
	 HW_LOG_FORCE_PROBE, {{HW_LOG_PART_DRIVER, "i915"}, {HW_LOG_PART_DEVICE, "0000:03:00.0"}, {HW_LOG_PART_ID, "56c0"}}, 0,
	 "i915 0000:03:00.0: Your graphics device 56c0 is not properly supported by … in this"},
	{"NVRM: Xid (PCI:0000:01:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.",
	 HW_LOG_OFF_THE_BUS, {{HW_LOG_PART_DEVICE, "0000:01:00"}}, 0, "NVRM: Xid (PCI:0000:01:00): 79, …GPU has fallen off the bus"},
	{"nouveau 0000:01:00.0: Unable to change power state from D3cold to D0, device inaccessible",
	 HW_LOG_UNREACHABLE, {{HW_LOG_PART_DEVICE, "0000:01:00.0"}}, 0, "nouveau 0000:01:00.0: Unable to change power state from …, device inaccessible"},
	{"i2c_hid i2c-DELL0814:00: HID over i2c has not been provided an Int IRQ",
	 HW_LOG_NO_INTERRUPT, {{HW_LOG_PART_DEVICE, "i2c-DELL0814:00"}}, 0, NULL},
	{"usb 3-1: new full-speed USB device number 4 using ohci-pci",
	 HW_LOG_USB_NEW, {{HW_LOG_PART_DEVICE, "3-1"}, {HW_LOG_PART_NUMBER, "4"}}, 0, "usb 3-1: new … USB device number 4 using "},
	{"usb 1-1: USB disconnect, device number 8",
	 HW_LOG_USB_GONE, {{HW_LOG_PART_DEVICE, "1-1"}, {HW_LOG_PART_NUMBER, "8"}}, 0, NULL},
	{"usb 4-2: not running at top speed; connect to a high speed hub",
	 HW_LOG_USB_SLOW, {{HW_LOG_PART_DEVICE, "4-2"}}, 0, "usb 4-2: not running at top speed; connect to a … hub"},
	{"usb 1-1.1.3-port4: over-current condition",
	 HW_LOG_USB_OVER_CURRENT, {{HW_LOG_PART_DEVICE, "1-1.1.3-port4"}}, 0, NULL},
	{"usb 2-3: device not accepting address 7, error -71",
	 HW_LOG_USB_NO_ADDRESS, {{HW_LOG_PART_DEVICE, "2-3"}, {HW_LOG_PART_NUMBER, "7"}}, -71, NULL},
	{"usb usb1-port3: unable to enumerate USB device",
	 HW_LOG_USB_NOT_ENUMERATED, {{HW_LOG_PART_DEVICE, "usb1-port3"}}, 0, NULL},
	{"usb 1-4: can't set config #1, error -32",
	 HW_LOG_USB_SET_CONFIGURATION, {{HW_LOG_PART_DEVICE, "1-4"}, {HW_LOG_PART_NUMBER, "1"}}, -32, NULL},
	{"usb 3-2: no configuration chosen from 1 choice",
	 HW_LOG_USB_NO_CONFIGURATION, {{HW_LOG_PART_DEVICE, "3-2"}}, 0, NULL},
	{"usb 3-2: rejected 1 configuration due to insufficient available bus power",
	 HW_LOG_USB_POWER_BUDGET, {{HW_LOG_PART_DEVICE, "3-2"}}, 0, "usb 3-2: rejected 1 configuration"},
	{"Lockdown: systemd-udevd: Loading of unsigned module is restricted; see man kernel_lockdown.7",
	 HW_LOG_MODULE_LOCKED_DOWN, {{HW_LOG_PART_PROGRAM, "systemd-udevd"}}, 0, NULL},
	{"NVRM: The NVIDIA GPU 0000:01:00.0 (PCI ID: 10de:1381)",
	 HW_LOG_NOT_SUPPORTED, {{HW_LOG_PART_DEVICE, "0000:01:00.0"}}, 0, "NVRM: The NVIDIA GPU 0000:01:00.0 (PCI ID: "},
	{"nvme nvme0: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff",
	 HW_LOG_OFF_THE_BUS, {{HW_LOG_PART_DEVICE, "nvme0"}}, 0, "nvme nvme0: controller is down; will reset: CSTS=0xffffffff"},
	{"nvme nvme0: 8/0/0 default/read/poll queues",
	 HW_LOG_WORKS, {{HW_LOG_PART_DEVICE, "nvme0"}}, 0, "nvme nvme0: 8/… default/read/poll queues"},
	{"xhci_hcd 0000:00:14.0: HC died; cleaning up",
	 HW_LOG_CONTROLLER_DIED, {{HW_LOG_PART_DEVICE, "0000:00:14.0"}}, 0, NULL},
	{"xhci_hcd 0000:00:14.0: xHCI host controller not responding, assume dead",
	 HW_LOG_CONTROLLER_DIED, {{HW_LOG_PART_DEVICE, "0000:00:14.0"}}, 0, NULL},
	{"xhci_hcd 0000:00:14.0: xHCI Host Controller",
	 HW_LOG_WORKS, {{HW_LOG_PART_DEVICE, "0000:00:14.0"}}, 0, NULL},
	{"ehci-pci 0000:00:1a.0: EHCI Host Controller",
	 HW_LOG_WORKS, {{HW_LOG_PART_DEVICE, "0000:00:1a.0"}}, 0, NULL},
	{"iwlwifi 0000:00:14.3: no suitable firmware found!",
	 HW_LOG_FIRMWARE_UNSUITABLE, {{HW_LOG_PART_DEVICE, "0000:00:14.3"}}, 0, NULL},
	{"iwlwifi 0000:00:14.3: minimum version required: iwlwifi-so-a0-gf-a0-64",
	 HW_LOG_FIRMWARE_MINIMUM, {{HW_LOG_PART_FILE, "iwlwifi-so-a0-gf-a0-64"}}, 0, NULL},
	{"Bluetooth: hci0: Device booted in 14234 usecs",
	 HW_LOG_FIRMWARE_LOADED, {{HW_LOG_PART_DEVICE, "hci0"}}, 0, NULL},
	{"Bluetooth: hci0: RTL: fw version 0x09a98a6b",
	 HW_LOG_FIRMWARE_LOADED, {{HW_LOG_PART_DEVICE, "hci0"}}, 0, "Bluetooth: hci0: RTL: fw version …"},
	{"usb 1-2: usbfs: interface 0 claimed by ch341 while 'brltty' sets config #1",
	 HW_LOG_USB_CLAIMED, {{HW_LOG_PART_DEVICE, "1-2"}, {HW_LOG_PART_MODULE, "ch341"}, {HW_LOG_PART_PROGRAM, "brltty"}}, 0,
	 "usb 1-2: usbfs: interface 0 claimed by ch341 while 'brltty' sets config #"},
};
/* clang-format on */

static void messages_of_the_kernel(void **state)
{
	struct hw_log_index index;

	(void)state;
	hw_log_index_fill(&index);
	for (size_t i = 0; i < HW_ARRAY_SIZE(samples); i++) {
		const struct sample *s = &samples[i];
		const char *printed = s->printed ? s->printed : s->message;
		struct hw_log_message m;
		struct hw_log_message of_rows;
		char buffer[256];
		size_t n;

		if (!hw_log_parse(&index, hw_text_of(s->message), &m))
			fail_msg("not read: %s", s->message);
		assert_true(hw_log_parse(NULL, hw_text_of(s->message), &of_rows));
		assert_ptr_equal(m.pattern, of_rows.pattern);
		assert_string_equal(hw_log_event_code(m.pattern->event),
				    hw_log_event_code(s->event));
		for (size_t k = 0; k < 4 && s->parts[k].text; k++) {
			struct hw_text t = m.parts[s->parts[k].part];

			assert_int_equal(t.n, strlen(s->parts[k].text));
			assert_memory_equal(t.s, s->parts[k].text, t.n);
			assert_true(t.s >= s->message &&
				    t.s + t.n <= s->message + strlen(s->message));
		}
		assert_int_equal(m.error, s->error);
		n = hw_log_print(&m, false, buffer, sizeof(buffer));
		assert_int_equal(n, strlen(printed));
		assert_memory_equal(buffer, printed, n);
	}
}

/* Every row has a sample, so that none is there that reads nothing. */
static void each_pattern_has_a_message(void **state)
{
	(void)state;
	for (const struct hw_log_pattern *p = hw_log_patterns; p->text; p++) {
		bool seen[HW_LOG_EVENT_COUNT] = {false};

		for (size_t i = 0; i < HW_ARRAY_SIZE(samples); i++)
			seen[samples[i].event] = true;
		assert_true(seen[p->event]);
		assert_non_null(hw_log_event_code(p->event));
		if (p->subject == HW_LOG_NONE)
			assert_true(p->text[0] != '{' && p->text[0]);
		else
			assert_memory_equal(p->text, ": ", 2);
		assert_null(strstr(p->text, "}{"));
	}
}

/* Words alone prove nothing: who says it and of what has to be in its place. */
static void other_messages(void **state)
{
	static const char *const others[] = {
		"",
		":",
		": ",
		"a: b",
		"systemd[1]: Loading of module with unavailable key is rejected",
		": Direct firmware load for x failed with error -2",
		"iwlwifi 0000:03:00.0: Direct firmware load for  failed with error -2",
		"iwlwifi 0000:03:00.0: Direct firmware load for x failed with error ",
		"iwlwifi 0000:03:00.0: Direct firmware load for x failed with error two",
		"iwlwifi 0000:03:00.0: Direct firmware load for x",
		"usb 1-2: device not accepting address x, error -71",
		"evil mt7902e: Unknown symbol a b (err -2)",
		"mt7902e: Unknown symbol a (err 99999999999)",
		"usb 1-2: new",
		" 1-2: USB disconnect, device number 3",
	};
	struct hw_log_message m;

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(others); i++)
		if (hw_log_parse(NULL, hw_text_of(others[i]), &m))
			fail_msg("read: %s", others[i]);
}

static void heads_of_lines(void **state)
{
	static const struct {
		const char *line, *message, *time;
		bool is_foreign;
	} lines[] = {
		{"[    5.123456] usb 1-2: x", "usb 1-2: x", "5.123456", false},
		{"<4>[    5.123456] usb 1-2: x", "usb 1-2: x", "5.123456", false},
		{"<30>[    5.123456] systemd[1]: x", "systemd[1]: x", "5.123456", true},
		{"[Fri Nov 28 07:07:52 2026] usb 1-2: x", "usb 1-2: x",
		 "Fri Nov 28 07:07:52 2026", false},
		{"kern  :warn  : [    5.123456] usb 1-2: x", "usb 1-2: x", "5.123456",
		 false},
		{"daemon:warn  : [    5.123456] usb 1-2: x", "usb 1-2: x", "5.123456",
		 true},
		{"4,812,5123456,-;usb 1-2: x", "usb 1-2: x", "5123456", false},
		{"12,812,5123456,-;usb 1-2: x", "usb 1-2: x", "5123456", true},
		{"12\xe6\x9c\x88 28 07:07:52 host kernel: usb 1-2: x", "usb 1-2: x",
		 "12\xe6\x9c\x88 28 07:07:52", false},
		{"Nov 28 07:07:52 host kernel: usb 1-2: x", "usb 1-2: x",
		 "Nov 28 07:07:52", false},
		{"[Di M\xc3\xa4r 21 07:11:05 2023] usb 1-2: x", "usb 1-2: x",
		 "Di M\xc3\xa4r 21 07:11:05 2023", false},
		{"M\xc3\xa4r  3 07:07:52 host kernel: usb 1-2: x", "usb 1-2: x",
		 "M\xc3\xa4r  3 07:07:52", false},
		{"28 nov. 07:07:52 host kernel: usb 1-2: x", "usb 1-2: x",
		 "28 nov. 07:07:52", false},
		{"line 3 of the host kernel: x", "line 3 of the host kernel: x", NULL,
		 false},
		{"Nov 28 07:07:52 host kernel: [ 5.1] usb 1-2: x", "usb 1-2: x",
		 "Nov 28 07:07:52", false},
		{"2026-11-28T07:07:52+00:00 host kernel: usb 1-2: x", "usb 1-2: x",
		 "2026-11-28T07:07:52+00:00", false},
		{"Nov 28 07:07:52 kernel: usb 1-2: x", "usb 1-2: x", "Nov 28 07:07:52",
		 false},
		{"Sat 2026-11-28 07:07:52 UTC host kernel: usb 1-2: x", "usb 1-2: x",
		 "Sat 2026-11-28 07:07:52 UTC", false},
		{"1795849672.123456 host kernel: usb 1-2: x", "usb 1-2: x",
		 "1795849672.123456", false},
		{"2026-11-28T07:07:52+00:00 kernel: usb 1-2: x", "usb 1-2: x",
		 "2026-11-28T07:07:52+00:00", false},
		{"Nov 28 07:07:52 host sshd[7]: usb 1-2: x",
		 "Nov 28 07:07:52 host sshd[7]: usb 1-2: x", NULL, true},
		{"[drm] usb 1-2: x", "[drm] usb 1-2: x", NULL, false},
		{"usb 1-2: x\r\n", "usb 1-2: x", NULL, false},
		{"", "", NULL, false},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(lines); i++) {
		struct hw_log_line line = hw_log_line(hw_text_of(lines[i].line));

		if (!hw_text_eq(line.message, hw_text_of(lines[i].message)) ||
		    !hw_text_eq(line.time, hw_text_of(lines[i].time)) ||
		    line.is_foreign != lines[i].is_foreign)
			fail_msg("%s: '%.*s' at '%.*s'", lines[i].line,
				 HW_TEXT_ARG(line.message), HW_TEXT_ARG(line.time));
	}
}

static void order_of_lines(void **state)
{
	static const struct {
		const char *text;
		bool is_newest_first;
	} logs[] = {
		{"", false},
		{"[    1.500000] a\n", false},
		{"[    9.500000] a\n[   10.200000] b\n", false},
		{"[   10.200000] b\n[    9.500000] a\n", true},
		/* two boots, and the end of the older one */
		{"[  300.000000] a\n[    0.000000] Linux version 6.1\n[    1.000000] b\n"
		 "[    2.000000] c\n",
		 false},
		{"Nov 28 07:07:53 h kernel: b\nNov 28 07:07:53 h kernel: c\n"
		 "Nov 28 07:07:52 h kernel: a\n",
		 true},
		/* in one second */
		{"Nov 28 07:07:52 h kernel: b\nNov 28 07:07:52 h kernel: Linux version "
		 "6\n",
		 true},
		{"Nov 28 07:07:52 h kernel: Linux version 6\nNov 28 07:07:52 h kernel: "
		 "b\n",
		 false},
		/* dmesg -H */
		{"[  +0.000020] a\n[  +0.000012] b\n", false},
		{"a\nb\n", false},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(logs); i++)
		if (hw_log_is_newest_first(hw_text_of(logs[i].text)) !=
		    logs[i].is_newest_first)
			fail_msg("%s", logs[i].text);
}

static void error_numbers(void **state)
{
	(void)state;
	assert_string_equal(hw_log_error_meaning(-110), "timed out");
	assert_string_equal(hw_log_error_name(-517), "EPROBE_DEFER");
	assert_null(hw_log_error_meaning(-4000));
	assert_null(hw_log_error_name(0));
}

/* Whatever is cut off or changed, parts lie inside the message. */
static void damaged_messages(void **state)
{
	unsigned seed = 1;

	(void)state;
	for (size_t i = 0; i < 200000; i++) {
		const char *text = samples[i % HW_ARRAY_SIZE(samples)].message;
		size_t n = strlen(text);
		char *copy;
		struct hw_log_message m;

		seed = seed * 1103515245 + 12345;
		n -= (seed >> 16) % (n + 1);
		copy = malloc(n ? n : 1);
		assert_non_null(copy);
		memcpy(copy, text, n);
		if (n)
			copy[(seed >> 8) % n] = (char)(seed >> 24);
		if (hw_log_parse(NULL, (struct hw_text){copy, n}, &m))
			for (size_t k = 0; k < HW_LOG_PART_COUNT; k++)
				assert_true(!m.parts[k].s ||
					    (m.parts[k].s >= copy &&
					     m.parts[k].s + m.parts[k].n <= copy + n));
		hw_log_line((struct hw_text){copy, n});
		free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_of_the_kernel),
		cmocka_unit_test(each_pattern_has_a_message),
		cmocka_unit_test(other_messages),
		cmocka_unit_test(heads_of_lines),
		cmocka_unit_test(order_of_lines),
		cmocka_unit_test(error_numbers),
		cmocka_unit_test(damaged_messages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
