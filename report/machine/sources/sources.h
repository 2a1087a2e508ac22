/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_MACHINE_SOURCES_SOURCES_H
#define HWALIAS_REPORT_MACHINE_SOURCES_SOURCES_H

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

/*
 * All that the rooms and the commands have of one machine. hw_machine_open(),
 * report/machine/machine.h, fills it by what the user asked for; what is NULL then, or
 * has a "…_asked", is read at the first question, by what is named beside it.
 */

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

#endif
