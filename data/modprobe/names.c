// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>

#include "data/alias/glob.h"
#include "data/base/array.h"
#include "data/modprobe/internal.h"

/*
 * A directive names its module so:
 *
 *	blacklist M, module_blacklist=M		the name itself
 *	install PATTERN, softdep PATTERN	fnmatch(3); nearly always the name itself
 *	initcall_blacklist=F			by the name of the module's function
 */

/* Whether fnmatch(3) compares the pattern byte by byte. */
static bool is_literal(struct hw_text pattern)
{
	for (size_t i = 0; i < pattern.n; i++)
		if (pattern.s[i] && strchr("*?[\\", pattern.s[i]))
			return false;
	return true;
}

/* Errors: -ENOMEM. */
static int add_name(struct hw_modprobe_names *names, struct hw_text name,
		    size_t directive)
{
	size_t *first = hw_text_index_find(&names->names, name);
	struct hw_modprobe_link link = {
		.directive = (uint32_t)directive,
		.next = first ? (uint32_t)*first : 0,
	};

	if (HW_ARRAY_GROW(names->links, names->link_count, &names->link_room, 16) < 0)
		return -ENOMEM;
	names->links[names->link_count++] = link;
	if (!first)
		return hw_text_index_add(&names->names, name, names->link_count);
	*first = names->link_count;
	return 0;
}

/* Errors: -ENOMEM. */
static int add_pattern(struct hw_modprobe_names *names, struct hw_text pattern,
		       size_t directive)
{
	if (is_literal(pattern))
		return add_name(names, pattern, directive);
	if (HW_ARRAY_GROW(names->others, names->other_count, &names->other_room, 16) < 0)
		return -ENOMEM;
	names->others[names->other_count++] = (uint32_t)directive;
	return 0;
}

/*
 * No file lists which module a function starts, so these forms are recognised by name:
 * init_sd, nvme_init, e1000_init_module, and those that
 * module_pci_driver(ahci_pci_driver) and the like define (module_driver(),
 * include/linux/device/driver.h). Others are not found: e1000e's is e1000_init_module
 * too. nvme_tcp_init is not nvme's. Errors: -ENOMEM.
 */
static int add_function(struct hw_modprobe_names *names, struct hw_text function,
			size_t directive)
{
	static const char tails[][22] = {
		"_init",
		"_init_module",
		"_module_init",
		"_mod_init",
		"_driver_init",
		"_drv_init",
		"_init_driver",
		"_pci_init",
		"_pci_driver_init",
		"_pci_drv_init",
		"_usb_driver_init",
		"_platform_driver_init",
		"_i2c_driver_init",
	};
	const struct hw_text head = HW_TEXT("init_");
	int r = 0;

	if (hw_text_starts(function, head))
		return function.n > head.n
			       ? add_name(names, hw_text_from(function, head.n),
					  directive)
			       : 0;
	for (size_t i = 0; i < HW_ARRAY_SIZE(tails) && r == 0; i++) {
		struct hw_text tail = hw_text_of(tails[i]);
		size_t n = function.n > tail.n ? function.n - tail.n : 0;

		if (n && hw_text_eq(hw_text_from(function, n), tail))
			r = add_name(names, hw_text_head(function, n), directive);
	}
	return r;
}

/* Softdeps are many, and only matter beside an `install` line. Errors: -ENOMEM. */
static int add(struct hw_modprobe *m, size_t i, bool has_install)
{
	const struct hw_directive *d = &m->list.v[i];

	if (d->kind == HW_DIRECTIVE_BLACKLIST || d->kind == HW_DIRECTIVE_MODULE_BLACKLIST)
		return add_name(&m->names, d->module, i);
	if (d->kind == HW_DIRECTIVE_INITCALL_BLACKLIST)
		return add_function(&m->names, d->module, i);
	if (d->kind == HW_DIRECTIVE_INSTALL ||
	    (d->kind == HW_DIRECTIVE_SOFTDEP && has_install))
		return add_pattern(&m->names, d->module, i);
	return 0;
}

static void reverse(uint32_t *v, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		uint32_t last = v[n - 1 - i];

		v[n - 1 - i] = v[i];
		v[i] = last;
	}
}

int hw_modprobe_names_make(struct hw_modprobe *m)
{
	bool has_install = false;
	int r = 0;

	for (size_t i = 0; i < m->list.n && !has_install; i++)
		has_install = m->list.v[i].kind == HW_DIRECTIVE_INSTALL;
	/* each becomes the first link of its name */
	for (size_t i = m->list.n; i-- > 0 && r == 0;)
		r = add(m, i, has_install);
	reverse(m->names.others, m->names.other_count);
	return r;
}

void hw_modprobe_names_done(struct hw_modprobe_names *names)
{
	hw_text_index_done(&names->names);
	free(names->links);
	free(names->others);
}

struct hw_modprobe_about hw_modprobe_about(const struct hw_modprobe *modprobe,
					   struct hw_text module)
{
	const size_t *first =
		modprobe ? hw_text_index_find(&modprobe->names.names, module) : NULL;

	return (struct hw_modprobe_about){
		.modprobe = modprobe,
		.module = module,
		.link = first ? (uint32_t)*first : 0,
	};
}

const struct hw_directive *hw_modprobe_about_next(struct hw_modprobe_about *about)
{
	const struct hw_modprobe *m = about->modprobe;
	const struct hw_modprobe_link *link;
	const uint32_t *other;

	if (!m)
		return NULL;
	while (about->other < m->names.other_count &&
	       !hw_glob_match(m->list.v[m->names.others[about->other]].module,
			      about->module))
		about->other++;
	link = about->link ? &m->names.links[about->link - 1] : NULL;
	other = about->other < m->names.other_count ? &m->names.others[about->other]
						    : NULL;
	if (!link && !other)
		return NULL;
	if (!link || (other && *other < link->directive)) {
		about->other++;
		return &m->list.v[*other];
	}
	about->link = link->next;
	return &m->list.v[link->directive];
}
