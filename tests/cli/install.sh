#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# `cmake --install` of the build: all is there, the manual pages name the files where they
# are, and programs and hook run from there.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v cmake >/dev/null || {
	echo "cmake is missing: skipped"
	exit 77
}
failed=0
fail() {
	echo "FAILED: $*"
	failed=1
}
build=$(dirname "$HWALIAS_MANUAL")/..
DESTDIR=$work/root cmake --install "$build" >"$work/said" 2>&1 || fail "$(cat "$work/said")"
cd "$work/root"
share=$(find . -type d -path '*/share/hwalias')
prefix=$(dirname "$(dirname "$share")")
programs=hwalias
[ -z "${HWALIAS_FLEET-}" ] || programs="$programs hwalias-fleet"
for file in share/hwalias/report-1.schema.json share/man/man1/hwalias.1 \
	share/man/man5/hwalias-json.5 share/man/man5/hwalias-expect.5 \
	share/man/man5/hwalias-snapshot.5 share/zsh/site-functions/_hwalias; do
	[ -s "$prefix/$file" ] || fail "no $file"
done
for program in $programs; do
	for file in "share/man/man1/$program.1" "share/bash-completion/completions/$program" \
		"share/fish/vendor_completions.d/$program.fish"; do
		[ -s "$prefix/$file" ] || fail "no $file"
	done
	"$prefix/bin/$program" --version | grep -q "^$program [0-9]" || fail "$program does not run"
done
"$prefix/bin/hwalias" --print-schema | cmp - "$share/report-1.schema.json" ||
	fail "the schema is not the program's"
"$prefix/bin/hwalias" check --from "$HWALIAS_SOURCE/tests/machines/broken/blocked.snap" >out && fail 'check: exit 0'
grep -q 'is kept from being loaded by' out || fail "check: $(cat out)"

# files of hwalias's own, as the pages name them
for page in "$prefix"/share/man/man?/*; do
	sed 's/\\-/-/g' "$page" | grep -oE '/[a-zA-Z0-9_./-]*/share/hwalias/[a-z0-9.-]*[a-z]' || :
done | sort -u >named
[ "$(wc -l <named)" = 2 ] || fail "the pages name $(cat named)"
while read -r file; do
	[ -e ".$file" ] || fail "the pages name $file, which is not there"
done <named

# the hook by a link, with the PATH of apt: of a kernel that is not there it says so
ln -s "$work/root/$share/kernel-check" hook
env PATH=/usr/sbin:/usr/bin:/sbin:/bin ./hook 0.0.0-none >out 2>&1 || fail "the hook: exit status $?"
grep -q '^hwalias: whether kernel 0\.0\.0-none has the drivers .* is not known:$' out ||
	fail "the hook: $(cat out)"
exit $failed
