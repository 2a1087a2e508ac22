// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/watch/own_names.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "data/base/array.h"
#include "data/base/memory.h"

static struct hw_own_name *find(const struct hw_own_names *names, struct hw_text syspath)
{
	for (size_t i = 0; i < names->n; i++)
		if (hw_text_eq(names->v[i].syspath, syspath))
			return &names->v[i];
	return NULL;
}

static bool is_own(const struct hw_name *name)
{
	return name->text.n && name->source && strcmp(name->source, "device") == 0;
}

static struct hw_text append(char *memory, size_t *at, struct hw_text text)
{
	const struct hw_text copy = {memory + *at, text.n};

	memcpy(memory + *at, text.s, text.n);
	*at += text.n;
	return copy;
}

int hw_own_names_keep(struct hw_own_names *names, const struct hw_record *record)
{
	const struct hw_text syspath = record->device.syspath;
	struct hw_own_name own = {.memory = NULL};
	size_t size = syspath.n, at = 0;
	bool has_any = false;

	hw_own_names_drop(names, syspath);
	for (enum hw_name_key key = 0; key < HW_NAME_COUNT; key++) {
		if (!is_own(&record->names[key]))
			continue;
		has_any = true;
		size += record->names[key].text.n;
	}
	if (!has_any || !syspath.n)
		return 0;
	if (HW_ARRAY_GROW(names->v, names->n, &names->room, 16) < 0)
		return -ENOMEM;
	own.memory = hw_malloc(size);
	if (!own.memory)
		return -ENOMEM;
	own.syspath = append(own.memory, &at, syspath);
	for (enum hw_name_key key = 0; key < HW_NAME_COUNT; key++)
		if (is_own(&record->names[key]))
			own.names[key] = (struct hw_name){
				append(own.memory, &at, record->names[key].text),
				"device"};
	names->v[names->n++] = own;
	return 0;
}

void hw_own_names_fill(const struct hw_own_names *names, struct hw_record *record)
{
	const struct hw_own_name *own = find(names, record->device.syspath);

	for (enum hw_name_key key = 0; own && key < HW_NAME_COUNT; key++)
		if (own->names[key].text.n)
			record->names[key] = own->names[key];
}

void hw_own_names_drop(struct hw_own_names *names, struct hw_text syspath)
{
	struct hw_own_name *own = find(names, syspath);

	if (!own)
		return;
	free(own->memory);
	*own = names->v[--names->n];
}

void hw_own_names_done(struct hw_own_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->v[i].memory);
	free(names->v);
	*names = (struct hw_own_names){0};
}
