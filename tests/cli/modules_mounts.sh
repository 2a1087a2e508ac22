#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# `hwalias modules --for` a file system that is on no block device: in directories of others,
# on a flash chip, in what a host shares, on a server, or where nothing tells.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"

modules() { "$HWALIAS" modules --sysroot root "$@" >out 2>err; }
is() {
	[ "$(tr '\n' ' ' <out | sed 's/ $//')" = "$1" ] || fail "not '$1': $(cat err)"
}
# mounts LINE...: POINT NUMBER TYPE SOURCE OPTIONS
mounts() {
	for line; do
		# shellcheck disable=SC2086 # words
		set -- $line
		printf '%s\n' "30 1 $2 / $1 rw - $3 $4 ${5:-rw}"
	done >root/proc/self/mountinfo
}
# needs POINT WANTED STATUS [SAID]
needs() {
	modules --for "$1"
	[ $? -eq "$3" ] || fail "--for $1: exit status: $(cat err)"
	is "$2"
	[ -z "${4-}" ] || grep -qF -e "$4" err || fail "--for $1: $(cat err)"
	tr ' ' '\n' <out | sort >subset
	modules
	sort out | comm -23 subset - >extra
	[ -s extra ] && fail "--for $1: more than the whole machine: $(cat extra)"
}
# recorded POINT WANTED STATUS: a recording has no mount options
recorded() {
	"$HWALIAS" --sysroot root snapshot my.snap 2>err || fail 'no recording'
	"$HWALIAS" modules --from my.snap --for "$1" >out 2>err
	[ $? -eq "$3" ] || fail "recorded, --for $1: exit status: $(cat err)"
	is "$2"
}

machine 'file systems without a block device'
mkdir -p root/proc/self root/proc/net root/sys/class/block root/sys/class/net
for each in drivers/ata/ahci fs/overlayfs/overlay fs/squashfs/squashfs fs/isofs/isofs \
	fs/ext4/ext4 drivers/block/loop fs/erofs/erofs fs/ecryptfs/ecryptfs fs/nfs/nfs \
	fs/nfs/nfsv4 fs/nfs/nfsv3 net/sunrpc/auth_gss/rpcsec_gss_krb5 \
	net/sunrpc/xprtrdma/rpcrdma fs/fuse/fuse fs/fuse/virtiofs net/9p/9pnet_virtio \
	net/9p/9pnet_fd fs/9p/9p fs/smb/client/cifs fs/nls/nls_cp850 zfs fs/ceph/ceph \
	fs/bcachefs/bcachefs drivers/net/e1000e drivers/net/igb net/tls/tls; do
	module kernel/$each.ko
done
printf 'alias fs-%s\n' 'iso9660 isofs' 'nfs4 nfs' 'smb3 cifs' >>"$modules/modules.alias"
card 00:17.0 8086 A102 010601
bind ahci ahci
# disk NAME NUMBER
disk() {
	at=devices/pci0000:00/0000:00:17.0/block/$1
	mkdir -p "root/sys/$at"
	ln -s "../../$at" "root/sys/class/block/$1"
	echo "$2" >"root/sys/$at/dev"
}
disk sda 8:0
disk sdb 8:16
mkdir -p root/sys/devices/virtual/block/loop0/loop
ln -s ../../devices/virtual/block/loop0 root/sys/class/block/loop0
echo 7:0 >root/sys/devices/virtual/block/loop0/dev
echo /run/live/medium/live/filesystem.squashfs >root/sys/devices/virtual/block/loop0/loop/backing_file

# --- directories of others ---
# a live image
mounts '/ 0:25 overlay overlay rw,lowerdir=/run/live/rootfs/filesystem.squashfs/,upperdir=/run/live/overlay/rw,workdir=/run/live/overlay/work' \
	'/run/live/medium 8:0 iso9660 /dev/sda' '/run/live/rootfs/filesystem.squashfs 7:0 squashfs /dev/loop0' \
	'/run/live/overlay 0:26 tmpfs tmpfs'
needs / 'ahci isofs loop squashfs overlay' 0
recorded / overlay 3
grep -q "not known: what / (overlay) is on; its parts are other file systems" err || fail "recorded: $(cat err)"
# lists, escapes and options of their own
part='/mnt/a\040b'
for options in "lowerdir=$part:/mnt" "lowerdir=/mnt::$part" "lowerdir+=/mnt,datadir+=$part" \
	"lowerdir=/mnt,upperdir=$part/x,workdir=$part/y"; do
	mounts "/ 0:25 overlay overlay rw,$options" '/mnt 8:0 ext4 /dev/sda' \
		"$part 7:0 squashfs /dev/loop0" '/run/live/medium 8:16 iso9660 /dev/sdb'
	case $options in
	"lowerdir=$part"*) wanted='ahci isofs loop squashfs ext4 overlay' ;;
	*) wanted='ahci ext4 isofs loop squashfs overlay' ;;
	esac
	needs / "$wanted" 0
done
mounts '/ 0:25 overlay overlay rw,lowerdir=/mnt/c\134:d\054e:/mnt' '/mnt 8:0 ext4 /dev/sda' \
	'/mnt/c:d,e 8:16 erofs /dev/sdb'
needs / 'ahci erofs ext4 overlay' 0
# what is of another name space, has no place, or was hidden is not known
said='not known: what / (overlay) is on; one of its directories'
for options in lowerdir=/filesystem.squashfs,upperdir=/mnt lowerdir=l/ABC:/mnt \
	lowerdir=/run/hidden,upperdir=/mnt lowerdir=/mnt,upperdir=/gone/x; do
	mounts "/ 0:25 overlay overlay rw,$options" '/mnt 8:0 ext4 /dev/sda' '/run 0:26 tmpfs tmpfs' \
		'/gone 8:99 ext4 /dev/sdz'
	needs / 'ahci ext4 overlay' 3 "$said"
done
mounts '/ 0:25 overlay overlay rw'
needs / 'overlay' 3 'not known: what / (overlay) is on; its parts'
# one in another, and in itself
mounts '/ 0:25 overlay overlay rw,lowerdir=/lower' '/lower 0:26 overlay overlay rw,lowerdir=/mnt' \
	'/mnt 8:0 ext4 /dev/sda'
needs / 'ahci ext4 overlay' 0
modules --for sda --for / || fail "a disk, and an overlay on it: $(cat err)"
is 'ahci ext4 overlay'
mounts '/usr/a 0:25 overlay overlay rw,lowerdir=/usr/b' '/usr/b 0:26 overlay overlay rw,lowerdir=/usr/a'
needs /usr/a overlay 3 'what /usr/a (overlay) is on; it is below itself'
# each of many is on all others
for number in $(seq 40); do
	echo "30 1 0:3$number / /$number rw - overlay overlay rw,lowerdir=$(seq -s : -f '/%g' 40)"
done >root/proc/self/mountinfo
echo '31 1 8:0 / / rw - ext4 /dev/sda rw' >>root/proc/self/mountinfo
modules --for /7
[ $? -eq 3 ] || fail 'overlays on each other: exit status'
is overlay
# a container's many layers
layers=/mnt/0
while [ ${#layers} -lt 3000 ]; do layers=$layers:/mnt/$((${#layers})); done
mounts "/merged 0:25 overlay overlay rw,lowerdir=$layers,upperdir=/mnt/x" '/mnt 8:0 ext4 /dev/sda'
needs /merged 'ahci ext4 overlay' 0
# a path is that of a directory however it is written, and by links of the tree
mounts '/ 8:0 ext4 /dev/sda' '/boot/efi 8:16 squashfs /dev/sdb'
mkdir -p root/srv
ln -sfn /boot root/srv/link
for path in /boot/efi //boot//efi/ /boot/./efi /boot/efi/. /boot/x/../efi/y /srv/link/efi; do
	modules --for $path || fail "$path: $(cat err)"
	is 'ahci squashfs'
done
for path in / // /. /boot /boot/efi/.. /boot/efi/../../x /srv/link /boot/efi2; do
	modules --for $path || fail "$path: $(cat err)"
	is 'ahci ext4'
done
for path in //dev//sda /dev/./sda /sys//class/block/sda/; do
	modules --for $path || fail "$path: $(cat err)"
	is ahci
done
rm -r root/srv
# a host of containers: more mounts than an attribute of sysfs may have bytes
{
	echo '20 1 8:0 / / rw - ext4 /dev/sda rw'
	seq 3000 | sed 's#.*#30 20 0:1& / /var/lib/containers/&/merged rw - overlay overlay rw,lowerdir=/var/lib/&#'
	echo '31 20 8:16 / /home/planthost rw - squashfs /dev/sdb rw'
} >root/proc/self/mountinfo
needs / 'ahci ext4' 0
recorded / 'ahci ext4' 0
needs /var/lib/containers/2999/merged 'ahci ext4 overlay' 0
modules || fail "thousands of mounts: $(cat err)"
is 'ahci ext4 overlay squashfs loop'
"$HWALIAS" modules --from my.snap >out 2>err || fail "thousands of mounts, recorded: $(cat err)"
is 'ahci ext4 overlay squashfs loop'
grep -q 'planthost\|lowerdir' my.snap && fail 'a name is recorded'
[ "$(grep -c containers my.snap)" = 1 ] || fail 'each container is recorded'
# lines that are malformed
printf '%s\n' '30 1 8:0' a '' '30 1 8:16 / planthost rw - ext4 /dev/sdb rw' '31 1 8:0 / / rw - ext4 /dev/sda' \
	>root/proc/self/mountinfo
needs / 'ahci ext4' 3 'what 3 lines of proc/self/mountinfo tell, which are cut or damaged'
recorded / 'ahci ext4' 3
grep -q 'what 3 lines of' err || fail "malformed lines, recorded: $(cat err)"
grep -q planthost my.snap && fail 'a malformed line is recorded'
# OpenWrt
mounts '/rom 8:16 squashfs /dev/sdb' '/overlay 8:0 ext4 /dev/sda' \
	'/ 0:25 overlay overlayfs:/overlay rw,lowerdir=/,upperdir=/overlay/upper,workdir=/overlay/work'
needs / 'ahci squashfs ext4 overlay' 0
# an image that is a file, and encrypted files
mounts '/usr/x 0:30 erofs /mnt/x.erofs' '/usr/y 0:31 ecryptfs /mnt/.Private' '/mnt 8:0 ext4 /dev/sda'
needs /usr/x 'ahci ext4 erofs' 0
needs /usr/y 'ahci ext4 ecryptfs' 0

# --- what a host shares ---
for number in 1 2; do
	device virtio virtio$number "devices/pci0000:00/0000:00:17.0/virtio$number" <<-END
		MODALIAS=virtio:d000000$number
	END
	if [ $number = 1 ]; then bind virtiofs virtiofs; else bind 9pnet_virtio 9pnet_virtio; fi
done
mounts '/usr/v 0:30 virtiofs myshare' '/usr/p 0:31 9p host0 rw,access=any,trans=virtio' \
	'/usr/t 0:32 9p 192.0.2.7 rw,trans=tcp' '/usr/q 0:33 9p host0 rw,trans=pigeon'
needs /usr/v 'ahci virtiofs' 0
recorded /usr/v 'ahci virtiofs' 0
needs /usr/p 'ahci 9pnet_virtio 9p' 0
recorded /usr/p 'ahci 9pnet_virtio 9p' 0
grep -q 'myshare\|host0' my.snap && fail 'what people call a share is recorded'
recorded /usr/t '9pnet_fd 9p' 3
needs /usr/t '9pnet_fd 9p' 3 'what /usr/t (9p) is on; it comes over the network'
needs /usr/q 9p 3 'what /usr/q (9p) is on; its option trans='
rm -r root/sys/bus/virtio root/sys/devices/pci0000:00/0000:00:17.0/virtio?
needs /usr/v virtiofs 3 'not known: what /usr/v (virtiofs) is on'
# … as WSL does, through a connection that a program holds
mounts '/mnt/c 0:34 9p C:\134 rw,aname=drvfs;path=C:\134,trans=fd,rfd=8,wfd=8'
needs /mnt/c '9pnet_fd 9p' 3 '(9p) is on; a program holds its connection'
modules || fail "9p through a connection: $(cat err)"
grep -qx 9pnet_fd out || fail '9p through a connection'
# a kernel that has it in 9pnet
cp $modules/modules.dep dep
sed -i /9pnet_fd/d $modules/modules.dep
needs /mnt/c 9p 3 ''
grep -q 'no such module' err && fail "9pnet_fd in 9pnet: $(cat err)"
mv dep $modules/modules.dep

# --- on a server ---
# net NAME CARD DRIVER
net() {
	card "$2" 8086 15B8 020000
	bind "$3" "$3"
	at=devices/pci0000:00/0000:$2/net/$1
	mkdir -p "root/sys/$at"
	ln -s "../../$at" "root/sys/class/net/$1"
	echo 1 >"root/sys/$at/type"
}
mkdir -p root/sys/devices/virtual/net/lo
ln -s ../../devices/virtual/net/lo root/sys/class/net/lo
echo 772 >root/sys/devices/virtual/net/lo/type
server='10.9.8.7:/srv'
mounts "/ 0:40 nfs4 $server rw,vers=4.2,proto=tcp,sec=sys,clientaddr=192.0.2.1,addr=10.9.8.7" \
	"/usr/k 0:41 nfs4 $server rw,vers=4.2,proto=rdma,sec=krb5p,addr=192.0.2.9" \
	"/usr/o 0:42 nfs $server rw,vers=3,addr=192.0.2.9" \
	"/usr/t 0:48 nfs $server rw,vers=3,xprtsec=mtls,addr=192.0.2.9" \
	"/usr/v 0:49 nfs $server rw,vers=3,xprtsec=none,addr=192.0.2.9" \
	'/usr/c 0:43 cifs //server/x rw,vers=3.1.1,iocharset=cp850,addr=192.0.2.9' \
	'/usr/m 0:44 ceph 192.0.2.9:6789,10.9.8.7:6789:/ rw,name=admin' \
	'/usr/n 0:45 ceph a@b.c=/ rw,mon_addr=192.0.2.9:6789/10.9.8.7:6789' \
	'/usr/s 0:46 fuse.sshfs u@server:/'
needs / 'nfsv4 nfs' 3 'not known: what / (nfs4) is on; it comes over the network; --for INTERFACE, as eth0,'
# the only interface there is, and of two the one of the route
net eth0 00:19.0 e1000e
needs / 'e1000e nfsv4 nfs' 0
recorded / 'e1000e nfsv4 nfs' 0
needs /usr/s 'e1000e fuse' 0
net eth1 00:1a.0 igb
needs / 'nfsv4 nfs' 3 'it comes over the network'
printf '%s\n' 'Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT' \
	'eth0 00000000 010200C0 0003 0 0 0 00000000 0 0 0' \
	'eth1 000200C0 00000000 0001 0 0 0 00FFFFFF 0 0 0' >root/proc/net/route
needs / 'e1000e nfsv4 nfs' 0
needs /usr/k 'igb nfsv4 rpcsec_gss_krb5 rpcrdma nfs' 0
needs /usr/o 'igb nfsv3 nfs' 0
needs /usr/t 'igb nfsv3 tls nfs' 0
needs /usr/v 'igb nfsv3 nfs' 0
needs /usr/c 'igb cifs nls_cp850' 0
needs /usr/m 'igb ceph' 0
needs /usr/n 'igb ceph' 0
# the server may be this machine
cp root/proc/self/mountinfo mountinfo
mounts '/usr/l 0:47 nfs4 localhost:/srv rw,vers=4.2,addr=127.0.0.1'
for row in 1 2; do
	needs /usr/l 'nfsv4 nfs' 3 'what /usr/l (nfs4) is on; its server is this machine'
	[ $row = 2 ] || mounts '/usr/l 0:47 nfs4 localhost:/srv rw,vers=4.2,addr=::1'
	echo '00000000000000000000000000000001 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000002 00000000 80200001       lo' \
		>root/proc/net/ipv6_route
done
mv mountinfo root/proc/self/mountinfo
rm root/proc/net/ipv6_route
needs /usr/s fuse 3 'what /usr/s (fuse.sshfs) is on'
recorded / 'nfsv4 nfs' 3
recorded /usr/o 'nfsv3 nfs' 3
recorded /usr/t 'nfsv3 tls nfs' 3
recorded /usr/k 'nfsv4 rpcsec_gss_krb5 rpcrdma nfs' 3
grep -q '10\.9\.8\|192\.0\.2\|010200C0' my.snap && fail 'an address is recorded'
rm root/sys/class/net/eth?

# --- where nothing tells ---
mounts '/ 0:40 zfs rpool/ROOT rw' '/usr/u 0:41 fuse.mergerfs a:b' '/shm 0:42 tmpfs tmpfs' \
	'/proc 0:43 proc proc' '/usr/w 0:44 foofs foo'
needs / zfs 3 "not known: what / (zfs) is on; 'zpool status -LP' names its disks"
grep -q rpool err && fail 'the name of a pool is told'
# … but where udevd has found its disks
mkdir -p root/run/udev/data
printf 'E:%s\n' ID_FS_TYPE=zfs_member ID_FS_LABEL=rpool ID_FS_UUID=77 >root/run/udev/data/b8:0
needs / 'ahci zfs' 0
recorded / 'ahci zfs' 0
grep -q 'rpool\|_UUID' my.snap && fail 'the name of a pool is recorded'
for of in ID_FS_LABEL=tank ID_FS_TYPE=ext4; do
	echo "E:$of" >label
	sed "/${of%=*}/d" root/run/udev/data/b8:0 | cat - label >root/run/udev/data/b8:16
	rm -f kept
	mv root/run/udev/data/b8:0 kept
	needs / zfs 3 'what / (zfs) is on'
	mv kept root/run/udev/data/b8:0
done
rm -r root/run
echo '30 1 0:41 / /usr/u rw - fuse.ntfs-3g /dev/sda rw' >>root/proc/self/mountinfo
modules
grep -q 'of a program' err && fail "the whole machine: $(cat err)"
needs /usr/u 'ahci fuse' 0 '/usr/u is a file system of a program'
sed -i '$d' root/proc/self/mountinfo
needs /usr/u fuse 3 'what /usr/u (fuse.mergerfs) is on; its program'
needs /usr/w '' 3 'what /usr/w (foofs) is on'
for point in /shm /proc; do
	needs $point '' 1 'that is on no disk of this machine'
done

# --- flash chips ---
for each in drivers/mtd/mtd drivers/mtd/spi-nor/spi-nor drivers/spi/spi-foo drivers/mtd/ubi/ubi \
	drivers/mtd/mtdblock drivers/mtd/parsers/cmdlinepart drivers/mtd/nand/raw/nandsim \
	fs/ubifs/ubifs fs/jffs2/jffs2; do
	module kernel/$each.ko
done
device platform spi0 devices/platform/spi0 </dev/null
bind spi-foo spi_foo
device spi spi0.0 devices/platform/spi0/spi0.0 </dev/null
bind spi-nor spi_nor
mkdir root/sys/class/mtd root/sys/class/ubi
for number in 2 3; do
	at=devices/platform/spi0/spi0.0/mtd/mtd$number
	mkdir -p root/sys/$at
	ln -s ../../$at root/sys/class/mtd/mtd$number
	echo rootfs$number >root/sys/$at/name
done
mkdir -p root/sys/devices/virtual/ubi/ubi0/ubi0_0
ln -s ../../devices/virtual/ubi/ubi0 root/sys/class/ubi/ubi0
ln -s ../../devices/virtual/ubi/ubi0/ubi0_0 root/sys/class/ubi/ubi0_0
echo 2 >root/sys/devices/virtual/ubi/ubi0/mtd_num
mounts '/ 0:20 ubifs ubi0:rootfs' '/usr/a 0:21 ubifs /dev/ubi0_0' '/usr/b 0:21 ubifs ubi0_0' \
	'/usr/c 0:22 ubifs ubi:home' '/usr/d 0:23 ubifs ubi3' '/usr/e 31:3 jffs2 /dev/mtdblock3' \
	'/usr/f 31:3 jffs2 mtd:rootfs3' '/usr/g 31:3 squashfs mtd3' '/usr/h 0:24 ubifs ubi1:x'
for point in / /usr/a /usr/b /usr/c /usr/d; do
	needs $point 'spi_foo spi_nor ubi ubifs' 0
	recorded $point 'spi_foo spi_nor ubi ubifs' 0
done
for point in /usr/e /usr/f; do
	needs $point 'spi_foo spi_nor jffs2' 0
	recorded $point 'spi_foo spi_nor jffs2' 0
done
needs /usr/g 'spi_foo spi_nor squashfs' 0
needs /usr/h ubifs 3 'on which flash volume /usr/h is'
mounts '/usr/f 0:22 jffs2 mtd:rootfs3' '/usr/g 0:23 jffs2 mtd3'
needs /usr/f 'spi_foo spi_nor jffs2' 0
needs /usr/g 'spi_foo spi_nor jffs2' 0
# a part of a chip is told by a parser
echo 65536 >root/sys/devices/platform/spi0/spi0.0/mtd/mtd3/offset
loaded cmdlinepart
needs /usr/g 'spi_foo spi_nor jffs2 cmdlinepart' 0
# a chip of no device is of a module that only its being loaded tells
mkdir -p root/sys/devices/virtual/mtd/mtd4
ln -s ../../devices/virtual/mtd/mtd4 root/sys/class/mtd/mtd4
mounts '/usr/g 31:4 jffs2 mtd4'
loaded nandsim
needs /usr/g 'jffs2 nandsim' 3 "the driver of mtd4, which 'lsmod' tells; listed is what may be it: nandsim"
# disks on volumes and chips
mkdir root/sys/devices/virtual/block/ubiblock0_0
ln -s ../../devices/virtual/block/ubiblock0_0 root/sys/class/block/ubiblock0_0
mkdir root/sys/devices/platform/spi0/spi0.0/mtd/mtd2/mtdblock2
ln -s ../../devices/platform/spi0/spi0.0/mtd/mtd2/mtdblock2 root/sys/class/block/mtdblock2
needs ubiblock0_0 'spi_foo spi_nor ubi' 0
loaded mtdblock
needs mtdblock2 'spi_foo spi_nor mtdblock' 0

# --- bcachefs, whose source need not name all its disks ---
for name in sda sdb; do
	mkdir -p root/sys/fs/bcachefs/0a1b2c3d-0000-4000-8000-000000000001/dev-${name#sd}
	ln -s "$(readlink root/sys/class/block/$name | sed 's#^#../../../#')" \
		root/sys/fs/bcachefs/0a1b2c3d-0000-4000-8000-000000000001/dev-${name#sd}/block
done
module kernel/drivers/ata/bahci.ko
card 00:18.0 8086 A103 010601
bind bahci bahci
mv root/sys/devices/pci0000:00/0000:00:17.0/block/sdb "root/$here" 2>/dev/null || {
	mkdir -p "$here/block"
	mv root/sys/devices/pci0000:00/0000:00:17.0/block/sdb "$here/block/sdb"
}
ln -sfn ../../devices/pci0000:00/0000:00:18.0/block/sdb root/sys/class/block/sdb
for source in /dev/sda /dev/sda:/dev/sdb UUID=0a1b2c3d-0000-4000-8000-000000000001 /dev/sdz:/dev/sda; do
	mounts "/usr/b 0:50 bcachefs $source"
	needs /usr/b 'ahci bahci bcachefs' 0
done
"$HWALIAS" --sysroot root snapshot my.snap
grep -q 0a1b2c3d my.snap && fail 'the number of a file system is recorded'

# --- further disks, of mount options ---
module kernel/fs/xfs/xfs.ko
module kernel/fs/reiserfs/reiserfs.ko
for row in 'xfs logdev=/dev/sdb' 'xfs attr2,rtdev=/dev/sdb,noquota' 'reiserfs jdev=/dev/sdb'; do
	mounts "/usr/x 8:0 ${row% *} /dev/sda rw,${row#* }"
	needs /usr/x "ahci bahci ${row% *}" 0
	"$HWALIAS" --sysroot root snapshot my.snap
	[ "$("$HWALIAS" modules --from my.snap --for /usr/x | xargs)" = "ahci bahci ${row% *}" ] ||
		fail "$row: not from its recording"
done
mkdir -p root/dev
mounts '/usr/x 8:0 xfs /dev/sda rw,logdev=/dev/alice-vg/log'
needs /usr/x 'ahci xfs' 3 'on which disk the log of /usr/x is'
"$HWALIAS" --sysroot root snapshot my.snap
! grep alice my.snap || fail 'the name of a volume is recorded'
mounts '/usr/x 8:0 ext4 /dev/sda rw,logdev=/dev/sdb'
needs /usr/x 'ahci ext4' 0

# what people called the place is withheld, unless it is their own word that comes back; of
# a document so are users, hosts and numbers
machine 'places that people named'
mkdir -p root/proc/self root/sys/class/block root/etc
card 00:17.0 8086 A102 010601
bind ahci ahci
module kernel/fs/fat/vfat.ko
module kernel/drivers/ata/ahci.ko
mkdir -p "$here/block/sda" root/dev/disk/by-id
echo 8:0 >"$here/block/sda/dev"
ln -s "../../${here#root/sys/}/block/sda" root/sys/class/block/sda
ln -s ../../sda root/dev/disk/by-id/usb-Foo_Q7R8S9T0U1-0:0
echo 'marjolaine:x:1000:1000::/home/marjolaine:/bin/sh' >root/etc/passwd
# TYPED MOUNTED TOLD FOR
while read -r typed mounted told for; do
	mounts "$mounted 8:0 vfat /dev/sda"
	modules --for "$typed"
	[ $? -eq 3 ] || fail "--for $typed: exit status"
	grep -q "not known: which code page $told has" err || fail "--for $typed: $(cat err)"
	modules --for "$typed" -J
	[ $? -eq 3 ] || fail "--for $typed, JSON: exit status: $(cat err)"
	grep -qF "\"for\": \"$for\"" out || fail "--for $typed, JSON"
	grep -qF "\"because\": \"file system of $told\"" out || fail "--for $typed, JSON: because"
	! grep 'marjolaine\|Q7R8S9T0U1' out || fail "--for $typed tells who"
	modules --for "$typed" -J --privacy full
	grep -qF "\"for\": \"$typed\"" out || fail "--for $typed, all"
done <<-END
	/media/stick /media/stick /media/stick /media/stick
	/media//stick/ /media/stick /media/stick /media//stick/
	/media/stick/photos /media/stick /media/stick /media/withheld/photos
	/srv /srv /srv /srv
	/home/marjolaine/x /home/marjolaine ~ ~/x
END
mounts '/media/stick 8:0 vfat /dev/sda'
modules
grep -q 'which code page /media/withheld has' err || fail "the whole machine: $(cat err)"
modules --for /dev/disk/by-id/usb-Foo_Q7R8S9T0U1-0:0 -J || fail "a link with a number: $(cat err)"
grep -qF '"for": "/dev/disk/by-id/withheld"' out || fail 'a link with a number'
# a link of a recorded tree to the place: that is not what was typed
ln -s /media/stick root/stick
modules --for /stick
grep -q 'which code page /media/withheld has' err || fail "a link: $(cat err)"
modules --for /stick -J
grep -qF '"for": "/stick"' out || fail 'a link'

# layouts of NFS since 4.1, where the server uses any (Documentation/filesystems/nfs/pnfs.rst)
machine 'parts of NFS, and files that are encrypted'
mkdir -p root/proc/self root/proc/net root/sys/class/block root/sys/class/net root/sys/fs/f2fs/sda
for each in fs/nfs/nfs fs/nfs/nfsv4 fs/nfs/filelayout/nfs_layout_nfsv41_files \
	fs/nfs/flexfilelayout/nfs_layout_flexfiles fs/nfs/blocklayout/blocklayoutdriver fs/ext4/ext4 \
	fs/f2fs/f2fs drivers/ata/ahci; do
	module kernel/$each.ko
done
module kernel/crypto/xts.ko crypto-xts
module kernel/crypto/cts.ko crypto-cts
module kernel/crypto/aes_generic.ko crypto-aes
echo 'alias fs-nfs4 nfs' >>$modules/modules.alias
cp root/proc/modules proc-modules
while IFS='|' read -r version loaded wanted; do
	cp proc-modules root/proc/modules
	for each in $loaded; do loaded "$each"; done
	mounts "/srv 0:50 nfs4 10.0.0.1:/srv rw,${version}addr=10.0.0.1"
	modules --for /srv
	is "$wanted"
done <<-END
	vers=4.2,||nfsv4 nfs
	vers=4.2,|nfs_layout_flexfiles|nfsv4 nfs_layout_flexfiles nfs
	vers=4.1,|nfs_layout_nfsv41_files blocklayoutdriver|nfsv4 nfs_layout_nfsv41_files blocklayoutdriver nfs
	vers=4.0,|nfs_layout_flexfiles|nfsv4 nfs
	|nfs_layout_flexfiles|nfsv4 nfs_layout_flexfiles nfs
END
cp proc-modules root/proc/modules
# policies of directories (Documentation/filesystems/fscrypt.rst) are told by nobody
card 00:17.0 8086 A102 010601
bind ahci ahci
mkdir -p "$here/block/sda"
echo 8:0 >"$here/block/sda/dev"
ln -s "../../${here#root/sys/}/block/sda" root/sys/class/block/sda
said="which modules the file encryption of /srv needs, which 'fscryptctl get_policy' tells"
mounts '/srv 8:0 ext4 /dev/sda rw,inlinecrypt'
needs /srv 'ahci ext4' 3 "$said"
modules --for /srv --all
is 'ahci ext4 xts cts aes_generic'
mounts '/srv 8:0 ext4 /dev/sda rw'
needs /srv 'ahci ext4' 0
mounts '/srv 8:0 f2fs /dev/sda rw'
needs /srv 'ahci f2fs' 0
echo 'blkzoned, encryption, extra_attr' >root/sys/fs/f2fs/sda/features
needs /srv 'ahci f2fs' 3 "$said"
recorded /srv 'ahci f2fs' 3
grep -q "$said" err || fail "f2fs, recorded: $(cat err)"
exit $failed
