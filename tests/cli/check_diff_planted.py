#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Plant one change at a time in recordings, and require that diff tells just that.

check_diff_planted.py HWALIAS SOURCE

A recording is text: the entries of a device are changed, taken away or renamed. Of each
machine and each way of planting some devices are taken, evenly over all there are.
"""
import json
import os
import posixpath
import re
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = sys.argv[1:3]
MACHINES = ("desktop", "server", "arm", "vm", "healthy/laptop", "healthy/usb-composite")
# of a machine, for each way of planting
DEVICES = 6
# nodes that diff compares only with -aa
BOOKKEEPING = ("memory", "node", "clocksource", "event_source", "cpu", "clockevents",
               "machinecheck", "workqueue", "container")
WORDS = {"removed": "removed", "added": "added", "moved": "moved",
         "driver": "driver changed", "candidates": "with other candidates",
         "revision": "revision changed", "firmware": "firmware changed",
         "link": "link changed", "speed": "speed changed", "state": "state changed"}
BACK = {"removed": "added", "added": "removed"}

checks = failures = 0
planted = set()


def check(is_right, *words):
    global checks, failures
    checks += 1
    if not is_right:
        failures += 1
        print("FAILED:", *words)


class Recording:
    """The entries of a snapshot, in order: path -> its lines."""

    def __init__(self, path):
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            self.text = file.read()
        self.entries = []
        for line in self.text.split("\n"):
            if line.startswith("|") and self.entries:
                self.entries[-1][1].append(line)
            else:
                self.entries.append((self.path_of(line), [line]))
        self.devices = []
        for path, lines in self.entries:
            found = re.fullmatch(r"sys/bus/([^/ ]+)/devices/([^ ]+) -> (.*)", lines[0])
            if found:
                place = posixpath.normpath(posixpath.join(posixpath.dirname(path),
                                                          found[3]))
                self.devices.append((found[1], found[2], place))

    @staticmethod
    def path_of(line):
        found = re.match(r"(\S+) (?:=|:|->)(?: |$)", line)
        return found[1] if found else ""

    def uevent(self, place):
        """The lines of it, or none."""
        for path, lines in self.entries:
            if path == place + "/uevent":
                return lines
        return []

    def with_driver(self, place, driver):
        """The text where the device has this driver, or none."""
        out = []
        for path, lines in self.entries:
            if path == place + "/driver":
                continue
            if path == place + "/uevent":
                lines = [re.sub("^.DRIVER=.*", f"|DRIVER={driver}", line)
                         for line in lines if driver or not line.startswith("|DRIVER=")]
            out.extend(lines)
        return "\n".join(out)

    def with_entries(self, place, **values):
        return self.text + "".join(f"{place}/{name} = {value}\n"
                                   for name, value in values.items())

    def without(self, place):
        """The text without the device, and all links that lead to it or below it."""
        out = []
        for path, lines in self.entries:
            target = re.match(r"\S+ -> (.*)", lines[0])
            if target:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path),
                                                           target[1]))
            if not any(at and (at == place or at.startswith(place + "/"))
                       for at in (path, target)):
                out.extend(lines)
        return "\n".join(out)

    def lists_alone(self, bus):
        """Whether the recording tells of the bus but by this device."""
        return sum(device[0] == bus for device in self.devices) == 1


def evenly(devices):
    step = max(1, len(devices) // DEVICES)
    return devices[::step][:DEVICES]


def run(*words):
    done = subprocess.run([PROGRAM, "diff", *words], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace"), done.returncode


def require(what, before, after, kind, device):
    """The one change of `after` is of this kind, and of this device."""
    table, status = run("-a", before, after)
    rows = table.split("\n\n")[0].split("\n")[1:]
    title = {"removed": "removed", "added": "added", "moved": "moved"}.get(
        kind, f"{kind} changed")
    check(status == 1 and len(rows) == 1 and rows[0].startswith(title) and
          device in rows[0].split(), what, "the table is", table)
    check(table.endswith(f"\n\n1 {WORDS[kind]}\n"), what, "is counted as", table)
    summary, status = run("-a", "--summary", before, after)
    check(status == 1 and summary == f"1 {WORDS[kind]}\n", what, "in short", summary)
    text, status = run("-a", "-J", before, after)
    document = json.loads(text)
    check(status == 1 and [(c["kind"], c["id"]) for c in document["changes"]] ==
          [(kind, device)], what, "in JSON", document["changes"])
    counts = {k: n for k, n in document["summary"].items() if k in WORDS}
    check(counts == {k: int(k == kind) for k in counts} and kind in counts and
          document["summary"]["changes"] == 1, what, "counts in JSON", counts)


def plant(work, what, texts, kind, device, back=None):
    """Compares both ways; `back` is the device that the way back tells, if not the same."""
    files = []
    planted.add(kind)
    for name, text in zip(("a", "b"), texts):
        files.append(f"{work}/{name}.snap")
        with open(files[-1], "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)
    require(what, *files, kind, device)
    require(what + ", back", *files[::-1], BACK.get(kind, kind), back or device)


def renamed(text, old, new):
    return re.sub(r"(?<![\w.:-])" + re.escape(old) + r"(?=[:/ .\n])", new, text)


def plant_places(work, name, recording):
    whole = [d for d in recording.devices
             if d[0] not in BOOKKEEPING and not recording.lists_alone(d[0]) and
             not (d[0] == "acpi" and not recording.uevent(d[2]))]
    for bus, device, place in evenly(whole):
        plant(work, f"{name}: {bus} {device} is gone",
              (recording.text, recording.without(place)), "removed", f"{bus}:{device}")
    for bus, device, _ in evenly([d for d in recording.devices if d[0] == "pci"]):
        moved = device[:-4] + "1b" + device[-2:]
        if moved not in recording.text:
            plant(work, f"{name}: {device} in another slot",
                  (recording.text, recording.text.replace(device, moved)), "moved",
                  f"pci:{moved}", f"pci:{device}")
    for bus, device, _ in evenly([d for d in recording.devices if d[0] == "usb" and
                                  "-" in d[1] and ":" not in d[1]]):
        moved = device[:-1] + "77"
        plant(work, f"{name}: {device} in another port",
              (recording.text, renamed(recording.text, device, moved)), "moved",
              f"usb:{moved}", f"usb:{device}")


def plant_drivers(work, name, recording):
    bound = [d for d in recording.devices
             if any(line.startswith("|DRIVER=") for line in recording.uevent(d[2]))]
    for bus, device, place in evenly(bound):
        for driver in ("planted", None):
            plant(work, f"{name}: {bus} {device} with the driver {driver}",
                  (recording.text, recording.with_driver(place, driver)), "driver",
                  f"{bus}:{device}")


def plant_facts(work, name, recording):
    functions = [d for d in recording.devices if d[0] == "pci" and d[1].endswith(".0")]
    for _, device, place in evenly(functions):
        plant(work, f"{name}: {device} in another revision",
              [recording.with_entries(place, revision=f"0x{r}") for r in ("31", "32")],
              "revision", f"pci:{device}")
        # graphics and ports change theirs with the load
        if any(re.search("bc0[36]sc", line) for line in recording.uevent(place)):
            continue
        for what, now in (("speed", ("2.5", 4)), ("width", ("8.0", 1))):
            plant(work, f"{name}: {device} with another {what} of its link",
                  [recording.with_entries(
                      place, current_link_speed=f"{speed} GT/s PCIe",
                      current_link_width=width, max_link_speed="8.0 GT/s PCIe",
                      max_link_width=4) for speed, width in (("8.0", 4), now)],
                  "link", f"pci:{device}")
    for _, device, place in evenly([d for d in functions
                                    if "|DRIVER=nvme" in recording.uevent(d[2])]):
        plant(work, f"{name}: {device} with another firmware",
              [recording.with_entries(f"{place}/nvme/nvme0", firmware_rev=version)
               for version in ("1B2QEXM7", "2B2QEXM7")], "firmware", f"pci:{device}")
    for _, device, place in evenly([d for d in recording.devices if d[0] == "usb" and
                                    ":" not in d[1] and
                                    not re.search(rf"^{re.escape(d[2])}/speed ",
                                                  recording.text, flags=re.M)]):
        plant(work, f"{name}: {device} slower",
              [recording.with_entries(place, speed=s) for s in ("5000", "480")], "speed",
              f"usb:{device}")


def plant_claims(work, name, recording):
    """Where one device alone is claimed by a module: that is called otherwise; and where
    the device has no driver, it is blocked."""
    listed = subprocess.run([PROGRAM, "list", "-a", "--ndjson", "--from",
                             f"{SOURCE}/tests/machines/{name}.snap"],
                            capture_output=True, check=False).stdout
    claimed = {}
    for line in listed.decode("utf-8", "replace").splitlines():
        record = json.loads(line)
        for candidate in record.get("candidates") or []:
            claimed.setdefault(candidate["module"], []).append(record)
    alone = [(module, records[0]) for module, records in sorted(claimed.items())
             if len(records) == 1 and len(records[0]["candidates"]) == 1]
    for module, record in evenly(alone):
        text = re.sub(rf"^(\|alias \S+) {re.escape(module)}$", r"\1 planted_module",
                      recording.text, flags=re.M)
        if text != recording.text:
            plant(work, f"{name}: {record['id']} claimed by another module than {module}",
                  (recording.text, text), "candidates", record["id"])
    for module, record in evenly([(module, record) for module, record in alone
                                  if record["reason"] == "module-not-loaded"]):
        plant(work, f"{name}: {record['id']} with {module} blocked",
              (recording.text,
               recording.text + f"etc/modprobe.d/zz.conf = blacklist {module}\n"),
              "state", record["id"])


def main():
    with tempfile.TemporaryDirectory() as work:
        for name in MACHINES:
            recording = Recording(f"{SOURCE}/tests/machines/{name}.snap")
            for way in (plant_places, plant_drivers, plant_facts, plant_claims):
                way(work, name, recording)
    check(planted == set(WORDS) - {"added"}, "never planted:", set(WORDS) - planted)
    print(f"{checks} checks, {failures} failed")
    return failures > 0 or checks < 1000


sys.exit(main())
