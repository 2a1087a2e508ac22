// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/alias/block.h"
#include "data/alias/glob.h"
#include "data/alias/internal.h"

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
 * as drawn (is_common_line()). Such a line is malformed or needs the slow path only
 * because of bytes that are rare; these, and the line ends and blanks, are searched in
 * whole blocks of the text (block.h) instead of in each line.
 */

enum { MODULES_ALIAS, BUILTIN_MODINFO };

struct reader {
	struct hw_text text;
	struct hw_text path;
	/* NULL: no pattern is skipped */
	const struct hw_alias_prefilter *prefilter;
	struct hw_warnings *warnings;
	hw_alias_pattern_fn *fn;
	void *arg;
	size_t count;
	uint8_t source;
};

/* A line: offsets in the text. */
struct span {
	size_t from;
	size_t to;
	/* the last blank before `to`, which may stand before `from` */
	size_t blank;
	/* all its bytes are in plain blocks */
	bool is_plain;
};

static const struct hw_text keyword = {"alias ", 6};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct hw_text trim(struct hw_text t)
{
	return hw_text_trim_start(hw_text_trim_end(t, " \t\r"), " \t");
}

static void malformed(const struct reader *r, size_t line, const char *what)
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
		.literal = literal,
		.at = (uint32_t)(pattern.s - r->text.s),
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

/* Fast path: whether the line is as depmod writes it. Sets *ret_pattern only then. */
static inline bool is_common_line(const struct reader *r, const struct span *line,
				  struct hw_text *ret_pattern)
{
	const char *s = r->text.s;
	const size_t from = line->from + keyword.n;

	/* a pattern of one byte at least, a blank, and a name without one */
	if (!line->is_plain || line->blank <= from || line->blank + 1 >= line->to ||
	    line->blank - from > HW_GLOB_MAX ||
	    memcmp(s + line->from, keyword.s, keyword.n) != 0 || s[from] == ' ' ||
	    s[line->blank - 1] == ' ' || s[line->blank + 1] == '.')
		return false;
	*ret_pattern = (struct hw_text){s + from, line->blank - from};
	return true;
}

/* Whether the pattern of a common line may match a string of the prefilter. */
static inline bool is_wanted(const struct reader *r, struct hw_text pattern)
{
	size_t from = (size_t)(pattern.s - r->text.s);

	if (!r->prefilter)
		return true;
	/* bytes after the pattern may be read within the text */
	return (r->text.n - from < HW_ALIAS_PREFILTER_ROOM ||
		hw_alias_prefilter_may_match(r->prefilter, pattern.s)) &&
	       hw_alias_prefilter_may_match_end(r->prefilter, pattern);
}

/* Any line but those that is_unwanted() passes over. */
static int read_line(struct reader *r, const struct span *line, size_t number)
{
	struct hw_text pattern;

	if (is_common_line(r, line, &pattern))
		return emit(r, pattern, hw_text_find(pattern, '*'), number);
	return read_any_line(
		r, (struct hw_text){r->text.s + line->from, line->to - line->from},
		number);
}

/* Whether it is a well-formed line whose pattern matches no string of the prefilter. */
static inline bool is_unwanted(const struct reader *r, const struct span *line)
{
	struct hw_text pattern;

	return is_common_line(r, line, &pattern) && !is_wanted(r, pattern);
}

static int read_lines(struct reader *r)
{
	/* the text's last bytes, and plain ones behind them */
	char last[HW_BLOCK_SIZE];
	const size_t whole = r->text.n & ~(size_t)(HW_BLOCK_SIZE - 1);
	struct span line = {.blank = 0};
	/* the end of the last block that is not plain */
	size_t odd = 0;
	size_t number = 1;
	size_t count = 0;
	int failed = 0;

	memset(last, 'x', sizeof(last));
	if (whole < r->text.n)
		memcpy(last, r->text.s + whole, r->text.n - whole);
	for (size_t at = 0; at < r->text.n && !failed; at += HW_BLOCK_SIZE) {
		const struct hw_block block =
			hw_block_look(at < whole ? r->text.s + at : last);

		if (!block.is_plain)
			odd = at + HW_BLOCK_SIZE;
		for (uint64_t ends = block.ends; ends && !failed; ends &= ends - 1) {
			const unsigned end = (unsigned)__builtin_ctzll(ends);
			const uint64_t before = block.blanks & ((UINT64_C(1) << end) - 1);

			if (before)
				line.blank = at + 63 - (unsigned)__builtin_clzll(before);
			line.to = at + end;
			line.is_plain = line.from >= odd;
			if (is_unwanted(r, &line))
				count++;
			else
				failed = read_line(r, &line, number);
			number++;
			line.from = line.to + 1;
		}
		if (block.blanks)
			line.blank = at + 63 - (unsigned)__builtin_clzll(block.blanks);
	}
	r->count += count;
	line.to = r->text.n;
	line.is_plain = line.from >= odd;
	/* the last line, when no newline ends it */
	return failed || line.from >= line.to ? failed : read_line(r, &line, number);
}

static int read_record(struct reader *r, struct hw_text text, size_t line)
{
	struct hw_text module;
	struct hw_text key;

	if (!text.n)
		return 0;
	if (hw_text_find(text, '=') == text.n) {
		malformed(r, line, "not a module.key=value record");
		return 0;
	}
	key = hw_text_cut(&text, '=');
	module = hw_text_cut(&key, '.');
	if (!key.s) {
		malformed(r, line, "not a module.key=value record");
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

int hw_alias_parse(const struct hw_text texts[2], const struct hw_text paths[2],
		   const struct hw_alias_prefilter *prefilter,
		   struct hw_warnings *warnings, hw_alias_pattern_fn *fn, void *arg,
		   size_t *ret_count)
{
	struct reader r = {
		.prefilter = prefilter, .warnings = warnings, .fn = fn, .arg = arg};
	int failed;

	r.text = texts[MODULES_ALIAS];
	r.path = paths[MODULES_ALIAS];
	failed = read_lines(&r);
	r.source = BUILTIN_MODINFO;
	r.text = texts[BUILTIN_MODINFO];
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
