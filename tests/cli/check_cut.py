# SPDX-License-Identifier: GPL-2.0-or-later
"""check_cut.py HWALIAS FILE: of a file that is cut off anywhere, no value is told of a device
that the whole one does not tell, as half a name, and no state that is not known."""
import json
import subprocess
import sys
import tempfile

STEPS = 29
hwalias, path = sys.argv[1:]


def devices(name):
    run = subprocess.run([hwalias, "--from", name, "-aaJ"], capture_output=True, check=False)
    if run.returncode not in (0, 1, 3):
        sys.exit(f"{path}: status {run.returncode}: {run.stderr.decode()}")
    return {d["id"]: d for d in json.loads(run.stdout)["devices"]} if run.stdout else {}


def told(device):
    yield "driver", (device["driver"] or {}).get("name")
    yield "module", (device["driver"] or {}).get("module")
    yield "state", None if device["state"] == "unknown" else device["state"]
    for part in ("ids", "names"):
        for key, value in (device[part] or {}).items():
            yield f"{part}.{key}", value


def is_half(value, whole_value):
    return whole_value.startswith(value) and whole_value[len(value)].isalnum()


def is_of(value, key, whole_value):
    if value in (None, whole_value):
        return True
    # where the lines of the id files are cut off, another source has a name: "Realtek"
    return key.startswith("names.") and "[" not in value and not is_half(value, whole_value or "")


with open(path, "rb") as file:
    text = file.read()
whole = devices(path)
known = {name: dict(told(device)) for name, device in whole.items()}
if len(whole) < 20:
    sys.exit(f"{path}: {len(whole)} devices")
with tempfile.NamedTemporaryFile() as part:
    for step in range(1, STEPS):
        part.seek(0)
        part.truncate()
        part.write(text[: len(text) * step // STEPS])
        part.flush()
        for name, device in devices(part.name).items():
            if name not in known:
                sys.exit(f"{path}, {step}: a device '{name}'")
            for key, value in told(device):
                if not is_of(value, key, known[name].get(key)):
                    sys.exit(f"{path}, {step}: {name}: {key} is '{value}', not '{known[name].get(key)}'")
