// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/names/internal.h"

#include <stdarg.h>
#include <stdio.h>

#include "decoders/text/ascii.h"

/* Keys and properties are those of hwdb.d/20-*.hwdb of systemd. */
#define VENDOR "ID_VENDOR_FROM_DATABASE"
#define MODEL  "ID_MODEL_FROM_DATABASE"

__attribute__((format(printf, 4, 5))) static struct hw_name
ask(const struct hw_databases *databases, const char *property, struct hw_arena *arena,
    const char *format, ...)
{
	char key[HW_HWDB_KEY_MAX + 1];
	struct hw_text text;
	va_list args;
	int n;

	if (!databases->hwdb)
		return (struct hw_name){0};
	va_start(args, format);
	n = vsnprintf(key, sizeof(key), format, args);
	va_end(args);
	if (n < 0 || (size_t)n >= sizeof(key))
		return (struct hw_name){0};
	text = hw_hwdb_get(databases->hwdb, (struct hw_text){key, (size_t)n}, property,
			   arena);
	return text.n ? (struct hw_name){text, "hwdb"} : (struct hw_name){0};
}

/* Whether the id file, which was asked before, is newer, and so has all that hwdb has. */
static bool is_superseded(const struct hw_databases *databases, enum hw_id_space space)
{
	enum hw_ids_kind kind = space == HW_SPACE_PCI ? HW_IDS_PCI : HW_IDS_USB;
	struct hw_text version = hw_ids_version(hw_database_of_space(databases, space));

	return hw_hwdb_is_older(databases->hwdb, kind, version);
}

/*
 * Keys for PCI and USB hold only the ids that the answer depends on, not the whole
 * string. Most of these are in the cache, and the look-up of one takes half the time. If
 * the device has names of subsystems too (20-pci-vendor-model.hwdb), the answer is the
 * device's name.
 */
static struct hw_name ask_pci(const struct hw_databases *databases, enum hw_role role,
			      const struct hw_id ids[HW_ROLE_COUNT],
			      struct hw_arena *arena)
{
	struct hw_id vendor = ids[HW_ROLE_VENDOR];
	struct hw_id device = ids[HW_ROLE_DEVICE];

	if ((role == HW_ROLE_VENDOR || role == HW_ROLE_SUBVENDOR) && ids[role].present)
		return ask(databases, VENDOR, arena, "pci:v%08X", ids[role].value);
	if (role == HW_ROLE_DEVICE && vendor.present && device.present)
		return ask(databases, MODEL, arena, "pci:v%08Xd%08X", vendor.value,
			   device.value);
	return (struct hw_name){0};
}

struct hw_name hw_hwdb_name_of_pci(const struct hw_databases *databases,
				   const struct hw_id ids[HW_ROLE_COUNT],
				   struct hw_arena *arena)
{
	return ask_pci(databases, HW_ROLE_DEVICE, ids, arena);
}

static struct hw_name ask_usb(const struct hw_databases *databases, enum hw_role role,
			      const struct hw_id ids[HW_ROLE_COUNT],
			      struct hw_arena *arena)
{
	struct hw_id vendor = ids[HW_ROLE_VENDOR];
	struct hw_id device = ids[HW_ROLE_DEVICE];

	if (role == HW_ROLE_VENDOR && vendor.present)
		return ask(databases, VENDOR, arena, "usb:v%04X", vendor.value);
	if (role == HW_ROLE_DEVICE && vendor.present && device.present)
		return ask(databases, MODEL, arena, "usb:v%04Xp%04X", vendor.value,
			   device.value);
	return (struct hw_name){0};
}

struct hw_name hw_hwdb_name_of_role(const struct hw_databases *databases,
				    enum hw_id_space space, enum hw_role role,
				    const struct hw_id ids[HW_ROLE_COUNT],
				    struct hw_arena *arena)
{
	if (space == HW_SPACE_PCI && !is_superseded(databases, space))
		return ask_pci(databases, role, ids, arena);
	if (space == HW_SPACE_USB && !is_superseded(databases, space))
		return ask_usb(databases, role, ids, arena);
	return (struct hw_name){0};
}

bool hw_hwdb_name_of_field(const struct hw_databases *databases,
			   const struct hw_modalias *m, const struct hw_field *field,
			   struct hw_arena *arena, struct hw_name *ret)
{
	const char *property = field->spec->hwdb_property;
	struct hw_text string = m->raw;
	char fixed[HW_HWDB_KEY_MAX];

	if (!property)
		return false;
	/* keys are in the case of the kernel */
	if (string.n <= sizeof(fixed) && hw_modalias_has_other_case(m)) {
		hw_modalias_fix_case(m, fixed);
		string.s = fixed;
	}
	/* an id file was asked before, and has all classes that hwdb has */
	*ret = hw_database_of_space(databases, field->spec->space)
		       ? (struct hw_name){0}
		       : ask(databases, property, arena, "%.*s", HW_TEXT_ARG(string));
	return true;
}

struct hw_name hw_hwdb_name_of_oui(const struct hw_databases *databases, uint64_t oui,
				   struct hw_arena *arena)
{
	/* 0 is Xerox's, but means that the configuration ROM lacks the entry:
	 * get_modalias_ids(), drivers/firewire/core-device.c */
	if (!oui || oui > 0xffffff)
		return (struct hw_name){0};
	return ask(databases, "ID_OUI_FROM_DATABASE", arena, "OUI:%06X", (unsigned)oui);
}

/*
 * Patterns of hwdb 20-acpi-vendor.hwdb are "acpi:INT*:" and "acpi:INTC*:". The first also
 * matches ids of the second maker, and wins because it comes later: the answer for
 * "acpi:INTC1055:" is INT's Interphase. So four letters are looked for in its source;
 * where that is not installed, an answer that the first three give as well is ignored.
 */
static struct hw_name ask_acpi(const struct hw_databases *databases, const char *id,
			       size_t letters, struct hw_arena *arena)
{
	struct hw_name name = {0};
	struct hw_name shorter = {0};

	if (letters == 4)
		name = (struct hw_name){
			hw_acpi_vendor(databases->acpi, hw_text_head(hw_text_of(id), 4)),
			"hwdb"};
	if (name.text.n)
		return name;
	name = ask(databases, VENDOR, arena, "acpi:%s:", id);
	if (name.text.n && letters == 4)
		shorter = ask(databases, VENDOR, arena, "acpi:%.3s0000:", id);
	return shorter.text.n && hw_text_eq(shorter.text, name.text) ? (struct hw_name){0}
								     : name;
}

struct hw_name hw_name_of_pnp_vendor(const struct hw_databases *databases,
				     struct hw_text id, struct hw_arena *arena)
{
	char upper[HW_PNP_ID_MAX + 1];
	size_t letters = hw_pnp_id_read(id, upper);
	struct hw_name name = {0};
	const char *builtin;

	/* Ids of kinds of devices, which any maker builds. The registry lists Microsoft
	 * and Intel; systemd removes those two: 20-acpi-vendor.hwdb.patch. */
	if (!letters || strncmp(upper, "PNP", 3) == 0 || strncmp(upper, "ACPI", 4) == 0)
		return name;
	builtin = hw_vocabulary_find_text(&hw_acpi_vendors,
					  hw_text_head(hw_text_of(upper), 4));
	if (builtin)
		return (struct hw_name){hw_text_of(builtin), "builtin"};
	name = ask_acpi(databases, upper, letters, arena);
	if (name.text.n || letters != 3)
		return name;
	name.text = hw_pnp_vendor(databases->pnp, hw_text_head(hw_text_of(upper), 3));
	name.source = name.text.n ? "pnp.ids" : NULL;
	return name;
}
