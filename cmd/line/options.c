// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/line/internal.h"

#include <errno.h>
#include <getopt.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd/line/typed_ids.h"
#include "cmd/print/diag.h"
#include "decoders/text/ascii.h"
#include "report/class_word.h"
#include "report/page/table.h"
#include "report/stream/stream.h"
#include "report/verdict/shell_quote.h"

/* A higher number of threads is a typing error. */
#define HW_JOBS_MAX 1024

/* ms; longer is a typing error, too. */
#define HW_SETTLE_MAX (3600 * 1000)

/* ms in which the parts of a device have come and udevd has run its rules, as a rule. */
#define HW_SETTLE_DEFAULT 500

/* For answers of a filter: with what else it needs, it stays below 64 MiB. */
#define HW_MEMORY_DEFAULT ((size_t)28 << 20)
#define HW_MEMORY_MAX	  ((uint64_t)64 << 30)
/* A size has at most so many. */
#define HW_MEMORY_DIGITS 10

/* What getopt_long() takes. */
struct descriptions {
	struct option longs[HW_OPTIONS_MAX + 1];
	/* each with a colon, "+:" and a NUL */
	char shorts[2 * HW_OPTIONS_MAX + 3];
};

/* Begins with the first word. `stops`: at the first operand, which else may stand between
 * options. */
static void begin_getopt(const struct hw_option_table *table, bool stops,
			 struct descriptions *ret)
{
	struct option *longs = ret->longs;
	char *shorts = ret->shorts;

	/* getopt(3), NOTES: 0 also makes glibc forget where it was */
	optind = 0;
	opterr = 0;
	if (stops)
		*shorts++ = '+';
	/* an argument that is missing is ':' */
	*shorts++ = ':';
	for (size_t i = 0; i < table->n; i++) {
		const struct hw_option_row *row = &table->v[i];

		longs[i] = (struct option){
			.name = row->name,
			.has_arg = row->optional   ? optional_argument
				   : row->argument ? required_argument
						   : no_argument,
			.val = row->code,
		};
		if (hw_option_has_letter(row)) {
			*shorts++ = (char)row->code;
			if (row->argument)
				*shorts++ = ':';
		}
	}
	longs[table->n] = (struct option){0};
	*shorts = '\0';
}

static bool set_color(const char *when, enum hw_color *ret)
{
	/* the first of each is told; the others are those of ls, grep and systemctl */
	static const struct {
		const char *word;
		enum hw_color color;
	} words[] = {
		{"always", HW_COLOR_ALWAYS}, {"yes", HW_COLOR_ALWAYS},
		{"force", HW_COLOR_ALWAYS},  {"on", HW_COLOR_ALWAYS},
		{"auto", HW_COLOR_AUTO},     {"tty", HW_COLOR_AUTO},
		{"if-tty", HW_COLOR_AUTO},   {"never", HW_COLOR_NEVER},
		{"no", HW_COLOR_NEVER},	     {"none", HW_COLOR_NEVER},
		{"off", HW_COLOR_NEVER},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (strcmp(when ? when : "always", words[i].word) == 0) {
			*ret = words[i].color;
			return true;
		}
	return false;
}

/* Parses a number of threads; 0 is the number of processors, as for xz(1) and zstd(1). */
static bool set_jobs(const char *argument, size_t *ret)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(argument, &end, 10);
	if (*argument < '0' || *argument > '9' || *end || errno || n > HW_JOBS_MAX) {
		hw_error("--jobs takes a number from 0 to %d, not '%s'", HW_JOBS_MAX,
			 argument);
		return false;
	}
	*ret = n ? n : hw_stream_cores();
	return true;
}

/* Parses a number of bytes; K, M and G are powers of 1024, as for sort(1). */
static bool set_memory(const char *argument, size_t *ret)
{
	static const char units[] = "KMG";
	struct hw_text rest = hw_text_of(argument);
	const char *unit = rest.n ? strchr(units, rest.s[rest.n - 1]) : NULL;
	uint64_t n = 0;
	bool is_sound;

	if (unit)
		rest.n--;
	is_sound = rest.n && rest.n <= HW_MEMORY_DIGITS;
	for (size_t i = 0; i < rest.n && is_sound; i++) {
		is_sound = rest.s[i] >= '0' && rest.s[i] <= '9';
		n = n * 10 + (uint64_t)(rest.s[i] - '0');
	}
	if (unit)
		n <<= 10 * (unit - units + 1);
	if (!is_sound || n > HW_MEMORY_MAX) {
		hw_error("--memory takes a size up to 64G, as 64M, not '%s'", argument);
		return false;
	}
	*ret = n < SIZE_MAX / 4 ? (size_t)n : SIZE_MAX / 4;
	return true;
}

/* Several are joined. */
static bool add_from(struct hw_machine_options *m, const char *argument)
{
	if (m->from_count == HW_FROM_MAX) {
		hw_error("at most %d files of one machine", HW_FROM_MAX);
		return false;
	}
	for (size_t i = 0; i < m->from_count; i++)
		if (strcmp(argument, m->from[i]) == 0) {
			hw_error("--from %s is given twice", argument);
			return false;
		}
	/* inxi takes its letters together */
	if (argument[strspn(argument, "x")] == 'z' &&
	    !argument[strspn(argument, "x") + 1] && access(argument, F_OK) < 0) {
		hw_error("no file '%s' for --from (-F); what 'inxi -F%s' tells, 'hwalias "
			 "report' does",
			 argument, argument);
		return false;
	}
	m->from[m->from_count++] = argument;
	m->input = STDIN_FILENO;
	return true;
}

/* Sets options that select what is read. */
static bool set_source(int code, const char *argument, struct hw_options *o)
{
	struct hw_machine_options *m = &o->machine;

	switch (code) {
	case OPT_SYSROOT:
		m->sysroot = argument;
		return true;
	case OPT_WAKE:
		m->wake = true;
		return true;
	case OPT_PRIVACY:
		if (hw_privacy_level_find(argument, &m->level))
			return true;
		hw_error("--privacy takes public, fleet or full, not '%s'", argument);
		return false;
	case 'z':
		m->level = HW_PRIVACY_PUBLIC;
		return true;
	case 'F':
		return add_from(m, argument);
	case 'S':
		if (o->old_kernel) {
			hw_error("--kernel (-S) is given twice at most: the old kernel, "
				 "and the new one");
			return false;
		}
		o->old_kernel = m->kernel.release;
		m->kernel.release = argument;
		return true;
	case OPT_MODULES_DIR:
		m->kernel.directory = argument;
		return true;
	case 'i':
		if (m->ids_count == HW_IDS_FILES_MAX) {
			hw_error("at most %d id files", HW_IDS_FILES_MAX);
			return false;
		}
		m->ids[m->ids_count++] = argument;
		return true;
	default:
		return false;
	}
}

bool hw_options_is_bus(const char *word)
{
	char lower[32];
	size_t n = strlen(word);

	for (size_t i = 0; i < n && n < sizeof(lower); i++)
		lower[i] = hw_lower(word[i]);
	return n < sizeof(lower) && hw_bus_find((struct hw_text){lower, n});
}

/* "cameras,gpus" are "camera,gpu". */
static void make_singular(char *words)
{
	for (char *end = words; *words; words = end + (*end == ',')) {
		struct hw_text word, one;

		end = words + strcspn(words, ",");
		word = (struct hw_text){words, (size_t)(end - words)};
		one = hw_text_head(word, word.n ? word.n - 1 : 0);
		if (one.n < 2 || hw_lower(end[-1]) != 's' || hw_kind_is(word) ||
		    hw_bus_find(word) || (!hw_kind_is(one) && !hw_bus_find(one)))
			continue;
		memmove(end - 1, end, strlen(end) + 1);
		end--;
	}
}

/* "net gpu" in one argument, with blanks between kinds and buses alone. */
static bool is_list_with_blanks(const char *argument)
{
	struct hw_text rest = hw_text_of(argument);

	if (!strchr(argument, ' ') || hw_kind_is(rest))
		return false;
	while (rest.s) {
		struct hw_text word = hw_text_cut(&rest, ' ');

		if (!hw_kind_is(word) && !hw_bus_of_word(word))
			return false;
	}
	return true;
}

/* Several -b add up. */
bool hw_options_add_bus(struct hw_options *o, const char *argument)
{
	const struct hw_text phrase = hw_kind_of_phrase(hw_text_of(argument));
	size_t n = strlen(o->buses);
	int more = snprintf(o->buses + n, sizeof(o->buses) - n, "%s%.*s", n ? "," : "",
			    HW_TEXT_ARG(phrase.n ? phrase : hw_text_of(argument)));

	if (more < 0 || (size_t)more >= sizeof(o->buses) - n) {
		hw_error("too many buses");
		return false;
	}
	if (!phrase.n && is_list_with_blanks(argument))
		for (size_t i = n; o->buses[i]; i++)
			o->buses[i] = o->buses[i] == ' ' ? ',' : o->buses[i];
	make_singular(o->buses + n + (n > 0));
	/* "USB" is also a class */
	if (hw_options_is_bus(argument) && !hw_kind_is(hw_text_of(argument)))
		for (size_t i = n; o->buses[i]; i++)
			o->buses[i] = hw_lower(o->buses[i]);
	o->selection.bus = o->buses;
	return true;
}

/* Several -d and -s add up. NULL: too many, which was said. */
static struct hw_filter *next_filter(struct hw_selection *s, bool is_taken)
{
	if (!is_taken)
		return &s->filter;
	if (s->more_count == HW_ARRAY_SIZE(s->more)) {
		hw_error("at most %d times -d and -s", HW_FILTERS_MAX);
		return NULL;
	}
	return &s->more[s->more_count++];
}

/* What is not of the form of -d. */
static void say_no_ids(const char *argument)
{
	const bool is_name = !strpbrk(argument, "0123456789:,");
	const bool is_id =
		strlen(argument) == 4 && strspn(argument, "0123456789abcdefABCDEF") == 4;
	struct hw_arena arena = {0};
	struct hw_text way = HW_NO_TEXT;

	if (strchr(argument, ','))
		way = HW_TEXT("; several -d add up");
	else if (!strchr(argument, ':'))
		way = hw_arena_printf(
			&arena, "; a vendor alone is written %s:%s%.*s%s",
			is_id ? argument : "8086",
			is_name ? ", and 'hwalias lookup " : "",
			HW_TEXT_ARG(is_name ? hw_shell_word(hw_text_of(argument), &arena)
					    : HW_NO_TEXT),
			is_name ? "' tells the ids of a name" : "");
	hw_error("'%s' is not of the form [VENDOR]:[DEVICE][:CLASS], in hexadecimal%.*s",
		 argument, HW_TEXT_ARG(way));
	hw_arena_done(&arena);
}

static bool add_ids(const char *argument, struct hw_selection *s)
{
	struct hw_filter ids[HW_TYPED_IDS_MAX] = {0};
	size_t n = hw_typed_ids(argument, ids, HW_TYPED_IDS_MAX);

	for (size_t i = 0; i < n; i++) {
		struct hw_filter *filter = next_filter(s, s->filter.by_id);

		if (!filter)
			return false;
		/* beside the address that -s has set */
		filter->by_id = true;
		filter->bus = ids[i].bus;
		filter->ids = ids[i].ids;
		filter->vendor = ids[i].vendor;
		filter->device = ids[i].device;
		filter->class_code = ids[i].class_code;
	}
	if (!n)
		say_no_ids(argument);
	return n;
}

/* Sets options that select devices. */
static bool set_selection(int code, const char *argument, struct hw_options *o)
{
	struct hw_selection *s = &o->selection;
	struct hw_filter *filter;

	switch (code) {
	case 'a':
		s->depth = s->depth == HW_SCAN_MAIN ? HW_SCAN_ALL : HW_SCAN_EVERYTHING;
		return true;
	case 'b':
		return hw_options_add_bus(o, argument);
	case 'd':
		return add_ids(argument, s);
	case 's':
		if (!*argument) {
			hw_error("-s takes an address or a name, not an empty text");
			return false;
		}
		filter = next_filter(s, s->filter.address);
		if (filter)
			hw_filter_by_address(argument, filter);
		return filter;
	default:
		return set_source(code, argument, o);
	}
}

/* Seconds, "0.5", to ms. */
static bool set_settle(const char *argument, int64_t *ret)
{
	struct hw_text digits = hw_text_of(argument);
	int64_t ms = 0;
	int decimals = -1;
	bool is_sound = digits.n && digits.n <= 8 && digits.s[digits.n - 1] != '.';

	for (size_t i = 0; i < digits.n && is_sound; i++) {
		char c = digits.s[i];

		if (c == '.' && decimals < 0 && i)
			decimals = 0;
		else if (c >= '0' && c <= '9' && decimals < 3)
			ms = ms * 10 + (c - '0'), decimals += decimals >= 0;
		else
			is_sound = false;
	}
	for (int i = decimals < 0 ? 0 : decimals; i < 3; i++)
		ms *= 10;
	if (!is_sound || ms > HW_SETTLE_MAX) {
		hw_error("--settle takes seconds, as 0.5, up to %d, not '%s'",
			 HW_SETTLE_MAX / 1000, argument);
		return false;
	}
	*ret = ms;
	return true;
}

/* Several -o add up; "+" of any but the first says nothing more. */
static bool add_module_target(const char *argument, struct hw_options *o)
{
	if (!argument[0]) {
		hw_error("--for takes a mount point, a disk or a device, not ''");
		return false;
	}
	if (o->module_target_count == HW_MODULE_TARGETS_MAX) {
		hw_error("--for may be given %zu times at most", HW_MODULE_TARGETS_MAX);
		return false;
	}
	o->module_targets[o->module_target_count++] = argument;
	return true;
}

static bool add_columns(const char *argument, struct hw_options *o)
{
	size_t n = strlen(o->columns);
	int more = snprintf(o->columns + n, sizeof(o->columns) - n, "%s%s", n ? "," : "",
			    n && *argument == '+' ? argument + 1 : argument);

	if (more < 0 || (size_t)more >= sizeof(o->columns) - n) {
		hw_error("too many columns");
		return false;
	}
	o->write.columns = o->columns;
	return true;
}

/* The name of a format is no matter of case. */
static bool set_format(const char *name, struct hw_options *o)
{
	if (o->format_name && strcasecmp(o->format_name, name) != 0) {
		hw_error("--format %s and --format %s are two formats: choose one",
			 o->format_name, name);
		return false;
	}
	o->format_name = name;
	o->document = hw_document_format(name);
	o->module_list = hw_modules_format_find(name);
	return true;
}

/* Sets options that control how results are printed. */
static bool set_option(int code, const char *argument, struct hw_options *o)
{
	switch (code) {
	case 'o':
		return add_columns(argument, o);
	case 't':
		o->write.tree = true;
		o->selection.branches = true;
		return true;
	case 'n':
		o->write.numeric++;
		return true;
	case 'v':
		o->write.verbose++;
		o->selection.verbose = true;
		return true;
	case OPT_JOBS:
		return set_jobs(argument, &o->jobs);
	case OPT_MEMORY:
		return set_memory(argument, &o->memory);
	case OPT_BY:
		o->by_iommu = strcmp(argument, "iommu") == 0;
		if (!o->by_iommu)
			hw_error("--by takes iommu, not '%s'", argument);
		return o->by_iommu;
	case OPT_DOCUMENT:
		return set_format(argument, o);
	case OPT_OUTPUT_FILE:
		o->output_file = argument;
		return true;
	case OPT_FOR:
		return add_module_target(argument, o);
	case OPT_FIRMWARE:
		o->firmware = true;
		return true;
	case OPT_SETTLE:
		return set_settle(argument, &o->settle);
	case OPT_UDEV_RULE:
		o->udev_rule = hw_udev_match_of(argument);
		if (!o->udev_rule)
			hw_error("--udev-rule takes ids, path, serial or both, not '%s'",
				 argument);
		return o->udev_rule;
	case OPT_LSPCI:
		o->peers.lspci = true;
		return true;
	case OPT_LSUSB:
		o->peers.lsusb = true;
		return true;
	case 'k':
		o->peers.with_drivers = true;
		o->write.with_modules = true;
		return true;
	case 'D':
		o->peers.with_domain = true;
		o->write.with_domain = true;
		return true;
	case 'm':
		o->peers.for_programs++;
		return true;
	case OPT_EXPECT:
		o->expect = true;
		o->expect_file = argument;
		return true;
	case OPT_COMPLETE:
		o->machine.ask_modules = true;
		return true;
	case OPT_NAMES:
		o->names = true;
		return true;
	case OPT_SUMMARY:
		o->write.summary = true;
		return true;
	case OPT_NOHEADINGS:
		o->write.no_headings = true;
		return true;
	case OPT_COLOR:
		if (set_color(argument, &o->color))
			return true;
		hw_error("--color takes auto, always or never, not '%s'", argument);
		return false;
	case OPT_NO_PAGER:
		o->no_pager = true;
		return true;
	case OPT_PRINT_SCHEMA:
		o->print_schema = true;
		return true;
	case OPT_COMPLETION:
		o->completion = argument;
		return true;
	case 'h':
		o->help = true;
		return true;
	case 'V':
		o->version = true;
		return true;
	default:
		return set_selection(code, argument, o);
	}
}

/* NO_COLOR (no-color.org) counts if it is not empty; --color=always overrides it. */
static bool wants_color(enum hw_color color)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (color != HW_COLOR_AUTO)
		return color == HW_COLOR_ALWAYS;
	return isatty(STDOUT_FILENO) && !(no_color && *no_color) && term &&
	       strcmp(term, "dumb") != 0;
}

static bool check(const struct hw_options *o)
{
	if (o->machine.sysroot && o->machine.from_count) {
		hw_error("--sysroot and --from are two machines: choose one");
		return false;
	}
	return true;
}

bool hw_options_is_ascii_locale(void)
{
	locale_t user = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
	bool is_ascii = true;

	if (user != (locale_t)0) {
		is_ascii = strcmp(nl_langinfo_l(CODESET, user), "UTF-8") != 0;
		freelocale(user);
	}
	return is_ascii;
}

void hw_options_set_all(struct hw_options *o)
{
	if (o->selection.depth == HW_SCAN_MAIN)
		o->selection.depth = HW_SCAN_ALL;
}

bool hw_options_set_peer(struct hw_options *o, const char *tool)
{
	size_t i;
	int code;

	o->peers.lspci = o->peers.lspci || strcmp(tool, "lspci") == 0;
	o->peers.lsusb = o->peers.lsusb || strcmp(tool, "lsusb") == 0;
	if (strcmp(tool, "lspci") != 0 && strcmp(tool, "lsusb") != 0)
		return false;
	if (hw_option_find_name(hw_text_of(tool), &i, &code))
		o->given |= (uint64_t)1 << i;
	return true;
}

void hw_options_draw_tree(struct hw_options *o)
{
	o->write.tree = true;
	o->selection.branches = true;
	o->write.ascii = o->format->is_for_people && hw_options_is_ascii_locale();
}

/*
 * Whether the terminal may open files of this machine: one that shows colors, and is
 * neither elsewhere nor the console, where nothing can be clicked.
 */
static bool wants_links(const struct hw_options *o)
{
	const char *term = getenv("TERM");

	return o->write.color && isatty(STDOUT_FILENO) && !o->machine.sysroot &&
	       !o->machine.from_count && !getenv("SSH_CONNECTION") && term &&
	       strcmp(term, "linux") != 0;
}

/* The format that --format names, if it names one of output. False: options choose two,
 * which was said. */
static bool choose_format(struct hw_options *o)
{
	const struct hw_output_format *named =
		o->format_name ? hw_output_find(o->format_name) : NULL;

	if (named && o->format->option && o->format != named) {
		hw_error("--%s and --format %s are two formats: choose one",
			 o->format->option, o->format_name);
		return false;
	}
	if (named)
		o->format = named;
	return true;
}

/* What a terminal is like, for formats that people read. */
static void look_at_terminal(struct hw_options *o)
{
	/* a file is none */
	o->write.color =
		o->output_file ? o->color == HW_COLOR_ALWAYS : wants_color(o->color);
	if (!o->format->is_for_people || o->output_file)
		return;
	o->write.links = wants_links(o);
	o->write.width = hw_table_terminal_width(stdout);
	/* a terminal may not tell its width */
	o->write.ascii = (o->write.width || o->write.tree || isatty(STDOUT_FILENO)) &&
			 hw_options_is_ascii_locale();
}

/* "--color never", as people type it: no device is called so. */
static void take_color(int code, int argc, char **argv)
{
	enum hw_color color;

	if (code == OPT_COLOR && !optarg && optind < argc &&
	    set_color(argv[optind], &color))
		optarg = argv[optind++];
}

int hw_options_first_word(int argc, char **argv)
{
	const struct hw_option_table table = hw_option_table();
	struct descriptions d;
	int code;

	begin_getopt(&table, true, &d);
	while ((code = getopt_long(argc, argv, d.shorts, d.longs, NULL)) != -1) {
		if (!hw_option_find(&table, code))
			return 0;
		take_color(code, argc, argv);
	}
	return optind < argc ? optind : 0;
}

/* The arguments of options that are given once, "" for one that was left out. */
struct arguments {
	const char *of[HW_OPTIONS_MAX];
};

/* False: an option that is given once has two arguments, which was said. */
static bool is_once(const struct hw_option_table *table, const struct hw_option_row *row,
		    struct arguments *seen)
{
	const char *argument = optarg ? optarg : "";
	const char **old;

	/* -z */
	if (row->code == 'z') {
		row = hw_option_find(table, OPT_PRIVACY);
		argument = hw_privacy_level_name(HW_PRIVACY_PUBLIC);
	}
	if (!row->once)
		return true;
	old = &seen->of[row - table->v];
	if (*old && strcmp(*old, argument) != 0) {
		hw_error("--%s%s%s and --%s%s%s are two %s: choose one", row->name,
			 **old ? " " : "", *old, row->name, *argument ? " " : "",
			 argument, row->once);
		return false;
	}
	*old = argument;
	return true;
}

enum hw_exit hw_options_parse(int argc, char **argv, struct hw_options *ret,
			      int *ret_first)
{
	const struct hw_option_table table = hw_option_table();
	struct arguments seen = {{NULL}};
	struct descriptions d;
	int code;

	*ret = (struct hw_options){
		.settle = HW_SETTLE_DEFAULT,
		.format = hw_output_formats[0],
		.machine.home = getenv("HOME"),
		.machine.login = getenv("SUDO_USER"),
		.jobs = 1,
		.memory = HW_MEMORY_DEFAULT,
	};
	begin_getopt(&table, false, &d);
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (!hw_option_is_with_two_dashes(&table, argv[i]))
			return HW_EXIT_USAGE;
	while ((code = getopt_long(argc, argv, d.shorts, d.longs, NULL)) != -1) {
		const struct hw_option_row *row = hw_option_find(&table, code);

		if (!row) {
			hw_option_say_wrong(&table, code, argv[optind - 1]);
			return HW_EXIT_USAGE;
		}
		if (!hw_option_is_argument(row, argv[optind - 1]))
			return HW_EXIT_USAGE;
		take_color(code, argc, argv);
		if (row->format && ret->format->option && ret->format != row->format) {
			hw_error("--%s and --%s are two formats: choose one",
				 ret->format->option, row->format->option);
			return HW_EXIT_USAGE;
		}
		if (row->format)
			ret->format = row->format;
		else if (!is_once(&table, row, &seen) || !set_option(code, optarg, ret))
			return HW_EXIT_USAGE;
		ret->given |= (uint64_t)1 << (row - table.v);
	}
	if (!check(ret) || !choose_format(ret))
		return HW_EXIT_USAGE;
	look_at_terminal(ret);
	*ret_first = optind;
	return HW_EXIT_OK;
}
