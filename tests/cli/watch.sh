#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Devices that come and go, by libudev's monitor, on a machine of umockdev's.
set -eu
[ -n "${HWALIAS_HOTPLUG_TESTBED:-}" ] && command -v umockdev-wrapper >/dev/null &&
	command -v python3 >/dev/null || {
	echo "libumockdev or python3 is missing: skipped"
	exit 77
}
# umockdev does not redirect all that hwalias does below /sys: a mount makes up for that.
for unshare in "unshare -m" "unshare -rm"; do
	$unshare mount --bind /tmp /sys 2>/dev/null && break
	unshare=
done
[ -n "$unshare" ] || {
	echo "no mount namespace here: skipped"
	exit 77
}
# umockdev takes what lies below /dev for devices, of which it follows a hundred
case ${TMPDIR:-} in
/dev/*) unset TMPDIR ;;
esac
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"
export LC_ALL=C.UTF-8 TZ=UTC
exec python3 "$(dirname "$0")/check_watch.py" "$HWALIAS" "$HWALIAS_HOTPLUG_TESTBED" \
	"$HWALIAS_DROP_EVENTS" "$unshare"
