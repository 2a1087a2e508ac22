// SPDX-License-Identifier: GPL-2.0-or-later
/* Rows of an answer, whatever their columns: a table, JSON, lines. */
#include <errno.h>

#include "decoders/text/ascii.h"
#include "report/columns/tsv.h"
#include "report/fleet/internal.h"
#include "report/json/json.h"
#include "report/page/aligned.h"
#include "report/page/page.h"

static struct hw_text text_of(const struct hw_value *v, char number[static 32])
{
	int n;

	switch (v->type) {
	case HW_VALUE_TEXT:
		return v->text;
	case HW_VALUE_NUMBER:
		n = snprintf(number, 32, "%lld", (long long)v->number);
		return (struct hw_text){number, (size_t)n};
	case HW_VALUE_REAL:
		n = snprintf(number, 32, HW_JSON_REAL, v->real);
		return (struct hw_text){number, (size_t)n};
	case HW_VALUE_NULL:
		break;
	}
	return HW_NO_TEXT;
}

static void upper(const char *name, char to[static 64])
{
	size_t i = 0;

	for (; name[i] && i < 63; i++)
		to[i] = name[i] == '_' ? ' ' : hw_upper(name[i]);
	to[i] = '\0';
}

/* The heading of a column, and by the first row its flags. */
static unsigned column_of(const struct hw_store_rows *rows, size_t i,
			  const struct hw_value *first, char heading[static 64])
{
	const char *name = hw_store_rows_column(rows, i);

	upper(name, heading);
	if (first[i].type == HW_VALUE_NUMBER || first[i].type == HW_VALUE_REAL)
		return HW_TABLE_RIGHT;
	/* a command */
	return strcmp(name, "remedy") == 0 ? HW_TABLE_UNBROKEN : 0U;
}

/* One of them: on a terminal, whose width columns and cells are made to fit, or not. */
struct tables {
	struct hw_table *narrow;
	struct hw_aligned *wide;
};

static void add_columns(const struct tables *t, const struct hw_store_rows *rows,
			const struct hw_value *first)
{
	char heading[64];

	for (size_t i = 0; i < hw_store_rows_columns(rows); i++) {
		const unsigned flags = column_of(rows, i, first, heading);

		if (t->narrow)
			hw_table_add_column(t->narrow, heading, flags);
		else
			hw_aligned_add_column(t->wide, heading, flags);
	}
}

static void add_row(const struct tables *t, const struct hw_value *v, size_t n)
{
	char number[32];

	if (t->narrow)
		hw_table_add_row(t->narrow);
	for (size_t i = 0; i < n; i++)
		if (t->narrow)
			hw_table_set(t->narrow, i, text_of(&v[i], number),
				     HW_TABLE_PLAIN);
		else
			hw_aligned_add(t->wide, text_of(&v[i], number));
}

static int print_table(struct hw_store_rows *rows, const char *name, FILE *out,
		       const struct hw_write_options *options, size_t *ret_count)
{
	const struct tables t = {
		.narrow = options->width ? hw_table_new(out, options) : NULL,
		.wide = options->width ? NULL : hw_aligned_new(out, options),
	};
	const struct hw_value *v;
	int r = t.narrow || t.wide ? 1 : -ENOMEM;

	(void)name;
	while (r > 0 && (r = hw_store_rows_next(rows, &v)) > 0) {
		if (!(*ret_count)++)
			add_columns(&t, rows, v);
		add_row(&t, v, hw_store_rows_columns(rows));
	}
	if (r == 0 && t.narrow)
		return hw_page_end_table(t.narrow);
	if (r == 0)
		r = hw_aligned_print(t.wide);
	hw_table_free(t.narrow);
	hw_aligned_free(t.wide);
	return r;
}

static bool has_key(const char **keys, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(keys[i], key) == 0)
			return true;
	return false;
}

/* A key with a number, which none of n others is. NULL: out of memory. */
static const char *another_key(const char **keys, size_t n, const char *key,
			       struct hw_arena *arena)
{
	struct hw_text numbered;
	unsigned number = 2;

	do
		numbered = hw_arena_printf(arena, "%s_%u", key, number++);
	while (numbered.s && has_key(keys, n, numbered.s));
	return numbered.s;
}

/* Names of columns as keys, which need no escapes; of a name that a statement has twice,
 * the second one is "name_2". Lifetime: the arena's. NULL: out of memory. */
static const char **keys_of(const struct hw_store_rows *rows, struct hw_arena *arena)
{
	size_t n = hw_store_rows_columns(rows);
	const char **keys = HW_ARENA_NEW(arena, const char *, n + 1);

	for (size_t i = 0; keys && i < n; i++) {
		struct hw_text name =
			hw_arena_copy(arena, hw_text_of(hw_store_rows_column(rows, i)));
		char *key = hw_arena_alloc(arena, name.n + 1, 1);

		if (!key || !name.s)
			return NULL;
		for (size_t c = 0; c < name.n; c++)
			key[c] = hw_is_alnum(name.s[c]) ? name.s[c] : '_';
		key[name.n] = '\0';
		keys[i] = key;
	}
	for (size_t i = 1; keys && i < n; i++) {
		if (has_key(keys, i, keys[i]))
			keys[i] = another_key(keys, n, keys[i], arena);
		if (!keys[i])
			return NULL;
	}
	return keys;
}

static void emit_row(struct hw_json *j, const struct hw_value *v, const char **keys,
		     size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct hw_json_key key = hw_json_key(keys[i]);

		switch (v[i].type) {
		case HW_VALUE_NULL:
			hw_json_null(j, key);
			break;
		case HW_VALUE_NUMBER:
			hw_json_number(j, key, v[i].number);
			break;
		case HW_VALUE_REAL:
			hw_json_real(j, key, v[i].real);
			break;
		case HW_VALUE_TEXT:
			hw_json_text(j, key, v[i].text);
			break;
		}
	}
}

/* The rows of an answer as objects: items of an open array, or lines. */
static int print_objects(struct hw_json *j, struct hw_store_rows *rows, const char *name,
			 FILE *out, bool is_lines, size_t *ret_count)
{
	struct hw_arena arena = {0};
	const char **keys = keys_of(rows, &arena);
	const struct hw_value *v;
	int r = keys ? 1 : -ENOMEM;

	while (r > 0 && (r = hw_store_rows_next(rows, &v)) > 0) {
		(*ret_count)++;
		hw_json_begin_object(j, HW_ITEM);
		if (is_lines) {
			hw_json_schema(j, "hwalias.fleet-row");
			hw_json_literal(j, HW_KEY("query"), name);
		}
		emit_row(j, v, keys, hw_store_rows_columns(rows));
		hw_json_end_object(j);
		if (hw_json_print(j, out) < 0)
			r = -ENOMEM;
	}
	hw_arena_done(&arena);
	return r;
}

static int print_json(struct hw_store_rows *rows, const char *name, FILE *out,
		      const struct hw_write_options *options, size_t *ret_count)
{
	struct hw_json j;
	int r;

	(void)options;
	hw_json_begin_document(&j, "hwalias.fleet");
	hw_json_literal(&j, HW_KEY("query"), name);
	hw_json_begin_array(&j, HW_KEY("rows"));
	r = print_objects(&j, rows, name, out, false, ret_count);
	hw_json_end_array(&j);
	if (hw_json_end_document(&j, out) < 0 && r == 0)
		r = -ENOMEM;
	return r;
}

static int print_ndjson(struct hw_store_rows *rows, const char *name, FILE *out,
			const struct hw_write_options *options, size_t *ret_count)
{
	struct hw_json j = {.layout = HW_JSON_LINE};
	int r = print_objects(&j, rows, name, out, true, ret_count);

	(void)options;
	hw_json_done(&j);
	return r;
}

static int print_tsv(struct hw_store_rows *rows, const char *name, FILE *out,
		     const struct hw_write_options *options, size_t *ret_count)
{
	struct hw_buffer line = {.s = NULL};
	const struct hw_value *v;
	char number[32];
	char heading[64];
	int r = 1;

	(void)name;
	for (size_t i = 0; !options->no_headings && i < hw_store_rows_columns(rows);
	     i++) {
		upper(hw_store_rows_column(rows, i), heading);
		fprintf(out, "%s%s", i ? "\t" : "", heading);
	}
	if (!options->no_headings)
		fputc('\n', out);
	while (r > 0 && (r = hw_store_rows_next(rows, &v)) > 0) {
		(*ret_count)++;
		line.n = 0;
		for (size_t i = 0; i < hw_store_rows_columns(rows); i++) {
			if (i)
				hw_buffer_add_char(&line, '\t');
			hw_tsv_add(&line, text_of(&v[i], number));
		}
		hw_buffer_add_char(&line, '\n');
		if (line.failed)
			r = -ENOMEM;
		else
			fwrite(line.s, 1, line.n, out);
	}
	hw_buffer_done(&line);
	return r;
}

/* clang-format off */
const struct hw_fleet_format hw_fleet_formats[] = {
	{.option = NULL, .print = print_table},
	{.option = "json", .letter = 'J', .print = print_json,
	 .help = "print one JSON document"},
	{.option = "ndjson", .print = print_ndjson,
	 .help = "print a line of JSON for each row"},
	{.option = "tsv", .print = print_tsv,
	 .help = "print columns with a tab between them"},
	{.print = NULL},
};
/* clang-format on */
