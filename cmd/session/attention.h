/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_SESSION_ATTENTION_H
#define HWALIAS_CMD_SESSION_ATTENTION_H

#include "cmd/session/session.h"
#include "report/check/check.h"

/*
 * The last line of a list on a terminal, "2 need attention: hwalias check": as many as
 * that command finds, also on buses that are not listed.
 *
 *     hw_attention_open        before the devices; the machine looks for all signs
 *     hw_attention_record      of each device, listed or not
 *     hw_attention_close       sets the tail's last line
 */
struct hw_attention {
	struct hw_check check;
	/* absent: no line */
	struct hw_text command;
	/* one finding covers all devices */
	bool is_known;
	bool is_open;
};

/*
 * The command that explains a list with these options, with its -b, -d and -s. Absent:
 * the list is not for a terminal, has columns that the user chose, or is of standard
 * input. Lifetime: the arena's and the options'.
 */
struct hw_text hw_attention_command(const struct hw_options *options,
				    struct hw_arena *arena);

/* `command` absent: all that follows does nothing. Errors: -ENOMEM. */
int hw_attention_open(struct hw_session *session, struct hw_text command,
		      struct hw_attention *ret);

/* Errors: -ENOMEM. */
int hw_attention_record(struct hw_attention *attention, const struct hw_record *record);

/* Sets session->tail.last_line, and frees. Lifetime of the line: the session's. */
void hw_attention_close(struct hw_attention *attention, struct hw_session *session);

#endif
