#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What README shows is what is printed.
set -eu
command -v python3 >/dev/null || {
	echo "no python3: skipped"
	exit 77
}
exec python3 "$(dirname "$0")/check_readme.py" "$HWALIAS" "$HWALIAS_SOURCE"
