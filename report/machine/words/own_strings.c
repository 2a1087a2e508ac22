// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/words/own_strings.h"

#include <errno.h>

#include "report/machine/sources/all_devices.h"
#include "report/machine/sources/provides.h"
#include "report/machine/words/leaks.h"
#include "report/machine/words/own_texts.h"
#include "report/machine/words/words.h"
#include "report/privacy/names/generic_names.h"
#include "report/privacy/shapes/placeholders.h"

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

bool hw_machine_has_own(const struct hw_machine *m, struct hw_host *host)
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
			hw_machine_has_own(m, &host) || hw_arena_failed(&scratch) ? HW_YES
										  : HW_NO;
		hw_arena_done(&scratch);
	}
	return m->host_has_own == HW_YES;
}

void hw_machine_number_on_demand(struct hw_machine *m)
{
	m->privacy.number_all = number_all;
	m->privacy.number_texts = number_texts;
	m->privacy.firmware_has_own = firmware_has_own;
	m->privacy.arg = m;
}

/* Numbers of devices, its own ones and those of others, have words that stand for them;
 * what the firmware says of the machine is withheld with them. All devices have to be
 * read to give them: so this is done for a text alone that has something private. */
static struct hw_text without_numbers(struct hw_machine *m, struct hw_text syspath,
				      struct hw_text text, struct hw_arena *arena)
{
	if (hw_text_eq(syspath, HW_TEXT(HW_DMI)))
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
