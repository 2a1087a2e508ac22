#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# --lspci and --lsusb print the bytes that lspci and lsusb print, on the live machine, on
# recorded trees and beds, and on recordings of umockdev.
set -eu
command -v lspci >/dev/null && command -v python3 >/dev/null || {
	echo "lspci or python3 is missing: skipped"
	exit 77
}
here=$(dirname "$0")
exec python3 "$here/check_peers.py" "$HWALIAS" "${HWALIAS_SHARED:-}"
