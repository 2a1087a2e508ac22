#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""cyclonedx.py FILE... : checks documents in CycloneDX 1.6.

Against the official JSON schema where it is: bom-1.6*.schema.json with spdx and jsf beside
it in the folder $HWALIAS_CYCLONEDX_SCHEMAS (npm's @cyclonedx/cyclonedx-library has them in
res/schema), and in any case against what the specification says of the members that
hwalias writes (cyclonedx.org/docs/1.6/json), which is stricter: no other member, no empty
text, and references that lead somewhere. Exit status 1 when anything is wrong; with
--official 77 when the schema or python3-jsonschema is missing.
"""
import glob
import json
import os
import re
import sys

TYPES = {"application", "framework", "library", "container", "platform", "operating-system",
         "device", "device-driver", "firmware", "file", "machine-learning-model", "data",
         "cryptographic-asset"}
PHASES = {"design", "pre-build", "build", "post-build", "operations", "discovery",
          "decommission"}
AGGREGATES = {"complete", "incomplete", "incomplete_first_party_only", "unknown",
              "not_specified"}
UUID = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"


class Wrong(Exception):
    pass


def require(is_true, what):
    if not is_true:
        raise Wrong(what)


def members(value, where, required, optional=()):
    require(isinstance(value, dict), where + " is no object")
    for key in required:
        require(key in value, "%s has no %s" % (where, key))
    for key in value:
        require(key in required or key in optional, "%s has a member %s" % (where, key))


def text(value, where, pattern=".+"):
    require(isinstance(value, str) and re.fullmatch(pattern, value, re.S),
            "%s is %r" % (where, value))


def unique(items, where):
    require(isinstance(items, list), where + " is no array")
    seen = [json.dumps(i, sort_keys=True) for i in items]
    require(len(set(seen)) == len(seen), where + " has an item twice")


def component(value, where, references):
    members(value, where, ("type", "name"),
            ("bom-ref", "manufacturer", "version", "description", "properties"))
    require(value["type"] in TYPES, "%s is a %s" % (where, value["type"]))
    for key in ("name", "version", "description", "bom-ref"):
        if key in value:
            text(value[key], where + "/" + key)
    if "bom-ref" in value:
        require(value["bom-ref"] not in references, where + ": a bom-ref twice")
        require(not value["bom-ref"].startswith("urn:cdx:"), where + ": a BOM-Link")
        references.add(value["bom-ref"])
    if "manufacturer" in value:
        members(value["manufacturer"], where + "/manufacturer", ("name",))
        text(value["manufacturer"]["name"], where + "/manufacturer/name")
    for p in value.get("properties", []):
        members(p, where + "/properties", ("name", "value"))
        text(p["name"], where, r"(cdx:device:(function|serialNumber|location)|hwalias:[a-z_:]+)")
        text(p["value"], where + "/" + p["name"])


def check(bom):
    references = set()
    members(bom, "bom", ("$schema", "bomFormat", "specVersion", "version", "metadata",
                         "components", "dependencies", "compositions"), ("serialNumber",))
    require((bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.6"), "the version")
    require(bom["$schema"] == "http://cyclonedx.org/schema/bom-1.6.schema.json", "$schema")
    require(type(bom["version"]) is int and bom["version"] >= 1, "version")
    if "serialNumber" in bom:
        text(bom["serialNumber"], "serialNumber", UUID)
    metadata = bom["metadata"]
    members(metadata, "metadata", ("lifecycles", "tools", "component"), ("timestamp",))
    if "timestamp" in metadata:
        text(metadata["timestamp"], "timestamp", TIME)
    for phase in metadata["lifecycles"]:
        members(phase, "lifecycles", ("phase",))
        require(phase["phase"] in PHASES, "a phase")
    members(metadata["tools"], "tools", ("components",))
    for tool in metadata["tools"]["components"]:
        component(tool, "tools", references)
    component(metadata["component"], "metadata/component", references)
    unique(bom["components"], "components")
    for i, c in enumerate(bom["components"]):
        component(c, "components/%d" % i, references)
        require("bom-ref" in c, "a component without bom-ref")
    unique(bom["dependencies"], "dependencies")
    seen = set()
    for d in bom["dependencies"]:
        members(d, "dependencies", ("ref",), ("dependsOn",))
        unique(d.get("dependsOn", []), "dependsOn")
        require(d["ref"] not in seen, "two dependencies of " + d["ref"])
        seen.add(d["ref"])
        for r in [d["ref"]] + d.get("dependsOn", []):
            require(r in references, "a reference that leads nowhere: " + r)
    for c in bom["compositions"]:
        members(c, "compositions", ("aggregate", "dependencies"))
        require(c["aggregate"] in AGGREGATES, "an aggregate")
        unique(c["dependencies"], "compositions")


def official():
    """The schema's validator, or None."""
    folder = os.environ.get("HWALIAS_CYCLONEDX_SCHEMAS", "")
    found = {}
    for path in sorted(glob.glob(os.path.join(folder or "/nonexistent", "*.schema.json"))):
        with open(path, encoding="utf-8") as stream:
            found[re.sub(r"\.SNAPSHOT", "", os.path.basename(path))] = json.load(stream)
    schema = found.get("bom-1.6.schema.json")
    if not schema:
        return None
    # of all that is done here the import takes longest
    try:
        import jsonschema
    except ImportError:
        return None
    import warnings
    warnings.simplefilter("ignore", DeprecationWarning)
    base = schema["$id"].rsplit("/", 1)[0] + "/"
    store = {}
    for name, other in found.items():
        store[base + name] = other
        store[base + name.replace(".schema.json", ".SNAPSHOT.schema.json")] = other
        if "$id" in other:
            store[other["$id"]] = other
    resolver = jsonschema.RefResolver.from_schema(schema, store=store)
    return jsonschema.Draft7Validator(schema, resolver=resolver,
                                      format_checker=jsonschema.FormatChecker())


def main(arguments):
    wrong = 0
    validator = official()
    if "--official" in arguments and validator is None:
        return 77
    for path in arguments:
        if path == "--official":
            continue
        with open(path, encoding="utf-8") as stream:
            bom = json.load(stream)
        try:
            check(bom)
        except Wrong as error:
            print("%s: %s" % (path, error))
            wrong = 1
        for error in validator.iter_errors(bom) if validator else ():
            print("%s: the official schema: %s: %s" % (
                path, "/".join(str(p) for p in error.absolute_path), error.message[:200]))
            wrong = 1
    return wrong


sys.exit(main(sys.argv[1:]))
