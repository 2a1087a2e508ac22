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

# … of which those that are loaded may be in use
cp root/proc/modules proc-modules
loaded xts
modules --for dm-0
[ $? -eq 3 ] || fail 'encrypted, loaded: exit status'
is 'ahci md_mod raid1 dm_mod dm_crypt xts'
grep -q 'are among xts, aesni_intel, which --all adds$' err || fail "encrypted, loaded: $(cat err)"
mv proc-modules root/proc/modules

# … and what it has in use tells it: NAME MODULE REFERENCES TYPE
algorithm() {
	printf '%-13s: %s\n' name "$1" driver "$1-foo" module "$2" priority 401 refcnt "$3" \
		selftest passed internal "${5-no}" type "$4" blocksize 16
	echo
}
for each in crypto/ecb crypto/aes_generic crypto/foohash crypto/ccm crypto/sha512; do
	module kernel/$each.ko
done
{
	algorithm 'ccm(aes)' ccm 1 aead
	algorithm sha512 foohash 2 shash
	algorithm stdrng drbg 2 rng
} >root/proc/crypto
modules --for dm-0
[ $? -eq 3 ] || fail 'no cipher in use: exit status'
{
	algorithm '__xts(aes)' aesni_intel 2 skcipher yes
	algorithm 'xts(aes)' xts 3 skcipher
	algorithm 'ecb(aes)' kernel 12 skcipher
	algorithm aes aes_generic 2 cipher
} >>root/proc/crypto
modules --for dm-0 || fail "a cipher in use: $(cat err)"
is 'ahci md_mod raid1 dm_mod dm_crypt foohash aesni_intel xts aes_generic'
"$HWALIAS" --sysroot root snapshot machine.snap
grep -q 'aead\|stdrng' machine.snap && fail 'what is not in use is recorded'
"$HWALIAS" modules --from machine.snap --for dm-0 >out 2>err || fail "a cipher in use, recorded: $(cat err)"
is 'ahci md_mod raid1 dm_mod dm_crypt foohash aesni_intel xts aes_generic'
# another kernel has them in other modules
other=root/lib/modules/6.19.0-other
mkdir -p $other/kernel
for each in ahci md-mod raid1 dm-mod dm-crypt newaes newxts newhash foohash; do
	echo kernel/$each.ko: >>$other/modules.dep
	: >$other/kernel/$each.ko
done
: >$other/modules.builtin
printf 'alias %s\n' 'pci:v00008086d0000A102sv*sd*bc*sc*i* ahci' 'crypto-aes newaes' \
	'crypto-ecb newxts' 'crypto-xts newxts' >$other/modules.alias
modules --for dm-0 -S 6.19.0-other || fail "under another kernel: $(cat err)"
is 'ahci md_mod raid1 dm_mod dm_crypt foohash newxts newaes'
# … and the disk's driver in one of another name
sed -i 's/ ahci$/ newahci/' $other/modules.alias
sed -i 's/ahci/newahci/' $other/modules.dep
mv $other/kernel/ahci.ko $other/kernel/newahci.ko
modules --for dm-0 -S 6.19.0-other || fail "another driver under another kernel: $(cat err)"
is 'newahci md_mod raid1 dm_mod dm_crypt foohash newxts newaes'
# … that is built in now, as the list of such tells
cp "$modules/modules.dep" kept.dep
cp "$modules/modules.builtin" kept.builtin
grep -v ahci kept.dep >"$modules/modules.dep"
echo kernel/drivers/ata/ahci.ko >>"$modules/modules.builtin"
link=$(readlink root/sys/bus/pci/drivers/ahci/module)
rm root/sys/bus/pci/drivers/ahci/module
modules --for dm-0 -S 6.19.0-other || fail "a built-in driver under another kernel: $(cat err)"
is 'newahci md_mod raid1 dm_mod dm_crypt foohash newxts newaes'
ln -s "$link" root/sys/bus/pci/drivers/ahci/module
mv kept.dep "$modules/modules.dep"
mv kept.builtin "$modules/modules.builtin"
sed -i /crypto-ecb/d $other/modules.alias
modules --for dm-0 -S 6.19.0-other
[ $? -eq 3 ] && grep -q 'the cipher of dm-0 needs' err || fail "without ecb: $(cat err)"
rm -r $other
# checksums
echo CRYPT-VERITY-0-x >root/sys/devices/virtual/block/dm-0/dm/uuid
module kernel/drivers/md/dm-verity.ko
modules --for dm-0 || fail "a hash in use: $(cat err)"
sed -i s/foohash/kernel/ root/proc/crypto
sed -i '/: shash/s/shash/rng/' root/proc/crypto
modules --for dm-0
[ $? -eq 3 ] || fail 'no hash in use: exit status'
rm root/proc/crypto

# --- what layers ask for by names ---
for each in dm-snapshot dm-cache dm-cache-smq dm-multipath dm-service-time dm-round-robin \
	dm-raid raid456; do
	module kernel/drivers/md/$each.ko
done
module kernel/crypto/sha256.ko crypto-sha256
# mapping UUID NAME WANTED STATUS SAID
mapping() {
	echo "$1" >root/sys/devices/virtual/block/dm-0/dm/uuid
	echo "$2" >root/sys/devices/virtual/block/dm-0/dm/name
	modules --for dm-0
	[ $? -eq "$4" ] || fail "$1, $2: exit status"
	is "ahci md_mod raid1 dm_mod${3:+ $3}"
	[ -z "$5" ] || grep -qF -e "$5" err || fail "$1, $2: $(cat err)"
}
cp root/proc/modules proc-modules
rm root/proc/modules
mapping LVM-0-real vg-root-real dm_snapshot 0 ''
mapping LVM-0 vg-root_corig 'dm_cache dm_cache_smq' 3 \
	"the policy of dm-0, which 'dmsetup table' tells; listed is what may be it: dm_cache_smq"
mapping LVM-0-real vg-root_corig 'dm_cache dm_cache_smq' 3 \
	"the policy of dm-0, which 'dmsetup table' tells; listed is what may be it: dm_cache_smq"
mapping mpath-360 mpatha 'dm_multipath dm_service_time dm_round_robin' 3 'the path selector of dm-0'
module kernel/drivers/md/dm-integrity.ko
mapping CRYPT-SUBDEV-0123-disk_dif disk_dif dm_integrity 3 "integritysetup's default, crc32c"
"$HWALIAS" --sysroot root snapshot machine.snap
"$HWALIAS" modules --from machine.snap --for dm-0 >out 2>err
is 'ahci md_mod raid1 dm_mod dm_integrity'
grep -q '0123' machine.snap && fail 'a number of the disk is recorded'
for uuid in CRYPT-SUBDEV-0123-disk-hotzone-forward CRYPT-LUKS2-OPAL-0123-disk; do
	said='besides dm_mod the mapping dm-0 (its uuid is of CRYPT) needs'
	mapping $uuid disk '' 3 "$said"
	"$HWALIAS" --sysroot root snapshot machine.snap
	"$HWALIAS" modules --from machine.snap --for dm-0 >out 2>err
	is 'ahci md_mod raid1 dm_mod'
	grep -qF "$said" err || fail "$uuid, recorded: $(cat err)"
	grep -q '0123' machine.snap && fail 'a number of the disk is recorded'
done
mapping CRYPT-VERITY-0-x x dm_verity 3 "veritysetup's default, sha256, are among sha256, which --all adds"
# one of those that are loaded
printf '%s 1 1 - Live 0x0\n' dm_round_robin raid1 >root/proc/modules
mapping mpath-360 mpatha 'dm_multipath dm_round_robin' 0 ''
mapping LVM-0 vg-x_rimage_0 'dm_raid' 0 ''
# of names that people give none says what LVM's own do, nor does a group's
module kernel/drivers/md/dm-mirror.ko
# hidden NAME WANTED: and as it is recorded
hidden() {
	mapping LVM-0 "$1" "$2" 0 ''
	"$HWALIAS" --sysroot root snapshot machine.snap
	"$HWALIAS" modules --from machine.snap --for dm-0 >out 2>err
	is "ahci md_mod raid1 dm_mod${2:+ $2}"
}
hidden vg-pvmove0 dm_mirror
hidden my--vg-pvmove12 dm_mirror
hidden vg-my_pvmove0 ''
hidden my--pvmove0-root ''
hidden old_mimage_1-root ''
hidden old_rimage_1--a-root_mimage_0 dm_mirror
hidden a-x_rimage_0 dm_raid
mapping CRYPT-LUKS2-0-x_rimage_0 x_rimage_0 dm_crypt 3 ''
mapping LVM-0 vg-x_rimage_0_iorig dm_integrity 3 "integritysetup's default, crc32c"
"$HWALIAS" --sysroot root snapshot machine.snap
"$HWALIAS" modules --from machine.snap --for dm-0 >out 2>err
is 'ahci md_mod raid1 dm_mod dm_integrity'
mapping LVM-0 vg-root_corig 'dm_cache dm_cache_smq' 3 'the policy of dm-0'
# built in, none else
sed -i /dm-cache-smq/d "$modules/modules.dep"
echo kernel/drivers/md/dm-cache-smq.ko >>"$modules/modules.builtin"
mapping LVM-0 vg-root_corig 'dm_cache' 0 ''
mv proc-modules root/proc/modules

# arrays: LEVEL WANTED STATUS
for row in 'faulty|md_mod faulty|3' 'multipath|md_mod multipath|3' 'raid6|md_mod raid456|0' \
	'|md_mod|3' 'raid99|md_mod|3'; do
	level=${row%%|*} rest=${row#*|}
	echo "$level" >root/sys/devices/virtual/block/md0/md/level
	modules --for md0
	[ $? -eq "${rest#*|}" ] || fail "level '$level': exit status"
	is "ahci ${rest%|*}"
done
# a container of arrays has none; an array of one may be read-only, "external:-md127/0"
echo >root/sys/devices/virtual/block/md0/md/level
for row in external:imsm:0 external:ddf:0 external:/md127/0:3 external:-md127/0:3 external::3 1.2:3; do
	echo "${row%:*}" >root/sys/devices/virtual/block/md0/md/metadata_version
	modules --for md0
	[ $? -eq "${row##*:}" ] || fail "an array that is ${row%:*}: exit status: $(cat err)"
	is 'ahci md_mod'
done
rm root/sys/devices/virtual/block/md0/md/metadata_version
grep -q 'of which level, and module besides md_mod, the array md0 is$' err || fail "no level: $(cat err)"
echo raid1 >root/sys/devices/virtual/block/md0/md/level

# the compressor of zram; since 6.12 it is zram's own
module kernel/drivers/block/zram/zram.ko
module kernel/crypto/zstd.ko crypto-zstd
virtual zram0 252:0
echo 'lzo lzo-rle [zstd]' >$at/comp_algorithm
modules --for zram0 || fail 'zram0: exit status'
is 'zram zstd'
: >$at/algorithm_params
modules --for zram0 || fail 'zram0 of 6.12: exit status'
is 'zram'
# a disk that it writes to; what its node is called may be a person's word
echo /dev/sda >$at/backing_dev
modules --for zram0 || fail 'zram0 with a disk: exit status'
is 'ahci zram'
echo /dev/alice-vg/swap >$at/backing_dev
modules --for zram0
[ $? -eq 3 ] && grep -q 'on which disk the backing of zram0 is$' err || fail "no such disk: $(cat err)"
"$HWALIAS" --sysroot root snapshot machine.snap
! grep alice machine.snap || fail 'the name of a volume is told'
rm $at/backing_dev
# an array that several machines write to
module kernel/drivers/md/md-cluster.ko
mkdir root/sys/devices/virtual/block/md0/md/bitmap
for row in internal: clustered:' md_cluster'; do
	echo "${row%:*}" >root/sys/devices/virtual/block/md0/md/bitmap/metadata
	modules --for md0 || fail "a bitmap that is ${row%:*}: exit status"
	is "ahci md_mod raid1${row#*:}"
done
rm -r root/sys/devices/virtual/block/md0/md/bitmap
# no disk of no module
virtual foo0 250:0
modules --for foo0
[ $? -eq 3 ] || fail 'foo0: exit status'
grep -q 'of which module the disk foo0 is$' err || fail "foo0: $(cat err)"

# partitions of disks without a device are on what the whole is on: NAME NUMBER
part() {
	mkdir "root/sys/devices/virtual/block/${1%p*}/$1"
	ln -s "../../devices/virtual/block/${1%p*}/$1" "root/sys/class/block/$1"
	echo "$2" >"root/sys/devices/virtual/block/${1%p*}/$1/dev"
}
echo raid1 >root/sys/devices/virtual/block/md0/md/level
part md0p2 259:9
modules --for md0p2 || fail "a part of an array: $(cat err)"
is 'ahci md_mod raid1'
echo '30 1 259:9 / /mnt rw - ext4 /dev/md0p2 rw' >root/proc/self/mountinfo
modules --for /mnt || fail "on a part of an array: $(cat err)"
is 'ahci md_mod raid1 ext4'
module kernel/drivers/block/loop.ko
virtual loop1 7:1
mkdir $at/loop
echo /mnt/image >$at/loop/backing_file
part loop1p1 259:10
modules --for loop1p1 || fail "a part of a loop device: $(cat err)"
is 'ahci md_mod raid1 ext4 loop'
rm -r root/sys/devices/virtual/block/loop1 root/sys/class/block/loop1* root/proc/self/mountinfo \
	root/sys/devices/virtual/block/md0/md0p2 root/sys/class/block/md0p2
sed -i /ext4/d "$modules/modules.dep"
module kernel/fs/ext4/ext4.ko

# disks of no device's driver that are elsewhere: NAME DIRECTORY WANTED SAID
for each in drivers/block/rbd drivers/mtd/mtdblock drivers/mtd/mtdblock_ro drivers/spi/spi-foo; do
	module kernel/$each.ko
done
device spi spi0.0 devices/platform/spi0/spi0.0 </dev/null
bind spi-foo spi_foo
for row in 'rbd0|rbd/0/block|rbd|on which host rbd0 is' \
	'mtdblock0|virtual/mtd/mtd0|mtdblock mtdblock_ro|on which flash chip mtdblock0 is' \
	"mtdblock1|platform/spi0/spi0.0/mtd/mtd1|spi_foo mtdblock mtdblock_ro|the driver of mtdblock1, which 'lsmod' tells" \
	'foo1|foo/block||of which module the disk foo1 is'; do
	IFS='|' read -r disk directory wanted said <<-END
		$row
	END
	mkdir -p "root/sys/devices/$directory/$disk"
	ln -s "../../devices/$directory/$disk" "root/sys/class/block/$disk"
	rm root/proc/modules
	modules --for "$disk"
	[ $? -eq 3 ] || fail "$disk: exit status"
	is "$wanted"
	grep -qF -e "$said" err || fail "$disk: $(cat err)"
	echo 'loop 16384 0 - Live 0x0' >root/proc/modules
done
loaded mtdblock_ro
modules --for mtdblock1 || fail 'mtdblock_ro is loaded: exit status'
is 'spi_foo mtdblock_ro'
rm root/sys/class/block/rbd0 root/sys/class/block/mtdblock? root/sys/class/block/foo1

# a name with a slash
module kernel/drivers/block/aoe/aoe.ko
virtual 'etherd!e1.0' 152:0
modules --for /dev/etherd/e1.0
[ $? -eq 3 ] || fail 'etherd/e1.0: exit status'
is aoe
rm -r "$at" 'root/sys/class/block/etherd!e1.0'

# an array of many disks, of which each is one of many
kept=$(mktemp -d ./kept.XXXXXX)
cp -a root/. "$kept"
virtual md7 9:7
mkdir $at/md
echo raid1 >$at/md/level
for number in $(seq 100 139); do
	virtual dm-$number 253:$number md0
	mkdir $at/dm
	echo LVM-0 >$at/dm/uuid
	for other in $(seq 100 $((number - 1))); do ln -s ../../dm-$other $at/slaves/dm-$other; done
	ln -s ../../dm-$number root/sys/devices/virtual/block/md7/slaves/dm-$number
done
for number in $(seq 300); do
	mkdir root/sys/devices/pci0000:00/0000:00:17.0/ata1/block/sd$number
	ln -s ../../devices/pci0000:00/0000:00:17.0/ata1/block/sd$number root/sys/class/block/sd$number
	ln -s ../../../../pci0000:00/0000:00:17.0/ata1/block/sd$number root/sys/devices/virtual/block/md7/slaves/sd$number
done
modules --for md7 || fail "many disks: $(cat err)"
is 'ahci md_mod raid1 dm_mod'
rm -r root
mv "$kept" root

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

# --- disks that no device's driver makes ---
for each in drivers/nvme/host/nvme-core drivers/nvme/host/nvme-fabrics \
	drivers/nvme/host/nvme-tcp drivers/nvme/host/nvme-rdma drivers/scsi/sd_mod \
	drivers/scsi/scsi_transport_iscsi drivers/scsi/libiscsi drivers/scsi/iscsi_tcp \
	drivers/infiniband/ulp/iser/ib_iser drivers/net/e1000e drivers/scsi/foohost; do
	module kernel/$each.ko
done
card 00:19.0 8086 10D3 020000
bind e1000e e1000e
mkdir -p root/sys/devices/pci0000:00/0000:00:19.0/net/eth0 root/sys/class/net root/sys/class/nvme
ln -s ../../devices/pci0000:00/0000:00:19.0/net/eth0 root/sys/class/net/eth0
mkdir -p root/sys/devices/virtual/net/dummy0
ln -s ../../devices/virtual/net/dummy0 root/sys/class/net/dummy0
fabric=root/sys/devices/virtual/nvme-fabrics/ctl/nvme0
subsystem=root/sys/devices/virtual/nvme-subsystem/nvme-subsys0
mkdir -p $fabric/nvme0n1 $subsystem/nvme1n1
ln -s ../../devices/virtual/nvme-fabrics/ctl/nvme0 root/sys/class/nvme/nvme0
ln -s ../../devices/virtual/nvme-fabrics/ctl/nvme0/nvme0n1 root/sys/class/block/nvme0n1
ln -s ../../devices/virtual/nvme-subsystem/nvme-subsys0/nvme1n1 root/sys/class/block/nvme1n1
ln -s ../../nvme-fabrics/ctl/nvme0 $subsystem/nvme0
echo 259:0 >$fabric/nvme0n1/dev
echo 259:1 >$subsystem/nvme1n1/dev
# fabric TRANSPORT ADDRESS WANTED STATUS SAID
fabric() {
	echo "$1" >$fabric/transport
	echo "$2" >$fabric/address
	for disk in nvme0n1 nvme1n1 nvme0; do
		modules --for $disk
		[ $? -eq "$4" ] || fail "$1, $disk: exit status"
		is "$3"
		[ -z "$5" ] || grep -qF -e "$5" err || fail "$1, $disk: $(cat err)"
	done
}
fabric tcp traddr=10.0.0.5,trsvcid=4420 'nvme_core nvme_fabrics nvme_tcp' 3 \
	'over which network interface the disk of nvme0 is'
fabric tcp traddr=10.0.0.5,trsvcid=4420,host_iface=eth0 \
	'e1000e nvme_core nvme_fabrics nvme_tcp' 0 ''
mkdir root/proc/net
echo '00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 00000400 00000003 00000000 00000003 eth0' \
	>root/proc/net/ipv6_route
fabric tcp traddr=fd00::1,trsvcid=4420 'e1000e nvme_core nvme_fabrics nvme_tcp' 0 ''
mkdir -p root/sys/devices/virtual/net/lo
ln -s ../../devices/virtual/net/lo root/sys/class/net/lo
echo 772 >root/sys/devices/virtual/net/lo/type
fabric tcp traddr=127.0.0.1,trsvcid=4420 'nvme_core nvme_fabrics nvme_tcp' 3 \
	'not known: on which disk of this machine the disk of nvme0 is'
rm -r root/sys/devices/virtual/net/lo root/sys/class/net/lo
fabric rdma traddr=10.0.0.5 'nvme_core nvme_fabrics nvme_rdma' 3 'over which adapter of RDMA the disk of nvme0 is'
fabric pigeon '' 'nvme_core nvme_fabrics' 3 \
	'of which module besides nvme_fabrics the controller nvme0 is'
echo tcp >$fabric/transport
rm $subsystem/nvme0
modules --for nvme1n1
[ $? -eq 3 ] && grep -q 'behind which controllers nvme1n1 is$' err || fail "no controller: $(cat err)"

# scsi PARENT PROC-NAME: a disk of the host there
scsi() {
	rm -rf root/sys/bus/scsi root/sys/devices/*/host2 root/sys/devices/*/*/host2
	at=$1/host2/$3/target2:0:0/2:0:0:1
	device scsi 2:0:0:1 "$at" <<-END
		DEVTYPE=scsi_device
		MODALIAS=scsi:t-0x00
	END
	mkdir -p root/sys/bus/scsi/drivers/sd "root/sys/$at/block/sdb" "root/sys/$1/host2/scsi_host/host2"
	bind sd sd_mod
	ln -sfn "../../$at/block/sdb" root/sys/class/block/sdb
	echo 8:16 >"root/sys/$at/block/sdb/dev"
	[ -z "$2" ] || echo "$2" >"root/sys/$1/host2/scsi_host/host2/proc_name"
}
sdb() {
	modules --for sdb
	[ $? -eq "$2" ] || fail "host $1: exit status"
	is "$1"
	[ -z "${3-}" ] || grep -qF -e "$3" err || fail "host $1: $(cat err)"
}
scsi devices/platform iscsi_tcp session1
sdb 'sd_mod scsi_transport_iscsi libiscsi iscsi_tcp' 3 'over which network interface the disk of host2 is'
mkdir -p root/sys/devices/platform/host2/iscsi_host/host2
echo eth0 >root/sys/devices/platform/host2/iscsi_host/host2/netdev
sdb 'e1000e sd_mod scsi_transport_iscsi libiscsi iscsi_tcp' 0 ''
rm -r root/sys/devices/platform/host2/iscsi_host
at=root/sys/devices/platform/host2/session1/connection1:0/iscsi_connection/connection1:0
mkdir -p $at
echo fd00::1 >$at/address
sdb 'e1000e sd_mod scsi_transport_iscsi libiscsi iscsi_tcp' 0 ''
scsi devices/platform '' session1
sdb 'sd_mod scsi_transport_iscsi libiscsi' 3 'of which module the SCSI host host2 is'
scsi devices/platform foohost .
sdb 'sd_mod foohost' 0 ''
scsi devices/platform '' .
sdb 'sd_mod' 3 'of which module the SCSI host host2 is'
# on another driver's device, and on its own
scsi devices/pci0000:00/0000:00:19.0 iscsi_iser session1
sdb 'e1000e sd_mod scsi_transport_iscsi libiscsi ib_iser' 0 ''
scsi devices/pci0000:00/0000:00:17.0 ahci .
sdb 'ahci sd_mod' 0 ''
# what switches its paths
module kernel/drivers/scsi/device_handler/scsi_dh_alua.ko
echo detached >"$here/dh_state"
sdb 'ahci sd_mod' 0 ''
echo alua >"$here/dh_state"
sdb 'ahci sd_mod scsi_dh_alua' 0 ''
"$HWALIAS" --sysroot root snapshot machine.snap
"$HWALIAS" modules --from machine.snap --for sdb >out 2>err || fail "a path handler, recorded: $(cat err)"
is 'ahci sd_mod scsi_dh_alua'

# what any disk, interface or file system needs is among what the machine does
rm root/sys/class/net/dummy0
subset() {
	"$HWALIAS" modules $1 2>err | sort >all
	for target in / /mnt $2; do
		"$HWALIAS" modules $1 --for "$target" 2>err | sort | comm -23 - all >out
		[ -s out ] && fail "$1, --for $target: more than without --for"
	done
}
echo '30 1 9:0 / /mnt rw - ext4 /dev/md0 rw' >root/proc/self/mountinfo
echo '31 1 0:40 / /net rw - fuse host:/x rw' >>root/proc/self/mountinfo
echo '32 1 0:41 / /proc rw - proc proc rw' >>root/proc/self/mountinfo
subset '--sysroot root' "$(ls root/sys/class/block root/sys/class/net | grep -v :)"
for each in dm_mod dm_cache raid1 md_mod zram ext4 fuse nvme_tcp sd_mod; do
	grep -qx "$each" all || fail "the whole machine: no $each"
done
grep -qx proc all && fail 'the whole machine: proc'
"$HWALIAS" modules --sysroot root --format lsmod 2>err >out
grep -q '^dm_cache  *[0-9]' out || fail 'the whole machine: no dm_cache for localmodconfig'
for each in "$HWALIAS_SOURCE"/tests/machines/*.snap; do
	subset "--from $each" "$(sed -n 's#^sys/class/\(block\|net\)/\([^ /]*\) .*#\2#p' "$each" | sort -u | head -n 20)"
done
[ ! -d /sys/class/block ] || subset '' "$(ls /sys/class/block /sys/class/net | grep -v :)"
# one that is there to be set up has nothing that is not known
virtual loop0 7:0
echo 0 >$at/size
modules
grep -q loop0 err && fail "a loop device without a file: $(cat err)"
# where a disk is adds nothing to what the whole machine needs
rm $at/size
modules
grep -v 'below itself' err | grep -qE 'loop0|on which|over which' && fail "the whole machine: $(cat err)"

# --- file systems whose number is not that of a disk ---
module kernel/fs/btrfs/btrfs.ko
module kernel/fs/bcachefs/bcachefs.ko
# volume NAME NUMBER DISK LABEL
volume() {
	virtual "$1" "$2" "$3"
	mkdir "$at/dm"
	echo LVM-0 >"$at/dm/uuid"
	echo "$4" >"$at/dm/name"
}
rm -r root/sys/devices/virtual/block/dm-? root/sys/class/block/dm-?
scsi devices/pci0000:00/0000:00:17.0 ahci .
volume dm-0 253:0 sda alice--vg-swap
volume dm-1 253:1 sdb alice--vg-root
# on NAME WANTED STATUS: also of a recording, which has no names
on() {
	echo "30 1 0:40 / /mnt rw - $1 rw" >root/proc/self/mountinfo
	for level in public full; do
		"$HWALIAS" --sysroot root snapshot --privacy $level machine.snap
		[ $level = full ] || ! grep -i alice machine.snap >out || fail "$1: a name is told"
		"$HWALIAS" modules --from machine.snap --for /mnt >out 2>err
		[ $? -eq "$3" ] || fail "$1, $level: exit status: $(cat err)"
		is "$2"
	done
	modules --for /mnt
	[ $? -eq "$3" ] || fail "$1: exit status: $(cat err)"
	is "$2"
}
on 'btrfs /dev/mapper/alice--vg-root' 'ahci sd_mod dm_mod btrfs' 0
on 'btrfs /dev/mapper/alice--vg-swap' 'ahci dm_mod btrfs' 0
on 'bcachefs /dev/mapper/alice--vg-swap:/dev/sdb' 'ahci sd_mod dm_mod bcachefs' 0
on 'bcachefs /dev/sda:/dev/sdz' 'ahci bcachefs' 3
grep -q 'on which further disks /mnt is$' err || fail "a disk that is not there: $(cat err)"
# a recording that has one name for all
echo '30 1 0:40 / /mnt rw - btrfs /dev/mapper/withheld rw' >root/proc/self/mountinfo
echo withheld | tee root/sys/devices/virtual/block/dm-0/dm/name >root/sys/devices/virtual/block/dm-1/dm/name
for target in /mnt /dev/mapper/withheld; do
	modules --for $target
	[ $? -eq 1 ] || fail "$target, the name of two: exit status"
done

# --- mount options ---
# mounted OPTIONS-FILE-SYSTEM WANTED STATUS
mounted() {
	echo "30 1 8:0 / /mnt rw - $1" >root/proc/self/mountinfo
	modules --for /mnt
	[ $? -eq "$3" ] || fail "$1: exit status"
	is "$2"
	# a recording has the options that tell of modules
	"$HWALIAS" --sysroot root snapshot machine.snap
	"$HWALIAS" modules --from machine.snap --for /mnt >out 2>err
	[ $? -eq "$3" ] || fail "$1, recorded: exit status: $(cat err)"
	is "$2"
	grep -q 'fmask\|allow_other' machine.snap && fail "$1: other options are recorded"
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
	grep -q '/mnt is a file system of a program (as ntfs-3g,' err || fail "$type: $(cat err)"
done

# without mountinfo, as another list has it, and without any
rm root/proc/self/mountinfo
modules --for /mnt && fail 'no mounts at all: exit status'
grep -q "no disk is known that '/mnt' is on: there is no proc/self/mountinfo, which tells" err ||
	fail "no mounts at all: $(cat err)"
# … or one without any line that tells something: LINES|SAID
unreadable='proc/self/mountinfo has no line that can be read'
for row in '|proc/self/mountinfo is empty' "garbage\n|$unreadable" \
	"30 1 8:0 / /mnt rw - ext4|$unreadable" "30 1 8:0 / /mnt rw - ../../x /dev/sda rw\n|$unreadable"; do
	printf '%b' "${row%|*}" >root/proc/self/mountinfo
	modules --for /mnt
	[ $? -eq 1 ] || fail "mountinfo '$row': exit status"
	grep -q "no disk is known that '/mnt' is on: ${row#*|}" err || fail "mountinfo '$row': $(cat err)"
done
# … which may be that of the target
echo '29 1 8:0 / / rw - ext4 /dev/sda rw' >>root/proc/self/mountinfo
for target in '' '--for /mnt'; do
	# shellcheck disable=SC2086 # an option
	modules $target
	[ $? -eq 3 ] || fail "a line of mountinfo: exit status"
	grep -q 'not known: what 1 line of proc/self/mountinfo tells, which is cut or damaged$' err ||
		fail "a line of mountinfo: $(cat err)"
done
rm root/proc/self/mountinfo
for file in proc/self/mounts proc/mounts; do
	printf '%s\n' 'proc /proc proc rw 0 0' '/dev/sda /mnt\040two ext4 rw 0 0' \
		'/dev/sda /mnt vfat rw,codepage=437,iocharset=ascii 0 0' >root/$file
	modules --for /mnt || fail "$file: exit status"
	is 'ahci vfat nls_cp437 nls_ascii'
	modules --for '/mnt two/x' || fail "$file, a blank: exit status"
	is 'ahci ext4'
	rm root/$file
done

# all that it needs is built in
sed 's/:.*//' "$modules/modules.dep" >>"$modules/modules.builtin"
echo kernel/drivers/other.ko: >"$modules/modules.dep"
mounted 'ext4 /dev/sda rw' '' 0
grep -q "^hwalias: all that '/mnt' needs is built into the kernel" err || fail "all built in: $(cat err)"

# directories in place of links, of kernels with CONFIG_SYSFS_DEPRECATED: sys/block/sda with
# its partitions in it, a link `device`, and of those without hardware none
# (Documentation/admin-guide/sysfs-rules.rst)
machine 'an old kernel'
card 00:17.0 8086 A102 010601
module kernel/drivers/ata/ahci.ko 'pci:v00008086d0000A102sv*sd*bc*sc*i*'
bind ahci ahci
device scsi 0:0:0:0 devices/pci0000:00/0000:00:17.0/host0/target0:0:0/0:0:0:0 </dev/null
bind sd sd_mod
card 00:19.0 8086 10D3 020000
module kernel/drivers/net/igb.ko 'pci:v00008086d000010D3sv*sd*bc*sc*i*'
bind igb igb
for each in drivers/scsi/sd_mod drivers/md/md-mod drivers/md/raid1 fs/ext4/ext4 net/bridge/bridge; do
	module kernel/$each.ko
done
mkdir -p root/sys/block/sda/sda1 root/sys/block/sda/queue root/sys/block/md0/md root/sys/block/md0/slaves \
	root/sys/class/net/eth0 root/sys/class/net/br0/bridge root/proc/self
echo 8:0 >root/sys/block/sda/dev
echo 8:1 >root/sys/block/sda/sda1/dev
ln -s ../../devices/pci0000:00/0000:00:17.0/host0/target0:0:0/0:0:0:0 root/sys/block/sda/device
echo 9:0 >root/sys/block/md0/dev
echo raid1 >root/sys/block/md0/md/level
ln -s ../../sda/sda1 root/sys/block/md0/slaves/sda1
ln -s ../../../devices/pci0000:00/0000:00:19.0 root/sys/class/net/eth0/device
: >root/sys/class/net/bonding_masters
echo '30 1 9:0 / / rw - ext4 /dev/md0 rw' >root/proc/self/mountinfo
echo '31 1 8:1 / /srv rw - ext4 /dev/sda1 rw' >>root/proc/self/mountinfo
while read -r target wanted; do
	modules --for "$target" || fail "$target: $(cat err)"
	is "$wanted"
	"$HWALIAS" snapshot --sysroot root old.snap 2>err
	"$HWALIAS" modules --from old.snap --for "$target" >out 2>err || fail "$target, recorded: $(cat err)"
	is "$wanted"
done <<-END
	sda ahci sd_mod
	sda1 ahci sd_mod
	/dev/sda1 ahci sd_mod
	/sys/block/sda ahci sd_mod
	/sys/block/sda/sda1 ahci sd_mod
	/srv ahci sd_mod ext4
	md0 ahci sd_mod md_mod raid1
	/ ahci sd_mod md_mod raid1 ext4
	eth0 igb
	br0 bridge
END
modules || fail "all: $(cat err)"
[ "$(sort out | tr '\n' ' ')" = 'ahci bridge ext4 igb md_mod raid1 sd_mod ' ] || fail 'all'
"$HWALIAS" show --sysroot root sda md0 eth0 >out 2>err || fail "show: $(cat err)"
for id in scsi:0:0:0:0 pci:0000:00:19.0; do
	grep -q "^$id" out || fail "show: no $id"
done
grep -q '^sda1  *block  *.*/srv' out || fail 'show: where it is mounted'
exit $failed
