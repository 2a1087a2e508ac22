// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/driver/driver.h"

#include "cmd/line/command.h"
#include "cmd/line/hint.h"
#include "cmd/print/diag.h"
#include "cmd/session/session.h"
#include "data/module/name.h"
#include "report/verdict/shell_quote.h"

/* A module's file that is not there: its name may be that of a module. */
static void say_no_file(const struct hw_session *s, const struct hw_driver *d,
			struct hw_arena *arena)
{
	struct hw_text name = hw_module_name_of_path(d->query);

	if (name.n && name.n < d->query.n && hw_session_is_module(s, name))
		hw_hint(s->options,
			"%.*s: %.*s; 'hwalias driver %.*s' tells of the module",
			HW_TEXT_ARG(d->query), HW_TEXT_ARG(d->no_info),
			HW_TEXT_ARG(hw_shell_word(name, arena)));
	else
		hw_error("%.*s: %.*s", HW_TEXT_ARG(d->query), HW_TEXT_ARG(d->no_info));
}

/* What is no name of a module, but has drivers. Absent: it may be one. */
static struct hw_text way_of(struct hw_text query, struct hw_arena *arena)
{
	struct hw_text end = hw_text_from(query, hw_text_find(query, ':'));
	struct hw_text word = hw_shell_word(query, arena);

	if (hw_text_find(query, '*') < query.n || hw_text_find(end, 'v') == 1)
		return hw_arena_printf(arena,
				       "; 'hwalias match %.*s' prints the modules "
				       "that claim it",
				       HW_TEXT_ARG(word));
	if (end.n == 5 && query.n == 9)
		return hw_arena_printf(arena,
				       "; 'hwalias lookup %.*s' names the modules "
				       "that claim it",
				       HW_TEXT_ARG(word));
	return end.n ? hw_arena_printf(arena,
				       "; 'hwalias show %.*s' tells the driver of a "
				       "device",
				       HW_TEXT_ARG(word))
		     : HW_NO_TEXT;
}

static enum hw_exit say_not_found(const struct hw_session *s,
				  const struct hw_drivers *drivers)
{
	const struct hw_machine *m = &s->machine;
	struct hw_arena arena = {0};
	enum hw_exit status = HW_EXIT_OK;

	for (size_t i = 0; i < drivers->n; i++) {
		const struct hw_driver *d = &drivers->v[i];
		struct hw_text question;

		if (d->found == HW_DRIVER_NOT_RECORDED)
			status = HW_EXIT_NOT_FOUND;
		if (d->found != HW_DRIVER_NOT_FOUND)
			continue;
		status = HW_EXIT_NOT_FOUND;
		question = d->hint.n ? HW_NO_TEXT
				     : hw_session_module_question(s, d->query, &arena);
		if (d->file.n)
			say_no_file(s, d, &arena);
		else if (!m->kernel.aliases)
			hw_error("whether there is a module '%.*s' cannot be told: there "
				 "are no module tables here; -S or --modules-dir names "
				 "some%s%.*s",
				 HW_TEXT_ARG(d->query), d->hint.n ? "; " : "",
				 HW_TEXT_ARG(d->hint));
		else
			hw_hint(s->options, "no module '%.*s' in %.*s%s%.*s%.*s%.*s",
				HW_TEXT_ARG(d->query), HW_TEXT_ARG(m->kernel.directory),
				d->hint.n ? "; " : "", HW_TEXT_ARG(d->hint),
				HW_TEXT_ARG(way_of(d->query, &arena)),
				HW_TEXT_ARG(question));
	}
	hw_arena_done(&arena);
	return status;
}

static enum hw_exit report(struct hw_session *s, int argc, char **argv)
{
	struct hw_arena arena = {0};
	struct hw_drivers drivers;
	enum hw_exit status;
	int r;

	hw_session_head(s);
	r = hw_drivers_collect(&s->machine, argv, (size_t)argc, &arena, &drivers);

	if (r == 0) {
		const struct hw_output output = hw_session_output(s);

		r = s->options->format->drivers(&drivers, &output);
	}
	/* a warning about missing alias tables explains why no device is claimed */
	s->tail.by_state[HW_STATE_UNCLAIMED] = r == 0;
	status = hw_session_finish(s, hw_session_check(s, r));
	if (status == HW_EXIT_OK)
		status = say_not_found(s, &drivers);
	if (status == HW_EXIT_NOT_FOUND && s->is_incomplete)
		status = HW_EXIT_FAILED;
	hw_arena_done(&arena);
	return status;
}

static enum hw_exit run(const struct hw_options *options, int argc, char **argv)
{
	struct hw_session session;
	enum hw_exit status;

	if (argc == 0) {
		hw_error("driver needs the name of a module, or a module's file");
		return HW_EXIT_USAGE;
	}
	status = hw_session_open(options, NULL, &session);
	if (status == HW_EXIT_OK)
		hw_session_warn_beyond(&session);
	if (status == HW_EXIT_OK)
		status = report(&session, argc, argv);
	return hw_session_close(&session, status);
}

const struct hw_command hw_command_driver = {
	.name = "driver",
	.operands = "MODULE...",
	.help = "a module, or its file: what it says of itself, the devices it claims, "
		"and those of this machine among them",
	.examples = "hwalias driver e1000e	what the module says of itself, and its "
		    "devices here\n"
		    "hwalias driver -v ./mydriver.ko	all aliases of a file\n",
	.content = HW_CONTENT_DRIVERS,
	.run = run,
};
