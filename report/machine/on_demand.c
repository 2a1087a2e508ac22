// SPDX-License-Identifier: GPL-2.0-or-later
/* Sources that most reports do without: each is read when it is asked for first. */
#include "data/base/array.h"
#include "data/base/list.h"
#include "data/root/note.h"
#include "decoders/text/word.h"
#include "report/machine/all_devices.h"
#include "report/machine/leaks.h"
#include "report/machine/machine.h"
#include "report/machine/public_words.h"
#include "report/machine/users.h"
#include "report/privacy/parameter_text.h"
#include "report/privacy/private_keys.h"

/* Of Bluetooth, by the names that hid_add_device() makes, drivers/hid/hid-core.c:
 * messages have what people call such a device before anything is told of it. */
static void note_names(struct hw_machine *m)
{
	const char *dir = "sys/bus/hid/devices";
	struct hw_text *names;
	size_t n = 0;

	if (hw_root_list(m->root, dir, &m->arena, &names, &n) < 0)
		return;
	for (size_t i = 0; i < n; i++) {
		const struct hw_text device =
			hw_arena_printf(&m->arena, "%s/%.*s", dir, HW_TEXT_ARG(names[i]));

		if (hw_text_starts(names[i], HW_TEXT("0005:")))
			hw_withheld_add_name(
				&m->withheld,
				hw_uevent_get(hw_root_read_attr(m->root, device, "uevent",
								&m->arena),
					      "HID_NAME"));
	}
}

/* Names of files and modules that messages hold are quoted. A value that other texts lost
 * may be one of them. */
static void show_log(struct hw_machine *m)
{
	struct hw_log_record *v = HW_ARENA_NEW(&m->arena, struct hw_log_record, m->log.n);
	const struct hw_leaks_sources sources = hw_leaks_sources_of(m);
	struct hw_leaks *leaks = NULL;

	if (!m->words.shows_all)
		note_names(m);
	/* the arena records allocation failure */
	if (hw_leaks_are_possible(m))
		hw_leaks_open(&sources, &m->arena, &leaks);
	for (size_t i = 0; v && i < m->log.n; i++) {
		v[i] = m->log.v[i];
		for (size_t k = 0; k < HW_LOG_PART_COUNT; k++) {
			struct hw_text *part = &v[i].message.parts[k];

			*part = hw_free_text_public(*part, &m->words, &m->arena);
			if (leaks && part->n)
				*part = hw_leaks_withhold(leaks, *part, &m->arena);
		}
	}
	hw_leaks_close(leaks);
	if (v)
		m->log.v = v;
	m->log.source = hw_free_text_file(m->log.source, &m->words, &m->arena);
	for (size_t i = 0; i < m->log.file_count; i++)
		m->log.files[i].name =
			hw_free_text_file(m->log.files[i].name, &m->words, &m->arena);
}

/*
 * Whether the newest boot in the log is of another kernel than the one that runs, as in
 * the file of a disk that a rescue system has mounted: linux_banner, init/version.c. Of
 * files that were given together hw_dump_check() says more.
 */
static bool is_log_of_other_kernel(const struct hw_machine *m)
{
	size_t i = m->log.n;
	struct hw_text banner;

	while (i && m->log.v[i - 1].message.pattern->event != HW_LOG_BOOT)
		i--;
	if (!i || m->is_dump || !m->host.kernel_release.n)
		return false;
	banner = m->log.v[i - 1].message.parts[HW_LOG_PART_WORDS];
	return !hw_text_eq(hw_text_head(banner, hw_text_find(banner, ' ')),
			   m->host.kernel_release);
}

const struct hw_kernel_log *hw_machine_log_as_read(struct hw_machine *m)
{
	if (!m->log_asked) {
		m->log_asked = true;
		m->log_error = hw_kernel_log_read(m->root, &m->arena, &m->log);
		if (!m->log_error && is_log_of_other_kernel(m))
			m->log_error = -ENOENT;
	}
	return m->log_error ? NULL : &m->log;
}

const struct hw_kernel_log *hw_machine_log(struct hw_machine *m)
{
	const struct hw_kernel_log *log = hw_machine_log_as_read(m);

	if (log && !m->log_shown) {
		m->log_shown = true;
		if (log->n && hw_machine_words(m) == 0)
			show_log(m);
	}
	return log;
}

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

/*
 * A line a device:
 *
 *     0000:00:1f.6<TAB>platform: supplier 3f200000.gpio not ready
 *
 * deferred_devs_show(), drivers/base/dd.c; kernels since 5.11 print the reason.
 */
struct hw_text hw_machine_deferred(struct hw_machine *m)
{
	if (!m->deferred_asked) {
		m->deferred_asked = true;
		m->deferred_error =
			hw_root_read(m->root, "sys/kernel/debug/devices_deferred",
				     &m->arena, &m->deferred);
	}
	return m->deferred;
}

struct hw_text hw_machine_removed_package(struct hw_machine *m, struct hw_text path)
{
	const struct hw_text below = HW_TEXT("/etc/modprobe.d/");

	if (!hw_text_starts(path, below))
		return HW_NO_TEXT;
	/* the arena records allocation failure */
	if (!m->left_overs.v)
		hw_dpkg_left_overs(m->root, below, &m->arena, &m->left_overs);
	for (size_t i = 0; i < m->left_overs.n; i++)
		if (hw_text_eq(m->left_overs.v[i].path, path))
			return m->left_overs.v[i].package;
	return HW_NO_TEXT;
}

struct hw_packages *hw_machine_packages(struct hw_machine *m)
{
	if (m->is_dump || !m->root)
		return NULL;
	/* the arena records allocation failure */
	if (!m->packages &&
	    hw_packages_open(m->root, m->kernel.release, &m->packages) < 0)
		m->arena.failed = true;
	return m->packages;
}
