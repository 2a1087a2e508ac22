/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_HOST_TAINT_H
#define HWALIAS_DATA_HOST_TAINT_H

#include <stddef.h>
#include <stdint.h>

/* A taint flag: a condition that makes the kernel's developers doubt a bug report. */
struct hw_taint {
	/* as the kernel prints it in a backtrace */
	char letter;
	const char *meaning;
};

/*
 * The flag of a bit of /proc/sys/kernel/tainted, 0 is the lowest; NULL for an unknown
 * bit. Lifetime: static.
 */
const struct hw_taint *hw_taint_of_bit(unsigned bit);

/*
 * Iterates over the flags that are set; *cursor is the value at first. Returns NULL at
 * the end. Skips unknown bits.
 */
const struct hw_taint *hw_taint_next(uint64_t *cursor);

#endif
