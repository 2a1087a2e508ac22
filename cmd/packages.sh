# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2154
# What the scripts need of the system, how to get it, and how to build. Sourced by
# cmd/run, tests/run and .ci/run, which set `root` to the source folder.
#
# Nothing here asks a question, and nothing is printed to standard output.

# need     build: no program without it; extra: a program that tells less without it;
#          test: no tests without it; aid: tests that find less without it;
#          bench: a benchmark that compares less without it
# probe    cmd:NAME in $PATH, pc:MODULE of pkg-config, file:PATH[:PATH] one of which
#          exists, link:OPTION a program can be linked with it
# the rest the packages; a comma joins several, a dash is none
#
# Only the column of apt has been tried (Debian 12 and 13).
hw_package_table() {
	cat <<'EOT'
# need   probe                       apt                 dnf                 pacman           zypper               apk
build    cmd:cc                      gcc                 gcc                 gcc              gcc                  gcc
build    file:/usr/include/stdio.h   libc6-dev           glibc-devel         glibc            glibc-devel          musl-dev
build    file:/usr/include/linux/limits.h  linux-libc-dev  kernel-headers    linux-api-headers  linux-glibc-devel  linux-headers
build    cmd:cmake                   cmake               cmake               cmake            cmake                cmake
build    cmd:ninja                   ninja-build         ninja-build         ninja            ninja                samurai
build    cmd:pkg-config              pkg-config          pkgconf-pkg-config  pkgconf          pkgconf-pkg-config   pkgconf
build    pc:json-c                   libjson-c-dev       json-c-devel        json-c           libjson-c-devel      json-c-dev
build    pc:smartcols                libsmartcols-dev    libsmartcols-devel  util-linux-libs  libsmartcols-devel   util-linux-dev
extra    pc:libpci                   libpci-dev          pciutils-devel      pciutils         pciutils-devel       pciutils-dev
extra    pc:libusb-1.0               libusb-1.0-0-dev    libusb1-devel       libusb           libusb-1_0-devel     libusb-dev
extra    pc:libudev                  libudev-dev         systemd-devel       systemd-libs     systemd-devel        eudev-dev
extra    pc:libkmod                  libkmod-dev         kmod-devel          kmod             libkmod-devel        kmod-dev
extra    pc:libsystemd               libsystemd-dev      systemd-devel       systemd-libs     systemd-devel        -
extra    pc:libarchive               libarchive-dev      libarchive-devel    libarchive       libarchive-devel     libarchive-dev
extra    pc:sqlite3                  libsqlite3-dev      sqlite-devel        sqlite           sqlite3-devel        sqlite-dev
extra    pc:libpq                    libpq-dev           libpq-devel         postgresql-libs  postgresql-devel     libpq-dev
extra    file:/usr/share/misc/pci.ids:/usr/share/hwdata/pci.ids  pci.ids  hwdata  hwdata  hwdata  hwdata-pci
extra    file:/usr/share/misc/usb.ids:/usr/share/hwdata/usb.ids:/var/lib/usbutils/usb.ids  usb.ids  hwdata  hwdata  hwdata  hwdata-usb
extra    file:/usr/share/hwdata/pnp.ids  hwdata         hwdata              hwdata           hwdata               hwdata-pnp
test     pc:cmocka                   libcmocka-dev       libcmocka-devel     cmocka           libcmocka-devel      cmocka-dev
test     pc:libkmod                  libkmod-dev         kmod-devel          kmod             libkmod-devel        kmod-dev
test     pc:libpci                   libpci-dev          pciutils-devel      pciutils         pciutils-devel       pciutils-dev
aid      link:-fsanitize=address,undefined  -  libasan,libubsan  -  -  -
aid      cmd:python3                 python3             python3             python           python3              python3
aid      cmd:modprobe                kmod                kmod                kmod             kmod                 kmod
aid      cmd:rpmbuild                rpm                 rpm-build           rpm-tools        rpm-build            rpm-dev
aid      cmd:less                    less                less                less             less                 less
aid      cmd:jq                      jq                  jq                  jq               jq                   jq
aid      cmd:mandoc                  mandoc              mandoc              mandoc           mandoc               mandoc
aid      cmd:sqlite3                 sqlite3             sqlite              sqlite           sqlite3              sqlite
aid      file:/usr/lib/postgresql:/usr/bin/initdb:/usr/libexec/postgresql  postgresql  postgresql-server,postgresql-contrib  postgresql  postgresql-server,postgresql-contrib  postgresql,postgresql-contrib
aid      cmd:cmark                   cmark               cmark               cmark            -                    cmark
aid      cmd:systemd-hwdb            udev                systemd-udev        systemd          udev                 -
aid      cmd:lspci                   pciutils            pciutils            pciutils         pciutils             pciutils
aid      cmd:lsusb                   usbutils            usbutils            usbutils         usbutils             usbutils
aid      cmd:umockdev-run            umockdev            umockdev            umockdev         -                    -
aid      pc:umockdev-1.0             libumockdev-dev     umockdev-devel      umockdev         -                    -
aid      cmd:strace                  strace              strace              strace           strace               strace
aid      file:/lib/systemd/systemd-journal-remote  systemd-journal-remote  systemd-journal-remote  -  systemd-journal-remote  -
bench    cmd:python3                 python3             python3             python           python3              python3
bench    cmd:lspci                   pciutils            pciutils            pciutils         pciutils             pciutils
bench    cmd:lsusb                   usbutils            usbutils            usbutils         usbutils             usbutils
bench    cmd:modprobe                kmod                kmod                kmod             kmod                 kmod
bench    cmd:lshw                    lshw                lshw                lshw             lshw                 lshw
bench    cmd:hwinfo                  hwinfo              hwinfo              -                hwinfo               -
bench    cmd:strace                  strace              strace              strace           strace               strace
bench    cmd:unshare                 util-linux          util-linux          util-linux       util-linux           util-linux-misc
EOT
}

hw_say() {
	printf 'hwalias: %s\n' "$*" >&2
}

hw_has() {
	case $1 in
	cmd:*)
		command -v "${1#cmd:}" >/dev/null 2>&1
		;;
	pc:*)
		pkg-config --exists "${1#pc:}" 2>/dev/null
		;;
	file:*)
		(
			IFS=:
			# shellcheck disable=SC2086 # split at the colons
			set -- ${1#file:}
			for file; do
				[ -e "$file" ] && exit 0
			done
			exit 1
		)
		;;
	link:*)
		echo 'int main(void) { return 0; }' |
			cc "${1#link:}" -x c -o /dev/null - 2>/dev/null
		;;
	esac
}

# The package manager: the column's number in the table, and its name.
hw_manager() {
	column=3
	for manager in apt-get dnf pacman zypper apk; do
		if command -v $manager >/dev/null 2>&1; then
			echo "$column $manager"
			return
		fi
		column=$((column + 1))
	done
	echo "3 none"
}

# hw_missing COLUMN NEED…: for each row that is not there, "probe package …".
hw_missing() {
	column=$1
	shift
	needs=" $* "
	hw_package_table | while read -r need probe packages; do
		case $needs in
		*" $need "*) ;;
		*) continue ;;
		esac
		hw_has "$probe" && continue
		package=$(echo "$packages" | tr -s ' \t' ' ' | cut -d ' ' -f $((column - 2)))
		[ "$package" = - ] && package=
		echo "$probe $(echo "$package" | tr ',' ' ')"
	done
}

# As root, else through sudo if that asks nothing.
hw_as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1; then
		sudo -n "$@"
	else
		echo "not root, and no sudo"
		return 1
	fi
}

# hw_install MANAGER PACKAGE…
hw_install() {
	manager=$1
	shift
	case $manager in
	apt-get)
		# a list that is missing or stale shows as a package that cannot be had
		apt="env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0"
		apt="$apt --no-install-recommends"
		# shellcheck disable=SC2086 # a command with its options
		hw_as_root $apt install "$@" ||
			{ hw_as_root $apt update && hw_as_root $apt install "$@"; }
		;;
	dnf) hw_as_root dnf -y install "$@" ;;
	pacman) hw_as_root pacman -Sy --noconfirm --needed "$@" ;;
	zypper) hw_as_root zypper --non-interactive install "$@" ;;
	apk) hw_as_root apk add "$@" ;;
	esac
}

# hw_install_loudly PACKAGE…: says what it does, and why it failed.
hw_install_loudly() {
	# shellcheck disable=SC2046 # two words
	set -- $(hw_manager) "$@"
	shift
	if [ "$1" = none ]; then
		shift
		hw_say "no package manager known here; wanted, by Debian's names: $*"
		return 1
	fi
	install_log=$(mktemp)
	manager=$1
	shift
	hw_say "installing $*"
	if hw_install "$manager" "$@" >"$install_log" 2>&1 </dev/null; then
		rm -f "$install_log"
		return 0
	fi
	hw_say "that failed:"
	tail -n 5 "$install_log" | uniq | sed 's/^/    /' >&2
	rm -f "$install_log"
	return 1
}

# hw_need NEED…: installs what is missing. Fails when what must be there is not.
hw_need() {
	column=$(hw_manager)
	column=${column% *}
	missing=$(hw_missing "$column" "$@")
	[ -n "$missing" ] || return 0
	packages=$(echo "$missing" | cut -d ' ' -s -f 2- | tr ' ' '\n' | sort -u)
	# shellcheck disable=SC2086 # one word a package
	[ -z "$packages" ] || hw_install_loudly $packages || true
	must=
	for need; do
		case $need in
		extra | aid | bench) ;;
		*) must="$must $need" ;;
		esac
	done
	# shellcheck disable=SC2086
	missing=$(hw_missing "$column" $must | cut -d ' ' -f 1)
	[ -n "$missing" ] || return 0
	# shellcheck disable=SC2086 # on one line
	hw_say "cannot go on without:" $missing
	return 1
}

# hw_build_dir NAME: the folder to build in, below the sources or, when those are not
# ours to write to, below the user's cache.
hw_build_dir() {
	dir=$root/$1
	if mkdir -p "$dir" 2>/dev/null && [ -w "$dir" ] &&
		{ [ ! -e "$dir/CMakeCache.txt" ] || [ -w "$dir/CMakeCache.txt" ]; }; then
		echo "$dir"
		return
	fi
	dir=${XDG_CACHE_HOME:-${HOME:?}/.cache}/hwalias/$1
	mkdir -p "$dir"
	echo "$dir"
}

# hw_configured DIR: whether it was configured, and for these sources, not for a copy.
hw_configured() {
	[ -f "$1/build.ninja" ] &&
		grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$1/CMakeCache.txt"
}

# hw_configure DIR PRESET [CMAKE OPTION…]: when needed.
hw_configure() {
	dir=$1
	preset=$2
	shift 2
	if ! hw_configured "$dir"; then
		rm -rf "$dir/CMakeCache.txt" "$dir/CMakeFiles"
		(cd "$root" && cmake --preset "$preset" -B "$dir" "$@") || return
	fi
}

# hw_build DIR PRESET [CMAKE OPTION…]
hw_build() {
	hw_configure "$@" && cmake --build "$1"
}

# hw_optional: the options that leave out the libraries which are not there.
hw_optional() {
	hw_has pc:libpci || echo -DHWALIAS_LIBPCI=OFF
	hw_has pc:libusb-1.0 || echo -DHWALIAS_LIBUSB=OFF
	hw_has pc:libudev || echo -DHWALIAS_LIBUDEV=OFF
	hw_has pc:libkmod || echo -DHWALIAS_LIBKMOD=OFF
	hw_has pc:libarchive || echo -DHWALIAS_LIBARCHIVE=OFF
	hw_has pc:libsystemd || echo -DHWALIAS_LIBSYSTEMD=OFF
	hw_has pc:sqlite3 || echo -DHWALIAS_FLEET=OFF -DHWALIAS_LIBSQLITE=OFF
	hw_has pc:libpq || echo -DHWALIAS_POSTGRESQL=OFF
}

# hw_scratch: a new directory for small files, which other users may enter. In memory, where there is a gigabyte and
# programs can be run: the test scripts make tens of thousands of files, of which a disk
# takes ten times as long.
hw_scratch() {
	memory=/dev/shm
	if [ -z "${TMPDIR:-}" ] && [ -w "$memory" ] &&
		[ "$(df -kP "$memory" 2>/dev/null | awk 'END { print ($4 > 1048576) }')" = 1 ] &&
		scratch=$(mktemp -d "$memory/hwalias.XXXXXX" 2>/dev/null); then
		echo '#!/bin/sh' >"$scratch/probe" && chmod +x "$scratch/probe"
		if "$scratch/probe" 2>/dev/null; then
			rm "$scratch/probe"
			chmod 755 "$scratch"
			echo "$scratch"
			return
		fi
		rm -r "$scratch"
	fi
	scratch=$(mktemp -d)
	chmod 755 "$scratch"
	echo "$scratch"
}

# hw_jobs: how many tests run at a time. Some wait more than they compute: for a shell on a
# terminal, for a server, for devices that settle. So there are twice as many of them as
# processors.
hw_jobs() {
	echo $(($(nproc) * 2))
}

# hw_ctest DIR [OPTION…]: runs the tests of a build and sums up in a line. ctest counts a program
# that skipped some of its cases as passed; those are named and counted here. A script
# that is skipped says why in a line "…: skipped".
hw_ctest() {
	results=$1/results.txt
	scratch=$(hw_scratch)
	{
		TMPDIR=$scratch ctest --test-dir "$@" --output-on-failure -j "$(hw_jobs)" </dev/null 2>&1 &&
			status=0 || status=$?
		echo "$status" >"$1/status.txt"
	} | tee "$results"
	rm -rf "$scratch"
	skipped=$(grep -c '(Skipped)$' "$results" || true)
	failed=$(sed -n 's/.* tests passed, \([0-9]*\) tests* failed out of .*/\1/p' "$results")
	total=$(sed -n 's/.* tests* failed out of \([0-9]*\)$/\1/p' "$results")
	cases=$(awk '
		/^[0-9]+\/[0-9]+ Test: / { test = $3 }
		/^\[  SKIPPED \] [A-Za-z_0-9]+$/ { print "skipped in " test ": " $4 }
		/^SKIPPED: / { print "skipped in " test ": " substr($0, 10) }
	' "$1/Testing/Temporary/LastTest.log" | sort -u)
	grep -h ': skipped$' "$1/Testing/Temporary/LastTest.log" || true
	if [ -n "$cases" ]; then
		printf '%s\n' "$cases"
		skipped=$((skipped + $(printf '%s\n' "$cases" | wc -l)))
	fi
	failed=${failed:-1}
	total=${total:-$failed}
	echo "$((total - failed - $(grep -c '(Skipped)$' "$results" || true))) passed," \
		"$failed failed, $skipped skipped"
	return "$(cat "$1/status.txt")"
}
