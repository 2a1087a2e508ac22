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

/* Reads from the descriptor `in` what a child writes, up to its end. Errors: -errno; the
 * child ends then. */
typedef int hw_child_reader(void *arg, int in);

/*
 * Errors: those of `reader`; -errno of `work`; -ENOEXEC: a signal has ended it; -errno of
 * mmap(2), pipe(2), fork(2).
 */
int hw_child_stream(hw_child_work *work, void *arg, hw_child_reader *reader,
		    void *reader_arg);

/*
 * *ret is what `work` has written. Lifetime: the arena's.
 * Errors: those of hw_child_stream(); -EFBIG: more than HW_CHILD_MAX bytes; -ENOMEM.
 */
#define HW_CHILD_MAX ((size_t)16 * 1024 * 1024)
int hw_child_run(hw_child_work *work, void *arg, struct hw_arena *arena,
		 struct hw_text *ret);

/* For `reader`: reads that many bytes. *ret is false at the end of all, also in the
 * middle of them: the child's answer tells why. Errors: -errno of read(2). */
int hw_child_read(int in, void *bytes, size_t n, bool *ret);

/* For `work`: writes all of it. Errors: -errno of write(2). */
int hw_child_write(int out, const void *bytes, size_t n);

#endif
