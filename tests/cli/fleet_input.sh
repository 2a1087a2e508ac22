#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What hwalias-fleet load reads: lines behind others, from pipes that give little at a time,
# compressed, in archives and arrays, with what Windows adds, beside lines without an end;
# and dumps. Each form has the devices that the plain lines have.
set -eu
fleet=${HWALIAS_FLEET:-}
source=${HWALIAS_SOURCE:?}
if [ ! -x "$fleet" ]; then
	echo 'hwalias-fleet is not built: skipped'
	exit 77
fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
failed=0

fail() {
	echo "FAILED: $*"
	failed=1
}

# same WHAT EXPECTED GOT
same() {
	[ "$2" = "$3" ] || fail "$1: '$3', not '$2'"
}

# what is tested with sanitizers is how it is loaded
ask() {
	"${HWALIAS_FLEET_PLAIN:-$fleet}" query --tsv --noheadings --db "$@"
}

# has WHAT STATUS TEXT FILE...: loads into an empty database, which has both machines then;
# standard error has the text
has() {
	what=$1
	status=$2
	text=$3
	shift 3
	rm -f one.db
	got=0
	timeout 60 "$fleet" load --db one.db "$@" >out 2>err <&0 || got=$?
	[ "$got" = "$status" ] || fail "$what: status $got, not $status: $(cat err)"
	grep -qF -e "$text" err || fail "$what: no '$text' in: $(cat err)"
	same "$what" "$both" "$(ask one.db --sql \
		'SELECT machine, devices FROM current_report ORDER BY machine' | xargs)"
}

# two machines, as lines and as documents
for i in 1 2; do
	"$HWALIAS" --from "$source/tests/machines/$([ $i = 1 ] && echo desktop || echo vm).snap" \
		-a -J --privacy fleet 2>/dev/null |
		python3 -c 'import json, sys
d = json.load(sys.stdin)
d["host"]["key"] = "machine-" + sys.argv[1]
json.dump(d, open(sys.argv[1] + ".json", "w"), indent=2)
open(sys.argv[1] + ".json", "a").write("\n")
json.dump(d, open(sys.argv[1] + ".line", "w"))
open(sys.argv[1] + ".line", "a").write("\n")
with open(sys.argv[1] + ".ndjson", "w") as out:
    for device in d["devices"]:
        line = {"schema": "hwalias.device", "generated": d["generated"], "host": d["host"],
                "kernel": d["kernel"]}
        line.update(device)
        out.write(json.dumps(line) + "\n")
    out.write("{\"schema\":\"hwalias.end\",\"devices\":%d}\n" % len(d["devices"]))
' $i
done
cat 1.ndjson 2.ndjson >two.ndjson
both="machine-1 $(($(wc -l <1.ndjson) - 1)) machine-2 $(($(wc -l <2.ndjson) - 1))"
has 'lines' 0 '2 new' two.ndjson
has 'documents' 0 '2 new' 1.json 2.json
has 'whole reports, a line each' 0 '2 new' 1.line 2.line

# what stands before the first line
(echo; echo; cat two.ndjson) >blank.ndjson
has 'blank lines first' 0 '0 bad lines' blank.ndjson
(printf '\357\273\277'; sed 's/$/\r/' two.ndjson) >windows.ndjson
has 'a byte order mark and CR LF' 0 '0 bad lines' windows.ndjson
(printf '\357\273\277'; sed 's/$/\r/' 1.json; printf '\357\273\277'; cat 2.json) >windows.json
has 'the same, of documents' 0 '0 bad lines' windows.json
(echo 'Nov 29 08:00:00 host collect[1]: begins'; echo '[   12.5] usb 1-1: new'; cat two.ndjson) >log.ndjson
has 'lines of a log first' 3 'log.ndjson:1: not understood at byte 1' log.ndjson
grep -q ' 2 bad lines' err || fail "not counted: $(cat err)"
(head -c 100000 /dev/zero | tr '\0' 'x'; echo; cat two.ndjson) >far.ndjson
has 'a long line first' 3 'far.ndjson:1: ' far.ndjson
(echo; sleep 0.3; printf '{'; sleep 0.3; printf '"'; tail -c +3 1.ndjson; cat 2.ndjson) |
	has 'a pipe that gives little' 0 '2 new' -
(printf '{\n'; sleep 0.3; tail -n +2 1.json; cat 2.json) | has 'a document in pieces' 0 '2 new' -

# arrays
printf '[%s,%s]\n' "$(cat 1.line)" "$(cat 2.line)" >line.json
has 'an array in a line' 0 '2 new' line.json
printf '[%s,\n%s]\n' "$(cat 1.line)" "$(cat 2.line)" >lines.json
has 'an array, an item a line' 0 '2 new' lines.json
python3 -c 'import json, sys
json.dump([json.load(open("1.json")), json.load(open("2.json"))], sys.stdout, indent=2)' >array.json
has 'an array of documents' 0 ' 0 bad lines' array.json
if command -v jq >/dev/null; then
	jq -s . 1.json 2.json | has 'of jq -s' 0 ' 0 bad lines' -
	jq -cs . two.ndjson | has 'of jq -cs' 0 ' 0 bad lines' -
	jq --tab -s . two.ndjson | has 'of jq --tab -s' 0 ' 0 bad lines' -
fi

# UTF-16 with its mark, as PowerShell's ">" writes it, of either order, also of a character
# that takes two units
sed 's/"machine-1"/"machine-1 \xf0\x9f\x92\xbb \xc3\xa9"/' two.ndjson >odd.ndjson
both_before=$both
for order in le be; do
	for name in two.ndjson 1.json 2.json array.json odd.ndjson; do
		python3 -c 'import sys
text = open(sys.argv[2], encoding="utf-8").read().replace("\n", "\r\n")
open("wide." + sys.argv[2], "wb").write(("\ufeff" + text).encode("utf-16-" + sys.argv[1]))' $order $name
	done
	has "UTF-16 $order" 0 '2 new' wide.two.ndjson
	(head -c 1 wide.two.ndjson; sleep 0.2; tail -c +2 wide.two.ndjson | head -c 1000; sleep 0.2; tail -c +1002 wide.two.ndjson) |
		has "UTF-16 $order in pieces" 0 '2 new' -
	has "documents in UTF-16 $order" 0 ' 0 bad lines' wide.1.json wide.2.json
	cat wide.1.json wide.2.json | has "documents in UTF-16 $order, together" 0 ' 0 bad lines' -
	has "an array in UTF-16 $order" 0 ' 0 bad lines' wide.array.json
	gzip -c wide.two.ndjson | has "UTF-16 $order, compressed" 0 '2 new' -
	tar -czf wide.tgz wide.1.json wide.2.json
	has "UTF-16 $order in an archive" 0 '2 new' wide.tgz
	both=$(printf '%s' "$both" | sed "s/machine-1/machine-1 $(printf '\360\237\222\273 \303\251')/")
	has "UTF-16 $order, two units" 0 '2 new' wide.odd.ndjson
	both=$both_before
done
"$HWALIAS" --from "$source/tests/machines/vm.snap" --lspci -vmmnnk 2>/dev/null | python3 -c 'import sys
sys.stdout.buffer.write(("\ufeff" + sys.stdin.read()).encode("utf-16-le"))' >wide.txt
for name in wide.txt -; do
	rm -f one.db
	"$fleet" load -q --machine m --db one.db $name <wide.txt 2>err || fail "a dump in UTF-16: $(cat err)"
	same "a dump in UTF-16, $name" "$("$HWALIAS" --from "$source/tests/machines/vm.snap" --lspci -n 2>/dev/null |
		wc -l)" "$(ask one.db --sql 'SELECT devices FROM current_report')"
done

# what is cut off, or has no end, costs nothing else
(head -n 40 1.json; cat 1.json 2.json) >cut.json
has 'a document that is cut' 3 'cut.json:1: not understood' cut.json
(head -n 40 array.json; cat 1.json 2.json) >cut.json
has 'an array that is cut' 3 'cut.json:2: not understood' cut.json
(head -n 40 1.json; cat two.ndjson) >cut.json
has 'lines behind a document that is cut' 3 'cut.json:1: not understood' cut.json
grep -q ' 1 bad lines' err || fail "bad lines: $(cat err)"
(cat 1.ndjson; head -c 280000000 /dev/zero | tr '\0' 'x'; echo; cat 2.ndjson) |
	has 'a line without an end' 3 'over 256 MiB without an end' -
grep -q "standard input:$(($(wc -l <1.ndjson) + 1)): " err || fail "its number: $(cat err)"

# compressed, as a file and from a pipe; several in an archive, each with a name of its own
for tool in gzip xz zstd bzip2; do
	command -v $tool >/dev/null || continue
	$tool -c <two.ndjson >two.$tool
	has "$tool" 0 '2 new' two.$tool
	# shellcheck disable=SC2002 # a pipe
	cat two.$tool | has "$tool from a pipe" 0 '2 new' -
	has "$tool and a name" 0 '2 new' --machine-from-filename two.$tool
	$tool -c <array.json >array.$tool
	has "$tool of an array" 0 '2 new' array.$tool
done
head -c $(($(wc -c <two.gzip) / 2)) two.gzip >half.gz
got=0
"$fleet" load --db half.db half.gz 2>err || got=$?
same 'status of half an archive' 3 $got
grep -q 'half.gz: the archive is damaged' err || fail "damaged: $(cat err)"
# of a damaged archive of reports, those before are kept
mkdir some
cp 1.json 2.ndjson some
tar -b 2 -cf some.tar some
head -c -1024 some.tar >cut.tar
got=0
"$fleet" load --db cut.db cut.tar >out 2>err || got=$?
same 'status of a cut tar' 3 $got
grep -q 'cut.tar: the archive is damaged: what came before is kept' err || fail "cut tar: $(cat err)"
grep -q '2 new' out err || fail "cut tar, what came before: $(cat out)"
# what was unpacked before the damage is kept, in blocks, or it is said that nothing is
cat two.ndjson two.ndjson | gzip -c >whole.gz
head -c -300 whole.gz >cut.gz
blocks=$(($(gzip -dc cut.gz 2>/dev/null | wc -c) / 65536))
[ "$blocks" -gt 0 ] || fail 'no block of a compressed file that is cut'
cat two.ndjson two.ndjson | head -c $((blocks * 65536)) | head -n -1 >before.ndjson
for name in cut.gz -; do
	got=0
	rm -f cut.db
	"$fleet" load --db cut.db $name <cut.gz 2>err || got=$?
	same "status of $name, cut" 3 $got
	grep -q 'what came before is kept, as far as it could be unpacked' err || fail "$name: $(cat err)"
	grep -q "^hwalias-fleet: $(grep -c '"hwalias.device"' before.ndjson) devices in" err ||
		fail "devices before the cut of $name: $(cat err)"
done
head -c 300 whole.gz >cut.gz
rm -f cut.db
"$fleet" load --db cut.db cut.gz 2>err || true
grep -q 'the archive is damaged: nothing of it is kept' err || fail "nothing before the cut: $(cat err)"
same 'reports of nothing' 0 "$(ask cut.db --sql 'SELECT count(*) FROM report')"
mkdir -p reports/old
cp 1.json reports
cp 2.ndjson reports/old
gzip reports/1.json
tar -cf reports.tar reports
tar -czf reports.tgz -C reports .
for archive in reports.tar reports.tgz; do
	has "$archive" 0 '2 new' $archive
	# shellcheck disable=SC2002
	cat $archive | has "$archive from a pipe" 0 '2 new' -
done
"$HWALIAS" --from "$source/tests/machines/vm.snap" -a -J 2>/dev/null >reports/no-name.json
echo '{"schema":' >reports/bad.json
cp "$source/tests/machines/arm.snap" reports/box3.snap
"$HWALIAS" --from "$source/tests/machines/vm.snap" --lspci -vmmnnk >reports/box4.txt 2>/dev/null
tar -cf reports.tar reports
rm -f tar.db
got=0
"$fleet" load --machine-from-filename --db tar.db reports.tar 2>err || got=$?
same 'status of a bad file in an archive' 3 $got
grep -q 'reports.tar/reports/bad.json:1: ' err || fail "the file is not named: $(cat err)"
same 'the others' 'box4 machine-1 machine-2 no-name' "$(ask tar.db --sql "SELECT machine FROM
	current_report WHERE length(machine) < 32 ORDER BY machine" | xargs)"
same 'with the snapshot' 5 "$(ask tar.db --sql 'SELECT count(*) FROM current_report')"

# what --from reads is no lines, also where it begins as an array does; a tree is one machine
cat >dmesg.txt <<'END'
[    0.000000] Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org) (gcc-12) #1 SMP
[    1.000000] pci 0000:00:1f.6: [8086:15b8] type 00 class 0x020000
[    2.000000] e1000e 0000:00:1f.6 eth0: registered PHC clock
END
got=0
"$fleet" load --machine box --db dump.db dmesg.txt 2>err || got=$?
same 'status of a log alone' 3 $got
grep -q 'dmesg.txt: it tells of no devices (kernel log)' err || fail "a log: $(cat err)"
grep -q ' 0 bad lines, 1 inputs refused' err || fail "a log is counted: $(cat err)"
(cat dmesg.txt; cat reports/box4.txt) >both.txt
for name in both.txt -; do
	rm -f dump.db
	"$fleet" load -q --machine box --db dump.db $name <both.txt 2>err || fail "dmesg: $(cat err)"
	same "devices of $name" "$(grep -c '^Slot:' both.txt)" \
		"$(ask dump.db --sql 'SELECT count(*) FROM current_device')"
done
# a line that is not understood is named and counted, in each form, and the report is not
# current
"$HWALIAS" --from "$source/tests/machines/vm.snap" snapshot vm.snap 2>/dev/null
"$HWALIAS" --from vm.snap --lspci -nnk >lspci.txt 2>/dev/null
printf '%s\n' 'Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub' \
	'Bus 001 Device 002: ID 046d:c52b Logitech, Inc. Unifying Receiver' \
	'Bus 001 Device 003: ID 0627:0001 Adomax Technology Co., Ltd QEMU Tablet' >lsusb.txt
place=$(grep -n '^sys/devices/.*/modalias = ' vm.snap | head -1 | cut -d : -f 1)
last=$(grep -n '^0' lspci.txt | tail -1 | cut -d : -f 1)
for row in "vm.snap|${place}s/ = / % /|$place" "vm.snap|${place}p|$((place + 1))" \
	'lspci.txt|1s/^/XX/|1' "lspci.txt|$last{s/ \[[0-9a-f]*:.*//;q}|$last" 'lsusb.txt|2s/^/XX/|2'; do
	rm -f dump.db
	file=${row%%|*}
	edit=${row#*|}
	"$fleet" load --machine box --db dump.db "$file" 2>err || fail "$file: $(cat err)"
	grep -q '1 new (1 current, 0 incomplete).* 0 bad lines' err || fail "$file: $(cat err)"
	sed "${edit%|*}" "$file" >"bad-$file"
	touch -d 2030-01-01T00:00:00Z "bad-$file"
	for name in "bad-$file" -; do
		got=0
		"$fleet" load --machine box --db dump.db "$name" <"bad-$file" 2>err || got=$?
		same "status of $row" 3 $got
		shown=$name
		[ "$name" != - ] || shown='standard input'
		grep -q "$shown:${row##*|}: " err || fail "$row is not named: $(cat err)"
		grep -q ' 1 bad lines' err || fail "$row is not counted: $(cat err)"
	done
	same "current beside $row" 0 "$(ask dump.db --sql 'SELECT count(*) FROM report r
		JOIN current_report c ON c.report_id = r.id WHERE r.is_complete = 0')"
done
# a machine's name is text: bytes that are none would be cut, or make two names one
for name in '' "$(printf 'a\377b')" "$(printf 'a\376')"; do
	rm -f dump.db
	got=0
	"$fleet" load --machine "$name" --db dump.db lspci.txt 2>err || got=$?
	same "status of a name that is none" 2 $got
	[ ! -e dump.db ] || fail 'a name that is none makes a database'
	[ -n "$name" ] || continue
	cp lspci.txt "$name.txt"
	got=0
	"$fleet" load --machine-from-filename --db dump.db "$name.txt" 2>err || got=$?
	same "status of a file's name that is none" 3 $got
	grep -q 'which is no UTF-8: refused' err || fail "a file's name: $(cat err)"
	same 'reports of such a file' 0 "$(ask dump.db --sql 'SELECT count(*) FROM report')"
	rm -f "$name.txt"
done
rm -f dump.db
"$fleet" load -q --machine 'Jürgen 1' --db dump.db lspci.txt 2>err || fail "a name of letters: $(cat err)"

# what ends within a line, whichever that is, may lack devices
"$HWALIAS" --from vm.snap --lspci -vmm >vmm.txt 2>/dev/null
cat >inxi.txt <<'END'
Graphics:
  Device-1: NVIDIA GP104 [GeForce GTX 1080] driver: nvidia v: 525.105.17
    bus-ID: 01:00.0 chip-ID: 10de:1b80 class-ID: 0300
Network:
  Device-1: Intel Ethernet I219-V driver: e1000e v: kernel bus-ID: 00:1f.6
    chip-ID: 8086:15b8 class-ID: 0200
END
for file in lspci.txt vmm.txt lsusb.txt inxi.txt; do
	lines=$(wc -l <"$file")
	for line in $((lines / 2 + 1)) $((lines / 2 + 2)) $((lines - 1)) "$lines" whole; do
		rm -f dump.db
		if [ "$line" = whole ]; then
			cp "$file" cut.txt
		else
			# with -2, of the last empty line nothing but newlines
			head -n "$line" "$file" | head -c -3 >cut.txt
		fi
		[ -n "$(tail -c 1 cut.txt)" ] || [ "$line" = whole ] || continue
		"$fleet" load -q --machine box --db dump.db cut.txt 2>err || true
		same "$file, cut in line $line" "$([ "$line" != whole ] || echo 1)" \
			"$(ask dump.db --sql 'SELECT count(*) FROM current_report' | sed 's/^0$//')"
	done
done
"$HWALIAS" --from vm.snap -a >table.txt 2>/dev/null
printf '%s\n' '00:1f.6 Ethernet controller [0200]: Intel I219-V [8086:15b8] (rev 31)' >>table.txt
got=0
rm -f dump.db
"$fleet" load --machine box --db dump.db table.txt 2>err || got=$?
same 'status of a table' 3 $got
same 'current of a table' 0 "$(ask dump.db --sql 'SELECT count(*) FROM current_report')"
mkdir -p tree/sys/bus/pci/devices/0000:00:1f.6 tree/sys/kernel
echo pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00 \
	>tree/sys/bus/pci/devices/0000:00:1f.6/modalias
tar -czf tree.tgz tree
for name in tree tree.tgz; do
	rm -f dump.db
	"$fleet" load -q --machine box --db dump.db $name 2>err || fail "a tree: $(cat err)"
	same "devices of $name" 1 "$(ask dump.db --sql 'SELECT count(*) FROM current_device')"
done
got=0
echo 'nothing of interest' | "$fleet" load --machine box --db dump.db - 2>err || got=$?
same 'status of a text' 3 $got
grep -q 'of no known format' err || fail "a text: $(cat err)"
printf '\n\n' >blank
got=0
"$fleet" load --machine box --db dump.db blank 2>err || got=$?
grep -q 'blank: is empty' err || fail "blank lines: $(cat err)"

exit $failed
