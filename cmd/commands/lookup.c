// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/lookup/lookup.h"
#include <errno.h>

#include "cmd/line/command.h"
#include "cmd/line/hint.h"
#include "cmd/print/diag.h"
#include "cmd/session/session.h"
#include "data/base/array.h"
#include "decoders/text/ascii.h"
#include "report/class_word.h"
#include "report/lookup/pasted_line.h"
#include "report/select/pasted.h"
#include "report/verdict/shell_quote.h"

/* Most results of one text search in a table, without -v. */
#define LINES_MAX 50

/* Most lines of standard input. */
#define LINES_READ_MAX 100000

/* More than lspci -vmm has of a device. */
#define RECORD_LINES_MAX 40

/* The results of all queries, for the messages after the records. */
struct answers {
	struct hw_query *queries;
	struct hw_lookup_result *results;
	/* one line, as it was pasted */
	bool is_one_operand;
	/* of standard input: none has to do with the others */
	bool are_lines;
	size_t n;
};

/* What was shown of an id that has no name, and that it does not tell of that id. That no
 * module asks for it takes tables to tell. */
static const char *and_claims(const struct hw_session *s,
			      const struct hw_lookup_result *result)
{
	if (result->is_claimed && result->has_packages)
		return "; the modules and packages above are for kinds of devices, not "
		       "for it";
	if (result->is_claimed)
		return "; the modules above claim kinds of devices, not it";
	if (result->has_packages)
		return "; the packages above are for kinds of devices, not for it";
	if (!s->machine.kernel.aliases)
		return "";
	return result->is_claimed_by_class ? ", and no module asks for these ids"
					   : ", and no module asks for it";
}

/* "ffff" of letters alone may be a word. */
static bool is_hex(struct hw_text word)
{
	struct hw_text rest = word;

	while (rest.n && hw_is_hex(rest.s[0]))
		rest = hw_text_from(rest, 1);
	return word.n == 4 && !rest.n;
}

/* No name holds these words. */
static void say_no_name(const struct hw_session *s, const struct hw_query *q)
{
	struct hw_arena arena = {0};
	bool is_word = q->raw.n && hw_text_find(q->raw, ' ') == q->raw.n;
	struct hw_text word = hw_shell_word(q->raw, &arena);
	struct hw_text hint = HW_NO_TEXT;
	/* with a NUL behind it */
	struct hw_text raw = hw_arena_copy(&arena, q->raw);
	struct hw_filter any = {0};

	if (is_word && raw.s && hw_filter_by_id(raw.s, &any) == 0)
		hint = hw_arena_printf(
			&arena,
			"; ids of which a part is any are for -d: 'hwalias "
			"-d %.*s' lists the devices here",
			HW_TEXT_ARG(word));
	else if (is_word)
		hint = hw_hint_broken_ids(q->raw);
	if (is_word && !hint.n)
		hint = hw_session_module_question(s, q->raw, &arena);
	/* a path, an address, "Bus 001 Device 003" */
	if ((is_word && (*q->raw.s == '/' || hw_text_find(q->raw, '.') < q->raw.n)) ||
	    (raw.s && hw_filter_is_pasted(raw.s)))
		hint = hw_arena_printf(&arena, "; 'hwalias show %.*s' tells of a device",
				       HW_TEXT_ARG(word));
	else if (is_word && hw_kind_is(q->raw))
		hint = hw_arena_printf(&arena, "; 'hwalias -b %.*s' lists such devices",
				       HW_TEXT_ARG(q->raw));
	else if (hw_kind_of_phrase(q->raw).n)
		hint = hw_arena_printf(&arena, "; 'hwalias -b %.*s' lists such devices",
				       HW_TEXT_ARG(hw_kind_of_phrase(q->raw)));
	else if (is_word && is_hex(q->raw))
		hint = hw_arena_printf(&arena,
				       "; the id of a vendor is written 0x%.*s or %.*s:",
				       HW_TEXT_ARG(q->raw), HW_TEXT_ARG(q->raw));
	else if (is_word && !hint.n && !s->machine.kernel.aliases)
		hint = hw_arena_printf(&arena,
				       "; of a module 'hwalias driver %.*s' tells, with "
				       "module tables (-S, --modules-dir)",
				       HW_TEXT_ARG(word));
	hw_hint(s->options, "no name of a vendor or device holds '%.*s'%.*s",
		HW_TEXT_ARG(q->raw), HW_TEXT_ARG(hint));
	hw_arena_done(&arena);
}

static void say_not_found(const struct hw_session *s, const struct hw_query *q,
			  const struct hw_lookup_result *result)
{
	/* the warning says that nothing is known */
	if (s->machine.is_recording &&
	    !(q->kind == HW_QUERY_TEXT && hw_session_is_module(s, q->raw)))
		return;
	switch (q->kind) {
	case HW_QUERY_TEXT:
		if (hw_session_is_module(s, q->raw))
			hw_hint(s->options,
				"'%.*s' is a module: 'hwalias driver %.*s' tells of it",
				HW_TEXT_ARG(q->raw), HW_TEXT_ARG(q->raw));
		else
			say_no_name(s, q);
		break;
	case HW_QUERY_ID:
	case HW_QUERY_CLASS:
	case HW_QUERY_ACPI:
		hw_error("'%.*s' is in no id database%s", HW_TEXT_ARG(q->raw),
			 and_claims(s, result));
		break;
	case HW_QUERY_STRING:
		hw_error("'%.*s' is not sound, and nothing asks for it",
			 HW_TEXT_ARG(q->raw));
		break;
	}
}

/* Ids that were found. */
static bool has_answer(const struct answers *a)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->results[i].found && a->queries[i].kind != HW_QUERY_TEXT)
			return true;
	return false;
}

/* Names hold it, and a module is called so: "nvme". */
static void say_module_too(const struct hw_session *s, const struct hw_query *q)
{
	if (q->kind == HW_QUERY_TEXT && hw_session_is_module(s, q->raw))
		hw_hint(s->options,
			"'%.*s' is a module, too: 'hwalias driver %.*s' tells of it",
			HW_TEXT_ARG(q->raw), HW_TEXT_ARG(q->raw));
}

static enum hw_exit say_all(const struct hw_session *s, const struct answers *a)
{
	enum hw_exit status = HW_EXIT_OK;
	bool is_answered = a->is_one_operand && has_answer(a);

	for (size_t i = 0; i < a->n; i++) {
		/* a line that was pasted whole has words beside its ids */
		if (!a->results[i].found && is_answered &&
		    a->queries[i].kind == HW_QUERY_TEXT)
			continue;
		if (!a->results[i].found) {
			say_not_found(s, &a->queries[i], &a->results[i]);
			status = HW_EXIT_NOT_FOUND;
		} else {
			say_module_too(s, &a->queries[i]);
		}
		if (a->results[i].more)
			hw_error("'%.*s': … and %zu more; -v shows all",
				 HW_TEXT_ARG(a->queries[i].raw), a->results[i].more);
	}
	return status;
}

/* Vendor and device, and nothing of a subsystem. */
static bool is_pair(const struct hw_query *q)
{
	return q->kind == HW_QUERY_ID && q->ids[HW_ROLE_DEVICE].present &&
	       !q->ids[HW_ROLE_SUBVENDOR].present;
}

/* "8086:15b8 [1043:8672]": of a PCI device that is known its subsystem, if there is no
 * device with the second ids. A recording, which knows few, cannot tell that of ids of
 * the same vendor. */
static int find_subsystem(struct hw_session *s, struct hw_query *device,
			  const struct hw_query *second, bool *ret_is)
{
	const struct hw_bus *pci = hw_bus_find(HW_TEXT("pci"));
	struct hw_query first = *device;
	bool is_pci = false;
	bool is_device = false;
	int r;

	*ret_is = false;
	if (!is_pair(device) || !is_pair(second) || second->bus ||
	    (device->bus && device->bus != pci) ||
	    (s->machine.is_recording &&
	     device->ids[HW_ROLE_VENDOR].value == second->ids[HW_ROLE_VENDOR].value))
		return 0;
	first.bus = pci;
	r = hw_lookup_knows(&s->machine, &first, &is_pci);
	if (r == 0 && is_pci)
		r = hw_lookup_knows(&s->machine, second, &is_device);
	if (r == 0 && is_pci && !is_device) {
		first.ids[HW_ROLE_SUBVENDOR] = second->ids[HW_ROLE_VENDOR];
		first.ids[HW_ROLE_SUBDEVICE] = second->ids[HW_ROLE_DEVICE];
		*device = first;
		*ret_is = true;
	}
	return r;
}

/* "VGA compatible controller [0300]": what is in brackets is a class or a vendor. `ret`
 * has room for two of each query. */
static int read_brackets(struct hw_session *s, const struct hw_query *queries, size_t n,
			 struct hw_query *ret, size_t *ret_n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		const bool has_prose = i && queries[i - 1].kind == HW_QUERY_TEXT &&
				       queries[i - 1].line == queries[i].line;
		int r;

		if (!queries[i].in_brackets) {
			ret[count++] = queries[i];
			continue;
		}
		r = hw_lookup_brackets(&s->machine, &queries[i],
				       has_prose ? queries[i - 1].raw : HW_NO_TEXT,
				       ret + count);
		if (r < 0)
			return r;
		count += (size_t)r;
	}
	*ret_n = count;
	return 0;
}

/* The words of the operands; of lines of standard input those of each for itself.
 * *ret_count is how many words there are. Errors: -ENOMEM. */
static int split(int argc, char **argv, const struct answers *a, struct hw_arena *arena,
		 struct hw_query_words **ret, size_t *ret_n, size_t *ret_count)
{
	const char *const *operands = (const char *const *)argv;
	const size_t n = a->are_lines ? (size_t)argc : 1;
	struct hw_query_words *v = HW_ARENA_NEW(arena, struct hw_query_words, n);
	int r = v ? 0 : -ENOMEM;

	*ret_count = 0;
	for (size_t i = 0; r == 0 && i < n; i++) {
		r = hw_query_split(operands + i, a->are_lines ? 1 : (size_t)argc, arena,
				   &v[i]);
		for (size_t k = 0; r == 0 && a->are_lines && k < v[i].n; k++)
			v[i].lines[k] = i;
		*ret_count += r == 0 ? v[i].n : 0;
	}
	*ret = v;
	*ret_n = n;
	return r;
}

static int look_up(struct hw_session *s, int argc, char **argv, size_t limit,
		   struct hw_arena *arena, struct answers *a)
{
	struct hw_query_words *parts;
	struct hw_query *read;
	size_t part_count;
	size_t count;
	size_t part = 0;
	size_t n = 0;
	int r = split(argc, argv, a, arena, &parts, &part_count, &count);

	if (r < 0)
		return r;
	read = HW_ARENA_NEW(arena, struct hw_query, count + 1);
	a->queries = HW_ARENA_NEW(arena, struct hw_query, 2 * count);
	a->results = HW_ARENA_NEW(arena, struct hw_lookup_result, 2 * count);
	while (r == 0 && !hw_arena_failed(arena) && part < part_count) {
		bool is_subsystem = false;
		size_t at = n;

		if (!hw_query_next(&parts[part], arena, &read[n])) {
			part++;
			continue;
		}
		/* there may be words between them */
		while (at && (at == n || read[at].kind == HW_QUERY_TEXT))
			at--;
		if (n && a->is_one_operand && read[at].line == read[n].line)
			r = find_subsystem(s, &read[at], &read[n], &is_subsystem);
		n += !is_subsystem;
	}
	if (r == 0 && !hw_arena_failed(arena))
		r = read_brackets(s, read, n, a->queries, &n);
	n = hw_query_drop_prose(a->queries, n);
	while (r == 0 && !hw_arena_failed(arena) && a->n < n) {
		r = hw_lookup(&s->machine, &a->queries[a->n], limit, hw_session_record, s,
			      &s->tail, &a->results[a->n]);
		a->n += r == 0;
	}
	return hw_arena_failed(arena) ? -ENOMEM : r;
}

/* Lines of standard input in the place of "-", each an operand, and so are those of a
 * record of lspci -vmm, up to an empty one. Errors: -ENOMEM. */
static int read_lines(struct hw_arena *arena, int *argc, char ***argv)
{
	/* how many lines of a record were read */
	size_t lines = 0;
	size_t room = 0;
	size_t size = 0;
	char *line = NULL;
	char **v = NULL;
	int n = 0;
	int r = 0;

	while (r == 0 && n < LINES_READ_MAX && getline(&line, &size, stdin) >= 0) {
		struct hw_text text =
			hw_arena_copy(arena, hw_text_trim_end(hw_text_of(line), "\r\n"));
		bool is_first = hw_text_starts(text, HW_TEXT("Slot:"));

		if (lines && lines < RECORD_LINES_MAX && !is_first && text.n)
			text = hw_arena_printf(arena, "%s\n%.*s", v[--n],
					       HW_TEXT_ARG(text));
		lines = is_first ? 1 : text.n && lines ? lines + 1 : 0;
		r = text.s ? HW_ARENA_GROW(arena, char *, v, (size_t)n, &room, 64)
			   : -ENOMEM;
		/* the arena ends what it copies with a NUL */
		if (r == 0 && text.n)
			memcpy(&v[n++], &text.s, sizeof(text.s));
	}
	free(line);
	*argv = v;
	*argc = n;
	return r;
}

/* A subsystem's ids, which another maker gives, are of one device. */
static void say_subsystems(int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		struct hw_text ids = hw_pasted_subsystem(hw_text_of(argv[i]));

		if (ids.n)
			hw_error("%.*s are the ids of a subsystem, whose name is told "
				 "with its device: 'hwalias lookup VENDOR:DEVICE:%.*s'",
				 HW_TEXT_ARG(ids), HW_TEXT_ARG(ids));
	}
}

/* '' and ' ' ask for nothing. */
static bool is_empty(int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		if (argv[i][strspn(argv[i], " \t\n")])
			return false;
	return true;
}

static enum hw_exit run(const struct hw_options *options, int argc, char **argv)
{
	bool is_all = options->write.verbose || !options->format->is_for_people;
	struct hw_options o = *options;
	struct answers answers = {.is_one_operand = argc == 1};
	struct hw_arena arena = {0};
	struct hw_session session;
	enum hw_exit status;

	if (argc == 1 && strcmp(argv[0], "-") == 0) {
		if (read_lines(&arena, &argc, &argv) < 0)
			argc = 0;
		answers.is_one_operand = false;
		answers.are_lines = true;
	} else if (argc == 1 && hw_pasted_has_modalias(hw_text_of(argv[0])))
		return hw_command_decode.run(options, argc, argv);
	if (argc == 0 || is_empty(argc, argv)) {
		hw_error("lookup needs an id or words to look for; - is standard input");
		hw_arena_done(&arena);
		return HW_EXIT_USAGE;
	}
	o.machine.strings_only = true;
	status = hw_session_open(&o, options->format->ids, &session);
	if (status == HW_EXIT_OK)
		hw_session_warn_beyond(&session);
	if (status == HW_EXIT_OK)
		status = hw_session_begin(&session);
	if (status == HW_EXIT_OK)
		status = hw_session_check(&session, look_up(&session, argc, argv,
							    is_all ? 0 : LINES_MAX,
							    &arena, &answers));
	status = hw_session_finish(&session, status);
	if (status == HW_EXIT_OK)
		status = say_all(&session, &answers);
	say_subsystems(argc, argv);
	if (status == HW_EXIT_NOT_FOUND && session.is_incomplete)
		status = HW_EXIT_FAILED;
	status = hw_session_close(&session, status);
	hw_arena_done(&arena);
	return status;
}

const struct hw_command hw_command_lookup = {
	.name = "lookup",
	.operands = "QUERY...",
	.help = "names of ids (8086:24db, usb:046d:, class 0106, acpi PNP0303), and the "
		"modules that claim them; other words are searched for; - is lines of "
		"standard input",
	.examples = "hwalias lookup 8086:15b8	the names of the ids, and the modules "
		    "that claim them\n"
		    "hwalias lookup webcam logitech	the devices with these words in "
		    "their names\n"
		    "lspci -nn | hwalias lookup --tsv -	an answer to each line\n",
	.content = HW_CONTENT_IDS,
	.run = run,
};
