// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which of two versions is the newer one:
 *
 *     1:20240709-1~bpo12+1      epoch ":" version "-" revision, of Debian, RPM and Arch
 *
 * An epoch that is absent is 0, a revision that is absent is the oldest one. Of both
 * parts runs of digits are compared as numbers, and what is between them in an order that
 * differs: deb-version(7), rpm's rpmvercmp(), and vercmp(8) of pacman.
 */
#include "data/packages/internal.h"
#include "decoders/text/ascii.h"

struct parts {
	struct hw_text epoch;
	struct hw_text version;
	struct hw_text revision;
};

static struct parts parts_of(struct hw_text text)
{
	const size_t colon = hw_text_find(text, ':');
	struct parts parts = {
		.epoch = hw_text_head(text, 0),
		.version = text,
		.revision = hw_text_from(text, text.n),
	};
	size_t at;

	if (colon < text.n) {
		parts.epoch = hw_text_head(text, colon);
		parts.version = hw_text_from(text, colon + 1);
	}
	at = parts.version.n;
	while (at && parts.version.s[at - 1] != '-')
		at--;
	if (at) {
		parts.revision = hw_text_from(parts.version, at);
		parts.version = hw_text_head(parts.version, at - 1);
	}
	return parts;
}

/* Takes the digits that the text begins with; of them the zeros in front do not count. */
static struct hw_text cut_number(struct hw_text *text)
{
	const struct hw_text rest = hw_text_trim_start(*text, "0");
	size_t n = 0;

	while (n < rest.n && hw_is_digit(rest.s[n]))
		n++;
	*text = hw_text_from(rest, n);
	return hw_text_head(rest, n);
}

static int compare_numbers(struct hw_text a, struct hw_text b)
{
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return hw_text_cmp(a, b);
}

static bool begins_with_digit(struct hw_text text)
{
	return text.n && hw_is_digit(text.s[0]);
}

/* --- Debian --- */

/* '~', then the end or a digit, then letters, then all else. */
static int rank(struct hw_text text)
{
	unsigned char c = text.n ? (unsigned char)text.s[0] : 0;

	if (!text.n || hw_is_digit(text.s[0]))
		return 0;
	if (c == '~')
		return -1;
	return hw_is_alnum(text.s[0]) ? c : c + 256;
}

static struct hw_text without_first(struct hw_text text)
{
	return text.n ? hw_text_from(text, 1) : text;
}

static int compare_of_debian(struct hw_text a, struct hw_text b)
{
	int r = 0;

	while (r == 0 && (a.n || b.n)) {
		while (r == 0 && ((a.n && !begins_with_digit(a)) ||
				  (b.n && !begins_with_digit(b)))) {
			r = rank(a) - rank(b);
			a = without_first(a);
			b = without_first(b);
		}
		if (r == 0)
			r = compare_numbers(cut_number(&a), cut_number(&b));
	}
	return r;
}

/* --- RPM --- */

static bool begins_with(struct hw_text text, char c)
{
	return text.n && text.s[0] == c;
}

/* What is neither a letter, a digit, '~' nor '^' stands between parts and does not count.
 */
static struct hw_text skip_separators(struct hw_text text)
{
	while (text.n && !hw_is_alnum(text.s[0]) && text.s[0] != '~' && text.s[0] != '^')
		text = hw_text_from(text, 1);
	return text;
}

static struct hw_text cut_letters(struct hw_text *text)
{
	const struct hw_text all = *text;
	size_t n = 0;

	while (n < all.n && hw_is_alnum(all.s[n]) && !hw_is_digit(all.s[n]))
		n++;
	*text = hw_text_from(all, n);
	return hw_text_head(all, n);
}

/* Takes a mark from both that have it; else the order: '~' is older than the end, '^' is
 * newer than the end and older than all else. */
static int compare_marks(struct hw_text *a, struct hw_text *b)
{
	char mark = begins_with(*a, '~') || begins_with(*b, '~') ? '~' : '^';

	if (begins_with(*a, mark) && begins_with(*b, mark)) {
		*a = hw_text_from(*a, 1);
		*b = hw_text_from(*b, 1);
		return 0;
	}
	if (begins_with(*a, mark))
		return mark == '~' || b->n ? -1 : 1;
	return mark == '~' || a->n ? 1 : -1;
}

static int compare_runs(struct hw_text *a, struct hw_text *b)
{
	struct hw_text x, y;

	if (begins_with_digit(*a) != begins_with_digit(*b))
		return begins_with_digit(*a) ? 1 : -1;
	if (begins_with_digit(*a))
		return compare_numbers(cut_number(a), cut_number(b));
	x = cut_letters(a);
	y = cut_letters(b);
	return hw_text_cmp(x, y);
}

static int compare_of_rpm(struct hw_text a, struct hw_text b)
{
	int r = 0;

	while (r == 0 && (a.n || b.n)) {
		a = skip_separators(a);
		b = skip_separators(b);
		if (begins_with(a, '~') || begins_with(b, '~') || begins_with(a, '^') ||
		    begins_with(b, '^'))
			r = compare_marks(&a, &b);
		else if (!a.n || !b.n)
			return !a.n == !b.n ? 0 : a.n ? 1 : -1;
		else
			r = compare_runs(&a, &b);
	}
	return r;
}

/* --- pacman --- */

/* How many bytes stand before the next letter or digit; they are taken. */
static size_t cut_separators(struct hw_text *text)
{
	const size_t before = text->n;

	while (text->n && !hw_is_alnum(text->s[0]))
		*text = hw_text_from(*text, 1);
	return before - text->n;
}

static bool begins_with_letter(struct hw_text text)
{
	return text.n && hw_is_alnum(text.s[0]) && !hw_is_digit(text.s[0]);
}

/* One of them is over, at which the last separators of both were taken: what is left of
 * the other is newer, but letters, "1.0rc1", are older. */
static int compare_ends(struct hw_text a, struct hw_text b)
{
	if (!a.n && !b.n)
		return 0;
	return (!a.n && !begins_with_letter(b)) || begins_with_letter(a) ? -1 : 1;
}

static int compare_of_pacman(struct hw_text a, struct hw_text b)
{
	while (a.n && b.n) {
		const size_t before_a = cut_separators(&a);
		const size_t before_b = cut_separators(&b);
		int r;

		if (!a.n || !b.n)
			break;
		if (before_a != before_b)
			return before_a < before_b ? -1 : 1;
		r = compare_runs(&a, &b);
		if (r)
			return r;
	}
	return compare_ends(a, b);
}

static int compare(struct hw_text a, struct hw_text b,
		   int (*compare_part)(struct hw_text, struct hw_text))
{
	struct parts x = parts_of(a);
	struct parts y = parts_of(b);
	int r = compare_numbers(cut_number(&x.epoch), cut_number(&y.epoch));

	if (r == 0)
		r = compare_part(x.version, y.version);
	return r ? r : compare_part(x.revision, y.revision);
}

int hw_version_cmp_of_debian(struct hw_text a, struct hw_text b)
{
	return compare(a, b, compare_of_debian);
}

int hw_version_cmp_of_rpm(struct hw_text a, struct hw_text b)
{
	return compare(a, b, compare_of_rpm);
}

int hw_version_cmp_of_pacman(struct hw_text a, struct hw_text b)
{
	return compare(a, b, compare_of_pacman);
}
