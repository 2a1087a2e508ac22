// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/aliases.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/alias_index.h"

/*
 * modules.alias, as depmod writes it (output_aliases() in kmod tools/depmod.c):
 *
 *	# Aliases extracted from modules themselves.
 *	alias pci:v00008086d000024DBsv*sd*bc*sc*i* e1000e
 *	      pattern                              module
 *
 * Neither is quoted. Module names hold no blank but patterns may (a platform device can
 * be called "Fixed MDIO bus"), so the module is the last word and the pattern all
 * between.
 *
 * modules.builtin.modinfo, as the kernel's build writes it (scripts/Makefile.vmlinux):
 * the .modinfo sections of built-in code, strings one behind the other:
 *
 *	zbud.license=GPL\0 zbud.alias=zpool-zbud\0 zbud.file=mm/zbud\0
 *	                   module.key=value
 */

struct hw_aliases {
	/* by enum hw_alias_source */
	struct hw_text texts[2];
	struct hw_map maps[2];
	struct hw_alias_index index;
};

/* What reading needs and the tables do not. */
struct reader {
	struct hw_aliases *aliases;
	enum hw_alias_source source;
	struct hw_warnings *warnings;
	struct hw_text path;
};

static const char *const file_names[] = {
	[HW_ALIAS_MODULES] = "modules.alias",
	[HW_ALIAS_BUILTIN] = "modules.builtin.modinfo",
	[HW_ALIAS_CONFIG] = "modprobe.d",
};

const char *hw_alias_source_name(enum hw_alias_source source)
{
	return file_names[source];
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct hw_text trim(struct hw_text t)
{
	while (t.n && (is_blank(t.s[t.n - 1]) || t.s[t.n - 1] == '\r'))
		t.n--;
	while (t.n && is_blank(t.s[0]))
		t = hw_text_from(t, 1);
	return t;
}

static void malformed(const struct reader *r, size_t line, const char *what)
{
	hw_warn(r->warnings, "aliases-malformed", r->path, line, "%s", what);
}

/* modname_normalize() of kmod cuts a name at the first dot. */
static bool is_module_name(struct hw_text module)
{
	for (size_t i = 0; i < module.n; i++) {
		if (module.s[i] <= ' ' || module.s[i] > '~')
			return false;
	}
	return module.n && module.s[0] != '.';
}

/* Errors: -ENOMEM. A pattern that no index has is a warning, not an error. */
static int add(struct reader *r, struct hw_text pattern, struct hw_text module,
	       size_t line)
{
	struct hw_glob glob;

	if (!pattern.n || !is_module_name(module)) {
		malformed(r, line, pattern.n ? "no module name" : "no pattern");
		return 0;
	}
	switch (hw_glob_scan(pattern, &glob)) {
	case 0:
		break;
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
	return hw_alias_index_add(
		&r->aliases->index, &glob,
		(struct hw_alias_entry){
			.at = (uint32_t)(pattern.s - r->aliases->texts[r->source].s),
			.line = (uint32_t)line,
			.length = (uint16_t)pattern.n,
			.text = r->source == HW_ALIAS_BUILTIN,
		});
}

static int read_alias_line(struct reader *r, struct hw_text text, size_t line)
{
	const struct hw_text keyword = HW_TEXT("alias");
	struct hw_text module;

	text = trim(text);
	if (!text.n || text.s[0] == '#')
		return 0;
	if (!hw_text_starts(text, keyword) || text.n == keyword.n ||
	    !is_blank(text.s[keyword.n])) {
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
	return add(r, trim(text), module, line);
}

static int read_modinfo_record(struct reader *r, struct hw_text text, size_t line)
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
	return hw_text_eq(key, HW_TEXT("alias")) ? add(r, text, module, line) : 0;
}

static int read_text(struct reader *r)
{
	bool builtin = r->source == HW_ALIAS_BUILTIN;
	struct hw_text rest = r->aliases->texts[r->source];
	char end = builtin ? '\0' : '\n';
	int failed = 0;

	if (rest.n > HW_FILE_MAX)
		return -EFBIG;
	for (size_t line = 1; rest.s && rest.n && !failed; line++) {
		struct hw_text record = hw_text_cut(&rest, end);

		if (!builtin)
			failed = read_alias_line(r, record, line);
		else if (rest.s)
			failed = read_modinfo_record(r, record, line);
		else
			malformed(r, line, "the file ends inside a record");
	}
	return failed;
}

static int read_all(struct hw_aliases *a, const struct hw_text paths[2],
		    struct hw_warnings *warnings)
{
	struct reader r = {.aliases = a, .warnings = warnings};
	/* a line of the real tables has 50 bytes */
	int failed = hw_alias_index_reserve(&a->index, a->texts[0].n / 32 + 256);

	for (int i = HW_ALIAS_MODULES; i <= HW_ALIAS_BUILTIN && !failed; i++) {
		r.source = (enum hw_alias_source)i;
		r.path = paths[i];
		failed = read_text(&r);
	}
	return failed ? failed : hw_alias_index_finish(&a->index);
}

static int finish(struct hw_aliases *a, int failed, struct hw_aliases **ret)
{
	if (failed) {
		hw_aliases_close(a);
		return failed;
	}
	*ret = a;
	return 0;
}

int hw_aliases_open(struct hw_root *root, const char *dir, struct hw_warnings *warnings,
		    struct hw_aliases **ret)
{
	char shown[2][PATH_MAX];
	struct hw_text names[2];
	struct hw_aliases *a = calloc(1, sizeof(*a));
	int failed[2] = {0};

	if (!a)
		return -ENOMEM;
	for (size_t i = 0; i < 2; i++) {
		char path[PATH_MAX];
		int n = snprintf(path, sizeof(path), "%s/%s", dir, file_names[i]);

		if (n < 0 || (size_t)n >= sizeof(path))
			return finish(a, -ENAMETOOLONG, ret);
		hw_root_show(root, path, shown[i], sizeof(shown[i]));
		names[i] = hw_text_of(shown[i]);
		failed[i] = hw_root_map(root, path, &a->maps[i]);
		if (!failed[i])
			a->texts[i] = a->maps[i].text;
	}
	if (failed[0] && (failed[0] != -ENOENT || failed[1] == -ENOENT))
		return finish(a, failed[0], ret);
	if (failed[0])
		hw_warn(warnings, "modules-missing", names[0], 0,
			"not there, so only built-in modules are asked; depmod makes it");
	if (failed[1] && failed[1] != -ENOENT)
		hw_warn(warnings, "aliases-unreadable", names[1], 0, "%s",
			strerror(-failed[1]));
	return finish(a, read_all(a, names, warnings), ret);
}

int hw_aliases_open_text(struct hw_text modules_alias, struct hw_text builtin_modinfo,
			 struct hw_warnings *warnings, struct hw_aliases **ret)
{
	const struct hw_text names[2] = {hw_text_of(file_names[0]),
					 hw_text_of(file_names[1])};
	struct hw_aliases *a = calloc(1, sizeof(*a));

	if (!a)
		return -ENOMEM;
	a->texts[HW_ALIAS_MODULES] = modules_alias;
	a->texts[HW_ALIAS_BUILTIN] = builtin_modinfo;
	return finish(a, read_all(a, names, warnings), ret);
}

void hw_aliases_close(struct hw_aliases *aliases)
{
	if (!aliases)
		return;
	hw_unmap(&aliases->maps[0]);
	hw_unmap(&aliases->maps[1]);
	hw_alias_index_done(&aliases->index);
	free(aliases);
}

size_t hw_aliases_count(const struct hw_aliases *aliases)
{
	return aliases ? aliases->index.count : 0;
}

/* As written next to the pattern; depmod and the kernel's build write it normalised. */
static struct hw_text module_of(const struct hw_aliases *a,
				const struct hw_alias_entry *e)
{
	struct hw_text text = a->texts[e->text];
	struct hw_text module;

	if (e->text == HW_ALIAS_BUILTIN) {
		size_t end = e->at - (sizeof(".alias=") - 1);
		const char *nul = end ? memrchr(text.s, '\0', end) : NULL;
		size_t start = nul ? (size_t)(nul - text.s) + 1 : 0;

		module = (struct hw_text){text.s + start, end - start};
	} else {
		module = hw_text_from(text, (size_t)e->at + e->length);
		module = trim(hw_text_head(module, hw_text_find(module, '\n')));
	}
	return hw_text_head(module, hw_text_find(module, '.'));
}

static struct hw_text normal_name(struct hw_arena *arena, struct hw_text name)
{
	char *copy;

	if (hw_text_find(name, '-') == name.n)
		return name;
	copy = hw_arena_alloc(arena, name.n, 1);
	if (!copy)
		return HW_NO_TEXT;
	for (size_t i = 0; i < name.n; i++)
		copy[i] = name.s[i] == '-' ? '_' : name.s[i];
	return (struct hw_text){copy, name.n};
}

static int in_file_order(const void *left, const void *right)
{
	const struct hw_alias_hit *a = left;
	const struct hw_alias_hit *b = right;

	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

static struct hw_text pattern_of(const struct hw_aliases *a,
				 const struct hw_alias_entry *e)
{
	return (struct hw_text){a->texts[e->text].s + e->at, e->length};
}

/* The entries with these numbers as hits, in file order. Errors: -ENOMEM. */
static int make_hits(const struct hw_aliases *a, const uint32_t *numbers, size_t count,
		     struct hw_arena *arena, struct hw_alias_hit **ret_hits,
		     size_t *ret_count)
{
	struct hw_alias_hit *hits = NULL;

	if (count)
		hits = HW_ARENA_NEW(arena, struct hw_alias_hit, count);
	for (size_t i = 0; hits && i < count; i++) {
		const struct hw_alias_entry *e = &a->index.entries[numbers[i]];

		hits[i] = (struct hw_alias_hit){
			.module = normal_name(arena, module_of(a, e)),
			.pattern = pattern_of(a, e),
			.source = (enum hw_alias_source)e->text,
			.line = e->line,
		};
	}
	if (hw_arena_failed(arena))
		return -ENOMEM;
	if (count > 1)
		qsort(hits, count, sizeof(*hits), in_file_order);
	*ret_hits = hits;
	*ret_count = count;
	return 0;
}

int hw_aliases_match(const struct hw_aliases *aliases, struct hw_text modalias,
		     struct hw_arena *arena, struct hw_alias_hit **ret_hits,
		     size_t *ret_count)
{
	char buffer[HW_GLOB_BUFFER];
	struct hw_text string;
	struct hw_alias_found found;
	int r = hw_glob_normalise(modalias, buffer, &string);

	if (r < 0)
		return r;
	found.entries = NULL;
	found.count = 0;
	if (aliases)
		hw_alias_index_search(&aliases->index, aliases->texts, string, arena,
				      &found);
	return make_hits(aliases, found.entries, found.count, arena, ret_hits, ret_count);
}

int hw_aliases_select(const struct hw_aliases *aliases, hw_alias_want_fn *want, void *arg,
		      struct hw_arena *arena, struct hw_alias_hit **ret_hits,
		      size_t *ret_count)
{
	size_t all = hw_aliases_count(aliases);
	uint32_t *numbers = NULL;
	size_t count = 0;
	size_t room = 0;
	int r;

	for (size_t i = 0; i < all; i++) {
		if (!want(arg, pattern_of(aliases, &aliases->index.entries[i])))
			continue;
		if (count == room) {
			size_t more = room ? 2 * room : 64;
			uint32_t *add = realloc(numbers, more * sizeof(*add));

			if (!add) {
				free(numbers);
				return -ENOMEM;
			}
			numbers = add;
			room = more;
		}
		numbers[count++] = (uint32_t)i;
	}
	r = make_hits(aliases, numbers, count, arena, ret_hits, ret_count);
	free(numbers);
	return r;
}
