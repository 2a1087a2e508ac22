# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
# Functions that measure and print a row each. Sourced by tests/bench/run.
#
# A row is: its name; the target and the stretch target, ">=20" or "<=1.5", or "-"; what
# hwalias does; the peer's; and the two sides, as tests/bench/pair.c takes them. With ">="
# the ratio says how many times less (time, memory) hwalias takes than the peer; with "<="
# it is ours divided by the other.

hwalias=$build/cmd/hwalias
pair=$build/tests/bench-pair
failures=0
# Set around rows that need something: why they are skipped.
lacking=

line() {
	if [ "$format" = tsv ]; then
		printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$@"
	else
		printf '%-16s %-33s %-37s %8s %13s %7s %8s  %s\n' "$@"
	fi
}

# verdict RATIO TARGET STRETCH
verdict() {
	awk -v ratio="$1" -v target="$2" -v stretch="$3" '
	function reached(goal) {
		return substr(goal, 1, 2) == ">=" ? ratio >= substr(goal, 3) + 0 \
			: ratio <= substr(goal, 3) + 0
	}
	BEGIN {
		if (target == "-")
			print "-"
		else if (!reached(target))
			print "missed"
		else
			print stretch == "-" || !reached(stretch) ? "met" \
				: "met, stretch too"
	}'
}

# result NAME TARGET STRETCH OURS PEER RATIO SPREAD
result() {
	if [ -n "$smoke" ]; then
		line "$1" "$4" "$5" - - - - ok
	else
		line "$1" "$4" "$5" "$6" "$7" "$2" "$3" "$(verdict "$6" "$2" "$3")"
	fi
}

# no_result NAME OURS PEER WHY
no_result() {
	line "$1" "$2" "$3" - - - - "$4"
}

failed() {
	failures=$((failures + 1))
	no_result "$1" "$2" "$3" "FAILED: $(tail -n 1 "$work/why")"
}

# absent SIDE…: the first program of them that is not installed
absent() {
	for word in $(printf ' ; %s' "$@" | sed 's/ ; /\n/g' | sed 's/ .*//; s/^-//'); do
		case $word in
		:* | /*) ;;
		*) hw_has "cmd:$word" || { echo "$word"; return; } ;;
		esac
	done
}

# wanted NAME: whether --rows has it
wanted() {
	# shellcheck disable=SC2254 # it is a pattern
	case $1 in
	$pattern) any_row=yes ;;
	*) return 1 ;;
	esac
}

# begin NAME OURS PEER SIDE…: whether the row is to be measured; says why if it cannot.
begin() {
	wanted "$1" || return
	why=$lacking
	name=$1
	ours=$2
	peer=$3
	shift 3
	if [ -z "$why" ]; then
		why=$(absent "$@")
		[ -z "$why" ] || why="$why is not installed"
	fi
	[ -n "$why" ] || return 0
	no_result "$name" "$ours" "$peer" "skipped: $why"
	return 1
}

# measure A B [OPTION]: sets ratio, low, high, a and b. When it fails, $work/why says why.
measure() {
	# shellcheck disable=SC2086 # no word when it is not there
	"$pair" -r "${rounds:-15}" -t 5 $cpu ${3:-} -- "$1" "$2" >"$work/numbers" \
		2>"$work/why" || return
	read -r ratio low high a b <"$work/numbers"
}

# compared NAME OURS PEER STATUS: after measure; whether there are numbers to print.
compared() {
	case $4 in
	0) return 0 ;;
	77) no_result "$1" "$2" "$3" "skipped: $(head -n 1 "$work/why")" ;;
	*) failed "$1" "$2" "$3" ;;
	esac
	return 1
}

short() {
	awk -v n="$1" 'BEGIN {
		printf (n >= 100 ? "%.0f" : n >= 10 ? "%.1f" : "%.2f"), n
	}'
}

# pair_row NAME TARGET STRETCH OURS PEER A B [OPTION]: an option of tests/bench/pair.c, -m
# (memory, not time) or -x (their results are not the same).
pair_row() {
	begin "$1" "$4" "$5" "$6" "$7" || return 0
	case $2 in
	'<='*) measure "$7" "$6" "${8:-}" && status=0 || status=$? ;;
	*) measure "$6" "$7" "${8:-}" && status=0 || status=$? ;;
	esac
	compared "$1" "$4" "$5" "$status" || return 0
	result "$1" "$2" "$3" "$4" "$5" "$(short "$ratio")" \
		"$(short "$low")-$(short "$high")"
}

# memory_beyond NAME OURS PEER A B A0 B0: what A has more than A0, and B more than B0. The
# latter are the same programs and libraries with nothing to do.
memory_beyond() {
	begin "$1" "$2" "$3" "$4" "$5" || return 0
	measure "$6" "$7" -m && status=0 || status=$?
	compared "$1" "$2" "$3" "$status" || return 0
	a0=$a
	b0=$b
	measure "$4" "$5" -m && status=0 || status=$?
	compared "$1" "$2" "$3" "$status" || return 0
	result "$1" - - "$2" "$3" \
		"$(short "$(awk "BEGIN { print ($b - $b0) / ($a - $a0) }")")" -
}

# calls COMMAND…: how many system calls it makes
calls() {
	# a sanitizer that looks for leaks cannot be traced itself
	ASAN_OPTIONS=detect_leaks=0 strace -f -c -o "$work/calls" "$@" \
		>/dev/null 2>"$work/why" || return
	awk '$NF == "total" { print $4 }' "$work/calls"
}

# calls_row NAME TARGET STRETCH SMALL BIG ADDED: the system calls that each PCI device
# costs which the bed BIG has more than SMALL, of the default list and of lspci -nnk. It
# is no ratio: the peer's figure stands beside ours.
calls_row() {
	begin "$1" "hwalias" "lspci -nnk" strace lspci || return 0
	use_bed "$4"
	ours=-$(calls "$hwalias") || { failed "$1" hwalias strace; return 0; }
	theirs=-$(calls lspci -nnk) || { failed "$1" hwalias lspci; return 0; }
	use_bed "$5"
	ours=$ours+$(calls "$hwalias") || { failed "$1" hwalias strace; return 0; }
	theirs=$theirs+$(calls lspci -nnk) || { failed "$1" hwalias lspci; return 0; }
	use_bed desktop
	result "$1" "$2" "$3" "hwalias, calls per PCI device" \
		"lspci -nnk: $(short "$(awk "BEGIN { print ($theirs) / $6 }")")" \
		"$(short "$(awk "BEGIN { print ($ours) / $6 }")")" -
}

# claims HOW: lines "STRING TAB MODULE" of what hwalias printed in that form
claims() {
	awk -F '\t' -v how="$1" '
	how == "match --tsv" && $2 != "" { print $1 "\t" $2 }
	how == "decode --tsv" {
		n = split($2, modules, ",")
		for (i = 1; i <= n; i++)
			print $1 "\t" modules[i]
	}
	how ~ /^decode --ndjson/ {
		match($0, /"id":"[^"]*"/)
		string = substr($0, RSTART + 6, RLENGTH - 7)
		while (match($0, /"module":"[^"]*","pattern"/)) {
			print string "\t" substr($0, RSTART + 10, RLENGTH - 21)
			$0 = substr($0, RSTART + RLENGTH)
		}
	}'
}

# same_claims STRINGS HOW: whether hwalias, with the words HOW, names the modules that
# libkmod names for each of the strings, and besides only built-in ones: libkmod does not
# ask for those once modules.alias has answered. The differences are in $work/why.
same_claims() {
	columns=
	[ "$2" != "decode --tsv" ] || columns="-o MODALIAS,MODULES"
	# shellcheck disable=SC2086 # words
	"$hwalias" $2 $columns --modules-dir "$tables" <"$1" 2>/dev/null | claims "$2" |
		sort -u >"$work/ours"
	"$build/tests/bench-side" kmod "$tables" "$1" dump | sort -u >"$work/theirs"
	sed 's|.*/||; s/\.ko.*//; y/-/_/; s/.*/\t&$/' "$tables/modules.builtin" \
		>"$work/builtin"
	{
		comm -23 "$work/ours" "$work/theirs" | grep -v -f "$work/builtin" |
			sed 's/^/only hwalias: /' || true
		comm -13 "$work/ours" "$work/theirs" | sed 's/^/only libkmod: /'
	} >"$work/why"
	[ ! -s "$work/why" ]
}

# filter_row NAME TARGET STRETCH HOW STRINGS COUNT: a filter of hwalias as a whole
# process, against the bare look-ups of the same strings
filter_row() {
	wanted "$1" || return 0
	peer="libkmod, loaded, $6 look-ups"
	if [ -z "$lacking" ]; then
		# shellcheck disable=SC2086 # words
		if ! "$hwalias" $4 </dev/null >/dev/null 2>"$work/why"; then
			no_result "$1" "hwalias $4" "$peer" \
				"skipped: $(head -n 1 "$work/why")"
			return 0
		fi
		same_claims "$5" "$4" || { failed "$1" "hwalias $4" "$peer"; return 0; }
	fi
	pair_row "$1" "$2" "$3" "hwalias $4" "$peer" \
		"$hwalias $4 --modules-dir $tables <$5" ":kmod $tables $5"
}

# repeats_row NAME TARGET STRETCH WHAT COUNT: the filter against itself with the memory
# that its answers had before they had a budget, some 1,000 answers
repeats_row() {
	wanted "$1" || return 0
	file=
	[ -n "$lacking" ] || file=$(repeated "$5")
	how="$hwalias decode --ndjson --modules-dir $tables"
	pair_row "$1" "$2" "$3" "decode --ndjson, $4" "... --memory 1600K" \
		"$how <$file" "$how --memory 1600K <$file"
}

# repeats_memory NAME TARGET STRETCH WHAT COUNT: the filter's peak memory, in MiB
repeats_memory() {
	begin "$1" "decode --ndjson, $4, MiB" "-" || return 0
	how="$hwalias decode --ndjson --modules-dir $tables <$(repeated "$5")"
	measure "$how" "$how" -m && status=0 || status=$?
	compared "$1" "decode --ndjson, $4, MiB" "-" "$status" || return 0
	result "$1" "$2" "$3" "decode --ndjson, $4, MiB" "-" \
		"$(short "$(awk "BEGIN { print $a / 1024 }")")" -
}
