#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What USB devices answer themselves, on a machine of composed ones.
set -eu
[ -n "${HWALIAS_USB_TESTBED:-}" ] && command -v umockdev-wrapper >/dev/null &&
	command -v lsusb >/dev/null && command -v python3 >/dev/null || {
	echo "libumockdev, lsusb or python3 is missing: skipped"
	exit 77
}
# umockdev takes what lies below /dev for devices, of which it follows a hundred
case ${TMPDIR:-} in
/dev/*) unset TMPDIR ;;
esac
# umockdev's library comes before that of the sanitizers
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1700000000
exec python3 "$(dirname "$0")/check_usb_node.py" "$HWALIAS" "$HWALIAS_USB_TESTBED"
