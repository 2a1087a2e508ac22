// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/command.h"
#include "cmd/line/hint.h"
#include "cmd/line/internal.h"
#include "cmd/print/diag.h"
#include "data/base/list.h"
#include "report/verdict/shell_quote.h"

/* "list and check" of "list check". */
static struct hw_text commands_of(const struct hw_option_row *row, struct hw_arena *arena)
{
	struct hw_text rest = hw_text_of(row->of);
	struct hw_text all = HW_TEXT("");

	while (rest.n) {
		struct hw_text one = hw_text_cut(&rest, ' ');

		all = hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(all),
				      !all.n   ? ""
				      : rest.n ? ", "
					       : " and ",
				      HW_TEXT_ARG(one));
	}
	return all;
}

/* What `show` does with what an option of `list` was given. */
static struct hw_text way_of_show(const struct hw_options *options,
				  const struct hw_option_row *row, struct hw_arena *arena)
{
	const struct hw_selection *s = &options->selection;
	const char *name = row->code == 'd'   ? s->filter.ids
			   : row->code == 's' ? s->filter.address
					      : NULL;

	if (!hw_option_is_of(row, "list"))
		return HW_TEXT("");
	if (name)
		return hw_arena_printf(
			arena, "; 'hwalias show %.*s' tells of it",
			HW_TEXT_ARG(hw_shell_word(hw_text_of(name), arena)));
	if (row->code == 'b')
		return hw_arena_printf(
			arena,
			"; 'hwalias -b %.*s' lists these, and show takes the DEVICE of a "
			"line",
			HW_TEXT_ARG(hw_shell_word(hw_text_of(s->bus), arena)));
	return row->code == 'o' ? HW_TEXT("; columns have commas between them, and "
					  "-s chooses a device")
				: HW_TEXT("; there -s chooses a device");
}

/* The first option given that the command does nothing with; NULL: it heeds all. */
static const struct hw_option_row *first_unheeded(const struct hw_option_table *table,
						  const struct hw_options *options,
						  const char *command)
{
	for (size_t i = 0; i < table->n; i++)
		if (options->given >> i & 1 && !hw_option_is_of(&table->v[i], command))
			return &table->v[i];
	return NULL;
}

static bool allow_options(const struct hw_options *options, const char *command)
{
	const struct hw_option_table table = hw_option_table();
	const struct hw_option_row *row = first_unheeded(&table, options, command);
	struct hw_arena arena = {0};
	struct hw_text of, way, name;

	if (!row)
		return true;
	of = commands_of(row, &arena);
	way = strcmp(command, "show") == 0 ? way_of_show(options, row, &arena)
					   : HW_TEXT("");
	if (!way.n && row->code == 'o')
		way = HW_TEXT("; a file to write is --output-file's");
	name = hw_options_spelling(hw_text_of(row->name), &arena);
	hw_hint(options, "%s does nothing with %.*s, which is for %.*s%.*s", command,
		HW_TEXT_ARG(name), HW_TEXT_ARG(of), HW_TEXT_ARG(way));
	hw_arena_done(&arena);
	return false;
}

const char *hw_options_format_name(enum hw_content content, size_t i)
{
	size_t n = 0;

	for (size_t k = 0; content == HW_CONTENT_DOCUMENT && hw_document_formats[k]; k++)
		if (n++ == i)
			return hw_document_format_name(hw_document_formats[k]);
	for (size_t k = 0; content == HW_CONTENT_MODULES && hw_modules_formats[k].name;
	     k++)
		if (n++ == i)
			return hw_modules_formats[k].name;
	for (size_t k = 0; k < HW_OUTPUT_FORMAT_COUNT; k++)
		if (hw_output_formats[k]->name &&
		    hw_output_writes(hw_output_formats[k], content) && n++ == i)
			return hw_output_formats[k]->name;
	return NULL;
}

/* "markdown, text or html"; absent: none. */
static struct hw_text format_names(enum hw_content content, struct hw_arena *arena)
{
	struct hw_list list = {.arena = arena, .between = ", "};
	const char *name = hw_options_format_name(content, 0);
	const char *next;

	for (size_t i = 1; name && (next = hw_options_format_name(content, i)); i++) {
		hw_list_add(&list, hw_text_of(name));
		name = next;
	}
	return list.n ? hw_arena_printf(arena, "%.*s or %s",
					HW_TEXT_ARG(hw_list_text(&list)), name)
		      : hw_text_of(name);
}

/* What --format names depends on the command. */
static bool is_format_known(const struct hw_options *o, enum hw_content content)
{
	return !o->format_name || (content == HW_CONTENT_DOCUMENT && o->document) ||
	       (content == HW_CONTENT_MODULES && o->module_list) ||
	       (content != HW_CONTENT_DOCUMENT && hw_output_find(o->format_name));
}

static bool allow_format_name(const struct hw_options *o, const char *command,
			      enum hw_content content)
{
	struct hw_arena arena = {0};
	struct hw_text names;

	if (is_format_known(o, content))
		return true;
	names = format_names(content, &arena);
	if (names.n)
		hw_error("--format of %s takes %.*s, not '%s'", command,
			 HW_TEXT_ARG(names), o->format_name);
	else
		hw_error("%s does nothing with --format", command);
	hw_arena_done(&arena);
	return false;
}

/* Only formats with a name can be refused: the default writes all content. */
static bool allow_format(const struct hw_output_format *format, const char *command,
			 enum hw_content content)
{
	struct hw_arena arena = {0};
	struct hw_text others;

	if (hw_output_writes(format, content))
		return true;
	others = hw_output_options(content, &arena);
	hw_error("%s has no --%.*s%s%.*s", command,
		 HW_TEXT_ARG(hw_output_spelling(format, &arena)),
		 others.n ? "; use " : "; 'hwalias -aJ' is the machine in JSON",
		 HW_TEXT_ARG(others));
	hw_arena_done(&arena);
	return false;
}

bool hw_options_allow(const struct hw_options *options, const char *command,
		      enum hw_content content)
{
	return allow_options(options, command) &&
	       allow_format_name(options, command, content) &&
	       allow_format(options->format, command, content);
}

bool hw_options_fit(const struct hw_options *options, const char *command,
		    enum hw_content content)
{
	const struct hw_option_table table = hw_option_table();

	return !first_unheeded(&table, options, command) &&
	       is_format_known(options, content) &&
	       hw_output_writes(options->format, content);
}

bool hw_options_allow_about(const struct hw_options *options, const char *about)
{
	const struct hw_option_table table = hw_option_table();
	struct hw_arena arena = {0};

	for (size_t i = 0; i < table.n; i++) {
		const struct hw_option_row *row = &table.v[i];

		if (!(options->given >> i & 1) || (!row->of && !row->format) ||
		    row->code == OPT_OUTPUT_FILE ||
		    (strcmp(about, "version") == 0 && row->code == 'v'))
			continue;
		hw_error("%s does nothing with %.*s", about,
			 HW_TEXT_ARG(hw_options_spelling(hw_text_of(row->name), &arena)));
		hw_arena_done(&arena);
		return false;
	}
	return true;
}
