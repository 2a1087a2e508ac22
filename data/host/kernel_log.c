// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/host/kernel_log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>

#include "data/base/array.h"
#include "data/base/memory.h"
#include "data/base/sink.h"
#include "data/host/journal.h"
#include "data/module/name.h"
#include "data/root/note.h"

/* SYSLOG_ACTION_*, include/linux/syslog.h, which is not exported to programs. */
enum { READ_ALL = 3, SIZE_BUFFER = 10 };

/* The largest CONFIG_LOG_BUF_SHIFT is 25; of a larger log_buf_len= the end is read. */
#define BUFFER_MAX ((size_t)32 * 1024 * 1024)

/* The files of a recorded machine, below its root. */
static const char *const recordings[] = {
	HW_LOG_BUFFER,	       "var/log/dmesg",	      "var/log/kern.log",
	"var/log/journal.txt", "var/log/journal.log", "var/log/messages",
	"var/log/syslog",
};

/* Most messages of which it is seen what follows them, the newest ones. */
#define WATCHED_MAX ((size_t)32)

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
	/* messages that later ones make worse or void: firmware that failed, modules that
	 * were refused; NULL: none */
	struct hw_log_record *watched[WATCHED_MAX];
	size_t watched_next;
	/* "0000:01:00.0" of the newest HW_LOG_NAMED, and its line */
	struct hw_text named;
	size_t named_line;
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
	for (size_t i = 0; i < WATCHED_MAX; i++)
		if (c->watched[i] == r)
			c->watched[i] = NULL;
	if (is_refusal(message) || message->pattern->event == HW_LOG_FIRMWARE_FAILED) {
		c->watched[c->watched_next] = r;
		c->watched_next = (c->watched_next + 1) % WATCHED_MAX;
	}
	c->next = (c->next + 1) % HW_LOG_RECORDS_MAX;
	c->n += c->n < HW_LOG_RECORDS_MAX;
}

static bool contains(struct hw_text text, struct hw_text part)
{
	return part.n && text.n && memmem(text.s, text.n, part.s, part.n);
}

static bool says_any(struct hw_text message, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (contains(message, hw_text_of(words[i])))
			return true;
	return false;
}

static bool says_failure(struct hw_text message)
{
	static const char *const words[] = {
		"fail",	   "Fail",    "error",	"not found",   "abort",	 "missing",
		"unable",  "Unable",  "cannot", "can't",       "Cannot", "Can't",
		"invalid", "Invalid", " not ",	"no suitable",
	};

	return says_any(message, words, HW_ARRAY_SIZE(words));
}

/* What drivers say once their firmware runs: "loaded firmware …", "Firmware loaded in 2
 * usecs", "Firmware version 1", "Topology: ABI 3:22:1". */
static bool says_firmware_runs(struct hw_text message)
{
	static const char *const words[] = {
		"oaded firmware", "irmware loaded",   "irmware version",
		"irmware info",	  "irmware: loaded",  "fw version",
		"FW version",	  "irmware revision", "Topology: ABI",
		"irmware found:",
	};

	return !says_failure(message) && says_any(message, words, HW_ARRAY_SIZE(words));
}

/*
 * What follows a message of firmware that failed:
 *	"sof-audio-pci 0000:00:1f.3: error: request firmware intel/sof.ri failed err: -2",
 *	"Bluetooth: hci0: Failed to load Intel firmware file (-2)": it is fatal
 *	"iwlwifi 0000:03:00.0: loaded firmware version 77": it is void
 */
static bool note_firmware(struct hw_log_record *r, struct hw_text message)
{
	const struct hw_text *parts = r->message.parts;
	bool is_about_firmware = contains(message, parts[HW_LOG_PART_FILE]) ||
				 contains(message, HW_TEXT("irmware"));

	if (!contains(message, parts[HW_LOG_PART_DEVICE]))
		return false;
	if (says_firmware_runs(message) && !r->is_void)
		r->is_void = true;
	else if (is_about_firmware && says_failure(message) && !r->is_fatal)
		r->is_fatal = true;
	else
		return false;
	return true;
}

/*
 * "r8126 0000:02:00.0: ...", dev_printk(): the driver speaks of a device, so its module
 * was loaded after all. The module loader's own messages begin with "r8126: ".
 */
static bool note_driver(struct hw_log_record *r, struct hw_text message)
{
	struct hw_text driver = hw_text_head(message, hw_text_find(message, ' '));

	if (r->is_void || driver.n == message.n ||
	    !hw_module_name_eq(driver, r->message.parts[HW_LOG_PART_MODULE]))
		return false;
	r->is_void = true;
	return true;
}

/* Returns whether the message changes what another one says. */
static bool note_what_follows(struct collector *c, struct hw_text message)
{
	bool changes = false;

	for (size_t i = 0; i < WATCHED_MAX; i++) {
		struct hw_log_record *r = c->watched[i];

		if (r && (is_refusal(&r->message) ? note_driver(r, message)
						  : note_firmware(r, message)))
			changes = true;
	}
	return changes;
}

/* NVIDIA's driver names the device in one message and says in a later one what it is
 * about: "NVRM: fallen off the bus and is not responding to commands". */
#define NAMED_LINES 3

static void name_device(struct collector *c, struct hw_log_message *message)
{
	if (message->pattern->event == HW_LOG_NAMED) {
		c->named = hw_arena_copy(c->arena, message->parts[HW_LOG_PART_DEVICE]);
		c->named_line = c->line;
	} else if (message->pattern->event == HW_LOG_OFF_THE_BUS &&
		   !message->parts[HW_LOG_PART_DEVICE].n &&
		   c->line <= c->named_line + NAMED_LINES &&
		   c->line + NAMED_LINES >= c->named_line) {
		message->parts[HW_LOG_PART_DEVICE] = c->named;
	}
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
	c->named = HW_NO_TEXT;
	memset(c->watched, 0, sizeof(c->watched));
}

static void collect_line(struct collector *c, const struct hw_log_index *index,
			 struct hw_text raw)
{
	struct hw_log_line line = hw_log_line(raw);
	struct hw_log_message message;

	if (line.is_foreign)
		return;
	if (!hw_log_parse(index, line.message, &message)) {
		if (note_what_follows(c, line.message))
			record(c, raw);
		return;
	}
	record(c, raw);
	name_device(c, &message);
	/* a text may hold several boots */
	if (message.pattern->event == HW_LOG_BOOT)
		forget(c);
	keep(c, &line, &message);
}

static void collect(struct collector *c, struct hw_text text)
{
	struct hw_log_index index;

	hw_log_index_fill(&index);
	while (text.n) {
		c->line++;
		collect_line(c, &index, hw_text_cut(&text, '\n'));
	}
}

static size_t count_lines(struct hw_text text)
{
	size_t n = 0;

	for (; text.n; n++)
		hw_text_cut(&text, '\n');
	return n;
}

/* From its last line to its first one. */
static void collect_newest_first(struct collector *c, struct hw_text text)
{
	const size_t end = c->line + count_lines(text);
	struct hw_log_index index;

	hw_log_index_fill(&index);
	text = hw_text_trim_end(text, "\n");
	c->line += count_lines(text) + 1;
	while (text.n) {
		size_t at = text.n;

		while (at && text.s[at - 1] != '\n')
			at--;
		c->line--;
		collect_line(c, &index, hw_text_from(text, at));
		text = hw_text_head(text, at ? at - 1 : 0);
	}
	c->line = end;
}

static struct hw_text cut_lines(struct hw_text *text, size_t n)
{
	const struct hw_text all = *text;

	for (; n && text->n; n--)
		hw_text_cut(text, '\n');
	return hw_text_head(all, text->n ? (size_t)(text->s - all.s) : all.n);
}

/* Of several files each has an order of its own. */
static void collect_files(struct collector *c, struct hw_text text,
			  const struct hw_kernel_log *log)
{
	for (size_t i = 0; i <= log->file_count; i++) {
		const size_t end = i < log->file_count ? log->files[i].before : SIZE_MAX;
		const struct hw_text file =
			cut_lines(&text, end > c->line ? end - c->line : 0);

		if (hw_log_is_newest_first(file))
			collect_newest_first(c, file);
		else
			collect(c, file);
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
		hw_root_note_file(c->recorder, HW_LOG_BUFFER, kept, 0);
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
	hw_root_note_file(c->recorder, HW_LOG_BUFFER, HW_NO_TEXT, error);
	return error;
}

/* "12 b.log", one line each. */
static void read_files(struct collector *c, struct hw_text names,
		       struct hw_kernel_log *to)
{
	size_t room = 0;

	while (names.n) {
		struct hw_text name = hw_text_cut(&names, '\n');
		int64_t before = hw_text_decimal(hw_text_cut(&name, ' '), 9);

		if (before < 0 || !name.n)
			continue;
		if (HW_ARENA_GROW(c->arena, struct hw_log_file, to->files, to->file_count,
				  &room, 4) < 0)
			return;
		to->files[to->file_count++] = (struct hw_log_file){name, (size_t)before};
	}
}

/* "/var/log/dmesg", or where a dump had it from. */
static void find_source(struct collector *c, struct hw_root *root, const char *path,
			struct hw_kernel_log *to)
{
	struct hw_text names;

	if (hw_root_read(root, HW_LOG_NAME, c->arena, &names) < 0) {
		to->source = hw_arena_printf(c->arena, "/%s", path);
		return;
	}
	to->source = hw_text_cut(&names, '\n');
	read_files(c, names, to);
}

struct hw_text hw_kernel_log_place(const struct hw_kernel_log *log, size_t line,
				   size_t *ret_line)
{
	struct hw_text name = log->source;

	*ret_line = line;
	for (size_t i = 0; i < log->file_count && log->files[i].before < line; i++) {
		name = log->files[i].name;
		*ret_line = line - log->files[i].before;
	}
	return name;
}

static int read_file(struct collector *c, struct hw_root *root, struct hw_kernel_log *to)
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
		if (i > 0)
			find_source(c, root, recordings[i], to);
		collect_files(c, map.text, to);
		hw_unmap(&map);
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
	struct hw_kernel_log log = {.source = HW_TEXT("kernel log")};
	struct hw_log_record *v = NULL;
	int r;

	if (!c.v)
		return -ENOMEM;
	r = hw_root_kind(root) == HW_ROOT_LIVE ? read_live(&c, root)
					       : read_file(&c, root, &log);
	if (r == 0 && c.n) {
		v = HW_ARENA_NEW(arena, struct hw_log_record, c.n);
		if (v)
			straighten(&c, v);
	}
	free(c.v);
	if (hw_arena_failed(arena))
		return -ENOMEM;
	log.v = v;
	log.n = c.n;
	if (r == 0)
		*ret = log;
	return r;
}
