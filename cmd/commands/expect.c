// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/commands/expect.h"

#include <errno.h>
#include <stdio.h>

#include "cmd/print/diag.h"
#include "cmd/session/session.h"
#include "data/base/utf16_file.h"
#include "data/root/root.h"
#include "report/machine/words/leaks.h"
#include "report/privacy/texts/free_text.h"

const char *hw_expect_file(const struct hw_options *options, const char *command,
			   int argc, char **argv)
{
	const char *file = options->expect_file ? options->expect_file
			   : argc == 1		? argv[0]
						: NULL;

	if (file && *file && argc == (options->expect_file ? 0 : 1))
		return file;
	hw_error("%s --expect takes one file and nothing else", command);
	return NULL;
}

/* Reads the baseline, "-" from standard input. Errors: -errno, after a message. */
static int read_baseline(const char *path, struct hw_arena *arena, struct hw_text *ret)
{
	bool is_stdin = strcmp(path, "-") == 0;
	FILE *in = is_stdin ? stdin : fopen(path, "re");
	char *bytes = HW_ARENA_NEW(arena, char, HW_EXPECT_BYTES_MAX + 1);
	size_t n = 0;
	int r = 0;

	if (!in || !bytes)
		r = in ? -ENOMEM : -errno;
	if (r == 0) {
		n = fread(bytes, 1, HW_EXPECT_BYTES_MAX + 1, in);
		if (ferror(in))
			r = errno ? -errno : -EIO;
		else if (n > HW_EXPECT_BYTES_MAX)
			r = -EFBIG;
	}
	if (in && !is_stdin)
		fclose(in);
	if (r < 0)
		hw_error("cannot read '%s': %s", path, strerror(-r));
	else
		*ret = hw_utf16_file((struct hw_text){bytes, n}, arena);
	return r;
}

static int collect(struct hw_session *s, enum hw_scan_depth depth,
		   struct hw_expect *expect)
{
	const struct hw_selection all = {.depth = depth};

	return hw_collect_devices(&s->machine, &all, hw_expect_record, expect, &s->tail);
}

/* People write a baseline, and its differences quote it: without what identifies the
 * machine or its user. Devices have to be known. Errors: -ENOMEM. */
static int withhold(struct hw_machine *m, struct hw_expect *expect)
{
	const struct hw_leaks_sources sources = hw_leaks_sources_of(m);
	struct hw_arena *arena = &expect->arena;
	struct hw_leaks *leaks = NULL;
	int r = hw_privacy_is_off(&m->privacy) ? 0 : hw_machine_words(m);

	if (r < 0 || !hw_leaks_are_possible(m))
		return r;
	r = hw_leaks_open(&sources, arena, &leaks);
	if (r < 0)
		return r;
	expect->name = hw_leaks_withhold(
		leaks, hw_free_text_file(expect->name, &m->words, arena), arena);
	for (size_t i = 0; i < expect->entry_count; i++) {
		struct hw_expect_entry *e = &expect->entries[i];

		e->text = hw_leaks_withhold(leaks, e->text, arena);
		e->comment = hw_leaks_withhold(
			leaks, hw_free_text_public(e->comment, &m->words, arena), arena);
	}
	hw_leaks_close(leaks);
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

static enum hw_exit judge(struct hw_session *s, struct hw_expect *expect)
{
	struct hw_check check = {.machine = &s->machine, .expect = expect};
	struct hw_output output;
	enum hw_exit status;
	int r = collect(s, HW_SCAN_EVERYTHING, expect);

	if (r == 0)
		r = withhold(&s->machine, expect);
	if (r == 0)
		r = hw_expect_judge(expect);
	hw_session_head(s);
	output = hw_session_output(s);
	check.head = &s->head;
	check.devices = expect->device_count;
	if (r == 0)
		r = s->options->format->findings->print(&check, &output);
	status = hw_session_check(s, r);
	if (status != HW_EXIT_OK)
		return status;
	if (hw_check_unread(&check, &s->arena).n)
		return HW_EXIT_FAILED;
	if (expect->malformed)
		return HW_EXIT_USAGE;
	if (expect->difference_count > expect->unknown)
		return HW_EXIT_NOT_FOUND;
	return expect->unknown ? HW_EXIT_FAILED : HW_EXIT_OK;
}

static bool lacks_roots(const struct hw_machine *m)
{
	return m->dump.lacks_host_bridge || m->dump.lacks_root_hub;
}

/* A baseline of all devices has the roots of their buses. */
static bool may_lack_devices(const struct hw_machine *m, const struct hw_expect *expect)
{
	return hw_machine_is_part(m) || hw_machine_is_damaged(m) ||
	       hw_machine_is_mixed(m) || (expect->only_count && lacks_roots(m));
}

enum hw_exit hw_expect_check(const struct hw_options *options, int argc, char **argv)
{
	const char *path = hw_expect_file(options, "check", argc, argv);
	struct hw_expect expect = {.malformed = 0};
	struct hw_session session;
	struct hw_arena arena = {0};
	struct hw_text text;
	enum hw_exit status = HW_EXIT_FAILED;

	if (!path)
		return HW_EXIT_USAGE;
	for (size_t i = 0; i < options->machine.from_count; i++)
		if (strcmp(path, "-") == 0 &&
		    strcmp(options->machine.from[i], "-") == 0) {
			hw_error("--expect and --from cannot both be standard input");
			return HW_EXIT_USAGE;
		}
	if (read_baseline(path, &arena, &text) < 0) {
		hw_arena_done(&arena);
		return HW_EXIT_FAILED;
	}
	status = hw_session_open(options, NULL, &session);
	if (status == HW_EXIT_OK) {
		int r;

		session.judges_incomplete = true;
		expect.name = hw_path_base(hw_text_of(path));
		r = hw_expect_parse(text, hw_text_of(path), &session.warnings, &expect);
		if (r == -E2BIG)
			hw_error("%s: more than %zu entries", path,
				 HW_EXPECT_ENTRIES_MAX);
		status = r == -E2BIG ? HW_EXIT_FAILED : hw_session_check(&session, r);
		if (r == 0 && !expect.malformed && hw_expect_is_empty(&expect)) {
			hw_error("%s expects nothing: no line of it has an entry, "
				 "hwalias-expect(5)",
				 path);
			status = HW_EXIT_USAGE;
		}
		expect.is_dump = session.machine.is_dump;
		expect.is_whole = session.machine.dump.is_whole;
		expect.has_all_buses = session.machine.dump.all_buses;
		expect.is_part = may_lack_devices(&session.machine, &expect);
		if (status == HW_EXIT_OK)
			status = judge(&session, &expect);
	}
	status = hw_session_close(&session, status);
	hw_expect_done(&expect);
	hw_arena_done(&arena);
	return status;
}

/* Says which devices the baseline lacks, or has of another machine; returns whether there
 * are any. */
static bool say_missing(const struct hw_machine *m, const struct hw_expect *x)
{
	if (x->unwritten)
		hw_error("what was read does not tell the ids of %zu device%s: the "
			 "baseline has no line for %s",
			 x->unwritten, x->unwritten == 1 ? "" : "s",
			 x->unwritten == 1 ? "it" : "them");
	if (hw_machine_is_mixed(m))
		hw_error("what was read may be of two machines, and so the baseline, "
			 "which has no line 'only'");
	else if (x->is_part)
		hw_error("devices may be missing in what was read, and so in the "
			 "baseline, which has no line 'only'");
	return x->unwritten || x->is_part;
}

/* As the guard of standard output does: a baseline may go to a file. */
static bool is_safe(const struct hw_machine *m, struct hw_text text)
{
	struct hw_arena arena = {0};
	const bool is_found = hw_leaks_find(m, text, &arena).n;
	const bool is_safe = !is_found && !hw_arena_failed(&arena);

	if (is_found)
		hw_error("something that identifies this machine would be in the "
			 "baseline; this is an error of the program, and nothing was "
			 "written");
	hw_arena_done(&arena);
	return is_safe;
}

enum hw_exit hw_expect_baseline(const struct hw_options *options, struct hw_arena *arena,
				struct hw_text *ret)
{
	struct hw_expect expect = {.malformed = 0};
	struct hw_session session;
	enum hw_exit status = hw_session_open(options, NULL, &session);
	struct hw_text text = HW_NO_TEXT;
	bool lacks_devices = false;
	int r;

	if (status == HW_EXIT_OK && hw_machine_is_damaged(&session.machine)) {
		hw_error("what is read is damaged or cut off, and a baseline of it would "
			 "look whole");
		status = HW_EXIT_FAILED;
	}
	if (status == HW_EXIT_OK) {
		expect.is_dump = session.machine.is_dump;
		expect.is_whole = session.machine.dump.is_whole;
		expect.is_part = hw_machine_is_part(&session.machine) ||
				 hw_machine_is_mixed(&session.machine) ||
				 lacks_roots(&session.machine);
		r = collect(&session, HW_SCAN_MAIN, &expect);
		if (r == 0)
			r = hw_expect_write(&expect, &text);
		status = hw_session_check(&session, r);
	}
	if (status == HW_EXIT_OK && !is_safe(&session.machine, text))
		status = HW_EXIT_FAILED;
	if (status == HW_EXIT_OK)
		lacks_devices = say_missing(&session.machine, &expect);
	*ret = hw_arena_copy(arena, text);
	if (status == HW_EXIT_OK && !ret->s)
		status = HW_EXIT_FAILED;
	status = hw_session_close(&session, status);
	/* what expects nothing is no baseline */
	if (status != HW_EXIT_OK || (expect.unwritten && !expect.written))
		*ret = HW_NO_TEXT;
	hw_expect_done(&expect);
	return status == HW_EXIT_OK && lacks_devices ? HW_EXIT_FAILED : status;
}
