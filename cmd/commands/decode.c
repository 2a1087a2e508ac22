// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/line/command.h"
#include "cmd/line/hint.h"
#include "cmd/print/diag.h"
#include "cmd/session/filter.h"
#include "cmd/session/session.h"
#include "cmd/session/strings.h"
#include "report/collect/recorded_strings.h"
#include "report/select/pasted.h"
#include "report/stream/decode.h"
#include "report/verdict/shell_quote.h"

/* What decode is for was in nothing of it. */
static enum hw_exit say_no_modalias(const struct hw_options *options, int argc,
				    char **argv)
{
	struct hw_arena arena = {0};
	struct hw_text word = hw_shell_word(hw_text_of(argc ? argv[0] : ""), &arena);

	/* a word may be meant as a device */
	if (argc == 1 && *argv[0] && !strpbrk(argv[0], " \t\n"))
		hw_hint(options,
			"'%s' is no modalias string; 'hwalias formats' tells how they "
			"look, 'hwalias show %.*s' of a device",
			argv[0], HW_TEXT_ARG(word));
	else
		hw_error("none of these is a modalias string; 'hwalias formats' tells "
			 "how they look");
	hw_arena_done(&arena);
	return HW_EXIT_NOT_FOUND;
}

struct strings {
	struct hw_session *session;
	bool has_string;
	bool has_modalias;
	size_t other_case;
	/* words that are nothing, of which there is no page, and the first of them */
	size_t nothing;
	struct hw_text first_nothing;
	struct hw_arena *arena;
};

/* "hello": the name of anything, and no module's. */
static bool is_nothing(const struct hw_record *record)
{
	return !hw_collect_is_modalias(record) && record->modalias &&
	       hw_modalias_kind(&record->modalias->modalias) == HW_IS_ALIAS;
}

/* Passes the record on. `arg`: the strings. */
static int take(void *arg, const struct hw_record *record)
{
	struct strings *s = arg;

	s->has_string = true;
	s->has_modalias = s->has_modalias || hw_collect_is_modalias(record);
	s->other_case += record->modalias &&
			 hw_modalias_has_other_case(&record->modalias->modalias);
	if (!s->session->options->format->is_for_people || !is_nothing(record))
		return hw_session_record(s->session, record);
	if (!s->nothing++)
		s->first_nothing =
			hw_arena_copy(s->arena, record->modalias->modalias.raw);
	return hw_arena_failed(s->arena) ? -ENOMEM : 0;
}

/* Words among modalias strings, of which a page would tell nothing. */
static void say_nothing(const struct strings *s)
{
	if (s->nothing == 1)
		hw_error("'%.*s' is no modalias string", HW_TEXT_ARG(s->first_nothing));
	else if (s->nothing)
		hw_error("'%.*s' and %zu more are no modalias strings",
			 HW_TEXT_ARG(s->first_nothing), s->nothing - 1);
}

/* Decodes each string of a line. */
static int decode_line(struct strings *strings, struct hw_text line)
{
	struct hw_session *s = strings->session;
	struct hw_text string = hw_pasted_string(line);
	int r = 0;

	if (hw_pasted_is_property(line)) {
		strings->has_string = true;
		return 0;
	}

	do {
		r = hw_collect_string(&s->machine, string, take, strings, &s->tail);
		string = string.n ? hw_pasted_further(line, string) : HW_NO_TEXT;
	} while (r == 0 && string.n);
	return r;
}

/* Decodes each line of an operand: the modalias file of an ACPI device may have two. */
static int decode_operand(struct strings *strings, struct hw_text rest)
{
	int r = 0;

	do {
		struct hw_text line = hw_text_trim_end(hw_text_cut(&rest, '\n'), "\r");

		/* an empty operand is decoded too; nothing follows the last line feed */
		if (line.n || (!rest.s && strings->session->records == 0))
			r = decode_line(strings, line);
	} while (r == 0 && rest.s);
	return r;
}

/* Decodes each line of standard input. Lines may be of any length; empty ones are
 * skipped. */
static int decode_stdin(struct strings *strings)
{
	char *line = NULL;
	size_t size = 0;
	size_t lines = 0;
	ssize_t n;
	int r = 0;

	hw_maps_before_wait(STDIN_FILENO, 0);
	while (r == 0 && (errno = 0, n = getline(&line, &size, stdin)) >= 0) {
		struct hw_text text = {line, (size_t)n};

		hw_maps_before_wait(STDIN_FILENO, ++lines);
		while (text.n &&
		       (text.s[text.n - 1] == '\n' || text.s[text.n - 1] == '\r'))
			text.n--;
		if (text.n)
			r = decode_line(strings, text);
	}
	if (r == 0 && ferror(stdin)) {
		r = errno ? -errno : -EIO;
		hw_error("cannot read standard input");
	}
	free(line);
	return r;
}

/* Called before the machine is opened: an unknown column must not cost reading the id
 * files. */
static enum hw_exit select_columns(struct hw_decode_stream *strings,
				   struct hw_arena *arena)
{
	struct hw_text error = HW_TEXT("out of memory");
	int r;

	strings->options.default_columns = HW_COLUMNS_OF_STRINGS;
	r = hw_columns_select(&strings->options, arena, strings->columns,
			      &strings->column_count, &error);
	if (r < 0)
		hw_error("%.*s", HW_TEXT_ARG(error));
	return r == 0 ? HW_EXIT_OK : r == -EINVAL ? HW_EXIT_USAGE : HW_EXIT_FAILED;
}

static enum hw_exit filter_lines(struct hw_session *s, struct hw_decode_stream *strings,
				 int argc, char **argv, struct hw_arena *arena)
{
	const struct hw_stream_filter *filter = s->options->format->string_lines;
	struct hw_report_head head;

	strings->machine = &s->machine;
	strings->head = &head;
	strings->is_shared = s->options->jobs > 1;
	strings->memory = s->options->memory / s->options->jobs;
	if (hw_strings_read(s, argc, &argv, arena) < 0 ||
	    hw_machine_prepare(&s->machine, argv, (size_t)argc) < 0 ||
	    (strings->is_shared && hw_machine_preload(&s->machine) < 0)) {
		hw_error("out of memory");
		return HW_EXIT_FAILED;
	}
	hw_machine_head(&s->machine, 0, false, &head);
	return hw_filter_run(s->options, filter, strings, &s->warnings, argc, argv);
}

/* Whether a recording tells all of each string, as of its own devices. */
static bool are_told(struct hw_session *s, int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		if (!hw_recorded_string_is_told(&s->machine, hw_text_of(argv[i])))
			return false;
	return argc > 0;
}

/* Prints one line for each line of input. */
static enum hw_exit filter(const struct hw_options *options, int argc, char **argv)
{
	struct hw_decode_stream strings = {.options = options->write};
	struct hw_session session;
	struct hw_arena arena = {0};
	enum hw_exit status = select_columns(&strings, &arena);

	if (status == HW_EXIT_OK) {
		status = hw_session_open(options, NULL, &session);
		if (status == HW_EXIT_OK && !are_told(&session, argc, argv))
			hw_session_warn_beyond(&session);
		if (status == HW_EXIT_OK)
			status = filter_lines(&session, &strings, argc, argv, &arena);
		/* a string alone has no state */
		session.tail.by_state[HW_STATE_UNKNOWN] = 1;
		status = hw_session_close(&session, status);
		hw_filter_say_case(strings.other_case);
		if (status == HW_EXIT_OK && strings.has_line && !strings.has_modalias)
			status = say_no_modalias(options, argc, argv);
	}
	hw_arena_done(&arena);
	return status;
}

static int prepare(struct hw_session *s, int argc, char ***argv, struct hw_arena *arena)
{
	int r = hw_strings_read(s, argc, argv, arena);

	return r < 0 ? r : hw_machine_prepare(&s->machine, *argv, (size_t)argc);
}

/* Prints a record for each string. */
static enum hw_exit decode(const struct hw_options *options, int argc, char **argv)
{
	struct hw_session session;
	struct hw_arena arena = {0};
	struct strings strings = {.session = &session, .arena = &arena};
	enum hw_exit status;
	int r = 0;

	if (argc == 0)
		hw_filter_say_terminal();
	status = hw_session_open(options, options->format->strings, &session);
	if (status == HW_EXIT_OK && argc > 0)
		status = hw_session_check(&session,
					  prepare(&session, argc, &argv, &arena));
	if (status == HW_EXIT_OK && !are_told(&session, argc, argv))
		hw_session_warn_beyond(&session);
	if (status == HW_EXIT_OK)
		status = hw_session_begin(&session);
	if (status == HW_EXIT_OK) {
		for (int i = 0; i < argc && r == 0; i++)
			r = decode_operand(&strings, hw_text_of(argv[i]));
		if (argc == 0)
			r = decode_stdin(&strings);
		status = hw_session_check(&session, r);
	}
	status = hw_session_close(&session, status);
	/* a page says it of each string */
	if (!options->format->is_for_people)
		hw_filter_say_case(strings.other_case);
	if (status == HW_EXIT_OK && strings.has_string && !strings.has_modalias)
		status = say_no_modalias(options, argc, argv);
	else
		say_nothing(&strings);
	/* has what the operands became */
	hw_arena_done(&arena);
	return status;
}

static enum hw_exit run(const struct hw_options *given, int argc, char **argv)
{
	struct hw_options options = *given;

	options.machine.strings_only = true;
	if (options.format->string_lines)
		return filter(&options, argc, argv);
	return decode(&options, argc, argv);
}

const struct hw_command hw_command_decode = {
	.name = "decode",
	.operands = "[STRING]...",
	.help = "the fields of modalias strings (or of lines of standard input), their "
		"names, and the modules that claim such a device",
	.examples = "hwalias decode 'usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00'	"
		    "what the string says, and which modules claim it\n"
		    "cat /sys/bus/pci/devices/*/modalias | hwalias decode --ndjson	"
		    "a line of JSON for each string\n",
	.is_filter = true,
	.has_columns = true,
	.content = HW_CONTENT_STRINGS,
	.run = run,
};
