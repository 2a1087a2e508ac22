#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# hwalias-fleet over SQLite: every answer is computed again from the lines; the same report
# again changes nothing; what is wrong with the input is named and stored as far as it goes;
# killed, or without room on the disk, it leaves whole reports, and the next load goes on.
set -eu
fleet=${HWALIAS_FLEET:-}
here=$(cd "$(dirname "$0")" && pwd)
source=${HWALIAS_SOURCE:?}
if [ ! -x "$fleet" ]; then
	echo 'hwalias-fleet is not built: skipped'
	exit 77
fi
dir=$(mktemp -d)
trap 'umount "$dir/full" 2>/dev/null || true; rm -rf "$dir"' EXIT
cd "$dir"
# what is freed is not kept: memory is measured below
ASAN_OPTIONS=quarantine_size_mb=1:${ASAN_OPTIONS:-}
export ASAN_OPTIONS
failed=0
check="python3 $here/check_fleet.py"

fail() {
	echo "FAILED: $*"
	failed=1
}

# expect STATUS TEXT COMMAND...: the exit status, and what standard error has
expect() {
	status=$1
	text=$2
	shift 2
	got=0
	"$@" >out 2>err || got=$?
	[ "$got" = "$status" ] || fail "status $got, not $status: $*: $(cat err)"
	grep -qF -e "$text" err || fail "no '$text' in: $(cat err)"
}

# same WHAT EXPECTED GOT
same() {
	[ "$2" = "$3" ] || fail "$1: '$3', not '$2'"
}

ask() {
	"$fleet" query --tsv --noheadings --db "$@"
}

# hwalias itself needs no database
if command -v ldd >/dev/null; then
	! ldd "$HWALIAS" | grep -E 'sqlite|libpq' || fail 'hwalias is linked to a database'
	ldd "$fleet" | grep -q libsqlite3 || fail 'hwalias-fleet is not linked to SQLite'
fi

mkdir a
$check make "$HWALIAS" "$source/tests/machines" a

# every answer, from either order of the files; again, nothing changes in any table
"$fleet" load --db one.db a/1.ndjson a/2.ndjson 2>err
grep -q '58 new (30 current, 1 incomplete)' err || fail "sum: $(cat err)"
grep -q 'another machine has the same key' err || fail "no clone: $(cat err)"
$check check "$fleet" one.db a/1.ndjson a/2.ndjson || fail 'answers'
$check dump one.db >before
"$fleet" load -q --db one.db a/1.ndjson a/2.ndjson 2>err
cat a/2.ndjson a/1.ndjson | "$fleet" load -q --db one.db - 2>err
$check dump one.db >after
cmp before after || fail 'loaded again, it changes'
"$fleet" load -q --db two.db a/2.ndjson a/1.ndjson 2>err
$check check "$fleet" two.db a/2.ndjson a/1.ndjson || fail 'answers, the newer first'
same 'tally' "$(ask two.db --sql 'SELECT count(*) FROM current_device')" \
	"$(ask two.db --sql 'SELECT sum(devices) FROM tally')"

# a day begins with its first second
same 'a day' "$(ask one.db drift --since 2024-11-02T00:00:00Z)" \
	"$(ask one.db drift --since 2024-11-02)"
# since a time: before all, all are new; after the first day the second one's changes
same 'drift since before' 30 "$(ask one.db drift --since 2024-10-01 | grep -c 'new machine')"
same 'drift since the first day' "$(ask one.db drift | sort)" \
	"$(ask one.db drift --since 2024-11-01T12:00:00Z | sort)"
same 'drift since the last day' '' "$(ask one.db drift --since 2024-11-03)"

# one report as a document of many lines, as one line, as lines, and as a snapshot
snap=$source/tests/machines/desktop.snap
"$HWALIAS" --from "$snap" -a -J --privacy fleet >whole.json 2>/dev/null
python3 -c 'import json,sys; json.dump(json.load(sys.stdin), sys.stdout)' <whole.json >line.json
"$HWALIAS" --from "$snap" -a --ndjson --privacy fleet 2>/dev/null |
	grep -v hwalias.end >lines.ndjson
n=$(wc -l <lines.ndjson)
echo "{\"schema\":\"hwalias.end\",\"devices\":$n}" >>lines.ndjson
cp "$snap" desktop.snap
touch -d 2024-11-05T00:00:00Z whole.json line.json lines.ndjson desktop.snap
for form in whole.json line.json lines.ndjson desktop.snap; do
	"$fleet" load -q --db form.db "$form" || fail "$form"
	same "reports after $form" "1	$n" \
		"$(ask form.db --sql 'SELECT count(*), max(devices) FROM report')"
done
same 'the time of the file' 2024-11-05T00:00:00Z \
	"$(ask form.db --sql 'SELECT generated FROM report')"

# what check says is what the database has, of lists with --complete and of snapshots
for snapshot in blocked firmware-failed deferred; do
	snapshot=$source/tests/machines/broken/$snapshot.snap
	"$HWALIAS" --from "$snapshot" -a --complete --ndjson --privacy fleet 2>/dev/null |
		grep -v hwalias.end >said.lines
	echo "{\"schema\":\"hwalias.end\",\"devices\":$(wc -l <said.lines)}" >>said.lines
	"$HWALIAS" --from "$snapshot" check -a --ndjson 2>/dev/null |
		python3 -c 'import json,sys
for line in sys.stdin:
    f = json.loads(line)
    if f.get("id"): print(f["id"], f["reason"], f["severity"], sep="\t")' | sort >said
	[ -s said ] || fail "check says nothing of $snapshot"
	for file in said.lines "$snapshot"; do
		rm -f said.db
		"$fleet" load -q --machine one --db said.db "$file"
		same "attention of $file" "$(cat said)" \
			"$(ask said.db --sql 'SELECT id, reason, severity FROM attention' | sort)"
	done
done

# input that names no machine is refused by its name, and the rest goes on
"$HWALIAS" --from "$snap" -a -J >public.json 2>/dev/null
printf '00:1f.6 "Ethernet controller" "Intel" "Ethernet" -r31 "ASUS" "Device"\n' >box7.txt
expect 3 'public.json: names no machine' "$fleet" load --db key.db public.json a/1.ndjson
same 'the rest' 30 "$(ask key.db --sql 'SELECT count(*) FROM machine')"
"$HWALIAS" --from "$snap" --lspci -vmmnnk >box8.txt 2>/dev/null
expect 3 'box8.txt: names no machine' "$fleet" load --db key.db box8.txt
"$fleet" load -q --machine public --db key.db public.json || fail '--machine'
"$fleet" load -q --machine-from-filename --db key.db box8.txt public.json || fail 'filename'
# what tells of the format is no part of a name, an address is
for name in 10.0.0.1.txt 10.0.0.2.txt; do cp box8.txt $name; done
"$fleet" load -q --machine-from-filename --db address.db 10.0.0.1.txt 10.0.0.2.txt ||
	fail 'addresses'
same 'addresses' '10.0.0.1 10.0.0.2' "$(ask address.db --sql \
	'SELECT machine FROM current_report ORDER BY machine' | tail -n 2 | xargs)"
"$fleet" load -q --machine of-stdin --db key.db - <box8.txt || fail 'a dump on stdin'
same 'names of machines' 'box8 of-stdin public ' "$(ask key.db --sql 'SELECT digest FROM machine
	WHERE length(digest) < 32 ORDER BY digest' | tr '\n' ' ')"
: >nothing
expect 3 'nothing: is empty' "$fleet" load --db key.db nothing
expect 3 'No such file' "$fleet" load --db key.db nothing.json

# a bad line is named, counted, and does not stop the rest; its report is not complete
sed '3s/.*/{"schema":"hwalias.device","id":/; 200s/.*/nonsense/' a/1.ndjson >bad.ndjson
printf '{"schema":"hwalias.finding"}\n[]\n' >>bad.ndjson
expect 3 'bad.ndjson:3: not understood at byte' "$fleet" load --db bad.db bad.ndjson
for line in 200 $(($(wc -l <a/1.ndjson) + 1)); do
	grep -q "bad.ndjson:$line: " err || fail "line $line is not named: $(cat err)"
done
grep -q '4 bad lines' err || fail "not counted: $(cat err)"
same 'machines beside bad lines' 28 "$(ask bad.db --sql 'SELECT count(*) FROM current_report')"
# the same reports, whole, take their place
"$fleet" load -q --db bad.db a/1.ndjson || fail 'whole ones'
$check check "$fleet" bad.db a/1.ndjson || fail 'answers after bad lines'

# a line too many, as of a log, costs no report
sed '3i a message that got between' a/1.ndjson >noise.ndjson
expect 3 'noise.ndjson:3: not understood' "$fleet" load --db noise.db noise.ndjson
same 'machines beside noise' 30 "$(ask noise.db --sql 'SELECT count(*) FROM current_report')"

# without its end a stream of lines is not complete, and never current
head -5 lines.ndjson >cut.ndjson
touch -d 2024-11-06T00:00:00Z cut.ndjson
expect 0 'is not complete' "$fleet" load --db form.db cut.ndjson
same 'the current one' "2024-11-05T00:00:00Z	$n" \
	"$(ask form.db --sql 'SELECT generated, devices FROM current_report')"
same 'kept' 5 "$(ask form.db --sql 'SELECT devices FROM incomplete')"
head -9 lines.ndjson >cut.ndjson
touch -d 2024-11-06T00:00:00Z cut.ndjson
"$fleet" load -q --db form.db cut.ndjson 2>/dev/null
same 'more of it' 9 "$(ask form.db --sql 'SELECT devices FROM incomplete')"

# another model with the key; unless the mainboard was replaced
sed 's/"generated":"[^"]*"/"generated":"2024-11-12T00:00:00Z"/g; s/Model 0/Model 9/g' \
	a/1.ndjson >moved.ndjson
expect 0 'has another model' "$fleet" load --db one.db moved.ndjson
same 'clones' 11 "$(ask one.db clones | wc -l)"
"$fleet" load -q --accept-changed --db one.db moved.ndjson
same 'accepted' 10 "$(ask one.db \
	--sql "SELECT count(*) FROM current_report c JOIN model m ON m.id = c.model_id WHERE product = 'Model 9'")"

# a database of something else, one of another version, and an empty one
python3 - <<'END'
import sqlite3
for name, sql in ("foreign.db", "CREATE TABLE invoice (id integer)"), (
        "older.db", "CREATE TABLE fleet (name text, value text); INSERT INTO fleet VALUES ('schema', '1')"), (
        "no-version.db", "CREATE TABLE fleet (aircraft text)"):
    db = sqlite3.connect(name)
    db.executescript(sql)
    db.close()
END
: >empty.db
for row in 'foreign|it has tables of something else' 'older|another version of hwalias-fleet made it' \
	'no-version|it has tables of something else'; do
	for command in "load --db ${row%|*}.db a/1.ndjson" "query --db ${row%|*}.db unbound"; do
		# shellcheck disable=SC2086 # words
		expect 3 "${row#*|}" "$fleet" $command
		! grep -q 'what was stored before' err || fail "$command: $(cat err)"
	done
done
expect 3 'it is empty' "$fleet" query --db empty.db unbound

# a folder is a machine, or what was printed on one; of reports each is named by its file
mkdir -p folder/reports folder/machine
cp a/1.ndjson folder/reports/
cp "$source/tests/machines/desktop.snap" folder/machine/only.snap
printf '%s\n' '00:1f.6 Ethernet controller [0200]: Intel I219-V [8086:15b8] (rev 31)' >folder/machine/lspci.txt
expect 3 'folder/reports: a folder of reports, and no machine' "$fleet" load --db folder.db folder/reports
expect 3 'folder/machine: a folder of reports, and no machine' "$fleet" load --db folder.db folder/machine
rm folder/machine/only.snap
expect 0 '1 new' "$fleet" load --machine m --db folder.db folder/machine

# one statement that reads
$check dump one.db >before
expect 3 'readonly' "$fleet" query --db one.db --sql 'DELETE FROM machine'
expect 2 'more than one' "$fleet" query --db one.db --sql 'SELECT 1; DELETE FROM machine'
expect 2 'syntax error' "$fleet" query --db one.db --sql 'SELEKT'
ls -A >files
for text in "vacuum into 'copy.db'" "/* x */ VACUUM INTO 'copy.db'" "ATTACH 'copy.db' AS c" \
	"-- x
	attach 'copy.db' as c" "COPY machine TO '/tmp/x'" 'VACUUM'; do
	expect 2 'takes a statement that reads' "$fleet" query --db one.db --sql "$text"
done
for text in 'PRAGMA journal_mode = DELETE' 'PRAGMA wal_checkpoint(TRUNCATE)' 'PRAGMA optimize' \
	'PRAGMA user_version = 7' "EXPLAIN ATTACH 'copy.db' AS c"; do
	expect 2 'not authorized' "$fleet" query --db one.db --sql "$text"
done
"$fleet" query --db one.db --tsv --sql 'PRAGMA table_info(machine)' | grep -q digest ||
	fail 'a PRAGMA that tells'
rm -f out err
ls -A >files2
# readers of SQLite have files of their own beside the database
for list in files files2; do
	grep -v -e '^out$' -e '^err$' -e '^files' -e '-wal$' -e '-shm$' $list >$list.kept
done
cmp files.kept files2.kept || fail "a question writes files: $(diff files.kept files2.kept)"
rm files files2 files.kept files2.kept
$check dump one.db >after
cmp before after || fail 'a question changed the database'
same 'any column' '{"schema":"hwalias.fleet-row","schema_version":"1.1","query":"sql","a_b":1,"c":null,"d":"x"}' \
	"$("$fleet" query --db one.db --ndjson --sql "SELECT 1 AS \"a\"\"b\", NULL AS c, 'x' AS d")"

# numbers are numbers, with the digits that both engines have
cat >numbers.sql <<'END'
SELECT avg(n) AS a, sum(n) AS b, count(*) AS c, 0.1 + 0.2 AS d, 2.0 AS e, -1.5e300 AS f, 1e20 AS g, 'x' AS h, NULL AS i
FROM (SELECT 1 AS n UNION ALL SELECT 1 UNION ALL SELECT 2) t
END
same 'numbers' '[1.33333333333333, 4, 3, 0.3, 2, -1.5e+300, 1e+20, "x", null]' \
	"$("$fleet" query --db one.db -J --sql "$(cat numbers.sql)" |
		python3 -c 'import json, sys; print(json.dumps([*json.load(sys.stdin)["rows"][0].values()]))')"
same 'numbers, --tsv' '1.33333333333333 4 3 0.3 2 -1.5e+300 1e+20 x' "$(ask one.db --sql "$(cat numbers.sql)" | xargs)"
! "$fleet" query --db one.db -J --sql 'SELECT 9e999 AS a' | grep -q ': -\?[Ii]nf' || fail 'a number that JSON has not'

# a whole modalias, in letters of either case, is of the machines that have it, also where
# their devices are told by ids
for like in 'pci:v%' 'usb:v%' 'acpi:%'; do
	modalias=$(ask one.db --sql "SELECT modalias FROM current_device WHERE modalias LIKE '$like'
		ORDER BY modalias LIMIT 1")
	[ -n "$modalias" ] || fail "no modalias like $like"
	for text in "$modalias" "$(echo "$modalias" | tr A-Z a-z)"; do
		same "machines $text" "$(ask one.db --sql "SELECT machine, count(*) FROM current_device
			WHERE modalias = '$modalias' GROUP BY machine ORDER BY machine" | xargs)" \
			"$(ask one.db machines "$text" | cut -f 1,5 | xargs)"
	done
	same "machines ${modalias}x" '' "$(ask one.db machines "${modalias}x")"
done
more=$(ask form.db --sql 'SELECT more_modaliases FROM kind WHERE more_modaliases IS NOT NULL' | head -1)
same "machines $more" 1 "$(ask form.db machines "${more##*\\n}" | wc -l)"

# databases that are not there, empty, or another program's
expect 3 'nothing.db' "$fleet" query --db nothing.db unbound
[ ! -e nothing.db ] || fail 'a question makes a database'
python3 -c 'import sqlite3; sqlite3.connect("other.db").execute("create table t (a)")'
expect 3 'it has tables of something else' "$fleet" load --db other.db a/1.ndjson
expect 3 'not a database' "$fleet" load --db a/1.ndjson a/1.ndjson
expect 2 'takes one operand' "$fleet" query --db one.db machines
expect 2 'no query' "$fleet" query --db one.db wrong
# an empty statement, of which each engine says something else
for text in '' ' ;
' '-- a comment' '/* a */ -- b'; do
	expect 2 '--sql takes a statement, and this one is empty' "$fleet" query --db one.db --sql "$text"
done
expect 2 'is no time' "$fleet" query --db one.db drift --since yesterday

# the tables are those that are printed
"$fleet" schema sqlite >schema.sql
python3 - <<'END' || fail 'the printed schema is not that of the database'
import sqlite3, sys
printed, loaded = sqlite3.connect(":memory:"), sqlite3.connect("one.db")
printed.executescript(open("schema.sql").read())
sql = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name"
sys.exit(printed.execute(sql).fetchall() != loaded.execute(sql).fetchall())
END

# under another kernel: as check -S says of each machine
mkdir -p k/lib/modules/9.9
cat >k/lib/modules/9.9/modules.alias <<'END'
alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e
alias usb:v046DpC52Bd*dc*dsc*dp*ic*isc*ip*in* other
alias pci:v*d*sv*sd*bc01sc08i02* nvme
END
echo kernel/foo.ko: >k/lib/modules/9.9/modules.dep
echo kernel/fs/other.ko >k/lib/modules/9.9/modules.builtin
# built-in drivers, one that modules.builtin lists and one that it does not: of which no table
# tells now, and a module claims the device under the other kernel
for name in listed hid-generic; do
	cat >"bound-$name.snap" <<END
hwalias-snapshot 1
proc/sys/kernel/osrelease = 6.12.9-amd64
sys/bus/usb/devices/1-9:1.0 -> ../../../devices/pci0000:00/0000:00:14.0/usb1/1-9/1-9:1.0
sys/devices/pci0000:00/0000:00:14.0/usb1/1-9/1-9:1.0/uevent :
|DRIVER=$name
sys/devices/pci0000:00/0000:00:14.0/usb1/1-9/1-9:1.0/modalias = usb:v046DpC52Bd0100dc00dsc00dp00ic03isc01ip01in00
sys/devices/pci0000:00/0000:00:14.0/usb1/1-9/1-9:1.0/subsystem -> ../../../../../../bus/usb
sys/devices/pci0000:00/0000:00:14.0/usb1/1-9/1-9:1.0/driver -> ../../../../../../bus/usb/drivers/$name
lib/modules/6.12.9-amd64/modules.alias :
|alias scsi:t-0x00* sd_mod
lib/modules/6.12.9-amd64/modules.dep :
|kernel/drivers/sd_mod.ko:
lib/modules/6.12.9-amd64/modules.builtin :
|kernel/listed.ko
END
done
# a module that neither kernel brought: it is lost
sed 's/=listed$/=apart/; s/drivers.listed$/drivers\/apart/' bound-listed.snap >bound-apart.snap
printf '%s\n' 'sys/bus/usb/drivers/apart/module -> ../../../../module/apart' >>bound-apart.snap
# other tools' output, whose kernel is not told
cat >told-lspci.txt <<'END'
00:00.0 Host bridge [0600]: Intel Corporation Device [8086:3ec2]
	Kernel driver in use: skl_uncore
00:14.0 USB controller [0c03]: Intel Corporation Cannon Lake PCH USB 3.1 xHCI [8086:a36d]
	Kernel driver in use: xhci_hcd
	Kernel modules: xhci_pci
00:1f.6 Ethernet controller [0200]: Intel Corporation I219-V [8086:15b8] (rev 31)
	Kernel modules: e1000e
01:00.0 VGA compatible controller [0300]: NVIDIA Corporation Device [10de:2484]
	Kernel driver in use: vfio-pci
	Kernel modules: nouveau
03:00.0 Ethernet controller [0200]: Intel Corporation I219-V [8086:15b8] (rev 31)
	Kernel driver in use: other
	Kernel modules: e1000e
04:00.0 Non-Volatile memory controller [0108]: Samsung Electronics Co Ltd SM981 [144d:a808]
	Kernel driver in use: nvme
	Kernel modules: nvme
END
printf '%s\n' '00:1f.6 Ethernet controller [0200]: Intel Corporation I219-V [8086:15b8] (rev 31)' \
	>told-nothing.txt
cat >told-lsusb.txt <<'END'
/:  Bus 02.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/6p, 10000M
    ID 1d6b:0003 Linux Foundation 3.0 root hub
    |__ Port 2: Dev 3, If 0, Class=Mass Storage, Driver=uas, 5000M
        ID 0bc2:ab28 Seagate RSS LLC
END
# drivers without modules, and no tables to tell whether they are built in; a module of another
# name claims the device
cat >untold-module.snap <<'END'
hwalias-snapshot 1
proc/sys/kernel/osrelease = 6.1.0-56-amd64
sys/bus/pci/devices/0000:04:00.0 -> ../../../devices/pci0000:00/0000:04:00.0
sys/devices/pci0000:00/0000:04:00.0/uevent :
|DRIVER=wl
|PCI_SLOT_NAME=0000:04:00.0
|MODALIAS=pci:v00008086d000015B8sv00001028sd0000085Abc02sc00i00
|PCI_CLASS=20000
END
sed 's/15B8/9999/; s/bc02sc00i00/bc01sc08i02/; s/=wl/=nvme/; s/20000/10802/' untold-module.snap >told-nvme.snap
mkdir -p own
cp -r k/lib own/
printf 'kernel/%s.ko:\n' e1000e nvme >own/lib/modules/9.9/modules.dep
for row in 'untold-module 3' 'told-nvme 0'; do
	rm -f own.db
	"$fleet" load -q --machine one --db own.db "${row% *}.snap" || fail "load $row"
	for command in "$fleet what-if --db own.db" "$HWALIAS --from ${row% *}.snap check"; do
		got=0
		$command --modules-dir own -S 9.9 >out 2>err || got=$?
		[ $got = "${row#* }" ] || fail "$row, $command: $got, $(cat out err)"
	done
done
# nothing drives it now, and the module that claims it then is the one that can drive it now
for row in 'e1000e 0' 'other 1'; do
	rm -f own.db
	printf '%s\t%s\n' Slot: 00:1f.6 Class: 'Ethernet controller [0200]' Vendor: 'Intel Corporation [8086]' \
		Device: 'Ethernet Connection [15b8]' Module: "${row% *}" >free.txt
	"$fleet" load -q --machine one --db own.db free.txt || fail "load free.txt"
	for command in "$fleet what-if --db own.db --tsv" "$HWALIAS --from free.txt check -a --ndjson"; do
		$command --modules-dir own -S 9.9 >out 2>err || true
		[ "$(grep -c gains-candidates out)" = "${row#* }" ] || fail "can drive it now: $row, $command: $(cat out)"
		! grep -q 'hwalias-fleet:' err || grep -q "no tables of their machine's own kernel" err ||
			fail "tables are not known: $(cat err)"
	done
done
for machine in "$PWD"/bound-*.snap "$PWD"/told-*.txt "$source"/tests/machines/*.snap "$source"/tests/machines/healthy/*.snap \
	"$source"/tests/machines/broken/[a-m]*.snap; do
	rm -f what.db
	"$fleet" load -q --machine one --db what.db "$machine" || [ "${machine##*/}" = container.snap ] ||
		fail "load $machine"
	got=0
	"$fleet" what-if -q -a --db what.db --modules-dir k -S 9.9 --ndjson >what.ndjson 2>what.err || got=$?
	alone=0
	"$HWALIAS" --from "$machine" check -a -S 9.9 --modules-dir k \
		--ndjson >check.ndjson 2>/dev/null || alone=$?
	"$HWALIAS" --from "$machine" check -a -S 9.9 --modules-dir k -J >check.json 2>/dev/null || true
	python3 - "$machine" "$got" "$alone" <<'END' || fail "what-if of $machine"
import json, sys
every = list(map(json.loads, open("what.ndjson")))
rows = [row for row in every if row["id"]]
findings = [f for f in map(json.loads, open("check.ndjson"))
            if f["reason"].endswith("s-driver") or f["reason"].endswith("s-candidates")]
have = sorted((r["id"], r["reason"]) for r in rows if r["reason"] != "not-judged")
want = sorted((f["id"], f["reason"]) for f in findings)
loses = any(reason == "loses-driver" for _, reason in want)
bound = {"bound-listed.snap": 1, "bound-hid-generic.snap": 0, "bound-apart.snap": 1}.get(sys.argv[1].split("/")[-1])
if bound is not None and len(want) != bound:
    sys.exit("a built-in driver: %s" % want)
# a driver that is built in by another name: check names the first one
unknown = json.load(open("check.json")).get("incomplete") or ""
doubtful = [r["id"] for r in rows if r["reason"] == "not-judged"]
if "has the driver of" in unknown and not any(" %s " % i in unknown for i in doubtful):
    sys.exit("%s, not judged: %s" % (unknown, doubtful))
if "apart" in sys.argv[1] and want[0][1] not in ("loses-driver", "changes-driver"):
    sys.exit("a module of nobody's: %s" % want)
# what is not judged is no all-clear; the database has nothing of a machine without devices
is_absent = "the database has no reports" in open("what.err").read()
status = 1 if loses else 3 if doubtful or len(rows) < len(every) or is_absent else 0
if have != want or sys.argv[2] != str(status):
    sys.exit("%s: %s" % (sys.argv[2], sorted(set(have) ^ set(want))))
# check ends alike, but that it does not ask for a whole machine, and knows which modules
# are built in now
is_in_less_doubt = doubtful and not unknown and (sys.argv[2], sys.argv[3]) == ("3", "0")
if len(rows) == len(every) and sys.argv[2] != sys.argv[3] and not is_in_less_doubt and not is_absent:
    sys.exit("check ends with %s, what-if with %s" % (sys.argv[3], sys.argv[2]))
END
done

# a driver that is bound to what exports no modalias: its module, or the one that it is a
# part of, is under the other kernel, or nothing tells what becomes of the device
python3 - >nameless.ndjson <<'END'
import json
head = {"schema": "hwalias.device", "schema_version": "1.1", "generated": "2024-11-01T08:00:00Z",
        "host": {"key": "k"}, "state": "bound", "modalias": None, "subsystem": "platform"}
rows = [("there", "e1000e", "e1000e", "6.1"), ("gone", "other", "other", "6.1"), ("builtin", "built", None, "6.1"),
        ("part", "serial", None, None), ("untold", "untold", None, None)]
for name, driver, module, tables in rows:
    key = "k" if tables else "dump"
    print(json.dumps({**head, "host": {"key": key}, "kernel": {"release": "6.1", "tables": tables}, "id": "platform:" + name,
                      "driver": {"name": driver, "module": module, "builtin": module is None}}))
    if name in ("builtin", "untold"):
        print(json.dumps({"schema": "hwalias.end", "devices": 3 if tables else 2}))
END
rm -f what.db
mkdir -p nameless/lib/modules/9.9
cp k/lib/modules/9.9/modules.alias nameless/lib/modules/9.9/
echo 'kernel/e1000e.ko:' >nameless/lib/modules/9.9/modules.dep
printf 'kernel/%s.ko\n' 8250 built >nameless/lib/modules/9.9/modules.builtin
"$fleet" load -q --db what.db nameless.ndjson || fail 'load nameless.ndjson'
expect 3 '2 devices could not be judged' "$fleet" what-if -a --db what.db --modules-dir nameless -S 9.9 --tsv --noheadings
same 'devices without a modalias' 'platform:untold not-judged platform:gone not-judged' \
	"$(cut -f 4,7 out | xargs)"

# devices that cannot be judged are counted
rm -f what.db
"$fleet" load -q --machine one --db what.db "$source/tests/machines/arm.snap" || fail 'load arm.snap'
"$fleet" what-if --db what.db --modules-dir k -S 9.9 --tsv >out 2>err || true
! grep -q not-judged out || fail "devices that are not judged, without -a: $(cat out)"
"$fleet" what-if -q -a --db what.db --modules-dir k -S 9.9 --tsv >out 2>/dev/null || true
n=$(grep -c not-judged out) || true
[ "$n" -gt 0 ] && grep -q "$n devices could not be judged" err || fail "not judged: $n, $(cat err)"
"$fleet" what-if -q --by-model --db what.db --modules-dir k -S 9.9 --tsv --noheadings 2>/dev/null |
	grep -q "	not-judged	1	$n\$" || fail 'not judged, by model'
# a kernel whose tables are not whole is refused, as by check
for fault in 'an empty modules.alias' 'no modules.alias' 'no modules.dep' \
	'a modules.alias that ends in mid-line' 'an empty modules.dep' \
	'a modules.dep that ends in mid-line'; do
	rm -rf odd
	cp -r k odd
	case $fault in
	*'empty modules.dep') : >odd/lib/modules/9.9/modules.dep ;;
	*'modules.dep that ends'*) printf 'kernel/a.ko: kernel/b' >>odd/lib/modules/9.9/modules.dep ;;
	*empty*) : >odd/lib/modules/9.9/modules.alias ;;
	*'no modules.alias') rm odd/lib/modules/9.9/modules.alias ;;
	*dep) rm odd/lib/modules/9.9/modules.dep ;;
	*) printf 'alias pci:v*' >odd/lib/modules/9.9/modules.alias ;;
	esac
	for command in "$fleet what-if --db what.db" "$HWALIAS --from $source/tests/machines/arm.snap check"; do
		got=0
		$command --modules-dir odd -S 9.9 >out 2>err || got=$?
		[ $got = 3 ] && grep -q "odd.* has $fault, so what becomes" err ||
			fail "$fault, $command: $got, $(cat err)"
	done
done

# machines of another architecture than the kernel lose nothing under it: they are left out, told,
# and no doubt where others are judged
mkdir -p foreign/lib/modules/9.9
cp k/lib/modules/9.9/* foreign/lib/modules/9.9/
echo 'kernel/arch/x86/crypto/aesni-intel.ko:' >>foreign/lib/modules/9.9/modules.dep
alone=
for row in arm desktop 'arm desktop'; do
	rm -f what.db
	set --
	for each in $row; do
		set -- "$@" "$source/tests/machines/$each.snap"
	done
	"$fleet" load -q --db what.db "$@" || fail "load $row"
	got=0
	"$fleet" what-if -q -a --db what.db --modules-dir foreign -S 9.9 --tsv --noheadings >out 2>err || got=$?
	case $row in
	arm)
		[ $got = 3 ] && [ "$(cut -f 4-7 out | xargs)" = other-architecture ] &&
			[ "$(cat err)" = 'hwalias-fleet: 1 machine is left out: that kernel is of another architecture' ] ||
			fail "a kernel of another architecture: $got, $(cat out err)"
		;;
	desktop)
		[ $got = 1 ] && ! grep -q architecture out err || fail "a kernel of its own architecture: $got, $(cat err)"
		alone=$got
		cp out desktop.out
		;;
	*)
		[ "$got" = "$alone" ] && [ "$(grep -vc other-architecture out)" = "$(wc -l <desktop.out)" ] &&
			grep -q '1 machine is left out' err || fail "machines of two architectures: $got, $(cat out err)"
		;;
	esac
done
rm -f what.db
"$fleet" load -q --db what.db "$source/tests/machines/arm.snap" || fail 'load arm.snap'

# lspci does not tell the programming interface, by which NVMe and xHCI are claimed: their
# modules may claim them; the driver that no kernel brings is lost
rm -f what.db
cat >no-interface.txt <<'END'
00:14.0 USB controller [0c03]: Intel Corporation Cannon Lake PCH USB 3.1 xHCI [8086:a36d]
	Kernel driver in use: xhci_hcd
	Kernel modules: xhci_pci
00:1f.6 Ethernet controller [0200]: Intel Corporation I219-V [8086:15b8] (rev 31)
	Kernel driver in use: wl
	Kernel modules: wl
04:00.0 Non-Volatile memory controller [0108]: Samsung Electronics Co Ltd SM981 [144d:a808]
	Kernel driver in use: nvme
	Kernel modules: nvme
END
"$HWALIAS" --from no-interface.txt -a --ndjson 2>/dev/null |
	sed 's/"release":null/"release":"6.1.0"/' >no-interface.ndjson
"$fleet" load -q --machine one --db what.db no-interface.ndjson || fail 'load no-interface.ndjson'
mkdir -p no-interface.k/lib/modules/9.9
: >no-interface.k/lib/modules/9.9/modules.builtin
printf 'kernel/%s.ko:\n' nvme xhci_pci >no-interface.k/lib/modules/9.9/modules.dep
printf 'alias %s\n' 'pci:v*d*sv*sd*bc01sc08i02* nvme' 'pci:v*d*sv*sd*bc0Csc03i30* xhci_pci' \
	>no-interface.k/lib/modules/9.9/modules.alias
# of_told LINE...: address and reason of each
of_told() {
	"$fleet" what-if -q -a --db what.db --modules-dir no-interface.k -S 9.9 --tsv --noheadings \
		2>/dev/null | cut -f4,7 | tr '\t' ' ' | sort >out
	# lspci does not tell of the other buses
	[ "$(cat out)" = " no-whole-report
$1" ] || fail "ids that are not told: $(cat out)"
}
of_told 'pci:0000:00:1f.6 loses-driver'
echo kernel/foo.ko: >no-interface.k/lib/modules/9.9/modules.dep
of_told 'pci:0000:00:14.0 loses-driver
pci:0000:00:1f.6 loses-driver
pci:0000:04:00.0 loses-driver'

# machines that cannot be judged are told, in every form, and are no all-clear; tables that are
# named by their place alone may be those of a kernel that is not told
rm -f dumps.db
for i in 1 2; do
	printf '%s\n' '00:1f.6 Ethernet controller [0200]: Intel Corporation I219-V [8086:15b8] (rev 31)' \
		'	Kernel driver in use: e1000e' '	Kernel modules: e1000e' >dump$i.txt
done
"$fleet" load -q --db dumps.db --machine-from-filename dump1.txt dump2.txt 2>/dev/null || fail 'dumps'
cut=$(printf '{"schema":"hwalias.device","schema_version":"1.1","generated":"2024-11-01T08:00:00Z",%s%s' \
	'"host":{"key":"cut"},"kernel":{"release":"1"},"id":"pci:1","subsystem":"pci",' \
	'"modalias":{"raw":"pci:v00001AF4d00001000sv00001AF4sd00000001bc02sc00i00"},"driver":null}')
printf '%s\n' "$cut" | "$fleet" load -q --db dumps.db - 2>/dev/null || fail 'a report that is cut'
left() {
	got=0
	"$fleet" what-if -q --db dumps.db --modules-dir k "$@" >out 2>err || got=$?
	[ "$got" = 3 ] || fail "what-if of dumps $*: exit status $got"
	if ! grep -q '2 machines are left out: it is not known which kernel they run' err ||
		! grep -q '1 machine is left out: all reports of them are incomplete' err; then
		fail "what-if of dumps $*: $(cat err)"
	fi
}
left --tsv --noheadings
expected='cut no-whole-report dump1 kernel-not-known dump2 kernel-not-known'
[ "$(cut -f 1,7 out | xargs)" = "$expected" ] || fail "left out: $(cat out)"
left --ndjson
[ "$(python3 -c 'import json; [print(r["machine"], r["reason"]) for r in map(json.loads, open("out"))]' |
	xargs)" = "$expected" ] || fail "left out, lines: $(cat out)"
left -J --by-model
[ "$(python3 -c 'import json; [print(r["reason"], r["machines"]) for r in json.load(open("out"))["rows"]]' |
	xargs)" = 'kernel-not-known 2 no-whole-report 1' ] || fail "left out, by model: $(cat out)"
left
grep -q '^dump1 .*kernel-not-known' out || fail "left out, the table: $(cat out)"
printf '%s\n' "$cut" | sed 's/cut/whole/; s/$/\n{"schema":"hwalias.end","devices":1}/' |
	tee whole.ndjson | "$fleet" load -q --db dumps.db - || fail 'a report that is whole'
left --tsv
# one that is named by its release is another one
got=0
"$fleet" what-if -q --db dumps.db --modules-dir k -S 9.9 --tsv --noheadings >out 2>err || got=$?
[ "$got" = 1 ] || fail "what-if of dumps, a release: exit status $got"
[ "$(cut -f 1,4,7 out | xargs)" = "cut no-whole-report dump1 no-whole-report dump1 pci:0000:00:1f.6 \
loses-driver dump2 no-whole-report dump2 pci:0000:00:1f.6 loses-driver" ] || fail "of dumps: $(cat out)"
rm -f alone.db
"$fleet" load -q --db alone.db whole.ndjson || fail 'a whole report'
"$fleet" what-if -q --db alone.db --modules-dir k || fail 'what-if of a whole report'
# nothing that was judged is no all-clear; that all run the kernel already is one
sed 's/"release":"[^"]*"/"release":"9.9"/' whole.ndjson >runs.ndjson
rm -f runs.db
"$fleet" load -q --db runs.db runs.ndjson || fail 'a report of the same kernel'
expect 0 '1 machine runs this kernel already' "$fleet" what-if --db runs.db --modules-dir k -S 9.9
rm -f void.db
"$fleet" schema sqlite | python3 -c 'import sqlite3, sys
sqlite3.connect("void.db").executescript(sys.stdin.read())'
for form in '' -q '--by-model -J'; do
	# shellcheck disable=SC2086 # options
	expect 3 'nothing was judged: the database has no reports' \
		"$fleet" what-if $form --db void.db --modules-dir k -S 9.9
done
sed 's/"modalias":{[^}]*}/"modalias":null/' whole.ndjson >mute.ndjson
"$fleet" load -q --db void.db mute.ndjson || fail 'a device without anything'
expect 3 'nothing was judged: no device of the reports' \
	"$fleet" what-if --db void.db --modules-dir k -S 9.9
# one of which nothing tells a driver, of any device
rm -f none.db
printf '00:1f.6 0200: 8086:15b8 (rev 31)\n' >none.txt
"$fleet" load -q --machine one --db none.db none.txt 2>/dev/null || fail 'a dump without drivers'
for kernel in '' '-S 9.9'; do
	got=0
	# shellcheck disable=SC2086 # an option
	"$fleet" what-if -q -a --db none.db --modules-dir k $kernel >out 2>err || got=$?
	[ $got = 3 ] || fail "what-if of a dump without drivers, $kernel: $got"
done
grep -q not-judged out && grep -q '1 device could not be judged' err ||
	fail "what-if of a dump without drivers: $(cat out err)"
# of reports in part beside whole ones it is said, and they are no all-clear
sed 's/"whole"/"part"/; s/"kernel":/"all_buses":false,&/' whole.ndjson |
	"$fleet" load -q --db alone.db - || fail 'a report in part'
got=0
"$fleet" what-if -q --db alone.db --modules-dir k -S 9.9 --tsv >out 2>err || got=$?
[ $got = 3 ] && grep -q '1 machine is judged in part' err || fail "in part beside whole: $got, $(cat err)"
# one that did not look at all buses is no all-clear, in any form
rm -f part.db
cut -d , -f 1- <<END | sed 's/"cut"/"part"/; s/"kernel":/"all_buses":false,&/' |
$cut
{"schema":"hwalias.end","devices":1}
END
	"$fleet" load -q --db part.db - || fail 'a partial report'
for form in --tsv '-J --by-model' --ndjson; do
	got=0
	# shellcheck disable=SC2086 # options
	"$fleet" what-if -q --db part.db --modules-dir k -S 9.9 $form >out 2>err || got=$?
	[ $got = 3 ] && grep -q no-whole-report out && grep -q '1 machine is judged in part' err ||
		fail "what-if of a partial report, $form: $got, $(cat out err)"
done
"$fleet" what-if --by-model --tsv --noheadings --db one.db --modules-dir k >models 2>err || true
grep -q 'devices lose their driver' err || fail "what-if: $(cat err)"
grep -q '^Model 1	loses-driver	10	' models || fail "by model: $(cat models)"

# help, manual and program know the same options, queries and commands; at most 80 columns
"$fleet" --help >help
for command in load query what-if schema; do
	"$fleet" help "$command" >>help
	"$fleet" help "$command" | grep -c '^  hwalias' >examples
	[ "$(cat examples)" -ge 2 ] || fail "$command has $(cat examples) examples"
done
[ "$(wc -L <help)" -le 80 ] || fail "the help has $(wc -L <help) columns"
sed 's/\\-/-/g; s/\\f[BIR]//g' "$source/cmd/manual/hwalias-fleet.1" >manual
grep -oE -e '^ +(-[a-zA-Z], )?--[a-z-]+' help | grep -oE -e '--[a-z-]+' | sort -u >options
grep -oE -e '^\.B[RI]* .*--[a-z-]+' manual | grep -oE -e '--[a-z-]+' | sort -u >described
comm -23 options described >lacking
[ ! -s lacking ] || fail "not in the manual: $(cat lacking)"
"$fleet" help query | sed -n '/^Names:/,/^$/s/^  \([a-z-]*\).*/\1/p' | grep . >names
while read -r name; do
	grep -qE "^\.BI? $name( |\$)" manual || fail "the manual lacks the query $name"
done <names
[ "$(wc -l <names)" = 11 ] || fail "queries: $(cat names)"
LC_ALL=C.UTF-8 "$fleet" query --db one.db attention >table
# a mistyped word is answered with the nearest one
for row in "qurey|did you mean 'query'?" "lod|did you mean 'load'?" \
	"attention|'hwalias-fleet query attention'" "query atention|did you mean 'attention'?" \
	"query by-devic|did you mean 'by-device'?" "query zzzz|'hwalias-fleet help query'" \
	"query --josn attention|did you mean '--json'?" "load --machne x|did you mean '--machine'?" \
	"query --db|--db needs its DATABASE" "query -y|no option '-y'" \
	"load --quiet=1 x|--quiet takes no argument"; do
	# shellcheck disable=SC2086 # words
	expect 2 "${row#*|}" "$fleet" ${row%%|*}
done

# on a terminal nothing of an answer is cut: each word is there, and a remedy in one line
"$fleet" query --tsv --noheadings --db one.db attention | grep -vF '\' >answer.tsv
[ "$(wc -l <answer.tsv)" -ge 3 ] || fail "few rows without escapes"
for width in 60 80; do
	python3 "$here/../lib/terminal.py" $width "$fleet" query --db one.db attention >shown
	tr '\t' '\n' <answer.tsv | tr ' ' '\n' | grep . | sort -u >words
	tr ' ' '\n' <shown | sort -u >told
	comm -23 words told >cut
	[ ! -s cut ] || fail "cut at $width columns: $(head -3 cut)"
	cut -f 10 answer.tsv | grep . | while read -r remedy; do
		grep -qF -e "$remedy" shown || fail "no line has: $remedy"
	done
done
head -1 table | grep -q '^MACHINE  *HOST  *ID .*SEVERITY  *REASON' || fail "$(head -1 table)"
"$HWALIAS" --print-schema >schema.json
"$fleet" query --json --db one.db attention >answer.json
"$fleet" query --ndjson --db one.db by-device >lines.json
for arguments in answer.json '--lines lines.json'; do
	got=0
	# shellcheck disable=SC2086 # words
	/usr/bin/python3 "$source/tests/lib/validate_schema.py" schema.json $arguments >out 2>&1 ||
		got=$?
	[ $got = 0 ] || [ $got = 77 ] || fail "not as the schema says: $(head -3 out)"
done
ln -s "$fleet" hwalias-fleet
PATH=$dir:$PATH "$HWALIAS" fleet version | grep -q '^hwalias-fleet ' || fail 'hwalias fleet'

# README's recipes, word for word
mkdir recipes recipes/bin recipes/reports recipes/dumps
cat >recipes/bin/hwalias <<END
#!/bin/sh
exec "$HWALIAS" --from "$snap" "\$@" 2>/dev/null
END
chmod +x recipes/bin/hwalias
ln -s "$fleet" recipes/bin/hwalias-fleet
cp a/*.ndjson recipes/reports
cp box8.txt recipes/dumps
mkdir -p recipes/debian/lib/modules
cp -r k/lib/modules/9.9 recipes/debian/lib/modules/6.12.117+deb12-amd64
for i in 1 2 3; do
	awk -v wanted=$i '/^## A fleet in a database/ { inside = 1 } /^## What is told/ { inside = 0 }
		inside && /^```sh/ { n++; shown = n == wanted; next }
		/^```/ { shown = 0 }
		shown' "$source/README.md" >recipes/recipe
	[ -s recipes/recipe ] || fail "README has no recipe $i"
	got=0
	(cd recipes && PATH=$PWD/bin:$PATH sh ./recipe) >out 2>err || got=$?
	same "status of recipe $i" "$((i == 3))" "$got"
	cat out >>recipes/all
done
for text in 'MACHINE ' node3 '"query":"outliers"' 'Model 0	10' loses-driver; do
	grep -qF -e "$text" recipes/all || fail "the recipes print no $text"
done
same 'machines of the recipes' 32 "$(ask recipes/inventory.db --sql 'SELECT count(*) FROM machine')"

# the recipes of the manual are those of README, which are run
python3 - "$source" <<'END' || fail 'the recipes of the manual'
import re, sys
manual = open(sys.argv[1] + "/cmd/manual/hwalias-fleet.1").read().split(".SH RECIPES")[1].split(".SH")[0]
readme = open(sys.argv[1] + "/README.md").read()
recipes = re.findall(r"^\.EX\n(.*?)^\.EE$", manual, re.S | re.M)
shown = [r.replace("\\&", "").replace("\\(aq", "'").replace("\\-", "-").replace("\\e", "\\") for r in recipes]
assert len(shown) == 3, shown
for recipe in shown:
    assert re.search(r"^```\w+\n" + re.escape(recipe) + r"^```$", readme, re.M), recipe
for name in "auto_table_construction", "facter/facts.d", ">glpi.json":
    assert sum(name in recipe for recipe in shown) == 1, name
END

# osquery's tables, as README configures them: the statements give the columns they name,
# read-only as osquery opens the file, and the rows of the questions
awk '/^## A fleet in a database/ { inside = 1 } /^## What is told/ { inside = 0 }
	inside && /^```json/ { shown = 1; next } /^```/ { shown = 0 } shown' \
	"$source/README.md" >osquery.json
"$fleet" query --ndjson --db one.db attention >asked
python3 - <<'END' || fail "osquery's tables"
import json, sqlite3
tables = json.load(open("osquery.json"))["auto_table_construction"]
db = sqlite3.connect("file:one.db?mode=ro", uri=True)
answers = {}
for name, table in tables.items():
    assert set(table) == {"query", "path", "columns", "platform"}, name
    assert table["path"].endswith("/inventory.db") and table["platform"] == "linux"
    cursor = db.execute(table["query"])
    assert [c[0] for c in cursor.description] == table["columns"], name
    answers[name] = cursor.fetchall()
columns = tables["hwalias_attention"]["columns"]
asked = [tuple(json.loads(line)[c] for c in columns) for line in open("asked")]
key = lambda row: [str(v) for v in row]
assert sorted(asked, key=key) == sorted(answers["hwalias_attention"], key=key) and asked
n, = db.execute("SELECT sum(devices) FROM current_report").fetchone()
assert len(answers["hwalias_devices"]) == n
END

python3 "$source/tests/bench/fleet_times.py" --fleet "$fleet" --rounds 1 one.db two.db >times 2>err &&
	fail 'fleet_times.py: databases that differ are equal'
python3 "$source/tests/bench/fleet_times.py" --fleet "$fleet" --rounds 1 --modules-dir k one.db one.db \
	>times 2>err || fail "fleet_times.py: $(cat err)"
[ "$(grep -c '	[0-9.]*	[0-9.]*$' times)" = 13 ] || fail "fleet_times.py: $(cat times)"

# SQLite has AS MATERIALIZED since 3.35 (sqlite.org/changes.html), and the build demands it
if "$fleet" schema sqlite | grep -q 'AS MATERIALIZED'; then
	grep -q 'SQLITE_VERSION VERSION_LESS 3\.35' "$source/data/CMakeLists.txt" &&
		grep -q 'libsqlite3, 3\.35 or later' "$source/README.md" ||
		fail 'an SQLite that does not understand the schema is taken'
fi

# a name of which nothing would be kept, as of a variable that is not set
for name in '' :memory:; do
	got=0
	"$fleet" load --db "$name" two.db 2>err || got=$?
	same "status of the database '$name'" 3 "$got"
	grep -q 'would be gone at the end' err || fail "the database '$name': $(cat err)"
done

# what is newest may be in the journal: where it cannot be read, the rest is not told as all
mkdir -m 755 kept
python3 - <<'END'
import shutil, sqlite3
shutil.copy("one.db", "journal.db")
db = sqlite3.connect("journal.db")
db.execute("PRAGMA wal_autocheckpoint = 0")
db.execute("UPDATE report SET is_current = 0")
db.commit()
shutil.copy("one.db", "kept/plain.db")
shutil.copy("journal.db", "kept/journal.db")
shutil.copy("journal.db-wal", "kept/journal.db-wal")
END
chmod 644 kept/*
chmod 555 kept
chmod 711 .
as=
[ "$(id -u)" != 0 ] || as='setpriv --reuid 65534 --clear-groups'
if [ -z "$as" ] || $as "$fleet" --version >out 2>&1; then
	got=0
	$as "$fleet" query --tsv --db "$PWD/kept/journal.db" kernels >out 2>err || got=$?
	same 'status of a journal that cannot be read' 3 "$got"
	grep -q 'its journal' err || fail "a journal that cannot be read: $(cat err)"
	$as "$fleet" query --tsv --db "$PWD/kept/plain.db" kernels >out 2>err ||
		fail "a folder that may not be written: $(cat err)"
	"$fleet" query --tsv --db one.db kernels | cmp - out || fail 'a file in such a folder'
fi
chmod 755 kept

# killed at any moment, and loaded again, each report is there once
$check many 800 100 many.ndjson
"$fleet" load -q --db whole.db many.ndjson
python3 - "$fleet" <<'END' || fail 'killed'
import random, sqlite3, subprocess, sys, time
rng = random.Random(5)
load = [sys.argv[1], "load", "-q", "--db", "killed.db", "many.ndjson"]
begin = time.monotonic()
subprocess.run([sys.argv[1], "load", "-q", "--db", "timed.db", "many.ndjson"], check=True)
whole = time.monotonic() - begin
partly = 0
def count(db, sql):
    return sqlite3.connect(db).execute(sql).fetchone()[0]
# on a busy machine the time of one load tells little of the next
for i in range(200):
    if i >= 20 and partly:
        break
    process = subprocess.Popen(load)
    time.sleep(rng.random() * whole * (0.2 + i % 20 / 30))
    process.kill()
    process.wait()
    try:
        reports = count("killed.db", "SELECT count(*) FROM report")
    except sqlite3.OperationalError:
        continue
    partly += 0 < reports < 800
    broken = count("killed.db", "SELECT count(*) FROM report r WHERE devices <> "
                   "(SELECT count(*) FROM device d WHERE d.set_id = r.set_id)")
    if broken:
        sys.exit("%d reports without their devices" % broken)
    if i % 4 == 3:
        import os
        for name in ("killed.db", "killed.db-wal", "killed.db-shm"):
            if os.path.exists(name):
                os.unlink(name)
subprocess.run(load, check=True)
if not partly:
    sys.exit("it was never killed between two batches")
for sql in ("SELECT count(*) FROM report", "SELECT count(*) FROM device_set",
            "SELECT count(*) FROM device", "SELECT sum(devices) FROM tally",
            "SELECT count(*) FROM current_report"):
    if count("killed.db", sql) != count("whole.db", sql):
        sys.exit("%s: %s, not %s" % (sql, count("killed.db", sql), count("whole.db", sql)))
END

# no room: a clear error, and no half report
mkdir full
if mount -t tmpfs -o size=1m tmpfs full 2>/dev/null; then
	expect 3 'full' "$fleet" load --db full/f.db many.ndjson
else
	got=0
	(ulimit -f 800; "$fleet" load --db full/f.db many.ndjson) >out 2>err || got=$?
	same 'status without room' 3 "$got"
	grep -q 'full/f.db: ' err || fail "no error: $(cat err)"
fi
same 'half reports' 0 "$(ask full/f.db --sql 'SELECT count(*) FROM report r WHERE devices <>
	(SELECT count(*) FROM device d WHERE d.set_id = r.set_id)')"
umount full 2>/dev/null || true

# memory does not grow with the lines
$check many 200 100 few.ndjson
$check many 2000 100 ten.ndjson
python3 - "$fleet" <<'END' || fail 'memory'
import os, sys
def peak(name):
    child = os.spawnv(os.P_NOWAIT, sys.argv[1], [sys.argv[1], "load", "-q", "--db", name + ".db", name])
    return os.wait4(child, 0)[2].ru_maxrss
few, ten = peak("few.ndjson"), peak("ten.ndjson")
print("memory: %d KiB for 20,000 lines, %d KiB for 200,000" % (few, ten))
sys.exit(ten > 1.3 * few + 8192)
END

# a terminal sees how far it is
python3 "$here/../lib/terminal.py" 80 "$fleet" load --db shown.db ten.ndjson >seen
grep -aqF '[#' seen && grep -aq ' a second, .* s left' seen || fail "progress: $(cat seen)"
# a narrow one as much as fits into a line, which the next one takes the place of
python3 "$here/../lib/terminal.py" 40 "$fleet" load --db narrow.db ten.ndjson >seen
tr '\r' '\n' <seen | sed 's/\x1b\[K//' | grep '^\[[# ]*\]' >bars || fail "narrow: $(cat seen)"
! grep -E '.{40}' bars || fail 'progress is wider than the terminal'

exit $failed
