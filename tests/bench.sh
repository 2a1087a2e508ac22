#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The benchmark runs, and all it compares with has the same results. How fast is no test.
set -eu
root=${HWALIAS_SOURCE:-$(dirname "$0")/..}
build=$(dirname "$(dirname "$HWALIAS")")

out=$("$root/tests/bench/run" --smoke --build "$build") || {
	echo "$out"
	exit 1
}
echo "$out"
# what is not there is named as a skipped test's cases are
echo "$out" | sed -n 's/^\([^ ]*\) .*skipped: \(.*\)/benchmark \1 (\2): skipped/p'
