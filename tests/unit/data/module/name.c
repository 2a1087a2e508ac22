// SPDX-License-Identifier: GPL-2.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/module/name.h"

static void equality(void **state)
{
	static const struct {
		const char *a, *b;
		bool is_equal;
	} rows[] = {
		{"rng-core", "rng_core", true},	 {"a-b_c", "a_b-c", true},
		{"e1000e", "e1000e", true},	 {"", "", true},
		{"rng-core", "rng.core", false}, {"rng_core", "rng_core2", false},
		{"e1000", "e1000e", false},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		struct hw_text a = hw_text_of(rows[i].a);
		struct hw_text b = hw_text_of(rows[i].b);

		assert_int_equal(hw_module_name_eq(a, b), rows[i].is_equal);
		assert_int_equal(hw_module_name_hash(a) == hw_module_name_hash(b),
				 rows[i].is_equal);
	}
}

static void normal_form(void **state)
{
	const struct hw_text name = HW_TEXT("e1000e");
	struct hw_arena arena = {0};

	(void)state;
	assert_ptr_equal(hw_module_name_normalize(name, &arena).s, name.s);
	assert_true(hw_text_eq(hw_module_name_normalize(HW_TEXT("-a-b_c-"), &arena),
			       HW_TEXT("_a_b_c_")));
	hw_arena_done(&arena);
}

static void of_a_path(void **state)
{
	static const struct {
		const char *path, *name;
	} rows[] = {
		{"kernel/net/cfg-80211.ko.xz", "cfg-80211"},
		{"/extra/a.ko", "a"},
		{"e1000e", "e1000e"},
		{"kernel/", ""},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		assert_true(hw_text_eq(hw_module_name_of_path(hw_text_of(rows[i].path)),
				       hw_text_of(rows[i].name)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equality),
		cmocka_unit_test(normal_form),
		cmocka_unit_test(of_a_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
