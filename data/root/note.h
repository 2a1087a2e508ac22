/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ROOT_NOTE_H
#define HWALIAS_DATA_ROOT_NOTE_H

#include "data/root/root.h"

/*
 * For readers of a machine: what a root that records (data/snapshot/record.h) cannot see
 * by itself. All other roots do nothing, and the roots may be NULL.
 */

/* Directory of a recording for what is in no file of the machine. */
#define HW_RECORDED "hwalias"

/* The level of privacy of what others' texts were joined with before it was recorded, if
 * that is lower than the recording's own. */
#define HW_MIXED_LEVEL HW_RECORDED "/mixed-level"

/* The levels of privacy of the reports whose sentences are told, ", " between them. */
#define HW_REPORT_LEVELS HW_RECORDED "/report-levels"

/* There if a report leaves out devices that are there: long ones do, and those of devices
 * that were chosen. */
#define HW_LEFT_OUT HW_RECORDED "/left-out"

/* There if the files that were joined may be of two machines. */
#define HW_MIXED_HOSTS HW_RECORDED "/mixed-hosts"

/* There if proc/modules is a part of a list: other modules may be loaded as well. */
#define HW_MODULES_PART HW_RECORDED "/modules-part"

/* What a log that somebody sent lacks, one of the words. */
#define HW_LOG_PART	   HW_RECORDED "/log-part"
#define HW_LOG_CUT	   "cut"
#define HW_LOG_ENDS_WITHIN "ends-within"
#define HW_LOG_FILTERED	   "filtered"
#define HW_LOG_ELIDED	   "elided"

/* Of the kernel's own buffer, and the name of the file in which a dump had its log. */
#define HW_LOG_BUFFER HW_RECORDED "/kernel-log"
#define HW_LOG_NAME   HW_RECORDED "/log-name"

/* Who gave the commands whose output a dump has, a name in each line: prompts name them.
 */
#define HW_PROMPT_USERS HW_RECORDED "/users"

/* The files of modprobe.d in the order in which they were read, if some of them have
 * other names in the recording: "is kvm.conf", "withheld withheld.conf". */
#define HW_MODPROBE_FILES HW_RECORDED "/modprobe-files"

/* Words that an id file has, of which a recording has few lines: data/ids/words.c. They
 * may be names of people. */
#define HW_ID_WORDS HW_RECORDED "/id-words"

/* Whether the root records, for readers that would have to make a text for it. */
bool hw_root_records(const struct hw_root *root);

/*
 * An answer rests on the line of a big table that `slice`, of a file that is mapped
 * through the root now, lies in. `nested`: on the lines above that it belongs to as well
 * (hw_recorder_nested_line()).
 */
void hw_root_note_line(struct hw_root *root, struct hw_text slice, bool nested);

/* The file is a table: recorded by its lines, though perhaps none of them is asked for.
 */
void hw_root_note_table(struct hw_root *root, struct hw_text text);

/* What was read of the file `path` is `text` from now on: unpacked. Lifetime of `text`:
 * that of the file's map. */
void hw_root_note_unpacked(struct hw_root *root, const char *path, struct hw_text text);

/* The content of a file that no machine has, or with `err` < 0 why there is none. */
void hw_root_note_file(struct hw_root *root, const char *path, struct hw_text content,
		       int err);

/* The content of `path` is not recorded: other answers stand for it. */
void hw_root_note_answered(struct hw_root *root, const char *path);

/* Adds a line to such a file, once. Lines stand in byte order. */
void hw_root_note_answer(struct hw_root *root, const char *path, struct hw_text line);

/* Most bytes of a mapped file that is recorded whole. */
#define HW_RECORD_WHOLE_MAX ((size_t)64 * 1024)

#endif
