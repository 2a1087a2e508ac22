#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The benchmark runs, and all it compares with has the same results. How fast is no test.
set -eu
root=${HWALIAS_SOURCE:-$(dirname "$0")/../..}
build=$(dirname "$(dirname "$HWALIAS")")

out=$("$root/tests/bench/run" --smoke --build "$build") || {
	echo "$out"
	exit 1
}
echo "$out"
# a line for each reason, as hw_ctest looks for them
echo "$out" | sed -n 's/^\([^ ]*\) .*skipped: \(.*\)/\1\t\2/p' | awk -F '\t' '
	{ rows[$2] = rows[$2] " " $1 }
	END {
		for (why in rows)
			print "benchmark, " why ":" rows[why] ": skipped"
	}'
