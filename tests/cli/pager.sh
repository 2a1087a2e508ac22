#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The pager: what does not fit the terminal, and only that, goes through it; the exit status
# and standard error stay the program's own; whatever the pager does, nothing is lost.
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
export LC_ALL=C.UTF-8 TERM=xterm NO_COLOR=1
unset COLUMNS PAGER HWALIAS_PAGER LESS LESSSECURE SUDO_UID TERMINAL_KEYS
failed=0

fail() {
	failed=$((failed + 1))
	echo "FAILED: $*"
}
terminal() { "$python3" ../lib/terminal.py "$@"; }
# what the pager gets is in $out/paged, when there was one
paging='cat >'"$out"'/paged; echo shown'
desktop() {
	rm -f "$out/paged"
	HWALIAS_PAGER="$paging" terminal "$@" >"$out/text"
}

# 19 lines and the shell's prompt: 20 rows do, 19 do not
desktop 100x1000 "$HWALIAS" --from desktop.snap
[ -e "$out/paged" ] && fail "a pager although it fits"
cp "$out/text" "$out/whole"
lines=$(wc -l <"$out/whole")
[ "$lines" -gt 10 ] || fail "the machine has too few lines"
desktop "100x$((lines + 1))" "$HWALIAS" --from desktop.snap
[ -e "$out/paged" ] && fail "a pager although it just fits"
desktop "100x$lines" "$HWALIAS" --from desktop.snap
cmp "$out/whole" "$out/paged" || fail "the pager gets something else"
[ "$(cat "$out/text")" = shown ] || fail "text beside the pager"

# long lines take several rows: a line of 100 characters in 40 columns takes three
long=$("$HWALIAS" lookup --from desktop.snap -J 8086:15b8 | awk '{ n += int((length + 39) / 40) + !length } END { print n }')
desktop "40x$((long + 1))" "$HWALIAS" lookup --from desktop.snap -J 8086:15b8
[ -e "$out/paged" ] && fail "a pager although wrapped lines fit"
desktop "40x$long" "$HWALIAS" lookup --from desktop.snap -J 8086:15b8
[ -e "$out/paged" ] || fail "no pager for lines that are wrapped"
"$HWALIAS" lookup --from desktop.snap -J 8086:15b8 2>/dev/null | grep -v '"generated"' >"$out/expected"
grep -v '"generated"' "$out/paged" | cmp -s - "$out/expected" || fail "not the same JSON"

# colors are no columns
NO_COLOR='' desktop "100x$((lines + 1))" "$HWALIAS" --color=always --from desktop.snap
[ -e "$out/paged" ] && fail "colors are counted as columns"

# every command, and help; the exit status is the program's
desktop 80x3 "$HWALIAS" --help
[ "$(head -c 6 "$out/paged")" = Usage: ] || fail "help is not paged"
desktop 80x3 "$HWALIAS" help decode
[ "$(head -c 6 "$out/paged")" = Usage: ] || fail "help of a filter is not paged"
status=0
desktop 80x3 "$HWALIAS" check --from desktop.snap || status=$?
[ "$status" = 1 ] || fail "exit status $status of a paged check"
grep -q 'remedy: modprobe e1000e' "$out/paged" || fail "check is not paged"
desktop 80x3 "$HWALIAS" show --from desktop.snap nvme0 nosuch || true
grep -q '^pci:0000:02:00.0' "$out/paged" || fail "show is not paged"
grep -q "no device 'nosuch'" "$out/text" || fail "standard error is not seen"
grep -q "no device 'nosuch'" "$out/paged" && fail "standard error is in the pager"

# who chooses: HWALIAS_PAGER before PAGER; none with --no-pager, cat, an empty one
ways="HWALIAS_PAGER=cat HWALIAS_PAGER= PAGER=cat PAGER= TERM=dumb"
for way in $ways; do
	HWALIAS_PAGER='' PAGER='' env -u HWALIAS_PAGER "$way" \
		"$python3" ../lib/terminal.py 100x5 "$HWALIAS" --from desktop.snap >"$out/text"
	cmp -s "$out/whole" "$out/text" || fail "not plain with $way"
done
desktop 100x5 "$HWALIAS" --no-pager --from desktop.snap
cmp -s "$out/whole" "$out/text" || fail "not plain with --no-pager"
PAGER='echo by PAGER' terminal 100x5 "$HWALIAS" --from desktop.snap >"$out/text"
[ "$(cat "$out/text")" = "by PAGER" ] || fail "PAGER is not run"
HWALIAS_PAGER='echo by ours' PAGER=false terminal 100x5 "$HWALIAS" --from desktop.snap >"$out/text"
[ "$(cat "$out/text")" = "by ours" ] || fail "HWALIAS_PAGER does not come first"
HWALIAS_PAGER="$paging" "$HWALIAS" --help >"$out/piped"
[ "$(head -c 6 "$out/piped")" = Usage: ] || fail "a pager off a terminal"

# a pager that is missing, that fails, that leaves at once
HWALIAS_PAGER=/nonexistent terminal 100x5 "$HWALIAS" --from desktop.snap >"$out/text"
tail -n "$lines" "$out/text" | cmp -s - "$out/whole" || fail "nothing without the pager"
for pager in true 'exit 3' 'head -n 1 >/dev/null' 'kill -9 $$'; do
	status=0
	HWALIAS_PAGER=$pager terminal 100x5 "$HWALIAS" --from desktop.snap >"$out/text" || status=$?
	[ "$status" = 0 ] || fail "exit status $status with the pager $pager"
	[ -s "$out/text" ] && fail "a message with the pager $pager: $(cat "$out/text")"
done

# less has what git gives it, unless the user says otherwise; behind sudo it runs nothing
# shellcheck disable=SC2016 # the pager's shell expands it
show='echo "$LESS $LV ${LESSSECURE-}"'
HWALIAS_PAGER=$show terminal 100x5 "$HWALIAS" --from desktop.snap >"$out/text"
[ "$(cat "$out/text")" = "FRX -c " ] || fail "environment of less: $(cat "$out/text")"
LESS=S SUDO_UID=1000 HWALIAS_PAGER=$show terminal 100x5 "$HWALIAS" --from desktop.snap >"$out/text"
[ "$(cat "$out/text")" = "S -c 1" ] || fail "environment of less: $(cat "$out/text")"

# a filter answers at once: its lines are not collected
printf '%s\n' pci:v00008086d000015B8sv00000000sd00000000bc02sc00i00 platform:x >"$out/strings"
for command in decode match; do
	# shellcheck disable=SC2016 # the shell on the terminal expands it
	desktop 80x2 sh -c '"$0" "$1" --from desktop.snap <"$2"' "$HWALIAS" "$command" "$out/strings"
	[ -e "$out/paged" ] && fail "$command pages lines of standard input"
	grep -q 'pci:v00008086d000015B8' "$out/text" || fail "$command prints nothing"
done
desktop 80x2 "$HWALIAS" decode --from desktop.snap platform:x pci:v00008086d000015B8sv00000000sd00000000bc02sc00i00
[ -e "$out/paged" ] || fail "decode does not page its operands"

# less itself: one screen, the rest after a blank, and q
if command -v less >/dev/null; then
	TERMINAL_KEYS=' q' terminal 100x10 "$HWALIAS" --from desktop.snap >"$out/text" ||
		fail "less did not end"
	grep -q '^00:00\.0' "$out/text" || fail "less shows no first screen"
	TERMINAL_KEYS=q terminal 100x10 "$HWALIAS" --from desktop.snap >"$out/text"
	grep -q '^1-7 ' "$out/text" && fail "less does not wait"
	status=0
	TERMINAL_KEYS=q terminal 100x2 "$HWALIAS" check --from desktop.snap >"$out/text" || status=$?
	[ "$status" = 1 ] || fail "exit status $status behind less"
else
	echo "less is missing: only other pagers were tried"
fi
# without less: as it is
mkdir "$out/bin"
PATH=$out/bin "$python3" ../lib/terminal.py 100x10 "$HWALIAS" --from desktop.snap >"$out/text"
cmp -s "$out/whole" "$out/text" || fail "something else without less"
[ "$failed" = 0 ]
