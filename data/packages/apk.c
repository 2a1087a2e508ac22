// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Alpine's lists, a letter a field, a paragraph a package (apk-package(5), where the
 * letters are; https://wiki.alpinelinux.org/wiki/Apk_spec):
 *
 *     P:linux-firmware-rtl_nic       of the index of a repository, in an archive with its
 *     V:20260110-r0                  signature, and of what is installed
 *     p:so:libx.so.1 cmd:y           no field tells of devices, firmware or modules
 *
 *     F:lib/firmware/rtl_nic         of what is installed alone: a directory,
 *     R:rtl8168h-2.fw.zst            and each file in it
 */
#include <stdio.h>

#include "data/packages/internal.h"

static void take_file(struct hw_list_reader *r, struct hw_text name)
{
	const struct hw_text directory = {r->value, r->value_n};
	char path[sizeof(r->value) + 256];
	int n = snprintf(path, sizeof(path), "%.*s/%.*s", HW_TEXT_ARG(directory),
			 HW_TEXT_ARG(name));

	if (directory.n && n > 0 && (size_t)n < sizeof(path))
		hw_list_claim_file(r, (struct hw_text){path, (size_t)n});
}

void hw_apk_record(struct hw_list_reader *r, struct hw_text line)
{
	const struct hw_text value = line.n > 1 ? hw_text_from(line, 2) : HW_NO_TEXT;

	if (!line.n)
		return;
	if (line.n < 2 || line.s[1] != ':') {
		hw_list_fault(r, "a line is no field");
		return;
	}
	switch (line.s[0]) {
	case 'P':
		r->value_n = 0;
		hw_list_set_package(r, value);
		if (r->source->lists_packages)
			hw_list_note(r);
		break;
	case 'F':
		r->value_n = value.n < sizeof(r->value) ? value.n : 0;
		if (r->value_n)
			memcpy(r->value, value.s, r->value_n);
		break;
	case 'R':
		take_file(r, value);
		break;
	default:
		break;
	}
}
