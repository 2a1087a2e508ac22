#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Which package has the firmware that a device lacks, or is for it: devices with a known
# answer (tests/samples/packages/devices.tsv) on lists as Debian, Ubuntu and Fedora have
# them; and that nothing is said where no list is, nor a command that would fail.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"
samples=$HWALIAS_SOURCE/tests/samples/packages
host=deb.mirror-of-somebody.example_debian_dists

# distribution NAME: its lists, into the machine
distribution() {
	lists=root/var/lib/apt/lists
	mkdir -p $lists root/var/lib/dpkg root/var/cache/dnf/corp-0123456789abcdef/repodata \
		root/usr/share/swcatalog/xml
	case $1 in
	debian)
		printf 'ID=debian\nVERSION_ID="12"\n' >root/etc/os-release
		gzip -c "$samples/debian/Contents-all" \
			>$lists/${host}_bookworm_non-free-firmware_Contents-all.gz
		cp "$samples/debian/Packages" \
			$lists/${host}_bookworm_non-free-firmware_binary-amd64_Packages
		gzip -c "$samples/debian/Components-amd64.yml" \
			>$lists/${host}_bookworm_main_dep11_Components-amd64.yml.gz
		: >root/var/lib/dpkg/status
		;;
	ubuntu)
		printf 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n' >root/etc/os-release
		cp "$samples/ubuntu/Packages" \
			$lists/${host}_noble_restricted_binary-amd64_Packages
		: >root/var/lib/dpkg/status
		;;
	fedora)
		rm -r root/var/lib/apt root/var/lib/dpkg
		printf 'ID=fedora\nVERSION_ID=41\n' >root/etc/os-release
		for list in primary filelists; do
			gzip -c "$samples/fedora/$list.xml" \
				>root/var/cache/dnf/corp-0123456789abcdef/repodata/77-$list.xml.gz
		done
		gzip -c "$samples/fedora/fedora.xml" >root/usr/share/swcatalog/xml/fedora.xml.gz
		;;
	esac
}

# part TAG-BEFORE TAG-BEHIND: of $modalias
part() { echo "$modalias" | sed "s/.*$1\([0-9A-F]*\)$2.*/\1/"; }

# broken MODULE FIRMWARE: a card with this modalias whose driver got no firmware
broken() {
	card 01:00.0 "$(part 'pci:v0000' d)" "$(part d0000 sv)" \
		"$(part bc sc)$(part sc i)$(part '0-9A-F]i' '$')"
	module "kernel/$1.ko" "$modalias"
	echo "$modalias" >"$here/modalias"
	sed -i "s/^MODALIAS=.*/MODALIAS=$modalias/" "$here/uevent"
	loaded "$1"
	log "$1 0000:01:00.0: Direct firmware load for $2 failed with error -2"
}

# packages: of the first thing in the document in out, "NAME SOURCE" a line
packages() {
	python3 - out <<-'END'
		import json, sys
		d = json.load(open(sys.argv[1]))
		found = d.get("devices") or d["findings"]
		for thing in found[:1]:
		    for p in thing["packages"]:
		        print(p["name"], p["source"])
		        assert p["line"] or p["source"] in ("table", "pacman"), p
		        assert not p["file"] or ("somebody" not in p["file"] and "corp" not in p["file"]), p
	END
}

count=0
while IFS='	' read -r on what modalias driver firmware expected source; do
	case $on in '#'*) continue ;; esac
	machine "$on: $what"
	distribution "$on"
	if [ "$driver" = - ]; then
		"$HWALIAS" lookup --sysroot root -J "$modalias" >out 2>err
	else
		broken "$driver" "$firmware"
		check -J
	fi
	packages >got 2>>err || fail "$(cat err)"
	for package in $(echo "$expected" | tr , ' '); do
		[ "$package" = - ] || echo "$package $source"
	done >want
	diff want got >difference || fail "$(cat difference)"
	count=$((count + 1))
done <"$samples/devices.tsv"
[ $count -ge 20 ] || {
	echo "FAILED: $count devices"
	failed=1
}

# a Bluetooth stick, whose log names hci0
machine 'a Realtek stick'
distribution debian
usb 1-10 0BDA 8771
interface 0 E0 01 01
module kernel/btusb.ko 'usb:v*p*d*dcE0dsc01dp01ic*isc*ip*in*'
bind btusb btusb
mkdir -p "$here/bluetooth/hci0"
log 'bluetooth hci0: Direct firmware load for rtl_bt/rtl8761bu_fw.bin failed with error -2'
log 'Bluetooth: hci0: RTL: firmware file rtl_bt/rtl8761bu_fw.bin not found'
finds 1 firmware-failed \
	'package: firmware-realtek (non-free-firmware), which has rtl_bt/rtl8761bu_fw.bin' \
	'remedy: apt install firmware-realtek' 'advice: Then reboot.'

# an Intel card, and what becomes of the advice
modalias=pci:v00008086d000024FDsv00008086sd00000010bc02sc80i00
wifi() {
	machine "$1"
	distribution debian
	broken iwlwifi iwlwifi-8265-36.ucode
}
has() { grep -qF -e "$1" out || fail "no '$1'"; }
hasnot() { grep -qF -e "$1" out && fail "'$1'"; }

wifi 'the package is to be had'
check
has 'remedy: apt install firmware-iwlwifi'
hasnot somebody
"$HWALIAS" report --sysroot root >out 2>err
has '**Package:** firmware-iwlwifi (non-free-firmware), which has iwlwifi-8265-36.ucode'
has 'apt install firmware-iwlwifi'
hasnot somebody
"$HWALIAS" show --sysroot root 01:00.0 >out 2>err
has '*_dists_bookworm_non-free-firmware_Contents-all.gz:'
hasnot somebody
"$HWALIAS" check --sysroot root -J >live 2>err
"$HWALIAS" snapshot --sysroot root my.snap 2>err
grep -q somebody my.snap && fail 'a recording with the name of a mirror'
grep -q 'bnx2x' my.snap && fail 'a recording with a list'
"$HWALIAS" --from my.snap check >out 2>err
has 'package: firmware-iwlwifi (non-free-firmware), which has iwlwifi-8265-36.ucode'
has 'remedy: apt install firmware-iwlwifi'
"$HWALIAS" --from my.snap check -J >out 2>err
packages >got
echo 'firmware-iwlwifi apt-file' | diff - got || fail 'another answer of the recording'
"$HWALIAS" --from my.snap snapshot again.snap 2>err
for recording in my again; do
	grep 'apt-file' $recording.snap >$recording
done
[ -s my ] && cmp -s my again || fail 'a recording of the recording has other answers'

wifi 'it is installed'
printf 'Package: firmware-iwlwifi\nStatus: install ok installed\n' >root/var/lib/dpkg/status
check
has 'firmware-iwlwifi (non-free-firmware), which is installed and should have'
has 'upgrade it or install it again'
hasnot 'remedy:'
for state in 'hold ok installed' 'install ok triggers-pending' 'install ok triggers-awaited'; do
	printf 'Package: firmware-iwlwifi\nStatus: %s\n' "$state" >root/var/lib/dpkg/status
	check
	has 'firmware-iwlwifi (non-free-firmware), which is installed and should have'
done
for state in 'install ok unpacked' 'install reinstreq installed' 'install ok half-configured'; do
	printf 'Package: firmware-iwlwifi\nStatus: %s\n' "$state" >root/var/lib/dpkg/status
	check
	has 'remedy: apt install firmware-iwlwifi'
done

# that of another architecture does not serve this one
for row in i386:no amd64:yes all:yes; do
	wifi "it is installed for ${row%:*}"
	printf 'amd64\ni386\n' >root/var/lib/dpkg/arch
	printf 'Package: firmware-iwlwifi\nStatus: install ok installed\nArchitecture: %s\n' \
		"${row%:*}" >root/var/lib/dpkg/status
	check
	if [ "${row#*:}" = yes ]; then hasnot 'remedy:'; else has 'remedy: apt install firmware-iwlwifi'; fi
done

# a list that is cut off may have had it
for row in var/lib/dpkg/status:'Package: firmware-iwl' lib/apk/db/installed:'P:musl'; do
	wifi "what is installed is cut off, ${row%%:*}"
	mkdir -p root/lib/apk/db
	rm root/var/lib/dpkg/status
	printf '%s' "${row#*:}" >"root/${row%%:*}"
	"$HWALIAS" check -J --sysroot root 2>/dev/null | grep -q '"installed": null' ||
		fail 'it is known whether it is installed'
	echo >>"root/${row%%:*}"
	"$HWALIAS" check -J --sysroot root 2>/dev/null | grep -q '"installed": false' ||
		fail 'whole, it is not known'
done

wifi 'it was removed'
printf 'Package: firmware-iwlwifi\nStatus: deinstall ok config-files\n' \
	>root/var/lib/dpkg/status
check
has 'remedy: apt install firmware-iwlwifi'

# releases: apt has those of bookworm and of backports, which it takes nothing from unless it
# is told; the file is in the newer package alone
releases() {
	wifi "$1"
	rm $lists/*
	bookworm=$lists/${host}_bookworm
	for of in :20230210-5:35 -backports:20240709-1~bpo12+1:36; do
		suite=$bookworm${of%%:*}
		version=${of#*:}
		printf 'Package: firmware-iwlwifi\nVersion: %s\n\n' "${version%:*}" \
			>"${suite}_non-free-firmware_binary-amd64_Packages"
		echo "lib/firmware/iwlwifi-8265-${of##*:}.ucode non-free-firmware/kernel/firmware-iwlwifi" \
			>"${suite}_non-free-firmware_Contents-all"
		printf 'Origin: Debian\nSuite: x%s\n' "${of%%:*}" >"${suite}_InRelease"
	done
	printf 'NotAutomatic: yes\nButAutomaticUpgrades: yes\nMD5Sum:\n' >>"${bookworm}-backports_InRelease"
}
# is_installed VERSION [NAME [FIELD]]
is_installed() {
	printf 'Package: %s\nStatus: install ok installed\nArchitecture: all\nVersion: %s\n%s\n' \
		"${2:-firmware-iwlwifi}" "$1" "${3:+$3
}" >root/var/lib/dpkg/status
}
for row in 'not at all' 'the old one:20230210-5'; do
	releases "of backports, installed: $row"
	[ "$row" = "${row#*:}" ] || is_installed "${row#*:}"
	check
	has 'remedy: apt install -t bookworm-backports firmware-iwlwifi'
	has 'advice: Then reboot.'
	[ "$row" = "${row#*:}" ] ||
		has 'which is installed, and in version 20240709-1~bpo12+1 has iwlwifi-8265-36.ucode'
	mv out before
	"$HWALIAS" snapshot --sysroot root my.snap 2>err
	"$HWALIAS" --from my.snap check >out 2>err
	cmp -s before out || fail 'another answer of the recording'
	sed -i 's/-t bookworm-backports/-t $(reboot)/' my.snap
	"$HWALIAS" --from my.snap check >out 2>err
	hasnot 'reboot)'
	hasnot 'remedy:'
done
releases 'of backports, installed from there'
is_installed 20240709-1~bpo12+1
check
has 'which is installed and should have iwlwifi-8265-36.ucode'
hasnot 'remedy:'
releases 'the archive has a newer one than what is installed'
is_installed 20221212-1
sed -i 's/-35/-36/' ${bookworm}_non-free-firmware_Contents-all
check
has 'which is installed, and in version 20230210-5 has iwlwifi-8265-36.ucode'
has 'remedy: apt install firmware-iwlwifi'
hasnot backports
# members: of the finding's package, in JSON of the machine and of its recording
members() {
	"$HWALIAS" snapshot --sysroot root my.snap 2>err
	for from in '--sysroot root' '--from my.snap'; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" check -J $from >out 2>err
		for member; do
			has "\"$member"
		done
	done
}
members 'version": "20230210-5"' 'older_installed": true' 'conflicts_with": null'
# of several findings each keeps its own
card 02:00.0 8086 A0C8 040100
module kernel/snd-sof.ko 'pci:v00008086d0000A0C8sv*sd*bc*sc*i*'
loaded snd-sof
log 'snd-sof 0000:02:00.0: Direct firmware load for intel/sof/sof-tgl.ri failed with error -2'
check
has 'in version 20230210-5 has iwlwifi-8265-36.ucode'
members 'version": "20230210-5"'
# pins of all packages, of which the first that fits counts (apt_preferences(5))
pinned() {
	releases "a pin: $1"
	mkdir -p root/etc/apt/preferences.d
	printf 'Explanation: x\nPackage: *\nPin: %s\nPin-Priority: %s\n' "${1%:*}" "${1##*:}" \
		>root/etc/apt/preferences.d/one.pref
	sed -i '/^NotAutomatic/d' ${bookworm}-backports_InRelease
	sed -i 's/^Suite: .*/&\nCodename: code-name\nLabel: A Label/' ${bookworm}-backports_InRelease
	check
}
for row in 'release a=x-backports:100' 'release n=code-name:-1' 'release code-name:1' \
	'release o=Debian, l="A Label":499' 'release a=x-*:90'; do
	pinned "$row"
	has 'remedy: apt install -t bookworm-backports firmware-iwlwifi'
done
for row in 'release a=x-backports:500' 'release a=backports:100' \
	'release o=Debian,l=Another:100' 'origin deb.debian.org:100' 'version 2024*:1' \
	'release a=/x/:1' 'release a=x-backports:x'; do
	pinned "$row"
	has 'remedy: apt install firmware-iwlwifi'
done
pinned "origin ${host%%_*}:100"
has 'package: firmware-iwlwifi (non-free-firmware), which has'
pinned 'release a=x-backports:100'
printf 'Package: firmware-*\nPin: release *\nPin-Priority: 100\n\nPackage: *\n%s\n' \
	'Pin: release n=code-name
Pin-Priority: 600' >root/etc/apt/preferences
check
has 'remedy: apt install firmware-iwlwifi'
mv root/etc/apt/preferences root/etc/apt/preferences.d/later.bak
check
has 'remedy: apt install -t bookworm-backports firmware-iwlwifi'
# one that puts the other release above all
for row in 'release a=x:500:apt install' 'release a=x:700:apt install -t bookworm-backports' \
	'release o=Debian:700:apt install'; do
	pinned "${row%:*}"
	has "remedy: ${row##*:} firmware-iwlwifi"
done
pinned 'release a=x-backports:0'
has 'remedy: apt install firmware-iwlwifi'
releases 'a pin of backports'
mkdir -p root/etc/apt
printf 'Package: *\nPin: release a=x-backports\nPin-Priority: 500\n' >root/etc/apt/preferences
check
has 'remedy: apt install firmware-iwlwifi'

# pins of the package alone that refuse it, before any of all packages: PACKAGE|PIN|PRIORITY
while IFS='|' read -r package pin priority refused; do
	releases "a pin of $package: $pin $priority"
	mkdir -p root/etc/apt/preferences.d
	printf 'Package: *\nPin: release a=x\nPin-Priority: 500\n\nPackage: %s\nPin: %s\nPin-Priority: %s\n' \
		"$package" "$pin" "$priority" >root/etc/apt/preferences.d/one.pref
	check
	if [ "$refused" = yes ]; then
		has 'Package firmware-iwlwifi has it, and the package manager does not take that package by itself, for its release or a pin'
		hasnot 'remedy:'
	else
		hasnot 'does not take that package'
		has 'remedy: apt install'
	fi
done <<-END
	firmware-iwlwifi|release *|-1|yes
	other firmware-iwlwifi|version *|-10|yes
	firmware-iw*|release *|-1|yes
	firmware-iwlwifi|release *|10|no
	firmware-iwlwifi|version 1999*|-1|no
	firmware-other|release *|-1|no
	firmware-iwlwifi|release a=*|-10|yes
	firmware-iwlwifi|release o=Debian|-1|yes
	firmware-iwlwifi|Release O=debian|-1|yes
	firmware-iwlwifi|origin *|-1|yes
	firmware-iwlwifi|origin ""|-1|no
	firmware-iwlwifi:any|release *|-1|yes
	FIRMWARE-*|release *|-1|yes
	/^firmware-/|version /./|-1|yes
	/^other-/|release *|-1|no
	/((/|release *|-1|no
	src:firmware-iwlwifi|release *|-1|no
	firmware-iwlwifi|release a=x-backports|-1|yes
	firmware-iwlwifi|release a=x|-1|no
	firmware-iwlwifi|version 2024*|-1|yes
	*|release a=x-backports|never|yes
END
# which of the releases a pin of the package takes: PIN|PRIORITY|COMMAND
while IFS='|' read -r pin priority command; do
	releases "a pin of one release: $pin $priority"
	mkdir -p root/etc/apt/preferences.d
	printf 'Package: other\n firmware-iwlwifi\nPin: %s\nPin-Priority: %s\n' "$pin" "$priority" \
		>root/etc/apt/preferences.d/one.two.pref
	sed -i '/^NotAutomatic/d' ${bookworm}-backports_InRelease
	check
	has "remedy: $command firmware-iwlwifi"
done <<-END
	release a=x|600|apt install -t bookworm-backports
	release a=x|400|apt install
	release a=/backports$/|600|apt install
END
# the list of files is of an older version than what would be installed
releases 'the file is in the older one'
sed -i '/^NotAutomatic/d' ${bookworm}-backports_InRelease
sed -i 's/-36/-37/' ${bookworm}-backports_*_Contents-all
sed -i 's/-35/-36/' ${bookworm}_*_Contents-all
check
hasnot 'remedy:'
hasnot 'package:'
# the release that apt takes before others: FILE|LINE|COMMAND, apt.conf(5)
while IFS='|' read -r file line command; do
	releases "the default release: $line"
	sed -i '/^NotAutomatic/d' ${bookworm}-backports_InRelease
	mkdir -p root/etc/apt/apt.conf.d
	printf '%b\n' "$line" >"root/etc/apt/$file"
	# it goes before pins of all packages
	printf 'Package: *\nPin: release *\nPin-Priority: 500\n' >root/etc/apt/preferences
	check
	has "remedy: $command firmware-iwlwifi"
done <<-END
	apt.conf.d/10release|APT::Default-Release "x";|apt install -t bookworm-backports
	apt.conf|APT {\n  Default-Release "x";\n};|apt install -t bookworm-backports
	apt.conf|APT::Default-Release "x-backports";|apt install
	apt.conf|apt::default-release x;|apt install -t bookworm-backports
	apt.conf|APT::Default-Release "/^X(-security)?$/";|apt install -t bookworm-backports
	apt.conf|APT { X { Default-Release "x"; }; };|apt install
	apt.conf|/* APT::Default-Release "x"; */|apt install
	apt.conf.d/release.bak|APT::Default-Release "x";|apt install
	apt.conf|// APT::Default-Release "x";|apt install
	apt.conf|APT::Install-Recommends "x";|apt install
END

releases 'a release whose name may be a secret'
for list in ${bookworm}-backports_*; do
	mv "$list" "$(echo "$list" | sed 's/bookworm-backports/secretsuite/')"
done
check
has 'package: firmware-iwlwifi (non-free-firmware), which has iwlwifi-8265-36.ucode'
has 'Package firmware-iwlwifi has it, and the package manager does not take that package by itself, for its release or a pin'
hasnot secret
hasnot 'remedy:'
cp out before
"$HWALIAS" snapshot --sysroot root my.snap 2>err
"$HWALIAS" --from my.snap check >out 2>err
cmp -s before out || fail 'another answer of the recording'

# what would remove a package that is installed (its version is 25.2, that of
# firmware-iwlwifi 20230210-5): fields of that, of firmware-iwlwifi, of a newer one of it in
# the lists, and whether there is a command. They are as apt-get -s has it, but for ":any",
# which dpkg takes for all architectures.
wifi 'what is removed'
list=$lists/${host}_bookworm_non-free-firmware_binary-amd64_Packages
printf 'amd64\ni386\n' >root/var/lib/dpkg/arch
cp "$list" list
while IFS=: read -r installed candidate newer answer; do
	installed=$(echo "$installed" | sed 's/=/:/; s/@/:/g')
	candidate=$(echo "$candidate" | sed 's/=/:/; s/@/:/g')
	name="installed with $installed, $candidate, newer $newer"
	cp list "$list"
	is_installed 25.2 board-firmware "$installed"
	case $installed in
	Architecture*) sed -i '/^Architecture: all$/d' root/var/lib/dpkg/status ;;
	Status*) sed -i '/^Status: install/d' root/var/lib/dpkg/status ;;
	esac
	[ -z "$candidate" ] ||
		sed -i "/^Package: firmware-iwlwifi$/a $candidate" "$list"
	[ -z "$newer" ] ||
		printf '\nPackage: board-firmware\nVersion: 26\nArchitecture: all\n%s\n' \
			"$(echo "$newer" | sed 's/=/:/')" >>"$list"
	check
	if [ "$answer" = yes ]; then
		has 'remedy: apt install firmware-iwlwifi'
		continue
	fi
	has 'Package firmware-iwlwifi has it, but package board-firmware, which is installed, would be removed for it: '
	hasnot 'remedy:'
done <<'END'
Conflicts= linux-firmware, firmware-iwlwifi:::no
Breaks= firmware-iwlwifi:::no
Conflicts= firmware-iwlwifi-x:::yes
Breaks= firmware-iwlwifi (<< 2):::yes
Breaks= firmware-iwlwifi (<< 20230210-5):::yes
Breaks= firmware-iwlwifi (<< 20230210-5.1):::no
Breaks= firmware-iwlwifi(<<20230210-5.1):::no
Conflicts= firmware-iwlwifi (= 20230210-5):::no
Conflicts= firmware-iwlwifi (= 20230210-4):::yes
Conflicts= firmware-iwlwifi ( >= 20230210-5 ):::no
Conflicts= firmware-iwlwifi (>> 20230210-5):::yes
Conflicts= firmware-iwlwifi (<= 20230210-5):::no
Conflicts= firmware-iwlwifi (>= 1@0):::yes
Conflicts= firmware-iwlwifi (< 20230210-5):::no
Conflicts= firmware-iwlwifi (> 20230210-5):::no
Conflicts= x | firmware-iwlwifi:::no
Conflicts= firmware-iwlwifi@any:::no
Conflicts= firmware-iwlwifi@amd64 (>> 1):::no
Conflicts= firmware-iwlwifi@i386:::yes
:Conflicts= board-firmware::no
:Breaks= x, board-firmware (<< 26)::no
:Breaks= board-firmware (<< 25)::yes
:Conflicts= board-firmware@i386::yes
Architecture= i386:Conflicts= board-firmware::no
Architecture= i386:Conflicts= board-firmware@amd64::yes
Provides= board:Conflicts= board::no
Provides= board:Conflicts= board (<< 3)::yes
Provides= x, board (= 2):Conflicts= board (<< 3)::no
Provides= board (= 2):Conflicts= board (>> 3)::yes
Conflicts= wifi:Provides= wifi::no
Conflicts= wifi (<< 2):Provides= wifi::yes
Conflicts= wifi (<< 2):Provides= wifi (= 1)::no
Conflicts= firmware-iwlwifi::Section= x:yes
Conflicts= firmware-iwlwifi::Breaks= firmware-iwlwifi (<< 20230211):no
Breaks= firmware-iwlwifi (<< 20230211)::Section= x:yes
:Breaks= board-firmware (<< 26):Section= x:yes
:Breaks= board-firmware (<< 27):Section= x:no
Status= hold ok installed:Breaks= board-firmware (<< 26):Section= x:no
END
members 'conflicts_with": "board-firmware"' 'older_installed": false' 'version": null'
"$HWALIAS" --from my.snap check >out 2>err
has 'but package board-firmware, which is installed, would be removed'
hasnot 'remedy:'
# a field of a list that goes on
wifi 'a relation in the second line'
is_installed 25.2 board-firmware
sed -i '/^Package: firmware-iwlwifi$/a Conflicts: x,\n board-firmware (<< 26),\n y' \
	$lists/${host}_bookworm_non-free-firmware_binary-amd64_Packages
check
hasnot 'remedy:'
# it is installed: nothing would be removed
wifi 'installed together'
is_installed 25.2 board-firmware 'Conflicts: firmware-iwlwifi (>= 20230210)'
printf '\nPackage: firmware-iwlwifi\nStatus: install ok installed\nVersion: 20230210-5\n' \
	>>root/var/lib/dpkg/status
members 'conflicts_with": null'

wifi 'apt knows no such component'
rm $lists/*non-free-firmware*
printf 'Package: bash\n\nPackage: dash\n' >$lists/${host}_bookworm_main_binary-amd64_Packages
check
has "package: firmware-iwlwifi (non-free-firmware), which has iwlwifi-8265-* (hwalias's own table)"
has 'of component non-free-firmware, and the package manager'
hasnot 'remedy:'

# a container's are often taken away: apt would find no package
wifi 'apt has no lists'
rm $lists/*
check
has 'Package firmware-iwlwifi should have it, of component non-free-firmware, and the package'
has "package manager's lists do not have that package: "
hasnot 'remedy:'
# a tree without dpkg's records tells nothing of apt
rm -r root/var/lib/dpkg
check
has 'remedy: apt install firmware-iwlwifi'

# what could not be read may have it: neither a command nor that it is missing
wifi "apt's list is damaged"
rm $lists/*
cut=$lists/${host}_bookworm_non-free-firmware_binary-amd64_Packages
for text in 'Package: bash\n\nPackage: firmware-iwl' '\037\213 not gzip'; do
	# shellcheck disable=SC2059 # its escapes
	printf "$text" >$cut
	check
	has 'package: firmware-iwlwifi (non-free-firmware), which has'
	has "advice: Package firmware-iwlwifi should have it; the package manager's lists cannot be read, so"
	hasnot 'remedy:'
	hasnot 'among the sources'
	"$HWALIAS" snapshot --sysroot root my.snap 2>/dev/null
	"$HWALIAS" --from my.snap check >out 2>/dev/null
	has "the package manager's lists cannot be read, so"
	hasnot 'remedy:'
done

# only what is for the machine's own architecture is to be had
modalias=pci:v00008086d000024FDsv00008086sd00000010bc02sc80i00
for row in arm64:no all:yes amd64:yes; do
	architecture=${row%:*}
	for order in 'Architecture:Modaliases' 'Modaliases:Architecture'; do
		machine "a package of $architecture, $order"
		distribution debian
		card 01:00.0 8086 24FD 028000
		rm $lists/*
		printf 'amd64\narm64\n' >root/var/lib/dpkg/arch
		{
			echo 'Package: drv-other'
			for field in ${order%:*} ${order#*:}; do
				case $field in
				Architecture) echo "Architecture: $architecture" ;;
				*) echo 'Modaliases: drv(pci:v00008086d000024FDsv*sd*bc*sc*i*)' ;;
				esac
			done
			printf '\nPackage: bash\nArchitecture: amd64\n'
		} >$lists/${host}_bookworm_main_binary-arm64_Packages
		"$HWALIAS" show --sysroot root 01:00.0 >out 2>err
		if [ "${row#*:}" = yes ]; then has drv-other; else hasnot drv-other; fi
		# without that file, what dpkg itself is for
		rm root/var/lib/dpkg/arch
		printf 'Package: dpkg\nStatus: install ok installed\nArchitecture: amd64\n\n' \
			>root/var/lib/dpkg/status
		"$HWALIAS" show --sysroot root 01:00.0 >out 2>err
		if [ "${row#*:}" = yes ]; then has drv-other; else hasnot drv-other; fi
		# nothing tells it
		: >root/var/lib/dpkg/status
		"$HWALIAS" show --sysroot root 01:00.0 >out 2>err
		has drv-other
	done
done
wifi 'lists of files for another architecture'
rm $lists/*Packages $lists/*Contents*
echo arm64 >root/var/lib/dpkg/arch
gzip -c "$samples/debian/Contents-all" >$lists/${host}_bookworm_non-free-firmware_Contents-amd64.gz
check
has "which has iwlwifi-8265-* (hwalias's own table)"
echo amd64 >root/var/lib/dpkg/arch
check
has "which has iwlwifi-8265-36.ucode (apt-file's list)"
for row in aarch64:no x86_64:yes; do
	machine "a package of RPM, on ${row%:*}"
	distribution fedora
	mkdir -p root/proc/sys/kernel
	echo "${row%:*}" >root/proc/sys/kernel/arch
	card 01:00.0 14E4 43A0 028000
	"$HWALIAS" show --sysroot root 01:00.0 >out 2>err
	if [ "${row#*:}" = yes ]; then has kmod-wl; else hasnot kmod-wl; fi
done

wifi 'apt has it, and there is no list of files'
rm $lists/*Contents*
check
has "(hwalias's own table)"
has 'remedy: apt install firmware-iwlwifi'

wifi "a list of files has the package, and not the file in it"
gzip -dc $lists/*Contents-all.gz | grep -v iwlwifi-8265-36.ucode | gzip -c >list
mv list "$(ls $lists/*Contents-all.gz)"
gzip -dc $lists/*Contents-all.gz | grep -q 'firmware-iwlwifi$' || fail 'no such package'
check
hasnot 'package: firmware-iwlwifi'
hasnot 'apt install'

wifi 'the file came'
echo >root/lib/firmware/iwlwifi-8265-36.ucode
check
hasnot 'package:'
hasnot 'apt install'

wifi 'no list, and a distribution that is not known'
rm -r root/var root/etc/os-release
mkdir -p root/var/log
broken iwlwifi iwlwifi-8265-36.ucode
check
has 'Install the firmware package that has iwlwifi-8265-36.ucode, and reboot.'
hasnot 'package:'
hasnot 'remedy:'

wifi 'a damaged list'
gzip -c "$samples/debian/Contents-all" | head -c 500 \
	>$lists/${host}_bookworm_non-free-firmware_Contents-all.gz
check
[ $? = 1 ] || fail 'another list has the answer'
grep -q 'list of packages cannot be read: it is damaged or cut off' err || fail "no warning: $(cat err)"
has 'remedy: apt install firmware-iwlwifi'

# names of mirrors and of repositories, of lists that cannot be read
user=
[ "$(id -u)" != 0 ] || command -v setpriv >/dev/null && user='setpriv --reuid=65534 --clear-groups'
if [ "$(id -u)" != 0 ] || $user "$HWALIAS" -V >out 2>err; then
	wifi 'lists that a user may not read'
	mkdir -p root/var/cache/dnf/corp-0123456789abcdef/repodata
	: >root/var/cache/dnf/corp-0123456789abcdef/repodata/1-primary.xml
	chmod 000 $lists/* root/var/cache/dnf/*/repodata/*
	chmod a+x . && chmod -R a+rX root/sys root/proc root/lib root/etc
	for command in check 'check -J' report 'show 01:00.0' 'snapshot -'; do
		$user "$HWALIAS" $command --sysroot root >out 2>err
		cat err >>out
		hasnot somebody
		hasnot corp-
		case $command in
		snapshot*) continue ;;
		*) has 'binary-amd64_Packages: this list of packages cannot be read: Permission denied' ;;
		esac
	done
	chmod 000 $lists root/var/cache/dnf/*/repodata
	$user "$HWALIAS" check --sysroot root >out 2>err
	hasnot 'remedy:'
	cat err >out
	has 'hwalias: /var/lib/apt/lists: this list of packages cannot be read: Permission denied'
	has 'hwalias: /var/cache/dnf/*/repodata: this list of packages cannot be read: Permission denied'
	hasnot corp-
	[ "$(grep -c 'list of packages' err)" = 2 ] || fail 'told twice'
	chmod 700 $lists root/var/cache/dnf/*/repodata
else
	echo "no other user can run the program: a part is skipped"
fi

# answers: of the first thing in the document in out, "NAME COMPONENT LISTED" a line
answers() {
	python3 - out <<-'END'
		import json, sys
		d = json.load(open(sys.argv[1]))
		for p in (d.get("devices") or d["findings"])[0]["packages"]:
		    print(p["name"], p["component"], p["listed"])
	END
}

# is ANSWER: the only one
is() {
	check -J
	answers >got 2>>err
	echo "$1" | diff - got >difference || fail "$(cat difference)"
	check
}

# what the table tells of is a directory, and no list of what is in it
wifi 'a file that no package may have'
rm $lists/*Contents*
log 'iwlwifi 0000:01:00.0: Direct firmware load for iwlwifi-9999-1.ucode failed with error -2'
"$HWALIAS" show --sysroot root 01:00.0 >out 2>err
hasnot 'firmware-iwlwifi .* iwlwifi-9999-1.ucode '
has 'firmware-iwlwifi non-free-firmware not installed iwlwifi-'
broken amdgpu amdgpu/gc_99_9_9_mec.bin
check
has 'package: firmware-amd-graphics (non-free-firmware), which has amdgpu/* (hwalias'
hasnot 'which has amdgpu/gc_99'

# free firmware is of main
wifi 'free firmware'
rm $lists/*
printf 'Package: firmware-ath9k-htc\n' >$lists/${host}_bookworm_main_binary-amd64_Packages
broken ath9k_htc ath9k_htc/htc_9271-1.4.0.fw
check
has 'package: firmware-ath9k-htc, which has ath9k_htc/* (hwalias'
has 'remedy: apt install firmware-ath9k-htc'

# what is of Debian's installer alone, and the index of changes of a list
wifi 'no lists of what can be installed'
rm $lists/*
printf 'Package: firmware-iwlwifi\n' >$lists/${host}_bookworm_non-free-firmware_binary-amd64_Packages
echo 'lib/firmware/iwlwifi-8265-36.ucode debian-installer/iwlwifi-udeb' \
	>$lists/${host}_bookworm_main_Contents-udeb-amd64
printf 'Package: iwlwifi-di\nModaliases: x(pci:v00008086d000024FDsv*sd*bc*sc*i*)\n' \
	>$lists/${host}_bookworm_main_debian-installer_binary-amd64_Packages
for list in Contents-amd64 binary-amd64_Packages; do
	printf 'SHA256-Current: 00 1\nSHA256-History:\n 00 1 T-1\n' \
		>$lists/${host}_bookworm_main_$list.diff_Index
done
check
has "which has iwlwifi-8265-* (hwalias's own table)"
has 'remedy: apt install firmware-iwlwifi'
hasnot 'udeb'
hasnot 'iwlwifi-di'
[ -s err ] && fail "$(cat err)"

wifi 'a list of files that is older than that of packages'
echo 'lib/firmware/iwlwifi-8265-36.ucode kernel/fw-old' \
	>$lists/${host}_bookworm_non-free-firmware_Contents-all
rm $lists/*Contents-all.gz
is 'fw-old non-free-firmware False'
has 'see that the component is among the sources'
hasnot 'remedy:'
printf '\nPackage: fw-old\n' >>$lists/${host}_bookworm_non-free-firmware_binary-amd64_Packages
is 'fw-old non-free-firmware True'
has 'remedy: apt install fw-old'

# Contents-deb-legacy of apt-file: a list for all components
wifi "Ubuntu's list of files"
distribution ubuntu
rm $lists/*bookworm*
contents=$lists/${host}_noble_Contents-amd64
echo 'usr/lib/firmware/iwlwifi-8265-36.ucode universe/kernel/fw-universe' >$contents
is 'fw-universe universe False'
has 'package: fw-universe (universe), which has iwlwifi-8265-36.ucode'
hasnot 'remedy:'
printf 'Package: fw-universe\n' >$lists/${host}_noble_universe_binary-amd64_Packages
is 'fw-universe universe True'
has 'remedy: apt install fw-universe'
echo 'usr/lib/firmware/iwlwifi-8265-36.ucode kernel/fw-universe' >$contents
is 'fw-universe universe True'
echo 'usr/lib/firmware/iwlwifi-8265-36.ucode kernel/fw-main' >$contents
is 'fw-main None False'
hasnot noble
hasnot 'remedy:'

# a repository of one's own, and its parts
for file in packages.acme.example_secretproject_Contents-amd64 \
	packages.acme.example_secretproject_dists_secretsuite_secretpart_Contents-amd64 \
	packages.acme.example_dists_secretsuite_Contents-amd64; do
	wifi "$file"
	rm $lists/*Contents*
	echo 'usr/lib/firmware/iwlwifi-8265-36.ucode secretpart/kernel/acme-fw' >$lists/$file
	is 'acme-fw None False'
	hasnot secret
	"$HWALIAS" show --sysroot root 01:00.0 >out 2>err
	has acme-fw
	hasnot secret
	"$HWALIAS" snapshot --sysroot root my.snap 2>err
	grep -q 'acme-fw' my.snap || fail 'a recording without the answer'
	grep -q 'secret' my.snap && fail 'a recording with the name of a repository'
done

# names of fields have no case (deb822(5))
wifi 'small letters'
printf 'package: firmware-iwlwifi\nstatus: install ok installed\n' \
	>root/var/lib/dpkg/status
check
has 'firmware-iwlwifi (non-free-firmware), which is installed and should have'
wifi 'small letters of a list'
echo 'package:fw-new' >$lists/${host}_bookworm_main_binary-amd64_Packages
echo 'lib/firmware/iwlwifi-8265-36.ucode kernel/fw-new' >$lists/${host}_bookworm_main_Contents-all
rm $lists/*Contents-all.gz
is 'fw-new main True'

# two packages have the file: neither is the one
wifi 'two packages'
echo 'lib/firmware/iwlwifi-8265-36.ucode  kernel/another' \
	>$lists/${host}_bookworm_main_Contents-amd64
check
has 'which has iwlwifi-8265-36.ucode'
has 'Install that of the packages'
hasnot 'remedy:'
# and one of them is installed
printf 'Package: firmware-iwlwifi\nStatus: install ok installed\n' >root/var/lib/dpkg/status
check
grep -qF 'Install that of the packages another, firmware-iwlwifi (installed) that has it' out ||
	grep -qF 'Install that of the packages firmware-iwlwifi (installed), another that has it' out ||
	fail 'one of two is installed'

# other() OS-RELEASE: the card on another distribution
other() {
	machine "$1"
	printf '%s\n' "$1" >root/etc/os-release
	broken iwlwifi iwlwifi-8265-36.ucode
}

other ID=arch
mkdir -p root/var/lib/pacman/sync root/var/lib/pacman/local files/linux-firmware-intel-20250613-1
printf '%%FILES%%\nusr/\nusr/lib/firmware/iwlwifi-8265-36.ucode.zst\n' \
	>files/linux-firmware-intel-20250613-1/files
echo '%NAME%' >files/linux-firmware-intel-20250613-1/desc
tar -C files -czf root/var/lib/pacman/sync/secret.files linux-firmware-intel-20250613-1
check
has 'package: linux-firmware-intel, which'
hasnot secret
rm root/var/lib/pacman/sync/secret.files
tar -C files -czf root/var/lib/pacman/sync/core.files linux-firmware-intel-20250613-1
check
has "package: linux-firmware-intel (core), which has iwlwifi-8265-36.ucode (pacman's file list)"
has 'remedy: pacman -S linux-firmware-intel'
mkdir root/var/lib/pacman/local/linux-firmware-intel-20250508-1
check
has 'linux-firmware-intel (core), which is installed, and in version 20250613-1 has'
has 'remedy: pacman -S linux-firmware-intel'
mv root/var/lib/pacman/local/linux-firmware-intel-2025*-1 \
	root/var/lib/pacman/local/linux-firmware-intel-20250613-1
check
has 'linux-firmware-intel (core), which is installed and should have'
hasnot 'remedy:'

# rpm_wifi KIND NAME=VERSION...: the card on Fedora, with a database of RPM
rpm_wifi() {
	other "ID=fedora
VERSION_ID=41"
	repodata=root/var/cache/libdnf5/fedora-0123/repodata
	mkdir -p $repodata root/var/lib/rpm
	cat >$repodata/primary.xml <<-'END'
		<metadata xmlns="http://linux.duke.edu/metadata/common">
		<package type="rpm"><name>iwlwifi-mvm-firmware</name><arch>noarch</arch>
		<version epoch="0" ver="20250613" rel="1.fc41"/>
		<format><rpm:provides>
		<rpm:entry name="firmware(iwlwifi-8265-36.ucode)"/>
		<rpm:entry name="modalias(pci:v00008086d000024FDsv*)"/>
		</rpm:provides></format></package></metadata>
	END
	kind=$1
	shift
	file=rpmdb.sqlite
	[ "$kind" = ndb ] && file=Packages.db
	python3 "$HWALIAS_SOURCE/tests/lib/rpm_database.py" "$kind" "root/var/lib/rpm/$file" "$@"
	check
}
rpm_kinds='sqlite ndb'
"$HWALIAS" -V -v | grep -q '^libsqlite3 .* not built in' && rpm_kinds=ndb
for kind in $rpm_kinds; do
	rpm_wifi "$kind" bash iwlwifi-mvm-firmware=20250509-2.fc41
	has 'which is installed, and in version 20250613-1.fc41 has iwlwifi-8265-36.ucode'
	has 'remedy: dnf install iwlwifi-mvm-firmware'
	members 'version": "20250613-1.fc41"' 'older_installed": true'
	# what it is for may be the same in all versions
	"$HWALIAS" show --sysroot root 01:00.0 >out 2>err
	grep -q '^iwlwifi-mvm-firmware  *installed  *pci:v' out || fail "$kind: an older version"
	# of several versions the newest one counts
	for versions in '1:0-1 ' '20250613-1.fc41 ' '20250509-2.fc41 20250613-1.fc41'; do
		rpm_wifi "$kind" iwlwifi-mvm-firmware="${versions% *}" \
			iwlwifi-mvm-firmware="${versions##* }"
		has 'iwlwifi-mvm-firmware, which is installed and should have'
		hasnot 'remedy:'
	done
done

other "ID=alpine
VERSION_ID=3.22.1"
mkdir -p root/lib/apk/db
printf 'P:musl\nV:1.2.5-r0\n' >root/lib/apk/db/installed
check
has "package: linux-firmware-other, which has iwlwifi-8265-* (hwalias's own table)"
has 'remedy: apk add linux-firmware-other'
printf 'P:linux-firmware-other\n' >>root/lib/apk/db/installed
check
has 'linux-firmware-other, which is installed and should have iwlwifi-8265-*'
hasnot 'remedy:'
# which packages there are, of an index that is cached: a signature and the list
index() {
	mkdir -p root/var/cache/apk signature index
	echo x >signature/.SIGN.RSA.somebody.rsa.pub
	echo v3.22 >index/DESCRIPTION
	for each; do printf 'C:Q1x=\nP:%s\nV:1-r0\np:so:x cmd:y\n\n' "$each"; done >index/APKINDEX
	{
		tar -C signature -cf - .SIGN.RSA.somebody.rsa.pub | head -c 1024 | gzip -c
		tar -C index -cf - DESCRIPTION APKINDEX | gzip -c
	} >root/var/cache/apk/APKINDEX.066df28d.tar.gz
}
if "$HWALIAS" -V -v | grep -q '^libarchive .* there'; then
	printf 'P:musl\n' >root/lib/apk/db/installed
	index musl linux-firmware-other
	check
	has 'remedy: apk add linux-firmware-other'
	index musl linux-lts
	check
	hasnot 'remedy:'
	has 'lists do not have that package'
	rm root/var/cache/apk/APKINDEX.066df28d.tar.gz
	tar -C index -czf root/var/cache/apk/APKINDEX.066df28d.tar.gz DESCRIPTION
	check
	has 'lists cannot be read'
	hasnot 'remedy:'
	grep -q 'APKINDEX.*cannot be read' err || fail "an archive without an index: $(cat err)"
	rm -r root/var/cache/apk
	printf 'P:linux-firmware-other\n' >>root/lib/apk/db/installed
fi
# what is installed has its files; those of another version are no other package's
printf 'P:linux-firmware-other\nF:lib/firmware\nR:iwlwifi-8265-36.ucode.zst\n' \
	>root/lib/apk/db/installed
check
has "linux-firmware-other, which is installed and should have iwlwifi-8265-36.ucode (apk's records)"
hasnot 'remedy:'
printf 'P:musl\nF:lib\nR:iwlwifi-8265-36.ucode\nF:\nR:iwlwifi-8265-36.ucode\n' >root/lib/apk/db/installed
check
has "hwalias's own table"
printf 'P:linux-firmware-other\n' >root/lib/apk/db/installed
# as apk 3 makes it
mkdir -p root/usr/lib
mv root/lib/apk root/usr/lib/
check
has 'linux-firmware-other, which is installed and should have iwlwifi-8265-*'
hasnot 'remedy:'

# the file of a module that is missing
other "ID=alpine
VERSION_ID=3.22.1"
card 00:1f.6 8086 15B8 020000
module kernel/drivers/net/e1000e.ko.gz 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
rm $modules/kernel/drivers/net/e1000e.ko.gz
: >$modules/kernel/other.ko
mkdir -p root/lib/apk/db
printf 'P:linux-lts\nV:6.12.9-r0\nF:lib/modules/%s/kernel/drivers/net\nR:e1000e.ko.gz\n' $release \
	>root/lib/apk/db/installed
check
has "package: linux-lts, which is installed and should have kernel/drivers/net/e1000e.ko.gz (apk's records)"
# … of records whose end is missing
printf '\nP:cut-o' >>root/lib/apk/db/installed
check
has 'package: linux-lts, which is installed and should have'
hasnot 'remedy: apk add linux-lts'
grep -q '^hwalias: /lib/apk/db/installed:6: .*last line has no end' err || fail "$(cat err)"

other 'ID="opensuse-tumbleweed"'
mkdir -p root/var/cache/zypp/raw/repo-oss/repodata
gzip -c >root/var/cache/zypp/raw/repo-oss/repodata/9-primary.xml.gz <<-'END'
	<metadata><package type="rpm"><name>kernel-firmware-iwlwifi</name><format>
	<rpm:provides><rpm:entry name="firmware(iwlwifi-8265-36.ucode)"/></rpm:provides>
	<rpm:supplements><rpm:entry name="modalias(pci:v00008086d000024FDsv*sd*bc*sc*i*)"/>
	</rpm:supplements></format></package></metadata>
END
check
has 'kernel-firmware-iwlwifi, which has iwlwifi-8265-36.ucode (the repository'
has 'remedy: zypper install kernel-firmware-iwlwifi'
has 'advice: Then reboot.'

# Red Hat's packages have other names than Fedora's
for like in 'ID="rhel"@ID_LIKE="fedora"@VERSION_ID="9.4"' \
	'ID="almalinux"@ID_LIKE="rhel centos fedora"@VERSION_ID="9.4"'; do
	other "$like"
	echo "$like" | tr @ '\n' >root/etc/os-release
	check
	has 'Install the firmware package that has iwlwifi-8265-36.ucode'
	hasnot 'package: '
	hasnot 'remedy:'
done
mkdir -p root/var/cache/dnf/baseos-0123456789abcdef/repodata
gzip -c >root/var/cache/dnf/baseos-0123456789abcdef/repodata/1-primary.xml.gz <<-'END'
	<metadata><package type="rpm"><name>iwl7260-firmware</name><format>
	<file>/usr/lib/firmware/iwlwifi-8265-36.ucode.xz</file></format></package></metadata>
END
check
has 'remedy: dnf install iwl7260-firmware'

# a file that went into another package with a newer version
for row in 20230101:20240610:new-firmware 20240610:20230101:old-firmware; do
	other 'ID=fedora'
	repodata=root/var/cache/dnf/x-0123456789abcdef/repodata
	mkdir -p $repodata
	old=${row%%:*} new=${row#*:}
	gzip -c >$repodata/1-filelists.xml.gz <<-END
		<filelists>
		<package name="old-firmware" arch="noarch"><version epoch="0" ver="$old" rel="1"/>
		<file>/usr/lib/firmware/iwlwifi-8265-36.ucode.xz</file></package>
		<package name="old-firmware" arch="noarch"><version epoch="0" ver="${new%:*}" rel="1"/>
		</package>
		$([ "$old" = 20240610 ] || echo '<package name="new-firmware" arch="noarch"><version
		epoch="0" ver="1" rel="1"/><file>/usr/lib/firmware/iwlwifi-8265-36.ucode.xz</file></package>')
		</filelists>
	END
	sed 's/filelists/metadata/' <<-END | gzip -c >$repodata/1-primary.xml.gz
		<filelists>
		$(for name in "old-firmware:$old" "old-firmware:${new%:*}" new-firmware:1; do
		echo "<package type='rpm'><name>${name%:*}</name><version epoch='0' ver='${name#*:}'
		rel='1'/></package>"; done)
		</filelists>
	END
	check
	has "remedy: dnf install ${row##*:}"
done

machine 'Mageia, which has packages of its own'
printf 'ID=mageia\nID_LIKE="mandriva fedora"\n' >root/etc/os-release
broken iwlwifi iwlwifi-8265-36.ucode
check
has 'Install the firmware package that has iwlwifi-8265-36.ucode'
hasnot 'remedy:'

# a root that no package manager's command changes
for like in 'ID="opensuse-microos"@ID_LIKE="suse opensuse"' 'ID=fedora@OSTREE_VERSION=41.1' \
	'ID=steamos@ID_LIKE=arch' 'ID=ubuntu-core@ID_LIKE=ubuntu' ID=fedora; do
	other "$like"
	echo "$like" | tr @ '\n' >root/etc/os-release
	[ "$like" = ID=fedora ] && mkdir -p root/run && : >root/run/ostree-booted
	check
	has 'advice: Install '
	hasnot 'remedy:'
done
rm root/run/ostree-booted
check
has 'remedy: dnf install iwlwifi-mvm-firmware'

machine 'the file of a module that is not installed'
distribution fedora
modalias=pci:v00001234d00005678sv00001234sd00000000bc02sc00i00
card 01:00.0 1234 5678 020000
echo 'kernel/drivers/net/can/usb/gs_usb.ko.xz:' >>$modules/modules.dep
echo 'alias pci:v00001234d00005678sv*sd*bc*sc*i* gs_usb' >>$modules/modules.alias
check
has 'package: kernel-modules-extra, which has kernel/drivers/net/can/usb/gs_usb.ko.xz'
has 'remedy: dnf install kernel-modules-extra'
# that of a newer kernel would be installed; both may be
for list in filelists primary; do
	mkdir -p root/var/cache/dnf/updates-0123456789abcdef/repodata
	gzip -c >root/var/cache/dnf/updates-0123456789abcdef/repodata/1-$list.xml.gz <<-'END'
		<metadata><package type="rpm" name="kernel-modules-extra" arch="x86_64">
		<version epoch="0" ver="6.12.10" rel="200.fc41"/>
		<file>/lib/modules/6.12.10-amd64/kernel/drivers/net/can/usb/gs_usb.ko.xz</file>
		</package></metadata>
	END
done
check
has 'package: kernel-modules-extra, which in version 6.12.9-200.fc41 has kernel/drivers/net/can/usb/gs_usb.ko.xz'
has 'advice: Install version 6.12.9-200.fc41 of package kernel-modules-extra, which has /lib/modules/'
hasnot 'remedy:'
cp out before
"$HWALIAS" snapshot --sysroot root my.snap 2>err
"$HWALIAS" --from my.snap check >out 2>err
cmp -s before out || fail 'another answer of the recording'

# devices that no module claims, and that no kind says need a driver
machine 'a graphics card without nouveau'
distribution ubuntu
card 01:00.0 10DE 0FC6 030000
module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
check
has 'hint     pci:0000:01:00.0'
has 'packages nvidia-driver-470, nvidia-driver-470-server say that they are'
has "no module of kernel $release claims this device; package"
"$HWALIAS" report --sysroot root >out 2>err
has "no module of kernel $release claims this device; package"
mv $lists away
check
hasnot 'such devices'

# of a card with many drivers the one that is installed counts, wherever it stands
machine 'a graphics card with forty drivers'
distribution ubuntu
rm $lists/*
card 01:00.0 10DE 0FC6 030000
module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
i=1
while [ $i -le 40 ]; do
	printf 'Package: drv-%s\nModaliases: nv(pci:v000010DEd00000FC6sv*sd*bc03sc*i*)\n\n' $i
	i=$((i + 1))
done >$lists/${host}_noble_restricted_binary-amd64_Packages
check
has 'packages drv-1, drv-2, drv-3, drv-4 and 36 more say that they are for such devices.'
has 'package: and 36 more, which hwalias show lists'
[ "$(grep -c 'package: ' out)" = 5 ] || fail 'so many lines'
is_installed 1 drv-40
check
has 'though package drv-40, which is installed, says that it is for such'
has "'dkms status' tells whether it did for kernel"
"$HWALIAS" snapshot --sysroot root my.snap 2>err
"$HWALIAS" --from my.snap check >again 2>err
cmp -s again out || fail 'another answer of the recording'
"$HWALIAS" show --sysroot root 01:00.0 >out 2>err
[ "$(grep -c '^drv-' out)" = 40 ] || fail 'not all of them'
grep '^drv-' out | head -n 1 | grep -q '^drv-40 .* installed ' || fail 'the installed one is not first'

# what is for a board, a maker or a class tells of no device; fields as of oem-somerville-…-meta
for row in 'pci:*sv00001043sd00008672*:no' 'pci:v00008086d*sv*sd*bc*sc*i*:no' \
	'pci:v*d*sv*sd*bc11sc80i*:no' 'pci:v00008086d00001903sv*sd*bc*sc*i*:yes'; do
	machine "${row%:*}"
	distribution ubuntu
	card 00:04.0 8086 1903 118000
	module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
	printf 'Package: for-it\nModaliases: meta(%s)\n' "${row%:*}" \
		>$lists/${host}_noble_main_binary-amd64_Packages
	check
	if [ "${row##*:}" = yes ]; then has 'remedy: apt install for-it'; else hasnot for-it; fi
	"$HWALIAS" show --sysroot root 00:04.0 >out 2>err
	has for-it
done
# of a card that should work neither
for row in 'pci:*sv00001043sd00008672*:no' 'pci:v*d*sv00001043sd00008672bc*sc*i*:no' \
	'pci:*sv00001043sd00008672bc02sc00*:yes'; do
	machine "cards on a board: ${row%:*}"
	distribution ubuntu
	card 02:00.0 8086 15B8 020000
	card 03:00.0 8086 FFF0 020000
	module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
	printf 'Package: for-it\nModaliases: meta(%s)\n' "${row%:*}" \
		>$lists/${host}_noble_main_binary-amd64_Packages
	check
	has "package: for-it, which is for ${row%:*} (apt's list)"
	if [ "${row##*:}" = yes ]; then
		has 'remedy: apt install for-it'
		has 'Package for-it is for this device'
	else
		hasnot 'apt install for-it'
		hasnot 'for-it is for this device'
	fi
done

# of several versions that which would be installed counts
versions() {
	machine "$1"
	distribution ubuntu
	rm $lists/*
	card 01:00.0 10DE 0FC6 030000
	module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
	for row in noble:470.9:"$2" noble-updates:470.10:"$3"; do
		version=${row#*:}
		printf 'Package: drv\nVersion: %s\nModaliases: nv(pci:v000010DEd%ssv*sd*bc03sc*i*)\n' \
			"${version%:*}" "${version#*:}" \
			>$lists/${host}_${row%%:*}_restricted_binary-amd64_Packages
	done
	[ "$4" = - ] || is_installed "${4%:*}" drv \
		"Modaliases: nv(pci:v000010DEd${4#*:}sv*sd*bc03sc*i*)"
	check
}
this=00000FC6 other=00000FC7
versions 'only the old one is for it' $this $other -
hasnot 'package:'
versions 'only the new one is for it' $other $this -
has 'package: drv (restricted), which is for pci:v000010DEd00000FC6sv'
has 'remedy: apt install drv'
versions 'the old one, which is installed, is not for it' $other $this 470.9:$other
has 'package drv (installed in an older version) says that it is for such devices'
has 'which is installed, and in version 470.10 is for pci:v000010DEd00000FC6sv'
has 'remedy: apt install drv'
hasnot dkms
versions 'both are for it' $this $this 470.9:$this
has 'though package drv, which is installed, says that it is for such'
hasnot 'remedy:'
versions 'what is installed is newer, and is not for it' $other $this 470.11:$other
hasnot 'package:'
versions 'what is installed is for it, and nothing newer' $other $other 470.9:$this
has 'though package drv, which is installed, says that it is for such'
hasnot 'remedy:'

# of a package that no list has any more
machine 'a graphics card whose driver is installed'
distribution ubuntu
card 01:00.0 10DE 0FC6 030000
module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
cat >root/var/lib/dpkg/status <<-'END'
	Package: removed-driver
	Status: deinstall ok config-files
	Modaliases: x(pci:v000010DEd00000FC6sv*sd*bc*sc*i*)

	Package: nvidia-driver-999
	Status: install ok installed
	Modaliases: nvidia(pci:v000010DEd00000FC5sv*sd*bc*sc*i*,
	 pci:v000010DEd00000FC6sv*sd*bc*sc*i*)
END
# its module is not there: DKMS failed to build it
check
has 'hint     pci:0000:01:00.0'
has 'though package nvidia-driver-999, which is installed, says that it is for such'
has "'dkms status' tells whether it did for kernel $release"
"$HWALIAS" show --sysroot root 01:00.0 >out 2>err
grep -qE '^nvidia-driver-999 +installed +pci:v000010DEd00000FC6sv.* status:8$' out ||
	fail 'the installed one'
hasnot removed-driver
mv $lists away2
"$HWALIAS" lookup --sysroot root 10de:0fc6 >out 2>err
grep -qE '^nvidia-driver-999 +installed ' out || fail 'not of lookup'

# patterns that want more than the ids, in any case of letters
machine 'packages of ids'
mkdir -p root/var/lib/dpkg
printf 'ID=debian\nVERSION_ID="12"\n' >root/etc/os-release
mkdir -p root/var/lib/apt/lists
cat >root/var/lib/apt/lists/d_dists_bookworm_main_binary-amd64_Packages <<-'END'
	Package: low
	Modaliases: nv(pci:v000010ded00001c03sv*sd*bc03sc*i*)

	Package: subsystem
	Modaliases: meta(pci:*sv00008086sd00000090bc02sc80*)

	Package: other
	Modaliases: x(pci:v000010ded00001c04sv*sd*bc03sc*i*, pci:*sv00001028sd*, pci:v*d*sv*sd*bc03sc00i*)
END
# only_if IDS PACKAGE TEXT NEEDS: what a package asks for beyond the ids
only_if() {
	"$HWALIAS" lookup --sysroot root "$1" >out 2>err
	grep -q "^PACKAGE .* ONLY IF  *WHERE" out || fail "$1: no column ONLY IF"
	grep -q "^$2 .* $3  *[*]_dists" out || fail "$1: $2 not only if $3"
	"$HWALIAS" lookup --sysroot root -J "$1" >out 2>err
	got=$(awk '/"packages": \[/ {on = 1} on && /"name": "'"$2"'"/ {mine = 1}
		mine && needs && /\]/ {exit} needs {gsub(/[ ",]/, ""); printf "%s ", $0}
		mine && /"needs": \[/ {needs = 1}' out)
	[ "$got" = "$4" ] || fail "$1: $2 needs '$got'"
}
only_if 10de:1c03 low 'base class 03' 'base_class '
only_if 8086:51f0:8086:0090 subsystem 'class 0280' 'base_class subclass '
of_ids() {
	"$HWALIAS" lookup --sysroot root -J "$1" >out 2>err
	got=$(awk '/"packages": \[/ {on = 1} on && /"name":/ {gsub(/[",]/, "", $2); printf "%s ", $2}' out)
	[ "$got" = "$2" ] || fail "$1: '$got' for '$2'"
}
of_ids 10de:1c03 'low '
of_ids 8086:51f0:8086:0090 'subsystem '
of_ids 8086:51f1:8086:0091 ''
hasnot removed-driver
# of a class: what is for all of it, and for no maker's alone
cat >>root/var/lib/apt/lists/d_dists_bookworm_main_binary-amd64_Packages <<-'END'

	Package: all-nvme
	Modaliases: x(pci:v*d*sv*sd*bc01sc08i02*)

	Package: one-nvme
	Modaliases: x(pci:v0000144dd*sv*sd*bc01sc08i02*)

	Package: all-xhci
	Modaliases: x(pci:v*d*sv*sd*bc0csc03i30*)

	Package: all-hid
	Modaliases: x(usb:v*p*d*dc*dsc*dp*ic03isc*ip*in*)
END
of_ids 'class 010802' 'all-nvme '
of_ids 'class 0108' 'all-nvme '
of_ids 'class 0c0330' 'all-xhci '
of_ids 'class 0106' ''
only_if 'class 0108' all-nvme 'interface 02' 'interface '

# ids without a name are known where a package says that it is for them, or the machine has
# such a device
cat >>root/var/lib/apt/lists/d_dists_bookworm_main_binary-amd64_Packages <<-'END'

	Package: unnamed
	Modaliases: x(usb:v0BDApFFF0*, acpi*:XYZ0001:*)

	Package: maker
	Modaliases: x(usb:v0BDAp*d*dc0E*)
END
card 02:00.0 8086 FFF0 118000
# known IDS STATUS SENTENCE
known() {
	status=0
	"$HWALIAS" lookup --sysroot root "$1" >out 2>err || status=$?
	[ "$status" = "$2" ] || fail "lookup $1: status $status"
	[ "$(cat err)" = "${3:+hwalias: '$1' is in no id database$3}" ] ||
		fail "lookup $1: $(cat err)"
}
known usb:0bda:fff0 0
grep -q '^unnamed ' out || fail 'lookup: ids that a package alone knows'
known 'acpi XYZ0001' 0
known 'acpi XYZ0002' 1 ', and no module asks for it'
known 8086:fff0 0
grep -q '^This machine has it: pci:0000:02:00.0$' out || fail 'lookup: ids without a name'
known usb:0bda:fff1 1 '; the packages above are for kinds of devices, not for it'
grep -q '^maker .* device class 0e ' out || fail 'lookup: package of a maker'
# a recording has what its devices got
printf '\nPackage: has-device\nModaliases: x(pci:v00008086d0000FFF0sv*sd*bc11sc*)\n' \
	>>root/var/lib/apt/lists/d_dists_bookworm_main_binary-amd64_Packages
"$HWALIAS" lookup --sysroot root 8086:fff0 | sed -n '/^PACKAGE/,$p' >before
"$HWALIAS" snapshot --sysroot root ids.snap 2>err
"$HWALIAS" lookup --from ids.snap 8086:fff0 | sed -n '/^PACKAGE/,$p' >out
grep -q '^has-device .* base class 11 ' out || fail 'lookup: of a recording'
cmp -s before out || fail 'lookup: another answer of a recording'
"$HWALIAS" lookup --from ids.snap 8086:fff1 >out 2>err
grep -q has-device out && fail 'lookup: other ids of a recording'

# the file of a module that is listed and not there: of ids, and of a string
echo kernel/drivers/net/ethernet/intel/e1000e/e1000e.ko.xz: >>$modules/modules.dep
echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e' >>$modules/modules.alias
echo "usr/lib/modules/$release/kernel/drivers/net/ethernet/intel/e1000e/e1000e.ko.xz kernel/linux-modules-extra-$release" \
	>root/var/lib/apt/lists/d_dists_bookworm_main_Contents-amd64
of_ids 8086:15b8 "linux-modules-extra-$release "
of_ids pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00 "linux-modules-extra-$release "
"$HWALIAS" lookup --sysroot root 8086:15b8 >out 2>err
grep -qE "^linux-modules-extra-$release .*kernel/drivers/.*e1000e.ko" out || fail 'lookup: package of a module'
of_ids 8086:15b7 ''

# one that is there twice, and one that is not installed
machine 'a module file of two packages'
mkdir -p root/var/lib/dpkg root/var/lib/apt/lists
printf 'ID=debian\nVERSION_ID="12"\n' >root/etc/os-release
: >root/var/lib/dpkg/status
card 02:00.0 8086 15B8 020000
file=kernel/drivers/net/e1000e.ko
echo $file: >>$modules/modules.dep
echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e' >>$modules/modules.alias
contents=root/var/lib/apt/lists/d_dists_bookworm_main_Contents-amd64
printf 'Package: extra\n\nPackage: image\n\n' >root/var/lib/apt/lists/d_dists_bookworm_main_binary-amd64_Packages
then="then: depmod -- $release && modprobe e1000e"
echo "usr/lib/modules/$release/$file kernel/extra" >$contents
check
has 'remedy: apt install extra'
has "advice: Then: ${then#then: }"
hasnot 'Install again'
echo "usr/lib/modules/$release/$file kernel/image,kernel/extra" >$contents
check
has "advice: Install that of the packages image, extra that has /lib/modules/$release/$file, $then"
hasnot 'Packages for this device'
echo "usr/lib/modules/$release/$file kernel/image" >$contents
printf 'Package: image\nStatus: install ok installed\n' >root/var/lib/dpkg/status
check
has "advice: Package image, which should have /lib/modules/$release/$file, is installed: install it again, $then"

# records of the files of what is installed, a file a package: RELATIVE-FILE|PACKAGE|SOURCE
while IFS='|' read -r record package source; do
	machine "files that should be there: $record"
	mkdir -p root/var/lib/dpkg "root/$(dirname "$record")"
	printf 'ID=debian\nVERSION_ID="12"\n' >root/etc/os-release
	[ "$source" = pacman ] && printf 'ID=arch\n' >root/etc/os-release
	printf 'amd64\ni386\n' >root/var/lib/dpkg/arch
	: >root/var/lib/dpkg/status
	card 02:00.0 8086 15B8 020000
	file=kernel/drivers/net/e1000e.ko
	echo $file.zst: >>$modules/modules.dep
	echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e' >>$modules/modules.alias
	printf '%s\n' %FILES% "${record%%/*}" "/usr/lib/modules/$release/$file.zst" >"root/$record"
	[ "$source" = pacman ] && sed -i 's#^/usr#usr#' "root/$record"
	check
	if [ "$package" = - ]; then
		hasnot 'package:'
		continue
	fi
	has "package: $package, which is installed and should have $file"
	has "($source's records)"
	has "advice: Package $package, which should have"
	cp out before
	check -J
	has "\"file\": \"/$record\""
	"$HWALIAS" snapshot --sysroot root my.snap 2>err
	"$HWALIAS" --from my.snap check >out 2>err
	cmp -s before out || fail 'another answer of the recording'
done <<-END
	var/lib/dpkg/info/linux-image-x.list|linux-image-x|dpkg
	var/lib/dpkg/info/linux-image-x:amd64.list|linux-image-x|dpkg
	var/lib/dpkg/info/linux-image-x:i386.list|-|-
	var/lib/dpkg/info/linux-image-x.md5sums|-|-
	var/lib/pacman/local/linux-6.12.9.arch1-1/files|linux|pacman
	var/lib/pacman/local/linux-6.12.9.arch1-1/desc|-|-
END
# what is installed has another file of the table's directory than the one that is missed
wifi 'of what is installed, which may be old'
rm "$lists"/*Contents*
mkdir -p root/var/lib/dpkg/info
is_installed 99999999-1
echo /lib/firmware/iwlwifi-8265-35.ucode >root/var/lib/dpkg/info/firmware-iwlwifi.list
check
has 'which is installed and should have iwlwifi-8265-* '
has 'upgrade it or install it again'

# two ways to a driver
machine 'a Wi-Fi card of a kernel without Wi-Fi'
mkdir -p root/var/lib/dpkg root/var/lib/apt/lists
printf 'ID=debian\nVERSION_ID="12"\n' >root/etc/os-release
: >root/var/lib/dpkg/status
card 01:00.0 14E4 43A0 028000
module kernel/drivers/net/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
cat >root/var/lib/apt/lists/d_dists_bookworm_main_binary-amd64_Packages <<-'END'
	Package: broadcom-sta-dkms
	Modaliases: wl(pci:v000014E4d000043A0sv*sd*bc02sc80i*)
END
check
has 'remedy: apt install broadcom-sta-dkms'
has 'advice: Or install the rest of the modules'
printf 'Package: broadcom-sta-dkms\nStatus: install ok installed\n' >root/var/lib/dpkg/status
check
has "is installed: if DKMS builds its module, 'dkms status' tells whether it did for kernel $release. Or install the rest"
# what others build, by the name of the package: NAME SAID
while read -r package said; do
	sed -i "s/^Package: .*/Package: $package/" root/var/lib/apt/lists/d_* root/var/lib/dpkg/status
	check
	has "Package $package, which is for this device, is installed: $said for kernel $release."
	hasnot DKMS
done <<-END
	akmod-wl akmods builds its module: 'systemctl status akmods' tells whether it did
	kmod-wl 'rpm -ql kmod-wl' tells whether it has the module
	wl-kmp-default 'rpm -ql wl-kmp-default' tells whether it has the module
END

machine 'a fingerprint reader'
distribution debian
usb 1-7 06CB 00BD
interface 0 FF 00 00
module kernel/e1000e.ko 'pci:v00008086d000015B8sv*sd*bc*sc*i*'
check
has 'package libfprint-2-2 says that it is for such devices'
# of a whole USB device, with its interface
"$HWALIAS" show --sysroot root 1-7 >out 2>err
has 'Package libfprint-2-2 (not in the lists): usb:v06CBp00BD*, '
printf 'Package: libfprint-2-2\nStatus: install ok installed\n' >root/var/lib/dpkg/status
silent 'a fingerprint reader whose package is installed'
rm -r $lists
: >root/var/lib/dpkg/status
silent 'a fingerprint reader without lists'

machine 'a healthy machine asks nothing'
distribution debian
card 01:00.0 8086 24FD 028000
module kernel/iwlwifi.ko 'pci:v00008086d000024FDsv*sd*bc*sc*i*'
bind iwlwifi iwlwifi
head -c 500 $lists/*Contents-all.gz >cut && mv cut $lists/${host}_x_Contents-all.gz
silent 'a healthy machine'
[ -s err ] && fail "$(cat err)"

exit $failed
