// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Every line of the machine's usb.ids that names a vendor, product, class, subclass or
 * protocol, against a reader that knows nothing but sscanf() and the line before.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>

#include "data/ids/ids.h"

struct counts {
	size_t vendors;
	size_t products;
	size_t classes;
	size_t subclasses;
	size_t protocols;
	size_t others;
};

static void same(struct hw_text ours, const char *line, int name_at, const char *code)
{
	const char *name = line + name_at;
	size_t n = strlen(name);

	while (n && isspace((unsigned char)name[n - 1]))
		n--;
	if (!ours.s || ours.n != n || memcmp(ours.s, name, n))
		fail_msg("%s: ours is \"%.*s\" in the line %s", code, HW_TEXT_ARG(ours),
			 line);
}

static void below_vendor(struct hw_ids *ids, const char *line, unsigned vendor,
			 struct counts *n)
{
	unsigned product;
	int at = 0;

	if (line[1] == '\t')
		return;
	assert_int_equal(sscanf(line, "\t%4x %n", &product, &at), 1);
	same(hw_ids_device(ids, (uint16_t)vendor, (uint16_t)product), line, at,
	     "product");
	n->products++;
}

static void below_class(struct hw_ids *ids, const char *line, unsigned base,
			unsigned *sub, struct counts *n)
{
	unsigned protocol;
	int at = 0;

	if (line[1] != '\t') {
		assert_int_equal(sscanf(line, "\t%2x %n", sub, &at), 1);
		same(hw_ids_subclass(ids, (uint8_t)base, (uint8_t)*sub), line, at,
		     "subclass");
		n->subclasses++;
		return;
	}
	assert_int_equal(sscanf(line, "\t\t%2x %n", &protocol, &at), 1);
	same(hw_ids_interface(ids, (uint8_t)base, (uint8_t)*sub, (uint8_t)protocol), line,
	     at, "protocol");
	n->protocols++;
}

static void compare(struct hw_ids *ids, FILE *file, struct counts *n)
{
	char line[1024];
	unsigned head = 0;
	unsigned sub = 0;
	char section = 0;

	while (fgets(line, sizeof(line), file)) {
		int at = 0;

		if (line[0] == '#' || line[0] == '\n')
			continue;
		if (line[0] == '\t' && section == 'v') {
			below_vendor(ids, line, head, n);
		} else if (line[0] == '\t' && section == 'C') {
			below_class(ids, line, head, &sub, n);
		} else if (line[0] == '\t') {
			n->others++;
		} else if (sscanf(line, "C %2x %n", &head, &at) == 1) {
			section = 'C';
			same(hw_ids_class(ids, (uint8_t)head), line, at, "class");
			n->classes++;
		} else if (isupper((unsigned char)line[0])) {
			section = 'o';
			n->others++;
		} else {
			section = 'v';
			assert_int_equal(sscanf(line, "%4x %n", &head, &at), 1);
			same(hw_ids_vendor(ids, (uint16_t)head), line, at, "vendor");
			n->vendors++;
		}
	}
}

static void every_line(void **state)
{
	struct hw_warnings warnings = {0};
	struct counts n = {0};
	struct hw_root *root;
	struct hw_ids *ids;
	FILE *file;

	(void)state;
	assert_int_equal(hw_root_open("/", &root), 0);
	if (hw_ids_find(root, HW_IDS_USB, &warnings, &ids) < 0) {
		hw_root_close(root);
		skip();
	}
	file = fopen(hw_ids_path(ids).s, "r");
	assert_non_null(file);
	compare(ids, file, &n);
	fclose(file);
	print_message("%zu vendors, %zu products, %zu classes, %zu subclasses, "
		      "%zu protocols, %zu other lines\n",
		      n.vendors, n.products, n.classes, n.subclasses, n.protocols,
		      n.others);
	assert_true(n.vendors > 1000 && n.products > 10000 && n.others > 100);
	assert_true(n.classes > 10 && n.subclasses > 20 && n.protocols > 20);
	assert_int_equal(warnings.count, 0);
	hw_ids_close(ids);
	hw_warnings_done(&warnings);
	hw_root_close(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
