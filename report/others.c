// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/others.h"

#include <errno.h>

static bool is_listed(const struct hw_others *others, struct hw_text release)
{
	for (size_t i = 0; i < others->n; i++)
		if (hw_text_eq(others->v[i].release, release))
			return true;
	return false;
}

static void find_in(struct hw_machine *m, const char *place, struct hw_others *others)
{
	struct hw_text *names;
	size_t count;

	if (hw_root_list(m->root, place, &m->arena, &names, &count) < 0)
		return;
	for (size_t i = 0; i < count && others->n < HW_OTHERS_MAX; i++) {
		struct hw_text path =
			hw_arena_printf(&m->arena, "%s/%s", place, names[i].s);
		struct hw_text table =
			hw_arena_printf(&m->arena, "%s/modules.alias", path.s);

		if (!table.s || hw_text_eq(names[i], m->host.kernel_release) ||
		    hw_text_eq(names[i], m->kernel.release) ||
		    is_listed(others, names[i]) || !hw_root_exists(m->root, table.s))
			continue;
		others->v[others->n++] = (struct hw_other){
			.release = names[i],
			.path = path,
		};
	}
}

struct hw_others *hw_others_of(struct hw_machine *m)
{
	if (m->others)
		return m->others;
	m->others = HW_ARENA_NEW(&m->arena, struct hw_others, 1);
	if (!m->others)
		return NULL;
	find_in(m, "lib/modules", m->others);
	find_in(m, "usr/lib/modules", m->others);
	return m->others;
}

void hw_others_close(struct hw_others *others)
{
	for (size_t i = 0; others && i < others->n; i++)
		hw_aliases_close(others->v[i].aliases);
}

int hw_others_claim(struct hw_machine *m, const struct hw_record *record,
		    struct hw_arena *arena, struct hw_text *ret_release,
		    struct hw_text *ret_module)
{
	struct hw_others *others = hw_others_of(m);

	if (!others)
		return -ENOMEM;
	*ret_release = HW_NO_TEXT;
	*ret_module = HW_NO_TEXT;
	for (size_t i = 0; i < others->n; i++) {
		struct hw_other *other = &others->v[i];

		/* tables that cannot be read claim nothing */
		if (!other->is_asked)
			hw_aliases_open(m->root, other->path.s, NULL, &other->aliases);
		other->is_asked = true;
		for (const struct hw_decoded *d = record->modalias; d; d = d->next) {
			struct hw_alias_hit *hits;
			size_t count = 0;
			int r = hw_aliases_match(other->aliases, d->modalias.raw, arena,
						 &hits, &count);

			if (r == -ENOMEM)
				return r;
			if (r < 0 || !count)
				continue;
			*ret_release = other->release;
			*ret_module = hits[0].module;
			return 0;
		}
	}
	return 0;
}
