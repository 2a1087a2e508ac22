/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_SESSION_NAMED_H
#define HWALIAS_CMD_SESSION_NAMED_H

#include "cmd/session/session.h"
#include "report/select/resolve.h"

/* The devices that operands name: of `show` and `check`. */
struct hw_named {
	/* owns the list and what is found in it */
	struct hw_arena arena;
	/* all devices of the machine, which has them as its report's */
	struct hw_device_list list;
	struct hw_machine *machine;
	/* a list for each operand, which may be empty */
	struct hw_found_list *found;
	size_t n;
	/* of an operand that names none, but is of names: which devices have those */
	struct hw_text *of_names;
	/* as typed, `n` of them */
	char *const *operands;
	/* what a mistyped operand may mean, for the end of a sentence; may be absent */
	struct hw_text question;
};

/* True if there are operands and none is empty: an empty name would select all. */
bool hw_named_are_given(int argc, char **argv);

/*
 * Finds the devices of all operands, and prepares their strings (hw_collect_prepare()).
 * `with_parts`: with those of a whole device, 1-6, go its parts, 1-6:1.0. Call
 * hw_named_done() also after a failure. Errors: -errno of the scan, -ENOMEM.
 */
int hw_named_find(struct hw_session *session, int argc, char **argv, bool with_parts,
		  struct hw_named *ret);

/* Whether the operand at `at`, `name`, names no device; says so on stderr then. */
bool hw_named_is_missing(const struct hw_session *s, const struct hw_named *named,
			 size_t at, const char *name);

void hw_named_done(struct hw_named *named);

#endif
