// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/columns/columns.h"

#include <errno.h>
#include <inttypes.h>
#include <strings.h>

#include "data/base/nearest.h"

struct hw_text hw_column_text(const struct hw_column *column,
			      const struct hw_record *record,
			      const struct hw_write_options *options,
			      struct hw_arena *arena)
{
	if (column->get)
		return column->get(record, options, arena);
	for (const struct hw_attribute *a = record->attributes.first; a; a = a->next)
		if (strcmp(a->key, column->attribute) == 0)
			return a->text.s ? a->text
					 : hw_arena_printf(arena, "%" PRId64, a->number);
	return HW_NO_TEXT;
}

static const struct hw_column *find(struct hw_text name)
{
	for (const struct hw_column *c = hw_columns; c->name; c++)
		if (strlen(c->name) == name.n &&
		    strncasecmp(c->name, name.n ? name.s : "", name.n) == 0)
			return c;
	return NULL;
}

/* What other programs and people call what a column has, or another program tells. */
static struct hw_text habit_of(struct hw_text name)
{
	/* clang-format off */
	static const struct {
		char name[14];
		char way[65];
	} habits[] = {
		{"all", "; --json has all there is, 'hwalias help list' names the columns"},
		{"json", "; JSON is --json (-J)"},
		{"address", "; did you mean 'DEVICE'?"},
		{"busid", "; did you mean 'DEVICE'?"},
		{"businfo", "; did you mean 'DEVICE'?"},
		{"description", "; did you mean 'NAME'?"},
		{"product", "; did you mean 'MODEL'?"},
		{"type", "; did you mean 'CLASS'?"},
		{"tran", "; did you mean 'BUS'?"},
		{"group", "; did you mean 'IOMMU'?"},
		{"iommu_group", "; did you mean 'IOMMU'?"},
		{"kernel_driver", "; did you mean 'DRIVER'?"},
		{"path", "; did you mean 'SYSPATH' or 'NODES'?"},
		{"interface", "; did you mean 'NODES'?"},
		{"kname", "; did you mean 'NODES'?"},
		{"revision", "; did you mean 'REV'?"},
		{"vid", "; did you mean 'VENDOR_ID'?"},
		{"pid", "; did you mean 'DEVICE_ID'?"},
		{"problem", "; did you mean 'NOTE'?"},
		{"status", "; did you mean 'STATE'?"},
		{"mac", "; the addresses of networks are told by ip link"},
		{"serial", "; 'hwalias show -v DEVICE --privacy full' tells it"},
		{"size", "; sizes and file systems are told by lsblk"},
		{"fstype", "; sizes and file systems are told by lsblk"},
		{"mountpoint", "; sizes and file systems are told by lsblk"},
		{"mountpoints", "; sizes and file systems are told by lsblk"},
	};
	/* clang-format on */

	for (size_t i = 0; i < HW_ARRAY_SIZE(habits); i++)
		if (strlen(habits[i].name) == name.n &&
		    strncasecmp(habits[i].name, name.s, name.n) == 0 && name.n)
			return hw_text_of(habits[i].way);
	return HW_NO_TEXT;
}

static int refuse(struct hw_text name, struct hw_arena *arena, struct hw_text *ret_error)
{
	struct hw_nearest near = {.word = name};
	struct hw_text question = habit_of(name);
	struct hw_text error;

	for (const struct hw_column *c = hw_columns; c->name; c++)
		hw_nearest_try(&near, hw_text_of(c->name));
	if (!question.n)
		question = hw_nearest_question(&near, arena);
	if (!question.n)
		question = HW_TEXT("; 'hwalias help list' lists them");
	error = hw_arena_printf(arena, "no column '%.*s'%.*s", HW_TEXT_ARG(name),
				HW_TEXT_ARG(question));
	if (!error.s)
		return -ENOMEM;
	*ret_error = error;
	return -EINVAL;
}

struct selection {
	const struct hw_column **v;
	size_t n;
};

/* Cuts a name off a list with commas, blanks or both between the names. */
static struct hw_text cut_name(struct hw_text *rest)
{
	struct hw_text t = hw_text_trim_start(*rest, " ");
	size_t n = 0;
	struct hw_text name;

	while (n < t.n && t.s[n] != ',' && t.s[n] != ' ')
		n++;
	name = hw_text_head(t, n);
	t = hw_text_trim_start(hw_text_from(t, n), " ");
	*rest = !t.n ? HW_NO_TEXT : t.s[0] == ',' ? hw_text_from(t, 1) : t;
	return name;
}

/* Adds the columns of a list with commas; an empty one names a column too. */
static int select_named(struct selection *s, struct hw_text rest, struct hw_arena *arena,
			struct hw_text *ret_error)
{
	while (rest.s) {
		struct hw_text name = cut_name(&rest);
		const struct hw_column *column = find(name);

		if (!column)
			return refuse(name, arena, ret_error);
		if (s->n == HW_COLUMN_MAX) {
			*ret_error = HW_TEXT("too many columns");
			return -EINVAL;
		}
		s->v[s->n++] = column;
	}
	return 0;
}

static void select_flagged(struct selection *s, unsigned flags)
{
	for (const struct hw_column *c = hw_columns; c->name; c++) {
		bool is_there = false;

		for (size_t i = 0; i < s->n; i++)
			is_there = is_there || s->v[i] == c;
		if ((c->flags & flags) && !is_there && s->n < HW_COLUMN_MAX)
			s->v[s->n++] = c;
	}
}

int hw_columns_select(const struct hw_write_options *options, struct hw_arena *arena,
		      const struct hw_column *ret_columns[static HW_COLUMN_MAX],
		      size_t *ret_count, struct hw_text *ret_error)
{
	struct hw_text rest = hw_text_of(options->columns);
	struct hw_text defaults = hw_text_of(options->default_columns);
	struct selection s = {.v = ret_columns};
	bool is_more = hw_text_starts(rest, HW_TEXT("+"));
	int r = 0;

	if ((!rest.s || is_more) && !defaults.s)
		select_flagged(&s, HW_COLUMN_DEFAULT |
					   (options->for_programs ? HW_COLUMN_TSV
								  : HW_COLUMN_TABLE));
	else if (!rest.s || is_more)
		r = select_named(&s, defaults, arena, ret_error);
	if (is_more)
		rest = hw_text_from(rest, 1);
	if (r == 0)
		r = select_named(&s, rest, arena, ret_error);
	if (r < 0)
		return r;
	/* --tsv has it anyhow */
	if (options->with_modules && !options->columns && !options->for_programs)
		r = select_named(&s, HW_TEXT("MODULES"), arena, ret_error);
	if (options->verbose)
		select_flagged(&s, HW_COLUMN_VERBOSE);
	*ret_count = s.n;
	return 0;
}

bool hw_columns_is_named(const struct hw_write_options *options,
			 const struct hw_column *column)
{
	struct hw_text rest = hw_text_of(options->columns);

	if (hw_text_starts(rest, HW_TEXT("+")))
		rest = hw_text_from(rest, 1);
	while (rest.s)
		if (find(cut_name(&rest)) == column)
			return true;
	return false;
}

static bool names_one_with(const struct hw_write_options *options, unsigned flags)
{
	for (const struct hw_column *c = hw_columns; c->name; c++)
		if (c->flags & flags && hw_columns_is_named(options, c))
			return true;
	return false;
}

bool hw_columns_want_attributes(const struct hw_write_options *options)
{
	return options->verbose > 0 || options->tree ||
	       names_one_with(options, HW_COLUMN_VERBOSE | HW_COLUMN_ON_DEMAND);
}

bool hw_columns_want_provides(const struct hw_write_options *options)
{
	return options->verbose > 0 || names_one_with(options, HW_COLUMN_PROVIDES);
}

static const char *default_of(unsigned flags)
{
	if (flags & HW_COLUMN_TABLE)
		return " (default of tables)";
	if (flags & HW_COLUMN_TSV)
		return " (default of --tsv)";
	return flags & HW_COLUMN_DEFAULT ? " (default)" : "";
}

/* Whether a line of a string has the column without being asked for it. */
static bool is_of_strings(const struct hw_column *column)
{
	struct hw_text rest = HW_TEXT(HW_COLUMNS_OF_STRINGS);

	while (rest.n)
		if (hw_text_eq(hw_text_cut(&rest, ','), hw_text_of(column->name)))
			return true;
	return false;
}

void hw_columns_help(FILE *out, void (*wrap)(FILE *out, const char *text, int indent),
		     bool of_strings)
{
	for (const struct hw_column *c = hw_columns; c->name; c++) {
		char text[512];

		if (of_strings && (c->flags & HW_COLUMN_DEVICE))
			continue;
		snprintf(text, sizeof(text), "%s%s", c->help,
			 !of_strings	    ? default_of(c->flags)
			 : is_of_strings(c) ? " (default)"
					    : "");
		fprintf(out, "  %-13s ", c->name);
		wrap(out, text, 16);
	}
}
