// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/complete/complete.h"

#include <string.h>

#include "cmd/complete/complete_source.h"
#include "cmd/line/beside.h"
#include "cmd/line/command.h"
#include "cmd/line/company.h"
#include "cmd/line/option_help.h"
#include "data/sysfs/sysfs.h"
#include "decoders/text/ascii.h"
#include "report/class_word.h"
#include "report/columns/columns.h"
#include "report/formats/formats.h"
#include "report/select/resolve.h"

/* What is asked for. */
struct completion {
	FILE *out;
	struct hw_complete_source *source;
	/* the source's */
	struct hw_root *root;
	struct hw_arena arena;
	/* the word that is begun, and what stays before its last part: "DEVICE," of a
	 * list
	 */
	struct hw_text word;
	struct hw_text kept;
	/* NULL: none is named */
	const struct hw_command *command;
	/* the names of the options before it */
	struct hw_text *given;
	size_t given_count;
};

/* Prints the word if it continues what is begun. */
static void offer(struct completion *c, struct hw_text word, const char *what)
{
	size_t n = strcspn(what, "\n;");

	if (word.n < c->word.n || !hw_text_starts(word, c->word) ||
	    memchr(word.s, '\n', word.n) || memchr(word.s, '\t', word.n))
		return;
	fprintf(c->out, "%.*s%.*s\t%.*s\n", HW_TEXT_ARG(c->kept), HW_TEXT_ARG(word),
		(int)n, what);
}

/* The part of a list with commas that is begun. */
static void begin_item(struct completion *c)
{
	size_t n = c->word.n;

	while (n && c->word.s[n - 1] != ',' && c->word.s[n - 1] != '+')
		n--;
	c->kept = hw_arena_printf(&c->arena, "%.*s%.*s", HW_TEXT_ARG(c->kept), (int)n,
				  c->word.s);
	c->word = hw_text_from(c->word, n);
}

/* A column's name in small letters if it is begun with one. */
static struct hw_text in_case(struct completion *c, const char *name)
{
	struct hw_text text = hw_text_of(name);
	char *s;

	if (!c->word.n || c->word.s[0] < 'a' || c->word.s[0] > 'z')
		return text;
	s = hw_arena_alloc(&c->arena, text.n, 1);
	for (size_t i = 0; s && i < text.n; i++)
		s[i] = hw_lower(text.s[i]);
	return s ? (struct hw_text){s, text.n} : text;
}

static void offer_columns(struct completion *c)
{
	bool of_strings = c->command && c->command->content == HW_CONTENT_STRINGS;

	begin_item(c);
	for (const struct hw_column *k = hw_columns; k->name; k++)
		if (!of_strings || !(k->flags & HW_COLUMN_DEVICE))
			offer(c, in_case(c, k->name), k->help);
}

static void offer_dir(struct completion *c, const char *dir, const char *what)
{
	struct hw_text *names;
	size_t n;

	if (!c->root || hw_root_list(c->root, dir, &c->arena, &names, &n) != 0)
		return;
	for (size_t i = 0; i < n; i++)
		offer(c, names[i], what);
}

static void offer_kinds(struct completion *c)
{
	for (size_t i = 0; hw_kind_name(i); i++)
		offer(c, hw_text_of(hw_kind_name(i)), "kind of devices");
	offer_dir(c, "sys/bus", "bus");
}

static void offer_buses(struct completion *c)
{
	begin_item(c);
	offer_kinds(c);
}

/* The names of a class that stand for a device of the list: not "lo". */
static void offer_class(struct completion *c, const struct hw_device_list *list,
			const char *dir, const char *what)
{
	struct hw_text *names;
	size_t n;

	if (!c->root || hw_root_list(c->root, dir, &c->arena, &names, &n) != 0)
		return;
	for (size_t i = 0; i < n; i++) {
		struct hw_found_list found = {0};
		struct hw_filter filter = {0};
		struct hw_text name = hw_arena_copy(&c->arena, names[i]);

		if (!name.s || !hw_text_starts(name, c->word))
			continue;
		hw_filter_by_address(name.s, &filter);
		if (hw_resolve(c->root, list, &filter, &c->arena, &found) == 0 && found.n)
			offer(c, name, what);
	}
}

static void offer_devices(struct completion *c)
{
	/* whose names people know */
	static const struct {
		const char *directory;
		const char *what;
	} classes[] = {
		{"sys/class/net", "network interface"},
		{"sys/class/block", "disk"},
		{"sys/class/nvme", "NVMe controller"},
		{"sys/class/drm", "graphics"},
		{"sys/class/sound", "sound"},
		{"sys/class/video4linux", "camera"},
		{"sys/class/bluetooth", "Bluetooth"},
	};
	const struct hw_scan scan = {.depth = HW_SCAN_MAIN};
	const struct hw_scan all = {.depth = HW_SCAN_EVERYTHING};
	const struct hw_text domain = HW_TEXT("0000:");
	struct hw_warnings warnings = {0};
	struct hw_device_list list = {0};

	if (!c->root || hw_sysfs_scan(c->root, &scan, &c->arena, &warnings, &list) != 0)
		list.n = 0;
	for (size_t i = 0; i < list.n; i++) {
		const struct hw_bus *bus = list.v[i].bus;
		struct hw_text name = list.v[i].name;

		if (hw_bus_address(bus) == HW_ADDRESS_PCI &&
		    hw_text_starts(name, domain) && !hw_text_starts(c->word, domain))
			name = hw_text_from(name, domain.n);
		offer(c, name,
		      hw_bus_is_whole(bus, list.v[i].kind) ? bus->parts->whole_title
							   : bus->title);
	}
	if (!c->root || hw_sysfs_scan(c->root, &all, &c->arena, &warnings, &list) != 0)
		list.n = 0;
	hw_warnings_done(&warnings);
	for (size_t i = 0; i < HW_ARRAY_SIZE(classes); i++)
		offer_class(c, &list, classes[i].directory, classes[i].what);
}

/* A file's name may have '-' where the module's has '_': here as in the word that is
 * begun. */
static struct hw_text spell(struct completion *c, struct hw_text name)
{
	char from = hw_text_find(c->word, '-') < c->word.n ? '_' : '-';
	char *s = hw_arena_alloc(&c->arena, name.n, 1);

	for (size_t i = 0; s && i < name.n; i++)
		s[i] = name.s[i] != from ? name.s[i] : from == '-' ? '_' : '-';
	return s ? (struct hw_text){s, name.n} : name;
}

static void offer_modules(struct completion *c)
{
	struct hw_text *names;
	size_t n = hw_complete_source_modules(c->source, &names);

	for (size_t i = 0; i < n; i++)
		offer(c, spell(c, names[i]), "module");
	/* without tables, those that are loaded or built in */
	if (!n)
		offer_dir(c, "sys/module", "module");
}

static void offer_releases(struct completion *c)
{
	struct hw_text *names;
	size_t n = hw_complete_source_releases(c->source, &names);

	for (size_t i = 0; i < n; i++)
		offer(c, names[i], "kernel");
}

static void offer_words(struct completion *c, const char *words)
{
	struct hw_text rest = hw_text_of(words);

	while (rest.n)
		offer(c, hw_text_cut(&rest, ' '), "");
}

static void offer_formats(struct completion *c)
{
	enum hw_content content = c->command ? c->command->content : HW_CONTENT_DEVICES;
	const char *name;

	for (size_t i = 0; (name = hw_options_format_name(content, i)); i++) {
		const struct hw_output_format *format = hw_output_find(name);

		/* a feed is of the machine, and no table of groups */
		if (!format || !format->is_feed || c->command != &hw_command_iommu)
			offer(c, hw_text_of(name), "");
	}
}

/* The formats of strings, capabilities and descriptors, which `formats` tells of. */
static void offer_rows(struct completion *c)
{
	struct hw_formats all;

	if (hw_formats_all(&c->arena, &all) < 0)
		return;
	for (size_t i = 0; i < all.n; i++)
		offer(c, hw_text_of(all.v[i]->name), all.v[i]->title);
	for (size_t i = 0; i < all.layout_count; i++)
		offer(c, spell(c, hw_text_of(all.layouts[i].layout->key)),
		      all.layouts[i].layout->title);
}

static void offer_files(struct completion *c)
{
	fputs(HW_COMPLETE_FILES, c->out);
}

/* A path, as far as it is begun. */
static bool is_path(struct hw_text word)
{
	return word.n && strchr("/.~", word.s[0]);
}

/* What modules are needed for. */
static void offer_targets(struct completion *c)
{
	if (is_path(c->word))
		offer_files(c);
	else
		offer(c, HW_TEXT("/"), "the root file system");
	offer_devices(c);
}

/* What an option takes, by its name or that of its argument in the help. */
static void offer_argument(struct completion *c, const struct hw_option_view *option)
{
	static const struct {
		const char *argument;
		void (*offer)(struct completion *c);
		const char *words;
	} kinds[] = {
		{"COLUMNS", offer_columns, NULL},    {"BUS", offer_buses, NULL},
		{"ADDRESS", offer_devices, NULL},    {"FORMAT", offer_formats, NULL},
		{"WHEN", NULL, "auto always never"}, {"by", NULL, "iommu"},
		{"for", offer_targets, NULL},	     {"BY", NULL, "ids path serial both"},
		{"RELEASE", offer_releases, NULL},   {"LEVEL", NULL, "public fleet full"},
		{"SHELL", NULL, "bash zsh fish"},    {"FILE", offer_files, NULL},
		{"DIR", offer_files, NULL},
	};

	/* a device's path */
	if (strcmp(option->argument, "ADDRESS") == 0 && is_path(c->word))
		offer_files(c);
	for (size_t i = 0; i < HW_ARRAY_SIZE(kinds); i++) {
		if (strcmp(option->argument, kinds[i].argument) != 0 &&
		    strcmp(option->name, kinds[i].argument) != 0)
			continue;
		if (kinds[i].offer)
			kinds[i].offer(c);
		else
			offer_words(c, kinds[i].words);
	}
}

static const char *own_help(struct completion *c, const struct hw_option_view *view)
{
	struct hw_text help =
		c->command ? hw_option_help(view->name, c->command, HW_NO_TEXT, &c->arena)
			   : HW_NO_TEXT;

	return help.n ? help.s : view->help;
}

static void offer_options(struct completion *c, const struct hw_command *command)
{
	struct hw_option_view view;

	for (size_t i = 0; hw_options_view(i, command, &view); i++)
		if (view.is_heeded &&
		    !hw_company_refuses((command ? command : &hw_command_list)->name,
					hw_text_of(view.name), c->given, c->given_count))
			offer(c,
			      hw_arena_printf(&c->arena, "--%s%s", view.name,
					      view.argument && !view.is_optional ? "="
										 : ""),
			      own_help(c, &view));
}

static void offer_besides(struct completion *c)
{
	for (size_t i = 0; hw_beside_name(i); i++)
		offer(c, hw_text_of(hw_beside_name(i)),
		      "the machines of a fleet in a database");
}

static bool takes(const struct hw_command *command, const char *operand)
{
	return command && strstr(command->operands, operand);
}

static void offer_operands(struct completion *c, const struct hw_command *command)
{
	/* diff takes two */
	if (takes(command, "FILE") || takes(command, "A B") ||
	    ((!command || takes(command, "DEVICE")) && is_path(c->word)))
		offer_files(c);
	if (!command) {
		for (size_t i = 0; hw_commands[i]; i++)
			offer(c, hw_text_of(hw_commands[i]->name), hw_commands[i]->help);
		offer_besides(c);
		offer(c, HW_TEXT("help"), "what a command does");
	}
	/* devices and kinds would bury the commands */
	if (!command && !c->word.n)
		return;
	if (!command || command == &hw_command_list || command == &hw_command_check ||
	    command == &hw_command_iommu || command == &hw_command_watch)
		offer_kinds(c);
	if (!command || command == &hw_command_list)
		offer_words(c, "tree all");
	if (!command)
		offer_words(c, "ls lspci lsusb version");
	if (!command || takes(command, "DEVICE"))
		offer_devices(c);
	if (command == &hw_command_iommu)
		offer_dir(c, "sys/kernel/iommu_groups", "IOMMU group");
	if (command && strcmp(command->name, "formats") == 0)
		offer_rows(c);
	if (takes(command, "MODULE"))
		offer_modules(c);
}

/* The option that a word is, "--bus" or "-b", perhaps behind letters without argument. */
static bool find_option(struct hw_text word, struct hw_option_view *ret)
{
	for (size_t i = 0; hw_options_view(i, NULL, ret); i++) {
		bool is_letter = ret->letter && word.n > 1 && word.s[0] == '-' &&
				 word.s[1] != '-' && word.s[word.n - 1] == ret->letter;

		if (is_letter ||
		    (hw_text_starts(word, HW_TEXT("--")) &&
		     hw_text_eq(hw_text_from(word, 2), hw_text_of(ret->name))))
			return true;
	}
	return false;
}

/* Whether the word stands for a list: no command follows it. */
static bool is_of_list(struct hw_text word)
{
	static const char *const words[] = {"all", "devices", "ls", "tree"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (hw_text_eq(word, hw_text_of(words[i])))
			return true;
	return hw_kind_is(word) || hw_bus_find(word);
}

/* Whether the word is what the option before it takes. */
static bool is_argument(const char *before)
{
	struct hw_option_view view;

	return before && !strchr(before, '=') && find_option(hw_text_of(before), &view) &&
	       view.argument && !view.is_optional;
}

/* The command, and the options before the word that is completed. "lspci" is an option
 * of list in a word. */
static const struct hw_command *read_line(struct completion *c, int argc, char **argv)
{
	const struct hw_command *command = NULL;
	bool is_list = false;

	c->given = HW_ARENA_NEW(&c->arena, struct hw_text, (size_t)argc + 1);
	for (int i = 0; i < argc - 1; i++) {
		struct hw_text word = hw_text_of(argv[i]);
		struct hw_option_view view;
		bool is_peer =
			strcmp(argv[i], "lspci") == 0 || strcmp(argv[i], "lsusb") == 0;

		if (is_argument(i ? argv[i - 1] : NULL))
			continue;
		if (!command && !is_list)
			command = hw_command_find(argv[i]);
		is_list = is_list || (!command && (is_peer || is_of_list(word)));
		if (c->given && is_peer && !command)
			c->given[c->given_count++] = word;
		else if (c->given &&
			 find_option(hw_text_head(word, hw_text_find(word, '=')), &view))
			c->given[c->given_count++] = hw_text_of(view.name);
	}
	return command ? command : is_list ? &hw_command_list : NULL;
}

static void complete(struct completion *c, int argc, char **argv)
{
	const struct hw_command *command = read_line(c, argc, argv);
	struct hw_option_view view;
	size_t equals;

	c->command = command;
	c->word = hw_text_of(argc ? argv[argc - 1] : "");
	equals = hw_text_find(c->word, '=');
	/* "--bus=pc": the shell keeps the head */
	if (equals < c->word.n && find_option(hw_text_head(c->word, equals), &view) &&
	    view.argument) {
		c->kept = hw_text_head(c->word, equals + 1);
		c->word = hw_text_from(c->word, equals + 1);
		offer_argument(c, &view);
	} else if (argc > 1 && find_option(hw_text_of(argv[argc - 2]), &view) &&
		   view.argument && !view.is_optional) {
		offer_argument(c, &view);
	} else if (hw_text_starts(c->word, HW_TEXT("-"))) {
		offer_options(c, command);
	} else if (argc > 1 && strcmp(argv[argc - 2], "help") == 0) {
		for (size_t i = 0; hw_commands[i]; i++)
			offer(c, hw_text_of(hw_commands[i]->name), hw_commands[i]->help);
		offer_besides(c);
	} else {
		offer_operands(c, command);
	}
}

void hw_complete(FILE *out, int argc, char **argv)
{
	struct completion c = {.out = out, .kept = HW_TEXT("")};
	struct hw_complete_source source;

	hw_complete_source_open(argc, argv, &source);
	c.source = &source;
	c.root = source.root;
	complete(&c, argc, argv);
	hw_complete_source_close(&source);
	hw_arena_done(&c.arena);
}

bool hw_complete_script(FILE *out, const char *shell)
{
	/* COMP_WORDBREAKS holds ':' and '=', at which bash splits "00:1f.6": parts with
	 * no blank between them are put together again, and lose their quotation marks */
	static const char bash[] =
		"_hwalias() {\n"
		"\tlocal rest=${COMP_LINE:0:COMP_POINT} part word words=() head i\n"
		"\tfor part in \"${COMP_WORDS[@]:0:COMP_CWORD+1}\"; do\n"
		"\t\ti=${rest%%[![:blank:]]*}\n"
		"\t\trest=${rest#\"$i\"}\n"
		"\t\tpart=${rest:0:${#part}}\n"
		"\t\tif [[ ${#words[@]} -eq 0 || $i ]]; then\n"
		"\t\t\twords+=(\"$part\")\n"
		"\t\telse\n"
		"\t\t\twords[-1]+=$part\n"
		"\t\tfi\n"
		"\t\trest=${rest:${#part}}\n"
		"\tdone\n"
		"\twords=(\"${words[@]//[\\\"\\'\\\\]/}\")\n"
		"\tword=${words[-1]}\n"
		"\thead=${word%\"${word##*[:=]}\"}\n"
		"\tCOMPREPLY=()\n"
		"\twhile IFS= read -r part; do\n"
		/* the line without a word: files, where no word fits */
		"\t\tif [[ $part == $'\\t'* ]]; then\n"
		"\t\t\tcompopt -o default\n"
		"\t\telse\n"
		"\t\t\tword=${part%%$'\\t'*}\n"
		"\t\t\tCOMPREPLY+=(\"${word#\"$head\"}\")\n"
		"\t\tfi\n"
		"\tdone < <(\"${words[0]}\" --complete -- \"${words[@]:1}\" "
		"2>/dev/null)\n"
		"\t[[ ${COMPREPLY[*]} == *= ]] && compopt -o nospace\n"
		"\treturn 0\n"
		"}\n"
		"complete -F _hwalias hwalias hwalias-fleet\n";
	static const char zsh[] =
		"#compdef hwalias hwalias-fleet\n"
		"_hwalias() {\n"
		"\tlocal -a lines found open shown opened\n"
		"\tlocal line word what width=0 r=1 files=\n"
		"\tlines=(${(f)\"$(${words[1]} --complete -- ${(Q)words[2,CURRENT-1]} "
		"\"${(Q)words[CURRENT]}\" 2>/dev/null)\"})\n"
		"\tfor line in $lines; do\n"
		"\t\tword=${line%%$'\\t'*}\n"
		"\t\t(( $#word > width )) && width=$#word\n"
		"\tdone\n"
		"\tfor line in $lines; do\n"
		"\t\tword=${line%%$'\\t'*}\n"
		"\t\twhat=${line#*$'\\t'}\n"
		"\t\t[[ -z $what ]] || what=\"${(r:width:)word}  -- $what\"\n"
		"\t\tif [[ -z $word ]]; then\n"
		"\t\t\tfiles=1\n"
		"\t\telif [[ $word == *= ]]; then\n"
		"\t\t\topen+=(\"$word\")\n"
		"\t\t\topened+=(\"${what:-$word}\")\n"
		"\t\telse\n"
		"\t\t\tfound+=(\"$word\")\n"
		"\t\t\tshown+=(\"${what:-$word}\")\n"
		"\t\tfi\n"
		"\tdone\n"
		/* not _describe, which turns the order of those with one description
		   round */
		"\tif (( $#found + $#open )); then\n"
		"\t\tcompadd -V hwalias -l -d shown -a found && r=0\n"
		"\t\tcompadd -V hwalias -l -S '' -d opened -a open && r=0\n"
		"\t\treturn r\n"
		"\telif [[ $files ]]; then\n"
		"\t\tcompset -P '--*='\n"
		"\t\t_files\n"
		"\tfi\n"
		"}\n"
		"if [ \"$funcstack[1]\" = _hwalias ]; then\n"
		"\t_hwalias \"$@\"\n"
		"else\n"
		"\tcompdef _hwalias hwalias hwalias-fleet\n"
		"fi\n";
	static const char fish[] =
		"function __hwalias_answer\n"
		"\tset -l words (commandline -opc) (commandline -ct)\n"
		"\t$words[1] --complete -- $words[2..-1] 2>/dev/null\n"
		"end\n"
		"function __hwalias_words\n"
		"\tstring match -vr '^\\t' -- (__hwalias_answer)\n"
		"end\n"
		/* the line without a word: files, which fish would offer everywhere; it
		 * knows how to expand those of ~ and $HOME */
		"function __hwalias_takes_files\n"
		"\tstring match -qr '^\\t' -- (__hwalias_answer)\n"
		"end\n"
		"for name in hwalias hwalias-fleet\n"
		"\tcomplete -c $name -f -a '(__hwalias_words)'\n"
		"\tcomplete -c $name -n __hwalias_takes_files -F\n"
		"end\n";
	static const struct {
		const char *shell;
		const char *script;
	} scripts[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};

	for (size_t i = 0; i < HW_ARRAY_SIZE(scripts); i++)
		if (strcmp(shell, scripts[i].shell) == 0)
			return fputs(scripts[i].script, out) >= 0;
	return false;
}
