#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# `diff`: each kind of change, planted in each device of recorded machines, is found once,
# and only it, whichever way the two are compared, in the table, in JSON and in the line
# that counts.
set -eu
command -v python3 >/dev/null || {
	echo "no python3: skipped"
	exit 77
}
exec python3 "$(dirname "$0")/check_diff_planted.py" "$HWALIAS" \
	"${HWALIAS_SOURCE:-$(dirname "$0")/../..}"
