// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Input: a kind of secret, where it stands, 16 bytes it is made of, and the texts around
 * it. A record with the secret in all these places must be printed without it.
 */
#include <stdio.h>
#include <strings.h>

#include "report/columns/tsv.h"
#include "report/privacy/privacy.h"
#include "tests/fuzz/fuzz.h"

enum kind { VMBUS, MDEV, W1, BLUETOOTH, SERIAL, HOME, KINDS };

/* Where a device's name may stand: as the record's own, and as that of one above it. */
enum place { OWN = 1, PARENT = 2, TWICE_IN_PATH = 4, UPPER_CASE = 8 };

struct plant {
	enum kind kind;
	unsigned places;
	/* what must not be seen again */
	struct hw_text secret;
	/* the device's name, of which the secret is all or the end */
	struct hw_text name;
	/* without hexadecimal digits, so that no secret is in them by chance */
	struct hw_text before;
	struct hw_text after;
};

static struct hw_text cut(struct hw_text *rest, size_t n)
{
	struct hw_text head = hw_text_head(*rest, n);

	*rest = hw_text_from(*rest, head.n);
	return head;
}

static void make_secret(struct plant *p, struct hw_text bytes, struct hw_arena *arena)
{
	const char *const digits =
		p->places & UPPER_CASE ? "0123456789ABCDEF" : "0123456789abcdef";
	const char *const shape = p->kind == W1 ? "HHHHHHHHHHHH"
				  : p->kind == VMBUS || p->kind == MDEV
					  ? "HHHHHHHH-HHHH-HHHH-HHHH-HHHHHHHHHHHH"
					  : "SN-HHHHHHHHHHHH";
	size_t n = strlen(shape);
	char *s = hw_arena_alloc(arena, n + 1, 1);
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char byte =
			bytes.n ? (unsigned char)bytes.s[at / 2 % bytes.n] : 0;

		s[i] = shape[i];
		if (shape[i] == 'H')
			s[i] = digits[at++ % 2 ? byte & 15 : byte >> 4];
	}
	p->secret = (struct hw_text){s, n};
	p->name = p->kind == W1 ? hw_arena_printf(arena, "28-%s", s) : p->secret;
}

/* Any text but with 'z' for hexadecimal digits, and for '/' unless it is of a path. */
static struct hw_text harmless(struct hw_text t, bool path, struct hw_arena *arena)
{
	char *s = hw_arena_alloc(arena, t.n + 1, 1);

	for (size_t i = 0; i < t.n; i++) {
		char c = t.s[i];
		bool digit = c && strchr("0123456789abcdefABCDEF", c);

		s[i] = digit || (c == '/' && !path) || !c ? 'z' : c;
	}
	return (struct hw_text){s, t.n};
}

static const char *bus_of(const struct plant *p)
{
	static const char *const buses[KINDS] = {"vmbus", "mdev", "w1",
						 "hid",	  "usb",  "pci"};

	return buses[p->kind];
}

static void plant_names(const struct plant *p, struct hw_record *r,
			struct hw_arena *arena)
{
	struct hw_device *d = &r->device;
	const char *above = p->kind == W1 ? "w1_bus_master1" : "VMBUS:00";
	struct hw_text id =
		hw_arena_printf(arena, "%s:%.*s", bus_of(p), HW_TEXT_ARG(p->name));

	if (p->kind > W1)
		return;
	if (p->places & OWN) {
		d->subsystem = hw_text_of(bus_of(p));
		d->name = p->name;
		d->id = id;
	}
	if (p->places & PARENT)
		d->parent = id;
	d->syspath = hw_arena_printf(arena, "/sys/devices/%.*s/%s/%.*s",
				     HW_TEXT_ARG(p->before), above, HW_TEXT_ARG(p->name));
	if (p->places & TWICE_IN_PATH)
		d->syspath = hw_arena_printf(
			arena, "%.*s/%.*s/%s/%.*s", HW_TEXT_ARG(d->syspath),
			HW_TEXT_ARG(p->after), above, HW_TEXT_ARG(p->name));
	if (!(p->places & OWN))
		d->syspath = hw_arena_printf(arena, "%.*s/%.*s", HW_TEXT_ARG(d->syspath),
					     HW_TEXT_ARG(p->after));
}

static void plant_values(const struct plant *p, struct hw_record *r,
			 struct hw_arena *arena)
{
	if (p->kind == BLUETOOTH) {
		r->device.subsystem = p->places & OWN ? HW_TEXT("hid") : HW_TEXT("input");
		r->device.uevent = hw_arena_printf(
			arena, "%.*s\nHID_ID=0005:0000004C:00000267\nHID_NAME=%s%.*s\n",
			HW_TEXT_ARG(p->before), p->secret.s, HW_TEXT_ARG(p->after));
		r->names[HW_NAME_DEVICE] =
			(struct hw_name){hw_arena_printf(arena, "%s%.*s", p->secret.s,
							 HW_TEXT_ARG(p->after)),
					 "device"};
	}
	if (p->kind == SERIAL) {
		struct hw_provided *v = HW_ARENA_NEW(arena, struct hw_provided, 1);

		r->device.subsystem = HW_TEXT("usb");
		hw_attribute_text(&r->attributes, arena, "speed_kbps", p->before);
		*v = (struct hw_provided){.class = HW_TEXT("block"), .name = p->after};
		v->identities[p->places & OWN ? HW_PROVIDED_SERIAL : HW_PROVIDED_WWID] =
			p->secret;
		r->provides = v;
		r->provide_count = 1;
	}
}

/* No more of it than chance would give, in either case of letters. */
static void require_absent(struct hw_text secret, struct hw_text output)
{
	for (size_t i = 0; output.n >= secret.n && i <= output.n - secret.n; i++)
		require(strncasecmp(output.s + i, secret.s, secret.n) != 0);
}

static void check_json(const struct plant *p, const struct hw_record *record)
{
	const struct hw_write_options options = {.verbose = 1};
	const struct hw_report_head head = {.source_kind = "snapshot"};
	struct hw_arena arena = {0};
	struct hw_text error;
	struct hw_text line;
	void *self;

	require(hw_writer_ndjson.open(NULL, &options, &arena, &self, &error) == 0);
	require(hw_writer_ndjson.begin(self, &head) == 0);
	require(hw_writer_ndjson.bytes(self, record, &line) == 0);
	require_absent(p->secret, line);
	hw_writer_ndjson.close(self);
	hw_arena_done(&arena);
}

static void check_tsv(const struct plant *p, const struct hw_record *record)
{
	const struct hw_write_options options = {.verbose = 1};
	const struct hw_column *columns[HW_COLUMN_MAX];
	struct hw_arena arena = {0};
	struct hw_buffer line = {0};
	size_t n = 0;

	for (const struct hw_column *c = hw_columns; c->name && n < HW_COLUMN_MAX; c++)
		columns[n++] = c;
	require(hw_tsv_add_record(&line, columns, n, record, &options, &arena) == 0);
	require_absent(p->secret, (struct hw_text){line.s, line.n});
	hw_buffer_done(&line);
	hw_arena_done(&arena);
}

/* The name of a user, in the paths of a report's head and of its warnings. */
static void check_home(const struct plant *p, struct hw_arena *arena)
{
	struct hw_text path = hw_arena_printf(arena, "/home/%s/%.*s", p->secret.s,
					      HW_TEXT_ARG(p->after));
	struct hw_report_head head = {
		.source_root = path,
		.modules_directory = p->places & OWN ? path : p->before,
		.databases = {{.name = "pci.ids", .path = path}},
		.database_count = 1,
	};
	struct hw_warnings warnings = {0};

	hw_warn(&warnings, "ids-malformed", path, 1, "x");
	hw_privacy_apply_head(&head, NULL, arena);
	hw_privacy_apply_warnings(&warnings, NULL);
	require_absent(p->secret, head.source_root);
	require_absent(p->secret, head.modules_directory);
	require_absent(p->secret, head.databases[0].path);
	require_absent(p->secret, warnings.first->path);
	hw_warnings_done(&warnings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text rest = {(const char *)data, size};
	struct hw_privacy privacy = {.level_of_source = HW_PRIVACY_FULL};
	struct hw_arena arena = {0};
	struct hw_record record = {
		.device = {.id = HW_TEXT("pci:0000:00:1f.6"),
			   .subsystem = HW_TEXT("pci"),
			   .name = HW_TEXT("0000:00:1f.6"),
			   .kind = HW_TEXT("device"),
			   .syspath = HW_TEXT("/sys/devices/pci0000:00/0000:00:1f.6")},
		.verdict = {.reason = "bound"},
	};
	struct plant p = {0};

	if (size < 2)
		return 0;
	p.kind = data[0] % KINDS;
	p.places = data[1];
	cut(&rest, 2);
	make_secret(&p, cut(&rest, 16), &arena);
	p.before = harmless(hw_text_cut(&rest, '\n'), p.kind <= W1, &arena);
	p.after = harmless(rest.s ? rest : HW_TEXT(""), true, &arena);
	plant_names(&p, &record, &arena);
	plant_values(&p, &record, &arena);
	record.device.bus = hw_bus_of_subsystem(record.device.subsystem);
	require(hw_privacy_apply(&privacy, &record, &arena) == 0);
	check_json(&p, &record);
	check_tsv(&p, &record);
	if (p.kind == HOME)
		check_home(&p, &arena);
	hw_privacy_done(&privacy);
	hw_arena_done(&arena);
	return 0;
}
