#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The libraries that are opened when they are used: in notes of the program file, as the
# ELF dlopen metadata of the UAPI group has them, and in --version --verbose.
set -eu
command -v python3 >/dev/null || {
	echo "python3 is missing: skipped"
	exit 77
}
exec python3 - "$HWALIAS" "${HWALIAS_FLEET-}" <<'END'
import ctypes
import json
import re
import struct
import subprocess
import sys

program, fleet = sys.argv[1:]
failed = 0


def fail(text):
    global failed
    print("FAILED:", text)
    failed = 1


def section(elf, name):
    """ELF-64, elf(5)"""
    e_shoff, = struct.unpack_from("<Q", elf, 40)
    size, count, names = struct.unpack_from("<HHH", elf, 58)
    headers = [struct.unpack_from("<IIQQQQIIQQ", elf, e_shoff + i * size) for i in range(count)]
    for h in headers:
        at = headers[names][4] + h[0]
        if elf[at:elf.index(b"\0", at)] == name:
            return h, elf[h[4]:h[4] + h[5]]
    return None, b""


def read_notes(path):
    """The notes of a program: each feature's names, and which are required."""
    with open(path, "rb") as f:
        elf = f.read()
    header, notes = section(elf, b".note.dlopen")
    noted = {}
    required = set()
    while notes:
        n_name, n_value, n_type = struct.unpack_from("<III", notes)
        name, rest = notes[12:12 + n_name], notes[12 + (n_name + 3) // 4 * 4:]
        value, notes = rest[:n_value], rest[(n_value + 3) // 4 * 4:]
        if (name, n_type, value[-1:]) != (b"FDO\0", 0x407c0c0a, b"\0"):
            fail(f"a note of {name!r}, type {n_type:#x}")
        for item in json.loads(value[:-1]):
            if set(item) != {"feature", "description", "priority", "soname"} or \
                    item["priority"] not in ("required", "recommended", "suggested"):
                fail(f"note {item}")
            if item["feature"] in noted:
                fail(f"{path}: two notes of {item['feature']}")
            noted[item["feature"]] = item["soname"]
            if item["priority"] == "required":
                required.add(item["feature"])
    # allocated and aligned, so that it is found in a running program too
    if header and (header[1] != 7 or not header[2] & 2 or header[8] != 4):
        fail(f"section header {header}")
    # no option leaves these out
    if required != {"libjson-c", "libsmartcols"}:
        fail(f"{path}: required: {required}")
    return noted


def check(program):
    """What the program says of libraries is what its notes say. Returns their states."""
    noted = read_notes(program)
    said = {}
    out = subprocess.run([program, "--version", "--verbose"], capture_output=True, text=True).stdout
    for line in out.splitlines()[1:]:
        name, soname, state, purpose = re.split("  +", line)
        said[name] = state
        if (state == "not built in") == (name in noted):
            fail(f"'{line}', and in the notes: {name in noted}")
        if state == "not built in":
            continue
        if noted[name] != [soname]:
            fail(f"'{line}', in the notes {noted[name]}")
        # libc is another witness of what is installed
        try:
            ctypes.CDLL(soname)
            there = "there"
        except OSError:
            there = "not installed"
        if state != there:
            fail(f"'{line}': it is {there}")
    if noted.keys() - said.keys():
        fail(f"{program}: notes of what it does not tell: {noted.keys() - said.keys()}")
    return said


said = check(program)
if len(said) < 6:
    fail(f"libraries: {said}")
# it reads files alone, and is linked to SQLite
if fleet and set(check(fleet)) != {"libjson-c", "libsmartcols", "libarchive", "libpq"}:
    fail(f"libraries of {fleet}")
sys.exit(failed)
END
