#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A user or a host may be called by a word of an id file, which devices say, too. A
# recording at the level full has few lines of these files, and is read where others are:
# below that level it says what the machine says.
. "${HWALIAS_SOURCE:?}/tests/lib/scratch_machine.sh"
: >out

export SOURCE_DATE_EPOCH=1700000000

# No other id file has these words.
ids() {
	mkdir -p root/usr/share/misc
	sed 's/^> /\t/' >root/usr/share/misc/usb.ids <<-'END'
		# Version: 1
		0781  SanDisk Corp.
		> 5567  Cruzer Blade
		fff0  Plantzorq Xenium Device Works
		> 0001  Passport Qublack
		> 0002  Zworange Pi
		> 0003  Weqhunter Gaming Controller
		fff1  Plantmaker, Inc.
		> 0001  One
		> 0002  Two
	END
}

# user NAME REALNAME
user() {
	mkdir -p root/etc
	printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' "$1:x:1000:1000:$2,,,:/home/$1:/bin/sh" \
		>root/etc/passwd
}

# without_source: what tells where a report is from
without_source() {
	grep -v '"kind": "\(snapshot\|sysroot\)"\|"root": \|"directory": \|"type":"report"'
}

# answers TO SOURCE...: of every command, each behind its name
answers() {
	to=$1
	shift
	for command in -aJ '-aa --tsv' '-a --ndjson' 'show -J 1-1' 'show -v 1-1'; do
		echo "$command"
		# shellcheck disable=SC2086 # words
		"$HWALIAS" "$@" $command 2>out || echo "$*: $command: status $?" >&3
	done >all 3>failures
	[ ! -s failures ] || fail "$(cat failures out)"
	without_source <all >"$to"
}

# tells TEXT OWN: the machine does, of what a device calls itself, and so do recordings
tells() {
	"$HWALIAS" --sysroot root snapshot --privacy full full.snap 2>out || fail 'no recording'
	"$HWALIAS" --sysroot root snapshot public.snap 2>out || fail 'no public recording'
	"$HWALIAS" --from full.snap snapshot --privacy full again.snap 2>out ||
		fail 'no second recording'
	"$HWALIAS" --from full.snap snapshot lower.snap 2>out || fail 'no lower recording'
	# the words that were asked may be names
	! grep id-words public.snap lower.snap || fail 'words of users'
	# a recording says what the machine does
	answers live --sysroot root
	for file in full again public lower; do
		answers replayed --from $file.snap
		cmp live replayed || fail "$file: $(diff live replayed)"
	done
	"$HWALIAS" --sysroot root -aJ 2>out | grep -qF "\"$1\"" ||
		fail "not '$1': $(grep -F '"product"' live)"
	# of older versions: it can be read, and tells no more
	sed '/^hwalias\/id-words/,/^[^|]/{/^hwalias\/id-words/d;/^|/d}' full.snap >old.snap
	! grep -q id-words old.snap || fail 'not an old one'
	for command in -aJ '-a --ndjson' 'show -v 1-1' 'snapshot -'; do
		# shellcheck disable=SC2086 # words
		"$HWALIAS" --from old.snap $command 2>out || fail "old: $command: $(cat out)" >&3
	done 3>&1 >all
	case $1 in
	*withheld*) ! grep "$2" all || fail "old: '$2' is told" ;;
	esac
}

# of_device ACCOUNT REALNAME PRODUCT
of_device() {
	machine "$1 ($2): $3"
	ids
	user "$1" "$2"
	usb 1-1 FEED 0007
	echo "$3" >"$whole/product"
}

# the account, its real name, what the device says, and what is told of that
while IFS='|' read -r account real own told; do
	of_device "$account" "$real" "$own"
	tells "$told" "$own"
done <<'END'
chris|Chris Qublack|My Passport Qublack|My Passport Qublack
zworange||Zworange Pi|Zworange Pi
xenium||Xenium Mini|Xenium Mini
victor|Victor Weqhunter|Weqhunter Gaming Mouse|Weqhunter Gaming Mouse
someone||Galaxy (XENIUM)|Galaxy (XENIUM)
someone||Galaxy (Xeniumq)|Galaxy (withheld)
someone||Plantmaker's Keyboard|Plantmaker's Keyboard
someone||LAPTOP-QUBLACK|LAPTOP-QUBLACK
anna.qublack|Anna Qublack|Annax Qublack Mouse|Annax Qublack Mouse
anna.qublack||AnnaQublack Mouse|withheld Mouse
john.zmith||JohnZmith Keyboard|withheld Keyboard
john.zmith||XJohn_Zmith-2|Xwithheld-2
vqublack|Xenium Qublack|Qublack Xenium Mini|Qublack Xenium Mini
vqublack|Xenium Qublack|The Xenium Qublack Mini|The withheld Mini
vqublack|Xenium Qublack,room|xenium_qublack|withheld
vqublack|Xenium Q. Qublack|Xenium Q. Qublack_7|withheld_7
vqublack|Zworange Pi|Zworange Pi|Zworange Pi
vqublack|Passport Qublack|Passport Qublack|Passport Qublack
user|Xenium Qublack|Xenium Qublack|Xenium Qublack
END

# a name of two such words, in the place of the maker's
of_device vqublack 'Xenium Qublack' Keyboard
echo 'Xenium Qublack' >"$whole/manufacturer"
tells withheld 'Xenium Qublack'

# the host, its device, and what is told
while IFS='|' read -r host own told; do
	of_device someone '' "$own"
	echo "$host" >root/proc/sys/kernel/hostname
	tells "$told" "$own"
done <<'END'
annaqs-passport|Annaqs Passport|withheld
annaqs-passport.example.org|The Annaqs Passport|The withheld
passport-someone|Passport Someone 7|withheld 7
gaming-passport|Gaming Passport|Gaming Passport
zqlatitude-7490|Zqlatitude 7490|Zqlatitude 7490
passport-device-works|Passport Device Works|Passport Device Works
END

exit $failed
