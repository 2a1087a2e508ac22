// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "decoders/descriptors/descriptors.h"

/* USB 3.2, 9.6.2.3: the number is behind length, type, capability type and a reserved
 * byte
 */
#define CAPABILITY   0x10
#define CONTAINER_ID 0x04
#define HEAD_BYTES   4

void hw_usb_bos_withhold(uint8_t *bytes, size_t n)
{
	struct hw_usb_walk walk;
	struct hw_usb_descriptor d;

	hw_usb_begin_bos(&walk, (struct hw_bytes){bytes, n});
	while (hw_usb_next(&walk, &d))
		if (d.type == CAPABILITY && d.subtype == CONTAINER_ID &&
		    d.bytes.n > HEAD_BYTES)
			memset(bytes + d.at + HEAD_BYTES, 0, d.bytes.n - HEAD_BYTES);
}
