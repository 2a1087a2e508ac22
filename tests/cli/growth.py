#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever may be repeated in an input is repeated n and 10 n times: the second run may
cost at most 12 times what the first does.

Cost is instructions, counted by the processor (perf) or by valgrind. Where neither can
count, as in a virtual machine with a program built with sanitizers, which does not run
in valgrind, the exit status is 77.

Usage: growth.py [NAME...]    only the rows whose names contain one of these words
"""
import concurrent.futures
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ.get("HWALIAS", "hwalias")
BOUND = 12
# seconds of processor time; longer runs have failed. Linear rows take up to 5 of them with
# valgrind where a processor is shared; quadratic ones take minutes.
PATIENCE = 40

RELEASE = "6.1.0-test"
MODULES = f"lib/modules/{RELEASE}/"
DEVICES = "sys/devices/pci0000:00/"
MODALIAS = "pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8a"
PATTERN = "pci:v00008086d000024DBsv*sd*bc*sc*i*"
PCI_IDS = "# PCI\n8086  Intel Corporation\n\t24db  IDE Controller\n"
USB_IDS = "# USB\n046d  Logitech, Inc.\n\tc52b  Unifying Receiver\n"


def lines(form, n):
    """n lines of a format with {} for the number."""
    return "".join(form.format(i) + "\n" for i in range(n))


def machine(**more):
    """The files of a machine with one device, without a driver, that module m claims.
    Keys of more are names in PLACES."""
    files = {
        "proc/sys/kernel/osrelease": RELEASE + "\n",
        "proc/modules": "loop 16384 0 - Live 0x0000000000000000\n",
        "usr/share/misc/pci.ids": PCI_IDS,
        "usr/share/misc/usb.ids": USB_IDS,
        MODULES + "modules.alias": f"alias {PATTERN} m\n",
        MODULES + "modules.dep": "kernel/m.ko:\n",
        MODULES + "modules.builtin": "kernel/vt.ko\n",
        MODULES + "kernel/m.ko": "",
        "links": {"sys/bus/pci/devices/0000:00:1f.1":
                  "../../../devices/pci0000:00/0000:00:1f.1"},
        DEVICES + "0000:00:1f.1/uevent":
            f"PCI_CLASS=1018A\nPCI_SLOT_NAME=0000:00:1f.1\nMODALIAS={MODALIAS}\n",
    }
    for key, value in more.items():
        files[PLACES[key]] = value
    return files


PLACES = {
    "conf": "etc/modprobe.d/a.conf",
    "cmdline": "proc/cmdline",
    "log": "var/log/dmesg",
    "loaded": "proc/modules",
    "pci_ids": "usr/share/misc/pci.ids",
    "usb_ids": "usr/share/misc/usb.ids",
    "pnp_ids": "usr/share/hwdata/pnp.ids",
    "alias": MODULES + "modules.alias",
    "dep": MODULES + "modules.dep",
    "builtin": MODULES + "modules.builtin",
    "modinfo": MODULES + "modules.builtin.modinfo",
    "uevent": DEVICES + "0000:00:1f.1/uevent",
}


def many_files(n, form, content):
    files = machine()
    for i in range(n):
        files[form.format(i)] = content.format(i)
    return files


def many_devices(n, bus, name, uevent):
    """Devices of one bus, their names from a function of the number."""
    files = machine()
    for i in range(n):
        links = files["links"]
        links[f"sys/bus/{bus}/devices/{name(i)}"] = f"../../../devices/x/{name(i)}"
        files[f"sys/devices/x/{name(i)}/uevent"] = uevent.format(i)
    return files


def pci_name(i):
    return f"{i >> 16:04x}:{i >> 8 & 255:02x}:{i >> 3 & 31:02x}.{i & 7}"


def uuid(i):
    return f"{i:08x}-1b2c-000d-3a7a-1b2c000d3a7a"


def claimed(n):
    """One pattern of n modules."""
    return machine(alias=lines(f"alias {PATTERN} m{{}}", n),
                   dep=lines("kernel/m{}.ko:", n))


def candidates(n):
    """Patterns that differ, of one module each: the last digit from sets of two."""
    alphabet = "0123456789ACEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    alias = ""
    for i in range(n):
        a, b = alphabet[i % 60], alphabet[i // 60 % 60]
        alias += f"alias pci:v00008086d000024D[B{a}{b}]sv*sd*bc*sc*i* m{i}\n"
    return machine(alias=alias, dep=lines("kernel/m{}.ko:", n))


def candidates_loaded(n):
    return {**candidates(n), PLACES["loaded"]: lines("m{} 16384 0 - Live 0x0", n)}


def candidates_then(n):
    """The modules claim the device under another kernel, too, and are not there."""
    files = candidates(n)
    files["lib/modules/6.2.0-then/modules.alias"] = files[PLACES["alias"]]
    files["lib/modules/6.2.0-then/modules.dep"] = "kernel/m.ko:\n"
    files["lib/modules/6.2.0-then/modules.builtin"] = ""
    return files


def needed(n, **more):
    """Module m needs n others, whose files are there."""
    names = [f"kernel/a{i}.ko" for i in range(n)]
    files = machine(dep="kernel/m.ko: " + " ".join(names) + "\n" +
                    "".join(name + ":\n" for name in names), **more)
    return {**files, **{MODULES + name: "" for name in names}}


def softdeps(n):
    """n modules in the way of each other, each with soft dependencies of its own."""
    return needed(n, conf=lines("softdep a{} pre: b", n) +
                  lines("install a{} /bin/false", n))


def acpi_lines(n):
    """The file modalias, which of an ACPI device may have several lines."""
    files = machine(uevent="")
    files[DEVICES + "0000:00:1f.1/modalias"] = lines("acpi:PNP{:04X}:", n)
    return files


def logged(n, message):
    """The driver had its chance: only then the log is asked why it did not take it."""
    return machine(loaded="m 16384 0 - Live 0x0\n",
                   log=lines("[    1.000000] " + message, n))


def deep_path(n):
    """A device n directories below sys/devices, with its subsystem in a link."""
    files = machine()
    below = "/".join(["a"] * n)
    files["links"]["sys/bus/pci/devices/0000:01:00.0"] = f"../../../devices/{below}/d"
    files[f"sys/devices/{below}/d/uevent"] = f"MODALIAS={MODALIAS}\n"
    return files


def modinfo(n, record):
    return machine(builtin="kernel/m.ko\n", modinfo="".join(
        "m." + record.format(i) + "\0" for i in range(n)))


def subsystems(n):
    ids = PCI_IDS + lines("\t\t103c {:04x}  Board", n)
    return machine(pci_ids=ids + "ffff  Last\n")


def repeats(n):
    return machine(pci_ids=lines("8086  Intel Corporation\n\t{:04x}  Device", n))


def strings(n, form, first=0):
    """Strings with another id each, as the names that were found are remembered."""
    return "".join(form.format(first + i) + "\n" for i in range(n))


# name, n, files of the machine for n, arguments, standard input for n. Where one of the
# repeated costs much, n is less: the many should take a second in valgrind.
ROWS = [
    ("blacklist-lines", 100, lambda n: machine(conf="blacklist m\n" * n), ["check"]),
    ("conf-files", 300,
     lambda n: many_files(n, "etc/modprobe.d/{}.conf", "options m a={}\n"), ["-aJ"]),
    ("conf-lines-unsound", 1000, lambda n: machine(conf="blacklist\n" * n), ["-aJ"]),
    ("install-lines", 500,
     lambda n: machine(conf=lines("install m{} /bin/true", n)), ["-aJ"]),
    ("install-lines-of-one", 100,
     lambda n: machine(conf="install m /bin/false\n" * n), ["check"]),
    ("install-words", 200,
     lambda n: machine(conf="install m " + "true; " * n + "\n"), ["check"]),
    ("softdep-lines", 500,
     lambda n: machine(conf=lines("softdep m pre: a{}", n)), ["check"]),
    ("softdep-lines-of-many", 100, softdeps, ["check"]),
    ("alias-lines-of-modprobe", 100,
     lambda n: machine(conf=lines(f"alias {PATTERN} x{{}}", n)), ["-aJ"]),
    ("alias-lines-of-one-pattern", 300,
     lambda n: machine(conf=lines(f"alias {PATTERN} x{{}}", n)), ["check"]),
    ("command-line-words", 200,
     lambda n: machine(cmdline=lines("module_blacklist=m{}", n).replace("\n", " ")),
     ["check"]),
    ("command-line-list", 100,
     lambda n: machine(cmdline="module_blacklist=" + "m," * n + "\n"), ["check"]),
    ("command-line-list-of-many", 100,
     lambda n: needed(n, cmdline="module_blacklist=" + ",".join(
         f"a{i}" for i in range(n)) + "\n"), ["check"]),
    ("modules-of-a-pattern", 200, claimed, ["-aJ"]),
    ("modules-of-a-pattern-table", 100, claimed, ["-a"]),
    ("modules-of-a-pattern-show", 60, claimed, ["show", "00:1f.1"]),
    ("modules-of-a-pattern-lookup", 60, claimed, ["lookup", "pci:8086:24db"]),
    ("candidates", 200, candidates, ["-aJ"]),
    ("candidates-loaded", 200, candidates_loaded, ["check"]),
    ("candidates-not-loaded", 200, candidates, ["check"]),
    ("candidates-then", 200, candidates_then, ["check", "--kernel", "6.2.0-then"]),
    ("dependencies", 100, needed, ["check"]),
    ("dependencies-blocked", 100,
     lambda n: needed(n, conf=lines("install a{} /bin/false", n)), ["check"]),
    ("modules.dep-lines", 1000,
     lambda n: machine(dep=lines("kernel/a{}.ko:", n)), ["-aJ"]),
    ("modules.builtin-lines", 1000,
     lambda n: machine(builtin=lines("kernel/a{}.ko", n)), ["-aJ"]),
    ("proc-modules-lines", 1000,
     lambda n: machine(loaded=lines("a{} 16384 0 - Live 0x0", n)), ["-aJ"]),
    ("aliases-of-a-module", 300,
     lambda n: machine(alias=lines("alias pci:v00008086d0000{:04X}sv*sd*bc*sc*i* m",
                                   n)), ["driver", "m"]),
    ("modules-asked", 20, claimed, lambda n: ["driver"] + [f"m{i}" for i in range(n)]),
    ("parameters-of-a-module", 300, lambda n: modinfo(n, "parm=p{}:text"),
     ["driver", "m"]),
    ("authors-of-a-module", 300, lambda n: modinfo(n, "author=A{}"), ["driver", "m"]),
    ("firmware-of-a-module", 300, lambda n: modinfo(n, "firmware=f{}.bin"),
     ["driver", "m"]),
    ("vendor-repeats", 500, repeats, ["lookup", "pci:8086:ffff"]),
    ("subsystems-of-a-device", 1000, subsystems, ["lookup", "pci:8086:24db:103c:ffff"]),
    ("vendor-repeats-and-strings", 200, repeats, ["decode", "--ndjson"],
     lambda n: strings(n, "pci:v00008086d0000{:04X}sv0sd0bc01sc01i8a", 0x8000)),
    ("subsystems-and-strings", 200, subsystems, ["decode", "--ndjson"],
     lambda n: strings(n, "pci:v00008086d000024DBsv0000103Csd0000{:04X}bc01sc01i8a",
                       0x8000)),
    ("id-file-unsound", 1000,
     lambda n: machine(pci_ids=PCI_IDS + "x\n" * n), ["-aJ"]),
    ("pnp-ids-lines", 1000,
     lambda n: machine(pnp_ids="AAA\tA\n" * n), ["decode", "acpi:AAA0001:"]),
    ("id-look-ups", 20, lambda n: machine(),
     lambda n: ["lookup"] + [f"pci:8086:{i:04x}" for i in range(n)]),
    ("devices", 60,
     lambda n: many_devices(n, "pci", pci_name, f"MODALIAS={MODALIAS}\n"), ["-aJ"]),
    ("devices-table", 60,
     lambda n: many_devices(n, "pci", pci_name, f"MODALIAS={MODALIAS}\n"), ["-a"]),
    ("devices-check", 100,
     lambda n: many_devices(n, "pci", pci_name, f"MODALIAS={MODALIAS}\n"), ["check"]),
    ("devices-private", 100,
     lambda n: many_devices(n, "vmbus", uuid, "MODALIAS=vmbus:00\n"), ["-aJ"]),
    ("uevent-lines", 300,
     lambda n: machine(uevent=f"MODALIAS={MODALIAS}\n" + lines("K{}=v", n)), ["-aJ"]),
    ("modalias-lines", 100, acpi_lines, ["-aJ"]),
    ("kernel-log-lines", 500,
     lambda n: logged(n, "ahci 0000:00:1f.1: Direct firmware load for f{}.bin failed "
                      "with error -2"), ["check"]),
    ("kernel-log-devices", 500,
     lambda n: logged(n, "ahci {:04x}:00:1f.1: probe with driver ahci failed with error "
                      "-22"), ["check"]),
    ("kernel-log-other-lines", 1000, lambda n: logged(n, "nobody: knows {}"), ["check"]),
    ("installed-kernels", 100,
     lambda n: many_files(n, "lib/modules/{}/modules.alias", f"alias {PATTERN} m\n"),
     ["check"]),
    ("snapshot-unsound", 1000,
     lambda n: {**machine(), "raw": "unsound\n" * n}, ["-aJ"]),
    ("path-components", 100, deep_path, ["-aJ"]),
    ("strings", 100, lambda n: machine(), ["decode", "--ndjson"],
     lambda n: strings(n, "pci:v00008086d0000{:04X}sv0sd0bc01sc01i8a")),
    ("modalias-bytes", 1000, lambda n: machine(), ["decode", "--ndjson"],
     lambda n: "acpi:" + "PNP0A08:" * (n // 8) + "\n"),
    ("modalias-bytes-match", 1000,
     lambda n: machine(alias="alias acpi*:PNP0A03:* m\nalias of:N*T*Cx,y* m\n"),
     ["match"],
     lambda n: "acpi:" + "PNP0A08:" * (n // 8) + "\nof:N" + "T" * n + "C\n"),
]


def escape(text, more=b""):
    out = ""
    for byte in text.encode():
        plain = 0x20 <= byte < 0x7f and byte != 0x5c and byte not in more
        out += chr(byte) if plain else f"\\x{byte:02x}"
    return out


def entry(path, content):
    """A file of a snapshot: data/snapshot/read.c draws the form."""
    head = escape(path, b" #|")
    if content.endswith("\n"):
        body = "".join("|" + escape(l) + "\n" for l in content[:-1].split("\n"))
        return f"{head} :\n{body}"
    return f"{head} =- {escape(content)}\n" if content else f"{head} =-\n"


def write_snapshot(path, files):
    with open(path, "w", encoding="ascii") as out:
        out.write("hwalias-snapshot 1\n")
        for link, target in files.get("links", {}).items():
            out.write(f"{escape(link, b' ')} -> {target}\n")
        for name, content in files.items():
            if name not in ("links", "raw"):
                out.write(entry(name, content))
        out.write(files.get("raw", ""))


def run(prefix, args, data, env):
    """Standard error of a run; None when it took too long."""
    limit = ["sh", "-c", f'ulimit -t {PATIENCE} && exec "$@"', "sh"]
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stderr:
        stdin.write(data.encode())
        stdin.seek(0)
        child = subprocess.Popen(limit + prefix + [PROGRAM] + args, stdin=stdin,
                                 stdout=subprocess.DEVNULL, stderr=stderr, env=env)
        child.wait()
        stderr.seek(0)
        text = stderr.read().decode(errors="replace")
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL, 128 + signal.SIGXCPU):
        return None
    # 1 is what check says of a device that needs attention
    if child.returncode not in (0, 1):
        raise RuntimeError(f"status {child.returncode}: {text[-400:]}")
    return text


def by_perf(args, data, env):
    out = run(["perf", "stat", "-x,", "-e", "instructions:u", "--"], args, data, env)
    hit = out and re.search(r"^(\d+),[^,]*,instructions", out, re.M)
    return int(hit.group(1)) if hit else None


def by_valgrind(args, data, env):
    out = run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"],
              args, data, env)
    hit = out and re.search(r"Collected : (\d+)", out)
    return int(hit.group(1)) if hit else None


def can_run(tool):
    """Whether the program runs in it: one with sanitizers does not in valgrind, which
    counts how it fails."""
    probe = [*tool, PROGRAM, "--version"]
    done = subprocess.run(probe, capture_output=True, text=True, check=False)
    return done.returncode == 0 and "hwalias" in done.stdout


def choose():
    """What counts here and its name; None: nothing."""
    for tool, count, command in (("perf", by_perf, ["perf", "stat", "--"]),
                                 ("valgrind", by_valgrind, ["valgrind", "--tool=none"])):
        if shutil.which(tool) and can_run(command) and count(["--version"], "", None):
            return count, tool
    return None, None


class Row:
    def __init__(self, row):
        self.name, self.n, self.make, self.args = row[:4]
        self.input = row[4] if len(row) > 4 else lambda n: ""

    def cost(self, folder, n, count):
        snapshot = os.path.join(folder, f"{self.name}-{n}.snap")
        args = self.args(n) if callable(self.args) else list(self.args)
        write_snapshot(snapshot, self.make(n))
        env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C",
               "SOURCE_DATE_EPOCH": "0", "ASAN_OPTIONS": "detect_leaks=0"}
        at = 1 if args[0][0] != "-" else 0
        cost = count(args[:at] + ["--from", snapshot] + args[at:], self.input(n), env)
        os.unlink(snapshot)
        return cost

    def check(self, folder, count, least):
        """Whether it grows as it may, and a line that says so."""
        costs = []
        try:
            for size in (10 * self.n, self.n):
                cost = self.cost(folder, size, count)
                if cost is None:
                    return False, (f"{self.name}: {size} took more than {PATIENCE} s of "
                                   "processor time")
                # n cannot cost less than nothing does
                if not costs and cost <= BOUND * least:
                    return True, f"{self.name}: {size} {cost:,d}; next to nothing"
                costs.append(cost)
        except RuntimeError as error:
            return False, f"{self.name}: {error}"
        ratio = costs[0] / costs[1]
        return ratio <= BOUND, (f"{self.name}: {self.n} {costs[1]:,d}; "
                                f"{10 * self.n} {costs[0]:,d}; {ratio:.1f}")


def main():
    words = sys.argv[1:]
    rows = [Row(row) for row in ROWS]
    rows = [r for r in rows if not words or any(w in r.name for w in words)]
    count, tool = choose()
    if not count:
        print("neither perf nor valgrind can count the program's instructions: skipped")
        return 77
    least = count(["--version"], "", None)
    workers = min(4, os.cpu_count() or 1)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(workers) as pool:
        results = list(pool.map(lambda r: r.check(folder, count, least), rows))
    for good, text in results:
        print(text if good else f"FAILED {text} (at most {BOUND})")
    print(f"instructions, counted by {tool}; {time.monotonic() - start:.0f} s")
    bad = sum(not good for good, _ in results)
    if bad:
        print(f"{bad} of {len(results)} grow faster than their input")
    return 1 if bad or not results else 0


if __name__ == "__main__":
    sys.exit(main())
