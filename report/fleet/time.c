// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Times are read as RFC 3339 has them, and kept in one form, whose texts sort as the
 * times do:
 *
 *	2026-11-29T08:00:00Z			as hwalias writes it
 *	2026-11-29T09:00:00+01:00		the same, of another zone
 *	2026-11-29T08:00:00.25Z			kept as .250000; a time without a fraction
 *						comes after all that its second has
 *	2026-11-29t08:00:00z			in small letters
 */
#include <stdio.h>
#include <time.h>

#include "decoders/text/ascii.h"
#include "report/fleet/internal.h"

/* Clocks that differ by less are as good as equal. */
#define SECONDS_OF_DAY 86400

static bool has_shape(struct hw_text t, const char *shape)
{
	if (t.n != strlen(shape))
		return false;
	for (size_t i = 0; i < t.n; i++)
		if (shape[i] == 'd' ? !hw_is_digit(t.s[i]) : hw_upper(t.s[i]) != shape[i])
			return false;
	return true;
}

static int number_at(struct hw_text t, size_t at, size_t digits)
{
	return (int)hw_text_decimal(hw_text_head(hw_text_from(t, at), digits), digits);
}

static int days_of(int year, int month)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30,
					     31, 31, 30, 31, 30, 31};
	bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && is_leap ? 29 : days[month - 1];
}

/* "Z", "+01:00": in seconds. false: it is no zone. */
static bool read_zone(struct hw_text t, int *ret)
{
	int hours;
	int minutes;

	*ret = 0;
	if (has_shape(t, "Z"))
		return true;
	if (!has_shape(t, "+dd:dd") && !has_shape(t, "-dd:dd"))
		return false;
	hours = number_at(t, 1, 2);
	minutes = number_at(t, 4, 2);
	*ret = (hours * 60 + minutes) * 60 * (t.s[0] == '-' ? -1 : 1);
	return hours < 24 && minutes < 60;
}

/* Digits of a fraction that is kept. */
#define FRACTION 6

/* Cuts a fraction off what is behind the seconds, ".25", or nothing. */
static struct hw_text cut_fraction(struct hw_text *rest)
{
	struct hw_text fraction;
	size_t n = 1;

	if (!hw_text_starts(*rest, HW_TEXT(".")))
		return HW_NO_TEXT;
	while (n < rest->n && hw_is_digit(rest->s[n]))
		n++;
	if (n == 1)
		return HW_NO_TEXT;
	fraction = hw_text_head(*rest, n);
	*rest = hw_text_from(*rest, n);
	return fraction;
}

/* The fraction with as many digits as all have; nothing: there is none. */
static void write_fraction(struct hw_text fraction, char to[static FRACTION + 2])
{
	size_t n = fraction.n < FRACTION + 1 ? fraction.n : FRACTION + 1;

	memset(to, '0', FRACTION + 1);
	to[fraction.n ? FRACTION + 1 : 0] = '\0';
	if (n)
		memcpy(to, fraction.s, n);
}

bool hw_fleet_read_time(struct hw_text t, char ret[static HW_FLEET_TIME])
{
	struct hw_text clock = hw_text_head(t, 19);
	struct hw_text rest = hw_text_from(t, clock.n);
	const struct hw_text told = cut_fraction(&rest);
	char fraction[FRACTION + 2];
	struct tm tm;
	int second;
	int zone;
	time_t at;

	if (!has_shape(clock, "dddd-dd-ddTdd:dd:dd") || !read_zone(rest, &zone))
		return false;
	tm = (struct tm){
		.tm_year = number_at(clock, 0, 4) - 1900,
		.tm_mon = number_at(clock, 5, 2) - 1,
		.tm_mday = number_at(clock, 8, 2),
		.tm_hour = number_at(clock, 11, 2),
		.tm_min = number_at(clock, 14, 2),
	};
	/* a leap second is the 61st */
	second = number_at(clock, 17, 2);
	if (tm.tm_mon < 0 || tm.tm_mon > 11 || tm.tm_mday < 1 ||
	    tm.tm_mday > days_of(tm.tm_year + 1900, tm.tm_mon + 1) || tm.tm_hour > 23 ||
	    tm.tm_min > 59 || second > 60)
		return false;
	at = timegm(&tm) - zone;
	if (!gmtime_r(&at, &tm) || tm.tm_year < -1900 || tm.tm_year > 8099)
		return false;
	write_fraction(told, fraction);
	snprintf(ret, HW_FLEET_TIME, "%04d-%02d-%02dT%02d:%02d:%02d%sZ",
		 tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
		 second, fraction);
	return true;
}

bool hw_fleet_read_since(const char *text, char ret[static HW_FLEET_TIME])
{
	char time[HW_FLEET_TIME];

	if (!has_shape(hw_text_of(text), "dddd-dd-dd"))
		return hw_fleet_read_time(hw_text_of(text), ret);
	snprintf(time, sizeof(time), "%.10sT00:00:00Z", text);
	return hw_fleet_read_time(hw_text_of(time), ret);
}

bool hw_fleet_is_to_come(struct hw_text time_of_report)
{
	time_t tomorrow = time(NULL) + SECONDS_OF_DAY;
	char limit[HW_FLEET_TIME];
	struct tm tm;

	return gmtime_r(&tomorrow, &tm) &&
	       strftime(limit, sizeof(limit), "%Y-%m-%dT%H:%M:%SZ", &tm) > 0 &&
	       hw_text_cmp(time_of_report, hw_text_of(limit)) > 0;
}
