// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "data/ids/internal.h"

static void remembered(void **state)
{
	struct hw_hwdb_cache *memo = calloc(1, sizeof(*memo));
	const struct hw_text key = HW_TEXT("acpi:ABP7501:");
	const struct hw_text vendor = HW_TEXT("VENDOR");
	const struct hw_text model = HW_TEXT("MODEL");
	struct hw_text got = HW_TEXT("untouched");

	(void)state;
	assert_non_null(memo);
	assert_false(hw_hwdb_cache_get(memo, key, vendor, &got));
	assert_true(hw_text_eq(got, HW_TEXT("untouched")));
	hw_hwdb_cache_put(memo, key, vendor, HW_TEXT("Advansys"));
	hw_hwdb_cache_put(memo, key, model, HW_NO_TEXT);
	assert_true(hw_hwdb_cache_get(memo, key, vendor, &got));
	assert_true(hw_text_eq(got, HW_TEXT("Advansys")));
	/* that there is no answer is one too */
	assert_true(hw_hwdb_cache_get(memo, key, model, &got));
	assert_null(got.s);
	/* the same bytes, cut elsewhere */
	assert_false(hw_hwdb_cache_get(memo, HW_TEXT("acpi:ABP7501:V"), HW_TEXT("ENDOR"),
				       &got));
	hw_hwdb_cache_put(memo, key, vendor, HW_TEXT("Other"));
	assert_true(hw_hwdb_cache_get(memo, key, vendor, &got));
	assert_true(hw_text_eq(got, HW_TEXT("Other")));
	hw_hwdb_cache_done(memo);
	assert_false(hw_hwdb_cache_get(memo, key, vendor, &got));
	free(memo);
}

/* Of ten times as many as there is room for: none is answered with another's answer. */
static void forgotten_but_never_wrong(void **state)
{
	struct hw_hwdb_cache *memo = calloc(1, sizeof(*memo));
	unsigned known = 0;

	(void)state;
	assert_non_null(memo);
	for (unsigned pass = 0; pass < 2; pass++) {
		for (unsigned i = 0; i < 10 * HW_HWDB_CACHE_SLOTS; i++) {
			char key[32];
			char value[32];
			struct hw_text got;

			snprintf(key, sizeof(key), "key %u", i);
			snprintf(value, sizeof(value), "value %u", i * 7);
			if (pass == 0)
				hw_hwdb_cache_put(memo, hw_text_of(key), HW_TEXT("P"),
						  hw_text_of(value));
			if (!hw_hwdb_cache_get(memo, hw_text_of(key), HW_TEXT("P"), &got))
				continue;
			known += pass;
			assert_true(hw_text_eq(got, hw_text_of(value)));
		}
	}
	assert_in_range(known, HW_HWDB_CACHE_SLOTS / 2, HW_HWDB_CACHE_SLOTS);
	hw_hwdb_cache_done(memo);
	free(memo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(remembered),
		cmocka_unit_test(forgotten_but_never_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
