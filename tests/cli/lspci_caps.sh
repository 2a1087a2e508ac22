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
trees=$(mktemp -d)
trap 'rm -rf "$trees"' EXIT
for archive in "$HWALIAS_SHARED"/corpus/sysroots/hwloc-*.tar.gz; do
	[ ! -e "$archive" ] || tar -xzf "$archive" -C "$trees"
done
export LC_ALL=C.UTF-8
# shellcheck disable=SC2046 # names without blanks
python3 "$(dirname "$0")/check_lspci_caps.py" "$HWALIAS" "$HWALIAS_LAYOUT_DUMP" \
	--random 200 "$dumps"/* $(find "$trees" -mindepth 1 -maxdepth 1)
