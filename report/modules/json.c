// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "report/json/json.h"
#include "report/modules/modules.h"

static void firmware(struct hw_json *j, const struct hw_used_modules *modules,
		     const struct hw_used_module *m)
{
	hw_json_begin_array(j, HW_KEY("firmware"));
	for (size_t i = 0; i < m->firmware_count; i++) {
		const struct hw_used_firmware *f = &m->firmware[i];

		hw_json_begin_object(j, HW_ITEM);
		hw_json_text(j, HW_KEY("name"), f->name);
		hw_json_tristate(j, HW_KEY("present"),
				 !modules->firmware_known ? HW_UNKNOWN
				 : f->path.n		  ? HW_YES
							  : HW_NO);
		hw_json_text(j, HW_KEY("path"), f->path);
		hw_json_end_object(j);
	}
	hw_json_end_array(j);
}

static void module(struct hw_json *j, const struct hw_used_modules *modules,
		   const struct hw_used_module *m)
{
	size_t n = m->device_count < HW_USED_DEVICES_MAX ? m->device_count
							 : HW_USED_DEVICES_MAX;

	hw_json_text(j, HW_KEY("module"), m->name);
	hw_json_text(j, HW_KEY("path"), m->path);
	hw_json_tristate(j, HW_KEY("builtin"), m->builtin);
	hw_json_tristate(j, HW_KEY("loaded"), m->loaded);
	hw_json_tristate(j, HW_KEY("available"), m->available);
	hw_json_begin_array(j, HW_KEY("devices"));
	for (size_t i = 0; i < n; i++)
		hw_json_text(j, HW_ITEM, m->devices[i]);
	hw_json_end_array(j);
	hw_json_number(j, HW_KEY("device_count"), (int64_t)m->device_count);
	hw_json_boolean(j, HW_KEY("bound"), m->device_count && !m->is_candidate);
	hw_json_text(j, HW_KEY("needed_by"), m->device_count ? HW_NO_TEXT : m->needed_by);
	hw_json_text(j, HW_KEY("because"), m->because);
	firmware(j, modules, m);
}

int hw_modules_print_json(const struct hw_used_modules *modules,
			  const struct hw_output *output)
{
	struct hw_json j;

	hw_json_begin_document(&j, "hwalias.modules");
	hw_json_head(&j, output->head);
	hw_json_text(&j, HW_KEY("for"), modules->told_target);
	hw_json_begin_array(&j, HW_KEY("used_modules"));
	for (size_t i = 0; i < modules->n; i++) {
		hw_json_begin_object(&j, HW_ITEM);
		module(&j, modules, &modules->v[i]);
		hw_json_end_object(&j);
	}
	hw_json_end_array(&j);
	hw_json_tail(&j, output->not_read, output->warnings);
	return hw_json_end_document(&j, output->out);
}

int hw_modules_print_ndjson(const struct hw_used_modules *modules,
			    const struct hw_output *output)
{
	struct hw_json j = {.layout = HW_JSON_LINE};
	struct hw_arena arena = {0};
	struct hw_text front =
		hw_json_front("hwalias.used-module", output->head, true, &arena);
	int r = hw_arena_failed(&arena) ? -ENOMEM : 0;

	for (size_t i = 0; r == 0 && i < modules->n; i++) {
		hw_json_begin_object(&j, HW_ITEM);
		hw_json_append(&j, front);
		module(&j, modules, &modules->v[i]);
		hw_json_end_object(&j);
		r = hw_json_print(&j, output->out);
	}
	hw_json_done(&j);
	hw_arena_done(&arena);
	return r;
}
