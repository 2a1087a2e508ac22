#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The design's arrows, cmd -> report -> data -> decoders, and who may do what:
#   - a folder includes only itself and those it may see; headers by their full path
#   - the header of a third-party library appears in exactly one file
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

# forbid WHY FOLDERS REGEX: lines of these folders that match
forbid() {
	all_code | grep -E "^($2)/" | grep -E "	(.*[^A-Za-z0-9_>.])?($3)" |
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
all_code | grep -E "	$quoted" | grep -vE "\"(decoders|data|report|cmd)/([a-z_0-9]+/)?[a-z_0-9]+\.h\"" |
	sed 's|^|headers go by their full path: |' >>"$bad" || true

forbid 'only cmd exits' 'decoders|data|report' '(_|quick_|at)?(exit|_Exit)[ ]*\('
forbid 'only cmd prints' 'decoders|data|report' \
	'(v?printf|v?dprintf|puts|putchar|perror|psignal)[ ]*\('
forbid 'only cmd knows the standard streams' 'decoders|data|report' \
	'(stdin|stdout|stderr|STD(IN|OUT|ERR)_FILENO)([^A-Za-z0-9_]|$)'
forbid 'only cmd asks the environment' 'decoders|data|report' '(secure_)?getenv[ ]*\('
forbid 'decoders is pure' 'decoders' \
	'((m|c|re)alloc|free|strdup|f?open(at)?|f?read|f?write|setlocale)[ ]*\('

# What is not the C library's or the kernel's belongs to a third party.
system='assert|ctype|dirent|endian|errno|fcntl|fnmatch|getopt|inttypes|langinfo|limits|locale'
system="$system|math|poll|pthread|pwd|sched|setjmp|signal|stdalign|stdarg|stdbool|stddef|stdint|stdio"
system="$system|stdlib|string|strings|time|unistd|wchar|wctype|(sys|linux)/[a-z_0-9]+"
all_code | sed -nE 's/^([^:]*):[0-9]*:	[ 	]*#[ 	]*include[ 	]*<([^>]*)>.*/\2 \1/p' |
	grep -vE "^($system)\.h " | sort -u |
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
