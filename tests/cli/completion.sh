#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Completion: what the program offers for a line that is begun, and that a real shell on a
# terminal, with the script of --completion, completes it so when tab is pressed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
failed=0
fail() {
	failed=$((failed + 1))
	echo "FAILED: $*"
}
# offers WANTED WORD…: the first column of the answer has the wanted line
offers() {
	wanted=$1
	shift
	"$HWALIAS" --complete -- "$@" | cut -f 1 | grep -qxF -- "$wanted" ||
		fail "hwalias $*: no '$wanted'"
}
refuses() {
	wanted=$1
	shift
	! "$HWALIAS" --complete -- "$@" | cut -f 1 | grep -qxF -- "$wanted" ||
		fail "hwalias $*: '$wanted'"
}

offers check ch
offers list ''
offers help he
offers markdown report --format m
offers mkinitcpio modules --format m
offers prometheus --format p
refuses prometheus check --format p
offers pci formats pc
offers --json list --js
offers --output= list --
offers --color list --col
refuses --output= check --
refuses --jobs= list --
offers DRIVER -o DR
offers DEVICE,DRIVER -o DEVICE,DR
offers --output=DEVICE,NAME --output=DEVICE,NA
offers +REASON -o +REA
offers wifi -b wi
offers pci,gpu -b pci,gp
offers --color=auto --color=a
offers iommu list --by io
offers --udev-rule=ids show --udev-rule=id
offers snapshot help sn
# all options and columns of the help, and no others
"$HWALIAS" --complete -- -- | cut -f 1 | sed 's/=$//' | sort >"$work/offered"
"$HWALIAS" --help | sed -n 's/^  \(-.,\|   \) \(--[a-z-]*\).*/\2/p' | sort -u >"$work/helped"
[ -s "$work/helped" ] && diff "$work/helped" "$work/offered" || fail "options"
# devices of this machine
if device=$("$HWALIAS" -o DEVICE --noheadings 2>/dev/null | grep -v : | head -n 1) &&
	[ -n "$device" ]; then
	offers "$device" show "$device"
fi
"$HWALIAS" --completion csh 2>"$work/err" && fail "csh"
grep -q 'bash, zsh or fish' "$work/err" || fail "no word of the shells that are known"

# a real shell
mkdir "$work/bin"
ln -s "$HWALIAS" "$work/bin/hwalias"
PATH=$work/bin:$PATH
export PATH
ran=
for shell in bash zsh fish; do
	command -v "$shell" >/dev/null || continue
	"$HWALIAS" --completion "$shell" >"$work/script"
	ran="$ran $shell"
	while IFS='|' read -r typed wanted; do
		"$python3" "$here/../lib/press_tab.py" "$shell" "$work/script" "$typed" "$wanted" \
			>"$work/got" || true
		grep -qF -- "$wanted" "$work/got" ||
			fail "$shell: '$typed' becomes '$(cat "$work/got")', not '$wanted'"
	done <<END
hwalias chec|hwalias check
hwalias list --tsv -o DRIV|-o DRIVER
hwalias -b wif|-b wifi
hwalias -o DEVICE,DRIV|-o DEVICE,DRIVER
hwalias --nohead|--noheadings
END
done
echo "completed by$ran"
[ "$failed" = 0 ]
