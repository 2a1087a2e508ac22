// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/session/session.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "cmd/line/hint.h"
#include "cmd/line/typed_ids.h"
#include "cmd/print/diag.h"
#include "cmd/session/excluded.h"
#include "cmd/session/kind.h"
#include "data/base/nearest.h"
#include "data/module/name.h"
#include "report/class_word.h"
#include "report/collect/recorded_strings.h"
#include "report/machine/installed/modules_gone.h"
#include "report/machine/recording.h"
#include "report/machine/words/leaks.h"
#include "report/verdict/shell_quote.h"

int64_t hw_report_time(void)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long value;

	if (fixed && *fixed) {
		errno = 0;
		value = strtoll(fixed, &end, 10);
		if (!errno && !*end && value >= 0)
			return value;
	}
	return (int64_t)time(NULL);
}

enum hw_exit hw_session_open(const struct hw_options *options,
			     const struct hw_writer *writer, struct hw_session *ret)
{
	struct hw_text error = HW_TEXT("out of memory");
	int r = 0;

	*ret = (struct hw_session){.options = options, .writer = writer};
	ret->tail.warnings = &ret->warnings;
	r = hw_guard_open(&ret->machine, &ret->guard);
	if (r == 0)
		ret->out = hw_guard_stream(ret->guard);
	/* check the options first: an unknown column must not cost a scan */
	if (r == 0 && writer)
		r = writer->open(ret->out, &options->write, &ret->arena,
				 &ret->writer_self, &error);
	if (r < 0) {
		if (!hw_say_missing_library())
			hw_error("%.*s", HW_TEXT_ARG(error));
		return r == -EINVAL ? HW_EXIT_USAGE : HW_EXIT_FAILED;
	}
	r = hw_machine_open(&options->machine, &ret->warnings, &ret->machine, &error);
	if (r < 0) {
		hw_error("%.*s", HW_TEXT_ARG(error));
		return HW_EXIT_FAILED;
	}
	/* explains why devices of the records have no driver */
	if (writer)
		hw_modules_gone_warn(&ret->machine, &ret->tail.finding);
	ret->machine.reads_own_strings = options->format->wants_host;
	return HW_EXIT_OK;
}

void hw_session_warn_beyond(struct hw_session *session)
{
	const struct hw_machine *m = &session->machine;

	if (!m->is_recording)
		return;
	/* before there are workers, who all ask */
	hw_recorded_strings_read(&session->machine);
	if (!hw_recording_has_own_modules(m)) {
		hw_warn(&session->warnings, "recording-partial", HW_NO_TEXT, 0,
			"a recording has the names of its own devices alone: nothing is "
			"known here of others");
		return;
	}
	if (!m->kernel.aliases)
		hw_warnings_drop(&session->warnings, "modules-missing");
	hw_warn(&session->warnings, "recording-partial", HW_NO_TEXT, 0,
		m->kernel.aliases
			? "a recording has the names and the modules of its own devices "
			  "alone: nothing is known here of others"
			: "a recording has the names of its own devices alone, and this "
			  "one has no module tables: nothing is known here of others; "
			  "--modules-dir and --kernel choose tables");
}

/* A recording is as old as it is, and that may not be told: -1. */
static int64_t time_of(const struct hw_session *session)
{
	const struct hw_machine *m = &session->machine;

	if (m->generated < 0 && m->root && hw_root_kind(m->root) == HW_ROOT_SNAPSHOT &&
	    !getenv("SOURCE_DATE_EPOCH"))
		return -1;
	return m->generated >= 0 ? m->generated : hw_report_time();
}

void hw_session_head(struct hw_session *session)
{
	hw_machine_head(&session->machine, time_of(session),
			session->wants_host || session->options->format->wants_host,
			&session->head);
}

enum hw_exit hw_session_begin(struct hw_session *session)
{
	const struct hw_selection *s = &session->options->selection;
	struct hw_report_head *head = &session->head;
	int r;

	hw_machine_head(&session->machine, time_of(session), session->writer->wants_host,
			head);
	head->is_chosen =
		session->is_chosen || s->bus || s->filter.by_id || s->filter.address;
	/* what a dump tells is less */
	if (session->lacks_buses && !head->lacks_buses)
		head->buses = HW_TEXT("pci,usb");
	head->lacks_buses |= session->lacks_buses;
	r = hw_writer_begin(session->writer, session->writer_self, head);
	session->has_begun = r == 0;
	return hw_session_check(session, r);
}

int hw_session_record(void *arg, const struct hw_record *record)
{
	struct hw_session *session = arg;
	int r = session->writer->record(session->writer_self, record);

	session->records++;
	/* stop when output fails: standard input may have no end */
	return hw_stdout_failed() && r == 0 ? -EIO : r;
}

/* Whether the word of -b is a bus or class that the kernel, this machine, or people know.
 */
static bool is_known_bus(const struct hw_session *session, struct hw_text word)
{
	char path[64];

	if (hw_kind_is(word) || hw_bus_find(word))
		return true;
	for (int i = 0; i < 2; i++) {
		int n = snprintf(path, sizeof(path), "sys/%s/%.*s", i ? "class" : "bus",
				 HW_TEXT_ARG(word));

		if (word.n && n > 0 && (size_t)n < sizeof(path) &&
		    hw_text_find(word, '/') == word.n && word.s[0] != '.' &&
		    hw_root_exists(session->machine.root, path))
			return true;
	}
	return false;
}

/* "; did you mean 'net'?" */
static void say_no_such_bus(const struct hw_options *options, struct hw_text word)
{
	struct hw_arena arena = {0};
	struct hw_text question = hw_kind_question(word, &arena);

	if (!question.n && hw_kind_is_class(word))
		question =
			hw_arena_printf(&arena, "; 'hwalias -d ::%.*s' is a class of PCI",
					HW_TEXT_ARG(word));
	if (!question.n)
		question = hw_arena_printf(
			&arena,
			"; 'hwalias formats' lists the buses, 'hwalias lookup %.*s' "
			"searches for names",
			HW_TEXT_ARG(hw_shell_word(word, &arena)));
	hw_hint(options, "no bus or kind of devices is called '%.*s'%.*s",
		HW_TEXT_ARG(word), HW_TEXT_ARG(question));
	hw_arena_done(&arena);
}

bool hw_session_is_module(const struct hw_session *session, struct hw_text name)
{
	struct hw_modules *modules = session->machine.modules;
	struct hw_arena arena = {0};
	bool is;

	/* "usbcore.quirks=..." is what follows a module's name on a command line */
	if (hw_text_find(name, '=') < name.n)
		return false;
	name = hw_module_name_normalize(name, &arena);
	is = modules && name.n &&
	     (hw_modules_path(modules, name).n ||
	      hw_modules_is_builtin(modules, name) == HW_YES ||
	      hw_modules_is_loaded(modules, name) == HW_YES);
	hw_arena_done(&arena);
	return is;
}

struct hw_text hw_session_module_question(const struct hw_session *session,
					  struct hw_text word, struct hw_arena *arena)
{
	struct hw_nearest near = {.word = word};
	struct hw_text names = HW_TEXT("");

	/* among thousands, one that is farther is no guess */
	if (session->machine.modules && word.n > 2)
		hw_modules_nearest(session->machine.modules, &near);
	/* what it is the beginning of, and much longer, is none either */
	if (near.n && near.distance <= (word.n < 7 ? 1 : 2) &&
	    near.v[near.n - 1].n <= word.n + 2)
		names = hw_nearest_text(&near, arena);
	return names.n ? hw_arena_printf(arena, "; did you mean the module %.*s?",
					 HW_TEXT_ARG(names))
		       : names;
}

bool hw_session_knows_buses(const struct hw_session *session,
			    const struct hw_session *other)
{
	struct hw_text words = hw_text_of(session->options->selection.bus);
	bool knows_all = true;

	while (words.s) {
		struct hw_text word = hw_text_cut(&words, ',');

		if (is_known_bus(session, word) || (other && is_known_bus(other, word)))
			continue;
		say_no_such_bus(session->options, word);
		knows_all = false;
	}
	return knows_all;
}

void hw_session_say_no_device(const struct hw_options *options, const char *name)
{
	if (hw_kind_is(hw_text_of(name)))
		hw_error("no device '%s', but a kind of devices, which -b lists", name);
	else if (hw_typed_is_device_ids(name))
		hw_error("no device '%s', but ids, which -d takes", name);
	else if (hw_kind_of_name(name))
		hw_hint(options, "no device '%s'; 'hwalias -b %s' lists such devices",
			name, hw_kind_of_name(name));
	else
		hw_hint(options, "no device '%s'; 'hwalias -aa' lists all there are",
			name);
}

/* Says which -s names no device; returns whether there is one. */
static bool lacks_addresses(const struct hw_options *options, struct hw_machine *machine)
{
	const struct hw_selection *s = &options->selection;
	struct hw_arena arena = {0};
	const char *address;
	bool lacks = false;
	size_t at = 0;

	while ((address = hw_excluded_next_address(machine, s, &at))) {
		struct hw_text excluded =
			hw_excluded_address(machine, s, address, &arena);

		if (excluded.n)
			hw_error("%.*s", HW_TEXT_ARG(excluded));
		else
			hw_session_say_no_device(options, address);
		lacks = true;
	}
	hw_arena_done(&arena);
	return lacks;
}

/* Whether each of several -b, -d and -s has a device; says which have none. */
static bool found_each(const struct hw_options *options, struct hw_machine *machine)
{
	const struct hw_selection *s = &options->selection;
	bool lacks_kinds = hw_excluded_say_kinds(machine, s);
	bool lacks_ids = hw_excluded_say_ids(machine, s);
	/* of one alone it is known that it has one */
	bool lacks_any = s->more_count && lacks_addresses(options, machine);

	return !lacks_kinds && !lacks_ids && !lacks_any;
}

/* Of each -s. */
static void say_no_devices(const struct hw_options *options)
{
	const struct hw_selection *s = &options->selection;

	hw_session_say_no_device(options, s->filter.address);
	for (size_t i = 0; i < s->more_count; i++)
		if (s->more[i].address)
			hw_session_say_no_device(options, s->more[i].address);
}

bool hw_session_found(const struct hw_options *options, struct hw_machine *machine,
		      size_t devices)
{
	const struct hw_selection *s = &options->selection;

	if (devices && machine)
		return found_each(options, machine);
	if (devices || (!s->filter.by_id && !s->filter.address && !s->bus))
		return true;
	if (machine && (s->filter.address ? lacks_addresses(options, machine)
					  : hw_excluded_say_all_ids(machine, s)))
		return false;
	if (s->filter.address)
		say_no_devices(options);
	else if (s->filter.by_id)
		hw_error("no device has these ids");
	else if (hw_kind_is(hw_text_of(s->bus)))
		hw_error("no device of the kind '%s' here", s->bus);
	else
		hw_error("no device on the bus '%s' here", s->bus);
	return false;
}

/* What is read is named as warnings name it. */
static void say_failure(const struct hw_machine *m, int r)
{
	struct hw_arena arena = {0};
	const char *path = m->root ? hw_root_path(m->root) : "";
	const struct hw_text name =
		hw_free_text_file(hw_text_of(path), &m->words, &arena);

	if (r == -ENODATA && hw_machine_is_cut(m))
		hw_error("%.*s is cut off: the devices are missing in what is left of it",
			 HW_TEXT_ARG(name));
	else if (r == -ENOENT && m->is_dump)
		hw_error("%.*s tells of no devices (%.*s): --from may be given again, "
			 "with what lspci, lsusb or udevadm print of the machine",
			 HW_TEXT_ARG(name), HW_TEXT_ARG(m->dump.formats));
	else if (r == -ENOENT && hw_root_kind(m->root) == HW_ROOT_SNAPSHOT)
		hw_error("%.*s holds no devices: sys is missing in it",
			 HW_TEXT_ARG(name));
	else if (r == -ENOENT)
		hw_error("no devices can be read: %.*s%s is missing%s", HW_TEXT_ARG(name),
			 m->root == m->live ? "sys" : "/sys",
			 hw_root_kind(m->root) == HW_ROOT_DIRECTORY
				 ? "; of files that other tools printed, --from takes "
				   "each, or an archive (tar) of them"
				 : "");
	else if (m->root)
		hw_error("%.*s: %s", HW_TEXT_ARG(name), strerror(-r));
	else
		hw_error("hwalias: %s", strerror(-r));
	hw_arena_done(&arena);
}

enum hw_exit hw_session_check(const struct hw_session *session, int r)
{
	if (r == 0)
		return HW_EXIT_OK;
	/* hw_close_stdout() prints it */
	if (!hw_stdout_failed() && !hw_say_missing_library())
		say_failure(&session->machine, r);
	return HW_EXIT_FAILED;
}

/* Paths of devices may have names of people and of the machine. */
static void clean_warnings(struct hw_session *session)
{
	bool has_devices = false;

	for (const struct hw_warning *w = session->warnings.first; w; w = w->next)
		has_devices = has_devices ||
			      hw_text_starts(hw_text_of(w->code), HW_TEXT("sysfs-"));
	has_devices =
		has_devices || (session->machine.words_wait && session->warnings.first);
	/* without memory there is no report either */
	if (has_devices && !hw_privacy_is_off(&session->machine.privacy))
		hw_machine_words(&session->machine);
	hw_leaks_clean_warnings(&session->machine, &session->warnings);
}

struct hw_output hw_session_output(struct hw_session *session)
{
	session->is_incomplete = hw_machine_is_incomplete(&session->machine);
	clean_warnings(session);
	hw_machine_not_read(&session->machine, &session->tail.not_read);
	return (struct hw_output){
		.out = session->out,
		.options = &session->options->write,
		.head = &session->head,
		.not_read = &session->tail.not_read,
		.warnings = &session->warnings,
	};
}

/* Whether devices may be missing, in a list of all. */
static bool is_partial(const struct hw_session *session, enum hw_exit status)
{
	return status == HW_EXIT_FAILED || session->is_incomplete ||
	       hw_machine_may_lack_devices(&session->machine);
}

enum hw_exit hw_session_finish(struct hw_session *session, enum hw_exit status)
{
	if (session->has_finished)
		return status;
	session->has_finished = true;
	session->is_incomplete = hw_machine_is_incomplete(&session->machine);
	/* what was read before the change and after it does not fit */
	if (!hw_maps_check(&session->warnings) ||
	    (status == HW_EXIT_NOT_FOUND && session->is_incomplete &&
	     !session->judges_incomplete))
		status = HW_EXIT_FAILED;
	clean_warnings(session);
	hw_machine_not_read(&session->machine, &session->tail.not_read);
	session->tail.is_partial = is_partial(session, status);
	/* also after a failure: a partial report is a whole document */
	if (session->has_begun &&
	    hw_writer_end(session->writer, session->writer_self, &session->tail) < 0)
		status = hw_session_check(session, -ENOMEM);
	if (!hw_guard_close(session->guard))
		status = HW_EXIT_FAILED;
	session->guard = NULL;
	if (!hw_close_stdout())
		status = HW_EXIT_FAILED;
	if (!session->is_repeated)
		hw_print_warnings(&session->warnings, &session->tail);
	return status;
}

enum hw_exit hw_session_close(struct hw_session *session, enum hw_exit status)
{
	status = hw_session_finish(session, status);
	if (session->writer_self)
		session->writer->close(session->writer_self);
	hw_machine_close(&session->machine);
	hw_warnings_done(&session->warnings);
	hw_arena_done(&session->arena);
	return status;
}
