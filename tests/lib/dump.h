/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_TESTS_LIB_DUMP_H
#define HWALIAS_TESTS_LIB_DUMP_H

/* Texts read as dumps, and the devices they give. Include after cmocka.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/forms/forms.h"
#include "data/sysfs/sysfs.h"

struct dump {
	struct hw_arena arena;
	struct hw_warnings warnings;
	struct hw_root *root;
	struct hw_dump_facts facts;
	struct hw_text error;
	struct hw_device_list list;
};

static inline int dump_setup(void **state)
{
	*state = calloc(1, sizeof(struct dump));
	return *state ? 0 : -1;
}

static inline void dump_close(struct dump *d)
{
	hw_root_close(d->root);
	hw_warnings_done(&d->warnings);
	hw_arena_done(&d->arena);
	*d = (struct dump){0};
}

static inline int dump_teardown(void **state)
{
	dump_close(*state);
	free(*state);
	return 0;
}

static inline void dump_scan(struct dump *d)
{
	static const struct hw_scan all = {.depth = HW_SCAN_EVERYTHING};

	int err = hw_sysfs_scan(d->root, &all, &d->arena, &d->warnings, &d->list);

	/* a dump without devices says nothing of them, not that there are none */
	assert_true(err == 0 || (err == -ENOENT && !hw_root_exists(d->root, "sys")));
}

/* The files are called "a", "b" and so on. */
static inline void dump_open(struct dump *d, const struct hw_text *texts, size_t n)
{
	static const char *const names[] = {"a", "b", "c", "d"};
	int err;

	dump_close(d);
	err = hw_dump_open_texts(texts, names, n, &d->arena, &d->warnings, &d->root,
				 &d->facts, &d->error);
	if (err)
		fail_msg("%.*s", HW_TEXT_ARG(d->error));
	dump_scan(d);
}

static inline void dump_open_one(struct dump *d, const char *text)
{
	struct hw_text one = hw_text_of(text);

	dump_open(d, &one, 1);
}

static inline const struct hw_device *dump_find(const struct dump *d, const char *id)
{
	for (size_t i = 0; i < d->list.n; i++)
		if (hw_text_eq(d->list.v[i].id, hw_text_of(id)))
			return &d->list.v[i];
	fail_msg("no device %s", id);
	return NULL;
}

/* NULL is the absent text. */
static inline void dump_assert_text(struct hw_text text, const char *expected)
{
	if (!expected && !text.s)
		return;
	if (!expected || !hw_text_eq(text, hw_text_of(expected)))
		fail_msg("'%.*s' instead of '%s'", HW_TEXT_ARG(text),
			 expected ? expected : "(none)");
}

static inline void dump_assert_file(struct dump *d, const char *path,
				    const char *expected)
{
	struct hw_text text = HW_NO_TEXT;

	if (hw_root_read(d->root, path, &d->arena, &text) != 0)
		text = HW_NO_TEXT;
	dump_assert_text(text, expected);
}

/* A driver "" is none, NULL is not known. */
static inline void dump_assert_device(const struct dump *d, const char *id,
				      const char *modalias, const char *driver)
{
	const struct hw_device *device = dump_find(d, id);

	dump_assert_text(device->modalias, modalias);
	assert_int_equal(device->driver_known, !driver	 ? HW_DRIVER_UNKNOWN
					       : *driver ? HW_DRIVER_BOUND
							 : HW_DRIVER_NONE);
	dump_assert_text(device->driver, driver && *driver ? driver : NULL);
}

/* Lines that one warning counts are as many. */
static inline void dump_assert_warnings(const struct dump *d, size_t count)
{
	size_t told = d->warnings.count;

	for (const struct hw_warning *w = d->warnings.first; w; w = w->next)
		told += w->more;
	if (told != count)
		fail_msg("%zu warnings, the first: %.*s:%zu: %.*s", told,
			 d->warnings.first ? (int)d->warnings.first->path.n : 0,
			 d->warnings.first ? d->warnings.first->path.s : "",
			 d->warnings.first ? d->warnings.first->line : 0,
			 d->warnings.first ? (int)d->warnings.first->message.n : 0,
			 d->warnings.first ? d->warnings.first->message.s : "");
}

#endif
