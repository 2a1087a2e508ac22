// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A device's uevent file, as uevent_show() of drivers/base/core.c prints it:
 *
 *     DRIVER=e1000e
 *     PCI_CLASS=20000
 *     MODALIAS=pci:v00008086d000015B8sv00001028sd000006E4bc02sc00i00
 *
 * One KEY=value a line. A value that ends in a newline itself (MODALIAS of hdaudio,
 * sdw and cpu) leaves an empty line behind.
 */
#include "data/sysfs/sysfs.h"

struct hw_text hw_uevent_get(struct hw_text uevent, const char *key)
{
	size_t n = strlen(key);

	while (uevent.s) {
		struct hw_text line = hw_text_cut(&uevent, '\n');

		if (line.n > n && line.s[n] == '=' && memcmp(line.s, key, n) == 0)
			return hw_text_from(line, n + 1);
	}
	return HW_NO_TEXT;
}
