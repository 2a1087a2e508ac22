#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares lsusb's decoding of USB descriptors with that of hwalias.

    check_lsusb_descriptors.py HWALIAS LAYOUT_DUMP SAMPLES RECORDING...

SAMPLES is tests/samples/usb_descriptors.txt, a RECORDING one of umockdev's. umockdev-run
shows the devices to `lsusb -v`; `hwalias show -vJ` decodes the same recording, and so does
layout-dump, which has the raw numbers as well: report_fields.py compares the two. Descriptors are
compared in order, fields by the name the specification gives them. BOS and hub descriptors
of composed devices are requests to the device, answered by a composed capture of usbmon.

Not compared, and why:
- the words behind a number ("Vendor Specific Class", "1x 64 bytes") and the lines without
  a field ("Self Powered", "Sync Type"): the number they stand for is compared, the words
  are tested by unit tests;
- strings ("(error)", "(??)"): a recording has none;
- report descriptors, device and port status, device qualifier, debug descriptor: not in the
  file `descriptors`, nor composed;
- reserved bytes; the words of a VCONN power and of link power management;
- descriptors that lsusb does not know ("UNRECOGNIZED", "Invalid desc subtype", "junk"):
  the bytes only;
- what lsusb 014 leaves out: the pipe usage of UAS endpoints, class-specific descriptors of
  video endpoints;
- what lsusb 014 reads wrongly: the packet length of a stream-based video format (one byte
  of four), a sampling rate converter (as the clock multiplier of another version), the
  upper byte of bmControlsRuntime (behind the field), wHubDelay of a SuperSpeed hub (one
  byte too early), the bytes of dwAlternateModeVdo (turned round).
"""
import os
import re
import struct
import subprocess
import sys
import tempfile

import report_fields

# lsusb's name of a field: the specification's.
ALIASES = {
    "MaxPower": "bMaxPower", "iSerial": "iSerialNumber", "bFlags": "bmFlags",
    "baSource": "baSourceID", "nMaxSlotIndex": "nMaxSlotIndex",
    "bNumCompressionPatterns": "bNumCompressionPattern",
    ("cdc_mdlm", "bcdCDC"): "bcdVersion", ("usb_superspeed_hub", "bLength"): "bDescLength",
    ("usb_cap_superspeed", "bU2DevExitLat"): "wU2DevExitLat"}
DIVIDED = {("usb_endpoint", "bmAttributes"), ("usb_endpoint", "wMaxPacketSize"),
           ("cdc_ethernet", "wNumberMCFilters"), ("uvc_format_dv", "bFormatType"),
           ("uac2_feature_unit", "bmaControls"),
           ("usb_cap_superspeedplus", "bmSublinkSpeedAttr"),
           ("usb_cap_ms_os_20", "CapabilityData"), ("usb_cap_platform", "CapabilityData")}
MISREAD = {("uvc_format_stream_based", "dwPacketLength"),
           ("uac2_sampling_rate_converter", None), ("usb_superspeed_hub", "wHubDelay")}
# Names of fields begin so; other lines are words that belong to the field above.
FIELD = re.compile(r"^\s*((?:b|bm|bma|ba|bcd|w|dw|i|id|n|t|guid|Ba)[A-Z][\w.]*|MaxPower|"
                   r"MaxStreams|Mult|DeviceRemovable|ContainerID|PlatformCapabilityUUID|"
                   r"CapabilityData)(?:\(\s*\d+\)|\[\s*\d+\])?\s+(\S.*)?$")
SECTION_END = re.compile(r"^\s*(Device Qualifier|Report Descriptor:|Device Status:|"
                         r"Hub Port Status:|Debug descriptor)")
NO_TITLE = re.compile(r"^\s*(Warning|Alternate Mode|WebUSB)")


def read_samples(path):
    """[(name, speed, bytes)] of devices, {name: bytes} of BOS and of hubs."""
    devices, stores, hubs, current = [], {}, {}, None
    for line in open(path):
        words = line.partition("#")[0].split()
        if not words:
            continue
        if words[0] == "device":
            current = bytearray()
            devices.append((words[1], words[2], current))
        elif words[0] == "bos":
            current = stores[words[1]] = bytearray()
        elif words[0] == "hub":
            current = hubs[words[1]] = bytearray()
        else:
            current += bytes.fromhex("".join(words))
    return devices, stores, hubs


def requests(device, store, hub):
    """(setup, answer) of what lsusb asks a device with a BOS, in its order."""
    def descriptor(kind, length, request_type=0x80):
        return struct.pack("<BBBBHH", request_type, 6, 0, kind, 0, length)

    def status(request_type, index, length):
        return struct.pack("<BBHHH", request_type, 0, 0, index, length)

    asked = [(descriptor(15, 5), store), (descriptor(15, len(store)), store)]
    if hub:
        ports = [(status(0xa3, port, 4), bytes(4)) for port in range(1, hub[2] + 1)]
        asked = asked + [(descriptor(0x2a, 13, 0xa0), hub)] + ports + asked
    if device[3] < 3:
        asked.append((descriptor(6, 10), None))
    return asked + [(descriptor(10, 4), None), (status(0x80, 0, 2), bytes(2))]


def write_capture(path, number, asked):
    """A capture of usbmon with 64-byte headers, DLT_USB_LINUX_MMAPPED."""
    def packet(which, kind, setup, data, result, length):
        header = struct.pack("<QBBBBHBBqiiII", which, ord(kind), 2, 0x80, number, 1,
                             0 if setup else ord("-"), 0 if data else ord("<"), 0, 0, result,
                             length, len(data))
        header += (setup or bytes(8)) + struct.pack("<iiII", 0, 0, 0x200, 0) + data
        return struct.pack("<IIII", 0, 0, len(header), len(header)) + header

    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 1 << 18, 220))
        for which, (setup, answer) in enumerate(asked, 1):
            length = int.from_bytes(setup[6:8], "little")
            data = bytes(answer[:length]) if answer is not None else b""
            file.write(packet(which, "S", setup, b"", -115, length))
            file.write(packet(which, "C", None, data, 0 if answer is not None else -32,
                              len(data)))


def write_umockdev(path, devices, stores):
    with open(path, "w") as file:
        for number, (name, speed, data) in enumerate(devices, 1):
            store = bytes(stores.get(name, b"")).hex().upper()
            digits = bytes(data).hex().upper()
            file.write(f"P: /devices/pci0000:00/0000:00:14.0/usb1/1-{number}\n"
                       f"N: bus/usb/001/{number:03}={digits}\n"
                       f"E: DEVNAME=/dev/bus/usb/001/{number:03}\nE: DEVTYPE=usb_device\n"
                       f"E: BUSNUM=001\nE: DEVNUM={number:03}\nE: MAJOR=189\n"
                       f"E: MINOR={number - 1}\nE: SUBSYSTEM=usb\n"
                       f"A: bConfigurationValue=1\\n\nA: busnum=1\\n\nA: devnum={number}\\n\n"
                       f"A: dev=189:{number - 1}\\n\nA: speed={speed}\\n\n"
                       f"H: descriptors={digits}\n" +
                       (f"H: bos_descriptors={store}\n\n" if store else "\n"))


def recorded(path):
    """{(bus, device): bytes} of a recording."""
    devices, node = {}, None
    for line in open(path):
        match = re.match(r"N: bus/usb/(\d+)/(\d+)=", line)
        if match:
            node = int(match[1]), int(match[2])
        match = re.match(r"H: descriptors=([0-9A-Fa-f]+)", line)
        if match and node:
            devices[node] = bytes.fromhex(match[1])
        if line.startswith("P:"):
            node = None
    return devices


class Field:
    def __init__(self, path, spec, raw, number, text):
        self.path, self.spec, self.text = path, spec, text
        self.raw, self.number = int(raw), int(number)
        self.used = False


class Block:
    def __init__(self, key, offset, data):
        self.key, self.offset, self.data = key, int(offset, 16), bytes.fromhex(data)
        self.fields = []


def run_ours(program, mode, devices):
    """{name: [Block]}"""
    lines = "".join(f"{name} {bytes(data).hex()}\n" for name, data in devices.items())
    output = subprocess.run([program, mode], input=lines, capture_output=True, text=True,
                            check=True).stdout
    ours = {}
    for line in output.splitlines():
        name, block, path, spec, raw, number, text = line.split("\t")
        blocks = ours.setdefault(name, [])
        if path == "block":
            key, offset = block.partition(":")[2].split("@")
            blocks.append(Block(key, offset, text))
        elif path == "problem":
            print(f"{name} {block}: {text}")
        else:
            blocks[-1].fields.append(Field(path, spec, raw, number, text))
    return ours


def run_lsusb(path, captures=()):
    """{(bus, device): lines}"""
    options = [o for sysfs, file in captures for o in ("-p", f"{sysfs}={file}")]
    output = subprocess.run(["umockdev-run", "-d", path, *options, "--", "lsusb", "-v"],
                            capture_output=True, text=True, errors="replace").stdout
    devices, current = {}, None
    for line in output.splitlines():
        match = re.match(r"Bus (\d+) Device (\d+): ID", line)
        if match:
            current = devices[int(match[1]), int(match[2])] = []
        elif current is not None and line.strip():
            current.append(line)
    return devices


def groups(lines):
    """[title, [(name, value)], bytes] of each descriptor that lsusb prints."""
    found, skipping = [], None
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if skipping is not None:
            if indent > skipping:
                continue
            skipping = None
        if SECTION_END.match(line):
            skipping = indent
            continue
        match = re.match(r"^\s*(?:\*\* )?UNRECOGNIZED[^:]*:\s+([0-9a-f ]+)$", line)
        if match:
            found.append(["UNRECOGNIZED", [], bytes.fromhex(match[1])])
            continue
        match = FIELD.match(line)
        if match:
            found[-1][1].append((match[1], (match[2] or "").strip()))
        elif line.rstrip().endswith(":") and not NO_TITLE.match(line):
            found.append([line.strip().rstrip(":"), [], None])
    return found


class Checker:
    def __init__(self):
        self.compared = self.descriptors = 0
        self.errors = []

    def error(self, where, what):
        self.errors.append(f"{where}: {what}")

    def take(self, block, spec):
        for field in block.fields:
            if field.spec == spec and not field.used:
                field.used = True
                return field
        return None

    def number(self, value):
        match = re.match(r"0x([0-9a-fA-F]+)|(\d+)", value)
        if not match:
            return None
        return int(match[1], 16) if match[1] is not None else int(match[2])

    def whole(self, block, spec):
        """A field that our rows divide, put together again; None when it is none."""
        value = {field.path: field.raw for field in block.fields}.get
        self.take(block, spec)
        if (block.key, spec) == ("usb_endpoint", "bmAttributes"):
            return (value("transfer") | value("synchronisation", 0) << 2 |
                    value("usage", 0) << 4)
        if (block.key, spec) == ("usb_endpoint", "wMaxPacketSize"):
            return value("max_packet_size_bytes") | value("transactions") << 11
        if (block.key, spec) == ("cdc_ethernet", "wNumberMCFilters"):
            return value("multicast_filters") | value("imperfect_multicast_filters") << 15
        if (block.key, spec) == ("uvc_format_dv", "bFormatType"):
            return value("format") | value("rate_60_hz") << 7
        if (block.key, spec) == ("usb_cap_superspeedplus", "bmSublinkSpeedAttr"):
            item = getattr(block, "item", 0)
            block.item = item + 1
            return sum(value(f"sublinks.{item}.{key}") << bit for key, bit in (
                ("id", 0), ("exponent", 4), ("type", 6), ("direction", 7), ("protocol", 14),
                ("mantissa", 16)))
        if spec == "CapabilityData":
            # a byte at a time
            item = getattr(block, "item", 0)
            block.item = item + 1
            data = next((f.text for f in block.fields if f.path == "data"), None)
            if data is None:
                data = struct.pack("<IHBB", *(value(f"sets.0.{key}") for key in (
                    "windows_version", "descriptor_set_bytes", "vendor_code",
                    "alternate_enumeration"))).hex()
            return bytes.fromhex(data)[item]
        if (block.key, spec) == ("uac2_feature_unit", "bmaControls"):
            item = getattr(block, "item", 0)
            block.item = item + 1
            controls = [field.raw for field in block.fields
                        if field.path.startswith(f"channel_controls.{item}.")]
            return sum(raw << 2 * number for number, raw in enumerate(controls))
        return None

    def good(self, block, name, value, field):
        """Whether lsusb's value is that of our field."""
        first = value.split()[0] if value else ""
        if first.startswith("{"):
            return field.text == first.strip("{}")
        if name.startswith("bcd"):
            return field.text == first
        if name == "MaxPower":
            return first == f"{field.number}mA"
        if name == "dwClockFrequency":
            return round(float(first.replace("MHz", "")) * 1e6) == field.number
        if name in ("bClassGetResponse", "bClassEnvelope"):
            return field.raw == (0xff if first == "echo" else int(first, 16))
        if name in ("dwSyncProtocols", "dwMechanical", "dwFeatures"):
            return int(first, 16) == field.raw
        if name == "wCountryCode":
            # lsusb prints the bytes as they lie
            return int(first, 16) == (field.raw & 0xff) << 8 | field.raw >> 8
        if name == "bGuidDescriptorType":
            return int(first, 16) == field.raw
        if name == "bHubDecLat":
            return round(float(first) * 1000) == field.number
        if name == "dwAlternateModeVdo":
            # newer ones print the number, older ones its bytes as they lie
            return int(first, 16) == field.raw or \
                int.from_bytes(bytes.fromhex(first[2:]), "little") == field.raw
        if name == "bDetailData":
            return value.replace(" ", "") == field.text
        if name == "bmControlsRuntime":
            # lsusb reads one byte too few of its offset
            return self.number(first) & 0xffffff == field.raw
        return self.number(first) in (field.raw, field.number)

    def special(self, where, block, name, value):
        """Fields that lsusb prints in other words. True when it was one."""
        if name == "wlcdLayout":
            columns, lines = re.match(r"(\d+) cols (\d+) lines|none", value).groups()
            lcd = {f.path: f.number for f in block.fields}
            self.judge(where, name, value, (int(columns), int(lines)) ==
                       (lcd["lcd_columns"], lcd["lcd_lines"]))
            return True
        return False

    def judge(self, where, name, value, good, ours=None):
        self.compared += 1
        if not good:
            self.error(where, f"{name}: lsusb says {value!r}, "
                       f"ours is {ours and (ours.path, ours.raw, ours.text)}")

    def group(self, where, title, fields, block, companion):
        where = f"{where} {title} ({block.key})"
        for lsusb_name, value in fields:
            name = ALIASES.get(lsusb_name, lsusb_name)
            if name in ("bReserved", "wReserved", "bmConfigured"):
                continue
            if self.special(where, block, name, value) or (block.key, name) in MISREAD or \
                    (block.key, None) in MISREAD:
                continue
            name = ALIASES.get((block.key, name), name)
            if companion and name in ("bMaxBurst", "MaxStreams", "Mult"):
                self.companion(where, name, value, companion)
                continue
            if name == "bDescriptorSubtype" and "Invalid desc" in value:
                digits = value.partition(":")[2].replace(" ", "")
                self.judge(where, name, value,
                           block.data[3:].hex().startswith(digits[:2 * (len(digits) // 2)]))
                continue
            whole = self.whole(block, name) if (block.key, name) in DIVIDED else None
            if whole is not None:
                self.judge(where, name, value, self.number(value) == whole)
                continue
            field = self.take(block, name)
            if not field:
                self.error(where, f"no field {name} for {value!r}")
                continue
            self.judge(where, name, value, self.good(block, lsusb_name, value, field), field)

    def companion(self, where, name, value, companion):
        attributes = companion.data[3]
        expect = {"bMaxBurst": companion.data[2],
                  "MaxStreams": 1 << (attributes & 31), "Mult": (attributes & 3) + 1}[name]
        self.judge(where, name, value, self.number(value) in (expect, expect - 1))

    def device(self, where, lines, blocks):
        """Walks both lists; ours has the bytes' order, which lsusb keeps but for what
        belongs to a whole configuration and the companions."""
        blocks = list(blocks)
        for title, fields, data in groups(lines):
            if data is not None:
                match = next((b for b in blocks if b.data == data), None)
                self.compared += 1
                if match is None:
                    self.error(where, f"no descriptor {data.hex()}")
                else:
                    blocks.remove(match)
                continue
            if not fields:
                continue
            block = self.pick(title, fields, blocks)
            if block is None:
                self.error(where, f"no descriptor for {title}")
                continue
            companion = None
            at = blocks.index(block)
            if at + 1 < len(blocks) and blocks[at + 1].key == "usb_superspeed_companion":
                companion = blocks[at + 1]
                if block.key == "usb_endpoint":
                    blocks.remove(companion)
            blocks.remove(block)
            self.descriptors += 1
            self.group(where, title, fields, block, companion)
        for block in blocks:
            if block.key in ("uas_pipe_usage", "uvc_endpoint"):
                continue
            self.error(where, f"lsusb has no {block.key} {block.data.hex()}")

    def pick(self, title, fields, blocks):
        """The first of ours that may be meant: same type, and same subtype."""
        names = dict((n, v) for n, v in reversed(fields))
        for block in blocks:
            kind = self.number(names.get("bDescriptorType", ""))
            if kind is not None and block.data[1] != kind:
                continue
            subtype = self.number(names.get("bDescriptorSubtype", ""))
            if subtype is not None and block.data[2] != subtype:
                continue
            capability = self.number(names.get("bDevCapabilityType", ""))
            if capability is not None and block.data[2] != capability:
                continue
            length = self.number(names.get("bLength", ""))
            if length is not None and block.data[0] != length:
                continue
            if kind is None and not block.key.startswith("cdc_") and \
                    block.key != "uas_pipe_usage":
                continue
            return block
        return None


def flat(descriptor):
    """A descriptor of the report and those that belong to it."""
    yield descriptor
    for key in ("associations", "descriptors", "interfaces", "endpoints"):
        for item in descriptor.get(key, []):
            yield from flat(item)


def check_report(checker, where, have, blocks):
    """The descriptors of layout-dump are those of the report."""
    good = 0
    have = {item["offset"]: item for item in have}
    for block in blocks:
        item = have.pop(block.offset, None)
        if not item or item["name"] != block.key:
            checker.error(where, f"no {block.key} at {block.offset} in JSON")
            continue
        good += report_fields.compare(f"{where} {block.key}", item,
                                      {field.path: field for field in block.fields},
                                      checker.errors)
    for offset in have:
        checker.error(where, f"{have[offset]['name']} at {offset} only in JSON")
    return good


def check_reports(checker, program, path, nodes, ours, stores):
    ids = report_fields.listed(program, path, "usb")
    shown = report_fields.show(program, path, ids.values())
    by_node = {(d["usb"]["bus"], d["usb"]["address"]): d["usb"]
               for d in shown.values() if d["usb"]}
    good = 0
    for node, (name, _) in nodes.items():
        usb = by_node.get(node)
        if not usb:
            checker.error(name, "hwalias does not show it")
            continue
        descriptors = [usb["device"]] if usb["device"] else []
        for configuration in usb["configurations"]:
            descriptors += flat(configuration)
        good += check_report(checker, name, descriptors, ours[name])
        if name in stores:
            head = dict(usb["bos"], name="usb_bos", offset=0)
            good += check_report(checker, name, [head, *head["capabilities"]], stores[name])
    return good


def main():
    hwalias, program, samples, recordings = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    checker = Checker()
    composed, stores, hubs = read_samples(samples)
    scratch = tempfile.TemporaryDirectory()
    path = os.path.join(scratch.name, "composed.umockdev")
    write_umockdev(path, composed, stores)
    captures = []
    for number, (name, _, data) in enumerate(composed, 1):
        if name in stores:
            capture = os.path.join(scratch.name, f"{name}.pcap")
            write_capture(capture, number, requests(data, stores[name], hubs.get(name)))
            captures.append((f"/sys/devices/pci0000:00/0000:00:14.0/usb1/1-{number}",
                             capture))
    jobs = [(path, {(1, n): (name, data) for n, (name, _, data) in enumerate(composed, 1)})]
    for recording in recordings:
        name = os.path.basename(recording)
        jobs.append((recording, {node: (f"{name}:{node[0]}:{node[1]}", data)
                                 for node, data in recorded(recording).items()}))
    devices = shown = 0
    for path, nodes in jobs:
        ours = run_ours(program, "usb", dict(nodes.values()))
        is_composed = path.startswith(scratch.name)
        shown += check_reports(checker, hwalias, path, nodes, ours,
                               run_ours(program, "bos", stores) if is_composed else {})
        theirs = run_lsusb(path, captures if path.startswith(scratch.name) else ())
        if path.startswith(scratch.name):
            for mode, more in (("usb", hubs), ("bos", stores)):
                for name, blocks in run_ours(program, mode, more).items():
                    ours[name] += blocks
        for node, (name, _) in nodes.items():
            if node not in theirs:
                checker.error(name, "lsusb does not show it")
                continue
            devices += 1
            checker.device(name, theirs[node], ours[name])
    for error in checker.errors:
        print(error)
    print(f"{len(recordings)} recordings and {len(composed)} composed devices, {devices} "
          f"devices, {checker.descriptors} descriptors, {shown} fields in JSON, "
          f"{checker.compared} fields compared, "
          f"{len(checker.errors)} differences")
    return 1 if checker.errors or not checker.compared else 0


sys.exit(main())
