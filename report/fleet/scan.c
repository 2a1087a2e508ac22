// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The members of a report that are kept, as slices of its text:
 *
 *	{"schema":"hwalias.device",…,"generated":…,"host":{…},"kernel":{…},"id":…,…}
 *	|---------------------- head ---------------------------------| |-- device --|
 *
 * Which members they are is in the tables below; all others are skipped, whatever they
 * are. hwalias' own lines are scanned so; any other order of members is as good.
 */
#include <errno.h>

#include "decoders/text/ascii.h"
#include "report/fleet/scanner.h"

/* clang-format off */
#define HEAD(member) offsetof(struct hw_fleet_head, member)
#define DEVICE(member) offsetof(struct hw_fleet_device, member)
/* clang-format on */

struct candidate {
	struct hw_text module;
	struct hw_text source;
	bool is_builtin;
	bool is_missing;
};

static bool read_builtin(struct hw_scanner *s, void *to)
{
	return hw_scanner_is(s, HW_TEXT("true"), &((struct candidate *)to)->is_builtin);
}

static bool read_available(struct hw_scanner *s, void *to)
{
	return hw_scanner_is(s, HW_TEXT("false"), &((struct candidate *)to)->is_missing);
}

/* clang-format off */
static const struct hw_scanner_member candidate_members[] = {
	{.name = "module", .offset = offsetof(struct candidate, module)},
	{.name = "source", .offset = offsetof(struct candidate, source)},
	{.name = "builtin", .read = read_builtin},
	{.name = "available", .read = read_available},
	{.name = NULL},
};
/* clang-format on */

/* Lines of modprobe.d are of the machine and not of its kernel; a module without a file
 * drives nothing. */
static bool read_candidate(struct hw_scanner *s, void *to)
{
	struct hw_fleet_device *device = to;
	struct candidate c = {.is_builtin = false};

	if (!hw_scanner_object(s, candidate_members, &c))
		return false;
	device->is_builtin = device->is_builtin || c.is_builtin;
	if (!c.module.n || (c.is_missing && !c.is_builtin) ||
	    hw_text_eq(c.source, HW_TEXT("modprobe.d")) ||
	    hw_scanner_has_item(device->modules, ',', c.module))
		return true;
	return hw_scanner_add_text(s, &device->modules, ',', c.module);
}

static bool read_driver_builtin(struct hw_scanner *s, void *to)
{
	struct hw_fleet_device *device = to;
	bool is_builtin;

	if (!hw_scanner_is(s, HW_TEXT("true"), &is_builtin))
		return false;
	device->is_builtin = device->is_builtin || is_builtin;
	return true;
}

static bool read_unchecked(struct hw_scanner *s, void *to)
{
	return hw_scanner_is(s, HW_TEXT("false"),
			     &((struct hw_fleet_device *)to)->is_unchecked);
}

static bool read_chosen(struct hw_scanner *s, void *to)
{
	return hw_scanner_is(s, HW_TEXT("true"),
			     &((struct hw_fleet_head *)to)->is_chosen);
}

static bool read_all_buses(struct hw_scanner *s, void *to)
{
	return hw_scanner_is(s, HW_TEXT("false"),
			     &((struct hw_fleet_head *)to)->lacks_buses);
}

static bool read_driver_modules(struct hw_scanner *s, void *to)
{
	return hw_scanner_is(s, HW_TEXT("false"),
			     &((struct hw_fleet_head *)to)->lacks_driver_modules);
}

static bool read_bus(struct hw_scanner *s, void *to)
{
	struct hw_fleet_head *head = to;
	struct hw_text bus;

	return hw_scanner_text(s, &bus) &&
	       (!bus.n || hw_scanner_add_text(s, &head->buses, ',', bus));
}

static bool read_buses(struct hw_scanner *s, void *to)
{
	((struct hw_fleet_head *)to)->buses = HW_NO_TEXT;
	return hw_scanner_array(s, read_bus, to);
}

static bool read_candidates(struct hw_scanner *s, void *to)
{
	((struct hw_fleet_device *)to)->modules = HW_NO_TEXT;
	return hw_scanner_array(s, read_candidate, to);
}

/* Numbers of devices: of all, and of each state. */
static bool read_summary(struct hw_scanner *s, void *to)
{
	struct hw_fleet_head *head = to;
	struct hw_text name;
	bool is_end;

	if (!hw_scanner_next_is(s, '{'))
		return hw_scanner_skip_null(s, "object");
	s->at++;
	for (bool is_first = true;; is_first = false) {
		int64_t *number = NULL;

		if (!hw_scanner_name(s, is_first, &name, &is_end))
			return false;
		if (is_end)
			return true;
		if (hw_text_eq(name, HW_TEXT("devices")))
			number = &head->devices;
		for (enum hw_state state = 0; state < HW_STATE_COUNT; state++)
			if (hw_text_eq(name, hw_text_of(hw_state_name(state))))
				number = &head->by_state[state];
		if (number ? !hw_scanner_number(s, number) : !hw_scanner_skip_value(s))
			return false;
	}
}

struct raw {
	struct hw_text raw;
};

/* clang-format off */
static const struct hw_scanner_member raw_members[] = {
	{.name = "raw", .offset = offsetof(struct raw, raw)},
	{.name = NULL},
};
/* clang-format on */

static bool read_other_modalias(struct hw_scanner *s, void *to)
{
	struct hw_fleet_device *device = to;
	struct raw raw = {.raw = HW_NO_TEXT};

	return hw_scanner_object(s, raw_members, &raw) &&
	       (!raw.raw.n ||
		hw_scanner_add_text(s, &device->more_modaliases, '\n', raw.raw));
}

static bool read_other_modaliases(struct hw_scanner *s, void *to)
{
	((struct hw_fleet_device *)to)->more_modaliases = HW_NO_TEXT;
	return hw_scanner_array(s, read_other_modalias, to);
}

/* clang-format off */
static const struct hw_scanner_member ids_members[] = {
	{.name = "vendor", .offset = DEVICE(vendor_id)},
	{.name = "device", .offset = DEVICE(device_id)},
	{.name = "subsystem_vendor", .offset = DEVICE(subsystem_vendor_id)},
	{.name = "subsystem_device", .offset = DEVICE(subsystem_device_id)},
	{.name = "class", .offset = DEVICE(class_id)},
	{.name = "subclass", .offset = DEVICE(subclass_id)},
	{.name = NULL},
};

static const struct hw_scanner_member names_members[] = {
	{.name = "vendor", .offset = DEVICE(vendor)},
	{.name = "device", .offset = DEVICE(device)},
	{.name = "class", .offset = DEVICE(class_name)},
	{.name = "subclass", .offset = DEVICE(subclass_name)},
	{.name = NULL},
};

static const struct hw_scanner_member driver_members[] = {
	{.name = "name", .offset = DEVICE(driver)},
	{.name = "module", .offset = DEVICE(module)},
	{.name = "builtin", .read = read_driver_builtin},
	{.name = NULL},
};

static const struct hw_scanner_member attention_members[] = {
	{.name = "severity", .offset = DEVICE(severity)},
	{.name = "reason", .offset = DEVICE(attention)},
	{.name = "remedy", .offset = DEVICE(remedy)},
	{.name = NULL},
};

static const struct hw_scanner_member modalias_members[] = {
	{.name = "raw", .offset = DEVICE(modalias)},
	{.name = NULL},
};

static const struct hw_scanner_member device_members[] = {
	{.name = "id", .offset = DEVICE(id)},
	{.name = "subsystem", .offset = DEVICE(bus)},
	{.name = "ids", .members = ids_members},
	{.name = "names", .members = names_members},
	{.name = "driver", .members = driver_members},
	{.name = "candidates", .read = read_candidates},
	{.name = "state", .offset = DEVICE(state)},
	{.name = "reason", .offset = DEVICE(reason)},
	{.name = "attention", .members = attention_members},
	{.name = "attention_complete", .read = read_unchecked},
	{.name = "modalias", .members = modalias_members},
	{.name = "other_modaliases", .read = read_other_modaliases},
	{.name = NULL},
};

static const struct hw_scanner_member os_members[] = {
	{.name = "id", .offset = HEAD(os_id)},
	{.name = "version_id", .offset = HEAD(os_version)},
	{.name = "name", .offset = HEAD(os)},
	{.name = NULL},
};

static const struct hw_scanner_member dmi_members[] = {
	{.name = "sys_vendor", .offset = HEAD(vendor)},
	{.name = "product_name", .offset = HEAD(product)},
	{.name = "product_version", .offset = HEAD(version)},
	{.name = "board_vendor", .offset = HEAD(board_vendor)},
	{.name = "board_name", .offset = HEAD(board)},
	{.name = "bios_vendor", .offset = HEAD(bios_vendor)},
	{.name = "bios_version", .offset = HEAD(bios)},
	{.name = "bios_date", .offset = HEAD(bios_date)},
	{.name = NULL},
};

static const struct hw_scanner_member tree_members[] = {
	{.name = "model", .offset = HEAD(tree_model)},
	{.name = NULL},
};

static const struct hw_scanner_member host_members[] = {
	{.name = "key", .offset = HEAD(key)},
	{.name = "name", .offset = HEAD(host)},
	{.name = "architecture", .offset = HEAD(architecture)},
	{.name = "os", .members = os_members},
	{.name = "dmi", .members = dmi_members},
	{.name = "device_tree", .members = tree_members},
	{.name = NULL},
};

static const struct hw_scanner_member kernel_members[] = {
	{.name = "release", .offset = HEAD(kernel)},
	{.name = "tables", .offset = HEAD(tables)},
	{.name = NULL},
};

static const struct hw_scanner_member source_members[] = {
	{.name = "kind", .offset = HEAD(source)},
	{.name = NULL},
};

static const struct hw_scanner_member head_members[] = {
	{.name = "schema", .offset = HEAD(schema)},
	{.name = "schema_version", .offset = HEAD(schema_version)},
	{.name = "generated", .offset = HEAD(generated)},
	{.name = "host", .members = host_members},
	{.name = "kernel", .members = kernel_members},
	{.name = "source", .members = source_members},
	{.name = "summary", .read = read_summary},
	{.name = "chosen", .read = read_chosen},
	{.name = "all_buses", .read = read_all_buses},
	{.name = "driver_modules", .read = read_driver_modules},
	{.name = "buses", .read = read_buses},
	{.name = NULL},
};

#define FINDING(member) offsetof(struct hw_fleet_finding, member)

static const struct hw_scanner_member finding_members[] = {
	{.name = "severity", .offset = FINDING(severity)},
	{.name = "reason", .offset = FINDING(reason)},
	{.name = "remedy", .offset = FINDING(remedy)},
	{.name = NULL},
};
/* clang-format on */

/* "devices": an array of a whole report, or the number of a line that ends one. */
static bool scan_devices(struct hw_scanner *s)
{
	struct hw_text value;

	hw_scanner_skip_blanks(s);
	value.s = s->at;
	if (!hw_scanner_skip_value(s))
		return false;
	value.n = (size_t)(s->at - value.s);
	if (value.n > 1 && value.s[0] == '[') {
		s->line->has_devices = true;
		s->line->all_devices = (struct hw_text){value.s + 1, value.n - 2};
	} else {
		s->line->devices = hw_text_decimal(value, 9);
	}
	return true;
}

/* "findings": an array of a whole report. */
static bool scan_findings(struct hw_scanner *s)
{
	struct hw_text value;

	if (!hw_scanner_next_is(s, '['))
		return hw_scanner_skip_null(s, "array");
	value.s = s->at;
	if (!hw_scanner_skip_value(s))
		return false;
	value.n = (size_t)(s->at - value.s);
	s->line->all_findings = (struct hw_text){value.s + 1, value.n - 2};
	return true;
}

/* Whether a member of this name may stand between others of the head without splitting
 * it: unknown ones belong to the part that they stand in. */
static bool scan_outermost(struct hw_scanner *s)
{
	struct hw_fleet_line *line = s->line;
	bool is_mixed = false;
	struct hw_text name;
	bool is_end;

	for (bool is_first = true;; is_first = false) {
		const struct hw_scanner_member *m;
		size_t begin;

		hw_scanner_skip_blanks(s);
		begin = (size_t)(s->at - s->start);
		if (!hw_scanner_name(s, is_first, &name, &is_end))
			return false;
		if (is_end)
			break;
		if (hw_text_eq(name, HW_TEXT("devices"))) {
			if (!scan_devices(s))
				return false;
			continue;
		}
		if (hw_text_eq(name, HW_TEXT("findings"))) {
			if (!scan_findings(s))
				return false;
			continue;
		}
		m = hw_scanner_find(head_members, name);
		if (m && line->split)
			is_mixed = true;
		if (m) {
			if (!hw_scanner_value(s, m, &line->head))
				return false;
			continue;
		}
		m = hw_scanner_find(device_members, name);
		if (m && !line->split)
			line->split = begin;
		if (!hw_scanner_value(s, m, &line->device))
			return false;
	}
	if (is_mixed)
		line->split = 0;
	return true;
}

static int finish(struct hw_scanner *s, bool is_done, struct hw_fleet_scan_error *reterr)
{
	if (is_done) {
		hw_scanner_skip_blanks(s);
		if (s->at < s->end)
			is_done =
				hw_scanner_fail(s, "something stands behind the object");
	}
	if (hw_arena_failed(s->arena))
		return -ENOMEM;
	/* of another schema, a member may be of another type */
	if (is_done && s->line)
		s->line->wrong = s->wrong;
	else if (is_done && s->wrong.message) {
		*reterr = s->wrong;
		return -EINVAL;
	}
	if (!is_done)
		*reterr = (struct hw_fleet_scan_error){
			.message = s->error ? s->error : "not JSON",
			.at = (size_t)(s->at - s->start),
		};
	return is_done ? 0 : -EINVAL;
}

int hw_fleet_scan(struct hw_text json, struct hw_arena *arena, struct hw_fleet_line *ret,
		  struct hw_fleet_scan_error *reterr)
{
	struct hw_scanner s = {
		.start = json.s,
		.at = json.s,
		.end = json.s + json.n,
		.arena = arena,
		.line = ret,
	};

	*ret = (struct hw_fleet_line){.devices = -1, .head.devices = -1};
	for (enum hw_state state = 0; state < HW_STATE_COUNT; state++)
		ret->head.by_state[state] = -1;
	return finish(&s,
		      hw_scanner_expect(&s, '{', "an object is missing") &&
			      scan_outermost(&s),
		      reterr);
}

int hw_fleet_scan_device(struct hw_text members, struct hw_arena *arena,
			 struct hw_fleet_device *ret, struct hw_fleet_scan_error *reterr)
{
	struct hw_scanner s = {
		.start = members.s,
		.at = members.s,
		.end = members.s + members.n,
		.arena = arena,
	};
	bool is_done = true;

	*ret = (struct hw_fleet_device){.is_builtin = false};
	/* the split is at the comma before the first member, or its brace was cut off */
	hw_scanner_skip_blanks(&s);
	if (s.at < s.end && (*s.at == ',' || *s.at == '{'))
		s.at++;
	is_done = hw_scanner_members(&s, device_members, ret);
	return finish(&s, is_done, reterr);
}

int hw_fleet_scan_finding(struct hw_text json, struct hw_arena *arena,
			  struct hw_fleet_finding *ret,
			  struct hw_fleet_scan_error *reterr)
{
	struct hw_scanner s = {
		.start = json.s,
		.at = json.s,
		.end = json.s + json.n,
		.arena = arena,
	};

	*ret = (struct hw_fleet_finding){.reason = HW_NO_TEXT};
	return finish(&s,
		      hw_scanner_expect(&s, '{', "an object is missing") &&
			      hw_scanner_members(&s, finding_members, ret),
		      reterr);
}

bool hw_fleet_scan_item(struct hw_text *items, struct hw_text *ret,
			struct hw_fleet_scan_error *reterr)
{
	struct hw_scanner s = {.start = items->s, .at = items->s};

	*reterr = (struct hw_fleet_scan_error){.message = NULL};
	if (!items->n)
		return false;
	s.end = items->s + items->n;
	hw_scanner_skip_blanks(&s);
	if (s.at < s.end && *s.at == ',')
		s.at++;
	hw_scanner_skip_blanks(&s);
	if (s.at == s.end)
		return false;
	ret->s = s.at;
	if (*s.at != '{' || !hw_scanner_skip_value(&s)) {
		*reterr = (struct hw_fleet_scan_error){
			.message = s.error ? s.error : "a device is no object",
			.at = (size_t)(s.at - s.start),
		};
		return false;
	}
	ret->n = (size_t)(s.at - ret->s);
	*items = hw_text_from(*items, (size_t)(s.at - s.start));
	return true;
}
