#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# `hwalias modules --for` a device: what it needs besides the drivers of the devices above it.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"

modules() { "$HWALIAS" modules --sysroot root "$@" >out 2>err; }
is() {
	[ "$(tr '\n' ' ' <out | sed 's/ $//')" = "$1" ] || fail "not '$1': $(cat err)"
}
# needs TARGET WANTED: a recording says the same
needs() {
	modules --for "$1" || fail "--for $1: exit status: $(cat err)"
	is "$2"
	[ -s err ] && fail "--for $1: $(cat err)"
	"$HWALIAS" --sysroot root snapshot my.snap 2>err || fail 'no recording'
	"$HWALIAS" modules --from my.snap --for "$1" >out 2>err || fail "recorded, --for $1: $(cat err)"
	is "$2"
}

# --- a keyboard on I2C, whose interrupt is a pin of another device ---
machine 'a keyboard on I2C'
for each in hid hid-generic i2c-hid-acpi i2c-designware-platform intel-lpss-pci pinctrl-amd \
	pinctrl-tigerlake evdev; do
	module kernel/$each.ko
done
echo 'alias input:b*v*p*e*-e*1,*k*r*a*m*l*s*f*w* evdev' >>$modules/modules.alias
card 00:15.0 8086 A0E8 0C8000
bind intel-lpss intel_lpss_pci
adapter=devices/pci0000:00/0000:00:15.0/i2c_designware.0
device platform i2c_designware.0 "$adapter" </dev/null
bind i2c_designware i2c_designware_platform
device i2c i2c-ELAN0001:00 "$adapter/i2c-0/i2c-ELAN0001:00" </dev/null
bind i2c_hid_acpi i2c_hid_acpi
hid=$adapter/i2c-0/i2c-ELAN0001:00/0018:04F3:3140.0001
device hid 0018:04F3:3140.0001 "$hid" <<-END
	MODALIAS=hid:b0018g0001v000004F3p00003140
END
bind hid-generic hid_generic
mkdir -p "root/sys/$hid/input/input7/event7" root/sys/class/input
for each in input7 input7/event7; do
	ln -s "../../$hid/input/$each" root/sys/class/input/
	ln -s "$(echo "$hid/input/$each" | sed 's#[^/]*#..#g')/class/input" "root/sys/$hid/input/$each/subsystem"
done
echo 'input:b0018v04F3p3140e0100-e0,1,4,kramlsfw' >"root/sys/$hid/input/input7/modalias"
cp "root/sys/$hid/input/input7/modalias" alias
sed 's/^/MODALIAS=/' alias >"root/sys/$hid/input/input7/uevent"
for each in tigerlake-pinctrl:INTC1055:00 amd_gpio:AMDI0030:00; do
	device platform "${each#*:}" "devices/platform/${each#*:}" </dev/null
	case $each in
	amd*) bind amd_gpio pinctrl_amd ;;
	*) bind tigerlake-pinctrl pinctrl_tigerlake ;;
	esac
done
# interrupts CHIP USERS
interrupts() {
	cat >root/proc/interrupts <<-END
		            CPU0       CPU1
		   0:         45          0   IO-APIC    2-edge      timer
		 129:          1          0  $1   33  ACPI:Event
		 130:       1234          0  $1   34  $2
		 NMI:          0          0   Non-maskable interrupts
	END
}
way='hid_generic i2c_hid_acpi intel_lpss_pci'
for target in input7 /sys/class/input/input7 event7; do
	needs $target "$way i2c_designware_platform"
done
interrupts INTC1055:00 'idma64.0, ELAN0001:00'
needs input7 "$way pinctrl_tigerlake i2c_designware_platform"
grep -q '33  ACPI' my.snap && fail 'interrupts of others are recorded'
interrupts amd_gpio ELAN0001:00
needs input7 "$way pinctrl_amd i2c_designware_platform"
for other in 'INTC1055:00 ELAN0001:01' 'IO-APIC ELAN0001:00' 'nothing ELAN0001:00'; do
	interrupts "${other% *}" "${other#* }"
	needs input7 "$way i2c_designware_platform"
done
# what takes an input device is no driver of it: it lacks none
rm root/proc/interrupts
modules --for input7 --all
grep -qx evdev out || fail '--all: no evdev'
loaded evdev
needs input7 'hid_generic i2c_hid_acpi evdev intel_lpss_pci i2c_designware_platform'

# --- a card whose power comes from a chip on I2C, which is linked to by its regulator ---
machine 'a card of a board'
for each in mmc dw-mmc pmic i2c-foo pmic-regulator phy-foo; do
	module kernel/$each.ko
done
device platform ff0.mmc devices/platform/ff0.mmc </dev/null
bind dw-mmc dw_mmc
device platform ff1.i2c devices/platform/ff1.i2c </dev/null
bind i2c-foo i2c_foo
device i2c 0-001b devices/platform/ff1.i2c/i2c-0/0-001b </dev/null
bind pmic pmic
device platform pmic-regulator devices/platform/ff1.i2c/i2c-0/0-001b/pmic-regulator </dev/null
bind pmic-regulator pmic_regulator
at=devices/platform/ff1.i2c/i2c-0/0-001b/pmic-regulator/regulator/regulator.7
mkdir -p root/sys/$at root/sys/class/regulator root/sys/class/devlink
ln -s ../../$at root/sys/class/regulator/regulator.7
device platform phy devices/platform/phy </dev/null
bind phy-foo phy_foo
# link NAME STATUS
link() {
	mkdir -p "root/sys/devices/virtual/devlink/$1"
	ln -s "../../devices/virtual/devlink/$1" "root/sys/class/devlink/$1"
	echo "$2" >"root/sys/devices/virtual/devlink/$1/status"
	echo 0 >"root/sys/devices/virtual/devlink/$1/sync_state_only"
}
link regulator:regulator.7--platform:ff0.mmc 'not tracked'
link platform:phy--platform:ff0.mmc 'not tracked'
link regulator:regulator.8--platform:ff0.mmc 'not tracked'
needs ff0.mmc 'pmic dw_mmc i2c_foo pmic_regulator'
for status in active dormant; do
	echo $status >root/sys/class/devlink/regulator:regulator.7--platform:ff0.mmc/status
	case $status in
	active) needs ff0.mmc 'pmic dw_mmc i2c_foo pmic_regulator' ;;
	*) needs ff0.mmc dw_mmc ;;
	esac
done

# --- modules that are asked for by names ---
machine 'modules by names'
for each in mac80211 wifi ccm cmac gcm qeth qeth_l2 qeth_l3; do
	module kernel/$each.ko
done
sed -i 's#^kernel/wifi.ko:#& kernel/mac80211.ko#' $modules/modules.dep
card 00:14.3 8086 A0F0 028000
bind wifi wifi
device ccwgroup 0.0.0800 devices/qeth/0.0.0800 </dev/null
bind qeth qeth
needs 00:14.3 'mac80211 ccm cmac gcm wifi'
needs ccwgroup:0.0.0800 'qeth qeth_l2 qeth_l3'
for each in ccm cmac qeth_l3; do loaded $each; done
needs 00:14.3 'mac80211 ccm cmac wifi'
needs ccwgroup:0.0.0800 'qeth qeth_l3'

# algorithms, without which it does not work: of each all modules that have it, or those of
# them that are loaded, before what asks for it
machine 'algorithms by names'
for each in bluetooth btusb ubi ubifs crypto/lzo crypto/zstd; do
	module kernel/$each.ko
done
echo 'alias crypto-lzo lzo' >>$modules/modules.alias
module kernel/crypto/cmac.ko crypto-cmac
module kernel/crypto/cmac-fast.ko crypto-cmac
sed -i -e 's#^kernel/btusb.ko:#& kernel/bluetooth.ko#' -e 's#^kernel/ubifs.ko:#& kernel/ubi.ko#' \
	$modules/modules.dep
card 00:14.4 8086 A0F1 0D1100
bind btusb btusb
needs 00:14.4 'cmac cmac_fast bluetooth btusb'
loaded cmac_fast
needs 00:14.4 'cmac_fast bluetooth btusb'
# … one of them is no reason to leave out another
loaded lzo
echo 'alias crypto-zstd zstd' >>$modules/modules.alias
mkdir -p root/proc/self
echo '30 1 0:20 / / rw - ubifs ubi0:rootfs rw' >root/proc/self/mountinfo
"$HWALIAS" modules --sysroot root >out 2>err
[ "$(grep -xE 'lzo|zstd|ubi|ubifs' out | tr '\n' ' ')" = 'ubi lzo zstd ubifs ' ] || fail 'ubifs'
# what is asked for may ask for more
for each in macsec crypto/ctr; do
	module kernel/$each.ko
done
module kernel/crypto/gcm.ko crypto-gcm
module kernel/crypto/ghash-generic.ko crypto-ghash
card 00:14.5 8086 A0F2 020000
bind macsec macsec
needs 00:14.5 'ghash_generic gcm macsec'
echo 'alias crypto-ctr ctr' >>$modules/modules.alias
needs 00:14.5 'ghash_generic ctr gcm macsec'
# a cluster's file system, by the one of two that is in use
for each in ocfs2_stackglue ocfs2 ocfs2_stack_o2cb ocfs2_stack_user; do
	module kernel/$each.ko
done
sed -i 's#^kernel/ocfs2[a-z_]*2*[a-z]*.ko:#& kernel/ocfs2_stackglue.ko#; s#^kernel/ocfs2_stackglue.ko:.*#kernel/ocfs2_stackglue.ko:#' \
	$modules/modules.dep
echo '30 1 0:20 / / rw - ocfs2 /dev/sda rw' >root/proc/self/mountinfo
for row in 'ocfs2_stackglue ocfs2_stack_o2cb ocfs2_stack_user ocfs2 ' 'ocfs2_stackglue ocfs2_stack_user ocfs2 '; do
	"$HWALIAS" modules --sysroot root >out 2>err
	[ "$(grep ocfs2 out | tr '\n' ' ')" = "$row" ] || fail 'ocfs2'
	loaded ocfs2_stack_user
done
exit $failed
