/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_IDS_FILE_H
#define HWALIAS_TESTS_LIB_IDS_FILE_H

/* For the tests of data/ids/ids.h: id files in memory, and what names must be. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "data/ids/ids.h"
#include "tests/lib/text.h"

/* A file in memory, opened. */
struct file {
	struct hw_ids *ids;
	/* a block of its own, as the ids keep its address */
	struct hw_warnings *warnings;
	char *text;
};

/* The text is copied to a block of its very size, so that a byte too far is seen. */
static inline struct file open_bytes(enum hw_ids_kind kind, const char *text, size_t n)
{
	struct file f = {
		.warnings = calloc(1, sizeof(*f.warnings)),
		.text = malloc(n ? n : 1),
	};

	assert_non_null(f.warnings);
	assert_non_null(f.text);
	memcpy(f.text, text, n);
	assert_int_equal(hw_ids_open_text((struct hw_text){f.text, n}, "some.ids", kind,
					  f.warnings, &f.ids),
			 0);
	return f;
}

static inline struct file open_pci(const char *text)
{
	return open_bytes(HW_IDS_PCI, text, strlen(text));
}

static inline void done(struct file *f)
{
	hw_ids_close(f->ids);
	hw_warnings_done(f->warnings);
	free(f->warnings);
	free(f->text);
}

static inline void has_warning(const struct file *f, const char *code, size_t line)
{
	for (const struct hw_warning *w = f->warnings->first; w; w = w->next) {
		if (strcmp(w->code, code) || w->line != line)
			continue;
		assert_text(w->path, "some.ids");
		return;
	}
	fail_msg("no %s for line %zu", code, line);
}

#endif
