# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
# The rows of the table. Sourced by tests/bench/run, behind tests/bench/measure.sh, which
# says what the columns of a row are.

version() {
	hw_has "cmd:$1" || return 0
	printf ', %s %s' "$1" "$("$@" 2>&1 | sed 's/.*[( ]\([0-9.]*\))*$/\1/; q')"
}
{
	printf '# %s, %s build' "$("$hwalias" --version | head -n 1)" \
		"$(sed -n 's/^CMAKE_BUILD_TYPE:[A-Z]*=//p' "$build/CMakeCache.txt")"
	for library in libpci libkmod; do
		printf ', %s %s' $library "$(pkg-config --modversion $library)"
	done
	version lspci --version
	version lsusb --version
	version hwinfo --version
	printf '\n# tables: %s; machine: %s; time: %s\n' "${tables:-none}" \
		"${bed:-this one ($no_beds)}" "$([ -n "$cpu" ] && echo cpu || echo clock)"
}
line ROW HWALIAS AGAINST RATIO QUARTILES TARGET STRETCH RESULT

# The whole machine.
lspci="lspci -nnk"
tools="$lspci ; -lsusb ; -modprobe -R @$modaliases"
report="$hwalias -aJ"

pair_row list-lspci '>=3.3' '>=4' "hwalias" "$lspci" "$hwalias" "$lspci"
pair_row list-both - - "hwalias" "lspci -nnk; lsusb" "$hwalias" "$lspci ; -lsusb"
pair_row list-lsusb - - "hwalias -b usb" "lsusb" "-$hwalias -b usb" "-lsusb"
pair_row report-lspci '>=2.2' '>=2.7' "hwalias -aJ" "$lspci" "$report" "$lspci"
pair_row report-hwinfo - - "hwalias -aJ" "hwinfo --pci --usb" "$report" \
	"hwinfo --pci --usb"
pair_row report-lshw - - "hwalias -aJ" "lshw -json -quiet" "$report" "lshw -json -quiet"
lacking=$no_tables
pair_row report-tools '>=60' '>=80' "hwalias -aJ" "lspci -nnk; lsusb; modprobe -R each" \
	"$report" "$tools"
lacking=
pair_row memory '>=2.2' '>=3' "hwalias -aJ, peak memory" "$lspci" "$report" "$lspci" -m
memory_beyond memory-beyond "... beyond that of --version" "lspci -nnk" \
	"$report" "$lspci" "$hwalias --version" "lspci --version"

# Machines with more PCI devices.
lacking=$no_beds
if [ -z "$no_beds" ]; then
	make_bed tenfold "$tenfold" "$usb" "$other"
	make_bed hundredfold "$hundredfold" "$usb" "$other"
fi
calls_row calls-10x '<=5' '<=4' desktop tenfold $((tenfold - desktop))
calls_row calls-100x '<=5' '<=4' tenfold hundredfold $((hundredfold - tenfold))
for size in 10x 100x; do
	[ $size = 10x ] && big_bed=tenfold || big_bed=hundredfold
	[ -n "$no_beds" ] || use_bed "$big_bed"
	[ $size = 10x ] && target=- stretch=- || { target='>=6' && stretch='>=7'; }
	pair_row devices-$size "$target" "$stretch" "hwalias -aJ, $size PCI devices" "$lspci" \
		"$report" "$lspci"
done
[ -n "$no_beds" ] || use_bed desktop
pair_row devices-growth '<=10' - "hwalias -aJ, 100x PCI devices" "hwalias -aJ, 10x" \
	"$report --sysroot $work/hundredfold ${tables:+--modules-dir $tables}" \
	"$report --sysroot $work/tenfold ${tables:+--modules-dir $tables}"

# Which modules claim a string, within one process.
lacking=$no_tables
file=
# match_row NAME TARGET STRETCH KIND COUNT
match_row() {
	wanted "$1" || return 0
	[ -z "$tables" ] || file=$(strings "$4" "$5")
	pair_row "$1" "$2" "$3" "look-ups of $5 strings, $4" "libkmod, loaded" \
		":match $tables $file" ":kmod $tables $file"
}
match_row match-1k '>=20' '>=40' mixed "$small"
match_row match-10k '>=20' '>=40' mixed "$middle"
match_row match-100k '>=20' '>=40' mixed "$big"
for kind in pci usb acpi of; do
	match_row match-$kind - - $kind "$middle"
done
match_row match-real - - real all
if [ -n "$tables" ]; then
	grown=$work/grown
	mkdir -p "$grown"
	awk -f "$here/grow.awk" -v times=11 "$tables/modules.alias" \
		>"$grown/modules.alias"
	for table in builtin.modinfo builtin dep dep.bin order softdep; do
		cp -p "$tables/modules.$table" "$grown" 2>/dev/null || true
	done
	one=$(strings mixed 1)
	file=$(strings mixed "$middle")
fi
pair_row match-growth '<=1.3' '<=1.1' "look-ups, 10x patterns" "look-ups, 1x patterns" \
	":match ${grown:-} $file" ":match $tables $file" -x
pair_row report-growth '<=1.4' '<=1.2' "hwalias -aJ, 10x patterns" "hwalias -aJ, 1x" \
	"$report --modules-dir ${grown:-}" "$report --modules-dir $tables"
pair_row match-process '>=1.6' '>=1.8' "hwalias match STRING" "modprobe -R STRING" \
	"$hwalias match @${one:-}" "modprobe -R @${one:-}" -x
pair_row match-once - - "tables opened, 1 look-up" "libkmod, the same" \
	":match-load $tables ${one:-}" ":kmod-load $tables ${one:-}"

# Filters.
filter_row decode-ndjson '>=3' '>=6' "decode --ndjson" "$file" "$middle"
repeats_row decode-repeats '>=2' '>=3' "$distinct strings" "$distinct"
repeats_row decode-zipf '>=1.2' '>=1.5' "$million" "$million"
repeats_memory decode-memory '<=64' - "$million" "$million"
filter_row decode-jobs - - "decode --ndjson --jobs 2" "$file" "$middle"
filter_row decode-tsv - - "decode --tsv" "$file" "$middle"
filter_row match-tsv - - "match --tsv" "$file" "$middle"

# Names of ids, within one process, and the fields of a string.
lacking=
[ -n "$pci_ids" ] || lacking="no pci.ids"
pairs=
[ -z "$pci_ids" ] || pairs=$(id_pairs "$middle")
pair_row names-libpci - - "names of $middle PCI ids" "libpci, loaded" \
	":ids $pci_ids $pairs" ":libpci $pci_ids $pairs"
pair_row names-load - - "the same, file opened each time" "libpci, loaded each time" \
	":ids-load $pci_ids $pairs" ":libpci-load $pci_ids $pairs"
few=
[ -z "$pci_ids" ] || few=$(id_pairs 32)
pair_row names-load-32 - - "32 ids, file opened each time" "libpci, loaded each time" \
	":ids-load $pci_ids $few" ":libpci-load $pci_ids $few"
pair_row names-hwdb - - "names of $middle PCI ids" "hwdb" \
	":ids $pci_ids $pairs" ":hwdb $pairs" -x
lacking=$no_tables
if [ -n "$tables" ]; then
	cat "$(strings pci "$middle")" "$(strings usb "$middle")" >"$work/fields"
fi
pair_row fields-sscanf - - "fields of PCI and USB strings" "sscanf" \
	":fields $work/fields" ":sscanf $work/fields"

if [ -z "$any_row" ]; then
	echo "no row is called '$pattern'" >&2
	exit 2
fi
[ "$failures" = 0 ]
