/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_FORMS_INTERNAL_H
#define HWALIAS_DATA_FORMS_INTERNAL_H

#include "data/dump/format.h"
#include "data/forms/forms.h"

/* In the order in which several are read: who knows more of places comes first. */
extern const struct hw_dump_format *const hw_dump_formats[];

/* tree_archive.c: an archive's files as a sys tree, or as dumps; and those of a
 * directory that is what an archive was, unpacked. */
int hw_dump_read_archive(struct hw_dump *dump, struct hw_text bytes, const char *name);
int hw_dump_read_directory(struct hw_dump *dump, struct hw_root *root, const char *name);

/*
 * recognise.c: the order in which files are read, those that know most of the
 * machine first: 0 for snapshots, then by format.
 */
#define HW_DUMP_RANK_MAX 16
size_t hw_dump_rank(struct hw_dump *dump, struct hw_text text);

/* Whether it is that of a list of modaliases, of which any text may have one. */
bool hw_dump_is_list_rank(size_t rank);

/* clean.c: of UTF-16 with its mark, which PowerShell writes, the same as UTF-8, and with
 * newlines where all lines end in a carriage return; else the text itself. Lifetime: the
 * text's or the dump's. */
struct hw_text hw_dump_utf8(struct hw_dump *dump, struct hw_text text);

/* The text without what terminals, editors and web pages add.
 * Lifetime: the text's or the dump's. */
struct hw_text hw_dump_clean(struct hw_dump *dump, struct hw_text text);

/* The text without the empty line that some pages put behind each: then dump->step is 2.
 */
struct hw_text hw_dump_single(struct hw_dump *dump, struct hw_text text);

/* paste.c: the text without quotes of a mail, indentation, fences and the
 * command. Lifetime: the text's or the dump's. */
struct hw_text hw_dump_unwrap(struct hw_dump *dump, struct hw_text text);

/* commands.c: tells which hosts the commands of a text were run on, by their prompts, and
 * warns of those that print a part of a list. */
void hw_dump_read_prompts(struct hw_dump *dump, struct hw_text text);

/* Whether the line is one of these commands, behind a prompt. */
bool hw_dump_is_prompt(struct hw_text line);

/* The snapshot that a mail quotes or a tracker has between fences, from its first line
 * on, or the text itself. Lifetime: likewise. */
struct hw_text hw_dump_snapshot(struct hw_dump *dump, struct hw_text text);

/* unread.c: whether a text that is of no format here is that of a known command, and what
 * prints the same so that it can be read. */
bool hw_dump_is_unread(struct hw_text text, const char **ret_by,
		       const char **ret_instead);

/* One more format that was read. */
void hw_dump_add_format(struct hw_dump *dump, const char *name);

/* A text of any format but an archive. */
int hw_dump_read_text(struct hw_dump *dump, struct hw_text text, const char *name);

#endif
