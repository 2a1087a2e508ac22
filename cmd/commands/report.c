// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/document/document.h"

#include <errno.h>

#include "cmd/line/command.h"
#include "cmd/line/hint.h"
#include "cmd/print/diag.h"
#include "cmd/session/session.h"
#include "report/verdict/shell_quote.h"

static enum hw_exit explain(const struct hw_session *s, struct hw_check *check, int r)
{
	const struct hw_kernel *kernel = &s->machine.kernel;
	struct hw_text text;

	/* of a recording that is cut off the devices may be missing, not the tables */
	if (r != -ENODATA || !check->fault || !kernel->release.n ||
	    hw_machine_is_cut(&s->machine))
		return hw_session_check(s, r);
	text = hw_table_fault_text(check->faulty, check->fault, &check->arena);
	hw_error("%.*s", HW_TEXT_ARG(text));
	return HW_EXIT_FAILED;
}

/* A report is of the whole machine; that there are problems is no failure. */
static enum hw_exit report_machine(struct hw_session *s)
{
	const struct hw_document_writer *format = s->options->document;
	const struct hw_selection selection = {.depth = HW_SCAN_ALL};
	struct hw_document document;
	struct hw_check check;
	enum hw_exit status;
	int r;

	s->wants_host = true;
	s->judges_incomplete = true;
	hw_session_head(s);
	r = hw_check_open(&s->machine, &s->head, NULL, &check);
	hw_document_open(&check, &document);
	if (r == 0)
		r = hw_collect_devices(&s->machine, &selection, hw_document_record,
				       &document, &s->tail);
	if (r == 0) {
		/* with the warnings, which tell what could not be checked */
		const struct hw_output output = hw_session_output(s);

		r = hw_document_print(&document, format ? format : hw_document_formats[0],
				      &output);
	}
	hw_document_close(&document);
	status = explain(s, &check, r);
	hw_check_close(&check);
	return status;
}

static enum hw_exit run(const struct hw_options *given, int argc, char **argv)
{
	struct hw_options options = *given;
	struct hw_session session;
	enum hw_exit status;

	if (argc > 0 && hw_hint_file("report", argv[0]))
		return HW_EXIT_USAGE;
	if (argc > 0) {
		bool is_format = hw_document_format(argv[0]);
		struct hw_arena arena = {0};
		struct hw_text word = hw_shell_word(hw_text_of(argv[0]), &arena);

		hw_hint(given,
			is_format ? "report is of the whole machine, and takes no "
				    "operand like "
				    "'%s': did you mean --format %.*s?"
				  : "report is of the whole machine, and takes no "
				    "operand like "
				    "'%s'; 'hwalias show %.*s' tells of a device",
			argv[0], HW_TEXT_ARG(word));
		hw_arena_done(&arena);
		return HW_EXIT_USAGE;
	}
	options.machine.ask_modules = true;
	/* the revision, which every list of PCI devices has */
	options.machine.enrich = true;
	status = hw_session_open(&options, NULL, &session);
	if (status == HW_EXIT_OK)
		status = report_machine(&session);
	return hw_session_close(&session, status);
}

const struct hw_command hw_command_report = {
	.name = "report",
	.operands = "",
	.help = "the machine in one document to paste where help is asked for: problems "
		"first, then the devices with ids, driver and modules; nothing private",
	.examples = "hwalias report	Markdown for an issue tracker\n"
		    "hwalias report --format html > report.html	one page to read, "
		    "filter, print or attach\n"
		    "hwalias --from my.snap report	of a recorded machine\n",
	.content = HW_CONTENT_DOCUMENT,
	.run = run,
};
