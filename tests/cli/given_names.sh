#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# People and programs name interfaces, lights, files and modules after the host, a user or
# a hardware address. A machine with such a name can always be recorded, no command tells
# it below the level full, and a recording says what the machine says.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"
: >out

export SOURCE_DATE_EPOCH=1700000000
host=workstation-planthostq user=ludmillaqq mac=52:54:00:a1:b2:c0
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

start() {
	machine "$*"
	echo $host >root/proc/sys/kernel/hostname
	printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' "$user:x:1000:1000::/home/$user:/bin/sh" \
		>root/etc/passwd
	module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
	card 00:1f.6 8086 15B8 020000
	bind e1000e e1000e
}
# of_class CLASS NAME: what the card provides
of_class() {
	mkdir -p "$here/$1/$2" "root/sys/class/$1"
	ln -s "../../devices/pci0000:00/0000:00:1f.6/$1/$2" "root/sys/class/$1/$2"
	ln -s ../.. "$here/$1/$2/device"
	: >"$here/$1/$2/uevent"
}
interface_named() {
	of_class net "$1"
	echo $mac >"$here/net/$1/address"
	echo "INTERFACE=$1" >"$here/net/$1/uevent"
}
# tells_nothing WORD: in no command and no recording; the word stands for what is withheld
tells_nothing() {
	"$HWALIAS" --sysroot root snapshot root.snap 2>err ||
		fail "it cannot be recorded: $(cat err)"
	! grep -iE "$secrets" root.snap || fail 'a recording tells it'
	for source in '--sysroot root' '--from root.snap'; do
		for command in -aa '-aaJ -v' 'show -v 00:1f.6' 'show -J 00:1f.6' check report; do
			echo "of $command:"
			# shellcheck disable=SC2086 # words
			"$HWALIAS" $command $source 2>err
		done | grep -v '"kind": "\(snapshot\|sysroot\)"\|"root": \|"directory": ' \
			>"is.${source##*[ /]}"
	done
	cmp is.root is.root.snap || fail "a recording says something else: $(diff is.root is.root.snap)"
	grep -v -x -e 'of -aa:' -e 'of -aaJ -v:' -e 'of show -[vJ] 00:1f\.6:' -e 'of check:' -e 'of report:' \
		is.root >all
	! grep -iE "$secrets" all || fail 'a command tells it'
	grep -qF -e "$1" all || fail "no '$1'"
}
# full NAME
full() {
	"$HWALIAS" --privacy full --sysroot root show -v 00:1f.6 2>err | grep -qF -e "$1" ||
		fail "the level full does not tell '$1'"
}

while read -r class called shown; do
	start "$class $called"
	case $class in
	net) interface_named "$called" ;;
	*) of_class "$class" "$called" ;;
	esac
	tells_nothing "$shown"
	full "$called"
done <<END
net enx525400a1b2c0.5 enxmac-1.5
net br-525400a1b2c0 br-mac-1
net 525400a1b2c0 mac-1
net tap-$user tap-name-1
net $user name-1
net $host name-1
leds $user::wlan name-1::wlan
leds $host:green:wlan name-1:green:wlan
END

# two of them are told apart
start 'two interfaces of a user'
interface_named tap-$user
interface_named vpn-$user
tells_nothing tap-name-1
grep -q vpn-name-1 all || fail 'the second one'

# what texts lost, which may be the secret of a network, and addresses
secrets='hunter2pass|10.11.12'
while read -r given shown; do
	start "an interface $given"
	interface_named "$given"
	cmdline 'rd.iscsi.password=Hunter2Pass ip=10.11.12.77::10.11.12.1:255.255.255.0::enp0s31f6:off'
	tells_nothing "$shown"
	full "$given"
done <<END
Hunter2Pass name-1
vpn-hunter2pass vpn-name-1
10.11.12.77 name-1
vlan-10.11.12.1 vlan-name-1
enp0s31f6 enp0s31f6
eth0.1.2 eth0.1.2
END
# in whatever spelling
secrets='plant_hostq|planthostq'
start 'another spelling of the host'
interface_named workstation_plant_hostq
tells_nothing name-1
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

# the name of the person that passwd tells
start 'a real name'
sed -i "s/1000:1000::/1000:1000:Ludmilla Q. Schmidtchen,,,:/" root/etc/passwd
interface_named tap-schmidtchen
log 'e1000e 0000:00:1f.6: Direct firmware load for Schmidtchen/x.bin failed with error -2'
secrets=schmidtchen
tells_nothing tap-name-1
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

# no module is called so
while read -r line; do
	start "$line"
	interface_named eth0
	echo "$line" >root/etc/modprobe.d/x.conf
	tells_nothing eth0
done <<END
alias $host e1000e
blacklist $host
softdep e1000e pre: $host
install $host /bin/false
blacklist $user
alias $user-net e1000e
install e1000e /sbin/modprobe $host
END

# a host may be called as a module is
start 'a host called as a module'
echo e1000e >root/proc/sys/kernel/hostname
interface_named eth0
echo 'blacklist e1000e' >root/etc/modprobe.d/x.conf
unbind
tells_nothing 'x.conf:1: blacklist e1000e'

# several files with such names are several in a recording, in their order, and one still
# hides another; nobody is told to edit a file of a name that there is not
start 'files of modprobe.d'
interface_named eth0
mkdir -p root/usr/lib/modprobe.d "root/etc/modprobe.d/$user.d"
echo 'options e1000e debug=1' >root/etc/modprobe.d/$host.conf
echo 'blacklist e1000e' >root/etc/modprobe.d/$user.conf
echo 'install e1000e /sbin/other' >root/etc/modprobe.d/u.conf
echo 'install e1000e /bin/false' >root/etc/modprobe.d/zz.conf
echo 'install e1000e /bin/true' >root/usr/lib/modprobe.d/$user.conf
for copy in $host $user $user-2; do
	echo 'blacklist e1000e' >"root/etc/modprobe.d/$copy.conf.old"
done
unbind
sed -i '/^e1000e/d' root/proc/modules
tells_nothing 'withheld.conf:1: blacklist e1000e'
"$HWALIAS" --from root.snap -J >is 2>&1
! grep -q 'there already' is || fail 'two files have one name'
"$HWALIAS" --from root.snap check >is 2>&1 || true
grep -q 'whose name is withheld' is || fail "the advice is of another file: $(cat is)"
! grep -q 'sed .*withheld' is || fail 'a file is to be edited that there is not'
"$HWALIAS" --from root.snap snapshot again.snap
"$HWALIAS" --from again.snap check >again 2>&1 || true
sed 's/again.snap/root.snap/' again | cmp - is || fail 'recorded again, it is another machine'

start 'an address in the name of a file'
log 'e1000e 0000:00:1f.6: Direct firmware load for fw/mac0xd8f883aabb01.bin failed with error -2'
tells_nothing mac0xwithheld.bin

# folders are named after the host, as those of support tools are
for at in "sosreport-$host-2026" "copies/home/$user" "sos-workstation_planthostq"; do
	start "the folder $at"
	interface_named eth0
	mkdir -p "$(dirname "$at")"
	cp -a root "$at"
	for command in -J --ndjson 'show -J 00:1f.6' 'check -J' report 'snapshot -'; do
		status=0
		# shellcheck disable=SC2086 # words
		"$HWALIAS" $command --sysroot "$at" >is 2>err || status=$?
		[ $status -le 1 ] || fail "$command: status $status"
		! grep -iE "$secrets" is || fail "$command tells it"
	done
	"$HWALIAS" -J --sysroot "$at" 2>err | grep -q '"root": ".*withheld' ||
		fail 'its folder is not told'
done

# an archive and a folder of what tools printed: the host is told by hostname(1), by etc/hostname
# or by the log alone, and is in the name of the folder; so is who copied it, in any place
nic='00:1f.6 Ethernet controller [0200]: Intel Corporation Device [8086:15b8]'
# a build may do without the library that reads archives
archives=$("$HWALIAS" --version --verbose | grep '^libarchive .* there ' || true)
failure='e1000e 0000:00:1f.6: Direct firmware load for fw/kontor7.bin failed with error -2'
while read -r by called at; do
	start "the host of $at, by $by"
	dump=$at/sosreport-kontor7-2026
	mkdir -p "$dump/sos_commands/pci" "$dump/sos_commands/kernel" "$(dirname "$dump/$by")"
	printf '%s\n\tKernel modules: e1000e\n' "$nic" >"$dump/sos_commands/pci/lspci_-nnvv"
	case $by in
	log) echo "Nov 28 07:07:52 $called kernel: $failure" ;;
	early)
		echo 'Nov 28 07:07:51 localhost kernel: Linux version 6.1.0-13-amd64 (x@y) #1'
		echo "Nov 28 07:07:52 $called kernel: $failure"
		;;
	*) echo "[    5.200000] $failure" ;;
	esac >"$dump/sos_commands/kernel/dmesg"
	case $by in log | early) ;; *) echo "$called" >"$dump/$by" ;; esac
	tar -cf "$at/kontor7.tar" -C "$at" sosreport-kontor7-2026
	for source in ${archives:+"$at/kontor7.tar"} "$dump" "$PWD/$dump"; do
		for command in -aJ check report 'report --format html' 'snapshot -'; do
			# shellcheck disable=SC2086 # words
			"$HWALIAS" $command --from "$source" >is 2>err
			! grep -iE 'kontor7|nilsqq' is err || fail "$source: $command tells it"
			grep -q 'fw/withheld\.bin' is || fail "$source: $command reads no log"
		done
	done
done <<END
sos_commands/host/hostname kontor7 x/home/nilsqq
etc/hostname kontor7.example.org Users/nilsqq
log kontor7 home/nilsqq
early kontor7 home/nilsqq
log kontor7.example.org mnt/Users/nilsqq
END
start 'the host of inxi, beside a log'
printf 'System:\n  Host: kontor7 Kernel: 6.5.0-14-generic x86_64 bits: 64\nNetwork:\n  Device-1: Intel I219-V driver: N/A bus-ID: 00:1f.6 chip-ID: 8086:15b8\n' >inxi
echo "[    5.200000] $failure" >dmesg
printf '%s\n\tKernel modules: e1000e\n' "$nic" >lspci
"$HWALIAS" --from lspci --from inxi --from dmesg check >is 2>err
! grep -i kontor7 is err || fail 'it is told'
grep -q 'fw/withheld\.bin' is || fail 'the log is not read'
"$HWALIAS" --from inxi --from dmesg -J --privacy fleet 2>err | grep -q '"release": "6.5.0-14-generic"' ||
	fail 'the kernel beside it is not told'
start 'what has no devices, in the folder of a user'
mkdir -p home/nilsqq
echo "[    5.200000] $failure" >home/nilsqq/dmesg
"$HWALIAS" --from home/nilsqq/dmesg >is 2>err
! grep nilsqq is err || fail 'a message tells it'
grep -q 'home/withheld/dmesg tells of no devices' err || fail 'no message'

# what people call a device on Bluetooth, which other devices and the log have as well; one of
# these is called as its maker does, and so is a receiver
of_hid() {
	device hid "$1" "devices/virtual/misc/uhid/$1" <<-END
		DRIVER=hid-generic
		HID_ID=0005:0000046D:0000B023
		HID_NAME=$2
		MODALIAS=hid:b0005g0001v0000046Dp0000B023
	END
}
start 'a name that people gave'
log 'input: Ludmillchen’s Tastatur as /devices/virtual/misc/uhid/0005:046D:B023.0004/input/input21'
log 'e1000e 0000:00:1f.6: Direct firmware load for fw/Ludmillchen’s Tastatur.bin failed with error -2'
usb 2-1 FFF0 FFF2
echo 'Qx Maus 9' >"$whole/product"
of_hid 0005:046D:B023.0003 'Qx Maus 9'
of_hid 0005:046D:B023.0004 'Ludmillchen’s Tastatur'
for place in virtual/misc/uhid/0005:046D:B023.0004 platform/planted_acpi; do
	supply=root/sys/devices/$place/power_supply/planted_0
	mkdir -p "$supply" root/sys/class/power_supply
	printf 'POWER_SUPPLY_NAME=planted_0\nPOWER_SUPPLY_MODEL_NAME=%s\n' 'Ludmillchen’s Tastatur' \
		>"$supply/uevent"
	ln -s ../../../../../../../class/power_supply "$supply/subsystem"
	ln -sfn "../../devices/$place/power_supply/planted_0" "root/sys/class/power_supply/planted_${place%%/*}"
done
secrets='ludmillchen'
tells_nothing 'Qx Maus 9'
grep -q 'power_supply/planted_0/uevent' root.snap || fail 'no battery is recorded'
[ "$(grep -c 'Qx Maus 9' root.snap)" = 1 ] || fail 'what a maker calls a device is withheld'
for command in 'snapshot -' 'report'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --privacy fleet $command --sysroot root >is 2>err || [ "$command" = report ] || fail "fleet, $command"
	! grep -iE "$secrets" is || fail "fleet, $command tells it"
done
"$HWALIAS" --privacy full --sysroot root snapshot - 2>err | grep -q 'MODEL_NAME=Ludmillchen' ||
	fail 'the level full does not tell it'
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

# names that nobody knows to be one of a person: of a renamed radio, its switch, what a program
# makes, a file that is mounted
in_class() { # CLASS NAME DIRECTORY
	mkdir -p "root/sys/devices/$3" "root/sys/class/$1"
	ln -sfn "../../devices/$3" "root/sys/class/$1/$2"
	ln -sfn "$(echo "devices/$3" | sed 's#[^/]*#..#g')/class/$1" "root/sys/devices/$3/subsystem"
	cat >"root/sys/devices/$3/uevent"
}
of_program() { # NAME DIRECTORY BUSTYPE TEXT
	in_class input "$1" "$2/$1" <<-END
		PRODUCT=$3/fff0/2/1
		NAME="$4"
		MODALIAS=input:b000$3vFFF0p0002e0001-e0
	END
	sed -n 's/^MODALIAS=//p' "root/sys/devices/$2/$1/uevent" >"root/sys/devices/$2/$1/modalias"
	echo "$4" >"root/sys/devices/$2/$1/name"
}
start 'names of somebody unknown'
radio=pci0000:00/0000:00:1f.6/ieee80211
in_class ieee80211 phy0 $radio/phy0 </dev/null
in_class ieee80211 Zachariasfunk $radio/Zachariasfunk </dev/null
for at in phy0/rfkill0 Zachariasfunk/rfkill1; do
	in_class rfkill ${at#*/} $radio/$at <<-END
		RFKILL_NAME=Zachariasfunk
		RFKILL_TYPE=wlan
	END
	echo 1 >root/sys/devices/$radio/$at/hard
done
in_class bluetooth hci0 pci0000:00/0000:00:1f.6/bluetooth/hci0 <<END
DEVTYPE=host
NAME="Zacharias-Rechner"
END
of_program input20 virtual/input 3 'Zacharias-Tasten'
of_program input21 virtual/input 5 'Zacharias Headset (AVRCP)'
of_program input22 virtual/input 6 'Zacharias-Maus'
of_program input23 pci0000:00/0000:00:1f.6/input 3 'Receiver Word9'
in_class block loop0 virtual/block/loop0 <<END
DEVNAME=loop0
DEVTYPE=disk
END
mkdir root/sys/devices/virtual/block/loop0/loop
for file in /home/zacharias/x.img /srv/Zacharias.img /media/Zacharias/x.img; do
	echo $file >root/sys/devices/virtual/block/loop0/loop/backing_file
	secrets=zacharias
	tells_nothing 'Receiver Word9'
	grep -q 'backing_file = /[a-z]*/withheld$' root.snap || fail "$file"
done
grep -q 'ieee80211/name-1' root.snap || fail 'no renamed radio is recorded'
grep -q 'ieee80211/phy0/rfkill0/hard = 1' root.snap || fail 'the other one is not'
"$HWALIAS" --privacy fleet snapshot - --sysroot root >is 2>err || fail 'fleet'
! grep -i zacharias is || fail 'the level fleet tells it'
"$HWALIAS" --privacy full snapshot - --sysroot root >is 2>err || fail 'full'
[ "$(grep -c Zacharias is)" -gt 9 ] || fail 'the level full does not tell it'
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

# interfaces that a person has called as nobody else does, and what stands on them
virtual_net() { # NAME
	in_class net "$1" "virtual/net/$1" <<-END
		INTERFACE=$1
		IFINDEX=9
	END
}
start 'interfaces that people named'
interface_named Dulafemazq
module kernel/bridge.ko
module kernel/bonding.ko
of_class leds Dulafemazq-0::lan
virtual_net br-zachariasq
virtual_net bond0
virtual_net docker0
virtual_net vethA1b2C3
nets=root/sys/devices/virtual/net
mkdir $nets/br-zachariasq/bridge $nets/br-zachariasq/brif $nets/bond0/bonding
echo Dulafemazq >$nets/bond0/bonding/slaves
ln -s ../Dulafemazq $nets/br-zachariasq/lower_Dulafemazq
ln -s ../Dulafemazq/brport $nets/br-zachariasq/brif/Dulafemazq
ln -s ../br-zachariasq "$here/net/Dulafemazq/master"
ln -s ../br-zachariasq "$here/net/Dulafemazq/upper_br-zachariasq"
log 'e1000e 0000:00:1f.6 Dulafemazq: renamed from eth0
e1000e 0000:00:1f.6: Direct firmware load for Dulafemazq.bin failed with error -2
br-zachariasq: port 1(Dulafemazq) entered disabled state'
secrets='dulafemazq|zachariasq'
tells_nothing 'name-1'
for plain in docker0 vethA1b2C3; do
	"$HWALIAS" modules --for $plain --from root.snap >is 2>&1 || true
	! grep -q "no .*$plain" is || fail "$plain is withheld: $(cat is)"
done
grep -q '^sys/devices/virtual/net/br-name-2/' root.snap || fail 'the bridge is not recorded'
while read -r target shown; do
	"$HWALIAS" modules --for "$target" --sysroot root >is.root 2>err
	"$HWALIAS" modules --for "$shown" --from root.snap >is.snap 2>err || fail "modules --for $shown: $(cat err)"
	grep -q e1000e is.snap || fail "modules --for $shown: $(cat is.snap)"
	! grep -iE "$secrets" is.root is.snap || fail "modules --for $target tells it"
	cmp is.root is.snap || fail "modules --for $target: a recording says something else"
done <<END
Dulafemazq name-1
br-zachariasq br-name-2
bond0 bond0
END
full Dulafemazq
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

# what a directive or the command line lost, and a message has, too
while read -r option parameter file shown; do
	start "a log that has $file"
	interface_named eth0
	echo "options e1000e $option" >root/etc/modprobe.d/x.conf
	cmdline "$parameter"
	log "e1000e 0000:00:1f.6: Direct firmware load for $file failed with error -2"
	secrets='kundefw77|kundegmbh7'
	tells_nothing "$shown"
	secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'
	"$HWALIAS" --privacy full --sysroot root snapshot - 2>err | grep -qF -e "$file" ||
		fail 'the level full does not tell it'
done <<END
fw_file=KundeFw77x9.nvm quiet KundeFw77x9.nvm withheld
x=1 e1000e.key=/srv/kundegmbh7 /srv/kundegmbh7/x.bin withheld
END

# a comment is not in a recording, nor what a path or an option was: the remedy finds the line
# all the same
while read -r line; do
	start "the line $line"
	unbind
	sed -i /e1000e/d root/proc/modules
	echo "$line" >root/etc/modprobe.d/x.conf
	tells_nothing "x.conf:1: "
	"$HWALIAS" --from root.snap check 2>err | sed -n "s#^ *remedy: \(sed .*\) /etc/modprobe.d/x.conf.*#\1#p" >sed
	sh -c "$(cat sed) root/etc/modprobe.d/x.conf" 2>err
	[ -s sed ] && ! grep -q e1000e root/etc/modprobe.d/x.conf || fail "$(cat sed) deletes nothing"
done <<END
blacklist e1000e # $user asked for it
blacklist e1000e #
install e1000e /bin/false # see /home/$user/x
install e1000e /bin/false /home/$user/x
END

# a kernel that is not the one that runs is called by the host, as who builds it does
start 'a kernel named after the host'
interface_named eth0
mkdir -p root/lib/modules/6.1.0-$host
cp root/lib/modules/$release/modules.* root/lib/modules/6.1.0-$host
"$HWALIAS" --sysroot root snapshot root.snap 2>err || fail "it cannot be recorded: $(cat err)"

# where firmware is, which the user has chosen
start 'the firmware of a user'
interface_named eth0
mkdir -p root/sys/module/firmware_class/parameters
echo /home/zacharias/fw >root/sys/module/firmware_class/parameters/path
secrets=zacharias
log 'e1000e 0000:00:1f.6: Direct firmware load for a.bin failed with error -2'
tells_nothing a.bin
grep -q 'parameters/path = ~/fw' root.snap || fail 'its place is not recorded'
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

# a module that was built and signed on the machine
start 'a module of the machine'
"$HWALIAS" --sysroot root --privacy full snapshot full.snap 2>err || fail 'full'
sed "2a\\
hwalias/modinfo/lib/modules/$release/kernel/e1000e.ko :\\
|description=Card of $user\\
|version=7.1-$host\\
|signer=kontor7 Secure Boot Module Signature key\\
|vermagic=$release SMP" full.snap >built.snap
"$HWALIAS" --from built.snap snapshot public.snap 2>err || fail "it cannot be recorded: $(cat err)"
for command in 'driver e1000e' 'driver -J e1000e' 'show -v 00:1f.6' 'show -vJ 00:1f.6'; do
	for source in built.snap public.snap; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" $command --from $source >is 2>err || fail "$command of $source: $(cat err)"
		! grep -iE "$secrets|kontor7" is || fail "$command of $source tells it"
		grep -q 'Card of withheld' is || fail "$command of $source: no description"
	done
done
! grep -iE "$secrets|kontor7" public.snap || fail 'a recording tells it'
grep -q '^|signer=withheld Secure Boot Module Signature key' public.snap || fail 'no signer'
"$HWALIAS" driver -J e1000e --privacy full --from built.snap 2>err | grep -q '"signer": "kontor7 Secure' ||
	fail 'the level full does not tell it'

# a file of modprobe.d that is called by what the command line lost
start 'a file called by a secret'
unbind
sed -i /e1000e/d root/proc/modules
cmdline rd.luks.name=x=KundeGmbh77
echo 'blacklist e1000e' >root/etc/modprobe.d/kundegmbh77.conf
secrets=kundegmbh77
tells_nothing '/etc/modprobe.d/withheld.conf:1: blacklist e1000e'
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

# a host that is called as aliases and soft dependencies are, which every machine with the
# kernel has
while read -r called line; do
	start "a host called $called"
	echo "$called" >root/proc/sys/kernel/hostname
	echo "alias acpi*:MSFT0101:* tpm_crb" >>"$modules/modules.alias"
	echo "softdep e1000e pre: plantsoftdepq" >"$modules/modules.softdep"
	device acpi PLANT:00 devices/LNXSYSTM:00/PLANT:00 <<-END
		MODALIAS=acpi:MSFT0101:
	END
	for command in 'snapshot root.snap' 'show -v 00:1f.6' 'driver e1000e' '-aaJv'; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" --sysroot root $command >is 2>err || fail "$command: $(cat err)"
	done
done <<END
MSFT0101
plantsoftdepq
END

# a board whose host is called as its maker calls it; the texts end in a NUL
while read -r called model compatible; do
	start "the host $called of a board"
	echo "$called" >root/proc/sys/kernel/hostname
	mkdir -p root/proc/device-tree
	printf 'Word %s Black\0' "$model" >root/proc/device-tree/model
	printf 'word,%s\0word,soc\0' "$compatible" >root/proc/device-tree/compatible
	device platform 1c00000.firmware devices/platform/1c00000.firmware <<-X
		OF_NAME=firmware
		OF_COMPATIBLE_0=word,$compatible
		OF_COMPATIBLE_N=1
		MODALIAS=of:NfirmwareT(null)Cword,$compatible
	X
	secrets=nobodyq
	tells_nothing Word
done <<END
plantboardq PlantBoardQ plantboardq-black
plantboardq PlantBoardQ am335x-bone
END
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

# of os-release(5) what tells the system
start 'an image with a number'
printf '%s\n' ID=debian 'PRETTY_NAME="Word-os 12"' IMAGE_ID=kundegmbh7 'OWNER="Zacharias"' >root/etc/os-release
"$HWALIAS" --sysroot root snapshot root.snap 2>err || fail 'a recording'
! grep -iE 'kundegmbh7|zacharias' root.snap || fail 'it is recorded'
"$HWALIAS" --from root.snap -J 2>err | grep -q '"name": "Word-os 12"' || fail 'no system'

# a host that its installer called as the system, its kernel or the board is called, which is
# no secret
while read -r called id os; do
	start "the host $called of its system"
	echo "$called" >root/proc/sys/kernel/hostname
	printf '%s\n' "ID=$id" "PRETTY_NAME=\"$os\"" >root/etc/os-release
	mkdir -p root/proc/device-tree
	printf 'planterpi,3-model-b\0' >root/proc/device-tree/compatible
	interface_named eth0
	secrets=nobodyq
	tells_nothing "\"id\": \"$id\""
	for shown in "\"name\": \"$os\"" planterpi,3-model-b "modules/$release"; do
		grep -qF -e "$shown" all || fail "no $shown"
	done
done <<END
debian debian Debian GNU/Linux 12 (bookworm)
archlinux arch Arch Linux
planterpi raspbian Raspbian 12
plante-rpi raspbian Raspbian 12
plante_rpi.example.org raspbian Raspbian 12
amd64 word Word 12
plantdrvq word Word 12
END
# or as the version of the system is called (os-release(5), VERSION_CODENAME); another name
# in its place is the host's own
for called in plantworm planthostq; do
	start "the host $called beside a version"
	echo $called >root/proc/sys/kernel/hostname
	printf '%s\n' ID=debian 'PRETTY_NAME="Debian GNU/Linux 12 (plantworm)"' \
		VERSION_CODENAME=plantworm 'VERSION="12 (plantworm)"' >root/etc/os-release
	interface_named eth0
	secrets=planthostq
	tells_nothing '"name": "Debian GNU/Linux 12 (plantworm)"'
done
secrets=nobodyq
# as its driver is called
cmdline modprobe.blacklist=plantdrvq plantdrvq.mode=1
echo 'options plantdrvq debug=1' >root/etc/modprobe.d/x.conf
module kernel/plantdrvq.ko 'pci:v00008086d000015B9sv*sd*bc*sc*i*'
card 00:1f.7 8086 15B9 020000
bind plantdrvq plantdrvq
tells_nothing '"name": "plantdrvq"'
grep -q 'modprobe.blacklist=plantdrvq' all && ! grep -v '^hwalias/withheld =' root.snap | grep withheld || fail 'it is withheld'
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

# a host that is called after its user: the level fleet tells the one name
for called in mira-thinkpad mira-thinkpad.example.org thinkpad-mira; do
	start "the host $called"
	echo 'mira:x:1000:1000::/home/mira:/bin/sh' >>root/etc/passwd
	echo $called >root/proc/sys/kernel/hostname
	echo 'install e1000e /sbin/x mira' >root/etc/modprobe.d/x.conf
	unbind
	sed -i /e1000e/d root/proc/modules
	secrets='mira|thinkpad'
	tells_nothing '/sbin/x withheld'
	for command in -J --ndjson check 'check -J' report facts 'snapshot -' 'diff - -'; do
		status=0
		# shellcheck disable=SC2086 # words
		"$HWALIAS" --privacy fleet $command --sysroot root >is 2>err || status=$?
		[ $status -le 1 ] || [ "$command" = 'diff - -' ] || fail "fleet, $command: $(cat err)"
		! sed "s/$called//g" is | grep -iE "$secrets" || fail "fleet, $command tells the user"
	done
	grep -qF "$called" is || "$HWALIAS" --privacy fleet -J --sysroot root | grep -qF "\"$called\"" ||
		fail 'the level fleet does not tell the host'
done
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

# where file systems are mounted, and files that are: a recording keeps them apart
in_block() { # NAME NUMBER
	in_class block "$1" "virtual/block/$1" <<-END
		DEVNAME=$1
		DEVTYPE=disk
	END
	echo "$2" >"root/sys/devices/virtual/block/$1/dev"
	echo 8 >"root/sys/devices/virtual/block/$1/size"
}
start 'places that people named'
echo 'mira:x:1000:1000::/home/mira:/bin/sh' >>root/etc/passwd
interface_named eth0
virtual_net br-zachariasq
mkdir "$nets/br-zachariasq/bridge"
mkdir -p root/proc/self
while read -r disk number point file; do
	in_block "$disk" "$number"
	[ -z "$file" ] || {
		mkdir "root/sys/devices/virtual/block/$disk/loop"
		echo "$file" >"root/sys/devices/virtual/block/$disk/loop/backing_file"
	}
	[ "$point" = - ] || printf '%s\n' "30 1 $number / $point rw - ext4 /dev/$disk rw"
done >root/proc/self/mountinfo <<END
vda 254:0 /
vdb 254:16 /media/zachariasq/A
vdc 254:32 /media/zachariasq/B\\040C
vdd 254:48 /opt/mira
vde 254:64 /zachariasq-pool
loop0 7:0 /home/zachariasq/iso /home/zachariasq/x.iso
loop1 7:1 - /media/zachariasq/B C/x.img
loop2 7:2 - /zachariasq-pool/x.img
END
for kernel_module in ext4 loop bridge; do module kernel/$kernel_module.ko; done
secrets='zachariasq|mira'
tells_nothing eth0
while read -r disk on; do
	for source in '--sysroot root' '--from root.snap'; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" modules -J --for "$disk" $source 2>&1 |
			grep -v '"kind": \|"root": \|"directory": \|"generated"' >"is.${source##*[ /]}"
	done
	cmp is.root is.root.snap || fail "modules --for $disk: a recording says something else"
	! grep -iE "$secrets" is.root || fail "modules --for $disk tells it"
	grep -qF "file system of $on\"" is.root || fail "modules --for $disk: not of $on"
	! grep 'below itself' is.root || fail "modules --for $disk"
done <<END
loop0 /
loop1 /media/withheld
loop2 /withheld
END
! "$HWALIAS" modules --for /media/zachariasq/A --from root.snap >is 2>err && [ ! -s is ] &&
	grep -q 'what is mounted there is not known' err || fail "a place that is withheld: $(cat is err)"
"$HWALIAS" modules --for /usr/share --from root.snap >is 2>err || :
grep -q ext4 is || fail "/usr/share: $(cat err)"
for source in '--sysroot root' '--from root.snap'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" modules -J $source >is.modules 2>&1 || :
	! grep -iE "$secrets" is.modules || fail "modules of $source tells it"
	grep -q 'bridge of br-name-1' is.modules || fail "modules of $source: no bridge"
done
grep -q ' /media/withheld-2 ' root.snap && grep -q '= /media/withheld-2/withheld$' root.snap ||
	fail 'the second place'
"$HWALIAS" --from root.snap snapshot again.snap 2>err || fail "again: $(cat err)"
grep -E 'mountinfo|backing_file|^\|3' root.snap >is
grep -E 'mountinfo|backing_file|^\|3' again.snap | cmp - is || fail 'recorded again, it differs'
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

# interfaces that the log alone has
start 'an interface that is gone'
log 'e1000e 0000:00:1f.6 Dulafemazq: renamed from Zachariasq'
log 'e1000e 0000:00:1f.6 eth0: renamed from enp0s3'
secrets='dulafemazq|zachariasq'
tells_nothing 0000:00:1f.6
for line in 'withheld: renamed from withheld' 'eth0: renamed from enp0s3'; do
	grep -q "e1000e 0000:00:1f.6 $line" root.snap || fail "no '$line'"
done

# addresses that texts of devices and the firmware have, and no attribute: each has one word,
# whatever a command selects, from the machine and from its recordings; the firmware's are
# first, then those of devices in their order
start 'addresses in texts'
interface_named eth0
mkdir -p root/sys/devices/virtual/dmi/id root/sys/class/dmi
ln -s ../../devices/virtual/dmi/id root/sys/class/dmi/id
echo Qxboard-A1B2C3D4E501 >root/sys/devices/virtual/dmi/id/product_name
usb 3-3 FFF0 FFF3
echo Qxstick-A1B2C3D4E502-A1B2C3D4E503 >"$whole/product"
of_program input23 pci0000:00/0000:00:1f.6/input 3 Qxkeys-A1B2C3D4E504
device scsi 0:0:0:0 devices/platform/host0/target0:0:0/0:0:0:0 <<END
DEVTYPE=scsi_device
MODALIAS=scsi:t-0x00
END
echo Qxdisk-A1B2C3D4E505 >"$here/model"
echo Qxrev-A1B2C3D4E506 >"$here/rev"
device mmc mmc0:0001 devices/platform/host1/mmc_host/mmc0/mmc0:0001 <<END
MMC_TYPE=SD
MODALIAS=mmc:block
END
echo Qxcard-A1B2C3D4E507 >"$here/name"
sort >words <<END
Qxboard-mac-2
Qxkeys-mac-3
Qxcard-mac-4
Qxdisk-mac-5
Qxrev-mac-6
Qxstick-mac-7-mac-8
END
secrets=a1b2c3d4
"$HWALIAS" --sysroot root --privacy full snapshot full.snap 2>err || fail "full: $(cat err)"
"$HWALIAS" --sysroot root snapshot root.snap 2>err || fail "public: $(cat err)"
for source in '--sysroot root' '--from full.snap'; do
	: >met
	for command in '-ab mmc' '-ab scsi' '-ab scsi -v' '-ab usb' '-ab input' -aa -aav -aaJv report 'show 3-3' \
		'show -v scsi:0:0:0:0' 'show -J mmc:mmc0:0001' 'snapshot -' --lsusb facts; do
		case "$command $source" in snapshot*full.snap) continue ;; esac
		# shellcheck disable=SC2086 # words
		"$HWALIAS" $command $source >is 2>err || fail "$command: $(cat err)"
		[ "$command" = 'snapshot -' ] || ! grep -iE "$secrets" is || fail "$command tells it"
		grep -o 'Qx[a-z]*-mac-[-mac0-9]*' is | sort -u >met.one
		cat met.one >>met
		[ -z "$(comm -13 words met.one)" ] ||
			fail "$command $source: $(comm -13 words met.one | tr '\n' ' ')"
	done
	sort -u met | cmp - words || fail "$source: not all are told: $(sort -u met | tr '\n' ' ')"
done
for word in Qxboard Qxkeys Qxstick; do
	grep -q "$(grep $word words)" root.snap || fail "a recording has no $(grep $word words)"
done
secrets='planthostq|ludmillaqq|525400a1b2c0|d8f883aabb01'

# a number that a word introduces in one device's name is bare in another one's
start 'a number with and without a word'
number=0
for called in 'Qxbox ZK4471Q02' 'Qxbox S/N ZK4471Q02' 'Qxlog ZK4471Q02' \
	"Qxfile /home/somebodyqx/disk"; do
	number=$((number + 1))
	usb 2-$number FFF0 FFF$number
	echo "$called" >"$whole/product"
done
log 'e1000e 0000:00:1f.6: ZK4471Q02: probe with driver e1000e failed with error -5'
secrets='ZK4471Q02|somebodyqx'
tells_nothing 'Qxbox serial-1'
"$HWALIAS" --sysroot root show 2-3 >is 2>err
grep -q 'Qxlog serial-1' is || fail 'of one device alone it is told otherwise'

# what makers write where others write a name: words of the databases, of which a recording
# has few
start 'a word of a database'
usb 2-1 FFF0 FFF1
echo 'Galaxy (MTP mode)' >"$whole/product"
usb 2-2 FFF0 FFF2
echo 'Zoom Handy Recorder' >"$whole/product"
secrets='planthostq|ludmillaqq|525400a1b2c0'
tells_nothing 'Galaxy (MTP mode)'
"$HWALIAS" --from root.snap -aa >is 2>err
grep -q 'Zoom Handy Recorder' is || fail 'a recording says something else'

# the number of a battery, which is an address that its name has as well
start 'a battery called after its number'
in_class power_supply hid-$mac-battery platform/hid/power_supply/hid-$mac-battery </dev/null
echo $mac >root/sys/devices/platform/hid/power_supply/hid-$mac-battery/serial_number
secrets='planthostq|ludmillaqq|525400a1b2c0|52:54:00:a1:b2:c0'
tells_nothing 00:1f.6
grep -q '/hid-mac-1-battery' root.snap || fail 'no battery is recorded'

# a baseline that people write names its machines, too
start 'a baseline with comments'
"$HWALIAS" --sysroot root snapshot --privacy full full.snap 2>err || fail "no recording: $(cat err)"
secrets='planthostq|ludmillaqq|525400a1b2c0'
cat >$host.expect <<-END
	2 × pci 8086:15b8   # as on $host, of $user, $mac
	nosuch $user
	nvme >= 1
END
for source in '--sysroot root' '--from full.snap'; do
	for form in '' -J --ndjson '--privacy fleet'; do
		got=0
		# shellcheck disable=SC2086 # words
		"$HWALIAS" $source check --expect $host.expect $form >is 2>err || got=$?
		[ $got = 2 ] || fail "check --expect $form ends with $got: $(cat err)"
		grep -q 'as on withheld, of withheld' is || [ "$form" = '--privacy fleet' ] ||
			fail "check --expect $form, comment: $(cat is)"
		grep -q '8086:15b8' is && grep -q nvme is || fail "check --expect $form: $(cat is)"
		grep -q "'nosuch withheld'" err || fail "check --expect $form, warning: $(cat err)"
		hidden=$secrets
		[ "$form" != '--privacy fleet' ] || hidden='ludmillaqq|525400a1b2c0'
		! grep -v '"kind": "sysroot"' is err | grep -iE "$hidden" || fail "check --expect $form tells it"
	done
done
"$HWALIAS" --from full.snap check --privacy full --expect $host.expect >is 2>err
grep -qF "as on $host, of $user, $mac" is || fail 'the level full does not tell the comment'
exit $failed
