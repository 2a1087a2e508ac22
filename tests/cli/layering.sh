#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The design's arrows, cmd -> report -> data -> decoders, and who may do what:
#   - a folder includes only itself and those it may see; headers by their full path
#   - so does a room within a folder, or within a room, by the table below; its internal.h
#     is included from that room and the tests only
#   - the header of a third-party library appears in exactly one file; SQLite is opened at
#     run time by the reader of RPM's database, and linked to hwalias-fleet
#   - outside cmd/ nothing exits, prints, or asks the environment
#   - decoders/ does no input, output or allocation
# Prints the lines that break a rule; exit status 1 when there are any.
set -eu
cd "${HWALIAS_SOURCE:-$(dirname "$0")/../..}"

sources=$(find decoders data report cmd -name '*.[ch]' | LC_ALL=C sort)
[ -n "$sources" ]
bad=$(mktemp)
trap 'rm -f "$bad"' EXIT

# file:line: TAB text, without comments and string literals; #include lines are whole.
code() {
	# shellcheck disable=SC2086 # names of our own files, without blanks
	awk '
	FNR == 1 { comment = 0 }
	{
		line = $0
		out = ""
		while (line != "") {
			if (comment) {
				at = index(line, "*/")
				if (!at)
					break
				line = substr(line, at + 2)
				comment = 0
			} else if (line ~ /^[ \t]*#[ \t]*include/) {
				out = line
				break
			} else if (substr(line, 1, 2) == "//") {
				break
			} else if (substr(line, 1, 2) == "/*") {
				comment = 1
				line = substr(line, 3)
			} else if (match(line, /^"([^"\\]|\\.)*"/) ||
				   match(line, /^\047([^\047\\]|\\.)+\047/)) {
				out = out "\"\""
				line = substr(line, RLENGTH + 1)
			} else {
				out = out substr(line, 1, 1)
				line = substr(line, 2)
			}
		}
		if (out != "")
			print FILENAME ":" FNR ":\t" out
	}' $sources
}

# forbid WHY FOLDERS REGEX [FILE]: lines of these folders that match, not those of FILE
forbid() {
	all_code | grep -E "^($2)/" | grep -v "^${4:-none}:" | grep -E "	(.*[^A-Za-z0-9_>.])?($3)" |
		sed "s|^|$1: |" >>"$bad" || true
}

text=$(code)
all_code() {
	printf '%s\n' "$text"
}

quoted='[ 	]*#[ 	]*include[ 	]*"'
forbid 'decoders sees nothing else' 'decoders' "$quoted(data|report|cmd)/"
forbid 'data sees decoders only' 'data' "$quoted(report|cmd)/"
forbid 'report sees data and decoders only' 'report' "$quoted(cmd)/"
all_code | grep -E "	$quoted" | grep -vE "\"(decoders|data|report|cmd)/([a-z_0-9]+/)*[a-z_0-9]+\.h\"" |
	sed 's|^|headers go by their full path: |' >>"$bad" || true

# Which rooms of its own folder a room may include, itself aside. Rooms of the folders
# below are free to all. A room that is not here is an error.
rooms=$(mktemp)
edges=$(mktemp)
trap 'rm -f "$bad" "$rooms" "$edges"' EXIT
cat >"$rooms" <<'EOT'
decoders/text
decoders/vocabulary  decoders/text
decoders/log         decoders/text
decoders             decoders/text decoders/vocabulary
decoders/bus         decoders decoders/text decoders/vocabulary
decoders/layout      decoders/text decoders/vocabulary
decoders/registers   decoders/layout decoders/text decoders/vocabulary
decoders/descriptors decoders/layout decoders/text decoders/vocabulary

data/base
data/library         data/base
data/root            data/base
data/archive         data/base data/root data/library
data/module          data/base data/root data/library data/archive
data/snapshot        data/base data/root
data/host            data/base data/root data/module data/library
data/running         data/base data/root
data/ids             data/base data/root data/archive
data/alias           data/base data/root data/module
data/modprobe        data/base data/root data/module data/alias
data/sysfs           data/base data/root
data/hotplug         data/base data/library
data/attributes      data/base data/root data/sysfs data/library
data/dump            data/base data/root data/snapshot
data/tools           data/base data/root data/dump
data/reports         data/base data/root data/dump data/tools data/library
data/forms           data/base data/root data/snapshot data/archive data/dump data/tools data/reports data/library
data/packages        data/base data/root data/module data/alias data/archive data/library data/host
data/store           data/base data/library

report
report/verdict       report
report/names         report
# recognised in any text, whoever's it is: no machine and no record is needed
report/privacy/shapes
# values that are known to be private: those of this machine's files, those that texts lost
report/privacy/secrets report/privacy/shapes
# text that people wrote and a report quotes: directives, commands, paths
report/privacy/texts   report/privacy/shapes report/privacy/secrets
# what devices, their interfaces and the firmware are called
report/privacy/names   report/privacy/shapes report/privacy/texts
# the record and the head of a report, filtered; a number for each value
report/privacy       report report/privacy/shapes report/privacy/secrets report/privacy/texts report/privacy/names
report/kernel        report report/verdict
# the machine as all of a report have it, all its devices, and what they provide
report/machine/sources   report report/names report/kernel report/privacy report/privacy/shapes
# whose the words in its texts are, and the texts as they may be quoted
report/machine/words     report report/privacy report/privacy/shapes report/privacy/texts report/privacy/names report/machine/sources
# kernels, modules, firmware and packages that are installed, and those that are not
report/machine/installed report report/verdict report/kernel report/machine/sources report/machine/words
# opens and closes a machine, its head, what of it is not there
report/machine       report report/names report/verdict report/kernel report/privacy report/privacy/texts report/machine/sources report/machine/words report/machine/installed
report/page          report
report/columns       report report/page
report/show          report report/names report/page report/columns
report/json          report report/page
report/details       report report/names report/machine
report/select        report
report/candidates    report report/verdict report/machine report/machine/words
report/signs         report report/machine report/verdict report/candidates report/machine/installed
report/collect       report report/names report/verdict report/machine report/privacy report/details report/select report/candidates report/signs report/machine/sources report/machine/installed report/privacy/texts report/privacy/names
report/stream        report report/machine report/collect report/page report/columns report/json report/candidates
report/peers         report report/names report/machine report/collect
report/lookup        report report/names report/verdict report/machine report/collect report/page report/show report/candidates report/kernel
report/driver        report report/machine report/machine/words report/collect report/page report/json
report/expect        report report/page report/json report/kernel
report/check         report report/verdict report/machine report/collect report/lookup report/show report/json report/expect report/kernel report/machine/installed
report/document      report report/page report/columns report/show report/check
report/diff          report report/machine report/collect report/page report/columns report/json report/select report/privacy/shapes
report/snapshot      report report/machine report/collect report/check report/modules report/peers report/select report/machine/words report/machine/installed report/privacy/texts report/privacy/names
report/formats       report report/page report/json
report/chain         report report/machine report/collect report/select
report/modules       report report/machine report/collect report/page report/json report/kernel report/lookup report/chain
report/fleet         report report/verdict report/page report/columns report/json report/machine report/collect report/lookup report/kernel report/machine/installed
report/watch         report report/collect report/page report/columns report/json report/select
report/feeds         report report/page report/json
report/output        report report/feeds report/stream report/lookup report/driver report/check report/diff report/formats report/modules report/watch

cmd                  cmd/print cmd/line cmd/guess cmd/complete
cmd/print
cmd/line             cmd/print
cmd/guess            cmd/print cmd/line
cmd/complete         cmd/print cmd/line
cmd/session          cmd/print cmd/line
cmd/commands         cmd/print cmd/line cmd/session
cmd/fleet            cmd/print cmd/line cmd/complete
EOT
all_code | sed -nE "s|^([^:]*):[0-9]*:$quoted([^\"]*)\".*|\1 \2|p" >"$edges"
awk '
function room(path) {
	sub(/\/[^\/]*$/, "", path)
	return path
}
FNR == NR && /^#/ {
	next
}
FNR == NR {
	known[$1] = 1
	for (i = 2; i <= NF; i++)
		allowed[$1 " " $i] = 1
	next
}
{
	from = room($1)
	to = room($2)
	folder = from
	sub(/\/.*/, "", folder)
	if (!(from in known))
		print "a room that the table does not have: " $1
	else if (from != to && to ~ "^" folder "(/|$)" && !((from " " to) in allowed))
		print from " may not include " to ": " $1 ": " $2
	if (from != to && $2 ~ /\/internal\.h$/)
		print "internal to its room: " $1 ": " $2
}' "$rooms" "$edges" | sort -u >>"$bad"

# a forked child ends by itself, and without a message
forbid 'only cmd exits' 'decoders|data|report' '(_|quick_|at)?(exit|_Exit)[ ]*\(' \
	data/base/child.c
forbid 'only cmd prints' 'decoders|data|report' \
	'(v?printf|v?dprintf|puts|putchar|perror|psignal)[ ]*\('
forbid 'only cmd knows the standard streams' 'decoders|data|report' \
	'(stdin|stdout|stderr|STD(IN|OUT|ERR)_FILENO)([^A-Za-z0-9_]|$)' data/base/child.c
forbid 'only cmd asks the environment' 'decoders|data|report' '(secure_)?getenv[ ]*\('
forbid 'decoders is pure' 'decoders' \
	'((m|c|re)alloc|free|strdup|f?open(at)?|f?read|f?write|setlocale)[ ]*\('

# What is not the C library's or the kernel's belongs to a third party.
system='assert|ctype|dirent|endian|errno|fcntl|fnmatch|getopt|inttypes|langinfo|limits|locale'
system="$system|math|poll|pthread|pwd|sched|setjmp|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio"
system="$system|stdlib|string|strings|time|unistd|wchar|wctype|(sys|linux)/[a-z_0-9]+"
sqlite='^sqlite3\.h data/(store/sqlite|packages/libsqlite3)\.c$'
all_code | sed -nE 's/^([^:]*):[0-9]*:	[ 	]*#[ 	]*include[ 	]*<([^>]*)>.*/\2 \1/p' |
	grep -vE "^($system)\.h |$sqlite" | sort -u |
	awk '{ files[$1] = files[$1] " " $2; n[$1]++ }
	END {
		for (h in n)
			if (n[h] > 1)
				print "a library, one file: <" h "> is in" files[h]
	}' >>"$bad" || true

if [ -s "$bad" ]; then
	cat "$bad"
	exit 1
fi
