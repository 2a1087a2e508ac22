/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_SHOW_EVIDENCE_H
#define HWALIAS_REPORT_SHOW_EVIDENCE_H

#include "report/page/page.h"
#include "report/record.h"

/* Where it stands: "/etc/modprobe.d/x.conf:3", "kernel log". Lifetime: that of the
 * evidence or the arena's. */
struct hw_text hw_evidence_place(const struct hw_evidence *e, struct hw_arena *arena);

/* What a verdict rests on, a line each behind `label`, "/var/log/dmesg:3: [5.1] TEXT".
 * What stands in `said` word for word is not told twice. */
void hw_page_evidence(struct hw_page *page, const char *label,
		      const struct hw_evidence *evidence, size_t n, struct hw_text said);

#endif
