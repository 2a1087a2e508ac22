#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What USB devices answer themselves, on a machine of composed devices.

    check_usb_node.py HWALIAS USB_TESTBED

usb-testbed shows the devices, and a reply for each request, to `hwalias show -v` and to
`lsusb -v` alike. The replies are composed from the specifications; lsusb and Python's UTF-16
are the other sources. Also: which nodes are opened and what is asked of them, how long it
takes, and that a snapshot of that machine tells the same.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

HWALIAS, TESTBED = sys.argv[1:3]
# umockdev does not redirect all that hwalias does below /sys: a mount makes up for that.
MOUNT = """env -u LD_PRELOAD mount --bind "$UMOCKDEV_DIR/sys" /sys && exec "$@\""""
INSIDE = next((n for n in (["unshare", "-m"], ["unshare", "-rm"]) if subprocess.run(
    [*n, "mount", "--bind", "/tmp", "/sys"], capture_output=True).returncode == 0), [])
if INSIDE:
    INSIDE = [*INSIDE, "sh", "-c", MOUNT, "sh"]
failed = 0


def expect(what, have, want):
    global failed
    if have != want:
        print(f"{what}: {have!r}, not {want!r}")
        failed = 1


def string(text):
    """USB 2.0, 9.6.7"""
    data = text.encode("utf-16-le")
    return bytes((2 + len(data), 3)) + data


def device(usb, device_class, protocol, strings=(0, 0, 0)):
    """Device, configuration and interface descriptor: USB 2.0, 9.6.1, 9.6.3 and 9.6.5."""
    return (bytes((18, 1)) + usb.to_bytes(2, "little") + bytes((device_class, 0, protocol, 64)) +
            bytes.fromhex("6b1d02000001") + bytes(strings) + bytes((1,)) +
            bytes.fromhex("09021900010100e0000904000001") + bytes((device_class or 3, 0, 0, 0)) +
            bytes.fromhex("0705810304000c"))


def words(*pairs):
    return [status.to_bytes(2, "little") + change.to_bytes(2, "little") for status, change in pairs]


# USB 2.0, 11.24.2.7 and 11.24.2.6: status, change
PORTS_2 = words((0x0503, 0), (0x0303, 0x0001), (0x0108, 0x0008), (0, 0), (0x0107, 0x0004),
                (0x0123, 0x0010), (0x1900, 0))
WANT_2 = [
    {"connected", "enabled", "powered", "speed=high speed (480 Mb/s)"},
    {"connected", "enabled", "powered", "speed=low speed (1.5 Mb/s)", "changes=connection"},
    {"over_current", "powered", "changes=over-current"},
    set(),
    {"connected", "enabled", "suspended", "powered", "speed=full speed (12 Mb/s)",
     "changes=suspend"},
    {"connected", "enabled", "l1", "powered", "speed=full speed (12 Mb/s)", "changes=reset"},
    {"powered", "test", "indicator"}]
# USB 3.2, 10.16.2.6: the state of the link in bits 5 to 8, power in bit 9
PORTS_3 = words((0x0203, 0), (0x02a0, 0x0040), (0x0263, 0x0020), (0x0088, 0x0088))
WANT_3 = [
    {"connected", "enabled", "powered", "link_state=U0", "speed=SuperSpeed (5 Gb/s or more)"},
    {"powered", "link_state=Rx.Detect", "changes=link state"},
    {"connected", "enabled", "powered", "link_state=U3", "changes=BH reset",
     "speed=SuperSpeed (5 Gb/s or more)"},
    {"over_current", "link_state=disabled", "changes=over-current", "changes=configuration error"}]
# lsusb's words for the same bits
LSUSB = {
    "connect": "connected", "enable": "enabled", "suspend": "suspended", "oc": "over_current",
    "RESET": "reset", "L1": "l1", "power": "powered", "test": "test", "indicator": "indicator",
    "lowspeed": "speed=low speed (1.5 Mb/s)", "highspeed": "speed=high speed (480 Mb/s)",
    "C_CONNECT": "changes=connection", "C_OC": "changes=over-current",
    "C_SUSPEND": "changes=suspend", "C_RESET": "changes=reset",
    "C_LINK_STATE": "changes=link state", "C_BH_RESET": "changes=BH reset",
    "C_CONFIG_ERROR": "changes=configuration error"}
# BOS with USB 2.0 extension, SuperSpeed and container id: USB 3.2, 9.6.2
CONTAINER = "00112233445566778899aabbccddeeff"
BOS = bytes.fromhex("050f2a0003" "07100206000000" "0a1003000e00030aff07" +
                    "14100400" + CONTAINER)
STRINGS = {0x0407: ("Grün & Söhne", "Maus 🐭"), 0x0411: ("会社", "マウス")}


class Bed:
    def __init__(self, directory):
        self.directory, self.description, self.answers = directory, [], []

    def add(self, path, bus, number, speed, data, replies=(), status="active", **attributes):
        node = f"/dev/bus/usb/{bus:03}/{number:03}"
        self.description += [
            f"P: /devices/pci0000:00/0000:00:14.0/{path}",
            f"N: bus/usb/{bus:03}/{number:03}={data.hex().upper()}",
            f"E: DEVNAME={node}", "E: DEVTYPE=usb_device", f"E: BUSNUM={bus:03}",
            f"E: DEVNUM={number:03}", "E: MAJOR=189", f"E: MINOR={(bus - 1) * 128 + number - 1}",
            "E: SUBSYSTEM=usb", "E: DRIVER=usb", "E: PRODUCT=1d6b/2/100", "E: TYPE=0/0/0",
            *(f"A: {key}={value}\\n" for key, value in {
                "busnum": bus, "devnum": number, "speed": speed, "bConfigurationValue": 1,
                "bNumConfigurations": 1, "idVendor": "1d6b", "idProduct": "0002",
                "power/runtime_status": status, "maxchild": 0, **attributes}.items()
              if value is not None),
            f"H: descriptors={data.hex().upper()}", ""]
        self.answers += [f"{node} {setup} {reply}" for setup, reply in replies]

    def hub(self, path, bus, usb, ports, more=()):
        protocol, kind = (3, 0x2a) if usb >= 0x300 else (1, 0x29)
        descriptor = bytes((12, kind, len(ports))) + bytes.fromhex(
            "090032000464000000") if protocol == 3 else bytes((9, kind, len(ports), 9, 0, 50, 0, 0, 255))
        self.add(path, bus, 1, 5000 if protocol == 3 else 480, device(usb, 9, protocol), [
            (f"a00600{kind:02x}", descriptor.hex()), ("a000", "00000000"),
            *((f"a3000000{port:02x}00", data.hex()) for port, data in enumerate(ports, 1)),
            *more], maxchild=len(ports))

    def run(self, *command, shell=None, check=0):
        """(standard output, nodes that were opened, requests)"""
        files = [os.path.join(self.directory, name) for name in ("bed", "answers", "log")]
        for file, lines in zip(files, (self.description, self.answers)):
            with open(file, "w") as to:
                to.write("\n".join(lines) + "\n")
        done = subprocess.run(["umockdev-wrapper", TESTBED, *files, *INSIDE,
                               *(shell or command)], capture_output=True)
        if check is not None:
            expect(f"exit status of {command[1:] or shell}: {done.stderr.decode()[:500]}",
                   done.returncode, check)
        with open(files[2]) as log:
            lines = [line.split() for line in log]
        self.log = lines
        return (done.stdout.decode(), {w[2] for w in lines if w[1] == "open"},
                [(w[2], w[3]) for w in lines if w[1] == "ask"])


def compose(directory):
    bed = Bed(directory)
    bed.hub("usb1", 1, 0x0200, PORTS_2)
    bed.hub("usb2", 2, 0x0300, PORTS_3, [("8006000f", BOS.hex())])
    languages = bytes((8, 3)) + b"".join(i.to_bytes(2, "little") for i in (0x0409, *STRINGS))
    bed.add("usb1/1-1", 1, 2, 480, device(0x0210, 0, 0, (1, 2, 3)), [
        ("80060003", languages.hex()), ("8006000f", BOS.hex()),
        *((f"8006{index:02x}03{language.to_bytes(2, 'little').hex()}", string(text).hex())
          for language, texts in STRINGS.items() for index, text in enumerate(texts, 1))],
        manufacturer="Green & Sons", product="Mouse", serial="SN-SECRET-1")
    bed.add("usb1/1-2", 1, 3, 480, device(0x0210, 0, 0, (1, 2, 0)), status="suspended")
    bed.add("usb1/1-3", 1, 4, 480, device(0x0210, 0, 0, (1, 2, 0)), [("80", "never")])
    # refuses all
    bed.add("usb1/1-4", 1, 5, 480, device(0x0210, 0, 0, (1, 2, 0)))
    # says what it was not asked for, and a string longer than it is
    bed.add("usb1/1-5", 1, 6, 480, device(0x0210, 0, 0, (1, 2, 0)), [
        ("80060003", "080309040704ffff"), ("8006000f", "0501160001"),
        ("800601030704", "ff0341003dd8420000"), ("800602030704", "0304")])
    # must not be asked for a BOS, and its strings only in two steps
    bed.add("usb1/1-6", 1, 7, 480, device(0x0210, 0, 0, (1, 0, 0)), [
        ("80060003", languages.hex()), ("8006000f", BOS.hex())], quirks="0x20001")
    # sysfs has its BOS
    bed.add("usb1/1-7", 1, 8, 480, device(0x0210, 0, 0), [("8006000f", "050f050000")])
    bed.description.insert(-1, f"H: bos_descriptors={BOS.hex().upper()}")
    # a kernel without CONFIG_PM
    bed.add("usb1/1-8", 1, 9, 480, device(0x0210, 0, 0, (1, 2, 0)), status=None)
    return bed


def devices_of(text):
    return {d["id"].partition(":")[2]: d["usb"] for d in json.loads(text)["devices"]}


def flags(fields):
    return ({key for key, value in fields.items() if value is True} |
            {f"{key}={value}" for key, value in fields.items() if isinstance(value, str)} |
            {f"changes={change}" for change in fields["changes"]})


def check_hubs(usb, lsusb):
    for name, want in (("usb1", WANT_2), ("usb2", WANT_3)):
        ports = usb[name]["port_status"]
        expect(f"{name} ports", [p["port"] for p in ports], list(range(1, len(want) + 1)))
        for port, words in zip(ports, want):
            expect(f"{name} port {port['port']}", flags(port["fields"]), words)
        expect(f"{name} hub", usb[name]["hub_status"]["fields"],
               {"local_power_lost": False, "over_current": False, "changes": []})
        theirs = re.findall(r"^ +Port (\d+): [0-9a-f.]+(.*)$", lsusb[name], re.M)
        expect(f"{name}: ports of lsusb", len(theirs), len(want))
        for (number, said), port in zip(theirs, ports):
            # a state of the link is what is left; lsusb calls two of them otherwise
            said = said.replace(" suspend", " U3") if name == "usb2" else said
            told = {LSUSB[word] for word in said.split() if word in LSUSB}
            ours = flags(port["fields"])
            state = {f"link_state={word.replace('SS.disabled', 'disabled')}"
                     for word in said.split() if word not in LSUSB and word != "5Gbps"}
            # it has no word for full speed, and says 5Gbps of ports without a device
            ours -= {"speed=full speed (12 Mb/s)", "speed=SuperSpeed (5 Gb/s or more)"}
            expect(f"{name} port {number}, as lsusb", ours, told | state)


def check_bos(usb, lsusb):
    for name in ("usb2", "1-1"):
        bos = usb[name]["bos"]
        expect(f"{name} BOS", (bos["source"], bos["problem"]), ("device", None))
        part = lsusb[name].partition("Binary Object Store Descriptor:")[2]
        expect(f"{name} BOS, as lsusb",
               [bos["fields"]["total_length_bytes"], bos["fields"]["capability_count"],
                [int(c["subtype"], 16) for c in bos["capabilities"]]],
               [int(re.search(r"wTotalLength +0x([0-9a-f]+)", part)[1], 16),
                int(re.search(r"bNumDeviceCaps +(\d+)", part)[1]),
                [int(n) for n in re.findall(r"bDevCapabilityType +(\d+)", part)]])
    expect("BOS of sysfs", usb["1-7"]["bos"]["source"], "sysfs")
    expect("NO_BOS", usb["1-6"]["bos"], None)


def check_strings(usb):
    have = usb["1-1"]["strings"]
    expect("languages", [(s["language"], s["language_name"], s["source"]) for s in have], [
        ("0409", "English (United States)", "sysfs"), ("0407", "German (Standard)", "device"),
        ("0411", "Japanese", "device")])
    expect("strings", [(s["manufacturer"], s["product"]) for s in have],
           [("Green & Sons", "Mouse"), *STRINGS.values()])
    expect("serial", [s["serial"] for s in have], [usb["1-1"]["serial"], None, None])
    expect("serial is withheld", usb["1-1"]["serial"], "serial-1")


def check_failures(usb):
    expect("all is well", (usb["1-1"]["node"]),
           {"status": "read", "note": None, "problems": []})
    expect("sleeps", (usb["1-2"]["node"]["status"], usb["1-2"]["strings"]), ("device-sleeps", []))
    expect("may sleep", usb["1-8"]["node"]["status"], "power-unknown")
    expect_in = [("1-3", "in time"), ("1-4", "refuses")]
    for name, what in expect_in:
        problems = usb[name]["node"]["problems"]
        expect(f"{name}: {problems}", [what in p for p in problems], [True, True])
        expect(name, (usb[name]["strings"], usb[name]["bos"]), ([], None))
    expect("malformed", (usb["1-5"]["bos"], usb["1-5"]["node"]["problems"]),
           (None, ["Binary device object store: what it answers is malformed"]))
    # the lone surrogate is U+FFFD; a string of an odd length ends before that
    expect("malformed strings", [(s["language"], s["language_name"], s["manufacturer"],
                                  s["product"]) for s in usb["1-5"]["strings"]],
           [("0409", "English (United States)", None, None),
            ("0407", "German (Standard)", "A\ufffdB", None),
            ("ffff", None, None, None)])


def check_requests(asked):
    """Only reading, and no serial number: string 3 of a device."""
    for node, setup in asked:
        expect(f"{node} {setup} reads", setup[:2] in ("80", "a0", "a3"), True)
        expect(f"{node} {setup} is known", setup[2:4] in ("00", "06"), True)
        expect(f"{node} {setup}: serial number", setup.startswith("80060303"), False)
    steps = [s for n, s in asked if n.endswith("/007") and s.startswith("8006") and s[6:8] == "03"]
    expect("strings in steps", steps[:2], ["8006000300000200", "8006000300000800"])
    expect("no request for a BOS", [s for n, s in asked if n.endswith("/007") and s[6:8] == "0f"],
           [])
    expect("BOS of sysfs is not asked for", [s for n, s in asked if n.endswith("/008")], [])


def check_schema(document):
    validator = os.path.join(os.path.dirname(__file__), "../lib/validate_schema.py")
    schema = os.environ.get("HWALIAS_SCHEMA")
    if not schema:
        return
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(document)
        file.flush()
        done = subprocess.run([sys.executable, validator, "--strict", schema, file.name],
                              capture_output=True, text=True)
    # 77: there is nothing to validate with
    if done.returncode != 77:
        expect(f"schema: {done.stdout}{done.stderr}", done.returncode, 0)


def check_wake(bed):
    for command in (["list", "-v"], ["-aJ"], ["-aJv"], ["check"], ["show", "-v", "1-2"],
                    ["show", "usb1"]):
        expect(f"{command} opens", bed.run(HWALIAS, *command, check=None)[1], set())
    output, opened, _ = bed.run(HWALIAS, "show", "-vJ", "--wake", "1-2")
    expect("--wake opens", opened, {"/dev/bus/usb/001/003"})
    expect("--wake", devices_of(output)["1-2"]["node"]["status"], "read")
    bed.run(HWALIAS, "show", "-vJ", "1-3")
    began, ended = (int(line[0]) for line in (bed.log[0], bed.log[-1]))
    expect("no answer", [line[1] for line in bed.log], ["open", "ask", "discard"])
    expect(f"{ended - began} ms without an answer", 700 < ended - began < 1000, True)


def check_user(bed):
    """A user who may not open the node, but umockdev's sockets; root may open all."""
    if os.geteuid() != 0 or not os.path.exists("/usr/bin/setpriv"):
        print("not root, or no setpriv: a node that may not be opened is not tested")
        return
    command = ('chmod 777 "$UMOCKDEV_DIR" && chmod -R 777 "$UMOCKDEV_DIR/ioctl" && chmod 600 "$UMOCKDEV_DIR"/dev/bus/usb/001/* && '
               f'exec setpriv --reuid=65534 --clear-groups "{HWALIAS}" show -vJ 1-1')
    output = bed.run(shell=["sh", "-c", command])[0]
    expect("plain user", devices_of(output)["1-1"]["node"]["status"], "denied")


def check_snapshot(bed, names, directory):
    """All that is told of the machine is told of its snapshot; the container id is not in it."""
    if not INSIDE:
        print("no mount namespaces: a snapshot is not tested")
        return
    snap = os.path.join(directory, "usb.snap")
    again = os.path.join(directory, "again.snap")
    show = " ".join(names)
    command = f"""cd {directory}
for options in -v -vJ '-v --ndjson'; do
    {HWALIAS} show $options {show} || exit 9
done >was
{HWALIAS} snapshot {snap} || exit 8"""
    bed.run(shell=["sh", "-c", command])
    environment = {k: v for k, v in os.environ.items() if k != "LD_PRELOAD"}
    subprocess.run(["sh", "-c", f"""cd {directory}
for options in -v -vJ '-v --ndjson'; do
    {HWALIAS} --from {snap} show $options {show} || exit 9
done >is
{HWALIAS} --from {snap} snapshot {again}; {HWALIAS} --from {again} show -vJ {show} >third
{HWALIAS} --from {snap} show -vJ {show} >second"""], check=True, env=environment)

    def read(name):
        with open(os.path.join(directory, name)) as file:
            text = file.read()
        # where it was read; and that the file `serial` is there, which is not
        # recorded
        text = re.sub(r"^serial number +withheld\n", "", text, flags=re.M)
        return re.sub(r'"source": *\{[^}]*\}', "", text)

    was, now = read("was").splitlines(), read("is").splitlines()
    expect("snapshot", [pair for pair in zip(was, now) if pair[0] != pair[1]][:5], [])
    expect("snapshot, lines", len(now), len(was))
    expect("snapshot of the snapshot", read("third") == read("second"), True)
    with open(snap) as file:
        text = file.read().lower()
    expect("container id in the snapshot", CONTAINER in text, False)
    expect("serial number in the snapshot", "sn-secret" in text, False)
    expect("answers in the snapshot", "port 2 read 03030100" in text, True)


def main():
    directory = sys.argv[3] if len(sys.argv) > 3 else None
    with tempfile.TemporaryDirectory() as temporary:
        bed = compose(directory or temporary)
        names = ["usb1", "usb2", *(f"1-{n}" for n in range(1, 9))]
        output, opened, asked = bed.run(HWALIAS, "show", "-vJ", *names)
        usb = devices_of(output)
        check_schema(output)
        if not usb["usb1"]["hub_status"]:
            print("a build without libusb: skipped")
            return 77
        expect("devices", sorted(usb), sorted(names))
        lsusb = {}
        for part in bed.run("lsusb", "-v", check=None)[0].split("\nBus ")[1:]:
            bus, number = int(part[:3]), int(part[11:14])
            lsusb[f"usb{bus}" if number == 1 else f"1-{number - 1}"] = part
        check_hubs(usb, lsusb)
        check_bos(usb, lsusb)
        check_strings(usb)
        check_failures(usb)
        expect("a node that sleeps is opened", "/dev/bus/usb/001/003" in opened, False)
        expect("one that may sleep is", "/dev/bus/usb/001/009" in opened, False)
        expect("all others are", len(opened), len(names) - 2)
        check_requests(asked)
        check_wake(bed)
        check_user(bed)
        check_snapshot(bed, names, temporary)
    return failed


if __name__ == "__main__":
    sys.exit(main())
