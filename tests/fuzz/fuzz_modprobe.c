// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: a kernel command line, a byte 0xff, a file of modprobe.d. Every directive must
 * have a module without '-' outside brackets and a line of the file, and every question
 * about it an answer.
 */
#include <stdint.h>
#include <stdlib.h>

#include "data/modprobe/modprobe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

static size_t count_lines(struct hw_text text)
{
	size_t n = 0;

	while (text.s) {
		hw_text_cut(&text, '\n');
		n++;
	}
	return n;
}

static void check_directive(const struct hw_directive *d, struct hw_text file)
{
	require(d->module.n > 0);
	if (!d->path.s) {
		require(d->line == 0 && d->text.n > 0);
		return;
	}
	require(d->line >= 1 && d->line <= count_lines(file));
	require(hw_text_starts(d->text, hw_text_of(hw_directive_name(d->kind))));
	require(d->kind < HW_DIRECTIVE_MODULE_BLACKLIST);
	if (hw_text_find(d->module, '[') == d->module.n)
		require(hw_text_find(d->module, '-') == d->module.n);
}

static void check_queries(const struct hw_modprobe *m, const struct hw_directive *d)
{
	const struct hw_directive *blocking;
	const struct hw_directive **hits;
	struct hw_arena arena = {0};
	enum hw_block_kind kind;
	size_t count;

	blocking = hw_modprobe_blocked(m, d->module, &kind);
	require((kind == HW_BLOCK_NONE) == !blocking);
	require(kind != HW_BLOCK_ALIAS);
	if (d->kind == HW_DIRECTIVE_BLACKLIST)
		require(kind >= HW_BLOCK_BLACKLIST);
	if (d->value.s && hw_modprobe_match(m, d->value, &arena, &hits, &count) == 0)
		for (size_t i = 0; i < count; i++)
			require(hits[i]->kind == HW_DIRECTIVE_ALIAS);
	hw_arena_done(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text file = {(const char *)data, size};
	struct hw_text cmdline = hw_text_cut(&file, '\xff');
	struct hw_warnings warnings = {0};
	const struct hw_directive *v;
	struct hw_modprobe *m;
	size_t count;

	require(hw_modprobe_open_text(file, cmdline, &warnings, &m) == 0);
	v = hw_modprobe_directives(m, &count);
	for (size_t i = 0; i < count; i++) {
		check_directive(&v[i], file);
		if (i < 32)
			check_queries(m, &v[i]);
	}
	hw_modprobe_close(m);
	hw_warnings_done(&warnings);
	return 0;
}
