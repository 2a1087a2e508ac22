#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Tables on terminals of any width, of machines with deep and with wide trees: the program
# ends well, and ids and drivers are whole. HWALIAS_WIDTHS=1-250 tries all.
set -eu
cd "$(dirname "$0")/../machines"
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
"$python3" -c 'import pty' 2>/dev/null || {
	echo "python3 is missing: there is no terminal to write to"
	exit 77
}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
unset NO_COLOR COLUMNS
export SOURCE_DATE_EPOCH=1700000000

"$python3" ../lib/deep_machine.py "$out/deep.snap"
"$python3" ../lib/check_widths.py "$HWALIAS" \
	"${HWALIAS_WIDTHS:-1-4,8,16,30,36,42,60,80}" \
	"$out/deep.snap" desktop.snap server.snap

# what tells a device from the next is there, however deep it is
for width in 60 80 100; do
	LC_ALL=C.UTF-8 "$python3" ../lib/terminal.py "$width" "$HWALIAS" -t --color=never \
		--no-pager --from "$out/deep.snap" >"$out/tree"
	for device in '05:00.0 \[06-07\]' '3-1\.1\.1' '3-1[^ ]*1\.0'; do
		grep -qE "─$device( |\$)" "$out/tree" || {
			echo "FAILED: no $device in a tree of $width columns"
			exit 1
		}
	done
done
