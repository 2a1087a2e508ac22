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
#include "data/packages/internal.h"

enum { OTHER, IN_MODALIASES };

void hw_apt_list_record(struct hw_list_reader *r, struct hw_text line)
{
	const struct hw_text package = HW_TEXT("Package: ");
	const struct hw_text modaliases = HW_TEXT("Modaliases:");

	if (!line.n)
		return;
	if (line.s[0] == ' ' || line.s[0] == '\t') {
		if (r->section == IN_MODALIASES)
			hw_list_claim(r, HW_PACKAGE_MODALIAS, line, true);
		return;
	}
	r->section = OTHER;
	if (hw_text_starts(line, package)) {
		hw_list_set_package(r, hw_text_from(line, package.n));
		hw_list_note(r);
	} else if (hw_text_starts(line, modaliases)) {
		r->section = IN_MODALIASES;
		hw_list_claim(r, HW_PACKAGE_MODALIAS, hw_text_from(line, modaliases.n),
			      true);
	}
}
