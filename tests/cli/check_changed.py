#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables that change under a filter: check_changed.py PROGRAM

A filter waits for its second line while another program writes to a table, in place, as
cp(1) does. What it answers, and its exit status, must be those of a run in peace. If the
table changes while the filter is busy, no more is asked than that it lives, answers every
line, and says that a file was truncated if it knows.
"""
import concurrent.futures
import fcntl
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time

program = sys.argv[1]
TIMEOUT = 60
COUNT = 4000
LINES = [f"pci:v00008086d{n:08X}sv00000000sd00000000bc02sc00i00\n"
         for n in range(7, COUNT, COUNT // 50)]
FILTERS = [
    ["match"], ["match", "--jobs", "3"],
    ["decode", "--ndjson"], ["decode", "--tsv"], ["decode", "--ndjson", "--jobs", "3"],
    ["decode", "-J"],
]
failures = 0


def fill(tree):
    """A machine of tables, each of many pages."""
    def write(name, text):
        path = os.path.join(tree, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="ascii") as f:
            f.write(text)

    write("proc/sys/kernel/osrelease", "6.1.0\n")
    write("lib/modules/6.1.0/modules.alias", "".join(
        f"alias pci:v00008086d{n:08X}sv*sd*bc*sc*i* module-{n}\n" for n in range(COUNT)))
    write("lib/modules/6.1.0/modules.dep", "".join(
        f"kernel/drivers/net/module-{n}.ko:\n" for n in range(COUNT)))
    write("usr/share/misc/pci.ids", "8086  Intel Corporation\n" + "".join(
        f"\t{n:04x}  Device number {n}\n" for n in range(COUNT)))


TABLES = ["lib/modules/6.1.0/modules.alias", "lib/modules/6.1.0/modules.dep",
          "usr/share/misc/pci.ids"]


def empty(path):
    os.truncate(path, 0)


def halve(path):
    os.truncate(path, os.path.getsize(path) // 2 + 11)


def overwrite(path):
    """The same size, other lines."""
    size = os.path.getsize(path)
    with open(path, "r+b") as f:
        f.write((b"\n\t\t0001  x\n8086\n\t" * size)[:size])


def copy(path):
    """A longer one, as cp does it."""
    with open(path, "rb") as f:
        text = f.read()
    with open(path, "wb") as f:
        f.write(b"# new\n" + text[len(text) // 3:] + text)


def run(tree, command, between):
    """Calls `between` after the first answer."""
    p = subprocess.Popen([program] + command + ["--sysroot", tree],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True,
                         env={**os.environ, "SOURCE_DATE_EPOCH": "1"})
    first = ""
    p.stdin.write(LINES[0])
    p.stdin.flush()
    if "-J" not in command:
        first = p.stdout.readline()
    while struct.unpack("i", fcntl.ioctl(p.stdin, termios.FIONREAD, b"\0" * 4))[0]:
        time.sleep(0.01)
    between()
    out, err = p.communicate("".join(LINES[1:]), timeout=TIMEOUT)
    return p.returncode, (first + out).replace(tree, "TREE"), err


def fail(text):
    global failures
    failures += 1
    print(f"FAILED: {text}")


def try_change(original, command, peace, table, change):
    name = f"{' '.join(command)}, {change.__name__} {table}"
    with tempfile.TemporaryDirectory(prefix="hwalias-changed-") as work:
        tree = os.path.join(work, "waiting")
        shutil.copytree(original, tree)

        def waiting():
            # so that the filter waits; longer than it takes to copy
            time.sleep(0.3)
            change(os.path.join(tree, table))

        now = run(tree, command, waiting)
        if now[:2] != peace[:2]:
            fail(f"{name}, as it waits: {now[0]} or another answer, {now[2]}")
        tree = os.path.join(work, "working")
        shutil.copytree(original, tree)
        now = run(tree, command, lambda: change(os.path.join(tree, table)))
        if now[0] not in (0, 3) or (now[0] == 3) != ("another program" in now[2]):
            fail(f"{name}, as it works: {now[0]}, {now[2]}")
        elif now[1].count("\n") < len(LINES):
            fail(f"{name}, as it works: {now[1]}")


with tempfile.TemporaryDirectory(prefix="hwalias-changed-") as original, \
        concurrent.futures.ThreadPoolExecutor(4) as pool:
    fill(original)
    jobs = []
    for command in FILTERS:
        peace = run(original, command, lambda: None)
        if peace[0] != 0 or "module_7" not in peace[1]:
            fail(f"{command}, in peace: {peace[0]}, {peace[2]}")
            continue
        jobs += [pool.submit(try_change, original, command, peace, table, change)
                 for table in TABLES for change in (empty, halve, overwrite, copy)]
    for job in jobs:
        job.result()
sys.exit(1 if failures else 0)
