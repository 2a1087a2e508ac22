#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Devices that come, go, are bound, and fail.

    check_watch.py HWALIAS HOTPLUG_TESTBED DROP_EVENTS UNSHARE

The events are those that the kernel would send for the steps below: what `watch` prints is
compared with the steps.
"""
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

HWALIAS, TESTBED, DROP_EVENTS, UNSHARE = sys.argv[1:5]
MOUNT = 'env -u LD_PRELOAD mount --bind "$UMOCKDEV_DIR/sys" /sys && exec "$@"'
PCI = "/sys/devices/pci0000:00/"
HUB = PCI + "0000:00:14.0/usb1/"
failed = 0


def not_loaded():
    """Reason and note of a device whose module is not loaded: /proc is this machine's."""
    try:
        with open("/proc/sys/kernel/modules_disabled") as value:
            if value.read().strip() == "0":
                return "module-not-loaded", "e1000e not loaded"
    except FileNotFoundError:
        # without CONFIG_MODULES: kernel/module/main.c has the parameter
        pass
    return "modules-disabled", "kernel loads no modules"


NOT_LOADED = not_loaded()

BED = """P: /devices/pci0000:00/0000:00:14.0
E: SUBSYSTEM=pci
E: DRIVER=xhci_hcd
E: PCI_ID=8086:A12F
E: PCI_SUBSYS_ID=1028:06B9
E: PCI_SLOT_NAME=0000:00:14.0
E: MODALIAS=pci:v00008086d0000A12Fsv00001028sd000006B9bc0Csc03i30

P: /devices/pci0000:00/0000:00:14.0/usb1
E: SUBSYSTEM=usb
E: DEVTYPE=usb_device
E: DRIVER=usb
E: PRODUCT=1d6b/2/100
E: TYPE=9/0/1
"""


def usb(name, driver="usbhid", ids="46d/c52b/1211", modalias="usb:v046DpC52B", strings=()):
    device = [f"P: {HUB[4:]}{name}", "E: SUBSYSTEM=usb", "E: DEVTYPE=usb_device",
              "E: DRIVER=usb", f"E: PRODUCT={ids}", "E: TYPE=0/0/0", *strings]
    interface = [f"P: {HUB[4:]}{name}/{name}:1.0", "E: SUBSYSTEM=usb", "E: DEVTYPE=usb_interface",
                 f"E: DRIVER={driver}" if driver else "E: FOUND=1", f"E: PRODUCT={ids}",
                 "E: TYPE=0/0/0", "E: INTERFACE=3/1/1",
                 f"E: MODALIAS={modalias}d1211dc00dsc00dp00ic03isc01ip01in00"]
    return "\n".join([*device, "", *interface, ""])


def pci(slot, driver=None):
    return "\n".join([f"P: {PCI[4:]}{slot}", "E: SUBSYSTEM=pci",
                      f"E: DRIVER={driver}" if driver else "E: FOUND=1", "E: PCI_ID=8086:15B8",
                      "E: PCI_SUBSYS_ID=1028:06B9", f"E: PCI_SLOT_NAME={slot}",
                      "E: MODALIAS=pci:v00008086d000015B8sv00001028sd000006B9bc02sc00i00", ""])


def expect(what, have, want):
    global failed
    if have != want:
        print(f"{what}: {have!r}, not {want!r}")
        failed = 1


class Watch:
    def __init__(self, directory, *options, stdout=subprocess.PIPE):
        self.directory = directory
        self.drop = os.path.join(directory, "drop")
        bed = self.file("bed", BED)
        self.run = subprocess.Popen(
            ["umockdev-wrapper", TESTBED, bed, *UNSHARE.split(), "sh", "-c",
             'echo "directory $UMOCKDEV_DIR" >&2; echo "pid $$" >&2;'
             'LD_PRELOAD="$0:$LD_PRELOAD"; ' + MOUNT,
             DROP_EVENTS, HWALIAS, "watch", "--modules-dir", os.path.join(directory, "modules"),
             "--settle", "0.2", *options],
            stdin=subprocess.PIPE, stdout=stdout, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "HWALIAS_DROP": self.drop})
        self.said = queue.Queue()
        # what was read while something else was waited for
        self.others = []
        self.printed = queue.Queue()
        for stream, to in ((self.run.stderr, self.said), (self.run.stdout, self.printed)):
            if stream:
                threading.Thread(target=lambda s=stream, t=to: [t.put(line) for line in s],
                                 daemon=True).start()
        self.bed_directory = self.until("directory ").split()[1]
        # usbcore is loaded, so what else is loaded is known: /sys/module has all modules
        os.makedirs(self.bed_directory + "/sys/module/usbcore")
        self.pid = int(self.until("pid ").split()[1])
        # its first line; then the devices are listed, after the socket is open
        self.until("no udevd runs here")
        time.sleep(0.5)

    def file(self, name, text):
        path = os.path.join(self.directory, name)
        with open(path, "w") as to:
            to.write(text)
        return path

    def until(self, start, timeout=20):
        end = time.monotonic() + timeout
        for line in self.others:
            if start in line:
                self.others.remove(line)
                return line
        while True:
            try:
                line = self.said.get(timeout=min(1, max(0.01, end - time.monotonic())))
            except queue.Empty:
                if self.run.poll() is None and time.monotonic() < end:
                    continue
                raise RuntimeError(f"no {start!r}: {''.join(self.others)}") from None
            if start in line:
                return line
            self.others.append(line)

    def step(self, *words):
        self.run.stdin.write(" ".join(words) + "\n")
        self.run.stdin.flush()
        self.until("ok " + words[0], 120)

    def add(self, description):
        self.step("add", self.file("added", description))

    def lines(self, n, timeout=15):
        """The next n lines, and that no further one comes with them."""
        end = time.monotonic() + timeout
        got = []
        while len(got) < n:
            try:
                got.append(self.printed.get(timeout=max(0.01, end - time.monotonic())))
            except queue.Empty:
                break
        time.sleep(0.2)
        while not self.printed.empty():
            got.append(self.printed.get())
        return got

    def bind(self, path, driver):
        """What driver_sysfs_add() does, drivers/base/dd.c, and uevent of the bus."""
        uevent = self.bed_directory + path + "/uevent"
        with open(uevent) as text:
            lines = [line for line in text.read().splitlines() if not line.startswith("DRIVER=")]
        # at once, as a read of sysfs sees it
        with open(uevent + ".new", "w") as to:
            to.write("\n".join([*lines, *([f"DRIVER={driver}"] if driver else [])]) + "\n")
        os.rename(uevent + ".new", uevent)
        link = self.bed_directory + path + "/driver"
        if os.path.islink(link):
            os.unlink(link)
        if driver:
            os.symlink(f"../../../bus/pci/drivers/{driver}", link)
        self.step("uevent", path, "bind" if driver else "unbind")

    def memory(self):
        with open(f"/proc/{self.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1])

    def end(self, signal="2"):
        self.step("signal", signal)
        self.run.stdin.close()
        return self.run.wait(20)


def shape(line):
    """A line for people without its time and with single blanks."""
    return re.sub(r" +", " ", re.sub(r"^\d\d:\d\d:\d\d ", "", line.rstrip("\n")))


def check_text(directory):
    """Each step is a line, and only it."""
    w = Watch(directory)
    stick = HUB + "1-6"
    w.add(usb("1-6"))
    expect("a USB device with its interface", [shape(x) for x in w.lines(1)],
           ["added usb:1-6 Logitech, Inc. Unifying Receiver [046d:c52b], usbhid"])
    w.bind(stick + "/1-6:1.0", None)
    expect("a driver leaves", [shape(x)[:19] for x in w.lines(1)], ["unbound usb:1-6:1.0"])
    w.bind(stick + "/1-6:1.0", "usbhid")
    expect("a driver takes it", [shape(x) for x in w.lines(1)],
           ["bound usb:1-6:1.0 Logitech, Inc. Unifying Receiver [046d:c52b], usbhid"])
    w.step("uevent", stick, "change")
    w.step("remove", stick + "/1-6:1.0")
    w.step("remove", stick)
    expect("it goes", [shape(x) for x in w.lines(1)],
           ["removed usb:1-6 Logitech, Inc. Unifying Receiver [046d:c52b]"])
    card = PCI + "0000:00:1f.6"
    w.add(pci("0000:00:1f.6"))
    expect("a module claims it and is not loaded", [shape(x) for x in w.lines(1)],
           ["failed pci:0000:00:1f.6 Intel Corporation Ethernet Connection (2) I219-V [8086:15b8], "
            f"- (e1000e): {NOT_LOADED[1]}"])
    w.bind(card, "e1000e")
    expect("now it is bound", [shape(x) for x in w.lines(1)],
           ["bound pci:0000:00:1f.6 Intel Corporation Ethernet Connection (2) I219-V [8086:15b8], "
            "e1000e"])
    w.add(pci("0000:00:1e.0", "e1000e"))
    w.step("remove", PCI + "0000:00:1e.0")
    expect("it came and went", [shape(x)[:24] + shape(x)[-22:] for x in w.lines(1)],
           ["removed pci:0000:00:1e.0" + "was there for a moment"])
    # one that no database has: what it called itself is in sysfs no more
    w.add(usb("1-8", ids="dead/beef/0", modalias="usb:vDEADpBEEF",
              strings=["A: manufacturer=Evil Corp", "A: product=Trap"]))
    w.lines(1)
    w.step("remove", HUB + "1-8/1-8:1.0")
    w.step("remove", HUB + "1-8")
    expect("its own name", [shape(x) for x in w.lines(1)], ["removed usb:1-8 Evil Corp Trap [dead:beef]"])
    # what is pending is told when the program is to end
    w.add(usb("1-6"))
    expect("status after SIGINT", w.end(), 0)
    expect("told at the end", [shape(x)[:13] for x in w.lines(1)], ["added usb:1-6"])


def ids_of(lines):
    """A line's word, id, ids and what is behind these."""
    return [re.sub(r" (?!usb:|pci:).*(\[....:....\])", r" \1", shape(x)) for x in lines]


BLUETOOTH = usb("1-7", driver="btusb", ids="8087/32/0", modalias="usb:v8087p0032")


def unplug(w, name):
    w.step("remove", f"{HUB}{name}/{name}:1.0")
    w.step("remove", HUB + name)


def check_replaced(directory):
    """Another one in the same port, before the first has settled as gone."""
    first = "usb:1-7 [046d:c52b]"
    second = "usb:1-7 [8087:0032], btusb"
    w = Watch(directory)
    w.add(usb("1-7"))
    w.lines(1)
    unplug(w, "1-7")
    w.add(BLUETOOTH)
    expect("another device in the port", ids_of(w.lines(2)), ["removed " + first, "added " + second])
    # … several times, as of one that is reset; it has the same ids
    for _ in range(3):
        unplug(w, "1-7")
        w.add(BLUETOOTH)
    expect("resets", ids_of(w.lines(2)), ["removed usb:1-7 [8087:0032]", "added " + second])
    # … while all devices are looked at for one that settles before
    card = PCI + "0000:00:1f.6"
    w.add(pci("0000:00:1f.6", "e1000e"))
    time.sleep(0.12)
    unplug(w, "1-7")
    w.add(usb("1-7"))
    expect("replaced beside another", ids_of(w.lines(3)),
           ["added pci:0000:00:1f.6 [8086:15b8], e1000e", "removed usb:1-7 [8087:0032]",
            f"added {first}, usbhid"])
    # … that fails, which is told late
    unplug(w, "1-7")
    w.add(usb("1-7", driver=None, ids="dead/beef/0", modalias="usb:vDEADpBEEF"))
    expect("replaced by one that fails", [x.split(", - ")[0] for x in ids_of(w.lines(3))],
           ["removed " + first, "added usb:1-7 [dead:beef]", "failed usb:1-7:1.0 [dead:beef]"])
    # one that is there while all are looked at, and has gone before it is told
    w.step("remove", card)
    w.lines(1)
    w.add(pci("0000:00:1f.6", "e1000e"))
    time.sleep(0.12)
    w.add(usb("1-9"))
    w.printed.get(timeout=15)
    unplug(w, "1-9")
    expect("there for a moment", ids_of(w.lines(1)),
           ["removed usb:1-9 [046d:c52b], which was there for a moment"])
    # a hub, with what is plugged in there
    hub = usb("1-7", driver="hub", ids="5e3/610/0", modalias="usb:v05E3p0610")
    w.step("remove", HUB + "1-7/1-7:1.0")
    w.step("remove", HUB + "1-7")
    w.lines(1)
    w.add(hub + "\n" + usb("1-7.1").replace("usb1/1-7.1", "usb1/1-7/1-7.1"))
    expect("a hub", ids_of(w.lines(2)), ["added usb:1-7 [05e3:0610], hub",
                                        "added usb:1-7.1 [046d:c52b], usbhid"])
    for path in "1-7/1-7.1/1-7.1:1.0", "1-7/1-7.1", "1-7/1-7:1.0", "1-7":
        w.step("remove", HUB + path)
    expect("a hub goes", ids_of(w.lines(2)), ["removed usb:1-7 [05e3:0610]",
                                             "removed usb:1-7.1 [046d:c52b]"])
    expect("status", w.end(), 0)
    w = Watch(directory, "-v")
    w.add(usb("1-7"))
    w.lines(2)
    unplug(w, "1-7")
    w.add(BLUETOOTH)
    expect("another device in the port, -v", ids_of(w.lines(4)),
           ["removed " + first, "added usb:1-7 [8087:0032]",
            "removed usb:1-7:1.0 [046d:c52b]", "added usb:1-7:1.0 [8087:0032], btusb"])
    expect("status", w.end(), 0)


def check_synthetic(directory):
    """What 'udevadm trigger -c add' has the kernel say came no more than it went."""
    w = Watch(directory)
    w.add(pci("0000:00:1f.6", "e1000e"))
    w.lines(1)
    uevent = w.bed_directory + PCI + "0000:00:1f.6/uevent"
    with open(uevent, "a") as to:
        to.write("SYNTH_UUID=0\n")
    for action in ("add", "bind", "remove"):
        w.step("uevent", PCI + "0000:00:1f.6", action)
    time.sleep(0.5)
    expect("of a program", w.lines(0), [])
    expect("status", w.end(), 0)


def check_late_driver(directory):
    """A probe that takes longer than the settling time is no failure."""
    w = Watch(directory)
    card = PCI + "0000:00:1f.6"
    w.add(pci("0000:00:1f.6"))
    time.sleep(1)
    w.bind(card, "e1000e")
    expect("bound late", [shape(x)[:22] + shape(x)[-6:] for x in w.lines(1)],
           ["added pci:0000:00:1f.6" + "e1000e"])
    expect("status after SIGTERM", w.end("15"), 0)
    # nor is one that the program's end cuts short: it came
    w = Watch(directory)
    w.add(pci("0000:00:1f.6"))
    expect("status after SIGINT", w.end(), 0)
    expect("not settled at the end", [shape(x) for x in w.lines(1)],
           ["added pci:0000:00:1f.6 Intel Corporation Ethernet Connection (2) I219-V "
            "[8086:15b8], - (e1000e)"])


def check_lines(directory, schema_of):
    w = Watch(directory, "--ndjson", "-b", "pci,usb")
    stick = HUB + "1-6"
    w.add(usb("1-6", driver=None))
    w.add(pci("0000:00:1f.6"))
    lines = w.lines(3)
    w.step("remove", PCI + "0000:00:1f.6")
    lines += w.lines(1)
    got = [json.loads(line) for line in lines]
    expect("events", sorted((d["event"], d["id"], tuple(d["actions"]), d["ids"],
                             d["device"] and d["device"]["reason"]) for d in got),
           [("added", "usb:1-6", ("add",), "046d:c52b", "driver-bound"),
            ("failed", "pci:0000:00:1f.6", ("add",), "8086:15b8", NOT_LOADED[0]),
            ("failed", "usb:1-6:1.0", ("add",), "046d:c52b", NOT_LOADED[0]),
            ("removed", "pci:0000:00:1f.6", ("remove",), "8086:15b8", None)])
    expect("schema", schema_of(lines), "")
    expect("status", w.end(), 0)


def check_parts(directory):
    """What is one line of the text is a line a device for programs, as in a list: the
    interface has the driver."""
    for options, events in (
            ([], ["added usb:1-6 Logitech, Inc. Unifying Receiver [046d:c52b], usbhid",
                  "removed usb:1-6 Logitech, Inc. Unifying Receiver [046d:c52b]"]),
            (["--ndjson"], [("added", "usb:1-6", "usb", None),
                            ("added", "usb:1-6:1.0", "usbhid", "usb:1-6"),
                            ("removed", "usb:1-6", None, None),
                            ("removed", "usb:1-6:1.0", None, None)])):
        w = Watch(directory, *options)
        w.add(usb("1-6"))
        time.sleep(1)
        lines = w.lines(len(events) // 2)
        unplug(w, "1-6")
        lines += w.lines(len(events) // 2)
        if options:
            got = [json.loads(line) for line in lines]
            expect("interfaces for programs", sorted(
                (d["event"], d["id"], d["device"] and d["device"]["driver"]["name"],
                 d["device"] and ":1.0" in d["id"] and d["device"]["parent"] or None)
                for d in got), events)
        else:
            expect("interfaces for people", [shape(x) for x in lines], events)
        expect("nothing more", w.lines(0), [])
        expect("status", w.end(), 0)


def check_selection(directory):
    w = Watch(directory, "--ndjson", "-d", "8086:")
    w.add(usb("1-6"))
    w.add(pci("0000:00:1f.6", "e1000e"))
    w.step("remove", HUB + "1-6")
    expect("of Intel alone", [json.loads(line)["id"] for line in w.lines(1)],
           ["pci:0000:00:1f.6"])
    w.end()


def check_address(directory):
    """A device that is not there yet is waited for, and that is said."""
    w = Watch(directory, "-s", "1-6")
    w.until("no device '1-6' is there now; waiting for it")
    w.add(usb("1-6"))
    w.lines(1)
    expect("status", w.end(), 0)
    # each of several, and none that is there
    w = Watch(directory, "-s", "1-6", "-s", "00:14.0", "-s", "usb1", "-s", "1-7")
    for name in "1-6", "1-7":
        w.until(f"no device '{name}' is there now; waiting for it")
    w.add(usb("1-7"))
    expect("the second of two", ids_of(w.lines(1)), ["added usb:1-7 [046d:c52b], usbhid"])
    expect("status", w.end(), 0)
    expect("of those that are there", w.others, [])
    # one that is there, and that another option leaves out
    w = Watch(directory, "-d", "046d:", "-s", "00:14.0", "-s", "usb1", "-s", "1-6")
    for name in "00:14.0", "usb1":
        w.until(f"device '{name}' is here, but -d 046d: leaves it out; "
                "waiting for another in its place")
    w.until("no device '1-6' is there now; waiting for it")
    expect("status", w.end(), 0)
    for options in (["-b", "usb"], ["usb"]):
        w = Watch(directory, *options, "-s", "00:14.0", "-s", "usb1")
        w.until("device '00:14.0' is here, but -b usb leaves it out; waiting for another")
        expect("status", w.end(), 0)
        expect("of the one of the bus", w.others, [])
    # one that is no address
    w = Watch(directory, "-s", "wifi", "-s", "usb", "-s", "8086:15b8")
    for name in "wifi", "usb":
        w.until(f"no device '{name}' is there now; waiting for it (-b takes buses and kinds)")
    w.until("no device '8086:15b8' is there now; waiting for it (-d takes ids)")
    expect("status", w.end(), 0)


def check_other_tables(directory):
    """By the tables of another kernel modules are listed, and nothing is told to fail."""
    other = os.path.join(directory, "modules", "9.9.9")
    shutil.copytree(os.path.join(directory, "modules", os.uname().release), other)
    w = Watch(directory, "-S", "9.9.9")
    w.until(f"the tables are of kernel 9.9.9, and {os.uname().release} runs: which device "
            "fails is not told; hwalias check -S 9.9.9 tells")
    w.add(pci("0000:00:1f.6"))
    expect("of another kernel", [shape(x) for x in w.lines(1)],
           ["added pci:0000:00:1f.6 Intel Corporation Ethernet Connection (2) I219-V "
            "[8086:15b8], - (e1000e)"])
    w.end()
    shutil.rmtree(other)


def check_unknown(directory):
    """Of a device that no list has had udev's properties are all that is known."""
    w = Watch(directory)
    for name in ("1-8", "1-9"):
        w.add(usb(name))
        w.lines(1)
    for name in ("1-8", "1-8:1.0"):
        os.unlink(w.bed_directory + "/sys/bus/usb/devices/" + name)
    # the devices are listed anew
    w.step("remove", HUB + "1-9/1-9:1.0")
    w.step("remove", HUB + "1-9")
    w.lines(1)
    w.step("remove", HUB + "1-8/1-8:1.0")
    w.step("remove", HUB + "1-8")
    expect("a device that was not known goes", [shape(x) for x in w.lines(1)],
           ["removed usb:1-8 Logitech, Inc. Unifying Receiver [046d:c52b]"])
    expect("status", w.end(), 0)


def check_storm(directory):
    """What changes and has the same driver is no line; a pair of events is one."""
    w = Watch(directory, "--ndjson")
    card = PCI + "0000:00:1f.6"
    w.add(pci("0000:00:1f.6", "e1000e"))
    w.lines(1)
    began = time.monotonic()
    w.step("burst", card, "change", "20000")
    expect("20,000 changes", w.lines(0), [])
    w.step("uevent", card, "unbind")
    w.step("uevent", card, "bind")
    got = [json.loads(line) for line in w.lines(1)]
    expect("a driver that leaves and comes", [(d["event"], d["actions"]) for d in got],
           [("bound", ["bind", "unbind"])])
    w.bind(card, "vfio-pci")
    w.bind(card, None)
    got = [json.loads(line) for line in w.lines(1)]
    # its own module is not loaded
    expect("a driver that comes and leaves", [(d["event"], d["actions"]) for d in got],
           [("failed", ["bind", "unbind"])])
    if time.monotonic() - began > 60:
        expect("seconds of a storm", time.monotonic() - began, "60")
    expect("status", w.end("15"), 0)
    for line in w.others:
        expect("standard error", line, "")


def check_burst(directory):
    """500 devices one after the other, then 100,000 events."""
    w = Watch(directory, "--ndjson")
    slots = [f"0000:{i // 32 + 1:02x}:{i % 32:02x}.0" for i in range(500)]
    for slot in slots:
        w.add(pci(slot, "e1000e"))
    got = [json.loads(line) for line in w.lines(500, 60)]
    expect("500 devices", sorted((d["event"], d["id"]) for d in got),
           sorted(("added", "pci:" + s) for s in slots))
    for slot in slots[1:]:
        w.step("remove", PCI + slot)
    expect("500 that go", len(w.lines(499, 60)), 499)
    w.step("burst", PCI + slots[0], "bind", "5000")
    w.lines(1, 30)
    before = w.memory()
    w.step("burst", PCI + slots[0], "bind", "95000")
    w.lines(1, 60)
    after = w.memory()
    # what malloc(3) keeps; 40 bytes an event would be more
    if after > before + 3 * 1024:
        expect("KiB of memory before and after 95,000 events", after, before)
    # of a bus that is not listed: looked for again until its time is over, and not found
    for i in range(100):
        w.add(f"P: /devices/virtual/net/veth{i}\nE: SUBSYSTEM=net\nE: INTERFACE=veth{i}\n")
    time.sleep(4)
    expect("events of other buses", [line for line in w.lines(0) if "veth" in line], [])
    after = w.memory()
    if after > before + 3 * 1024:
        expect("KiB of memory before and after devices that are not listed", after, before)
    expect("status", w.end(), 0)


def check_lost(directory):
    """The kernel's buffer was full: that is told, and what has changed."""
    w = Watch(directory)
    w.add(usb("1-6"))
    w.add(usb("1-7"))
    w.add(usb("1-8", strings=["E: DEVNUM=005"]))
    w.lines(3)
    w.file("drop", "")
    w.add(pci("0000:00:1f.6", "e1000e"))
    unplug(w, "1-6")
    unplug(w, "1-7")
    w.add(BLUETOOTH)
    unplug(w, "1-8")
    w.add(usb("1-8", strings=["E: DEVNUM=006"]))
    time.sleep(0.5)
    expect("while nothing is read", w.lines(0), [])
    os.unlink(w.drop)
    # the next event finds the error
    w.step("uevent", PCI + "0000:00:14.0", "change")
    w.until("the kernel has dropped events")
    expect("lost events", sorted(shape(x).split("] ")[0].split(", ")[-1] if x.count("usbhid")
                                 else " ".join(shape(x).split()[:2]) for x in w.lines(7)),
           ["added pci:0000:00:1f.6", "added usb:1-7", "lost events:", "removed usb:1-6",
            "removed usb:1-7", "removed usb:1-8", "usbhid"])
    expect("status", w.end(), 0)


def check_reader_gone(directory):
    """The program ends when nobody reads it any more."""
    read, write = os.pipe()
    w = Watch(directory, stdout=write)
    os.close(write)
    os.close(read)
    w.run.stdin.close()
    expect("status without a reader", w.run.wait(20), 0)


def schema_of(lines):
    """Errors of documents, a line each; empty: none."""
    tool = os.path.join(os.environ["HWALIAS_SOURCE"], "tests/lib/validate_schema.py")
    done = subprocess.run([sys.executable, tool, "--strict", "--lines", os.environ["HWALIAS_SCHEMA"],
                           "-"], input="".join(lines), text=True, capture_output=True)
    # 77: there is nothing to validate with
    return done.stdout + done.stderr if done.returncode not in (0, 77) else ""


def main():
    with tempfile.TemporaryDirectory() as directory:
        modules = os.path.join(directory, "modules", os.uname().release)
        os.makedirs(modules)
        for name, text in (
                ("modules.alias", "alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e\n"
                                  "alias usb:v*p*d*dc*dsc*dp*ic03isc*ip*in* usbhid\n"),
                ("modules.dep", "kernel/e1000e.ko:\nkernel/usbhid.ko:\n"),
                ("modules.builtin", "")):
            with open(os.path.join(modules, name), "w") as to:
                to.write(text)
        os.mkdir(os.path.join(modules, "kernel"))
        for name in ("e1000e", "usbhid"):
            open(os.path.join(modules, "kernel", name + ".ko"), "w").close()
        check_text(directory)
        check_replaced(directory)
        check_synthetic(directory)
        check_late_driver(directory)
        check_parts(directory)
        check_lines(directory, schema_of)
        check_selection(directory)
        check_address(directory)
        check_other_tables(directory)
        check_unknown(directory)
        check_storm(directory)
        check_lost(directory)
        check_reader_gone(directory)
        check_burst(directory)
    sys.exit(failed)


main()
