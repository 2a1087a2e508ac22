// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A list of files, and behind blanks the packages that have it, each with its component
 * but for "main", and its section (DebianRepository/Format, "Contents" indices). Debian
 * has a list a component, Ubuntu one of all:
 *
 *     lib/firmware/iwlwifi-8265-36.ucode non-free-firmware/kernel/firmware-iwlwifi
 *     lib/firmware/brcm/BCM-0bb4-0306.hcd         kernel/one,non-free/net/two
 *
 * apt-file.conf(5) calls Ubuntu's Contents-deb-legacy.
 */
#include "data/packages/internal.h"

static bool is_wanted(struct hw_text path)
{
	if (hw_text_starts(path, HW_TEXT("usr/")))
		path = hw_text_from(path, 4);
	return hw_text_starts(path, HW_TEXT("lib/firmware/")) ||
	       hw_text_starts(path, HW_TEXT("lib/modules/"));
}

/* "universe" of "universe/kernel/one"; absent: it tells none, or one that is not known.
 */
static struct hw_text component_of(const struct hw_list_reader *r, struct hw_text one)
{
	struct hw_text first = hw_text_cut(&one, '/');

	hw_text_cut(&one, '/');
	return one.s ? hw_source_component(r->source, first) : HW_NO_TEXT;
}

void hw_apt_contents_record(struct hw_list_reader *r, struct hw_text line)
{
	struct hw_text packages = hw_text_trim_end(line, " \t\r");
	const struct hw_text component = r->component;
	struct hw_text path;
	size_t at = packages.n;

	if (!line.n || !is_wanted(line))
		return;
	while (at && packages.s[at - 1] != ' ' && packages.s[at - 1] != '\t')
		at--;
	path = hw_text_trim_end(hw_text_head(packages, at), " \t");
	packages = hw_text_from(packages, at);
	if (!path.n)
		hw_list_fault(r, "a line has a file and no package");
	while (path.n && packages.s) {
		struct hw_text one = hw_text_cut(&packages, ',');
		struct hw_text own = component_of(r, one);

		r->component = own.n ? own : component;
		hw_list_set_package(r, hw_path_base(one));
		hw_list_claim_file(r, path);
	}
	r->component = component;
}
