#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compare --lspci and --lsusb with lspci and lsusb, byte for byte.

check_peers.py HWALIAS [SHARED]

What may differ, and why:
 1. "Kernel modules" and "Module" of a recorded tree: lspci asks libkmod about the kernel
    that runs, hwalias the recorded one.
 2. Further lines "Kernel driver in use", "Driver" and "IOMMUGroup" of a recorded tree: the
    recording has the link without what it leads to, or the driver in uevent only. lspci
    follows the link with realpath(3) and prints nothing. No kernel has such links.
 3. The order of the interfaces of one device in lsusb -t: lsusb's sort leaves them in the
    order of readdir(3), which differs between two machines with the same devices.
 4. The last letter of a name of a device in a recording of umockdev: usbutils cuts it in
    place of the newline that a kernel writes and the recording lacks.
Exit status 1 when anything else does.
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

LSPCI_OPTIONS = [
    "", "-n", "-nn", "-k", "-nk", "-nnk", "-D", "-Dnnk", "-m", "-mm", "-mmn", "-mmnn",
    "-mmD", "-vmm", "-vmmn", "-vmmnn", "-vmmD", "-vmmk", "-vmmnnkD",
]
# of recorded trees, of which there are many
TREE_OPTIONS = ["", "-nk", "-nnk", "-D", "-mmn", "-mm", "-vmmk", "-vmmnnkD"]
MODULES = ("\tKernel modules:", "Module:\t")
MORE = ("\tKernel driver in use:", "Driver:\t", "IOMMUGroup:\t")


def run(*words, **more):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False, **more)
    return done.stdout.decode("utf-8", "surrogateescape").split("\n"), done.returncode


class Comparison:
    """Counts what was compared."""

    def __init__(self, hwalias):
        self.hwalias = hwalias
        self.compared = 0
        self.failed = 0
        self.lines = 0
        # where there is no hwdb, lspci must ask none either
        report, _ = run(hwalias, "list", "--json")
        has_hwdb = '"name": "hwdb"' in "\n".join(report)
        self.lspci_words = ["lspci"] + ([] if has_hwdb else ["-O", "hwdb.disable=1"])

    def report(self, what, theirs, ours):
        self.compared += 1
        self.lines += len(theirs)
        if theirs == ours:
            return
        self.failed += 1
        print(f"{what}:")
        for a, b in zip(theirs, ours):
            if a != b:
                print(f"  theirs {a!r}\n  ours   {b!r}")
                break
        else:
            print(f"  theirs {len(theirs)} lines, ours {len(ours)}")

    def lspci(self, tree=None):
        for options in TREE_OPTIONS if tree else LSPCI_OPTIONS:
            words = [options] if options else []
            if not tree:
                theirs, _ = run(*self.lspci_words, *words)
                ours, status = run(self.hwalias, "--lspci", *words)
            else:
                theirs, _ = run(*self.lspci_words, "-A", "linux-sysfs", "-O",
                                f"sysfs.path={tree}/sys/bus/pci", *words)
                ours, status = run(self.hwalias, "--sysroot", tree, "--lspci", *words)
                theirs = [line for line in theirs if not line.startswith(MODULES)]
                ours = [line for line in ours if not line.startswith(MODULES)]
                ours = drop_more(theirs, ours)
            if status:
                print(f"hwalias {options} {tree or ''}: status {status}")
                self.failed += 1
            self.report(f"lspci {options} {tree or ''}", theirs, ours)

    def lsusb(self, what, theirs, ours, is_tree=False):
        if is_tree:
            theirs, ours = sorted(theirs), sorted(ours)
        self.report(what, theirs, ours)


def drop_more(theirs, ours):
    """Our lines without those that lspci lacks where it lacks them (2)."""
    kept = []
    i = 0
    for line in ours:
        if i < len(theirs) and line == theirs[i]:
            i += 1
        elif line.startswith(MORE):
            continue
        kept.append(line)
    return kept


def uncut(theirs, ours):
    """Theirs with the letter that usbutils cuts (4)."""
    return [b if len(b) == len(a) + 1 and b.startswith(a) and "Bus " in a else a
            for a, b in zip(theirs, ours)] + theirs[len(ours):]


def unpack(archives, to):
    for archive in archives:
        # tar(1) is several times faster than tarfile
        subprocess.run(["tar", "-xzf", archive, "-C", to, "--no-same-owner"], check=True)
    return sorted(d for d in glob.glob(to + "/*") if os.path.isdir(d + "/sys"))


def in_mock(hwalias, recording):
    """What lsusb and hwalias print of umockdev's recording."""
    script = ("lsusb; echo ====; lsusb -t 2>/dev/null; echo ====; "
              "echo \"$UMOCKDEV_DIR\" >&2; cp -a \"$UMOCKDEV_DIR/.\" \"$0\"")
    with tempfile.TemporaryDirectory() as copy:
        theirs, status = run("umockdev-run", "-d", recording, "--", "sh", "-c", script,
                             copy)
        if status or "====" not in theirs:
            return None
        lines, _ = run(hwalias, "--sysroot", copy, "--lsusb")
        tree, _ = run(hwalias, "--sysroot", copy, "--lsusb", "-t")
    at = theirs.index("====")
    end = theirs.index("====", at + 1)
    return theirs[:at], lines[:-1], theirs[at + 1:end], tree[:-1]


def has_command(name):
    return any(os.access(os.path.join(d, name), os.X_OK)
               for d in os.environ.get("PATH", "").split(":"))


def is_known(tool, versions):
    """Whether the tool's layout is one that hwalias prints. Others are skipped."""
    lines, _ = run(tool, "--version")
    if re.search(versions, lines[0]):
        return True
    print(f"SKIPPED: {tool}: {lines[0]!r} is none of {versions!r}, whose layouts are known")
    return False


def main():
    c = Comparison(sys.argv[1])
    shared = sys.argv[2] if len(sys.argv) > 2 else ""
    knows_lspci = is_known("lspci", r"lspci version 3\.(9|1[0-3])\b")
    if os.path.isdir("/sys/bus/pci/devices") and knows_lspci:
        c.lspci()
    with tempfile.TemporaryDirectory() as scratch:
        trees = unpack(glob.glob(shared + "/corpus/sysroots/*.tar.gz") +
                       glob.glob(shared + "/beds/*.tar.gz"), scratch) if shared else []
        for tree in trees if knows_lspci else []:
            c.lspci(tree)
    if not shared or not trees:
        print("no recorded trees: only the live machine was compared")
    recordings = glob.glob(shared + "/corpus/usb-devices/*.umockdev") if shared else []
    if not has_command("umockdev-run") or not has_command("lsusb") or \
            not is_known("lsusb", r"\(usbutils\) 01[4-9]\b"):
        recordings = []
    for recording in recordings:
        answer = in_mock(c.hwalias, recording)
        if not answer:
            print(f"umockdev-run cannot play {recording}")
            continue
        name = os.path.basename(recording)
        c.lsusb("lsusb " + name, uncut(answer[0], answer[1]), answer[1])
        c.lsusb("lsusb -t " + name, answer[2], answer[3], is_tree=True)
    print(f"{c.compared} outputs with {c.lines} lines compared, {c.failed} differ")
    return 1 if c.failed else 0


if __name__ == "__main__":
    sys.exit(main())
