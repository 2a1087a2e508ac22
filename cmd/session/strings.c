// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/session/strings.h"

#include <errno.h>

/* Of a uevent, "KEY=VALUE" a line, what MODALIAS is; of a modalias all lines. */
static struct hw_text string_of(struct hw_text content)
{
	struct hw_text rest = content;

	while (rest.s) {
		struct hw_text line = hw_text_cut(&rest, '\n');

		if (hw_text_starts(line, HW_TEXT("MODALIAS=")))
			return hw_text_from(line, strlen("MODALIAS="));
	}
	return hw_text_trim_end(content, "\n");
}

/* As a string with its NUL; NULL: it cannot be read, or the arena has failed. */
static char *read_path(struct hw_root *root, const char *path, struct hw_arena *arena)
{
	struct hw_text text = HW_NO_TEXT;
	char *string;

	if (strncmp(path, "/sys/", 5) != 0)
		return NULL;
	if (hw_root_read(root, path + 1, arena, &text) != 0) {
		struct hw_text dir = hw_text_of(path);

		/* the string may be in the uevent alone, as in most recordings */
		if (hw_text_eq(hw_path_base(dir), HW_TEXT("modalias")))
			dir.n -= strlen("/modalias");
		text = hw_root_read_attr(root, dir, "modalias", arena);
		if (!text.n)
			text = hw_root_read_attr(root, dir, "uevent", arena);
	}
	text = string_of(text);
	string = text.n ? hw_arena_alloc(arena, text.n + 1, 1) : NULL;
	if (string) {
		memcpy(string, text.s, text.n);
		string[text.n] = '\0';
	}
	return string;
}

int hw_strings_read(const struct hw_session *session, int argc, char ***argv,
		    struct hw_arena *arena)
{
	char **read = HW_ARENA_NEW(arena, char *, (size_t)argc + 1);

	if (!read)
		return -ENOMEM;
	for (int i = 0; i < argc; i++) {
		char *string = read_path(session->machine.root, (*argv)[i], arena);

		read[i] = string ? string : (*argv)[i];
	}
	*argv = read;
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}
