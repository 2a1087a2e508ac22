// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/names/names.h"

#include "decoders/text/ascii.h"
#include "report/names/internal.h"

static bool is_class_role(enum hw_role role)
{
	return role == HW_ROLE_CLASS || role == HW_ROLE_SUBCLASS ||
	       role == HW_ROLE_INTERFACE || role == HW_ROLE_DEVICE_CLASS ||
	       role == HW_ROLE_DEVICE_SUBCLASS || role == HW_ROLE_DEVICE_PROTOCOL;
}

void hw_ids_of_modalias(const struct hw_modalias *m, struct hw_id ret_ids[HW_ROLE_COUNT])
{
	for (size_t i = 0; i < HW_ROLE_COUNT; i++)
		ret_ids[i] = (struct hw_id){0};
	for (size_t i = 0; i < m->field_count; i++) {
		const struct hw_field *f = &m->fields[i];
		const struct hw_field_spec *spec = f->spec;

		if (spec->role == HW_ROLE_NONE || spec->kind != HW_KIND_HEX ||
		    f->match != HW_MATCH_FIXED || f->value > UINT32_MAX)
			continue;
		ret_ids[spec->role] = (struct hw_id){
			.present = true,
			.digits = is_class_role(spec->role) ? 2 : 4,
			.value = (uint32_t)f->value,
		};
	}
}

/* Cuts the number before the next '/' off `rest`; false if there is none. */
static bool cut_number(struct hw_text *rest, unsigned base, uint32_t *ret)
{
	struct hw_text item = rest->s ? hw_text_cut(rest, '/') : HW_NO_TEXT;
	uint32_t value = 0;

	if (!item.n || item.n > 4)
		return false;
	for (size_t i = 0; i < item.n; i++) {
		int d = hw_hex_value(item.s[i]);

		if (d < 0 || (unsigned)d >= base)
			return false;
		value = value * base + (unsigned)d;
	}
	*ret = value;
	return true;
}

void hw_ids_of_usb_device(struct hw_text uevent, struct hw_id ret_ids[HW_ROLE_COUNT])
{
	static const struct {
		const char *key;
		unsigned base;
		unsigned char digits;
		enum hw_role roles[3];
	} keys[] = {
		{"PRODUCT", 16, 4, {HW_ROLE_VENDOR, HW_ROLE_DEVICE, HW_ROLE_NONE}},
		{"TYPE", 10, 2, {HW_ROLE_CLASS, HW_ROLE_SUBCLASS, HW_ROLE_INTERFACE}},
	};

	for (size_t i = 0; i < HW_ROLE_COUNT; i++)
		ret_ids[i] = (struct hw_id){0};
	for (size_t k = 0; k < HW_ARRAY_SIZE(keys); k++) {
		struct hw_text rest = hw_uevent_get(uevent, keys[k].key);
		uint32_t value;

		for (size_t i = 0; i < 3 && cut_number(&rest, keys[k].base, &value); i++)
			if (keys[k].roles[i] != HW_ROLE_NONE)
				ret_ids[keys[k].roles[i]] =
					(struct hw_id){true, keys[k].digits, value};
	}
}

static bool has16(struct hw_id id)
{
	return id.present && id.value <= UINT16_MAX;
}

static bool has8(struct hw_id id)
{
	return id.present && id.value <= UINT8_MAX;
}

static struct hw_text vendor_name(struct hw_ids *db, struct hw_id vendor)
{
	return has16(vendor) ? hw_ids_vendor(db, (uint16_t)vendor.value) : HW_NO_TEXT;
}

static struct hw_text device_name(struct hw_ids *db, struct hw_id vendor,
				  struct hw_id device)
{
	if (!has16(vendor) || !has16(device))
		return HW_NO_TEXT;
	return hw_ids_device(db, (uint16_t)vendor.value, (uint16_t)device.value);
}

static struct hw_text subsystem_name(struct hw_ids *db, const struct hw_id *ids)
{
	struct hw_id v = ids[HW_ROLE_VENDOR];
	struct hw_id d = ids[HW_ROLE_DEVICE];
	struct hw_id sv = ids[HW_ROLE_SUBVENDOR];
	struct hw_id sd = ids[HW_ROLE_SUBDEVICE];
	struct hw_text name;

	if (!has16(v) || !has16(d) || !has16(sv) || !has16(sd))
		return HW_NO_TEXT;
	name = hw_ids_subsystem(db, (uint16_t)v.value, (uint16_t)d.value,
				(uint16_t)sv.value, (uint16_t)sd.value);
	if (!name.s && v.value == sv.value && d.value == sd.value)
		name = device_name(db, v, d);
	return name;
}

/* The name of one of the three levels of a class: roles base, base + 1, base + 2. */
static struct hw_text class_name(struct hw_ids *db, const struct hw_id *ids,
				 enum hw_role base, enum hw_role role)
{
	struct hw_id c = ids[base];
	struct hw_id s = ids[base + 1];
	struct hw_id p = ids[base + 2];

	if (!has8(c))
		return HW_NO_TEXT;
	if (role == base)
		return hw_ids_class(db, (uint8_t)c.value);
	if (!has8(s))
		return HW_NO_TEXT;
	if (role == base + 1)
		return hw_ids_subclass(db, (uint8_t)c.value, (uint8_t)s.value);
	if (!has8(p))
		return HW_NO_TEXT;
	return hw_ids_interface(db, (uint8_t)c.value, (uint8_t)s.value, (uint8_t)p.value);
}

/* A subsystem vendor of 0000 or ffff means none. */
static bool is_real_vendor(struct hw_id vendor)
{
	return vendor.present && vendor.value != 0 && vendor.value != UINT16_MAX;
}

/* The name in an id file. */
static struct hw_text ask_file(struct hw_ids *db, enum hw_role role,
			       const struct hw_id ids[HW_ROLE_COUNT])
{
	struct hw_text text = HW_NO_TEXT;

	switch (role) {
	case HW_ROLE_VENDOR:
		text = vendor_name(db, ids[HW_ROLE_VENDOR]);
		break;
	case HW_ROLE_DEVICE:
		text = device_name(db, ids[HW_ROLE_VENDOR], ids[HW_ROLE_DEVICE]);
		break;
	case HW_ROLE_SUBVENDOR:
		if (is_real_vendor(ids[HW_ROLE_SUBVENDOR]))
			text = vendor_name(db, ids[HW_ROLE_SUBVENDOR]);
		break;
	case HW_ROLE_SUBDEVICE:
		if (is_real_vendor(ids[HW_ROLE_SUBVENDOR]))
			text = subsystem_name(db, ids);
		break;
	case HW_ROLE_CLASS:
	case HW_ROLE_SUBCLASS:
	case HW_ROLE_INTERFACE:
		text = class_name(db, ids, HW_ROLE_CLASS, role);
		break;
	case HW_ROLE_DEVICE_CLASS:
	case HW_ROLE_DEVICE_SUBCLASS:
	case HW_ROLE_DEVICE_PROTOCOL:
		text = class_name(db, ids, HW_ROLE_DEVICE_CLASS, role);
		break;
	case HW_ROLE_ATTACHED_BY:
	case HW_ROLE_ARCHITECTURE:
	case HW_ROLE_OWN_VENDOR:
	case HW_ROLE_OWN_NAME:
	case HW_ROLE_NONE:
	case HW_ROLE_COUNT:
		break;
	}
	return text;
}

/* usb.ids and hwdb have "?" for subclasses without a name, whose protocols have names. */
static struct hw_name unless_unknown(struct hw_name name)
{
	return hw_text_eq(name.text, HW_TEXT("?")) ? (struct hw_name){0} : name;
}

/* The name in the id file of the space. */
static struct hw_name listed_name(const struct hw_databases *databases,
				  enum hw_id_space space, enum hw_role role,
				  const struct hw_id ids[HW_ROLE_COUNT])
{
	struct hw_ids *file = hw_database_of_space(databases, space);
	struct hw_text text = file ? ask_file(file, role, ids) : HW_NO_TEXT;

	return text.s ? unless_unknown((struct hw_name){text, hw_space_database(space)})
		      : (struct hw_name){0};
}

struct hw_name hw_name_of_role(const struct hw_databases *databases,
			       enum hw_id_space space, enum hw_role role,
			       const struct hw_id ids[HW_ROLE_COUNT],
			       struct hw_arena *arena)
{
	struct hw_name name = listed_name(databases, space, role, ids);

	if (!name.text.n && (role != HW_ROLE_SUBVENDOR || is_real_vendor(ids[role])))
		name = unless_unknown(
			hw_hwdb_name_of_role(databases, space, role, ids, arena));
	return name;
}

/* The database of a field's ids, which may depend on another field. */
static enum hw_id_space space_of(const struct hw_modalias *m,
				 const struct hw_field_spec *spec)
{
	const struct hw_field *f;

	if (spec->space != HW_SPACE_ATTACHED_BY)
		return spec->space;
	f = hw_field_of_role(m, HW_ROLE_ATTACHED_BY);
	return f && f->match == HW_MATCH_FIXED && f->value == HW_ATTACHED_BY_USB
		       ? HW_SPACE_USB
		       : HW_SPACE_NONE;
}

static struct hw_name builtin(const char *name)
{
	return name ? (struct hw_name){hw_text_of(name), "builtin"} : (struct hw_name){0};
}

static struct hw_name hwdb_name(const struct hw_databases *databases,
				const struct hw_modalias *m, const struct hw_field *f,
				const struct hw_id ids[HW_ROLE_COUNT],
				struct hw_arena *arena)
{
	enum hw_id_space space = space_of(m, f->spec);
	struct hw_name name;

	if (!databases->hwdb || !m->bus)
		return (struct hw_name){0};
	if (space == HW_SPACE_OUI)
		return hw_hwdb_name_of_oui(databases, f->value, arena);
	if (f->spec->role == HW_ROLE_SUBVENDOR && !is_real_vendor(ids[HW_ROLE_SUBVENDOR]))
		return (struct hw_name){0};
	if (!hw_hwdb_name_of_field(databases, m, f, arena, &name))
		name = hw_hwdb_name_of_role(databases, space, f->spec->role, ids, arena);
	return unless_unknown(name);
}

static bool is_list(const struct hw_field *f)
{
	return f->spec->kind == HW_KIND_LIST || f->spec->kind == HW_KIND_BITS;
}

/* An id in a pattern ends in a star: "pnp:dPNP0303*". */
static struct hw_text without_star(struct hw_text text)
{
	return text.n && text.s[text.n - 1] == '*' ? hw_text_head(text, text.n - 1)
						   : text;
}

/* The name in the row's vocabulary, whose GUIDs are written as people write them. */
static struct hw_name own_name(const struct hw_modalias *m, const struct hw_field *f)
{
	char buf[HW_VALUE_MAX];
	struct hw_text value = f->spec->flags & HW_FIELD_GUID && f->text.n
				       ? hw_field_value(f, buf)
				       : without_star(f->text);

	return builtin(hw_field_item_name(m, f, value));
}

static bool is_pnp_id(const struct hw_field *f)
{
	return f->spec->space == HW_SPACE_PNP;
}

static struct hw_name field_name(const struct hw_databases *databases,
				 const struct hw_modalias *m, const struct hw_field *f,
				 const struct hw_id ids[HW_ROLE_COUNT],
				 struct hw_arena *arena)
{
	struct hw_name name = own_name(m, f);

	if (!name.text.n && is_pnp_id(f))
		name = hw_name_of_pnp_vendor(databases, without_star(f->text), arena);
	if (name.text.n || f->match != HW_MATCH_FIXED)
		return name;
	name = listed_name(databases, space_of(m, f->spec), f->spec->role, ids);
	if (!name.text.n)
		name = builtin(hw_vocabulary_find(f->spec->more_names, f->value));
	return name.text.n ? name : hwdb_name(databases, m, f, ids, arena);
}

void hw_name_fields(const struct hw_databases *databases, const struct hw_modalias *m,
		    const struct hw_id ids[HW_ROLE_COUNT], struct hw_arena *arena,
		    struct hw_name ret_names[HW_FIELD_MAX])
{
	for (size_t i = 0; i < m->field_count; i++)
		ret_names[i] =
			is_list(&m->fields[i])
				? (struct hw_name){0}
				: field_name(databases, m, &m->fields[i], ids, arena);
}

/* Decoding so many strings takes less time than it saves. */
#define PREPARED_MAX ((size_t)1024)

void hw_names_prepare(const struct hw_databases *databases, const struct hw_text *strings,
		      size_t n)
{
	struct hw_databases files = {0};
	struct hw_arena arena = {0};
	struct hw_decoded *d = HW_ARENA_NEW(&arena, struct hw_decoded, 1);

	if (n <= PREPARED_MAX && hw_ids_gather(databases->pci))
		files.pci = databases->pci;
	if (n <= PREPARED_MAX && hw_ids_gather(databases->usb))
		files.usb = databases->usb;
	for (size_t i = 0; d && (files.pci || files.usb) && i < n; i++) {
		struct hw_id ids[HW_ROLE_COUNT];

		hw_decode_device(strings[i], &d->modalias);
		hw_ids_of_modalias(&d->modalias, ids);
		hw_name_fields(&files, &d->modalias, ids, &arena, d->names);
	}
	hw_ids_answer(files.pci);
	hw_ids_answer(files.usb);
	hw_arena_done(&arena);
}

/* The names of device and vendor by one id, if they have none yet. */
static void name_by_id(const struct hw_databases *databases, const struct hw_modalias *m,
		       const struct hw_field *f, struct hw_text id,
		       struct hw_arena *arena, struct hw_name names[HW_NAME_COUNT])
{
	if (!names[HW_NAME_DEVICE].text.n)
		names[HW_NAME_DEVICE] = builtin(hw_field_item_name(m, f, id));
	if (!names[HW_NAME_VENDOR].text.n && is_pnp_id(f))
		names[HW_NAME_VENDOR] = hw_name_of_pnp_vendor(databases, id, arena);
}

static void name_by_ids(const struct hw_databases *databases, const struct hw_modalias *m,
			const struct hw_field *f, struct hw_arena *arena,
			struct hw_name names[HW_NAME_COUNT])
{
	struct hw_text cursor = f->text;
	struct hw_text id;

	if (f->spec->kind == HW_KIND_REST)
		name_by_id(databases, m, f, without_star(f->text), arena, names);
	else
		while (hw_field_next(f, &cursor, &id))
			name_by_id(databases, m, f, id, arena, names);
}

void hw_name_device(const struct hw_databases *databases, const struct hw_modalias *m,
		    const struct hw_name fields[HW_FIELD_MAX], struct hw_arena *arena,
		    struct hw_name ret_names[HW_NAME_COUNT])
{
	for (enum hw_name_key key = 0; key < HW_NAME_COUNT; key++) {
		enum hw_role role = hw_name_role(key);

		ret_names[key] = (struct hw_name){0};
		for (size_t i = 0; i < m->field_count && !ret_names[key].text.n; i++)
			if (m->fields[i].spec->role == role)
				ret_names[key] = fields[i];
	}
	for (size_t i = 0; i < m->field_count; i++) {
		const struct hw_field *f = &m->fields[i];
		bool says_what = f->spec->names && f->spec->names->t;

		if (is_pnp_id(f) || (says_what && f->spec->kind == HW_KIND_LIST))
			name_by_ids(databases, m, f, arena, ret_names);
		else if (says_what && !ret_names[HW_NAME_DEVICE].text.n)
			ret_names[HW_NAME_DEVICE] = fields[i];
	}
}

/* The vendor of all that amdgpu.ids lists: ATI, now AMD; and its base class, display
 * controllers (PCI Code and ID Assignment Specification). */
#define VENDOR_ATI    0x1002
#define CLASS_DISPLAY 0x03

bool hw_name_needs_revision(const struct hw_databases *databases, enum hw_id_space space,
			    const struct hw_id ids[HW_ROLE_COUNT])
{
	return databases->amdgpu && space == HW_SPACE_PCI && has16(ids[HW_ROLE_VENDOR]) &&
	       ids[HW_ROLE_VENDOR].value == VENDOR_ATI && has16(ids[HW_ROLE_DEVICE]) &&
	       has8(ids[HW_ROLE_CLASS]) && ids[HW_ROLE_CLASS].value == CLASS_DISPLAY;
}

void hw_name_by_revision(const struct hw_databases *databases,
			 const struct hw_id ids[HW_ROLE_COUNT], struct hw_text revision,
			 struct hw_name *name)
{
	uint64_t value;
	struct hw_text text;

	if (!hw_text_hex(hw_text_behind_0x(revision), 2, &value))
		return;
	text = hw_amdgpu_name(databases->amdgpu, (uint16_t)ids[HW_ROLE_DEVICE].value,
			      (uint8_t)value);
	if (text.n)
		*name = (struct hw_name){text, "amdgpu.ids"};
}

enum hw_role hw_name_role(enum hw_name_key key)
{
	static const enum hw_role roles[HW_NAME_COUNT] = {
		[HW_NAME_VENDOR] = HW_ROLE_VENDOR,
		[HW_NAME_DEVICE] = HW_ROLE_DEVICE,
		[HW_NAME_SUBSYSTEM_VENDOR] = HW_ROLE_SUBVENDOR,
		[HW_NAME_SUBSYSTEM] = HW_ROLE_SUBDEVICE,
		[HW_NAME_CLASS] = HW_ROLE_CLASS,
		[HW_NAME_SUBCLASS] = HW_ROLE_SUBCLASS,
		[HW_NAME_INTERFACE] = HW_ROLE_INTERFACE,
	};

	return roles[key];
}
