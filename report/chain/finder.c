// SPDX-License-Identifier: GPL-2.0-or-later
/* What was found so far of what targets depend on. */
#include "report/chain/finder.h"

#include <errno.h>

/* Adds one of the first few, each once. */
static void note(struct hw_text *v, size_t *n, struct hw_text text)
{
	for (size_t i = 0; i < *n; i++)
		if (hw_text_eq(v[i], text))
			return;
	if (text.s && *n < HW_CHAIN_UNKNOWN_MAX)
		v[(*n)++] = text;
}

void hw_finder_note_unknown(struct hw_finder *f, struct hw_text sentence)
{
	note(f->chain->unknown, &f->chain->unknown_count, sentence);
}

void hw_finder_add_module(struct hw_finder *f, struct hw_text name, struct hw_text alias,
			  bool may_be_core, struct hw_text because)
{
	struct hw_chain *c = f->chain;

	for (size_t i = 0; i < c->module_count; i++)
		if (hw_text_eq(c->modules[i].name, name))
			return;
	if (c->module_count < HW_CHAIN_MODULES_MAX)
		c->modules[c->module_count++] =
			(struct hw_chain_module){name, alias, may_be_core, because};
	else
		hw_finder_note_unknown(
			f, HW_TEXT("not known: all modules on the way, which are too "
				   "many"));
}

bool hw_finder_is_new(struct hw_finder *f, struct hw_text path)
{
	if (hw_text_set_has(&f->seen, path))
		return false;
	if (hw_text_set_add(&f->seen, path) < 0)
		f->arena->failed = true;
	return true;
}

void hw_finder_mark_above(struct hw_finder *f, struct hw_text path)
{
	hw_chain_mark(f->list, path, f->chain->is_in);
}

const struct hw_class_device *hw_finder_class(const struct hw_finder *f,
					      const char *class, struct hw_text name)
{
	for (size_t i = 0; i < f->classes.n; i++)
		if (hw_text_eq(f->classes.v[i].class, hw_text_of(class)) &&
		    hw_text_eq(f->classes.v[i].name, name))
			return &f->classes.v[i];
	return NULL;
}

const struct hw_class_device *hw_finder_block(const struct hw_finder *f,
					      struct hw_text name)
{
	return hw_finder_class(f, "block", name);
}

struct hw_text hw_finder_attribute(const struct hw_finder *f, struct hw_text path,
				   const char *name)
{
	return hw_text_trim_end(hw_root_read_attr(f->machine->root, path, name, f->arena),
				"\n ");
}

const struct hw_class_device *hw_finder_named(const struct hw_finder *f,
					      struct hw_text name)
{
	const struct hw_class_device *found = hw_finder_block(f, name);

	if (found || !name.n)
		return found;
	for (size_t i = 0; i < f->classes.n; i++) {
		const struct hw_class_device *c = &f->classes.v[i];

		if (!hw_text_eq(c->class, HW_TEXT("block")) ||
		    !hw_text_eq(hw_finder_attribute(f, c->path, "dm/name"), name))
			continue;
		if (found)
			return NULL;
		found = c;
	}
	return found;
}

static bool is_below(struct hw_text path, struct hw_text point)
{
	return hw_text_eq(point, HW_TEXT("/")) ||
	       (hw_text_starts(path, point) &&
		(path.n == point.n || path.s[point.n] == '/'));
}

static bool is_typed(const struct hw_finder *f, struct hw_text point)
{
	for (size_t i = 0; i < f->typed_count; i++)
		if (is_below(f->typed[i], point))
			return true;
	return false;
}

struct hw_text hw_finder_told_point(const struct hw_finder *f, struct hw_text point)
{
	const struct hw_privacy *privacy = &f->machine->privacy;

	if (hw_privacy_is_off(privacy))
		return point;
	return is_typed(f, point) ? hw_privacy_typed(privacy, point, f->arena)
				  : hw_privacy_mount(privacy, point, f->arena);
}

struct hw_text hw_finder_told_interface(const struct hw_finder *f, struct hw_text name)
{
	struct hw_privacy *privacy = &f->machine->privacy;

	return hw_privacy_is_off(privacy)
		       ? name
		       : hw_privacy_given_name(privacy, HW_TEXT("net"), name, f->arena);
}

void hw_finder_add_because(struct hw_finder *f, const char *module, const char *what,
			   struct hw_text name)
{
	hw_finder_add_module(
		f, hw_text_of(module), HW_NO_TEXT, false,
		hw_arena_printf(f->arena, "%s of %.*s", what, HW_TEXT_ARG(name)));
}

void hw_finder_say_unknown(struct hw_finder *f, const char *what, struct hw_text name)
{
	hw_finder_note_unknown(f, hw_arena_printf(f->arena, "not known: %s %.*s is", what,
						  HW_TEXT_ARG(name)));
}

void hw_finder_say_place(struct hw_finder *f, const char *what, struct hw_text name)
{
	if (!f->is_whole)
		hw_finder_say_unknown(f, what, name);
}

void hw_finder_note_asked(struct hw_finder *f, const struct hw_asked *asked,
			  struct hw_text name)
{
	struct hw_chain *c = f->chain;
	size_t i = 0;

	while (i < c->asked_count && c->asked[i].asked != asked)
		i++;
	if (i == HW_CHAIN_ASKED_MAX)
		return;
	if (i == c->asked_count)
		c->asked[c->asked_count++].asked = asked;
	note(c->asked[i].of, &c->asked[i].n, name);
}

int hw_finder_read_mounts(struct hw_finder *f)
{
	int r = f->has_mounts ? 0
			      : hw_mounts_read(f->machine->root, f->arena, &f->mounts);

	if (r == 0 && !f->has_mounts)
		f->added = HW_ARENA_NEW(f->arena, enum hw_added, f->mounts.n + 1);
	if (r == 0 && !f->has_mounts && f->mounts.malformed)
		hw_finder_note_unknown(
			f, hw_arena_printf(f->arena,
					   "not known: what %zu line%s of %s tell%s, "
					   "which %s cut or damaged",
					   f->mounts.malformed,
					   f->mounts.malformed == 1 ? "" : "s",
					   f->mounts.path,
					   f->mounts.malformed == 1 ? "s" : "",
					   f->mounts.malformed == 1 ? "is" : "are"));
	f->has_mounts = r == 0 && f->added;
	return r == 0 && !f->added ? -ENOMEM : r;
}

/* The newest of those with the longest mount point: later mounts hide earlier ones. */
const struct hw_mount *hw_finder_mount_of(const struct hw_finder *f, struct hw_text path)
{
	const struct hw_mount *found = NULL;

	for (size_t i = 0; i < f->mounts.n; i++)
		if (is_below(path, f->mounts.v[i].point) &&
		    (!found || f->mounts.v[i].point.n >= found->point.n))
			found = &f->mounts.v[i];
	return found;
}
