#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# show --udev-rule: what the rules match by, and that udevadm verify accepts them where
# there is one (systemd 254).
set -eu
machine=$(dirname "$0")/../machines/desktop.snap
rules=$(mktemp -d)
trap 'rm -rf "$rules"' EXIT
status=0

# expect DEVICE BY TEXT...: the first rule has each text
expect() {
	device=$1
	by=$2
	shift 2
	rule=$("$HWALIAS" --from "$machine" show "$device" "--udev-rule=$by" 2>/dev/null |
		grep -v '^#' | head -1)
	for text; do
		case $rule in
		*"$text"*) ;;
		*)
			echo "$device, $by: no '$text' in $rule"
			status=1
			;;
		esac
	done
}

# reject DEVICE BY TEXT: it has not
reject() {
	if "$HWALIAS" --from "$machine" show "$1" "--udev-rule=$2" 2>/dev/null | grep -qF "$3"; then
		echo "$1, $2: '$3' is in the rule"
		status=1
	fi
}

# udev(7): KERNEL is the name of the device, ATTR an attribute of it, ATTRS of one above
expect 02:00.0 both 'SUBSYSTEM=="pci"' 'KERNEL=="0000:02:00.0"' 'ATTR{vendor}=="0x144d"' \
	'ATTR{device}=="0xa804"'
expect 02:00.0 ids 'ATTR{subsystem_vendor}=="0x144d"' 'ATTR{subsystem_device}=="0xa801"'
reject 02:00.0 ids 'KERNEL'
expect 02:00.0 path 'KERNEL=="0000:02:00.0"'
reject 02:00.0 path 'ATTR{'
expect 1-3 ids 'SUBSYSTEM=="usb"' 'ATTR{idVendor}=="046d"' 'ATTR{idProduct}=="0825"'
expect 1-3 path 'KERNEL=="1-3"'
expect 1-3:1.0 ids 'ATTRS{idVendor}=="046d"' 'ATTRS{idProduct}=="0825"'

# each rule, also of what an interface provides, has the ids of its device
usb=$rules/root/sys/devices/usb1/1-3
mkdir -p "$usb/1-3:1.0/ttyUSB0/tty/ttyUSB0" "$rules/root/sys/bus/usb/devices" \
	"$rules/root/sys/class/tty"
printf 'DEVTYPE=usb_device\nDRIVER=usb\nPRODUCT=403/6001/600\n' >"$usb/uevent"
printf '%s\n' DEVTYPE=usb_interface DRIVER=ftdi_sio INTERFACE=255/255/255 \
	MODALIAS=usb:v0403p6001d0600dc00dsc00dp00icFFiscFFipFFin00 >"$usb/1-3:1.0/uevent"
echo 00 >"$usb/1-3:1.0/bInterfaceNumber"
echo A50285BI >"$usb/serial"
echo DEVNAME=ttyUSB0 >"$usb/1-3:1.0/ttyUSB0/tty/ttyUSB0/uevent"
for at in "$usb" "$usb/1-3:1.0"; do
	ln -s ../../../../bus/usb "$at/subsystem"
	ln -s "../../../devices/usb1/${at#*/usb1/}" "$rules/root/sys/bus/usb/devices/${at##*/}"
done
ln -s ../../devices/usb1/1-3/1-3:1.0/ttyUSB0/tty/ttyUSB0 "$rules/root/sys/class/tty/ttyUSB0"
for by in ids both 'serial --privacy full'; do
	# shellcheck disable=SC2086 # two options
	"$HWALIAS" --sysroot "$rules/root" show ttyUSB0 --udev-rule=$by 2>/dev/null |
		grep -v '^#' >"$rules/of"
	[ "$(grep -c . "$rules/of")" = 2 ] || {
		echo "$by: not a rule of the interface and one of its tty"
		status=1
	}
	if grep -iv '0403.*6001' "$rules/of"; then
		echo "$by: a rule that fits other devices"
		status=1
	fi
done
[ "$(grep -c 'ATTRS{serial}=="A50285BI"' "$rules/of")" = 2 ] || {
	echo "a rule without the serial number of the device above"
	status=1
}
# a recording tells interfaces apart as the machine does
"$HWALIAS" --sysroot "$rules/root" snapshot "$rules/of.snap" 2>/dev/null
"$HWALIAS" --sysroot "$rules/root" show 1-3:1.0 --udev-rule=ids >"$rules/of" 2>/dev/null
grep -q 'bInterfaceNumber' "$rules/of" || {
	echo "a rule of an interface that fits the others"
	status=1
}
"$HWALIAS" --from "$rules/of.snap" show 1-3:1.0 --udev-rule=ids 2>/dev/null |
	cmp - "$rules/of" || status=1
# a whole device is one rule, not one for each of its parts too
reject 1-3 both 1-3:1.0

if "$HWALIAS" --from "$machine" show 02:00.0 --udev-rule=no >/dev/null 2>&1; then
	echo "--udev-rule=no is taken"
	status=1
fi
code=0
"$HWALIAS" --from "$machine" show 02:00.0 --udev-rule=serial >/dev/null 2>&1 || code=$?
[ "$code" = 1 ] || {
	echo "no serial number: status $code, not 1"
	status=1
}

if udevadm verify --help >/dev/null 2>&1; then
	for by in both ids path; do
		for device in 02:00.0 1-3 1-3:1.0 00:1f.6; do
			"$HWALIAS" --from "$machine" show "$device" "--udev-rule=$by" \
				>>"$rules/80-hwalias-$by.rules" 2>/dev/null
		done
	done
	udevadm verify "$rules"/*.rules || status=1
else
	echo "udevadm has no verify: rules were not checked by it"
fi
exit "$status"
