// SPDX-License-Identifier: GPL-2.0-or-later
/* Cases of the table of reasons, report/verdict/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/verdict/internal.h"

static const struct hw_candidate two[] = {
	{.module = {"ata_piix", 8}, .pattern = {"a", 1}},
	{.module = {"ata_piix", 8}, .pattern = {"b", 1}},
	{.module = {"ata_generic", 11}, .pattern = {"c", 1}},
};

#define CANDIDATE(l, a)                                                                  \
	.module = {"e1000e", 6}, .pattern = {"p", 1}, .loaded = (l), .available = (a)
#define BLOCK(k, p, t, m)                                                                \
	{                                                                                \
		.kind = (k), .blocked_by = {p ":3: " t, sizeof(p ":3: " t) - 1},         \
		.path = {p, sizeof(p) - 1}, .line = 3, .directive = {t, sizeof(t) - 1},  \
		.raw = {t, sizeof(t) - 1}, .module = {                                   \
			m,                                                               \
			sizeof(m) - 1                                                    \
		}                                                                        \
	}
#define ON_CMDLINE(k, t, m)                                                              \
	{                                                                                \
		.kind = (k),                                                             \
		.blocked_by = {"kernel command line: " t,                                \
			       sizeof("kernel command line: " t) - 1},                   \
		.directive = {t, sizeof(t) - 1}, .module = {                             \
			m,                                                               \
			sizeof(m) - 1                                                    \
		}                                                                        \
	}
#define BLOCKED_BY(list)                                                                 \
	.blocked = {.kind = HW_BLOCK_BLACKLIST, .blocked_by = {"/etc/x:3: b", 11}},      \
	.blockers = (list), .blocker_count = HW_ARRAY_SIZE(list)
#define BLOCKED BLOCKED_BY(blacklist)

static const struct hw_block blacklist[] = {
	BLOCK(HW_BLOCK_BLACKLIST, "/etc/x", "blacklist e1000e", "e1000e"),
};
static const struct hw_block thrice[] = {
	BLOCK(HW_BLOCK_BLACKLIST, "/etc/x", "blacklist e1000e", "e1000e"),
	BLOCK(HW_BLOCK_BLACKLIST, "/etc/x", "blacklist e1000e", "e1000e"),
	BLOCK(HW_BLOCK_INSTALL, "/usr/lib/modprobe.d/y.conf", "install ptp false", "ptp"),
	BLOCK(HW_BLOCK_COMMAND, "/etc/z", "install pps load", "pps"),
};
static const struct hw_block until_boot[] = {
	ON_CMDLINE(HW_BLOCK_BLACKLIST, "modprobe.blacklist=e1000e", "e1000e"),
};
static const struct hw_block by_kernel[] = {
	BLOCK(HW_BLOCK_BLACKLIST, "/etc/x", "blacklist e1000e", "e1000e"),
	ON_CMDLINE(HW_BLOCK_KERNEL, "module_blacklist=a,ptp", "ptp"),
	ON_CMDLINE(HW_BLOCK_INITCALL, "initcall_blacklist=e1000e_init", "e1000e"),
};
static const struct hw_block command[] = {
	BLOCK(HW_BLOCK_COMMAND, "/etc/z", "install e1000e load", "e1000e"),
};

/* one of each standing */
static const struct hw_candidate loaded[] = {{CANDIDATE(HW_YES, HW_YES)}};
static const struct hw_candidate loadable[] = {{CANDIDATE(HW_NO, HW_YES)}};
static const struct hw_candidate blocked[] = {{CANDIDATE(HW_NO, HW_YES), BLOCKED}};
static const struct hw_candidate blocked_thrice[] = {
	{CANDIDATE(HW_NO, HW_YES), BLOCKED_BY(thrice)}};
static const struct hw_candidate blocked_until_boot[] = {
	{CANDIDATE(HW_NO, HW_YES), BLOCKED_BY(until_boot)}};
static const struct hw_candidate blocked_by_kernel[] = {
	{CANDIDATE(HW_NO, HW_YES), BLOCKED_BY(by_kernel)}};
static const struct hw_candidate not_started[] = {
	{CANDIDATE(HW_NO, HW_YES), .builtin = HW_YES, BLOCKED_BY(by_kernel)}};
static const struct hw_candidate with_command[] = {
	{CANDIDATE(HW_NO, HW_YES), .blockers = command, .blocker_count = 1}};
static const struct hw_candidate needs_missing[] = {
	{CANDIDATE(HW_NO, HW_YES), .path = {"e.ko", 4}, .missing = {"/x/ptp.ko", 9}}};
static const struct hw_candidate loaded_and_blocked[] = {
	{.module = {"aaa", 3}, .pattern = {"p", 1}, .loaded = HW_YES},
	{CANDIDATE(HW_NO, HW_YES), BLOCKED},
};
static const struct hw_candidate missing[] = {{CANDIDATE(HW_NO, HW_NO)}};
static const struct hw_candidate untold[] = {{CANDIDATE(HW_UNKNOWN, HW_UNKNOWN)}};
static const struct hw_candidate blocked_and_loadable[] = {
	{CANDIDATE(HW_NO, HW_YES), BLOCKED},
	{CANDIDATE(HW_NO, HW_YES)},
};
static const struct hw_candidate frame_buffer[] = {
	{.module = {"matroxfb", 8}, .pattern = {"p", 1}, .available = HW_YES},
};

struct row {
	const char *name;
	enum hw_driver_known known;
	bool string;
	bool class_only;
	const char *subsystem;
	const char *kind;
	bool physical;
	size_t candidates;
	/* class and subclass, -1 = not told */
	int class_code;
	bool no_modalias;
	bool no_tables;
	enum hw_state state;
	const char *reason;
	/* of the kernel that runs */
	bool own;
	/* instead of those that are counted */
	const struct hw_candidate *list;
	uint32_t interface;
	uint32_t vendor;
	bool not_authorized, deferred, sibling, is_vf, display_audio;
	const char *driver_override, *other, *module;
	/* firmware that the log tells of, and the module that has none of its own */
	const char *failed, *lacks;
	bool came, partial;
	/* who drives another function of the slot */
	const char *card;
	enum hw_tristate left_out;
	enum hw_severity severity;
	const char *remedy;
};

/* clang-format off */
static const struct row rows[] = {
	{.name = "a bound device is bound", .known = HW_DRIVER_BOUND, .subsystem = "pci",
	 .class_code = 0x0200, .state = HW_STATE_BOUND, .reason = "driver-bound"},
	{.name = "bound beats class-only, bridge and candidates", .known = HW_DRIVER_BOUND,
	 .subsystem = "pci", .class_only = true, .candidates = 3, .class_code = 0x0604,
	 .no_tables = true, .state = HW_STATE_BOUND, .reason = "driver-bound"},
	{.name = "a string is no device", .known = HW_DRIVER_UNKNOWN, .string = true,
	 .subsystem = "pci", .candidates = 3, .class_code = 0x0101,
	 .state = HW_STATE_UNKNOWN, .reason = "not-a-device"},
	{.name = "a recording without drivers", .known = HW_DRIVER_UNKNOWN,
	 .subsystem = "pci", .candidates = 3, .class_code = 0x0101,
	 .state = HW_STATE_UNKNOWN, .reason = "no-driver-information"},
	{.name = "class devices need none", .known = HW_DRIVER_NONE, .class_only = true,
	 .subsystem = "input", .candidates = 3, .class_code = -1,
	 .state = HW_STATE_DRIVERLESS, .reason = "class-device"},
	{.name = "USB devices bind by interface", .known = HW_DRIVER_NONE,
	 .subsystem = "usb", .kind = "usb_device", .class_code = 0x0000, .no_modalias = true,
	 .state = HW_STATE_DRIVERLESS, .reason = "usb-device"},
	{.name = "an ACPI node of another device", .known = HW_DRIVER_NONE,
	 .subsystem = "acpi", .physical = true, .candidates = 3, .class_code = -1,
	 .state = HW_STATE_DRIVERLESS, .reason = "firmware-node"},
	{.name = "candidates and none bound", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .candidates = 3, .class_code = 0x0101, .state = HW_STATE_UNBOUND,
	 .reason = "no-driver-bound"},
	{.name = "a bridge with candidates is unbound", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .candidates = 3, .class_code = 0x0601,
	 .state = HW_STATE_UNBOUND, .reason = "no-driver-bound"},
	{.name = "a host bridge", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0600, .state = HW_STATE_DRIVERLESS, .reason = "bridge"},
	{.name = "a bridge without tables is still a bridge", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0604, .no_tables = true,
	 .state = HW_STATE_DRIVERLESS, .reason = "bridge"},
	{.name = "another kind of bridge", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0680, .state = HW_STATE_UNCLAIMED, .reason = "no-module-claims"},
	{.name = "shared RAM of a chipset", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0500, .state = HW_STATE_DRIVERLESS, .reason = "system-peripheral"},
	{.name = "an interrupt controller", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0800, .state = HW_STATE_DRIVERLESS, .reason = "system-peripheral"},
	{.name = "an SD host controller is none", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0805, .state = HW_STATE_UNCLAIMED,
	 .reason = "no-module-claims"},
	{.name = "no modalias", .known = HW_DRIVER_NONE, .subsystem = "scsi",
	 .class_code = -1, .no_modalias = true, .state = HW_STATE_DRIVERLESS,
	 .reason = "no-modalias"},
	{.name = "a PCI device always has one", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = -1, .no_modalias = true,
	 .state = HW_STATE_UNKNOWN, .reason = "unreadable"},
	{.name = "platform devices do without", .known = HW_DRIVER_NONE,
	 .subsystem = "platform", .class_code = -1, .state = HW_STATE_DRIVERLESS,
	 .reason = "optional-driver"},
	{.name = "no tables, no verdict", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0200, .no_tables = true, .state = HW_STATE_UNKNOWN,
	 .reason = "no-alias-tables"},
	{.name = "unclaimed", .known = HW_DRIVER_NONE, .subsystem = "usb",
	 .kind = "usb_interface", .class_code = 0xff00, .state = HW_STATE_UNCLAIMED,
	 .reason = "no-module-claims"},
	{.name = "a USB device that may not be used", .known = HW_DRIVER_BOUND,
	 .subsystem = "usb", .kind = "usb_device", .class_code = 0, .not_authorized = true,
	 .state = HW_STATE_BOUND, .reason = "not-authorized",
	 .severity = HW_SEVERITY_WARNING, .remedy = "echo 1 > /sys/d/authorized"},
	{.name = "nor an interface", .known = HW_DRIVER_NONE, .subsystem = "usb",
	 .kind = "usb_interface", .class_code = 0xff00, .not_authorized = true,
	 .state = HW_STATE_UNBOUND, .reason = "not-authorized",
	 .severity = HW_SEVERITY_WARNING, .remedy = "echo 1 > /sys/d/authorized && "
		   "echo 00:1f.6 > /sys/bus/usb/drivers_probe"},
	{.name = "bound by what does not claim it", .known = HW_DRIVER_BOUND,
	 .subsystem = "pci", .candidates = 3, .class_code = 0x0101, .own = true,
	 .state = HW_STATE_BOUND, .reason = "driver-not-candidate"},
	{.name = "bound by what claims it", .known = HW_DRIVER_BOUND, .subsystem = "pci",
	 .candidates = 3, .class_code = 0x0101, .own = true, .module = "ata-piix",
	 .state = HW_STATE_BOUND, .reason = "driver-bound"},
	{.name = "kept for another", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loadable, .candidates = 1, .class_code = 0x0200, .own = true,
	 .driver_override = "vfio-pci", .state = HW_STATE_UNBOUND,
	 .reason = "driver-override"},
	{.name = "put off", .known = HW_DRIVER_NONE, .subsystem = "pci", .list = loaded,
	 .candidates = 1, .class_code = 0x0200, .own = true, .deferred = true,
	 .state = HW_STATE_UNBOUND, .reason = "deferred", .severity = HW_SEVERITY_WARNING},
	{.name = "another kernel's tables tell nothing of what is loaded",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .list = loaded, .candidates = 1,
	 .class_code = 0x0200, .state = HW_STATE_UNBOUND, .reason = "no-driver-bound"},
	{.name = "refused", .known = HW_DRIVER_NONE, .subsystem = "pci", .list = loaded,
	 .candidates = 1, .class_code = 0x0200, .own = true, .state = HW_STATE_UNBOUND,
	 .reason = "probe-declined", .severity = HW_SEVERITY_ERROR,
	 .remedy = "journalctl -k -g '00:1f.6'"},
	{.name = "refused, as graphics may be", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = loaded, .candidates = 1, .class_code = 0x0300,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "probe-declined"},
	{.name = "refused sound of Intel", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loaded, .candidates = 1, .class_code = 0x0403, .vendor = 0x8086,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "probe-declined",
	 .severity = HW_SEVERITY_ERROR},
	{.name = "refused sound of others", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loaded, .candidates = 1, .class_code = 0x0403, .vendor = 0x1022,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "probe-declined"},
	{.name = "sound of a graphics card", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loadable, .candidates = 1, .class_code = 0x0403, .display_audio = true,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "module-not-loaded"},
	{.name = "not loaded", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loadable, .candidates = 1, .class_code = 0x0200, .own = true,
	 .state = HW_STATE_UNBOUND, .reason = "module-not-loaded",
	 .severity = HW_SEVERITY_WARNING, .remedy = "modprobe e1000e"},
	{.name = "not loaded, and nobody cares", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = loadable, .candidates = 1, .class_code = 0x0601,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "module-not-loaded"},
	{.name = "for a guest", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loadable, .candidates = 1, .class_code = 0x0200, .own = true,
	 .is_vf = true, .state = HW_STATE_UNBOUND, .reason = "module-not-loaded"},
	{.name = "one is blocked, another is not", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = blocked_and_loadable, .candidates = 2,
	 .class_code = 0x0200, .own = true, .state = HW_STATE_UNBOUND,
	 .reason = "module-not-loaded", .severity = HW_SEVERITY_WARNING},
	{.name = "too little is known", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = untold, .candidates = 1, .class_code = 0x0200, .own = true,
	 .state = HW_STATE_UNBOUND, .reason = "no-driver-bound"},
	{.name = "blocked", .known = HW_DRIVER_NONE, .subsystem = "pci", .list = blocked,
	 .candidates = 1, .class_code = 0x0200, .own = true, .state = HW_STATE_UNBOUND,
	 .reason = "blocked", .severity = HW_SEVERITY_WARNING,
	 .remedy = "sed -i --follow-symlinks '/^blacklist e1000e$/d' /etc/x && "
		   "modprobe e1000e"},
	{.name = "a blocked frame buffer", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = frame_buffer, .candidates = 1, .class_code = 0x0300, .own = true,
	 .state = HW_STATE_UNBOUND, .reason = "module-not-loaded"},
	{.name = "missing", .known = HW_DRIVER_NONE, .subsystem = "pci", .list = missing,
	 .candidates = 1, .class_code = 0x0106, .own = true, .state = HW_STATE_UNBOUND,
	 .reason = "module-missing", .severity = HW_SEVERITY_ERROR},
	{.name = "an interface beside one with a driver", .known = HW_DRIVER_NONE,
	 .subsystem = "usb", .kind = "usb_interface", .list = loaded, .candidates = 1,
	 .class_code = 0xe001, .own = true, .sibling = true, .state = HW_STATE_UNBOUND,
	 .reason = "probe-declined"},
	{.name = "an interface alone", .known = HW_DRIVER_NONE, .subsystem = "usb",
	 .kind = "usb_interface", .list = loaded, .candidates = 1, .class_code = 0xe001,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "probe-declined",
	 .severity = HW_SEVERITY_ERROR},
	{.name = "unclaimed network", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0200, .own = true, .state = HW_STATE_UNCLAIMED,
	 .reason = "no-module-claims", .severity = HW_SEVERITY_WARNING},
	{.name = "storage that its card serves", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0100, .own = true, .card = "cxgb4",
	 .state = HW_STATE_UNCLAIMED, .reason = "no-module-claims"},
	{.name = "storage by itself", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0100, .own = true, .state = HW_STATE_UNCLAIMED,
	 .reason = "no-module-claims", .severity = HW_SEVERITY_WARNING},
	{.name = "SATA beside another function", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0106, .own = true, .card = "i801_smbus",
	 .state = HW_STATE_UNCLAIMED, .reason = "no-module-claims",
	 .severity = HW_SEVERITY_WARNING},
	{.name = "network beside another function", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0200, .own = true, .card = "i801_smbus",
	 .state = HW_STATE_UNCLAIMED, .reason = "no-module-claims",
	 .severity = HW_SEVERITY_WARNING},
	{.name = "sound of a kernel without sound", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0403, .own = true, .left_out = HW_YES,
	 .state = HW_STATE_UNCLAIMED, .reason = "no-module-claims"},
	{.name = "wireless of a kernel without", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0280, .own = true, .left_out = HW_YES,
	 .state = HW_STATE_UNCLAIMED, .reason = "no-module-claims",
	 .severity = HW_SEVERITY_WARNING,
	 .remedy = "# install the rest of the modules of kernel 6.1.0 (Ubuntu: "
		   "linux-modules-extra, Fedora: kernel-modules), or a kernel that is not "
		   "made for virtual machines"},
	{.name = "wireless, and whether without is not known", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0280, .own = true, .left_out = HW_UNKNOWN,
	 .state = HW_STATE_UNCLAIMED, .reason = "no-module-claims"},
	{.name = "unclaimed graphics", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0300, .own = true, .state = HW_STATE_UNCLAIMED,
	 .reason = "no-module-claims"},
	{.name = "claimed elsewhere", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0300, .own = true, .other = "6.12.41",
	 .state = HW_STATE_UNCLAIMED, .reason = "unclaimed-here",
	 .severity = HW_SEVERITY_WARNING},
	{.name = "a USB controller of no known interface", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0c03, .interface = 0xfe, .own = true,
	 .list = loadable, .candidates = 1, .state = HW_STATE_UNBOUND,
	 .reason = "module-not-loaded"},
	{.name = "the log tells of firmware, of a display too", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .candidates = 1, .list = loaded, .class_code = 0x0300,
	 .own = true, .failed = "x.fw", .lacks = "e1000e", .state = HW_STATE_UNBOUND,
	 .reason = "firmware-failed", .severity = HW_SEVERITY_ERROR,
	 .remedy = "install the firmware package that has x.fw"},
	{.name = "firmware that came since", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .candidates = 1, .list = loaded, .class_code = 0x0200, .own = true,
	 .failed = "x.fw", .came = true, .state = HW_STATE_UNBOUND,
	 .reason = "firmware-failed", .severity = HW_SEVERITY_ERROR,
	 .remedy = "echo 00:1f.6 > /sys/bus/pci/drivers_probe"},
	{.name = "an earlier failure of what is not loaded", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .candidates = 1, .list = loadable, .class_code = 0x0200,
	 .own = true, .failed = "x.fw", .state = HW_STATE_UNBOUND,
	 .reason = "module-not-loaded", .severity = HW_SEVERITY_WARNING},
	{.name = "a bound device tried newer files", .known = HW_DRIVER_BOUND,
	 .subsystem = "pci", .candidates = 1, .list = loaded, .class_code = 0x0200,
	 .own = true, .failed = "x.fw", .lacks = "i2c_i801", .module = "e1000e",
	 .state = HW_STATE_BOUND, .reason = "driver-bound"},
	{.name = "none of its firmware", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .candidates = 1, .list = loaded, .class_code = 0x0200, .own = true,
	 .lacks = "e1000e", .state = HW_STATE_UNBOUND, .reason = "firmware-missing",
	 .severity = HW_SEVERITY_ERROR,
	 .remedy = "install the firmware package that has a.fw, then: "
		   "echo 00:1f.6 > /sys/bus/pci/drivers_probe"},
	{.name = "a display may be refused for other reasons", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .candidates = 1, .list = loaded, .class_code = 0x0300,
	 .own = true, .lacks = "e1000e", .state = HW_STATE_UNBOUND,
	 .reason = "firmware-missing"},
	{.name = "none of its firmware, not loaded", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .candidates = 1, .list = loadable, .class_code = 0x0200,
	 .own = true, .lacks = "e1000e", .state = HW_STATE_UNBOUND,
	 .reason = "module-not-loaded", .severity = HW_SEVERITY_WARNING,
	 .remedy = "modprobe e1000e"},
	{.name = "blocked comes before firmware", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .candidates = 1, .list = blocked, .class_code = 0x0200,
	 .own = true, .lacks = "e1000e", .state = HW_STATE_UNBOUND, .reason = "blocked",
	 .severity = HW_SEVERITY_WARNING},
	{.name = "blocked more than once, and what it needs", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .candidates = 1, .list = blocked_thrice, .class_code = 0x0200,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "blocked",
	 .severity = HW_SEVERITY_WARNING,
	 .remedy = "sed -i --follow-symlinks '/^blacklist e1000e$/d' /etc/x && "
		   "{ test -e /etc/modprobe.d/y.conf || install -D -m 644 "
		   "/usr/lib/modprobe.d/y.conf /etc/modprobe.d/y.conf; } && "
		   "sed -i --follow-symlinks '/^install ptp false$/d' "
		   "/etc/modprobe.d/y.conf && modprobe --ignore-install pps && "
		   "modprobe e1000e"},
	{.name = "blocked at the next boot again", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .candidates = 1, .list = blocked_until_boot,
	 .class_code = 0x0200, .own = true, .state = HW_STATE_UNBOUND,
	 .reason = "blocked", .severity = HW_SEVERITY_WARNING,
	 .remedy = "modprobe e1000e # until the next boot: modprobe.blacklist=e1000e of "
		   "the kernel command line will block it again"},
	{.name = "refused by the kernel", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .candidates = 1, .list = blocked_by_kernel, .class_code = 0x0200, .own = true,
	 .state = HW_STATE_UNBOUND, .reason = "blocked", .severity = HW_SEVERITY_WARNING,
	 .remedy = "sed -i --follow-symlinks '/^blacklist e1000e$/d' /etc/x && "
		   "grep -rns -e module_blacklist -e initcall_blacklist /etc/default "
		   "/etc/kernel /boot/loader /boot/firmware/cmdline.txt # there take ptp "
		   "out of module_blacklist=a,ptp and what starts e1000e out of "
		   "initcall_blacklist=e1000e_init, then run update-grub or what the "
		   "boot loader needs, and reboot"},
	{.name = "built in and not started", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .candidates = 1, .list = not_started, .class_code = 0x0200, .own = true,
	 .state = HW_STATE_UNBOUND, .reason = "blocked", .severity = HW_SEVERITY_WARNING},
	{.name = "a command in the place of loading", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .candidates = 1, .list = with_command, .class_code = 0x0200,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "module-not-loaded",
	 .severity = HW_SEVERITY_WARNING, .remedy = "modprobe --ignore-install e1000e"},
	{.name = "a file that it needs is missing", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .candidates = 1, .list = needs_missing, .class_code = 0x0200,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "module-missing",
	 .severity = HW_SEVERITY_ERROR,
	 .remedy = "depmod 6.1.0 && modprobe e1000e # once the package that has "
		   "/x/ptp.ko is installed again"},
	{.name = "one refuses, the other is blocked", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .candidates = 2, .list = loaded_and_blocked,
	 .class_code = 0x0200, .own = true, .state = HW_STATE_UNBOUND,
	 .reason = "probe-declined", .severity = HW_SEVERITY_ERROR},
	{.name = "not all was read", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .candidates = 1, .list = loadable, .class_code = 0x0200, .own = true,
	 .partial = true, .state = HW_STATE_UNBOUND, .reason = "module-not-loaded",
	 .severity = HW_SEVERITY_WARNING, .remedy = "modprobe e1000e"},
	{.name = "a platform device that waits", .known = HW_DRIVER_NONE,
	 .subsystem = "platform", .class_code = -1, .own = true, .deferred = true,
	 .state = HW_STATE_UNBOUND, .reason = "deferred",
	 .remedy = "grep -F -e 00:1f.6 /sys/kernel/debug/devices_deferred"},
};
/* clang-format on */

/* The facts of a case; `ids` is an array by role, for them to point to. */
static struct hw_facts facts_of(const struct row *row, struct hw_id *ids)
{
	struct hw_facts facts = {
		.is_device = !row->string,
		.subsystem = hw_text_of(row->subsystem),
		.kind = hw_text_of(row->kind ? row->kind : "device"),
		.class_only = row->class_only,
		.has_modalias = !row->no_modalias,
		.ids = ids,
		.driver_known = row->known,
		.driver = row->known == HW_DRIVER_BOUND ? HW_TEXT("i801_smbus")
							: HW_NO_TEXT,
		.driver_module = row->known != HW_DRIVER_BOUND ? HW_NO_TEXT
				 : row->module		       ? hw_text_of(row->module)
							       : HW_TEXT("i2c_i801"),
		.driver_module_available = HW_YES,
		.has_physical_node = row->physical,
		.candidates = row->list ? row->list : two,
		.candidate_count = row->candidates,
		.config_partial = row->partial,
		.sibling_function_driver = hw_text_of(row->card),
		.subsystem_not_built = row->left_out,
		.kernel = row->no_tables ? HW_NO_TEXT : HW_TEXT("6.1.0"),
		.kernel_is_running = row->own,
		.driver_override = hw_text_of(row->driver_override),
		.not_authorized = row->not_authorized,
		.deferred = row->deferred,
		.sibling_bound = row->sibling,
		.is_virtual_function = row->is_vf,
		.is_display_audio = row->display_audio,
		.other_kernel = hw_text_of(row->other),
		.other_module = row->other ? HW_TEXT("igc") : HW_NO_TEXT,
		.firmware_module = hw_text_of(row->lacks),
		.firmware_declared = row->lacks ? HW_TEXT("a.fw, b.fw") : HW_NO_TEXT,
		.firmware_failed = hw_text_of(row->failed),
		.firmware_now_present = row->came,
		.firmware_first = row->failed  ? hw_text_of(row->failed)
				  : row->lacks ? HW_TEXT("a.fw")
					       : HW_NO_TEXT,
		.name = HW_TEXT("00:1f.6"),
		.directory = HW_TEXT("/sys/d"),
	};

	if (row->class_code >= 0) {
		ids[HW_ROLE_CLASS] =
			(struct hw_id){true, 2, (uint32_t)row->class_code >> 8};
		ids[HW_ROLE_SUBCLASS] =
			(struct hw_id){true, 2, (uint32_t)row->class_code & 0xff};
		ids[HW_ROLE_INTERFACE] = (struct hw_id){true, 2, row->interface};
		ids[HW_ROLE_VENDOR] = (struct hw_id){true, 4, row->vendor};
	}
	return facts;
}

static struct hw_verdict judge(const struct row *row, struct hw_arena *arena)
{
	struct hw_id ids[HW_ROLE_COUNT] = {0};
	struct hw_facts facts = facts_of(row, ids);

	return hw_verdict(&facts, arena);
}

/* The row of the table that decides the case. */
static const struct hw_reason *reason_of(const struct row *row, struct hw_arena *arena)
{
	struct hw_id ids[HW_ROLE_COUNT] = {0};
	struct hw_facts facts = facts_of(row, ids);
	struct hw_case c = {.facts = &facts, .arena = arena};

	return hw_reason_of_device(&c);
}

static void every_row_of_the_table(void **state)
{
	struct hw_arena arena = {0};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		struct hw_verdict v = judge(&rows[i], &arena);

		if (v.state != rows[i].state || strcmp(v.reason, rows[i].reason) != 0)
			fail_msg("%s: %s, %s", rows[i].name, hw_state_name(v.state),
				 v.reason);
		if (v.severity != rows[i].severity)
			fail_msg("%s: severity %d", rows[i].name, (int)v.severity);
		if (rows[i].remedy && !hw_text_eq(v.remedy, hw_text_of(rows[i].remedy)))
			fail_msg("%s: remedy %.*s", rows[i].name, HW_TEXT_ARG(v.remedy));
		/* a whole sentence */
		assert_true(v.explanation.n > 10);
		assert_int_equal(v.explanation.s[v.explanation.n - 1], '.');
	}
	hw_arena_done(&arena);
}

/* A row that no case here reaches could say anything. */
static void every_reason_has_a_case(void **state)
{
	struct hw_arena arena = {0};

	(void)state;
	for (size_t family = 0; hw_reasons[family]; family++)
		for (const struct hw_reason *r = hw_reasons[family]; r->code; r++) {
			size_t cases = 0;

			for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
				cases += reason_of(&rows[i], &arena) == r;
			if (!cases)
				fail_msg("a row of %s has no case", r->code);
			assert_non_null(r->meaning);
			assert_true((r->text != NULL) != (r->sentence != NULL));
			/* a remedy is for what needs attention */
			assert_true(!r->remedy || r->severity != HW_SEVERITY_NONE);
		}
	hw_arena_done(&arena);
}

/* Rows of one code mean the same. */
static void a_code_has_one_meaning(void **state)
{
	(void)state;
	for (size_t f = 0; hw_reasons[f]; f++)
		for (const struct hw_reason *a = hw_reasons[f]; a->code; a++)
			for (size_t g = 0; hw_reasons[g]; g++)
				for (const struct hw_reason *b = hw_reasons[g]; b->code;
				     b++)
					if (strcmp(a->code, b->code) == 0)
						assert_string_equal(a->meaning,
								    b->meaning);
}

static const struct row *row_named(const char *name)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	fail_msg("no row '%s'", name);
	return NULL;
}

static void the_sentence_names_what_matters(void **state)
{
	struct hw_arena arena = {0};
	struct hw_verdict v;

	(void)state;
	/* driver and module have different names: both are told */
	v = judge(row_named("a bound device is bound"), &arena);
	assert_non_null(strstr(v.explanation.s, "i801_smbus"));
	assert_non_null(strstr(v.explanation.s, "i2c_i801"));
	/* each module once, and the kernel that was asked */
	v = judge(row_named("candidates and none bound"), &arena);
	assert_non_null(strstr(v.explanation.s, "ata_piix, ata_generic."));
	assert_non_null(strstr(v.explanation.s, "6.1.0"));
	/* never "not supported": built-in drivers have no alias to be found by */
	v = judge(row_named("unclaimed"), &arena);
	assert_non_null(strstr(v.explanation.s, "no module"));
	/* all that is in the way, whose it is, and what nobody knows */
	v = judge(row_named("blocked more than once, and what it needs"), &arena);
	assert_non_null(strstr(v.explanation.s,
			       "by /etc/x:3: blacklist e1000e, and by /etc/x:3: "));
	assert_non_null(strstr(v.explanation.s,
			       "install ptp false (module ptp, which it needs)."));
	assert_non_null(strstr(v.explanation.s,
			       "a command instead of loading pps, /etc/z:3: install pps "
			       "load; whether"));
	v = judge(row_named("a command in the place of loading"), &arena);
	assert_non_null(
		strstr(v.explanation.s, "instead, /etc/z:3: install e1000e load"));
	assert_null(strstr(v.explanation.s, "in its way"));
	v = judge(row_named("not all was read"), &arena);
	assert_non_null(
		strstr(v.explanation.s, "nothing that could be read is in its way"));
	v = judge(row_named("one refuses, the other is blocked"), &arena);
	assert_non_null(strstr(v.explanation.s,
			       "Module e1000e claims it too, but is kept from being "
			       "loaded by /etc/x:3: b."));
	v = judge(row_named("built in and not started"), &arena);
	assert_non_null(strstr(v.explanation.s, "started, built in as it is, by"));
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_of_the_table),
		cmocka_unit_test(every_reason_has_a_case),
		cmocka_unit_test(a_code_has_one_meaning),
		cmocka_unit_test(the_sentence_names_what_matters),
	};

	return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
