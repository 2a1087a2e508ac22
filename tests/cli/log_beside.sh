#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A kernel log beside a list that tells no drivers or no modules: what it says of a device
# of the list is found, with the lines. The messages are those of the kernel's sources.
set -eu
fail() {
	echo "$*"
	exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >nn.txt <<'END'
00:14.0 USB controller [0c03]: Intel Corporation Comet Lake PCH-LP USB 3.1 xHCI Host Controller [8086:02ed]
01:00.0 Network controller [0280]: Intel Corporation Wireless 8265 / 8275 [8086:24fd] (rev 78)
03:00.0 VGA compatible controller [0300]: Advanced Micro Devices, Inc. [AMD/ATI] Navi 14 [1002:7340] (rev c5)
04:00.0 Ethernet controller [0200]: Realtek Semiconductor Co., Ltd. RTL8111 [10ec:8168] (rev 15)
END
sed 's/ \[[0-9a-f:]*\]//g' nn.txt >plain.txt
# one has a driver, so the others have none
sed -e '/^00:14/a\	Kernel driver in use: xhci_hcd' -e '/^04:/a\	Kernel driver in use: r8169' \
	nn.txt >nnk.txt
cat >udev.txt <<'END'
P: /devices/pci0000:00/0000:00:14.0
E: DEVPATH=/devices/pci0000:00/0000:00:14.0
E: SUBSYSTEM=pci
E: DRIVER=xhci_hcd
E: PCI_CLASS=C0330
E: PCI_ID=8086:02ED
E: PCI_SLOT_NAME=0000:00:14.0
E: MODALIAS=pci:v00008086d000002EDsv00008086sd00000010bc0Csc03i30

P: /devices/pci0000:00/0000:00:1c.0/0000:01:00.0
E: DEVPATH=/devices/pci0000:00/0000:00:1c.0/0000:01:00.0
E: SUBSYSTEM=pci
E: PCI_CLASS=28000
E: PCI_ID=8086:24FD
E: PCI_SLOT_NAME=0000:01:00.0
E: MODALIAS=pci:v00008086d000024FDsv00008086sd00000010bc02sc80i00

P: /devices/pci0000:00/0000:00:1d.0/0000:03:00.0
E: DEVPATH=/devices/pci0000:00/0000:00:1d.0/0000:03:00.0
E: SUBSYSTEM=pci
E: PCI_CLASS=30000
E: PCI_ID=1002:7340
E: PCI_SLOT_NAME=0000:03:00.0
E: MODALIAS=pci:v00001002d00007340sv00001002sd00000010bc03sc00i00

END
cat >lsusb.txt <<'END'
Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub
Bus 001 Device 005: ID 0bda:8153 Realtek Semiconductor Corp. RTL8153 Gigabit Ethernet Adapter
Bus 001 Device 006: ID 148f:7601 Ralink Technology, Corp. MT7601U Wireless Adapter
END

banner='[    0.000000] Linux version 6.1.0-9-amd64 (x@y) #1 SMP'
cat >dmesg.txt <<END
$banner
[    1.100000] iwlwifi 0000:01:00.0: firmware: failed to load iwlwifi-8265-36.ucode (-2)
[    1.200000] iwlwifi 0000:01:00.0: no suitable firmware found!
[    1.300000] iwlwifi: probe of 0000:01:00.0 failed with error -110
[    2.000000] xhci_hcd 0000:00:14.0: xHCI host controller not responding, assume dead
[    3.000000] amdgpu 0000:03:00.0: Fatal error during GPU init
[    3.100000] amdgpu: probe of 0000:03:00.0 failed with error -22
[    4.000000] usb 1-4: new high-speed USB device number 6 using xhci_hcd
[    4.100000] usb 1-7: new high-speed USB device number 5 using xhci_hcd
[    4.200000] mt7601u 1-4:1.0: Direct firmware load for mt7601u.bin failed with error -2
[    4.300000] mt7601u: probe of 1-4:1.0 failed with error -2
[    5.000000] usb usb1-port9: unable to enumerate USB device
END

# reasons LIST LOG: "SEVERITY DEVICE REASON" of each finding, sorted
reasons() {
	"$HWALIAS" --from "$1" --from "$2" check --json 2>/dev/null >is.json || true
	python3 - is.json <<'END'
import json, sys
findings = json.load(open(sys.argv[1]))["findings"]
for f in findings:
    assert all(e["source"] == "kernel-log" for e in f["evidence"]), f
    assert f["evidence"] or f["reason"] == "no-driver-bound", f
    assert "iwlwifi" in f["explanation"] or f["device"]["ids"]["device"] != "24fd", f
print("\n".join(sorted(" ".join([f["severity"], f["device"]["id"], f["reason"]]) for f in findings)))
END
}
# finds WHAT LIST LOG, expected on stdin
finds() {
	cat >expected
	reasons "$2" "$3" >is
	diff expected is || fail "$1"
}

for list in nn plain; do
	finds "$list" $list.txt dmesg.txt <<'END'
error pci:0000:01:00.0 firmware-failed
error pci:0000:03:00.0 probe-failed
warning pci:0000:00:14.0 controller-died
END
	"$HWALIAS" --from $list.txt --from dmesg.txt report >report.md 2>/dev/null || true
	grep -q '^## Problems (3)' report.md || fail "$list: no problems"
	grep -A8 '^## Lines .* that mattered' report.md | grep -q '^dmesg.txt:2: .*iwlwifi-8265' ||
		fail "$list: no line that mattered"
	grep -q 'Could not be checked completely' report.md || fail "$list: looks complete"
	# nobody knows which driver it has
	! grep -q 'No driver is bound' report.md || fail "$list: said to have no driver"
done
for list in nnk udev; do
	finds "$list" $list.txt dmesg.txt <<'END'
error pci:0000:01:00.0 firmware-failed
error pci:0000:03:00.0 probe-failed
warning pci:0000:00:14.0 controller-died
END
done
finds lsusb lsusb.txt dmesg.txt <<'END'
error usb:bus1-dev6 firmware-failed
hint usb:usb1 usb-not-recognised
END

# what became of it later
cat >later.txt <<END
$banner
[    1.100000] iwlwifi 0000:01:00.0: firmware: failed to load iwlwifi-8265-36.ucode (-2)
[    1.200000] iwlwifi 0000:01:00.0: firmware: direct-loading firmware iwlwifi-8265-34.ucode
[    1.300000] iwlwifi 0000:01:00.0: loaded firmware version 34.0 op_mode iwlmvm
[    2.000000] xhci_hcd 0000:00:14.0: xHCI host controller not responding, assume dead
[    2.100000] xhci_hcd 0000:00:14.0: xHCI Host Controller
[    3.100000] amdgpu: probe of 0000:03:00.0 failed with error -22
[    3.200000] [drm] Initialized amdgpu 3.49.0 20150101 for 0000:03:00.0 on minor 0
[    4.000000] r8169 0000:04:00.0: firmware: failed to load rtl_nic/rtl8168h-2.fw (-2)
[    4.100000] r8169 0000:04:00.0 enp4s0: renamed from eth0
[    5.000000] usb 1-4: can't set config #1, error -32
[    5.100000] usb 1-4: USB disconnect, device number 6
[    5.200000] usb 1-4: new high-speed USB device number 6 using xhci_hcd
END
for list in nn plain lsusb; do
	finds "$list, and it works later" $list.txt later.txt <<'END'

END
done

# a module that the kernel refused: of what lspci tells to claim the device
gpu='01:00.0 VGA compatible controller [0300]: NVIDIA Corporation GM107 [10de:1380] (rev a2)'
printf '%s\n\tKernel modules: nouveau, nvidia\n' "$gpu" >gpu.txt
magic="nvidia: version magic '6.1.0-8-amd64 SMP' should be '6.1.0-9-amd64 SMP'"
printf '%s\n[    5.000000] %s\n' "$banner" "$magic" >magic.txt
printf '%s\n[    5.000000] %s\n[    9.000000] nvidia: loading out-of-tree module taints kernel.\n' \
	"$banner" "$magic" >taken.txt
finds 'a module is refused' gpu.txt magic.txt <<'END'
error pci:0000:01:00.0 module-refused
END
finds 'refused, and taken later' gpu.txt taken.txt <<'END'
warning pci:0000:01:00.0 no-driver-bound
END

# a driver that may do without a file: a hint, and nothing where the list tells that driver
cat >file.txt <<END
$banner
[    4.000000] r8169 0000:04:00.0: firmware: failed to load rtl_nic/rtl8168h-2.fw (-2)
END
finds 'a file' nn.txt file.txt <<'END'
hint pci:0000:04:00.0 firmware-failed
END
"$HWALIAS" --from nnk.txt --from file.txt check 2>/dev/null | grep '04:00.0' && fail 'r8169 does without'
exit 0
