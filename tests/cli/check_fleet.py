#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""check_fleet.py make HWALIAS MACHINES DIR
   check_fleet.py many MACHINES DEVICES FILE [DIFFERENT]
   check_fleet.py check FLEET DB FILE...
   check_fleet.py dump DB

make: a small fleet out of recorded machines, from a seed: DIR/1.ndjson, and a day later
DIR/2.ndjson. In it are devices without a driver, with missing firmware, replaced and
removed ones, names with every awkward character, a report that is cut, a cloned machine.

many: a stream of short lines; one machine in DIFFERENT has devices that no other has.

check: the answers of all named queries are computed from the lines alone and compared with
those that `hwalias-fleet query` gives of a database into which the same files were loaded.

dump: all rows of all tables, for comparison: a file of SQLite, or a URL of PostgreSQL.
"""
import collections
import copy
import json
import os
import random
import subprocess
import sys

PLUGGED = {"usb", "hid", "input", "bluetooth", "typec", "thunderbolt", "pcmcia", "scsi",
           "mmc", "sdio", "memstick", "firewire", "leds", "sound"}
DAYS = ("2024-11-01T08:00:00Z", "2024-11-02T08:00:00Z")
AWKWARD = "a\\b \"q\" \ttab \u0001 \u0000 é 💡 \\N \\. '; DROP TABLE kind --"


# --- make ---

def lines_of(hwalias, snapshot):
    complete = [] if snapshot.endswith("vm.snap") else ["--complete"]
    out = subprocess.run([hwalias, "--from", snapshot, "-a", "--ndjson", "--privacy", "fleet"] + complete,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    lines = [json.loads(line) for line in out.decode().splitlines()]
    return [line for line in lines if line["schema"] == "hwalias.device"]


def write_report(out, lines, ends=True):
    for line in lines:
        out.write(json.dumps(line, separators=(",", ":")) + "\n")
    if ends:
        out.write('{"schema":"hwalias.end","devices":%d}\n' % sum(1 for l in lines if l["id"]))


def unbind(line):
    line.update(driver=None, state="unbound", reason="module-not-loaded",
                attention={"severity": "warning", "reason": "module-not-loaded",
                           "remedy": "modprobe x"})


def firmware(line):
    line["attention"] = {"severity": "error", "reason": "firmware-missing", "remedy": None}


def machine(model, number, day, rng):
    lines = copy.deepcopy(model)
    for line in lines:
        line["generated"] = DAYS[day]
        line["host"]["key"] = "%032x" % (1000 + number)
        line["host"]["name"] = AWKWARD if number == 1 else "node%d" % number
        line["kernel"]["release"] = "6.1.0-%d-amd64" % (number % 2 + day)
        if line["kernel"].get("tables"):
            line["kernel"]["tables"] = line["kernel"]["release"]
    if number % 3 == 0:
        unbind(rng.choice(lines))
    if number % 4 == 1:
        firmware(rng.choice(lines))
    if number % 5 == 2:
        lines.remove(rng.choice(lines))
    if number == 1:
        lines[0]["names"]["device"] = AWKWARD
        lines[0]["id"] = "pci:" + AWKWARD
    return lines


def make(hwalias, machines, directory):
    rng = random.Random(17)
    models = [lines_of(hwalias, os.path.join(machines, name))
              for name in ("desktop.snap", "server.snap", "vm.snap")]
    for i, model in enumerate(models):
        for line in model:
            line["host"]["dmi"] = dict(line["host"]["dmi"] or {}, product_name="Model %d" % i,
                                       sys_vendor="Maker")
    for day in (0, 1):
        with open(os.path.join(directory, "%d.ndjson" % (day + 1)), "w") as out:
            for number in range(30):
                if day == 1 and number in (5, 6):
                    continue
                lines = machine(models[number % 3], number, day, random.Random(number))
                if day == 1 and number % 7 == 0:
                    unbind(rng.choice(lines))
                if day == 1 and number % 7 == 1:
                    lines.pop()
                finding = dict(lines[0], schema="hwalias.finding", id=None, severity="error",
                               reason="modules-gone" if number == 2 else "other", remedy="reboot")
                if number in (2, 8) and day == 1:
                    lines.append(finding)
                write_report(out, lines, ends=(day, number) != (1, 9))
                # the disk of 4 was copied into a machine of another model
                if (day, number) == (1, 4):
                    clone = machine(models[2], 4, day, random.Random(4))
                    write_report(out, clone)


# --- many ---

def many(machines, devices, name, different="3"):
    with open(name, "w") as out:
        for number in range(int(machines)):
            head = ('{"schema":"hwalias.device","generated":"%s","host":{"key":"%032x","name":"n%d",'
                    '"os":null,"dmi":{"sys_vendor":"M","product_name":"P%d"}},"kernel":{"release":"6.%d"},'
                    % (DAYS[0], number, number, number % 5, number % 3))
            own = number % int(different) == 0
            for d in range(int(devices)):
                device = number if own and d == 7 else d
                out.write(head + '"id":"pci:0000:%02x:%02x.0","subsystem":"pci","ids":{"vendor":"8086",'
                          '"device":"%04x"},"driver":{"name":"d%d","module":"d%d"},"state":"bound",'
                          '"reason":"driver-bound","attention":null,"modalias":{"raw":"pci:v8086d%04x"}}\n'
                          % (d >> 5, d & 31, device, d % 9, d % 9, device))
            out.write('{"schema":"hwalias.end","devices":%s}\n' % devices)


# --- check ---

class Report:
    def __init__(self, head, source):
        self.host = head["host"].get("name")
        self.machine = head["host"]["key"]
        self.generated = head["generated"]
        self.dmi = head["host"]["dmi"] or {}
        self.product = self.dmi.get("product_name")
        self.kernel = head["kernel"]["release"]
        self.os = (head["host"]["os"] or {}).get("name")
        self.source = source
        self.devices = {}
        self.findings = {}
        self.complete = False

    def model(self):
        return tuple(self.dmi.get(k) for k in ("sys_vendor", "product_name", "product_version",
                                               "board_vendor", "board_name"))


def clean(text):
    """What a database can hold: U+0000 is none of it."""
    return text.replace("\u0000", "\ufffd") if isinstance(text, str) else text


def read(files):
    reports, conflicts = {}, []
    for name in files:
        report = None

        def keep():
            if report:
                add(report, reports, conflicts)
        for line in open(name, encoding="utf-8"):
            line = json.loads(line, object_hook=lambda o: {k: clean(v) for k, v in o.items()})
            if line["schema"] == "hwalias.end":
                report.complete = line["devices"] == len(report.devices)
                keep()
                report = None
                continue
            if report and (report.machine, report.generated) != (line["host"]["key"],
                                                                 line["generated"]):
                keep()
                report = None
            if not report:
                report = Report(line, name)
            if line["schema"] == "hwalias.finding":
                report.findings[line["reason"]] = line
            else:
                report.devices[line["id"]] = line
        keep()
    return reports, conflicts


def add(report, reports, conflicts):
    mine = reports.setdefault(report.machine, {})
    there = mine.get(report.generated)
    current = newest(mine)
    if there and there.complete:
        if report.complete and told(report) != told(there):
            conflicts.append(report)
    elif there:
        if report.complete:
            mine[report.generated] = report
    elif current and current.model() != report.model():
        conflicts.append(report)
    else:
        mine[report.generated] = report


def told(report):
    return report.model(), {i: (kind(d), verdict(d)) for i, d in report.devices.items()}


def newest(mine):
    whole = [t for t, r in mine.items() if r.complete]
    return mine[max(whole)] if whole else None


def ids(d):
    i = d["ids"] or {}
    if i.get("vendor") and i.get("device"):
        return i["vendor"] + ":" + i["device"]
    return (d["modalias"] or {}).get("raw")  # null is "" in the table, and null again in JSON


def names_of(d):
    return d["names"]["vendor"], d["names"]["device"]


def kind(d):
    return (d["modalias"] or {}).get("raw") or ids(d) or ""


def driver(d):
    return (d["driver"] or {}).get("name")


def verdict(d):
    return driver(d), (d["attention"] or {}).get("reason"), d["state"]


def rows(**columns):
    return json.dumps(columns, sort_keys=True)


def answers(reports, conflicts):
    """{query: Counter of rows}; a row has the columns that are compared."""
    current = {m: newest(r) for m, r in reports.items() if newest(r)}
    out = collections.defaultdict(collections.Counter)
    by_device, by_driver = collections.Counter(), collections.Counter()
    told_names = collections.defaultdict(set)
    for mine in reports.values():
        for r in mine.values():
            for d in r.devices.values():
                told_names[(d["subsystem"], ids(d))].add(names_of(d))
    names = collections.defaultdict(set)
    kernels = collections.Counter()
    for m, r in current.items():
        kernels[(r.kernel, r.os)] += 1
        for d in r.devices.values():
            by_device[(d["subsystem"], ids(d), None if ids(d) else names_of(d))] += 1
            if driver(d):
                by_driver[(driver(d), d["driver"]["module"])] += 1
            attention = d["attention"] or {}
            if d["state"] == "unbound":
                out["unbound"][rows(machine=m, host=r.host, id=d["id"], reason=d["reason"])] += 1
            if attention.get("reason"):
                row = rows(machine=m, id=d["id"], reason=attention["reason"], driver=driver(d),
                           severity=attention["severity"])
                out["attention"][row] += 1
                if attention["reason"].startswith("firmware-"):
                    out["missing-firmware"][row] += 1
        for reason, f in r.findings.items():
            out["attention"][rows(machine=m, id=None, reason=reason, driver=None,
                                  severity=f["severity"])] += 1
        if "modules-gone" not in r.findings and any(
                d["attention_complete"] is False for d in r.devices.values()):
            out["attention"][rows(machine=m, id=None, reason="not-checked", driver=None,
                                  severity=None)] += 1
        have = collections.Counter((d["subsystem"], ids(d)) for d in r.devices.values())
        names[m] = have
    for (bus, i, own), n in by_device.items():
        # both names are of one device
        vendor, device = own or min(told_names[(bus, i)], key=lambda v: (
            2 * (v[1] is None) + (v[0] is None), v[0] or "", v[1] or ""))
        out["by-device"][rows(bus=bus, id=i, vendor=vendor, device=device, devices=n)] += 1
    for (name, module), n in by_driver.items():
        out["by-driver"][rows(driver=name, module=module, devices=n)] += 1
    for (kernel, os_name), n in kernels.items():
        out["kernels"][rows(kernel=kernel, os=os_name, machines=n)] += 1
    for m, have in names.items():
        for i in {"8086:15b8", "046d:c52b"}:
            n = sum(count for (_, key), count in have.items() if key == i)
            if n:
                out["machines " + i][rows(machine=m, host=current[m].host, devices=n)] += 1
    outliers(current, out)
    drift(reports, current, out)
    for mine in reports.values():
        for r in mine.values():
            if not r.complete:
                out["incomplete"][rows(machine=r.machine, generated=r.generated,
                                       devices=len(r.devices))] += 1
    for r in conflicts:
        out["clones"][rows(machine=r.machine, generated=r.generated, model=r.product)] += 1
    return out


def hardware(report):
    return collections.Counter((d["subsystem"], ids(d), driver(d)) for d in report.devices.values()
                               if d["subsystem"] not in PLUGGED)


def outliers(current, out):
    models = collections.defaultdict(list)
    for m in sorted(current):
        if current[m].product:
            models[current[m].model()].append(m)
    for members in models.values():
        have = {m: hardware(current[m]) for m in members}
        for key in set().union(*have.values()):
            # what more than half of them have, none of it too
            (usual, times), = collections.Counter(have[m][key] for m in members).most_common(1)
            if 2 * times <= len(members):
                continue
            for m in members:
                if have[m][key] != usual:
                    out["outliers"][rows(machine=m, bus=key[0], id=key[1], driver=key[2],
                                         devices=have[m][key], usual=usual)] += 1


def change_of(was, now):
    if not was:
        return "added", None, ids(now)
    if not now:
        return "removed", ids(was), None
    if kind(was) != kind(now):
        return "replaced", ids(was), ids(now)
    for name, a, b in zip(("driver", "attention", "state"), verdict(was), verdict(now)):
        if a != b:
            return name, a, b
    return None


def drift(reports, current, out):
    for m, now in current.items():
        whole = sorted(t for t, r in reports[m].items() if r.complete)
        if len(whole) < 2:
            continue
        was = reports[m][whole[-2]]
        for i in set(was.devices) | set(now.devices):
            change = change_of(was.devices.get(i), now.devices.get(i))
            if change:
                out["drift"][rows(machine=m, id=i, change=change[0], was=change[1],
                                  becomes=change[2])] += 1
        if was.kernel != now.kernel:
            out["drift"][rows(machine=m, id=None, change="kernel", was=was.kernel,
                              becomes=now.kernel)] += 1


def ask(fleet, db, query):
    out = subprocess.run([fleet, "query", "--db", db, "--ndjson"] + query.split(),
                         stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in out.decode().splitlines()]


def check(fleet, db, files):
    failed = 0
    expected = answers(*read(files))
    for query in ("unbound", "attention", "missing-firmware", "by-device", "by-driver",
                  "machines 8086:15b8", "machines 046d:c52b", "outliers", "drift", "kernels",
                  "incomplete", "clones"):
        want = expected[query]
        got = ask(fleet, db, query)
        keys = json.loads(next(iter(want))).keys() if want else []
        have = collections.Counter(rows(**{k: row.get(k) for k in keys}) for row in got)
        if have != want:
            failed += 1
            print("%s: expected and not there: %s\n  there and not expected: %s"
                  % (query, list((want - have))[:3], list((have - want))[:3]))
        elif not want:
            print("%s: nothing to compare" % query)
    return failed


# --- dump ---

TABLES = ("fleet", "model", "platform", "address", "kind", "verdict", "device_set", "device",
          "machine", "report", "finding", "tally", "conflict")


def dump(db):
    rows = [(table, "SELECT * FROM %s ORDER BY 1, 2" % table) for table in TABLES]
    if "://" in db:
        # one connection for all
        words = [word for table, sql in rows for word in ("-c", "\\echo " + table, "-c", sql)]
        subprocess.run(["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", db] + words, check=True)
        return
    import sqlite3
    connection = sqlite3.connect(db)
    for table, sql in rows:
        print(table)
        for row in connection.execute(sql):
            print(row)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(*sys.argv[2:])
    elif sys.argv[1] == "many":
        many(*sys.argv[2:])
    elif sys.argv[1] == "dump":
        dump(sys.argv[2])
    else:
        sys.exit(1 if check(sys.argv[2], sys.argv[3], sys.argv[4:]) else 0)
