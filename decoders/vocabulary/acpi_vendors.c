// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/bus/rows.h"

/*
 * Makers by the four letters that begin an ACPI id, from the PNP and ACPI ID registry of
 * the UEFI Forum (as systemd's hwdb.d/20-acpi-vendor.hwdb has it). hwdb itself cannot be
 * asked for these: its patterns of three letters win over them, and INTC becomes
 * Interphase.
 *
 * INT3 is not in the registry, where INT is Interphase: Intel numbers the devices of its
 * platforms so (INT33xx, INT34xx; drivers/platform/x86/intel, drivers/thermal/intel).
 */

/* clang-format off */
static const struct hw_text_name vendors[] = {
	{"AMDI", "AMD"}, {"APMC", "Applied Micro Circuits Corporation"},
	{"ARMH", "ARM Ltd."}, {"ASUS", "ASUS"}, {"BOSC", "Robert Bosch GmbH"},
	{"BRCM", "Broadcom Corporation"}, {"DELL", "Dell, Inc."},
	{"ELAN", "ELAN Microelectronics Corporation"},
	{"FTSC", "FocalTech Systems Co., Ltd."}, {"GOOG", "Google, Inc."},
	{"HISI", "HiSilicon Technologies Co., Ltd."}, {"HPIC", "HP Inc."},
	{"INT3", "Intel Corporation"}, {"INTC", "Intel Corporation"},
	{"INTL", "Intel Corporation"}, {"LNRO", "Linaro, Ltd."},
	{"MSFT", "Microsoft Corporation"}, {"MSHW", "Microsoft Corporation"},
	{"NVDA", "Nvidia"}, {"QCOM", "Qualcomm Inc"}, {"QEMU", "Red Hat, Inc."},
	{"SYNA", "Synaptics Inc"}, {"WCOM", "Wacom"},
};
const struct hw_vocabulary hw_acpi_vendors = HW_TEXT_NAMES(vendors);
/* clang-format on */
