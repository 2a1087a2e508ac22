#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The document to paste: all devices and findings are in it, it stays within its size and
# columns, hostile names are harmless in every format, and nothing claims more than the
# evidence. check_report.py reads the formats with readers of its own.
set -eu
command -v python3 >/dev/null || {
	echo "no python3: skipped"
	exit 77
}
exec python3 "$(dirname "$0")/check_report.py" "$HWALIAS" "${HWALIAS_SOURCE:-$(dirname "$0")/../..}"
