// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/columns/fit.h"

#include <errno.h>

#include "data/base/list.h"
#include "decoders/text/ascii.h"
#include "report/page/utf8.h"

/* Less of a name says little; and nothing. */
#define NAME_GOOD  ((size_t)20)
#define NAME_MIN   ((size_t)14)
#define NAME_LEAST ((size_t)11)
/* hw_forms_name(): with all of the vendor's name, and without its legal words */
#define FORMS_WITH_VENDOR ((size_t)2)
#define CLASS_MAX	  ((size_t)14)
/* of "USB device" */
#define CLASS_MIN ((size_t)10)
/* " [0200]" */
#define CODE_WIDTH ((size_t)7)
/* of most drivers */
#define DRIVER_GOOD ((size_t)13)
/* "skl_uncore (intel_uncore)" is not */
#define LIST_LONG ((size_t)26)
/* what tells a device in a deep tree from the next */
#define DEVICE_MIN ((size_t)10)
/* A name of less is cut at its end, but for a number there. */
#define MIDDLE_MIN ((size_t)20)

struct hw_fit_row *hw_fit_add(struct hw_fit *fit, const struct hw_table *table)
{
	struct hw_fit_row *row = HW_ARENA_NEW(&fit->arena, struct hw_fit_row, 1);

	if (!row)
		return NULL;
	row->line = hw_table_row(table);
	row->cells = HW_ARENA_NEW(&fit->arena, struct hw_fit_cell, fit->count);
	if (!row->cells)
		return NULL;
	row->number = fit->last ? fit->last->number + 1 : 0;
	if (fit->last)
		fit->last->next = row;
	else
		fit->first = row;
	fit->last = row;
	return row;
}

void hw_fit_set(struct hw_fit *fit, struct hw_fit_row *row, size_t column,
		const struct hw_forms *forms, enum hw_table_color color)
{
	struct hw_fit_cell *cell = row ? &row->cells[column] : NULL;

	if (!cell)
		return;
	*cell = (struct hw_fit_cell){.n = forms->n, .color = color};
	for (size_t i = 0; i < forms->n; i++) {
		struct hw_text text = hw_table_visible(forms->v[i], &fit->arena);

		cell->form[i] = hw_arena_copy(&fit->arena, text);
		cell->width[i] = hw_utf8_width(cell->form[i]);
	}
}

void hw_fit_add_more(struct hw_fit *fit, struct hw_fit_row *row, size_t column,
		     const struct hw_forms *forms)
{
	if (!row)
		return;
	row->cells[column].more_count = forms->n;
	for (size_t i = 0; i < forms->n; i++)
		row->cells[column].more[i] = hw_arena_copy(
			&fit->arena, hw_table_visible(forms->v[i], &fit->arena));
}

void hw_fit_indent(struct hw_fit_row *row, size_t column, size_t more)
{
	row->cells[column].indent = more;
	for (size_t i = 0; i < row->cells[column].n; i++)
		row->cells[column].width[i] += more;
}

/* What was decided: the form of a column's cells, the most columns of each cell, and the
 * width beyond which a cell is said below its row, since it is never cut. */
struct plan {
	struct hw_fit *fit;
	bool *is_hidden;
	size_t form[HW_COLUMN_MAX];
	size_t cap[HW_COLUMN_MAX];
	size_t below[HW_COLUMN_MAX];
	size_t name;
	size_t note;
	bool note_below;
};

static size_t find(const struct hw_fit *fit, const char *name)
{
	size_t i = 0;

	while (i < fit->count && strcmp(fit->columns[i]->name, name) != 0)
		i++;
	return i;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The form that a cell has in its column. */
static size_t form_of(const struct plan *p, const struct hw_fit_cell *cell, size_t column)
{
	size_t form = smaller(p->form[column], cell->n - 1);

	while (cell->width[form] > smaller(p->cap[column], p->below[column]) &&
	       form + 1 < cell->n)
		form++;
	return form;
}

/* Whether a cell is said below its row. */
static bool is_below(const struct plan *p, const struct hw_fit_cell *cell, size_t column)
{
	return cell->n && p->below[column] < SIZE_MAX &&
	       cell->width[form_of(p, cell, column)] > p->below[column];
}

static size_t heading_width(const struct plan *p, size_t column)
{
	return p->fit->no_headings ? 0 : strlen(p->fit->columns[column]->name);
}

static size_t width_of(const struct plan *p, size_t column)
{
	size_t width = heading_width(p, column);

	for (const struct hw_fit_row *r = p->fit->first; r; r = r->next) {
		const struct hw_fit_cell *cell = &r->cells[column];
		size_t form = cell->n ? smaller(p->form[column], cell->n - 1) : 0;
		size_t needed = smaller(cell->width[form], p->cap[column]);

		if (needed > width && !is_below(p, cell, column))
			width = smaller(needed, p->below[column]);
	}
	return width;
}

/* What the columns other than NAME and the blanks between all of them take. */
static size_t used(const struct plan *p)
{
	size_t used = 0;

	for (size_t i = 0; i < p->fit->count; i++)
		if (i != p->name && !p->is_hidden[i])
			used += width_of(p, i) + 1;
	return used;
}

/* What the other columns leave for NAME. */
static size_t room(const struct plan *p)
{
	size_t n = used(p);

	return n < p->fit->width ? p->fit->width - n : 0;
}

static void cap(struct plan *p, const char *name, size_t most)
{
	size_t column = find(p->fit, name);

	bool is_class = strcmp(name, "CLASS") == 0;

	if (is_class && p->fit->has_codes)
		most += CODE_WIDTH;
	if (column < p->fit->count)
		p->cap[column] = most;
}

static void shorten(struct plan *p, const char *name)
{
	size_t column = find(p->fit, name);

	if (column < p->fit->count)
		p->form[column] = 1;
}

static void hide(struct plan *p, size_t column)
{
	if (column < p->fit->count)
		p->is_hidden[column] = true;
}

/* A column of notes has few, and takes much of each line. */
static void put_note_below(struct plan *p)
{
	if (p->note == p->fit->count || p->is_hidden[p->note])
		return;
	p->note_below = true;
	hide(p, p->note);
}

/* One long list does not make the column wide. */
static void put_long_below(struct plan *p, const char *name)
{
	size_t column = find(p->fit, name);

	if (column < p->fit->count)
		p->below[column] =
			p->fit->width / 4 > LIST_LONG ? p->fit->width / 4 : LIST_LONG;
}

/* In a tree, the columns of its lines and of what tells a device from the next. */
static size_t device_least(const struct plan *p)
{
	size_t device = find(p->fit, "DEVICE");
	size_t indent = 0;

	for (const struct hw_fit_row *r = p->fit->first; r; r = r->next)
		if (device < p->fit->count && r->cells[device].indent > indent)
			indent = r->cells[device].indent;
	return indent + DEVICE_MIN;
}

/* The most columns of DEVICE: in a tree, its lines and a good part of any device. */
static size_t device_cap(const struct plan *p)
{
	size_t width = p->fit->width;
	size_t least;

	if (!p->fit->is_tree)
		return width < 72 ? 14 : width / 5;
	least = device_least(p);
	return width * 2 / 5 > least ? width * 2 / 5 : least;
}

/* The steps before names are cut: until they have what they need, or a good part of the
 * line. */
static void make_room(struct plan *p)
{
	size_t width = p->fit->width;
	size_t good = width * 3 / 10;

	if (room(p) >= width_of(p, p->name))
		return;
	p->form[p->name] = 1;
	/* -v: what it adds comes before more of the names */
	if (p->fit->has_class_names)
		good = width / 5 > NAME_GOOD ? width / 5 : NAME_GOOD;
	good = smaller(width_of(p, p->name), good);
	if (room(p) >= good)
		return;
	cap(p, "DEVICE", device_cap(p));
	if (!p->fit->has_class_names)
		cap(p, "CLASS", CLASS_MAX);
	if (room(p) >= good)
		return;
	if (p->fit->has_class_names) {
		put_note_below(p);
		put_long_below(p, "DRIVER");
		put_long_below(p, "MODULES");
	}
	if (room(p) >= good)
		return;
	shorten(p, "DRIVER");
	shorten(p, "MODULES");
	if (room(p) >= good)
		return;
	/* the words that people use */
	shorten(p, "CLASS");
	cap(p, "CLASS", CLASS_MAX);
	if (room(p) >= good)
		return;
	put_note_below(p);
	if (room(p) < NAME_GOOD)
		cap(p, "CLASS", CLASS_MIN);
	if (room(p) < NAME_MIN && p->fit->is_tree)
		cap(p, "DEVICE", device_least(p));
}

static bool has_room(const struct plan *p)
{
	size_t needed = p->name == p->fit->count
				? 0
				: smaller(width_of(p, p->name), NAME_LEAST) + 1;

	return used(p) + needed <= p->fit->width + 1;
}

/* The column whose widest cells go below their rows next: the widest one, but ID last.
 * What a row is about stays in it. */
static size_t widest(const struct plan *p)
{
	size_t id = find(p->fit, "ID");
	size_t device = find(p->fit, "DEVICE");
	size_t class = find(p->fit, "CLASS");
	size_t change = find(p->fit, "CHANGE");
	size_t best = p->fit->count;
	size_t best_gain = 0;

	for (size_t i = 0; i < p->fit->count; i++) {
		size_t width = width_of(p, i);
		size_t least = heading_width(p, i);

		if (i == p->name || i == device || i == id || i == change || i == class ||
		    p->is_hidden[i] || width <= least || width - least <= best_gain)
			continue;
		best = i;
		best_gain = width - least;
	}
	if (best == p->fit->count && id < p->fit->count && !p->is_hidden[id] &&
	    width_of(p, id) > heading_width(p, id))
		return id;
	return best;
}

/* The last column that may be left out: all that it says is said below. */
static size_t last_to_hide(const struct plan *p)
{
	for (size_t i = p->fit->count; i-- > 1;)
		if (i != p->name && !p->is_hidden[i])
			return i;
	return p->fit->count;
}

/* Beside MODULES, which says much the same, a narrow column DRIVER would leave nearly all
 * drivers to the lines below: those are for MODULES then. Whether that column went. */
static bool give_up_modules(struct plan *p, size_t column)
{
	size_t modules = find(p->fit, "MODULES");

	if (modules == p->fit->count || p->is_hidden[modules] ||
	    find(p->fit, "DRIVER") == p->fit->count ||
	    (column != modules && column != find(p->fit, "DRIVER")) ||
	    width_of(p, column) > DRIVER_GOOD)
		return false;
	p->below[modules] = 0;
	hide(p, modules);
	return true;
}

/* Nearly all devices have an ID: in a tree they are said below once drivers, and all
 * other columns, are as narrow as most are, and devices get their room. Whether they
 * went. */
static bool give_up_ids(struct plan *p, size_t column)
{
	size_t id = find(p->fit, "ID");

	if (!p->fit->is_tree || id == p->fit->count || p->is_hidden[id] ||
	    (column < p->fit->count && column != id && width_of(p, column) > DRIVER_GOOD))
		return false;
	p->below[id] = 0;
	hide(p, id);
	cap(p, "DEVICE", device_cap(p));
	return true;
}

/*
 * What is never cut is said below its row where it is wider than most: first the widest
 * cells of the widest columns, in the end whole columns.
 */
static void say_below(struct plan *p)
{
	size_t device = find(p->fit, "DEVICE");

	while (!has_room(p)) {
		size_t column = widest(p);

		if (give_up_modules(p, column) || give_up_ids(p, column))
			continue;
		if (column < p->fit->count) {
			p->below[column] = width_of(p, column) - 1;
			continue;
		}
		column = last_to_hide(p);
		if (column == p->fit->count)
			break;
		p->below[column] = 0;
		hide(p, column);
	}
	if (device < p->fit->count && used(p) > p->fit->width + 1) {
		size_t over = used(p) - p->fit->width - 1;
		size_t width = width_of(p, device);

		p->cap[device] = width > over + 1 ? width - over : 1;
	}
}

/* Whether no cell is left in a column. */
static bool is_emptied(const struct plan *p, size_t column)
{
	size_t left = 0;

	if (p->below[column] == SIZE_MAX || column == p->name)
		return false;
	for (const struct hw_fit_row *r = p->fit->first; r; r = r->next) {
		const struct hw_fit_cell *cell = &r->cells[column];

		if (!cell->n || !cell->form[0].n)
			continue;
		left += !is_below(p, cell, column);
	}
	return !left;
}

static void hide_emptied(struct plan *p)
{
	for (size_t i = 0; i < p->fit->count; i++)
		if (is_emptied(p, i)) {
			p->below[i] = 0;
			hide(p, i);
		}
}

static bool has_digit(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.s[i] >= '0' && t.s[i] <= '9')
			return true;
	return false;
}

/*
 * The end of sound text that is worth its head: from its column `skip` on, or the first
 * blank behind it. Names end with the model or the function: "100 Series/C230 ... xHCI
 * Controller"; absent if little is to be cut, and no number at the end would be lost.
 */
static struct hw_text tail_of(struct hw_text text, size_t skip, bool is_much)
{
	struct hw_text tail = hw_text_from(text, hw_utf8_fit(text, skip).n);
	size_t blank = hw_text_find(tail, ' ');

	if (blank < tail.n && blank <= tail.n / 2)
		tail = hw_text_from(tail, blank + 1);
	return is_much || has_digit(tail) ? tail : HW_NO_TEXT;
}

/* The last word of sound text. */
static struct hw_text last_word(struct hw_text text)
{
	size_t at = text.n;

	while (at && text.s[at - 1] != ' ')
		at--;
	return hw_text_from(text, at);
}

/* The last word of sound text, if it has a number, which tells the device from the next:
 * "PCI Express Root Port #9"; with the word before a bare digit, "Port 9". */
static struct hw_text number_of(struct hw_text text, size_t most)
{
	struct hw_text word = last_word(text);

	if (word.n == 1 && text.n > 2) {
		struct hw_text before =
			last_word(hw_text_head(text, text.n - word.n - 1));

		word = hw_text_from(text, (size_t)(before.s - text.s));
	}
	return word.n < text.n && has_digit(word) && hw_utf8_width(word) <= most
		       ? word
		       : HW_NO_TEXT;
}

/*
 * The last words of sound text that are `most` columns wide, for the same reason; absent
 * if it is one word without a number, as "Controller", which says less than the head.
 */
static struct hw_text last_words(struct hw_text text, size_t most, bool is_much)
{
	struct hw_text tail = HW_NO_TEXT;
	size_t n = 0;

	for (size_t at = text.n; at-- > 0;) {
		struct hw_text words = hw_text_from(text, at + 1);

		if (text.s[at] != ' ')
			continue;
		if (hw_utf8_width(words) > most)
			break;
		tail = words;
		n++;
	}
	return (is_much && n > 1) || has_digit(tail) ? tail : HW_NO_TEXT;
}

/* The text without a word that was cut, unless that is much of it. */
static struct hw_text whole_words(struct hw_text head, struct hw_text text)
{
	size_t at = head.n;

	if (head.n == text.n || text.s[head.n] == ' ')
		return head;
	while (at && head.s[at - 1] != ' ' && head.s[at - 1] != '/')
		at--;
	return at > head.n / 2 ? hw_text_head(head, at) : head;
}

/* The text without its middle or its end if it is too wide. Where the middle is left out,
 * a name is cut between words. */
static struct hw_text cut(struct plan *p, size_t column, struct hw_text text,
			  size_t width)
{
	const char *mark = p->fit->ascii ? "..." : "\u2026";
	size_t mark_width = p->fit->ascii ? strlen("...") : 1;
	const bool is_device = column == find(p->fit, "DEVICE");
	size_t full = hw_utf8_width(text);
	struct hw_text head;
	struct hw_text tail = HW_NO_TEXT;

	if (full <= width)
		return text;
	if (width <= mark_width)
		return hw_text_head(hw_text_of(mark), p->fit->ascii ? width : SIZE_MAX);
	width -= mark_width;
	if (hw_utf8_is_rtl(text))
		tail = HW_NO_TEXT;
	else if (is_device)
		tail = tail_of(text, full - width / 2, full - width > width / 4);
	else if (width >= MIDDLE_MIN)
		tail = last_words(text, width / 2, full - width > width / 4);
	else
		tail = number_of(text, width / 2);
	head = hw_utf8_fit(text, width - hw_utf8_width(tail));
	if (tail.n && !is_device)
		head = whole_words(head, text);
	head = hw_text_trim_end(head, " ");
	return hw_arena_printf(&p->fit->arena, "%.*s%s%.*s", HW_TEXT_ARG(head), mark,
			       HW_TEXT_ARG(tail));
}

/* The text and what is said behind it. */
static struct hw_text with_more(struct plan *p, struct hw_text text, struct hw_text more)
{
	return hw_arena_printf(&p->fit->arena, "%.*s, %.*s", HW_TEXT_ARG(text),
			       HW_TEXT_ARG(more));
}

/* The longest of the first `more` things to say that fits behind one of the forms below
 * `forms`. */
static struct hw_text say_behind(struct plan *p, const struct hw_fit_cell *cell,
				 size_t column, size_t most, size_t forms, size_t more)
{
	const size_t first = smaller(p->form[column], cell->n - 1);

	for (size_t i = 0; i < more; i++)
		for (size_t form = first; form < smaller(forms, cell->n); form++) {
			struct hw_text text =
				with_more(p, cell->form[form], cell->more[i]);

			if (hw_utf8_width(text) <= most)
				return text;
		}
	return HW_NO_TEXT;
}

/*
 * The cell with what there is to say behind it: in short behind a name with its vendor;
 * else the vendor goes, and then the speed, which all but the last of `more` have. Behind
 * a name that is cut the last of it stays if a good part of the name does. Absent: there
 * is no room, or nothing to say.
 */
static struct hw_text say_more(struct plan *p, const struct hw_fit_cell *cell,
			       size_t column, size_t most)
{
	const size_t n = cell->more_count;
	struct hw_text text;
	size_t width;

	if (!n)
		return HW_NO_TEXT;
	text = say_behind(p, cell, column, most, FORMS_WITH_VENDOR, n > 1 ? n - 1 : 1);
	if (!text.n)
		text = say_behind(p, cell, column, most, cell->n, n);
	if (text.n)
		return text;
	width = hw_utf8_width(cell->more[n - 1]) + strlen(", ");
	if (most < width + NAME_MIN)
		return HW_NO_TEXT;
	return with_more(p, cut(p, column, cell->form[cell->n - 1], most - width),
			 cell->more[n - 1]);
}

static struct hw_text choose(struct plan *p, const struct hw_fit_cell *cell,
			     size_t column)
{
	size_t form = form_of(p, cell, column);
	size_t most = p->cap[column];
	struct hw_text text;

	if (most < SIZE_MAX)
		most = most > cell->indent + 1 ? most - cell->indent : 1;
	text = say_more(p, cell, column, most);
	if (!text.n)
		text = cut(p, column, cell->form[form], most);
	/* what follows stays in its place: LEFT-TO-RIGHT MARK */
	return hw_utf8_is_rtl(text)
		       ? hw_arena_printf(&p->fit->arena, "%.*s\u200e", HW_TEXT_ARG(text))
		       : text;
}

/* "driver snd_hda_codec_realtek" */
static struct hw_text say_named(struct plan *p, size_t column, struct hw_text text)
{
	char name[HW_FIT_NAME_MAX];
	size_t n = 0;

	for (const char *c = p->fit->columns[column]->name; *c && n < sizeof(name); c++)
		name[n++] = *c == '_' ? ' ' : hw_lower(*c);
	return hw_arena_printf(&p->fit->arena, "%.*s %.*s", (int)n, name,
			       HW_TEXT_ARG(text));
}

static void set_row(struct plan *p, const struct hw_fit_row *row, struct hw_table *table)
{
	struct hw_list below = {.arena = &p->fit->arena, .between = ", "};

	hw_table_choose_row(table, row->line);
	for (size_t i = 0; i < p->fit->count; i++) {
		const struct hw_fit_cell *cell = &row->cells[i];

		if (!cell->n || !cell->form[0].n)
			continue;
		if (i == p->note && p->note_below)
			hw_table_put_note(table, row->number,
					  hw_arena_printf(&p->fit->arena, "! %.*s",
							  HW_TEXT_ARG(cell->form[0])),
					  false, cell->color);
		else if (is_below(p, cell, i))
			hw_list_add(&below, say_named(p, i, cell->form[0]));
		else if (!p->is_hidden[i])
			hw_table_set_visible(table, i, choose(p, cell, i), cell->color);
	}
	if (hw_list_text(&below).n)
		hw_table_put_note(table, row->number, hw_list_text(&below), false,
				  HW_TABLE_PLAIN);
}

int hw_fit_print(struct hw_fit *fit, struct hw_table *table, bool *is_hidden)
{
	struct plan p = {
		.fit = fit,
		.is_hidden = is_hidden,
		.name = find(fit, "NAME"),
		.note = find(fit, "NOTE"),
	};

	for (size_t i = 0; i < fit->count; i++)
		p.cap[i] = p.below[i] = SIZE_MAX;
	if (p.name < fit->count)
		make_room(&p);
	if (fit->width) {
		say_below(&p);
		hide_emptied(&p);
	}
	if (p.name < fit->count)
		p.cap[p.name] = room(&p) ? room(&p) : 1;
	for (const struct hw_fit_row *r = fit->first; r; r = r->next)
		set_row(&p, r, table);
	for (size_t i = 0; i < fit->count; i++)
		if (is_hidden[i])
			hw_table_hide(table, i);
	return hw_arena_failed(&fit->arena) ? -ENOMEM : hw_table_print(table);
}

void hw_fit_done(struct hw_fit *fit)
{
	hw_arena_done(&fit->arena);
}
