/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_MODULE_NAME_H
#define HWALIAS_DATA_MODULE_NAME_H

#include <stdint.h>

#include "data/base/arena.h"

/*
 * Names of modules. The file is "rng-core.ko" and the kernel calls it "rng_core": '-' and
 * '_' are the same byte in a name, and '_' is the normalised form (modname_normalize(),
 * kmod's shared/util.c; parameq(), kernel/params.c). Configuration, tables and users
 * write either.
 */

static inline char hw_module_name_byte(char c)
{
	return c == '-' ? '_' : c;
}

/* Whether it is made of letters, digits, '-' and '_' alone, as the names of all modules
 * of the kernel's tree are (KBUILD_MODNAME becomes a part of C identifiers), and needs no
 * quotes in any configuration. */
bool hw_module_name_is_plain(struct hw_text name);

bool hw_module_name_eq(struct hw_text a, struct hw_text b);

/* Equal for names that are equal. Its low bits may index a table. */
uint32_t hw_module_name_hash(struct hw_text name);

/*
 * The name with '_' for each '-'. Lifetime: that of `name` if it has no '-', else the
 * arena's. Errors: out of memory, the absent text.
 */
struct hw_text hw_module_name_normalize(struct hw_text name, struct hw_arena *arena);

/*
 * The module that a file holds: the last component of the path up to its first '.',
 * "e1000e" of "kernel/drivers/…/e1000e.ko.xz"; '-' stays as it is. Lifetime: the path's.
 */
struct hw_text hw_module_name_of_path(struct hw_text path);

#endif
