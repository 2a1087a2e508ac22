#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# --from of what people send: several files of one machine are joined; what they do not
# tell is said once, and never taken for well.
set -eu
cd "$(dirname "$0")/../machines"
. "${HWALIAS_SOURCE:?}/tests/lib/said.sh"

# --- a log beside a recording of a machine that had no /var ---

log=log.txt
awk -v log_file="$out/$log" '
	/^var\/log\/dmesg :$/ { print "var -"; in_log = 1; next }
	in_log && /^\|/ { print substr($0, 2) >log_file; next }
	{ in_log = 0; print }' broken/firmware-failed.snap >"$out/no-log.snap"
grep -q 'Direct firmware load' "$out/$log" || fail 'no log'
"$HWALIAS" --from "$out/no-log.snap" --from "$out/$log" check >"$out/found" 2>"$out/errors" &&
	fail 'a log beside a recording without /var: exit status 0'
has 'a log beside a recording without /var' '^warning\|^error' "$out/found"
has 'a log beside a recording without /var' 'firmware' "$out/found"

# --- several files of one machine ---

cat >"$out/lspci" <<'EOF'
00:1f.6 Ethernet controller [0200]: Intel Corporation Ethernet Connection I219-LM [8086:156f] (rev 21)
	Subsystem: Dell Device [1028:06e4]
	Kernel driver in use: e1000e
	Kernel modules: e1000e
EOF
cat >"$out/lsusb" <<'EOF'
Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub
Bus 001 Device 005: ID 046d:c52b Logitech, Inc. Unifying Receiver
EOF
cat >"$out/tree" <<'EOF'
/:  Bus 001.Port 001: Dev 001, Class=root_hub, Driver=xhci_hcd/16p, 480M
    |__ Port 004: Dev 005, If 0, Class=Human Interface Device, Driver=usbhid, 12M
EOF
cat >"$out/lsmod" <<'EOF'
Module                  Size  Used by
e1000e                286720  0
EOF
echo '[    0.000000] Linux version 6.1.0-13-amd64 (x@y) #1' >"$out/dmesg"
"$HWALIAS" --from "$out/dmesg" --from "$out/lsusb" --from "$out/lsmod" --from "$out/tree" \
	--from "$out/lspci" -aaJ >"$out/joined" 2>"$out/errors" || fail "joined: status $?"
[ "$(grep -c '^      "id":' "$out/joined")" = 5 ] || fail "joined: not 5 devices"
# of the tree its place, and of the list its ids
tr -d '\n' <"$out/joined" | sed 's/    {      "id"/\n&/g' | grep '"id": "usb:1-4",' >"$out/usb" ||
	fail "joined: no usb:1-4"
has joined '"device": "c52b"' "$out/usb"
has joined '"name": "usb"' "$out/usb"
has joined '"release": "6.1.0-13-amd64"' "$out/joined"
grep -q '"id": "usb:bus1-dev5"' "$out/joined" && fail "joined: one device is two"
status=0
"$HWALIAS" --from desktop.snap --from server.snap 2>"$out/errors" >/dev/null || status=$?
[ $status = 3 ] || fail "two machines: status $status"
has "two machines" "cannot join 'desktop.snap' and 'server.snap'" "$out/errors"
status=0
"$HWALIAS" --from desktop.snap --from desktop.snap 2>"$out/errors" >/dev/null || status=$?
[ $status = 2 ] || fail "twice: status $status"

# a snapshot has what a list tells: nothing changes
"$HWALIAS" --from desktop.snap --lspci -nnk >"$out/own-lspci"
"$HWALIAS" --from desktop.snap --lsusb >"$out/own-lsusb"
"$HWALIAS" --from desktop.snap -aaJ >"$out/alone" 2>/dev/null
"$HWALIAS" --from "$out/own-lspci" --from desktop.snap --from "$out/own-lsusb" -aaJ \
	>"$out/with" 2>/dev/null
sed '/^  "source": {/,/^  }/d' "$out/alone" >"$out/alone.json"
sed '/^  "source": {/,/^  }/d' "$out/with" >"$out/with.json"
diff "$out/alone.json" "$out/with.json" >"$out/difference" ||
	fail "a snapshot and its lists: $(head -n 5 "$out/difference")"

# --- what a report holds it still holds when it is read ---

cat >"$out/same.py" <<'EOF'
"""same.py A B: each device of report B, read back, is that of A, but for values withheld."""
import json
import sys

a, b = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
was = {device["id"]: device for device in a["devices"]}
now = {device["id"]: device for device in b["devices"]}
assert list(was) == list(now), "other devices"
assert was, "no devices"
databases = (None, "pci.ids", "usb.ids", "pnp.ids", "hwdb", "amdgpu.ids")
for name, device in was.items():
    # what databases say here counts more
    for key, source in device["name_sources"].items():
        if source in databases:
            for record in (device, now[name]):
                record["names"][key] = record["name_sources"][key] = None
    for record in (device, now[name]):
        for modalias in [record["modalias"], *record["other_modaliases"]]:
            if modalias:
                modalias["parts"] = None
    # without tables none are told
    if not a["kernel"]["tables"] and not device["candidates"]:
        device["candidates"] = now[name]["candidates"] = None
    for key, value in device.items():
        if value != now[name][key]:
            sys.exit(f"{name}: {key}: {value} became {now[name][key]}")
for key in ("host", "generated", "privacy", "summary"):
    if a[key] != b[key]:
        sys.exit(f"{key}: {a[key]} became {b[key]}")
EOF
for machine in desktop server arm vm; do
	snap=${machine%.snap}.snap
	for options in -a -aav; do
		"$HWALIAS" --from "$snap" $options -J >"$out/was.json" 2>/dev/null || continue
		"$HWALIAS" --from "$out/was.json" $options -J >"$out/is.json" 2>/dev/null ||
			fail "$snap $options: its report: status $?"
		python3 "$out/same.py" "$out/was.json" "$out/is.json" 2>"$out/difference" ||
			fail "$snap $options: $(tail -n 1 "$out/difference")"
		"$HWALIAS" --from "$snap" $options --ndjson >"$out/lines" 2>/dev/null
		"$HWALIAS" --from "$out/lines" $options -J >"$out/is.json" 2>/dev/null ||
			fail "$snap $options: its lines: status $?"
		python3 "$out/same.py" "$out/was.json" "$out/is.json" 2>"$out/difference" ||
			fail "$snap $options, lines: $(tail -n 1 "$out/difference")"
	done
done

# of one for people each field is the machine's, or is not told
cat >"$out/told.py" <<'EOF'
"""told.py DIRECTORY: no field of a device in NAME.FORMAT.is is another one than in NAME.was."""
import glob
import json
import sys

databases = (None, "pci.ids", "usb.ids", "pnp.ids", "hwdb", "amdgpu.ids")


def devices(name):
    return {device["id"]: device for device in json.load(open(name))["devices"]}


def differs(was, now):
    for name, device in now.items():
        old = was[name]
        for field in ("subsystem", "kind", "parent", "revision", "firmware"):
            if device.get(field) not in (None, old.get(field)):
                return f"{name}: {field}: {old[field]} became {device[field]}"
        for key, value in device["ids"].items():
            if value not in (None, old["ids"][key]):
                return f"{name}: ids.{key}: {old['ids'][key]} became {value}"
        for key, value in device["names"].items():
            # what databases say here counts more; on other buses the maker may be before it
            if device["name_sources"][key] not in databases and value != old["names"][key] and \
                    device["subsystem"] in ("pci", "usb", "dmi"):
                return f"{name}: names.{key}: {old['names'][key]} became {value}"
        driver, before = device["driver"] or {"name": None, "module": None}, old["driver"]
        if driver["name"] not in (None, before and before["name"]):
            return f"{name}: driver: {before} became {driver}"
        # the composed recordings may lack the link of a module that is loaded
        loaded = [c["module"] for c in old["candidates"] or () if c["loaded"]]
        if driver["module"] not in (None, before and before["module"], *loaded):
            return f"{name}: driver.module: {before} became {driver}"
        if device["state"] not in ("unknown", old["state"]):
            return f"{name}: state: {old['state']} became {device['state']}"
        modules = {c["module"]: c for c in old["candidates"] or ()}
        for candidate in device["candidates"] or ():
            for key, value in candidate.items():
                old_value = modules[candidate["module"]][key]
                if value not in (None, old_value) and (key, value) != ("source", "dump"):
                    return f"{name}: {candidate['module']}: {key}: {old_value} became {value}"
    return None


names = sorted(glob.glob(sys.argv[1] + "/*.is"))
wrong = 0 if names else "nothing to compare"
for name in names:
    try:
        what = differs(devices(name.rsplit(".", 2)[0] + ".was"), devices(name))
    except (KeyError, TypeError, ValueError) as error:
        what = repr(error)
    if what:
        print(f"{name.rsplit('/', 1)[1]}: {what}")
        wrong = 1
sys.exit(wrong)
EOF
mkdir "$out/told"
for snap in *.snap healthy/*.snap; do
	told=$out/told/${snap%/*}-${snap#*/}
	"$HWALIAS" --from "$snap" -aJ >"$told.was" 2>/dev/null || continue
	for format in text html; do
		"$HWALIAS" --from "$snap" report --format $format >"$out/report" 2>/dev/null
		"$HWALIAS" --from "$out/report" -aJ >"$told.$format.is" 2>/dev/null ||
			rm "$told.$format.is"
	done
done
python3 "$out/told.py" "$out/told" || fail 'a report for people has another field'
rm -r "$out/told"
# a driver may be built in, or its module another one that was not made for this device
"$HWALIAS" --from healthy/built-in-with-tables.snap --lspci -nnk >"$out/nnk" 2>/dev/null
"$HWALIAS" --from "$out/nnk" show 00:17.0 -J >"$out/is.json" 2>/dev/null
has 'the driver that lspci tells' '"name": "ahci"' "$out/is.json"
has 'the module of a driver that is built in' '"module": null' "$out/is.json"
# one that is loaded, and claims the device by the name of the driver, is the driver's
echo 'ahci 49152 2 - Live 0x0000000000000000' >"$out/loaded"
"$HWALIAS" --from "$out/nnk" --from "$out/loaded" show 00:17.0 -J >"$out/is.json" 2>/dev/null
! grep -q '"module": null' "$out/is.json" || fail 'a driver whose module is loaded has none'

# as the tools of JSON lay it out: on one line of any length, with blanks or without, with the
# keys sorted, as one list of the lines of a stream, with prose before it, quoted
cat >"$out/lay.py" <<'EOF'
import json, sys
how, text = sys.argv[1], sys.stdin.read()
if how in ("lines", "list"):
    lines = [json.loads(line) for line in text.splitlines()]
    print("\n".join(map(json.dumps, lines)) if how == "lines" else json.dumps(lines))
    sys.exit()
d = json.loads(text)
if how == "long":
    d = {"comment": "x" * 5000000, **d}
print({"prose": "This is what it says:\n", "mail": "> "}.get(how, "") + {
    "dense": lambda: json.dumps(d, separators=(",", ":")),
    "sorted": lambda: json.dumps(d, sort_keys=True),
    "indented": lambda: json.dumps(d, indent="\t", sort_keys=True),
}.get(how, lambda: json.dumps(d))())
EOF
for machine in desktop vm; do
	"$HWALIAS" --from $machine.snap -aaJ >"$out/was.json" 2>/dev/null
	"$HWALIAS" --from $machine.snap -aa --ndjson >"$out/lines" 2>/dev/null
	for how in plain dense sorted indented long prose mail lines list; do
		case $how in
		lines | list) laid=lines ;;
		*) laid=was.json ;;
		esac
		python3 "$out/lay.py" $how <"$out/$laid" >"$out/laid"
		"$HWALIAS" --from "$out/laid" -aaJ >"$out/is.json" 2>"$out/errors" ||
			fail "$machine, laid out $how: status $?: $(head -n 2 "$out/errors")"
		python3 "$out/same.py" "$out/was.json" "$out/is.json" 2>"$out/difference" ||
			fail "$machine, laid out $how: $(tail -n 1 "$out/difference")"
	done
done
# other JSON is nothing of what is read, whatever string is in it
echo '{"a": 1, "x": "pci:v00008086d0000340Esv00000000sd00000000bc06sc04i00"}' >"$out/laid"
status=0
"$HWALIAS" --from "$out/laid" >"$out/is.json" 2>"$out/errors" || status=$?
[ $status = 3 ] && grep -q 'no known format' "$out/errors" ||
	fail "JSON of others: $status: $(cat "$out/errors")"
"$HWALIAS" --from desktop.snap check -J 2>/dev/null | python3 "$out/lay.py" sorted >"$out/laid"
status=0
"$HWALIAS" --from "$out/laid" >"$out/is.json" 2>"$out/errors" || status=$?
[ $status = 3 ] && grep -q 'an answer of hwalias' "$out/errors" ||
	fail "an answer, sorted: $status: $(cat "$out/errors")"

# --- modules that lspci names are candidates, and no more is made of them ---

cat >"$out/modules" <<'EOF'
02:00.0 Network controller [0280]: Broadcom Inc. and subsidiaries BCM4360 [14e4:43a0] (rev 03)
	Subsystem: Apple Inc. Device [106b:0117]
	Kernel modules: bcma, wl
EOF
"$HWALIAS" --from "$out/modules" -J >"$out/is.json" 2>/dev/null
has modules '"module": "wl"' "$out/is.json"
has modules '"pattern": null' "$out/is.json"
has modules '"source": "dump"' "$out/is.json"
has modules '"state": "unbound"' "$out/is.json"
has modules '"attention_complete": false' "$out/is.json"
status=0
"$HWALIAS" --from "$out/modules" check >"$out/check" 2>"$out/errors" || status=$?
cat "$out/errors" >>"$out/check"
has modules 'bcma, wl' "$out/check"
has modules 'could not be checked' "$out/check"
grep -q 'nothing needs attention' "$out/check" && fail "modules: an all-clear"
sed '/Kernel modules/d' "$out/modules" >"$out/none"
"$HWALIAS" --from "$out/none" -J >"$out/is.json" 2>/dev/null
has "no modules" '"candidates": null' "$out/is.json"
has "no modules" '"attention_complete": false' "$out/is.json"

# --- names that no database here has are those of the dump ---

cat >"$out/named" <<'EOF'
00:1f.6 Ethernet controller [0200]: Example Corp. Model X [eeee:156f] (rev 21)
EOF
echo 'Bus 001 Device 005: ID eeee:c52b Example, Inc. Receiver Z' >>"$out/named"
"$HWALIAS" --from "$out/named" -aJ >"$out/is.json" 2>/dev/null
has names '"device": "Example Corp. Model X"' "$out/is.json"
has names '"device": "Example, Inc. Receiver Z"' "$out/is.json"
has names '"device": "dump"' "$out/is.json"
# of a product without a name lsusb has the maker alone, and a blank that mails lose
for end in '' ' '; do
	printf 'Bus 001 Device 005: ID 1d6b:eeee Linux Foundation%s\n%s\n' "$end" \
		'Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub' >"$out/named"
	"$HWALIAS" --from "$out/named" -aJ >"$out/is.json" 2>/dev/null
	has 'a maker' '"vendor": "Linux Foundation"' "$out/is.json"
	! grep '"device": "Linux Foundation' "$out/is.json" || fail "a maker is a device's name"
done

# --- busybox tells drivers, and no revision; a list of pciutils tells those that are not 0 ---

printf '%s\n' '00:00.0 Class 0600: 8086:1237' '00:03.0 Class 0200: 8086:100e e1000' >"$out/busybox"
printf '%s\n' '00:00.0 "Class 0600" "8086" "1237" "1af4" "1100"' \
	'00:03.0 "Class 0200" "8086" "100e" "1af4" "1100" "e1000"' >"$out/busybox-m"
printf '%s\n' '00:00.0 0600: 8086:1237 (rev 02)' '00:03.0 0200: 8086:100e (rev 03)' >"$out/pciutils"
for list in busybox busybox-m; do
	"$HWALIAS" --from "$out/$list" -o DEVICE,CLASS_ID,ID,DRIVER --tsv >"$out/is" 2>/dev/null
	printf '%s\t%s\t%s\t%s\n' 00:00.0 0600 8086:1237 '' 00:03.0 0200 8086:100e e1000 |
		sed 's/\t$/\t/' >"$out/expected"
	sed 1d "$out/is" | diff "$out/expected" - || fail "$list: its devices"
	"$HWALIAS" diff "$out/$list" "$out/pciutils" >"$out/is" 2>"$out/errors" ||
		fail "$list: its revisions are compared: $(cat "$out/is")"
	has "$list" 'does not tell the revision of 2 devices' "$out/errors"
done

# --- lspci -PP has the bridges before a device's address, and the domain once ---

cat >"$out/through" <<'EOF'
00:1c.0 PCI bridge [0604]: Intel Corporation Device [8086:a110] (rev f1)
	Kernel driver in use: pcieport
00:1c.0/02:00.0/03:01.0 Network controller [0280]: Intel Corporation Wireless 7260 [8086:08b1] (rev 73)
	Kernel driver in use: iwlwifi
10000:e0:06.0/e1:00.0 Non-Volatile memory controller [0108]: Samsung Electronics Co Ltd [144d:a80a]
	Kernel driver in use: nvme
EOF
printf '%s\t%s\t%s\n' 00:1c.0 8086:a110 pcieport 03:01.0 8086:08b1 iwlwifi 10000:e1:00.0 144d:a80a nvme \
	>"$out/expected"
"$HWALIAS" --from "$out/through" --tsv -o DEVICE,ID,DRIVER 2>/dev/null | sed 1d | diff "$out/expected" - ||
	fail 'lspci -PP'

# --- hwinfo tells a device of any bus in a block ---

cat >"$out/hwinfo" <<'EOF'
29: PCI 1f.6: 0200 Ethernet controller
  [Created at pci.386]
  Unique ID: AhzA.SRCP7pKsA81
  SysFS ID: /devices/pci0000:00/0000:00:1f.6
  SysFS BusID: 0000:00:1f.6
  Hardware Class: network
  Vendor: pci 0x8086 "Intel Corporation"
  Revision: 0x31
  Driver: "e1000e"
  Driver Modules: "e1000e"
  Device File: eth0
  HW Address: 52:54:00:a1:b2:c0
  Module Alias: "pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00"
  Driver Info #0:
    Driver Status: e1000e is active

30: USB 00.0: 0000 Unclassified device
  [Created at usb.122]
  SysFS ID: /devices/pci0000:00/0000:00:14.0/usb1/1-7/1-7:1.0
  SysFS BusID: 1-7:1.0
  Vendor: usb 0x8087 "Intel Corp."
  Revision: "0.01"
  Module Alias: "usb:v8087p0A2Ad0001dcE0dsc01dp01icE0isc01ip01in00"

31: IDE 00.0: 10600 Disk
  [Created at block.256]
  SysFS ID: /class/block/sda
  SysFS BusID: 0:0:0:0
  Driver: "ahci", "sd"
EOF
for text in "$out/hwinfo" "$out/hwinfo.flat"; do
	[ -e "$text" ] || sed 's/^  //' "$out/hwinfo" >"$text"
	"$HWALIAS" --from "$text" -aaJ >"$out/is.json" 2>"$out/errors" || fail hwinfo
	[ "$(grep -c '^      "id": "\(pci:0000:00:1f.6\|usb:1-7:1.0\)"' "$out/is.json")" = 2 ] ||
		fail "hwinfo: not its devices"
	has hwinfo '"syspath": "/sys/devices/pci0000:00/0000:00:1f.6"' "$out/is.json"
	[ "$(grep -c '"name": "e1000e"' "$out/is.json")" = 1 ] || fail "hwinfo: its driver"
	has hwinfo 'hwinfo does not tell which modules claim a device' "$out/errors"
	printf '%s\n' '00:1f.6 Ethernet controller [0200]: Intel Corporation Device [8086:15b8] (rev 30)' \
		'	Subsystem: ASUSTeK [1043:8672]' '	Kernel driver in use: e1000e' >"$out/other"
	"$HWALIAS" diff -b pci "$text" "$out/other" >"$out/is" 2>/dev/null && fail "hwinfo: no revision"
	has hwinfo '^revision changed pci:0000:00:1f.6 .* 31 *30$' "$out/is"
done

# --- usb-devices, and the kernel's file, which marks what is active with a star ---

cat >"$out/debugfs" <<'EOF'
T:  Bus=01 Lev=00 Prnt=00 Port=00 Cnt=00 Dev#=  1 Spd=480  MxCh=16
B:  Alloc=  0/800 us ( 0%), #Int=  0, #Iso=  0
D:  Ver= 2.00 Cls=09(hub  ) Sub=00 Prot=01 MxPS=64 #Cfgs=  1
P:  Vendor=1d6b ProdID=0002 Rev= 6.01
S:  Product=xHCI Host Controller
S:  SerialNumber=0000:00:14.0
C:* #Ifs= 1 Cfg#= 1 Atr=e0 MxPwr=  0mA
I:* If#= 0 Alt= 0 #EPs= 1 Cls=09(hub  ) Sub=00 Prot=00 Driver=hub
E:  Ad=81(I) Atr=03(Int.) MxPS=   4 Ivl=256ms

T:  Bus=01 Lev=01 Prnt=01 Port=02 Cnt=01 Dev#=  3 Spd=480  MxCh= 4
D:  Ver= 2.00 Cls=09(hub  ) Sub=00 Prot=01 MxPS=64 #Cfgs=  1
P:  Vendor=05e3 ProdID=0608 Rev=85.36
C:* #Ifs= 1 Cfg#= 1 Atr=e0 MxPwr=100mA
I:* If#= 0 Alt= 0 #EPs= 1 Cls=09(hub  ) Sub=00 Prot=00 Driver=hub

T:  Bus=01 Lev=02 Prnt=03 Port=03 Cnt=01 Dev#=  5 Spd=480  MxCh= 0
D:  Ver= 2.10 Cls=00(>ifc ) Sub=00 Prot=00 MxPS=64 #Cfgs=  2
P:  Vendor=0bda ProdID=8152 Rev=20.00
S:  SerialNumber=00E04C360D1A
C:* #Ifs= 1 Cfg#= 1 Atr=a0 MxPwr=350mA
I:* If#= 0 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=ff Prot=00 Driver=r8152
C:  #Ifs= 2 Cfg#= 2 Atr=a0 MxPwr=350mA
I:  If#= 0 Alt= 0 #EPs= 1 Cls=02(comm.) Sub=06 Prot=00 Driver=
I:  If#= 1 Alt= 0 #EPs= 0 Cls=0a(data ) Sub=00 Prot=00 Driver=
EOF
# a device at a port of the root hub, pasted alone; and one behind a hub that was left out,
# or is another one
sed '1,/^$/d' "$out/debugfs" >"$out/pasted"
sed '/^$/,$!d; /^T:.*Lev=01/s/Bus=01/Bus=02/' "$out/debugfs" >"$out/other-hub"
sed '1,/^T:.*Lev=01/d; 1,/^$/d' "$out/debugfs" >"$out/behind"
for pasted in 'pasted 1-3 1-3:1.0 1-3.4 1-3.4:1.0' 'other-hub 2-3 2-3:1.0'; do
	devices=$("$HWALIAS" --from "$out/${pasted%% *}" -a --tsv -o DEVICE 2>/dev/null | sed 1d)
	[ "$(echo $devices)" = "${pasted#* }" ] || fail "$pasted:" $devices
done
"$HWALIAS" --from "$out/behind" >/dev/null 2>"$out/errors" && fail "a device without a place"
has behind 'a part of a device alone' "$out/errors"
# usb-devices has the active configuration alone
sed '/^C:  /,/^$/{/^$/!d}; /^B:/d; s/^\([CI]\):\*/\1: /; s/Rev= /Rev=0/' "$out/debugfs" >"$out/usb-devices"
printf '%s\t%s\t%s\n' usb1 1d6b:0002 usb 1-0:1.0 1d6b:0002 hub 1-3 05e3:0608 usb 1-3:1.0 05e3:0608 hub \
	1-3.4 0bda:8152 usb 1-3.4:1.0 0bda:8152 r8152 >"$out/expected"
for text in debugfs usb-devices; do
	"$HWALIAS" --from "$out/$text" -a --tsv -o DEVICE,ID,DRIVER 2>"$out/errors" | sed 1d |
		diff "$out/expected" - || fail "$text: its devices"
	[ "$(grep -c . "$out/errors")" = 1 ] && grep -q 'usb-devices does not tell which modules' "$out/errors" ||
		fail "$text: $(cat "$out/errors")"
	"$HWALIAS" --from "$out/$text" -aaJv >"$out/is.json" 2>/dev/null
	! grep -i 00e04c360d1a "$out/is.json" || fail "$text: a serial number is told"
	has "$text" 'usb:v0BDAp8152d2000dc00dsc00dp00icFFiscFFip00in00' "$out/is.json"
	"$HWALIAS" --from "$out/$text" --privacy full -aaJv 2>/dev/null | grep -q 00E04C360D1A ||
		fail "$text: no serial number"
	# whatever is cut off
	for n in 30 200 333 700 1100; do
		head -c $n "$out/$text" >"$out/cut-off"
		status=0
		"$HWALIAS" --from "$out/cut-off" check >"$out/is" 2>&1 || status=$?
		[ $status = 3 ] || fail "$text, $n bytes: status $status"
	done
done

# --- a modalias may be a column, or of PCI and USB any word ---

card=pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00
while IFS= read -r text; do
	printf '%b\n' "$text" >"$out/text"
	"$HWALIAS" --from "$out/text" -aaJ 2>/dev/null >"$out/is.json" || fail "read: $text"
	[ "$(grep -c '^      "id":' "$out/is.json")" = 1 ] &&
		grep -q "\"raw\": \"$card\"" "$out/is.json" ||
		fail "not the device of: $text"
done <<EOF
DEVICE    MODALIAS\n00:1f.6   $card
eth0\tEthernet\t$card
what is \`$card\`?
Module Alias: "$card"
  modalias    $card\n  e1000e  pci:v00008086d000015B8sv*sd*bc*sc*i*  modules.alias:7
EOF
"$HWALIAS" --from desktop.snap -a -o DEVICE,MODALIAS >"$out/columns"
"$HWALIAS" diff -b acpi desktop.snap "$out/columns" >"$out/is" 2>/dev/null || :
[ "$(grep -c 'ACPI0003\|LNXPWRBN\|PNP0A08' "$out/is")" = 0 ] || fail "columns: $(cat "$out/is")"
printf 'pci:0000:00:1f.6  a device as hwalias calls it\n' >"$out/text"
"$HWALIAS" --from "$out/text" >"$out/is" 2>/dev/null && fail 'an address is taken for a modalias'

# --- a root hub tells where its controller is ---

sed 's/0000:00:14.0/0000:00:1f.6/' "$out/usb-devices" >"$out/other-usb"
status=0
"$HWALIAS" --from "$out/lspci" --from "$out/other-usb" >/dev/null 2>"$out/errors" || status=$?
[ $status = 3 ] || fail "a network card that is a controller of USB: status $status"
has 'a controller' "the class of 0000:00:1f.6 is '0c03' by the one and '0200' by the other" "$out/errors"
"$HWALIAS" --from "$out/lspci" --from "$out/usb-devices" >/dev/null 2>&1 || fail 'a controller that is not listed'

# --- prompts of two hosts are told, and by check as a reason not to be sure ---

{ echo 'user@alpha:~$ lspci -nnk' && cat "$out/lspci"; } >"$out/alpha"
{ echo '[root@beta ~]# lsusb' && cat "$out/lsusb"; } >"$out/beta"
{ echo '[root@alpha.example.org ~]# lsusb' && cat "$out/lsusb"; } >"$out/alpha-too"
cat "$out/alpha" "$out/beta" >"$out/both-hosts"
echo 'Nov 28 07:07:52 gamma kernel: Linux version 6.1.0-13-amd64 (x@y) #1' >"$out/gamma"
for files in "alpha beta" "beta alpha" both-hosts "alpha gamma"; do
	set --
	for file in $files; do set -- "$@" --from "$out/$file"; done
	"$HWALIAS" "$@" >/dev/null 2>"$out/errors" || fail "$files: two hosts"
	[ "$(grep -c 'if these are two machines, they are mixed up here' "$out/errors")" = 1 ] ||
		fail "$files: two hosts: $(cat "$out/errors")"
	status=0
	"$HWALIAS" "$@" check >"$out/is" 2>/dev/null || status=$?
	[ $status = 3 ] && grep -q 'could not be checked completely: .*mixed up' "$out/is" ||
		fail "$files: two hosts: check"
	! grep -E 'alpha|beta|gamma' "$out/is" "$out/errors" | grep -v "$out/[abg]" ||
		fail "$files: a host is told"
done
"$HWALIAS" --from "$out/alpha" --from "$out/alpha-too" >/dev/null 2>"$out/errors" || fail "one host"
! grep 'two machines' "$out/errors" || fail "one host is two"

# --- who a prompt or a message names is private in what devices call themselves ---

firmware='[    2.0] e1000e 0000:00:1f.6: Direct firmware load for planthostq/planthostq-1.bin failed with error -2'
{
	echo 'plantuserq@planthostq:~$ lspci -nnk' && cat "$out/lspci"
	echo 'plantuserq@planthostq:~$ lsusb'
	echo 'Bus 001 Device 003: ID feed:0001 Plantuserq planthostq gadget'
	echo "Bus 001 Device 004: ID feed:0002 Plantownerq's iPhone S/N PLANT77112"
	echo 'plantuserq@planthostq:~$ sudo dmesg' && echo "$firmware"
} >"$out/prompts"
{
	cat "$out/lspci"
	echo 'Bus 001 Device 003: ID feed:0001 planthostq gadget'
	echo '[    0.5] systemd[1]: Hostname set to <localhost.localdomain>.'
	echo '[    1.0] systemd[1]: Hostname set to <planthostq>.' && echo "$firmware"
} >"$out/message"
sed 's/Hostname set to/Set hostname to/' "$out/message" >"$out/old-message"
# prompts that name the host alone, and the user by his directory; that of fish
names='Bus 001 Device 003: ID feed:0001 planthostq gadget'
{
	echo 'planthostq:/home/plantuserq # lspci -nnk' && cat "$out/lspci"
	echo 'planthostq:~ # lsusb' && echo "$names" | sed 's/gadget/of plantuserq/'
	echo 'planthostq:~ # dmesg' && echo "$firmware"
} >"$out/suse"
{
	echo 'planthostq% lspci -nnk' && cat "$out/lspci"
	echo 'planthostq% lsusb' && echo "$names" && echo "planthostq% dmesg" && echo "$firmware"
} >"$out/zsh"
sed 's/^planthostq% /plantuserq@planthostq ~> /' "$out/zsh" >"$out/fish"
for file in prompts message old-message suse zsh fish; do
	for command in list -aJ 'check -aJ' report 'show -v 1f.6' 'snapshot -'; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" --from "$out/$file" $command >"$out/is" 2>"$out/errors" || [ $? -le 3 ] ||
			fail "$file: $command"
		[ -s "$out/is" ] || fail "$file: $command: $(cat "$out/errors")"
		! grep -i plant "$out/is" "$out/errors" ||
			fail "$file: $command tells a name"
	done
	# a recording of it, too
	"$HWALIAS" --from "$out/$file" --privacy full snapshot "$out/named.snap" 2>/dev/null ||
		fail "$file: no snapshot"
	grep -q planthostq "$out/named.snap" || fail "$file: the level full does not tell the name"
	"$HWALIAS" --from "$out/named.snap" -aJ >"$out/is" 2>/dev/null || fail "$file: the snapshot"
	! grep -i plant "$out/is" || fail "$file: a snapshot tells a name"
	"$HWALIAS" --from "$out/$file" snapshot "$out/named.snap" 2>/dev/null
	"$HWALIAS" --from "$out/$file" -aa >"$out/direct" 2>/dev/null
	"$HWALIAS" --from "$out/named.snap" -aa 2>/dev/null | diff "$out/direct" - ||
		fail "$file: a snapshot tells other names"
done

# --- a module that is signed on the machine bears its name ---

cat >"$out/signed" <<'EOF'
filename:       /lib/modules/6.1.0-13-amd64/updates/dkms/e1000e.ko
license:        GPL
alias:          pci:v00008086d0000156Fsv*sd*bc*sc*i*
depends:
name:           e1000e
vermagic:       6.1.0-13-amd64 SMP preempt mod_unload modversions
sig_id:         PKCS#7
signer:         planthostq Secure Boot Module Signature key
sig_key:        2C:F0:50:0C:CF:7E:62:F4:2F:D6:66:12:35:A7:47:A9:28:A2:3B:0B
EOF
for form in -v -J; do
	"$HWALIAS" --from "$out/lspci" --from "$out/signed" driver $form e1000e >"$out/is" 2>/dev/null || fail signed
	! grep planthostq "$out/is" || fail "signed: the host is told"
	has signed 'withheld Secure Boot Module Signature key' "$out/is"
	"$HWALIAS" --from "$out/lspci" --from "$out/signed" --privacy full driver $form e1000e 2>/dev/null |
		grep -q 'planthostq Secure Boot' || fail 'signed: no host at the level full'
done

# --- what is no machine says what it is ---

for answer in list "list -a" check "check -J" "modules -J" "driver -J e1000e" "diff -J desktop.snap server.snap"; do
	case $answer in
	diff*) set -- ;;
	*) set -- --from desktop.snap ;;
	esac
	# shellcheck disable=SC2086 # words
	"$HWALIAS" "$@" $answer >"$out/answer" 2>/dev/null || true
	"$HWALIAS" --from "$out/answer" >"$out/table" 2>"$out/errors" && fail "$answer is read"
	has "$answer" 'is no machine' "$out/errors"
done
status=0
"$HWALIAS" --from "$out/dmesg" 2>"$out/errors" >/dev/null || status=$?
[ $status = 3 ] || fail "a log alone: status $status"
has "a log alone" "tells of no devices (kernel log): --from may be given again" "$out/errors"
: >"$out/empty"
"$HWALIAS" --from "$out/empty" 2>"$out/errors" && fail 'an empty file is read'
has empty 'it is empty' "$out/errors"

# --- a subsystem that lspci names by its device has no name ---

cat >"$out/subsystem" <<'EOF'
02:00.0 Network controller [0280]: Example Corp. Model X [eeee:43a0] (rev 03)
	Subsystem: Other Corp. Example Corp. Model X [eeef:0117]
EOF
"$HWALIAS" --from "$out/subsystem" -aJ >"$out/is.json" 2>/dev/null
has subsystem '"subsystem": null' "$out/is.json"

# … also in the words of another database, and by its maker's name
cat >"$out/pci.ids" <<'EOF'
1d97  Longsys Electronics
	2263  SM2263EN/SM2263XT-based OEM SSD
1028  Dell
	9853  Mullins
EOF
cat >"$out/subsystem" <<'EOF'
02:00.0 Non-Volatile memory controller [0108]: Longsys Electronics SM2263EN/SM2263XT-based OEM SSD [1d97:2263] (rev 03)
	Subsystem: Dell SM2263EN/SM2263XT-based OEM NVME SSD (DRAM-less) [1028:5e85]
02:00.1 Non-Volatile memory controller [0108]: Longsys Electronics SM2263EN/SM2263XT-based OEM SSD [1d97:2263] (rev 03)
	Subsystem: Dell XPS 15 9550 [1028:5e86]
02:00.2 System peripheral [0880]: Longsys Electronics Registers of a long name [808... (rev 03)
EOF
"$HWALIAS" -i pci:"$out/pci.ids" --from "$out/subsystem" -J >"$out/is.json" 2>/dev/null
[ "$(grep -c '"subsystem": null' "$out/is.json")" = 4 ] && grep -q '"subsystem": "XPS 15 9550"' "$out/is.json" ||
	fail "subsystems: $(grep '"subsystem": ' "$out/is.json")"
has "a name without room" '"device": "Longsys Electronics Registers of a long name"' "$out/is.json"
echo '02:00.1 "System peripheral" "Longsys" "X" -r0e "Unknown vendor 2222" "Y"' >"$out/unknown"
"$HWALIAS" -i pci:"$out/pci.ids" --from "$out/unknown" -J >"$out/is.json" 2>/dev/null
! grep Unknown "$out/is.json" || fail "'Unknown vendor' is a name"

# --- a module that asks for an id that is not told may be the one that is named ---

mkdir -p "$out/tables"
printf 'alias pci:v*d*sv*sd*bc0Csc03i30* xhci_pci\nalias usb:v*p*d*dc*dsc*dp*ic08isc06ip50in* usb_storage\n' \
	>"$out/tables/modules.alias"
printf 'kernel/xhci-pci.ko:\nkernel/usb-storage.ko:\n' >"$out/tables/modules.dep"
cat >"$out/usb" <<'EOF'
00:14.0 USB controller [0c03]: Intel Corporation X [8086:a12f]
	Subsystem: Dell X [1028:06e4]
	Kernel modules: xhci_pci, nosuch
00:14.1 USB controller [0c03]: Intel Corporation X [8086:a12e]
	Kernel driver in use: xhci_hcd
EOF
"$HWALIAS" --from "$out/usb" --modules-dir "$out/tables" -J >"$out/is.json" 2>/dev/null
has "an untold id" '"reason": "unbound-there"\|"state": "unbound"' "$out/is.json"
has "an untold id" '"module": "xhci_pci"' "$out/is.json"
! grep nosuch "$out/is.json" || fail "an untold id: a module that the kernel does not have"
sed -i '/modules/d' "$out/usb"
"$HWALIAS" --from "$out/usb" --modules-dir "$out/tables" -J >"$out/is.json" 2>/dev/null
has "an untold id" '"reason": "ids-not-told"' "$out/is.json"
has "an untold id" '"candidates": null' "$out/is.json"
status=0
"$HWALIAS" --from "$out/usb" --modules-dir "$out/tables" check >"$out/is" 2>/dev/null || status=$?
[ $status = 3 ] && ! grep 'nothing needs' "$out/is" || fail "an untold id: an all-clear"
sed 's/ \[8086:a12f\]/&  (prog-if 10)/' "$out/usb" >"$out/told"
"$HWALIAS" --from "$out/told" --modules-dir "$out/tables" -J >"$out/is.json" 2>/dev/null
has "a told id" '"reason": "no-module-claims"' "$out/is.json"

# --- what a dump cannot tell is one warning ---

"$HWALIAS" --from desktop.snap --lspci >"$out/names"
for dump in lspci lsusb tree lsmod modules names joined; do
	for command in list check; do
		"$HWALIAS" --from "$out/$dump" $command -aa >/dev/null 2>"$out/errors" || true
		[ "$(grep -c 'do\(es\)* not tell\|nothing is said' "$out/errors")" = 1 ] ||
			fail "$dump, $command: not one warning: $(cat "$out/errors")"
	done
done
# of several tools in the plural; prose around them is one warning, with the first line
{
	printf 'Hello,\nthis is what you asked for.\n\n'
	cat "$out/lsusb"
	printf '\nIt does not work.\nRegards\n'
} >"$out/mail"
"$HWALIAS" --from "$out/mail" >/dev/null 2>"$out/errors"
[ "$(grep -c . "$out/errors")" = 2 ] && grep -q 'mail:1: not a line of lsusb (and 3 more)$' "$out/errors" ||
	fail "prose: $(cat "$out/errors")"
"$HWALIAS" --from "$out/lsusb" --from "$out/lspci" >/dev/null 2>"$out/errors"
grep -q 'lspci, lsusb do not tell ' "$out/errors" || fail "two tools: $(cat "$out/errors")"

# --- what a problem was seen by is in each form of a report ---

evidence() { "$HWALIAS" --from "$1" check -J 2>/dev/null | sed -n '/"evidence": \[$/,/^ *\]/p'; }
n=0
for snap in broken/*.snap; do
	evidence "$snap" >"$out/seen"
	[ -s "$out/seen" ] || continue
	n=$((n + 1))
	for form in 'report --format markdown' 'report --format text' 'report --format html' '-aaJ'; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" --from "$snap" $form >"$out/report" 2>/dev/null || :
		evidence "$out/report" | diff "$out/seen" - || fail "$snap, $form: what was seen"
	done
done
[ $n -gt 4 ] || fail "only $n machines have something seen"

# of a list nobody knows whether it has all: an all-clear is of what it has
cat >"$out/fine" <<'END'
00:1f.6 Ethernet controller [0200]: Intel Corporation Device [8086:15b8] (rev 31)
	Subsystem: Dell Device [1028:06e4]
	Kernel driver in use: e1000e
	Kernel modules: e1000e
END
mkdir -p "$out/own"
echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e' >"$out/own/modules.alias"
echo 'kernel/e1000e.ko:' >"$out/own/modules.dep"
: >"$out/own/modules.builtin"
"$HWALIAS" --from "$out/fine" --modules-dir "$out/own" check >"$out/is" 2>/dev/null || fail "a list in order"
has "an all-clear" '^nothing needs attention (of what lspci lists; kernel log not recorded)$' "$out/is"
"$HWALIAS" --from "$out/fine" --modules-dir "$out/own" report >"$out/is" 2>/dev/null || :
has "an all-clear" '^Nothing needs attention (of what lspci lists; kernel log not recorded)\.$' "$out/is"

# a machine of which the system is known, and no kernel
mkdir -p "$out/system/etc" "$out/system/sys/bus/pci/devices"
echo 'PRETTY_NAME="Debian GNU/Linux 12"' >"$out/system/etc/os-release"
"$HWALIAS" --sysroot "$out/system" report >"$out/is" 2>/dev/null || :
has "a system" '^- \*\*Kernel:\*\* not recorded; Debian GNU/Linux 12$' "$out/is"

# lsusb tells the ids that lsusb -t lacks
"$HWALIAS" --from "$out/tree" >/dev/null 2>"$out/errors"
has tree "does not tell the ids of 2 devices (lsusb does)" "$out/errors"
"$HWALIAS" --from "$out/tree" --from "$out/lsusb" >/dev/null 2>"$out/errors"
! grep 'the ids of' "$out/errors" || fail "tree: joined with lsusb ids are missing"

# --- what a log says is quoted with the file that was given, and its line and time ---

cat >"$out/card" <<'EOF'
03:00.0 Network controller [0280]: Intel Corporation Wireless 7260 [8086:08b1] (rev 83)
	Kernel driver in use: iwlwifi
	Kernel modules: iwlwifi
EOF
failure='iwlwifi 0000:03:00.0: Direct firmware load for iwlwifi-7260-17.ucode failed with error -2'
gave_up='iwlwifi 0000:03:00.0: no suitable firmware found!'
while IFS='|' read -r stamp time; do
	{
		echo "user@pluto:~$ dmesg"
		echo "$stamp Linux version 6.1.0-13-amd64 (x@y) #1"
		echo "Nov 21 07:11:05 pluto sshd[1]: of another program"
		echo "$stamp $failure"
		echo "$stamp $gave_up"
	} >"$out/log"
	"$HWALIAS" --from "$out/card" --from "$out/log" check >"$out/is" 2>/dev/null || true
	has "log '$stamp'" "^  seen:   $out/log:4: \[$time\] iwlwifi" "$out/is"
	"$HWALIAS" --from "$out/card" --from "$out/log" snapshot "$out/of-it" || fail "no snapshot"
	"$HWALIAS" --from "$out/of-it" check 2>/dev/null | grep seen: >"$out/recorded" || true
	grep seen: "$out/is" | diff - "$out/recorded" || fail "log '$stamp': of a recording"
	! grep pluto "$out/is" "$out/of-it" || fail "log '$stamp': the host is told"
done <<'EOF'
[    5.123456]|5.123456
[Tue Nov 21 07:11:05 2023]|Tue Nov 21 07:11:05 2023
Nov 21 07:11:05 pluto kernel:|Nov 21 07:11:05
[  +0.000012]|+0.000012
Nov 21 07:11:05 kernel:|Nov 21 07:11:05
Tue 2023-11-21 07:11:05 UTC pluto kernel:|Tue 2023-11-21 07:11:05 UTC
1700550665.123456 pluto kernel:|1700550665.123456
EOF

# a mail or a page took the blanks before the lines away: titles and keys tell
cat >"$out/vvv" <<'EOF'
00:1c.0 PCI bridge [0604]: Intel Corporation Root Port #1 [8086:a110] (rev f1) (prog-if 00 [Normal decode])
	Control: I/O+ Mem+ BusMaster+ SpecCycle- MemWINV- VGASnoop- ParErr- Stepping- SERR- DisINTx+
	Bus: primary=00, secondary=01, subordinate=01, sec-latency=0
	Memory behind bridge: de000000-df0fffff [size=17M]
	Capabilities: [40] Express (v2) Root Port (Slot+), MSI 00
		LnkCap:	Port #1, Speed 8GT/s, Width x4, ASPM L0s L1
			ClockPM- Surprise- LLActRep+ BwNot+ ASPMOptComp+
		LnkSta:	Speed 2.5GT/s (downgraded), Width x1 (downgraded)
	Capabilities: [90] Subsystem: Dell Device [1028:06e4]
	Kernel driver in use: pcieport

01:00.0 VGA compatible controller [0300]: NVIDIA GP104 [GeForce GTX 1080] [10de:1b80] (rev a1)
	Subsystem: ASUSTeK Computer Inc. GP104 [GeForce GTX 1080] [1043:85aa]
	Flags: bus master, fast devsel, latency 0, IRQ 133, IOMMU group 1
	Memory at de000000 (32-bit, non-prefetchable) [size=16M]
	I/O ports at e000 [size=128]
	Kernel driver in use: nouveau
	Kernel modules: nvidiafb, nouveau
EOF
cat >"$out/lsusbv" <<'EOF'
Bus 001 Device 002: ID 046d:0825 Logitech, Inc. Webcam C270
Device Descriptor:
  bLength                18
  bDescriptorType         1
  bcdUSB               2.00
  bDeviceClass          239 Miscellaneous Device
  bDeviceSubClass         2
  bDeviceProtocol         1 Interface Association
  idVendor           0x046d Logitech, Inc.
  idProduct          0x0825 Webcam C270
  bcdDevice            0.12
  iManufacturer           0
  iProduct                2 C270
  bNumConfigurations      1
  Configuration Descriptor:
    bLength                 9
    bConfigurationValue     1
    bmAttributes         0x80
      (Bus Powered)
      Remote Wakeup
    MaxPower              500mA
    Interface Descriptor:
      bLength                 9
      bInterfaceNumber        0
      bAlternateSetting       0
      bInterfaceClass        14 Video
      bInterfaceSubClass      1 Video Control
      bInterfaceProtocol      0
      Endpoint Descriptor:
        bLength                 7
        bmAttributes            3
          Transfer Type            Interrupt
          Synch Type               None
    Interface Descriptor:
      bLength                 9
      bInterfaceNumber        1
      bAlternateSetting       0
      bInterfaceClass         1 Audio
      bInterfaceSubClass      2 Streaming
      bInterfaceProtocol      0
EOF
for dump in vvv lsusbv; do
	sed 's/^[ 	]*//' "$out/$dump" >"$out/flat"
	tr '\t' ' ' <"$out/flat" | tr -s ' ' >"$out/thin"
	sed 's/^/> /' "$out/flat" >"$out/quoted"
	"$HWALIAS" --from "$out/$dump" -aaJv 2>/dev/null | sed -n '/"devices": /,$p' | grep -v "$out" >"$out/is"
	grep -q '"class": "Audio"\|2.5 GT' "$out/is" || fail "$dump: not read"
	for form in flat thin quoted; do
		"$HWALIAS" --from "$out/$form" -aaJv 2>"$out/errors" | sed -n '/"devices": /,$p' |
			grep -v "$out" | diff "$out/is" - >/dev/null || fail "$dump, $form: other devices"
		! grep 'not a line of' "$out/errors" || fail "$dump, $form: lines are not understood"
	done
done

# an archive of sos(1) that was unpacked, and a folder of dumps, are read as the archive is
sos=$out/unpacked/sosreport-x
mkdir -p "$sos/sos_commands/pci" "$sos/sos_commands/kernel" "$sos/etc/modprobe.d" "$sos/sys/class" \
	"$sos/proc/sys/kernel"
cp "$out/vvv" "$sos/sos_commands/pci/lspci_-nnvv"
echo '[    0.000000] Linux version 6.1.0-13-amd64 (x@y) #1' >"$sos/sos_commands/kernel/dmesg"
echo 'blacklist nouveau' >"$sos/etc/modprobe.d/x.conf"
echo 6.1.0-13-amd64 >"$sos/proc/sys/kernel/osrelease"
ln -s /etc/passwd "$sos/etc/evil"
tar -cf "$out/sos.tar" -C "$out/unpacked" sosreport-x
mkdir "$out/folder"
cp "$out/vvv" "$out/lsusbv" "$out/folder"
for source in sos.tar unpacked unpacked/sosreport-x; do
	"$HWALIAS" --from "$out/$source" -aaJ 2>/dev/null | sed -n '/"devices": /,$p' | grep -v "$out" >"$out/is"
	grep -q '"pci:0000:01:00.0"' "$out/is" || fail "$source: not read"
	[ "$source" = sos.tar ] && mv "$out/is" "$out/of-archive" && continue
	diff "$out/of-archive" "$out/is" >/dev/null || fail "$source: not as the archive"
done
# --- a line that lspci -nnk itself cut: it has the option for the ids already ---

cat >"$out/short" <<'END'
00:1f.6 Ethernet controller [0200]: Intel Corporation Ethernet Connection [8086:15b8] (rev 31)
	Kernel driver in use: e1000e
02:00.2 System peripheral [0880]: Longsys Electronics Registers of a long na... (rev 03)
END
"$HWALIAS" --from "$out/short" >/dev/null 2>"$out/errors" || :
has 'a cut line' 'the ids of 1 device,' "$out/errors"
! grep -q 'lspci -nnk does' "$out/errors" || fail "a cut line: $(cat "$out/errors")"

# --- a document of JSON that is cut off: one message, of what is wrong ---

"$HWALIAS" --from desktop.snap -aaJ >"$out/whole.json" 2>/dev/null
size=$(wc -c <"$out/whole.json")
for part in 1 50 99; do
	head -c $((size * part / 100)) "$out/whole.json" >"$out/cut.json"
	for command in list check report facts; do
		status=0
		"$HWALIAS" --from "$out/cut.json" $command >"$out/is" 2>"$out/errors" || status=$?
		[ $status = 3 ] && [ ! -s "$out/is" ] || fail "cut JSON, $part, $command: status $status"
		[ "$(grep -c . "$out/errors")" = 1 ] || fail "cut JSON, $command: $(cat "$out/errors")"
		has "cut JSON, $command" 'it is cut off: in line [0-9]* its JSON document ends too early$' "$out/errors"
	done
done
mkdir "$out/some"
cp "$out/cut.json" "$out/lspci" "$out/some"
"$HWALIAS" --from "$out/some" >"$out/is" 2>"$out/errors" || fail "cut JSON in a folder: status $?"
has 'cut JSON in a folder' '^00:1f.6' "$out/is"
has 'cut JSON in a folder' 'cut.json.*ends too early' "$out/errors"

# --- a report of a later major version may mean something else, and one of a minor one adds ---

"$HWALIAS" --from vm.snap -aaJ >"$out/major.1" 2>/dev/null
"$HWALIAS" --from vm.snap -aa --ndjson >"$out/lines.1" 2>/dev/null
"$HWALIAS" --from "$out/major.1" list >"$out/was" 2>/dev/null
mkdir "$out/newer"
for form in major lines; do
	sed 's/"schema_version": *"1\.[0-9]*"/"schema_version": "1.99"/' "$out/$form.1" >"$out/minor"
	grep -q '"1\.99"' "$out/minor" || fail "$form: no version"
	"$HWALIAS" --from "$out/minor" list >"$out/is" 2>/dev/null || fail "$form, 1.99: status $?"
	diff "$out/was" "$out/is" || fail "$form, 1.99: other devices"
	for version in 2.0 10.1 99.0; do
		sed "s/\"schema_version\": *\"1\.[0-9]*\"/\"schema_version\": \"$version\"/" \
			"$out/$form.1" >"$out/newer/$form"
		for from in "newer/$form" newer; do
			status=0
			"$HWALIAS" --from "$out/$from" check >"$out/is" 2>"$out/errors" || status=$?
			[ $status = 3 ] && [ ! -s "$out/is" ] || fail "$from, $version: status $status"
			has "$from, $version" "newer.$form': a newer hwalias wrote it" "$out/errors"
		done
	done
	rm "$out/newer/$form"
done

# --- what modinfo tells of a module, beside a list of devices ---

cat >"$out/modinfo" <<'END'
filename:       /lib/modules/6.1.0-13-amd64/kernel/drivers/net/ethernet/intel/e1000e/e1000e.ko
license:        GPL v2
description:    Intel(R) PRO/1000 Network Driver
alias:          pci:v00008086d000015B8sv*sd*bc*sc*i*
alias:          pci:v00008086d000015B9sv*sd*bc*sc*i*
depends:        ptp
intree:         Y
name:           e1000e
vermagic:       6.1.0-13-amd64 SMP preempt mod_unload modversions
signature:      30:65:
		11:AA
parm:           debug:Debug level (0=none,...,16=all) (int)

filename:       (builtin)
name:           snd_hda_intel
alias:          pci:v00008086d*sv*sd*bc04sc03i00*
END
cat >"$out/nic" <<'END'
00:1f.6 Ethernet controller [0200]: Intel Corporation Ethernet Connection [8086:15b8]
	Kernel modules: e1000e
END
"$HWALIAS" --from "$out/nic" --from "$out/modinfo" driver e1000e >"$out/is" 2>"$out/errors" ||
	fail "modinfo: status $?: $(cat "$out/errors")"
for word in 'e1000e — Intel(R) PRO/1000 Network Driver\|Intel(R) PRO/1000 Network Driver' 'depends on *ptp' \
	'licence *GPL v2' '^2 aliases, in .*e1000e.ko' '^pci:0000:00:1f.6 .*pci:v00008086d000015B8sv'; do
	has modinfo "$word" "$out/is"
done
"$HWALIAS" --from "$out/nic" --from "$out/modinfo" driver -J snd-hda-intel e1000e >"$out/is" 2>/dev/null ||
	fail "modinfo: status of JSON $?"
has modinfo '"builtin": true' "$out/is"
has modinfo '"pattern": "pci:v00008086d000015B9sv\*sd\*bc\*sc\*i\*"' "$out/is"
has modinfo '"id": "pci:0000:00:1f.6"' "$out/is"
status=0
"$HWALIAS" --from "$out/nic" --from "$out/modinfo" driver nvme >"$out/is" 2>"$out/errors" || status=$?
[ $status = 1 ] && has modinfo "'nvme' cannot be told" "$out/errors" || fail "modinfo: status $status of another"

# where it was built the lines tell that the kernel's build adds, and not a text without them
sed '/^filename:.*builtin/,$d; /^intree:/d' "$out/modinfo" >"$out/outside"
sed '/^intree:/,$d' "$out/modinfo" >"$out/shortened"
"$HWALIAS" --from "$out/nic" --from "$out/outside" driver e1000e >"$out/is" 2>/dev/null || :
has 'modinfo of a foreign module' "built outside the kernel's tree" "$out/is"
"$HWALIAS" --from "$out/nic" --from "$out/shortened" driver e1000e >"$out/is" 2>/dev/null || :
! grep 'built outside' "$out/is" || fail 'a modinfo that was shortened: said to be a foreign module'
"$HWALIAS" --from "$out/nic" --from "$out/shortened" driver -J e1000e >"$out/is" 2>/dev/null || :
has 'a modinfo that was shortened' '"intree": null' "$out/is"
has 'a modinfo that was shortened' '"signed": null' "$out/is"

# of its aliases alone, a list of them, as of the lines of modules.alias
grep '^alias:' "$out/modinfo" | sort -u >"$out/aliases"
sed 's/^alias: */alias /; s/$/ module/' "$out/aliases" >"$out/lines"
"$HWALIAS" --from "$out/lines" -aaJ 2>/dev/null | grep -v "$out\|\"name\": \"lines\"" >"$out/was"
"$HWALIAS" --from "$out/aliases" -aaJ 2>"$out/errors" | grep -v "$out\|\"name\": \"aliases\"" >"$out/is"
diff "$out/was" "$out/is" || fail 'aliases of modinfo: not as those of modules.alias'
has 'aliases of modinfo' '"id": "pci:line-3"' "$out/is"
# and of a module's text they are no devices, wherever a list is
"$HWALIAS" --from "$out/modinfo" -aa >"$out/is" 2>/dev/null || :
! grep 'line-' "$out/is" || fail 'modinfo: its aliases are devices'
cat "$out/lines" "$out/lines" "$out/modinfo" >"$out/mixed"
[ "$("$HWALIAS" --from "$out/mixed" -aa 2>/dev/null | grep -c 'line-')" = 6 ] ||
	fail 'aliases and modinfo: not the 6 lines'

# --- a tar that is cut off between two files, or that has a block of zeros for a header ---

mkdir -p "$out/cut/sys/bus/pci/devices"
for slot in 1 2 3; do
	device=sys/devices/pci0000:00/0000:00:0$slot.0
	mkdir -p "$out/cut/$device"
	echo 'MODALIAS=pci:v00008086d00001901sv00000000sd00000000bc06sc04i00' >"$out/cut/$device/uevent"
	ln -s "../../../../$device" "$out/cut/sys/bus/pci/devices/0000:00:0$slot.0"
done
# a file of zeros is no mark of the end
head -c 4096 /dev/zero >"$out/cut/sys/devices/pci0000:00/config"
(cd "$out/cut" && tar -b 2 -cf ../good.tar sys/devices/*/*/uevent sys/bus/pci/devices/* sys/devices/*/config)
# checked WHAT STATUS PATTERN: what check says of "$out/bad"
checked() {
	status=0
	"$HWALIAS" --from "$out/bad" check >"$out/is" 2>"$out/errors" || status=$?
	[ $status = "$2" ] || fail "$1: status $status"
	has "$1" "$3" "$out/is"
	[ "$2" = 0 ] || ! grep -q 'nothing needs' "$out/is" || fail "$1: an all-clear"
}
# links alone, as a tar of /sys/bus has them: nothing is known of these
(cd "$out/cut" && tar -cf ../links.tar sys/bus/pci/devices)
for from in "$out/links.tar" "$out/links"; do
	[ -e "$from" ] || { mkdir "$from" && tar -xf "$out/links.tar" -C "$from"; }
	status=0
	"$HWALIAS" --from "$from" check >"$out/is" 2>"$out/errors" || status=$?
	[ $status = 3 ] || fail "$from: status $status"
	has "$from" 'completely: .* whether a driver is bound' "$out/is"
done
if "$HWALIAS" --version --verbose | grep -q '^libarchive .* there '; then
	size=$(($(wc -c <"$out/good.tar") - 1024))
	cp "$out/good.tar" "$out/bad"
	checked 'a whole tar' 0 'all that need a driver have one'
	head -c 10000 /dev/zero >>"$out/bad"
	checked 'a whole tar with more zeros' 0 'all that need a driver have one'
	# of header and content of three files, then one more file of eight blocks
	for at in 1024 2048 3072 $((size - 4608)) $size $((size + 512)); do
		head -c "$at" "$out/good.tar" >"$out/cut.tar"
		cp "$out/cut.tar" "$out/bad"
		begin=$at
		[ "$at" -le $size ] || begin=$size
		checked "a tar of $at bytes" 3 "completely: .*nothing marks the end at its byte $begin\$"
		for tool in gzip xz zstd; do
			command -v $tool >/dev/null || continue
			$tool -c "$out/cut.tar" >"$out/bad" 2>/dev/null
			checked "a tar of $at bytes, $tool" 3 "nothing marks the end at its byte $begin\$"
		done
	done
	for at in 1024 2048 3072; do
		cp "$out/good.tar" "$out/bad"
		dd if=/dev/zero of="$out/bad" bs=512 seek=$((at / 512)) count=1 conv=notrunc 2>/dev/null
		checked "zeros at $at" 3 "more follows the mark of the end at its byte $at\$"
		cp "$out/good.tar" "$out/bad"
		printf x | dd of="$out/bad" bs=1 seek="$at" conv=notrunc 2>/dev/null
		checked "a letter at $at" 3 "no file begins at its byte $at\$"
	done
	cat "$out/good.tar" "$out/good.tar" >"$out/bad"
	checked 'two tars' 3 "more follows the mark of the end at its byte $size\$"
	head -c $((size - 1000)) "$out/good.tar" >"$out/bad"
	checked 'a tar cut in a file' 3 "no more can be read at its byte $((size - 1000))\$"
	gzip -c "$out/good.tar" | head -c -4 >"$out/bad"
	status=0
	"$HWALIAS" --from "$out/bad" check >"$out/is" 2>"$out/errors" || status=$?
	[ $status = 3 ] && [ ! -s "$out/is" ] || fail "a gzip without its length: status $status"
fi
# a file of a folder may be longer than a page of sysfs
mkdir "$out/long"
{
	cat "$out/vvv"
	head -c 300000 /dev/zero | tr '\0' '\n'
} >"$out/long/vvv"
"$HWALIAS" --from "$out/long" list -a 2>/dev/null | grep -q '^01:00.0' || fail 'a long file in a folder'
# one that is too big is missed as well
mkdir "$out/large"
cp "$out/vvv" "$out/large"
truncate -s 17M "$out/large/journal"
"$HWALIAS" --from "$out/large" >/dev/null 2>"$out/errors" || :
has 'a large file in a folder' "'journal' is left out: it is too big" "$out/errors"
# what unpacks to more than a file may have is left out alone: what is behind it is read
rm "$out/large/journal"
letters=$out/letters
head -c 15M /dev/zero | tr '\0' a >"$letters"
# 300 MiB
for i in 1 2 3 4; do
	cat "$letters" "$letters" "$letters" "$letters" "$letters"
done | gzip -1 >"$out/large/a.gz"
echo '[    0.000000] Linux version 6.1.0-13-amd64 (debian-kernel@lists.debian.org)' |
	gzip >"$out/large/dmesg.gz"
"$HWALIAS" --from "$out/large" -aJ >"$out/is" 2>"$out/errors" || :
has 'a bomb in a folder' "'a.gz' is left out: it is too big" "$out/errors"
! grep 'dmesg.gz' "$out/errors" || fail 'a log beside a bomb is left out'
has 'a log beside a bomb' '"release": "6.1.0-13-amd64"' "$out/is"
# logs of months, and behind them what is looked for: in a folder, and in an archive
mkdir "$out/heavy"
for i in 1 2 3 4 5 6 7 8 9; do
	cp "$letters" "$out/heavy/a$i.log"
done
rm "$letters"
cp "$out/vvv" "$out/heavy/z-lspci"
tar -C "$out" --sort=name -cf - heavy | gzip -1 >"$out/heavy.tgz"
for from in heavy heavy.tgz; do
	status=0
	"$HWALIAS" --from "$out/$from" check >/dev/null 2>"$out/errors" || status=$?
	[ $status = 3 ] || fail "$from: status $status"
	has "what $from has no room for" "3 files are left out, '.*a7.log' the first: all together" \
		"$out/errors"
	"$HWALIAS" --from "$out/$from" list -a 2>/dev/null | grep -q '^01:00.0' ||
		fail "what is behind the logs of $from"
done
rm -r "$out/heavy"

# what is cut off within a device tells no half names and no states of it
for form in report 'report --format text' 'report --format html' 'snapshot -' 'list -aa -o +MODALIAS'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from desktop.snap $form >"$out/whole" 2>/dev/null
	python3 ../cli/check_cut.py "$HWALIAS" "$out/whole" || fail "cut off, $form"
done

# … nor a part of an address as one
sed -n '/^hdaudio:hdaudioC0D0 /{s/C0D0 .*/C/;p;q;};p' "$out/whole" | head -c -1 >"$out/part"
"$HWALIAS" --from "$out/part" list -aa >"$out/is" 2>"$out/errors"
has 'a table that is cut off' 'it ends within a line: it may be cut off' "$out/errors"
! grep -q '^hdaudio:hdaudioC' "$out/is" || fail 'a part of a line is a device'

# … and of a line of lsusb what is certain
while IFS='|' read -r line told; do
	printf 'Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub\n%s' "$line" >"$out/part"
	is=$("$HWALIAS" --from "$out/part" -aJ 2>/dev/null | python3 -c 'import json, sys
for d in json.load(sys.stdin)["devices"][1:]:
    print(d["id"], d["ids"]["vendor"], d["ids"]["device"], d["names"]["device"])')
	[ "$is" = "$told" ] || fail "$line: $is"
done <<-'END'
	Bus 001 Device 002: ID 1234:abcd Foo Bar Wid|usb:bus1-dev2 1234 abcd None
	Bus 001 Device 002: ID 1234:abcd|usb:bus1-dev2 1234 abcd None
	Bus 001 Device 002: ID 1234:ab|
	Bus 001 Device 002: ID 1234:abcd Foo (x)|usb:bus1-dev2 1234 abcd Foo (x)
END

# … and a device of lsusb without a port is read back from a report
for form in -J report 'report --format text' 'report --format html'; do
	printf 'Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub\nBus 001 Device 005: ID 8087:0a2a Intel Corp. Bluetooth\n' |
		"$HWALIAS" --from - $form >"$out/part" 2>/dev/null
	"$HWALIAS" --from "$out/part" list >"$out/is" 2>/dev/null || :
	grep -q '^bus1-dev5 .* 8087:0a2a' "$out/is" || fail "lsusb, $form: $(cat "$out/is")"
done

# older lspci does not look for the subsystem of bridges, and prints no line of it
"$HWALIAS" --from desktop.snap --lspci -nnk 2>/dev/null >"$out/new.nnk"
awk '/^[0-9a-f]/ { bridge = / \[06[0-9a-f][0-9a-f]\]: / } !(bridge && /Subsystem/)' \
	"$out/new.nnk" >"$out/old.nnk"
! cmp -s "$out/new.nnk" "$out/old.nnk" || fail 'no bridge with a subsystem'
grep -v Subsystem "$out/new.nnk" >"$out/none.nnk"
for old in old none; do
	"$HWALIAS" diff "$out/$old.nnk" desktop.snap >"$out/is" 2>/dev/null ||
		fail "$old, an older lspci: $(cat "$out/is")"
done

# grep -A3 has each line of a device that has a line of modules, and the driver is before it
printf '%s\n' '00:1f.6 Ethernet controller [0200]: Intel Corporation X [8086:15d7] (rev 21)' \
	'	Subsystem: Lenovo X [17aa:225d]' '	Kernel driver in use: e1000e' '	Kernel modules: e1000e' -- \
	'04:00.0 Network controller [0280]: Intel Corporation Y [8086:24fd] (rev 78)' \
	'	Subsystem: Intel Corporation Y [8086:0010]' '	Kernel modules: iwlwifi' >"$out/grepped"
"$HWALIAS" --from "$out/grepped" check >"$out/is" 2>/dev/null || :
has 'lines that grep found' '^warning  pci:0000:04:00.0' "$out/is"

# journalctl's own lines around the kernel's
for mark in '-- Journal begins at Sat 2022-12-31 10:00:00 CET, ends at Mon 2023-01-02 10:00:00 CET. --' \
	'-- Logs begin at Sat 2022-12-31 10:00:00 CET. --' '-- Boot 0123456789abcdef0123456789abcdef --'; do
	printf '%s\n' "$mark" 'Nov 30 10:00:01 pc kernel: Linux version 6.1.0-13-amd64 (x@y)' >"$out/journal.log"
	"$HWALIAS" --from "$out/grepped" --from "$out/journal.log" check >"$out/is" 2>"$out/errors" || :
	! grep 'not a line' "$out/errors" || fail "$mark: no line of the log"
	! grep -q 'which kernel runs' "$out/errors" || fail "$mark: what follows is not read"
done

# no machine has so many devices
seq -f 'MODALIAS=pci:v00008086d00%06.0fsv00000000sd00000000bc02sc00i00' 0 132000 >"$out/many"
status=0
"$HWALIAS" --from "$out/many" >"$out/is" 2>"$out/errors" || status=$?
[ $status = 3 ] && [ ! -s "$out/is" ] || fail "a list of 132001 devices: status $status"
has 'too many devices' "many': it is too big" "$out/errors"

# of its logs that of this start counts, wherever it is, and it tells why a device has no driver
logs=$out/logs
mkdir -p "$logs/pci" "$logs/kernel" "$logs/logs"
cat >"$logs/pci/lspci_-nnvv" <<-END
	00:1f.6 Ethernet controller [0200]: Intel Corporation Ethernet Connection (2) I219-V [8086:15b8]
	$(printf '\t')Kernel modules: e1000e
END
echo '[    5.200000] e1000e 0000:00:1f.6: Direct firmware load for e1000e/a.bin failed with error -2' \
	>"$logs/kernel/dmesg"
echo 'Nov 27 07:07:52 h kernel: e1000e: probe of 0000:00:1f.6 failed with error -5' \
	>"$logs/logs/journalctl_--no-pager_--boot_-1"
echo 'Nov 28 07:07:52 h kernel: e1000e: probe of 0000:00:1f.6 failed with error -12' \
	>"$logs/logs/journalctl_--no-pager_--boot"
for order in 'logs kernel' 'kernel logs'; do
	# shellcheck disable=SC2086 # words
	tar -cf "$out/logs.tar" -C "$logs" pci $order
	"$HWALIAS" --from "$out/logs.tar" check >"$out/is" 2>/dev/null || true
	has "logs in the order $order" 'by the kernel log, firmware could not be loaded for it: e1000e/a.bin' "$out/is"
	has "logs in the order $order" 'logs.tar:kernel/dmesg:1: ' "$out/is"
done
tar -cf "$out/logs.tar" -C "$logs" logs/journalctl_--no-pager_--boot_-1 pci logs/journalctl_--no-pager_--boot
"$HWALIAS" --from "$out/logs.tar" check >"$out/is" 2>/dev/null || true
has 'the journal of this start' '(-12)' "$out/is"
"$HWALIAS" --from "$out/folder" >"$out/is" 2>/dev/null || fail 'a folder of dumps'
has 'a folder of dumps' 10de:1b80 "$out/is"
has 'a folder of dumps' 046d:0825 "$out/is"

# what is wrong with the machine itself is in its report, too
"$HWALIAS" --from broken/modules-gone.snap -aJ >"$out/report" 2>/dev/null || fail 'no report'
"$HWALIAS" --from "$out/report" check >"$out/is" 2>/dev/null || true
has 'a report of a machine without its modules' '^error    this machine' "$out/is"
has 'a report of a machine without its modules' 'Kernel 6.1.0-12-amd64 is running' "$out/is"
has 'a report of a machine without its modules' 'systemctl reboot' "$out/is"
"$HWALIAS" --from "$out/report" snapshot "$out/of-it" 2>/dev/null || fail 'no snapshot of a report'
"$HWALIAS" --from "$out/of-it" check 2>/dev/null | diff - "$out/is" | grep -q 'this machine' &&
	fail 'a snapshot of the report lacks it'

# several logs are one, each line with the file and the line in it
sed -n 1,3p "$out/log" >"$out/log.1"
sed -n '4,$p' "$out/log" >"$out/log.2"
for logs in "--from $out/log.1 --from $out/log.2" "--from $out/log.2"; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from "$out/card" $logs check >"$out/is" 2>/dev/null || true
	has "two logs" "^  seen:   $out/log.2:1: .*iwlwifi" "$out/is"
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from "$out/card" $logs snapshot "$out/of-it" 2>/dev/null || fail "no snapshot"
	"$HWALIAS" --from "$out/of-it" check 2>/dev/null | grep seen: >"$out/recorded" || true
	grep seen: "$out/is" | diff - "$out/recorded" || fail "two logs: of a recording"
done

# what is of two machines, or of two states of one, is not joined
echo "[    0.000000] Linux version 6.1.0-13-amd64 (x@y) #1" >"$out/log.this"
echo "[    0.000000] Linux version 6.12.0-amd64 (x@y) #1" >"$out/log.other"
printf 'Nov 21 07:11:05 pluto kernel: a\n' >"$out/log.pluto"
printf 'Nov 21 07:11:05 marsq kernel: a\n' >"$out/log.marsq"
echo '03:00.0 Ethernet controller [0200]: Realtek [10ec:8168] (rev 15)' >"$out/card.other"
refuses() {
	what=$1
	shift
	status=0
	"$HWALIAS" --from "$1" --from "$2" --from "$out/card" -aJ >"$out/is" 2>"$out/errors" || status=$?
	[ "$status" = 3 ] && [ ! -s "$out/is" ] || fail "$what: status $status"
	has "$what" "cannot join .*: $what" "$out/errors"
}
refuses "the kernel is '6.1.0-13-amd64' .*'6.12.0-amd64'" "$out/log.this" "$out/log.other"
refuses 'the host has two names' "$out/log.pluto" "$out/log.marsq"
sed 's/log.marsq//' "$out/errors" | grep marsq && fail 'the name of the host is told'
refuses "the id of 0000:03:00.0 is '10ec' .*'8086'" "$out/log.this" "$out/card.other"
refuses "the kernel is '6.1.0-13-amd64'" desktop.snap "$out/log.other"
cp "$out/log.pluto" "$out/log.again"
"$HWALIAS" --from "$out/log.pluto" --from "$out/log.again" --from "$out/card" -aJ >/dev/null 2>&1 ||
	fail 'the same log twice'
mkdir -p "$out/home/alice"
cp "$out/log" "$out/home/alice/log"
HOME=$out/home/alice "$HWALIAS" --from "$out/card" --from "$out/home/alice/log" check >"$out/is" 2>/dev/null || true
has "a log at home" '^  seen:   ~/log:4: ' "$out/is"

# a byte order mark, as some editors write it, is no content
for dump in lspci tree report; do
	[ $dump != report ] || "$HWALIAS" --from desktop.snap snapshot "$out/report"
	{
		printf '\357\273\277'
		cat "$out/$dump"
	} >"$out/marked"
	"$HWALIAS" --from "$out/$dump" -aa >"$out/was" 2>/dev/null || fail "$dump: not read"
	"$HWALIAS" --from "$out/marked" -aa >"$out/is" 2>"$out/errors" || fail "$dump: a mark"
	diff "$out/was" "$out/is" || fail "$dump: a byte order mark"
	! grep malformed "$out/errors" || fail "$dump: a byte order mark is content"
done

# so early that there is nothing but the head, and no kernel to speak of
head -n 5 desktop.snap >"$out/early"
for command in check report; do
	"$HWALIAS" --from "$out/early" $command >/dev/null 2>"$out/errors" &&
		fail "early, $command: all is well"
	! grep 'hwalias:  \|kernel  ' "$out/errors" || fail "early, $command: names are empty"
done

# --- a recording of one says what the dump itself says ---

cat >"$out/no-driver" <<'EOF'
03:01.0 Network controller [0280]: Intel Corporation Wireless 7260 [8086:08b1] (rev 83)
	Kernel modules: iwlwifi
EOF
"$HWALIAS" --from desktop.snap -aaJ >"$out/report"
unset SOURCE_DATE_EPOCH
for dump in no-driver tree joined report; do
	# both have one name, which warnings tell
	cp "$out/$dump" "$out/given"
	"$HWALIAS" --from "$out/given" snapshot "$out/of-it" || fail "$dump: no snapshot"
	"$HWALIAS" --from "$out/of-it" snapshot "$out/of-that" || fail "$dump: no second one"
	for command in list -aaJ check report; do
		was=0
		is=0
		cp "$out/$dump" "$out/given"
		# shellcheck disable=SC2086
		"$HWALIAS" --from "$out/given" $command >"$out/was" 2>&1 || was=$?
		cp "$out/of-that" "$out/given"
		# shellcheck disable=SC2086
		"$HWALIAS" --from "$out/given" $command >"$out/is" 2>&1 || is=$?
		[ $was = $is ] || fail "$dump, $command: a recording ends with $is, not $was"
		diff "$out/was" "$out/is" >"$out/difference" ||
			fail "$dump, $command: a recording says: $(head -n 9 "$out/difference")"
	done
done
status=0
"$HWALIAS" --from "$out/no-driver" snapshot "$out/of-it"
"$HWALIAS" --from "$out/of-it" check >"$out/is" 2>"$out/errors" || status=$?
[ $status = 3 ] || fail "no-driver: status $status of a recording"
has no-driver 'could not be checked' "$out/is"
"$HWALIAS" --from "$out/of-it" >"$out/is" 2>/dev/null
has no-driver '(iwlwifi)' "$out/is"
# when it was is not told, and stays so
"$HWALIAS" --from "$out/of-it" -aJ >"$out/is" 2>/dev/null
has no-driver '"generated": null' "$out/is"
export SOURCE_DATE_EPOCH=1700000000

# texts that are cut off say so, and whole ones do not
for format in text markdown html; do
	"$HWALIAS" --from desktop.snap report --format $format >"$out/cut-$format" 2>/dev/null
done
"$HWALIAS" --from desktop.snap --lspci -nnk >"$out/cut-lspci"
for dump in text markdown html lspci; do
	"$HWALIAS" --from "$out/cut-$dump" >/dev/null 2>"$out/errors"
	! grep -q 'cut off' "$out/errors" || fail "$dump: a whole one is taken for cut"
	sed '$d' "$out/cut-$dump" >"$out/part"
	head -n 30 "$out/cut-$dump" | head -c -4 >>"$out/part"
	[ $dump = html ] || "$HWALIAS" --from "$out/part" 2>&1 >/dev/null |
		grep -q 'ends within a line: it may be cut off' || fail "$dump: nothing of the cut"
done
sed '$d' "$out/cut-html" >"$out/part"
"$HWALIAS" --from "$out/part" 2>&1 >/dev/null | grep -q 'before its last tag: it may be cut off' ||
	fail 'html: nothing of the cut'
head -n $(($(grep -n '^```' "$out/cut-markdown" | sed -n '2s/:.*//p') - 1)) "$out/cut-markdown" >"$out/part"
"$HWALIAS" --from "$out/part" 2>&1 >/dev/null | grep -q 'within a block: it may be cut off' ||
	fail 'markdown: nothing of the cut'
# a report for people has its problems again, and no other ones
for machine in broken/*.snap healthy/*.snap desktop.snap; do
	"$HWALIAS" --from "$machine" check 2>/dev/null |
		grep -E '^(error|warning|hint) |^  (why|remedy|advice):' >"$out/of-it" || :
	for format in text markdown html; do
		"$HWALIAS" --from "$machine" report --format $format >"$out/read" 2>/dev/null || :
		"$HWALIAS" --from "$out/read" check 2>/dev/null |
			grep -E '^(error|warning|hint) |^  (why|remedy|advice):' >"$out/is" || :
		cmp -s "$out/of-it" "$out/is" || fail "$machine: $format: $(diff "$out/of-it" "$out/is" | head -n 4)"
		# what it prints is no secret that it would have to find
		! "$HWALIAS" --from "$out/read" -a --ndjson 2>&1 >/dev/null | grep 'would be printed' ||
			fail "$machine: $format: a list is refused"
	done
done
# mails, trackers and editors change the bytes of a text, not what it tells
"$HWALIAS" --from broken/firmware-failed.snap snapshot "$out/sent-snapshot"
"$HWALIAS" --from broken/firmware-failed.snap -aJ >"$out/sent-json" 2>/dev/null
"$HWALIAS" --from broken/firmware-failed.snap -a --ndjson >"$out/sent-ndjson" 2>/dev/null
for format in text markdown html; do
	"$HWALIAS" --from broken/firmware-failed.snap report --format $format >"$out/sent-$format" 2>/dev/null
done
# sent WAY FORMAT COMMAND...: the command changes the text
sent() {
	way=$1 format=$2
	shift 2
	"$@" <"$out/sent-$format" >"$out/changed"
	! cmp -s "$out/changed" "$out/sent-$format" || fail "$format, $way: is the same"
	for text in sent-$format changed; do
		status=0
		"$HWALIAS" --from "$out/$text" check >"$out/is-$text" 2>/dev/null || status=$?
		echo "status $status" >>"$out/is-$text"
		sed -i "s|$out/$text|FILE|" "$out/is-$text"
	done
	cmp -s "$out/is-sent-$format" "$out/is-changed" ||
		fail "$format, $way: $(diff "$out/is-sent-$format" "$out/is-changed" | head -n 4)"
}
fenced() {
	printf 'Hello,\n\n```\n' && cat && printf '```\n\nThanks\n'
}
for format in snapshot json ndjson text markdown html; do
	sent 'CR LF' $format sed 's/$/\r/'
	! command -v iconv >/dev/null || sent UTF-16 $format iconv -f UTF-8 -t UTF-16
	[ $format = html ] || sent fences $format fenced
	[ $format = html ] || sent 'quoted by a mail' $format sed 's/^/> /'
	sent indented $format sed '/./s/^/    /'
done
# what is behind the end of a snapshot is not read, and that is told, whatever is before it
behind() {
	cat "$1" "$out/sent-snapshot"
	printf '%s\n' '' '- ' 'Bus 002 Device 004: ID 0930:6545 Toshiba Corp.'
}
: >"$out/nothing"
printf 'Hi, here it is:\n\n' >"$out/greeting"
for before in nothing greeting; do
	behind "$out/$before" >"$out/part"
	"$HWALIAS" --from "$out/part" list 2>"$out/errors" >/dev/null || :
	grep -q '2 lines behind the end of the snapshot are not read' "$out/errors" ||
		fail "$before before a snapshot: what is behind it is lost: $(cat "$out/errors")"
	head -n -3 "$out/part" >"$out/within"
	"$HWALIAS" --from "$out/within" list 2>"$out/errors" >/dev/null || :
	! grep -q 'behind the end' "$out/errors" || fail "$before before a snapshot: $(cat "$out/errors")"
done
fenced <"$out/sent-snapshot" | head -n -2 >"$out/part"
"$HWALIAS" --from "$out/part" list 2>"$out/errors" >/dev/null || :
! grep -q 'behind the end' "$out/errors" || fail "a fence behind a snapshot: $(cat "$out/errors")"
# what is selected is without its last newline, and its last line may be whole
for kind in '--lspci -nn' '--lsusb -t'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from desktop.snap $kind >"$out/whole"
	printf %s "$(cat "$out/whole")" | sed '$s/, M$/, 480M/' >"$out/part"
	head -c -3 "$out/part" >"$out/within"
	for part in part within; do
		"$HWALIAS" --from "$out/$part" 2>&1 >/dev/null | grep -c 'ends within a line' >"$out/is.$part" || :
	done
	[ "$(cat "$out/is.part" "$out/is.within" | tr -d '\n')" = 01 ] ||
		fail "$kind: whole, then cut, and told $(cat "$out/is.part" "$out/is.within")"
done
printf %s "$(cat "$out/cut-markdown")" >"$out/part"
"$HWALIAS" --from "$out/part" 2>"$out/errors" >/dev/null
! grep -q 'cut off' "$out/errors" || fail 'markdown: without its last newline it is taken for cut'
# with tables, too, what is cut off is no all-clear
modules=$out/cut-tables/lib/modules/6.1.0
mkdir -p "$modules"
echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e' >"$modules/modules.alias"
echo 'kernel/e1000e.ko:' >"$modules/modules.dep"
: >"$modules/modules.builtin"
cat >"$out/whole" <<-END
	P: /devices/pci0000:00/0000:00:17.0
	U: pci
	E: DEVPATH=/devices/pci0000:00/0000:00:17.0
	E: SUBSYSTEM=pci
	E: DRIVER=ahci
	E: MODALIAS=pci:v00008086d0000A102sv00001043sd00008694bc01sc06i01

	P: /devices/pci0000:00/0000:00:1f.6
	U: pci
	E: DEVPATH=/devices/pci0000:00/0000:00:1f.6
	E: SUBSYSTEM=pci
	E: PCI_CLASS=20000
	E: PCI_ID=8086:15B8
	E: MODALIAS=pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00

END
for lines in 9 10 11 12 13; do
	head -n $lines "$out/whole" >"$out/part"
	for end in 'within a device' 'within a line'; do
		status=0
		"$HWALIAS" --from "$out/part" --modules-dir "$modules" check >"$out/is" 2>"$out/errors" || status=$?
		[ $status = 3 ] || fail "udev, $lines lines, $end: status $status"
		grep -q "ends $end: it may be cut off" "$out/errors" || fail "udev, $lines lines: no word of the cut"
		head -c -3 "$out/part" >"$out/within"
		mv "$out/within" "$out/part"
	done
done
"$HWALIAS" --from "$out/whole" --modules-dir "$modules" check >"$out/is" 2>"$out/errors" || :
! grep -q 'cut off' "$out/errors" || fail 'udev: a whole one is taken for cut'
# one device, or some, is not a machine; whether a driver is bound is known of each
sed '/^E: PCI_CLASS=20000/i E: DRIVER=e1000e' "$out/whole" >"$out/two.udev"
"$HWALIAS" --from "$out/two.udev" --modules-dir "$modules" check >"$out/is" 2>/dev/null || fail "udev, some devices: $(cat "$out/is")"
has 'udev, some devices' '^nothing needs attention (of what udev lists' "$out/is"
"$HWALIAS" --from "$out/two.udev" --modules-dir "$modules" report >"$out/is" 2>/dev/null
has 'udev, some devices' '^Nothing needs attention (of what udev lists' "$out/is"
while IFS='|' read -r command word; do
	{ echo "user@host:~\$ $command" | tr ! '|' && cat "$out/two.udev"; } >"$out/pasted"
	"$HWALIAS" --from "$out/pasted" --modules-dir "$modules" check >"$out/is" 2>"$out/errors" || :
	if [ -n "$word" ]; then
		has "$command" "^could not be checked completely: .*: the command prints $word" "$out/is"
	else
		! grep 'the command prints' "$out/is" "$out/errors" || fail "$command: taken for a part"
	fi
done <<'END'
udevadm info -p /sys/bus/pci/devices/0000:00:1f.6|one device: others may be missing
sudo udevadm info -q all -n /dev/sda|one device: others may be missing
udevadm info --attribute-walk /sys/bus/pci/devices/0000:00:1f.6|one device: others may be missing
udevadm info --export-db ! grep -A9 pci|a part of the list: devices may be missing
udevadm info -e|
udevadm info --tree|
udevadm info --query=path -n /dev/sda|
udevadm monitor|
END
# a report counts its devices: a cut between two lines, or two sections, leaves some out
while read -r format stop; do
	awk -v stop="$stop" 'index($0, stop) == 1 { exit } { print }' "$out/cut-$format" >"$out/part"
	! cmp -s "$out/part" "$out/cut-$format" || fail "$format: has no line $stop"
	status=0
	"$HWALIAS" --from "$out/part" check >"$out/is" 2>"$out/errors" || status=$?
	[ $status = 3 ] || fail "$format: cut before $stop: status $status"
	grep -q 'devices are here of [0-9]* that the report counts: it may be cut off' "$out/errors" ||
		fail "$format: nothing of the cut before $stop"
done <<-END
	text 00:1d.0
	text USB (
	text Other buses
	markdown 00:1d.0
	markdown ## USB
	markdown <details>
END

# --- what is of no format names its command, and what can be read instead ---

while IFS='|' read -r line by instead; do
	printf '> something\n> %b\n' "$line" >"$out/unread"
	status=0
	"$HWALIAS" --from "$out/unread" list >"$out/is" 2>"$out/errors" || status=$?
	[ $status = 3 ] || fail "$by: status $status"
	has "$by" "looks like what $by gives; what $instead gives can be read" "$out/errors"
done <<'END'
-[0000:00]-+-00.0|lspci -t|lspci -nnk
-+-[0000:00]-+-00.0|lspci -t|lspci -nnk
H/W path    Device  Class|lshw -short|lshw -numeric
  "businfo" : "pci@0000:00:1f.6",|lshw -json|lshw -numeric
  looking at device '/devices/pci0000:00'|udevadm info -a|udevadm info --export-db
"dmesg": [|dmesg --json|dmesg
__REALTIME_TIMESTAMP=1699866000000000|journalctl -o export|journalctl -k
    _TRANSPORT=kernel|journalctl -o verbose|journalctl -k
Linux version 6.1.0|dmesg -t|dmesg
  <node id="pci" handle="PCIBUS:0000:00">|lshw -xml|lshw -numeric
Bus#  1|lsusb -t of an old version|lsusb -v
<table width="100%" class="node" summary="attributes of vm">|lshw -html|lshw -numeric
em0@pci0:0:25:0:	class=0x020000 rev=0x04 hdr=0x00 vendor=0x8086 device=0x1502|pciconf of FreeBSD|lspci -nnk
ugen0.1: <Intel EHCI root HUB> at usbus0, cfg=0 md=HOST spd=HIGH (480Mbps)|usbconfig of FreeBSD|lsusb
	0x0000: Vendor ID: 8086, Product ID: 0c04|pcidump of OpenBSD|lspci -nnk
      PCI Vendor ID: 0x8086|system_profiler of macOS|lspci -nnk
Instance ID:                PCI\\VEN_8086&DEV_15BB&SUBSYS_22C017AA&REV_10|Windows|lspci -nnk
END

# --- zip archives, and files in an archive or a folder that are compressed by themselves ---

"$HWALIAS" --from desktop.snap --lspci -nnk >"$out/zip-lspci"
"$HWALIAS" --from desktop.snap --lsusb >"$out/zip-lsusb"
cat >"$out/zip.py" <<'EOF'
"""zip.py FOLDER: archives of dumps, one cut off, one hostile, and one of a tree with links."""
import pathlib
import zipfile

here = pathlib.Path(__import__("sys").argv[1])
lspci, lsusb = ((here / f"zip-{name}").read_text() for name in ("lspci", "lsusb"))
with zipfile.ZipFile(here / "dumps.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("lspci.txt", lspci)
    archive.writestr("lsusb.txt", lsusb)
(here / "cut.zip").write_bytes((here / "dumps.zip").read_bytes()[:-300])
with zipfile.ZipFile(here / "hostile.zip", "w") as archive:
    archive.writestr("../lspci.txt", lspci)
    archive.writestr("lsusb.txt", lsusb)
with zipfile.ZipFile(here / "tree.zip", "w") as archive:
    device = "sys/devices/pci0000:00/0000:00:1f.6"
    archive.writestr(f"{device}/uevent", "PCI_CLASS=20000\nPCI_ID=8086:15B8\n"
                     "MODALIAS=pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00\n")
    for name, target in ((f"{device}/driver", "../../../bus/pci/drivers/e1000e"),
                         (f"{device}/subsystem", "../../../bus/pci"),
                         ("sys/bus/pci/devices/0000:00:1f.6", "../../../devices/pci0000:00/0000:00:1f.6")):
        link = zipfile.ZipInfo(name)
        link.create_system = 3
        link.external_attr = 0o120777 << 16
        archive.writestr(link, target)
EOF
python3 "$out/zip.py" "$out"
"$HWALIAS" --from "$out/zip-lspci" --from "$out/zip-lsusb" list >"$out/was" 2>/dev/null
"$HWALIAS" --from "$out/dumps.zip" list >"$out/is" 2>"$out/errors" || fail "zip: $(cat "$out/errors")"
diff "$out/was" "$out/is" || fail 'zip: not as its files'
"$HWALIAS" --from "$out/cut.zip" list >"$out/is" 2>"$out/errors" || fail "cut.zip: $(cat "$out/errors")"
has cut.zip 'damaged or cut off after' "$out/errors"
"$HWALIAS" --from "$out/hostile.zip" list >"$out/is" 2>"$out/errors" || fail "hostile.zip: $(cat "$out/errors")"
has hostile.zip 'its path leads out of the archive' "$out/errors"
! grep '^00:' "$out/is" || fail 'hostile.zip: is read'
"$HWALIAS" --from "$out/tree.zip" list >"$out/is" 2>/dev/null || fail 'tree.zip'
has tree.zip '^00:1f.6 .* e1000e$' "$out/is"
mkdir "$out/packed"
cp "$out/zip-lspci" "$out/packed/lspci"
gzip -c "$out/zip-lsusb" >"$out/packed/lsusb.gz"
cp "$out/dumps.zip" "$out/packed/more.zip"
tar -C "$out" -cf "$out/packed.tar" packed
for from in packed packed.tar; do
	"$HWALIAS" --from "$out/$from" list >"$out/is" 2>"$out/errors" || fail "$from: $(cat "$out/errors")"
	diff "$out/was" "$out/is" || fail "$from: not as its files"
	! grep 'is left out' "$out/errors" || fail "$from: not all is read"
done
# an archive in one, and no deeper: what is left out has no all-clear
mkdir "$out/deep"
tar -C "$out" -cf "$out/deep/inner.tar" zip-lspci
tar -C "$out/deep" -cf "$out/deep/outer.tar" inner.tar
rm "$out/deep/inner.tar"
"$HWALIAS" --from "$out/deep/outer.tar" list >"$out/is" 2>/dev/null || fail 'an archive in an archive'
has 'an archive in an archive' '^00:1f.6' "$out/is"
status=0
"$HWALIAS" --from "$out/deep" list >/dev/null 2>"$out/errors" || status=$?
[ $status = 3 ] || fail "an archive in an archive in a folder: status $status"
has 'an archive in an archive in a folder' "'outer.tar/inner.tar' is left out" "$out/errors"
cp "$out/zip-lspci" "$out/deep"
"$HWALIAS" --from "$out/deep" check >"$out/is" 2>/dev/null && fail 'an archive that was left out: an all-clear'
has 'an archive that was left out' "could not be checked completely: .*'outer.tar/inner.tar' is left out" "$out/is"

# what is made from a part is a part, and so is what is made from that
cat >"$out/short.udev" <<-'END'
	P: /devices/pci0000:00/0000:00:00.0
	E: DEVPATH=/devices/pci0000:00/0000:00:00.0
	E: SUBSYSTEM=pci
	E: DRIVER=e1000e
	E: PCI_CLASS=20000
	E: PCI_ID=8086:15B8
	E: PCI_SLOT_NAME=0000:00:00.0
	E: MODALIAS=pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00

END
{
	cat "$out/short.udev"
	printf 'P: /devices/pci0000:00/0000:00:1e.0\nE: DEVPA'
} >"$out/part.udev"
echo '1 × pci 10de:1401' >"$out/card"
made() {
	"$HWALIAS" --from "$out/$1.udev" snapshot "$out/$1.snap"
	"$HWALIAS" --from "$out/$1.snap" snapshot "$out/$1.again"
	"$HWALIAS" --from "$out/$1.udev" -aaJ >"$out/$1.json"
	for format in text html markdown; do
		"$HWALIAS" --from "$out/$1.udev" report --format $format >"$out/$1.$format"
	done
	"$HWALIAS" --from "$out/$1.html" snapshot "$out/$1.page"
}
made part 2>/dev/null
made short 2>/dev/null
for form in snap again json text html markdown page; do
	status=0
	"$HWALIAS" --from "$out/part.$form" --modules-dir "$modules" check >"$out/is" 2>"$out/errors" || status=$?
	[ $status = 3 ] && grep -q '^could not be checked completely: .* others may be missing' "$out/is" ||
		fail "check of a part, $form: status $status: $(cat "$out/is")"
	status=0
	"$HWALIAS" --from "$out/part.$form" check --expect "$out/card" >"$out/is" 2>"$out/errors" || status=$?
	[ $status = 3 ] && grep -q '^unknown ' "$out/is" && ! grep -q '^missing' "$out/is" ||
		fail "expected of a part, $form: status $status: $(cat "$out/is")"
	! "$HWALIAS" diff desktop.snap "$out/part.$form" 2>/dev/null | grep -q '^removed' ||
		fail "a part, $form: devices are removed"
	# the same report of a list that is whole
	status=0
	"$HWALIAS" --from "$out/short.$form" --modules-dir "$modules" check >"$out/is" 2>"$out/errors" || status=$?
	! grep -q 'may be missing' "$out/is" "$out/errors" || fail "a whole one, $form: taken for a part"
	"$HWALIAS" diff desktop.snap "$out/short.$form" 2>/dev/null | grep -q '^removed' ||
		fail "a whole one, $form: nothing is removed"
done
# and a line that could not be read may have been a device's
sed '40s/.*/no line of a snapshot/' desktop.snap >"$out/damaged.snap"
"$HWALIAS" --from "$out/damaged.snap" -aaJ >"$out/damaged.json" 2>/dev/null
! "$HWALIAS" --from "$out/damaged.json" --modules-dir "$modules" check >"$out/is" 2>/dev/null &&
	grep -q 'others may be missing' "$out/is" || fail "a report of a damaged recording: $(cat "$out/is")"

# of what other commands print a few lines have a modalias; show has one device's fields
cat >"$out/xml" <<'EOF'
<node id="pci" handle="PCIBUS:0000:00" modalias="pci:v00008086d00000D57sv00000000sd00000000bc06sc00i00">
 <businfo>pci@0000:00:00.0</businfo>
</node>
<node id="sound"><businfo>pci@0000:00:1f.3</businfo></node>
EOF
status=0
"$HWALIAS" --from "$out/xml" >/dev/null 2>"$out/errors" || status=$?
[ $status = 3 ] || fail "lshw -xml: status $status"
has 'lshw -xml' "cannot read .*what lshw -xml gives; what lshw -numeric" "$out/errors"
# of udevadm's attributes the lines with a modalias are read
printf "  looking at device '/devices/pci0000:00/0000:00:1f.6':\n    ATTR{modalias}==\"%s\"\n" \
	pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00 >"$out/walk"
"$HWALIAS" --from "$out/walk" >/dev/null 2>"$out/errors" || fail 'udevadm info -a'
has 'udevadm info -a' 'what udevadm info -a gives, of which only .*: devices may be missing; what udevadm' "$out/errors"
for command in 'show 00:1f.6' 'decode pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from desktop.snap $command >"$out/answer" 2>/dev/null
	status=0
	"$HWALIAS" --from "$out/answer" >/dev/null 2>"$out/errors" || status=$?
	[ $status = 3 ] && grep -q 'a table or an answer of hwalias' "$out/errors" ||
		fail "$command: status $status: $(cat "$out/errors")"
done

# the state of a device is what the report says, whatever it leaves out
for machine in arm desktop vm server; do
	"$HWALIAS" --from $machine.snap -a --tsv -o DEVICE,STATE >"$out/was" 2>/dev/null
	for format in text html markdown; do
		"$HWALIAS" --from $machine.snap report --format $format >"$out/report" 2>/dev/null
		"$HWALIAS" --from "$out/report" -a --tsv -o DEVICE,STATE >"$out/is" 2>/dev/null
		diff "$out/was" "$out/is" || fail "$machine, $format: other states"
		! "$HWALIAS" --from "$out/report" -aaJ 2>/dev/null | grep 'exports no modalias' ||
			fail "$machine, $format: what is not told is denied"
	done
done
# a device without a name is called as the kernel does, and that is none
"$HWALIAS" --from arm.snap report >"$out/report" 2>/dev/null
"$HWALIAS" --from "$out/report" show -J sdio:mmc1:0001:3 mmc:mmc0:aaaa >"$out/is" 2>/dev/null
! grep '"device": "mmc' "$out/is" || fail 'a report: an address is a name'

"$HWALIAS" --from "$out/names" >/dev/null 2>"$out/errors"
has names "the ids of .* devices (lspci -nnk does), which driver" "$out/errors"

# of a tree without links the machine's DMI is a directory of its class: its line of a stream,
# which is not the first, is read back, and a list of what is below /sys/devices does not miss it
tree=$out/linkless/sys
mkdir -p "$tree/class/dmi/id" "$tree/devices/platform/dmi34" "$tree/bus/dmi/devices"
echo 'dmi:bvnX:bvr1:bd01/01/2020:svnX:pnY:' >"$tree/class/dmi/id/modalias"
echo Y >"$tree/class/dmi/id/product_name"
echo 'dmi:bvnZ:' >"$tree/devices/platform/dmi34/modalias"
ln -s ../../../devices/platform/dmi34 "$tree/bus/dmi/devices/dmi34"
ln -s ../../../bus/dmi "$tree/devices/platform/dmi34/subsystem"
"$HWALIAS" --sysroot "$out/linkless" -a --ndjson >"$out/lines" 2>/dev/null
"$HWALIAS" --from "$out/lines" -aJ 2>/dev/null >"$out/is.json"
has 'a tree without links' '"id": "dmi:id"' "$out/is.json"
echo '/sys/devices/platform/dmi34/modalias:dmi:bvnZ:' >"$out/list.txt"
for source in "$out/lines" "$out/list.txt"; do
	"$HWALIAS" --sysroot "$out/linkless" diff - "$source" >"$out/is" 2>/dev/null ||
		fail "a tree without links and $source: $(cat "$out/is")"
done

# what a dump does not tell is one warning, with tables of the user's as well
mkdir -p "$out/few"
echo 'alias pci:v00008086d*sv*sd*bc02sc00i* e1000e' >"$out/few/modules.alias"
printf 'P: /devices/pci0000:00/0000:00:1f.6\nE: DEVPATH=/devices/pci0000:00/0000:00:1f.6\n%s\n%s\n%s\n\n' \
	'E: SUBSYSTEM=pci' 'E: DRIVER=e1000e' \
	'E: MODALIAS=pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00' >"$out/udev"
printf 'Slot:\t00:1f.6\nClass:\tEthernet controller [0200]\n%b\n\n' \
	'Vendor:\tX [8086]\nDevice:\tX [156f]\nDriver:\te1000e' >"$out/vmm"
for dump in lspci vmm udev lsusb; do
	for options in '' "--modules-dir $out/few"; do
		# shellcheck disable=SC2086
		"$HWALIAS" --from "$out/$dump" $options -J 2>/dev/null >"$out/is.json" || :
		[ "$(grep -c '"code": "dump-' "$out/is.json")" = 1 ] ||
			fail "$dump $options: not one warning of what it does not tell"
		has "$dump $options" 'not tell .*which modules are loaded' "$out/is.json"
	done
done

# a value that was cut in the middle is no fact: of a list that is cut anywhere within a device,
# each device has what the whole list tells of it, or nothing
cat >"$out/cut.py" <<'END'
import json, re, subprocess, sys

hwalias, path, start = sys.argv[1:]
text = open(path, "rb").read()


def leaves(value, path=()):
    for key, member in value.items():
        if isinstance(member, dict):
            yield from leaves(member, (*path, key))
        elif key not in ("source", "raw", "parts"):
            yield (*path, key), member


def devices(data):
    r = subprocess.run([hwalias, "--from", "-", "-aaJv"], input=data, capture_output=True)
    parts = ("driver", "ids", "names", "device_strings", "attributes", "modalias")
    return {
        d["id"]: dict(leaves({part: d.get(part) or {} for part in parts}))
        for d in json.loads(r.stdout or '{"devices": []}')["devices"]
    }


at = [m.start() for m in re.finditer(start.encode(), text, re.M)] + [len(text)]
# the one of the most lines, and the one before it
most = max(range(1, len(at) - 1), key=lambda i: text[at[i] : at[i + 1]][:900].count(b"\n"))
text = text[at[most - 1] : at[most + 1]]
whole = devices(text)
wrong = [] if whole else ["no devices"]
for end in range(at[most] - at[most - 1], min(len(text), at[most] - at[most - 1] + 900)):
    for name, told in devices(text[:end]).items():
        if name not in whole:
            wrong.append(f"{text[end - 20:end]}: no such device: {name}")
            continue
        for key, value in told.items():
            if value not in (None, "*", [], whole[name].get(key)):
                wrong.append(
                    f"{text[end - 20:end]}: {name}: {key} {value}, not {whole[name].get(key)}"
                )
sys.exit("\n".join(wrong[:5]) or 0)
END
while read -r tool options start; do
	"$HWALIAS" --from "$HWALIAS_SOURCE/tests/machines/desktop.snap" --$tool $options \
		>"$out/list.txt" 2>/dev/null
	/usr/bin/env python3 "$out/cut.py" "$HWALIAS" "$out/list.txt" "$start" ||
		fail "$tool $options, cut anywhere"
done <<'EOF'
lspci -nnk ^[0-9a-f]
lspci -nn ^[0-9a-f]
lspci -n ^[0-9a-f]
lspci -mmnn ^[0-9a-f]
lspci -vmm ^Slot
lspci -vmmnnk ^Slot
EOF
printf '/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/4p, 480M\n%s' \
	'    |__ Port 1: Dev 2, If 0, Class=Video, Driver=uv' >"$out/list.txt"
! "$HWALIAS" --from "$out/list.txt" -aJ 2>/dev/null | grep -q '"uv"' ||
	fail "lsusb -t, cut within a driver"
printf 'P: /devices/pci0000:00/0000:00:14.0\nE: DEVPATH=/devices/pci0000:00/0000:00:14.0\nE: SUBSYSTEM=pci\n%s' \
	'E: DRIVER=xh' >"$out/list.txt"
"$HWALIAS" --from "$out/list.txt" -aJ 2>/dev/null | grep -q '"driver": null' ||
	fail "udevadm's list, cut within a driver"

# --- a report of a machine that has no devices, as a container, says that ---

mkdir -p "$out/bare/sys/devices" "$out/bare/sys/bus/pci/devices"
"$HWALIAS" --sysroot "$out/bare" -J >"$out/bare.json" 2>/dev/null
"$HWALIAS" --sysroot "$out/bare" --ndjson >"$out/bare.ndjson" 2>/dev/null
for format in markdown text html; do
	"$HWALIAS" --sysroot "$out/bare" report --format $format >"$out/bare.$format" 2>/dev/null
done
echo '00:1f.6 Ethernet controller [0200]: Intel Corporation I219-LM [8086:156f] (rev 21)' >"$out/beside"
for form in json ndjson markdown text html; do
	"$HWALIAS" --from "$out/bare.$form" >"$out/is" 2>"$out/errors" ||
		fail "no devices, $form: status $?: $(cat "$out/errors")"
	[ ! -s "$out/is" ] || fail "no devices, $form: $(cat "$out/is")"
	status=0
	"$HWALIAS" --from "$out/bare.$form" check >"$out/is" 2>/dev/null || status=$?
	[ $status = 3 ] || fail "no devices, $form: check: status $status"
	has "no devices, $form" 'ould not be checked' "$out/is"
	"$HWALIAS" diff "$out/bare.$form" "$out/bare.json" >"$out/is" 2>&1 ||
		fail "no devices, $form: differs: $(cat "$out/is")"
	# which drivers others have it does not tell
	status=0
	"$HWALIAS" --from "$out/bare.$form" --from "$out/beside" check >"$out/is" 2>/dev/null || status=$?
	! grep 'nothing needs attention' "$out/is" || fail "no devices, $form, beside a list: all is well"
done

# --- a hard link of an archive has what its file has ---

# a build may do without the library that reads archives
if "$HWALIAS" --version --verbose | grep -q '^libarchive .* there '; then
	hard=$out/hard
	mkdir -p "$hard/sys/devices/pci0000:00" "$hard/sys/bus/pci/devices"
	for slot in 0000:00:01.0 0000:00:02.0; do
		mkdir "$hard/sys/devices/pci0000:00/$slot"
		printf 'PCI_SLOT_NAME=%s\nMODALIAS=pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00\n' $slot \
			>"$hard/sys/devices/pci0000:00/$slot/uevent"
		ln -s "../../../devices/pci0000:00/$slot" "$hard/sys/bus/pci/devices/$slot"
	done
	echo 0x21 >"$hard/sys/devices/pci0000:00/0000:00:01.0/revision"
	ln "$hard/sys/devices/pci0000:00/0000:00:01.0/revision" "$hard/sys/devices/pci0000:00/0000:00:02.0/revision"
	tar cf "$out/hard.tar" -C "$hard" sys
	tar tvf "$out/hard.tar" | grep -q 'link to' || fail 'no hard link in the archive'
	"$HWALIAS" --from "$out/hard.tar" -J -v >"$out/is.json" 2>"$out/errors" || fail "hard links: status $?"
	[ "$(grep -c '"revision": "21"' "$out/is.json")" = 2 ] || fail 'a hard link has no content'
	! grep 'hard link' "$out/errors" || fail 'a hard link is left out'
	# of one whose file is not there one warning tells
	tar cf "$out/hard.tar" -C "$hard" sys/devices/pci0000:00/0000:00:01.0 sys/devices/pci0000:00/0000:00:02.0 sys/bus
	tar --delete -f "$out/hard.tar" sys/devices/pci0000:00/0000:00:01.0/revision
	"$HWALIAS" --from "$out/hard.tar" >"$out/is" 2>"$out/errors" || fail "a hard link to nothing: status $?"
	[ "$(grep -c '1 hard link is left out: the file is not in it' "$out/errors")" = 1 ] ||
		fail "a hard link to nothing: $(cat "$out/errors")"
fi

# --- cut off within a device, at its begin or its end: no all-clear ---

mkdir "$out/claims"
echo 'alias pci:v00008086d0000156Fsv*sd*bc*sc*i* e1000e' >"$out/claims/modules.alias"
echo 'kernel/e1000e.ko:' >"$out/claims/modules.dep"
: >"$out/claims/modules.builtin"
bridge() {
	printf '%s\n' '00:00.0 Host bridge [0600]: Intel Corporation Host Bridge [8086:191f] (rev 07)' \
		'	Subsystem: Dell Device [1028:06e4]'
}
ethernet() {
	printf '%s\n' '00:1f.6 Ethernet controller [0200]: Intel Corporation I219-LM [8086:156f] (rev 21)' \
		'	Subsystem: Dell Device [1028:06e4]' '	Kernel driver in use: e1000e' '	Kernel modules: e1000e'
}
{ bridge && ethernet; } >"$out/list.lspci"
{ bridge && ethernet; } | sed 1d >"$out/head.lspci"
record() {
	printf 'Slot:\t%s\nClass:\tEthernet controller [0200]\nVendor:\tIntel [8086]\nDevice:\tI219 [156f]\nRev:\t21\nDriver:\te1000e\n\n' "$1"
}
{ record 00:1f.5 && record 00:1f.6; } >"$out/list.vmm"
{ record 00:1f.5 && record 00:1f.6; } | sed 1,2d >"$out/head.vmm"
cat >"$out/list.tree" <<'EOF'
/:  Bus 02.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/4p, 480M
    ID 1d6b:0002 Linux Foundation 2.0 root hub
    |__ Port 3: Dev 2, If 0, Class=Human Interface Device, Driver=usbhid, 12M
        ID 046d:c52b Logitech, Inc. Unifying Receiver
/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/4p, 480M
    ID 1d6b:0002 Linux Foundation 2.0 root hub
EOF
sed 1d "$out/list.tree" >"$out/head.tree"
sed 1,3d "$out/list.tree" >"$out/head2.tree"
block() {
	printf '%s: PCI %s: 0200 Ethernet controller\n  [Created at pci.378]\n' "$1" "$2"
	printf '  SysFS BusID: 0000:00:%s\n  Driver: "e1000e"\n' "$2"
	printf '  Module Alias: "pci:v00008086d0000156Fsv00001028sd000006E4bc02sc00i00"\n'
	printf '  Config Status: cfg=new, avail=yes, need=no, active=unknown\n\n'
}
{ block 1 1f.5 && block 2 1f.6; } >"$out/list.hwinfo"
{ block 1 1f.5 && block 2 1f.6; } | sed 1,3d >"$out/head.hwinfo"
{ block 1 1f.5 && block 2 1f.6; } | sed '$d' | sed '$d' >"$out/tail.hwinfo"
"$HWALIAS" --from "$out/list.lspci" --modules-dir "$out/claims" -J >"$out/whole.json" 2>/dev/null
"$HWALIAS" --from "$out/list.lspci" --modules-dir "$out/claims" --ndjson >"$out/list.ndjson" 2>/dev/null
head -c $(($(wc -c <"$out/list.ndjson") - 100)) "$out/list.ndjson" >"$out/tail.ndjson"
node() {
	printf '  *-network\n       product: I219 [8086:156F]\n       vendor: Intel [8086]\n'
	printf '       bus info: pci@0000:00:%s\n       configuration: driver=e1000e\n       resources: irq:1\n' "$1"
}
{ node 1f.5 && node 1f.6; } >"$out/list.lshw"
sed 1,2d "$out/list.lshw" >"$out/head.lshw"
cat >"$out/list.devices" <<'EOF'
T:  Bus=01 Lev=00 Prnt=00 Port=00 Cnt=00 Dev#=  1 Spd=480 MxCh=12
P:  Vendor=1d6b ProdID=0002 Rev=06.01
C:  #Ifs= 1 Cfg#= 1 Atr=e0 MxPwr=0mA
I:  If#= 0 Alt= 0 #EPs= 1 Cls=09(hub  ) Sub=00 Prot=00 Driver=hub

T:  Bus=01 Lev=01 Prnt=01 Port=04 Cnt=01 Dev#=  2 Spd=12  MxCh= 0
P:  Vendor=046d ProdID=c52b Rev=12.01
C:  #Ifs= 2 Cfg#= 1 Atr=a0 MxPwr=98mA
I:  If#= 0 Alt= 0 #EPs= 1 Cls=03(HID  ) Sub=01 Prot=01 Driver=usbhid
I:  If#= 1 Alt= 0 #EPs= 1 Cls=03(HID  ) Sub=01 Prot=02 Driver=usbhid
EOF
sed 1d "$out/list.devices" >"$out/head.devices"
sed '$d' "$out/list.devices" >"$out/tail.devices"
for list in lspci vmm tree devices hwinfo lshw ndjson; do
	status=0
	"$HWALIAS" --from "$out/list.$list" --modules-dir "$out/claims" check >"$out/is" 2>"$out/errors" || status=$?
	[ $status = 0 ] || fail "$list, whole: status $status: $(cat "$out/is" "$out/errors")"
	has "$list, whole" '^nothing needs attention (of what .* list' "$out/is"
	for part in "$out"/head*."$list" "$out"/tail."$list"; do
		[ -e "$part" ] || continue
		status=0
		"$HWALIAS" --from "$part" --modules-dir "$out/claims" check >"$out/is" 2>"$out/errors" || status=$?
		[ $status = 3 ] || fail "$part: status $status: $(cat "$out/is")"
		has "$part" 'devices may be missing' "$out/is"
	done
done
# what somebody writes above a list is no part of one
for list in lspci vmm; do
	{
		printf '  Hello,\n    the machine: a laptop\n\nOutput: as follows\nDevice: see below\n\n'
		cat "$out/list.$list"
	} >"$out/prose"
	"$HWALIAS" --from "$out/prose" --modules-dir "$out/claims" check >"$out/is" 2>/dev/null ||
		fail "$list behind prose: $(cat "$out/is")"
done

exit $failed
