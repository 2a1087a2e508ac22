#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A recording that tells neither drivers nor tables is no all-clear, where a device is
# of a class that needs a driver; nor is one with tables that tells nothing of the module
# that claims a device without one.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

fail() {
	echo "$*"
	failed=1
}

# device BUS NAME MODALIAS: recorded by its attributes alone; what drives it is told by
# "uevent", which is not there
device() {
	mkdir -p "root/sys/bus/$1/devices" "root/sys/devices/$1/$2"
	echo "$3" >"root/sys/devices/$1/$2/modalias"
	ln -sfn "../../../devices/$1/$2" "root/sys/bus/$1/devices/$2"
}
# with_uevent BUS NAME: it has no driver
with_uevent() {
	echo "MODALIAS=$(cat "root/sys/devices/$1/$2/modalias")" >"root/sys/devices/$1/$2/uevent"
}
# is STATUS WORDS [OPTION...]: what check says
is() {
	status=0
	wanted=$1
	words=$2
	shift 2
	"$HWALIAS" --sysroot root "$@" check >out 2>err || status=$?
	[ $status = "$wanted" ] && grep -q "$words" out ||
		fail "$words: $status, $(cat out)"
}
# class CLASS: a lone device without a driver, of six hexadecimal digits
class() {
	rm -rf root
	device pci 0000:00:05.0 "pci:v00008086d00001234sv00001028sd000006F3bc$(
		echo "$1" | sed 's/\(..\)\(..\)\(..\)/\1sc\2i\3/'
	)"
	echo "0x$1" >root/sys/devices/pci/0000:00:05.0/class
	with_uevent pci 0000:00:05.0
}
# where no device needs attention, though no tables tell which modules claim them
clear='could not be checked: which modules claim the devices, as there are no alias tables;'
clear="$clear all that need a driver have one"
# complete TRUE 1: what report and feeds say
complete() {
	"$HWALIAS" --sysroot root facts 2>err | grep -q "\"complete\": $1" ||
		fail "facts: not $1"
	"$HWALIAS" --sysroot root -aa --format prometheus 2>err |
		grep -q "^hwalias_report_complete $2" || fail "prometheus: not $2"
	"$HWALIAS" --sysroot root report >out 2>err || :
	case $1 in
	true) ! grep -q 'Could not be checked completely' out || fail "report: doubts" ;;
	*) grep -q 'Could not be checked completely' out && ! grep -q 'Nothing needs' out ||
		fail "report: an all-clear" ;;
	esac
}

nic=pci:v00008086d000015B8sv00001028sd000006F3bc02sc00i00
bridge=pci:v00008086d00001901sv00001028sd000006F3bc06sc04i00

# a bridge needs none
device pci 0000:00:01.0 $bridge
is 0 "$clear"
complete true 1
# a network card does
device pci 0000:00:03.0 $nic
is 3 'could not be checked.*0000:00:03.0'
complete false 0
"$HWALIAS" --sysroot root check -J 2>err | grep -q '"incomplete": "pci:0000:00:03.0' ||
	fail 'JSON: complete'
# it has no driver, and no tables tell which module claims it
with_uevent pci 0000:00:03.0
is 3 'could not be checked.*no alias tables'
complete false 0
rm -r root

# of these even the kind is not told: a modalias that is cut off or has a NUL, or none
device pci 0000:00:03.0 ''
for uevent in 'PCI_ID=8086:15B8\n' 'MODALIAS=pci:v00008086d000015B8sv0000\n' \
	'MODALIAS=pci:v00008086d000015B8sv00001043sd000086\0\0bc02sc00i00\n' '\n'; do
	printf "$uevent" >root/sys/devices/pci/0000:00:03.0/uevent
	for alias in '' 'pci:v00008086d0000'; do
		echo "$alias" >root/sys/devices/pci/0000:00:03.0/modalias
		[ -n "$alias" ] || rm root/sys/devices/pci/0000:00:03.0/modalias
		is 3 'could not be checked.*0000:00:03.0 has no driver'
		complete false 0
	done
done
rm root/sys/devices/pci/0000:00:03.0/modalias
is 3 'the modalias could not be read to tell which module claims it'
rm -r root
device usb 1-1:1.0 ''
rm root/sys/devices/usb/1-1:1.0/modalias
printf 'DEVTYPE=usb_interface\n' >root/sys/devices/usb/1-1:1.0/uevent
is 3 'could not be checked.*1-1:1.0 has no driver'
rm -r root

# a tree that nothing is in, or no device: a container has virtual ones at least
mkdir -p root/sys
is 3 'could not be checked.*there is no device in root/sys/devices'
complete false 0
mkdir -p root/sys/bus/pci/devices root/sys/devices
is 3 'could not be checked.*there is no device in root/sys/devices'
mkdir root/sys/devices/virtual
is 0 "$clear"
rm -r root

# a tape drive, as hardware of other buses that have no classes
device scsi 0:0:0:0 scsi:t-0x01
with_uevent scsi 0:0:0:0
is 3 'could not be checked.*no alias tables'
complete false 0
rm -r root

# of kinds that mostly have no driver, and that modules claim all the same, nobody can say
# without tables; PCI Code and ID Assignment Specification
for code in 048000 058000 070002 078000 080501 088000 090000 0c0500 0c0701 100000 118000 \
	120000 130000 ff0000; do
	class $code
	is 3 'could not be checked.*no alias tables'
	complete false 0
done
# an alias of modprobe's configuration tells no more; a network card, an accelerator
for code in 028000 120000; do
	class $code
	mkdir -p root/etc/modprobe.d
	echo 'alias pci:v00008086d00001234sv*sd*bc*sc*i* iwlwifi' >root/etc/modprobe.d/a.conf
	echo 6.1.0-1-amd64 >osrelease
	mkdir -p root/proc/sys/kernel
	cp osrelease root/proc/sys/kernel/
	is 3 'could not be checked.*no alias tables'
	complete false 0
	"$HWALIAS" --sysroot root show 0000:00:05.0 >out 2>err || :
	grep -q "by modprobe's configuration a module claims this device: iwlwifi" out ||
		fail "show: $(cat out)"
	echo 'blacklist iwlwifi' >>root/etc/modprobe.d/a.conf
	is 3 'could not be checked.*no alias tables'
done
# a graphics card whose driver is there and refused it: the state of a warning
class 030000
mkdir -p root/proc
echo 'card 16384 0 - Live 0x0000000000000000' >root/proc/modules
mkdir tables
echo 'alias pci:v00008086d*sv*sd*bc*sc*i* card' >tables/modules.alias
echo 'kernel/card.ko:' >tables/modules.dep
: >tables/modules.builtin
is 1 '^warning .*0000:00:05.0' --modules-dir tables
grep -q 'refused the device' out || fail "graphics: $(cat out)"
rm -r tables
# memory, interrupt controller, DMA, timer, bridges to the host, ISA and PCI
for code in 050000 080000 080100 080200 060000 060100 060400; do
	class $code
	is 0 "$clear"
	complete true 1
done

# tables that tell a module, and nothing whether that is loaded, blocked or there
mkdir tables
echo 'alias pci:v00008086d*sv*sd*bc*sc*i* card' >tables/modules.alias
echo 'kernel/card.ko:' >tables/modules.dep
: >tables/modules.builtin
class 020000
is 1 '^warning .*0000:00:05.0' --modules-dir tables
grep -q 'claims this device: card' out || fail "which module: $(cat out)"
"$HWALIAS" --sysroot root --modules-dir tables list 2>err | grep -q 'no driver bound' ||
	fail 'list: nothing is noted'
"$HWALIAS" --sysroot root --modules-dir tables -J 2>err |
	grep -q '"reason": *"no-driver-bound"' || fail 'JSON: no reason'
# such a controller is refused by the drivers for all of them, and nobody misses it
class 010180
is 3 '0000:00:05.0 has no driver, though a module claims it' --modules-dir tables
"$HWALIAS" --sysroot root --modules-dir tables facts 2>err | grep -q '"complete": false' ||
	fail 'facts: complete'
"$HWALIAS" --sysroot root --modules-dir tables -J 2>err |
	grep -q '"attention_complete": *false' || fail 'JSON: attention is complete'
# what commonly has none
for code in 0c0500 060000 050000; do
	class $code
	is 0 'nothing needs attention' --modules-dir tables
done
# a modules.alias that is empty, or was not on the disk when the power went, claims nothing
# of any device: depmod heads it with a comment
kernel=root/lib/modules/6.1
class 020000
mkdir -p $kernel root/proc/sys/kernel
echo 6.1 >root/proc/sys/kernel/osrelease
echo kernel/card.ko: >$kernel/modules.dep
for count in 0 4096; do
	head -c $count /dev/zero >$kernel/modules.alias
	is 3 'modules.alias is empty though modules.dep lists modules'
	! grep -q 'no module' out || fail "an empty modules.alias: $(cat out)"
	"$HWALIAS" --sysroot root snapshot empty.snap 2>err || fail "no snapshot: $(cat err)"
	cp out was
	status=0
	"$HWALIAS" --from empty.snap check >out 2>err || status=$?
	[ $status = 3 ] && cmp -s out was || fail "an empty modules.alias, recorded: $(cat out)"
	"$HWALIAS" --sysroot root -S 6.1 check >out 2>err || :
	grep -q 'modules.alias' err || fail "an empty modules.alias, named: $(cat err)"
	for command in 'show pci:0000:00:05.0' 'lookup 8086:1234' 'driver card' \
		'decode pci:v00008086d00001234sv*sd*bc*sc*i*'; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" --sysroot root $command >out 2>err || :
		! grep -qE 'No module in|has no aliases' out ||
			fail "an empty modules.alias, $command: $(cat out)"
	done
done
echo '# Aliases extracted from modules themselves.' >$kernel/modules.alias
is 1 'no module of kernel 6.1 claims'
# some depmods have no comment: there is no module, and none was lost
: >$kernel/modules.alias
: >$kernel/modules.dep
is 1 'no module of kernel 6.1 claims'

# with a driver none is missed; without tables that is told, and no all-clear
mkdir -p root/sys/bus/pci/drivers/card
ln -s ../../../bus/pci/drivers/card root/sys/devices/pci/0000:00:05.0/driver
echo DRIVER=card >>root/sys/devices/pci/0000:00:05.0/uevent
is 0 'nothing needs attention (kernel log not recorded)'
rm $kernel/modules.alias
is 0 "$clear (kernel log not recorded)"
rm -r root/lib
is 0 "$clear (kernel log not recorded)"
"$HWALIAS" --sysroot root report >out 2>err || :
grep -q '^Could not be checked: which modules claim' out || fail "report: $(cat out)"
! grep -q 'needs attention' out || fail 'report: an all-clear without tables'

# the same as lspci prints it
cat >dump <<'END'
00:02.0 Ethernet controller [0200]: Intel Corporation Device [8086:1234]
	Subsystem: Dell Device [1028:06f3]
	Kernel modules: card
00:03.0 Network controller [0280]: Intel Corporation Device [8086:2723]
	Kernel driver in use: iwlwifi
	Kernel modules: iwlwifi
END
status=0
"$HWALIAS" --from dump --modules-dir tables check >out 2>err || status=$?
[ $status = 1 ] && grep -q '^warning .*0000:00:02.0' out || fail "lspci: $status, $(cat out)"
! grep -q '00:03.0' out || fail "lspci, one with a driver: $(cat out)"

# that none claims a device is [] alone where its modalias was looked up in tables
class 028000
mkdir -p $kernel root/proc/sys/kernel
echo 6.1 >root/proc/sys/kernel/osrelease
candidates() {
	"$HWALIAS" --sysroot root -J >out 2>err || :
	grep -qxF "      \"candidates\": $1," out || fail "candidates: not $1: $2"
}
candidates null 'without tables'
echo 'alias pci:v*d*sv*sd*bc09sc*i* other' >$kernel/modules.alias
candidates '[]' 'with tables'
rm root/sys/devices/pci/0000:00:05.0/modalias
echo PCI_CLASS=28000 >root/sys/devices/pci/0000:00:05.0/uevent
candidates null 'without a modalias'

exit $failed
