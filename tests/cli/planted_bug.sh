#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The last search of what is printed (cmd/print/guard.c, report/machine/words/leaks.c), with a program
# that has a bug: it prints $HWALIAS_PLANTED, see lib/planted_bug.c. A secret of the
# machine, in whatever form, ends each command with an error and without output; what only
# looks like one is printed.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"
name='a planted bug'
: >out
leaky=${HWALIAS_LEAKY:?}

machine 'a planted bug'
card 00:1f.6 8086 15B8 020000
bind e1000e e1000e
mkdir -p root/sys/class/net "$here/net/eth0"
echo 52:54:00:a1:b2:c7 >"$here/net/eth0/address"
echo INTERFACE=eth0 >"$here/net/eth0/uevent"
ln -s ../../devices/pci0000:00/0000:00:1f.6/net/eth0 root/sys/class/net/eth0
usb 2-1 046D C52B
echo 4C53-000Q.X17 >"$whole/serial"
echo Logitech >"$whole/manufacturer"
echo 'USB Receiver' >"$whole/product"
# shorter than 12 letters and digits
usb 2-2 046D C52B
echo PF2ABCDE >"$whole/serial"
echo Logitech >"$whole/manufacturer"
echo 'USB Receiver' >"$whole/product"
# what makers leave
usb 2-3 046D C52B
echo 0123456789ABCDEF >"$whole/serial"
echo Logitech >"$whole/manufacturer"
echo 'USB Receiver' >"$whole/product"
# one that is a module, too
usb 2-4 046D C52B
echo snd_hda_codec_idt92 >"$whole/serial"
echo Logitech >"$whole/manufacturer"
echo 'USB Receiver' >"$whole/product"
# the ids of the device itself, as some makers leave them
usb 2-5 FFF0 0FF2
echo fff00ff2 >"$whole/serial"
# the address of 00:1d.0 without its separators
usb 2-6 046D C52B
echo 0000001d >"$whole/serial"
echo Logitech >"$whole/manufacturer"
echo 'USB Receiver' >"$whole/product"
module kernel/snd_hda_codec_idt92.ko 'hdaudio:v111D7605*'
module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
device w1 28-00000b0203a7 devices/w1_bus_master1/28-00000b0203a7 <<-END
	W1_FID=28
	MODALIAS=w1-family-0x28
END
device hid 0005:046D:B023.0004 devices/virtual/misc/uhid/0005:046D:B023.0004 <<-END
	DRIVER=hid-generic
	HID_ID=0005:0000046D:0000B023
	HID_NAME=Maria Hüber’s Tastatur
	MODALIAS=hid:b0005g0001v0000046Dp0000B023
END
# one that begins with another byte than a letter or a digit
device hid 0005:046D:B024.0005 devices/virtual/misc/uhid/0005:046D:B024.0005 <<-END
	DRIVER=hid-generic
	HID_ID=0005:0000046D:0000B024
	HID_NAME=Änne Lindqvists Maus
	MODALIAS=hid:b0005g0001v0000046Dp0000B024
END
card 00:1d.0 144D A804 010802
mkdir -p root/sys/devices/pci0000:00/0000:00:1d.0/nvme/nvme0 root/sys/class/nvme
echo '00 25 38 58 81 b0 ff ee' >root/sys/devices/pci0000:00/0000:00:1d.0/nvme/nvme0/eui
echo naa.5000c500a1b2c3d4 >root/sys/devices/pci0000:00/0000:00:1d.0/nvme/nvme0/wwid
ln -s ../../devices/pci0000:00/0000:00:1d.0/nvme/nvme0 root/sys/class/nvme/nvme0
echo planthost91 >root/proc/sys/kernel/hostname
# who logs in; of two, the names are words of databases and of reports
mkdir -p root/home/henrikq root/home/lost+found
printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'tomq:x:1000:1000::/home/tomq:/bin/sh' \
	'zqx:x:1001:1001::/home/zqx:/bin/sh' 'intel:x:1002:1002::/home/intel:/bin/sh' \
	'link:x:1003:1003::/home/link:/bin/sh' 'overflow:x:1004:1004::/home/overflow:/bin/sh' \
	'monospace:x:1005:1005::/home/monospace:/bin/sh' >root/etc/passwd

# ends VALUE COMMAND...: with an error, and no byte of output
ends() {
	planted=$1
	shift
	HWALIAS_PLANTED=$planted "$leaky" "$@" >printed 2>out </dev/null
	status=$?
	[ $status -eq 3 ] || fail "'$planted', $*: status $status"
	[ ! -s printed ] || fail "'$planted', $*: printed"
	grep -qE 'identifies this machine.*nothing was (printed|written)' out ||
		fail "'$planted', $*: no word of it"
}
# prints VALUE COMMAND...: it is no secret
prints() {
	planted=$1
	shift
	HWALIAS_PLANTED=$planted "$leaky" "$@" >printed 2>out </dev/null
	status=$?
	[ $status -le 1 ] || fail "'$planted', $*: status $status"
	grep -qF -e "$planted" printed || fail "'$planted', $*: not printed"
}

# each command and format, with the secret as it was read
while read -r command; do
	# shellcheck disable=SC2086 # words
	ends 52:54:00:a1:b2:c7 $command --sysroot root
	# shellcheck disable=SC2086 # words
	prints 52:54:00:a1:b2:c8 $command --sysroot root
done <<-END
	list -v
	-aJ
	-av
	--tsv -aav
	--ndjson -aav
	-o +DRIVER -aav
	show -v eth0
	show -vJ 00:1f.6
	report
	report --format html
	--format prometheus -aa
	--format cyclonedx -aa
	facts
END

# each form of it
for form in 52:54:00:a1:b2:c7 52:54:00:A1:B2:C7 525400a1b2c7 5254.00a1.b2c7 \
	52-54-00-a1-b2-c7 enx525400a1b2c7 c7b2a1005452 c7:b2:a1:00:54:52 C7-B2-A1-00-54-52 \
	4C53-000Q.X17 4c53000qx17 4C53000QX17 4c53_000q_x17 \
	PF2ABCDE pf2abcde x-PF2ABCDE PF2-ABCDE PF2ABCDE.old 00000b0203a7 \
	a703020b0000 0025385881b0ffee 00:25:38:58:81:b0:ff:ee 5000c500a1b2c3d4; do
	ends "$form" -aaJv --sysroot root
done

# what people call a device, and what is only like it
for form in 'Maria Hüber’s Tastatur' "x 'maria hüber’s tastatur'" 'von Änne Lindqvists Maus'; do
	ends "$form" -aaJv --sysroot root
	ends "$form" --sysroot root snapshot -
done
# … its owner alone
ends 'Maria Hüber' -aaJv --sysroot root
prints 'Tastatur' -aaJv --sysroot root

# the tenth of a number, a part of a word, a placeholder, a module, another spelling
for form in 525400a1b2 xPF2ABCDE PF2ABCDE7 PF2ABCD EDCBA2FP 0123456789ABCDEF \
	snd_hda_codec_idt92 fff00ff2 FFF0:0FF2; do
	prints "$form" -aaJv --sysroot root
done

# an address, in which a serial number is without the separators; that alone is one
prints 0000:00:1d.0 -aaJv --sysroot root
prints 0000:00:1d --sysroot root snapshot -
ends 0000001d -aaJv --sysroot root
ends 0000:00-1d -aaJv --sysroot root

# a host that is called as ids of a device are
echo 808615b8 >root/proc/sys/kernel/hostname
for form in 808615b8 8086:15b8; do
	prints "$form" -aaJv --sysroot root
	prints "$form" --sysroot root snapshot -
done
echo planthost91 >root/proc/sys/kernel/hostname

# a user's name is one as a word of its own
for form in tomq Tomq 'x tomq' tomq-pc zqx 'of zqx' henrikq; do
	ends "$form" -aaJv --sysroot root
done
ends tomq report --sysroot root
ends henrikq --sysroot root snapshot -
HOME=/srv/vidarq SUDO_USER=nobodyq ends vidarq -aaJv --sysroot root
for form in tomqs xtomq tomq_x zqxy intel link nobodyq; do
	HOME=/srv/vidarq SUDO_USER=nobodyq prints "$form" -aaJv --sysroot root
done

# a long name, of a user or the host, is one in a longer word, too; not as a part of the name
# of a module, a driver or a model
echo 'ludmillaqs:x:1006:1006::/home/ludmillaqs:/bin/sh' >>root/etc/passwd
echo 'bluetoot:x:1007:1007::/home/bluetoot:/bin/sh' >>root/etc/passwd
module kernel/snd_planthost91x.ko 'hdaudio:v111D7606*'
for form in Xludmillaqs17 ludmillaqsx 'x_LUDMILLAQS_y' xplanthost91x planthost91s myplanthost91; do
	for command in -aaJv -J --ndjson report; do
		ends "$form" $command --sysroot root
	done
	ends "$form" --sysroot root snapshot -
done
for form in ludmillaq xplanthost9 snd_planthost91x Bluetooth bluetooth; do
	prints "$form" -aaJv --sysroot root
	prints "$form" --sysroot root snapshot -
done
prints xplanthost91x -aaJv --sysroot root --privacy fleet

# what quoted texts lose: parameters of the kernel, directives, lines of the log
cat >>root/proc/cmdline <<-'END'
	quiet rd.luks.key=hunter2hunter2 systemd.set_credential=pw:correcthorsebattery root=/dev/mapper/vgnineteen-root console=ttyS0,115200 kgdboc=ttyS0,115200 bootdev=enp130s31f6np1 vfio_pci_bind=0000:00:1f.6 stub_ids=8086:15b8 sound=snd_hda_codec_idt92 hostname=planthost91 rd.luks.options=overflow-attention nic=dummyfortytwo
END
mkdir -p root/etc/modprobe.d root/sys/class/net
ln -s ../../devices/virtual/net/enp130s31f6np1 root/sys/class/net/enp130s31f6np1
cat >root/etc/modprobe.d/secrets.conf <<-'END'
	install qux curl -u admin:sw0rdf1shes -H "Authorization: Bearer eyJhbGciOi99" https://x
	install quux curl --token opensesameplease https://y; mount -o uid=1,user=brunhildeq //srvq/x
	options wext wpa_psk=lambertsquark
	blacklist pcspkr
END
log 'e1000e 0000:00:1f.6: loaded firmware version 7 S/N 4711QX0815Z password=0ld5ecret9'
log 'e1000e 0000:00:1f.6: loaded firmware version 7 Product: USB Receiver'
echo 'Nov 28 07:07:53 loghostq kernel: e1000e 0000:00:1f.6: probe with driver e1000e failed with error -5' \
	>>root/var/log/dmesg
for form in hunter2hunter2 HUNTER2HUNTER2 pw:correcthorsebattery vgnineteen-root \
	sw0rdf1shes eyJhbGciOi99 opensesameplease brunhildeq lambertsquark planthost91 \
	dummyfortytwo; do
	ends "$form" -aaJv --sysroot root
	ends "$form" report --sysroot root
	ends "$form" --sysroot root snapshot -
done
for form in 4711QX0815Z 0ld5ecret9; do
	ends "$form" report --sysroot root
	ends "$form" --sysroot root snapshot -
done
ends loghostq --sysroot root snapshot -
# what a report shows elsewhere: another parameter, a disk, an address, ids, a module
for form in ttyS0,115200 enp130s31f6np1 0000:00:1f.6 8086:15b8 snd_hda_codec_idt92 \
	'USB Receiver'; do
	prints "$form" -aaJv --sysroot root
	prints "$form" report --sysroot root
	prints "$form" --sysroot root snapshot -
done
prints planthost91 report --sysroot root --privacy fleet
ends hunter2hunter2 report --sysroot root --privacy fleet
prints hunter2hunter2 report --sysroot root --privacy full

# nothing is searched at the level that tells all
prints 52:54:00:a1:b2:c7 -aaJv --privacy full --sysroot root
ends 52:54:00:a1:b2:c7 -aaJv --privacy fleet --sysroot root

# of two machines, the secrets of each
"$HWALIAS" --sysroot root snapshot --privacy full a.snap 2>out || fail 'no recording'
sed 's/52:54:00:a1:b2:c7/52:54:00:99:88:77/; s/15B8/15B9/; s/15b8/15b9/' a.snap >b.snap
for secret in 52:54:00:a1:b2:c7 52:54:00:99:88:77; do
	ends "$secret" diff a.snap b.snap
	ends "$secret" diff -J a.snap b.snap
done

# snapshots: nothing is written either
for form in 52:54:00:a1:b2:c7 525400A1B2C7 c7b2a1005452 4c53000qx17 PF2ABCDE planthost91; do
	ends "$form" --sysroot root snapshot -
	ends "$form" --sysroot root snapshot c.snap
	[ ! -e c.snap ] || fail "'$form': a snapshot is there"
done
# baselines: nor there
for form in 52:54:00:a1:b2:c7 525400A1B2C7 4c53000qx17 PF2ABCDE planthost91; do
	ends "$form" --sysroot root snapshot --expect
	ends "$form" --sysroot root snapshot --expect c.txt
	[ ! -e c.txt ] || fail "'$form': a baseline is there"
done
prints 'harmless' --sysroot root snapshot --expect
prints 'harmless' --sysroot root snapshot -
prints snd_hda_codec_idt92 --sysroot root snapshot -

# a long document: its end alone tells what another computer on Thunderbolt is called
# (tb_xdomain_type, drivers/thunderbolt/xdomain.c), which its first device may not
for bus in 1 2 3; do
	for slot in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do
		card 0$bus:0$slot.0 8086 15B8 020000
	done
done
device thunderbolt 0-1 devices/pci0000:00/0000:03:0f.0/domain0/0-0/0-1 <<-END
	DEVTYPE=thunderbolt_xdomain
END
echo Wenzeslausq-Mac7 >"$here/device_name"
prints Wenzeslauzq-Mac7 -aaJv --sysroot root
[ "$(sed '/"id": "thunderbolt:0-1"/,$d' printed | wc -c)" -gt 131072 ] ||
	fail 'the document is not long'
grep -q '"id": "thunderbolt:0-1"' printed || fail 'the other computer is not there'
for command in -aaJv '--ndjson -aav'; do
	# shellcheck disable=SC2086 # words
	ends Wenzeslausq-Mac7 $command --sysroot root
done

exit $failed
