/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PAGE_NARROW_H
#define HWALIAS_REPORT_PAGE_NARROW_H

#include "report/page/table.h"

// clang-format off
/*
 * Makes a table fit its terminal, and cuts nothing: first the widest columns are broken
 * between words, then columns move below their rows, from the right:
 *
 *     MODULE        STATE  ONLY IF                 PATTERN           WHERE
 *     ahci          listed subsystem vendor 1028,  pci:v00008086d*…  modules.alias:21147
 *
 *     MODULE        STATE  ONLY IF
 *     ahci          listed subsystem vendor 1028,
 *                          class 010400
 *         PATTERN pci:v00008086d*…  WHERE modules.alias:21147
 *
 * A word that is longer than the terminal stays whole.
 */
// clang-format on

/* To be called when all rows are there; the table is no tree, has no notes, and its own
 * columns are not cut. Does nothing off a terminal. Errors: the table's, sticky. */
void hw_table_narrow(struct hw_table *table);

#endif
