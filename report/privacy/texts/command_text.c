// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/texts/command_text.h"

#include "data/base/list.h"
#include "decoders/text/ascii.h"
#include "report/privacy/shapes/keys.h"

#define WITHHELD "withheld"

/* What the words that follow are. */
enum place {
	/* a program, or an assignment before one */
	PROGRAM,
	/* what a program takes that is known to take nothing private */
	KNOWN,
	/* of a shell: options, and behind "-c" commands */
	SHELL,
	/* what any other program takes */
	UNKNOWN,
	/* private, whatever it is: "<<< P" */
	SECRET,
};

/* Programs of kmod, coreutils, procps, udev and the shell itself, but for those that
 * print what anybody wrote. */
static const char *const known[] = {
	"modprobe", "insmod",  "rmmod", "depmod", "kmod",    "true",	   "false",
	"exit",	    "test",    "[",	"sleep",  "udevadm", "cat",	   "tee",
	"ln",	    "rm",      "mkdir", "cp",	  "mv",	     "chmod",	   "grep",
	"setpci",   "sysctl",  "fi",	"done",	  "return",  "systemctl",  "mknod",
	"lsmod",    "modinfo", "wait",	"cd",	  "rfkill",  "mountpoint", "alsactl",
	"hdparm",   "touch",   ":",
};

static const char *const shells[] = {"sh", "bash", "dash", "ash", "ksh", "zsh"};

/* What stands before a program. */
static const char *const before[] = {
	"sudo", "env",	   "exec",  "nice",  "nohup", "setsid",	 "then",
	"else", "do",	   "if",    "while", "elif",  "command", "!",
	"time", "timeout", "until", "{",     "}",
};

/* Options of these that take a word. */
static const char *const taking[] = {"-u", "-g", "-h", "-n", "-U", "-p"};

/* What programs are told to do. */
static const char *const orders[] = {
	"start",  "stop",      "restart", "reload", "status", "enable",	 "disable",
	"on",	  "off",       "up",	  "down",   "add",    "del",	 "delete",
	"remove", "set",       "get",	  "show",   "list",   "load",	 "unload",
	"open",	  "close",     "login",	  "logout", "auth",   "connect", "run",
	"exec",	  "init",      "dev",	  "link",   "create", "destroy", "attach",
	"detach", "configure", "mount",	  "bind",   "unbind",
};

/* Below these are files of every machine; homes are replaced before. */
static const char *const roots[] = {
	"/bin/",  "/sbin/", "/usr/", "/lib/", "/dev/", "/sys/",
	"/proc/", "/etc/",  "/run/", "/var/", "/tmp/", "/opt/",
};

#define IS_IN(word, table) is_one_of((word), (table), HW_ARRAY_SIZE(table))

static bool is_one_of(struct hw_text word, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (hw_text_eq(word, hw_text_of(v[i])))
			return true;
	return false;
}

static bool is_of(char c, const char *set)
{
	return c && strchr(set, c);
}

struct scan {
	struct hw_text text;
	size_t at;
	enum place place;
	/* the quotation mark around commands, or NUL */
	char outer;
	/* the word before asks for one: "sudo -u" */
	bool takes_word;
	/* of a directive that began in another line, which may have names of modules and
	 * options: how much of one stays; NULL: it began here */
	size_t (*kept_of_option)(struct hw_text word);
	struct hw_text module;
	const struct hw_private_words *words;
	struct hw_arena *arena;
	struct hw_list done;
};

/* Where the word at s->at ends; blanks in quotation marks belong to it. */
static size_t word_length(const struct scan *s)
{
	const struct hw_text rest = hw_text_from(s->text, s->at);
	char quote = '\0';
	size_t n = 0;

	for (; n < rest.n; n++) {
		const char c = rest.s[n];

		if (quote) {
			if (c == quote)
				quote = '\0';
		} else if (c == s->outer ? c != '\0' : is_of(c, " \t\n;&|()`<>")) {
			break;
		} else if (c == '"' || c == '\'') {
			quote = c;
		}
	}
	return n;
}

/* "1", "on", "0x2f" */
static bool is_number_or_switch(struct hw_text value)
{
	if (hw_private_is_switch(value) || hw_text_decimal(value, 4) >= 0)
		return true;
	for (size_t i = 2; i < value.n; i++)
		if (!hw_is_hex(value.s[i]))
			return false;
	return hw_text_starts(value, HW_TEXT("0x")) && value.n <= 10;
}

static bool is_system_path(struct hw_text word)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(roots); i++)
		if (hw_text_starts(word, hw_text_of(roots[i])))
			return true;
	return false;
}

/* As names of modules are: "snd_hda_intel". */
static bool is_like_module(struct hw_text word)
{
	size_t digits = 0;

	for (size_t i = 0; i < word.n; i++) {
		digits += hw_is_digit(word.s[i]);
		if (!hw_is_digit(word.s[i]) && !(word.s[i] >= 'a' && word.s[i] <= 'z') &&
		    !is_of(word.s[i], "_-"))
			return false;
	}
	return word.n && word.n <= 32 && digits <= 4;
}

/* "count=5121101", "if=/dev/zero"; keys that say that they are private are no matter of
 * these functions. */
static size_t kept_of_assignment(struct hw_text word, size_t equals)
{
	const struct hw_text value = hw_text_from(word, equals + 1);

	return is_number_or_switch(value) || hw_text_decimal(value, 7) >= 0 ||
			       is_system_path(value)
		       ? word.n
		       : equals + 1;
}

/* What of an argument stays at its start, of a program about which nothing is known. */
static size_t kept_of_argument(const struct scan *s, struct hw_text word)
{
	const size_t equals = hw_text_find(word, '=');
	const size_t scheme = hw_text_find(word, ':');

	if (equals < word.n && equals)
		return s->kept_of_option ? s->kept_of_option(word)
					 : kept_of_assignment(word, equals);
	/* "-p", "--token", "-pSECRET" */
	if (word.n && word.s[0] == '-')
		return word.n > 2 && word.s[1] != '-' ? 2 : word.n;
	/* a shell's variable, and what no letter or digit is in */
	if (word.n &&
	    (word.s[0] == '$' || IS_IN(word, orders) || is_number_or_switch(word) ||
	     is_system_path(word) || hw_text_eq(word, s->module) ||
	     hw_text_starts(word, HW_TEXT("~/")) ||
	     (word.n == 1 && is_of(word.s[0], "~\\{}[]!"))))
		return word.n;
	/* "https://withheld" */
	if (scheme < word.n && hw_text_starts(hw_text_from(word, scheme), HW_TEXT("://")))
		return scheme + 3;
	return s->kept_of_option && is_like_module(word) ? word.n : 0;
}

static size_t kept_of_word(const struct scan *s, struct hw_text word)
{
	const size_t equals = hw_text_find(word, '=');

	switch (s->place) {
	case SECRET:
		return 0;
	case UNKNOWN:
	case SHELL:
		return kept_of_argument(s, word);
	case KNOWN:
		if (equals == word.n)
			return hw_private_is_mixed(word) ? 0 : word.n;
		/* fallthrough */
	case PROGRAM:
		if (equals < word.n)
			return kept_of_assignment(word, equals);
		break;
	}
	return word.n;
}

/* What the next word is, behind this one. */
static enum place behind(const struct scan *s, struct hw_text word)
{
	size_t base = word.n;

	while (base && word.s[base - 1] != '/')
		base--;
	switch (s->place) {
	case PROGRAM:
		if (hw_text_find(word, '=') < word.n || IS_IN(word, before) ||
		    word.s[0] == '-' || hw_text_decimal(word, 9) >= 0)
			return PROGRAM;
		word = hw_text_from(word, base);
		return IS_IN(word, known) ? KNOWN : IS_IN(word, shells) ? SHELL : UNKNOWN;
	case SHELL:
		if (word.s[0] != '-')
			return UNKNOWN;
		return word.n > 1 && word.s[1] != '-' && word.s[word.n - 1] == 'c'
			       ? PROGRAM
			       : SHELL;
	case KNOWN:
		return KNOWN;
	case UNKNOWN:
		if (s->kept_of_option && IS_IN(hw_text_from(word, base), known))
			return KNOWN;
		break;
	case SECRET:
		break;
	}
	return UNKNOWN;
}

static bool is_quoted(struct hw_text word)
{
	return word.n > 1 && is_of(word.s[0], "\"'") && word.s[word.n - 1] == word.s[0];
}

static void add_word(struct scan *s, struct hw_text word)
{
	const char quote[2] = {is_quoted(word) ? word.s[0] : '\0', '\0'};
	const struct hw_text inner =
		quote[0] ? hw_text_head(hw_text_from(word, 1), word.n - 2) : word;
	/* the line goes on */
	const bool is_end = hw_text_eq(inner, HW_TEXT("\\"));
	size_t kept = s->takes_word && !is_end ? 0 : kept_of_word(s, inner);
	const struct hw_text rest = hw_text_from(inner, kept);

	s->takes_word = false;
	if (!rest.n || hw_text_eq(rest, HW_TEXT(WITHHELD)) ||
	    hw_private_is_replaced(rest)) {
		hw_list_add(&s->done, word);
	} else {
		hw_withheld_add(s->words ? s->words->withheld : NULL, rest);
		hw_list_add(&s->done,
			    hw_arena_printf(s->arena, "%s%.*s" WITHHELD "%s", quote,
					    HW_TEXT_ARG(hw_text_head(inner, kept)),
					    quote));
	}
	if (s->place == PROGRAM && IS_IN(inner, taking))
		s->takes_word = true;
	/* of a program that another line may have named */
	if (s->place == UNKNOWN && s->kept_of_option &&
	    hw_text_starts(inner, HW_TEXT("-")))
		s->takes_word = true;
	if (inner.n)
		s->place = behind(s, inner);
}

/* What is between words. */
static void add_mark(struct scan *s)
{
	const struct hw_text rest = hw_text_from(s->text, s->at);
	const char c = rest.s[0];
	const bool is_target = s->at && s->text.s[s->at - 1] == '>';

	if (c == s->outer && c) {
		s->outer = '\0';
		s->place = UNKNOWN;
	} else if (hw_text_starts(rest, HW_TEXT("<<"))) {
		s->place = SECRET;
	} else if (is_of(c, ";|()`\n") || (c == '&' && !is_target)) {
		s->place = PROGRAM;
	}
	hw_list_add(&s->done, hw_text_head(rest, 1));
	s->at++;
}

struct hw_text hw_command_text_public(struct hw_text text, struct hw_text module,
				      size_t (*kept_of_option)(struct hw_text word),
				      const struct hw_private_words *words,
				      struct hw_arena *arena)
{
	struct scan s = {
		.text = text,
		.place = kept_of_option ? UNKNOWN : PROGRAM,
		.kept_of_option = kept_of_option,
		.module = module,
		.words = words,
		.arena = arena,
		.done = {.arena = arena, .between = ""},
	};

	while (s.at < text.n) {
		const char c = text.s[s.at];
		size_t n;

		/* commands in quotation marks: sh -c "a; b" */
		if (s.place == PROGRAM && !s.outer && (c == '"' || c == '\'')) {
			s.outer = c;
			hw_list_add(&s.done, hw_text_head(hw_text_from(text, s.at++), 1));
			continue;
		}
		/* a comment */
		if (c == '#' && (!s.at || is_of(text.s[s.at - 1], " \t"))) {
			hw_list_add(&s.done, HW_TEXT("#"));
			break;
		}
		n = word_length(&s);
		if (!n) {
			add_mark(&s);
			continue;
		}
		add_word(&s, hw_text_head(hw_text_from(text, s.at), n));
		s.at += n;
	}
	return hw_list_text(&s.done);
}
