// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/lib/ids_file.h"

/*
 * Files of lines in any order, many of them damaged, cut off anywhere: look-ups in random
 * order, before and after hw_ids_index(), some of them announced, against a list that a
 * plain reader makes line by line, and its count of the lines that break the grammar
 * against the warnings.
 */

#define LINES	    120
#define TEXT_SIZE   (LINES * 48)
#define ITEMS_MAX   (TEXT_SIZE / 2)
#define HEAD_RANGE  4
#define ENTRY_RANGE 5
#define SUB_RANGE   3

struct item {
	/* 1 to 3, and the ids down to that depth; a subsystem has two of 16 bits */
	int depth;
	bool class;
	unsigned id[3];
	struct hw_text name;
};

struct list {
	struct item items[ITEMS_MAX];
	size_t n;
	size_t malformed;
};

struct writer {
	unsigned seed;
	char text[TEXT_SIZE];
	size_t n;
};

static unsigned next(struct writer *w)
{
	w->seed = w->seed * 1664525U + 1013904223U;
	return w->seed >> 16;
}

/* --- the reader to compare with --- */

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

/* So many digits and blanks behind them are cut off. */
static bool cut_id(struct hw_text *t, size_t digits, unsigned *id)
{
	char number[5] = "";
	char *end;

	if (t->n <= digits || !blank(t->s[digits]))
		return false;
	for (size_t i = 0; i < digits; i++)
		if (!t->s[i] || !strchr("0123456789abcdefABCDEF", t->s[i]))
			return false;
	memcpy(number, t->s, digits);
	*id = (unsigned)strtoul(number, &end, 16);
	*t = hw_text_from(*t, digits);
	while (t->n && blank(t->s[0]))
		*t = hw_text_from(*t, 1);
	return true;
}

/* What is left has to be a name. */
static bool cut_name(struct hw_text t, struct hw_text *ret)
{
	size_t n = t.s && t.n ? strnlen(t.s, t.n) : 0;

	while (n && (blank(t.s[n - 1]) || t.s[n - 1] == '\r'))
		n--;
	*ret = hw_text_head(t, n);
	return n > 0;
}

enum place { NOWHERE, VENDOR, CLASS, SKIPPED };

struct place_now {
	enum place place;
	bool in_entry;
	struct item item;
};

static void add(struct list *list, struct place_now *now, int depth)
{
	now->item.depth = depth;
	assert_true(list->n < ITEMS_MAX);
	list->items[list->n++] = now->item;
}

static void read_head(struct list *list, struct place_now *now, struct hw_text t)
{
	struct hw_text rest = t;
	size_t capitals = 0;

	*now = (struct place_now){.place = SKIPPED};
	if (cut_id(&rest, 4, &now->item.id[0])) {
		if (cut_name(rest, &now->item.name))
			now->place = VENDOR;
	} else if (t.n > 2 && t.s[0] == 'C' && blank(t.s[1])) {
		rest = hw_text_from(t, 2);
		now->item.class = true;
		if (cut_id(&rest, 2, &now->item.id[0]) && cut_name(rest, &now->item.name))
			now->place = CLASS;
	} else {
		while (capitals < t.n && t.s[capitals] >= 'A' && t.s[capitals] <= 'Z')
			capitals++;
		if (capitals && capitals < t.n && blank(t.s[capitals]))
			return;
	}
	if (now->place == SKIPPED)
		list->malformed++;
	else
		add(list, now, 1);
}

static void read_below(struct list *list, struct place_now *now, struct hw_text t,
		       size_t tabs, enum hw_ids_kind kind)
{
	struct item *item = &now->item;
	size_t digits = now->place == CLASS ? 2 : 4;
	struct hw_text rest = hw_text_from(t, tabs);
	bool is_odd = tabs == 0 || tabs > 2 || rest.s[0] == ' ' || rest.s[0] == '\r';
	unsigned more = 0;
	bool good;

	if (now->place == SKIPPED)
		return;
	if (tabs == 2 && !is_odd && kind == HW_IDS_USB && now->place != CLASS)
		return;
	if (now->place == NOWHERE) {
		list->malformed++;
		return;
	}
	if (tabs < 2) {
		good = !is_odd && cut_id(&rest, digits, &item->id[1]) &&
		       cut_name(rest, &item->name);
		now->in_entry = good;
		if (good)
			add(list, now, 2);
	} else {
		good = !is_odd && cut_id(&rest, digits, &item->id[2]);
		if (good && now->place == VENDOR)
			good = cut_id(&rest, 4, &more);
		good = good && cut_name(rest, &item->name) && now->in_entry;
		item->id[2] = item->id[2] << (now->place == VENDOR ? 16 : 0) | more;
		if (good)
			add(list, now, 3);
	}
	list->malformed += !good;
}

static void read_all(struct list *list, struct hw_text text, enum hw_ids_kind kind)
{
	struct place_now now = {.place = NOWHERE};

	*list = (struct list){.n = 0};
	while (text.s && text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');
		struct hw_text rest = line;
		size_t tabs = 0;

		while (rest.n && (blank(rest.s[0]) || rest.s[0] == '\r'))
			rest = hw_text_from(rest, 1);
		if (!rest.n || rest.s[0] == '#')
			continue;
		while (line.s[tabs] == '\t')
			tabs++;
		if (!tabs && line.s[0] != ' ' && line.s[0] != '\r')
			read_head(list, &now, line);
		else
			read_below(list, &now, line, tabs, kind);
	}
}

static struct hw_text first_item(const struct list *list, int depth, bool class,
				 const unsigned *id)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct item *item = &list->items[i];

		if (item->depth == depth && item->class == class &&
		    memcmp(item->id, id, (size_t)depth * sizeof(*id)) == 0)
			return item->name;
	}
	return HW_NO_TEXT;
}

/* --- the files --- */

static void put_line(struct writer *w)
{
	static const char damage[] = "\t \n\r#\0C0aFgZ";
	unsigned kind = next(w) % 16;
	unsigned head = next(w) % HEAD_RANGE;
	unsigned entry = next(w) % ENTRY_RANGE;
	char *line = w->text + w->n;
	size_t room = sizeof(w->text) - w->n;
	int n;

	if (kind == 0)
		n = snprintf(line, room, "%04x  Vendor %zu", head, w->n);
	else if (kind == 1)
		n = snprintf(line, room, "C %02x  Class %zu", head, w->n);
	else if (kind == 2)
		n = snprintf(line, room, "%s", next(w) % 2 ? "# 0001  x" : "HID 1");
	else if (kind < 7)
		n = snprintf(line, room, "\t%04X  Device %zu", entry, w->n);
	else if (kind < 9)
		n = snprintf(line, room, "\t%02x  Subclass %zu", entry, w->n);
	else if (kind < 14)
		n = snprintf(line, room, "\t\t%04x %04x  Sub %zu", next(w) % SUB_RANGE,
			     next(w) % SUB_RANGE, w->n);
	else
		n = snprintf(line, room, "\t\t%02x  Interface %zu", next(w) % SUB_RANGE,
			     w->n);
	assert_true(n > 0 && (size_t)n + 1 < room);
	line[n] = '\n';
	if (next(w) % 6 == 0)
		line[next(w) % ((unsigned)n < 12 ? (unsigned)n + 1 : 12)] =
			damage[next(w) % (sizeof(damage) - 1)];
	w->n += (size_t)n + 1;
}

/* --- the comparison --- */

static void same(struct hw_text got, struct hw_text want)
{
	assert_int_equal(got.n, want.n);
	if (!want.s)
		assert_null(got.s);
	else
		assert_memory_equal(got.s, want.s, want.n);
}

/* Looks something up, in the file and in the list. */
static struct hw_text look_up(struct hw_ids *ids, const struct list *list,
			      struct writer *w, struct hw_text *ret_want)
{
	const unsigned id[3] = {next(w) % (HEAD_RANGE + 1), next(w) % (ENTRY_RANGE + 1),
				(next(w) % SUB_RANGE) << 16 | next(w) % SUB_RANGE};
	const unsigned c[3] = {id[0], id[1], id[2] >> 16};

	switch (next(w) % 6) {
	case 0:
		*ret_want = first_item(list, 1, false, id);
		return hw_ids_vendor(ids, (uint16_t)id[0]);
	case 1:
		*ret_want = first_item(list, 2, false, id);
		return hw_ids_device(ids, (uint16_t)id[0], (uint16_t)id[1]);
	case 2:
		*ret_want = first_item(list, 3, false, id);
		return hw_ids_subsystem(ids, (uint16_t)id[0], (uint16_t)id[1],
					(uint16_t)(id[2] >> 16), (uint16_t)id[2]);
	case 3:
		*ret_want = first_item(list, 1, true, c);
		return hw_ids_class(ids, (uint8_t)c[0]);
	case 4:
		*ret_want = first_item(list, 2, true, c);
		return hw_ids_subclass(ids, (uint8_t)c[0], (uint8_t)c[1]);
	default:
		*ret_want = first_item(list, 3, true, c);
		return hw_ids_interface(ids, (uint8_t)c[0], (uint8_t)c[1], (uint8_t)c[2]);
	}
}

static void ask(struct hw_ids *ids, const struct list *list, struct writer *w)
{
	struct hw_text want;
	struct hw_text got = look_up(ids, list, w, &want);

	same(got, want);
}

/* Announces most of the look-ups that will follow, which find nothing yet. */
static void announce(struct hw_ids *ids, const struct list *list, struct writer *w)
{
	const unsigned seed = w->seed;
	struct hw_text want;

	assert_true(hw_ids_gather(ids));
	for (int i = 0; i < 120; i++)
		assert_null(look_up(ids, list, w, &want).s);
	hw_ids_answer(ids);
	w->seed = seed;
}

static size_t malformed(const struct hw_warnings *warnings)
{
	size_t n = 0;

	for (const struct hw_warning *w = warnings->first; w; w = w->next)
		n += strcmp(w->code, "ids-malformed") == 0;
	return n;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void damaged_files(void **state)
{
	struct writer *w = malloc(sizeof(*w));
	struct list *list = malloc(sizeof(*list));

	(void)state;
	assert_non_null(w);
	assert_non_null(list);
	for (unsigned seed = 1; seed <= 400; seed++) {
		enum hw_ids_kind kind = seed % 4 ? HW_IDS_PCI : HW_IDS_USB;
		struct file f;

		w->seed = seed;
		w->n = 0;
		for (unsigned lines = 1 + next(w) % (LINES - 1); lines; lines--)
			put_line(w);
		w->n -= next(w) % 2 ? smaller(w->n, next(w) % 40) : 0;
		f = open_bytes(kind, w->text, w->n);
		read_all(list, (struct hw_text){w->text, w->n}, kind);
		if (seed % 3 == 0)
			announce(f.ids, list, w);
		for (int i = 0; i < 150; i++)
			ask(f.ids, list, w);
		assert_int_equal(hw_ids_index(f.ids), 0);
		assert_int_equal(malformed(f.warnings),
				 smaller(list->malformed, HW_WARNINGS_PER_FILE));
		for (int i = 0; i < 150; i++)
			ask(f.ids, list, w);
		assert_int_equal(malformed(f.warnings),
				 smaller(list->malformed, HW_WARNINGS_PER_FILE));
		done(&f);
	}
	free(list);
	free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(damaged_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
