/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_FORMS_FORMS_H
#define HWALIAS_DATA_FORMS_FORMS_H

#include "data/dump/dump.h"

/*
 * Opens what `paths` name as one machine: a directory, or files that are joined; "-" is
 * the descriptor `input`, which is read to its end. Of what several files tell the one
 * that knows more of places counts, and a snapshot or an archive of a sys tree before
 * all, in whatever order they come. Two of these, also in one archive or directory,
 * cannot be joined, unless one has all that the other has; nor the directory of a tree
 * with another path. A directory of dumps can.
 *
 * Lines that are no part of their format become warnings "dump-malformed" with file and
 * line; a line of over HW_DUMP_LINE_MAX bytes or with a NUL is left out with one.
 * Errors: -errno of reading; -EINVAL: unknown content; -ENOTSUP: a newer snapshot, or an
 * archive that this build cannot read; -EEXIST: two whole machines; -EFBIG: over
 * HW_FILE_MAX or the limits of data/snapshot/tree.h; -EBADMSG: an archive that is
 * damaged. *ret_error is then a sentence about the file concerned, in `arena`. `arena`
 * has the facts' texts too.
 */
int hw_root_open_any(const char *const *paths, size_t count, int input,
		     struct hw_arena *arena, struct hw_warnings *warnings,
		     struct hw_root **ret, struct hw_dump_facts *ret_facts,
		     struct hw_text *ret_error);

/* The same of texts in memory, for tests and fuzzers; `names` are what warnings name. */
int hw_dump_open_texts(const struct hw_text *texts, const char *const *names,
		       size_t count, struct hw_arena *arena, struct hw_warnings *warnings,
		       struct hw_root **ret, struct hw_dump_facts *ret_facts,
		       struct hw_text *ret_error);

#endif
