/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_ALIAS_ALIAS_READ_H
#define HWALIAS_DATA_ALIAS_ALIAS_READ_H

#include <stddef.h>
#include <stdint.h>

#include "data/alias/prefilter.h"
#include "data/base/warnings.h"

/*
 * Reads the texts of alias tables; internal to data/alias/aliases.c. The formats are
 * drawn at the top of data/alias/parse.c.
 */

/* A good pattern where it stands. */
struct hw_alias_pattern {
	/* as written */
	struct hw_text text;
	/* see hw_glob_scan() */
	size_t literal;
	/* offset in its text; texts are shorter than 4 GiB */
	uint32_t at;
	/* or the number of the record; the first is 1 */
	uint32_t line;
	/* 0 = modules.alias, 1 = modules.builtin.modinfo; enum hw_alias_source has them
	 */
	uint8_t source;
};

/* A non-zero return stops and is handed back. */
typedef int hw_alias_pattern_fn(void *arg, const struct hw_alias_pattern *pattern);

/*
 * Hands all good patterns to `fn` in file order; with `heads`, NULL for all, only those
 * that may be of them, and perhaps a few others. Malformed lines become warnings and are
 * passed over; `warnings` may be NULL. `paths` are for them. Counts all good patterns.
 * Errors: what `fn` returned.
 */
int hw_alias_read(const struct hw_text texts[2], const struct hw_text paths[2],
		  const struct hw_alias_heads *heads, struct hw_warnings *warnings,
		  hw_alias_pattern_fn *fn, void *arg, size_t *ret_count);

/* The module's name as it stands next to the pattern at `at` of `length` bytes. */
struct hw_text hw_alias_module_at(struct hw_text text, uint8_t source, size_t at,
				  size_t length);

#endif
