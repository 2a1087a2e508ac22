// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/print/guard.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/print/diag.h"
#include "report/machine/leaks.h"

/* What is kept before it is looked at and printed. */
#define KEPT_MAX ((size_t)4 * 1024 * 1024)

/* What stays when it is printed: no secret is longer, with its separators. */
#define OVERLAP ((size_t)512)

struct hw_guard {
	/* the second one may be NULL */
	const struct hw_machine *machines[2];
	FILE *stream;
	char *kept;
	size_t n;
	size_t room;
	bool has_failed;
	/* some of the text is on standard output */
	bool has_printed;
};

static void fail(struct hw_guard *g, const char *why)
{
	if (!g->has_failed)
		hw_error("%s", why);
	g->has_failed = true;
	g->n = 0;
}

/* Prints all but the last `stays` bytes, if all of it may be printed. */
static void print(struct hw_guard *g, size_t stays)
{
	struct hw_arena arena = {0};
	const struct hw_text text = {g->kept, g->n};
	struct hw_text secret = HW_NO_TEXT;

	for (size_t i = 0; i < HW_ARRAY_SIZE(g->machines) && !secret.n; i++)
		if (g->machines[i])
			secret = hw_leaks_find(g->machines[i], text, &arena);
	if (hw_arena_failed(&arena))
		fail(g, "out of memory");
	else if (secret.n)
		fail(g, g->has_printed
				? "something that identifies this machine would be "
				  "printed; this is an error of the program, and the "
				  "output ends here"
				: "something that identifies this machine would be "
				  "printed; this is an error of the program, and nothing "
				  "was printed");
	hw_arena_done(&arena);
	if (stays > g->n)
		stays = g->n;
	if (g->n > stays) {
		if (fwrite(g->kept, 1, g->n - stays, stdout) != g->n - stays)
			hw_stdout_failed();
		g->has_printed = true;
		memmove(g->kept, g->kept + g->n - stays, stays);
		g->n = stays;
	}
}

static void keep(struct hw_guard *g, const char *bytes, size_t n)
{
	if (g->room - g->n < n) {
		size_t room = g->room ? g->room : 64 * 1024;
		char *more;

		while (room - g->n < n)
			room *= 2;
		more = realloc(g->kept, room);
		if (!more) {
			fail(g, "out of memory");
			return;
		}
		g->kept = more;
		g->room = room;
	}
	memcpy(g->kept + g->n, bytes, n);
	g->n += n;
}

/* A cookie_write_function_t, fopencookie(3). Errors of standard output are seen there. */
static ssize_t write_kept(void *cookie, const char *bytes, size_t n)
{
	struct hw_guard *g = cookie;

	if (g->has_failed)
		return (ssize_t)n;
	keep(g, bytes, n);
	if (g->n >= KEPT_MAX)
		print(g, OVERLAP);
	return (ssize_t)n;
}

int hw_guard_open(const struct hw_machine *machine, struct hw_guard **ret)
{
	const cookie_io_functions_t functions = {.write = write_kept};
	struct hw_guard *g = calloc(1, sizeof(*g));

	if (!g)
		return -ENOMEM;
	g->machines[0] = machine;
	g->stream = fopencookie(g, "w", functions);
	if (!g->stream) {
		free(g);
		return -ENOMEM;
	}
	*ret = g;
	return 0;
}

void hw_guard_also(struct hw_guard *guard, const struct hw_machine *other)
{
	guard->machines[1] = other;
}

FILE *hw_guard_stream(struct hw_guard *guard)
{
	return guard->stream;
}

bool hw_guard_close(struct hw_guard *g)
{
	bool is_sound;

	if (!g)
		return true;
	fclose(g->stream);
	if (g->n)
		print(g, 0);
	is_sound = !g->has_failed;
	free(g->kept);
	free(g);
	return is_sound;
}
