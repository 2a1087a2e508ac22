#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What is said of a machine is said of its snapshot, byte for byte but for the source; a
# snapshot of a snapshot's snapshot is the same file; and nothing private is in it.
set -eu
cd "$(dirname "$0")/../machines"
. "${HWALIAS_SOURCE:?}/tests/lib/said.sh"

# "source" of a document is where it was read, the one thing that differs
without_source() {
	sed '/^  "source": {/,/^  }/d' "$1"
}

# compare NAME SOURCE...
compare() {
	name=$1
	shift
	if ! "$HWALIAS" "$@" snapshot "$out/$name.snap" 2>"$out/errors"; then
		fail "$name: no snapshot: $(head -n 3 "$out/errors")"
		return
	fi
	"$HWALIAS" --from "$out/$name.snap" snapshot "$out/again.snap"
	"$HWALIAS" --from "$out/again.snap" snapshot "$out/third.snap"
	cmp "$out/again.snap" "$out/third.snap" || fail "$name: recorded again, it differs"
	for command in "list" "-a -nn" "-aaJ" "-aJv" "-a --tsv" "--lspci -nnk" "--lspci -vmmnnk" "--lspci -mm" "--lsusb" "--lsusb -t" "check" "check -J" "modules -J" \
		"report" "report --format html"; do
		was=0
		is=0
		# shellcheck disable=SC2086 # words
		"$HWALIAS" "$@" $command >"$out/was" 2>"$out/was.err" || was=$?
		# shellcheck disable=SC2086
		"$HWALIAS" --from "$out/$name.snap" $command >"$out/is" 2>"$out/is.err" || is=$?
		[ "$was" = "$is" ] || fail "$name: '$command' ends with $is, not $was"
		without_source "$out/was" >"$out/a"
		without_source "$out/is" >"$out/b"
		diff "$out/a" "$out/b" >"$out/difference" ||
			fail "$name: '$command' differs: $(head -n 10 "$out/difference")"
	done
}

# what was there stays where the new one cannot be written whole
"$HWALIAS" --from desktop.snap snapshot "$out/whole.snap"
cp "$out/whole.snap" "$out/kept.snap"
chmod 640 "$out/kept.snap"
for command in 'snapshot' 'snapshot --expect'; do
	cp "$out/whole.snap" "$out/kept.snap"
	status=0
	# shellcheck disable=SC2086 # words
	(
		trap '' XFSZ
		ulimit -f 1
		exec "$HWALIAS" --from server.snap $command "$out/kept.snap"
	) 2>"$out/errors" || status=$?
	[ $status = 3 ] && [ "$(wc -l <"$out/errors")" -ge 2 ] && grep -q 'cannot write' "$out/errors" ||
		fail "$command, a full disk: status $status: $(cat "$out/errors")"
	cmp "$out/whole.snap" "$out/kept.snap" || fail "$command, a full disk: the old file is gone"
done
"$HWALIAS" --from server.snap snapshot "$out/kept.snap" || fail 'it is not replaced'
"$HWALIAS" --from server.snap snapshot - | cmp - "$out/kept.snap" || fail 'replaced by another one'
[ "$(stat -c %a "$out/kept.snap")" = 640 ] || fail 'replaced, with another mode'
for file in /dev/stdout /proc/self/fd/1; do
	"$HWALIAS" --from server.snap snapshot $file | cmp - "$out/kept.snap" || fail "$file"
done
"$HWALIAS" --from server.snap snapshot /dev/full 2>/dev/null && fail '/dev/full'

# of a recording that is cut off none is made, which would look whole
"$HWALIAS" --from desktop.snap snapshot "$out/whole.snap"
head -n $(($(wc -l <"$out/whole.snap") * 8 / 10)) "$out/whole.snap" >"$out/cut.snap"
status=0
"$HWALIAS" --from "$out/cut.snap" snapshot "$out/made.snap" 2>"$out/errors" || status=$?
[ $status = 3 ] && [ ! -e "$out/made.snap" ] &&
	grep -qE 'cut off|archives need libarchive' "$out/errors" ||
	fail "cut: a snapshot of it is made"
# nor of one with a line that is not understood, or a path that is there twice
sed '20s/^/stray words\n/' "$out/whole.snap" >"$out/stray.snap"
sed '/^sys\/.* -> /{p;s/-> .*/-> elsewhere/}' "$out/whole.snap" >"$out/twice.snap"
for damage in stray twice; do
	status=0
	"$HWALIAS" --from "$out/$damage.snap" check >"$out/is" 2>/dev/null || status=$?
	[ $status != 0 ] || fail "$damage: an all-clear"
	status=0
	"$HWALIAS" --from "$out/$damage.snap" snapshot "$out/made.snap" 2>"$out/errors" || status=$?
	[ $status = 3 ] && [ ! -e "$out/made.snap" ] && grep -q 'damaged' "$out/errors" ||
		fail "$damage: a snapshot of it is made"
done
mkdir -p "$out/tree/sys/devices/a" "$out/tree/sys/devices/b"
echo MODALIAS=usb:v1D6Bp0002d0601dc09dsc00dp00ic09isc00ip00in00 >"$out/tree/sys/devices/a/uevent"
head -c 40000 /dev/urandom >"$out/tree/sys/devices/b/config"
tar -C "$out/tree" -c sys/devices/a sys/devices/b | head -c 20000 >"$out/cut.tar"
status=0
"$HWALIAS" --from "$out/cut.tar" snapshot "$out/made.snap" 2>"$out/errors" || status=$?
[ $status = 3 ] && [ ! -e "$out/made.snap" ] &&
	grep -qE 'cut off|archives need libarchive' "$out/errors" ||
	fail "cut archive: a snapshot of it is made: $(cat "$out/errors")"

# what other tools print of a machine, with the file that does not tell all
cat >"$out/lspci.txt" <<'EOF'
00:1f.6 Ethernet controller [0200]: Intel Corporation Device [8086:15b8] (rev 31)
	Subsystem: ASUSTeK Computer Inc. Device [1043:8672]
	Kernel modules: e1000e
EOF
echo 'Bus 001 Device 002: ID 8087:0026 Intel Corp.' >"$out/lsusb.txt"
compare dump --from "$out/lspci.txt" --from "$out/lsusb.txt"
grep -q "lspci.txt: lspci, lsusb do not tell" "$out/b" || "$HWALIAS" --from "$out/dump.snap" check 2>/dev/null |
	grep -q "lspci.txt: lspci, lsusb do not tell" || fail "dump: the file is not named"

for snap in *.snap; do
	compare "${snap%.snap}" --from "$snap"
done

# what a recording can do without: a user's name in an alias, an address in a light's name
{
	cat desktop.snap
	cat <<-'END'
		proc/self/mountinfo = 23 1 254:4 / /home/zedmund rw - ext4 /dev/sda3 rw
		etc/modprobe.d/zz.conf :
		|alias zedmund-net e1000e
		|blacklist e1000e
		sys/bus/hid/devices/0005:046D:B342.0003 -> ../../../devices/virtual/misc/uhid/0005:046D:B342.0003
		sys/devices/virtual/misc/uhid/0005:046D:B342.0003/uevent :
		|DRIVER=hid-generic
		|HID_PHYS=d8:f8:83:11:22:33
		|HID_UNIQ=dc:2c:26:44:55:66
		|MODALIAS=hid:b0005g0001v0000046Dp0000B342
		sys/class/leds/d8f883112233::wlan -> ../../devices/virtual/leds/d8f883112233::wlan
		sys/devices/virtual/leds/d8f883112233::wlan/uevent = x
	END
} >"$out/replaced.in"
compare 'what is replaced' --from "$out/replaced.in"
! grep -iE 'zedmund|d8f883112233' "$out/what is replaced.snap" ||
	fail 'what is replaced: the above is not'
grep -q '^|blacklist e1000e' "$out/what is replaced.snap" ||
	fail 'what is replaced: a name of a module is, too'

# mappings, whose numbers say who made them
{
	cat desktop.snap
	n=0
	for uuid in CRYPT-LUKS2-7b1b2c3daaaabbbbcccc444455557777-zedmund \
		LVM-Zk3vN0bXyQwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUiOpAsDfGhJkLzXcVbNmQwE-tpool; do
		echo "sys/class/block/dm-$n -> ../../devices/virtual/block/dm-$n"
		echo "sys/devices/virtual/block/dm-$n/uevent = DEVNAME=dm-$n"
		echo "sys/devices/virtual/block/dm-$n/dev = 254:$n"
		echo "sys/devices/virtual/block/dm-$n/dm/name = zedmund-$n"
		echo "sys/devices/virtual/block/dm-$n/dm/uuid = $uuid"
		n=$((n + 1))
	done
} >"$out/mappings.in"
compare 'mappings' --from "$out/mappings.in"
! grep -iE 'zedmund|7b1b2c3d|Zk3vN0b' "$out/mappings.snap" "$out/again.snap" || fail 'mappings: the above is told'
for uuid in CRYPT-LUKS2-uuid-1 LVM-uuid-2-tpool; do
	grep -q "dm/uuid = $uuid\$" "$out/again.snap" || fail "mappings: recorded again, no $uuid"
done

# a file of modprobe.d with a line that is no directive, and one that is big: its directives
# are recorded all the same
while read -r few lines; do
	sed '/^etc\/modprobe.d\/local.conf/,/^|blacklist/d' desktop.snap >"$out/directives.in"
	{
		echo 'etc/modprobe.d/local.conf :'
		seq -f '|blacklist other%g' "$lines"
		echo '|blacklist e1000e'
		echo '|this is no directive'
	} >>"$out/directives.in"
	compare "directives, $few" --from "$out/directives.in"
	"$HWALIAS" --from "$out/directives, $few.snap" check 2>/dev/null |
		grep -q 'local.conf:[0-9]*: blacklist e1000e' || fail "directives, $few: it is not there"
done <<'END'
few 2
many 6000
END

# an interface that is called by its address, which is no name of a slot
at=$out/enx/sys/devices/pci0000:00/0000:00:03.0
mkdir -p "$at/net/enx52540012ab34" "$out/enx/sys/bus/pci/devices" "$out/enx/sys/class/net"
printf '%s\n' PCI_CLASS=20000 PCI_ID=8086:15B8 PCI_SLOT_NAME=0000:00:03.0 \
	MODALIAS=pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00 >"$at/uevent"
echo 52:54:00:12:ab:34 >"$at/net/enx52540012ab34/address"
echo INTERFACE=enx52540012ab34 >"$at/net/enx52540012ab34/uevent"
ln -s ../../../devices/pci0000:00/0000:00:03.0 "$out/enx/sys/bus/pci/devices/0000:00:03.0"
ln -s ../../devices/pci0000:00/0000:00:03.0/net/enx52540012ab34 \
	"$out/enx/sys/class/net/enx52540012ab34"
compare 'called by its address' --sysroot "$out/enx"
grep -q '"mac-1"' "$out/was" || "$HWALIAS" --sysroot "$out/enx" -aaJv | grep -q mac-1 ||
	fail 'called by its address: no address is told'
# and another one of that device, which is listed behind it by its address, and before it
# by what stands for that
mkdir "$at/net/enxaux"
echo INTERFACE=enxaux >"$at/net/enxaux/uevent"
ln -s ../../devices/pci0000:00/0000:00:03.0/net/enxaux "$out/enx/sys/class/net/enxaux"
compare 'two of one device' --sysroot "$out/enx"
if [ -d /sys/bus/pci ]; then
	compare live --sysroot /
fi

# What devices and the firmware call themselves may have an address, in any spelling: each
# is told as the same word.
cat >"$out/own.in" <<'END'
hwalias-snapshot 1
etc/os-release :
|ID=debian
|PRETTY_NAME="Image A1B2C3D4E5F6"
sys/firmware/devicetree/base/model =- Board-A1B2C3D4E5F6\x00
proc/device-tree -> ../sys/firmware/devicetree/base
proc/sys/kernel/osrelease = 6.1.0
proc/sys/kernel/version = #1 SMP A1B2C3D4E5F6
sys/bus/hid/devices/0003:1234:5678.0001 -> ../../../devices/h/0003:1234:5678.0001
sys/bus/mmc/devices/mmc0:aaaa -> ../../../devices/m/mmc0:aaaa
sys/bus/scsi/devices/0:0:0:0 -> ../../../devices/s/0:0:0:0
sys/bus/thunderbolt/devices/0-0 -> ../../../devices/t/0-0
sys/bus/usb/devices/1-3 -> ../../../devices/u/1-3
sys/bus/usb/devices/1-4 -> ../../../devices/u/1-4
sys/class/dmi/id -> ../../devices/virtual/dmi/id
sys/class/input/input9 -> ../../devices/h/0003:1234:5678.0001/input/input9
sys/devices/h/0003:1234:5678.0001/input/input9/subsystem -> ../../../../../class/input
sys/devices/h/0003:1234:5678.0001/input/input9/uevent :
|PRODUCT=3/1234/5678/111
|NAME="Pad-A1B2C3D4E5F6"
|MODALIAS=input:b0003v1234p5678e0111-e0,1,3,k,r,a,m,l,s,f,w,
sys/devices/h/0003:1234:5678.0001/subsystem -> ../../../bus/hid
sys/devices/h/0003:1234:5678.0001/uevent :
|HID_ID=0003:00001234:00005678
|HID_NAME=Pad A1B2C3D4E5F6
|MODALIAS=hid:b0003g0001v00001234p00005678
sys/devices/m/mmc0:aaaa/name = SL-A1B2C3D4E5F6
sys/devices/m/mmc0:aaaa/subsystem -> ../../../bus/mmc
sys/devices/m/mmc0:aaaa/uevent = MODALIAS=mmc:block
sys/devices/s/0:0:0:0/model = WDC-A1B2C3D4E5F6
sys/devices/s/0:0:0:0/subsystem -> ../../../bus/scsi
sys/devices/s/0:0:0:0/type = 0
sys/devices/s/0:0:0:0/uevent :
|DEVTYPE=scsi_device
|MODALIAS=scsi:t-0x00
sys/devices/s/0:0:0:0/vendor = ATA
sys/devices/t/0-0/device_name = XPS_a1b2c3d4e5f6
sys/devices/t/0-0/subsystem -> ../../../bus/thunderbolt
sys/devices/t/0-0/uevent = DEVTYPE=thunderbolt_device
sys/devices/t/0-0/vendor_name = Maker (a1b2.c3d4.e5f6)
sys/devices/u/1-3/idProduct = 0003
sys/devices/u/1-3/idVendor = feed
sys/devices/u/1-3/manufacturer = a1b2c3d4e5f6
sys/devices/u/1-3/product = Adapter A1-B2-C3-D4-E5-F6
sys/devices/u/1-3/subsystem -> ../../../bus/usb
sys/devices/u/1-3/uevent :
|DEVTYPE=usb_device
|PRODUCT=feed/3/100
|TYPE=0/0/0
sys/devices/u/1-4/idProduct = 0004
sys/devices/u/1-4/idVendor = feed
sys/devices/u/1-4/manufacturer = A1:B2:C3:D4:E5:F6
sys/devices/u/1-4/product = A1B2C3D4E5F6
sys/devices/u/1-4/subsystem -> ../../../bus/usb
sys/devices/u/1-4/uevent :
|DEVTYPE=usb_device
|PRODUCT=feed/4/100
|TYPE=0/0/0
sys/devices/virtual/dmi/id/bios_version = BIOS-A1B2C3D4E5F6
sys/devices/virtual/dmi/id/board_name = Board_A1B2C3D4E5F6
sys/devices/virtual/dmi/id/modalias = dmi:bvnMaker:bvrBIOS-A1B2C3D4E5F6:pnBoxA1B2C3D4E5F6:rnBoard_A1B2C3D4E5F6:
sys/devices/virtual/dmi/id/product_name = Box A1:B2:C3:D4:E5:F6
sys/devices/virtual/dmi/id/subsystem -> ../../../../class/dmi
sys/devices/virtual/dmi/id/sys_vendor = Maker
sys/devices/virtual/dmi/id/uevent = MODALIAS=dmi:bvnMaker:bvrBIOS-A1B2C3D4E5F6:pnBoxA1B2C3D4E5F6:rnBoard_A1B2C3D4E5F6:
END
compare 'own names' --from "$out/own.in"
! tr -d ':.-' <"$out/own names.snap" | grep -i a1b2c3d4e5f6 ||
	fail 'own names: the recording has the above'
for line in 'NAME="Image mac-1"' 'model =- Board-mac-1' '#1 SMP mac-1' 'NAME="Pad-mac-1"' 'HID_NAME=Pad mac-1' 'mmc0:aaaa/name = SL-mac-1' \
	'0:0:0:0/model = WDC-mac-1' '0-0/device_name = XPS_mac-1' \
	'0-0/vendor_name = Maker (mac-1)' '1-3/manufacturer = mac-1' \
	'1-3/product = Adapter mac-1' '1-4/manufacturer = mac-1' '1-4/product = mac-1' \
	'id/board_name = Board_mac-1' 'id/product_name = Box mac-1' \
	'dmi:bvnMaker:bvrBIOS-mac-1:pnBoxmac-1:rnBoard_mac-1:'; do
	grep -qF "$line" "$out/own names.snap" || fail "own names: no $line is recorded"
done

# A machine with secrets: the host's name in a directive, on the command line a password
# and a MAC, in uevent files the numbers of an input device and a battery, and a chip's
# serial number that is its name.
cat >"$out/secrets.snap" <<'END'
hwalias-snapshot 1
etc/hostname = planted-host-9
etc/modprobe.d/x.conf = options e1000e name=planted-host-9 key=52:54:00:aa:bb:c1
proc/cmdline = quiet password=PlantedPassword4 modprobe.blacklist=nouveau
proc/sys/kernel/hostname = planted-host-9
proc/sys/kernel/osrelease = 6.1.0
sys/bus/w1/devices/28-0000feedbac1 -> ../../../devices/w1_bus_master1/28-0000feedbac1
sys/bus/hid/devices/0003:046D:C52B.0001 -> ../../../devices/h/0003:046D:C52B.0001
sys/devices/w1_bus_master1/28-0000feedbac1/uevent :
|W1_FID=28
|W1_SLAVE_ID=0000FEEDBAC1
sys/devices/w1_bus_master1/28-0000feedbac1/subsystem -> ../../../bus/w1
sys/devices/h/0003:046D:C52B.0001/subsystem -> ../../../bus/hid
sys/devices/h/0003:046D:C52B.0001/uevent :
|HID_ID=0003:0000046D:0000C52B
|HID_NAME=Logitech
|HID_UNIQ=PlantedUnique7
|MODALIAS=hid:b0003g0001v0000046Dp0000C52B
END
"$HWALIAS" --from "$out/secrets.snap" snapshot "$out/public.snap" 2>/dev/null ||
	fail "no snapshot of a machine with secrets"
grep -q '046D' "$out/public.snap" || fail "the device is not in the snapshot"
for secret in planted-host-9 52:54:00:aa:bb:c1 PlantedPassword4 PlantedUnique7 feedbac1; do
	if grep -i "$secret" "$out/public.snap"; then
		fail "the snapshot tells $secret"
	fi
done

# Names of users, by a home directory that is mounted, by "user=" of the command line and by
# a command of modprobe.d, wherever they stand; and what people call a partition.
sed -e 's|^proc/cmdline = .*|& user=plantedbob|' \
	-e 's|^etc/modprobe.d/local.conf :|etc/modprobe.d/plantedann.conf :|' \
	-e 's|^\|blacklist pcspkr|&\
\|options snd_pcsp note=plantedann\
\|install e1000e /usr/bin/logger blocked by plantedbob; sudo -u plantedcarl /bin/x\
\|options snd_hda_intel model=plantedcarl-laptop|' \
	-e 's|^\|PCI_ID=.*|&\
\|PARTNAME=PlantedVolume|' desktop.snap >"$out/users.snap"
cat >>"$out/users.snap" <<'END'
proc/self/mountinfo :
|30 1 8:2 / /home/plantedann rw - ext4 /dev/sda2 rw
END
for name in plantedann plantedbob plantedcarl PlantedVolume; do
	grep -q "$name" "$out/users.snap" || fail "$name is not planted"
done
"$HWALIAS" --from "$out/users.snap" snapshot "$out/public.snap" 2>/dev/null ||
	fail "no snapshot of a machine with users"
grep -q 'blacklist pcspkr' "$out/public.snap" || fail "directives are not in the snapshot"
for command in list '-aaJ' 'show -v' check report 'driver e1000e' 'driver -J e1000e'; do
	# shellcheck disable=SC2086
	"$HWALIAS" --from "$out/users.snap" $command >>"$out/told" 2>&1 || :
done
grep -q 'logger withheld withheld withheld' "$out/told" || fail "the command is not told"
for name in plantedann plantedbob plantedcarl PlantedVolume; do
	if grep "$name" "$out/public.snap" "$out/told"; then
		fail "a user's name is told: $name"
	fi
done
"$HWALIAS" --from "$out/users.snap" --privacy full snapshot "$out/full.snap" 2>/dev/null
[ "$(grep -c planted "$out/full.snap")" -ge 6 ] || fail "the level full does not tell users"

# Under another kernel that is installed a module needs others, which the running one's does
# not: all of those are recorded, and where no device asks, that the modules are listed.
kernels=$out/kernels
mkdir -p "$kernels/sys/bus/pci/devices" "$kernels/sys/devices/pci0000:00/0000:00:1f.6" \
	"$kernels/proc/sys/kernel"
echo 'MODALIAS=pci:v00008086d000015B8sv00000000sd00000000bc02sc00i00' \
	>"$kernels/sys/devices/pci0000:00/0000:00:1f.6/uevent"
ln -s ../../../devices/pci0000:00/0000:00:1f.6 "$kernels/sys/bus/pci/devices/0000:00:1f.6"
echo 6.1.0-1-amd64 >"$kernels/proc/sys/kernel/osrelease"
echo 'other 16384 0 - Live 0x0000000000000000' >"$kernels/proc/modules"
for release in 6.1.0-1-amd64 6.2.0-1-amd64; do
	tables=$kernels/lib/modules/$release
	mkdir -p "$tables/kernel"
	echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* nic' >"$tables/modules.alias"
	printf '%s\n' 'kernel/nic.ko: kernel/core.ko' kernel/core.ko: kernel/first.ko: kernel/last.ko: \
		kernel/soft.ko: >"$tables/modules.dep"
	: >"$tables/modules.builtin"
	touch "$tables/kernel/nic.ko" "$tables/kernel/core.ko" "$tables/kernel/first.ko"
done
echo 'softdep nic pre: first post: last' >"$kernels/lib/modules/6.2.0-1-amd64/modules.softdep"
compare kernels --sysroot "$kernels"
for release in 6.1.0-1-amd64 6.2.0-1-amd64; do
	for form in '' -J; do
		"$HWALIAS" --sysroot "$kernels" modules -a -S $release $form >"$out/was" 2>/dev/null
		"$HWALIAS" --from "$out/kernels.snap" modules -a -S $release $form >"$out/is" 2>/dev/null
		without_source "$out/was" | grep -v '"directory"' >"$out/a"
		without_source "$out/is" | grep -v '"directory"' >"$out/b"
		grep -q nic "$out/a" || fail "modules -S: no module"
		diff "$out/a" "$out/b" >"$out/difference" ||
			fail "modules -S $release $form: $(head -n 10 "$out/difference")"
	done
done
"$HWALIAS" --from "$out/kernels.snap" modules -a -S 6.2.0-1-amd64 2>/dev/null | grep -q '^first' ||
	fail 'modules -S: without what the other kernel asks for'
"$HWALIAS" --from healthy/container.snap snapshot "$out/container.snap" 2>/dev/null ||
	fail 'container: no snapshot'
grep -q '^proc/modules [:@]' "$out/container.snap" || fail 'container: its modules are not listed'

# The name of a graphics card by its revision, from a file of the machine's own or, where it
# has no id files, of this one.
card=$out/amd/sys/devices/pci0000:00/0000:01:00.0
mkdir -p "$card" "$out/amd/sys/bus/pci/devices" "$out/amd/usr/share/libdrm"
printf 'PCI_CLASS=30000\nPCI_ID=1002:15D8\nPCI_SLOT_NAME=0000:01:00.0\n%s\n' \
	MODALIAS=pci:v00001002d000015D8sv00001458sd0000D000bc03sc00i00 >"$card/uevent"
for value in revision=0xcb class=0x030000 vendor=0x1002 device=0x15d8 \
	subsystem_vendor=0x1458 subsystem_device=0xd000; do
	echo "${value#*=}" >"$card/${value%%=*}"
done
ln -s ../../../devices/pci0000:00/0000:01:00.0 "$out/amd/sys/bus/pci/devices/0000:01:00.0"
printf '1.0.0\n15D8,\tCA,\tOther Card\n15D8,\tCB,\tComposed Vega\n' \
	>"$out/amd/usr/share/libdrm/amdgpu.ids"
compare amd --sysroot "$out/amd"
"$HWALIAS" --from "$out/amd.snap" 2>/dev/null | grep -q 'Composed Vega' ||
	fail "a replay does not have the card's name by its revision"

# A recording with more than nine names that stand for serial numbers is recorded again:
# those are no secrets, however long.
{
	echo 'hwalias-snapshot 1'
	echo 'hwalias/privacy = full'
	echo 'hwalias/source = live'
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
		here=sys/devices/pci0000:00/0000:00:14.0/usb1/1-$i
		echo "sys/bus/usb/devices/1-$i -> ../../../devices/pci0000:00/0000:00:14.0/usb1/1-$i"
		printf '%s\n' "$here/uevent :" '|DEVTYPE=usb_device' '|DRIVER=usb' \
			'|PRODUCT=46d/c52b/1211' '|TYPE=0/0/0'
		echo "$here/serial = COMPOSED$((7000000 + i * 7919))"
	done
} >"$out/serials.snap"
compare serials --from "$out/serials.snap"
"$HWALIAS" --from "$out/serials.snap" snapshot "$out/once.snap" || fail "serials: no snapshot"
grep -q '/serial = serial-12$' "$out/once.snap" || fail "serials: they do not stand there"
"$HWALIAS" --from "$out/once.snap" snapshot "$out/twice.snap" || fail "serials: not again"
grep -v '^hwalias/' "$out/once.snap" >"$out/once"
grep -v '^hwalias/' "$out/twice.snap" >"$out/twice"
cmp "$out/once" "$out/twice" || fail "serials: recorded again, they differ"

# What a recording does not hold is not known: null, and one warning.
"$HWALIAS" --from server.snap snapshot "$out/own.snap" 2>/dev/null || fail "no snapshot"
sed -i 's|^hwalias/source .*|hwalias/source = sysroot /x|' "$out/own.snap"
grep -q '^hwalias/source' "$out/own.snap" || fail "it does not say of what it is"
unknown() {
	words=$1
	shift
	"$HWALIAS" --from "$out/own.snap" "$@" >"$out/unknown" 2>"$out/errors" || :
	grep -q "$words" "$out/unknown" || fail "$*: $(cat "$out/unknown")"
	[ "$(wc -l <"$out/errors")" = 1 ] && grep -q 'nothing is known' "$out/errors" ||
		fail "$*: not one warning: $(cat "$out/errors")"
	! grep -q 'no module \|no id database' "$out/unknown" "$out/errors" || fail "$*: it says no"
}
module=mgag200
claimed=102b:0536
other=pci:v0000DEADd0000BEEFsv00000000sd00000000bc02sc00i00
unknown 'nosuch: not known' driver nosuch
unknown '"aliases": null' driver -J nosuch
unknown '"available": null' driver -J nosuch
unknown 'dead:beef' lookup pci:dead:beef
unknown '"candidates": null' lookup -J pci:dead:beef
unknown '"device": null' lookup -J pci:dead:beef
# what it has of tables is a part: no answer of all devices, or of all aliases
unknown 'Which modules claim it is not known' lookup 'class 0200'
unknown '"candidates": null' lookup -J 'class 0200'
unknown '"candidates": null' lookup -J 8086:
unknown '"aliases": null' driver -J "$module"
unknown 'alias.* that this machine needs, of all of them' driver "$module"
"$HWALIAS" --from "$out/own.snap" driver -J "$module" 2>/dev/null | grep -q '"devices": \[$' ||
	fail 'driver: not its devices'
# … nor of all modules that ask for ids, whose devices differ in more than these
unknown 'This machine has it' lookup "$claimed"
unknown "'show pci:[0-9a-f:.]*' tells which modules claim that one" lookup "$claimed"
unknown '"candidates": null' lookup -J "$claimed"
unknown "$other" decode "$other"
unknown '"candidates": null' decode -J "$other"
unknown '"matches":null' match --ndjson "$other"
unknown '"attention_complete": false' decode -J "$other"
# of its own devices it has all: no warning
own=$("$HWALIAS" --from "$out/own.snap" --ndjson 2>/dev/null | sed -n 's/.*"raw":"\(pci:[^"]*\)".*/\1/p' | head -n 1)
for form in '' -J --ndjson; do
	# shellcheck disable=SC2086 # no word at all
	"$HWALIAS" --from "$out/own.snap" decode $form "$own" >"$out/told" 2>"$out/errors"
	[ -n "$own" ] && grep -q "$own" "$out/told" && [ ! -s "$out/errors" ] ||
		fail "decode $form of its own: $(cat "$out/told" "$out/errors")"
done

# A terminal tells how far it is once that takes long, and nothing is left of the line; a
# file, and who is quick, never see it.
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
mkdir -p "$out/slow"
"$HWALIAS" --from desktop.snap snapshot "$out/desktop.again" || fail "no snapshot"
(
	cd "$out/slow"
	for i in 1 2 3 4 5 6 7 8 9; do
		mkdir -p "sys/devices/pci0000:00/0000:00:0$i.0" sys/bus/pci/devices
		ln -s "../../../devices/pci0000:00/0000:00:0$i.0" "sys/bus/pci/devices/0000:00:0$i.0"
		printf 'PCI_SLOT_NAME=0000:00:0%d.0\nMODALIAS=pci:v00008086d0000100Esv00001028sd0000100%dbc02sc00i00\n' $i \
			$i >"sys/devices/pci0000:00/0000:00:0$i.0/uevent"
	done
)
# of a tree that lacks what the modalias tells, with tables as big as a distribution's, of
# two kernels
for release in 6.1.0 6.2.0; do
	mkdir -p "$out/slow/lib/modules/$release" "$out/slow/proc/sys/kernel"
	{
		awk 'BEGIN { for (i = 0; i < 9000; i++)
			printf "alias pci:v0000AAAAd0000%04Xsv*sd*bc*sc*i* other%d\n", i, i }'
		echo "alias pci:v00008086d0000100Esv*sd*bc*sc*i* e1000"
		[ $release = 6.1.0 ] || echo "alias pci:v00008086d0000100Esv00001028sd*bc*sc*i* newer"
	} >"$out/slow/lib/modules/$release/modules.alias"
	printf 'kernel/e1000.ko:\nkernel/newer.ko:\n' >"$out/slow/lib/modules/$release/modules.dep"
	: >"$out/slow/lib/modules/$release/modules.builtin"
done
echo 6.1.0 >"$out/slow/proc/sys/kernel/osrelease"
compare tree --sysroot "$out/slow"
grep -q '^|9001 alias pci:v00008086d0000100Esv' "$out/tree.snap" || fail "tree: no alias"
! grep -q ' other7$' "$out/tree.snap" || fail "tree: aliases of others"
for command in "check -S 6.2.0" "diff -S 6.1.0 -S 6.2.0"; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --sysroot "$out/slow" $command >"$out/was" 2>/dev/null || :
	# shellcheck disable=SC2086
	"$HWALIAS" --from "$out/tree.snap" $command >"$out/is" 2>/dev/null || :
	grep -q newer "$out/was" && diff "$out/was" "$out/is" || fail "tree: $command"
done

# Of its devices' own strings a recording tells all modules, or that there is none. A
# string of others, which lines that it has match, may have more: that is not known.
cp -r "$out/slow" "$out/strings"
(
	cd "$out/strings"
	for release in 6.1.0 6.2.0; do
		echo "alias pci:v00008086d0000100Esv00008086sd*bc*sc*i* special" >>"lib/modules/$release/modules.alias"
		echo 'kernel/special.ko:' >>"lib/modules/$release/modules.dep"
		echo 'alias acpi*:TEST0003:* third' >>"lib/modules/$release/modules.alias"
		echo 'kernel/third.ko:' >>"lib/modules/$release/modules.dep"
	done
	mkdir -p sys/devices/platform/TEST0001:00 sys/bus/platform/devices
	ln -s ../../../devices/platform/TEST0001:00 sys/bus/platform/devices/TEST0001:00
	printf 'acpi:TEST0001:\nacpi:TEST0002:TEST0003:\n' >sys/devices/platform/TEST0001:00/modalias
	: >sys/devices/platform/TEST0001:00/uevent
)
# matched WHAT: the modules for each string, "null" where they are not known
matched() {
	what=$1
	shift
	for answer in 'match:matches' 'decode:candidates'; do
		said=$("$HWALIAS" "$@" "${answer%:*}" --ndjson --jobs "$jobs" <"$out/asked" 2>"$out/errors" |
			sed "s/,\"needs\":\[\]//g; s/.*\"${answer#*:}\":\(null\|\[[^]]*\]\).*/\1/; s/{\"module\":\"\([^\"]*\)\"[^}]*}/\1/g" |
			tr '\n' ' ')
		[ "$said" = "$expected" ] || fail "$what, ${answer%:*}: '$said', not '$expected'"
	done
}
"$HWALIAS" --sysroot "$out/strings" snapshot "$out/strings.snap" || fail "strings: no snapshot"
printf '%s\n' pci:v00008086d0000100Esv00001028sd00001001bc02sc00i00 acpi:TEST0001: \
	acpi:TEST0002:TEST0003: >"$out/asked"
for jobs in 1 2; do
	expected='[e1000] [] [third] '
	matched 'a tree' --sysroot "$out/strings"
	matched 'its recording' --from "$out/strings.snap"
	expected='[e1000,newer] [] [third] '
	matched "another kernel's tables" --from "$out/strings.snap" -S 6.2.0
done
printf '%s\n' pci:v00008086d0000100Esv00008086sd00001001bc02sc00i00 acpi:TEST0003: acpi:TEST0002: \
	pci:v00008086d0000100Esv00001028sd00001001bc02sc00 >"$out/asked"
for jobs in 1 2; do
	expected='null null null null '
	matched "others' strings" --from "$out/strings.snap"
	[ "$(grep -c 'nothing is known' "$out/errors")" = 1 ] || fail "others' strings: $(cat "$out/errors")"
	matched "others' strings, another kernel" --from "$out/strings.snap" -S 6.2.0
done
# the end of it is missing, and perhaps lines of its tables
sed '$d' "$out/strings.snap" >"$out/cut.snap"
echo acpi:TEST0001: >"$out/asked"
expected='null '
matched 'a cut recording' --from "$out/cut.snap"

# a recording of a recording has the lower level of both
"$HWALIAS" --sysroot "$out/slow" --privacy full snapshot "$out/level-full.snap"
"$HWALIAS" --from "$out/level-full.snap" snapshot "$out/level-public.snap"
"$HWALIAS" --from "$out/level-public.snap" --privacy full snapshot "$out/level-still.snap" 2>/dev/null
for row in full:full public:public still:public; do
	grep -qx "hwalias/privacy = ${row#*:}" "$out/level-${row%:*}.snap" ||
		fail "recorded again, ${row%:*}: $(grep ^hwalias/privacy "$out/level-${row%:*}.snap")"
done

# The machine's key tells it from others: whatever it was recorded from, and in a report
# that is read back with all else that identifies it.
identity() {
	"$HWALIAS" "$@" -J 2>/dev/null | sed -n '/^  "host": {/,/^  }/p'
}
for level in fleet full; do
	identity --from desktop.snap --privacy $level >"$out/was"
	grep -qE '"key": "[0-9a-f]{32}"' "$out/was" || fail "$level: no key"
	for to in fleet full; do
		"$HWALIAS" --from desktop.snap --privacy $to snapshot "$out/key.snap"
		"$HWALIAS" --from "$out/key.snap" --privacy $level snapshot "$out/again.snap"
		identity --from "$out/again.snap" --privacy $level >"$out/is"
		[ "$to" = fleet ] && identity --from desktop.snap --privacy fleet >"$out/a" ||
			cp "$out/was" "$out/a"
		diff "$out/a" "$out/is" >"$out/difference" ||
			fail "identity, $to and again $level: $(cat "$out/difference")"
	done
	"$HWALIAS" --from desktop.snap --privacy $level -aaJ >"$out/key.json" 2>/dev/null
	"$HWALIAS" --from desktop.snap --privacy $level -aa --ndjson >"$out/key.ndjson" 2>/dev/null
	for report in json ndjson; do
		"$HWALIAS" --from "$out/key.$report" --privacy $level snapshot "$out/key.snap" 2>/dev/null
		for from in "key.$report" key.snap; do
			identity --from "$out/$from" --privacy $level >"$out/is"
			diff "$out/was" "$out/is" >"$out/difference" ||
				fail "identity, $level, $from: $(cat "$out/difference")"
		done
	done
done

# what a full disk left of another kernel's tables
cp -r "$out/slow/lib/modules/6.2.0" "$out/kept"
# left WHAT COMMAND...: with 6.2.0 as the command leaves it
left() {
	what=$1
	shift
	rm -rf "$out/slow/lib/modules/6.2.0" "$out/tree.snap"
	cp -r "$out/kept" "$out/slow/lib/modules/6.2.0"
	(cd "$out/slow/lib/modules/6.2.0" && eval "$*")
	"$HWALIAS" --sysroot "$out/slow" snapshot "$out/tree.snap"
	"$HWALIAS" --from "$out/tree.snap" snapshot "$out/again.snap"
	status=0
	"$HWALIAS" --sysroot "$out/slow" check -S 6.2.0 >"$out/was" 2>&1 || status=$?
	grep -q "6.2.0 has $what, so" "$out/was" || fail "$what: not said: $(cat "$out/was")"
	for snap in tree again; do
		again=0
		"$HWALIAS" --from "$out/$snap.snap" check -S 6.2.0 >"$out/is" 2>&1 || again=$?
		[ $status = $again ] && grep -q "6.2.0 has $what, so" "$out/is" ||
			fail "$what, recorded: $again, $(cat "$out/is")"
	done
}
left 'a modules.alias that ends in mid-line' 'printf "alias pci:v" >>modules.alias'
left 'an empty modules.alias' ': >modules.alias'
left 'a modules.dep that ends in mid-line' 'printf "kernel/a.ko: ker" >>modules.dep'
left 'an empty modules.dep' ': >modules.dep'
left 'a modules.dep that does not begin with a module' 'echo "#" >modules.dep'
left 'a modules.dep that cannot be read' 'rm modules.dep; mkdir modules.dep'
left 'a modules.builtin that cannot be read' 'rm modules.builtin; mkdir modules.builtin'
left 'no modules.builtin' 'rm modules.builtin'
left 'a modules.builtin that ends in mid-line' 'printf kernel/a >modules.builtin'
left 'a modules.builtin that lacks modules of modules.builtin.modinfo' \
	'printf "a.file=drivers/a\\0" >modules.builtin.modinfo; echo kernel/b.ko >modules.builtin'

# slowly MILLISECONDS COMMAND...
slowly() {
	slow=$1
	shift
	"$python3" ../lib/terminal.py 80 env HWALIAS_CLOCK_STEP="$slow" LD_PRELOAD="$HWALIAS_FAST_CLOCK" \
		"$@" | tr '\r' '\n' >"$out/terminal"
}
if [ -n "${HWALIAS_FAST_CLOCK:-}" ]; then
	slowly 90 "$HWALIAS" --sysroot "$out/slow" snapshot "$out/slow.snap"
	grep -q '^hwalias: [0-9]* of 9 devices recorded$' "$out/terminal" ||
		grep -q '^hwalias: devices checked: [0-9]' "$out/terminal" ||
		fail "progress: $(cat "$out/terminal")"
	[ "$(tail -n 1 "$out/terminal" | tr -d ' ')" = "" ] || fail "progress: it is left there"
	[ "$(grep -c '^sys/bus/pci/devices/' "$out/slow.snap")" -ge 9 ] || fail "progress: no snapshot"
	slowly 0 "$HWALIAS" --sysroot "$out/slow" snapshot "$out/slow.snap"
	! grep 'of 9 devices\|devices checked' "$out/terminal" || fail "progress of who is quick"
	slowly 90 sh -c '"$1" --sysroot "$2" snapshot - 2>"$3" >"$3.snap"' - "$HWALIAS" "$out/slow" "$out/file"
	! grep devices "$out/terminal" "$out/file" || fail "progress in a file"
fi

exit $failed
