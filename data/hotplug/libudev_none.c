// SPDX-License-Identifier: GPL-2.0-or-later
/* A build without libudev. */
#include <errno.h>

#include "data/hotplug/monitor.h"

int hw_monitor_open(struct hw_monitor **ret)
{
	*ret = NULL;
	return -ENOTSUP;
}

void hw_monitor_close(struct hw_monitor *monitor)
{
	(void)monitor;
}

int hw_monitor_descriptor(const struct hw_monitor *monitor)
{
	(void)monitor;
	return -1;
}

bool hw_monitor_is_udevd(const struct hw_monitor *monitor)
{
	(void)monitor;
	return false;
}

int hw_monitor_receive(struct hw_monitor *monitor, struct hw_arena *arena,
		       struct hw_uevent *ret)
{
	(void)monitor;
	(void)arena;
	(void)ret;
	return -ENOTSUP;
}
