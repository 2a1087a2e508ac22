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
/* without the folder of the files */
static const struct hw_candidate no_files[] = {{CANDIDATE(HW_NO, HW_UNKNOWN)}};
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
static const struct hw_candidate untold_two[] = {
	{.module = {"nouveau", 7}, .loaded = HW_UNKNOWN, .available = HW_UNKNOWN},
	{.module = {"nvidia", 6}, .loaded = HW_UNKNOWN, .available = HW_UNKNOWN},
};
static const struct hw_candidate untold_others[] = {
	{.module = {"nouveau", 7}, .loaded = HW_UNKNOWN, .available = HW_UNKNOWN},
	{.module = {"nvidiafb", 8}, .loaded = HW_UNKNOWN, .available = HW_UNKNOWN},
};
static const struct hw_candidate untold_and_blocked[] = {
	{CANDIDATE(HW_UNKNOWN, HW_UNKNOWN), BLOCKED}};
static const struct hw_candidate without_pattern[] = {
	{.module = {"nvme", 4}, .loaded = HW_NO, .available = HW_UNKNOWN}};
static const struct hw_candidate blocked_and_loadable[] = {
	{CANDIDATE(HW_NO, HW_YES), BLOCKED},
	{CANDIDATE(HW_NO, HW_YES)},
};
static const struct hw_candidate frame_buffer[] = {
	{.module = {"matroxfb", 8}, .pattern = {"p", 1}, .available = HW_YES},
};

/* Messages, as the kernel log has them when it was read. */
#define MESSAGE(e)                                                                       \
	.pattern = &(const struct hw_log_pattern)                                        \
	{                                                                                \
		(e), HW_LOG_NONE, "x"                                                    \
	}
static const struct hw_log_record off_the_bus = {
	.message = {MESSAGE(HW_LOG_OFF_THE_BUS)}};
static const struct hw_log_record power_budget = {
	.message = {MESSAGE(HW_LOG_USB_POWER_BUDGET)}};
static const struct hw_log_record firmware_failed = {
	.message = {MESSAGE(HW_LOG_FIRMWARE_FAILED)}};
/* of a driver of the device, in their order; named[0] does without the file, named[3] is
 * that driver's later word that it works */
#define OF_DRIVER(e) MESSAGE(e), .parts = {[HW_LOG_PART_DRIVER] = {"iwlwifi", 7}}
static const struct hw_log_record named[] = {
	{.message = {OF_DRIVER(HW_LOG_FIRMWARE_FAILED)}},
	{.message = {OF_DRIVER(HW_LOG_FIRMWARE_FAILED)}, .is_fatal = true},
	{.message = {OF_DRIVER(HW_LOG_PROBE_FAILED), .error = -110}},
	{.message = {OF_DRIVER(HW_LOG_WORKS)}},
};
static const struct hw_log_record deferred = {
	.message = {MESSAGE(HW_LOG_PROBE_DEFERRED)}};
static const struct hw_log_record unsuitable = {
	.message = {MESSAGE(HW_LOG_FIRMWARE_UNSUITABLE)}};
static const struct hw_log_record no_configuration = {
	.message = {MESSAGE(HW_LOG_USB_NO_CONFIGURATION)}};
/* of the whole device of an interface */
static const struct hw_log_record whole_failed = {
	.message = {MESSAGE(HW_LOG_PROBE_FAILED),
		    .parts = {[HW_LOG_PART_DRIVER] = {"usb", 3},
			      [HW_LOG_PART_DEVICE] = {"1-3", 3}},
		    .error = -110}};
static const struct hw_log_record over_current = {
	.message = {MESSAGE(HW_LOG_USB_OVER_CURRENT)}};
static const struct hw_log_record slow = {.message = {MESSAGE(HW_LOG_USB_SLOW)}};
static const struct hw_log_record not_supported = {
	.message = {MESSAGE(HW_LOG_NOT_SUPPORTED)}};
static const struct hw_log_record died = {.message = {MESSAGE(HW_LOG_CONTROLLER_DIED)}};
static const struct hw_log_record not_recognised = {
	.message = {MESSAGE(HW_LOG_USB_NOT_ENUMERATED)}};
static const struct hw_log_record rejected = {
	.message = {MESSAGE(HW_LOG_SIGNATURE_REJECTED)}};
static const struct hw_log_record no_interrupt = {
	.message = {MESSAGE(HW_LOG_NO_INTERRUPT)}};
static const struct hw_log_record claimed = {
	.message = {MESSAGE(HW_LOG_USB_CLAIMED),
		    .parts = {[HW_LOG_PART_MODULE] = {"e1000e", 6},
			      [HW_LOG_PART_PROGRAM] = {"brltty", 6}}}};
static const struct hw_log_record unknown_symbol = {
	.message = {MESSAGE(HW_LOG_UNKNOWN_SYMBOL),
		    .parts = {[HW_LOG_PART_SYMBOL] = {"ieee80211_x", 11},
			      [HW_LOG_PART_MODULE] = {"e1000e", 6}}}};
static const struct hw_log_record force_probe = {
	.message = {MESSAGE(HW_LOG_FORCE_PROBE),
		    .parts = {[HW_LOG_PART_DRIVER] = {"i915", 4},
			      [HW_LOG_PART_ID] = {"56c0", 4}}}};
static const struct hw_log_record probe_failed = {
	.message = {MESSAGE(HW_LOG_PROBE_FAILED),
		    .parts = {[HW_LOG_PART_DRIVER] = {"i2c_hid", 7}}, .error = -22}};
static const struct hw_log_record second_failed = {
	.message = {MESSAGE(HW_LOG_PROBE_FAILED),
		    .parts = {[HW_LOG_PART_DRIVER] = {"nvidia", 6}}, .error = -1}};
/* nvidia's own, which names no driver */
static const struct hw_log_record release_refuses = {
	.message = {.pattern = &(const struct hw_log_pattern){
			    HW_LOG_NOT_SUPPORTED, HW_LOG_NONE,
			    "NVRM: The NVIDIA GPU {device} (PCI ID: "}}};
static const struct hw_log_record put_off = {
	.message = {MESSAGE(HW_LOG_PROBE_FAILED), .error = -517}};
static const struct hw_kernel_log kernel_log = {.source = {"/var/log/dmesg", 14}};
#define SIGNS(...)                                                                       \
	&(const struct hw_signs)                                                         \
	{                                                                                \
		.kernel_log = &kernel_log, __VA_ARGS__                                   \
	}
static const struct hw_kernel_log symbol_log = {
	.v = &unknown_symbol, .n = 1, .source = {"/var/log/dmesg", 14}};
static const struct hw_kernel_log rejected_log = {
	.v = &rejected, .n = 1, .source = {"/var/log/dmesg", 14}};
#define LOG_OF(l)                                                                        \
	&(const struct hw_signs)                                                         \
	{                                                                                \
		.kernel_log = &(l)                                                       \
	}
#define NO_LOG                                                                           \
	&(const struct hw_signs)                                                         \
	{                                                                                \
		.modules_disabled = false                                                \
	}
#define LOGGED(e, r) .log = {{[e] = &(r)}}

static const struct hw_directive vfio_ids = {
	.kind = HW_DIRECTIVE_OPTIONS,
	.path = {"/etc/modprobe.d/vfio.conf", 25},
	.line = 1,
	.text = {"options vfio-pci ids=1002:aaf0", 30},
};
static const struct hw_directive vfio_softdep = {
	.kind = HW_DIRECTIVE_SOFTDEP,
	.path = {"/etc/modprobe.d/vfio.conf", 25},
	.line = 2,
	.text = {"softdep snd_hda_intel pre: vfio-pci", 35},
};
#define BLOCKED_IN_FILE                                                                  \
	.blocked = {.kind = HW_BLOCK_BLACKLIST,                                          \
		    .blocked_by = {"/etc/x:3: b", 11},                                   \
		    .path = {"/etc/x", 6},                                               \
		    .line = 3}
static const struct hw_candidate blacklisted_and_free[] = {
	{.module = {"nouveau", 7},
	 .pattern = {"p", 1},
	 .loaded = HW_YES,
	 BLOCKED_IN_FILE},
	{.module = {"nvidia", 6}, .pattern = {"q", 1}, .available = HW_YES},
};
static const struct hw_candidate blacklisted_and_catch_all[] = {
	{.module = {"nouveau", 7},
	 .pattern = {"p", 1},
	 .loaded = HW_YES,
	 BLOCKED_IN_FILE},
	{.module = {"nvidia", 6}, .pattern = {"q", 1}, .available = HW_YES, .weak = true},
};
static const struct hw_candidate generic_and_blocked[] = {
	{.module = {"hid_generic", 11}, .pattern = {"p", 1}, .loaded = HW_YES},
	{CANDIDATE(HW_NO, HW_YES), BLOCKED},
};
static const struct hw_candidate out_of_tree[] = {
	{CANDIDATE(HW_NO, HW_YES), .path = {"updates/dkms/e1000e.ko", 22}},
};
static const struct hw_candidate touchpad[] = {
	{.module = {"i2c_hid_acpi", 12}, .pattern = {"p", 1}, .loaded = HW_YES},
};
static const struct hw_candidate catch_all[] = {
	{CANDIDATE(HW_NO, HW_YES), .weak = true},
};
static const struct hw_candidate hijacked_and_free[] = {
	{.module = {"r8169", 5},
	 .pattern = {"p", 1},
	 .available = HW_YES,
	 .blockers = command,
	 .blocker_count = 1},
	{CANDIDATE(HW_NO, HW_YES)},
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
	/* HW_STATE_BOUND: nothing */
	enum hw_state told_state;
	bool told_is_quiet;
	bool no_tables;
	/* the candidates are those that a dump tells */
	bool told;
	bool lacks_ids;
	bool claims_told;
	bool is_joined;
	/* what keeps its modules away is not known, and may be nothing */
	bool undecided;
	/* tables are missing to judge it */
	bool lacks_tables;
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
	bool other_dkms, override_gone;
	/* firmware that the log tells of, and the module that has none of its own */
	const char *failed, *lacks;
	bool came, partial;
	/* who drives another function of the slot */
	const char *card;
	enum hw_tristate left_out;
	enum hw_severity severity;
	/* a part of the explanation; NULL: not compared */
	const char *says;
	const char *remedy;
	/* NULL: not compared */
	const char *advice;
	/* pieces of it; 0: not counted */
	size_t evidence;
	const struct hw_signs *signs;
	/* of a bound device, instead of i801_smbus */
	const char *driver;
	const char *device_name;
	/* the name, if not 00:1f.6 */
	const char *at;
	uint32_t device;
	bool modules_listed;
	/* a package of the lists is for it, which is not installed */
	const struct hw_package *package;
	/* subsystem vendor and device; 0: none */
	uint32_t board;
};

static const struct hw_package for_device = {
	.name = {"nvidia-driver", 13},
	.source = "apt",
	.title = "apt's list",
	.kind = HW_PACKAGE_MODALIAS,
	.pattern = {"pci:v000010DEd00001401sv*sd*bc03sc*i*", 37},
	.installed = HW_NO,
	.listed = HW_YES,
	.install = "apt install",
};

static const struct hw_package installed_for_device = {
	.name = {"nvidia-kernel-dkms", 18},
	.source = "apt",
	.title = "apt's list",
	.kind = HW_PACKAGE_MODALIAS,
	.pattern = {"pci:v000010DEd00001401sv*sd*bc03sc*i*", 37},
	.installed = HW_YES,
	.listed = HW_YES,
	.install = "apt install",
};

/* "oem-…-meta" of Ubuntu */
static const struct hw_package installed_for_board = {
	.name = {"oem-meta", 8},
	.source = "apt",
	.title = "apt's list",
	.kind = HW_PACKAGE_MODALIAS,
	.pattern = {"pci:*sv00001028sd00000962*", 26},
	.installed = HW_YES,
	.listed = HW_YES,
	.install = "apt install",
};

static const struct hw_package for_board = {
	.name = {"oem-meta", 8},
	.source = "apt",
	.title = "apt's list",
	.kind = HW_PACKAGE_MODALIAS,
	.pattern = {"pci:*sv00001028sd00000962*", 26},
	.installed = HW_NO,
	.listed = HW_YES,
	.install = "apt install",
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
	{.name = "a report says that it is unbound", .known = HW_DRIVER_NONE,
	 .subsystem = "scsi", .class_code = -1, .no_modalias = true, .no_tables = true,
	 .told_state = HW_STATE_UNBOUND, .undecided = true, .state = HW_STATE_UNBOUND,
	 .reason = "as-reported"},
	{.name = "a report found nothing in that", .known = HW_DRIVER_NONE,
	 .subsystem = "scsi", .class_code = -1, .no_modalias = true, .no_tables = true,
	 .told_state = HW_STATE_UNBOUND, .told_is_quiet = true, .state = HW_STATE_UNBOUND,
	 .reason = "as-reported"},
	{.name = "a report says that nothing claims it", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0200, .no_tables = true,
	 .told_state = HW_STATE_UNCLAIMED, .state = HW_STATE_UNCLAIMED, .reason = "as-reported"},
	{.name = "a report says that it needs no driver", .known = HW_DRIVER_NONE,
	 .subsystem = "scsi", .class_code = -1, .no_modalias = true,
	 .told_state = HW_STATE_DRIVERLESS, .state = HW_STATE_DRIVERLESS,
	 .reason = "as-reported"},
	{.name = "a report does not say what claims it", .known = HW_DRIVER_NONE,
	 .subsystem = "scsi", .class_code = -1, .no_modalias = true,
	 .told_state = HW_STATE_UNKNOWN, .state = HW_STATE_UNKNOWN, .reason = "as-reported"},
	{.name = "tables count more than what a report says", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0101, .candidates = 3,
	 .told_state = HW_STATE_UNCLAIMED, .state = HW_STATE_UNBOUND,
	 .reason = "no-driver-bound"},
	{.name = "a PCI device always has one", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = -1, .no_modalias = true,
	 .state = HW_STATE_UNKNOWN, .reason = "unreadable"},
	{.name = "platform devices do without", .known = HW_DRIVER_NONE,
	 .subsystem = "platform", .class_code = -1, .state = HW_STATE_DRIVERLESS,
	 .reason = "optional-driver"},
	{.name = "no tables, no verdict", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0200, .no_tables = true, .state = HW_STATE_UNKNOWN,
	 .reason = "no-alias-tables"},
	{.name = "no tables, and a list of what claims it", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0280, .no_tables = true, .told = true,
	 .claims_told = true, .state = HW_STATE_UNKNOWN, .reason = "no-alias-tables",
	 .says = "lists no module for it"},
	{.name = "ids that a dump leaves out", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0c03, .lacks_ids = true, .state = HW_STATE_UNKNOWN,
	 .reason = "ids-not-told"},
	{.name = "joined with a recording without its aliases", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0200, .no_tables = true, .is_joined = true,
	 .state = HW_STATE_UNKNOWN, .reason = "no-alias-tables"},
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
	 .driver_override = "vfio-pci", .override_gone = true, .state = HW_STATE_UNBOUND,
	 .reason = "driver-override", .severity = HW_SEVERITY_HINT,
	 .remedy = "echo > /sys/d/driver_override && echo 00:1f.6 > /sys/bus/pci/drivers_probe"},
	{.name = "kept from all", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loadable, .candidates = 1, .class_code = 0x0200, .own = true,
	 .driver_override = "none", .override_gone = true, .state = HW_STATE_UNBOUND,
	 .reason = "driver-override"},
	{.name = "a dock whose level bars PCI Express", .known = HW_DRIVER_NONE,
	 .subsystem = "thunderbolt", .class_code = -1, .not_authorized = true,
	 .signs = SIGNS(.barred_by = {"usbonly", 7}), .state = HW_STATE_UNBOUND,
	 .reason = "not-authorized", .severity = HW_SEVERITY_HINT, .evidence = 1,
	 .advice = "If something behind it is missing that needs PCI Express: choose "
		   "another Thunderbolt security level in the firmware's setup."},
	{.name = "a kernel without modules", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loadable, .candidates = 1, .class_code = 0x0200, .own = true,
	 .signs = SIGNS(.no_modules = {"nomodule", 8}), .state = HW_STATE_UNBOUND,
	 .reason = "modules-disabled", .severity = HW_SEVERITY_WARNING, .evidence = 1,
	 .advice = "Take nomodule out of the kernel command line, run update-grub or "
		   "what the boot loader needs, and reboot."},
	{.name = "a bus that binds none", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loaded, .candidates = 1, .class_code = 0x0200, .own = true,
	 .signs = SIGNS(.autoprobe_off = {"/sys/bus/pci/drivers_autoprobe", 30}),
	 .state = HW_STATE_UNBOUND, .reason = "autoprobe-off",
	 .severity = HW_SEVERITY_HINT, .evidence = 1,
	 .remedy = "echo 00:1f.6 > /sys/bus/pci/drivers_probe"},
	{.name = "kept for vfio without an IOMMU", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = loadable, .candidates = 1, .class_code = 0x0200,
	 .own = true, .driver_override = "vfio-pci", .state = HW_STATE_UNBOUND,
	 .signs = SIGNS(.iommu_off = {"iommu=off", 9}), .evidence = 1,
	 .reason = "vfio-not-honoured", .severity = HW_SEVERITY_WARNING},
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
	{.name = "a refused second head", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = loaded, .candidates = 1, .class_code = 0x0300,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "probe-declined"},
	{.name = "refused graphics", .known = HW_DRIVER_NONE, .at = "01:00.0",
	 .subsystem = "pci", .list = loaded, .candidates = 1, .class_code = 0x0300,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "probe-declined",
	 .severity = HW_SEVERITY_WARNING},
	{.name = "refused graphics without a display", .known = HW_DRIVER_NONE,
	 .at = "01:00.0", .subsystem = "pci", .list = loaded, .candidates = 1,
	 .class_code = 0x0302, .own = true, .state = HW_STATE_UNBOUND,
	 .reason = "probe-declined", .severity = HW_SEVERITY_WARNING},
	{.name = "a refused accelerator", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loaded, .candidates = 1, .class_code = 0x1200, .own = true,
	 .state = HW_STATE_UNBOUND, .reason = "probe-declined",
	 .severity = HW_SEVERITY_ERROR},
	{.name = "an accelerator without its module", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = loadable, .candidates = 1, .class_code = 0x1200,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "module-not-loaded",
	 .severity = HW_SEVERITY_WARNING},
	{.name = "refused sound of Intel", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loaded, .candidates = 1, .class_code = 0x0403, .vendor = 0x8086,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "probe-declined",
	 .severity = HW_SEVERITY_ERROR},
	{.name = "refused sound of others", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loaded, .candidates = 1, .class_code = 0x0403, .vendor = 0x1022,
	 .device = 0x15e3, .own = true, .state = HW_STATE_UNBOUND,
	 .reason = "probe-declined", .severity = HW_SEVERITY_ERROR},
	{.name = "refused sound of a chipset", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loaded, .candidates = 1, .class_code = 0x0403, .vendor = 0x10de,
	 .device = 0x0ac0, .own = true, .state = HW_STATE_UNBOUND,
	 .reason = "probe-declined", .severity = HW_SEVERITY_ERROR},
	{.name = "sound without codecs", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loaded, .candidates = 1, .class_code = 0x0403, .vendor = 0x1022,
	 .device = 0x1487, .board = 0x1462cb59, .own = true, .state = HW_STATE_UNBOUND,
	 .reason = "probe-declined"},
	{.name = "the same controller on a board with codecs", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = loaded, .candidates = 1, .class_code = 0x0403,
	 .vendor = 0x1022, .device = 0x1487, .board = 0x10438797, .own = true,
	 .state = HW_STATE_UNBOUND, .reason = "probe-declined",
	 .severity = HW_SEVERITY_ERROR},
	{.name = "management of a PCIe switch", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .class_code = 0x0180, .vendor = 0x1000, .device = 0xc010, .own = true,
	 .state = HW_STATE_UNCLAIMED, .reason = "no-module-claims"},
	{.name = "sound of a graphics card", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loadable, .candidates = 1, .class_code = 0x0403, .display_audio = true,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "module-not-loaded"},
	{.name = "not loaded", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = loadable, .candidates = 1, .class_code = 0x0200, .own = true,
	 .state = HW_STATE_UNBOUND, .reason = "module-not-loaded",
	 .severity = HW_SEVERITY_WARNING, .remedy = "modprobe e1000e"},
	{.name = "not loaded, and no file known", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = no_files, .candidates = 1, .class_code = 0x0200,
	 .own = true, .modules_listed = true, .state = HW_STATE_UNBOUND, .reason = "module-not-loaded",
	 .severity = HW_SEVERITY_WARNING, .remedy = "modprobe e1000e"},
	{.name = "not loaded, and by which pattern is not told", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = without_pattern, .candidates = 1, .class_code = 0x0108,
	 .own = true, .modules_listed = true, .state = HW_STATE_UNBOUND, .reason = "module-not-loaded",
	 .severity = HW_SEVERITY_WARNING},
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
	 .state = HW_STATE_UNBOUND, .reason = "no-driver-bound",
	 .severity = HW_SEVERITY_WARNING},
	{.name = "too little is known of IDE that may be refused",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .list = untold, .candidates = 1,
	 .class_code = 0x0101, .own = true, .state = HW_STATE_UNBOUND,
	 .reason = "no-driver-bound", .undecided = true},
	{.name = "too little is known of graphics", .at = "01:00.0",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .list = untold, .candidates = 1,
	 .class_code = 0x0300, .own = true, .state = HW_STATE_UNBOUND,
	 .reason = "no-driver-bound", .severity = HW_SEVERITY_WARNING},
	{.name = "too little is known, and nobody cares", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = untold, .candidates = 1, .class_code = 0x0c05,
	 .own = true, .state = HW_STATE_UNBOUND, .reason = "no-driver-bound"},
	{.name = "told by lspci", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .list = untold, .candidates = 1, .class_code = 0x0200, .own = true,
	 .no_tables = true, .told = true, .state = HW_STATE_UNBOUND,
	 .reason = "no-driver-bound", .severity = HW_SEVERITY_WARNING},
	{.name = "no drivers are told, and by the log one gave up",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0280, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(.log = {{[HW_LOG_FIRMWARE_FAILED] = &named[0], [HW_LOG_FIRMWARE_UNSUITABLE] = &unsuitable}}),
	 .failed = "x.fw", .reason = "firmware-failed", .severity = HW_SEVERITY_ERROR,
	 .evidence = 2, .advice = "Install the firmware package that has x.fw, and reboot."},
	{.name = "no drivers are told, and by the log one ended without firmware",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0280, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(.log = {{[HW_LOG_FIRMWARE_FAILED] = &named[0], [HW_LOG_PROBE_FAILED] = &named[2]}}),
	 .failed = "x.fw", .reason = "firmware-failed", .severity = HW_SEVERITY_ERROR, .evidence = 2},
	{.name = "no drivers are told, and one complained of its firmware",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0280, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_FIRMWARE_FAILED, named[1])), .failed = "x.fw",
	 .reason = "firmware-failed", .severity = HW_SEVERITY_WARNING, .evidence = 1},
	{.name = "no drivers are told, and one asked for firmware",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0280, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_FIRMWARE_FAILED, named[0])), .failed = "x.fw",
	 .reason = "firmware-failed", .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "no drivers are told, and one works without its firmware",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0280, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(.log = {{[HW_LOG_FIRMWARE_FAILED] = &named[0], [HW_LOG_WORKS] = &named[3]}}),
	 .failed = "x.fw", .reason = "no-driver-information"},
	{.name = "no drivers are told, and firmware came after all",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0280, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_FIRMWARE_FAILED, named[0])),
	 .reason = "no-driver-information"},
	{.name = "no drivers are told, and by the log one failed",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0280, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_FAILED, named[2])),
	 .reason = "probe-failed", .severity = HW_SEVERITY_ERROR, .evidence = 1},
	{.name = "no drivers are told, and the one of a sensor failed",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x1180, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_FAILED, named[2])),
	 .reason = "probe-failed"},
	{.name = "no drivers are told, and one was put off",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0280, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_FAILED, put_off)),
	 .reason = "no-driver-information"},
	{.name = "no drivers are told, and one waits",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0280, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_DEFERRED, deferred)),
	 .reason = "deferred", .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "no drivers are told, and one wants to be forced",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0300, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_FORCE_PROBE, force_probe)),
	 .reason = "force-probe", .severity = HW_SEVERITY_WARNING, .evidence = 1},
	{.name = "no drivers are told, and one does not support it",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0300, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_NOT_SUPPORTED, release_refuses)),
	 .reason = "not-supported", .severity = HW_SEVERITY_WARNING, .evidence = 1},
	{.name = "no drivers are told, and it left the bus",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0300, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_OFF_THE_BUS, off_the_bus)),
	 .reason = "not-responding", .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "no drivers are told, and a controller died",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0c03, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_CONTROLLER_DIED, died)), .interface = 0x30,
	 .reason = "controller-died", .severity = HW_SEVERITY_WARNING, .evidence = 1},
	{.name = "no drivers are told, and it has no configuration",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "usb", .kind = "usb_device",
	 .no_tables = true, .told = true, .own = true, .class_code = -1, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(.log = {{[HW_LOG_USB_NO_CONFIGURATION] = &no_configuration, [HW_LOG_USB_POWER_BUDGET] = &power_budget}}),
	 .reason = "usb-no-configuration", .severity = HW_SEVERITY_WARNING, .evidence = 2},
	{.name = "no drivers are told, and a port of the hub failed",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "usb", .kind = "usb_device",
	 .no_tables = true, .told = true, .own = true, .class_code = -1, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(.empty_port = &not_recognised),
	 .reason = "usb-not-recognised", .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "no drivers are told, and its port was overloaded",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "usb", .kind = "usb_device",
	 .no_tables = true, .told = true, .own = true, .class_code = -1, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_USB_OVER_CURRENT, over_current)),
	 .reason = "usb-over-current", .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "no drivers are told, and it could run faster",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "usb", .kind = "usb_device",
	 .no_tables = true, .told = true, .own = true, .class_code = -1, .state = HW_STATE_UNKNOWN,
	 .signs = SIGNS(LOGGED(HW_LOG_USB_SLOW, slow)),
	 .reason = "usb-slow", .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "no drivers are told, and the whole device has it",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "usb", .kind = "usb_interface",
	 .no_tables = true, .told = true, .own = true, .class_code = 0xe001, .at = "1-3:1.0",
	 .state = HW_STATE_UNKNOWN, .reason = "no-driver-information",
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_FAILED, whole_failed))},
	{.name = "no modules are told, and firmware failed",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0280,
	 .signs = SIGNS(LOGGED(HW_LOG_FIRMWARE_FAILED, named[0])), .failed = "x.fw",
	 .state = HW_STATE_UNBOUND, .reason = "firmware-failed", .severity = HW_SEVERITY_ERROR, .evidence = 1},
	{.name = "no modules are told, and the driver failed",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0280,
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_FAILED, named[2])),
	 .state = HW_STATE_UNBOUND, .reason = "probe-failed", .severity = HW_SEVERITY_ERROR, .evidence = 1},
	{.name = "no modules are told, and a release does not support it",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x0300,
	 .signs = SIGNS(LOGGED(HW_LOG_NOT_SUPPORTED, release_refuses)),
	 .state = HW_STATE_UNBOUND, .reason = "not-supported", .severity = HW_SEVERITY_ERROR, .evidence = 1},
	{.name = "no modules are told, and the driver of a sensor failed",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .no_tables = true,
	 .told = true, .own = true,
	 .class_code = 0x1180,
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_FAILED, named[2])), .lacks_tables = true,
	 .state = HW_STATE_UNKNOWN, .reason = "no-alias-tables"},
	{.name = "no modules are told, and the whole device failed",
	 .known = HW_DRIVER_NONE, .subsystem = "usb", .kind = "usb_interface",
	 .no_tables = true, .told = true, .own = true, .class_code = 0xe001, .at = "1-3:1.0",
	 .state = HW_STATE_UNKNOWN, .reason = "no-alias-tables",
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_FAILED, whole_failed))},
	{.name = "what is built in no tables list, and it failed",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .own = true, .class_code = 0x0280,
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_FAILED, named[2])),
	 .state = HW_STATE_UNBOUND, .reason = "probe-failed", .severity = HW_SEVERITY_ERROR, .evidence = 1},
	{.name = "by modprobe's configuration alone, and it failed",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .own = true, .no_tables = true,
	 .list = untold, .candidates = 1, .class_code = 0x0280,
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_FAILED, named[2])),
	 .state = HW_STATE_UNBOUND, .reason = "probe-failed", .severity = HW_SEVERITY_ERROR, .evidence = 1},
	{.name = "no drivers are told, and its module was refused",
	 .known = HW_DRIVER_UNKNOWN, .subsystem = "pci", .list = untold, .candidates = 1,
	 .class_code = 0x0200, .own = true, .no_tables = true, .told = true,
	 .signs = LOG_OF(symbol_log), .state = HW_STATE_UNKNOWN, .reason = "module-refused",
	 .severity = HW_SEVERITY_WARNING, .evidence = 1},
	{.name = "told by lspci, and by a log that its module was refused",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .list = untold, .candidates = 1,
	 .class_code = 0x0200, .own = true, .no_tables = true, .told = true,
	 .signs = LOG_OF(symbol_log), .state = HW_STATE_UNBOUND, .reason = "module-refused",
	 .severity = HW_SEVERITY_ERROR, .evidence = 1,
	 .advice = "Install or build the module for the kernel that runs, with what it needs. Loading it again as it is fails again."},
	{.name = "told by lspci, and by a log why", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = untold, .candidates = 1, .class_code = 0x0200,
	 .own = true, .no_tables = true, .told = true, .failed = "x.fw", .lacks = "e1000e",
	 .state = HW_STATE_UNBOUND, .reason = "firmware-failed",
	 .severity = HW_SEVERITY_ERROR,
	 .advice = "Install the firmware package that has x.fw, and reboot."},
	{.name = "told by lspci, and by a log the error", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = untold, .candidates = 1, .class_code = 0x0200,
	 .own = true, .no_tables = true, .told = true,
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_FAILED, probe_failed)),
	 .state = HW_STATE_UNBOUND, .reason = "probe-failed",
	 .severity = HW_SEVERITY_ERROR, .evidence = 1},
	{.name = "told by lspci, and by a log the error of one of two", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = untold_two, .candidates = 2, .class_code = 0x0300,
	 .own = true, .no_tables = true, .told = true,
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_FAILED, second_failed)),
	 .state = HW_STATE_UNBOUND, .reason = "probe-failed",
	 .severity = HW_SEVERITY_ERROR, .evidence = 1},
	{.name = "told by lspci, and by a log that one of two refuses it",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .list = untold_two, .candidates = 2,
	 .class_code = 0x0300, .own = true, .no_tables = true, .told = true,
	 .signs = SIGNS(LOGGED(HW_LOG_NOT_SUPPORTED, release_refuses)),
	 .state = HW_STATE_UNBOUND, .reason = "not-supported",
	 .severity = HW_SEVERITY_ERROR, .evidence = 1},
	{.name = "told by lspci, and by a log that a third one refuses it",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .list = untold_others, .candidates = 2,
	 .class_code = 0x0300, .own = true, .no_tables = true, .told = true,
	 .signs = SIGNS(LOGGED(HW_LOG_NOT_SUPPORTED, release_refuses)),
	 .undecided = true, .state = HW_STATE_UNBOUND, .reason = "no-driver-bound"},
	{.name = "told by lspci, of IDE that may be refused", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = untold, .candidates = 1, .class_code = 0x0101,
	 .own = true, .no_tables = true, .told = true, .state = HW_STATE_UNBOUND,
	 .reason = "no-driver-bound", .undecided = true},
	{.name = "told by lspci, of graphics", .known = HW_DRIVER_NONE, .at = "01:00.0",
	 .subsystem = "pci", .list = untold, .candidates = 1, .class_code = 0x0300,
	 .own = true, .no_tables = true, .told = true, .state = HW_STATE_UNBOUND,
	 .reason = "no-driver-bound", .severity = HW_SEVERITY_WARNING},
	{.name = "told by lspci, and by the command line what blocks it",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .list = untold_and_blocked,
	 .candidates = 1, .class_code = 0x0200, .own = true, .no_tables = true,
	 .told = true, .state = HW_STATE_UNBOUND, .reason = "blocked",
	 .severity = HW_SEVERITY_WARNING,
	 .remedy = "sed -i --follow-symlinks '/^blacklist e1000e$/d' /etc/x && modprobe e1000e",
	 .evidence = 1},
	{.name = "a module by the configuration alone, without tables",
	 .known = HW_DRIVER_NONE, .subsystem = "pci", .list = untold, .candidates = 1,
	 .class_code = 0x0280, .no_tables = true, .state = HW_STATE_UNBOUND,
	 .reason = "no-driver-bound", .lacks_tables = true},
	{.name = "the same of what commonly has none", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .list = untold, .candidates = 1, .class_code = 0x0604,
	 .no_tables = true, .state = HW_STATE_UNBOUND, .reason = "no-driver-bound"},
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
	{.name = "a graphics card that a package is for", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0300, .own = true, .package = &for_device,
	 .state = HW_STATE_UNCLAIMED, .reason = "no-module-claims",
	 .severity = HW_SEVERITY_HINT, .remedy = "apt install nvidia-driver"},
	{.name = "one whose package is installed", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0300, .own = true,
	 .package = &installed_for_device, .state = HW_STATE_UNCLAIMED,
	 .reason = "no-module-claims", .severity = HW_SEVERITY_HINT,
	 .advice = "Package nvidia-kernel-dkms, which is for this device, is installed: if "
		   "DKMS builds its module, 'dkms status' tells whether it did for kernel "
		   "6.1.0."},
	{.name = "a board whose package is not installed", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0300, .own = true,
	 .package = &for_board, .state = HW_STATE_UNCLAIMED,
	 .reason = "no-module-claims"},
	{.name = "a board whose package is installed", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0300, .own = true,
	 .package = &installed_for_board, .state = HW_STATE_UNCLAIMED,
	 .reason = "no-module-claims"},
	{.name = "one that none is for", .known = HW_DRIVER_NONE,
	 .subsystem = "pci", .class_code = 0x0300, .own = true,
	 .state = HW_STATE_UNCLAIMED, .reason = "no-module-claims"},
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
	 .advice = "Install the rest of the modules of kernel 6.1.0 (Ubuntu: "
		   "linux-modules-extra, Fedora: kernel-modules), or a kernel that is not "
		   "made for virtual machines."},
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
	 .advice = "Install the firmware package that has x.fw, and reboot."},
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
	 .advice = "Install the firmware package that has a.fw, then have the driver try "
		   "again: echo 00:1f.6 > /sys/bus/pci/drivers_probe"},
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
	 .remedy = "modprobe e1000e", .evidence = 1,
	 .advice = "The kernel command line blocks it again at the next boot: there take "
		   "e1000e out of modprobe.blacklist=e1000e, then run update-grub or "
		   "what the boot loader needs."},
	{.name = "refused by the kernel", .known = HW_DRIVER_NONE, .subsystem = "pci",
	 .candidates = 1, .list = blocked_by_kernel, .class_code = 0x0200, .own = true,
	 .state = HW_STATE_UNBOUND, .reason = "blocked", .severity = HW_SEVERITY_WARNING,
	 .remedy = "sed -i --follow-symlinks '/^blacklist e1000e$/d' /etc/x && "
		   "grep -rns -e module_blacklist -e initcall_blacklist /etc/default "
		   "/etc/kernel /boot/loader /boot/firmware/cmdline.txt", .evidence = 3,
	 .advice = "Where the command finds it, take ptp out of module_blacklist=a,ptp and "
		   "what starts e1000e out of initcall_blacklist=e1000e_init, then run "
		   "update-grub or what the boot loader needs, and reboot."},
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
	 .advice = "Install again the package that has /x/ptp.ko, then: depmod -- 6.1.0 && "
		   "modprobe e1000e"},
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
	{.name = "bound, and reads as ones", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0300,
	 .signs = SIGNS(.reads_ones = true), .reason = "not-responding",
	 .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "reads as ones, by a list", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0300,
	 .signs = SIGNS(.reads_ones = true, .ones_printed = {"rev ff", 6}, .power_is_untold = true), .reason = "not-responding",
	 .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "bound, and off the bus", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0300,
	 .signs = SIGNS(LOGGED(HW_LOG_OFF_THE_BUS, off_the_bus)),
	 .reason = "not-responding", .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "a USB device without configuration", .known = HW_DRIVER_BOUND,
	 .own = true, .state = HW_STATE_BOUND, .subsystem = "usb", .kind = "usb_device",
	 .class_code = 0,
	 .signs = SIGNS(.is_unconfigured = true, LOGGED(HW_LOG_USB_POWER_BUDGET, power_budget)),
	 .reason = "usb-no-configuration", .severity = HW_SEVERITY_WARNING, .evidence = 2,
	 .remedy = "echo 1 > /sys/d/bConfigurationValue"},
	{.name = "taken by a program", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "usb", .kind = "usb_interface",
	 .class_code = 0xff00, .driver = "usbfs", .list = loaded, .candidates = 1,
	 .signs = SIGNS(LOGGED(HW_LOG_USB_CLAIMED, claimed)), .reason = "held-by-program",
	 .severity = HW_SEVERITY_WARNING, .evidence = 1},
	{.name = "held by some program", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "usb", .kind = "usb_interface",
	 .class_code = 0xff00, .driver = "usbfs", .module = "e1000e", .list = loaded,
	 .candidates = 1, .signs = NO_LOG, .reason = "driver-bound"},
	{.name = "held, and nothing that is loaded claims it", .known = HW_DRIVER_BOUND,
	 .own = true, .state = HW_STATE_BOUND, .subsystem = "usb",
	 .kind = "usb_interface", .class_code = 0xff00, .driver = "usbfs",
	 .module = "e1000e", .list = loadable, .candidates = 1,
	 .signs = NO_LOG, .reason = "driver-bound"},
	{.name = "the bridge alone", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0280,
	 .driver = "bcma-pci-bridge", .module = "bcma", .list = loadable, .candidates = 1,
	 .signs = SIGNS(.idle_core = {"bcma:bcma0:1", 12}), .reason = "bridge-only",
	 .severity = HW_SEVERITY_WARNING,
	 .remedy = "modprobe -r bcma && modprobe e1000e && echo 00:1f.6 > /sys/bus/pci/drivers_probe"},
	{.name = "the bridge, and nobody waits", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0280,
	 .driver = "bcma-pci-bridge", .module = "e1000e", .list = loaded, .candidates = 1,
	 .signs = SIGNS(.idle_core = {"bcma:bcma0:1", 12}), .reason = "driver-bound"},
	{.name = "bound in spite of a blacklist", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0300,
	 .driver = "nouveau", .module = "nouveau", .list = blacklisted_and_free,
	 .candidates = 2, .signs = NO_LOG,
	 .reason = "bound-though-blocked", .severity = HW_SEVERITY_WARNING,
	 .evidence = 1},
	{.name = "in spite of a blacklist, and only a catch-all is free",
	 .known = HW_DRIVER_BOUND, .own = true, .state = HW_STATE_BOUND,
	 .subsystem = "pci", .class_code = 0x0300, .driver = "nouveau",
	 .module = "nouveau", .list = blacklisted_and_catch_all, .candidates = 2,
	 .signs = NO_LOG, .reason = "driver-bound"},
	{.name = "nobody looked for signs", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0300,
	 .driver = "nouveau", .module = "nouveau", .list = blacklisted_and_free,
	 .candidates = 2, .reason = "driver-bound"},
	{.name = "kept for vfio", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0403,
	 .driver = "snd_hda_intel", .module = "snd_hda_intel",
	 .signs = SIGNS(.reserved_for_vfio = &vfio_ids), .reason = "vfio-not-honoured",
	 .severity = HW_SEVERITY_WARNING, .evidence = 1,
	 .remedy = "echo 'softdep snd_hda_intel pre: vfio-pci' >> /etc/modprobe.d/vfio-first.conf"},
	{.name = "kept for vfio, and a driver of the kernel has it",
	 .known = HW_DRIVER_BOUND, .own = true, .state = HW_STATE_BOUND,
	 .subsystem = "pci", .class_code = 0x0403, .driver = "snd_hda_intel",
	 .signs = SIGNS(.reserved_for_vfio = &vfio_ids, .driver_is_builtin = true),
	 .reason = "vfio-not-honoured", .severity = HW_SEVERITY_WARNING, .evidence = 1,
	 .remedy = "modprobe vfio_pci && echo vfio-pci > /sys/d/driver_override && "
		   "echo 00:1f.6 > /sys/d/driver/unbind && "
		   "echo 00:1f.6 > /sys/bus/pci/drivers_probe"},
	{.name = "kept for vfio, and softdep says so", .known = HW_DRIVER_BOUND,
	 .own = true, .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0403,
	 .driver = "snd_hda_intel", .module = "snd_hda_intel",
	 .signs = SIGNS(.reserved_for_vfio = &vfio_ids, .vfio_first = &vfio_softdep),
	 .reason = "vfio-not-honoured", .severity = HW_SEVERITY_WARNING, .evidence = 2,
	 .advice = "Build the initramfs anew (update-initramfs -u, dracut -f or "
		   "mkinitcpio -P), so that it knows the configuration, and reboot."},
	{.name = "the catch-all of its bus", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "hid", .class_code = -1,
	 .driver = "hid-generic", .module = "hid_generic", .list = generic_and_blocked,
	 .candidates = 2, .signs = NO_LOG, .reason = "generic-driver",
	 .severity = HW_SEVERITY_WARNING, .evidence = 1,
	 .remedy = "sed -i --follow-symlinks '/^blacklist e1000e$/d' /etc/x && modprobe e1000e"},
	{.name = "a stick that is a disk", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "usb", .kind = "usb_interface",
	 .class_code = 0x0806, .driver = "usb-storage", .module = "e1000e", .at = "1-7:1.0",
	 .list = loaded, .candidates = 1, .vendor = 0x0bda, .device = 0x1a2b,
	 .device_name = "RTL8188GU (Driver CDROM Mode)",
	 .signs = NO_LOG, .reason = "disk-mode",
	 .severity = HW_SEVERITY_WARNING, .remedy = "usb_modeswitch -KW -v 0bda -p 1a2b"},
	{.name = "a modem that shows a disk", .known = HW_DRIVER_BOUND,
	 .state = HW_STATE_BOUND, .subsystem = "usb", .kind = "usb_interface",
	 .class_code = 0x0806, .driver = "usb-storage", .module = "e1000e", .at = "1-7:1.0",
	 .list = loaded, .candidates = 1, .vendor = 0x1c9e, .device = 0xf000,
	 .signs = NO_LOG, .reason = "disk-mode", .severity = HW_SEVERITY_WARNING,
	 .advice = "With the package usb-modeswitch and its data it is switched over "
		   "whenever it is plugged in."},
	{.name = "bound without its firmware", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0401,
	 .module = "e1000e", .list = loaded, .candidates = 1,
	 .signs = SIGNS(.failed_firmware = {"a.ri", 4}, LOGGED(HW_LOG_FIRMWARE_FAILED, firmware_failed)),
	 .says = "could not load firmware, and has made no device: a.ri.",
	 .reason = "firmware-failed", .severity = HW_SEVERITY_WARNING, .evidence = 1,
	 .advice = "Install the firmware package that has a.ri, and reboot."},
	{.name = "without some firmware, and it serves", .known = HW_DRIVER_BOUND,
	 .own = true, .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0401,
	 .module = "e1000e", .list = loaded, .candidates = 1,
	 .signs = SIGNS(.failed_firmware = {"a.ri", 4}, .has_class_device = true, LOGGED(HW_LOG_FIRMWARE_FAILED, firmware_failed)),
	 .reason = "driver-bound"},
	{.name = "a radio that is switched off", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0280,
	 .signs = SIGNS(.hard_blocked = {"rfkill0", 7}), .reason = "radio-blocked",
	 .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "at an overloaded port", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "usb", .kind = "usb_device",
	 .class_code = 0, .signs = SIGNS(LOGGED(HW_LOG_USB_OVER_CURRENT, over_current)),
	 .reason = "usb-over-current", .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "at a slow port", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "usb", .kind = "usb_device",
	 .class_code = 0, .signs = SIGNS(LOGGED(HW_LOG_USB_SLOW, slow)),
	 .reason = "usb-slow", .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "a USB 3 device at 480 Mb/s", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "usb", .kind = "usb_device",
	 .class_code = 0, .signs = SIGNS(.below_superspeed = {"480", 3}),
	 .reason = "usb-slow", .severity = HW_SEVERITY_HINT, .evidence = 1,
	 .advice = "Its port, a hub on the way or its cable is of USB 2, or the plug sits badly."},
	{.name = "a link of fewer lanes", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0200,
	 .signs = SIGNS(.link_now = {"8.0 GT/s x1", 11}, .link_could = {"8.0 GT/s x4", 11}),
	 .reason = "pci-link-slow", .severity = HW_SEVERITY_HINT, .evidence = 1,
	 .advice = "If it is so under load too: seat the card and its riser again, or try another slot; some are wired for fewer lanes than they say."},
	{.name = "errors that lost something", .known = HW_DRIVER_BOUND, .own = true,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0200,
	 .signs = SIGNS(.errors_fatal = 1, .errors_nonfatal = 2),
	 .reason = "pci-errors", .severity = HW_SEVERITY_HINT, .evidence = 2,
	 .advice = "Look at seat, riser, power supply and temperature of the card."},
	{.name = "a graphics card for a newer kernel", .known = HW_DRIVER_NONE,
	 .own = true, .state = HW_STATE_UNBOUND, .subsystem = "pci", .class_code = 0x0380,
	 .list = loaded, .candidates = 1,
	 .signs = SIGNS(LOGGED(HW_LOG_FORCE_PROBE, force_probe)), .reason = "force-probe",
	 .severity = HW_SEVERITY_WARNING, .evidence = 1,
	 .advice = "Use a newer kernel; or try the driver as it is, with the kernel parameter i915.force_probe=56c0."},
	{.name = "nomodeset", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNBOUND, .subsystem = "pci", .class_code = 0x0300,
	 .list = loaded, .candidates = 1, .signs = SIGNS(.parameter = {"nomodeset", 9}),
	 .reason = "stopped-by-parameter", .severity = HW_SEVERITY_HINT, .evidence = 1},
	{.name = "the kernel says which error", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNBOUND, .subsystem = "i2c", .class_code = -1,
	 .list = touchpad, .candidates = 1,
	 .signs = SIGNS(.pin_controller = {"pinctrl_amd", 11}, .log = {{[HW_LOG_PROBE_FAILED] = &probe_failed, [HW_LOG_NO_INTERRUPT] = &no_interrupt}}),
	 .reason = "probe-failed", .severity = HW_SEVERITY_ERROR, .evidence = 2,
	 .remedy = "modprobe pinctrl_amd && echo 00:1f.6 > /sys/bus/i2c/drivers_probe"},
	{.name = "put off is not failed", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNBOUND, .subsystem = "i2c", .class_code = -1,
	 .list = touchpad, .candidates = 1,
	 .signs = SIGNS(LOGGED(HW_LOG_PROBE_FAILED, put_off)),
	 .reason = "deferred"},
	{.name = "modules are disabled", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNBOUND, .subsystem = "pci", .class_code = 0x0200,
	 .list = loadable, .candidates = 1, .signs = SIGNS(.modules_disabled = true),
	 .reason = "modules-disabled", .severity = HW_SEVERITY_WARNING, .evidence = 1},
	{.name = "fell off the bus", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNBOUND, .subsystem = "pci", .class_code = 0x0300,
	 .list = loaded, .candidates = 1,
	 .signs = SIGNS(LOGGED(HW_LOG_OFF_THE_BUS, off_the_bus)),
	 .reason = "not-responding", .severity = HW_SEVERITY_ERROR, .evidence = 1},
	{.name = "refused for a symbol", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNBOUND, .subsystem = "pci", .class_code = 0x0280,
	 .list = out_of_tree, .candidates = 1,
	 .signs = LOG_OF(symbol_log),
	 .reason = "module-refused", .severity = HW_SEVERITY_ERROR, .evidence = 1,
	 .advice = "Install the headers of this kernel, then build the module anew: dkms autoinstall -k 6.1.0. Loading it again as it is fails again."},
	{.name = "refused for its signature", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNBOUND, .subsystem = "pci", .class_code = 0x0200,
	 .list = out_of_tree, .candidates = 1, .signs = LOG_OF(rejected_log),
	 .reason = "signature-rejected", .severity = HW_SEVERITY_ERROR, .evidence = 1},
	{.name = "the signature of another module", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNBOUND, .subsystem = "pci", .class_code = 0x0200,
	 .list = loadable, .candidates = 1, .signs = LOG_OF(rejected_log),
	 .reason = "module-not-loaded", .severity = HW_SEVERITY_WARNING,
	 .remedy = "modprobe e1000e"},
	{.name = "one is hijacked, another is free", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNBOUND, .subsystem = "pci", .class_code = 0x0200,
	 .list = hijacked_and_free, .candidates = 2, .reason = "module-not-loaded",
	 .severity = HW_SEVERITY_WARNING, .remedy = "modprobe e1000e"},
	{.name = "a catch-all alone", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNCLAIMED, .subsystem = "pci", .class_code = 0x0280,
	 .list = catch_all, .candidates = 1, .reason = "only-weak-claims",
	 .severity = HW_SEVERITY_WARNING},
	{.name = "a camera unit of a newer kernel", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNCLAIMED, .subsystem = "pci", .class_code = 0x0480,
	 .other = "7.0", .reason = "unclaimed-here", .severity = HW_SEVERITY_HINT,
	 .advice = "Reboot and choose kernel 7.0 in the boot loader's menu."},
	{.name = "built by DKMS for another kernel", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNCLAIMED, .subsystem = "pci", .class_code = 0x0200,
	 .other = "7.0", .other_dkms = true, .reason = "unclaimed-here",
	 .severity = HW_SEVERITY_WARNING,
	 .remedy = "dkms autoinstall -k 6.1.0 && modprobe igc"},
	{.name = "blocked for a module that DKMS built for another kernel",
	 .known = HW_DRIVER_NONE, .own = true, .state = HW_STATE_UNBOUND,
	 .subsystem = "pci", .class_code = 0x0300, .list = blocked, .candidates = 1,
	 .other = "7.0", .other_dkms = true, .reason = "blocked",
	 .severity = HW_SEVERITY_WARNING,
	 .remedy = "dkms autoinstall -k 6.1.0 && modprobe igc"},
	{.name = "a near miss", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNCLAIMED, .subsystem = "usb", .kind = "usb_interface",
	 .class_code = 0xff00, .vendor = 0x0403, .device = 0x7bc0,
	 .signs = SIGNS(.neighbour_modules = {"ftdi_sio", 8},
			.neighbour_module = {"ftdi_sio", 8},
			.neighbour_driver = {"ftdi_sio", 8},
			.neighbour_bus = {"usb-serial", 10}),
	 .reason = "near-miss", .severity = HW_SEVERITY_HINT,
	 .remedy = "modprobe ftdi_sio && echo 0403 7bc0 > /sys/bus/usb-serial/drivers/ftdi_sio/new_id"},
	{.name = "not supported by this release", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNBOUND, .subsystem = "pci", .class_code = 0x0300,
	 .list = loaded, .candidates = 1,
	 .signs = SIGNS(LOGGED(HW_LOG_NOT_SUPPORTED, not_supported)), .evidence = 1,
	 .reason = "not-supported", .severity = HW_SEVERITY_ERROR},
	{.name = "a controller that died", .known = HW_DRIVER_BOUND,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0c03,
	 .driver = "xhci_hcd", .signs = SIGNS(LOGGED(HW_LOG_CONTROLLER_DIED, died)),
	 .reason = "controller-died", .severity = HW_SEVERITY_WARNING, .evidence = 1,
	 .remedy = "echo 00:1f.6 > /sys/bus/pci/drivers/xhci_hcd/unbind && echo 00:1f.6 > /sys/bus/pci/drivers/xhci_hcd/bind"},
	{.name = "another configuration", .known = HW_DRIVER_BOUND,
	 .state = HW_STATE_BOUND, .subsystem = "usb", .kind = "usb_interface",
	 .class_code = 0x0206, .driver = "cdc_ether",
	 .signs = SIGNS(.better_configuration = 1, .better_module = {"r8152", 5}),
	 .reason = "second-best-configuration", .severity = HW_SEVERITY_HINT,
	 .remedy = "modprobe r8152 && echo 1 > /sys/bConfigurationValue"},
	{.name = "it left the bus and came back", .known = HW_DRIVER_BOUND,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0300,
	 .signs = SIGNS(LOGGED(HW_LOG_OFF_THE_BUS, off_the_bus), .answers = true),
	 .reason = "driver-bound"},
	{.name = "a hub with a port where nothing is recognised", .known = HW_DRIVER_BOUND,
	 .state = HW_STATE_BOUND, .subsystem = "usb", .kind = "usb_device",
	 .class_code = 0x0900, .driver = "usb",
	 .signs = SIGNS(.empty_port = &not_recognised), .evidence = 1,
	 .reason = "usb-not-recognised", .severity = HW_SEVERITY_HINT},
	{.name = "two modules claim it", .known = HW_DRIVER_BOUND,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0200,
	 .list = loaded, .candidates = 1,
	 .signs = SIGNS(.own_rival = loaded, .foreign_rival = blocked), .evidence = 2,
	 .reason = "rival-modules", .severity = HW_SEVERITY_HINT},
	{.name = "another module of that name", .known = HW_DRIVER_BOUND,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0200,
	 .signs = SIGNS(.replacing_file = {"updates/x.ko", 12},
			.replaced_file = {"kernel/x.ko", 11}),
	 .evidence = 2, .reason = "module-replaced", .severity = HW_SEVERITY_HINT},
	{.name = "blocked by what a removed package left", .known = HW_DRIVER_BOUND,
	 .state = HW_STATE_BOUND, .subsystem = "pci", .class_code = 0x0200,
	 .list = blocked, .candidates = 1,
	 .signs = SIGNS(.kept_away = blocked, .removed_package = {"x-dkms", 6}),
	 .evidence = 2, .reason = "leftover-blacklist", .severity = HW_SEVERITY_HINT,
	 .remedy = "dpkg --purge x-dkms"},
	{.name = "known by another name", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNCLAIMED, .subsystem = "spi", .class_code = -1,
	 .signs = SIGNS(.other_module = {"panel", 5}, .other_modalias = {"of:x", 4}),
	 .reason = "not-autoloaded", .severity = HW_SEVERITY_HINT,
	 .remedy = "modprobe panel"},
	{.name = "depmod was not run", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNCLAIMED, .subsystem = "pci", .class_code = 0x0280,
	 .signs = SIGNS(.unlisted_file = {"updates/x.ko", 12}),
	 .reason = "depmod-not-run", .severity = HW_SEVERITY_WARNING,
	 .remedy = "depmod -a -- 6.1.0"},
	{.name = "a fingerprint reader", .known = HW_DRIVER_NONE, .own = true,
	 .state = HW_STATE_UNCLAIMED, .subsystem = "usb", .kind = "usb_interface",
	 .class_code = 0xff00, .device_name = "Goodix Fingerprint Reader",
	 .reason = "user-space-driver"},
};
/* clang-format on */

/* The facts of a case; `ids` is an array by role, for them to point to. */
static struct hw_facts facts_of(const struct row *row, struct hw_id *ids)
{
	struct hw_facts facts = {
		.is_device = !row->string,
		.subsystem = hw_text_of(row->subsystem),
		.bus = hw_bus_of_subsystem(hw_text_of(row->subsystem)),
		.kind = hw_text_of(row->kind ? row->kind : "device"),
		.class_only = row->class_only,
		.has_modalias = !row->no_modalias,
		.told_state = row->told_state,
		.told_is_quiet = row->told_is_quiet,
		.ids = ids,
		.driver_known = row->known,
		.driver = row->known != HW_DRIVER_BOUND ? HW_NO_TEXT
			  : row->driver			? hw_text_of(row->driver)
							: HW_TEXT("i801_smbus"),
		.signs = row->signs,
		.device_name = hw_text_of(row->device_name),
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
		.is_told = row->told,
		.lacks_ids = row->lacks_ids,
		.claims_are_told = row->claims_told,
		.is_joined = row->is_joined,
		.tables_are_others = row->is_joined,
		.kernel_is_running = row->own,
		.modules_listed = row->modules_listed,
		.packages = row->package,
		.package_count = row->package ? 1 : 0,
		.driver_override = hw_text_of(row->driver_override),
		.override_is_gone = row->override_gone,
		.not_authorized = row->not_authorized,
		.deferred = row->deferred,
		.sibling_bound = row->sibling,
		.is_virtual_function = row->is_vf,
		.is_display_audio = row->display_audio,
		.other_kernel = hw_text_of(row->other),
		.other_is_dkms = row->other_dkms,
		.other_module = row->other ? HW_TEXT("igc") : HW_NO_TEXT,
		.firmware_module = hw_text_of(row->lacks),
		.firmware_declared = row->lacks ? HW_TEXT("a.fw, b.fw") : HW_NO_TEXT,
		.firmware_failed = hw_text_of(row->failed),
		.firmware_now_present = row->came,
		.firmware_first = row->failed  ? hw_text_of(row->failed)
				  : row->lacks ? HW_TEXT("a.fw")
					       : HW_NO_TEXT,
		.name = hw_text_of(row->at ? row->at : "00:1f.6"),
		.directory = HW_TEXT("/sys/d"),
	};

	if (row->class_code >= 0) {
		ids[HW_ROLE_CLASS] =
			(struct hw_id){true, 2, (uint32_t)row->class_code >> 8};
		ids[HW_ROLE_SUBCLASS] =
			(struct hw_id){true, 2, (uint32_t)row->class_code & 0xff};
		ids[HW_ROLE_INTERFACE] = (struct hw_id){true, 2, row->interface};
		ids[HW_ROLE_VENDOR] = (struct hw_id){true, 4, row->vendor};
		ids[HW_ROLE_DEVICE] = (struct hw_id){true, 4, row->device};
		ids[HW_ROLE_SUBVENDOR] = (struct hw_id){row->board, 4, row->board >> 16};
		ids[HW_ROLE_SUBDEVICE] =
			(struct hw_id){row->board, 4, row->board & 0xffff};
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
		if (v.lacks_modules != rows[i].undecided)
			fail_msg("%s: undecided", rows[i].name);
		if (rows[i].lacks_tables && !v.lacks_tables)
			fail_msg("%s: needs no tables", rows[i].name);
		if (rows[i].remedy && !hw_text_eq(v.remedy, hw_text_of(rows[i].remedy)))
			fail_msg("%s: remedy %.*s", rows[i].name, HW_TEXT_ARG(v.remedy));
		if (rows[i].advice && !hw_text_eq(v.advice, hw_text_of(rows[i].advice)))
			fail_msg("%s: advice %.*s", rows[i].name, HW_TEXT_ARG(v.advice));
		if (rows[i].evidence && v.evidence_count != rows[i].evidence)
			fail_msg("%s: %zu pieces of evidence", rows[i].name,
				 v.evidence_count);
		/* a whole sentence */
		assert_true(v.explanation.n > 10);
		assert_int_equal(v.explanation.s[v.explanation.n - 1], '.');
		assert_true(!rows[i].says || strstr(v.explanation.s, rows[i].says));
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
	v = judge(row_named("not loaded, and by which pattern is not told"), &arena);
	assert_non_null(strstr(v.explanation.s, "nvme claims this device, and it is"));
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
