// SPDX-License-Identifier: GPL-2.0-or-later
/* A configuration space of any bytes: both lists end, blocks lie inside it.
 * Fields lie inside their block, opens and closes are balanced. */
#include <stdlib.h>

#include "decoders/registers/registers.h"
#include "tests/lib/layout_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_bytes config = {data, size};
	struct hw_pci_walk walk;
	struct hw_pci_block block;
	size_t steps = 0;

	hw_pci_begin(&walk, config);
	while (hw_pci_next(&walk, &block)) {
		/* a block every 4 bytes, and a problem a list */
		if (++steps > HW_PCI_CONFIG_MAX / 4 + 8)
			abort();
		if (block.layout)
			layout_fuzz_block(block.layout, block.bytes, config);
	}
	return 0;
}
