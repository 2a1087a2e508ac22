#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Whether RPM has a package installed that says it is for a device: by its databases in
# SQLite and in its own form, of which one made by rpm itself where that is here.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"
samples=$HWALIAS_SOURCE/tests/samples/packages
db=root/usr/lib/sysimage/rpm

# reader: a fingerprint reader on Fedora, whose AppStream names a package for it
reader() {
	machine "$*"
	mkdir -p root/usr/share/swcatalog/xml root/etc $db
	printf 'ID=fedora\nVERSION_ID=41\n' >root/etc/os-release
	cp "$samples/fedora/fedora.xml" root/usr/share/swcatalog/xml/
	usb 1-7 06CB 00BD
	interface 0 FF 00 00
	module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
}
database() { python3 "$HWALIAS_SOURCE/tests/lib/rpm_database.py" "$@"; }
hint='package libfprint says that it is for such devices'
has() { grep -qF -e "$1" out || fail "no '$1'"; }
hasnot() { grep -qF -e "$1" out && fail "'$1'"; }
unknown() {
	check
	[ $? = 0 ] || fail "exit status of what is not known: $(cat err)"
	hasnot "$hint"
	has 'nothing needs attention ('
	has 'installed packages not re'
	check -J
	python3 - out "$1" <<-'END' || fail "not_read"
		import json, sys
		told = [n for n in json.load(open(sys.argv[1]))["not_read"]
		        if n["what"] == "installed packages"]
		assert len(told) == 1 and sys.argv[2] in told[0]["error"], told
	END
	"$HWALIAS" report --sysroot root >out 2>err
	has 'installed packages ('
	hasnot "$hint"
}

if "$HWALIAS" -V -v | grep -q '^libsqlite3 .* not built in'; then
	kinds=ndb
	echo 'a build without libsqlite3: skipped'
else
	kinds='sqlite ndb'
fi
for kind in $kinds; do
	file=rpmdb.sqlite
	[ $kind = ndb ] && file=Packages.db
	for place in $db root/var/lib/rpm; do
		reader "$kind in $place"
		rm -r $db && mkdir -p $place
		database $kind $place/$file bash kernel-core
		find root -type f | LC_ALL=C sort | xargs sha256sum >before
		check
		has "$hint"
		has 'remedy: dnf install libfprint'
		hasnot 'installed packages'
		"$HWALIAS" report --sysroot root >out 2>err
		has 'package libfprint says'
		find root -type f | LC_ALL=C sort | xargs sha256sum | cmp -s - before ||
			fail 'the root was changed'
		"$HWALIAS" snapshot --sysroot root my.snap 2>err
		"$HWALIAS" check --from my.snap >out 2>err
		has "$hint"
		rm -f $place/*
		database $kind $place/$file bash libfprint kernel-core
		silent "$kind: it is installed"
		"$HWALIAS" show --sysroot root 1-7 >out 2>err
		has 'Package libfprint (installed)'
	done
	reader "$kind, and dpkg's records of nothing"
	mkdir -p root/var/lib/dpkg
	: >root/var/lib/dpkg/status
	database $kind $db/$file libfprint
	silent "$kind, and dpkg's records of nothing"
	printf 'Package: libfprint\nStatus: install ok installed\n' >root/var/lib/dpkg/status
	database $kind $db/$file.2 bash
	mv $db/$file.2 $db/$file
	silent "$kind, and dpkg has it"
	for size in 0 20 3000 4200; do
		reader "$kind, cut off at $size"
		rm -f whole*
		database $kind whole bash libfprint
		head -c $size whole >$db/$file
		unknown ''
	done
done
reader 'no records'
unknown 'not recorded'
# of the records that such a distribution has
has 'installed packages (/var/lib/rpm: '
reader "Berkeley's database"
: >$db/Packages
unknown 'not supported'
[ "$kinds" = ndb ] && exit $failed

reader 'a database that is being written'
database sqlite $db/rpmdb.sqlite bash
echo x >$db/rpmdb.sqlite-wal
unknown 'busy'
reader 'a view that never ends'
python3 - $db/rpmdb.sqlite <<'END'
import sqlite3, sys
sqlite3.connect(sys.argv[1]).executescript("""
    CREATE VIEW Name AS WITH RECURSIVE n(key) AS (SELECT 'x' UNION ALL SELECT key FROM n)
    SELECT key FROM n;""")
END
unknown ''

if command -v rpmbuild >/dev/null && rpm --eval '%_db_backend' | grep -qx sqlite; then
	reader 'a database of rpm itself'
	printf '%s\n' 'Name: libfprint' 'Version: 1' 'Release: 1' 'Summary: x' 'License: GPL' \
		'BuildArch: noarch' %description %files >libfprint.spec
	rpmbuild -bb --define "_topdir $PWD/rpm" libfprint.spec >out 2>&1 || fail rpmbuild
	rpm --dbpath "$PWD/$db" --initdb 2>out
	check
	has "$hint"
	rpm --dbpath "$PWD/$db" -i --justdb --nodeps --nosignature rpm/RPMS/noarch/*.rpm 2>out ||
		fail 'rpm -i'
	silent 'a database of rpm itself'
else
	echo 'no rpm with SQLite: skipped'
fi
exit $failed
