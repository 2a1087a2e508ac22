/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_FORMS_INTERNAL_H
#define HWALIAS_DATA_FORMS_INTERNAL_H

#include "data/dump/format.h"
#include "data/forms/forms.h"

/* In the order in which several are read: who knows more of places comes first. */
extern const struct hw_dump_format *const hw_dump_formats[];

/* A file of an archive or a folder. */
enum hw_item_kind { HW_ITEM_FILE, HW_ITEM_LINK, HW_ITEM_DIRECTORY };

struct hw_item {
	enum hw_item_kind kind;
	struct hw_text path;
	/* content or target */
	struct hw_text value;
	/* while they are collected, a file whose content is that of the path in `value`
	 */
	bool is_hard_link;
	/* of its path, how long that of the archive is in which it is packed; 0: in none
	 */
	size_t inner;
	/* its place among those that were packed */
	size_t order;
	/* hw_dump_rank(); HW_DUMP_RANK_NONE: it is no dump */
	size_t rank;
};

/* All of them, in the order of their paths. */
struct hw_collection {
	struct hw_dump *dump;
	const char *name;
	struct hw_arena arena;
	struct hw_item *v;
	size_t n;
	size_t room;
	/* of contents, and files that were unpacked themselves */
	size_t bytes;
	size_t packed;
	/* of them, those that unpack to more than a file has */
	size_t bombs;
	/* files that are left out, as there is no room for them */
	size_t without_room;
	struct hw_text first_without_room;
	/* without the directories that a machine has */
	bool is_beside;
	/* while an archive in it is unpacked, its path */
	struct hw_text inner;
	/* of a compressed text, and not an archive, the text */
	struct hw_text text;
	/* of the archive, with the byte; absent: it is not known which */
	struct hw_text damage;
	/* a machine's sys tree, and what is above "sys"; or all is within /sys */
	bool has_tree;
	bool is_inside;
	struct hw_text top;
	/* what of it was read */
	size_t found;
};

/* Below the archive in which it is packed. */
static inline struct hw_text hw_item_path(const struct hw_item *item)
{
	return hw_text_from(item->path, item->inner ? item->inner + 1 : 0);
}

/* collection.c: loads all files. *ret is to be freed, also of an error. Errors: those of
 * hw_archive_read() and hw_root_list(). */
int hw_collection_of_archive(struct hw_dump *dump, struct hw_text bytes, const char *name,
			     struct hw_collection *ret);
/* `is_beside`: without the directories that a machine has. */
int hw_collection_of_directory(struct hw_dump *dump, struct hw_root *root,
			       const char *name, bool is_beside,
			       struct hw_collection *ret);
void hw_collection_done(struct hw_collection *c);

/* Whether the path is one of a machine's own files, below its root. */
bool hw_is_machines_own(struct hw_text path);

/* tree_archive.c: reads the machine's sys tree or snapshot in it, and then, when all
 * wholes are read, its dumps. Errors: those of hw_root_open_any(). */
int hw_collection_read_wholes(struct hw_collection *c);
int hw_collection_read_parts(struct hw_collection *c);

/* Whether anything in it can be read. */
bool hw_collection_is_known(struct hw_collection *c);

/* The item of that path; NULL: there is none. */
const struct hw_item *hw_collection_find(const struct hw_collection *c,
					 struct hw_text path);

/*
 * recognise.c: the order in which files are read, those that know most of the
 * machine first: 0 for snapshots, then by format.
 */
#define HW_DUMP_RANK_MAX  20
#define HW_DUMP_RANK_NONE SIZE_MAX
size_t hw_dump_rank(struct hw_dump *dump, struct hw_text text);

/* Whether it is of any format; any text may have something like a modalias. */
bool hw_dump_is_known(struct hw_dump *dump, struct hw_text text);

/* Whether it is that of a list of modaliases, of which any text may have one. */
bool hw_dump_is_list_rank(size_t rank);

/* quoted_printable.c: the text of a mail that was sent so, or the text itself. Lifetime:
 * the text's or the arena's. */
struct hw_text hw_quoted_printable(struct hw_text text, struct hw_arena *arena);

/* clean.c: of UTF-16 with its mark, which PowerShell writes, the same as UTF-8, with
 * newlines where all lines end in a carriage return, and of a mail as it was sent what it
 * says; else the text itself. Lifetime: the text's or the dump's. */
struct hw_text hw_dump_utf8(struct hw_dump *dump, struct hw_text text);

/* The text with each of its lines in the form that `fn` gives it, which is no longer;
 * `text` itself without memory. Lifetime: the text's or the dump's. */
struct hw_text hw_dump_each_line(struct hw_dump *dump, struct hw_text text,
				 struct hw_text (*fn)(const void *arg,
						      struct hw_text line),
				 const void *arg);

/* The text without what terminals, editors and web pages add.
 * Lifetime: the text's or the dump's. */
struct hw_text hw_dump_clean(struct hw_dump *dump, struct hw_text text);

/* The text without the empty line that some pages put behind each: then dump->step is 2.
 */
struct hw_text hw_dump_single(struct hw_dump *dump, struct hw_text text);

/* paste.c: the text without quotes of a mail, indentation, fences and the
 * command. Lifetime: the text's or the dump's. */
struct hw_text hw_dump_unwrap(struct hw_dump *dump, struct hw_text text);

/* wrapped_log.c: the text with each message of a kernel log on one line, the first of
 * those that it had; the others are empty. Notes a log whose lines are cut. Lifetime:
 * likewise. */
struct hw_text hw_dump_join_log(struct hw_dump *dump, struct hw_text text);

/* commands.c: tells which hosts the commands of a text were run on, by their prompts,
 * warns of those that print a part of a list, and reads what those print that answer in a
 * line, as "uname -r". The text without these lines. Lifetime: the text's or the dump's.
 */
struct hw_text hw_dump_read_prompts(struct hw_dump *dump, struct hw_text text);

/* Whether the line is one of these commands, behind a prompt, or a prompt that has the
 * usual form: "user@host:~$". */
bool hw_dump_is_prompt(struct hw_text line);

/* The snapshot that a mail quotes or a tracker has between fences, from its first line
 * on, or the text itself. Lifetime: likewise. */
struct hw_text hw_dump_snapshot(struct hw_dump *dump, struct hw_text text);

/* unread.c: whether a text that is of no format here is that of a known command, and what
 * prints the same so that it can be read. */
bool hw_dump_is_unread(struct hw_text text, const char **ret_by,
		       const char **ret_instead);

/* Whether it is one of which no line tells a device alone, though some may have a
 * modalias. */
bool hw_dump_is_markup(struct hw_text text);

/* ends.c: warns of a text that is cut off, and leaves out of *read what may be a part of
 * its last line. `text` is the whole one, as it was given; `is_page`: of the program's
 * own report. */
void hw_dump_read_end(struct hw_dump *dump, struct hw_text text, struct hw_text *read,
		      bool is_page, const struct hw_dump_format *format);

/* Whether it is what list and show print as a table: "DEVICE    CLASS  NAME …" */
bool hw_dump_is_own_heading(struct hw_text line);

/* One more format that was read. */
void hw_dump_add_format(struct hw_dump *dump, const char *name);

/* A text of any format but an archive. */
int hw_dump_read_text(struct hw_dump *dump, struct hw_text text, const char *name);

#endif
