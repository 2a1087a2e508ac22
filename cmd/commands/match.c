// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/stream/match.h"

#include "cmd/line/command.h"
#include "cmd/print/diag.h"
#include "cmd/session/filter.h"
#include "cmd/session/session.h"
#include "cmd/session/strings.h"
#include "report/machine/recording.h"

static enum hw_exit match(struct hw_session *s, int argc, char **argv)
{
	struct hw_report_head head;
	struct hw_match_stream stream = {
		.aliases = s->machine.kernel.aliases,
		.recording =
			hw_recording_has_own_modules(&s->machine) ? &s->machine : NULL,
		.memory = s->options->memory / s->options->jobs,
		.head = &head,
	};
	enum hw_exit status;

	if (!stream.aliases && !stream.recording) {
		/* without alias tables there is no answer: report an error */
		hw_error("there are no alias tables to ask: name a kernel with --kernel "
			 "or a directory with --modules-dir");
		return HW_EXIT_FAILED;
	}
	if (hw_strings_read(s, argc, &argv, &s->arena) < 0 ||
	    hw_machine_prepare(&s->machine, argv, (size_t)argc) < 0) {
		hw_error("out of memory");
		return HW_EXIT_FAILED;
	}
	/* print the warning about missing module tables */
	s->tail.by_state[HW_STATE_UNKNOWN] = 1;
	hw_machine_head(&s->machine, 0, false, &head);
	status = hw_filter_run(s->options, s->options->format->match_lines, &stream,
			       &s->warnings, argc, argv);
	hw_filter_say_case(stream.other_case);
	return status;
}

static enum hw_exit run(const struct hw_options *given, int argc, char **argv)
{
	struct hw_options options = *given;
	struct hw_session session;
	enum hw_exit status;

	options.machine.tables_only = true;
	options.machine.alias_detail =
		options.format->tells_lines ? HW_ALIAS_LINES : HW_ALIAS_PATTERNS;
	status = hw_session_open(&options, NULL, &session);
	if (status == HW_EXIT_OK)
		hw_session_warn_beyond(&session);
	if (status == HW_EXIT_OK)
		status = match(&session, argc, argv);
	return hw_session_close(&session, status);
}

const struct hw_command hw_command_match = {
	.name = "match",
	.operands = "[STRING]...",
	.help = "the bare filter: lines of modalias strings in; modalias, module and "
		"pattern out, a line for each match",
	.examples =
		"hwalias match 'pci:v00008086d000015B8sv00000000sd00000000bc02sc00i00'	"
		"the modules that claim it, with their patterns\n"
		"hwalias match --jobs 0 -S 6.12.0-amd64 <strings	a fleet against "
		"another kernel\n",
	.is_filter = true,
	.content = HW_CONTENT_MATCHES,
	.run = run,
};
