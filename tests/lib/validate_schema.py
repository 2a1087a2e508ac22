#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""validate_schema.py SCHEMA [--lines] [--strict] [--schema-too] FILE...

Validates JSON documents, or with --lines each line; the member `schema` tells what each
is. With --strict a key that the schema does not name is an error too; with --schema-too
the schema itself is validated. FILE "-" is standard input. Exit status 1 when anything is
wrong; 77 when python3-jsonschema is missing.
"""
import json
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: no python3-jsonschema", file=sys.stderr)
    sys.exit(77)


def parts_of_lines(schema):
    """Names of the definitions that a line has beside members of its own."""
    return {part.get("$ref")
            for d in schema["$defs"].values() for part in d.get("allOf", [])} - {None}


def forbid_unknown_keys(schema, open_parts):
    """Closes every object of the schema that lists its keys."""
    if isinstance(schema, list):
        for item in schema:
            forbid_unknown_keys(item, open_parts)
    elif isinstance(schema, dict):
        for key, item in schema.items():
            if key != "allOf":
                forbid_unknown_keys(item, open_parts)
        if schema.get("$ref") in open_parts or isinstance(schema.get("properties"), dict):
            schema.setdefault("unevaluatedProperties", False)


COMBINING = {"$ref", "allOf", "anyOf", "oneOf", "if", "then", "else"}


def prefer_own_properties(schema):
    """What no other part of the schema adds keys to need not be asked for them, which
    takes the validator twice the time of all else."""
    if isinstance(schema, list):
        for item in schema:
            prefer_own_properties(item)
    elif isinstance(schema, dict):
        if schema.get("unevaluatedProperties") is False and not COMBINING & set(schema):
            del schema["unevaluatedProperties"]
            schema.setdefault("additionalProperties", False)
        for item in schema.values():
            prefer_own_properties(item)


def keys_of(schema, defs):
    """The keys that it names itself and by parts that always apply; None where it depends."""
    keys = set(schema.get("properties", ()))
    parts = list(schema.get("allOf", ()))
    if "$ref" in schema:
        parts.append(defs[schema["$ref"].rpartition("/")[2]])
    if COMBINING - {"$ref", "allOf"} & set(schema) or "additionalProperties" in schema:
        return None
    for part in parts:
        more = keys_of(part, defs)
        if more is None:
            return None
        keys |= more
    return keys


def prefer_known_keys(schema, defs):
    """Where the keys do not depend on the document, they are named: the validator need not
    validate all a second time to find them, which took it more than half of its time."""
    if isinstance(schema, list):
        for item in schema:
            prefer_known_keys(item, defs)
    elif isinstance(schema, dict):
        keys = keys_of(schema, defs) if schema.get("unevaluatedProperties") is False else None
        if keys is not None:
            del schema["unevaluatedProperties"]
            schema["propertyNames"] = {"enum": sorted(keys)}
        for item in schema.values():
            prefer_known_keys(item, defs)


def close(schema):
    open_parts = parts_of_lines(schema)
    for name, definition in schema["$defs"].items():
        forbid_unknown_keys(definition, open_parts)
        if "#/$defs/" + name in open_parts:
            del definition["unevaluatedProperties"]
    prefer_own_properties(schema)
    prefer_known_keys(schema, schema["$defs"])


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
    lines = "--lines" in argv
    strict = "--strict" in argv
    schema_path, *files = [a for a in argv if not a.startswith("--")]
    with open(schema_path, "rb") as stream:
        schema = json.load(stream)
    if "--schema-too" in argv:
        jsonschema.Draft202012Validator.check_schema(schema)
    if strict:
        close(schema)
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
