#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""fleet.py --out DIR|- [--machines N] [--devices M] [--seed S] [--models K]
            [--kernel DIR]... [--hwalias PROGRAM] [--corpus FILE]
            [--time SECONDS] [--drift PERCENT]

The feed of a fleet: N machines (20) with M devices each (100), PCI and USB, as `hwalias
list --ndjson --privacy fleet` prints it on each of them, every machine ended by its line
hwalias.end. "--out -" is one stream, "--out DIR" a file for each machine, DIR/NAME.ndjson.
The same options give the same bytes.

Machines are of K models (12), each with a DMI product and a set of devices that real
machines have (column modalias of --corpus, $HWALIAS_SHARED/corpus/modaliases.tsv if not
given; else the strings of tests/samples). Of each model a snapshot is composed for each
kernel and read by the program itself, so that ids, names, candidates and verdicts are its
own. It runs three times for a model and kernel: all drivers bound, none bound, all modules
blacklisted. A machine has the lines of the first run with its own key, name and time, but
for a few devices: about one machine in 12 has a device without a driver
(module-not-loaded), in 40 one that is blocked, in 30 one whose firmware is missing, in 50
lacks a device that its model has.

--kernel is a directory with lib/modules/RELEASE in it, with RELEASE, or with modules.alias
itself, as of --modules-dir; the first is that of 70 % of the machines. Without it two kernels are made up, of which the second has lost the aliases of
some devices. --time is when the first machine reported (1700000000), each next one a
second later. --drift gives so many percent of the machines other faults than they have
without it: the same fleet, later.

    fleet.py --machines 20000 --out - | hwalias-fleet load -
    fleet.py --machines 20000 --time 1700086400 --drift 2 --out - | hwalias-fleet load -
"""
import argparse
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PRODUCTS = [
    # sys_vendor, product_name, chassis_type, bios_vendor, bios_version, bios_date
    ("Dell Inc.", "PowerEdge R750", 23, "Dell Inc.", "1.12.1", "09/11/2023"),
    ("Dell Inc.", "PowerEdge R640", 23, "Dell Inc.", "2.19.1", "06/04/2023"),
    ("HPE", "ProLiant DL380 Gen10", 23, "HPE", "U30", "07/20/2023"),
    ("Supermicro", "SYS-420GP-TNR", 23, "American Megatrends Inc.", "1.4b", "02/22/2023"),
    ("Supermicro", "AS -2124GQ-NART", 23, "American Megatrends Inc.", "2.5", "09/14/2022"),
    ("NVIDIA", "DGXH100", 23, "American Megatrends Inc.", "1.01.01", "05/09/2023"),
    ("Lenovo", "ThinkSystem SR650 V2", 23, "Lenovo", "AFE126K-1.60", "04/27/2023"),
    ("LENOVO", "20XW0055GE", 10, "LENOVO", "N32ET86W (1.62 )", "06/06/2023"),
    ("ASUSTeK COMPUTER INC.", "ESC8000-E11", 23, "American Megatrends Inc.", "0602", "12/12/2022"),
    ("GIGABYTE", "R282-Z93-00", 23, "GIGABYTE", "M10", "03/31/2023"),
    ("Quanta Cloud Technology Inc.", "QuantaGrid D52B-1U", 23, "INSYDE Corp.", "3B13.Q201", "01/05/2023"),
    ("System manufacturer", "System Product Name", 3, "American Megatrends Inc.", "3805", "05/16/2018"),
]
# where the corpus has no drivers, by PCI class
BY_CLASS = {"0101": "ata_piix", "0106": "ahci", "0108": "nvme", "0200": "e1000e",
            "0280": "iwlwifi", "0300": "nouveau", "0403": "snd_hda_intel",
            "0604": "pcieport", "0c03": "xhci_hcd", "0c05": "i801_smbus"}
BUILT_IN = {"pcieport", "hub", "usb", "usbfs"}
MODULE_OF = {"xhci_hcd": "xhci_pci", "i801_smbus": "i2c_i801", "piix4_smbus": "i2c_piix4",
             "snd_hda_intel": "snd_hda_intel", "ehci-pci": "ehci_pci"}
PCI = re.compile(r"pci:v0000(\w{4})d0000(\w{4})sv0000(\w{4})sd0000(\w{4})bc(\w\w)sc(\w\w)i(\w\w)$")
USB = re.compile(r"usb:v(\w{4})p(\w{4})d(\w{4})dc(\w\w)dsc(\w\w)dp(\w\w)ic(\w\w)isc(\w\w)ip(\w\w)in(\w\w)$")
KEY = b"f" * 32
NAME = b"name-of-the-machine"
TIME = b"2000-01-01T00:00:00Z"


def read_corpus(path):
    """[(machine, driver, modalias)], PCI functions and USB interfaces."""
    rows = []
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#") or cells[-1] == "modalias":
                continue
            if len(cells) >= 7:
                machine, driver, modalias = cells[1], cells[4], cells[6]
            else:
                machine, driver, modalias = "samples", "", cells[0]
            match = PCI.match(modalias)
            if match and not driver and machine == "samples":
                driver = BY_CLASS.get((match[5] + match[6]).lower(), "")
            if match or USB.match(modalias):
                rows.append((machine, driver.replace("/", ""), modalias))
    return rows


def make_kernels(directory, rows):
    """Tables of two kernels that claim what has a driver in the corpus."""
    claims = sorted({(m, d) for _, d, m in rows if d and d not in BUILT_IN})
    made = []
    for release, leaves_out in (("6.1.0-90-amd64", 0), ("6.12.90-amd64", 17)):
        path = os.path.join(directory, release, "lib/modules", release)
        os.makedirs(path)
        with open(os.path.join(path, "modules.alias"), "w") as out:
            for i, (modalias, driver) in enumerate(claims):
                if leaves_out and i % leaves_out == 5:
                    continue
                if modalias.startswith("pci:"):
                    pattern = re.sub(r"sv.*", "sv*sd*bc*sc*i*", modalias)
                else:
                    pattern = re.sub(r"d\w{4}dc.*ic", "d*dc*dsc*dp*ic", modalias)
                out.write("alias %s %s\n" % (pattern, module_of(driver)))
        modules = sorted({module_of(d) for _, d in claims})
        with open(os.path.join(path, "modules.dep"), "w") as out:
            out.writelines("kernel/drivers/%s.ko:\n" % m for m in modules)
        for name in ("modules.builtin", "modules.softdep", "modules.builtin.modinfo"):
            with open(os.path.join(path, name), "w") as out:
                out.write("kernel/drivers/pci/pcie/pcieport.ko\n" if name == "modules.builtin"
                          else "")
        made.append(os.path.join(directory, release))
    return made


def find_kernel(directory, number, given):
    """A directory with lib/modules/RELEASE for one that has its tables elsewhere."""
    for below in ("lib/modules", "", None):
        path = os.path.abspath(given if below is None else os.path.join(given, below))
        names = [os.path.basename(path)] if below is None else sorted(
            os.listdir(path) if os.path.isdir(path) else [])
        parent = os.path.dirname(path) if below is None else path
        for release in names:
            if os.path.exists(os.path.join(parent, release, "modules.alias")):
                made = os.path.join(directory, "kernel-%d" % number)
                os.makedirs(os.path.join(made, "lib/modules"))
                os.symlink(os.path.join(parent, release),
                           os.path.join(made, "lib/modules", release))
                return made
    sys.exit("fleet.py: --kernel %s: there is no modules.alias of a kernel" % given)


def module_of(driver):
    return MODULE_OF.get(driver, driver.replace("-", "_"))


def choose_devices(rng, rows, machines, count):
    """A real machine's devices first, then others, up to the count."""
    chosen = [row for row in rows if row[0] in machines][:count]
    while len(chosen) < count:
        chosen.append(rng.choice(rows))
    return chosen


def place(devices):
    """[(bus, name, path, driver, modalias)]: addresses as a machine could have them."""
    placed = []
    pci = usb = 0
    for _, driver, modalias in devices:
        if modalias.startswith("pci:"):
            domain_bus = "0000:%02x" % (pci // 96 * 0x20)
            name = "%s:%02x.%x" % (domain_bus, pci % 96 // 3, pci % 3)
            path = "devices/pci%s/%s" % (domain_bus, name)
            pci += 1
            placed.append(("pci", name, path, driver, modalias))
        else:
            port = "%d-%d" % (3 + usb // 14, 1 + usb % 14)
            name = port + ":1.0"
            path = "devices/pci0000:00/0000:00:1f.7/usb%s/%s/%s" % (port.split("-")[0], port, name)
            usb += 1
            placed.append(("usb", name, path, driver, modalias))
    return placed


def snapshot(product, placed, release, is_bound, is_blocked):
    vendor, name, chassis, bios_vendor, bios_version, bios_date = product
    out = ["hwalias-snapshot 1", "proc/sys/kernel/osrelease = " + release,
           "proc/sys/kernel/version = #1 SMP PREEMPT_DYNAMIC Debian", "proc/sys/kernel/arch = x86_64",
           "proc/sys/kernel/tainted = 0", "proc/sys/kernel/hostname = " + NAME.decode(),
           "etc/machine-id = 0123456789abcdef0123456789abcdef", "etc/os-release :", "|ID=debian",
           '|VERSION_ID="12"', '|PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
           "sys/class/dmi/id -> ../../devices/virtual/dmi/id"]
    for key, value in (("sys_vendor", vendor), ("product_name", name), ("board_vendor", vendor),
                       ("board_name", name + " board"), ("bios_vendor", bios_vendor),
                       ("bios_version", bios_version), ("bios_date", bios_date),
                       ("chassis_type", chassis)):
        out.append("sys/devices/virtual/dmi/id/%s = %s" % (key, value))
    drivers = sorted({(bus, driver) for bus, _, _, driver, _ in placed if driver})
    modules = sorted({module_of(d) for _, d in drivers if d not in BUILT_IN})
    out.append("proc/modules :")
    out += ["|%s 16384 1 - Live 0x0000000000000000" % m for m in modules if is_bound]
    if is_blocked:
        out.append("etc/modprobe.d/fleet.conf :")
        out += ["|blacklist " + m for m in modules]
    for bus, driver in drivers:
        base = "sys/bus/%s/drivers/%s" % (bus, driver)
        out.append(base + "/uevent :")
        if driver not in BUILT_IN:
            out.append("%s/module -> ../../../../module/%s" % (base, module_of(driver)))
            if is_bound:
                out.append("sys/module/%s/refcnt = 1" % module_of(driver))
    for bus, name, path, driver, modalias in placed:
        is_free = not driver or not is_bound and driver not in BUILT_IN
        depth = path.count("/") + 1
        out.append("sys/bus/%s/devices/%s -> ../../../%s" % (bus, name, path))
        out.append("sys/%s/subsystem -> %sbus/%s" % (path, "../" * depth, bus))
        if not is_free:
            out.append("sys/%s/driver -> %sbus/%s/drivers/%s" % (path, "../" * depth, bus, driver))
        out.append("sys/%s/uevent :" % path)
        out += ["|" + line for line in uevent(bus, name, "" if is_free else driver, modalias)]
        out.append("sys/%s/modalias = %s" % (path, modalias))
    return "\n".join(out) + "\n"


def uevent(bus, name, driver, modalias):
    lines = ["DRIVER=" + driver] if driver else []
    if bus == "pci":
        v, d, sv, sd, bc, sc, i = PCI.match(modalias).groups()
        lines += ["PCI_CLASS=%X" % int(bc + sc + i, 16), "PCI_ID=%s:%s" % (v, d),
                  "PCI_SUBSYS_ID=%s:%s" % (sv, sd), "PCI_SLOT_NAME=" + name]
    else:
        n = [int(x, 16) for x in USB.match(modalias).groups()]
        lines += ["DEVTYPE=usb_interface", "PRODUCT=%x/%x/%x" % tuple(n[:3]),
                  "TYPE=%d/%d/%d" % tuple(n[3:6]), "INTERFACE=%d/%d/%d" % tuple(n[6:9])]
    return lines + ["MODALIAS=" + modalias]


def ask(options, directory, kernel, text):
    """The lines of the program about a snapshot: what all begin with, and the rest."""
    release = os.listdir(os.path.join(kernel, "lib/modules"))[0]
    path = os.path.join(directory, "machine.snap")
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    answer = subprocess.run(
        [options.hwalias, "--from", path, "--modules-dir", kernel, "-S", release, "--privacy",
         "fleet", "--ndjson"],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=dict(os.environ, SOURCE_DATE_EPOCH="946684800")).stdout
    lines = answer.replace(kernel.encode() + b"/lib/modules", b"/lib/modules").split(b"\n")
    # "", and the line that counts devices
    end = json.loads(lines[-2])
    if (end["schema"], end["devices"]) != ("hwalias.end", len(lines) - 2):
        sys.exit("fleet.py: %s does not end its list" % options.hwalias)
    key = json.loads(lines[0])["host"]["key"].encode()
    fronts, bodies = zip(*(line.split(b',"id":', 1) for line in lines[:-2]))
    if len(set(fronts)) != 1 or TIME not in fronts[0]:
        sys.exit("fleet.py: the lines of a machine begin in several ways")
    return fronts[0].replace(key, KEY), bodies


def lacks_firmware(line):
    """A line of a device without a driver as it is when the firmware is missing."""
    device = json.loads(b'{"id":' + line)
    module = device["candidates"][0]["module"]
    device["reason"] = "firmware-missing"
    device["explanation"] = ("No driver is bound: module %s is loaded, and none of the firmware "
                             "that it declares is there." % module)
    device["attention"] = {"severity": "error", "reason": "firmware-missing", "remedy": None}
    device["candidates"][0]["loaded"] = True
    return json.dumps(device, separators=(",", ":"), ensure_ascii=False).encode()[len('{"id":'):]


class Model:
    """A model under a kernel: what lines begin with, and each device in four states."""

    def __init__(self, options, directory, kernel, product, placed):
        release = os.listdir(os.path.join(kernel, "lib/modules"))[0]

        def lines(is_bound, is_blocked):
            return ask(options, directory, kernel,
                       snapshot(product, placed, release, is_bound, is_blocked))

        # of the real machine a driver may have been missing: here nothing is amiss at
        # first; a module that is loaded then may be missed by another device
        for _ in range(5):
            self.front, self.bound = lines(True, False)
            devices = [json.loads(b'{"id":' + line) for line in self.bound]
            amiss = [i for i, d in enumerate(devices) if d["attention"] and d["candidates"]]
            place_of = {"%s:%s" % p[:2]: n for n, p in enumerate(placed)}
            for i in amiss:
                n = place_of[devices[i]["id"]]
                module = devices[i]["candidates"][0]["module"]
                placed[n] = placed[n][:3] + (module, placed[n][4])
            if not amiss:
                break
        _, self.unbound = lines(False, False)
        _, self.blocked = lines(False, True)
        if not len(self.bound) == len(self.unbound) == len(self.blocked) == options.devices:
            sys.exit("fleet.py: the program lists other devices than were composed")
        # devices that have a driver here and a module that can be missed
        self.with_module = [
            i for i, line in enumerate(self.unbound)
            if b'"reason":"module-not-loaded"' in line and b'"driver":{' in self.bound[i]]
        self.firmware = {i: lacks_firmware(self.unbound[i]) for i in self.with_module}

    def devices(self, rng):
        """The lines of one machine, behind the front."""
        chance = rng.random()
        lines = self.bound
        at = rng.choice(self.with_module) if self.with_module and chance < 0.17 else None
        if at is not None:
            source = (self.unbound if chance < 1 / 12 else
                      self.blocked if chance < 1 / 12 + 1 / 40 else
                      self.firmware if chance < 1 / 12 + 1 / 40 + 1 / 30 else None)
            lines = list(lines)
            if source:
                lines[at] = source[at]
            elif chance < 1 / 12 + 1 / 40 + 1 / 30 + 1 / 50:
                del lines[at]
        return lines


def make_models(options):
    """[[Model for each kernel] for each model]."""
    rng = random.Random(options.seed)
    rows = read_corpus(options.corpus)
    counts = {}
    for machine, _, _ in rows:
        counts[machine] = counts.get(machine, 0) + 1
    large = sorted(m for m in counts if counts[m] >= 20)
    models = []
    with tempfile.TemporaryDirectory() as directory:
        kernels = [find_kernel(directory, i, k) for i, k in enumerate(options.kernel or [])]
        kernels = kernels or make_kernels(directory, rows)
        for number in range(options.models):
            vendor, product, *rest = PRODUCTS[number % len(PRODUCTS)]
            if number >= len(PRODUCTS):
                product += " v%d" % (number // len(PRODUCTS) + 1)
            machine = [large[number % len(large)]] if large else []
            placed = place(choose_devices(rng, rows, machine, options.devices))
            models.append([Model(options, directory, kernel, (vendor, product, *rest), placed)
                           for kernel in kernels])
    return models


def machine_bytes(options, models, number):
    rng = random.Random("%d/%d" % (options.seed, number))
    # a few models are most of the fleet
    model = models[min(int(rng.expovariate(3 / len(models))), len(models) - 1)]
    kernel = 0 if rng.random() < 0.7 or len(model) < 2 else rng.randrange(1, len(model))
    if rng.random() * 100 < options.drift:
        rng = random.Random("%d/%d/%d" % (options.seed, number, options.time))
    of = model[kernel]
    key = hashlib.sha256(b"%d/%d" % (options.seed, number)).hexdigest()
    key = key[:12] + "4" + key[13:16] + "a" + key[17:32]
    front = of.front.replace(KEY, key.encode(), 1)
    front = front.replace(NAME, b"node-%06d" % number, 1)
    front = front.replace(TIME, timestamp(options.time + number), 1) + b',"id":'
    lines = of.devices(rng)
    return b'%s%s\n{"schema":"hwalias.end","devices":%d}\n' % (
        front, (b"\n" + front).join(lines), len(lines))


def timestamp(seconds):
    days, rest = divmod(seconds, 86400)
    if timestamp.day != days:
        import time
        timestamp.day = days
        timestamp.date = time.strftime("%Y-%m-%dT", time.gmtime(seconds)).encode()
    return b"%s%02d:%02d:%02dZ" % (timestamp.date, rest // 3600, rest // 60 % 60, rest % 60)


timestamp.day = None


def main():
    shared = os.environ.get("HWALIAS_SHARED", "")
    corpus = os.path.join(shared, "corpus/modaliases.tsv")
    if not shared or not os.path.exists(corpus):
        corpus = os.path.join(HERE, "../samples/devices.tsv")
    parser = argparse.ArgumentParser(
        prog="fleet.py", usage="see the head of fleet.py")
    parser.add_argument("--machines", type=int, default=20)
    parser.add_argument("--devices", type=int, default=100)
    parser.add_argument("--models", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time", type=int, default=1700000000)
    parser.add_argument("--drift", type=float, default=0)
    parser.add_argument("--kernel", action="append")
    parser.add_argument("--hwalias", default=os.environ.get("HWALIAS", "hwalias"))
    parser.add_argument("--corpus", default=corpus)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    if not shutil.which(options.hwalias):
        parser.error("no program '%s': --hwalias names it" % options.hwalias)
    models = make_models(options)
    if options.out == "-":
        for number in range(options.machines):
            sys.stdout.buffer.write(machine_bytes(options, models, number))
        sys.stdout.buffer.flush()
        return
    os.makedirs(options.out, exist_ok=True)
    for number in range(options.machines):
        path = os.path.join(options.out, "node-%06d.ndjson" % number)
        with open(path, "wb", buffering=0) as out:
            out.write(machine_bytes(options, models, number))


try:
    main()
except BrokenPipeError:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(1)
