#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""check_names.py PROGRAM SOURCE...: each device, by the name that the list prints for it,
is shown; of each bus the first devices."""
import collections
import subprocess
import sys

PER_BUS = 5


def run(command):
    result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, check=False)
    return result.returncode, result.stdout.decode("utf-8", "replace")


def main():
    program, *sources = sys.argv[1:]
    count = failed = 0
    for source in sources:
        machine = [program, "--from", source] if source != "/" else [program]
        seen = collections.Counter()
        _, table = run(machine + ["-aa", "--tsv", "--noheadings", "-o", "DEVICE,SYSPATH"])
        for line in table.splitlines():
            name, path = line.split("\t")
            bus = name.partition(":")[0] if not name[0].isdigit() else "slot"
            seen[bus] += 1
            if seen[bus] > PER_BUS:
                continue
            count += 1
            status, shown = run(machine + [name])
            if status or path not in shown:
                print(f"FAILED: {source}: {name} is not shown: status {status}")
                failed += 1
    print(f"{count} devices, {failed} faults")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main())
