#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Look-ups against regular expressions over the alias tables of real kernels.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null && [ -d "${HWALIAS_SHARED:-}/kernels" ] || {
	echo "no python3, or no kernels in HWALIAS_SHARED: skipped"
	exit 77
}
kernels=$(mktemp -d)
trap 'rm -rf "$kernels"' EXIT
status=0
for archive in "$HWALIAS_SHARED"/kernels/*.tar.gz; do
	tar -xzf "$archive" -C "$kernels"
done
for directory in "$kernels"/lib/modules/*; do
	python3 "$here/check_lookup.py" "$HWALIAS" "$directory" || status=1
done
# a folder of links to kernels' tables elsewhere
mkdir "$kernels/links"
ln -s "$kernels"/lib/modules/* "$kernels/links/"
for directory in "$kernels"/lib/modules/*; do
	"$HWALIAS" driver e1000e --modules-dir "$kernels/links" -S "$(basename "$directory")" |
		grep -q '^e1000e' || {
		echo "FAILED: $(basename "$directory") behind a link"
		status=1
	}
done
# lspci -n: the class is no vendor
for line in '00:1f.6 0200: 8086:15b8 (rev 31)' '0000:00:1f.6 0200: 8086:15b8' '0200: 8086:15b8'; do
	found=$("$HWALIAS" lookup "$line" 2>/dev/null |
		grep -E "^[a-z]+:[0-9a-f]{4}:" || true)
	[ "$found" = pci:8086:15b8 ] || {
		echo "FAILED: $line: $found"
		status=1
	}
done
exit "$status"
