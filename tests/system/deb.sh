#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The Debian package: built, linted, and in fresh systems of Debian 12 and 13 installed, run
# and purged. Called with the step, "build" or a suite, and a directory that all of them
# share. Exit status 77: it cannot be done here.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")/../.." && pwd -P)
step=$1
to=$2

skip() {
	echo "$*: skipped"
	exit 77
}

build() {
	for program in dpkg-buildpackage dh lintian; do
		command -v "$program" >/dev/null || skip "$program is missing"
	done
	"$root/cmd/packaging/deb" "$to"
	# one version everywhere
	version=$(sed -n 's/^project(hwalias VERSION \([0-9.]*\) .*/\1/p' "$root/CMakeLists.txt")
	[ -f "$to/hwalias_${version}_$(dpkg --print-architecture).deb" ] || {
		echo "the package has another version than CMakeLists.txt"
		exit 1
	}
	# anything that lintian says is an error
	lintian --allow-root --info --pedantic "$to"/*.changes >"$to/lintian" 2>&1 || true
	grep -vE '^N:|^running with root privileges' "$to/lintian" >"$to/complaints" || true
	if [ -s "$to/complaints" ]; then
		cat "$to/lintian"
		exit 1
	fi
	# what each file is there for
	dpkg --contents "$to"/hwalias_*.deb | awk '{print $6}' | grep -v '/$' | sort >"$to/files"
	for file in bin/hwalias share/man/man1/hwalias.1.gz share/man/man5/hwalias-json.5.gz \
		share/man/man5/hwalias-snapshot.5.gz share/man/man5/hwalias-expect.5.gz \
		share/hwalias/report-1.schema.json share/hwalias/kernel-check \
		share/bash-completion/completions/hwalias share/zsh/site-functions/_hwalias \
		share/fish/vendor_completions.d/hwalias.fish share/doc/hwalias/copyright; do
		grep -qx "./usr/$file" "$to/files" || {
			echo "not in the package: $file"
			exit 1
		}
	done
	# the program with databases is a package of its own
	dpkg --contents "$to"/hwalias-fleet_*.deb | awk '{print $6}' | grep -v '/$' >"$to/files-fleet"
	for file in bin/hwalias-fleet share/man/man1/hwalias-fleet.1.gz \
		share/bash-completion/completions/hwalias-fleet \
		share/fish/vendor_completions.d/hwalias-fleet.fish \
		share/doc/hwalias-fleet/copyright; do
		grep -qx "./usr/$file" "$to/files-fleet" || {
			echo "not in the package hwalias-fleet: $file"
			exit 1
		}
	done
	if grep -q fleet "$to/files" || [ "$(wc -l <"$to/files-fleet")" -gt 7 ]; then
		echo "files are in the wrong package"
		exit 1
	fi
	! dpkg --info "$to"/hwalias_*.deb | grep -E '^ Depends:.*(sqlite|libpq)' || exit 1
}

# Paths with the program's name outside what dpkg and apt keep.
left() {
	(cd "$system" && find . -xdev -name '*hwalias*' ! -path './var/*' ! -path './tmp/*')
}

# in_system COMMAND...
in_system() {
	chroot "$system" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"
}

try_suite() {
	command -v mmdebstrap >/dev/null || skip "mmdebstrap is missing"
	[ "$(id -u)" = 0 ] || skip "not root"
	set -- "$to"/hwalias_*.deb
	[ -f "$1" ] || skip "no package was built"
	system=$to/$step
	rm -rf "$system"
	mmdebstrap --mode=root --variant=essential --include=libjson-c5,libsmartcols1,libsqlite3-0 \
		"$step" "$system" >"$to/$step.log" 2>&1 || {
		tail -n 5 "$to/$step.log"
		skip "mmdebstrap cannot make a system of $step here"
	}
	cp "$1" "$system/tmp/hwalias.deb"
	cp "$to"/hwalias-fleet_*.deb "$system/tmp/hwalias-fleet.deb"
	cp "$root/tests/machines/desktop.snap" "$system/tmp/"
	[ -z "$(left)" ] || {
		echo "before: $(left)"
		exit 1
	}
	in_system dpkg --install /tmp/hwalias.deb
	in_system hwalias --version --verbose
	in_system hwalias --from /tmp/desktop.snap >"$to/$step.out"
	"$root/cmd/run" --from "$root/tests/machines/desktop.snap" >"$to/here.out"
	cmp "$to/here.out" "$to/$step.out"
	in_system hwalias fleet version 2>"$to/$step.err" && exit 1
	grep -q 'the package hwalias-fleet has it' "$to/$step.err"
	in_system dpkg --install /tmp/hwalias-fleet.deb
	in_system hwalias fleet load --db /tmp/i.db --machine one /tmp/desktop.snap
	in_system hwalias fleet query --db /tmp/i.db unbound >"$to/$step.out"
	grep -q module-not-loaded "$to/$step.out"
	in_system hwalias fleet query --db postgresql:///x unbound 2>"$to/$step.err" && exit 1
	grep -q 'PostgreSQL needs libpq.so.5' "$to/$step.err"
	# the hook, as README says, and a link of somebody else's
	in_system mkdir -p /etc/kernel/postinst.d
	in_system ln -s /usr/share/hwalias/kernel-check /etc/kernel/postinst.d/hwalias
	in_system ln -s /bin/true /etc/kernel/postinst.d/other
	in_system run-parts --exit-on-error /etc/kernel/postinst.d
	in_system dpkg --purge hwalias-fleet hwalias
	in_system run-parts --exit-on-error /etc/kernel/postinst.d
	in_system test -L /etc/kernel/postinst.d/other
	[ -z "$(left)" ] || {
		echo "left behind: $(left)"
		exit 1
	}
	rm -rf "$system"
}

case $step in
build)
	build
	;;
*)
	try_suite
	;;
esac
