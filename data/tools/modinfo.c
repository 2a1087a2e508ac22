// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * modinfo (kmod/tools/modinfo.c), of one module or several:
 *
 *     filename:       /lib/modules/6.1.0-13-amd64/kernel/drivers/net/…/e1000e.ko
 *     license:        GPL v2
 *     description:    Intel(R) PRO/1000 Network Driver
 *     alias:          pci:v00008086d000024DBsv*sd*bc*sc*i*
 *     name:           e1000e
 *
 *     name:           i8042                  of a built-in one the name comes first
 *     filename:       (builtin)
 *     license:        GPL
 *
 * The text of each becomes the file hwalias/modinfo/NAME. It is no alias table: of the
 * kernel's other modules it says nothing, so no device is said to have no module.
 */
#include "data/tools/internal.h"

/* What "filename:" tells; empty: it is another line. */
static struct hw_text file_of(struct hw_text line)
{
	const struct hw_text key = HW_TEXT("filename:");

	if (!hw_text_starts(line, key))
		return HW_NO_TEXT;
	return hw_text_trim_end(hw_text_trim_start(hw_text_from(line, key.n), " \t"),
				" \t");
}

static bool is_line(struct hw_text line)
{
	const struct hw_text file = file_of(line);

	return hw_text_eq(file, HW_TEXT("(builtin)")) ||
	       (file.n && file.s[0] == '/' && memmem(file.s, file.n, ".ko", 3));
}

/* "e1000e" of "name: e1000e", or of the file's name. */
static struct hw_text name_in(struct hw_text block)
{
	struct hw_text name = HW_NO_TEXT;

	while (block.s) {
		struct hw_text line = hw_text_cut(&block, '\n');
		struct hw_text value = line;
		struct hw_text key = hw_text_cut(&value, ':');

		value = hw_text_trim_end(hw_text_trim_start(value, " \t"), " \t\r");
		if (hw_text_eq(key, HW_TEXT("name")) && value.n)
			return value;
		if (is_line(line) && value.s[0] == '/') {
			name = hw_path_base(value);
			name = hw_text_head(name, hw_text_find(name, '.'));
		}
	}
	return name;
}

static void finish(struct hw_dump *dump, struct hw_text block)
{
	struct hw_text name = name_in(block);
	struct hw_text path =
		hw_arena_printf(&dump->arena, "hwalias/modinfo/%.*s", HW_TEXT_ARG(name));

	if (!name.n || hw_text_find(name, '/') < name.n || !path.s)
		hw_dump_malformed(dump, "a module without a name");
	else
		hw_dump_file(dump, path.s, block);
}

/* Where the block of a module begins whose "filename:" is the line: of a built-in one at
 * the line before, if that has its name. */
static const char *start_of(struct hw_text line, struct hw_text before)
{
	const bool is_builtin = hw_text_eq(file_of(line), HW_TEXT("(builtin)"));

	return is_builtin && hw_text_starts(before, HW_TEXT("name:")) ? before.s : line.s;
}

static int read_modinfo(struct hw_dump *dump, struct hw_text text)
{
	const char *start = NULL;
	const char *end = text.s;
	struct hw_text before = HW_NO_TEXT;
	struct hw_text line;

	while (hw_dump_line(dump, &text, &line)) {
		if (is_line(line)) {
			const char *next = start_of(line, before);

			if (start)
				finish(dump,
				       (struct hw_text){start, (size_t)(next - start)});
			start = next;
		} else if (start && line.n && hw_text_find(line, ':') == line.n &&
			   line.s[0] != ' ' && line.s[0] != '\t') {
			hw_dump_malformed(dump, "not a line of modinfo");
		}
		end = line.s + line.n;
		before = line;
	}
	if (start)
		finish(dump, (struct hw_text){start, (size_t)(end - start)});
	return 0;
}

const struct hw_dump_format hw_dump_modinfo = {
	.name = "modinfo",
	.is_line = is_line,
	.read = read_modinfo,
	.fact = offsetof(struct hw_dump_facts, is_dump),
};
