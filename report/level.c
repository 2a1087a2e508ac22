// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/level.h"

#include <stddef.h>
#include <string.h>

#define SERIALS                                                                          \
	"host.machine_id", "host.boot_id", "devices.serial", "host.dmi.product_serial",  \
		"host.dmi.product_uuid", "host.dmi.board_serial",                        \
		"host.dmi.chassis_serial"

/* What texts in these have of it is replaced. */
#define TEXTS                                                                            \
	"host.kernel_version", "host.os.name", "host.dmi", "host.device_tree",           \
		"devices.names", "devices.device_strings", "devices.attributes"

static const struct {
	const char *name;
	const char *const *withheld;
} levels[HW_PRIVACY_COUNT] = {
	[HW_PRIVACY_PUBLIC] = {"public", (const char *const[]){"host.key", "host.name",
							       SERIALS, TEXTS, NULL}},
	[HW_PRIVACY_FLEET] = {"fleet", (const char *const[]){SERIALS, TEXTS, NULL}},
	[HW_PRIVACY_FULL] = {"full", (const char *const[]){NULL}},
};

const char *hw_privacy_level_name(enum hw_privacy_level level)
{
	return levels[level].name;
}

bool hw_privacy_level_find(const char *name, enum hw_privacy_level *ret)
{
	for (int i = 0; i < HW_PRIVACY_COUNT; i++) {
		if (strcmp(levels[i].name, name) != 0)
			continue;
		*ret = (enum hw_privacy_level)i;
		return true;
	}
	return false;
}

const char *const *hw_privacy_withheld(enum hw_privacy_level level)
{
	return levels[level].withheld;
}

const char *const *hw_privacy_not_recorded(void)
{
	/* hw_provided_identities of report/privacy/privacy.h */
	static const char *const paths[] = {
		"devices.provides.address",
		"devices.provides.serial",
		"devices.provides.wwid",
		"devices.provides.eui",
		"devices.provides.nguid",
		"devices.provides.uuid",
		NULL,
	};

	return paths;
}
