// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A .files database is a tar, of each package a directory NAME-VERSION-RELEASE with a
 * file "files" (repo-add(8)):
 *
 *     %FILES%
 *     usr/
 *     usr/lib/firmware/iwlwifi-8265-36.ucode.zst
 *
 * What is installed has the same, as directories and files on the disk.
 */
#include "data/packages/internal.h"

/* Without the last two parts between dashes. */
struct hw_text hw_pacman_name(struct hw_text directory)
{
	for (int i = 0; i < 2; i++) {
		size_t at = directory.n;

		while (at && directory.s[at - 1] != '-')
			at--;
		if (!at)
			return HW_NO_TEXT;
		directory = hw_text_head(directory, at - 1);
	}
	return directory;
}

struct hw_text hw_pacman_version(struct hw_text directory)
{
	const struct hw_text name = hw_pacman_name(directory);

	return name.n ? hw_text_from(directory, name.n + 1) : HW_NO_TEXT;
}

void hw_pacman_files_package(struct hw_list_reader *r, struct hw_text directory,
			     struct hw_text name)
{
	(void)name;
	hw_list_set_package(r, hw_pacman_name(hw_path_base(directory)));
}

void hw_pacman_entry(struct hw_list_reader *r, struct hw_text path,
		     struct hw_text content)
{
	struct hw_text directory = hw_text_cut(&path, '/');

	if (!hw_text_eq(path, HW_TEXT("files")))
		return;
	hw_list_set_package(r, hw_pacman_name(directory));
	hw_list_set_version(r, hw_pacman_version(directory));
	/* its lines are those of a file in an archive */
	r->line = 0;
	while (content.s && r->package_n)
		hw_list_claim_file(r, hw_text_cut(&content, '\n'));
}
