# SPDX-License-Identifier: GPL-2.0-or-later
"""Fields of layout-dump in the JSON of `hwalias show -v`: the same ones, the same values.

What lspci and lsusb are compared with are layout-dump's fields, whose raw numbers JSON does
not have; by this they are the program's as well.
"""
import json
import subprocess

# JSON's integers end here, and the largest of random registers with them.
MOST = (1 << 63) - 1


def show(program, path, ids):
    """{id: device} of a recording; ids as BUS:NAME."""
    done = subprocess.run([program, "--from", path, "show", *ids, "-vJ"],
                          capture_output=True)
    # a damaged recording is a warning, not a failure
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(done.stdout)
    return {device["id"]: device for device in report["devices"]}


def listed(program, path, bus):
    """{sysfs path: id} of a recording's devices."""
    done = subprocess.run([program, "--from", path, "-b", bus, "-J"], capture_output=True)
    return {device["syspath"]: device["id"] for device in json.loads(done.stdout)["devices"]}


def leaves(value, places, path=()):
    """(path, value) of all that has no members; a set of names is a value."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from leaves(member, places, (*path, key))
    elif isinstance(value, list) and value and (
            not isinstance(value[0], str) or (*path, 0) in places):
        for number, item in enumerate(value):
            yield from leaves(item, places, (*path, number))
    else:
        yield path, value


def placed(paths):
    """Layout-dump's paths, "bars.2.width", with the places in the list for its numbers."""
    places = {}
    for path in paths:
        keys, place = path.split("."), ()
        for number, key in enumerate(keys):
            if key.isdigit() and number:
                items = places.setdefault(place, {})
                key = items.setdefault(key, len(items))
            place = (*place, key)
        yield path, place


def equal(value, field):
    if isinstance(value, bool):
        return field.number in (0, 1) and value == (field.number == 1)
    if isinstance(value, int):
        return value in (min(field.number, MOST), field.raw)
    if isinstance(value, list):
        return (", ".join(value) or "none") == field.text
    if value is None:
        # a serial number
        return field.text not in ("", "0")
    return value == field.text or (len(field.text) > 500 and value.startswith(field.text))


def compare(where, block, fields, errors):
    """`fields`: {path: field} of layout-dump, of one block. Returns how many were equal."""
    places = dict(placed(fields))
    have = dict(leaves(block["fields"], set(places.values())))
    good = 0
    for path, place in places.items():
        if place in have:
            value = have.pop(place)
            if equal(value, fields[path]):
                good += 1
            else:
                errors.append(f"{where} {path}: JSON has {value!r}, the rows "
                              f"{fields[path].text!r}")
        elif not any(other[:len(place)] == place for other in have) and \
                not any(name.startswith(path + ".") for name in fields):
            errors.append(f"{where} {path}: not in JSON")
    for place, value in have.items():
        # a list without items
        if value != []:
            errors.append(f"{where} {place}: only in JSON, {value!r}")
    return good
