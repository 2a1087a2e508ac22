#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Lists as forums, wikis, trackers, editors and mails have them: what these put around the
# text or its lines is no part of it, and no device is lost for it.
set -eu
. "${HWALIAS_SOURCE:?}/tests/lib/said.sh"

cat >"$out/lspci" <<'EOF'
00:14.3 Network controller [0280]: Intel Corporation Alder Lake-P PCH CNVi WiFi [8086:51f0] (rev 01)
	Subsystem: Intel Corporation Wi-Fi 6E AX211 160MHz [8086:0094]
	Kernel driver in use: iwlwifi
	Kernel modules: iwlwifi
00:1f.3 Audio device [0403]: Intel Corporation Alder Lake PCH-P High Definition Audio Controller [8086:51c8] (rev 01)
	Subsystem: Lenovo Device [17aa:22e7]
	Kernel driver in use: snd_hda_intel
	Kernel modules: snd_hda_intel
EOF
cat >"$out/lspci-vmm" <<'EOF'
Slot:	00:14.3
Class:	Network controller [0280]
Vendor:	Intel Corporation [8086]
Device:	Alder Lake-P PCH CNVi WiFi [51f0]
SVendor:	Intel Corporation [8086]
SDevice:	Wi-Fi 6E AX211 160MHz [0094]
Rev:	01
ProgIf:	00
Driver:	iwlwifi
Module:	iwlwifi
IOMMUGroup:	11

EOF
cat >"$out/lsusb-t" <<'EOF'
/:  Bus 01.Port 1: Dev 1, Class=root_hub, Driver=xhci_hcd/16p, 480M
    |__ Port 3: Dev 2, If 0, Class=Hub, Driver=hub/4p, 480M
        |__ Port 1: Dev 4, If 0, Class=Human Interface Device, Driver=usbhid, 12M
        |__ Port 1: Dev 4, If 1, Class=Human Interface Device, Driver=usbhid, 12M
    |__ Port 4: Dev 3, If 0, Class=Audio, Driver=snd-usb-audio, 480M
EOF
cat >"$out/udev" <<'EOF'
P: /devices/pci0000:00/0000:00:14.0
E: DEVPATH=/devices/pci0000:00/0000:00:14.0
E: SUBSYSTEM=pci
E: DRIVER=xhci_hcd
E: PCI_CLASS=C0330
E: PCI_ID=8086:51ED
E: MODALIAS=pci:v00008086d000051EDsv000017AAsd000022E7bc0Csc03i30

EOF

# devices FILE TO: of the file's JSON
devices() {
	"$HWALIAS" --from "$1" -aaJ >"$out/json" 2>"$out/errors" || fail "$1: $(cat "$out/errors")"
	sed -n '/"devices": \[/,/"findings": \[/p' "$out/json" | sed '/"line": [0-9]/d' >"$2"
	[ -s "$2" ] || fail "$1: no devices"
}
# same WHAT LIST: what is in given is the same as the list
same() {
	devices "$out/given" "$out/is"
	diff "$out/$2.devices" "$out/is" >"$out/diff" || fail "$1, $2: $(head -n 5 "$out/diff")"
}
for list in lspci lspci-vmm lsusb-t udev; do
	devices "$out/$list" "$out/$list.devices"
	text=$(cat "$out/$list")
	[ "$list" = lspci ] || text="$text
"
	# before the first line, and behind the last
	for tags in '[code]|[/code]' '[CODE=bash]|[/CODE]' '[spoiler=the list][code]|[/code][/spoiler]' \
		'[quote="joe, post:1"]|[/quote]' '[b]|[/b]' '{noformat}|{noformat}' \
		'{code:title=x|borderStyle=solid}|{code}' '{{{|}}}' '```|```' '<pre><code>|</code></pre>' \
		'<html><body><p>Hello</p><pre>|</pre></body></html>' 'This is it: [code]|[/code] ' \
		'<syntaxhighlight lang="text">|</syntaxhighlight>'; do
		before=${tags%|*}
		behind=${tags##*|}
		printf '%s%s%s\n' "$before" "$text" "$behind" >"$out/given"
		same "$tags" $list
		printf '%s\n%s\n%s\n' "$before" "$text" "$behind" >"$out/given"
		same "$tags, apart" $list
	done
	# around each line
	for how in 's/.*/`&`/' 's/.\{1,\}/**&**/' 's/$/\\/' 's/.\{1,\}/&\\/' 's/$/<br>/' 's/.*/<div>&<\/div>/'; do
		sed "$how" "$out/$list" >"$out/given"
		same "$how" $list
	done
	# colours, as grep writes them, without their escape character or as something that is seen
	for escape in "$(printf '\033')" '' '^[' '\\e' '\\x1b' '␛'; do
		sed "s/Intel\|Kernel\|Vendor\|Driver\|DRIVER/$escape[01;31m$escape[K&$escape[m$escape[K/g" \
			"$out/$list" >"$out/given"
		same "colours with '$escape'" $list
		sed "1s/^/$escape[0;32mme@host$escape[0m:$escape[1;34m~$escape[0m\$ lspci -nnk\n/" \
			"$out/$list" >"$out/given"
		same "a coloured prompt with '$escape'" $list
	done
	# numbers of lines, as of editors; of a tree the blanks are its own
	for format in '%d: %s' '%d. %s' '%03d  %s' '%6d\t%s'; do
		awk -v "f=$format\n" '{ printf f, NR, $0 }' "$out/$list" >"$out/given"
		same "numbers, $format" $list
	done
	# a mail as it was sent, with and without its head
	python3 - "$out/$list" "$out/body" <<'EOF'
import quopri, sys
text = open(sys.argv[1], "rb").read()
open(sys.argv[2], "wb").write(quopri.encodestring(b"Gr\xc3\xbc\xc3\x9fe = greetings,\n\n" + text))
EOF
	cp "$out/body" "$out/given"
	same 'quoted-printable' $list
	{
		echo 'From: a@b.example'
		echo 'Content-Type: multipart/mixed; boundary="=_1"'
		echo
		echo '--=_1'
		echo 'Content-transfer-encoding: Quoted-Printable'
		echo
		cat "$out/body"
		printf '\n%s\n%s\n\n%s\n' '--=_1' 'Content-Transfer-Encoding: base64' 'AAAA=='
	} | sed 's/$/\r/' >"$out/given"
	same 'a mail' $list
done

# prompts behind a list, of whatever command, are no lines of it; names tell a class there
cat >"$out/names" <<'EOF'
00:1f.3 Audio device: Intel Corporation Alder Lake PCH-P High Definition Audio Controller (rev 01)
03:00.0 Ethernet controller: Realtek Semiconductor Co., Ltd. RTL8111
EOF
cat >"$out/names-mm" <<'EOF'
00:1f.3 "Audio device" "Intel Corporation" "Alder Lake PCH-P High Definition Audio Controller" -r01 -p80 "Lenovo" "Device 22e7"
03:00.0 "Ethernet controller" "Realtek Semiconductor Co., Ltd." "RTL8111" "Lenovo" "RTL8111"
EOF
for list in names names-mm; do
	devices "$out/$list" "$out/$list.devices"
	for prompt in 'me@host:~$ ' '[root@host tmp]# exit' 'me@host ~ $ ip a' '(env) me@host:/tmp$' \
		'me@host:~> ' '[/code]' 'Thanks' '--More--'; do
		{ cat "$out/$list"; echo "$prompt"; } >"$out/given"
		same "$prompt" $list
		case $prompt in
		*@* | *code*) ! grep 'not a line' "$out/errors" || fail "$prompt, $list: is a line" ;;
		esac
	done
done

# names that look so are names
cat >"$out/given" <<'EOF'
00:0b.0 Display controller [0380]: NEC PowerVR PCX2 [midas] [1033:0046] (rev 01)
00:0c.0 Host bridge [0600]: VIA VT8371 [KX133] [1106:0391]
EOF
devices "$out/given" "$out/is"
for id in 0046 0391; do
	has "names, $id" $id "$out/is"
done

[ $failed = 0 ] && echo 'marked: as it was printed'
exit $failed
