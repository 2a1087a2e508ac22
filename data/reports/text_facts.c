// SPDX-License-Identifier: GPL-2.0-or-later
/* What a line of a report for people tells of its devices. */
#include "data/base/list.h"
#include "data/reports/text.h"

/* Behind an indentation, which pages and mails may leave out. */
static const char *const labels[] = {"subsystem  ", "driver     ", "modules    "};

bool hw_report_is_label(struct hw_text line)
{
	line = hw_text_trim_start(line, " ");
	for (size_t i = 0; i < HW_ARRAY_SIZE(labels); i++)
		if (hw_text_starts(line, hw_text_of(labels[i])))
			return true;
	return false;
}

size_t hw_report_bracket(struct hw_text text, size_t first, size_t second, bool last)
{
	size_t n = 2 + first + (second ? 1 + second : 0);
	size_t found = text.n;

	for (size_t i = 0; i + n <= text.n; i++) {
		if (text.s[i] != '[' || text.s[i + n - 1] != ']' ||
		    hw_dump_hex(hw_text_from(text, i + 1), first) < 0 ||
		    (second &&
		     (text.s[i + 1 + first] != ':' ||
		      hw_dump_hex(hw_text_from(text, i + 2 + first), second) < 0)))
			continue;
		found = i;
		if (!last)
			break;
	}
	return found;
}

static void set(struct hw_report_reader *r, enum hw_dump_number which, int64_t value)
{
	for (size_t i = 0; i < r->named_count; i++)
		hw_dump_set(r->dump, r->named[i], which, value);
}

static void tell_name(struct hw_report_reader *r, const char *key, struct hw_text name)
{
	/* where it was broken there is no blank */
	if (r->is_broken)
		return;
	for (size_t i = 0; i < r->named_count; i++)
		hw_dump_tell_name(r->dump, r->named[i], key, name);
}

/* Cuts "…[8086:15b8]" of the end: what is before it stays. */
static void read_ids(struct hw_report_reader *r, struct hw_text *text,
		     enum hw_dump_number vendor)
{
	const size_t at = hw_report_bracket(*text, 4, 4, true);

	if (at == text->n)
		return;
	set(r, vendor, hw_dump_hex(hw_text_from(*text, at + 1), 4));
	set(r, (enum hw_dump_number)(vendor + 1),
	    hw_dump_hex(hw_text_from(*text, at + 6), 4));
	*text = hw_text_trim_end(hw_text_head(*text, at), " ");
}

static void tell(struct hw_report_reader *r, const char *key, struct hw_text value)
{
	for (size_t i = 0; value.n && i < r->named_count; i++)
		hw_dump_tell(r->dump, r->named[i], key, &value, 1);
}

/* "none (unbound): No driver is bound, though snd_hda_intel …", and in short "none
 * (unbound)": the report knows why, and has no problem of it unless `has_problem`. */
static void tell_state(struct hw_report_reader *r, struct hw_text value, bool has_problem)
{
	const struct hw_text start = HW_TEXT("none (");
	struct hw_text rest = hw_text_from(value, start.n);
	struct hw_text state;

	if (!hw_text_starts(value, start) || hw_text_find(rest, ')') == rest.n)
		return;
	state = hw_text_cut(&rest, ')');
	tell(r, "state", state);
	if (has_problem)
		return;
	if (hw_text_eq(state, HW_TEXT("unbound")) && r->judges_all)
		tell(r, "quiet", HW_TEXT("1"));
	tell(r, "explanation", hw_text_trim_start(rest, ": "));
}

/* "iwlwifi (module x) (bound), see problem 1", "none (unbound): No driver …" */
static void read_driver(struct hw_report_reader *r, struct hw_text value)
{
	const char *at = hw_report_find(value, ", see problem ");
	struct hw_text module = HW_NO_TEXT;

	if (at)
		value = hw_text_head(value, (size_t)(at - value.s));
	tell_state(r, value, at);
	if (hw_text_starts(value, HW_TEXT("unknown")))
		return;
	r->scope.details = true;
	if (hw_text_starts(value, HW_TEXT("none")) &&
	    (value.n == 4 || value.s[4] == ' ')) {
		for (size_t i = 0; i < r->named_count; i++)
			hw_dump_driver(r->dump, r->named[i], HW_NO_TEXT);
		return;
	}
	at = hw_report_find(value, " (bound)");
	if (at)
		value = hw_text_head(value, (size_t)(at - value.s));
	at = hw_report_find(value, " (module ");
	if (at) {
		module = hw_report_behind(value, at, 9);
		module = hw_text_head(module, hw_text_find(module, ')'));
		value = hw_text_head(value, (size_t)(at - value.s));
	}
	for (size_t i = 0; i < r->named_count; i++) {
		hw_dump_driver(r->dump, r->named[i], value);
		if (module.n && !r->named[i]->module.s)
			r->named[i]->module = hw_arena_copy(&r->dump->arena, module);
	}
}

/* "tg3 (loaded), y (blocked by /etc/x.conf:1: install y /bin/false, z)": in brackets
 * there may be commas and brackets. */
static void read_modules(struct hw_report_reader *r, struct hw_text value)
{
	struct hw_list list = {.arena = &r->dump->arena, .between = ", "};
	struct hw_list loaded = list;
	struct hw_text all;

	while (value.n) {
		const struct hw_text name = hw_text_head(value, hw_text_find(value, ' '));
		size_t depth = 0;
		size_t n = 0;

		hw_list_add(&list, name);
		if (hw_text_starts(hw_text_from(value, name.n), HW_TEXT(" (loaded)")))
			hw_list_add(&loaded, name);
		while (n < value.n && !(value.s[n] == ',' && !depth)) {
			depth += value.s[n] == '(';
			depth -= depth && value.s[n] == ')';
			n++;
		}
		value = hw_text_trim_start(hw_text_from(value, n), ", ");
	}
	all = hw_list_text(&list);
	for (size_t i = 0; i < r->named_count; i++)
		if (!r->named[i]->claimed_by.s) {
			r->named[i]->claimed_by = all;
			r->named[i]->loaded = hw_list_text(&loaded);
		}
}

void hw_report_read_label(struct hw_report_reader *r, struct hw_text line)
{
	struct hw_text value;

	if (!r->named_count)
		return;
	line = hw_text_trim_start(line, " ");
	value = hw_text_trim_start(hw_text_from(line, strlen(labels[0])), " ");
	if (hw_text_starts(line, hw_text_of(labels[0]))) {
		read_ids(r, &value, HW_DUMP_SUBSYSTEM_VENDOR);
		tell_name(r, "subsystem", value);
	} else if (hw_text_starts(line, hw_text_of(labels[1]))) {
		read_driver(r, value);
	} else {
		read_modules(r, value);
	}
}

static void read_revision(struct hw_report_reader *r, struct hw_text rest)
{
	const char *at = hw_report_find(rest, "(rev ");

	/* one of 00, and one that is not known, are left out */
	if (hw_report_is_of(r, "pci") && at)
		set(r, HW_DUMP_REVISION, hw_dump_hex(hw_report_behind(rest, at, 5), 2));
}

void hw_report_read_whole(struct hw_report_reader *r, struct hw_text rest)
{
	const bool is_pci = hw_report_is_of(r, "pci");
	const size_t class = hw_report_bracket(rest, is_pci ? 4 : 2, 0, false);
	const char *driver = hw_report_find(rest, " - driver: ");
	struct hw_text name = rest;

	if (driver) {
		read_driver(r, hw_report_behind(rest, driver, 11));
		name = hw_text_head(rest, (size_t)(driver - rest.s));
	}
	read_revision(r, name);
	read_ids(r, &name, HW_DUMP_VENDOR);
	/* without ids it is behind the name */
	if (is_pci && hw_report_find(name, " (rev "))
		name = hw_text_head(name,
				    (size_t)(hw_report_find(name, " (rev ") - name.s));
	if (class < name.n) {
		set(r, is_pci ? HW_DUMP_CLASS : HW_DUMP_DEVICE_CLASS,
		    hw_dump_hex(hw_text_from(rest, class + 1), is_pci ? 4 : 2));
		if (is_pci)
			tell_name(r, "subclass",
				  hw_text_trim_end(hw_text_head(rest, class), " "));
		name = hw_text_trim_start(hw_text_from(name, class + (is_pci ? 6 : 4)),
					  ": ");
	}
	tell_name(r, "device", name);
}

void hw_report_read_part(struct hw_report_reader *r, struct hw_text rest)
{
	const size_t class = hw_report_bracket(rest, 2, 0, false);
	const char *driver =
		class < rest.n ? hw_report_find(hw_text_from(rest, class), "]: ") : NULL;
	const char *modules;
	struct hw_text value;

	if (!driver)
		return;
	set(r, HW_DUMP_INTERFACE_CLASS, hw_dump_hex(hw_text_from(rest, class + 1), 2));
	value = hw_report_behind(rest, driver, 3);
	modules = hw_report_find(value, "; modules: ");
	if (modules) {
		read_modules(r, hw_report_behind(value, modules, 11));
		value = hw_text_head(value, (size_t)(modules - value.s));
	}
	read_driver(r, value);
}

/* Of the ids of a node the first one is told, or none: acpi_device_uevent_modalias(),
 * drivers/acpi/device_sysfs.c. */
static void read_acpi_id(struct hw_report_reader *r, struct hw_text id)
{
	for (size_t i = 0; i < r->named_count && hw_report_is_of(r, "acpi"); i++)
		hw_dump_pair(r->dump, &r->named[i]->uevent, HW_TEXT("MODALIAS"),
			     hw_arena_printf(&r->dump->arena, "acpi:%.*s%s*",
					     HW_TEXT_ARG(id), id.n ? ":" : ""));
}

/* "Intel cpu16", "acpi7": a device without a name is called as the kernel calls it, and
 * before that is its maker. */
static void tell_other_name(struct hw_report_reader *r, struct hw_text name)
{
	const struct hw_text own = r->named_count == 1 ? r->named[0]->name : HW_NO_TEXT;
	const size_t n = name.n >= own.n ? name.n - own.n : 0;

	/* the machine's, by its firmware's strings */
	if (hw_report_is_of(r, "dmi"))
		return;
	if (!own.n || !hw_text_eq(hw_text_from(name, n), own) ||
	    (n && name.s[n - 1] != ' '))
		tell_name(r, "device", name);
	else
		tell_name(r, "vendor", hw_text_trim_end(hw_text_head(name, n), " "));
}

void hw_report_read_other(struct hw_report_reader *r, struct hw_text rest)
{
	size_t at = rest.n;
	struct hw_text ids = HW_NO_TEXT;
	struct hw_text name;

	while (at > 1 && !(rest.s[at - 1] == ' ' && rest.s[at - 2] == ':'))
		at--;
	if (at < 2)
		return;
	name = hw_text_head(rest, at - 2);
	if (name.n && name.s[name.n - 1] == ']') {
		struct hw_text id = hw_text_head(name, name.n - 1);

		while (name.n && name.s[name.n - 1] != '[')
			name.n--;
		ids = hw_text_from(id, name.n);
		name = hw_text_trim_end(name, " [");
	}
	read_acpi_id(r, ids);
	tell_other_name(r, name);
	read_driver(r, hw_text_from(rest, at));
}
