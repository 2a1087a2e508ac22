// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The program's own report, one document or a line a device (report/schema):
 *
 *     {"schema": "hwalias.report", "generated": "2023-11-14T22:13:20Z",
 *      "host": {"architecture": …, "kernel_version": …, "taint": …, "os": …, "dmi": …},
 *      "kernel": {"release": …, "tables": …},
 *      "devices": [{"id": "pci:0000:00:1f.6", "subsystem": "pci", "kind": "device",
 *                   "syspath": "/sys/devices/…", "driver": {"name": …, "module": …},
 *                   "state": "bound", "ids": {…}, "serial": null,
 *                   "modalias": {"raw": …}, "other_modaliases": […]}, …]}
 *     {"schema": "hwalias.device", "kernel": {…}, "id": "pci:0000:00:1f.6", …}
 *     {"schema": "hwalias.end", "devices": 117}
 *
 * What can be found anew from the machine's files is. What the report says beside, of
 * candidates, verdicts, names and attributes, is kept beside these: hwalias/PATH/told,
 * report/collect/told.h.
 */
#include <errno.h>

#include "data/base/text_set.h"
#include "data/reports/json_values.h"
#include "data/root/note.h"

/* Objects take some thirty times their text. */
#define DOCUMENT_MAX ((size_t)32 * 1024 * 1024)
#define DEPTH_MAX    16
/* of "schema_version", "1.0" */
#define MAJOR 1

#define BLANKS " \t\r\n"

/* Of a tree that was made without links, as beds and archives may be: the device of DMI
 * is where others have a link to it. Of a stream any line may be that device's. */
static bool has_dmi_in_class(struct hw_text text)
{
	static const char *const places[] = {"\"/sys/class/dmi/id\"",
					     "\"\\/sys\\/class\\/dmi\\/id\""};

	for (size_t i = 0; i < HW_ARRAY_SIZE(places); i++)
		if (text.n && memmem(text.s, text.n, places[i], strlen(places[i])))
			return true;
	return false;
}

static bool is_schema(json_object *object, const char *name)
{
	return hw_text_eq(hw_report_json_text(object, "schema"), hw_text_of(name));
}

/* The release of the alias tables, or in a document of 1.0 that of its modules. */
static bool has_tables(json_object *object)
{
	json_object *kernel = hw_report_json_at(object, "kernel", json_type_object);
	json_object *modules = hw_report_json_at(object, "modules", json_type_object);

	return hw_report_json_text(kernel, "tables").n ||
	       hw_report_json_text(modules, "release").n;
}

static bool tells_all_buses(json_object *object)
{
	json_object *value;

	return !hw_jsonc.object_object_get_ex(object, "all_buses", &value) ||
	       hw_jsonc.object_get_boolean(value);
}

static bool is_chosen(json_object *object)
{
	json_object *value;

	return hw_jsonc.object_object_get_ex(object, "chosen", &value) &&
	       hw_jsonc.object_get_boolean(value);
}

/* What was read since the last line that counts devices. */
struct stream {
	size_t devices;
	/* their ids */
	struct hw_text_set ids;
	/* of what was read at all: it is of devices that were asked for */
	bool is_chosen;
	/* devices are missing, or may be */
	bool is_part;
	/* a device, or a list of them, was read */
	bool has_devices;
	/* buses are not told, or perhaps not: is_of_whole() */
	bool lacks_buses;
	/* of a machine itself, by this version, which looks at the same buses */
	bool is_of_live;
	/* of a schema that may mean something else */
	bool is_newer;
	/* has_dmi_in_class() */
	bool dmi_in_class;
};

/* A list ends with their number, since what is cut off at the end of a line is not seen
 * otherwise. */
static void read_end(struct hw_dump *d, json_object *object, struct stream *stream)
{
	json_object *count = hw_report_json_at(object, "devices", json_type_int);
	int64_t devices = count ? hw_jsonc.object_get_int64(count) : -1;

	if (devices < 0)
		hw_dump_malformed(d, "no number of devices");
	else if (devices != (int64_t)stream->devices)
		hw_warn(d->warnings, "lines-missing", d->name, d->line,
			"%zu devices are here of the %lld that were printed: lines are "
			"missing",
			stream->devices, (long long)devices);
	stream->is_part |= devices != (int64_t)stream->devices;
	if (!devices && !stream->devices)
		hw_dump_has_none(d);
	stream->devices = 0;
	hw_text_set_done(&stream->ids);
	stream->ids = (struct hw_text_set){0};
}

/* A line that was pasted twice is no other device. */
static bool is_repeated(struct hw_dump *d, json_object *object, struct stream *stream)
{
	const struct hw_text id = hw_report_json_text(object, "id");

	if (!id.n)
		return false;
	if (hw_text_set_has(&stream->ids, id)) {
		hw_warn_line(d->warnings, "dump-malformed", d->name, d->line,
			     "a device that a line before has: that counts");
		return true;
	}
	d->failed |=
		hw_text_set_add(&stream->ids, hw_arena_copy(&d->arena, id)) == -ENOMEM;
	return false;
}

/* What is wrong with the machine itself, which has no id: HW_DUMP_FINDING. */
static void read_findings(struct hw_dump *d, json_object *root)
{
	json_object *findings = hw_report_json_at(root, "findings", json_type_array);
	const size_t n = findings ? hw_jsonc.object_array_length(findings) : 0;

	for (size_t i = 0; i < n; i++) {
		json_object *f = hw_jsonc.object_array_get_idx(findings, i);
		const struct hw_text explanation = hw_report_json_text(f, "explanation");
		const struct hw_text remedy = hw_report_json_text(f, "remedy");

		if (hw_report_json_text(f, "id").n || !explanation.n ||
		    hw_text_find(explanation, '\n') < explanation.n ||
		    hw_text_find(remedy, '\n') < remedy.n)
			continue;
		hw_dump_file(
			d, HW_DUMP_FINDING,
			hw_arena_printf(&d->arena, "%.*s\n%.*s\n%.*s\n",
					HW_TEXT_ARG(hw_report_json_text(f, "reason")),
					HW_TEXT_ARG(explanation), HW_TEXT_ARG(remedy)));
	}
}

static bool is_warned(json_object *root, const char *const *codes)
{
	json_object *warnings = hw_report_json_at(root, "warnings", json_type_array);
	const size_t n = warnings ? hw_jsonc.object_array_length(warnings) : 0;

	for (size_t i = 0; i < n; i++) {
		const struct hw_text code = hw_report_json_text(
			hw_jsonc.object_array_get_idx(warnings, i), "code");

		for (size_t k = 0; codes[k]; k++)
			if (hw_text_eq(code, hw_text_of(codes[k])))
				return true;
	}
	return false;
}

/* Whether devices may be missing in what the document was made from, or are of two
 * machines. */
static void read_lacks(struct hw_dump *d, json_object *root, struct stream *stream)
{
	static const char *const lacks[] = {
		"lines-missing",  "snapshot-truncated", "snapshot-malformed",
		"dump-malformed", "archive-damaged",	NULL,
	};
	static const char *const mixed[] = {"hosts-differ", NULL};

	if (is_warned(root, lacks)) {
		stream->is_part = true;
		hw_dump_file(d, HW_LEFT_OUT, HW_TEXT("devices"));
	}
	if (is_warned(root, mixed)) {
		stream->is_part = true;
		hw_dump_file(d, HW_MIXED_HOSTS, HW_TEXT("hosts"));
	}
}

static bool is_of_live(json_object *object)
{
	json_object *source = hw_report_json_at(object, "source", json_type_object);
	json_object *generator = hw_report_json_at(object, "generator", json_type_object);

	return hw_text_eq(hw_report_json_text(source, "kind"), HW_TEXT("live")) &&
	       hw_text_eq(hw_report_json_text(generator, "version"),
			  HW_TEXT(HWALIAS_VERSION));
}

/* Documents of 1.0 did not tell what they lack, and a dump that tells no kernel may be a
 * part of one. */
static bool is_of_whole(json_object *object)
{
	json_object *kernel = hw_report_json_at(object, "kernel", json_type_object);

	return !hw_text_eq(hw_report_json_text(object, "schema_version"),
			   HW_TEXT("1.0")) &&
	       hw_report_json_text(kernel, "release").n;
}

/* "1.2"; within a major version what is told does not change its meaning. */
static bool is_newer(json_object *object)
{
	struct hw_text version = hw_report_json_text(object, "schema_version");

	return hw_dump_cut_decimal(&version) > MAJOR;
}

static void read_buses(struct hw_dump *d, json_object *object, struct stream *stream)
{
	const bool tells_all = tells_all_buses(object);

	stream->has_devices = true;
	stream->lacks_buses |= !tells_all || !is_of_whole(object);
	d->facts.all_buses |= tells_all;
}

static void read_object(struct hw_dump *d, json_object *object, struct stream *stream)
{
	json_object *devices = hw_report_json_at(object, "devices", json_type_array);
	size_t n = devices ? hw_jsonc.object_array_length(devices) : 0;

	if (is_newer(object)) {
		stream->is_newer = true;
	} else if (is_schema(object, "hwalias.device")) {
		if (is_repeated(d, object, stream))
			return;
		hw_report_json_envelope(d, object);
		hw_report_json_kernel(d, object);
		hw_report_json_host(d, object, stream->dmi_in_class);
		read_buses(d, object, stream);
		hw_report_json_device(d, object, d->line, has_tables(object));
		stream->devices++;
		stream->is_chosen |= is_chosen(object);
	} else if (is_schema(object, "hwalias.report")) {
		hw_report_json_envelope(d, object);
		hw_report_json_kernel(d, object);
		hw_report_json_host(d, object, stream->dmi_in_class);
		read_findings(d, object);
		stream->is_chosen |= is_chosen(object);
		read_lacks(d, object, stream);
		if (devices)
			read_buses(d, object, stream);
		if (devices && !n)
			hw_dump_has_none(d);
		stream->is_of_live = is_of_live(object);
		for (size_t i = 0; i < n; i++)
			hw_report_json_device(d,
					      hw_jsonc.object_array_get_idx(devices, i),
					      i + 1, has_tables(object));
	} else if (is_schema(object, "hwalias.end")) {
		read_end(d, object, stream);
	} else if (is_schema(object, "hwalias.finding") &&
		   !hw_report_json_at(object, "id", json_type_string)) {
		/* of the machine as a whole: found again from what its devices tell */
	} else {
		hw_dump_malformed(d, "no report of hwalias");
	}
}

/* `jq -s` makes one list of the lines of a stream. */
static void read_value(struct hw_dump *d, json_object *value, struct stream *stream)
{
	const bool is_list = hw_jsonc.object_is_type(value, json_type_array);
	const size_t n = is_list ? hw_jsonc.object_array_length(value) : 0;

	if (!is_list)
		read_object(d, value, stream);
	for (size_t i = 0; i < n; i++)
		read_object(d, hw_jsonc.object_array_get_idx(value, i), stream);
}

static size_t count_lines(struct hw_text text)
{
	size_t n = 0;

	for (const char *at = text.s;
	     text.n && (at = memchr(at, '\n', (size_t)(text.s + text.n - at))); at++)
		n++;
	return n;
}

/* What a tracker or a mail has around the objects, up to the next line that begins with
 * one. Lines that are a part of an object are said to be, and those within a list. */
static struct hw_text skip_prose(struct hw_dump *dump, struct hw_text text,
				 bool is_within)
{
	const size_t first = dump->line;
	bool is_part = false;

	while (text.n && !hw_dump_is_json(text)) {
		const struct hw_text line = hw_text_cut(&text, '\n');

		is_part |= line.n && memmem(line.s, line.n, "\":", 2);
		if (is_part)
			break;
		dump->line++;
		while (text.n && strchr(" \t\r\n", text.s[0]) && text.s[0]) {
			dump->line += text.s[0] == '\n';
			text = hw_text_from(text, 1);
		}
	}
	if (is_part)
		hw_dump_malformed(dump, "this is not JSON");
	else if (is_within && text.n && dump->line > first)
		hw_warn_line(dump->warnings, "dump-malformed", dump->name, first,
			     "this is no line of the list");
	return is_part ? HW_NO_TEXT : text;
}

/* A document of which nothing was read tells nothing else. */
static int say_cut(struct hw_dump *dump)
{
	dump->cut = hw_arena_printf(
		&dump->arena,
		"cannot read '%.*s': it is cut off: in line %zu its JSON document ends "
		"too early",
		HW_TEXT_ARG(dump->name), dump->line);
	return dump->cut.s ? -EILSEQ : -ENOMEM;
}

/* Of a stream that goes on with no whole object; `is_cut`: with a part of one. */
static void warn_of_end(struct hw_dump *dump, bool is_cut)
{
	hw_dump_malformed(dump,
			  is_cut ? "the document ends too early" : "this is not JSON");
	hw_warn(dump->warnings, "lines-missing", dump->name, 0,
		"%s: devices may be missing",
		is_cut ? "it is cut off" : "what follows is not read");
}

/* One object after the other. */
static int read_report(struct hw_dump *dump, struct hw_text text)
{
	json_tokener *tokener = NULL;
	struct stream stream = {.dmi_in_class = has_dmi_in_class(text)};
	bool is_first = true;
	int err = hw_jsonc_open();

	if (!err)
		tokener = hw_jsonc.tokener_new_ex(DEPTH_MAX);
	if (!err && !tokener)
		err = -ENOMEM;
	if (text.n > DOCUMENT_MAX && !err)
		err = -EFBIG;
	dump->line = 1;
	text = hw_text_trim_start(text, " \t\r\n");
	text = skip_prose(dump, text, false);
	while (text.n && !err) {
		json_object *object =
			hw_jsonc.tokener_parse_ex(tokener, text.s, (int)text.n);
		enum json_tokener_error error = hw_jsonc.tokener_get_error(tokener);
		size_t used = hw_jsonc.tokener_get_parse_end(tokener);
		struct hw_text done = hw_text_head(text, used);

		if (error == json_tokener_success) {
			read_value(dump, object, &stream);
			is_first = false;
			err = stream.is_newer ? -ENOTSUP : 0;
		} else if (error == json_tokener_continue && is_first && !dump->mixed) {
			dump->line += count_lines(done);
			err = say_cut(dump);
		} else {
			dump->line += count_lines(done);
			warn_of_end(dump, error == json_tokener_continue);
			hw_jsonc.object_put(object);
			/* that says it */
			stream.devices = 0;
			stream.is_part = true;
			break;
		}
		hw_jsonc.object_put(object);
		text = hw_text_from(text, used);
		while (text.n && strchr(" \t\r\n", text.s[0]) && text.s[0])
			text = hw_text_from(text, 1);
		dump->line +=
			count_lines((struct hw_text){done.s, (size_t)(text.s - done.s)});
		text = skip_prose(dump, text, stream.devices > 0);
		hw_jsonc.tokener_reset(tokener);
	}
	if (stream.devices && !err)
		hw_warn(dump->warnings, "lines-missing", dump->name, 0,
			"no line {\"schema\":\"hwalias.end\"} is at the end: devices may "
			"be "
			"missing");
	if (!stream.is_chosen && !stream.is_part && !stream.devices && !err) {
		hw_dump_list_is_whole(dump);
		if (stream.has_devices && !stream.lacks_buses)
			dump->facts.is_whole = true;
		dump->facts.is_of_live |= dump->facts.is_whole && stream.is_of_live;
	}
	if (stream.is_chosen && !err) {
		hw_warn(dump->warnings, "lines-missing", dump->name, 0,
			"its devices were chosen: others may be missing");
		hw_dump_file(dump, HW_LEFT_OUT, HW_TEXT("devices"));
	}
	hw_text_set_done(&stream.ids);
	if (tokener)
		hw_jsonc.tokener_free(tokener);
	return err;
}

struct hw_text hw_dump_report_schema(struct hw_text text)
{
	const struct hw_text key = HW_TEXT("\"schema\"");

	while (text.n) {
		struct hw_text value;

		text = hw_text_from(text, hw_text_find(text, '"'));
		if (!hw_text_starts(text, key)) {
			text = hw_text_from(text, text.n > 0);
			continue;
		}
		text = hw_text_from(text, key.n);
		value = hw_text_trim_start(text, BLANKS);
		if (!hw_text_starts(value, HW_TEXT(":")))
			continue;
		value = hw_text_trim_start(hw_text_from(value, 1), BLANKS);
		if (hw_text_starts(value, HW_TEXT("\"hwalias."))) {
			value = hw_text_from(value, 1);
			return hw_text_head(value, hw_text_find(value, '"'));
		}
	}
	return HW_NO_TEXT;
}

bool hw_dump_is_json(struct hw_text text)
{
	text = hw_text_trim_start(text, BLANKS);
	if (hw_text_starts(text, HW_TEXT("[")))
		text = hw_text_trim_start(hw_text_from(text, 1), BLANKS);
	if (!hw_text_starts(text, HW_TEXT("{")))
		return false;
	/* and no "{code}" of a tracker's */
	text = hw_text_trim_start(hw_text_from(text, 1), BLANKS);
	return !text.n || text.s[0] == '"' || text.s[0] == '}';
}

/* A document or an object of a stream that is a line, and where the first member of one
 * that is printed on several is the schema. */
static bool is_line(struct hw_text line)
{
	const struct hw_text member = hw_text_trim_start(line, BLANKS);

	return (hw_dump_is_json(line) || hw_text_starts(member, HW_TEXT("\"schema\""))) &&
	       hw_dump_report_schema(line).n;
}

const struct hw_dump_format hw_dump_report = {
	.name = "hwalias report",
	.is_line = is_line,
	.read = read_report,
	.fact = offsetof(struct hw_dump_facts, places),
	.is_list = true,
};
