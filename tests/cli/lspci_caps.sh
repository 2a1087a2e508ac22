#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every field that lspci prints of recorded configuration spaces has its equal in ours.
set -eu
dumps="${HWALIAS_SHARED:-}/corpus/pci-config"
command -v lspci >/dev/null && command -v python3 >/dev/null || {
	echo "lspci or python3 is missing: skipped"
	exit 77
}
[ -d "$dumps" ] || {
	echo "no recorded configuration spaces: skipped"
	exit 77
}
exec python3 "$(dirname "$0")/check_lspci_caps.py" "$HWALIAS_LAYOUT_DUMP" --random 200 "$dumps"/*
