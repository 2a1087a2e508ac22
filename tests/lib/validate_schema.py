#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""validate_schema.py SCHEMA [--lines | --match | --formats | --driver | --check] [--strict] FILE...

Validates JSON documents; with --lines each line, against $defs/device_line, with --match
against $defs/match_line; with --formats documents against $defs/formats, with --driver against $defs/drivers. With --strict a key that the schema does not
name is an error too. FILE "-" is standard input. Exit status 1 when anything is wrong; 77 when python3-jsonschema is missing.
"""
import json
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: no python3-jsonschema", file=sys.stderr)
    sys.exit(77)


def forbid_unknown_keys(schema):
    """Closes every object of the schema that lists its keys."""
    if isinstance(schema, list):
        for item in schema:
            forbid_unknown_keys(item)
    elif isinstance(schema, dict):
        for key, item in schema.items():
            if key not in ("if", "then"):
                forbid_unknown_keys(item)
        if "required" in schema and isinstance(schema.get("properties"), dict):
            schema.setdefault("additionalProperties", False)


def refuse_duplicates(pairs):
    """json.load() keeps the last of two equal keys; here they are an error."""
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError("key twice: %s" % [k for k in keys if keys.count(k) > 1][0])
    return dict(pairs)


def read(path, lines):
    stream = sys.stdin.buffer if path == "-" else open(path, "rb")
    with stream:
        data = stream.read()
    for number, text in enumerate(data.splitlines() if lines else [data], 1):
        # strict: invalid UTF-8 is an error
        yield number, json.loads(text.decode("utf-8"), object_pairs_hook=refuse_duplicates)


def main(argv):
    match = "--match" in argv
    lines = "--lines" in argv or match
    strict = "--strict" in argv
    formats = "--formats" in argv
    driver = "--driver" in argv
    check = "--check" in argv
    options = ("--lines", "--match", "--formats", "--driver", "--check", "--strict")
    schema_path, *files = [a for a in argv if a not in options]
    with open(schema_path, "rb") as stream:
        schema = json.load(stream)
    jsonschema.Draft202012Validator.check_schema(schema)
    if strict:
        forbid_unknown_keys(schema)
    if lines or formats or driver or check:
        name = "match_line" if match else "device_line" if lines else "formats" if formats \
            else "check" if check else "drivers"
        schema = {"$defs": schema["$defs"], "$ref": "#/$defs/" + name}
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.FormatChecker())
    wrong = 0
    for path in files:
        try:
            for number, value in read(path, lines):
                for error in validator.iter_errors(value):
                    wrong += 1
                    where = "/".join(str(p) for p in error.absolute_path)
                    print("%s:%d: %s: %s" % (path, number, where, error.message[:300]))
        except ValueError as error:
            wrong += 1
            print("%s: %s" % (path, error))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
