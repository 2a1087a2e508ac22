// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/* clang-format off */
static const struct hw_field_spec of_fields[] = {
	{HW_TAG("N"), .kind = HW_KIND_TEXT, .name = "name", .title = "node name"},
	/* "(null)" or, before Linux 5.0, "<NULL>" if the node has no device_type */
	{HW_TAG("T"), .kind = HW_KIND_TEXT, .flags = HW_FIELD_NULL, .name = "type",
	 .title = "device type"},
	/* most specific first */
	{HW_TAG(""),  .kind = HW_KIND_LIST, .end = 'C', .name = "compatible",
	 .flags = HW_FIELD_LED | HW_FIELD_OPTIONAL, .title = "compatible"},
};

/*
 * The tags of this bus are letters that names hold too, so the row can only guess: a list
 * of compatibles may be split at the wrong places if one has no ',' ("vendor,device").
 * hw_of_resolve() does not guess.
 */

const struct hw_bus hw_family_of[] = {
	/* of_modalias(), drivers/of/module.c; do_of_entry() */
	{
		.name = "of",
		.prefix = "of:",
		.title = "device tree node",
		.looks_like = "of:NNAMETTYPECCOMPATIBLECCOMPATIBLE",
		.example = "of:NgpuT(null)Cnvidia,tegra210-gm20bCnvidia,gm20b",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_COMPATIBLE, HW_FIELDS(of_fields),
	},
	{0},
};
/* clang-format on */

/* Cuts `t` off the start of `rest`; false if it is not there. With `blanks`,
 * of_modalias() has written blanks as '_'. */
static bool cut_text(struct hw_text *rest, struct hw_text t, bool blanks)
{
	if (rest->n < t.n)
		return false;
	for (size_t i = 0; i < t.n; i++)
		if (rest->s[i] != (blanks && t.s[i] == ' ' ? '_' : t.s[i]))
			return false;
	*rest = hw_text_from(*rest, t.n);
	return true;
}

/* A missing type is printed in one of two ways, or not at all. */
static bool cut_type(struct hw_text *rest, struct hw_text type)
{
	static const struct hw_text missing[] = {{"(null)", 6}, {"<NULL>", 6}};

	if (type.n)
		return cut_text(rest, type, false);
	for (size_t i = 0; i < HW_ARRAY_SIZE(missing); i++)
		if (cut_text(rest, missing[i], false))
			return true;
	return true;
}

bool hw_of_resolve(struct hw_modalias *m, struct hw_text name, struct hw_text type,
		   const struct hw_text *compatible, size_t n, struct hw_text *storage)
{
	struct hw_text rest = m->raw;
	struct hw_text parts[3];

	if (m->bus != hw_family_of || !cut_text(&rest, HW_TEXT("of:N"), false))
		return false;
	parts[0] = hw_text_head(rest, name.n);
	if (!cut_text(&rest, name, false) || !cut_text(&rest, HW_TEXT("T"), false))
		return false;
	parts[1].s = rest.s;
	if (!cut_type(&rest, type))
		return false;
	parts[1].n = (size_t)(rest.s - parts[1].s);
	parts[2] = rest;
	for (size_t i = 0; i < n; i++) {
		if (!cut_text(&rest, HW_TEXT("C"), false))
			return false;
		storage[i] = hw_text_head(rest, compatible[i].n);
		if (!cut_text(&rest, compatible[i], true))
			return false;
	}
	if (rest.n)
		return false;
	m->field_count = parts[2].n ? 3 : 2;
	for (size_t i = 0; i < m->field_count; i++)
		m->fields[i] = (struct hw_field){.spec = &of_fields[i], .text = parts[i]};
	m->fields[2].items = n ? storage : NULL;
	m->fields[2].item_count = n;
	m->error = HW_DECODE_OK;
	m->error_at = 0;
	m->ambiguous = false;
	return true;
}
