// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/command.h"
#include "cmd/diag.h"
#include "cmd/session.h"

/* The lines of an operand one by one: ACPI's modalias file may have two. */
static int decode_operand(struct hw_session *s, struct hw_text rest)
{
	int r = 0;

	do {
		struct hw_text line = hw_text_cut(&rest, '\n');

		/* the empty string is an answer too, but not the end of the last line */
		if (line.n || (!rest.s && s->records == 0))
			r = hw_collect_string(&s->machine, line, hw_session_record, s,
					      &s->tail);
	} while (r == 0 && rest.s);
	return r;
}

/* One string a line; empty lines are passed over, a line may be of any length. */
static int decode_stdin(struct hw_session *s)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t n;
	int r = 0;

	errno = 0;
	while (r == 0 && (n = getline(&line, &size, stdin)) >= 0) {
		struct hw_text text = {line, (size_t)n};

		while (text.n &&
		       (text.s[text.n - 1] == '\n' || text.s[text.n - 1] == '\r'))
			text.n--;
		if (text.n)
			r = hw_collect_string(&s->machine, text, hw_session_record, s,
					      &s->tail);
	}
	if (r == 0 && ferror(stdin)) {
		r = errno ? -errno : -EIO;
		hw_error("cannot read standard input");
	}
	free(line);
	return r;
}

static enum hw_exit run(const struct hw_options *options, int argc, char **argv)
{
	struct hw_options o = *options;
	struct hw_session session;
	enum hw_exit status;
	int r = 0;

	if (argc == 0 && isatty(STDIN_FILENO))
		hw_error("reading modalias strings from the terminal, one a line");
	o.machine.strings_only = true;
	status = hw_session_open(&o, hw_session_writer(options, &hw_writer_fields),
				 &session);
	if (status == HW_EXIT_OK) {
		for (int i = 0; i < argc && r == 0; i++)
			r = decode_operand(&session, hw_text_of(argv[i]));
		if (argc == 0)
			r = decode_stdin(&session);
		status = hw_session_check(&session, r);
	}
	return hw_session_close(&session, status);
}

const struct hw_command hw_command_decode = {
	.name = "decode",
	.operands = "[STRING]...",
	.help = "the fields of modalias strings (or of lines of standard input), their\n"
		"                       names, and the modules that claim such a device",
	.run = run,
};
