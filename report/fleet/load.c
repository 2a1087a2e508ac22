// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Devices become reports: lines of the same machine and time that follow each other are
 * one, which a line that tells their number ends.
 */
#include <errno.h>
#include <stdlib.h>

#include "data/base/hash.h"
#include "decoders/text/ascii.h"
#include "report/fleet/internal.h"
#include "report/page/utf8.h"

/* A batch is stored when it has as many devices, or reports. */
#define BATCH_ROWS    ((size_t)25000)
#define BATCH_REPORTS ((size_t)2000)
/* Of a report, which is in memory until its end. */
#define DEVICES_MAX ((size_t)50000)
/* New reports that change what a planner should know. */
#define ANALYZE_REPORTS 500
/* Names that are kept, in bytes. */
#define MEMO_MAX ((size_t)64 << 20)
/* How often progress is told, in reports. */
#define PROGRESS_EVERY 64
/* Messages of one input that are told. */
#define SAID_MAX 10
static void say(struct hw_fleet_load *load, const char *message)
{
	if (load->said++ < SAID_MAX)
		load->options.say(load->options.arg, load->source, load->line, message);
}

static int bad_line(struct hw_fleet_load *load, const char *message)
{
	load->counts.bad_lines++;
	say(load, message);
	return 0;
}

static int bad_json(struct hw_fleet_load *load, const struct hw_fleet_scan_error *error)
{
	char message[128];

	snprintf(message, sizeof(message), "not understood at byte %zu: %s",
		 error->at + 1, error->message);
	return bad_line(load, message);
}

/* --- Batches --- */

/* Keeps what the store tells. */
static int fail(struct hw_fleet_load *load, int error)
{
	snprintf(load->error, sizeof(load->error), "%s: %s",
		 hw_store_name(load->sink.failed), hw_store_error(load->sink.failed));
	return error;
}

static int flush(struct hw_fleet_load *load)
{
	struct hw_fleet_batch *batch = &load->batch;
	int r = 0;

	if (batch->n)
		r = hw_fleet_sink_put(&load->sink, &load->memo, batch);
	if (r < 0)
		return fail(load, r);
	batch->n = 0;
	batch->row_count = 0;
	batch->finding_count = 0;
	hw_arena_reset(&batch->arena);
	if (load->memo.bytes > MEMO_MAX || load->sink.is_memo_stale) {
		hw_fleet_memo_reset(&load->memo);
		load->prefix_n = 0;
		load->sink.is_memo_stale = false;
	}
	if (load->options.progress)
		load->options.progress(load->options.arg, &load->counts);
	return 0;
}

/* Why a report that is whole tells other than the machine as it is; NULL: it does not. No
 * machine is without devices. */
static const char *what_it_is(const struct hw_fleet_report *report)
{
	if (report->is_what_if)
		return "was judged by the alias tables of another kernel, as of -S";
	if (report->is_chosen)
		return "has only devices that options chose, as --bus";
	if (!report->n)
		return "has no devices";
	return hw_fleet_is_to_come(report->generated)
		       ? "is of a time to come, as of a clock that was wrong"
		       : NULL;
}

static int close_report(struct hw_fleet_load *load, bool is_complete)
{
	struct hw_fleet_batch *batch = &load->batch;
	struct hw_fleet_report *report = &load->open;
	int r;

	if (!load->is_open)
		return 0;
	load->is_open = false;
	load->prefix_n = 0;
	report->n = batch->row_count - report->first;
	report->finding_count = batch->finding_count - report->first_finding;
	for (size_t i = report->first_finding; i < batch->finding_count; i++)
		report->findings += hw_hash_text(0, batch->findings[i].reason);
	for (size_t i = report->first; i < batch->row_count; i++)
		report->is_unchecked |= batch->rows[i].is_unchecked;
	is_complete = is_complete && !load->is_damaged;
	report->is_complete = is_complete && !what_it_is(report);
	if (!report->is_complete) {
		char message[192];
		struct hw_text key =
			load->memo.names[HW_FLEET_MACHINE].v[report->machine].key;

		snprintf(message, sizeof(message),
			 "the report of machine %.*s %s: it becomes no current one",
			 HW_TEXT_ARG(hw_text_head(key, 64)),
			 is_complete ? what_it_is(report) : "is not complete");
		say(load, message);
	}
	r = HW_ARRAY_GROW(batch->reports, batch->n, &batch->room, 64);
	if (r < 0)
		return r;
	batch->reports[batch->n++] = *report;
	if (batch->row_count >= BATCH_ROWS || batch->n >= BATCH_REPORTS)
		return flush(load);
	if (load->options.progress && batch->n % PROGRESS_EVERY == 0)
		load->options.progress(load->options.arg, &load->counts);
	return 0;
}

/* --- Reports --- */

/* The name of a file without its folders and what tells of its format: "10.0.0.1" of
 * "dumps/10.0.0.1.txt.gz". */
static struct hw_text name_of_file(const char *path)
{
	static const char *const ends[] = {
		".gz",	   ".xz",   ".zst",   ".bz2",	".tar",	 ".tgz",  ".json",
		".ndjson", ".snap", ".txt",   ".text",	".log",	 ".dump", ".report",
		".md",	   ".html", ".lspci", ".lsusb", ".udev",
	};
	const char *slash = strrchr(path, '/');
	struct hw_text name = hw_text_of(slash ? slash + 1 : path);
	bool is_cut = true;

	while (is_cut) {
		is_cut = false;
		for (size_t i = 0; i < HW_ARRAY_SIZE(ends); i++) {
			const struct hw_text end = hw_text_of(ends[i]);

			if (name.n <= end.n ||
			    !hw_text_eq(hw_text_from(name, name.n - end.n), end))
				continue;
			name = hw_text_head(name, name.n - end.n);
			is_cut = true;
		}
	}
	return name;
}

/* A name of other bytes has no form in which a database or JSON holds it, and two such
 * names would become one. */
static bool is_utf8(struct hw_fleet_load *load, struct hw_text name)
{
	return hw_utf8_clean(name, &load->arena).s == name.s;
}

/* Absent: nothing names it, or a file whose name is none. */
static struct hw_text machine_of(struct hw_fleet_load *load, struct hw_text key)
{
	if (key.n)
		return hw_utf8_clean(key, &load->arena);
	if (load->options.machine)
		return hw_text_of(load->options.machine);
	if (load->options.machine_from_filename && strcmp(load->source, "-") != 0 &&
	    is_utf8(load, name_of_file(load->source)))
		return name_of_file(load->source);
	return HW_NO_TEXT;
}

static void refuse(struct hw_fleet_load *load)
{
	if (load->is_refused)
		return;
	load->is_refused = true;
	load->counts.refused++;
	load->options.say(
		load->options.arg, load->source, 0,
		load->options.machine_from_filename && strcmp(load->source, "-") != 0
			? "names no machine, nor does its file name, which is no "
			  "UTF-8: refused; --machine NAME names it"
			: "names no machine (host.key is null, as of --privacy "
			  "public): refused; --machine NAME or "
			  "--machine-from-filename names it");
}

/* A text that lives as long as the batch. */
static struct hw_text keep_text(struct hw_fleet_load *load, struct hw_text text)
{
	return hw_arena_copy(&load->batch.arena, hw_utf8_clean(text, &load->arena));
}

/* Of another kernel than the machine runs: what would be. Without one the tables may be
 * the machine's own, as check has it. */
static bool is_what_if(const struct hw_fleet_head *head)
{
	return head->kernel.n && head->tables.n &&
	       !hw_text_eq(head->kernel, head->tables);
}

/* Begins a report, unless its machine has no name: then none is open. */
static int open_report(struct hw_fleet_load *load, const struct hw_fleet_head *head)
{
	struct hw_fleet_report *report = &load->open;
	struct hw_text machine = machine_of(load, head->key);
	struct hw_text generated = head->generated;
	char time[HW_FLEET_TIME];
	int r;

	if (!machine.n) {
		refuse(load);
		return 0;
	}
	if (!generated.s)
		generated = hw_text_of(load->modified);
	if (!hw_fleet_read_time(generated, time))
		return bad_line(load, "generated is no time, as 2026-11-29T08:00:00Z");
	*report = (struct hw_fleet_report){
		.generated = keep_text(load, hw_text_of(time)),
		.host = keep_text(load, head->host),
		.source = keep_text(load, hw_text_of(load->source)),
		.line = load->line,
		.is_chosen = head->is_chosen,
		.is_what_if = is_what_if(head),
		.lacks_buses = head->lacks_buses,
		.looked_at = head->buses.s ? keep_text(load, head->buses) : HW_NO_TEXT,
		.asked = !head->tables.n	      ? HW_FLEET_NOT_ASKED
			 : head->lacks_driver_modules ? HW_FLEET_ASKED_WITHOUT_DRIVERS
						      : HW_FLEET_ASKED,
		.first = load->batch.row_count,
		.first_finding = load->batch.finding_count,
	};
	r = hw_fleet_memo_name(&load->memo, HW_FLEET_MACHINE, machine, &report->machine);
	if (r == 0)
		r = hw_fleet_memo_head(&load->memo, head, &report->model,
				       &report->platform);
	if (r < 0 || hw_arena_failed(&load->batch.arena))
		return -ENOMEM;
	load->is_open = true;
	load->is_damaged = false;
	load->is_full = false;
	return 0;
}

/* Whether a line is of the report at hand. */
static bool is_same_report(struct hw_fleet_load *load, const struct hw_fleet_head *head)
{
	struct hw_text machine = machine_of(load, head->key);
	struct hw_text key = load->memo.names[HW_FLEET_MACHINE].v[load->open.machine].key;
	char time[HW_FLEET_TIME];

	return head->lacks_buses == load->open.lacks_buses &&
	       head->is_chosen == load->open.is_chosen && hw_text_eq(machine, key) &&
	       hw_fleet_read_time(head->generated.s ? head->generated
						    : hw_text_of(load->modified),
				  time) &&
	       hw_text_eq(hw_text_of(time), load->open.generated);
}

static int add_row(struct hw_fleet_load *load, const struct hw_fleet_row *row)
{
	struct hw_fleet_batch *batch = &load->batch;
	int r = HW_ARRAY_GROW(batch->rows, batch->row_count, &batch->row_room, 4096);

	if (r < 0)
		return r;
	batch->rows[batch->row_count++] = *row;
	load->counts.devices++;
	return 0;
}

/* Whether the report may have another device. */
static bool has_room(struct hw_fleet_load *load)
{
	size_t n = load->batch.row_count - load->open.first;
	char message[96];

	if (n < DEVICES_MAX)
		return true;
	if (!load->is_full) {
		snprintf(message, sizeof(message),
			 "a report of over %zu devices: those behind are passed over",
			 DEVICES_MAX);
		bad_line(load, message);
	}
	load->is_full = true;
	load->is_damaged = true;
	return false;
}

/* Adds a device; `bytes` are what it is told by, absent if they are not to be kept. */
static int add_device(struct hw_fleet_load *load, const struct hw_fleet_device *device,
		      struct hw_text bytes)
{
	struct hw_fleet_row row;
	int r;

	if (!has_room(load))
		return 0;
	if (!device->id.n) {
		load->is_damaged = true;
		return bad_line(load, "a device without an id");
	}
	r = hw_fleet_memo_device(&load->memo, device, load->open.asked, &row);
	if (r == 0 && bytes.n)
		r = hw_fleet_memo_see(&load->memo, bytes, load->open.asked, &row);
	return r == 0 ? add_row(load, &row) : r;
}

/* A device whose members begin with a brace, or the comma before the first. */
static int add_bytes(struct hw_fleet_load *load, struct hw_text bytes)
{
	const struct hw_fleet_row *seen =
		hw_fleet_memo_seen(&load->memo, bytes, load->open.asked);
	struct hw_fleet_scan_error error;
	struct hw_fleet_device device;
	int r;

	if (!has_room(load))
		return 0;
	if (seen)
		return add_row(load, seen);
	r = hw_fleet_scan_device(bytes, &load->arena, &device, &error);
	if (r == 0)
		r = add_device(load, &device, bytes);
	else if (r == -EINVAL) {
		load->is_damaged = true;
		r = bad_json(load, &error);
	}
	hw_arena_reset(&load->arena);
	return r;
}

static int add_finding(struct hw_fleet_load *load, struct hw_text json)
{
	struct hw_fleet_batch *batch = &load->batch;
	struct hw_fleet_scan_error error;
	struct hw_fleet_finding f;
	int r = hw_fleet_scan_finding(json, &load->arena, &f, &error);

	if (r == -EINVAL)
		return bad_json(load, &error);
	if (r < 0 || !f.reason.n)
		return r;
	/* each reason once */
	for (size_t i = load->open.first_finding; i < batch->finding_count; i++)
		if (hw_text_eq(batch->findings[i].reason, f.reason))
			return 0;
	r = HW_ARRAY_GROW(batch->findings, batch->finding_count, &batch->finding_room, 8);
	if (r < 0)
		return r;
	batch->findings[batch->finding_count++] = (struct hw_fleet_finding){
		.severity = keep_text(load, f.severity),
		.reason = keep_text(load, f.reason),
		.remedy = keep_text(load, f.remedy),
	};
	return hw_arena_failed(&batch->arena) ? -ENOMEM : 0;
}

static int compare_place(const void *a, const void *b)
{
	const uint32_t *x = a;
	const uint32_t *y = b;

	return (*x > *y) - (*x < *y);
}

static void say_repeated(struct hw_fleet_load *load, uint32_t address, size_t others)
{
	struct hw_text key = load->memo.names[HW_FLEET_ADDRESS].v[address].key;
	char message[160];
	size_t n;

	n = (size_t)snprintf(message, sizeof(message),
			     "the report has a device more than once: %.*s",
			     HW_TEXT_ARG(hw_text_head(key, 64)));
	if (others && n < sizeof(message))
		n += (size_t)snprintf(message + n, sizeof(message) - n, " and %zu others",
				      others);
	if (n < sizeof(message))
		snprintf(message + n, sizeof(message) - n, "; what came first is kept");
	say(load, message);
}

/* How many devices the report at hand has: one that is told twice is one, which is said.
 * Errors: -ENOMEM. */
static int count_devices(struct hw_fleet_load *load, size_t *ret)
{
	const struct hw_fleet_row *rows = load->batch.rows + load->open.first;
	size_t n = load->is_open ? load->batch.row_count - load->open.first : 0;
	uint32_t *places = HW_ARENA_NEW(&load->arena, uint32_t, n + 1);
	uint32_t first = 0;
	size_t repeated = 0;

	*ret = 0;
	if (!places)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++)
		places[i] = rows[i].address;
	qsort(places, n, sizeof(*places), compare_place);
	for (size_t i = 0; i < n; i++) {
		bool is_again = i && places[i] == places[i - 1];

		*ret += !is_again;
		if (is_again && (i < 2 || places[i] != places[i - 2]) && !repeated++)
			first = places[i];
	}
	if (repeated)
		say_repeated(load, first, repeated - 1);
	return 0;
}

/* How many devices of the report at hand have a state. */
static int64_t count_state(const struct hw_fleet_load *load, struct hw_text state)
{
	const struct hw_fleet_batch *batch = &load->batch;
	int64_t n = 0;

	for (size_t i = load->open.first; i < batch->row_count; i++) {
		uint32_t verdict = batch->rows[i].verdict;
		struct hw_text key = load->memo.names[HW_FLEET_VERDICT].v[verdict].key;

		/* the first column */
		n += hw_text_eq(hw_fleet_cut(&key), state);
	}
	return n;
}

/* A document whose numbers are not those of its devices was changed on its way. */
static void check_summary(struct hw_fleet_load *load, const struct hw_fleet_head *head)
{
	int64_t n = (int64_t)(load->batch.row_count - load->open.first);
	const char *what = NULL;
	int64_t told = head->devices;
	char message[160];

	if (load->is_damaged)
		return;
	if (told >= 0 && told != n)
		what = "devices";
	for (enum hw_state state = 0; !what && state < HW_STATE_COUNT; state++) {
		told = head->by_state[state];
		n = told >= 0 ? count_state(load, hw_text_of(hw_state_name(state)))
			      : told;
		if (told != n)
			what = hw_state_name(state);
	}
	if (!what)
		return;
	snprintf(message, sizeof(message),
		 "the summary tells of %lld %s%s, and the report has %lld",
		 (long long)told, strcmp(what, "devices") == 0 ? "" : "devices ", what,
		 (long long)n);
	say(load, message);
	load->is_damaged = true;
}

static int add_document(struct hw_fleet_load *load, const struct hw_fleet_line *line)
{
	struct hw_text findings = line->all_findings;
	struct hw_text items = line->all_devices;
	struct hw_fleet_scan_error error;
	struct hw_text item;
	struct hw_arena kept = load->arena;
	size_t n;
	int r = open_report(load, &line->head);

	/* add_bytes() empties the arena, which holds what the head borrows */
	load->arena = (struct hw_arena){.block = NULL};
	while (r == 0 && load->is_open && hw_fleet_scan_item(&items, &item, &error))
		r = add_bytes(load, item);
	hw_arena_done(&load->arena);
	load->arena = kept;
	if (r == 0 && load->is_open && error.message) {
		load->is_damaged = true;
		r = bad_json(load, &error);
	}
	if (r == 0 && load->is_open)
		check_summary(load, &line->head);
	if (r == 0)
		r = count_devices(load, &n);
	while (r == 0 && load->is_open && hw_fleet_scan_item(&findings, &item, &error))
		r = add_finding(load, item);
	return r == 0 ? close_report(load, true) : r;
}

static int end_report(struct hw_fleet_load *load, const struct hw_fleet_line *line)
{
	char message[128];
	size_t n;
	int r = count_devices(load, &n);

	if (r < 0)
		return r;
	/* of a machine that was refused */
	if (!load->is_open && load->is_refused)
		return 0;
	if (!load->is_open && line->devices == 0) {
		load->counts.refused++;
		say(load, machine_of(load, HW_NO_TEXT).n
				  ? "a report without devices: not kept"
				  : "a report without devices, whose machine nothing "
				    "names: not kept");
		return 0;
	}
	if (!load->is_open)
		return bad_line(load, "the end of a report that did not begin");
	if (line->devices < 0) {
		say(load, "the end of the report does not tell how many devices it has");
		load->is_damaged = true;
	}
	/* all are there: a line that was not understood was none of them */
	if (line->devices >= 0 && (uint64_t)line->devices == n)
		load->is_damaged = false;
	if (line->devices >= 0 && (uint64_t)line->devices != n) {
		snprintf(message, sizeof(message),
			 "the report should have %lld devices and has %zu",
			 (long long)line->devices, n);
		say(load, message);
		load->is_damaged = true;
	}
	return close_report(load, true);
}

/* Keeps what the lines of a report begin with: all but the device, and the name of its
 * first member, before which another line may have more. */
static void keep_prefix(struct hw_fleet_load *load, struct hw_text json, size_t split)
{
	size_t n = split + hw_text_find(hw_text_from(json, split), '"') + 1;

	if (n < json.n)
		n += hw_text_find(hw_text_from(json, n), '"') + 1;
	load->prefix_n = n <= HW_FLEET_PREFIX_MAX && n <= json.n ? n : 0;
	load->split = split;
	memcpy(load->prefix, json.s, load->prefix_n);
}

static int add_line(struct hw_fleet_load *load, struct hw_text json,
		    const struct hw_fleet_line *line)
{
	int r = 0;

	if (load->is_open && !is_same_report(load, &line->head))
		r = close_report(load, false);
	if (r == 0 && !load->is_open)
		r = open_report(load, &line->head);
	if (r < 0 || !load->is_open)
		return r;
	if (line->split)
		keep_prefix(load, json, line->split);
	return add_device(load, &line->device,
			  line->split ? hw_text_from(json, line->split) : HW_NO_TEXT);
}

/* Another number before the point means other members; behind it, more of them. */
static bool is_newer(struct hw_text version)
{
	struct hw_text major = hw_text_cut(&version, '.');

	return major.n && !hw_text_eq(major, HW_TEXT("1"));
}

/* What is wrong with the machine of the report at hand. Findings of devices are check's,
 * and no part of a report. */
static int add_finding_line(struct hw_fleet_load *load, struct hw_text json,
			    const struct hw_fleet_line *line)
{
	if (line->device.id.n)
		return bad_line(load, "neither a report nor a device of hwalias, but "
				      "hwalias.finding");
	if (!load->is_open || !is_same_report(load, &line->head))
		return load->is_refused
			       ? 0
			       : bad_line(load,
					  "a finding of a report that did not begin");
	return add_finding(load, json);
}

/* What a machine is told by. Members of other schemas are others. */
static bool is_of_machine(struct hw_text schema)
{
	static const char *const names[] = {"hwalias.report", "hwalias.device",
					    "hwalias.finding"};

	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		if (hw_text_eq(schema, hw_text_of(names[i])))
			return true;
	return false;
}

static int add_scanned(struct hw_fleet_load *load, struct hw_text json,
		       const struct hw_fleet_line *line)
{
	struct hw_text schema = line->head.schema;
	char message[96];
	int r;

	if (is_newer(line->head.schema_version)) {
		load->is_damaged = true;
		snprintf(
			message, sizeof(message),
			"a newer hwalias wrote it: schema_version %.*s, this one knows 1",
			HW_TEXT_ARG(hw_text_head(line->head.schema_version, 16)));
		return bad_line(load, message);
	}
	if (line->wrong.message && is_of_machine(schema)) {
		load->is_damaged = true;
		return bad_json(load, &line->wrong);
	}
	if (hw_text_eq(schema, HW_TEXT("hwalias.finding")))
		return add_finding_line(load, json, line);
	if (hw_text_eq(schema, HW_TEXT("hwalias.device")))
		return add_line(load, json, line);
	if (hw_text_eq(schema, HW_TEXT("hwalias.end")))
		return end_report(load, line);
	if (hw_text_eq(line->head.source, HW_TEXT("list")))
		return bad_line(load,
				"a document of no machine, but of strings or ids, as "
				"of decode and lookup");
	if (hw_text_eq(schema, HW_TEXT("hwalias.report")) && line->has_devices) {
		r = close_report(load, false);
		return r == 0 ? add_document(load, line) : r;
	}
	snprintf(message, sizeof(message),
		 "neither a report nor a device of hwalias%s%.*s",
		 schema.n ? ", but " : "", HW_TEXT_ARG(hw_text_head(schema, 32)));
	return bad_line(load, message);
}

int hw_fleet_load_bad(void *arg, size_t line, const char *message)
{
	struct hw_fleet_load *load = arg;

	load->line = line;
	load->is_damaged = true;
	return bad_line(load, message);
}

int hw_fleet_load_json(void *arg, struct hw_text json, size_t number)
{
	struct hw_fleet_load *load = arg;
	struct hw_fleet_scan_error error;
	struct hw_fleet_line line;
	int r;

	load->line = number;
	load->counts.bytes += json.n + 1;
	if (load->prefix_n && json.n > load->prefix_n && load->is_open &&
	    memcmp(json.s, load->prefix, load->prefix_n) == 0)
		return add_bytes(load, hw_text_from(json, load->split));
	r = hw_fleet_scan(json, &load->arena, &line, &error);
	if (r == 0)
		r = add_scanned(load, json, &line);
	else if (r == -EINVAL) {
		load->is_damaged = true;
		r = bad_json(load, &error);
	}
	hw_arena_reset(&load->arena);
	return r;
}

/* --- Inputs --- */

static void say_more(struct hw_fleet_load *load)
{
	char message[64];

	if (load->said <= SAID_MAX)
		return;
	snprintf(message, sizeof(message), "… and %zu more like these",
		 load->said - SAID_MAX);
	load->options.say(load->options.arg, load->source, 0, message);
}

void hw_fleet_load_begin(struct hw_fleet_load *load, const char *source)
{
	load->source = source;
	load->line = 0;
	load->said = 0;
	load->is_refused = false;
}

void hw_fleet_load_refuse(struct hw_fleet_load *load, const char *message)
{
	load->line = 0;
	load->counts.refused++;
	say(load, message);
}

int hw_fleet_load_end(struct hw_fleet_load *load, bool is_complete)
{
	int r;

	load->line = 0;
	r = close_report(load, is_complete);
	say_more(load);
	return r;
}

void hw_fleet_load_drop(struct hw_fleet_load *load)
{
	if (load->is_open) {
		load->batch.row_count = load->open.first;
		load->batch.finding_count = load->open.first_finding;
	}
	load->is_open = false;
}

int hw_fleet_load_finish(struct hw_fleet_load *load)
{
	int r = flush(load);

	if (r == 0 && load->counts.reports >= ANALYZE_REPORTS) {
		r = hw_fleet_places_analyze(load->sink.places, &load->sink.failed);
		if (r < 0)
			fail(load, r);
	}
	return r;
}

/* --- The load itself --- */

static int make_tables(struct hw_store *store)
{
	int r = hw_fleet_schema_check(store);
	char *schema;

	/* other tables: perhaps another load makes them just now */
	if (r == 1 || (r < 0 && !hw_fleet_schema_fault(r)))
		return r < 0 ? r : 0;
	schema = hw_fleet_schema_text(hw_store_kind(store));
	if (!schema)
		return -ENOMEM;
	r = hw_store_begin(store);
	if (r == 0)
		r = hw_fleet_schema_check(store);
	if (r == 0)
		r = hw_store_exec(store, schema);
	if (r >= 0)
		r = hw_store_commit(store);
	else
		hw_store_rollback(store);
	free(schema);
	return r;
}

int hw_fleet_load_open(struct hw_store *store,
		       const struct hw_fleet_load_options *options,
		       struct hw_fleet_load **ret)
{
	struct hw_fleet_load *load = calloc(1, sizeof(*load));
	int r = load ? make_tables(store) : -ENOMEM;

	*ret = load;
	if (!load)
		return r;
	load->options = *options;
	load->sink = (struct hw_fleet_sink){
		.store = store,
		.options = &load->options,
		.counts = &load->counts,
		.failed = store,
	};
	if (r == 0)
		r = hw_fleet_sink_open(&load->sink);
	if (hw_fleet_schema_fault(r))
		snprintf(load->error, sizeof(load->error), "%s: %s", hw_store_name(store),
			 hw_fleet_schema_fault(r));
	else if (r < 0)
		fail(load, r);
	return r;
}

const struct hw_fleet_counts *hw_fleet_load_counts(const struct hw_fleet_load *load)
{
	return &load->counts;
}

const char *hw_fleet_load_error(const struct hw_fleet_load *load)
{
	return load && load->error[0] ? load->error : "out of memory";
}

void hw_fleet_load_close(struct hw_fleet_load *load)
{
	if (!load)
		return;
	hw_fleet_sink_close(&load->sink);
	hw_fleet_memo_reset(&load->memo);
	hw_arena_done(&load->arena);
	hw_arena_done(&load->batch.arena);
	free(load->batch.rows);
	free(load->batch.reports);
	free(load->batch.findings);
	free(load);
}
