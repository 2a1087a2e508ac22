#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""prometheus.py [FILE]: reads the text-based format 0.0.4 as strictly as its description
has it (prometheus.io/docs/instrumenting/exposition_formats and concepts/data_model), and
names as the guide wants them (practices/naming). Prints the samples as JSON, a list of
[name, labels, value]; an error ends it with status 1.

    HELP and TYPE: at most one of each for a metric, before its first sample
    all lines of a metric are one group
    label values escape \\\\, \\" and \\n, and nothing else; other characters are themselves
    a metric with the same labels comes once; no label twice
    the last line ends with a line feed
    beside: no timestamps, which node_exporter refuses; counters and only they end in
    _total, *_info is 1; units are base units
"""
import json
import re
import sys

NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
LABEL = re.compile(r"([a-zA-Z_][a-zA-Z0-9_]*)=\"")
NOT_BASE = re.compile(r"_(milliseconds|minutes|hours|kilobytes|megabytes|bits|mhz|percent)(_|$)")


def fail(number, what):
    sys.exit("line %d: %s" % (number, what))


def read_labels(text, number):
    """Labels behind '{', and what is behind '}'."""
    labels = {}
    while not text.startswith("}"):
        match = LABEL.match(text)
        if not match or match[1].startswith("__") or match[1] in labels:
            fail(number, "a label: " + text)
        value, at = "", match.end()
        while True:
            if at >= len(text):
                fail(number, "a label value without end")
            c = text[at]
            if c == '"':
                break
            if c == "\\":
                at += 1
                if at >= len(text) or text[at] not in '\\"n':
                    fail(number, "an escape that there is not")
                c = "\n" if text[at] == "n" else text[at]
            value += c
            at += 1
        if value == "":
            fail(number, "an empty label, which is the same as none")
        labels[match[1]] = value
        text = text[at + 1:]
        if text.startswith(","):
            text = text[1:]
        elif not text.startswith("}"):
            fail(number, "neither a comma nor a bracket")
    return labels, text[1:]


def read(data):
    text = data.decode("utf-8")
    if text and not text.endswith("\n"):
        sys.exit("the last line has no end")
    helps, types, samples, seen, done, group = {}, {}, [], set(), set(), None
    for number, line in enumerate(text.split("\n")[:-1], 1):
        if line.startswith("# "):
            _, kind, name, rest = (line.split(" ", 3) + [""])[:4]
            table = {"HELP": helps, "TYPE": types}.get(kind)
            if table is None or not NAME.fullmatch(name) or name in table or not rest:
                fail(number, line)
            if kind == "TYPE" and rest not in ("counter", "gauge", "untyped"):
                fail(number, "type " + rest)
            if kind == "HELP" and re.search(r"\\(?![\\n])", rest):
                fail(number, "an escape in HELP")
            table[name] = rest
        else:
            match = NAME.match(line)
            if not match:
                fail(number, line)
            name, rest, labels = match[0], line[match.end():], {}
            if rest.startswith("{"):
                labels, rest = read_labels(rest[1:], number)
            if not re.fullmatch(r" -?[0-9]+(\.[0-9]+)?", rest):
                fail(number, "a value, and nothing behind it: " + rest)
            key = (name, tuple(sorted(labels.items())))
            if key in seen:
                fail(number, "a series twice")
            seen.add(key)
            if name not in types or name not in helps:
                fail(number, "no HELP or TYPE before it")
            samples.append([name, labels, float(rest)])
        if name != group:
            if name in done:
                fail(number, "two groups of " + name)
            done.add(name)
            group = name
        if (types.get(name) == "counter") != name.endswith("_total") and name in types:
            fail(number, "a counter ends in _total, and nothing else does")
        if NOT_BASE.search(name):
            fail(number, "no base unit")
    for name, labels, value in samples:
        if name.endswith("_info") and value != 1:
            sys.exit(name + " is not 1")
    return samples


if __name__ == "__main__":
    with open(sys.argv[1], "rb") if len(sys.argv) > 1 else sys.stdin.buffer as stream:
        json.dump(read(stream.read()), sys.stdout)
