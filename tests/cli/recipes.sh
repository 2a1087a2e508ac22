#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The recipes of README for databases, run as they stand there: names with quotes,
# backslashes and tabs arrive as JSON has them. PostgreSQL where it is installed.
set -eu
case $HWALIAS in
/*) ;;
*) HWALIAS=$PWD/$HWALIAS ;;
esac
for tool in sqlite3 python3; do
	command -v $tool >/dev/null || {
		echo "$tool is missing: skipped"
		exit 77
	}
done
work=$(mktemp -d)
server=
end() {
	[ -z "$server" ] || as_user "$bin/pg_ctl" -D "$work/db/data" -m immediate stop >/dev/null 2>&1
	rm -rf "$work"
}
trap end EXIT
export LC_ALL=C.UTF-8
cd "$work"
failed=0
fail() {
	failed=$((failed + 1))
	echo "FAILED: $*"
}

# recipe N: the N-th block of the section
recipe() {
	awk -v wanted="$1" '/^### Into a database/ { inside = 1 } /^## What is told/ { inside = 0 }
		inside && /^```sh/ { n++; shown = n == wanted; next }
		/^```/ { shown = 0 }
		shown' "$HWALIAS_SOURCE/README.md"
}

# a machine whose devices have odd names; a bare \001 would break the quoting of COPY
cat "$HWALIAS_SOURCE/tests/machines/healthy/usb-composite.snap" >odd.snap
# in that file \\ is a backslash
cat >>odd.snap <<'END'
sys/devices/usb1/1-2/product = He said "hi" \\ \\n \\N '; drop table device; --
sys/devices/usb1/1-3/product x 6109622c20226322205c74205c2e205c78303120257320243120606964600a
sys/devices/usb1/1-4/product x 015c2e025c4e
END
mkdir bin
cat >bin/hwalias <<END
#!/bin/sh
case \$1 in
decode) exec "$HWALIAS" --modules-dir "$work/tables" "\$@" ;;
*) exec "$HWALIAS" --from "$work/odd.snap" "\$@" 2>/dev/null ;;
esac
END
chmod +x bin/hwalias
PATH=$work/bin:$PATH
hwalias -a --ndjson --privacy fleet >expected.ndjson
# as JSON has them
for name in 'said \"hi\"' ' \\ ' 'a\tb' '\u0001'; do
	grep -qF -e "$name" expected.ndjson || fail "the machine has no $name in a name"
done

# same FILE WHAT: its lines are the expected ones, as JSON
same() {
	python3 - expected.ndjson "$1" <<-'END' || fail "$2 has other lines"
		import json, sys
		read = [sorted(json.dumps({k: v for k, v in json.loads(line).items() if k != "generated"},
		                          sort_keys=True) for line in open(path, encoding="utf-8")
		               if json.loads(line)["schema"] == "hwalias.device")
		        for path in sys.argv[1:]]
		sys.exit(read[0] != read[1] or len(read[0]) < 5)
	END
}

recipe 1 >sqlite.sh
[ -s sqlite.sh ] || fail "README has no recipe for SQLite"
if sqlite3 :memory: "select '{}' ->> 'a'" >/dev/null 2>&1; then
	sh -e sqlite.sh >sqlite.out || fail "the recipe for SQLite fails"
	sqlite3 fleet.db 'select device from device' >sqlite.ndjson
	same sqlite.ndjson SQLite
	[ "$(sqlite3 fleet.db "select count(*) from device where device ->> '\$.device_strings.device'
		= 'He said \"hi\" \\ \\n \\N ''; drop table device; --'")" = 1 ] ||
		fail "a name is not itself in SQLite"
	[ "$(sqlite3 fleet.db 'select count(*) from device where id is null or state is null')" = 0 ] ||
		fail "columns are empty in SQLite"
else
	echo "sqlite3 is older than 3.38: its recipe was not tried"
fi

# strings: with a tab, too, and what --tsv has for one
mkdir tables
echo 'alias usb:v046Dp0825d*dc*dsc*dp*ic*isc*ip*in* one' >tables/modules.alias
echo 'alias usb:v046Dp*d*dc*dsc*dp*ic0Eisc01ip*in* two' >>tables/modules.alias
strings() {
	rm -f fleet.db strings.out
	{
		printf '%s\n' 'usb:v046Dp0825d0012dcEFdsc02dp01ic0Eisc01ip00in00' 'x"y\z' "it's" 'a\tb' '\\'
		printf 'c\td\n'
	} >strings.txt
	recipe 3 >strings.sh
	[ -s strings.sh ] || fail "README has no recipe for strings"
	sh -e strings.sh >/dev/null 2>&1 || fail "the recipe for strings fails"
	sqlite3 -ascii fleet.db 'select modalias from string' | tr '\036' '\n' >strings.out
	cmp -s strings.txt strings.out || fail "strings are not themselves"
	[ "$(sqlite3 -separator / fleet.db 'select vendor, model, modules from string limit 1')" = \
		'Logitech, Inc./Webcam C270/one,two' ] || fail "a string has not its names and modules"
}
if sqlite3 :memory: "select '{}' ->> 'a'" >/dev/null 2>&1; then
	strings
fi

# PostgreSQL, a server of its own: as another user, since it does not run as root
as_user() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
	else
		"$@"
	fi
}
bin=$(find /usr/lib/postgresql/*/bin /usr/bin /usr/libexec/postgresql* -name initdb 2>/dev/null |
	tail -n 1)
bin=${bin%/initdb}
if [ -n "$bin" ] && command -v psql >/dev/null &&
	{ [ "$(id -u)" != 0 ] || { id postgres && command -v setpriv; } >/dev/null 2>&1; }; then
	mkdir db
	chmod 755 .
	[ "$(id -u)" != 0 ] || chown postgres db
	as_user "$bin/initdb" -D "$work/db/data" -A trust -E UTF8 --locale=C >/dev/null
	server=1
	as_user "$bin/pg_ctl" -D "$work/db/data" -w -l "$work/db/log" \
		-o "-k $work/db -c listen_addresses= -c fsync=off" start >/dev/null
	PGHOST=$work/db PGUSER=$(as_user id -un)
	export PGHOST PGUSER
	psql -q -d postgres -c 'create database fleet'
	recipe 2 >postgresql.sh
	[ -s postgresql.sh ] || fail "README has no recipe for PostgreSQL"
	sh -e postgresql.sh >/dev/null || fail "the recipe for PostgreSQL fails"
	psql -qtA fleet -c 'select line from device' >postgresql.ndjson
	same postgresql.ndjson PostgreSQL
else
	echo "PostgreSQL is not there: its recipe was not tried"
fi
[ "$failed" = 0 ]
