// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/alias/alias.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/alias/glob.h"
#include "data/alias/internal.h"
#include "data/base/array.h"
#include "data/base/memory.h"
#include "data/base/path.h"
#include "data/module/depmod_index.h"
#include "data/module/name.h"
#include "data/root/note.h"
#include "data/root/pages.h"

struct hw_aliases {
	/* by enum hw_alias_source */
	struct hw_text texts[2];
	struct hw_map maps[2];
	/* the file of the first map, which a pass reads: that takes half the time of a
	 * map's page faults, and less memory. NULL: the map is asked */
	struct hw_pages *pages;
	/* as the user would name the files */
	struct hw_text paths[2];
	struct hw_warnings *warnings;
	/* for what is recorded; NULL for texts in memory */
	struct hw_root *root;
	/* of the tables, as a recording names them; absent without a directory */
	struct hw_text dir;
	/* a recording has only some of the patterns, of so many */
	bool has_recorded_count;
	size_t recorded_count;
	/* set by the first pass over the texts, which also adds the warnings */
	size_t count;
	bool is_read;
	enum hw_alias_detail detail;
	/* NULL until made */
	struct hw_alias_batch *batch;
	struct hw_alias_index *index;
	/* holds the paths and the batch */
	struct hw_arena arena;
};

static const char *const file_names[] = {
	[HW_ALIAS_MODULES] = "modules.alias",
	[HW_ALIAS_BUILTIN] = "modules.builtin.modinfo",
	[HW_ALIAS_CONFIG] = "modprobe.d",
	[HW_ALIAS_TOLD] = "dump",
};

const char *hw_alias_source_name(enum hw_alias_source source)
{
	return file_names[source];
}

/* One pass over the texts. The first that reads them to the end tells what is malformed:
 * one that fails may have seen other lines, of a file that is written to. Errors: what
 * `fn` returned, which is -ENOMEM; with `pages` also those of reading. */
static int read_all(struct hw_aliases *a, const struct hw_pages *pages,
		    const struct hw_alias_prefilter *prefilter, hw_alias_pattern_fn *fn,
		    void *arg)
{
	struct hw_warnings warnings = {0};
	size_t count;
	int r = hw_alias_parse(pages, a->texts, a->paths, prefilter,
			       a->is_read ? NULL : &warnings, fn, arg, &count);

	if (r == 0 && !a->is_read) {
		hw_warnings_add(a->warnings, &warnings);
		a->count = count;
		a->is_read = true;
	}
	hw_warnings_done(&warnings);
	return r;
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

#define COUNTS HW_RECORDED "/aliases"

/* "lib/modules/6.1.0 27600" */
static void read_recorded_count(struct hw_aliases *a)
{
	struct hw_arena scratch = {0};
	struct hw_text all;

	if (hw_root_kind(a->root) != HW_ROOT_SNAPSHOT ||
	    hw_root_read(a->root, COUNTS, &scratch, &all) < 0)
		all = HW_NO_TEXT;
	while (all.s && !a->has_recorded_count) {
		struct hw_text line = hw_text_cut(&all, '\n');
		size_t n = 0;

		if (!hw_text_starts(line, a->dir) || line.n <= a->dir.n + 1 ||
		    line.s[a->dir.n] != ' ')
			continue;
		line = hw_text_from(line, a->dir.n + 1);
		for (size_t i = 0;
		     i < line.n && i < 9 && line.s[i] >= '0' && line.s[i] <= '9'; i++)
			n = n * 10 + (size_t)(line.s[i] - '0');
		a->has_recorded_count = true;
		a->recorded_count = n;
	}
	hw_arena_done(&scratch);
}

/* Opens modules.alias. Errors: as hw_root_map() has. */
static int open_modules(struct hw_root *root, const char *path, struct hw_aliases *a)
{
	int r;

	/* what is recorded are lines of the map */
	if (hw_root_kind(root) == HW_ROOT_SNAPSHOT || hw_root_records(root))
		return hw_root_map(root, path, &a->maps[HW_ALIAS_MODULES]);
	r = hw_pages_open(root, path, &a->pages);
	if (r < 0)
		return r;
	r = hw_pages_are_read(a->pages)
		    ? hw_pages_map(a->pages, root, path, &a->maps[HW_ALIAS_MODULES])
		    : hw_root_map(root, path, &a->maps[HW_ALIAS_MODULES]);
	if (!hw_pages_are_read(a->pages) || !a->maps[HW_ALIAS_MODULES].mapped) {
		hw_pages_close(a->pages);
		a->pages = NULL;
	}
	return r;
}

int hw_aliases_open(struct hw_root *root, const char *dir, struct hw_warnings *warnings,
		    struct hw_aliases **ret)
{
	char shown[PATH_MAX];
	struct hw_aliases *a = hw_calloc(1, sizeof(*a));
	int failed[2] = {0};

	if (!a)
		return -ENOMEM;
	for (size_t i = 0; i < 2; i++) {
		char path[PATH_MAX];
		int n = snprintf(path, sizeof(path), "%s/%s", dir, file_names[i]);

		if (n < 0 || (size_t)n >= sizeof(path))
			return finish(a, -ENAMETOOLONG, ret);
		hw_root_display_path(root, path, shown, sizeof(shown));
		a->paths[i] = hw_arena_copy(&a->arena, hw_text_of(shown));
		failed[i] = i == HW_ALIAS_MODULES ? open_modules(root, path, a)
						  : hw_root_map(root, path, &a->maps[i]);
		if (!failed[i])
			a->texts[i] = a->maps[i].text;
		hw_root_note_table(root, a->texts[i]);
	}
	a->root = root;
	a->dir = hw_arena_copy(&a->arena, hw_text_of(dir));
	read_recorded_count(a);
	if (failed[0] && (failed[0] != -ENOENT || failed[1] == -ENOENT))
		return finish(a, failed[0], ret);
	if (failed[0])
		hw_warn(warnings, "modules-missing", a->paths[0], 0,
			"not there, so only built-in modules are asked; depmod makes it");
	if (failed[1] && failed[1] != -ENOENT)
		hw_warn_error(warnings, "aliases-unreadable", a->paths[1], -failed[1],
			      NULL);
	a->warnings = warnings;
	return finish(a, hw_arena_failed(&a->arena) ? -ENOMEM : 0, ret);
}

int hw_aliases_open_text(struct hw_text modules_alias, struct hw_text builtin_modinfo,
			 struct hw_warnings *warnings, struct hw_aliases **ret)
{
	struct hw_aliases *a = hw_calloc(1, sizeof(*a));

	if (!a)
		return -ENOMEM;
	a->texts[HW_ALIAS_MODULES] = modules_alias;
	a->texts[HW_ALIAS_BUILTIN] = builtin_modinfo;
	for (int i = HW_ALIAS_MODULES; i <= HW_ALIAS_BUILTIN; i++)
		a->paths[i] = hw_text_of(file_names[i]);
	a->warnings = warnings;
	return finish(a, modules_alias.n > HW_FILE_MAX ? -EFBIG : 0, ret);
}

struct hw_text hw_aliases_text(const struct hw_aliases *aliases)
{
	return aliases->maps[HW_ALIAS_MODULES].text;
}

void hw_aliases_close(struct hw_aliases *aliases)
{
	if (!aliases)
		return;
	hw_unmap(&aliases->maps[0]);
	hw_unmap(&aliases->maps[1]);
	hw_pages_close(aliases->pages);
	if (aliases->index)
		hw_alias_index_done(aliases->index);
	free(aliases->index);
	hw_arena_done(&aliases->arena);
	free(aliases);
}

void hw_aliases_want(struct hw_aliases *aliases, enum hw_alias_detail detail)
{
	if (aliases)
		aliases->detail = detail;
}

/* depmod's indexes of the texts. */
struct trees {
	struct hw_depmod_index index[2];
	struct hw_map maps[2];
	const struct hw_map *text_maps;
	const struct hw_text *texts;
	enum hw_alias_detail detail;
	/* strings that were asked for */
	size_t asked;
};

static void close_trees(struct trees *t)
{
	for (size_t i = 0; i < 2; i++)
		hw_unmap(&t->maps[i]);
}

/* False: some text has none that can be used. */
static bool open_trees(const struct hw_aliases *a, struct trees *ret)
{
	static const char *const files[] = {
		[HW_ALIAS_MODULES] = "modules.alias.bin",
		[HW_ALIAS_BUILTIN] = "modules.builtin.alias.bin",
	};
	struct trees t = {.text_maps = a->maps, .texts = a->texts, .detail = a->detail};
	bool all = true;

	for (size_t i = 0; i < 2 && all; i++) {
		char path[PATH_MAX];

		all = !a->texts[i].n ||
		      (hw_path_join(path, a->dir, hw_text_of(files[i])) &&
		       hw_depmod_index_map(a->root, path, a->maps[i].modified, &t.maps[i],
					   &t.index[i]) == 0);
	}
	if (all)
		*ret = t;
	else
		close_trees(&t);
	return all;
}

/* A claim and where the text has it. */
struct place {
	struct hw_alias_claim claim;
	size_t at;
};

static int by_place(const void *left, const void *right)
{
	const struct place *a = left;
	const struct place *b = right;

	return (a->at > b->at) - (a->at < b->at);
}

/* The patterns of a module take few bytes. */
#define NEAR ((size_t)32 * 1024)

/* Where a text has the line or record of a claim, as data/alias/parse.c draws them.
 * *ret is where to begin: depmod writes the patterns of a module one behind the other. */
static bool find_in_text(struct hw_text text, uint8_t source,
			 const struct hw_alias_claim *claim, struct hw_arena *arena,
			 size_t *ret)
{
	const size_t from = *ret > NEAR ? *ret - NEAR : 0;
	struct hw_text whole = source == HW_ALIAS_MODULES
				       ? hw_arena_printf(arena, "\nalias %.*s %.*s\n",
							 HW_TEXT_ARG(claim->pattern),
							 HW_TEXT_ARG(claim->module))
				       : hw_arena_printf(arena, "%.*s.alias=%.*s",
							 HW_TEXT_ARG(claim->module),
							 HW_TEXT_ARG(claim->pattern));
	/* a record ends with a NUL, as the text that was made does */
	const size_t n = whole.n + (source == HW_ALIAS_BUILTIN);
	const char *at =
		whole.s ? memmem(text.s + from, text.n - from, whole.s, n) : NULL;

	if (whole.s && !at && from)
		at = memmem(text.s, hw_text_head(text, from + n - 1).n, whole.s, n);
	/* not the end of a longer name */
	if (!at || (source == HW_ALIAS_BUILTIN && at > text.s && at[-1]))
		return false;
	*ret = (size_t)(at - text.s);
	return true;
}

/* Puts claims of one number in the order of the text. Errors: -ENODATA: it has them
 * otherwise; -ENOMEM. */
static int order_by_text(struct hw_text text, uint8_t source, struct hw_alias_claim *v,
			 size_t n, struct hw_arena *arena)
{
	struct place *places = HW_ARENA_NEW(arena, struct place, n);
	size_t at = 0;

	if (!places)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++) {
		if (!find_in_text(text, source, &v[i], arena, &at))
			return -ENODATA;
		places[i] = (struct place){v[i], at};
	}
	qsort(places, n, sizeof(*places), by_place);
	for (size_t i = 0; i < n; i++)
		v[i] = places[i].claim;
	return 0;
}

/* Claims that the tree does not order: more than these are found by reading the text. */
enum { FEW_CLAIMS = 8 };

/*
 * Gives a tree's claims of several modules that have one number the order of the text;
 * the tree orders the others, but has '_' for each '-' of a pattern. Errors: -ENODATA:
 * only the text tells; -ENOMEM.
 */
static int order_claims(const struct trees *t, uint8_t source, struct hw_alias_claim *v,
			size_t n, struct hw_arena *arena)
{
	const bool is_wanted = t->detail == HW_ALIAS_PATTERNS;
	size_t end;

	for (size_t i = 0; i < n; i = end) {
		bool is_one = true;
		int r;

		if (is_wanted && hw_text_find(v[i].pattern, '_') < v[i].pattern.n)
			return -ENODATA;
		for (end = i + 1; end < n && v[end].number == v[i].number; end++) {
			if (is_wanted &&
			    hw_text_find(v[end].pattern, '_') < v[end].pattern.n)
				return -ENODATA;
			is_one = is_one && hw_text_eq(v[end].module, v[i].module);
		}
		if (is_one)
			continue;
		if (end - i > FEW_CLAIMS)
			return -ENODATA;
		r = order_by_text(t->texts[source], source, v + i, end - i, arena);
		if (r < 0)
			return r;
	}
	return 0;
}

/* Of so many strings the pages of the trees stay in memory: all of a machine's would read
 * most of them. */
enum { FEW_STRINGS = 16 };

static void drop_pages(struct trees *t)
{
	if (++t->asked % FEW_STRINGS)
		return;
	for (size_t i = 0; i < 2; i++) {
		hw_map_drop_pages(&t->maps[i]);
		hw_map_drop_pages(&t->text_maps[i]);
	}
}

/* A hw_alias_ask_fn. Errors: also -ENODATA: the trees do not tell all that is wanted. */
static int ask_trees(void *arg, struct hw_text string, struct hw_arena *arena,
		     struct hw_alias_answer **ret_first, size_t *ret_count)
{
	struct trees *t = arg;
	struct hw_alias_answer **next = ret_first;

	for (uint8_t i = 0; i < 2; i++) {
		struct hw_alias_claim *v = NULL;
		size_t n = 0;
		int r = t->maps[i].text.n ? hw_alias_depmod_search(&t->index[i], string,
								   arena, &v, &n)
					  : 0;

		if (r == 0)
			r = order_claims(t, i, v, n, arena);
		if (r < 0)
			return r;
		for (size_t k = 0; k < n; k++) {
			struct hw_alias_answer *a =
				HW_ARENA_NEW(arena, struct hw_alias_answer, 1);

			if (!a)
				return -ENOMEM;
			a->pattern = v[k].pattern;
			a->module = hw_arena_copy(arena, v[k].module);
			a->source = i;
			*next = a;
			next = &a->next;
		}
		*ret_count += n;
	}
	drop_pages(t);
	return 0;
}

/* False: the texts have to be asked. */
static bool prepare_by_trees(struct hw_aliases *a, const struct hw_text *strings,
			     size_t n)
{
	struct hw_alias_batch *batch;
	struct trees t;
	bool is_done;

	if (a->detail == HW_ALIAS_LINES || !a->root || hw_root_records(a->root) ||
	    !open_trees(a, &t))
		return false;
	batch = hw_alias_batch_new(strings, n, &a->arena, NULL);
	is_done = batch && hw_alias_batch_ask(batch, ask_trees, &t) == 0;
	if (is_done)
		a->batch = batch;
	close_trees(&t);
	return is_done;
}

/* A pass over the texts for a batch, which copies what it keeps: of a map of
 * modules.alias only so many bytes stay in memory. */
enum { PASS_WINDOW = 1024 * 1024 };

struct pass {
	struct hw_aliases *aliases;
	struct hw_alias_batch *batch;
	bool is_mapped;
	/* where modules.alias was when its pages were dropped */
	uint32_t dropped_at;
};

/* A hw_alias_pattern_fn. */
static int add_and_drop(void *arg, const struct hw_alias_pattern *pattern)
{
	struct pass *pass = arg;

	if (pass->is_mapped && pattern->source == HW_ALIAS_MODULES &&
	    pattern->at - pass->dropped_at > PASS_WINDOW) {
		hw_map_drop_pages(&pass->aliases->maps[HW_ALIAS_MODULES]);
		pass->dropped_at = pattern->at;
	}
	return hw_alias_batch_add_pattern(pass->batch, pattern);
}

/* Errors: those of read_all(). */
static int prepare_by_texts(struct hw_aliases *a, const struct hw_pages *pages,
			    const struct hw_text *strings, size_t n)
{
	struct pass pass = {.aliases = a, .is_mapped = !pages};
	struct hw_arena keys = {0};
	int r = -ENOMEM;

	pass.batch = hw_alias_batch_new(strings, n, &a->arena, &keys);
	if (pass.batch)
		r = read_all(a, pages, hw_alias_batch_prefilter(pass.batch), add_and_drop,
			     &pass);
	if (r == 0)
		a->batch = pass.batch;
	hw_arena_done(&keys);
	return r;
}

int hw_aliases_prepare(struct hw_aliases *aliases, const struct hw_text *strings,
		       size_t n)
{
	int r;

	if (!aliases || prepare_by_trees(aliases, strings, n))
		return 0;
	r = prepare_by_texts(aliases, aliases->pages, strings, n);
	/* of a file that cannot be read, or is written to, the map's guard tells */
	if (r < 0 && r != -ENOMEM)
		r = prepare_by_texts(aliases, NULL, strings, n);
	/* most reports do not read the texts again */
	hw_map_drop_pages(&aliases->maps[0]);
	hw_map_drop_pages(&aliases->maps[1]);
	return r;
}

size_t hw_aliases_modules(const struct hw_aliases *aliases, struct hw_text *v)
{
	return aliases && aliases->batch ? hw_alias_batch_modules(aliases->batch, v) : 0;
}

int hw_aliases_index(struct hw_aliases *aliases)
{
	struct hw_alias_index *x;
	int r;

	if (!aliases || aliases->index)
		return 0;
	x = hw_calloc(1, sizeof(*x));
	if (!x)
		return -ENOMEM;
	/* lines of Debian's tables have 50 bytes on average */
	r = hw_alias_index_start(x, aliases->texts[0].n / 48 + 256);
	if (r == 0)
		r = read_all(aliases, NULL, NULL, hw_alias_index_add, x);
	if (r < 0) {
		hw_alias_index_done(x);
		free(x);
		return r;
	}
	aliases->index = x;
	return 0;
}

size_t hw_aliases_count(struct hw_aliases *aliases)
{
	if (!aliases || (!aliases->is_read && hw_aliases_index(aliases) < 0))
		return 0;
	if (aliases->has_recorded_count)
		return aliases->recorded_count;
	if (hw_root_records(aliases->root)) {
		struct hw_arena scratch = {0};

		hw_root_note_answer(aliases->root, COUNTS,
				    hw_arena_printf(&scratch, "%.*s %zu",
						    HW_TEXT_ARG(aliases->dir),
						    aliases->count));
		hw_arena_done(&scratch);
	}
	return aliases->count;
}

static void note_pattern(const struct hw_aliases *a, uint8_t source, size_t at)
{
	hw_root_note_line(a->root, hw_text_head(hw_text_from(a->texts[source], at), 1),
			  false);
}

static struct hw_alias_hit make_hit(const struct hw_aliases *a, uint8_t source, size_t at,
				    size_t length, size_t line, struct hw_arena *arena)
{
	struct hw_text text = a->texts[source];

	return (struct hw_alias_hit){
		.module = hw_module_name_normalize(
			hw_alias_module_at(text, source, at, length), arena),
		.pattern = {text.s + at, length},
		.source = (enum hw_alias_source)source,
		.line = line,
	};
}

/* Wildcards behind literal bytes, which say more. */
static unsigned rank(char c)
{
	return c == '*' || c == '?' || c == '[' ? UCHAR_MAX + 1U
						: (unsigned char)(c == '-' ? '_' : c);
}

static int by_pattern(const void *left, const void *right)
{
	const struct hw_alias_hit *first = left;
	const struct hw_alias_hit *second = right;
	const struct hw_text a = first->pattern;
	const struct hw_text b = second->pattern;
	size_t i = 0;

	while (i < a.n && i < b.n && rank(a.s[i]) == rank(b.s[i]))
		i++;
	if (i < a.n && i < b.n)
		return rank(a.s[i]) < rank(b.s[i]) ? -1 : 1;
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return (first->line > second->line) - (first->line < second->line);
}

/* The patterns of a module have no order of their own: those that say more come first,
 * whether a tree or the text was asked. */
static void order_patterns(struct hw_alias_hit *hits, size_t count)
{
	size_t end;

	for (size_t i = 0; i < count; i = end) {
		for (end = i + 1; end < count && hits[end].source == hits[i].source &&
				  hw_text_eq(hits[end].module, hits[i].module);
		     end++)
			;
		if (end > i + 1)
			qsort(hits + i, end - i, sizeof(*hits), by_pattern);
	}
}

/* Errors: -ENOMEM if an allocation before this failed. */
static int return_hits(struct hw_arena *arena, struct hw_alias_hit *hits, size_t count,
		       struct hw_alias_hit **ret_hits, size_t *ret_count)
{
	if (hw_arena_failed(arena))
		return -ENOMEM;
	*ret_hits = hits;
	*ret_count = count;
	return 0;
}

static int match_prepared(const struct hw_aliases *a,
			  const struct hw_alias_answer *answer, size_t count,
			  struct hw_arena *arena, struct hw_alias_hit **ret_hits,
			  size_t *ret_count)
{
	struct hw_alias_hit *hits =
		count ? HW_ARENA_NEW(arena, struct hw_alias_hit, count) : NULL;

	for (size_t i = 0; hits && i < count; i++, answer = answer->next) {
		note_pattern(a, answer->source, answer->at);
		hits[i] = (struct hw_alias_hit){
			.module = hw_module_name_normalize(answer->module, arena),
			.pattern = answer->pattern,
			.source = (enum hw_alias_source)answer->source,
			.line = answer->line,
		};
	}
	order_patterns(hits, hits ? count : 0);
	return return_hits(arena, hits, count, ret_hits, ret_count);
}

static int match_index(const struct hw_aliases *a, struct hw_text string,
		       struct hw_arena *arena, struct hw_alias_hit **ret_hits,
		       size_t *ret_count)
{
	struct hw_alias_found found;
	struct hw_alias_hit *hits = NULL;

	hw_alias_index_search(a->index, a->texts, string, arena, &found);
	if (found.count)
		hits = HW_ARENA_NEW(arena, struct hw_alias_hit, found.count);
	for (size_t i = 0; hits && i < found.count; i++) {
		const struct hw_alias_entry *e = &found.entries[i];

		note_pattern(a, e->source, e->at);
		hits[i] = make_hit(a, e->source, e->at, e->length, e->line, arena);
	}
	order_patterns(hits, hits ? found.count : 0);
	return return_hits(arena, hits, found.count, ret_hits, ret_count);
}

int hw_aliases_match(struct hw_aliases *aliases, struct hw_text modalias,
		     struct hw_arena *arena, struct hw_alias_hit **ret_hits,
		     size_t *ret_count)
{
	char buffer[HW_GLOB_BUFFER];
	const struct hw_alias_answer *first;
	struct hw_text string;
	size_t count;
	int r;

	if (aliases && aliases->batch &&
	    hw_alias_batch_find(aliases->batch, modalias, &first, &count))
		return match_prepared(aliases, first, count, arena, ret_hits, ret_count);
	r = hw_glob_normal(modalias, buffer, &string);
	if (r == 0)
		r = hw_aliases_index(aliases);
	if (r < 0)
		return r;
	if (!aliases)
		return return_hits(arena, NULL, 0, ret_hits, ret_count);
	return match_index(aliases, string, arena, ret_hits, ret_count);
}

/* State of hw_aliases_select(). */
struct selection {
	const struct hw_aliases *aliases;
	hw_alias_want_fn *want;
	void *arg;
	struct hw_arena *arena;
	struct hw_alias_hit *hits;
	size_t count;
	size_t room;
};

static int add_if_wanted(void *arg, const struct hw_alias_pattern *p)
{
	struct selection *c = arg;

	if (!c->want(c->arg, p->text))
		return 0;
	if (HW_ARENA_GROW(c->arena, struct hw_alias_hit, c->hits, c->count, &c->room,
			  16) < 0)
		return -ENOMEM;
	c->hits[c->count++] =
		make_hit(c->aliases, p->source, p->at, p->text.n, p->line, c->arena);
	return 0;
}

int hw_aliases_select(struct hw_aliases *aliases, hw_alias_want_fn *want, void *arg,
		      struct hw_arena *arena, struct hw_alias_hit **ret_hits,
		      size_t *ret_count)
{
	struct selection c = {
		.aliases = aliases, .want = want, .arg = arg, .arena = arena};
	int r = aliases ? read_all(aliases, NULL, NULL, add_if_wanted, &c) : 0;

	return r < 0 ? r : return_hits(arena, c.hits, c.count, ret_hits, ret_count);
}
