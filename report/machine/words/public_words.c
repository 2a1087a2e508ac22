// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/words/public_words.h"

#include "decoders/text/ascii.h"
#include "decoders/text/word.h"
#include "report/machine/sources/all_devices.h"
#include "report/schema.h"

/* Shortest text of a program. */
#define LITERAL_MIN ((size_t)3)

/* Longer words are asked for each time; they are found nowhere. */
#define REMEMBERED_MAX ((size_t)128)

/* What is asked of a word. */
typedef bool question_fn(const struct hw_machine *m, struct hw_text word,
			 struct hw_arena *arena);

void hw_public_answers_done(struct hw_public_answers *answers)
{
	if (!answers)
		return;
	hw_text_index_done(&answers->index);
	hw_arena_done(&answers->arena);
}

/* The answer, which was given before or is given now; `letter` is the question's. */
static bool remember(const struct hw_machine *m, char letter, question_fn *ask,
		     struct hw_text word, struct hw_arena *arena)
{
	struct hw_public_answers *known = m->public_answers;
	char s[REMEMBERED_MAX + 1];
	struct hw_text key = {s, word.n + 1};
	const size_t *given;
	bool answer;

	if (!known || !word.n || word.n > REMEMBERED_MAX)
		return ask(m, word, arena);
	s[0] = letter;
	memcpy(s + 1, word.s, word.n);
	given = hw_text_index_find(&known->index, key);
	if (given)
		return *given;
	answer = ask(m, word, arena);
	key = hw_arena_copy(&known->arena, key);
	/* without memory it is asked again */
	if (key.s)
		hw_text_index_add(&known->index, key, answer);
	return answer;
}

struct hw_text hw_public_normal(struct hw_text text, struct hw_arena *arena)
{
	char *to = hw_arena_alloc(arena, text.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; to && i < text.n; i++)
		if (!hw_public_is_separator(text.s[i]))
			to[n++] = hw_lower(text.s[i]);
	return to ? (struct hw_text){to, n} : HW_NO_TEXT;
}

static bool has_digit(struct hw_text text)
{
	for (size_t i = 0; i < text.n; i++)
		if (hw_is_digit(text.s[i]))
			return true;
	return false;
}

/* A host may be called by a word of the text; a number within it may be a serial number.
 */
static bool is_of(struct hw_text normal, struct hw_text text, struct hw_arena *arena)
{
	text = hw_public_normal(text, arena);
	return hw_text_eq(text, normal) || (!has_digit(normal) && text.n &&
					    memmem(text.s, text.n, normal.s, normal.n));
}

/* "6.12.9-thinkpad": who builds kernels gives them names, and each that is installed has
 * a directory. */
static bool is_of_release(const struct hw_machine *m, struct hw_text normal,
			  struct hw_arena *arena)
{
	static const char *const dirs[] = {"lib/modules", "usr/lib/modules"};

	for (size_t i = 0; m->root && i < HW_ARRAY_SIZE(dirs); i++) {
		struct hw_text *names;
		size_t n = 0;

		if (hw_root_list(m->root, dirs[i], arena, &names, &n) < 0)
			continue;
		for (size_t k = 0; k < n; k++)
			if (is_of(normal, names[k], arena))
				return true;
	}
	return false;
}

/* What a board is called, which lists read of its devices alone. */
static bool is_of_board(const struct hw_machine *m, struct hw_text normal,
			struct hw_arena *arena)
{
	static const char *const files[] = {"proc/device-tree/model",
					    "proc/device-tree/compatible"};
	struct hw_text text;

	for (size_t i = 0; m->root && i < HW_ARRAY_SIZE(files); i++)
		if (hw_root_read(m->root, files[i], arena, &text) == 0 &&
		    is_of(normal, text, arena))
			return true;
	return false;
}

bool hw_public_is_model(const struct hw_machine *m, struct hw_text normal,
			struct hw_arena *arena)
{
	const struct hw_host *h = &m->host;
	const struct hw_text texts[] = {
		h->sys_vendor,	 h->product_name,      h->product_version,
		h->board_vendor, h->board_name,	       h->bios_vendor,
		h->bios_version, h->device_tree_model, h->device_tree_compatible,
		h->os_id,	 h->os_name,	       h->kernel_release,
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(texts); i++)
		if (is_of(normal, texts[i], arena))
			return true;
	return is_of_release(m, normal, arena) || is_of_board(m, normal, arena);
}

static bool is_module(const struct hw_machine *m, struct hw_text text)
{
	return m->modules && (hw_modules_path(m->modules, text).n ||
			      hw_modules_is_builtin(m->modules, text) == HW_YES ||
			      hw_modules_is_loaded(m->modules, text) == HW_YES);
}

static bool is_name(const struct hw_machine *m, struct hw_text text,
		    struct hw_arena *arena)
{
	(void)arena;
	return hw_ids_mention(m->words.databases[0], text) ||
	       hw_ids_mention(m->words.databases[1], text) || is_module(m, text);
}

bool hw_public_is_name(const struct hw_machine *m, struct hw_text text)
{
	return remember(m, 'n', is_name, text, NULL);
}

/* Whether the names in a directory of the machine have the word. */
static bool is_name_in(const struct hw_machine *m, struct hw_text dir,
		       struct hw_text word, struct hw_arena *arena)
{
	struct hw_text *names;
	size_t n = 0;

	if (!dir.s || hw_root_list(m->root, dir.s, arena, &names, &n) < 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (hw_text_has_word(names[i], word))
			return true;
	return false;
}

/* Names of drivers and devices, which the kernel and firmware make. */
static bool is_name_on_bus(const struct hw_machine *m, struct hw_text word,
			   struct hw_arena *arena)
{
	static const char *const lists[] = {"drivers", "devices"};
	struct hw_text *buses;
	size_t count = 0;

	if (!m->root || hw_root_list(m->root, "sys/bus", arena, &buses, &count) < 0)
		return false;
	for (size_t i = 0; i < 2 * count; i++) {
		struct hw_text dir =
			hw_arena_printf(arena, "sys/bus/%.*s/%s",
					HW_TEXT_ARG(buses[i / 2]), lists[i % 2]);

		if (is_name_in(m, dir, word, arena))
			return true;
	}
	return false;
}

static bool is_of_class(const struct hw_machine *m, struct hw_text word,
			struct hw_arena *arena)
{
	struct hw_text *classes;
	size_t n = 0;

	if (hw_text_starts(word, HW_TEXT("/dev/")))
		word = hw_path_base(word);
	if (!m->root || hw_root_list(m->root, "sys/class", arena, &classes, &n) < 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (is_name_in(m,
			       hw_arena_printf(arena, "sys/class/%.*s",
					       HW_TEXT_ARG(classes[i])),
			       word, arena))
			return true;
	return false;
}

/* "enp0s31f6", "/dev/nvme0n1p2": the command line tells what to boot from. */
bool hw_public_is_of_class(const struct hw_machine *m, struct hw_text word,
			   struct hw_arena *arena)
{
	return remember(m, 'c', is_of_class, word, arena);
}

/* Cuts the next text off that a program has: at least LITERAL_MIN printable bytes before
 * the NUL that ends it. Code may be such bytes, too, but has no NUL behind them. */
static struct hw_text cut_literal(struct hw_text *image)
{
	while (image->n) {
		struct hw_text part = hw_text_head(*image, hw_text_find(*image, '\0'));
		size_t from = part.n;

		*image = hw_text_from(*image, part.n + (part.n < image->n));
		while (from && (unsigned char)part.s[from - 1] >= 9 &&
		       (unsigned char)part.s[from - 1] < 127)
			from--;
		if (part.n - from >= LITERAL_MIN)
			return hw_text_from(part, from);
	}
	return HW_NO_TEXT;
}

/* Cuts off how much of a program is looked at at once, up to the NUL behind it. */
static struct hw_text cut_texts(struct hw_text *image)
{
	const size_t most = 64 * 1024;
	struct hw_text texts = hw_text_head(*image, most);

	texts.n += hw_text_find(hw_text_from(*image, texts.n), '\0');
	texts.n += texts.n < image->n;
	*image = hw_text_from(*image, texts.n);
	return texts;
}

static bool has_literal_of(struct hw_text texts, struct hw_text word)
{
	bool has = false;

	/* most have no such word, not even in code */
	if (!hw_text_has_word(texts, word))
		return false;
	while (texts.n && !has)
		has = hw_text_has_word(cut_literal(&texts), word);
	return has;
}

/* A word that the program itself prints, in a heading, a sentence or a style sheet, is in
 * it somewhere. */
static bool is_own_word(const struct hw_machine *m, struct hw_text word)
{
	struct hw_text rest;
	struct hw_map map;
	bool is_own = false;

	if (hw_text_has_word(hw_text_of(hw_report_schema), word))
		return true;
	if (!m->live || hw_root_map(m->live, "proc/self/exe", &map) < 0)
		return false;
	rest = map.text;
	while (rest.n && !is_own)
		is_own = has_literal_of(cut_texts(&rest), word);
	hw_unmap(&map);
	return is_own;
}

/* "steamdeck" of steamdeck_hwmon; "MSFT0101" of an alias, a module of a soft dependency:
 * every machine with this kernel has them. */
static bool is_part_of_module(const struct hw_machine *m, struct hw_text word,
			      struct hw_arena *arena)
{
	static const char *const tables[] = {"modules.dep", "modules.builtin",
					     "modules.alias", "modules.softdep"};
	bool has = false;

	for (size_t i = 0; m->kernel.root && i < HW_ARRAY_SIZE(tables) && !has; i++) {
		struct hw_text path = hw_arena_printf(
			arena, "%.*s/%s", HW_TEXT_ARG(m->kernel.path), tables[i]);
		struct hw_map map;

		if (!path.s || hw_root_map(m->kernel.root, path.s, &map) < 0)
			continue;
		for (size_t at = 0; !has && at + word.n <= map.text.n; at++) {
			struct hw_text rest = hw_text_from(map.text, at);
			const char *next = memmem(rest.s, rest.n, word.s, word.n);

			if (!next)
				break;
			at = (size_t)(next - map.text.s);
			has = at && !hw_is_alnum(next[-1]) && at + word.n < map.text.n &&
			      !hw_is_alnum(next[word.n]);
		}
		hw_unmap(&map);
	}
	return has;
}

bool hw_public_is_part_of_module(const struct hw_machine *m, struct hw_text word,
				 struct hw_arena *arena)
{
	return remember(m, 'p', is_part_of_module, word, arena);
}

bool hw_public_is_of_modules(const struct hw_machine *m, struct hw_text word,
			     struct hw_arena *arena)
{
	return hw_public_is_part_of_module(m, word, arena) || hw_public_is_name(m, word);
}

/* A word of an id database, of this program, or of the names of drivers and devices. */
static bool is_word(const struct hw_machine *m, struct hw_text word,
		    struct hw_arena *arena)
{
	return hw_ids_have_word(m->words.databases[0], word) ||
	       hw_ids_have_word(m->words.databases[1], word) || is_own_word(m, word) ||
	       is_name_on_bus(m, word, arena);
}

/* A user may be called "max" or "link": words of other sources, and of reports. */
bool hw_public_is_word(const struct hw_machine *m, struct hw_text word,
		       struct hw_arena *arena)
{
	return remember(m, 'w', is_word, word, arena) || hw_public_is_name(m, word) ||
	       hw_public_is_model(m, word, arena);
}

bool hw_public_is_common(const struct hw_machine *m, struct hw_text word,
			 struct hw_arena *arena)
{
	return is_module(m, word) || hw_public_is_part_of_module(m, word, arena) ||
	       remember(m, 'w', is_word, word, arena);
}

/* The ids of a device as one number, "10ec816817aa3aea", by its uevent file;
 * pci_uevent(), drivers/pci/pci-driver.c; usb_uevent(), drivers/usb/core/usb.c;
 * hid_uevent(), drivers/hid/hid-core.c. */
static struct hw_text ids_of(struct hw_text uevent, struct hw_arena *arena)
{
	static const struct {
		const char *key;
		/* numbers before the ids, and what parts all of them */
		size_t before;
		char mark;
	} keys[] = {
		{"PCI_ID", 0, ':'},
		{"PCI_SUBSYS_ID", 0, ':'},
		{"PRODUCT", 0, '/'},
		{"HID_ID", 1, ':'},
	};
	struct hw_text all = HW_TEXT("");

	for (size_t i = 0; i < HW_ARRAY_SIZE(keys); i++) {
		struct hw_text rest = hw_uevent_get(uevent, keys[i].key);

		for (size_t k = 0; rest.n && k < keys[i].before + 2; k++) {
			uint64_t id = 0;
			const struct hw_text number = hw_text_cut(&rest, keys[i].mark);

			if (k >= keys[i].before && hw_text_hex(number, 8, &id))
				all = hw_arena_printf(arena, "%.*s%04x", HW_TEXT_ARG(all),
						      (unsigned)id);
		}
	}
	return all;
}

static bool is_id(const struct hw_machine *m, struct hw_text normal,
		  struct hw_arena *arena)
{
	struct hw_device_list list = {0};
	bool has = false;

	for (size_t i = 0; i < normal.n; i++)
		if (!hw_is_hex(normal.s[i]))
			return false;
	if (normal.n % 4 || !m->root || hw_all_devices_read(m, arena, &list) < 0)
		return false;
	for (size_t i = 0; i < list.n && !has; i++) {
		const struct hw_text ids = ids_of(list.v[i].uevent, arena);

		for (size_t at = 0; at + normal.n <= ids.n && !has; at += 4)
			has = hw_text_starts(hw_text_from(ids, at), normal);
	}
	return has;
}

static bool is_of_address(const struct hw_machine *m, struct hw_text spelling,
			  struct hw_arena *arena)
{
	struct hw_device_list list = {0};
	bool is = false;

	if (!m->root || hw_all_devices_read(m, arena, &list) < 0)
		return false;
	for (size_t i = 0; i < list.n && !is; i++) {
		const struct hw_text name = hw_path_base(list.v[i].syspath);

		/* names of other buses may be what people or makers gave */
		if (hw_text_eq(list.v[i].subsystem, HW_TEXT("pci")) ||
		    hw_text_eq(list.v[i].subsystem, HW_TEXT("usb")))
			is = name.n && memmem(name.s, name.n, spelling.s, spelling.n);
	}
	return is;
}

bool hw_public_is_of_address(const struct hw_machine *m, struct hw_text spelling,
			     struct hw_arena *arena)
{
	return remember(m, 'a', is_of_address, spelling, arena);
}

/* "04f2b6dd": a document has the ids of a device, and so whatever else is the same. */
bool hw_public_is_id(const struct hw_machine *m, struct hw_text normal,
		     struct hw_arena *arena)
{
	return remember(m, 'i', is_id, normal, arena);
}
