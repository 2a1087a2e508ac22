// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/warnings.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

bool hw_warnings_full(const struct hw_warnings *w, const char *code, struct hw_text path)
{
	size_t of_code = 0;
	size_t of_path = 0;

	if (!w)
		return true;
	for (const struct hw_warning *i = w->first; i; i = i->next) {
		if (strcmp(i->code, code) != 0)
			continue;
		of_code++;
		of_path += hw_text_eq(i->path, path);
	}
	return of_code >= HW_WARNINGS_PER_CODE || of_path >= HW_WARNINGS_PER_FILE;
}

/* Returns the warning, to be filled; NULL: it is dropped. */
static struct hw_warning *add_warning(struct hw_warnings *w, const char *code,
				      struct hw_text path, struct hw_text message)
{
	struct hw_warning *add = HW_ARENA_NEW(&w->arena, struct hw_warning, 1);

	if (!add) {
		w->dropped++;
		return NULL;
	}
	add->code = code;
	add->path = hw_arena_copy(&w->arena, path);
	add->message = hw_arena_copy(&w->arena, message);
	if (!w->tail)
		w->tail = &w->first;
	*w->tail = add;
	w->tail = &add->next;
	w->count++;
	return add;
}

void hw_warn_error(struct hw_warnings *w, const char *code, struct hw_text path,
		   int error, const char *what)
{
	struct hw_warning *add;
	char message[512];

	if (!w)
		return;
	if (hw_warnings_full(w, code, path)) {
		w->dropped++;
		w->dropped_no_data += error == ENODATA;
		return;
	}
	snprintf(message, sizeof(message), "%s%s%s", what ? what : "", what ? ": " : "",
		 strerror(error));
	add = add_warning(w, code, path, hw_text_of(message));
	if (add)
		add->error = error;
}

void hw_warn(struct hw_warnings *w, const char *code, struct hw_text path, size_t line,
	     const char *format, ...)
{
	struct hw_warning *add;
	char message[512];
	va_list args;

	if (!w)
		return;
	if (hw_warnings_full(w, code, path)) {
		w->dropped++;
		return;
	}
	va_start(args, format);
	if (vsnprintf(message, sizeof(message), format, args) < 0)
		message[0] = '\0';
	va_end(args);
	add = add_warning(w, code, path, hw_text_of(message));
	if (add)
		add->line = line;
}

void hw_warn_line(struct hw_warnings *w, const char *code, struct hw_text path,
		  size_t line, const char *fault)
{
	struct hw_warning *i = w ? w->first : NULL;

	while (i && !(i->fault && strcmp(i->code, code) == 0 &&
		      strcmp(i->fault, fault) == 0 && hw_text_eq(i->path, path)))
		i = i->next;
	if (i) {
		const size_t room = strlen(fault) + HW_WARNING_ROOM;
		const int n =
			snprintf(i->counted, room, "%s (and %zu more)", fault, ++i->more);

		i->message = (struct hw_text){i->counted, n > 0 ? (size_t)n : 0};
		return;
	}
	if (!w || hw_warnings_full(w, code, path)) {
		hw_warn(w, code, path, line, "%s", fault);
		return;
	}
	i = add_warning(w, code, path, hw_text_of(fault));
	if (!i)
		return;
	i->line = line;
	i->counted = hw_arena_alloc(&w->arena, strlen(fault) + HW_WARNING_ROOM, 1);
	i->fault = i->counted ? fault : NULL;
}

void hw_warnings_add(struct hw_warnings *w, const struct hw_warnings *from)
{
	if (!w)
		return;
	w->dropped += from->dropped;
	w->dropped_no_data += from->dropped_no_data;
	for (const struct hw_warning *i = from->first; i; i = i->next) {
		struct hw_warning *add;

		if (hw_warnings_full(w, i->code, i->path)) {
			w->dropped++;
			w->dropped_no_data += i->error == ENODATA;
			continue;
		}
		add = add_warning(w, i->code, i->path, i->message);
		if (!add)
			continue;
		add->line = i->line;
		add->error = i->error;
	}
}

void hw_warnings_drop(struct hw_warnings *w, const char *code)
{
	struct hw_warning **at = &w->first;

	while (*at)
		if (strcmp((*at)->code, code) == 0) {
			*at = (*at)->next;
			w->count--;
		} else {
			at = &(*at)->next;
		}
	w->tail = at;
}

void hw_warnings_done(struct hw_warnings *w)
{
	hw_arena_done(&w->arena);
	*w = (struct hw_warnings){0};
}

bool hw_warned(const struct hw_warnings *w, const char *code)
{
	for (const struct hw_warning *one = w ? w->first : NULL; one; one = one->next)
		if (strcmp(one->code, code) == 0)
			return true;
	return false;
}
