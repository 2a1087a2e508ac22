#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares `hwalias -b pci -J` with `lspci -vmmnnk -D`, device by device.

Usage: check_lspci.py HWALIAS [TREE]...
Without a TREE the live machine is compared. Slot, class, vendor, device, subsystem ids
and driver have to be the same; names too where lspci prints one (it looks in the same
pci.ids). Exit 1 with the differences, 77 when there was nothing to compare.
"""
import json
import os
import re
import subprocess
import sys


def lspci(tree):
    command = ["lspci", "-vmmnnk", "-D", "-O", "hwdb.disable=1"]
    if tree:
        command += ["-A", "linux-sysfs", "-O", f"sysfs.path={tree}/sys/bus/pci"]
    out = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    devices = {}
    for block in out.strip().split("\n\n"):
        tags = dict(line.split(":\t", 1) for line in block.split("\n") if ":\t" in line)
        if "Slot" in tags:
            devices[tags["Slot"]] = tags
    return devices


def split(text):
    """'Host bridge [0600]' -> ('Host bridge', '0600'); a nameless one -> (None, id)."""
    match = re.fullmatch(r"(.*) \[([0-9a-f]{4})\]", text)
    name, number = match.groups()
    return None if name in ("Device", "Vendor", "Class", "Unknown") else name, number


def driver_of(tree, slot, tags):
    """What lspci says; it resolves the link with realpath(), so where a recorded tree
    lacks the link's target it says nothing, and the link itself is read."""
    link = f"{tree or ''}/sys/bus/pci/devices/{slot}/driver"
    if "Driver" not in tags and os.path.islink(link) and not os.path.exists(link):
        return os.path.basename(os.readlink(link))
    return tags.get("Driver")


def compare(tree, slot, tags, device):
    ids, names = device["ids"], device["names"]
    expected = [
        ("Class", (ids["class"] or "") + (ids["subclass"] or ""), names["subclass"] or names["class"]),
        ("Vendor", ids["vendor"], names["vendor"]),
        ("Device", ids["device"], names["device"]),
    ]
    if "SVendor" in tags:
        expected += [
            ("SVendor", ids["subsystem_vendor"], names["subsystem_vendor"]),
            ("SDevice", ids["subsystem_device"], names["subsystem"]),
        ]
    for tag, number, name in expected:
        their_name, their_number = split(tags[tag])
        if their_number != number:
            yield f"{slot} {tag}: {number}, lspci {their_number}"
        if their_name and their_name != name:
            yield f"{slot} {tag}: {name!r}, lspci {their_name!r}"
        if not their_name and name:
            yield f"{slot} {tag}: {name!r}, lspci has no name"
    driver = device["driver"]["name"] if device["driver"] else None
    theirs = driver_of(tree, slot, tags)
    if theirs != driver:
        yield f"{slot} driver: {driver}, lspci {theirs}"


def check(hwalias, tree):
    command = [hwalias, "-b", "pci", "-J"] + (["--sysroot", tree] if tree else [])
    out = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    ours = {d["id"].removeprefix("pci:"): d for d in json.loads(out)["devices"]}
    theirs = lspci(tree)
    differences = [f"{slot} is not listed" for slot in theirs.keys() - ours.keys()]
    differences += [f"{slot} is not listed by lspci" for slot in ours.keys() - theirs.keys()]
    for slot in sorted(theirs.keys() & ours.keys()):
        differences += compare(tree, slot, theirs[slot], ours[slot])
    print(f"{tree or 'live'}: {len(theirs)} devices, {len(differences)} differences")
    for difference in differences:
        print("  " + difference)
    return len(theirs), len(differences)


def main():
    hwalias, trees = sys.argv[1], sys.argv[2:] or [None]
    results = [check(hwalias, tree) for tree in trees]
    if any(differences for _, differences in results):
        return 1
    return 0 if any(devices for devices, _ in results) else 77


if __name__ == "__main__":
    sys.exit(main())
