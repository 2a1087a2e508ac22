#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# decode and match as filters: order, count, hostile lines, memory, pauses, threads.
set -eu
# Debian's python3-jsonschema belongs to the system's own interpreter
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
command -v "$python3" >/dev/null || exit 77
exec "$python3" "$(dirname "$0")/check_filter.py" "$HWALIAS"
