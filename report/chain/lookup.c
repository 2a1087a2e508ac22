// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/chain/internal.h"

#include <errno.h>

#include "data/module/name.h"

struct found {
	struct hw_text *v;
	size_t n;
	size_t room;
};

static int append(struct found *found, struct hw_text name)
{
	if (found->n == found->room)
		return -ENOMEM;
	found->v[found->n++] = name;
	return 0;
}

static int make_room(struct found *found, size_t n, struct hw_arena *arena)
{
	*found = (struct found){.v = HW_ARENA_NEW(arena, struct hw_text, n), .room = n};
	return found->v ? 0 : -ENOMEM;
}

/* `alias` lines of modprobe.d. */
static int find_configured(const struct hw_modprobe *modprobe, struct hw_text name,
			   struct hw_arena *arena, struct found *ret)
{
	const struct hw_directive **hits;
	size_t n = 0;
	int r = hw_modprobe_match(modprobe, name, arena, &hits, &n);

	if (r < 0 || !n)
		return r;
	r = make_room(ret, n, arena);
	for (size_t i = 0; r == 0 && i < n; i++)
		r = append(ret, hits[i]->module);
	return r;
}

/* Of one of the kernel's tables. */
static int find_claimed(struct hw_aliases *aliases, struct hw_text name,
			enum hw_alias_source source, struct hw_arena *arena,
			struct found *ret)
{
	struct hw_alias_hit *hits;
	size_t n = 0;
	int r = hw_aliases_match(aliases, name, arena, &hits, &n);

	if (r < 0 || !n)
		return r;
	r = make_room(ret, n, arena);
	for (size_t i = 0; r == 0 && i < n; i++)
		if (hits[i].source == source)
			r = append(ret, hits[i].module);
	return r;
}

static int find_named(struct hw_text name, struct hw_arena *arena, struct found *ret)
{
	int r = make_room(ret, 1, arena);

	return r == 0 ? append(ret, hw_module_name_normalize(name, arena)) : r;
}

static int find(struct hw_machine *machine, const struct hw_modprobe *modprobe,
		struct hw_text name, struct hw_arena *arena, struct found *ret)
{
	int r = find_configured(modprobe, name, arena, ret);

	if (r < 0 || ret->n)
		return r;
	if (hw_modules_path(machine->modules, name).n)
		return find_named(name, arena, ret);
	r = find_claimed(machine->kernel.aliases, name, HW_ALIAS_MODULES, arena, ret);
	if (r < 0 || ret->n)
		return r;
	if (hw_modules_is_builtin(machine->modules, name) == HW_YES)
		return find_named(name, arena, ret);
	return find_claimed(machine->kernel.aliases, name, HW_ALIAS_BUILTIN, arena, ret);
}

int hw_lookup_modules(struct hw_machine *machine, const struct hw_modprobe *modprobe,
		      struct hw_text name, struct hw_arena *arena, struct hw_text **ret,
		      size_t *ret_count)
{
	struct found found = {.v = NULL};
	int r = find(machine, modprobe, name, arena, &found);

	*ret = found.v;
	*ret_count = r == 0 ? found.n : 0;
	/* no string that a table has */
	return r == -ENOMEM ? r : 0;
}
