// SPDX-License-Identifier: GPL-2.0-or-later
/* One table of options: what is parsed, what help prints, and which command heeds what.
 */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/fleet/fleet.h"
#include "cmd/print/wrap.h"
#include "data/base/nearest.h"
#include "decoders/text/ascii.h"
#include "report/page/table.h"

enum {
	OPT_DB = 256,
	OPT_MACHINE,
	OPT_FROM_FILENAME,
	OPT_ACCEPT_CHANGED,
	OPT_SQL,
	OPT_SINCE,
	OPT_SHARDS,
	OPT_MODULES_DIR,
	OPT_BY_MODEL,
	OPT_NOHEADINGS,
	/* plus the index in hw_fleet_formats */
	OPT_FORMAT,
};

struct row {
	const char *name;
	int code;
	/* name of its argument, or NULL */
	const char *argument;
	/* one paragraph */
	const char *help;
	/* the commands that heed it */
	const char *of;
};

/* clang-format off */
static const struct row rows[] = {
	{"db", OPT_DB, "DATABASE", "a file of SQLite, inventory.db if not given, or the URL of a database of PostgreSQL: postgresql://HOST/NAME", "load query what-if"},
	{"machine", OPT_MACHINE, "NAME", "the machine of input that names none, as what --from reads, or --privacy public", "load"},
	{"machine-from-filename", OPT_FROM_FILENAME, NULL, "the machine of such input is called as its file, without what tells of the format: 10.0.0.1 of 10.0.0.1.txt.gz", "load"},
	{"accept-changed", OPT_ACCEPT_CHANGED, NULL, "a machine whose model or devices changed as if it were another one is the same machine: its mainboard was replaced", "load"},
	{"quiet", 'q', NULL, "no progress, and no sum at the end", "load what-if"},
	{"since", OPT_SINCE, "TIME", "of drift: compare with the report that was the newest at that time, 2026-11-01 or 2026-11-01T08:00:00Z", "query"},
	{"sql", OPT_SQL, "TEXT", "ask this statement, which may only read", "query"},
	{"kernel", 'S', "RELEASE", "the kernel whose alias tables are asked", "what-if"},
	{"modules-dir", OPT_MODULES_DIR, "DIR", "where they are: DIR, DIR/RELEASE or DIR/lib/modules/RELEASE", "what-if"},
	{"by-model", OPT_BY_MODEL, NULL, "only how many machines and devices of each model do so", "what-if"},
	{"all", 'a', NULL, "also devices that keep their driver, and are claimed by other modules", "what-if"},
	{"shards", OPT_SHARDS, "URLS", "of postgresql: the devices are in partitions on these servers, URLs with blanks between them", "schema"},
	{"json", OPT_FORMAT + 1, NULL, NULL, "query what-if"},
	{"ndjson", OPT_FORMAT + 2, NULL, NULL, "query what-if"},
	{"tsv", OPT_FORMAT + 3, NULL, NULL, "query what-if"},
	{"noheadings", OPT_NOHEADINGS, NULL, "no heading line", "query what-if"},
	{"help", 'h', NULL, "print this help, or that of a command", NULL},
	{"version", 'V', NULL, "print the version", NULL},
	{"verbose", 'v', NULL, "with --version: also the libraries that it opens", NULL},
};
/* clang-format on */

#define ROWS HW_ARRAY_SIZE(rows)

/* Column at which the help of an option begins. */
#define HELP_COLUMN 22

static const struct hw_fleet_format *format_of(int code)
{
	return code > OPT_FORMAT ? &hw_fleet_formats[code - OPT_FORMAT] : NULL;
}

static char letter_of(const struct row *row)
{
	const struct hw_fleet_format *format = format_of(row->code);

	if (format)
		return format->letter;
	return row->code < OPT_DB ? (char)row->code : '\0';
}

/* "query what-if" has "query". */
static bool is_of(const struct row *row, const char *command)
{
	struct hw_text names = hw_text_of(row->of);

	if (!row->of)
		return true;
	while (names.s)
		if (hw_text_eq(hw_text_cut(&names, ' '), hw_text_of(command)))
			return true;
	return false;
}

bool hw_fleet_options_allow(const struct hw_fleet_options *options, const char *command)
{
	for (size_t i = 0; i < ROWS; i++)
		if (options->given >> i & 1 && !is_of(&rows[i], command)) {
			hw_fleet_say("%s does not heed --%s, which is for: %s", command,
				     rows[i].name, rows[i].of);
			return false;
		}
	return true;
}

static bool take(struct hw_fleet_options *o, int code, const char *argument)
{
	char time[HW_FLEET_TIME];

	switch (code) {
	case OPT_DB:
		o->db = argument;
		break;
	case OPT_MACHINE:
		o->machine = argument;
		break;
	case OPT_FROM_FILENAME:
		o->machine_from_filename = true;
		break;
	case OPT_ACCEPT_CHANGED:
		o->accept_changed = true;
		break;
	case OPT_SQL:
		o->sql = argument;
		break;
	case OPT_SINCE:
		o->since = argument;
		if (hw_fleet_read_since(argument, time))
			break;
		hw_fleet_say("--since '%s' is no time, as 2026-11-01 or "
			     "2026-11-01T08:00:00Z",
			     argument);
		return false;
	case OPT_SHARDS:
		o->shards = argument;
		break;
	case 'S':
		o->kernel.release = argument;
		break;
	case OPT_MODULES_DIR:
		o->kernel.directory = argument;
		break;
	case OPT_BY_MODEL:
		o->by_model = true;
		break;
	case 'a':
		o->all = true;
		break;
	case OPT_NOHEADINGS:
		o->write.no_headings = true;
		break;
	case 'q':
		o->quiet = true;
		break;
	case 'h':
		o->help = true;
		break;
	case 'V':
		o->version = true;
		break;
	case 'v':
		o->verbose = true;
		break;
	case 'J':
		code = OPT_FORMAT + 1;
		/* fall through */
	default:
		o->format = format_of(code);
		return o->format != NULL;
	}
	return true;
}

/* The option that a word is, up to its '='; NULL: it is none. */
static const struct row *find(struct hw_text word)
{
	for (size_t i = 0; i < ROWS; i++) {
		bool is_letter = word.n == 2 && word.s[0] == '-' && letter_of(&rows[i]) &&
				 word.s[1] == letter_of(&rows[i]);

		if (is_letter ||
		    (hw_text_starts(word, HW_TEXT("--")) &&
		     hw_text_eq(hw_text_from(word, 2), hw_text_of(rows[i].name))))
			return &rows[i];
	}
	return NULL;
}

const char *hw_fleet_options_argument(const char *word)
{
	struct hw_text name = hw_text_of(word);
	const struct row *row = find(hw_text_head(name, hw_text_find(name, '=')));

	return row ? row->argument : NULL;
}

void hw_fleet_options_offer(const struct hw_fleet_command *command, struct hw_text begun,
			    FILE *out)
{
	struct hw_arena arena = {0};

	for (size_t i = 0; i < ROWS; i++) {
		const struct hw_fleet_format *format = format_of(rows[i].code);
		const char *help = format ? format->help : rows[i].help;
		struct hw_text word = hw_arena_printf(&arena, "--%s%s", rows[i].name,
						      rows[i].argument ? "=" : "");

		if ((!command || is_of(&rows[i], command->name)) &&
		    hw_text_starts(word, begun))
			fprintf(out, "%.*s\t%.*s\n", HW_TEXT_ARG(word),
				(int)strcspn(help, "\n;"), help);
	}
	hw_arena_done(&arena);
}

/* Says what getopt_long(3) found wrong with `word`, '?' or ':'. */
static void say_wrong(int code, const char *word)
{
	struct hw_text name = hw_text_of(word);
	struct hw_nearest near;
	struct hw_arena arena = {0};
	const struct row *row;
	struct hw_text all = HW_NO_TEXT;

	name = hw_text_head(name, hw_text_find(name, '='));
	row = find(name);
	near = (struct hw_nearest){.word = hw_text_trim_start(name, "-")};
	for (size_t i = 0; i < ROWS; i++)
		hw_nearest_try(&near, hw_text_of(rows[i].name));
	for (size_t i = 0; i < near.n; i++)
		all = hw_arena_printf(&arena, "%.*s%s'--%.*s'", HW_TEXT_ARG(all),
				      i ? " or " : "", HW_TEXT_ARG(near.v[i]));
	if (code == ':' && row)
		hw_fleet_say("--%s needs its %s", row->name, row->argument);
	else if (row && !row->argument)
		hw_fleet_say("--%s takes no argument", row->name);
	else if (optopt && optopt < OPT_DB && !hw_text_starts(name, HW_TEXT("--")))
		hw_fleet_say(code == ':' ? "-%c needs its argument" : "no option '-%c'",
			     optopt);
	else
		hw_fleet_say("no option '%.*s'%s%.*s%s", HW_TEXT_ARG(name),
			     all.n ? "; did you mean " : "", HW_TEXT_ARG(all),
			     all.n ? "?" : "");
	hw_arena_done(&arena);
}

enum hw_exit hw_fleet_options_parse(int argc, char **argv, struct hw_fleet_options *ret,
				    int *ret_first)
{
	struct option options[ROWS + 1] = {{.name = NULL}};
	char letters[2 * ROWS + 2] = ":";
	size_t n = 1;
	int index;
	int code;

	*ret = (struct hw_fleet_options){
		.db = "inventory.db",
		.format = &hw_fleet_formats[0],
		.write.width = hw_table_terminal_width(stdout),
	};
	for (size_t i = 0; i < ROWS; i++) {
		char letter = letter_of(&rows[i]);

		options[i] = (struct option){
			.name = rows[i].name,
			.has_arg = rows[i].argument ? required_argument : no_argument,
			.val = rows[i].code,
		};
		if (letter)
			letters[n++] = letter;
		if (letter && rows[i].argument)
			letters[n++] = ':';
	}
	opterr = 0;
	while (index = -1,
	       (code = getopt_long(argc, argv, letters, options, &index)) != -1) {
		if (code == '?' || code == ':')
			say_wrong(code, argv[optind - 1]);
		if (code == '?' || code == ':' || !take(ret, code, optarg))
			return HW_EXIT_USAGE;
		for (size_t i = 0; i < ROWS; i++)
			if (rows[i].code == code || (letter_of(&rows[i]) == code && code))
				ret->given |= UINT32_C(1) << i;
	}
	*ret_first = optind;
	return HW_EXIT_OK;
}

static void print_option(FILE *out, const struct row *row)
{
	const struct hw_fleet_format *format = format_of(row->code);
	char letter = letter_of(row);
	int n = letter ? fprintf(out, "  -%c, --%s", letter, row->name)
		       : fprintf(out, "      --%s", row->name);

	if (row->argument)
		n += fprintf(out, " %s", row->argument);
	if (n >= HELP_COLUMN)
		fprintf(out, "\n%*s", HELP_COLUMN, "");
	else
		fprintf(out, "%*s", HELP_COLUMN - n, "");
	hw_wrap(out, format ? format->help : row->help, HELP_COLUMN);
}

/* Of one command, or of all. */
static void print_options(FILE *out, const struct hw_fleet_command *command)
{
	fputs("\nOptions:\n", out);
	for (size_t i = 0; i < ROWS; i++)
		if (!command || is_of(&rows[i], command->name))
			print_option(out, &rows[i]);
}

static void print_named(FILE *out, const char *name, const char *operand,
			const char *help)
{
	int n = fprintf(out, "  %s%s%s", name, operand && *operand ? " " : "",
			operand ? operand : "");

	if (n >= HELP_COLUMN)
		fprintf(out, "\n%*s", HELP_COLUMN, "");
	else
		fprintf(out, "%*s", HELP_COLUMN - n, "");
	hw_wrap(out, help, HELP_COLUMN);
}

static void print_examples(FILE *out, const char *examples)
{
	fputs("\nExamples:\n", out);
	while (*examples) {
		size_t command = strcspn(examples, "\t");
		size_t all = strcspn(examples, "\n");

		fprintf(out, "  %.*s\n      %.*s\n", (int)command, examples,
			(int)(all - command - 1), examples + command + 1);
		examples += all + 1;
	}
}

static void print_command(FILE *out, const struct hw_fleet_command *command)
{
	fprintf(out, "Usage: hwalias-fleet %s [OPTION]... %s\n", command->name,
		command->operands);
	hw_wrap(out, command->help, 0);
	if (command == &hw_fleet_command_query) {
		fputs("\nNames:\n", out);
		for (const struct hw_fleet_query *q = hw_fleet_queries; q->name; q++)
			print_named(out, q->name, q->operand, q->help);
	}
	print_options(out, command);
	print_examples(out, command->examples);
}

void hw_fleet_help(FILE *out, const struct hw_fleet_command *command)
{
	if (command) {
		print_command(out, command);
		return;
	}
	fputs("Usage: hwalias-fleet COMMAND [OPTION]... [OPERAND]...\n"
	      "The hardware of many machines in a database: SQLite or PostgreSQL.\n"
	      "\n"
	      "Commands ('hwalias-fleet help COMMAND' tells more):\n",
	      out);
	for (size_t i = 0; hw_fleet_commands[i]; i++)
		print_named(out, hw_fleet_commands[i]->name,
			    hw_fleet_commands[i]->operands, hw_fleet_commands[i]->help);
	print_options(out, NULL);
	fputs("\nExit status:\n"
	      "  0  done\n"
	      "  1  what-if: a device loses its driver\n"
	      "  2  wrong usage\n"
	      "  3  an input or the database could not be read or written, input was "
	      "not\n"
	      "     understood, or what-if could not judge all, or anything\n",
	      out);
}
