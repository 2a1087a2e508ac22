#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What feeds of many machines rest on: a key of the machine and a time in each line, and a
# line at the end that tells that none is missing.
set -u
for tool in jq python3; do
	command -v $tool >/dev/null || {
		echo "no $tool: skipped"
		exit 77
	}
done
cd "$(dirname "$0")/../machines"
machines=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1700000000
unset NO_COLOR COLUMNS
failed=0

fail() {
	failed=1
	echo "FAILED: $*"
}

# --- the key of the machine, and the time ---

root=$work/root
mkdir -p "$root/etc" "$root/proc/sys/kernel" "$root/sys/bus/pci/devices/0000:00:02.0"
echo feedhost >"$root/proc/sys/kernel/hostname"
device=$root/sys/bus/pci/devices/0000:00:02.0
printf 'PCI_CLASS=20000\nPCI_ID=8086:15B8\nPCI_SLOT_NAME=0000:00:02.0\n' >"$device/uevent"
echo 'pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00' >"$device/modalias"

# of what sd_id128_get_machine_app_specific(3) and RFC 9562 say
key_of() {
	python3 - "$1" <<-'END'
		import hashlib, hmac, sys
		h = bytearray(hmac.new(bytes.fromhex(sys.argv[1]),
		                       bytes.fromhex("ce6553d21e5a4330ba17e7200b97de0c"),
		                       hashlib.sha256).digest()[:16])
		h[6] = h[6] & 0x0f | 0x40
		h[8] = h[8] & 0x3f | 0x80
		print(h.hex())
	END
}

usb=$root/sys/devices/pci0000:00/0000:00:14.0/usb1/1-4
mkdir -p "$usb" "$root/sys/bus/usb/devices"
ln -s ../../../devices/pci0000:00/0000:00:14.0/usb1/1-4 "$root/sys/bus/usb/devices/"
printf 'DEVTYPE=usb_device\nPRODUCT=dead/beef/100\nTYPE=0/0/0\n' >"$usb/uevent"
printf 'dead\n' >"$usb/idVendor"
printf 'beef\n' >"$usb/idProduct"

# told LEVEL: host.key of the document and of each line, and the time
told() {
	"$HWALIAS" --sysroot "$root" --privacy "$1" -J 2>/dev/null |
		jq -r '[.host.key, .host.name, .generated] | @tsv'
	"$HWALIAS" --sysroot "$root" --privacy "$1" --ndjson 2>/dev/null |
		jq -r 'select(.id) | [.host.key, .host.name, .generated] | @tsv'
}

for id in 0123456789abcdef0123456789abcdef ffffffffffffffffffffffffffffffff; do
	echo "$id" >"$root/etc/machine-id"
	expected=$(key_of "$id")
	for level in fleet full; do
		told "$level" >"$work/told"
		[ "$(sort "$work/told" | uniq -c | sed 's/^ *//')" = \
			"$(printf '3 %s\tfeedhost\t2023-11-14T22:13:20Z' "$expected")" ] ||
			fail "host.key at $level of $id: $(cat "$work/told")"
	done
	told public >"$work/told"
	[ "$(sort "$work/told" | uniq -c | sed 's/^ *//')" = \
		"$(printf '3 \t\t2023-11-14T22:13:20Z')" ] || fail "a key is told at public: $(cat "$work/told")"
done
if system=$(systemd-id128 machine-id \
	--app-specific=ce6553d21e5a4330ba17e7200b97de0c 2>/dev/null); then
	cat /etc/machine-id >"$root/etc/machine-id"
	[ "$(told fleet | cut -f 1 | sort -u)" = "$system" ] ||
		fail "host.key is not what systemd-id128 prints"
else
	echo "systemd-id128 or a machine id is missing: host.key was not compared with it"
fi
rm "$root/etc/machine-id"
[ "$(told fleet | cut -f 1 | sort -u)" = "" ] || fail "a key without a machine id"

# --- the line at the end ---

for snap in desktop server arm; do
	for options in '' -a '-b usb' '-d 8086:'; do
		# shellcheck disable=SC2086
		"$HWALIAS" --from $snap.snap --ndjson $options >"$work/lines" 2>/dev/null
		jq -se '(.[-1] == {schema: "hwalias.end", devices: (length - 1)})
			and all(.[:-1][]; .schema == "hwalias.device")' \
			"$work/lines" >/dev/null || fail "$snap $options: the end"
	done
done
# of a machine without such devices it is the only one, and tells whose it is
"$HWALIAS" --from desktop.snap --privacy fleet -J >"$work/document" 2>/dev/null
"$HWALIAS" --from desktop.snap --privacy fleet --ndjson iommu >"$work/lines" 2>/dev/null || :
jq -se --slurpfile d "$work/document" '. == [{schema: "hwalias.end", devices: 0,
	generated: $d[0].generated, host: {key: $d[0].host.key}}] and $d[0].host.key != null' \
	"$work/lines" >/dev/null || fail "a machine without groups: $(cat "$work/lines")"
key=$(jq -r .host.key "$work/document")
"$HWALIAS" --from desktop.snap --privacy fleet --format nfd 2>/dev/null |
	grep -qx "feature.node.kubernetes.io/hwalias-key=$key" || fail "labels do not tell the machine"
"$HWALIAS" --from desktop.snap --format nfd 2>/dev/null | grep -q hwalias-key &&
	fail "labels tell the machine at the level public"
"$HWALIAS" --from desktop.snap show --ndjson 00:1f.6 | grep -q hwalias.end &&
	fail "show of a device ends like a list of all"
"$HWALIAS" --from desktop.snap decode --ndjson 2>/dev/null <<END | grep -q hwalias.end &&
platform:x
END
	fail "a filter has the line of a list"

# a recording that was cut off cannot tell that all devices are there
"$HWALIAS" --from desktop.snap snapshot "$work/desktop.snap" >/dev/null 2>&1
head -c "$(($(wc -c <"$work/desktop.snap") / 2))" "$work/desktop.snap" >"$work/cut.snap"
"$HWALIAS" --from "$work/cut.snap" --ndjson >"$work/lines" 2>/dev/null
[ -s "$work/lines" ] || fail "nothing of a recording that was cut off"
grep -q hwalias.end "$work/lines" && fail "all is said to be there of one that was cut off"

# said TEXT FILE: the warning about it, once; none with an empty text
said() {
	"$HWALIAS" --from "$2" -J >"$work/out" 2>"$work/err" || fail "$2: status $?"
	# shellcheck disable=SC2016
	jq -r '.warnings[] | select(.code == "lines-missing") | .message' \
		"$work/out" >"$work/said"
	if [ -n "$1" ]; then
		[ "$(wc -l <"$work/said")" = 1 ] || fail "$2: not one warning"
		grep -qF -e "$1" "$work/said" || fail "$2: not said: $1"
		grep -qF -e "$1" "$work/err" || fail "$2: not on standard error: $1"
	else
		[ ! -s "$work/said" ] || fail "$2: said: $(cat "$work/said")"
	fi
}

"$HWALIAS" --from desktop.snap --ndjson >"$work/whole.ndjson"
n=$(($(wc -l <"$work/whole.ndjson") - 1))
said '' "$work/whole.ndjson"
head -n 4 "$work/whole.ndjson" >"$work/no-end.ndjson"
said 'devices may be missing' "$work/no-end.ndjson"
[ "$(jq '.devices | length' "$work/out")" = 4 ] || fail "what is there is not kept"
"$HWALIAS" --from "$work/no-end.ndjson" --ndjson 2>/dev/null | grep -q hwalias.end &&
	fail "what lacks lines has an end when it is printed again"
# cut off within a line: that is said, once, and there is no end when it is printed again
head -c "$(($(wc -c <"$work/whole.ndjson") / 2))" "$work/whole.ndjson" >"$work/torn.ndjson"
said 'it is cut off: devices may be missing' "$work/torn.ndjson"
grep -q 'torn.ndjson:[0-9]*: the document ends too early' "$work/err" || fail "a torn line is not told"
"$HWALIAS" --from "$work/torn.ndjson" --ndjson 2>/dev/null | grep -q hwalias.end &&
	fail "what was cut off has an end when it is printed again"
sed 3d "$work/whole.ndjson" >"$work/gap.ndjson"
said "$((n - 1)) devices are here of the $n" "$work/gap.ndjson"
grep -q "gap.ndjson:$n: " "$work/err" || fail "the line of the end is not named"
# a line that is there twice is one device, and stands for no other one; what is no line is
# named
sed 3p "$work/whole.ndjson" >"$work/twice.ndjson"
said '' "$work/twice.ndjson"
grep -q 'twice.ndjson:4: a device that a line before has' "$work/err" ||
	fail "a doubled line is not told: $(cat "$work/err")"
[ "$(jq '.devices | length' "$work/out")" = "$n" ] || fail "a doubled line is a device"
sed '3p;5d' "$work/whole.ndjson" >"$work/swapped.ndjson"
said "$((n - 1)) devices are here of the $n" "$work/swapped.ndjson"
sed '3i-bash: oops: command not found' "$work/whole.ndjson" >"$work/prose.ndjson"
said '' "$work/prose.ndjson"
grep -q 'prose.ndjson:3: this is no line of the list' "$work/err" ||
	fail "a line that is none is not told: $(cat "$work/err")"
cat "$work/whole.ndjson" - "$work/whole.ndjson" >"$work/both.ndjson" <<END
Here it is again:
END
said '' "$work/both.ndjson"
! grep -q "both.ndjson:[0-9]" "$work/err" || fail "prose between two lists is told"
sed '$s/[0-9][0-9]*}/"x"}/' "$work/whole.ndjson" >"$work/odd.ndjson"
"$HWALIAS" --from "$work/odd.ndjson" -J 2>&1 >"$work/out" |
	grep -q "odd.ndjson:$((n + 1)): no number of devices" || fail "an end without a number"
[ "$(jq '.devices | length' "$work/out")" = "$n" ] || fail "an odd end: devices are lost"
cat "$work/whole.ndjson" "$work/no-end.ndjson" >"$work/two.ndjson"
said 'devices may be missing' "$work/two.ndjson"
"$HWALIAS" --from desktop.snap -J >"$work/document.json"
said '' "$work/document.json"

# --- facts ---

kept=0
mkdir "$work/documents"
facts() {
	"$HWALIAS" facts "$@" >"$work/facts" 2>/dev/null || fail "facts $*: status $?"
	# validated at the end, all in one run
	kept=$((kept + 1))
	cp "$work/facts" "$work/documents/$kept $(echo "$*" | tr / _)"
}

for snap in desktop.snap server.snap arm.snap vm.snap broken/blocked.snap; do
	facts --from $snap
	"$HWALIAS" --from $snap -aJ >"$work/all" 2>/dev/null
	jq -e --slurpfile all "$work/all" '$all[0].summary as $s | .counts
		| del(.hint, .warning, .error) == $s' "$work/facts" >/dev/null ||
		fail "$snap: counts of facts"
	for kind in gpu net storage; do
		"$HWALIAS" --from $snap -a -b $kind --ndjson 2>/dev/null |
			jq -r 'select(.id) | [.id, .driver.name, .ids.device] | @tsv' >"$work/list"
		jq -r ".$kind[] | [.device, .driver, (.id // \"\" | split(\":\") | .[1])] | @tsv" \
			"$work/facts" | cmp -s - "$work/list" || fail "$snap: $kind of facts"
	done
	"$HWALIAS" check --from $snap --ndjson 2>/dev/null |
		jq -r '[.device.id, .reason, .severity] | @tsv' | sort >"$work/check"
	jq -r '.attention[] | [.device, .reason, .severity] | @tsv' "$work/facts" | sort |
		cmp -s - "$work/check" || fail "$snap: attention of facts"
	[ "$(jq '.counts | .hint + .warning + .error' "$work/facts")" = \
		"$(wc -l <"$work/check")" ] || fail "$snap: numbers of attention"
done
[ "$(jq .complete "$work/facts")" = true ] || fail "facts are not complete"

# what check could not check completely (status 3) no feed calls complete
printf '%s\n' '01:00.0 VGA compatible controller [0300]: NVIDIA GP104 [10de:1b80] (rev a1)' \
	'	Kernel modules: nouveau' >"$work/lspci.txt"
sed '/modules\.alias/,/^[^|]/ { /^|/d; /modules\.alias/d }' desktop.snap >"$work/no-tables.snap"
sed 's/^proc\/cmdline/proc\/modules :\n|ext4 1064960 1 - Live 0x0000000000000000\n&/' vm.snap >"$work/modular.snap"
for input in *.snap broken/*.snap "$work/lspci.txt" "$work/no-tables.snap" "$work/modular.snap"; do
	got=0
	"$HWALIAS" check --from "$input" >"$work/said" 2>&1 || got=$?
	complete=$((got != 3))
	! grep -q 'could not be checked completely' "$work/said" || complete=0
	[ "$complete" = 1 ] || incomplete="${incomplete:-} $input"
	"$HWALIAS" facts --from "$input" >"$work/facts" 2>/dev/null || true
	[ "$(jq 'if .complete then 1 else 0 end' "$work/facts")" = "$complete" ] ||
		fail "$input: complete of facts, check's status is $got"
	"$HWALIAS" --from "$input" --format prometheus >"$work/prom" 2>/dev/null || true
	grep -qx "hwalias_report_complete $complete" "$work/prom" ||
		fail "$input: complete of prometheus, check's status is $got"
	"$HWALIAS" --from "$input" --format nfd >"$work/nfd" 2>/dev/null || true
	worst=$(sed -n 's/.*hwalias-attention=//p' "$work/nfd")
	case $complete$worst in
	0none | 1unknown | 0 | 1) fail "$input: attention of nfd is '$worst'" ;;
	esac
done
case $incomplete in
*lspci.txt*no-tables.snap*modular.snap*) ;;
*) fail "check is complete where it cannot be: only$incomplete" ;;
esac
echo 0123456789abcdef0123456789abcdef >"$root/etc/machine-id"
facts --sysroot "$root"
[ "$(jq .key "$work/facts")" = null ] || fail "facts: a key at public"
facts --sysroot "$root" --privacy fleet
[ "$(jq -r .key "$work/facts")" = "$(key_of 0123456789abcdef0123456789abcdef)" ] ||
	fail "facts: the key"

# the recipes of README: those of Ansible and Facter are executable, print JSON and end well
mkdir "$work/bin" "$work/ansible" "$work/facter" "$work/prometheus" "$work/nfd.d"
printf '#!/bin/sh\nexec "%s" --sysroot "%s" "$@"\n' "$HWALIAS" "$root" >"$work/bin/hwalias"
chmod +x "$work/bin/hwalias"
awk '/^### Into what watches machines/ { inside = 1 } /^## / { inside = 0 }
	inside && /^```sh/ { shown = 1; next } /^```/ { shown = 0 } shown' \
	"$HWALIAS_SOURCE/README.md" | sed "s|/etc/ansible/facts.d|$work/ansible|
	s|/etc/puppetlabs/facter/facts.d|$work/facter|
	s|/var/lib/prometheus/node-exporter|$work/prometheus|
	s|/etc/kubernetes/node-feature-discovery/features.d|$work/nfd.d|
	s|bom.json|$work/bom.json|
	s|glpi.json|$work/glpi.json|" >"$work/recipe"
[ "$(grep -c hwalias "$work/recipe")" -ge 9 ] || fail "recipes are missing"
PATH=$work/bin:$PATH sh -e "$work/recipe" 2>/dev/null || fail "a recipe ends with status $?"
for fact in "$work/ansible/hwalias.fact" "$work/facter/hwalias.sh"; do
	PATH=$work/bin:$PATH "$fact" >"$work/facts" 2>/dev/null || fail "$fact: status $?"
	[ "$(jq '(.hwalias // .).net[0].id' "$work/facts")" = '"8086:15b8"' ] ||
		fail "$fact: $(cat "$work/facts")"
done
python3 ../lib/prometheus.py "$work/prometheus/hwalias.prom" | grep -q 'pci:0000:00:02.0' ||
	fail "the recipe of Prometheus"
[ "$(jq -r .bomFormat "$work/bom.json")" = CycloneDX ] || fail "the recipe of CycloneDX"
grep -q '^feature.node.kubernetes.io/hwalias-net.8086-15b8=1$' "$work/nfd.d/hwalias" ||
	fail "the recipe of node-feature-discovery"
# by inventory.schema.json of glpi-project/inventory_format: what is required, the members
# that it has, and that they are texts
python3 - "$work/glpi.json" <<'END' || fail "the recipe of GLPI"
import json, re, sys

inventory = json.load(open(sys.argv[1], encoding="utf-8"))
assert re.fullmatch("Computer|Phone|NetworkEquipment|Printer", inventory["itemtype"])
assert re.fullmatch("feedhost-[0-9a-f]{32}", inventory["deviceid"]), inventory["deviceid"]
content = inventory["content"]
assert content["versionclient"].startswith("hwalias-")
members = {
    "bios": "bmanufacturer bversion mmanufacturer mmodel smanufacturer smodel",
    "hardware": "name",
    "controllers": "caption driver manufacturer name pciclass pcislot productid type vendorid",
    "usbdevices": "caption class manufacturer name productid subclass vendorid",
}
assert set(content) == {"versionclient", *members}
for key, names in members.items():
    for item in content[key] if isinstance(content[key], list) else [content[key]]:
        assert set(item) <= set(names.split()), item
        assert all(isinstance(v, str) and v for v in item.values()), item
card = content["controllers"][0]
assert (card["vendorid"], card["productid"], card["pciclass"], card["pcislot"]) == (
    "8086", "15b8", "0200", "00:02.0"), card
assert content["usbdevices"][0]["productid"] == "beef"
END

# --- labels of a node: what Kubernetes takes, and the numbers of the list ---

for snap in desktop.snap server.snap arm.snap vm.snap broken/blocked.snap; do
	"$HWALIAS" --from $snap --format nfd >"$work/nfd" 2>/dev/null || fail "$snap: nfd"
	# a name of at most 63 characters, which letters or digits begin and end
	grep -vE '^feature\.node\.kubernetes\.io/[a-z0-9]([-a-z0-9_.]{0,61}[a-z0-9])?=[a-z0-9]+$' \
		"$work/nfd" && fail "$snap: no labels of Kubernetes"
	[ -z "$(cut -d = -f 1 "$work/nfd" | sort | uniq -d)" ] || fail "$snap: a label twice"
	for kind in gpu net storage; do
		"$HWALIAS" --from $snap -a -b $kind --ndjson 2>/dev/null |
			jq -r "select(.ids.vendor and .ids.device) |
				(\"$kind.\" + .ids.vendor + \"-\" + .ids.device) as \$l
				| \$l, (if .driver then \$l + \".bound\" else empty end)"
	done | sort | uniq -c | awk '{ print "feature.node.kubernetes.io/hwalias-" $2 "=" $1 }' |
		sort >"$work/expected"
	grep -v attention "$work/nfd" | sort | cmp -s - "$work/expected" || fail "$snap: counts of nfd"
	"$HWALIAS" check --from $snap --ndjson 2>/dev/null | jq -r .reason | sort | uniq -c |
		awk '{ print "feature.node.kubernetes.io/hwalias-attention." $2 "=" $1 }' >"$work/expected"
	grep 'attention\.' "$work/nfd" | sort | cmp -s - "$work/expected" || fail "$snap: attention of nfd"
	worst=$("$HWALIAS" check --from $snap -J 2>/dev/null | jq -r '[.findings[].severity]
		| if index("error") then "error" elif index("warning") then "warning"
		elif index("hint") then "hint" else "none" end')
	grep -qx "feature.node.kubernetes.io/hwalias-attention=$worst" "$work/nfd" ||
		fail "$snap: the worst severity of nfd"
done

# --- the feed of a fleet that is made up: of strings in tests/samples ---

fleet() {
	HWALIAS_SHARED='' python3 ../bench/fleet.py --machines 30 --devices 40 --models 2 "$@"
}

fleet --out - >"$work/fleet.ndjson" || fail "fleet.py: status $?"
fleet --out - | cmp -s - "$work/fleet.ndjson" || fail "fleet.py: other bytes"
fleet --seed 2 --models 1 --out - 2>/dev/null | cmp -s - "$work/fleet.ndjson" && fail "fleet.py: --seed does nothing"
fleet --out "$work/fleet" && cat "$work"/fleet/*.ndjson | cmp -s - "$work/fleet.ndjson" ||
	fail "fleet.py: files are not the stream"
# tables of a kernel, wherever --modules-dir finds them
mkdir -p "$work/tables/lib/modules/9.9"
for file in alias dep builtin softdep; do : >"$work/tables/lib/modules/9.9/modules.$file"; done
for place in '' /lib/modules /lib/modules/9.9; do
	fleet --kernel "$work/tables$place" --out - >"$work/other.ndjson" ||
		fail "fleet.py --kernel tables$place: status $?"
	[ "$(jq -r '.kernel.release // empty' "$work/other.ndjson" | sort -u)" = 9.9 ] ||
		fail "fleet.py --kernel tables$place: another kernel"
done
fleet --kernel "$work/none" --out - 2>&1 >/dev/null | grep -q 'there is no modules.alias' ||
	fail "fleet.py --kernel none: no message"
# who is ended has as many devices as it says, of one machine
jq -se 'reduce .[] as $l ({n: 0, ok: true, machines: {}};
	if $l.schema == "hwalias.end" then
		(if .n != $l.devices or .key == null then .ok = false else . end)
		| .n = 0 | .machines[.key] = true | .key = null
	else .n += 1 | if .key != null and .key != $l.host.key then .ok = false else . end
		| .key = $l.host.key end)
	| .ok and .n == 0 and (.machines | length) == 30' "$work/fleet.ndjson" >/dev/null ||
	fail "fleet.py: machines and their ends"
jq -r 'select(.id) | .attention.reason // empty' "$work/fleet.ndjson" | sort -u >"$work/reasons"
grep -q module-not-loaded "$work/reasons" || fail "fleet.py: nothing is amiss"
[ "$(jq -r '.kernel.release // empty' "$work/fleet.ndjson" | sort -u | wc -l)" = 2 ] ||
	fail "fleet.py: not two kernels"
# a line of 23, as each takes a hundredth of a second
awk 'NR % 23 == 1 || (/"hwalias.end"/ && !ends++)' "$work/fleet.ndjson" >"$work/some.ndjson"
if /usr/bin/python3 -c 'import jsonschema' 2>/dev/null; then
	/usr/bin/python3 ../lib/validate_schema.py --lines --strict "$HWALIAS_SCHEMA" \
		"$work/some.ndjson" || fail "fleet.py: the schema"
	/usr/bin/python3 ../lib/validate_schema.py --strict "$HWALIAS_SCHEMA" \
		"$work"/documents/* || fail "facts: the schema"
fi
[ "$(ls "$work/documents" | wc -l)" = "$kept" ] || fail "documents were lost"
cd "$machines" || fail "no machines"
[ "$failed" = 0 ]
