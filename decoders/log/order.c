// SPDX-License-Identifier: GPL-2.0-or-later
/* In which order the lines of a log are: `journalctl -r`, `dmesg | tac`. */
#include "decoders/log/log.h"

#include "decoders/text/ascii.h"

/* What is looked at of a long log. */
#define PAIRS_MAX 4096

/* Times of one form: a longer one is a later one, "9.500000" and "10.200000". */
static int compare_times(struct hw_text a, struct hw_text b)
{
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return a.n ? memcmp(a.s, b.s, a.n) : 0;
}

bool hw_log_is_newest_first(struct hw_text text)
{
	struct hw_text before = HW_NO_TEXT;
	size_t later = 0;
	size_t earlier = 0;
	bool ends_with_start = false;

	while (text.n && later + earlier < PAIRS_MAX) {
		const struct hw_log_line line = hw_log_line(hw_text_cut(&text, '\n'));
		const struct hw_text time = hw_text_trim_start(line.time, " ");
		int order;

		/* "+0.000012" of dmesg -H is since the line before */
		if (!time.n || line.is_foreign || time.s[0] == '+')
			continue;
		order = before.n ? compare_times(before, time) : 0;
		later += order < 0;
		earlier += order > 0;
		ends_with_start = before.n &&
				  hw_text_starts(line.message, HW_TEXT("Linux version "));
		before = time;
	}
	return earlier > later || (ends_with_start && earlier == later);
}
