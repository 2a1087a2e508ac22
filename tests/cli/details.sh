#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# show -v of PCI functions and USB devices: what sysfs tells, devices that sleep, damage.
set -eu
command -v python3 >/dev/null || {
	echo "python3 is missing: skipped"
	exit 77
}
exec python3 "$(dirname "$0")/check_details.py" "$HWALIAS"
