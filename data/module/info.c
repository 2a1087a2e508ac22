// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/module/info.h"

#include <errno.h>
#include <stdint.h>

#include "data/base/list.h"
#include "data/base/path.h"
#include "data/base/text_index.h"
#include "data/module/internal.h"
#include "data/module/name.h"
#include "data/root/note.h"

/*
 * Pairs of a .modinfo section (include/linux/moduleparam.h, module.h):
 *
 *	license=GPL v2
 *	description=Intel(R) PRO/1000 Network Driver
 *	author=Intel Corporation, <linux.nics@intel.com>
 *	firmware=e100/d101m_ucode.bin
 *	alias=pci:v00008086d000015E2sv*sd*bc*sc*i*
 *	depends=ptp,mii                      one line, empty if it needs none
 *	intree=Y
 *	parmtype=InterruptThrottleRate:array of int
 *	parm=InterruptThrottleRate:Interrupt Throttling Rate
 *
 * and modules.builtin.modinfo, for all built-in code: "MODULE.KEY=VALUE" with a NUL after
 * each.
 */

struct list_key {
	const char *key;
	/* offset of a struct hw_texts in struct hw_module_info */
	size_t member;
};

#define MEMBER(name) .member = offsetof(struct hw_module_info, name)

static const struct list_key list_keys[] = {
	{.key = "description", MEMBER(descriptions)},
	{.key = "license", MEMBER(licenses)},
	{.key = "author", MEMBER(authors)},
	{.key = "version", MEMBER(versions)},
	{.key = "firmware", MEMBER(firmware)},
	{.key = "alias", MEMBER(aliases)},
};

static bool is_key(const struct hw_modinfo_pair *pair, const char *key)
{
	return hw_text_eq(pair->key, hw_text_of(key));
}

static size_t count_key(const struct hw_modinfo_pairs *pairs, const char *key)
{
	size_t n = 0;

	for (size_t i = 0; i < pairs->n; i++)
		n += is_key(&pairs->v[i], key);
	return n;
}

/* The non-empty values of a key. */
static struct hw_texts collect(const struct hw_modinfo_pairs *pairs, const char *key,
			       struct hw_arena *arena)
{
	struct hw_text *v = HW_ARENA_NEW(arena, struct hw_text, count_key(pairs, key));
	size_t n = 0;

	for (size_t i = 0; v && i < pairs->n; i++)
		if (is_key(&pairs->v[i], key) && pairs->v[i].value.n)
			v[n++] = pairs->v[i].value;
	return (struct hw_texts){v, n};
}

static struct hw_text find(const struct hw_modinfo_pairs *pairs, const char *key)
{
	for (size_t i = 0; i < pairs->n; i++)
		if (is_key(&pairs->v[i], key) && pairs->v[i].value.n)
			return pairs->v[i].value;
	return HW_NO_TEXT;
}

static struct hw_texts split_commas(struct hw_text text, struct hw_arena *arena)
{
	struct hw_text *v;
	size_t room = 1;
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		room += text.s[i] == ',';
	v = HW_ARENA_NEW(arena, struct hw_text, room);
	while (v && text.s) {
		struct hw_text item = hw_text_cut(&text, ',');

		if (item.n)
			v[n++] = item;
	}
	return (struct hw_texts){v, n};
}

/* The parameter of this name; adds it if there is none. NULL: out of memory. */
static struct hw_module_param *param_of(struct hw_module_info *info,
					struct hw_text_index *names, struct hw_text name)
{
	const size_t *known = hw_text_index_find(names, name);

	if (known)
		return &info->params[*known];
	if (hw_text_index_add(names, name, info->param_count) < 0)
		return NULL;
	info->params[info->param_count].name = name;
	return &info->params[info->param_count++];
}

/* "NAME:TEXT" of parm and parmtype; a parameter may have either or both. Errors:
 * -ENOMEM. */
static int collect_params(const struct hw_modinfo_pairs *pairs, struct hw_arena *arena,
			  struct hw_module_info *info)
{
	struct hw_text_index names = {.n = 0};
	int r = 0;

	info->params =
		HW_ARENA_NEW(arena, struct hw_module_param,
			     count_key(pairs, "parm") + count_key(pairs, "parmtype"));
	for (size_t i = 0; info->params && i < pairs->n && r == 0; i++) {
		bool is_type = is_key(&pairs->v[i], "parmtype");
		struct hw_text value = pairs->v[i].value;
		struct hw_text name;
		struct hw_module_param *param;

		if (!is_type && !is_key(&pairs->v[i], "parm"))
			continue;
		name = hw_text_cut(&value, ':');
		if (!name.n)
			continue;
		param = param_of(info, &names, name);
		if (param)
			*(is_type ? &param->type : &param->description) = value;
		else
			r = -ENOMEM;
	}
	hw_text_index_done(&names);
	return r;
}

int hw_module_info_of_pairs(const struct hw_modinfo_pairs *pairs, struct hw_arena *arena,
			    struct hw_module_info *ret)
{
	struct hw_module_info info = {
		.depends = split_commas(find(pairs, "depends"), arena),
		.vermagic = find(pairs, "vermagic"),
		.signer = find(pairs, "signer"),
		.is_signed = find(pairs, "sig_id").n > 0,
		.is_intree = find(pairs, "intree").n > 0,
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(list_keys); i++) {
		struct hw_texts list = collect(pairs, list_keys[i].key, arena);

		memcpy((char *)&info + list_keys[i].member, &list, sizeof(list));
	}
	if (collect_params(pairs, arena, &info) < 0 || hw_arena_failed(arena))
		return -ENOMEM;
	*ret = info;
	return 0;
}

/*
 * In a recording the pairs stand for a module's file, "KEY=VALUE" a line; the further
 * lines of a value begin with a tab. Aliases are in the tables, and parameters and
 * authors nobody asks for.
 */
static bool is_recorded(struct hw_text key)
{
	static const char *const left_out[] = {"alias", "parm", "parmtype", "author",
					       "signature"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(left_out); i++)
		if (hw_text_eq(key, hw_text_of(left_out[i])))
			return false;
	return true;
}

static void record_pairs(struct hw_root *root, const char *path, int err,
			 const struct hw_modinfo_pairs *pairs, struct hw_arena *arena)
{
	struct hw_text file = hw_arena_printf(arena, HW_RECORDED "/modinfo/%s", path);
	struct hw_text all = HW_TEXT("");

	for (size_t i = 0; err == 0 && i < pairs->n; i++) {
		struct hw_text rest = pairs->v[i].value;
		struct hw_text key = pairs->v[i].key;
		struct hw_text line = hw_text_cut(&rest, '\n');

		if (!is_recorded(key))
			continue;
		all = hw_arena_printf(arena, "%.*s%.*s=%.*s\n", HW_TEXT_ARG(all),
				      HW_TEXT_ARG(key), HW_TEXT_ARG(line));
		while (rest.s) {
			line = hw_text_cut(&rest, '\n');
			all = hw_arena_printf(arena, "%.*s\t%.*s\n", HW_TEXT_ARG(all),
					      HW_TEXT_ARG(line));
		}
	}
	/* an empty file is one that was not recorded */
	if (!file.s || !all.s || err == -ENODATA)
		return;
	hw_root_note_file(root, file.s, all, err);
	if (err == 0)
		hw_root_note_answered(root, path);
}

/* A pair for each line. */
static struct hw_modinfo_pair *room_for_lines(struct hw_text text, struct hw_arena *arena)
{
	size_t n = 1;

	for (size_t i = 0; i < text.n; i++)
		n += text.s[i] == '\n';
	return HW_ARENA_NEW(arena, struct hw_modinfo_pair, n);
}

/* Errors: -ENOENT, -ENODATA: it was not recorded; those that were; -ENOMEM. */
static int recorded_pairs(struct hw_root *root, const char *path, struct hw_arena *arena,
			  struct hw_modinfo_pairs *ret)
{
	struct hw_text file = hw_arena_printf(arena, HW_RECORDED "/modinfo/%s", path);
	struct hw_modinfo_pair *v;
	struct hw_text all;
	size_t n = 0;
	int r = file.s ? hw_root_read(root, file.s, arena, &all) : -ENOMEM;

	if (r < 0)
		return r;
	v = room_for_lines(all, arena);
	while (v && all.n) {
		struct hw_text line = hw_text_cut(&all, '\n');

		if (n && hw_text_starts(line, HW_TEXT("\t"))) {
			v[n - 1].value = hw_arena_printf(
				arena, "%.*s\n%.*s", HW_TEXT_ARG(v[n - 1].value),
				HW_TEXT_ARG(hw_text_from(line, 1)));
			continue;
		}
		v[n].key = hw_text_cut(&line, '=');
		v[n++].value = line;
	}
	*ret = (struct hw_modinfo_pairs){v, n};
	return v && !hw_arena_failed(arena) ? 0 : -ENOMEM;
}

int hw_module_info_of_file(struct hw_modinfo *modinfo, struct hw_root *root,
			   const char *path, struct hw_arena *arena,
			   struct hw_module_info *ret)
{
	struct hw_modinfo_pairs pairs;
	int r = -ENOENT;

	if (hw_root_kind(root) == HW_ROOT_SNAPSHOT)
		r = recorded_pairs(root, path, arena, &pairs);
	if (r == -ENOENT || r == -ENODATA) {
		r = hw_modinfo_read(modinfo, root, path, arena, &pairs);
		if (hw_root_records(root))
			record_pairs(root, path, r, &pairs, arena);
	}
	return r < 0 ? r : hw_module_info_of_pairs(&pairs, arena, ret);
}

static int read_dump(struct hw_root *root, struct hw_text name, char dash,
		     struct hw_arena *arena, struct hw_text *ret)
{
	struct hw_text file =
		hw_arena_printf(arena, HW_RECORDED "/modinfo/%.*s", HW_TEXT_ARG(name));
	char *word;

	if (!file.s || hw_text_find(name, '/') < name.n)
		return file.s ? -ENOENT : -ENOMEM;
	word = hw_arena_alloc(arena, file.n + 1, 1);
	for (size_t i = 0; word && i < file.n; i++)
		word[i] = i + name.n >= file.n && (file.s[i] == '-' || file.s[i] == '_')
				  ? dash
				  : file.s[i];
	return word ? hw_root_read(root, word, arena, ret) : -ENOMEM;
}

int hw_module_info_of_dump(struct hw_root *root, struct hw_text name,
			   struct hw_arena *arena, struct hw_text *ret_file,
			   struct hw_module_info *ret)
{
	struct hw_modinfo_pair *v;
	struct hw_text all;
	size_t n = 0;
	int r = read_dump(root, name, '_', arena, &all);

	if (r == -ENOENT)
		r = read_dump(root, name, '-', arena, &all);
	if (r < 0)
		return r;
	v = room_for_lines(all, arena);
	while (v && all.n) {
		struct hw_text line = hw_text_cut(&all, '\n');

		/* the further lines of a value, as of a signature */
		if (hw_text_find(line, ':') == line.n || line.s[0] == '\t' ||
		    line.s[0] == ' ')
			continue;
		v[n].key = hw_text_cut(&line, ':');
		v[n++].value = hw_text_trim_end(hw_text_trim_start(line, " \t"), " \t\r");
	}
	*ret_file = find(&(struct hw_modinfo_pairs){v, n}, "filename");
	r = v ? hw_module_info_of_pairs(&(struct hw_modinfo_pairs){v, n}, arena, ret)
	      : -ENOMEM;
	/* scripts/mod/modpost.c adds it to each module, behind "intree" */
	if (r == 0)
		ret->is_cut = !ret->vermagic.n;
	return r;
}

/* Cuts "NAME." off the record. False: it is another module's. */
static bool cut_name(struct hw_text *record, struct hw_text name)
{
	if (record->n <= name.n || record->s[name.n] != '.')
		return false;
	if (!hw_module_name_eq(hw_text_head(*record, name.n), name))
		return false;
	*record = hw_text_from(*record, name.n + 1);
	return true;
}

/* Copies at most `room` pairs of a module to `v`, unless that is NULL. Returns their
 * number. */
static size_t builtin_pairs(struct hw_root *root, struct hw_text text,
			    struct hw_text name, struct hw_modinfo_pair *v, size_t room,
			    struct hw_arena *arena)
{
	size_t n = 0;

	/* the file may have more than were counted, if it is written to */
	while (text.s && n < room) {
		struct hw_text record = hw_text_cut(&text, '\0');
		struct hw_text key;

		if (!cut_name(&record, name))
			continue;
		key = hw_text_cut(&record, '=');
		if (v) {
			v[n].key = hw_arena_copy(arena, key);
			v[n].value = hw_arena_copy(arena, record);
			hw_root_note_line(root, key, false);
		}
		n++;
	}
	return n;
}

int hw_module_info_of_builtin(struct hw_root *root, const char *dir, struct hw_text name,
			      struct hw_arena *arena, struct hw_module_info *ret)
{
	struct hw_text path = hw_arena_printf(arena, "%s/modules.builtin.modinfo", dir);
	struct hw_modinfo_pairs pairs = {NULL, 0};
	struct hw_modinfo_pair *v;
	struct hw_map map;
	int r = path.s ? hw_root_map(root, path.s, &map) : -ENOMEM;

	if (r < 0)
		return r;
	hw_root_note_table(root, map.text);
	pairs.n = builtin_pairs(root, map.text, name, NULL, SIZE_MAX, arena);
	v = HW_ARENA_NEW(arena, struct hw_modinfo_pair, pairs.n);
	if (v)
		pairs.n = builtin_pairs(root, map.text, name, v, pairs.n, arena);
	hw_unmap(&map);
	if (v && !pairs.n)
		return -ENOENT;
	pairs.v = v;
	return v ? hw_module_info_of_pairs(&pairs, arena, ret) : -ENOMEM;
}

struct hw_text hw_module_file(struct hw_modules *modules, const char *dir,
			      struct hw_text name, struct hw_arena *arena)
{
	struct hw_text file = hw_modules_path(modules, name);
	bool is_elsewhere = file.n && file.s[0] == '/';

	if (is_elsewhere)
		file = hw_text_from(file, 1);
	/* a hostile modules.dep must not lead out of the root */
	if (!hw_path_is_plain(file))
		return HW_NO_TEXT;
	return is_elsewhere ? hw_arena_copy(arena, file)
			    : hw_arena_printf(arena, "%s/%.*s", dir, HW_TEXT_ARG(file));
}

int hw_module_info_of_name(struct hw_modinfo *modinfo, struct hw_modules *modules,
			   struct hw_root *root, const char *dir, struct hw_text name,
			   struct hw_arena *arena, struct hw_module_info *ret)
{
	struct hw_text path;
	int r;

	if (!root || !dir)
		return -ENOENT;
	if (hw_modules_is_builtin(modules, name) == HW_YES)
		return hw_module_info_of_builtin(root, dir, name, arena, ret);
	path = hw_module_file(modules, dir, name, arena);
	if (hw_arena_failed(arena))
		return -ENOMEM;
	if (!path.s)
		return -ENOENT;
	r = hw_module_info_of_file(modinfo, root, path.s, arena, ret);
	if (r < 0)
		hw_modules_warn_file(modules, name, path.s, r);
	return r;
}

struct hw_text hw_texts_join(struct hw_texts texts, struct hw_arena *arena)
{
	return hw_list_of(texts.v, texts.n, "; ", 0, arena);
}
