#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A machine with more than 60 secrets of 14 kinds. At the levels public and fleet no command
# prints one of them, in any format; at the level full all of them are printed, so that the
# search finds what there is to find.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"
name=secrets
: >planted
: >out
: >named

# secret KIND VALUE: it is searched in any spelling
secret() {
	printf '%s\t%s\n' "$1" "$2" >>planted
}
# attribute FILE VALUE
attribute() {
	mkdir -p "$(dirname "$1")"
	printf '%s\n' "$2" >"$1"
}

machine secrets
network=0
# interface_of DEVICE_DIRECTORY NAME MAC
interface_of() {
	at=root/sys/devices/pci0000:00/$1/net/$2
	attribute "$at/address" "$3"
	attribute "$at/uevent" "INTERFACE=$2"
	mkdir -p root/sys/class/net
	ln -s "../../devices/pci0000:00/$1/net/$2" "root/sys/class/net/$2"
	secret mac "$3"
}
for network in 0 1 2 3 4 5; do
	card "0$network:00.0" 8086 15B8 020000
	bind e1000e e1000e
	interface_of "0000:0$network:00.0" eth$network "52:54:0$network:a1:b2:c$network"
done
module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
usb 1-9 0BDA 8153
mkdir -p root/sys/class/net
at=$whole/net/enx02deadbeef51
attribute "$at/address" 02:de:ad:be:ef:51
attribute "$at/uevent" INTERFACE=enx02deadbeef51
ln -s "../../${whole#root/sys/}/net/enx02deadbeef51" root/sys/class/net/enx02deadbeef51
secret 'name with a MAC' enx02deadbeef51
secret mac 02:de:ad:be:ef:51

for n in 1 2 3 4 5 6 7 8 9 10 11 12 13; do
	usb "2-$n" 046D C52B
	attribute "$whole/serial" "4C53000${n}QX${n}7"
	secret 'USB serial' "4C53000${n}QX${n}7"
	attribute "$whole/manufacturer" Logitech
	attribute "$whole/product" "USB Receiver"
done
# a maker that has it in the name, too
attribute "$whole/product" "Receiver 4C5300013QX137"

# disk CLASS_PATH_OF_DEVICE NAME
disk() {
	at=root/sys/devices/pci0000:00/$1/$2
	mkdir -p root/sys/class/block "$at"
	attribute "$at/uevent" "DEVNAME=$(basename "$2")
DEVTYPE=disk"
	attribute "$at/dev" "$3"
	ln -s "../../devices/pci0000:00/$1/$2" "root/sys/class/block/$(basename "$2")"
}
for n in 6 7; do
	card "0$n:00.0" 144D A808 010802
	bind nvme nvme
	nvme=root/sys/devices/pci0000:00/0000:0$n:00.0/nvme/nvme$n
	attribute "$nvme/serial" "S4EWNX0R$n$n$n$n$n$n"
	attribute "$nvme/uevent" "DEVNAME=nvme$n"
	mkdir -p root/sys/class/nvme
	ln -s "../../devices/pci0000:00/0000:0$n:00.0/nvme/nvme$n" "root/sys/class/nvme/nvme$n"
	disk "0000:0$n:00.0" "nvme/nvme$n/nvme${n}n1" "259:$n"
	attribute "$at/wwid" "eui.002538b$n$n$n$n$n$n$n$n$n"
	attribute "$at/eui" "00 25 38 b$n $n$n a1 b2 c3"
	attribute "$at/nguid" "3634473$n-5730-1234-0025-38440000000$n"
	attribute "$at/uuid" "7a1c0e5$n-9f1b-4d3c-8a2e-5b6c7d8e9f0$n"
	secret 'NVMe serial' "S4EWNX0R$n$n$n$n$n$n"
	secret WWN "eui.002538b$n$n$n$n$n$n$n$n$n"
	secret EUI "00 25 38 b$n $n$n a1 b2 c3"
	secret NGUID "3634473$n-5730-1234-0025-38440000000$n"
	secret UUID "7a1c0e5$n-9f1b-4d3c-8a2e-5b6c7d8e9f0$n"
done
card 08:00.0 1000 005D 010400
bind megaraid_sas megaraid_sas
disk 0000:08:00.0 host0/target0:0:0/0:0:0:0/block/sda 8:0
attribute root/sys/devices/pci0000:00/0000:08:00.0/host0/target0:0:0/0:0:0:0/wwid \
	naa.600508e0000000a1
ln -s ../.. "$at/device"
secret WWN naa.600508e0000000a1

# Device Serial Number: an extended capability at 100h, by libpci's linux/pci_regs.h
card 09:00.0 8086 15F3 020000
bind igc igc
{
	printf '\206\200\363\025\006\004\020\000\003\000\000\002'
	head -c 244 /dev/zero
	printf '\003\000\001\000\026\314\253\377\377\376\301\040'
	head -c 3828 /dev/zero
} >"$here/config"
# PCI Express, so that there are extended capabilities: status, pointer, capability
printf '\020' | dd of="$here/config" bs=1 seek=6 conv=notrunc 2>/dev/null
printf '\100' | dd of="$here/config" bs=1 seek=52 conv=notrunc 2>/dev/null
printf '\020\000\002\000' | dd of="$here/config" bs=1 seek=64 conv=notrunc 2>/dev/null
secret 'PCI serial' 20-c1-fe-ff-ff-ab-cc-16

# a place, which is no secret
attribute root/sys/bus/pci/slots/9/address 0000:09:00

# dmi FILE VALUE KIND
dmi() {
	attribute "root/sys/class/dmi/id/$1" "$2"
	secret "$3" "$2"
}
attribute root/sys/class/dmi/id/sys_vendor LENOVO
dmi product_serial PF2ABCDE 'DMI serial'
dmi board_serial L1HF0AB00CD 'DMI serial'
dmi chassis_serial CN7016XYZ12 'DMI serial'
dmi product_uuid 4c4c4544-0053-4410-8052-b7c04f4e4d31 UUID

for n in 1 2 3 4 5 6; do
	id=f8615163-df3e-46c5-913f-f2d2f965ed0$n
	device vmbus $id "devices/LNXSYSTM:00/ACPI0004:00/VMBUS:00/$id" <<-END
		MODALIAS=vmbus:f8615163df3e46c5913ff2d2f965ed0e
	END
	secret 'UUID of an instance' $id
	device w1 "28-00000b0203a$n" "devices/w1_bus_master1/28-00000b0203a$n" <<-END
		W1_FID=28
		W1_SLAVE_ID=00000B0203A$n
		MODALIAS=w1-family-0x28
	END
	secret 'w1 id' "28-00000b0203a$n"
done

echo workstation-alice7 >root/proc/sys/kernel/hostname
printf 'host name\tworkstation-alice7\n' >named
attribute root/etc/machine-id 3d1219c7c4c5404aaa1f6d2a48adfda4
secret 'machine id' 3d1219c7c4c5404aaa1f6d2a48adfda4
attribute root/proc/sys/kernel/random/boot_id 268df1d9-60aa-4a59-8c3e-e4cc4683694e
secret 'boot id' 268df1d960aa4a598c3ee4cc4683694e

# what a report quotes: a directive of each kind of secret, for a card without a driver
n=0
quoted() {
	n=$((n + 1))
	echo "install igb$n $2; /bin/false" >"root/etc/modprobe.d/$n.conf"
	digit=$(printf '%X' $n)
	module "kernel/igb$n.ko" "pci:v00008086d0000100${digit}sv*sd*bc*sc*i*"
	card "0a:0$(printf '%x' $n).0" 8086 "100$digit" 020000
	secret "$1" "$3"
}
quoted password 'curl -u admin:s3cr3tpw9 https://x' s3cr3tpw9
quoted password 'mount -o password=hunter2hunter2' hunter2hunter2
quoted token 'curl -H "Authorization: Bearer eyJhbGciOi99"' eyJhbGciOi99
quoted home '/home/alice/bin/load' /home/alice/bin
quoted address 'ip link set address 52:54:00:77:88:99' 52:54:00:77:88:99
quoted UUID 'mount UUID=0a1b2c3d-1111-2222-3333-444455556666' 0a1b2c3d-1111-2222-3333-444455556666
quoted 'host name in a text' 'logger workstation-alice7' 'logger workstation-alice7'
quoted 'IPv6 of a MAC' 'ping fe80::5054:ff:fea1:b2c0' fe80::5054:ff:fea1:b2c0
quoted 'serial in a text' 'logger S4EWNX0R666666' 'logger S4EWNX0R666666'
quoted 'password of a share' 'smbclient -U edgarq%shar3pw77 //nasq/x' shar3pw77
quoted 'password of a BMC' 'ipmitool -H bmcq -U adminq -P bmcpw4711 chassis status' bmcpw4711
quoted 'password of a network' 'nmcli device wifi connect cafeq password wlanpw0815' wlanpw0815
quoted 'passphrase of a network' 'wpa_passphrase homenetq passphr4se9' passphr4se9
quoted 'bare MAC' 'etherwake 02deadbeef88' 02deadbeef88
quoted 'bare MAC' 'etherwake 112233445566' 112233445566
quoted 'password of a database' 'mysql -uoskarq -pdbpw90210 db' dbpw90210
quoted 'name of a database user' 'mysqladmin -u konradq ping' konradq
# who logs in, and what bears the name
printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'games:x:5:60:games:/usr/games:/bin/sh' \
	'ludmillaq:x:1000:1000:Ludmilla Q:/home/ludmillaq:/bin/sh' >root/etc/passwd
quoted 'name of a user' 'su ludmillaq' 'su ludmillaq'
mv root/etc/modprobe.d/$n.conf root/etc/modprobe.d/ludmillaq.conf
secret 'file of a user' ludmillaq
# an I3C device that is not below its controller
mkdir -p root/sys/bus/i3c/devices root/sys/devices/platform/0-5ec2e7a30000
echo i3c:dcr00manuf0235part0001ext0000 >root/sys/devices/platform/0-5ec2e7a30000/modalias
ln -s ../../../bus/i3c root/sys/devices/platform/0-5ec2e7a30000/subsystem
ln -s ../../../devices/platform/0-5ec2e7a30000 root/sys/bus/i3c/devices/0-5ec2e7a30000
secret 'provisioned id' 5ec2e7a30000
mkdir -p root/proc/self
echo '36 35 259:6 / /media/alice/HOLIDAYS rw - ext4 /dev/nvme6n1 rw' >root/proc/self/mountinfo
secret 'mount point' /media/alice/HOLIDAYS
log 'igc 0000:09:00.0: probe with driver igc failed with error -5'
# what a device says of its owner
attribute root/sys/devices/pci0000:00/0000:00:14.0/usb1/2-1/product "Zebulonq's iPhone"
secret 'owner of a device' Zebulonq
attribute root/sys/devices/pci0000:00/0000:00:14.0/usb1/2-2/product "iPhone von Yasminq"
secret 'owner of a device' Yasminq

# the kernel command line: parameter, what of it must not be told
: >parameters
parameter() {
	printf '%s ' "$1" >>parameters
	secret 'parameter' "$2"
}
parameter user=xantheq xantheq
parameter ip=10.11.12.13::10.11.12.1:255.255.255.0:plutoq:eth0:off 10.11.12.13
secret parameter plutoq
parameter nfsroot=nasq:/srv/wendelinq nasq:/srv
secret parameter wendelinq
parameter ks=http://ksq.example/vidarq.ks ksq.example
parameter rd.iscsi.initiator=iqn.2009-06.org.uliq:disk7 iqn.2009-06.org.uliq
parameter netroot=iscsi:tiborq:s3cr3tq@storeq::::d7 tiborq:s3cr3tq
parameter cryptdevice=UUID=7b1b2c3d-aaaa-bbbb-cccc-444455557777:cryptq 7b1b2c3d-aaaa-bbbb-cccc-444455557777
secret parameter cryptq
parameter BOOT_IF=01-52-54-00-0b-0c-0d 52-54-00-0b-0c-0d
parameter root=PARTUUID=9c1b2c3d-02 9c1b2c3d-02
parameter resume=LABEL=sergeiq-swap sergeiq
parameter hostname=rolandq rolandq
parameter systemd.set_credential=passwd.hashed:quentinq quentinq
parameter g_ether.iSerialNumber=GE4477XQ GE4477XQ
parameter unknown=petronellaq petronellaq
echo "quiet $(cat parameters)i915.modeset=0 pci=nomsi module_blacklist=pcspkr nomodeset splash xyz=on" \
	>root/proc/cmdline

# modprobe.d: comments and options; a log with the name of its host
cat >root/etc/modprobe.d/people.conf <<-'END'
	# ask ottokarq before this is changed
	blacklist pcspkr # for nathanielq
	options x key=mildredq wpa_psk="lambertq 7" debug=1
	options bonding arp_ip_target=10.77.66.55 mode=1
	options v4l2loopback card_label="Kunibertq cam" devices=2
	install y ssh jasperq@hostq.example touch x
	install z mount 2001:db8:77::55 nasq2:/export/ingridq
END
for word in ottokarq nathanielq mildredq 'lambertq 7' 10.77.66.55 'Kunibertq cam' jasperq \
	hostq.example 2001:db8:77::55 nasq2:/; do
	secret modprobe.d "$word"
done
{
	echo 'Nov 28 07:07:52 loghostq kernel: Bluetooth hci0: RTL: fw version 5.10.0.1'
	echo 'Nov 28 07:07:53 loghostq kernel: igc 0000:09:00.0: probe with driver igc failed with error -5'
} >>root/var/log/dmesg
secret 'host of a log' loghostq

# run LEVEL: all that a user may print, in all formats
run() {
	rm -rf "out.$1"
	mkdir "out.$1"
	i=0
	while read -r command; do
		i=$((i + 1))
		# shellcheck disable=SC2086 # words
		"$HWALIAS" $command --sysroot root --privacy "$1" \
			>"out.$1/$i" 2>"out.$1/$i.err" </dev/null
		status=$?
		[ $status -le 1 ] || fail "$1: $command: status $status: $(cat "out.$1/$i.err")"
	done <<-END
		list
		-a
		-aa
		-aJ
		-aaJv
		-av
		--tsv -aav
		--ndjson -aav
		-t -aa
		-o +NODES,SYSPATH,PARENT -aa
		check
		check -J
		check -a --ndjson
		iommu
		snapshot -
		show -v 0000:09:00.0
		show -vJ 0000:09:00.0
		show -v eth0 eth1 eth2 eth3 eth4 eth5
		show -v enx02deadbeef51
		show -vJ 2-1 2-13
		show -v 2-1 2-2 2-3 2-4 2-5 2-6 2-7 2-8 2-9 2-10 2-11 2-12 2-13
		show -v nvme6n1 nvme7n1 sda
		show --ndjson -v nvme6n1 nvme7n1 sda nvme6 nvme7
		show 0a:01.0 0a:05.0
		show eth0 --udev-rule
		driver e1000e
		driver -J e1000e igb1
		report
		report --format html
		--format prometheus -aa
		--format cyclonedx -aa
		--format nfd -aa
		facts
		--lspci -nnk
		--lsusb -t
		--lsusb
	END
	cat "out.$1"/* >"all.$1"
}

# squeezed FILE: one spelling
squeezed() {
	tr 'A-Z' 'a-z' <"$1" | tr -d ':. _-'
}

# with_spelling LIST: "kind value squeezed value", squeezed as a text is
with_spelling() {
	cut -f 2 "$1" >values
	squeezed values | paste "$1" -
}

# not_in FILE LIST
not_in() {
	squeezed "$1" >text
	with_spelling "$2" >spelled
	cut -f 3 spelled >wanted
	[ -s wanted ] && ! grep -qx '' wanted || fail "a secret of $2 is empty"
	# seldom is it to be told which
	grep -qF -f wanted text || return 0
	while IFS=$(printf '\t') read -r kind value wanted; do
		! grep -qF -e "$wanted" text || fail "$1 tells the $kind '$value'"
	done <spelled
}

count=$(wc -l <planted)
[ "$count" -ge 60 ] || fail "only $count secrets"
for level in public fleet full; do
	run $level
done
not_in all.public planted
not_in all.public named
grep -v 'host name' planted >others
not_in all.fleet others
grep -q workstation-alice7 all.fleet || fail 'fleet tells no host name'
squeezed all.full >text
cat planted named >wanted.list
with_spelling wanted.list >spelled
while IFS=$(printf '\t') read -r kind value wanted; do
	grep -qF -e "$wanted" text || fail "the level full does not tell the $kind '$value'"
done <wanted.list

# what is nobody's stays
for word in 'quiet user=withheld' ' i915.modeset=0 pci=nomsi module_blacklist=pcspkr nomodeset splash xyz=on' \
	'blacklist pcspkr' 'options bonding arp_ip_target=withheld mode=1' \
	'card_label=withheld devices=2' 'fw version 5.10.0.1' \
	'igc 0000:09:00.0: probe with driver igc failed with error -5' \
	'-U withheld -P withheld withheld status' '-pwithheld withheld' 'connect withheld' \
	"withheld's iPhone" 'iPhone von withheld' 'root=PARTUUID=withheld'; do
	grep -qF -e "$word" all.public || fail "public tells no '$word'"
done

# one value has one word, in every document
"$HWALIAS" show -vJ 2-3 --sysroot root 2>/dev/null >three
"$HWALIAS" show -vJ 2-1 2-2 2-3 --sysroot root 2>/dev/null >all.three
word=$(grep -o '"serial": "serial-[0-9]*"' three | head -n 1)
[ -n "$word" ] || fail 'no word for a serial number'
grep -qF "$word" all.three || fail "another word than $word"

# the machine's key is what systemd makes of the machine id
"$HWALIAS" -J --privacy fleet --sysroot root 2>/dev/null >out
grep -q '"key": "[0-9a-f]\{32\}"' out || fail 'no key'
key=$(sed -n 's/.*"key": "\([0-9a-f]*\)".*/\1/p' out)
for format in markdown text html; do
	"$HWALIAS" report --format $format --privacy fleet --sysroot root 2>/dev/null >replayed
	grep -q 'host workstation-alice7' replayed && grep -q "$key" replayed ||
		fail "a report as $format does not tell which machine it is of"
	"$HWALIAS" report --format $format --sysroot root 2>/dev/null | grep -q "$key" &&
		fail "a public report as $format tells the key"
done
# ids that are no machine's, as systemd has it
cp root/etc/machine-id machine-id
for id in 00000000000000000000000000000000 uninitialized ''; do
	echo $id >root/etc/machine-id
	"$HWALIAS" -J --privacy fleet --sysroot root 2>/dev/null | grep -q '"key": null' ||
		fail "a key of the machine id '$id'"
done
cp machine-id root/etc/machine-id
# a recording of the highest level, printed at the lowest one
"$HWALIAS" snapshot full.snap --privacy full --sysroot root 2>err || fail snapshot
for command in -aaJv 'show -v 2-1 2-13' report check; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from full.snap $command >replayed 2>err
	[ $? -le 1 ] || fail "$command of a recording at full"
	not_in replayed planted
	not_in replayed named
done
# a report of the highest level, read back
"$HWALIAS" -aaJv --privacy full --sysroot root >full.json 2>err || fail 'a report at full'
"$HWALIAS" --ndjson -aav --privacy full --sysroot root >full.ndjson 2>err || fail 'lines at full'
for report in full.json full.ndjson; do
	for command in -aaJv '-aa --ndjson' 'show -v 2-1' report check; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" --from $report $command >replayed 2>err
		[ $? = 3 ] && grep -q 'with a higher --privacy' err && [ ! -s replayed ] ||
			fail "$command of a report at full"
		not_in err planted
	done
	"$HWALIAS" --from $report -J --privacy full >replayed 2>err || fail 'a report at full'
done
"$HWALIAS" --from full.snap snapshot public.snap 2>err || fail 'a snapshot of a snapshot'
not_in public.snap planted
# a recording of a level has no more than that
"$HWALIAS" snapshot a.snap --sysroot root 2>/dev/null || fail snapshot
"$HWALIAS" --from a.snap -aaJv --privacy full >replayed 2>/dev/null || fail replay
not_in replayed planted
for path in host.machine_id devices.serial devices.provides.address devices.provides.wwid; do
	grep -q "\"$path\"" replayed || fail "that the recording lacks $path is not told"
done
grep -q '"address": "mac-' replayed && fail 'what stands for an address is taken for it'
"$HWALIAS" --from a.snap -aaJv 2>/dev/null | grep -q '"devices.provides.address"' &&
	fail 'what stands for an address is told to be withheld'
"$HWALIAS" --sysroot root snapshot --privacy fleet b.snap 2>/dev/null
not_in b.snap others
"$HWALIAS" --from b.snap -J --privacy fleet 2>/dev/null >replayed
[ "$(grep '"key"' out)" = "$(grep '"key"' replayed)" ] || fail 'the key of a recording'
grep -q '"name": "workstation-alice7"' replayed || fail 'the host name of a recording'

# a World Wide Name as the name of a device, on whatever bus
machine 'a WWPN'
device zfcp 0x500507630313c562 devices/css0/0x500507630313c562 <<-END
	MODALIAS=foo:bar
END
for command in '-aa' '-aaJ' report check; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" $command --sysroot root >out 2>err
	[ $? -le 1 ] || fail "$command: exit status"
	grep -q 500507630313c562 out && fail "$command tells it"
done
"$HWALIAS" -aa --sysroot root 2>/dev/null | grep -q 'wwn-1' || fail 'no word for it'

# the address of an NVMe disk on PCI is its slot: no identity, however public that is
machine 'an NVMe disk'
card 00:1d.0 144D A804 010802
mkdir -p root/sys/devices/pci0000:00/0000:00:1d.0/nvme/nvme0 root/sys/class/nvme
echo 0000:00:1d.0 >root/sys/devices/pci0000:00/0000:00:1d.0/nvme/nvme0/address
echo S4EVNX0M >root/sys/devices/pci0000:00/0000:00:1d.0/nvme/nvme0/serial
ln -s ../../devices/pci0000:00/0000:00:1d.0/nvme/nvme0 root/sys/class/nvme/nvme0
for command in 'snapshot -' 'show nvme0' '-aJ' report; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --sysroot root $command >out 2>err || fail "$command: $(cat err)"
	grep -q '00:1d.0' out || fail "$command does not tell the slot"
	grep -q S4EVNX0M out && fail "$command tells the serial number"
done

# a maker that writes the serial number into the name of the product
machine 'a model with a number'
mkdir -p root/sys/class/dmi/id
echo 'HP Z2 5CG91340ZK' >root/sys/class/dmi/id/product_name
echo 5CG91340ZK >root/sys/class/dmi/id/product_serial
card 00:1f.6 8086 15B8 020000
module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
# a line that is searched for what is known
echo 'install e1000e /bin/false 5CG91340ZK' >root/etc/modprobe.d/a.conf
for command in -J report 'check -J'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --sysroot root $command >out 2>err
	grep -q 5CG91340ZK out && fail "$command tells the serial number"
done

# numbers that look like paths, in files without a line feed
machine 'numbers with slashes'
mkdir -p root/sys/class/dmi/id
printf '/9YH3L22/CN7016345B0019/' >root/sys/class/dmi/id/board_serial
printf 'Word A20/9YH3L22' >root/sys/class/dmi/id/product_name
printf '9YH3L22' >root/sys/class/dmi/id/product_serial
usb 1-9 0BDA 8153
printf 'QX77/Y1234/Z' >"$whole/serial"
for command in 'snapshot -' -J report 'show -v 1-9'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --sysroot root $command >out 2>err || fail "$command: $(cat err)"
	! grep -E '9YH3L22|CN7016345B0019|QX77|Y1234' out || fail "$command tells the serial number"
done

# a host whose volumes bear its name, as installers call them, is recorded without it
for host in planthostq web-server1; do
	machine "the volumes of $host"
	escaped=$(echo $host | sed 's/-/--/g')
	echo $host >root/proc/sys/kernel/hostname
	cmdline "root=/dev/mapper/$escaped--vg-root"
	mkdir -p root/proc/self
	printf '%s\n' "36 35 254:0 / / rw - ext4 /dev/mapper/$escaped--vg-root rw" \
		"37 35 254:1 / /home rw - ext4 /dev/mapper/luks-0a1b2c3d-1111-2222-3333-444455556666 rw" \
		>root/proc/self/mountinfo
	"$HWALIAS" --sysroot root snapshot c.snap 2>out || fail 'no snapshot'
	grep -q "$host\|$escaped\|0a1b2c3d" c.snap && fail 'it has the name'
done

exit $failed
