// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/check.h"

#define SCHEMA_VERSION "1.0"

static struct json_object *finding(struct hw_json *j, struct hw_finding *f)
{
	struct json_object *to = hw_json_object(j);

	hw_json_add(j, to, "severity", hw_json_literal(j, hw_severity_name(f->severity)));
	hw_json_add(j, to, "id", hw_json_text(j, f->device));
	hw_json_add(j, to, "name", hw_json_text(j, f->name));
	hw_json_add(j, to, "reason", hw_json_literal(j, f->reason));
	hw_json_add(j, to, "explanation", hw_json_text(j, f->explanation));
	hw_json_add(j, to, "remedy", hw_json_text(j, f->remedy));
	hw_json_add(j, to, "device", f->record);
	f->record = NULL;
	return to;
}

static struct json_object *summary_of(struct hw_json *j, const struct hw_check *check)
{
	struct json_object *to = hw_json_object(j);

	hw_json_add(j, to, "devices", hw_json_number(j, (int64_t)check->devices));
	hw_json_add(j, to, "findings", hw_json_number(j, (int64_t)check->count));
	hw_json_add(j, to, "drivers_lost", hw_json_number(j, (int64_t)check->lost));
	return to;
}

int hw_check_print_json(struct hw_check *check, const struct hw_warnings *warnings,
			FILE *out)
{
	struct hw_json *j = &check->json;
	struct hw_machine *m = check->machine;
	struct json_object *to = hw_json_object(j);
	struct json_object *list = hw_json_array(j);
	int r;

	for (struct hw_finding *f = check->first; f; f = f->next)
		hw_json_append(j, list, finding(j, f));
	hw_json_add(j, to, "schema", hw_json_literal(j, "hwalias.check"));
	hw_json_add(j, to, "schema_version", hw_json_literal(j, SCHEMA_VERSION));
	hw_json_add(j, to, "what_if", hw_json_boolean(j, check->is_what_if));
	hw_json_add(j, to, "kernel", hw_json_text(j, m->host.kernel_release));
	hw_json_add(j, to, "tables", hw_json_text(j, m->kernel.release));
	hw_json_add(j, to, "compared_with",
		    check->own.aliases ? hw_json_text(j, check->own.release) : NULL);
	hw_json_add(j, to, "findings", list);
	hw_json_add(j, to, "summary", summary_of(j, check));
	hw_json_add(j, to, "warnings", hw_json_warnings(j, warnings));
	r = hw_json_print(j, to, HW_JSON_PRETTY, 0, 0, 0, out);
	fputc('\n', out);
	return r;
}
