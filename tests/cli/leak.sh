#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The recorded machines hold serial numbers, addresses, UUIDs, host names and machine ids.
# None may be in any output. Each secret has one of the marks below.
set -eu
cd "$(dirname "$0")/../machines"
marks='secret-|5ec2e7|02:de:ad|02dead'
count=$(cat ./*.snap | grep -icE "$marks")
[ "$count" -ge 20 ] || {
	echo "only $count secrets in the machines: the marks are wrong"
	exit 1
}
status=0
for snap in *.snap; do
	for options in "" "-aa" "-aa -nn -v" "-aaJ" "-aaJv" "-aa --ndjson" "-aa --ndjson -v" \
		"-aa --tsv -v" report "report --format text" "report --format html" \
		"-aa --format prometheus" "-aa --format cyclonedx" "--format nfd" facts \
		"-aa -o ADDRESS,PARENT,SYSPATH,MODALIAS,NAME,VENDOR,MODEL,SUBSYSTEM"; do
		# shellcheck disable=SC2086 # several options
		if "$HWALIAS" --from "$snap" $options 2>&1 | grep -iE "$marks"; then
			echo "$snap: hwalias $options leaks the above"
			status=1
		fi
	done
done

# what administrators wrote, and where the user keeps tables
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/m.snap" <<'EOF'
hwalias-snapshot 1
proc/modules = ext4 1 1 - Live 0x0
proc/sys/kernel/osrelease = 6.1.0-13-amd64
proc/sys/kernel/hostname = 5ec2e7-host
proc/cmdline = quiet module_blacklist=secret-a,e1000e,secret-b
sys/bus/pci/devices/0000:00:1f.6 -> ../../../devices/pci0000:00/0000:00:1f.6
sys/devices/pci0000:00/0000:00:1f.6/uevent :
|PCI_CLASS=20000
|PCI_SLOT_NAME=0000:00:1f.6
|MODALIAS=pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00
sys/bus/i3c/devices/0-5ec2e7a30000 -> ../../../devices/platform/i3c-0/0-5ec2e7a30000
sys/devices/platform/i3c-0/0-5ec2e7a30000/modalias = i3c:dcr00manuf0235part0001ext0000
sys/devices/platform/i3c-0/0-5ec2e7a30000/subsystem -> ../../../../bus/i3c
lib/modules/6.1.0-13-amd64/modules.alias :
|alias pci:v00008086d000015B8sv*sd*bc*sc*i* e1000e
lib/modules/6.1.0-13-amd64/modules.dep :
|kernel/e1000e.ko:
lib/modules/6.1.0-13-amd64/kernel/e1000e.ko =-
etc/modprobe.d/x.conf :
|install e1000e /home/secret-user/x -u secret-user:secret-p https://u:secret-q@5ec2e7-host/ 02:de:ad:00:00:01
|blacklist e1000e # /root/ /home/secret-user
EOF
home=$work/secret-home
mkdir -p "$home/lib/modules"
sed -n '/^|alias/s/^|//p' "$work/m.snap" >"$work/alias"
mkdir -p "$home/lib/modules/6.1.0-13-amd64"
cp "$work/alias" "$home/lib/modules/6.1.0-13-amd64/modules.alias"
for command in "check" "check -J" "check --ndjson" "list -aaJ" "show -v pci:0000:00:1f.6" \
	"show -J pci:0000:00:1f.6" "driver e1000e" "driver -J e1000e" "driver --ndjson e1000e"; do
	for tables in "" "--modules-dir $home/lib/modules/6.1.0-13-amd64"; do
		# shellcheck disable=SC2086 # several options
		if HOME=$home "$HWALIAS" --from "$work/m.snap" $tables $command 2>&1 |
			grep -iE "$marks"; then
			echo "hwalias $command $tables leaks the above"
			status=1
		fi
	done
done
# the directives are quoted, not left out
"$HWALIAS" --from "$work/m.snap" check | grep -q 'x.conf:1: install e1000e ~/x -u withheld https' || {
	echo "the directive is not quoted"
	status=1
}
# serial numbers of disks and of USB that udev's database alone has, in the words of a log
{
	printf 'P: /devices/pci0000:00/0000:00:1f.6\nE: SUBSYSTEM=pci\nE: PCI_ID=8086:15B8\n'
	printf 'E: MODALIAS=pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00\n\n'
	printf 'P: /devices/pci0000:00/0000:00:14.0/usb1/1-2\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n'
	printf 'E: BUSNUM=001\nE: DEVNUM=004\nE: ID_SERIAL_SHORT=9XKQ77TRZ1\n\n'
	printf 'P: /devices/pci0000:00/0000:00:17.0/ata1/block/sda\nE: SUBSYSTEM=block\nE: DEVTYPE=disk\n'
	printf 'E: ID_SERIAL_SHORT=S3Z9NB0K812345\n\n'
} >"$work/udev"
for serial in S3Z9NB0K812345 9XKQ77TRZ1; do
	echo "[    7.1] e1000e 0000:00:1f.6: Direct firmware load for $serial failed with error -2"
done >"$work/log"
for command in "check" "check -J" "list -aaJ" "report" "snapshot -"; do
	# shellcheck disable=SC2086 # several options
	if "$HWALIAS" --from "$work/udev" --from "$work/log" \
		--modules-dir "$home/lib/modules/6.1.0-13-amd64" $command 2>&1 |
		grep -E '9XKQ77TRZ1|S3Z9NB0K812345'; then
		echo "hwalias $command of udev's database leaks the above"
		status=1
	fi
done
"$HWALIAS" --from "$work/udev" --from "$work/log" --privacy full snapshot - | grep -q 'load for S3Z9NB0K812345' || {
	echo "the log with a serial number is not there"
	status=1
}
# lsusb of macOS has them behind the names
echo 'Bus 020 Device 006: ID 05ac:ffff Apple Inc. Apple Keyboard  Serial: DEVJXQ2RYC' >"$work/lsusb"
for command in "list" "list -aaJ" "report" "snapshot -"; do
	# shellcheck disable=SC2086 # several options
	if "$HWALIAS" --from "$work/lsusb" $command 2>&1 | grep DEVJXQ2RYC; then
		echo "hwalias $command of lsusb leaks the above"
		status=1
	fi
done
"$HWALIAS" --from "$work/lsusb" -aaJ --privacy full | grep -q '"serial": "DEVJXQ2RYC"' || {
	echo "the serial number of lsusb is not there"
	status=1
}
# inxi -x names a telephone as its owner did, where usb.ids has a name for it, too
cat >"$work/inxi" <<'EOF'
USB:
  Device-1: 1-3:4 info: Ottilianq's Galaxy S21 type: Still Imaging driver: usbfs rev: 2.0
    chip-ID: 04e8:6860
EOF
for command in "list" "list -aaJv" "check" "report" "snapshot -"; do
	# shellcheck disable=SC2086 # several options
	if "$HWALIAS" --from "$work/inxi" $command 2>&1 | grep -i ottilianq; then
		echo "hwalias $command of inxi leaks the above"
		status=1
	fi
done
"$HWALIAS" --from "$work/inxi" snapshot - | grep -q "withheld's Galaxy S21" || {
	echo "the snapshot lacks what inxi calls the device"
	status=1
}
exit "$status"
