#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The machine this runs on, as it is.
set -eu
[ -d /sys/devices ] && command -v python3 >/dev/null || {
	echo "no /sys or no python3: skipped"
	exit 77
}
"$HWALIAS" >/dev/null
exec python3 "$(dirname "$0")/check_live.py" "$HWALIAS"
