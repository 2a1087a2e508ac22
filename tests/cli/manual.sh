#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The manual pages: hwalias(1) has every option, column, reason and example that the program
# and the schema have, hwalias-json(5) every member of the schema; and man prints them
# without a warning.
set -eu
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
pages=$(dirname "$HWALIAS_MANUAL")
failed=0
fail() {
	failed=$((failed + 1))
	echo "FAILED: $*"
}

set -- "$HWALIAS_MANUAL" "$pages/hwalias-json.5" "$HWALIAS_SOURCE"/cmd/manual/*.5
[ $# -ge 4 ] || fail "there are only $# pages"
for page; do
	if command -v man >/dev/null; then
		warnings=$(LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -E UTF-8 -l "$page" 2>&1 >/dev/null)
		[ -z "$warnings" ] || fail "$page: $warnings"
	fi
	if command -v mandoc >/dev/null; then
		# styles are matters of taste; the pages have no date, which is the build's
		mandoc -T lint -W warning "$page" | grep -v 'missing date' && fail "$page: mandoc"
	fi
	grep -nE '^Type: *\.|R \(\)|always "(ON|OFF)"' "$page" && fail "$page has a type that is none"
	grep -nE '@[A-Z]+@|\.\\" option' "$page" && fail "$page has a place that is not filled"
done

"$python3" - "$HWALIAS" "$HWALIAS_MANUAL" "$pages/hwalias-json.5" "$HWALIAS_SCHEMA" <<'END' ||
import json
import re
import subprocess
import sys

hwalias, manual, manual_json, schema = sys.argv[1:]
failed = 0


def fail(message):
    global failed
    print("FAILED:", message)
    failed = 1


def plain(roff):
    """The text without requests and fonts."""
    roff = re.sub(r"\\f[BIR]", "", roff)
    return roff.replace("\\-", "-").replace("\\(aq", "'").replace("\\e", "\\").replace("\\&", "")


def words_of(usage):
    return re.findall(r"[^\s\[\].]+", usage)


def section(page, name):
    return page.split("\n.SH " + name + "\n")[1].split("\n.SH ")[0] + "\n"


def printed(*arguments):
    return subprocess.run([hwalias, *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, encoding="utf-8").stdout


page = plain(open(manual, encoding="utf-8").read())
help_text = printed("--help")

# options, in their order, with letter and argument
options = re.findall(r"^  (?:-(.), |    )--([a-z-]+)(?:\[?=([^\]\s]+\]?.*?))?(?:\s|$)",
                     help_text, re.M)
in_page = re.findall(r'^\.TP\n\.BR (?:-(.) ", " )?--([a-z-]+)', section(page, "OPTIONS"), re.M)
if len(options) < 30 or [(letter, name) for letter, name, _ in options] != in_page:
    fail(f"options: {options} in the help, {in_page} in the page")
for _, name, argument in options:
    line = re.search(r"^\.TP\n\.BR (?:\S+ \", \" )?--" + name + r"( .*)?$", page, re.M).group()
    if argument.rstrip("]") not in line:
        fail(f"--{name} has the argument {argument!r} in the help: {line}")

# operands, of which usage has brackets in other places
synopsis = re.sub(r"\n(?!hwalias)", " ", section(page, "SYNOPSIS").replace(".br\n", "")
                  .replace(".B ", ""))
for command in printed("help").split("tells more):\n")[1].split("\n\n")[0].splitlines():
    name = re.match(r"  ([a-z]+)", command)
    if not name or name.group(1) == "list":
        continue
    usage = printed("help", name.group(1)).splitlines()[0].replace("Usage: ", "")
    if words_of(usage) not in [words_of(line) for line in synopsis.splitlines()]:
        fail(f"synopsis: {usage}")

# columns
columns = re.findall(r"^  ([A-Z_]+) ", help_text.split("Columns of --output:\n")[1], re.M)
in_page = re.findall(r"^\.TP\n\.B ([A-Z_]+)$", section(page, "COLUMNS"), re.M)
if len(columns) < 30 or columns != in_page:
    fail(f"columns: {columns} in the help, {in_page} in the page")

# reasons; a severity exactly where the program gives one: seen in the machines of the tests
document = json.load(open(schema, encoding="utf-8"))
reasons = [row["const"] for row in document["$defs"]["reason"]["anyOf"][0]["oneOf"]]
parts = re.findall(r"^\.TP\n\.B ([a-z-]+)\n(.*?)(?=^\.TP|\Z)", section(page, "REASONS"),
                   re.M | re.S)
if len(reasons) < 40 or [code for code, _ in parts] != reasons:
    fail("the reasons are not those of the schema")
severities = {code: set(re.findall(r"error|warning|hint",
                                   text.split("Severity:")[1] if "Severity:" in text else ""))
              for code, text in parts}
seen = 0
import glob
import os
machines = os.environ["HWALIAS_SOURCE"] + "/tests/machines/"
for snap in sorted(glob.glob(machines + "*.snap") + glob.glob(machines + "broken/*.snap")):
    for finding in json.loads(printed("check", "-aJ", "--from", snap))["findings"]:
        if finding["severity"] in ("error", "warning", "hint"):
            seen += 1
            if finding["severity"] not in severities[finding["reason"]]:
                fail(f"{finding['reason']} is a {finding['severity']} in {snap}")
if seen < 10:
    fail("there are too few findings to compare with")

# kinds of devices, as they are completed
kinds = re.findall(r"^(\S+)\tkind of devices$", printed("--complete", "--", "list", "-b", ""),
                   re.M)
paragraph = re.search(r"^The kinds are what.*?\.$", page, re.M | re.S).group()
listed = re.split(r",\s+|\s+and\s+", paragraph.rstrip(".").split("), and\n")[1])
if len(kinds) < 30 or sorted(kinds) != sorted(listed):
    fail(f"kinds: {sorted(set(kinds) ^ set(listed))} only in the page or the completion")

# examples of all commands
commands = re.findall(r"^  ([a-z]+) ", help_text.split("tells more):\n")[1].split("\n\n")[0], re.M)
for command in commands:
    examples = re.findall(r"^  (\S.*)\n      (.*)$",
                          printed("help", command).split("\nExamples:\n")[1], re.M)
    if len(examples) < 2:
        fail(f"{command} has {len(examples)} examples")
    for example, meaning in examples:
        if f".TP\n{example}\n{meaning}\n" not in section(page, "EXAMPLES"):
            fail(f"no example {example!r} in the page")

# hwalias-json(5): the codes of warnings, which the source has beside what reports them
source = ""
for directory in ("data", "report", "cmd"):
    for path in glob.glob(f"{os.environ['HWALIAS_SOURCE']}/{directory}/**/*.c", recursive=True):
        source += open(path, encoding="utf-8").read()
codes = set(re.findall(r'\bhw_warn(?:_line|_error)?\([^;"]*?"([a-z]+(?:-[a-z]+)+)"', source)) | \
    set(re.findall(r'\bconst char \*code = "([a-z-]+)";', source))
listed = section(plain(open(manual_json, encoding="utf-8").read()), "DESCRIPTION")
listed = listed.split("\n.SS Warnings\n")[1].split("\n.SS ")[0]
listed = set(re.findall(r"\\%([a-z-]+)", listed))
if len(codes) < 30 or codes != listed:
    fail(f"codes of warnings: {sorted(codes ^ listed)} only in the page or the source")

# hwalias-json(5): a section for each object, with its members in their order
page = plain(open(manual_json, encoding="utf-8").read())
objects = dict(re.findall(r"^\.SS (\w+)\n(.*?)(?=^\.S[SH]|\Z)", section(page, "MEMBERS"),
                          re.M | re.S))


def names_of(value):
    """All names of members in it, in the order in which they are printed; then others."""
    if isinstance(value, list):
        return [name for item in value for name in names_of(item)]
    if not isinstance(value, dict):
        return []
    names = []
    properties = value.get("properties", {})
    required = value.get("required", [])
    for name in required + sorted(set(properties) - set(required)):
        names += [name] + names_of(properties[name])
    for key in ("items", "anyOf"):
        names += names_of(value.get(key))
    return names


if list(objects) != sorted(document["$defs"]):
    fail("the objects are not those of the schema")
for name, definition in document["$defs"].items():
    in_page = re.findall(r"^\.TP\n(\w+) \(", objects[name], re.M)
    if names_of(definition) != in_page:
        fail(f"members of {name}: {names_of(definition)} in the schema, {in_page} in the page")
    for condition in definition.get("allOf", []):
        fields = condition.get("then", {}).get("properties", {}).get("fields", {})
        words = re.findall(r"\w+", objects[name].replace("\\", ""))
        for field in fields.get("required", []):
            if field not in words:
                fail(f"{name} has no field {field}")

# hwalias-json(5): what is null below a privacy level, as the schema's descriptions have it
def null_below(definition, path):
    for name, value in definition.get("properties", {}).items():
        if re.search("[Nn]ull at (all|the) privacy level", value.get("description", "")):
            yield path + name
        yield from null_below(value, path + name + ".")


privacy = section(page, "DESCRIPTION").split("\n.SS Privacy\n")[1].split("are null")[0]
nulls = [*null_below(document["$defs"]["host"], "host."),
         *null_below(document["$defs"]["device"], "devices.")]
if len(nulls) < 9 or sorted(re.findall(r"\b(?:host|devices)\.[\w.]*\w", privacy)) != sorted(nulls):
    fail(f"the section Privacy: the schema has {nulls} as null")
kinds = document["properties"]["schema"]["enum"]
for kind in kinds:
    if f".TP\n.B {kind}\n" not in page:
        fail("there is no " + kind)
sys.exit(failed)
END
	failed=$((failed + 1))

# what a recording has beside the machine's files is in its page, by the names that the
# sources give it
page=$(sed 's/\\-/-/g' "$HWALIAS_SOURCE/cmd/manual/hwalias-snapshot.5")
for file in $(grep -rhoE 'HW_RECORDED "/[a-z-]+"' "$HWALIAS_SOURCE/data" "$HWALIAS_SOURCE/report" |
	sed 's/.*"\/\(.*\)"/\1/' | sort -u); do
	printf '%s\n' "$page" | grep -qE "^\.(I|IR) (.*[ \"])?$file( |\$)" || {
		echo "hwalias-snapshot(5) has no $file"
		failed=$((failed + 1))
	}
done
[ "$failed" = 0 ]
