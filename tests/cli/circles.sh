#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# No two files need each other, nor do more of them in a circle: a file that uses another
# one, in whatever way, can be read after it. "Uses" is a symbol that the object of one
# file lacks and that of another has. Prints the uses that are part of a circle.
set -eu
build=$(dirname "$(dirname "${HWALIAS:?}")")

if ! command -v nm >/dev/null 2>&1; then
	echo 'no nm: skipped'
	exit 77
fi

# an old build may hold objects of files that are gone
objects=$(cd "$build" && find decoders data report cmd -name '*.c.o' | LC_ALL=C sort |
	while read -r object; do
		source=${object%.o}
		source=${source%%/*}/${source#*/CMakeFiles/*.dir/}
		[ ! -e "${HWALIAS_SOURCE:?}/$source" ] || printf '%s\n' "$object"
	done)
[ -n "$objects" ]
# shellcheck disable=SC2086 # names of our own files, without blanks
circles=$(cd "$build" && nm -A -g -P $objects | LC_ALL=C sort | awk '
# FILE: SYMBOL TYPE …; FILE is FOLDER/CMakeFiles/TARGET.dir/PATH.o
{
	file = $1
	sub(/:$/, "", file)
	sub(/CMakeFiles\/[^\/]*\//, "", file)
	sub(/\.o$/, "", file)
	if ($3 ~ /^[TDRB]$/) {
		home[$2] = file
	} else if ($3 == "U") {
		user[++uses] = file
		symbol[uses] = $2
	}
}
END {
	for (i = 1; i <= uses; i++) {
		to = home[symbol[i]]
		if (to == "" || to == user[i])
			continue
		edge = user[i] " " to
		if (!(edge in what)) {
			edges[++n] = edge
			next_of[user[i]] = next_of[user[i]] " " to
		}
		what[edge] = what[edge] " " symbol[i]
	}
	# reach[a b]: from a, by one use or more, to b
	for (a in next_of) {
		split("", seen)
		queue = next_of[a]
		while (split(queue, q)) {
			queue = ""
			for (k in q) {
				if (q[k] in seen)
					continue
				seen[q[k]] = 1
				reach[a " " q[k]] = 1
				queue = queue " " next_of[q[k]]
			}
		}
	}
	for (i = 1; i <= n; i++) {
		split(edges[i], e)
		if ((e[2] " " e[1]) in reach)
			print e[1] " uses " e[2] ":" what[edges[i]]
	}
}')

if [ -n "$circles" ]; then
	printf '%s\n' "$circles"
	exit 1
fi
