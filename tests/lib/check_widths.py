#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""check_widths.py PROGRAM WIDTHS SOURCE...: the tables of each machine at each of these
widths of a terminal: none ends the program, and what tells devices apart is whole.

WIDTHS is "1-40,80". Of a machine, the ids and drivers are those of --tsv."""
import os
import re
import subprocess
import sys

import terminal

FORMS = (["-t"], ["-at"], ["-t", "-k"], ["-at", "-v"], ["-a"], ["-nn"], ["-k"], ["-v"], [])
TREE = re.compile(r"[\s│├└─|`]+|(?<=\s)-")


def widths_of(text):
    for part in text.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def cells(command, column, extra):
    table = subprocess.run(command + ["--tsv", "--noheadings", "-o", column] + extra,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return {word for word in re.split(r"[\s,]+", table.stdout.decode()) if word not in ("", "-")}


def check(program, source, columns, form, words, locale):
    """The faults of one table."""
    environment = dict(os.environ, TERM="xterm", LC_ALL=locale)
    command = [program, "--from", source, "--no-pager", "--color=never"] + form
    status, output = terminal.run(command, columns, environment=environment)
    output = output.decode("utf-8", "replace")
    if status not in (0, 2) or "runtime error" in output or "AddressSanitizer" in output:
        return [f"status {status}: {output[-300:]}"]
    # a word that is wider than the terminal goes on in the next line
    whole = TREE.sub("", output)
    return [f"{word} is not whole" for word in sorted(words) if TREE.sub("", word) not in whole]


def main():
    program, widths, *sources = sys.argv[1:]
    failed = count = 0
    for source in sources:
        for form in FORMS:
            command = [program, "--from", source]
            extra = [o for o in form if o in ("-a", "-k", "-nn", "-v")] + \
                    (["-a"] if "-at" in form else [])
            # the interfaces of a USB device, and what they share with it, may be one line
            words = cells(command, "DRIVER", extra) - {"usb", "snd-usb-audio"}
            words |= cells(command, "ID", extra)
            for columns in widths_of(widths):
                for locale in ("C.UTF-8", "C") if columns % 5 == 1 else ("C.UTF-8",):
                    count += 1
                    for fault in check(program, source, columns, form, words, locale)[:3]:
                        print(f"FAILED: {source} {' '.join(form)} at {columns} columns: {fault}")
                        failed += 1
    print(f"{count} tables, {failed} faults")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main())
