#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# check: silent on every healthy machine, one finding on every broken one, and following
# what the finding says clears it.
set -u
cd "$(dirname "$0")/../machines" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
schema=$HWALIAS_SCHEMA
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
failed=0

fail() {
	echo "FAILED: $*"
	sed 's/^/  /' "$work/out"
	failed=1
}

# Documents and lines for the schema, which are validated at the end: to start the validator
# takes longer than what it does. Each is named by what it is of.
mkdir "$work/documents" "$work/lines"
kept=0
as_schema() {
	kept=$((kept + 1))
	cp "$work/out" "$work/$1/$kept $(echo "$2" | tr / _)"
}

check() { "$HWALIAS" check "$@" >"$work/out" 2>"$work/err"; }

# few recordings have a kernel log, and only root may read that of a live machine; a kernel
# with all built in has no tables
no_tables='could not be checked: which modules claim the devices, as there are no alias tables;'
no_log="s/^$no_tables all that need a driver have one/nothing needs attention/"
no_log="$no_log"'; s/ ([a-z, ]* not \(recorded\|readable\)\(; more as root\)*)$//'

healthy() {
	check "$@" || fail "$*: exit status $?"
	# the machine of the test may run whatever modules
	[ "$(sed -e '/^The kernel is tainted: /d' -e "$no_log" "$work/out")" = \
		"nothing needs attention" ] ||
		fail "$*: not silent"
}

# broken MACHINE REASON TEXT...: exactly that finding, with these texts
broken() {
	snap=broken/$1.snap
	reason=$2
	shift 2
	check --from "$snap"
	[ $? = 1 ] || fail "$snap: exit status"
	for text; do
		grep -qF -e "$text" "$work/out" || fail "$snap: no '$text'"
	done
	check --from "$snap" --json
	[ $? = 1 ] || fail "$snap: exit status of --json"
	[ "$(grep -c '^      "severity"' "$work/out")" = 1 ] || fail "$snap: not one finding"
	grep -q "^      \"reason\": \"$reason\"" "$work/out" || fail "$snap: not $reason"
	as_schema documents "$snap"
}

# cured MACHINE SED...: the machine after the change is healthy
cured() {
	sed "$2" "broken/$1.snap" >"$work/$1.snap"
	cmp -s "broken/$1.snap" "$work/$1.snap" && fail "$1: '$2' changes nothing"
	healthy --from "$work/$1.snap"
}

# mended MACHINE REASON SED: after the change this is what is left to do
mended() {
	sed "$3" "broken/$1.snap" >"$work/$1.snap"
	check --from "$work/$1.snap" --json
	grep -q "\"reason\": \"$2\"" "$work/out" || fail "$1: mended, but not $2"
}

for snap in healthy/*.snap; do
	healthy --from "$snap"
done
[ "$(ls healthy/*.snap | wc -l)" -ge 12 ] || fail "too few healthy machines"
# the machine of the test may be out of order, or tell not all
check
case $? in
0 | 1 | 3) ;;
*) fail "this machine: exit status" ;;
esac
for snap in arm.snap vm.snap; do
	healthy --from "$snap"
done
# of the same machine whose kernel loads modules, what could drive its sound device is not
# known without alias tables
sed 's/^proc\/cmdline/proc\/modules :\n|ext4 1064960 1 - Live 0x0000000000000000\n&/' vm.snap >"$work/modular.snap"
check -a --from "$work/modular.snap" && fail "no alias tables: an all-clear"
grep -q '^could not be checked completely: virtio:virtio5 has no driver' "$work/out" || fail "no alias tables: $(cat "$work/out")"

bind='s/^|PCI_CLASS=20000/|DRIVER=e1000e\n&/'
broken blocked blocked '/etc/modprobe.d/old.conf:2: blacklist e1000e' \
	'pci:v00008086d000015B8sv*sd*bc*sc*i*' \
	"sed -i --follow-symlinks '/^blacklist e1000e\$/d' /etc/modprobe.d/old.conf && modprobe e1000e"
cured blocked "/^|blacklist e1000e/d; $bind"
broken blocked-install blocked '/etc/modprobe.d/off.conf:1: install e1000e /bin/false'
cured blocked-install "/^|install/d; /off.conf/d; $bind"
broken blocked-cmdline blocked 'kernel command line: module_blacklist=e1000e' \
	'take e1000e out of module_blacklist=e1000e'
cured blocked-cmdline "s/ module_blacklist=e1000e//; $bind"
broken usb-blocked blocked '/etc/modprobe.d/ftdi.conf:1: blacklist ftdi_sio'
cured usb-blocked '/ftdi/{/blacklist/d;/conf/d}; s/^|DEVTYPE=usb_interface/|DRIVER=ftdi_sio\n&/'
broken module-missing module-missing 'kernel/e1000e.ko' \
	'advice: Install again the package that has /lib/modules/6.1.0-13-amd64/kernel/e1000e.ko, then: depmod -- 6.1.0-13-amd64 && modprobe e1000e'
mended module-missing module-not-loaded "s|^lib/modules/.*/kernel/other.ko|lib/modules/6.1.0-13-amd64/kernel/e1000e.ko|"
broken module-not-loaded module-not-loaded 'remedy: modprobe e1000e'
cured module-not-loaded "s/^|loop /|e1000e /; $bind"
broken probe-declined probe-declined "journalctl -k -g '0000:00:1f.6'"
cured probe-declined "$bind"
broken firmware-failed firmware-failed 'could not be loaded for it: e1000e/a.bin, e1000e/b.bin.' \
	'advice: Install the firmware package that has e1000e/b.bin, and reboot'
cured firmware-failed "$bind; s|^sys/devices/pci0000:00/0000:00:1f.6/uevent|sys/devices/pci0000:00/0000:00:1f.6/net/eth0/mtu = 1500\n&|"
mended firmware-failed probe-declined '/^|.* e1000e 0000/d'
sed 's|^var/log|lib/firmware/e1000e/a.bin =-\n&|' broken/firmware-failed.snap >"$work/came.snap"
check --from "$work/came.snap"
grep -qF 'remedy: echo 0000:00:1f.6 > /sys/bus/pci/drivers_probe' "$work/out" || fail "firmware that came"
broken deferred deferred 'supplier 3f200000.gpio not ready' \
	'remedy: hwalias list -a | grep -F -e 3f200000.gpio'
cured deferred "/^|0000:00:1f.6/d; $bind"
broken not-authorized not-authorized 'echo 1 > /sys/devices/usb1/1-6/authorized'
cured not-authorized 's/authorized = 0/authorized = 1/'
broken unclaimed-here unclaimed-here 'e1000e of kernel 6.12.41-amd64'
cured unclaimed-here "s/^proc.*osrelease = .*/proc\/sys\/kernel\/osrelease = 6.12.41-amd64/; $bind"
broken no-module-claims no-module-claims 'no module of kernel 6.1.0-13-amd64'
cured no-module-claims "$bind"
broken no-driver-bound no-driver-bound 'a module of kernel 6.1.0-13-amd64 claims this device: e1000e'
mended no-driver-bound module-not-loaded '$a proc/modules :'
cured no-driver-bound "$bind"
broken modules-gone modules-gone 'upgraded without a reboot' 'systemctl reboot'
cured modules-gone "s/^proc.*osrelease = .*/proc\/sys\/kernel\/osrelease = 6.1.0-13-amd64/; $bind"

# a finding has the device as every report has it, its candidates and their files too
for snap in broken/*.snap; do
	check --from "$snap" --json
	"$HWALIAS" -a --json --from "$snap" >"$work/list" 2>"$work/err"
	"$python3" - "$work/out" "$work/list" <<-'EOF' || fail "$snap: another device"
	import json, sys
	check, report = (json.load(open(name)) for name in sys.argv[1:])
	devices = {d["id"]: d for d in report["devices"]}
	same = ("ids", "names", "driver", "candidates", "modalias")
	for device in (f["device"] for f in check["findings"] if f["device"]):
	    for key in same:
	        assert device[key] == devices[device["id"]][key], (device["id"], key)
	EOF
done

# halfway is not enough: without the line the card still waits for its module
sed '/^|blacklist/d' broken/blocked.snap >"$work/half.snap"
check --from "$work/half.snap"
grep -qF 'remedy: modprobe e1000e' "$work/out" || fail "a blacklist lifted, not loaded"

# no tables: whether something is wrong with a card without a driver cannot be told. A
# kernel that loads no modules has all it needs
sed -e '/^lib\/modules/,$d' healthy/laptop.snap >"$work/tables.snap"
cat >>"$work/tables.snap" <<EOF
sys/bus/pci/devices/0000:55:00.0 -> ../../../devices/pci0000:00/0000:55:00.0
sys/devices/pci0000:00/0000:55:00.0/uevent :
|PCI_CLASS=28000
|PCI_SLOT_NAME=0000:55:00.0
|MODALIAS=pci:v00008086d000024FDsv00008086sd00000010bc02sc80i00
EOF
sed '/^proc\/modules/,/^[^|]/{/^proc\/modules/d;/^|/d}' "$work/tables.snap" >"$work/static.snap"
grep -q '^proc/modules' "$work/tables.snap" ||
	sed -i '1a proc/modules = ext4 1 1 - Live 0x0' "$work/tables.snap"
check --from "$work/tables.snap"
[ $? = 3 ] || fail "no tables: exit status"
grep -qx 'could not be checked completely: pci:0000:00:04.0 and others have no driver, .*' \
	"$work/out" || fail "no tables: not said"
check --from "$work/tables.snap" -J
grep -q '^  "incomplete": "pci:0000:00:04.0 and others have no driver' "$work/out" || fail "no tables: JSON"
# who recorded it may have left proc/modules out, unless the machine ran
check --from "$work/static.snap"
[ $? = 3 ] || fail "no proc/modules: exit status"
sed -i '1a hwalias/source = live' "$work/static.snap"
check --from "$work/static.snap" || fail "a kernel without modules"

# cut off, as by a full disk: what is missing is not known. A line that is not understood
# may have been a device
head -c $(($(stat -c %s server.snap) / 5)) server.snap >"$work/cut.snap"
check --from "$work/cut.snap"
[ $? = 3 ] || fail "cut off in mid-line: exit status"
grep -q '^could not be checked completely: ' "$work/out" &&
	grep -q 'cut off here' "$work/err" || fail "cut off in mid-line"
{
	cat healthy/laptop.snap
	echo 'sys/bus/pci/devices/0000:03:00.0 ~ x'
} >"$work/line.snap"
check --from "$work/line.snap"
[ $? = 3 ] || fail "a line that is not understood: exit status"

# with a log there is nothing that was not looked at
sed '1a var/log/dmesg = x' healthy/laptop.snap >"$work/log.snap"
check --from "$work/log.snap" || fail "a log without a message"
[ "$(cat "$work/out")" = "nothing needs attention" ] || fail "the log was recorded"
check --from "$work/log.snap" -J
grep -q '^  "not_read": \[\],$' "$work/out" || fail "not_read: nothing"
check --from healthy/laptop.snap -J
sed -n '/^  "not_read"/,/^  \]/p' "$work/out" | cmp -s - /dev/fd/3 3<<EOF || fail "not_read"
  "not_read": [
    {
      "what": "kernel log",
      "path": "/dev/kmsg",
      "error": "not recorded",
      "root_may": false
    }
  ],
EOF

# what a bug report has to tell, and no finding: 1 P, 512 W, 4096 O
sed '1a proc/sys/kernel/tainted = 4609' healthy/laptop.snap >"$work/taint.snap"
check --from "$work/taint.snap" || fail "a tainted kernel is no finding"
cmp -s "$work/out" - <<EOF || fail "taint"
nothing needs attention (kernel log not recorded)
The kernel is tainted: a proprietary module was loaded (P), a module built outside the kernel's tree was loaded (O).
EOF
sed '1a proc/sys/kernel/tainted = 512' healthy/laptop.snap >"$work/taint.snap"
healthy --from "$work/taint.snap"
grep -q tainted "$work/out" && fail "a taint that matters to nobody"

# silent, but not in ignorance: show tells the line that check does not count
"$HWALIAS" show --from healthy/user-space-drivers.snap 1-5:1.0 1-6:1.0 >"$work/out" 2>&1
for text in '/etc/modprobe.d/blacklist.conf:2: blacklist garmin_gps' \
	'/usr/lib/modprobe.d/rtl-sdr.conf:1: blacklist dvb_usb_rtl28xxu'; do
	grep -qF "kept from being loaded by $text" "$work/out" || fail "show: no '$text'"
done
# the same line is a finding where the administrator wrote it
sed 's|^usr/lib/modprobe.d|etc/modprobe.d|' healthy/user-space-drivers.snap >"$work/etc.snap"
check --from "$work/etc.snap"
[ "$(grep -c '^warning' "$work/out")" = 1 ] || fail "a blacklist in /etc"

# a kernel with USB that knows no driver for this controller is another matter
"$HWALIAS" show --from healthy/kvm-cloud-kernel.snap 00:01.2 >"$work/out" 2>&1
grep -q 'built without any for this kind of device' "$work/out" || fail "what was left out"
sed '/scsi_mod/a |kernel/drivers/usb/core/usbcore.ko' healthy/kvm-cloud-kernel.snap >"$work/usb.snap"
check --from "$work/usb.snap"
[ "$(grep -c '^warning' "$work/out")" = 1 ] && grep -q '^warning  pci:0000:00:01.2' "$work/out" ||
	fail "a controller of a kind that the kernel serves"

# nobody gives a wireless card to a virtual machine
sed 's/^|PCI_CLASS=C03[0-9]*/|PCI_CLASS=28000/; s/bc0Csc03i00/bc02sc80i00/' \
	healthy/kvm-cloud-kernel.snap >"$work/wireless.snap"
check --from "$work/wireless.snap"
[ "$(grep -c '^warning' "$work/out")" = 1 ] && grep -q 'advice: Install the rest of the modules' \
	"$work/out" || fail "a wireless card without cfg80211"

# a function that its card serves is no device by itself; without the card's driver, of
# another kind or without a card it is
"$HWALIAS" show --from healthy/cards.snap 05:00.5 >"$work/out" 2>&1
grep -q 'claims this device. Driver cxgb4 drives another function of its slot' "$work/out" ||
	fail "what serves a function"
# alone ID SED: the only finding after the change
alone() {
	sed "$2" healthy/cards.snap >"$work/cards.snap"
	check --from "$work/cards.snap"
	[ "$(sed -n 's/^warning  \([^ ]*\).*/\1/p' "$work/out")" = "pci:0000:$1" ] || fail "$2"
}
alone 05:00.5 's/|PCI_ID=1425:5[46]01/|PCI_ID=1077:1234/'
alone 05:00.5 '/1425:5501/,/MODALIAS/s/bc01sc00i00/bc02sc00i00/'
alone 02:00.2 '/^|DRIVER=\(fire\|sdhci\)/d'
alone 07:00.0 's/v00001DD8d00001004/v00001DD8d00001005/'

# an upgrade without a reboot is told by the other commands too
for command in list 'show 00:1f.6'; do
	"$HWALIAS" $command --from broken/modules-gone.snap >"$work/out" 2>&1
	grep -q '^hwalias: /lib/modules: Kernel 6.1.0-12-amd64 is running, but its modules are' \
		"$work/out" || fail "$command on an upgraded machine"
	[ "$(grep -c '^hwalias:' "$work/out")" = 1 ] || fail "$command: said twice"
done

# of the kernels that have the module's file, the newest is named
# others RELEASE...: in which the module is
others() {
	sed '/6.12.41/,/^proc/{/^proc/!d}' broken/unclaimed-here.snap >"$work/others.snap"
	for release in 6.1.0-9 6.1.0-11 6.1.0-18 6.1.0-100; do
		place=lib/modules/$release-amd64
		cat <<-EOF
		$place/modules.alias :
		|alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e
		$place/modules.dep :
		|kernel/e1000e.ko: kernel/ptp.ko
		|kernel/ptp.ko:
		$place/kernel/ptp.ko =-
		EOF
	done >>"$work/others.snap"
	for release; do
		echo "lib/modules/$release-amd64/kernel/e1000e.ko =-"
	done >>"$work/others.snap"
	check --from "$work/others.snap"
}
others 6.1.0-9 6.1.0-11 6.1.0-18
grep -q 'but e1000e of kernel 6.1.0-18-amd64, which' "$work/out" || fail "the newest"
sed '/^lib.*-18-amd64.kernel.ptp/d' "$work/others.snap" >"$work/without.snap"
check --from "$work/without.snap"
grep -q 'but e1000e of kernel 6.1.0-11-amd64, which' "$work/out" || fail "what it needs"
# weak-modules(8) links to what a package has for another kernel, and no package has the
# link (Oracle Linux 7, "Weak Update Modules")
sed 's,kernel/e1000e.ko,weak-updates/e1000e/e1000e.ko,' broken/module-missing.snap >"$work/weak.snap"
echo 'lib/modules/6.1.0-13-amd64/weak-updates/e1000e/e1000e.ko -> /lib/modules/6.1.0-9-amd64/extra/e1000e/e1000e.ko' \
	>>"$work/weak.snap"
check --from "$work/weak.snap"
grep -q 'Install again the package that had the module for another kernel' "$work/out" ||
	fail "a link of weak-modules: $(cat "$work/out")"
grep -q 'package that has' "$work/out" && fail "a package that has a link of weak-modules"
# a folder that is named as no release is: of no kernel
sed 's,lib/modules/6.1.0-\(9\|11\|18\|100\)-amd64,lib/modules/backup-\1,' "$work/others.snap" \
	>"$work/backup.snap"
check --from "$work/backup.snap"
grep -q 'e1000e' "$work/out" && fail "a folder beside kernels: $(cat "$work/out")"
others
grep -q 'no module of kernel 6.1.0-13-amd64 claims this device\.$' "$work/out" ||
	fail "tables without the file"

# what a removed kernel left (dkms(8) and make modules_install into updates/ and extra/),
# and a kernel of another architecture, can be started by no boot loader
# other FOLDER BUILTIN: the module is in it, and the kernel has that built in
other() {
	place=lib/modules/6.12.41-amd64
	{
		sed "/6.12.41/,/^proc/{/^proc/!d}; 1a hwalias/source = live" \
			broken/unclaimed-here.snap
		cat <<-EOF
		proc/sys/kernel/arch = x86_64
		$place/modules.alias :
		|alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e
		$place/modules.dep :
		|$1/e1000e.ko:
		$place/$1/e1000e.ko =-
		EOF
		[ ! "$2" ] || printf '%s\n' "$place/modules.builtin :" "|kernel/$2.ko"
	} >"$work/other.snap"
	check --from "$work/other.snap"
}
other updates drivers/tty/vt
grep -q 'advice: Reboot and choose kernel 6.12.41-amd64' "$work/out" || fail "a kernel with updates/"
for left in updates extra weak-updates; do
	other $left ''
	grep -q 6.12.41 "$work/out" && fail "a removed kernel's $left/: $(cat "$work/out")"
done
other updates/dkms ''
grep -q 'e1000e of kernel 6.12.41-amd64, whose tables are there, does' "$work/out" &&
	grep -q 'remedy: dkms autoinstall -k 6.1.0-13-amd64' "$work/out" ||
	fail "a removed kernel's module of DKMS: $(cat "$work/out")"
other kernel arch/arm64/crypto/sha1-ce
grep -q 6.12.41 "$work/out" && fail "a kernel of arm64: $(cat "$work/out")"
# nor is such a one what the running one was upgraded to
# gone FOLDER BUILTIN: nothing is there of the running kernel
gone() {
	other "$1" "$2"
	sed '/^lib.modules.6.1.0-13-amd64/,/^[a-z]/{/^|/d}; /^lib.modules.6.1.0-13-amd64/d' \
		"$work/other.snap" >"$work/gone.snap"
	check --from "$work/gone.snap"
}
gone kernel drivers/tty/vt
grep -q '^  remedy: systemctl reboot' "$work/out" || fail "upgraded: $(cat "$work/out")"
gone updates/dkms ''
grep -q reboot "$work/out" && fail "upgraded to a removed kernel: $(cat "$work/out")"
gone kernel arch/arm64/crypto/sha1-ce
grep -q reboot "$work/out" && fail "upgraded to a kernel of arm64: $(cat "$work/out")"
# depmod's tables of the running kernel without its modules, as depmod writes them for an
# empty folder (depmod_output(), tools/depmod.c) or beside what was added: not its own
# left LISTED [LINE]: what modules.dep and modules.alias list
left() {
	own=lib/modules/6.1.0-13-amd64
	{
		sed '/^lib.modules/,/^[a-z]/{/^|/d}; /^lib.modules/d; 1a hwalias/source = live' \
			broken/unclaimed-here.snap
		printf '%s\n' "$own/modules.alias :" '|# Aliases extracted from modules themselves.' \
			"$own/modules.dep :" "|$1"
	} >"$work/left.snap"
	[ "$1" ] || sed -i 's/dep :$/dep =-/; $d' "$work/left.snap"
	check --from "$work/left.snap"
}
for line in '' 'updates/dkms/zfs.ko:' 'extra/zfs.ko.xz:' 'weak-updates/zfs.ko:'; do
	left "$line"
	grep -q '^could not be checked completely: pci:0000:00:1f.6 has no driver' "$work/out" ||
		fail "tables of no kernel, '$line': $(cat "$work/out")"
	grep -q 'no module of kernel' "$work/out" && fail "a verdict by tables of no kernel"
done
# with another kernel it is the one that was removed
{
	cat "$work/left.snap"
	sed -n '/^lib.modules.6.12/,/^proc.modules/{/^proc/!p}' broken/unclaimed-here.snap
} >"$work/upgraded.snap"
check --from "$work/upgraded.snap"
grep -q '^  remedy: systemctl reboot' "$work/out" || fail "what was left: $(cat "$work/out")"
# any module of another place, or modules.builtin, is a kernel's
left igc.ko:
grep -q 'no module of kernel 6.1.0-13-amd64 claims this device' "$work/out" || fail "a flat folder"
left 'updates/dkms/zfs.ko:'
printf '%s\n' "$own/modules.builtin :" '|kernel/vt.ko' >>"$work/left.snap"
check --from "$work/left.snap"
grep -q 'no module of kernel 6.1.0-13-amd64 claims this device' "$work/out" ||
	fail "a kernel with modules of others alone"

# one verdict for every command
for snap in broken/*.snap; do
	check --from "$snap" -J
	sed -n 's/^        "\(reason\|explanation\)": /\1 /p' "$work/out" >"$work/check"
	[ -s "$work/check" ] || continue
	id=$(sed -n 's/^        "id": "\(.*\)",/\1/p' "$work/out")
	"$HWALIAS" show --from "$snap" -J "$id" 2>/dev/null |
		sed -n 's/^      "\(reason\|explanation\)": /\1 /p' >"$work/show"
	"$HWALIAS" list --from "$snap" -aaJ -s "$id" 2>/dev/null |
		sed -n 's/^      "\(reason\|explanation\)": /\1 /p' >"$work/list"
	cmp -s "$work/check" "$work/show" || fail "$snap: show differs from check"
	cmp -s "$work/check" "$work/list" || fail "$snap: list differs from check"
done

# what could not be read of the devices is no all-clear either; of all errors that a
# directory may give, root too sees this one
mkdir -p "$work/unlisted/sys/devices" "$work/unlisted/proc"
echo >"$work/unlisted/sys/bus"
"$HWALIAS" check --sysroot "$work/unlisted" >"$work/out" 2>"$work/err"
[ $? = 3 ] || fail "buses that cannot be listed: exit status"
grep -q '^could not be checked completely: /sys/bus: cannot list' "$work/out" ||
	fail "buses that cannot be listed"
grep -q 'nothing needs attention' "$work/out" && fail "an all-clear without buses"
grep -q '/sys/bus: cannot list' "$work/err" || fail "buses that cannot be listed: warning"

# what is not there is no all-clear
for what in '-s 00:02.0' '-s garbage' '-b nosuchbus' '-d 1234:'; do
	check --from broken/blocked.snap $what
	[ $? = 1 ] || fail "$what: exit status"
	[ -s "$work/out" ] && fail "$what: an answer"
	grep -q '^hwalias: no \(device\|bus or kind\)' "$work/err" || fail "$what: not said"
	check --from broken/blocked.snap $what -J
	[ $? = 1 ] || fail "$what -J: exit status"
	grep -q '"devices": 0' "$work/out" || fail "$what -J: no document"
done
check --from broken/blocked.snap -s 00:1f.6
grep -q '^warning' "$work/out" || fail "-s of the one that is there"

# what was not read counts for the devices that need it: module lists and tables for one
# without a driver
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	as_user() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
else
	as_user() { "$@"; }
fi
chmod 755 "$work"
tree=$work/unread
pci=$tree/sys/bus/pci
mkdir -p "$pci/devices/0000:00:1f.6" "$pci/drivers/e1000e" \
	"$tree/lib/modules/6.1.0/kernel" "$tree/proc/sys/kernel"
echo 6.1.0 >"$tree/proc/sys/kernel/osrelease"
echo 'e1000e 1 0 - Live 0x0' >"$tree/proc/modules"
uevent='PCI_CLASS=20000
PCI_ID=8086:15B8
PCI_SLOT_NAME=0000:00:1f.6
MODALIAS=pci:v00008086d000015B8sv000017AAsd00002247bc02sc00i00'
printf '%s\nDRIVER=e1000e\n' "$uevent" >"$pci/devices/0000:00:1f.6/uevent"
ln -s ../../drivers/e1000e "$pci/devices/0000:00:1f.6/driver"
kernel=$tree/lib/modules/6.1.0
printf 'alias %s e1000e\n' 'pci:v00008086d000015B8sv*sd*bc*sc*i*' >"$kernel/modules.alias"
echo kernel/e1000e.ko: >"$kernel/modules.dep"
: >"$kernel/kernel/e1000e.ko"
unread() {
	as_user "$HWALIAS" check --sysroot "$tree" >"$work/out" 2>"$work/err"
}
for file in modules.dep modules.alias; do
	chmod 000 "$kernel/$file"
	if as_user test -r "$kernel/$file"; then
		echo "check.sh: skipped: unreadable $file: no other user"
	else
		printf '%s\nDRIVER=e1000e\n' "$uevent" >"$pci/devices/0000:00:1f.6/uevent"
		ln -sf ../../drivers/e1000e "$pci/devices/0000:00:1f.6/driver"
		unread || fail "$file, and all are bound: exit status $?"
		echo "$uevent" >"$pci/devices/0000:00:1f.6/uevent"
		rm "$pci/devices/0000:00:1f.6/driver"
		unread && fail "$file, and one is not bound: exit status"
		grep -q '^could not be checked' "$work/out" || fail "$file: not said"
	fi
	chmod 644 "$kernel/$file"
done

# directories of tables that cannot be read are no missing tables
bound() {
	printf '%s\nDRIVER=e1000e\n' "$uevent" >"$pci/devices/0000:00:1f.6/uevent"
	ln -sf ../../drivers/e1000e "$pci/devices/0000:00:1f.6/driver"
}
unbound() {
	echo "$uevent" >"$pci/devices/0000:00:1f.6/uevent"
	rm -f "$pci/devices/0000:00:1f.6/driver"
}
for dir in lib/modules lib/modules/6.1.0; do
	chmod 000 "$tree/$dir"
	if as_user test -r "$tree/$dir"; then
		echo "check.sh: skipped: unreadable $dir: no other user"
	else
		bound
		unread || fail "$dir, and all are bound: exit status $?"
		grep -q 'modules/6.1.0: cannot be read, .*: Permission denied' "$work/err" ||
			fail "$dir: no warning"
		unbound
		unread
		[ $? = 3 ] || fail "$dir, and one is not bound: exit status"
		grep -q '^could not be checked completely: .*Permission denied$' "$work/out" ||
			fail "$dir: the wrong reason"
	fi
	chmod 755 "$tree/$dir"
done
# a log that cannot be read proves nothing
mkdir -p "$tree/var/log"
: >"$tree/var/log/dmesg"
chmod 000 "$tree/var/log/dmesg"
unbound
unread
[ $? = 1 ] || fail "an unreadable log changes the exit status"
grep -q '^could not be checked' "$work/out" && fail "an unreadable log is needed"
chmod 644 "$tree/var/log/dmesg"
# without tables, a graphics card without a driver cannot be judged either
rm "$kernel"/modules.* "$tree/var/log/dmesg"
sed -i 's/PCI_CLASS=20000/PCI_CLASS=30000/; s/bc02sc00/bc03sc00/' \
	"$pci/devices/0000:00:1f.6/uevent"
unread
[ $? = 3 ] || fail "a graphics card and no tables: exit status"
"$HWALIAS" -J --sysroot "$tree" 2>/dev/null | grep -q '"attention_complete": false' ||
	fail "a graphics card and no tables: attention_complete"

# what-if
mkdir -p "$work/then/lib/modules/9.9"
: >"$work/then/lib/modules/9.9/modules.builtin"
echo kernel/igb.ko: >"$work/then/lib/modules/9.9/modules.dep"
printf 'alias %s igb\n' 'pci:v00008086d0000158Bsv*sd*bc*sc*i*' \
	>"$work/then/lib/modules/9.9/modules.alias"
check --from healthy/server.snap -S 9.9 --modules-dir "$work/then"
[ $? = 1 ] || fail "a driver lost is exit status 1"
head -n 2 "$work/out" | grep -q '^loses-driver pci:0000:00:04.0' || fail "the worst is first"
# one claim is a slice of the table: no more than its name
grep -qxF '  why:    Module i40e drives it now; under kernel 9.9, igb will.' \
	"$work/out" || fail "what claims it then"
check --from healthy/server.snap -S 9.9 --modules-dir "$work/then" -J
grep -q '"compared_with": "6.1.0-13-amd64"' "$work/out" || fail "what was compared"
grep -q '"drivers_lost": 1$' "$work/out" || fail "another driver is no loss"
as_schema documents what-if
if "$python3" -c 'import jsonschema' 2>/dev/null; then
	# as a user has it: the whole schema tells documents apart by themselves
	"$python3" ../lib/validate_schema.py "$schema" "$work/out" || fail "check: --print-schema"
	"$HWALIAS" driver --from broken/blocked.snap -J e1000e >"$work/out" 2>"$work/err"
	"$python3" ../lib/validate_schema.py "$schema" "$work/out" || fail "driver: --print-schema"
	sed 's/hwalias.driver/hwalias.check/' "$work/out" >"$work/wrong"
	"$python3" ../lib/validate_schema.py "$schema" "$work/wrong" >"$work/out" &&
		fail "a document that says it is another one"
fi

# what a kernel has: the table names the module, and its file, or the kernel, must hold it
then=$work/then/lib/modules/9.8
mkdir -p "$then/kernel"
printf 'alias %s e1000e\n' 'pci:v00008086d000015B8sv*sd*bc*sc*i*' >"$then/modules.alias"
: >"$then/kernel/other.ko"
sed 's/^|PCI_CLASS=20000/|DRIVER=e1000e\n&/; s/^|loop /|e1000e /
s|^proc/modules|sys/devices/pci0000:00/0000:00:1f.6/driver -> ../../../bus/pci/drivers/e1000e\
sys/bus/pci/drivers/e1000e/module -> ../../../../module/e1000e\
&|' broken/module-not-loaded.snap >"$work/nic.snap"
# what_if EXIT LINE: of the network card under kernel 9.8
what_if() {
	check --from "$work/nic.snap" -S 9.8 --modules-dir "$work/then"
	[ $? = "$1" ] || fail "what-if: exit status is not $1"
	[ "$(sed -n 3p "$work/out")" = "${2:+  why:    $2}" ] || fail "what-if: not '$2'"
}
lost='Module e1000e drives it now; under kernel 9.8'
echo kernel/ptp.ko: >"$then/modules.dep"
: >"$then/modules.builtin"
what_if 1 "$lost, whose tables name e1000e without the file, no module does."
echo kernel/e1000e.ko: >"$then/modules.dep"
what_if 1 "$lost, whose tables name e1000e without the file, no module does."
: >"$then/kernel/e1000e.ko"
what_if 0
echo '# Aliases extracted from modules themselves.' >"$then/modules.alias"
what_if 1 "$lost, no module does."
echo kernel/e1000e.ko >"$then/modules.builtin"
what_if 0
: >"$then/modules.builtin"
printf 'kernel/e1000e_ng.ko:\n' >"$then/modules.dep"
: >"$then/kernel/e1000e_ng.ko"
printf 'alias %s e1000e_ng\n' 'pci:v00008086d000015B8sv*sd*bc*sc*i*' >"$then/modules.alias"
what_if 0 "$lost, e1000e_ng will."
# modprobe's configuration is the same under both kernels
cp "$work/nic.snap" "$work/free.snap"
blocked='what claims it, e1000e_ng, is kept from being loaded by /etc/modprobe.d/ng.conf:1: blacklist e1000e_ng'
printf 'etc/modprobe.d/ng.conf :\n|blacklist e1000e_ng\n' >>"$work/nic.snap"
what_if 1 "$lost, $blocked."
cp "$work/free.snap" "$work/nic.snap"
# the driver is built in now
sed '/modules.builtin :/{n;s|.*|\|kernel/drivers/e1000e.ko|;}
/drivers.e1000e.module/d; /^.kernel.e1000e.ko:/d; /^|alias/d' "$work/nic.snap" >"$work/in.snap"
mv "$work/in.snap" "$work/nic.snap"
what_if 0 "No module claims it now; under kernel 9.8 e1000e_ng will."
cp "$work/nic.snap" "$work/free.snap"
printf 'etc/modprobe.d/ng.conf :\n|blacklist e1000e_ng\n' >>"$work/nic.snap"
what_if 0 "No module claims it now; under kernel 9.8 $blocked."
cp "$work/free.snap" "$work/nic.snap"
# by one of quite another name, which is not the driver's
printf 'kernel/atlantic.ko:\n' >"$then/modules.dep"
: >"$then/kernel/atlantic.ko"
printf 'alias %s atlantic\n' 'pci:v00008086d000015B8sv*sd*bc*sc*i*' >"$then/modules.alias"
built='Driver e1000e, built in, drives it now; under kernel 9.8'
what_if 0 "$built, atlantic will."
printf 'etc/modprobe.d/ng.conf :\n|blacklist atlantic\n' >>"$work/nic.snap"
what_if 1 "$built, what claims it, atlantic, is kept from being loaded by /etc/modprobe.d/ng.conf:1: blacklist atlantic."
cp "$work/free.snap" "$work/nic.snap"
echo kernel/e1000e.ko: >>"$then/modules.dep"
what_if 0 'Driver e1000e drives it now; under kernel 9.8, atlantic will.'
printf 'kernel/e1000e_ng.ko:\n' >"$then/modules.dep"
echo '# Aliases extracted from modules themselves.' >"$then/modules.alias"
what_if 1 'Driver e1000e, built in, drives it now; kernel 9.8 has it neither built in nor as a module.'
echo kernel/e1000e.ko >"$then/modules.builtin"
what_if 0

# a file that the module needs counts as its own does
printf 'alias %s e1000e\n' 'pci:v00008086d000015B8sv*sd*bc*sc*i*' >"$then/modules.alias"
: >"$then/modules.builtin"
printf 'kernel/e1000e.ko: kernel/ptp.ko\nkernel/ptp.ko:\n' >"$then/modules.dep"
check --from "$work/nic.snap" -S 9.8 --modules-dir "$work/then"
[ $? = 1 ] && grep -q 'whose tables name e1000e without a file that it needs' "$work/out" ||
	fail "what-if: a file that is needed"
echo kernel/ptp.ko >"$then/modules.builtin"
what_if 0
: >"$then/modules.builtin"
: >"$then/kernel/ptp.ko"
what_if 0

# unpacked and not yet seen by depmod: that tells nothing, above all no loss
rm "$then/modules.alias"
for format in '' -J; do
	check --from "$work/nic.snap" -S 9.8 --modules-dir "$work/then" $format
	[ $? = 3 ] || fail "no modules.alias: exit status"
	[ -s "$work/out" ] && fail "no modules.alias: an answer"
	grep -q '^hwalias: .*/9.8 has no modules.alias, .* depmod makes it$' "$work/err" ||
		fail "no modules.alias: not said"
done

# nor does a part of the tables
printf 'alias %s e1000e\n' 'pci:v00008086d000015B8sv*sd*bc*sc*i*' >"$work/whole.alias"
no_answer() {
	for command in check report; do
		"$HWALIAS" $command --from "$work/nic.snap" -S 9.8 --modules-dir "$work/then" \
			>"$work/out" 2>"$work/err"
		[ $? = 3 ] || fail "$command, $1: exit status"
		grep -q 'lose' "$work/out" && fail "$command, $1: an answer"
		grep -q "^hwalias: .*/9.8 has $1, so what becomes .* cannot be told" \
			"$work/err" || fail "$command, $1: not said"
	done
}
: >"$then/modules.alias"
no_answer 'an empty modules.alias'
{ echo 'alias pci:v00001234d*sv*sd*bc*sc*i* other'; head -c 30 "$work/whole.alias"; } \
	>"$then/modules.alias"
no_answer 'a modules.alias that ends in mid-line'
rm "$then/modules.alias"
mkdir "$then/modules.alias"
for command in check report; do
	"$HWALIAS" $command --from "$work/nic.snap" -S 9.8 --modules-dir "$work/then" >"$work/out" 2>"$work/err"
	[ $? = 3 ] && grep -q "^hwalias: cannot read the alias tables in .*/9.8: Is a directory$" "$work/err" ||
		fail "$command, a modules.alias that cannot be read: $(cat "$work/err")"
done
rmdir "$then/modules.alias"
cp "$work/whole.alias" "$then/modules.alias"
what_if 0
mv "$then/modules.dep" "$work/modules.dep"
no_answer 'no modules.dep'
# … and what a full disk or a failing one leaves of it
cp "$work/modules.dep" "$then/modules.dep"
printf 'kernel/other.ko: kernel/ano' >>"$then/modules.dep"
no_answer 'a modules.dep that ends in mid-line'
: >"$then/modules.dep"
no_answer 'an empty modules.dep'
printf '\0\0\377\n\1\n' >"$then/modules.dep"
no_answer 'a modules.dep that does not begin with a module'
rm "$then/modules.dep"
mkdir "$then/modules.dep"
no_answer 'a modules.dep that cannot be read'
rmdir "$then/modules.dep"
mv "$work/modules.dep" "$then/modules.dep"
# … of the indexes, which are all that modprobe reads: their root is what they end with
if PATH=$PATH:/sbin:/usr/sbin command -v depmod >/dev/null; then
	mkdir -p "$work/base/lib/modules/9.8/kernel"
	: >"$work/base/lib/modules/9.8/modules.order"
	: >"$work/base/lib/modules/9.8/modules.builtin"
	PATH=$PATH:/sbin:/usr/sbin depmod -b "$work/base" 9.8 2>/dev/null
	for index in dep alias; do
		file=modules.$index.bin
		cp "$work/base/lib/modules/9.8/$file" "$then/$file"
		# of other modules: too old to be looked into
		touch -d 2000-01-01 "$then/$file"
		what_if 0
		head -c 8 "$work/base/lib/modules/9.8/$file" >"$then/$file"
		no_answer "a $file that is cut off, which modprobe reads"
		{ head -c 8 "$work/base/lib/modules/9.8/$file"; printf '\040\0\17\377'; } >"$then/$file"
		no_answer "a $file that is cut off, which modprobe reads"
		: >"$then/$file"
		no_answer "a $file that is cut off, which modprobe reads"
		rm "$then/$file"
	done
fi

# … of what is built in: the build makes modules.builtin of the files that
# modules.builtin.modinfo names
mv "$then/modules.builtin" "$work/modules.builtin"
no_answer 'no modules.builtin'
mkdir "$then/modules.builtin"
no_answer 'a modules.builtin that cannot be read'
rmdir "$then/modules.builtin"
printf 'kernel/ptp.ko\nkernel/pp' >"$then/modules.builtin"
no_answer 'a modules.builtin that ends in mid-line'
: >"$then/modules.builtin"
printf 'ptp.license=GPL\0' >"$then/modules.builtin.modinfo"
no_answer 'an empty modules.builtin'
echo kernel/drivers/pps/pps_core.ko >"$then/modules.builtin"
printf 'pps_core.file=drivers/pps/pps_core\0%s\0' 'zlib.file=lib/zlib_inflate lib/zlib-deflate' \
	>>"$then/modules.builtin.modinfo"
no_answer 'a modules.builtin that lacks modules of modules.builtin.modinfo'
printf 'kernel/lib/%s.ko\n' zlib_inflate zlib-deflate >>"$then/modules.builtin"
check --from "$work/nic.snap" -S 9.8 --modules-dir "$work/then"
grep -q '^Under kernel 9.8' "$work/out" || fail "a whole modules.builtin: $(cat "$work/out")"
mv "$work/modules.builtin" "$then/modules.builtin"
rm "$then/modules.builtin.modinfo"

# drivers that are built in, of a machine without tables
check --from healthy/all-built-in.snap -S 9.9 --modules-dir "$work/then"
[ $? = 1 ] || fail "built-in drivers that are gone: exit status"
grep -q 'no tables of its own' "$work/out" || fail "no tables of its own"
check --from broken/no-module-claims.snap -S 6.12.41-amd64 \
	--modules-dir "$work/then" 2>/dev/null
[ $? = 3 ] || fail "a kernel that is not there"

# a module of the driver's name that does not claim the device: on a bus of ids it does
# not bind, on the platform bus it may, and a driver that takes what it is given does
claims_not() {
	check --from "$work/machine.snap" -S 9.7 --modules-dir "$work/then"
	[ $? = "$1" ] || fail "a module without the claim, $2: exit status"
	grep -q "$3" "$work/out" || fail "a module without the claim, $2: not '$3'"
}
mkdir -p "$work/then/lib/modules/9.7/kernel"
for module in virtio_blk virtio_net virtio_pci virtio_rng virtio_scsi cdc_acm vfio-pci; do
	echo "kernel/$module.ko:" >>"$work/then/lib/modules/9.7/modules.dep"
	: >"$work/then/lib/modules/9.7/kernel/$module.ko"
done
: >"$work/then/lib/modules/9.7/modules.builtin"
# one_device DRIVER MODULE SUBSYSTEM MODALIAS [SIBLING'S MODALIAS]
one_device() {
	tree=$work/one
	rm -rf "$tree"
	mkdir -p "$tree/proc/sys/kernel" "$tree/sys/bus/$3/devices" \
		"$tree/sys/bus/$3/drivers/$1"
	echo 5.5.5 >"$tree/proc/sys/kernel/osrelease"
	driver=$1 module=$2 bus=$3
	shift 3
	[ -z "$module" ] || ln -s "../../../../module/$module" \
		"$tree/sys/bus/$bus/drivers/$driver/module"
	n=0
	if [ $bus = usb ]; then
		mkdir -p "$tree/sys/devices/1-1"
		printf 'DEVTYPE=usb_device\n' >"$tree/sys/devices/1-1/uevent"
		ln -s ../../../devices/1-1 "$tree/sys/bus/usb/devices/1-1"
	fi
	for modalias; do
		case $bus in
		pci) at=0000:00:04.$n ;;
		usb) at=1-1:1.$n ;;
		*) at=$bus$n ;;
		esac
		mkdir -p "$tree/sys/devices/1-1/$at"
		ln -s "../../../devices/1-1/$at" "$tree/sys/bus/$bus/devices/$at"
		printf 'DRIVER=%s\nMODALIAS=%s\n' "$driver" "$modalias" \
			>"$tree/sys/devices/1-1/$at/uevent"
		[ $bus != usb ] || echo DEVTYPE=usb_interface >>"$tree/sys/devices/1-1/$at/uevent"
		ln -s "../../../bus/$bus" "$tree/sys/devices/1-1/$at/subsystem"
		ln -s "../../../bus/$bus/drivers/$driver" "$tree/sys/devices/1-1/$at/driver"
		n=$((n + 1))
	done
	"$HWALIAS" --sysroot "$tree" snapshot "$work/machine.snap" 2>/dev/null
}
none='# Aliases extracted from modules themselves.'
claims=$work/then/lib/modules/9.7/modules.alias
echo "$none" >"$claims"
one_device virtio_blk '' virtio virtio:d00000002v00001AF4
claims_not 1 'virtio' '^  why:    Driver virtio_blk drives it now; under kernel 9.7, no module does.$'
echo 'alias virtio:d00000002v* virtio_blk' >"$claims"
claims_not 0 'virtio, claimed' '0 of 1 device'
echo "$none" >"$claims"
one_device virtio_blk '' platform platform:virtio_blk
claims_not 0 'platform' '0 of 1 device'
card=pci:v00008086d000015B8sv00008086sd00000000bc02sc00i00
one_device vfio-pci vfio_pci pci $card
claims_not 0 'vfio-pci' '0 of 1 device'
one_device virtio_pci virtio_pci pci $card
claims_not 1 'a module' '^  why:    Module virtio_pci drives it now; under kernel 9.7, no module does.$'
# the second interface is claimed along with the first one
modem=usb:v1234p5678d0001dc02dsc00dp00
echo 'alias usb:v*p*d*dc*dsc*dp*ic02isc02ip01in* cdc_acm' >"$claims"
one_device cdc_acm '' usb ${modem}ic02isc02ip01in00 ${modem}ic0Aisc00ip00in01
claims_not 0 'a sibling' '0 of 3 devices'
echo "$none" >"$claims"
claims_not 1 'and none' '2 of 3 devices'

# a module that the kernel which runs did not bring is not there under another one
own=$tree/lib/modules/5.5.5
apart='It does not come with the kernel that runs, and has to be built for that one too.'
for place in '' updates/dkms/ extra/; do
	one_device wl wl pci $card
	mkdir -p "$own/updates/dkms" "$own/extra" "$own/kernel"
	printf 'kernel/e1000e.ko:\n%s' "${place:+${place}wl.ko:
}" >"$own/modules.dep"
	: >"$own/kernel/e1000e.ko"
	[ -z "$place" ] || : >"$own/${place}wl.ko"
	: >"$own/modules.builtin"
	echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e' >"$own/modules.alias"
	echo "$none" >"$claims"
	"$HWALIAS" --sysroot "$tree" snapshot "$work/machine.snap" 2>/dev/null
	claims_not 1 "${place:-by hand}" "^  why:    Module wl drives it now; .*, no module does. $apart\$"
	echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* virtio_net' >"$claims"
	claims_not 0 "${place:-by hand}, another claims" "drives it now; .*, virtio_net will. $apart\$"
done

# between two kernels, what neither has is no difference
"$HWALIAS" --from "$work/machine.snap" diff -S 9.7 -S 9.7 --modules-dir "$work/then" \
	>"$work/out" 2>"$work/err"
[ $? = 0 ] || fail "a kernel and itself: exit status"
# one that it did bring needs no such words, and one bound by hand stays
printf 'kernel/wl.ko:\n' >"$own/modules.dep"
: >"$own/kernel/wl.ko"
echo "$none" >"$claims"
"$HWALIAS" --sysroot "$tree" snapshot "$work/machine.snap" 2>/dev/null
claims_not 1 'of the kernel' '^  why:    Module wl drives it now; under kernel 9.7, no module does.$'
echo kernel/wl.ko: >>"$work/then/lib/modules/9.7/modules.dep"
: >"$work/then/lib/modules/9.7/kernel/wl.ko"
claims_not 0 'bound by hand' '0 of 1 device'
# a recording that has no driver's module: one that the tables of its own kernel do not
# know either is of a module that was built apart, or is built in, which nothing tells
unrecorded='has the driver of pci:0000:00:04.0 is not known: its module, or an id of'
for claim in "$none" 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* virtio_net'; do
	one_device nvidia '' pci $card
	mkdir -p "$own/kernel"
	echo kernel/e1000e.ko: >"$own/modules.dep"
	: >"$own/kernel/e1000e.ko"
	: >"$own/modules.builtin"
	echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e' >"$own/modules.alias"
	echo "$claim" >"$claims"
	rm -r "$tree/sys/bus/pci/drivers"
	"$HWALIAS" --sysroot "$tree" snapshot "$work/machine.snap" 2>/dev/null
	claims_not 3 "no drivers, $claim" "$unrecorded"
	"$HWALIAS" --from "$work/machine.snap" diff -S 9.7 -S 9.7 --modules-dir "$work/then" \
		>"$work/out" 2>"$work/err" || fail "no drivers, a kernel and itself: exit status"
	# which the tables know
	sed -i 's/DRIVER=nvidia/DRIVER=e1000e/' "$work/machine.snap"
	if [ "$claim" = "$none" ]; then
		claims_not 1 'no drivers, e1000e' '^  why:    Module e1000e drives it now'
	else
		claims_not 0 'no drivers, e1000e' ' Module e1000e drives it now; .* virtio_net will'
	fi
done

# the driver that one kernel lacks is back with the other
(
	kernels=$work/kernels/lib/modules
	mkdir -p "$kernels/9.1/kernel" "$kernels/9.2"
	: >"$kernels/9.1/kernel/e1000e.ko"
	cp -r "$kernels/9.1/kernel" "$kernels/9.2"
	: >"$kernels/9.2/kernel/igc.ko"
	echo kernel/e1000e.ko: >"$kernels/9.1/modules.dep"
	printf 'kernel/%s.ko:\n' e1000e igc >"$kernels/9.2/modules.dep"
	echo 'alias pci:v00008086d00001502sv*sd*bc*sc*i* e1000e' >"$kernels/9.1/modules.alias"
	echo 'alias pci:v00008086d000015B8sv*sd*bc*sc*i* igc' |
		cat "$kernels/9.1/modules.alias" - >"$kernels/9.2/modules.alias"
	: >"$kernels/9.1/modules.builtin"
	: >"$kernels/9.2/modules.builtin"
)
between() {
	"$HWALIAS" --from "$work/between.snap" diff -S "$1" -S "$2" \
		--modules-dir "$work/kernels" >"$work/out" 2>&1
	[ $? = 1 ] && grep -q "$3" "$work/out" || fail "from $1 to $2: not '$3'"
}
one_device igc igc pci $card
mv "$work/machine.snap" "$work/between.snap"
between 9.1 9.2 '^Under kernel 9.2 instead of 9.1: 1 of 1 devices change, 0 lose .* driver, 1 gets it back'
between 9.1 9.2 '^gains-driver pci:0000:00:04.0 '
between 9.1 9.2 '^  why:    Module igc drives it now; no module of kernel 9.1 does, under kernel 9.2 igc will'
between 9.2 9.1 '^  why:    Module igc drives it now; under kernel 9.1, no module does'
# of a list without ids tables tell nothing
echo '00:04.0 Ethernet controller: Intel Corporation Ethernet Controller I225-V (rev 03)' >"$work/no-ids"
status=0
"$HWALIAS" --from "$work/no-ids" diff -S 9.1 -S 9.2 --modules-dir "$work/kernels" >"$work/out" 2>/dev/null || status=$?
[ $status = 3 ] && grep -q ': 0 of 0 devices change.* 1 more could not be looked up' "$work/out" ||
	fail "without ids: $status: $(cat "$work/out")"
# one that nothing drives
cp broken/module-not-loaded.snap "$work/between.snap"
between 9.1 9.2 '^  why:    No module of kernel 9.1 claims it; under kernel 9.2 igc will'

# other tools' output: lspci -nnk tells no programming interface, lsusb -t no subclass
for release in 5.5.5 9.6; do
	dir=$work/then/lib/modules/$release
	mkdir -p "$dir"
	printf 'kernel/%s.ko:\n' nvme uas xhci_pci uhci_hcd usbcore >"$dir/modules.dep"
	: >"$dir/modules.builtin"
	printf 'alias %s\n' 'pci:v*d*sv*sd*bc01sc08i02* nvme' \
		'pci:v*d*sv*sd*bc0Csc03i30* xhci_pci' 'pci:v*d*sv*sd*bc0Csc03i00* uhci_hcd' \
		'usb:v*p*d*dc*dsc*dp*ic08isc06ip62in* uas' >"$dir/modules.alias"
done
cat >"$work/lspci.txt" <<'EOF'
00:14.0 USB controller [0c03]: Intel Corporation Cannon Lake PCH USB 3.1 xHCI [8086:a36d]
	Kernel driver in use: xhci_hcd
04:00.0 Non-Volatile memory controller [0108]: Samsung Electronics Co Ltd SM981 [144d:a808]
	Kernel driver in use: nvme
	Kernel modules: nvme
EOF
cat >"$work/lsusb.txt" <<'EOF'
/:  Bus 02.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/6p, 10000M
    ID 1d6b:0003 Linux Foundation 3.0 root hub
    |__ Port 2: Dev 3, If 0, Class=Mass Storage, Driver=uas, 5000M
        ID 0bc2:ab28 Seagate RSS LLC
EOF
# told EXIT LOST WHAT: check of the new kernel alone says so, and diff between both
told() {
	for text in lspci lsusb; do
		for command in 'check -S 9.6' 'diff -S 5.5.5 -S 9.6'; do
			status=0
			"$HWALIAS" --from "$work/$text.txt" $command --modules-dir "$work/then" \
				>"$work/out" 2>"$work/err" || status=$?
			[ $status = "$1" ] || fail "$command, $text.txt, $3: exit status"
			grep '^loses-driver' "$work/out" | cut -d' ' -f2 >>"$work/lost"
		done
	done
	[ "$(sort "$work/lost" | uniq -c | tr -s ' \n' ' ')" = "$2" ] || {
		cp "$work/lost" "$work/out"
		fail "$3: not '$2'"
	}
	rm "$work/lost"
}
told 0 '' 'the same tables'
printf 'kernel/%s.ko:\n' xhci_pci usbcore >"$dir/modules.dep"
told 1 ' 2 pci:0000:04:00.0 2 usb:2-2:1.0 ' 'no file'
printf 'kernel/%s.ko:\n' nvme uas xhci_pci usbcore >"$dir/modules.dep"
sed -i '/nvme$/d; /uas$/d' "$dir/modules.alias"
told 1 ' 2 pci:0000:04:00.0 2 usb:2-2:1.0 ' 'no alias'
# a driver that none of the modules that claim the device can be: whether the new kernel has
# it is not known
sed -i 's/: nvme$/: nvidia/; /Kernel modules/d' "$work/lspci.txt"
printf 'kernel/%s.ko:\n' nvme >>"$dir/modules.dep"
echo 'alias pci:v0000144Dd0000A808sv*sd*bc*sc*i* nvme' >>"$dir/modules.alias"
"$HWALIAS" --from "$work/lspci.txt" check -S 9.6 --modules-dir "$work/then" >"$work/out" \
	2>"$work/err"
[ $? = 3 ] || fail "a module of another name claims it: exit status"
grep -q 'whether kernel 9.6 has the driver of pci:0000:04:00.0 is not known' "$work/out" \
	"$work/err" || fail "a module of another name claims it"
# beside one that is lost for certain it is told, and the loss is the answer
sed '1a\	Kernel modules: xhci_pci' "$work/lspci.txt" | sed 's/: xhci_/: gone_/' >"$work/lost.txt"
"$HWALIAS" --from "$work/lost.txt" check -S 9.6 --modules-dir "$work/then" >"$work/out" \
	2>"$work/err"
[ $? = 1 ] || fail "one lost and one in doubt: exit status"
grep -q '^loses-driver pci:0000:00:14.0' "$work/out" || fail "one lost and one in doubt: the loss"
grep -q 'whether kernel 9.6 has the driver of pci:0000:04:00.0 is not known' "$work/out" ||
	fail "one lost and one in doubt: the doubt"
# what takes any device is lost with its module alone, though another claims the device
sed 's/: nvidia$/: pciback/' "$work/lspci.txt" >"$work/given.txt"
"$HWALIAS" --from "$work/given.txt" check -S 9.6 --modules-dir "$work/then" >"$work/out" \
	2>"$work/err" || fail "a driver of any device: exit status"
grep -q '^changes-driver pci:0000:04:00.0' "$work/out" || fail "a driver of any device"
printf 'kernel/xen-pciback.ko:\n' >>"$dir/modules.dep"
"$HWALIAS" --from "$work/given.txt" check -S 9.6 --modules-dir "$work/then" >"$work/out" 2>&1
grep -q '^changes-driver' "$work/out" && fail "a driver of any device that is there"
sed -i '/pciback/d' "$dir/modules.dep"
# bound by hand, as the modules that could drive it are told, and its own is none of them
sed 's/: nvidia$/&\n\tKernel modules: other/; s/: nvidia/: uas/' "$work/lspci.txt" >"$work/given.txt"
sed -i '/ nvme$/d' "$dir/modules.alias"
"$HWALIAS" --from "$work/given.txt" check -S 9.6 --modules-dir "$work/then" >"$work/out" 2>&1 ||
	fail "a module that was bound by hand"
sed -i '/Kernel modules/d' "$work/given.txt"
"$HWALIAS" --from "$work/given.txt" check -S 9.6 --modules-dir "$work/then" >"$work/out" 2>&1
[ $? = 1 ] || fail "a module that claims the device no more"
sed -i 's/: nvidia$/: nvme/' "$work/lspci.txt"
sed -i '/nvme/d' "$dir/modules.alias" "$dir/modules.dep"
# the kernel of such a text is not told, so that a release is another one
"$HWALIAS" --from "$work/lspci.txt" check -S 9.6 --modules-dir "$work/then" >"$work/out" \
	2>"$work/err"
grep -q 'Which kernel this machine runs is not told' "$work/out" || fail "which kernel runs"
"$HWALIAS" --from "$work/lspci.txt" report -S 9.6 --modules-dir "$work/then" >"$work/out" \
	2>"$work/err"
grep -qF -- '- **Kernel:** not recorded; judged by the modules of 9.6' "$work/out" ||
	fail "report: which kernel runs"
grep -q '^Under kernel 9.6: 1 of 2 devices lose' "$work/out" || fail "report: what is lost"
# each document and line says that other buses are not told, as the schema has it
for command in check modules 'driver nvme' 'show 04:00.0'; do
	for format in -J --ndjson; do
		"$HWALIAS" --from "$work/lspci.txt" $command $format --modules-dir "$dir" \
			>"$work/out" 2>"$work/err"
		kind=documents
		[ $format = -J ] || kind=lines
		as_schema $kind "$command $format of a dump"
	done
done
# what is wrong with a table is said in the program's own words
printf 'nvme\0' >"$dir/modules.builtin.modinfo"
"$HWALIAS" --from "$work/lspci.txt" check --modules-dir "$dir" >"$work/out" 2>"$work/err"
grep -q "modinfo:1: no record of a module, which has a full stop and then '='" "$work/err" || {
	cp "$work/err" "$work/out"
	fail "a record of no module"
}
rm "$dir/modules.builtin.modinfo"
# tables named by their place alone may be its own
"$HWALIAS" --from "$work/lspci.txt" check --modules-dir "$dir" >"$work/out" 2>"$work/err"
grep -q '^Under kernel' "$work/out" && fail "tables of a place are of another kernel"
# no driver binds to a processor, whatever its features load
printf 'kernel/%s.ko:\n' kvm_amd virtio_snd >"$dir/modules.dep"
printf 'alias %s\n' 'cpu:type:x86,ven*fam*mod*:feature:*' 'virtio:d00000019v*' |
	sed 's/feature.*/& kvm_amd/; s/^alias virtio.*/& virtio_snd/' >"$dir/modules.alias"
check -a --from vm.snap -S 9.6 --modules-dir "$work/then"
grep -q '^gains-candidates virtio:' "$work/out" || fail "a device without a driver"
grep -q '^gains-candidates cpu:' "$work/out" && fail "a processor has a driver"
rm -rf "$dir" "$work/then/lib/modules/5.5.5"
rm -rf "$work/then/lib/modules/9.7" "$work/one"

# a line a finding, each with the machine it belongs to
check --from broken/blocked.snap --ndjson
[ $? = 1 ] || fail "--ndjson: exit status"
[ "$(wc -l <"$work/out")" = 1 ] || fail "--ndjson: not a line a finding"
grep -q '^{"schema":"hwalias.finding",.*"host":{"key":null,.*"kernel":{"release":"[^"]' "$work/out" ||
	fail "--ndjson: not of a machine"
as_schema lines 'blocked, --ndjson'
check --from healthy/server.snap --ndjson || fail "--ndjson: nothing found"
[ -s "$work/out" ] && fail "--ndjson: a line for nothing"

for ignored in 'show -s 0 eth0' 'driver -b pci nvme' 'lookup -d 1: 8086' 'check -o NAME'; do
	"$HWALIAS" $ignored >"$work/out" 2>&1
	[ $? = 2 ] || fail "$ignored: exit status"
	grep -q ' does nothing with --' "$work/out" || fail "$ignored: not said"
done
"$HWALIAS" driver / /nowhere/nvme.ko >"$work/out" 2>&1
[ $? = 1 ] || fail "driver: no module"
grep -qxF 'hwalias: /: it is a directory' "$work/out" || fail "a directory"
grep -qxF 'hwalias: /nowhere/nvme.ko: there is no such file' "$work/out" || fail "no file"
"$HWALIAS" driver --from broken/blocked.snap e1000e.ko >"$work/out" 2>&1 ||
	fail "the name of a file in the tables"
grep -q '^1 alias, in ' "$work/out" || fail "its aliases"
for path in . ..; do
	"$HWALIAS" show --from healthy/laptop.snap "$path" >"$work/out" 2>&1
	[ $? = 1 ] || fail "show $path: exit status"
	grep -q "^hwalias: no device '$path': a path begins with /sys/ or /dev/" \
		"$work/out" || fail "show $path: not said"
done
"$HWALIAS" show '' >"$work/out" 2>&1
[ $? = 2 ] || fail "an empty name"
"$HWALIAS" check '' >"$work/out" 2>&1
[ $? = 2 ] || fail "an empty operand of check"

# without_tables ROOT: nothing is found of a machine whose kernel is not known, and no
# all-clear is given where a device without a driver may need one
without_tables() {
	status=0
	check --sysroot "$1" || status=$?
	case $status in
	0) grep -q '^could not be checked: .* all that need a driver have one' "$work/out" ;;
	3) grep -q '^could not be checked completely: .* there are no alias tables' "$work/out" ;;
	*) false ;;
	esac || fail "$1: exit status $status"
	! grep -E '^(error|warning|hint) ' "$work/out" || fail "$1: found without tables"
}

# recorded machines of others, whose kernels are not known
if [ -d "${HWALIAS_SHARED:-}/corpus" ]; then
	for archive in "$HWALIAS_SHARED"/corpus/sysroots/*.tar.gz "$HWALIAS_SHARED"/beds/*.tar.gz; do
		name=$(basename "$archive" .tar.gz)
		mkdir "$work/$name" && tar -xzf "$archive" -C "$work/$name" 2>/dev/null
		for sys in "$work/$name"/sys "$work/$name"/*/sys; do
			[ -d "$sys" ] && without_tables "${sys%/sys}"
		done
	done
	# the beds with a full kernel's tables, as if it ran there. The big one has three
	# Ethernet controllers whose ids, made up, are those of no network card. Neither
	# tells which modules are loaded.
	release=6.12.117+deb12-amd64
	mkdir "$work/tables"
	tar -xzf "$HWALIAS_SHARED/kernels/$release.tar.gz" -C "$work/tables" 2>/dev/null
	for root in "$work"/*/bed-*/; do
		[ -d "$root/sys" ] && [ -d "$work/tables/lib/modules/$release" ] || continue
		mkdir -p "$root/proc/sys/kernel" "$root/lib/modules"
		echo "$release" >"$root/proc/sys/kernel/osrelease"
		cp -r "$work/tables/lib/modules/$release" "$root/lib/modules/"
		check --sysroot "$root"
		case $root in
		*big*) sed -n -e '/^warning/h; /and no module of kernel/{g; s/^warning  \([^ ]*\).*/\1/p;}' \
			"$work/out" | tr '\n' ' ' >"$work/ids"
			[ "$(cat "$work/ids")" = "pci:0000:26:01.0 pci:0000:32:01.0 pci:0000:34:01.0 " ] ||
				fail "the big bed with its tables" ;;
		# the one accelerator without a driver is claimed by a module
		*) { [ "$(grep -E '^(error|warning|hint) ' "$work/out" | cut -c1-26)" = \
			'warning  pci:0000:03:01.1 ' ] &&
			grep -q '^could not .* hdaudio.* does not tell whether' "$work/out"; } ||
			fail "$root with its tables" ;;
		esac
	done
fi
[ "$(ls "$work/documents" "$work/lines" | grep -c '^[0-9]')" = "$kept" ] || fail "documents were lost"
if "$python3" -c 'import jsonschema' 2>/dev/null; then
	"$python3" ../lib/validate_schema.py --strict "$schema" "$work"/documents/* &&
		"$python3" ../lib/validate_schema.py --strict --lines "$schema" "$work"/lines/* ||
		fail "the schema"
fi
exit "$failed"
