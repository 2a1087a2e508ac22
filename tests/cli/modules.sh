#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# `hwalias modules`: the modules of the hardware, each behind what it needs, as modprobe
# --show-depends has it over the same tables; chains of disks; formats.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"

modules() { "$HWALIAS" modules --sysroot root "$@" >out 2>err; }
is() {
	[ "$(tr '\n' ' ' <out | sed 's/ $//')" = "$1" ] || fail "not '$1'"
}

# needs FILE DEPENDENCY...: as depmod writes it, the nearest first
needs() {
	sed -i "s#^$1:.*#$*#; s#^$1 #$1: #" "$modules/modules.dep"
}

machine 'an NVMe disk below a port'
card 00:1d.0 8086 A118 060400
bind pcieport
device pci 0000:02:00.0 devices/pci0000:00/0000:00:1d.0/0000:02:00.0 <<-END
	PCI_CLASS=10802
	PCI_ID=144D:A804
	PCI_SLOT_NAME=0000:02:00.0
	MODALIAS=pci:v0000144Dd0000A804sv0000144Dsd0000A801bc01sc08i02
END
module kernel/drivers/nvme/common/nvme-auth.ko
module kernel/drivers/nvme/host/nvme-core.ko
module kernel/drivers/nvme/host/nvme.ko 'pci:v*d*sv*sd*bc01sc08i02*'
needs kernel/drivers/nvme/host/nvme.ko kernel/drivers/nvme/host/nvme-core.ko \
	kernel/drivers/nvme/common/nvme-auth.ko
needs kernel/drivers/nvme/host/nvme-core.ko kernel/drivers/nvme/common/nvme-auth.ko
bind nvme nvme
disk=devices/pci0000:00/0000:00:1d.0/0000:02:00.0/nvme/nvme0/nvme0n1
mkdir -p "root/sys/$disk/nvme0n1p3" root/sys/class/block
ln -s "../../$disk" root/sys/class/block/nvme0n1
ln -s "../../$disk/nvme0n1p3" root/sys/class/block/nvme0n1p3
echo 259:3 >"root/sys/$disk/nvme0n1p3/dev"
# a network card that the disk does not need
card 00:1f.6 8086 15B8 020000
module kernel/drivers/net/e1000e.ko "pci:v00008086d000015B8sv*sd*bc*sc*i*"
module kernel/drivers/ptp/ptp.ko
needs kernel/drivers/net/e1000e.ko kernel/drivers/ptp/ptp.ko
bind e1000e e1000e
# and one without a driver
card 00:1f.3 8086 A348 040300
module kernel/snd_hda_intel.ko 'pci:v00008086d0000A348sv*sd*bc*sc*i*'

modules || fail 'exit status'
is 'ptp e1000e nvme_auth nvme_core nvme'
modules --all
grep -q '^snd_hda_intel$' out || fail 'no candidate'
for target in /dev/nvme0n1 nvme0n1 nvme0n1p3 02:00.0; do
	modules --for $target || fail "--for $target: exit status"
	is 'nvme_auth nvme_core nvme'
done
modules --for 00:1f.6
is 'ptp e1000e'
modules --for 8086:15b8 || fail 'the ids of a device: exit status'
is 'ptp e1000e'
# an empty list says why it is
modules --for 00:1f.3
[ $? -eq 3 ] || fail 'a device without a driver: exit status'
is ''
grep -q '^hwalias: pci:0000:00:1f.3 has no driver; --all adds .* it: snd_hda_intel$' err ||
	fail "a device without a driver: $(cat err)"
modules --for 00:1d.0 || fail 'a built-in driver: exit status'
is ''
grep -q "^hwalias: all that '00:1d.0' needs is built into the kernel" err || fail "a built-in driver: $(cat err)"
modules --for 00:1f.3 --all
is 'snd_hda_intel'
[ -s err ] && fail "with --all: $(cat err)"
# … and what keeps it from having one
echo 'install snd_hda_intel /bin/false' >root/etc/modprobe.d/off.conf
for more in '' --all; do
	# shellcheck disable=SC2086 # an option or none
	modules --for 00:1f.3 $more
	[ $? -eq 3 ] || fail "a driver that may not load, $more: exit status"
	is ''
	grep -q 'has no driver; modprobe.d keeps .*: snd_hda_intel (/etc/modprobe.d/off.conf:1: install' err ||
		fail "a driver that may not load, $more: $(cat err)"
done
rm root/etc/modprobe.d/off.conf
# several add up, in load order
modules --for 02:00.0 --for 00:1f.6 || fail 'two targets: exit status'
is 'ptp e1000e nvme_auth nvme_core nvme'
modules --for 02:00.0 --for 00:1e.6 && fail 'one of two is not there'
grep -q "'00:1e.6'" err || fail "one of two is not there: $(cat err)"
modules --for 02:00.0 --for 00:1f.6 -J
grep -q '"for": "02:00.0, 00:1f.6"' out || fail 'two targets: JSON'
modules --for 00:1f.3 -J
grep -q '"message": "pci:0000:00:1f.3 has no driver' out || fail 'no warning in JSON'
# what supplies a device on the way, and what supplies that: STATUS SYNC-STATE-ONLY
kept=$(mktemp -d ./kept.XXXXXX)
cp -a root/. "$kept"
supply() {
	link=root/sys/devices/virtual/devlink/$1
	mkdir -p "$link" root/sys/class/devlink
	ln -sfn "../../devices/virtual/devlink/$1" "root/sys/class/devlink/$1"
	echo "$2" >"$link/status"
	echo "$3" >"$link/sync_state_only"
}
for each in clk-foo pmic i2c-foo thunderbolt; do
	module kernel/$each.ko
done
device platform clock--1 devices/platform/clock--1 </dev/null
bind clk-foo clk_foo
device platform i2c0 devices/platform/i2c0 </dev/null
bind i2c-foo i2c_foo
device i2c 0-0034 devices/platform/i2c0/i2c-0/0-0034 </dev/null
bind pmic pmic
card 00:0d.2 8086 9A1B 0C0340
bind thunderbolt thunderbolt
supply platform:clock--1--pci:0000:00:1d.0 active 0
supply i2c:0-0034--platform:clock--1 active 0
supply pci:0000:00:0d.2--pci:0000:02:00.0 'not tracked' 0
supply platform:nowhere--pci:0000:02:00.0 active 0
supply platform:i2c0--i2c:0-0034 active 0
supply i2c:0-0034--platform:i2c0 active 0
modules --for nvme0n1 || fail "suppliers: $(cat err)"
is 'pmic nvme_auth nvme_core nvme clk_foo i2c_foo'
"$HWALIAS" --sysroot root snapshot my.snap
"$HWALIAS" modules --from my.snap --for nvme0n1 >out 2>err || fail "suppliers, recorded: $(cat err)"
is 'pmic nvme_auth nvme_core nvme clk_foo i2c_foo'
modules --for 00:1f.6 || fail "no suppliers: $(cat err)"
is 'ptp e1000e'
supply platform:clock--1--pci:0000:00:1d.0 active 1
supply pci:0000:00:0d.2--pci:0000:02:00.0 active 0
modules --for nvme0n1 || fail "a tunnel: $(cat err)"
is 'thunderbolt nvme_auth nvme_core nvme'
rm -r root
mv "$kept" root

# the firmware that they ask for: what modinfo(8) reads in a module file
printf '%s\n' '.section .modinfo,"a"' '.asciz "firmware=e1000e/there.bin"' \
	'.asciz "firmware=e1000e/not there.bin"' '.asciz "license=GPL"' \
	'.asciz "firmware=e1000e/not there.bin"' |
	cc -x assembler -c -o "$modules/kernel/drivers/net/e1000e.ko" -
mkdir -p root/lib/firmware/e1000e
: >root/lib/firmware/e1000e/there.bin.xz
modules --firmware
if grep -q 'not in this build\|libkmod' err; then
	echo 'firmware: libkmod is missing, left out'
else
	is 'e1000e/there.bin e1000e/not there.bin'
	modules --firmware -J
	grep -q '"path": "/lib/firmware/e1000e/there.bin.xz"' out || fail 'no path of the file'
	[ "$(grep -c '"present": false' out)" = 1 ] || fail 'what is missing is not one file'
	modules --firmware -v
	grep -q 'e1000e/not there.bin, which e1000e may ask for, is not there' err ||
		fail "-v does not tell what is not there: $(cat err)"
	modules --firmware --for nvme0n1
	is ''
	# empty files
	grep -q 'of 3 modules the file cannot be read' err || fail "unread: $(cat err)"
	modules --firmware --for 00:1d.0 || fail 'nothing to read: exit status'
	# a file's bytes do not reach the terminal, nor does one name make two lines
	cp "$modules/kernel/drivers/net/e1000e.ko" kept.ko
	echo '.section .modinfo,"a"; .asciz "firmware=odd\033[31m\nline.bin"' |
		cc -x assembler -c -o "$modules/kernel/drivers/net/e1000e.ko" -
	modules --firmware
	is 'odd\x1b[31m\x0aline.bin'
	mv kept.ko "$modules/kernel/drivers/net/e1000e.ko"
	# as it is compressed: libkmod need not have been built with that
	if "$HWALIAS" --version --verbose | grep -q '^libarchive .* there '; then
		plain=$modules/kernel/drivers/net/e1000e.ko
		cp "$modules/modules.dep" kept.dep
		for tool in gzip:gz xz:xz zstd:zst; do
			command -v "${tool%:*}" >/dev/null || continue
			"${tool%:*}" -c "$plain" >"$plain.${tool#*:}"
			sed "s#e1000e.ko:#e1000e.ko.${tool#*:}:#" kept.dep >"$modules/modules.dep"
			modules --firmware --for 00:1f.6
			is 'e1000e/there.bin e1000e/not there.bin'
			rm "$plain.${tool#*:}"
		done
		mv kept.dep "$modules/modules.dep"
	fi
fi
modules --for sdz && fail 'a disk that is not there'
grep -q "no device 'sdz'; .*-b storage' lists such devices" err || fail 'no message'

# "/" is on a volume of LVM in an encrypted partition
mkdir -p root/proc/self root/sys/devices/virtual/block/dm-0/dm \
	root/sys/devices/virtual/block/dm-0/slaves root/sys/devices/virtual/block/dm-1/dm \
	root/sys/devices/virtual/block/dm-1/slaves
for name in dm-0 dm-1; do
	ln -s ../../devices/virtual/block/$name root/sys/class/block/$name
	echo "254:${name#dm-}" >root/sys/devices/virtual/block/$name/dev
done
echo CRYPT-LUKS2-0123-root >root/sys/devices/virtual/block/dm-0/dm/uuid
echo LVM-0123 >root/sys/devices/virtual/block/dm-1/dm/uuid
ln -s "../../../../../$disk/nvme0n1p3" root/sys/devices/virtual/block/dm-0/slaves/nvme0n1p3
ln -s ../../dm-0 root/sys/devices/virtual/block/dm-1/slaves/dm-0
echo '30 1 254:1 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw' >root/proc/self/mountinfo
echo '31 30 0:25 / /run rw shared:2 - tmpfs tmpfs rw' >>root/proc/self/mountinfo
module kernel/drivers/md/dm-mod.ko
module kernel/drivers/md/dm-crypt.ko
module kernel/fs/jbd2/jbd2.ko
module kernel/fs/ext4/ext4.ko
needs kernel/drivers/md/dm-crypt.ko kernel/drivers/md/dm-mod.ko
needs kernel/fs/ext4/ext4.ko kernel/fs/jbd2/jbd2.ko
for target in / /home/somebody dm-1 /dev/mapper/vg-root; do
	[ $target = /dev/mapper/vg-root ] && echo vg-root >root/sys/devices/virtual/block/dm-1/dm/name
	# the cipher is not known
	modules --for $target
	[ $? -eq 3 ] || fail "--for $target: exit status"
	grep -q '^dm_crypt$' out || fail "--for $target: no dm_crypt"
	grep -q '^nvme$' out || fail "--for $target: no nvme"
	grep -q '^e1000e$' out && fail "--for $target: e1000e"
done
modules --for /
is 'nvme_auth nvme_core nvme dm_mod dm_crypt jbd2 ext4'
# a recording has what a replay needs
for target in / dm-1 nvme0n1p3; do
	modules --for $target
	status=$?
	cp out wanted
	cp err told
	"$HWALIAS" --sysroot root snapshot machine.snap 2>err || fail 'no recording'
	"$HWALIAS" modules --from machine.snap --for $target >out 2>err
	[ $? -eq $status ] || fail "recorded, --for $target: exit status"
	cmp -s told err || fail "recorded, --for $target: $(cat err)"
	is "$(tr '\n' ' ' <wanted | sed 's/ $//')"
done
modules --all
[ $? -eq 3 ] || fail 'a cipher that is not known: exit status'
cp out wanted
"$HWALIAS" modules --from machine.snap --all >out 2>err
[ $? -eq 3 ] || fail "recorded: exit status"
is "$(tr '\n' ' ' <wanted | sed 's/ $//')"
for command in 'show 00:1f.3' 'show 00:1f.6' check report iommu; do
	# shellcheck disable=SC2086 # a command and its operand
	SOURCE_DATE_EPOCH=1 "$HWALIAS" $command --sysroot root >wanted 2>/dev/null
	SOURCE_DATE_EPOCH=1 "$HWALIAS" --sysroot root snapshot machine.snap
	# shellcheck disable=SC2086
	SOURCE_DATE_EPOCH=1 "$HWALIAS" $command --from machine.snap >out 2>/dev/null
	cmp -s wanted out || fail "recorded: $command: $(diff wanted out | head -n 4)"
done
modules --for /run/lock && fail 'a file system on no disk'
grep -q 'is on no disk' err || fail 'no message'
modules --for '' && fail 'nothing at all'
grep -q -- '--for takes' err || fail 'no message'

# the targets that the uuid or the name of a mapping tells; 3: which ask for more by a name
# that is not told
for row in CRYPT-VERITY-0123:vg-root:dm-verity:3 CRYPT-INTEGRITY-0:x:dm-integrity:3 \
	mpath-3600a0b8:x:dm-multipath:3 LVM-0123-tpool:vg-pool:dm-thin-pool:0 \
	LVM-0123:vg-a_rimage_0:dm-raid:3 LVM-0123:vg-a_rimage_0_iorig:dm-integrity:3 \
	LVM-0123:vg-a_corig:dm-cache:3 LVM-0123:vg-a_wcorig:dm-writecache:0; do
	status=${row##*:}
	rest=${row%:*}
	wanted=${rest##*:}
	rest=${rest%:*}
	module "kernel/drivers/md/$wanted.ko"
	needs "kernel/drivers/md/$wanted.ko" kernel/drivers/md/dm-mod.ko
	echo "${rest%%:*}" >root/sys/devices/virtual/block/dm-0/dm/uuid
	echo "${rest#*:}" >root/sys/devices/virtual/block/dm-0/dm/name
	modules --for dm-1
	[ $? -eq "$status" ] || fail "$row: exit status"
	is "nvme_auth nvme_core nvme dm_mod $(echo "$wanted" | tr - _)"
done
echo CRYPT-LUKS2-0123-root >root/sys/devices/virtual/block/dm-0/dm/uuid
rm root/sys/devices/virtual/block/dm-0/dm/name

modules --for /
grep -q "the cipher of dm-0 needs, which 'dmsetup table' tells; .* aes-xts-plain64, are xts and one of aes\$" err ||
	fail "no word of the cipher: $(cat err)"

# a disk that works by a driver that the tree does not tell
mkdir -p root/sys/devices/pci0000:00/0000:00:1f.6/host0/target0:0:0/0:0:0:0/block/sda
ln -s ../../devices/pci0000:00/0000:00:1f.6/host0/target0:0:0/0:0:0:0/block/sda \
	root/sys/class/block/sda
modules --for sda
[ $? -eq 3 ] || fail 'an unknown disk driver: exit status'
grep -q 'of 1 device on the way it is not known .*: 0:0:0:0$' err ||
	fail "an unknown disk driver: $(cat err)"

# a mapping that does not tell what it is on: no list that looks whole
mv root/sys/devices/virtual/block/dm-0/slaves slaves
modules --for dm-1
[ $? -eq 3 ] || fail 'a mapping on nothing: exit status'
grep -q 'not known: on which disks dm-0 is' err || fail 'a mapping on nothing: no message'
mv slaves root/sys/devices/virtual/block/dm-0/slaves

# a loop device whose file is on that volume; one without a file
for name in loop0 loop1; do
	mkdir -p root/sys/devices/virtual/block/$name/loop
	ln -s ../../devices/virtual/block/$name root/sys/class/block/$name
done
echo /var/lib/snapd/core.snap >root/sys/devices/virtual/block/loop0/loop/backing_file
module kernel/drivers/block/loop.ko
echo LVM-0123 >root/sys/devices/virtual/block/dm-0/dm/uuid
modules --for /dev/loop0 || fail 'loop0: exit status'
is 'nvme_auth nvme_core nvme dm_mod jbd2 ext4 loop'
echo CRYPT-LUKS2-0123-root >root/sys/devices/virtual/block/dm-0/dm/uuid
modules --for loop1
[ $? -eq 3 ] || fail 'loop1: exit status'
grep -q 'not known: on which disk the file of loop1 is' err || fail 'loop1: no message'

# disks that are their module's and no device's: NAME MODULE WHAT-IS-NOT-KNOWN
while read -r disk_name module not_known; do
	mkdir -p "root/sys/devices/virtual/block/$disk_name"
	ln -s "../../devices/virtual/block/$disk_name" "root/sys/class/block/$disk_name"
	module "kernel/drivers/block/$module.ko"
	modules --for "$disk_name"
	[ $? -eq $([ "$not_known" ] && echo 3 || echo 0) ] || fail "$disk_name: exit status"
	is "$module"
	[ "$(cat err)" = "${not_known:+hwalias: not known: $not_known $disk_name is}" ] ||
		fail "$disk_name: $(cat err)"
done <<-END
	zram0 zram
	ram3 brd
	nbd0 nbd on which host
	rbd1 rbd on which host
	drbd0 drbd on which disk and host
	ublkb0 ublk_drv behind which program
	zd16 zfs on which disks
END
mkdir root/sys/devices/virtual/block/drbd0/slaves
ln -s "../../../../../$disk/nvme0n1p3" root/sys/devices/virtual/block/drbd0/slaves/nvme0n1p3
modules --for drbd0 || fail "drbd0 on a disk: $(cat err)"
is 'nvme_auth nvme_core nvme drbd'
# a name that only begins so
mkdir root/sys/devices/virtual/block/ramdisk
ln -s ../../devices/virtual/block/ramdisk root/sys/class/block/ramdisk
modules --for ramdisk
is ''

# btrfs on two disks, of which mountinfo names one
mkdir -p root/sys/fs/btrfs/0123-4567/devices root/sys/devices/virtual/block/md0/md \
	root/sys/devices/virtual/block/md0/slaves
ln -s ../../devices/virtual/block/md0 root/sys/class/block/md0
ln -s "../../../../../$disk/nvme0n1p3" root/sys/devices/virtual/block/md0/slaves/nvme0n1p3
echo raid1 >root/sys/devices/virtual/block/md0/md/level
ln -s "../../../../$disk/nvme0n1p3" root/sys/fs/btrfs/0123-4567/devices/nvme0n1p3
ln -s ../../../../devices/virtual/block/md0 root/sys/fs/btrfs/0123-4567/devices/md0
for name in md-mod raid1; do module kernel/drivers/md/$name.ko; done
module kernel/fs/btrfs/btrfs.ko
cp root/proc/self/mountinfo mountinfo
echo '32 30 0:40 / /srv rw - btrfs /dev/nvme0n1p3 rw' >>root/proc/self/mountinfo
modules --for /srv || fail 'btrfs: exit status'
is 'nvme_auth nvme_core nvme md_mod raid1 btrfs'
echo '33 30 0:41 / /tank rw - zfs tank/home rw' >>root/proc/self/mountinfo
modules --for /tank
[ $? -eq 3 ] || fail 'zfs: exit status'
grep -q 'zpool status -LP' err || fail 'zfs: no way'
cat >>root/proc/self/mountinfo <<-'END'
	34 30 0:42 / /net rw - nfs4 server:/x rw
	35 30 0:43 / /share rw - cifs //server/x rw
	36 30 0:44 / /shm rw - tmpfs tmpfs rw
	37 30 7:7 / /image ro - squashfs /dev/loop7 ro
END
for row in '3/net:nfs4.* over the network; --for INTERFACE' '3/share:cifs.* over the network' \
	'1/shm:(tmpfs) that is on no disk of this machine$' \
	"1/image:(squashfs) on 'loop7', which is the name of no block device here, or of several\$"; do
	said=${row#*:} point=${row%%:*}
	modules --for "${point#?}"
	[ $? = "${row%%/*}" ] || fail "$row: exit status"
	grep -q "$said" err || fail "$row: $(cat err)"
done
mv mountinfo root/proc/self/mountinfo
rm -r root/sys/fs

# a kernel without a module that is in use
cp -r "$modules" 6.2.0-without
grep -v 'e1000e' 6.2.0-without/modules.dep >without.dep
mv without.dep 6.2.0-without/modules.dep
modules -S 6.2.0-without --modules-dir .
[ $? -eq 3 ] || fail 'a module that is not there: exit status'
grep -q '6.2.0-without has no such module: e1000e$' err ||
	fail 'a module that is not there: no message'

# … without any that is in use, and without the list of them
echo kernel/foo.ko: >6.2.0-without/modules.dep
modules --for 0000:00:1f.6 -S 6.2.0-without --modules-dir .
[ $? -eq 3 ] || fail 'no module is there: exit status'
grep -q '6.2.0-without has no such modules\{0,1\}: .*e1000e' err || fail 'no module is there: no message'
grep -q 'modules.dep' err && fail 'no module is there: modules.dep is'
# … with what a full disk leaves of the list
for text in '' 'kernel/drivers/net/e1000e.ko: kernel/drivers/pt' '\1\2\n'; do
	# shellcheck disable=SC2059 # its escapes
	printf "$text" >6.2.0-without/modules.dep
	modules --for 0000:00:1f.6 -S 6.2.0-without --modules-dir .
	[ $? -eq 3 ] || fail "a damaged modules.dep, '$text': exit status"
	grep -q '6.2.0-without has an\{0,1\} .*modules.dep.*; depmod makes it$' err ||
		fail "a damaged modules.dep, '$text': $(cat err)"
	grep -q 'no such module' err && fail "a damaged modules.dep: what is missing is not known"
done
# … beside an empty modules.alias, or none: modules were installed, and depmod was not run
cp 6.2.0-without/modules.alias kept.alias
for alias in empty absent; do
	for sign in modules.order kernel/net; do
		: >6.2.0-without/modules.dep
		: >6.2.0-without/modules.alias
		[ $alias = empty ] || rm 6.2.0-without/modules.alias
		rm -rf 6.2.0-without/modules.order 6.2.0-without/kernel
		case $sign in
		modules.order) echo kernel/drivers/net/e1000e.ko >6.2.0-without/$sign ;;
		*) mkdir -p 6.2.0-without/$sign ;;
		esac
		modules --for 0000:00:1f.6 -S 6.2.0-without --modules-dir .
		[ $? -eq 3 ] || fail "$alias modules.alias, $sign: exit status"
		grep -q 'has an empty modules.dep; depmod makes it$' err ||
			fail "$alias modules.alias, $sign: $(cat err)"
		grep -q 'no such module' err && fail "$alias modules.alias, $sign: $(cat err)"
	done
done
# … which a kernel has that was built without any
rm -r 6.2.0-without/kernel
: >6.2.0-without/modules.alias
modules --for 0000:00:1f.6 -S 6.2.0-without --modules-dir .
grep -q '6.2.0-without has no such modules\{0,1\}: .*e1000e' err ||
	fail "a kernel without modules: $(cat err)"
mv kept.alias 6.2.0-without/modules.alias
rm 6.2.0-without/modules.dep
modules --for 0000:00:1f.6 -S 6.2.0-without --modules-dir .
[ $? -eq 3 ] || fail 'no modules.dep: exit status'
grep -q '6.2.0-without has no modules.dep, which depmod makes$' err || fail 'no modules.dep: no message'
grep -q 'no such module' err && fail 'no modules.dep: what is missing is not known'
# … which does not tell what it has built in: what another kernel needs stays in the list
rm 6.2.0-without/modules.builtin
cp "$modules/modules.dep" kept.dep
grep -v '/dm-\|nvme\.ko:' kept.dep >6.2.0-without/modules.dep
modules --for / -S 6.2.0-without --modules-dir .
[ $? -eq 3 ] || fail 'no modules.builtin: exit status'
is 'nvme dm_mod dm_crypt jbd2 ext4'
grep -q 'lists no such modules, and whether it has them built in is not known without modules.builtin: nvme, dm_mod, dm_crypt$' err ||
	fail "no modules.builtin: $(cat err)"
rm 6.2.0-without/modules.dep
modules --for / -S 6.2.0-without --modules-dir .
[ $? -eq 3 ] || fail 'neither list: exit status'
is 'nvme dm_mod dm_crypt ext4'
grep -q '6.2.0-without has no modules.dep, which depmod makes$' err || fail "neither list: $(cat err)"
# … the kernel that runs lists as loaded what it has not built in
mv "$modules/modules.builtin" kept.builtin
grep -v '/dm-' kept.dep >"$modules/modules.dep"
modules --for /
grep -v 'the cipher of dm-0' err && fail "built in, as it is not loaded: $(cat err)"
is 'nvme_auth nvme_core nvme jbd2 ext4'
cp root/proc/modules loaded
echo 'dm_mod 16384 1 - Live 0x0' >>root/proc/modules
modules --for /
[ $? -eq 3 ] || fail 'loaded, and in no list: exit status'
is 'nvme_auth nvme_core nvme dm_mod jbd2 ext4'
grep -q 'lists no such module, and whether it has it built in .*: dm_mod$' err ||
	fail "loaded, and in no list: $(cat err)"
mv loaded root/proc/modules
mv kept.builtin "$modules/modules.builtin"
mv kept.dep "$modules/modules.dep"
# … of the list of what is built in what is left: the modules are in use, and may be
cp -r "$modules" 6.2.0-part
grep -v '/dm-' "$modules/modules.dep" >6.2.0-part/modules.dep
# part PATTERN [NOT]: what is said of 6.2.0-part, and is not
part() {
	modules --for / -S 6.2.0-part --modules-dir .
	[ $? -eq 3 ] || fail "$1: exit status"
	grep -q "$1" err || fail "$1: $(cat err)"
	[ -z "${2:-}" ] || ! grep -q "$2" err || fail "$1: $(cat err)"
}
echo kernel/lib/zlib.ko >6.2.0-part/modules.builtin
part '6.2.0-part has no such modules: dm_mod, dm_crypt$'
printf kernel/lib/zl >6.2.0-part/modules.builtin
part '^hwalias: which modules are built in is not known: .*6.2.0-part has a modules.builtin that ends in mid-line; reinstalling that kernel brings it$' \
	'no such module'
printf 'dm_mod.file=drivers/md/dm-mod\0' >6.2.0-part/modules.builtin.modinfo
echo kernel/lib/zlib.ko >6.2.0-part/modules.builtin
part 'has a modules.builtin that lacks modules of modules.builtin.modinfo' 'no such module'
: >6.2.0-part/modules.builtin
part 'has a modules.builtin that lacks modules of modules.builtin.modinfo\|an empty modules.builtin' 'no such module'
rm 6.2.0-part/modules.builtin
mkdir 6.2.0-part/modules.builtin
part '6.2.0-part has a modules.builtin that cannot be read$' 'no such module'
rmdir 6.2.0-part/modules.builtin
echo kernel/drivers/md/dm-mod.ko >6.2.0-part/modules.builtin
part '6.2.0-part has no such module: dm_crypt$'
rm -r 6.2.0-part
# … of the list of what modules ask for beside what they depend on, which kmod's depmod
# writes always and busybox's never
cp -r "$modules" 6.2.0-part
modules --for 0000:00:1f.6 -S 6.2.0-part --modules-dir . || fail "no modules.softdep, nor an index: $(cat err)"
softdep='^hwalias: which modules these ask for beside what they depend on (softdep) is not known: .*6.2.0-part'
: >6.2.0-part/modules.dep.bin
part "$softdep has no modules.softdep; depmod makes it\$"
: >6.2.0-part/modules.softdep
part "$softdep has an empty modules.softdep; depmod makes it\$"
printf '# Soft dependencies extracted from modules themselves.\nsoftdep e1000e pre: pt' \
	>6.2.0-part/modules.softdep
part "$softdep has a modules.softdep that ends in mid-line; depmod makes it\$"
rm 6.2.0-part/modules.softdep
mkdir 6.2.0-part/modules.softdep
part "$softdep has a modules.softdep that cannot be read\$"
rmdir 6.2.0-part/modules.softdep
echo '# Soft dependencies extracted from modules themselves.' >6.2.0-part/modules.softdep
modules --for 0000:00:1f.6 -S 6.2.0-part --modules-dir . || fail "a whole modules.softdep: $(cat err)"
rm -r 6.2.0-part
# lspci tells a module that the tables do not have, of a driver with another name
mkdir 6.3.0-without
: >6.3.0-without/modules.builtin
printf 'kernel/%s.ko:\n' xhci_pci_renesas nvme >6.3.0-without/modules.dep
printf 'alias %s\n' 'pci:v00001912d00000014sv*sd*bc0Csc03i30* xhci_pci_renesas' \
	'pci:v*d*sv*sd*bc01sc08i02* nvme' >6.3.0-without/modules.alias
printf '%s\n' '00:14.0 USB controller [0c03]: Intel Corporation xHCI [8086:a36d]' \
	'	Kernel driver in use: xhci_hcd' '	Kernel modules: xhci_pci' \
	'00:1f.4 SMBus [0c05]: Intel Corporation SMBus [8086:a323]' \
	'	Kernel driver in use: i801_smbus' '	Kernel modules: i2c_i801' \
	'00:1f.5 Serial bus controller [0c80]: Intel Corporation SPI [8086:a324]' \
	'	Kernel driver in use: intel-spi' '	Kernel modules: spi_intel_pci' \
	'07:00.0 Co-processor [0b40]: Intel Corporation QAT [8086:37c8]' \
	'	Kernel driver in use: c6xx' '	Kernel modules: qat_c62x' >told.txt
"$HWALIAS" --from told.txt modules --modules-dir 6.3.0-without >out 2>err
[ $? -eq 3 ] || fail 'modules that are told: exit status'
grep -q '6.3.0-without has no such modules: xhci_pci, i2c_i801, spi_intel_pci$' err ||
	fail 'modules that are told: no message'
grep -q 'of 1 driver the module is not known (c6xx: perhaps qat_c62x):' err ||
	fail 'a module of another name: no message'

# softdeps, which modprobe loads too; a circle of them
echo 'softdep nvme_core pre: ptp post: e1000e' >root/etc/modprobe.d/soft.conf
echo 'softdep ptp post: nvme_core' >>root/etc/modprobe.d/soft.conf
modules --for nvme0n1
is 'nvme_auth ptp nvme_core e1000e nvme'
rm root/etc/modprobe.d/soft.conf

# under another kernel, an interface that the driver of an earlier one of its USB device claims
# along keeps that driver, as check -S says; where the earlier one is not asked for, it may
mv root kept-root
machine 'a modem with two interfaces'
usb 1-6 0BDB 1926
bind usb
module kernel/cdc_ether.ko 'usb:v0BDBp*d*dc*dsc*dp*ic*isc*ip*in*'
interface 0 02 06 00
bind cdc_ether cdc_ether
interface 1 0A 00 00
bind cdc_ether cdc_ether
echo kernel/drivers/usb/core/usb.ko >>$modules/modules.builtin
other=root/lib/modules/6.19.0-other
mkdir -p $other/kernel
printf 'kernel/%s.ko:\n' cdc_ether foo >$other/modules.dep
for each in cdc_ether foo; do : >$other/kernel/$each.ko; done
echo kernel/drivers/usb/core/usb.ko >$other/modules.builtin
printf 'alias usb:v*p*d*dc*dsc*dp*ic%sip*in* %s\n' 02isc06 cdc_ether 0Aisc00 foo >$other/modules.alias
"$HWALIAS" check --sysroot root -S 6.19.0-other >out 2>err || fail "check -S: $(cat err)"
grep -q changes-driver out && fail 'check -S: another driver'
modules -S 6.19.0-other
is cdc_ether
modules -S 6.19.0-other --for 1-6
is cdc_ether
rm -r root
mv kept-root root
# what a driver has loaded by its name; where that is not told, and under another kernel,
# what there is of it
card 00:14.3 8086 A0F0 028000
module kernel/iwlwifi.ko
for each in iwlmvm iwldvm; do
	module kernel/$each.ko
	needs kernel/$each.ko kernel/iwlwifi.ko
done
bind iwlwifi iwlwifi
cp root/proc/modules proc-modules
loaded iwlmvm
modules --for 00:14.3 || fail "iwlmvm: $(cat err)"
is 'iwlwifi iwlmvm'
"$HWALIAS" --sysroot root snapshot my.snap
"$HWALIAS" modules --from my.snap --for 00:14.3 >out 2>err || fail "iwlmvm, recorded: $(cat err)"
is 'iwlwifi iwlmvm'
mkdir -p root/lib/modules/6.19.0-other
cp -r $modules/. root/lib/modules/6.19.0-other
modules --for 00:14.3 -S 6.19.0-other || fail "iwlmvm under another kernel: $(cat err)"
is 'iwlwifi iwlmvm iwldvm'
rm -r root/lib/modules/6.19.0-other
mv proc-modules root/proc/modules
modules --for 00:14.3 || fail "iwlwifi alone: $(cat err)"
is 'iwlwifi iwlmvm iwldvm'
rm -r root/sys/bus/pci/devices/0000:00:14.3 root/sys/devices/pci0000:00/0000:00:14.3
# what does the work of a bound driver's device, and is bound to none
card 7d:00.0 19E5 A222 020000
for each in hns3 hclge; do
	module kernel/$each.ko 'pci:v000019E5d0000A222sv*sd*bc*sc*i*'
done
bind hns3 hns3
cp root/proc/modules proc-modules
loaded hclge
modules --for 7d:00.0 || fail "hns3: $(cat err)"
is 'hns3 hclge'
rm -r root/sys/bus/pci/devices/0000:7d:00.0 root/sys/devices/pci0000:00/0000:7d:00.0
mv proc-modules root/proc/modules

# a softdep that is an alias: all modules that have it, not what is missing; of modprobe.d
# before the tables; a name before an alias
module kernel/crypto/crc32c_generic.ko crypto-crc32c crypto-crc32c-generic
module kernel/arch/x86/crypto/crc32c-intel.ko crypto-crc32c
module kernel/drivers/dma/idma64.ko platform:idma64
echo 'softdep nvme pre: crypto-crc32c platform:idma64 crypto-nothing [ post: e1000e' \
	>root/etc/modprobe.d/soft.conf
modules --for nvme0n1
is 'nvme_auth nvme_core crc32c_generic crc32c_intel idma64 nvme ptp e1000e'
echo 'alias crypto-crc32c ptp' >>root/etc/modprobe.d/soft.conf
modules --for nvme0n1
is 'nvme_auth nvme_core ptp idma64 nvme e1000e'
echo 'softdep nvme pre: idma64' >root/etc/modprobe.d/soft.conf
echo 'alias idma64 e1000e' >>$modules/modules.alias
modules --for nvme0n1
is 'nvme_auth nvme_core idma64 nvme'
rm root/etc/modprobe.d/soft.conf

modules --for 00:1f.6 --format lsmod
[ "$(sed -n 1p out)" = 'Module                  Size  Used by' ] || fail 'no heading of lsmod'
awk 'NR > 1 && (NF != 3 || $2 $3 ~ /[^0-9]/) {exit 1}' out || fail 'not like lsmod'
[ "$(awk 'NR > 1 {print $1}' out | tr '\n' ' ')" = 'e1000e ptp ' ] || fail 'order of lsmod'
modules --for 00:1f.6 --format mkinitcpio
is 'MODULES=(ptp e1000e)'
modules --for 00:1f.6 --format dracut
is 'add_drivers+=" ptp e1000e "'
modules --for 00:1f.6 --format nix
is 'boot.initrd.availableKernelModules = [ "ptp" "e1000e" ];'
modules --format html && fail 'a format of report'
# --format json is what -J is
for format in json ndjson; do
	SOURCE_DATE_EPOCH=1 modules --$format --firmware
	cp out wanted
	SOURCE_DATE_EPOCH=1 modules --format $format --firmware
	[ -s out ] && cmp -s wanted out || fail "--format $format: $(cat err)"
done
modules --format lsmod -J && fail '--format lsmod -J'

# nothing is passed off as all there is
rm -r root/lib/modules
modules && fail 'without tables'
grep -q 'what these modules need is not known' err || fail 'no message'

# a recording that tells drivers, and neither modules nor tables
rm -rf root/sys/module root/sys/bus/pci/drivers/*/module
modules && fail 'modules that are not known'
grep -q 'of 2 drivers the module is not known (.*): the machine does not tell it' err || fail 'no message'

# of one driver, its name; also in a document, whose plan is gone by then
printf '%s\n' '05:00.0 Ethernet controller [0200]: X [8086:1533]' \
	'	Kernel driver in use: tuxnet' >one.txt
for form in --all -J; do
	"$HWALIAS" -F one.txt modules $form >out 2>err && fail "one driver, $form"
	grep -q 'of 1 driver the module is not known (tuxnet)' err || fail "one driver, $form: $(cat err)"
done

mv root kept
# drivers whose modules are called otherwise, of a recording that does not tell modules
machine 'drivers and no modules'
card 00:14.0 8086 A2AF 0C0330
bind xhci_hcd
card 00:1f.4 8086 A2A3 0C0500
bind i801_smbus
card 00:1d.0 8086 A298 060400
bind pcieport
device scsi 0:0:0:0 devices/pci0000:00/0000:00:1f.4/0:0:0:0 <<-END
	MODALIAS=scsi:t-0x00
END
bind sd
# of the serial ports' core, which a driver of such ports needs
device serial-base 00:01:0 devices/pnp0/00:01/00:01:0 </dev/null
bind ctrl
device serial-base 00:01:0.0 devices/pnp0/00:01/00:01:0/00:01:0.0 </dev/null
bind port
module kernel/xhci-hcd.ko
module kernel/xhci-pci.ko 'pci:v*d*sv*sd*bc0Csc03i30*'
module kernel/i2c-i801.ko 'pci:v00008086d0000A2A3sv*sd*bc*sc*i*'
module kernel/sd_mod.ko 'scsi:t-0x00*'
module kernel/watchdog.ko 'pci:v00008086d0000A298sv*sd*bc*sc*i*'
needs kernel/xhci-pci.ko kernel/xhci-hcd.ko
modules || fail "exit status $?"
is 'xhci_hcd xhci_pci i2c_i801 sd_mod'
# a driver of neither
card 01:00.0 10DE 1C03 030000
bind nvidia
module kernel/nouveau.ko 'pci:v000010DEd*sv*sd*bc03sc*i*'
modules
[ $? = 3 ] || fail 'a driver of no module: exit status'
is 'xhci_hcd xhci_pci i2c_i801 sd_mod'
grep -q 'of 1 driver the module is not known (nvidia: perhaps nouveau)' err ||
	fail "nvidia: $(cat err)"
# drivers are counted, not their devices, of which another may have other modules
card 02:00.0 10DE 1C03 040300
bind nvidia
modules
grep -q 'of 1 driver the module is not known (nvidia: perhaps nouveau):' err ||
	fail "nvidia of two devices: $(cat err)"
"$HWALIAS" snapshot --sysroot root two.snap 2>err || fail "a recording of two: $(cat err)"
"$HWALIAS" --from two.snap modules >out 2>err
grep -q 'of 1 driver the module is not known (nvidia' err ||
	fail "a recording of two devices: $(cat err)"
# built in, it has no line, and JSON has it
echo kernel/nvidia.ko >>$modules/modules.builtin
modules || fail 'a driver that is built in: exit status'
is 'xhci_hcd xhci_pci i2c_i801 sd_mod'
modules -J
grep -q '"module": "nvidia"' out || fail 'no built-in one in JSON'
echo nothing >$modules/modules.builtin
cat >lspci.txt <<-'END'
	00:14.0 USB controller [0c03]: Intel Corporation Device [8086:a2af]
		Kernel driver in use: xhci_hcd
		Kernel modules: xhci_pci
END
"$HWALIAS" modules -F lspci.txt >out 2>err
is 'xhci_pci'
# lspci tells the module of the one, and not that of the others
cat >>lspci.txt <<-'END'
	00:1f.6 Ethernet controller [0200]: Intel Corporation Device [8086:15bb]
		Kernel driver in use: e1000e
		Kernel modules: e1000e
	00:1f.3 Audio device [0403]: Intel Corporation Device [8086:a348]
		Kernel driver in use: sof-audio-pci-intel-cnl
		Kernel modules: snd_hda_intel, snd_sof_pci_intel_cnl
	00:1f.2 SATA controller [0106]: Intel Corporation Device [8086:a352]
		Kernel driver in use: fooahci
END
"$HWALIAS" modules -F lspci.txt >out 2>err
[ $? = 3 ] || fail 'a driver of which nothing is told: exit status'
is 'xhci_pci snd_sof_pci_intel_cnl e1000e'
grep -q 'of 1 driver the module is not known (fooahci)' err || fail "fooahci: $(cat err)"
"$HWALIAS" modules -J -F lspci.txt >out 2>err
[ $? = 3 ] || fail '-J: exit status'
grep -q '"message": "of 1 driver the module is not known (fooahci): ' out ||
	fail '-J does not tell why it is not all'
# of what tells no driver, no list, and no empty one that looks whole
printf '%s\n' '00:14.0 USB controller [0c03]: Intel Corporation Device [8086:a2af]' \
	'00:1f.6 Ethernet controller [0200]: Intel Corporation Device [8086:15bb]' >none.txt
printf '%s\n' 'Bus 001 Device 004: ID 8087:0029 Intel Corp. AX200 Bluetooth' >usb.txt
for row in '2 devices:them:none.txt' '1 device:it:usb.txt' '1 device:it:lspci.txt --from usb.txt'; do
	files=${row##*:}
	words=${row%:*}
	for form in --all -J '--format lsmod'; do
		# shellcheck disable=SC2086 # files, and words of the form
		"$HWALIAS" modules --from $files $form >out 2>err
		[ $? = 3 ] || fail "no driver is told, $files, $form: exit status"
		grep -q "of ${words%:*} it is not known which driver drives ${words#*:}" err ||
			fail "no driver is told, $files, $form: $(cat err)"
	done
done
# choose DRIVER MODULES WANTED: of what lspci says; WANTED may be what is said
choose() {
	printf '%s\n' '00:1f.3 Audio device [0403]: Intel Corporation Device [8086:a348]' \
		"	Kernel driver in use: $1" "	Kernel modules: $2" >one.txt
	"$HWALIAS" modules -F one.txt >out 2>err
	[ "$(cat out)" = "$3" ] || grep -qF "($3)" err || fail "$1 of $2: $(cat out err)"
}
choose xhci_hcd 'xhci_pci_renesas, xhci_pci' xhci_pci
choose xhci-pci-renesas 'xhci_pci, xhci_pci_renesas' xhci_pci_renesas
choose sof-audio-pci-intel-tgl 'snd_hda_intel, snd_sof_pci_intel_cnl, snd_sof_pci_intel_tgl' \
	snd_sof_pci_intel_tgl
choose nForce2_smbus 'i2c_nforce2' i2c_nforce2
choose sof-audio-pci-intel-cnl 'snd_hda_intel, snd_soc_avs' \
	'sof-audio-pci-intel-cnl: perhaps snd_hda_intel or snd_soc_avs'
choose i801_smbus 'i2c_i801, foo_smbus' 'i801_smbus: perhaps i2c_i801 or foo_smbus'
choose nvidia nouveau 'nvidia: perhaps nouveau'
choose vfio-pci nouveau vfio-pci
# the programming interface is not told: xhci_hcd is but a library of xhci_pci
machine 'a controller whose ids are not all told'
module kernel/xhci-hcd.ko
module kernel/xhci-pci.ko 'pci:v*d*sv*sd*bc0Csc03i30*'
needs kernel/xhci-pci.ko kernel/xhci-hcd.ko
printf '%s\n' '00:14.0 USB controller [0c03]: Intel Corporation Device [8086:a2af]' \
	'	Kernel driver in use: xhci_hcd' >lspci.txt
"$HWALIAS" modules -F lspci.txt --modules-dir "$modules" >out 2>err
[ $? = 3 ] || fail 'exit status'
is ''
grep -q '(xhci_hcd: perhaps xhci_pci)' err || fail "not said: $(cat err)"
# the same below a disk of which udevadm tells, with and without its controller
usb=/devices/pci0000:00/0000:00:14.0/usb1/1-6
printf '%s\n' "P: $usb/1-6:1.0" "E: DEVPATH=$usb/1-6:1.0" E:\ DEVTYPE=usb_interface \
	E:\ DRIVER=usb-storage E:\ SUBSYSTEM=usb \
	E:\ MODALIAS=usb:v0781p5581d0100dc00dsc00dp00ic08isc06ip50in00 '' \
	"P: $usb/1-6:1.0/host0/target0:0:0/0:0:0:0/block/sdb" \
	"E: DEVPATH=$usb/1-6:1.0/host0/target0:0:0/0:0:0:0/block/sdb" \
	E:\ DEVNAME=/dev/sdb E:\ DEVTYPE=disk E:\ SUBSYSTEM=block >udev.txt
module kernel/usb-storage.ko 'usb:v*p*d*dc*dsc*dp*ic08isc06ip50in*'
for dump in 'udev.txt' 'udev.txt -F lspci.txt'; do
	# shellcheck disable=SC2086 # two files
	"$HWALIAS" modules -F $dump --modules-dir "$modules" --for /dev/sdb >out 2>err
	[ $? = 3 ] || fail "$dump: exit status"
	is usb_storage
	case $dump in
	*lspci.txt) grep -q '(xhci_hcd: perhaps xhci_pci)' err || fail "$dump: $(cat err)" ;;
	esac
	# the controller, if it is not told of, and 0:0:0:0
	case $dump in
	udev.txt) grep -q 'of 2 devices on the way' err || fail "$dump: $(cat err)" ;;
	*) grep -q 'of 1 device on the way' err || fail "$dump: $(cat err)" ;;
	esac
done
rm -r root

# a name that a shell would run
machine 'names of modules that are commands'
card 00:1f.6 8086 15B8 020000
module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
bind e1000e e1000e
# shellcheck disable=SC2016 # not to be expanded
for hostile in '$(touch${IFS}pwned)' '`touch${IFS}pwned`' '";touch${IFS}pwned;"' '${x}' 'a)b'; do
	echo "kernel/$hostile.ko:" >$modules/modules.dep
	echo "kernel/e1000e.ko: kernel/$hostile.ko" >>$modules/modules.dep
	for format in lines lsmod initramfs-tools mkinitcpio dracut nix; do
		modules --format $format
		[ $? = 3 ] || fail "$format, $hostile: exit status"
		[ "$(grep -c e1000e out)" = 1 ] || fail "$format, $hostile: no e1000e"
		grep -qF "'$hostile' is no name of a module" err || fail "$format: $(cat err)"
		LC_ALL=C grep -q '[$`;{]' out && [ $format != nix ] && fail "$format: $(cat out)"
		grep -q touch out && fail "$format: $(cat out)"
	done
done
[ ! -e pwned ] || fail 'it was run'
rm -r root
mv kept root

# the processor and the board have no driver: what claims them and is loaded is in use
mv root kept-root
machine 'a processor'
module kernel/kvm_intel.ko 'cpu:type:x86,ven*fam*mod*:feature:*0085*'
module kernel/coretemp.ko 'cpu:type:x86,ven*fam*mod*:feature:*00E0*'
module kernel/dell_smm_hwmon.ko 'dmi*:svn*DellInc.*:'
mkdir -p root/sys/devices/system/cpu root/sys/devices/virtual/dmi/id root/sys/class/dmi
echo 'cpu:type:x86,ven0000fam0006mod005E:feature:,0000,0085,00E0' >root/sys/devices/system/cpu/modalias
ln -s ../../devices/virtual/dmi/id root/sys/class/dmi/id
echo 'dmi:bvnDell:svnDellInc.:pnX:' >root/sys/devices/virtual/dmi/id/modalias
echo 'MODALIAS=dmi:bvnDell:svnDellInc.:pnX:' >root/sys/devices/virtual/dmi/id/uevent
modules || fail "nothing is loaded: $(cat err)"
is ''
loaded kvm_intel
loaded dell_smm_hwmon
modules || fail "of the processor: $(cat err)"
is 'kvm_intel dell_smm_hwmon'
[ -s err ] && fail "said of the processor: $(cat err)"
modules --all
is 'kvm_intel coretemp dell_smm_hwmon'
"$HWALIAS" --sysroot root snapshot my.snap
"$HWALIAS" modules --from my.snap >out 2>err || fail "of the processor, recorded: $(cat err)"
is 'kvm_intel dell_smm_hwmon'
rm -r root
mv kept-root root

# --- against modprobe, over real kernels' tables ---
modprobe=$(PATH=$PATH:/usr/sbin:/sbin command -v modprobe)

# in_order KERNEL: all that modprobe would load for each module of `out` is there too, and
# what it would load first comes first
in_order() {
	mkdir -p "needed/$1"
	while read -r module; do
		[ -e "needed/$1/$module" ] ||
			"$modprobe" -d "$PWD/modroot" -S "$1" -C /dev/null -D "$module" 2>/dev/null |
			sed -n 's#^insmod .*/\([^/.]*\)\..*#\1#p' | tr - _ >"needed/$1/$module"
	done <out
	[ -s out ] || fail 'no modules'
	awk -v dir="needed/$1" '
		{ at[$1] = NR }
		END {
			for (module in at) {
				is_before = 1
				while ((getline one < (dir "/" module)) > 0) {
					if (one == module)
						is_before = 0
					else if (!(one in at))
						print module " without " one
					else if (is_before && at[one] > at[module])
						print module " comes before " one
				}
			}
		}' out >wrong
	[ -s wrong ] && fail "$1: $machine: $(head -n 3 wrong | tr '\n' ';')"
}

if [ -z "$modprobe" ]; then
	echo 'SKIPPED: the comparison with modprobe, which is not installed (package kmod)'
elif [ ! -d "${HWALIAS_SHARED:-/nowhere}/kernels" ]; then
	echo 'SKIPPED: the comparison with modprobe: no tables of real kernels'
else
	name='modprobe --show-depends'
	mkdir tables
	mkdir -p modroot/lib/modules
	for archive in "$HWALIAS_SHARED"/kernels/*; do
		tar -xf "$archive" -C tables 2>/dev/null
	done
	compared=0
	for alias in $(find tables -name modules.alias | sort); do
		dir=$(dirname "$alias")
		kernel=$(basename "$dir")
		# modprobe looks at the files' names alone
		cp -r "$dir" "modroot/lib/modules/$kernel"
		for machine in "$HWALIAS_SOURCE"/tests/machines/*.snap; do
			"$HWALIAS" modules --all --from "$machine" -S "$kernel" \
				--modules-dir modroot/lib/modules >out 2>err
			in_order "$kernel"
			compared=$((compared + 1))
		done
		# file systems whose softdeps are names, aliases and lists of both
		for type in ext4 btrfs f2fs cifs; do
			machine="the root file system is $type"
			echo "30 1 259:3 / / rw - $type /dev/nvme0n1p3 rw" >root/proc/self/mountinfo
			modules --for / -S "$kernel" --modules-dir modroot/lib/modules
			grep -qx $type out || fail "$kernel: no $type"
			in_order "$kernel"
			compared=$((compared + 1))
		done
		machine='a module by name'
		for module in intel_lpss r8169 libcrc32c xts; do
			mkdir -p root/etc/modprobe.d
			echo "softdep nvme pre: $module" >root/etc/modprobe.d/soft.conf
			modules --for nvme0n1 -S "$kernel" --modules-dir modroot/lib/modules
			in_order "$kernel"
			compared=$((compared + 1))
		done
		rm root/etc/modprobe.d/soft.conf
	done
	[ "$(find modroot/lib/modules -mindepth 1 -maxdepth 1 | wc -l)" -ge 2 ] ||
		fail 'tables of fewer than two kernels'
	echo "compared with modprobe: $compared lists"
fi
exit $failed
