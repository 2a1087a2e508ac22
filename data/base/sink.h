/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_SINK_H
#define HWALIAS_DATA_BASE_SINK_H

#include <stdio.h>

#include "decoders/text/text.h"

/*
 * A stream that writes into memory, as open_memstream(3) makes one. Of that, glibc drops
 * what finds no memory and sets no error: a text with a hole. This one remembers.
 */
struct hw_sink {
	FILE *stream;
	char *v;
	size_t n;
	size_t room;
	bool has_failed;
};

/* Opens `sink->stream`; `sink` stays where it is until it is closed. Errors: -ENOMEM. */
int hw_sink_open(struct hw_sink *sink);

/*
 * Closes the stream. `ret` borrows from `sink->v`, which is the caller's to free(3), also
 * after an error; it ends with a NUL that does not count. Errors: -ENOMEM, if anything
 * that was written is missing.
 */
int hw_sink_close(struct hw_sink *sink, struct hw_text *ret);

#endif
