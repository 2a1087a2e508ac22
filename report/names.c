// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/names.h"

#include "decoders/ascii.h"

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
			.digits = spec->digits ? spec->digits : spec->width,
			.value = (uint32_t)f->value,
		};
	}
}

/* The number up to the next '/', which is cut off `rest`; false when there is none. */
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

static struct hw_text vendor_name(const struct hw_ids *db, struct hw_id vendor)
{
	return has16(vendor) ? hw_ids_vendor(db, (uint16_t)vendor.value) : HW_NO_TEXT;
}

static struct hw_text device_name(const struct hw_ids *db, struct hw_id vendor,
				  struct hw_id device)
{
	if (!has16(vendor) || !has16(device))
		return HW_NO_TEXT;
	return hw_ids_device(db, (uint16_t)vendor.value, (uint16_t)device.value);
}

static struct hw_text subsystem_name(const struct hw_ids *db, const struct hw_id *ids)
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

/* One of the three levels of a class, from the ids with the roles base, base + 1 … */
static struct hw_text class_name(const struct hw_ids *db, const struct hw_id *ids,
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

/* 0000 and ffff stand for "none" where a subsystem vendor is read. */
static bool is_real_vendor(struct hw_id vendor)
{
	return vendor.present && vendor.value != 0 && vendor.value != UINT16_MAX;
}

struct hw_name hw_name_of_role(const struct hw_databases *databases,
			       enum hw_id_space space, enum hw_role role,
			       const struct hw_id ids[HW_ROLE_COUNT])
{
	const struct hw_ids *db = space == HW_SPACE_PCI ? databases->pci : databases->usb;
	struct hw_text text = HW_NO_TEXT;

	if (space == HW_SPACE_NONE)
		return (struct hw_name){0};
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
	case HW_ROLE_NONE:
	case HW_ROLE_COUNT:
		break;
	}
	if (!text.s)
		return (struct hw_name){0};
	return (struct hw_name){text, space == HW_SPACE_PCI ? "pci.ids" : "usb.ids"};
}

void hw_name_fields(const struct hw_databases *databases, const struct hw_modalias *m,
		    const struct hw_id ids[HW_ROLE_COUNT],
		    struct hw_name ret_names[HW_FIELD_MAX])
{
	for (size_t i = 0; i < m->field_count; i++) {
		const struct hw_field *f = &m->fields[i];
		const char *builtin = NULL;

		ret_names[i] = (struct hw_name){0};
		if (f->match != HW_MATCH_FIXED)
			continue;
		if (f->spec->names)
			builtin = hw_vocabulary_find(f->spec->names, f->value);
		if (builtin)
			ret_names[i] = (struct hw_name){hw_text_of(builtin), "builtin"};
		else
			ret_names[i] = hw_name_of_role(databases, f->spec->space,
						       f->spec->role, ids);
	}
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
