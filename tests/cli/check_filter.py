#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The filters, line in and line out: check_filter.py PROGRAM

What a line is answered with is compared with fnmatch on the same table; the rest is
order, count, memory, and when output comes.
"""
import fnmatch
import glob
import json
import os
import random
import re
import select
import shutil
import subprocess
import sys
import tempfile

program = sys.argv[1]
passed = failed = 0
LINE_MAX = 65536
# freed memory must not pile up under AddressSanitizer
environment = dict(os.environ, ASAN_OPTIONS="quarantine_size_mb=1:detect_leaks=0",
                   LC_ALL="C.UTF-8")


def check(name, good, *details):
    global passed, failed
    if good:
        passed += 1
        return
    failed += 1
    print("FAILED:", name, *[repr(d)[:400] for d in details])


def run(args, data, **more):
    return subprocess.run([program] + args, input=data, capture_output=True,
                          env=environment, timeout=300, **more)


def unescape(cell):
    """What report/columns/tsv.h defines, backwards."""
    back = {b"\\t": b"\t", b"\\n": b"\n", b"\\r": b"\r", b"\\\\": b"\\"}
    return re.sub(rb"\\(x[0-9a-f]{2}|.)",
                  lambda m: back.get(m[0]) or bytes([int(m[1][1:], 16)]), cell)


def normal(text):
    """alias_normalize() of kmod for texts without brackets."""
    return text.replace("-", "_")


patterns = [
    ("pci:v00008086d000024DBsv*sd*bc*sc*i*", "ata_piix"),
    ("pci:v*d*sv*sd*bc01sc01i*", "ata-generic"),
    ("pci:v*d*sv*sd*bc01sc01i*", "ata-generic"),
    ("usb:v046DpC52[0-9A-F]d*dc*dsc*dp*ic03isc*ip*in*", "hid_logitech_dj"),
    ("usb:v*p*d*dc*dsc*dp*ic03isc*ip*in*", "usbhid"),
    ("platform:some-device", "some_device"),
    ("acpi*:PNP0303:*", "i8042"),
    ("of:N*T*Catmel,24c02C*", "at24"),
]
builtin = [("platform:built-in", "builtin_one"), ("acpi*:PNP0303:*", "i8042_too")]

hostile = [
    b"", b"x", b"pci:[", b"]", b"a\tb", b"\xff\xfe", b"caf\xc3\xa9", b"a\0b", b"back\\slash",
    b"\x1b[2J", b"platform:some-device\r", b"\r", b"   ", b"x" * 4095, b"y" * 4096,
    b"z" * LINE_MAX, b"w" * (LINE_MAX + 1), b"v" * (LINE_MAX + 2), b"u" * 3000000,
    b"platform:some_device",
]


# of these, what match refuses to look up, and why
refused = {
    0: "it is empty", 2: "its brackets are not balanced", 3: "its brackets are not balanced",
    7: "it has a NUL inside", 9: "its brackets are not balanced", 11: "it is empty", 14: "it is too long",
    15: "it is too long", 16: "it is too long", 17: "it is too long", 18: "it is too long",
}


def kept(line):
    """What a filter sees of a line."""
    if line.endswith(b"\r"):
        line = line[:-1]
    return line[:LINE_MAX]


def strings(n, seed=1):
    """Strings that the patterns match, nearly match, and do not."""
    r = random.Random(seed)
    out = []
    for _ in range(n):
        pattern = r.choice(patterns + builtin)[0]
        text = re.sub(r"\[(.).*?\]", r"\1", pattern)
        text = "".join("%X" % r.randrange(1 << 16) if c == "*" else c for c in text)
        if r.random() < 0.2:
            at = r.randrange(len(text))
            text = text[:at] + r.choice("-_x0A:") + text[at + 1:]
        out.append(text)
    return out


def expected_matches(text):
    found = []
    for rows, source in ((patterns, "modules.alias"), (builtin, "modules.builtin.modinfo")):
        for line, (pattern, module) in enumerate(rows, 1):
            hit = (normal(module), pattern, source)
            if fnmatch.fnmatchcase(normal(text), normal_pattern(pattern)) and \
               hit not in [f[:3] for f in found]:
                found.append(hit + (line,))
    return found


def normal_pattern(pattern):
    return re.sub(r"\[.*?\]|-", lambda m: "_" if m[0] == "-" else m[0], pattern)


def same_with_jobs(what, args, data):
    one = run(args + ["--jobs", "1"], data)
    check(what + ": done", one.returncode == 0, one.stderr)
    for jobs in "2", "7", "0":
        many = run(args + ["--jobs", jobs], data)
        check(f"{what}: --jobs {jobs} writes the same",
              (many.stdout, many.stderr, many.returncode) ==
              (one.stdout, one.stderr, one.returncode), many.stderr)
    return one


def answers_at_once(what, args, line):
    """Each line is answered before the next one is written."""
    for jobs in "1", "3":
        p = subprocess.Popen([program] + args + ["--jobs", jobs], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             env=environment)
        good = True
        for _ in range(3):
            # half of a line is no reason to hold back what is complete
            os.write(p.stdin.fileno(), line + b"\nhalf")
            good = good and bool(select.select([p.stdout], [], [], 20)[0])
            answer = os.read(p.stdout.fileno(), 1 << 20) if good else b""
            good = good and answer.endswith(b"\n") and answer.count(b"\n") == 1
            os.write(p.stdin.fileno(), b"\n")
            good = good and bool(select.select([p.stdout], [], [], 20)[0])
            if good:
                os.read(p.stdout.fileno(), 1 << 20)
        p.stdin.close()
        p.stdout.close()
        p.wait()
        check(f"{what}: --jobs {jobs} answers when the input pauses", good)


def peak_kib(args, line, count):
    """Peak memory of the program over `count` lines, fed as they are wanted."""
    p = subprocess.Popen([program] + args, stdin=subprocess.PIPE,
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                         env=environment)
    lines = (line + b"\n") * 1000
    for _ in range(count // 1000):
        p.stdin.write(lines)
    p.stdin.close()
    _, _, usage = os.wait4(p.pid, 0)
    return usage.ru_maxrss


def memory_is_constant(what, args, line, few, many):
    for jobs in "1", "2":
        small = peak_kib(args + ["--jobs", jobs], line, few)
        large = peak_kib(args + ["--jobs", jobs], line, many)
        check(f"{what}: --jobs {jobs}: memory does not grow with the input",
              large <= small * 1.1 + 1024, small, large)


def output_errors(what, args, line):
    endless = f"yes '{line}'"
    for jobs in "1", "2":
        quoted = " ".join(f"'{a}'" for a in [program] + args + ["--jobs", jobs])
        p = subprocess.run(["sh", "-c", f"{endless} | {quoted} >/dev/full"],
                           capture_output=True, env=environment, timeout=60)
        check(f"{what}: --jobs {jobs}: a full disk ends it", p.returncode == 3, p)
        check("… and is told once", p.stderr.decode().splitlines().count(
            "hwalias: cannot write the output: No space left on device") == 1, p.stderr)
        p = subprocess.run(["sh", "-c", f"trap '' PIPE; {endless} 2>/dev/null | "
                            f"{{ {quoted}; echo $? >&2; }} | head -n 1"],
                           capture_output=True, env=environment, timeout=60)
        check(f"{what}: --jobs {jobs}: a closed pipe ends it quietly",
              p.stderr.split()[-1:] == [b"3"] and b"cannot write" not in p.stderr, p)
    with open("/dev/null") as null:
        # a directory cannot be read
        p = subprocess.run(["sh", "-c", 'exec "$@" </', "sh", program] + args, stdin=null,
                           capture_output=True, env=environment, timeout=60)
    check(f"{what}: an input that cannot be read", p.returncode == 3 and
          b"cannot read standard input: " in p.stderr, p)


def write_tables(top):
    os.makedirs(top)
    with open(os.path.join(top, "modules.alias"), "w") as f:
        f.writelines("alias %s %s\n" % row for row in patterns)
    with open(os.path.join(top, "modules.builtin.modinfo"), "w") as f:
        f.writelines("%s.alias=%s\0" % row[::-1] for row in builtin)


def test_match(args):
    match = ["match"] + args
    texts = strings(3000)
    p = run(match, "\n".join(texts).encode())
    want = []
    for text in texts:
        found = expected_matches(text)
        want += [f"{text}\t{module}\t{pattern}" for module, pattern, _, _ in found] or \
            [f"{text}\t\t"]
    check("match: what fnmatch says", p.stdout.decode().splitlines() == want,
          set(p.stdout.decode().splitlines()) ^ set(want))
    check("match: some match, some do not",
          100 < sum(w.endswith("\t") for w in want) < len(want) - 500)
    check("match: quiet", p.stderr == b"", p.stderr)

    p = run(match, b"\n".join(hostile))
    rows = p.stdout.split(b"\n")
    check("match: hostile lines, the last without newline", rows.pop() == b"" and
          len(rows) == len(hostile) and p.returncode == 0, len(rows))
    check("match: what was asked can be had back",
          [unescape(row.split(b"\t")[0]) for row in rows] == [kept(h) for h in hostile])
    check("match: three columns", all(row.count(b"\t") == 2 for row in rows))
    check("match: valid UTF-8 without control characters",
          p.stdout.decode().replace("\t", "").replace("\n", "").isprintable())
    check("match: CR LF is an end of line",
          rows[10] == b"platform:some-device\tsome_device\tplatform:some-device", rows[10])
    told = [f"hwalias: standard input:{i + 1}: not looked up: {why}"
            for i, why in refused.items()]
    check("match: refused lines are told with their numbers, up to ten of them",
          p.stderr.decode().splitlines() ==
          told[:10] + [f"hwalias: {len(told) - 10} more such warnings"], p.stderr)

    p = run(match + ["platform:built-in", ""], b"never read")
    check("match: operands, also an empty one",
          p.stdout == b"platform:built-in\tbuiltin_one\tplatform:built-in\n\t\t\n", p.stdout)
    p = run(match, b"")
    check("match: no lines, no answers", p.stdout == b"" and p.returncode == 0, p)
    p = run(match, b"\n\n")
    check("match: empty lines are lines", p.stdout == b"\t\t\n\t\t\n", p.stdout)

    data = b"\n".join([s.encode() for s in strings(50000, 2)] + hostile)
    one = same_with_jobs("match", match, data)
    asked = [row.split(b"\t")[0] for row in one.stdout.splitlines()]
    check("match: nothing is out of step",
          [unescape(a) for i, a in enumerate(asked) if i == 0 or a != asked[i - 1]] ==
          without_repeats([kept(d) for d in data.split(b"\n")]))
    line = b"pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A"
    answers_at_once("match", match, b"platform:x")
    memory_is_constant("match", match, line, 10000, 300000)
    output_errors("match", match, line.decode())
    check("match: -J is refused", run(match + ["-J", "x"], b"").returncode == 2)
    for jobs in "x", "", "-1", "4096", "1 ":
        check("match: --jobs wants a number",
              run(match + ["--jobs", jobs, "x"], b"").returncode == 2, jobs)
    opens_only_tables(match)
    empty = tempfile.mkdtemp()
    p = run(["match", "--sysroot", empty], b"platform:x\n")
    check("match: no tables are no answer",
          p.returncode == 3 and not p.stdout and b"no alias tables" in p.stderr, p)
    os.rmdir(empty)


def test_match_ndjson(args):
    match = ["match", "--ndjson"] + args
    texts = strings(3000)
    p = run(match, "\n".join(texts).encode())
    rows = [json.loads(row) for row in p.stdout.splitlines()]
    head = {"schema": "hwalias.match", "schema_version": "1.1",
            "kernel": {"release": None, "tables": rows[0]["kernel"]["tables"]}}
    check("match --ndjson: what fnmatch says", rows == [
        {**head, "modalias": text, "error": None, "matches": [
            dict(zip(("module", "pattern", "source", "line"), m))
            for m in expected_matches(text)]} for text in texts])
    data = b"\n".join(hostile)
    one = same_with_jobs("match --ndjson", match, data)
    check("match --ndjson: hostile lines, one for each",
          [json.loads(row)["error"] for row in one.stdout.splitlines()] ==
          [refused.get(i) for i in range(len(hostile))], one.stdout)
    check("match --ndjson: the schema", is_valid(one.stdout + p.stdout, "--lines"))
    memory_is_constant("match --ndjson", match, b"platform:some-device", 10000, 100000)


def is_valid(lines, kind):
    """Against the schema, where jsonschema is installed."""
    here = os.path.dirname(os.path.abspath(__file__))
    p = subprocess.run([sys.executable, os.path.join(here, "../lib/validate_schema.py"),
                        os.environ["HWALIAS_SCHEMA"],
                        kind, "--strict", "-"], input=lines, capture_output=True)
    if p.returncode not in (0, 77):
        print(p.stdout.decode()[:1000])
    return p.returncode in (0, 77)


def test_decode(work, args):
    """The filters of decode; what is told of a string is the business of other tests."""
    ids = os.path.join(work, "pci.ids")
    with open(ids, "w") as f:
        f.write("8086  Intel \\ Corporation\n\t24db  IDE\tController\n")
    decode = ["decode", "-i", "pci:" + ids] + args
    ndjson = decode + ["--ndjson"]
    tsv = decode + ["--tsv"]
    data = b"\n".join(hostile)

    p = same_with_jobs("decode --ndjson", ndjson, data)
    rows = [json.loads(row) for row in p.stdout.splitlines()]
    check("decode --ndjson: hostile lines, one for each", len(rows) == len(hostile))
    check("decode --ndjson: … and in their order", all(
        row["modalias"]["raw"] == kept(line).decode() for row, line in zip(rows, hostile)
        if is_plain(line)) and sum(map(is_plain, hostile)) > 10)
    errors = [row["modalias"]["error"] for row in rows]
    check("decode --ndjson: an empty line is one", errors[0] and errors[11] and
          errors[0]["message"] == "the string is empty", errors[0])
    check("decode --ndjson: a NUL is told", errors[7] and errors[7]["byte"] == 2, errors[7])
    check("decode --ndjson: CR LF is an end of line", not errors[10], errors[10])
    check("decode --ndjson: a line that was cut is told",
          [bool(e and e["byte"] == LINE_MAX + 1) for e in errors] ==
          [len(h) > LINE_MAX for h in hostile])
    check("decode --ndjson: the schema", is_valid(p.stdout, "--lines"))
    # what modprobe refuses is no string that nobody claims
    for line, byte in (b"serio:ty06pr00id00ex00[", 23), (b"of:NfT(null)C[", 14), \
            (b"platform:" + b"y" * 4087, 4096):
        error = json.loads(run(ndjson, line + b"\n").stdout)["modalias"]["error"]
        check("decode --ndjson: a refused string says so",
              error and error["byte"] == byte, error)

    p = same_with_jobs("decode --tsv", tsv, data)
    rows = [row.split(b"\t") for row in p.stdout.split(b"\n")]
    check("decode --tsv: hostile lines, one for each", rows.pop() == [b""] and
          [unescape(row[0]) for row in rows] == [kept(h) for h in hostile])
    check("decode --tsv: as many columns in each", {len(row) for row in rows} == {12}, rows)
    check("decode --tsv: errors in their column",
          [row[2] == b"" for row in rows] == [not e for e in errors])
    p = run(tsv, b"pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A")
    row = p.stdout.decode().rstrip("\n").split("\t")
    # subsystem and class are of other databases, if there are any
    check("decode --tsv: the columns", row[:9] + row[11:] == [
        "pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A", "pci", "", "8086", "24db",
        "103c:006a", "01018a", "Intel \\\\ Corporation", "IDE\\tController",
        "ata_piix,ata_generic"], p.stdout)
    p = run(tsv + ["-o", "modules,BUS"], b"acpi:PNP0303:PNP030B:\n\n")
    check("decode --tsv -o", p.stdout == b"i8042,i8042_too\tacpi\n\t\n", p.stdout)
    check("decode --tsv -o nonsense", run(tsv + ["-o", "x"], b"").returncode == 2)

    texts = [t.encode() for t in strings(300, 4)]
    lines = run(ndjson, b"\n".join(texts)).stdout.splitlines()
    whole = json.loads(run(decode + ["-J", "--"] + [t.decode() for t in texts], b"").stdout)
    head = ("schema", "schema_version", "host", "kernel")

    def records(lines):
        return [{k: v for k, v in json.loads(line).items() if k not in head}
                for line in lines]

    detailed = same_with_jobs("decode --ndjson -v", ndjson + ["-v"], b"\n".join(texts)).stdout
    check("decode --ndjson -v: the records of -J", records(detailed.splitlines()) ==
          whole["devices"])
    check("decode --ndjson -v: the schema", is_valid(detailed, "--lines"))
    check("decode -J: parts", all(d["modalias"]["parts"] for d in whole["devices"]
                                  if d["modalias"]["valid"]))
    for device in whole["devices"]:
        device["modalias"]["parts"] = None
    check("decode --ndjson: … without parts", records(lines) == whole["devices"])
    p = run(ndjson + ["acpi:FOO0001:\nof:NfTCa,b\n", ""], b"never read")
    check("decode --ndjson: operands, of one or two lines, or none",
          [json.loads(row)["id"] for row in p.stdout.splitlines()] ==
          ["acpi:FOO0001:", "of:NfTCa,b", None], p.stdout)

    # a line that comes again is answered and, up to a limit, warned of as the first time
    again = run(ndjson, b"\n".join(hostile * 3))
    check("decode --ndjson: a repeated line has the same answer",
          again.stdout.splitlines() == run(ndjson, data).stdout.splitlines() * 3)
    p = run(ndjson, b"]\nx\n]\nx\n]")
    check("decode --ndjson: … and the same warning",
          p.stderr.decode().count("its brackets are not balanced") == 3, p.stderr)

    # hwdb and all else that is asked for names has to keep up with the threads
    many = b"\n".join([s.encode() for s in strings(4000, 5)])
    same_with_jobs("decode --ndjson", ndjson, many)
    p = same_with_jobs("decode --tsv", tsv, b"\n".join(
        [s.encode() for s in strings(50000, 6)] + hostile))
    check("decode --tsv: nothing is out of step",
          [unescape(row.split(b"\t")[0]) for row in p.stdout.splitlines()] ==
          [s.encode() for s in strings(50000, 6)] + [kept(h) for h in hostile])
    for what, filter_ in ("decode --ndjson", ndjson), ("decode --tsv", tsv):
        answers_at_once(what, filter_, b"platform:x")
        memory_is_constant(what, filter_, b"platform:x", 2000, 20000)
        output_errors(what, filter_, "platform:x")


def is_plain(line):
    try:
        return "\0" not in line.decode()
    except UnicodeDecodeError:
        return False


def without_repeats(lines):
    return [l for i, l in enumerate(lines) if i == 0 or l != lines[i - 1]]


def opens_only_tables(args):
    """match needs neither id files nor sysfs."""
    try:
        p = subprocess.run(["strace", "-f", "-e", "trace=file", program] + args + ["x"],
                           capture_output=True, env=environment, timeout=60)
    except FileNotFoundError:
        print("strace is not installed: not checked what match opens")
        return
    if b"modules.alias" not in p.stderr:
        print("strace does not work here: not checked what match opens")
        return
    check("match: opens no id file, and no sysfs", not re.search(
        rb'\.ids"|hwdb\.bin|modprobe\.d|"/?sys[/"]', p.stderr), p.stderr)


def test_modprobe(shared, top):
    """What modprobe -R answers, with the indexes depmod made of the same modules."""
    archives = sorted(glob.glob(os.path.join(shared, "kernels", "*.tar.gz")))
    if not archives or not shutil.which("modprobe"):
        print("no kernel in HWALIAS_SHARED, or no modprobe: not compared with libkmod")
        return
    subprocess.run(["tar", "-xzf", archives[-1], "-C", top], check=True)
    release = os.listdir(os.path.join(top, "lib/modules"))[0]
    with open(os.path.join(top, "lib/modules", release, "modules.alias")) as f:
        rows = [line.split()[1] for line in f if line.startswith("alias ")]
    r = random.Random(3)
    texts = [re.sub(r"\[(.).*?\]", r"\1", p).replace("*", r.choice(["", "0", "FF"]))
             .replace("?", "7") for p in r.sample(rows, 150)]
    p = run(["match", "--modules-dir", top, "-S", release], "\n".join(texts).encode())
    found = {}
    for row in p.stdout.decode().splitlines():
        text, module, _ = row.split("\t")
        found.setdefault(text, [])
        if module and module not in found[text]:
            found[text].append(module)
    differ = []
    for text in texts:
        answer = subprocess.run(["modprobe", "-C", "/dev/null", "-d", top, "-S", release,
                                 "-R", text], capture_output=True, text=True, timeout=60)
        if list(dict.fromkeys(answer.stdout.split())) != found.get(text):
            differ.append((text, answer.stdout.split(), found.get(text)))
    check("match: the modules that modprobe -R names", not differ, *differ)
    check("match: … of which there are some", sum(map(bool, found.values())) > 100)


def cases(n):
    """Strings as the kernel prints them ("%08X" and "%04X", drivers/pci/pci-driver.c and
    drivers/usb/core/driver.c), every third with a letter of a value in lower case: the
    string, and how the kernel prints it."""
    r = random.Random(5)
    for i in range(n):
        if r.random() < 0.5:
            tags = [("pci:v", 8), ("d", 8), ("sv", 8), ("sd", 8), ("bc", 2), ("sc", 2), ("i", 2)]
        else:
            tags = [("usb:v", 4), ("p", 4), ("d", 4), ("dc", 2), ("dsc", 2), ("dp", 2),
                    ("ic", 2), ("isc", 2), ("ip", 2), ("in", 2)]
        values = ["%0*X" % (digits, r.randrange(16 ** min(digits, 4))) for _, digits in tags]
        own = "".join(tag + value for (tag, _), value in zip(tags, values))
        letters = [k for k, value in enumerate(values) if re.search("[A-F]", value)]
        if letters and i % 3 == 0:
            k = r.choice(letters)
            values[k] = values[k].lower()
        yield "".join(tag + value for (tag, _), value in zip(tags, values)), own


def test_case(args, empty):
    pairs = list(cases(600))
    other = [own for string, own in pairs if string != own]
    strings = "\n".join(string for string, _ in pairs).encode()
    told = b"%d strings are not in the kernel's case" % len(other)
    check("case: there are some", len(other) > 100)
    for command in (["match"], ["match", "--ndjson"], ["match", "--jobs", "2"],
                    ["match", "--memory", "0"], ["decode", "--tsv"], ["decode", "--ndjson"],
                    ["decode", "--ndjson", "--jobs", "2"], ["decode", "-J"]):
        p = run(command + args, strings)
        check("case: counted once, by %s" % " ".join(command),
              p.returncode == 0 and p.stderr.count(told) == 1, p.stderr)
        p = run(command + args, b"\n".join(own.encode() for _, own in pairs))
        check("case: nothing is said of the kernel's own", b"case" not in p.stderr, p.stderr)
    p = run(["match", *args], strings + b"\n" + strings)
    check("case: a line that comes again counts again",
          b"%d strings are not" % (2 * len(other)) in p.stderr, p.stderr)
    p = run(["match", *args, "pci:v00008086d000015b8sv*sd*bc*sc*i*"], b"")
    check("case: of one string", b"1 string is not in the kernel's case" in p.stderr, p.stderr)

    # the page says it of each string, with and without tables, also of a pattern
    head = "Matching is case-sensitive, and the kernel writes it so: "
    for more in args, ["--sysroot", empty]:
        p = run(["decode"] + more, strings)
        lines = [line[len(head):] for line in p.stdout.decode().splitlines()
                 if line.startswith(head)]
        check("case: the page prints the kernel's string", lines == other, more, p.stderr)
        check("case: … and nothing more is said", b"case" not in p.stderr, p.stderr)
    for string, own in (("pci:v00008086d000015b8sv*sd*bc*sc*i*",
                         "pci:v00008086d000015B8sv*sd*bc*sc*i*"),
                        # "ulpi:v%04xp%04x" of drivers/usb/common/ulpi.c
                        ("ulpi:v0451p150B", "ulpi:v0451p150b")):
        p = run(["decode", *args, string], b"")
        check("case: %s" % string, (head + own) in p.stdout.decode().splitlines(), p.stdout)


def test_pasted(args):
    """A line of other tools is answered once, by its first string; CR LF ends it."""
    string = b"pci:v00008086d000024DBsv0000103Csd0000006Abc01sc01i8A"
    lines = [string, b" " + string, b"'" + string + b"',\r", b"modalias = \"%s\"" % string,
             b"/sys/bus/pci/devices/0000:00:1f.1/modalias:" + string,
             string + b" usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00"]
    p = run(["decode", "--tsv", "-o", "MODALIAS,MODULES", "--noheadings", *args],
            b"\n".join(lines))
    check("decode: the string in a line of another tool",
          p.stdout.splitlines() == [string + b"\tata_piix,ata_generic"] * len(lines),
          p.stdout, p.stderr)
    p = run(["decode", *args], b"\r\n".join(lines))
    check("decode: … and the others of a line",
          p.stdout.splitlines().count(string) == len(lines) and
          b"usb:v046DpC52Bd1211dc00dsc00dp00ic03isc01ip01in00" in p.stdout.splitlines(),
          p.stdout)
    for hostile in (b"pci:" * 16000, b"a:" * 32000, b"MODALIAS=x " * 5900, b"(pci:v" * 10900,
                    b"'pci:v' " * 8000, b"pci:v00008086d*" * 4000):
        p = run(["decode", "--tsv", *args], hostile + b"\n" + string)
        check("decode: a line full of beginnings is soon done",
              p.stdout.count(b"\n") == 2, len(p.stdout), hostile[:20], p.stderr)


with tempfile.TemporaryDirectory() as work:
    write_tables(os.path.join(work, "own", "1.2.3"))
    tables = ["--modules-dir", os.path.join(work, "own")]
    test_match(tables)
    test_match_ndjson(tables)
    test_decode(work, tables)
    empty = os.path.join(work, "empty")
    os.mkdir(empty)
    test_case(tables, empty)
    test_pasted(tables)
    if "HWALIAS_SHARED" in os.environ:
        test_modprobe(os.environ["HWALIAS_SHARED"], work)
print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0)
