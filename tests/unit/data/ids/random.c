// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/lib/ids_file.h"
#include "tests/lib/tree.h"

/*
 * Files made at random, sorted and unsorted, with blocks and lines that come again,
 * against a list that is searched from its start.
 */

#define ITEMS	    400
#define HEAD_RANGE  9
#define ENTRY_RANGE 30
#define LINE_SIZE   96

struct item {
	/* 1 to 3, and the ids down to that depth */
	int depth;
	bool class;
	unsigned id[4];
	char name[64];
};

struct machine {
	unsigned seed;
	size_t n;
	struct item items[ITEMS];
	char text[ITEMS * (LINE_SIZE + 16)];
	size_t size;
};

static unsigned next(struct machine *m)
{
	m->seed = m->seed * 1664525U + 1013904223U;
	return m->seed >> 16;
}

static void put(struct machine *m, const char *line)
{
	int n = snprintf(m->text + m->size, sizeof(m->text) - m->size, "%s%s", line,
			 next(m) % 4 ? "\n" : "\r\n");

	assert_true(n > 0 && m->size + (size_t)n < sizeof(m->text));
	m->size += (size_t)n;
}

static void put_noise(struct machine *m)
{
	/* none of these may end a block or an entry */
	static const char *const noise[] = {"", "# 0001  Comment", "\t# 0001  x", " \t"};

	if (next(m) % 5 == 0)
		put(m, noise[next(m) % HW_ARRAY_SIZE(noise)]);
}

/* Filler makes blocks long enough to be bisected. */
static void put_item(struct machine *m, const struct item *parent, int depth, bool class,
		     unsigned id, unsigned second)
{
	struct item *add = &m->items[m->n++];
	char line[LINE_SIZE];
	unsigned filler = next(m) % 32;

	assert_true(m->n <= ITEMS);
	if (parent)
		*add = *parent;
	add->depth = depth;
	add->class = class;
	add->id[depth - 1] = id;
	if (depth == 3)
		add->id[3] = second;
	snprintf(add->name, sizeof(add->name), "n%zu%.*s", m->n, (int)filler,
		 "________________________________");
	if (class)
		snprintf(line, sizeof(line), "%s%02x  %s",
			 depth == 1   ? "C "
			 : depth == 2 ? "\t"
				      : "\t\t",
			 id, add->name);
	else if (depth == 3)
		snprintf(line, sizeof(line), "\t\t%04x %04X  %s", id, second, add->name);
	else
		snprintf(line, sizeof(line), "%s%04x  %s", depth == 2 ? "\t" : "", id,
			 add->name);
	put(m, line);
	put_noise(m);
}

/* A block whose entries ascend, or come in any order and more than once. */
static void put_block(struct machine *m)
{
	bool class = next(m) % 4 == 0;
	bool sorted = next(m) % 2;
	size_t head = m->n;
	unsigned entry = 0;

	put_item(m, NULL, 1, class, next(m) % HEAD_RANGE, 0);
	for (unsigned i = next(m) % 24; i && entry < ENTRY_RANGE && m->n < ITEMS - 8;
	     i--) {
		size_t at = m->n;

		entry = sorted ? entry + next(m) % 3 : next(m) % ENTRY_RANGE;
		put_item(m, &m->items[head], 2, class, entry, 0);
		for (unsigned k = next(m) % 4; k; k--)
			put_item(m, &m->items[at], 3, class, next(m) % 4,
				 class ? 0 : next(m) % 3);
		entry += sorted;
	}
	if (next(m) % 6 == 0) {
		put(m, "HUT 01  Section");
		put(m, "\t0001  Of no vendor");
	}
}

static bool is_item(const struct item *item, bool class, int depth, const unsigned id[4])
{
	if (item->class != class || item->depth != depth)
		return false;
	for (int k = 0; k < (depth == 3 ? 4 : depth); k++)
		if (item->id[k] != id[k])
			return false;
	return true;
}

static const char *first_item(const struct machine *m, bool class, int depth,
			      const unsigned id[4])
{
	for (const struct item *item = m->items; item < m->items + m->n; item++)
		if (is_item(item, class, depth, id))
			return item->name;
	return NULL;
}

static void ask_all(const struct machine *m, struct hw_ids *ids, bool class)
{
	for (unsigned a = 0; a < HEAD_RANGE + 1; a++) {
		uint16_t a16 = (uint16_t)a;
		uint8_t a8 = (uint8_t)a;

		assert_text(class ? hw_ids_class(ids, a8) : hw_ids_vendor(ids, a16),
			    first_item(m, class, 1, (unsigned[4]){a}));
		for (unsigned b = 0; b < ENTRY_RANGE + 3; b++) {
			uint16_t b16 = (uint16_t)b;
			uint8_t b8 = (uint8_t)b;

			assert_text(class ? hw_ids_subclass(ids, a8, b8)
					  : hw_ids_device(ids, a16, b16),
				    first_item(m, class, 2, (unsigned[4]){a, b}));
			for (unsigned c = 0; c < 12; c++)
				assert_text(class ? hw_ids_interface(ids, a8, b8,
								     (uint8_t)(c / 3))
						  : hw_ids_subsystem(ids, a16, b16,
								     (uint16_t)(c / 3),
								     (uint16_t)(c % 3)),
					    first_item(m, class, 3,
						       (unsigned[4]){a, b, c / 3,
								     class ? 0 : c % 3}));
		}
	}
}

static struct hw_text ask(struct hw_ids *ids, const struct item *item)
{
	const unsigned *id = item->id;

	if (item->class)
		return item->depth == 1 ? hw_ids_class(ids, (uint8_t)id[0])
		       : item->depth == 2
			       ? hw_ids_subclass(ids, (uint8_t)id[0], (uint8_t)id[1])
			       : hw_ids_interface(ids, (uint8_t)id[0], (uint8_t)id[1],
						  (uint8_t)id[2]);
	return item->depth == 1 ? hw_ids_vendor(ids, (uint16_t)id[0])
	       : item->depth == 2
		       ? hw_ids_device(ids, (uint16_t)id[0], (uint16_t)id[1])
		       : hw_ids_subsystem(ids, (uint16_t)id[0], (uint16_t)id[1],
					  (uint16_t)id[2], (uint16_t)id[3]);
}

static void random_files(void **state)
{
	struct machine *m = malloc(sizeof(*m));

	(void)state;
	assert_non_null(m);
	for (unsigned seed = 1; seed <= 40; seed++) {
		struct file f;

		*m = (struct machine){.seed = seed};
		while (m->n < ITEMS - 60)
			put_block(m);
		f = open_bytes(HW_IDS_PCI, m->text, m->size);
		ask_all(m, f.ids, false);
		ask_all(m, f.ids, true);
		for (const struct hw_warning *w = f.warnings->first; w; w = w->next)
			assert_string_equal(w->code, "ids-duplicate");
		done(&f);
	}
	free(m);
}

/* Comments before the first head, one of them longer than what is read at once. */
#define PAD ((size_t)70 * 1024)

/* Files that are read in parts: each name is among the first that are asked for. */
static void random_files_in_parts(void **state)
{
	struct machine *m = malloc(sizeof(*m));
	char *bytes = malloc(PAD + sizeof(m->text));
	struct hw_root *root;
	struct hw_ids *ids;
	struct tree tree;

	(void)state;
	assert_non_null(m);
	assert_non_null(bytes);
	tree_make(&tree);
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	for (unsigned seed = 1; seed <= 10; seed++) {
		const size_t pad = PAD - seed * 101;

		*m = (struct machine){.seed = seed};
		while (m->n < ITEMS - 60)
			put_block(m);
		memset(bytes, '#', pad);
		bytes[100] = '\n';
		bytes[pad - 1] = '\n';
		memcpy(bytes + pad, m->text, m->size);
		tree_bytes(&tree, "pci.ids", bytes, pad + m->size);
		for (size_t i = 0; i < m->n; i++) {
			const struct item *item = &m->items[i];

			if (i % 50 == 0)
				assert_int_equal(hw_ids_open(root, "pci.ids", HW_IDS_PCI,
							     NULL, &ids),
						 0);
			assert_text(ask(ids, item),
				    first_item(m, item->class, item->depth, item->id));
			/* the answer that is kept */
			assert_text(ask(ids, item),
				    first_item(m, item->class, item->depth, item->id));
			if (i % 50 == 49 || i + 1 == m->n)
				hw_ids_close(ids);
		}
		/* many more than are copied */
		assert_int_equal(hw_ids_open(root, "pci.ids", HW_IDS_PCI, NULL, &ids), 0);
		ask_all(m, ids, false);
		ask_all(m, ids, true);
		hw_ids_close(ids);
	}
	hw_root_close(root);
	tree_remove(&tree);
	free(bytes);
	free(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_files),
		cmocka_unit_test(random_files_in_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
