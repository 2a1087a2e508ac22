#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# check's remedies, run: in a scratch root, all of a report in its order, twice, with
# modprobe and depmod that only write down how they were called. Then the machine has
# nothing left to mend, or is one step further, and no line is gone but those told.
set -u
export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $HWALIAS in
/*) ;;
*) HWALIAS=$PWD/$HWALIAS ;;
esac
cd "$work" || exit 1
release=6.1.0-13-amd64
failed=0

fail() {
	echo "FAILED: $name: $*"
	sed 's/^/  /' out
	failed=1
}

mkdir bin
for tool in modprobe depmod systemctl journalctl hwalias; do
	printf '#!/bin/sh\nprintf "%%s " %s "$@" >>"%s/calls"\necho >>"%s/calls"\n' \
		$tool "$work" "$work" >bin/$tool
	chmod +x bin/$tool
done

# machine NAME: a network card at 00:1f.6 that e1000e claims
machine() {
	name=$*
	rm -rf root
	for dir in proc/sys/kernel sys/bus/pci/devices sys/bus/usb/devices \
		sys/bus/platform/devices lib/modules/$release/kernel etc/modprobe.d \
		usr/lib/modprobe.d sys/kernel/debug; do
		mkdir -p root/$dir
	done
	modules=root/lib/modules/$release
	echo $release >root/proc/sys/kernel/osrelease
	echo 'loop 16384 0 - Live 0x0' >root/proc/modules
	echo kernel/vt.ko >$modules/modules.builtin
	: >$modules/modules.dep
	card 00:1f.6 15B8 020000
	claim 15B8 e1000e
}

# card SLOT DEVICE CLASS
card() {
	path=devices/pci0000:00/0000:$1
	mkdir -p root/sys/$path
	base=$(echo "$3" | cut -c1-2)
	sub=$(echo "$3" | cut -c3-4)
	cat >root/sys/$path/uevent <<-END
		PCI_CLASS=$3
		PCI_SLOT_NAME=0000:$1
		MODALIAS=pci:v00008086d0000$2sv00000000sd00000000bc${base}sc${sub}i00
	END
	ln -s ../../bus/pci root/sys/$path/subsystem
	ln -s ../../../$path root/sys/bus/pci/devices/0000:$1
}

# claim DEVICE MODULE NEEDED...
claim() {
	printf 'alias pci:v00008086d0000%ssv*sd*bc*sc*i* %s\n' "$1" "$2" \
		>>$modules/modules.alias
	shift
	line=kernel/$1.ko:
	module "$1"
	shift
	for needed; do
		line="$line kernel/$needed.ko"
		module "$needed"
		echo "kernel/$needed.ko:" >>$modules/modules.dep
	done
	echo "$line" >>$modules/modules.dep
}

module() { : >"$modules/kernel/$1.ko"; }
loaded() { echo "$1 16384 0 - Live 0x0" >>root/proc/modules; }
bound() { echo "DRIVER=$2" >>root/sys/devices/pci0000:00/0000:$1/uevent; }

check() { "$HWALIAS" check --sysroot root >out 2>err; }

# told TEXT...: the report has these
told() {
	check
	for text; do
		grep -qF -e "$text" out || fail "no '$text'"
	done
}

not_told() {
	! grep -qF -e "$1" out || fail "'$1'"
}

# The paths of a command are those of the machine.
below_root() {
	sed -E "s#(^|[ \"'])/(etc|usr|run|sys|boot|lib)/#\1$work/root/\2/#g"
}

# follow: all remedies of the report, in order, twice
follow() {
	check
	sed -n 's/^  remedy: //p' out | below_root >remedies
	[ -s remedies ] || fail "no remedy"
	LC_ALL=C grep -q '[^ -~]' remedies && fail "a byte that is not printable"
	for time in 1 2; do
		: >calls
		while read -r remedy; do
			PATH=$work/bin:$PATH sh -c "$remedy" >said 2>&1 </dev/null
			status=$?
			# grep has an own one for places that this machine does not have
			[ $status = 0 ] || [ "$status ${remedy%% *}" = '2 grep' ] ||
				fail "run $time of '$remedy': $(cat said)"
		done <remedies
	done
	[ -z "$(find . -name 'PWNED*')" ] || fail "a name was run as a command"
}

called() {
	grep -qxF -e "$1 " calls || fail "'$1' was not called, but: $(cat calls)"
}

# left FILE LINE...: what the file holds now
left() {
	file=$1
	shift
	printf '%s\n' "$@" >expected
	cmp -s "root$file" expected || fail "$file: $(diff expected "root$file")"
}

# next REASON...: the findings that are left
next() {
	"$HWALIAS" check --sysroot root --json >out 2>err
	found=$(sed -n 's/^      "reason": "\(.*\)",*$/\1/p' out | tr '\n' ' ')
	[ "$found" = "$(printf '%s ' "$@")" ] || fail "left is $found"
}

healthy() {
	check || fail "exit status $?"
	grep -qx 'nothing needs attention ([a-z, ]* not [a-z]*)' out || fail "not silent"
}

machine two findings in one file
card 00:1b.0 2829 010601
claim 2829 ahci
printf '%s\n' 'blacklist ahci' 'blacklist e1000e' 'options snd_hda_intel power_save=0' \
	'#blacklist e1000e' 'blacklist e1000e_x' >root/etc/modprobe.d/a.conf
told '/etc/modprobe.d/a.conf:1: blacklist ahci' '/etc/modprobe.d/a.conf:2: blacklist e1000e' \
	'The commands are for the recorded machine, not for this one.'
follow
called 'modprobe ahci'
called 'modprobe e1000e'
left /etc/modprobe.d/a.conf 'options snd_hda_intel power_save=0' '#blacklist e1000e' \
	'blacklist e1000e_x'
next module-not-loaded module-not-loaded
loaded ahci
loaded e1000e
bound 00:1b.0 ahci
bound 00:1f.6 e1000e
healthy

machine two cards, one line
card 00:1e.6 15B8 020000
echo 'blacklist e1000e' >root/etc/modprobe.d/a.conf
echo 'options e1000e x=1' >>root/etc/modprobe.d/a.conf
follow
left /etc/modprobe.d/a.conf 'options e1000e x=1'
next module-not-loaded module-not-loaded

machine a continued line in a file that is a link
mkdir -p root/etc/site
printf '%s\n' 'install e1000e \' '  /bin/\' 'false' '  /bin/false' 'install e1000e \' \
	'  /sbin/modprobe -i e1000e' >root/etc/site/a.conf
ln -s ../site/a.conf root/etc/modprobe.d/a.conf
follow
[ -L root/etc/modprobe.d/a.conf ] || fail "the link is a file now"
left /etc/site/a.conf '  /bin/false' 'install e1000e \' '  /sbin/modprobe -i e1000e'
next module-not-loaded

# NixOS: setup-etc.pl links to /etc/static; Guix links the folder. The store is mounted
# read-only
for store in nix gnu; do
	machine a file of the store of $store
	folder=$store/store/0a-etc/etc/modprobe.d
	mkdir -p "root/$folder" && ln -s "/$store/store/0a-etc/etc" root/etc/static
	printf '%s\n' 'blacklist e1000e' 'install e1000e /bin/false' >"root/$folder/nixos.conf"
	if [ $store = nix ]; then
		ln -s /etc/static/modprobe.d/nixos.conf root/etc/modprobe.d/nixos.conf
	else
		rmdir root/etc/modprobe.d && ln -s /etc/static/modprobe.d root/etc/modprobe.d
	fi
	told '/etc/modprobe.d/nixos.conf:1: blacklist e1000e' \
		'/etc/modprobe.d/nixos.conf is made from the system'"'"'s configuration'
	grep -qx '  remedy: modprobe --ignore-install e1000e' out || fail "a command that cannot work"
	echo 'blacklist e1000e' >"root/$folder/nixos.conf"
	check
	grep -qx '  remedy: modprobe e1000e' out || fail "of a blacklist"
done

machine files of packages
card 00:1b.0 2829 010601
claim 2829 ahci
printf '%s\n' 'blacklist ahci' 'blacklist e1000e' 'blacklist pcspkr' \
	>root/usr/lib/modprobe.d/v.conf
cp root/usr/lib/modprobe.d/v.conf vendor
rm -r root/etc/modprobe.d
follow
cmp root/usr/lib/modprobe.d/v.conf vendor || fail "a file of a package was changed"
left /etc/modprobe.d/v.conf 'blacklist pcspkr'
next module-not-loaded module-not-loaded

machine blocked by more lines than are told
for i in 1 2 3 4 5 6 7 8 9 10; do
	echo "blacklist e1000e $i"
done >root/etc/modprobe.d/a.conf
told 'a.conf:8: blacklist e1000e 8, and by 2 more.'
follow
called 'hwalias check'
left /etc/modprobe.d/a.conf 'blacklist e1000e 9' 'blacklist e1000e 10'
follow
called 'modprobe e1000e'

machine lines that are long, or may not be shown
long=$(printf '%0300d' 0)
joined=$(seq -f ' # %g \' 40)
printf '%s\n' "blacklist e1000e # $long" 'blacklist other' \
	'install e1000e /bin/false; logger password=hunter2' "install other $long" \
	"install e1000e /bin/false $long \\" "$joined" '#' \
	'install e1000e /bin/false # token=abc' "blacklist other # $long" >root/etc/modprobe.d/a.conf
told 'sed -i'
not_told hunter2
[ "$(wc -L <out)" -lt 2500 ] || fail "a long line is quoted whole"
follow
left /etc/modprobe.d/a.conf 'blacklist other' "install other $long" "blacklist other # $long"
next module-not-loaded

machine blocked in every way at once
sed -i d $modules/modules.alias $modules/modules.dep
claim 15B8 e1000e ptp pps-core i2c
loaded i2c
printf '%s\n' 'blacklist e1000e' 'alias pci:v00008086d000015B8* off' 'blacklist e1000e' \
	'install e1000[a-e] /bin/true' >root/etc/modprobe.d/a.conf
printf '%s\n' 'install pps-core /usr/bin/env false' 'install ptp /usr/sbin/load ptp' \
	'blacklist ptp' 'install i2c /bin/false' >root/etc/modprobe.d/b.conf
told 'a.conf:1: blacklist e1000e' 'a.conf:2: alias' 'a.conf:4: install' \
	'b.conf:1: install pps-core /usr/bin/env false (module pps_core, which it needs)' \
	'runs a command instead of loading ptp, /etc/modprobe.d/b.conf:2: install ptp'
not_told 'blacklist ptp'
not_told 'install i2c'
follow
called 'modprobe --ignore-install ptp'
called 'modprobe e1000e'
[ ! -s root/etc/modprobe.d/a.conf ] || fail "a.conf is not empty"
left /etc/modprobe.d/b.conf 'install ptp /usr/sbin/load ptp' 'blacklist ptp' \
	'install i2c /bin/false'
next module-not-loaded
told 'it is not loaded. modprobe runs a command instead of loading ptp'
loaded ptp
told 'nothing is in its way'

machine a command that only the command knows
echo 'install e1000e /usr/sbin/load card e1000e' >root/etc/modprobe.d/a.conf
told 'modprobe runs a command instead, /etc/modprobe.d/a.conf:1: install e1000e /usr/sbin/load withheld e1000e;'
not_told 'in its way'
follow
called 'modprobe --ignore-install e1000e'
loaded e1000e
bound 00:1f.6 e1000e
healthy

machine the first command counts
printf '%s\n' 'install e1000* /sbin/modprobe -i e1000e' 'install e1000e /bin/false' \
	>root/etc/modprobe.d/a.conf
told 'nothing is in its way'
next module-not-loaded

machine the kernel command line
echo 'quiet module_blacklist=x,e1000e modprobe.blacklist=e1000e' >root/proc/cmdline
mkdir -p root/etc/default/grub.d
echo 'GRUB_CMDLINE_LINUX="module_blacklist=x,e1000e"' >root/etc/default/grub.d/x.cfg
told 'kernel command line: module_blacklist=e1000e' 'and by kernel command line' \
	'take e1000e out of modprobe.blacklist=e1000e and e1000e out of module_blacklist=e1000e'
follow
grep -q '/etc/default/grub.d/x.cfg:1:GRUB' said || fail "the place was not found: $(cat said)"
echo 'quiet module_blacklist=x' >root/proc/cmdline
next module-not-loaded

machine until the next boot
echo 'modprobe.blacklist=e1000e' >root/proc/cmdline
follow
called 'modprobe e1000e'
loaded e1000e
bound 00:1f.6 e1000e
healthy

machine built in and not started
echo kernel/e1000e.ko >>$modules/modules.builtin
echo 'initcall_blacklist=e1000e_init_module' >root/proc/cmdline
mkdir -p root/etc/kernel
cp root/proc/cmdline root/etc/kernel/cmdline
told 'started, built in as it is, by kernel command line: initcall_blacklist=e1000e_init_module' \
	'take what starts e1000e out of initcall_blacklist=e1000e_init_module,'
follow
echo 'initcall_blacklist=other_init' >root/proc/cmdline
next probe-declined
# that of e1000e does have this name
echo 'initcall_blacklist=e1000_init_module' >root/proc/cmdline
told 'The kernel command line has initcall_blacklist=e1000_init_module, which keeps' journalctl

machine a missing file of what it needs
sed -i d $modules/modules.alias $modules/modules.dep
claim 15B8 e1000e ptp
rm $modules/kernel/ptp.ko
told 'a file that it needs is not in the modules directory' 'kernel/ptp.ko' \
	"then: depmod -- $release && modprobe e1000e"
# both would fail as long as the file is not there
not_told 'remedy:'
module ptp
next module-not-loaded

machine a missing line of modules.dep
sed -i d $modules/modules.dep
follow
called "depmod -- $release"
echo kernel/e1000e.ko: >>$modules/modules.dep
next module-not-loaded

machine one is loaded, the other one blocked
claim 15B8 aaa
loaded aaa
echo 'blacklist e1000e' >root/etc/modprobe.d/a.conf
told 'aaa, which claims this device, is loaded' \
	'Module e1000e claims it too, but is kept from being loaded by /etc/modprobe.d/a.conf:1:'

machine not all could be read
rmdir root/etc/modprobe.d
ln -s modprobe.d root/etc/modprobe.d
told 'nothing that could be read is in its way'
grep -q ' /etc/modprobe.d' err || fail "the warning: $(cat err)"

machine a carriage return
printf 'blacklist e1000e\r\n' >root/etc/modprobe.d/a.conf
told 'nothing is in its way'
grep -q '/etc/modprobe.d/a.conf:1: .*carriage return' err || fail "the warning: $(cat err)"

machine names of a stranger
sed -i d $modules/modules.alias $modules/modules.dep
evil='e;touch${IFS}PWNED1;$(touch${IFS}PWNED2)`touch${IFS}PWNED3`'
claim 15B8 "$evil"
file="root/etc/modprobe.d/a'b;touch PWNED4;\$(touch PWNED5) \\\"x.conf"
dir=$(printf 'f\303\274r\033[31m\n#')
printf 'blacklist %s\nblacklist x\n' "$evil" >"$file"
printf '#\n\tinstall\t%s /bin/false # \047 ; touch PWNED6 .*[ & \303\274 \033[31m\377\r\n#\n' \
	"$evil" >"root/etc/modprobe.d/$dir.conf"
follow
called "modprobe $evil"
printf 'blacklist x\n' >expected
cmp "$file" expected || fail "the file with quotes: $(cat "$file")"
printf '#\n#\n' >expected
cmp "root/etc/modprobe.d/$dir.conf" expected || fail "the file with control characters"
next module-not-loaded
follow

machine a USB device and an interface that may not be used
evil='1-2;touch PWNED'
usb=devices/usb1/$evil
mkdir -p "root/sys/$usb/1-2:1.0"
printf 'DEVTYPE=usb_device\nPRODUCT=46d/825/12\n' >"root/sys/$usb/uevent"
printf 'DEVTYPE=usb_interface\nPRODUCT=46d/825/12\nINTERFACE=14/1/0\nMODALIAS=usb:v046Dp0825d0012dcEFdsc02dp01ic0Eisc01ip00in00\n' \
	>"root/sys/$usb/1-2:1.0/uevent"
for at in "$usb" "$usb/1-2:1.0"; do
	echo 0 >"root/sys/$at/authorized"
	ln -s ../../../../bus/usb "root/sys/$at/subsystem"
	ln -s "../../../$at" "root/sys/bus/usb/devices/${at##*/}"
done
bound 00:1f.6 e1000e
told "not" 'authorized'
follow
[ "$(cat "root/sys/$usb/authorized")" = 1 ] || fail "the device"
[ "$(cat "root/sys/$usb/1-2:1.0/authorized")" = 1 ] || fail "the interface"
[ "$(cat root/sys/bus/usb/drivers_probe)" = 1-2:1.0 ] || fail "the drivers were not asked"

# show: the devices that check is silent about
show() {
	"$HWALIAS" show --sysroot root "$1" >out 2>err || fail "show $1: $(cat err)"
	grep -qF -e "$2" out || fail "no '$2'"
}

machine put off and kept for another on other buses
card 00:16.3 9D3D 070002
claim 9D3D 8250_pci
loaded 8250_pci
for device in a.serial b.serial; do
	mkdir -p root/sys/devices/platform/$device
	echo 'MODALIAS=of:NserialT(null)Cvendor,serial' \
		>root/sys/devices/platform/$device/uevent
	ln -s ../../../bus/platform root/sys/devices/platform/$device/subsystem
	ln -s ../../../devices/platform/$device root/sys/bus/platform/devices/$device
done
echo 'alias of:N*T*Cvendor,serial 8250_of' >>$modules/modules.alias
loaded 8250_of
echo vfio-platform >root/sys/devices/platform/b.serial/driver_override
printf 'a.serial\tplatform: supplier clocks not ready\n0000:00:16.3\t\n' \
	>root/sys/kernel/debug/devices_deferred
bound 00:1f.6 e1000e
show platform:a.serial 'put off until what the device needs is there: platform: supplier clocks not'
show platform:b.serial 'driver_override lets none but vfio-platform bind'
show 00:16.3 'the probe is put off'
healthy

exit "$failed"
