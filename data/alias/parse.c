// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/alias/block.h"
#include "data/alias/glob.h"
#include "data/alias/internal.h"
#include "data/root/part.h"

/*
 * modules.alias, as depmod writes it (output_aliases() in kmod tools/depmod.c):
 *
 *	# Aliases extracted from modules themselves.
 *	alias pci:v00008086d000024DBsv*sd*bc*sc*i* e1000e
 *	      pattern                              module
 *
 * Neither is quoted. A module's name has no blank but a pattern may have one (a platform
 * device can be called "Fixed MDIO bus"), so the module is the last word and the pattern
 * is all between.
 *
 * modules.builtin.modinfo, as the kernel's build writes it (scripts/Makefile.vmlinux):
 * the .modinfo sections of built-in code, a sequence of NUL-terminated strings:
 *
 *	zbud.license=GPL\0 zbud.alias=zpool-zbud\0 zbud.file=mm/zbud\0
 *	                   module.key=value
 *
 * Every command reads the 27,000 lines of the former, so there is a fast path for lines
 * as drawn: common lines. What makes a line another one is searched in whole blocks of
 * the text (block.h) instead of in each line.
 */

enum { MODULES_ALIAS, BUILTIN_MODINFO };

struct reader {
	/* or a part of it, its offset, and the lines before it */
	struct hw_text text;
	uint32_t at;
	size_t lines;
	struct hw_text path;
	/* NULL: no pattern is skipped */
	const struct hw_alias_prefilter *prefilter;
	struct hw_warnings *warnings;
	hw_alias_pattern_fn *fn;
	void *arg;
	size_t count;
	uint8_t source;
};

static const struct hw_text keyword = {"alias ", 6};

/* Whether it is what the text begins with, of which eight bytes can be read. */
static inline bool is_keyword(const char *s)
{
	return ((hw_hash_load(s) ^ hw_hash_load("alias \0")) &
		hw_hash_load("\xff\xff\xff\xff\xff\xff\0")) == 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct hw_text trim(struct hw_text t)
{
	return hw_text_trim_start(hw_text_trim_end(t, " \t\r"), " \t");
}

static void malformed(struct reader *r, size_t line, const char *what)
{
	hw_warn(r->warnings, "aliases-malformed", r->path, line, "%s", what);
}

/* kmod's modname_normalize() cuts a name at the first dot. */
static bool is_module_name(struct hw_text module)
{
	for (size_t i = 0; i < module.n; i++) {
		if (module.s[i] <= ' ' || module.s[i] > '~')
			return false;
	}
	return module.n && module.s[0] != '.';
}

static int emit(struct reader *r, struct hw_text pattern, size_t literal, size_t line)
{
	const struct hw_alias_pattern p = {
		.text = pattern,
		.in = r->text,
		.literal = literal,
		.at = r->at + (uint32_t)(pattern.s - r->text.s),
		.line = (uint32_t)line,
		.source = r->source,
	};

	r->count++;
	return r->fn(r->arg, &p);
}

/* A pattern that depmod leaves out of its index is a warning, not an error. */
static int emit_checked(struct reader *r, struct hw_text pattern, struct hw_text module,
			size_t line)
{
	size_t literal;

	if (!pattern.n || !is_module_name(module)) {
		malformed(r, line, pattern.n ? "no module name" : "no pattern");
		return 0;
	}
	switch (hw_glob_scan(pattern, &literal)) {
	case 0:
		return emit(r, pattern, literal, line);
	case -EINVAL:
		malformed(r, line, "unmatched bracket in the pattern");
		return 0;
	case -EILSEQ:
		malformed(r, line, "pattern is not ASCII");
		return 0;
	default:
		malformed(r, line, "pattern is too long");
		return 0;
	}
}

/* Slow path: any line. */
static int read_any_line(struct reader *r, struct hw_text text, size_t line)
{
	struct hw_text module;

	text = trim(text);
	if (!text.n || text.s[0] == '#')
		return 0;
	if (!hw_text_starts(text, HW_TEXT("alias")) || text.n == keyword.n - 1 ||
	    !is_blank(text.s[keyword.n - 1])) {
		malformed(r, line, "not an alias line");
		return 0;
	}
	text = trim(hw_text_from(text, keyword.n));
	module = hw_text_from(text, text.n);
	while (text.n && !is_blank(text.s[text.n - 1])) {
		text.n--;
		module = (struct hw_text){module.s - 1, module.n + 1};
	}
	if (!text.n) {
		malformed(r, line, "no module name");
		return 0;
	}
	return emit_checked(r, trim(text), module, line);
}

/*
 * The way through modules.alias: places that part words are taken from blocks of the
 * text, as many as there is room for, and then each three of them are a line:
 *
 *	alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e\n
 *	     0                                    1      2
 *
 * if the line is as drawn, in plain blocks and not too long: a common line.
 */
enum { PLACES = 512, WORDS = 3 };

struct way {
	/* where the line begins, and its number */
	size_t from;
	size_t number;
	/* the end of the last block that is not plain */
	size_t odd;
	/* lines that are read */
	size_t read;
	size_t count;
	uint32_t places[PLACES];
};

/* Adds those of the block at `at`. */
static inline void add_places(struct way *w, uint32_t at, uint64_t parts)
{
	uint32_t *place = w->places + w->count;

	for (; parts; parts &= parts - 1)
		*place++ = at + (unsigned)__builtin_ctzll(parts);
	w->count = (size_t)(place - w->places);
}

/* Whether the line of these places is one, provided that its blocks are plain. */
static inline bool is_common_line(const char *s, size_t from, const uint32_t *place)
{
	const size_t blank = place[1];

	/* A pattern of one byte at least, and a name. No name begins with a dot, nor is
	 * it common that one begins with a byte that is less. */
	return place[0] == from + keyword.n - 1 && s[place[2]] == '\n' &&
	       s[blank] == ' ' && blank - place[0] - 2 < HW_GLOB_MAX &&
	       s[blank + 1] > '.' && is_keyword(s + from);
}

/* Sets *at, the first place of a line, to that of its end. False: it is not known. */
static bool skip_line(struct way *w, const char *s, size_t *at)
{
	while (*at < w->count && s[w->places[*at]] != '\n')
		++*at;
	return *at < w->count;
}

/* Reads the lines whose places are known. */
static int read_places(struct reader *r, struct way *w)
{
	const struct hw_alias_prefilter *const prefilter = r->prefilter;
	const char *const s = r->text.s;
	/* bytes after a pattern may be read within the text; where it must begin */
	const size_t ask_to = prefilter && r->text.n > HW_ALIAS_PREFILTER_ROOM
				      ? r->text.n - HW_ALIAS_PREFILTER_ROOM
				      : 0;
	const size_t odd = w->odd;
	size_t from = w->from;
	size_t number = w->number;
	size_t at = 0;
	int failed = 0;

	while (w->count - at >= WORDS) {
		const uint32_t *const place = &w->places[at];
		const size_t pattern = from + keyword.n;

		if (from >= odd && is_common_line(s, from, place)) {
			const struct hw_text text = {s + pattern, place[1] - pattern};

			if (pattern >= ask_to ||
			    hw_alias_prefilter_may_match(prefilter, text)) {
				w->read++;
				failed = emit(r, text, hw_text_find(text, '*'), number);
			}
			at += WORDS;
		} else {
			if (!skip_line(w, s, &at))
				break;
			w->read++;
			failed = read_any_line(
				r, (struct hw_text){s + from, w->places[at] - from},
				number);
			at++;
		}
		if (failed)
			return failed;
		from = (size_t)w->places[at - 1] + 1;
		number++;
	}
	w->from = from;
	w->number = number;
	w->count -= at;
	memmove(w->places, w->places + at, w->count * sizeof(w->places[0]));
	return 0;
}

/* Reads the lines of which fewer than WORDS places are left, and the last one, when no
 * newline ends it. */
static int read_last_lines(struct reader *r, struct way *w)
{
	size_t at = 0;
	int failed = 0;

	for (; !failed && skip_line(w, r->text.s, &at); at++) {
		const size_t to = w->places[at];

		failed = read_any_line(
			r, (struct hw_text){r->text.s + w->from, to - w->from},
			w->number);
		w->from = to + 1;
		w->number++;
		w->read++;
	}
	if (!failed && w->from < r->text.n)
		failed = read_any_line(r, hw_text_from(r->text, w->from), w->number);
	return failed;
}

static int read_lines(struct reader *r)
{
	/* the text's last bytes, and plain ones behind them */
	char last[HW_BLOCK_SIZE];
	const size_t whole = r->text.n & ~(size_t)(HW_BLOCK_SIZE - 1);
	struct way w;
	int failed = 0;

	w.from = w.odd = w.read = w.count = 0;
	w.number = r->lines + 1;
	memset(last, 'x', sizeof(last));
	if (whole < r->text.n)
		memcpy(last, r->text.s + whole, r->text.n - whole);
	for (size_t at = 0; at < r->text.n && !failed; at += HW_BLOCK_SIZE) {
		const struct hw_block block =
			hw_block_look(at < whole ? r->text.s + at : last);

		if (!block.is_plain) {
			failed = read_places(r, &w);
			w.odd = at + HW_BLOCK_SIZE;
		}
		add_places(&w, (uint32_t)at, block.parts);
		if (w.count > PLACES - HW_BLOCK_SIZE && !failed)
			failed = read_places(r, &w);
	}
	if (!failed)
		failed = read_places(r, &w);
	if (!failed)
		failed = read_last_lines(r, &w);
	r->count += w.number - 1 - r->lines - w.read;
	r->lines = w.number - 1;
	return failed;
}

/* Errors: also -EIO: the file has not so many bytes any more, or more. */
static int read_parts(struct reader *r, const struct hw_pages *pages, size_t size)
{
	struct hw_part part;
	int failed = hw_part_open(pages, HW_NO_TEXT, 0, HW_PART_MAX, &part);

	while (!failed && hw_part_more(&part)) {
		r->text = (struct hw_text){part.s, (size_t)(part.end - part.s)};
		r->at = part.at;
		failed = read_lines(r);
		part.p = part.end;
	}
	if (!failed)
		failed = part.error;
	if (!failed && hw_part_offset(&part, part.end) != size)
		failed = -EIO;
	hw_part_done(&part);
	return failed;
}

static int read_record(struct reader *r, struct hw_text text, size_t line)
{
	struct hw_text module;
	struct hw_text key;

	if (!text.n)
		return 0;
	if (hw_text_find(text, '=') == text.n) {
		malformed(r, line,
			  "no record of a module, which has a full stop and then '='");
		return 0;
	}
	key = hw_text_cut(&text, '=');
	module = hw_text_cut(&key, '.');
	if (!key.s) {
		malformed(r, line,
			  "no record of a module, which has a full stop and then '='");
		return 0;
	}
	return hw_text_eq(key, HW_TEXT("alias")) ? emit_checked(r, text, module, line)
						 : 0;
}

static int read_records(struct reader *r)
{
	struct hw_text rest = r->text;
	int failed = 0;

	for (size_t line = 1; rest.s && rest.n && !failed; line++) {
		struct hw_text record = hw_text_cut(&rest, '\0');

		if (rest.s)
			failed = read_record(r, record, line);
		else
			malformed(r, line, "the file ends inside a record");
	}
	return failed;
}

int hw_alias_parse(const struct hw_pages *pages, const struct hw_text texts[2],
		   const struct hw_text paths[2],
		   const struct hw_alias_prefilter *prefilter,
		   struct hw_warnings *warnings, hw_alias_pattern_fn *fn, void *arg,
		   size_t *ret_count)
{
	struct reader r = {
		.prefilter = prefilter, .warnings = warnings, .fn = fn, .arg = arg};
	int failed;

	r.text = texts[MODULES_ALIAS];
	r.path = paths[MODULES_ALIAS];
	failed = pages ? read_parts(&r, pages, r.text.n) : read_lines(&r);
	r.source = BUILTIN_MODINFO;
	r.text = texts[BUILTIN_MODINFO];
	r.at = 0;
	r.path = paths[BUILTIN_MODINFO];
	if (!failed)
		failed = read_records(&r);
	*ret_count = r.count;
	return failed;
}

struct hw_text hw_alias_module_at(struct hw_text text, uint8_t source, size_t at,
				  size_t length)
{
	struct hw_text module;

	if (source == BUILTIN_MODINFO) {
		size_t end = at - (sizeof(".alias=") - 1);
		const char *nul = end ? memrchr(text.s, '\0', end) : NULL;
		size_t start = nul ? (size_t)(nul - text.s) + 1 : 0;

		module = (struct hw_text){text.s + start, end - start};
	} else {
		module = hw_text_from(text, at + length);
		while (module.n && (is_blank(module.s[0]) || module.s[0] == '\r'))
			module = hw_text_from(module, 1);
	}
	/* well-formed names have no blank or control byte inside */
	for (at = 0; at < module.n && module.s[at] > ' ' && module.s[at] != '.';)
		at++;
	return hw_text_head(module, at);
}
