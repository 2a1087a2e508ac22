#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What fails is told: one allocation, or one system call, of each main command. A sample;
# HWALIAS_FAULTS=all for each and every one of them.
set -eu
command -v python3 >/dev/null || {
	echo "no python3: skipped"
	exit 77
}
exec python3 "$(dirname "$0")/check_faults.py" "$HWALIAS" "${HWALIAS_FAIL_ALLOC:--}"
