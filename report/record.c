// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/record.h"

#include <stdio.h>
#include <strings.h>

struct hw_text hw_id_text(struct hw_id id, char buf[static HW_ID_MAX])
{
	static const char hex[] = "0123456789abcdef";
	unsigned digits = id.digits < 8 && !(id.value >> (4 * id.digits)) ? id.digits : 8;
	size_t n = 0;

	if (!id.present)
		return HW_NO_TEXT;
	for (unsigned i = digits; i-- > 0;)
		buf[n++] = hex[id.value >> (4 * i) & 0xf];
	return (struct hw_text){buf, n};
}

struct hw_text hw_quote(struct hw_text line, struct hw_arena *arena)
{
	size_t n = HW_QUOTE_MAX;

	if (line.n <= n)
		return line;
	/* no part of a UTF-8 sequence: 10xxxxxx continues one */
	while (n > HW_QUOTE_MAX - 4 && ((unsigned char)line.s[n] & 0xc0) == 0x80)
		n--;
	return hw_arena_printf(arena, "%.*s...", HW_TEXT_ARG(hw_text_head(line, n)));
}

const char *hw_candidate_state(const struct hw_candidate *c)
{
	if (c->builtin == HW_YES)
		return "built in";
	if (c->loaded == HW_YES)
		return "loaded";
	if (c->available == HW_NO)
		return "missing";
	if (c->blocked.blocked_by.n)
		return "blocked";
	/* tables without the modules themselves: it is listed, more is not known */
	return c->available == HW_YES ? "available" : "listed";
}

const char *hw_state_name(enum hw_state state)
{
	static const char *const names[HW_STATE_COUNT] = {
		[HW_STATE_BOUND] = "bound",	    [HW_STATE_UNBOUND] = "unbound",
		[HW_STATE_UNCLAIMED] = "unclaimed", [HW_STATE_DRIVERLESS] = "driverless",
		[HW_STATE_UNKNOWN] = "unknown",
	};

	return names[state];
}

const char *hw_name_key(enum hw_name_key key)
{
	static const char *const keys[HW_NAME_COUNT] = {
		[HW_NAME_VENDOR] = "vendor",
		[HW_NAME_DEVICE] = "device",
		[HW_NAME_SUBSYSTEM_VENDOR] = "subsystem_vendor",
		[HW_NAME_SUBSYSTEM] = "subsystem",
		[HW_NAME_CLASS] = "class",
		[HW_NAME_SUBCLASS] = "subclass",
		[HW_NAME_INTERFACE] = "interface",
	};

	return keys[key];
}

const char *hw_severity_name(enum hw_severity severity)
{
	static const char *const names[] = {
		[HW_SEVERITY_NONE] = "information",
		[HW_SEVERITY_HINT] = "hint",
		[HW_SEVERITY_WARNING] = "warning",
		[HW_SEVERITY_ERROR] = "error",
	};

	return names[severity];
}

struct hw_text hw_record_name(const struct hw_record *record, struct hw_arena *arena)
{
	const struct hw_bus *bus = record->device.bus;
	const struct hw_name *name = &record->names[HW_NAME_DEVICE];
	struct hw_text vendor = record->names[HW_NAME_VENDOR].text;
	bool has_maker = bus && bus->own && bus->own->in_uevent && name->source &&
			 strcmp(name->source, "device") == 0;

	if (!vendor.n || has_maker)
		return name->text.n ? name->text : vendor;
	if (!name->text.n)
		return vendor;
	if (name->text.n >= vendor.n &&
	    strncasecmp(name->text.s, vendor.s, vendor.n) == 0)
		return name->text;
	return hw_arena_join(arena, vendor, ' ', name->text);
}

struct hw_text hw_package_text(const struct hw_package *p, struct hw_arena *arena)
{
	/* a list is of the package that can be had, which need not be the one that is
	 * installed */
	static const char *const does[HW_PACKAGE_KINDS][2] = {
		[HW_PACKAGE_MODALIAS] = {"is for", "is installed and is for"},
		[HW_PACKAGE_FIRMWARE] = {"has", "is installed and should have"},
		[HW_PACKAGE_MODULE] = {"has", "is installed and should have"},
	};
	bool is_main = hw_text_eq(p->component, HW_TEXT("main"));
	bool has_component = p->component.n && !is_main;
	struct hw_text verb = hw_text_of(does[p->kind][p->installed == HW_YES]);

	if (p->version.n)
		verb = hw_arena_printf(arena, "%sin version %.*s %s",
				       p->is_older ? "is installed, and " : "",
				       HW_TEXT_ARG(p->version), does[p->kind][false]);

	return hw_arena_printf(
		arena, "%.*s%s%.*s%s, which %.*s %.*s (%s)", HW_TEXT_ARG(p->name),
		has_component ? " (" : "", has_component ? (int)p->component.n : 0,
		has_component ? p->component.s : "", has_component ? ")" : "",
		HW_TEXT_ARG(verb), HW_TEXT_ARG(p->pattern), p->title);
}
