// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/guess/guess.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cmd/guess/here.h"
#include "cmd/line/beside.h"
#include "cmd/line/habit.h"
#include "cmd/line/hint.h"
#include "cmd/print/diag.h"
#include "data/base/list.h"
#include "data/base/nearest.h"
#include "decoders/text/ascii.h"
#include "decoders/vocabulary/vocabulary.h"
#include "report/class_word.h"
#include "report/lookup/pasted_line.h"
#include "report/lookup/query.h"
#include "report/select/filter.h"
#include "report/select/pasted.h"
#include "report/verdict/shell_quote.h"

/* Hexadecimal digits, as "ffff": an id rather than a mistyped word. */
static bool is_hex(const char *word)
{
	if (strncasecmp(word, "0x", 2) == 0)
		word += 2;
	return strlen(word) == 4 && strspn(word, "0123456789abcdefABCDEF") == 4;
}

/* The kind of devices or bus that -b takes, perhaps of its plural; absent: it is none.
 * Lifetime: that of the word. */
static struct hw_text kind_of(const char *word)
{
	char singular[32];
	size_t n = strlen(word);

	if (hw_kind_is(hw_text_of(word)) || hw_options_is_bus(word))
		return hw_text_of(word);
	/* "graphics card" in quotation marks */
	if (strchr(word, ' '))
		return hw_kind_of_phrase(hw_text_of(word));
	if (n < 3 || n >= sizeof(singular) || hw_lower(word[n - 1]) != 's')
		return HW_NO_TEXT;
	memcpy(singular, word, n - 1);
	singular[n - 1] = '\0';
	return hw_kind_is(hw_text_of(singular)) || hw_options_is_bus(singular)
		       ? (struct hw_text){word, n - 1}
		       : HW_NO_TEXT;
}

/* Two words of a kind are joined by a blank in `ret`; false: they are none, or there is
 * no second one. */
static bool is_phrase(char *const words[], size_t n, char ret[static 64])
{
	int length = n > 1 ? snprintf(ret, 64, "%s %s", words[0], words[1]) : -1;

	return length > 0 && length < 64 && hw_kind_of_phrase(hw_text_of(ret)).n;
}

static bool add_kinds(struct hw_options *options, char *const words[], size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char name[64];
		struct hw_text kind = kind_of(words[i]);

		if (is_phrase(words + i, n - i, name)) {
			i++;
		} else if (kind.n && kind.n < sizeof(name)) {
			memcpy(name, kind.s, kind.n);
			name[kind.n] = '\0';
		} else {
			continue;
		}
		if (!hw_options_add_bus(options, name))
			return false;
	}
	return true;
}

/* How many words at the start are a kind: one, two, or none. */
static size_t words_of_kind(char *const words[], size_t n)
{
	char name[64];

	if (is_phrase(words, n, name))
		return 2;
	return kind_of(words[0]).n > 0;
}

size_t hw_guess_count_kinds(char *const words[], size_t n)
{
	size_t at = 0;

	while (at < n) {
		size_t used = words_of_kind(words + at, n - at);

		if (!used)
			break;
		at += used;
	}
	return at;
}

bool hw_guess_are_kinds(struct hw_options *options, char *const words[], size_t n)
{
	return n && hw_guess_count_kinds(words, n) == n && add_kinds(options, words, n);
}

/* Words that stand for a list, beside kinds of devices. */
static bool is_of_list(const char *word)
{
	return strcasecmp(word, "tree") == 0 || strcasecmp(word, "ls") == 0 ||
	       strcasecmp(word, "devices") == 0 || strcasecmp(word, "all") == 0;
}

bool hw_guess_is_list(struct hw_options *options, char *const words[], size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t used = words_of_kind(words + i, n - i);

		if (!used && !is_of_list(words[i]))
			return false;
		i += used ? used : 1;
	}
	for (size_t i = 0; i < n; i++) {
		if (strcasecmp(words[i], "tree") == 0)
			hw_options_draw_tree(options);
		if (strcasecmp(words[i], "all") == 0)
			hw_options_set_all(options);
	}
	return n && add_kinds(options, words, n);
}

bool hw_guess_is_device(const struct hw_options *options, const char *word)
{
	return hw_kind_is(hw_text_of(word)) && strpbrk(word, "0123456789") &&
	       hw_here_is_device(&options->machine, word);
}

bool hw_guess_is_acpi_id(const struct hw_options *options, const char *word)
{
	struct hw_text id = hw_text_of(word);
	char upper[HW_PNP_ID_MAX + 1];

	if (hw_text_starts(id, HW_TEXT("acpi:")))
		id = hw_text_from(id, strlen("acpi:"));
	/* as they are printed everywhere; in lower case it is a name, but of those that
	 * are well-known */
	return hw_pnp_id_read(id, upper) &&
	       (hw_text_eq(id, hw_text_of(upper)) ||
		hw_vocabulary_find_text(&hw_pnp_devices, hw_text_of(upper))) &&
	       !hw_here_is_device(&options->machine, word);
}

bool hw_guess_is_verb(const char *word, const struct hw_command **ret)
{
	/* NULL: the words behind it tell */
	static const struct {
		const char *word;
		const struct hw_command *command;
	} verbs[] = {
		{"compare", &hw_command_diff},
		{"describe", NULL},
		{"device", NULL},
		{"diagnose", &hw_command_check},
		{"doctor", &hw_command_check},
		{"explain", NULL},
		{"find", &hw_command_lookup},
		{"format", &hw_command_formats},
		{"get", NULL},
		{"grep", &hw_command_lookup},
		{"info", NULL},
		{"modinfo", &hw_command_driver},
		{"module", &hw_command_driver},
		{"record", &hw_command_snapshot},
		{"save", &hw_command_snapshot},
		{"search", &hw_command_lookup},
		{"status", &hw_command_check},
		{"why", &hw_command_check},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(verbs); i++)
		if (strcasecmp(verbs[i].word, word) == 0) {
			*ret = verbs[i].command;
			return true;
		}
	return false;
}

/* "00:1f.6", "1-6:1.0": no id has a dot or a hyphen between such digits; "8086-15b8" has,
 * where no number of a USB bus has four digits, and "8086:15b8." ends with one. */
static bool is_slot(const char *s)
{
	return strspn(s, "0123456789abcdefABCDEF:.-") == strlen(s) && strpbrk(s, ".-") &&
	       strcspn(s, "-:.") <= (strchr(s, '-') ? 3 : strlen(s)) &&
	       s[strlen(s) - 1] != '.';
}

/*
 * A path, an address, or a device's id in a report: "pci:0000:00:1f.6",
 * "acpi:PNP0303:00". A modalias of ACPI ends with a colon (create_modalias(),
 * drivers/acpi/device_sysfs.c).
 */
static bool is_address(const char *s)
{
	const char *name = strchr(s, ':');

	return *s == '/' || is_slot(s) || hw_filter_is_pasted(s) ||
	       (name && is_slot(name + 1)) ||
	       (strncmp(s, "acpi:", 5) == 0 && s[strlen(s) - 1] != ':');
}

/* "class 0106", "usb class 03", "acpi PNP0303" in words of their own. */
static bool is_query_of_words(const char *const operands[], size_t n)
{
	struct hw_query_words words = {.n = 0};
	struct hw_query query = {.kind = HW_QUERY_TEXT};
	struct hw_arena arena = {0};
	bool is_ids = n > 1 && hw_query_split(operands, n, &arena, &words) == 0 &&
		      hw_query_next(&words, &arena, &query) &&
		      query.kind != HW_QUERY_TEXT && words.at == words.n;

	hw_arena_done(&arena);
	return is_ids;
}

/* A line with ids among its words: "pci 0000:00:1f.6: [8086:15b8] type 00". */
static bool is_line_with_ids(const char *line)
{
	struct hw_query_words words = {.n = 0};
	struct hw_query query = {.kind = HW_QUERY_TEXT};
	struct hw_arena arena = {0};
	bool has_ids = false;

	if (strchr(line, ' ') && hw_query_split(&line, 1, &arena, &words) == 0)
		while (!has_ids && hw_query_next(&words, &arena, &query))
			has_ids = query.kind == HW_QUERY_ID;
	hw_arena_done(&arena);
	return has_ids;
}

/* Options of modinfo(8), whose name is a command here, for one field alone. */
static bool asks_field(char *const behind[])
{
	for (size_t i = 0; behind[i]; i++)
		if (behind[i][0] == '-' && behind[i][1] && strchr("Fapln0", behind[i][1]))
			return true;
	return false;
}

bool hw_guess_is_foreign(const struct hw_options *options, const char *word,
			 char *const behind[])
{
	/* what a machine is read from goes with any command */
	static const char *const sources[] = {"--from", "--sysroot", "--modules-dir",
					      "--kernel", "--help"};
	bool is_foreign = false;

	if (strcasecmp(word, "modinfo") == 0 && asks_field(behind)) {
		hw_hint(options, "modinfo with options is another program; 'hwalias "
				 "driver MODULE' tells all of a module");
		return true;
	}
	if (!hw_habit_of_program(word).n)
		return false;
	for (size_t i = 0; behind[i]; i++) {
		bool is_ours = behind[i][0] != '-' || !behind[i][1];

		for (size_t k = 0; k < HW_ARRAY_SIZE(sources); k++)
			is_ours = is_ours ||
				  strncmp(behind[i], sources[k], strlen(sources[k])) == 0;
		is_foreign = is_foreign || !is_ours;
	}
	if (is_foreign)
		hw_hint(options, "no command '%s'%.*s", word,
			HW_TEXT_ARG(hw_habit_of_program(word)));
	return is_foreign;
}

bool hw_guess_is_mistyped(const struct hw_options *options,
			  const struct hw_command *command, const char *word)
{
	bool is_refused = command == &hw_command_show && options->question.n && word &&
			  (options->old_kernel ||
			   !hw_options_fit(options, command->name, command->content)) &&
			  !hw_here_is_device(&options->machine, word);

	if (is_refused)
		hw_hint(options, "no %s '%s'%.*s",
			hw_habit_of_word(word).n ? "command" : "device", word,
			HW_TEXT_ARG(options->question));
	return is_refused;
}

/* "00:1f.6 Ethernet controller: …" of lspci: no device is called so. */
static bool is_of_lspci(char *const words[], size_t n)
{
	for (size_t i = 1; i < n && i < 6; i++) {
		size_t length = strlen(words[i]);

		if (length > 1 && words[i][length - 1] == ':' &&
		    strcspn(words[i], "0123456789") == length)
			return is_slot(words[0]) && strchr(words[0], '.');
	}
	return false;
}

/* "usb 1-7: device descriptor read/64, error -71" of the kernel log, "usb 1-7". */
static bool is_of_log(struct hw_text line, char *const words[], size_t n)
{
	size_t length = strlen(words[1]);

	return (words[1][length ? length - 1 : 0] == ':' ||
		(n == 2 && hw_bus_of_word(hw_text_of(words[0])))) &&
	       hw_filter_is_pasted(line.s);
}

/* "pci@0000:00:1f.6 eth0 network …" of lshw -businfo, and no further address. */
static bool is_of_lshw(char *const words[], size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (strchr(words[i], '@'))
			return false;
	return n > 2 && strchr(words[0], '@') && hw_filter_is_pasted(words[0]);
}

bool hw_guess_is_line(char *const words[], size_t n, struct hw_arena *arena, char **ret)
{
	static const char *const keys[] = {"E:", "alias", "alias:", "modalias",
					   "modalias:"};
	/* of two ids, each with its name */
	static const char *const pairs[] = {
		"idVendor=", "ID_VENDOR_ID=", "vid:", "vid=", "VID_", "VEN_"};
	struct hw_list all = {.arena = arena, .between = " "};
	struct hw_text line;
	bool has_key = false;
	bool has_pair = false;
	bool is_line;

	if (n < 2)
		return false;
	for (size_t i = 0; i < n; i++)
		hw_list_add(&all, hw_text_of(words[i]));
	line = hw_arena_copy(arena, hw_list_text(&all));
	if (!line.s)
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++)
		has_key = has_key || strcasecmp(words[0], keys[i]) == 0;
	for (size_t i = 0; i < HW_ARRAY_SIZE(pairs) && n == 2; i++)
		has_pair = has_pair ||
			   strncasecmp(words[0], pairs[i], strlen(pairs[i])) == 0;
	is_line = (has_key && hw_pasted_has_modalias(line)) || has_pair ||
		  (n == 2 && strcasecmp(words[0], "class") == 0) ||
		  (n > 3 && strcasecmp(words[0], "Bus") == 0 &&
		   strcasecmp(words[2], "Device") == 0) ||
		  hw_pasted_subsystem(line).n || hw_filter_is_keyed(line.s) ||
		  ((strcasecmp(words[0], "BusID") == 0 ||
		    strncmp(words[0], "PCI", 3) == 0) &&
		   hw_filter_is_pasted(line.s)) ||
		  is_of_lspci(words, n) || is_of_lshw(words, n) ||
		  is_of_log(line, words, n);
	if (is_line)
		memcpy(ret, &line.s, sizeof(line.s));
	return is_line;
}

/* "       bus info: pci@0000:00:1f.6" among the lines that lshw(1) has of a device. */
static bool is_of_block(const char *line)
{
	return strncmp(line + strspn(line, " "), "bus info:", 9) == 0 &&
	       hw_filter_is_pasted(line);
}

/* A line that is a device's. What is indented tells more of the one above, and what has
 * a key is one of several of a device. */
static bool is_of_device(const char *line)
{
	return !strchr(" \t", line[0]) && !hw_filter_is_keyed(line) &&
	       strncmp(line, "Slot:", 5) != 0 && hw_filter_is_pasted(line);
}

char **hw_guess_lines(const char *operand, struct hw_arena *arena, size_t *ret_n)
{
	struct hw_text rest = hw_text_of(operand);
	struct hw_filter *filters;
	size_t room = 1;
	size_t blocks = 0;
	size_t n = 0;
	char **lines;

	for (const char *s = operand; *s; s++)
		room += *s == '\n';
	lines = room > 1 ? HW_ARENA_NEW(arena, char *, room) : NULL;
	filters = lines ? HW_ARENA_NEW(arena, struct hw_filter, room) : NULL;
	while (filters && rest.s) {
		struct hw_text line = hw_text_cut(&rest, '\n');
		bool is_known = false;

		line = hw_arena_copy(arena, hw_text_trim_end(line, "\r"));
		if (!line.n || !(is_of_block(line.s) || is_of_device(line.s)))
			continue;
		blocks += is_of_block(line.s);
		hw_filter_by_address(line.s, &filters[n]);
		for (size_t i = 0; i < n; i++)
			is_known =
				is_known || hw_filter_is_same(&filters[i], &filters[n]);
		/* the arena ends what it copies with a NUL */
		if (!is_known)
			memcpy(&lines[n++], &line.s, sizeof(line.s));
	}
	*ret_n = n;
	return n > 1 || (n && blocks) ? lines : NULL;
}

/* "e1000e                315392  0": a name, its size and its users. */
static bool is_of_lsmod(struct hw_text line)
{
	struct hw_text rest = line;
	size_t numbers = 0;

	if (!line.n || hw_is_digit(line.s[0]))
		return false;
	hw_text_cut(&rest, ' ');
	while (rest.n && numbers < 2) {
		struct hw_text word;

		rest = hw_text_trim_start(rest, " ");
		word = hw_text_cut(&rest, ' ');
		for (size_t i = 0; i < word.n; i++)
			if (!hw_is_digit(word.s[i]))
				return false;
		numbers += word.n > 0;
	}
	/* the users' names have no blanks between them */
	return numbers == 2 && hw_text_find(rest, ' ') == rest.n;
}

static struct hw_text until_comma(struct hw_text text)
{
	return hw_text_head(text, hw_text_find(text, ','));
}

/* What stands behind the name of such a line; absent: it is another one. */
static struct hw_text modules_of_line(struct hw_text line, struct hw_arena *arena)
{
	/* lspci, a uevent, inxi, hwinfo, modinfo */
	static const char *const keys[] = {
		"Kernel modules:",
		"Kernel driver in use:",
		"DRIVER=",
		"driver:",
		"Driver Modules:",
		"filename:",
		"depends:",
		"Driver Status:",
		/* modprobe.d(5) */
		"blacklist ",
		"options ",
		"softdep ",
	};
	const struct hw_text driver = HW_TEXT("driver=");
	struct hw_text rest = hw_text_trim_start(line, " \t");
	struct hw_text copy;

	/* a whole uevent tells more, and so does "options vfio-pci ids=8086:15b8" */
	if (hw_text_find(rest, '\n') < rest.n ||
	    (hw_text_starts(rest, HW_TEXT("options ")) &&
	     hw_pasted_line(rest, arena).s != rest.s))
		return HW_NO_TEXT;
	if (hw_text_starts(rest, HW_TEXT("E: ")))
		rest = hw_text_from(rest, 3);
	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++) {
		size_t n = strlen(keys[i]);

		if (rest.n > n && strncasecmp(rest.s, keys[i], n) == 0)
			return hw_text_trim_start(hw_text_from(rest, n), " \t\"");
	}
	/* "configuration: driver=e1000e latency=0" of lshw, "Class=Video,
	 * Driver=uvcvideo" of lsusb -t and usb-devices, without ids or an address beside
	 * it */
	copy = hw_arena_copy(arena, rest);
	for (size_t i = 1; copy.s && i + driver.n < rest.n; i++)
		if (rest.s[i - 1] == ' ' &&
		    strncasecmp(rest.s + i, driver.s, driver.n) == 0 &&
		    !hw_filter_is_pasted(copy.s) &&
		    hw_pasted_line(rest, arena).s == rest.s)
			return until_comma(hw_text_from(rest, i + driver.n));
	return is_of_lsmod(rest) ? hw_text_head(rest, hw_text_find(rest, ' '))
				 : HW_NO_TEXT;
}

bool hw_guess_are_modules(char *const words[], size_t n, struct hw_arena *arena,
			  int *ret_n, char ***ret)
{
	struct hw_list all = {.arena = arena, .between = " "};
	struct hw_text rest;
	char **names;
	int count = 0;

	for (size_t i = 0; i < n; i++)
		hw_list_add(&all, hw_text_of(words[i]));
	rest = modules_of_line(hw_list_text(&all), arena);
	names = rest.n ? HW_ARENA_NEW(arena, char *, rest.n) : NULL;
	while (rest.n && names) {
		struct hw_text name;
		size_t length = 0;

		while (length < rest.n && !strchr(" ,\"\t/", rest.s[length]))
			length++;
		name = hw_arena_copy(arena, hw_text_head(rest, length));
		rest = hw_text_trim_start(hw_text_from(rest, length), " \"\t");
		/* other words may follow: "driver: e1000e v: kernel" of inxi */
		rest = rest.n && rest.s[0] == ',' ? hw_text_trim_start(rest, " ,\"\t")
						  : HW_NO_TEXT;
		if (!name.s)
			return false;
		/* the arena ends what it copies with a NUL */
		memcpy(&names[count++], &name.s, sizeof(name.s));
	}
	if (count) {
		*ret = names;
		*ret_n = count;
	}
	return count;
}

bool hw_guess_are_words_of_name(const struct hw_options *options, char *const words[],
				size_t n)
{
	const char *word = words[0];

	/* "GeForce GTX 960" in quotation marks */
	if (n == 1 && (!strchr(word, ' ') || strpbrk(word, ",:=@/[]\\\n")))
		return false;
	for (; *word && *word != ' '; word++)
		if (hw_is_digit(*word))
			return false;
	for (size_t i = 0; i < n; i++)
		if (is_address(words[i]) || hw_command_find(words[i]) ||
		    hw_here_is_device(&options->machine, words[i]))
			return false;
	return true;
}

const struct hw_command *hw_guess_command(const char *const operands[], size_t n)
{
	const char *operand = operands[0];
	const struct hw_command *command = &hw_command_show;
	struct hw_query_words words = {.n = 0};
	struct hw_query query = {.kind = HW_QUERY_TEXT};
	struct hw_arena arena = {0};

	if (hw_pasted_has_modalias(hw_text_of(operand)))
		return &hw_command_decode;
	if (!is_address(operand) && is_query_of_words(operands, n))
		return &hw_command_lookup;
	if (!is_address(operand) && hw_query_split(&operand, 1, &arena, &words) == 0 &&
	    hw_query_next(&words, &arena, &query)) {
		/* an id of Windows or of a codec is no string of the kernel's */
		if (query.kind == HW_QUERY_STRING &&
		    strncmp(query.text.s, operand, query.text.n) == 0)
			command = &hw_command_decode;
		else if (query.kind != HW_QUERY_TEXT)
			command = &hw_command_lookup;
	}
	hw_arena_done(&arena);
	if (command == &hw_command_show && n == 1 && !is_address(operand) &&
	    is_line_with_ids(operand))
		command = &hw_command_lookup;
	return command;
}

const struct hw_command *hw_guess_string(struct hw_options *options, const char *operand,
					 struct hw_arena *arena,
					 const struct hw_command *command)
{
	const struct hw_text word = hw_shell_word(hw_text_of(operand), arena);
	struct hw_modalias m;

	/* an address that a table has cut */
	if (strstr(operand, "\342\200\246") &&
	    hw_here_is_device(&options->machine, operand))
		return &hw_command_show;
	if (command != &hw_command_decode || strpbrk(operand, "\n*?[") ||
	    hw_pasted_has_modalias(hw_text_of(operand)))
		return command;
	if (hw_here_is_device(&options->machine, operand)) {
		if (hw_decode(hw_text_of(operand), &m) && options->format->is_for_people)
			hw_hint(options,
				"'%s' is a device here; 'hwalias decode %.*s' reads it "
				"as a modalias",
				operand, HW_TEXT_ARG(word));
		return &hw_command_show;
	}
	if (strchr(operand, ' ') || hw_decode(hw_text_of(operand), &m))
		return command;
	options->question = hw_arena_printf(
		arena,
		"; as a modalias it is malformed at byte %zu, of which 'hwalias decode "
		"%.*s' tells",
		m.error_at + 1, HW_TEXT_ARG(word));
	return &hw_command_show;
}

struct hw_text hw_guess_question(const char *word, struct hw_arena *arena)
{
	struct hw_nearest near = {.word = hw_text_of(word)};
	struct hw_text way = hw_habit_of_word(word);
	struct hw_text names;

	if (!way.n)
		way = hw_hint_broken_ids(near.word);
	if (way.n)
		return way;
	if (is_hex(word))
		return hw_arena_printf(
			arena, "; 'hwalias lookup %s%s' looks up the id of a vendor",
			strlen(word) > 4 ? "" : "0x", word);
	for (size_t i = 0; hw_commands[i]; i++)
		hw_nearest_try(&near, hw_text_of(hw_commands[i]->name));
	for (size_t i = 0; hw_beside_name(i); i++)
		hw_nearest_try(&near, hw_text_of(hw_beside_name(i)));
	hw_nearest_try(&near, HW_TEXT("help"));
	hw_nearest_try(&near, HW_TEXT("version"));
	names = hw_nearest_text(&near, arena);
	return names.n ? hw_arena_printf(arena, "; did you mean the command %.*s?",
					 HW_TEXT_ARG(names))
		       : hw_habit_near_word(near.word);
}
