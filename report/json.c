// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/json.h"

#include <errno.h>
#include <json-c/json.h>
#include <limits.h>

#include "report/utf8.h"

/*
 * Where `n` more bytes may be put, NULL when there is no memory. printbuf_memset() is
 * how json-c lets its buffer grow without something to append.
 */
static char *room(struct hw_json *j, size_t n)
{
	struct printbuf *p = j->out;

	if (p && n < (size_t)(p->size - p->bpos))
		return p->buf + p->bpos;
	if (!p)
		p = j->out = printbuf_new();
	if (!p || n > INT_MAX || printbuf_memset(p, -1, 0, (int)n) < 0) {
		j->failed = true;
		return NULL;
	}
	p->bpos -= (int)n;
	return p->buf + p->bpos;
}

static char *copy(char *to, const char *s, size_t n)
{
	if (n)
		memcpy(to, s, n);
	return to + n;
}

/* The line break before a member, an item or a closing bracket. */
static char *new_line(const struct hw_json *j, char *p)
{
	size_t blanks = (size_t)j->at.depth * 2;

	if (j->layout == HW_JSON_LINE)
		return p;
	*p++ = '\n';
	memset(p, ' ', blanks);
	return p + blanks;
}

/*
 * All that comes before a value: comma, line break, key. Returns where `n` bytes of the
 * value may be put, NULL without memory; stop() takes over what was put there.
 */
static inline char *start(struct hw_json *j, struct hw_json_key key, size_t n)
{
	/* the blank behind the colon, which lines have not */
	const size_t blank = j->layout == HW_JSON_LINE ? 0 : 1;
	/* comma, line break, and what a bare key lacks: `"": ` */
	char *p = room(j, n + key.n + (size_t)j->at.depth * 2 + 6);

	if (!p)
		return NULL;
	if (j->at.comma)
		*p++ = ',';
	j->at.comma = true;
	if (j->at.depth)
		p = new_line(j, p);
	if (!key.s)
		return p;
	if (!key.is_bare)
		return copy(p, key.s + 1, key.n - 2 + blank);
	*p++ = '"';
	p = copy(p, key.s, key.n);
	return copy(p, "\": ", 2 + blank);
}

static void stop(struct hw_json *j, const char *p)
{
	j->out->bpos = (int)(p - j->out->buf);
}

static void put(struct hw_json *j, struct hw_json_key key, const char *s, size_t n)
{
	char *p = start(j, key, n);

	if (p)
		stop(j, copy(p, s, n));
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
	/* beside the outermost comes nothing */
	j->at.comma = j->at.depth > 0;
	/* line breaks before and after */
	p = room(j, (size_t)j->at.depth * 2 + 3);
	if (!p)
		return;
	if (!is_empty)
		p = new_line(j, p);
	*p++ = bracket;
	if (!j->at.depth)
		*p++ = '\n';
	stop(j, p);
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

void hw_json_number(struct hw_json *j, struct hw_json_key key, int64_t n)
{
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	/* "-9223372036854775808" */
	char digits[20];
	size_t i = sizeof(digits);

	do {
		digits[--i] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (n < 0)
		digits[--i] = '-';
	put(j, key, digits + i, sizeof(digits) - i);
}

#define EACH_BYTE(c) (UINT64_C(0x0101010101010101) * (c))

/*
 * Not 0 when one of these eight bytes is no ASCII or would have to be escaped. x - 1 & ~x
 * has the high bit of a byte that is 0; only an odd byte can make its neighbour look so.
 */
static uint64_t odd_bytes(uint64_t w)
{
	uint64_t quote = w ^ EACH_BYTE('"');
	uint64_t backslash = w ^ EACH_BYTE('\\');

	return (w | (w - EACH_BYTE(' ')) | ((quote - EACH_BYTE(1)) & ~quote) |
		((backslash - EACH_BYTE(1)) & ~backslash)) &
	       EACH_BYTE(0x80);
}

static uint64_t eight_bytes(const char *s)
{
	uint64_t w;

	memcpy(&w, s, sizeof(w));
	return w;
}

/* A text of 1 to 7 bytes, some of them twice, and blanks. */
static uint64_t short_text(const char *s, size_t n)
{
	char bytes[] = "        ";

	if (n >= 4) {
		memcpy(bytes, s, 4);
		memcpy(bytes + 4, s + n - 4, 4);
	} else {
		bytes[0] = s[0];
		bytes[1] = s[n / 2];
		bytes[2] = s[n - 1];
	}
	return eight_bytes(bytes);
}

/* ASCII that stands for itself between quotes. */
static bool is_plain(struct hw_text t)
{
	uint64_t odd = 0;

	if (t.n < 8)
		return !t.n || !odd_bytes(short_text(t.s, t.n));
	for (size_t i = 0; i + 8 <= t.n; i += 8)
		odd |= odd_bytes(eight_bytes(t.s + i));
	return !(odd | odd_bytes(eight_bytes(t.s + t.n - 8)));
}

static bool is_escaped(char c)
{
	return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

static void put_quoted(struct hw_json *j, struct hw_json_key key, struct hw_text t)
{
	char *p = start(j, key, t.n + 2);

	if (!p)
		return;
	*p++ = '"';
	p = copy(p, t.s, t.n);
	*p++ = '"';
	stop(j, p);
}

static void put_escaped(struct hw_json *j, struct hw_json_key key, struct hw_text t)
{
	struct json_object *o = NULL;
	const char *s = NULL;
	size_t n;

	if (t.n <= INT_MAX)
		o = json_object_new_string_len(t.s, (int)t.n);
	if (o)
		s = json_object_to_json_string_length(
			o, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &n);
	if (s)
		put(j, key, s, n);
	else
		j->failed = true;
	json_object_put(o);
}

void hw_json_raw(struct hw_json *j, struct hw_json_key key, struct hw_text t)
{
	size_t i = 0;

	if (is_plain(t)) {
		put_quoted(j, key, t);
		return;
	}
	t = hw_utf8_clean(t, &j->arena);
	while (i < t.n && !is_escaped(t.s[i]))
		i++;
	if (!t.s)
		j->failed = true;
	else if (i == t.n)
		put_quoted(j, key, t);
	else
		put_escaped(j, key, t);
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

void hw_json_splice(struct hw_json *j, struct hw_text taken)
{
	char *p = taken.n ? room(j, taken.n + 1) : NULL;

	if (!p)
		return;
	if (j->at.comma)
		*p++ = ',';
	j->at.comma = true;
	stop(j, copy(p, taken.s, taken.n));
}

int hw_json_take(struct hw_json *j, struct hw_text *ret)
{
	bool failed = j->failed || hw_arena_failed(&j->arena);

	hw_arena_reset(&j->arena);
	j->failed = false;
	if (failed) {
		j->at = j->taken;
		if (j->out)
			j->out->bpos = 0;
		return -ENOMEM;
	}
	j->taken = j->at;
	*ret = j->out ? (struct hw_text){j->out->buf, (size_t)j->out->bpos} : HW_NO_TEXT;
	if (j->out)
		j->out->bpos = 0;
	return 0;
}

int hw_json_print(struct hw_json *j, FILE *out)
{
	struct hw_text text;
	int r = hw_json_take(j, &text);

	if (r == 0)
		fwrite(text.s, 1, text.n, out);
	return r;
}

void hw_json_done(struct hw_json *j)
{
	if (j->out)
		printbuf_free(j->out);
	hw_arena_done(&j->arena);
	*j = (struct hw_json){0};
}
