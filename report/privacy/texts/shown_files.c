// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/texts/shown_files.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/text_set.h"

static int by_name(const void *left, const void *right)
{
	const struct hw_shown_file *a = left;
	const struct hw_shown_file *b = right;

	return hw_text_cmp(a->name, b->name);
}

struct hw_text hw_shown_files_find(const struct hw_shown_files *files,
				   struct hw_text name)
{
	const struct hw_shown_file key = {.name = name};
	const struct hw_shown_file *file =
		files && files->n
			? bsearch(&key, files->v, files->n, sizeof(key), by_name)
			: NULL;

	return file ? file->shown : HW_NO_TEXT;
}

/* "withheld.conf", "withheld-2.conf", … */
static struct hw_text numbered(struct hw_text name, size_t number, struct hw_arena *arena)
{
	const char *dot = name.n ? memrchr(name.s, '.', name.n) : NULL;
	const size_t head = dot ? (size_t)(dot - name.s) : name.n;

	return number == 1 ? name
			   : hw_arena_printf(arena, "%.*s-%zu%.*s", (int)head, name.s,
					     number, (int)(name.n - head), name.s + head);
}

/* What is called so, and the last number that stands behind a name. */
struct taken {
	struct hw_text_set names;
	struct hw_text_index numbers;
};

/* A name of its own that begins as `name`. Errors: absent = out of memory. */
static struct hw_text stand_in(struct taken *taken, struct hw_text name,
			       struct hw_arena *arena)
{
	size_t *last = hw_text_index_find(&taken->numbers, name);
	struct hw_text shown;

	if (!last) {
		if (hw_text_index_add(&taken->numbers, name, 0) < 0)
			return HW_NO_TEXT;
		last = hw_text_index_find(&taken->numbers, name);
	}
	do
		shown = numbered(name, ++*last, arena);
	while (shown.s && hw_text_set_has(&taken->names, shown));
	if (!shown.s || hw_text_set_add(&taken->names, shown) < 0)
		return HW_NO_TEXT;
	return shown;
}

int hw_shown_files_fill(struct hw_shown_files *files, const struct hw_text *names,
			const struct hw_text *told, size_t count, struct hw_arena *arena)
{
	struct hw_shown_file *v = HW_ARENA_NEW(arena, struct hw_shown_file, count);
	struct taken taken = {.numbers = {0}};
	bool is_done = v;

	*files = (struct hw_shown_files){.v = NULL};
	for (size_t i = 0; is_done && i < count; i++)
		is_done = hw_text_set_add(&taken.names, names[i]) == 0;
	for (size_t i = 0; is_done && i < count; i++) {
		const bool is_private = !hw_text_eq(told[i], names[i]);

		v[i].name = names[i];
		v[i].shown = is_private ? stand_in(&taken, told[i], arena) : names[i];
		is_done = v[i].shown.s;
	}
	if (is_done && count) {
		qsort(v, count, sizeof(*v), by_name);
		*files = (struct hw_shown_files){v, count};
	}
	hw_text_set_done(&taken.names);
	hw_text_index_done(&taken.numbers);
	return is_done ? 0 : -ENOMEM;
}
