// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <systemd/sd-journal.h>

#include "data/base/child.h"
#include "data/host/journal.h"
#include "data/library/dl.h"
#include "data/library/libraries.h"

#define JOURNAL "var/log/journal"

/* Most bytes of messages; of more the oldest are read. */
#define TEXT_MAX (HW_CHILD_MAX / 2)

struct functions {
	__typeof__(sd_journal_open) *open;
	__typeof__(sd_journal_open_directory) *open_directory;
	__typeof__(sd_journal_close) *close;
	__typeof__(sd_journal_add_match) *add_match;
	__typeof__(sd_journal_seek_head) *seek_head;
	__typeof__(sd_journal_seek_tail) *seek_tail;
	__typeof__(sd_journal_next) *next;
	__typeof__(sd_journal_previous) *previous;
	__typeof__(sd_journal_get_data) *get_data;
};

static const struct hw_library_function table[] = {
	HW_LIBRARY_FUNCTION(struct functions, "sd_journal_", open),
	HW_LIBRARY_FUNCTION(struct functions, "sd_journal_", open_directory),
	HW_LIBRARY_FUNCTION(struct functions, "sd_journal_", close),
	HW_LIBRARY_FUNCTION(struct functions, "sd_journal_", add_match),
	HW_LIBRARY_FUNCTION(struct functions, "sd_journal_", seek_head),
	HW_LIBRARY_FUNCTION(struct functions, "sd_journal_", seek_tail),
	HW_LIBRARY_FUNCTION(struct functions, "sd_journal_", next),
	HW_LIBRARY_FUNCTION(struct functions, "sd_journal_", previous),
	HW_LIBRARY_FUNCTION(struct functions, "sd_journal_", get_data),
};

struct job {
	struct functions f;
	/* NULL: the machine's own */
	const char *directory;
};

/* "FIELD=value" of the entry -> value; absent without it. Lifetime: until the library
 * reads on. */
static struct hw_text get(const struct functions *f, sd_journal *journal,
			  const char *field)
{
	const void *data;
	size_t n;

	if (f->get_data(journal, field, &data, &n) < 0)
		return HW_NO_TEXT;
	return hw_text_from((struct hw_text){data, n}, strlen(field) + 1);
}

/* Of several boots, the one of the newest message. */
static int choose_boot(const struct functions *f, sd_journal *journal)
{
	char match[64];
	struct hw_text boot;
	int r = f->add_match(journal, "_TRANSPORT=kernel", 0);

	if (r >= 0)
		r = f->seek_tail(journal);
	if (r >= 0)
		r = f->previous(journal);
	if (r <= 0)
		return r < 0 ? r : -ENOENT;
	boot = get(f, journal, "_BOOT_ID");
	if (!boot.n)
		return -ENOENT;
	snprintf(match, sizeof(match), "_BOOT_ID=%.*s", HW_TEXT_ARG(boot));
	r = f->add_match(journal, match, 0);
	return r < 0 ? r : f->seek_head(journal);
}

static int write_message(const struct functions *f, sd_journal *journal, int out,
			 size_t *written)
{
	char line[2048];
	char time[24];
	struct hw_text stamp = get(f, journal, "_SOURCE_MONOTONIC_TIMESTAMP");
	struct hw_text message;
	uint64_t us;
	int n;

	snprintf(time, sizeof(time), "%.*s", HW_TEXT_ARG(stamp));
	us = strtoull(time, NULL, 10);
	message = get(f, journal, "MESSAGE");
	n = snprintf(line, sizeof(line), "[%5" PRIu64 ".%06" PRIu64 "] %.*s",
		     us / 1000000, us % 1000000, HW_TEXT_ARG(message));
	if (n >= (int)sizeof(line) - 1)
		n = (int)sizeof(line) - 2;
	for (int i = 0; i < n; i++)
		if (line[i] == '\n')
			line[i] = ' ';
	line[n++] = '\n';
	*written += (size_t)n;
	return hw_child_write(out, line, (size_t)n);
}

/* A hw_child_work */
static int write_messages(void *arg, int out)
{
	const struct job *job = arg;
	const struct functions *f = &job->f;
	sd_journal *journal;
	size_t written = 0;
	int r = job->directory
			? f->open_directory(&journal, job->directory, 0)
			: f->open(&journal, SD_JOURNAL_LOCAL_ONLY | SD_JOURNAL_SYSTEM);

	if (r < 0)
		return r;
	r = choose_boot(f, journal);
	while (r >= 0 && written < TEXT_MAX) {
		r = f->next(journal);
		if (r <= 0)
			break;
		r = write_message(f, journal, out, &written);
	}
	f->close(journal);
	return r < 0 ? r : written ? 0 : -ENOENT;
}

/* The library does not know the root: a link of a recorded tree could lead it to the
 * journal of this machine. */
static bool stays_below(struct hw_root *root, struct hw_arena *arena)
{
	static const char *const parts[] = {"var", "var/log", JOURNAL};
	struct hw_text target;

	for (size_t i = 0; i < HW_ARRAY_SIZE(parts); i++)
		if (hw_root_readlink(root, parts[i], arena, &target) != -EINVAL)
			return false;
	return true;
}

int hw_journal_read(struct hw_root *root, struct hw_arena *arena, struct hw_text *ret)
{
	struct job job = {.directory = NULL};
	struct hw_text path;
	void *library;
	int r;

	if (hw_root_kind(root) == HW_ROOT_SNAPSHOT)
		return -ENOTSUP;
	if (hw_root_kind(root) != HW_ROOT_LIVE) {
		path = hw_arena_printf(arena, "%s/" JOURNAL, hw_root_path(root));
		if (!path.s)
			return -ENOMEM;
		if (!hw_root_exists(root, JOURNAL) || !stays_below(root, arena))
			return -ENOENT;
		job.directory = path.s;
	}
	r = hw_library_open(HW_SONAME_LIBSYSTEMD, table, HW_ARRAY_SIZE(table), &job.f,
			    &library);
	if (r < 0)
		return -ENOTSUP;
	r = hw_child_run(write_messages, &job, arena, ret);
	hw_library_close(library);
	return r;
}
