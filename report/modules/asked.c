// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What layers of disks and interfaces ask the kernel for by names that are not told: the
 * modules that are, or may be, in use of it.
 */
#include <errno.h>

#include "data/base/array.h"
#include "data/module/name.h"
#include "data/running/crypto.h"
#include "report/modules/collector.h"

/* Adds what may be in use of what is asked for. */
static void add_perhaps(struct hw_used_collector *c, struct hw_text module,
			const char *what, struct hw_text of, bool is_candidate)
{
	struct hw_used_module *m;

	hw_used_add(c, module, HW_NO_TEXT, 0);
	m = hw_used_find(c, hw_module_name_normalize(module, c->arena));
	if (!m || m->device_count || m->because.n || m->needed_by.n)
		return;
	m->is_candidate = is_candidate;
	m->because =
		hw_arena_printf(c->arena, "perhaps %s of %.*s", what, HW_TEXT_ARG(of));
}

/*
 * Adds, of a kernel that asks for them by their names, the modules of an algorithm: those
 * of "crypto-xts" and of "crypto-aes" of "xts(aes)" (crypto_larval_lookup() and
 * crypto_lookup_template(), crypto/api.c). False: not all are told.
 */
static bool add_algorithm(struct hw_used_collector *c, const struct hw_crypto *algorithm,
			  const char *what, struct hw_text of)
{
	const struct hw_text name = algorithm->name;
	size_t end;

	for (size_t i = 0; i < name.n; i = end + 1) {
		struct hw_text *modules, alias;
		size_t n = 0;

		end = i;
		while (end < name.n && !memchr("(),", name.s[end], 3))
			end++;
		if (end == i)
			continue;
		alias = hw_arena_printf(c->arena, "crypto-%.*s", (int)(end - i),
					name.s + i);
		if (hw_lookup_modules(c->machine, c->modprobe, alias, c->arena, &modules,
				      &n) < 0)
			c->error = -ENOMEM;
		for (size_t k = 0; k < n; k++)
			add_perhaps(c, modules[k], what, of, false);
		if (!n)
			return false;
	}
	return true;
}

static bool may_be(const struct hw_asked *asked, const struct hw_crypto *algorithm)
{
	return (asked->is_cipher && algorithm->is_cipher) ||
	       (asked->is_hash && algorithm->is_hash);
}

/*
 * What a mapping encrypts or checks with is in use, and so among what the kernel that
 * runs has in use. Another kernel may have it in other modules. False: not told.
 */
static bool add_used_crypto(struct hw_used_collector *c, const struct hw_asked *asked,
			    struct hw_text of)
{
	const bool is_other = hw_used_is_of_another_kernel(c->machine);
	bool has_any = false, is_told = true;
	struct hw_crypto *v;
	size_t n;

	if (hw_crypto_in_use(c->machine->root, c->arena, &v, &n) < 0) {
		c->error = -ENOMEM;
		return false;
	}
	for (size_t i = 0; i < n; i++)
		has_any = has_any || may_be(asked, &v[i]);
	for (size_t i = 0; has_any && i < n; i++)
		if (v[i].module.n && (!is_other || hw_used_is_there(c, v[i].module)))
			add_perhaps(c, v[i].module, asked->what, of, false);
		else if (is_other && !v[i].is_internal &&
			 !add_algorithm(c, &v[i], asked->what, of))
			is_told = is_told && !may_be(asked, &v[i]);
	return has_any && is_told;
}

/* The usual modules of what may be any of many: those that are loaded are added, and
 * `all` adds the others. */
static struct hw_text tell_usual(struct hw_used_collector *c,
				 const struct hw_asked *asked, struct hw_text of)
{
	struct hw_text_set found = {0};
	struct hw_text names, may = HW_NO_TEXT;
	bool has_more = false;

	if (add_used_crypto(c, asked, of))
		return HW_NO_TEXT;
	for (size_t i = 0; i < HW_ARRAY_SIZE(asked->names) && asked->names[i]; i++) {
		struct hw_text *modules;
		size_t n = 0;

		if (hw_lookup_modules(c->machine, c->modprobe,
				      hw_text_of(asked->names[i]), c->arena, &modules,
				      &n) < 0)
			c->error = -ENOMEM;
		for (size_t k = 0; k < n; k++)
			if (hw_text_set_add(&found, modules[k]) < 0)
				c->error = -ENOMEM;
	}
	for (size_t i = 0; i < found.n; i++) {
		const bool is_loaded =
			hw_modules_is_loaded(c->machine->modules, found.v[i]) == HW_YES;

		if (c->query->all || is_loaded)
			add_perhaps(c, found.v[i], asked->what, of, !is_loaded);
		else
			has_more = true;
	}
	names = hw_used_list(c, &found);
	if (names.n)
		may = hw_arena_printf(c->arena, " are among %.*s%s", HW_TEXT_ARG(names),
				      has_more ? ", which --all adds" : "");
	hw_text_set_done(&found);
	return hw_arena_printf(
		c->arena,
		"not known: which modules the %s of %.*s needs, which '%s' tells; those "
		"of %s,%.*s%s%s",
		asked->what, HW_TEXT_ARG(of), asked->tool, asked->usual, HW_TEXT_ARG(may),
		may.n ? "" : " are ", may.n ? "" : asked->are);
}

/*
 * One of a few modules, which are all added that are in use: it is among these. Where
 * none is, or that is not told, those that there are may be it.
 */
static struct hw_text tell_choice(struct hw_used_collector *c,
				  const struct hw_asked *asked, struct hw_text of)
{
	struct hw_list may = {.arena = c->arena, .between = ", "};
	struct hw_modules *modules = c->machine->modules;
	bool is_any = false, is_builtin = false, may_be_module = false;
	struct hw_text may_be;

	for (size_t i = 0; i < HW_ARRAY_SIZE(asked->names) && asked->names[i]; i++) {
		const struct hw_text name = hw_text_of(asked->names[i]);
		const enum hw_tristate loaded = hw_modules_is_loaded(modules, name);

		is_any = is_any || loaded == HW_YES;
		is_builtin = is_builtin || hw_modules_is_builtin(modules, name) == HW_YES;
		may_be_module = may_be_module ||
				(loaded != HW_NO && hw_modules_path(modules, name).n);
	}
	if (hw_used_loads_none(c->machine) ||
	    (!is_any && is_builtin && !may_be_module && !asked->is_open))
		return HW_NO_TEXT;
	for (size_t i = 0; i < HW_ARRAY_SIZE(asked->names) && asked->names[i]; i++) {
		const struct hw_text name = hw_text_of(asked->names[i]);

		if (is_any || asked->is_open
			    ? hw_modules_is_loaded(modules, name) != HW_YES
			    : !hw_used_is_there(c, name))
			continue;
		add_perhaps(c, name, asked->what, of, false);
		hw_list_add(&may, name);
	}
	/* of a whole machine, what is in use is among what is listed */
	if (is_any && (!asked->is_open || !c->query->targets))
		return HW_NO_TEXT;
	may_be = hw_list_text(&may);
	return hw_arena_printf(
		c->arena, "not known: the %s of %.*s, which '%s' tells%s%.*s",
		asked->what, HW_TEXT_ARG(of), asked->tool,
		may_be.n ? "; listed is what may be it: " : "", HW_TEXT_ARG(may_be));
}

struct hw_text hw_used_tell_asked(struct hw_used_collector *c,
				  const struct hw_chain_asked *asked)
{
	const struct hw_text of = hw_list_of(asked->of, asked->n, ", ", 0, c->arena);

	return asked->asked->usual ? tell_usual(c, asked->asked, of)
				   : tell_choice(c, asked->asked, of);
}
