// SPDX-License-Identifier: GPL-2.0-or-later
#include "data/forms/internal.h"
#include "data/reports/reports.h"
#include "data/tools/tools.h"

/* Those that know places in /sys and names first: later ones add to their devices. */
/* clang-format off */
const struct hw_dump_format *const hw_dump_formats[] = {
	&hw_dump_report,
	&hw_dump_udev,
	&hw_dump_report_text,
	&hw_dump_lsusb_tree,
	&hw_dump_usb_devices,
	&hw_dump_lspci_vmm,
	&hw_dump_lspci,
	&hw_dump_inxi,
	&hw_dump_lsusb,
	&hw_dump_hwinfo,
	&hw_dump_lshw,
	&hw_dump_modaliases,
	&hw_dump_lsmod,
	&hw_dump_modinfo,
	&hw_dump_uname,
	&hw_dump_cmdline,
	&hw_dump_dmesg,
	NULL,
};
/* clang-format on */
