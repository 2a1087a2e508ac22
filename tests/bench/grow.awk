# SPDX-License-Identifier: GPL-2.0-or-later
# A modules.alias with `times` as many patterns: those that are there, and copies that
# look like them but have other ids, or other names where there are no ids. No pattern is
# there twice.
#
#	awk -f grow.awk -v times=10 modules.alias

# The last two digits of each id (four hexadecimal digits or more) moved by k.
function move_ids(s, k,    out, id) {
	out = ""
	while (match(s, /[0-9A-F][0-9A-F][0-9A-F][0-9A-F]+/)) {
		id = substr(s, RSTART, RLENGTH)
		out = out substr(s, 1, RSTART - 1) substr(id, 1, RLENGTH - 2) \
			move(substr(id, RLENGTH - 1, 1), k) move(substr(id, RLENGTH), k)
		s = substr(s, RSTART + RLENGTH)
	}
	return out s
}

function move(digit, k,    all) {
	all = "0123456789ABCDEF"
	return substr(all, (index(all, digit) - 1 + k) % 16 + 1, 1)
}

# The last word gets letters in its middle.
function move_name(s, k,    tail) {
	if (!match(s, /[a-z0-9_-][a-z0-9_-][a-z0-9_-]+[^a-z0-9_-]*$/))
		return s
	tail = substr(s, RSTART + 1)
	return substr(s, 1, RSTART) "x" k tail
}

$1 == "alias" {
	for (k = 0; k < times; k++) {
		pattern = move_ids($2, k)
		if (k && pattern == $2)
			pattern = move_name($2, k)
		if (!(pattern in seen) || k == 0)
			print "alias", pattern, $3
		seen[pattern] = 1
	}
}
