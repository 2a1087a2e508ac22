# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
# What tests of documents begin with; to be sourced. `out` is a directory of the test's own,
# and the test ends with `exit $failed`.
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1700000000
unset NO_COLOR COLUMNS
failed=0

fail() {
	echo "$*"
	failed=1
}

# has WHAT PATTERN FILE
has() {
	grep -q -- "$2" "$3" || fail "$1: no '$2' in: $(head -n 5 "$3")"
}
