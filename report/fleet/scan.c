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
#include "report/fleet/internal.h"

/* Of arrays and objects within each other. */
#define DEPTH_MAX 256

struct scanner {
	const char *start;
	const char *at;
	const char *end;
	struct hw_arena *arena;
	const char *error;
	/* the line that is filled */
	struct hw_fleet_line *line;
	/* the member whose value is read; the first one that has a value of another type
	 * than it should */
	struct hw_text name;
	struct hw_fleet_scan_error wrong;
};

/* A member: a text that is kept, an object with members of its own, or what a function
 * reads. */
struct member {
	const char *name;
	const struct member *members;
	/* of the text, in the head or the device */
	size_t offset;
	bool (*read)(struct scanner *s, void *to);
};

/* clang-format off */
#define HEAD(member) offsetof(struct hw_fleet_head, member)
#define DEVICE(member) offsetof(struct hw_fleet_device, member)
/* clang-format on */

static bool fail(struct scanner *s, const char *error)
{
	if (!s->error)
		s->error = error;
	return false;
}

static void skip_blanks(struct scanner *s)
{
	while (s->at < s->end &&
	       (*s->at == ' ' || *s->at == '\n' || *s->at == '\t' || *s->at == '\r'))
		s->at++;
}

static bool next_is(struct scanner *s, char c)
{
	skip_blanks(s);
	return s->at < s->end && *s->at == c;
}

static bool expect(struct scanner *s, char c, const char *error)
{
	if (!next_is(s, c))
		return fail(s, error);
	s->at++;
	return true;
}

/* The text between the quotes as it stands; *ret_escaped: it has escapes. */
static bool scan_string(struct scanner *s, struct hw_text *ret, bool *ret_escaped)
{
	const char *at;

	*ret_escaped = false;
	if (!expect(s, '"', "a string is missing"))
		return false;
	ret->s = s->at;
	for (at = s->at; at < s->end && *at != '"'; at++) {
		if ((unsigned char)*at < 0x20)
			return fail(s, "a control character in a string");
		if (*at != '\\')
			continue;
		*ret_escaped = true;
		if (++at == s->end)
			break;
	}
	if (at >= s->end) {
		s->at = s->end;
		return fail(s, "a string does not end");
	}
	ret->n = (size_t)(at - ret->s);
	s->at = at + 1;
	return true;
}

static uint32_t hex4(const char *at, const char *end)
{
	uint32_t code = 0;

	for (int i = 0; i < 4; i++) {
		int digit = at + i < end ? hw_hex_value(at[i]) : -1;

		if (digit < 0)
			return UINT32_MAX;
		code = code << 4 | (uint32_t)digit;
	}
	return code;
}

static char *put_utf8(char *to, uint32_t code)
{
	if (!code || (code >= 0xd800 && code < 0xe000))
		code = 0xfffd;
	if (code < 0x80) {
		*to++ = (char)code;
	} else if (code < 0x800) {
		*to++ = (char)(0xc0 | code >> 6);
		*to++ = (char)(0x80 | (code & 0x3f));
	} else if (code < 0x10000) {
		*to++ = (char)(0xe0 | code >> 12);
		*to++ = (char)(0x80 | (code >> 6 & 0x3f));
		*to++ = (char)(0x80 | (code & 0x3f));
	} else {
		*to++ = (char)(0xf0 | code >> 18);
		*to++ = (char)(0x80 | (code >> 12 & 0x3f));
		*to++ = (char)(0x80 | (code >> 6 & 0x3f));
		*to++ = (char)(0x80 | (code & 0x3f));
	}
	return to;
}

/* \uXXXX, and a second one that makes a pair with it (RFC 8259, 7). */
static const char *unescape_code(const char *at, const char *end, char **to)
{
	uint32_t code = hex4(at, end);
	uint32_t low;

	if (code == UINT32_MAX)
		return NULL;
	at += 4;
	if (code >= 0xd800 && code < 0xdc00 && end - at >= 6 && at[0] == '\\' &&
	    at[1] == 'u') {
		low = hex4(at + 2, end);
		if (low >= 0xdc00 && low < 0xe000) {
			code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
			at += 6;
		}
	}
	*to = put_utf8(*to, code);
	return at;
}

/* A text without its escapes, which is never longer: \u0000 becomes U+FFFD, 3 bytes. */
static bool unescape(struct scanner *s, struct hw_text *text)
{
	static const char from[] = "\"\\/bfnrt";
	static const char becomes[] = "\"\\/\b\f\n\r\t";
	const char *at = text->s;
	const char *end = text->s + text->n;
	char *start = hw_arena_alloc(s->arena, text->n + 1, 1);
	char *to = start;

	if (!start)
		return fail(s, NULL);
	while (at < end) {
		const char *letter;

		if (*at != '\\') {
			*to++ = *at++;
			continue;
		}
		at++;
		letter = at < end ? memchr(from, *at, sizeof(from) - 1) : NULL;
		if (letter) {
			*to++ = becomes[letter - from];
			at++;
		} else if (at < end && *at == 'u') {
			at = unescape_code(at + 1, end, &to);
			if (!at)
				return fail(s, "a wrong \\u in a string");
		} else {
			return fail(s, "a wrong escape in a string");
		}
	}
	*text = (struct hw_text){start, (size_t)(to - start)};
	return true;
}

/* A number, true, false or null. */
static bool skip_word(struct scanner *s)
{
	const char *start = s->at;

	while (s->at < s->end &&
	       (hw_is_alnum(*s->at) || *s->at == '-' || *s->at == '+' || *s->at == '.'))
		s->at++;
	return s->at > start || fail(s, "a value is missing");
}

/* Any value; brackets and braces must pair. */
static bool skip_value(struct scanner *s)
{
	char open[DEPTH_MAX];
	struct hw_text text;
	bool is_escaped;
	size_t depth = 0;

	do {
		skip_blanks(s);
		if (s->at == s->end)
			return fail(s, "it ends within a value");
		switch (*s->at) {
		case '"':
			if (!scan_string(s, &text, &is_escaped))
				return false;
			break;
		case '{':
		case '[':
			if (depth == DEPTH_MAX)
				return fail(s, "too many values within each other");
			open[depth++] = *s->at++;
			break;
		case '}':
		case ']':
			if (!depth || open[depth - 1] != (*s->at == '}' ? '{' : '['))
				return fail(s, "a bracket that closes none");
			depth--;
			s->at++;
			break;
		case ',':
		case ':':
			if (!depth)
				return fail(s, "a value is missing");
			s->at++;
			break;
		default:
			if (!skip_word(s))
				return false;
		}
	} while (depth);
	return true;
}

/* Passes over null; over another value, too, which is noted to be no `expected`. */
static bool skip_null(struct scanner *s, const char *expected)
{
	struct hw_text message;
	struct hw_text value;

	skip_blanks(s);
	value.s = s->at;
	if (!skip_value(s))
		return false;
	value.n = (size_t)(s->at - value.s);
	if (s->wrong.message || hw_text_eq(value, HW_TEXT("null")))
		return true;
	message = hw_arena_printf(s->arena, "%.*s is no %s",
				  HW_TEXT_ARG(hw_text_head(s->name, 32)), expected);
	if (!message.s)
		return fail(s, NULL);
	s->wrong = (struct hw_fleet_scan_error){
		.message = message.s,
		.at = (size_t)(value.s - s->start),
	};
	return true;
}

/* A text, or null, which is absent. */
static bool scan_text(struct scanner *s, struct hw_text *ret)
{
	bool is_escaped;

	*ret = HW_NO_TEXT;
	if (!next_is(s, '"'))
		return skip_null(s, "text");
	if (!scan_string(s, ret, &is_escaped))
		return false;
	if (is_escaped && !unescape(s, ret))
		return false;
	if (!ret->n)
		*ret = HW_NO_TEXT;
	return true;
}

static const struct member *member_find(const struct member *members, struct hw_text name)
{
	for (; members->name; members++)
		if (hw_text_eq(hw_text_of(members->name), name))
			return members;
	return NULL;
}

/* What is done with the value of a member. */
static bool scan_value(struct scanner *s, const struct member *m, void *to);

/* The next member's name, or the end of the object (*ret_end). */
static bool scan_name(struct scanner *s, bool is_first, struct hw_text *ret,
		      bool *ret_end)
{
	bool is_escaped;

	*ret_end = next_is(s, '}');
	if (*ret_end) {
		s->at++;
		return true;
	}
	if (!is_first && !expect(s, ',', "a comma or brace is missing"))
		return false;
	skip_blanks(s);
	if (!scan_string(s, ret, &is_escaped) || !expect(s, ':', "a colon is missing"))
		return false;
	s->name = *ret;
	return true;
}

/* The members of an object below the outermost one, behind its brace. */
static bool scan_members(struct scanner *s, const struct member *members, void *to)
{
	struct hw_text name;
	bool is_end;

	for (bool is_first = true;; is_first = false) {
		if (!scan_name(s, is_first, &name, &is_end))
			return false;
		if (is_end)
			return true;
		if (!scan_value(s, member_find(members, name), to))
			return false;
	}
}

/* An object with members that are kept, or null. */
static bool scan_object(struct scanner *s, const struct member *members, void *to)
{
	if (!next_is(s, '{'))
		return skip_null(s, "object");
	s->at++;
	return scan_members(s, members, to);
}

static bool scan_value(struct scanner *s, const struct member *m, void *to)
{
	if (!m)
		return skip_value(s);
	if (m->read)
		return m->read(s, to);
	/* two levels, as deep as the tables are */
	if (m->members)
		return scan_object(s, m->members, to);
	return scan_text(s, (struct hw_text *)(void *)((char *)to + m->offset));
}

/* Joins texts with a byte between them, in the arena. */
static bool add_text(struct scanner *s, struct hw_text *list, char between,
		     struct hw_text text)
{
	char *joined = hw_arena_alloc(s->arena, list->n + 1 + text.n, 1);

	if (!joined)
		return fail(s, NULL);
	if (list->n) {
		memcpy(joined, list->s, list->n);
		joined[list->n] = between;
		memcpy(joined + list->n + 1, text.s, text.n);
		*list = (struct hw_text){joined, list->n + 1 + text.n};
	} else {
		memcpy(joined, text.s, text.n);
		*list = (struct hw_text){joined, text.n};
	}
	return true;
}

static bool has_item(struct hw_text list, char between, struct hw_text item)
{
	while (list.s)
		if (hw_text_eq(hw_text_cut(&list, between), item))
			return true;
	return false;
}

/* Calls `item` for each of an array, behind whose bracket or comma it stands. */
static bool scan_array(struct scanner *s, bool (*item)(struct scanner *s, void *to),
		       void *to)
{
	if (!next_is(s, '['))
		return skip_null(s, "array");
	s->at++;
	if (next_is(s, ']')) {
		s->at++;
		return true;
	}
	for (;;) {
		if (!item(s, to))
			return false;
		if (next_is(s, ']')) {
			s->at++;
			return true;
		}
		if (!expect(s, ',', "a comma or bracket is missing"))
			return false;
	}
}

/* Whether true or false, or null, is this literal. */
static bool scan_is(struct scanner *s, struct hw_text literal, bool *ret)
{
	struct hw_text value;

	skip_blanks(s);
	value.s = s->at;
	*ret = false;
	if (s->at == s->end || (*s->at != 't' && *s->at != 'f'))
		return skip_null(s, "boolean");
	if (!skip_word(s))
		return false;
	value.n = (size_t)(s->at - value.s);
	*ret = hw_text_eq(value, literal);
	if (*ret || hw_text_eq(value, HW_TEXT("true")) ||
	    hw_text_eq(value, HW_TEXT("false")))
		return true;
	s->at = value.s;
	return skip_null(s, "boolean");
}

/* A number, none below zero; -1: null. */
static bool scan_number(struct scanner *s, int64_t *ret)
{
	struct hw_text value;

	skip_blanks(s);
	value.s = s->at;
	*ret = -1;
	if (s->at == s->end || !hw_is_digit(*s->at))
		return skip_null(s, "number");
	if (!skip_word(s))
		return false;
	value.n = (size_t)(s->at - value.s);
	*ret = hw_text_decimal(value, 9);
	if (*ret >= 0)
		return true;
	s->at = value.s;
	return skip_null(s, "number of devices");
}

struct candidate {
	struct hw_text module;
	struct hw_text source;
	bool is_builtin;
	bool is_missing;
};

static bool read_builtin(struct scanner *s, void *to)
{
	return scan_is(s, HW_TEXT("true"), &((struct candidate *)to)->is_builtin);
}

static bool read_available(struct scanner *s, void *to)
{
	return scan_is(s, HW_TEXT("false"), &((struct candidate *)to)->is_missing);
}

/* clang-format off */
static const struct member candidate_members[] = {
	{.name = "module", .offset = offsetof(struct candidate, module)},
	{.name = "source", .offset = offsetof(struct candidate, source)},
	{.name = "builtin", .read = read_builtin},
	{.name = "available", .read = read_available},
	{.name = NULL},
};
/* clang-format on */

/* Lines of modprobe.d are of the machine and not of its kernel; a module without a file
 * drives nothing. */
static bool read_candidate(struct scanner *s, void *to)
{
	struct hw_fleet_device *device = to;
	struct candidate c = {.is_builtin = false};

	if (!scan_object(s, candidate_members, &c))
		return false;
	device->is_builtin = device->is_builtin || c.is_builtin;
	if (!c.module.n || (c.is_missing && !c.is_builtin) ||
	    hw_text_eq(c.source, HW_TEXT("modprobe.d")) ||
	    has_item(device->modules, ',', c.module))
		return true;
	return add_text(s, &device->modules, ',', c.module);
}

static bool read_driver_builtin(struct scanner *s, void *to)
{
	struct hw_fleet_device *device = to;
	bool is_builtin;

	if (!scan_is(s, HW_TEXT("true"), &is_builtin))
		return false;
	device->is_builtin = device->is_builtin || is_builtin;
	return true;
}

static bool read_unchecked(struct scanner *s, void *to)
{
	return scan_is(s, HW_TEXT("false"),
		       &((struct hw_fleet_device *)to)->is_unchecked);
}

static bool read_chosen(struct scanner *s, void *to)
{
	return scan_is(s, HW_TEXT("true"), &((struct hw_fleet_head *)to)->is_chosen);
}

static bool read_all_buses(struct scanner *s, void *to)
{
	return scan_is(s, HW_TEXT("false"), &((struct hw_fleet_head *)to)->lacks_buses);
}

static bool read_driver_modules(struct scanner *s, void *to)
{
	return scan_is(s, HW_TEXT("false"),
		       &((struct hw_fleet_head *)to)->lacks_driver_modules);
}

static bool read_bus(struct scanner *s, void *to)
{
	struct hw_fleet_head *head = to;
	struct hw_text bus;

	return scan_text(s, &bus) && (!bus.n || add_text(s, &head->buses, ',', bus));
}

static bool read_buses(struct scanner *s, void *to)
{
	((struct hw_fleet_head *)to)->buses = HW_NO_TEXT;
	return scan_array(s, read_bus, to);
}

static bool read_candidates(struct scanner *s, void *to)
{
	((struct hw_fleet_device *)to)->modules = HW_NO_TEXT;
	return scan_array(s, read_candidate, to);
}

/* Numbers of devices: of all, and of each state. */
static bool read_summary(struct scanner *s, void *to)
{
	struct hw_fleet_head *head = to;
	struct hw_text name;
	bool is_end;

	if (!next_is(s, '{'))
		return skip_null(s, "object");
	s->at++;
	for (bool is_first = true;; is_first = false) {
		int64_t *number = NULL;

		if (!scan_name(s, is_first, &name, &is_end))
			return false;
		if (is_end)
			return true;
		if (hw_text_eq(name, HW_TEXT("devices")))
			number = &head->devices;
		for (enum hw_state state = 0; state < HW_STATE_COUNT; state++)
			if (hw_text_eq(name, hw_text_of(hw_state_name(state))))
				number = &head->by_state[state];
		if (number ? !scan_number(s, number) : !skip_value(s))
			return false;
	}
}

struct raw {
	struct hw_text raw;
};

/* clang-format off */
static const struct member raw_members[] = {
	{.name = "raw", .offset = offsetof(struct raw, raw)},
	{.name = NULL},
};
/* clang-format on */

static bool read_other_modalias(struct scanner *s, void *to)
{
	struct hw_fleet_device *device = to;
	struct raw raw = {.raw = HW_NO_TEXT};

	return scan_object(s, raw_members, &raw) &&
	       (!raw.raw.n || add_text(s, &device->more_modaliases, '\n', raw.raw));
}

static bool read_other_modaliases(struct scanner *s, void *to)
{
	((struct hw_fleet_device *)to)->more_modaliases = HW_NO_TEXT;
	return scan_array(s, read_other_modalias, to);
}

/* clang-format off */
static const struct member ids_members[] = {
	{.name = "vendor", .offset = DEVICE(vendor_id)},
	{.name = "device", .offset = DEVICE(device_id)},
	{.name = "subsystem_vendor", .offset = DEVICE(subsystem_vendor_id)},
	{.name = "subsystem_device", .offset = DEVICE(subsystem_device_id)},
	{.name = "class", .offset = DEVICE(class_id)},
	{.name = "subclass", .offset = DEVICE(subclass_id)},
	{.name = NULL},
};

static const struct member names_members[] = {
	{.name = "vendor", .offset = DEVICE(vendor)},
	{.name = "device", .offset = DEVICE(device)},
	{.name = "class", .offset = DEVICE(class_name)},
	{.name = "subclass", .offset = DEVICE(subclass_name)},
	{.name = NULL},
};

static const struct member driver_members[] = {
	{.name = "name", .offset = DEVICE(driver)},
	{.name = "module", .offset = DEVICE(module)},
	{.name = "builtin", .read = read_driver_builtin},
	{.name = NULL},
};

static const struct member attention_members[] = {
	{.name = "severity", .offset = DEVICE(severity)},
	{.name = "reason", .offset = DEVICE(attention)},
	{.name = "remedy", .offset = DEVICE(remedy)},
	{.name = NULL},
};

static const struct member modalias_members[] = {
	{.name = "raw", .offset = DEVICE(modalias)},
	{.name = NULL},
};

static const struct member device_members[] = {
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

static const struct member os_members[] = {
	{.name = "id", .offset = HEAD(os_id)},
	{.name = "version_id", .offset = HEAD(os_version)},
	{.name = "name", .offset = HEAD(os)},
	{.name = NULL},
};

static const struct member dmi_members[] = {
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

static const struct member tree_members[] = {
	{.name = "model", .offset = HEAD(tree_model)},
	{.name = NULL},
};

static const struct member host_members[] = {
	{.name = "key", .offset = HEAD(key)},
	{.name = "name", .offset = HEAD(host)},
	{.name = "architecture", .offset = HEAD(architecture)},
	{.name = "os", .members = os_members},
	{.name = "dmi", .members = dmi_members},
	{.name = "device_tree", .members = tree_members},
	{.name = NULL},
};

static const struct member kernel_members[] = {
	{.name = "release", .offset = HEAD(kernel)},
	{.name = "tables", .offset = HEAD(tables)},
	{.name = NULL},
};

static const struct member source_members[] = {
	{.name = "kind", .offset = HEAD(source)},
	{.name = NULL},
};

static const struct member head_members[] = {
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

static const struct member finding_members[] = {
	{.name = "severity", .offset = FINDING(severity)},
	{.name = "reason", .offset = FINDING(reason)},
	{.name = "remedy", .offset = FINDING(remedy)},
	{.name = NULL},
};
/* clang-format on */

/* "devices": an array of a whole report, or the number of a line that ends one. */
static bool scan_devices(struct scanner *s)
{
	struct hw_text value;

	skip_blanks(s);
	value.s = s->at;
	if (!skip_value(s))
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
static bool scan_findings(struct scanner *s)
{
	struct hw_text value;

	if (!next_is(s, '['))
		return skip_null(s, "array");
	value.s = s->at;
	if (!skip_value(s))
		return false;
	value.n = (size_t)(s->at - value.s);
	s->line->all_findings = (struct hw_text){value.s + 1, value.n - 2};
	return true;
}

/* Whether a member of this name may stand between others of the head without splitting
 * it: unknown ones belong to the part that they stand in. */
static bool scan_outermost(struct scanner *s)
{
	struct hw_fleet_line *line = s->line;
	bool is_mixed = false;
	struct hw_text name;
	bool is_end;

	for (bool is_first = true;; is_first = false) {
		const struct member *m;
		size_t begin;

		skip_blanks(s);
		begin = (size_t)(s->at - s->start);
		if (!scan_name(s, is_first, &name, &is_end))
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
		m = member_find(head_members, name);
		if (m && line->split)
			is_mixed = true;
		if (m) {
			if (!scan_value(s, m, &line->head))
				return false;
			continue;
		}
		m = member_find(device_members, name);
		if (m && !line->split)
			line->split = begin;
		if (!scan_value(s, m, &line->device))
			return false;
	}
	if (is_mixed)
		line->split = 0;
	return true;
}

static int finish(struct scanner *s, bool is_done, struct hw_fleet_scan_error *reterr)
{
	if (is_done) {
		skip_blanks(s);
		if (s->at < s->end)
			is_done = fail(s, "something stands behind the object");
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
	struct scanner s = {
		.start = json.s,
		.at = json.s,
		.end = json.s + json.n,
		.arena = arena,
		.line = ret,
	};

	*ret = (struct hw_fleet_line){.devices = -1, .head.devices = -1};
	for (enum hw_state state = 0; state < HW_STATE_COUNT; state++)
		ret->head.by_state[state] = -1;
	return finish(&s, expect(&s, '{', "an object is missing") && scan_outermost(&s),
		      reterr);
}

int hw_fleet_scan_device(struct hw_text members, struct hw_arena *arena,
			 struct hw_fleet_device *ret, struct hw_fleet_scan_error *reterr)
{
	struct scanner s = {
		.start = members.s,
		.at = members.s,
		.end = members.s + members.n,
		.arena = arena,
	};
	bool is_done = true;

	*ret = (struct hw_fleet_device){.is_builtin = false};
	/* the split is at the comma before the first member, or its brace was cut off */
	skip_blanks(&s);
	if (s.at < s.end && (*s.at == ',' || *s.at == '{'))
		s.at++;
	is_done = scan_members(&s, device_members, ret);
	return finish(&s, is_done, reterr);
}

int hw_fleet_scan_finding(struct hw_text json, struct hw_arena *arena,
			  struct hw_fleet_finding *ret,
			  struct hw_fleet_scan_error *reterr)
{
	struct scanner s = {
		.start = json.s,
		.at = json.s,
		.end = json.s + json.n,
		.arena = arena,
	};

	*ret = (struct hw_fleet_finding){.reason = HW_NO_TEXT};
	return finish(&s,
		      expect(&s, '{', "an object is missing") &&
			      scan_members(&s, finding_members, ret),
		      reterr);
}

bool hw_fleet_scan_item(struct hw_text *items, struct hw_text *ret,
			struct hw_fleet_scan_error *reterr)
{
	struct scanner s = {.start = items->s, .at = items->s};

	*reterr = (struct hw_fleet_scan_error){.message = NULL};
	if (!items->n)
		return false;
	s.end = items->s + items->n;
	skip_blanks(&s);
	if (s.at < s.end && *s.at == ',')
		s.at++;
	skip_blanks(&s);
	if (s.at == s.end)
		return false;
	ret->s = s.at;
	if (*s.at != '{' || !skip_value(&s)) {
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
