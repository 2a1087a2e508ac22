#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# hwalias-fleet over PostgreSQL, on servers that this test starts: one that has all, and
# one whose devices are on two others. The answers are those of SQLite, byte for byte, and
# those that are computed from the lines. A load that loses its connection or is killed
# leaves whole reports, and the next one goes on.
set -eu
fleet=${HWALIAS_FLEET:-}
here=$(cd "$(dirname "$0")" && pwd)
source=${HWALIAS_SOURCE:?}
skip() {
	echo "$*: skipped"
	exit 77
}
[ -x "$fleet" ] || skip 'hwalias-fleet is not built'
"$fleet" load --db postgresql:///x?host=/nonexistent /dev/null 2>&1 |
	grep -q 'does not know PostgreSQL' && skip 'built without libpq'
bin=
for candidate in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/libexec/postgresql /usr/bin; do
	[ ! -x "$candidate/initdb" ] || bin=$candidate
done
# Debian's psql of the path is a script that looks for this one, ten times as long
PATH=$bin:$PATH
[ -n "$bin" ] && command -v psql >/dev/null || skip 'PostgreSQL is not installed'

# its servers do not run as root
as=
if [ "$(id -u)" = 0 ]; then
	user=nobody
	! id postgres >/dev/null 2>&1 || user=postgres
	command -v setpriv >/dev/null || skip 'no setpriv'
	as="setpriv --reuid $user --regid $(id -g $user) --clear-groups"
fi
dir=$(mktemp -d)
chmod 711 "$dir"
started=
stop() {
	full=$dir/full
	for i in $started; do
		$as "$bin/pg_ctl" -D "$dir/$i/data" -m immediate stop >/dev/null 2>&1 || true
	done
	umount "$full" 2>/dev/null || true
	rm -rf "$dir"
}
trap stop EXIT
cd "$dir"
for i in 1 2 3; do
	mkdir -m 700 "$dir/$i"
	[ -z "$as" ] || chown "$user" "$dir/$i"
	if [ $i != 1 ]; then
		cp -a new "$dir/$i/data"
	else
		$as "$bin/initdb" -D "$dir/1/data" -A trust -U fleet -E UTF8 --locale=C.UTF-8 \
			--no-sync >1.log 2>&1 || skip "initdb: $(tail -1 1.log)"
		cp -a "$dir/1/data" new
	fi
	$as "$bin/pg_ctl" -D "$dir/$i/data" -l "$dir/$i/log" -w -o "-c listen_addresses='' \
		-c unix_socket_directories=$dir/$i -c fsync=off -c shared_buffers=32MB -c jit=off" \
		start >/dev/null || skip "a server does not start"
	started="$started $i"
	[ -z "$as" ] || chmod 711 "$dir/$i"
	psql -qX -h "$dir/$i" -U fleet postgres -c 'CREATE DATABASE one' -c 'CREATE DATABASE part'
done

ASAN_OPTIONS=quarantine_size_mb=1:${ASAN_OPTIONS:-}
export ASAN_OPTIONS
failed=0
check="python3 $here/check_fleet.py"
one="postgresql:///one?host=$dir/1&user=fleet"
main="postgresql:///part?host=$dir/1&user=fleet"
shards="postgresql:///part?host=$dir/2&user=fleet postgresql:///part?host=$dir/3&user=fleet"

fail() {
	echo "FAILED: $*"
	failed=1
}

same() {
	[ "$2" = "$3" ] || fail "$1: '$3', not '$2'"
}

sql() {
	psql -qXAt "$1" -c "$2"
}

mkdir a
$check make "$HWALIAS" "$source/tests/machines" a
"$fleet" schema postgresql --shards "$shards" >part.sql
psql -qX -v ON_ERROR_STOP=1 "$main" <part.sql || fail 'the schema with shards'
"$fleet" load -q --db lite.db a/1.ndjson a/2.ndjson 2>/dev/null
mkdir -p k/lib/modules/9.9
echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e' >k/lib/modules/9.9/modules.alias
echo kernel/foo.ko: >k/lib/modules/9.9/modules.dep
: >k/lib/modules/9.9/modules.builtin

"$HWALIAS" --from "$source/tests/machines/desktop.snap" --ndjson >part.ndjson 2>/dev/null
touch -d 2024-11-01T00:00:00Z part.ndjson
"$fleet" load -q --machine part --db part.db a/1.ndjson a/2.ndjson part.ndjson 2>/dev/null
# in letters of another case
modalias=$("$fleet" query --db lite.db --tsv --noheadings --sql \
	"SELECT lower(min(modalias)) FROM current_device WHERE modalias LIKE 'pci:%'")
more=$("$fleet" query --db lite.db --tsv --noheadings --sql \
	'SELECT min(more_modaliases) FROM kind' | sed 's/.*\\n//')
queries='unbound attention missing-firmware by-device by-driver outliers drift kernels incomplete clones'
for db in "$one" "$main"; do
	# an empty database is given its tables, of which nothing is told; again, nothing
	# changes in any of them
	"$fleet" load -q --db "$db" /dev/null 2>/dev/null || true
	got=0
	"$fleet" what-if -q --db "$db" --modules-dir k -S 9.9 >out 2>err || got=$?
	same "what-if of an empty $db" "3 $(grep -c 'the database has no reports' err)" "$got 1"
	"$fleet" load -q --db "$db" a/1.ndjson a/2.ndjson 2>err || fail "load: $(cat err)"
	$check check "$fleet" "$db" a/1.ndjson a/2.ndjson || fail "answers of $db"
	$check dump "$db" >before
	"$fleet" load -q --db "$db" a/2.ndjson a/1.ndjson 2>err || fail "again: $(cat err)"
	$check dump "$db" >after
	cmp before after || fail "loaded again, $db changes"
	for query in $queries 'machines 8086:15b8' "machines $modalias" "machines $more" 'drift --since 2024-11-01T12:00:00Z'; do
		forms=--ndjson
		[ "$query" != drift ] || forms='--ndjson --json --tsv'
		for form in $forms; do
			# shellcheck disable=SC2086 # words
			"$fleet" query $form --db lite.db $query >lite
			# shellcheck disable=SC2086
			"$fleet" query $form --db "$db" $query >pg
			cmp lite pg || fail "$query $form differs from SQLite's"
		done
	done
	# a machine with devices that lose their driver, of which not all buses are known
	"$fleet" load -q --machine part --db "$db" part.ndjson 2>/dev/null
	"$fleet" what-if -q -a --ndjson --db part.db --modules-dir k -S 9.9 >lite || true
	"$fleet" what-if -q -a --ndjson --db "$db" --modules-dir k -S 9.9 >pg || true
	cmp lite pg || fail 'what-if differs from SQLite'
	same 'rows without a device' 1 "$(grep '"machine":"part"' pg | grep -c '"id":null')"
	[ "$(grep -c '"machine":"part"' pg)" -gt 1 ] || fail 'what-if tells nothing of a part'
done
# a role that may read the views alone, as Grafana's, is told in each what their owner is
psql -qX "$one" -c 'CREATE ROLE reader LOGIN'
for db in "$one" "$main"; do
	reader=$(echo "$db" | sed 's/user=fleet/user=reader/')
	got=0
	"$fleet" query --db "$reader" kernels >out 2>err || got=$?
	same 'status without permission' 3 $got
	grep -q 'permission denied for table fleet' err || fail "without permission: $(cat err)"
	for view in outliers drift; do
		! sql "$reader" "SELECT * FROM find_$view()" >out 2>err || fail "all roles know $view"
		grep -q "reader may not read the view $view" err || fail "no permission: $(cat err)"
		# what is compiled takes seconds
		same "settings of $view" 1 "$(sql "$db" "SELECT count(*) FROM pg_proc
			WHERE proname = 'find_$view' AND 'jit=off' = ANY (proconfig)")"
	done
	! psql -qXAt "$db" -c 'SET ROLE reader' -c 'SELECT * FROM find_outliers()' >out 2>err ||
		fail 'an owner that is reader for a while knows the outliers'
	for view in $(echo "$queries" | tr - _) machines current_device; do
		sql "$db" "GRANT SELECT ON $view TO reader"
		sql "$db" "SELECT * FROM $view x ORDER BY x::text" >owner
		sql "$reader" "SELECT * FROM $view x ORDER BY x::text" >out 2>err ||
			fail "$view of reader: $(cat err)"
		cmp owner out || fail "$view is another one for reader"
	done
	sql "$db" 'GRANT SELECT ON fleet TO reader'
	"$fleet" query --db "$reader" outliers --ndjson >out || fail 'outliers of reader'
	[ -s out ] || fail 'reader is told no outliers'
done
same 'devices on the other servers' "$(sql "$main" 'SELECT count(*) FROM device')" \
	"$(($(sql "postgresql:///part?host=$dir/2&user=fleet" 'SELECT count(*) FROM device_0') + \
	$(sql "postgresql:///part?host=$dir/3&user=fleet" 'SELECT count(*) FROM device_1')))"
for i in 2 3; do
	[ "$(sql "postgresql:///part?host=$dir/$i&user=fleet" \
		"SELECT count(*) FROM device_$((i - 2))")" -gt 100 ] || fail "nothing on server $i"
done

# a database with tables of something else is refused, and left alone; an extension's are none
psql -qX "$one" -c 'CREATE DATABASE alien' -c 'CREATE DATABASE extended'
alien="postgresql:///alien?host=$dir/1&user=fleet"
for text in 'TABLE orders (a integer)' 'VIEW v AS SELECT 1 AS a' 'MATERIALIZED VIEW m AS SELECT 1 AS a'; do
	sql "$alien" "CREATE $text" >out
	got=0
	"$fleet" load --db "$alien" a/1.ndjson 2>err || got=$?
	same "status of CREATE $text" 3 $got
	grep -q 'it has tables of something else' err || fail "CREATE $text: $(cat err)"
	same "tables beside $text" 1 "$(sql "$alien" "SELECT count(*) FROM pg_class WHERE
		relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')")"
	sql "$alien" "DROP ${text%% [a-z]*}$(echo "$text" | sed 's/^[A-Z ]*\([a-z]*\).*/ \1/')" >out
done
extended="postgresql:///extended?host=$dir/1&user=fleet"
if sql "$extended" 'CREATE EXTENSION pg_buffercache' >out 2>&1; then
	"$fleet" load -q --db "$extended" a/1.ndjson 2>err || fail "beside an extension: $(cat err)"
fi

# a question changes nothing
for text in 'DELETE FROM machine' 'CREATE TABLE x (a integer)' "SELECT nextval('s')" \
	"COPY (SELECT 1) TO PROGRAM 'cat >/dev/null'" "DO 'BEGIN END'" \
	"WITH x AS (DELETE FROM machine RETURNING 1) SELECT * FROM x"; do
	! "$fleet" query --db "$one" --sql "$text" >out 2>err || fail "$text is done"
done
got=0
"$fleet" query --db "$one" --sql '' >out 2>err || got=$?
same 'status of an empty statement' 2 $got
! "$fleet" query --db "$one" --sql 'SELECT 1; SELECT 2' >out 2>err || fail 'two statements'
"$fleet" query --db "$one" --sql "SELECT 'a\\b' AS a, 2.5 AS b, NULL AS c" --tsv >out
same 'any column' "$(printf 'A\tB\tC\na\\\\b\t2.5\t')" "$(cat out)"
# numbers as SQLite has them, whatever their type
"$fleet" query --db "$one" -J --sql "SELECT avg(n) AS a, sum(n) AS b, sum(n::bigint) AS c, 0.1 + 0.2 AS d, 2.0 AS e,
	'-1.5e300'::float8 AS f, 1e20 AS g, '0.1'::float4 AS h, 'NaN'::numeric AS i
	FROM (VALUES (1), (1), (2)) t (n)" >out
same 'numbers' '[1.33333333333333, 4, 4, 0.3, 2, -1.5e+300, 1e+20, 0.1, "NaN"]' "$(python3 -c 'import json, sys
print(json.dumps([*json.load(open("out"))["rows"][0].values()]))')"

# of servers that are not there, and passwords are not told
got=0
"$fleet" query --db 'postgresql://me:secret@localhost:1/x?password=secret' unbound 2>err || got=$?
same 'status without a server' 3 $got
! grep -q secret err || fail "a password is told: $(cat err)"

# whole URL: each report has its devices, and the tally is what they are
consistent() {
	same "reports without devices, $2" 0 "$(sql "$1" 'SELECT count(*) FROM report r JOIN
		(SELECT s.id, s.devices, count(d.set_id) n FROM device_set s
		LEFT JOIN device d ON d.set_id = s.id GROUP BY s.id, s.devices) x
		ON x.id = r.set_id WHERE x.n <> r.devices')"
	same "tally, $2" "$(sql "$1" 'SELECT count(*) FROM current_device')" \
		"$(sql "$1" 'SELECT coalesce(sum(devices), 0) FROM tally')"
}

# a connection that is lost: an error, and the next load completes it
$check many 400 100 many.ndjson 2
for i in 1 2 3; do
	name=$(echo one part | cut -d' ' -f$((i > 1 ? 2 : 1)))
	db="postgresql:///$name?host=$dir/1&user=fleet"
	psql -qX -h "$dir/1" -U fleet postgres -c "DROP DATABASE $name" -c "CREATE DATABASE $name"
	if [ $i -gt 1 ]; then
		for s in 2 3; do
			psql -qX -h "$dir/$s" -U fleet postgres -c 'DROP DATABASE part' \
				-c 'CREATE DATABASE part'
		done
		psql -qX -v ON_ERROR_STOP=1 "$main" <part.sql
	fi
	"$fleet" load -q --db "$db" many.ndjson 2>err &
	load=$!
	# in the middle of it: the main server first, then one of the others, then the loader
	# itself
	psql -qX -h "$dir/$i" -U fleet postgres -c "DO 'DECLARE came boolean := false; BEGIN
		FOR tries IN 1 .. 10000 LOOP
			PERFORM pg_stat_clear_snapshot();
			PERFORM 1 FROM pg_stat_activity WHERE datname = ''$name'' AND query ILIKE ''copy%''
				AND application_name <> ''postgres_fdw'';
			IF FOUND AND $i <> 3 THEN
				PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
					WHERE datname = ''$name'' AND application_name <> ''postgres_fdw'';
			END IF;
			EXIT WHEN FOUND;
			PERFORM 1 FROM pg_stat_activity WHERE datname = ''$name'';
			EXIT WHEN came AND NOT FOUND;
			came := came OR FOUND;
			PERFORM pg_sleep(0.0005);
		END LOOP;
	END'"
	[ $i != 3 ] || kill -9 $load || true
	got=0
	wait $load || got=$?
	case $i$got in
	13 | 23)
		grep -q 'load again to complete it' err || fail "lost: $(cat err)"
		;;
	3137) ;;
	*0) echo "the load $i was done before" ;;
	*) fail "status $got of a lost connection: $(cat err)" ;;
	esac
	consistent "$db" "lost $i"
	"$fleet" load -q --db "$db" many.ndjson 2>err || fail "reload: $(cat err)"
	consistent "$db" "again $i"
	same "reports $i" 400 "$(sql "$db" 'SELECT count(*) FROM report')"
	same "devices $i" "$(sql "$db" 'SELECT sum(devices) FROM device_set')" \
		"$(sql "$db" 'SELECT count(*) FROM device')"
done

# the planner knows how much the other servers have
have=$(sql "$main" 'SELECT count(*) FROM device_0')
told=$(sql "$main" 'EXPLAIN SELECT * FROM device_0' | sed -n '1s/.* rows=\([0-9]*\) .*/\1/p')
[ "$((told / 2))" -lt "$have" ] && [ "$have" -lt "$((told * 2))" ] ||
	fail "$have devices on another server are taken for $told"

# what becomes of reports
FLEET_DB=$one sh "$here/fleet_reports.sh" || fail 'what becomes of reports'

# no room on the disk of the server: an error, and no half report; with room it goes on
mkdir "$dir/full"
if [ -n "$as" ] && mount -t tmpfs -o size=64m tmpfs "$dir/full" 2>/dev/null; then
	chown "$user" "$dir/full"
	psql -qX -h "$dir/1" -U fleet postgres -c "CREATE TABLESPACE tight LOCATION '$dir/full'"
	psql -qX -h "$dir/1" -U fleet postgres -c 'CREATE DATABASE tight TABLESPACE tight'
	# the tables are there, and a megabyte is left
	"$fleet" schema postgresql | psql -qX -v ON_ERROR_STOP=1 -h "$dir/1" -U fleet tight
	left=$(df -k --output=avail "$dir/full" | tail -n 1)
	head -c $(((left - 1024) * 1024)) /dev/zero >"$dir/full/ballast"
	tight="postgresql:///tight?host=$dir/1&user=fleet"
	got=0
	"$fleet" load -q --db "$tight" many.ndjson 2>err || got=$?
	same 'status without room' 3 $got
	grep -q 'No space left on device.*load again to complete it' err || fail "room: $(cat err)"
	rm "$dir/full/ballast"
	consistent "$tight" 'without room'
	"$fleet" load -q --db "$tight" many.ndjson 2>err || fail "with room: $(cat err)"
	consistent "$tight" 'with room'
	same 'reports with room' 400 "$(sql "$tight" 'SELECT count(*) FROM report')"
else
	echo 'no file system can be mounted here: a full disk is not tried'
fi

# README's recipes, word for word
mkdir recipes recipes/reports recipes/bin
cp a/*.ndjson recipes/reports
ln -s "$fleet" recipes/bin/hwalias-fleet
for i in 1 2 3; do
	psql -qX -h "$dir/$i" -U fleet postgres -c 'CREATE DATABASE shown' -c 'CREATE DATABASE sharded'
done
for i in 4 5; do
	name=shown
	[ $i = 4 ] || name=sharded
	awk -v wanted=$i '/^## A fleet in a database/ { inside = 1 } /^## What is told/ { inside = 0 }
		inside && /^```sh/ { n++; shown = n == wanted; next }
		/^```/ { shown = 0 }
		shown' "$source/README.md" >recipes/recipe
	[ -s recipes/recipe ] || fail "README has no recipe $i"
	(
		cd recipes
		PATH=$PWD/bin:$PATH
		MAIN="postgresql:///$name?host=$dir/1&user=fleet"
		FIRST="postgresql:///$name?host=$dir/2&user=fleet"
		SECOND="postgresql:///$name?host=$dir/3&user=fleet"
		export PATH MAIN FIRST SECOND
		sh -e ./recipe
	) >out$i 2>err || fail "recipe $i: $(cat err)"
	same "machines of recipe $i" 30 \
		"$(sql "postgresql:///$name?host=$dir/1&user=fleet" 'SELECT count(*) FROM current_report')"
done
grep -q '^DRIVER ' out4 || fail 'recipe 4 prints no drivers'
grep -q '6.1.0-1-amd64' out4 || fail 'recipe 4 prints no kernels'

# two loads at the same time
psql -qX -h "$dir/1" -U fleet postgres -c 'DROP DATABASE one' -c 'CREATE DATABASE one'
"$fleet" load -q --db "$one" many.ndjson 2>err1 &
"$fleet" load -q --db "$one" many.ndjson 2>err2 || fail "the one: $(cat err2)"
wait $! || fail "the other: $(cat err1)"
same 'reports of two loads' 400 "$(sql "$one" 'SELECT count(*) FROM report')"
consistent "$one" 'of two loads'

exit $failed
