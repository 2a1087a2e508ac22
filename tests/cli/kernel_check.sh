#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The hook that warns of a new kernel without this machine's drivers, run as the packages of
# kernels run it: by run-parts(8) of a scratch root's etc/kernel/postinst.d, and by
# kernel-install(8) where it is installed.
set -eu
. "$HWALIAS_SOURCE/tests/lib/scratch_machine.sh"
command -v run-parts >/dev/null || {
	echo "run-parts is missing: skipped"
	exit 77
}

# kernel RELEASE MODULE: tables of a kernel in which this module claims the card
kernel() {
	mkdir -p "root/lib/modules/$1/kernel"
	echo "alias pci:v00008086d000015B8sv*sd*bc*sc*i* $2" >"root/lib/modules/$1/modules.alias"
	echo "kernel/$2.ko:" >"root/lib/modules/$1/modules.dep"
	: >"root/lib/modules/$1/modules.builtin"
	: >"root/lib/modules/$1/kernel/$2.ko"
}

machine the network card of a machine
card 00:1f.6 8086 15B8 020000
bind e1000e e1000e
kernel "$release" e1000e
kernel 6.13.1-amd64 e1000e
kernel 6.14.0-lean other
sed -i 's/v00008086d000015B8/v00008086d0000FFFF/' root/lib/modules/6.14.0-lean/modules.alias
mkdir -p root/lib/modules/6.15.0-broken

# the root's programs: hwalias as its user has it
mkdir -p root/usr/bin root/etc/kernel/postinst.d root/etc/kernel/install.d
printf '#!/bin/sh\nexec "%s" --sysroot "%s" "$@"\n' "$HWALIAS" "$PWD/root" >root/usr/bin/hwalias
chmod +x root/usr/bin/hwalias
hook=$HWALIAS_SOURCE/cmd/hooks/kernel-check
ln -s "$hook" root/etc/kernel/postinst.d/hwalias
ln -s "$hook" root/etc/kernel/install.d/85-hwalias.install
PATH=$PWD/root/usr/bin:$PATH
export PATH

# As linux-image's postinst does.
debian() {
	run-parts --arg="$1" --arg="/boot/vmlinuz-$1" --report root/etc/kernel/postinst.d >out 2>&1 ||
		fail "exit status $?"
}

expect() {
	grep -qE "$1" out || fail "no line '$1'"
}

debian 6.14.0-lean
expect '^hwalias: before you boot kernel 6\.14\.0-lean: devices of this machine lose their driver$'
expect 'pci:0000:00:1f\.6 .*Intel'
expect 'e1000e'
debian 6.13.1-amd64
[ ! -s out ] || fail "it says something of a kernel that has the driver"
debian 6.15.0-broken
expect '^hwalias: whether kernel 6\.15\.0-broken has the drivers of this machine is not known:$'
expect 'no modules of kernel 6\.15\.0-broken'
debian 6.16.0-absent
expect '^hwalias: whether kernel 6\.16\.0-absent has the drivers of this machine is not known:$'
debian "$(uname -r)"
[ ! -s out ] || fail "it says something of the running kernel"

# what it prints is for standard error: debconf has the other
"$hook" 6.14.0-lean >out 2>/dev/null || fail "exit status $?"
[ ! -s out ] || fail "it prints to standard output"
# a machine without hwalias, though the link is left
env PATH=/usr/bin:/bin sh -c 'command -v hwalias' >/dev/null || {
	env PATH=/usr/bin:/bin "$hook" 6.14.0-lean >out 2>&1 || fail "exit status $?"
	[ ! -s out ] || fail "it says something without hwalias"
}

# plugin COMMAND RELEASE: as kernel-install(8) calls it
plugin() {
	root/etc/kernel/install.d/85-hwalias.install "$1" "$2" boot/entry boot/vmlinuz >out 2>&1 ||
		fail "exit status $?"
}
plugin add 6.14.0-lean
expect 'before you boot kernel 6\.14\.0-lean'
plugin remove 6.14.0-lean
[ ! -s out ] || fail "it says something when a kernel goes"
exit "$failed"
