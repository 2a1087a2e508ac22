#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Modules in each other's way, which is a hint, and machines that have such modules in
# order, of which nothing is said.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"

realtek='pci:v000010ECd00008168sv*sd*bc*sc*i*'

# realtek_machine NAME: bound to r8169 of the kernel, and r8168 of DKMS is there too
realtek_machine() {
	machine "$@"
	card 02:00.0 10EC 8168 020000
	module kernel/drivers/net/ethernet/realtek/r8169.ko "$realtek"
	module updates/dkms/r8168.ko "$realtek"
	bind r8169 r8169
}

realtek_machine 'two modules claim a card'
finds 0 rival-modules 'r8169 of the kernel itself' 'r8168 from outside it' \
	updates/dkms/r8168.ko "alias $realtek r8169" "alias $realtek r8168"
unbind && bind r8168 r8168
finds 0 rival-modules 'Driver r8168 is bound'
echo 'blacklist r8169' >root/etc/modprobe.d/r8168-dkms.conf
silent 'one of them is kept away'
rm root/etc/modprobe.d/r8168-dkms.conf && cmdline modprobe.blacklist=r8169
silent 'by the command line'
cmdline && echo 'install r8169 /bin/true' >root/usr/lib/modprobe.d/r8168.conf
silent 'by an install line'
rm root/usr/lib/modprobe.d/r8168.conf root/lib/modules/*/updates/dkms/r8168.ko
silent 'its file is gone'

machine 'both are the kernel'"'"'s'
card 00:1f.3 8086 A348 040300
module kernel/sound/pci/hda/snd-hda-intel.ko 'pci:v00008086d0000A348sv*sd*bc*sc*i*'
module kernel/sound/soc/sof/snd-sof-pci.ko 'pci:v00008086d0000A348sv*sd*bc*sc*i*'
bind snd_hda_intel snd_hda_intel
silent 'the kernel decides'

machine 'a module for any network card'
card 02:00.0 10EC 8168 028000
module kernel/drivers/net/ethernet/realtek/r8169.ko "$realtek"
module updates/dkms/wl.ko 'pci:v*d*sv*sd*bc02sc80i*'
bind r8169 r8169
silent 'a weak claim'

# module-replaced
machine 'a driver from outside with the name of the kernel'"'"'s'
card 03:00.0 15B3 1017 020000
module updates/dkms/mlx5_core.ko.zst 'pci:v000015B3d00001017sv*sd*bc*sc*i*'
sed -i 's/ mlx5_core.ko.zst$/ mlx5_core/' $modules/modules.alias
bind mlx5_core mlx5_core
own=kernel/drivers/net/ethernet/mellanox/mlx5/core/mlx5_core.ko
silent 'whether the kernel has one is not told'
echo $own >$modules/modules.order
silent 'it is not installed'
mkdir -p "$modules/$(dirname $own)" && : >$modules/$own.zst
finds 0 module-replaced "its module is not the kernel's own, $own" \
	updates/dkms/mlx5_core.ko.zst
sed -i "s#^.*mlx5_core.ko.zst:#$own.zst:#" $modules/modules.dep
silent mended

# leftover-blacklist
records=root/var/lib/dpkg/status
package() {
	mkdir -p root/var/lib/dpkg
	cat >>$records <<-END
		Package: $1
		Status: $2
		Priority: optional
		Conffiles:
		 /etc/default/$1 00112233445566778899aabbccddeeff
		 /etc/modprobe.d/$1.conf 00112233445566778899aabbccddeeff obsolete
		Description: Conffiles:
		 /etc/modprobe.d/other.conf 00112233445566778899aabbccddeeff

	END
}

machine 'a blacklist of a removed package'
card 02:00.0 10EC 8168 020000
module kernel/drivers/net/ethernet/realtek/r8169.ko "$realtek"
echo 'blacklist r8169' >root/etc/modprobe.d/r8168-dkms.conf
package dkms 'install ok installed'
package r8168-dkms 'deinstall ok config-files'
package zfs-dkms 'install ok installed'
finds 1 blocked '/etc/modprobe.d/r8168-dkms.conf:1' \
	'Package r8168-dkms, to which that file belongs, is removed'
module kernel/drivers/net/generic.ko "$realtek"
bind generic generic
finds 0 leftover-blacklist 'module r8169 claims the device too' \
	'Package r8168-dkms, to which that file belongs, is removed' \
	'remedy: dpkg --purge r8168-dkms'
sed -i 's/deinstall ok config-files/install ok installed/' $records
silent 'the package is there'
mv root/etc/modprobe.d/r8168-dkms.conf root/etc/modprobe.d/other.conf
sed -i 's/install ok installed/deinstall ok config-files/' $records
silent 'no file of it'
mv root/etc/modprobe.d/other.conf root/etc/modprobe.d/dkms.conf
# shellcheck disable=SC2016 # a name that is none
sed -i 's/^Package: dkms$/Package: $(touch x)/' $records
silent 'a name that is no package'"'"'s'

exit $failed
