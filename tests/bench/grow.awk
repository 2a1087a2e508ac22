# SPDX-License-Identifier: GPL-2.0-or-later
# A modules.alias with `times` as many patterns: those that are there, and copies that
# look like them but have other ids, or other names where there are no ids. No pattern is
# there twice.
#
#	awk -f grow.awk -v times=10 modules.alias

# The k-th character behind c among all of its kind; c itself if it is of another.
function move(c, k, all,    at) {
	at = index(all, c)
	return at ? substr(all, (at - 1 + k) % length(all) + 1, 1) : c
}

# The last two digits of each number that the expression finds, moved by k.
function move_numbers(s, number, k,    out, hex) {
	hex = "0123456789ABCDEF"
	out = ""
	while (match(s, number)) {
		out = out substr(s, 1, RSTART + RLENGTH - 3) \
			move(substr(s, RSTART + RLENGTH - 2, 1), k, hex) \
			move(substr(s, RSTART + RLENGTH - 1, 1), k, hex)
		s = substr(s, RSTART + RLENGTH)
	}
	return out s
}

# All letters of the last word moved by k.
function move_name(s, k,    out, i) {
	if (!match(s, /[a-z0-9_-][a-z0-9_-][a-z0-9_-]+[^a-z0-9_-]*$/))
		return s
	out = substr(s, 1, RSTART - 1)
	for (i = RSTART; i <= length(s); i++)
		out = out move(substr(s, i, 1), k, "abcdefghijklmnopqrstuvwxyz")
	return out
}

# Ids; where there are none, classes; or names. What marks the fields stays as it is: the
# C behind a compatible of the device tree is no digit, and "isc" of a USB class no name.
function moved(s, k,    out) {
	if (s ~ /^of:/)
		return move_name(s, k)
	out = move_numbers(s, "[0-9A-F][0-9A-F][0-9A-F][0-9A-F]+", k)
	if (out == s && s ~ /^(pci|usb|hid):/)
		return move_numbers(s, "[0-9A-F][0-9A-F]", k)
	return out == s ? move_name(s, k) : out
}

$1 == "alias" {
	for (k = 0; k < times; k++) {
		pattern = k ? moved($2, k) : $2
		if (!(pattern in seen) || k == 0)
			print "alias", pattern, $3
		seen[pattern] = 1
	}
}
