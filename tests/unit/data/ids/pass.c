// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/ids/internal.h"
#include "data/ids/search.h"
#include "tests/lib/ids_file.h"

enum { SEARCHED = 4096, VENDORS = 60, ENTRIES = 12, SUBENTRIES = 5 };

static unsigned draw(unsigned *seed, unsigned n)
{
	*seed = *seed * 1103515245 + 12345;
	return (*seed >> 16) % n;
}

/* The vector unit finds what the portable twin finds. */
static void lines_by_their_tabs(void **state)
{
	char text[SEARCHED + HW_IDS_CHUNK + 2];
	unsigned seed = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = "\n\t\n\tab"[draw(&seed, 6)];
	for (size_t at = 0; at < SEARCHED; at++)
		for (int tabs = 1; tabs <= 2; tabs++)
			assert_int_equal(hw_ids_outer(text + at, tabs),
					 hw_ids_outer_any(text + at, tabs));
	for (size_t at = 0; at < SEARCHED; at++) {
		const char *end = text + sizeof(text);
		const char *p = hw_ids_next_line(text + at, end);

		while (p < end && *p == '\t' && end - p > 1 && p[1] == '\t')
			p = hw_ids_next_line(p, end);
		assert_ptr_equal(hw_ids_next_entry(text + at, end), p);
	}
}

/* What may stand between lines, and how they may end. */
static int put_noise(char *to, size_t n, unsigned *seed)
{
	static const char *const noise[] = {
		"", "", "", "", "# 0001  No vendor\n", "\t# 1\n", "\n", ""};

	return snprintf(to, n, "%s", noise[draw(seed, 8)]);
}

static void append(char *text, size_t size, const char *line, unsigned *seed)
{
	size_t n = strlen(text);

	assert_true(n + 200 < size);
	n += (size_t)snprintf(text + n, size - n, "%s%s", line,
			      draw(seed, 5) ? "\n" : "\r\n");
	put_noise(text + n, size - n, seed);
}

/* Ids are multiples of three, so that many are not listed. */
static char *sorted_text(unsigned seed)
{
	const size_t size = (size_t)512 * 1024;
	char *text = calloc(size, 1);
	char line[100];

	assert_non_null(text);
	for (unsigned v = 0; v < VENDORS; v++) {
		snprintf(line, sizeof(line), "%04x  Vendor %u", 3 * v, v);
		append(text, size, line, &seed);
		for (unsigned e = 0; e < draw(&seed, ENTRIES); e++) {
			snprintf(line, sizeof(line), "\t%04x  Device %u %u", 3 * e, v, e);
			append(text, size, line, &seed);
			for (unsigned s = 0; s < draw(&seed, SUBENTRIES); s++) {
				snprintf(line, sizeof(line),
					 "\t\t%04x %04x  Board %u %u %u", 3 * s, e, v, e,
					 s);
				append(text, size, line, &seed);
			}
		}
	}
	append(text, size, "C 01  Mass storage", &seed);
	append(text, size, "\t06  SATA", &seed);
	append(text, size, "\t\t01  AHCI", &seed);
	append(text, size, "C 03  Display", &seed);
	return text;
}

/* A look-up, of which there are some that find nothing at each depth. */
static struct hw_text ask(struct hw_ids *ids, unsigned *seed)
{
	const uint16_t vendor = (uint16_t)draw(seed, 3 * VENDORS + 2);
	const uint16_t device = (uint16_t)draw(seed, 3 * ENTRIES);

	switch (draw(seed, 6)) {
	case 0:
		return hw_ids_vendor(ids, vendor);
	case 1:
	case 2:
		return hw_ids_device(ids, vendor, device);
	case 3:
		return hw_ids_subsystem(ids, vendor, device,
					(uint16_t)draw(seed, 3 * SUBENTRIES),
					(uint16_t)(device / 3));
	case 4:
		return hw_ids_subclass(ids, (uint8_t)(1 + draw(seed, 3)), 6);
	default:
		return hw_ids_interface(ids, 1, 6, (uint8_t)draw(seed, 3));
	}
}

enum { ASKED = 200 };

/* Announced or not, names and warnings are the same. Returns whether an index was made
 * for the announced ones. */
static bool compare(const char *text, unsigned seed)
{
	struct file announced = open_pci(text);
	struct file other = open_pci(text);
	unsigned first = seed;
	unsigned second = seed;
	bool is_scanned;

	assert_true(hw_ids_gather(announced.ids));
	for (int i = 0; i < ASKED; i++)
		assert_null(ask(announced.ids, &first).s);
	hw_ids_answer(announced.ids);
	first = seed;
	for (int i = 0; i < ASKED; i++) {
		const struct hw_text got = ask(announced.ids, &first);
		const struct hw_text want = ask(other.ids, &second);

		assert_int_equal(got.n, want.n);
		assert_true(!got.s == !want.s);
		if (want.n)
			assert_memory_equal(got.s, want.s, want.n);
	}
	is_scanned = announced.ids->is_scanned;
	assert_int_equal(announced.warnings->count, other.warnings->count);
	done(&announced);
	done(&other);
	return is_scanned;
}

static void sorted_files_need_no_index(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed < 40; seed++) {
		char *text = sorted_text(seed);

		assert_false(compare(text, seed));
		free(text);
	}
}

/* Of these the index warns. */
static void other_files_do(void **state)
{
	static const char *const ends[] = {
		/* not sorted, and listed twice */
		"0000  First again\n\t0000  Late\n",
		"C 03  Display again\n",
		/* malformed */
		"00000  Vendor\n",
		"ffff\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		for (unsigned seed = 1; seed < 8; seed++) {
			char *text = sorted_text(seed);
			char *all = malloc(strlen(text) + strlen(ends[i]) + 1);

			assert_non_null(all);
			sprintf(all, "%s%s", text, ends[i]);
			assert_true(compare(all, seed));
			free(all);
			free(text);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_by_their_tabs),
		cmocka_unit_test(sorted_files_need_no_index),
		cmocka_unit_test(other_files_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
