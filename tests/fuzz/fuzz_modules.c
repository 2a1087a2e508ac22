// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: a modules.dep, a byte 0xff, a modules.builtin, a byte 0xff, a /proc/modules.
 * Every name that one of them could have is asked for, and the tables must answer what a
 * walk over all lines does.
 */
#include "data/module/module.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/memory_root.h"

enum { DEP, BUILTIN, LOADED, TABLES };

/* Each name costs a walk over all lines. */
enum { NAMES_MAX = 40 };

/* What ends the path in a line. */
static const char ends[TABLES] = {':', '\n', ' '};

/* The path that a line begins with, written another way than in the program. */
static struct hw_text path_of(struct hw_text line, char end)
{
	size_t n = hw_text_find(line, end);
	size_t blank = 0;

	if (n < line.n)
		return hw_text_head(line, n);
	while (blank < line.n && line.s[blank] != ' ' && line.s[blank] != '\t' &&
	       line.s[blank] != '\r')
		blank++;
	return hw_text_head(line, blank);
}

/* Behind the last '/', before the first '.'. */
static struct hw_text name_of(struct hw_text path)
{
	size_t start = path.n;

	while (start && path.s && path.s[start - 1] != '/')
		start--;
	path = hw_text_from(path, start);
	return hw_text_head(path, hw_text_find(path, '.'));
}

/* The first line of that name; the absent text when there is none. depmod ends each line
 * of modules.dep: one without an end is cut off. */
static struct hw_text find_line(struct hw_text text, char end, struct hw_text name)
{
	while (text.s && name.n) {
		struct hw_text line = hw_text_cut(&text, '\n');

		if ((text.s || end != ':') &&
		    same_module(name_of(path_of(line, end)), name))
			return line;
	}
	return HW_NO_TEXT;
}

static void check(struct hw_modules *modules, const struct hw_text texts[TABLES],
		  struct hw_text name)
{
	struct hw_text dep = find_line(texts[DEP], ends[DEP], name);
	struct hw_text path = dep.s ? path_of(dep, ends[DEP]) : HW_NO_TEXT;
	struct hw_text rest = HW_NO_TEXT;
	bool builtin = find_line(texts[BUILTIN], ends[BUILTIN], name).s;
	bool loaded = find_line(texts[LOADED], ends[LOADED], name).s;
	struct hw_module_facts facts = hw_modules_facts(modules, name);

	if (dep.s)
		rest = hw_text_from(dep, path.n < dep.n ? path.n + 1 : path.n);
	require(hw_text_eq(facts.path, path) && !facts.path.s == !path.s);
	require(hw_text_eq(hw_modules_depends(modules, name), rest));
	require(facts.builtin == (builtin ? HW_YES : HW_NO));
	require(facts.loaded == (loaded ? HW_YES : HW_NO));
	/* no file is there, but the directories of the tables are */
	require(dep.s || facts.available == HW_NO);
	if (hw_modules_is_missing(modules, name))
		require(!builtin);
	hw_modules_needs_missing(modules, name);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text rest = {(const char *)data, size};
	struct hw_text texts[TABLES];
	struct memory_file files[] = {
		{.path = HW_TEXT("lib/modules/R/modules.dep")},
		{.path = HW_TEXT("lib/modules/R/modules.builtin")},
		{.path = HW_TEXT("proc/modules")},
	};
	struct memory memory = {files, HW_ARRAY_SIZE(files)};
	struct hw_root *root = memory_open(&memory);
	struct hw_warnings warnings = {0};
	struct hw_modules *modules;
	size_t names = 0;

	for (size_t i = 0; i < TABLES; i++) {
		texts[i] = rest.s ? hw_text_cut(&rest, '\xff') : HW_TEXT("");
		files[i].content = texts[i];
	}
	require(hw_modules_open(root, root, "lib/modules/R", &warnings, &modules) == 0);
	for (size_t i = 0; i < TABLES; i++) {
		struct hw_text lines = texts[i];

		while (lines.s && names < NAMES_MAX) {
			struct hw_text line = hw_text_cut(&lines, '\n');
			struct hw_text name = name_of(path_of(line, ends[i]));

			if (!name.n)
				continue;
			names++;
			check(modules, texts, name);
			check(modules, texts, hw_text_head(name, name.n / 2));
		}
	}
	require(warnings.count == 0);
	hw_modules_close(modules);
	hw_root_close(root);
	hw_warnings_done(&warnings);
	return 0;
}
