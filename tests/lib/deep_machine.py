#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""deep_machine.py FILE: a recorded machine whose devices are 17 levels below a root bus:
a root port, two Thunderbolt docks behind each other, and five USB hubs in a row."""
import sys

lines = ["hwalias-snapshot 1", "proc/sys/kernel/osrelease = 6.1.0-13-amd64",
         "proc/sys/kernel/arch = x86_64"]
path = "sys/devices/pci0000:00"


def add(bus, name, driver, **attributes):
    global path
    path += "/" + name
    lines.append(f"sys/bus/{bus}/devices/{name} -> ../../../{path[4:]}")
    up = "../" * path.count("/")
    lines.append(f"{path}/subsystem -> {up}bus/{bus}")
    lines.append(f"{path}/driver -> {up}bus/{bus}/drivers/{driver}")
    lines.extend(f"{path}/{key} = {value}" for key, value in attributes.items())


def add_pci(name, device, cls, driver):
    alias = f"pci:v00008086d0000{device.upper()}sv00000000sd00000000" \
            f"bc{cls[:2].upper()}sc{cls[2:4].upper()}i{cls[4:].upper()}"
    add("pci", name, driver, vendor="0x8086", device="0x" + device, revision="0x00",
        subsystem_vendor="0x0000", subsystem_device="0x0000", modalias=alias,
        **{"class": "0x" + cls})


def add_usb(name, vendor, product, cls, number):
    add("usb", name, "usb", idVendor=vendor, idProduct=product, bDeviceClass=cls,
        bcdDevice="0100", busnum="3", devnum=str(number), speed="480", bNumInterfaces="1",
        bConfigurationValue="1", uevent="DEVTYPE=usb_device")


for address in ["0000:00:1d.0"] + [f"0000:{bus:02x}:00.0" for bus in range(1, 7)]:
    add_pci(address, "15d3", "060400", "pcieport")
add_pci("0000:07:00.0", "15d4", "0c0330", "xhci_hcd")
add_usb("usb3", "1d6b", "0002", "09", 1)
port = "3-1"
for i in range(5):
    add_usb(port, "05e3", "0608", "09", i + 2)
    port += ".1"
add_usb(port, "046d", "c52b", "00", 9)
add("usb", port + ":1.0", "usbhid", bInterfaceClass="03", bInterfaceSubClass="01",
    bInterfaceProtocol="01", bInterfaceNumber="00", uevent="DEVTYPE=usb_interface",
    modalias="usb:v046DpC52Bd0100dc00dsc00dp00ic03isc01ip01in00")
add("hid", "0003:046D:C52B.0001", "hid-generic",
    modalias="hid:b0003g0001v0000046Dp0000C52B")
with open(sys.argv[1], "w", encoding="ascii") as out:
    print(*lines, sep="\n", file=out)
