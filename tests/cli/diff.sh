#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# `diff`: a machine is what it is, read in whatever form; each kind of change that is
# planted is found once, and nothing else is; what a side does not tell is no change.
set -eu
cd "$(dirname "$0")/../machines"
. "${HWALIAS_SOURCE:?}/tests/lib/said.sh"

# same WHAT A B [OPTION...]: no difference
same() {
	what=$1
	shift
	status=0
	"$HWALIAS" diff "$@" >"$out/same" 2>"$out/errors" || status=$?
	expected="no differences"
	! grep -qE 'tells nothing of|leaves out devices of' "$out/errors" || expected="no differences in what both tell of"
	if [ "$status" != 0 ] || [ "$(cat "$out/same")" != "$expected" ]; then
		fail "$what: status $status: $(head -n 5 "$out/same" "$out/errors")"
	fi
}

# changes WHAT EXPECTED A B [OPTION...]: EXPECTED has lines "kind id was now", '-' for null
changes() {
	what=$1
	printf '%s\n' "$2" >"$out/expected"
	shift 2
	status=0
	"$HWALIAS" diff --ndjson "$@" >"$out/lines" 2>"$out/errors" || status=$?
	[ "$status" = 1 ] || fail "$what: status $status"
	sed -n 's/.*"kind":"\([a-z]*\)","id":"\([^"]*\)".*"was":\(null\|"[^"]*"\),"now":\(null\|"[^"]*"\),"lost".*/\1|\2|\3|\4/p' \
		"$out/lines" | sed 's/"//g; s/|null/|-/g' >"$out/found"
	diff "$out/expected" "$out/found" >"$out/difference" ||
		fail "$what: $(cat "$out/difference")"
	cp "$out/lines" "$out/$what.ndjson"
	"$HWALIAS" diff -J "$@" >"$out/$what.json" 2>/dev/null || true
}

# --- nothing changes ---

for snap in *.snap broken/*.snap healthy/*.snap faults/*.snap; do
	name=$(basename "$snap" .snap)
	same "$snap with itself" "$snap" "$snap"
	same "$snap with itself, -aa --names" "$snap" "$snap" -aa --names
	"$HWALIAS" --from "$snap" snapshot "$out/$name.rec" 2>/dev/null || fail "no snapshot of $snap"
	same "$snap with its snapshot" "$snap" "$out/$name.rec"
	"$HWALIAS" --from "$snap" -aaJ >"$out/$name.report" 2>/dev/null || continue
	same "$snap with its report" "$snap" "$out/$name.report"
	[ "$snap" = "$name.snap" ] || continue
	same "the report of $snap with it" "$out/$name.report" "$snap"
	"$HWALIAS" --from "$snap" -aav --ndjson >"$out/$name.report" 2>/dev/null
	same "$snap with its lines" "$snap" "$out/$name.report"
	same "the lines of $snap with it" "$out/$name.report" "$snap"
done
same "this machine with itself" - -
# … with tables: they tell no candidates where a text does not tell the ids
mkdir -p "$out/own/lib/modules/6.1.0-13-amd64"
{
	echo 'alias platform:pcspkr pcspkr'
	echo 'alias acpi*:PNP0C14:* wmi'
	echo 'alias usb:v*p*d*dc*dsc*dp*ic03isc*ip*in* usbhid'
	echo 'alias pci:v00008086d*sv*sd*bc02sc00i* e1000e'
} >"$out/own/lib/modules/6.1.0-13-amd64/modules.alias"
printf 'kernel/%s.ko:\n' pcspkr wmi usbhid e1000e >"$out/own/lib/modules/6.1.0-13-amd64/modules.dep"
for form in 'report' 'report --format text' '--lspci -nnk' '--lspci -vmmnnk'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from desktop.snap $form >"$out/text" 2>/dev/null
	same "$form with tables" "$out/text" desktop.snap --modules-dir "$out/own/lib/modules/6.1.0-13-amd64"
done

# of a tool's list only what that tells of
"$HWALIAS" --from desktop.snap --lspci -nnk >"$out/lspci"
"$HWALIAS" --from desktop.snap --lsusb >"$out/lsusb"
for list in lspci lsusb; do
	same "desktop with $list" desktop.snap "$out/$list"
	same "$list with desktop" "$out/$list" desktop.snap
	same "$list with itself" "$out/$list" "$out/$list"
done
"$HWALIAS" diff desktop.snap "$out/lsusb" 2>&1 >/dev/null | grep -q 'tells nothing of the buses acpi.* pci' ||
	fail "lsusb: not said that it has no PCI"
"$HWALIAS" diff desktop.snap "$out/lsusb" 2>&1 >/dev/null |
	grep -q '[^b], wmi and of the interfaces of usb: ' || fail "lsusb: has it no USB?"
"$HWALIAS" diff desktop.snap "$out/lspci" 2>&1 >/dev/null | grep -q 'input, platform, usb, wmi: ' ||
	fail "lspci: has it USB?"
"$HWALIAS" diff desktop.snap "$out/lsusb" 2>&1 >/dev/null |
	grep -c 'does not tell which driver 5 devices have' >"$out/n" || true
[ "$(cat "$out/n")" = 1 ] || fail "lsusb: not said once that it has no drivers"

# of a tree without the files of subsystems lspci tells none
"$HWALIAS" --from desktop.snap --lspci -nnk | grep -v '	Subsystem:' >"$out/lspci-nnk"
"$HWALIAS" --from desktop.snap --lspci -vmmnnk | grep -v '^S[VD]e' >"$out/lspci-vmmnnk"
"$HWALIAS" --from desktop.snap --lspci -mm | sed 's/ "[^"]*" "[^"]*"$/ "" ""/' >"$out/lspci-mm"
for form in nnk vmmnnk mm; do
	! cmp -s "$out/lspci-$form" "$out/lspci" || fail "lspci -$form: no subsystems were there"
	same "desktop with lspci -$form without subsystems" desktop.snap "$out/lspci-$form"
	same "lspci -$form without subsystems with desktop" "$out/lspci-$form" desktop.snap
done

# lists of one machine, of which one has the places and one the ids of USB devices
cat >"$out/numbers" <<'EOF'
Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub
Bus 001 Device 005: ID 046d:c52b Logitech, Inc. Unifying Receiver
Bus 001 Device 006: ID 0424:2514 Microchip Technology, Inc. USB 2.0 Hub
Bus 001 Device 007: ID 0781:5581 SanDisk Corp. Ultra
EOF
cat >"$out/tree" <<'EOF'
/:  Bus 001.Port 001: Dev 001, Class=root_hub, Driver=xhci_hcd/16p, 480M
    |__ Port 004: Dev 005, If 0, Class=Human Interface Device, Driver=usbhid, 12M
    |__ Port 006: Dev 006, If 0, Class=Hub, Driver=hub/4p, 480M
        |__ Port 001: Dev 007, If 0, Class=Mass Storage, Driver=usb-storage, 480M
EOF
same "lsusb -t with lsusb" "$out/tree" "$out/numbers"
same "lsusb with lsusb -t" "$out/numbers" "$out/tree"
sed '/Device 007/d' "$out/numbers" >"$out/less"
status=0
"$HWALIAS" diff "$out/tree" "$out/less" >"$out/same" 2>/dev/null || status=$?
[ "$status" = 1 ] && grep -q 'usb:1-6\.1 ' "$out/same" ||
	fail "lsusb -t with a shorter lsusb: $(cat "$out/same")"

# --- what may differ from day to day ---

vary() {
	sed "$1" desktop.snap >"$out/b.snap"
	! cmp -s desktop.snap "$out/b.snap" || fail "nothing was planted by $1"
}

vary 's|usb1/1-|usb7/7-|g; s|/1-\([0-9]\)|/7-\1|g; s|/usb1|/usb7|g'
same "another number of the USB bus" desktop.snap "$out/b.snap"
vary 's/input5/input31/g; s/C52B\.0003/C52B.001A/g; s/C52B\.0001/C52B.0019/g'
same "counted up: input and hid" desktop.snap "$out/b.snap"
vary 's|/0-0050|/3-0050|g; s|i2c-0/|i2c-3/|g'
same "counted up: i2c" desktop.snap "$out/b.snap"
vary 's/^|BUSNUM=001/|BUSNUM=003/; s/^|DEVNUM=00/|DEVNUM=01/'
same "other numbers of USB devices" desktop.snap "$out/b.snap"
vary 's/feature:,0000,0003/feature:,0000,0003,0007/'
same "another feature of the processor" desktop.snap "$out/b.snap"

card=sys/devices/pci0000:00/0000:00:01.0/0000:01:00.0
nvme=sys/devices/pci0000:00/0000:00:1d.0/0000:02:00.0
# link DEVICE SPEED WIDTH
link() {
	echo "$1/current_link_speed = $2"
	echo "$1/current_link_width = $3"
	echo "$1/max_link_speed = 8.0 GT/s PCIe"
	echo "$1/max_link_width = 16"
}
{
	cat desktop.snap
	link $card '8.0 GT/s PCIe' 16
} >"$out/a.snap"
{
	cat desktop.snap
	link $card '2.5 GT/s PCIe' 8
} >"$out/b.snap"
same "a link of graphics that idles" "$out/a.snap" "$out/b.snap"

# --- each kind of change, once ---

# of the firmware alone, and the present link alone
vary 's/bios_version = .*/bios_version = 9999/'
changes bios 'firmware|dmi:id|3805|9999' desktop.snap "$out/b.snap"
{
	cat desktop.snap
	echo "$nvme/current_link_speed = 8.0 GT/s PCIe"
	echo "$nvme/current_link_width = 4"
} >"$out/a.snap"
{
	cat desktop.snap
	echo "$nvme/current_link_speed = 8.0 GT/s PCIe"
	echo "$nvme/current_link_width = 2"
} >"$out/b.snap"
changes width 'link|pci:0000:02:00.0|8 GT/s x4|8 GT/s x2' "$out/a.snap" "$out/b.snap"

# lsusb -t has no line for the interface of a root hub
cat >"$out/tree" <<'EOF'
/:  Bus 001.Port 001: Dev 001, Class=root_hub, Driver=xhci_hcd/16p, 480M
    |__ Port 004: Dev 005, If 0, Class=Human Interface Device, Driver=usbhid, 12M
EOF
cat >"$out/hub.snap" <<'EOF'
hwalias-snapshot 1
sys/bus/usb/devices/1-0:1.0 -> ../../../devices/usb1/1-0:1.0
sys/bus/usb/devices/1-4 -> ../../../devices/usb1/1-4
sys/bus/usb/devices/1-4:1.0 -> ../../../devices/usb1/1-4/1-4:1.0
sys/bus/usb/devices/usb1 -> ../../../devices/usb1
sys/devices/usb1/uevent :
|DEVTYPE=usb_device
|DRIVER=usb
sys/devices/usb1/1-0:1.0/uevent :
|DEVTYPE=usb_interface
|DRIVER=hub
sys/devices/usb1/1-4/uevent :
|DEVTYPE=usb_device
|DRIVER=usb
sys/devices/usb1/1-4/1-4:1.0/uevent :
|DEVTYPE=usb_interface
|DRIVER=usbhid
EOF
same "a machine and its lsusb -t" "$out/hub.snap" "$out/tree"
# what is printed of a recording without bInterfaceClass, too
for snap in desktop.snap laptop.snap server.snap; do
	"$HWALIAS" --from "$snap" --lsusb -t >"$out/own-tree" 2>/dev/null || continue
	same "$snap and its lsusb -t" "$snap" "$out/own-tree"
done
"$HWALIAS" --from desktop.snap --lsusb -t >"$out/own-tree"
grep -q 'If 0, Class=Hub, Driver=hub' "$out/own-tree" || fail 'lsusb -t: the class of a hub'
! grep 'Interface level' "$out/own-tree" || fail 'lsusb -t: the class of no interface'

# udev tells each processor, and not the directory of them, which has the string of each
processor='cpu:type:x86,ven0000fam0006mod00CF:feature:,0000,0001'
for cpu in cpu0 cpu1; do
	printf 'P: /devices/system/cpu/%s\nE: DEVPATH=/devices/system/cpu/%s\nE: SUBSYSTEM=cpu\nE: MODALIAS=%s\n\n' \
		$cpu $cpu "$processor"
done >"$out/processors.udev"
cat >"$out/processors.snap" <<EOF
hwalias-snapshot 1
sys/bus/cpu/devices/cpu0 -> ../../../devices/system/cpu/cpu0
sys/bus/cpu/devices/cpu1 -> ../../../devices/system/cpu/cpu1
sys/devices/system/cpu/modalias = $processor
sys/devices/system/cpu/cpu0/uevent = MODALIAS=$processor
sys/devices/system/cpu/cpu1/uevent = MODALIAS=$processor
EOF
same "processors and what udev tells of them" "$out/processors.udev" "$out/processors.snap"
same "what udev tells of processors and they" "$out/processors.snap" "$out/processors.udev"

# Strings that a report does not show, as their form is wrong: of acpi7 in hexadecimal before
# the colon. And so many devices that a report leaves out some.
cat >"$out/acpi.snap" <<'EOF'
hwalias-snapshot 1
sys/bus/acpi/devices/acpi7 -> ../../../devices/acpi/acpi7
sys/devices/acpi/acpi7/modalias = acpi9B:BMA222E:
sys/devices/acpi/acpi7/uevent = MODALIAS=acpi9B:BMA222E:
sys/bus/acpi/devices/acpi8 -> ../../../devices/acpi/acpi8
sys/devices/acpi/acpi8/modalias = acpi:PNP0C0A:
sys/devices/acpi/acpi8/uevent = MODALIAS=acpi:PNP0C0A:
EOF
{
	echo 'hwalias-snapshot 1'
	for bus in 1 2 3 4 5 6 7 8 9 a b c d e f; do
		for slot in 0 1 2 3 4 5 6 7 8 9 a b c d e f 10 11 12 13 14 15 16 17 18 19 1a 1b 1c; do
			for function in 0 1; do
				name=$(printf '0000:%02x:%02x.%s' 0x$bus 0x$slot $function)
				echo "sys/bus/pci/devices/$name -> ../../../devices/pci0000:00/$name"
				echo "sys/devices/pci0000:00/$name/uevent :"
				echo '|DRIVER=e1000e'
				echo "|PCI_SLOT_NAME=$name"
				printf '|MODALIAS=pci:v00008086d000015%s%ssv000010%02Xsd0000%02X%02Xbc02sc00i00\n' \
					"$(echo $bus | tr a-f A-F)" $function 0x$slot 0x$bus 0x$slot
			done
		done
	done
} >"$out/large.snap"
"$HWALIAS" --from "$out/large.snap" report 2>/dev/null | grep -q '^\.\.\. and [0-9]* more' ||
	fail 'large: its report leaves out nothing'

# a report for people has ids, drivers, modules and subsystems: what it does not have is told
for format in markdown text html; do
	# a container has no devices
	for machine in *.snap healthy/[!c]*.snap broken/usb-blocked.snap broken/blocked.snap \
		"$out/acpi.snap" "$out/large.snap"; do
		"$HWALIAS" --from "$machine" report --format $format >"$out/report" 2>/dev/null || :
		same "$machine with its report as $format" "$machine" "$out/report"
	done
	"$HWALIAS" --from desktop.snap report --format $format >"$out/report.$format" 2>/dev/null
	# each kind of thing that it tells is compared
	sed '/0000:01:00.0\/uevent/,/^sys\/bus/s/^|DRIVER=nouveau/|DRIVER=vfio-pci/' \
		desktop.snap >"$out/b.snap"
	changes "driver by $format" 'driver|pci:0000:01:00.0|nouveau|vfio-pci' \
		"$out/report.$format" "$out/b.snap"
	"$HWALIAS" --from "$out/report.$format" -J 2>"$out/errors" >"$out/is.json"
	grep -q '"subsystem_device": "8694"' "$out/is.json" || fail "$format: no subsystem"
	grep -q '"module": "snd_hda_intel"' "$out/is.json" || fail "$format: no module"
	[ "$(grep -c 'does not tell' "$out/errors")" = 1 ] || fail "$format: not one warning"
	case $format in
	text) form=text ;;
	html) form=HTML ;;
	*) form=Markdown ;;
	esac
	grep -q "hwalias report ($form) does not tell" "$out/errors" || fail "$format: what it is read as"
done
# quoted in a mail, or without what stands before its lines
sed 's/^/> /' "$out/report.text" >"$out/report"
same "a quoted report" desktop.snap "$out/report"
sed -n '/^PCI (/,$p' "$out/report.text" >"$out/report"
same "the second half of a report" desktop.snap "$out/report"

vary '/usb1\/1-1\/1-1.2/d'
changes removed 'removed|usb:1-1.2|usb|-' desktop.snap "$out/b.snap"
grep -q '"parts":6' "$out/lines" || fail "removed: not with 6 parts"
changes added 'added|usb:1-1.2|-|usb' "$out/b.snap" desktop.snap
changes filtered 'removed|usb:1-1.2|usb|-' desktop.snap "$out/b.snap" -d 046d:c52b
same "only pci" desktop.snap "$out/b.snap" -b pci

vary 's/0000:02:00\.0/0000:05:00.0/g'
changes moved-pci 'moved|pci:0000:05:00.0|0000:02:00.0|0000:05:00.0' desktop.snap "$out/b.snap"
# another disk of the same make in front of it: all buses behind are numbered anew
{
	sed 's/0000:02:00\.0/0000:03:00.0/g' desktop.snap
	cat <<'END'
sys/bus/pci/devices/0000:00:1c.0 -> ../../../devices/pci0000:00/0000:00:1c.0
sys/devices/pci0000:00/0000:00:1c.0/uevent :
|DRIVER=pcieport
|PCI_CLASS=60400
|PCI_ID=8086:A110
|PCI_SUBSYS_ID=1043:8694
|PCI_SLOT_NAME=0000:00:1c.0
|MODALIAS=pci:v00008086d0000A110sv00001043sd00008694bc06sc04i00
sys/bus/pci/devices/0000:02:00.0 -> ../../../devices/pci0000:00/0000:00:1c.0/0000:02:00.0
sys/devices/pci0000:00/0000:00:1c.0/0000:02:00.0/uevent :
|DRIVER=nvme
|PCI_CLASS=10802
|PCI_ID=144D:A804
|PCI_SUBSYS_ID=144D:A801
|PCI_SLOT_NAME=0000:02:00.0
|MODALIAS=pci:v0000144Dd0000A804sv0000144Dsd0000A801bc01sc08i02
END
} >"$out/b.snap"
changes numbered-anew 'added|pci:0000:00:1c.0|-|pcieport
moved|pci:0000:03:00.0|0000:02:00.0|0000:03:00.0' desktop.snap "$out/b.snap"

vary 's|/1-1\.2|/1-1.4|g'
changes moved-usb 'moved|usb:1-1.4|1-1.2|1-1.4' desktop.snap "$out/b.snap"
vary 's|usb1/1-1/1-1\.2|usb1/1-5|g; s|/1-1\.2|/1-5|g'
changes moved-up 'moved|usb:1-5|1-1.2|1-5' desktop.snap "$out/b.snap"
changes moved-slot 'moved|usb:1-5|1-1.2|1-5' desktop.snap "$out/b.snap" -s 1-5

vary '/0000:00:17.0\/uevent/,/^sys\/bus/s/^|DRIVER=ahci/|OLD=ahci/'
changes driver 'driver|pci:0000:00:17.0|ahci|-' desktop.snap "$out/b.snap"
vary '/0000:00:17.0\/uevent/,/^sys\/bus/s/^|DRIVER=ahci/|DRIVER=vfio-pci/'
changes driver-other 'driver|pci:0000:00:17.0|ahci|vfio-pci' desktop.snap "$out/b.snap"

# what was below a device without its driver is gone with it
awk '/^[^|]/ { skip = /0000:00:14\.0\/usb1/ } !skip' desktop.snap |
	sed '/0000:00:14.0\/uevent/,/^sys\/bus/s/^|DRIVER=xhci_hcd/|OLD=x/' >"$out/b.snap"
changes driver-parts 'driver|pci:0000:00:14.0|xhci_hcd|-' desktop.snap "$out/b.snap"

vary 's/^|alias i2c:ee1004 ee1004/|alias i2c:ee1004x ee1004/'
changes candidates 'candidates|i2c:0-0050|ee1004|-' desktop.snap "$out/b.snap"
grep -q '"lost":\["ee1004"\],"gained":\[\]' "$out/lines" || fail "candidates: lost"
changes candidates-gained 'candidates|i2c:0-0050|-|ee1004' "$out/b.snap" desktop.snap
grep -q '"lost":\[\],"gained":\["ee1004"\]' "$out/lines" || fail "candidates: gained"
# a module that is built in now is not lost, though the tables have no line of it
vary 's/^|alias i2c:ee1004 ee1004/|alias i2c:ee1004x ee1004/; s|^.kernel/drivers/rtc/rtc-cmos.ko|&\n\|kernel/drivers/misc/eeprom/ee1004.ko|'
same "a module that is built in now" desktop.snap "$out/b.snap"

{
	cat desktop.snap
	echo "etc/modprobe.d/zz.conf = blacklist e1000e"
} >"$out/b.snap"
changes state 'state|pci:0000:00:1f.6|unbound (module-not-loaded)|unbound (blocked)' \
	desktop.snap "$out/b.snap"

for rev in 31 32; do
	{
		cat desktop.snap
		echo "sys/devices/pci0000:00/0000:00:1f.6/revision = 0x$rev"
	} >"$out/$rev.snap"
done
changes revision 'revision|pci:0000:00:1f.6|31|32' "$out/31.snap" "$out/32.snap"
same "a revision that one side lacks" desktop.snap "$out/31.snap"
# a report leaves out one that it does not know
"$HWALIAS" --from desktop.snap report >"$out/rev.md" 2>/dev/null
same "a revision that a report lacks" "$out/rev.md" "$out/31.snap"
same "a revision that a report lacks, the other way" "$out/31.snap" "$out/rev.md"
"$HWALIAS" --from "$out/31.snap" report >"$out/rev.md" 2>/dev/null
changes revision-report 'revision|pci:0000:00:1f.6|31|32' "$out/rev.md" "$out/32.snap"
vary 's|46d/c52b/1211|46d/c52b/1301|; s/^|MODALIAS=usb:v046DpC52Bd1211/|MODALIAS=usb:v046DpC52Bd1301/'
# a report leaves out revision 00, as lspci does
for rev in 00 21; do
	printf '%s\n' "00:1f.6 Ethernet controller [0200]: Intel X [8086:156f] (rev $rev)" \
		'01:00.0 Ethernet controller [0200]: Intel Y [8086:1533] (rev 03)' |
		sed 's/ (rev 00)//' >"$out/lspci.$rev"
	for form in markdown text html; do
		"$HWALIAS" --from "$out/lspci.$rev" report --format $form >"$out/$rev.$form" 2>/dev/null || :
	done
	"$HWALIAS" --from "$out/lspci.$rev" -J >"$out/$rev.report" 2>/dev/null
done
for form in markdown text html; do
	changes revision-zero 'revision|pci:0000:00:1f.6|00|21' "$out/00.$form" "$out/lspci.21"
	changes revision-zero 'revision|pci:0000:00:1f.6|21|00' "$out/21.$form" "$out/00.$form"
	same "a report of revision 00" "$out/00.$form" "$out/lspci.00"
done
# what neither side tells was not compared
same "no revisions" "$out/00.report" "$out/21.report"
[ "$(grep -c 'does not tell the revision of 2 devices: their revisions were not compared' "$out/errors")" = 2 ] ||
	fail "revisions of which neither side tells: $(cat "$out/errors")"
changes revision-usb 'revision|usb:1-1.2|12.11|13.01' desktop.snap "$out/b.snap"

for version in 2B7QCXE7 3B7QCXE7; do
	{
		cat desktop.snap
		echo "$nvme/nvme/nvme0/firmware_rev = $version"
	} >"$out/$version.snap"
done
changes firmware 'firmware|pci:0000:02:00.0|2B7QCXE7|3B7QCXE7' "$out/2B7QCXE7.snap" "$out/3B7QCXE7.snap"
vary 's/:bvr3805:/:bvr3806:/g'
changes firmware-board 'firmware|dmi:id|3805|3806' desktop.snap "$out/b.snap"
# another mainboard has another firmware, which is no change of it
vary 's/:bvr3805:/:bvr3806:/g; s/:rnZ170-A:/:rnZ170-P:/'
changes board 'removed|dmi:id|-|-
added|dmi:id|-|-' desktop.snap "$out/b.snap"
"$HWALIAS" diff desktop.snap "$out/b.snap" 2>/dev/null | grep -q '^removed dmi:id ASUSTeKCOMPUTERINC. Z170-A' ||
	fail 'the mainboard has no name'

# A disk, card or dock has no ids: one of another model is another one, whatever tells it.
# disks MODEL FIRMWARE CARD DOCK
disks() {
	cat desktop.snap
	disk=sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0
	cat <<END
sys/bus/scsi/devices/0:0:0:0 -> ../../../${disk#sys/}
$disk/uevent :
|DEVTYPE=scsi_device
|DRIVER=sd
|MODALIAS=scsi:t-0x00
$disk/vendor = ATA
$disk/model = $1
$disk/rev = $2
sys/bus/mmc/devices/mmc0:0001 -> ../../../devices/platform/mmc/mmc0:0001
sys/devices/platform/mmc/mmc0:0001/uevent :
|DRIVER=mmcblk
|MODALIAS=mmc:block
sys/devices/platform/mmc/mmc0:0001/name = $3
sys/bus/thunderbolt/devices/0-1 -> ../../../devices/domain0/0-0/0-1
sys/devices/domain0/0-0/0-1/uevent = DEVTYPE=thunderbolt_device
sys/devices/domain0/0-0/0-1/vendor_name = Lenovo
sys/devices/domain0/0-0/0-1/device_name = $4
END
}
disks 'Samsung SSD 870' 2B6Q BJTD4R 'Dock Gen 2' >"$out/a.snap"
disks 'Samsung SSD 870' 0A82 BJTD4R 'Dock Gen 2' >"$out/b.snap"
changes disk-firmware 'firmware|scsi:0:0:0:0|2B6Q|0A82' "$out/a.snap" "$out/b.snap"
disks 'WDC  WD40EFRX-68' 2B6Q BJTD4R 'Dock Gen 2' >"$out/b.snap"
disks 'Samsung SSD 870' 2B6Q DG4016 'Dock Gen 2' >"$out/c.snap"
disks 'Samsung SSD 870' 2B6Q BJTD4R 'Dock Gen 3' >"$out/d.snap"
for form in snapshot '-aaJ' 'list -a --ndjson' 'report' 'report --format text' 'report --format html'; do
	for side in a b c d; do
		# shellcheck disable=SC2086 # words
		[ "$form" = snapshot ] && cp "$out/$side.snap" "$out/$side.form" ||
			"$HWALIAS" --from "$out/$side.snap" $form >"$out/$side.form" 2>/dev/null || :
	done
	for before in snap form; do
		same "disks by $form" "$out/b.$before" "$out/b.form"
		changes "another disk by $form" 'removed|scsi:0:0:0:0|sd|-
added|scsi:0:0:0:0|-|sd' "$out/a.$before" "$out/b.form"
		changes "another card by $form" 'removed|mmc:mmc0:0001|mmcblk|-
added|mmc:mmc0:0001|-|mmcblk' "$out/c.$before" "$out/a.form"
		changes "another dock by $form" 'removed|thunderbolt:0-1|-|-
added|thunderbolt:0-1|-|-' "$out/d.$before" "$out/a.form"
	done
done
# … of which a part is withheld at one level
disks 'secret-host-desktop SSD' 2B6Q BJTD4R 'Dock Gen 2' >"$out/a.snap"
"$HWALIAS" --from "$out/a.snap" --privacy full -aaJ >"$out/full.report" 2>/dev/null
"$HWALIAS" --from "$out/a.snap" -aaJ >"$out/public.report" 2>/dev/null
grep -q 'secret-host-desktop SSD' "$out/full.report" && ! grep -q secret-host "$out/public.report" ||
	fail 'the model is not withheld'
same "a model that is withheld" "$out/full.report" "$out/public.report" --privacy full

for width in 4 2; do
	{
		cat desktop.snap
		link $nvme '8.0 GT/s PCIe' $width
	} >"$out/x$width.snap"
done
changes link 'link|pci:0000:02:00.0|8 GT/s x4|8 GT/s x2' "$out/x4.snap" "$out/x2.snap"
for speed in 5000 480; do
	{
		cat desktop.snap
		echo "sys/devices/pci0000:00/0000:00:14.0/usb1/1-3/speed = $speed"
	} >"$out/$speed.snap"
done
changes speed 'speed|usb:1-3|5000 Mbit/s|480 Mbit/s' "$out/5000.snap" "$out/480.snap"

for name in 'Ethernet One' 'Ethernet Two'; do
	sed "s/Ethernet Connection (2) I219-V/$name/" desktop.snap >"$out/${name#* }.snap"
done
same "a name alone" "$out/One.snap" "$out/Two.snap"
changes name 'name|pci:0000:00:1f.6|Intel Corporation Ethernet One|Intel Corporation Ethernet Two' \
	"$out/One.snap" "$out/Two.snap" --names

# two changes are two lines
vary '/usb1\/1-1\/1-1.2/d; s/:bvr3805:/:bvr3806:/g'
changes two 'removed|usb:1-1.2|usb|-
firmware|dmi:id|3805|3806' desktop.snap "$out/b.snap"

# serial numbers tell devices apart where both sides have them, and may be told
for serial in ONE TWO; do
	{
		cat desktop.snap
		echo "sys/devices/pci0000:00/0000:00:14.0/usb1/1-7/serial = $serial"
	} >"$out/$serial.snap"
done
same "another serial number, at the level public" "$out/ONE.snap" "$out/TWO.snap"
changes serial 'removed|usb:1-7|usb|-
added|usb:1-7|-|usb' "$out/ONE.snap" "$out/TWO.snap" --privacy full

# names that one side withholds: sensors of one wire, whose names are serial numbers
for slave in 28-0000075ab123 28-0000075ab124 10-000802b4c0ff; do
	device=sys/devices/w1_bus_master1/$slave
	mkdir -p "$out/w1/$device" "$out/w1/sys/bus/w1/devices"
	echo "MODALIAS=w1-family-0x${slave%-*}" >"$out/w1/$device/uevent"
	ln -s "../../../../$device" "$out/w1/sys/bus/w1/devices/$slave"
done
"$HWALIAS" --sysroot "$out/w1" --privacy full snapshot "$out/full.w1" 2>/dev/null
"$HWALIAS" --sysroot "$out/w1" snapshot "$out/public.w1" 2>/dev/null
"$HWALIAS" --sysroot "$out/w1" -aaJ >"$out/report.w1" 2>/dev/null
grep -q 28-serial-2 "$out/public.w1" || fail 'w1: nothing is withheld'
for side in public.w1 report.w1; do
	for level in public full; do
		same "$side and all, $level" "$out/$side" "$out/full.w1" --privacy $level
		same "all and $side, $level" "$out/full.w1" "$out/$side" --privacy $level
	done
done
rm "$out/w1/sys/bus/w1/devices/28-0000075ab123"
rm -r "$out/w1/sys/devices/w1_bus_master1/28-0000075ab123"
"$HWALIAS" --sysroot "$out/w1" --privacy full snapshot "$out/less.w1" 2>/dev/null
"$HWALIAS" diff "$out/public.w1" "$out/less.w1" --privacy full 2>/dev/null | grep -q '^1 removed$' ||
	fail 'w1: one is gone'

# --- a recording that is cut off: what may be behind the cut is not removed ---

"$HWALIAS" --from desktop.snap snapshot "$out/whole" 2>/dev/null || fail "no snapshot"
size=$(wc -c <"$out/whole")
for part in 40 60 80 95; do
	head -c $((size * part / 100)) "$out/whole" >"$out/cut"
	for sides in "whole cut" "cut whole"; do
		status=0
		# shellcheck disable=SC2086 # words
		(cd "$out" && "$HWALIAS" diff $sides) >"$out/table" 2>"$out/errors" || status=$?
		[ "$status" = 3 ] || fail "$part %, $sides: status $status"
		grep '^removed\|^added\|^moved' "$out/table" && fail "$part %, $sides"
		grep -q 'cut off' "$out/errors" || fail "$part %, $sides: the cut is not told"
	done
done

# --- a part of a list: what it leaves out neither came nor went ---

"$HWALIAS" --from desktop.snap --lspci -nnk >"$out/list.all"
head -c 700 "$out/list.all" >"$out/list.cut"
{ sed -n 1,2p "$out/list.all" && echo -- && grep -A 2 '^01:00.0' "$out/list.all"; } >"$out/list.grep"
{ echo '$ lspci -nnk | head -3' && sed -n 1,3p "$out/list.all"; } >"$out/list.head"
for part in cut grep head; do
	for sides in "list.all list.$part" "list.$part list.all"; do
		# shellcheck disable=SC2086 # words
		(cd "$out" && "$HWALIAS" diff $sides) >"$out/table" 2>"$out/errors" || fail "$sides: $(cat "$out/table")"
		grep -q 'leaves out devices of the bus pci' "$out/errors" || fail "$sides: $(cat "$out/errors")"
	done
done

# our own reports without the root of a bus are whole
for form in '-aaJ' 'list -aa --ndjson' 'report' 'report --format text' 'report --format html'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from healthy/laptop.snap $form >"$out/laptop.form" 2>/dev/null
	"$HWALIAS" diff desktop.snap "$out/laptop.form" >"$out/table" 2>/dev/null || true
	grep -q '^removed *pci:0000:01:00.0 \|^removed *pci:0000:00:01.0 ' "$out/table" || fail "$form: $(cat "$out/table")"
done
# of a dump that may be a part the report does not tell all
{ printf 'P: /devices/pci0000:00/0000:00:02.0\nE: DEVPATH=/devices/pci0000:00/0000:00:02.0\nE: SUBSYSTEM=pci\n'
	printf 'E: PCI_CLASS=30000\nE: PCI_ID=8086:3E92\nE: PCI_SUBSYS_ID=1043:8694\nE: PCI_SLOT_NAME=0000:00:02.0\n'
} >"$out/udev.part"
"$HWALIAS" --from "$out/udev.part" -aaJ 2>/dev/null | grep -q '"all_buses": false' || fail "a part of udev's list"
# a bus of which a machine itself has no device has lost them all
"$HWALIAS" --from desktop.snap -aaJ >"$out/all.json" 2>/dev/null
python3 -c 'import json, sys
report = json.load(sys.stdin)
report["devices"] = [d for d in report["devices"] if d["subsystem"] not in ("usb", "hid", "input")]
json.dump(report, sys.stdout)' <"$out/all.json" >"$out/less.json"
for sides in "all less" "less all"; do
	"$HWALIAS" diff "$out/${sides% *}.json" "$out/${sides#* }.json" >"$out/table" 2>"$out/errors" || fail "$sides"
	grep -q 'nothing of the buses .*usb: ' "$out/errors" || fail "$sides: $(cat "$out/errors")"
done
sed 's/"kind": "snapshot",/"kind": "live",/' "$out/all.json" >"$out/live.all.json"
sed 's/"kind": "snapshot",/"kind": "live",/' "$out/less.json" >"$out/live.less.json"
"$HWALIAS" diff "$out/live.all.json" "$out/live.less.json" >"$out/table" 2>/dev/null || true
grep -q '^removed *usb:usb1 ' "$out/table" || fail "no USB: $(cat "$out/table")"

# without the command and without separators the root of the bus is not in it
grep -A 2 '^01:00.0' "$out/list.all" >"$out/list.bare"
"$HWALIAS" --from desktop.snap --lsusb >"$out/usb.all"
grep Bluetooth "$out/usb.all" >"$out/usb.bare"
cat >"$out/list.inxi" <<-'END'
	Graphics:
	  Device-1: NVIDIA GM206 [GeForce GTX 960] driver: nouveau v: kernel
	    bus-ID: 01:00.0 chip-ID: 10de:1401 class-ID: 0300
END
for made in "bare.json -J" "bare.md report" "bare.html report --format html" "bare.snap snapshot -"; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from "$out/list.bare" ${made#* } >"$out/list.${made%% *}" 2>/dev/null
done
while read -r whole part bus; do
	for sides in "$whole $part" "$part $whole"; do
		# shellcheck disable=SC2086 # words
		(cd "$out" && "$HWALIAS" diff $sides) >"$out/table" 2>"$out/errors" || fail "$sides: $(cat "$out/table")"
		grep -q "$part: leaves out devices of the bus $bus" "$out/errors" || fail "$sides: $(cat "$out/errors")"
	done
done <<-'END'
	list.all list.bare pci
	list.all list.bare.json pci
	list.all list.bare.md pci
	list.all list.bare.html pci
	list.all list.bare.snap pci
	list.all list.inxi pci
	usb.all usb.bare usb
END
# the program's own table, with the column that can be read back, and without it
for kind in '-o +MODALIAS' '--tsv -o +MODALIAS' '-o DEVICE,MODALIAS,ID'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from server.snap list -aa $kind >"$out/own.table" 2>/dev/null
	same "own table, $kind" server.snap "$out/own.table"
done
for kind in '-d 8086:' '-nn' '-a --tsv' '-s 00:1f.6'; do
	status=0
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from desktop.snap list $kind >"$out/own.table"
	"$HWALIAS" --from "$out/own.table" >"$out/table" 2>"$out/errors" || status=$?
	[ $status = 3 ] && grep -q 'a table or an answer of hwalias' "$out/errors" ||
		fail "own table, $kind: $status, $(cat "$out/table" "$out/errors")"
done

# each side may have the root of one bus
cat "$out/list.all" "$out/usb.bare" >"$out/list.pci"
cat "$out/list.bare" "$out/usb.all" >"$out/list.usb"
(cd "$out" && "$HWALIAS" diff list.pci list.usb) >"$out/table" 2>/dev/null || fail "two parts: $(cat "$out/table")"
# of two that were chosen in one way, what one lacks is gone
grep '^0[12]:00.0' "$out/list.all" >"$out/list.more"
grep '^01:00.0' "$out/list.all" >"$out/list.less"
status=0
(cd "$out" && "$HWALIAS" diff list.more list.less) >"$out/table" 2>/dev/null || status=$?
[ $status = 1 ] && grep -q '^removed pci:0000:02:00.0' "$out/table" || fail "two of chosen devices: $(cat "$out/table")"

# a document of devices that were chosen
(
	cd "$out"
	"$HWALIAS" --from whole -aJ >all.json
	"$HWALIAS" --from whole -d 8086: -J >chosen.json
	"$HWALIAS" --from whole -d 8086: --ndjson >chosen.ndjson
	"$HWALIAS" --from whole show 00:1f.6 -J >shown.json
	"$HWALIAS" --from chosen.json snapshot chosen.snap
) 2>/dev/null || fail 'no documents'
for part in chosen.json chosen.ndjson shown.json chosen.snap; do
	(cd "$out" && "$HWALIAS" diff $part all.json) >"$out/table" 2>"$out/errors" || fail "$part: $(cat "$out/table")"
	grep -q "$part: leaves out devices" "$out/errors" || fail "$part: $(cat "$out/errors")"
done

# --- the document, the options, the errors ---

"$HWALIAS" diff --summary desktop.snap server.snap >"$out/summary" 2>/dev/null || true
[ "$(wc -l <"$out/summary")" = 1 ] && grep -q '^[0-9]* removed, [0-9]* added' "$out/summary" ||
	fail "--summary: $(cat "$out/summary")"
"$HWALIAS" diff desktop.snap server.snap 2>/dev/null >"$out/table" || true
# what no report tells without -v is not compared, which is said of both, too
sed 's/^\(sys\/devices\/.*\/0000:02:00.0\)\/uevent :/\1\/current_link_speed = 8.0 GT\/s PCIe\
\1\/current_link_width = 4\
&/' desktop.snap >"$out/linked.snap"
grep -q '0000:02:00.0/current_link_width = 4' "$out/linked.snap" || fail 'no link is there'
for options in -aJ -aJv; do
	"$HWALIAS" --from "$out/linked.snap" $options >"$out/linked$options" 2>/dev/null
	"$HWALIAS" diff "$out/linked$options" "$out/linked$options" >"$out/is" 2>"$out/errors" ||
		fail "$options: a difference: $(cat "$out/is")"
done
! grep 'PCI Express' "$out/errors" || fail 'a report that tells links'
"$HWALIAS" diff "$out/linked-aJ" "$out/linked-aJ" >/dev/null 2>"$out/errors" || fail 'a difference'
for what in 'PCI Express link' 'USB speed'; do
	[ "$(grep -c "does not tell the $what of [0-9]* devices: .* not compared" "$out/errors")" = 2 ] ||
		fail "no word of the $what: $(cat "$out/errors")"
done

# between two kernels it is the first line
for kernel in 6.1.0-1 6.2.0-1; do
	mkdir -p "$out/two/$kernel"
	printf 'kernel/e1000e.ko:\nkernel/nouveau.ko:\n' >"$out/two/$kernel/modules.dep"
	: >"$out/two/$kernel/modules.builtin"
done
echo 'alias pci:v000010DEd*sv*sd*bc03sc*i* nouveau' >"$out/two/6.1.0-1/modules.alias"
echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e' >"$out/two/6.2.0-1/modules.alias"
for option in '' --summary; do
	status=0
	# shellcheck disable=SC2086 # an option, or none
	"$HWALIAS" --from desktop.snap --modules-dir "$out/two" diff -S 6.1.0-1 -S 6.2.0-1 $option \
		>"$out/between$option" 2>/dev/null || status=$?
	[ $status = 1 ] || fail "two kernels $option: status $status"
done
[ "$(wc -l <"$out/between")" -gt 2 ] && head -n 1 "$out/between" | cmp -s - "$out/between--summary" ||
	fail "two kernels, --summary: $(cat "$out/between--summary")"
tail -n 1 "$out/table" | cmp -s - "$out/summary" || fail "the table does not end with its summary"
for usage in "diff" "diff a" "diff a b c" "--from a diff a b" "diff -S 1 a"; do
	status=0
	# shellcheck disable=SC2086 # words
	"$HWALIAS" $usage >/dev/null 2>&1 || status=$?
	[ "$status" = 2 ] || fail "'$usage' ends with $status"
done
status=0
# no all-clear of two that tell of no bus in common, nor more than was compared
printf '%s\n' '00:1f.6 Ethernet controller [0200]: Intel [8086:15b8] (rev 21)' >"$out/lspci"
printf '%s\n' 'Bus 001 Device 002: ID 8087:0024 Intel Corp. Hub' >"$out/lsusb"
for options in '' -J '-b usb'; do
	status=0
	# shellcheck disable=SC2086 # words
	"$HWALIAS" diff $options "$out/lspci" "$out/lsusb" >"$out/same" 2>"$out/errors" || status=$?
	[ "$status" = 3 ] && grep -q 'nothing could be compared' "$out/same" &&
		grep -q 'lspci: tells nothing of the bus usb: 1 device of the other side' "$out/errors" ||
		fail "lspci and lsusb$options: $status: $(cat "$out/same" "$out/errors")"
done
status=0
cat "$out/lspci" "$out/lsusb" >"$out/both"
"$HWALIAS" diff "$out/lspci" "$out/both" >"$out/same" 2>"$out/errors" || status=$?
[ "$status" = 0 ] && [ "$(cat "$out/same")" = 'no differences in what both tell of' ] ||
	fail "lspci and more: $status: $(cat "$out/same")"
# of lists without ids names tell what was replaced; they tell what moved, too
cat >"$out/names.1" <<'EOF'
00:00.0 Host bridge: Intel Corporation 8th Gen Core Processor Host Bridge/DRAM Registers (rev 07)
01:00.0 VGA compatible controller: NVIDIA Corporation GP106 [GeForce GTX 1060 6GB] (rev a1)
02:00.0 Network controller: Intel Corporation Wireless 8265 / 8275
EOF
sed 's/GP106 .*\]/GA104 [GeForce RTX 3070]/; s/Wireless .*/Wi-Fi 6 AX200/' "$out/names.1" >"$out/names.2"
sed 's/^02:/03:/' "$out/names.2" >"$out/names.3"
sed 's/Intel Corporation Wireless .*/Intel Wireless 8265/' "$out/names.1" >"$out/names.short"
sed 's/Network controller/& [0280]/; s/VGA compatible controller/& [0300]/
	s/AX200/& [8086:2723]/; s/GeForce RTX 3070\]/& [10de:2484]/' "$out/names.2" >"$out/names.ids"
cat >"$out/names.lshw" <<'EOF'
  *-network
       description: Network controller
       product: Wi-Fi 6 AX200
       vendor: Intel Corporation
       bus info: pci@0000:02:00.0
       configuration: driver=iwlwifi latency=0
EOF
sed 's/Wi-Fi 6 AX200/Wireless 3165/' "$out/names.lshw" >"$out/names.lshw2"
for n in 1 2; do
	"$HWALIAS" --from "$out/names.$n" snapshot "$out/names.$n.rec" 2>/dev/null
	"$HWALIAS" --from "$out/names.$n" report >"$out/names.$n.md" 2>/dev/null
	same "names, its report" "$out/names.$n.md" "$out/names.$n.md"
	same "names, its snapshot" "$out/names.$n" "$out/names.$n.rec"
	status=0
	"$HWALIAS" diff "$out/names.$n" "$out/names.$n.md" >"$out/same" 2>"$out/errors" || status=$?
	[ "$status" = 0 ] && ! grep 'the ids of' "$out/errors" || fail "names, list and report: $(cat "$out/same")"
done
for form in '' .rec .md; do
	changes "names$form" 'removed|pci:0000:01:00.0|-|-
removed|pci:0000:02:00.0|-|-
added|pci:0000:01:00.0|-|-
added|pci:0000:02:00.0|-|-' "$out/names.1$form" "$out/names.2$form"
done
changes 'names of another slot' 'removed|pci:0000:01:00.0|-|-
removed|pci:0000:02:00.0|-|-
added|pci:0000:01:00.0|-|-
added|pci:0000:03:00.0|-|-' "$out/names.1" "$out/names.3"
changes 'names that moved' 'moved|pci:0000:03:00.0|0000:02:00.0|0000:03:00.0' "$out/names.2" "$out/names.3"
changes 'names of lshw' 'removed|pci:0000:02:00.0|iwlwifi|-
added|pci:0000:02:00.0|-|iwlwifi' "$out/names.lshw" "$out/names.lshw2"
# untold COUNT SIDE A B: whether they were replaced is not known
untold() {
	status=0
	"$HWALIAS" diff "$3" "$4" >"$out/same" 2>"$out/errors" || status=$?
	[ "$status" = 0 ] && [ "$(cat "$out/same")" = 'no differences in what both tell of' ] &&
		grep -q "names.1: does not tell the ids of $1 device.* replaced was not compared" "$out/errors" ||
		fail "names, $3 $4: $status: $(cat "$out/same" "$out/errors")"
	"$HWALIAS" diff -J "$3" "$4" 2>/dev/null |
		tr -d ' \n' | grep -q "\"what\":\"ids\",\"side\":\"$2\",\"subsystem\":null,\"devices\":$1}" ||
		fail "names, $3 $4: JSON tells nothing"
}
untold 2 before "$out/names.1" "$out/names.ids"
untold 2 after "$out/names.ids" "$out/names.1"
untold 1 before "$out/names.1" "$out/names.short"
untold 1 before "$out/names.1" "$out/names.lshw2"
# the names that pci.ids had in 2015 for 8086:1910 and 8086:a121, and those of 2023
cat >"$out/older" <<'EOF'
00:00.0 Host bridge: Intel Corporation Skylake Host Bridge/DRAM Registers (rev 07)
00:1f.2 Memory controller: Intel Corporation Sunrise Point-H PMC (rev 31)
01:00.0 VGA compatible controller: NVIDIA Corporation GP106 [GeForce GTX 1060 6GB] (rev a1)
EOF
cat >"$out/names.1" <<'EOF'
00:00.0 Host bridge: Intel Corporation Xeon E3-1200 v5/E3-1500 v5/6th Gen Core Processor Host Bridge/DRAM Registers (rev 07)
00:1f.2 Memory controller: Intel Corporation 100 Series/C230 Series Chipset Family Power Management Controller (rev 31)
01:00.0 VGA compatible controller: NVIDIA Corporation GP106 [GeForce GTX 1060 6GB] (rev a1)
EOF
untold 2 before "$out/names.1" "$out/older"
# what stands behind \`lspci -k\` and is not in \`lspci -mm\`
cat >"$out/sub.k" <<'EOF'
02:01.0 System peripheral: Intel Corporation DSL3510 Thunderbolt Controller [Cactus Ridge 4C 2012] (rev 0e)
	Subsystem: Device 2222:1111
EOF
cat >"$out/sub.mm" <<'EOF'
02:01.0 "System peripheral" "Intel Corporation" "DSL3510 Thunderbolt Controller [Cactus Ridge 4C 2012]" -r0e -p00 "Unknown vendor 2222" "DSL3510 Thunderbolt Controller [Cactus Ridge 4C 2012]"
EOF
same 'a subsystem that one list tells' "$out/sub.k" "$out/sub.mm"

# the buses of `lsusb -t` have other numbers after a boot
cat >"$out/tree.1" <<'EOF'
/:  Bus 03.Port 1: Dev 1, Class=root_hub, Driver=ehci-pci/2p, 480M
    |__ Port 1: Dev 2, If 0, Class=Hub, Driver=hub/8p, 480M
/:  Bus 02.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/4p, 5000M
    |__ Port 2: Dev 2, If 0, Class=Mass Storage, Driver=uas, 5000M
/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/4p, 480M
    |__ Port 1: Dev 2, If 0, Class=Human Interface Device, Driver=usbhid, 12M
    |__ Port 1: Dev 2, If 1, Class=Human Interface Device, Driver=usbhid, 12M
    |__ Port 3: Dev 3, If 0, Class=Video, Driver=uvcvideo, 480M
EOF
{
	sed -n '3,4s/Bus 02/Bus 03/p' "$out/tree.1" | head -n 1 && sed -n 4p "$out/tree.1"
	sed -n '5s/Bus 01/Bus 02/p; 6,8p' "$out/tree.1"
	sed -n '1s/Bus 03/Bus 01/p; 2p' "$out/tree.1"
} >"$out/tree.2"
sed '/Video/d' "$out/tree.2" >"$out/tree.3"
same 'buses of other numbers' "$out/tree.1" "$out/tree.2"
same 'buses of other numbers, back' "$out/tree.2" "$out/tree.1"
changes 'buses of other numbers, and one device' 'removed|usb:1-3|usb|-' "$out/tree.1" "$out/tree.3"
changes 'buses of other numbers, and one device more' 'added|usb:1-3|-|usb' "$out/tree.3" "$out/tree.1"

# a card of another subsystem: the table tells what the two differ in
cat >"$out/board.1" <<'EOF'
00:14.3 Network controller [0280]: Intel Corporation Cannon Lake PCH CNVi WiFi [8086:a370] (rev 10)
	Subsystem: Intel Corporation Wireless-AC 9560 [8086:0030]
EOF
sed 's/0030/0034/' "$out/board.1" >"$out/board.2"
"$HWALIAS" diff "$out/board.1" "$out/board.2" >"$out/table" 2>/dev/null || true
grep -q '^removed .*8086:a370.*subsystem 8086:0030' "$out/table" &&
	grep -q '^added .*8086:a370.*subsystem 8086:0034' "$out/table" ||
	fail "another subsystem: $(cat "$out/table")"
sed 's/Network controller \[0280\]/Ethernet controller [0200]/' "$out/board.1" >"$out/board.3"
"$HWALIAS" diff "$out/board.1" "$out/board.3" >"$out/table" 2>/dev/null || true
grep -q '^removed .*8086:a370.*class 0280' "$out/table" && grep -q '^added .*8086:a370.*class 0200' "$out/table" ||
	fail "another class: $(cat "$out/table")"
# an NVMe disk in place of another one whose controller has the same ids
sed 's|^\(.*/nvme0/model = Samsung SSD 9\)60|\170|' desktop.snap >"$out/disk.snap"
changes 'another disk' 'removed|pci:0000:02:00.0|nvme|-
added|pci:0000:02:00.0|-|nvme' desktop.snap "$out/disk.snap"
"$HWALIAS" diff desktop.snap "$out/disk.snap" >"$out/table" 2>/dev/null || true
grep -q '^removed .*, Samsung SSD 960 EVO' "$out/table" && grep -q '^added .*, Samsung SSD 970 EVO' "$out/table" ||
	fail "another disk: $(cat "$out/table")"
sed '\|/nvme0/model = |d' desktop.snap >"$out/no-model.snap"
same 'a disk whose model is not told' desktop.snap "$out/no-model.snap"
# a report is what it is, as a mail wraps it, with the blank at the ends of lines and without;
# nor is the kernel's version, which comes to the front of a line, a device
for name in desktop names; do
	for format in markdown text; do
		"$HWALIAS" --from $name.snap report --format $format >"$out/mailed" 2>/dev/null || true
		for width in 66 72 76 80; do
			fold -s -w $width "$out/mailed" >"$out/mailed.wrapped"
			sed 's/ *$//' "$out/mailed.wrapped" >"$out/mailed.trimmed"
			same "$name, $format, wrapped at $width" "$out/mailed" "$out/mailed.wrapped"
			same "$name, $format, wrapped at $width and trimmed" "$out/mailed" "$out/mailed.trimmed"
		done
		sed 's/^  *//' "$out/mailed" >"$out/mailed.flat"
		[ $name != desktop ] || same "$name, $format, without indentation" "$out/mailed" "$out/mailed.flat"
	done
done
"$HWALIAS" --from desktop.snap report 2>/dev/null |
	sed 's/^\(- \*\*Kernel:\*\* .* \)\([0-9.]*-[0-9]* ([-0-9]*);\)/\1\n\2/' >"$out/mailed"
grep -q '^6\.[0-9.]*-[0-9]* (' "$out/mailed" || fail 'the version begins no line'
"$HWALIAS" --from "$out/mailed" list -aa >"$out/same" 2>/dev/null
! grep ' 6\.1\|usb:6\.' "$out/same" || fail 'a device of the version of the kernel'

status=0
"$HWALIAS" diff nosuch.snap desktop.snap >/dev/null 2>&1 || status=$?
[ "$status" = 3 ] || fail "a file that is not there ends with $status"

# a device without a driver has none, also where no tables tell which module claims it
"$HWALIAS" --from vm.snap -aaJ >"$out/vm.report" 2>/dev/null
grep -q '"reason": "no-alias-tables"' "$out/vm.report" || fail "vm: it has tables"
same "vm, its report" vm.snap "$out/vm.report"
! grep 'which driver' "$out/errors" || fail "vm: its report tells no driver"

# a list of strings tells no places and may have each string more than once
for machine in server vm; do
	"$HWALIAS" --from $machine.snap -aa --ndjson 2>/dev/null |
		sed -n 's/.*"modalias":{"raw":"\([^"]*\)".*/\1/p' | sort >"$out/list"
	same "$machine, its strings" $machine.snap "$out/list"
	same "its strings, $machine" "$out/list" $machine.snap
	# one more of them came
	sed -n '1p' "$out/list" | cat "$out/list" - >"$out/more"
	status=0
	"$HWALIAS" diff $machine.snap "$out/more" >"$out/same" 2>"$out/errors" || status=$?
	[ "$status" = 1 ] && [ "$(tail -n 1 "$out/same")" = '1 added' ] ||
		fail "$machine, one more string: $status: $(cat "$out/same")"
done

# with their paths, as grep prints them: the machine's own list is no change of it, though
# it has of USB the interfaces alone; a device that came is one
command -v jq >/dev/null || echo "jq is missing: lists with paths were not compared"
for machine in desktop server vm arm names; do
	command -v jq >/dev/null || break
	"$HWALIAS" --from $machine.snap -aa --ndjson 2>/dev/null | jq -r 'select(.modalias) | . as $d |
		[.modalias, .other_modaliases[]][] | "\($d.syspath)/modalias:\(.raw)"' >"$out/list"
	same "$machine, its list" $machine.snap "$out/list"
	same "its list, $machine" "$out/list" $machine.snap
	grep -q 'usb:v' "$out/list" || continue
	! grep 'tells nothing of.*usb' "$out/errors" || fail "$machine: USB was not compared"
	{
		cat "$out/list"
		echo '/sys/bus/usb/devices/1-15:1.0/modalias:usb:v0624p0248d0000dc00dsc00dp00ic03isc01ip01in00'
	} >"$out/more"
	changes "$machine, one more device" 'added|usb:1-15|-|-' $machine.snap "$out/more"
done

# Debian's python3-jsonschema belongs to the system's own interpreter
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
if "$python3" -c 'import jsonschema' 2>/dev/null; then
	"$python3" ../lib/validate_schema.py --strict "$HWALIAS_SCHEMA" "$out"/*.json || failed=1
	"$python3" ../lib/validate_schema.py --lines --strict "$HWALIAS_SCHEMA" "$out"/*.ndjson ||
		failed=1
else
	echo "python3-jsonschema is missing: the documents were not validated"
fi
# --- between two kernels, over the recordings: of a kernel and itself nothing, and what the
# way there loses the way back gains; also when the module of a driver is not told ---

kernels=$out/kernels/lib/modules
mkdir -p "$kernels/9.1/kernel"
# tables FILE: those of all recordings
tables() {
	awk -v file="/$1" '/^[^|]/ { is = index($0, file " :") } is && /^\|/ { print substr($0, 2) }' \
		./*.snap ./*/*.snap | LC_ALL=C sort -u
}
# of no architecture, as the machines are of several
tables modules.alias | grep -v '^alias \(cpu:type\|x86cpu\):' >"$kernels/9.1/modules.alias"
{
	tables modules.dep
	tables modules.builtin
} | sed 's/:.*//; s,.*/,,; s/\.ko.*//; s/-/_/g; /^#/d; /^$/d' | LC_ALL=C sort -u |
	sed 's,.*,kernel/&.ko:,' >"$kernels/9.1/modules.dep"
: >"$kernels/9.1/modules.builtin"
sed 's/:$//' "$kernels/9.1/modules.dep" | (cd "$kernels/9.1" && xargs touch)
# one without some lines, without some modules, and with some of them built in
cp -r "$kernels/9.1" "$kernels/9.2"
sed -n 'n;n;p' "$kernels/9.1/modules.alias" >"$out/fewer"
grep -vxFf "$out/fewer" "$kernels/9.1/modules.alias" >"$kernels/9.2/modules.alias"
sed 'n;n;n;d' "$kernels/9.1/modules.dep" | awk 'NR % 5 != 1' >"$kernels/9.2/modules.dep"
sed 'n;n;n;d' "$kernels/9.1/modules.dep" | awk 'NR % 5 == 1' | sed 's/:$//' >"$kernels/9.2/modules.builtin"
[ "$(wc -l <"$kernels/9.2/modules.alias")" -gt 20 ] || fail "the recordings have no tables"

# between OLD NEW: what is said in $out/said
between() {
	status=0
	"$HWALIAS" --from "$out/untold.snap" diff -S "$1" -S "$2" --modules-dir "$out/kernels" \
		>"$out/said" 2>/dev/null || status=$?
}
# those_of LOSES GAINS: which devices lose and gain a driver, into these files
those_of() {
	sed -n -e "s/^loses-driver \([^ ]*\).*/\1/w $out/unsorted.1" \
		-e "s/^gains-driver \([^ ]*\).*/\1/w $out/unsorted.2" "$out/said"
	for n in 1 2; do
		if [ -s "$out/unsorted.$n" ]; then
			LC_ALL=C sort "$out/unsorted.$n" >"$out/$1"
		else
			: >"$out/$1"
		fi
		shift
	done
}
# both_ways NAME: of the machine in $out/untold.snap; what is kept from being loaded comes
# with no kernel by itself
both_ways() {
	for release in 9.1 9.2; do
		between $release $release
		[ $status = 0 ] && ! grep -v '^Under kernel .*: 0 of [0-9]* devices change, 0 lose their driver\.$\|^(' \
			"$out/said" || fail "$1: kernel $release and itself: status $status: $(cat "$out/said")"
	done
	between 9.1 9.2
	those_of lost gained
	cat "$out/lost" >>"$out/all-lost"
	between 9.2 9.1
	those_of loses gains
	diff "$out/lost" "$out/gains" && diff "$out/gained" "$out/loses" ||
		fail "$1: what one way loses the other one does not gain"
}
blacklist='s/ modprobe\.blacklist=[^ ]*//'
link='^sys/bus/[^/]*/drivers/[^/]*/module -> '
for snap in ./*.snap ./*/*.snap; do
	sed "$blacklist" "$snap" >"$out/untold.snap"
	both_ways "$snap"
	grep -n "$link" "$snap" >"$out/links" || continue
	sed "\\,$link,d; $blacklist" "$snap" >"$out/untold.snap"
	both_ways "$snap without any module"
	while IFS=: read -r line rest; do
		sed "${line}d; $blacklist" "$snap" >"$out/untold.snap"
		both_ways "$snap without ${rest%% *}"
	done <"$out/links"
done
[ "$(sort -u "$out/all-lost" | wc -l)" -gt 10 ] || fail "hardly a driver is lost"

# of a recorded machine, it is the recording that lacks a kernel
status=0
"$HWALIAS" --from desktop.snap diff -S 6.98.0 -S 6.99.0 >"$out/same" 2>"$out/errors" || status=$?
[ "$status" = 3 ] && grep -q "'desktop.snap' has no modules of kernel 6.9[89].0, only of 6.1.0-13-amd64" "$out/errors" ||
	fail "kernels that are not recorded: $status: $(cat "$out/errors")"

exit $failed
