#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What is wrong with a machine, and that the same machine, mended, is silent. Each machine
# is a scratch root: a few devices, tables, configuration and a kernel log; each case is
# the broken one and its healthy twin.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"

card_of_intel='pci:v00008086d000015B8sv*sd*bc*sc*i*'

machine 'a DisplayPort card with nomodeset'
card 03:00.0 1002 743F 030000
module kernel/amdgpu.ko 'pci:v00001002d0000743Fsv*sd*bc*sc*i*'
loaded amdgpu
cmdline nomodeset
finds 0 stopped-by-parameter '"nomodeset" of the kernel command line'
cmdline quiet && bind amdgpu amdgpu
silent mended

for option in i915.modeset=0 'i915.force_probe=!9a49' 'i915.force_probe=!*'; do
	machine "the option $option"
	card 00:02.0 8086 9A49 030000
	module kernel/i915.ko 'pci:v00008086d00009A49sv*sd*bc03sc*i*'
	loaded i915
	cmdline "$option"
	finds 0 stopped-by-parameter "$option" 'kernel command line'
	# an option that is about others
	cmdline 'i915.force_probe=!9a50 i915.modeset=1' && bind i915 i915
	silent mended
done

machine 'sound switched off by an option'
card 00:1f.3 8086 A348 040300
module kernel/snd_hda_intel.ko 'pci:v00008086d0000A348sv*sd*bc*sc*i*'
loaded snd_hda_intel
echo 'options snd_hda_intel index=1 enable=0' >root/etc/modprobe.d/sound.conf
finds 0 stopped-by-parameter /etc/modprobe.d/sound.conf 'enable=0'
echo 'options snd-hda-intel enable=1,0' >root/etc/modprobe.d/sound.conf
finds 0 stopped-by-parameter 'enable=1,0'
rm root/etc/modprobe.d/sound.conf && bind snd_hda_intel snd_hda_intel
silent mended

machine 'a disk that usb-storage ignores'
usb 1-2 0BC2 2322
interface 0 08 06 50
module kernel/usb-storage.ko 'usb:v*p*d*dc*dsc*dp*ic08isc06ip50in*'
loaded usb_storage
cmdline usb-storage.quirks=0951:1666:u,0bc2:2322:i
finds 0 stopped-by-parameter quirks=0951:1666:u,0bc2:2322:i
cmdline usb-storage.quirks=0bc2:2322:u && bind usb-storage usb_storage
silent mended

machine 'no interrupts by messages'
card 01:00.0 8086 15B8 020000
module kernel/e1000e.ko "$card_of_intel"
loaded e1000e
log 'e1000e 0000:01:00.0: probe with driver e1000e failed with error -28'
cmdline pci=noaer,nomsi
finds 1 probe-failed 'pci=nomsi, with which drivers may fail' 'no space left'
cmdline && bind e1000e e1000e
silent mended

machine 'vfio without an IOMMU'
card 0b:00.1 1002 AAF0 040300
module kernel/snd_hda_intel.ko 'pci:v00001002d0000AAF0sv*sd*bc*sc*i*'
bind snd_hda_intel snd_hda_intel
cmdline vfio-pci.ids=1002:67df,1002:aaf0 amd_iommu=off
finds 1 vfio-not-honoured 'Take amd_iommu=off out of the kernel command line'
unbind
finds 1 vfio-not-honoured 'needs an IOMMU'
cmdline vfio-pci.ids=1002:67df,1002:aaf0 iommu=pt && bind vfio-pci
silent mended

machine 'an override that is left over'
card 01:00.0 8086 15B8 020000
module kernel/e1000e.ko "$card_of_intel"
echo vfio-pci >"$here/driver_override"
mkdir -p root/sys/bus/pci/drivers/vfio-pci
silent 'it waits for its driver'
rmdir root/sys/bus/pci/drivers/vfio-pci
finds 0 driver-override 'lets none but vfio-pci bind' \
	'remedy: echo > /sys/devices/pci0000:00/0000:01:00.0/driver_override && echo 0000:01:00.0 > /sys/bus/pci/drivers_probe'
echo '(null)' >"$here/driver_override" && bind e1000e e1000e
silent mended

machine 'a bus that binds no driver by itself'
card 01:00.0 8086 15B8 020000
module kernel/e1000e.ko "$card_of_intel"
echo 0 >root/sys/bus/pci/drivers_autoprobe
finds 0 autoprobe-off 'as its drivers_autoprobe is 0' \
	'remedy: modprobe e1000e && echo 0000:01:00.0 > /sys/bus/pci/drivers_probe' \
	'seen:   /sys/bus/pci/drivers_autoprobe: drivers_autoprobe = 0'
loaded e1000e
finds 0 autoprobe-off 'remedy: echo 0000:01:00.0 > /sys/bus/pci/drivers_probe'
echo 1 >root/sys/bus/pci/drivers_autoprobe
finds 1 probe-declined 'refused the device or failed'
echo 0 >root/sys/bus/pci/drivers_autoprobe
bind e1000e e1000e
silent mended

machine 'USB devices are locked'
usb 1-4 046D C52B
interface 0 03 01 02
module kernel/usbhid.ko 'usb:v*p*d*dc*dsc*dp*ic03isc*ip*in*'
bind usbhid usbhid
echo 0 >"$whole/authorized"
echo 'options usbcore authorized_default=0' >root/etc/modprobe.d/lock.conf
finds 1 not-authorized 'by /etc/modprobe.d/lock.conf:1: options usbcore authorized_default=0' \
	'take the option out'
rm root/etc/modprobe.d/lock.conf
cmdline usbcore.authorized_default=0
finds 1 not-authorized 'by usbcore.authorized_default=0 of the kernel command line'
mkdir root/etc/usbguard && echo >root/etc/usbguard/usbguard-daemon.conf
finds 1 not-authorized 'usbguard allow-device -p NUMBER'
rm -r root/etc/usbguard && cmdline quiet
mkdir -p root/sys/module/usbcore/parameters
echo -1 >root/sys/module/usbcore/parameters/authorized_default
finds 1 not-authorized "its attribute 'authorized' is 0."
grep -q authorized_default out && fail 'a parameter that locks nothing'
echo 0 >root/sys/module/usbcore/parameters/authorized_default
finds 1 not-authorized '/sys/module/usbcore/parameters/authorized_default is 0'
echo 0 >"$whole/../authorized_default"
finds 1 not-authorized '/usb1/authorized_default is 0' 'seen:   /sys/devices/'
echo 1 >"$whole/authorized"
silent mended

machine 'a converter with an id of its own'
usb 1-6 0403 7BC0
interface 0 FF FF FF
module kernel/drivers/usb/serial/ftdi_sio.ko 'usb:v0403p6001d*dc*dsc*dp*ic*isc*ip*in*' \
	'usb:v0403p6010d*dc*dsc*dp*ic*isc*ip*in*'
finds 0 near-miss 'ftdi_sio claims other products of its maker' \
	'modprobe ftdi_sio && echo 0403 7bc0 > /sys/bus/usb-serial/drivers/ftdi_sio/new_id' \
	'An experiment'
bind ftdi_sio ftdi_sio
silent mended

machine 'a reader of fingerprints of a maker with drivers for others'
usb 1-6 06CB 00BD
interface 0 FF 00 00
module kernel/synaptics_usb.ko 'usb:v06CBp0001d*dc*dsc*dp*ic*isc*ip*in*'
silent 'no driver is expected'

machine 'a wireless stick of a new id'
usb 1-6 0BDA F179
echo 'RTL8188FTV 802.11b/g/n 1T1R 2.4G WLAN Adapter' >"$whole/product"
interface 0 FF FF FF
module kernel/drivers/net/wireless/realtek/rtl8xxxu/rtl8xxxu.ko \
	'usb:v0BDAp8176d*dc*dsc*dp*icFFiscFFipFFin*' 'usb:v0BDAp8178d*dc*dsc*dp*icFFiscFFipFFin*'
module kernel/drivers/net/usb/r8152.ko 'usb:v0BDAp8153d*dc*dsc*dp*icFFisc*ip*in*'
finds 0 near-miss 'rtl8xxxu claims other products' \
	'echo 0bda f179 > /sys/bus/usb/drivers/rtl8xxxu/new_id'
bind rtl8xxxu rtl8xxxu
silent mended

# a list looks as closely as check at a device whose driver is there and did not take it
machine 'a list of a graphics card that its driver leaves alone'
card 00:02.0 8086 9A49 030000
module kernel/i915.ko 'pci:v00008086d00009A49sv*sd*bc03sc*i*'
loaded i915
log 'i915 0000:00:02.0: Your graphics device 9a49 is not properly supported by i915 in this'
"$HWALIAS" -J --sysroot root >out 2>err
for key in '"reason": "force-probe"' '"attention_complete": true'; do
	grep -q "$key" out || fail "no $key"
done
"$HWALIAS" --sysroot root >out 2>err
grep -q 'kernel too old for it' out || fail 'no note'

# --- the kernel log: each message, and that it is void once all is well ---

# refused TEXT MESSAGE: a module of DKMS that the kernel did not load
refused() {
	machine "$2"
	card 02:00.0 10EC 8126 020000
	module updates/dkms/r8126.ko 'pci:v000010ECd00008126sv*sd*bc*sc*i*'
	log "$2"
	check
	grep -qF "$1" out || fail "no '$1'"
	grep -q '^  remedy: modprobe' out && fail 'a remedy that is known to fail'
	bind r8126 r8126
	silent 'loaded at the second try'
}
refused 'mokutil --import' 'Loading of unsigned module is rejected'
refused 'mokutil --import' 'Loading of module with unavailable key is rejected'
refused 'mokutil --import' 'Lockdown: systemd-udevd: unsigned module loading is restricted; see man kernel_lockdown.7'
refused 'dkms autoinstall' "r8126: version magic '6.1.0 SMP ' should be '6.12.9 SMP '"
refused 'dkms autoinstall' 'r8126: disagrees about version of symbol module_layout'
refused 'dkms autoinstall' 'r8126: Unknown symbol phylink_create (err -2)'

# refused and blocked: without the block it would not be loaded either
for line in 'Loading of unsigned module is rejected' \
	"r8126: version magic '6.1.0 SMP ' should be '6.12.9 SMP '" \
	'r8126: Unknown symbol phylink_create (err -2)'; do
	machine "blocked, and $line"
	card 02:00.0 10EC 8126 020000
	module updates/dkms/r8126.ko 'pci:v000010ECd00008126sv*sd*bc*sc*i*'
	echo 'blacklist r8126' >root/etc/modprobe.d/no.conf
	log "$line"
	finds 1 blocked 'The kernel refused it too' 'advice: ' 'seen:   /var/log/dmesg:1:'
	grep -q 'modprobe r8126' remedies && fail 'a remedy that is known to fail'
	grep -q blacklist copy/etc/modprobe.d/no.conf && fail 'still blocked'
	# the module was built anew and loaded since: then the block alone is in the way
	log 'r8126 0000:02:00.0: eth0: RTL8126'
	log 'r8126: loading out-of-tree module taints kernel.'
	finds 1 blocked 'no.conf' 'remedy: '
	grep -q 'refused it' out && fail 'a refusal that is void'
	grep -q 'modprobe r8126' remedies || fail 'no modprobe'
done

# built anew and loaded without a reboot, then unloaded: nothing is in the way
# signs that need no module are told without tables too
machine 'errors, and no kernel is known'
card 01:00.0 8086 15B8 020000
bind e1000e
printf 'DLP 1\nTOTAL_ERR_NONFATAL 1\n' >"$here/aer_dev_nonfatal"
rm -r root/lib root/proc
check
grep -q 'aer_dev_nonfatal = 1' out || fail 'no hint'

# the note of the list is about the module that check names
machine 'two candidates, of which one is hijacked'
card 02:00.0 10EC 8125 020000
module kernel/r8169.ko 'pci:v000010ECd00008125sv*sd*bc*sc*i*'
module kernel/r8125.ko 'pci:v000010ECd00008125sv*sd*bc*sc*i*'
echo 'install r8169 /usr/sbin/other' >root/etc/modprobe.d/a.conf
finds 1 module-not-loaded 'remedy: modprobe r8125'
"$HWALIAS" --sysroot root >out 2>err
grep -q 'r8125 not loaded' out || fail 'the note names another module'

# what gains a driver is told without tables of the own kernel too
machine 'a what-if without own tables'
card 02:00.0 8086 2723 028000
module kernel/iwlwifi.ko 'pci:v00008086d00002723sv*sd*bc*sc*i*'
mv root/lib/modules/$release root/lib/modules/6.13.0
check -S 6.13.0
grep -q 'It has no driver now; under kernel 6.13.0 iwlwifi will' out || fail 'not told'

machine 'a bridge with nothing behind it'
card 00:1c.0 8086 A340 060400
sed -i 's/PCI_CLASS=0/PCI_CLASS=/' "$here/uevent"
bind pcieport
mkdir -p "$here/pci_bus/0000:07"
"$HWALIAS" -t --sysroot root >out 2>err
grep -q '00:1c.0 \[07\]' out || fail 'no bus'

machine 'a module that needs a refused one'
card 02:00.0 10EC 8126 020000
module updates/dkms/r8126.ko 'pci:v000010ECd00008126sv*sd*bc*sc*i*'
module kernel/net/phylink.ko
sed -i 's#^updates/dkms/r8126.ko:#& kernel/net/phylink.ko#' $modules/modules.dep
log "phylink: version magic '6.1.0 SMP ' should be '6.12.9 SMP '"
finds 1 module-refused 'refused to load module phylink, which it needs' 'build phylink anew'
log 'phylink: loading out-of-tree module taints kernel.'
finds 1 module-not-loaded 'remedy: modprobe r8126'

# what was so when the kernel started must still be so
machine 'no signatures are asked for any more'
card 02:00.0 10EC 8126 020000
module updates/dkms/r8126.ko 'pci:v000010ECd00008126sv*sd*bc*sc*i*'
mkdir -p root/sys/kernel/security root/sys/module/module/parameters
log 'Loading of module with unavailable key is rejected'
echo '[none] integrity confidentiality' >root/sys/kernel/security/lockdown
echo Y >root/sys/module/module/parameters/sig_enforce
finds 1 signature-rejected 'mokutil --import'
echo N >root/sys/module/module/parameters/sig_enforce
finds 1 module-not-loaded 'remedy: modprobe r8126'

# nouveau came in spite of the blacklist, and the other module does not work either
for line in "nvidia: version magic '6.1.0 SMP ' should be '6.12.9 SMP '" \
	'nvidia: Unknown symbol drm_x (err -2)' 'Loading of unsigned module is rejected' \
	'nvidia: probe of 0000:01:00.0 failed with error -1'; do
	machine "nouveau, and $line"
	card 01:00.0 10DE 2484 030000
	module kernel/nouveau.ko 'pci:v000010DEd*sv*sd*bc03sc*i*'
	module updates/dkms/nvidia.ko 'pci:v000010DEd00002484sv*sd*bc03sc00i00*'
	bind nouveau nouveau
	echo 'blacklist nouveau' >root/etc/modprobe.d/nv.conf
	finds 1 bound-though-blocked 'Build the initramfs anew'
	log "$line"
	finds 1 bound-though-blocked 'nvidia, which claims the device too,' "seen:   /var/log/dmesg:1: "
	check
	grep -q initramfs out && fail 'an advice that cannot work'
done

machine 'a graphics card that fell off the bus at the start'
card 01:00.0 10DE 2484 030000
module updates/dkms/nvidia.ko 'pci:v000010DEd00002484sv*sd*bc03sc00i00*'
loaded nvidia
log 'NVRM: The NVIDIA GPU 0000:01:00.0'
log 'NVRM: (PCI ID: 10de:2484) installed in this system has'
log 'NVRM: fallen off the bus and is not responding to commands.'
log 'nvidia: probe of 0000:01:00.0 failed with error -1'
finds 1 not-responding 'fell off the bus' 'Switch the machine off'
bind nvidia nvidia
log 'pci 0000:01:00.0: [10de:2484] type 00 class 0x030000'
silent mended

# firmware, and what the driver says afterwards
for line in 'x 0000:02:00.0: loaded firmware version 1' 'x 0000:02:00.0: Firmware info: version 2:2:0' \
	'x 0000:02:00.0: loaded firmware x/a.bin' 'x 0000:02:00.0: Firmware version 0.29.29.1'; do
	machine "a wireless card, then $line"
	card 02:00.0 14C3 7961 028000
	module kernel/x.ko 'pci:v000014C3d00007961sv*sd*bc*sc*i*'
	bind x x
	log 'x 0000:02:00.0: Direct firmware load for x/a.bin failed with error -2'
	# no complaint, and no interface either
	finds 1 firmware-failed 'x/a.bin'
	mkdir -p root/lib/firmware/x && touch root/lib/firmware/x/a.bin.zst
	silent 'it is there by now, compressed'
	rm root/lib/firmware/x/a.bin.zst
	mkdir -p root/lib/firmware/x "root/sys/class/net" "$here/wifi/net/wlan0"
	ln -s "../../${here#root/sys/}/wifi/net/wlan0" root/sys/class/net/wlan0
	silent 'it has an interface'
	rm root/sys/class/net/wlan0 && rm -r "$here/wifi"
	log 'x 0000:02:00.0: failed to load firmware: -2'
	finds 1 firmware-failed 'x/a.bin'
	log "$line"
	silent 'the firmware came'
done

machine 'a file that is not listed and says nothing'
card 02:00.0 10EC B852 028000
module kernel/y.ko
mkdir -p $modules/updates && touch $modules/updates/foo.ko
finds 1 depmod-not-run 'updates/foo.ko' 'paste this: pci:v000010EC'

machine 'an override to a driver that no module brings'
card 03:00.0 8086 15B8 020000
module kernel/e1000e.ko "$card_of_intel"
loaded e1000e
echo nosuchdriver >"$here/driver_override"
rm -rf root/sys/bus/pci/drivers
finds 0 driver-override 'none but nosuchdriver bind, which is not there'
echo e1000e >"$here/driver_override" && bind e1000e e1000e
silent mended

machine 'a locked-down kernel whose log cannot be read'
card 02:00.0 10EC 8126 020000
module updates/dkms/r8126.ko 'pci:v000010ECd00008126sv*sd*bc*sc*i*'
mkdir -p root/sys/kernel/security
echo 'none [integrity] confidentiality' >root/sys/kernel/security/lockdown
finds 1 module-not-loaded 'mokutil --import' 'lockdown = integrity' 'remedy: modprobe r8126'
echo '[none] integrity confidentiality' >root/sys/kernel/security/lockdown
finds 1 module-not-loaded 'remedy: modprobe r8126'
grep -q mokutil out && fail 'not locked down'

machine 'a refusal that is void'
card 02:00.0 10EC 8126 020000
module updates/dkms/r8126.ko 'pci:v000010ECd00008126sv*sd*bc*sc*i*'
log "r8126: version magic '6.1.0 SMP ' should be '6.12.9 SMP '"
finds 1 module-refused 'its version magic is that of kernel 6.1.0.' \
	"version magic '6.1.0 SMP ' should be '"
log 'r8126 0000:02:00.0: eth0: RTL8126'
finds 1 module-not-loaded 'remedy: modprobe r8126'

# fails TEXT MESSAGE...: of a network card whose driver is there
fails() {
	text=$1
	shift
	machine "$*"
	card 00:1f.6 8086 15B8 020000
	module kernel/e1000e.ko "$card_of_intel"
	loaded e1000e
	for line; do log "$line"; done
	check && fail 'exit status'
	grep -qF -e "$text" out || fail "no '$text'"
	[ "$(grep -c '^  why:' out)" = 1 ] || fail 'not one finding'
	bind e1000e e1000e
	mkdir -p "$here/net/eth0"
	silent 'the retry succeeded'
}
fails 'timed out (-110)' 'e1000e: probe of 0000:00:1f.6 failed with error -110'
fails 'invalid argument (-22)' 'e1000e 0000:00:1f.6: probe with driver e1000e failed with error -22'
fails 'e1000e/x.bin' 'e1000e 0000:00:1f.6: Direct firmware load for e1000e/x.bin failed with error -2'
fails 'e1000e/x.bin' 'e1000e 0000:00:1f.6: firmware: failed to load e1000e/x.bin (-2)'
# a retry of which the log tells, too
fails 'refused the device or failed' \
	'e1000e 0000:00:1f.6: Direct firmware load for e1000e/x.bin failed with error -2' \
	'e1000e 0000:00:1f.6: loaded firmware version 1.2'
fails 'refused the device or failed' \
	'e1000e 0000:00:1f.6: probe with driver e1000e failed with error -110' \
	'e1000e 0000:00:1f.6 enp0s31f6: renamed from eth0'
fails 'refused the device or failed' \
	'e1000e: probe of 0000:00:1f.6 failed with error -110' \
	'pci 0000:00:1f.6: [8086:15b8] type 00 class 0x020000'
# put off is no failure by itself
machine 'a probe that was put off'
card 00:1f.6 8086 15B8 020000
module kernel/e1000e.ko "$card_of_intel"
loaded e1000e
log 'e1000e: probe of 0000:00:1f.6 failed with error -517'
check || fail 'exit status'
grep -qx 'nothing needs attention' out || fail 'a finding'
"$HWALIAS" show --sysroot root 00:1f.6 >out 2>err
grep -q 'put the probe off' out || fail 'show does not tell'
# another device's message
fails 'refused the device or failed' 'e1000e: probe of 0000:00:1f.7 failed with error -110'
# of a program that writes the same
machine 'a line of another program'
card 00:1f.6 8086 15B8 020000
module kernel/e1000e.ko "$card_of_intel"
loaded e1000e
echo 'Nov 28 07:07:52 host app[1]: e1000e: probe of 0000:00:1f.6 failed with error -110' \
	>root/var/log/dmesg
check
grep -q 'timed out' out && fail 'believed'

# of another kernel's boot, as on a disk that a rescue system has mounted
machine 'the log of another kernel'
card 00:1f.6 8086 15B8 020000
module kernel/e1000e.ko "$card_of_intel"
loaded e1000e
banner='Linux version %s (builder@example.org) (gcc-12) #1 SMP PREEMPT_DYNAMIC\n'
release=$(cat root/proc/sys/kernel/osrelease)
message='e1000e: probe of 0000:00:1f.6 failed with error -110\n'
for before in "$banner$message" "$message$banner" "$banner$message$banner"; do
	# shellcheck disable=SC2059 # formats that are made above
	printf "$before" 5.10.0-1-amd64 5.10.0-1-amd64 >root/var/log/dmesg
	check
	grep -q 'timed out' out && fail "believed: $before"
	grep -q '(kernel log not recorded)' out || fail "a log is told: $before"
done
# the newest boot counts
# shellcheck disable=SC2059
printf "$banner$message$banner$message" 5.10.0-1-amd64 "$release" >root/var/log/dmesg
finds 1 probe-failed 'timed out (-110)' /var/log/dmesg:4

# the forms in which people save the log
for head in '' '<4>[    5.123456] ' '[Fri Nov 28 07:07:52 2026] ' 'kern  :warn  : [    5.1] ' \
	'4,812,5123456,-;' 'Nov 28 07:07:52 box kernel: ' '2026-11-28T07:07:52+0000 box kernel: ' \
	'[    5.123456] box kernel: ' '[    5.123456][  T123] ' '[  +0.000012] ' \
	'[    5.123456 <    0.000012>] ' '2026-11-28T07:07:52,123456+00:00 '; do
	machine "the head '$head'"
	card 00:1f.6 8086 15B8 020000
	module kernel/e1000e.ko "$card_of_intel"
	loaded e1000e
	echo "${head}e1000e 0000:00:1f.6: probe with driver e1000e failed with error -110" \
		>root/var/log/dmesg
	finds 1 probe-failed 'timed out (-110)' /var/log/dmesg:1
done

# of several modules that claim it the log knows the driver of one
machine 'firmware that one of two drivers asks for'
card 00:1f.3 8086 51C8 040100
module kernel/sound/snd-hda-intel.ko 'pci:v00008086d*sv*sd*bc04sc*i*'
module kernel/sound/snd-sof-pci-intel-tgl.ko 'pci:v00008086d000051C8sv*sd*bc*sc*i*'
for each in snd_hda_intel snd_sof_pci_intel_tgl; do loaded $each; done
log 'sof-audio-pci-intel-tgl 0000:00:1f.3: Direct firmware load for intel/sof/a.ri failed with error -2'
finds 1 firmware-failed \
	'firmware that driver sof-audio-pci-intel-tgl asks for could not be loaded: intel/sof/a.ri.'
grep -q 'module snd_hda_intel claims' out && fail 'the module of another driver is named'

machine 'firmware of which an old version is there'
card 00:14.3 8086 A0F0 028000
module kernel/iwlwifi.ko 'pci:v00008086d0000A0F0sv*sd*bc*sc*i*'
loaded iwlwifi
for version in 77 76 75; do
	log "iwlwifi 0000:00:14.3: Direct firmware load for iwlwifi-QuZ-a0-hr-b0-$version.ucode failed with error -2"
done
log 'iwlwifi 0000:00:14.3: no suitable firmware found!'
echo >root/lib/firmware/iwlwifi-QuZ-a0-hr-b0-59.ucode
echo >root/lib/firmware/iwlwifi-QuZ-a0-hr-b0-48.ucode
finds 1 firmware-failed 'any one of iwlwifi-QuZ-a0-hr-b0-7*.ucode' \
	'What is installed, iwlwifi-QuZ-a0-hr-b0-59.ucode, is too old'
bind iwlwifi iwlwifi
mkdir -p "$here/net/wlan0"
silent mended

# iwl_req_fw_callback() tells the version; iwl_dbg_tlv_load_bin() asks for a file that hardly
# anybody has. The interface may be in the network namespace of a container
machine 'firmware that runs, and another file'
card 00:14.3 8086 A0F0 028000
module kernel/iwlwifi.ko 'pci:v00008086d0000A0F0sv*sd*bc*sc*i*'
loaded iwlwifi
bind iwlwifi iwlwifi
mkdir -p root/sys/class/net && mkdir -p root/sys/devices/virtual/net/lo
ln -s ../../devices/virtual/net/lo root/sys/class/net/lo
log 'iwlwifi 0000:00:14.3: loaded firmware version 77.2df8986f.0 QuZ-a0-hr-b0-77.ucode op_mode iwlmvm'
log 'iwlwifi 0000:00:14.3: Direct firmware load for iwl-debug-yoyo.bin failed with error -2'
silent 'its firmware runs'
log 'pci 0000:00:14.3: [8086:a0f0] type 00 class 0x028000'
log 'iwlwifi 0000:00:14.3: Direct firmware load for iwlwifi-QuZ-a0-hr-b0-77.ucode failed with error -2'
finds 1 firmware-failed 'and has made no device: iwlwifi-QuZ-a0-hr-b0-77.ucode'

machine 'an adapter for Bluetooth without its firmware'
usb 1-10 8087 0026
interface 0 E0 01 01
module kernel/btusb.ko 'usb:v*p*d*dcE0dsc01dp01ic*isc*ip*in*'
bind btusb btusb
mkdir -p "$here/bluetooth/hci0"
log 'bluetooth hci0: Direct firmware load for intel/ibt-20-1-3.sfi failed with error -2'
log 'Bluetooth: hci0: Failed to load Intel firmware file intel/ibt-20-1-3.sfi (-2)'
finds 1 firmware-failed intel/ibt-20-1-3.sfi
log 'Bluetooth: hci0: Device booted in 14234 usecs'
silent 'the second try'

machine 'firmware that a host adapter does without'
card 05:00.0 1077 2532 0c0400
module kernel/qla2xxx.ko 'pci:v00001077d00002532sv*sd*bc*sc*i*'
bind qla2xxx qla2xxx
mkdir -p "$here/host8"
log 'qla2xxx 0000:05:00.0: Direct firmware load for ql2500_fw.bin failed with error -2'
log 'qla2xxx [0000:05:00.0]-0063:8: Failed to load firmware image (ql2500_fw.bin).'
silent 'it has firmware of its own'

machine 'a card that left the bus'
card 01:00.0 10DE 24DD 030000
module kernel/nvidia.ko 'pci:v000010DEd*sv*sd*bc03sc00i00*'
bind nvidia nvidia
log "NVRM: Xid (PCI:0000:01:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus."
finds 0 not-responding 'it left the bus'
printf '%064d' 0 >"$here/config"
silent 'it answers'
head -c 64 /dev/zero | tr '\0' '\377' >"$here/config"
finds 0 not-responding 'reads as ones'
printf '%064d' 0 >"$here/config"
silent mended

machine 'a disk that left the bus'
card 02:00.0 144D A808 010802
bind nvme
mkdir -p "$here/nvme/nvme0"
log 'nvme nvme0: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff'
finds 0 not-responding 'it left the bus'
log 'nvme nvme0: 8/0/0 default/read/poll queues'
silent 'the reset succeeded'

machine 'a host controller that died'
card 00:14.0 8086 A36D 0c0330
bind xhci_hcd
log 'xhci_hcd 0000:00:14.0: xHCI host controller not responding, assume dead'
log 'xhci_hcd 0000:00:14.0: HC died; cleaning up'
finds 1 controller-died 'gave the controller up' \
	'echo 0000:00:14.0 > /sys/bus/pci/drivers/xhci_hcd/unbind'
log 'xhci_hcd 0000:00:14.0: xHCI Host Controller'
silent 'bound again'

machine 'a port where nothing is recognised'
usb usb1 1D6B 0002
for number in 5 6; do
	log "usb 1-3: new full-speed USB device number $number using xhci_hcd"
	log 'usb 1-3: device descriptor read/64, error -71'
done
log 'usb 1-3: device not accepting address 6, error -71'
log 'usb usb1-port3: unable to enumerate USB device'
finds 0 usb-not-recognised 'usb1-port3' 'no device is there'
log 'usb 1-3: new full-speed USB device number 7 using xhci_hcd'
silent 'the next try succeeded'

machine 'a graphics card of another release'
card 01:00.0 10DE 1381 030000
module updates/dkms/nvidia.ko 'pci:v000010DEd*sv*sd*bc03sc00i00*'
loaded nvidia
log 'NVRM: The NVIDIA GPU 0000:01:00.0 (PCI ID: 10de:1381)'
log 'NVRM: installed in this system is not supported by the'
log 'nvidia 0000:01:00.0: probe with driver nvidia failed with error -1'
finds 1 not-supported 'this release of it does not support it'
bind nvidia nvidia
silent mended

machine 'a modem that shows its disk'
usb 1-7 12D1 1F01
interface 0 08 06 50
module kernel/usb-storage.ko 'usb:v*p*d*dc*dsc*dp*ic08isc06ip50in*'
bind usb-storage usb_storage
finds 1 disk-mode 'remedy: usb_modeswitch -JW -v 12d1 -p 1f01'
usb 1-7 12D1 14DB
interface 0 02 06 00
module kernel/cdc_ether.ko 'usb:v*p*d*dc*dsc*dp*ic02isc06ip00in*'
bind cdc_ether cdc_ether
silent mended

machine 'an adapter in its second configuration'
usb 2-1 0BDA 8153
echo 2 >"$whole/bConfigurationValue"
# configuration 1: an interface of class ff; 2: of class 02
printf '\011\002\022\000\001\001\000\200\062\011\004\000\000\003\377\377\000\000' >"$whole/descriptors"
printf '\011\002\022\000\001\002\000\200\062\011\004\000\000\001\002\006\000\000' >>"$whole/descriptors"
interface 0 02 06 00
module kernel/cdc_ether.ko 'usb:v*p*d*dc*dsc*dp*ic02isc06ip00in*'
bind cdc_ether cdc_ether
silent 'no driver of its maker'
module kernel/r8152.ko 'usb:v0BDAp8153d*dc*dsc*dp*icFFisc*ip*in*'
finds 0 second-best-configuration 'configuration, 1, for which module r8152 is made' \
	"remedy: modprobe r8152 && echo 1 > /sys/devices/pci0000:00/0000:00:14.0/usb1/2-1/bConfigurationValue"
unbind && bind r8152 r8152
echo 1 >"$whole/bConfigurationValue"
silent mended

machine 'a probe that waits for its supplier'
card 00:1f.6 8086 15B8 020000
module kernel/e1000e.ko "$card_of_intel"
loaded e1000e
mkdir -p "root/sys/devices/virtual/devlink/platform:3f200000.gpio--pci:0000:00:1f.6"
ln -s "../../virtual/devlink/platform:3f200000.gpio--pci:0000:00:1f.6" \
	"$here/supplier:platform:3f200000.gpio"
echo dormant >"$here/supplier:platform:3f200000.gpio/status"
finds 1 deferred 'supplier 3f200000.gpio not ready' 'grep -F -e 3f200000.gpio'
echo active >"$here/supplier:platform:3f200000.gpio/status" && bind e1000e e1000e
silent mended

machine 'the radio of a bridge'
card 04:00.0 14E4 4727 028000
module kernel/bcma.ko 'pci:v000014E4d00004727sv*sd*bc*sc*i*'
bind bcma-pci-bridge bcma
device bcma bcma0:1 devices/pci0000:00/0000:04:00.0/bcma0:1 <<-END
	MODALIAS=bcma:m04BFid0812rev18cl00
END
module kernel/brcmsmac.ko 'bcma:m04BFid0812rev18cl*'
finds 1 module-not-loaded 'modprobe brcmsmac'
bind brcmsmac brcmsmac
silent mended

# --- modules and their places ---

machine 'a module that DKMS built for another kernel alone'
card 01:00.0 10DE 13C2 030000
module kernel/nouveau.ko 'pci:v000010DEd*sv*sd*bc03sc*i*'
echo 'blacklist nouveau' >root/etc/modprobe.d/nvidia.conf
modules=root/lib/modules/6.11.4-amd64
mkdir -p $modules
module updates/dkms/nvidia.ko 'pci:v000010DEd*sv*sd*bc03sc00i00*'
finds 1 blocked 'nvidia of kernel 6.11.4-amd64 claims it too' \
	"remedy: dkms autoinstall -k $release && modprobe nvidia" 'headers of kernel'
bind nvidia nvidia
silent mended

machine 'a module of DKMS whose file is gone'
card 02:00.0 10EC 8126 020000
module updates/dkms/r8126.ko 'pci:v000010ECd00008126sv*sd*bc*sc*i*'
rm $modules/updates/dkms/r8126.ko
: >$modules/kernel/other.ko
finds 1 module-missing "dkms autoinstall -k $release && modprobe r8126" 'headers of kernel'
bind r8126 r8126
silent mended

machine 'a module that depmod does not know'
card 00:14.3 8086 A0F0 028000
mkdir -p $modules/extra/intel && : >$modules/extra/intel/iwlwifi.ko
finds 1 depmod-not-run extra/intel/iwlwifi.ko "depmod -a -- $release"
bind iwlwifi iwlwifi
silent mended

machine 'what a full disk left of modules.dep'
card 00:1f.6 8086 15B8 020000
module kernel/e1000e.ko "$card_of_intel"
printf 'kernel/e1000e.ko: kernel/pt' >$modules/modules.dep
got=0
check || got=$?
[ $got = 3 ] || fail "a cut modules.dep: exit status $got"
! grep -q 'kernel/pt' out || fail "a cut modules.dep: a file to install: $(cat out)"
grep -q "remedy: depmod -- $release && modprobe e1000e" out || fail "a cut modules.dep: $(cat out)"
grep -q '^could not be checked completely: .* has a modules.dep that ends in mid-line; depmod makes it$' out ||
	fail "a cut modules.dep: not said: $(cat out)"
bind e1000e e1000e
check || fail 'a cut modules.dep, and nothing needs it'

machine 'where Guix has modules'
card 00:1f.6 8086 15B8 020000
module kernel/e1000e.ko "$card_of_intel"
mkdir -p root/run/booted-system/kernel/lib
mv root/lib/modules root/run/booted-system/kernel/lib/
finds 1 module-not-loaded 'modprobe e1000e'

machine 'a camera unit'
card 00:05.0 8086 9A19 048000
echo "alias $card_of_intel e1000e" >$modules/modules.alias
modules=root/lib/modules/6.14.1-amd64
mkdir -p $modules
: >$modules/modules.builtin
module kernel/intel-ipu6.ko 'pci:v00008086d00009A19sv*sd*bc*sc*i*'
finds 0 unclaimed-here 'intel_ipu6 of kernel 6.14.1-amd64'
"$HWALIAS" check --sysroot root -S 6.14.1-amd64 --modules-dir root/lib/modules >out 2>err
grep -q '^gains-candidates' out || fail 'the own tables in the same folder'

machine 'named devices alone are judged'
card 00:1f.6 8086 15B8 020000
module kernel/e1000e.ko "$card_of_intel"
card 00:1f.3 8086 A348 040300
bind snd_hda_intel snd_hda_intel
check 00:1f.3 || fail 'a healthy device'
check 00:1f.6 && fail 'a device without its driver'
grep -q '0000:00:1f.6' out || fail 'not told'
check 00:1f.3 00:1f.6 && fail 'both'
check nosuch0 && fail 'no such device'

machine 'a card that is kept for vfio-pci'
card 0b:00.1 1002 AAF0 040300
module kernel/snd_hda_intel.ko 'pci:v00001002d0000AAF0sv*sd*bc*sc*i*'
bind snd_hda_intel snd_hda_intel
echo 'options vfio-pci ids=1002:67df,1002:aaf0' >root/etc/modprobe.d/vfio.conf
finds 1 vfio-not-honoured 'this kernel has no module vfio_pci' 'CONFIG_VFIO_PCI'
grep -q 'softdep' out && fail 'softdep for a module that is not there'
module kernel/drivers/vfio/pci/vfio-pci.ko
finds 1 vfio-not-honoured "remedy: echo 'softdep snd_hda_intel pre: vfio-pci' >>"
for first in 'softdep snd_hda_intel pre: vfio-pci' \
	'softdep snd-hda-intel post: x pre: y vfio_pci'; do
	printf 'options vfio-pci ids=1002:aaf0\n%s\n' "$first" >root/etc/modprobe.d/vfio.conf
	finds 1 vfio-not-honoured 'Build the initramfs anew' "$first"
	check
	grep -q 'remedy:' out && fail 'the line that is there already'
done
printf 'options vfio-pci ids=1002:aaf0\nsoftdep snd_hda_intel pre: x post: vfio-pci\n' \
	>root/etc/modprobe.d/vfio.conf
finds 1 vfio-not-honoured "remedy: echo 'softdep"
echo kernel/drivers/vfio/pci/vfio-pci.ko >>$modules/modules.builtin
finds 1 vfio-not-honoured 'Add vfio-pci.ids=1002:aaf0 to the kernel command line'
echo kernel/snd_hda_intel.ko >>$modules/modules.builtin
finds 1 vfio-not-honoured 'driverctl set-override 0000:0b:00.1 vfio-pci' \
	"remedy: echo vfio-pci > /sys/devices/pci0000:00/0000:0b:00.1/driver_override && echo 0000:0b:00.1 > /sys/devices/pci0000:00/0000:0b:00.1/driver/unbind && echo 0000:0b:00.1 > /sys/bus/pci/drivers_probe"
unbind && bind vfio-pci
silent mended

machine 'an interface that a program has'
usb 1-2 051D 0002
interface 0 03 00 00
module kernel/usbhid.ko 'usb:v*p*d*dc*dsc*dp*ic03isc*ip*in*'
loaded usbhid
bind usbfs
silent 'a power supply with its program'

machine 'a graphics card that is switched off'
card 01:00.0 10DE 24DD 030000
module updates/dkms/nvidia.ko 'pci:v000010DEd*sv*sd*bc03sc00i00*'
bind nvidia nvidia
head -c 64 /dev/zero | tr '\0' '\377' >"$here/config"
mkdir "$here/power"
echo D3cold >"$here/power_state"
silent 'in D3cold'
echo suspended >"$here/power/runtime_status" && rm "$here/power_state"
silent 'suspended'
echo active >"$here/power/runtime_status" && echo D0 >"$here/power_state"
finds 0 not-responding 'reads as ones'
echo unknown >"$here/power_state"
finds 0 not-responding 'reads as ones'
head -c 64 /dev/zero >"$here/config"
silent mended

machine 'a Thunderbolt dock'
at=devices/pci0000:00/0000:00:0d.2/domain0
device thunderbolt domain0 $at <<-END
	DEVTYPE=thunderbolt_domain
END
device thunderbolt 0-1 $at/0-0/0-1 <<-END
	DEVTYPE=thunderbolt_device
END
echo 0 >"$here/authorized"
echo 'Dock TB3' >"$here/device_name"
echo user >root/sys/$at/security
finds 1 not-authorized 'remedy: echo 1 >'
for level in usbonly dponly nopcie; do
	echo $level >root/sys/$at/security
	finds 0 not-authorized "level is $level" 'USB and DisplayPort alone go through Dock TB3' \
		'in the firmware'
	check
	grep -q 'remedy:\|boltctl' out && fail 'what the level does not allow'
done
echo user >root/sys/$at/security && echo 1 >"$here/authorized"
silent mended

machine 'a kernel that loads no modules'
card 02:00.0 10EC 8126 020000
module kernel/r8126.ko 'pci:v000010ECd00008126sv*sd*bc*sc*i*'
cmdline nomodule
finds 1 modules-disabled 'Take nomodule out of the kernel command line'
check
grep -q 'remedy:' out && fail 'no module can be loaded'
echo 'blacklist r8126' >root/etc/modprobe.d/no.conf
finds 1 blocked 'The kernel command line has nomodule' 'Then, after a reboot: sed'
grep -q 'remedy:' out && fail 'no module can be loaded'
rm root/etc/modprobe.d/no.conf
cmdline quiet
finds 1 module-not-loaded 'remedy: modprobe r8126'
bind r8126 r8126
silent mended

machine 'a controller of USB by its class'
card 02:00.0 1022 149C 0C0330
module kernel/xhci-pci.ko 'pci:v*d*sv*sd*bc0Csc03i30*'
finds 1 module-not-loaded 'remedy: modprobe xhci_pci'
bind xhci_hcd xhci_pci
silent mended

machine 'an overloaded port'
usb 1-2 0781 5567
interface 0 08 06 50
module kernel/usb-storage.ko 'usb:v*p*d*dc*dsc*dp*ic08isc06ip50in*'
bind usb-storage usb_storage
log 'usb 1-2: new high-speed USB device number 5 using xhci_hcd'
log 'usb usb1-port2: over-current condition'
finds 0 usb-over-current 'usb:1-2  '
: >root/var/log/dmesg
silent mended

machine 'a modem that keeps its id, with a card reader'
usb 1-7 0AF0 7501
interface 0 08 06 50
module kernel/usb-storage.ko 'usb:v*p*d*dc*dsc*dp*ic08isc06ip50in*'
bind usb-storage usb_storage
interface 1 08 06 50
bind usb-storage usb_storage
finds 1 disk-mode 'usb:1-7:1.0' 'usb-modeswitch'
rm -r root/sys/bus/usb/devices/1-7:1.0 "$whole/1-7:1.0"
interface 0 FF FF FF
module kernel/hso.ko 'usb:v0AF0p7501d*dc*dsc*dp*icFFisc*ip*in*'
bind hso hso
silent switched

machine 'a copied tree, which has neither tables nor proc/modules'
card 00:1f.6 8086 15B8 020000
rm -r root/lib/modules root/proc/modules
status=0
"$HWALIAS" --sysroot root check >out 2>err || status=$?
[ $status = 3 ] || fail "exit status $status"
grep -q '^could not be checked completely: pci:0000:00:1f.6 has no driver, and there are no alias tables' out ||
	fail 'an all-clear'
"$HWALIAS" --sysroot root snapshot copied.snap 2>err || fail 'no snapshot'
status=0
"$HWALIAS" --from copied.snap check >out 2>err || status=$?
[ $status = 3 ] || fail "replayed: exit status $status"

exit $failed
