// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/host/kernel_log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>

#include "data/base/memory.h"
#include "data/base/sink.h"
#include "data/host/journal.h"
#include "data/module/name.h"
#include "data/root/note.h"

/* SYSLOG_ACTION_*, include/linux/syslog.h, which is not exported to programs. */
enum { READ_ALL = 3, SIZE_BUFFER = 10 };

/* The largest CONFIG_LOG_BUF_SHIFT is 25; of a larger log_buf_len= the end is read. */
#define BUFFER_MAX ((size_t)32 * 1024 * 1024)

/* What a recording has of the kernel's own buffer. */
#define BUFFER HW_RECORDED "/kernel-log"

/* The files of a recorded machine, below its root. */
static const char *const recordings[] = {
	BUFFER,
	"var/log/dmesg",
	"var/log/kern.log",
	"var/log/journal.txt",
	"var/log/journal.log",
	"var/log/messages",
	"var/log/syslog",
};

/* Most modules that are refused and then loaded, and of which that is seen. */
#define REFUSED_MAX ((size_t)8)

struct collector {
	struct hw_arena *arena;
	/* that records the lines that tell something, or NULL; `kept` has those of the
	 * kernel's own buffer */
	struct hw_root *recorder;
	FILE *kept;
	/* a ring once it is full: `next` is the oldest */
	struct hw_log_record *v;
	size_t n;
	size_t next;
	size_t line;
	bool has_lines;
	/* the newest message of firmware that failed, or NULL */
	struct hw_log_record *failed;
	/* the newest messages that modules were refused; NULL: none */
	struct hw_log_record *refused[REFUSED_MAX];
	size_t refused_next;
};

static bool is_refusal(const struct hw_log_message *message)
{
	enum hw_log_event event = message->pattern->event;

	return event == HW_LOG_VERSION_MAGIC || event == HW_LOG_SYMBOL_VERSION ||
	       event == HW_LOG_UNKNOWN_SYMBOL;
}

/* Copies the message: its parts borrow from the log's text. */
static void keep(struct collector *c, const struct hw_log_line *line,
		 const struct hw_log_message *message)
{
	struct hw_log_record *r = &c->v[c->next];

	*r = (struct hw_log_record){
		.message = *message,
		.time = hw_arena_copy(c->arena, line->time),
		.line = c->has_lines ? c->line : 0,
	};
	for (size_t i = 0; i < HW_LOG_PART_COUNT; i++)
		r->message.parts[i] = hw_arena_copy(c->arena, message->parts[i]);
	if (message->pattern->event == HW_LOG_FIRMWARE_FAILED)
		c->failed = r;
	else if (c->failed == r)
		c->failed = NULL;
	for (size_t i = 0; i < REFUSED_MAX; i++)
		if (c->refused[i] == r)
			c->refused[i] = NULL;
	if (is_refusal(message)) {
		c->refused[c->refused_next] = r;
		c->refused_next = (c->refused_next + 1) % REFUSED_MAX;
	}
	c->next = (c->next + 1) % HW_LOG_RECORDS_MAX;
	c->n += c->n < HW_LOG_RECORDS_MAX;
}

static bool contains(struct hw_text text, struct hw_text part)
{
	return part.n && text.n && memmem(text.s, text.n, part.s, part.n);
}

static bool says_failure(struct hw_text message)
{
	static const char *const words[] = {"fail",	 "Fail",  "error",
					    "not found", "abort", "missing"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (contains(message, hw_text_of(words[i])))
			return true;
	return false;
}

/* "sof-audio-pci 0000:00:1f.3: error: request firmware intel/sof.ri failed err: -2",
 * "Bluetooth: hci0: Failed to load Intel firmware file (-2)" */
static void note_complaint(struct collector *c, struct hw_text message)
{
	const struct hw_text *parts;

	if (!c->failed)
		return;
	parts = c->failed->message.parts;
	if ((contains(message, parts[HW_LOG_PART_FILE]) ||
	     contains(message, HW_TEXT("irmware"))) &&
	    contains(message, parts[HW_LOG_PART_DEVICE]) && says_failure(message))
		c->failed->is_fatal = true;
}

/*
 * "r8126 0000:02:00.0: ...", dev_printk(): the driver speaks of a device, so its module
 * was loaded after all. The module loader's own messages begin with "r8126: ". Returns
 * whether a refusal is void by it.
 */
static bool note_driver(struct collector *c, struct hw_text message)
{
	struct hw_text driver = hw_text_head(message, hw_text_find(message, ' '));

	bool is_void = false;

	for (size_t i = 0; driver.n < message.n && i < REFUSED_MAX; i++) {
		struct hw_log_record *r = c->refused[i];

		if (!r ||
		    !hw_module_name_eq(driver, r->message.parts[HW_LOG_PART_MODULE]))
			continue;
		r->is_void = true;
		c->refused[i] = NULL;
		is_void = true;
	}
	return is_void;
}

static void record(struct collector *c, struct hw_text raw)
{
	if (c->kept)
		fprintf(c->kept, "%.*s\n", HW_TEXT_ARG(raw));
	else if (c->recorder)
		hw_root_note_line(c->recorder, raw, false);
}

/* What stands before is of an earlier boot. */
static void forget(struct collector *c)
{
	c->n = c->next = 0;
	c->failed = NULL;
	memset(c->refused, 0, sizeof(c->refused));
}

static void collect(struct collector *c, struct hw_text text)
{
	while (text.n) {
		struct hw_text raw = hw_text_cut(&text, '\n');
		struct hw_log_line line = hw_log_line(raw);
		struct hw_log_message message;
		bool was_fatal = c->failed && c->failed->is_fatal;

		c->line++;
		if (line.is_foreign)
			continue;
		if (!hw_log_parse(line.message, &message)) {
			note_complaint(c, line.message);
			if ((c->failed && c->failed->is_fatal && !was_fatal) ||
			    note_driver(c, line.message))
				record(c, raw);
			continue;
		}
		record(c, raw);
		/* a text may hold several boots */
		if (message.pattern->event == HW_LOG_BOOT)
			forget(c);
		keep(c, &line, &message);
	}
}

/* What is in no file of the machine: a recording keeps the lines that tell something. */
static void collect_buffer(struct collector *c, struct hw_text text)
{
	struct hw_sink sink = {.v = NULL};
	struct hw_text kept;

	if (c->recorder && hw_sink_open(&sink) == 0)
		c->kept = sink.stream;
	collect(c, text);
	if (c->kept && hw_sink_close(&sink, &kept) == 0)
		hw_root_note_file(c->recorder, BUFFER, kept, 0);
	free(sink.v);
}

/* syslog(2): a line a message, "<PRIORITY>[ TIME] TEXT". */
static int read_buffer(struct collector *c)
{
	int size = klogctl(SIZE_BUFFER, NULL, 0);
	char *buffer;
	int n;

	if (size < 0)
		return -errno;
	/* the size is that of the stored records; syslog(2) adds times and priorities */
	if ((size_t)size > BUFFER_MAX / 2)
		size = BUFFER_MAX / 2;
	size *= 2;
	buffer = hw_malloc((size_t)size);
	if (!buffer)
		return -ENOMEM;
	n = klogctl(READ_ALL, buffer, size);
	if (n < 0) {
		n = -errno;
		free(buffer);
		return n;
	}
	collect_buffer(c, (struct hw_text){buffer, (size_t)n});
	free(buffer);
	return 0;
}

/* Errors: -ENOENT, whatever keeps the journal from being read: it is in nobody's way. */
static int read_journal(struct collector *c, struct hw_root *root)
{
	struct hw_arena arena = {0};
	struct hw_text text;
	int r = hw_journal_read(root, &arena, &text);

	if (r == 0)
		collect_buffer(c, text);
	hw_arena_done(&arena);
	return r == -ENOMEM ? r : r < 0 ? -ENOENT : 0;
}

/* Many users may not read the kernel's buffer (kernel.dmesg_restrict), and some of them
 * the journal, which has the same messages. */
static int read_live(struct collector *c, struct hw_root *root)
{
	int error = read_buffer(c);
	int r = error < 0 && error != -ENOMEM ? read_journal(c, root) : error;

	if (r != -ENOENT)
		return r;
	hw_root_note_file(c->recorder, BUFFER, HW_NO_TEXT, error);
	return error;
}

static int read_file(struct collector *c, struct hw_root *root, const char **ret_source)
{
	int r = -ENOENT;

	for (size_t i = 0; i < HW_ARRAY_SIZE(recordings); i++) {
		struct hw_map map;

		r = hw_root_map(root, recordings[i], &map);
		if (r == -ENOENT || r == -ENOTDIR)
			continue;
		if (r < 0)
			return r;
		c->has_lines = i > 0;
		/* this one has no other lines */
		if (i == 0)
			c->recorder = NULL;
		if (i > 0)
			hw_root_note_table(c->recorder, map.text);
		collect(c, map.text);
		hw_unmap(&map);
		if (i > 0)
			*ret_source = recordings[i];
		return 0;
	}
	return r == -ENOENT || r == -ENOTDIR ? read_journal(c, root) : r;
}

/* Copies the ring, the oldest record first. */
static void straighten(struct collector *c, struct hw_log_record *to)
{
	size_t first = c->n < HW_LOG_RECORDS_MAX ? 0 : c->next;

	for (size_t i = 0; i < c->n; i++)
		to[i] = c->v[(first + i) % HW_LOG_RECORDS_MAX];
}

int hw_kernel_log_read(struct hw_root *root, struct hw_arena *arena,
		       struct hw_kernel_log *ret)
{
	struct collector c = {
		.arena = arena,
		.recorder = hw_root_records(root) ? root : NULL,
		.v = hw_calloc(HW_LOG_RECORDS_MAX, sizeof(*c.v)),
	};
	const char *source = "kernel log";
	struct hw_log_record *v = NULL;
	int r;

	if (!c.v)
		return -ENOMEM;
	r = hw_root_kind(root) == HW_ROOT_LIVE ? read_live(&c, root)
					       : read_file(&c, root, &source);
	if (r == 0 && c.n) {
		v = HW_ARENA_NEW(arena, struct hw_log_record, c.n);
		if (v)
			straighten(&c, v);
	}
	free(c.v);
	if (hw_arena_failed(arena))
		return -ENOMEM;
	if (r == 0)
		*ret = (struct hw_kernel_log){v, c.n, source};
	return r;
}
