#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""fleet_times.py [--fleet PROGRAM] [--rounds N] [--modules-dir DIR] DATABASE...

How long the named questions of hwalias-fleet take, and with --modules-dir what-if, in each
database: the median of N rounds (5), in seconds. A database is a file, or an URL of
PostgreSQL, whose devices may be on other servers:

    fleet_times.py inventory.db postgresql://main/fleet
"""
import argparse
import statistics
import subprocess
import sys
import time

QUESTIONS = ("unbound", "attention", "missing-firmware", "by-device", "by-driver",
             "machines 8086:15b8", "outliers", "drift", "drift --since 2023-11-15", "kernels",
             "incomplete", "clones")


def measure(command, rounds):
    times, lines = [], 0
    for _ in range(rounds):
        begin = time.monotonic()
        answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        times.append(time.monotonic() - begin)
        lines = answer.stdout.count(b"\n")
        # 3 with an answer: what-if could not judge all
        if answer.returncode > 1 and not (answer.returncode == 3 and answer.stdout):
            sys.exit(answer.stderr.decode())
    return statistics.median(times), lines


def main():
    parser = argparse.ArgumentParser(usage="see the head of fleet_times.py")
    parser.add_argument("--fleet", default="hwalias-fleet")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--modules-dir")
    parser.add_argument("databases", nargs="+")
    o = parser.parse_args()
    print("question\trows\t" + "\t".join(o.databases))
    questions = [(q, ["query", "--tsv", "--noheadings"] + q.split()) for q in QUESTIONS]
    if o.modules_dir:
        questions.append(("what-if", ["what-if", "-q", "--tsv", "--noheadings", "--by-model",
                                      "--modules-dir", o.modules_dir]))
    for name, words in questions:
        answers = [measure([o.fleet, words[0], "--db", db] + words[1:], o.rounds)
                   for db in o.databases]
        rows = {n for _, n in answers}
        if len(rows) > 1:
            sys.exit("%s: the databases differ: %s" % (name, sorted(rows)))
        print("%s\t%d\t%s" % (name, rows.pop(), "\t".join("%.2f" % t for t, _ in answers)))


main()
