#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Serial numbers, addresses, owners and hosts in what devices, the firmware and the system
# call themselves. At the level public no command prints one of them, in any format; equal
# values have equal words, a recording gives the same, and what is nobody's stays.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"
name='own texts'
: >out
: >planted

# attribute FILE VALUE
attribute() {
	mkdir -p "$(dirname "$1")"
	printf '%s\n' "$2" >"$1"
}
# plant VALUE...: what must not be told
plant() {
	printf '%s\n' "$@" >>planted
}

machine 'own texts'
attribute root/proc/sys/kernel/version '#1 SMP builder@buildq.example Debian 6.12.9-1'
plant builder@buildq.example
dmi=root/sys/class/dmi/id
attribute $dmi/sys_vendor 'Box GmbH'
attribute $dmi/product_name 'Box for 10.66.77.89'
attribute $dmi/board_name 'Board S/N: DMIQX71182'
attribute $dmi/bios_version 1.2.3.4
attribute $dmi/product_version 10.4.5.6
plant 10.66.77.89 DMIQX71182
attribute $dmi/modalias 'dmi:bvnX:bvr1.2.3.4:svnBoxGmbH:pnBoxfor10.66.77.89:rnBoardSN:DMIQX71182:'

number=0
# own PRODUCT [MANUFACTURER [SERIAL]]
own() {
	number=$((number + 1))
	usb "2-$number" FEED "$(printf '%04X' $number)"
	attribute "$whole/product" "$1"
	attribute "$whole/manufacturer" "${2:-Maker}"
	[ -z "${3:-}" ] || attribute "$whole/serial" "$3"
}
# numbers that a later text introduces, in other spellings
own 'Widget QQ12-CD34-77'
own 'Widget (QGN-ZGE-DP7-3W)'
own 'LAN_qeg1gu0ebap_x'
own 'Adapter 52-54-00-77-34-56'
own 'Camera 192-168-77-33'
own 'Widget SN QX77120983A'
own 'Widget S/N: ZK4471902'
# the same number, as a device tells it
own Widget Maker ZK4471902
# one that only a device tells, which others have in their names
own Widget Maker 8812097733
own 'LAN_8812097733_x'
own 'Widget 88 12 09 77 33'
own 'Widget 88_12_09_77_33'
own 'Widget Serial Number: ZK4471903' 'by waldemarq@zzxcorp.example'
own 'Printer at 192.168.77.31'
own 'Printer at 192.168.77.31 (10.66.77.91)'
own 'NAS 2001:db8:77::55'
own 'Widget S/N QQ12CD3477'
own 'Widget S/N QGNZGEDP73W'
own 'Widget S/N QEG1GU0EBAP'
own 'BDADDR=52:54:00:77:34:56'
own 'Camera at 192.168.77.33'
own 'Widget IMEI 490154203237518'
own 'Zigbee 001122FFFEAABB77'
own 'key da39a3ee5e6b4b0d3255bfef95601890afd80709'
own DESKTOP-7QX2LMN
own 'Laptop-8Q2LMN44 mouse'
own 'Téléphone de Eudoxiaq'
own 'Ottilianq Handy'
own 'PC von Kreszentiaq'
own 'Phone +49 170 7712345'
own 'Zimbertq-PC'
own 'Owner: Walburgaq'
plant '+49 170 7712345' Zimbertq Walburgaq
plant QGN-ZGE-DP7-3W QGNZGEDP73W qeg1gu0ebap
plant QQ12-CD34-77 QQ12CD3477 52-54-00-77-34-56 52:54:00:77:34:56 192-168-77-33 192.168.77.33
plant 8812097733 '88 12 09 77 33' 88_12_09_77_33
plant QX77120983A ZK4471902 ZK4471903 waldemarq@zzxcorp.example 192.168.77.31 10.66.77.91 \
	2001:db8:77::55 490154203237518 001122FFFEAABB77 \
	da39a3ee5e6b4b0d3255bfef95601890afd80709 7QX2LMN 8Q2LMN44 Eudoxiaq Ottilianq Kreszentiaq
own Widget
device usb "2-$number:1.0" "${whole#root/sys/}/2-$number:1.0" <<-END
	DEVTYPE=usb_interface
	MODALIAS=usb:vFEEDp0010d0100dc00dsc00dp00ic03isc00ip00in00
END
attribute "$here/interface" IF-SER-88Q121
plant 88Q121
# of other buses
card 01:00.0 144D A804 10802
bind nvme nvme
attribute "$here/label" 'Port 10.66.77.90'
plant 10.66.77.90
nvme=root/sys/devices/pci0000:00/0000:01:00.0/nvme/nvme0
attribute $nvme/firmware_rev 10.9.8.7
attribute $nvme/uevent DEVNAME=nvme0
mkdir -p root/sys/class/nvme
ln -s ../../devices/pci0000:00/0000:01:00.0/nvme/nvme0 root/sys/class/nvme/nvme0
device hid 0003:FEED:0001.0004 devices/pci0000:00/0000:00:14.0/0003:FEED:0001.0004 <<-END
	HID_ID=0003:0000FEED:00000001
	HID_NAME=Pad SN: HIDQX5512 at 192.168.77.32
	MODALIAS=hid:b0003g0001v0000FEEDp00000001
END
# a maker's domain is told, of a recording, too
device hid 0003:FEED:0002.0005 devices/pci0000:00/0000:00:14.0/0003:FEED:0002.0005 <<-END
	HID_ID=0003:0000FEED:00000002
	HID_NAME=www.maker.example Keyboard
	MODALIAS=hid:b0003g0001v0000FEEDp00000002
END
device input input7 devices/pci0000:00/0000:00:14.0/input/input7 <<-END
	PRODUCT=3/feed/1/111
	NAME="Pad S/N HIDQX5513"
	MODALIAS=input:b0003vFEEDp0001e0111-e0,1,kra
END
mkdir -p root/sys/class/input
ln -s ../../devices/pci0000:00/0000:00:14.0/input/input7 root/sys/class/input/input7
plant HIDQX5512 192.168.77.32 HIDQX5513

# what is nobody's
own 'WD_BLACK SN850X 2000GB'
own 'SN65DSI83 Bridge'
own 'USB 2.0 Hub Rev: 1.0'
own 'Gadget 1.2.3.4'
own 'Wireless Phone'
printf '%s\n' 'WD_BLACK SN850X 2000GB' 'SN65DSI83 Bridge' 'USB 2.0 Hub Rev: 1.0' \
	'Gadget 1.2.3.4' 'Wireless Phone' 1.2.3.4 10.4.5.6 10.9.8.7 \
	'www.maker.example Keyboard' >stays
# words of this system's databases, of which a recording has few lines
if [ -r /usr/share/misc/usb.ids ] || [ -r /usr/share/hwdata/usb.ids ]; then
	while read -r value; do
		own "$value"
		echo "$value" >>stays
	done <<-END
		Wireless Headset
		Galaxy (debugging mode)
		Apple's Keyboard
		LAPTOP-POWER65W
	END
fi

devices=$("$HWALIAS" -aa --tsv -o device --sysroot root 2>/dev/null | tail -n +2)
[ "$(echo "$devices" | wc -l)" -gt 20 ] || fail "few devices: $devices"

while read -r command; do
	case $command in
	show*) command="$command $(echo $devices)" ;;
	esac
	# shellcheck disable=SC2086 # words
	"$HWALIAS" $command --sysroot root >out 2>err </dev/null
	[ $? -le 1 ] || fail "$command: $(cat err)"
	while read -r value; do
		! grep -qiF -e "$value" out || fail "$command tells '$value'"
	done <planted
	cat out >>all.public
done <<-END
	list
	-aaJv
	--ndjson -aav
	--tsv -aav
	-t -aa
	check
	check -aJ
	report
	report --format html
	--format cyclonedx -aa
	--lsusb
	facts
	iommu
	show -v
	show -vJ
	snapshot -
END
while read -r value; do
	grep -qF -e "$value" all.public || fail "public tells no '$value'"
done <stays
"$HWALIAS" -aaJv --privacy full --sysroot root >out 2>/dev/null
"$HWALIAS" --privacy full --sysroot root snapshot - >>out 2>/dev/null
while read -r value; do
	grep -qiF -e "$value" out || fail "the level full does not tell '$value'"
done <planted

# one value has one word
"$HWALIAS" -aJ --sysroot root >out 2>/dev/null
for words in 'Widget S/N: \(serial-[0-9]*\)"' 'Printer at \(address-[0-9]*\)[" ]'; do
	sed -n "s|.*\"device\": \".*$words.*|\1|p" out | sort -u >words
	[ "$(wc -l <words)" = 1 ] || fail "$words: $(cat words)"
done
# … in every document
"$HWALIAS" show -vJ 2-7 --sysroot root >one 2>/dev/null
word=$(sed -n 's|.*"device": ".*Widget S/N: \(serial-[0-9]*\)".*|\1|p' out | head -n 1)
grep -qF "S/N: $word" one || fail "one document has no '$word'"
"$HWALIAS" show -vJ 2-8 --sysroot root >one 2>/dev/null
grep -qF "\"$word\"" one || fail "a device's own number is not '$word'"
# what is replaced is listed
for path in devices.names devices.device_strings host.kernel_version host.dmi; do
	grep -q "\"$path\"" out || fail "that $path has replaced parts is not told"
done

# what the machine does not have is not
for path in host.os.name host.device_tree host.dmi.product_serial host.name host.key; do
	! grep -q "\"$path\"" out || fail "$path is withheld of a machine without it"
done

# a recording gives the same, whatever its level
for level in public full; do
	"$HWALIAS" --sysroot root snapshot --privacy $level x.snap 2>out || fail "a snapshot at $level"
	while read -r command; do
		case $command in
		show*) command="$command $(echo $devices)" ;;
		esac
		# shellcheck disable=SC2086 # words
		"$HWALIAS" $command --sysroot root 2>/dev/null | grep -v '"\(generated\|kind\|root\)"' >live
		# shellcheck disable=SC2086 # words
		"$HWALIAS" $command --from x.snap 2>/dev/null | grep -v '"\(generated\|kind\|root\)"' >out
		cmp -s live out || fail "$command of a recording at $level: $(diff live out | head -n 5)"
	done <<-END
		list
		-aaJv
		-t -aa
		show -v
		check
	END
done

# what is withheld of the host, by the files that it has; a recording, one of that, and a
# report tell the same, and a higher level than theirs names it still
withheld() {
	"$HWALIAS" "$@" -J 2>err >out || fail "withheld $*: $(cat err)"
	sed -n '/"withheld": \[$/,/]/s/.*"\(host[^"]*\)".*/\1/p' out | tr '\n' ' '
}
machine 'withheld values'
card 00:1f.6 8086 15B8 020000
attribute root/etc/machine-id 3d1219c7c4c5404aaa1f6d2a48adfda4
attribute root/sys/class/dmi/id/product_serial QXSERIAL71
attribute root/sys/class/dmi/id/board_serial ''
has='host.key host.machine_id host.dmi.product_serial '
[ "$(withheld --sysroot root)" = "$has" ] || fail "withheld: $(withheld --sysroot root)"
[ "$(withheld --sysroot root --privacy full)" = '' ] || fail 'withheld at the level full'
[ "$(withheld --sysroot root --privacy fleet)" = "${has#host.key }" ] || fail 'withheld at the level fleet'
"$HWALIAS" --sysroot root snapshot x.snap 2>out || fail 'a snapshot'
"$HWALIAS" --from x.snap snapshot y.snap 2>out || fail 'a snapshot of a snapshot'
"$HWALIAS" --sysroot root -J >x.json 2>err
for file in x.snap y.snap x.json; do
	for level in public fleet full; do
		[ "$(withheld --from $file --privacy $level)" = "$has" ] || fail "withheld of $file at $level"
	done
done
"$HWALIAS" --sysroot root --privacy fleet snapshot x.snap 2>out || fail 'a snapshot at fleet'
[ "$(withheld --from x.snap)" = "$has" ] || fail 'withheld of a snapshot at fleet'
# of one that does not tell it may be all
"$HWALIAS" --sysroot root snapshot - 2>err | sed '/^hwalias\/withheld/,/^hwalias/{/^hwalias\/withheld/d;/^|/d}' >x.snap
withheld --from x.snap | grep -q 'host.name .*host.dmi.board_serial' || fail 'withheld of an old snapshot'

# a number that no report tells, but that the recording loses, in texts that quote it: it is
# replaced, and there is a recording
machine 'quoted numbers'
card 00:1f.6 8086 15B8 020000
device hid 0003:046D:B342.0004 devices/pci0000:00/0000:00:1f.6/0003:046D:B342.0004 <<-END
	HID_ID=0003:0000046D:0000B342
	HID_NAME=Keyboard PLANTBAT88X
	HID_UNIQ=PLANTUNIQ77
	MODALIAS=hid:b0003g0001v0000046Dp0000B342
END
attribute "$here/power_supply/BAT7/uevent" POWER_SUPPLY_NAME=BAT7
attribute "$here/power_supply/BAT7/serial_number" PLANTBAT88X
mkdir -p root/sys/class/power_supply
ln -s ../../devices/pci0000:00/0000:00:1f.6/0003:046D:B342.0004/power_supply/BAT7 \
	root/sys/class/power_supply/BAT7
device mmc mmc1:0001 devices/pci0000:00/0000:00:1f.6/mmc_host/mmc1/mmc1:0001 <<-END
	MODALIAS=mmc:block
END
attribute "$here/name" DF4032
attribute "$here/cid" 1501004446343033320177cc19d28500
attribute "$here/serial" 0x77cc19d2
usb 1-1 FEED 5581
attribute "$whole/product" 'Hub PLANTUNIQ77 PLANTBAT88X'
echo 'install e1000e logger 1501004446343033320177cc19d28500 0x77cc19d2' >root/etc/modprobe.d/a.conf
log 'e1000e 0000:00:1f.6: probe of PLANTUNIQ77 failed with error -5'
log 'usb 1-1: config error, PLANTBAT88X 77cc19d2'
for command in 'snapshot -' -aaJv check 'check -J' report 'driver -J e1000e' 'show -vJ 1-1'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --sysroot root $command >out 2>err
	[ $? -le 1 ] || fail "$command: $(cat err)"
	! grep -q 'PLANT\|77cc19d2' out || fail "$command tells a number"
done
"$HWALIAS" --sysroot root snapshot x.snap 2>out
"$HWALIAS" --sysroot root show -v 1-1 >live 2>/dev/null
"$HWALIAS" --from x.snap show -v 1-1 >out 2>/dev/null
cmp -s live out || fail "a recording of quoted numbers: $(diff live out)"

exit $failed
