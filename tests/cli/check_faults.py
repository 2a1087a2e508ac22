#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""One fault at a time: check_faults.py PROGRAM LIBRARY

Each command below reads the small machine tests/machines/faults/small.snap while its n-th
allocation fails (LIBRARY, which is tests/lib/fail_alloc.c, is preloaded), or its n-th
openat2(), read(), … does (strace -e inject). Whatever fails, the program must not crash or
hang, and it must not pass off less than the whole answer as the whole one. So a run is in
order when one of these holds:
  - what it printed and its exit status are those of the run without a fault;
  - the exit status is 3, and standard error says why;
  - the exit status is the one without a fault, and there is a warning that was not there:
    on standard error, or in the document.

A sample of the faults is tried, the same ones in each run; with HWALIAS_FAULTS=all every
one. HWALIAS_FAULTS_KEEP=FILE keeps the failures as JSON, a line each.
"""
import concurrent.futures
import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile

program, library = sys.argv[1:3]
here = os.path.dirname(os.path.abspath(__file__))
snapshot = os.path.join(here, "..", "machines", "faults", "small.snap")
exhaustive = os.environ.get("HWALIAS_FAULTS") == "all"
SAMPLE_ALLOCATIONS, SAMPLE_CALLS = 12, 2
TIMEOUT = 20

CARD = "pci:v00008086d000024FDsv00008086sd00000010bc02sc80i00"
# made of the tree below
ARCHIVE, IDS = "tree.tar.gz", "pci.ids.gz"
COMMANDS = [
    ["list"], ["-aJ"], ["--ndjson", "-a"], ["show", "-v", "eth0"], ["show", "-J", "1-6"],
    ["check"], ["check", "-J"], ["report"], ["report", "--format", "html"], ["--format", "prometheus"], ["--format", "cyclonedx"], ["--format", "nfd"], ["facts"], ["driver", "iwlwifi"], ["lookup", "8086:15b8"],
    ["decode", "--tsv", "--jobs", "1", CARD], ["decode", "-J", CARD],
    ["match", "--jobs", "1", CARD], ["formats"], ["formats", "-J"],
    ["-t"], ["iommu"], ["--lspci", "-nnk"], ["--lsusb"], ["snapshot", "-"],
    ["-aJ", "--from", ARCHIVE], ["lookup", "8086:15b8", "-i", IDS],
]
CALLS = ["openat", "openat2", "read", "pread64", "getdents64", "readlinkat", "mmap",
         "write"]
ERRORS = ["EIO", "ENOMEM", "EACCES", "EINTR"]


def unescape(text):
    return re.sub(rb"\\(x[0-9a-f]{2}|.)",
                  lambda m: bytes([int(m[1][1:], 16)]) if m[1][:1] == b"x"
                  else {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(m[1], m[1]), text)


def unpack(path, top):
    """The snapshot as a directory; its format is told in data/snapshot/read.c."""
    def place(name):
        full = os.path.join(os.fsencode(top), unescape(name))
        os.makedirs(os.path.dirname(full), exist_ok=True)
        return full

    with open(path, "rb") as f:
        lines = f.read().split(b"\n")[1:]
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line or line.startswith(b"#"):
            continue
        name, _, rest = line.partition(b" ")
        mark, _, value = rest.partition(b" ")
        if name.endswith(b"/") and not rest:
            os.makedirs(place(name), exist_ok=True)
        elif mark == b"->":
            os.symlink(unescape(value), place(name))
        elif mark in (b"=", b"=-"):
            with open(place(name), "wb") as f:
                f.write(unescape(value) + (b"\n" if mark == b"=" else b""))
        elif mark == b":":
            with open(place(name), "wb") as f:
                while at < len(lines) and lines[at].startswith(b"|"):
                    f.write(unescape(lines[at][1:]) + b"\n")
                    at += 1
        else:
            sys.exit(f"{path}: {line}: a mark that this script does not know")


def compress():
    """The archive, and the compressed id file, that two of the commands read."""
    with tarfile.open(os.path.join(work, ARCHIVE), "w:gz") as tar:
        tar.add(tree, arcname=".")
    with open(os.path.join(tree, "usr/share/misc/pci.ids"), "rb") as ids:
        with gzip.open(os.path.join(work, IDS), "wb") as f:
            f.write(ids.read())


class Result:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    def warnings(self):
        """What is said beside the answer: lines, each as often as it is there."""
        said = self.err.decode(errors="replace").splitlines()
        # a recording marks what could not be read
        said += re.findall(r"(?m)^\S+ (?:!\?? E[A-Z]+|\?=?)$", self.out.decode(errors="replace"))
        for text in [self.out] + self.out.splitlines():
            try:
                document = json.loads(text)
                said += [json.dumps(w) for w in document.get("warnings") or []]
            except (ValueError, AttributeError):
                pass
        return said


def run(command, wrapper=(), **environment):
    source = [] if "--from" in command else ["--sysroot", tree]
    args = list(wrapper) + [program] + command + source
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1",
           "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0", **environment}
    p = subprocess.Popen(args, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, env=env, cwd=work,
                         start_new_session=True)
    try:
        out, err = p.communicate(timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        os.killpg(p.pid, signal.SIGKILL)
        p.communicate()
        return Result("hang", b"", b"")
    return Result(p.returncode, out, err)


def lacks_nothing(result, clean):
    """Of a recording: what was read a second time may be there by more than one way."""
    lines = set(result.out.splitlines())
    return (result.out.startswith(b"hwalias-snapshot") and result.status == clean.status
            and all(line in lines for line in clean.out.splitlines()))


def wrong(result, clean):
    """What is wrong with the run, or None."""
    if result.status == "hang":
        return "hangs"
    if result.status < 0:
        return f"is killed by {signal.Signals(-result.status).name}"
    if b"Sanitizer" in result.err or b"runtime error:" in result.err:
        return "is stopped by a sanitizer"
    if (result.status, result.out) == (clean.status, clean.out):
        return None
    if lacks_nothing(result, clean):
        return None
    if result.status == 3:
        return None if result.err.strip() else "exits 3 without a word"
    if result.status != clean.status:
        return f"exits {result.status} instead of {clean.status}"
    before = clean.warnings()
    for warning in result.warnings():
        if warning in before:
            before.remove(warning)
        else:
            return None
    return "prints something else without a warning"


def sample(count, size):
    if exhaustive or count <= size:
        return range(1, count + 1)
    return sorted({1 + i * (count - 1) // (size - 1) for i in range(size)})


failures = []
tried = 0


def try_all(trials):
    """trials: (name of the fault, its place, command, function that runs it)."""
    global tried
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [(trial, pool.submit(trial[3])) for trial in trials]
        for (fault, place, command, _), job in jobs:
            result = job.result()
            symptom = wrong(result, clean[" ".join(command)])
            tried += 1
            if symptom:
                failures.append({"command": " ".join(command), "fault": fault,
                                 "place": place, "symptom": symptom,
                                 "stderr": result.err.decode(errors="replace")[:300]})
                print(f"FAILED: hwalias {failures[-1]['command']}: {fault} fails"
                      f"{' (' + place + ')' if place else ''}: {symptom}")


def allocation_trials():
    for command in COMMANDS:
        count_file = os.path.join(work, "count")
        run(command, LD_PRELOAD=library, FAIL_ALLOC_COUNT=count_file)
        if not os.path.exists(count_file):
            print("allocations cannot be made to fail in this build: skipped")
            return
        with open(count_file, encoding="ascii") as f:
            count = int(f.read())
        os.unlink(count_file)
        for n in sample(count, SAMPLE_ALLOCATIONS):
            yield (f"allocation {n}", "", command,
                   lambda c=command, n=n: run(c, LD_PRELOAD=library,
                                              FAIL_ALLOC_AT=str(n)))


def calls_of(command, *options):
    """The system calls of the command: name → [arguments, …]."""
    log = os.path.join(work, "log")
    run(command, ["strace", "-f", "-qq", "-y", "-o", log, "-e",
                  "trace=" + ",".join("?" + c for c in CALLS), *options])
    calls = {}
    with open(log, encoding="utf-8", errors="replace") as f:
        for line in f:
            if m := re.match(r"\d+ +(\w+)\((.*)", line):
                calls.setdefault(m[1], []).append(m[2])
    os.unlink(log)
    return calls


def is_ours(place):
    """Whether it is about the machine or the answer, and not of a sanitizer's own."""
    return tree in place or place.startswith("1<")


def call_trials():
    turn = 0
    with open(program, "rb") as f:
        has_sanitizers = b"__asan_init" in f.read()
    # so many are the loader's, before main(); it only tells what it would load
    loader = calls_of(COMMANDS[0], "-E", "LD_TRACE_LOADED_OBJECTS=1")
    loader.pop("write", None)
    for command in COMMANDS:
        for call, places in calls_of(command).items():
            first = 0 if has_sanitizers else len(loader.get(call, []))
            ours = [n for n in range(first + 1, len(places) + 1)
                    if not has_sanitizers or is_ours(places[n - 1])]
            for at in sample(len(ours), SAMPLE_CALLS):
                n = ours[at - 1]
                turn += 1
                for error in ERRORS if exhaustive else [ERRORS[turn % len(ERRORS)]]:
                    wrapper = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null",
                               "-e", f"trace={call}",
                               "-e", f"inject={call}:error={error}:when={n}"]
                    place = places[n - 1].replace(tree, "")[:100]
                    yield (f"{call} {n} with {error}", place, command,
                           lambda c=command, w=wrapper: run(c, w))


def why_no_strace():
    if not shutil.which("strace"):
        return "no strace"
    try:
        p = subprocess.run(["strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e",
                            "trace=write", "-e", "inject=write:error=EIO:when=1", "echo"],
                           capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return "strace hangs"
    if b"Input/output error" not in p.stderr:
        return "strace may not inject"
    return None


with tempfile.TemporaryDirectory(prefix="hwalias-faults-") as work:
    tree = os.path.join(work, "tree")
    unpack(snapshot, tree)
    compress()
    clean = {" ".join(c): run(c) for c in COMMANDS}
    for command in [c for c in COMMANDS if b"libarchive" in clean[" ".join(c)].err]:
        print(f"hwalias {' '.join(command)}, a build without libarchive: skipped")
        COMMANDS.remove(command)
        del clean[" ".join(command)]
    for name, result in clean.items():
        if result.status not in (0, 1) or not result.out:
            sys.exit(f"FAILED: hwalias {name}, without a fault: {result.status}, "
                     f"{result.err.decode()}")
    if library == "-":
        print("no library that makes allocations fail: skipped")
    else:
        try_all(allocation_trials())
    if reason := why_no_strace():
        print(f"system calls, {reason}: skipped")
    else:
        try_all(call_trials())

if keep := os.environ.get("HWALIAS_FAULTS_KEEP"):
    with open(keep, "w", encoding="utf-8") as f:
        for failure in failures:
            f.write(json.dumps(failure) + "\n")
print(f"{tried} faults tried, {len(failures)} not told")
sys.exit(1 if failures else 0)
