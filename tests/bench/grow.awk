# SPDX-License-Identifier: GPL-2.0-or-later
# A modules.alias with some `times` as many patterns: those that are there, and copies
# such as more hardware would bring: other ids where a bus has ids, other names where it
# has names. What there is no more of with more hardware (classes, buses, features of a
# processor) is not copied. No pattern is there twice, but where it was.
#
#	awk -f grow.awk -v times=10 modules.alias

# The k-th character behind c among all of its kind; c itself if it is of another.
function move(c, k, all,    at) {
	at = index(all, c)
	return at ? substr(all, (at - 1 + k) % length(all) + 1, 1) : c
}

# The last two digits of each number of four or more that stands behind one of the tags,
# moved by k.
function move_ids(s, tags, k,    out, hex) {
	hex = "0123456789ABCDEF"
	out = ""
	while (match(s, tags "[0-9A-F][0-9A-F][0-9A-F][0-9A-F]+")) {
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

# By the bus; s itself when there would be no more of it.
function moved(s, k,    bus) {
	bus = substr(s, 1, index(s, ":"))
	if (bus in tags)
		return bus move_ids(substr(s, length(bus) + 1), tags[bus], k)
	return move_name(s, k)
}

BEGIN {
	tags["pci:"] = "[vd]"
	tags["usb:"] = tags["hid:"] = "[vp]"
	tags["hdaudio:"] = "v"
	tags["virtio:"] = tags["sdio:"] = "[vd]"
	tags["pcmcia:"] = "(m|c|p[abcd])"
	tags["bcma:"] = tags["ssb:"] = "(m|v|id)"
	tags["ieee1394:"] = "(ven|mo|sp)"
	tags["cpu:"] = "mod"
	tags["acpi*:"] = tags["wmi:"] = ""
	# bits, and classes
	tags["mdio:"] = tags["input:"] = "none"
}

$1 == "alias" {
	lines[n++] = $2 " " $3
	seen[$2] = 1
}

END {
	for (i = 0; i < n; i++) {
		split(lines[i], alias, " ")
		print "alias", lines[i]
		for (k = 1; k < times; k++) {
			pattern = moved(alias[1], k)
			if (!(pattern in seen))
				print "alias", pattern, alias[2]
			seen[pattern] = 1
		}
	}
}
