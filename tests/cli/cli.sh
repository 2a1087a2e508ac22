#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The command line as --help and README describe it: options, exit status, what goes to
# standard output and what does not.
set -u
cd "$(dirname "$0")/../machines"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
unset NO_COLOR COLUMNS
passed=0
failed=0
# Debian's python3-jsonschema belongs to the system's own interpreter
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
ide='pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A'

# run ARG…: standard output, standard error and status into files
run() {
	"$HWALIAS" "$@" >"$work/out" 2>"$work/err" </dev/null
	echo $? >"$work/status"
}

fail() {
	failed=$((failed + 1))
	echo "FAILED: $1"
	sed 's/^/  out: /' "$work/out" | head -n 20
	sed 's/^/  err: /' "$work/err" | head -n 20
	echo "  status: $(cat "$work/status")"
}

# check NAME COMMAND…: the command must succeed
check() {
	name=$1
	shift
	if "$@" >/dev/null 2>&1; then passed=$((passed + 1)); else fail "$name"; fi
}

status() { [ "$(cat "$work/status")" = "$1" ]; }
out() { grep -qE -- "$1" "$work/out"; }
err() { grep -qE -- "$1" "$work/err"; }
no_out() { ! [ -s "$work/out" ]; }
no_err() { ! [ -s "$work/err" ]; }
# valid [--lines]: standard output against the schema, where jsonschema is installed
valid() {
	"$python3" ../lib/validate_schema.py "$HWALIAS_SCHEMA" --strict "$@" \
		"$work/out" || [ $? -eq 77 ]
}
lines() { [ "$(wc -l <"$work/out")" = "$1" ]; }

run --from desktop.snap
check "the default is a table with a heading" out '^DEVICE +CLASS +NAME +ID +DRIVER +NOTE$'
check "PCI without the domain" out '^00:1f\.6 +Ethernet +Intel Corporation Ethernet Connection \(2\) I219-V +8086:15b8 +- \(e1000e\) +e1000e not loaded$'
check "USB interfaces by their path" out '^1-1\.2:1\.0 '
check "only PCI and USB" sh -c "! grep -q '^acpi:' $work/out"
check "nothing on standard error" no_err
check "done" status 0
cp "$work/out" "$work/list"
run list --from desktop.snap
check "list is the default command" cmp -s "$work/list" "$work/out"
run --from desktop.snap --noheadings
check "--noheadings leaves out just that" sh -c "tail -n +2 $work/list | wc -l | grep -qx \"\$(wc -l <$work/out)\" && ! grep -q ^DEVICE $work/out"
run --from desktop.snap -a
check "-a has every bus" out '^acpi:PNP0A08:00 '
run --from desktop.snap -b acpi
check "-b has that bus" out '^acpi:PNP0A08:00 '
check "-b has only that bus" sh -c "! grep -q '^00:' $work/out"
run --from desktop.snap -b nosuchbus
check "-b of a bus that is not there" status 1
check "… says so" err "no bus or kind of devices is called 'nosuchbus'"
run --from desktop.snap -s 00:1f.6 --noheadings
check "-s takes a PCI slot" lines 1
run --from desktop.snap -s 1-1.2 --noheadings
check "-s takes a USB path, with its interfaces" lines 4
run --from desktop.snap -s 1-1.2:1.0 --noheadings
check "-s takes a USB interface" lines 1
run --from desktop.snap -s acpi:PNP0A08:00 --noheadings
check "-s takes BUS:NAME" lines 1
run --from desktop.snap -s 00:1e.7
check "-s of what is not there" status 1
check "… says so" err "no device '00:1e.7'"
run --from desktop.snap -d 8086:15b8 --noheadings
check "-d takes vendor and device" lines 1
run --from desktop.snap -b pci -d ::0300 --noheadings
check "-d takes a class" lines 1
run --from desktop.snap -d 8086
check "-d wants a colon" status 2
run --from desktop.snap -d 1234:5678
check "-d of what is not there" status 1
run --from desktop.snap -s 00:1f.6 -n --noheadings
check "-n has ids" out '0200 +8086:15b8'
run --from desktop.snap -s 00:1f.6 -nn --noheadings
check "-nn has names and ids" out 'Ethernet \[0200\] +Intel Corporation Ethernet Connection \(2\) I219-V \[8086:15b8\]'
run --from desktop.snap -s 00:1f.6 -o device,STATE
check "-o chooses columns, in any case" sh -c "printf 'DEVICE  STATE\n00:1f.6 unbound !\n' | cmp -s - $work/out"
run --from desktop.snap -s 00:1f.6 -o +REASON --noheadings
check "-o + adds" out 'e1000e not loaded +module-not-loaded$'
run -o nosuch
check "an unknown column" status 2
check "… is named" err "no column 'nosuch'; 'hwalias help list' lists them"

run --from desktop.snap --color=always -s 00:1f.6
check "--color=always colors" grep -q "$(printf '\033')" "$work/out"
run --from desktop.snap --color=never
check "--color=never does not" sh -c "! grep -q '$(printf '\033')' $work/out"
run --from desktop.snap --color
check "--color alone is always" grep -q "$(printf '\033')" "$work/out"
run --from desktop.snap --color=auto
check "--color=auto is off in a pipe" sh -c "! grep -q '$(printf '\033')' $work/out"
run --color=sometimes
check "--color=sometimes" status 2

run --from desktop.snap -J
check "-J is JSON, and whole" python3 -c "import json,sys; assert json.load(open('$work/out'))['summary']['devices'] > 20"
run --from desktop.snap --ndjson
check "--ndjson is a line a device, and one that counts them" python3 -c "import json; *v, end = map(json.loads, open('$work/out')); assert end == {'schema': 'hwalias.end', 'devices': len(v)} and all(d['id'] for d in v)"
run --from desktop.snap --tsv
check "--tsv has a heading" out "^DEVICE	CLASS	NAME	ID	DRIVER	MODULES	STATE$"
check "… and whole cells" out "^00:1f\.6	Ethernet controller	Intel Corporation Ethernet Connection \(2\) I219-V	8086:15b8		e1000e	unbound$"
check "… one for each column" sh -c "! awk -F '	' 'NF != 7' '$work/out' | grep -q ."
run --from desktop.snap --tsv --noheadings -o ID,state
check "--tsv --noheadings -o" sh -c "grep -qx '8086:15b8	unbound' '$work/out' && ! grep -q '^ID' '$work/out'"
for command in check driver formats; do
	run $command --tsv x
	check "$command has no lines with tabs" status 2
	check "… and says what it has" err "$command has no --tsv; use --json or --ndjson"
done
run match -J x
check "match has no document" status 2
check "… and says what it has" err 'match has no --json; use --ndjson or --tsv'
run --print-schema
check "--print-schema prints the schema" cmp -s "$work/out" "$HWALIAS_SCHEMA"

run decode "$ide"
check "decode prints every field" sh -c "grep -qE '^sd +subsystem device +006a +NX9500' $work/out || grep -qE '^sd +subsystem device +006a' $work/out"
check "decode is done" status 0
run decode -J "$ide" platform:x
check "decode takes several strings" python3 -c "import json; d=json.load(open('$work/out')); assert [x['id'] for x in d['devices']] == ['$ide', 'platform:x'] and d['source']['kind'] == 'list'"
printf '%s\n\nplatform:y\r\n' "$ide" | "$HWALIAS" decode --ndjson >"$work/out" 2>"$work/err"
check "decode --ndjson answers each line of standard input" python3 -c "import json; assert [json.loads(l)['id'] for l in open('$work/out')] == ['$ide', None, 'platform:y']"
printf '%s\n\nplatform:y\r\n' "$ide" | "$HWALIAS" decode -J >"$work/out" 2>"$work/err"
check "decode -J passes over its empty lines" python3 -c "import json; assert [d['id'] for d in json.load(open('$work/out'))['devices']] == ['$ide', 'platform:y']"
run decode -J 'pci:v00008086d0000'
check "a broken string keeps its raw text" python3 -c "import json; m=json.load(open('$work/out'))['devices'][0]['modalias']; assert m['raw'] == 'pci:v00008086d0000' and not m['valid'] and m['error']['byte'] == 19 and m['fields']['vendor'] == '8086'"
run decode -J 'acpi:FOO0001:
of:Neep0TCatmel,24c02
'
check "decode takes the two lines of an ACPI device" python3 -c "import json; d=json.load(open('$work/out'))['devices']; assert [x['id'] for x in d] == ['acpi:FOO0001:', 'of:Neep0TCatmel,24c02'] and d[1]['modalias']['fields']['compatible'] == ['atmel,24c02']"
run decode -J ''
check "the empty string is answered" python3 -c "import json; d=json.load(open('$work/out'))['devices']; assert len(d) == 1 and d[0]['modalias']['error']['message'] == 'the string is empty'"
run decode 'pci:v00008086d0000'
check "… and says where it broke" out 'expected 8 hexadecimal digits, broken at byte 19'
check "… and is a modalias all the same" status 0
mkdir "$work/tables"
echo 'alias ext3 ext4' >"$work/tables/modules.alias"
run decode ext3 --modules-dir "$work/tables"
check "a name that a module has is decoded" out '^ext4 '
check "… and is no mistake" status 0
for format in '' -J --ndjson --tsv; do
	run decode $format hello 'two words'
	check "decode $format of nothing like a modalias" status 1
	run decode $format hello pci:v00008086
	check "decode $format of one modalias" status 0
	run decode $format </dev/null
	check "decode $format of nothing" status 0
done
run decode "$(printf 'pci:v\033[31m\302\233\342\200\256')"
check "a terminal is not sent what it would act upon" sh -c \
	"! LC_ALL=C grep -q \"$(printf '[\033\302\342]')\" '$work/err' '$work/out'"
gzip -c /usr/share/misc/pci.ids >"$work/pci.ids.gz" 2>/dev/null || true
if [ -s "$work/pci.ids.gz" ]; then
	run lookup -i "$work/pci.ids.gz" pci:8086:24db
	cp "$work/out" "$work/packed"
	cp "$work/err" "$work/packed.err"
	run lookup -i /usr/share/misc/pci.ids pci:8086:24db
	# a build without libarchive says so
	check "a compressed id file is read" sh -c \
		"cmp -s '$work/out' '$work/packed' || grep -q 'libarchive.* is missing' '$work/packed.err'"
fi
head -c 5000 "$work/pci.ids.gz" >"$work/cut.gz"
run list -i "$work/cut.gz"
check "a damaged one is not" err 'cannot read the id file .*: it is compressed, and '
run decode -J platform:x
check "a bare string has no root" "$python3" -c "import json; assert json.load(open('$work/out'))['source'] == {'kind': 'list', 'root': None}"
printf 'usb:v\0p\n' | "$HWALIAS" decode --from desktop.snap >"$work/out" 2>"$work/err"
check "a NUL is told as such" err 'it has a NUL inside'
head -c 100000 /dev/zero | tr '\0' 'A' | sed 's/^/platform:/' | "$HWALIAS" decode >"$work/out" 2>"$work/err"
check "a line of 100,000 bytes" grep -q AAAA "$work/out"

run --from desktop.snap show 00:1f.6
check "show prints every field" out '^d +device +15b8 +Ethernet Connection \(2\) I219-V +pci.ids$'
check "… and who claims the device" out '^e1000e +available +pci:v00008086d000015B8sv\*sd\*bc\*sc\*i\* +modules.alias:12$'
check "… and a verdict at the end" sh -c "tail -n 1 $work/out | grep -q '^No driver is bound: module e1000e'"
check "… and is done" status 0
check "… quietly" no_err
run --from desktop.snap show nvme0
check "show takes the name of a class device" out '^nvme0 is an NVMe controller of pci:0000:02:00\.0\.$'
check "… and tells the driver" out '^Driver nvme of module nvme, which claims this device:$'
check "… and the pattern" out '^nvme +loaded +pci:v\*d\*sv\*sd\*bc01sc08i02\* +modules.alias:11$'
check "… and what is above" out '^pci:0000:00:1d\.0 +Intel Corporation .*PCI Express Root Port #9$'
cp "$work/out" "$work/by-name"
for name in /sys/class/nvme/nvme0 /dev/nvme0; do
	run --from desktop.snap show $name
	check "show takes $name" cmp -s "$work/by-name" "$work/out"
done
run --from arm.snap show eth0 wlan0
check "show takes several" out '^sdio:mmc1:0001:1$'
check "… of any bus" out '^eth0 is a network interface of usb:1-1\.1:1\.0\.$'
run --from arm.snap show --ndjson eth0 1-1.1:1.0 net:eth0
check "show prints a device once, however often it is named" lines 1
check "… as JSON with its fields in parts" python3 -c "import json; d=json.load(open('$work/out')); assert d['id'] == 'usb:1-1.1:1.0' and d['modalias']['parts']"
run --from arm.snap show -J eth0
check "show -J follows the schema" valid
run --from arm.snap show nosuch eth0
check "show of what is not there" status 1
check "… says so" err "no device 'nosuch'"
check "… beside what is" out '^usb:1-1\.1:1\.0'
run show
check "show of nothing" status 2
run --from arm.snap -s eth0 -o device --noheadings
check "-s takes the name of a class device" out '^1-1\.1:1\.0$'
cat >"$work/vmbus.snap" <<'EOT'
hwalias-snapshot 1
sys/bus/vmbus/devices/02deadbe-ef51-02de-adbe-ef5102deadbe -> ../../../devices/VMBUS:00/02deadbe-ef51-02de-adbe-ef5102deadbe
sys/devices/VMBUS:00/02deadbe-ef51-02de-adbe-ef5102deadbe/uevent = MODALIAS=vmbus:635161f83edfc546913ff2d2f965ed0e
sys/class/net/eth0 -> ../../devices/VMBUS:00/02deadbe-ef51-02de-adbe-ef5102deadbe/net/eth0
sys/devices/VMBUS:00/02deadbe-ef51-02de-adbe-ef5102deadbe/net/eth0/mtu = 1500
EOT
run --from "$work/vmbus.snap" show eth0
check "show withholds names made of a MAC address" out '^eth0 is a network interface of vmbus:uuid-1\.$'
check "… everywhere" sh -c "! grep -qi 02deadbe $work/out"
# what is printed in the place of a name names the device, of a machine as of its recording
cat >>"$work/vmbus.snap" <<'EOT'
sys/class/net/br-hospital -> ../../devices/VMBUS:00/02deadbe-ef51-02de-adbe-ef5102deadbe/net/br-hospital
sys/devices/VMBUS:00/02deadbe-ef51-02de-adbe-ef5102deadbe/net/br-hospital/mtu = 1500
EOT
"$HWALIAS" --from "$work/vmbus.snap" snapshot "$work/vmbus.public" 2>"$work/err"
for printed in vmbus:uuid-1 uuid-1 br-name-1; do
	for how in show -s; do
		run --from "$work/vmbus.public" $how $printed
		check "$how $printed of a recording" out '^vmbus:uuid-1 '
		mv "$work/out" "$work/replay"
		run --from "$work/vmbus.snap" $how $printed
		check "$how $printed" cmp "$work/out" "$work/replay"
	done
done
# … and so of several, of a tree and of what needs modules: of the nearest device
cat >>"$work/vmbus.snap" <<'EOT'
sys/bus/usb/devices/1-1 -> ../../../devices/usb1/1-1
sys/bus/usb/devices/1-1:1.0 -> ../../../devices/usb1/1-1/1-1:1.0
sys/devices/usb1/1-1/uevent :
|DEVTYPE=usb_device
|DRIVER=usb
|PRODUCT=b95/1790/200
sys/devices/usb1/1-1/1-1:1.0/uevent :
|DEVTYPE=usb_interface
|DRIVER=ax88179_178a
|MODALIAS=usb:v0B95p1790d0200dc00dsc00dp00icFFiscFFip00in00
sys/class/net/enx02deadbeef52 -> ../../devices/usb1/1-1/1-1:1.0/net/enx02deadbeef52
sys/devices/usb1/1-1/1-1:1.0/net/enx02deadbeef52/mtu = 1500
EOT
"$HWALIAS" --from "$work/vmbus.snap" snapshot "$work/vmbus.public" 2>"$work/err"
for asked in '-s br-name-1 -s enxmac-1' '-s enxmac-1' '-t -s enxmac-1' '-t -s uuid-1 -s 1-1' \
	'show enxmac-1' 'show uuid-1 enxmac-1' 'modules --for enxmac-1'; do
	for source in public snap; do
		# shellcheck disable=SC2086 # words
		run --from "$work/vmbus.$source" $asked
		cat "$work/err" >>"$work/out"
		[ $source = snap ] || mv "$work/out" "$work/replay"
	done
	sed -i "s/vmbus.public/vmbus.snap/" "$work/replay"
	check "$asked" cmp "$work/out" "$work/replay"
	check "… is found" sh -c "! grep -q 'no device\|nothing is known' $work/out"
done
run --from "$work/vmbus.snap" -s enxmac-1 -o device --noheadings
check "… the nearest one" out '^1-1:1\.0$'
check "… alone" lines 1
run --from "$work/vmbus.snap" show br-name-1
check "… and is told" out '^br-name-1 is a network interface of vmbus:uuid-1\.$'
run --from "$work/vmbus.snap" show vmbus:uuid-2
check "another number names none" status 1
run show lo
check "a device without hardware" status 1
check "… is told apart" err "no device 'lo'"

printf '8086  Intel Corporation\n\t24db  IDE Controller\n\t15b8  Ethernet I219-V\nC 01  Mass storage controller\n\t06  SATA controller\n' >"$work/pci.ids"
printf '046d  Logitech, Inc.\n\tc52b  Unifying Receiver\n8086  Intel Corp.\n' >"$work/usb.ids"
mkdir "$work/tables"
cat >"$work/tables/modules.alias" <<'EOT'
alias pci:v00008086d000024DBsv*sd*bc*sc*i* ata_piix
alias pci:v00008086d*sv*sd*bc01sc01i* ata_generic
alias pci:v*d*sv*sd*bc01sc06i01* ahci
EOT
lookup() {
	run lookup -i "$work/pci.ids" -i "$work/usb.ids" --modules-dir "$work/tables" "$@"
}
lookup 8086:24db
check "lookup names ids" out '^device +24db +IDE Controller$'
check "… and who claims them" out '^ata_piix +listed +pci:v00008086d000024DBsv\*sd\*bc\*sc\*i\* +modules.alias:1$'
check "… and on what condition" out '^ata_generic +listed +class 0101 +pci:.* modules.alias:2$'
check "… and no one else" sh -c "! grep -q ahci $work/out"
check "… and is done" status 0
check "… quietly" no_err
lookup pci class 0106
check "lookup takes a class in several words" out '^subclass +06 +SATA controller$'
check "… and says who claims it" out '^ahci +listed +programming interface 01 '
lookup i219-v
check "lookup searches names in any case" out '^device +15b8 +Ethernet I219-V$'
lookup intel
check "… and lists what it found" out '^pci:8086: +Intel Corporation$'
check "… of both databases" out '^usb:8086: +Intel Corp\.$'
lookup intel ethernet
check "… all words, of vendor or device" out '^pci:8086:15b8$'
lookup 8086:24db nosuchname
check "lookup of what is not there" status 1
check "… is told" err "no name of a vendor or device holds 'nosuchname'"
check "… beside what is" out 'IDE Controller'
lookup 8086:ffff
check "a device that is not there" status 1
check "… of a vendor that is" out '^vendor +8086 +Intel Corporation$'
lookup -J 8086:24db class 0106 "$ide"
check "lookup -J" python3 -c "
import json
d = json.load(open('$work/out'))
assert d['source']['kind'] == 'list'
assert [(x['id'], x['kind']) for x in d['devices']] == [('pci:8086:24db', 'id'), ('pci:class:0106', 'class'), ('$ide', 'modalias')]
assert [(c['module'], c['needs']) for c in d['devices'][0]['candidates']] == [('ata_piix', []), ('ata_generic', ['base_class', 'subclass']), ('ahci', ['base_class', 'subclass', 'interface'])]
assert all(c['needs'] == [] for c in d['devices'][2]['candidates'])
"
check "… follows the schema" valid
i=0
{
	echo '8086  Intel Corporation'
	while [ $i -lt 60 ]; do
		printf '\t%04x  Thing\n' $i
		i=$((i + 1))
	done
} >"$work/pci.ids"
lookup thing --noheadings
check "a long answer is cut" lines 50
check "… which is told" err '… and 10 more; -v shows all'
lookup thing --noheadings -v
check "-v is all of it" lines 60
check "… which needs no telling" no_err
run lookup
check "lookup of nothing" status 2

run formats
check "formats lists the buses" out '^usb +USB interface +sysfs, uevent +usb:vVVVVpPPPP'
check "… and what is none" out '^Aliases that are no devices$'
run formats pci
check "formats of a bus has its fields" out '^sv +subsystem vendor +subsystem_vendor +8 hex digits, upper case, printed as 4 +pci.ids +103c$'
check "… and no other bus" sh -c "! grep -q '^usb' $work/out"
run formats -v hid
check "formats -v has the values" out '^0005 +Bluetooth$'
run formats usb pic
check "formats of what is not there" status 1
check "… has a guess" err "no format 'pic'; did you mean 'pci'\?"
check "… and the others" out '^usb: USB interface$'
run formats -J
check "formats -J follows the schema" valid
run formats --ndjson
check "formats --ndjson follows the schema" valid --lines
check "… a line a row" sh -c "test \$(wc -l <'$work/out') = \$('$HWALIAS' formats -J | grep -cE '\"(grammar|min_bytes)\"')"

run driver --from desktop.snap e1000e
check "driver of a module" out '^pci +1 +Intel Corporation$'
check "… has the devices of the machine" out '^pci:0000:00:1f\.6 +no driver +Intel '
check "… and the directory of its file" out '^file +/lib/modules/6\.1\.0-13-amd64/kernel/'
check "… said in a clean way" no_err
check "… with success" status 0
run driver --from desktop.snap -v e1000e
check "driver -v lists patterns" out '^pci +pci:v00008086d000015B8sv\*.* modules\.alias:[0-9]+$'
run driver --from desktop.snap -J e1000e nosuch
check "driver -J follows the schema" valid
check "… and fails for what is not there" status 1
check "… which it names" err "no module 'nosuch' in /lib/modules/6\.1\.0-13-amd64"
run driver
check "driver needs a name" status 2
run driver --from desktop.snap --ndjson e1000e nvme
check "driver --ndjson follows the schema" valid --lines
check "… a line a module" sh -c "test \$(wc -l <'$work/out') = 2"
# libkmod is opened when a module's file is read, and not linked to
if command -v readelf >/dev/null; then
	check "libkmod is not linked to" sh -c "! readelf -d '$HWALIAS' | grep -q libkmod"
fi

# a hint can be pasted: what the shell would split is quoted
cp desktop.snap "$work/with blank.snap"
run --from "$work/with blank.snap" show nosuch
check "a hint quotes the file" err "'hwalias --from '$work/with blank\\.snap' -aa' lists"
mkdir -p "$work/tree/sys/bus/pci/devices"
run --sysroot "$work/tree" show nosuch
check "a hint names the tree" err "'hwalias --sysroot $work/tree -aa' lists"
rm "$work/with blank.snap"

# the tree, groups, and the layouts of lspci and lsusb
run --from desktop.snap -t -s 1-3:1.0 --noheadings -o DEVICE
check "-t draws one branch" lines 5
check "… with the root bus" out '^pci0000:00'
check "… and the device" out '1-3:1\.0$'
(LC_ALL=C run --from desktop.snap -t)
check "a tree is ASCII in a C locale" sh -c "! grep -q '[├└│─]' '$work/out'"
run --from desktop.snap -tJ -s 1-3
check "-t -J -s follows the schema" valid
check "… and is a branch" sh -c "[ \$(grep -c '\"parent\":' $work/out) -gt 2 ]"
run --from desktop.snap -o DEVICE,IOMMU,NODES,RATE -s 00:1f.6
check "columns that are named stay" out '^DEVICE +IOMMU +NODES +RATE$'
run --from desktop.snap show -J nvme0
check "show -J says what a device provides" valid
for page in --help 'help list' 'help diff'; do
	# shellcheck disable=SC2086
	(LC_ALL=C run $page)
	check "$page is ASCII in a C locale" sh -c "! LC_ALL=C grep -q '[^ -~]' '$work/out'"
done
run --from desktop.snap list --by iommu
check "list --by iommu" status 0
check "… without groups says so" err 'no device is in an IOMMU group'
cp desktop.snap "$work/groups.snap"
printf '%s -> ../../../../../kernel/iommu_groups/14\n' \
	'sys/devices/pci0000:00/0000:00:1f.6/iommu_group' >>"$work/groups.snap"
run --from "$work/groups.snap" iommu 8086:15b8
check "iommu takes ids" out '^ +14 00:1f\.6 '
for group in 14 'group 14' group14 '14 00:1f.6'; do
	# shellcheck disable=SC2086
	run --from "$work/groups.snap" iommu $group
	check "iommu $group" status 0
	check "iommu $group" out '^ +14 00:1f\.6 '
done
run --from "$work/groups.snap" iommu 'group 14'
check "iommu 'group 14'" out '^ +14 00:1f\.6 '
run --from "$work/groups.snap" iommu group 15 14
check "iommu group 15" status 1
check "iommu group 15" err "no IOMMU group '15'; .* iommu' lists the groups"
check "iommu group 15 14" out '^ +14 00:1f\.6 '
for options in '-b printer' '-d 8086:ffff' '-s 00:09.1' '-s 00:1f.6 -d 10de:' '-b nett'; do
	for format in '' -J --tsv; do
		# shellcheck disable=SC2086
		run --from "$work/groups.snap" iommu $options $format
		check "iommu $options $format: not there" status 1
		check "… is not of the IOMMU" sh -c "! grep -q IOMMU '$work/err'"
	done
done
printf '00:1f.6 Ethernet controller [0200]: Intel Corporation I219-V [8086:15b8]\n' >"$work/lspci.txt"
for words in '' 00:1f.6 '-s 00:1f.6'; do
	# shellcheck disable=SC2086 # one word an operand
	run --from "$work/lspci.txt" iommu $words
	check "lspci tells no groups: iommu $words" status 3
	check "lspci tells no groups: iommu $words" err 'tells no IOMMU groups'
done
run --from "$work/groups.snap" iommu 00:1f.3
check "a device without a group" err 'what was named is in no IOMMU group'
check "… says nothing of the machine" sh -c "! grep -q 'has no IOMMU' '$work/out'"
run list --by colour
check "--by takes iommu only" status 2
run -k --from desktop.snap
check "-k adds the modules" out ' +MODULES$'
run --lspci -J
check "--lspci has one layout" status 2
run --lspci --lsusb
check "--lspci or --lsusb" status 2
run --from desktop.snap --lspci -s 00:1f.6 -n
check "--lspci -n" out '^00:1f\.6 0200: 8086:15b8'
run --from desktop.snap --lsusb -d 046d:c52b
check "--lsusb -d" out '^Bus 001 Device [0-9]{3}: ID 046d:c52b '

run --help
check "--help" out '^  -J, --json'
# the manual has the options of the help, and no others
grep -oE -- '--[a-z][a-z-]+' "$work/out" | sort -u | grep -vx -e --output: >"$work/help"
sed 's/\\-/-/g' "$HWALIAS_MANUAL" | grep -E '^\.(BR?|TP) .*--' | grep -oE -- '--[a-z][a-z-]+' |
	sort -u >"$work/manual"
check "the manual has the options of --help" cmp -s "$work/help" "$work/manual"
# and its commands
sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p' "$work/out" | grep . | sort >"$work/help"
sed -n '/^\.SH COMMANDS/,/^\.SH OPTIONS/p' "$HWALIAS_MANUAL" | grep -A1 '^\.TP$' |
	sed -n 's/^\.B \([a-z]*\)$/\1/p' | sort >"$work/manual"
check "the manual has the commands of --help" cmp -s "$work/help" "$work/manual"
{
	echo list
	sed -n '/^\.SH SYNOPSIS/,/^\.SH DESCRIPTION/s/^\.B hwalias \([a-z]*\)$/\1/p' "$HWALIAS_MANUAL"
} | sort -u >"$work/synopsis"
check "the synopsis has them, too" cmp -s "$work/help" "$work/synopsis"

# the help of a command has the formats that it takes, and speaks of no other command's
formats='json ndjson tsv prometheus cyclonedx nfd markdown text html lsmod mkinitcpio nix'
for command in $("$HWALIAS" --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\).*/\1/p'); do
	"$HWALIAS" "$command" --help | sed -n '/^Options/,/^[A-Z].*:$/p' >"$work/options"
	sed -n '/--format=/,/^  .*--[a-eg-z]/p' "$work/options" | sed '$d' >"$work/help"
	"$HWALIAS" --complete -- "$command" --format '' | cut -f 1 >"$work/taken"
	for format in $formats; do
		[ -s "$work/help" ] || continue
		said=$(tr -c 'a-z0-9-' '\n' <"$work/help" | grep -cx -e "$format" || true)
		taken=$(grep -cx -e "$format" "$work/taken" || true)
		[ "${said:-0}" -gt 0 ] && said=1
		check "$command --help: --format $format" [ "$said" = "$taken" ]
	done
	for other in list report modules diff check; do
		[ "$other" = "$command" ] && continue
		check "$command --help does not tell of $other" \
			sh -c '! grep -qE -e "(^| )$1(:| takes)" "$2"' sh "$other" "$work/options"
	done
done
# and the reasons of the schema
sed -n 's/^ *{"const": "\([a-z0-9-]*\)", "description": "\(The device \)\{0,1\}\(.*\)"}.*/\1 \3/p' \
	"$HWALIAS_SCHEMA" >"$work/schema"
sed -n '/^\.SH REASONS/,/^\.SH EXIT/p' "$HWALIAS_MANUAL" | sed 's/\\-/-/g' |
	awk '/^\.TP/ { getline code; getline; print substr(code, 4), $0 }' >"$work/manual"
check "the manual has the reasons of the schema" cmp -s "$work/schema" "$work/manual"
check "there are some" grep -q '^modules-gone The modules of ' "$work/manual"
run -V
check "-V" out '^hwalias [0-9]+\.[0-9]+\.[0-9]+$'
run -V -v
check "-V -v" out '^libpci +libpci\.so\.3 +(there|not installed|not built in) +registers of PCI devices$'
run --nosuchoption
check "an unknown option" status 2
check "… prints nothing on standard output" no_out
run nosuchcommand
check "a word that is neither command nor device" status 1
run --sysroot /nonexistent
check "a tree that is not there" status 3
check "… is named" err '/nonexistent'
run --sysroot "$work"
check "a tree without sys" status 3
mkdir -p "$work/bare/sys/bus/platform/devices"
run --sysroot "$work/bare"
check "a machine without PCI and USB is in order" status 0
check "… and says where to look" err 'no PCI or USB devices here; --all'
run --sysroot "$work/bare" -a
check "… but not with --all" no_err
"$HWALIAS" decode <"$work" >"$work/out" 2>"$work/err"
echo $? >"$work/status"
check "an unreadable standard input is an error" status 3
check "… and is named" err 'cannot read standard input'
mkdir -p "$work/locked/sys"
chmod 000 "$work/locked/sys"
if [ "$(id -u)" != 0 ]; then
	run --sysroot "$work/locked"
	check "a sys that may not be read" status 3
	check "… says why" err 'Permission denied'
fi
chmod 755 "$work/locked/sys"
run --from /nonexistent
check "a snapshot that is not there" status 3
echo nonsense >"$work/bad"
run --from "$work/bad"
check "a snapshot that is none" status 3
check "… is named" err "cannot read .$work/bad"
run --from desktop.snap --sysroot /
check "two machines at once" status 2
run --from desktop.snap -i /nonexistent/pci.ids
check "an id file that is not there" status 3
check "… is named" err '/nonexistent/pci.ids'
run --from desktop.snap -i pci:/dev/null
check "an id file that is none" err "'/dev/null': it is not a regular file"
run --sysroot ''
check "an empty name is seen to be empty" err "cannot open ''"
printf '8086  Own Name\n\t15b8  Own Device\nrubbish\n' >"$work/own.ids"
run --from desktop.snap -s 00:1f.6 -i "pci:$work/own.ids"
check "-i names from that file" out 'Own Name Own Device'
check "… and its bad line is told" err "$work/own.ids:3: "
run --from desktop.snap -S 9.9.9
check "-S of a kernel that is not there" status 3
check "… is named" err '9\.9\.9'
mkdir -p "$work/mods/1.2.3" "$work/two/lib/modules/1.2.3" "$work/two/lib/modules/4.5.6"
echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* own-module' >"$work/mods/1.2.3/modules.alias"
cp "$work/mods/1.2.3/modules.alias" "$work/two/lib/modules/1.2.3"
cp "$work/mods/1.2.3/modules.alias" "$work/two/lib/modules/4.5.6"
for dir in "$work/mods/1.2.3" "$work/mods"; do
	run --from desktop.snap -s 00:1f.6 --modules-dir "$dir"
	check "--modules-dir ${dir#"$work"/}" out ' - \(own_module\)$'
done
run --from desktop.snap -s 00:1f.6 --modules-dir "$work/two" -S 4.5.6
check "--modules-dir of a root, with -S" out 'own_module'
run --from desktop.snap --modules-dir "$work/two"
check "--modules-dir with several kernels" status 3
check "… names them" err '1\.2\.3, 4\.5\.6'
# links that lead out of it
mkdir -p "$work/to/lib/modules"
ln -s "$work/two/lib/modules/1.2.3" "$work/to/lib/modules/first"
for dir in "$work/to" "$work/to/lib/modules"; do
	run --from desktop.snap -s 00:1f.6 --modules-dir "$dir"
	check "--modules-dir ${dir#"$work"/} with one link" out 'own_module'
done
ln -s "$work/two/lib/modules/4.5.6" "$work/to/lib/modules/second"
ln -s "$work/mods" "$work/to/lib/modules/third"
run --from desktop.snap --modules-dir "$work/to"
check "--modules-dir with several links" status 3
check "… names them" err 'holds several kernels, choose one with --kernel: first, second$'
"$HWALIAS" --from desktop.snap >/dev/full 2>"$work/err"
echo $? >"$work/status"
check "a full disk is an error" status 3
check "… and told" err 'cannot write the output: No space left on device'
check "… once" sh -c "wc -l <$work/err | grep -qx 1"
"$HWALIAS" --from desktop.snap -aJ >/dev/full 2>"$work/err"
echo $? >"$work/status"
check "a full disk is an error of a document" status 3
check "… and told as such" err 'cannot write the output: No space left on device'
yes platform:x | timeout 10 "$HWALIAS" decode --ndjson >/dev/full 2>"$work/err"
echo $? >"$work/status"
check "a full disk ends an endless input" status 3
check "… and is told" err 'cannot write the output'
"$HWALIAS" --from desktop.snap -J >&- 2>"$work/err"
echo $? >"$work/status"
check "a closed standard output is an error" status 3
timeout 10 "$HWALIAS" watch >&- 2>"$work/err"
echo $? >"$work/status"
check "… also of what waits" status 3
# no file gets the number of one that is closed
for closed in '<&-' '>&-' '2>&-' '<&- >&- 2>&-'; do
	eval "\"$HWALIAS\" --from desktop.snap snapshot \"$work/out.snap\" $closed"
	check "$closed: what is written is whole" sh -c "tail -n 1 '$work/out.snap' | grep -qx '# end'"
	check "$closed: and nothing else" sh -c "! grep -q '^hwalias: ' '$work/out.snap'"
done

# no name from outside steers the terminal
printf '1af4  Evil\033]0;title\007 Corp\n' >"$work/evil.ids"
run --from vm.snap -i "pci:$work/evil.ids"
check "escape sequences are made visible" sh -c "! grep -q '$(printf '\033')' $work/out"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
