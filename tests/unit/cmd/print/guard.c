// SPDX-License-Identifier: GPL-2.0-or-later
/* Documents that are longer than what is kept of them at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What would be printed. */
static FILE *printed;

#undef stdout
#define stdout printed
/* cmocka.h has a macro fail() */
#include "cmd/print/guard.c"

#include <cmocka.h>

static char said[256];

void hw_error(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(said, sizeof(said), format, args);
	va_end(args);
}

bool hw_stdout_failed(void)
{
	return false;
}

#define DOCUMENT (KEPT_MAX + (size_t)64 * 1024)
/* Bytes that are written at a time. */
#define PIECE ((size_t)30011)

static char document[DOCUMENT + 1];

/* A document of blanks, or of one long word. */
static void fill(char filler)
{
	memset(document, filler, DOCUMENT);
}

/* A machine that has two numbers. */
static struct hw_machine machine_with(struct hw_text values[static 2])
{
	values[0] = HW_TEXT("525400a1b2c7");
	values[1] = HW_TEXT("PF2ABCDE");
	return (struct hw_machine){
		.privacy = {.level = HW_PRIVACY_PUBLIC, .values = {.v = values, .n = 2}},
	};
}

/* How much of the document is printed; *ret_is_sound: what hw_guard_close() says. */
static size_t print_document(bool *ret_is_sound)
{
	struct hw_text values[2];
	const struct hw_machine m = machine_with(values);
	struct hw_guard *guard;
	char *is = NULL;
	size_t n = 0;

	said[0] = '\0';
	printed = open_memstream(&is, &n);
	assert_non_null(printed);
	assert_int_equal(hw_guard_open(&m, &guard), 0);
	for (size_t at = 0; at < DOCUMENT; at += PIECE)
		fwrite(document + at, 1, DOCUMENT - at < PIECE ? DOCUMENT - at : PIECE,
		       hw_guard_stream(guard));
	*ret_is_sound = hw_guard_close(guard);
	fclose(printed);
	assert_in_range(n, 0, DOCUMENT);
	if (n)
		assert_memory_equal(is, document, n);
	free(is);
	return n;
}

/* The text at this place of the document, which is a leak: nothing from there on is
 * printed. */
static void leaks_at(size_t place, const char *text)
{
	const size_t length = strlen(text);
	char was[64];
	bool is_sound;
	size_t n;

	memcpy(was, document + place, length);
	memcpy(document + place, text, length);
	n = print_document(&is_sound);
	if (is_sound || n > place)
		fail_msg("'%s' at %zu: %zu printed", text, place, n);
	if (!strstr(said, n ? "the output ends here" : "nothing was printed"))
		fail_msg("'%s' at %zu: '%s'", text, place, said);
	memcpy(document + place, was, length);
}

/* One that is none: all is printed. */
static void passes_at(size_t place, const char *text)
{
	const size_t length = strlen(text);
	char was[64];
	bool is_sound;

	memcpy(was, document + place, length);
	memcpy(document + place, text, length);
	if (print_document(&is_sound) != DOCUMENT || !is_sound)
		fail_msg("'%s' at %zu: '%s'", text, place, said);
	memcpy(document + place, was, length);
}

/* Where a document of blanks is cut: the end of what is looked at, and of what is printed
 * of that. */
static const size_t cuts[] = {KEPT_MAX, KEPT_MAX - OVERLAP};

/* Each byte of a secret is once the first one behind a cut. */
static void secrets_that_are_cut(void **state)
{
	static const char *const spellings[] = {"52:54:00:a1:b2:c7", "PF2-ABCDE"};

	(void)state;
	fill(' ');
	for (size_t i = 0; i < HW_ARRAY_SIZE(spellings); i++)
		for (size_t k = 0; k < HW_ARRAY_SIZE(cuts); k++)
			for (size_t at = 0; at <= strlen(spellings[i]); at++)
				leaks_at(cuts[k] - at, spellings[i]);
}

/* The same where nothing but letters is around: it is cut anywhere. */
static void secrets_in_a_long_word(void **state)
{
	(void)state;
	fill('z');
	for (size_t k = 0; k < HW_ARRAY_SIZE(cuts); k++)
		for (size_t at = 0; at <= strlen("525400A1B2C7"); at++)
			leaks_at(cuts[k] - at, "525400A1B2C7");
}

/* A number of 8 letters and digits is one as a word alone, on whatever side of a cut the
 * rest of a longer word is. */
static void words_that_are_cut(void **state)
{
	(void)state;
	fill('\n');
	for (size_t k = 0; k < HW_ARRAY_SIZE(cuts); k++)
		for (size_t at = 0; at <= strlen("xPF2ABCDE7"); at++) {
			passes_at(cuts[k] - at, "PF2ABCDE7");
			passes_at(cuts[k] - at, "xPF2ABCDE");
		}
}

/* What is found before anything was printed, and at the end. */
static void first_and_last_parts(void **state)
{
	(void)state;
	fill(' ');
	leaks_at(0, "PF2ABCDE");
	leaks_at(KEPT_MAX / 2, "PF2ABCDE");
	leaks_at(DOCUMENT - strlen("PF2ABCDE"), "PF2ABCDE");
	passes_at(KEPT_MAX / 2, "PF2ABCD");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(secrets_that_are_cut),
		cmocka_unit_test(secrets_in_a_long_word),
		cmocka_unit_test(words_that_are_cut),
		cmocka_unit_test(first_and_last_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
