// SPDX-License-Identifier: GPL-2.0-or-later
/* "2026-11-29T08:00:00Z": of one length, so that times sort as texts do. */
#include "decoders/text/ascii.h"
#include "report/fleet/internal.h"

static unsigned number_at(struct hw_text t, size_t at, size_t digits)
{
	return (unsigned)hw_text_decimal(hw_text_head(hw_text_from(t, at), digits),
					 digits);
}

static unsigned days_of(unsigned year, unsigned month)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30,
					     31, 31, 30, 31, 30, 31};
	bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && is_leap ? 29 : days[month - 1];
}

bool hw_fleet_is_time(struct hw_text t)
{
	static const char shape[] = "dddd-dd-ddTdd:dd:ddZ";
	unsigned month;
	unsigned day;

	if (t.n != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; i < t.n; i++)
		if (shape[i] == 'd' ? !hw_is_digit(t.s[i]) : t.s[i] != shape[i])
			return false;
	month = number_at(t, 5, 2);
	day = number_at(t, 8, 2);
	/* a leap second is the 61st */
	return month >= 1 && month <= 12 && day >= 1 &&
	       day <= days_of(number_at(t, 0, 4), month) && number_at(t, 11, 2) < 24 &&
	       number_at(t, 14, 2) < 60 && number_at(t, 17, 2) <= 60;
}
