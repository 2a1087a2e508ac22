/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOST_TAINT_H
#define HWALIAS_DATA_HOST_TAINT_H

#include <stddef.h>
#include <stdint.h>

/* What has been done to a kernel that makes its makers doubt reports on it. */
struct hw_taint {
	/* as the kernel prints it in a backtrace */
	char letter;
	const char *meaning;
};

/*
 * The flag of one bit of /proc/sys/kernel/tainted (0 is the lowest); NULL for a bit that
 * no kernel has used so far. Lifetime: static.
 */
const struct hw_taint *hw_taint_of_bit(unsigned bit);

/*
 * Walks the flags that are set: start with *cursor = the value. Returns NULL at the end.
 * A bit without a flag is passed over.
 */
const struct hw_taint *hw_taint_next(uint64_t *cursor);

#endif
