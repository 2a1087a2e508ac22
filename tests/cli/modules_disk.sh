#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# `hwalias modules --for` a disk or a file system: what the layers of a disk, the mount
# options and the places of both tell, and what they leave open.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"

modules() { "$HWALIAS" modules --sysroot root "$@" >out 2>err; }
is() {
	[ "$(tr '\n' ' ' <out | sed 's/ $//')" = "$1" ] || fail "not '$1'"
}

machine 'a disk with an array and mappings on it'
card 00:17.0 8086 A102 010601
module kernel/drivers/ata/ahci.ko 'pci:v00008086d0000A102sv*sd*bc*sc*i*'
bind ahci ahci
disk=devices/pci0000:00/0000:00:17.0/ata1/block/sda
mkdir -p "root/sys/$disk" root/sys/class/block root/proc/self
ln -s "../../$disk" root/sys/class/block/sda
echo 8:0 >"root/sys/$disk/dev"

# virtual NAME NUMBER SLAVE...
virtual() {
	at=root/sys/devices/virtual/block/$1
	mkdir -p "$at/slaves"
	ln -sfn "../../devices/virtual/block/$1" "root/sys/class/block/$1"
	echo "$2" >"$at/dev"
	shift 2
	for slave; do
		ln -s "$(readlink "root/sys/class/block/$slave" | sed 's#^#../../../../../class/block/#')" "$at/slaves/$slave"
	done
}
for each in drivers/md/md-mod drivers/md/raid1 drivers/md/dm-mod drivers/md/dm-crypt \
	fs/fat/vfat fs/fat/msdos fs/exfat/exfat fs/ntfs3/ntfs3 fs/fuse/fuse fs/hfsplus/hfsplus \
	fs/isofs/isofs fs/ext4/ext4 fs/nls/nls_cp437 fs/nls/nls_ascii fs/nls/nls_iso8859-1 \
	fs/nls/nls_utf8; do
	module kernel/$each.ko
done
echo 'alias fs-fuseblk fuse' >>"$modules/modules.alias"
echo 'alias fs-iso9660 isofs' >>"$modules/modules.alias"
echo 'alias fs-ntfs ntfs3' >>"$modules/modules.alias"
virtual md0 9:0 sda
mkdir $at/md
echo raid1 >$at/md/level
virtual dm-0 253:0 md0
mkdir $at/dm
echo LVM-0123 >$at/dm/uuid

# a path below /sys gives what the name does
mkdir root/sys/block
ln -s ../devices/virtual/block/md0 root/sys/block/md0
for path in md0 /dev/md0 /sys/class/block/md0 /sys/block/md0 /sys/block/md0/ \
	/sys/devices/virtual/block/md0 /sys/class/block/dm-0/slaves/md0; do
	modules --for $path || fail "$path: exit status"
	is 'ahci md_mod raid1'
done
modules --for /sys/class/block/dm-0 || fail '/sys/class/block/dm-0: exit status'
is 'ahci md_mod raid1 dm_mod'
modules --for /sys/class/block/sda || fail '/sys/class/block/sda: exit status'
is ahci

# tags of fstab(5), for which udev makes links
for tag in 'by-uuid/1a2b-33' 'by-label/my\x20disk' 'by-partuuid/9c1b-02' 'by-partlabel/a\x2fb' \
	'by-id/wwn-0x5000'; do
	mkdir -p "root/dev/disk/${tag%/*}"
	ln -s ../../sda "root/dev/disk/$tag"
done
for tag in UUID=1a2b-33 'UUID="1a2b-33"' 'LABEL=my disk' PARTUUID=9c1b-02 PARTLABEL=a/b \
	ID=wwn-0x5000; do
	modules --for "$tag" || fail "$tag: exit status"
	is ahci
done
modules --for UUID=none
[ $? -eq 1 ] || fail 'UUID=none: exit status'
grep -q "udev's link to it, /dev/disk/by-uuid/none, leads to no disk here" err ||
	fail "UUID=none: $(cat err)"

# uuids that do not tell the target: UUID WHAT-IS-SAID-OF-IT
for row in '|' 'DMRAID-isw_abcd_Vol| (its uuid is of DMRAID)' '0123abcd-89ef|'; do
	echo "${row%%|*}" >root/sys/devices/virtual/block/dm-0/dm/uuid
	modules --for dm-0
	[ $? -eq 3 ] || fail "uuid '${row%%|*}': exit status"
	is 'ahci md_mod raid1 dm_mod'
	grep -qF "besides dm_mod the mapping dm-0${row#*|} needs; 'dmsetup table dm-0' tells" err ||
		fail "uuid '${row%%|*}': $(cat err)"
	grep -q 0123abcd err && fail 'a number of the disk is told'
	modules --for dm-0 -J
	grep -q '"message": "not known: which module besides dm_mod' out || fail 'uuid: JSON'
done
rm root/sys/devices/virtual/block/dm-0/dm/uuid
modules --for dm-0
[ $? -eq 3 ] || fail 'no uuid: exit status'
# partitions of mappings, by kpartx
echo part1-LVM-0123 >root/sys/devices/virtual/block/dm-0/dm/uuid
modules --for dm-0 || fail "a partition of a mapping: $(cat err)"

# what may be its cipher is what the kernel has of cryptsetup's default
echo CRYPT-LUKS2-0-x >root/sys/devices/virtual/block/dm-0/dm/uuid
module kernel/crypto/xts.ko crypto-xts
module kernel/arch/x86/crypto/aesni-intel.ko crypto-aes
modules --for dm-0
[ $? -eq 3 ] || fail 'encrypted: exit status'
is 'ahci md_mod raid1 dm_mod dm_crypt'
grep -q 'are among xts, aesni_intel, which --all adds$' err || fail "encrypted: $(cat err)"
modules --for dm-0 --all
[ $? -eq 3 ] || fail 'encrypted, --all: exit status'
is 'ahci md_mod raid1 dm_mod dm_crypt xts aesni_intel'
cp out wanted
"$HWALIAS" --sysroot root snapshot machine.snap
"$HWALIAS" modules --from machine.snap --for dm-0 --all >out 2>err
cmp -s wanted out || fail "encrypted, recorded: $(cat out err)"

# links that lead back: no hardware is reached
virtual dm-1 253:1 dm-0
mkdir $at/dm
echo LVM-1 | tee $at/dm/uuid >root/sys/devices/virtual/block/dm-0/dm/uuid
rm root/sys/devices/virtual/block/dm-0/slaves/md0
ln -s ../../dm-1 root/sys/devices/virtual/block/dm-0/slaves/dm-1
rm root/sys/devices/virtual/block/dm-1/slaves/dm-0
ln -s ../../dm-0 root/sys/devices/virtual/block/dm-1/slaves/dm-0
modules --for dm-1
[ $? -eq 3 ] || fail 'a circle: exit status'
grep -q 'on which disk dm-1 is: it is below itself$' err || fail "a circle: $(cat err)"

# --- mount options ---
# mounted OPTIONS-FILE-SYSTEM WANTED STATUS
mounted() {
	echo "30 1 8:0 / /mnt rw - $1" >root/proc/self/mountinfo
	modules --for /mnt
	[ $? -eq "$3" ] || fail "$1: exit status"
	is "$2"
}
mounted 'vfat /dev/sda rw,fmask=0022,codepage=437,iocharset=ascii,utf8,errors=remount-ro' \
	'ahci vfat nls_cp437 nls_ascii' 0
mounted 'vfat /dev/sda rw,codepage=437,iocharset=iso8859-1' 'ahci vfat nls_cp437 nls_iso8859_1' 0
mounted 'vfat /dev/sda rw' 'ahci vfat' 3
grep -q 'which code page /mnt has' err || fail "no options: $(cat err)"
mounted 'msdos /dev/sda rw,codepage=437' 'ahci msdos nls_cp437' 0
mounted 'exfat /dev/sda rw,iocharset=utf8' 'ahci exfat' 0
mounted 'ntfs3 /dev/sda rw,iocharset=ascii' 'ahci ntfs3 nls_ascii' 0
# ntfs3 in place of the ntfs of old, which had nls=
mounted 'ntfs /dev/sda rw,uid=0,gid=0,iocharset=utf8' 'ahci ntfs3' 0
mounted 'ntfs /dev/sda rw,uid=0,gid=0,iocharset=ascii' 'ahci ntfs3 nls_ascii' 0
mounted 'ntfs /dev/sda rw,umask=077,nls=utf8' 'ahci ntfs3 nls_utf8' 0
mounted 'ntfs /dev/sda rw' 'ahci ntfs3' 3
mounted 'hfsplus /dev/sda rw,umask=22,nls=utf8' 'ahci hfsplus nls_utf8' 0
mounted 'iso9660 /dev/sda ro,nojoliet' 'ahci isofs' 0
mounted 'iso9660 /dev/sda ro,iocharset=ascii' 'ahci isofs nls_ascii' 0
mounted 'vfat /dev/sda rw,codepage=850,iocharset=ascii' 'ahci vfat nls_cp850 nls_ascii' 3
grep -q 'has no such module: nls_cp850$' err || fail "a code page that is missing: $(cat err)"
# built in
echo kernel/fs/nls/nls_cp850.ko >>"$modules/modules.builtin"
mounted 'vfat /dev/sda rw,codepage=850,iocharset=ascii' 'ahci vfat nls_ascii' 0
# a program's
for type in fuseblk fuseblk.ntfs-3g; do
	mounted "$type /dev/sda rw,user_id=0,allow_other,blksize=4096" 'ahci fuse' 0
	grep -q '/mnt is a file system of a program (ntfs-3g,' err || fail "$type: $(cat err)"
done

# without mountinfo, as another list has it, and without any
rm root/proc/self/mountinfo
modules --for /mnt && fail 'no mounts at all: exit status'
grep -q "no disk is known that '/mnt' is on: there is no proc/self/mountinfo, which tells" err ||
	fail "no mounts at all: $(cat err)"
for file in proc/self/mounts proc/mounts; do
	printf '%s\n' 'proc /proc proc rw 0 0' '/dev/sda /mnt\040two ext4 rw 0 0' \
		'/dev/sda /mnt vfat rw,codepage=437,iocharset=ascii 0 0' >root/$file
	modules --for /mnt || fail "$file: exit status"
	is 'ahci vfat nls_cp437 nls_ascii'
	modules --for '/mnt two/x' || fail "$file, a blank: exit status"
	is 'ahci ext4'
	rm root/$file
done
exit $failed
