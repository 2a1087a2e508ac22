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
	grep -q 'libjson-c' "$work/log" || {
		echo "the loader tells nothing: skipped"
		exit 77
	}
	if grep -E "calling init: .*/($names)\.so" "$work/log"; then
		echo "FAILED: loaded by: $*"
		failed=1
	fi
}

optional='libpci|libusb-1\.0|libkmod|libcrypto|liblzma|libzstd'
without "$optional|libudev" "$HWALIAS" --version
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
exit $failed
