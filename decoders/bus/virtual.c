// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/* clang-format off */

/* VIRTIO_ID_*, include/uapi/linux/virtio_ids.h; Virtual I/O Device specification 1.2,
 * section 5 */
static const struct hw_value_name virtio_devices[] = {
	{1, "network"}, {2, "block"}, {3, "console"}, {4, "entropy source"},
	{5, "memory balloon"}, {6, "I/O memory"}, {7, "rpmsg"}, {8, "SCSI host"},
	{9, "9P transport"}, {10, "mac80211 wireless LAN"}, {11, "rproc serial"},
	{12, "CAIF"}, {13, "memory balloon (new)"}, {16, "GPU"}, {17, "timer/clock"},
	{18, "input"}, {19, "socket"}, {20, "crypto"}, {21, "signal distribution"},
	{22, "pstore"}, {23, "IOMMU"}, {24, "memory"}, {25, "sound"},
	{26, "file system"}, {27, "persistent memory"}, {28, "RPMB"},
	{29, "mac80211 hwsim"}, {30, "video encoder"}, {31, "video decoder"},
	{32, "SCMI"}, {33, "Nitro secure module"}, {34, "I2C adapter"},
	{35, "watchdog"}, {36, "CAN"}, {37, "DMA buffer"}, {38, "parameter server"},
	{39, "audio policy"}, {40, "Bluetooth"}, {41, "GPIO"},
};
static const struct hw_vocabulary virtio_device_names = HW_NAMES(virtio_devices);

static const struct hw_field_spec virtio_fields[] = {
	{HW_TAG("d"), .width = 8, .digits = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_DEVICE,
	 .names = &virtio_device_names, .name = "device", .title = "device type"},
	/* on PCI the subsystem vendor, on memory-mapped I/O "QEMU" in ASCII */
	{HW_TAG("v"), .width = 8, .digits = 4, .kind = HW_KIND_HEX, .role = HW_ROLE_VENDOR,
	 .space = HW_SPACE_PCI, .name = "vendor", .title = "vendor"},
};

static const struct hw_field_spec vmbus_fields[] = {
	{HW_TAG(""), .width = 32, .kind = HW_KIND_HEX, .flags = HW_FIELD_LOWER | HW_FIELD_GUID,
	 .names = &hw_vmbus_guids, .name = "guid", .title = "class GUID",
	 .hwdb_property = HW_HWDB_MODEL},
};

const struct hw_bus hw_family_virtual[] = {
	/* modalias_show(), virtio_uevent(), drivers/virtio/virtio.c; do_virtio_entry() */
	{
		.name = "virtio",
		.prefix = "virtio:",
		.title = "virtio device",
		.looks_like = "virtio:dDDDDDDDDvVVVVVVVV",
		.example = "virtio:d00000001v00001AF4",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_NEEDS_DRIVER,
		HW_FIELDS(virtio_fields),
	},
	/* vmbus_uevent(), modalias_show(), drivers/hv/vmbus_drv.c; do_vmbus_entry() */
	{
		.name = "vmbus",
		.prefix = "vmbus:",
		.title = "Hyper-V device",
		.looks_like = "vmbus:gggggggggggggggggggggggggggggggg",
		.example = "vmbus:635161f83edfc546913ff2d2f965ed0e",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_NEEDS_DRIVER | HW_BUS_DRIVER_OVERRIDE,
		/* vmbus_device_register(): a network card's UUID holds its MAC */
		.identity = HW_IDENTITY_UUID,
		HW_FIELDS(vmbus_fields),
	},
	/* xenbus_uevent_frontend(), modalias_show(), drivers/xen/xenbus/; patterns are
	 * written by hand */
	{
		.name = "xen",
		.prefix = "xen:",
		.title = "Xen front end",
		.looks_like = "xen:TYPE",
		.example = "xen:vbd",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		.traits = HW_BUS_NEEDS_DRIVER,
		HW_FIELDS(hw_name_only),
	},
	/* xenbus_uevent_backend(), drivers/xen/xenbus/xenbus_probe_backend.c */
	{
		.name = "xen-backend",
		.prefix = "xen-backend:",
		.title = "Xen back end",
		.looks_like = "xen-backend:TYPE",
		.example = "xen-backend:vbd",
		.where = HW_IN_SYSFS | HW_IN_UEVENT,
		HW_FIELDS(hw_name_only),
	},
	{0},
};
/* clang-format on */
