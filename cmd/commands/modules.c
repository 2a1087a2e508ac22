// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/modules/modules.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/line/command.h"
#include "cmd/line/hint.h"
#include "cmd/print/diag.h"
#include "cmd/session/kind.h"
#include "cmd/session/session.h"
#include "data/base/list.h"
#include "data/module/name.h"
#include "report/class_word.h"

static int print(struct hw_session *s, const struct hw_used_modules *modules)
{
	const struct hw_options *options = s->options;
	const struct hw_output output = hw_session_output(s);

	if (options->format->modules)
		return options->format->modules(modules, &output);
	if (options->firmware)
		hw_modules_print_firmware(modules, s->out);
	else if (options->module_list)
		options->module_list->print(modules, s->out);
	else
		hw_modules_formats[0].print(modules, s->out);
	return 0;
}

/* What the list lacks, and what it cannot have. */
#define SAY(session, ...)                                                                \
	hw_warn(&(session)->warnings, "modules-incomplete", HW_NO_TEXT, 0, __VA_ARGS__)

/* Modules that the kernel of the tables does not list, of which it is known, or not, that
 * it has them not built in either. How many there are. */
static size_t list_absent(const struct hw_used_modules *modules, enum hw_tristate builtin,
			  struct hw_list *to)
{
	size_t n = 0;

	for (size_t i = 0; i < modules->n; i++) {
		const struct hw_used_module *m = &modules->v[i];

		if (m->path.n || m->builtin != builtin || m->is_candidate)
			continue;
		hw_list_add(to, m->name);
		n++;
	}
	return n;
}

static bool say_absent(struct hw_session *s, const struct hw_used_modules *modules,
		       struct hw_arena *arena)
{
	const struct hw_text release = modules->machine->kernel.release;
	struct hw_list absent = {.arena = arena, .between = ", "};
	struct hw_list undecided = {.arena = arena, .between = ", "};
	const size_t n = list_absent(modules, HW_NO, &absent);
	const size_t m = list_absent(modules, HW_UNKNOWN, &undecided);

	if (n)
		SAY(s, "%.*s has no such module%s: %.*s", HW_TEXT_ARG(release),
		    n == 1 ? "" : "s", HW_TEXT_ARG(hw_list_text(&absent)));
	if (m)
		SAY(s,
		    "%.*s lists no such module%s, and whether it has %s built in is not "
		    "known without modules.builtin: %.*s",
		    HW_TEXT_ARG(release), m == 1 ? "" : "s", m == 1 ? "it" : "them",
		    HW_TEXT_ARG(hw_list_text(&undecided)));
	return n || m;
}

/* No tool that reads the list may take a name for a command: it is left out. */
static bool say_strange(const struct hw_session *s, const struct hw_used_modules *modules)
{
	bool has_any = false;

	if (s->options->format->modules || s->options->firmware)
		return false;
	for (size_t i = 0; i < modules->n; i++) {
		if (hw_module_name_is_plain(modules->v[i].name))
			continue;
		hw_error("'%.*s' is no name of a module, and left out",
			 HW_TEXT_ARG(modules->v[i].name));
		has_any = true;
	}
	return has_any;
}

/* Of lists that are not whole: what they leave unknown. */
static bool say_damaged(struct hw_session *s, const struct hw_used_modules *modules)
{
	const struct {
		const struct hw_table_fault *fault;
		const char *unknown;
	} rows[] = {
		{modules->dep_fault, "what these modules need"},
		{modules->builtin_fault, "which modules are built in"},
		{modules->softdep_fault,
		 "which modules these ask for beside what they depend on (softdep)"},
	};
	bool has_any = false;

	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		if (!rows[i].fault)
			continue;
		SAY(s, "%s is not known: %.*s %s%s%s", rows[i].unknown,
		    HW_TEXT_ARG(modules->machine->kernel.directory), rows[i].fault->what,
		    rows[i].fault->remedy ? "; " : "",
		    rows[i].fault->remedy ? rows[i].fault->remedy : "");
		has_any = true;
	}
	return has_any;
}

/* What is missing changes the answer: such a list would make a machine that does not
 * start. Documents have it too. */
static enum hw_exit say_missing(struct hw_session *s,
				const struct hw_used_modules *modules,
				struct hw_arena *arena)
{
	const bool is_foreign = modules->machine->kernel_is_foreign;
	enum hw_exit status = is_foreign ? HW_EXIT_FAILED : HW_EXIT_OK;

	if (modules->advice.n)
		hw_warn(&s->warnings, "modules-program", HW_NO_TEXT, 0, "%.*s",
			HW_TEXT_ARG(modules->advice));
	if (modules->driverless.n) {
		SAY(s, "%.*s", HW_TEXT_ARG(modules->driverless));
		status = HW_EXIT_FAILED;
	}
	if (say_strange(s, modules))
		status = HW_EXIT_FAILED;
	for (size_t i = 0; i < modules->unknown_count; i++) {
		SAY(s, "%.*s", HW_TEXT_ARG(modules->unknown[i]));
		status = HW_EXIT_FAILED;
	}
	if (modules->unknown_device_count) {
		SAY(s, "of %zu device%s%s it is not known which driver drives %s: %.*s",
		    modules->unknown_device_count,
		    modules->unknown_device_count == 1 ? "" : "s",
		    s->options->module_target_count ? " on the way" : "",
		    modules->unknown_device_count == 1 ? "it" : "them",
		    HW_TEXT_ARG(modules->unknown_devices));
		status = HW_EXIT_FAILED;
	}
	if (s->options->firmware && modules->unread_modules) {
		SAY(s,
		    "of %zu module%s the file cannot be read, so what firmware %s "
		    "not known",
		    modules->unread_modules, modules->unread_modules == 1 ? "" : "s",
		    modules->unread_modules == 1 ? "it asks for is" : "they ask for is");
		status = HW_EXIT_FAILED;
	}
	if (is_foreign)
		SAY(s,
		    "what these modules need, and which of them kernel %.*s has, cannot "
		    "be told: it is of another architecture than the machine",
		    HW_TEXT_ARG(modules->machine->kernel.release));
	else if (say_damaged(s, modules))
		status = HW_EXIT_FAILED;
	if (!modules->lacks_dependencies && !modules->dep_fault &&
	    !modules->builtin_fault && !is_foreign && modules->machine->kernel.path.n &&
	    say_absent(s, modules, arena))
		status = HW_EXIT_FAILED;
	if (modules->lacks_dependencies) {
		if (modules->machine->kernel.path.n)
			SAY(s,
			    "what these modules need is not known: %.*s has no "
			    "modules.dep, which depmod makes",
			    HW_TEXT_ARG(modules->machine->kernel.directory));
		else
			SAY(s, "what these modules need is not known: there is no "
			       "modules.dep of this machine's kernel; -S or "
			       "--modules-dir names some");
		status = HW_EXIT_FAILED;
	}
	if (modules->unknown_drivers && !is_foreign) {
		SAY(s, "of %zu driver%s the module is not known (%.*s): %s",
		    modules->unknown_drivers, modules->unknown_drivers == 1 ? "" : "s",
		    HW_TEXT_ARG(modules->unknown_names),
		    modules->machine->kernel.aliases
			    ? "neither the machine nor the module tables tell it"
			    : "the machine does not tell it, and there are no module "
			      "tables of its kernel; -S or --modules-dir names some");
		status = HW_EXIT_FAILED;
	}
	return status;
}

/* -v: of all that may be asked for, some is of hardware that is not there. */
static void say_firmware(const struct hw_session *s,
			 const struct hw_used_modules *modules)
{
	if (!s->options->firmware || !modules->firmware_known ||
	    !s->options->write.verbose)
		return;
	for (size_t i = 0; i < modules->n; i++)
		for (size_t k = 0; k < modules->v[i].firmware_count; k++)
			if (!modules->v[i].firmware[k].path.n)
				hw_error("%.*s, which %.*s may ask for, is not there",
					 HW_TEXT_ARG(modules->v[i].firmware[k].name),
					 HW_TEXT_ARG(modules->v[i].name));
}

/* An empty list that lacks nothing. */
static void say_none(const struct hw_session *s, const struct hw_used_modules *modules)
{
	size_t builtin = 0;

	for (size_t i = 0; i < modules->n; i++)
		builtin += modules->v[i].builtin == HW_YES;
	if (s->options->format->modules || s->options->firmware || builtin < modules->n ||
	    modules->driverless.n)
		return;
	if (!modules->target.n)
		hw_hint(s->options, "no module is in use: %s",
			builtin ? "the drivers are built into the kernel"
				: "the drivers are built in, or their modules are not "
				  "told");
	else if (builtin || modules->core_count)
		hw_hint(s->options, "all that '%.*s' needs is built into the kernel",
			HW_TEXT_ARG(modules->target));
	else
		hw_hint(s->options, "no module is known that '%.*s' needs",
			HW_TEXT_ARG(modules->target));
}

/* A path of this machine, with links followed: what is not there has no file system. */
static const char *target_of(const struct hw_session *s, const char *target,
			     char path[static PATH_MAX])
{
	if (target[0] != '/' || strncmp(target, "/dev/", 5) == 0 ||
	    strncmp(target, "/sys/", 5) == 0 ||
	    hw_root_kind(s->machine.root) != HW_ROOT_LIVE)
		return target;
	if (realpath(target, path))
		return path;
	hw_error("%s: %s", target, strerror(errno));
	return NULL;
}

/* False: one is not there, which was said. */
static bool find_targets(const struct hw_session *s, struct hw_arena *arena,
			 const char *ret[static HW_MODULE_TARGETS_MAX + 1])
{
	char path[PATH_MAX];
	size_t n = 0;

	for (; n < s->options->module_target_count; n++) {
		const char *target = target_of(s, s->options->module_targets[n], path);

		if (!target)
			return false;
		ret[n] = hw_arena_copy(arena, hw_text_of(target)).s;
		if (!ret[n])
			break;
	}
	ret[n] = NULL;
	return true;
}

/* What is asked for is not there: it may be something else. */
static void say_absent_target(struct hw_session *s, const struct hw_used_modules *modules,
			      struct hw_arena *arena)
{
	const struct hw_options *options = s->options;
	const struct hw_text word = hw_text_of(modules->absent);
	const struct hw_text question = hw_session_module_question(s, word, arena);

	if (hw_text_starts(word, HW_TEXT("/")) &&
	    !hw_text_starts(word, HW_TEXT("/dev/")) &&
	    !hw_text_starts(word, HW_TEXT("/sys/")))
		hw_hint(options, "no disk is known that '%s' is on: %.*s",
			modules->absent, HW_TEXT_ARG(modules->missing));
	else if (hw_kind_is(word) || hw_kind_of_name(modules->absent))
		hw_session_say_no_device(options, modules->absent);
	else if (hw_session_is_module(s, word))
		hw_hint(options,
			"'%s' is a module, and --for takes a device: 'hwalias driver %s' "
			"tells of it",
			modules->absent, modules->absent);
	else
		hw_hint(options, "nothing is known of '%s': %.*s%.*s", modules->absent,
			HW_TEXT_ARG(modules->missing), HW_TEXT_ARG(question));
}

static enum hw_exit report(struct hw_session *s)
{
	const struct hw_options *options = s->options;
	const char *targets[HW_MODULE_TARGETS_MAX + 1];
	const struct hw_used_query query = {
		.targets = options->module_target_count ? targets : NULL,
		.typed = options->module_targets,
		.all = options->selection.depth != HW_SCAN_MAIN,
		.firmware = options->firmware,
	};
	struct hw_arena arena = {0};
	struct hw_used_modules modules;
	enum hw_exit status;
	enum hw_exit missing = HW_EXIT_OK;
	int r;

	if (!find_targets(s, &arena, targets)) {
		hw_arena_done(&arena);
		return HW_EXIT_NOT_FOUND;
	}
	hw_session_head(s);
	r = hw_used_modules_find(&s->machine, &query, &arena, &s->tail, &modules);
	if (r == -ENOENT && modules.missing.n) {
		say_absent_target(s, &modules, &arena);
		missing = HW_EXIT_NOT_FOUND;
		r = 0;
	} else if (r == 0) {
		missing = say_missing(s, &modules, &arena);
		r = print(s, &modules);
		if (r == 0 && missing == HW_EXIT_OK)
			say_none(s, &modules);
		if (r == 0)
			say_firmware(s, &modules);
	}
	status = hw_session_finish(s, hw_session_check(s, r));
	hw_arena_done(&arena);
	return status == HW_EXIT_OK ? missing : status;
}

static enum hw_exit run(const struct hw_options *options, int argc, char **argv)
{
	struct hw_session session;
	enum hw_exit status;

	if (argc && hw_hint_file("modules", argv[0]))
		return HW_EXIT_USAGE;
	if (argc) {
		if (strpbrk(argv[0], "/=:.") || hw_kind_of_name(argv[0]))
			hw_error("modules takes no operand: did you mean --for %s?",
				 argv[0]);
		else
			hw_error("modules takes no operand like '%s'; --for tells of a "
				 "device, a disk or a mount point, 'hwalias driver "
				 "MODULE' of a module",
				 argv[0]);
		return HW_EXIT_USAGE;
	}
	status = hw_session_open(options, NULL, &session);
	if (status == HW_EXIT_OK)
		status = report(&session);
	return hw_session_close(&session, status);
}

const struct hw_command hw_command_modules = {
	.name = "modules",
	.operands = "",
	.help = "the modules that this machine's hardware, disks and file systems use, "
		"each behind those that it needs, for an initramfs or a kernel of one's "
		"own",
	.examples =
		"hwalias modules --for /	what it takes to reach the root file "
		"system\n"
		"LSMOD=<(hwalias modules --format lsmod) make localmodconfig	a "
		"kernel with no more than that\n",
	.content = HW_CONTENT_MODULES,
	.run = run,
};
