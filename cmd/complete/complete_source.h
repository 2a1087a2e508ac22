/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_CMD_COMPLETE_COMPLETE_SOURCE_H
#define HWALIAS_CMD_COMPLETE_COMPLETE_SOURCE_H

#include "data/forms/forms.h"
#include "report/machine/machine.h"

/*
 * The machine and the kernel that a line names before the word that is completed: --from,
 * --sysroot, --modules-dir and --kernel, in any form that getopt_long(3) takes. What
 * cannot be read is this machine, or empty: completion says nothing.
 */
struct hw_complete_source {
	struct hw_arena arena;
	struct hw_warnings warnings;
	/* NULL: not even this machine's can be opened */
	struct hw_root *root;
	/* of --modules-dir, or NULL; lifetime: the arena's, or that of the words */
	const char *modules_dir;
	/* -S, or NULL */
	const char *release;
};

/* `argv`: the words of the line behind the name of the program. */
void hw_complete_source_open(int argc, char **argv, struct hw_complete_source *ret);
void hw_complete_source_close(struct hw_complete_source *source);

/*
 * The kernels that have modules there, or the modules of the one that is chosen: by -S,
 * by the machine, or because there is no other. Lifetime: the source's.
 */
size_t hw_complete_source_releases(struct hw_complete_source *source,
				   struct hw_text **ret);
size_t hw_complete_source_modules(struct hw_complete_source *source,
				  struct hw_text **ret);

#endif
