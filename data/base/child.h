/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_CHILD_H
#define HWALIAS_DATA_BASE_CHILD_H

#include "data/base/arena.h"

/*
 * Runs code that hostile input can end by a signal, a library's assert() say, in a child
 * process: only that ends.
 *
 * `work` writes its answer to the descriptor `out`, and returns 0 or -errno. What it
 * changes in memory is lost. It has no standard error, since assert() prints there.
 */
typedef int hw_child_work(void *arg, int out);

/*
 * *ret is what `work` has written. Lifetime: the arena's.
 * Errors: -errno of `work`; -ENOEXEC: a signal has ended it; -errno of pipe(2), fork(2);
 * -EFBIG: more than HW_CHILD_MAX bytes; -ENOMEM.
 */
#define HW_CHILD_MAX ((size_t)16 * 1024 * 1024)
int hw_child_run(hw_child_work *work, void *arg, struct hw_arena *arena,
		 struct hw_text *ret);

/* For `work`: writes all of it. Errors: -errno of write(2). */
int hw_child_write(int out, const void *bytes, size_t n);

#endif
