// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/privacy/privacy.h"

#include <errno.h>

#include "report/privacy/internal.h"
#include "report/privacy/names/device_names.h"

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

/* The part at the end of the text, before `part.after` bytes. */
static struct hw_text withhold_part(struct hw_privacy *p, struct hw_name_part part,
				    struct hw_text t, struct hw_arena *arena)
{
	return part.n ? hw_privacy_withhold(p, part.kind, t, t.n - part.after - part.n,
					    part.n, arena)
		      : t;
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
			path = hw_privacy_withhold(p, part.kind, path,
						   end - part.after - part.n, part.n,
						   arena);
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

struct hw_text hw_privacy_typed(const struct hw_privacy *p, struct hw_text typed,
				struct hw_arena *arena)
{
	return hw_privacy_is_off(p) ? typed : hw_free_text_file(typed, p->words, arena);
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
		v->node = hw_privacy_without_own(p, HW_OF_TEXT, v->node, HW_OWN_NAME,
						 arena);
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
