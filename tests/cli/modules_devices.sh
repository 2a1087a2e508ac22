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
exit $failed
