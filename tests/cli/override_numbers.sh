#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Any text may be written to driver_override, also of a bound device, which keeps its
# driver: driver_set_override(), drivers/base/driver.c, compares it with nothing. The word
# that stands for an address in it is the same in every document.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"
: >out

machine overrides
n=0
for slot in 00:1f.6 00:17.0 00:1d.0; do
	n=$((n + 1))
	card $slot 8086 15B8 020000
	bind e1000e e1000e
	echo "Word aa:bb:cc:dd:11:2$n" >"$here/driver_override"
done
"$HWALIAS" --sysroot root --privacy full snapshot full.snap 2>out || fail 'no recording'
"$HWALIAS" --sysroot root snapshot public.snap 2>out || fail 'no recording'

# words SOURCE DEVICE...: what is shown of them
words() {
	source=$1
	shift
	# shellcheck disable=SC2086 # words
	"$HWALIAS" $source show -v "$@" 2>out | sed -n 's/^ *driver override *//p' |
		tr '\n' ' '
}
for source in '--sysroot root' '--from full.snap' '--from public.snap'; do
	all=$(words "$source" 0000:00:1f.6 0000:00:17.0 0000:00:1d.0)
	[ "$all" = 'Word mac-3 Word mac-1 Word mac-2 ' ] || fail "$source: $all"
	# one device alone, and in another order
	one=$(words "$source" 0000:00:1f.6)
	[ "$one" = 'Word mac-3 ' ] || fail "$source: $one"
	two=$(words "$source" 0000:00:1d.0 0000:00:17.0)
	[ "$two" = 'Word mac-2 Word mac-1 ' ] || fail "$source: $two"
done

exit $failed
