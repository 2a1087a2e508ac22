// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>

#include "tests/lib/alias_tables.h"
#include "tests/lib/text.h"
#include "tests/lib/tree.h"

static void check_hit(const struct fixture *f, size_t i, const char *module,
		      const char *pattern, enum hw_alias_source source, size_t line)
{
	assert_true(i < f->count);
	assert_text(f->hits[i].module, module);
	assert_text(f->hits[i].pattern, pattern);
	assert_int_equal(f->hits[i].source, source);
	assert_int_equal(f->hits[i].line, line);
}

static void test_hits_in_file_order(void **state)
{
	struct fixture *f = *state;

	open_tables(f,
		    HW_TEXT("# Aliases extracted from modules themselves.\n"
			    "alias usb:v046Dp*d*dc*dsc*dp*ic03isc*ip*in* hid_logitech\n"
			    "alias usb:v*p*d*dc*dsc*dp*ic03isc*ip*in* usbhid\n"
			    "\n"
			    "alias pci:v00008086d*sv*sd*bc*sc*i* other\n"
			    "alias usb:v046DpC52Bd*dc*dsc*dp*ic*isc*ip*in* unifying\n"
			    "alias usb:v046DpC52Bd*dc*dsc*dp*ic*isc*ip*in* unifying\n"),
		    HW_TEXT("usbcore.license=GPL\0"
			    "usbcore.parm=alias:usb:*\0"
			    "core.alias=usb:v*\0"));
	match(f, "usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip02in01");
	assert_int_equal(f->count, 5);
	check_hit(f, 0, "hid_logitech", "usb:v046Dp*d*dc*dsc*dp*ic03isc*ip*in*",
		  HW_ALIAS_MODULES, 2);
	check_hit(f, 1, "usbhid", "usb:v*p*d*dc*dsc*dp*ic03isc*ip*in*", HW_ALIAS_MODULES,
		  3);
	check_hit(f, 2, "unifying", "usb:v046DpC52Bd*dc*dsc*dp*ic*isc*ip*in*",
		  HW_ALIAS_MODULES, 6);
	check_hit(f, 3, "unifying", "usb:v046DpC52Bd*dc*dsc*dp*ic*isc*ip*in*",
		  HW_ALIAS_MODULES, 7);
	check_hit(f, 4, "core", "usb:v*", HW_ALIAS_BUILTIN, 3);
	assert_int_equal(hw_aliases_count(f->aliases), 6);
	assert_int_equal(f->warnings.count, 0);
	match(f, "usb:v046Dp");
	assert_int_equal(f->count, 1);
	match(f, "serio:ty01pr00id00ex00");
	assert_int_equal(f->count, 0);
}

/* Of one module; the other's stay where they are. */
static void test_patterns_that_say_more_come_first(void **state)
{
	struct fixture *f = *state;

	open_tables(f,
		    HW_TEXT("alias pci:v*d* a\nalias pci:v1d2sv* a\nalias pci:v1d* a\n"
			    "alias pci:v1d2* b\nalias pci:v[1]d2* a\n"
			    "alias pci:v1d2sv3 a\n"),
		    HW_TEXT(""));
	match(f, "pci:v1d2sv3");
	assert_int_equal(f->count, 6);
	check_hit(f, 0, "a", "pci:v1d2sv*", HW_ALIAS_MODULES, 2);
	check_hit(f, 1, "a", "pci:v1d*", HW_ALIAS_MODULES, 3);
	check_hit(f, 2, "a", "pci:v*d*", HW_ALIAS_MODULES, 1);
	check_hit(f, 3, "b", "pci:v1d2*", HW_ALIAS_MODULES, 4);
	check_hit(f, 4, "a", "pci:v1d2sv3", HW_ALIAS_MODULES, 6);
	check_hit(f, 5, "a", "pci:v[1]d2*", HW_ALIAS_MODULES, 5);
}

static void test_wildcard_in_the_prefix(void **state)
{
	struct fixture *f = *state;

	open_tables(f,
		    HW_TEXT("alias acpi*:PNP0C0A:* battery\n"
			    "alias acpi*:ACPI0003:* ac\n"
			    "alias dmi*:svnDell*:pnXPS* dell\n"
			    "alias *:vbd xen\n"
			    "alias * any\n"
			    "alias ?cpi:* one\n"
			    "alias [a-c]cpi:* set\n"),
		    HW_NO_TEXT);
	match(f, "acpi:ACPI0003:PNP0C0A:");
	assert_int_equal(f->count, 5);
	check_hit(f, 0, "battery", "acpi*:PNP0C0A:*", HW_ALIAS_MODULES, 1);
	check_hit(f, 1, "ac", "acpi*:ACPI0003:*", HW_ALIAS_MODULES, 2);
	check_hit(f, 2, "any", "*", HW_ALIAS_MODULES, 5);
	check_hit(f, 3, "one", "?cpi:*", HW_ALIAS_MODULES, 6);
	check_hit(f, 4, "set", "[a-c]cpi:*", HW_ALIAS_MODULES, 7);
	match(f, "dmi:bvnDell:svnDellInc.:pnXPS13:");
	assert_int_equal(f->count, 2);
	check_hit(f, 0, "dell", "dmi*:svnDell*:pnXPS*", HW_ALIAS_MODULES, 3);
	match(f, "xen:vbd");
	check_hit(f, 0, "xen", "*:vbd", HW_ALIAS_MODULES, 4);
	match(f, "");
	assert_int_equal(f->count, 1);
}

/* The text has what the module's author wrote; kmod normalises both sides. */
static void test_dashes(void **state)
{
	struct fixture *f = *state;

	open_tables(f,
		    HW_TEXT("alias xen-backend:vbd xen-blkback\n"
			    "alias xen_backend:vif net.ko\n"
			    "alias of:N*T*Cfoo,bar-baz[0-9] of_one\n"),
		    HW_TEXT("snd-core.alias=char-major-116-*\0"));
	match(f, "xen_backend:vbd");
	assert_int_equal(f->count, 1);
	check_hit(f, 0, "xen_blkback", "xen-backend:vbd", HW_ALIAS_MODULES, 1);
	match(f, "xen-backend:vif");
	check_hit(f, 0, "net", "xen_backend:vif", HW_ALIAS_MODULES, 2);
	match(f, "of:NaTbCfoo,bar-baz7");
	check_hit(f, 0, "of_one", "of:N*T*Cfoo,bar-baz[0-9]", HW_ALIAS_MODULES, 3);
	match(f, "of:NaTbCfoo,bar_baz-");
	assert_int_equal(f->count, 0);
	match(f, "char-major-116-1");
	check_hit(f, 0, "snd_core", "char-major-116-*", HW_ALIAS_BUILTIN, 1);
}

static void test_backslash(void **state)
{
	struct fixture *f = *state;

	open_tables(f, HW_TEXT("alias a\\b literal\nalias c*\\d escape\n"), HW_NO_TEXT);
	match(f, "a\\b");
	check_hit(f, 0, "literal", "a\\b", HW_ALIAS_MODULES, 1);
	match(f, "ab");
	assert_int_equal(f->count, 0);
	match(f, "cxd");
	check_hit(f, 0, "escape", "c*\\d", HW_ALIAS_MODULES, 2);
	match(f, "cx\\d");
	assert_int_equal(f->count, 1);
	match(f, "cx\\");
	assert_int_equal(f->count, 0);
}

/* depmod quotes nothing: what stands before the last word is the alias. */
static void test_blanks_and_line_ends(void **state)
{
	struct fixture *f = *state;

	open_tables(f,
		    HW_TEXT("alias platform:Fixed MDIO bus fixed_phy\r\n"
			    "  alias \t a:*   spaced\t\r\n"
			    "\r\n"
			    "  # comment\r\n"
			    "alias c:*\r\tinner\r\n"
			    "alias b:* last"),
		    HW_NO_TEXT);
	assert_int_equal(f->warnings.count, 0);
	match(f, "platform:Fixed MDIO bus");
	check_hit(f, 0, "fixed_phy", "platform:Fixed MDIO bus", HW_ALIAS_MODULES, 1);
	match(f, "a:x");
	check_hit(f, 0, "spaced", "a:*", HW_ALIAS_MODULES, 2);
	match(f, "b:x");
	check_hit(f, 0, "last", "b:*", HW_ALIAS_MODULES, 6);
	match(f, "c:x");
	check_hit(f, 0, "inner", "c:*", HW_ALIAS_MODULES, 5);
}

static void check_warning(const struct hw_warning *w, size_t line, const char *path)
{
	assert_non_null(w);
	assert_string_equal(w->code, "aliases-malformed");
	assert_int_equal(w->line, line);
	assert_text(w->path, path);
}

static void test_malformed_lines(void **state)
{
	struct fixture *f = *state;
	static const size_t lines[] = {1, 2, 3, 5, 6, 7, 8, 9, 10};
	const struct hw_warning *w;

	open_tables(f,
		    HW_TEXT("aliases a b\n"
			    "alias\n"
			    "alias a\n"
			    "alias good module\n"
			    "alias usb:[0-9 unclosed\n"
			    "alias usb:] stray\n"
			    "alias platform:jsl_rt5682_max98360ax\x80 high\n"
			    "alias nul\0nul nul\n"
			    "alias x .ko\n"
			    "alias x m\x01\n"
			    "alias * fine\n"),
		    HW_NO_TEXT);
	assert_int_equal(hw_aliases_count(f->aliases), 2);
	assert_int_equal(f->warnings.count, HW_ARRAY_SIZE(lines));
	w = f->warnings.first;
	for (size_t i = 0; i < HW_ARRAY_SIZE(lines); i++, w = w->next)
		check_warning(w, lines[i], "modules.alias");
	match(f, "good");
	assert_int_equal(f->count, 2);
	check_hit(f, 0, "module", "good", HW_ALIAS_MODULES, 4);
	check_hit(f, 1, "fine", "*", HW_ALIAS_MODULES, 11);
}

/* A line between common ones, wherever it stands, is what it is alone, and changes
 * nothing of these. */
static void test_lines_anywhere(void **state)
{
	enum { LINES = 300, AT = 150 };
	static const struct {
		const char *line;
		/* what is in it: a warning, or a pattern, or neither */
		size_t warnings;
		size_t patterns;
	} cases[] = {
		{"alias pci:v0000AAAA* snd_hda_intel", 0, 1},
		{"alias a b", 0, 1},
		{"alias  pci:v0000AAAA*  two", 0, 1},
		{"alias pci:v0000AAAA* tail ", 0, 1},
		{"alias platform:Fixed MDIO bus fixed_phy", 0, 1},
		{"alias usb:v?p[0-9]* sets", 0, 1},
		{"\talias pci:v0000AAAA*\ttabs", 0, 1},
		{"alias pci:v0000AAAA* return\r", 0, 1},
		{"# a comment", 0, 0},
		{"#", 0, 0},
		{"", 0, 0},
		{"alias pci:v0000AAAA* ", 1, 0},
		{"alias pci:v0000AAAA*", 1, 0},
		{"alias pci:v0000AAAA* .ko", 1, 0},
		{"alias pci:v0000AAAA* d\x7f", 1, 0},
		{"alias pci:v0000AAAA* h\x80", 1, 0},
		{"alias pci:v0000] stray", 1, 0},
		{"alias ", 1, 0},
		{"alias", 1, 0},
		{"options pci:v0000AAAA* other", 1, 0},
	};
	struct fixture *f = *state;
	char text[LINES * 64];

	for (size_t i = 0; i < HW_ARRAY_SIZE(cases); i++)
		for (int pad = 0; pad < 64; pad++) {
			size_t n = (size_t)sprintf(text, "#%*s\n", pad, "");
			char string[32];

			for (unsigned k = 2; k <= LINES; k++)
				n += k == AT ? (size_t)sprintf(text + n, "%s\n",
							       cases[i].line)
					     : (size_t)sprintf(
						       text + n,
						       "alias pci:v0000%04Xd* m%u\n", k,
						       k);
			hw_warnings_done(&f->warnings);
			open_tables(f, (struct hw_text){text, n}, HW_NO_TEXT);
			assert_int_equal(f->warnings.count, cases[i].warnings);
			if (cases[i].warnings)
				check_warning(f->warnings.first, AT, "modules.alias");
			assert_int_equal(hw_aliases_count(f->aliases),
					 LINES - 2 + cases[i].patterns);
			for (unsigned k = AT - 1; k <= AT + 1; k += 2) {
				sprintf(string, "pci:v0000%04Xd0", k);
				match(f, string);
				assert_int_equal(f->count, 1);
				assert_int_equal(f->hits[0].line, k);
			}
		}
}

static void test_malformed_records(void **state)
{
	struct fixture *f = *state;
	static const size_t lines[] = {1, 2, 4, 5, 8};
	const struct hw_warning *w;

	open_tables(f, HW_NO_TEXT,
		    HW_TEXT("nothing\0"
			    "alias=x\0"
			    "m.alias=x\0"
			    ".alias=x\0"
			    "m.alias=\0"
			    "\0"
			    "m.license=\x80\0"
			    "m.alias=xy"));
	assert_int_equal(f->warnings.count, HW_ARRAY_SIZE(lines));
	w = f->warnings.first;
	for (size_t i = 0; i < HW_ARRAY_SIZE(lines); i++, w = w->next)
		check_warning(w, lines[i], "modules.builtin.modinfo");
	match(f, "x");
	assert_int_equal(f->count, 1);
	check_hit(f, 0, "m", "x", HW_ALIAS_BUILTIN, 3);
}

static void test_overlong(void **state)
{
	struct fixture *f = *state;
	char line[4200];
	char string[4097];
	struct hw_alias_hit *hits = NULL;
	size_t count = 77;

	memset(line, 'a', sizeof(line));
	memcpy(line, "alias ", 6);
	memcpy(line + sizeof(line) - 4, " mm\n", 4);
	open_tables(f, (struct hw_text){line, sizeof(line)}, HW_NO_TEXT);
	assert_int_equal(hw_aliases_count(f->aliases), 0);
	check_warning(f->warnings.first, 1, "modules.alias");
	memset(string, 'a', sizeof(string));
	assert_int_equal(hw_aliases_match(f->aliases, (struct hw_text){string, 4096},
					  &f->arena, &hits, &count),
			 -ENAMETOOLONG);
	assert_int_equal(count, 77);
	/* the longest that kmod can handle */
	memset(line, 'a', sizeof(line));
	memcpy(line, "alias ", 6);
	memcpy(line + 6 + 4094, "? mm", 4);
	open_tables(f, (struct hw_text){line, 6 + 4095 + 3}, HW_NO_TEXT);
	assert_int_equal(hw_aliases_count(f->aliases), 1);
	string[4095] = '\0';
	match(f, string);
	assert_int_equal(f->count, 1);
	string[4094] = '\0';
	match(f, string);
	assert_int_equal(f->count, 0);
}

static void test_refused_strings(void **state)
{
	struct fixture *f = *state;
	static const struct hw_text bad[] = {
		{"usb:]", 5}, {"usb:[", 5}, {"[a-c", 4}, {"a\0b", 3}};
	struct hw_alias_hit *hits = NULL;
	size_t count = 77;

	open_tables(f, HW_TEXT("alias * any\n"), HW_NO_TEXT);
	for (size_t i = 0; i < HW_ARRAY_SIZE(bad); i++)
		assert_int_equal(
			hw_aliases_match(f->aliases, bad[i], &f->arena, &hits, &count),
			-EINVAL);
	assert_int_equal(count, 77);
	assert_null(hits);
	/* no index has such a byte, but a wildcard takes it */
	match(f, "\xff");
	assert_int_equal(f->count, 1);
	assert_int_equal(
		hw_aliases_match(NULL, HW_TEXT("usb:"), &f->arena, &hits, &count), 0);
	assert_int_equal(count, 0);
	assert_int_equal(hw_aliases_count(NULL), 0);
}

static void test_many_hits(void **state)
{
	enum { LINES = 3000 };
	struct fixture *f = *state;
	char *text = malloc(LINES * 32);
	size_t n = 0;

	assert_non_null(text);
	for (unsigned i = 0; i < LINES; i++)
		n += (size_t)sprintf(text + n, "alias %s m%u\n", i % 2 ? "ab*" : "a?c",
				     i);
	open_tables(f, (struct hw_text){text, n}, HW_NO_TEXT);
	match(f, "abc");
	assert_int_equal(f->count, LINES);
	for (size_t i = 0; i < LINES; i++)
		assert_int_equal(f->hits[i].line, i + 1);
	assert_text(f->hits[LINES - 1].module, "m2999");
	free(text);
}

static void test_open(void **state)
{
	struct fixture *f = *state;
	struct tree tree;
	char path[PATH_MAX];
	struct hw_root *root = NULL;

	tree_make(&tree);
	tree_dir(&tree, "6.1");
	assert_int_equal(hw_root_open(tree.path, &root), 0);
	assert_int_equal(hw_aliases_open(root, "6.1", &f->warnings, &f->aliases),
			 -ENOENT);
	assert_int_equal(hw_aliases_open(root, "6.2", &f->warnings, &f->aliases),
			 -ENOENT);
	assert_null(f->aliases);

	tree_file(&tree, "6.1/modules.builtin.modinfo", "");
	assert_int_equal(hw_aliases_open(root, "6.1", &f->warnings, &f->aliases), 0);
	match(f, "usb:v1");
	assert_int_equal(f->count, 0);
	/* "no module claims it" would be hasty */
	assert_int_equal(f->warnings.count, 1);
	assert_string_equal(f->warnings.first->code, "modules-missing");
	hw_warnings_done(&f->warnings);
	hw_aliases_close(f->aliases);
	f->aliases = NULL;

	tree_file(&tree, "6.1/modules.alias", "alias usb:* usb\nnonsense\n");
	assert_int_equal(f->warnings.count, 0);
	assert_int_equal(hw_aliases_open(root, "6.1", &f->warnings, &f->aliases), 0);
	assert_int_equal(f->warnings.count, 0);
	match(f, "usb:v1");
	check_hit(f, 0, "usb", "usb:*", HW_ALIAS_MODULES, 1);
	assert_int_equal(f->warnings.count, 1);
	tree_place(&tree, "6.1/modules.alias", path);
	check_warning(f->warnings.first, 2, path);

	hw_root_close(root);
	tree_remove(&tree);
}

static void test_source_names(void **state)
{
	(void)state;
	assert_string_equal(hw_alias_source_name(HW_ALIAS_MODULES), "modules.alias");
	assert_string_equal(hw_alias_source_name(HW_ALIAS_BUILTIN),
			    "modules.builtin.modinfo");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_hits_in_file_order),
		TEST(test_patterns_that_say_more_come_first),
		TEST(test_wildcard_in_the_prefix),
		TEST(test_dashes),
		TEST(test_backslash),
		TEST(test_blanks_and_line_ends),
		TEST(test_malformed_lines),
		TEST(test_lines_anywhere),
		TEST(test_malformed_records),
		TEST(test_overlong),
		TEST(test_refused_strings),
		TEST(test_many_hits),
		TEST(test_open),
		cmocka_unit_test(test_source_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
