#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every command with every option of --help: what its own help names is taken, anything
# else is refused by name, and nothing ends by a signal.
set -eu
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
command -v "$python3" >/dev/null || exit 77
exec "$python3" "$(dirname "$0")/check_options.py" "$HWALIAS"
