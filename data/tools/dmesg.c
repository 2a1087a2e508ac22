// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The kernel's log: dmesg with any of its options, journalctl -k, and a syslog file's
 * lines of it (hw_log_line(), decoders/log/log.h, knows the forms).
 *
 *     [    5.123456] iwlwifi 0000:03:00.0: Direct firmware load for X failed …
 *     [Tue Nov 21 07:11:05 2023] iwlwifi 0000:03:00.0: …
 *     Nov 21 07:11:05 host kernel: iwlwifi 0000:03:00.0: …
 *
 * Becomes var/log/dmesg, each line in its place, so that what quotes one names the line
 * of the file that was given; lines of other things are empty. The line "Linux version"
 * tells the kernel's release, and "Command line: " what it was started with. Several logs
 * follow each other; HW_LOG_NAME has a line for each, the name of the file, and of all
 * but the first the line before, a number and a blank before it.
 */
#include <stdio.h>
#include <strings.h>

#include "data/root/note.h"
#include "data/tools/internal.h"
#include "decoders/log/log.h"
#include "decoders/text/ascii.h"
#include "decoders/text/release.h"

/* "Nov21 07:11" of dmesg -H, where a minute begins. */
static bool is_minute(struct hw_text time)
{
	static const char form[] = "AaaDD DD:DD";

	if (time.n != sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < time.n; i++) {
		const char c = time.s[i];
		const bool fits = form[i] == 'D' ? hw_is_digit(c) || (i == 3 && c == ' ')
				  : form[i] == 'A' ? c >= 'A' && c <= 'Z'
				  : form[i] == 'a' ? c >= 'a' && c <= 'z'
						   : c == form[i];

		if (!fits)
			return false;
	}
	return true;
}

/* "5.123456", "+0.000012", "Tue Nov 21 07:11:05 2023"; no other text in brackets at the
 * start of a line, as the ids "8086:0094". */
static bool is_time(struct hw_text time)
{
	if (is_minute(time))
		return true;
	for (size_t i = 1; i + 1 < time.n; i++) {
		const bool is_between =
			hw_is_digit(time.s[i - 1]) && hw_is_digit(time.s[i + 1]);

		if (time.s[i] == '.' && is_between)
			return true;
		if (time.s[i] == ':' && is_between && i + 3 < time.n &&
		    time.s[i + 3] == ':')
			return true;
	}
	return false;
}

static bool is_line(struct hw_text text)
{
	const struct hw_log_line line = hw_log_line(text);

	/* "4,812,5123456,-;" has microseconds */
	return line.time.n && !line.is_foreign && line.message.s &&
	       (is_time(line.time) || line.message.s[-1] == ';');
}

/* "Linux version 6.1.0-13-amd64 (debian-kernel@… ": false: it is not that message, which
 * is the first one of each boot. */
static bool read_version(struct hw_dump *dump, struct hw_text message)
{
	struct hw_text release;

	message = hw_text_trim_start(message, " ");
	if (!hw_text_starts(message, HW_TEXT("Linux version ")))
		return false;
	message = hw_text_from(message, strlen("Linux version "));
	release = hw_text_head(message, hw_text_find(message, ' '));
	if (!hw_is_kernel_release(release))
		return true;
	hw_dump_file(dump, "proc/sys/kernel/osrelease",
		     hw_arena_printf(&dump->arena, "%.*s\n", HW_TEXT_ARG(release)));
	dump->facts.kernel = true;
	return true;
}

/* "Command line: BOOT_IMAGE=… ro quiet", of x86; "Kernel command line: …" of all, which
 * goes on in the next such message behind " \\": print_kernel_cmdline(), init/main.c. */
static void read_command_line(struct hw_dump *dump, struct hw_text message,
			      struct hw_list *parts)
{
	static const char *const starts[] = {"Command line: ", "Kernel command line: "};
	const struct hw_text more = HW_TEXT(" \\");

	message = hw_text_trim_end(hw_text_trim_start(message, " "), " \r");
	for (size_t i = 0; i < HW_ARRAY_SIZE(starts); i++) {
		struct hw_text line = message;

		if (!hw_text_starts(line, hw_text_of(starts[i])))
			continue;
		line = hw_text_from(line, strlen(starts[i]));
		if (line.n > more.n &&
		    hw_text_eq(hw_text_from(line, line.n - more.n), more)) {
			hw_list_add(parts, hw_text_head(line, line.n - more.n));
			continue;
		}
		hw_list_add(parts, line);
		hw_dump_command_line(dump, hw_list_text(parts));
		*parts = (struct hw_list){.arena = &dump->arena, .between = " "};
	}
}

/* How late a log begins whose first line this is, in seconds since boot: a buffer that is
 * full has lost the lines before. */
static size_t seconds_of(struct hw_text line)
{
	const struct hw_text time = hw_text_trim_start(hw_log_line(line).time, " ");
	const size_t dot = hw_text_find(time, '.');
	/* journalctl has seconds since 1970, too, in ten digits */
	const int64_t seconds =
		dot && dot < time.n ? hw_text_decimal(hw_text_head(time, dot), 9) : -1;

	if (seconds < 0)
		return HW_DUMP_LOG_LATE;
	return seconds ? (size_t)seconds
		       : hw_text_trim_start(hw_text_from(time, dot + 1), "0").n > 0;
}

/* Of several logs one may have what another lacks. */
static void note_start(struct hw_dump *dump, size_t starts)
{
	size_t *from = &dump->facts.log_from;

	if (!dump->log.s || starts < *from)
		*from = starts;
}

static void add_log(struct hw_dump *dump, struct hw_text log, size_t lines, size_t starts)
{
	/* an archive has those of other times, too */
	if (dump->log.s && hw_text_eq(dump->log_operand, dump->operand))
		return;
	dump->log_operand = dump->operand;
	note_start(dump, starts);
	/* nothing is lacking where another one is whole */
	if (dump->log_lack)
		dump->log_part = dump->log_lack;
	else
		dump->has_whole_log |= starts == 0;
	if (!dump->log.s)
		dump->log_names =
			hw_arena_printf(&dump->arena, "%.*s\n", HW_TEXT_ARG(dump->name));
	else
		dump->log_names = hw_arena_printf(
			&dump->arena, "%.*s%zu %.*s\n", HW_TEXT_ARG(dump->log_names),
			dump->log_lines, HW_TEXT_ARG(dump->name));
	dump->log = hw_arena_printf(&dump->arena, "%.*s%.*s", HW_TEXT_ARG(dump->log),
				    HW_TEXT_ARG(log));
	dump->log_lines += lines;
}

void hw_dump_write_logs(struct hw_dump *dump)
{
	if (!dump->log.s)
		return;
	if (hw_tree_has(dump->tree, HW_TEXT("var/log/dmesg")) ||
	    hw_tree_has(dump->tree, HW_TEXT("var/log/kern.log"))) {
		hw_warn(dump->warnings, "dump-incomplete", dump->whole, 0,
			"has a log of its own, and so %.*s is not read",
			HW_TEXT_ARG(hw_text_head(dump->log_names,
						 hw_text_find(dump->log_names, '\n'))));
		dump->facts.log_from = 0;
	} else if (dump->log_part && !dump->has_whole_log) {
		hw_dump_file(dump, HW_LOG_PART, hw_text_of(dump->log_part));
	}
	hw_dump_file(dump, "var/log/dmesg", dump->log);
	hw_dump_file(dump, HW_LOG_NAME, dump->log_names);
	/* of a snapshot by a user who might not read the kernel's buffer */
	hw_tree_fill(dump->tree, HW_TEXT(HW_LOG_BUFFER), dump->log);
}

/* "-- Boot 8f2c… --", "-- Journal begins at …, ends at … --": journalctl's own lines,
 * src/journal/journalctl.c of systemd. */
static bool is_mark(struct hw_text line)
{
	const struct hw_text start = HW_TEXT("-- ");
	const struct hw_text end = HW_TEXT(" --");

	return line.n > start.n + end.n && hw_text_starts(line, start) &&
	       hw_text_eq(hw_text_from(line, line.n - end.n), end);
}

/* "systemd[1]: Hostname set to <HOST>.": hostname_setup() of systemd,
 * src/shared/hostname-setup.c; "Set hostname to" before version 249. */
static struct hw_text host_of(struct hw_text message)
{
	static const char *const heads[] = {"Hostname set to <", "Set hostname to <"};
	struct hw_text rest = message;

	if (!hw_text_starts(message, HW_TEXT("systemd[")))
		return HW_NO_TEXT;
	hw_text_cut(&rest, ' ');
	for (size_t i = 0; i < HW_ARRAY_SIZE(heads); i++)
		if (hw_text_starts(rest, hw_text_of(heads[i]))) {
			rest = hw_text_from(rest, strlen(heads[i]));
			return hw_text_head(rest, hw_text_find(rest, '>'));
		}
	return HW_NO_TEXT;
}

/* "lines 1-23", what less shows below what has not ended: "lines 1-40/77 (END)" is of the
 * last lines (src/shared/pager.c of systemd). */
static bool is_pager_status(struct hw_text line)
{
	const struct hw_text start = HW_TEXT("lines ");
	size_t n = start.n;

	if (!hw_text_starts(line, start))
		return false;
	while (n < line.n && hw_is_digit(line.s[n]))
		n++;
	return n > start.n && n + 1 < line.n && line.s[n] == '-' &&
	       hw_is_digit(line.s[n + 1]) && line.s[line.n - 1] != ')';
}

/* "[...]", "<snip>", "---8<---": what people put in place of lines. */
static bool is_elision(struct hw_text line)
{
	static const char frame[] = "[](){}<>-=~*_.: 8\xe2\x80\xa6";
	static const char *const words[] = {"snip",    "snipped", "cut",
					    "omitted", "skipped", "truncated"};
	struct hw_text word = hw_text_trim_end(hw_text_trim_start(line, frame), frame);

	if (!word.n)
		return hw_text_find(line, '<') < line.n ||
		       memmem(line.s, line.n, "...", 3) ||
		       hw_text_starts(hw_text_trim_start(line, "[( "),
				      HW_TEXT("\xe2\x80\xa6"));
	for (size_t i = 0; word.n < line.n && i < HW_ARRAY_SIZE(words); i++)
		if (word.n == strlen(words[i]) &&
		    strncasecmp(word.s, words[i], word.n) == 0)
			return true;
	return false;
}

/* What tells that the kernel or the journal lost messages: console_prepend_dropped(),
 * kernel/printk/printk.c; dev_kmsg_record(), src/journal/journald-kmsg.c of systemd. */
static bool is_loss(struct hw_text line)
{
	static const struct {
		const char *before;
		const char *after;
	} says[] = {
		{"** ", " printk messages dropped **"},
		{"]: Missed ", " kernel messages"},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(says); i++) {
		const struct hw_text after = hw_text_of(says[i].after);
		const char *at = line.n ? memmem(line.s, line.n, says[i].before,
						 strlen(says[i].before))
					: NULL;

		if (at && line.n > after.n &&
		    hw_text_eq(hw_text_from(line, line.n - after.n), after) &&
		    hw_is_digit(at[strlen(says[i].before)]))
			return true;
	}
	return false;
}

bool hw_dump_is_log_gap(struct hw_text line)
{
	line = hw_text_trim_end(hw_text_trim_start(line, " \t"), " \t\r");
	return line.n && (is_pager_status(line) || is_elision(line) || is_loss(line));
}

/* Whether lines of the log are left out before this line. */
struct gap {
	/* the line before is one of the log, or stands behind one in place of others */
	bool follows_line;
	bool is_open;
};

static bool find_gap(struct gap *gap, struct hw_text line, bool is_of_log)
{
	const bool follows_line = gap->follows_line;
	struct hw_text bare;

	if (is_of_log) {
		const bool was_open = gap->is_open;

		*gap = (struct gap){.follows_line = true};
		return was_open;
	}
	bare = hw_text_trim_end(hw_text_trim_start(line, " \t"), " \t\r");
	if (!bare.n)
		return false;
	gap->is_open = gap->follows_line = follows_line && is_elision(bare);
	return is_loss(bare) || (follows_line && is_pager_status(bare));
}

static int read_dmesg(struct hw_dump *dump, struct hw_text text)
{
	char *to = hw_arena_alloc(&dump->arena, text.n + 1, 1);
	struct hw_list command = {.arena = &dump->arena, .between = " "};
	struct hw_text line;
	size_t lines = 0;
	size_t found = 0;
	size_t n = 0;
	const bool is_newest_first = hw_log_is_newest_first(text);
	size_t starts = HW_DUMP_LOG_LATE;
	struct gap gap = {false, false};
	bool has_begun = false;

	if (!to)
		return 0;
	while (hw_dump_line(dump, &text, &line)) {
		/* those that are left out are counted */
		for (; lines + 1 < dump->line; lines++)
			to[n++] = '\n';
		if (find_gap(&gap, line, is_line(line)) && !dump->log_lack)
			dump->log_lack = HW_LOG_ELIDED;
		if (is_line(line)) {
			if (!has_begun && (!found || is_newest_first))
				starts = seconds_of(line);
			if (read_version(dump, hw_log_line(line).message)) {
				has_begun = true;
				starts = 0;
			}
			read_command_line(dump, hw_log_line(line).message, &command);
			hw_dump_claim(dump, HW_DUMP_CLAIM_HOST, hw_log_line(line).host);
			hw_dump_log_host(dump, host_of(hw_log_line(line).message));
			memcpy(to + n, line.s, line.n);
			n += line.n;
			found++;
		} else if (line.n && !dump->mixed && !found && !is_mark(line)) {
			/* messages of several lines are indented or not marked at all */
			hw_dump_malformed(dump, "not a line of the kernel log");
		}
		to[n++] = '\n';
		lines++;
	}
	add_log(dump, (struct hw_text){to, n}, lines, starts);
	return 0;
}

const struct hw_dump_format hw_dump_dmesg = {
	.name = "kernel log",
	.is_line = is_line,
	.read = read_dmesg,
	.fact = offsetof(struct hw_dump_facts, log),
};
