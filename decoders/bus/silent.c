// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/*
 * Subsystems whose devices export no modalias, but have something else that a row says.
 * Only hw_bus_of_subsystem() finds these rows.
 */

/* tb_switch_type, attributes of drivers/thunderbolt/switch.c;
 * Documentation/admin-guide/thunderbolt.rst */
static const struct hw_bus_authorized thunderbolt_authorized = {
	.kind = "thunderbolt_device",
	.is_enrolled = true,
};
static const struct hw_bus_own_name thunderbolt_own = {
	.vendor = "vendor_name",
	.name = "device_name",
};

/* nvme_dev_attrs, drivers/nvme/host/sysfs.c */
static const struct hw_bus_own_name nvme_own = {.name = "model"};

/* clang-format off */
const struct hw_bus hw_family_silent[] = {
	/* mdev_device_create(), drivers/vfio/mdev: the administrator chooses the UUID */
	{.name = "mdev", .identity = HW_IDENTITY_UUID},
	/* __w1_attach_slave_device(), drivers/w1/w1.c: "%02x-%012llx", family and serial
	 * number */
	{.name = "w1", .identity = HW_IDENTITY_SERIAL},

	{.name = "thunderbolt", .authorized = &thunderbolt_authorized,
	 .own = &thunderbolt_own},

	{.name = "nvme", .own = &nvme_own},

	/* since Linux 6.5 between a terminal and its hardware:
	 * drivers/tty/serial/serial_base_bus.c */
	{.name = "serial-base", .traits = HW_BUS_LINKS},

	/*
	 * The kernel registers these to give its own objects a place in sysfs, or the user
	 * interface of a driver a name. A report would say of each of their devices, of
	 * thousands for memory, that it needs no driver.
	 */

	/* users of the driver core in kernel/ and mm/: timers, perf, work queues, memory */
	{.name = "clockevents", .traits = HW_BUS_BOOKKEEPING},
	{.name = "clocksource", .traits = HW_BUS_BOOKKEEPING},
	{.name = "event_source", .traits = HW_BUS_BOOKKEEPING},
	{.name = "memory", .traits = HW_BUS_BOOKKEEPING},
	{.name = "memory_tiering", .traits = HW_BUS_BOOKKEEPING},
	{.name = "node", .traits = HW_BUS_BOOKKEEPING},
	{.name = "workqueue", .traits = HW_BUS_BOOKKEEPING},
	/* ACPI hot-plug containers: container_subsys of drivers/base/container.c */
	{.name = "container", .traits = HW_BUS_BOOKKEEPING},
	/* reports of drivers of other devices: bus types without a probe */
	{.name = "edac", .traits = HW_BUS_BOOKKEEPING},
	{.name = "machinecheck", .traits = HW_BUS_BOOKKEEPING},
	{.name = "nvmem", .traits = HW_BUS_BOOKKEEPING},
	{.name = "soc", .traits = HW_BUS_BOOKKEEPING},
	/* character devices of drivers: the bus only names them */
	{.name = "cec", .traits = HW_BUS_BOOKKEEPING},
	{.name = "counter", .traits = HW_BUS_BOOKKEEPING},
	{.name = "gpio", .traits = HW_BUS_BOOKKEEPING},
	{.name = "iio", .traits = HW_BUS_BOOKKEEPING},
	{.name = "media", .traits = HW_BUS_BOOKKEEPING},
	{0},
};
/* clang-format on */
