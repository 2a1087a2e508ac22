#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A bare machine can build: each library that CMake looks for is in cmd/packages.sh, and
# one that is installed only if it can be had has an option that leaves it out.
set -eu
root=${HWALIAS_SOURCE:-$(dirname "$0")/../..}
. "$root/cmd/packages.sh"

bad=0
complain() {
	echo "$*"
	bad=1
}

# on a machine that has nothing, each package that is asked for is one of the table
wanted=$(hw_has() { false; } && hw_missing 3 build extra test aid bench | cut -d ' ' -s -f 2-)
[ -n "$wanted" ] || complain "a machine that has nothing needs nothing"
for package in $wanted; do
	hw_package_table | grep -v '^#' | tr -s ' ' | cut -d ' ' -f 3 | tr ',' '\n' | grep -qxF -e "$package" ||
		complain "$package: no package of the table"
done

# needs MODULE: the words of the first column that ask for it
needs() {
	hw_package_table | awk -v probe="pc:$1" '$2 == probe { print $1 }'
}

# libraries FILE: one a line, as pkg-config names them
libraries() {
	sed -n 's/^[[:space:]]*pkg_check_modules(.* \([^ ]*\))$/\1/p' "$root/$1"
}

for folder in data report cmd; do
	for library in $(libraries $folder/CMakeLists.txt); do
		case $(needs "$library") in
		build) ;;
		extra* | test*)
			[ "$(needs "$library" | head -n 1)" = extra ] ||
				complain "$library: needed to build, installed for tests only"
			option=$(hw_has() { [ "$1" != "pc:$library" ]; } && hw_optional)
			for option in ${option:-none}; do
				option=${option#-D}
				grep -q "^option(${option%=OFF} " "$root/CMakeLists.txt" ||
					complain "$library: hw_optional does not leave it out"
			done
			;;
		*) complain "$library: not in cmd/packages.sh" ;;
		esac
	done
done
for library in $(libraries tests/CMakeLists.txt); do
	# a test that is skipped without it may do without
	grep -q "QUIET .* $library)" "$root/tests/CMakeLists.txt" && optional=aid || optional=test
	needs "$library" | grep -qx -e build -e test -e $optional ||
		complain "$library: tests/run does not install it"
done
# What is opened when it is used, and cannot be left out, no packager's tool finds: each
# package names it, by soname or as Debian names a library's package.
for soname in $(sed -n 's/^#define \(LIB[A-Z]*\)(ROW).*"required", .*/HW_SONAME_\1/p' \
	"$root/data/library/note.h" | while read -r name; do
	sed -n "s/^#define $name *\"\(.*\)\"$/\1/p" "$root/data/library/libraries.h"
done); do
	seen=${seen:-}.
	in_debian=$(echo "$soname" | sed 's/\.so\././; s/\.\([0-9]*\)$/\1/')
	while read -r file times line; do
		[ "$(grep -cE "^$line\$" "$root/cmd/packaging/$file")" = "$times" ] ||
			complain "$soname: not in each package of cmd/packaging/$file"
	done <<-EOT
		debian/control 2 [ ]+$in_debian,?
		hwalias.spec 2 Requires: +$soname\(\)\(64bit\)
		APKBUILD 2 .?depends=.*so:${soname}[ "].*
	EOT
done
[ "${seen:-}" = .. ] || complain "required libraries: ${seen:-none}"
exit $bad
