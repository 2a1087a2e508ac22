# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
# Steps of a run, each a line of output, and their sum. To be sourced; `out` is a directory
# of the run's own.
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
passed=0
failed=0
skipped=0

# add_up FILE: its last line is "N passed, N failed, N skipped"
add_up() {
	# shellcheck disable=SC2046 # three words
	set -- $(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p' \
		"$1")
	[ $# -eq 3 ] || set -- 0 1 0
	passed=$((passed + $1))
	failed=$((failed + $2))
	skipped=$((skipped + $3))
}

# step NAME COMMAND…: shows the output only when the command fails. 77: skipped.
step() {
	name=$1
	shift
	status=0
	begin=$(date +%s)
	# not in a condition: set -e would not work within it
	(set -e; "$@") >"$out/step" 2>&1 || status=$?
	case $status in
	0)
		passed=$((passed + 1))
		printf '== %s: ok, %s s\n' "$name" "$(($(date +%s) - begin))"
		;;
	77)
		skipped=$((skipped + 1))
		printf '== %s: skipped: %s\n' "$name" "$(tail -n 1 "$out/step")"
		;;
	*)
		failed=$((failed + 1))
		cat "$out/step"
		printf '== %s: FAILED\n' "$name"
		;;
	esac
}

# The last line, and the exit status.
sum_up() {
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" -eq 0 ]
}
