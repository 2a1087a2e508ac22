// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: a module's name, a newline, a modules.builtin.modinfo. Of each list there must
 * be as many values, in order, as the file has records of it.
 */
#include "data/module/info.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/memory_root.h"

/* The records "NAME.key=VALUE" with a value must be the list, one by one. */
static void check_list(struct hw_text file, struct hw_text name, const char *key,
		       struct hw_texts list)
{
	size_t n = 0;

	while (file.s) {
		struct hw_text value = hw_text_cut(&file, '\0');
		struct hw_text record_key;

		if (value.n <= name.n || value.s[name.n] != '.' ||
		    !same_module(hw_text_head(value, name.n), name))
			continue;
		value = hw_text_from(value, name.n + 1);
		record_key = hw_text_cut(&value, '=');
		if (!value.n || !hw_text_eq(record_key, hw_text_of(key)))
			continue;
		require(n < list.n);
		require(hw_text_eq(list.v[n], value));
		n++;
	}
	require(n == list.n);
}

static bool has_record(struct hw_text file, struct hw_text name)
{
	while (file.s) {
		struct hw_text record = hw_text_cut(&file, '\0');

		if (record.n > name.n && record.s[name.n] == '.' &&
		    same_module(hw_text_head(record, name.n), name))
			return true;
	}
	return false;
}

static void check_info(const struct hw_module_info *info, struct hw_arena *arena)
{
	size_t bytes = 0;
	struct hw_text joined = hw_texts_join(info->authors, arena);

	for (size_t i = 0; i < info->authors.n; i++)
		bytes += info->authors.v[i].n + (i ? strlen("; ") : 0);
	require(joined.n == bytes);
	for (size_t i = 0; i < info->depends.n; i++) {
		require(info->depends.v[i].n > 0);
		require(hw_text_find(info->depends.v[i], ',') == info->depends.v[i].n);
	}
	for (size_t i = 0; i < info->param_count; i++) {
		require(info->params[i].name.n > 0);
		for (size_t k = 0; k < i; k++)
			require(!hw_text_eq(info->params[i].name, info->params[k].name));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text file = {(const char *)data, size};
	struct hw_text name = hw_text_cut(&file, '\n');
	struct memory_file files[] = {
		{HW_TEXT("dir/modules.builtin.modinfo"), file},
	};
	struct memory memory = {files, HW_ARRAY_SIZE(files)};
	struct hw_arena arena = {0};
	struct hw_module_info info;
	struct hw_root *root;
	int r;

	if (!file.s)
		return 0;
	root = memory_open(&memory);
	r = hw_module_info_of_builtin(root, "dir", name, &arena, &info);
	require(r == (has_record(file, name) ? 0 : -ENOENT));
	if (r == 0) {
		check_list(file, name, "description", info.descriptions);
		check_list(file, name, "license", info.licenses);
		check_list(file, name, "author", info.authors);
		check_list(file, name, "version", info.versions);
		check_list(file, name, "firmware", info.firmware);
		check_list(file, name, "alias", info.aliases);
		check_info(&info, &arena);
	}
	hw_root_close(root);
	hw_arena_done(&arena);
	return 0;
}
