/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_REPORT_LOOKUP_PASTED_LINE_H
#define HWALIAS_REPORT_LOOKUP_PASTED_LINE_H

#include "data/base/arena.h"
#include "decoders/text/text.h"

// clang-format off
/*
 * Lines in which vendor and device stand apart, behind their names, or among words:
 *
 *     kernel log      New USB device found, idVendor=046d, idProduct=c52b
 *     lsusb -v          idVendor           0x046d Logitech, Inc.
 *     usb-devices     P:  Vendor=046d ProdID=c52b Rev=12.11
 *     udev's rules    ATTRS{idVendor}=="046d", ATTRS{idProduct}=="c52b"
 *     udevadm         E: ID_VENDOR_ID=046d
 *     uevent          PRODUCT=46d/c52b/1211, HID_ID=0003:0000046D:0000C52B
 *     modules         options vfio-pci ids=10de:1401,10de:0fba
 *                     usbcore.quirks=046d:c52b:k
 *     Windows         VID_046D PID_C52B
 *     lspci -nn        00:1f.6 Ethernet controller [0200]: … [8086:15b8] (rev 31)
 *     lsusb            Bus 001 Device 003: ID 046d:0825 Logitech, Inc. Webcam C270
 *     lspci -mm       00:1f.6 "0200" "8086" "15b8" -r31 "1043" "8672"
 *     lspci -vmmn     Vendor: 8086, Device: 15b8, each in a line of its own
 *     HD audio        Vendor Id: 0x10ec0892
 *     source          PCI_DEVICE(0x8086, 0x15b8), USB_DEVICE(0x046d, 0xc52b)
 */
// clang-format on

/*
 * The ids of such a line in the words of a query, "usb:046d:c52b"; any other line as it
 * is. Lifetime: that of `line` or the arena's.
 */
struct hw_text hw_pasted_line(struct hw_text line, struct hw_arena *arena);

/*
 * The ids of the line that lspci -mmn or -mmnn prints of a device, the class, the vendor
 * and the device in quotation marks, and those of the subsystem (show_machine(), lspci.c,
 * pciutils): "pci:8086:15b8:1043:8672". Absent: it is none. Lifetime: the arena's.
 */
struct hw_text hw_pasted_lspci_mm(struct hw_text line, struct hw_arena *arena);

/*
 * The pattern of the driver of an HD audio codec, whose id is "0x10ec0892" in /proc, and
 * "10ec:0892" as people write it; absent: the word is none. Lifetime: the arena's.
 */
struct hw_text hw_pasted_codec(struct hw_text word, struct hw_arena *arena);

/*
 * The ids "1043:8672" of a line of lspci, "Subsystem: ASUSTeK … [1043:8672]", or of a
 * uevent, "PCI_SUBSYS_ID=1043:8672", which are those of no device; absent: it is none.
 */
struct hw_text hw_pasted_subsystem(struct hw_text line);

#endif
