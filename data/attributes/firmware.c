// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The version of a device's own firmware, where a driver has asked for it and the kernel
 * answers from memory; and the model of a disk that only its controller's ids name:
 *
 *     pci   nvme/nvme0/firmware_rev, model
 *                                     nvme_show_str_function(), drivers/nvme/host/sysfs.c
 *     scsi  rev                       sdev_rd_attr(), drivers/scsi/scsi_sysfs.c
 *     mmc   fwrev                     mmc_fwrev_show(), drivers/mmc/core/mmc.c
 */
#include <errno.h>

#include "data/attributes/attributes.h"

/* The state of these sources is the root. */
static int firmware_open(struct hw_root *root, struct hw_warnings *warnings,
			 void **ret_self)
{
	(void)warnings;
	*ret_self = root;
	return 0;
}

static void firmware_close(void *self)
{
	(void)self;
}

/* Strings of NVMe and SCSI are filled with blanks. */
static int add(struct hw_root *root, struct hw_text dir, const char *name,
	       const char *key, struct hw_arena *arena, struct hw_attributes *list)
{
	struct hw_text text =
		hw_text_trim_end(hw_root_read_attr(root, dir, name, arena), " ");

	text = hw_text_trim_start(text, " ");
	if (text.n)
		hw_attribute_text(list, arena, key, text);
	return hw_arena_failed(arena) ? -ENOMEM : 0;
}

static int nvme_enrich(void *self, const struct hw_device *device, struct hw_arena *arena,
		       struct hw_attributes *list)
{
	struct hw_root *root = self;
	struct hw_text *names;
	struct hw_text dir;
	size_t n;

	/* class 01 08 of uevent */
	if (!device->syspath.n ||
	    !hw_text_starts(hw_uevent_get(device->uevent, "PCI_CLASS"), HW_TEXT("108")))
		return 0;
	dir = hw_arena_printf(arena, "%.*s/nvme",
			      HW_TEXT_ARG(hw_text_from(device->syspath, 1)));
	if (!dir.s)
		return -ENOMEM;
	if (hw_root_list(root, dir.s, arena, &names, &n) < 0 || n == 0)
		return 0;
	dir = hw_arena_printf(arena, "%.*s/%.*s", HW_TEXT_ARG(dir),
			      HW_TEXT_ARG(names[0]));
	if (add(root, dir, "model", "model", arena, list) < 0)
		return -ENOMEM;
	return add(root, dir, "firmware_rev", "firmware_version", arena, list);
}

static int scsi_enrich(void *self, const struct hw_device *device, struct hw_arena *arena,
		       struct hw_attributes *list)
{
	/* not hosts and targets */
	return hw_text_eq(hw_uevent_get(device->uevent, "DEVTYPE"),
			  HW_TEXT("scsi_device")) ||
			       device->modalias.n
		       ? add(self, device->syspath, "rev", "firmware_version", arena,
			     list)
		       : 0;
}

static int mmc_enrich(void *self, const struct hw_device *device, struct hw_arena *arena,
		      struct hw_attributes *list)
{
	return add(self, device->syspath, "fwrev", "firmware_version", arena, list);
}

const struct hw_source hw_source_nvme_firmware = {
	.name = "nvme_firmware",
	.subsystem = "pci",
	.open = firmware_open,
	.enrich = nvme_enrich,
	.close = firmware_close,
};

const struct hw_source hw_source_scsi_firmware = {
	.name = "scsi_firmware",
	.subsystem = "scsi",
	.open = firmware_open,
	.enrich = scsi_enrich,
	.close = firmware_close,
};

const struct hw_source hw_source_mmc_firmware = {
	.name = "mmc_firmware",
	.subsystem = "mmc",
	.open = firmware_open,
	.enrich = mmc_enrich,
	.close = firmware_close,
};
