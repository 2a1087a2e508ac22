// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/ids/pnp.h"
#include "tests/lib/tree.h"

struct file {
	struct hw_pnp *pnp;
	struct hw_warnings warnings;
	char *text;
};

/* The text is copied to a block of its very size, so that a byte too far is seen. */
static void open_text(struct file *f, const char *text, size_t n)
{
	*f = (struct file){.text = malloc(n ? n : 1)};
	assert_non_null(f->text);
	memcpy(f->text, text, n);
	assert_int_equal(hw_pnp_open_text((struct hw_text){f->text, n}, "some.ids",
					  &f->warnings, &f->pnp),
			 0);
}

static void done(struct file *f)
{
	hw_pnp_close(f->pnp);
	hw_warnings_done(&f->warnings);
	free(f->text);
}

static void is_vendor(struct hw_pnp *pnp, const char *letters, const char *want)
{
	struct hw_text got = hw_pnp_vendor(pnp, hw_text_of(letters));

	if (!want)
		assert_null(got.s);
	else if (!hw_text_eq(got, hw_text_of(want)))
		fail_msg("%s is \"%.*s\"", letters, HW_TEXT_ARG(got));
}

static void vendors(void **state)
{
	static const char text[] = "# comment\n"
				   "\n"
				   "AAA\tAvolites Ltd\n"
				   "ABP\t Advansys \r\n"
				   "INZ\tBest Buy\n"
				   "inu\tInovatec S.p.A.\n"
				   "INV\tInviso, Inc.\n"
				   "VQ@\tVision\tQuest\n"
				   "PHI\tDO NOT USE - PHI\n"
				   "AAA\tSomeone else\n"
				   "ZZZ\tNo newline";
	struct file f;

	(void)state;
	open_text(&f, text, sizeof(text) - 1);
	is_vendor(f.pnp, "AAA", "Avolites Ltd");
	is_vendor(f.pnp, "ABP", "Advansys");
	is_vendor(f.pnp, "INZ", "Best Buy");
	is_vendor(f.pnp, "INV", "Inviso, Inc.");
	is_vendor(f.pnp, "inu", "Inovatec S.p.A.");
	is_vendor(f.pnp, "INU", NULL);
	is_vendor(f.pnp, "VQ@", "Vision\tQuest");
	is_vendor(f.pnp, "PHI", NULL);
	is_vendor(f.pnp, "ZZZ", "No newline");
	is_vendor(f.pnp, "AAB", NULL);
	is_vendor(f.pnp, "AA", NULL);
	is_vendor(f.pnp, "AAAA", NULL);
	is_vendor(f.pnp, NULL, NULL);
	is_vendor(NULL, "AAA", NULL);
	assert_int_equal(f.warnings.count, 0);
	assert_true(hw_text_eq(hw_pnp_path(f.pnp), HW_TEXT("some.ids")));
	assert_null(hw_pnp_path(NULL).s);
	done(&f);
}

/* So many lines at the start of the text are bad. */
static void are_passed_over(const char *text, size_t n, size_t bad)
{
	struct file f;
	size_t line = 1;

	open_text(&f, text, n);
	/* not read before it is asked */
	assert_int_equal(f.warnings.count, 0);
	is_vendor(f.pnp, "ABG", "Good");
	is_vendor(f.pnp, "ABC", NULL);
	is_vendor(f.pnp, "ABD", NULL);
	is_vendor(f.pnp, "ABE", NULL);
	is_vendor(f.pnp, "ABF", NULL);
	assert_int_equal(f.warnings.count, bad);
	for (const struct hw_warning *w = f.warnings.first; w; w = w->next) {
		assert_string_equal(w->code, "ids-malformed");
		assert_true(hw_text_eq(w->path, HW_TEXT("some.ids")));
		assert_int_equal(w->line, line++);
	}
	done(&f);
}

static void bad_lines_are_passed_over(void **state)
{
	static const char with_nul[] = "AB\n"
				       "ABCD\tFour\n"
				       "ABD Blank\n"
				       "A C\tBlank inside\n"
				       "ABE\t \n"
				       "ABF\tNUL\0inside\n"
				       "ABG\tGood\n";
	static const char without[] = "AB\n"
				      "ABC\n"
				      "ABCD\tFour\n"
				      "ABD Blank\n"
				      "A C\tBlank inside\n"
				      " AB\tBlank before\n"
				      "AB\x7f\tNot printable\n"
				      "\xc3\x84"
				      "B\tNot ASCII\n"
				      "ABE\t\n"
				      "ABE\t \r\n"
				      "\t\n"
				      "#BC\tComment\n"
				      "ABG\tGood\n";
	struct file f;

	(void)state;
	are_passed_over(with_nul, sizeof(with_nul) - 1, 6);
	are_passed_over(without, sizeof(without) - 1, 10);
	open_text(&f, "", 0);
	is_vendor(f.pnp, "ABC", NULL);
	assert_int_equal(f.warnings.count, 0);
	done(&f);
}

/* Of more letters than there are chains, the last ones first, and each of them twice. */
static void of_many_the_first_counts(void **state)
{
	static char text[2 * 26 * 26 * sizeof("AAA\tAAA 1") + 1];
	char *p = text;
	struct file f;

	(void)state;
	for (int n = 1; n <= 2; n++)
		for (char a = 'Z'; a >= 'A'; a--)
			for (char b = 'Z'; b >= 'A'; b--)
				p += sprintf(p, "A%c%c\tA%c%c %d\n", a, b, a, b, n);
	open_text(&f, text, (size_t)(p - text));
	for (char a = 'A'; a <= 'Z'; a++) {
		for (char b = 'A'; b <= 'Z'; b++) {
			const char letters[] = {'A', a, b, '\0'};
			const char want[] = {'A', a, b, ' ', '1', '\0'};
			const char other[] = {'B', a, b, '\0'};

			is_vendor(f.pnp, letters, want);
			is_vendor(f.pnp, other, NULL);
		}
	}
	assert_int_equal(f.warnings.count, 0);
	done(&f);
}

static void found_below_a_root(void **state)
{
	struct tree tree;
	struct hw_root *root;
	struct hw_warnings warnings = {0};
	struct hw_pnp *pnp = NULL;

	(void)state;
	tree_make(&tree);
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	assert_int_equal(hw_pnp_find(root, &warnings, &pnp), -ENOENT);
	assert_null(pnp);
	tree_file(&tree, "usr/share/hwdata/pnp.ids", "ABC\tSomeone\n");
	assert_int_equal(hw_pnp_find(root, &warnings, &pnp), 0);
	assert_true(hw_text_eq(hw_pnp_path(pnp), HW_TEXT("/usr/share/hwdata/pnp.ids")));
	is_vendor(pnp, "ABC", "Someone");
	hw_pnp_close(pnp);
	assert_int_equal(warnings.count, 0);
	hw_root_close(root);
	tree_remove(&tree);
}

static void one_that_cannot_be_read_is_a_warning(void **state)
{
	struct tree tree;
	struct hw_root *root;
	struct hw_warnings warnings = {0};
	struct hw_pnp *pnp;

	(void)state;
	tree_make(&tree);
	tree_file(&tree, "usr/share/hwdata/pnp.ids/is_a_folder", "");
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	assert_int_equal(hw_pnp_find(root, &warnings, &pnp), 0);
	assert_int_equal(warnings.count, 0);
	is_vendor(pnp, "ABC", NULL);
	is_vendor(pnp, "ABC", NULL);
	assert_int_equal(warnings.count, 1);
	assert_string_equal(warnings.first->code, "ids-unreadable");
	hw_pnp_close(pnp);
	hw_warnings_done(&warnings);
	hw_root_close(root);
	tree_remove(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vendors),
		cmocka_unit_test(bad_lines_are_passed_over),
		cmocka_unit_test(of_many_the_first_counts),
		cmocka_unit_test(found_below_a_root),
		cmocka_unit_test(one_that_cannot_be_read_is_a_warning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
