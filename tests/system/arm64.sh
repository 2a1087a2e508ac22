#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The program cross-built for arm64 prints a recorded machine, under qemu-user, as the one
# that was built here does. Called with a directory. Exit status 77: it cannot be done here.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")/../.." && pwd -P)
to=$1

skip() {
	echo "$*: skipped"
	exit 77
}

for program in aarch64-linux-gnu-gcc qemu-aarch64; do
	command -v "$program" >/dev/null || skip "$program is missing"
done
libraries=/usr/lib/aarch64-linux-gnu
for module in json-c smartcols; do
	[ -f $libraries/pkgconfig/$module.pc ] || skip "$module for arm64 is missing"
done

PKG_CONFIG_LIBDIR=$libraries/pkgconfig:/usr/share/pkgconfig cmake -S "$root" -B "$to" -G Ninja -DCMAKE_SYSTEM_NAME=Linux \
	-DCMAKE_SYSTEM_PROCESSOR=aarch64 -DCMAKE_C_COMPILER=aarch64-linux-gnu-gcc \
	'-DCMAKE_CROSSCOMPILING_EMULATOR=qemu-aarch64;-L;/' -DCMAKE_BUILD_TYPE=Debug -DBUILD_TESTING=OFF -DHWALIAS_WERROR=ON \
	-DHWALIAS_LIBPCI=OFF -DHWALIAS_LIBUSB=OFF -DHWALIAS_LIBUDEV=OFF -DHWALIAS_LIBKMOD=OFF \
	-DHWALIAS_LIBARCHIVE=OFF -DHWALIAS_LIBSYSTEMD=OFF \
	-DHWALIAS_LIBSQLITE=OFF -DHWALIAS_FLEET=OFF
cmake --build "$to"
for script in bash/hwalias zsh/_hwalias fish/hwalias.fish; do
	"$root/cmd/run" --completion "${script%%/*}" | cmp - "$to/cmd/completion/$script"
done
for machine in desktop arm server; do
	for command in "-a" "-aJ" "check" "report"; do
		set -- $command --from "$root/tests/machines/$machine.snap"
		here=0
		there=0
		"$root/cmd/run" "$@" >"$to/here" 2>"$to/here.said" || here=$?
		qemu-aarch64 -L / "$to/cmd/hwalias" "$@" >"$to/there" 2>"$to/there.said" || there=$?
		[ "$here" = "$there" ] && cmp "$to/here" "$to/there" &&
			cmp "$to/here.said" "$to/there.said" || {
			echo "hwalias $*: exit status $there, here $here"
			diff "$to/here" "$to/there" | head -n 10
			exit 1
		}
	done
done
