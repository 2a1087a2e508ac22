/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_ALIASES_H
#define HWALIAS_DATA_ALIAS_ALIASES_H

#include <stddef.h>

#include "data/root/root.h"

/*
 * The alias tables of one kernel, and the question "which modules would be asked for
 * this modalias, and by which pattern".
 *
 * The relation is exactly libkmod's (told step by step in data/alias/glob.c):
 * fnmatch(pattern, string, 0) in the C locale, after '-' became '_' outside brackets on
 * both sides. A pattern with a stray ']' or an unclosed '[' is in no index (depmod
 * leaves it out); a string with one is refused.
 *
 * Unlike libkmod, which stops at the first source that answers, all sources are asked
 * and each hit says where it comes from.
 *
 * How it is found. A pattern has one key, a string a few, and no pattern matches a string
 * without having one of its keys (data/alias/internal.h). The smaller side is put into a
 *hash table and the other held against it:
 *
 *	a report: its strings are known (hw_aliases_prepare())
 *	    strings --keys--> [hash table] <--key-- each pattern, one pass over the text
 *
 *	a filter: any string may come (hw_aliases_index(), or when one comes)
 *	    patterns --key--> [hash table] <--keys-- each string
 *
 * Either way a pattern whose key is equal is then matched in full, so keys decide what a
 * look-up costs and never what it answers.
 *
 * Why so (Debian's 6.12 tables, 27,600 patterns):
 *  - By literal head alone, which is what libkmod's trie does, an ACPI id is looked for
 *    among 769 patterns and a compatible among 1,974. By keys a string of any bus meets
 *    1 to 3 patterns, all but one of which it matches. A look-up costs libkmod some 18
 *    times as much for pci, whose heads are good, 60 times for usb, and hundreds of
 *    times for acpi and of.
 *  - With ten times as many patterns it meets as many, so what grows is only what the
 *    caches miss.
 *  - The pass for announced strings touches no memory but the text, where an index is 190
 *    pages more; and it costs half of what reading each line byte by byte did.
 *
 * Threads: several may ask the same tables once hw_aliases_index() has returned.
 */
enum hw_alias_source {
	/* modules.alias; `line` is the line number */
	HW_ALIAS_MODULES,
	/* modules.builtin.modinfo; `line` counts its NUL-terminated records from 1 */
	HW_ALIAS_BUILTIN,
	/* an `alias` line of modprobe.d: data/modprobe/modprobe.h has them, no table here
	 */
	HW_ALIAS_CONFIG,
};

struct hw_alias_hit {
	/* normalised: '-' is '_', as libkmod names modules */
	struct hw_text module;
	/* as written in the file */
	struct hw_text pattern;
	enum hw_alias_source source;
	size_t line;
};

struct hw_aliases;

/*
 * Opens the tables in the directory `dir` below `root`, "lib/modules/6.1.0-13-amd64".
 * A file that is absent is an empty table, of modules.alias with a warning; malformed
 * lines become warnings with their number and are passed over.
 * Errors: -ENOENT when neither file exists, -errno of hw_root_map() for modules.alias.
 */
int hw_aliases_open(struct hw_root *root, const char *dir, struct hw_warnings *warnings,
		    struct hw_aliases **ret);

/* The same from memory, for tests and fuzzers; the texts must outlive the aliases. */
int hw_aliases_open_text(struct hw_text modules_alias, struct hw_text builtin_modinfo,
			 struct hw_warnings *warnings, struct hw_aliases **ret);

void hw_aliases_close(struct hw_aliases *aliases);

/*
 * Announces strings that will be asked for: one pass over the tables finds all their
 * answers. For the few strings of one machine that is quicker than making an index.
 * The strings are copied; those of an earlier call are forgotten. `aliases` may be NULL.
 * Errors: -ENOMEM.
 */
int hw_aliases_prepare(struct hw_aliases *aliases, const struct hw_text *strings,
		       size_t n);

/*
 * Makes the index that answers all other strings, if there is none. hw_aliases_match()
 * does it when it needs it, so this is for several threads that will ask the same tables:
 * from then on asking changes nothing in them. `aliases` may be NULL. Errors: -ENOMEM.
 */
int hw_aliases_index(struct hw_aliases *aliases);

/* Number of patterns, both sources. Makes the index if the tables were not read yet; 0
 * when there is no memory for it. */
size_t hw_aliases_count(struct hw_aliases *aliases);

/* Most bytes of a string that is looked up; HW_GLOB_MAX. */
#define HW_ALIAS_STRING_MAX ((size_t)4095)

/*
 * All hits for one modalias, in file order, modules.alias first (depmod writes that file
 * in modules.order order, which is the order libkmod returns); a module that matches by
 * several patterns is there several times.
 * Lifetime: the array is the arena's, the texts are the aliases', but for a module name
 * that had to be normalised, which is the arena's.
 * Errors: -EINVAL: the string has a stray ']' or an unclosed '[' (libkmod refuses it
 * likewise) or a NUL; -ENAMETOOLONG: it has more than 4095 bytes; -ENOMEM. Nothing found
 * is 0 with *ret_count 0. `aliases` may be NULL.
 */
int hw_aliases_match(struct hw_aliases *aliases, struct hw_text modalias,
		     struct hw_arena *arena, struct hw_alias_hit **ret_hits,
		     size_t *ret_count);

/* Whether the caller wants this pattern. */
typedef bool hw_alias_want_fn(void *arg, struct hw_text pattern);

/*
 * All patterns that `want` takes, in the order and with the lifetime as above; it is
 * asked once for each, in no order. `aliases` may be NULL. Errors: -ENOMEM.
 */
int hw_aliases_select(struct hw_aliases *aliases, hw_alias_want_fn *want, void *arg,
		      struct hw_arena *arena, struct hw_alias_hit **ret_hits,
		      size_t *ret_count);

/* "modules.alias", "modules.builtin.modinfo", "modprobe.d". */
const char *hw_alias_source_name(enum hw_alias_source source);

#endif
