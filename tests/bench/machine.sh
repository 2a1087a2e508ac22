# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
# What the benchmark works on: made machines, a kernel's alias tables, and files of
# strings and ids. Sourced by tests/bench/run, which sets `work`, `own_mounts` and others.

# How many strings or pairs of ids; how many devices a machine has. 32 PCI devices, 14 of
# USB and 150 others are a desktop. A smoke test takes little of all.
if [ -n "$smoke" ]; then
	rounds=1
	small=20 middle=20 big=20 distinct=20 million=50 lines=100
	desktop=8 tenfold=16 hundredfold=24 usb=3 other=10
else
	small=1000 middle=10000 big=100000
	distinct=20000 million=1000000 lines=400000
	desktop=32 tenfold=320 hundredfold=3200 usb=14 other=150
fi

# The folder of a kernel whose tables can be used, or nothing.
find_kernel() {
	for folder in "$kernel" "/lib/modules/$(uname -r)" /lib/modules/*; do
		if [ -f "$folder/modules.alias" ] &&
			[ -f "$folder/modules.alias.bin" ]; then
			echo "$folder"
			return
		fi
	done
	[ -z "$kernel" ] || return 0
	# the last by name is the newest, as a rule
	archive=$(find "${HWALIAS_SHARED:-$root/../shared}/kernels" -name '*.tar.gz' \
		2>/dev/null | sort -V | tail -n 1)
	[ -n "$archive" ] || return 0
	mkdir -p "$work/kernel"
	tar -xzf "$archive" -C "$work/kernel"
	find "$work/kernel" -name modules.alias -exec dirname {} \;
}

find_ids() {
	for file in "/usr/share/misc/$1" "/usr/share/hwdata/$1" "/var/lib/usbutils/$1"; do
		[ ! -f "$file" ] || { readlink -f "$file"; return; }
	done
}

# real_strings: those of devices that the tests have, and more in ../shared/corpus. A
# symbol libkmod looks up elsewhere.
real_strings() {
	{
		grep -v '^#' "$root/tests/samples/devices.tsv" | cut -f 1
		tail -n +2 "${HWALIAS_SHARED:-$root/../shared}/corpus/modaliases.tsv" \
			2>/dev/null | cut -f 7
	} | grep : | grep -v -e '[][*?\\]' -e ^symbol:
}

# strings KIND COUNT: the path of a file of so many strings of a kind, made when needed.
strings() {
	file=$work/strings-$1-$2
	[ "$1" != real ] || [ -f "$file" ] || real_strings >"$file"
	[ -f "$file" ] || awk -f "$here/strings.awk" -v kind="$1" -v count="$2" \
		"$tables/modules.alias" >"$file"
	echo "$file"
}

# repeated COUNT: the path of a file of $lines lines with that many strings at most: each as
# often as the others, and of $million the one of rank n as often as 1/n of the first
# (Zipf's law), as devices of a fleet are.
repeated() {
	file=$work/repeated-$1
	[ -f "$file" ] || awk -v count="$1" -v lines="$lines" -v million="$million" '
		# Park and Miller, as in strings.awk
		function random() {
			seed = (seed * 16807) % 2147483647
			return seed / 2147483647
		}
		BEGIN { seed = 20011103 }
		{ string[NR - 1] = $0 }
		END {
			for (i = 0; i < lines; i++) {
				n = int(count == million ? exp(random() * log(count)) \
					: random() * count)
				print string[n % NR] (n < NR ? "" : "x" n)
			}
		}' "$(strings mixed "$distinct")" >"$file"
	echo "$file"
}

# ids COUNT: so many pairs of ids, every fourth of them not in the file.
id_pairs() {
	file=$work/ids-$1
	[ -f "$file" ] || awk -v count="$1" '
		/^[0-9a-f]/ { vendor = $1 }
		/^\t[0-9a-f]/ { pairs[n++] = vendor " " $1 }
		END {
			for (i = 0; i < count; i++) {
				pair = pairs[i * 7919 % n]
				if (i % 4 == 3)
					pair = substr(pair, 1, 5) "fff" substr(pair, 9)
				print pair
			}
		}' "$pci_ids" >"$file"
	echo "$file"
}

# make_bed NAME PCI USB OTHER: a machine in $work/NAME. Needs python3 and id files.
make_bed() {
	[ -d "$work/$1" ] || python3 "$here/bed.py" "$work/$1" "${tables:--}" "$pci_ids" \
		"$usb_ids" "$2" "$3" "$4"
}

# In our own mounts: only harmless device nodes, and one kernel, the running one.
mount_kernel() {
	mkdir -p "$work/dev/shm" "$work/dev/bus/usb" "$work/modules/$(uname -r)"
	for node in null zero full random urandom; do
		: >"$work/dev/$node"
		mount --bind "/dev/$node" "$work/dev/$node"
	done
	mount --rbind "$work/dev" /dev
	[ -n "$tables" ] || return 0
	mount --bind "$tables" "$work/modules/$(uname -r)"
	mkdir -p /lib/modules
	mount --rbind "$work/modules" /lib/modules
}

# use_bed NAME: from now on the machine is that one.
use_bed() {
	[ -z "$bed" ] || umount -l /sys /dev/bus/usb
	bed=$1
	mount --bind "$work/$1/sys" /sys
	mount --bind "$work/$1/dev/bus/usb" /dev/bus/usb
}

tables=$(find_kernel)
[ -z "$kernel" ] || [ -n "$tables" ] || {
	hw_say "$kernel: no modules.alias and modules.alias.bin there"
	exit 1
}
pci_ids=$(find_ids pci.ids)
usb_ids=$(find_ids usb.ids)

# Why there are no made machines, and why no tables; empty when there are.
no_beds=
no_tables=
bed=
if [ -z "$own_mounts" ]; then
	no_beds=${live:+--live}
	no_beds=${no_beds:-no namespace for mounts}
elif ! hw_has cmd:python3; then
	no_beds="no python3"
elif [ -z "$pci_ids" ] || [ -z "$usb_ids" ]; then
	no_beds="no pci.ids or usb.ids"
fi
[ -n "$tables" ] || no_tables="no kernel's tables (--kernel DIR)"

[ -z "$own_mounts" ] || mount_kernel
if [ -z "$no_beds" ]; then
	make_bed desktop "$desktop" "$usb" "$other"
	use_bed desktop
	modaliases=$work/desktop/modaliases
else
	modaliases=$work/modaliases
	find -L /sys/bus/*/devices/*/ -maxdepth 1 -name modalias -exec cat {} + \
		>"$modaliases" 2>/dev/null || true
fi
