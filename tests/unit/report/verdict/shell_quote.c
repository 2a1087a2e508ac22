// SPDX-License-Identifier: GPL-2.0-or-later
/* What goes into a command, taken apart by the tools themselves: sh, sed, grep -P. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <unistd.h>

#include "report/verdict/internal.h"
#include "tests/lib/tree.h"

static const char *const texts[] = {
	"e1000e",
	"-r",
	"x;touch /tmp/pwned",
	"a b",
	"it's",
	"''",
	"$HOME `id` $(id) ${IFS}",
	"back\\slash \\n %s %%",
	"*?[a-z]{a,b}~!#&|<>()\"",
	"tab\there",
	"\033[31mred\r\177",
	"f\303\274r \342\200\256gnirts\377",
	"",
};

static struct hw_text run(const char *command, struct hw_arena *arena)
{
	char *out = hw_arena_alloc(arena, 65536, 1);
	FILE *in = popen(command, "r");
	size_t n;

	assert_non_null(in);
	n = fread(out, 1, 65536, in);
	assert_int_equal(pclose(in), 0);
	return (struct hw_text){out, n};
}

static void check_ascii(struct hw_text command)
{
	for (size_t i = 0; i < command.n; i++)
		if (command.s[i] < 0x20 || command.s[i] > 0x7e)
			fail_msg("byte %02x", (unsigned char)command.s[i]);
}

static void check_word(struct hw_text text, struct hw_arena *arena)
{
	struct hw_text word = hw_shell_word(text, arena);
	struct hw_text command =
		hw_arena_printf(arena, "printf '<%%s>' %.*s", HW_TEXT_ARG(word));
	struct hw_text expected = hw_arena_printf(arena, "<%.*s>", HW_TEXT_ARG(text));

	check_ascii(word);
	if (!hw_text_eq(run(command.s, arena), expected))
		fail_msg("%.*s", HW_TEXT_ARG(word));
}

static void test_words(void **state)
{
	struct hw_arena arena = {0};
	char all[255];

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++)
		check_word(hw_text_of(texts[i]), &arena);
	for (size_t i = 0; i < sizeof(all); i++)
		all[i] = (char)(i + 1);
	check_word((struct hw_text){all, sizeof(all)}, &arena);
	/* what needs no quotes has none */
	assert_true(hw_text_eq(hw_shell_word(HW_TEXT("/etc/a-b.conf"), &arena),
			       HW_TEXT("/etc/a-b.conf")));
	hw_arena_done(&arena);
}

/* The file holds the directive between lines that are almost the same. */
static void check_delete(const struct tree *tree, const char *directive,
			 struct hw_arena *arena)
{
	struct hw_text lines = hw_text_of(directive);
	struct hw_text left =
		hw_arena_printf(arena, "x%s\n%s x\n# end\n", directive, directive);
	struct hw_text before = hw_arena_printf(arena, "x%s\n%s\n%s x\n# end\n",
						directive, directive, directive);
	struct hw_text sed = hw_shell_sed_delete(lines, arena);
	struct hw_text command =
		hw_arena_printf(arena, "%.*s '%s/f' && cat '%s/f'", HW_TEXT_ARG(sed),
				tree->path, tree->path);

	check_ascii(sed);
	tree_file(tree, "f", before.s);
	if (!hw_text_eq(run(command.s, arena), left))
		fail_msg("%.*s", HW_TEXT_ARG(sed));
	/* again: nothing is left to delete */
	assert_true(hw_text_eq(run(command.s, arena), left));
}

static void test_delete(void **state)
{
	static const char *const directives[] = {
		"blacklist e1000e",
		"  blacklist\te1000e  ",
		"install e1000* /bin/false # it's \\\"x\\\" $1 ^a [b] c+ d? (e|f) {g} &",
		"install \\\n  e \\\n\\\n/bin/false",
		"blacklist cr\r",
		"options x name=f\303\274r\377\033",
	};
	struct hw_arena arena = {0};
	struct tree tree;

	(void)state;
	tree_make(&tree);
	for (size_t i = 0; i < HW_ARRAY_SIZE(directives); i++)
		check_delete(&tree, directives[i], &arena);
	tree_remove(&tree);
	hw_arena_done(&arena);
}

/* grep -P reads patterns with the library of journalctl. */
static void test_patterns(void **state)
{
	struct hw_arena arena = {0};

	(void)state;
	if (system("echo a | grep -qP a") != 0)
		skip();
	for (size_t i = 0; i + 2 < HW_ARRAY_SIZE(texts); i++) {
		struct hw_text text = hw_text_of(texts[i]);
		struct hw_text word = hw_shell_word(text, &arena);
		struct hw_text pattern = hw_shell_pattern(text, &arena);
		struct hw_text command = hw_arena_printf(
			&arena, "printf '%%s\\n' %.*s | LC_ALL=C grep -c -P -e %.*s",
			HW_TEXT_ARG(word), HW_TEXT_ARG(pattern));

		check_ascii(pattern);
		if (!hw_text_eq(run(command.s, &arena), HW_TEXT("1\n")))
			fail_msg("%.*s", HW_TEXT_ARG(pattern));
	}
	hw_arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_delete),
		cmocka_unit_test(test_patterns),
	};

	return cmocka_run_group_tests_name("shell", tests, NULL, NULL);
}
