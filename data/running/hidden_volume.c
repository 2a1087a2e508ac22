// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/running/hidden_volume.h"

#include <string.h>

#include "data/base/array.h"
#include "decoders/text/ascii.h"

/* ADD A HIDDEN VOLUME HERE. Of a name with several, as "vg-root_rimage_0_iorig", the
 * first row counts. */
static const struct hw_hidden_volume rows[] = {
	{"_iorig", false},  {"_rimage_", false}, {"_mimage_", false},
	{"_wcorig", false}, {"_corig", false},	 {"pvmove", true},
};

/* "root_rimage_0" of "vg--a-root_rimage_0"; absent: there is no group. */
static struct hw_text behind_group(struct hw_text name)
{
	for (size_t i = 0; i < name.n; i++) {
		if (name.s[i] != '-')
			continue;
		if (i + 1 == name.n || name.s[i + 1] != '-')
			return hw_text_from(name, i + 1);
		i++;
	}
	return HW_NO_TEXT;
}

static bool fits(const struct hw_hidden_volume *row, struct hw_text volume)
{
	const size_t n = strlen(row->mark);

	if (!row->is_start)
		return volume.n && memmem(volume.s, volume.n, row->mark, n);
	return hw_text_starts(volume, hw_text_of(row->mark)) && volume.n > n &&
	       hw_is_digit(volume.s[n]);
}

const struct hw_hidden_volume *hw_hidden_volume_of(struct hw_text name)
{
	const struct hw_text behind = behind_group(name);

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		if (fits(&rows[i], behind.s ? behind : name))
			return &rows[i];
	return NULL;
}
