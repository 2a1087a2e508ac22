/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_OTHERS_H
#define HWALIAS_REPORT_OTHERS_H

#include "report/machine.h"

/* The kernels that are installed beside the one whose tables a report uses. */
#define HW_OTHERS_MAX 8

struct hw_other {
	struct hw_text release;
	/* below the machine's root, "lib/modules/6.12.41" */
	struct hw_text path;
	/* opened at the first question */
	struct hw_aliases *aliases;
	bool is_asked;
};

struct hw_others {
	struct hw_root *root;
	struct hw_other v[HW_OTHERS_MAX];
	size_t n;
};

/*
 * Finds them below the machine's root, none in a recording without any. Lifetime of the
 * texts: the machine's. Close them before the machine.
 */
void hw_others_find(struct hw_machine *machine, struct hw_others *ret);
void hw_others_close(struct hw_others *others);

/*
 * The first that has a module for one of the record's modalias lines; otherwise both
 * texts are absent. `others` may be NULL. Lifetime: the arena's or the others'.
 * Errors: -ENOMEM.
 */
int hw_others_claim(struct hw_others *others, const struct hw_record *record,
		    struct hw_arena *arena, struct hw_text *ret_release,
		    struct hw_text *ret_module);

#endif
