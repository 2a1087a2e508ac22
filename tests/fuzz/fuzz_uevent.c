// SPDX-License-Identifier: GPL-2.0-or-later
/* Values of a uevent lie inside it, whatever it holds; names have one order. */
#include <stdlib.h>

#include "data/sysfs/sysfs.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void check_get(struct hw_text uevent, const char *key)
{
	struct hw_text value = hw_uevent_get(uevent, key);

	if (!value.s)
		return;
	if (value.s < uevent.s || value.s + value.n > uevent.s + uevent.n ||
	    hw_text_find(value, '\n') < value.n)
		abort();
}

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

static void check_order(const struct hw_bus *bus, const struct hw_text name[3])
{
	int ab = sign(hw_name_cmp(bus, name[0], name[1]));
	int bc = sign(hw_name_cmp(bus, name[1], name[2]));
	int ac = sign(hw_name_cmp(bus, name[0], name[2]));

	if (ab != -sign(hw_name_cmp(bus, name[1], name[0])))
		abort();
	if (ab == bc && ac != ab)
		abort();
	if ((ab == 0) != hw_text_eq(name[0], name[1]))
		abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct hw_text text = {(const char *)data, size};
	struct hw_text names[3];

	check_get(text, "DRIVER");
	check_get(text, "A");
	check_get(text, "");
	for (size_t i = 0; i < HW_ARRAY_SIZE(names); i++)
		names[i] = text.s ? hw_text_cut(&text, '\n') : HW_TEXT("");
	check_order(hw_bus_find(HW_TEXT("pci")), names);
	check_order(hw_bus_find(HW_TEXT("usb")), names);
	return 0;
}
