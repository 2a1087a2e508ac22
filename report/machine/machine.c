// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/machine.h"

#include "decoders/text/ascii.h"

#include <errno.h>
#include <stdlib.h>

#include "data/base/list.h"
#include "data/base/memory.h"
#include "data/forms/forms.h"
#include "data/root/note.h"
#include "report/machine/driver_links.h"
#include "report/machine/installed/installed_kernels.h"
#include "report/machine/installed/missing_firmware.h"
#include "report/machine/installed/unlisted.h"
#include "report/machine/recording.h"
#include "report/machine/sources/all_devices.h"
#include "report/machine/sources/provides.h"
#include "report/machine/words/leaks.h"
#include "report/machine/words/public_words.h"
#include "report/machine/words/withheld_paths.h"
#include "report/privacy/names/generic_names.h"
#include "report/privacy/shapes/placeholders.h"
#include "report/privacy/texts/free_text.h"

/* What the firmware says of the machine. */
#define DMI "/sys/class/dmi/id"

/* What people send: a snapshot, a directory, or what other tools print of a machine
 * (data/forms/forms.h). */
static int open_recording(struct hw_machine *m, const struct hw_machine_options *options,
			  struct hw_text *ret_error)
{
	int r = hw_root_open_any(options->from, options->from_count, options->input,
				 &m->arena, m->warnings, &m->root, &m->dump, ret_error);

	m->is_dump = r == 0 && m->dump.is_dump;
	if (r == 0 && m->dump.log_from == HW_DUMP_LOG_LATE)
		m->log_begins = "start of the kernel log";
	else if (r == 0 && m->dump.log_from)
		m->log_begins =
			hw_arena_printf(&m->arena,
					"kernel log of the first %zu s after boot",
					m->dump.log_from)
				.s;
	return r;
}

/* All that a dump cannot tell is one warning. */
static void warn_incomplete(struct hw_machine *m)
{
	const struct hw_dump_facts *f = &m->dump;
	const char *by = f->ids_by ? f->ids_by : "";
	const struct hw_text ids = hw_arena_printf(
		&m->arena, "the ids of %zu device%s%s%s%s", f->without_ids,
		f->without_ids == 1 ? "" : "s", *by ? " (" : "", by,
		!*by		      ? ""
		: strstr(by, " and ") ? " do)"
				      : " does)");
	const struct hw_text begins =
		f->log_from == HW_DUMP_LOG_LATE
			? HW_TEXT("what the kernel's log says at its start")
			: hw_arena_printf(&m->arena,
					  "what the kernel's log says of the first %zu s "
					  "after boot",
					  f->log_from);
	const struct {
		bool is_told;
		struct hw_text what;
	} facts[] = {
		{!f->without_ids, ids},
		{f->drivers, HW_TEXT("which driver a device has")},
		{m->kernel.aliases || f->claims, HW_TEXT("which modules claim a device")},
		{m->kernel.aliases || !f->claims, HW_TEXT("what keeps a module away")},
		{f->modules, HW_TEXT("which modules are loaded")},
		{f->log, HW_TEXT("what the kernel's log says")},
		{!f->log_from, begins},
		{f->kernel, HW_TEXT("which kernel runs")},
	};
	struct hw_list list = {.arena = &m->arena, .between = ", "};
	/* to tell whether something needs attention */
	const bool is_enough = !f->without_ids && f->drivers && m->kernel.aliases;

	for (size_t i = 0; m->is_dump && i < HW_ARRAY_SIZE(facts); i++)
		if (!facts[i].is_told)
			hw_list_add(&list, facts[i].what);
	if (!list.n)
		return;
	hw_warn(m->warnings, is_enough ? "dump-lacks-facts" : "dump-incomplete", f->name,
		0, "%.*s %s not tell %.*s%s", HW_TEXT_ARG(f->formats),
		hw_text_find(f->formats, ',') < f->formats.n ? "do" : "does",
		HW_TEXT_ARG(hw_list_text(&list)),
		m->kernel.aliases ? "" : "; --modules-dir and --kernel choose tables");
}

/* Who read the part of a list that a recording was made from, or files of two machines,
 * was warned of it; who reads the recording is, too. */
static void warn_part(struct hw_machine *m)
{
	if (!m->is_live && !hw_warned(m->warnings, "lines-missing") &&
	    hw_root_exists(m->root, HW_LEFT_OUT))
		hw_warn(m->warnings, "lines-missing",
			m->dump.name.n ? m->dump.name : hw_text_of(hw_root_path(m->root)),
			0,
			"it was made from a list that was cut off, or from some of its "
			"devices: others may be missing");
	if (!m->is_live && !hw_warned(m->warnings, "hosts-differ") &&
	    hw_root_exists(m->root, HW_MIXED_HOSTS))
		hw_warn(m->warnings, "hosts-differ",
			m->dump.name.n ? m->dump.name : hw_text_of(hw_root_path(m->root)),
			0,
			"it was made from files that name two hosts, or of which each "
			"has devices that the other lacks: if these are two machines, "
			"they are mixed up here");
}

/* A log that somebody sent may lack the line that matters. */
static void warn_log(struct hw_machine *m)
{
	static const struct {
		const char *word;
		const char *sentence;
	} lacks[] = {
		{HW_LOG_CUT, "its lines are cut off, as by a window or a pager: what "
			     "they say is not known whole"},
		{HW_LOG_ENDS_WITHIN, "it ends within a line: it may be cut off, and "
				     "messages may be missing"},
		{HW_LOG_FILTERED, "the command prints a part of it: messages may be "
				  "missing"},
		{HW_LOG_ELIDED, "lines are left out of it, by what stands in their "
				"place: messages are missing"},
	};
	struct hw_text lack;

	if (m->is_live || hw_root_read(m->root, HW_LOG_PART, &m->arena, &lack) < 0)
		return;
	lack = hw_text_trim_end(lack, "\n");
	for (size_t i = 0; i < HW_ARRAY_SIZE(lacks); i++)
		if (hw_text_eq(lack, hw_text_of(lacks[i].word)))
			hw_warn(m->warnings, "log-incomplete", HW_TEXT("kernel log"), 0,
				"%s", lacks[i].sentence);
}

/* The user names the tables of a kernel that cannot be this machine's: all its drivers
 * would be lost, and none is. */
static void warn_architecture(struct hw_machine *m)
{
	struct hw_architecture built;

	m->architecture =
		hw_machine_architecture(m->root, m->host.kernel_release, &m->arena);
	built = hw_kernel_architecture(&m->kernel, &m->architecture, &m->arena);
	m->kernel_is_foreign = hw_architectures_differ(&m->architecture, &built);
	if (m->kernel_is_foreign)
		hw_warn(m->warnings, "kernel-architecture", m->kernel.directory, 0,
			"a kernel of another architecture (%.*s) than the machine's "
			"(%.*s)",
			HW_TEXT_ARG(built.told), HW_TEXT_ARG(m->architecture.told));
}

/* Errors: -ENOMEM, and the root is closed. */
static int record(const struct hw_machine_options *options,
		  int (*wrap)(struct hw_recorder *recorder, struct hw_root *inner,
			      struct hw_root **ret),
		  struct hw_root **root)
{
	struct hw_root *inner = *root;

	if (!options->recorder)
		return 0;
	*root = NULL;
	return wrap(options->recorder, inner, root);
}

static int open_root(const struct hw_machine_options *options, struct hw_machine *m,
		     struct hw_text *ret_error)
{
	const char *path = options->sysroot ? options->sysroot : "/";
	int r;

	if (options->from_count)
		r = open_recording(m, options, ret_error);
	else
		r = hw_root_open(path, &m->root);
	if (r == 0)
		r = record(options, hw_recorder_wrap, &m->root);
	if (r == 0 && hw_root_kind(m->root) == HW_ROOT_LIVE)
		m->live = m->root;
	else if (r == 0)
		r = hw_root_open("/", &m->live);
	if (r == 0 && m->live != m->root)
		r = record(options, hw_recorder_wrap_tables, &m->live);
	if (r == 0)
		r = hw_recording_open(m);
	if (r < 0 && !options->from_count)
		*ret_error = hw_arena_printf(&m->arena, "cannot open '%s': %s", path,
					     strerror(-r));
	m->strings_only = options->strings_only;
	m->kind = options->strings_only ? "list"
		  : options->from_count ? "snapshot"
		  : m->root == m->live	? "live"
					: "sysroot";
	return r;
}

static struct hw_ids **database(struct hw_machine *m, enum hw_ids_kind kind)
{
	return kind == HW_IDS_PCI ? &m->databases.pci : &m->databases.usb;
}

/* The id files, and the words by which one is told from another. */
static const struct id_file {
	enum hw_ids_kind kind;
	enum hw_id_space space;
	/* -i WORD:FILE; a name that holds it */
	const char *word;
	/* in the comment at the head of the file */
	const char *title;
} id_files[] = {
	{HW_IDS_PCI, HW_SPACE_PCI, "pci", "PCI"},
	{HW_IDS_USB, HW_SPACE_USB, "usb", "USB"},
};

/* Cuts "pci:" off "pci:FILE"; false if no kind is named. */
static bool cut_kind(const char **path, enum hw_ids_kind *ret)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(id_files); i++) {
		size_t n = strlen(id_files[i].word);

		if (strncmp(*path, id_files[i].word, n) != 0 || (*path)[n] != ':')
			continue;
		*path += n + 1;
		*ret = id_files[i].kind;
		return true;
	}
	return false;
}

/* The kind whose word, or title, the text has first; false if it has none. */
static bool first_kind(struct hw_text text, bool by_title, enum hw_ids_kind *ret)
{
	const char *first = NULL;

	for (size_t i = 0; text.n && i < HW_ARRAY_SIZE(id_files); i++) {
		const char *word = by_title ? id_files[i].title : id_files[i].word;
		const char *at = memmem(text.s, text.n, word, strlen(word));

		if (!at || (first && first < at))
			continue;
		first = at;
		*ret = id_files[i].kind;
	}
	return first;
}

/* By its name, else by the comment at its head. */
static enum hw_ids_kind guess_kind(struct hw_root *root, struct hw_text path)
{
	enum hw_ids_kind kind = HW_IDS_PCI;
	struct hw_map map = {0};

	if (first_kind(hw_path_base(path), false, &kind) ||
	    hw_root_map(root, path.s, &map) != 0)
		return kind;
	first_kind(hw_text_head(map.text, 4096), true, &kind);
	hw_unmap(&map);
	return kind;
}

static bool is_directory(struct hw_machine *m, struct hw_text path)
{
	struct hw_text *names;
	size_t n;

	return path.s &&
	       hw_root_list(m->live, path.n ? path.s : ".", &m->arena, &names, &n) == 0;
}

static int open_ids_file(struct hw_machine *m, const char *given,
			 struct hw_text *ret_error)
{
	enum hw_ids_kind kind = HW_IDS_PCI;
	const char *path = given;
	bool told = cut_kind(&path, &kind);
	char *full = hw_realpath(path);
	struct hw_text below =
		hw_arena_copy(&m->arena, hw_text_of(full ? full + 1 : NULL));
	struct hw_ids *ids = NULL;
	int r = full ? 0 : -errno;

	free(full);
	if (r == 0 && !below.s)
		r = -ENOMEM;
	if (r == 0 && !told)
		kind = guess_kind(m->live, below);
	if (r == 0)
		r = hw_ids_open(m->live, below.s, kind, m->warnings, &ids);
	if (r < 0) {
		*ret_error = hw_arena_printf(
			&m->arena, "cannot read the id file '%s': %s", path,
			is_directory(m, below)
				? "it is a directory; -i takes a file in it"
			: r == -EINVAL	? "it is not a regular file"
			: r == -ENOTSUP ? "it is compressed, and libarchive, which would "
					  "unpack it, is missing"
			: r == -EBADMSG ? "it is compressed, and damaged"
			: r == -ENOEXEC ? "it is compressed, and libarchive crashed on it"
			: r == -EISDIR	? "it is an archive of files"
					: strerror(-r));
		return r;
	}
	hw_ids_close(*database(m, kind));
	*database(m, kind) = ids;
	return 0;
}

/*
 * pnp.ids and hwdb, which have names that the id files lack. The names of a recorded
 * machine with id files of its own come from these alone, so that its report is the same
 * on every machine.
 */
static int find_others(struct hw_machine *m, bool has_own)
{
	int r = hw_pnp_find(m->root, m->warnings, &m->databases.pnp);
	bool recorded = m->root != m->live;

	if (m->is_recording) {
		if (r != -ENOMEM)
			r = hw_hwdb_find_recorded(m->root, &m->databases.hwdb);
		/* of a machine without hwdb nobody has asked for the other file */
		if (r == 0 &&
		    hw_acpi_vendors_open(m->root, &m->databases.acpi) == -ENOMEM)
			r = -ENOMEM;
		if (r != -ENOMEM && hw_amdgpu_is_there(m->root))
			r = hw_amdgpu_open(m->root, &m->databases.amdgpu);
		return r == -ENOMEM ? r : 0;
	}
	if (r == -ENOENT && recorded && !has_own)
		r = hw_pnp_find(m->live, m->warnings, &m->databases.pnp);
	else if (r == 0 && recorded)
		has_own = true;
	if (r == -ENOMEM)
		return r;
	if (recorded && hw_amdgpu_is_there(m->root))
		r = hw_amdgpu_open(m->root, &m->databases.amdgpu);
	else
		r = has_own ? 0 : hw_amdgpu_open(m->live, &m->databases.amdgpu);
	if (r < 0 || has_own)
		return r;
	r = hw_hwdb_find(m->live, m->warnings, &m->databases.hwdb);
	if (r == 0 && hw_acpi_vendors_open(m->live, &m->databases.acpi) == -ENOMEM)
		r = -ENOMEM;
	return r == -ENOMEM ? r : 0;
}

/* Searches for the databases that the user has not named. A missing id file is a warning.
 */
static int find_databases(struct hw_machine *m)
{
	bool has_own = false;

	for (size_t i = 0; i < HW_ARRAY_SIZE(id_files); i++) {
		const struct id_file *file = &id_files[i];
		struct hw_ids **db = database(m, file->kind);
		int r;

		if (*db)
			continue;
		r = hw_ids_find(m->root, file->kind, m->warnings, db);
		if (r == 0 && m->root != m->live)
			has_own = true;
		if (r < 0 && m->root != m->live && !m->is_recording)
			r = hw_ids_find(m->live, file->kind, m->warnings, db);
		if (r < 0)
			hw_warn(m->warnings, "ids-missing",
				hw_text_of(hw_space_database(file->space)), 0,
				"%s, so ids stay without names",
				r == -ENOENT ? "not found where distributions keep it"
					     : "cannot be read");
	}
	return find_others(m, has_own);
}

/* Whether lower levels may be asked of what is recorded. */
static bool records_words(const struct hw_machine *m)
{
	return m->is_recorded && m->privacy.level == HW_PRIVACY_FULL &&
	       m->privacy.level_of_source == HW_PRIVACY_FULL;
}

/* The words of the databases, which are nobody's names. Errors: -ENOMEM. */
static int find_words(struct hw_machine *m)
{
	const bool has_parts =
		m->is_recording && m->privacy.level_of_source == HW_PRIVACY_FULL;
	const bool is_old = has_parts && !hw_privacy_is_off(&m->privacy) &&
			    !hw_ids_words_are_recorded(m->root);
	int r = is_old ? hw_root_open("/", &m->words_root) : 0;

	if (r == -ENOMEM)
		return r;
	for (size_t i = 0; i < HW_ARRAY_SIZE(id_files); i++) {
		struct hw_ids *ids = *database(m, id_files[i].kind);

		r = m->words_root ? hw_ids_find(m->words_root, id_files[i].kind, NULL,
						&m->word_lists[i])
				  : 0;
		if (r != -ENOMEM && has_parts)
			r = hw_ids_recorded_words(ids, m->root);
		if (r == -ENOMEM)
			return r;
		hw_ids_ask_others(ids, m->word_lists[i]);
		if (records_words(m))
			hw_ids_note_words(ids, m->root);
		m->words.databases[i] = ids ? ids : m->word_lists[i];
	}
	return 0;
}

static void open_sources(struct hw_machine *m)
{
	/* it has their answers */
	if (m->is_recording)
		return;
	for (size_t i = 0; hw_sources[i] && m->source_count < HW_SOURCES_MAX; i++) {
		struct hw_opened_source *add = &m->sources[m->source_count];
		int r;

		if (!m->enriches && hw_sources[i] != &hw_source_usb_port)
			continue;
		r = hw_sources[i]->open(m->root, m->warnings, &add->self);
		if (r < 0 && r != -ENOTSUP)
			hw_warn(m->warnings, "source-missing", HW_NO_TEXT, 0,
				"%s cannot be used: %s", hw_sources[i]->name,
				strerror(-r));
		if (r < 0)
			continue;
		add->source = hw_sources[i];
		m->source_count++;
	}
}

struct hw_text hw_machine_usb_serial(struct hw_machine *m, struct hw_text syspath,
				     struct hw_arena *arena)
{
	struct hw_text serial = hw_root_read_attr_once(m->root, syspath, "serial", arena);

	if (serial.n && memmem(syspath.s, syspath.n, serial.s, serial.n))
		return HW_NO_TEXT;
	return serial;
}

/* A device may have its own number in its name; it has a word that stands for it. */
static struct hw_text without_serial(struct hw_machine *m, struct hw_text syspath,
				     struct hw_text text, struct hw_arena *arena)
{
	const struct hw_text serial = hw_machine_usb_serial(m, syspath, arena);
	const char *at = serial.n >= 5 && !hw_is_placeholder(serial)
				 ? memmem(text.s, text.n, serial.s, serial.n)
				 : NULL;
	struct hw_text word;
	size_t before;

	if (!at)
		return text;
	word = hw_privacy_value(&m->privacy, HW_PRIVATE_SERIAL, serial, arena);
	before = (size_t)(at - text.s);
	return hw_arena_printf(arena, "%.*s%.*s%.*s",
			       HW_TEXT_ARG(hw_text_head(text, before)), HW_TEXT_ARG(word),
			       HW_TEXT_ARG(hw_text_from(text, before + serial.n)));
}

static void number_device(struct hw_machine *m, const struct hw_device *device,
			  struct hw_privacy *privacy)
{
	struct hw_arena scratch = {0};

	hw_privacy_number(privacy, device);
	if (device->syspath.n && hw_bus_is_whole(device->bus, device->kind))
		hw_privacy_value(privacy, HW_PRIVATE_SERIAL,
				 hw_machine_usb_serial(m, device->syspath, &scratch),
				 &scratch);
	hw_arena_done(&scratch);
}

int hw_machine_number(struct hw_machine *m, struct hw_privacy *privacy)
{
	struct hw_arena scratch = {0};
	struct hw_device_list list;
	int r;

	/* not while it is done */
	privacy->is_numbered = true;
	if (hw_machine_words(m) == -ENOMEM)
		return -ENOMEM;
	r = hw_all_devices_read(m, &scratch, &list);
	for (size_t i = 0; r == 0 && i < list.n; i++)
		number_device(m, &list.v[i], privacy);
	if (r == 0)
		r = hw_provides_number(m, privacy);
	hw_arena_done(&scratch);
	return r;
}

static void number_all(void *arg)
{
	struct hw_machine *m = arg;

	/* without memory the arena of the numbers has failed too, or the next one will */
	hw_machine_number(m, &m->privacy);
}

static void number_texts(void *arg)
{
	struct hw_machine *m = arg;

	hw_machine_number_texts(m, &m->privacy);
}

/* Whether one of the texts of the host has something of its own. */
static bool has_own(const struct hw_machine *m, struct hw_host *host)
{
	struct hw_host_text texts[HW_HOST_TEXTS];
	bool has_any = false;

	hw_machine_host_texts(host, texts);
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++)
		has_any = has_any ||
			  hw_privacy_has_own(&m->privacy, *texts[i].text, texts[i].what);
	return has_any;
}

static bool firmware_has_own(void *arg)
{
	struct hw_machine *m = arg;
	struct hw_arena scratch = {0};
	struct hw_host host;

	if (m->host_has_own == HW_UNKNOWN) {
		hw_host_read(m->root, &scratch, &host);
		/* without memory some may be missing */
		m->host_has_own =
			has_own(m, &host) || hw_arena_failed(&scratch) ? HW_YES : HW_NO;
		hw_arena_done(&scratch);
	}
	return m->host_has_own == HW_YES;
}

/* Numbers of devices, its own ones and those of others, have words that stand for them;
 * what the firmware says of the machine is withheld with them. All devices have to be
 * read to give them: so this is done for a text alone that has something private. */
static struct hw_text without_numbers(struct hw_machine *m, struct hw_text syspath,
				      struct hw_text text, struct hw_arena *arena)
{
	if (hw_text_eq(syspath, HW_TEXT(DMI)))
		return text;
	text = without_serial(m, syspath, text, arena);
	if (hw_free_text_owner(text, &m->words, arena).s == text.s)
		return text;
	if (!m->privacy.is_numbered)
		number_all(m);
	return hw_privacy_text(&m->privacy, text, arena);
}

struct hw_told_string {
	struct hw_told_string *next;
	/* without the blanks at their ends */
	struct hw_text own;
	struct hw_text told;
	enum hw_own_text what;
};

struct hw_text hw_machine_told_string(const struct hw_machine *m, struct hw_text text,
				      enum hw_own_text what)
{
	text = hw_text_trim_end(text, "\n ");
	for (const struct hw_told_string *s = m->told_strings; s; s = s->next)
		if (s->what == what && hw_text_eq(s->own, text))
			return s->told;
	return HW_NO_TEXT;
}

/* The arena records allocation failure. */
static void note_told(struct hw_machine *m, struct hw_text own, enum hw_own_text what,
		      struct hw_text told)
{
	struct hw_told_string *s;

	if (!m->is_recorded || hw_text_eq(own, told) ||
	    hw_machine_told_string(m, own, what).s)
		return;
	s = HW_ARENA_NEW(&m->arena, struct hw_told_string, 1);
	if (!s)
		return;
	*s = (struct hw_told_string){
		.next = m->told_strings,
		.own = hw_arena_copy(&m->arena, hw_text_trim_end(own, "\n ")),
		.told = hw_arena_copy(&m->arena, hw_text_trim_end(told, "\n ")),
		.what = what,
	};
	m->told_strings = s;
}

struct hw_text hw_machine_firmware_string(struct hw_privacy *privacy,
					  const struct hw_private_words *words,
					  struct hw_text text, struct hw_arena *arena)
{
	return hw_privacy_joined(privacy, hw_free_text_joined(text, words, arena), arena);
}

struct hw_text hw_machine_own_text(struct hw_machine *m, struct hw_text syspath,
				   struct hw_text text, enum hw_own_text what,
				   struct hw_arena *arena)
{
	struct hw_text told;

	/* what was recorded below the level "full" was without them already */
	if (!text.n || hw_privacy_is_off(&m->privacy) ||
	    m->privacy.level_of_source < HW_PRIVACY_FULL)
		return text;
	if (hw_name_is_generic(text))
		return text;
	if (hw_machine_words(m) < 0)
		return HW_NO_TEXT;
	/* as a snapshot loses them */
	told = without_numbers(m, syspath, text, arena);
	told = hw_free_text_owner(told, &m->words, arena);
	told = hw_leaks_without_quotes(m, &m->quotes, told, arena);
	told = hw_privacy_own(&m->privacy, told, what, arena);
	note_told(m, text, what, told);
	return told;
}

struct hw_text hw_machine_own_string(struct hw_machine *m, struct hw_text syspath,
				     struct hw_text text, struct hw_arena *arena)
{
	if (!hw_privacy_is_off(&m->privacy))
		hw_privacy_read_texts(&m->privacy, text);
	return hw_machine_own_text(m, syspath, text, HW_OWN_NAME, arena);
}

int hw_machine_open(const struct hw_machine_options *options,
		    struct hw_warnings *warnings, struct hw_machine *ret,
		    struct hw_text *ret_error)
{
	bool names_kernel;
	int r;

	*ret = (struct hw_machine){
		.warnings = warnings,
		.asks_modules = options->ask_modules,
		.names_release = options->kernel.release != NULL,
		.host_has_own = HW_UNKNOWN,
		.modules_directory = options->kernel.directory,
		.is_recorded = options->recorder,
	};
	ret->public_answers = HW_ARENA_NEW(&ret->arena, struct hw_public_answers, 1);
	if (ret->public_answers)
		*ret->public_answers = (struct hw_public_answers){.index = {.n = 0}};
	ret->all_devices = HW_ARENA_NEW(&ret->arena, struct hw_all_devices, 1);
	if (ret->all_devices)
		*ret->all_devices = (struct hw_all_devices){.is_read = false};
	r = open_root(options, ret, ret_error);
	for (size_t i = 0; r == 0 && i < options->ids_count; i++)
		r = open_ids_file(ret, options->ids[i], ret_error);
	if (r < 0)
		return r;
	ret->privacy.number_all = number_all;
	ret->privacy.number_texts = number_texts;
	ret->privacy.firmware_has_own = firmware_has_own;
	ret->privacy.arg = ret;
	ret->privacy.level = options->level;
	hw_recording_find_level(ret);
	if (hw_recording_tells_too_much(ret)) {
		*ret_error = HW_TEXT(
			"the report was made with a higher --privacy than it is read "
			"with, and what identifies the machine is in its texts too: give "
			"the same level, or a snapshot, which can be told from at any");
		return -EPERM;
	}
	ret->words = hw_private_words_of(options->home);
	ret->words.shows_all = hw_privacy_is_off(&ret->privacy);
	ret->words.login = hw_text_of(options->sysroot ? NULL : options->login);
	ret->privacy.words = &ret->words;
	hw_host_read_release(ret->root, &ret->arena, &ret->host);
	/* that a dump has no tables is said with all that it lacks */
	names_kernel = options->kernel.release || options->kernel.directory;
	r = hw_kernel_open(&options->kernel, ret->root, ret->live,
			   ret->host.kernel_release, &ret->arena,
			   ret->is_dump && !names_kernel ? NULL : warnings, &ret->kernel,
			   ret_error);
	if (r == 0) {
		if (names_kernel && !options->tables_only && !options->strings_only)
			warn_architecture(ret);
		if (ret->is_dump && !ret->dump.name.s)
			ret->dump.name = hw_text_of(options->from[0]);
		warn_part(ret);
		warn_log(ret);
		warn_incomplete(ret);
		hw_aliases_want(ret->kernel.aliases, options->alias_detail);
	}
	/* it is only shown; `path` is read */
	ret->kernel.directory =
		hw_free_text_path(ret->kernel.directory, &ret->words, &ret->arena);
	if (r < 0 || options->tables_only)
		return r;
	r = find_databases(ret);
	if (r == 0)
		r = find_words(ret);
	/* strings may come from a pipe, for hours; without a map the files are read */
	if (options->strings_only) {
		hw_ids_map(ret->databases.pci);
		hw_ids_map(ret->databases.usb);
	}
	if (r == 0)
		r = hw_modules_open(options->strings_only ? NULL : ret->root,
				    ret->kernel.root, ret->kernel.path.s, warnings,
				    &ret->modules);
	if (r < 0) {
		*ret_error = HW_TEXT("out of memory");
		return r;
	}
	ret->lists_firmware = options->firmware;
	ret->wants_details = options->details;
	ret->wakes = options->wake;
	ret->finds_provides = options->provides;
	ret->finds_packages = options->packages;
	ret->finds_groups = options->groups;
	ret->counts_errors = options->count_errors;
	if (options->describe && hw_modinfo_open(&ret->modinfo) < 0)
		ret->modinfo = NULL;
	ret->enriches = options->enrich;
	ret->tells_usb = options->tell_usb;
	if (ret->enriches || ret->tells_usb)
		open_sources(ret);
	return 0;
}

void hw_machine_close(struct hw_machine *machine)
{
	for (size_t i = 0; i < machine->source_count; i++)
		machine->sources[i].source->close(machine->sources[i].self);
	hw_provides_close(machine->provides);
	/* most reports have none: then nothing of that room is read */
	if (machine->packages)
		hw_packages_close(machine->packages);
	hw_missing_firmware_close(machine->missing_firmware);
	hw_installed_kernels_close(machine->installed_kernels);
	hw_unlisted_close(machine->unlisted);
	hw_text_set_done(&machine->recorded_strings);
	hw_public_answers_done(machine->public_answers);
	hw_all_devices_done(machine->all_devices);
	hw_privacy_done(&machine->privacy);
	hw_known_secrets_done(&machine->known);
	hw_withheld_done(&machine->withheld);
	hw_withheld_done(&machine->quotes);
	hw_modprobe_close(machine->modprobe);
	hw_modinfo_close(machine->modinfo);
	hw_modules_close(machine->modules);
	hw_kernel_close(&machine->kernel);
	hw_ids_close(machine->databases.pci);
	hw_ids_close(machine->databases.usb);
	hw_ids_close(machine->word_lists[0]);
	hw_ids_close(machine->word_lists[1]);
	hw_root_close(machine->words_root);
	hw_hwdb_close(machine->databases.hwdb);
	hw_acpi_vendors_close(machine->databases.acpi);
	hw_pnp_close(machine->databases.pnp);
	hw_amdgpu_close(machine->databases.amdgpu);
	if (machine->live != machine->root)
		hw_root_close(machine->live);
	hw_root_close(machine->root);
	hw_arena_done(&machine->arena);
	*machine = (struct hw_machine){0};
}

/* What firmware and the system say of the machine: vendors write serial numbers into the
 * names of products, administrators the host's name. */
static void show_host(struct hw_machine *m)
{
	struct hw_host_text texts[HW_HOST_TEXTS];

	m->host_has_own = has_own(m, &m->host) ? HW_YES : HW_NO;
	hw_machine_host_texts(&m->host, texts);
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++)
		*texts[i].text = hw_machine_own_text(m, HW_TEXT(DMI), *texts[i].text,
						     texts[i].what, &m->arena);
}

static void add_database(struct hw_report_head *head, const char *name,
			 struct hw_text path, struct hw_text version)
{
	head->databases[head->database_count++] = (struct hw_database){
		.name = name,
		.path = path,
		.version = version,
	};
}

int hw_machine_prepare(struct hw_machine *machine, char *const strings[], size_t n)
{
	struct hw_arena arena = {0};
	struct hw_text *all;
	size_t count = n;
	size_t k = 0;
	int r = -ENOMEM;

	if (n == 0)
		return hw_aliases_index(machine->kernel.aliases);
	for (size_t i = 0; i < n; i++)
		for (const char *c = strings[i]; *c; c++)
			count += *c == '\n';
	all = HW_ARENA_NEW(&arena, struct hw_text, n + count);
	for (size_t i = 0; all && i < n; i++) {
		struct hw_text rest = hw_text_of(strings[i]);

		all[k++] = rest;
		while (rest.s)
			all[k++] = hw_text_cut(&rest, '\n');
	}
	if (all)
		r = hw_aliases_prepare(machine->kernel.aliases, all, k);
	hw_arena_done(&arena);
	return r;
}

/* What the level lets a document tell; at "public" nothing is read. */
static void identify(struct hw_machine *m, struct hw_identity_of_host *ret)
{
	struct hw_identity_of_host all;

	*ret = (struct hw_identity_of_host){.key = HW_NO_TEXT};
	if (m->privacy.level == HW_PRIVACY_PUBLIC)
		return;
	hw_host_identify(m->root, &m->arena, &all);
	if (!all.key.n)
		all.key = hw_recording_key(m);
	if (m->privacy.level == HW_PRIVACY_FULL)
		*ret = all;
	ret->key = all.key;
	ret->name = all.name;
}

/* A path that people chose may be named after the machine, or after its user. */
static void read_owners(struct hw_machine *m)
{
	if (!m->words.shows_all && (!m->is_live || m->kernel.directory.n))
		hw_machine_words(m);
}

void hw_machine_head(struct hw_machine *machine, int64_t generated, bool with_host,
		     struct hw_report_head *ret)
{
	const struct hw_databases *db = &machine->databases;
	const bool has_host = with_host && !machine->strings_only;
	/* devices of the buses that it tells may be missing */
	const bool is_excerpt =
		machine->dump.lacks_host_bridge || machine->dump.lacks_root_hub;

	if (has_host) {
		hw_host_read(machine->root, &machine->arena, &machine->host);
		show_host(machine);
	}
	*ret = (struct hw_report_head){
		.generated = generated,
		.source_kind = machine->kind,
		.is_live = machine->is_live,
		.source_root = machine->strings_only
				       ? HW_NO_TEXT
				       : hw_text_of(hw_root_path(machine->root)),
		.has_host = has_host,
		.host = machine->host,
		.level = machine->privacy.level,
		.level_of_source = hw_privacy_level_recorded(&machine->privacy),
		.lacks_buses =
			machine->is_dump && (!machine->dump.all_buses || is_excerpt),
		.buses = machine->is_dump && !is_excerpt ? hw_dump_buses(&machine->dump)
							 : HW_NO_TEXT,
		.modules_release = machine->kernel.release,
		.modules_directory = machine->kernel.directory,
		.lacks_aliases = !machine->kernel.aliases,
		.alias_count = with_host ? hw_aliases_count(machine->kernel.aliases) : 0,
	};
	if (has_host) {
		identify(machine, &ret->identity);
		ret->withheld =
			hw_machine_withheld(machine, ret, hw_recording_key(machine));
		ret->lacks_driver_modules = hw_machine_tells_no_modules(machine);
	}
	for (size_t i = 0; i < HW_ARRAY_SIZE(id_files); i++) {
		const struct hw_ids *ids = hw_database_of_space(db, id_files[i].space);

		add_database(ret, hw_space_database(id_files[i].space), hw_ids_path(ids),
			     hw_ids_version(ids));
	}
	if (db->hwdb)
		add_database(ret, "hwdb", hw_hwdb_path(db->hwdb), HW_NO_TEXT);
	if (db->pnp)
		add_database(ret, "pnp.ids", hw_pnp_path(db->pnp), HW_NO_TEXT);
	if (has_host)
		read_owners(machine);
	hw_privacy_apply_head(ret, &machine->words, &machine->arena);
}

bool hw_machine_is_cut(const struct hw_machine *m)
{
	return hw_warned(m->warnings, "snapshot-truncated") ||
	       hw_warned(m->warnings, "archive-damaged");
}

bool hw_machine_is_part(const struct hw_machine *m)
{
	return hw_warned(m->warnings, "lines-missing") ||
	       hw_root_exists(m->root, HW_LEFT_OUT);
}

bool hw_machine_is_damaged(const struct hw_machine *m)
{
	return hw_machine_is_cut(m) || hw_warned(m->warnings, "snapshot-malformed");
}

bool hw_machine_is_mixed(const struct hw_machine *m)
{
	return hw_warned(m->warnings, "hosts-differ");
}

bool hw_machine_may_lack_devices(const struct hw_machine *m)
{
	return hw_warned(m->warnings, "lines-missing") ||
	       hw_warned(m->warnings, "dump-malformed") || hw_machine_is_damaged(m) ||
	       hw_machine_is_mixed(m);
}

bool hw_machine_is_incomplete(struct hw_machine *m)
{
	struct hw_root *roots[] = {m->root, m->live, m->kernel.root};
	bool is_incomplete = !hw_maps_check(m->warnings);

	is_incomplete |= hw_machine_is_cut(m);
	for (size_t i = 0; i < HW_ARRAY_SIZE(roots); i++)
		is_incomplete |= hw_root_warn_unread(roots[i], m->warnings);
	return is_incomplete;
}

/* Reads the tables that the first question would. */
static void read_tables(struct hw_modules *modules)
{
	const struct hw_text any = HW_TEXT("any");

	hw_modules_is_builtin(modules, any);
	hw_modules_is_available(modules, any);
}

/* Adds a source, if it could not be read. What is not there is told only where every
 * machine has it (`is_expected`). */
static void add_not_read(const struct hw_machine *m, struct hw_not_read *ret,
			 const char *what, const char *path, int error, bool is_expected)
{
	bool is_denied = error == -EACCES || error == -EPERM;
	bool is_live = m->is_live;
	bool is_absent = error == -ENOENT || error == -ENODATA;

	if (!error || (is_absent && !is_expected))
		return;
	ret->v[ret->n].what = what;
	ret->v[ret->n].path = path;
	ret->v[ret->n].error = is_absent && !is_live ? HW_NOT_RECORDED : strerror(-error);
	ret->v[ret->n].root_may = is_denied && is_live && m->is_user;
	ret->n++;
}

void hw_machine_not_read(const struct hw_machine *m, struct hw_not_read *ret)
{
	ret->n = 0;
	add_not_read(m, ret, "kernel log", "/dev/kmsg", m->log_asked ? m->log_error : 0,
		     true);
	if (m->log_asked && m->log_begins)
		add_not_read(m, ret, m->log_begins, "/dev/kmsg", -ENODATA, true);
	add_not_read(m, ret, "deferred probes", "/sys/kernel/debug/devices_deferred",
		     m->deferred_asked ? m->deferred_error : 0, false);
	add_not_read(m, ret, HW_PCI_CAPABILITIES, "/sys/bus/pci/devices/*/config",
		     m->config_needs_root ? -EACCES : 0, false);
	add_not_read(m, ret, "lists of packages", m->packed_list.s,
		     m->packed_list_told ? 0 : m->packed_error, false);
	add_not_read(m, ret, "installed packages", m->records_path, m->records_error,
		     true);
}

/*
 * A worker has its own struct hw_modules, which caches answers, and its own handle of
 * libudev, which keeps the last answer. libudev(3): "Multiple independent objects may be
 * used from different threads in parallel." Workers share all else and only read it.
 */

int hw_machine_preload(struct hw_machine *m)
{
	const struct hw_text any = HW_TEXT("any");
	struct hw_arena scratch = {0};
	int r = hw_machine_words(m);

	if (r == 0)
		r = hw_ids_index(m->databases.pci);
	if (r == 0)
		r = hw_ids_index(m->databases.usb);
	/* the first look-up adds the warnings for files that cannot be read */
	read_tables(m->modules);
	hw_pnp_vendor(m->databases.pnp, any);
	hw_hwdb_get(m->databases.hwdb, any, "", &scratch);
	hw_acpi_vendor(m->databases.acpi, HW_TEXT("NONE"));
	hw_arena_done(&scratch);
	return r;
}

int hw_machine_clone(const struct hw_machine *machine, struct hw_machine *ret)
{
	struct hw_machine m = *machine;
	int r;

	m.arena = (struct hw_arena){0};
	m.privacy = (struct hw_privacy){
		.level = machine->privacy.level,
		.level_of_source = machine->privacy.level_of_source,
		.is_mixed = machine->privacy.is_mixed,
		.level_of_recording = machine->privacy.level_of_recording,
	};
	memcpy(m.privacy.recorded, machine->privacy.recorded, sizeof(m.privacy.recorded));
	m.warnings = NULL;
	m.source_count = 0;
	m.public_answers = NULL;
	m.all_devices = NULL;
	m.databases.hwdb = NULL;
	r = hw_modules_open(machine->strings_only ? NULL : m.root, m.kernel.root,
			    m.kernel.path.s, NULL, &m.modules);
	if (r < 0)
		return r;
	if (machine->databases.hwdb)
		r = hw_hwdb_find(m.live, NULL, &m.databases.hwdb);
	if (r == -ENOMEM) {
		hw_modules_close(m.modules);
		return r;
	}
	/* now, not when a line is there: all workers shall know the same file */
	read_tables(m.modules);
	*ret = m;
	return 0;
}

void hw_machine_clone_free(struct hw_machine *borrowed)
{
	hw_modules_close(borrowed->modules);
	hw_hwdb_close(borrowed->databases.hwdb);
	hw_arena_done(&borrowed->arena);
	*borrowed = (struct hw_machine){0};
}
