#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# make_dumps.sh SHARED OUT: runs lspci, lsusb and udevadm over a fake machine, and leaves
# their output in OUT, the machine itself in OUT/bed. Needs root, for a mount namespace of
# its own. Exit status 77: this cannot be done here.
set -eu
shared=$1
out=$2
with=$shared/bench/withbed.sh
archive=$shared/beds/desktop.tar.gz

[ -d /lib/modules ] || exit 77
[ "$(id -u)" = 0 ] && [ -x "$with" ] && [ -f "$archive" ] || exit 77
for tool in lspci lsusb usb-devices udevadm unshare; do
	command -v $tool >/dev/null 2>&1 || exit 77
done
unshare -m true 2>/dev/null || exit 77
mkdir -p "$out/bed" "$out/modules"
tar -xzf "$archive" -C "$out/bed" --strip-components=1

# two physical slots, one with two functions perhaps, and a device on a node
slots=$out/bed/sys/bus/pci/slots
mkdir -p "$slots/4" "$slots/7-1"
echo 0000:00:01 >"$slots/4/address"
echo 0000:01:00 >"$slots/7-1/address"
echo 1 >"$out/bed/sys/bus/pci/devices/0000:01:00.0/numa_node"

over() {
	name=$1
	shift
	"$with" "$out/bed" "$out/modules" "$@" >"$out/$name" 2>/dev/null || exit 77
	[ -s "$out/$name" ] || exit 77
}
over lspci-nnk lspci -nnk
over lspci-vmmnnk lspci -vmmnnk
over lspci-vvvnn lspci -vvvnn
over lspci-n lspci -n
over lspci-mmnn lspci -mm -nn
over lspci-xxxx lspci -xxxx
over lsusb lsusb
over lsusb-t lsusb -t
over lsusb-tv lsusb -tvv
over usb-devices usb-devices
over udevadm udevadm info --export-db
# lsusb -v fails where it cannot open a node, after it printed all that it could
"$with" "$out/bed" "$out/modules" lsusb -v >"$out/lsusb-v" 2>/dev/null || [ -s "$out/lsusb-v" ]
