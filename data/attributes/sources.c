// SPDX-License-Identifier: GPL-2.0-or-later
/* Which sources this build has. */
#include "data/attributes/attributes.h"

const struct hw_source *const hw_sources[] = {
#if HWALIAS_LIBPCI
	&hw_source_pci,
#endif
#if HWALIAS_LIBUSB
	&hw_source_usb,
#endif
	&hw_source_pci_device,	  &hw_source_pci_link,
	&hw_source_pci_bus,	  &hw_source_usb_port,
	&hw_source_nvme_firmware, &hw_source_scsi_firmware,
	&hw_source_mmc_firmware,  NULL,
};
