// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/module/name.h"

#include "data/base/hash.h"

bool hw_module_name_is_plain(struct hw_text name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.s[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') && c != '_' && c != '-')
			return false;
	}
	return name.n > 0;
}

bool hw_module_name_eq(struct hw_text a, struct hw_text b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (hw_module_name_byte(a.s[i]) != hw_module_name_byte(b.s[i]))
			return false;
	return true;
}

uint32_t hw_module_name_hash(struct hw_text name)
{
	uint32_t hash = HW_HASH_BYTE_START;

	for (size_t i = 0; i < name.n; i++)
		hash = hw_hash_byte(hash, hw_module_name_byte(name.s[i]));
	/* the upper bits are the better ones */
	return hash ^ hash >> 16;
}

struct hw_text hw_module_name_normalize(struct hw_text name, struct hw_arena *arena)
{
	char *copy;

	if (hw_text_find(name, '-') == name.n)
		return name;
	copy = hw_arena_alloc(arena, name.n, 1);
	if (!copy)
		return HW_NO_TEXT;
	for (size_t i = 0; i < name.n; i++)
		copy[i] = hw_module_name_byte(name.s[i]);
	return (struct hw_text){copy, name.n};
}

struct hw_text hw_module_name_of_path(struct hw_text path)
{
	const char *slash = path.n ? memrchr(path.s, '/', path.n) : NULL;

	if (slash)
		path = hw_text_from(path, (size_t)(slash - path.s) + 1);
	return hw_text_head(path, hw_text_find(path, '.'));
}
