#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Completion: what the program offers for a line that is begun, and that a real shell on a
# terminal, with the script of --completion, completes it so when tab is pressed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
failed=0
fail() {
	failed=$((failed + 1))
	echo "FAILED: $*"
}
# offers WANTED WORD…: the first column of the answer has the wanted line
offers() {
	wanted=$1
	shift
	"$HWALIAS" --complete -- "$@" | cut -f 1 | grep -qxF -- "$wanted" ||
		fail "hwalias $*: no '$wanted'"
}
refuses() {
	wanted=$1
	shift
	! "$HWALIAS" --complete -- "$@" | cut -f 1 | grep -qxF -- "$wanted" ||
		fail "hwalias $*: '$wanted'"
}

offers check ch
offers list ''
offers help he
offers markdown report --format m
offers mkinitcpio modules --format m
offers prometheus --format p
refuses prometheus check --format p
offers pci formats pc
offers --json list --js
offers --output= list --
offers --color list --col
refuses --output= check --
refuses --jobs= list --
offers DRIVER -o DR
offers CLASS_ID decode -o CLASS_
refuses NUMA decode -o NU
refuses --from= watch --fr
refuses --sysroot= watch --sys
offers DEVICE,DRIVER -o DEVICE,DR
offers --output=DEVICE,NAME --output=DEVICE,NA
offers +REASON -o +REA
offers device,driver -o device,dr
offers wifi -b wi
offers pci,gpu -b pci,gp
offers --color=auto --color=a
offers iommu list --by io
offers --udev-rule=ids show --udev-rule=id
offers snapshot help sn
offers version vers
offers ls l
offers lspci lsp
offers lsusb lsu
# no option that does nothing beside those of the line
refuses --json lspci -
refuses --json --lspci -
refuses --tree lspci -
offers --numeric lspci -
refuses --numeric lsusb -
offers --slot= lspci -
refuses --output= -J -
refuses --tree list --json -
offers --tree list --json -s 00:1f.6 -
offers --output= --tsv -
refuses --all check --expect -
offers / modules --for ''
offers gpu gp
offers tree tr
offers wifi list wi
offers net check ne
offers disk iommu di
refuses gpu show gp
refuses check list ch
refuses fleet list fl
refuses check usb ch
refuses list tree li
offers wifi tree wi
mkdir -p "$work/groups/sys/kernel/iommu_groups/13"
offers 13 --sysroot "$work/groups" iommu 1
# all options and columns of the help, and no others
"$HWALIAS" --complete -- -- | cut -f 1 | sed 's/=$//' | sort >"$work/offered"
"$HWALIAS" --help | sed -n 's/^  \(-.,\|   \) \(--[a-z-]*\).*/\2/p' | sort -u >"$work/helped"
[ -s "$work/helped" ] && diff "$work/helped" "$work/offered" || fail "options"
# devices of this machine
if device=$("$HWALIAS" -o DEVICE --noheadings 2>/dev/null | grep -v : | head -n 1) &&
	[ -n "$device" ]; then
	offers "$device" show "$device"
fi
# of the source that the line names, in any form
desktop=$here/../machines/desktop.snap
tables=$work/tables
mkdir -p "$tables/lib/modules/9.8.7" "$tables/lib/modules/empty" "$work/with blank"
printf 'kernel/a/first-one.ko: \nkernel/b/second.ko.xz: kernel/a/first-one.ko\n' \
	>"$tables/lib/modules/9.8.7/modules.dep"
cp "$desktop" "$work/with blank/my.snap"
offers 00:1f.6 --from "$desktop" show 00:1f
offers nvme0 --from "$desktop" show nv
offers nvme0 --from "$desktop" modules --for nv
offers 00:1f.6 --from="$desktop" show 00:1f
offers 00:1f.6 -F "$desktop" show 00:1f
offers 00:1f.6 "-F$desktop" show 00:1f
refuses 00:1f.6 --from /nonexistent show 00:1f.7
offers snd_hda_intel --from "$desktop" driver snd_h
offers snd-hda-intel --from "$desktop" driver snd-h
offers 6.1.0-13-amd64 --from "$desktop" -S 6
offers 9.8.7 --modules-dir "$tables" -S ''
offers --kernel=9.8.7 --modules-dir="$tables" --kernel=9
offers 9.8.7 --modules-dir "$tables/lib/modules" -S 9
"$HWALIAS" --modules-dir "$tables" -S 9.8 --from "$desktop" 2>&1 >/dev/null |
	grep -q 'no modules of kernel 9\.8 in .*, which has those of 9\.8\.7$' ||
	fail "kernels that are there"
refuses empty --modules-dir "$tables" -S ''
offers first_one --modules-dir "$tables" driver f
offers second --modules-dir "$tables" -S 9.8.7 driver s
refuses second --modules-dir "$tables" -S 1 driver s
offers first_one --modules-dir "$tables/lib/modules/9.8.7" driver f
offers 00:1f.6 --from "$desktop" modules --for 00:1f
offers pci-express formats pci-exp
offers pci_express formats pci_exp
# links, as people make them to try tables that are elsewhere
mkdir "$work/links" "$work/linked"
ln -s "$tables/lib/modules/9.8.7" "$work/links/4.5.6"
ln -s "$tables/lib" "$work/linked/lib"
offers 4.5.6 --modules-dir "$work/links" -S ''
offers first_one --modules-dir "$work/links" driver f
offers second --modules-dir "$work/links" -S 4.5.6 driver s
offers 9.8.7 --modules-dir "$work/linked" -S 9
offers first_one --modules-dir "$work/linked" driver f
mkdir "$work/home"
cp "$desktop" "$work/home/my.snap"
HOME=$work/home offers 00:1f.6 --from '~/my.snap' show 00:1f
# what `show` takes: a name of a class that stands for no device is none
cp "$desktop" "$work/classes.snap"
cat >>"$work/classes.snap" <<'EOT'
sys/class/net/lo -> ../../devices/virtual/net/lo
sys/devices/virtual/net/lo/mtu = 65536
sys/class/block/loop0 -> ../../devices/virtual/block/loop0
sys/devices/virtual/block/loop0/size = 0
EOT
offers nvme0 --from "$work/classes.snap" show ''
refuses lo --from "$work/classes.snap" show ''
refuses loop0 --from "$work/classes.snap" -s lo
"$HWALIAS" --from "$work/classes.snap" show lo 2>/dev/null && fail "show takes lo"
# where nothing is begun commands are not buried under devices
refuses 00:1f.6 --from "$desktop" ''
refuses gpu ''
offers 00:1f.6 --from "$desktop" 00:1
HOME=$work/home offers 00:1f.6 --from '$HOME/my.snap' show 00:1f
"$HWALIAS" --completion csh 2>"$work/err" && fail "csh"
grep -q 'bash, zsh or fish' "$work/err" || fail "no word of the shells that are known"

# names of files where they may stand, and nowhere else
files() {
	[ "$("$HWALIAS" --complete -- "$@" | grep -c "$(printf '^\tfiles$')")" = "$wanted" ] ||
		fail "hwalias $*: files are not $wanted"
}
wanted=1
files --from ''
files --from=x
files -i ''
files --modules-dir ''
files snapshot ''
files diff a.snap ''
files check --expect=x
files show /d
files modules --for /d
files -s /sys/d
files /dev/s
wanted=0
files -S ''
files --kernel=x
files -b ''
files report --format ''
files show ''
files show 00:1f
files driver x
files decode x
files --jo

# a real shell
tab=$work/home
mkdir "$work/bin"
ln -s "$HWALIAS" "$work/bin/hwalias"
PATH=$work/bin:$PATH
export PATH
fleet=
if [ -x "${HWALIAS_FLEET:-}" ]; then
	ln -s "$HWALIAS_FLEET" "$work/bin/hwalias-fleet"
	offers fleet fl
	offers fleet help fl
	offers query fleet q
	offers attention fleet query a
	refuses attention fleet query --db
	offers --db= fleet query --d
	refuses --since= fleet load --
	offers postgresql fleet schema p
	offers what-if fleet help w
	wanted=1
	files fleet load ''
	files fleet query --db ''
	files fleet query --db=x
	wanted=0
	files fleet query ''
	files fleet what-if -S ''
	"$HWALIAS_FLEET" help query | sed -n 's/^  \([a-z-]*\) .*/\1/p' | sort >"$work/helped"
	"$HWALIAS" --complete -- fleet query '' | cut -f 1 | sort >"$work/offered"
	sed '/^$/d' "$work/helped" | comm -13 - "$work/offered" | grep . && fail "queries"
	[ "$(wc -l <"$work/offered")" -ge 11 ] || fail "few queries"
	fleet="hwalias fleet quer|hwalias fleet query
hwalias fleet query atten|hwalias fleet query attention
hwalias-fleet sche|hwalias-fleet schema
hwalias-fleet load $tab/my.sn|/my.snap"
fi
echo x >"$work/zzfile"
# in_shell SHELL: presses tab in it, each line in a new one
in_shell() {
	script=$work/$1.script got=$work/$1.got
	"$HWALIAS" --completion "$1" >"$script"
	while IFS='|' read -r typed wanted; do
		[ -n "$typed" ] || continue
		"$python3" "$here/../lib/press_tab.py" "$1" "$script" "$typed" "$wanted" \
			>"$got" || true
		grep -qF -- "$wanted" "$got" ||
			fail "$1: '$typed' becomes '$(cat "$got")', not '$wanted'"
	done <<END
hwalias chec|hwalias check
hwalias vers|hwalias version
hwalias lsp|hwalias lspci
hwalias lspci --numer|hwalias lspci --numeric
hwalias --from=$desktop show nv|show nvme0
hwalias list --tsv -o DRIV|-o DRIVER
hwalias -b wif|-b wifi
hwalias -o DEVICE,DRIV|-o DEVICE,DRIVER
hwalias --nohead|--noheadings
hwalias --outp|--output
hwalias --sysr|--sysroot=
hwalias --color=al|--color=always
hwalias --modules-dir $tables driver fir|driver first_one
hwalias --modules-dir=$tables --kernel=9|--kernel=9.8.7
hwalias --from '$work/with blank/my.snap' show 00:1d|show 00:1d.0
hwalias --from=$desktop show 00:1d|show 00:1d.0
hwalias --from=$tab/my.sn|/my.snap
hwalias snapshot $tab/my.sn|/my.snap
hwalias -F ~/home/my.sn|~/home/my.snap
hwalias -F \$HOME/home/my.sn|/my.snap
hwalias -F ~/home/my.snap show 00:1d|show 00:1d.0
$fleet
END
	(
		cd "$work"
		"$python3" "$here/../lib/press_tab.py" "$1" "$script" "hwalias -S zzf" || true
	) >"$got"
	grep -q 'zzf' "$got" || fail "$1: nothing is typed"
	grep -q 'zzfile' "$got" && fail "$1: a file as the release of a kernel"
	# bash lists what there is only when tab is pressed twice
	[ "$1" != bash ] || return "$failed"
	"$python3" "$here/../lib/press_tab.py" "$1" "$script" \
		"hwalias --from $desktop show 00:1f." 00:1f.6 >"$got" || true
	grep -oE '00:1f\.[0346]' "$got" | awk '!seen[$0]++' | tr '\n' ' ' |
		grep -qx '00:1f.0 00:1f.3 00:1f.4 00:1f.6 ' || fail "$1: order: $(cat "$got")"
	return "$failed"
}
# most of the time a shell is waited for
ran=
running=
for shell in bash zsh fish; do
	command -v "$shell" >/dev/null || continue
	ran="$ran $shell"
	(failed=0 && in_shell "$shell") &
	running="$running $!"
done
for pid in $running; do
	wait "$pid" || failed=$((failed + 1))
done
echo "completed by$ran"
[ "$failed" = 0 ]
