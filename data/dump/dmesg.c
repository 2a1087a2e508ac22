// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's log: dmesg, dmesg -T, journalctl -k, and a syslog file's lines of it.
 *
 *     [    5.123456] iwlwifi 0000:03:00.0: Direct firmware load for X failed …
 *     [Tue Nov 21 07:11:05 2023] iwlwifi 0000:03:00.0: …
 *     Nov 21 07:11:05 host kernel: iwlwifi 0000:03:00.0: …
 *     <6>[    5.123456] …                                                  dmesg -r
 *     kern  :info  : [    5.123456] …                                      dmesg -x
 *
 * Becomes var/log/dmesg, in the first form, with the time where it is one; the line
 * "Linux version" tells the kernel's release.
 */
#include <stdio.h>

#include "data/dump/internal.h"
#include "data/root/note.h"
#include "decoders/text/ascii.h"

/* "[    5.123456] " */
static bool is_stamp(struct hw_text line, size_t *ret_length)
{
	size_t n = 1;

	if (!line.n || line.s[0] != '[')
		return false;
	while (n < line.n && line.s[n] == ' ')
		n++;
	if (n == line.n || !hw_is_digit(line.s[n]))
		return false;
	while (n < line.n && hw_is_digit(line.s[n]))
		n++;
	if (n + 8 > line.n || line.s[n] != '.')
		return false;
	for (size_t i = 1; i <= 6; i++)
		if (!hw_is_digit(line.s[n + i]))
			return false;
	n += 7;
	/* "[    0.000000][    T0] ": CONFIG_PRINTK_CALLER */
	if (line.s[n] != ']')
		return false;
	*ret_length = n + 1;
	return true;
}

/* Cuts what is before the message and its stamp. False: the line is not the log's. */
static bool cut_head(struct hw_text *line, struct hw_text *ret_stamp)
{
	static const char kernel[] = " kernel: ";
	const char *at;
	size_t n;

	*ret_stamp = HW_NO_TEXT;
	if (line->n > 3 && line->s[0] == '<') {
		n = hw_text_find(*line, '>');
		if (n >= 2 && n <= 4 && n < line->n)
			*line = hw_text_from(*line, n + 1);
	}
	/* facility and level of dmesg -x */
	if (line->n > 20 && memchr(line->s, '[', 20) && line->s[0] != '[') {
		n = hw_text_find(*line, '[');
		if (is_stamp(hw_text_from(*line, n), &n))
			*line = hw_text_from(*line, hw_text_find(*line, '['));
	}
	if (is_stamp(*line, &n)) {
		*ret_stamp = hw_text_head(*line, n);
		*line = hw_text_from(*line, n);
		return true;
	}
	/* "[Tue Nov 21 07:11:05 2023] " */
	n = hw_text_find(*line, ']');
	if (line->n && line->s[0] == '[' && n >= 20 && n < 32 && n < line->n &&
	    line->s[n - 5] == ' ' && hw_text_find(*line, ':') < n) {
		*line = hw_text_from(*line, n + 1);
		return true;
	}
	at = memmem(line->s, line->n, kernel, strlen(kernel));
	if (!at || at - line->s > 128)
		return false;
	*line = hw_text_from(*line, (size_t)(at - line->s) + strlen(kernel) - 1);
	if (is_stamp(hw_text_trim_start(*line, " "), &n)) {
		*line = hw_text_trim_start(*line, " ");
		*ret_stamp = hw_text_head(*line, n);
		*line = hw_text_from(*line, n);
	}
	return true;
}

static bool is_line(struct hw_text line)
{
	struct hw_text stamp;

	return cut_head(&line, &stamp);
}

/* "Linux version 6.1.0-13-amd64 (debian-kernel@… " */
static void read_version(struct hw_dump *dump, struct hw_text message)
{
	struct hw_text release;

	message = hw_text_trim_start(message, " ");
	if (!hw_text_starts(message, HW_TEXT("Linux version ")))
		return;
	message = hw_text_from(message, strlen("Linux version "));
	release = hw_text_head(message, hw_text_find(message, ' '));
	if (!release.n || release.n > 128 || hw_text_find(release, '/') < release.n)
		return;
	hw_dump_file(dump, "proc/sys/kernel/osrelease",
		     hw_arena_printf(&dump->arena, "%.*s\n", HW_TEXT_ARG(release)));
	dump->facts.kernel = true;
}

static int read_dmesg(struct hw_dump *dump, struct hw_text text)
{
	/* a stamp that is made up is no longer than one that is cut off */
	size_t lines = 1;
	struct hw_text line;
	size_t n = 0;
	char *to;

	for (size_t i = 0; i < text.n; i++)
		lines += text.s[i] == '\n';
	to = hw_arena_alloc(&dump->arena, text.n + 24 * lines, 1);
	if (!to)
		return 0;
	while (hw_dump_line(dump, &text, &line)) {
		struct hw_text stamp;

		if (!cut_head(&line, &stamp)) {
			/* messages of several lines are indented or not marked at all */
			if (line.n && !dump->mixed && n == 0)
				hw_dump_malformed(dump, "not a line of the kernel log");
			continue;
		}
		if (!stamp.s)
			stamp = HW_TEXT("[    0.000000]");
		read_version(dump, line);
		memcpy(to + n, stamp.s, stamp.n);
		n += stamp.n;
		if (line.n)
			memcpy(to + n, line.s, line.n);
		n += line.n;
		to[n++] = '\n';
	}
	hw_dump_file(dump, "var/log/dmesg", (struct hw_text){to, n});
	/* of a snapshot by a user who might not read the kernel's buffer */
	hw_tree_fill(dump->tree, HW_TEXT(HW_RECORDED "/kernel-log"),
		     (struct hw_text){to, n});
	return 0;
}

const struct hw_dump_format hw_dump_dmesg = {
	.name = "kernel log",
	.is_line = is_line,
	.read = read_dmesg,
	.fact = offsetof(struct hw_dump_facts, log),
};
