// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/record.h"

const char *hw_state_name(enum hw_state state)
{
	static const char *const names[HW_STATE_COUNT] = {
		[HW_STATE_BOUND] = "bound",	    [HW_STATE_UNBOUND] = "unbound",
		[HW_STATE_UNCLAIMED] = "unclaimed", [HW_STATE_DRIVERLESS] = "driverless",
		[HW_STATE_UNKNOWN] = "unknown",
	};

	return names[state];
}

const char *hw_name_key(enum hw_name_key key)
{
	static const char *const keys[HW_NAME_COUNT] = {
		[HW_NAME_VENDOR] = "vendor",
		[HW_NAME_DEVICE] = "device",
		[HW_NAME_SUBSYSTEM_VENDOR] = "subsystem_vendor",
		[HW_NAME_SUBSYSTEM] = "subsystem",
		[HW_NAME_CLASS] = "class",
		[HW_NAME_SUBCLASS] = "subclass",
		[HW_NAME_INTERFACE] = "interface",
	};

	return keys[key];
}
