// SPDX-License-Identifier: GPL-2.0-or-later
/* Any bytes: fields or an error position, all slices inside the input. */
#include <stdlib.h>

#include "decoders/modalias.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_text text = {(const char *)data, size};
	struct hw_modalias m;
	char buf[200];
	bool sound = hw_decode(text, &m);

	if (sound != (m.error == HW_DECODE_OK) || m.error_at > size)
		abort();
	if (sound != (hw_decode_explain(&m, buf, sizeof(buf)) == 0))
		abort();
	for (size_t i = 0; i < m.field_count; i++) {
		const struct hw_field *f = &m.fields[i];
		struct hw_text cursor = f->text;
		struct hw_text item;
		char value[HW_VALUE_MAX];

		if (f->text.s < text.s || f->text.s + f->text.n > text.s + size)
			abort();
		hw_field_value(f, value);
		if (f->spec->kind == HW_KIND_LIST || f->spec->kind == HW_KIND_BITS)
			while (hw_field_next(f, &cursor, &item))
				if (item.s < text.s || item.s + item.n > text.s + size)
					abort();
	}
	return 0;
}
