#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every command with every option: check_options.py PROGRAM

The options are those of --help, and which of them a command takes its own help says. Of
the help itself: that it fits 80 columns, and that its examples are taken.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

program = os.path.abspath(sys.argv[1])
os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "machines"))
string = "pci:v00008086d000015B8sv00001043sd00008672bc02sc00i00"
operands = {
    "list": [], "show": ["00:1f.6"], "decode": [string], "lookup": ["8086:15b8"],
    "driver": ["e1000e"], "check": [], "report": [], "diff": ["desktop.snap", "server.snap"],
    "iommu": [], "modules": [], "watch": [], "match": [string], "formats": [],
    "facts": [],
    "snapshot": ["-"],
}
scratch = tempfile.TemporaryDirectory()
# an argument that is good for every command that takes the option
arguments = {
    "bus": "pci", "id": "8086:", "slot": "00:1f.6", "output": "DEVICE", "for": "00:1f.6",
    "settle": "1", "by": "iommu", "udev-rule": "ids", "jobs": "2", "memory": "1M",
    "color": "never", "kernel": "6.1.0-13-amd64", "privacy": "public", "expect": "-",
    "format": {"report": "text", "modules": "lsmod", "match": "ndjson"},
    "from": "desktop.snap", "output-file": os.path.join(scratch.name, "out"),
}
# what needs another option to do something, which the message names
needs = {
    ("list", "machine"): ["--lspci"], ("show", "wake"): ["--verbose"],
    ("decode", "output"): ["--tsv"], ("decode", "numeric"): ["--tsv"],
    ("decode", "noheadings"): ["--tsv"], ("decode", "jobs"): ["--tsv"],
    ("decode", "memory"): ["--tsv"], ("modules", "verbose"): ["--firmware"],
}
# of these the words or other machines are tried elsewhere
elsewhere = {"help", "version", "print-schema", "completion", "sysroot", "ids", "modules-dir"}
failed = passed = 0


def check(name, good, *details):
    global failed, passed
    passed += bool(good)
    if not good:
        failed += 1
        print("FAILED:", name, *[repr(d)[:300] for d in details])


def options_of(*args):
    """"tree" and its letter, or '', as the help has them."""
    help_text = subprocess.run([program, *args], capture_output=True, text=True,
                               stdin=subprocess.DEVNULL, timeout=60).stdout
    return {m[2]: m[1] or "" for m in
            re.finditer(r"^  (?:-(\w),|   ) --([a-z-]+)", help_text, re.M)}


def run(command, option):
    words = [program, command, *operands[command]]
    if option:
        argument = arguments.get(option, "")
        if isinstance(argument, dict):
            argument = argument.get(command, "json")
        words.append("--" + option + ("=" + argument if argument else ""))
    if command not in ("diff", "watch") and option not in ("from", "sysroot"):
        words += ["--from", "desktop.snap"]
    return subprocess.run(words, capture_output=True, text=True, input="only pci\n",
                          timeout=60)


def width(text):
    return sum(0 if unicodedata.combining(c) else 1 for c in text)


def test_help(command, work):
    """Its help fits 80 columns, and its examples are taken as they stand."""
    words = [program, "help", command] if command else [program, "--help"]
    lines = subprocess.run(words, capture_output=True, text=True, timeout=60).stdout.splitlines()
    check(f"help {command}: 80 columns", all(width(line) <= 80 for line in lines),
          *[line for line in lines if width(line) > 80])
    check(f"help {command}: usage first", lines[0].startswith("Usage: hwalias "), lines[0])
    if not command:
        return
    check(f"help {command}: options", "Options:" in lines)
    examples = [line.strip() for line in lines[lines.index("Examples:") + 1:]
                if re.match("  [^ ]", line)]
    check(f"help {command}: two examples", len(examples) >= 2, examples)
    for example in examples:
        check(f"help {command}: {example}: it is of the command",
              re.search(r"\bhwalias\b", example) is not None)
        if command == "list":
            check(f"help {command}: {example}: it lists", " show" not in example)
        log = os.path.join(work, "log")
        with open(log, "w"):
            pass
        # watch runs until it is ended
        p = subprocess.run(["timeout", "-k", "9", "2", "bash", "-c", example],
                           capture_output=True, text=True, stdin=subprocess.DEVNULL,
                           cwd=work, timeout=60,
                           env=dict(os.environ, PATH=work + ":" + os.environ["PATH"], LOG=log))
        with open(log) as f:
            codes = f.read().split()
        check(f"help {command}: {example}: it is taken",
              "2" not in codes and (codes or p.returncode == 124), codes, p.stderr)


def test_all_help():
    with tempfile.TemporaryDirectory() as work:
        for name, text in (("hwalias", f'"{program}" "$@"; r=$?; echo $r >>"$LOG"; exit $r'),
                           ("make", "cat $LSMOD")):
            path = os.path.join(work, name)
            with open(path, "w") as f:
                f.write("#!/bin/sh\n" + text + "\n")
            os.chmod(path, 0o755)
        for name in "before.snap", "a.snap", "b.snap", "my.snap":
            shutil.copy("desktop.snap", os.path.join(work, name))
        for name in "strings", "strings.txt", "fleet.txt":
            with open(os.path.join(work, name), "w") as f:
                f.write("only pci\n" if name == "fleet.txt" else string + "\n")
        for command in [None, *operands]:
            test_help(command, work)


test_all_help()
everything = options_of("--help")
check("the help has options", len(everything) > 40, everything)
check("… and letters", everything.get("tree") == "t" and everything.get("summary") == "")
for command in operands:
    taken = options_of("help", command)
    check(f"{command}: the help has options", len(taken) > 10, taken)
    for option in everything:
        if option in elsewhere:
            check(f"{command} takes --{option}",
                  (option in taken) != (command == "watch" and option == "sysroot"))
            continue
        # of the machine that runs, and until it is ended
        if command == "watch" and option in taken:
            continue
        p = run(command, option)
        name = f"{command} --{option}"
        check(f"{name} ends", 0 <= p.returncode <= 3, p.returncode, p.stderr)
        first = p.stderr.splitlines()[0] if p.stderr else ""
        if option not in taken:
            check(f"{name} is refused by its name", p.returncode == 2 and
                  (f"--{option}" in first or f"-{everything[option]} " in first) and
                  not p.stdout, first)
            continue
        need = needs.get((command, option), [])
        if command == "snapshot" and option in ("kernel", "expect"):
            need = ["snapshot"]
        if command == "diff" and option == "from":
            need = ["--from"]
        if command == "list" and option in ("bus", "id", "slot"):
            check(f"{name} finds something", p.returncode == 0 and p.stdout, p.stderr)
        check(f"{name} is taken" if not need else f"{name} needs something",
              (p.returncode == 2) == bool(need) and all(n in first for n in need), first)
# columns of devices have nothing to print of a string
text = subprocess.run([program, "help", "decode"], capture_output=True, text=True).stdout
columns = re.findall(r"^  ([A-Z_]+) ", text[text.index("Columns of"):], re.M)
check("decode has columns", "CLASS_ID" in columns and "MODULES" in columns, columns)
for column in "NUMA", "SLOT", "LINK", "NODES", "IOMMU", "DRIVER", "SYSPATH":
    check(f"decode has no column {column}", column not in columns)
samples = [string, "usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00", "pci:v0000"]
rows = subprocess.run([program, "decode", "--tsv", "--noheadings", "-o", ",".join(columns),
                       *samples, "--from", "desktop.snap"],
                      capture_output=True, text=True).stdout.splitlines()
for i, column in enumerate(columns):
    check(f"decode -o {column} prints something", any(r.split("\t")[i] for r in rows))
print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0)
