// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What an input is, by its content:
 *
 *	lines of JSON, perhaps behind others	lines.c, as they come
 *	the same, compressed			unpacked on the way
 *	the same in UTF-16, with its mark	made UTF-8 on the way
 *	a tar that has such files, or snapshots	each of its files is an input
 *	anything else				dump.c, which reads what --from reads: one
 *						machine
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "data/archive/archive.h"
#include "decoders/text/utf16.h"
#include "report/fleet/internal.h"

#define READ_SIZE ((size_t)1 << 20)
/* As much of the beginning as an archive is known by. */
#define KNOWN_BY ((size_t)512)
/* Where the first line of JSON is looked for. */
#define LOOK_MAX ((size_t)256 << 10)
/* Of a file in an archive, which is kept until it is known what it is. */
#define KEEP_MAX ((size_t)64 << 20)
/* Archives within each other. */
#define DEPTH_MAX 2

/* A text that comes in pieces, and is kept until it is known to be lines. */
struct stream {
	struct hw_fleet_lines lines;
	bool is_lines;
	/* its first bytes are known; they are a mark of UTF-16, as Windows writes it */
	bool is_begun;
	bool is_utf16;
	bool is_big_endian;
	/* of UTF-16: what came, up to `decoded` of which the lines have; it is kept from
	 * the beginning until it is known to be lines */
	struct hw_buffer wide;
	size_t decoded;
	/* of its units at hand, little-endian */
	struct hw_buffer units;
};

static struct hw_text text_of(const struct stream *s)
{
	return (struct hw_text){s->lines.text.s, s->lines.text.n};
}

/* As it came. */
static struct hw_text bytes_of(const struct stream *s)
{
	return s->is_utf16 ? (struct hw_text){s->wide.s, s->wide.n} : text_of(s);
}

static void stream_done(struct stream *s)
{
	hw_fleet_lines_done(&s->lines);
	hw_buffer_done(&s->wide);
	hw_buffer_done(&s->units);
}

static bool is_blank(struct hw_text text)
{
	return !hw_text_trim_start(text, " \t\r\n").n;
}

/* Appends what is not decoded to the lines, without the first of two units that is the
 * last so far. A unit of zero would end the text. */
static int decode(struct stream *s, size_t *ret)
{
	size_t n = (s->wide.n - s->decoded) / 2;
	const char *from = s->wide.s + s->decoded;
	char *to;

	s->units.n = 0;
	for (size_t i = 0; i < n; i++) {
		char low = from[2 * i + s->is_big_endian];
		char high = from[2 * i + !s->is_big_endian];
		bool is_first = ((unsigned char)high & 0xfc) == 0xd8;

		if (is_first && i + 1 == n) {
			n = i;
			break;
		}
		hw_buffer_add_char(&s->units, low || high ? low : (char)0xfd);
		hw_buffer_add_char(&s->units, low || high ? high : (char)0xff);
	}
	s->decoded += 2 * n;
	to = hw_fleet_lines_room(&s->lines, HW_UTF16_ROOM(2 * n));
	if (!to || s->units.failed)
		return -ENOMEM;
	*ret = n ? hw_utf16_to_utf8((const uint8_t *)s->units.s, 2 * n, to) : 0;
	return 0;
}

/* What n bytes behind the text's end are as text: *ret bytes in their place. */
static int settle(struct stream *s, size_t n, size_t *ret)
{
	struct hw_buffer *text = &s->lines.text;
	struct hw_text got = {text->s + text->n, n};

	*ret = n;
	if (s->is_begun && !s->is_utf16)
		return 0;
	if (!s->is_begun) {
		got = (struct hw_text){text->s, text->n + n};
		if (got.n < 2)
			return 0;
		s->is_begun = true;
		s->is_big_endian = hw_text_starts(got, HW_TEXT("\xfe\xff"));
		s->is_utf16 =
			s->is_big_endian || hw_text_starts(got, HW_TEXT("\xff\xfe"));
		if (!s->is_utf16)
			return 0;
		text->n = 0;
		s->decoded = 2;
	} else if (s->is_lines) {
		s->wide.n -= s->decoded;
		memmove(s->wide.s, s->wide.s + s->decoded, s->wide.n);
		s->decoded = 0;
	}
	hw_buffer_add(&s->wide, got);
	return s->wide.failed ? -ENOMEM : decode(s, ret);
}

/* n bytes were added. A tar is known by more of them than JSON is. */
static int look(struct stream *s, size_t n)
{
	int r = settle(s, n, &n);

	if (r < 0)
		return r;
	if (s->is_lines)
		return hw_fleet_lines_added(&s->lines, n);
	s->lines.text.n += n;
	s->is_lines = s->lines.text.n >= KNOWN_BY && !hw_archive_is(text_of(s)) &&
		      hw_fleet_lines_are_in(text_of(s), false);
	return s->is_lines ? hw_fleet_lines_added(&s->lines, 0) : 0;
}

/* Nothing more is added: whether all of it was lines. */
static int end(struct stream *s)
{
	if (!s->is_lines && !hw_archive_is(text_of(s)) &&
	    hw_fleet_lines_are_in(text_of(s), true)) {
		int r = hw_fleet_lines_added(&s->lines, 0);

		s->is_lines = true;
		if (r < 0)
			return r;
	}
	return s->is_lines ? hw_fleet_lines_end(&s->lines) : 0;
}

/* Reads at most `n` bytes into the stream; 0: there are no more. */
static ssize_t read_some(struct stream *s, int in, size_t n)
{
	char *to = hw_fleet_lines_room(&s->lines, n);
	ssize_t got;
	int r;

	if (!to)
		return -ENOMEM;
	do
		got = read(in, to, n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return -errno;
	r = look(s, (size_t)got);
	return r < 0 ? r : got;
}

/* --- Dumps --- */

/* Bytes, and what a descriptor has behind them, as a file in memory. */
static int keep(struct hw_text begin, int in)
{
	int copy = memfd_create("input", MFD_CLOEXEC);
	char buffer[65536];
	ssize_t got = 0;

	if (copy < 0)
		return -errno;
	while (begin.n) {
		got = write(copy, begin.s, begin.n);
		if (got < 0)
			goto failed;
		begin = hw_text_from(begin, (size_t)got);
	}
	do {
		if (in < 0)
			break;
		got = read(in, buffer, sizeof(buffer));
		if (got > 0 && write(copy, buffer, (size_t)got) != got)
			goto failed;
	} while (got > 0 || (got < 0 && errno == EINTR));
	lseek(copy, 0, SEEK_SET);
	return copy;
failed:
	close(copy);
	return -ENOSPC;
}

/* What --from reads: the input itself by its name, if it has one, which messages tell;
 * else the descriptor. */
static int add_dump(struct hw_fleet_load *load, const char *name, int copy)
{
	const struct hw_fleet_dump_sink sink = {
		.arg = load,
		.json = hw_fleet_load_json,
		.bad = hw_fleet_load_bad,
	};
	struct hw_arena arena = {0};
	struct hw_text error;
	char message[256];
	int r = hw_fleet_read_dump(name, copy, load->options.home, &sink, &arena, &error);

	if (r < 0 && load->error[0] == '\0') {
		/* not the store: this input cannot be read */
		snprintf(message, sizeof(message), "%.*s", HW_TEXT_ARG(error));
		hw_fleet_load_drop(load);
		hw_fleet_load_refuse(load, error.n ? message : strerror(-r));
		r = 0;
	}
	hw_arena_done(&arena);
	return r < 0 ? r : hw_fleet_load_end(load, false);
}

/* The same of a stream that was read and is no lines. */
static int add_kept(struct hw_fleet_load *load, const struct stream *s, int in)
{
	int copy = keep(bytes_of(s), in);
	int r;

	if (copy < 0)
		return copy;
	r = add_dump(load, "-", copy);
	close(copy);
	return r;
}

/* --- Archives --- */

static int add_archive(struct hw_fleet_load *load, const char *name, int file);

struct archive {
	struct hw_fleet_load *load;
	struct stream stream;
	/* the file at hand; "" before the first one, and of what is no archive of files
	 */
	struct hw_buffer name;
	const char *archive;
	/* of the files: one is a report; they are a machine's own */
	bool has_reports;
	bool is_machine;
	bool is_looking;
};

/* Files of a machine, as of /sys in "host-2026/sys/…". */
static bool is_of_machine(struct hw_text path)
{
	static const char *const places[] = {"sys", "proc", "sos_commands"};

	while (path.s) {
		struct hw_text part = hw_text_cut(&path, '/');

		for (size_t i = 0; path.s && i < HW_ARRAY_SIZE(places); i++)
			if (hw_text_eq(part, hw_text_of(places[i])))
				return true;
	}
	return false;
}

static bool has_schema(struct hw_text text)
{
	static const char mark[] = "\"hwalias.";

	return memmem(text.s, text.n, mark, sizeof(mark) - 1) != NULL;
}

static bool is_report(struct hw_text text)
{
	return hw_text_starts(text, HW_TEXT("hwalias-snapshot ")) ||
	       (hw_fleet_lines_are_in(text, true) && has_schema(text));
}

static void restart(struct archive *a)
{
	const struct hw_fleet_lines_sink *sink = a->stream.lines.sink;

	stream_done(&a->stream);
	a->stream = (struct stream){.lines.sink = sink};
}

/* The file at hand has ended. */
static int end_file(struct archive *a)
{
	struct stream *s = &a->stream;
	struct hw_fleet_load *load = a->load;
	int copy;
	int r;

	if (!a->name.n)
		return 0;
	if (a->is_looking) {
		a->has_reports |= is_report(text_of(s));
		restart(a);
		return 0;
	}
	r = end(s);
	if (r == 0 && s->is_lines) {
		r = hw_fleet_load_end(load, false);
	} else if (r == 0 && hw_archive_is(text_of(s)) && load->depth < DEPTH_MAX) {
		copy = keep(text_of(s), -1);
		r = copy < 0 ? copy : add_archive(load, a->name.s, copy);
		if (copy >= 0)
			close(copy);
	} else if (r == 0 && is_blank(text_of(s))) {
		hw_fleet_load_refuse(load, "is empty");
		r = hw_fleet_load_end(load, true);
	} else if (r == 0) {
		r = add_kept(load, s, -1);
	}
	restart(a);
	return r;
}

/* A file of the archive begins. */
static int begin_file(void *arg, struct hw_text path)
{
	struct archive *a = arg;
	int r = end_file(a);

	a->name.n = 0;
	if (r < 0)
		return r;
	if (strcmp(a->archive, "-") != 0) {
		hw_buffer_add(&a->name, hw_text_of(a->archive));
		hw_buffer_add_char(&a->name, '/');
	}
	hw_buffer_add(&a->name, path);
	hw_buffer_add_char(&a->name, '\0');
	if (a->name.failed)
		return -ENOMEM;
	a->is_machine |= is_of_machine(path);
	if (!a->is_looking)
		hw_fleet_load_begin(a->load, a->name.s);
	return a->is_looking && a->is_machine ? -ECANCELED : 0;
}

static int add_piece(void *arg, struct hw_text piece)
{
	struct archive *a = arg;
	struct stream *s = &a->stream;
	bool only_begins = a->is_looking && a->name.n;
	size_t n;
	char *to;
	int r;

	if (only_begins && s->lines.text.n >= LOOK_MAX)
		return 0;
	if (!s->is_lines && s->lines.text.n > (a->name.n ? KEEP_MAX : LOOK_MAX))
		return a->name.n ? 0 : -ECANCELED;
	to = hw_fleet_lines_room(&s->lines, piece.n);
	if (!to)
		return -ENOMEM;
	memcpy(to, piece.s, piece.n);
	if (!only_begins)
		return look(s, piece.n);
	r = settle(s, piece.n, &n);
	if (r == 0)
		s->lines.text.n += n;
	return r;
}

/* Of what is unpacked in blocks the one with the damage is lost. */
static const char *archive_error(int error, bool has_kept)
{
	switch (-error) {
	case EBADMSG:
		return has_kept ? "the archive is damaged: what came before is kept, as "
				  "far as it could be unpacked"
				: "the archive is damaged: nothing of it is kept";
	case ENOTSUP:
		return "archives need libarchive, with this kind of compression built in";
	case ENOEXEC:
		return "libarchive crashed on it";
	default:
		return strerror(-error);
	}
}

/* Goes through all of it: to look what it has, or to load it. */
static int read_archive(struct archive *a, struct hw_text bytes, bool is_looking)
{
	const struct hw_archive_sink sink = {
		.arg = a,
		.piece = add_piece,
		.entry = begin_file,
		.is_endless = true,
	};
	int r;

	a->is_looking = is_looking;
	a->name.n = 0;
	r = hw_archive_read(bytes, &sink);
	/* a damaged one has what came before */
	if (r == 0 || (r == -EBADMSG && a->name.n)) {
		int ended = end_file(a);

		r = ended < 0 || is_looking ? ended : r;
	}
	return r;
}

/* By the name, which messages tell, and mapped. */
static int read_mapped(struct hw_fleet_load *load, const char *name, int file,
		       struct hw_text bytes)
{
	const struct hw_fleet_lines_sink sink = {
		.arg = load,
		.json = hw_fleet_load_json,
		.bad = hw_fleet_load_bad,
	};
	struct archive a = {
		.load = load,
		.archive = name,
		.stream.lines.sink = &sink,
	};
	int r = read_archive(&a, bytes, true);
	/* a text, which is loaded on the way */
	bool is_text = !a.name.n;

	if (r == 0 && is_text)
		r = end(&a.stream);
	if (r == 0 && !is_text && a.has_reports) {
		r = read_archive(&a, bytes, false);
		/* each of its files was an input */
		hw_fleet_load_begin(load, name);
	} else if (r == 0 || r == -ECANCELED) {
		if (!is_text || !a.stream.is_lines)
			r = add_dump(load, load->depth == 1 ? name : "-", file);
		else
			r = hw_fleet_load_end(load, false);
	}
	if (r < 0 && load->error[0] == '\0' && r != -ENOMEM) {
		hw_fleet_load_begin(load, name);
		hw_fleet_load_refuse(
			load, archive_error(r, a.stream.is_lines ||
						       (a.has_reports && !a.is_looking)));
		r = hw_fleet_load_end(load, false);
	}
	stream_done(&a.stream);
	hw_buffer_done(&a.name);
	return r;
}

static int add_archive(struct hw_fleet_load *load, const char *name, int file)
{
	struct stat status;
	void *base;
	int r;

	if (fstat(file, &status) < 0)
		return -errno;
	base = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
	if (base == MAP_FAILED)
		return -errno;
	load->depth++;
	r = read_mapped(load, name, file, (struct hw_text){base, (size_t)status.st_size});
	load->depth--;
	munmap(base, (size_t)status.st_size);
	return r;
}

/* --- All --- */

/* When a file that tells no time was changed. */
static void take_time(struct hw_fleet_load *load, int in)
{
	time_t seconds = time(NULL);
	struct stat status;
	struct tm tm;

	if (fstat(in, &status) == 0 && S_ISREG(status.st_mode))
		seconds = status.st_mtime;
	load->modified[0] = '\0';
	if (gmtime_r(&seconds, &tm))
		strftime(load->modified, sizeof(load->modified), "%Y-%m-%dT%H:%M:%SZ",
			 &tm);
}

/* What is no lines: `s` has the beginning, and the descriptor the rest. */
static int add_other(struct hw_fleet_load *load, const struct stream *s, int in)
{
	bool is_archive = hw_archive_is(text_of(s));
	bool is_file = lseek(in, 0, SEEK_SET) == 0;
	int copy = is_file ? in : keep(bytes_of(s), in);
	int r;

	if (copy < 0)
		return copy;
	r = is_archive ? add_archive(load, load->source, copy)
		       : add_dump(load, load->source, copy);
	if (!is_file)
		close(copy);
	return r;
}

static int read_lines(struct stream *s, int in)
{
	ssize_t got = 1;
	int r;

	/* as much as an archive is known by: a pipe gives what it has */
	while (got > 0 && s->lines.text.n < KNOWN_BY)
		got = read_some(s, in, KNOWN_BY);
	if (!s->is_lines && hw_archive_is(text_of(s)))
		return 0;
	while (got > 0 && (s->is_lines || s->lines.text.n < LOOK_MAX))
		got = read_some(s, in, READ_SIZE);
	r = got < 0 ? (int)got : 0;
	return r == 0 && got == 0 ? end(s) : r;
}

/* Whether a file of a folder begins as a report does. */
static bool begins_report(int folder, const char *name)
{
	int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat status;
	struct stream s = {.is_lines = false};
	char *to = hw_fleet_lines_room(&s.lines, 4096);
	bool is = false;
	ssize_t n = -1;
	size_t added;

	if (to && file >= 0 && fstat(file, &status) == 0 && S_ISREG(status.st_mode))
		n = read(file, to, 4096);
	if (file >= 0)
		close(file);
	if (n > 0 && settle(&s, (size_t)n, &added) == 0) {
		s.lines.text.n += added;
		is = is_report(text_of(&s));
	}
	stream_done(&s);
	return is;
}

/* A folder is one machine, as its /sys, or what commands printed on it; each file of
 * reports is told by its name. */
static int add_folder(struct hw_fleet_load *load, int in)
{
	int copy = openat(in, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = copy >= 0 ? fdopendir(copy) : NULL;
	bool has_report = false;
	struct dirent *entry;

	while (folder && !has_report && (entry = readdir(folder)))
		has_report = begins_report(in, entry->d_name);
	if (folder)
		closedir(folder);
	else if (copy >= 0)
		close(copy);
	if (!has_report)
		return add_dump(load, load->source, in);
	hw_fleet_load_refuse(load, "a folder of reports, and no machine: name its files, "
				   "as with /*");
	return hw_fleet_load_end(load, true);
}

static int add_descriptor(struct hw_fleet_load *load, int in)
{
	const struct hw_fleet_lines_sink sink = {
		.arg = load,
		.json = hw_fleet_load_json,
		.bad = hw_fleet_load_bad,
	};
	struct stream s = {.lines.sink = &sink};
	struct stat status;
	int r;

	take_time(load, in);
	if (fstat(in, &status) == 0 && S_ISDIR(status.st_mode))
		return add_folder(load, in);
	r = read_lines(&s, in);
	if (r == 0 && s.is_lines) {
		r = hw_fleet_load_end(load, false);
	} else if (r == 0 && is_blank(text_of(&s)) && s.lines.text.n < LOOK_MAX) {
		hw_fleet_load_refuse(load, "is empty");
	} else if (r == 0) {
		r = add_other(load, &s, in);
	}
	stream_done(&s);
	if (r < 0 && load->error[0] == '\0' && r != -ENOMEM) {
		hw_fleet_load_refuse(load, strerror(-r));
		r = hw_fleet_load_end(load, false);
	}
	return r;
}

int hw_fleet_load_input(struct hw_fleet_load *load, const char *name, int input)
{
	int in = input;
	int r;

	hw_fleet_load_begin(load, name);
	if (strcmp(name, "-") != 0)
		in = open(name, O_RDONLY | O_CLOEXEC);
	if (in < 0) {
		hw_fleet_load_refuse(load, strerror(errno));
		return 0;
	}
	r = add_descriptor(load, in);
	if (in != input)
		close(in);
	return r;
}
