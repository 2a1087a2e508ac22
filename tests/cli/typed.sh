#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What people type, and what they get: typed.tsv, of the machine in machines/desktop.snap.
# A line has the words as a shell reads them, the exit status, and a regular expression
# that the first line of the answer, or of the error without one, must match.
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
unset NO_COLOR COLUMNS
passed=0
failed=0
case $HWALIAS in
/*) ;;
*) HWALIAS=$PWD/$HWALIAS ;;
esac
cd "$here/../machines" || exit 1
hwalias() { "$HWALIAS" "$@" --from desktop.snap; }
printf '8086:15b8\nI219-V\n' >"$work/ids"
export IDS="$work/ids"
printf 'Slot:\t%s\nVendor:\t%s\nDevice:\t%s\n\n' 00:1f.6 'Intel [8086]' 'I219-V [15b8]' \
	01:00.0 10de 1401 >"$work/vmm"
export VMM="$work/vmm"
printf '8086\n144d\n' >"$work/vendors"
export VENDORS="$work/vendors"
tab=$(printf '\t')
# matches LINE PATTERN: as grep -E has it, which a pattern without special characters needs not
matches() {
	case ${2#^} in
	*[][\\.*+?\(\){}\|^\$]*) printf '%s\n' "$1" | grep -qE -- "$2" ;;
	*)
		case $2 in
		^*) case $1 in "${2#^}"*) ;; *) return 1 ;; esac ;;
		*) case $1 in *"$2"*) ;; *) return 1 ;; esac ;;
		esac
		;;
	esac
}
while IFS=$tab read -r words status line; do
	case $words in
	'' | '#'*) continue ;;
	esac
	case $words in
	# what may be more than the words of one command
	*[\;\&\|\(\)\`\<\>=]*) (eval "hwalias $words") ;;
	*) eval "hwalias $words" ;;
	esac >"$work/out" 2>"$work/err" </dev/null
	got=$?
	IFS= read -r first <"$work/out" || [ -n "$first" ] || IFS= read -r first <"$work/err" || :
	if [ "$got" = "$status" ] && matches "$first" "$line"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: hwalias $words: exit status $got, wanted $status; wanted '$line'"
		echo "  $first"
	fi
done <"$here/typed.tsv"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
