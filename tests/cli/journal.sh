#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The kernel's messages of a machine that has nothing but a journal, which
# systemd-journal-remote makes of its export format.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"

maker=/lib/systemd/systemd-journal-remote
if [ ! -x $maker ]; then
	echo "no systemd-journal-remote: skipped"
	exit 77
fi

# entry BOOT TRANSPORT MESSAGE
entry() {
	seconds=$((seconds + 1))
	printf '%s\n' "__REALTIME_TIMESTAMP=17000000${seconds}000000" \
		"__MONOTONIC_TIMESTAMP=${seconds}123456" \
		"_BOOT_ID=${1}123456789abcdef0123456789abcdef" "_TRANSPORT=$2" \
		"_SOURCE_MONOTONIC_TIMESTAMP=${seconds}123456" "MESSAGE=$3" ''
}
seconds=10

failure='e1000e 0000:00:1f.6: probe with driver e1000e failed with error'
machine 'a network card'
card 00:1f.6 8086 15B8 020000
module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
loaded e1000e
rm root/var/log/dmesg
{
	entry 0 kernel "$failure -28"
	entry 1 kernel "$failure -22"
	entry 1 syslog "$failure -5"
} >exported
id=0123456789abcdef0123456789abcdef
mkdir -p root/var/log/journal/$id
if ! $maker -o root/var/log/journal/$id/system.journal exported >said 2>&1; then
	cat said
	echo "$maker makes no journal: skipped"
	exit 77
fi
check
if grep -q 'kernel log not recorded' out; then
	echo "a build without libsystemd: skipped"
	exit 77
fi
# of the last boot, and of the kernel alone
finds 1 probe-failed 'invalid argument (-22)' 'kernel log: [12.123456]'
grep -q 'error -28\|error -5' out && fail 'another message'

"$HWALIAS" --sysroot root snapshot a.snap || fail 'snapshot'
SOURCE_DATE_EPOCH=1 "$HWALIAS" --sysroot root check >recorded
SOURCE_DATE_EPOCH=1 "$HWALIAS" --from a.snap check >replayed
cmp -s recorded replayed || fail 'its recording says something else'

# damaged anywhere, it is no crash and no finding by it
cp root/var/log/journal/$id/system.journal whole
size=$(wc -c <whole)
for at in 0 40 100 200 272 1000 3000 $((size / 2)); do
	{
		head -c "$at" whole
		printf '\377\377\377\377\377\377\377\377\377\377\377\377'
		tail -c +$((at + 13)) whole
	} >root/var/log/journal/$id/system.journal
	check
	status=$?
	[ $status = 1 ] || fail "damaged at $at: exit status $status"
	head -c "$at" whole >root/var/log/journal/$id/system.journal
	check
	status=$?
	[ $status = 1 ] || fail "cut at $at: exit status $status"
done

# a link does not lead to the journal of another machine
rm -r root/var/log/journal
mkdir -p other/$id && cp whole other/$id/system.journal
ln -s "$PWD/other" root/var/log/journal
check
grep -q 'invalid argument' out && fail 'a journal out of the root'

exit $failed
