// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/json/json.h"

#include <errno.h>
#include <stdio.h>

#include "report/page/utf8.h"

static char *grow(struct hw_json *j, size_t n)
{
	struct hw_buffer *b = &j->out;
	char *to;

	b->n = b->s ? (size_t)(j->to - b->s) : 0;
	to = hw_buffer_end(b, n);
	if (!to) {
		j->failed = true;
		return NULL;
	}
	j->to = to;
	j->end = b->s + b->room;
	return to;
}

/* Returns where `n` more bytes may be written; NULL: out of memory. */
static inline char *room(struct hw_json *j, size_t n)
{
	return (size_t)(j->end - j->to) >= n ? j->to : grow(j, n);
}

static inline char *copy(char *to, const char *s, size_t n)
{
	if (n)
		memcpy(to, s, n);
	return to + n;
}

/* A line break and the blanks of fifteen levels. */
static const char line_start[] = "\n                               ";
#define LINE_START_ROOM (sizeof(line_start) - 1)

/* Writes the line break before a member, an item or a closing bracket. */
static char *new_line(const struct hw_json *j, char *p)
{
	size_t blanks = (size_t)j->at.depth * 2;

	*p++ = '\n';
	memset(p, ' ', blanks);
	return p + blanks;
}

/* Slow path of start(): any layout, any key, no room yet. */
static char *start_any(struct hw_json *j, struct hw_json_key key, size_t n)
{
	/* lines have no blank after the colon */
	const size_t blank = j->layout == HW_JSON_LINE ? 0 : 1;
	/* comma, line break, and the `"": ` around a bare key */
	char *p = room(j, (size_t)j->at.depth * 2 + key.n + n + 6);

	if (!p)
		return NULL;
	if (j->at.comma)
		*p++ = ',';
	j->at.comma = true;
	if (blank && j->at.depth)
		p = new_line(j, p);
	if (!key.s)
		return p;
	if (!key.is_bare)
		return copy(p, key.s + 1, key.n - 2 + blank);
	*p++ = '"';
	p = copy(p, key.s, key.n);
	return copy(p, "\": ", 2 + blank);
}

/*
 * Writes what comes before a value: comma, line break, key. Returns where `n` bytes of
 * the value may be written, NULL: out of memory. The caller then sets `to` to their end.
 */
static inline char *start(struct hw_json *j, struct hw_json_key key, size_t n)
{
	const size_t blanks = (size_t)j->at.depth * 2;
	size_t skip = j->at.comma ? 0 : 1;
	char *p = j->to;

	/* fast paths: nearly every value is a member; what is copied beyond its end is
	 * overwritten */
	if (!key.s || key.is_bare || key.n > HW_KEY_ROOM || blanks >= LINE_START_ROOM ||
	    (size_t)(j->end - p) < 1 + LINE_START_ROOM + HW_KEY_ROOM + n)
		return start_any(j, key, n);
	j->at.comma = true;
	if (j->layout == HW_JSON_LINE) {
		memcpy(p, key.s + skip, HW_KEY_ROOM);
		return p + key.n - skip - 1;
	}
	*p = ',';
	p += 1 - skip;
	memcpy(p, line_start, LINE_START_ROOM);
	p += 1 + blanks;
	memcpy(p, key.s + 1, HW_KEY_ROOM);
	return p + key.n - 1;
}

static inline void put(struct hw_json *j, struct hw_json_key key, const char *s, size_t n)
{
	char *p = start(j, key, n);

	if (p)
		j->to = copy(p, s, n);
}

static void begin(struct hw_json *j, struct hw_json_key key, char bracket)
{
	put(j, key, &bracket, 1);
	j->at.depth++;
	j->at.comma = false;
}

static void end(struct hw_json *j, char bracket)
{
	bool is_empty = !j->at.comma;
	char *p;

	j->at.depth--;
	/* nothing follows the outermost one */
	j->at.comma = j->at.depth > 0;
	/* line breaks before and after */
	p = room(j, (size_t)j->at.depth * 2 + 3);
	if (!p)
		return;
	if (!is_empty && j->layout == HW_JSON_PRETTY)
		p = new_line(j, p);
	*p++ = bracket;
	if (!j->at.depth)
		*p++ = '\n';
	j->to = p;
}

void hw_json_begin_object(struct hw_json *j, struct hw_json_key key)
{
	begin(j, key, '{');
}

void hw_json_end_object(struct hw_json *j)
{
	end(j, '}');
}

void hw_json_begin_array(struct hw_json *j, struct hw_json_key key)
{
	begin(j, key, '[');
}

void hw_json_end_array(struct hw_json *j)
{
	end(j, ']');
}

void hw_json_null(struct hw_json *j, struct hw_json_key key)
{
	put(j, key, "null", 4);
}

void hw_json_boolean(struct hw_json *j, struct hw_json_key key, bool b)
{
	if (b)
		put(j, key, "true", 4);
	else
		put(j, key, "false", 5);
}

void hw_json_real(struct hw_json *j, struct hw_json_key key, double x)
{
	/* "-1.23456789012345e-308" */
	char *p = start(j, key, 32);

	if (p)
		j->to = p + snprintf(p, 32, HW_JSON_REAL, x);
}

void hw_json_number(struct hw_json *j, struct hw_json_key key, int64_t n)
{
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	/* "-9223372036854775808" */
	char *p = start(j, key, 20);

	if (!p)
		return;
	if (n < 0)
		*p++ = '-';
	for (uint64_t all = rest; all > 9; all /= 10)
		p++;
	j->to = p + 1;
	do {
		*p-- = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
}

#define EACH_BYTE(c) (UINT64_C(0x0101010101010101) * (c))

/*
 * A high bit of the result is set if one of these eight bytes is not ASCII or needs an
 * escape. Of bytes below 0x80 only 0 - 1 sets it, and only such a byte borrows from the
 * next one.
 */
static inline uint64_t odd_bytes(uint64_t w)
{
	return w | (w - EACH_BYTE(' ')) | ((w ^ EACH_BYTE('"')) - EACH_BYTE(1)) |
	       ((w ^ EACH_BYTE('\\')) - EACH_BYTE(1));
}

/* These copy the bytes and return odd_bytes() of them. */
static inline uint64_t copy_eight(char *to, const char *s)
{
	uint64_t w;

	memcpy(&w, s, sizeof(w));
	memcpy(to, &w, sizeof(w));
	return odd_bytes(w);
}

static inline uint64_t copy_four_to_seven(char *to, const char *s, size_t n)
{
	uint32_t first;
	uint32_t last;

	memcpy(&first, s, sizeof(first));
	memcpy(&last, s + n - 4, sizeof(last));
	memcpy(to, &first, sizeof(first));
	memcpy(to + n - 4, &last, sizeof(last));
	return odd_bytes(first | (uint64_t)last << 32);
}

static inline uint64_t copy_one_to_three(char *to, const char *s, size_t n)
{
	unsigned char first = (unsigned char)s[0];
	unsigned char middle = (unsigned char)s[n / 2];
	unsigned char last = (unsigned char)s[n - 1];

	to[0] = (char)first;
	to[n / 2] = (char)middle;
	to[n - 1] = (char)last;
	/* padded to eight with blanks */
	return odd_bytes(EACH_BYTE(' ') << 24 | (uint64_t)last << 16 |
			 (uint64_t)middle << 8 | first);
}

/*
 * Copies a text and returns whether it is ASCII without escapes, so whether the copy is
 * right as a JSON string. The copies of both ends may overlap.
 */
static inline bool copy_plain(char *to, struct hw_text t)
{
	uint64_t odd = 0;

	if (t.n >= 8) {
		for (size_t i = 0; i < t.n - 8; i += 8)
			odd |= copy_eight(to + i, t.s + i);
		odd |= copy_eight(to + t.n - 8, t.s + t.n - 8);
	} else if (t.n >= 4) {
		odd = copy_four_to_seven(to, t.s, t.n);
	} else if (t.n) {
		odd = copy_one_to_three(to, t.s, t.n);
	}
	return !(odd & EACH_BYTE(0x80));
}

/* What is behind the backslash that a byte needs, as json-c has it: 'u' and four digits
 * where JSON has no letter; NUL: it needs none. */
static char escape_of(char c)
{
	static const char bytes[] = "\"\\\b\f\n\r\t";
	const char *at = c ? strchr(bytes, c) : NULL;

	if (at)
		return "\"\\bfnrt"[at - bytes];
	return (unsigned char)c < 0x20 ? 'u' : '\0';
}

/* Slow path of hw_json_raw(): makes the text valid UTF-8 without NUL and escapes it. */
static void escape(struct hw_json *j, struct hw_json_key key, struct hw_text t)
{
	static const char digits[] = "0123456789abcdef";
	const struct hw_text clean = hw_utf8_clean(t, &j->arena);
	char *p = start(j, key, clean.n * strlen("\\u001f") + 2);

	if (!p)
		return;
	*p++ = '"';
	for (size_t i = 0; i < clean.n; i++) {
		const char c = clean.s[i];
		const char escaped = escape_of(c);

		if (escaped)
			*p++ = '\\';
		*p++ = escaped ? escaped : c;
		if (escaped == 'u')
			p = copy(p,
				 (const char[]){'0', '0', digits[c / 16], digits[c % 16]},
				 4);
	}
	*p++ = '"';
	j->to = p;
}

void hw_json_raw(struct hw_json *j, struct hw_json_key key, struct hw_text t)
{
	const bool comma = j->at.comma;
	char *p = start(j, key, t.n + 2);

	if (!p)
		return;
	*p++ = '"';
	if (copy_plain(p, t)) {
		p[t.n] = '"';
		j->to = p + t.n + 1;
		return;
	}
	/* discard the copy and start again */
	j->at.comma = comma;
	escape(j, key, t);
}

void hw_json_text(struct hw_json *j, struct hw_json_key key, struct hw_text t)
{
	if (t.n)
		hw_json_raw(j, key, t);
	else
		hw_json_null(j, key);
}

void hw_json_literal(struct hw_json *j, struct hw_json_key key, const char *s)
{
	hw_json_text(j, key, hw_text_of(s));
}

void hw_json_positive(struct hw_json *j, struct hw_json_key key, size_t n)
{
	if (n)
		hw_json_number(j, key, (int64_t)n);
	else
		hw_json_null(j, key);
}

void hw_json_tristate(struct hw_json *j, struct hw_json_key key, enum hw_tristate t)
{
	if (t == HW_UNKNOWN)
		hw_json_null(j, key);
	else
		hw_json_boolean(j, key, t == HW_YES);
}

void hw_json_append(struct hw_json *j, struct hw_text finished)
{
	char *p = finished.n ? room(j, finished.n + 1) : NULL;

	if (!p)
		return;
	if (j->at.comma)
		*p++ = ',';
	j->at.comma = true;
	j->to = copy(p, finished.s, finished.n);
}

int hw_json_finish(struct hw_json *j, struct hw_text *ret)
{
	bool failed = j->failed || hw_arena_failed(&j->arena);
	struct hw_text text = HW_NO_TEXT;

	if (j->to) {
		text.s = j->out.s;
		text.n = (size_t)(j->to - text.s);
		j->to = j->out.s;
	}
	hw_arena_reset(&j->arena);
	j->failed = j->out.failed = false;
	if (failed) {
		j->at = j->finished;
		return -ENOMEM;
	}
	j->finished = j->at;
	*ret = text;
	return 0;
}

int hw_json_print(struct hw_json *j, FILE *out)
{
	struct hw_text text;
	int r = hw_json_finish(j, &text);

	if (r == 0)
		fwrite(text.s, 1, text.n, out);
	return r;
}

void hw_json_done(struct hw_json *j)
{
	hw_buffer_done(&j->out);
	hw_arena_done(&j->arena);
	*j = (struct hw_json){0};
}
