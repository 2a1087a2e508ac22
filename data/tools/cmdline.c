// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's command line, as people paste it and reports have it. GRUB and others put
 * the image before it; Apport has a label:
 *
 *     BOOT_IMAGE=/boot/vmlinuz-6.1.0-13-amd64 root=/dev/sda1 ro quiet
 *     ProcKernelCmdLine: BOOT_IMAGE=/boot/vmlinuz-5.15.0-56-generic root=UUID=… ro
 *
 * Becomes proc/cmdline.
 */
#include "data/tools/internal.h"
#include "decoders/text/ascii.h"

void hw_dump_command_line(struct hw_dump *dump, struct hw_text line)
{
	line = hw_text_trim_end(line, " \t\r");
	if (line.n)
		hw_dump_file(dump, "proc/cmdline",
			     hw_arena_printf(&dump->arena, "%.*s\n", HW_TEXT_ARG(line)));
}

bool hw_dump_is_command_line(struct hw_text line)
{
	const size_t value = hw_text_find(line, '=');

	return value && value < line.n && value < hw_text_find(line, ':') &&
	       hw_is_alnum(line.s[0]);
}

/* Cuts a label off. False: it is no command line. */
static bool cut_label(struct hw_text *line)
{
	const struct hw_text label = HW_TEXT("ProcKernelCmdLine: ");

	if (hw_text_starts(*line, label)) {
		*line = hw_text_from(*line, label.n);
		return true;
	}
	return hw_text_starts(*line, HW_TEXT("BOOT_IMAGE=")) &&
	       hw_text_find(*line, ' ') < line->n;
}

static bool is_line(struct hw_text line)
{
	return cut_label(&line);
}

static int read_cmdline(struct hw_dump *dump, struct hw_text text)
{
	struct hw_text line;

	while (hw_dump_line(dump, &text, &line))
		if (cut_label(&line))
			hw_dump_command_line(dump, line);
		else if (line.n)
			hw_dump_malformed(dump, "not a kernel command line");
	return 0;
}

const struct hw_dump_format hw_dump_cmdline = {
	.name = "kernel command line",
	.is_line = is_line,
	.read = read_cmdline,
	.fact = offsetof(struct hw_dump_facts, is_dump),
};
