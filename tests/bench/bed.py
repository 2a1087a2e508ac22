#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A /sys of plain files, as big as one likes, for benchmarks of what lists hardware.

  bed.py OUT TABLES PCI_IDS USB_IDS PCI USB OTHER

OUT/sys            as many PCI devices, USB devices (with their interfaces) and other
                   devices, their ids taken from the modules.alias in the folder TABLES,
                   which may be "-", and from the id files
OUT/dev/bus/usb    the descriptors, in files where lsusb looks for device nodes
OUT/modaliases     every modalias of the tree, one a line

The same arguments give the same tree. A device has the files that the kernel gives it
(drivers/pci/pci-sysfs.c, drivers/usb/core/sysfs.c, drivers/base/platform.c), as far as any
lister reads them. The first ACPI devices are the firmware's nodes of the first PCI devices
(acpi_bind_one(), drivers/acpi/glue.c).
"""
import os
import random
import re
import struct
import sys

OUT, TABLES, PCI_IDS, USB_IDS = sys.argv[1:5]
PCI, USB, OTHER = (int(n) for n in sys.argv[5:8])
SYS = OUT + "/sys"
rng = random.Random(1)
modaliases = []

# What desktops are made of: class, a module that drives it or none, how often.
MIX = [
    (0x060400, "pcieport", 7), (0x060000, None, 3), (0x060100, None, 1),
    (0x010802, "nvme", 2), (0x010601, "ahci", 2), (0x0C0330, "xhci_pci", 3),
    (0x040300, "snd_hda_intel", 3), (0x020000, "e1000e", 1), (0x020000, "r8169", 2),
    (0x028000, "iwlwifi", 2), (0x030000, "i915", 1), (0x030000, "amdgpu", 2),
    (0x0C0500, "i2c_i801", 1), (0x118000, "intel_lpss_pci", 3), (0x078000, "mei_me", 1),
    (0x080501, "sdhci_pci", 1), (0x088000, None, 6),
]
# A USB device: (class, subclass, protocol, driver) of each interface.
KINDS = [
    [(3, 1, 1, "usbhid"), (3, 0, 0, "usbhid")], [(3, 1, 2, "usbhid")],
    [(8, 6, 0x50, "usb-storage")], [(8, 6, 0x62, "uas")],
    [(14, 1, 0, "uvcvideo"), (14, 2, 0, "uvcvideo"), (1, 1, 0, "snd-usb-audio")],
    [(0xE0, 1, 1, "btusb"), (0xE0, 1, 1, "btusb")], [(255, 255, 255, None)],
]
HUB = [(9, 0, 0, "hub")]
OTHER_BUSES = ["acpi", "platform", "input", "hid", "cpu", "wmi", "i2c", "pnp", "of",
               "virtio"]


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())


def attributes(folder, values):
    for name, value in values.items():
        write(f"{folder}/{name}", value if isinstance(value, bytes) else f"{value}\n")


def link(target, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    os.symlink(os.path.relpath(target, os.path.dirname(path)), path)


def read_ids(path):
    """(vendor, device, device's name) of each device line before the first section."""
    ids, vendor = [], None
    with open(path, encoding="utf-8", errors="replace") as f:
        for line in f:
            if m := re.match(r"([0-9a-f]{4})  ", line):
                vendor = int(m[1], 16)
            elif m := re.match(r"\t([0-9a-f]{4})  (.*)", line):
                ids.append((vendor, int(m[1], 16), m[2]))
            elif line[0] not in "#\t\n":
                break
    return ids


def read_patterns():
    """The patterns of each module, and of each bus."""
    modules, buses = {}, {}
    if TABLES != "-":
        with open(TABLES + "/modules.alias", encoding="utf-8", errors="replace") as f:
            for words in map(str.split, f):
                if len(words) == 3 and words[0] == "alias":
                    modules.setdefault(words[2], []).append(words[1])
                    bus = words[1].split(":")[0].rstrip("*")
                    buses.setdefault(bus, []).append(words[1])
    return modules, buses


pci_ids, usb_ids = read_ids(PCI_IDS), read_ids(USB_IDS)
modules, buses = read_patterns()


def add_device(folder, bus, uevent, modalias, driver, values):
    """A device's folder, and the links that make it one of its bus and driver."""
    if modalias:
        modaliases.append(modalias)
        uevent["MODALIAS"] = modalias
        values["modalias"] = modalias
    if driver:
        uevent["DRIVER"] = driver
        module = driver.replace("-", "_")
        home = f"{SYS}/bus/{bus}/drivers/{driver}"
        if not os.path.isdir(home):
            os.makedirs(home)
            if module in modules:
                os.makedirs(f"{SYS}/module/{module}/drivers", exist_ok=True)
                # "live": show_initstate(), kernel/module/main.c
                attributes(f"{SYS}/module/{module}", {"initstate": "live"})
                link(f"{SYS}/module/{module}", home + "/module")
        link(home, folder + "/driver")
        link(folder, f"{home}/{os.path.basename(folder)}")
    attributes(folder, values)
    write(folder + "/uevent", "".join(f"{k}={v}\n" for k, v in uevent.items()))
    link(f"{SYS}/bus/{bus}", folder + "/subsystem")
    link(folder, f"{SYS}/bus/{bus}/devices/{os.path.basename(folder)}")


def pci_config(vendor, device, subsystem, cls, revision):
    bridge = cls >> 8 == 0x0604
    c = bytearray(4096)
    struct.pack_into("<4HB3B2x2B", c, 0, vendor, device, 0x0407, 0x0010, revision,
                     cls & 255, cls >> 8 & 255, cls >> 16, int(bridge), 0)
    if bridge:
        c[0x18:0x1B] = bytes([0, 1, 1])
    else:
        struct.pack_into("<2I", c, 0x10, 0xF7000004, 0)
        struct.pack_into("<2H", c, 0x2C, *subsystem)
    # capabilities: power management, then PCI Express
    struct.pack_into("<B6xB4x4BI", c, 0x34, 0x40, 0, 1, 0x50, 3, 0, 8)
    c[0x50:0x54] = bytes([0x10, 0, 0x42 if bridge else 2, 0])
    return bytes(c)


def pci_identity(cls, module):
    """Ids that the module claims, else any of the id file."""
    literal = re.compile(r"pci:v0000([0-9A-F]{4})d0000([0-9A-F]{4})sv\*sd\*bc")
    claimed = [m for p in modules.get(module, []) if (m := literal.match(p))]
    if claimed:
        m = rng.choice(claimed)
        return int(m[1], 16), int(m[2], 16)
    return rng.choice(pci_ids)[:2]


def add_pci(n):
    domain, slot = divmod(n, 256 * 8)
    name = f"{domain:04x}:{slot // 8:02x}:{slot % 8:02x}.0"
    folder = f"{SYS}/devices/pci{domain:04x}:00/{name}"
    cls, driver, _ = rng.choices(MIX, [row[2] for row in MIX])[0]
    vendor, device = pci_identity(cls, driver)
    subsystem = rng.choice([0x1043, 0x1028, 0x103C, 0x17AA, 0x1462]), rng.randrange(65536)
    revision = rng.randrange(32)
    modalias = (f"pci:v{vendor:08X}d{device:08X}sv{subsystem[0]:08X}sd{subsystem[1]:08X}"
                f"bc{cls >> 16:02X}sc{cls >> 8 & 255:02X}i{cls & 255:02X}")
    region = "0x%016x 0x%016x 0x%016x\n" % (0xF7000000 + n * 4096, 0xF7000FFF + n * 4096,
                                            0x40200)
    add_device(folder, "pci", {
        "PCI_CLASS": f"{cls:X}", "PCI_ID": f"{vendor:04X}:{device:04X}",
        "PCI_SUBSYS_ID": f"{subsystem[0]:04X}:{subsystem[1]:04X}", "PCI_SLOT_NAME": name,
    }, modalias, driver, {
        "vendor": f"0x{vendor:04x}", "device": f"0x{device:04x}", "class": f"0x{cls:06x}",
        "subsystem_vendor": f"0x{subsystem[0]:04x}",
        "subsystem_device": f"0x{subsystem[1]:04x}", "revision": f"0x{revision:02x}",
        "irq": 16 + n % 200, "enable": 1, "numa_node": -1, "power_state": "D0",
        "driver_override": "(null)", "local_cpus": "ff", "local_cpulist": "0-7",
        "current_link_speed": "8.0 GT/s PCIe", "current_link_width": 4,
        "max_link_speed": "8.0 GT/s PCIe", "max_link_width": 4,
        "resource": (region + 12 * ("0x" + 16 * "0" + " " + "0x" + 16 * "0" + " 0x"
                                    + 16 * "0" + "\n")).encode(),
        "config": pci_config(vendor, device, subsystem, cls, revision),
        "power/control": "auto", "power/runtime_status": "active",
    })
    return folder


def usb_descriptors(vendor, product, cls, interfaces):
    body = b"".join(
        struct.pack("9B", 9, 4, i, 0, 1, *kind[:3], 0)
        + struct.pack("<4BHB", 7, 5, 0x81 + i, 3, 8, 10)
        for i, kind in enumerate(interfaces))
    return (struct.pack("<2BH4B3H4B", 18, 1, 0x0200, *cls, 64, vendor, product, 0x0100,
                        1, 2, 3, 1)
            + struct.pack("<2BH5B", 9, 2, 9 + len(body), len(interfaces), 1, 0, 0xA0, 50)
            + body)


def add_usb(folder, busnum, devnum, vendor, product, title, interfaces):
    name = os.path.basename(folder)
    cls = (9, 0, 1) if interfaces is HUB else (0, 0, 0)
    minor = (busnum - 1) * 128 + devnum - 1
    node = f"{busnum:03d}/{devnum:03d}"
    kind = {"PRODUCT": f"{vendor:x}/{product:x}/100", "TYPE": "%d/%d/%d" % cls}
    descriptors = usb_descriptors(vendor, product, cls, interfaces)
    write(f"{OUT}/dev/bus/usb/{node}", descriptors)
    add_device(folder, "usb", {
        "MAJOR": 189, "MINOR": minor, "DEVNAME": "bus/usb/" + node,
        "DEVTYPE": "usb_device", **kind, "BUSNUM": f"{busnum:03d}",
        "DEVNUM": f"{devnum:03d}",
    }, None, "usb", {
        "idVendor": f"{vendor:04x}", "idProduct": f"{product:04x}", "bcdDevice": "0100",
        "bDeviceClass": f"{cls[0]:02x}", "bDeviceSubClass": f"{cls[1]:02x}",
        "bDeviceProtocol": f"{cls[2]:02x}", "bMaxPacketSize0": 64,
        "bNumConfigurations": 1, "bConfigurationValue": 1,
        "bNumInterfaces": f"{len(interfaces):2d}",
        "bmAttributes": "a0", "bMaxPower": "100mA", "busnum": busnum, "devnum": devnum,
        "devpath": name.split("-")[-1] if "-" in name else 0, "speed": 480,
        "version": " 2.00", "maxchild": 8 if cls[0] == 9 else 0, "manufacturer": "Maker",
        "product": title[:60], "serial": f"SN{minor:08d}", "authorized": 1,
        "removable": "removable", "dev": f"189:{minor}", "descriptors": descriptors,
        "power/control": "on",
    })
    for i, (ic, isc, ip, driver) in enumerate(interfaces):
        prefix = name if "-" in name else f"{busnum}-0"
        modalias = (f"usb:v{vendor:04X}p{product:04X}d0100"
                    f"dc{cls[0]:02X}dsc{cls[1]:02X}dp{cls[2]:02X}"
                    f"ic{ic:02X}isc{isc:02X}ip{ip:02X}in{i:02X}")
        add_device(f"{folder}/{prefix}:1.{i}", "usb", {
            "DEVTYPE": "usb_interface", **kind, "INTERFACE": f"{ic}/{isc}/{ip}",
        }, modalias, driver, {
            "bInterfaceNumber": f"{i:02x}", "bAlternateSetting": " 0",
            "bNumEndpoints": "01", "bInterfaceClass": f"{ic:02x}",
            "bInterfaceSubClass": f"{isc:02x}", "bInterfaceProtocol": f"{ip:02x}",
        })


def add_usb_bus(busnum, above, count):
    """A root hub and up to seven devices at it."""
    hub = f"{above}/usb{busnum}"
    add_usb(hub, busnum, 1, 0x1D6B, 2, "xHCI Host Controller", HUB)
    for port in range(1, count):
        add_usb(f"{hub}/{busnum}-{port}", busnum, port + 1, *rng.choice(usb_ids),
                rng.choice(KINDS))


def instance(pattern):
    """A string that the pattern claims."""
    pattern = re.sub(r"\[(.)[^]]*\]", r"\1", pattern).replace("?", "0")
    return pattern.replace("acpi*:", "acpi:").replace("*", "")


def add_other(n):
    bus = OTHER_BUSES[n % len(OTHER_BUSES)] if n % 2 else "acpi"
    if n % 4 < 3 and bus in buses:
        modalias = instance(rng.choice(buses[bus]))
    else:
        modalias = f"acpi:PNP0C{n % 256:02X}:" if bus == "acpi" else f"{bus}:dev{n}"
    above = "LNXSYSTM:00" if bus == "acpi" else "platform"
    folder = f"{SYS}/devices/{above}/{bus}{n}"
    add_device(folder, bus, {}, modalias, None,
               {"driver_override": "(null)"} if bus == "platform" else {})
    return folder if bus == "acpi" else None


def pair(node, device):
    """Makes an ACPI device the firmware's node of a device."""
    link(device, node + "/physical_node")
    link(node, device + "/firmware_node")
    # device_add() makes it where there is such a node, and device_links_driver_bound()
    # takes it away, both in drivers/base/core.c
    if not os.path.lexists(device + "/driver"):
        attributes(device, {"waiting_for_supplier": 0})


os.makedirs(SYS + "/bus/pci/slots")
folders = [add_pci(n) for n in range(PCI)]
for at in range(0, USB, 8):
    add_usb_bus(at // 8 + 1, folders[at // 8 % PCI], min(8, USB - at))
nodes = [node for at in range(OTHER) if (node := add_other(at))]
for node, device in zip(nodes, folders):
    pair(node, device)
write(OUT + "/modaliases", "".join(m + "\n" for m in modaliases))
