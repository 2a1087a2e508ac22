#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every field that lsusb -v prints of recorded and composed devices has its equal in ours.
set -eu
command -v lsusb >/dev/null && command -v umockdev-run >/dev/null &&
	command -v python3 >/dev/null || {
	echo "lsusb, umockdev-run or python3 is missing: skipped"
	exit 77
}
here=$(dirname "$0")
set -- "$here/../samples/usb_descriptors.txt"
if [ -d "${HWALIAS_SHARED:-}/corpus/usb-devices" ]; then
	set -- "$@" "$HWALIAS_SHARED"/corpus/usb-devices/*.umockdev
else
	echo "no recorded devices: only composed ones are compared"
fi
export LC_ALL=C.UTF-8
exec python3 "$here/check_lsusb_descriptors.py" "$HWALIAS" "$HWALIAS_LAYOUT_DUMP" "$@"
