// SPDX-License-Identifier: GPL-2.0-or-later
/* What network interfaces depend on: those below them, and the modules of their kinds. */
#include "report/modules/finder.h"

#include <errno.h>

#include "data/base/array.h"
#include "data/host/net_driver.h"

/* One that is below; false: there is none of this name, which may be in another name
 * space (network_namespaces(7)). */
static bool add_lower(struct hw_finder *f, struct hw_text name, unsigned depth)
{
	const struct hw_class_device *lower =
		name.n ? hw_finder_class(f, "net", name) : NULL;

	if (lower)
		hw_finder_add_interface(f, lower, depth + 1);
	return lower;
}

/* Those below, by the files that net_kind.c draws. How many there are. */
static size_t add_lowers(struct hw_finder *f, struct hw_text path, unsigned depth)
{
	const struct hw_text mark = HW_TEXT("lower_");
	struct hw_text dir = hw_arena_copy(f->arena, path);
	struct hw_text brif = hw_arena_printf(f->arena, "%.*s/brif", HW_TEXT_ARG(path));
	struct hw_text slaves = hw_finder_attribute(f, path, "bonding/slaves");
	struct hw_text *names;
	size_t found = 0;
	size_t n;

	if (dir.s && hw_root_list(f->machine->root, dir.s, f->arena, &names, &n) == 0)
		for (size_t i = 0; i < n; i++)
			if (hw_text_starts(names[i], mark))
				found += add_lower(f, hw_text_from(names[i], mark.n),
						   depth);
	if (brif.s && hw_root_list(f->machine->root, brif.s, f->arena, &names, &n) == 0)
		for (size_t i = 0; i < n; i++)
			found += add_lower(f, names[i], depth);
	while (slaves.n)
		found += add_lower(f, hw_text_cut(&slaves, ' '), depth);
	return found;
}

/*
 * The module of the driver that udevd knows: the one of the kind of link, or, as
 * openvswitch has none, of its name. False: it is not told, or is of another interface: a
 * container may see the database and not the interfaces that are in it.
 */
static bool add_net_driver(struct hw_finder *f, const struct hw_class_device *net,
			   const struct hw_asked *asked)
{
	const struct hw_text told = hw_finder_told_interface(f, net->name);
	const struct hw_text because =
		hw_arena_printf(f->arena, "%s of %.*s", asked->what, HW_TEXT_ARG(told));
	const struct hw_text index =
		hw_uevent_get(hw_finder_attribute(f, net->path, "uevent"), "IFINDEX");
	const struct hw_text driver = hw_net_driver(f->machine->root, index, f->arena);
	const struct hw_text alias =
		hw_arena_printf(f->arena, "rtnl-link-%.*s", HW_TEXT_ARG(driver));
	struct hw_text *modules;
	size_t n = 0;

	if (!driver.n || !alias.s ||
	    hw_lookup_modules(f->machine, NULL, alias, f->arena, &modules, &n) < 0)
		return false;
	for (size_t i = 0; i < n; i++)
		hw_finder_add_module(f, modules[i], HW_NO_TEXT, false, because);
	for (size_t i = 0; !n && i < HW_ARRAY_SIZE(asked->names) && asked->names[i]; i++)
		if (hw_text_eq(driver, hw_text_of(asked->names[i]))) {
			hw_finder_add_module(f, driver, HW_NO_TEXT, false, because);
			n = 1;
		}
	return n > 0;
}

void hw_finder_add_interface(struct hw_finder *f, const struct hw_class_device *net,
			     unsigned depth)
{
	const struct hw_net_kind *kind;
	struct hw_text told;
	size_t lowers;

	if (depth > HW_STACK_MAX || f->steps++ > HW_STEPS_MAX)
		return;
	hw_finder_mark_above(f, net->path);
	hw_finder_count_undriven(f, net->path);
	if (!hw_text_starts(net->path, HW_TEXT(HW_VIRTUAL_NET)))
		return;
	kind = hw_net_kind_of(f->machine->root, net->path, f->arena);
	lowers = add_lowers(f, net->path, depth);
	told = hw_finder_told_interface(f, net->name);
	if (kind->asked) {
		if (!add_net_driver(f, net, kind->asked))
			hw_finder_note_asked(f, kind->asked, told);
	} else if (kind->module)
		hw_finder_add_because(f, kind->module, kind->what, told);
	if (kind->is_upper && !lowers)
		hw_finder_say_place(f, "on which interface", told);
}
