// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/guess.h"

#include <string.h>

#include "data/base/nearest.h"
#include "report/collect/filter.h"
#include "report/collect/pasted.h"
#include "report/lookup/query.h"

/* "00:1f.6", "1-6:1.0": no id has a dot or a hyphen between such digits. */
static bool is_slot(const char *s)
{
	return strspn(s, "0123456789abcdefABCDEF:.-") == strlen(s) && strpbrk(s, ".-");
}

/*
 * A path, an address, or a device's id in a report: "pci:0000:00:1f.6",
 * "acpi:PNP0303:00". A modalias of ACPI ends with a colon (create_modalias(),
 * drivers/acpi/device_sysfs.c).
 */
static bool is_address(const char *s)
{
	const char *name = strchr(s, ':');

	return *s == '/' || is_slot(s) || hw_filter_is_pasted(s) ||
	       (name && is_slot(name + 1)) ||
	       (strncmp(s, "acpi:", 5) == 0 && s[strlen(s) - 1] != ':');
}

/* "class 0106", "usb class 03", "acpi PNP0303" in words of their own. */
static bool is_query_of_words(const char *const operands[], size_t n)
{
	struct hw_query_words words = {.n = 0};
	struct hw_query query = {.kind = HW_QUERY_TEXT};
	struct hw_arena arena = {0};
	bool is_ids = n > 1 && hw_query_split(operands, n, &arena, &words) == 0 &&
		      hw_query_next(&words, &arena, &query) &&
		      query.kind != HW_QUERY_TEXT && words.at == words.n;

	hw_arena_done(&arena);
	return is_ids;
}

const struct hw_command *hw_guess_command(const char *const operands[], size_t n)
{
	const char *operand = operands[0];
	const struct hw_command *command = &hw_command_show;
	struct hw_query_words words = {.n = 0};
	struct hw_query query = {.kind = HW_QUERY_TEXT};
	struct hw_arena arena = {0};

	if (hw_pasted_has_modalias(hw_text_of(operand)))
		return &hw_command_decode;
	if (!is_address(operand) && is_query_of_words(operands, n))
		return &hw_command_lookup;
	if (!is_address(operand) && hw_query_split(&operand, 1, &arena, &words) == 0 &&
	    hw_query_next(&words, &arena, &query)) {
		if (query.kind == HW_QUERY_STRING)
			command = &hw_command_decode;
		else if (query.kind != HW_QUERY_TEXT)
			command = &hw_command_lookup;
	}
	hw_arena_done(&arena);
	return command;
}

struct hw_text hw_guess_question(const char *word, struct hw_arena *arena)
{
	struct hw_nearest near = {.word = hw_text_of(word)};
	struct hw_text names;

	for (size_t i = 0; hw_commands[i]; i++)
		hw_nearest_try(&near, hw_text_of(hw_commands[i]->name));
	hw_nearest_try(&near, HW_TEXT("help"));
	hw_nearest_try(&near, HW_TEXT("version"));
	names = hw_nearest_text(&near, arena);
	return names.n ? hw_arena_printf(arena, "; did you mean the command %.*s?",
					 HW_TEXT_ARG(names))
		       : names;
}
