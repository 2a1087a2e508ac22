/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_IDS_PNP_H
#define HWALIAS_DATA_IDS_PNP_H

#include "data/root/root.h"

/*
 * pnp.ids of hwdata: the vendors of the three letters of EISA and Plug and Play ids. The
 * grammar is drawn at the top of data/ids/pnp.c. The first look-up reads the file.
 */
struct hw_pnp;

/*
 * Finds the file where distributions have it below `root`. The first look-up adds
 * warnings for malformed lines ("ids-malformed", with their number), which are skipped,
 * and for a file that cannot be read ("ids-unreadable"), which has no names. Lifetime:
 * `root` and `warnings` must outlive the result. Errors: -ENOENT, -ENOMEM.
 */
int hw_pnp_find(struct hw_root *root, struct hw_warnings *warnings, struct hw_pnp **ret);

/* The same from memory, for tests and fuzzers. `text` must outlive the result; `path` is
 * the name in warnings. */
int hw_pnp_open_text(struct hw_text text, const char *path, struct hw_warnings *warnings,
		     struct hw_pnp **ret);

/* NULL is fine. */
void hw_pnp_close(struct hw_pnp *pnp);

/* The file's path below its root, with a leading slash. Absent for NULL. */
struct hw_text hw_pnp_path(const struct hw_pnp *pnp);

/*
 * The vendor of these three letters, "ABP"; of two lines the first counts. Absent if it
 * is not listed or the registry has "DO NOT USE", and for NULL. Lifetime: until
 * hw_pnp_close().
 */
struct hw_text hw_pnp_vendor(struct hw_pnp *pnp, struct hw_text letters);

#endif
