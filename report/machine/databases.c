// SPDX-License-Identifier: GPL-2.0-or-later
/* The id databases of a report: those that the user named, those that are found, and the
 * words of them. */
#include <errno.h>
#include <stdlib.h>

#include "data/base/memory.h"
#include "report/machine/internal.h"
#include "report/machine/machine.h"

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

int hw_machine_open_ids(struct hw_machine *m, const char *given,
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

int hw_machine_find_databases(struct hw_machine *m)
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

int hw_machine_find_words(struct hw_machine *m)
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

static void add_database(struct hw_report_head *head, const char *name,
			 struct hw_text path, struct hw_text version)
{
	head->databases[head->database_count++] = (struct hw_database){
		.name = name,
		.path = path,
		.version = version,
	};
}

void hw_machine_tell_databases(const struct hw_machine *m, struct hw_report_head *ret)
{
	const struct hw_databases *db = &m->databases;

	for (size_t i = 0; i < HW_ARRAY_SIZE(id_files); i++) {
		const struct hw_ids *ids = hw_database_of_space(db, id_files[i].space);

		add_database(ret, hw_space_database(id_files[i].space), hw_ids_path(ids),
			     hw_ids_version(ids));
	}
	if (db->hwdb)
		add_database(ret, "hwdb", hw_hwdb_path(db->hwdb), HW_NO_TEXT);
	if (db->pnp)
		add_database(ret, "pnp.ids", hw_pnp_path(db->pnp), HW_NO_TEXT);
}
