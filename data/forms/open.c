// SPDX-License-Identifier: GPL-2.0-or-later
/* Opens files, several as one machine: what each is, recognise.c and archives tell. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/archive/archive.h"
#include "data/base/memory.h"
#include "data/forms/internal.h"
#include "data/library/dl.h"
#include "data/root/note.h"
#include "data/snapshot/snapshot.h"
#include "data/tools/tools.h"

/* Without a byte order mark, as some editors write it. */
static struct hw_text without_mark(struct hw_text text)
{
	return hw_text_starts(text, HW_TEXT("\xef\xbb\xbf")) ? hw_text_from(text, 3)
							     : text;
}

/* `whole`: of -EEXIST, the machine that was read before. */
static struct hw_text describe(struct hw_arena *arena, const char *name,
			       struct hw_text text, struct hw_text whole, int err)
{
	const char *why = strerror(-err);
	const char *by;
	const char *instead;

	if (err == -ELIBACC || err == -ELIBBAD)
		return hw_arena_printf(
			arena,
			"cannot read '%s': that needs %s, which is not installed or "
			"cannot be loaded",
			name, hw_library_missing());
	if (err == -EINVAL && !text.n)
		why = "it is empty";
	else if (err == -EINVAL && hw_dump_is_unread(text, &by, &instead))
		return hw_arena_printf(arena,
				       "cannot read '%s': it looks like what %s gives; "
				       "what %s gives can be read",
				       name, by, instead);
	else if (err == -EINVAL)
		why = "its content is of no known format";
	else if (err == -ENOTSUP)
		why = hw_archive_is(text) ? "archives need libarchive, with this "
					    "kind of compression built in"
					  : "a newer hwalias wrote it";
	else if (err == -EFBIG)
		why = "it is too big";
	else if (err == -EBADMSG)
		why = "the archive is damaged";
	else if (err == -ENOEXEC)
		why = "libarchive crashed on it";
	else if (err == -ENOMSG)
		why = "a table or an answer of hwalias, as list, show, check and diff "
		      "give, is no machine; "
		      "'hwalias -aaJ' (JSON) and 'hwalias snapshot' can be read";
	else if (err == -EEXIST)
		return hw_arena_printf(
			arena,
			"cannot join '%.*s' and '%s': each is a whole machine; 'hwalias "
			"diff' compares two",
			HW_TEXT_ARG(whole), name);
	return hw_arena_printf(arena, "cannot read '%s': %s", name, why);
}

/* What the root has, whoever said it. */
static void find_facts(struct hw_root *root, struct hw_dump_facts *facts,
		       struct hw_arena *arena)
{
	static const char *const places[] = {"lib/modules", "usr/lib/modules"};

	if (facts->is_dump)
		facts->sentences = hw_root_exists(root, HW_RECORDED "/privacy");
	else if (!hw_dump_facts_recorded(root, arena, facts))
		/* of what was recorded whole the devices themselves say it */
		facts->drivers = facts->places = true;
	facts->joined = hw_root_exists(root, HW_DUMP_JOINED);
	facts->modules |= hw_root_exists(root, "proc/modules") ||
			  hw_root_exists(root, "sys/module");
	facts->log |= hw_root_exists(root, "var/log/dmesg");
	facts->kernel |= hw_root_exists(root, "proc/sys/kernel/osrelease");
	for (size_t i = 0; i < HW_ARRAY_SIZE(places) && !facts->tables; i++) {
		struct hw_text *names;
		size_t n = 0;

		if (hw_root_list(root, places[i], arena, &names, &n) != 0)
			continue;
		for (size_t k = 0; k < n && !facts->tables; k++) {
			struct hw_text path =
				hw_arena_printf(arena, "%s/%.*s/modules.alias", places[i],
						HW_TEXT_ARG(names[k]));

			facts->tables = path.s && hw_root_exists(root, path.s);
		}
	}
}

/* Of all files and names that were read. */
static void find_pseudonyms(const struct hw_tree *tree, size_t *numbers)
{
	struct hw_arena scratch = {0};
	struct hw_text path;
	struct hw_text text;

	for (size_t i = 0; hw_tree_entry(tree, i, &scratch, &path, &text); i++) {
		hw_pseudonym_numbers(path, numbers);
		hw_pseudonym_numbers(text, numbers);
		if (hw_tree_read(tree, path, &scratch, &text) == 0)
			hw_pseudonym_numbers(text, numbers);
		hw_arena_reset(&scratch);
	}
	hw_arena_done(&scratch);
}

/* Of the reports that were read, and of those that the recording was made of. */
static struct hw_text find_levels(struct hw_dump *d, struct hw_arena *arena)
{
	struct hw_text recorded;

	if (hw_tree_read(d->tree, HW_TEXT(HW_REPORT_LEVELS), &d->arena, &recorded) == 0) {
		recorded = hw_text_trim_end(recorded, "\n");
		while (recorded.s)
			hw_dump_report_level(
				d, hw_text_trim_start(hw_text_cut(&recorded, ','), " "));
	}
	return hw_arena_copy(arena, d->facts.report_levels);
}

static int open_dump(struct hw_dump *d, const char *name, struct hw_arena *arena,
		     struct hw_root **ret, struct hw_dump_facts *ret_facts)
{
	struct hw_dump_facts facts = d->facts;
	struct hw_tree *tree = d->tree;
	struct hw_root *root;
	int err;

	facts.kind = HW_ROOT_SNAPSHOT;
	facts.is_dump &= !d->whole.s;
	facts.is_several = d->reads + (d->whole.s != NULL) > 1;
	if (hw_tree_read(tree, HW_TEXT(HW_MIXED_LEVEL), arena, &facts.mixed) < 0)
		facts.mixed = HW_NO_TEXT;
	facts.report_levels = find_levels(d, arena);
	if (facts.is_several || facts.mixed.s)
		find_pseudonyms(tree, facts.pseudonyms);
	d->tree = NULL;
	err = hw_tree_open(tree, name, &root);
	if (err)
		return err;
	facts.formats = hw_arena_copy(arena, d->facts.formats);
	if (facts.ids_by)
		facts.ids_by = hw_arena_copy(arena, hw_text_of(facts.ids_by)).s;
	find_facts(root, &facts, arena);
	*ret_facts = facts;
	*ret = root;
	return 0;
}

/* Makes a root of all that was read. */
static int finish(struct hw_dump *d, const char *name, struct hw_arena *arena,
		  struct hw_root **ret, struct hw_dump_facts *ret_facts)
{
	int err;

	err = hw_dump_check(d);
	if (err)
		return err;
	hw_dump_add_wholes(d);
	hw_dump_find_roots(d);
	hw_dump_write_logs(d);
	err = hw_dump_emit(d);
	return err ? err : open_dump(d, name, arena, ret, ret_facts);
}

/* The sentence about `name`, or the part of it that was read last. */
static struct hw_text explain(struct hw_dump *d, struct hw_arena *arena, const char *name,
			      struct hw_text text, int err)
{
	if (d->contradiction.s)
		return hw_arena_copy(arena, d->contradiction);
	if (err == -EILSEQ)
		return hw_arena_copy(arena, d->cut);
	if (err == -ENOTSUP && d->name.n && !hw_text_eq(d->name, d->operand))
		text = HW_NO_TEXT;
	if ((err == -EEXIST || err == -ENOTSUP) && d->name.n)
		name = hw_arena_printf(&d->arena, "%.*s", HW_TEXT_ARG(d->name)).s;
	return describe(arena, name ? name : "", text, d->whole, err);
}

/* What an operand names: a text, or files of which there are several. */
struct source {
	const char *name;
	struct hw_text text;
	struct hw_collection files;
	bool has_files;
	size_t rank;
};

/* `directory` NULL: a text, perhaps packed. */
static int load(struct hw_dump *d, struct source *source, struct hw_root *directory)
{
	int err;

	if (!directory && !hw_archive_is(source->text)) {
		source->text = without_mark(source->text);
		source->rank = hw_dump_rank(d, source->text);
		return 0;
	}
	source->has_files = true;
	err = directory ? hw_collection_of_directory(d, directory, source->name, false,
						     &source->files)
			: hw_collection_of_archive(d, source->text, source->name,
						   &source->files);
	if (err || !source->files.text.s)
		return err;
	source->has_files = false;
	source->text = without_mark(source->files.text);
	source->rank = hw_dump_rank(d, source->text);
	return 0;
}

/* Wholes come first, in whatever operand they are, and then what is joined with them. */
static int read_sources(struct hw_dump *d, struct source *sources, size_t count,
			const struct source **ret_last)
{
	int err = 0;

	for (size_t step = 0; step <= HW_DUMP_RANK_MAX + 1 && !err; step++)
		for (size_t i = 0; i < count && !err; i++) {
			struct source *source = &sources[i];

			if (source->has_files ? step > 1
					      : source->rank + (source->rank > 0) != step)
				continue;
			*ret_last = source;
			d->operand = hw_text_of(source->name);
			err = !source->has_files
				      ? hw_dump_read_text(d, source->text, source->name)
			      : step ? hw_collection_read_parts(&source->files)
				     : hw_collection_read_wholes(&source->files);
		}
	return err;
}

/* In the place of a text may be a directory of dumps; `directories` NULL: there is none.
 */
static int open_all(const struct hw_text *texts, struct hw_root *const *directories,
		    const char *const *names, size_t count, struct hw_arena *arena,
		    struct hw_warnings *warnings, struct hw_root **ret,
		    struct hw_dump_facts *ret_facts, struct hw_text *ret_error)
{
	struct source *sources = hw_calloc(count + 1, sizeof(*sources));
	const struct source *last = sources;
	struct hw_dump *d = NULL;
	int err = sources ? hw_dump_new(warnings, &d) : -ENOMEM;

	for (size_t i = 0; i < count && !err; i++) {
		sources[i].name = names[i];
		sources[i].text = texts[i];
		last = &sources[i];
		d->operand = hw_text_of(names[i]);
		err = load(d, &sources[i], directories ? directories[i] : NULL);
	}
	if (!err)
		err = read_sources(d, sources, count, &last);
	if (!err)
		err = finish(d, count ? names[0] : "", arena, ret, ret_facts);
	if (err && d)
		*ret_error = explain(d, arena, last->name, last->text, err);
	else if (err)
		*ret_error = describe(arena, count ? names[0] : "", HW_NO_TEXT,
				      HW_NO_TEXT, err);
	for (size_t i = 0; i < count && sources; i++)
		hw_collection_done(&sources[i].files);
	hw_dump_free(d);
	free(sources);
	return err;
}

int hw_dump_open_texts(const struct hw_text *texts, const char *const *names,
		       size_t count, struct hw_arena *arena, struct hw_warnings *warnings,
		       struct hw_root **ret, struct hw_dump_facts *ret_facts,
		       struct hw_text *ret_error)
{
	return open_all(texts, NULL, names, count, arena, warnings, ret, ret_facts,
			ret_error);
}

/* A pipe cannot be mapped: reads it to its end. */
static int read_stream(int fd, struct hw_map *ret)
{
	size_t room = 64 * 1024;
	char *buffer = hw_malloc(room);
	size_t n = 0;

	while (buffer) {
		ssize_t got = read(fd, buffer + n, room - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || n + (size_t)got > HW_FILE_MAX) {
			int err = got < 0 ? -errno : -EFBIG;

			free(buffer);
			return err;
		}
		n += (size_t)got;
		if (!got) {
			*ret = (struct hw_map){
				.text = {buffer, n}, .base = buffer, .size = room};
			return 0;
		}
		if (n == room) {
			char *more = hw_realloc(buffer, 2 * room);

			if (!more)
				free(buffer);
			buffer = more;
			room *= 2;
		}
	}
	return -ENOMEM;
}

/* Files of proc and sys say size 0 or cannot be mapped: they are read. */
static int map_or_read(int fd, struct hw_map *ret)
{
	struct stat st;
	size_t size;
	void *base;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (!S_ISREG(st.st_mode) || st.st_size <= 0 || lseek(fd, 0, SEEK_CUR) != 0)
		return read_stream(fd, ret);
	if (st.st_size > (off_t)HW_FILE_MAX)
		return -EFBIG;
	size = (size_t)st.st_size;
	base = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (base == MAP_FAILED)
		return read_stream(fd, ret);
	*ret = (struct hw_map){
		.text = {base, size}, .base = base, .size = size, .mapped = true};
	return 0;
}

/* A FIFO is waited for, as `<(lspci)` of a shell is one. */
static int open_file(const char *path, int input, struct hw_map *ret)
{
	int fd = strcmp(path, "-") == 0 ? input : open(path, O_RDONLY | O_CLOEXEC);
	int err;

	if (fd < 0)
		return -errno;
	err = map_or_read(fd, ret);
	if (fd != input)
		close(fd);
	return err;
}

static bool is_directory(const char *path)
{
	struct stat st;

	return strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* An unpacked archive of dumps, as of sos(1), or a folder of them: it has no sys tree, or
 * a few files of one. */
static bool is_of_dumps(struct hw_root *root)
{
	static const char *const own[] = {"sys", "proc", "lib", "usr", "etc"};

	if (hw_root_exists(root, "sos_commands"))
		return true;
	for (size_t i = 0; i < HW_ARRAY_SIZE(own); i++)
		if (hw_root_exists(root, own[i]))
			return false;
	return true;
}

/* Errors: -EINVAL: nothing in it is known. */
static int open_dumps(struct hw_root *directory, const char *path, struct hw_arena *arena,
		      struct hw_warnings *warnings, struct hw_root **ret,
		      struct hw_dump_facts *ret_facts, struct hw_text *ret_error)
{
	static const struct hw_text none = {NULL, 0};

	return open_all(&none, &directory, &path, 1, arena, warnings, ret, ret_facts,
			ret_error);
}

/* Whether there is something to read beside the tree of a machine. */
static bool has_beside(struct hw_root *root)
{
	struct hw_collection files;
	struct hw_dump *d;
	bool is_known = false;

	if (hw_root_kind(root) == HW_ROOT_LIVE || hw_dump_new(NULL, &d) < 0)
		return false;
	if (hw_collection_of_directory(d, root, "", true, &files) == 0)
		is_known = hw_collection_is_known(&files);
	hw_collection_done(&files);
	hw_dump_free(d);
	return is_known;
}

/* Of what is to be joined with `other`; a tree is read where it is, and so alone. */
static int open_part(const char *path, const char *other, struct hw_arena *arena,
		     struct hw_root **ret, struct hw_text *ret_error)
{
	int err = hw_root_open(path, ret);

	if (err) {
		*ret_error = describe(arena, path, HW_NO_TEXT, HW_NO_TEXT, err);
		return err;
	}
	if (is_of_dumps(*ret))
		return 0;
	*ret_error = hw_arena_printf(
		arena,
		"cannot join the directory '%s' and '%s': an archive of it (tar) "
		"can be joined",
		path, other);
	return -EINVAL;
}

static int open_directory(const char *path, struct hw_arena *arena,
			  struct hw_warnings *warnings, struct hw_root **ret,
			  struct hw_dump_facts *ret_facts, struct hw_text *ret_error)
{
	struct hw_root *dumps = NULL;
	bool is_beside;
	int err = hw_root_open(path, ret);

	if (err) {
		*ret_error = describe(arena, path, HW_NO_TEXT, HW_NO_TEXT, err);
		return err;
	}
	is_beside = !is_of_dumps(*ret);
	if (!is_beside || has_beside(*ret)) {
		err = open_dumps(*ret, path, arena, warnings, &dumps, ret_facts,
				 ret_error);
		if (err == -EFBIG && is_beside)
			hw_warn(warnings, "dump-incomplete", hw_text_of(path), 0,
				"what is beside its tree is left out: all of it is too "
				"big to be read as one");
		if (err != -EINVAL && (err != -EFBIG || !is_beside)) {
			hw_root_close(*ret);
			*ret = dumps;
			return err;
		}
	}
	*ret_facts = (struct hw_dump_facts){.formats = HW_TEXT("directory"),
					    .kind = hw_root_kind(*ret)};
	find_facts(*ret, ret_facts, arena);
	return 0;
}

/* What each path names: a directory, or the content of a file. */
static int open_parts(const char *const *paths, size_t count, int input,
		      struct hw_arena *arena, struct hw_root **directories,
		      struct hw_map *maps, struct hw_text *ret_error)
{
	int err = 0;

	/* before a pipe is waited for */
	for (size_t i = 0; i < count && !err; i++)
		if (is_directory(paths[i]))
			err = open_part(paths[i], paths[i == 0], arena, &directories[i],
					ret_error);
	for (size_t i = 0; i < count && !err; i++) {
		if (directories[i])
			continue;
		err = open_file(paths[i], input, &maps[i]);
		if (err)
			*ret_error =
				describe(arena, paths[i], HW_NO_TEXT, HW_NO_TEXT, err);
	}
	return err;
}

int hw_root_open_any(const char *const *paths, size_t count, int input,
		     struct hw_arena *arena, struct hw_warnings *warnings,
		     struct hw_root **ret, struct hw_dump_facts *ret_facts,
		     struct hw_text *ret_error)
{
	struct hw_map *maps;
	struct hw_text *texts;
	struct hw_root **directories;
	int err;

	if (count == 1 && is_directory(paths[0]))
		return open_directory(paths[0], arena, warnings, ret, ret_facts,
				      ret_error);
	maps = hw_calloc(count + 1, sizeof(*maps));
	texts = hw_calloc(count + 1, sizeof(*texts));
	directories = hw_calloc(count + 1, sizeof(struct hw_root *));
	err = maps && texts && directories ? 0 : -ENOMEM;
	if (err)
		*ret_error = describe(arena, count ? paths[0] : "", HW_NO_TEXT,
				      HW_NO_TEXT, err);
	if (!err)
		err = open_parts(paths, count, input, arena, directories, maps,
				 ret_error);
	for (size_t i = 0; i < count && !err; i++)
		texts[i] = maps[i].text;
	if (!err)
		err = open_all(texts, directories, paths, count, arena, warnings, ret,
			       ret_facts, ret_error);
	for (size_t i = 0; i < count; i++) {
		if (maps)
			hw_unmap(&maps[i]);
		if (directories)
			hw_root_close(directories[i]);
	}
	free(maps);
	free(texts);
	free(directories);
	return err;
}
