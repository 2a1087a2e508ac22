#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What the list calls a device is what the program takes: each device of the recorded
# machines is shown by its name, though many look like a modalias.
set -eu
cd "$(dirname "$0")/../machines"
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
"$python3" -c 'import collections' 2>/dev/null || exit 77
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1700000000

# names that no kernel makes in the machines, and one that is a kind of devices too
{
	cat desktop.snap
	for device in virtio/virtio0 scsi/0:2:0:0 sdio/mmc2:0001:1 spi/spi4.0 \
		i2c/i2c-DELL0814:00 hdaudio/hdaudioC0D0 usb/usb4; do
		echo "sys/bus/${device%/*}/devices/${device#*/} -> ../../../devices/${device#*/}"
		echo "sys/devices/${device#*/}/subsystem -> ../../bus/${device%/*}"
	done
} >"$out/named.snap"
"$python3" ../lib/check_names.py "$HWALIAS" "$out/named.snap" ./*.snap healthy/*.snap
