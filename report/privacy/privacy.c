// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/privacy.h"

#include <errno.h>

#include "decoders/text/ascii.h"
#include "decoders/text/pseudonym.h"
#include "report/privacy/names/device_names.h"
#include "report/privacy/secrets/spelling.h"
#include "report/privacy/shapes/keys.h"
#include "report/privacy/shapes/placeholders.h"

_Static_assert(HW_PSEUDONYMS == (int)HW_PRIVATE_COUNT, "each kind has a word");

/* net/core/net-sysfs.c; drivers/nvme/host/sysfs.c; drivers/scsi/scsi_sysfs.c;
 * drivers/mmc/core/bus.c. */
const struct hw_identity_source hw_provided_identities[HW_PROVIDED_IDENTITIES] = {
	[HW_PROVIDED_ADDRESS] = {"address", {"address", "macaddress"}, HW_PRIVATE_MAC},
	[HW_PROVIDED_SERIAL] = {"serial", {"serial", "device/serial"}, HW_PRIVATE_SERIAL},
	[HW_PROVIDED_WWID] = {"wwid", {"wwid", "device/wwid"}, HW_PRIVATE_WWN},
	[HW_PROVIDED_EUI] = {"eui", {"eui"}, HW_PRIVATE_WWN},
	[HW_PROVIDED_NGUID] = {"nguid", {"nguid"}, HW_PRIVATE_WWN},
	[HW_PROVIDED_UUID] = {"uuid", {"uuid"}, HW_PRIVATE_UUID},
};

bool hw_privacy_kind_of_file(struct hw_text name, enum hw_private_kind *ret)
{
	for (size_t i = 0; i < HW_PROVIDED_IDENTITIES; i++)
		for (size_t k = 0; k < 2; k++) {
			const char *file = hw_provided_identities[i].files[k];

			if (!file || !hw_text_eq(hw_path_base(hw_text_of(file)), name))
				continue;
			*ret = hw_provided_identities[i].kind;
			return true;
		}
	return false;
}

void hw_privacy_done(struct hw_privacy *privacy)
{
	for (size_t i = 0; i < HW_PRIVATE_COUNT; i++)
		hw_text_index_done(&privacy->numbers[i]);
	hw_text_set_done(&privacy->values);
	hw_text_set_done(&privacy->of_texts);
	hw_text_set_done(&privacy->read);
	hw_arena_done(&privacy->arena);
	*privacy = (struct hw_privacy){0};
}

enum hw_privacy_level hw_privacy_level_recorded(const struct hw_privacy *privacy)
{
	return privacy->is_mixed ? privacy->level_of_recording : privacy->level_of_source;
}

bool hw_privacy_is_off(const struct hw_privacy *privacy)
{
	return privacy->level == HW_PRIVACY_FULL;
}

/* "52:54:00:12:34:56" and "enx525400123456" have one address. */
static struct hw_text without_separators(struct hw_text address, struct hw_arena *arena)
{
	char *to = hw_arena_alloc(arena, address.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; to && i < address.n; i++)
		if (!strchr(":-._ ", address.s[i]))
			to[n++] = hw_lower(address.s[i]);
	return to ? (struct hw_text){to, n} : HW_NO_TEXT;
}

/* From so many digits on they are an IMEI or the number of a card. */
#define LONG_NUMBER_MIN ((size_t)14)

/* Whether the value is digits that people write in groups: "49 015420 323751 8". */
static bool is_long_number(struct hw_text value)
{
	size_t digits = 0;

	for (size_t i = 0; i < value.n; i++) {
		digits += hw_is_digit(value.s[i]);
		if (!hw_is_digit(value.s[i]) && !strchr("-._ ", value.s[i]))
			return false;
	}
	return digits >= LONG_NUMBER_MIN;
}

/* What a value is numbered by: that of all its spellings. */
static struct hw_text key_of(enum hw_private_kind kind, struct hw_text value,
			     struct hw_arena *arena)
{
	return kind == HW_PRIVATE_MAC ||
			       (kind == HW_PRIVATE_SERIAL && is_long_number(value))
		       ? without_separators(value, arena)
		       : value;
}

/* Where a value is met: an attribute or a name; a text of a device's own; such a text
 * that is read for its numbers alone. */
enum place { OF_DEVICE, OF_TEXT, OF_TEXT_READ };

/* Gives a value without a number the next one; 0 when out of memory. */
static size_t add_number(struct hw_privacy *p, enum hw_private_kind kind,
			 struct hw_text value)
{
	struct hw_text_index *numbers = &p->numbers[kind];
	const size_t number = p->recorded[kind] + numbers->n + 1;

	value = hw_arena_copy(&p->arena, value);
	return value.s && hw_text_index_add(numbers, value, number) == 0 ? number : 0;
}

/* Adds it to what is searched in documents, or to what texts have; names of devices are
 * searched by themselves. False when out of memory. */
static bool note_met(struct hw_privacy *p, enum hw_private_kind kind, enum place place,
		     struct hw_text value)
{
	static const struct hw_text_set none;
	const struct hw_text_set *others = &none;
	struct hw_text_set *set = &p->values;

	switch (place) {
	case OF_DEVICE:
		if (kind == HW_PRIVATE_NAME)
			return true;
		break;
	case OF_TEXT:
		others = &p->values;
		set = &p->of_texts;
		break;
	case OF_TEXT_READ:
		set = &p->read;
		break;
	}
	if (hw_text_set_has(others, value) || hw_text_set_has(set, value))
		return true;
	value = hw_arena_copy(&p->arena, value);
	return value.s && hw_text_set_add(set, value) == 0;
}

static void number_devices(struct hw_privacy *p)
{
	if (!p->number_all || p->is_numbered)
		return;
	p->is_numbered = true;
	p->number_all(p->arg);
}

static void number_texts(struct hw_privacy *p)
{
	if (!p->number_texts || p->has_numbered_texts)
		return;
	p->has_numbered_texts = true;
	p->number_texts(p->arg);
}

/* The number of a value, from 1; 0 when out of memory. */
static size_t number_of(struct hw_privacy *p, enum hw_private_kind kind, enum place place,
			struct hw_text value)
{
	const size_t *known;
	struct hw_text key;

	number_devices(p);
	key = key_of(kind, value, &p->arena);
	/* of an address all spellings are searched */
	if (kind == HW_PRIVATE_MAC)
		value = key;
	known = hw_text_index_find(&p->numbers[kind], key);
	if (!known && place == OF_TEXT) {
		number_texts(p);
		known = hw_text_index_find(&p->numbers[kind], key);
	}
	if (!key.s || !note_met(p, kind, place, value))
		return 0;
	return known ? *known : add_number(p, kind, key);
}

/* The text with what stands for the value in the place of `n` bytes at `at`. */
static struct hw_text replace(struct hw_privacy *p, enum hw_private_kind kind,
			      enum place place, struct hw_text value, struct hw_text t,
			      size_t at, size_t n, struct hw_arena *arena)
{
	const size_t number = number_of(p, kind, place, value);

	return hw_arena_printf(arena, "%.*s%s-%zu%.*s", HW_TEXT_ARG(hw_text_head(t, at)),
			       hw_pseudonym_words[kind], number,
			       HW_TEXT_ARG(hw_text_from(t, at + n)));
}

/* The text with `n` bytes at `at` withheld. */
static struct hw_text withhold_in(struct hw_privacy *p, enum hw_private_kind kind,
				  enum place place, struct hw_text t, size_t at, size_t n,
				  struct hw_arena *arena)
{
	return replace(p, kind, place, hw_text_head(hw_text_from(t, at), n), t, at, n,
		       arena);
}

static struct hw_text withhold(struct hw_privacy *p, enum hw_private_kind kind,
			       struct hw_text t, size_t at, size_t n,
			       struct hw_arena *arena)
{
	return withhold_in(p, kind, OF_DEVICE, t, at, n, arena);
}

/* The part at the end of the text, before `part.after` bytes. */
static struct hw_text withhold_part(struct hw_privacy *p, struct hw_name_part part,
				    struct hw_text t, struct hw_arena *arena)
{
	return part.n ? withhold(p, part.kind, t, t.n - part.after - part.n, part.n,
				 arena)
		      : t;
}

struct hw_text hw_privacy_value(struct hw_privacy *p, enum hw_private_kind kind,
				struct hw_text value, struct hw_arena *arena)
{
	if (!value.n || p->level > p->level_of_source)
		return HW_NO_TEXT;
	if (p->is_mixed && hw_private_is_replaced(value))
		return p->level > p->level_of_recording ? HW_NO_TEXT : value;
	if (hw_privacy_is_off(p) || p->level_of_source < HW_PRIVACY_FULL)
		return value;
	return withhold(p, kind, value, 0, value.n, arena);
}

/* The first kind that the value is numbered as. */
static enum hw_private_kind kind_of(struct hw_privacy *p, struct hw_text value)
{
	int kind = 0;

	if (hw_text_index_find(&p->numbers[HW_PRIVATE_SERIAL],
			       key_of(HW_PRIVATE_SERIAL, value, &p->arena)))
		return HW_PRIVATE_SERIAL;
	while (kind < HW_PRIVATE_COUNT - 1 &&
	       !hw_text_index_find(&p->numbers[kind], value))
		kind++;
	return (enum hw_private_kind)kind;
}

struct hw_text hw_privacy_text(struct hw_privacy *p, struct hw_text text,
			       struct hw_arena *arena)
{
	for (size_t i = 0; i < p->values.n && text.n; i++) {
		const struct hw_text value = p->values.v[i];
		const char *at =
			value.n >= 5 ? memmem(text.s, text.n, value.s, value.n) : NULL;

		/* few are in the text: of those it is asked */
		if (at && !hw_is_placeholder(value))
			text = withhold(p, kind_of(p, value), text, (size_t)(at - text.s),
					value.n, arena);
	}
	return text;
}

static struct hw_text filter_name(struct hw_privacy *p, struct hw_text bus,
				  struct hw_text name, struct hw_arena *arena)
{
	struct hw_name_part part = hw_name_of_device(p->words, bus, name);

	return withhold_part(p, part, name, arena);
}

/* "BUS:NAME" */
static struct hw_text filter_id(struct hw_privacy *p, struct hw_text id,
				struct hw_arena *arena)
{
	struct hw_text name = id;
	struct hw_text bus = hw_text_cut(&name, ':');
	struct hw_name_part part = hw_name_of_device(p->words, bus, name);

	return withhold_part(p, part, id, arena);
}

static struct hw_text filter_path(struct hw_privacy *p, struct hw_text path,
				  struct hw_arena *arena)
{
	struct hw_text rest = path;
	struct hw_text before = HW_NO_TEXT;
	/* of "bus/wmi/devices": the components before that one */
	struct hw_text above = HW_NO_TEXT;
	struct hw_text bus = HW_NO_TEXT;
	/* "kernel/drivers/net/phy" has no interfaces */
	const bool has_classes =
		path.n && (memmem(path.s, path.n, "devices/", strlen("devices/")) ||
			   memmem(path.s, path.n, "class/", strlen("class/")));

	while (rest.s) {
		struct hw_text name = hw_text_cut(&rest, '/');
		bool has_bus = hw_text_eq(bus, HW_TEXT("bus")) &&
			       hw_text_eq(before, HW_TEXT("devices"));
		struct hw_name_part part =
			has_bus ? hw_name_of_device(p->words, above, name)
				: hw_name_in_path(p->words, before,
						  has_classes
							  ? hw_name_class_in_path(
								    above, before, name)
							  : HW_NO_TEXT,
						  name);

		if (part.n) {
			size_t end = (size_t)(name.s - path.s) + name.n;

			/* the text is another one: start again */
			path = withhold(p, part.kind, path, end - part.after - part.n,
					part.n, arena);
			rest = path;
			name = HW_NO_TEXT;
			before = name;
			above = name;
		}
		bus = above;
		above = before;
		before = name;
	}
	return path;
}

void hw_privacy_number(struct hw_privacy *privacy, const struct hw_device *d)
{
	struct hw_arena scratch = {0};

	filter_name(privacy, d->subsystem, d->name, &scratch);
	filter_path(privacy, d->syspath, &scratch);
	hw_arena_done(&scratch);
}

struct hw_text hw_privacy_path(struct hw_privacy *privacy, struct hw_text path,
			       struct hw_arena *arena)
{
	struct hw_text bus = path;
	struct hw_text name = hw_path_base(path);
	struct hw_name_part part;

	if (hw_privacy_is_off(privacy))
		return path;
	if (!hw_text_starts(path, HW_TEXT("sys/bus/")))
		return filter_path(privacy, path, arena);
	/* sys/bus/w1/devices/28-000001020304, sys/bus/w1/drivers/x/28-000001020304 */
	bus = hw_text_from(path, strlen("sys/bus/"));
	bus = hw_text_cut(&bus, '/');
	part = hw_name_of_device(privacy->words, bus, name);
	return withhold_part(privacy, part, path, arena);
}

/* Devices that programs make, which call them as people told them to: uinput_create(),
 * drivers/input/misc/uinput.c; uhid_dev_create2(), drivers/hid/uhid.c. The kernel's own
 * ones there are of BUS_HOST. */
static bool is_of_program(const struct hw_record *r, const struct hw_field *attached_by)
{
	static const char *const tops[] = {"/sys/devices/virtual/input/",
					   "/sys/devices/virtual/misc/uhid/"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(tops); i++)
		if (hw_text_starts(r->device.syspath, hw_text_of(tops[i])))
			return !attached_by || attached_by->value != HW_ATTACHED_BY_HOST;
	return false;
}

/* By the modalias, or by HID_ID=0005:… of hid_uevent(), drivers/hid/hid-core.c. */
bool hw_privacy_is_named_by_people(const struct hw_record *r)
{
	const struct hw_field *f;

	/* another computer, which calls itself as its host: tb_xdomain_type,
	 * drivers/thunderbolt/xdomain.c */
	if (hw_text_eq(r->device.kind, HW_TEXT("thunderbolt_xdomain")))
		return true;
	if (!hw_bus_field(r->device.bus, HW_ROLE_ATTACHED_BY))
		return false;
	f = r->modalias ? hw_field_of_role(&r->modalias->modalias, HW_ROLE_ATTACHED_BY)
			: NULL;
	return is_of_program(r, f) ||
	       (f && f->match == HW_MATCH_FIXED &&
		f->value == HW_ATTACHED_BY_BLUETOOTH) ||
	       hw_text_starts(hw_uevent_get(r->device.uevent, "HID_ID"),
			      HW_TEXT("0005:"));
}

static bool is_own(const struct hw_name *name)
{
	return name->source && strcmp(name->source, "device") == 0;
}

/* Keys of a uevent file in which they are: hid_uevent(), drivers/hid/hid-core.c;
 * input_dev_uevent(), drivers/input/input.c. */
static const char *const name_keys[] = {"HID_NAME", "NAME"};

static void drop_own_names(const struct hw_privacy *p, struct hw_record *r)
{
	struct hw_withheld *withheld = p->words ? p->words->withheld : NULL;

	for (size_t i = 0; i < HW_ARRAY_SIZE(name_keys); i++)
		hw_withheld_add_name(withheld,
				     hw_uevent_get(r->device.uevent, name_keys[i]));
	if (is_own(&r->names[HW_NAME_DEVICE]))
		hw_withheld_add_name(withheld, r->names[HW_NAME_DEVICE].text);
	r->device.uevent = HW_NO_TEXT;
	for (size_t i = 0; i < HW_NAME_COUNT; i++)
		if (is_own(&r->names[i]))
			r->names[i] = (struct hw_name){0};
}

/* What a maker calls a device is nobody's, though another one may be called so. */
static void show_own_names(const struct hw_privacy *p, const struct hw_record *r)
{
	struct hw_withheld *withheld = p->words ? p->words->withheld : NULL;

	for (size_t i = 0; i < HW_NAME_COUNT; i++)
		if (is_own(&r->names[i]))
			hw_withheld_show_own(withheld, r->names[i].text);
	hw_withheld_show_own(withheld, r->own_vendor);
	hw_withheld_show_own(withheld, r->own_name);
}

/* What USB devices say is without it already: hw_machine_own_string(). */
static void filter_owners(const struct hw_privacy *p, struct hw_record *r,
			  struct hw_arena *arena)
{
	for (size_t i = 0; i < HW_NAME_COUNT; i++)
		if (is_own(&r->names[i]))
			r->names[i].text =
				hw_free_text_owner(r->names[i].text, p->words, arena);
}

/* "HID_NAME=Joe Headset", NAME="…": what lists show of a device without another name. */
static void filter_uevent(struct hw_privacy *p, struct hw_device *d,
			  struct hw_arena *arena)
{
	bool has_name = false;

	for (size_t i = 0; i < HW_ARRAY_SIZE(name_keys); i++)
		has_name = has_name || hw_uevent_get(d->uevent, name_keys[i]).n;
	if (!has_name)
		return;
	d->uevent = hw_free_text_own(d->uevent, p->words, arena);
	for (size_t i = 0; i < HW_ARRAY_SIZE(name_keys); i++) {
		const struct hw_text name = hw_uevent_get(d->uevent, name_keys[i]);
		const struct hw_text told = hw_privacy_own(p, name, HW_OWN_NAME, arena);
		const size_t at = name.n ? (size_t)(name.s - d->uevent.s) : 0;

		if (told.s != name.s)
			d->uevent = hw_arena_printf(
				arena, "%.*s%.*s%.*s", (int)at, d->uevent.s,
				HW_TEXT_ARG(told),
				HW_TEXT_ARG(hw_text_from(d->uevent, at + name.n)));
	}
}

/* What stands for a point below the places where people name what they mount; or the
 * point. */
static struct hw_text public_place(struct hw_text point, struct hw_arena *arena)
{
	/* below these is what people named, not what a system has: /run/media/USER/LABEL
	 */
	static const char *const named[] = {"/run/media/", "/run/user/", "/var/home/"};
	/* of hier(7) and file-hierarchy(7) those that systems and packages make */
	static const char standard[][8] = {
		"bin",	 "boot",   "dev",     "efi", "etc",  "lib", "lib32",
		"lib64", "libx32", "opt",     "nix", "proc", "run", "sbin",
		"snap",	 "sys",	   "sysroot", "tmp", "usr",  "var",
	};
	/* below which people name things, as they do others, "/alice-pool" */
	static const char usual[][8] = {
		"archive", "backup", "backups", "cdrom", "data",    "export", "exports",
		"games",   "home",   "media",	"misc",	 "mnt",	    "net",    "nfs",
		"pool",	   "root",   "scratch", "share", "shared",  "srv",    "storage",
		"swap",	   "tank",   "vm",	"vms",	 "volumes", "work",
	};
	/* of a line that is malformed it is empty */
	struct hw_text rest = hw_text_from(point, point.n != 0);
	const struct hw_text first = hw_text_cut(&rest, '/');
	const bool is_path = hw_text_starts(point, HW_TEXT("/"));

	for (size_t i = 0; i < HW_ARRAY_SIZE(named); i++)
		if (hw_text_starts(point, hw_text_of(named[i])))
			return hw_arena_printf(arena, "%swithheld", named[i]);
	for (size_t i = 0; i < HW_ARRAY_SIZE(standard); i++)
		if (hw_text_eq(first, hw_text_of(standard[i])))
			return point;
	for (size_t i = 0; i < HW_ARRAY_SIZE(usual); i++)
		if (hw_text_eq(first, hw_text_of(usual[i])))
			return rest.n && is_path
				       ? hw_arena_printf(arena, "/%s/withheld", usual[i])
				       : point;
	return first.n && is_path ? HW_TEXT("/withheld") : point;
}

struct hw_text hw_privacy_typed(const struct hw_privacy *p, struct hw_text typed,
				struct hw_arena *arena)
{
	return hw_privacy_is_off(p) ? typed : hw_free_text_file(typed, p->words, arena);
}

struct hw_text hw_privacy_mount(const struct hw_privacy *p, struct hw_text point,
				struct hw_arena *arena)
{
	const struct hw_text place = public_place(point, arena);
	/* /opt/alice: not the home directory that it may be, which would be another one
	 */
	const struct hw_text names = hw_text_from(place, place.n != 0);
	const struct hw_text told =
		names.n ? hw_free_text_path(names, p->words, arena) : names;

	return told.s == names.s ? place
				 : hw_arena_printf(arena, "/%.*s", HW_TEXT_ARG(told));
}

/* The length of the World Wide Name at the start of the text, "eui.0025385881b0ffee", as
 * the attribute wwid has it (Documentation/ABI/stable/sysfs-block); 0: it is none. */
static size_t wwn_length(struct hw_text text)
{
	static const char *const types[] = {"eui.", "naa.", "wwn-0x"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(types); i++) {
		const size_t head = strlen(types[i]);
		size_t n = head;

		if (!hw_text_starts(text, hw_text_of(types[i])))
			continue;
		while (n < text.n && hw_is_hex(text.s[n]))
			n++;
		return n >= head + 8 ? n : 0;
	}
	return 0;
}

/* A UUID, a World Wide Name or what its form tells, in what a device calls itself, or an
 * address: a name of a device may be a UUID that is a type. */
static struct hw_name_part find_in_text(const struct hw_privacy *p, struct hw_text text,
					enum hw_own_text what)
{
	static const struct hw_ids *const none[2];

	for (size_t at = 0; at < text.n; at++) {
		const struct hw_text rest = hw_text_from(text, at);
		struct hw_own_part own;
		size_t n;

		if (at && hw_is_alnum(text.s[at - 1]))
			continue;
		n = hw_name_uuid_length(rest);
		if (n)
			return (struct hw_name_part){HW_PRIVATE_UUID, n, rest.n - n};
		n = wwn_length(rest);
		if (n)
			return (struct hw_name_part){HW_PRIVATE_WWN, n, rest.n - n};
		n = hw_name_address_length(text, at);
		if (n)
			return (struct hw_name_part){HW_PRIVATE_MAC, n, rest.n - n};
		own = hw_own_form(text, at, what, p->words ? p->words->databases : none);
		if (own.length)
			return (struct hw_name_part){own.kind, own.length,
						     rest.n - own.kept - own.length};
	}
	return hw_name_address(text);
}

static struct hw_text without_own(struct hw_privacy *p, enum place place,
				  struct hw_text text, enum hw_own_text what,
				  struct hw_arena *arena)
{
	struct hw_name_part part = find_in_text(p, text, what);

	while (part.n) {
		text = withhold_in(p, part.kind, place, text,
				   text.n - part.after - part.n, part.n, arena);
		part = find_in_text(p, text, what);
	}
	return text;
}

/* Of letters and digits. Shorter numbers are parts of names of models. */
#define BARE_MIN ((size_t)6)

/* Numbers of this length may be digits alone. */
#define DECIMAL_MIN ((size_t)8)

/* Whether it may stand for the same thing where no word introduces it. */
static bool is_telling(struct hw_text value)
{
	size_t digits = 0;
	size_t all = 0;

	for (size_t i = 0; i < value.n; i++) {
		all += hw_is_alnum(value.s[i]);
		digits += hw_is_digit(value.s[i]);
	}
	return digits && all >= (digits < all ? BARE_MIN : DECIMAL_MIN);
}

/* How long the word at `at` is, with the separators of numbers in it. */
static size_t word_length_at(struct hw_text text, size_t at)
{
	size_t n = 0;

	while (at + n < text.n &&
	       (hw_is_alnum(text.s[at + n]) || strchr(":-._", text.s[at + n])))
		n++;
	return n;
}

/* What a text has behind a word that introduces it, "Box S/N ZK4471902", another one may
 * have bare, "ZK4471902". */
static struct hw_text without_bare(struct hw_privacy *p, struct hw_text text,
				   struct hw_arena *arena)
{
	if (p->level_of_source < HW_PRIVACY_FULL || !p->read.n || !is_telling(text))
		return text;
	for (size_t i = 0; i < p->read.n; i++) {
		const struct hw_text value = p->read.v[i];
		struct hw_text place =
			is_telling(value) ? hw_spelling_find(text, value) : HW_NO_TEXT;

		while (place.n) {
			text = replace(p, kind_of(p, value), OF_TEXT, value, text,
				       (size_t)(place.s - text.s), place.n, arena);
			place = hw_spelling_find(text, value);
		}
	}
	return text;
}

/* A word of this length is rarely the name of a model, "RTL8153". */
#define NUMBER_MIN ((size_t)8)

/* With separators, as models have one, "USB2.0-CRW", so many digits, or signs and digits
 * beside letters in upper case. */
#define NUMBER_DIGITS_MIN ((size_t)5)
#define NUMBER_SIGNS_MIN  ((size_t)2)

/* Whether the word may be a number that another text has in another spelling,
 * "AB12-CD34-77", or a part of it, "LAN_ab12cd3477". */
static bool is_number(struct hw_text word)
{
	size_t digits = 0;
	/* and digits */
	size_t letters = 0;
	size_t signs = 0;
	size_t part = 0;
	bool has_lower = false;

	for (size_t i = 0; i < word.n; i++) {
		part = hw_is_alnum(word.s[i]) ? part + 1 : 0;
		letters += part != 0;
		/* a version has dots */
		signs += !part && word.s[i] != '.';
		digits += hw_is_digit(word.s[i]);
		has_lower = has_lower || word.s[i] >= 'a';
		if (part >= NUMBER_MIN &&
		    is_telling(hw_text_head(hw_text_from(word, i + 1 - part), part)))
			return true;
	}
	return letters >= NUMBER_MIN && is_telling(word) &&
	       (digits >= NUMBER_DIGITS_MIN ||
		(!has_lower && digits >= 2 && signs >= NUMBER_SIGNS_MIN));
}

/* Whether such a word is in it, but for the kernel's release, which root hubs call
 * themselves, "Linux 6.12.117+deb12-amd64 xhci-hcd" (drivers/usb/core/hcd.c,
 * rh_string()). */
static bool has_number(struct hw_text text)
{
	if (hw_text_starts(text, HW_TEXT("Linux ")))
		return false;
	for (size_t at = 0; at < text.n; at++) {
		const size_t n = word_length_at(text, at);

		if (is_number(hw_text_head(hw_text_from(text, at), n)))
			return true;
		at += n;
	}
	return false;
}

void hw_privacy_read_texts(struct hw_privacy *p, struct hw_text text)
{
	if (p->level_of_source == HW_PRIVACY_FULL && has_number(text))
		number_texts(p);
}

struct hw_text hw_privacy_own(struct hw_privacy *p, struct hw_text text,
			      enum hw_own_text what, struct hw_arena *arena)
{
	return without_bare(p, without_own(p, OF_TEXT, text, what, arena), arena);
}

bool hw_privacy_has_own(const struct hw_privacy *privacy, struct hw_text text,
			enum hw_own_text what)
{
	return find_in_text(privacy, text, what).n;
}

void hw_privacy_number_text(struct hw_privacy *privacy, struct hw_text text,
			    enum hw_own_text what)
{
	struct hw_arena scratch = {0};

	without_own(privacy, OF_TEXT_READ, text, what, &scratch);
	hw_arena_done(&scratch);
}

/* Whether an address is at `at`, by its shape, or as one that has a number: a letter
 * before it may be a hexadecimal digit, too. */
static bool is_joined_at(struct hw_privacy *p, struct hw_text text, size_t at)
{
	char lower[12];
	size_t n = 0;

	while (n < 13 && at + n < text.n && hw_is_hex(text.s[at + n]))
		n++;
	if (n < 12)
		return false;
	for (size_t i = 0; i < 12; i++)
		lower[i] = hw_lower(text.s[at + i]);
	if (hw_text_index_find(&p->numbers[HW_PRIVATE_MAC], (struct hw_text){lower, 12}))
		return true;
	return n == 12 && hw_name_is_mixed_address(text, at);
}

/* The value without what the kernel leaves out of a text that it joins: ascii_filter(),
 * drivers/firmware/dmi-id.c. */
static struct hw_text as_joined(struct hw_text value, struct hw_arena *arena)
{
	char *to = hw_arena_alloc(arena, value.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; to && i < value.n; i++)
		if (value.s[i] > ' ' && value.s[i] < 127 && value.s[i] != ':')
			to[n++] = value.s[i];
	return to ? (struct hw_text){to, n} : HW_NO_TEXT;
}

/* What texts by themselves have. */
static struct hw_text without_read(struct hw_privacy *p, struct hw_text text,
				   struct hw_arena *arena)
{
	for (size_t i = 0; i < p->read.n && text.n; i++) {
		const struct hw_text value = p->read.v[i];
		const struct hw_text joined = as_joined(value, arena);
		const char *at =
			joined.n >= 5 ? memmem(text.s, text.n, joined.s, joined.n) : NULL;

		if (at)
			text = replace(p, kind_of(p, value), OF_TEXT, value, text,
				       (size_t)(at - text.s), joined.n, arena);
	}
	return text;
}

/* Whether a hardware address may be in it. */
static bool has_digits_of_address(struct hw_text text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n && n < 12; i++)
		n = hw_is_hex(text.s[i]) ? n + 1 : 0;
	return n == 12;
}

struct hw_text hw_privacy_joined(struct hw_privacy *p, struct hw_text text,
				 struct hw_arena *arena)
{
	/* all devices have to be read for their numbers */
	if (!has_digits_of_address(text) && p->firmware_has_own &&
	    !p->firmware_has_own(p->arg))
		return text;
	/* which are known may not depend on what was met */
	number_devices(p);
	number_texts(p);
	for (size_t at = 0; at < text.n; at++)
		if (is_joined_at(p, text, at))
			text = withhold_in(p, HW_PRIVATE_MAC, OF_TEXT, text, at, 12,
					   arena);
	return without_read(p, text, arena);
}

struct hw_text hw_privacy_given_name(struct hw_privacy *p, struct hw_text class,
				     struct hw_text name, struct hw_arena *arena)
{
	struct hw_name_part part = hw_name_given(p->words, class, name);

	while (part.n) {
		name = withhold_part(p, part, name, arena);
		part = hw_name_given(p->words, class, name);
	}
	return name;
}

static void filter_provided(struct hw_privacy *p, struct hw_record *r,
			    struct hw_arena *arena)
{
	for (size_t i = 0; i < r->provide_count; i++) {
		struct hw_provided *v = &r->provides[i];

		v->name = hw_privacy_given_name(p, v->class, v->name, arena);
		v->node = without_own(p, OF_TEXT, v->node, HW_OWN_NAME, arena);
		for (size_t k = 0; k < v->mount_count; k++)
			v->mounts[k] = hw_privacy_mount(p, v->mounts[k], arena);
	}
}

static void filter_identities(struct hw_privacy *p, struct hw_provided *v,
			      struct hw_arena *arena)
{
	for (size_t i = 0; i < HW_PROVIDED_IDENTITIES; i++)
		v->identities[i] = hw_privacy_value(p, hw_provided_identities[i].kind,
						    v->identities[i], arena);
}

int hw_privacy_apply(struct hw_privacy *privacy, struct hw_record *r,
		     struct hw_arena *arena)
{
	struct hw_device *d = &r->device;

	for (size_t i = 0; i < r->provide_count; i++)
		filter_identities(privacy, &r->provides[i], arena);
	if (hw_privacy_is_off(privacy))
		return hw_arena_failed(arena) ? -ENOMEM : 0;
	d->name = filter_name(privacy, d->subsystem, d->name, arena);
	d->id = filter_id(privacy, d->id, arena);
	d->parent = filter_id(privacy, d->parent, arena);
	d->syspath = filter_path(privacy, d->syspath, arena);
	if (hw_privacy_is_named_by_people(r))
		drop_own_names(privacy, r);
	/* a recording has lost them, and has few words of the databases, which are none
	 */
	if (privacy->level_of_source == HW_PRIVACY_FULL) {
		filter_owners(privacy, r, arena);
		filter_uevent(privacy, d, arena);
	}
	show_own_names(privacy, r);
	filter_provided(privacy, r, arena);
	return hw_arena_failed(arena) || hw_arena_failed(&privacy->arena) ? -ENOMEM : 0;
}

void hw_privacy_apply_head(struct hw_report_head *head,
			   const struct hw_private_words *words, struct hw_arena *arena)
{
	head->source_root = hw_free_text_path(head->source_root, words, arena);
	head->modules_directory =
		hw_free_text_path(head->modules_directory, words, arena);
	for (size_t i = 0; i < head->database_count; i++)
		head->databases[i].path =
			hw_free_text_path(head->databases[i].path, words, arena);
}

void hw_privacy_apply_warnings(struct hw_warnings *warnings,
			       const struct hw_private_words *words)
{
	struct hw_arena *arena = &warnings->arena;

	for (struct hw_warning *w = warnings->first; w; w = w->next) {
		w->path = hw_free_text_file(w->path, words, arena);
		w->message = hw_free_text_public(w->message, words, arena);
	}
}
