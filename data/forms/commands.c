// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The commands before what they print: on which host they were run, which of them print a
 * part of a list, and what those tell that print one line.
 *
 *     user@host:~$ sudo lspci -nnk | grep -A3 VGA	a part
 *     Output of `lsusb -d 8087:`:			a part
 *     $ udevadm info -n /dev/sda			one device
 *     # lspci -nnk | tee list				all
 *     $ uname -r
 *     6.1.0-13-amd64					the kernel
 */
#include "data/forms/internal.h"
#include "data/root/note.h"
#include "data/tools/tools.h"
#include "decoders/text/ascii.h"
#include "decoders/text/release.h"

/* Before a command. */
#define SUDO HW_TEXT("sudo ")

/* "lspci -nn" of "sudo lspci -nn". */
static struct hw_text without_sudo(struct hw_text command)
{
	command = hw_text_trim_start(command, " ");
	return hw_text_from(command, hw_text_starts(command, SUDO) ? SUDO.n : 0);
}

/* "lspci" of "lspci -nn" and of "lspci|grep VGA". */
static struct hw_text name_of(struct hw_text command)
{
	const size_t blank = hw_text_find(command, ' ');
	const size_t pipe = hw_text_find(command, '|');

	return hw_text_head(command, blank < pipe ? blank : pipe);
}

/* Where the sign is that ends a prompt before one of the commands, "user@host:~$ sudo
 * lspci -nnk", "# lsusb", "user@host ~> lspci" (fish); the length: the line has none. */
static size_t prompt_end(struct hw_text line)
{
	static const char *const commands[] = {
		"lspci",  "lsusb",	"udevadm", "lsmod", "modinfo",
		"dmesg",  "journalctl", "hwalias", "cat",   "usb-devices",
		"hwinfo", "lshw",	"uname",   NULL,
	};

	for (size_t i = 0; i + 2 < line.n && i < 200; i++) {
		struct hw_text rest = hw_text_from(line, i + 2);
		struct hw_text word;

		if (!line.s[i] || !strchr("$#%>", line.s[i]) || line.s[i + 1] != ' ')
			continue;
		/* "> " quotes a mail */
		if (line.s[i] == '>' && (!i || strchr(" >", line.s[i - 1]) ||
					 hw_text_find(hw_text_head(line, i), '@') == i))
			continue;
		word = name_of(without_sudo(rest));
		for (size_t k = 0; commands[k]; k++)
			if (hw_text_eq(word, hw_text_of(commands[k])))
				return i;
	}
	return line.n;
}

/* "-s 1f.6", "-nnks 1f.6": of lspci and lsusb; other letters before these take a value,
 * as in "-ipci.ids". */
static bool is_selection(struct hw_text word)
{
	size_t n = 1;

	if (word.n < 2 || word.s[0] != '-')
		return false;
	while (n < word.n && hw_is_alnum(word.s[n]) && !strchr("sdipAOFH", word.s[n]))
		n++;
	return n < word.n && (word.s[n] == 's' || word.s[n] == 'd');
}

static bool is_log(struct hw_text name)
{
	return hw_text_eq(name, HW_TEXT("dmesg")) ||
	       hw_text_eq(name, HW_TEXT("journalctl"));
}

/* "-p3", "-kn 20", "--since=…": of dmesg and journalctl, options that choose messages. */
static bool is_log_selection(struct hw_text name, struct hw_text word)
{
	static const struct {
		const char *command;
		/* of these each takes some of the messages, and those take a value */
		const char *letters;
		const char *valued;
	} commands[] = {{"dmesg", "lf", "lfnsF"},
			{"journalctl", "npguSUe", "npguSUotDMTb"}};
	static const char *const options[] = {"--level", "--facility", "--since",
					      "--until", "--priority", "--grep",
					      "--lines", "--unit",     "--pager-end"};

	if (word.n < 2 || word.s[0] != '-')
		return false;
	for (size_t i = 0; i < HW_ARRAY_SIZE(options); i++)
		if (hw_text_starts(word, hw_text_of(options[i])))
			return is_log(name);
	for (size_t i = 0; i < HW_ARRAY_SIZE(commands); i++) {
		if (!hw_text_eq(name, hw_text_of(commands[i].command)))
			continue;
		for (size_t n = 1; n < word.n && hw_is_alnum(word.s[n]); n++) {
			if (strchr(commands[i].letters, word.s[n]))
				return true;
			if (strchr(commands[i].valued, word.s[n]))
				return false;
		}
	}
	return false;
}

static bool is_filter(struct hw_text command)
{
	static const char *const filters[] = {"grep", "egrep", "fgrep", "rg",
					      "head", "tail",  "awk",	"sed"};
	const struct hw_text name = name_of(command);

	for (size_t i = 0; i < HW_ARRAY_SIZE(filters); i++)
		if (hw_text_eq(name, hw_text_of(filters[i])))
			return true;
	return false;
}

/* Whether a command that lists devices or messages prints some of them only: it is told
 * to, or what it prints goes through a filter. */
static bool prints_a_part(struct hw_text line)
{
	struct hw_text command = hw_text_cut(&line, '|');
	const struct hw_text name = name_of(command);

	while (command.n) {
		const struct hw_text word = hw_text_cut(&command, ' ');

		if (is_log(name) ? is_log_selection(name, word) : is_selection(word))
			return true;
	}
	while (line.n)
		if (is_filter(without_sudo(hw_text_cut(&line, '|'))))
			return true;
	return false;
}

static bool is_of_name(char c)
{
	return hw_is_alnum(c) || memchr("-_.", c, 3);
}

/* The host of "host:~ # " and "host:/etc # " (SUSE), and of "host% ", as zsh has it
 * without a configuration; absent: the prompt names none. `sign` ends it. */
static struct hw_text host_alone(struct hw_text prompt, char sign)
{
	bool has_letter = false;
	size_t n = 0;

	for (; n < prompt.n && is_of_name(prompt.s[n]); n++)
		has_letter = has_letter || !hw_is_digit(prompt.s[n]);
	if (!has_letter)
		return HW_NO_TEXT;
	if (n + 1 < prompt.n && prompt.s[n] == ':' && strchr("~/", prompt.s[n + 1]) &&
	    !hw_text_starts(hw_text_from(prompt, n), HW_TEXT("://")))
		return hw_text_head(prompt, n);
	return n == prompt.n && sign == '%' ? prompt : HW_NO_TEXT;
}

/* "anna" of "root@host:/home/anna# " and of "$ cat /home/anna/x"; absent: no home is
 * there. */
static struct hw_text user_of_home(struct hw_text line)
{
	const struct hw_text home = HW_TEXT("/home/");
	const char *at = line.n ? memmem(line.s, line.n, home.s, home.n) : NULL;
	struct hw_text user =
		at ? hw_text_from(line, (size_t)(at - line.s) + home.n) : HW_NO_TEXT;
	size_t n = 0;

	while (n < user.n && is_of_name(user.s[n]))
		n++;
	return n ? hw_text_head(user, n) : HW_NO_TEXT;
}

/* "user@host:~$", "[root@host /tmp]# exit", "user@host ~ $ ip a": a prompt that is known
 * by itself, whatever the command is. */
static bool is_usual_prompt(struct hw_text line)
{
	const size_t at = hw_text_find(hw_text_head(line, 64), '@');
	struct hw_text rest = hw_text_from(line, at + 1);
	size_t n = 0;

	if (at >= line.n || line.s[at] != '@' || !at || !is_of_name(line.s[at - 1]))
		return false;
	while (n < rest.n && is_of_name(rest.s[n]))
		n++;
	rest = hw_text_from(rest, n);
	if (!n || !rest.n || (rest.s[0] != ':' && rest.s[0] != ' '))
		return false;
	/* the directory */
	rest = hw_text_from(rest, 1);
	n = 0;
	while (n < rest.n && n < 200 && !strchr(" $#>%]", rest.s[n]))
		n++;
	rest = hw_text_trim_start(hw_text_from(rest, n), " ]");
	return rest.n && strchr("$#>%", rest.s[0]) && rest.s[0] &&
	       (rest.n == 1 || rest.s[1] == ' ');
}

bool hw_dump_is_prompt(struct hw_text line)
{
	line = hw_text_head(line, 300);
	return prompt_end(line) < line.n || is_usual_prompt(line);
}

/* What "[user@host ~]$ ", "user@host:~$ " name; either is absent if they do not. */
static void read_prompt(struct hw_text prompt, char sign, struct hw_text *ret_user,
			struct hw_text *ret_host)
{
	const size_t at = hw_text_find(prompt, '@');
	const struct hw_text rest = hw_text_from(prompt, at + (at < prompt.n));
	size_t from = at;
	size_t n = 0;

	*ret_user = *ret_host = HW_NO_TEXT;
	if (at == prompt.n)
		*ret_host = host_alone(prompt, sign);
	while (n < rest.n && is_of_name(rest.s[n]))
		n++;
	while (from && is_of_name(prompt.s[from - 1]))
		from--;
	if (n)
		*ret_host = hw_text_head(rest, n);
	if (n && from < at)
		*ret_user = hw_text_head(hw_text_from(prompt, from), at - from);
}

/* How much a command prints of what there is. */
enum extent { NONE, ONE, PART, ALL };

static enum extent extent_of_list(struct hw_text command)
{
	return prints_a_part(command) ? PART : ALL;
}

/* "-q path", "--query=property": another thing than "all", which is what it prints
 * anyway. `rest` follows the word. */
static bool is_query(struct hw_text word, struct hw_text rest)
{
	static const char *const options[] = {"-q", "--query"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(options); i++) {
		struct hw_text value;

		if (!hw_text_starts(word, hw_text_of(options[i])))
			continue;
		value = hw_text_from(word, strlen(options[i]));
		if (!value.n)
			value = hw_text_cut(&rest, ' ');
		return !hw_text_eq(hw_text_trim_start(value, "="), HW_TEXT("all"));
	}
	return false;
}

/* `udevadm info` prints one device, but for -e; what it answers with -q is no list. */
static enum extent extent_of_udevadm(struct hw_text command)
{
	const struct hw_text filters = hw_text_from(command, hw_text_find(command, '|'));
	enum extent extent = ONE;

	command = hw_text_head(command, command.n - filters.n);
	hw_text_cut(&command, ' ');
	if (!hw_text_eq(hw_text_cut(&command, ' '), HW_TEXT("info")))
		return NONE;
	while (command.n) {
		const struct hw_text word = hw_text_cut(&command, ' ');

		if (hw_text_eq(word, HW_TEXT("-e")) ||
		    hw_text_eq(word, HW_TEXT("--export-db")) ||
		    hw_text_eq(word, HW_TEXT("-t")) ||
		    hw_text_eq(word, HW_TEXT("--tree")))
			extent = ALL;
		if (is_query(word, command))
			return NONE;
	}
	return extent == ALL && prints_a_part(filters) ? PART : extent;
}

/* Of the commands in a text that list devices. */
struct listing {
	const char *command;
	enum extent (*extent_of)(struct hw_text command);
	/* the line of the first one that prints less than all, and how much that is; 0:
	 * there is none */
	size_t part;
	enum extent extent;
	/* another one prints all */
	bool is_whole;
};

/* "lspci -nn | grep VGA" of "❯ lspci -nn | grep VGA", of "Output of `lspci -nn | grep
 * VGA`:", and of that alone: a command without one of the usual prompts. Absent: the line
 * has none. */
static struct hw_text command_without_prompt(struct hw_text line)
{
	const size_t quote = hw_text_find(line, '`');
	struct hw_text arguments;

	if (quote < line.n) {
		line = hw_text_from(line, quote + 1);
		line = hw_text_head(line, hw_text_find(line, '`'));
	}
	while (line.n && !hw_is_alnum(line.s[0]))
		line = hw_text_from(line, 1);
	line = without_sudo(line);
	/* and no prose */
	arguments = hw_text_trim_start(hw_text_from(line, name_of(line).n), " ");
	return arguments.n && strchr("-|", arguments.s[0]) ? line : HW_NO_TEXT;
}

static struct hw_text command_of(struct hw_text line, size_t prompt)
{
	return prompt < line.n ? without_sudo(hw_text_from(line, prompt + 2))
			       : command_without_prompt(line);
}

static void note_listing(struct listing *listings, size_t n, struct hw_text command,
			 size_t line)
{
	const struct hw_text name = name_of(command);

	for (size_t i = 0; i < n; i++) {
		struct listing *l = &listings[i];
		enum extent extent;

		if (!hw_text_eq(name, hw_text_of(l->command)))
			continue;
		extent = l->extent_of(command);
		if (extent == ALL) {
			l->is_whole = true;
		} else if (extent != NONE && !l->part) {
			l->part = line;
			l->extent = extent;
		}
	}
}

/* Warns of lists that are a part of what their command prints. One device more beside a
 * list is none. */
static void warn_of_parts(struct hw_dump *dump, const struct listing *listings, size_t n)
{
	bool has_list = false;

	for (size_t i = 0; i < n; i++)
		has_list |= listings[i].is_whole;
	for (size_t i = 0; i < n; i++) {
		const struct listing *l = &listings[i];

		if (!l->part || l->is_whole || (l->extent == ONE && has_list))
			continue;
		hw_warn_line(dump->warnings, "lines-missing", dump->name, l->part,
			     l->extent == ONE
				     ? "the command prints one device: others may be "
				       "missing"
				     : "the command prints a part of the list: devices "
				       "may be missing");
	}
}

/* What prints the one line of a file. */
static const struct {
	const char *command;
	const char *path;
	/* whether a line can be that of the file */
	bool (*is_answer)(struct hw_text line);
	bool is_kernel;
} questions[] = {
	{"uname -r", "proc/sys/kernel/osrelease", hw_is_kernel_release, true},
	{"cat /proc/sys/kernel/osrelease", "proc/sys/kernel/osrelease",
	 hw_is_kernel_release, true},
	{"cat /proc/cmdline", "proc/cmdline", hw_dump_is_command_line, false},
};

enum { QUESTIONS = HW_ARRAY_SIZE(questions) };

/* Which of these a command asks, "uname -r; lspci -nnk"; QUESTIONS: none. */
static size_t question_of(struct hw_text command)
{
	for (size_t i = 0; i < QUESTIONS; i++) {
		const struct hw_text asked = hw_text_of(questions[i].command);
		const struct hw_text rest =
			hw_text_trim_start(hw_text_from(command, asked.n), " ");

		if (hw_text_starts(command, asked) &&
		    (!rest.n || rest.s[0] == ';' || rest.s[0] == '&'))
			return i;
	}
	return QUESTIONS;
}

/* The line behind the question, which a mail may quote. False: it is no answer. */
static bool read_answer(struct hw_dump *dump, size_t question, struct hw_text line)
{
	line = hw_text_trim_end(hw_text_trim_start(line, " \t>|"), " \t\r");
	if (!questions[question].is_answer(line))
		return false;
	hw_dump_file(dump, questions[question].path,
		     hw_arena_printf(&dump->arena, "%.*s\n", HW_TEXT_ARG(line)));
	dump->facts.kernel |= questions[question].is_kernel;
	return true;
}

/* A text of which lines are left empty; without any it is not copied. */
struct emptied {
	struct hw_text text;
	char *to;
	size_t n;
};

/* `rest` is what follows the line. */
static void add_line(struct hw_dump *dump, struct emptied *e, struct hw_text line,
		     struct hw_text rest, bool is_left_out)
{
	if (is_left_out && !e->to) {
		e->to = hw_arena_alloc(&dump->arena, e->text.n + 1, 1);
		e->n = e->to ? (size_t)(line.s - e->text.s) : 0;
		if (e->n)
			memcpy(e->to, e->text.s, e->n);
	}
	if (!e->to)
		return;
	if (line.n && !is_left_out) {
		memcpy(e->to + e->n, line.s, line.n);
		e->n += line.n;
	}
	if (rest.s)
		e->to[e->n++] = '\n';
}

struct hw_text hw_dump_read_prompts(struct hw_dump *dump, struct hw_text text)
{
	struct listing listings[] = {
		{.command = "lspci", .extent_of = extent_of_list},
		{.command = "lsusb", .extent_of = extent_of_list},
		{.command = "udevadm", .extent_of = extent_of_udevadm},
	};
	struct listing modules[] = {{.command = "lsmod", .extent_of = extent_of_list}};
	struct listing logs[] = {
		{.command = "dmesg", .extent_of = extent_of_list},
		{.command = "journalctl", .extent_of = extent_of_list},
	};
	struct emptied emptied = {.text = text};
	size_t question = QUESTIONS;
	struct hw_text rest = text;

	for (size_t number = 1; rest.n; number++) {
		const struct hw_text whole = hw_text_cut(&rest, '\n');
		const struct hw_text line =
			hw_text_trim_end(hw_text_head(whole, 300), " \r");
		const size_t end = prompt_end(line);
		const struct hw_text command = command_of(line, end);
		struct hw_text user;
		struct hw_text host;

		add_line(dump, &emptied, whole, rest,
			 question < QUESTIONS && read_answer(dump, question, whole));
		question = question_of(command);
		if (end < line.n) {
			read_prompt(hw_text_head(line, end), line.s[end], &user, &host);
			hw_dump_prompt(dump, user, host);
			hw_dump_prompt(dump, user_of_home(line), HW_NO_TEXT);
		}
		note_listing(listings, HW_ARRAY_SIZE(listings), command, number);
		note_listing(modules, HW_ARRAY_SIZE(modules), command, number);
		note_listing(logs, HW_ARRAY_SIZE(logs), command, number);
	}
	warn_of_parts(dump, listings, HW_ARRAY_SIZE(listings));
	dump->modules_part = modules[0].is_whole ? 0 : modules[0].part;
	if ((logs[0].part || logs[1].part) && !logs[0].is_whole && !logs[1].is_whole)
		dump->log_lack = HW_LOG_FILTERED;
	return emptied.to ? (struct hw_text){emptied.to, emptied.n} : text;
}
