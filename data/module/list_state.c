// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/module/list_state.h"

#include "data/base/array.h"
#include "data/root/note.h"

/* A line a file that is not whole: "cut lib/modules/6.1.0/modules.dep". */
#define STATES HW_RECORDED "/damaged-tables"

static const char *const words[] = {
	[HW_LIST_WHOLE] = "whole",     [HW_LIST_EMPTY] = "empty",
	[HW_LIST_CUT] = "cut",	       [HW_LIST_ODD] = "odd",
	[HW_LIST_PARTIAL] = "partial", [HW_LIST_UNREADABLE] = "unreadable",
};

static enum hw_list_state recorded(struct hw_root *root, const char *path)
{
	enum hw_list_state state = HW_LIST_WHOLE;
	struct hw_arena arena = {0};
	struct hw_text text;

	if (hw_root_read(root, STATES, &arena, &text) < 0)
		text = HW_NO_TEXT;
	while (text.n) {
		struct hw_text line = hw_text_cut(&text, '\n');
		const struct hw_text word = hw_text_cut(&line, ' ');

		for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
			if (hw_text_eq(line, hw_text_of(path)) &&
			    hw_text_eq(word, hw_text_of(words[i])))
				state = (enum hw_list_state)i;
	}
	hw_arena_done(&arena);
	return state;
}

enum hw_list_state hw_list_state_of(struct hw_root *root, const char *path,
				    enum hw_list_state state)
{
	struct hw_arena scratch = {0};

	if (hw_root_kind(root) == HW_ROOT_SNAPSHOT)
		state = recorded(root, path);
	if (state != HW_LIST_WHOLE && hw_root_records(root))
		hw_root_note_answer(
			root, STATES,
			hw_arena_printf(&scratch, "%s %s", words[state], path));
	hw_arena_done(&scratch);
	return state;
}
