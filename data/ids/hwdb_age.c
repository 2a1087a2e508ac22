// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <time.h>

#include "data/ids/internal.h"
#include "data/root/pages.h"
#include "decoders/text/ascii.h"

/* systemd's own sources, hwdb(7); without a merged /usr they are in /lib. */
static const char *const packaged[] = {"usr/lib/udev/hwdb.d", "lib/udev/hwdb.d"};

/* Where the administrator adds sources: any file may name any id. */
static const char *const added[] = {
	"etc/udev/hwdb.d",
	"run/udev/hwdb.d",
	"usr/local/lib/udev/hwdb.d",
};

static const char *const sources[] = {
	[HW_IDS_PCI] = "20-pci-vendor-model.hwdb",
	[HW_IDS_USB] = "20-usb-vendor-model.hwdb",
};

/* The first hwdb is of 2012. Older dates are not real: reproducible systems set all files
 * to the epoch or to 1980, the first year of a zip file. */
#define FIRST_DATE UINT32_C(20120101)

static uint32_t date_of_time(int64_t seconds)
{
	const time_t t = (time_t)seconds;
	uint32_t date;
	struct tm tm;

	if (seconds <= 0 || !gmtime_r(&t, &tm) || tm.tm_year > 8099)
		return 0;
	date = (uint32_t)tm.tm_year + 1900;
	date = (date * 100 + (uint32_t)tm.tm_mon + 1) * 100 + (uint32_t)tm.tm_mday;
	return date < FIRST_DATE ? 0 : date;
}

static uint32_t date_of_source(struct hw_root *live, const char *name)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(packaged); i++) {
		struct hw_pages *pages;
		uint32_t date;
		char path[64];

		snprintf(path, sizeof(path), "%s/%s", packaged[i], name);
		if (hw_pages_open(live, path, &pages) < 0)
			continue;
		date = date_of_time(hw_pages_modified(pages));
		hw_pages_close(pages);
		return date;
	}
	return 0;
}

static bool is_added_to(struct hw_root *live)
{
	struct hw_arena arena = {0};
	struct hw_text *names;
	size_t count = 0;

	for (size_t i = 0; count == 0 && i < HW_ARRAY_SIZE(added); i++)
		if (hw_root_list(live, added[i], &arena, &names, &count) < 0)
			count = 0;
	hw_arena_done(&arena);
	return count > 0;
}

void hw_hwdb_read_dates(struct hw_root *live, struct hw_hwdb_dates *ret)
{
	*ret = (struct hw_hwdb_dates){0};
	if (is_added_to(live))
		return;
	for (size_t i = 0; i < HW_ARRAY_SIZE(sources); i++)
		ret->of[i] = date_of_source(live, sources[i]);
}

uint32_t hw_hwdb_date_of_version(struct hw_text version)
{
	const struct hw_text form = HW_TEXT("dddd.dd.dd");
	uint32_t date = 0;

	if (version.n != form.n)
		return 0;
	for (size_t i = 0; i < form.n; i++) {
		if (hw_is_digit(version.s[i]) != (form.s[i] == 'd'))
			return 0;
		if (form.s[i] == 'd')
			date = date * 10 + (uint32_t)(version.s[i] - '0');
		else if (version.s[i] != '.')
			return 0;
	}
	return date;
}
