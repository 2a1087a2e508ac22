#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# `check --expect`: each form of an entry is judged as hwalias-expect(5) says, what is not
# understood is told with its line and the rest is judged; what `snapshot --expect` writes
# of a machine, that machine meets.
set -eu
cd "$(dirname "$0")/../machines"
. "${HWALIAS_SOURCE:?}/tests/lib/said.sh"

# judge STATUS: runs on desktop.snap with $out/list; its lines in $out/said
judge() {
	status=0
	"$HWALIAS" --from desktop.snap check --expect "$out/list" >"$out/said" 2>"$out/errors" ||
		status=$?
	[ "$status" = "$1" ] || fail "status $status, not $1: $(cat "$out/list" "$out/said" "$out/errors")"
}

# --- entries, on desktop.snap: "entry|kind", the kind is what is said first, or nothing ---

while IFS='|' read -r entry kind; do
	printf '%s\n' "$entry" >"$out/list"
	judge "$([ -z "$kind" ] && echo 0 || echo 1)"
	said=$(sed -n '1s/ .*//p' "$out/said")
	[ "$said" = "$kind" ] || fail "'$entry': '$said', not '$kind'"
	if [ -n "$kind" ]; then
		[ "$(grep -c '^[a-z]' "$out/said")" = 1 ] || fail "'$entry': said more than once"
	fi
done <<'END'
10de:1401|
1 × 10de:1401|
1 x 10de:1401|
1x 10de:1401|
1×10de:1401|
1 * 10de:1401|
1 10de:1401|
2 × 10de:1401|changed
0 × 10de:1401|extra
10de:2330|missing
0 × 10de:2330|
<= 3 10de:2330|
10de:|
2 × 10de:|
3 × 10de:|changed
10de:*|
10de:1401:1458:36bd|
10de:1401:1458:36be|missing
10de:1401:1458:|
10DE:1401|
pci 10de:1401|
pci:10de:1401|
usb 10de:1401|missing
usb:046d:c52b|
1 × 046d:c52b|
class 02|
class 0200|
class 020000|
class 02:00|
1 × class 0200|
1 × class 0207|missing
class 0201|missing
pci class 0300|
usb class 03|
3 × usb class 03|
2 × usb class 03:01|
4 × usb class 03|changed
nvme|
driver nvme|
1 driver nvme|
nvme ≥ 1|
nvme >= 1|
nvme>=1|
nvme≥8|changed
≥ 8 nvme|changed
>= 8 driver nvme|changed
> 0 driver nvme|
> 1 driver nvme|changed
< 2 driver nvme|
< 1 driver nvme|extra
= 1 nvme|
driver nvme = 2|changed
driver nosuch|missing
driver i2c_i801|
driver i2c-i801|
5 × driver usbhid|changed
3 × driver usbhid|
bus i2c|
5 × bus usb|
4 × bus usb|changed
bus nosuch|missing
pci:0000:00:1f.*|
4 × pci:0000:00:1f.?|
pci:0000:00:1f.[36] = 2|
pci:0000:00:1e.*|missing
pci:0000:*|
pci:0000:* = 13|
acpi:*|
usb:1-7|
0 × usb:1-7|extra
usb:1-8|missing
4 × usb:1-3:1.*|
2 × usb:1-[37]|
platform:eeepc-wmi|
0x10de:0x1401|
0x10de:0x1402|missing
class 0x030000|
class 0x030100|missing
1 × 10de:1401, nvme ≥ 1|
nvme ≥ 8|changed
10de:1401 driver nouveau|
10de:1401 driver nvidia|changed
10de:1401 no driver|changed
8086:15b8 no driver|
8086:15b8 driver e1000e|changed
046d:0825 driver uvcvideo|
046d:0825 driver uvcvideo driver snd-usb-audio|
046d:0825 driver snd_usb_audio|
046d:0825 driver uvcvideo driver btusb|changed
2 × 10de: driver nouveau|changed
1 × 10de: driver nouveau|
8086: driver e1000e >= 1|changed
10de:1401, nvme, usb:046d:c52b|
10de:1401, nosuch, nvme|missing
10de:1401 # of this, 99 × that|
gpu ≥ 1|
GPU = 1|
gpu ≥ 2|changed
gpu driver nouveau|
gpu no driver|changed
2 × wifi|missing
bluetooth = 1|
webcam|
storage >= 2|
ethernet = 1|
pci ≥ 13|
pci ≥ 300|changed
usb = 5|
acpi ≥ 1|
scsi|missing
nosuchdriver|missing
END

# a word means the same whatever is bound: NVMe controllers with their driver, with another
# one, with none; "nvme" is the driver, "NVMe" the kind
for to in nvme vfio-pci none; do
	case $to in
	none) sed '/^|DRIVER=nvme$/d' desktop.snap >"$out/bound.snap" ;;
	*) sed "s/^|DRIVER=nvme$/|DRIVER=$to/" desktop.snap >"$out/bound.snap" ;;
	esac
	for entry in 'nvme' 'nvme = 1' 'nvme ≥ 1' '0 × nvme' 'driver nvme' 'NVMe = 1' 'NVMe driver nvme' \
		'1 × class 0207, nvme ≥ 8'; do
		printf '%s\n' "$entry" >"$out/list"
		status=0
		"$HWALIAS" --from "$out/bound.snap" check --expect "$out/list" >"$out/said" 2>&1 || status=$?
		said=$(sed -n 's/^\([a-z]*\) *list:.*/\1/p' "$out/said" | tail -n 1)
		case $to:$entry in
		*:'NVMe = 1' | nvme:nvme | nvme:'driver nvme' | nvme:'nvme = 1' | nvme:'nvme ≥ 1' | nvme:NVMe*) expected= ;;
		nvme:0*) expected=extra ;;
		*:0*) expected= ;;
		nvme:*class* | *:NVMe*) expected=changed ;;
		*) expected=missing ;;
		esac
		[ "$said" = "$expected" ] && [ $status -le 1 ] ||
			fail "'$entry' of a controller bound to $to: '$said', status $status, not '$expected'"
	done
done

# of a list that tells no drivers a kind is one all the same, and of another bus nothing
printf '%s\n' '01:00.0 VGA compatible controller [0300]: NVIDIA [10de:1401] (rev a1)' \
	'02:00.0 Non-Volatile memory controller [0108]: Samsung [144d:a804]' >"$out/nn"
while IFS='|' read -r entry expected; do
	echo "$entry" >"$out/list"
	"$HWALIAS" --from "$out/nn" check --expect "$out/list" >"$out/said" 2>/dev/null || true
	[ "$(sed -n 's/^\([a-z]*\)  list:.*/\1/p' "$out/said")" = "$expected" ] ||
		fail "'$entry' of lspci -nn: $(cat "$out/said")"
done <<'END'
gpu = 1|
gpu ≥ 2|changed
NVMe = 1|
nvme|unknown
raid|missing
wifi|unknown
usb|unknown
END

# lspci tells the name of a driver, which is not that of its module, and what claims the
# device: of words that two modules share none is said to be it
cat >"$out/modules" <<'END'
00:14.0 USB controller [0c03]: Intel Corporation Device [8086:a12f] (rev 31)
	Kernel driver in use: xhci_hcd
	Kernel modules: xhci_pci
00:1f.4 SMBus [0c05]: Intel Corporation Device [8086:a123] (rev 31)
	Kernel driver in use: i801_smbus
	Kernel modules: i2c_i801
01:00.0 VGA compatible controller [0300]: NVIDIA Corporation Device [10de:2330]
	Kernel driver in use: nvidia
	Kernel modules: nouveau, nvidia_drm, nvidia
02:00.0 Non-Volatile memory controller [0108]: Samsung [144d:a808]
	Kernel driver in use: vfio-pci
	Kernel modules: nvme
03:00.0 Ethernet controller [0200]: Vendor [1234:0001]
	Kernel driver in use: plant
	Kernel modules: plant_one, plant_two
END
while IFS='|' read -r entry expected; do
	echo "$entry" >"$out/list"
	"$HWALIAS" --from "$out/modules" check --expect "$out/list" >"$out/said" 2>/dev/null || true
	[ "$(sed -n 's/^\([a-z]*\)  *list:.*/\1/p' "$out/said")" = "$expected" ] ||
		fail "'$entry' of lspci -k: $(cat "$out/said")"
done <<'END'
1 x driver xhci_hcd|
1 x driver xhci_pci|
1 x driver xhci-pci|
0 x driver xhci_pci|extra
pci:0000:00:14.0 driver xhci_pci|
pci:0000:00:14.0 driver ehci_pci|changed
driver i2c_i801|
driver nvidia|
driver nouveau|missing
driver nvidia_drm|missing
driver vfio_pci|
driver nvme|missing
pci:0000:02:00.0 driver nvme|changed
driver plant|
driver plant_one|unknown
pci:0000:03:00.0 driver plant_two|unknown
pci:0000:03:00.0 driver plant|
END

# --- several lines: all is judged, in order, with line and comment ---

cat >"$out/list" <<'END'
# the card and its sound
2 × 10de:	# both functions

nvme ≥ 8, class 0207	# storage
usb:046d:ffff
END
judge 1
cat >"$out/expected" <<'END'
changed  list:4: nvme ≥ 8  # storage
  why:    There is 1; expected: at least 8. pci:0000:02:00.0.
missing  list:4: class 0207  # storage
  why:    There is none; expected: at least 1.
missing  list:5: usb:046d:ffff
  why:    There is none; expected: at least 1.
END
diff "$out/expected" "$out/said" || failed=1
printf '10de:1401 driver nvidia\n' >"$out/list"
judge 1
printf '%s\n' 'changed  list:1: 10de:1401 driver nvidia' \
	'  why:    There is 1, but none with this driver; expected: at least 1. pci:0000:01:00.0 has nouveau.' |
	diff - "$out/said" || failed=1

# --- nothing else ---

printf 'only usb\n046d:\n1d6b:0002 05e3:0608\n' >"$out/list"
judge 2
printf 'only usb\n046d:\n1d6b:0002, 05e3:0608\n' >"$out/list"
judge 1
[ "$(grep -c '^[a-z]' "$out/said")" = 1 ] && grep -q '^extra    usb:1-7  ' "$out/said" ||
	fail "only usb: $(cat "$out/said")"
printf 'only\n046d:, 1d6b:, 05e3:, 8087:, 8086:, 10de:\n' >"$out/list"
judge 1
[ "$(grep -c '^[a-z]' "$out/said")" = 1 ] && grep -q '^extra    pci:0000:02:00.0 ' "$out/said" ||
	fail "only: $(cat "$out/said")"
printf 'only usb\n' >"$out/list"
judge 1
[ "$(grep -c '^extra' "$out/said")" = 5 ] || fail "only usb alone: $(cat "$out/said")"

# --- what is not understood: file and line, and the rest is judged ---

n=0
while IFS= read -r entry; do
	n=$((n + 1))
	printf '# first\n%s\n10de:2330\n' "$entry" >"$out/list"
	judge 2
	grep -q "^hwalias: $out/list:2: " "$out/errors" || fail "'$entry': not told with its line"
	grep -q '^missing  list:3: 10de:2330$' "$out/said" || fail "'$entry': the rest is not judged"
done <<'END'
4
4 ×
foo bar
class
class 3
class 020
class 02000000
class xy
class:0200
driver
driver:nvme
bus:pci
driver = 3
bus
10de:23300
10de
pci 10de
pci 10de:23300
usb:
:
::
10de:1401:1458
>= x 10de:
>=
10de:1401 driver
10de:1401 no
10de:1401 no driver driver nouveau
10de:1401 driver a driver b driver c driver d driver e
no driver
2 10de: >= 2
10de: >= 2 >= 3
10de: ≥
1234567 10de:
-1 10de:
< 0 10de:
only a:b
only ≥
4 × 10de:1401 4 × 10de:1401
a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g
END
[ "$n" = 39 ] || fail "$n of 39 were tried"

# of a file without sense nothing but errors
head -c 20000 "$HWALIAS" >"$out/list"
status=0
"$HWALIAS" --from desktop.snap check --expect "$out/list" >/dev/null 2>&1 || status=$?
[ "$status" = 2 ] || fail "a program for a baseline ends with $status"
yes '10de:1401' | head -n 200000 >"$out/list"
status=0
"$HWALIAS" --from desktop.snap check --expect "$out/list" >/dev/null 2>&1 || status=$?
[ "$status" = 3 ] || fail "a baseline of 2 MB ends with $status"
printf '10de:1401' >"$out/list"
judge 0
printf '\357\273\27710de:1401\r\nnvme\r\n' >"$out/list"
judge 0
# what expects nothing is no baseline: an all-clear would be of nothing
for text in '' '# nothing' ' , ,' '\n\n#\n'; do
	# shellcheck disable=SC2059 # a format
	printf "$text" >"$out/list"
	judge 2
	[ ! -s "$out/said" ] && grep -q "list expects nothing" "$out/errors" ||
		fail "'$text': $(cat "$out/said" "$out/errors")"
done

# --- what is not recorded is not known ---

"$HWALIAS" --from desktop.snap --lsusb >"$out/lsusb"
printf 'driver usbhid\n' >"$out/list"
status=0
"$HWALIAS" --from "$out/lsusb" check --expect "$out/list" >"$out/said" 2>/dev/null || status=$?
[ "$status" = 3 ] && grep -q '^unknown  list:1: driver usbhid$' "$out/said" ||
	fail "drivers of lsusb: status $status: $(cat "$out/said")"

# of a bus that a dump does not tell nothing is missing, nor all as it should be
"$HWALIAS" --from desktop.snap --lspci -nn >"$out/lspci"
"$HWALIAS" --from desktop.snap --lspci >"$out/lspci-names"
"$HWALIAS" --from desktop.snap --lspci -nnk >"$out/lspci-k"
"$HWALIAS" --from desktop.snap --lsusb -t >"$out/lsusb-t"
"$HWALIAS" --from desktop.snap -aaJ >"$out/report"
cat >"$out/inxi" <<-'END'
	Graphics:
	  Device-1: NVIDIA GA106M vendor: Lenovo driver: N/A bus-ID: 01:00.0 chip-ID: 10de:2520
END
while IFS='|' read -r dump entry expected kind; do
	printf '%s\n' "$entry" >"$out/list"
	status=0
	"$HWALIAS" --from "$out/$dump" check --expect "$out/list" >"$out/said" 2>/dev/null || status=$?
	said=$(sed -n '1s/ .*//p' "$out/said")
	[ "$status" = "$expected" ] && [ "$said" = "$kind" ] ||
		fail "$dump: '$entry': status $status, '$said'"
done <<'END'
lsusb|10de:1401|3|unknown
lsusb|class 0207|3|unknown
lsusb|0 × pci 10de:|3|unknown
lsusb|bus scsi >= 1|3|unknown
lsusb|pci:0000:01:*|3|unknown
lsusb|usb class 03|3|unknown
lsusb|only pci|3|unknown
lsusb|usb:046d:c52b|0|
lsusb|046d:c52b|0|
lsusb|usb:046d:ffff|1|missing
lsusb|0 × usb:046d:c52b|1|extra
lspci|usb:046d:c52b|3|unknown
lspci|10de:1401|0|
lspci|1 × 10de:1401|0|
lspci|2 × 10de:1401|1|changed
lspci|1 × 10de:2330|3|unknown
lspci|pci 10de:2330|1|missing
lspci|class 0300|0|
lspci|class 0207|1|missing
lspci-names|10de:1401|3|unknown
lspci-names|bus pci|0|
lspci-k|driver nvme|0|
lspci-k|driver e1000e|1|missing
lspci-k|0 driver e1000e|0|
lspci-k|driver btusb|3|unknown
lspci-k|0 driver btusb|3|unknown
lsusb-t|driver btusb|0|
lsusb-t|driver nvme|3|unknown
lsusb-t|0 driver nvme|3|unknown
report|driver btusb|0|
report|driver qla2xxx|1|missing
report|0 driver qla2xxx|0|
lspci|class 010802|3|unknown
lspci|class 010800|3|unknown
lspci|class 0108|0|
lspci|class 020701|1|missing
inxi|class 0300|3|unknown
inxi|pci class 0300|3|unknown
inxi|0 × pci class 0300|3|unknown
inxi|10de:2520|0|
END

# of a device whose ids, or driver, are not told: "dump|entry|status|what is said of pci:0000:01:00.0"
"$HWALIAS" --from desktop.snap --lspci -nn >"$out/lspci-nn"
"$HWALIAS" --from desktop.snap --lspci -mm >"$out/lspci-mm"
"$HWALIAS" --from desktop.snap --lspci -k >"$out/lspci-k-names"
sed '/^[0-9a-f]/a\	Flags: bus master, fast devsel, latency 0' "$out/lspci-k-names" >"$out/lspci-v"
while IFS='|' read -r dump entry expected kind; do
	printf 'only pci\n%s\n' "$entry" >"$out/list"
	status=0
	"$HWALIAS" --from "$out/$dump" check --expect "$out/list" >"$out/said" 2>/dev/null || status=$?
	said=$(sed -n 's/^\([a-z]*\) *pci:0000:01:00\.0 .*/\1/p' "$out/said")
	[ "$status" = "$expected" ] && [ "$said" = "$kind" ] ||
		fail "$dump, only pci: '$entry': status $status, '$said'"
done <<'END'
lspci-names|pci 10de: >= 0|3|unknown
lspci-k-names|pci 10de: >= 0|3|unknown
lspci-mm|pci 10de: >= 0|3|unknown
lspci-v|pci 10de: >= 0|3|unknown
lspci-names|usb 10de: >= 0|1|extra
lspci-names|pci:0000:0[0-9]:*|0|
lspci-nn|driver nouveau >= 0|3|unknown
lspci-nn|8086: >= 0|1|extra
END
# the own baseline, of a dump without ids
"$HWALIAS" --from desktop.snap snapshot --expect >"$out/list"
for dump in lspci-names lspci-k-names lspci-mm lspci-v lsusb-t; do
	status=0
	"$HWALIAS" --from "$out/$dump" check --expect "$out/list" >"$out/said" 2>/dev/null || status=$?
	[ "$status" = 3 ] && ! grep -qv '^unknown\|^ ' "$out/said" ||
		fail "$dump, the machine's own baseline: status $status: $(grep -v '^unknown\|^ ' "$out/said")"
done

# --- a machine is as it is ---

"$HWALIAS" --from desktop.snap snapshot --expect "$out/desktop.list"
"$HWALIAS" --from desktop.snap snapshot --expect | cmp - "$out/desktop.list" || failed=1
"$HWALIAS" --from desktop.snap snapshot --expect="$out/again"
cmp "$out/again" "$out/desktop.list" || failed=1
grep -q '^1 × pci 10de:1401 driver nouveau   # 0000:01:00.0 ' "$out/desktop.list" ||
	fail "the baseline has no line of the card"
grep -q '^1 × usb 046d:0825 driver uvcvideo driver snd-usb-audio ' "$out/desktop.list" ||
	fail "the baseline has no line of the camera"
meets() {
	name=$1
	shift
	status=0
	"$HWALIAS" "$@" snapshot --expect "$out/own" 2>/dev/null || return 0
	"$HWALIAS" "$@" check --expect "$out/own" >"$out/said" 2>/dev/null || status=$?
	[ "$status" = 0 ] && [ ! -s "$out/said" ] ||
		fail "$name does not meet its own baseline: $status: $(head -n 4 "$out/said")"
}
for snap in *.snap broken/*.snap healthy/*.snap; do
	meets "$snap" --from "$snap"
done
meets "this machine"
for dump in lspci lsusb; do
	"$HWALIAS" --from "$out/$dump" snapshot --expect "$out/own" 2>/dev/null || fail "$dump: no baseline"
	grep -q '^only' "$out/own" || fail "$dump: the baseline has no bus"
done
# baseline SOURCE SAID ONLY: what is not known has no line, and its bus is not closed
baseline() {
	status=0
	rm -f "$out/own"
	"$HWALIAS" --from "$out/$1" snapshot --expect "$out/own" 2>"$out/errors" || status=$?
	[ $status = 3 ] && grep -q "$2" "$out/errors" || fail "$1: status $status, $(cat "$out/errors")"
	[ "$(sed -n 's/^only//p' "$out/own" 2>/dev/null)" = "$3" ] || fail "$1: $(cat "$out/own")"
}
functions=$(wc -l <"$out/lspci-names")
baseline lspci-names "ids of $functions devices: the baseline has no line for them" ''
[ ! -e "$out/own" ] || fail "without ids: a baseline of nothing: $(cat "$out/own")"
# … and of one device alone; of USB all is known
{
	sed '3s/ \[[0-9a-f]*:[0-9a-f]*\]//' "$out/lspci-nn"
	sed -n '3p' "$out/lspci-nn" | grep -q '\[[0-9a-f]\{4\}:' || fail "lspci-nn: no ids in line 3"
} >"$out/less-nn"
baseline less-nn 'ids of 1 device: the baseline has no line for it' ''
[ "$(grep -c '^[0-9]' "$out/own")" -gt 4 ] || fail "all but one: $(cat "$out/own")"
status=0
"$HWALIAS" --from "$out/lspci-nn" check --expect "$out/own" >"$out/said" 2>/dev/null || status=$?
[ $status = 0 ] || fail "all but one, against all: $status $(cat "$out/said")"
# a list that went through grep has no root of its bus
grep -v 'Host bridge' "$out/lspci-nn" >"$out/rootless"
baseline rootless 'devices may be missing' ''
# a recording that was cut off looks whole in a baseline
"$HWALIAS" --from desktop.snap snapshot "$out/whole.snap" 2>/dev/null
head -c $(($(wc -c <"$out/whole.snap") * 3 / 4)) "$out/whole.snap" >"$out/cut.snap"
baseline cut.snap 'damaged or cut off' ''
[ ! -e "$out/own" ] || fail "a baseline of a cut recording: $(cat "$out/own")"
# … and one with a line that is not understood, which may have been a device's
sed '20s/^/stray words\n/' "$out/whole.snap" >"$out/stray.snap"
baseline stray.snap 'damaged or cut off' ''
[ ! -e "$out/own" ] || fail "a baseline of a damaged recording: $(cat "$out/own")"
printf 'only pci usb\n1 × pci 1234:5678\n' >"$out/list"
status=0
"$HWALIAS" --from "$out/stray.snap" check --expect "$out/list" >"$out/said" 2>/dev/null || status=$?
[ $status = 3 ] && grep -q '^unknown  list:2' "$out/said" && ! grep -q '^missing' "$out/said" ||
	fail "a damaged recording: $status $(cat "$out/said")"
# what may be two machines is neither, also where a report tells it
printf 'alice@one:~$ lspci -nn\n' | cat - "$out/lspci-nn" >"$out/host-one"
printf 'bob@two:~$ lsusb\n' | cat - "$out/lsusb" >"$out/host-two"
rm -rf "$out/hosts"
mkdir "$out/hosts"
cp "$out/host-one" "$out/host-two" "$out/hosts"
for form in '-aaJ' '-aa --ndjson' report 'report --format text' 'report --format html' 'snapshot -'; do
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from "$out/hosts" $form >"$out/hosts.form" 2>/dev/null
	case $form in *ndjson) said='devices may be missing' ;; *) said='may be of two machines' ;; esac
	baseline hosts.form "$said" ''
done
baseline hosts 'may be of two machines' ''
# a machine of which the ids of devices were cut off has these devices all the same
status=0
sed '/^sys\/devices\/.*0000:01:00\.0\/uevent /,$d' "$out/whole.snap" >"$out/cut.snap"
grep -q '^sys/bus/pci/devices/0000:01:00.0 ' "$out/cut.snap" || fail "the card is not there"
"$HWALIAS" --from "$out/cut.snap" check --expect "$out/desktop.list" >"$out/said" 2>/dev/null || status=$?
[ $status = 3 ] && grep -q '^unknown  pci:0000:01:00\.0' "$out/said" && ! grep -q '^extra\|^missing\|^changed' "$out/said" ||
	fail "a cut recording of this machine: $status $(grep -v '^unknown\|^ ' "$out/said")"

meets "what lspci prints" --from "$out/lspci"
meets "what lsusb prints" --from "$out/lsusb"
status=0
"$HWALIAS" --from server.snap check --expect "$out/desktop.list" >"$out/said" 2>/dev/null || status=$?
[ "$status" = 1 ] && grep -q '^missing' "$out/said" && grep -q '^extra' "$out/said" ||
	fail "server against the baseline of desktop: $status"
sed '/0000:02:00.0/d; /144D/d' desktop.snap >"$out/less.snap"
"$HWALIAS" --from "$out/less.snap" check --expect "$out/desktop.list" >"$out/said" 2>/dev/null || true
[ "$(grep -c '^[a-z]' "$out/said")" = 1 ] && grep -q '^missing  desktop.list:[0-9]*: 1 × pci 144d:a804' "$out/said" ||
	fail "without its disk: $(cat "$out/said")"
sed '/0000:01:00.0\/uevent/,/^sys\/bus/s/^|DRIVER=nouveau/|DRIVER=vfio-pci/' desktop.snap >"$out/vfio.snap"
"$HWALIAS" --from "$out/vfio.snap" check --expect "$out/desktop.list" >"$out/said" 2>/dev/null || true
[ "$(grep -c '^[a-z]' "$out/said")" = 1 ] && grep -q 'pci:0000:01:00.0 has vfio-pci\.$' "$out/said" ||
	fail "with another driver: $(cat "$out/said")"

# --- a part of a list: what is not there may have been left out ---

# our own report of a whole machine is none, without the root of a bus or devices of one
for machine in vm arm healthy/laptop healthy/cards healthy/usb-composite; do
	"$HWALIAS" --from $machine.snap snapshot --expect >"$out/list" 2>/dev/null
	for form in '-aaJ' 'list -aa --ndjson' 'report' 'report --format text' 'report --format html'; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" --from $machine.snap $form >"$out/form" 2>/dev/null
		"$HWALIAS" --from "$out/form" snapshot "$out/form.snap" 2>/dev/null
		for file in form form.snap; do
			"$HWALIAS" --from "$out/$file" check --expect "$out/list" >"$out/said" 2>"$out/errors" ||
				fail "$machine, $form, $file: $(cat "$out/said" "$out/errors")"
		done
	done
done
# and what it has not is missing
"$HWALIAS" --from vm.snap -aaJ >"$out/vm.json" 2>/dev/null
status=0
"$HWALIAS" --from "$out/vm.json" check --expect "$out/list" >"$out/said" 2>/dev/null || status=$?
[ "$status" = 1 ] && grep -q '^missing  list:[0-9]*: 1 × usb 046d:0825' "$out/said" ||
	fail "a report without USB: $status $(cat "$out/said")"
# of which lines were taken out, and of a dump, it is not known
"$HWALIAS" --from healthy/laptop.snap list -aa --ndjson 2>/dev/null | sed '/0000:00:14.0/d' >"$out/lines"
"$HWALIAS" --from desktop.snap --lsusb 2>/dev/null | grep Bluetooth >"$out/part"
"$HWALIAS" --from "$out/part" -aaJ >"$out/part.json" 2>/dev/null
# … nor of what a report says of one, though nothing of its device is open
printf '[    0.000000] Linux version 6.1.0-13-amd64 (x@y) #1 SMP\n[    1.000000] usb 1-1: x\n' >"$out/part.log"
for format in markdown text html; do
	"$HWALIAS" --from "$out/part" --from "$out/part.log" report --format $format >"$out/part.$format" 2>/dev/null
	sed '/ould not be checked completely/d' "$out/part.$format" >"$out/part.open.$format"
done
for file in lines part part.json part.markdown part.text part.html \
	part.open.markdown part.open.text part.open.html; do
	"$HWALIAS" --from "$out/$file" check --expect "$out/list" >"$out/said" 2>/dev/null && fail "$file"
	grep -q '^unknown .*046d:0825' "$out/said" && ! grep -q '^missing' "$out/said" ||
		fail "$file: $(cat "$out/said")"
done

# row FILE ENTRY: what is said first, or nothing
row() {
	printf '%s\n' "$2" >"$out/list"
	status=0
	"$HWALIAS" --from "$1" check --expect "$out/list" >"$out/said" 2>"$out/errors" || status=$?
	echo "$status $(sed -n '1s/ .*//p' "$out/said")"
}
"$HWALIAS" --from desktop.snap --lspci -nnk >"$out/lspci"
while IFS='|' read -r name said command; do
	{
		printf '%s\n' "$command"
		case $said in
		whole) cat "$out/lspci" ;;
		*) grep -A 3 '^01:00' "$out/lspci" ;;
		esac
	} >"$out/pasted"
	got=$(row "$out/pasted" '1 × class 0108')
	case $said in
	whole) [ "$got" = '0 ' ] || [ "$got" = '1 missing' ] || fail "$name: $got" ;;
	*) [ "$got" = '3 unknown' ] || fail "$name: $got" ;;
	esac
	got=$(row "$out/pasted" '10de:1401')
	[ "$got" = '0 ' ] || [ "$said$got" = 'part3 could' ] || fail "$name, one that is there: $got"
	grep -q 'devices may be missing' "$out/errors" && is=part || is=whole
	[ $is = "$said" ] || fail "$name: taken for $is"
done <<'END'
all|whole|user@host:~$ lspci -nnk
into a file too|whole|user@host:~$ sudo lspci -nnk | tee list
letters in a row|whole|user@host:~$ lspci -vvnnk
another file of ids|whole|user@host:~$ lspci -nnk -ipci.ids
grep|part|user@host:~$ lspci -nnk | grep -A3 VGA
grep of root|part|user@host:~$ sudo lspci -nnk | sudo grep -A3 VGA
head|part|user@host:~$ lspci -nnk |head -4
a slot|part|user@host:~$ lspci -nnk -s 01:00
a slot, letters in a row|part|user@host:~$ lspci -nnks 01:00
ids|part|user@host:~$ lspci -nnk -d 10de:
no blanks|part|user@host:~$ lspci|grep -A3 VGA
no prompt|part|lspci -nnk | grep -A3 VGA
a prompt of its own|part|❯ sudo lspci -nnk | grep -A3 VGA
a quotation|part|> lspci -nnk | grep -A3 VGA
quoted|part|Output of `lspci -nnk | grep -A3 VGA`:
quoted whole|whole|This is `lspci -nnk`, without | grep
prose|whole|lspci has it | grep
END
{
	printf 'user@host:~$ lspci -nn | grep VGA\n'
	grep '^01:00.0' "$out/lspci"
	printf 'user@host:~$ lspci -nnk\n'
	cat "$out/lspci"
} >"$out/pasted"
[ "$(row "$out/pasted" '1 × class 0108')" = '0 ' ] || fail "a part, and the whole: $(cat "$out/said" "$out/errors")"

# a baseline of all devices, and a list without the root of the bus: it was chosen; of a
# baseline by hand the list may well be all that counts
grep '^0[12]:00.0' "$out/lspci" >"$out/pasted"
[ "$(row "$out/pasted" "only pci
1 × class 0604
10de:1401
144d:a804")" = '3 unknown' ] || fail "without its root: $(cat "$out/said" "$out/errors")"
[ "$(row "$out/pasted" '1 × class 0604')" = '1 missing' ] || fail "by hand: $(cat "$out/said")"

"$HWALIAS" --from desktop.snap -s 01:00.0 -s usb1 -J >"$out/chosen.json"
[ "$(row "$out/chosen.json" '1 × class 0108')" = '3 unknown' ] || fail "of chosen devices: $(cat "$out/said")"

# --- what a list tells of USB: interfaces alone, or no ports ---

usb1=/sys/devices/pci0000:00/0000:00:14.0/usb1
string=usb:v0624p0248d0000dc00dsc00dp00ic03isc01ip0
printf '%s/1-3/1-3:1.%s/modalias:%s%sin0%s\n' $usb1 0 $string 1 0 $usb1 1 $string 2 1 >"$out/paths"
printf '%s1in00\n%s2in01\n' $string $string >"$out/strings"
cat >"$out/ports" <<'END'
Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub
Bus 001 Device 002: ID 0624:0248 Avocent Corp. Virtual Hub
Bus 002 Device 001: ID 1d6b:0003 Linux Foundation 3.0 root hub
END
while IFS='|' read -r file expected entry; do
	got=$(row "$out/$file" "$entry")
	[ "$got" = "$expected" ] || fail "$file, $entry: $got, not $expected: $(cat "$out/said")"
done <<'END'
paths|1 extra|0 usb:0624:0248
paths|0 |1 × usb:0624:0248
paths|0 |usb:0624:0248
paths|0 |usb:1-3:1.1
paths|1 missing|usb:1-4
paths|1 extra|0 × usb
paths|1 missing|usb:0624:0249
strings|3 unknown|0 usb:0624:0248
strings|0 |usb:0624:0248
strings|3 unknown|1 × usb:0624:0248
strings|3 unknown|2 × usb:0624:0248
strings|3 unknown|0 × usb
strings|3 unknown|usb:1-3
strings|0 |2 × usb class 03
strings|1 extra|0 × usb class 03
ports|3 unknown|0 × usb:1-1
ports|3 unknown|0 × usb:1-*
ports|3 unknown|usb:1-1
ports|3 unknown|0 × usb:*-1:1.0
ports|3 unknown|usb:1-0:1.0
ports|1 missing|usb:2-1
ports|1 missing|usb:3-1
ports|0 |2 × usb:usb*
ports|1 missing|usb:usb3
ports|1 extra|0 × usb:*
ports|0 |usb:0624:0248
END

# --- usage, documents ---

for usage in "check --expect" "check --expect $out/list eth0" "check --expect $out/list -b pci" \
	"check --expect=$out/list eth0" "snapshot --expect a b"; do
	status=0
	# shellcheck disable=SC2086 # words
	"$HWALIAS" --from desktop.snap $usage >/dev/null 2>&1 || status=$?
	[ "$status" = 2 ] || fail "'$usage' ends with $status"
done
status=0
"$HWALIAS" --from desktop.snap check --expect nosuch >/dev/null 2>&1 || status=$?
[ "$status" = 3 ] || fail "a baseline that is not there ends with $status"
echo '10de:1401' | "$HWALIAS" --from desktop.snap check --expect - || fail "standard input"

python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
if "$python3" -c 'import jsonschema' 2>/dev/null; then
	printf 'only usb\n4 × 10de:1401 # the card\nclass 0207\nfoo bar\n0 × nvme\n10de: <= 1\n' >"$out/list"
	"$HWALIAS" --from desktop.snap check -J --expect "$out/list" >"$out/a.json" 2>/dev/null || true
	"$HWALIAS" --from desktop.snap check -J >"$out/b.json" 2>/dev/null || true
	"$HWALIAS" --from desktop.snap check --ndjson --expect "$out/list" >"$out/a.ndjson" 2>/dev/null || true
	[ "$(wc -l <"$out/a.ndjson")" = 9 ] || fail "$(wc -l <"$out/a.ndjson") lines of 9"
	"$python3" ../lib/validate_schema.py --strict "$HWALIAS_SCHEMA" "$out"/*.json || failed=1
	"$python3" ../lib/validate_schema.py --lines --strict "$HWALIAS_SCHEMA" "$out"/*.ndjson ||
		failed=1
else
	echo "python3-jsonschema is missing: the documents were not validated"
fi
# as Windows writes it
if command -v iconv >/dev/null; then
	for order in LE BE; do
		printf '\357\273\2771 × 10de:1401\r\nnvme ≥ 1\r\n' | iconv -f UTF-8 -t UTF-16$order >"$out/wide"
		status=0
		"$HWALIAS" --from desktop.snap check --expect "$out/wide" >"$out/is" 2>&1 || status=$?
		[ $status = 0 ] || fail "UTF-16$order: status $status: $(cat "$out/is")"
	done
fi

exit $failed
