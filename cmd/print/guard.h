/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_PRINT_GUARD_H
#define HWALIAS_CMD_PRINT_GUARD_H

#include <stdio.h>

#include "report/machine/machine.h"

/*
 * A stream to standard output that lets nothing private pass
 * (report/machine/words/leaks.h). What is written to it is kept until it is closed, as
 * only then it is known what it may not have: devices, files and the log are read while a
 * document is written, and the last one may have the name that the first one tells. So
 * nothing of a document with a secret is printed.
 *
 * At most 4 MiB are kept. Of a longer text a part is looked at for what is known so far
 * and printed, but for its end, with which a secret may begin: then the part before a
 * secret has been printed, and what became known behind it is not searched in it.
 *
 * The machine is that of a session, and may be opened after the stream.
 */
struct hw_guard;

/* Errors: -ENOMEM. */
int hw_guard_open(const struct hw_machine *machine, struct hw_guard **ret);

/* What is printed tells of another machine, too: it is to be open until hw_guard_close().
 */
void hw_guard_also(struct hw_guard *guard, const struct hw_machine *other);

FILE *hw_guard_stream(struct hw_guard *guard);

/* Prints what is kept, unless something private is in it: then an error, on standard
 * error, and nothing from there on. False: that was so, or memory was short. NULL is
 * fine. */
bool hw_guard_close(struct hw_guard *guard);

#endif
