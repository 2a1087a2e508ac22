#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A recording that tells neither drivers nor tables is no all-clear, where a device is
# of a class that needs a driver.
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
# is STATUS WORDS: what check says
is() {
	status=0
	"$HWALIAS" --sysroot root check >out 2>err || status=$?
	[ $status = "$1" ] && grep -q "$2" out || fail "$2: $status, $(cat out)"
}
# complete TRUE 1: what report and feeds say
complete() {
	"$HWALIAS" --sysroot root facts 2>err | grep -q "\"complete\": $1" ||
		fail "facts: not $1"
	"$HWALIAS" --sysroot root -aa --format prometheus 2>err |
		grep -q "^hwalias_report_complete $2" || fail "prometheus: not $2"
	"$HWALIAS" --sysroot root report >out 2>err || :
	case $1 in
	true) ! grep -q 'Could not be checked' out || fail "report: doubts" ;;
	*) grep -q 'Could not be checked' out && ! grep -q 'Nothing needs' out ||
		fail "report: an all-clear" ;;
	esac
}

nic=pci:v00008086d000015B8sv00001028sd000006F3bc02sc00i00
bridge=pci:v00008086d00001901sv00001028sd000006F3bc06sc04i00

# a bridge needs none
device pci 0000:00:01.0 $bridge
is 0 'nothing needs attention'
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

# a tape drive, as hardware of other buses that have no classes
device scsi 0:0:0:0 scsi:t-0x01
with_uevent scsi 0:0:0:0
is 3 'could not be checked.*no alias tables'
complete false 0

exit $failed
