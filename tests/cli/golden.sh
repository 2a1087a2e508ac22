#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Each recorded machine in every output format against what tests/golden holds.
# With HWALIAS_UPDATE=1 the files are written anew: read the difference before you commit.
set -eu
cd "$(dirname "$0")/../machines"
golden=../golden
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1700000000
unset NO_COLOR COLUMNS

for snap in *.snap; do
	name=${snap%.snap}
	"$HWALIAS" --from "$snap" >"$out/$name.txt"
	"$HWALIAS" --from "$snap" -a -nn >"$out/$name-all.txt"
	"$HWALIAS" --from "$snap" -t -nn >"$out/$name-tree.txt"
	"$HWALIAS" --from "$snap" -aJ >"$out/$name.json"
	"$HWALIAS" --from "$snap" -a --ndjson >"$out/$name.ndjson"
	"$HWALIAS" --from "$snap" --format prometheus >"$out/$name.prom"
	"$HWALIAS" --from "$snap" --format cyclonedx >"$out/$name.cdx"
	"$HWALIAS" --from "$snap" --format nfd >"$out/$name.nfd"
	"$HWALIAS" --from "$snap" report >"$out/$name-report.md"
	"$HWALIAS" --from "$snap" report --format text >"$out/$name-report.txt"
done
if [ -n "${HWALIAS_UPDATE:-}" ]; then
	rm -f "$golden"/*
	cp "$out"/* "$golden"
fi
diff -ru "$golden" "$out"
# Debian's python3-jsonschema belongs to the system's own interpreter
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
if "$python3" -c 'import jsonschema' 2>/dev/null; then
	schema=$HWALIAS_SCHEMA
	"$python3" ../lib/validate_schema.py --strict --schema-too "$schema" "$golden"/*.json
	"$python3" ../lib/validate_schema.py --lines --strict "$schema" "$golden"/*.ndjson
else
	echo "python3-jsonschema is missing: the goldens were not validated"
fi
