#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Ten times as much of an input costs at most about ten times as much: growth.py.
set -eu

if ! command -v python3 >/dev/null 2>&1; then
	echo 'no python3: skipped'
	exit 77
fi
exec python3 "$(dirname "$0")/growth.py" "$@"
