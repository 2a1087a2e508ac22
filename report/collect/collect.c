// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/collect/collect.h"

#include <errno.h>
#include <string.h>

#include "data/root/note.h"
#include "report/candidates/candidates.h"
#include "report/collect/internal.h"
#include "report/collect/iommu.h"
#include "report/collect/packages.h"
#include "report/collect/recorded_strings.h"
#include "report/collect/told.h"
#include "report/details/details.h"
#include "report/machine/installed/missing_firmware.h"
#include "report/machine/recording.h"
#include "report/machine/sources/all_devices.h"
#include "report/machine/sources/provides.h"
#include "report/privacy/names/device_names.h"
#include "report/privacy/privacy.h"
#include "report/select/pasted.h"
#include "report/select/resolve.h"
#include "report/select/selection.h"
#include "report/verdict/attention.h"

/* A string of the device itself. A part's strings are those of the whole, the directory
 * above it. */
static struct hw_text own_string(struct hw_machine *m, struct hw_arena *arena,
				 const struct hw_record *record, const char *file)
{
	struct hw_text path = record->device.syspath;

	if (!path.n)
		return HW_NO_TEXT;
	if (!hw_bus_is_whole(record->device.bus, record->device.kind))
		path.n -= hw_path_base(path).n + 1;
	return hw_machine_own_string(
		m, path,
		hw_text_trim_end(hw_root_read_attr_once(m->root, path, file, arena),
				 "\n "),
		arena);
}

/* They are the names where no database has one. */
static void fill_own_strings(struct hw_machine *m, struct hw_arena *arena,
			     struct hw_record *record)
{
	const struct hw_bus *bus = record->device.bus;
	bool is_whole = hw_bus_is_whole(bus, record->device.kind);
	const struct {
		enum hw_name_key key;
		const char *file;
		struct hw_text *own;
	} strings[] = {
		{HW_NAME_VENDOR, bus->parts->own_vendor, &record->own_vendor},
		{HW_NAME_DEVICE, bus->parts->own_name, &record->own_name},
	};

	for (size_t i = 0; i < HW_ARRAY_SIZE(strings); i++) {
		struct hw_name *name = &record->names[strings[i].key];
		bool is_told = is_whole && m->reads_own_strings;
		struct hw_text text;

		if (name->text.s && !is_told)
			continue;
		text = own_string(m, arena, record, strings[i].file);
		if (is_told)
			*strings[i].own = text;
		if (!name->text.s && text.n)
			*name = (struct hw_name){text, "device"};
	}
}

static struct hw_text own_attribute(struct hw_machine *m, struct hw_arena *arena,
				    const struct hw_record *record, const char *file)
{
	return hw_machine_own_string(
		m, record->device.syspath,
		hw_text_trim_end(hw_root_read_attr_once(m->root, record->device.syspath,
							file, arena),
				 "\n "),
		arena);
}

/* What a device of a bus without parts says of itself, where no database has a name. */
static void fill_own_name(struct hw_machine *m, struct hw_arena *arena,
			  struct hw_record *record)
{
	const struct hw_bus_own_name *own = record->device.bus->own;
	struct hw_name *vendor = &record->names[HW_NAME_VENDOR];
	struct hw_name *device = &record->names[HW_NAME_DEVICE];
	struct hw_text text;

	if (device->text.n || !record->device.syspath.n)
		return;
	text = own->in_uevent ? hw_machine_own_string(m, record->device.syspath,
						      hw_uevent_get(record->device.uevent,
								    own->in_uevent),
						      arena)
			      : own_attribute(m, arena, record, own->name);
	if (text.n)
		*device = (struct hw_name){text, "device"};
	if (!text.n || !own->vendor || vendor->text.n)
		return;
	text = own_attribute(m, arena, record, own->vendor);
	if (text.n)
		*vendor = (struct hw_name){text, "device"};
}

/* The names of a device that has ids and no string: those of the string that its bus
 * would make of the first id. */
static void name_by_id_attribute(struct hw_machine *m, struct hw_arena *arena,
				 struct hw_record *record)
{
	struct hw_text ids =
		hw_root_read_attr(m->root, record->device.syspath, "id", arena);
	struct hw_decoded *d = HW_ARENA_NEW(arena, struct hw_decoded, 1);
	const struct hw_field_spec *field = record->device.bus->fields;
	struct hw_text id = hw_text_cut(&ids, '\n');
	struct hw_text string =
		hw_arena_printf(arena, "%s%s%.*s", record->device.bus->prefix, field->tag,
				HW_TEXT_ARG(id));
	struct hw_id none[HW_ROLE_COUNT] = {0};

	if (!id.n || !d || !string.s || !hw_decode_device(string, &d->modalias))
		return;
	hw_name_fields(&m->databases, &d->modalias, none, arena, d->names);
	hw_name_device(&m->databases, &d->modalias, d->names, arena, record->names);
}

static void fill_names(struct hw_machine *m, struct hw_arena *arena,
		       struct hw_record *record)
{
	const struct hw_bus *bus = record->device.bus;
	const struct hw_field_spec *vendor = hw_bus_field(bus, HW_ROLE_VENDOR);

	for (struct hw_decoded *d = record->modalias; d; d = d->next) {
		struct hw_id ids[HW_ROLE_COUNT];

		hw_ids_of_modalias(&d->modalias, ids);
		hw_name_fields(&m->databases, &d->modalias, ids, arena, d->names);
	}
	if (record->modalias)
		hw_name_device(&m->databases, &record->modalias->modalias,
			       record->modalias->names, arena, record->names);
	if (record->device.syspath.n &&
	    hw_name_needs_revision(&m->databases, vendor ? vendor->space : HW_SPACE_NONE,
				   record->ids))
		hw_name_by_revision(&m->databases, record->ids,
				    hw_root_read_attr_once(m->root,
							   record->device.syspath,
							   "revision", arena),
				    &record->names[HW_NAME_DEVICE]);
	if (!record->modalias && hw_bus_has(bus, HW_BUS_ID_ATTRIBUTE)) {
		name_by_id_attribute(m, arena, record);
		return;
	}
	for (enum hw_name_key key = 0; !record->modalias && key < HW_NAME_COUNT; key++)
		record->names[key] = hw_name_of_role(
			&m->databases, vendor ? vendor->space : HW_SPACE_NONE,
			hw_name_role(key), record->ids, arena);
	if (bus && bus->parts)
		fill_own_strings(m, arena, record);
	if (bus && bus->own)
		fill_own_name(m, arena, record);
}

/* Gives what is private in it its number, before it is shown: of a bound device it may be
 * another text than the name of the driver, as whoever writes it need not bind the device
 * anew (driver_set_override(), drivers/base/driver.c). */
static void number_override(struct hw_machine *m, struct hw_arena *arena,
			    const struct hw_device *device)
{
	struct hw_text name;

	if (hw_privacy_is_off(&m->privacy) || m->privacy.has_numbered_overrides ||
	    m->privacy.level_of_source < HW_PRIVACY_FULL ||
	    device->driver_known != HW_DRIVER_BOUND ||
	    (device->bus && !hw_bus_has(device->bus, HW_BUS_DRIVER_OVERRIDE)))
		return;
	name = hw_root_read_attr_once(m->root, device->syspath, "driver_override", arena);
	/* without memory the arena of the numbers has failed too, or the next one will */
	if (name.n && !hw_text_eq(name, HW_TEXT("(null)")) &&
	    !hw_text_eq(name, device->driver))
		hw_machine_number_overrides(m, &m->privacy);
}

/* Adds the attribute driver_override: the only driver that may bind, if one is set. */
static void add_override(struct hw_machine *m, struct hw_arena *arena,
			 struct hw_record *record)
{
	struct hw_text name;

	number_override(m, arena, &record->device);
	name = hw_read_override(m, arena, record->device.syspath);
	if (name.n)
		hw_attribute_text(&record->attributes, arena, "driver_override", name);
}

/* Adds the attribute iommu_group: the number of the group that the device is in. */
static void add_group(struct hw_machine *m, struct hw_arena *arena,
		      struct hw_record *record)
{
	struct hw_text group = hw_iommu_group(m->root, &record->device, arena);

	for (const struct hw_attribute *a = record->attributes.first; a; a = a->next)
		if (strcmp(a->key, "iommu_group") == 0)
			return;
	if (group.n)
		hw_attribute_text(&record->attributes, arena, "iommu_group", group);
}

/* A USB device of which a list tells more. */
static bool is_told(const struct hw_machine *m, const struct hw_record *record)
{
	return m->tells_usb && hw_bus_is_whole(record->device.bus, record->device.kind);
}

/* What the kernel counts, in which a long number is no number of a device. */
static bool is_counted(const struct hw_attribute *a)
{
	return strcmp(a->key, "pci_errors") == 0;
}

/* Versions of firmware are free text. */
static void show_attributes(struct hw_machine *m, struct hw_arena *arena,
			    const struct hw_record *record, struct hw_attribute *first)
{
	for (struct hw_attribute *a = first; a; a = a->next) {
		const enum hw_own_text what = hw_machine_is_version(hw_text_of(a->key))
						      ? HW_OWN_VERSION
						      : HW_OWN_NAME;

		if (!is_counted(a))
			a->text = hw_machine_own_text(m, record->device.syspath, a->text,
						      what, arena);
	}
}

static int fill_attributes(struct hw_machine *m, struct hw_arena *arena,
			   struct hw_record *record)
{
	struct hw_attribute **added =
		record->attributes.first ? record->attributes.tail : NULL;

	if (m->is_recording && (m->enriches || is_told(m, record))) {
		hw_recording_attributes(m, record->device.syspath, arena,
					&record->attributes);
		show_attributes(m, arena, record, record->attributes.first);
		return 0;
	}
	for (size_t i = 0; i < m->source_count; i++) {
		const struct hw_source *source = m->sources[i].source;
		int r;

		if (!source->enrich ||
		    !hw_text_eq(record->device.subsystem, hw_text_of(source->subsystem)))
			continue;
		r = source->enrich(m->sources[i].self, &record->device, arena,
				   &record->attributes);
		if (r == -ENOMEM)
			return r;
		if (r < 0)
			hw_warn(m->warnings, "source-failed", record->device.id, 0,
				"%s: %s", source->name, strerror(-r));
	}
	show_attributes(m, arena, record, added ? *added : record->attributes.first);
	if (m->is_recorded)
		hw_recording_note_attributes(m, record->device.syspath,
					     added ? *added : record->attributes.first);
	return 0;
}

/* In a report that is read again only the sums are, "3/0/0", and only those above 0. */
static void count_told_errors(struct hw_record *record)
{
	for (const struct hw_attribute *a = record->attributes.first; a; a = a->next) {
		struct hw_text rest = a->text;

		if (strcmp(a->key, "pci_errors") != 0)
			continue;
		for (size_t i = 0; i < HW_PCI_ERROR_COUNT; i++)
			record->pci_errors[i] =
				hw_pci_errors_parse(hw_text_cut(&rest, '/'));
		record->counts_errors = true;
	}
}

static void count_errors(struct hw_machine *m, struct hw_arena *arena,
			 struct hw_record *record)
{
	if (!hw_text_eq(record->device.subsystem, HW_TEXT("pci")))
		return;
	for (size_t i = 0; i < HW_PCI_ERROR_COUNT; i++) {
		struct hw_text text = hw_pci_errors_read(m->root, record->device.syspath,
							 (enum hw_pci_error)i, arena);

		record->counts_errors = record->counts_errors || text.n;
		record->pci_errors[i] = hw_pci_errors_sum(text);
	}
	if (!record->counts_errors)
		count_told_errors(record);
}

/* It has a driver that did not take it, or could: what is known without signs may not be
 * all. A healthy machine has few such devices. */
static bool is_suspect(const struct hw_facts *facts, const struct hw_verdict *v)
{
	return v->severity ||
	       (v->state == HW_STATE_UNBOUND && hw_needs_attention(facts) &&
		strcmp(v->reason, "no-driver-bound") != 0);
}

/*
 * A list looks for signs, firmware and log of suspects alone, whose attention is then
 * that of `check`; of others attention_complete tells that `check` may say more.
 */
static void judge(struct hw_machine *m, struct hw_arena *arena, struct hw_record *record,
		  bool is_device)
{
	struct hw_facts facts = hw_facts_collect(m, arena, record, is_device);
	bool is_unclaimed;

	record->verdict = hw_verdict(&facts, arena);
	is_unclaimed = record->verdict.state == HW_STATE_UNCLAIMED;
	if (is_device && m->asks_modules &&
	    (m->finds_packages || record->verdict.severity || is_unclaimed)) {
		hw_packages_of_device(m, arena, record, &facts, m->finds_packages);
		if (facts.package_count && (record->verdict.severity || is_unclaimed))
			record->verdict = hw_verdict(&facts, arena);
	}
	if (m->asks_modules || !is_device || !is_suspect(&facts, &record->verdict))
		return;
	m->asks_modules = true;
	facts = hw_facts_collect(m, arena, record, is_device);
	record->verdict = hw_verdict(&facts, arena);
	m->asks_modules = false;
}

static bool is_below(struct hw_text path, const char *part)
{
	return path.n && memmem(path.s, path.n, part, strlen(part));
}

/* People give names to what it is, or to what it provides: these may be names of users
 * and of the host. */
static int prepare_privacy(struct hw_machine *m, const struct hw_record *record)
{
	bool may_name = is_below(record->device.syspath, "/net/") ||
			is_below(record->device.syspath, "/leds/") ||
			hw_privacy_is_named_by_people(record);

	for (size_t i = 0; i < record->provide_count && !may_name; i++)
		may_name = hw_name_may_be_given(record->provides[i].class);
	if (!may_name || hw_privacy_is_off(&m->privacy))
		return 0;
	return hw_machine_words(m) == -ENOMEM ? -ENOMEM : 0;
}

/* `selection` NULL: the record is wanted. */
static int finish(struct hw_machine *m, const struct hw_selection *selection,
		  struct hw_arena *arena, struct hw_record *record, hw_record_fn *fn,
		  void *arg, struct hw_report_tail *tail)
{
	const struct hw_text told = hw_told_read(m, arena, &record->device);
	int r;

	fill_names(m, arena, record);
	if (told.n)
		hw_told_names(m, told, arena, record);
	r = hw_candidates_fill(m, arena, record);
	if (r == 0)
		r = hw_told_candidates(m, told, arena, record);
	if (r < 0)
		return r;
	if (selection && !hw_selection_has_kind(selection, record))
		return 0;
	judge(m, arena, record, true);
	hw_told_verdict(m, told, arena, record);
	if (m->lists_firmware)
		hw_missing_firmware_list(m, arena, record);
	if (hw_privacy_is_off(&m->privacy) && record->device.syspath.n &&
	    hw_bus_is_whole(record->device.bus, record->device.kind))
		record->serial = hw_privacy_value(
			&m->privacy, HW_PRIVATE_SERIAL,
			hw_machine_usb_serial(m, record->device.syspath, arena), arena);
	r = fill_attributes(m, arena, record);
	if (m->reads_own_strings && record->device.driver_known == HW_DRIVER_BOUND &&
	    !record->device.driver_module.n && m->modules)
		record->driver_is_builtin |=
			hw_modules_is_builtin(m->modules, record->device.driver) ==
			HW_YES;
	if (r == 0 && (m->enriches || m->finds_groups))
		add_group(m, arena, record);
	if (r == 0 && (m->finds_provides || is_told(m, record)))
		r = hw_provides_fill(m, arena, record);
	if (m->enriches && told.n)
		hw_told_attributes(told, arena, record);
	if (m->counts_errors)
		count_errors(m, arena, record);
	if (m->finds_provides && told.n)
		hw_told_provides(told, arena, record);
	if (r < 0)
		return r;
	if (m->wants_details) {
		number_override(m, arena, &record->device);
		hw_details_fill(m, arena, record);
	}
	r = prepare_privacy(m, record);
	if (r == 0)
		r = hw_privacy_apply(&m->privacy, record, arena);
	if (r < 0)
		return r;
	if (m->finds_provides && told.n)
		hw_told_identities(m, told, arena, record);
	if (told.n)
		hw_told_kind(told, arena, record);
	if (hw_arena_failed(arena))
		return -ENOMEM;
	tail->by_state[record->verdict.state]++;
	return fn(arg, record);
}

int hw_collect_identity(struct hw_machine *machine, struct hw_arena *arena,
			struct hw_record *record)
{
	int r;

	hw_identify(machine, arena, record);
	fill_names(machine, arena, record);
	r = hw_privacy_apply(&machine->privacy, record, arena);
	if (r < 0)
		return r;
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

/* Makes of the device, and of what it provides, what reports print of them. */
static int make_printed(struct hw_machine *m, struct hw_arena *arena,
			struct hw_record *record)
{
	int r = hw_provides_fill(m, arena, record);

	if (r == 0)
		r = prepare_privacy(m, record);
	return r == 0 ? hw_privacy_apply(&m->privacy, record, arena) : r;
}

/* "uuid-1", or with such a word in it. */
static bool has_number(struct hw_text name)
{
	for (size_t i = 0; i + 1 < name.n; i++)
		if (name.s[i] == '-' && hw_is_digit(name.s[i + 1]))
			return true;
	return false;
}

static bool is_printed_of(const struct hw_device *d, struct hw_text name)
{
	return hw_text_eq(d->id, name) || hw_text_eq(d->name, name) ||
	       (d->syspath.n && hw_text_eq(d->syspath, name));
}

/* What the device provides under this name; NULL: nothing. */
static const struct hw_provided *find_provided(const struct hw_record *record,
					       struct hw_text name)
{
	for (size_t i = 0; i < record->provide_count; i++) {
		const struct hw_provided *p = &record->provides[i];

		if (hw_text_eq(p->name, name) || (p->node.n && hw_text_eq(p->node, name)))
			return p;
	}
	return NULL;
}

static bool is_device_below(const struct hw_device *d, const struct hw_device *above)
{
	return above->syspath.n && d->syspath.n > above->syspath.n &&
	       hw_text_starts(d->syspath, above->syspath) &&
	       d->syspath.s[above->syspath.n] == '/';
}

/* What a device provides, those above it provide too: the nearest one is meant, as by
 * hw_resolve(). Returns how many of the `n` are left. */
static size_t keep_nearest(struct hw_found *v, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		bool is_above = false;

		for (size_t k = 0; v[i].how.n && k < n && !is_above; k++)
			is_above = (k < kept || k > i) && v[k].how.n &&
				   is_device_below(v[k].device, v[i].device);
		if (!is_above)
			v[kept++] = v[i];
	}
	return kept;
}

int hw_collect_find_printed(struct hw_machine *machine, struct hw_text name,
			    const struct hw_device_list *list, struct hw_arena *arena,
			    struct hw_found_list *ret)
{
	struct hw_found *v;
	size_t n = 0;

	*ret = (struct hw_found_list){0};
	if (hw_privacy_is_off(&machine->privacy) || !has_number(name))
		return 0;
	v = HW_ARENA_NEW(arena, struct hw_found, list->n);
	for (size_t i = 0; v && i < list->n; i++) {
		struct hw_record record = {.device = list->v[i]};
		const struct hw_provided *provided;
		int r = make_printed(machine, arena, &record);

		if (r < 0)
			return r;
		provided = find_provided(&record, name);
		if (is_printed_of(&record.device, name))
			v[n++] = (struct hw_found){.device = &list->v[i]};
		else if (provided && !record.device.class_only &&
			 !hw_bus_has(record.device.bus, HW_BUS_LINKS))
			v[n++] = (struct hw_found){
				&list->v[i],
				hw_resolve_how(name, provided->class, arena)};
	}
	*ret = (struct hw_found_list){.v = v, .n = keep_nearest(v, n)};
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

int hw_collect_device(struct hw_machine *machine, struct hw_record *record,
		      hw_record_fn *fn, void *arg, struct hw_report_tail *tail)
{
	struct hw_arena arena = {0};
	int r;

	hw_identify(machine, &arena, record);
	add_override(machine, &arena, record);
	r = finish(machine, NULL, &arena, record, fn, arg, tail);
	hw_arena_done(&arena);
	return r;
}

/* Writes the lines of a device's modalias to `v`, if it is not NULL; returns their
 * number. */
static size_t add_strings(const struct hw_device *device, struct hw_text *v)
{
	struct hw_text lines = device->modalias;
	size_t n = 0;

	while (lines.s) {
		struct hw_text line = hw_text_cut(&lines, '\n');

		if (!line.n)
			continue;
		if (v)
			v[n] = line;
		n++;
	}
	return n;
}

int hw_collect_prepare(struct hw_machine *machine, const struct hw_device *const *devices,
		       size_t n)
{
	struct hw_arena arena = {0};
	struct hw_text *strings;
	size_t count = 0;
	int r = -ENOMEM;

	for (size_t i = 0; i < n; i++)
		count += add_strings(devices[i], NULL);
	strings = HW_ARENA_NEW(&arena, struct hw_text, count);
	if (strings) {
		count = 0;
		for (size_t i = 0; i < n; i++)
			count += add_strings(devices[i], strings + count);
		r = hw_aliases_prepare(machine->kernel.aliases, strings, count);
		hw_names_prepare(&machine->databases, strings, count);
	}
	hw_arena_done(&arena);
	return r;
}

/* The modules that claim prepared strings: all are asked for in a report of the devices.
 * What is recorded are their lines, as they are asked for. */
static void prepare_modules(struct hw_machine *machine)
{
	const struct hw_aliases *aliases = machine->kernel.aliases;
	struct hw_arena arena = {0};
	const size_t n = hw_aliases_modules(aliases, NULL);
	struct hw_text *names = HW_ARENA_NEW(&arena, struct hw_text, n);

	if (names && !hw_root_records(machine->root)) {
		hw_aliases_modules(aliases, names);
		hw_modules_prepare(machine->modules, names, n);
	}
	hw_arena_done(&arena);
}

/* The filter names this device by its id. Errors: -ENOMEM. */
static int name_by_id(const struct hw_device *device, struct hw_arena *arena,
		      struct hw_filter *filter)
{
	struct hw_text id = hw_arena_copy(arena, device->id);

	if (!id.s)
		return -ENOMEM;
	hw_filter_by_address(id.s, filter);
	return 0;
}

/*
 * -s with a name that reports print, and which no device has: the filter names the device
 * by its id, and further filters do so of others that are printed alike. Errors: -ENOMEM.
 */
static int name_really(struct hw_machine *machine, const struct hw_device_list *all,
		       struct hw_arena *arena, struct hw_filter *filter,
		       struct hw_selection *selection)
{
	struct hw_found_list found;
	int r;

	if (!filter->address || !has_number(hw_text_of(filter->address)))
		return 0;
	r = hw_resolve(machine->root, all, filter, arena, &found);
	if (r < 0 || found.n)
		return r;
	r = hw_collect_find_printed(machine, hw_text_of(filter->address), all, arena,
				    &found);
	if (r == 0 && found.n)
		r = name_by_id(found.v[0].device, arena, filter);
	for (size_t i = 1; r == 0 && i < found.n &&
			   selection->more_count < HW_ARRAY_SIZE(selection->more);
	     i++) {
		struct hw_filter *other = &selection->more[selection->more_count++];

		*other = (struct hw_filter){0};
		r = name_by_id(found.v[i].device, arena, other);
	}
	return r;
}

/* Narrows the plan's list to the devices that -s names, by their own names or by those
 * that reports print. Errors: -ENOMEM. */
static int narrow(struct hw_machine *machine, const struct hw_selection *selection,
		  struct hw_plan *plan)
{
	struct hw_selection real = *selection;
	int r = name_really(machine, &plan->list, &plan->arena, &real.filter, &real);

	for (size_t i = 0; r == 0 && i < selection->more_count; i++)
		r = name_really(machine, &plan->list, &plan->arena, &real.more[i], &real);
	return r == 0 ? hw_selection_narrow(&real, machine->root, &plan->arena,
					    &plan->list)
		      : r;
}

int hw_collect_plan(struct hw_machine *machine, const struct hw_selection *selection,
		    struct hw_plan *ret)
{
	const struct hw_scan scan = hw_selection_scan(selection);
	const struct hw_device **devices;
	int r;

	*ret = (struct hw_plan){0};
	r = hw_sysfs_scan(machine->root, &scan, &ret->arena, machine->warnings,
			  &ret->list);
	if (r < 0)
		return r;
	ret->machine = machine;
	ret->listed = ret->list.v;
	hw_all_devices_list(machine, &scan, &ret->list);
	r = narrow(machine, selection, ret);
	if (r < 0)
		return r;
	devices = HW_ARENA_NEW(&ret->arena, const struct hw_device *, ret->list.n);
	if (!devices)
		return -ENOMEM;
	for (size_t i = 0; i < ret->list.n; i++)
		devices[i] = &ret->list.v[i];
	r = hw_collect_prepare(machine, devices, ret->list.n);
	if (r == 0)
		prepare_modules(machine);
	return r;
}

int hw_collect_planned(struct hw_machine *machine, const struct hw_selection *selection,
		       const struct hw_plan *plan, hw_record_fn *fn, void *arg,
		       struct hw_report_tail *tail)
{
	struct hw_arena arena = {0};
	int r = 0;

	for (size_t i = 0; r == 0 && i < plan->list.n; i++) {
		struct hw_record record = {
			.device = plan->list.v[i],
			.in_detail = selection->verbose,
		};

		hw_arena_reset(&arena);
		hw_identify(machine, &arena, &record);
		if (hw_selection_has_ids(selection, &record))
			r = finish(machine, selection, &arena, &record, fn, arg, tail);
	}
	hw_arena_done(&arena);
	return r;
}

void hw_plan_done(struct hw_plan *plan)
{
	if (plan->machine)
		hw_all_devices_unlist(plan->machine, plan->listed);
	hw_arena_done(&plan->arena);
}

int hw_collect_devices(struct hw_machine *machine, const struct hw_selection *selection,
		       hw_record_fn *fn, void *arg, struct hw_report_tail *tail)
{
	struct hw_plan plan;
	int r = hw_collect_plan(machine, selection, &plan);

	if (r == 0)
		r = hw_collect_planned(machine, selection, &plan, fn, arg, tail);
	hw_plan_done(&plan);
	return r;
}

int hw_collect_line(struct hw_machine *machine, struct hw_text string, bool is_cut,
		    struct hw_arena *arena, struct hw_record *ret)
{
	struct hw_decoded *decoded = HW_ARENA_NEW(arena, struct hw_decoded, 1);
	struct hw_record record = {.in_detail = true, .modalias = decoded};
	struct hw_modalias *m;
	int r;

	if (!decoded)
		return -ENOMEM;
	m = &decoded->modalias;
	hw_decode(string, m);
	if (!hw_pasted_is_bare(m))
		hw_decode(hw_pasted_string(string), m);
	if (is_cut) {
		m->error = HW_DECODE_TOO_LONG;
		m->error_at = m->raw.n;
	}
	record.device.id = m->raw;
	record.device.modalias = m->raw;
	record.device.subsystem = m->bus ? hw_text_of(m->bus->name) : m->prefix;
	record.device.bus = hw_bus_of_modalias(m);
	record.device.kind = HW_TEXT("modalias");
	hw_ids_of_modalias(m, record.ids);
	fill_names(machine, arena, &record);
	r = hw_candidates_fill(machine, arena, &record);
	if (r < 0)
		return r;
	if (!hw_recorded_string_is_told(machine, m->raw)) {
		record.candidates = NULL;
		record.candidate_count = 0;
		record.lacks_candidates = true;
	}
	judge(machine, arena, &record, false);
	if (record.lacks_candidates)
		record.verdict.is_complete = false;
	if (hw_arena_failed(arena))
		return -ENOMEM;
	*ret = record;
	return 0;
}

bool hw_collect_is_modalias(const struct hw_record *record)
{
	const struct hw_modalias *m =
		record->modalias ? &record->modalias->modalias : NULL;

	if (record->candidate_count)
		return true;
	if (!m || !m->bus || (m->bus->flags & HW_BUS_WORD))
		return false;
	for (size_t i = 0; i < m->field_count; i++)
		if (m->fields[i].text.n)
			/* no driver is called so, but a device, "pci:0000:00:1f.6" */
			return hw_modalias_kind(m) != HW_IS_ALIAS ||
			       hw_text_find(m->fields[i].text, ':') ==
				       m->fields[i].text.n;
	return false;
}

int hw_collect_string(struct hw_machine *machine, struct hw_text string, hw_record_fn *fn,
		      void *arg, struct hw_report_tail *tail)
{
	struct hw_arena arena = {0};
	struct hw_record record;
	int r = hw_collect_line(machine, string, false, &arena, &record);

	if (r == 0) {
		tail->by_state[record.verdict.state]++;
		r = fn(arg, &record);
	}
	hw_arena_done(&arena);
	return r;
}
