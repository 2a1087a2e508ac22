// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/base/array.h"
#include "data/modprobe/internal.h"
#include "data/module/name.h"

/*
 * What blocks a module in libkmod (libkmod-module.c):
 *
 *	blacklist M			module_is_blacklisted(): the exact name; for
 *					modules found by alias, not for those that they
 *					need
 *	install PATTERN COMMAND		kmod_module_get_install_commands(): fnmatch(3),
 *					the first line counts; for modules that others
 *					need as well
 *	softdep PATTERN pre: A		__kmod_module_fill_softdep(): a module with a
 *					softdep has no install command
 *
 * and in the kernel, whatever loads the module:
 *
 *	module_blacklist=M		blacklisted(), kernel/module/main.c
 *	initcall_blacklist=F		initcall_blacklisted(), init/main.c; a module
 *					whose function this is cannot be loaded
 */

/* Blanks, and bytes that only group words. */
static bool is_between(char c)
{
	return strchr(" \t\r\"'(){}", c) && c;
}

static bool is_operator(char c)
{
	return c == ';' || c == '&' || c == '|';
}

/* Cuts the next word off; empty before an operator or a comment. */
static struct hw_text cut_shell_word(struct hw_text *rest)
{
	struct hw_text word;
	size_t n = 0;

	while (rest->n && is_between(rest->s[0]))
		*rest = hw_text_from(*rest, 1);
	if (rest->n && rest->s[0] == '#')
		*rest = hw_text_from(*rest, rest->n);
	while (n < rest->n && !is_between(rest->s[n]) && !is_operator(rest->s[n]))
		n++;
	word = hw_text_head(*rest, n);
	*rest = hw_text_from(*rest, n);
	return word;
}

/* What a simple command does. */
enum outcome {
	OUTCOME_UNKNOWN,
	OUTCOME_FAILS,
	OUTCOME_SUCCEEDS,
	OUTCOME_ENDS,
	/* it loads the module, if that can be loaded */
	OUTCOME_LOADS,
	/* it runs the command that follows */
	OUTCOME_RUNS,
	/* modprobe: depends on its operands */
	OUTCOME_MODPROBE,
};

static const struct {
	const char *name;
	enum outcome outcome;
} commands[] = {
	{"false", OUTCOME_FAILS},     {"true", OUTCOME_SUCCEEDS},
	{":", OUTCOME_SUCCEEDS},      {"echo", OUTCOME_SUCCEEDS},
	{"printf", OUTCOME_SUCCEEDS}, {"logger", OUTCOME_SUCCEEDS},
	{"sleep", OUTCOME_SUCCEEDS},  {"exit", OUTCOME_ENDS},
	{"insmod", OUTCOME_LOADS},    {"modprobe", OUTCOME_MODPROBE},
	{"sh", OUTCOME_RUNS},	      {"bash", OUTCOME_RUNS},
	{"dash", OUTCOME_RUNS},	      {"-c", OUTCOME_RUNS},
	{"env", OUTCOME_RUNS},	      {"exec", OUTCOME_RUNS},
	{"command", OUTCOME_RUNS},
};

static enum outcome outcome_of(struct hw_text word)
{
	word = hw_path_base(word);
	for (size_t i = 0; i < HW_ARRAY_SIZE(commands); i++)
		if (hw_text_eq(word, hw_text_of(commands[i].name)))
			return commands[i].outcome;
	return OUTCOME_UNKNOWN;
}

static bool is_module(struct hw_text word, struct hw_text module)
{
	/* modprobe sets it for the command (modprobe.d(5)) */
	if (hw_text_eq(word, HW_TEXT("$MODPROBE_MODULE")))
		return true;
	return hw_module_name_eq(word, module);
}

/* -i, --ignore-install: without it modprobe runs the same command again. */
static bool is_ignore_install(struct hw_text word)
{
	return hw_text_starts(word, HW_TEXT("--ignore")) ||
	       (word.n > 1 && word.s[0] == '-' && word.s[1] != '-' &&
		hw_text_find(word, 'i') < word.n);
}

/* Cuts a simple command off. Returns what it does. */
static enum outcome cut_command(struct hw_text *rest, struct hw_text module)
{
	struct hw_text word = cut_shell_word(rest);
	bool ignores = false;
	bool names = false;
	enum outcome outcome;

	while (word.n && outcome_of(word) == OUTCOME_RUNS)
		word = cut_shell_word(rest);
	outcome = word.n ? outcome_of(word) : OUTCOME_SUCCEEDS;
	for (; word.n; word = cut_shell_word(rest)) {
		ignores = ignores || is_ignore_install(word);
		names = names || is_module(word, module);
	}
	if (outcome == OUTCOME_MODPROBE)
		return ignores && names ? OUTCOME_LOADS : OUTCOME_UNKNOWN;
	return outcome;
}

/* Cuts an operator off. Returns whether the command after it runs. */
static bool cut_operator(struct hw_text *rest, enum outcome before)
{
	char c = rest->s[0];
	bool twice = rest->n > 1 && rest->s[1] == c && c != ';';

	*rest = hw_text_from(*rest, twice ? 2 : 1);
	if (twice && c == '&')
		return before == OUTCOME_SUCCEEDS;
	return !twice || before == OUTCOME_FAILS;
}

enum hw_block_kind hw_modprobe_command(struct hw_text command, struct hw_text module)
{
	enum outcome last = OUTCOME_SUCCEEDS;
	bool runs = true;

	while (command.n) {
		enum outcome outcome = cut_command(&command, module);

		if (runs && outcome == OUTCOME_LOADS)
			return HW_BLOCK_NONE;
		if (runs && outcome == OUTCOME_UNKNOWN)
			return HW_BLOCK_COMMAND;
		if (runs && outcome == OUTCOME_ENDS)
			break;
		if (runs)
			last = outcome;
		if (command.n)
			runs = cut_operator(&command, last);
	}
	return HW_BLOCK_INSTALL;
}

/* The first softdep of a module counts. By the words "pre:" and "post:" alone; libkmod
 * also looks the names up. */
static bool has_softdep(const struct hw_modprobe *m, struct hw_text module)
{
	struct hw_modprobe_about about = hw_modprobe_about(m, module);
	const struct hw_directive *d = hw_modprobe_about_next(&about);

	while (d && d->kind != HW_DIRECTIVE_SOFTDEP)
		d = hw_modprobe_about_next(&about);
	return d && (memmem(d->value.s, d->value.n, "pre:", 4) ||
		     memmem(d->value.s, d->value.n, "post:", 5));
}

/* An iteration over the blockers of a module. */
struct walk {
	struct hw_modprobe_about about;
	/* an install line loads the module or may load it: later lines do not matter; nor
	 * does any where the module has a softdep */
	bool settled;
	bool softdep_known;
};

static struct walk walk_of(const struct hw_modprobe *m, struct hw_text module)
{
	return (struct walk){.about = hw_modprobe_about(m, module)};
}

/* What an `install` line does; HW_BLOCK_NONE: it is not in the way. */
static enum hw_block_kind install_kind(struct walk *w, const struct hw_directive *d)
{
	enum hw_block_kind kind;

	if (!w->softdep_known)
		w->settled = has_softdep(w->about.modprobe, w->about.module);
	w->softdep_known = true;
	if (w->settled)
		return HW_BLOCK_NONE;
	kind = hw_modprobe_command(d->value, w->about.module);
	w->settled = kind != HW_BLOCK_INSTALL;
	return kind;
}

static enum hw_block_kind kind_of(struct walk *w, const struct hw_directive *d)
{
	if (d->kind == HW_DIRECTIVE_BLACKLIST)
		return HW_BLOCK_BLACKLIST;
	if (d->kind == HW_DIRECTIVE_MODULE_BLACKLIST)
		return HW_BLOCK_KERNEL;
	if (d->kind == HW_DIRECTIVE_INITCALL_BLACKLIST)
		return HW_BLOCK_INITCALL;
	return d->kind == HW_DIRECTIVE_INSTALL ? install_kind(w, d) : HW_BLOCK_NONE;
}

static bool next_blocker(struct walk *w, struct hw_blocker *ret)
{
	const struct hw_directive *d;

	while ((d = hw_modprobe_about_next(&w->about))) {
		enum hw_block_kind kind = kind_of(w, d);

		if (kind == HW_BLOCK_NONE)
			continue;
		*ret = (struct hw_blocker){kind, d};
		return true;
	}
	return false;
}

int hw_modprobe_blockers(const struct hw_modprobe *modprobe, struct hw_text module,
			 struct hw_arena *arena, struct hw_blocker **ret,
			 size_t *ret_count)
{
	struct walk w = walk_of(modprobe, module);
	struct hw_blocker *all = NULL;
	struct hw_blocker one;
	size_t room = 0;
	size_t n = 0;

	while (next_blocker(&w, &one)) {
		if (HW_ARENA_GROW(arena, struct hw_blocker, all, n, &room, 4) < 0)
			return -ENOMEM;
		all[n++] = one;
	}
	*ret = all;
	*ret_count = n;
	return 0;
}

const struct hw_directive *hw_modprobe_blocked(const struct hw_modprobe *modprobe,
					       struct hw_text module,
					       enum hw_block_kind *ret_kind)
{
	struct walk w = walk_of(modprobe, module);
	struct hw_blocker strongest = {HW_BLOCK_NONE, NULL};
	struct hw_blocker one;

	while (next_blocker(&w, &one))
		if (one.kind > strongest.kind)
			strongest = one;
	*ret_kind = strongest.kind;
	return strongest.directive;
}

const struct hw_directive *hw_modprobe_install(const struct hw_modprobe *modprobe,
					       struct hw_text module)
{
	struct hw_modprobe_about about = hw_modprobe_about(modprobe, module);
	const struct hw_directive *d = hw_modprobe_about_next(&about);

	while (d && d->kind != HW_DIRECTIVE_INSTALL)
		d = hw_modprobe_about_next(&about);
	return d && !has_softdep(modprobe, module) ? d : NULL;
}
