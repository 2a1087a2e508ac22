#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares lspci's decoding of configuration spaces with that of hwalias.

    check_lspci_caps.py HWALIAS LAYOUT_DUMP [--random COUNT] DUMP...

--random composes as many dumps of bridges and devices with a choice of capabilities,
whose registers hold random numbers, so that every name of a value occurs.

A DUMP is what `lspci -x` to `-xxxx` prints, or a directory with a recorded /sys.
`lspci -F DUMP -vvvnn` decodes it, or `lspci -A linux-sysfs -O sysfs.path=`; so does
`hwalias show -vJ`, and layout-dump, which has the raw numbers as well: report_fields.py
compares the two. Each line of lspci's is taken apart completely: what no rule below consumes
is an error, as is a field that has no equal.

Not compared, and why:
- names (vendor, device, subsystem, class, programming interface): they come from pci.ids;
- "[disabled]" of regions and ROMs, "Latency: 0" of a device that is no bus master: lspci
  derives both from the command register, whose bits are compared;
- "[size=...]" of a bridge's windows: limit - base, both compared;
- "<unassigned>", "<ignored>", "[virtual]" of a region: a zero address, compared as such;
- "(downgraded)", "(overdriven)", "(ok)" of a link: derived from two fields that are
  compared;
- the upper limits in "Exit Latency" and "Latency": ranges, compared by their code;
- lspci's second line of a multicast capability of an endpoint, printed without a newline
  (3.9.0), is split here;
- the upper half of a 64-bit BAR, which lspci -F (3.9.0) prints as one more region;
- 1.4 GHz and above of a HyperTransport frequency capability: lspci 3.9.0 reads only the
  lower byte of the register;
- "PMComplete" of a CXL port: lspci 3.9.0 reads it from another register;
- "Error" of Data Object Exchange: lspci 3.9.0 tests the wrong bits (mask 3, not 4);
- capabilities without a decoder in lspci ("<?>", "Extended Capability ID"): the id only;
- the list of devices behind a bitmap of a Root Complex Event Collector: the bitmap is;
- CXL DVSECs that lspci names but does not decode: the header only;
- what lspci 3.13 prints and the layout tables do not have: "TEE-IO", the second control
  register of a CXL device, the capability for integrity and data encryption;
- a parsed VPD, driver lines and kernel modules: not of config.
Of a recorded tree regions, ROM, interrupt, NUMA node, IOMMU group, slot and label are those
that sysfs tells; they are compared with the report's members for them.
"""
import glob
import os
import random
import re
import subprocess
import sys
import tempfile

import report_fields

HEADER = re.compile(r"^(?:0000:)?((?:[0-9a-f]{4,}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]) ")
BYTES = re.compile(r"^([0-9a-f]+):((?: [0-9a-f]{2})+)\s*$")


def read_tree(path):
    """{address: bytes} of a recorded tree."""
    devices = {}
    for config in glob.glob(f"{path}/sys/bus/pci/devices/*/config"):
        address = config.split("/")[-2]
        with open(config, "rb") as file:
            devices[address.removeprefix("0000:")] = file.read(4096)
    return devices


def read_dump(path):
    """{address: bytes} of a dump of lspci -x."""
    devices, current = {}, None
    if os.path.isdir(path):
        return read_tree(path)
    for line in open(path, errors="replace"):
        match = HEADER.match(line)
        if match:
            current = devices[match[1]] = bytearray()
            continue
        match = BYTES.match(line)
        if match and current is not None and int(match[1], 16) == len(current):
            current += bytes.fromhex(match[2].replace(" ", ""))
    return devices


class Field:
    def __init__(self, raw, number, text):
        self.raw, self.number, self.text = int(raw), int(number), text


def run_ours(program, devices):
    """{address: {offset: (block key, {path: Field})}}"""
    lines = "".join(f"{name} {bytes(data).hex()}\n" for name, data in devices.items())
    output = subprocess.run([program, "pci"], input=lines, capture_output=True, text=True,
                            check=True).stdout
    ours = {}
    for line in output.splitlines():
        name, block, path, _, raw, number, text = line.split("\t")
        key, at = block.split("@")
        fields = ours.setdefault(name, {}).setdefault(int(at, 16), (key, {}))[1]
        fields[path] = Field(raw, number, text)
    return ours


# How a value of lspci's compares with a field of ours.

def dec(text, field):
    return int(text) == field.number


def dec_raw(text, field):
    return int(text) == field.raw


def hexa(text, field):
    return int(text, 16) == field.number


def hex_raw(text, field):
    return int(text, 16) == field.raw


def one_of(*names, other=None):
    """The word for 0, 1, 2 ...; `other` for all above."""
    def compare(text, field):
        if text == other:
            return field.raw >= len(names)
        return names.index(text) == field.raw
    return compare


def words(table, unknown=False):
    def compare(text, field):
        if unknown and text == "Unknown":
            return field.raw not in table.values()
        return table[text] == field.raw
    return compare


def watts(text, field):
    return round(float(text) * 1000) == field.number


def has_text(text, field):
    return text == field.text


def flag(text, field):
    return (text == "+") == (field.number == 1)


def bit(number):
    def compare(text, field):
        return (text == "+") == (field.raw >> number & 1 == 1)
    return compare


def SPEEDS(text, field):
    if text == "unknown":
        return field.raw not in range(1, 7)
    return ("2.5", "5", "8", "16", "32", "64").index(text.replace("GT/s", "")) + 1 == field.raw


L0S_OK = words({"<64ns": 0, "<128ns": 1, "<256ns": 2, "<512ns": 3, "<1us": 4, "<2us": 5,
                "<4us": 6, "unlimited": 7})
L1_OK = words({"<1us": 0, "<2us": 1, "<4us": 2, "<8us": 3, "<16us": 4, "<32us": 5,
               "<64us": 6, "unlimited": 7})
ARBITRATION = {"Fixed": 0, "WRR32": 1, "WRR64": 2, "WRR128": 3, "TWRR128": 4, "WRR256": 5,
               "??4": 4, "??5": 5, "??6": 6, "??7": 7}
ARB = words(ARBITRATION)


def components(text, field):
    known = {"Link Down - Not Determined": 0, "Link Down - Not Present": 1,
             "Link Down - Present": 2, "Link Up - Present": 4,
             "Link Up - Present and DRS Received": 5}
    return known[text] == field.raw if text in known else field.raw not in known.values()


def aspm(text, field):
    bits = {"not supported": 0, "Disabled": 0, "L0s": 1, "L1": 2, "L0s L1": 3,
            "L0s Enabled": 1, "L1 Enabled": 2, "L0s L1 Enabled": 3}
    return bits[text] == field.raw


def speed_list(text, field):
    order = ["2.5", "5", "8", "16", "32", "64"]
    text = text.replace("GT/s", "")
    if text in ("RsvdP", "Unknown"):
        # lspci 3.9.0 has no word for none and for 64 GT/s
        return field.raw == 0 or field.raw >= 0x20
    first, _, last = text.partition("-")
    low, high = order.index(first), order.index(last or first)
    return field.raw == (2 << high) - (1 << low)


def ranges(text, field):
    if text == "Not Supported":
        return field.raw == 0
    if text == "Unknown":
        return field.raw in (4, 5, 8, 9, 10, 11, 12, 13)
    return field.raw == sum(1 << "ABCD".index(c) for c in text.replace("Range ", ""))


def sizes(text, field):
    total = 0
    for word in text.split():
        total |= mib(word)
    return total == field.raw


def mib(word):
    number, unit = re.match(r"(\d+)(MB|GB|TB|PB|EB)", word).groups()
    return int(number) << {"MB": 0, "GB": 10, "TB": 20, "PB": 30, "EB": 40}[unit]


def size_mib(text, field):
    if text == "<unknown>":
        return field.raw > 43
    return mib(text) == field.number


def lanes(text, field):
    if text.strip() == "0":
        return field.raw == 0
    # lspci looks at as many lanes as the link has
    listed = sum(1 << int(n) for n in re.sub(r"LaneErr at lane:", "", text).split())
    return field.raw & ((1 << listed.bit_length()) - 1) == listed


def pin(text, field):
    """lspci says '?' of no pin, too, when there is an interrupt line."""
    return "?ABCD".find(text) in (field.raw, 0 if field.raw in (0, *range(5, 256)) else -1)


def rate(text, field):
    if text == "<none>":
        return field.raw == 0
    return set(text.replace("x", "").split(",")) == set(
        field.text.replace("x", "").replace(" ", "").split(","))


def flags(prefix, **names):
    """Rules for NAME+ or NAME-: lspci's word to our key below prefix."""
    return {name: f"{prefix}.{key}" if prefix else key for name, key in names.items()}


# Of each label of a capability: (flags, [(regular expression, (key, compare), ...)]).
# A label is the word before the colon; continuation lines are joined to it. "" is a line
# without one. A key of None takes the group without a comparison: see above.
UNCORRECTABLE = dict(
    DLP="data_link_protocol_error", SDES="surprise_down", TLP="poisoned_tlp",
    FCP="flow_control_protocol_error", CmpltTO="completion_timeout",
    CmpltAbrt="completer_abort", UnxCmplt="unexpected_completion",
    RxOF="receiver_overflow", MalfTLP="malformed_tlp", ECRC="ecrc_error",
    UnsupReq="unsupported_request", ACSViol="acs_violation",
    UncorrIntErr="internal_error", BlockedTLP="mc_blocked_tlp",
    AtomicOpBlocked="atomicop_egress_blocked", TLPBlockedErr="tlp_prefix_blocked",
    PoisonTLPBlocked="poisoned_tlp_egress_blocked", DMWrReqBlocked="dmwr_egress_blocked",
    IDECheck="ide_check_failed", MisIDETLP="misrouted_ide_tlp",
    PCRC_CHECK="pcrc_check_failed", TLPXlatBlocked="tlp_translation_egress_blocked")
CORRECTABLE = dict(
    RxErr="receiver_error", BadTLP="bad_tlp", BadDLLP="bad_dllp",
    Rollover="replay_number_rollover", Timeout="replay_timer_timeout",
    AdvNonFatalErr="advisory_non_fatal_error", CorrIntErr="internal_error",
    HeaderOF="header_log_overflow")
ACS = dict(
    SrcValid="source_validation", TransBlk="translation_blocking",
    ReqRedir="request_redirect", CmpltRedir="completion_redirect",
    UpstreamFwd="upstream_forwarding", EgressCtrl="egress_control",
    DirectTrans="direct_translated")
HT_CONTROL = dict(
    CFlE="crc_flood_enabled", CST="crc_start_test", CFE="crc_force_error",
    EOC="end_of_chain", TXO="transmitter_off", IsocEn="isochronous_flow_control",
    LSEn="ldtstop_tristate", ExtCTL="extended_ctl_time", Init="initialization_complete")
HT_CONTROL["<LkFail"] = "link_failure"
HT_CONTROL["64b"] = "addressing_64_bit"
HT_WIDTH = words({"8bit": 0, "16bit": 1, "32bit": 3, "2bit": 4, "4bit": 5, "N/C": 7})
HT_MHZ = words({"200MHz": 0, "300MHz": 1, "400MHz": 2, "500MHz": 3, "600MHz": 4,
                "800MHz": 5, "1.0GHz": 6, "1.2GHz": 7, "1.4GHz": 8, "1.6GHz": 9,
                "Vend": 15})
HT_BITS = {"200MHz": 0, "300MHz": 1, "400MHz": 2, "500MHz": 3, "600MHz": 4, "800MHz": 5,
           "1.0GHz": 6, "1.2GHz": 7}
PCIX_STATUS = [
    (r"Dev=(\w\w):(\w\w)\.(\d)", ("status.bus", hexa), ("status.device", hexa),
     ("status.function", dec))]


def prefixed(prefix, table):
    return {word: f"{prefix}.{key}" for word, key in table.items()}


def ht_link(number):
    label = f"link_{number}"
    return {
        f"Link Control {number}": (
            prefixed(f"{label}_control", HT_CONTROL),
            [(r"<CRCErr=(\w)", (f"{label}_control.crc_error", hexa))]),
        f"Link Config {number}": (
            prefixed(f"{label}_config", {
                "DwFcIn": "doubleword_flow_control_in",
                "DwFcOut": "doubleword_flow_control_out",
                "DwFcInEn": "doubleword_flow_control_in_enabled",
                "DwFcOutEn": "doubleword_flow_control_out_enabled"}),
            [(r"MLWI=(\S+)", (f"{label}_config.max_width_in", HT_WIDTH)),
             (r"MLWO=(\S+)", (f"{label}_config.max_width_out", HT_WIDTH)),
             (r"LWI=(\S+)", (f"{label}_config.width_in", HT_WIDTH)),
             (r"LWO=(\S+)", (f"{label}_config.width_out", HT_WIDTH))]),
        f"Link Frequency {number}": ({}, [(r"(\S+)", (f"{label}_frequency.frequency",
                                                       HT_MHZ))]),
        f"Link Error {number}": (
            prefixed(f"{label}_frequency", {
                "<Prot": "protocol_error", "<Ovfl": "overflow_error",
                "<EOC": "end_of_chain_error", "CTLTm": "ctl_timeout"}), []),
        f"Link Frequency Capability {number}": (
            {}, [(re.escape(word) + r"([+-])", (f"{label}_frequencies", bit(number_)))
                 for word, number_ in HT_BITS.items()] + [(r"1.4GHz- 1.6GHz- Vend-",)]),
    }


def cxl_protocols(register, **more):
    table = dict(Cache="cache", IO="io", Mem="memory", MltLogDev="multi_logical_device",
                 **more)
    table["68BFlit"] = "flit_68_bytes"
    return prefixed(register, table)


RULES = {
    "Power Management version (\\d+)": (
        {"power_management"}, [("capabilities.version", dec)], {
            "Flags": (prefixed("capabilities", {
                "PMEClk": "pme_clock", "DSI": "device_specific_initialization",
                "D1": "d1", "D2": "d2"}),
                [(r"AuxCurrent=(\d+)mA", ("capabilities.aux_current_ma", dec)),
                 (r"PME\(D0(.),D1(.),D2(.),D3hot(.),D3cold(.)\)",
                  ("capabilities.pme_from_d0", flag), ("capabilities.pme_from_d1", flag),
                  ("capabilities.pme_from_d2", flag),
                  ("capabilities.pme_from_d3hot", flag),
                  ("capabilities.pme_from_d3cold", flag))]),
            "Status": (prefixed("control", {
                "NoSoftRst": "no_soft_reset", "PME-Enable": "pme_enabled",
                "PME": "pme_status"}),
                [(r"D([0-3])", ("control.power_state", dec_raw)),
                 (r"DSel=(\d+)", ("control.data_select", dec)),
                 (r"DScale=(\d+)", ("control.data_scale", dec))]),
            # B2_B3#: lspci says B3 when the bit is clear
            "Bridge": ({"PM": "bridge.bus_power_clock_control"},
                       [(r"B3([+-])", ("bridge.b2_in_d3hot",
                                       lambda t, f: (t == "+") == (f.number == 0)))]),
        }),
    "AGP version (\\w+)\\.(\\w+)": (
        {"agp"}, [("major_version", hexa), ("minor_version", hexa)], {
            "Status": (prefixed("status", {
                "Iso": "isochronous", "SBA": "sideband_addressing",
                "ITACoh": "in_aperture_coherent", "GART64": "gart_64_bit",
                "HTrans": "no_host_translation", "64bit": "over_4_gib",
                "FW": "fast_writes", "AGP3": "agp3"}),
                [(r"RQ=(\d+)", ("status.requests", dec)),
                 (r"ArqSz=(\d+)", ("status.async_request_size", dec)),
                 (r"Cal=(\d+)", ("status.calibration_cycle", dec)),
                 (r"Rate=(\S+)", ("status.rates", rate))]),
            "Command": (prefixed("command", {
                "SBA": "sideband_addressing", "AGP": "enabled", "GART64": "gart_64_bit",
                "64bit": "over_4_gib", "FW": "fast_writes"}),
                [(r"RQ=(\d+)", ("command.requests", dec)),
                 (r"ArqSz=(\d+)", ("command.async_request_size", dec)),
                 (r"Cal=(\d+)", ("command.calibration_cycle", dec)),
                 (r"Rate=(\S+)", ("command.rates", rate))]),
        }),
    "Vital Product Data": ({"vital_product_data"}, [], {"Not readable": ({}, [(r"Not readable",)])}),
    "MSI: Enable([+-]) Count=(\\d+)/(\\d+) Maskable([+-]) 64bit([+-])": (
        {"msi"}, [("control.enabled", flag), ("control.vectors_enabled", dec),
                  ("control.vectors_supported", dec),
                  ("control.per_vector_masking", flag), ("control.address_64_bit", flag)],
        {"Address": ({}, [(r"^(\w+)", ("address", hexa)), (r"Data: (\w+)", ("data", hexa))]),
         "Masking": ({}, [(r"^(\w+)", ("masked", hexa)),
                          (r"Pending: (\w+)", ("pending", hexa))])}),
    "MSI-X: Enable([+-]) Count=(\\d+) Masked([+-])": (
        {"msi_x"}, [("control.enabled", flag), ("control.vectors", dec),
                    ("control.masked", flag)],
        {"Vector table": ({}, [(r"BAR=(\d)", ("table.bar", dec)),
                               (r"offset=(\w+)", ("table.offset", hexa))]),
         "PBA": ({}, [(r"BAR=(\d)", ("pending_bits.bar", dec)),
                      (r"offset=(\w+)", ("pending_bits.offset", hexa))])}),
    "PCI-X non-bridge device": ({"pci_x"}, [], {
        "Command": (prefixed("command", {
            "DPERE": "data_parity_error_recovery", "ERO": "relaxed_ordering"}),
            [(r"RBC=(\d+)", ("command.max_read_bytes", dec)),
             (r"OST=(\d+)", ("command.max_split_transactions", dec))]),
        "Status": (prefixed("status", {
            "64bit": "device_64_bit", "133MHz": "capable_133_mhz",
            "SCD": "split_completion_discarded", "USC": "unexpected_split_completion",
            "RSCEM": "received_split_completion_error", "266MHz": "capable_266_mhz",
            "533MHz": "capable_533_mhz"}), PCIX_STATUS + [
                (r"DC=(simple|bridge)", ("status.complexity", one_of("simple", "bridge"))),
                (r"DMMRBC=(\d+)", ("status.designed_max_read_bytes", dec)),
                (r"DMOST=(\d+)", ("status.designed_max_split_transactions", dec)),
                (r"DMCRS=(\d+)", ("status.designed_max_cumulative_read_kib",
                                  lambda t, f: int(t) == f.number * 8 or
                                  int(t) == f.number))]),
    }),
    "PCI-X bridge device": ({"pci_x_bridge"}, [], {
        "Secondary Status": (prefixed("secondary_status", {
            "64bit": "bus_64_bit", "133MHz": "capable_133_mhz",
            "SCD": "split_completion_discarded", "USC": "unexpected_split_completion",
            "SCO": "split_completion_overrun", "SRD": "split_request_delayed"}),
            [(r"Freq=(\S+)", ("secondary_status.frequency",
                              words({"conv": 0, "66MHz": 1, "100MHz": 2, "133MHz": 3})))]),
        "Status": (prefixed("status", {
            "64bit": "device_64_bit", "133MHz": "capable_133_mhz",
            "SCD": "split_completion_discarded", "USC": "unexpected_split_completion",
            "SCO": "split_completion_overrun", "SRD": "split_request_delayed"}),
            PCIX_STATUS),
        "Upstream": ({}, [(r"Capacity=(\d+)", ("upstream.capacity", dec)),
                          (r"CommitmentLimit=(\d+)", ("upstream.commitment_limit", dec))]),
        "Downstream": ({}, [(r"Capacity=(\d+)", ("downstream.capacity", dec)),
                            (r"CommitmentLimit=(\d+)",
                             ("downstream.commitment_limit", dec))]),
    }),
    "HyperTransport: MSI Mapping Enable([+-]) Fixed([+-])": (
        {"ht_msi_mapping"}, [("command.enabled", flag), ("command.fixed", flag)],
        {"Mapping Address Base": ({}, [(r"(\w+)", ("address", hexa))])}),
    "HyperTransport: Slave or Primary Interface": ({"ht_slave"}, [], {
        "Command": (prefixed("command", {
            "MastHost": "master_host", "DefDir": "default_direction",
            "DUL": "drop_on_uninitialized_link"}),
            [(r"BaseUnitID=(\d+)", ("command.base_unit_id", dec)),
             (r"UnitCnt=(\d+)", ("command.unit_count", dec))]),
        **ht_link(0), **ht_link(1),
        "Revision ID": ({}, [(r"(\d+)\.(\d+)", ("major_revision", dec),
                              ("minor_revision", dec))]),
        "Feature Capability": (prefixed("features", {
            "IsocFC": "isochronous_flow_control", "LDTSTOP": "ldtstop",
            "CRCTM": "crc_test_mode", "ECTLT": "extended_ctl_time",
            "64bA": "addressing_64_bit", "UIDRD": "unit_id_reorder_disable"}), []),
        "Error Handling": (prefixed("error_handling", {
            "PFlE": "protocol_error_flood", "OFlE": "overflow_error_flood",
            "PFE": "protocol_error_fatal", "OFE": "overflow_error_fatal",
            "EOCFE": "end_of_chain_error_fatal", "RFE": "response_error_fatal",
            "CRCFE": "crc_error_fatal", "SERRFE": "system_error_fatal",
            "CF": "chain_fail", "RE": "response_error",
            "PNFE": "protocol_error_nonfatal", "ONFE": "overflow_error_nonfatal",
            "EOCNFE": "end_of_chain_error_nonfatal", "RNFE": "response_error_nonfatal",
            "CRCNFE": "crc_error_nonfatal", "SERRNFE": "system_error_nonfatal"}), []),
        "Prefetchable memory behind bridge Upper": (
            {}, [(r"(\w\w)-(\w\w)", ("memory_base_upper", hexa),
                  ("memory_limit_upper", hexa))]),
        "Bus Number": ({}, [(r"(\w\w)", ("bus", hexa))]),
        "!!! Possibly incomplete decoding": ({}, [(r".*",)]),
    }),
    "HyperTransport: .*": (
        {f"ht_{name}" for name in (
            "switch", "interrupts", "revision", "unit_id_clumping",
            "extended_config_access", "address_mapping", "direct_route", "vcset",
            "retry_mode", "x86", "gen3", "function_extension", "power_management",
            "host", "unknown")}, [], None),
    "Vendor Specific Information: VirtIO: (.*)": (
        {"virtio"}, [("structure", words({
            "<unknown>": 8, "CommonCfg": 1, "Notify": 2, "ISR": 3, "DeviceCfg": 4}))], {
            "": ({}, [(r"BAR=(\d+)", ("bar", dec)), (r"offset=(\w+)", ("offset", hexa)),
                      (r"size=(\w+)", ("size_bytes",
                                       lambda t, f: int(t, 16) == f.number & 0xffffffff)),
                      (r"multiplier=(\w+)", ("notify_multiplier", hexa))])}),
    "Vendor Specific Information: Len=(\\w+) <\\?>": (
        {"vendor_specific"}, [("length_bytes", hexa)], {}),
    "Vendor Specific Information: ID=(\\w+) Rev=(\\w+) Len=(\\w+) <\\?>": (
        {"vendor_specific_extended"},
        [("vendor_specific_id", hexa), ("revision", dec), ("length_bytes", hexa)], {}),
    "Debug port: BAR=(\\d) offset=(\\w+)": (
        {"debug_port"}, [("bar", dec_raw), ("offset", hexa)], {}),
    "CompactPCI hot-swap <\\?>": ({"compactpci_hot_swap"}, [], {}),
    "Hot-plug capable": ({"hot_plug"}, [], {}),
    "Subsystem: .*\\[(\\w{4}):(\\w{4})\\]": (
        {"bridge_subsystem"}, [("subsystem_vendor", hexa), ("subsystem_device", hexa)], {}),
    "SATA HBA v(\\d+)\\.(\\d+) InCfgSpace": (
        {"sata"}, [("major_revision", dec), ("minor_revision", dec)], {}),
    "SATA HBA v(\\d+)\\.(\\d+) BAR\\?\\?(\\d+)": (
        {"sata"}, [("major_revision", dec), ("minor_revision", dec), ("place", dec_raw)], {}),
    "SATA HBA v(\\d+)\\.(\\d+) BAR(\\d) Offset=(\\w+)": (
        {"sata"}, [("major_revision", dec), ("minor_revision", dec),
                   ("place", lambda t, f: int(t) + 4 == f.raw), ("offset", hex_raw)], {}),
    "PCI Advanced Features": ({"advanced_features"}, [], {
        "AFCap": ({"TP": "capabilities.transactions_pending",
                   "FLR": "capabilities.function_level_reset"}, []),
        "AFCtrl": ({"FLR": "control.function_level_reset"}, []),
        "AFStatus": ({"TP": "status.transactions_pending"}, []),
    }),
    "Enhanced Allocation \\(EA\\): NumEntries=(\\d+)": (
        {"enhanced_allocation"}, [("entry_count", dec)], "EA"),
    "Enhanced Allocation \\(EA\\): NumEntries=(\\d+), secondary=(\\d+), subordinate=(\\d+)": (
        {"enhanced_allocation_bridge"}, [("entry_count", dec), ("secondary_bus", dec),
                                         ("subordinate_bus", dec)], "EA"),
    "Express \\(v(\\d)\\) (.*?)(?: \\(Slot([+-])\\))?, (?:MSI (\\w+)|IntMsgNum (\\d+))": (
        {"pci_express"}, [
            ("flags.version", dec),
            ("flags.type", words({
                "Endpoint": 0, "Legacy Endpoint": 1, "Root Port": 4, "Upstream Port": 5,
                "Downstream Port": 6, "PCI/PCI-X to PCI-Express Bridge": 8,
                "PCI-Express to PCI/PCI-X Bridge": 7,
                "Root Complex Integrated Endpoint": 9,
                "Root Complex Event Collector": 10})),
            ("flags.slot_implemented", flag), ("flags.interrupt_message", hexa),
            ("flags.interrupt_message", dec)], {
            "DevCap": (prefixed("device_capabilities", {
                "ExtTag": "extended_tags", "AttnBtn": "attention_button",
                "AttnInd": "attention_indicator", "PwrInd": "power_indicator",
                "RBE": "role_based_errors", "FLReset": "function_level_reset"}),
                [(r"MaxPayload (\d+) bytes", ("device_capabilities.max_payload_bytes", dec)),
                 (r"PhantFunc (\d+)", ("device_capabilities.phantom_functions",
                                       lambda t, f: int(t) == (1 << f.raw) - 1)),
                 (r"Latency L0s (\S+), L1 (\S+)",
                  ("device_capabilities.l0s_acceptable_latency", L0S_OK),
                  ("device_capabilities.l1_acceptable_latency", L1_OK)),
                 (r"SlotPowerLimit ([\d.]+)W",
                  ("device_capabilities.slot_power_limit_mw", watts)),
                 (r"TEE-IO[+-]",)]),
            "DevCtl": (prefixed("device_control", {
                "CorrErr": "correctable_errors", "NonFatalErr": "non_fatal_errors",
                "FatalErr": "fatal_errors", "UnsupReq": "unsupported_requests",
                "RlxdOrd": "relaxed_ordering", "ExtTag": "extended_tags",
                "PhantFunc": "phantom_functions", "AuxPwr": "aux_power",
                "NoSnoop": "no_snoop", "FLReset": "function_level_reset",
                "BrConfRtry": "configuration_retry"}),
                [(r"MaxPayload (\d+) bytes", ("device_control.max_payload_bytes", dec)),
                 (r"MaxReadReq (\d+) bytes",
                  ("device_control.max_read_request_bytes", dec))]),
            "DevSta": (prefixed("device_status", {
                "CorrErr": "correctable_error", "NonFatalErr": "non_fatal_error",
                "FatalErr": "fatal_error", "UnsupReq": "unsupported_request",
                "AuxPwr": "aux_power", "TransPend": "transactions_pending"}), []),
            "LnkCap": (prefixed("link_capabilities", {
                "ClockPM": "clock_power_management", "Surprise": "surprise_down_errors",
                "LLActRep": "data_link_active_reporting",
                "BwNot": "bandwidth_notification", "ASPMOptComp": "aspm_optionality"}),
                [(r"Port #(\d+)", ("link_capabilities.port", dec)),
                 (r"Speed ([^,]+)", ("link_capabilities.max_speed", SPEEDS)),
                 (r"Width x(\d+)", ("link_capabilities.max_width", dec)),
                 (r"ASPM (not supported|L0s L1|L0s|L1)", ("link_capabilities.aspm", aspm)),
                 (r"Exit Latency (?:L0s (\S+?)(?:,|$| (?=\w+[+-])) ?)?(?:L1 (\S+))?",
                  ("link_capabilities.l0s_exit_latency", L0S_OK),
                  ("link_capabilities.l1_exit_latency", L1_OK))]),
            "LnkCtl": (prefixed("link_control", {
                "Disabled": "disabled", "LnkDisable": "disabled", "CommClk": "common_clock",
                "ExtSynch": "extended_synch", "ClockPM": "clock_power_management",
                "AutWidDis": "autonomous_width_disabled", "BWInt": "bandwidth_interrupt",
                "AutBWInt": "autonomous_bandwidth_interrupt"}),
                [(r"ASPM ([\w ]+);", ("link_control.aspm", aspm)),
                 (r"RCB (\d+) bytes",
                  ("link_control.read_completion_boundary_bytes", dec))]),
            "LnkSta": (prefixed("link_status", {
                "TrErr": "training_error", "Train": "training", "SlotClk": "slot_clock",
                "DLActive": "data_link_active", "BWMgmt": "bandwidth_changed",
                "ABWMgmt": "autonomous_bandwidth_changed"}),
                [(r"Speed (\S+?)(?: \(\w+\))?,", ("link_status.speed", SPEEDS)),
                 (r"Width x(\d+)(?: \(\w+\))?", ("link_status.width", dec))]),
            "SltCap": (prefixed("slot_capabilities", {
                "AttnBtn": "attention_button", "PwrCtrl": "power_controller",
                "MRL": "mrl_sensor", "AttnInd": "attention_indicator",
                "PwrInd": "power_indicator", "HotPlug": "hot_plug",
                "Surprise": "hot_plug_surprise", "Interlock": "interlock",
                "NoCompl": "no_command_completed"}),
                [(r"Slot #(\d+)", ("slot_capabilities.slot", dec)),
                 (r"PowerLimit ([\d.]+)W", ("slot_capabilities.power_limit_mw", watts))]),
            "SltCtl": (prefixed("slot_control", {
                "AttnBtn": "attention_button_event", "PwrFlt": "power_fault_event",
                "MRL": "mrl_sensor_event", "PresDet": "presence_event",
                "CmdCplt": "command_completed_event", "HPIrq": "hot_plug_interrupt",
                "LinkChg": "link_state_event", "Interlock": "interlock"}),
                [(r"Enable:",), (r"Control:",),
                 (r"AttnInd (\w+)", ("slot_control.attention_indicator",
                                     one_of("Unknown", "On", "Blink", "Off"))),
                 (r"PwrInd (\w+)", ("slot_control.power_indicator",
                                    one_of("Unknown", "On", "Blink", "Off"))),
                 # lspci prints the bit, which is set when the power is off
                 (r"Power([+-])", ("slot_control.power", bit(0)))]),
            "SltSta": (prefixed("slot_status", {
                "AttnBtn": "attention_button_pressed", "PowerFlt": "power_fault",
                "CmdCplt": "command_completed", "PresDet": "present",
                "Interlock": "interlock", "LinkState": "link_state_changed"}),
                [(r"Status:",),
                 (r"Changed: MRL([+-]) PresDet([+-])",
                  ("slot_status.mrl_sensor_changed", flag),
                  ("slot_status.presence_changed", flag)),
                 (r"MRL([+-])", ("slot_status.mrl_sensor", bit(0)))]),
            "RootCap": ({"CRSVisible": "root_capabilities.retry_status_visible"}, []),
            "RootCtl": (prefixed("root_control", {
                "ErrCorrectable": "correctable_errors", "ErrNon-Fatal": "non_fatal_errors",
                "ErrFatal": "fatal_errors", "PMEIntEna": "pme_interrupt",
                "CRSVisible": "retry_status_visible"}), []),
            "RootSta": (prefixed("root_status", {
                "PMEStatus": "pme_status", "PMEPending": "pme_pending"}),
                [(r"PME ReqID (\w+)", ("root_status.pme_requester_id", hexa))]),
            "DevCap2": (prefixed("device_capabilities_2", {
                "TimeoutDis": "completion_timeout_disable", "LTR": "ltr",
                "NROPrPrP": "no_ro_pr_pr_passing", "10BitTagComp": "tag_10_bit_completer",
                "10BitTagReq": "tag_10_bit_requester", "ExtFmt": "extended_fmt",
                "EETLPPrefix": "end_end_tlp_prefix", "FRS": "frs",
                "EmergencyPowerReductionInit":
                    "emergency_power_reduction_initialization",
                "ARIFwd": "ari_forwarding", "Routing": "atomicop_routing",
                "32bit": "atomicop_32_bit_completer", "64bit": "atomicop_64_bit_completer",
                "128bitCAS": "cas_128_bit_completer"}),
                [(r"Completion Timeout: (Not Supported|Range \w+|Unknown)",
                  ("device_capabilities_2.completion_timeout_ranges", ranges)),
                 (r"OBFF (Not Supported|Via message/WAKE#|Via message|Via WAKE#)",
                  ("device_capabilities_2.obff", words({
                      "Not Supported": 0, "Via message": 1, "Via WAKE#": 2,
                      "Via message/WAKE#": 3}))),
                 (r"MaxEETLPPrefixes (\d)",
                  ("device_capabilities_2.max_end_end_tlp_prefixes",
                   lambda t, f: int(t) == (f.raw or 4))),
                 (r"EmergencyPowerReduction (Not Supported|Form Factor Dev Specific|"
                  r"Form Factor|Dev Specific)",
                  ("device_capabilities_2.emergency_power_reduction", one_of(
                      "Not Supported", "Dev Specific", "Form Factor Dev Specific",
                      other="Form Factor"))),
                 (r"LN System CLS (Not Supported|64byte cachelines|128byte cachelines)",
                  ("device_capabilities_2.ln_system_cls", words({
                      "Not Supported": 0, "64byte cachelines": 1,
                      "128byte cachelines": 2}))),
                 (r"\bTPHComp([+-])", ("device_capabilities_2.tph_completer", bit(0))),
                 (r"ExtTPHComp([+-])", ("device_capabilities_2.tph_completer", bit(1))),
                 (r"AtomicOpsCap:",)]),
            "DevCtl2": (prefixed("device_control_2", {
                "TimeoutDis": "completion_timeout_disabled", "LTR": "ltr",
                "10BitTagReq": "tag_10_bit_requester", "ARIFwd": "ari_forwarding",
                "ReqEn": "atomicop_requester", "EgressBlck": "atomicop_egress_blocking",
                "IDOReq": "ido_requests", "IDOCompl": "ido_completions",
                "EmergencyPowerReductionReq": "emergency_power_reduction_request",
                "EETLPPrefixBlk": "end_end_tlp_prefix_blocking"}),
                [(r"Completion Timeout: ([^,]+)",
                  ("device_control_2.completion_timeout", words({
                      "50us to 50ms": 0, "50us to 100us": 1, "1ms to 10ms": 2,
                      "16ms to 55ms": 5, "65ms to 210ms": 6, "260ms to 900ms": 9,
                      "1s to 3.5s": 10, "4s to 13s": 13, "17s to 64s": 14}, unknown=True))),
                 (r"OBFF (Disabled|Via message A|Via message B|Via WAKE#)",
                  ("device_control_2.obff", one_of(
                      "Disabled", "Via message A", "Via message B", "Via WAKE#"))),
                 (r"AtomicOpsCtl:",)]),
            "LnkCap2": (prefixed("link_capabilities_2", {
                "Crosslink": "crosslink", "Retimer": "retimer_presence_detect",
                "2Retimers": "two_retimers_presence_detect", "DRS": "drs"}),
                [(r"Supported Link Speeds: ([^,]+)",
                  ("link_capabilities_2.speeds", speed_list))]),
            "LnkCtl2": (prefixed("link_control_2", {
                "EnterCompliance": "enter_compliance",
                "SpeedDis": "autonomous_speed_disabled",
                "EnterModifiedCompliance": "enter_modified_compliance",
                "ComplianceSOS": "compliance_sos"}),
                # lspci says 2.5GT/s of 0, which the specification reserves
                [(r"Target Link Speed: ([^,]+)",
                  ("link_control_2.target_speed",
                   lambda t, f: SPEEDS(t, f) or t == "2.5GT/s" and f.raw == 0)),
                 (r"Selectable De-emphasis: (\S+)",
                  ("link_control_2.selectable_deemphasis", one_of("-6dB", "-3.5dB"))),
                 (r"Transmit Margin: ([^,]+)",
                  ("link_control_2.transmit_margin", lambda t, f: f.raw in {
                      "Normal Operating Range": (0,),
                      "800-1200mV(full-swing)/400-700mV(half-swing)": (1,),
                      "200-400mV(full-swing)/100-200mV(half-swing)": range(2, 6),
                      "Unknown": (6, 7)}[t])),
                 (r"Compliance Preset/De-emphasis: (\S+ de-emphasis, \S+ preshoot|Unknown)",
                  ("link_control_2.compliance_preset", one_of(
                      "-6dB de-emphasis, 0dB preshoot",
                      "-3.5dB de-emphasis, 0dB preshoot",
                      "-4.4dB de-emphasis, 0dB preshoot",
                      "-2.5dB de-emphasis, 0dB preshoot",
                      "0dB de-emphasis, 0dB preshoot",
                      "0dB de-emphasis, 1.9dB preshoot",
                      "0dB de-emphasis, 2.5dB preshoot",
                      "-6.0dB de-emphasis, 3.5dB preshoot",
                      "-3.5dB de-emphasis, 3.5dB preshoot",
                      "0dB de-emphasis, 3.5dB preshoot", other="Unknown")))]),
            "LnkSta2": (prefixed("link_status_2", {
                "EqualizationComplete": "equalization_complete",
                "EqualizationPhase1": "equalization_phase_1",
                "EqualizationPhase2": "equalization_phase_2",
                "EqualizationPhase3": "equalization_phase_3",
                "LinkEqualizationRequest": "equalization_request",
                "Retimer": "retimer", "2Retimers": "two_retimers"}),
                [(r"Current De-emphasis Level: ([^,]+)",
                  ("link_status_2.deemphasis", one_of("-6dB", "-3.5dB"))),
                 (r"CrosslinkRes: (unsupported|Upstream Port|Downstream Port|incomplete)",
                  ("link_status_2.crosslink_resolution", one_of(
                      "unsupported", "Upstream Port", "Downstream Port",
                      "incomplete"))),
                 (r"DownstreamComp: (Link (?:Up|Down) - [\w ]+?(?=,|$| +\w+[+-])|Reserved)",
                  ("link_status_2.downstream_component", components)),
                 (r"DRS([+-])", ("link_status_2.drs_message_received", flag))]),
        }),
    "Advanced Error Reporting": ({"aer", "aer_root"}, [], {
        "UESta": (prefixed("uncorrectable_status", UNCORRECTABLE), []),
        "UEMsk": (prefixed("uncorrectable_mask", UNCORRECTABLE), []),
        "UESvrt": (prefixed("uncorrectable_severity", UNCORRECTABLE), []),
        "CESta": (prefixed("correctable_status", CORRECTABLE), []),
        "CEMsk": (prefixed("correctable_mask", CORRECTABLE), []),
        "AERCap": (prefixed("control", {
            "ECRCGenCap": "ecrc_generation_capable",
            "ECRCGenEn": "ecrc_generation_enabled", "ECRCChkCap": "ecrc_check_capable",
            "ECRCChkEn": "ecrc_check_enabled",
            "MultHdrRecCap": "multiple_header_recording_capable",
            "MultHdrRecEn": "multiple_header_recording_enabled",
            "TLPPfxPres": "tlp_prefix_log_present",
            "HdrLogCap": "completion_timeout_log_capable"}),
            [(r"First Error Pointer: (\w+)", ("control.first_error_pointer", hexa))]),
        "HeaderLog": ({}, [(r"(\w{8}) (\w{8}) (\w{8}) (\w{8})",
                            ("header_log.0", hexa), ("header_log.1", hexa),
                            ("header_log.2", hexa), ("header_log.3", hexa))]),
        "RootCmd": (prefixed("root_command", {
            "CERptEn": "correctable_reporting", "NFERptEn": "non_fatal_reporting",
            "FERptEn": "fatal_reporting"}), []),
        "RootSta": (prefixed("root_status", {
            "CERcvd": "correctable_received",
            "MultCERcvd": "multiple_correctable_received",
            "UERcvd": "uncorrectable_received",
            "MultUERcvd": "multiple_uncorrectable_received",
            "FirstFatal": "first_uncorrectable_fatal", "NonFatalMsg": "non_fatal_received",
            "FatalMsg": "fatal_received"}),
            [(r"IntMsg(?:Num)? (\d+)", ("root_status.interrupt_message", dec))]),
        "ErrorSrc": ({}, [(r"ERR_COR: (\w+)", ("correctable_source", hexa)),
                          (r"ERR_FATAL/NONFATAL: (\w+)",
                           ("uncorrectable_source", hexa))]),
    }),
    "Virtual Channel": ({"virtual_channel", "virtual_channel_mfvc"}, [], "VC"),
    "Multi-Function Virtual Channel <\\?>": ({"multi_function_virtual_channel"}, [], {}),
    "Device Serial Number (\\S+)": (
        {"device_serial_number"}, [("serial_number", has_text)], {}),
    "Power Budgeting <\\?>": ({"power_budgeting"}, [], {}),
    "Root Complex Link": ({"root_complex_link_declaration"}, [], "RCL"),
    "Root Complex Event Collector Endpoint Association": (
        {"root_complex_event_collector"}, [], {
            "RCiEPBitmap": ({}, [(r"^([0-9a-f]{8})", ("device_bitmap", hexa)),
                                 (r"\[none\]",),
                                 (r"RCiEP at Device\(s\):.*",)]),
            "AssociatedBusNumbers": ({}, [(r"(\w\w)-(\w\w)", ("next_bus", hexa),
                                           ("last_bus", hexa)), (r"\[none\]",)])}),
    "Access Control Services": ({"acs"}, [], {
        "ACSCap": (prefixed("capabilities", ACS), []),
        "ACSCtl": (prefixed("control", ACS), [])}),
    "Alternative Routing-ID Interpretation \\(ARI\\)": ({"ari"}, [], {
        "ARICap": ({"MFVC": "capabilities.mfvc_function_groups",
                    "ACS": "capabilities.acs_function_groups"},
                   [(r"Next Function: (\d+)", ("capabilities.next_function", dec))]),
        "ARICtl": ({"MFVC": "control.mfvc_function_groups",
                    "ACS": "control.acs_function_groups"},
                   [(r"Function Group: (\d+)", ("control.function_group", dec))])}),
    "Address Translation Service \\(ATS\\)": ({"ats"}, [], {
        "ATSCap": ({}, [(r"Invalidate Queue Depth: (\w+)",
                         ("capabilities.invalidate_queue_depth", hex_raw))]),
        "ATSCtl": ({"Enable": "control.enabled"},
                   [(r"Smallest Translation Unit: (\w+)",
                     ("control.smallest_translation_unit_kib", hex_raw))])}),
    "Single Root I/O Virtualization \\(SR-IOV\\)": ({"sr_iov"}, [], {
        "IOVCap": ({"Migration": "capabilities.vf_migration",
                    "10BitTagReq": "capabilities.vf_tag_10_bit_requester"},
                   [(r"Interrupt Message Number: (\w+)",
                     ("capabilities.migration_interrupt_message", hexa)),
                    (r"IntMsgNum (\d+)",
                     ("capabilities.migration_interrupt_message", dec))]),
        "IOVCtl": (prefixed("control", {
            "Enable": "vfs_enabled", "Migration": "vf_migration",
            "Interrupt": "vf_migration_interrupt", "MSE": "vf_memory_space",
            "ARIHierarchy": "ari_hierarchy", "10BitTagReq": "vf_tag_10_bit_requester"}),
            []),
        "IOVSta": ({"Migration": "status.vf_migration"}, []),
        "Initial VFs": ({}, [(r"^(\d+)", ("initial_vfs", dec)),
                             (r"Total VFs: (\d+)", ("total_vfs", dec)),
                             (r"Number of VFs: (\d+)", ("number_of_vfs", dec)),
                             (r"Function Dependency Link: (\w+)",
                              ("function_dependency_link", hexa))]),
        "VF offset": ({}, [(r"^(\d+)", ("vf_offset", dec)),
                           (r"stride: (\d+)", ("vf_stride", dec)),
                           (r"Device ID: (\w+)", ("vf_device", hexa))]),
        "Supported Page Size": ({}, [(r"^(\w+)", ("supported_page_sizes", hexa)),
                                     (r"System Page Size: (\w+)",
                                      ("system_page_size", hexa))]),
        "VF Migration": ({}, [(r"offset: (\w+)", ("migration_state.offset", hexa)),
                              (r"BIR: (\d)", ("migration_state.bar", dec))]),
        **{f"Region {n}": ({}, [
            (r"Memory at (\w+) \((\S+), (\S+)\)", (f"vf_bars.{n}.address", hexa),
             (f"vf_bars.{n}.width", one_of("32-bit", "low-1M", "64-bit")),
             (f"vf_bars.{n}.prefetchable", one_of("non-prefetchable", "prefetchable")))])
           for n in range(6)}}),
    "Multicast": ({"multicast"}, [], {
        "McastCap": ({"ECRCRegen": "capabilities.ecrc_regeneration"},
                     [(r"MaxGroups (\d+)", ("capabilities.max_groups", dec)),
                      (r"WindowSz (\d+) \(-?\d+ bytes\)",
                       ("capabilities.window_size_requested", dec))]),
        "McastCtl": ({"Enable": "control.enabled"},
                     [(r"NumGroups (\d+)", ("control.groups", dec))]),
        "McastBAR": ({}, [(r"IndexPos (\d+)", ("index_position", dec)),
                          (r"BaseAddr (\w+)", ("base", hexa))]),
        "McastReceiveVec": ({}, [(r"(\w+)", ("receive", hexa))]),
        "McastBlockAllVec": ({}, [(r"(\w+)", ("block_all", hexa))]),
        "McastBlockUntransVec": ({}, [(r"(\w+)", ("block_untranslated", hexa))]),
        "McastOverlayBAR": ({}, [(r"OverlaySize (\d+) \(-?\w+(?: bytes)?\)",
                                  ("overlay_size", dec)),
                                 (r"BaseAddr (\w+)", ("overlay_base", hexa))])}),
    "Page Request Interface \\(PRI\\)": ({"pri"}, [], {
        "PRICtl": ({"Enable": "control.enabled", "Reset": "control.reset"}, []),
        "PRISta": (prefixed("status", {
            "RF": "response_failure", "UPRGI": "unexpected_group_index",
            "Stopped": "stopped", "PASID": "pasid_required"}), []),
        "Page Request Capacity": ({}, [(r"^(\w+)", ("capacity", hexa)),
                                       (r"Page Request Allocation: (\w+)",
                                        ("allocation", hexa))])}),
    "Physical Resizable BAR": ({"resizable_bar"}, [], "REBAR"),
    "Virtual Resizable BAR": ({"vf_resizable_bar"}, [], "REBAR"),
    "Transaction Processing Hints": ({"tph"}, [], "TPH"),
    "Latency Tolerance Reporting": ({"ltr"}, [], {
        "Max snoop latency": ({}, [(r"(\d+)ns", ("max_snoop_latency_ns", dec))]),
        "Max no snoop latency": ({}, [(r"(\d+)ns", ("max_no_snoop_latency_ns", dec))])}),
    "Secondary PCI Express": ({"secondary_pci_express"}, [], {
        "LnkCtl3": ({"LnkEquIntrruptEn": "link_control_3.equalization_request_interrupt",
                     "PerformEqu": "link_control_3.perform_equalization"},
                    [(r"LowerSkpOsVec:.*",)]),
        "LaneErrStat": ({}, [(r"(.*)", ("lane_errors", lanes))])}),
    "Process Address Space ID \\(PASID\\)": ({"pasid"}, [], {
        "PASIDCap": ({"Exec": "capabilities.execute_permission",
                      "Priv": "capabilities.privileged_mode"},
                     [(r"Max PASID Width: (\w+)", ("capabilities.max_width_bits", hexa))]),
        "PASIDCtl": ({"Enable": "control.enabled", "Exec": "control.execute_permission",
                      "Priv": "control.privileged_mode"}, [])}),
    "Downstream Port Containment": ({"dpc"}, [], {
        "DpcCap": (prefixed("capabilities", {
            "RPExt": "root_port_extensions", "PoisonedTLP": "poisoned_tlp_egress_blocking",
            "SwTrigger": "software_trigger", "DL_ActiveErr": "dl_active_err_cor"}),
            [(r"(?:INT Msg #|IntMsgNum )(\d+)", ("capabilities.interrupt_message", dec)),
             (r"RP PIO Log (\d+)", ("capabilities.rp_pio_log_dwords", dec))]),
        "DpcCtl": (prefixed("control", {
            "Cmpl": "completion_unsupported_request", "INT": "interrupt",
            "ErrCor": "err_cor", "PoisonedTLP": "poisoned_tlp_egress_blocking",
            "SwTrigger": "software_trigger", "DL_ActiveErr": "dl_active_err_cor"}),
            [(r"Trigger:(\w)", ("control.trigger", hexa))]),
        "DpcSta": (prefixed("status", {
            "Trigger": "triggered", "INT": "interrupt", "RPBusy": "root_port_busy"}),
            [(r"Reason:(\w+)", ("status.reason", hex_raw)),
             (r"TriggerExt:(\w+)", ("status.reason_extension", hex_raw)),
             (r"RP PIO ErrPtr:(\w+)", ("status.rp_pio_first_error_pointer", hexa))]),
        "Source": ({}, [(r"(\w+)", ("source", hexa))])}),
    "L1 PM Substates": ({"l1_pm_substates"}, [], {
        "L1SubCap": (prefixed("capabilities", {
            "PCI-PM_L1.2": "pci_pm_l1_2", "PCI-PM_L1.1": "pci_pm_l1_1",
            "ASPM_L1.2": "aspm_l1_2", "ASPM_L1.1": "aspm_l1_1",
            "L1_PM_Substates": "l1_pm_substates"}),
            [(r"PortCommonModeRestoreTime=(\d+)us",
              ("capabilities.port_common_mode_restore_time_us", dec)),
             (r"PortTPowerOnTime=(\d+)us", ("capabilities.port_t_power_on_us", dec))]),
        "L1SubCtl1": (prefixed("control_1", {
            "PCI-PM_L1.2": "pci_pm_l1_2", "PCI-PM_L1.1": "pci_pm_l1_1",
            "ASPM_L1.2": "aspm_l1_2", "ASPM_L1.1": "aspm_l1_1"}),
            [(r"T_CommonMode=(\d+)us", ("control_1.common_mode_restore_time_us", dec)),
             (r"LTR1.2_Threshold=(\d+)ns", ("control_1.ltr_l1_2_threshold_ns", dec))]),
        "L1SubCtl2": ({}, [(r"T_PwrOn=(\d+)us", ("control_2.t_power_on_us", dec))])}),
    "Precision Time Measurement": ({"ptm"}, [], {
        "PTMCap": ({}, [(r"\bRequester:?([+-])", ("capabilities.requester", flag)),
                        (r"\bResponder:?([+-])", ("capabilities.responder", flag)),
                        (r"\bRoot:?([+-])", ("capabilities.root", flag))]),
        "PTMClockGranularity": ({}, [
            (r"(Unimplemented|\d+ns|Greater than 254ns)",
             ("capabilities.local_clock_granularity_ns",
              lambda t, f: f.raw == {"Unimplemented": 0, "Greater than 254ns": 255}.get(
                  t, -1) or t == f"{f.raw}ns"))]),
        "PTMControl": ({}, [(r"\bEnabled:?([+-])", ("control.enabled", flag)),
                            (r"\bRootSelected:?([+-])", ("control.root_selected", flag))]),
        "PTMEffectiveGranularity": ({}, [
            (r"(Unknown|\d+ns|Greater than 254ns)",
             ("control.effective_granularity_ns",
              lambda t, f: f.raw == {"Unknown": 0, "Greater than 254ns": 255}.get(t, -1) or
              t == f"{f.raw}ns"))])}),
    "Designated Vendor-Specific: Vendor=(\\w+) ID=(\\w+) Rev=(\\d+) Len=(\\d+)(: CXL| <\\?>)": (
        {"dvsec", "cxl_device", "cxl_non_cxl_functions", "cxl_port", "cxl_gpf_port",
         "cxl_gpf_device", "cxl_flex_bus", "cxl_register_locator",
         "cxl_multi_logical_device", "cxl_test"},
        [("vendor", hexa), ("id", hexa), ("revision", dec), ("length_bytes", dec),
         (None, None)], {
            "CXLCap": (prefixed("capabilities", {
                "Cache": "cache", "IO": "io", "Mem": "memory",
                "Mem HW Init": "memory_hardware_init",
                "MemHWInit": "memory_hardware_init", "Viral": "viral"}),
                [(r"HDMCount (\d)", ("capabilities.hdm_count", dec))]),
            "CXLCtl": (prefixed("control", {
                "Cache": "cache", "IO": "io", "Mem": "memory",
                "Cache Clean": "clean_eviction", "CacheClean": "clean_eviction",
                "Viral": "viral"}),
                [(r"Cache ?SF ?Cov (\d+)", ("control.snoop_filter_coverage", dec)),
                 (r"Cache ?SF ?Gran (\d+)", ("control.snoop_filter_granularity", dec))]),
            "CXLCtl2": ({}, [(r".*",)]),
            "CXLCap2": ({}, [(r"Cache Size: (\w+)",
                              ("capabilities_2.cache_size", "cache")),
                             (r"(Cache Size Not Reported)",
                              ("capabilities_2.cache_size_unit", lambda t, f: f.raw == 0))]),
            **{title: ({}, [(r".*",)]) for title in (
                "PCIe DVSEC for CXL Devices", "GPF DVSEC for CXL Devices",
                "GPF DVSEC for CXL Ports", "Register Locator DVSEC", "MLD DVSEC",
                "PCIe DVSEC for Flex Bus Port", "CXL Extensions DVSEC for Ports")},
            "CXLSta": ({"Viral": "viral_status"}, []),
            "CXLSta2": (prefixed("status_2", {
                "ResetComplete": "reset_complete", "ResetError": "reset_error",
                "PMComplete": "power_management_complete"}), []),
            "Cache Size": ({}, [(r"(\w+)", ("capabilities_2.cache_size", "cache"))]),
            "Cache Size Not Reported": (
                {}, [(r"(Cache Size Not Reported)",
                      ("capabilities_2.cache_size_unit", lambda t, f: f.raw == 0))]),
            **{f"Range{n}": (
                prefixed(f"ranges.{n}", {"Valid": "valid", "Active": "active"}),
                [(r"^(\w+)-(\w+)", (f"ranges.{n}.base", hexa),
                  (f"ranges.{n}", "limit")),
                 (r"\[size=\w+\]",),
                 (r"Type=(\S+)", (f"ranges.{n}.media_type", one_of(
                     "Volatile", "Non-volatile", "CDAT"))),
                 (r"Class=(\S+)", (f"ranges.{n}.memory_class", one_of(
                     "DRAM", "Storage", "CDAT"))),
                 (r"interleave=(\d+)", (f"ranges.{n}.interleave", one_of("0", "256", "4096"))),
                 (r"timeout=(\d+)s", (f"ranges.{n}.active_timeout_s", dec))])
               for n in (1, 2)},
            "CXLPortSta": ({}, [(r"PMComplete[+-]",)]),
            "CXLPortCtl": (prefixed("control", {
                "UnmaskSBR": "unmask_sbr", "UnmaskLinkDisable": "unmask_link_disable",
                "AltMem": "alternate_memory", "AltBME": "alternate_bus_master",
                "ViralEnable": "viral"}), []),
            "AlternateBus": ({}, [(r"^(\w\w)-(\w\w)$", ("alternate_bus_base", hexa),
                                   ("alternate_bus_limit", hexa)),
                                  (r"^(\w{4})-(\w{4})$", ("alternate_memory_base", hexa),
                                   ("alternate_memory_limit", hexa))]),
            "FBCap": (cxl_protocols("capabilities"), []),
            "FBCtl": (cxl_protocols("control", SynHdrByp="sync_header_bypass",
                                    DrftBuf="drift_buffer", RCD="rcd_training_disabled",
                                    Retimer1="retimer_1", Retimer2="retimer_2"), []),
            "FBSta": (cxl_protocols("status", SynHdrByp="sync_header_bypass",
                                    DrftBuf="drift_buffer"), []),
            "FBModTS": ({}, [(r"Received FB Data: (\w+)", ("received_modified_ts", hexa))]),
            **{f"Block{n}": ({}, [
                (r"BIR: bar(\d)", (f"blocks.{n}.bar", dec)),
                (r"ID: ([^,]+)", (f"blocks.{n}.block", one_of(
                    "empty", "component registers", "BAR virtualization",
                    "CXL device registers", "CPMU registers", other="<?>"))),
                (r"offset: (\w+)", (f"blocks.{n}.offset", hexa))]) for n in range(1, 8)},
            **{f"GPF Phase {n} Timeout": ({}, [(r"(\d+)(us|ms|s|<\?>)", (f"phase_{n}", "gpf"),
                                                (None, None))]) for n in (1, 2)},
            "NumLD": ({}, [(r"(\d+)", ("logical_devices", dec))]),
            "GPF Phase 2 Duration": ({}, [(r"(\d+)(us|ms|s|<\?>)", ("phase_2", "gpf"),
                                           (None, None))]),
            "GPF Phase 2 Power": ({}, [(r"(\d+)mW", ("phase_2_power_mw", dec))]),
        }),
    "Data Link Feature <\\?>": ({"data_link_feature"}, [], {}),
    "Physical Layer 16.0 GT/s <\\?>": ({"physical_layer_16gt"}, [], {}),
    "Physical Layer 32.0 GT/s <\\?>": ({"physical_layer_32gt"}, [], {}),
    "Physical Layer 64.0 GT/s <\\?>": ({"physical_layer_64gt"}, [], {}),
    "Lane Margining at the Receiver(?: <\\?>)?": ({"lane_margining"}, [], {
        "PortCap": ({"Uses Driver": "driver_software"}, []),
        "PortSta": ({"MargReady": "ready", "MargSoftReady": "software_ready"}, [])}),
    "Data Object Exchange": ({"doe"}, [], {
        "DOECap": ({"IntSup": "capabilities.interrupt"},
                   [(r"Interrupt Message Number (\w+)",
                     ("capabilities.interrupt_message", hexa)),
                    (r"IntMsgNum (\d+)", ("capabilities.interrupt_message", dec))]),
        "DOECtl": ({"IntEn": "control.interrupt"}, []),
        # lspci 3.9.0 tests the error bit with the mask 3: busy or interrupt, not error
        "DOESta": ({"Busy": "status.busy", "IntSta": "status.interrupt",
                    "ObjectReady": "status.object_ready"}, [(r"Error[+-]",)])}),
    "Integrity & Data Encryption": (None, [], None),
    "Extended Capability ID 0x(\\w+)": (None, [("block", hex_raw)], {}),
    "Capability ID 0x(\\w+)(?: \\[[0-9a-f]+\\])?": (None, [("block", hex_raw)], {}),
}

STATUS = {
    "Cap": "capability_list", "66MHz": "capable_66_mhz", "UDF": "user_definable_features",
    "FastB2B": "fast_back_to_back", "ParErr": "master_data_parity_error",
    ">TAbort": "signaled_target_abort", "<TAbort": "received_target_abort",
    "<MAbort": "received_master_abort", ">SERR": "signaled_system_error",
    "<PERR": "detected_parity_error", "INTx": "intx_pending"}
SECONDARY = {k: v for k, v in STATUS.items() if k not in ("Cap", "UDF", ">SERR", "INTx")}
SECONDARY["<SERR"] = "received_system_error"
DEVSEL = [(r"DEVSEL=(\S+)", ("status.devsel", one_of("fast", "medium", "slow", "??")))]


def window(key):
    return ({}, [(r"(\w+)-(\w+)", (f"{key}.base", hexa), (f"{key}.limit", hexa)),
                 (r"(\[size=\w+\])", (f"{key}.enabled", lambda t, f: f.raw is not None and
                                         f.number == 1)),
                 (r"(\[disabled\])", (f"{key}.enabled", lambda t, f: f.number == 0)),
                 (r"\[(16|32|64)-bit\]", (f"{key}.width", "width"))])


HEADER_RULES = {
    "Control": (prefixed("command", {
        "I/O": "io_space", "Mem": "memory_space", "BusMaster": "bus_master",
        "SpecCycle": "special_cycles", "MemWINV": "memory_write_invalidate",
        "VGASnoop": "vga_palette_snoop", "ParErr": "parity_error_response",
        "Stepping": "stepping", "SERR": "serr", "FastB2B": "fast_back_to_back",
        "DisINTx": "intx_disabled"}), []),
    "Status": (prefixed("status", STATUS), DEVSEL),
    "Latency": ({}, [(r"^(\d+)", ("latency_timer", dec)),
                     (r"\((?:(\d+)ns min)?(?:, )?(?:(\d+)ns max)?\)",
                      ("min_grant_ns", dec), ("max_latency_ns", dec)),
                     (r"Cache Line Size: (\d+) bytes", ("cache_line_bytes", dec))]),
    "Interrupt": ({}, [(r"pin (\S) routed to IRQ (\d+)", ("interrupt_pin", pin),
                        ("interrupt_line", dec))]),
    "Bus": ({}, [(r"primary=(\w+)", ("primary_bus", hexa)),
                 (r"secondary=(\w+)", ("secondary_bus", hexa)),
                 (r"subordinate=(\w+)", ("subordinate_bus", hexa)),
                 (r"sec-latency=(\d+)", ("secondary_latency_timer", dec))]),
    "I/O behind bridge": window("io_window"),
    "Memory behind bridge": window("memory_window"),
    "Prefetchable memory behind bridge": window("prefetchable_window"),
    "Secondary status": (prefixed("secondary_status", SECONDARY),
                         [(r"DEVSEL=(\S+)", ("secondary_status.devsel", one_of(
                             "fast", "medium", "slow", "??")))]),
    "BridgeCtl": (prefixed("bridge_control", {
        "Parity": "parity_error_response", "SERR": "serr", "NoISA": "isa", "VGA": "vga",
        "VGA16": "vga_16_bit_decode", "MAbort": "master_abort",
        ">Reset": "secondary_bus_reset", "FastB2B": "fast_back_to_back",
        "PriDiscTmr": "primary_discard_timer", "SecDiscTmr": "secondary_discard_timer",
        "DiscTmrStat": "discard_timer_status",
        "DiscTmrSERREn": "discard_timer_serr"}), []),
    "BIST result": ({}, [(r"(\w+)", ("bist.result", hexa))]),
    "BIST is running": ({}, [(r"(BIST is running)", ("bist.running",
                                                     lambda t, f: f.raw == 1))]),
}


class Checker:
    def __init__(self):
        self.compared = 0
        self.errors = []

    def error(self, where, what):
        self.errors.append(f"{where}: {what}")

    def compare(self, where, fields, key, compare, text):
        if key is None or text is None:
            return
        if compare == "limit":
            base, size = fields[f"{key}.base"].number, fields[f"{key}.size_bytes"].number
            good = int(text, 16) == (base + size - 1) & (2 ** 64 - 1)
        elif compare == "cache":
            unit = {1: 1 << 16, 2: 1 << 20}.get(fields["capabilities_2.cache_size_unit"].raw, 0)
            good = int(text, 16) == fields[key].number * unit
        elif compare == "width":
            # the window of plain memory has no type bits: always 32
            good = key in fields and fields[key].text == f"{text} bits" or \
                key == "memory_window.width" and text == "32"
        elif compare == "gpf":
            scale = fields[f"{key}.scale"].raw
            us = fields[f"{key}.timeout"].raw * 10 ** scale
            good = us == int(text) * self.gpf_unit
        elif key not in fields:
            self.error(where, f"no field {key} for {text!r}")
            return
        else:
            try:
                good = compare(text, fields[key])
            except (KeyError, ValueError, IndexError, AttributeError) as problem:
                self.error(where, f"{key}: no rule for {text!r} ({problem})")
                return
        self.compared += 1
        if not good:
            field = fields.get(key)
            self.error(where, f"{key} is {field and field.text!r} "
                       f"(raw {field and field.raw}), lspci says {text!r}")

    def line(self, where, fields, rule, text):
        """Takes `text` apart by a rule; what is left must be punctuation."""
        flag_keys, patterns = rule
        rest = text
        for pattern, *targets in patterns:
            match = re.search(pattern, rest)
            if not match:
                continue
            if "gpf" in [t[1] for t in targets]:
                self.gpf_unit = {"us": 1, "ms": 1000, "s": 1000000, "<?>": 1000000}[match[2]]
            for number, (key, compare) in enumerate(targets, 1):
                self.compare(where, fields, key, compare, match[number])
            rest = rest[:match.start()] + " " + rest[match.end():]
        for word in sorted(flag_keys, key=len, reverse=True):
            match = re.search(r"(?:^|(?<=[\s,;]))" + re.escape(word) + r"([+-])(?=[\s,;]|$)",
                              rest)
            if match:
                self.compare(where, fields, flag_keys[word], flag, match[1])
                rest = rest[:match.start()] + " " + rest[match.end():]
        rest = re.sub(r"[\s,;:]", "", rest)
        if rest:
            self.error(where, f"not taken apart: {rest!r} of {text!r}")

    def labelled(self, where, fields, rules, lines):
        for label, text in join_lines(lines, rules):
            if label not in rules:
                self.error(where, f"no rule for the line {label!r} {text!r}")
                continue
            self.line(f"{where} {label}", fields, rules[label], text)


def join_lines(lines, rules):
    """(label, text) of lines; a line without a known label continues the one before."""
    joined = []
    for line in lines:
        text = line.strip()
        label, colon, rest = text.partition(":")
        if text in rules:
            joined.append([text, text])
        elif colon and label in rules:
            joined.append([label, rest.strip()])
        elif "" in rules:
            joined.append(["", text])
        elif joined:
            joined[-1][1] += " " + text
        else:
            joined.append([text, ""])
    return joined


def check_ea(checker, where, fields, lines):
    number = -1
    values = words({
        "memory space, non-prefetchable": 0, "memory space, prefetchable": 1,
        "I/O space": 2, "VF memory space, prefetchable": 3,
        "VF memory space, non-prefetchable": 4,
        "allocation behind bridge, non-prefetchable memory": 5,
        "allocation behind bridge, prefetchable memory": 6,
        "allocation behind bridge, I/O space": 7,
        "memory space resource unavailable for use": 0xfd,
        "I/O space resource unavailable for use": 0xfe,
        "entry unavailable for use, PrimaryProperties should be used": 0xff,
        "entry unavailable for use, insufficient resources": 0xff})

    def bei(text, field):
        kind, _, n = text.rpartition(" ")
        return field.raw == {"BAR": 0, "VF-BAR": 9}[kind] + int(n)

    for line in lines:
        line = line.strip()
        match = re.match(r"Entry (\d+):(.*)", line)
        if match:
            number, line = int(match[1]), match[2].strip()
        entry = f"entries.{number}"
        checker.line(where, fields, (
            {"Enable": f"{entry}.enabled", "Writable": f"{entry}.writable"},
            [(r"EntrySize=(\d+)", (f"{entry}.entry_size", dec)),
             (r"BAR Equivalent Indicator: (.*)", (f"{entry}.stands_for", bei)),
             (r"PrimaryProperties: (.*)", (f"{entry}.primary_properties", values))
             if not line.startswith("Secondary") else (r"^$",),
             (r"SecondaryProperties: (.*)", (f"{entry}.secondary_properties", values)),
             (r"Base: (\w+)", (f"{entry}.base", hexa)),
             (r"MaxOffset: (\w+)", (f"{entry}.max_offset", hexa))]), line)


def arbitration(key):
    """Fixed+ WRR32- ...: bits of a set."""
    return [(r"(?:^|\s)" + word + r"([+-])", (key, bit(number)))
            for word, number in ARBITRATION.items() if not word.startswith("?")]


def check_vc(checker, where, fields, lines):
    channel, part = None, None
    for line in lines:
        line = line.strip()
        match = re.match(r"VC(\d+):\s*(.*)", line)
        if match:
            channel, line = f"channels.{match[1]}", match[2]
        if line.startswith("Port Arbitration Table"):
            continue
        label, _, text = line.partition(":")
        if channel is None:
            rules = {
                "Caps": ({}, [
                    (r"LPEVC=(\d)", ("port_capabilities.low_priority_extended_vc_count",
                                     dec)),
                    (r"RefClk=(\S+)", ("port_capabilities.reference_clock",
                                       one_of("100ns", "??1", "??2", "??3"))),
                    (r"PATEntryBits=(\d)", ("port_capabilities.arbitration_entry_bits",
                                            dec))]),
                "Arb": ({}, arbitration("port_capabilities_2.vc_arbitration")),
                "Ctrl": ({}, [(r"ArbSelect=(\S+)", ("port_control.vc_arbitration", ARB))]),
                "Status": ({"InProgress": "port_status.table_in_progress"}, [])}
        else:
            rules = {
                "Caps": ({"RejSnoopTrans": f"{channel}.capabilities.reject_snoop"}, [
                    (r"PATOffset=(\w+)", (f"{channel}.capabilities.port_arbitration_table",
                                          hexa)),
                    (r"MaxTimeSlots=(\d+)", (f"{channel}.capabilities.max_time_slots",
                                             dec))]),
                "Arb": ({}, arbitration(f"{channel}.capabilities.port_arbitration")),
                "Ctrl": ({"Enable": f"{channel}.control.enabled"}, [
                    (r"ID=(\d)", (f"{channel}.control.id", dec)),
                    (r"ArbSelect=(\S+)", (f"{channel}.control.port_arbitration", ARB)),
                    (r"TC/VC=(\w+)", (f"{channel}.control.tc_map", hexa))]),
                "Status": ({"NegoPending": f"{channel}.status.negotiation_pending",
                            "InProgress": f"{channel}.status.table_in_progress"}, [])}
        if label not in rules:
            checker.error(where, f"no rule for {line!r}")
            continue
        checker.line(f"{where} {channel or ''} {label}", fields, rules[label], text)


def check_rcl(checker, where, fields, lines):
    link = None
    for line in lines:
        line = line.strip()
        match = re.match(r"Link(\d+):\s*(.*)", line)
        if match:
            link, line = f"links.{match[1]}", match[2]
        label, _, text = line.partition(":")
        if link is None:
            rule = ({}, [(r"PortNumber=(\w+)", ("element.port", hexa)),
                         (r"ComponentID=(\w+)", ("element.component", hexa)),
                         (r"EltType=(\S+)", ("element.type", one_of(
                             "Config", "Egress", "Internal")))])
        elif label == "Desc":
            rule = ({"AssocRCRB": f"{link}.description.associate_rcrb",
                     "LinkValid": f"{link}.description.valid"},
                    [(r"TargetPort=(\w+)", (f"{link}.description.target_port", hexa)),
                     (r"TargetComponent=(\w+)", (f"{link}.description.target_component",
                                                 hexa)),
                     (r"LinkType=(\S+)", (f"{link}.description.type", one_of(
                         "MemMapped", "Config")))])
        else:
            # lspci prints the bus number shifted by the bits it does not have
            rule = ({}, [(r"(\w\w):(\w\w)\.(\d)  CfgSpace", (f"{link}.bus", hexa),
                          (f"{link}.device", hexa), (f"{link}.function", dec)),
                         (r"=?(\w{16})", (f"{link}.address", hexa))])
        checker.line(f"{where} {link or ''}", fields, rule, text)


def check_rebar(checker, where, fields, lines):
    for number, line in enumerate(lines):
        entry = f"bars.{number}"
        checker.line(where, fields, (
            {}, [(r"BAR (\d):", (f"{entry}.bar", dec)),
                 (r"current size: ([\w<>]+)", (f"{entry}.size_mib", size_mib)),
                 (r"supported: (.*)", (f"{entry}.supported_sizes", sizes))]), line.strip())


def check_tph(checker, where, fields, lines):
    """Sentences: present or absent, each a bit."""
    said = {line.strip() for line in lines}
    sentences = {
        "Interrupt vector mode supported": "capabilities.interrupt_vector_mode",
        "Device specific mode supported": "capabilities.device_specific_mode",
        "Extended requester support": "capabilities.extended_requester"}
    places = {"No steering table available": 0,
              "Steering table in TPH capability structure": 1,
              "Steering table in MSI-X table": 2, "Reserved steering table location": 3}
    for sentence, key in sentences.items():
        checker.compare(where, fields, key, flag, "+" if sentence in said else "-")
        said.discard(sentence)
    for sentence, place in places.items():
        if sentence in said:
            checker.compare(where, fields, "capabilities.steering_table",
                            lambda t, f: f.raw == int(t), str(place))
            said.discard(sentence)
    for sentence in said:
        checker.error(where, f"no rule for {sentence!r}")


SPECIAL = {"EA": check_ea, "VC": check_vc, "RCL": check_rcl, "REBAR": check_rebar,
           "TPH": check_tph}


def check_capability(checker, where, blocks, offset, version, title, lines):
    if offset not in blocks:
        checker.error(where, f"no block at {offset:x}: {title}")
        return
    key, fields = blocks[offset]
    if version is not None:
        checker.compare(where, fields, "block", dec, version)
    for pattern, (keys, targets, rules) in RULES.items():
        match = re.fullmatch(pattern, title)
        if not match:
            continue
        where = f"{where} [{offset:x}] {key}"
        if keys is not None and key not in keys:
            checker.error(where, f"lspci says {title}")
            return
        for number, (target, compare) in enumerate(targets, 1):
            checker.compare(where, fields, target, compare, match[number])
        if isinstance(rules, str):
            SPECIAL[rules](checker, where, fields, lines)
        elif rules is not None:
            checker.labelled(where, fields, rules, lines)
        return
    checker.error(where, f"no rule for the capability {title!r}")


def check_region(checker, where, fields, line):
    match = re.match(r"Region (\d): (Memory|I/O ports) at (\S+)(?: \(([^)]*)\))?(.*)", line)
    number, space, address, properties, rest = match.groups()
    bar = f"bars.{number}"
    before = fields.get(f"bars.{int(number) - 1}.width")
    if before and before.text == "64 bits":
        # the upper half of an address, which lspci -F takes for a register of its own
        if f"{bar}.bar" in fields:
            checker.error(where, f"{bar} is an upper half")
        return
    checker.compare(where, fields, f"{bar}.bar", dec, number)
    checker.compare(where, fields, f"{bar}.space", one_of("Memory", "I/O ports"), space)
    checker.compare(where, fields, f"{bar}.address", hexa,
                    "0" if address.startswith("<") else address)
    if properties:
        width, prefetchable = properties.split(", ")
        checker.compare(where, fields, f"{bar}.width",
                        one_of("32-bit", "low-1M", "64-bit"), width)
        checker.compare(where, fields, f"{bar}.prefetchable",
                        one_of("non-prefetchable", "prefetchable"), prefetchable)
    if rest.strip() not in ("", "[disabled]", "[virtual]"):
        checker.error(where, f"not taken apart: {rest!r}")


def check_header(checker, where, blocks, lines):
    """The lines of one tab before the capabilities, and the first line."""
    fields = blocks[0][1]
    # lspci takes the subsystem of a bridge from the capability
    subsystem = fields
    if "subsystem_vendor" not in fields:
        subsystem = next((f for k, f in blocks.values() if k == "bridge_subsystem"), fields)
    other = []
    for line in lines:
        text = line.strip()
        if text.startswith("Region "):
            check_region(checker, where, fields, text)
        elif text.startswith("Expansion ROM at "):
            match = re.match(r"Expansion ROM at (\S+)(?: \[[a-z ]+\])*$", text)
            address = "0" if match[1].startswith("<") else match[1]
            checker.compare(where, fields, "rom.address", hexa, address)
        elif text.startswith("Subsystem:"):
            match = re.search(r"\[(\w{4}):(\w{4})\]$", text)
            checker.compare(where, subsystem, "subsystem_vendor", hexa, match[1])
            checker.compare(where, subsystem, "subsystem_device", hexa, match[2])
        elif re.match(r"(Kernel|IOMMU|NUMA|Flags|DeviceName|Physical Slot)", text):
            continue
        else:
            other.append(line)
    checker.labelled(where, fields, HEADER_RULES, other)


UNITS = {"": 0, "K": 10, "M": 20, "G": 30, "T": 40}
SYSTEM = [(r"NUMA node: (\d+)$", "numa_node", int), (r"IOMMU group: (\S+)$", "iommu_group", str),
          (r"Physical Slot: (.+)$", "slot", str), (r"DeviceName: (.+)$", "firmware_label", str)]


def check_resource(checker, where, pci, match, what, number):
    """A region or a ROM as sysfs has it."""
    resource = next((r for r in pci["resources"]
                     if (r["what"], r["number"]) == (what, number)), None)
    checker.compared += 1
    if not resource:
        checker.error(where, f"no resource for {match[0]!r}")
        return
    size = re.search(r"\[size=(\d+)([KMGT]?)\]", match[0])
    good = [("I/O ports" in match[0]) == (resource["space"] == "io")]
    if not match["at"].startswith("<"):
        # libpci masks the lowest bits of I/O ports, which an IDE controller has
        mask = ~3 if resource["space"] == "io" else ~0
        good.append(int(resource["address"], 16) & mask == int(match["at"], 16))
    if size:
        good.append(int(size[1]) << UNITS[size[2]] == resource["size_bytes"])
    if "prefetchable)" in match[0]:
        good += [("non-prefetchable" in match[0]) != resource["prefetchable"],
                 ("64-bit" in match[0]) == (resource["width_bits"] == 64)]
    if not all(good):
        checker.error(where, f"{match[0].strip()!r} is not {resource}")


def check_system(checker, where, pci, lines):
    """What lspci takes from files other than config. Returns the lines that it does not."""
    rest = []
    for line in lines:
        region = re.match(r"\tRegion (?P<n>\d): .* at (?P<at>\S+)", line)
        rom = re.match(r"\tExpansion ROM at (?P<at>\S+)", line)
        irq = re.match(r"\tInterrupt: pin \S routed to IRQ (\d+)", line)
        told = [(m, key, form) for pattern, key, form in SYSTEM
                if (m := re.match(r"\t" + pattern, line))]
        if region:
            region = re.match(r"\tRegion (?P<n>\d): .* at (?P<at>\S+).*", line)
            check_resource(checker, where, pci, region, "bar", int(region["n"]))
        elif rom:
            check_resource(checker, where, pci,
                           re.match(r"\tExpansion ROM at (?P<at>\S+).*", line), "rom", 0)
        elif irq:
            checker.compared += 1
            if pci["interrupts"]["irq"] != int(irq[1]):
                checker.error(where, f"{line.strip()!r} is not {pci['interrupts']}")
        elif told:
            match, key, form = told[0]
            checker.compared += 1
            if pci[key] != form(match[1].strip()):
                checker.error(where, f"{line.strip()!r} is not {pci[key]!r}")
        else:
            rest.append(line)
    return rest


def check_device(checker, where, blocks, lines):
    first = lines[0]
    if 0 not in blocks:
        checker.error(where, "no header")
        return
    fields = blocks[0][1]
    if "vendor" not in fields:
        return
    match = re.search(r"\[(\w\w)(\w\w)\]: .*?\[(\w{4}):(\w{4})\]"
                      r"(?: \(rev (\w\w)\))?(?: \(prog-if (\w\w).*\))?$", first)
    for number, key in enumerate(("base_class", "subclass", "vendor", "device", "revision",
                                  "interface"), 1):
        checker.compare(where, fields, key, hexa, match[number])
    header, capability = [], None
    capabilities = []
    for line in lines[1:]:
        match = re.match(r"\tCapabilities: \[([0-9a-f]+)(?: v(\d+))?\] (.*)$", line)
        if match:
            capability = (int(match[1], 16), match[2], match[3].strip(), [])
            capabilities.append(capability)
        elif re.match(r"\t\t", line) and capability:
            # lspci 3.9.0 forgets a newline here
            for part in re.split(r"\t+(?=McastCtl)", line):
                capability[3].append(part)
        elif "Capabilities: <" in line:
            continue
        elif re.match(r"\t\S", line):
            capability = None
            header.append(line)
        elif re.match(r"\t\t", line):
            header.append(line)
    check_header(checker, where, blocks, header)
    for offset, version, title, more in capabilities:
        check_capability(checker, where, blocks, offset, version, title, more)


def lspci(path):
    """{address: lines}"""
    source = ["-F", path]
    if os.path.isdir(path):
        source = ["-A", "linux-sysfs", "-O", f"sysfs.path={path}/sys/bus/pci"]
    output = subprocess.run(["lspci", *source, "-vvvnn"], capture_output=True, text=True,
                            errors="replace").stdout
    devices, current = {}, None
    for line in output.splitlines():
        match = HEADER.match(line)
        if match:
            current = devices[match[1]] = [line]
        elif line.strip() and current is not None:
            current.append(line)
    return devices


# Capabilities to compose: {id: bytes behind the header of 2 or 4}. Sizes are those of the
# specifications; what a register may hold is not minded.
STANDARD = {0x01: 6, 0x02: 10, 0x05: 22, 0x07: 14, 0x08: 26, 0x0a: 2, 0x0c: 6, 0x0d: 6,
            0x10: 58, 0x11: 10, 0x12: 6, 0x13: 4, 0x14: 34}
EXTENDED = {0x01: 0x48, 0x02: 0x18 + 12 * 8, 0x03: 8, 0x04: 12, 0x05: 12 + 16 * 15, 0x07: 8,
            0x08: 0x70, 0x09: 0x70, 0x0b: 28, 0x0d: 12, 0x0e: 4, 0x0f: 4, 0x10: 60,
            0x12: 44, 0x13: 12, 0x15: 52, 0x17: 8, 0x18: 4, 0x19: 40, 0x1b: 4, 0x1d: 40,
            0x1e: 12, 0x1f: 8, 0x23: 60, 0x25: 8, 0x26: 0x30, 0x27: 0x48, 0x2a: 0x30,
            0x2e: 20}


def le(data, at, width=4):
    return int.from_bytes(data[at:at + width], "little")


def put(data, at, value, width=4):
    data[at:at + width] = value.to_bytes(width, "little")


def make_sound(cap, extended, data, rng, bridge):
    """Takes values out of random registers that no device may have and for which lspci
    reads behind its tables of names or prints nonsense."""
    if extended:
        if cap in (0x02, 0x08, 0x09):
            for at in [8] + list(range(0x10, len(data) - 3, 12)):
                put(data, at, le(data, at) & (0xffffff0f if at == 8 else 0xffffff3f))
        elif cap == 0x05:
            put(data, 4, le(data, 4) & 0xffff0000 | rng.randrange(3) | rng.randrange(15) << 8)
        elif cap == 0x10:
            for at in range(0x24, 0x3c, 4):
                put(data, at, le(data, at) & ~7 | (rng.choice((0, 4)) if at % 8 == 4 else 0))
        elif cap == 0x15:
            put(data, 8, le(data, 8) & ~0xe0 | 5 << 5)
        elif cap == 0x18:
            for at in (4, 6):
                put(data, at, le(data, at, 2) & 0x3ff | rng.randrange(6) << 10, 2)
        elif cap == 0x1e:
            put(data, 4, le(data, 4) & ~0x30000 | rng.randrange(3) << 16)
            put(data, 8, le(data, 8) & ~(7 << 29) | rng.randrange(6) << 29)
            put(data, 12, le(data, 12) & ~3 | rng.randrange(3))
    elif cap == 0x02:
        data[4] &= 0xfb
        data[8] &= 0xfb
        data[2] = rng.choice((0x10, 0x20, 0x30, 0x35))
    elif cap == 0x08:
        data[3] = data[3] & 0x1f | rng.choice((0, 0, 0x20))
        for at in (13, 17, 9):
            data[at] = data[at] & 0xf0 | rng.randrange(10)
        for at in (6, 7, 10, 11):
            data[at] = data[at] & 0x88 | rng.choice((0, 1, 3, 4, 5, 7)) | \
                rng.choice((0, 1, 3, 4, 5, 7)) << 4
    elif cap == 0x07 and bridge:
        put(data, 2, le(data, 2, 2) & ~0x3c0 | rng.randrange(4) << 6, 2)
    elif cap == 0x10:
        put(data, 0x24, le(data, 0x24) & ~(3 << 24 | 3 << 14) | rng.randrange(3) << 24 |
            rng.randrange(3) << 14)
        put(data, 0x30, le(data, 0x30) & ~0xf | rng.randrange(1, 7))
        put(data, 0x2c, le(data, 0x2c) & 0xffffff01 | 2 * rng.choice((0, 1, 3, 7, 15, 31, 63)))
    elif cap == 0x14:
        # one entry, behind the bus numbers of a bridge
        data[2] = 1
        for at in (4, 8):
            wide = (data[at + 4] >> 1 & 1) + (data[at + 8] >> 1 & 1)
            put(data, at, 2 + wide | rng.choice((0, 5, 9, 14)) << 4 | rng.randrange(8) << 8 |
                rng.choice((0, 7, 0xff)) << 16 | rng.randrange(4) << 30)
            if not bridge:
                break


def compose(rng):
    """A configuration space of a device or bridge."""
    config = bytearray(4096)
    config[0:64] = rng.randbytes(64)
    header = rng.choice((0, 0, 1))
    config[0:4] = b"\x86\x80\x34\x12"
    config[6] |= 0x10
    config[0x0a:0x0c] = b"\x04\x06" if header else b"\x80\x02"
    config[0x0e] = header
    config[0x3d] = rng.randrange(5)
    if header:
        kind = rng.randrange(2)
        config[0x1c], config[0x1d] = (b & 0xf0 | kind for b in config[0x1c:0x1e])
        for at, kind in ((0x20, 0), (0x24, rng.randrange(2))):
            put(config, at, le(config, at) & 0xfff0fff0 | kind | kind << 16)
    for at in range(0x10, 0x18 if header else 0x28, 4):
        # memory of 32 or 64 bits, prefetchable or not, or I/O
        put(config, at, rng.choice((le(config, at) & ~7, 1 | le(config, at) & 0xfffc)))
    at, previous = 0x40, 0x34
    for cap in [0x10] + rng.sample([c for c in STANDARD if c != 0x10], 8):
        size = 2 + STANDARD[cap]
        if at + size > 0x100:
            break
        config[previous] = at
        config[at:at + size] = bytes((cap, 0)) + rng.randbytes(size - 2)
        if cap == 0x10:
            kind = rng.choice((0, 1, 4, 5, 6, 7, 8, 9, 10) if not header else (4, 5, 6, 7, 8))
            config[at + 2] = kind << 4 | rng.choice((1, 2, 2))
        if cap == 0x14:
            config[at + 2] = 1
        block = config[at:at + size]
        make_sound(cap, False, block, rng, header)
        config[at:at + size] = block
        previous = at + 1
        at = (at + size + 3) & ~3
    config[previous] = 0
    at, previous = 0x100, None
    for cap in rng.sample(list(EXTENDED), len(EXTENDED)):
        size = 4 + EXTENDED[cap]
        if at + size > 4096:
            break
        if previous is not None:
            config[previous + 2:previous + 4] = (
                config[previous + 2] & 15 | at << 4).to_bytes(2, "little")
        config[at:at + size] = (bytes((cap, 0, rng.choice((1, 2)), 0)) +
                                rng.randbytes(size - 4))
        block = config[at:at + size]
        make_sound(cap, True, block, rng, header)
        config[at:at + size] = block
        if cap == 0x23 and rng.random() < 0.9:
            # one of CXL's: vendor, revision and length it comes with
            identity = rng.choice(((0, 1, 0x38), (3, 0, 0x28), (4, 0, 0x10), (5, 0, 0x10),
                                   (7, 1, 0x14), (8, 0, 0x24), (9, 0, 0x10)))
            head = 0x1e98 | identity[1] << 16 | identity[2] << 20
            config[at + 4:at + 8] = head.to_bytes(4, "little")
            config[at + 8:at + 10] = identity[0].to_bytes(2, "little")
            if identity[0] == 0:
                put(config, at + 0x16, rng.randrange(3) | rng.randrange(256) << 8, 2)
                for low in (0x1c, 0x2c):
                    put(config, at + low + 8, le(config, at + low + 8) & 0xf0000000)
                    put(config, at + low, le(config, at + low) & 0xf0000003 |
                        rng.randrange(3) << 2 | rng.randrange(3) << 5 | rng.randrange(3) << 8 |
                        rng.randrange(5) << 13)
            if identity[0] in (4, 5):
                for half in (0x0a, 0x0c, 0x0e):
                    config[at + half:at + half + 2] = bytes((rng.randrange(16),
                                                             rng.randrange(8)))
        previous = at
        at = (at + size + 3) & ~3
    return config


def check_report(checker, program, path, name, ours):
    """The fields of layout-dump are those of the report."""
    ids = {address: f"pci:{address if address.count(':') == 2 else '0000:' + address}"
           for address in ours}
    shown = report_fields.show(program, path, ids.values())
    good = 0
    for address, blocks in ours.items():
        pci = shown.get(ids[address], {}).get("pci")
        if not pci:
            checker.error(f"{name} {address}", "hwalias does not show it")
            continue
        have = {int(block["offset"], 16): block
                for block in [pci["header"], *pci["capabilities"], *pci["extended_capabilities"]]
                if block}
        for offset, (key, fields) in blocks.items():
            where = f"{name} {address} [{offset:x}] {key}"
            fields = {path: field for path, field in fields.items()
                      if path not in ("block", "problem")}
            block = have.pop(offset, None)
            if key == "-":
                if not pci["config"]["problems"] and pci["config"]["status"] == "read":
                    checker.error(where, "no problem in JSON")
            elif not block or block["name"] != key:
                checker.error(where, "no such block in JSON")
            else:
                good += report_fields.compare(where, block, fields, checker.errors)
        for offset in have:
            checker.error(f"{name} {address} [{offset:x}]", "only in JSON")
    return good, {address: shown.get(ids[address], {}).get("pci") for address in ours}


def write_dump(path, configs):
    with open(path, "w") as file:
        for number, config in enumerate(configs):
            file.write(f"{number >> 3:02x}:{number & 7:02x}.0 0280: 8086:1234\n")
            for at in range(0, len(config), 16):
                file.write(f"{at:02x}: {config[at:at + 16].hex(' ')}\n")
            file.write("\n")


def main():
    hwalias, program, paths = sys.argv[1], sys.argv[2], sys.argv[3:]
    checker = Checker()
    shown = 0
    scratch = tempfile.TemporaryDirectory()
    if paths and paths[0] == "--random":
        rng = random.Random(1)
        write_dump(f"{scratch.name}/composed", [compose(rng) for _ in range(int(paths[1]))])
        paths = [f"{scratch.name}/composed", *paths[2:]]
    devices = capabilities = 0
    for path in paths:
        name = path.rpartition("/")[2]
        dump = read_dump(path)
        ours = run_ours(program, dump)
        good, reports = check_report(checker, hwalias, path, name, ours)
        shown += good
        for address, lines in lspci(path).items():
            if address not in ours:
                checker.error(f"{name} {address}", "not decoded")
                continue
            devices += 1
            capabilities += len(ours[address]) - 1
            if os.path.isdir(path) and reports[address]:
                lines = check_system(checker, f"{name} {address}", reports[address], lines)
            check_device(checker, f"{name} {address}", ours[address], lines)
    for error in checker.errors:
        print(error)
    print(f"{len(paths)} dumps, {devices} devices, {capabilities} capabilities, "
          f"{shown} fields in JSON, "
          f"{checker.compared} fields compared, {len(checker.errors)} differences")
    return 1 if checker.errors or not checker.compared else 0


sys.exit(main())
