/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_RECORD_H
#define HWALIAS_REPORT_RECORD_H

#include "data/alias/alias.h"
#include "data/attributes/attributes.h"
#include "data/attributes/pci_errors.h"
#include "data/modprobe/modprobe.h"
#include "data/module/module.h"
#include "data/packages/packages.h"
#include "data/sysfs/sysfs.h"
#include "decoders/modalias.h"
#include "report/detail.h"

/*
 * One device, joined from all sources: the one shape that every writer and command
 * reads. Collect fills it, privacy may blank parts of it, writers only print it.
 *
 * Lifetime: a record and all it points to live until the next one is collected.
 * Texts are as the sources have them: writers make them valid UTF-8.
 */

struct hw_name {
	struct hw_text text;
	/* "pci.ids", "usb.ids", "hwdb", "pnp.ids", "device", "builtin", "dump";
	 * NULL with an absent text */
	const char *source;
};

enum hw_name_key {
	HW_NAME_VENDOR,
	HW_NAME_DEVICE,
	HW_NAME_SUBSYSTEM_VENDOR,
	HW_NAME_SUBSYSTEM,
	HW_NAME_CLASS,
	HW_NAME_SUBCLASS,
	HW_NAME_INTERFACE,
	HW_NAME_COUNT
};

/* A decoded modalias with a name (perhaps absent) beside each field. */
struct hw_decoded {
	struct hw_modalias modalias;
	struct hw_name names[HW_FIELD_MAX];
	struct hw_decoded *next;
};

/* An id that may be absent, and the digits it is printed with. */
struct hw_id {
	bool present;
	unsigned char digits;
	uint32_t value;
};

/* What keeps a candidate from being loaded for its device, hw_modprobe_blocked(). */
struct hw_block {
	enum hw_block_kind kind;
	/* all in one: "/etc/modprobe.d/x.conf:3: blacklist e1000e", "kernel command line:
	 * module_blacklist=e1000e"; absent: nothing is in the way */
	struct hw_text blocked_by;
	/* the same in parts: path on the machine and line, absent and 0 for the kernel
	 * command line; "blacklist e1000e" */
	struct hw_text path;
	size_t line;
	struct hw_text directive;
	/* its lines as they stand in the file (data/modprobe/modprobe.h), and how many;
	 * the text is absent when it is private */
	struct hw_text raw;
	size_t lines;
	/* `path` is not what the file is called: no command may name it */
	bool hides_path;
	/* the file is a link to what NixOS or Guix made from the system's configuration:
	 * nobody can write to it */
	bool is_made;
	/* keyword and module of the first of them, as written */
	struct hw_text names;
	/* what it is about: the candidate's module, or one that this needs */
	struct hw_text module;
};

/* Most blockers of a candidate. */
#define HW_BLOCKERS_MAX ((size_t)8)

struct hw_candidate {
	struct hw_text module;
	/* absent of HW_ALIAS_TOLD */
	struct hw_text pattern;
	enum hw_alias_source source;
	size_t line;
	enum hw_tristate builtin;
	enum hw_tristate loaded;
	enum hw_tristate available;
	/* its .ko as modules.dep names it, below the modules directory; absent: unknown
	 */
	struct hw_text path;
	/* where an `alias` line of modprobe.d is, as the machine sees it; absent for
	 * the tables, whose file follows from `source`, unless a report told it */
	struct hw_text file;
	/* set too for what is loaded all the same; HW_BLOCK_COMMAND does not count as
	 * blocked: blocked_by is absent then, and `directive` has the command */
	struct hw_block blocked;
	/* the `alias` lines that answer in its place, HW_BLOCK_ALIAS */
	const struct hw_directive **hidden_by;
	size_t hidden_count;
	/* what is in its way, of a device without a driver
	 * (report/candidates/blockers.h), commands too, which have a `blocked_by` here;
	 * at most HW_BLOCKERS_MAX, the strongest one among them, and blockers_more are
	 * left out */
	const struct hw_block *blockers;
	size_t blocker_count;
	size_t blockers_more;
	/* the file of a module that it needs, as `path`; absent: none is missing */
	struct hw_text missing;
	/* an earlier candidate is of the same module */
	bool again;
	/* what the module says of itself; absent unless it was asked (show) */
	struct hw_text description;
	struct hw_text license;
	/* its pattern names neither vendor nor device, or fits all of a bus: no sign that
	 * the module drives this very device */
	bool weak;
	/* of ids that were looked up: it fixes none of them, and takes devices of a class
	 * whatever their ids */
	bool by_class;
	/* of ids that were looked up: a device of the machine has them, and fits */
	bool fits_here;
	/* of ids that were looked up: fields that the pattern fixes and the ids leave
	 * open; none for the candidates of a device */
	const struct hw_field_spec *const *needs;
	size_t need_count;
};

enum hw_state {
	HW_STATE_BOUND,
	HW_STATE_UNBOUND,
	HW_STATE_UNCLAIMED,
	HW_STATE_DRIVERLESS,
	HW_STATE_UNKNOWN,
	HW_STATE_COUNT
};

enum hw_severity {
	/* works, as far as the evidence shows */
	HW_SEVERITY_NONE,
	/* worth knowing; never changes an exit status */
	HW_SEVERITY_HINT,
	/* should work and does not */
	HW_SEVERITY_WARNING,
	/* broken */
	HW_SEVERITY_ERROR,
};

/* What a verdict rests on, where anybody can look it up. */
struct hw_evidence {
	/* "kernel-log", "modprobe.d", "kernel-command-line", "attribute" */
	const char *source;
	/* path on the machine; absent for the kernel's own buffer and command line */
	struct hw_text path;
	/* 0: not of a file of lines */
	size_t line;
	/* of a message, as the log has it */
	struct hw_text time;
	/* the directive, the message in the words of its pattern, "authorized = 0" */
	struct hw_text text;
};

struct hw_verdict {
	enum hw_state state;
	/* stable, lower-case words with dashes */
	const char *reason;
	/* one sentence for people */
	struct hw_text explanation;
	/* commands to type that mend it; absent: there are none, or nothing to mend */
	struct hw_text remedy;
	/* of the candidate that the verdict is about; absent: of none. Lifetime: the
	 * record's */
	struct hw_text module;
	/* what no command can do; absent: nothing more to say */
	struct hw_text advice;
	/* NONE: needs no attention */
	enum hw_severity severity;
	const struct hw_evidence *evidence;
	size_t evidence_count;
	/* all was looked at that `check` looks at; lists leave out what is dear */
	bool is_complete;
	/* the device needs a driver and has none, and without alias tables, or its
	 * modalias, nobody can say whether something is wrong */
	bool lacks_tables;
	/* the device needs a driver, and whether it has one is not told */
	bool lacks_driver;
	/* a module claims the device, which has none and may need it, and whether that
	 * module is loaded, kept away or missing is not told */
	bool lacks_modules;
};

/* What a driver makes of a device, report/machine/sources/provides.h. */
/* What tells one thing that a device provides from all others. */
enum hw_provided_identity {
	/* hardware address of a network interface */
	HW_PROVIDED_ADDRESS,
	HW_PROVIDED_SERIAL,
	/* of disks: world wide id, and NVMe's ids of a namespace */
	HW_PROVIDED_WWID,
	HW_PROVIDED_EUI,
	HW_PROVIDED_NGUID,
	HW_PROVIDED_UUID,
	HW_PROVIDED_IDENTITIES
};

struct hw_provided {
	/* "net", "block" */
	struct hw_text class;
	/* "eth0", "nvme0n1p2" */
	struct hw_text name;
	/* "/dev/nvme0n1p2"; absent: it has no node */
	struct hw_text node;
	/* of a block device, and of what is made of it */
	struct hw_text *mounts;
	size_t mount_count;
	/* by enum hw_provided_identity; absent: it has none, or the level withholds it */
	struct hw_text identities[HW_PROVIDED_IDENTITIES];
};

/* A device above another one. */
struct hw_ancestor {
	struct hw_text id;
	struct hw_text name;
};

struct hw_record {
	/* what sysfs has; for a bare string only `id`, `subsystem`, `kind` are set */
	struct hw_device device;
	/* the first is the device's modalias, the others further lines of it; NULL: none
	 */
	struct hw_decoded *modalias;
	/* by role: HW_ROLE_VENDOR … HW_ROLE_INTERFACE */
	struct hw_id ids[HW_ROLE_COUNT];
	struct hw_name names[HW_NAME_COUNT];
	/* what the device calls its maker and itself; absent unless JSON is written */
	struct hw_text own_vendor;
	struct hw_text own_name;
	struct hw_candidate *candidates;
	size_t candidate_count;
	/* that there are none is not known */
	bool lacks_candidates;
	/* a dump tells of it beside a recording that does not have it; and that has alias
	 * lines of its own devices alone */
	bool is_joined;
	bool lacks_lines;
	/* a report that was read tells it of a device without a driver; HW_STATE_BOUND:
	 * it does not. And its writer, who saw all, found nothing in that */
	enum hw_state told_state;
	bool told_is_quiet;
	/* the driver has no module, and modules.builtin lists one of its name; only where
	 * JSON is written */
	bool driver_is_builtin;
	struct hw_verdict verdict;
	/* it is what a report says that was read */
	bool verdict_is_told;
	struct hw_attributes attributes;
	/* the errors that a PCI function has counted, by enum hw_pci_error; of others,
	 * and unless they are to be counted (feeds), `counts_errors` is false */
	bool counts_errors;
	int64_t pci_errors[HW_PCI_ERROR_COUNT];
	/* its serial number, of a report that is to show it; else absent */
	struct hw_text serial;
	/* show -v: all about a PCI function or a USB device; NULL of others */
	bool has_details;
	const struct hw_detail *pci;
	const struct hw_detail *usb;
	/* absent unless it was asked for (show, -v, the column NODES) */
	struct hw_provided *provides;
	size_t provide_count;
	/* of the distribution, that are for the device or have what it lacks; none unless
	 * it needs attention, or it was asked for (show, lookup) */
	const struct hw_package *packages;
	size_t package_count;
	/* of show: what the user named, "eth0 is a network interface", namely of this
	 * device, absent when it was the device itself; and the devices above, nearest
	 * first */
	struct hw_text found_as;
	const struct hw_ancestor *ancestors;
	size_t ancestor_count;
	/* of ids that were looked up: the devices of the machine that have them, with
	 * their drivers */
	const struct hw_device *here;
	size_t here_count;
	/* print the fields one by one too (decode, -v) */
	bool in_detail;
};

/* Digits of an id and a NUL. */
#define HW_ID_MAX 16

/*
 * The id as every database writes it, "8086"; 8 digits when it needs more than its
 * usual ones. Absent: the absent text. Lifetime: that of `buf`.
 */
struct hw_text hw_id_text(struct hw_id id, char buf[static HW_ID_MAX]);

/* For people: "built in", "loaded", "missing", "blocked", "available", "listed". */
const char *hw_candidate_state(const struct hw_candidate *candidate);

/*
 * What people call the device: its maker and itself; one of them alone where the other is
 * not known, or where the name begins with, or by its source holds, the maker. Lifetime:
 * the record's or the arena's. Absent: neither is known.
 */
struct hw_text hw_record_name(const struct hw_record *record, struct hw_arena *arena);

/*
 * "firmware-iwlwifi (non-free-firmware), which has iwlwifi-8265-36.ucode (apt-file's
 * list)". Lifetime: the arena's.
 */
struct hw_text hw_package_text(const struct hw_package *package, struct hw_arena *arena);

/* Most bytes of a line that a sentence quotes. */
#define HW_QUOTE_MAX ((size_t)256)

/* A line of configuration as a sentence quotes it: itself, or its beginning and "...".
 * Lifetime: that of `line` or the arena's. Errors: out of memory, the absent text. */
struct hw_text hw_quote(struct hw_text line, struct hw_arena *arena);

/* "hint", "warning", "error"; "information" of none. */
const char *hw_severity_name(enum hw_severity severity);

/* "bound", "unbound" … */
const char *hw_state_name(enum hw_state state);

/* "vendor", "device", "subsystem_vendor" …: the JSON keys of names and name_sources. */
const char *hw_name_key(enum hw_name_key key);

#endif
