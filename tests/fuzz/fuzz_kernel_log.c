// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any bytes as the recorded log of a machine. The messages that are kept must be those
 * that its lines are, each alone, since the last start of a kernel.
 */
#include "data/host/kernel_log.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/memory_root.h"

/* Whether a line is one that the reader keeps. */
static bool parse(struct hw_text text, struct hw_log_message *ret,
		  struct hw_text *ret_time)
{
	struct hw_log_line line = hw_log_line(text);

	require(is_slice(line.message, text) && is_slice(line.time, text));
	*ret_time = line.time;
	if (line.is_foreign || !hw_log_parse(NULL, line.message, ret))
		return false;
	for (size_t i = 0; i < HW_LOG_PART_COUNT; i++)
		require(is_slice(ret->parts[i], line.message));
	return true;
}

/* However little room there is, the length is that of the whole text. */
static void check_print(const struct hw_log_message *message, bool with_words)
{
	char whole[4096];
	char cut[64];
	size_t n = hw_log_print(message, with_words, whole, sizeof(whole));
	size_t room = n / 2 < sizeof(cut) ? n / 2 : sizeof(cut);

	require(hw_log_print(message, with_words, cut, room) == n);
	if (n <= sizeof(whole))
		require(memcmp(whole, cut, room) == 0);
	require(hw_log_print(message, with_words, NULL, 0) == n);
}

static void check(const struct hw_kernel_log *log, struct hw_text text)
{
	size_t line = 0;
	size_t at = 0;

	while (text.n) {
		struct hw_text one = hw_text_cut(&text, '\n');
		struct hw_log_message message;
		struct hw_text time;

		line++;
		if (!parse(one, &message, &time))
			continue;
		check_print(&message, true);
		check_print(&message, false);
		/* of an earlier boot */
		if (at == 0 && (!log->n || line < log->v[0].line))
			continue;
		require(at < log->n && log->v[at].line == line);
		require(log->v[at].message.pattern == message.pattern);
		require(log->v[at].message.error == message.error);
		require(hw_text_eq(log->v[at].time, time));
		for (size_t i = 0; i < HW_LOG_PART_COUNT; i++)
			require(hw_text_eq(log->v[at].message.parts[i],
					   message.parts[i]));
		at++;
	}
	require(at == log->n);
	for (size_t i = 1; i < log->n; i++)
		require(log->v[i].message.pattern->event != HW_LOG_BOOT);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text text = {(const char *)data, size};
	struct memory_file files[] = {{HW_TEXT("var/log/dmesg"), text}};
	struct memory memory = {files, HW_ARRAY_SIZE(files)};
	struct hw_arena arena = {0};
	struct hw_kernel_log log;
	struct hw_root *root;

	/* longer ones may fill the reader's ring */
	if (!size || size > HW_LOG_RECORDS_MAX)
		return 0;
	root = memory_open(&memory);
	require(hw_kernel_log_read(root, &arena, &log) == 0);
	check(&log, text);
	hw_root_close(root);
	hw_arena_done(&arena);
	return 0;
}
