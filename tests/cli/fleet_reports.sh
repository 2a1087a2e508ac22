#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What becomes of reports in the database of hwalias-fleet: machines that have one key, lists
# of chosen devices, reports that were cut and come again, times and versions; what is wrong
# with a machine as a whole. With a URL of PostgreSQL in FLEET_DB it is that database.
set -eu
fleet=${HWALIAS_FLEET:-}
source=${HWALIAS_SOURCE:?}
here=$(cd "$(dirname "$0")" && pwd)
if [ ! -x "$fleet" ]; then
	echo 'hwalias-fleet is not built: skipped'
	exit 77
fi
dir=$(mktemp -d)
# the session of empty() ends before others drop its database
trap 'exec 3>&-; wait; rm -rf "$dir"' EXIT
cd "$dir"
failed=0
db=${FLEET_DB:-one.db}

fail() {
	echo "FAILED: $*"
	failed=1
}

# same WHAT EXPECTED GOT
same() {
	[ "$2" = "$3" ] || fail "$1: '$3', not '$2'"
}

ask() {
	"$fleet" query --tsv --noheadings --db "$db" "$@"
}

# An empty database, in PostgreSQL with its tables: one session removes the rows, which takes
# less time than new tables do.
exec 3>/dev/null
case $db in
*://*)
	psql -qX "$db" -c 'DROP SCHEMA public CASCADE' -c 'CREATE SCHEMA public' 2>/dev/null
	"$fleet" schema postgresql | psql -qX "$db"
	mkfifo statements emptied
	psql -qXAt "$db" <statements >emptied &
	exec 3>statements 4<emptied
	;;
esac
rows=$("$fleet" schema postgresql | sed -n 's/^CREATE TABLE \([a-z_]*\) (.*/DELETE FROM \1;/p' |
	grep -v ' \(fleet\|shard\);\| device_[0-9]')
empty() {
	case $db in
	*://*)
		printf '%s\n' "$rows" '\echo done' >&3
		read -r _ <&4
		;;
	*) rm -f "$db" "$db-wal" "$db-shm" ;;
	esac
}

load() {
	"$fleet" load --db "$db" "$@" 2>err
}

# report KEY DAY ID...: a report of a machine of one model; an id of "usb:" is plugged in,
# one behind "lost:" has no driver
# of the shell itself, as two hundred are needed; in no value is anything that JSON escapes
report() (
	dmi="{\"sys_vendor\": \"Maker\", \"product_name\": \"${MODEL-Box}\"}"
	[ -n "${MODEL-Box}" ] || dmi=null
	head="\"schema_version\": \"${VERSION-1.1}\", \"generated\": \"${TIME-2024-11-$2T08:00:00Z}\""
	head="$head, \"host\": {\"key\": \"$1\", \"name\": \"${NAME-n}\", \"os\": null, \"dmi\": $dmi}"
	head="$head, \"kernel\": {\"release\": \"6.1\", \"tables\": \"${TABLES-6.1}\"}"
	[ -z "${CHOSEN+set}" ] || head="$head, \"chosen\": true"
	[ -z "${SHALLOW+set}" ] || head="$head, \"all_buses\": false"
	checked=true
	[ -z "${UNCHECKED+set}" ] || checked=false
	shift 2
	n=0
	for id; do
		bus=pci driver='{"name": "d", "module": "d"}' state=bound
		case $id in
		usb:*) bus=usb ;;
		lost:*) driver=null state=unbound ;;
		esac
		id=${id#usb:}
		id=${id#lost:}
		printf '{"schema": "hwalias.device", %s, "id": "%s:%04x", "subsystem": "%s", ' \
			"$head" $bus $n $bus
		printf '"ids": {"vendor": "%s", "device": "%s"}, "driver": %s, "state": "%s", ' \
			"${id%:*}" "${id#*:}" "$driver" $state
		printf '"reason": "x", "attention": null, "attention_complete": %s, ' $checked
		printf '"modalias": {"raw": "%s:v%sd%s"}}\n' $bus "${id%:*}" "${id#*:}"
		n=$((n + 1))
	done
	[ -z "${FINDING+set}" ] || printf '{"schema": "hwalias.finding", %s, "severity": "error", %s}\n' \
		"$head" "\"id\": null, \"reason\": \"$FINDING\", \"remedy\": \"reboot\""
	[ -n "${CUT+set}" ] || printf '%s\n' "${END:-{\"schema\": \"hwalias.end\", \"devices\": $n\}}"
)
A='8086:0001 8086:0002 8086:0003 8086:0004'
B='1022:0001 1022:0002 1022:0003 1022:0004'

# no piece of a password is told, also of one that is not written as URLs have it
passwords() {
	for url in 'postgresql://me:Se%cret9@localhost:1/x' 'postgresql://me:Se/cret9@localhost:1/x' \
		'postgresql://me:Se?cret9@localhost:1/x' 'postgresql://me:Se@cret9@localhost:1/x' \
		'postgresql://me:Se#cret9@localhost:1/x' 'postgresql://me:Se%00cret9@localhost:1/x' \
		'postgresql://me:12:Se/cret9@localhost:1/x' 'postgres://me:Se:cret9@localhost:1/x' \
		'postgresql://me@localhost:1/x?password=Se%cret9' 'postgresql://localhost:1/x?password=Se@cret9' \
		'postgresql://me:Secret9@[::1/x' 'postgresql://me:Secret9@[]/x' \
		'postgresql://me:Secret9@[::1]x/x' 'postgresql://me:Se?password=cret9@localhost:1/x' 'postgresql://me:Se cret9@localhost:1/x' \
		'postgresql://me@localhost:1/x?passw%6frd=Secret9' 'postgresql://me@localhost:1/x?%50ASSW%4fRD=Secret9' \
		'postgresql://localhost:1/x?user=me&p%61ssword=Secret9&connect_timeout=1' \
		'postgresql://localhost:1/x?sslp%61ssword=Secret9' 'POSTGRESQL://me:Secret9@localhost:1/x' \
		'PostGres://me@localhost:1/x?password=Secret9' 'mysql://me:Secret9@localhost:1/x' \
		'host=localhost password=Secret9' 'password=Secret9 host=localhost' 'sslpassword=Secret9' \
		"host = localhost port=1 password = 'Se cret9'" 'Secret9 password=Secret9' \
		'postgresql:/u:Secret9@h/x' 'postgresql:u:Secret9@h/x' 'u:Secret9@localhost/x' \
		'//u:Secret9@localhost/x' 'Postgres:Secret9' 'postgresql://u:Secret9' \
		'postgresql://u:9Secret9/x' 'postgresql://[::1]:Secret9/x' 'postgresql://h:1,u:Secret9' \
		'pgpassword=Secret9' 'PGPASSWORD=Secret9'; do
		got=0
		"$fleet" load --db "$url" /dev/null >out 2>err || got=$?
		same "load into $url" 3 $got
		! grep -qi 'cret\|Se[%/?@#]\|"Se' err || fail "a password is told of $url by load: $(cat err)"
		case $url in
		postgresql://[hu\[]*:*Secret9 | postgresql://u:9Secret9/x | 'postgresql://[::1]:Secret9/x')
			grep -q 'is no port; a URL is' err || fail "$url: $(cat err)" ;;
		[pP][oO][sS][tT]*://*) ! grep -q 'neither a file' err || fail "$url: $(cat err)" ;;
		*) grep -q 'neither a file nor a URL' err || fail "$url: $(cat err)" ;;
		esac
		got=0
		"$fleet" query --db "$url" unbound 2>err || got=$?
		same "status of $url" 3 $got
		! grep -qi 'cret\|Se[%/?@#]\|"Se' err || fail "a password is told of $url: $(cat err)"
		"$fleet" schema postgresql --shards "$url" 2>err >out || true
		! grep -qi 'cret\|Se[%/?@#]\|"Se' err || fail "a password is told of the shard $url: $(cat err)"
	done
	! find . -type f | grep -i 'secret\|password' || fail 'a file has the name of a URL'
}

# shellcheck disable=SC2086 # lists
reading() {
	# --- times, versions, ends ---

	empty
	for time in 2026-13-45T99:99:99Z 2026-02-29T00:00:00Z 2026-04-31T00:00:00Z \
		2026-01-01T24:00:00Z 2026-01-01T00:60:00Z 2026-01-00T00:00:00Z \
		2026-01-01T00:00:00 2026-01-01T00:00:00+24:00 2026-01-01T00:00:00+01:60 2026-01-01T00:00:00+0100 \
		2026-01-01T00:00:00.Z 2026-01-01T00:00:00,5Z 0000-01-01T00:00:00+00:01 9999-12-31T23:59:59-00:01 \
		'2026-01-01 00:00:00Z'; do
		got=0
		TIME=$time report k 01 8086:0001 | load - || got=$?
		same "status of $time" 3 $got
		grep -q 'standard input:1: generated is no time' err || fail "$time: $(cat err)"
		got=0
		"$fleet" query --db "$db" drift --since "$time" >out 2>err || got=$?
		same "--since $time" 2 $got
	done
	TIME=2024-02-29T23:59:60Z report k 01 8086:0001 | load - || fail "a leap day: $(cat err)"
	# as RFC 3339 has them: of another zone, with a fraction, in small letters
	for time in '2026-01-01T00:30:00+01:00 2025-12-31T23:30:00Z' '2024-02-28T20:00:00-05:30 2024-02-29T01:30:00Z' \
		'2026-01-01T00:00:00.9876543Z 2026-01-01T00:00:00.987654Z' \
		'2026-01-01t09:00:00.5+01:00 2026-01-01T08:00:00.500000Z' \
		'2026-01-01T08:00:00z 2026-01-01T08:00:00Z' '2016-12-31T18:59:60-05:00 2016-12-31T23:59:60Z'; do
		empty
		TIME=${time% *} report k 01 8086:0001 8086:0002 >zone
		load zone || fail "${time% *}: $(cat err)"
		same "time of ${time% *}" "${time#* }	2" "$(ask --sql 'SELECT generated, devices FROM current_report')"
		TIME=${time#* } report k 01 8086:0001 8086:0002 | load - || fail "${time#* }: $(cat err)"
		grep -q ' 1 known' err || fail "${time% *} is another time: $(cat err)"
		same "since ${time% *}" '' "$(ask drift --since "${time% *}")"
	done
	same 'since a minute before' 'k new machine' \
		"$(ask drift --since 2016-12-31T18:58:00-05:00 | cut -f 1,3 | xargs)"
	# of a clock that is wrong: kept, and not current, though it be the newest or the only one
	empty
	report k 01 $A >1
	TIME=2999-01-01T00:00:00Z report k 02 8086:0001 >2
	for files in '1 2' '2 1' 2; do
		empty
		for i in $files; do load $i; done
		load 2 || fail "a time to come: $(cat err)"
		same "a time to come, $files" "$([ "$files" = 2 ] || echo '2024-11-01T08:00:00Z	4')" \
			"$(ask --sql 'SELECT generated, devices FROM current_report')"
		same "is kept, $files" 'k n 2999-01-01T00:00:00Z 1' "$(ask incomplete | cut -f 1-4 | xargs)"
	done
	empty
	load 2
	grep -q 'machine k is of a time to come' err || fail "a time to come is not told: $(cat err)"
	grep -q '1 new (0 current, 1 incomplete)' err || fail "a time to come is not counted: $(cat err)"
	# clocks differ by a little
	TIME=$(date -u -d '+23 hours' +%Y-%m-%dT%H:%M:%SZ) report l 02 8086:0001 | load -
	same 'a day ahead' l "$(ask --sql 'SELECT machine FROM current_report')"
	got=0
	VERSION=2.0 report k 02 $A | load - || got=$?
	same 'status of a newer version' 3 $got
	grep -q 'a newer hwalias wrote it: schema_version 2.0' err || fail "2.0: $(cat err)"
	VERSION=1.9 report l 02 $A | load - || fail "1.9 only adds: $(cat err)"
	for end in '{"schema":"hwalias.end"}' '{"schema":"hwalias.end","devices":"1"}' \
		'{"schema":"hwalias.end","devices":1.0}' '{"schema":"hwalias.end","devices":null}' \
		'{"schema":"hwalias.end","devices":-1}' '{"schema":"hwalias.end","devices":2}'; do
		empty
		END=$end report k 01 8086:0001 | load - || true
		same "current with $end" 0 "$(ask --sql 'SELECT count(*) FROM current_report')"
		same "kept with $end" 1 "$(ask --sql 'SELECT count(*) FROM incomplete')"
	done

	# a value of a wrong type: the line is named, counted, and not kept
	empty
	report k 01 8086:0001 8086:0002 >1
	python3 - >typed <<'END'
import json
rows = [("attention", True, "object"), ("attention", "blocked", "object"), ("attention", [], "object"),
        ("driver", "x", "object"), ("driver", 7, "object"), ("state", 7, "text"), ("state", {}, "text"),
        ("ids", ["8086", "0001"], "object"), ("ids", "8086:0001", "object"), ("ids", {"vendor": 32902}, "text"),
        ("modalias", "pci:v1", "object"), ("modalias", {"raw": []}, "text"), ("names", [], "object"),
        ("candidates", {}, "array"), ("candidates", ["x"], "object"), ("candidates", [{"builtin": "no"}], "boolean"),
        ("candidates", [{"available": 1}], "boolean"), ("driver", {"builtin": 0}, "boolean"),
        ("attention_complete", "false", "boolean"), ("other_modaliases", "x", "array"),
        ("subsystem", False, "text"), ("id", 7, "text")]
lines = open("1").read().splitlines()
for n, (member, value, wanted) in enumerate(rows):
    line = json.loads(lines[1])
    line[member] = value
    if isinstance(value, dict) and value:
        member = [*value][0]
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        member = [*value[0]][0]
    with open("typed.%02d" % n, "w") as out:
        print(*[text.replace('"k"', '"k%d"' % n) for text in (lines[0], json.dumps(line), lines[2])], sep="\n", file=out)
    print("typed.%02d:2: %s is no %s" % (n, member, wanted))
END
	got=0
	load typed.* || got=$?
	same 'status of wrong types' 3 $got
	sed -n 's/hwalias-fleet: \(typed.*:2: \)not understood at byte [0-9]*: /\1/p' err | cmp typed - || fail "wrong types: $(cat err)"
	n=$(wc -l <typed)
	grep -q " $n bad lines" err || fail "wrong types are not counted: $(cat err)"
	same 'kept with wrong types' "0 $n 1" "$(ask --sql 'SELECT (SELECT count(*) FROM current_report), count(*), max(devices)
		FROM report' | xargs)"
	# of a word that is none of JSON, too
	report k 01 8086:0001 | sed '1s/"attention_complete": true/"attention_complete": truely/' >word
	! load word || fail 'a word that is no value'
	grep -q 'word:1: .*attention_complete is no boolean' err || fail "a word: $(cat err)"
	rm typed.*
	n=0
	set -- '"generated": 12345|generated is no text' '"host": "k"|host is no object' '"host": {"key": 5}|key is no text' \
		'"kernel": []|kernel is no object' '"chosen": "yes"|chosen is no boolean' '"buses": "pci"|buses is no array' \
		'"generated": "soon"|generated is no time'
	for row; do
		n=$((n + 1))
		report k 01 8086:0001 | sed "1s/}\$/, ${row%|*}}/" >typed.$n
	done
	empty
	! load typed.* || fail 'a head of wrong types is no error'
	for row; do
		grep -q "typed.*:1: .*${row#*|}" err || fail "$row: $(cat err)"
	done
	same 'kept with a head of wrong types' 0 "$(ask --sql 'SELECT count(*) FROM report')"
	# and null is of each type
	empty
	report k 01 8086:0001 | sed '1s/}$/, "attention": null, "driver": null, "state": null, "ids": null, "candidates": null, "attention_complete": null}/' |
		load - || fail "null: $(cat err)"
	same 'null' 1 "$(ask --sql 'SELECT devices FROM current_report')"

	# a device that is told twice: it is one, the first, and that is said
	empty
	report k 01 $A >1
	sed '1{p; s/8086/1022/g}' 1 | sed '3{p; s/bound/unbound/; p}' >twice
	load twice || fail "told twice: $(cat err)"
	grep -q 'the report has a device more than once: pci:0000 and 1 others; what came first is kept' err ||
		fail "told twice is not said: $(cat err)"
	same 'told twice' '4 8086:0001,8086:0002,8086:0003,8086:0004 bound' "$(ask --sql 'SELECT devices FROM current_report' |
		xargs) $(ask --sql 'SELECT ids FROM current_device ORDER BY 1' | xargs | tr ' ' ,) $(ask --sql \
		'SELECT DISTINCT state FROM current_device')"
	load 1
	! grep -q 'more than once' err || fail "each told once: $(cat err)"

	# a line that is lost, and another one doubled
	empty
	report k 01 8086:0001 8086:0002 >1
	sed '2d; 1p' 1 | load -
	grep -q 'should have 2 devices and has 1' err || fail "a line twice: $(cat err)"
	same 'a line twice' 0 "$(ask --sql 'SELECT count(*) FROM current_report')"
}

# what is read and told is no matter of the engine
case ${FLEET_DB:-} in
'')
	passwords
	reading
	;;
esac

# shellcheck disable=SC2086 # lists
{
	# --- machines that have one key ---

	# other devices, of the same name and model: told each time, and not merged
	empty
	for day in 01 03 05; do report k $day $A; report k "0$((${day#0} + 1))" $B; done >turns
	load turns || fail "turns: $(cat err)"
	grep -q 'turns:7: \|turns:6: ' err || fail "no line: $(cat err)"
	same 'clones in turn' '2024-11-02T08:00:00Z 2024-11-04T08:00:00Z 2024-11-06T08:00:00Z' \
		"$(ask --sql 'SELECT generated FROM clones ORDER BY 1' | xargs)"
	same 'their reason' 'other devices' "$(ask --sql 'SELECT DISTINCT reason FROM clones')"
	same 'the one that was first' 3 "$(ask --sql 'SELECT count(*) FROM report')"
	same 'its devices' 8086:0001 "$(ask --sql 'SELECT min(ids) FROM current_device')"
	same 'no drift' '' "$(ask drift)"
	# the same in loads of their own
	empty
	for day in 01 02 03 04 05 06; do
		if [ $((${day#0} % 2)) = 1 ]; then report k $day $A; else report k $day $B; fi |
			load - || fail "turn $day: $(cat err)"
	done
	same 'clones in loads of their own' 3 "$(ask clones | wc -l)"

	# one part is another one, and then again the first one: two machines in turn
	for how in together apart; do
		empty
		report k 01 $A 10de:0001 >1
		report k 02 $A 10de:0002 >2
		report k 03 $A 10de:0001 >3
		if [ $how = together ]; then cat 1 2 3 | load -; else load 1 && load 2 && load 3; fi
		same "a part in turn, $how" '2024-11-03T08:00:00Z the devices of an earlier report again' \
			"$(ask --sql 'SELECT generated, reason FROM clones' | xargs)"
	done
	same 'the last one that was taken' 2024-11-02T08:00:00Z \
		"$(ask --sql 'SELECT generated FROM current_report')"

	# what happens to one machine: a card that comes and goes, a driver that is lost and
	# found, other things plugged in, a part that is replaced
	empty
	report k 01 $A >1
	report k 02 $A 10de:0001 10de:0002 10de:0003 10de:0004 10de:0005 >2
	report k 03 $A >3
	report k 04 lost:8086:0001 lost:8086:0002 lost:8086:0003 lost:8086:0004 >4
	report k 05 $A usb:046d:0001 >5
	report k 06 $A usb:046d:0002 usb:046d:0003 >6
	report k 07 8086:0009 8086:0002 8086:0003 8086:0004 >7
	cat 1 2 3 4 5 6 7 | load -
	same 'no clone' '' "$(ask clones)"
	same 'all are reports of it' 7 "$(ask --sql 'SELECT count(*) FROM report')"
	for i in 1 2 3 4 5 6 7; do load $i; done
	same 'no clone when it is told again' '' "$(ask clones)"

	# another model; when it is accepted, it is no clone any more
	empty
	report k 01 $A | load -
	MODEL=Other report k 02 $A >2
	load 2
	same 'another model' 'another model' "$(ask --sql 'SELECT reason FROM clones')"
	# from two files at once
	cp 2 also
	load 2 also || fail "one report of another machine in two files: $(cat err)"
	same 'in two files' 'another model' "$(ask --sql 'SELECT reason FROM clones')"
	empty
	report k 01 $A | load -
	load 2 also || fail "in two files, at first: $(cat err)"
	same 'in two files, at first' 'another model' "$(ask --sql 'SELECT reason FROM clones')"
	load --accept-changed 2
	same 'accepted' '' "$(ask clones)"
	same 'the model now' Other "$(ask --sql 'SELECT product FROM model m JOIN current_report c
		ON c.model_id = m.id')"

	# of one that tells no model nothing known differs; its devices may
	for how in together apart; do
		empty
		report k 01 $A >1
		MODEL= report k 02 $A 10de:0001 >2
		report k 03 $A >3
		MODEL= report k 04 $B >4
		if [ $how = together ]; then cat 1 2 3 4 | load -; else load 1 && load 2 && load 3 && load 4; fi
		same "no model, $how" '2024-11-04T08:00:00Z other devices' \
			"$(ask --sql 'SELECT generated, reason FROM clones' | xargs)"
		same "all others are of the machine, $how" 3 "$(ask --sql 'SELECT count(*) FROM report')"
		same "the newest one, $how" 2024-11-03T08:00:00Z \
			"$(ask --sql 'SELECT generated FROM current_report')"
	done

	# --- chosen devices, and those that were not looked at ---

	empty
	report k 01 $A | load -
	CHOSEN=1 report k 02 8086:0001 >2
	load 2 || fail "chosen: $(cat err)"
	grep -q 'the report of machine k has only devices that options chose' err ||
		fail "chosen devices are not told: $(cat err)"
	same 'chosen devices' '2024-11-01T08:00:00Z	4' \
		"$(ask --sql 'SELECT generated, devices FROM current_report')"
	same 'attention of one that was checked' '' "$(ask attention)"
	# one that looked at all devices of some buses says nothing of the others
	empty
	SHALLOW=1 report k 01 $A | load -
	same 'attention of a partial report' 'k n not-checked list --all --complete on the machine looks at all devices' \
		"$(ask attention | xargs)"
	# a partial report, which did not look at all buses, is current beside a whole one
	# never, whichever is newer or comes first; of a machine without one, it is for its buses
	report k 01 $A usb:046d:0001 >k1
	SHALLOW=1 report k 02 $A >k2
	SHALLOW=1 report k 03 $A 10de:0001 usb:046d:0002 >k3
	report k 04 $A 10de:0001 >k4
	SHALLOW=1 report other 01 $A >o1
	SHALLOW=1 report other 02 usb:046d:0001 >o2
	SHALLOW=1 report more 02 $A >m2
	SHALLOW=1 report more 01 $A usb:046d:0001 >m1
	SHALLOW=1 report more 03 $A usb:046d:0002 >m3
	for files in 'k1 k2 k3 o1 o2 m1 m2 m3' 'o2 o1 k3 k2 k1 m3 m2 m1' 'm2 m1 m3 k2 k1 o1 k3 o2'; do
		for how in together apart; do
			empty
			: >errs
			if [ $how = together ]; then
				cat $files >stream
				load stream
				cat err >errs
			else
				for i in $files; do load $i && cat err >>errs; done
			fi
			[ "$files" != 'k1 k2 k3 o1 o2 m1 m2 m3' ] ||
				same "fewer buses are told, $how" 'k k more' \
					"$(sed -n 's/.*the report of machine \(.*\) has fewer buses.*/\1/p' errs | xargs)"
			same "current, $files $how" 'k 2024-11-01 more 2024-11-03 other 2024-11-01 other 2024-11-02' \
				"$(ask --sql 'SELECT machine, substr(generated, 1, 10) FROM current_report ORDER BY 1, 2' | xargs)"
			same "none ends before its end, $files $how" '' "$(ask incomplete)"
			same "devices, $files $how" "$(ask --sql 'SELECT count(*) FROM current_device')" \
				"$(ask --sql 'SELECT sum(devices) FROM tally')"
			same "machines, $files $how" '3 15' "$(ask kernels | cut -f 3,4 | xargs)"
			same "a machine once, $files $how" 'k more other' "$(ask machines 8086:0001 | cut -f 1 | xargs)"
			# the one of before has the same buses
			same "drift, $files $how" 'more replaced 046d:0001 046d:0002' \
				"$(ask --sql 'SELECT machine, change, was, becomes FROM drift' | xargs)"
			same "new since, $files $how" 'more other' \
				"$(ask drift --since 2024-10-01 | cut -f 1 | grep -v k | sort -u | xargs)"
			python3 "$here/check_fleet.py" dump "$db" >before
			cat m1 m3 k1 o2 k3 k2 o1 m2 | load -
			python3 "$here/check_fleet.py" dump "$db" >after
			cmp before after || fail "fewer buses, loaded again, $files $how"
			# another whole one is compared with the whole one before it
			load k4
			same "drift of whole ones, $files $how" 'added 10de:0001 removed 046d:0001' \
				"$(ask --sql "SELECT change, ids FROM drift WHERE machine = 'k' ORDER BY 1" | xargs)"
		done
	done
	# a whole one after partial ones is compared on their buses
	empty
	cat o1 | load -
	report other 03 $A 10de:0001 usb:046d:0001 | load -
	same 'drift of one bus' 'added 10de:0001' "$(ask --sql 'SELECT change, ids FROM drift' | xargs)"
	# dumps of one second, each of its buses
	for how in together apart; do
		empty
		SHALLOW=1 report k 01 $A >1
		SHALLOW=1 report k 01 usb:046d:0001 usb:046d:0002 >2
		if [ $how = together ]; then cat 1 2 | load -; else load 1 && load 2; fi
		same "of one second, $how" '2 6 0' "$(ask --sql 'SELECT (SELECT count(*) FROM report),
			(SELECT count(*) FROM current_device), (SELECT count(*) FROM conflict)' | xargs)"
		load 1 2
		grep -q ' 0 new .* 2 known' err || fail "of one second, again: $(cat err)"
		# a whole one that was cut is no piece of a partial one
		empty
		SHALLOW=1 report k 01 $A >0
		CUT=1 report k 01 8086:0001 8086:0002 >1
		for files in '0 1' '1 0'; do
			empty
			if [ $how = together ]; then cat $files | load -; else for i in $files; do load $i; done; fi
			same "a cut one and a partial one, $files $how" '4 2' "$(ask --sql 'SELECT
				(SELECT max(devices) FROM report WHERE is_current = 1),
				(SELECT max(devices) FROM report WHERE is_complete = 0)' | xargs)"
		done
		# one that ends before its end, and then comes whole
		empty
		SHALLOW=1 CUT=1 report k 01 $A >0
		SHALLOW=1 report k 01 $A usb:046d:0001 >1
		if [ $how = together ]; then cat 0 1 | load -; else load 0 && load 1; fi
		same "one that was cut, $how" '1 5' "$(ask --sql 'SELECT count(*), sum(devices) FROM report' | xargs)"
	done
	# of those that --bus chose both are kept, too
	empty
	CHOSEN=1 report k 01 $A >1
	CHOSEN=1 report k 01 usb:046d:0001 >2
	load 1 2
	same 'chosen in one second' '1 4' "$(ask incomplete | cut -f 4 | sort | xargs)"
	# whether a name differs says nothing of reports with other buses
	empty
	NAME=a report k 01 $A usb:046d:0001 | load -
	NAME=b SHALLOW=1 report k 02 $A | load -
	same 'another name of fewer buses' '' "$(ask clones)"
	# and the program says so: of a list without -a, not with it; of a dump
	for arguments in '' '-a'; do
		"$HWALIAS" --from "$source/tests/machines/desktop.snap" $arguments --ndjson |
			python3 -c 'import json, sys
print(*{json.loads(line).get("all_buses", True) for line in sys.stdin if "hwalias.device" in line})'
	done >out
	same 'the depth of a list' 'False True' "$(xargs <out)"
	printf '%s\n' '00:1f.6 Ethernet controller [0200]: Intel I219-V [8086:15b8] (rev 31)' >lspci.txt
	"$HWALIAS" --from lspci.txt -a --ndjson 2>/dev/null | grep -q '"all_buses":false' ||
		fail 'a dump tells all buses'
	empty
	"$HWALIAS" --from "$source/tests/machines/desktop.snap" -a --ndjson | load --machine m -
	touch lspci.txt
	load --machine m lspci.txt
	grep -q 'machine m has fewer buses' err || fail "a dump after a list: $(cat err)"
	same 'no drift of a dump' '' "$(ask drift)"
	# of lspci and lsusb at one time
	printf '%s\n' 'Bus 001 Device 002: ID 046d:c52b Logitech, Inc. Unifying Receiver' >lsusb.txt
	touch -d 2024-11-05T00:00:00Z lspci.txt lsusb.txt
	for files in 'lspci.txt lsusb.txt' 'lsusb.txt lspci.txt'; do
		empty
		load --machine m $files || fail "$files: $(cat err)"
		same "$files" '046d:c52b 8086:15b8' \
			"$(ask --sql 'SELECT ids FROM current_device ORDER BY 1' | xargs)"
		same "$files, one machine" 1 "$(ask kernels | cut -f 3)"
		same "$files, not checked" 1 "$(ask attention | grep -c not-checked)"
	done

	# a bus that has no devices any more was looked at: the list is news
	empty
	sed '/^sys\/.*\/usb[0-9]/d' "$source/tests/machines/desktop.snap" >less.snap
	day=1
	for from in "$source/tests/machines/desktop.snap" less.snap; do
		"$HWALIAS" --from $from --ndjson --privacy fleet 2>/dev/null |
			sed "s/\"generated\":[^,]*/\"generated\":\"2024-11-0${day}T00:00:00Z\"/" >list
		load --machine m list || fail "a list: $(cat err)"
		day=2
	done
	! grep -q '"usb:' list || fail 'the second list has USB'
	same 'the newest list' '2024-11-02T00:00:00Z pci,usb' \
		"$(ask --sql 'SELECT generated, buses FROM current_report' | xargs)"
	# a list without --all stays one when it is read again
	"$HWALIAS" --from list -a --ndjson --privacy fleet 2>/dev/null | grep -q '"all_buses":false' ||
		fail 'a list of a list tells all buses'

	# forms of lspci and lsusb of one machine and time: no clone, and the one that tells
	# more is kept, in whichever order they come
	"$HWALIAS" --from "$source/tests/machines/server.snap" --lspci -nnk >nnk.txt 2>/dev/null
	grep '^[0-9a-f]' nnk.txt >nn.txt
	sed 's/ \[[0-9a-f]*\]: /: /; s/ \[[0-9a-f]*:[0-9a-f]*\]//' nn.txt >names.txt
	cat >ut.txt <<'END'
/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/4p, 480M
    |__ Port 1: Dev 2, If 0, Class=Human Interface Device, Driver=usbhid, 12M
    |__ Port 1: Dev 2, If 1, Class=Human Interface Device, Driver=usbhid, 12M
END
	touch -d 2024-11-05T00:00:00Z nnk.txt nn.txt names.txt ut.txt lsusb.txt
	for row in 'nnk.txt nn.txt' 'nn.txt nnk.txt' 'nnk.txt names.txt' 'names.txt nnk.txt' \
		'nnk.txt names.txt nn.txt' 'ut.txt lsusb.txt' 'lsusb.txt ut.txt'; do
		case $row in *nnk*) best=nnk ;; *) best=ut ;; esac
		for how in together apart; do
			empty
			if [ $how = together ]; then load --machine m $row; else for i in $row; do load --machine m $i; done; fi
			same "clones of $row, $how" '' "$(ask clones)"
			same "kept of $row, $how" "$best.txt 1 1 1" "$(ask --sql 'SELECT source,
				(SELECT count(*) FROM report), (SELECT count(*) FROM device_set),
				(SELECT count(DISTINCT set_id) FROM device) FROM report WHERE is_current = 1' | xargs)"
			same "counted of $row, $how" "$(ask --sql 'SELECT count(*) FROM current_device')" \
				"$(ask --sql 'SELECT sum(devices) FROM tally')"
			load --machine m $row
			grep -q ' 0 new' err || fail "$row again, $how: $(cat err)"
		done
	done
	# names without ids are no other devices
	touch -d 2024-11-06T00:00:00Z nnk.txt
	empty
	load --machine m names.txt nnk.txt
	same 'ids after names' ' nnk.txt' "$(ask clones) $(ask --sql 'SELECT source FROM report WHERE is_current = 1')"
	# of one machine that is as it was, in whichever two forms it is told, nothing changed;
	# what did change is told, if both forms have it
	snap=$source/tests/machines/server.snap
	"$HWALIAS" --from "$snap" --lspci -vmmnnk >vmmnnk.txt 2>/dev/null
	for row in '--ndjson list.nd' '-a+--ndjson all.nd' '-J list.json' \
		'report all.md'; do
		"$HWALIAS" --from "$snap" $(echo "${row% *}" | tr + ' ') >"${row#* }" 2>/dev/null || fail "$row"
	done
	python3 - <<'END'
import json
with open("modaliases.txt", "w") as out:
    for line in open("all.nd"):
        line = json.loads(line)
        if line.get("modalias"):
            print(line["modalias"]["raw"], file=out)
END
	# and what only -aa has: two of a bus without drivers, a node of ACPI without an id
	python3 - <<'END'
import json
lines = [json.loads(line) for line in open("all.nd")]
end = lines.pop()
for bus, name in ("clocksource", "clocksource0"), ("memory", "memory1"), ("acpi", "device:01"):
    lines.append({**lines[0], "id": bus + ":" + name, "subsystem": bus, "ids": None, "modalias": None,
                  "driver": None, "state": "driverless", "attention": None})
for name, lost in ("deep.nd", 0), ("gone.nd", 1):
    with open(name, "w") as out:
        for line in lines[:len(lines) - lost] + [{**end, "devices": len(lines) - lost}]:
            print(json.dumps(line), file=out)
END
	grep '^pci:' modaliases.txt >pci.txt
	# drift_of FILE FILE: between the two, of one machine
	drift_of() {
		empty
		day=1
		for i in "$1" "$2"; do
			sed "s/\"generated\": *\(null\|\"[^\"]*\"\)/\"generated\":\"2024-11-0${day}T00:00:00Z\"/" \
				"$i" >"day$day"
			touch -d "2024-11-0${day}T00:00:00Z" "day$day"
			day=2
		done
		load --machine m day1 day2 || fail "$1 $2: $(cat err)"
		same "reports of $1 $2" 2 "$(ask --sql 'SELECT count(*) FROM report')"
		ask --sql 'SELECT change, id, was, becomes FROM drift ORDER BY 1, 2' | xargs
	}
	for row in 'nn.txt nnk.txt' 'nnk.txt nn.txt' 'names.txt nnk.txt' 'nnk.txt vmmnnk.txt' 'nnk.txt all.nd' \
		'list.nd all.nd' 'all.md all.nd' 'list.json all.nd' 'modaliases.txt all.nd' 'deep.nd all.nd' \
		'all.nd deep.nd' 'nnk.txt pci.txt' 'pci.txt nnk.txt' 'names.txt pci.txt' \
		'pci.txt names.txt' 'pci.txt all.nd'; do
		same "drift of $row" '' "$(drift_of ${row% *} ${row#* })"
	done
	slot=$(sed -n 's/^\([0-9a-f:.]*\) .*\[8086:2020\].*/\1/p' nn.txt | head -1)
	sed "/^$slot /s/8086:2020/8086:2021/" nn.txt >other.txt
	grep -v "^$slot " nn.txt >less.txt
	for form in nnk.txt vmmnnk.txt all.nd; do
		same "another device, $form" "replaced pci:$slot 8086:2021 8086:2020" \
			"$(drift_of other.txt $form)"
		same "a device more, $form" added "$(drift_of less.txt $form | cut -d ' ' -f 1)"
	done
	# between a form with places and one without: what the other has none of; a list may
	# have equal devices once
	ids=$(sed 's/.*\[\([0-9a-f]*:[0-9a-f]*\)\].*/\1/' nn.txt | sort | uniq -u | head -1)
	grep -v -i "^pci:v0000${ids%:*}d0000${ids#*:}" pci.txt >gone.txt
	! cmp -s gone.txt pci.txt || fail "$ids is not in the list"
	sort -u pci.txt >unique.txt
	for form in nn.txt nnk.txt vmmnnk.txt; do
		same "gone from a list, $form" "removed $ids" "$(drift_of $form gone.txt | cut -d ' ' -f 1,3)"
		same "new in $form" "added $ids" "$(drift_of gone.txt $form | cut -d ' ' -f 1,3)"
		same "a list of each once, $form" '' "$(drift_of $form unique.txt)"
		same "$form after a list of each once" '' "$(drift_of unique.txt $form)"
	done
	same 'new in a report' "added $ids" "$(drift_of gone.txt all.nd | cut -d ' ' -f 1,3)"
	# of names alone nothing is known
	same 'a list after names' '' "$(drift_of names.txt gone.txt)"
	sed 's/in use: ahci/in use: vfio-pci/' nnk.txt >vfio.txt
	same 'another driver' 'driver vfio-pci ahci' "$(drift_of vfio.txt vmmnnk.txt | cut -d ' ' -f 1,3,4)"
	# what is gone that only -aa looks at, when both do
	same 'less of -aa' 'removed acpi:device:01' "$(drift_of deep.nd gone.nd | cut -d ' ' -f 1,2)"
	# two machines at one time are that, in partial reports too
	empty
	SHALLOW=1 report k 01 $A >1
	SHALLOW=1 report k 01 $B 1022:0005 >2
	load 1 2
	same 'two machines at one time' 'other devices at the same time' "$(ask --sql 'SELECT reason FROM clones')"
	# also where most of their devices are equal, or those that are built in, from a batch
	# and from the database; again, nothing changes; --accept-changed makes them no one
	SHALLOW=1 report k 01 $A usb:046d:c52b >1
	for ids in "${A#* } 8086:0009" "$A 8086:0005" "${A#* }" "$A"; do
		SHALLOW=1 report k 01 $ids usb:046d:$([ "$ids" = "$A" ] && echo c53a || echo c52b) >2
		for how in together apart; do
			empty
			if [ $how = together ]; then load 1 2; else load 1; load 2; fi
			grep -q 'other devices at the same time: another machine' err || fail "$ids, $how: $(cat err)"
			same "at one time, $ids, $how" '5 1' "$(ask --sql 'SELECT (SELECT max(devices) FROM report),
				count(*) FROM clones' | xargs)"
			load 2 1 2
			same "again, $ids, $how" '1 1' "$(ask --sql 'SELECT (SELECT count(*) FROM report),
				count(*) FROM clones' | xargs)"
		done
	done
	# of another name, with the same devices; one that tells no name is of any
	for shallow in '' 1; do
		unset SHALLOW
		[ -z "$shallow" ] || export SHALLOW=1
		report k 01 $A >1
		NAME=m report k 01 $A >2
		NAME=o report k 01 $A >3
		NAME= report k 01 $A >4
		for how in together apart; do
			empty
			if [ $how = together ]; then load 1 2 3; else for i in 1 2 3; do load $i; done; fi
			grep -q 'another name at the same time: another machine' err || fail "names, $how: $(cat err)"
			load 3 2 4 1
			same "names, $shallow $how" 'n m another name at the same time n o another name at the same time' \
				"$(ask --sql 'SELECT (SELECT host FROM report), host, reason FROM clones ORDER BY 2' | xargs)"
		done
	done
	unset SHALLOW
	# other things are wrong with one of them; of a cut report not all is told
	FINDING=modules-gone report k 01 $A >2
	CUT=1 report k 01 $A >3
	for how in together apart; do
		empty
		report k 01 $A >1
		if [ $how = together ]; then load 1 2 3; else for i in 1 2 3; do load $i; done; fi
		load 1 2
		same "findings, $how" '1 other findings at the same time' "$(ask --sql 'SELECT (SELECT count(*) FROM report),
			reason FROM clones' | xargs)"
		empty
		load 2
		load 2
		same "the same finding, $how" '' "$(ask clones)"
	done

	# reports that have a bus in common and none of what is built in: one machine, and
	# the same is current in each order
	python3 - <<'END'
import json
for name, day, buses in ("a", 1, "pci,usb"), ("b", 2, "acpi,usb"), ("c", 3, "acpi,mmc"):
    lines = []
    for bus in buses.split(","):
        for n in range(3):
            lines.append({"schema": "hwalias.device", "schema_version": "1.1",
                          "generated": "2024-11-0%dT08:00:00Z" % day, "host": {"key": "k"},
                          "kernel": {"release": "6.1"}, "all_buses": False, "buses": buses.split(","),
                          "id": "%s:%d" % (bus, n), "subsystem": bus, "modalias": {"raw": "%s:%d" % (bus, n)}})
    with open(name, "w") as out:
        for line in lines + [{"schema": "hwalias.end", "devices": len(lines)}]:
            out.write(json.dumps(line) + "\n")
END
	for files in 'a b c' 'a c b' 'b a c' 'b c a' 'c a b' 'c b a'; do
		for how in together apart; do
			empty
			if [ $how = together ]; then cat $files | load -; else for i in $files; do load $i; done; fi
			same "overlapping, $files $how" 'acpi,mmc pci,usb' \
				"$(ask --sql 'SELECT buses FROM current_report ORDER BY 1' | xargs)"
			same "no clones of $files $how" '' "$(ask clones)"
			same "counted, $files $how" 12 "$(ask --sql 'SELECT sum(devices) FROM tally')"
		done
	done

	# a report is held in memory, and so is no longer than it may be
	empty
	python3 - >long <<'END'
import json
for n in range(50002):
    print(json.dumps({"schema": "hwalias.device", "schema_version": "1.1", "generated": "2024-11-01T08:00:00Z",
                      "host": {"key": "long"}, "id": "pci:%d" % n, "subsystem": "pci"}))
print(json.dumps({"schema": "hwalias.end", "devices": 50002}))
END
	! load long || fail 'a report that is too long is no error'
	grep -q 'long:50001: a report of over 50000 devices' err || fail "too long: $(cat err)"
	same 'too long' '50000 1' "$(ask --sql 'SELECT devices, (SELECT count(*) FROM device_set) FROM report
		WHERE is_current = 0' | xargs)"

	empty
	report k 01 $A | load -
	# judged by the tables of a kernel that the machine does not run: no news of it
	TABLES=9.9 report k 02 $A 8086:0005 >whatif
	load whatif || fail "another kernel's tables: $(cat err)"
	grep -q 'the report of machine k was judged by the alias tables of another kernel' err ||
		fail "another kernel's tables are not told: $(cat err)"
	same "another kernel's tables" '2024-11-01T08:00:00Z	4' \
		"$(ask --sql 'SELECT generated, devices FROM current_report')"
	UNCHECKED=1 report k 03 $A | load -
	same 'attention of one that was not' 'k n not-checked list --all --complete on the machine looks at all devices' \
		"$(ask attention | xargs)"
	same 'which machines' k "$(ask --sql 'SELECT machine FROM current_report WHERE is_checked = 0')"
	FINDING=modules-gone report k 04 $A >4
	load 4 || fail "a finding: $(cat err)"
	same 'attention of the machine' 'k n error modules-gone reboot' "$(ask attention | xargs)"
	report k 05 $A | load -
	same 'when it is mended' '' "$(ask attention)"

	# --- the same again changes nothing, in no table ---

	rows() {
		python3 "$here/check_fleet.py" dump "$db"
	}
	# shellcheck disable=SC2086
	empty
	report k 01 $A >whole
	CUT=1 report k 01 8086:0001 8086:0002 >piece
	FINDING=modules-gone report k 02 $B >bad
	load whole
	rows >before
	load piece
	! grep -q 'kept' err || fail "a piece that is known is not kept: $(cat err)"
	grep -q 'machine k is not complete: it becomes no current one' err || fail "a piece is not told: $(cat err)"
	grep -q ' 1 known' err || fail "a piece: $(cat err)"
	rows >after
	cmp before after || fail 'the beginning of a report that is there changes something'
	(cat piece whole piece) | load -
	rows >after
	cmp before after || fail 'in one stream it does'
	# a piece, and then the whole: as if the whole had been alone
	empty
	load piece
	same 'incomplete' 'k	n	2024-11-01T08:00:00Z	2' "$(ask incomplete | cut -f 1-4)"
	load whole
	same 'sets' 1 "$(ask --sql 'SELECT count(*) FROM device_set')"
	same 'devices' 4 "$(ask --sql 'SELECT count(*) FROM device')"
	same 'incomplete, later' '' "$(ask incomplete)"
	load piece
	same 'sets, later' 1 "$(ask --sql 'SELECT count(*) FROM device_set')"
	# the piece's devices are another report's, too, or all that there are
	empty
	report other 01 8086:0001 8086:0002 | load -
	load piece
	load whole
	same 'shared sets' '2 6' "$(ask --sql 'SELECT (SELECT count(*) FROM device_set),
		(SELECT count(*) FROM device)' | xargs)"
	empty
	CUT=1 report k 01 $A | load -
	load whole
	same 'all but the end' '1 4 4' "$(ask --sql 'SELECT (SELECT count(*) FROM device_set),
		(SELECT count(*) FROM device), (SELECT sum(devices) FROM tally)' | xargs)"
	# one load that goes on when a set was removed
	empty
	load piece
	(cat whole; CUT=1 report k 03 8086:0001 8086:0002; report l 04 8086:0001 8086:0002) | load -
	same 'the set again' 2 "$(ask --sql "SELECT count(*) FROM current_device WHERE machine = 'l'")"

	# two of one second are two where their fractions tell them apart, in whatever order
	TIME=2024-11-01T08:00:00.25Z report k 01 $A >1
	TIME=2024-11-01T08:00:00.3Z report k 01 $A 8086:0009 >2
	for files in '1 2' '2 1' '1 2 1 2'; do
		empty
		for i in $files; do load $i; done
		same "two of a second, $files" '2024-11-01T08:00:00.300000Z	5' \
			"$(ask --sql 'SELECT generated, devices FROM current_report')"
		same "what changed in it, $files" 'added 8086:0009' "$(ask drift | cut -f 3,5 | xargs)"
	done

	# --- machines of a model, each of which differs in something else ---

	empty
	{
		report m1 01 $A 10de:0001
		report m2 01 $A
		report m3 01 lost:8086:0001 8086:0002 8086:0003 8086:0004
		report m4 01 8086:0001 8086:0002 8086:0003
		MODEL=Other report o1 01 $A
		MODEL=Other report o2 01 $B
		MODEL=Alone report p1 01 $B
	} | load -
	ask --sql "SELECT machine, id, coalesce(driver, '-'), devices, usual FROM outliers
		ORDER BY 1, 2, 3" | tr '\t' ' ' >got
	cat >want <<'END'
m1 10de:0001 d 1 0
m3 8086:0001 - 1 0
m3 8086:0001 d 0 1
m4 8086:0004 d 0 1
END
	cmp want got || fail "outliers: $(cat got)"

	# partial reports are compared with those of the same buses
	empty
	{
		report m1 01 $A 1:0001
		report m2 01 $A 1:0001
		SHALLOW=1 report m3 01 $A
		SHALLOW=1 report m4 01 $A
		SHALLOW=1 report m5 01 $A 10de:0001
		SHALLOW=1 report m6 01 usb:046d:0001
	} | load -
	same 'outliers of partial reports' 'm5 10de:0001 1 0' \
		"$(ask --sql 'SELECT machine, id, devices, usual FROM outliers' | xargs)"

	# --- a machine once, in the question and in its view ---

	empty
	report k 01 046d:c52b usb:046d:c52b usb:046d:c52b >1
	(cat 1; report l 01 $A) | load -
	ask machines 046d:c52b >query
	ask --sql "SELECT machine, host, model, kernel, devices FROM machines WHERE id = '046d:c52b'
		ORDER BY machine" >view
	cmp query view || fail "the view: $(cat view), not $(cat query)"
	same 'a machine once' 'k n Box 6.1 3' "$(xargs <query)"
	same 'of a bus' 'k n Box 6.1 2' "$(ask machines usb:046d:c52b | xargs)"
	same 'of a bus in capitals' 'k n Box 6.1 2' "$(ask machines USB:046D:C52B | xargs)"
	for id in 0x046d:0xc52b usb:0x046D:0XC52B; do
		same "of $id" "$(ask machines "${id%%0*}046d:c52b")" "$(ask machines "$id")"
	done
	for id in '' c52b 046d: : :c52b 046d:c52bx 046dx:c52b usb: usb:046d:c52bx usb:046d: 04:c52b \
		046d:c52b:1; do
		got=0
		ask machines "$id" >out 2>err || got=$?
		same "status of machines '$id'" 2 $got
		grep -q "names no device" err || fail "machines '$id': $(cat err)"
	done
}

# --- devices that have no numbers ---

# each is found by what by-device calls it; of what is without ids, each name is another
# device; and of several names of one id, those of one kind are told
empty
python3 - >unnumbered <<'END'
import json
head = {"schema": "hwalias.device", "schema_version": "1.1", "generated": "2024-11-01T08:00:00Z",
        "host": {"key": "k"}, "kernel": {"release": "6.1"}, "state": "driverless"}
ids = ["acpi:PNP0501:", "dmi:bvnMaker:bvr1.0:bd01/01/2020:", "i2c:ec24", "i2c:lm75", "platform:1234:abcd",
       "of:Nfan0T(null)Cgpio-fan", "odd:text", "hid:b0003g0001v0000046Dp0000C52B"]
devices = [{"id": "%s-%d" % (i, n), "subsystem": i.split(":")[0], "modalias": {"raw": i}} for n, i in enumerate(ids)]
for n, names in enumerate([("Zeta", "Alpha"), ("Beta", "Omega"), (None, "Other"), ("Beta", "Omega"), (None, None)]):
    names = dict(zip(("vendor", "device"), names))
    devices.append({"id": "pci:line-%d" % n, "subsystem": "pci", "names": names})
    devices.append({"id": "pci:%d" % n, "subsystem": "pci", "names": names, "modalias": {"raw": "pci:%d" % n},
                    "ids": {"vendor": "8086", "device": "0001"}})
for device in devices:
    print(json.dumps({**head, **device}))
print(json.dumps({"schema": "hwalias.end", "devices": len(devices)}))
END
load unnumbered || fail "devices without numbers: $(cat err)"
"$fleet" query --db "$db" --ndjson by-device >answer
python3 - "$fleet" "$db" <<'END' || fail "devices without numbers: $(cat answer)"
import collections, json, subprocess, sys
rows = list(map(json.loads, open("answer")))
assert sum(row["devices"] for row in rows) == 18, rows
for row in rows:
    if not row["id"]:
        continue
    for name in {row["id"], row["id"].replace("8086:0001", "pci:8086:0001")}:
        got = json.loads(subprocess.run([sys.argv[1], "query", "--db", sys.argv[2], "--ndjson", "machines", name],
                                        stdout=subprocess.PIPE, check=True).stdout)
        assert got["devices"] == row["devices"], (name, got)
named = collections.Counter({(row["vendor"], row["device"]): row["devices"] for row in rows if row["bus"] == "pci" and not row["id"]})
assert named == {("Zeta", "Alpha"): 1, ("Beta", "Omega"): 2, (None, "Other"): 1, (None, None): 1}, named
assert [(row["vendor"], row["device"], row["devices"]) for row in rows if row["id"] == "8086:0001"] == [("Beta", "Omega", 5)], rows
END

# a statement may have two columns of one name: no key is there twice
"$fleet" query --db "$db" --ndjson --sql 'SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a' >answer
same 'columns of one name' '[["a", 1], ["a_3", 2], ["a_2", 3], ["a_4", 4]]' "$(python3 -c 'import json
print(json.dumps(json.load(open("answer"), object_pairs_hook=lambda pairs: pairs[3:])))')"

[ -z "${FLEET_DB:-}" ] || exit $failed

# --- what the program itself writes ---

snap=$source/tests/machines/desktop.snap
"$HWALIAS" --from "$snap" -a --complete --ndjson --privacy fleet >all.ndjson 2>/dev/null
touch -d 2024-11-05T00:00:00Z all.ndjson
for options in '-b pci' '-d 8086:' '-s 00:1f.6'; do
	empty
	load all.ndjson
	for form in --ndjson -J; do
		# shellcheck disable=SC2086
		"$HWALIAS" --from "$snap" -a $form $options --privacy fleet >part 2>/dev/null
		touch -d 2024-11-06T00:00:00Z part
		load part || fail "$options: $(cat err)"
		grep -q 'has only devices that options chose' err || fail "$options $form: $(cat err)"
	done
	same "current with $options" "$(($(wc -l <all.ndjson) - 1))" \
		"$(ask --sql 'SELECT devices FROM current_report')"
	same "checked with $options" '' "$(ask attention | grep not-checked || true)"
done
"$HWALIAS" --from "$snap" show --ndjson 00:1f.6 --privacy fleet | grep -q '"chosen":true' ||
	fail 'show is of all devices'
# IOMMU groups are of devices that are in one: of this machine none is
for command in iommu '--by iommu'; do
	empty
	load all.ndjson
	# shellcheck disable=SC2086
	"$HWALIAS" --from "$snap" $command -J --privacy fleet >part 2>/dev/null || true
	grep -q '"devices": \[\]' part || fail "$command has devices"
	touch -d 2024-11-06T00:00:00Z part
	load part || fail "$command: $(cat err)"
	grep -q 'has only devices that options chose' err || fail "$command: $(cat err)"
	same "current after $command" "$(($(wc -l <all.ndjson) - 1))" \
		"$(ask --sql 'SELECT devices FROM current_report')"
done
# a document tells how many devices it has; none is no machine's
"$HWALIAS" --from "$snap" -a --complete -J --privacy fleet >all.json 2>/dev/null
cat >changed.py <<'END'
import json, sys
d = json.load(open("all.json"))
d["generated"] = "2024-11-07T00:00:00Z"
what = sys.argv[1]
if what == "none":
    d["devices"] = []
    d["summary"] = {key: 0 for key in d["summary"]}
elif what == "untold":
    d["devices"] = []
    del d["summary"]
elif what == "fewer":
    del d["devices"][3:]
elif what == "state":
    d["summary"]["bound"] += 1
    d["summary"]["unbound"] -= 1
elif what == "older":
    del d["summary"]
json.dump(d, sys.stdout)
END
n=$(($(wc -l <all.ndjson) - 1))
for row in 'none|has no devices' 'untold|has no devices' \
	"fewer|the summary tells of $n devices, and the report has 3\$" \
	'state|the summary tells of [0-9]* devices bound, and the report has [0-9]*$'; do
	python3 changed.py "${row%|*}" >part
	for how in after alone; do
		empty
		[ $how = alone ] || load all.ndjson
		load part || fail "$row: $(cat err)"
		grep -q "${row#*|}" err || fail "$row: $(cat err)"
		same "current, ${row%|*} $how" "$([ $how = alone ] || echo "$n")" \
			"$(ask --sql 'SELECT devices FROM current_report')"
		same "incomplete, ${row%|*} $how" 1 "$(ask incomplete | wc -l)"
	done
done
for what in same older; do
	empty
	python3 changed.py $what | load - || fail "$what: $(cat err)"
	same "current, $what" "$n" "$(ask --sql 'SELECT devices FROM current_report')"
done
# nor is a stream of no devices
echo '{"schema":"hwalias.end","devices":0}' >none
empty
for row in '|a report without devices, whose machine nothing names: not kept' \
	'--machine m|a report without devices: not kept'; do
	# shellcheck disable=SC2086
	got=0
	load ${row%|*} none || got=$?
	same "status of no devices, ${row%|*}" 3 $got
	grep -q ' 1 inputs refused' err || fail "no devices are not counted, ${row%|*}: $(cat err)"
	grep -q "none:1: ${row#*|}\$" err || fail "no devices, ${row%|*}: $(cat err)"
done
# documents of strings and ids are of no machine, as their lines are
for command in 'lookup 8086:15b8' 'decode pci:v00008086d000015B8sv00001028sd000006A5bc02sc00i00'; do
	for form in -J --ndjson; do
		empty
		# shellcheck disable=SC2086
		"$HWALIAS" $command $form >part 2>/dev/null
		got=0
		load --machine m part || got=$?
		same "status of $command $form" 3 $got
		grep -q 'part:1: \(a document of no machine\|neither a report\)' err || fail "$command $form: $(cat err)"
		same "kept of $command $form" 0 "$(ask --sql 'SELECT count(*) FROM report')"
	done
done
# a machine as a whole: from lines, a document and the snapshot itself, as check says it
gone=$source/tests/machines/broken/modules-gone.snap
"$HWALIAS" --from "$gone" check -a --ndjson 2>/dev/null |
	python3 -c 'import json, sys
for f in map(json.loads, sys.stdin):
    print(f["id"] or "", f["severity"], f["reason"], sep="|")' | sort >said
grep -q '^|error|modules-gone$' said || fail "check says: $(cat said)"
"$HWALIAS" --from "$gone" -a --complete --ndjson --privacy fleet >gone.ndjson 2>/dev/null
"$HWALIAS" --from "$gone" -a --complete -J --privacy fleet >gone.json 2>/dev/null
for file in gone.ndjson gone.json "$gone"; do
	empty
	load --machine m "$file" || fail "$file: $(cat err)"
	same "attention of $file" "$(cat said)" \
		"$(ask --sql 'SELECT id, severity, reason FROM attention' | tr '\t' '|' | sort)"
done
# a snapshot that is cut off
"$HWALIAS" --from "$snap" snapshot whole.snap 2>/dev/null
head -c $(($(wc -c <whole.snap) / 2)) whole.snap >half.snap
empty
! load --machine m half.snap || fail "half a snapshot: $(cat err)"
grep -q 'half.snap:[0-9]*: the snapshot is cut off here' err || fail "where it is cut off: $(cat err)"
grep -q 'is not complete' err || fail "half a snapshot: $(cat err)"
same 'half a snapshot is not current' 0 "$(ask --sql 'SELECT count(*) FROM current_report')"
/usr/bin/python3 "$source/tests/lib/validate_schema.py" --lines "$HWALIAS_SCHEMA" gone.ndjson >out ||
	[ $? = 77 ] || fail "the schema: $(cat out)"
"$HWALIAS" --from gone.ndjson -a --privacy fleet >out 2>err || fail "a list with a finding as --from: $(cat err)"
! grep -q malformed err || fail "a finding is no part of a list: $(cat err)"

exit $failed
