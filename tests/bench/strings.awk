# SPDX-License-Identifier: GPL-2.0-or-later
# Strings that devices could have, made of the patterns of a modules.alias: wildcards are
# filled with what the kernel prints there. The same table and seed give the same strings,
# with any awk.
#
#	awk -f strings.awk -v count=1000 -v kind=pci modules.alias
#
# kind: a prefix, or "mixed" for patterns of every prefix, each as often as the table has
# it. One string in eight is changed in a digit, so that the pattern it was made of, and
# as a rule every other one, does not claim it.

# Park and Miller's minimal standard generator: its products are exact in a double.
function random(below) {
	seed = (seed * 16807) % 2147483647
	return int(seed / 2147483647 * below)
}

function digits(width,    s) {
	s = ""
	while (width-- > 0)
		s = s substr("0123456789ABCDEF", random(16) + 1, 1)
	return s
}

# A number as the kernel pads it: ids of PCI have 8 digits, of which 4 are used.
function number(width) {
	return width == 8 ? "0000" digits(4) : digits(width)
}

# How many digits the field with this tag has; the tag ends the text before the star.
function width_of(text) {
	if (text !~ /^(pci|usb|hid):/)
		return 0
	match(text, /[a-z]+$/)
	return width[substr(text, 1, index(text, ":") - 1) " " substr(text, RSTART)]
}

function fill_star(before, after,    n) {
	n = width_of(before)
	# who built the board is a maker too: four digits at random are nobody as a rule
	if (before ~ /^pci:.*sv$/ && makers)
		return maker[random(makers)]
	if (n)
		return number(n)
	if (before ~ /^of:N$/)
		return "node" random(10)
	if (before ~ /^of:.*T$/)
		return "(null)"
	if (before ~ /^of:.*C$/)
		return "generic"
	if (before ~ /^acpi:/)
		return random(2) ? "PNP0" digits(3) ":" : ""
	if (before == "acpi" || after == "")
		return ""
	return random(2) ? digits(2) : ""
}

function fill(pattern,    out, c, end) {
	out = ""
	while (pattern != "") {
		c = substr(pattern, 1, 1)
		pattern = substr(pattern, 2)
		if (c == "*") {
			out = out fill_star(out, pattern)
		} else if (c == "?") {
			out = out digits(1)
		} else if (c == "[") {
			# the first of the set
			out = out substr(pattern, 1, 1)
			pattern = substr(pattern, index(pattern, "]") + 1)
		} else {
			out = out c
		}
	}
	return out
}

# A digit or capital of the first half is another one.
function spoil(s,    i, n) {
	n = length(s)
	for (i = int(n / 4); i < n; i++)
		if (substr(s, i, 1) ~ /[0-9A-F]/)
			return substr(s, 1, i - 1) digits(1) substr(s, i + 1)
	return s
}

BEGIN {
	seed = 20011103
	split("v 8 d 8 sv 8 sd 8 bc 2 sc 2 i 2", pci, " ")
	split("v 4 p 4 d 4 dc 2 dsc 2 dp 2 ic 2 isc 2 ip 2 in 2", usb, " ")
	split("b 4 g 4 v 8 p 8", hid, " ")
	for (i = 1; i in pci; i += 2)
		width["pci " pci[i]] = pci[i + 1]
	for (i = 1; i in usb; i += 2)
		width["usb " usb[i]] = usb[i + 1]
	for (i = 1; i in hid; i += 2)
		width["hid " hid[i]] = hid[i + 1]
}

$1 == "alias" && $2 ~ /^pci:v0000[0-9A-F][0-9A-F][0-9A-F][0-9A-F]d/ {
	maker[makers++] = substr($2, 6, 8)
}

$1 == "alias" && $2 ~ /:/ {
	prefix = substr($2, 1, index($2, ":") - 1)
	sub(/\*$/, "", prefix)
	if (kind == "mixed" || kind == prefix)
		patterns[total++] = $2
}

END {
	for (i = 0; total && i < count; i++) {
		s = fill(patterns[random(total)])
		print random(8) ? s : spoil(s)
	}
}
