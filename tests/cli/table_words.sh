#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A table of the usual columns quotes people's words in notes alone, so names of users and
# of the host are read where a note, a name or a warning may have one. It has to be the
# table that --columns prints, for which they are always read.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"
: >out

user=ludmillaq
host=planthostq

# same: both, with their messages, are equal, and no table tells a name.
same() {
	"$HWALIAS" --sysroot root list "$@" >table 2>said || fail "list ends with $?"
	! grep -iE "$user|$host" table said || fail "a name is told"
	"$HWALIAS" --sysroot root list --tsv "$@" >usual 2>said || fail "--tsv ends with $?"
	"$HWALIAS" --sysroot root list --tsv -o "$(head -1 usual | tr '\t' ,)" "$@" >chosen 2>also ||
		fail "-o ends with $?"
	cmp usual chosen && cmp said also || fail "they differ"
	! grep -iE "$user|$host" usual said || fail "a name is told"
}

machine table words
echo $host >root/proc/sys/kernel/hostname
echo "$user:x:1000:1000::/home/$user:/bin/sh" >root/etc/passwd
card 00:1f.6 8086 15B8 020000
module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
usb 2-1 FFF0 FFF2
interface 0 03 01 01

for product in 'USB Composite Device' 'Device' "Device $user" "$user" "$host Hub" 'LUDMILLAQ' \
	'USB 525400A1B2C7' ''; do
	echo "$product" >"$whole/product"
	same
	same -a
done
grep -q e1000e table || fail "the card has no candidate"

# notes: of a file that is called after a user, and of the command line
mkdir -p root/etc/modprobe.d
echo 'blacklist e1000e' >root/etc/modprobe.d/$user.conf
same
grep -q 'blocked by withheld.conf:1' table || fail "no note of the file: $(cat table)"
rm root/etc/modprobe.d/$user.conf
echo "quiet root=/dev/$host module_blacklist=$host,e1000e" >root/proc/cmdline
same
grep -q 'blocked by module_blacklist=e1000e' table || fail "no note of the parameter: $(cat table)"
echo quiet >root/proc/cmdline

# a warning names the file
printf 'blacklist\n' >root/etc/modprobe.d/$user.conf
same
grep -q 'withheld.conf:1' said || fail "no warning: $(cat said)"
rm root/etc/modprobe.d/$user.conf

# messages: of this card, which the note is about; of another device, which has nothing
loaded e1000e
log 'e1000e 0000:00:1f.6: probe with driver e1000e failed with error -5'
log "usb 2-9: Direct firmware load for $user/$host.bin failed with error -2"
same
grep -q 'e1000e failed' table || fail "no note of the message: $(cat table)"
: >root/var/log/dmesg
log "usb 2-9: Direct firmware load for $user/$host.bin failed with error -2"
same
: >root/proc/modules
log "e1000e: Unknown symbol ${user}_$host (err -2)"
same
grep -q 'e1000e refused' table || fail "no note of the refusal: $(cat table)"
# words of the trade: each is one of an id database, where names of people are not meant
sed -n '/^static const char words/,/^};/s/"\([a-z]*\)",/\n\1\n/gp' \
	"$HWALIAS_SOURCE/report/privacy/names/generic_names.c" | grep '^[a-z][a-z]*$' >words
[ "$(wc -l <words)" -gt 30 ] || fail "the words were not found: $(cat words)"
for file in /usr/share/misc/usb.ids /usr/share/misc/pci.ids; do
	[ -e $file ] || continue
	grep -aoiwF -f words $file
done | tr A-Z a-z | sort -u >known
[ ! -s known ] || sort -u words | comm -23 - known >unknown
[ ! -s unknown ] || fail "no words of a database: $(cat unknown)"
exit $failed
