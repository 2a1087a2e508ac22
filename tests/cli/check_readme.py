# SPDX-License-Identifier: GPL-2.0-or-later
"""README's examples are what hwalias prints, as far as that does not hang on the
versions of id files: the finding of `check` word for word, and the keys of the JSON."""
import json
import re
import subprocess
import sys

hwalias, source = sys.argv[1:]
machines = source + "/tests/machines/"
readme = open(source + "/README.md", encoding="utf-8").read()
failed = 0


def run(*arguments):
    return subprocess.run([hwalias, *arguments], stdout=subprocess.PIPE,
                          encoding="utf-8").stdout


def fail(message):
    global failed
    print("README.md:", message)
    failed = 1


shown = re.search(r"^\$ hwalias check\n(.*?)^\$ ", readme, re.S | re.M).group(1)
printed = run("check", "--from", machines + "broken/blocked.snap")
for line in shown.splitlines():
    # the name is pci.ids'
    start = line.split("  Intel")[0]
    if not any(real.startswith(start) for real in printed.splitlines()):
        fail("check prints no line " + repr(start))

shown = re.search(r"^\$ hwalias report\n(.*?)^```", readme, re.S | re.M).group(1)
printed = run("report", "--from", machines + "server.snap").splitlines()
for line in shown.splitlines():
    # the name is pci.ids'
    start = re.split("Matrox|Graphics|Dell", line)[0]
    if line != "…" and not any(real.startswith(start) for real in printed):
        fail("report prints no line " + repr(start))

example = json.loads(re.search(r"```json\n(.*?)```", readme, re.S).group(1))
document = json.loads(run("-J", "-s", "00:1f.6", "--from", machines + "desktop.snap"))
device = document["devices"][0]
for key, value in example.items():
    if key not in device:
        fail("there is no key " + key)
    elif isinstance(value, dict) and list(value) != list(device[key]):
        fail("the keys of " + key + " are others")
    elif key not in ("names", "candidates") and value != device[key]:
        fail("of " + key + " another value is printed")
if [list(c) for c in example["candidates"]] != [list(c) for c in device["candidates"]]:
    fail("the keys of a candidate are others")

program = run("--help")
for option in set(re.findall(r"hwalias [^`\n|<]*?(--[a-z-]+)", readme)):
    if option not in program:
        fail("--help does not know " + option)

# every document and line that the schema knows is in the table of commands
table = re.search(r"^\| command \| document \| line \|\n(.*?)\n\n", readme, re.S | re.M).group(1)
for name in set(re.findall(r'"const": "(hwalias\.[a-z-]+)"', run("--print-schema"))):
    if "`" + name + "`" not in table:
        fail("the table of documents lacks " + name)
sys.exit(failed)
