// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/words/users.h"

#include "data/base/array.h"
#include "data/root/note.h"
#include "decoders/text/ascii.h"
#include "decoders/text/word.h"
#include "report/privacy/names/interface_names.h"
#include "report/privacy/shapes/keys.h"
#include "report/schema.h"

/* Shorter ones are words of many a text. */
#define USER_MIN ((size_t)3)
/* Of this length they are, too, if a database of ids or a report has the word: "max",
 * "usb". */
#define DOUBTFUL ((size_t)3)
/* useradd(8): "may only be up to 32 characters long" */
#define USER_MAX ((size_t)32)

struct search {
	struct hw_machine *m;
	struct hw_text *v;
	size_t n;
	size_t room;
};

/* Users of installers, images and programs, and directories that are beside those of
 * users: nobody's name. */
static bool is_nobodys(struct hw_text name)
{
	static const char others[][12] = {
		"admin",    "arch",	 "build",    "builder",	 "centos",   "cloud",
		"core",	    "debian",	 "default",  "demo",	 "deploy",   "desktop",
		"docker",   "ec2-user",	 "fedora",   "guest",	 "kali",     "kernel",
		"linux",    "live",	 "liveuser", "local",	 "manjaro",  "media",
		"mint",	    "nixos",	 "nobody",   "opensuse", "operator", "oracle",
		"public",   "rocky",	 "runner",   "server",	 "service",  "student",
		"support",  "system",	 "tester",   "ubuntu",	 "user",     "vagrant",
		"worker",   "steam",	 "kiosk",    "android",	 "jenkins",  "ansible",
		"root",	    "daemon",	 "home",     "data",	 "share",    "shared",
		"common",   "backup",	 "backups",  "storage",	 "files",    "users",
		"games",    "music",	 "videos",   "pictures", "projects", "work",
		"www-data", "linuxbrew", "modprobe", "options",	 "install",  "blacklist",
		"dev",	    "sys",	 "usr",	     "var",	 "lib",	     "bin",
		"etc",	    "tmp",	 "srv",	     "opt",	 "run",	     "proc",
		"mnt",	    "efi",	 "esp",	     "boot",	 "test",     "temp",
		"app",	    "web",	 "git",	     "ftp",	 "ssh",	     "vpn",
		"nas",	    "lan",	 "iso",	     "ram",	 "cpu",	     "gpu",
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(others); i++)
		if (others[i][0] == name.s[0] && hw_text_eq(name, hw_text_of(others[i])))
			return true;
	return false;
}

static bool is_in(char c, const char *set)
{
	return c && strchr(set, c);
}

/* The length of the name at the start of the text. */
static size_t name_length(struct hw_text text)
{
	size_t n = 0;

	while (n < text.n && (hw_is_alnum(text.s[n]) || is_in(text.s[n], "._-")))
		n++;
	while (n && is_in(text.s[n - 1], "._-"))
		n--;
	return n;
}

static bool is_persons_name(const struct hw_machine *m, struct hw_text name)
{
	return name.s && name.n >= USER_MIN && name.n <= USER_MAX &&
	       name.n == name_length(name) && !hw_is_digit(name.s[0]) &&
	       !is_nobodys(name) && !hw_private_is_switch(name) &&
	       !hw_private_is_replaced(name) &&
	       hw_modules_is_available(m->modules, name) != HW_YES &&
	       hw_modules_is_builtin(m->modules, name) != HW_YES &&
	       !(name.n <= DOUBTFUL &&
		 (hw_text_has_word(hw_text_of(hw_report_schema), name) ||
		  hw_ids_have_word(m->words.databases[0], name) ||
		  hw_ids_have_word(m->words.databases[1], name)));
}

/* Without memory the arena has failed: no report is made. */
static void add_any(struct search *s, struct hw_text name)
{
	for (size_t i = 0; i < s->n; i++)
		if (hw_text_eq(s->v[i], name))
			return;
	if (HW_ARENA_GROW(&s->m->arena, struct hw_text, s->v, s->n, &s->room, 8) == 0)
		s->v[s->n++] = hw_arena_copy(&s->m->arena, name);
}

static void add(struct search *s, struct hw_text name)
{
	if (is_persons_name(s->m, name))
		add_any(s, name);
}

/* Shorter parts of a person's real name are words of many a text. */
#define REAL_NAME_MIN ((size_t)4)

/* "Anna Lena Schmidtchen,,,", finger(1): the words that begin with a capital letter,
 * which neither images of systems nor reports have. */
static void add_real_name(struct search *s, struct hw_text comment)
{
	struct hw_text rest = hw_text_head(comment, hw_text_find(comment, ','));

	while (rest.s) {
		const struct hw_text word = hw_text_cut(&rest, ' ');
		const bool is_name =
			word.n >= REAL_NAME_MIN && word.s[0] >= 'A' && word.s[0] <= 'Z';
		char *lower = is_name ? hw_arena_alloc(&s->m->arena, word.n, 1) : NULL;

		for (size_t i = 0; lower && i < word.n; i++)
			lower[i] = hw_lower(word.s[i]);
		if (lower && !hw_text_has_word(hw_text_of(hw_report_schema), word))
			add(s, (struct hw_text){lower, word.n});
	}
}

/* Longer comments are no names. */
#define REAL_NAME_MAX ((size_t)64)

static bool is_capital(char c)
{
	return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* "Victor Hunter", whose words may all be words of a database: together they are a name.
 * The first and the last one begin with a capital letter, and there are no digits. */
static void add_whole_name(struct search *s, struct hw_text comment)
{
	const struct hw_text name = hw_text_trim_end(
		hw_text_trim_start(hw_text_head(comment, hw_text_find(comment, ',')),
				   " "),
		" ");
	const char *last = name.n ? memrchr(name.s, ' ', name.n) : NULL;
	char *lower;

	if (!last || name.n > REAL_NAME_MAX || !is_capital(name.s[0]) ||
	    !is_capital(last[1]))
		return;
	for (size_t i = 0; i < name.n; i++)
		if (hw_is_digit(name.s[i]) ||
		    !(hw_is_alnum(name.s[i]) || is_in(name.s[i], " .-'") ||
		      (unsigned char)name.s[i] >= 0x80))
			return;
	lower = hw_arena_alloc(&s->m->arena, name.n, 1);
	for (size_t i = 0; lower && i < name.n; i++)
		lower[i] = hw_lower(name.s[i]);
	if (lower)
		add_any(s, (struct hw_text){lower, name.n});
}

/* passwd(5): NAME:PASSWORD:UID:GID:COMMENT:…; people have numbers from 1000 on, but for
 * 65534, nobody (login.defs(5), UID_MIN; systemd's docs/UIDS-GIDS.md). */
static void read_passwd(struct search *s)
{
	struct hw_text text;

	if (hw_root_read(s->m->root, "etc/passwd", &s->m->arena, &text) < 0)
		return;
	while (text.n) {
		struct hw_text rest = hw_text_cut(&text, '\n');
		struct hw_text name = hw_text_cut(&rest, ':');
		struct hw_text comment;
		int64_t uid;

		hw_text_cut(&rest, ':');
		uid = hw_text_decimal(hw_text_cut(&rest, ':'), 10);
		if (uid < 1000 || uid == 65534)
			continue;
		add(s, name);
		hw_text_cut(&rest, ':');
		comment = hw_text_cut(&rest, ':');
		add_real_name(s, comment);
		if (name.n && !is_nobodys(name))
			add_whole_name(s, comment);
	}
}

/* What a name stands behind. sudo(8), runuser(1), doas(1): -u USER. */
static const char before[][14] = {
	"/home/",	"/Users/",	"user=",       "username=",   "sudo -u ",
	"sudo --user=", "sudo --user ", "runuser -u ", "doas -u ",    "su - ",
	"su -l ",	"sudo -n -u ",	"sudo -H -u ", "sudo -i -u ", "sudo -E -u ",
};

/* The name at the start of the text that one of them is behind. */
static void read_name(struct search *s, struct hw_text text)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(before); i++) {
		struct hw_text rest;

		/* two letters tell most texts apart */
		if (text.n < 2 || memcmp(before[i], text.s, 2) != 0 ||
		    !hw_text_starts(text, hw_text_of(before[i])))
			continue;
		rest = hw_text_from(text, strlen(before[i]));
		rest = hw_text_from(rest, rest.n && is_in(rest.s[0], "\"'"));
		add(s, hw_text_head(rest, name_length(rest)));
	}
}

/* Whether one of them may begin so: most letters of a text are of none. */
static bool may_begin(char c)
{
	return c == '/' || c == 'u' || c == 's' || c == 'r' || c == 'd';
}

static void read_text(struct search *s, struct hw_text text)
{
	for (size_t at = 0; at < text.n; at++)
		if (may_begin(text.s[at]) &&
		    (text.s[at] == '/' || at == 0 || !hw_is_alnum(text.s[at - 1])))
			read_name(s, hw_text_from(text, at));
}

/* A directory service knows users that passwd does not list. */
static void read_homes(struct search *s)
{
	struct hw_text *names;
	size_t n = 0;

	if (hw_root_list(s->m->root, "home", &s->m->arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n; i++)
		add(s, names[i]);
}

/* Who gave the commands of a dump. */
static void read_prompts(struct search *s)
{
	struct hw_text text;

	if (!(s->m->is_dump || s->m->is_recording) ||
	    hw_root_read(s->m->root, HW_PROMPT_USERS, &s->m->arena, &text) < 0)
		return;
	while (text.n)
		add(s, hw_text_cut(&text, '\n'));
}

static void read_file(struct search *s, const char *path)
{
	struct hw_map map;

	if (hw_root_map(s->m->root, path, &map) < 0)
		return;
	read_text(s, map.text);
	hw_unmap(&map);
}

/* Of devices that people name, what no driver or program would call them: the log names
 * them, too. */
static void read_given_names(struct search *s)
{
	static const struct {
		const char *dir;
		struct hw_text (*part)(struct hw_text name);
	} classes[] = {
		{"sys/class/net", hw_interface_given_part},
		{"sys/class/ieee80211", hw_radio_given_part},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(classes); i++) {
		struct hw_text *names;
		size_t n = 0;

		if (hw_root_list(s->m->root, classes[i].dir, &s->m->arena, &names, &n) <
		    0)
			continue;
		for (size_t k = 0; k < n; k++)
			add(s, classes[i].part(names[k]));
	}
}

void hw_users_find(struct hw_machine *m, const struct hw_modprobe *modprobe,
		   struct hw_private_words *words)
{
	struct search s = {.m = m};
	const struct hw_directive *directives;
	size_t n = 0;

	/* a recording below the level full is without them already */
	if (!m->root || (m->is_recording && m->privacy.level_of_source < HW_PRIVACY_FULL))
		return;
	read_passwd(&s);
	read_homes(&s);
	read_prompts(&s);
	read_given_names(&s);
	add(&s, words->login);
	add(&s, words->home.s ? hw_path_base(words->home) : HW_NO_TEXT);
	read_file(&s, "proc/self/mountinfo");
	read_file(&s, "proc/cmdline");
	directives = hw_modprobe_directives(modprobe, &n);
	for (size_t i = 0; i < n; i++) {
		/* of "module_blacklist=a,b" each name has a directive of the same text */
		if (i == 0 || directives[i].text.s != directives[i - 1].text.s)
			read_text(&s, directives[i].text);
	}
	words->users = s.v;
	words->user_count = s.n;
}
