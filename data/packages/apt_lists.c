// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A list of packages, of which most have no field Modaliases (deb822(5); the field is of
 * dh_modaliases(1)):
 *
 *     Package: bcmwl-kernel-source
 *     Architecture: amd64
 *     Modaliases: wl(pci:v000014E4d00004311sv*sd*bc02sc80i*, pci:v000014E4d00004312sv*…)
 *
 *     Package: …
 */
#include <strings.h>

#include "data/packages/internal.h"

enum { OTHER, IN_MODALIASES };

struct hw_text hw_deb822_value(struct hw_text line, const char *field)
{
	size_t n = strlen(field);

	if (line.n <= n || line.s[n] != ':' || strncasecmp(line.s, field, n) != 0)
		return HW_NO_TEXT;
	return hw_text_trim_end(hw_text_trim_start(hw_text_from(line, n + 1), " \t"),
				" \t\r");
}

void hw_apt_list_record(struct hw_list_reader *r, struct hw_text line)
{
	struct hw_text value;

	if (!line.n)
		return;
	if (line.s[0] == ' ' || line.s[0] == '\t') {
		if (r->section == IN_MODALIASES)
			hw_list_claim(r, HW_PACKAGE_MODALIAS, line, true);
		return;
	}
	/* a comment is none of a list, and does no harm */
	if (line.s[0] != '#' && hw_text_find(line, ':') == line.n)
		hw_list_fault(r, "a line is no field");
	r->section = OTHER;
	value = hw_deb822_value(line, "package");
	if (value.s) {
		hw_list_set_package(r, value);
		hw_list_note(r);
		return;
	}
	value = hw_deb822_value(line, "modaliases");
	if (value.s) {
		r->section = IN_MODALIASES;
		hw_list_claim(r, HW_PACKAGE_MODALIAS, value, true);
	}
}
