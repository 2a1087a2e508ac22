// SPDX-License-Identifier: GPL-2.0-or-later
/* What all writers need: bytes, and what the model says of a device. */
#include <stdarg.h>
#include <stdio.h>

#include "data/base/list.h"
#include "report/document/internal.h"

void hw_sheet_put_text(struct hw_sheet *s, struct hw_text t)
{
	hw_buffer_add(&s->out, t);
}

void hw_sheet_put(struct hw_sheet *s, const char *text)
{
	hw_buffer_add(&s->out, hw_text_of(text));
}

void hw_sheet_printf(struct hw_sheet *s, const char *format, ...)
{
	va_list args;
	char *end;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	end = n >= 0 ? hw_buffer_end(&s->out, (size_t)n + 1) : NULL;
	if (!end)
		return;
	va_start(args, format);
	vsnprintf(end, (size_t)n + 1, format, args);
	va_end(args);
	s->out.n += (size_t)n;
}

const struct hw_document_device *hw_sheet_next(const struct hw_sheet *s,
					       enum hw_document_part part, size_t *at)
{
	while (*at < s->device_count) {
		const struct hw_document_device *d = &s->devices[(*at)++];

		if (d->part == part && d->alike)
			return d;
	}
	return NULL;
}

size_t hw_sheet_count(const struct hw_sheet *s, enum hw_document_part part)
{
	size_t n = 0;

	for (size_t i = 0; i < s->device_count; i++)
		n += s->devices[i].part == part;
	return n;
}

/* "snd-hda-intel" and "snd_hda_intel" are one name to users. */
static bool is_same_name(struct hw_text a, struct hw_text b)
{
	bool is_same = a.n == b.n;

	for (size_t i = 0; is_same && i < a.n; i++)
		is_same =
			(a.s[i] == '-' ? '_' : a.s[i]) == (b.s[i] == '-' ? '_' : b.s[i]);
	return is_same;
}

struct hw_text hw_document_driver(const struct hw_document_device *d,
				  struct hw_arena *arena)
{
	if (d->driver_known == HW_DRIVER_UNKNOWN)
		return HW_TEXT("unknown");
	if (d->driver_known == HW_DRIVER_NONE || !d->driver.n)
		return HW_TEXT("none");
	if (!d->driver_module.n || is_same_name(d->driver, d->driver_module))
		return d->driver;
	return hw_arena_printf(arena, "%.*s (module %.*s)", HW_TEXT_ARG(d->driver),
			       HW_TEXT_ARG(d->driver_module));
}

struct hw_text hw_document_modules(const struct hw_document_device *d,
				   struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = ", "};

	for (size_t i = 0; i < d->candidate_count; i++)
		hw_list_add(&list, d->candidates[i].text);
	return hw_list_text(&list);
}
