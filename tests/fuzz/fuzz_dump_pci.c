// SPDX-License-Identifier: GPL-2.0-or-later
/* What lspci prints, in each of its forms. */
#include "tests/lib/fuzz_dump.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static const struct hw_dump_format *const formats[] = {&hw_dump_lspci_vmm,
							       &hw_dump_lspci};

	fuzz_dump(formats, HW_ARRAY_SIZE(formats), data, size);
	return 0;
}
