#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Firmware, devices and administrators write free text: names of products, labels, models.
# Each such attribute of a machine has the host's name, a user, a serial number and an
# address of that machine here. Every command prints it, and none of them tells these.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"
: >out

export SOURCE_DATE_EPOCH=1700000000

# what is planted, behind a word that has to stay
host=planthostq user=ludmillaq serial=SN4711QX0815Z mac=52:54:00:a1:b2:c7
planted="$host $user $serial $mac"
secrets='planthostq|ludmillaq|sn4711qx0815z|525400a1b2c7'

# plant FILE WORD
plant() {
	mkdir -p "$(dirname "$1")"
	printf '%s %s\n' "$2" "$planted" >"$1"
}

machine planted names
echo $host >root/proc/sys/kernel/hostname
printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' "$user:x:1000:1000::/home/$user:/bin/sh" \
	>root/etc/passwd
dmi=root/sys/devices/virtual/dmi/id
mkdir -p root/sys/class/dmi
for file in sys_vendor product_name product_version product_family product_sku \
	board_vendor board_name board_version bios_vendor bios_version chassis_vendor \
	chassis_version; do
	plant $dmi/$file "Word-$file"
done
echo $serial >$dmi/product_serial
echo 'MODALIAS=dmi:bvnWord:bvrWord:bd01/02/2024:svnWord'$host:pnWord$host$serial$user:pvr$mac: >$dmi/uevent
sed -n s/MODALIAS=//p $dmi/uevent >$dmi/modalias
mkdir -p root/sys/bus
ln -s ../../../../class/dmi $dmi/subsystem
ln -s ../../devices/virtual/dmi/id root/sys/class/dmi/id
plant root/proc/device-tree/model Word-model
echo "NAME=x
PRETTY_NAME=\"Word-os $planted\"" >root/etc/os-release

card 00:1f.6 8086 15B8 020000
bind e1000e e1000e
plant "$here/label" Word-label
plant "$here/net/eth0/ifalias" Word-alias
echo $mac >"$here/net/eth0/address"
echo INTERFACE=eth0 >"$here/net/eth0/uevent"
mkdir -p root/sys/class/net
ln -s ../../devices/pci0000:00/0000:00:1f.6/net/eth0 root/sys/class/net/eth0
card 00:02.0 8086 FFF1 030000
plant "$here/label" Word-label
printf '%s\n' "$host" >"$here/driver_override"
module kernel/ahci.ko 'pci:v00008086d0000A102sv*sd*bc*sc*i*'
module kernel/nvme.ko 'pci:v0000144Dd0000A804sv*sd*bc*sc*i*'
module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'

usb 2-1 FFF0 FFF2
echo USBSERIAL4477XQ >"$whole/serial"
plant "$whole/manufacturer" Word-maker
plant "$whole/product" Word-product
plant "$whole/configuration" Word-configuration
interface 0 03 01 01
plant "$here/interface" Word-interface
device hid 0003:FFF0:FFF2.0001 devices/pci0000:00/0000:00:14.0/usb1/2-1/2-1:1.0/0003:FFF0:FFF2.0001 <<-END
	HID_ID=0003:0000FFF0:0000FFF2
	HID_NAME=Word-hid $planted
	HID_PHYS=usb-0000:00:14.0-1/input0
	MODALIAS=hid:b0003g0001v0000FFF0p0000FFF2
END
mkdir -p root/sys/class/input "$here/input/input7"
cat >"$here/input/input7/uevent" <<-END
	PRODUCT=3/fff0/fff2/111
	NAME="Word-input $planted"
	PHYS="usb-0000:00:14.0-1/input0"
	UNIQ="$serial"
	MODALIAS=input:b0003vFFF0pFFF2e0111-e0,1,4,kramlsfw
END
echo "Word-input $planted" >"$here/input/input7/name"
sed -n s/MODALIAS=//p "$here/input/input7/uevent" >"$here/input/input7/modalias"
ln -s "../../${here#root/sys/}/input/input7" root/sys/class/input/input7

for security in user dponly; do
	n=$((${n:--1} + 1))
	device thunderbolt $n-1 devices/pci0000:00/domain$n/$n-0/$n-1 <<-END
		DEVTYPE=thunderbolt_device
		USB4_TYPE=device
	END
	plant "$here/device_name" Word-dock
	plant "$here/vendor_name" Word-dockmaker
	echo 0 >"$here/authorized"
	echo $security >root/sys/devices/pci0000:00/domain$n/security
done

card 00:17.0 8086 A102 010601
bind ahci ahci
device scsi 0:0:0:0 devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0 <<-END
	DEVTYPE=scsi_device
	DRIVER=sd
	MODALIAS=scsi:t-0x00
END
plant "$here/vendor" Word-scsi
plant "$here/model" Word-disk
plant "$here/rev" Word-revision
mkdir -p "$here/block/sda" root/sys/class/block
printf 'DEVNAME=sda\nDEVTYPE=disk\n' >"$here/block/sda/uevent"
ln -s ../.. "$here/block/sda/device"
ln -s "../../${here#root/sys/}/block/sda" root/sys/class/block/sda
card 00:1d.0 144D A804 010802
bind nvme nvme
plant "$here/nvme/nvme0/model" Word-nvme
plant "$here/nvme/nvme0/firmware_rev" Word-rev
echo NVMESERIAL77XQ >"$here/nvme/nvme0/serial"
plant "$here/nvme/nvme0/subsysnqn" nqn.2014
mkdir -p root/sys/class/nvme
ln -s "../../${here#root/sys/}/nvme/nvme0" root/sys/class/nvme/nvme0
device mmc mmc0:0001 devices/platform/mmc_host/mmc0/mmc0:0001 <<-END
	MMC_TYPE=SD
	MMC_NAME=Word $planted
	MODALIAS=mmc:block
END
plant "$here/name" Word-card
plant "$here/fwrev" Word-fw
device i2c i2c-1 devices/platform/i2c-1 <<-END
	OF_NAME=i2c
	OF_FULLNAME=/soc/i2c
	OF_COMPATIBLE_0=word,thing
	OF_COMPATIBLE_N=1
	MODALIAS=of:Ni2cT(null)Cword,thing
END
plant "$here/name" Word-i2c
device acpi PNP0C09:00 devices/LNXSYSTM:00/PNP0C09:00 <<-END
	MODALIAS=acpi:PNP0C09:
END
plant "$here/description" Word-description
plant "$here/path" Word-path
mkdir -p root/sys/class/power_supply
mkdir -p root/sys/devices/platform/BAT0/power_supply/BAT0
plant root/sys/devices/platform/BAT0/power_supply/BAT0/model_name Word-battery
printf 'POWER_SUPPLY_NAME=BAT0\nPOWER_SUPPLY_MODEL_NAME=Word %s\n' "$planted" \
	>root/sys/devices/platform/BAT0/power_supply/BAT0/uevent
ln -s ../../devices/platform/BAT0/power_supply/BAT0 root/sys/class/power_supply/BAT0
log "e1000e 0000:00:1f.6: probe with driver e1000e failed with error -5"
log "usb 2-1: Product: Word $planted"
log "usb 2-1: can't set config #1, error -32"

"$HWALIAS" --sysroot root --privacy full -aaJv >all.json 2>out
"$HWALIAS" --sysroot root --privacy full snapshot full.snap 2>out || fail 'no recording'
"$HWALIAS" --sysroot root snapshot public.snap 2>out || fail "snapshot: $(cat out)"

sed 's/Word-dock/Word-other/; s/15b8/15b9/; s/15B8/15B9/' full.snap >other.snap

# quiet COMMAND...: is printed, and tells none, which told_none sees of all that were asked
: >text
quiet() {
	echo "asked $*" >>text
	"$HWALIAS" "$@" >>text 2>out </dev/null
	status=$?
	[ $status -le 1 ] || fail "$*: status $status"
	while IFS= read -r message || [ -n "$message" ]; do printf '%s\n' "$message"; done <out >>text
}
told_none() {
	[ -s text ] || fail 'nothing is printed'
	tr 'A-Z' 'a-z' <text | tr -d ':.-' >lower
	! grep -qE "$secrets" lower || {
		grep -oE "^asked .*|.{0,60}($secrets).{0,20}" lower >found
		fail "$(grep -B 1 -E "$secrets" found | head -n 4)"
	}
	: >text
}
while read -r command; do
	for source in '--sysroot root' '--from full.snap' '--from public.snap'; do
		# shellcheck disable=SC2086 # words
		quiet $command $source
	done
done <<-END
	list
	-a
	-aa
	-aav
	-aaJ
	-aaJv
	--ndjson -aav
	--tsv -aav
	-t -aa
	-o +NODES,SYSPATH,PARENT,DRIVER -aa
	show -v 0000:00:1f.6 0000:00:02.0 2-1 sda nvme0 eth0
	show -vJ 0000:00:1f.6 0000:00:02.0 2-1 sda nvme0 eth0
	show -v thunderbolt:0-1 thunderbolt:1-1 mmc:mmc0:0001 hid:0003:FFF0:FFF2.0001 dmi:id
	show -vJ thunderbolt:0-1 thunderbolt:1-1 mmc:mmc0:0001 hid:0003:FFF0:FFF2.0001 dmi:id
	show --udev-rule 2-1
	check -a
	check -aJ
	check --ndjson
	report
	report --format html
	report --format text
	snapshot -
	snapshot --expect
	facts
	modules
	modules -J
	iommu
	--format prometheus -aa
	--format cyclonedx -aa
	--format nfd -aa
	--lspci -nnk
	--lsusb
	--lsusb -t
END
quiet diff full.snap public.snap
quiet diff full.snap other.snap
quiet diff -J full.snap other.snap
told_none

# the rest of each text stays
"$HWALIAS" --sysroot root -aaJv >listed 2>out
for word in Word-disk Word-card Word-rev Word-revision Word-fw Word-product; do
	grep -q "$word" listed || fail "no $word in a list"
	grep -q "$word" public.snap || fail "no $word in a recording"
done
"$HWALIAS" --sysroot root report --format html 2>out >printed
for word in Word-product_name Word-bios_version Word-os Word-dock; do
	grep -q "$word" printed || fail "no $word in a report"
done

# a recording says the same as the machine
for command in -aa -aaJv '-t -aa' 'show -v 0000:00:1f.6 2-1 sda thunderbolt:0-1 dmi:id' 'check -a' \
	'report --format text' facts; do
	for source in '--sysroot root' '--from public.snap' '--from full.snap'; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" $command $source 2>/dev/null |
			grep -v '"kind": "\(snapshot\|sysroot\)"\|"root": \|"directory": ' >"is.${source##*[ /]}"
	done
	cmp is.root is.public.snap && cmp is.root is.full.snap || fail "$command: a recording says something else"
done

# a host that is called by a maker or a model: these are nobody's
for host in intel thinkpad; do
	echo $host >root/proc/sys/kernel/hostname
	echo 'ThinkPad Intel Dock' >root/sys/devices/pci0000:00/domain0/0-0/0-1/device_name
	echo 'ThinkPad T490' >root/sys/devices/virtual/dmi/id/product_name
	for command in check report 'snapshot -'; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" --sysroot root $command >printed 2>out
		[ $? -le 1 ] || fail "host $host: $command: $(cat out)"
		grep -q 'ThinkPad Intel Dock' printed || fail "host $host: $command: no name"
	done
	grep -q 'ThinkPad T490' printed || fail "host $host: no model"
done

# udev's database has what rules and programs added, whatever that is: of it a recording
# has what a report is made of
cat >db <<-'END'
	P: /devices/virtual/dmi/id
	E: SUBSYSTEM=dmi
	E: MODALIAS=dmi:bvnLENOVO:bvrN2IET98W:bd03/16/2022:svnLENOVO:pn20N2S0XX00:
	@MEMORY_DEVICE_0_SERIAL_NUMBER
	@MEMORY_DEVICE_0_ASSET_TAG
	@CHASSIS_ASSET_TAG

	P: /devices/pci0000:00/0000:00:1f.6
	E: SUBSYSTEM=pci
	E: DRIVER=e1000e
	E: PCI_CLASS=20000
	E: PCI_ID=8086:15B8
	E: PCI_SUBSYS_ID=1043:8672
	E: PCI_SLOT_NAME=0000:00:1f.6
	E: MODALIAS=pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00
	@OWNER_OF_A_RULE

	P: /devices/pci0000:00/0000:00:1f.6/net/eth0
	E: SUBSYSTEM=net
	E: INTERFACE=eth0
	@IFALIAS

	P: /devices/virtual/block/dm-0
	E: SUBSYSTEM=block
	E: DEVNAME=/dev/dm-0
	@DM_NAME
	@DM_UUID
	@MD_NAME
	@EUI

	P: /devices/pci0000:00/0000:00:14.0/0003:046D:C52B.0001
	E: SUBSYSTEM=hid
	E: HID_ID=0003:0000046D:0000C52B
	E: HID_NAME=Word-hid
	@HID_PHYS
	@UNIQUE_ID
	E: MODALIAS=hid:b0003g0001v0000046Dp0000C52B

END
awk '/^@/ { $0 = "E: " substr($0, 2) "=QZPLANT" sprintf("%04d", NR) "XK" } { print }' db >udev.txt
[ "$(grep -c QZPLANT udev.txt)" = 11 ] || fail 'udev: nothing is planted'
for level in public fleet; do
	"$HWALIAS" --from udev.txt --privacy $level snapshot udev.snap 2>out ||
		fail "udev, $level: $(cat out)"
	! grep QZPLANT udev.snap || fail "udev: a recording of the level $level has the above"
	grep -q '^|PCI_SUBSYS_ID=1043:8672' udev.snap && grep -q '^|HID_NAME=Word-hid' udev.snap ||
		fail "udev, $level: nothing is left"
	for command in -aaJv check 'show -v 0000:00:1f.6'; do
		for source in udev.txt udev.snap; do
			# shellcheck disable=SC2086 # words
			"$HWALIAS" --from $source --privacy $level $command 2>/dev/null |
				sed "s/^\( *\"root\": \)\".*/\1/; s/^\( *\"kind\": \)\".*/\1/" >is.$source
		done
		cmp is.udev.txt is.udev.snap || fail "udev, $level: $command: a recording says something else"
	done
done
"$HWALIAS" --from udev.txt --privacy full snapshot - 2>out | grep -q QZPLANT ||
	fail 'udev: the level full does not tell it'

# what parameters of the kernel and of modules say, and the id of this boot, in what a
# device calls itself: it is not there, in a recording either
mkdir -p root/proc/sys/kernel/random root/etc/modprobe.d
echo 'quiet rd.luks.key=hunter2hunter2 myapp.token=abcdef123456' >>root/proc/cmdline
printf 'options wext wpa_psk=lambertsquark\ninstall qux curl -u admin:sw0rdf1shes https://x\n' \
	>root/etc/modprobe.d/quotes.conf
echo 1b4e28ba-2fa1-41d2-883f-0016d3cca427 >root/proc/sys/kernel/random/boot_id
for secret in hunter2hunter2 abcdef123456 lambertsquark sw0rdf1shes \
	1b4e28ba-2fa1-41d2-883f-0016d3cca427; do
	echo "Word-product $secret" >root/sys/devices/pci0000:00/0000:00:14.0/usb1/2-1/product
	"$HWALIAS" --sysroot root --privacy full snapshot full.snap 2>out || fail "$secret: no recording"
	"$HWALIAS" --sysroot root snapshot public.snap 2>out || fail "$secret: $(cat out)"
	secrets=$(echo $secret | tr -d -- -)
	while read -r command; do
		for source in '--sysroot root' '--from full.snap' '--from public.snap'; do
			# shellcheck disable=SC2086 # words
			quiet $command $source
		done
	done <<-END
		list -a
		-aaJv
		-J
		--ndjson
		--tsv
		-t
		show -J 2-1
		check -J
		report
		--lsusb
		snapshot -
	END
	told_none
	"$HWALIAS" show 2-1 --from public.snap 2>out | grep -q 'Word-product withheld' ||
		fail "$secret: no product is left"
done

# numbers that are also what a device, another one or the firmware says: what is withheld
# at one place is withheld at all, by the same words live and recorded; a word is no number
echo planthostq >root/proc/sys/kernel/hostname
usb 3-1 FFF0 FFF2
echo Reader99XQ >"$whole/serial"
echo Reader99XQ >"$whole/product"
usb 3-2 FFF0 FFF3
echo Plugger >"$whole/serial"
echo 'Word-stick Plugger' >"$whole/product"
usb 3-3 FFF0 FFF4
echo "Word-cable of Reader99XQ $serial Plugger" >"$whole/product"
echo "$serial" >$dmi/product_name
"$HWALIAS" --sysroot root --privacy full snapshot full.snap 2>out || fail 'numbers: no recording'
for level in public fleet; do
	"$HWALIAS" --sysroot root --privacy $level snapshot public.snap 2>out || fail "numbers: $(cat out)"
	grep -q 'Word-stick Plugger' public.snap || fail "numbers, $level: a word is withheld"
	! grep -iE "Reader99XQ|$serial" public.snap || fail "numbers, $level: a recording has the above"
	for command in -aa -aaJv '-t -aa' 'show -v 3-1 3-2 3-3 dmi:id' 'check -a' 'report --format text' \
		facts --lsusb; do
		for source in '--sysroot root' '--from public.snap' '--from full.snap'; do
			# shellcheck disable=SC2086 # words
			"$HWALIAS" $command --privacy $level $source 2>/dev/null |
				grep -v '"kind": "\(snapshot\|sysroot\)"\|"root": \|"directory": ' >"is.${source##*[ /]}"
		done
		! grep -iE "Reader99XQ|$serial" is.root || fail "numbers, $level: $command tells the above"
		cmp is.root is.public.snap && cmp is.root is.full.snap ||
			fail "numbers, $level: $command: a recording says something else"
	done
done

# a short name of the host, and a short number, as words of their own; not what is a word
# of other sources
echo 'Word-cable of qk7 AB12 in xqk7 AB123' >"$whole/product"
echo AB12 >"$whole/serial"
echo 'blacklist nouveau # of qk7' >root/etc/modprobe.d/quotes.conf
for host in qk7 qk7.example.org; do
	echo $host >root/proc/sys/kernel/hostname
	for command in -aa -aaJv report 'snapshot -' 'show 3-3' check; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" --sysroot root $command >printed 2>out
		! grep -wE 'qk7|AB12' printed out || fail "short, $command: tells the above"
		[ "$command" = check ] || grep -q 'Word-cable of withheld withheld in xqk7 AB123' printed ||
			fail "short, $command: $(grep Word-cable printed)"
	done
done
echo usb >root/proc/sys/kernel/hostname
echo 'Word-cable for usb AB12' >"$whole/product"
"$HWALIAS" --sysroot root show 3-3 2>out | grep -q 'Word-cable for usb withheld' ||
	fail 'short: a word of many sources is withheld'

# a service tag, which the firmware quotes without the blanks around it
machine service tag
mkdir -p $dmi root/sys/class/dmi
ln -s ../../../../class/dmi $dmi/subsystem
ln -s ../../devices/virtual/dmi/id root/sys/class/dmi/id
echo 5XJ4K13 >$dmi/product_serial
echo 'Word-box 5XJ4K13' >$dmi/product_name
echo MODALIAS=dmi:bvnWord:bd01/02/2024:svnWord:pnWord-box5XJ4K13:pvr5XJ: >$dmi/uevent
sed -n s/MODALIAS=//p $dmi/uevent >$dmi/modalias
for command in -aa -aaJv report 'snapshot -' 'show dmi:id'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --sysroot root $command >printed 2>out || fail "$command: an error"
	! grep -i 5XJ4K13 printed out || fail "$command: tells the above"
	grep -q Word-boxwithheld printed || fail "$command: no name"
done

# a host that is called as what a directive has
machine a host called modprobe
card 00:1f.6 8086 15B8 020000
module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
echo 'blacklist e1000e' >root/etc/modprobe.d/x.conf
for host in modprobe blacklist; do
	echo $host >root/proc/sys/kernel/hostname
	"$HWALIAS" --sysroot root check >printed 2>out
	grep -qF '/etc/modprobe.d/x.conf:1: blacklist e1000e' printed && grep -q 'remedy: ' printed ||
		fail "host $host: $(cat printed)"
done

# warnings, which quote paths of devices
cat >warned.snap <<-'END'
	hwalias-snapshot 1
	hwalias/privacy = full
	proc/cmdline = quiet systemd.hostname=planthostq rd.luks.key=hunter2hunter2
	sys/bus/pci/devices/0000:00:1f.7 -> ../../../devices/x-planthostq.hunter2hunter2/0000:00:1f.7
	sys/devices/x-planthostq.hunter2hunter2/0000:00:1f.7/uevent ! EIO
END
for command in list -t --tsv 'modules -J' 'show pci:0000:00:1f.7' facts check report 'snapshot -'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from warned.snap $command 2>out >printed
	! grep -iE 'planthostq|hunter2' out || fail "a warning of $command tells the above"
done
"$HWALIAS" --from warned.snap list 2>&1 >printed | grep -q 'x-withheld.withheld/0000:00:1f.7: cannot read uevent' ||
	fail 'the warning is not there'
exit $failed
