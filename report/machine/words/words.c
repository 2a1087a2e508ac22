// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/words/words.h"

#include <errno.h>

#include "data/base/array.h"
#include "data/base/list.h"
#include "data/root/note.h"
#include "decoders/text/word.h"
#include "report/machine/sources/all_devices.h"
#include "report/machine/words/leaks.h"
#include "report/machine/words/public_words.h"
#include "report/machine/words/users.h"
#include "report/privacy/shapes/keys.h"
#include "report/privacy/texts/directive_text.h"
#include "report/privacy/texts/parameter_text.h"

/* Of "module_blacklist=a,b,c" only what the directive is about is anybody's concern. */
static struct hw_text show_item(const struct hw_directive *d, struct hw_arena *arena)
{
	size_t key = hw_text_find(d->text, '=');
	struct hw_text list = hw_text_from(d->text, key + (key < d->text.n));
	struct hw_text first = list;

	hw_text_cut(&first, ',');
	if (d->path.s || !d->module.n || !first.s || d->kind == HW_DIRECTIVE_OPTIONS)
		return d->text;
	return hw_arena_printf(arena, "%.*s=%.*s",
			       HW_TEXT_ARG(hw_text_head(d->text, key)),
			       HW_TEXT_ARG(d->module));
}

struct showing {
	struct hw_machine *machine;
	/* of the directive before, and what may be shown of it */
	struct hw_text path;
	struct hw_text shown_path;
};

/* modules.softdep, modules.weakdep: what modules say of themselves, the same wherever
 * they are installed. Files of modprobe.d end in ".conf" or ".alias". */
static bool is_depmods(struct hw_text path)
{
	const struct hw_text name = hw_path_base(path);

	return hw_text_eq(name, HW_TEXT("modules.softdep")) ||
	       hw_text_eq(name, HW_TEXT("modules.weakdep"));
}

/* A file may bear the name of the host; its directives follow each other. */
static struct hw_text show_path(struct showing *s, struct hw_text path)
{
	struct hw_machine *m = s->machine;

	if (s->path.s != path.s || s->path.n != path.n) {
		s->path = path;
		s->shown_path =
			is_depmods(path)
				? hw_free_text_path(path, &m->words, &m->arena)
				: hw_leaks_without_quotes(
					  m, &m->quotes,
					  hw_free_text_file(path, &m->words, &m->arena),
					  &m->arena);
	}
	return s->shown_path;
}

/* A host may be called as a module is; most directives do not name it at all. */
static void judge_host(struct hw_machine *m, struct hw_text text)
{
	const struct hw_text host = m->words.host;

	if (host.n && !m->words.host_is_no_module && hw_text_has_word(text, host) &&
	    !hw_public_is_of_modules(m, host, &m->arena))
		m->words.host_is_no_module = true;
}

static void show_directive(void *arg, const struct hw_directive *d,
			   struct hw_directive_view *view)
{
	struct showing *s = arg;
	struct hw_machine *m = s->machine;

	if (m->words.shows_all)
		return;
	/* without a path it is a word of the kernel command line */
	if (!d->path.s) {
		judge_host(m, d->text);
		view->text = hw_parameter_text_public(show_item(d, &m->arena), &m->words,
						      &m->arena);
		return;
	}
	view->path = show_path(s, d->path);
	view->is_path_replaced = hw_private_has_replaced(view->path);
	if (is_depmods(d->path))
		return;
	judge_host(m, d->text);
	view->text = hw_directive_text_public(d->text, &m->words, &m->arena);
	view->is_replaced = hw_directive_has_replaced(view->text);
}

/* It is read, though a report quotes few of its words. */
static void note_command_line(struct hw_machine *m)
{
	struct hw_text line;

	if (m->root && !m->words.shows_all &&
	    hw_root_read(m->root, "proc/cmdline", &m->arena, &line) == 0) {
		judge_host(m, line);
		hw_parameter_text_public(line, &m->words, &m->arena);
	}
}

/* Whether one text is the other one with "linux" behind it, or without it. */
static bool is_linux(struct hw_text text, struct hw_text id)
{
	const struct hw_text rest = hw_text_from(text, id.n);

	return id.n && text.n >= id.n && hw_text_starts(text, id) &&
	       (!rest.n || hw_text_eq(rest, HW_TEXT("linux")));
}

/* Installers and images call a host as the system, its kernel or the board's maker is
 * called: "debian", "archlinux", "pve" of "6.8.12-4-pve", "raspberrypi" and
 * "raspberry-pi" of "raspberrypi,3-model-b". */
static bool is_name_of_system(struct hw_machine *m, struct hw_text label)
{
	struct hw_text maker;
	struct hw_host host;

	hw_host_read_names(m->root, &m->arena, &host);
	maker = hw_text_head(host.device_tree_compatible,
			     hw_text_find(host.device_tree_compatible, ','));
	return hw_text_has_word(m->host.kernel_release, label) ||
	       is_linux(label, host.os_id) ||
	       hw_text_eq(hw_public_normal(label, &m->arena),
			  hw_public_normal(maker, &m->arena));
}

/* "/etc/modprobe.d/x.conf:1: blacklist y": other words of directives are also words of an
 * id database. */
static bool is_of_modprobe(struct hw_text word)
{
	static const char *const words[] = {"modprobe", "blacklist", "softdep",
					    "weakdep"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (hw_text_eq(word, hw_text_of(words[i])))
			return true;
	return false;
}

/* The host's name, of a tree that nothing runs in as it will be; absent: it is none of
 * anybody's, or part of many a word. */
static struct hw_text find_host(struct hw_machine *m)
{
	static const char *const files[] = {"proc/sys/kernel/hostname", "etc/hostname"};
	struct hw_text host = HW_NO_TEXT;
	struct hw_text label;

	for (size_t i = 0; m->root && i < HW_ARRAY_SIZE(files) && !host.n; i++)
		if (hw_root_read(m->root, files[i], &m->arena, &host) == 0)
			host = hw_text_trim_end(hw_text_cut(&host, '\n'), " \r");
		else
			host = HW_NO_TEXT;
	label = hw_text_head(host, hw_text_find(host, '.'));
	if (host.n < HW_HOST_NAME_MIN || hw_text_eq(label, HW_TEXT("localhost")) ||
	    is_of_modprobe(host) || is_name_of_system(m, label))
		return HW_NO_TEXT;
	return host.n == HW_HOST_NAME_MIN && hw_public_is_common(m, host, &m->arena)
		       ? HW_NO_TEXT
		       : host;
}

/*
 * What the files of modprobe.d are called. A recording tells in which order they were
 * read, as other names sort otherwise, and which of the names are not theirs.
 */
static int show_files(struct hw_machine *m)
{
	struct hw_list order = {.arena = &m->arena, .between = ""};
	const size_t count = hw_modprobe_file_count(m->modprobe);
	struct hw_text *names;
	struct hw_text *told;
	bool any_hidden = false;

	if (m->words.shows_all || !count)
		return 0;
	names = HW_ARENA_NEW(&m->arena, struct hw_text, count);
	told = HW_ARENA_NEW(&m->arena, struct hw_text, count);
	if (!names || !told)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++) {
		names[i] = hw_modprobe_file_name(m->modprobe, i);
		told[i] = hw_free_text_file(names[i], &m->words, &m->arena);
	}
	if (hw_shown_files_fill(&m->files, names, told, count, &m->arena) < 0)
		return -ENOMEM;
	m->words.files = &m->files;
	for (size_t i = 0; i < count; i++) {
		const struct hw_text shown = hw_shown_files_find(&m->files, names[i]);
		const bool is_hidden = hw_modprobe_hides_name(m->modprobe, i) ||
				       !hw_text_eq(shown, names[i]);

		hw_list_add(&order, hw_arena_printf(&m->arena, "%s %.*s\n",
						    is_hidden ? "withheld" : "is",
						    HW_TEXT_ARG(shown)));
		any_hidden = any_hidden || is_hidden;
	}
	if (any_hidden)
		hw_root_note_file(m->root, HW_MODPROBE_FILES, hw_list_text(&order), 0);
	return 0;
}

static const struct hw_known *listed(void *arg)
{
	return hw_all_devices_listed(arg);
}

/* Directives are quoted: without what identifies the machine or its user. */
static int show_modprobe(struct hw_machine *m)
{
	struct showing showing = {.machine = m};
	int r;

	m->words.host = find_host(m);
	/* a recording of the level full may be shown at a lower one */
	if (!m->words.shows_all || m->is_recorded)
		hw_users_find(m, m->modprobe, &m->words);
	m->known = (struct hw_known_secrets){
		.root = m->root, .arena = &m->arena, .listed = listed, .arg = m};
	m->words.known = &m->known;
	m->withheld.arena = &m->arena;
	m->quotes.arena = &m->arena;
	m->words.withheld = &m->quotes;
	note_command_line(m);
	r = show_files(m);
	hw_modprobe_show(m->modprobe, show_directive, &showing);
	m->words.withheld = &m->withheld;
	hw_withheld_join(&m->withheld, &m->quotes);
	return r;
}

static int open_modprobe(struct hw_machine *m)
{
	if (m->modprobe)
		return 0;
	return hw_modprobe_open(m->root, m->kernel.root, m->kernel.path.s, m->warnings,
				&m->modprobe);
}

int hw_machine_words(struct hw_machine *m)
{
	int r = open_modprobe(m);

	if (r < 0 || m->words_read)
		return r;
	m->words_read = true;
	r = show_modprobe(m);
	/* never again, and nothing may be quoted */
	m->arena.failed = m->arena.failed || r < 0;
	return r;
}

int hw_machine_modprobe(struct hw_machine *machine, const struct hw_modprobe **ret)
{
	int r = machine->words_wait ? open_modprobe(machine) : hw_machine_words(machine);

	if (r == 0)
		*ret = machine->modprobe;
	return r;
}
