// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/print/guard.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/print/diag.h"
#include "data/base/memory.h"
#include "decoders/text/ascii.h"
#include "report/machine/words/leaks.h"
#include "report/machine/words/public_words.h"

/* What is kept before it is looked at and printed. */
#define KEPT_MAX ((size_t)4 * 1024 * 1024)

/* Most texts are no longer; then most documents. Pages that are not written to cost
 * nothing, and mremap(2) moves those of the second room without a copy. That is smaller
 * than a huge page: where these are given unasked, the first byte would take 2 MiB. */
static const size_t rooms[] = {(size_t)32 * 1024, (size_t)1024 * 1024, KEPT_MAX};

/* What stays when it is printed: no secret is longer, with its separators. */
#define OVERLAP ((size_t)4 * 1024)

_Static_assert(OVERLAP >= 16 * HW_LEAKS_LENGTH_MAX, "secrets with their separators");

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

/* Whether the byte is in no word: whatever is a secret, or part of a public word, can be
 * told without the bytes beyond it. */
static bool is_between_words(char c)
{
	return (unsigned char)c < 0x80 && !hw_is_alnum(c) && !hw_public_is_separator(c);
}

/* The last place up to `end` where a part of the text may end; in a word that is longer
 * than a secret can be, `end`. */
static size_t cut_before(const struct hw_guard *g, size_t end)
{
	for (size_t at = end; at && end - at < OVERLAP; at--)
		if (is_between_words(g->kept[at - 1]))
			return at;
	return end;
}

/* Looks at the first `end` bytes. */
static bool may_print(struct hw_guard *g, size_t end)
{
	struct hw_arena arena = {0};
	const struct hw_text text = {g->kept, end};
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
	return !g->has_failed;
}

/* The first `n` bytes. */
static void print(struct hw_guard *g, size_t n)
{
	if (fwrite(g->kept, 1, n, stdout) != n)
		hw_stdout_failed();
	g->has_printed = true;
	memmove(g->kept, g->kept + n, g->n - n);
	g->n -= n;
}

/* All but the end of it, with which a secret may begin. */
static void print_most(struct hw_guard *g)
{
	const size_t end = cut_before(g, g->n);

	if (may_print(g, end))
		print(g, cut_before(g, end - OVERLAP));
}

static void make_room(struct hw_guard *g)
{
	size_t i = 0;
	char *more;

	while (rooms[i] <= g->room)
		i++;
	more = hw_realloc(g->kept, rooms[i]);
	if (!more) {
		fail(g, "out of memory");
		return;
	}
	g->kept = more;
	g->room = rooms[i];
}

static size_t keep(struct hw_guard *g, const char *bytes, size_t n)
{
	if (n > g->room - g->n)
		n = g->room - g->n;
	memcpy(g->kept + g->n, bytes, n);
	g->n += n;
	return n;
}

/* A cookie_write_function_t, fopencookie(3). Errors of standard output are seen there. */
static ssize_t write_kept(void *cookie, const char *bytes, size_t n)
{
	struct hw_guard *g = cookie;
	size_t done = 0;

	while (done < n && !g->has_failed)
		if (g->n == KEPT_MAX)
			print_most(g);
		else if (g->n == g->room)
			make_room(g);
		else
			done += keep(g, bytes + done, n - done);
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
	if (g->n && may_print(g, g->n))
		print(g, g->n);
	is_sound = !g->has_failed;
	free(g->kept);
	free(g);
	return is_sound;
}
