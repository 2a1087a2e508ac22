/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_SESSION_H
#define HWALIAS_CMD_SESSION_H

#include "cmd/options.h"

/*
 * What every reporting subcommand does alike: open the machine, open the writer, hand
 * records over, print the tail and the warnings.
 *
 *     struct hw_session s;
 *     status = hw_session_open(options, writer, &s);
 *     if (status == HW_EXIT_OK)
 *             … hw_collect_…(&s.machine, …, hw_session_record, &s, &s.tail) …
 *     status = hw_session_close(&s, status);
 */
struct hw_session {
	struct hw_warnings warnings;
	struct hw_arena arena;
	struct hw_machine machine;
	const struct hw_writer *writer;
	void *writer_self;
	struct hw_report_tail tail;
	size_t records;
	bool begun;
};

/* Opens all and writes the head. Says what went wrong on standard error. */
enum hw_exit hw_session_open(const struct hw_options *options,
			     const struct hw_writer *writer, struct hw_session *ret);

/*
 * The two halves of it, for those who know the devices before they write anything: to
 * announce their strings in between (hw_collect_plan()) spares an index of the tables.
 */
enum hw_exit hw_session_start(const struct hw_options *options,
			      const struct hw_writer *writer, struct hw_session *ret);
enum hw_exit hw_session_begin(struct hw_session *session);

/* A hw_record_fn; `arg` is the session. */
int hw_session_record(void *arg, const struct hw_record *record);

/*
 * Whether what -s, -d or -b named is there, by the number of devices found; says so if
 * not. A machine without devices is no error when none was named.
 */
bool hw_session_found(const struct hw_options *options, size_t devices);

/* Says why collecting failed; 0 is no failure. */
enum hw_exit hw_session_check(const struct hw_session *session, int r);

/* Writes the tail, prints the warnings, frees. Returns `status`, or worse. */
enum hw_exit hw_session_close(struct hw_session *session, enum hw_exit status);

/* The writer that the options ask for; `table` is the one for people. */
const struct hw_writer *hw_session_writer(const struct hw_options *options,
					  const struct hw_writer *table);

#endif
