/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_ALIAS_H
#define HWALIAS_DATA_ALIAS_ALIAS_H

#include <stddef.h>

#include "data/root/root.h"

// clang-format off
/*
 * The alias tables of one kernel. They answer: which modules claim this modalias, by
 * which pattern, on which line?
 *
 * The relation is exactly libkmod's (its steps are in data/alias/glob.c):
 * fnmatch(pattern, string, 0) in the C locale, after '-' became '_' outside brackets on
 * both sides. A pattern with a stray ']' or an unclosed '[' is in no index (depmod
 * leaves it out); such a string is refused.
 *
 * libkmod stops at the first source that answers. Here all sources answer, and each hit
 * says which source it is from.
 *
 * The search. A pattern has one key, a string has a few, and the key of a pattern that
 * matches a string is one of the string's keys (data/alias/internal.h). The smaller side
 * is stored in a hash table and the other is looked up in it:
 *
 *	a report: its strings are known (hw_aliases_prepare())
 *	    strings --keys--> [hash table] <--key-- each pattern, one pass over the text
 *
 *	a filter: any string may come (hw_aliases_index(), or the first look-up)
 *	    patterns --key--> [hash table] <--keys-- each string
 *
 * Patterns with an equal key are then compared in full, so keys decide what a look-up
 * costs and never what it returns.
 *
 * Measured with Debian's 6.12 tables, 27,600 patterns:
 *  - libkmod's trie compares literal heads: it tries 769 patterns for an ACPI id and
 *    1,974 for a compatible. By keys a string of any bus is compared with 1 to 3
 *    patterns and matches all but one of them. A look-up of libkmod costs 18 times as
 *    much for pci, whose heads are long, 60 times for usb, and hundreds of times for
 *    acpi and of.
 *  - With ten times as many patterns the number of comparisons is the same: only misses
 *    of the processor's cache grow.
 *  - The pass for prepared strings reads no memory but the text, where an index is 190
 *    pages more, and costs half of reading each line byte by byte.
 *
 * Threads: several may use the same tables once hw_aliases_index() has returned.
 */
// clang-format on
enum hw_alias_source {
	/* modules.alias; `line` is the line number */
	HW_ALIAS_MODULES,
	/* modules.builtin.modinfo; `line` counts its NUL-terminated records from 1 */
	HW_ALIAS_BUILTIN,
	/* an `alias` line of modprobe.d, from data/modprobe/modprobe.h; never returned by
	 * the functions below */
	HW_ALIAS_CONFIG,
	/* another tool's output that was read (data/dump/dump.h), without pattern and
	 * line; never returned by the functions below */
	HW_ALIAS_TOLD,
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
 * An absent file is an empty table; for modules.alias that is a warning. Malformed lines
 * become warnings with their number and are skipped.
 * Errors: -ENOENT when neither file exists, -errno of hw_root_map() for modules.alias.
 */
int hw_aliases_open(struct hw_root *root, const char *dir, struct hw_warnings *warnings,
		    struct hw_aliases **ret);

/* The same from memory, for tests, fuzzers and the aliases of a single module. Lifetime:
 * the texts must outlive the result. Errors: -EFBIG, -ENOMEM. */
int hw_aliases_open_text(struct hw_text modules_alias, struct hw_text builtin_modinfo,
			 struct hw_warnings *warnings, struct hw_aliases **ret);

/* The content of modules.alias; absent: the file is not there. Lifetime: the tables'. */
struct hw_text hw_aliases_text(const struct hw_aliases *aliases);

/* NULL is fine. */
void hw_aliases_close(struct hw_aliases *aliases);

/* What callers want of a hit; the rest may be missing. */
enum hw_alias_detail {
	/* all of it */
	HW_ALIAS_LINES,
	/* all but the line */
	HW_ALIAS_PATTERNS,
	/* module, source, and a pattern that differs by '_' for '-' from what is written,
	 * and for a module that has several, in any order */
	HW_ALIAS_NAMES,
};

/*
 * From now on this much is enough of prepared strings, so that depmod's own indexes of
 * the texts, modules.alias.bin and modules.builtin.alias.bin, may answer instead of these
 * (data/alias/depmod.c): if they are there, not older than the texts and whole.
 * Otherwise, and where they do not tell all that is wanted, the texts do. Malformed lines
 * are then no warnings. `aliases` may be NULL.
 */
void hw_aliases_want(struct hw_aliases *aliases, enum hw_alias_detail detail);

/*
 * Finds the answers for these strings in one pass over the tables; hw_aliases_match()
 * then returns them. For the few strings of one machine that is faster than an index.
 * Copies the strings; replaces those of an earlier call. `aliases` may be NULL.
 * Errors: -ENOMEM.
 */
int hw_aliases_prepare(struct hw_aliases *aliases, const struct hw_text *strings,
		       size_t n);

/* Writes the modules of all answers to prepared strings to `v`, if it is not NULL, as
 * often as they come; returns their number. `aliases` may be NULL. Lifetime: the
 * aliases'. */
size_t hw_aliases_modules(const struct hw_aliases *aliases, struct hw_text *v);

/*
 * Makes the index that answers all other strings, unless there is one. hw_aliases_match()
 * makes it when it needs it; call this before several threads use the same tables, since
 * look-ups do not change them any more. `aliases` may be NULL. Errors: -ENOMEM.
 */
int hw_aliases_index(struct hw_aliases *aliases);

/* Number of patterns in both files. Makes the index if the files were not read yet; 0 if
 * it is out of memory. */
size_t hw_aliases_count(struct hw_aliases *aliases);

/* Longest string that is looked up, in bytes; HW_GLOB_MAX. */
#define HW_ALIAS_STRING_MAX ((size_t)4095)

/*
 * All hits for one modalias, in file order, modules.alias first: depmod writes it in the
 * order of modules.order, which is the order libkmod returns. A module with several
 * matching patterns has several hits, of which those come first that say more: a wildcard
 * is behind any other byte. Nothing found is *ret_count 0. `aliases` may be
 * NULL: nothing is found.
 * Lifetime: the array is the arena's; the texts are the aliases', but a normalised copy
 * of a module's name is the arena's.
 * Errors: -EINVAL: the string has a stray ']' or an unclosed '[' (libkmod refuses it as
 * well) or a NUL; -ENAMETOOLONG: it has more than HW_ALIAS_STRING_MAX bytes; -ENOMEM.
 */
int hw_aliases_match(struct hw_aliases *aliases, struct hw_text modalias,
		     struct hw_arena *arena, struct hw_alias_hit **ret_hits,
		     size_t *ret_count);

/* Whether the caller wants this pattern. */
typedef bool hw_alias_want_fn(void *arg, struct hw_text pattern);

/*
 * The patterns for which `want` returns true, in file order; it is called once a pattern.
 * `aliases` may be NULL. Lifetime: as of hw_aliases_match(). Errors: -ENOMEM.
 */
int hw_aliases_select(struct hw_aliases *aliases, hw_alias_want_fn *want, void *arg,
		      struct hw_arena *arena, struct hw_alias_hit **ret_hits,
		      size_t *ret_count);

/* "modules.alias", "modules.builtin.modinfo", "modprobe.d", "dump". */
const char *hw_alias_source_name(enum hw_alias_source source);

/*
 * Whether a pattern is no sign that its module drives the very device: it names neither
 * vendor nor device, or fits a whole bus.
 *
 * "pci:v*d*sv*sd*bc02sc80i*" fits all network controllers of no standard kind, and such a
 * pattern says no more than that its driver wants to look at them: subclass 80h is
 * "other" in every base class (PCI Code and ID Assignment Specification). Classes with a
 * standard interface (NVMe, AHCI, xHCI) are driven by class. "of:N*T*" fits every node.
 */
bool hw_alias_is_weak(struct hw_text pattern);

#endif
