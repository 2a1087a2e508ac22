#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The tables as terminals of any width show them: each machine and width against what
# tests/terminal holds, no line longer than the terminal, what must not be cut whole, and
# nothing cut off a terminal. With HWALIAS_UPDATE=1 the files are written anew: look at
# them before you commit.
set -eu
cd "$(dirname "$0")/../machines"
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
"$python3" -c 'import pty' 2>/dev/null || {
	echo "python3 is missing: there is no terminal to write to"
	exit 77
}
golden=../terminal
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export LC_ALL=C.UTF-8 TERM=xterm SOURCE_DATE_EPOCH=1700000000
unset NO_COLOR COLUMNS
failed=0

terminal() { "$python3" ../lib/terminal.py "$@"; }
fail() {
	failed=$((failed + 1))
	echo "FAILED: $*"
}

# without the messages of the command that follows
unsaid="sh -c 'exec \"\$@\" 2>/dev/null' sh"

# NAME, machine, options
runs="desktop:desktop.snap:
desktop-all:desktop.snap:-a
desktop-tree:desktop.snap:-t
desktop-all-tree:desktop.snap:-at
desktop-verbose:desktop.snap:-v
desktop-all-verbose:desktop.snap:-av
desktop-modules:desktop.snap:-k
server-tree:server.snap:-t
server-all-tree:server.snap:-at
arm-all-tree:arm.snap:-at
server:server.snap:
names:names.snap:-a
laptop:healthy/laptop.snap:
blocked:broken/usb-blocked.snap:"

for run in $runs; do
	name=${run%%:*}
	options=${run##*:}
	snap=${run#*:}
	snap=${snap%%:*}
	for width in 60 80 100 120 200; do
		echo "$width '$out/$name-$width.txt' '$HWALIAS' --color=never $options --from $snap"
	done
done >"$out/err"
for width in 60 80 100 120 200; do
	echo "$width '$out/diff-$width.txt' $unsaid '$HWALIAS' --color=never --no-pager diff" \
		"desktop.snap server.snap"
done >>"$out/err"
terminal - <"$out/err"
rm -f "$out/err"

# pages, whose tables break between words, and whose last columns move below at last
mkdir "$out/machines"
{
	cat desktop.snap
	for device in 1f.3:13 1f.4:13 1f.6:14; do
		group=sys/kernel/iommu_groups/${device#*:}
		echo "sys/devices/pci0000:00/0000:00:${device%:*}/iommu_group -> ../../../../$group"
		echo "$group/devices/0000:00:${device%:*} -> ../../../../devices/pci0000:00/0000:00:${device%:*}"
	done
} >"$out/machines/iommu.snap"
pages="show-blocked|server.snap|show 03:00.0
show-hub|desktop.snap|show 1-1
show-disk|desktop.snap|show nvme0
decode|desktop.snap|decode pci:v00008086d000015b8sv00001043sd00008672bc02sc00i00
decode-pattern|desktop.snap|decode usb:v046DpC52Bd*dc*dsc*dp*ic03isc01ip*in*
lookup|desktop.snap|lookup 8086:15b8
lookup-name|desktop.snap|lookup I219-V
driver|desktop.snap|driver snd_hda_intel
driver-verbose|desktop.snap|driver -v snd_hda_intel
formats|desktop.snap|formats usb pci-express
formats-all|desktop.snap|formats
iommu|$out/machines/iommu.snap|iommu
iommu-one|$out/machines/iommu.snap|iommu 00:1f.3
modules|desktop.snap|modules
check|server.snap|check
expect|server.snap|snapshot --expect"
echo "$pages" | while IFS='|' read -r name snap words; do
	for width in 60 80; do
		echo "$width '$out/page-$name-$width.txt' $unsaid '$HWALIAS' --color=never" \
			"--no-pager $words --from '$snap'"
	done
done | terminal -
rm -r "$out/machines"

"$python3" - "$out" <<'END' || failed=$((failed + 1))
"""No line is longer than the terminal, but a command to copy, and one with a word as
long.
The width of a character is Unicode's."""
import glob, sys, unicodedata

def width(text):
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
               else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)

bad = 0
for path in sorted(glob.glob(sys.argv[1] + "/*.txt")):
    limit = int(path.rsplit("-", 1)[1][:-4])
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if path.split("/")[-1].startswith("page-expect"):
            # a file, with its comments
            continue
        if width(line) > limit and "need" not in line and \
                max(map(len, line.split())) < limit - 8 and \
                not line.lower().lstrip().startswith("remedy: "):
            print(f"FAILED: {path}: {width(line)} columns: {line}")
            bad = 1
sys.exit(bad)
END

# a sample is whole or marked as cut; all else of the table of formats is whole
"$HWALIAS" formats --json | "$python3" -c 'import json, sys
for f in json.load(sys.stdin)["formats"]:
    print(f["bus"], f["grammar"], sep="\t")' >"$out/formats"
[ "$(wc -l <"$out/formats")" -ge 80 ] || fail "there are too few formats"
for width in 60 80; do
	"$python3" - "$out/formats" "$out/page-formats-all-$width.txt" <<'END' || fail "formats are cut at $width columns"
import sys
samples = [line.rstrip("\n").split("\t")[1] for line in open(sys.argv[1])]
bad = 0
for line in open(sys.argv[2], encoding="utf-8"):
    if line.startswith("PCI capabilities"):
        break
    last = line.split()[-1] if ":" in line else ""
    whole = last.endswith("…") and any(s.startswith(last[:-1]) for s in samples)
    if last and not whole and last not in samples:
        print(f"FAILED: {last}")
        bad = 1
sys.exit(bad)
END
done
rm -f "$out/formats"

# of the same machine off a terminal: what is said, and what must be in every table; the
# second driver of a USB device may be counted only
"$HWALIAS" --from desktop.snap --tsv -o ID,DRIVER --noheadings | cut -f 2 | sort -u |
	grep -vx -e usb -e snd-usb-audio >"$out/drivers"
[ "$(wc -l <"$out/drivers")" -ge 10 ] || fail "the machine has too few drivers"
for width in 60 80 100 120 200; do
	while read -r driver; do
		grep -qE "(^|[ ,])$driver(,| |$)" "$out/desktop-$width.txt" ||
			fail "$driver is cut at $width columns"
	done <"$out/drivers"
done
for width in 60 80 100 120 200; do
	for id in 8086:15b8 10de:1401 144d:a804 046d:0825; do
		grep -q " $id" "$out/desktop-$width.txt" || fail "$id is cut at $width columns"
	done
done
rm -f "$out/drivers"
"$HWALIAS" diff desktop.snap server.snap >"$out/piped" 2>/dev/null || :
for width in 60 80 100 120 200; do
	for id in 8086:a12f 8086:15b8 046d:0825 skl_uncore; do
		grep -q "$id" "$out/piped" || continue
		grep -qE " $id(,| |\$)" "$out/diff-$width.txt" ||
			fail "$id is cut in a diff at $width columns"
	done
done
rm -f "$out/piped"

# off a terminal: whole, a line each, whatever COLUMNS says
for columns in '' 40 300; do
	COLUMNS=$columns "$HWALIAS" -a --from desktop.snap >"$out/piped$columns"
done
cmp -s "$out/piped" "$out/piped40" || fail "COLUMNS cuts what no terminal reads"
cmp -s "$out/piped" "$out/piped300" || fail "COLUMNS widens what no terminal reads"
grep -q '…' "$out/piped" && fail "cut off a terminal"
grep -q 'need.* attention' "$out/piped" && fail "the last line is for terminals"
grep -q '^1-3:1\.2 ' "$out/piped" || fail "interfaces are not joined off a terminal"
rm -f "$out"/piped*

COLUMNS=40 "$HWALIAS" --from server.snap show 03:00.0 >"$out/piped" 2>/dev/null
grep -q '^MODULE  STATE   PATTERN  *WHERE  *BLOCKED BY$' "$out/piped" ||
	fail "a page is narrow off a terminal"
awk 'length > 150' "$out/piped" | grep -q '^No driver is bound: ' ||
	fail "a sentence wraps off a terminal"
rm -f "$out/piped"

# help is ASCII where the terminal is, and nowhere else
for command in '' list show; do
	# shellcheck disable=SC2086 # a command or none
	LC_ALL=C terminal 80 "$HWALIAS" $command --help --no-pager >"$out/help"
	LC_ALL=C grep -q '[^ -~]' "$out/help" && fail "help of '$command' is not ASCII"
	awk 'length > 80' "$out/help" | grep -q . && fail "help of '$command' is too wide"
	# a terminal that does not tell its width
	# shellcheck disable=SC2086
	LC_ALL=C terminal 0 "$HWALIAS" $command --help --no-pager >"$out/help"
	LC_ALL=C grep -q '[^ -~]' "$out/help" &&
		fail "help of '$command' is not ASCII without a width"
done
terminal 80 "$HWALIAS" --help --no-pager | grep -q '(pci, usb, acpi, platform, input …)' ||
	fail "help has no ellipsis in UTF-8"
rm -f "$out/help"

# -v and -o print each interface, and whole lists of modules
terminal 120 "$HWALIAS" --from desktop.snap -v | grep -q '1-3:1\.2 ' ||
	fail "-v does not print interfaces"
terminal 120 "$HWALIAS" --from desktop.snap -o DEVICE,DRIVER | grep -q '1-3:1\.2 ' ||
	fail "-o does not print interfaces"
terminal 80 "$HWALIAS" -a --from desktop.snap -o DEVICE,MODULES | grep -qE '^cpu:cpu .* \+[0-9]+$' ||
	fail "a long list of modules is not shortened"
terminal 80 "$HWALIAS" -a --from desktop.snap -v -o DEVICE,MODULES >"$out/modules"
grep -qE ' \+[0-9]+$' "$out/modules" && fail "-v shortens a list of modules"

# -k: the modules of the interfaces that are part of a line, and drivers beside it
for width in 60 80 200; do
	for id in 046d:c52b/usbhid 046d:0825/uvcvideo 8087:0a2a/btusb; do
		# behind the driver, or on the line below
		grep -A 1 " ${id%/*} " "$out/desktop-modules-$width.txt" |
			grep -qE " ${id#*/}.* ${id#*/}|^    .*modules ${id#*/}" ||
			fail "no module of ${id%/*} at $width columns"
	done
	[ "$(grep -c '^    driver' "$out/desktop-modules-$width.txt")" -le 2 ] ||
		fail "drivers are below their lines at $width columns"
done

# messages end their lines between words, and no command that they name is parted
terminal 60 "$HWALIAS" show nosuch --from desktop.snap >"$out/said" || true
cat >"$out/wanted" <<'END'
hwalias: no device 'nosuch';
  'hwalias --from desktop.snap -aa' lists all there are,
  'hwalias lookup nosuch' searches for names
END
cmp -s "$out/wanted" "$out/said" || fail "a message at 60 columns: $(cat "$out/said")"
terminal 60 "$HWALIAS" show 'ID 1af4:1041' --from desktop.snap >"$out/said" || true
grep -q "^  'hwalias.* lookup 'ID 1af4:1041'' tells" "$out/said" ||
	fail "quotation marks in quotation marks: $(cat "$out/said")"
"$HWALIAS" show nosuch --from desktop.snap 2>&1 | awk 'END { exit NR != 1 }' ||
	fail "a message off a terminal is not one line"
rm -f "$out/wanted" "$out/said"

# -v: where there is room the whole name of a class, as lists for programs have it; else the
# short words in all rows: a name below its line stood beside an empty column, and said no
# more
"$HWALIAS" -v --from server.snap -o DEVICE,CLASS --tsv --noheadings >"$out/classes"
terminal 200 "$HWALIAS" --color=never -v --from server.snap >"$out/said"
cut -f 2 "$out/classes" | sort | uniq -c | while read -r n class; do
	[ "$(grep -cE "  ?$class( |,|\$)" "$out/said")" -ge "$n" ] ||
		fail "not $n times $class at 200 columns"
done
for width in 60 80; do
	terminal "$width" "$HWALIAS" --color=never -v --from server.snap >"$out/said"
	grep -E '^    .*class ' "$out/said" && fail "a class below its line at $width columns"
	grep -qE '^03:00\.0 +GPU ' "$out/said" || fail "no short word at $width columns"
	grep -qE '^00:16\.0 +MEI ' "$out/said" || fail "no short word at $width columns"
done
rm -f "$out/classes" "$out/said"

# the bars of a tree go on beside what stands below a line
terminal 60 "$HWALIAS" --color=never -vt --from desktop.snap >"$out/said"
grep -qx '│   │ │     id 046d:0825, driver snd-usb-audio' "$out/said" || fail "no bars below a line"
LC_ALL=C terminal 60 "$HWALIAS" --color=never -vt --from desktop.snap |
	grep -qx '|   | |     id 046d:0825, driver snd-usb-audio' || fail "no bars in ASCII"
"$python3" - "$out/said" <<'END' || fail "a bar ends between two branches"
import sys
lines = open(sys.argv[1], encoding="utf-8").read().split("\n")
bad = 0
for above, line in zip(lines, lines[1:]):
    for at, c in enumerate(line[:len(line) - len(line.lstrip("│├└─ "))]):
        if c in "│├└" and above[at:at + 1] == " ":
            print(f"FAILED: no bar above: {line}")
            bad = 1
sys.exit(bad)
END
rm -f "$out/said"

# a name that anybody's device has keeps its vendor
terminal 60 "$HWALIAS" --color=never --from desktop.snap | grep -q '^1-1 .* Genesys' ||
	fail "a hub without a vendor"

# -nn has each id once, in a column that is never cut, and cuts no class
for width in 60 80; do
	terminal $width "$HWALIAS" --color=never -nn --from desktop.snap >"$out/said"
	grep -qE '^00:1f\.6 +Ethernet \[0200\] +Ethern.* 8086:15b8 ' "$out/said" ||
		fail "-nn at $width columns"
	[ "$(grep -o '8086:15b8' "$out/said" | wc -l)" = 1 ] || fail "-nn has an id twice"
	grep -qE '^1-3 +USB device \[ef\] ' "$out/said" || fail "-nn cuts a class"
done
terminal 80 "$HWALIAS" --color=never -nn -o DEVICE,NAME --from desktop.snap |
	grep -q ' \[8086:15b8\]' || fail "-nn without the column of ids"
"$HWALIAS" -nn --from desktop.snap | grep -q '\[8086:15b8\] *8086:15b8' ||
	fail "-nn off a terminal lacks a column"
rm -f "$out/said"

# a class that says nothing leaves the word to the interfaces
terminal 80 "$HWALIAS" --color=never --from arm.snap | grep -q '^1-1\.1 *Ethernet ' ||
	fail "a network card of the class vendor"

# a USB device is a line with product, speed, drivers and nodes, as far as there is room
{
	cat healthy/usb-composite.snap
	echo 'sys/devices/usb1/1-2/speed = 480'
	for node in video4linux/video0 video4linux/video1 video4linux/video2; do
		class=${node%/*}
		directory=sys/devices/usb1/1-2/1-2:1.0/$node
		echo "sys/class/$class/${node#*/} -> ../../../${directory#sys/}" | sed 's#/\.\./\.\./#/../#'
		printf '%s/uevent :\n|MAJOR=81\n|MINOR=0\n|DEVNAME=%s\n' "$directory" "${node#*/}"
	done
} >"$out/nodes.snap"
said() {
	terminal "$1" "$HWALIAS" --color=never --from "$out/nodes.snap" | grep '^1-2 ' >"$out/line"
	grep -qE "$2" "$out/line" || fail "at $1 columns not $2: $(cat "$out/line")"
}
said 140 '^1-2 +video +Logitech, Inc\. Webcam C270, 480 Mb/s, video0,video1,video2 +046d:0825 +uvcvideo$'
said 90 '^1-2 +video +Logitech Webcam C270, 480 Mb/s, video0 \+2 +046d:0825 +uvcvideo$'
# the vendor goes before the speed, and the node stays
said 76 '^1-2 +video +Webcam C270, 480 Mb/s, video0 \+2 +046d:0825 +uvcvideo$'
said 68 '^1-2 +video +Webcam C270, video0 \+2 +046d:0825 +uvcvideo$'
said 60 '^1-2 +video +Logitech Webcam C270 +046d:0825 +uvcvideo$'
"$HWALIAS" --from "$out/nodes.snap" | grep -q '480 Mb/s' && fail "speeds off a terminal"
# "Future Technology Devices International, Ltd FT232 Serial (UART) IC"
serial=sys/devices/usb1/1-2/1-2:1.0/ttyUSB0
{
	cat <<-'EOT'
		hwalias-snapshot 1
		sys/bus/usb/devices/1-2 -> ../../../devices/usb1/1-2
		sys/devices/usb1/1-2/uevent :
		|DEVTYPE=usb_device
		|DRIVER=usb
		|PRODUCT=403/6001/600
		|TYPE=0/0/0
		sys/devices/usb1/1-2/speed = 12
		sys/bus/usb/devices/1-2:1.0 -> ../../../devices/usb1/1-2/1-2:1.0
		sys/devices/usb1/1-2/1-2:1.0/uevent :
		|DEVTYPE=usb_interface
		|DRIVER=ftdi_sio
		|PRODUCT=403/6001/600
		|MODALIAS=usb:v0403p6001d0600dc00dsc00dp00icFFiscFFipFFin00
		sys/class/tty/ttyUSB0 -> ../../devices/usb1/1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0
	EOT
	printf '%s/tty/ttyUSB0/uevent :\n|MAJOR=188\n|MINOR=0\n|DEVNAME=ttyUSB0\n' "$serial"
	printf 'usr/share/misc/usb.ids :\n|0403  Future Technology Devices International, Ltd\n|\t6001  FT232 Serial (UART) IC\n'
} >"$out/nodes.snap"
said 130 '^1-2 .* Future Technology Devices International, Ltd FT232 Serial \(UART\) IC, 12 Mb/s, ttyUSB0 +0403:6001 +ftdi_sio$'
said 80 '^1-2 .* FT232 Serial \(UART\) IC, 12 Mb/s, ttyUSB0 +0403:6001 +ftdi_sio$'
said 60 '^1-2 .* FT232 Seri.*, ttyUSB0 +0403:6001 +ftdi_sio$'
rm -f "$out/nodes.snap" "$out/line"

# the last line: as many as the command finds, on all buses, and nothing when all is well
grep -qx '1 needs attention: hwalias --from desktop.snap check' "$out/desktop-80.txt" ||
	fail "no last line"
# a command that does not fit beside its sentence is below it, whole
far=$out/a-directory-with-a-long-name/another-one
mkdir -p "$far"
cp desktop.snap "$far/a-recording-of-a-desktop.snap"
terminal 80 "$HWALIAS" --color=never --no-pager --from "$far/a-recording-of-a-desktop.snap" \
	>"$out/far" || true
tail -n 2 "$out/far" | head -n 1 | grep -qx '1 needs attention:' || fail "a far recording"
tail -n 1 "$out/far" | grep -qx "  hwalias --from $far/a-recording-of-a-desktop.snap check" ||
	fail "the command of a far recording"
rm -r "$out/far" "$out/a-directory-with-a-long-name"
grep -q 'attention' "$out/laptop-80.txt" && fail "a healthy machine has a last line"
hid=sys/devices/pci0000:00/0000:00:14.0/usb1/1-9/1-9:1.3/0003:054C:0CE6.0003
# a driver for all of a bus in place of the special one, on a bus that is not listed
cat >"$out/signs.snap" <<END
hwalias-snapshot 1
proc/sys/kernel/osrelease = 6.12.9-amd64
proc/sys/kernel/arch = x86_64
sys/bus/pci/devices/0000:00:02.0 -> ../../../devices/pci0000:00/0000:00:02.0
sys/devices/pci0000:00/0000:00:02.0/uevent :
|DRIVER=nouveau
|PCI_CLASS=30000
|PCI_ID=10DE:13C2
|PCI_SUBSYS_ID=0000:0000
|PCI_SLOT_NAME=0000:00:02.0
|MODALIAS=pci:v000010DEd000013C2sv00000000sd00000000bc03sc00i00
sys/devices/pci0000:00/0000:00:02.0/subsystem -> ../../../bus/pci
sys/devices/pci0000:00/0000:00:02.0/driver -> ../../../bus/pci/drivers/nouveau
sys/bus/pci/drivers/nouveau/module -> ../../../../module/nouveau
sys/module/nouveau/
sys/bus/hid/devices/0003:054C:0CE6.0003 -> ../../../${hid#sys/}
$hid/uevent :
|DRIVER=hid-generic
|MODALIAS=hid:b0003g0001v0000054Cp00000CE6
$hid/modalias = hid:b0003g0001v0000054Cp00000CE6
$hid/subsystem -> ../../../../../../../bus/hid
$hid/driver -> ../../../../../../../bus/hid/drivers/hid-generic
sys/bus/hid/drivers/hid-generic/module -> ../../../../module/hid_generic
sys/module/hid_generic/
etc/modprobe.d/nvidia.conf = blacklist nouveau
etc/modprobe.d/x.conf = blacklist hid_playstation
lib/modules/6.12.9-amd64/modules.alias :
|alias hid:b*g*v*p* hid_generic
|alias hid:b0003g*v0000054Cp00000CE6 hid_playstation
|alias pci:v000010DEd*sv*sd*bc03sc*i* nouveau
|alias pci:v000010DEd*sv*sd*bc03sc00i00* nvidia
lib/modules/6.12.9-amd64/modules.dep :
|kernel/drivers/hid_generic.ko:
|kernel/drivers/hid_playstation.ko:
|kernel/drivers/nouveau.ko:
|kernel/drivers/nvidia.ko:
lib/modules/6.12.9-amd64/modules.builtin = kernel/vt.ko
lib/modules/6.12.9-amd64/kernel/drivers/hid_generic.ko =-
lib/modules/6.12.9-amd64/kernel/drivers/hid_playstation.ko =-
lib/modules/6.12.9-amd64/kernel/drivers/nouveau.ko =-
lib/modules/6.12.9-amd64/kernel/drivers/nvidia.ko =-
proc/modules :
|hid_generic 16384 0 - Live 0x0000000000000000
|nouveau 16384 0 - Live 0x0000000000000000
END
# OPTIONS|the last line
while IFS='|' read -r options line; do
	# shellcheck disable=SC2086 # options without blanks
	terminal 120 "$HWALIAS" --color=never --from "$out/signs.snap" $options >"$out/said"
	[ "$(sed -n '$s/hwalias .*check/check/p' "$out/said")" = "$line" ] ||
		fail "hwalias $options ends with: $(tail -n 1 "$out/said")"
done <<'END'
|2 need attention: check
-t|2 need attention: check
-v|2 need attention: check
-k|2 need attention: check
-b gpu|1 needs attention: check -b gpu
-s 00:02.0|1 needs attention: check -s 00:02.0
-d 10de:|1 needs attention: check -d 10de:
-a|2 need attention: check -a
END
terminal 80 "$HWALIAS" --color=never --from "$out/signs.snap" |
	grep -q '^00:02\.0 .* bound though blocked$' || fail "no note of what only signs tell"
mkdir -p "$out/told/broken" "$out/told/healthy"
for snap in *.snap broken/*.snap healthy/*.snap; do
	echo "80 '$out/told/$snap' $unsaid '$HWALIAS' --no-pager --from '$snap'"
done | terminal -
for snap in *.snap broken/*.snap healthy/*.snap; do
	found=$("$HWALIAS" --from "$snap" check --ndjson 2>/dev/null |
		grep -c '"severity":' || true)
	told=$(sed -nE '$s/^([0-9]+) needs? attention: .*/\1/p' "$out/told/$snap")
	[ "$found" = "${told:-0}" ] ||
		fail "$snap: check finds $found, the list tells of ${told:-none}"
done
rm -rf "$out/signs.snap" "$out/said" "$out/told"

# color: what needs attention, by default on a terminal only, and not with NO_COLOR
esc=$(printf '\033')
terminal 80 "$HWALIAS" --from desktop.snap >"$out/color"
grep -q "$esc\[33m! e1000e not loaded$esc\[0m" "$out/color" || fail "no color"
NO_COLOR=1 terminal 80 "$HWALIAS" --from desktop.snap >"$out/plain"
grep -q "$esc" "$out/plain" && fail "color in spite of NO_COLOR"
TERM=dumb terminal 80 "$HWALIAS" --from desktop.snap >"$out/plain"
grep -q "$esc" "$out/plain" && fail "color on a dumb terminal"
"$HWALIAS" --from desktop.snap | grep -q "$esc" && fail "color off a terminal"
"$HWALIAS" --color=always --from desktop.snap | grep -q "$esc" || fail "no color with always"

# links: to paths of this machine, where colors are, and not behind ssh
device=$("$HWALIAS" -aa -o SYSPATH --noheadings 2>/dev/null | head -n 1)
if [ -n "$device" ]; then
	unset SSH_CONNECTION
	terminal 80 "$HWALIAS" show "$device" >"$out/links" 2>/dev/null
	path=$(printf '%s' "$device" | sed 's/[^A-Za-z0-9/._~:@!$&()*+,=-]/.../g')
	grep -q "^$esc\]8;;file://localhost$path$esc\\\\$device$esc\]8;;$esc\\\\\$" "$out/links" ||
		fail "no link to $device"
	for way in NO_COLOR=1 SSH_CONNECTION=x TERM=linux; do
		env "$way" "$python3" ../lib/terminal.py 80 "$HWALIAS" show "$device" \
			>"$out/links" 2>/dev/null
		grep -q "$esc\]8" "$out/links" && fail "links in spite of $way"
	done
	"$HWALIAS" --color=always show "$device" 2>/dev/null | grep -q "$esc\]8" &&
		fail "links off a terminal"
else
	echo "no device: links were not tried"
fi
terminal 80 "$HWALIAS" show --from desktop.snap nvme0 >"$out/links"
grep -q "$esc\]8" "$out/links" && fail "links into a recorded machine"
rm -f "$out/links"

# check: sentences wrap at the width, commands stay whole, the severity has a color
terminal 70 "$HWALIAS" check --color=never --from desktop.snap >"$out/check" || true
[ "$(grep -c '^          [^ ]' "$out/check")" -ge 1 ] || fail "check does not wrap"
awk 'length > 70 && !/^  remedy:/' "$out/check" | grep . &&
	fail "check is wider than the terminal"
grep -qE '^  remedy: ' "$out/check" || fail "no remedy"
"$HWALIAS" check --from desktop.snap | tr -s ' \n' ' ' >"$out/piped" || true
tr -s ' \n' ' ' <"$out/check" | cmp -s - "$out/piped" ||
	fail "check says something else on a terminal"
terminal 70 "$HWALIAS" check --from desktop.snap >"$out/color" || true
grep -q "^$esc\[33mwarning$esc\[0m  pci:" "$out/color" || fail "check has no color"
rm -f "$out/check" "$out/piped"

# marks are ASCII where the locale is
LC_ALL=C terminal 60 "$HWALIAS" --color=never --from desktop.snap >"$out/ascii"
LC_ALL=C grep -q '[^ -~]' "$out/ascii" && fail "not ASCII in the C locale"
grep -qF '...' "$out/ascii" || fail "nothing is cut in the C locale"
rm -f "$out"/color "$out"/plain "$out"/ascii "$out"/modules

if [ -n "${HWALIAS_UPDATE:-}" ]; then
	rm -f "$golden"/*
	cp "$out"/* "$golden"
fi
diff -ru "$golden" "$out" || failed=$((failed + 1))
[ "$failed" = 0 ]
