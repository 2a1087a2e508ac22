/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_PASTED_IDS_H
#define HWALIAS_REPORT_LOOKUP_PASTED_IDS_H

#include "data/base/arena.h"

/*
 * Ids as other tools and systems write them, in the grammar of report/lookup/query.h:
 *
 *	0x8086:0x15b8				8086:15b8
 *	[10ec:8168] 10ec:8168, (10ec:8168)	10ec:8168	lspci -nn
 *	0x8086					8086
 *	[8086] [8086],				[8086]		lspci -nn
 *	PCI\VEN_8086&DEV_15B8&SUBSYS_86721043	pci:8086:15b8:1043:8672	Windows
 *	USB\VID_514C&PID_8842&MI_01		usb:514c:8842
 *	HID\VID_046D&PID_C52B			usb:046d:c52b
 *	HDAUDIO\FUNC_01&VEN_10EC&DEV_0256	hdaudio:v10EC0256r*a01*
 *	PCI\VEN_8086&CC_0300			pci:8086: pci:class:0300
 *	VEN_8086&DEV_15B8 VEN_8086&CC_0200	pci:8086:15b8 pci:8086: pci:class:0200
 *	PCI\CC_0300 USB\Class_03&SubClass_01	pci:class:0300 usb:class:0301
 *	ACPI\VEN_PNP&DEV_0501 ACPI\PNP0501\1	acpi:PNP0501
 *
 * Any other word is returned as it is. Lifetime: that of `word` or the arena's. Errors:
 * the arena has failed.
 */
struct hw_text hw_pasted_ids(struct hw_text word, struct hw_arena *arena);

#endif
