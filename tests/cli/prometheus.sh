#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# `--format prometheus` against a strict reader of the format, and promtool where it is
# installed: its metrics against `check`, the list and the files they are made of. And
# --output-file: whole or not at all.
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
failed=0

fail() {
	failed=1
	echo "FAILED: $*"
}

# metrics ARGUMENT…: samples as JSON in $work/samples
metrics() {
	"$HWALIAS" --format prometheus "$@" >"$work/prom" 2>"$work/err" || fail "$*: status $?"
	python3 ../lib/prometheus.py "$work/prom" >"$work/samples" || fail "$*: the format"
	if command -v promtool >/dev/null; then
		promtool check metrics <"$work/prom" >"$work/promtool" 2>&1 ||
			fail "$*: promtool: $(cat "$work/promtool")"
	fi
}

# has NAME LABELS VALUE: one sample with these labels, as JSON, and others perhaps
has() {
	jq -e --arg name "$1" --argjson labels "$2" --argjson value "$3" \
		'[.[] | select(.[0] == $name and (.[1] as $has
			| $labels | to_entries | all($has[.key] == .value)))] as $found
		| ($found | length) == 1 and $found[0][2] == $value' "$work/samples" >/dev/null ||
		fail "not there, or not alone: $1 $2 $3"
}

command -v promtool >/dev/null || echo "promtool is not there: the reader of tests/lib alone was asked"

# --- attention is what check says, and devices are those of the list ---

# all that is asked of the samples in one run of jq, each line with what it is of; it takes
# longer to start than for what it does
tab=$(printf '\t')
for snap in desktop.snap server.snap arm.snap vm.snap broken/*.snap healthy/usb-composite.snap; do
	metrics --from "$snap"
	jq -r '(.[] | select(.[0] == "hwalias_device_attention") | .[1]
			| ["attention", .device, .reason, .severity]),
		(.[] | select(.[0] == "hwalias_attention_devices")
			| ["severity", .[1].severity, .[2] + 0]),
		(.[] | select(.[0] == "hwalias_device_info"
				and (.[1].bus == "pci" or .[1].bus == "usb"))
			| .[1] | ["device", .device, .driver // "", .module // "", .vendor_id // ""]),
		["sum", ([.[] | select(.[0] == "hwalias_devices") | .[2]] | add)] | @tsv' \
		"$work/samples" >"$work/told"
	"$HWALIAS" check --from "$snap" --ndjson 2>/dev/null |
		jq -r 'select(.device) | [.device.id, .reason, .severity] | @tsv' | sort >"$work/check"
	sed -n "s/^attention$tab//p" "$work/told" | sort >"$work/attention"
	cmp -s "$work/check" "$work/attention" ||
		fail "$snap: not what check says: $(diff "$work/check" "$work/attention")"
	for severity in hint warning error; do
		n=$(cut -f 3 "$work/check" | grep -cx $severity)
		[ "$(sed -n "s/^severity$tab$severity$tab//p" "$work/told")" = "$n" ] ||
			fail "$snap: not there, or not alone: $n devices of severity $severity"
	done
	"$HWALIAS" --from "$snap" --ndjson 2>/dev/null |
		jq -r 'select(.id) | [.id, .driver.name // "", .driver.module // "",
			.ids.vendor // ""] | @tsv' | sort >"$work/list"
	sed -n "s/^device$tab//p" "$work/told" | sort >"$work/devices"
	cmp -s "$work/list" "$work/devices" || fail "$snap: other devices than listed"
	"$HWALIAS" --from "$snap" -aJ 2>/dev/null >"$work/all"
	devices=$(jq '.summary.devices' "$work/all")
	[ "$devices" = "$(sed -n "s/^sum$tab//p" "$work/told")" ] ||
		fail "$snap: other numbers of devices"
	metrics --from "$snap" -a
	[ "$devices" = \
		"$(jq '[.[] | select(.[0] == "hwalias_device_info")] | length' "$work/samples")" ] ||
		fail "$snap: -a does not tell all"
done

# --- links, errors, and texts that devices have ---

root=$work/root
pci=$root/sys/devices/pci0000:00/0000:00:01.0
usb=$root/sys/devices/pci0000:00/0000:00:14.0/usb1/1-4
mkdir -p "$pci" "$usb" "$root/sys/bus/pci/devices" "$root/sys/bus/usb/devices" "$root/etc" \
	"$root/proc/sys/kernel"
echo 0123456789abcdef0123456789abcdef >"$root/etc/machine-id"
echo secret-host >"$root/proc/sys/kernel/hostname"
ln -s ../../../devices/pci0000:00/0000:00:01.0 "$root/sys/bus/pci/devices/"
ln -s ../../../devices/pci0000:00/0000:00:14.0/usb1/1-4 "$root/sys/bus/usb/devices/"
printf 'PCI_CLASS=60400\nPCI_ID=8086:1901\nPCI_SLOT_NAME=0000:00:01.0\n' >"$pci/uevent"
echo pci:v00008086d00001901sv00000000sd00000000bc06sc04i00 >"$pci/modalias"
echo '2.5 GT/s PCIe' >"$pci/current_link_speed"
echo '16.0 GT/s PCIe' >"$pci/max_link_speed"
echo 8 >"$pci/current_link_width"
echo 16 >"$pci/max_link_width"
printf 'RxErr 3\nBadTLP 4\nTOTAL_ERR_COR 7\n' >"$pci/aer_dev_correctable"
printf 'DLP 0\nTOTAL_ERR_NONFATAL 0\n' >"$pci/aer_dev_nonfatal"
printf 'DLP 9007199254740000\nTOTAL_ERR_FATAL 9007199254740000\n' >"$pci/aer_dev_fatal"
printf 'DEVTYPE=usb_device\nPRODUCT=dead/beef/100\nTYPE=0/0/0\n' >"$usb/uevent"
printf 'dead\n' >"$usb/idVendor"
printf 'beef\n' >"$usb/idProduct"
printf 'say "hi"\\n \303\251 \377 {a="b"} 1\n' >"$usb/product"
printf 'O\\"Maker\n' >"$usb/manufacturer"
echo 480 >"$usb/speed"
metrics --sysroot "$root"
port='{"device":"pci:0000:00:01.0"}'
has hwalias_pcie_current_link_transfers_per_second "$port" 2500000000
has hwalias_pcie_max_link_transfers_per_second "$port" 16000000000
has hwalias_pcie_current_link_width "$port" 8
has hwalias_pcie_max_link_width "$port" 16
has hwalias_pcie_aer_errors_total '{"device":"pci:0000:00:01.0","severity":"correctable"}' 7
has hwalias_pcie_aer_errors_total '{"device":"pci:0000:00:01.0","severity":"nonfatal"}' 0
has hwalias_pcie_aer_errors_total '{"device":"pci:0000:00:01.0","severity":"fatal"}' \
	9007199254740000
has hwalias_usb_link_bytes_per_second '{"device":"usb:1-4"}' 60000000
has hwalias_device_info '{"device":"usb:1-4","model":"say \"hi\"\\n é � {a=\"b\"} 1","vendor":"O\\\"Maker"}' 1
has hwalias_report_timestamp_seconds '{}' 1700000000
has hwalias_report_complete '{}' 1
grep -qE 'secret-host|host=|key=' "$work/prom" && fail "the host at level public"
metrics --sysroot "$root" --privacy fleet
has hwalias_machine_info "{\"host\":\"secret-host\",\"key\":$("$HWALIAS" --sysroot "$root" \
	--privacy fleet -J 2>/dev/null | jq .host.key)}" 1
# a recording has them as well
"$HWALIAS" --sysroot "$root" --format prometheus 2>/dev/null |
	grep -v timestamp >"$work/live.prom"
"$HWALIAS" --sysroot "$root" snapshot "$work/machine.snap" >/dev/null 2>&1
"$HWALIAS" --from "$work/machine.snap" --format prometheus 2>/dev/null |
	grep -v timestamp | cmp -s - "$work/live.prom" || fail "a recording has other metrics"

# --- what is refused ---

refused() {
	message=$1
	shift
	"$HWALIAS" "$@" >"$work/stdout" 2>"$work/err"
	[ $? = 2 ] || fail "$*: not refused"
	grep -qF -e "$message" "$work/err" || fail "$*: $(cat "$work/err")"
	[ ! -s "$work/stdout" ] || fail "$*: output"
}
refused 'show has no --format prometheus; use --json, --ndjson or --tsv' \
	--from desktop.snap show 00:1f.6 --format prometheus
refused 'check has no --format prometheus' --from desktop.snap check --format prometheus
refused '--json and --format prometheus are two formats' --from desktop.snap -J --format prometheus
refused '--format prometheus and --format nfd are two formats' --from desktop.snap --format prometheus --format nfd
refused '--format json and --format tsv are two formats' --from desktop.snap --format json --format tsv
refused 'list: --output (-o) does nothing with --format prometheus' --from desktop.snap --format prometheus -o +REV
refused 'list: --tree (-t) does nothing with --format prometheus' --from desktop.snap --format prometheus -t
refused "--format of list takes json, ndjson, tsv" --from desktop.snap --format markdown
refused "--format of report takes markdown, text or html, not 'json'" \
	--from desktop.snap report --format json
refused "--format of check takes json or ndjson, not 'x'" --from desktop.snap check --format x
refused 'snapshot does nothing with --output-file' snapshot "$work/x" --output-file "$work/y"
refused 'watch does nothing with --output-file' watch --output-file "$work/y"
refused 'snapshot does nothing with --format' snapshot --format json
refused 'hwalias --format prometheus' --from desktop.snap iommu --format prometheus
"$HWALIAS" --from desktop.snap --format json >"$work/a" 2>/dev/null
"$HWALIAS" --from desktop.snap --json 2>/dev/null | cmp -s - "$work/a" || fail "--format json"

# --- --output-file ---

cd "$work" || exit 1
machine=$OLDPWD/desktop.snap
mkdir out
"$HWALIAS" --from "$machine" --format prometheus >expected 2>/dev/null
umask 077
"$HWALIAS" --from "$machine" --format prometheus --output-file out/hw.prom >stdout 2>/dev/null ||
	fail "--output-file: status $?"
umask 022
cmp -s expected out/hw.prom || fail "--output-file has other bytes"
[ -s stdout ] && fail "--output-file: something on standard output"
# the mode is that of ">": what the umask leaves, and a file keeps its own
[ "$(stat -c %a out/hw.prom)" = 600 ] || fail "--output-file: mode $(stat -c %a out/hw.prom)"
"$HWALIAS" --from "$machine" --privacy full -J --output-file new.json 2>/dev/null
[ "$(stat -c %a new.json)" = 644 ] || fail "umask 022: mode $(stat -c %a new.json)"
chmod 640 out/hw.prom
# as a reader sees it that has it open
exec 3<out/hw.prom
"$HWALIAS" --from "$machine" --output-file out/hw.prom 2>/dev/null || fail "a table: status $?"
cmp -s expected - <&3 || fail "the old file was written to"
[ "$(stat -c %a out/hw.prom)" = 640 ] || fail "a file's mode became $(stat -c %a out/hw.prom)"
exec 3<&-
"$HWALIAS" --from "$machine" 2>/dev/null | cmp -s - out/hw.prom || fail "a table has other bytes"
# and its owner and group, by whom it is read
if [ "$(id -u)" = 0 ]; then
	chown 65534:1 out/hw.prom
	"$HWALIAS" --from "$machine" --output-file out/hw.prom 2>/dev/null
	[ "$(stat -c %u:%g:%a out/hw.prom)" = 65534:1:640 ] ||
		fail "a file's owner became $(stat -c %u:%g:%a out/hw.prom)"
	chown 0:0 out/hw.prom
fi
# problems are an answer; a wrong command line, a machine that is not there are none
"$HWALIAS" --from "$machine" check --output-file out/check 2>/dev/null
[ $? = 1 ] && [ -s out/check ] || fail "check --output-file"
cp out/hw.prom kept
"$HWALIAS" --from nothing --output-file out/hw.prom 2>err
[ $? = 3 ] || fail "a machine that is not there: status"
grep -q 'out/hw.prom is left as it was' err || fail "that the file is left is not said"
"$HWALIAS" --from "$machine" --output-file out/hw.prom -o NOSUCH 2>/dev/null
[ $? = 2 ] || fail "a column that there is not: status"
cmp -s kept out/hw.prom || fail "a failure has changed the file"
# the disk is full, or a limit is reached
for limit in 0 1; do
	said=$(ulimit -f $limit; "$HWALIAS" --from "$machine" -aJ --output-file out/hw.prom 2>&1 >/dev/null
		echo "status $?")
	case $said in
	*annot\ write*'status 3') ;;
	*) fail "a limit of $limit blocks: $said" ;;
	esac
done
cmp -s kept out/hw.prom || fail "a file too large has changed the file"
[ "$(ls -A out)" = "$(printf 'check\nhw.prom')" ] || fail "something is left over: $(ls -A out)"
# symbolic links stay, what is no file is not replaced
ln -s hw.prom out/link
"$HWALIAS" --from "$machine" --format prometheus --output-file out/link 2>/dev/null ||
	fail "a link: status $?"
[ -L out/link ] && cmp -s expected out/hw.prom || fail "a link was replaced"
# as ">" does it, a link to what is not there yet makes that
mkdir -p later
ln -s ../later/hw.prom out/first
ln -s first out/second
"$HWALIAS" --from "$machine" --format prometheus --output-file out/second 2>err ||
	fail "a link to nothing: $(cat err)"
[ -L out/first ] && [ -L out/second ] && cmp -s expected later/hw.prom || fail "a link to nothing"
rm out/first out/second
ln -s "$PWD/later/none/file" out/dangling
for target in /dev/null out out/none/file nothing/ out/dangling ''; do
	"$HWALIAS" --from "$machine" --output-file "$target" >stdout 2>err
	[ $? = 3 ] || fail "--output-file '$target': not refused"
	grep -q -- '--output-file' err || fail "--output-file '$target': $(cat err)"
	[ -s stdout ] && fail "--output-file '$target': output"
done
rm out/dangling
[ -c /dev/null ] || fail "/dev/null was replaced"
"$HWALIAS" --print-schema --output-file out/schema >stdout || fail "--print-schema: status $?"
"$HWALIAS" --print-schema | cmp -s - out/schema && [ ! -s stdout ] || fail "the schema in a file"
rm out/schema
"$HWALIAS" --from "$machine" --format prometheus --output-file - 2>/dev/null |
	cmp -s - expected || fail "--output-file - is not standard output"
# ended in between, at any moment: the old file, or the new one
for i in 1 2 3 4 5 6 7 8; do
	echo old >out/hw.prom
	"$HWALIAS" --from "$machine" --format prometheus --output-file out/hw.prom 2>/dev/null &
	sleep "0.00$((i * 2))"
	kill -TERM $! 2>/dev/null
	wait $!
	[ "$(cat out/hw.prom)" = old ] || cmp -s expected out/hw.prom || fail "half a file"
done
rm out/hw.prom out/check out/link
[ -z "$(ls -A out)" ] || fail "a signal leaves something over: $(ls -A out)"
[ "$failed" = 0 ]
