// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/host/kernel_log.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/*
 * A line of the kernel log, as dmesg(1) writes it and as a record of /dev/kmsg
 * (Documentation/ABI/testing/dev-kmsg) has it, with lines " KEY=value" behind:
 *
 *	[    5.123456] iwlwifi 0000:03:00.0: Direct firmware load for X failed with error
 *-2 4,812,5123456,-;iwlwifi 0000:03:00.0: Direct firmware load for X failed with error -2
 *
 * dev_warn() puts driver and device first. The words: _request_firmware(),
 * drivers/base/firmware_loader/main.c. Debian's kernels say instead
 * (debian/patches/debian/firmware_class-log-every-success-and-failure.patch):
 *
 *	iwlwifi 0000:03:00.0: firmware: failed to load X (-2)
 *
 * A driver that tries newer versions first logs a failure for each: only a device that
 * has no driver in the end lacks something.
 */
static const struct wording {
	const char *before, *after;
} wordings[] = {
	{": Direct firmware load for ", " failed with error -"},
	{": firmware: failed to load ", " (-"},
};

#define DEVICE	 "/dev/kmsg"
#define RECORDED "var/log/dmesg"

/* PRINTKRB_RECORD_MAX of kernel/printk/internal.h is 2048; before 6.4, 8192. */
#define RECORD_MAX ((size_t)8192)
/* The buffer grows while it is read; the biggest the kernel can be built with, 32 MiB,
 * has fewer. */
#define RECORDS_MAX  ((size_t)1 << 20)
#define FAILURES_MAX ((size_t)256)

static size_t find(struct hw_text text, const char *words)
{
	const char *at = text.n ? memmem(text.s, text.n, words, strlen(words)) : NULL;

	return at ? (size_t)(at - text.s) : text.n;
}

bool hw_kernel_log_parse(struct hw_text line, struct hw_firmware_failure *ret)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(wordings); i++) {
		size_t at = find(line, wordings[i].before);
		struct hw_text device = hw_text_head(line, at);
		struct hw_text file;
		size_t end, start;

		if (at == line.n)
			continue;
		file = hw_text_from(line, at + strlen(wordings[i].before));
		end = find(file, wordings[i].after);
		if (!end || end == file.n)
			continue;
		for (start = device.n; start && !strchr(" ;", device.s[start - 1]);)
			start--;
		*ret = (struct hw_firmware_failure){hw_text_from(device, start),
						    hw_text_head(file, end)};
		return ret->device.n > 0;
	}
	return false;
}

struct collector {
	struct hw_arena *arena;
	struct hw_firmware_failure *v;
	size_t n;
};

/* One that retries for weeks must not push out the others. */
static bool is_known(const struct collector *c, const struct hw_firmware_failure *f)
{
	for (size_t i = 0; i < c->n; i++)
		if (hw_text_eq(c->v[i].device, f->device) &&
		    hw_text_eq(c->v[i].file, f->file))
			return true;
	return false;
}

static void collect(struct collector *c, struct hw_text line)
{
	struct hw_firmware_failure f;

	if (c->n == FAILURES_MAX || !hw_kernel_log_parse(line, &f) || is_known(c, &f))
		return;
	c->v[c->n].device = hw_arena_copy(c->arena, f.device);
	c->v[c->n++].file = hw_arena_copy(c->arena, f.file);
}

/* One read gives one record. */
static int read_buffer(struct collector *c)
{
	char record[RECORD_MAX];
	int fd = open(DEVICE, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return -errno;
	for (size_t i = 0; i < RECORDS_MAX; i++) {
		ssize_t n = read(fd, record, sizeof(record));
		struct hw_text text = {record, n > 0 ? (size_t)n : 0};

		/* EPIPE: records were overwritten, the next read goes on behind them */
		if (n < 0 && (errno == EPIPE || errno == EINTR))
			continue;
		/* EAGAIN: that was the last */
		if (n <= 0)
			break;
		collect(c, hw_text_cut(&text, '\n'));
	}
	close(fd);
	return 0;
}

static int read_file(struct collector *c, struct hw_root *root)
{
	struct hw_map map;
	int r = hw_root_map(root, RECORDED, &map);
	struct hw_text text;

	if (r < 0)
		return r;
	text = map.text;
	while (text.n)
		collect(c, hw_text_cut(&text, '\n'));
	hw_unmap(&map);
	return 0;
}

int hw_kernel_log_firmware(struct hw_root *root, struct hw_arena *arena,
			   struct hw_firmware_failures *ret)
{
	struct collector c = {
		.arena = arena,
		.v = HW_ARENA_NEW(arena, struct hw_firmware_failure, FAILURES_MAX),
	};
	int r;

	if (!c.v)
		return -ENOMEM;
	r = hw_root_kind(root) == HW_ROOT_LIVE ? read_buffer(&c) : read_file(&c, root);
	if (hw_arena_failed(arena))
		return -ENOMEM;
	if (r == 0)
		*ret = (struct hw_firmware_failures){c.v, c.n};
	return r;
}
