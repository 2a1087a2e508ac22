#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The recorded machines hold serial numbers, addresses, UUIDs, host names and machine ids.
# None may be in any output. Each secret has one of the marks below.
set -eu
cd "$(dirname "$0")/../machines"
marks='secret-|5ec2e7|02:de:ad|02dead'
count=$(cat ./*.snap | grep -icE "$marks")
[ "$count" -ge 20 ] || {
	echo "only $count secrets in the machines: the marks are wrong"
	exit 1
}
status=0
for snap in *.snap; do
	for options in "" "-aa" "-aa -nn -v" "-aaJ" "-aaJv" "-aa --ndjson" "-aa --ndjson -v" \
		"-aa --tsv -v" \
		"-aa -o ADDRESS,PARENT,SYSPATH,MODALIAS,NAME,VENDOR,MODEL,SUBSYSTEM"; do
		# shellcheck disable=SC2086 # several options
		if "$HWALIAS" --from "$snap" $options 2>&1 | grep -iE "$marks"; then
			echo "$snap: hwalias $options leaks the above"
			status=1
		fi
	done
done
exit "$status"
