/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_MACHINE_H
#define HWALIAS_REPORT_MACHINE_MACHINE_H

#include "data/base/text_set.h"
#include "data/dump/dump.h"
#include "data/host/dpkg.h"
#include "data/host/host.h"
#include "data/host/kernel_log.h"
#include "data/modprobe/modprobe.h"
#include "data/module/info.h"
#include "data/packages/packages.h"
#include "data/snapshot/record.h"
#include "report/kernel/architecture.h"
#include "report/names/names.h"
#include "report/privacy/privacy.h"

// clang-format off
/*
 * All sources of one report, opened by what the user asked for:
 *
 *	machine.c		the machine (live, a recorded directory, a snapshot) and
 *				the id databases
 *	kernel.h		the alias tables of one kernel
 *	on_demand.c		kernel log, modprobe.d and others: read when asked for
 *	installed_kernels.h	other kernels, for devices that no module claims
 *	missing_firmware.h	firmware files that are not there
 *	unlisted.h		module files that modules.dep does not list
 *	modules_gone.h		the running kernel's modules are not installed any more
 *	own_texts.c		what devices and the firmware call themselves
 *	all_devices.h		all devices, whatever a report lists
 *	recording.h		what a recording has besides the machine's files
 *	privacy.h		what is withheld from a record before it is printed
 *
 * pci.ids and usb.ids are looked for below the machine's root first, then on the live
 * machine: a recorded tree seldom holds them. pnp.ids too, and systemd's hardware
 * database, which is only ever the live machine's, and amdgpu.ids; but a recorded machine
 * that has an id file of its own, any of the three, is named without these of another
 * machine, so that its report is the same everywhere. Alias tables of a recorded machine are only
 * taken from elsewhere when the user names a kernel or a directory.
 */
// clang-format on

#define HW_IDS_FILES_MAX 4
#define HW_FROM_MAX	 16
#define HW_SOURCES_MAX	 12

struct hw_machine_options {
	/* directory of a recorded tree, or NULL */
	const char *sysroot;
	/* a snapshot, or what other tools printed of one machine, which is joined; "-" is
	 * the descriptor `input` */
	const char *from[HW_FROM_MAX];
	size_t from_count;
	int input;
	/* only strings are looked at, no devices */
	bool strings_only;
	/* only the alias tables are opened */
	bool tables_only;
	/* what is told of the patterns that claim a device */
	enum hw_alias_detail alias_detail;
	struct hw_kernel_options kernel;
	/* -i: id files, "pci:FILE", "usb:FILE", or FILE */
	const char *ids[HW_IDS_FILES_MAX];
	size_t ids_count;
	/* what a report may tell */
	enum hw_privacy_level level;
	/* $HOME, or NULL: not to be shown */
	const char *home;
	/* who called sudo(8), or NULL: likewise */
	const char *login;
	/* ask the enriching sources (-v) */
	bool enrich;
	/* speed and nodes of USB devices alone: a list on a terminal */
	bool tell_usb;
	/* ask modules what they are (show) */
	bool describe;
	/* ask modules which firmware they declare (check, show):
	 * report/machine/installed/missing_firmware.h */
	bool ask_modules;
	/* list their firmware (show -v) */
	bool firmware;
	/* all about PCI functions and USB devices (show -v), report/details */
	bool details;
	/* devices that sleep may be woken for it (--wake) */
	bool wake;
	/* NULL, or what records all that is read (data/snapshot/record.h) */
	struct hw_recorder *recorder;
	/* read the IOMMU group of devices of any bus (iommu) */
	bool groups;
	/* find what devices are to their users */
	bool provides;
	/* count the errors of PCI functions, also none */
	bool count_errors;
	/* ask which packages are for a device that nothing is wrong with, too (show) */
	bool packages;
};

struct hw_all_devices;
struct hw_unlisted;
struct hw_told_string;

struct hw_opened_source {
	const struct hw_source *source;
	void *self;
};

struct hw_machine {
	struct hw_arena arena;
	struct hw_warnings *warnings;
	struct hw_root *root;
	/* "/", for id files; the same as root on the live machine */
	struct hw_root *live;
	struct hw_kernel kernel;
	/* the user chose that kernel by its release */
	bool names_release;
	/* zeroed unless the user chose a kernel */
	struct hw_architecture architecture;
	/* the tables are of a kernel for another architecture */
	bool kernel_is_foreign;
	/* where the user has tables of kernels, or NULL; the options' */
	const char *modules_directory;
	struct hw_modules *modules;
	/* opened at the first question, hw_machine_modprobe() */
	struct hw_modprobe *modprobe;
	/* NULL unless modules are asked what they are */
	struct hw_modinfo *modinfo;
	struct hw_databases databases;
	/* of a recording at the level full whose files have the lines that were asked for
	 * alone, and which does not tell what other words they had, those of this system:
	 * their words are no names of people. Their root is never recorded */
	struct hw_ids *word_lists[2];
	struct hw_root *words_root;
	/* the release alone until hw_machine_head() asks for the rest */
	struct hw_host host;
	/* whether one of its texts has something private of its own; unknown: not asked
	 */
	enum hw_tristate host_has_own;
	struct hw_opened_source sources[HW_SOURCES_MAX];
	size_t source_count;
	/* report/machine/words/public_words.h; NULL: none are kept */
	struct hw_public_answers *public_answers;
	/* report/machine/sources/all_devices.h; NULL in a worker's */
	struct hw_all_devices *all_devices;
	/* NULL until a device needs attention; most reports have none */
	struct hw_installed_kernels *installed_kernels;
	struct hw_missing_firmware *missing_firmware;
	/* report/machine/installed/unlisted.h */
	struct hw_unlisted *unlisted;
	/* read at the first question, hw_machine_removed_package() */
	struct hw_left_overs left_overs;
	/* opened at the first question, hw_machine_packages() */
	struct hw_packages *packages;
	bool finds_packages;
	/* lists of packages that could not be read and are warned of; and one of them may
	 * have had the answer to a question that had none */
	size_t package_lists_told;
	bool lacks_packages;
	/* one in a compression that is not read here, and the error that says so */
	struct hw_text packed_list;
	int packed_error;
	bool packed_list_told;
	/* why it is not known whether a package that is for a device is installed,
	 * -errno, and where that would be; 0: it did not matter so far */
	int records_error;
	const char *records_path;
	/* read at the first question, hw_machine_deferred() */
	struct hw_text deferred;
	bool deferred_asked;
	/* kernel.modules_disabled is 1 */
	bool modules_disabled;
	bool modules_disabled_asked;
	/* read at the first question, hw_machine_log() */
	struct hw_kernel_log log;
	int log_error;
	bool log_asked;
	/* its texts are those that may be quoted */
	bool log_shown;
	/* what of it is not there, as it begins late; NULL: nothing is known of that */
	const char *log_begins;
	int deferred_error;
	bool asks_modules;
	/* devices' own strings are read also where a database has names */
	bool reads_own_strings;
	/* the names withheld so far: each has one replacement in a report */
	struct hw_privacy privacy;
	/* its host name is known when modprobe's configuration is */
	struct hw_private_words words;
	/* hw_machine_words() was called */
	bool words_read;
	/* hw_machine_modprobe() leaves that to whoever quotes something: a table of
	 * devices quotes what people wrote in notes alone */
	bool words_wait;
	/* what `words` has of this machine; read on demand */
	struct hw_known_secrets known;
	/* what quoted texts lost, for the last search; and of these, the command line and
	 * modprobe's configuration alone, which are the same whatever else is read */
	struct hw_withheld withheld;
	struct hw_withheld quotes;
	/* own strings that are not told as they are, and how; of a machine that is being
	 * recorded */
	struct hw_told_string *told_strings;
	/* `words` has it when modprobe's configuration is known */
	struct hw_shown_files files;
	/* "live", "sysroot", "snapshot", "list" */
	const char *kind;
	/* report/machine/recording.h: the machine runs, or was recorded as it ran; it is
	 * a recording, of that time (-1: not told), by a user other than root */
	bool is_live;
	bool is_recording;
	/* report/collect/recorded_strings.h */
	struct hw_text_set recorded_strings;
	bool recorded_strings_read;
	/* … of a tree of files: what it lacks was not there */
	bool is_of_tree;
	/* what other tools, or a report, tell of a machine, struct hw_dump_facts */
	bool is_dump;
	struct hw_dump_facts dump;
	int64_t generated;
	bool is_user;
	bool strings_only;
	bool lists_firmware;
	bool wants_details;
	bool wakes;
	/* configuration spaces of which the kernel showed the first 64 bytes alone */
	bool config_needs_root;
	/* with the attributes of -v */
	bool enriches;
	bool tells_usb;
	/* what is read is recorded */
	bool is_recorded;
	bool finds_provides;
	bool counts_errors;
	bool finds_groups;
	/* NULL until a device is asked what it provides */
	struct hw_provides *provides;
};

/*
 * Opens what the options name. On failure *ret_error is a sentence that names the
 * culprit. Call hw_machine_close() also after a failure.
 * Errors: -errno.
 */
int hw_machine_open(const struct hw_machine_options *options,
		    struct hw_warnings *warnings, struct hw_machine *ret,
		    struct hw_text *ret_error);

void hw_machine_close(struct hw_machine *machine);

/*
 * The machine's modprobe configuration, read when it is asked for first, since reports
 * without a modalias need none of its files. *ret is the machine's. With it come the
 * words that are private here, unless these wait: then call hw_machine_words() before a
 * directive is quoted. Errors: -ENOMEM.
 */
int hw_machine_modprobe(struct hw_machine *machine, const struct hw_modprobe **ret);

/*
 * Reads the words that are private here, machine->words: names of users and of the host,
 * and what directives and the kernel command line have to hide. From then on the texts of
 * directives are those that may be quoted. Later calls do nothing. Errors: -ENOMEM.
 */
int hw_machine_words(struct hw_machine *machine);

/*
 * The kernel log, read when it is asked for first. NULL: it cannot be read; hw_machine.
 * log_error says why, -EPERM or -EACCES where it needs root, -ENOENT where none was
 * recorded. Lifetime: the machine's.
 */
const struct hw_kernel_log *hw_machine_log(struct hw_machine *machine);

/* The same as it was read, until hw_machine_log() is called: its messages may be looked
 * through, and not quoted. */
const struct hw_kernel_log *hw_machine_log_as_read(struct hw_machine *machine);

/*
 * The removed package that left this file of modprobe's configuration behind,
 * "/etc/modprobe.d/x.conf"; absent: none is known. Lifetime: the machine's.
 */
struct hw_text hw_machine_removed_package(struct hw_machine *machine,
					  struct hw_text path);

/*
 * The packages of its distribution, of which nothing is read before the first question.
 * NULL: out of memory, or the machine is what others print of it. Lifetime: the
 * machine's.
 */
struct hw_packages *hw_machine_packages(struct hw_machine *machine);

/*
 * A USB device's serial number, as it has it; absent without one, and of a root hub,
 * whose number is the address of its controller (usb_add_hcd(), drivers/usb/core/hcd.c),
 * which is no secret. Lifetime: the arena's.
 */
struct hw_text hw_machine_usb_serial(struct hw_machine *machine, struct hw_text syspath,
				     struct hw_arena *arena);

/*
 * What a USB device, whose directory this is, calls itself: makers put the serial number
 * in there, too, which is replaced. Lifetime: the text's or the arena's. Errors: the
 * arena's.
 */
struct hw_text hw_machine_own_string(struct hw_machine *machine, struct hw_text syspath,
				     struct hw_text text, struct hw_arena *arena);

/* The same of a text that may be a version. */
struct hw_text hw_machine_own_text(struct hw_machine *machine, struct hw_text syspath,
				   struct hw_text text, enum hw_own_text what,
				   struct hw_arena *arena);

/* Whether the attribute of this name, a file or a key, is a version. */
bool hw_machine_is_version(struct hw_text name);

/* What that made of a text with the same ends, if it lost something while the machine was
 * recorded; absent: it did not. Lifetime: the machine's. */
struct hw_text hw_machine_told_string(const struct hw_machine *machine,
				      struct hw_text text, enum hw_own_text what);

/* The same of a text in which what the firmware says is joined, the modalias and uevent
 * of DMI: without the private words, and hardware addresses. Lifetime: the text's or the
 * arena's. Errors: the arena's. */
struct hw_text hw_machine_firmware_string(struct hw_privacy *privacy,
					  const struct hw_private_words *words,
					  struct hw_text text, struct hw_arena *arena);

/* Gives all that is private of the machine its number, in the natural order of the
 * devices. Errors: -ENOMEM. */
int hw_machine_number(struct hw_machine *machine, struct hw_privacy *privacy);

/* Gives what is private in texts alone, of the firmware and of devices, its numbers: in
 * an order that is that of the machine, whatever a command asks for. All that
 * hw_machine_own_string() is asked for is read for it, but for what follows. Errors:
 * -ENOMEM. */
int hw_machine_number_texts(struct hw_machine *machine, struct hw_privacy *privacy);

/* The same of driver_override of bound devices, behind all others: it has the name of the
 * driver as a rule, so it is read when one has another text, or for a recording. */
int hw_machine_number_overrides(struct hw_machine *machine, struct hw_privacy *privacy);

/* Asks the id databases of all words that a level below "full" asks of what devices call
 * themselves, of users and of the host: a recording has the answers. Errors: -ENOMEM. */
int hw_machine_ask_words(struct hw_machine *machine);

/* The texts of `host` that its makers and administrators wrote. */
#define HW_HOST_TEXTS 11
struct hw_host_text {
	struct hw_text *text;
	enum hw_own_text what;
};
void hw_machine_host_texts(struct hw_host *host, struct hw_host_text ret[HW_HOST_TEXTS]);

/* What was asked for so far and could not be read, struct hw_not_read. Lifetime: the
 * program's. */
void hw_machine_not_read(const struct hw_machine *machine, struct hw_not_read *ret);

/*
 * sys/kernel/debug/devices_deferred, the devices whose probe the kernel deferred, read
 * when it is asked for first: it lists all devices. Absent: there are none, or it cannot
 * be read, which needs root. Lifetime: the machine's.
 */
struct hw_text hw_machine_deferred(struct hw_machine *machine);

/* Whether the machine is a recording, or an archive, that ends before its end. */
bool hw_machine_is_cut(const struct hw_machine *machine);

/* Also one with lines that are not understood: of neither another one is made, which
 * would look whole. */
bool hw_machine_is_damaged(const struct hw_machine *machine);

/* Whether devices may be missing: what was read is a part of what a tool printed, or a
 * report of some devices. Of those that are there it tells all the same. */
bool hw_machine_is_part(const struct hw_machine *machine);

/* Whether what was read may be of two machines. */
bool hw_machine_is_mixed(const struct hw_machine *machine);

/* Whether a list of all that was read may not be that of a machine: some of it was cut
 * off, chosen or not understood, or it may be of two. */
bool hw_machine_may_lack_devices(const struct hw_machine *machine);

/*
 * Adds the warnings of its roots about what could not be read though it is there, and of
 * files that were changed while they were read, once. Whether there was any: an answer
 * that nothing is there may be wrong then.
 */
bool hw_machine_is_incomplete(struct hw_machine *machine);

/*
 * For threads that collect strings at the same time: makes ready what they share, which
 * from then on only is read; then each has a machine of its own that borrows all of it.
 * Warnings of what is shared are made here, once. Errors: -ENOMEM.
 */
int hw_machine_preload(struct hw_machine *machine);

/* Lifetime of *ret: that of `machine`, until hw_machine_clone_free(). Its `warnings` are
 * to be set. Errors: -ENOMEM. */
int hw_machine_clone(const struct hw_machine *machine, struct hw_machine *ret);
void hw_machine_clone_free(struct hw_machine *borrowed);

/*
 * Readies the alias tables for these strings and the lines of them; with none for any
 * string, asked by several threads perhaps. Without it an index is made when a string is
 * asked for. Errors: -ENOMEM.
 */
int hw_machine_prepare(struct hw_machine *machine, char *const strings[], size_t n);

/*
 * The head of a report on this machine, what is private left out; `generated` in seconds
 * since the epoch. Without `with_host`, and of strings alone, it has no host; without, no
 * number of aliases either.
 * Lifetime: the machine's.
 */
void hw_machine_head(struct hw_machine *machine, int64_t generated, bool with_host,
		     struct hw_report_head *ret);

#endif
