#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""check_lookup.py HWALIAS MODULES-DIR

Asks `hwalias lookup` for ids and classes taken from modules.alias, and for some that
are not there, and compares the candidates and what they need with what regular
expressions find in the file. Of ids the patterns that ask for a class alone count too.
"""
import fnmatch
import json
import random
import re
import subprocess
import sys
import tempfile

# file2alias.c, do_pci_entry() and do_usb_entry(): tag and key of each field
FIELDS = {
    "pci": [("v", "vendor"), ("d", "device"), ("sv", "subsystem_vendor"),
            ("sd", "subsystem_device"), ("bc", "base_class"), ("sc", "subclass"),
            ("i", "interface")],
    "usb": [("v", "vendor"), ("p", "product"), ("d", "bcd_device"), ("dc", "device_class"),
            ("dsc", "device_subclass"), ("dp", "device_protocol"),
            ("ic", "interface_class"), ("isc", "interface_subclass"),
            ("ip", "interface_protocol"), ("in", "interface_number")],
}
WIDTH = {"pci": {"v": 8, "d": 8, "sv": 8, "sd": 8}, "usb": {"v": 4, "p": 4}}
# a value: a star, or digits of which some may be ranges, perhaps with a star behind them
VALUE = r"(\*|(?:[0-9A-F]|\[[^]]*\]|\?)+\*?)"


def read(path):
    """bus -> list of (line, pattern, module, {key: value text}); the first of equals"""
    tables = {"pci": [], "usb": []}
    seen = set()
    grammar = {bus: re.compile("%s:" % bus + "".join(tag + VALUE for tag, _ in fields)
                               + r"\Z")
               for bus, fields in FIELDS.items()}
    with open(path, encoding="latin-1") as stream:
        for number, line in enumerate(stream, 1):
            if not line.startswith("alias "):
                continue
            pattern, module = line[6:].rstrip("\n").rsplit(" ", 1)
            bus = pattern.split(":")[0]
            if bus not in tables:
                continue
            match = grammar[bus].match(pattern)
            # only names written by hand, "pci:hns-nic", have another form
            assert match or "v0" not in pattern, pattern
            if match and (pattern, module) not in seen:
                seen.add((pattern, module))
                values = dict(zip((k for _, k in FIELDS[bus]), match.groups()))
                tables[bus].append((number, pattern, module, values))
    return tables


def fits(text, value):
    """As fnmatch has it, of which nearly all values need nothing."""
    if value.isalnum():
        return text == value
    return value == "*" or fnmatch.fnmatchcase(text, value)


def expected(rows, by_class, *givens):
    """givens: {key: text}; a pattern may fit one of several, with the fewest needs.
    by_class: it need not fix any of them"""
    found = set()
    for number, pattern, module, values in rows:
        best = None
        for given in givens:
            if any(not fits(text, values[key]) for key, text in given.items()):
                continue
            if not by_class and all(values[key] == "*" for key in given):
                continue
            needs = [k for k, v in values.items() if v != "*" and k not in given]
            if best is None or len(needs) < len(best):
                best = needs
        if best is not None:
            found.add((number, pattern, module.replace("-", "_"), tuple(best)))
    return found


def queries(tables):
    """(text of the query, id of the record, bus, givens)"""
    chance = random.Random(20240229)
    for bus, (vendor, device) in (("pci", ("vendor", "device")), ("usb", ("vendor", "product"))):
        known = [v for _, _, _, v in tables[bus]
                 if re.fullmatch("[0-9A-F]+", v[vendor] + v[device])]
        for values in chance.sample(known, 60) + [known[0], known[-1]]:
            given = {vendor: values[vendor], device: values[device]}
            ids = [values[vendor][-4:].lower(), values[device][-4:].lower()]
            yield "%s:%s:%s" % (bus, *ids), "%s:%s:%s" % (bus, *ids), bus, [given]
        for values in chance.sample(known, 6):
            ident = "%s:%s:" % (bus, values[vendor][-4:].lower())
            yield ident, ident, bus, [{vendor: values[vendor]}]
        yield bus + ":fffe:fffe", None, bus, []
    for values in [v for _, _, _, v in tables["pci"]
                   if re.fullmatch("[0-9A-F]{8}", v["subsystem_device"])][:40:4]:
        keys = ("vendor", "device", "subsystem_vendor", "subsystem_device")
        if any(not re.fullmatch("[0-9A-F]{8}", values[k]) for k in keys):
            continue
        ident = "pci:" + ":".join(values[k][-4:].lower() for k in keys)
        yield ident, ident, "pci", [{k: values[k] for k in keys}]
    for code in ("01", "0106", "010601", "0300", "0c0330", "040300"):
        parts = [code[i:i + 2].upper() for i in range(0, len(code), 2)]
        keys = ("base_class", "subclass", "interface")
        yield ("pci class " + code, "pci:class:" + code, "pci", [dict(zip(keys, parts))])
    for code in ("03", "0301", "030102", "080650", "e00101", "0e01"):
        parts = [code[i:i + 2].upper() for i in range(0, len(code), 2)]
        yield ("usb class " + code, "usb:class:" + code, "usb",
               [dict(zip(["interface_class", "interface_subclass",
                          "interface_protocol"], parts)),
                dict(zip(["device_class", "device_subclass",
                          "device_protocol"], parts))])


def main(program, directory):
    tables = read(directory + "/modules.alias")
    asked = list(queries(tables))
    # a machine without devices
    with tempfile.TemporaryDirectory() as empty:
        run = subprocess.run([program, "lookup", "--ndjson", "--sysroot", empty,
                              "--modules-dir", directory] +
                             [text for text, *_ in asked], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, check=False)
    # two ids are nobody's
    assert run.returncode == 1, run.stderr.decode()
    records = {}
    for line in run.stdout.splitlines():
        record = json.loads(line)
        records[record["id"]] = record
    wrong = claims = 0
    for text, ident, bus, givens in asked:
        if ident is None:
            continue
        want = expected(tables[bus], ":class:" not in ident, *givens)
        record = records.get(ident, {"candidates": []})
        got = {(c["line"], c["pattern"], c["module"], tuple(c["needs"]))
               for c in record["candidates"] if c["source"] == "modules.alias"}
        claims += len(want)
        for only, what in ((want - got, "missing"), (got - want, "surplus")):
            for item in sorted(only)[:5]:
                wrong += 1
                print("%s: %s: %s" % (text, what, item))
    print("%s: %d queries, %d claims, %d wrong" % (directory.split("/")[-1], len(asked),
                                                  claims, wrong))
    return 1 if wrong or claims < 1000 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
