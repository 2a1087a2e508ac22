// SPDX-License-Identifier: GPL-2.0-or-later
/* What lsusb prints, lists, descriptors and trees. */
#include "tests/lib/fuzz_dump.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static const struct hw_dump_format *const formats[] = {&hw_dump_lsusb_tree,
							       &hw_dump_lsusb};

	fuzz_dump(formats, HW_ARRAY_SIZE(formats), data, size);
	return 0;
}
