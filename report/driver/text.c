// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/driver/driver.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/list.h"
#include "report/driver/internal.h"
#include "report/page/page.h"

/*
 *     e1000e: Intel(R) PRO/1000 Network Driver
 *     state      available
 *     file       /lib/modules/6.1.0-13-amd64/kernel/…/e1000e.ko
 *     licence    GPL v2
 *     …
 *
 *     Claims 63 ids, by /lib/modules/6.1.0-13-amd64/modules.alias
 *     BUS COUNT OF
 *     pci    63 Intel Corporation
 *
 *     Devices here
 *     DEVICE           DRIVER BOUND NAME
 *     pci:0000:00:1f.6 e1000e yes   Intel Corporation Ethernet Connection (2) I219-V
 */

struct printer {
	struct hw_page page;
	const struct hw_machine *machine;
	struct hw_table *facts;
};

/* Values may hold line breaks, which a table shows as such; empty ones are left out. */
static void add_fact(struct printer *p, const char *title, struct hw_text value)
{
	if (!value.n)
		return;
	hw_table_add_row(p->facts);
	hw_page_cell(p->facts, 0, hw_text_of(title));
	hw_page_cell(p->facts, 1, value);
}

/* Most values of a fact that are listed without -v. */
#define FACTS_MAX ((size_t)8)

static void add_facts(struct printer *p, const char *title, struct hw_texts values)
{
	bool lists = p->page.options.verbose || values.n <= FACTS_MAX;
	size_t n = lists ? values.n : FACTS_MAX;

	for (size_t i = 0; i < n; i++)
		add_fact(p, i ? "" : title, values.v[i]);
	if (!lists)
		add_fact(p, "",
			 hw_arena_printf(&p->page.arena, "and %zu more (-v lists them)",
					 values.n - n));
}

/* Most files a driver may declare and still have them listed without -v. */
#define FIRMWARE_MAX 8

static void add_firmware(struct printer *p, const struct hw_driver *d)
{
	size_t n = d->info.firmware.n;
	bool lists = p->page.options.verbose || n <= FIRMWARE_MAX;

	if (!n)
		return;
	if (d->firmware_known)
		add_fact(p, "firmware",
			 hw_arena_printf(&p->page.arena, "%zu declared, %zu present%s", n,
					 d->firmware_present,
					 lists ? "" : " (-v lists them)"));
	else
		add_fact(p, "firmware",
			 hw_arena_printf(&p->page.arena,
					 "%zu declared; no firmware was recorded%s", n,
					 lists ? "" : " (-v lists them)"));
	for (size_t i = 0; lists && i < n; i++) {
		const struct hw_driver_firmware *f = &d->firmware[i];

		if (f->path.n)
			add_fact(p, "",
				 hw_arena_printf(&p->page.arena, "%.*s: present, %.*s",
						 HW_TEXT_ARG(f->name),
						 HW_TEXT_ARG(f->path)));
		else
			add_fact(p, "",
				 hw_arena_printf(&p->page.arena, "%.*s%s",
						 HW_TEXT_ARG(f->name),
						 d->firmware_known ? ": absent" : ""));
	}
}

static void add_params(struct printer *p, const struct hw_driver *d)
{
	if (!d->info.param_count)
		return;
	if (!p->page.options.verbose) {
		add_fact(p, "parameters",
			 hw_arena_printf(&p->page.arena, "%zu (-v lists them)",
					 d->info.param_count));
		return;
	}
	for (size_t i = 0; i < d->info.param_count; i++) {
		const struct hw_module_param *m = &d->info.params[i];

		add_fact(p, i ? "" : "parameters",
			 hw_arena_printf(&p->page.arena, "%.*s%s%.*s%s%s%.*s",
					 HW_TEXT_ARG(m->name), m->type.n ? " (" : "",
					 HW_TEXT_ARG(m->type), m->type.n ? ")" : "",
					 m->description.n ? ": " : "",
					 HW_TEXT_ARG(m->description)));
	}
}

static int print_facts(struct printer *p, const struct hw_driver *d)
{
	const struct hw_module_info *info = &d->info;
	struct hw_write_options plain = p->page.options;

	plain.no_headings = true;
	p->facts = hw_table_new(p->page.out, &plain);
	if (!p->facts)
		return -ENOMEM;
	hw_table_add_column(p->facts, "", 0);
	hw_table_add_column(p->facts, "", 0);
	add_fact(p, "state",
		 d->found == HW_DRIVER_FILE ? HW_NO_TEXT
					    : hw_text_of(hw_driver_state(d)));
	add_fact(p, "file", d->file);
	if (!d->has_info)
		add_fact(p, "unread", d->no_info);
	add_facts(p, "licence", info->licenses);
	add_facts(p, "author", info->authors);
	add_facts(p, "version", info->versions);
	add_fact(p, "depends on", hw_texts_join(info->depends, &p->page.arena));
	if (d->has_info && d->builtin != HW_YES && !info->is_intree && !info->is_cut)
		add_fact(p, "origin", HW_TEXT("built outside the kernel's tree"));
	if (p->page.options.verbose) {
		add_fact(p, "vermagic", info->vermagic);
		add_fact(p, "signer", info->signer);
	}
	add_firmware(p, d);
	add_params(p, d);
	return hw_page_end_table(p->facts);
}

static int print_groups(struct printer *p, const struct hw_driver *d)
{
	struct hw_driver_group *groups;
	struct hw_table *t = hw_table_new(p->page.out, &p->page.options);
	size_t n;

	if (!t)
		return -ENOMEM;
	hw_table_add_column(t, "BUS", 0);
	hw_table_add_column(t, "ALIASES", HW_TABLE_RIGHT);
	hw_table_add_column(t, "OF", 0);
	n = hw_driver_groups(d, &p->page.arena, &groups);
	for (size_t i = 0; i < n; i++) {
		hw_table_add_row(t);
		hw_page_cell(t, 0,
			     hw_text_of(groups[i].bus ? groups[i].bus->name : NULL));
		hw_page_cell(t, 1,
			     hw_arena_printf(&p->page.arena, "%zu", groups[i].count));
		hw_page_cell(t, 2, groups[i].title);
	}
	return hw_page_end_table(t);
}

static struct hw_text names_of(struct printer *p, const struct hw_driver_alias *a)
{
	struct hw_list list = {.arena = &p->page.arena, .between = ", "};

	for (enum hw_name_key key = 0; key < HW_NAME_COUNT; key++)
		if (a->names[key].text.n)
			hw_list_add(&list, a->names[key].text);
	return hw_list_text(&list);
}

static int print_aliases(struct printer *p, const struct hw_driver *d)
{
	static const char *const headings[] = {"BUS", "PATTERN", "NAMES", "WHERE"};
	struct hw_table *t = hw_page_table(&p->page, headings, HW_ARRAY_SIZE(headings));

	if (!t)
		return -ENOMEM;
	for (size_t i = 0; i < d->alias_count; i++) {
		const struct hw_driver_alias *a = &d->aliases[i];

		hw_table_add_row(t);
		hw_page_cell(t, 0, hw_text_of(a->bus ? a->bus->name : NULL));
		hw_page_cell(t, 1, a->pattern);
		hw_page_cell(t, 2, names_of(p, a));
		if (a->line)
			hw_page_cell(t, 3,
				     hw_arena_printf(&p->page.arena, "%s:%zu",
						     hw_alias_source_name(a->source),
						     a->line));
	}
	return hw_page_end_table(t);
}

static int print_claims(struct printer *p, const struct hw_driver *d)
{
	struct hw_text where = d->found == HW_DRIVER_FILE || d->is_told ? d->file
			       : p->machine->kernel.aliases ? p->machine->kernel.directory
							    : HW_NO_TEXT;

	fputc('\n', p->page.out);
	if (!d->alias_count) {
		hw_page_line(&p->page,
			     d->lacks_aliases ? HW_TEXT("Its aliases are not known.")
			     : where.n ? HW_TEXT("It has no aliases: no device asks for "
						 "it.")
				       : HW_TEXT("There are no alias tables here."));
		return 0;
	}
	hw_page_line(&p->page,
		     hw_arena_printf(&p->page.arena, "%zu alias%s%s, in %.*s",
				     d->alias_count, d->alias_count == 1 ? "" : "es",
				     d->lacks_aliases
					     ? " that this machine needs, of all of them"
					     : "",
				     HW_TEXT_ARG(where)));
	return p->page.options.verbose ? print_aliases(p, d) : print_groups(p, d);
}

static struct hw_text bound_text(const struct hw_driver_device *device)
{
	switch (device->driver_known) {
	case HW_DRIVER_UNKNOWN:
		return HW_TEXT("not recorded");
	case HW_DRIVER_NONE:
		return HW_TEXT("no driver");
	case HW_DRIVER_BOUND:
		break;
	}
	return device->driver;
}

static int print_devices(struct printer *p, const struct hw_driver *d)
{
	static const char *const headings[] = {"DEVICE", "DRIVER", "NAME", "PATTERN"};
	struct hw_table *t;

	fputc('\n', p->page.out);
	if (!d->device_count) {
		hw_page_line(
			&p->page,
			d->hint.n ? hw_arena_printf(&p->page.arena,
						    "No device of this machine matches; "
						    "%.*s.",
						    HW_TEXT_ARG(d->hint))
				  : HW_TEXT("No device of this machine matches."));
		return 0;
	}
	hw_page_line(&p->page, HW_TEXT("Devices of this machine"));
	t = hw_page_table(&p->page, headings, HW_ARRAY_SIZE(headings));
	if (!t)
		return -ENOMEM;
	for (const struct hw_driver_device *i = d->devices; i; i = i->next) {
		hw_table_add_row(t);
		hw_page_cell(t, 0, i->id);
		hw_table_set(t, 1, bound_text(i),
			     i->is_bound ? HW_TABLE_GREEN : HW_TABLE_PLAIN);
		hw_page_cell(t, 2, i->name);
		hw_page_cell(t, 3, i->pattern.n ? i->pattern : HW_TEXT("(no alias)"));
	}
	return hw_page_end_table(t);
}

static int print_driver(struct printer *p, const struct hw_driver *d)
{
	struct hw_text about = hw_texts_join(d->info.descriptions, &p->page.arena);
	int r;

	if (d->found == HW_DRIVER_NOT_RECORDED) {
		hw_page_line(&p->page,
			     hw_arena_printf(&p->page.arena, "%.*s: not known%s%.*s",
					     HW_TEXT_ARG(d->query), d->hint.n ? "; " : "",
					     HW_TEXT_ARG(d->hint)));
		return 0;
	}
	hw_page_line(&p->page,
		     hw_arena_printf(&p->page.arena, "%.*s%s%.*s", HW_TEXT_ARG(d->module),
				     about.n ? ": " : "", HW_TEXT_ARG(about)));
	r = print_facts(p, d);
	if (!r)
		r = print_claims(p, d);
	return r ? r : print_devices(p, d);
}

int hw_drivers_print_text(const struct hw_drivers *drivers,
			  const struct hw_output *output)
{
	struct printer p = {
		.page = {.out = output->out, .options = *output->options},
		.machine = drivers->machine,
	};
	size_t printed = 0;
	int r = 0;

	for (size_t i = 0; r == 0 && i < drivers->n; i++) {
		if (drivers->v[i].found == HW_DRIVER_NOT_FOUND)
			continue;
		if (printed++)
			fputc('\n', output->out);
		r = print_driver(&p, &drivers->v[i]);
		if (hw_arena_failed(&p.page.arena))
			r = -ENOMEM;
		hw_arena_reset(&p.page.arena);
	}
	hw_arena_done(&p.page.arena);
	return r;
}
