// SPDX-License-Identifier: GPL-2.0-or-later
/* What stands before a message in a log: time, host, facility, level. */
#include <string.h>

#include "decoders/log/log.h"
#include "decoders/text/ascii.h"

static struct hw_text digits(struct hw_text t)
{
	size_t n = 0;

	while (n < t.n && hw_is_digit(t.s[n]))
		n++;
	return hw_text_head(t, n);
}

/* "<30>": facility * 8 + level; the kernel's own facility is 0. */
static struct hw_text cut_priority(struct hw_text t, struct hw_log_line *line)
{
	struct hw_text number;

	if (!t.n || t.s[0] != '<')
		return t;
	number = digits(hw_text_from(t, 1));
	if (!number.n || number.n > 3 || number.n + 1 >= t.n || t.s[number.n + 1] != '>')
		return t;
	line->is_foreign = hw_text_decimal(number, 3) >= 8;
	return hw_text_from(t, number.n + 2);
}

/* "kern  :warn  : " */
static struct hw_text cut_decoded(struct hw_text t, struct hw_log_line *line)
{
	struct hw_text rest = t;
	struct hw_text facility;
	struct hw_text level;

	if (!t.n || !hw_is_alnum(t.s[0]))
		return t;
	facility = hw_text_cut(&rest, ':');
	if (!rest.s || facility.n > 8 || facility.n < 4)
		return t;
	level = hw_text_cut(&rest, ':');
	if (!rest.s || level.n > 8 || !rest.n || rest.s[0] != ' ' || !level.n ||
	    level.s[0] == ' ')
		return t;
	line->is_foreign = !hw_text_eq(hw_text_trim_end(facility, " "), HW_TEXT("kern"));
	return hw_text_from(rest, 1);
}

/* "[  T123]", "[  C0]": the thread or processor that printed it, print_caller() of
 * kernel/printk/printk.c */
static struct hw_text cut_caller(struct hw_text t)
{
	struct hw_text rest = hw_text_trim_start(t, " ");
	size_t end = hw_text_find(rest, ']');
	struct hw_text inside;

	if (!rest.n || rest.s[0] != '[' || end == rest.n || end > 20)
		return t;
	inside = hw_text_trim_start(hw_text_head(hw_text_from(rest, 1), end - 1), " ");
	if (inside.n < 2 || (inside.s[0] != 'T' && inside.s[0] != 'C') ||
	    digits(hw_text_from(inside, 1)).n != inside.n - 1)
		return t;
	return hw_text_from(rest, end + 1);
}

/* "[    5.123456] ", and "[Fri Nov 28 07:07:52 2026] ", in the words of the locale */
static struct hw_text cut_brackets(struct hw_text t, struct hw_log_line *line)
{
	size_t end = hw_text_find(t, ']');
	struct hw_text inside;
	struct hw_text last;

	if (!t.n || t.s[0] != '[' || end == t.n || end > 40)
		return t;
	inside = hw_text_trim_start(hw_text_head(hw_text_from(t, 1), end - 1), " ");
	for (size_t i = 0; i < inside.n; i++)
		if (!hw_is_digit(inside.s[i]) && inside.s[i] != '.' &&
		    inside.s[i] != ':' && inside.s[i] != ' ' && inside.s[i] != '+' &&
		    inside.s[i] != '<' && inside.s[i] != '>' &&
		    !(hw_lower(inside.s[i]) >= 'a' && hw_lower(inside.s[i]) <= 'z') &&
		    (unsigned char)inside.s[i] < 0x80)
			return t;
	/* "[drm] ..." is the message */
	last = hw_text_trim_end(inside, ">");
	if (!last.n || !hw_is_digit(last.s[last.n - 1]))
		return t;
	if (!line->time.n)
		line->time = inside;
	t = cut_caller(hw_text_from(t, end + 1));
	return t.n && t.s[0] == ' ' ? hw_text_from(t, 1) : t;
}

/* "HOST kernel: " behind a time in brackets */
static struct hw_text cut_host(struct hw_text t, struct hw_log_line *line)
{
	const struct hw_text tag = HW_TEXT(" kernel: ");
	size_t host = hw_text_find(t, ' ');

	if (!line->time.n || host == t.n || !hw_text_starts(hw_text_from(t, host), tag) ||
	    hw_text_find(t, ':') < host)
		return t;
	line->host = hw_text_head(t, host);
	return hw_text_from(t, host + tag.n);
}

/* "4,812,5123456,-;": priority, number, microseconds, flags */
static bool cut_kmsg(struct hw_text t, struct hw_log_line *line)
{
	struct hw_text rest = t;
	struct hw_text head;
	struct hw_text priority;
	struct hw_text number;
	struct hw_text time;

	/* most lines begin otherwise */
	if (!t.n || !hw_is_digit(t.s[0]))
		return false;
	head = hw_text_cut(&rest, ';');
	priority = hw_text_cut(&head, ',');
	number = hw_text_cut(&head, ',');
	time = hw_text_cut(&head, ',');
	if (!rest.s || hw_text_decimal(priority, 10) < 0 || !digits(number).n ||
	    digits(number).n != number.n || !time.n || digits(time).n != time.n)
		return false;
	line->is_foreign = priority.n > 3 || hw_text_decimal(priority, 3) >= 8;
	line->time = time;
	line->message = rest;
	return true;
}

/* "Nov 28 07:07:52", "Mär  3 …", "nov. 28 …", "28 nov. …", "11月 28 …": journalctl has
 * the words of the locale. */
static bool is_month_and_day(struct hw_text t)
{
	struct hw_text rest = hw_text_head(t, 32);
	size_t days = 0;
	size_t words = 0;

	for (int i = 0; i < 3; i++) {
		struct hw_text word = hw_text_head(rest, hw_text_find(rest, ' '));
		const size_t n = digits(word).n;

		if (i == 2)
			return days == 1 && words == 1 && n == 2 && word.n >= 8 &&
			       word.s[2] == ':' && word.s[5] == ':' &&
			       digits(hw_text_from(word, 3)).n == 2;
		days += n > 0 && n <= 2 && (n == word.n || n + 1 == word.n);
		words += word.n > 1 &&
			 (!n || (n <= 2 && n < word.n && word.s[n] & 0x80)) &&
			 hw_text_find(word, ':') == word.n;
		rest = hw_text_trim_start(hw_text_from(rest, word.n), " ");
	}
	return false;
}

/* "2026-11-28…", also behind "Sat " in the words of a locale, and "1795849672.123456" */
static bool is_date(struct hw_text t)
{
	const struct hw_text start = hw_text_head(t, 12);
	const size_t day = hw_text_find(start, ' ');
	const size_t seconds = digits(t).n;

	if (!seconds && day < start.n)
		t = hw_text_from(t, day + 1);
	if (t.n > 5 && digits(t).n == 4 && t.s[4] == '-')
		return true;
	return seconds >= 9 && seconds <= 11 && t.n > seconds + 7 &&
	       t.s[seconds] == '.' && t.s[seconds + 7] == ' ' &&
	       digits(hw_text_from(t, seconds + 1)).n == 6;
}

/* "07:07:52", "07:07:52.123456": part of the time */
static bool is_clock(struct hw_text t)
{
	return t.n >= 8 && digits(t).n == 2 && t.s[2] == ':' && t.s[5] == ':' &&
	       digits(hw_text_from(t, 3)).n == 2 && digits(hw_text_from(t, 6)).n == 2;
}

/*
 * "Nov 28 07:07:52 HOST kernel: ": syslogd, journalctl. The words before the tag are a
 * time, which begins with a month, a year or a day of the week, and a host.
 */
static struct hw_text cut_syslog(struct hw_text t, struct hw_log_line *line)
{
	const struct hw_text tag = HW_TEXT(" kernel: ");
	const struct hw_text start = hw_text_head(t, 512);
	const char *hit;
	size_t at;
	size_t host;

	if (!is_date(t) && !is_month_and_day(t))
		return t;
	/* "2026-11-28T07:07:52,123456+00:00 MESSAGE": dmesg alone has a comma there */
	if (t.n > 20 && t.s[10] == 'T' && t.s[19] == ',') {
		size_t end = hw_text_find(t, ' ');

		line->time = hw_text_head(t, end);
		return hw_text_from(t, end + (end < t.n));
	}
	hit = start.n ? memmem(start.s, start.n, tag.s, tag.n) : NULL;
	if (!hit) {
		/* of another program: no line of the kernel */
		line->is_foreign = true;
		return t;
	}
	at = (size_t)(hit - t.s);
	host = at;
	while (host && t.s[host - 1] != ' ')
		host--;
	line->host = hw_text_from(hw_text_head(t, at), host);
	/* "… 07:07:52 kernel: " has none */
	if (!host || is_clock(line->host)) {
		line->host = HW_NO_TEXT;
		host = at;
	}
	line->time = hw_text_trim_end(hw_text_head(t, host), " ");
	return hw_text_from(t, at + tag.n);
}

/* "<4>[    5.123456] ": syslog(2); most lines of most logs begin so. */
static bool is_of_buffer(struct hw_text t)
{
	return t.n > 3 && t.s[0] == '<' && hw_is_digit(t.s[1]) && t.s[2] == '>' &&
	       t.s[3] == '[';
}

struct hw_log_line hw_log_line(struct hw_text text)
{
	struct hw_log_line line = {.message = HW_NO_TEXT, .host = HW_NO_TEXT};

	text = hw_text_trim_end(text, "\r\n");
	if (cut_kmsg(text, &line))
		return line;
	if (!is_of_buffer(text))
		text = cut_syslog(text, &line);
	text = cut_priority(text, &line);
	text = cut_decoded(text, &line);
	line.message = cut_host(cut_brackets(text, &line), &line);
	return line;
}
