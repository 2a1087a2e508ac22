// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/company.h"

#include <strings.h>

#include "cmd/print/diag.h"
#include "report/verdict/shell_quote.h"

enum company {
	/* any of the others is given */
	WITH,
	/* none of them is */
	WITHOUT,
};

/* Named as on the command line, with blanks between several: "json ndjson", which
 * --format may name too. */
struct row {
	/* NULL: any */
	const char *command;
	/* these do nothing … */
	const char *options;
	enum company company;
	/* "DEVICE": an operand; "feed": a format of --format for other programs */
	const char *others;
	/* … unless this is given too; NULL: none helps */
	const char *unless;
	/* what does what was wanted, or why it cannot be: behind a colon or semicolon */
	const char *way;
};

/* clang-format off */
static const struct row rows[] = {
	{"list", "lspci", WITH, "lsusb", NULL, ": they are two layouts"},
	{"list", "output json ndjson tsv feed noheadings all bus by", WITH, "lspci lsusb", NULL,
	 ", whose layouts are what they are"},
	{"list", "tree", WITH, "lspci", NULL, "; 'hwalias -t' draws one"},
	{"list", "numeric verbose machine domains kernel-drivers", WITH, "lsusb", NULL,
	 "; 'hwalias show -v DEVICE' tells all"},
	{"list", "verbose", WITH, "lspci", "machine", "; 'hwalias show -v DEVICE' tells all"},
	{"list", "machine", WITHOUT, "lspci", NULL,
	 "; 'hwalias --lspci -mm' prints what lspci -mm does, and for programs there are --json, --ndjson and --tsv"},
	{"list", "tree", WITH, "by", NULL, ": groups are no branches"},
	{"list", "tree", WITH, "json ndjson", "slot", ": each device has its parent"},
	{"list", "tree by", WITH, "feed", NULL, ": it has each device for itself"},
	{"list", "tree", WITH, "tsv", "slot", ": the devices of a branch; -o +PARENT names what each is below"},
	{"show", "wake", WITHOUT, "verbose", NULL, ": it reads what devices hold"},
	{"show", "json ndjson tsv numeric verbose wake noheadings kernel-drivers domains", WITH, "udev-rule", NULL,
	 ", which prints rules"},
	{"check", "all bus id slot", WITH, "DEVICE", NULL, ": these are checked, and no others"},
	{"check", "all bus id slot", WITH, "expect", NULL, ", which counts all devices"},
	{"decode", "jobs memory", WITHOUT, "tsv ndjson", NULL, ", which answer line by line"},
	{"decode", "output numeric noheadings", WITHOUT, "tsv", NULL, ", which prints columns"},
	{"diff", "summary", WITH, "json ndjson", NULL, ": JSON has it beside the changes"},
	{"modules", "verbose", WITHOUT, "firmware", NULL, ": it names the files that are not there"},
	{"modules", "format", WITH, "json ndjson firmware", NULL, NULL},
	{NULL, "output", WITH, "json ndjson feed", NULL, ": it has all there is, with names; --tsv prints columns"},
	{NULL, "noheadings numeric kernel-drivers domains", WITH, "json ndjson feed", NULL,
	 ": it has all there is, with names"},
};
/* clang-format on */

/* Whether --format chose what the name stands for. */
static bool is_format(const struct hw_options *o, struct hw_text name)
{
	if (hw_text_eq(name, HW_TEXT("feed")))
		return o->format->is_feed;
	return o->format_name && o->format->name &&
	       strcasecmp(o->format_name, o->format->name) == 0 &&
	       hw_text_eq(name, hw_text_of(o->format->name));
}

static bool is_given(const struct hw_options *o, struct hw_text name, int operands)
{
	if (hw_text_eq(name, HW_TEXT("DEVICE")))
		return operands > 0;
	/* --format json is what --json is */
	if (hw_text_eq(name, HW_TEXT("format")) && o->format_name &&
	    hw_output_find(o->format_name))
		return false;
	return is_format(o, name) || hw_options_given(o, name);
}

/* "--json (-J)", "--format json". Lifetime: the arena's. */
static struct hw_text spelling(const struct hw_options *o, struct hw_text name,
			       struct hw_arena *arena)
{
	return is_format(o, name) ? hw_arena_printf(arena, "--format %s", o->format_name)
				  : hw_options_spelling(name, arena);
}

/* The first of the names that was given; absent: none was. */
static struct hw_text first_of(const struct hw_options *o, const char *names,
			       int operands)
{
	struct hw_text rest = hw_text_of(names);

	while (rest.n) {
		struct hw_text name = hw_text_cut(&rest, ' ');

		if (is_given(o, name, operands))
			return name;
	}
	return HW_NO_TEXT;
}

/* "--tsv or --ndjson". Lifetime: the arena's. */
static struct hw_text spelled(const char *names, struct hw_arena *arena)
{
	struct hw_text rest = hw_text_of(names);
	struct hw_text all = HW_NO_TEXT;

	while (rest.n) {
		struct hw_text one = hw_text_cut(&rest, ' ');

		all = hw_arena_printf(arena, "%.*s%s%.*s", HW_TEXT_ARG(all),
				      all.n ? " or " : "",
				      HW_TEXT_ARG(hw_options_spelling(one, arena)));
	}
	return all;
}

static void say(const struct row *row, const struct hw_options *o, struct hw_text option,
		struct hw_text other, const char *command)
{
	bool is_device = hw_text_eq(other, HW_TEXT("DEVICE"));
	struct hw_arena arena = {0};
	struct hw_text needed =
		spelled(row->company == WITHOUT ? row->others : row->unless, &arena);
	struct hw_text beside =
		is_device ? HW_TEXT("a DEVICE") : spelling(o, other, &arena);

	hw_error("%s: %.*s does nothing%s%.*s%s%.*s%s", command,
		 HW_TEXT_ARG(spelling(o, option, &arena)),
		 row->company == WITH ? " with " : "",
		 HW_TEXT_ARG(row->company == WITH ? beside : HW_NO_TEXT),
		 needed.n ? ", but with " : "", HW_TEXT_ARG(needed),
		 row->way ? row->way : "");
	hw_arena_done(&arena);
}

static bool allow(const struct row *row, const struct hw_options *o, const char *command,
		  int operands)
{
	struct hw_text option, other;

	if (row->command && strcmp(row->command, command) != 0)
		return true;
	option = first_of(o, row->options, operands);
	if (!option.n)
		return true;
	other = first_of(o, row->others, operands);
	if ((row->company == WITH) != (other.n > 0) ||
	    first_of(o, row->unless, operands).n)
		return true;
	say(row, o, option, other, command);
	return false;
}

/* Whether the names, "json ndjson", have the one. */
static bool has_name(const char *names, struct hw_text name)
{
	struct hw_text rest = hw_text_of(names);

	while (rest.n)
		if (hw_text_eq(hw_text_cut(&rest, ' '), name))
			return true;
	return false;
}

static bool has_any(const char *names, const struct hw_text *given, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (has_name(names, given[i]))
			return true;
	return false;
}

bool hw_company_refuses(const char *command, struct hw_text option,
			const struct hw_text *given, size_t n)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++) {
		const struct row *row = &rows[i];

		if (row->company == WITH &&
		    (!row->command || strcmp(row->command, command) == 0) &&
		    has_name(row->options, option) && has_any(row->others, given, n) &&
		    !has_any(row->unless, given, n))
			return true;
	}
	return false;
}

static void say_two_kernels(const char *command, const char *old, const char *new)
{
	struct hw_arena arena = {0};
	struct hw_text a = hw_shell_word(hw_text_of(old), &arena);
	struct hw_text b = hw_shell_word(hw_text_of(new), &arena);

	hw_error("%s takes one --kernel (-S); 'hwalias diff -S %.*s -S %.*s' compares "
		 "two",
		 command, HW_TEXT_ARG(a), HW_TEXT_ARG(b));
	hw_arena_done(&arena);
}

/* Two kernels, or two machines. */
static bool allow_kernels(const struct hw_options *o, const char *command, int operands)
{
	if (!o->old_kernel || (strcmp(command, "diff") == 0 && !operands))
		return true;
	if (operands && strcmp(command, "diff") == 0)
		hw_error("diff compares two machines, or two kernels: A B, or -S OLD -S "
			 "NEW");
	else
		say_two_kernels(command, o->old_kernel, o->machine.kernel.release);
	return false;
}

bool hw_company_allow(const struct hw_options *o, const char *command, int operands)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		if (!allow(&rows[i], o, command, operands))
			return false;
	return allow_kernels(o, command, operands);
}
