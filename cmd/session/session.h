/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_SESSION_SESSION_H
#define HWALIAS_CMD_SESSION_SESSION_H

#include "cmd/line/options.h"
#include "cmd/print/guard.h"

/*
 * What all subcommands that read a machine have in common: they open it, print what they
 * find, print the warnings to standard error, and close it.
 *
 *     struct hw_session s;
 *
 *     status = hw_session_open(options, writer, &s);
 *     if (status == HW_EXIT_OK)
 *             status = hw_session_begin(&s);
 *     if (status == HW_EXIT_OK)
 *             … hw_collect_…(&s.machine, …, hw_session_record, &s, &s.tail) …
 *     status = hw_session_close(&s, status);
 *
 * Without a writer there is no begin and no record; the command prints by itself, in
 * between.
 */
struct hw_session {
	const struct hw_options *options;
	/* standard output, where nothing private gets; `out` is its stream */
	struct hw_guard *guard;
	FILE *out;
	struct hw_warnings warnings;
	struct hw_arena arena;
	struct hw_machine machine;
	/* filled by hw_session_begin() or hw_session_head() */
	struct hw_report_head head;
	/* NULL: the command prints by itself */
	const struct hw_writer *writer;
	void *writer_self;
	/*
	 * The states of the devices decide which warnings are printed: see
	 * hw_print_warnings().
	 */
	struct hw_report_tail tail;
	size_t records;
	bool has_begun;
	bool has_finished;
	/* hw_machine_is_incomplete(), when last asked */
	bool is_incomplete;
	/* the command prints the host, whatever the format */
	bool wants_host;
	/* the command judges itself whether what could not be read was needed */
	bool judges_incomplete;
	/* its warnings were printed by a session before */
	bool is_repeated;
	/* of devices that operands name */
	bool is_chosen;
	/* buses are left out, as without --all */
	bool lacks_buses;
};

/*
 * The time of a report, in seconds since the epoch. SOURCE_DATE_EPOCH overrides it, so
 * that the same hardware gives the same bytes (specification: reproducible-builds.org).
 */
int64_t hw_report_time(void);

/*
 * Opens the writer, whose options are checked first, and the machine. Prints what went
 * wrong to standard error; the session is to be closed all the same.
 */
enum hw_exit hw_session_open(const struct hw_options *options,
			     const struct hw_writer *writer, struct hw_session *ret);

/*
 * Writes the head. A command that knows its devices before may have their strings
 * prepared first (hw_collect_plan()), which saves an index of the alias tables.
 */
enum hw_exit hw_session_begin(struct hw_session *session);

/* For a command that answers about anything: adds the warning that a recording knows its
 * own devices alone. */
void hw_session_warn_beyond(struct hw_session *session);

/* A hw_record_fn; `arg` is the session. */
int hw_session_record(void *arg, const struct hw_record *record);

/* Fills the head, for a command that prints by itself. With the host where the format or
 * the command (wants_host) prints it. */
void hw_session_head(struct hw_session *session);

/* What such a command prints with, after the head. Lifetime: the session's. */
struct hw_output hw_session_output(struct hw_session *session);

/* An error: no device has the name or address. */
void hw_session_say_no_device(const struct hw_options *options, const char *name);

/*
 * Whether what -s, -d or -b named is there, by the number of devices found; if not, an
 * error is printed, which tells of a device that one of them names and another leaves
 * out. `machine` NULL: there are several. A machine without devices is no error when none
 * was named.
 */
bool hw_session_found(const struct hw_options *options, struct hw_machine *machine,
		      size_t devices);

/*
 * "; did you mean the module 'e1000' or 'e1000e'?" of a mistyped module; empty: none of
 * this kernel is near. Lifetime: the arena's.
 */
struct hw_text hw_session_module_question(const struct hw_session *session,
					  struct hw_text word, struct hw_arena *arena);

/* Whether a module has this name, as far as the tables of the machine or what it has
 * loaded tell. */
bool hw_session_is_module(const struct hw_session *session, struct hw_text name);

/* Whether all words of -b are known, as a bus without devices is, or to `other`, which
 * may be NULL; if not, an error is printed. */
bool hw_session_knows_buses(const struct hw_session *session,
			    const struct hw_session *other);

/* Prints why collecting or printing failed; 0 is no failure. */
enum hw_exit hw_session_check(const struct hw_session *session, int r);

/*
 * Writes the tail, flushes standard output, prints the warnings. The machine stays open,
 * for what is to be said after them. Returns `status`, or worse: that nothing was found
 * is not certain if not all could be read.
 */
enum hw_exit hw_session_finish(struct hw_session *session, enum hw_exit status);

/* Finishes, unless that is done, and frees. Returns `status`, or worse. */
enum hw_exit hw_session_close(struct hw_session *session, enum hw_exit status);

#endif
