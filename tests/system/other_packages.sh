#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Recipes for packages of other systems: read by their own tools, where Debian has these,
# and of the version that CMakeLists.txt has; what they remove with the program. Exit
# status 77: none of the tools is here.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")/../.." && pwd -P)
version=$(sed -n 's/^project(hwalias VERSION \([0-9.]*\) .*/\1/p' "$root/CMakeLists.txt")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 777 "$work"
cp "$root/cmd/packaging/PKGBUILD" "$root/cmd/packaging/hwalias.spec" \
	"$root/cmd/packaging/APKBUILD" "$root/cmd/packaging/hwalias.install" \
	"$root/cmd/packaging/hwalias.post-deinstall" "$work"
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
	# of the one package
	[ "$(sed -n '/^pkgname = hwalias$/,/^pkgname = hwalias-/p' srcinfo |
		grep -c '^	install = hwalias.install$')" = 1 ]
	[ "$(grep -c '^	install = ' srcinfo)" = 1 ]
	tried=1
fi
# abuild is not in Debian: it reads the file as a shell does
(
	. ./APKBUILD
	[ "$pkgname $pkgver" = "hwalias $version" ]
	command -V build package >/dev/null
	[ "$install" = hwalias.post-deinstall ]
	[ -x "$install" ]
)

# links: to the hook, and what others have beside them
links() {
	rm -rf etc
	mkdir -p etc/kernel/postinst.d etc/kernel/install.d
	ln -s /usr/share/hwalias/kernel-check etc/kernel/postinst.d/hwalias
	ln -s /usr/share/hwalias/kernel-check etc/kernel/install.d/85-hwalias.install
	ln -s /usr/share/other/kernel-check etc/kernel/postinst.d/other
	: >etc/kernel/install.d/50-depmod.install
}
# left: those of others alone
left() {
	[ "$(find etc -type f -o -type l | sort | tr '\n' ' ')" = \
		'etc/kernel/install.d/50-depmod.install etc/kernel/postinst.d/other ' ]
}
sed -i "s#/etc/#$work/etc/#g" hwalias.install hwalias.post-deinstall
links
bash -euc '. ./hwalias.install && post_remove'
left
links
./hwalias.post-deinstall
left
# nobody has linked it
rm -r etc
bash -euc '. ./hwalias.install && post_remove'
./hwalias.post-deinstall

[ "$tried" = 1 ] || {
	echo "rpmspec and makepkg are missing: skipped"
	exit 77
}
