/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_REPORTS_JSON_VALUES_H
#define HWALIAS_DATA_REPORTS_JSON_VALUES_H

#include "data/library/jsonc.h"
#include "data/reports/internal.h"

/* Values of a document, of which any may be missing or of another type. Lifetime: the
 * document's. */

/* A text; absent: there is none. */
struct hw_text hw_report_json_text(json_object *object, const char *key);

/* A value of this type; NULL: there is none. */
json_object *hw_report_json_at(json_object *object, const char *key, enum json_type type);

/* The first member of an object, NULL: there is none. */
struct lh_entry *hw_report_json_members(json_object *object);

/* A value as a part of a line: true and false are 1 and 0, null is absent. Lifetime: that
 * of the document or the arena's. */
struct hw_text hw_report_json_part(struct hw_dump *d, json_object *object,
				   const char *key);

/* What else a document has beside its devices, json_host.c: when it was made and what it
 * may tell, the kernel, and the machine. `dmi_in_class`: the device of DMI is where
 * others have a link to it. */
void hw_report_json_envelope(struct hw_dump *d, json_object *root);
void hw_report_json_kernel(struct hw_dump *d, json_object *root);
void hw_report_json_host(struct hw_dump *d, json_object *root, bool dmi_in_class);

/* A device, json_device.c, of the line or the place `number`; `has_tables`: the report
 * was made with alias tables. */
void hw_report_json_device(struct hw_dump *d, json_object *object, size_t number,
			   bool has_tables);

#endif
