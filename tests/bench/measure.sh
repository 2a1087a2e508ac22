# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2154
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
	if [ $format = tsv ]; then
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
			print stretch != "-" && reached(stretch) ? "met, stretch too" : "met"
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
	$pattern) ;;
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

# measure A B [OPTION]: sets ratio, low, high, a and b. Says why in $work/why when it fails.
measure() {
	# shellcheck disable=SC2086 # no word when it is not there
	"$pair" -r "${rounds:-15}" -t 5 ${3:-} -- "$1" "$2" >"$work/numbers" 2>"$work/why" || return
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
	awk -v n="$1" 'BEGIN { printf (n >= 100 ? "%.0f" : n >= 10 ? "%.1f" : "%.2f"), n }'
}

# time_row NAME TARGET STRETCH OURS PEER A B [-x]: -x when their results are not the same
time_row() {
	begin "$1" "$4" "$5" "$6" "$7" || return 0
	case $2 in
	'<='*) measure "$7" "$6" "${8:-}" && status=0 || status=$? ;;
	*) measure "$6" "$7" "${8:-}" && status=0 || status=$? ;;
	esac
	compared "$1" "$4" "$5" "$status" || return 0
	result "$1" "$2" "$3" "$4" "$5" "$(short "$ratio")" "$(short "$low")-$(short "$high")"
}

# memory_row …, as above: most memory resident
memory_row() {
	begin "$1" "$4" "$5" "$6" "$7" || return 0
	measure "$6" "$7" -m && status=0 || status=$?
	compared "$1" "$4" "$5" "$status" || return 0
	result "$1" "$2" "$3" "$4" "$5" "$(short "$ratio")" "$(short "$low")-$(short "$high")"
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
	ASAN_OPTIONS=detect_leaks=0 strace -f -c -o "$work/calls" "$@" >/dev/null 2>"$work/why" || return
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

# equal STRINGS COMMAND…: whether the command's lines "MODALIAS TAB MODULE …"
# and libkmod's answers are the
# same; $work/why has the first difference.
equal() {
	strings=$1
	shift
	"$@" <"$strings" 2>"$work/why" | cut -f 1,2 | sort -u >"$work/ours"
	"$build/tests/bench-side" kmod "$tables" "$strings" dump | sort -u >"$work/theirs"
	cmp "$work/ours" "$work/theirs" >"$work/why" 2>&1
}
