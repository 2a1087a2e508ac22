// SPDX-License-Identifier: GPL-2.0-or-later
/* Lists of modaliases, modules, and the kernel: its log, release and command line. */
#include "tests/lib/fuzz_dump.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static const struct hw_dump_format *const formats[] = {
		&hw_dump_modaliases, &hw_dump_lsmod, &hw_dump_modinfo,
		&hw_dump_dmesg,	     &hw_dump_uname, &hw_dump_cmdline};

	fuzz_dump(formats, HW_ARRAY_SIZE(formats), data, size);
	return 0;
}
