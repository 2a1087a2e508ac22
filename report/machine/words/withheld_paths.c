// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/words/withheld_paths.h"

#include <stddef.h>

#include "data/root/note.h"
#include "decoders/text/pseudonym.h"
#include "decoders/text/word.h"

/* Values of the host, and the level from which on they are told. */
static const struct value {
	const char *path;
	size_t offset;
	enum hw_privacy_level told;
} values[] = {
	{"host.key", offsetof(struct hw_identity_of_host, key), HW_PRIVACY_FLEET},
	{"host.name", offsetof(struct hw_identity_of_host, name), HW_PRIVACY_FLEET},
	{"host.machine_id", offsetof(struct hw_identity_of_host, machine_id),
	 HW_PRIVACY_FULL},
	{"host.boot_id", offsetof(struct hw_identity_of_host, boot_id), HW_PRIVACY_FULL},
	{"host.dmi.product_serial", offsetof(struct hw_identity_of_host, product_serial),
	 HW_PRIVACY_FULL},
	{"host.dmi.product_uuid", offsetof(struct hw_identity_of_host, product_uuid),
	 HW_PRIVACY_FULL},
	{"host.dmi.board_serial", offsetof(struct hw_identity_of_host, board_serial),
	 HW_PRIVACY_FULL},
	{"host.dmi.chassis_serial", offsetof(struct hw_identity_of_host, chassis_serial),
	 HW_PRIVACY_FULL},
};

/* Texts of the host that may have lost a part. */
static const struct {
	const char *path;
	size_t offset;
} texts[] = {
	{"host.kernel_version", offsetof(struct hw_host, kernel_version)},
	{"host.os.name", offsetof(struct hw_host, os_name)},
	{"host.dmi", offsetof(struct hw_host, sys_vendor)},
	{"host.dmi", offsetof(struct hw_host, product_name)},
	{"host.dmi", offsetof(struct hw_host, product_version)},
	{"host.dmi", offsetof(struct hw_host, board_vendor)},
	{"host.dmi", offsetof(struct hw_host, board_name)},
	{"host.dmi", offsetof(struct hw_host, bios_vendor)},
	{"host.dmi", offsetof(struct hw_host, bios_version)},
	{"host.device_tree", offsetof(struct hw_host, device_tree_model)},
	{"host.device_tree", offsetof(struct hw_host, device_tree_compatible)},
};

/* What there is to withhold. */
struct found {
	struct hw_identity_of_host own;
	/* the file of a recording; absent: there is none */
	struct hw_text noted;
	/* of a recording without it */
	enum hw_privacy_level level;
};

static struct found find(struct hw_machine *m, struct hw_text key)
{
	struct found f = {.level = hw_privacy_level_recorded(&m->privacy)};

	hw_host_identify(m->root, &m->arena, &f.own);
	if (!f.own.key.n)
		f.own.key = key;
	if (hw_root_read(m->root, HW_WITHHELD_FILE, &m->arena, &f.noted) < 0)
		f.noted = HW_NO_TEXT;
	return f;
}

static struct hw_text text_at(const void *whole, size_t offset)
{
	struct hw_text text;

	memcpy(&text, (const char *)whole + offset, sizeof(text));
	return text;
}

static bool has_line(struct hw_text text, const char *line)
{
	while (text.n)
		if (hw_text_eq(hw_text_cut(&text, '\n'), hw_text_of(line)))
			return true;
	return false;
}

static bool is_gone(const struct found *f, const struct value *value,
		    enum hw_privacy_level level)
{
	if (text_at(&f->own, value->offset).n)
		return level < value->told;
	return f->noted.s ? has_line(f->noted, value->path) : f->level < value->told;
}

static bool has_replaced(struct hw_text text)
{
	size_t numbers[HW_PSEUDONYMS] = {0};

	hw_pseudonym_numbers(text, numbers);
	for (size_t i = 0; i < HW_PSEUDONYMS; i++)
		if (numbers[i])
			return true;
	return hw_text_has_word(text, HW_TEXT("withheld"));
}

/* Whether the path is one of those that the level withholds in vain: the machine has
 * nothing there. */
static bool is_in_vain(const struct found *f, const struct hw_report_head *head,
		       const char *path)
{
	bool is_text = false;

	for (size_t i = 0; i < HW_ARRAY_SIZE(values); i++)
		if (strcmp(values[i].path, path) == 0)
			return !is_gone(f, &values[i], head->level);
	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++) {
		if (strcmp(texts[i].path, path) != 0)
			continue;
		is_text = true;
		if (has_replaced(text_at(&head->host, texts[i].offset)))
			return false;
	}
	return is_text;
}

static size_t count(const char *const *paths)
{
	size_t n = 0;

	while (paths[n])
		n++;
	return n;
}

const char *const *hw_machine_withheld(struct hw_machine *m,
				       const struct hw_report_head *head,
				       struct hw_text key)
{
	const bool is_above = head->level > head->level_of_source;
	const char *const *all =
		hw_privacy_withheld(is_above ? head->level_of_source : head->level);
	const char *const *more = hw_privacy_not_recorded();
	const char **ret =
		HW_ARENA_NEW(&m->arena, const char *, count(all) + count(more) + 1);
	struct found found = {.level = HW_PRIVACY_FULL};
	size_t n = 0;

	if (!ret)
		return NULL;
	if (all[0] || is_above)
		found = find(m, key);
	for (size_t i = 0; all[i]; i++)
		if (!is_in_vain(&found, head, all[i]))
			ret[n++] = all[i];
	for (size_t i = 0; is_above && more[i]; i++)
		ret[n++] = more[i];
	return ret;
}

struct hw_text hw_machine_withheld_lines(struct hw_machine *m,
					 enum hw_privacy_level level, struct hw_text key)
{
	const struct found found = find(m, key);
	struct hw_text lines = HW_TEXT("");

	for (size_t i = 0; i < HW_ARRAY_SIZE(values); i++)
		if (is_gone(&found, &values[i], level))
			lines = hw_arena_printf(&m->arena, "%.*s%s\n", HW_TEXT_ARG(lines),
						values[i].path);
	return lines;
}
