#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# `--format cyclonedx`: valid by the official schema where it is there, by what the
# specification says of its members everywhere, and of the devices that --json has.
set -u
for tool in jq python3; do
	command -v $tool >/dev/null || {
		echo "no $tool: skipped"
		exit 77
	}
done
cd "$(dirname "$0")/../machines"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1700000000
unset NO_COLOR COLUMNS
# Debian's python3-jsonschema belongs to the system's own interpreter
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
failed=0

fail() {
	failed=1
	echo "FAILED: $*"
}

# bom ARGUMENT…: the document; checked at the end, with all others
boms=0
mkdir "$work/boms"
bom() {
	boms=$((boms + 1))
	"$HWALIAS" --format cyclonedx "$@" >"$work/bom.json" 2>/dev/null || fail "$*: status $?"
	cp "$work/bom.json" "$work/boms/$boms $(echo "$*" | tr / _)"
}

# of a file for each machine, in a run of jq for all of them, as that takes longer to start
# than for what it does
mkdir "$work/all" "$work/bom"
for snap in *.snap healthy/*.snap; do
	name=$(echo "$snap" | tr / _)
	bom --from "$snap"
	cp "$work/bom.json" "$work/bom/$name"
	"$HWALIAS" --from "$snap" -aJ >"$work/all/$name" 2>/dev/null
	bom --from "$snap" -a
done
# devices with the ids that they have, but for parts and root hubs
(cd "$work/all" && jq -r '.devices[] | select((.subsystem == "pci" or .subsystem == "usb")
	and .kind != "usb_interface" and (.id | startswith("usb:usb") | not))
	| [input_filename, .id, .ids.vendor // "", .ids.device // "", .modalias.raw // ""] | @tsv' \
	*) | sort >"$work/devices.expected"
(cd "$work/bom" && jq -r '.components[] | select(.type == "device") | (.properties
	| map({(.name): .value}) | add) as $p | [input_filename, .["bom-ref"],
	$p["hwalias:id:vendor"] // "", $p["hwalias:id:device"] // "", $p["hwalias:modalias"] // ""]
	| @tsv' *) | sort >"$work/devices"
# their drivers, with those of their interfaces
(cd "$work/all" && jq -r '.devices[]
	| select((.subsystem == "pci" or .subsystem == "usb") and .driver)
	| [input_filename, (if .kind == "usb_interface" then .parent else .id end),
	"driver:" + .subsystem + ":" + .driver.name] | @tsv' *) |
	grep -v '	usb:usb' | sort -u >"$work/drivers.expected"
(cd "$work/bom" && jq -r '.dependencies[] | .ref as $ref | .dependsOn[]?
	| select(startswith("driver:")) | [input_filename, $ref, .] | @tsv' *) | sort >"$work/drivers"
for what in devices drivers; do
	[ -s "$work/$what" ] || fail "no $what"
	diff "$work/$what.expected" "$work/$what" || fail "other $what"
done
# the machine has them all, and its software
(cd "$work/bom" && jq -r 'select((.dependencies[] | select(.ref == "machine")
	| .dependsOn // [] | sort) == ([.components[] | select(.type != "device-driver"
	and (.["bom-ref"] | startswith("firmware:") | not)) | .["bom-ref"]] | sort))
	| input_filename' *) >"$work/whole"
(cd "$work/bom" && ls) | diff - "$work/whole" || fail "what the machines consist of"
"$python3" ../lib/cyclonedx.py --official "$work/bom.json"
[ $? = 77 ] && echo "without HWALIAS_CYCLONEDX_SCHEMAS or python3-jsonschema: not compared with the official schema"

# identity, at the level where it may be told: the machine's, and the newest counts
root=$work/root
mkdir -p "$root/etc" "$root/proc/sys/kernel" "$root/sys/bus/pci/devices/0000:00:02.0"
echo 0123456789abcdef0123456789abcdef >"$root/etc/machine-id"
echo secret-host >"$root/proc/sys/kernel/hostname"
printf 'PCI_CLASS=10802\nPCI_ID=144D:A808\nPCI_SLOT_NAME=0000:00:02.0\n' \
	>"$root/sys/bus/pci/devices/0000:00:02.0/uevent"
echo 'pci:v0000144Dd0000A808sv0000144Dsd0000A801bc01sc08i02' \
	>"$root/sys/bus/pci/devices/0000:00:02.0/modalias"
mkdir -p "$root/sys/bus/pci/devices/0000:00:02.0/nvme/nvme0"
echo '2B2QEXE7 ' >"$root/sys/bus/pci/devices/0000:00:02.0/nvme/nvme0/firmware_rev"
bom --sysroot "$root"
jq -e 'has("serialNumber") | not' "$work/bom.json" >/dev/null || fail "an identity at public"
grep -q secret-host "$work/bom.json" && fail "the host's name at public"
[ "$(jq .version "$work/bom.json")" = 1 ] || fail "the version at public"
[ "$(jq -r .metadata.timestamp "$work/bom.json")" = 2023-11-14T22:13:20Z ] || fail "the time"
jq -e '[.components[] | select(.["bom-ref"] == "firmware:pci:0000:00:02.0") | .version]
	== ["2B2QEXE7"] and (.dependencies | any(.ref == "pci:0000:00:02.0"
	and (.dependsOn | index("firmware:pci:0000:00:02.0"))))' "$work/bom.json" >/dev/null ||
	fail "the firmware of a device"
cp "$work/bom.json" "$work/public.json"
bom --sysroot "$root"
cmp -s "$work/bom.json" "$work/public.json" || fail "the same machine, other bytes"
bom --sysroot "$root" --privacy fleet
key=$("$HWALIAS" --sysroot "$root" --privacy fleet -J 2>/dev/null | jq -r .host.key)
[ "$(jq -r .serialNumber "$work/bom.json" | tr -d -)" = "urn:uuid:$key" ] ||
	fail "the identity is not the machine's key"
[ "$(jq .version "$work/bom.json")" = 1700000000 ] || fail "the version at fleet"
grep -q secret-host "$work/bom.json" || fail "no name of the host at fleet"
[ "$(ls "$work/boms" | wc -l)" = "$boms" ] || fail "documents were lost"
"$python3" ../lib/cyclonedx.py "$work"/boms/* || fail "the format"
[ "$failed" = 0 ]
