// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <string.h>

#include "cmd/line/command.h"
#include "cmd/print/diag.h"
#include "cmd/session/session.h"
#include "decoders/text/ascii.h"
#include "report/formats/formats.h"

static void say_unknown(const char *name)
{
	const char *nearest = hw_formats_nearest(hw_text_of(name));

	if (nearest)
		hw_error("no format '%s'; did you mean '%s'?", name, nearest);
	else
		hw_error("no format '%s'; 'hwalias formats' lists all", name);
}

static struct hw_text in_lower_case(const char *word, struct hw_arena *arena)
{
	size_t n = strlen(word);
	char *s = hw_arena_alloc(arena, n + 1, 1);

	for (size_t i = 0; s && i <= n; i++)
		s[i] = hw_lower(word[i]);
	return hw_text_of(s ? s : word);
}

/* Finds the rows of all names. An unknown name is an error message and *status. */
static int find(int argc, char **argv, struct hw_arena *arena, struct hw_formats *ret,
		enum hw_exit *status)
{
	int r = hw_formats_all(arena, ret);

	if (r < 0 || argc == 0)
		return r;
	/* there is room for all rows: each is added once */
	ret->n = 0;
	ret->layout_count = 0;
	ret->in_full = true;
	for (int i = 0; i < argc; i++) {
		struct hw_formats found;

		r = hw_formats_named(in_lower_case(argv[i], arena), arena, &found);
		if (r < 0)
			return r;
		if (!found.n && !found.layout_count) {
			say_unknown(argv[i]);
			*status = HW_EXIT_NOT_FOUND;
		}
		for (size_t k = 0; k < found.n; k++) {
			size_t at = 0;

			while (at < ret->n && ret->v[at] != found.v[k])
				at++;
			if (at == ret->n)
				ret->v[ret->n++] = found.v[k];
		}
		for (size_t k = 0; k < found.layout_count; k++) {
			size_t at = 0;

			while (at < ret->layout_count &&
			       ret->layouts[at].layout != found.layouts[k].layout)
				at++;
			if (at == ret->layout_count)
				ret->layouts[ret->layout_count++] = found.layouts[k];
		}
	}
	return 0;
}

static enum hw_exit run(const struct hw_options *options, int argc, char **argv)
{
	enum hw_exit status = HW_EXIT_OK;
	const struct hw_report_head head = {.generated = hw_report_time()};
	const struct hw_output output = {
		.out = stdout,
		.options = &options->write,
		.head = &head,
	};
	struct hw_arena arena = {0};
	struct hw_formats formats;
	int r;

	r = find(argc, argv, &arena, &formats, &status);
	if (r == 0)
		r = options->format->formats(&formats, &output);
	hw_arena_done(&arena);
	if (r < 0) {
		if (!hw_say_missing_library())
			hw_error("%s", strerror(-r));
		return HW_EXIT_FAILED;
	}
	return status;
}

const struct hw_command hw_command_formats = {
	.name = "formats",
	.operands = "[NAME]...",
	.help = "the strings of all buses: how they look and where the kernel shows "
		"them;\n"
		"PCI capabilities and USB descriptors; of one, its fields one by one",
	.examples =
		"hwalias formats usb	the fields of a USB modalias\n"
		"hwalias formats pci-express	the registers of that capability\n"
		"hwalias formats -J	all of them, as JSON\n",
	.content = HW_CONTENT_FORMATS,
	.run = run,
};
