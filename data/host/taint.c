// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/host/taint.h"

#include "decoders/text/text.h"

/*
 * Letters: taint_flags[], kernel/panic.c. Meanings:
 * Documentation/admin-guide/tainted-kernels.rst. Bit 18 and 19: since Linux 5.17
 * and 6.15.
 */
static const struct hw_taint flags[] = {
	[0] = {'P', "a proprietary module was loaded"},
	[1] = {'F', "a module was loaded by force"},
	[2] = {'S', "the kernel runs on a system it is out of specification for"},
	[3] = {'R', "a module was unloaded by force"},
	[4] = {'M', "the processor reported a machine check exception"},
	[5] = {'B', "a page was found in a bad state"},
	[6] = {'U', "a program asked for the taint"},
	[7] = {'D', "the kernel died before: an oops or a BUG"},
	[8] = {'A', "the administrator replaced an ACPI table"},
	[9] = {'W', "the kernel issued a warning"},
	[10] = {'C', "a staging driver was loaded"},
	[11] = {'I', "the kernel works round a severe bug of the firmware"},
	[12] = {'O', "a module built outside the kernel's tree was loaded"},
	[13] = {'E', "an unsigned module was loaded"},
	[14] = {'L', "a processor locked up"},
	[15] = {'K', "the kernel was patched while running"},
	[16] = {'X', "auxiliary taint, defined by the distribution"},
	[17] = {'T', "structures were laid out at random when it was built"},
	[18] = {'N', "an in-kernel test was run"},
	[19] = {'J', "a program used a mutating debug operation of fwctl"},
};

const struct hw_taint *hw_taint_of_bit(unsigned bit)
{
	return bit < HW_ARRAY_SIZE(flags) ? &flags[bit] : NULL;
}

const struct hw_taint *hw_taint_next(uint64_t *cursor)
{
	while (*cursor) {
		unsigned bit = (unsigned)__builtin_ctzll(*cursor);
		const struct hw_taint *flag = hw_taint_of_bit(bit);

		*cursor &= *cursor - 1;
		if (flag)
			return flag;
	}
	return NULL;
}
