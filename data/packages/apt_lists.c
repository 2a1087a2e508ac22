// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A list of packages, of which most have no field Modaliases (deb822(5); the field is of
 * dh_modaliases(1)):
 *
 *     Package: bcmwl-kernel-source
 *     Architecture: amd64
 *     Conflicts: y, z (<< 2)
 *     Modaliases: wl(pci:v000014E4d00004311sv*sd*bc02sc80i*, pci:v000014E4d00004312sv*…)
 *
 *     Package: …
 *
 * What is installed may be in no list any more: dpkg's records have its fields too, and a
 * list of its files, "info/NAME.list" (dpkg-query(1), --listfiles).
 */
#include <strings.h>

#include "data/packages/internal.h"

/* In a relation, it is its number behind the last of these. */
enum { OTHER, IN_MODALIASES, IN_RELATION };

struct hw_text hw_deb822_value(struct hw_text line, const char *field)
{
	size_t n = strlen(field);

	if (line.n <= n || line.s[n] != ':' || strncasecmp(line.s, field, n) != 0)
		return HW_NO_TEXT;
	return hw_text_trim_end(hw_text_trim_start(hw_text_from(line, n + 1), " \t"),
				" \t\r");
}

enum hw_relation hw_relation_read(struct hw_text line, struct hw_text *ret)
{
	static const char *const names[HW_RELATIONS] = {
		[HW_RELATION_CONFLICTS] = "conflicts",
		[HW_RELATION_BREAKS] = "breaks",
		[HW_RELATION_PROVIDES] = "provides",
	};

	for (size_t i = 0; i < HW_RELATIONS; i++) {
		*ret = hw_deb822_value(line, names[i]);
		if (ret->s)
			return (enum hw_relation)i;
	}
	return HW_RELATIONS;
}

bool hw_dpkg_is_installed(struct hw_text status)
{
	/* "install ok installed", "hold ok triggers-pending": the states of dpkg(1) in
	 * which a package is configured, or waits for a trigger alone */
	static const char *const ends[] = {
		" ok installed",
		" ok triggers-awaited",
		" ok triggers-pending",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(ends); i++) {
		const struct hw_text end = hw_text_of(ends[i]);

		if (status.n > end.n &&
		    hw_text_eq(hw_text_from(status, status.n - end.n), end))
			return true;
	}
	return false;
}

/* What goes on with a line that is no field of its own. True: it is none. */
static bool go_on(struct hw_list_reader *r, struct hw_text line)
{
	if (!line.n)
		return true;
	if (line.s[0] == ' ' || line.s[0] == '\t') {
		if (r->section == IN_MODALIASES)
			hw_list_claim(r, HW_PACKAGE_MODALIAS, line, true);
		if (r->section >= IN_RELATION)
			hw_list_add_relation(
				r, (enum hw_relation)(r->section - IN_RELATION),
				hw_text_trim_end(hw_text_trim_start(line, " \t"),
						 " \t\r"));
		return true;
	}
	/* a comment is none of a list, and does no harm */
	if (line.s[0] != '#' && hw_text_find(line, ':') == line.n)
		hw_list_fault(r, "a line is no field");
	return false;
}

static void take_modaliases(struct hw_list_reader *r, struct hw_text line)
{
	struct hw_text value = hw_deb822_value(line, "modaliases");

	if (!value.s)
		return;
	r->section = IN_MODALIASES;
	hw_list_claim(r, HW_PACKAGE_MODALIAS, value, true);
}

static bool take_architecture(struct hw_list_reader *r, struct hw_text line)
{
	const struct hw_text architecture = hw_deb822_value(line, "architecture");

	if (architecture.n)
		hw_list_set_architecture(r, architecture);
	return architecture.n;
}

static bool take_relation(struct hw_list_reader *r, struct hw_text line)
{
	struct hw_text value;
	const enum hw_relation field = hw_relation_read(line, &value);

	if (field == HW_RELATIONS)
		return false;
	r->section = IN_RELATION + field;
	hw_list_add_relation(r, field, value);
	return true;
}

void hw_apt_list_record(struct hw_list_reader *r, struct hw_text line)
{
	struct hw_text value;

	if (go_on(r, line))
		return;
	r->section = OTHER;
	value = hw_deb822_value(line, "package");
	if (value.s) {
		hw_list_set_package(r, value);
		hw_list_note(r);
		return;
	}
	if (take_architecture(r, line) || take_relation(r, line))
		return;
	hw_list_set_version(r, hw_deb822_value(line, "version"));
	take_modaliases(r, line);
}

/* dpkg has the same fields, and Status right behind Package (dpkg's lib/dpkg/parse.c). */
void hw_dpkg_record(struct hw_list_reader *r, struct hw_text line)
{
	struct hw_text package, status;

	if (go_on(r, line))
		return;
	r->section = OTHER;
	package = hw_deb822_value(line, "package");
	status = hw_deb822_value(line, "status");
	if (package.s)
		hw_list_set_package(r, package);
	else if (status.s && !hw_dpkg_is_installed(status))
		hw_list_set_package(r, HW_NO_TEXT);
	else if (!take_architecture(r, line))
		take_modaliases(r, line);
	if (r->package_n && hw_deb822_value(line, "version").n) {
		if (!r->version.n)
			hw_list_note(r);
		hw_list_set_version(r, hw_deb822_value(line, "version"));
	}
}

void hw_dpkg_list_package(struct hw_list_reader *r, struct hw_text directory,
			  struct hw_text name)
{
	struct hw_text package;

	(void)directory;
	name = hw_text_head(name, name.n - strlen(".list"));
	package = hw_text_cut(&name, ':');
	hw_list_set_package(r, package);
	if (name.s)
		hw_list_set_architecture(r, name);
}

void hw_file_list_record(struct hw_list_reader *r, struct hw_text line)
{
	if (line.n)
		hw_list_claim_file(r, hw_text_trim_start(line, "/"));
}
