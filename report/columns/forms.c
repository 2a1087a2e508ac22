// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/columns/forms.h"

#include <strings.h>

#include "data/base/list.h"
#include "decoders/text/ascii.h"
#include "report/columns/naming.h"

static void one(struct hw_forms *ret, struct hw_text text)
{
	*ret = (struct hw_forms){.v = {text}, .n = 1};
}

static void add(struct hw_forms *ret, struct hw_text text)
{
	if (text.n && ret->n < HW_FORMS_MAX && !hw_text_eq(text, ret->v[ret->n - 1]))
		ret->v[ret->n++] = text;
}

/* --- NAME --- */

/* "Co", "Ltd" at the end of a vendor's name, in any case, with or without a dot. */
static bool is_legal_word(struct hw_text word)
{
	static const char words[][15] = {
		"AB",
		"AG",
		"AS",
		"ASA",
		"B.V",
		"BV",
		"Co",
		"Company",
		"Corp",
		"Corporation",
		"GmbH",
		"Group",
		"Inc",
		"Incorporated",
		"KG",
		"Limited",
		"LLC",
		"Ltd",
		"N.V",
		"Oy",
		"Oyj",
		"plc",
		"Pte",
		"Pty",
		"Pvt",
		"S.A",
		"S.p.A",
		"s.r.o",
		"SA",
		"SARL",
		"SpA",
		"SRL",
		"Electronics",
		"Semiconductor",
		"Semiconductors",
		"subsidiaries",
		"Technologies",
		"Technology",
	};

	word = hw_text_trim_end(word, ".,");
	for (size_t i = 0; i < HW_ARRAY_SIZE(words); i++)
		if (strlen(words[i]) == word.n &&
		    strncasecmp(words[i], word.s, word.n) == 0)
			return true;
	return hw_text_eq(word, HW_TEXT("and")) || hw_text_eq(word, HW_TEXT("&"));
}

/* What stands between the last `open` and the `close` that ends the text; *ret_before is
 * what is before it. Absent: the text does not end so. */
static struct hw_text in_brackets(struct hw_text t, char open, char close,
				  struct hw_text *ret_before)
{
	size_t at = t.n;

	if (!t.n || t.s[t.n - 1] != close)
		return HW_NO_TEXT;
	while (at && t.s[at - 1] != open)
		at--;
	if (at < 2)
		return HW_NO_TEXT;
	*ret_before = hw_text_trim_end(hw_text_head(t, at - 1), " ");
	return (struct hw_text){t.s + at, t.n - 1 - at};
}

struct hw_text hw_short_vendor(struct hw_text vendor)
{
	struct hw_text before = vendor;
	struct hw_text nick = in_brackets(vendor, '[', ']', &before);

	/* "AMD/ATI": the maker, and the one it bought */
	if (nick.n)
		return hw_text_head(nick, hw_text_find(nick, '/'));
	/* "Microchip Technology, Inc. (formerly SMSC)" */
	if (in_brackets(vendor, '(', ')', &before).n)
		vendor = before;
	for (;;) {
		size_t at = vendor.n;

		while (at && vendor.s[at - 1] != ' ')
			at--;
		if (!at || !is_legal_word(hw_text_from(vendor, at)))
			return hw_text_trim_end(vendor, ",");
		vendor = hw_text_trim_end(hw_text_head(vendor, at), ", ");
	}
}

static bool is_gpu(const struct hw_record *record)
{
	return hw_bus_class_codes(record->device.bus) == HW_CLASS_CODES_PCI &&
	       record->ids[HW_ROLE_CLASS].present &&
	       record->ids[HW_ROLE_CLASS].value == 0x03;
}

/* One word that is no model. */
static bool is_plain_word(struct hw_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (!hw_is_alnum(t.s[i]) || hw_is_digit(t.s[i]))
			return false;
	return true;
}

/* Whether the column ID is among those that are asked for: it is one of the default. */
static bool has_id(const struct hw_write_options *options)
{
	return !options->columns || options->columns[0] == '+';
}

void hw_forms_name(const struct hw_record *record, const struct hw_write_options *options,
		   struct hw_arena *arena, struct hw_forms *ret)
{
	struct hw_text device = record->names[HW_NAME_DEVICE].text;
	struct hw_text before = device;
	struct hw_text inside;
	struct hw_record brief;

	struct hw_write_options own = *options;

	/* -nn: the column ID, which is never cut, has them */
	if (options->width && options->numeric > 1 && !options->tree && has_id(options))
		own.numeric = 0;
	options = &own;
	one(ret, hw_column_name(record, options, arena));
	if (!options->width || options->numeric == 1)
		return;
	brief = *record;
	brief.names[HW_NAME_VENDOR].text =
		hw_short_vendor(record->names[HW_NAME_VENDOR].text);
	/* the second form is always of the second kind, equal to the first or not */
	ret->v[ret->n++] = hw_column_name(&brief, options, arena);
	if (!device.n)
		return;
	/* "Device" and "Hub" are of anybody */
	if (is_plain_word(device))
		return;
	brief.names[HW_NAME_VENDOR].text = HW_NO_TEXT;
	add(ret, hw_column_name(&brief, options, arena));
	inside = in_brackets(device, '[', ']', &before);
	if (inside.n) {
		brief.names[HW_NAME_DEVICE].text = is_gpu(record) ? inside : before;
		add(ret, hw_column_name(&brief, options, arena));
	}
}

/* --- CLASS --- */

static bool ends_with(struct hw_text t, struct hw_text end)
{
	return t.n >= end.n && hw_text_eq(hw_text_from(t, t.n - end.n), end);
}

/* "ACPI" of "ACPI device": what else is it. */
static struct hw_text name_of_title(const struct hw_record *record, struct hw_text name)
{
	const struct hw_text device = HW_TEXT(" device");

	if (ends_with(name, device) &&
	    hw_bus_class_codes(record->device.bus) == HW_CLASS_CODES_NONE &&
	    !hw_bus_is_whole(record->device.bus, record->device.kind))
		name.n -= device.n;
	return name;
}

void hw_forms_class(const struct hw_record *record,
		    const struct hw_write_options *options, struct hw_arena *arena,
		    struct hw_forms *ret)
{
	struct hw_text word = hw_class_word(record);
	struct hw_text name;
	size_t at;

	if (word.n && !options->numeric && !options->verbose) {
		one(ret, word);
		return;
	}
	name = hw_cell_class(record, options, arena);
	at = name.n;
	if (word.n && options->numeric > 1 && !options->verbose) {
		/* "Ethernet controller [0200]" */
		while (at && name.s[at - 1] != '[')
			at--;
		name = at ? hw_arena_printf(arena, "%.*s [%.*s", HW_TEXT_ARG(word),
					    (int)(name.n - at), name.s + at)
			  : word;
	} else if (!options->verbose) {
		name = name_of_title(record, name);
	}
	one(ret, name);
	/* where its column is narrow */
	if (options->verbose && !options->numeric && options->width)
		add(ret, word.n ? word : name_of_title(record, name));
}

/* --- DRIVER and MODULES --- */

/* A list of this width is not worth shortening. */
#define LIST_MAX ((size_t)26)

/* Nor one of this width, where there is little room. */
#define SHORT_LIST ((size_t)14)

struct hw_text hw_first_of(struct hw_text list, struct hw_arena *arena)
{
	struct hw_text first = hw_text_cut(&list, ',');
	size_t more = 0;

	for (; list.s; more++)
		hw_text_cut(&list, ',');
	return more ? hw_arena_printf(arena, "%.*s +%zu", HW_TEXT_ARG(first), more)
		    : first;
}

/* Modules with commas between them, "a,b +5" if there are many. */
static struct hw_text shorten(struct hw_text all, const struct hw_write_options *options,
			      struct hw_arena *arena)
{
	struct hw_text rest = all;
	size_t said = 0;
	size_t left = 0;

	if (!options->width || options->verbose || all.n <= LIST_MAX)
		return all;
	while (rest.s) {
		struct hw_text module = hw_text_cut(&rest, ',');
		size_t end = (size_t)(module.s + module.n - all.s);

		/* room for " +99" */
		if (!said || (!left && end + 4 <= LIST_MAX))
			said = end;
		else
			left++;
	}
	if (!left)
		return all;
	return hw_arena_printf(arena, "%.*s +%zu", (int)said, all.s, left);
}

static struct hw_text list_modules(const struct hw_record *record,
				   const struct hw_write_options *options,
				   struct hw_arena *arena)
{
	return shorten(hw_cell_modules(record, options, arena), options, arena);
}

void hw_forms_module_list(struct hw_text modules, const struct hw_write_options *options,
			  struct hw_arena *arena, struct hw_forms *ret)
{
	one(ret, shorten(modules, options, arena));
	if (options->width && !options->verbose && modules.n > SHORT_LIST)
		add(ret, hw_first_of(modules, arena));
}

/* "snd-usb-audio" is the driver of the module snd_usb_audio. */
static bool is_same_name(struct hw_text driver, struct hw_text module)
{
	if (driver.n != module.n)
		return false;
	for (size_t i = 0; i < driver.n; i++)
		if ((driver.s[i] == '-' ? '_' : driver.s[i]) !=
		    (module.s[i] == '-' ? '_' : module.s[i]))
			return false;
	return true;
}

void hw_forms_driver(const struct hw_record *record,
		     const struct hw_write_options *options, struct hw_arena *arena,
		     struct hw_forms *ret)
{
	struct hw_text driver = record->device.driver;
	struct hw_text module = record->device.driver_module;
	bool is_unknown = record->verdict.state == HW_STATE_UNKNOWN;
	struct hw_text modules;

	/* all USB devices have "usb" of usbcore */
	if (driver.n && module.n && !is_same_name(driver, module) &&
	    !hw_bus_is_whole(record->device.bus, record->device.kind)) {
		one(ret, hw_arena_printf(arena, "%.*s (%.*s)", HW_TEXT_ARG(driver),
					 HW_TEXT_ARG(module)));
		add(ret, driver);
		return;
	}
	one(ret, driver);
	if (driver.n)
		return;
	modules = list_modules(record, options, arena);
	if (modules.n)
		one(ret, hw_arena_printf(arena, "%s (%.*s)",
					 is_unknown			     ? "?"
					 : options->width && !options->ascii ? "\u2013"
									     : "-",
					 HW_TEXT_ARG(modules)));
}

void hw_forms_modules(const struct hw_record *record,
		      const struct hw_write_options *options, struct hw_arena *arena,
		      struct hw_forms *ret)
{
	hw_forms_module_list(hw_cell_modules(record, options, arena), options, arena,
			     ret);
}
