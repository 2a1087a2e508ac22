/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_TEXT_CELLS_H
#define HWALIAS_REPORT_TEXT_CELLS_H

#include "report/writer.h"

/*
 * What a record says in a column, one function a column of report/text/columns.c; the
 * contract is that of struct hw_column's `get`.
 */
#define HW_CELL(name)                                                                    \
	struct hw_text hw_cell_##name(const struct hw_record *record,                    \
				      const struct hw_write_options *options,            \
				      struct hw_arena *arena)

HW_CELL(address);
HW_CELL(bus);
HW_CELL(class);
HW_CELL(class_id);
HW_CELL(device);
HW_CELL(device_id);
HW_CELL(driver);
HW_CELL(error);
HW_CELL(explanation);
HW_CELL(id);
HW_CELL(kind);
HW_CELL(modalias);
HW_CELL(model);
HW_CELL(module);
HW_CELL(modules);
HW_CELL(name);
HW_CELL(parent);
HW_CELL(reason);
HW_CELL(speed);
HW_CELL(state);
HW_CELL(subsystem);
HW_CELL(subsystem_id);
HW_CELL(syspath);
HW_CELL(vendor);
HW_CELL(vendor_id);

#endif
