// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/machine/sources/deferred.h"

/*
 * A line a device:
 *
 *     0000:00:1f.6<TAB>platform: supplier 3f200000.gpio not ready
 *
 * deferred_devs_show(), drivers/base/dd.c; kernels since 5.11 print the reason.
 */
struct hw_text hw_machine_deferred(struct hw_machine *m)
{
	if (!m->deferred_asked) {
		m->deferred_asked = true;
		m->deferred_error =
			hw_root_read(m->root, "sys/kernel/debug/devices_deferred",
				     &m->arena, &m->deferred);
	}
	return m->deferred;
}
