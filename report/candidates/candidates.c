// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/candidates/candidates.h"

#include <errno.h>

#include "data/base/array.h"
#include "report/candidates/blockers.h"
#include "report/machine/recording.h"
#include "report/machine/words/module_text.h"

/* Module, source and pattern in one text. Errors: out of memory, the absent text. */
static struct hw_text key_of(struct hw_text module, struct hw_text pattern,
			     enum hw_alias_source source, struct hw_arena *arena)
{
	size_t n = module.n + 2 + pattern.n;
	char *key = hw_arena_alloc(arena, n, 1);

	if (!key)
		return HW_NO_TEXT;
	if (module.n)
		memcpy(key, module.s, module.n);
	key[module.n] = '\0';
	key[module.n + 1] = (char)source;
	if (pattern.n)
		memcpy(key + module.n + 2, pattern.s, pattern.n);
	return (struct hw_text){key, n};
}

int hw_candidates_note(struct hw_candidates_seen *seen, struct hw_text module,
		       struct hw_text pattern, enum hw_alias_source source,
		       struct hw_arena *arena)
{
	struct hw_text key = key_of(module, pattern, source, arena);

	if (!key.s)
		return -ENOMEM;
	if (hw_text_set_has(&seen->candidates, key))
		return 0;
	return hw_text_set_add(&seen->candidates, key) < 0 ? -ENOMEM : 1;
}

int hw_candidates_mark(struct hw_candidates_seen *seen, struct hw_candidate *c)
{
	c->again = hw_text_set_has(&seen->modules, c->module);
	return hw_text_set_add(&seen->modules, c->module);
}

void hw_candidates_seen_done(struct hw_candidates_seen *seen)
{
	hw_text_set_done(&seen->candidates);
	hw_text_set_done(&seen->modules);
}

/* Description and licence, from the module's file or modules.builtin.modinfo; absent
 * where neither has them. */
static void describe(struct hw_machine *m, struct hw_candidate *c, struct hw_arena *arena)
{
	const struct hw_modprobe *modprobe;
	struct hw_module_info info;

	if (!m->modinfo || !m->kernel.root ||
	    hw_module_info_of_name(m->modinfo, m->modules, m->kernel.root,
				   m->kernel.path.s, c->module, arena, &info) < 0)
		return;
	/* with modprobe's configuration come the names of users and of the host */
	if (!m->words.shows_all && hw_machine_modprobe(m, &modprobe) == -ENOMEM)
		return;
	hw_module_text_public(&info, &m->words, arena);
	c->description = hw_texts_join(info.descriptions, arena);
	c->license = hw_texts_join(info.licenses, arena);
}

/* The state of the module, and what blocks it. */
static void fill_module(struct hw_machine *m, struct hw_candidate *c,
			struct hw_arena *arena)
{
	const struct hw_module_facts facts = hw_modules_facts(m->modules, c->module);

	if (c->source != HW_ALIAS_BUILTIN)
		c->builtin = facts.builtin;
	c->loaded = facts.loaded;
	c->available = facts.available;
	c->path = facts.path;
	describe(m, c, arena);
	hw_blockers_of_module(m, c, arena);
}

struct hw_candidate hw_candidate_of_hit(struct hw_machine *m,
					const struct hw_alias_hit *hit,
					struct hw_arena *arena)
{
	struct hw_candidate c = {
		.module = hit->module,
		.pattern = hit->pattern,
		.source = hit->source,
		.line = hit->line,
		.builtin = HW_YES,
		.weak = hw_alias_is_weak(hit->pattern),
	};

	fill_module(m, &c, arena);
	return c;
}

static struct hw_candidate
of_directive(struct hw_machine *m, const struct hw_directive *d, struct hw_arena *arena)
{
	struct hw_candidate c = {
		.module = d->module,
		.pattern = d->value,
		.source = HW_ALIAS_CONFIG,
		.file = d->path,
		.line = d->line,
	};

	fill_module(m, &c, arena);
	return c;
}

/* What modprobe.d and the tables answer to one string. */
struct answers {
	const struct hw_directive **config;
	size_t config_count;
	struct hw_alias_hit *hits;
	size_t hit_count;
};

/* "alias PATTERN off" of old files names no module: module-init-tools took it as "none".
 */
static bool is_off(const struct hw_directive *d)
{
	return hw_text_eq(d->module, HW_TEXT("off"));
}

/* Alias lines of modprobe.d replace the tables: a module that none of them, `named`,
 * names is blocked. */
static void block_by_alias(const struct answers *a, const struct hw_text_set *named,
			   struct hw_candidate *c, struct hw_arena *arena)
{
	const struct hw_blocker first = {HW_BLOCK_ALIAS,
					 a->config_count ? a->config[0] : NULL};

	if (!a->config_count || c->builtin == HW_YES || hw_text_set_has(named, c->module))
		return;
	c->hidden_by = a->config;
	c->hidden_count = a->config_count;
	if (c->blocked.kind <= HW_BLOCK_COMMAND)
		c->blocked = hw_blocker_describe(&first, c->module, arena);
}

/* The candidates of a record while they are collected. */
struct collection {
	struct hw_machine *machine;
	struct hw_arena *arena;
	struct hw_record *record;
	size_t room;
	struct hw_candidates_seen seen;
};

/* Errors: -ENOMEM. */
static int add(struct collection *to, const struct hw_candidate *c)
{
	struct hw_record *record = to->record;
	int r = HW_ARENA_GROW(to->arena, struct hw_candidate, record->candidates,
			      record->candidate_count, &to->room, 4);

	if (r < 0)
		return r;
	record->candidates[record->candidate_count++] = *c;
	return hw_candidates_mark(&to->seen,
				  &record->candidates[record->candidate_count - 1]);
}

/* Errors: -ENOMEM. */
static int add_config(struct collection *to, const struct hw_directive *d)
{
	struct hw_candidate c;
	int r = is_off(d) ? 0
			  : hw_candidates_note(&to->seen, d->module, d->value,
					       HW_ALIAS_CONFIG, to->arena);

	if (r <= 0)
		return r;
	c = of_directive(to->machine, d, to->arena);
	return add(to, &c);
}

/* Errors: -ENOMEM. */
static int add_hit(struct collection *to, const struct answers *a,
		   const struct hw_text_set *named, const struct hw_alias_hit *hit)
{
	struct hw_candidate c;
	int r = hw_candidates_note(&to->seen, hit->module, hit->pattern, hit->source,
				   to->arena);

	if (r <= 0)
		return r;
	c = hw_candidate_of_hit(to->machine, hit, to->arena);
	block_by_alias(a, named, &c, to->arena);
	return add(to, &c);
}

static int add_answers(struct collection *to, const struct answers *a)
{
	struct hw_text_set named = {.n = 0};
	int r = 0;

	for (size_t i = 0; i < a->config_count && r == 0; i++) {
		r = hw_text_set_add(&named, a->config[i]->module);
		if (r == 0)
			r = add_config(to, a->config[i]);
	}
	for (size_t i = 0; i < a->hit_count && r == 0; i++)
		r = add_hit(to, a, &named, &a->hits[i]);
	hw_text_set_done(&named);
	return r;
}

static int match(struct hw_machine *m, struct hw_text string, struct hw_arena *arena,
		 struct answers *ret)
{
	const struct hw_modprobe *modprobe = NULL;
	int r = hw_machine_modprobe(m, &modprobe);

	if (r == 0)
		r = hw_modprobe_match(modprobe, string, arena, &ret->config,
				      &ret->config_count);
	if (r == 0 && ret->config_count)
		r = hw_machine_words(m);
	if (r == 0)
		r = hw_aliases_match(m->kernel.aliases, string, arena, &ret->hits,
				     &ret->hit_count);
	return r;
}

const char *hw_candidates_refusal(struct hw_text string, int error)
{
	if (error == -ENAMETOOLONG)
		return "it is too long";
	return hw_text_find(string, '\0') < string.n ? "it has a NUL inside"
						     : "its brackets are not balanced";
}

/* libkmod refuses such strings too. The beginning of a long one is enough. */
static void warn_refused(struct hw_machine *m, const struct hw_record *record,
			 struct hw_text string, int r)
{
	hw_warn(m->warnings, "modalias-refused", hw_text_head(record->device.id, 80), 0,
		"modprobe refuses to look up %.*s: %s",
		HW_TEXT_ARG(hw_text_head(string, 80)), hw_candidates_refusal(string, r));
}

/* The offset at which a refused string is wrong. */
static size_t refused_at(struct hw_text string, int r)
{
	/* of the '[' that is not closed yet; none: the end */
	size_t open = string.n;

	if (r == -ENAMETOOLONG)
		return HW_ALIAS_STRING_MAX;
	for (size_t i = 0; i < string.n; i++) {
		char c = string.s[i];

		if (!c || (c == ']' && open == string.n))
			return i;
		if (c == ']')
			open = string.n;
		else if (c == '[')
			open = i;
	}
	return open;
}

/* The record has the error too: who reads it may not see the warnings. */
static void mark_refused(struct hw_modalias *m, int r)
{
	if (m->error != HW_DECODE_OK)
		return;
	m->error = HW_DECODE_REFUSED;
	m->error_at = refused_at(m->raw, r);
}

int hw_candidates_fill(struct hw_machine *m, struct hw_arena *arena,
		       struct hw_record *record)
{
	struct collection all = {.machine = m, .arena = arena, .record = record};
	int r = 0;

	for (struct hw_decoded *d = record->modalias; d && r == 0; d = d->next) {
		struct answers a = {0};

		r = match(m, d->modalias.raw, arena, &a);
		if (r == -EINVAL || r == -ENAMETOOLONG) {
			warn_refused(m, record, d->modalias.raw, r);
			mark_refused(&d->modalias, r);
			r = 0;
			continue;
		}
		if (r == 0)
			r = add_answers(&all, &a);
	}
	hw_candidates_seen_done(&all.seen);
	return r;
}

bool hw_candidates_are_partial(const struct hw_machine *m)
{
	return hw_recording_has_own_modules(m);
}
