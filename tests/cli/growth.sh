#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Ten times as much of an input costs at most about ten times as much: growth.py.
exec python3 "$(dirname "$0")/growth.py" "$@"
