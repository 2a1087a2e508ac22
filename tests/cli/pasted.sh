#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What people paste of lspci, as mails, pages and terminals leave it: wrapped, cut off, with
# empty lines and without the ends of lines. What is not there is not known.
set -eu
. "${HWALIAS_SOURCE:?}/tests/lib/said.sh"

# reads NAME: the file's JSON, and its device lines, in is.json and is
reads() {
	cp "$out/$1" "$out/given"
	"$HWALIAS" --from "$out/given" -aJ >"$out/is.json" 2>"$out/errors" ||
		fail "$1: $(cat "$out/errors")"
	"$HWALIAS" --from "$out/$1" list -o +state >"$out/is" 2>/dev/null || fail "$1: no list"
}

cat >"$out/whole" <<'EOF'
00:14.3 Network controller [0280]: Intel Corporation Alder Lake-P PCH CNVi WiFi [8086:51f0] (rev 01)
	Subsystem: Intel Corporation Wi-Fi 6E AX211 160MHz [8086:0094]
	Kernel driver in use: iwlwifi
	Kernel modules: iwlwifi
00:1f.3 Audio device [0403]: Intel Corporation Alder Lake PCH-P High Definition Audio Controller [8086:51c8] (rev 01)
	Subsystem: Lenovo Device [17aa:22e7]
	Kernel driver in use: snd_hda_intel
	Kernel modules: snd_hda_intel, snd_sof_pci_intel_tgl
EOF
reads whole
cp "$out/is.json" "$out/whole.json"

# a mail wraps lines; what it puts in front is no kernel log
sed 's/ \(\[8086:0094\]\)/\n\1/; s/ PCH CNVi WiFi/ PCH CNVi\nWiFi/; s/ \(snd_sof\)/\n\1/' \
	"$out/whole" >"$out/wrapped"
[ "$(wc -l <"$out/wrapped")" = 11 ] || fail 'wrapped: not by three lines'
reads wrapped
diff "$out/whole.json" "$out/is.json" || fail 'wrapped: not as whole'
! grep 'kernel log,\|log does' "$out/errors" || fail 'wrapped: a kernel log'
"$HWALIAS" --from "$out/wrapped" check >"$out/is" 2>/dev/null || true
for line in '[8086:0094] of a device' '[8086:0094]' '[12345] iwlwifi 0000:00:14.3: x'; do
	{ cat "$out/whole"; echo "$line"; } >"$out/ids"
	reads ids
	! grep -i '"kernel log' "$out/is.json" || fail "$line: a kernel log"
	"$HWALIAS" --from "$out/ids" check 2>&1 | grep -q "what the kernel's log says" ||
		fail "$line: a kernel log is told"
done

# an empty line within a device
sed 's/^\tKernel driver/\n&/' "$out/whole" >"$out/empty"
reads empty
diff "$out/whole.json" "$out/is.json" || fail 'an empty line: not as whole'

# the head of a list, and lines that are left out: of the last device the driver is not told
card='03:00.0 Ethernet controller [0200]: Realtek [10ec:8168] (rev 15)'
for lines in 1 2; do
	printf '%s\n\tSubsystem: Lenovo X [17aa:3aea]\n' "$card" | head -n $lines >"$out/end"
	cat "$out/whole" "$out/end" >"$out/cut"
	reads cut
	has "cut, $lines" 'no-driver-information' "$out/is.json"
	status=0
	"$HWALIAS" --from "$out/cut" check >"$out/is" 2>/dev/null || status=$?
	[ $status = 3 ] || fail "cut, $lines: status $status"
	! grep 'No driver is bound' "$out/is" || fail "cut, $lines: no driver"
	for mark in '[...]' '…' '(snip)' '	[...]'; do
		{ cat "$out/end"; echo "$mark"; cat "$out/whole"; } >"$out/left-out"
		reads left-out
		has "$mark, $lines" 'no-driver-information' "$out/is.json"
	done
	# others follow at once: it has none
	cat "$out/end" "$out/whole" >"$out/none"
	reads none
	! grep no-driver-information "$out/is.json" || fail "none, $lines: not told"
done
# subsystems and nothing else: what more there was is not told
printf '%s\n\tSubsystem: 17aa:5088\n' '00:1f.3 0403: 8086:a0c8 (rev 20)' '01:00.1 0403: 10de:10fa (rev a1)' >"$out/subsystems"
reads subsystems
[ "$(grep -c 'no-driver-information' "$out/is.json")" = 2 ] || fail 'subsystems: drivers are told'
# modules are printed behind the driver
printf '%s\n\tKernel modules: r8169\n' "$card" >"$out/modules"
reads modules
has 'modules alone' '"state": "unbound"' "$out/is.json"

# without ids the class has a name, and what that needs
sed 's/ \[[0-9a-f:]*\]//g' "$out/whole" >"$out/names"
{
	cat "$out/names"
	printf '03:00.0 Ethernet controller: Realtek Semiconductor Co., Ltd. RTL8111 (rev 15)\n'
	printf '\tSubsystem: Lenovo X\n\tKernel modules: r8169\n'
} >"$out/named"
reads named
has 'named' '"reason": "no-driver-bound"' "$out/is.json"
"$HWALIAS" --from "$out/named" check >"$out/found" 2>/dev/null || true
has 'named' 'though by what was recorded a module claims this device: r8169' "$out/found"
"$HWALIAS" --from "$out/named" list -b ethernet >"$out/found" 2>/dev/null || fail 'named: no network card'
has 'named' '^03:00.0 Ethernet ' "$out/found"
! grep '00:1f.3' "$out/found" || fail 'named: sound is of the network'

# of two ids without names lspci prints the ids alone, and of a maker without one as well
{
	sed 's/Subsystem: .*/Subsystem: Device 2222:1111/' "$out/names"
	printf '03:00.0 Ethernet controller [0200]: Realtek X [10ec:8168]\n'
	printf '\tSubsystem: Realtek Semiconductor Co., Ltd. [10ec:0000]\n'
} >"$out/unnamed"
reads unnamed
! grep '"subsystem": "[^p]' "$out/is.json" || fail 'unnamed: a subsystem has a name'

# a graphics card that fell off the bus, without its bytes
gone='01:00.0 VGA compatible controller [0300]: NVIDIA GM107M [10de:139b]'
printf '%s (rev ff)\n\tKernel driver in use: nouveau\n' "$gone" >"$out/gone"
printf '%s (rev ff) (prog-if ff)\n\t!!! Unknown header type 7f\n\tKernel driver in use: nouveau\n' \
	"$gone" >"$out/gone-v"
printf '%s\n\t!!! Unknown header type 7f\n\tKernel driver in use: nouveau\n' "$gone" >"$out/gone-7f"
for dump in gone gone-v gone-7f; do
	reads $dump
	! grep '"subsystem_vendor": "[0-9a-f]' "$out/is.json" || fail "$dump: a subsystem"
	! grep '"revision": "\?\(0xff\|ff\)' "$out/is.json" || fail "$dump: a revision"
	"$HWALIAS" --from "$out/$dump" check >"$out/is" 2>/dev/null || true
	has $dump 'does not answer any more' "$out/is"
	# what the paste has, and what it mostly is
	case $dump in gone-7f) printed='lspci: Unknown header type 7f' ;; *) printed='lspci: rev ff' ;; esac
	has $dump "$printed" "$out/is"
	has $dump 'switched off to save power' "$out/is"
	! grep -F 'ff ff' "$out/is" || fail "$dump: bytes that nobody read"
done
# with lspci -x its bytes are there
{
	cat "$out/gone"
	for at in 00 10 20 30; do
		echo "$at: ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"
	done
} >"$out/gone-x"
"$HWALIAS" --from "$out/gone-x" check >"$out/is" 2>/dev/null || true
has gone-x 'config = ff ff ff ff' "$out/is"

# uname -a beside it tells the kernel, and a host that is nobody's concern
for words in 'x86_64' 'x86_64 x86_64 x86_64' 'x86_64 unknown unknown'; do
	{
		echo '$ uname -a'
		echo "Linux annas-laptop 6.5.0-14-generic #14-Ubuntu SMP Tue Nov 14 14:59:49 UTC 2023 $words GNU/Linux"
		echo '$ lspci -nnk'
		cat "$out/whole"
	} >"$out/uname"
	reads uname
	has "uname, $words" '"release": "6.5.0-14-generic"' "$out/is.json"
	has "uname, $words" '"architecture": "x86_64"' "$out/is.json"
	has "uname, $words" '"kernel_version": "#14-Ubuntu SMP Tue Nov 14 14:59:49 UTC 2023"' "$out/is.json"
	! grep annas "$out/is.json" || fail "uname, $words: the host"
done

# other commands and reports tell it in a line, and what the kernel was started with
bare=$(sed '/driver in use: iwlwifi/d' "$out/whole")
banner='Linux version 6.1.0-13-amd64 (x@y) (gcc-12) #1 SMP Debian 6.1.55-1 (2023-09-29)'
# tells WHAT LINE...: before what lspci prints
tells() {
	what=$1
	shift
	{
		printf '%s\n' "$@"
		printf '%s\n' "$bare"
	} >"$out/told"
	reads told
}
for lines in '$ uname -r
6.1.0-13-amd64
$ lspci -nnk' '[me@host ~]$ uname -r && lspci -nnk
6.1.0-13-amd64' '# cat /proc/sys/kernel/osrelease
6.1.0-13-amd64' "$banner" 'Uname: Linux 6.1.0-13-amd64 x86_64' \
	'Kernel: Linux 6.1.0-13-amd64 (SMP w/8 CPU threads; PREEMPT)' \
	'uname: Linux host 6.1.0-13-amd64 #1 SMP x86_64 GNU/Linux' "[    0.000000] $banner"; do
	tells "$lines" "$lines"
	has "$lines" '"release": "6.1.0-13-amd64"' "$out/is.json"
	[ "$(grep -c '"id": "pci:' "$out/is.json")" = 2 ] || fail "$lines: devices are lost"
	! grep 'not a line' "$out/errors" || fail "$lines: is no line"
done
for lines in 'Linux version 6.1 works, and 6.5 does not' '$ uname -r
no' '6.1.0-13-amd64'; do
	tells "$lines" "$lines"
	! grep '"release": "6' "$out/is.json" || fail "$lines: told a kernel"
done
# quoted by a mail, and with lists that are indented as Apport does
{
	printf '$ uname -r\n6.1.0-13-amd64\n$ lspci -nnk\n%s\n' "$bare" | sed 's/^/> /'
} >"$out/quoted"
reads quoted
has quoted '"release": "6.1.0-13-amd64"' "$out/is.json"
{
	echo 'Lspci:'
	printf '%s\n' "$bare" | sed 's/^/ /'
	echo 'ProcKernelCmdLine: BOOT_IMAGE=/vmlinuz ro modprobe.blacklist=iwlwifi'
	echo 'Uname: Linux 5.15.0-56-generic x86_64'
} >"$out/apport"
reads apport
has apport '"release": "5.15.0-56-generic"' "$out/is.json"
[ "$(grep -c '"id": "pci:' "$out/is.json")" = 2 ] || fail 'apport: devices are lost'
cp "$out/apport" "$out/told"
blocked='iwlwifi claims this device, but is kept from being loaded by kernel command line: modprobe.blacklist=iwlwifi'
for lines in '' 'BOOT_IMAGE=/vmlinuz ro modprobe.blacklist=iwlwifi' '$ cat /proc/cmdline
root=/dev/sda1 ro modprobe.blacklist=iwlwifi' \
	'[    0.000000] Command line: BOOT_IMAGE=/vmlinuz ro modprobe.blacklist=iwlwifi' \
	'[    0.000000] Kernel command line: BOOT_IMAGE=/vmlinuz ro \
[    0.000000] Kernel command line: modprobe.blacklist=iwlwifi'; do
	[ -z "$lines" ] || tells "$lines" "$lines"
	"$HWALIAS" --from "$out/told" check >"$out/is" 2>/dev/null || true
	has "$lines" "$blocked" "$out/is"
done
# of several modules the other may be loaded, and what keeps that away is not told
sed 's/modules: iwlwifi/modules: iwlwifi, other/' "$out/told" >"$out/more"
"$HWALIAS" --from "$out/more" check >"$out/is" 2>/dev/null || true
has 'two modules' 'claims this device: other. What keeps it away is not told. Module iwlwifi claims it too' "$out/is"
# a device without a driver, and one of which that is not told, are named beside what the
# list leaves out
card='02:00.0 Network controller [0280]: Broadcom BCM4352 [14e4:43b1] (rev 03)
	Subsystem: Lenovo BCM4352 [17aa:0623]'
graphics='00:02.0 VGA compatible controller [0300]: Intel UHD Graphics 620 [8086:5917] (rev 07)
	Kernel driver in use: i915
	Kernel modules: i915'
disk='03:00.0 SATA controller [0106]: Intel AHCI [8086:9d03] (rev 21)
	Kernel driver in use: ahci
	Kernel modules: ahci'
said='could not be checked completely: .*lspci does not tell .*; pci:0000:02:00.0'
for row in "$said has no driver, and there are no alias tables|$graphics
$card
$disk" "$said: what was read does not tell whether a driver is bound|$card"; do
	printf '%s\n' "${row#*|}" >"$out/given"
	status=0
	"$HWALIAS" --from "$out/given" check >"$out/is" 2>/dev/null || status=$?
	[ $status = 3 ] || fail "a card without a driver line: status $status"
	has 'a card without a driver line' "${row%%|*}" "$out/is"
done
# of a part of the loaded modules others may be there
table='Module                  Size  Used by'
mkdir "$out/driver"
echo 'alias pci:v00008086d000051F0sv*sd*bc*sc*i* iwlwifi' >"$out/driver/modules.alias"
echo 'kernel/iwlwifi.ko:' >"$out/driver/modules.dep"
for lines in "$table
cfg80211              1000000  1 iwlwifi" "\$ lsmod | head -n 2
$table
cfg80211              1000000  0"; do
	tells "$lines" "$lines"
	for from in "$out/told" "$out/told.snap"; do
		"$HWALIAS" --from "$from" --modules-dir "$out/driver" check >"$out/is" 2>/dev/null || true
		! grep 'is not loaded' "$out/is" || fail "$lines: said not to be loaded"
		has "$lines" 'could not be checked completely' "$out/is"
		"$HWALIAS" --from "$out/told" snapshot "$out/told.snap" 2>/dev/null
	done
	rm "$out/told.snap"
done
# in a file of its own: cut within a line, and what a filter left
sed '/driver in use: iwlwifi/d' "$out/whole" >"$out/unbound"
for lines in "$table
cfg80211             1000000  0
iwl" "$table
cfg80211             1000000  0
iwlwi     45" 'cfg80211             1000000  0
mac80211             1187840  0' 'u@h:~$ lsmod | grep 80211
cfg80211             1000000  0'; do
	printf %s "$lines" >"$out/given"
	status=0
	"$HWALIAS" --from "$out/unbound" --from "$out/given" --modules-dir "$out/driver" check >"$out/is" \
		2>"$out/errors" || status=$?
	! grep 'is not loaded' "$out/is" || fail "$lines: said not to be loaded"
	[ -s "$out/is" ] || fail "$lines: not read: $(cat "$out/errors")"
	has "$lines" 'could not be checked completely' "$out/is"
done
printf '%s\n' "$table" 'cfg80211             1000000  0' >"$out/given"
"$HWALIAS" --from "$out/unbound" --from "$out/given" --modules-dir "$out/driver" check >"$out/is" \
	2>/dev/null || true
has 'lsmod' 'is not loaded' "$out/is"
# rows alone, of which a page has collapsed the blanks
printf '%s\n' 'iwlmvm 638976 0' 'mac80211 1441792 1 iwlmvm' 'cfg80211 1048576 2 iwlmvm,mac80211' >"$out/given"
"$HWALIAS" --from "$out/unbound" --from "$out/given" check >"$out/is" 2>"$out/errors" || true
has 'lsmod, collapsed' 'has no heading, and may be a part' "$out/errors"
for line in 'a 1 2' 'a table 1 2' 'Alice 12 3 times'; do
	printf '%s\n' "$line" "$line" >"$out/given"
	! "$HWALIAS" --from "$out/given" list >"$out/is" 2>"$out/errors" || fail "$line: is read"
	has "$line" 'of no known format' "$out/errors"
done
tells lsmod '$ lsmod' "$table" 'cfg80211              1000000  0'
"$HWALIAS" --from "$out/told" --modules-dir "$out/driver" check >"$out/is" 2>/dev/null || true
has lsmod 'is not loaded' "$out/is"
# without times a log is none
printf '%s\niwlwifi 0000:00:14.3: Direct firmware load failed\n' "$banner" >"$out/untimed"
"$HWALIAS" --from "$out/untimed" 2>"$out/errors" && fail 'dmesg -t is read'
has 'dmesg -t' 'it looks like what dmesg -t gives' "$out/errors"
# from a later message on: what dev_printk() puts before three of them
late='pci 0000:00:1f.3: [8086:9d71] type 00 class 0x040300
random: crng init done
usb 1-1.2: new high-speed USB device number 2 using xhci_hcd'
printf '%s\n' "$late" 'e1000e 0000:00:19.0 eth0: NIC Link is Up 1000 Mbps' >"$out/untimed"
"$HWALIAS" --from "$out/untimed" 2>"$out/errors" && fail 'the end of dmesg -t is read'
has 'the end of dmesg -t' 'it looks like what dmesg -t gives' "$out/errors"
printf '%s\n' "$late" 'at 10:00 0000:00:19 eth0: up' >"$out/untimed"
"$HWALIAS" --from "$out/untimed" 2>"$out/errors" && fail 'two lines of a log are read'
has 'two lines' 'its content is of no known format' "$out/errors"

# a kernel log that a mail or a window wrapped is the same log, each message at its line
cat >"$out/log" <<'EOF'
[    0.000000] Linux version 6.1.0-13-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0) #1 SMP
[    5.100000] iwlwifi 0000:00:14.3: enabling device (0000 -> 0002)
[    5.130000] iwlwifi 0000:00:14.3: Direct firmware load for iwlwifi-9000-pu-b0-jf-b0-46.ucode failed with error -2
[    5.130010] iwlwifi 0000:00:14.3: no suitable firmware found! You need these files, all of which are in the package
[    9.000000] usb 1-1: new high-speed USB device number 2 using xhci_hcd, on a bus that has a name which is long
[    9.500000] usb 1-1: New USB device found, idVendor=046d, idProduct=0825, bcdDevice= 0.12, and then words of it
EOF
for width in 60 70 72 76 80 100; do
	for how in -sw -w; do
		fold $how $width "$out/log" >"$out/folded"
		for before in '' '> '; do
			sed "s/^/$before/" "$out/folded" >"$out/wrapped"
			line=$(grep -n '5.130000' "$out/wrapped" | cut -d : -f 1)
			"$HWALIAS" --from "$out/whole" --from "$out/wrapped" check >"$out/is" 2>/dev/null || true
			has "log, $how $width '$before'" "wrapped:$line: .*for iwlwifi-9000-pu-b0-jf-b0-46.ucode failed with" \
				"$out/is"
		done
	done
done
# one whose lines are cut, or that is a part of one, gives no all-clear
healthy=$(dirname "$0")/../machines/healthy/laptop.snap
all_clear='^nothing needs attention'
lacks() {
	status=0
	"$HWALIAS" --from "$healthy" --from "$out/given" check >"$out/is" 2>/dev/null || status=$?
	[ $status = 3 ] || fail "log, $1: status $status"
	has "log, $1" "could not be checked completely: kernel log: $2" "$out/is"
	! grep "$all_clear" "$out/is" || fail "log, $1: an all-clear"
	"$HWALIAS" --from "$healthy" --from "$out/given" snapshot "$out/given.snap" 2>/dev/null
	"$HWALIAS" --from "$out/given.snap" check 2>/dev/null | diff "$out/is" - || fail "log, $1: recorded"
	rm "$out/given.snap"
}
sed '/5.130000/d' "$out/log" >"$out/fine"
"$HWALIAS" --from "$healthy" --from "$out/fine" check >"$out/is" 2>/dev/null || fail 'a log: no all-clear'
has 'a log' 'nothing needs attention$' "$out/is"
for end in '>' '…' ''; do
	cut -c 1-79 "$out/log" | sed "s/^.\{79\}\$/&$end/" >"$out/given"
	lacks "cut with '$end'" 'its lines are cut'
done
# at its end: what ends as no message does, and not for want of a newline alone
for end in '[   12.3456' '[   12.345678] usb 1-1: New USB device found (idVendor=046d' \
	'[   12.345678] usb 1-1: New USB device found, idVendor=' \
	'[   12.345678] iwlwifi 0000:00:14.3: Direct firmware load for iwlwifi-so-a0' \
	'[   12.345678] i915 0000:00:02.0: [drm] *ERROR* GT0: GuC firmware: "i915/adlp'; do
	{ cat "$out/fine"; printf %s "$end"; } >"$out/given"
	lacks "cut at '$end'" 'it ends within a line'
done
for end in '' '[   12.345678] usb 1-1: Product: Webcam C270' '[   12.345678] audit: enabled' \
	'[   12.345678] e1000e 0000:00:1f.6 eno1: NIC Link is Up 1000 Mbps Full Duplex, Flow Control: Rx/Tx'; do
	printf %s "$(cat "$out/fine")
$end" | sed '$!b;/^$/d' | head -c -0 >"$out/given"
	printf %s "$(cat "$out/given")" >"$out/bare"
	cp "$out/bare" "$out/given"
	"$HWALIAS" --from "$healthy" --from "$out/given" check >"$out/is" 2>/dev/null ||
		fail "a log without its newline, '$end': $(cat "$out/is")"
done
usb=$(sed -n '/9.000000/p' "$out/log")
for command in 'dmesg | grep -i usb' 'sudo dmesg|tail -3' 'dmesg --level=err,warn' 'dmesg -T -l err' \
	'journalctl -kp3' 'journalctl -k -n 20' 'journalctl -b --since=yesterday'; do
	printf 'u@h:~$ %s\n%s\n' "$command" "$usb" >"$out/given"
	cp "$out/given" "$out/part"
	lacks "$command" 'the command prints a part of it'
done
for command in 'dmesg' 'dmesg -T | tee log' 'sudo dmesg -H --nopager' 'journalctl -k -b -o short-monotonic'; do
	printf 'u@h:~$ %s\n' "$command" | cat - "$out/fine" >"$out/given"
	"$HWALIAS" --from "$healthy" --from "$out/given" check >"$out/is" 2>/dev/null ||
		fail "$command: $(cat "$out/is")"
done
"$HWALIAS" --from "$healthy" --from "$out/fine" --from "$out/part" check >"$out/is" 2>/dev/null ||
	fail "a whole log: $(cat "$out/is")"
# lines that are left out, and what people and programs put there
for gap in '[...]' '...' '…' '<snip>' '---8<---' '(cut)' '** 17 printk messages dropped **' \
	'Nov 28 07:07:52 h systemd-journald[233]: Missed 512 kernel messages' 'lines 1-3'; do
	sed "2i\\$gap" "$out/fine" >"$out/given"
	lacks "left out: $gap" 'lines are left out of it'
done
for line in 'cut' '------------' '' 'lines 1-3/3 (END)' 'see: ** 17 printk messages dropped ** there'; do
	sed "2i\\$line" "$out/fine" >"$out/given"
	"$HWALIAS" --from "$healthy" --from "$out/given" check >"$out/is" 2>/dev/null ||
		fail "not left out: $line: $(cat "$out/is")"
done
# `journalctl -r`: what the kernel says first is last, and each message is quoted by its line
"$HWALIAS" --from "$out/whole" --from "$out/log" check 2>/dev/null | sed '/seen:/d' >"$out/forward"
has forward 'ucode' "$out/forward"
tac "$out/log" >"$out/given"
line=$(sed -n '/5.130000/=' "$out/given")
"$HWALIAS" --from "$out/whole" --from "$out/given" check 2>/dev/null >"$out/is" || true
sed '/seen:/d; s/given/log/' "$out/is" | diff "$out/forward" - || fail 'reversed: another finding'
has reversed "given:$line: " "$out/is"
"$HWALIAS" --from "$out/whole" --from "$out/fine" --from "$out/given" check >"$out/is" 2>/dev/null || true
has 'reversed, behind another' "given:$line: " "$out/is"
# it does not begin at the boot
for line in "$usb" 'Nov 28 07:07:52 h kernel: usb 1-1: new device'; do
	echo "$line" >"$out/given"
	"$HWALIAS" --from "$healthy" --from "$out/given" check >"$out/is" 2>/dev/null || fail "$line: an error"
	has "$line" "attention (.*kernel log.* not recorded)" "$out/is"
done

# a log that begins late: what came before is not known
echo '[12345.678901] usb 1-1: new high-speed USB device number 9 using xhci_hcd' >"$out/late"
echo '[    0.000000] Linux version 6.1.0-13-amd64 (x@y) #1' >"$out/early"
"$HWALIAS" --from "$out/whole" --from "$out/late" snapshot "$out/both" 2>/dev/null
mkdir "$out/tables"
echo 'alias pci:v00008086d000051F0sv*sd*bc*sc*i* iwlwifi' >"$out/tables/modules.alias"
echo 'kernel/iwlwifi.ko:' >"$out/tables/modules.dep"
for from in "$out/whole --from $out/late" "$out/both"; do
	# shellcheck disable=SC2086 # several words
	"$HWALIAS" --from $from check >"$out/is" 2>/dev/null || true
	has "$from" "what the kernel's log says of the first 12345 s after boot" "$out/is"
	# shellcheck disable=SC2086 # several words
	"$HWALIAS" --from $from --modules-dir "$out/tables" check >"$out/is" 2>/dev/null || true
	has "$from, tables" 'kernel log of the first 12345 s after boot not recorded' "$out/is"
	# shellcheck disable=SC2086 # several words
	"$HWALIAS" --from $from check -J >"$out/is.json" 2>/dev/null || true
	has "$from" '"what": "kernel log of the first 12345 s after boot"' "$out/is.json"
done
cat "$out/early" "$out/late" >"$out/both"
for from in "$out/early" "$out/late --from $out/early" "$out/early --from $out/late" "$out/both"; do
	# shellcheck disable=SC2086 # several words
	"$HWALIAS" --from "$out/whole" --from $from check >"$out/is" 2>/dev/null || true
	! grep 'after boot' "$out/is" || fail "$from: begins late"
done

# the ends of lines are lost: what belongs to which device is not known
tr '\n' ' ' <"$out/whole" >"$out/one"
status=0
"$HWALIAS" --from "$out/one" list >"$out/is" 2>"$out/errors" || status=$?
[ $status = 3 ] && [ ! -s "$out/is" ] || fail "one line: status $status"

# the lists of other tools, wrapped by a mail or a terminal: each driver is the whole name
cat >"$out/tree" <<'EOF'
/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/16p, 480M
    |__ Port 3: Dev 2, If 0, Class=Human Interface Device, Driver=usbhid, 12M
    |__ Port 3: Dev 2, If 1, Class=Human Interface Device, Driver=usbhid, 12M
    |__ Port 5: Dev 3, If 0, Class=Application Specific Interface, Driver=usbtmc_long, 12M
    |__ Port 6: Dev 4, If 0, Class=Application Specific Interface, Driver=dfu_driver, 12M
EOF
cat >"$out/usb-devices" <<'EOF'

T:  Bus=01 Lev=01 Prnt=01 Port=02 Cnt=01 Dev#=  2 Spd=12  MxCh= 0
D:  Ver= 2.00 Cls=00(>ifc ) Sub=00 Prot=00 MxPS= 8 #Cfgs=  1
P:  Vendor=046d ProdID=c52b Rev=12.11
S:  Manufacturer=Logitech
S:  Product=USB Receiver
C:  #Ifs= 3 Cfg#= 1 Atr=a0 MxPwr=98mA
I:  If#= 0 Alt= 0 #EPs= 1 Cls=03(HID  ) Sub=01 Prot=01 Driver=logitech-djreceiver
I:  If#= 1 Alt= 0 #EPs= 1 Cls=03(HID  ) Sub=01 Prot=02 Driver=logitech-djreceiver
I:  If#= 2 Alt= 0 #EPs= 1 Cls=03(HID  ) Sub=00 Prot=00 Driver=logitech-djreceiver
EOF
cat >"$out/lshw" <<'EOF'
  *-network
       description: Ethernet interface
       product: Ethernet Connection (7) I219-LM
       vendor: Intel Corporation
       bus info: pci@0000:00:1f.6
       version: 10
       capabilities: pm msi bus_master cap_list ethernet physical tp 10bt 10bt-fd 100bt 100bt-fd autonegotiation
       configuration: autonegotiation=on broadcast=yes driver=e1000e_longname driverversion=5.15.0-91-generic
  *-multimedia
       description: Audio device
       product: Cannon Lake PCH cAVS High Definition Audio Controller of the 300 Series Chipset Family
       vendor: Intel Corporation
       bus info: pci@0000:00:1f.3
       version: 10
       configuration: driver=snd_hda_intel latency=32
EOF
cat >"$out/export" <<'EOF'
P: /devices/pci0000:00/0000:00:14.0/usb1/1-3/1-3:1.0/0003:046D:C52B.0001/0003:046D:4024.0002
E: DEVPATH=/devices/pci0000:00/0000:00:14.0/usb1/1-3/1-3:1.0/0003:046D:C52B.0001/0003:046D:4024.0002
E: SUBSYSTEM=hid
E: DRIVER=logitech-hidpp-device
E: MODALIAS=hid:b0003g0102v0000046Dp00004024

P: /devices/pci0000:00/0000:00:1f.6
E: DEVPATH=/devices/pci0000:00/0000:00:1f.6
E: SUBSYSTEM=pci
E: DRIVER=e1000e
E: ID_VENDOR_FROM_DATABASE=Intel Corporation
E: MODALIAS=pci:v00008086d000015BBsv000017AAsd000022C0bc02sc00i00

EOF
cat >"$out/hwinfo" <<'EOF'
10: PCI 1f.6: 0200 Ethernet controller
  [Created at pci.386]
  SysFS ID: /devices/pci0000:00/0000:00:1f.6
  SysFS BusID: 0000:00:1f.6
  Hardware Class: network
  Vendor: pci 0x8086 "Intel Corporation"
  Device: pci 0x15bb "Ethernet Connection (7) I219-LM"
  Revision: 0x10
  Driver: "e1000e"
  Module Alias: "pci:v00008086d000015BBsv000017AAsd000022C0bc02sc00i00"
  Config Status: cfg=new, avail=yes, need=no, active=unknown

12: PCI 1f.3: 0403 Audio device
  [Created at pci.386]
  SysFS ID: /devices/pci0000:00/0000:00:1f.3
  SysFS BusID: 0000:00:1f.3
  Hardware Class: sound
  Vendor: pci 0x8086 "Intel Corporation"
  Device: pci 0xa348 "Cannon Lake PCH cAVS"
  Revision: 0x10
  Driver: "snd_hda_intel"
  Module Alias: "pci:v00008086d0000A348sv000017AAsd000022C0bc04sc03i80"
  Config Status: cfg=new, avail=yes, need=no, active=unknown

EOF
# of the devices what matters
facts() {
	sed -n '/"devices": \[/,/"findings": \[/p' "$out/is.json" |
		grep '"\(id\|vendor\|device\|subclass\|raw\|name\|state\)":'
}
for list in tree usb-devices lshw export hwinfo; do
	reads $list
	facts >"$out/facts"
	[ "$(grep -c '"name": "' "$out/facts")" -gt 1 ] || fail "$list: no drivers"
	for width in 66 70 72 76 78 80; do
		for how in -sw -w; do
			for before in '' '> '; do
				# which breaks behind "P: "
				[ $list$how != export-sw ] || continue
				fold $how $width "$out/$list" | sed "s/^/$before/" >"$out/wrapped"
				reads wrapped
				facts | diff "$out/facts" - >"$out/diff" ||
					fail "$list, $how $width '$before': $(head -n 4 "$out/diff")"
			done
		done
	done
done
# one line alone: a part of a name is no driver
sed 's/, 12M$//; 3,5d; s/usbhid/usb/' "$out/tree" >"$out/part"
reads part
[ "$("$HWALIAS" --from "$out/part" list -o +driver 2>/dev/null | grep -c '^1-3:1.0 .* usb *$')" = 0 ] ||
	fail 'a part of a name is a driver'

# without its last newline, as people copy it, a list is the same
printf '00:1f.6 "%s" "%s" "%s" -r21 -p00 "%s" "%s"\n' 'Ethernet controller' 'Intel Corporation' 'I219-LM' \
	'Dell' 'XPS 15 9550' 'Network controller' 'Realtek' 'RTL8822CE' '' '' >"$out/machine"
printf '%s\n' '00:1f.6 0200: 8086:15b8 (rev 31)' '00:1f.3 0403: 8086:a170' >"$out/ids"
# lsusb has the first root hub at its end
printf '%s\n' 'Bus 001 Device 004: ID 046d:0825 Logitech, Inc. Webcam C270' \
	'Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub' >"$out/lsusb"
for list in whole names machine ids lsusb; do
	# of several modules the last one may be a part of a name
	sed -i 's/, snd_sof_pci_intel_tgl//' "$out/$list"
	reads $list
	cp "$out/is.json" "$out/list.json"
	printf %s "$(cat "$out/$list")" >"$out/bare"
	reads bare
	sed 's/"revision": "0x00"/"revision": null/' "$out/list.json" >"$out/expected"
	diff "$out/expected" "$out/is.json" >"$out/diff" || case $list in
	# "(rev 31)" may have followed
	ids) ;;
	*) fail "$list without its newline: $(cat "$out/diff")" ;;
	esac
	! grep 'ends within' "$out/is.json" "$out/errors" || fail "$list without its newline: cut"
done
# … and what may be a part of a value is not told
for end in 'Kernel modules: iwlwi' 'Kernel modules: iwlwifi, wl' 'Kernel driver in use: iwlw'; do
	{ sed 's/^/x/;s/^x//' "$out/whole"; printf '%s\n\t%s' "$card" "$end" | head -c -0; } >"$out/cut"
	reads cut
	! grep '"\(name\|module\)": "\(iwlwi\|wl\|iwlw\)"' "$out/is.json" || fail "$end: a part is told"
done
# of udev's database the end has no hardware; the last device of another text may be a part
udev='P: /devices/pci0000:00/0000:00:14.0
E: DEVPATH=/devices/pci0000:00/0000:00:14.0
E: SUBSYSTEM=pci
E: MODALIAS=pci:v00008086d000051EDsv000017AAsd000022E7bc0Csc03i30'
last='P: /module/zram
E: DEVPATH=/module/zram
E: SUBSYSTEM=module'
printf '%s\n\n%s' "$udev" "$last" >"$out/udev"
reads udev
! grep 'lines-missing' "$out/is.json" || fail 'udev without its newline: cut'
printf '%s\n' "$udev" >"$out/udev"
reads udev
has 'udev, cut' 'it ends within a device' "$out/is.json"

# what interrupts a device of -vmm tells nothing of it, and it goes on behind that; the
# driver of one that is cut at the end of a line is not told (show_machine() of
# pciutils/lspci.c prints an empty line behind each device)
cat >"$out/records" <<'EOF'
Slot:	00:1c.0
Class:	PCI bridge [0604]
Vendor:	Intel Corporation [8086]
Device:	Sunrise Point-LP PCI Express Root Port [9d10]
SVendor:	Dell [1028]
SDevice:	Device [06e4]
Rev:	f1
ProgIf:	00
Driver:	pcieport

Slot:	00:14.0
Class:	USB controller [0c03]
Vendor:	Intel Corporation [8086]
Device:	Sunrise Point-LP USB 3.0 xHCI Controller [9d2f]
SVendor:	Dell [1028]
SDevice:	Device [06e4]
Rev:	21
ProgIf:	30
Driver:	xhci_hcd
Module:	xhci_pci

EOF
reads records
cp "$out/is.json" "$out/records.json"
n=1
while [ $n -lt 20 ]; do
	for noise in '--More--' 'pcilib: sysfs_read_vpd: read failed: Input/output error'; do
		sed "${n}a $noise" "$out/records" >"$out/noise"
		reads noise
		case $n in
		# the next text is behind the last device, or within the first line of one
		10 | 20) ;;
		*) diff "$out/records.json" "$out/is.json" >"$out/diff" || {
			sed -n 's/^> //p' "$out/diff" | grep '"\(id\|vendor\|device\|subsystem_.*\|name\|state\)":' &&
				fail "noise behind line $n: $(cat "$out/diff")"
		} ;;
		esac
	done
	head -n $n "$out/records" >"$out/cut"
	reads cut
	! grep '"state": "\(driverless\|unbound\)"' "$out/is.json" || fail "cut behind line $n: no driver"
	! grep '"subsystem_vendor": "0000"' "$out/is.json" || fail "cut behind line $n: no subsystem"
	n=$((n + 1))
done
# the same list twice
cat "$out/records" "$out/records" >"$out/twice"
reads twice
[ "$(grep -c '"module": "xhci_pci"' "$out/is.json")" = "$(grep -c '"module": "xhci_pci"' "$out/records.json")" ] ||
	fail 'twice: modules are there twice'

# names that a shell needs quotes for, of devices that are there
desktop=$(dirname "$0")/../machines/desktop.snap
for command in show check iommu; do
	for name in 'Bus 001 Device 003' 'Bus 001 Device 003: ID 046d:0825 Logitech, Inc. Webcam C270' \
		'KERNELS=="0000:00:1f.6"' '[8086:15b8]'; do
		status=0
		"$HWALIAS" --from "$desktop" "$command" "$name" >"$out/is" 2>"$out/errors" || status=$?
		# the network card needs attention
		case $command$name in
		check*1f.6* | check*15b8*) [ $status = 1 ] && status=0 ;;
		esac
		[ $status = 0 ] && ! grep -q 'Sanitizer' "$out/errors" ||
			fail "$command '$name': status $status, $(tail -n 1 "$out/errors")"
	done
done

[ $failed = 0 ] && echo 'pasted: as it was printed'
exit $failed
