# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
# A machine made for a test, as a scratch root in a directory of its own: a few devices,
# tables, configuration and a kernel log; and what check is to say of it. To be sourced,
# with HWALIAS = the program.
set -u
export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $HWALIAS in
/*) ;;
*) HWALIAS=$PWD/$HWALIAS ;;
esac
cd "$work" || exit 1
release=6.12.9-amd64
failed=0

fail() {
	echo "FAILED: $name: $*"
	sed 's/^/  /' out
	failed=1
}

# machine NAME: nothing on it yet
machine() {
	name=$*
	rm -rf root
	modules=root/lib/modules/$release
	mkdir -p root/proc/sys/kernel root/sys/bus/pci/devices root/sys/bus/usb/devices \
		root/sys/bus/platform/devices root/etc/modprobe.d root/usr/lib/modprobe.d \
		root/var/log root/lib/firmware root/sys/kernel/debug $modules/kernel
	echo $release >root/proc/sys/kernel/osrelease
	echo 'BOOT_IMAGE=/vmlinuz ro quiet' >root/proc/cmdline
	echo 'loop 16384 0 - Live 0x0' >root/proc/modules
	echo kernel/vt.ko >$modules/modules.builtin
	: >$modules/modules.dep
	echo '# Aliases extracted from modules themselves.' >$modules/modules.alias
	: >root/var/log/dmesg
	: >root/sys/kernel/debug/devices_deferred
}

# climb PATH: up is the way from there to where it begins
climb() {
	up=..
	path_left=$1
	while [ "$path_left" != "${path_left#*/}" ]; do
		path_left=${path_left#*/}
		up=../$up
	done
}

# device BUS NAME DIRECTORY: its uevent comes from standard input
device() {
	mkdir -p "root/sys/bus/$1/devices" "root/sys/$3"
	[ ! -e "root/sys/$3/modalias" ] || rm "root/sys/$3/modalias"
	while IFS= read -r uevent_line || [ -n "$uevent_line" ]; do
		printf '%s\n' "$uevent_line"
		case $uevent_line in
		MODALIAS=*) printf '%s\n' "${uevent_line#MODALIAS=}" >"root/sys/$3/modalias" ;;
		esac
	done >"root/sys/$3/uevent"
	climb "$3"
	ln -sfn "$up/bus/$1" "root/sys/$3/subsystem"
	ln -sfn "../../../$3" "root/sys/bus/$1/devices/$2"
	here=root/sys/$3
}

# card SLOT VENDOR DEVICE CLASS
card() {
	slot=0000:$1
	class_end=${4#??}
	class_last=${class_end#??}
	device pci "$slot" "devices/pci0000:00/$slot" <<-END
		PCI_CLASS=$4
		PCI_ID=$2:$3
		PCI_SLOT_NAME=$slot
		MODALIAS=pci:v0000$2d0000$3sv00001043sd00008672bc${4%"$class_end"}sc${class_end%"$class_last"}i$class_last
	END
}

# usb PATH VENDOR PRODUCT; then port INTERFACE CLASS SUBCLASS PROTOCOL of it (hex)
usb() {
	port=$1 vendor=$2 product=$3
	usb_ids=$2/$3
	case $usb_ids in *[A-F]*) usb_ids=$(echo "$usb_ids" | tr A-F a-f) ;; esac
	usb_vendor=${usb_ids%/*} usb_product=${usb_ids#*/}
	device usb "$1" "devices/pci0000:00/0000:00:14.0/usb1/$1" <<-END
		DEVTYPE=usb_device
		DRIVER=usb
		PRODUCT=${usb_vendor#"${usb_vendor%%[!0]*}"}/${usb_product#"${usb_product%%[!0]*}"}/100
		TYPE=0/0/0
	END
	mkdir -p root/sys/bus/usb/drivers/usb
	ln -sfn ../../../../../../bus/usb/drivers/usb "$here/driver"
	echo "$usb_vendor" >"$here/idVendor"
	echo "$usb_product" >"$here/idProduct"
	echo 1 >"$here/bConfigurationValue"
	echo 1 >"$here/authorized"
	whole=$here
}
interface() {
	device usb "$port:1.$1" "devices/pci0000:00/0000:00:14.0/usb1/$port/$port:1.$1" <<-END
		DEVTYPE=usb_interface
		INTERFACE=$((0x$2))/$((0x$3))/$((0x$4))
		MODALIAS=usb:v${vendor}p${product}d0100dc00dsc00dp00ic$2isc$3ip$4in0$1
	END
}

# bind DRIVER [MODULE]: of the device made last
bind() {
	echo "DRIVER=$1" >>"$here/uevent"
	bus=$(readlink "$here/subsystem")
	bus=${bus##*/}
	mkdir -p "root/sys/bus/$bus/drivers/$1"
	climb "${here#root/sys/}"
	ln -sfn "$up/bus/$bus/drivers/$1" "$here/driver"
	[ $# -lt 2 ] && return
	mkdir -p "root/sys/module/$2"
	ln -sfn "../../../../module/$2" "root/sys/bus/$bus/drivers/$1/module"
	loaded "$2"
}
unbind() {
	sed -i '/^DRIVER=/d' "$here/uevent"
	rm -f "$here/driver"
}

# module PATH PATTERN...: below the modules directory, "kernel/x.ko"
module() {
	[ -d "$modules/${1%/*}" ] || mkdir -p "$modules/${1%/*}"
	: >"$modules/$1"
	echo "$1:" >>$modules/modules.dep
	base=${1##*/}
	base=${base%.ko}
	shift
	for pattern; do
		echo "alias $pattern $base" >>$modules/modules.alias
	done
}
loaded() { echo "$1 16384 0 - Live 0x0" >>root/proc/modules; }
log() { printf '[%9s] %s\n' "5.1" "$1" >>root/var/log/dmesg; }
cmdline() { echo "BOOT_IMAGE=/vmlinuz ro $*" >root/proc/cmdline; }

check() { "$HWALIAS" check --sysroot root "$@" >out 2>err; }

mkdir bin
for tool in modprobe depmod dkms dpkg journalctl hwalias usb_modeswitch apt dnf; do
	printf '#!/bin/sh\n' >bin/$tool
done
chmod +x bin/*

echo 'echo platform:3f200000.gpio' >>bin/hwalias

# follow: runs the remedies that check printed, in a copy of the root, twice
follow() {
	sed -n 's/^  remedy: //p' out |
		sed -E "s#(^|[ \"'])/(etc|usr|run|sys|boot|lib)/#\1$work/copy/\2/#g" >remedies
	[ -s remedies ] || return 0
	LC_ALL=C grep -q '[^ -~]' remedies && fail 'a remedy of bytes that are not printable'
	rm -rf copy && cp -a root copy
	# files that the kernel makes; drivers are there once their modules are loaded
	grep -o '> [^ ]*' remedies | cut -c3- | while read -r file; do
		mkdir -p "$(dirname "$file")"
	done
	for time in 1 2; do
		while read -r remedy; do
			PATH=$work/bin:$PATH sh -c "$remedy" >said 2>&1 </dev/null
			status=$?
			# grep has an own one for what it does not find
			[ $status = 0 ] || [ "$status ${remedy%% *}" = '2 grep' ] ||
				fail "run $time of '$remedy': $(cat said)"
		done <remedies
	done
}

# finds STATUS REASON TEXT...: that finding with these texts, and no other one
finds() {
	check
	[ $? = "$1" ] || fail "exit status, not $1"
	reason=$2
	shift 2
	for text; do
		grep -qF -e "$text" out || fail "no '$text'"
	done
	follow
	check --json
	[ "$(grep -c '^      "severity"' out)" = 1 ] || fail "not one finding"
	grep -q "^      \"reason\": \"$reason\"" out || fail "not $reason"
}

silent() {
	check
	[ $? = 0 ] || fail "$*: exit status"
	[ "$(cat out)" = 'nothing needs attention' ] || fail "$*: not silent"
}
