#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""show -v on trees made here: what sysfs tells, devices that sleep, damage.

    check_details.py HWALIAS

Where the kernel allows it, a tree is also mounted as the live /sys of a new namespace.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

HWALIAS = os.path.abspath(sys.argv[1])
failures = []
checks = 0
documents = tempfile.TemporaryDirectory()


def expect(what, have, want):
    global checks
    checks += 1
    if have != want:
        failures.append(f"{what}: have {have!r}, want {want!r}")


def expect_in(what, part, text):
    global checks
    checks += 1
    if part not in text:
        failures.append(f"{what}: no {part!r} in {text!r}")


class Tree:
    def __init__(self):
        self.directory = tempfile.TemporaryDirectory()
        self.path = self.directory.name

    def file(self, path, content):
        path = f"{self.path}/sys/{path}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, (bytes, bytearray)) else content.encode())

    def link(self, path, target):
        path = f"{self.path}/sys/{path}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.symlink(target, path)

    def pci(self, name, config=None, below="", **attributes):
        """A network card at 0000:00:NAME."""
        domain = name.rsplit(":", 2)[0]
        place = f"devices/pci{domain}:00/{below}{name}"
        self.file(f"{place}/uevent",
                  f"PCI_CLASS=20000\nPCI_ID=8086:1533\nPCI_SUBSYS_ID=8086:0001\n"
                  f"PCI_SLOT_NAME={name}\n"
                  "MODALIAS=pci:v00008086d00001533sv00008086sd00000001bc02sc00i00\n")
        for key, value in attributes.items():
            self.file(f"{place}/{key.replace('__', '/')}", value)
        if config is not None:
            self.file(f"{place}/config", config)
        self.link(f"bus/pci/devices/{name}", f"../../../{place}")
        self.link(f"{place}/subsystem", "../../../bus/pci")
        return place

    def usb(self, name, descriptors, **attributes):
        place = f"devices/pci0000:00/0000:00:14.0/usb1/{name}"
        self.file(f"{place}/uevent", "DEVTYPE=usb_device\nPRODUCT=46d/c52b/1211\n"
                                     "TYPE=0/0/0\nBUSNUM=001\nDEVNUM=002\n")
        self.file(f"{place}/descriptors", descriptors)
        for key, value in attributes.items():
            self.file(f"{place}/{key.replace('__', '/')}", value)
        self.link(f"bus/usb/devices/{name}", f"../../../{place}")
        return place

    def show(self, *arguments, text=False, live=False):
        command = [HWALIAS, *([] if live else ["--sysroot", self.path]), "show", *arguments,
                   "-v" if text else "-vJ"]
        if live:
            command = ["unshare", "-rm", "sh", "-c",
                       'mount --bind "$0" /sys && exec "$@"', f"{self.path}/sys", *command]
        done = subprocess.run(command, capture_output=True, text=True,
                              env={**os.environ, "LC_ALL": "C.UTF-8"})
        if text:
            return done.stdout, done.stderr
        with open(f"{documents.name}/{len(os.listdir(documents.name))}.json", "w") as file:
            file.write(done.stdout)
        return json.loads(done.stdout), done.stderr


def header(capability=0, kind=0):
    """The first 64 bytes of a card."""
    config = bytearray(64)
    config[0:4] = b"\x86\x80\x33\x15"
    config[4:6] = b"\x06\x00"
    config[6] = 0x10 if capability else 0
    config[10:12] = b"\x00\x02"
    config[14] = kind
    config[0x34] = capability
    return config


def space(*capabilities, size=256):
    """A configuration space with (offset, bytes) of capabilities."""
    config = header(capabilities[0][0] if capabilities else 0) + bytearray(size - 64)
    for at, data in capabilities:
        config[at:at + len(data)] = data
    return config


POWER = bytes((1, 0, 3, 0, 0, 0, 0, 0))


def test_system():
    """What sysfs tells of a card: Documentation/ABI/testing/sysfs-bus-pci."""
    tree = Tree()
    tree.pci("0000:00:02.0", space((0x40, POWER)), revision="0x03\n", irq="16\n",
             numa_node="-1\n", power_state="D0\n", reset_method="flr bus\n",
             driver_override="(null)\n", label="Onboard LAN\n", acpi_index="3\n",
             sriov_totalvfs="8\n", sriov_numvfs="1\n", msi_irqs__27="msix\n",
             msi_irqs__126="msix\n", power__runtime_status="active\n",
             # IORESOURCE_MEM | _PREFETCH | _MEM_64, IORESOURCE_IO, a ROM that is off
             resource="0x00000000f7d00000 0x00000000f7d1ffff 0x000000000014220c\n"
                      "0x0000000000000000 0x0000000000000000 0x0000000000000000\n"
                      "0x000000000000e000 0x000000000000e01f 0x0000000000040101\n" +
                      "0x0000000000000000 0x0000000000000000 0x0000000000000000\n" * 3 +
                      "0x00000000f7c00000 0x00000000f7cfffff 0x0000000010046200\n",
             aer_dev_correctable="RxErr 0\nBadTLP 3\nTOTAL_ERR_COR 3\n",
             aer_dev_nonfatal="Undefined 0\nTOTAL_ERR_NONFATAL 0\n",
             aer_dev_fatal="Undefined 0\nTOTAL_ERR_FATAL 0\n")
    place = "devices/pci0000:00/0000:00:02.0"
    tree.link(f"{place}/iommu_group", "../../../kernel/iommu_groups/7")
    tree.link(f"{place}/virtfn0", "../0000:00:02.1")
    for name in ("0000:00:02.0", "0000:00:03.0"):
        tree.link(f"kernel/iommu_groups/7/devices/{name}", f"../../../../devices/pci0000:00/{name}")
    tree.file("bus/pci/slots/4/address", "0000:00:02\n")
    tree.file("bus/pci/slots/5/address", "0000:00:03\n")
    report, _ = tree.show("00:02.0")
    pci = report["devices"][0]["pci"]
    for key, want in dict(revision="03", numa_node=None, firmware_label="Onboard LAN",
                          acpi_index=3, driver_override=None, reset_methods=["flr", "bus"],
                          slot="4", iommu_group="7",
                          iommu_group_others=["0000:00:03.0"]).items():
        expect(key, pci[key], want)
    expect("interrupts", pci["interrupts"], {"irq": 16, "mode": "msix", "vectors": [27, 126]})
    expect("virtual functions", pci["virtualisation"], {
        "physical_function": None, "virtual_function_count": 1, "virtual_function_max": 8,
        "virtual_functions": ["0000:00:02.1"]})
    expect("resources", pci["resources"], [
        dict(what="bar", number=0, space="memory", address="0xf7d00000", size_bytes=131072,
             width_bits=64, prefetchable=True, enabled=True),
        dict(what="bar", number=2, space="io", address="0xe000", size_bytes=32, width_bits=32,
             prefetchable=False, enabled=True),
        dict(what="rom", number=0, space="memory", address="0xf7c00000", size_bytes=1 << 20,
             width_bits=32, prefetchable=True, enabled=False)])
    expect("errors", pci["errors"]["correctable"],
           {"total": 3, "by_kind": [{"name": "BadTLP", "count": 3}]})
    expect("capability", [(c["offset"], c["name"], c["fields"]["capabilities"]["version"])
                          for c in pci["capabilities"]], [("40", "power_management", 3)])
    text, _ = tree.show("00:02.0", text=True)
    expect_in("text", "Region 0: memory at 0xf7d00000, 128 KiB, 64-bit, prefetchable", text)
    expect_in("text", "Correctable: 3 BadTLP", text)
    expect_in("text", "[40] Power Management", text)


def test_link():
    tree = Tree()
    port = tree.pci("0000:00:1c.0", current_link_speed="8.0 GT/s PCIe\n",
                    current_link_width="2\n", max_link_speed="8.0 GT/s PCIe\n",
                    max_link_width="4\n")
    below = tree.pci("0000:02:00.0", below="0000:00:1c.0/", current_link_speed="8.0 GT/s PCIe\n",
                     current_link_width="4\n", max_link_speed="16.0 GT/s PCIe\n",
                     max_link_width="4\n")
    expect("place", below.startswith(port), True)
    report, _ = tree.show("02:00.0")
    link = report["devices"][0]["pci"]["link"]
    expect("bottleneck", link["bottleneck"], {
        "device": "pci:0000:00:1c.0", "speed": "8.0 GT/s", "width": 2,
        "bandwidth_mbps": 2 * (8000 * 128 // 130)})
    expect("port", link["port_max"]["width"], 4)
    text, _ = tree.show("02:00.0", text=True)
    expect_in("text", "the link of 0000:00:1c.0 on the way has 8.0 GT/s x2", text)
    done = subprocess.run([HWALIAS, "--sysroot", tree.path, "-o", "DEVICE,BOTTLENECK",
                           "--noheadings"], capture_output=True, text=True)
    expect("column", done.stdout.split(), ["00:1c.0", "0000:00:1c.0", "02:00.0", "0000:00:1c.0"])


def bound(tree, place, driver):
    bus = "usb" if "usb1" in place else "pci"
    up = "../" * (place.count("/") + 1)
    tree.link(f"{place}/driver", f"{up}bus/{bus}/drivers/{driver}")


def hints(tree):
    """{id: reason} of what `check` finds; hints leave its exit status alone."""
    tree.file("../proc/sys/kernel/osrelease", "6.1.0\n")
    tree.file("../lib/modules/6.1.0/modules.alias", "alias none:x none\n")
    tree.file("../lib/modules/6.1.0/modules.dep", "kernel/none.ko:\n")
    done = subprocess.run([HWALIAS, "--sysroot", tree.path, "check", "-J"],
                          capture_output=True, text=True)
    report = json.loads(done.stdout)
    expect("exit status", done.returncode in (0, 3), True)
    expect("hints alone", {f["severity"] for f in report["findings"]} <= {"hint"}, True)
    return {f["id"].partition(":")[2]: f["reason"] for f in report["findings"]}


RATES = {"full": ("8.0 GT/s PCIe\n", "4\n"), "narrow": ("8.0 GT/s PCIe\n", "1\n"),
         "slow": ("2.5 GT/s PCIe\n", "4\n"), "none": ("Unknown\n", "0\n")}


def link(now, most):
    return dict(current_link_speed=RATES[now][0], current_link_width=RATES[now][1],
                max_link_speed=RATES[most][0], max_link_width=RATES[most][1])


def test_slow_links():
    # (what the device runs at, what it can, what the port can, more) -> whether it is told
    cases = [("full", "full", "full", {}, False), ("narrow", "full", "full", {}, True),
             ("slow", "full", "full", {}, True), ("narrow", "narrow", "full", {}, False),
             # the port is the limit: nothing is wrong with the link
             ("narrow", "full", "narrow", {}, False), ("slow", "full", "slow", {}, False),
             ("narrow", "full", "none", {}, False), ("none", "full", "full", {}, False),
             # behind Thunderbolt, or it sleeps
             ("narrow", "full", "full", dict(removable="removable\n"), False),
             ("narrow", "full", "full", dict(power__runtime_status="suspended\n"), False)]
    for number, (now, most, port, more, told) in enumerate(cases):
        tree = Tree()
        bound(tree, tree.pci("0000:00:1c.0", **link(port, port)), "pcieport")
        for name, more_of_it in (("0000:02:00.0", {}), ("0000:02:00.1", {})):
            place = tree.pci(name, below="0000:00:1c.0/", **link(now, most), **more)
            bound(tree, place, "igb")
        expect(f"link case {number}", hints(tree),
               {"0000:02:00.0": "pci-link-slow"} if told else {})


def test_errors():
    tree = Tree()
    place = tree.pci("0000:00:02.0", aer_dev_correctable="RxErr 5\nTOTAL_ERR_COR 5\n",
                     aer_dev_nonfatal="TLP 0\nTOTAL_ERR_NONFATAL 0\n",
                     aer_dev_fatal="TLP 0\nTOTAL_ERR_FATAL 0\n")
    bound(tree, place, "igb")
    expect("correctable", hints(tree), {})
    tree.file(f"{place}/aer_dev_nonfatal", "TLP 2\nTOTAL_ERR_NONFATAL 2\n")
    expect("not fatal", hints(tree), {"0000:00:02.0": "pci-errors"})


# BOS with a SuperSpeed capability: USB 3.2, 9.6.2.2
SUPERSPEED = bytes.fromhex("050f0f0001" "0a100300" "0e00" "010aff07")


def test_usb_speed():
    for name, speed, device, more, told in (
            ("slow", "480\n", DEVICE, {}, True), ("fast", "5000\n", DEVICE, {}, False),
            ("hub", "480\n", DEVICE[:4] + b"\x09" + DEVICE[5:], {}, False),
            ("fixed", "480\n", DEVICE, dict(port__connect_type="hardwired\n"), False),
            ("unknown port", "480\n", DEVICE, dict(port__connect_type="unknown\n"), False)):
        tree = Tree()
        attributes = dict(speed=speed, bConfigurationValue="1\n", bos_descriptors=SUPERSPEED,
                          port__connect_type="hotplug\n")
        place = tree.usb("1-2", device + CONFIGURATION + INTERFACE + ENDPOINT,
                         **{**attributes, **more})
        if name == "hub":
            tree.file(f"{place}/uevent", "DEVTYPE=usb_device\nPRODUCT=46d/c52b/1211\n"
                                         "TYPE=9/0/1\nBUSNUM=001\nDEVNUM=002\n")
        bound(tree, place, "usb")
        expect(name, hints(tree), {"1-2": "usb-slow"} if told else {})


def test_columns():
    """A column that is asked for stays when it is empty; -v adds those that are not."""
    tree = Tree()
    tree.pci("0000:00:02.0", revision="0x03\n")
    def heading(*options):
        done = subprocess.run([HWALIAS, "--sysroot", tree.path, *options],
                              capture_output=True, text=True)
        return done.stdout.splitlines()[0].split()
    expect("asked for", heading("-o", "DEVICE,REV,NUMA"), ["DEVICE", "REV", "NUMA"])
    expect("asked for, -v", heading("-v", "-o", "NUMA,DEVICE")[:2], ["NUMA", "DEVICE"])
    expect("only -v", "NUMA" in heading("-v"), False)
    expect("added", heading("-o", "+SLOT")[-1], "SLOT")


def config_of(config):
    tree = Tree()
    tree.pci("0000:00:02.0", config)
    report, stderr = tree.show("00:02.0")
    return report["devices"][0]["pci"], stderr


def test_damaged_config():
    # a loop of two, and a third that is read before it
    pci, stderr = config_of(space((0x40, b"\x01\x50" + POWER[2:]), (0x50, b"\x05\x40" + bytes(8))))
    expect("loop", [c["name"] for c in pci["capabilities"]], ["power_management", "msi"])
    expect("loop", len(pci["config"]["problems"]), 1)
    expect_in("loop", "leads back", pci["config"]["problems"][0])
    expect_in("loop", "0000:00:02.0", stderr)
    # a pointer into the header
    pci, _ = config_of(space((0x40, b"\x01\x20" + POWER[2:])))
    expect("header pointer", [c["name"] for c in pci["capabilities"]], ["power_management"])
    expect_in("header pointer", "outside", pci["config"]["problems"][0])
    # 64 bytes, as without root
    pci, stderr = config_of(header(0x40))
    expect("64 bytes", (pci["config"]["status"], pci["config"]["bytes"]), ("header-only", 64))
    expect("64 bytes", pci["header"]["fields"]["device"], "1533")
    expect("no file of its own", pci["revision"], "00")
    # other lengths, down to none
    for size in (0, 1, 3, 40, 63, 65, 67, 255, 257):
        pci, _ = config_of(space((0x40, POWER))[:size])
        expect(f"{size} bytes", pci["config"]["status"], "read" if size > 64 else
               "not-recorded" if not size else pci["config"]["status"])
    # all ones: the device does not answer
    pci, _ = config_of(b"\xff" * 256)
    expect("ones", (pci["header"], pci["capabilities"]), (None, []))
    expect_in("ones", "does not answer", pci["config"]["problems"][0])
    # extended capabilities that loop
    express = b"\x10\x00\x02\x00" + bytes(56)
    config = space((0x40, express), size=4096)
    config[0x100:0x104] = (0x0003 | 1 << 16 | 0x140 << 20).to_bytes(4, "little")
    config[0x104:0x10c] = bytes.fromhex("0011223344556677")
    config[0x140:0x144] = (0x000d | 1 << 16 | 0x100 << 20).to_bytes(4, "little")
    pci, _ = config_of(config)
    expect("extended loop", [c["name"] for c in pci["extended_capabilities"]],
           ["device_serial_number", "acs"])
    expect("extended loop", len(pci["config"]["problems"]), 1)
    expect("serial number", pci["extended_capabilities"][0]["fields"], {"serial_number": None})
    # one of a vendor and one that nobody knows: their bytes
    pci, _ = config_of(space((0x40, b"\x09\x50\x06abc"), (0x50, b"\x7e\x00\xaa\xbb")))
    expect("vendor", pci["capabilities"][0]["raw"], "0950" + "06" + "616263")
    expect("unknown", (pci["capabilities"][1]["name"], pci["capabilities"][1]["id"],
                       pci["capabilities"][1]["raw"][:8]), ("unknown", "7e", "7e00aabb"))
    # a domain of 32 bits
    tree = Tree()
    tree.pci("10000:00:02.0", space((0x40, POWER)))
    report, _ = tree.show("10000:00:02.0")
    expect("domain", len(report["devices"][0]["pci"]["capabilities"]), 1)


DEVICE = bytes.fromhex("1201000200000040" "6d042bc5" "1112010203" "01")
CONFIGURATION = bytes.fromhex("09021900010100a032")
INTERFACE = bytes.fromhex("090400000103010100")
ENDPOINT = bytes.fromhex("07058103080008")


def usb_of(descriptors, **attributes):
    tree = Tree()
    tree.usb("1-2", descriptors, bConfigurationValue="1\n", **attributes)
    report, stderr = tree.show("1-2")
    return report["devices"][0]["usb"], stderr


def test_damaged_descriptors():
    whole = DEVICE + CONFIGURATION + INTERFACE + ENDPOINT
    usb, stderr = usb_of(whole)
    interface = usb["configurations"][0]["interfaces"][0]
    expect("sound", (usb["problems"], "damaged" in stderr), ([], False))
    expect("sound", (usb["device"]["fields"]["vendor"], interface["fields"]["class"],
                     interface["endpoints"][0]["fields"]["transfer"]),
           ("046d", "03", "interrupt"))
    for length in (0, 1):
        usb, stderr = usb_of(whole + bytes((length, 5)) + ENDPOINT)
        expect(f"length {length}", len(usb["configurations"][0]["interfaces"]), 1)
        expect_in(f"length {length}", "length", " ".join(usb["problems"]))
        expect_in(f"length {length}", "1-2", stderr)
    usb, _ = usb_of(whole + bytes((255, 0x24)))
    expect("length 255", usb["configurations"][0]["interfaces"][0]["endpoints"][0]
           ["descriptors"][0]["problem"] is not None, True)
    # cut off anywhere
    for size in range(len(whole)):
        usb_of(whole[:size])
    # a BOS that says a total of 22 and has 12, and one that ends in its capability
    extension = bytes.fromhex("07100206000000")
    usb, stderr = usb_of(whole, bos_descriptors=bytes.fromhex("050f160001") + extension)
    expect("BOS", [c["name"] for c in usb["bos"]["capabilities"]], ["usb_cap_usb2_extension"])
    expect_in("BOS", "total length", " ".join(usb["problems"]))
    usb, _ = usb_of(whole, bos_descriptors=bytes.fromhex("050f0c0001") + extension[:4])
    expect("BOS cut off", usb["bos"]["capabilities"][0]["problem"] is not None, True)


def test_random():
    """Whatever the bytes are, the report is whole."""
    rng = random.Random(7)
    tree = Tree()
    names = []
    for number in range(96):
        name = f"0000:{number // 32:02x}:{number % 32:02x}.0"
        config = bytearray(rng.randbytes(rng.choice((64, 128, 256, 4096))))
        config[6] |= 0x10
        config[0x34] = rng.choice((0x40, 0x50, 0xfc, rng.randrange(256)))
        # a chain of capabilities whose bytes are anything
        for at in range(0x40, min(len(config), 256) - 16, 16):
            config[at:at + 2] = bytes((rng.choice((1, 2, 5, 7, 8, 9, 0x10, 0x11, 0x14)),
                                       at + 16 if rng.random() < 0.9 else rng.randrange(256)))
        for at in range(0x100, len(config) - 64, 64):
            config[at:at + 4] = (rng.choice((1, 2, 5, 0xb, 0x10, 0x15, 0x19, 0x23, 0x26, 0x27)) |
                                 1 << 16 | (at + 64) << 20).to_bytes(4, "little")
        tree.pci(name, config)
        names.append(name)
    report, _ = tree.show(*names)
    expect("random configuration spaces", len(report["devices"]), len(names))
    tree = Tree()
    names = []
    for number in range(1, 64):
        kind = rng.choice(((1, 1, 0), (1, 1, 0x20), (1, 1, 0x30), (14, 1, 0), (2, 2, 1),
                           (11, 0, 0), (3, 0, 0), (7, 1, 4), (254, 1, 0)))
        chain = DEVICE + CONFIGURATION + INTERFACE[:5] + bytes(kind) + INTERFACE[8:]
        for _ in range(24):
            length = rng.choice((2, 3, 4, 7, 9, 13, 30, rng.randrange(2, 80)))
            chain += bytes((length, rng.choice((0x21, 0x24, 0x24, 0x24, 0x25, 5, 0x30)))) + \
                bytes((rng.randrange(20),) if length > 2 else ()) + rng.randbytes(max(0, length - 3))
        store = bytes.fromhex("050f000108") + rng.randbytes(120)
        tree.usb(f"1-{number}", chain, bConfigurationValue="1\n", bos_descriptors=store)
        names.append(f"usb:1-{number}")
    report, _ = tree.show(*names)
    expect("random descriptors", len(report["devices"]), len(names))


def test_usb_system():
    tree = Tree()
    place = tree.usb("1-2", DEVICE + CONFIGURATION + INTERFACE + ENDPOINT, speed="1.5\n",
                     manufacturer="Maker\n", product="Thing\n", serial="S3CR3T\n",
                     bMaxPower="500mA\n", version=" 2.10\n", bConfigurationValue="1\n",
                     authorized="1\n", quirks="0x0\n")
    tree.file(f"{place}/1-2:1.0/uevent",
              "DEVTYPE=usb_interface\nPRODUCT=46d/c52b/1211\nTYPE=0/0/0\nINTERFACE=3/1/1\n"
              "MODALIAS=usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00\n")
    tree.link("bus/usb/devices/1-2:1.0", f"../../../{place}/1-2:1.0")
    tree.link(f"{place}/1-2:1.0/driver", "../../../../../../bus/usb/drivers/usbhid")
    report, _ = tree.show("1-2")
    device = report["devices"][0]
    for key, want in dict(manufacturer="Maker", product="Thing", serial="serial-1", speed_kbps=1500,
                          max_power_ma=500, usb_version="2.10", authorized=True,
                          chosen_configuration=1).items():
        expect(key, device["usb"][key], want)
    interface = device["usb"]["configurations"][0]["interfaces"][0]
    expect("driver of the interface", interface["driver"], "usbhid")
    expect("interfaces have none", (report["devices"][1]["usb"], report["devices"][1]["pci"]),
           (None, None))
    text, _ = tree.show("1-2", text=True)
    expect("one block", [line for line in text.splitlines() if line.startswith("usb:")],
           [next(line for line in text.splitlines() if line.startswith("usb:1-2"))])
    expect_in("one block", "\n  Interface 1-2:1.0", text)
    expect("serial number", "S3CR3T" in text, False)
    done = subprocess.run([HWALIAS, "--sysroot", tree.path, "show", "1-2", "-J"],
                          capture_output=True, text=True)
    expect("without -v", "usb" in json.loads(done.stdout)["devices"][0], False)


def can_unshare():
    return subprocess.run(["unshare", "-rm", "sh", "-c", "mount --bind /tmp /sys"],
                          capture_output=True).returncode == 0


def test_sleep():
    """On a live machine: one awake, one that sleeps, one in D3cold, one that does not
    tell, and two of which 64 bytes can be read."""
    if not can_unshare():
        print("no namespaces of one's own here: sleeping devices were not tried")
        return
    tree = Tree()
    whole = space((0x40, POWER))
    tree.pci("0000:00:01.0", whole, power__runtime_status="active\n", power_state="D0\n")
    tree.pci("0000:00:02.0", whole, power__runtime_status="suspended\n", power_state="D3hot\n")
    tree.pci("0000:00:03.0", whole, power__runtime_status="active\n", power_state="D3cold\n")
    tree.pci("0000:00:04.0", whole)
    for name in ("0000:00:05.0", "0000:00:06.0"):
        tree.pci(name, header(0x40), power__runtime_status="active\n")
    names = [f"00:0{n}.0" for n in range(1, 7)]
    report, stderr = tree.show(*names, live=True)
    expect("live", [d["pci"]["config"]["status"] for d in report["devices"]],
           ["read", "device-sleeps", "device-sleeps", "device-sleeps", "header-only",
            "header-only"])
    expect("live", [len(d["pci"]["capabilities"]) for d in report["devices"]],
           [1, 0, 0, 0, 0, 0])
    expect("live", report["devices"][1]["pci"]["config"]["note"],
           "not read: the device sleeps; --wake wakes it")
    expect("said once", [n["what"] for n in report["not_read"]].count("PCI capabilities"), 1)
    text, _ = tree.show(*names, text=True, live=True)
    expect("said once", text.count("need root"), 1)
    report, _ = tree.show(*names[:4], "--wake", live=True)
    expect("--wake", [d["pci"]["config"]["status"] for d in report["devices"]], ["read"] * 4)


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()
# Of the many documents, each of which takes half a second to validate.
VALIDATED = 16


def check_schema():
    """Documents from above follow the schema, and have no key that it does not name."""
    names = sorted(os.listdir(documents.name))
    names = names[::max(1, len(names) // VALIDATED)]
    # Debian's python3-jsonschema belongs to the system's own interpreter
    python = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
    here = os.path.dirname(os.path.abspath(__file__))
    done = subprocess.run([python, f"{here}/../lib/validate_schema.py", "--strict",
                           os.environ["HWALIAS_SCHEMA"],
                           *(f"{documents.name}/{name}" for name in names)],
                          capture_output=True, text=True)
    if done.returncode == 77:
        print("python3-jsonschema is missing: the documents were not validated")
    else:
        expect("schema", (done.returncode, done.stdout[:1000]), (0, ""))


check_schema()
for failure in failures:
    print(failure)
print(f"{checks} checks, {len(failures)} failed")
sys.exit(1 if failures or not checks else 0)
