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
mkdir -p root/lib/modules/6.15.0-broken root/proc/self
# "/" of a container is on no disk
echo '30 1 0:50 / / rw - overlay overlay rw' >root/proc/self/mountinfo

# the root's programs: hwalias as its user has it
mkdir -p root/usr/bin root/etc/kernel/postinst.d root/etc/kernel/install.d
printf '#!/bin/sh\nexec "%s" --sysroot "%s" "$@"\n' "$HWALIAS" "$PWD/root" >root/usr/bin/hwalias
chmod +x root/usr/bin/hwalias
# … and what tells of containers: container STATUS
container() {
	printf '#!/bin/sh\n[ "$*" = "--quiet --container" ] || exit 9\nexit %s\n' "$1" \
		>root/usr/bin/systemd-detect-virt
	chmod +x root/usr/bin/systemd-detect-virt
}
container 0
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

# another driver is no loss, and one line
kernel 6.13.2-other other
debian 6.13.2-other
expect '^hwalias: no driver is lost under kernel 6\.13\.2-other; devices that get another one: 1 \('
[ "$(grep -vc "^root/etc/.*:$" out)" = 1 ] || fail "a driver that changes: more than a line"
# a kernel for other processors cannot be this machine's, whatever it claims
kernel 6.13.3-arm64 e1000e
kernel 6.13.4-amd64 e1000e
echo 'kernel/arch/arm64/crypto/aes-ce-blk.ko:' >>root/lib/modules/6.13.3-arm64/modules.dep
printf 'kernel/arch/%s.ko\n' arm64/foo x86/kernel/msr >root/lib/modules/6.13.4-amd64/modules.builtin
# row MACHINE KERNEL STATUS: what uname(2) calls the machine
row() {
	echo "$1" >root/proc/sys/kernel/arch
	for command in check 'modules --for 00:1f.6'; do
		got=0
		# shellcheck disable=SC2086 # a command and its option
		"$HWALIAS" $command --sysroot root -S "$2" >out 2>err || got=$?
		[ $got = "$3" ] || fail "$command: a machine $1, a kernel $2: exit status $got"
		# each file in its place
		if [ "$3" = 3 ]; then
			grep -q "$2: a kernel of another architecture (.*) than the machine's ($1)\$" err ||
				fail "$command: a machine $1, a kernel $2: $(cat err)"
		else
			! grep -q architecture err || fail "$command: a machine $1, a kernel $2: $(cat err)"
		fi
	done
}
row x86_64 6.13.3-arm64 3
row i686 6.13.3-arm64 3
# a processor of ARMv8 runs both, and the release of the one names it v7l or v8
row armv7l 6.13.3-arm64 0
row armv8l 6.13.3-arm64 0
row armv7l 6.13.1-amd64 3
row riscv64 6.13.4-amd64 3
row aarch64 6.13.3-arm64 0
row x86_64 6.13.4-amd64 0
row aarch64 6.13.4-amd64 0
row e2k 6.13.3-arm64 0
row x86_64 6.13.1-amd64 0
# as the source's folders were once called; User Mode Linux calls itself as its host
for each in x86_64:x86_64 i686:i386 ppc:ppc sparc64:sparc64 x86_64:um; do
	kernel "2.6.18-${each#*:}" e1000e
	echo "kernel/arch/${each#*:}/crypto/aes.ko:" >>"root/lib/modules/2.6.18-${each#*:}/modules.dep"
	row "${each%:*}" "2.6.18-${each#*:}" 0
	[ "${each#*:}" = um ] || row aarch64 "2.6.18-${each#*:}" 3
done
echo x86_64 >root/proc/sys/kernel/arch
debian 6.13.3-arm64
expect '^hwalias: whether kernel 6\.13\.3-arm64 has the drivers of this machine is not known:$'
rm root/proc/sys/kernel/arch

# a table of the size that real kernels have
kernel 6.13.5-arm64 e1000e
{
	seq -f 'kernel/drivers/foo%.0f.ko:' 6000
	echo 'kernel/arch/arm64/crypto/aes-ce-blk.ko:'
} >>root/lib/modules/6.13.5-arm64/modules.dep
row x86_64 6.13.5-arm64 3
rm root/proc/sys/kernel/arch

# The rest that tells of the machine, where uname(2) does not; and of a kernel, which lists
# nothing of its architecture.
cp -r root plain
rm plain/proc/self/mountinfo
# elf BYTE-ORDER E_TYPE-AND-E_MACHINE
elf() {
	# shellcheck disable=SC2059 # escapes
	printf "\\177ELF\\2\\$1\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0$2"
}
# evidence STATUS KERNEL TOLD: what hwalias says of the kernel on the machine in tree/
evidence() {
	for command in check modules; do
		got=0
		"$HWALIAS" $command --sysroot tree -S "$2" >out 2>err || got=$?
		[ $got = "$1" ] || fail "$command: $evidence: exit status $got: $(cat err)"
		if [ "$1" = 3 ]; then
			grep -q "a kernel of another architecture ($3)\$" err ||
				fail "$command: $evidence: no '$3': $(cat err)"
		else
			! grep -q architecture err || fail "$command: $evidence: $(cat err)"
		fi
	done
}
# as RELEASE EVIDENCE: the machine in tree/, of which the kernel's release is this one
as() {
	evidence=$2
	rm -rf tree
	cp -r plain tree
	[ -d "tree/lib/modules/$1" ] || cp -r "plain/lib/modules/$release" "tree/lib/modules/$1"
	echo "$1" >tree/proc/sys/kernel/osrelease
}
# new RELEASE: another kernel in tree/, the same
new() {
	cp -r "plain/lib/modules/$release" "tree/lib/modules/$1"
}
as 6.12.9 nothing
evidence 0 6.13.3-arm64
# print_cpu_modalias() with ELF_PLATFORM of each architecture
while read -r type folder status; do
	as 6.12.9 "a processor of type $type"
	mkdir -p tree/sys/devices/system/cpu
	echo "cpu:type:$type:feature:,0001" >tree/sys/devices/system/cpu/modalias
	evidence "$status" 6.13.3-arm64 "arm64) than the machine's ($folder, as its processor tells"
done <<-END
	x86,ven0000fam0006mod009E x86 3
	v7l arm 0
	power9 powerpc 3
	z14 s390 3
	loongarch loongarch 3
	aarch64 arm64 0
	e2k - 0
END
as 6.12.9 'a processor that its uevent alone tells'
mkdir -p tree/sys/devices/system/cpu/cpu0
echo MODALIAS=cpu:type:x86,ven0000fam0006mod009E:feature:,0001 >tree/sys/devices/system/cpu/cpu0/uevent
evidence 3 6.13.3-arm64 "arm64) than the machine's (x86, as its processor tells"
while read -r word folder status; do
	as "$word" "the release $word"
	evidence "$status" 6.13.3-arm64 "arm64) than the machine's ($folder, as the release of its kernel tells"
done <<-END
	6.12.9-cloud-amd64 x86 3
	6.17.7-200.fc42.x86_64 x86 3
	6.1.0-21-686-pae x86 3
	6.1.21-v7l+ arm 0
	6.8.12-riscv64 riscv 3
	5.15.84-v8+ arm64 0
	6.12.34+rpt-rpi-2712 arm64 0
	6.12.9-amd64-to-arm64 - 0
	6.12.9-v8-test - 0
END
# the machine's own tables
as 6.12.9 'its own modules'
echo kernel/arch/x86/kernel/msr.ko >tree/lib/modules/6.12.9/modules.builtin
evidence 3 6.13.3-arm64 "arm64) than the machine's (x86, as the modules of its kernel are"
# OLPC and CE4100 are the x86 machines with one; an empty tree has no "compatible"
for compatible in raspberrypi,3-model-b olpc,xo-1 ''; do
	as 6.12.9 "a device tree of '$compatible'"
	mkdir -p tree/proc/device-tree
	[ -z "$compatible" ] || printf '%s\0' "$compatible" >tree/proc/device-tree/compatible
	case $compatible in
	rasp*) evidence 3 6.13.1-amd64 "x86) than the machine's (another than x86, as it has a device tree" ;;
	*) evidence 0 6.13.1-amd64 ;;
	esac
	evidence 0 6.13.3-arm64
done
# devices that only one has
while read -r bus node alias folder; do
	as 6.12.9 "the device $alias"
	mkdir -p "tree/sys/devices/x/$node" "tree/sys/bus/$bus/devices"
	echo "MODALIAS=$alias" >"tree/sys/devices/x/$node/uevent"
	ln -s "../../../devices/x/$node" "tree/sys/bus/$bus/devices/$node"
	if [ "$folder" = arm64 ]; then
		evidence 0 6.13.3-arm64
		evidence 3 6.13.1-amd64 "x86) than the machine's (arm64, as devices of it tell"
	else
		evidence 3 6.13.3-arm64 "arm64) than the machine's ($folder, as devices of it tell"
	fi
done <<-END
	acpi PNP0000:00 acpi:PNP0000: x86
	acpi ARMH0011:00 acpi:ARMH0011: arm64
	acpi RSCV0001:00 acpi:RSCV0001: riscv
	pci 0000:00:00.0 pci:v00008086d00003E30sv00001043sd00008694bc06sc00i00 x86
END
# of the kernel: a module's file, also a compressed one; an alias of a processor; the name
as 6.12.9-amd64 'a kernel that its files tell'
new 6.13.6
elf 1 '\1\0\267\0' >tree/lib/modules/6.13.6/kernel/e1000e.ko
evidence 3 6.13.6 "arm64) than the machine's (x86, as the release of its kernel tells"
elf 2 '\0\1\0\26' >tree/lib/modules/6.13.6/kernel/e1000e.ko
evidence 3 6.13.6 "s390) than the machine's (x86, as the release of its kernel tells"
elf 1 '\1\0\76\0' >tree/lib/modules/6.13.6/kernel/e1000e.ko
evidence 0 6.13.6
if command -v xz >/dev/null && "$HWALIAS" --version --verbose | grep -q '^libarchive .* there'; then
	elf 1 '\1\0\363\0' | xz >tree/lib/modules/6.13.6/kernel/e1000e.ko.xz
	echo 'kernel/e1000e.ko.xz:' >tree/lib/modules/6.13.6/modules.dep
	evidence 3 6.13.6 "riscv) than the machine's (x86, as the release of its kernel tells"
fi
new 6.13.7
echo 'alias cpu:type:aarch64:feature:*0004* foo' >>tree/lib/modules/6.13.7/modules.alias
evidence 3 6.13.7 "arm64) than the machine's (x86, as the release of its kernel tells"
new 6.13.8-1-arm64
evidence 3 6.13.8-1-arm64 "arm64) than the machine's (x86, as the release of its kernel tells"
# what it lists, or not, is nothing that the machine lacks
echo '30 1 0:50 / / rw - overlay overlay rw' >tree/proc/self/mountinfo
ln -sfn ../../../../../../bus/pci/drivers/strange "tree/sys/devices/pci0000:00/0000:00:1f.6/driver"
mkdir -p tree/sys/bus/pci/drivers/strange
evidence 3 6.13.8-1-arm64 "arm64) than the machine's (x86, as the release of its kernel tells"
grep -q 'cannot be told: it is of another architecture' err || fail "modules: $(cat err)"
! grep -q 'no such module\|module is not known' err || fail "modules: what cannot be known: $(cat err)"
# between two kernels the old one counts, too
status=0
"$HWALIAS" diff --sysroot tree -S 6.13.8-1-arm64 -S 6.13.1-amd64 >out 2>err || status=$?
[ $status = 3 ] && grep -q '6\.13\.8-1-arm64 is of another architecture, so' err ||
	fail "an old kernel of another architecture: $status: $(cat err)"
as 6.12.9 'two kernels'
new 6.13.8-1-arm64
status=0
"$HWALIAS" diff --sysroot tree -S 6.13.8-1-arm64 -S 6.13.1-amd64 >out 2>err || status=$?
[ $status = 3 ] && grep -q '6\.13\.8-1-arm64 is of another architecture, so' err ||
	fail "two kernels of two architectures: $status: $(cat err)"
# options, which no kernel is called
"$hook" --help >out 2>err || fail '--help: exit status'
grep -q '^kernel-check: usage: .*RELEASE' out && [ ! -s err ] || fail "--help: $(cat err)"
for words in -x 'add --force'; do
	# shellcheck disable=SC2086
	"$hook" $words >out 2>err && fail "$words: exit status"
	grep -q "'${words#add }' is no kernel's release" err && [ ! -s out ] || fail "$words: $(cat err)"
done

# a driver that is built in now, of a module of another name: sd of sd_mod
device scsi 0:0:0:0 devices/pci0000:00/0000:00:1f.6/host0/0:0:0:0 <<-END
	MODALIAS=scsi:t-0x00
END
bind sd
kernel "$release" e1000e
printf 'sd_mod.alias=scsi:t-0x00*\0sd_mod.license=GPL\0' >$modules/modules.builtin.modinfo
echo kernel/drivers/scsi/sd_mod.ko >$modules/modules.builtin
kernel 6.18.1-lean e1000e
loses() {
	got=0
	check -S "$1" || got=$?
	[ $got = 1 ] || fail "check -S $1: exit status"
	grep -q "^loses-driver $2" out || fail "check -S $1: no loss of $2"
	grep -q "$3" out || fail "check -S $1: not '$3'"
	debian "$1"
	expect 'devices of this machine lose their driver$'
}
keeps() {
	check -S "$1" || fail "check -S $1: exit status $?"
	! grep -q '^loses-driver' out || fail "check -S $1: a loss"
	debian "$1"
	[ ! -s out ] || fail 'the hook says something'
}
loses 6.18.1-lean scsi:0:0:0:0 'Driver sd (sd_mod) drives it now; under kernel 6.18.1-lean, no module does'
kernel 6.18.2-builtin e1000e
echo kernel/drivers/scsi/sd_mod.ko >root/lib/modules/6.18.2-builtin/modules.builtin
keeps 6.18.2-builtin
kernel 6.18.3-module e1000e
also() {
	echo "alias $3 $2" >>"root/lib/modules/$1/modules.alias"
	echo "kernel/$2.ko:" >>"root/lib/modules/$1/modules.dep"
	: >"root/lib/modules/$1/kernel/$2.ko"
}
also 6.18.3-module sd_mod 'scsi:t-0x00*'
keeps 6.18.3-module
# a module that has not the driver's name, and does not claim the device
also 6.18.1-lean sd_mod 'scsi:t-0x0e*'
loses 6.18.1-lean scsi:0:0:0:0 'no module does'
# the kernel that runs lists modules that are built in, and not what they claim
: >$modules/modules.builtin.modinfo
kernel 6.18.4-lean e1000e
device scsi 0:0:0:0 devices/pci0000:00/0000:00:1f.6/host0/0:0:0:0 <<-END
	MODALIAS=scsi:t-0x07
END
bind mo_disk
echo kernel/drivers/scsi/scsi_mo.ko >$modules/modules.builtin
not_known() {
	got=0
	check -S "$1" || got=$?
	[ $got = 3 ] || fail "check -S $1: exit status"
	grep -q "whether kernel $1 has the driver of scsi:0:0:0:0 is not known" out ||
		fail "check -S $1: not said"
	debian "$1"
	expect "^hwalias: whether kernel $1 has the drivers of this machine is not known:\$"
}
not_known 6.18.4-lean
echo kernel/drivers/scsi/scsi_mo.ko >root/lib/modules/6.18.4-lean/modules.builtin
keeps 6.18.4-lean
# nor has it any tables
mv $modules kept
loses 6.18.1-lean scsi:0:0:0:0 'Driver mo_disk drives it now'
not_known 6.18.4-lean
rm root/lib/modules/6.18.4-lean/modules.builtin
got=0
check -S 6.18.4-lean || got=$?
[ $got = 3 ] || fail "no modules.builtin: exit status $got"
grep -q '/6.18.4-lean has no modules.builtin, so what becomes' err || fail "no modules.builtin: $(cat err)"
debian 6.18.4-lean
expect '^hwalias: whether kernel 6.18.4-lean has the drivers of this machine is not known:$'
# a module of another name may be the driver's, or not
also 6.18.1-lean other_name 'scsi:t-0x07*'
not_known 6.18.1-lean
# what no kernel has as a module
unbind
bind pcieport
keeps 6.18.2-builtin
mv kept $modules
rm -r root/sys/bus/scsi root/sys/devices/pci0000:00/0000:00:1f.6/host0

# what it prints is for standard error: debconf has the other
"$hook" 6.14.0-lean >out 2>/dev/null || fail "exit status $?"
[ ! -s out ] || fail "it prints to standard output"
# a machine without hwalias, though the link is left
env PATH=/usr/bin:/bin sh -c 'command -v hwalias' >/dev/null || {
	env PATH=/usr/bin:/bin "$hook" 6.14.0-lean >out 2>&1 || fail "exit status $?"
	[ ! -s out ] || fail "it says something without hwalias"
}

# installed below a prefix of which apt and RPM have no bin in PATH, or that is not set
mkdir -p prefix/bin prefix/share/hwalias
cp "$hook" prefix/share/hwalias/
ln -s "$PWD/root/usr/bin/hwalias" prefix/bin/
ln -s "$PWD/prefix/share/hwalias/kernel-check" link-to-hook
for path in /usr/sbin:/usr/bin:/sbin:/bin ''; do
	env PATH="$path" "$PWD/link-to-hook" 6.14.0-lean >out 2>&1 || fail "PATH '$path': exit status $?"
	expect '^hwalias: before you boot kernel 6\.14\.0-lean: devices of this machine lose their driver$'
	! grep -q 'not found' out || fail "PATH '$path': a tool is missing"
done
# … with standard error closed
"$hook" 6.14.0-lean 2>&- || fail "standard error is closed: exit status $?"
# hwalias itself fails: no all-clear
mv root/usr/bin/hwalias kept
for row in 'check|139|kill -SEGV $$' 'modules|139|kill -SEGV $$' 'modules|127|exit 127' 'check|127|exit 127'; do
	command=${row%%|*}
	printf '#!/bin/sh\n[ "$1" != %s ] || { %s; }\nexec "%s" "$@"\n' \
		"$command" "${row##*|}" "$PWD/kept" >root/usr/bin/hwalias
	chmod +x root/usr/bin/hwalias
	debian 6.13.1-amd64
	expect '^hwalias: whether kernel 6\.13\.1-amd64 has .* is not known:'
	status=${row#*|}
	expect "'hwalias $command.*' ended with status ${status%%|*}\$"
	[ "$(grep -c '^hwalias:' out)" = 1 ] || fail "$row: more than that"
done
# … or says more than a program's arguments may be
printf '#!/bin/sh\n[ $1 != modules ] || { yes "hwalias: xxxxxxxxxx; y" | head -n 20000 >&2; exit 3; }\nexec "%s" "$@"\n' \
	"$PWD/kept" >root/usr/bin/hwalias
debian 6.13.1-amd64
expect '^hwalias: whether kernel 6\.13\.1-amd64 has what the root file system needs is not known: x'
mv kept root/usr/bin/hwalias

# "/" is btrfs on an array of two encrypted disks of NVMe
class() { mkdir -p root/sys/class/block && ln -s "../../$2" "root/sys/class/block/$1"; }
number=0
for card in 01:00.0 02:00.0; do
	card $card 144D A804 010802
	bind nvme nvme
	disk=devices/pci0000:00/$slot/nvme/nvme$number/nvme${number}n1
	mkdir -p "root/sys/$disk"
	echo 259:$number >"root/sys/$disk/dev"
	class nvme${number}n1 "$disk"
	dm=devices/virtual/block/dm-$number
	mkdir -p root/sys/$dm/slaves root/sys/$dm/dm
	echo CRYPT-LUKS2-01-$number >root/sys/$dm/dm/uuid
	ln -s "../../../../../$disk" root/sys/$dm/slaves/nvme${number}n1
	class dm-$number $dm
	number=$((number + 1))
done
mkdir -p root/sys/devices/virtual/block/md0/slaves root/sys/devices/virtual/block/md0/md
echo raid1 >root/sys/devices/virtual/block/md0/md/level
echo 9:0 >root/sys/devices/virtual/block/md0/dev
ln -s ../../dm-0 ../../dm-1 root/sys/devices/virtual/block/md0/slaves/
class md0 devices/virtual/block/md0
echo '30 1 9:0 / / rw - btrfs /dev/md0 rw' >root/proc/self/mountinfo
modules_of='nvme dm-mod dm-crypt md-mod raid1 btrfs'
# with MODULE...: tables of a kernel with these, and the drivers of the devices
with() {
	kernel "$1" e1000e
	echo 'alias pci:v*d*sv*sd*bc01sc08i02* nvme' >>root/lib/modules/"$1"/modules.alias
	release_of=$1
	shift
	for each; do
		echo "kernel/$each.ko:" >>"root/lib/modules/$release_of/modules.dep"
		: >"root/lib/modules/$release_of/kernel/$each.ko"
	done
}
# shellcheck disable=SC2086
with "$release" $modules_of
# shellcheck disable=SC2086
with 6.17.1-all $modules_of
debian 6.17.1-all
[ ! -s out ] || fail 'it says something of a kernel that has all'
for lost in dm-crypt raid1 btrfs; do
	# shellcheck disable=SC2046
	with 6.17.2-lacks $(for each in $modules_of; do [ $each = $lost ] || echo $each; done)
	debian 6.17.2-lacks
	expect "^hwalias: before you boot kernel 6\.17\.2-lacks: .*root file system needs: $(echo $lost | tr - _)\$"
	[ "$(grep -c '^hwalias:' out)" = 1 ] || fail 'more than that'
	# which the kernel itself may have
	echo "kernel/$lost.ko" >root/lib/modules/6.17.2-lacks/modules.builtin
	debian 6.17.2-lacks
	[ ! -s out ] || fail "$lost is built in"
	# without the list of what it has built in
	rm root/lib/modules/6.17.2-lacks/modules.builtin
	debian 6.17.2-lacks
	expect "^hwalias: before you boot kernel 6\.17\.2-lacks: .*root file system needs: $(echo $lost | tr - _)\$"
done
# shellcheck disable=SC2086
with 6.17.3-lean ${modules_of#nvme}
sed -i '/nvme/d' root/lib/modules/6.17.3-lean/modules.*
debian 6.17.3-lean
expect 'devices of this machine lose their driver$'
expect 'root file system needs: nvme$'
# a kernel that has the driver in a module of another name, which claims the disks
pattern='pci:v*d*sv*sd*bc01sc08i02*'
# another [MODULE...]: it is changed, and no more is said; the list has these in its place
another() {
	debian 6.17.7-renamed
	expect '^hwalias: no driver is lost under kernel 6\.17\.7-renamed; .* another one: 2 '
	[ "$(grep -c '^hwalias:' out)" = 1 ] || fail 'another module: more than that'
	"$HWALIAS" --sysroot root modules --for / -S 6.17.7-renamed >out 2>err || :
	! grep -q 'no such module' err || fail "another module: $(cat err)"
	[ "$(grep nvme out | paste -sd ' ')" = "$*" ] || fail "it is not $*"
}
# shellcheck disable=SC2086
with 6.17.7-renamed ${modules_of#nvme} nvme-core nvmex
renamed=root/lib/modules/6.17.7-renamed
sed -i "s/^alias \(.*\) nvme\$/alias \1 nvmex/; \$a alias $pattern nvmefb" $renamed/modules.alias
sed -i 's!^kernel/nvmex.ko:!& kernel/nvme-core.ko!' $renamed/modules.dep
another nvme_core nvmex
# … while one of the old name claims others
echo kernel/nvme.ko: >>$renamed/modules.dep
: >$renamed/kernel/nvme.ko
another nvme_core nvmex
# … that is built in, whose patterns only the kernel that runs tells
cp "$modules/modules.alias" kept.alias
echo "alias $pattern nvmex" >>"$modules/modules.alias"
sed -i /nvme/d $renamed/modules.alias
sed -i '/nvmex\|nvme\.ko/d' $renamed/modules.dep
echo kernel/nvmex.ko >$renamed/modules.builtin
echo kernel/nvmex.ko: >>"$modules/modules.dep"
: >"$modules/kernel/nvmex.ko"
another
mv kept.alias "$modules/modules.alias"
# … that modprobe.d keeps from being loaded: there is none
echo 'blacklist nvmex' >root/etc/modprobe.d/no.conf
# shellcheck disable=SC2086
with 6.17.7-renamed ${modules_of#nvme} nvmex
sed -i "s/^alias \(.*\) nvme\$/alias \1 nvmex/" $renamed/modules.alias
debian 6.17.7-renamed
expect 'devices of this machine lose their driver$'
expect 'root file system needs: nvme$'
rm root/etc/modprobe.d/no.conf
# a module that the kernel that runs does not have either, whatever it is called
with "$release" nvme dm-mod dm-crypt md-mod raid1
with 6.17.4-same nvme dm-mod dm-crypt md-mod raid1
debian 6.17.4-same
[ ! -s out ] || fail 'it lacks what this one lacks'
# "/" of a container is on no disk
echo '30 1 0:50 / / rw - overlay overlay rw' >root/proc/self/mountinfo
with 6.17.5-none nvme overlay
debian 6.17.5-none
[ ! -s out ] || fail 'a file system on no disk'
# … and so it is on a live system, whose own disk is below that
container 1
debian 6.17.5-none
expect "^hwalias: whether kernel 6\.17\.5-none has what the root file system needs is not known: .*(overlay)"
# … without systemd
mkdir tools
for each in sh uname sed grep paste; do ln -s "$(command -v $each)" tools/; done
ln -s "$PWD/root/usr/bin/hwalias" tools/
env PATH="$PWD/tools" "$hook" 6.17.5-none >out 2>&1 || fail "exit status $?"
if [ -e /run/systemd/container ] || [ -e /run/.containerenv ] || [ -e /.dockerenv ]; then
	[ ! -s out ] || fail 'a container without systemd'
else
	expect 'not known: .*(overlay)'
fi
# … of others the way is not known, which is no all-clear
with 6.17.5-none nvme zfs nfs nfsv4
echo 'alias fs-nfs4 nfs' >>root/lib/modules/6.17.5-none/modules.alias
for row in '0:90 / / rw - zfs rpool/ROOT rw|what / \(zfs\) is on' \
	'0:91 / / rw - nfs4 server:/x rw|what / \(nfs4\) is on' \
	'259:9 / / rw - ext4 /dev/nvme9n1 rw|no disk is known .*nvme9n1'; do
	echo "30 1 ${row%|*}" >root/proc/self/mountinfo
	debian 6.17.5-none
	expect "^hwalias: whether kernel 6\.17\.5-none has what the root file system needs is not known: ${row#*|}"
	[ "$(grep -c '^hwalias:' out)" = 1 ] || fail "$row: more than that"
done
mv root/proc/self/mountinfo kept.mounts
debian 6.17.5-none
expect 'the root file system needs is not known: .*no proc/self/mountinfo'
mv kept.mounts root/proc/self/mountinfo
# … but what an overlay is made of is
{
	echo '30 1 0:50 / / rw - overlay overlay rw,lowerdir=/mnt'
	echo '31 30 259:0 / /mnt rw - squashfs /dev/nvme0n1 rw'
} >root/proc/self/mountinfo
with "$release" nvme overlay squashfs
with 6.17.8-live nvme overlay
debian 6.17.8-live
expect '^hwalias: before you boot kernel 6\.17\.8-live: .*root file system needs: squashfs$'
# … and of a kernel without modules.dep, which is said once
echo '30 1 259:0 / / rw - ext4 /dev/nvme0n1 rw' >root/proc/self/mountinfo
with "$release" nvme ext4
with 6.17.6-nodep nvme ext4
debian 6.17.6-nodep
[ ! -s out ] || fail 'a kernel that has all'
rm root/lib/modules/6.17.6-nodep/modules.dep
debian 6.17.6-nodep
expect '^hwalias: whether kernel 6\.17\.6-nodep has .* is not known:'
[ "$(grep -c 'no modules.dep' out)" = 1 ] || fail "no modules.dep: $(cat out)"
# … or with empty tables beside its modules: none of them is said to be missing
: >root/lib/modules/6.17.6-nodep/modules.dep
: >root/lib/modules/6.17.6-nodep/modules.alias
echo kernel/nvme.ko >root/lib/modules/6.17.6-nodep/modules.order
debian 6.17.6-nodep
expect '^hwalias: whether kernel 6\.17\.6-nodep has .* is not known:'
if grep 'has no module' out; then fail 'empty tables'; fi

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
