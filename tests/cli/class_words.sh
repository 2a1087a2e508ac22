#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What the column CLASS of a table says is accepted by -b as it is printed, and selects the
# line: of all machines in machines; tests/cli/typed.tsv has some in
# small letters. A kind is looked for on all buses.
set -eu
cd "$(dirname "$0")/../machines"
export LC_ALL=C.UTF-8
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failed=0
passed=0
fail() {
	failed=$((failed + 1))
	echo "FAILED: $*"
}
# DEVICE and CLASS, with a tab between: the columns begin where their headings do
lines() {
	awk 'NR == 1 { class = index($0, "CLASS"); name = index($0, "NAME"); next }
		!length { exit }
		{ device = $1; word = substr($0, class, name - class); sub(/ +$/, "", word)
		print device "\t" word }'
}
for snap in *.snap healthy/*.snap broken/*.snap; do
	"$HWALIAS" --from "$snap" -a >"$out/list" 2>/dev/null || continue
	lines <"$out/list" >"$out/lines"
	cut -f 2 "$out/lines" | sort -u >"$out/words"
	while IFS= read -r word; do
		[ -n "$word" ] || continue
		"$HWALIAS" --from "$snap" -b "$word" >"$out/selected" 2>/dev/null ||
			fail "$snap: -b '$word' lists nothing"
		lines <"$out/selected" | cut -f 1 >"$out/devices"
		awk -F '\t' -v word="$word" '$2 == word { print $1 }' "$out/lines" |
			grep -vxF -f "$out/devices" >"$out/lost" &&
			fail "$snap: -b '$word' does not list $(head -n 1 "$out/lost")"
		passed=$((passed + 1))
	done <"$out/words"
done
for word in wifi bluetooth storage gpu; do
	"$HWALIAS" --from arm.snap -b $word >"$out/selected" 2>/dev/null ||
		fail "arm.snap: no $word"
	passed=$((passed + 1))
done
for word in disk storage ssd; do
	"$HWALIAS" --from server.snap -b $word -o DEVICE --noheadings >"$out/selected"
	for device in scsi:0:2:0:0 5e:00.0; do
		grep -qx "$device" "$out/selected" || fail "server.snap: -b $word without $device"
	done
done
"$HWALIAS" --from arm.snap -b wifi | grep -q 'mmc1:0001:1 .*brcmfmac' || fail "no brcmfmac"
# a subclass that holds all kinds: the driver tells
cat >"$out/kinds.snap" <<'EOT'
hwalias-snapshot 1
sys/bus/pci/devices/0000:00:14.2/uevent :
|DRIVER=intel_pch_thermal
|PCI_CLASS=118000
|PCI_ID=8086:A131
|PCI_SLOT_NAME=0000:00:14.2
|MODALIAS=pci:v00008086d0000A131sv00001043sd00008694bc11sc80i00
sys/bus/pci/devices/0000:00:16.0/uevent :
|DRIVER=mei_me
|PCI_CLASS=78000
|PCI_ID=8086:A13A
|PCI_SLOT_NAME=0000:00:16.0
|MODALIAS=pci:v00008086d0000A13Asv00001043sd00008694bc07sc80i00
sys/bus/pci/devices/0000:05:00.0/uevent :
|PCI_CLASS=118000
|PCI_ID=1234:0001
|PCI_SLOT_NAME=0000:05:00.0
|MODALIAS=pci:v00001234d00000001sv00001043sd00008694bc11sc80i00
EOT
"$HWALIAS" --from "$out/kinds.snap" 2>/dev/null | lines | cut -f 2 >"$out/words"
printf 'thermal\nMEI\nDSP\n' | cmp -s - "$out/words" || fail "words: $(cat "$out/words")"
# where no class tells, the name does, as a word of its own
cat >"$out/names.snap" <<'EOT'
hwalias-snapshot 1
sys/bus/acpi/devices/MSFT0101:00/uevent :
|MODALIAS=acpi:MSFT0101:
sys/bus/acpi/devices/PNP0C0A:00/uevent :
|MODALIAS=acpi:PNP0C0A:
sys/bus/acpi/devices/PNP0303:00/uevent :
|MODALIAS=acpi:PNP0303:
sys/bus/acpi/devices/PNP0C31:00/uevent :
|MODALIAS=acpi:PNP0C31:
sys/bus/acpi/devices/PNP0C80:00/uevent :
|MODALIAS=acpi:PNP0C80:
EOT
"$HWALIAS" --from "$out/names.snap" -a 2>/dev/null | lines | cut -f 2 | tr '\n' ' ' >"$out/words"
printf 'TPM battery TPM memory keyboard ' | cmp -s - "$out/words" ||
	fail "words of ACPI: $(cat "$out/words")"
# the name of a bus in capital letters is that bus
for bus in acpi ACPI; do
	n=$("$HWALIAS" --from "$out/names.snap" -b $bus --noheadings 2>/dev/null | grep -c .)
	[ "$n" = 5 ] || fail "-b $bus lists $n devices"
done
while read -r kind wanted; do
	got=$("$HWALIAS" --from "$out/names.snap" -b "$kind" -o DEVICE --noheadings 2>/dev/null |
		tr '\n' ' ')
	[ "$got" = "$wanted${wanted:+ }" ] || fail "-b $kind lists '$got'"
	passed=$((passed + 1))
done <<'EOT'
tpm acpi:MSFT0101:00 acpi:PNP0C31:00
battery acpi:PNP0C0A:00
Battery acpi:PNP0C0A:00
keyboard acpi:PNP0303:00
ram acpi:PNP0C80:00
lid
mouse
EOT
printf 'battery = 1\ntpm = 2\nkeyboard = 1\n' >"$out/names.expect"
"$HWALIAS" check --expect "$out/names.expect" --from "$out/names.snap" >"$out/judged" 2>&1 ||
	fail "expect: $(cat "$out/judged")"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 100 ]
