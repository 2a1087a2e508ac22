// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/alias/alias.h"

bool hw_alias_is_weak(struct hw_text pattern)
{
	static const struct hw_text all[] = {
		{"of:N*T*", 7},
		{"of:N*T*C*", 9},
		{"usb:v*p*d*dc*dsc*dp*ic*isc*ip*in*", 33},
	};
	const struct hw_text pci = HW_TEXT("pci:v*d*sv*sd*bc");
	struct hw_text class;

	for (size_t i = 0; i < HW_ARRAY_SIZE(all); i++)
		if (hw_text_eq(pattern, all[i]))
			return true;
	if (!hw_text_starts(pattern, pci))
		return false;
	class = hw_text_from(pattern, pci.n);
	return hw_text_starts(class, HW_TEXT("*")) ||
	       (class.n > 4 && (hw_text_starts(hw_text_from(class, 2), HW_TEXT("sc*")) ||
				hw_text_starts(hw_text_from(class, 2), HW_TEXT("sc80"))));
}
