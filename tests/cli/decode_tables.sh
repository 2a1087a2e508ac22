#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every pattern of real kernels' modules.alias and every recorded modalias is decoded; the
# two that are written broken in the kernels' own sources are reported as broken.
set -eu
shared=${HWALIAS_SHARED:-}
[ -d "$shared/kernels" ] || {
	echo "no kernels' tables: skipped"
	exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for archive in "$shared"/kernels/*.tar.gz; do
	tar -xzf "$archive" -C "$work"
done
find "$work" -name modules.alias -exec cat {} + | sed -n 's/^alias \(.*\) [^ ]*$/\1/p' |
	sort -u >"$work/patterns"
tail -n +2 "$shared/corpus/modaliases.tsv" | cut -f 7 | sort -u >"$work/strings"

# decode FILE: the strings that are not valid, each line of FILE answered by one line
decode() {
	"$HWALIAS" decode --ndjson --modules-dir "$work/none" <"$1" >"$work/out" 2>"$work/err" || {
		cat "$work/err"
		return 1
	}
	[ "$(wc -l <"$1")" = "$(wc -l <"$work/out")" ]
	sed -n 's/.*"raw":"\([^"]*\)".*"valid":false.*/\1/p' "$work/out"
}

# an empty directory of modules: the strings are decoded, nothing is matched
mkdir -p "$work/none/1.0"
: >"$work/none/1.0/modules.alias"
decode "$work/patterns" >"$work/broken"
cat >"$work/expected" <<'EOT'
nd:tND_DEVICE_BTT*
usb:v0763p1031d010dc*dsc*dp*ic*isc*ip*in*
EOT
diff "$work/expected" "$work/broken"
decode "$work/strings" >"$work/broken"
diff /dev/null "$work/broken"
echo "$(wc -l <"$work/patterns") patterns, $(wc -l <"$work/strings") strings"
