#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A list of packages that is cut off, or is not what such a list is: check, show, report and
# lookup name the file and the line, and check gives no all-clear where the list may have had
# the answer.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"
samples=$HWALIAS_SOURCE/tests/samples/packages
lists=root/var/lib/apt/lists

# reader NAME: a fingerprint reader that a package may be for
reader() {
	machine "$*"
	mkdir -p $lists root/usr/share/swcatalog/xml root/var/lib/dpkg \
		root/var/cache/dnf/fedora/repodata root/var/lib/pacman/sync
	printf 'ID=debian\nVERSION_ID="12"\n' >root/etc/os-release
	: >root/var/lib/dpkg/status
	usb 1-7 06CB 00BD
	interface 0 FF 00 00
	module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
}
has() { grep -qF -e "$1" out || fail "no '$1'"; }

# told FILE LINE WHY: each command says so; what is lacking, exit status 3 of check
told() {
	said="^hwalias: $(printf '%s' "$1" | sed 's/[.*]/\\&/g')${2:+:$2}: "
	for command in check 'show 1-7:1.0' report 'lookup 06cb:00bd'; do
		"$HWALIAS" $command --sysroot root >out 2>err
		status=$?
		grep -e "$said" err | grep -qF -e "$3" ||
			fail "$command does not say $said… $3: $(cat err)"
		[ "$(grep -c 'list of packages' err)" = 1 ] || fail "$command: $(cat err)"
		case $command in
		check)
			[ $status = 3 ] || fail "check: exit status $status"
			has 'could not be checked completely'
			;;
		*) [ $status = 0 ] || fail "$command: exit status $status" ;;
		esac
	done
	"$HWALIAS" check -J --sysroot root 2>/dev/null |
		python3 -c 'import json, sys
d = json.load(sys.stdin)
assert d["incomplete"], d
assert [w for w in d["warnings"] if w["code"] == "package-list"], d["warnings"]' ||
		fail 'JSON does not say so'
}
apt='/var/lib/apt/lists/*_dists_bookworm_main_binary-amd64_Packages'
packages=$lists/mirror_dists_bookworm_main_binary-amd64_Packages

# the answer behind what is missing
behind='Package: libfprint-2-2
Modaliases: fprint(usb:v06CBp00BD*)'
many() { i=0; while [ $i -lt 4000 ]; do echo "Package: p$i"; echo "X: $i$i"; echo; i=$((i + 1)); done; }

if "$HWALIAS" -V -v | grep -q '^libarchive .* there'; then
	for row in gzip xz zstd lz4 'xz --format=lzma'; do
		program=${row%% *}
		command -v $program >/dev/null || {
			echo "no $program: skipped"
			continue
		}
		reader "whole, $row"
		{ many; echo "$behind"; } | $row -c >whole
		cp whole "$packages.$program"
		check
		has 'package libfprint-2-2 says'
		[ -s err ] && fail "whole, $row: $(cat err)"
		reader "cut off, $row"
		head -c $(($(wc -c <whole) / 2)) whole >$packages.$program
		told "/var/lib/apt/lists/*_dists_bookworm_main_binary-amd64_Packages.$program" '' 'damaged or cut off'
		"$HWALIAS" show --sysroot root 1-7:1.0 2>&1 >out |
			grep -qE "Packages.$program:?[0-9]*: " || fail 'no line'
	done
	reader 'not a tar'
	printf 'not a tar\n' >root/var/lib/pacman/sync/core.files
	"$HWALIAS" lookup 06cb:00bd --sysroot root >out 2>err
	[ -s err ] && fail "what is not asked for: $(cat err)"
else
	# a list that is sound, and a library that is not there
	reader 'a packed list'
	{ many; echo "$behind"; } | gzip -c >$packages.gz
	check
	[ $? = 0 ] || fail 'exit status'
	has 'lists of packages not readable'
	"$HWALIAS" show --sysroot root 1-7:1.0 >out 2>err
	grep -q 'this needs libarchive' err || fail "$(cat err)"
fi
reader 'a line that is no field'
printf 'Package: one\nSection: x\n<html>404</html>\n\n%s\n' "$behind" >$packages
"$HWALIAS" check --sysroot root >out 2>err
[ $? = 0 ] || fail "what was found: $(cat err)"
has 'package libfprint-2-2 says'
grep -qF "$apt:3: " err || fail "$(cat err)"
printf 'Package: one\nSection: x\n<html>404</html>\n' >$packages
told "$apt" 3 'a line is no field'
reader 'a last line without an end'
printf 'Package: one\nStatus: install ok installed\nModaliases: fprint(usb:v06CBp00B' \
	>root/var/lib/dpkg/status
told /var/lib/dpkg/status 3 'its last line has no end'
# in a name, a field of no interest, the patterns, and the package behind them
: >root/var/lib/dpkg/status
printf 'Package: one\nVersion: 12\nModaliases: m(usb:v1p2*, usb:v1p3*)\n\nPackage: two\nVersion: 3\n' >whole
for n in 10 23 38 50 60 73 84; do
	head -c $n whole >$packages
	told "$apt" "$(($(wc -l <$packages) + 1))" 'its last line has no end'
done
cp whole $packages
check
[ $? = 0 ] && [ ! -s err ] || fail "a whole list: $(cat err)"
# apt takes such a list, which somebody's own tools may have made
rm $packages
printf 'Package: one\nVersion: 1' >"$lists/mirror_binary-amd64_Packages"
check
[ $? = 0 ] && [ ! -s err ] || fail "a list whose last line has no end: $(cat err)"
reader 'a long line'
{ echo 'Package: one'; printf 'X: '; head -c 1100000 /dev/zero | tr '\0' x; echo; } >$packages
told "$apt" 2 'a line is longer than 1 MiB'
reader 'two versions'
printf 'Package: one\nVersion: 1\nX: y\nVersion: 2\n' >$packages
told "$apt" 4 'a package has two versions'
# what fills the memory: a field of many lines, and many patterns, packed
reader 'more than is kept'
{ echo 'Package: one'; echo 'Conflicts: a,'; yes ' bbbbbbbbbbbbbbbbbbbb,' | head -n 30000; echo "$behind"; } >$packages
told "$apt" '[0-9]*' 'File too large'
if "$HWALIAS" -V -v | grep -q '^libarchive .* there'; then
	{ echo 'Package: one'; yes 'Modaliases: m(usb:v1p2*)' | head -n 3000000; } | gzip -1 -c >$packages.gz
	rm $packages
	check
	[ $? = 3 ] || fail 'many patterns: exit status'
	grep -q '_Packages.gz:[0-9]*: .* File too large$' err || fail "$(cat err)"
fi
# … and the time: packages of which another version would be installed, and of which all are
# for the device
reader 'many packages'
number() { seq 20000 | sed "s/.*/Package: p&\nVersion: $1\n$2/"; }
number 1 'Modaliases: m(usb:v06CBp00BD*)\n' >$packages
number 2 '' >>$packages
status=0
timeout 20 "$HWALIAS" check --sysroot root >out 2>err || status=$?
[ $status = 0 ] && grep -q '^nothing needs attention' out || fail "exit status $status: $(cat err)"
number 1 'Modaliases: m(usb:v06CBp00BD*)\n' >$packages
timeout 20 "$HWALIAS" check --sysroot root >out 2>err || status=$?
[ $status = 0 ] && grep -q 'p4 and 95 more' out || fail "exit status $status: $(cat err)"

dep11='/var/lib/apt/lists/*_dists_bookworm_main_dep11_Components-amd64.yml'
yaml=$lists/mirror_dists_bookworm_main_dep11_Components-amd64.yml
reader 'broken YAML'
printf -- '---\nType: generic\nPackage: x\nProvides:\n  modaliases:\n\t- usb:v1*\n' >$yaml
told "$dep11" 6 'indented by a tab'
printf -- '---\nType: generic\nOops\nPackage: x\n' >$yaml
told "$dep11" 3 'no member'

xml=root/usr/share/swcatalog/xml/x.xml
star='/usr/share/swcatalog/xml/*.xml*'
reader 'broken XML'
head -n 8 "$samples/fedora/fedora.xml" >$xml
told "$star" 9 'it ends in the middle of an element'
sed 's/<\/id>/<\/name>/' "$samples/fedora/fedora.xml" | grep -v 06CB >$xml
told "$star" 4 'an element ends that has not begun'
: >$xml
told "$star" 1 'it has no element'
{ cat "$samples/fedora/fedora.xml" | grep -v 06CB; echo '<components/>'; } >$xml
told "$star" 13 'more than one element'
grep -v 06CB "$samples/fedora/fedora.xml" | sed 's/^<components.*/& < a/' >$xml
told "$star" 3 "a '<' and no tag"

reader 'a compression that is not read'
printf '\000ZCK1 chunks' >root/var/cache/dnf/fedora/repodata/1-primary.xml.zck
check
[ $? = 0 ] || fail 'exit status'
has 'lists of packages not readable'
"$HWALIAS" show --sysroot root 1-7:1.0 >out 2>err
grep -q 'primary.xml\*: .*by zchunk' err || fail "$(cat err)"
head -c 20000 /dev/zero >root/var/cache/dnf/fedora/repodata/1-primary.xml
rm root/var/cache/dnf/fedora/repodata/1-primary.xml.zck
told '/var/cache/dnf/*/repodata/*primary.xml*' 1 'it ends in the middle'

reader 'nobody asks'
head -n 8 "$samples/fedora/fedora.xml" >$xml
unbind
bind usbfs
silent 'nobody asks'
[ -s err ] && fail "$(cat err)"
reader 'whole lists'
cp "$samples/debian/Packages" $packages
cp "$samples/debian/Components-amd64.yml" $yaml
cp "$samples/debian/Contents-all" $lists/mirror_dists_bookworm_main_Contents-all
cp "$samples/fedora/fedora.xml" $xml
for list in primary filelists; do
	cp "$samples/fedora/$list.xml" root/var/cache/dnf/fedora/repodata/$list.xml
done
check
[ $? = 0 ] || fail "exit status"
[ -s err ] && fail "$(cat err)"
has 'say that they are for such devices'
# flow style of YAML, which no generator writes and which is not read
for row in '5:Provides: {firmware: [{type: runtime, file: a.bin}]}' \
	'6:Provides:\n  modaliases: [usb:v06CBp00BD*]' \
	'7:Provides:\n  firmware:\n  - {type: runtime, file: a.bin}'; do
	reader 'AppStream in flow style'
	# shellcheck disable=SC2059 # its escapes
	printf -- "---\nFile: DEP-11\n---\nPackage: some-thing\n${row#*:}\n" \
		>$lists/x_dists_bookworm_main_dep11_Components-amd64.yml
	told '/var/lib/apt/lists/*_dists_bookworm_main_dep11_Components-amd64.yml' "${row%%:*}" \
		"flow style, which is not read"
done
exit $failed
