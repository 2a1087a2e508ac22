#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What a run loads: a library that it does not need would be paid for at every start.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# without NAMES COMMAND...: ld.so(8) tells which libraries it looks for
without() {
	names=$1
	shift
	LD_DEBUG=libs "$@" >/dev/null 2>"$work/log" </dev/null
	grep -q 'libc\.so' "$work/log" || {
		echo "the loader tells nothing: skipped"
		exit 77
	}
	if grep -E "calling init: .*/($names)\.so" "$work/log"; then
		echo "FAILED: loaded by: $*"
		failed=1
	fi
}

optional='libpci|libusb-1\.0|libkmod|libcrypto|liblzma|libzstd'
own='libjson-c|libsmartcols'
mkdir "$work/modules"
echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e' >"$work/modules/modules.alias"
without "$optional|libudev|$own" "$HWALIAS" --version
without "$optional|libudev|$own" "$HWALIAS" match --modules-dir "$work/modules" \
	pci:v00008086d000015B8sv00001458sd0000E000bc02sc00i00
without libjson-c "$HWALIAS" list
without libsmartcols "$HWALIAS" list -aJ
# only a terminal's width needs it
without libsmartcols "$HWALIAS" list
for command in list 'list -aJ' 'list -a --ndjson' 'decode pci:v00008086d000015B8sv*sd*bc*sc*i*' \
	'lookup 8086:15b8' check formats; do
	# shellcheck disable=SC2086 # words
	without "$optional" "$HWALIAS" $command
done

# where they are used, to know that the test would see them
LD_DEBUG=libs "$HWALIAS" list -v 2>&1 >/dev/null </dev/null | grep -q 'libpci\.so' ||
	[ ! -d /sys/bus/pci ] || ! ls /lib/*/libpci.so.3 /usr/lib*/libpci.so.3 >/dev/null 2>&1 || {
	echo "FAILED: list -v does not load libpci"
	failed=1
}

# A file of the library's name that is none is found before it: the answer is that the
# library is missed, and nothing that looks whole.
# missing SONAME COMMAND...
missing() {
	soname=$1
	shift
	rm -rf "$work/none"
	mkdir "$work/none"
	: >"$work/none/$soname"
	LD_LIBRARY_PATH=$work/none "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	if [ $status != 3 ] || grep -qi memory "$work/err" || grep -q '^{' "$work/out" ||
		! grep -q "needs $soname, which is not installed or cannot be loaded" "$work/err"; then
		echo "FAILED: without $soname: $*: exit status $status"
		cat "$work/out" "$work/err"
		failed=1
	fi
}

# … and -V -v says that there is one, and that it is of no use: empty, or without what is
# called of it
state() {
	LD_LIBRARY_PATH=$work/none "$HWALIAS" -V -v 2>&1 | grep -q "^libpci  *libpci\.so\.3  *$1  " || {
		echo "FAILED: -V -v: libpci is $2: $(LD_LIBRARY_PATH=$work/none "$HWALIAS" -V -v 2>&1)"
		failed=1
	}
}
if "$HWALIAS" -V -v | grep -q '^libpci .* there '; then
	rm -rf "$work/none"
	mkdir "$work/none"
	: >"$work/none/libpci.so.3"
	state 'not usable' empty
	rm "$work/none/libpci.so.3"
	state there 'the one that is installed'
	# another library by this name
	other=$(LD_DEBUG=libs "$HWALIAS" -V 2>&1 | sed -n 's/.*calling init: \(.*\/libc\.so\.6\)$/\1/p' | head -n 1)
	if [ -n "$other" ]; then
		ln -s "$other" "$work/none/libpci.so.3"
		state 'not usable' 'another library'
	fi
fi

machines=${HWALIAS_SOURCE:-$(dirname "$0")/../..}/tests/machines
desktop=$machines/desktop.snap
"$HWALIAS" -aaJ --from "$desktop" >"$work/report.json"
string=pci:v00008086d000015B8sv00001458sd0000E000bc02sc00i00

without libjson-c "$HWALIAS" -aJ --from "$desktop"
without libjson-c "$HWALIAS" decode --ndjson 'acpi:"\'
for command in "--from $work/report.json" "snapshot --from $work/report.json -"; do
	# shellcheck disable=SC2086 # words
	missing libjson-c.so.5 "$HWALIAS" $command
done
for command in "-t --from $desktop" "show --from $desktop 00:1f.6" "decode $string" \
	"diff $desktop $machines/server.snap" "lookup 8086:15b8" "formats" "formats pci"; do
	# shellcheck disable=SC2086 # words
	missing libsmartcols.so.1 "$HWALIAS" $command
done
if [ -n "${HWALIAS_FLEET:-}" ]; then
	"$HWALIAS_FLEET" load --db "$work/fleet.db" --machine one "$desktop" >/dev/null 2>&1
	without libsmartcols "$HWALIAS_FLEET" query --db "$work/fleet.db" unbound
	without 'libjson-c|libpq' "$HWALIAS_FLEET" query --db "$work/fleet.db" --ndjson unbound
	"$HWALIAS_FLEET" -V -v | grep -q '^libpq .* not built in' ||
		missing libpq.so.5 "$HWALIAS_FLEET" query --db 'postgresql:///x?host=/nonexistent' unbound
fi
exit $failed
