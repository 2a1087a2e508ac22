#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What is joined with a recording, or of several files: a device that the recording does
# not have has none of its alias lines, so nothing is said of the modules that claim it;
# and files that contradict each other are refused, in whatever order they come.
set -eu
cd "$(dirname "$0")/../machines"
. "${HWALIAS_SOURCE:?}/tests/lib/said.sh"

# checks WHAT STATUS PATTERN OPTION...: of what check prints
checks() {
	what=$1
	wanted=$2
	pattern=$3
	shift 3
	status=0
	"$HWALIAS" "$@" check >"$out/is" 2>"$out/errors" || status=$?
	[ $status = "$wanted" ] || fail "$what: status $status: $(cat "$out/is")"
	has "$what" "$pattern" "$out/is"
	! grep 'no module of kernel\|nothing needs attention' "$out/is" ||
		fail "$what: says what it cannot know"
}

# --- a device of a class of its own that no driver has, whose ids are not all told ---

mkdir "$out/tables"
echo 'alias usb:v0BDApB812d*dc*dsc*dp*icFFiscFFipFFin* rtw88_8822bu' >"$out/tables/modules.alias"
printf 'kernel/rtw88_8822bu.ko:\nkernel/e1000e.ko:\n' >"$out/tables/modules.dep"
: >"$out/tables/modules.builtin"
cat >"$out/lsusb" <<'EOF'
Bus 007 Device 003: ID 0bda:b812 Realtek Semiconductor Corp. RTL88x2bu
Bus 007 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub
EOF
cat >"$out/tree" <<'EOF'
/:  Bus 07.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/12p, 480M
    |__ Port 5: Dev 3, If 0, Class=Vendor Specific Class, Driver=, 480M
EOF
checks 'lsusb, -t and tables' 3 '7-5:1.0 has no driver.*does not tell all ids' \
	--from "$out/lsusb" --from "$out/tree" --modules-dir "$out/tables"

# --- USB devices of which no interface is told, beside a bus whose drivers are ---

cat >"$out/nnk" <<'EOF'
00:00.0 Host bridge [0600]: Intel Corporation Device [8086:3e1f] (rev 08)
00:14.0 USB controller [0c03]: Intel Corporation Cannon Lake PCH USB 3.1 [8086:a36d] (rev 10)
	Kernel driver in use: xhci_hcd
EOF
for options in '' 'usb7'; do
	status=0
	# shellcheck disable=SC2086 # an operand, or none
	"$HWALIAS" --from "$out/nnk" --from "$out/lsusb" --modules-dir "$out/tables" \
		check $options >"$out/is" 2>"$out/errors" || status=$?
	[ $status = 3 ] || fail "lspci -nnk and lsusb, $options: status $status"
	has "lspci -nnk and lsusb, $options" 'tells neither its interfaces nor' "$out/is"
done
"$HWALIAS" --from "$out/nnk" --from "$out/lsusb" --modules-dir "$out/tables" report >"$out/is" 2>/dev/null
has 'a report' 'ould not be checked completely' "$out/is"

# --- devices that the recording does not have ---

cat >"$out/udev" <<'EOF'
P: /devices/pci0000:00/0000:00:14.0/usb7/7-5/7-5:1.0
E: DEVPATH=/devices/pci0000:00/0000:00:14.0/usb7/7-5/7-5:1.0
E: SUBSYSTEM=usb
E: DEVTYPE=usb_interface
E: PRODUCT=bda/b812/210
E: TYPE=0/0/0
E: INTERFACE=255/255/255
E: MODALIAS=usb:v0BDApB812d0210dc00dsc00dp00icFFiscFFipFFin00

EOF
cat >"$out/card" <<'EOF'
0000:77:00.0 Ethernet controller [0200]: Realtek [10ec:8168] (rev 15)
	Subsystem: Lenovo Device [17aa:3aea]
0000:77:00.1 PCI bridge [0604]: Intel [8086:a110]
	Kernel driver in use: pcieport
EOF
sed '2a\	Kernel modules: r8169' "$out/card" >"$out/claimed"
sed '2a\	Kernel driver in use: r8169' "$out/claimed" >"$out/driven"
for machine in arm.snap vm.snap healthy/laptop.snap desktop.snap; do
	checks "$machine, lsusb" 3 'does not tell whether a driver is bound' \
		--from $machine --from "$out/lsusb"
	checks "$machine, lsusb -t" 3 '7-5:1.0 has no driver' \
		--from $machine --from "$out/tree"
	checks "$machine, udevadm" 3 '7-5:1.0 has no driver' \
		--from $machine --from "$out/udev"
	checks "$machine, a card" 3 '0000:77:00.0 has no driver' \
		--from $machine --from "$out/card"
	# what the dump itself names holds
	checks "$machine, a claimed card" 1 'a module claims this device: r8169' \
		--from $machine --from "$out/claimed"
	"$HWALIAS" --from $machine --from "$out/driven" check >"$out/is" 2>/dev/null || true
	! grep '77:00' "$out/is" || fail "$machine: a driven card"
	# as a recording of both
	"$HWALIAS" --from $machine --from "$out/udev" snapshot "$out/both" 2>/dev/null ||
		fail "$machine: no recording of both"
	checks "$machine, recorded" 3 '7-5:1.0 has no driver' --from "$out/both"
	"$HWALIAS" --from $machine --from "$out/udev" show usb:7-5:1.0 >"$out/is" 2>/dev/null
	has "$machine: show" 'no alias lines for it' "$out/is"
done
# whole tables tell
"$HWALIAS" --from desktop.snap --from "$out/udev" --modules-dir "$out/tables" check \
	>"$out/is" 2>/dev/null || true
has 'tables beside' 'has no driver now; under .* rtw88_8822bu' "$out/is"

# --- what contradicts itself is not one machine, in whatever order it comes ---

# a build may do without the library that reads archives
archives=$("$HWALIAS" --version --verbose | grep '^libarchive .* there ' || true)

# refuses WHAT FILE...: as files, in a folder, in an archive, and one behind the other
refuses() {
	what=$1
	shift
	rm -rf "$out/folder"
	mkdir "$out/folder"
	for file; do
		cp "$file" "$out/folder"
	done
	(cd "$out/folder" && tar cf ../folder.tar ./*)
	cat "$@" >"$out/one"
	for from in "--from $1 --from $2" "--from $2 --from $1" "--from $out/folder" \
		"--from $out/folder.tar" "--from $out/one"; do
		# of a snapshot what is behind its end is left out
		case "$from:$1" in *one:*.snap) continue ;; esac
		case ${archives:+there}:$from in :*.tar) continue ;; esac
		status=0
		# shellcheck disable=SC2086 # several words
		"$HWALIAS" $from list >"$out/is" 2>"$out/errors" || status=$?
		[ $status = 3 ] && [ ! -s "$out/is" ] || fail "$what, $from: status $status"
		has "$what, $from" "two machines, or of two states of one: the $what" "$out/errors"
		! grep "''" "$out/errors" || fail "$what, $from: a file without a name"
	done
}
line='02:00.0 Ethernet controller [0200]: Realtek [10ec:8168] (rev 15)'
printf '%s\n\tSubsystem: Lenovo X [17aa:3aea]\n\tKernel driver in use: r8169\n\tKernel modules: r8169\n' \
	"$line" >"$out/c1"
sed 's/use: r8169/use: r8168/' "$out/c1" >"$out/other-driver"
sed '/in use/d' "$out/c1" >"$out/no-driver"
sed 's/rev 15/rev 06/' "$out/c1" >"$out/other-revision"
sed 's/17aa:3aea/17aa:3aeb/' "$out/c1" >"$out/other-subsystem"
sed 's/10ec:8168/10ec:8125/' "$out/c1" >"$out/other-id"
sed 's/\[0200\]/[0280]/' "$out/c1" >"$out/other-class"
refuses "driver of 0000:02:00.0 is 'r816[89]' .* 'r816[89]'" "$out/c1" "$out/other-driver"
refuses "driver of 0000:02:00.0 is '\(none\|r8169\)' .* '\(none\|r8169\)'" "$out/c1" "$out/no-driver"
refuses "revision of 0000:02:00.0 is '\(15\|06\)'" "$out/c1" "$out/other-revision"
refuses "subsystem of 0000:02:00.0 is '3ae[ab]'" "$out/c1" "$out/other-subsystem"
refuses "id of 0000:02:00.0 is '8[0-9]*'" "$out/c1" "$out/other-id"
refuses "class of 0000:02:00.0 is '02[08]0'" "$out/c1" "$out/other-class"
sed 's/0bda:b812/0bda:b813/' "$out/lsusb" >"$out/lsusb.other"
refuses "id of USB bus 7, device 3 is 'b81[23]'" "$out/lsusb" "$out/lsusb.other"
sed 's/Port 5/Port 6/' "$out/tree" >"$out/tree.other"
refuses "port of 7-[56]" "$out/tree" "$out/tree.other"
sed 's/b812/b813/' "$out/udev" >"$out/udev.other"
refuses "id of 7-5:1.0 is 'bda/b81[23]/210'" "$out/udev" "$out/udev.other"
refuses "id of 0000:02:00.0 is" desktop.snap "$out/c1"
sed 's/^Bus 007/Bus 001/' "$out/lsusb" >"$out/lsusb.1"
refuses "id of 1-1.1 is '\(ec00\|0424\)'" arm.snap "$out/lsusb.1"
"$HWALIAS" --from desktop.snap report >"$out/a.md"
"$HWALIAS" --from server.snap report >"$out/b.md"
refuses ".* is '.*' by the one" "$out/a.md" "$out/b.md"

# the same twice, and what tells more or less, contradicts nothing
sed -n 1p "$out/c1" >"$out/bare"
sed 's/ (rev 15)//' "$out/bare" >"$out/bare.0"
cat "$out/c1" "$out/c1" "$out/bare" >"$out/twice"
"$HWALIAS" --from "$out/c1" list >"$out/was" 2>/dev/null
for from in "$out/twice" "$out/c1 --from $out/bare" "$out/bare --from $out/c1" \
	"$out/c1 --from $out/bare.0" "$out/bare.0 --from $out/c1"; do
	# shellcheck disable=SC2086 # several words
	"$HWALIAS" --from $from list >"$out/is" 2>"$out/errors" ||
		fail "$from: $(cat "$out/errors")"
	diff "$out/was" "$out/is" || fail "$from: not as alone"
done

# --- each is a whole machine: two of them are none, whatever holds them ---

# tree DIRECTORY DEVICE DRIVER
tree() {
	at=$1/sys/devices/pci0000:00/0000:02:00.0
	mkdir -p "$at" "$1/sys/bus/pci/devices"
	printf 'DRIVER=%s\nPCI_CLASS=10802\nPCI_ID=144D:%s\nPCI_SLOT_NAME=0000:02:00.0\n' "$3" "$2" >"$at/uevent"
	echo "MODALIAS=pci:v0000144Dd0000${2}sv0000144Dsd0000A801bc01sc08i02" >>"$at/uevent"
	ln -s ../../../devices/pci0000:00/0000:02:00.0 "$1/sys/bus/pci/devices/0000:02:00.0"
}
# two FROM...: refused as two machines, in each of the orders in which it is packed
two() {
	status=0
	"$HWALIAS" "$@" check >"$out/is" 2>"$out/errors" || status=$?
	[ $status = 3 ] && [ ! -s "$out/is" ] || fail "$*: status $status: $(cat "$out/is")"
	has "$*" "cannot join '.*' and '.*': each is a whole machine" "$out/errors"
}
wholes=$out/wholes
tree "$wholes/one/a" A804 nvme
mkdir -p "$wholes/other/b" "$wholes/packed"
tree "$wholes/other/b" A808 nvme
(cd "$wholes/one" && tar cf ../packed/one.tar a)
(cd "$wholes/other" && tar czf ../packed/other.tgz b)
cp vm.snap "$wholes/packed/vm.snap"
for pair in 'one.tar other.tgz' 'one.tar vm.snap' 'other.tgz vm.snap'; do
	one=${pair% *}
	other=${pair#* }
	rm -rf "$out/both"
	mkdir "$out/both"
	cp "$wholes/packed/$one" "$wholes/packed/$other" "$out/both"
	[ "${archives:+there}" ] || continue
	two --from "$out/both/$one" --from "$out/both/$other"
	two --from "$out/both/$other" --from "$out/both/$one"
	# packed in a folder, and in an archive
	two --from "$out/both"
	said=$(cat "$out/errors")
	for order in "$one $other" "$other $one"; do
		# shellcheck disable=SC2086 # several words
		(cd "$out/both" && tar cf ../both.tar $order)
		two --from "$out/both.tar"
		[ "$(sed "s|both.tar|both|g" "$out/errors")" = "$said" ] ||
			fail "$order: not what the folder says: $(cat "$out/errors")"
	done
	# and unpacked there
	rm -rf "$out/both"
	mkdir "$out/both"
	for packed in "$one" "$other"; do
		tar xf "$wholes/packed/$packed" -C "$out/both" 2>/dev/null ||
			cp "$wholes/packed/$packed" "$out/both"
	done
	two --from "$out/both"
	said=$(cat "$out/errors")
	(cd "$out/both" && tar cf ../both.tar ./*)
	two --from "$out/both.tar"
	[ "$(sed "s|both.tar|both|g" "$out/errors")" = "$said" ] ||
		fail "$pair, unpacked: not what the folder says: $(cat "$out/errors")"
done

# the directory of a tree, in which something else is
own=$out/own
tree "$own" A804 nvme
"$HWALIAS" --from "$own" list >"$out/was" 2>/dev/null
echo 'nothing of interest' >"$own/notes"
mkdir -p "$own/proc" "$own/etc"
echo 'pci:v00008086d*' >"$own/etc/lspci"
"$HWALIAS" --from "$own" list >"$out/is" 2>/dev/null
diff "$out/was" "$out/is" || fail 'a tree and notes: not as the tree'
cp -r "$own/sys" "$out/sys"
mkdir "$own/copy"
cp -r "$own/sys" "$own/copy"
"$HWALIAS" --from "$own" list >"$out/is" 2>"$out/errors" || fail "a tree and its copy: $(cat "$out/errors")"
diff "$out/was" "$out/is" || fail 'a tree and its copy: not as the tree'
! grep 'two states' "$out/errors" || fail 'a tree and its copy: said to be two states'
# of a time at which a device was there that is not any more
mkdir -p "$own/copy/sys/devices/pci0000:00/0000:03:00.0"
sed 's/02:00/03:00/g' "$own"/sys/devices/*/*/uevent >"$own/copy/sys/devices/pci0000:00/0000:03:00.0/uevent"
ln -s ../../../devices/pci0000:00/0000:03:00.0 "$own/copy/sys/bus/pci/devices/0000:03:00.0"
mkdir "$out/states"
cp -r "$own/sys" "$out/states"
cp -r "$own/copy" "$out/states/earlier"
"$HWALIAS" --from "$out/states" check >"$out/is" 2>"$out/errors" || true
has 'two states' "could not be checked completely: .*:sys: it has some of the devices of '.*:earlier/sys'" "$out/is"
rm -r "$out/states"
rm -r "$own/copy"
tree "$own/old" A804 vfio-pci
two --from "$own"
rm -r "$own/old"
cp vm.snap "$own"
two --from "$own"
rm "$own/vm.snap"
# what another tool tells of it is joined, as it is from an archive
line='02:00.0 Non-Volatile memory controller [0108]: Samsung X [144d:a804]'
printf '%s\n\tKernel driver in use: nvme\n\tKernel modules: nvme\n' "$line" >"$own/lspci.txt"
echo 'Bus 001 Device 005: ID 046d:c52b Logitech, Inc. Unifying Receiver' >"$own/lsusb.txt"
(cd "$own" && tar cf ../own.tar ./*)
for from in own own.tar; do
	case ${archives:+there}:$from in :*.tar) continue ;; esac
	"$HWALIAS" --from "$out/$from" list >"$out/is" 2>"$out/errors" || fail "$from: $(cat "$out/errors")"
	has "$from" '^02:00.0 .* nvme' "$out/is"
	has "$from" '046d:c52b' "$out/is"
done
sed -i 's/144d:a804/144d:a808/' "$own/lspci.txt"
status=0
"$HWALIAS" --from "$own" list >"$out/is" 2>"$out/errors" || status=$?
[ $status = 3 ] || fail "a tree and a list of another card: status $status"
has 'a tree and a list of another card' 'the id of 0000:02:00.0' "$out/errors"

# --- lists that are whole, of which each has what the other lacks ---

# lists WARNED FROM...: whether they are said to be of two machines
lists() {
	warned=$1
	shift
	status=0
	"$HWALIAS" "$@" check >"$out/is" 2>"$out/errors" || status=$?
	case $warned in
	yes)
		[ $status = 3 ] || fail "$*: status $status"
		has "$*" 'could not be checked completely: .*if these are two machines, they are mixed up here' "$out/is"
		;;
	no) ! grep -h 'two machines' "$out/is" "$out/errors" || fail "$*: said to be two machines" ;;
	esac
}
bridge='00:00.0 Host bridge [0600]: Intel X [8086:191f]'
printf '%s\n00:17.0 SATA controller [0106]: Intel X [8086:a102]\n' "$bridge" >"$out/pci.a"
printf '%s\n00:1f.2 SATA controller [0106]: Intel X [8086:8c02]\n' "$bridge" >"$out/pci.b"
printf '00:1f.2 SATA controller [0106]: Intel X [8086:8c02]\n' >"$out/pci.part"
cat "$out/pci.a" "$out/pci.part" >"$out/pci.more"
lists yes --from "$out/pci.a" --from "$out/pci.b"
lists yes --from "$out/pci.b" --from "$out/pci.a"
lists no --from "$out/pci.a" --from "$out/pci.part"
lists no --from "$out/pci.more" --from "$out/pci.a"
lists no --from "$out/pci.more" --from "$out/pci.b"
lists no --from "$out/pci.more" --from "$out/pci.a" --from "$out/pci.part"
mkdir -p "$out/pair/a" "$out/pair/b"
cp "$out/pci.a" "$out/pair/a/lspci"
cp "$out/pci.b" "$out/pair/b/lspci"
lists yes --from "$out/pair"
# a root hub is its controller's
hub() {
	printf 'Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub\nDevice Descriptor:\n'
	printf '  bcdUSB               2.00\n  iSerial                 1 %s\n' "$1"
}
hub 0000:00:14.0 >"$out/hub"
printf '00:14.0 USB controller [0c03]: Intel X [8086:a12f]\n' >"$out/pci.usb"
cat "$out/pci.a" "$out/pci.usb" >"$out/pci.all"
lists yes --from "$out/pci.a" --from "$out/hub"
lists yes --from "$out/hub" --from "$out/pci.a"
lists no --from "$out/pci.all" --from "$out/hub"
lists no --from "$out/pci.part" --from "$out/hub"
# of USB each bus is one, if its root hub is there
usb() {
	for number in $2; do
		printf 'Bus %03d Device %03d: ID ' "$1" "$number"
		[ "$number" = 1 ] && echo '1d6b:0002 root hub' || printf '046d:c5%02d Mouse\n' "$number"
	done
}
usb 1 '1 2 3' >"$out/usb.a"
usb 1 '1 2 4' >"$out/usb.b"
usb 1 '1 2' >"$out/usb.less"
usb 1 '4' >"$out/usb.chosen"
usb 2 '1 2' >"$out/usb.bus2"
usb 1 '1 2 3 5' | cat - "$out/usb.bus2" >"$out/usb.all"
printf '%s\n' '/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/16p, 480M' \
	'    |__ Port 4: Dev 2, If 0, Class=Human Interface Device, Driver=usbhid, 12M' \
	'    |__ Port 5: Dev 6, If 0, Class=Human Interface Device, Driver=usbhid, 12M' >"$out/usb.tree"
lists yes --from "$out/usb.a" --from "$out/usb.b"
lists yes --from "$out/usb.b" --from "$out/usb.all"
lists yes --from "$out/usb.a" --from "$out/usb.tree"
lists no --from "$out/usb.a" --from "$out/usb.less"
lists no --from "$out/usb.a" --from "$out/usb.all"
lists no --from "$out/usb.a" --from "$out/usb.chosen"
lists no --from "$out/usb.a" --from "$out/usb.bus2"
lists no --from "$out/usb.bus2" --from "$out/usb.a" --from "$out/usb.all"
# a snapshot and the list of another machine, at addresses of its own
printf '%s\n99:01.0 SATA controller [0106]: X [8086:a102]\n' "$bridge" >"$out/pci.far"
lists yes --from desktop.snap --from "$out/pci.far"
# a tree and the report of another machine, which are whole without a root
rm -rf "$own"
tree "$own" A804 nvme
sed 's/0000:02:00.0/0000:03:00.0/g' "$own"/sys/devices/*/*/uevent >"$out/uevent"
mkdir -p "$out/far/sys/devices/pci0000:00/0000:03:00.0" "$out/far/sys/bus/pci/devices"
mv "$out/uevent" "$out/far/sys/devices/pci0000:00/0000:03:00.0"
ln -s ../../../devices/pci0000:00/0000:03:00.0 "$out/far/sys/bus/pci/devices/0000:03:00.0"
for options in -aaJ '-aa --ndjson' -J; do
	# shellcheck disable=SC2086 # several words
	"$HWALIAS" --from "$own" $options >"$own/machine.json" 2>/dev/null
	lists no --from "$own"
	mv "$own/machine.json" "$out/far"
	lists yes --from "$out/far"
	# of devices that were asked for it tells no others
	# shellcheck disable=SC2086 # several words
	"$HWALIAS" --from "$own" $options -s 02:00.0 >"$out/far/machine.json" 2>/dev/null
	lists no --from "$out/far"
done
# one root of several is a part
printf '99:00.0 Host bridge [0600]: Intel X [8086:2020]\n99:01.0 SATA controller [0106]: X [8086:a102]\n' \
	>"$out/pci.root"
lists no --from desktop.snap --from "$out/pci.root"

# a recording lists the buses of its machine; a device that is joined with it is on one
# that it does not list, at a place where it says that nothing was
cat >"$out/udev" <<'EOF'
P: /devices/pci0000:00/0000:00:01.0
E: DEVPATH=/devices/pci0000:00/0000:00:01.0
E: DRIVER=xhci_hcd
E: PCI_CLASS=C0330
E: PCI_ID=8086:A36D
E: PCI_SLOT_NAME=0000:00:01.0
E: MODALIAS=pci:v00008086d0000A36Dsv00000000sd00000000bc0Csc03i30
E: SUBSYSTEM=pci

P: /devices/pci0000:00/0000:00:01.0/usb7/7-5
E: DEVPATH=/devices/pci0000:00/0000:00:01.0/usb7/7-5
E: DEVTYPE=usb_device
E: DRIVER=usb
E: PRODUCT=bda/b812/0
E: TYPE=0/0/0
E: SUBSYSTEM=usb

EOF
echo 'usb:v0BDApB812d0000dc00dsc00dp00icFFiscFFipFFin00' >"$out/modalias"
printf '00:1d.0 USB controller [0c03]: Intel Corporation Device [8086:a12f]\n' >"$out/controller"
for row in 'kvm-cloud-kernel lsusb 0bda:b812' 'kvm-cloud-kernel udev 0bda:b812' \
	'kvm-cloud-kernel udev 8086:a36d' 'kvm-cloud-kernel modalias 0bda:b812' \
	's390 lsusb 0bda:b812' 's390 udev 8086:a36d' 's390 modalias 0bda:b812' \
	'usb-composite controller 8086:a12f'; do
	# shellcheck disable=SC2086 # three words
	set -- $row
	"$HWALIAS" --from "healthy/$1.snap" snapshot "$out/recorded" 2>/dev/null
	for from in "healthy/$1.snap" "$out/recorded"; do
		"$HWALIAS" --from "$from" --from "$out/$2" list -aa >"$out/is" 2>/dev/null || :
		has "$2 joined with $from" "$3" "$out/is"
	done
	"$HWALIAS" --from "$out/recorded" --from "$out/$2" snapshot "$out/joined.snap" 2>/dev/null
	"$HWALIAS" --from "$out/joined.snap" list -aa >"$out/is" 2>/dev/null || :
	has "a recording of $2 and $1" "$3" "$out/is"
done
"$HWALIAS" --from healthy/kvm-cloud-kernel.snap snapshot "$out/recorded" 2>/dev/null
checks 'a bus that was not there' 3 'does not tell whether a driver is bound' \
	--from "$out/recorded" --from "$out/modalias"

# a recording of files of two hosts says so as well
printf 'alice@one:~$ lspci -nnk\n00:1f.6 Ethernet controller [0200]: Intel Corporation Device [8086:15b8] (rev 31)\n\tKernel driver in use: e1000e\n' >"$out/one"
printf 'bob@two:~$ lsusb\nBus 001 Device 002: ID 8087:0026 Intel Corp.\n' >"$out/two"
"$HWALIAS" --from "$out/one" --from "$out/two" snapshot "$out/joined.snap" 2>/dev/null
checks 'files of two hosts' 3 'mixed up here' --from "$out/one" --from "$out/two" --modules-dir "$out/tables"
checks 'their recording' 3 'mixed up here' --from "$out/joined.snap" --modules-dir "$out/tables"
# … and a report, as does one of a recording with a line that is not understood
"$HWALIAS" --from desktop.snap snapshot "$out/whole.snap"
sed '20s/^/stray words\n/' "$out/whole.snap" >"$out/stray.snap"
sed '/^sys\/.* -> /{p;s/-> .*/-> elsewhere/}' "$out/whole.snap" >"$out/twice.snap"
for form in '-aaJ' '-aa --ndjson' report 'report --format text' 'report --format html'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from "$out/one" --from "$out/two" $form >"$out/form" 2>/dev/null
	case $form in *ndjson) said='devices may be missing' ;; *) said='mixed up here' ;; esac
	checks "their report, $form" 3 "could not be checked completely: .*$said" \
		--from "$out/form" --modules-dir "$out/tables"
	for damage in stray twice; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" --from "$out/$damage.snap" $form >"$out/form" 2>/dev/null
		"$HWALIAS" --from "$out/form" --modules-dir "$out/tables" check >"$out/is" 2>/dev/null || :
		has "$damage, $form" 'could not be checked completely: .*may be missing' "$out/is"
	done
done

# a whole counts before parts, in whatever they are packed
if [ "${archives:+there}" ]; then
	gzip -c "$out/lsusb" >"$out/lsusb.gz"
	(cd "$out" && tar cf lists.tar lsusb)
	for part in lsusb lsusb.gz lists.tar; do
		"$HWALIAS" --from desktop.snap --from "$out/$part" -aaJ >"$out/was" 2>/dev/null
		"$HWALIAS" --from "$out/$part" --from desktop.snap -aaJ >"$out/is" 2>/dev/null
		sed -i '/^  "source": {/,/^  }/d' "$out/was" "$out/is"
		diff "$out/was" "$out/is" >"$out/difference" ||
			fail "$part before a snapshot: $(head -n 5 "$out/difference")"
	done
fi

# --- what identifies the machine, beside a recording that is without it ---

# a number that the recording has given already stands for another device
"$HWALIAS" --from desktop.snap snapshot - >"$out/public.snap" 2>/dev/null
"$HWALIAS" --from desktop.snap --privacy fleet snapshot - >"$out/fleet.snap" 2>/dev/null
"$HWALIAS" --from desktop.snap -aaJ >"$out/public.json" 2>/dev/null
"$HWALIAS" --from desktop.snap report >"$out/public.md" 2>/dev/null
grep -q '/serial = serial-1$' "$out/public.snap" || fail 'a recording has no serial-1'
for serial in 4CNX7G3 60A44C413FAE1890A9A3; do
	cat >"$out/usb-v" <<-EOF

		Bus 002 Device 004: ID 0930:6545 Toshiba Corp. Kingston DataTraveler
		Device Descriptor:
		  bLength                18
		  bDescriptorType         1
		  bcdUSB               2.10
		  bDeviceClass            0
		  idVendor           0x0930 Toshiba Corp.
		  idProduct          0x6545 Kingston DataTraveler
		  bcdDevice            1.00
		  iManufacturer           1 Kingston
		  iProduct                2 iPhone von Anna
		  iSerial                 3 $serial
		  bNumConfigurations      1
	EOF
	for recording in public.snap fleet.snap public.json public.md; do
		what="$recording and a serial number of ${#serial} characters"
		: >"$out/all"
		for command in list -aaJ report 'show -v 0930:6545' check 'snapshot -'; do
			status=0
			# shellcheck disable=SC2086 # a command and its options
			"$HWALIAS" --from "$out/$recording" --from "$out/usb-v" $command \
				>>"$out/all" 2>"$out/errors" || status=$?
			! grep 'would be printed' "$out/errors" || fail "$what, $command"
		done
		! grep -e "$serial" -e Anna "$out/all" || fail "$what: it is told"
		has "$what" 'serial number  *serial-' "$out/all"
		has "$what" 'iPhone von withheld' "$out/all"
	done
	"$HWALIAS" --from "$out/public.snap" --from "$out/usb-v" snapshot - \
		>"$out/mixed.snap" 2>/dev/null
	grep -h '/serial = [a-z]*-[0-9]' "$out/mixed.snap" | sed 's/.* = //' | sort | uniq -d >"$out/is"
	[ ! -s "$out/is" ] || fail "two devices are $(cat "$out/is")"
	grep '/serial = serial-' "$out/public.snap" >"$out/was"
	while read -r line; do
		grep -qxF "$line" "$out/mixed.snap" || fail "another number than $line"
	done <"$out/was"
	grep '/serial = serial-' "$out/mixed.snap" | grep -c . >"$out/is"
	[ "$(cat "$out/is")" = $(($(wc -l <"$out/was") + 1)) ] ||
		fail 'the device that was joined has no number'

	"$HWALIAS" --from "$out/public.snap" --from "$out/usb-v" list >"$out/was" 2>/dev/null
	"$HWALIAS" --from "$out/mixed.snap" list >"$out/is" 2>/dev/null
	cmp "$out/was" "$out/is" || fail 'what was joined is called otherwise when recorded'

	# what is there is told at the level that tells it, and what is not there is absent
	"$HWALIAS" --privacy full --from "$out/public.snap" --from "$out/usb-v" snapshot - \
		>"$out/mixed.snap" 2>/dev/null
	"$HWALIAS" --privacy full --from "$out/public.snap" --from "$out/usb-v" -aaJ 2>/dev/null |
		sed '/^  "source": {/,/^  }/d' >"$out/was"
	"$HWALIAS" --privacy full --from "$out/mixed.snap" -aaJ 2>/dev/null |
		sed '/^  "source": {/,/^  }/d' >"$out/is"
	cmp "$out/was" "$out/is" || fail 'what was joined is another machine when recorded'
	has 'at the level full' "$serial" "$out/is"
	! grep 'serial-[0-9]' "$out/is" || fail 'at the level full: what stands for a number'
	"$HWALIAS" --from "$out/mixed.snap" -aaJ >"$out/is" 2>/dev/null
	! grep -e "$serial" -e Anna "$out/is" || fail 'recorded at the level full: it is told'
done

# A report's own words may tell anything that its level let them: whatever it is joined
# with, it is not read at a lower one, nor is what was recorded of both.
{
	sed -e 's|^etc/modprobe.d/local.conf :|etc/modprobe.d/plantedann.conf :|' \
		-e '/^|blacklist pcspkr/a |install e1000e /usr/bin/logger by plantedann; sudo -u plantedann /bin/x' \
		desktop.snap
	echo 'proc/self/mountinfo = 30 1 8:2 / /home/plantedann rw - ext4 /dev/sda2 rw'
} >"$out/ann.in"
"$HWALIAS" --from "$out/ann.in" snapshot "$out/ann.snap" || fail 'no recording'
"$HWALIAS" --from "$out/ann.in" --privacy full snapshot "$out/ann-full.snap" || fail 'no recording'
"$HWALIAS" --from "$out/ann.in" -b usb -J >"$out/ann-usb.json" 2>/dev/null
"$HWALIAS" --from "$out/ann.in" -aaJ >"$out/ann.json" 2>/dev/null
"$HWALIAS" --from "$out/ann.in" --lspci -nnk >"$out/ann-lspci" 2>/dev/null
for level in fleet full; do
	"$HWALIAS" --privacy $level --from "$out/ann.in" -aaJ >"$out/told.json" 2>/dev/null
	"$HWALIAS" --privacy $level --from "$out/ann.in" -aa --ndjson >"$out/told.ndjson" 2>/dev/null
	for format in markdown text html; do
		"$HWALIAS" --privacy $level --from "$out/ann.in" report --format $format \
			>"$out/told.$format" 2>/dev/null
	done
	for report in told.json told.ndjson told.markdown told.text told.html; do
		for beside in ann.snap ann-full.snap ann-usb.json ann-lspci ann.json; do
			[ $report = told.json ] || [ $beside = ann.snap ] || continue
			for from in "--from $out/$report --from $out/$beside" \
				"--from $out/$beside --from $out/$report"; do
				status=0
				# shellcheck disable=SC2086 # several words
				"$HWALIAS" $from snapshot - >"$out/is" 2>"$out/errors" || status=$?
				[ $status = 3 ] && [ ! -s "$out/is" ] && grep -q 'higher --privacy' "$out/errors" ||
					fail "$from: status $status"
			done
		done
	done
	"$HWALIAS" --privacy $level --from "$out/ann-usb.json" --from "$out/told.json" \
		snapshot "$out/told.snap" 2>/dev/null || fail "$level: no recording of both"
	"$HWALIAS" --privacy $level --from "$out/told.snap" snapshot "$out/again.snap" || fail 'not again'
	for snap in told again; do
		status=0
		"$HWALIAS" --from "$out/$snap.snap" check >"$out/is" 2>/dev/null || status=$?
		[ $status = 3 ] && [ ! -s "$out/is" ] || fail "$level, recorded: status $status"
		"$HWALIAS" --privacy $level --from "$out/$snap.snap" check >"$out/is" 2>/dev/null || true
		has "$level, recorded" 'logger' "$out/is"
	done
done
grep -q plantedann "$out/is" || fail 'nothing is planted'
# whichever comes first, what one of them withholds may be missing in both
for from in "--from $out/ann.json --from $out/told.json" "--from $out/told.json --from $out/ann.json"; do
	# shellcheck disable=SC2086 # several words
	"$HWALIAS" --privacy full $from -aaJ >"$out/is" 2>/dev/null
	has "withheld: $from" '"devices.serial"' "$out/is"
done

# two machines of one model are told apart by their keys
"$HWALIAS" --privacy fleet --from desktop.snap -aaJ 2>/dev/null |
	sed 's/^    "name": "[^"]*"/    "name": null/' >"$out/key.json"
sed 's/^    "key": "[0-9a-f]*"/    "key": "00112233445566778899aabbccddeeff"/' "$out/key.json" >"$out/other.json"
for pair in 'key.json other.json' 'other.json key.json' 'fleet.snap other.json' 'other.json fleet.snap'; do
	status=0
	"$HWALIAS" --privacy fleet --from "$out/${pair% *}" --from "$out/${pair#* }" list >"$out/is" \
		2>"$out/errors" || status=$?
	[ $status = 3 ] && [ ! -s "$out/is" ] && grep -q "the machine's key has two values" "$out/errors" ||
		fail "$pair: status $status: $(cat "$out/errors")"
done

# the kernel tells a modalias of all that have one
cat >"$out/udev" <<'EOF'
P: /devices/pci0000:00/0000:00:14.0/usb1/1-9
M: 1-9
E: DEVPATH=/devices/pci0000:00/0000:00:14.0/usb1/1-9
E: DEVTYPE=usb_device
E: DRIVER=usb
E: PRODUCT=bda/8153/3000
E: TYPE=0/0/0
E: SUBSYSTEM=usb
E: ID_SERIAL_SHORT=00E04C

EOF
"$HWALIAS" --from "$out/public.snap" --from "$out/udev" list >"$out/is" 2>"$out/errors"
has 'a device of udev' '^1-9 ' "$out/is"
! grep modalias "$out/errors" || fail 'a device of udev: its modalias is missing'

[ $failed = 0 ] && echo 'joined: as one machine'
exit $failed
