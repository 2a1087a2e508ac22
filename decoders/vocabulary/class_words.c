// SPDX-License-Identifier: GPL-2.0-or-later
#include "decoders/vocabulary/vocabulary.h"

/*
 * The words that people use for kinds of devices, where those of pci.ids and usb.ids are
 * long or unusual: GPU, not "VGA compatible controller". The codes are those of the PCI
 * Code and ID Assignment Specification (include/linux/pci_ids.h) and of the USB-IF's
 * Defined Class Codes (include/linux/usb/ch9.h and the headers of the classes).
 */

/* clang-format off */
/* class << 8 | subclass */
static const struct hw_value_name pci[] = {
	{0x0001, "GPU"},
	{0x0100, "SCSI"}, {0x0101, "IDE"}, {0x0102, "floppy"}, {0x0104, "RAID"},
	{0x0105, "ATA"}, {0x0106, "SATA"}, {0x0107, "SAS"}, {0x0108, "NVMe"},
	{0x0109, "UFS"},
	{0x0200, "Ethernet"}, {0x0201, "Token Ring"}, {0x0202, "FDDI"}, {0x0203, "ATM"},
	{0x0204, "ISDN"}, {0x0207, "InfiniBand"}, {0x0208, "fabric"},
	{0x0400, "video"}, {0x0401, "audio"}, {0x0402, "telephony"}, {0x0403, "audio"},
	{0x0501, "flash"}, {0x0502, "CXL memory"},
	{0x0700, "serial"}, {0x0701, "parallel"}, {0x0702, "serial"}, {0x0703, "modem"},
	{0x0704, "GPIB"}, {0x0705, "smart card"},
	{0x0800, "interrupt"}, {0x0801, "DMA"}, {0x0802, "timer"}, {0x0803, "clock"},
	{0x0804, "hot-plug"}, {0x0805, "SD card"}, {0x0806, "IOMMU"},
	{0x0900, "keyboard"}, {0x0901, "digitizer"}, {0x0902, "mouse"},
	{0x0903, "scanner"}, {0x0904, "gameport"},
	{0x0c00, "FireWire"}, {0x0c02, "SSA"}, {0x0c03, "USB"}, {0x0c04, "FC"},
	{0x0c05, "SMBus"}, {0x0c06, "InfiniBand"}, {0x0c07, "IPMI"}, {0x0c09, "CAN"},
	{0x0c0a, "I3C"},
	{0x0d00, "infrared"}, {0x0d01, "infrared"}, {0x0d11, "Bluetooth"},
	{0x0d20, "Wi-Fi"}, {0x0d21, "Wi-Fi"}, {0x0d40, "cellular"},
	{0x0d41, "cellular"},
};
const struct hw_vocabulary hw_pci_subclass_words = HW_NAMES(pci);

/* where the subclass has no word of its own */
static const struct hw_value_name pci_base[] = {
	{0x00, "other"}, {0x01, "storage"}, {0x02, "network"}, {0x03, "GPU"},
	{0x04, "multimedia"}, {0x05, "memory"}, {0x06, "bridge"}, {0x07, "comm"},
	{0x08, "system"}, {0x09, "input"}, {0x0a, "docking"}, {0x0b, "processor"},
	{0x0c, "serial bus"}, {0x0d, "wireless"}, {0x0e, "I2O"}, {0x0f, "satellite"},
	{0x10, "crypto"}, {0x11, "DSP"}, {0x12, "accelerator"}, {0x13, "instrument"},
	{0x40, "processor"}, {0xff, "other"},
};
const struct hw_vocabulary hw_pci_class_words = HW_NAMES(pci_base);

/* class << 16 | subclass << 8 | protocol */
static const struct hw_value_name usb[] = {
	{0x010300, "MIDI"},
	{0x030101, "keyboard"}, {0x030102, "mouse"},
	{0xe00101, "Bluetooth"}, {0xe00103, "network"}, {0xe00104, "Bluetooth"},
	{0xfe0101, "firmware"}, {0xfe0102, "firmware"},
};
const struct hw_vocabulary hw_usb_protocol_words = HW_NAMES(usb);

/* class << 8 | subclass */
static const struct hw_value_name usb_subclass[] = {
	{0x0103, "MIDI"},
	{0x0202, "serial"}, {0x0206, "Ethernet"}, {0x020c, "Ethernet"},
	{0x020d, "Ethernet"}, {0x020e, "cellular"},
	{0xe002, "wireless"}, {0xef04, "network"}, {0xfe02, "infrared"},
	{0xfe03, "instrument"},
};
const struct hw_vocabulary hw_usb_subclass_words = HW_NAMES(usb_subclass);

static const struct hw_value_name usb_base[] = {
	{0x01, "audio"}, {0x02, "comm"}, {0x03, "input"}, {0x05, "force feedback"},
	{0x06, "camera"}, {0x07, "printer"}, {0x08, "storage"}, {0x09, "hub"},
	{0x0a, "data"}, {0x0b, "smart card"}, {0x0d, "content security"},
	{0x0e, "video"}, {0x0f, "health"}, {0x10, "audio/video"}, {0x11, "billboard"},
	{0x12, "Type-C"}, {0xdc, "diagnostic"}, {0xe0, "wireless"}, {0xef, "other"},
	{0xfe, "other"}, {0xff, "vendor"},
};
const struct hw_vocabulary hw_usb_class_words = HW_NAMES(usb_base);

/* buses whose titles (decoders/bus) are too long for a column */
static const struct hw_text_name buses[] = {
	{"AMBA", "PrimeCell"}, {"APR", "audio DSP"}, {"ARM_FFA", "FF-A"},
	{"AUXILIARY", "part"}, {"BCMA", "AMBA"}, {"CCW", "channel"}, {"CPU", "CPU"},
	{"DAX", "DAX"}, {"DMI", "firmware"}, {"FSL-MC", "NXP MC"},
	{"HDAUDIO", "HD-audio"}, {"IDXD", "DSA"}, {"ISHTP", "sensor hub"},
	{"MDIO", "PHY"}, {"MEI", "ME client"}, {"MIPSCDMM", "CDMM"},
	{"MMC", "SD/MMC"}, {"OF", "DT node"}, {"PCMCIA", "PC Card"}, {"PNP", "PnP"},
	{"RPMSG", "rpmsg"}, {"SCMI", "SCMI"}, {"SERIO", "serio"}, {"SPI", "SPI"},
	{"SSAM", "Surface"}, {"TBSVC", "Thunderbolt"}, {"TYPEC", "Type-C"},
	{"ULPI", "ULPI"}, {"VIO", "pSeries"}, {"WMI", "WMI"},
};
const struct hw_vocabulary hw_bus_words = HW_TEXT_NAMES(buses);
/* clang-format on */
