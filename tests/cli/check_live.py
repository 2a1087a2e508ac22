#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every modalias below /sys is in `hwalias -aJ` exactly once, under its device, decoded;
and drivers are those of the `driver` links.

Usage: check_live.py HWALIAS
"""
import json
import os
import subprocess
import sys


def walk():
    """(directory, modalias) of each modalias file and each MODALIAS= below /sys."""
    found = {}
    for top, dirs, files in os.walk("/sys/devices"):
        lines = []
        for name in ("modalias", "uevent"):
            if name not in files:
                continue
            try:
                with open(os.path.join(top, name), encoding="utf-8", errors="replace") as f:
                    text = f.read()
            except OSError:
                continue
            if name == "modalias":
                lines += [line for line in text.split("\n") if line]
            else:
                lines += [line[9:] for line in text.split("\n") if line.startswith("MODALIAS=")]
        if lines:
            found[top] = set(lines)
    return found


def main():
    out = subprocess.run([sys.argv[1], "-aJ"], capture_output=True, text=True, check=True).stdout
    report = json.loads(out)
    problems = []
    ours = {}
    for device in report["devices"]:
        entries = ([device["modalias"]] if device["modalias"] else []) + device["other_modaliases"]
        if device["syspath"] in ours:
            problems.append(f"{device['syspath']} is listed twice")
        raws = [e["raw"] for e in entries]
        ours[device["syspath"]] = set(raws)
        if len(set(raws)) < len(raws):
            problems.append(f"{device['syspath']}: a modalias twice in {raws}")
        for entry in entries:
            if not entry["valid"]:
                problems.append(f"{entry['raw']} is not decoded: {entry['error']}")
        link = device["syspath"] + "/driver"
        driver = os.path.basename(os.readlink(link)) if os.path.islink(link) else None
        told = device["driver"]["name"].replace("/", "!") if device["driver"] else None
        if driver != told:
            problems.append(f"{device['syspath']}: driver {told}, link {driver}")
    theirs = walk()
    for path, lines in theirs.items():
        if not lines <= ours.get(path, set()):
            problems.append(f"{path}: {lines}, listed {ours.get(path)}")
    print(f"{len(theirs)} directories with a modalias, {len(problems)} problems")
    for problem in problems:
        print("  " + problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
