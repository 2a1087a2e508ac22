// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/shown_files.h"

#include "data/base/array.h"

struct hw_text hw_shown_files_find(const struct hw_shown_files *files,
				   struct hw_text name)
{
	for (size_t i = 0; files && i < files->n; i++)
		if (hw_text_eq(files->v[i].name, name))
			return files->v[i].shown;
	return HW_NO_TEXT;
}

static bool is_taken(const struct hw_shown_files *files, const struct hw_text *names,
		     size_t count, struct hw_text shown)
{
	for (size_t i = 0; i < count; i++)
		if (hw_text_eq(names[i], shown))
			return true;
	for (size_t i = 0; i < files->n; i++)
		if (hw_text_eq(files->v[i].shown, shown))
			return true;
	return false;
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

void hw_shown_files_add(struct hw_shown_files *files, const struct hw_text *names,
			const struct hw_text *public, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct hw_text shown = public[i];

		if (hw_shown_files_find(files, names[i]).s)
			continue;
		for (size_t k = 1; shown.s && !hw_text_eq(public[i], names[i]); k++) {
			shown = numbered(public[i], k, files -> arena);
			if (!is_taken(files, names, count, shown))
				break;
		}
		if (HW_ARENA_GROW(files->arena, struct hw_shown_file, files->v, files->n,
				  &files->room, 16) < 0)
			return;
		files->v[files->n++] = (struct hw_shown_file){names[i], shown};
	}
}
