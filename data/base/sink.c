// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/base/sink.h"

#include <errno.h>
#include <string.h>

#include "data/base/memory.h"

/* A cookie_write_function_t, fopencookie(3). Leaves room for the NUL at the end. */
static ssize_t write_bytes(void *cookie, const char *bytes, size_t n)
{
	struct hw_sink *s = cookie;

	if (s->has_failed)
		return 0;
	if (s->room - s->n <= n) {
		size_t room = s->room ? s->room : 4096;
		char *more;

		while (room - s->n <= n)
			room *= 2;
		more = hw_realloc(s->v, room);
		if (!more) {
			s->has_failed = true;
			return 0;
		}
		s->v = more;
		s->room = room;
	}
	memcpy(s->v + s->n, bytes, n);
	s->n += n;
	s->v[s->n] = '\0';
	return (ssize_t)n;
}

int hw_sink_open(struct hw_sink *sink)
{
	const cookie_io_functions_t functions = {.write = write_bytes};

	*sink = (struct hw_sink){.v = hw_calloc(1, 4096), .room = 4096};
	sink->stream = sink->v ? fopencookie(sink, "w", functions) : NULL;
	if (sink->v && !sink->stream)
		hw_memory_is_short();
	return sink->stream ? 0 : -ENOMEM;
}

int hw_sink_close(struct hw_sink *sink, struct hw_text *ret)
{
	bool has_failed = !sink->stream || ferror(sink->stream);

	if (sink->stream && fclose(sink->stream) != 0)
		has_failed = true;
	sink->stream = NULL;
	*ret = (struct hw_text){sink->v, sink->n};
	return has_failed || sink->has_failed ? -ENOMEM : 0;
}
