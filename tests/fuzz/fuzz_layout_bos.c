// SPDX-License-Identifier: GPL-2.0-or-later
/* A BOS of any bytes: the walk ends, capabilities lie inside it.
 * Fields lie inside their block, opens and closes are balanced. */
#include <stdlib.h>

#include "decoders/descriptors/descriptors.h"
#include "tests/lib/layout_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_bytes bytes = {data, size};
	struct hw_usb_walk walk;
	struct hw_usb_descriptor d;
	size_t steps = 0;

	hw_usb_begin_bos(&walk, bytes);
	while (hw_usb_next(&walk, &d)) {
		/* a descriptor every 2 bytes, and a problem beside each */
		if (++steps > size + 8 || d.at > size || d.depth > 4)
			abort();
		if (d.layout)
			layout_fuzz_block(d.layout, d.bytes, bytes);
	}
	return 0;
}
