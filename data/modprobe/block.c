// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "data/alias/glob.h"
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

/*
 * No file lists which module a function starts, so these forms are recognised by name:
 * init_sd, nvme_init, e1000_init_module, and those that
 * module_pci_driver(ahci_pci_driver) and the like define (module_driver(),
 * include/linux/device/driver.h). Others are not found: e1000e's is e1000_init_module
 * too. nvme_tcp_init is not nvme's.
 */
static bool is_init_of(struct hw_text function, struct hw_text module)
{
	static const char *const tails[] = {
		"_init",
		"_init_module",
		"_module_init",
		"_mod_init",
		"_driver_init",
		"_drv_init",
		"_init_driver",
		"_pci_init",
		"_pci_driver_init",
		"_pci_drv_init",
		"_usb_driver_init",
		"_platform_driver_init",
		"_i2c_driver_init",
	};
	const struct hw_text head = HW_TEXT("init_");

	if (!module.n)
		return false;
	if (hw_text_starts(function, head))
		return hw_text_eq(hw_text_from(function, head.n), module);
	if (!hw_text_starts(function, module))
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(tails); i++)
		if (hw_text_eq(hw_text_from(function, module.n), hw_text_of(tails[i])))
			return true;
	return false;
}

/* By the words "pre:" and "post:" alone; libkmod also looks the names up. */
static bool has_softdep(const struct hw_modprobe *m, struct hw_text module)
{
	for (size_t i = 0; i < m->list.n; i++) {
		const struct hw_directive *d = &m->list.v[i];

		if (d->kind == HW_DIRECTIVE_SOFTDEP && hw_glob_match(d->module, module))
			return memmem(d->value.s, d->value.n, "pre:", 4) ||
			       memmem(d->value.s, d->value.n, "post:", 5);
	}
	return false;
}

static const struct hw_directive *block_at(const struct hw_modprobe *m, size_t i)
{
	return &m->list.v[m->index[m->alias_count + i]];
}

static bool applies(const struct hw_directive *d, struct hw_text module)
{
	if (d->kind == HW_DIRECTIVE_INSTALL)
		return hw_glob_match(d->module, module);
	if (d->kind == HW_DIRECTIVE_INITCALL_BLACKLIST)
		return is_init_of(d->module, module);
	return hw_text_eq(d->module, module);
}

/* An iteration over the blockers of a module. */
struct walk {
	const struct hw_modprobe *modprobe;
	struct hw_text module;
	size_t next;
	/* an install line loads the module or may load it: later lines do not matter */
	bool settled;
};

static bool next_blocker(struct walk *w, struct hw_blocker *ret)
{
	const struct hw_modprobe *m = w->modprobe;

	while (m && w->next < m->block_count) {
		const struct hw_directive *d = block_at(m, w->next++);
		enum hw_block_kind kind = HW_BLOCK_BLACKLIST;

		if (!applies(d, w->module))
			continue;
		if (d->kind == HW_DIRECTIVE_MODULE_BLACKLIST)
			kind = HW_BLOCK_KERNEL;
		if (d->kind == HW_DIRECTIVE_INITCALL_BLACKLIST)
			kind = HW_BLOCK_INITCALL;
		if (d->kind == HW_DIRECTIVE_INSTALL) {
			if (w->settled || has_softdep(m, w->module))
				continue;
			kind = hw_modprobe_command(d->value, w->module);
			w->settled = kind != HW_BLOCK_INSTALL;
			if (kind == HW_BLOCK_NONE)
				continue;
		}
		*ret = (struct hw_blocker){kind, d};
		return true;
	}
	return false;
}

int hw_modprobe_blockers(const struct hw_modprobe *modprobe, struct hw_text module,
			 struct hw_arena *arena, struct hw_blocker **ret,
			 size_t *ret_count)
{
	struct walk w = {.modprobe = modprobe, .module = module};
	struct hw_blocker *all = NULL;
	struct hw_blocker one;
	size_t n = 0;

	while (next_blocker(&w, &one)) {
		if (!all)
			all = HW_ARENA_NEW(arena, struct hw_blocker,
					   modprobe->block_count);
		if (!all)
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
	struct walk w = {.modprobe = modprobe, .module = module};
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
	for (size_t i = 0; modprobe && i < modprobe->block_count; i++) {
		const struct hw_directive *d = block_at(modprobe, i);

		if (d->kind == HW_DIRECTIVE_INSTALL && applies(d, module))
			return has_softdep(modprobe, module) ? NULL : d;
	}
	return NULL;
}
