/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_PRIVACY_TEXTS_PARAMETER_TEXT_H
#define HWALIAS_REPORT_PRIVACY_TEXTS_PARAMETER_TEXT_H

#include "report/privacy/texts/free_text.h"

// clang-format off
/*
 * The kernel command line without what is private. Its values are anything: so one stays
 * only where something says that it is harmless.
 *
 *	pci=nomsi  root=/dev/sda1			known parameters (a table)
 *	nfsroot=withheld  user=withheld			known to name people or machines
 *	foo=1  foo=on  x.model=dell-headset  z=lz4	of others and of modules, numbers,
 *							sizes, switches, and words that a
 *							table has
 *	foo=withheld					all the rest
 *	init=/opt/withheld/init				NAME of /opt/NAME, but for well-known
 *							providers
 */
// clang-format on

/* The command line, or a part of it. Lifetime: that of `text` or the arena's. Errors: the
 * arena has failed, and the text is absent. */
struct hw_text hw_parameter_text_public(struct hw_text text,
					const struct hw_private_words *words,
					struct hw_arena *arena);

#endif
