#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The pictures of README show what the program prints now, are small and sound, and are
# there. With HWALIAS_UPDATE=1 they are made anew; the page's only where Chromium is.
set -eu
pictures=$HWALIAS_SOURCE/tests/pictures
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
"$python3" -c 'import pty' 2>/dev/null || {
	echo "python3 is missing: there is no terminal to write to"
	exit 77
}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failed=0
if [ -n "${HWALIAS_UPDATE:-}" ]; then
	"$python3" "$pictures/make.py" "$HWALIAS"
fi
"$python3" "$pictures/make.py" "$HWALIAS" "$out"
"$python3" "$pictures/make.py" "$HWALIAS" --check || failed=1
for made in "$out"/*.svg; do
	cmp "$made" "$pictures/${made##*/}" || {
		echo "FAILED: ${made##*/} is not what the program prints: HWALIAS_UPDATE=1 makes it anew"
		failed=1
	}
	"$python3" -c 'import sys, xml.etree.ElementTree as e; e.parse(sys.argv[1])' "$made" || failed=1
	# what a page would have to load, or run
	grep -nE 'href|url\(|<script|<style' "$made" && failed=1
done
for file in "$pictures"/*.svg "$pictures"/*.png; do
	[ "$(wc -c <"$file")" -le 40960 ] || {
		echo "FAILED: $file is larger than 40 KiB"
		failed=1
	}
	grep -qF "(tests/pictures/${file##*/})" "$HWALIAS_SOURCE/README.md" || {
		echo "FAILED: README does not show ${file##*/}"
		failed=1
	}
done
for file in $(grep -oE '\(tests/pictures/[a-z.]+\)' "$HWALIAS_SOURCE/README.md" | tr -d '()'); do
	[ -s "$HWALIAS_SOURCE/$file" ] || {
		echo "FAILED: README shows $file, which is not there"
		failed=1
	}
done
exit $failed
