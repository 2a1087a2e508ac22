#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Recipes for packages of other systems: read by their own tools, where Debian has these,
# and of the version that CMakeLists.txt has. Exit status 77: none of the tools is here.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")/../.." && pwd -P)
version=$(sed -n 's/^project(hwalias VERSION \([0-9.]*\) .*/\1/p' "$root/CMakeLists.txt")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 777 "$work"
cp "$root/cmd/packaging/PKGBUILD" "$root/cmd/packaging/hwalias.spec" \
	"$root/cmd/packaging/APKBUILD" "$work"
cd "$work"
tried=0

if command -v rpmspec >/dev/null; then
	[ "$(rpmspec -q --srpm --qf '%{name} %{version}' hwalias.spec)" = "hwalias $version" ]
	tried=1
fi
# it refuses to run as root, and asks where pacman is, which it does not need to read
if command -v makepkg >/dev/null; then
	as=
	[ "$(id -u)" != 0 ] || as='setpriv --reuid=65534 --regid=65534 --clear-groups'
	# shellcheck disable=SC2086 # words
	PACMAN=true HOME=$work $as makepkg --printsrcinfo >srcinfo
	grep -q "^	pkgver = $version$" srcinfo
	tried=1
fi
# abuild is not in Debian: it reads the file as a shell does
(
	. ./APKBUILD
	[ "$pkgname $pkgver" = "hwalias $version" ]
	command -V build package >/dev/null
)
[ "$tried" = 1 ] || {
	echo "rpmspec and makepkg are missing: skipped"
	exit 77
}
