// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/recording.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "data/root/note.h"
#include "decoders/descriptors/descriptors.h"
#include "report/machine/words/withheld_paths.h"

#define SOURCE		    HW_RECORDED "/source"
#define GENERATED	    HW_RECORDED "/generated"
#define USER		    HW_RECORDED "/user"
#define LEVEL		    HW_RECORDED "/privacy"
#define KEY		    HW_RECORDED "/key"
#define ATTRIBUTES(syspath) HW_RECORDED "%.*s/attributes", HW_TEXT_ARG(syspath)
#define ANSWERS(syspath)    HW_RECORDED "%.*s/usb", HW_TEXT_ARG(syspath)

static struct hw_text read_line(struct hw_machine *m, const char *path)
{
	struct hw_text text;

	return hw_root_read(m->root, path, &m->arena, &text) == 0
		       ? hw_text_cut(&text, '\n')
		       : HW_NO_TEXT;
}

int hw_recording_open(struct hw_machine *m)
{
	struct hw_text shown;
	struct hw_text kind;
	bool is_user;

	m->is_live = hw_root_was_live(m->root);
	m->generated = -1;
	m->is_user = geteuid() != 0;
	if (hw_root_kind(m->root) != HW_ROOT_SNAPSHOT)
		return 0;
	m->generated = hw_text_decimal(read_line(m, GENERATED), 18);
	shown = read_line(m, SOURCE);
	if (!shown.s)
		return 0;
	m->is_recording = true;
	kind = hw_text_cut(&shown, ' ');
	m->is_live = hw_text_eq(kind, HW_TEXT("live"));
	m->is_of_tree = m->is_live || hw_text_eq(kind, HW_TEXT("sysroot"));
	is_user = hw_text_eq(read_line(m, USER), HW_TEXT("user"));
	m->is_user = m->is_live && is_user;
	return hw_root_replays(m->root, m->is_live, m->is_user,
			       shown.s ? shown : HW_TEXT(""));
}

bool hw_recording_has_own_modules(const struct hw_machine *m)
{
	return m->is_recording && !(m->kernel.path.s && m->kernel.root != m->root);
}

/* Recordings without the level were made at the only one there was. A report has it. */
static enum hw_privacy_level level_of(struct hw_machine *m)
{
	enum hw_privacy_level level =
		m->is_recording ? HW_PRIVACY_PUBLIC : HW_PRIVACY_FULL;
	struct hw_text name;

	if (!m->is_recording && !m->is_dump)
		return HW_PRIVACY_FULL;
	name = hw_arena_copy(&m->arena, read_line(m, LEVEL));
	if (name.s)
		hw_privacy_level_find(name.s, &level);
	return level;
}

/* The lowest and the highest level of the reports that are told of. False: it is of none.
 * What has no such name may tell anything. */
static bool find_levels_of_reports(const struct hw_machine *m,
				   enum hw_privacy_level *ret_lowest,
				   enum hw_privacy_level *ret_highest)
{
	struct hw_text rest = m->dump.report_levels;
	struct hw_arena arena = {0};

	*ret_lowest = HW_PRIVACY_FULL;
	*ret_highest = HW_PRIVACY_PUBLIC;
	while (rest.n) {
		const struct hw_text name = hw_arena_copy(
			&arena, hw_text_trim_start(hw_text_cut(&rest, ','), " "));
		enum hw_privacy_level level = HW_PRIVACY_FULL;

		if (name.s)
			hw_privacy_level_find(name.s, &level);
		*ret_lowest = level < *ret_lowest ? level : *ret_lowest;
		*ret_highest = level > *ret_highest ? level : *ret_highest;
	}
	hw_arena_done(&arena);
	return m->dump.report_levels.n;
}

bool hw_recording_tells_too_much(const struct hw_machine *m)
{
	enum hw_privacy_level lowest, highest;

	/* recordings of 1.0 do not tell it of each report */
	if (!find_levels_of_reports(m, &lowest, &highest))
		return m->is_dump && m->dump.sentences &&
		       hw_privacy_level_recorded(&m->privacy) > m->privacy.level;
	return highest > m->privacy.level;
}

/* What it was mixed of, before it was recorded or now. */
static bool find_mixed(struct hw_machine *m)
{
	struct hw_privacy *p = &m->privacy;
	const struct hw_text before =
		hw_arena_copy(&m->arena, hw_text_trim_end(m->dump.mixed, "\n"));

	p->level_of_recording = p->level_of_source;
	if (before.s && hw_privacy_level_find(before.s, &p->level_of_recording))
		return true;
	return m->dump.is_several && (m->is_recording || hw_root_exists(m->root, LEVEL));
}

void hw_recording_find_level(struct hw_machine *m)
{
	struct hw_privacy *p = &m->privacy;
	enum hw_privacy_level lowest, highest;

	p->level_of_source = level_of(m);
	p->is_mixed = find_mixed(m);
	if (!p->is_mixed)
		return;
	p->level_of_source = HW_PRIVACY_FULL;
	/* what one report lacks another one may have, or not */
	if (find_levels_of_reports(m, &lowest, &highest) &&
	    lowest < p->level_of_recording)
		p->level_of_recording = lowest;
	memcpy(p->recorded, m->dump.pseudonyms, sizeof(p->recorded));
}

struct hw_text hw_recording_key(struct hw_machine *m)
{
	return hw_root_kind(m->root) == HW_ROOT_SNAPSHOT ? read_line(m, KEY) : HW_NO_TEXT;
}

/* What the source lacks is lacking here, too. */
static enum hw_privacy_level level_noted(const struct hw_machine *m)
{
	return m->privacy.level < m->privacy.level_of_source ? m->privacy.level
							     : m->privacy.level_of_source;
}

static void note_withheld(struct hw_machine *m)
{
	hw_root_note_file(
		m->root, HW_WITHHELD_FILE,
		hw_machine_withheld_lines(m, level_noted(m), hw_recording_key(m)), 0);
}

static void note_level(struct hw_machine *m)
{
	const enum hw_privacy_level level = level_noted(m);

	hw_root_note_file(
		m->root, LEVEL,
		hw_arena_printf(&m->arena, "%s\n", hw_privacy_level_name(level)), 0);
	/* what of it was below that level before */
	if (level > hw_privacy_level_recorded(&m->privacy))
		hw_root_note_file(m->root, HW_MIXED_LEVEL,
				  hw_arena_printf(&m->arena, "%s\n",
						  hw_privacy_level_name(
							  m->privacy.level_of_recording)),
				  0);
}

static void note_key(struct hw_machine *m)
{
	struct hw_identity_of_host own;

	if (m->privacy.level == HW_PRIVACY_PUBLIC)
		return;
	hw_host_identify(m->root, &m->arena, &own);
	if (own.key.n)
		hw_root_note_file(
			m->root, KEY,
			hw_arena_printf(&m->arena, "%.*s\n", HW_TEXT_ARG(own.key)), 0);
}

void hw_recording_note(struct hw_machine *m, int64_t generated)
{
	struct hw_arena *arena = &m->arena;
	struct hw_text shown = HW_TEXT("");

	if (m->is_dump)
		hw_root_note_file(m->root, HW_DUMP_FACTS,
				  hw_dump_facts_text(&m->dump, arena), 0);
	if (m->dump.joined)
		hw_root_note_file(m->root, HW_DUMP_JOINED, HW_TEXT(""), 0);
	note_withheld(m);
	if (m->dump.report_levels.n)
		hw_root_note_file(m->root, HW_REPORT_LEVELS,
				  hw_arena_printf(arena, "%.*s\n",
						  HW_TEXT_ARG(m->dump.report_levels)),
				  0);
	note_level(m);
	note_key(m);
	/* one that is recorded anew has its own */
	if (m->is_recording)
		return;
	if (hw_root_kind(m->root) == HW_ROOT_DIRECTORY)
		shown = hw_arena_printf(arena, " %s", hw_root_path(m->root));
	hw_root_note_file(m->root, SOURCE,
			  hw_arena_printf(arena, "%s%.*s\n", m->kind, HW_TEXT_ARG(shown)),
			  0);
	if (generated >= 0)
		hw_root_note_file(m->root, GENERATED,
				  hw_arena_printf(arena, "%lld\n", (long long)generated),
				  0);
	hw_root_note_file(m->root, USER,
			  m->is_user ? HW_TEXT("user\n") : HW_TEXT("root\n"), 0);
}

void hw_recording_note_attributes(struct hw_machine *m, struct hw_text syspath,
				  const struct hw_attribute *first)
{
	struct hw_text all = HW_TEXT("");
	struct hw_arena arena = {0};
	struct hw_text path;

	for (const struct hw_attribute *a = first; a; a = a->next) {
		if (a->text.s)
			all = hw_arena_printf(&arena, "%.*s%s %.*s\n", HW_TEXT_ARG(all),
					      a->key, HW_TEXT_ARG(a->text));
		else
			all = hw_arena_printf(&arena, "%.*s%s #%lld\n", HW_TEXT_ARG(all),
					      a->key, (long long)a->number);
	}
	path = hw_arena_printf(&arena, ATTRIBUTES(syspath));
	if (path.s && all.n && syspath.n)
		hw_root_note_file(m->root, path.s, all, 0);
	hw_arena_done(&arena);
}

/* A BOS has a number of the device in it, which a recording has at the level "full"
 * alone.
 */
static struct hw_usb_answers withheld(const struct hw_machine *m,
				      const struct hw_usb_answers *answers,
				      struct hw_arena *arena)
{
	struct hw_usb_answers copy = {0};

	for (const struct hw_usb_answer *a = answers->first; a; a = a->next) {
		struct hw_usb_answer answer = *a;
		char *bytes = hw_arena_alloc(arena, a->bytes.n + 1, 1);

		if (bytes && a->bytes.n && a->asked == HW_USB_BOS &&
		    m->privacy.level < HW_PRIVACY_FULL) {
			memcpy(bytes, a->bytes.s, a->bytes.n);
			hw_usb_bos_withhold((uint8_t *)bytes, a->bytes.n);
			answer.bytes.s = bytes;
		}
		hw_usb_answer_add(&copy, arena, &answer);
	}
	return copy;
}

void hw_recording_note_answers(struct hw_machine *m, struct hw_text syspath,
			       const struct hw_usb_answers *answers, int err)
{
	struct hw_arena arena = {0};
	struct hw_text path = hw_arena_printf(&arena, ANSWERS(syspath));
	const struct hw_usb_answers copy = withheld(m, answers, &arena);
	struct hw_text all = hw_usb_answers_text(&copy, &arena);

	if (path.s && all.s && syspath.n)
		hw_root_note_file(m->root, path.s, all, err);
	hw_arena_done(&arena);
}

int hw_recording_answers(struct hw_machine *m, struct hw_text syspath,
			 struct hw_arena *arena, struct hw_usb_answers *ret)
{
	struct hw_text path = hw_arena_printf(arena, ANSWERS(syspath));
	struct hw_text all;
	int r;

	if (!path.s || !syspath.n)
		return -ENODATA;
	r = hw_root_read(m->root, path.s, arena, &all);
	if (r < 0)
		return r == -ENOENT ? -ENODATA : r;
	hw_usb_answers_parse(all, arena, ret);
	return 0;
}

void hw_recording_attributes(struct hw_machine *m, struct hw_text syspath,
			     struct hw_arena *arena, struct hw_attributes *list)
{
	struct hw_text path = hw_arena_printf(arena, ATTRIBUTES(syspath));
	struct hw_text all;

	if (!path.s || !syspath.n || hw_root_read(m->root, path.s, arena, &all) < 0)
		return;
	while (all.n) {
		struct hw_text value = hw_text_cut(&all, '\n');
		struct hw_text key = hw_arena_copy(arena, hw_text_cut(&value, ' '));
		int64_t number;

		if (!key.n || !value.s)
			continue;
		number = value.n && value.s[0] == '#'
				 ? hw_text_decimal(hw_text_from(value, 1), 18)
				 : -1;
		if (number >= 0)
			hw_attribute_number(list, arena, key.s, number);
		else
			hw_attribute_text(list, arena, key.s, value);
	}
}
