#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# lspci and hwalias agree on the live machine and on every recorded tree.
set -eu
command -v lspci >/dev/null && command -v python3 >/dev/null || {
	echo "lspci or python3 is missing: skipped"
	exit 77
}
here=$(dirname "$0")
status=0
[ ! -d /sys/bus/pci/devices ] || python3 "$here/check_lspci.py" "$HWALIAS" || status=$?
if [ -d "${HWALIAS_SHARED:-}/corpus/sysroots" ]; then
	trees=$(mktemp -d)
	trap 'rm -rf "$trees"' EXIT
	for archive in "$HWALIAS_SHARED"/corpus/sysroots/*.tar.gz; do
		tar -xzf "$archive" -C "$trees"
	done
	python3 "$here/check_lspci.py" "$HWALIAS" "$trees"/* || status=1
else
	echo "no recorded trees: only the live machine was compared"
fi
exit "$status"
