/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_PNP_H
#define HWALIAS_DATA_IDS_PNP_H

#include "data/root/root.h"

/*
 * pnp.ids of hwdata: who the three letters of an EISA or Plug and Play id belong to. The
 * grammar is drawn at the top of data/ids/pnp.c. Found at once, read at the first
 * question.
 */
struct hw_pnp;

/*
 * Looks for the file where distributions keep it, below `root`, which must outlive the
 * result, as must `warnings`. Lines that break the grammar are reported when the file is
 * read ("ids-malformed", with their number) and passed over; one that cannot be read is
 * a warning then ("ids-unreadable"), and has no names.
 * Errors: -ENOENT, -ENOMEM. *ret is written only on success.
 */
int hw_pnp_find(struct hw_root *root, struct hw_warnings *warnings, struct hw_pnp **ret);

/* The same from memory, for tests and fuzzers; `text` must outlive the result. */
int hw_pnp_open_text(struct hw_text text, const char *path, struct hw_warnings *warnings,
		     struct hw_pnp **ret);

/* NULL is fine. */
void hw_pnp_close(struct hw_pnp *pnp);

/* With a leading slash, below its root. Absent for NULL. */
struct hw_text hw_pnp_path(const struct hw_pnp *pnp);

/*
 * The vendor of these three letters, "ABP"; of two lines the first counts. Absent when
 * it is not listed, and where the registry says "DO NOT USE"; also for NULL.
 * Lifetime: until hw_pnp_close().
 */
struct hw_text hw_pnp_vendor(struct hw_pnp *pnp, struct hw_text letters);

#endif
