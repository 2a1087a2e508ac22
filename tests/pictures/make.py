#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""make.py HWALIAS [DIRECTORY]: the pictures of README, in DIRECTORY or beside this file;
make.py HWALIAS --check: whether report.png shows what the program prints now.

Each is what the program itself prints to a terminal of that width, of a recorded machine
of the tests, colors and all, as SVG text; report.png is its HTML report in Chromium, if
that is there. No line of them is written by hand. The SVG needs nothing: no script, no
font of its own, and its own background, so that it reads on a light and a dark page.
"""
import collections
import hashlib
import html
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)

# file, columns, what is typed in tests/machines
PICTURES = [
    ("list", 90, "hwalias --from desktop.snap"),
    ("check", 104, "hwalias check --from broken/blocked.snap"),
    ("tree", 90, "hwalias -t --from desktop.snap"),
    ("show", 90, "hwalias show nvme0 --from desktop.snap"),
]
REPORT = ["--from", "server.snap", "report", "--format", "html"]

# of a character of 14 pixels, as most fonts have it; textLength makes it so in all
WIDTH, HEIGHT, SIZE = 8.4, 19, 14
MARGIN, TITLE = 16, 32
COLORS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341"}
FONTS = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"


def environment():
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
    kept.update(LC_ALL="C.UTF-8", TERM="xterm", SOURCE_DATE_EPOCH="1700000000")
    return kept


def printed(hwalias, columns, typed):
    """What a terminal gets."""
    words = typed.split()[1:]
    return subprocess.run(
        [sys.executable, TESTS + "/lib/terminal.py", str(columns), hwalias, "--no-pager", *words],
        cwd=TESTS + "/machines", env=environment(), stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, encoding="utf-8").stdout


def runs(line):
    """The parts of a line with one look each: text, SGR parameters."""
    # text and parameters take turns
    parts = re.split(r"\x1b\[([0-9;]*)m", line)
    looks = [""] + parts[1::2]
    for text, look in zip(parts[::2], looks):
        if text:
            yield text, look


def svg_line(line, row):
    """A line of text at its row; nothing where it is empty."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", line)
    if not plain.strip():
        return ""
    text = ""
    for part, look in runs(line):
        part = html.escape(part, quote=False)
        if look == "1":
            text += f'<tspan font-weight="bold">{part}</tspan>'
        elif look in COLORS:
            text += f'<tspan fill="{COLORS[look]}">{part}</tspan>'
        else:
            text += part
    y = TITLE + MARGIN + row * HEIGHT + SIZE - 3
    return (f'<text x="{MARGIN}" y="{y}" textLength="{len(plain) * WIDTH:.1f}" '
            f'xml:space="preserve">{text}</text>\n')


def svg(columns, typed, output):
    lines = ["$ " + typed] + output.rstrip("\n").split("\n")
    # a command that is not wrapped may be longer than the terminal, which goes on below
    longest = max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines)
    width = round(max(columns, longest) * WIDTH + 2 * MARGIN)
    height = TITLE + 2 * MARGIN + len(lines) * HEIGHT
    body = "".join(svg_line(line.rstrip(), row) for row, line in enumerate(lines))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" \
viewBox="0 0 {width} {height}" role="img" aria-label="{html.escape(typed)}">
<rect width="{width}" height="{height}" rx="8" fill="#161b22" stroke="#484f58"/>
<g fill="#484f58"><circle cx="20" cy="17" r="6"/><circle cx="40" cy="17" r="6"/>\
<circle cx="60" cy="17" r="6"/></g>
<g fill="#e6edf3" font-family="{FONTS}" font-size="{SIZE}">
{body}</g>
</svg>
"""


def unpack(png):
    """Width, height and the pixels of a PNG of Chromium's: 8 bits, RGB or RGBA, in one go
    (ISO/IEC 15948, 9: filtering)."""
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        body = png[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, color = struct.unpack(">IIBB", body[:10])
            assert depth == 8 and color in (2, 6)
            size = 3 if color == 2 else 4
        elif kind == b"IDAT":
            data += body
        at += length + 12
    data, stride = zlib.decompress(data), width * size
    rows, above = [], bytearray(stride)
    for y in range(height):
        start = y * (stride + 1)
        line = bytearray(data[start + 1:start + 1 + stride])
        method = data[start]
        for i in range(stride) if method else ():
            left = line[i - size] if i >= size else 0
            up = above[i]
            corner = above[i - size] if i >= size else 0
            if method == 1:
                guess = left
            elif method == 2:
                guess = up
            elif method == 3:
                guess = (left + up) // 2
            else:
                guess = min((abs(up - corner), 0, left), (abs(left - corner), 1, up),
                            (abs(left + up - 2 * corner), 2, corner))[2]
            line[i] = (line[i] + guess) & 255
        rows.append([bytes(line[i:i + 3]) for i in range(0, stride, size)])
        above = line
    return width, height, rows


def pack(width, height, rows, shown, most=16):
    """A PNG of these pixels with the `most` frequent colors, of 4 bits each; `shown` says
    of what, in a chunk of text (ISO/IEC 15948, 11.3.4.3)."""
    counts = collections.Counter(pixel for row in rows for pixel in row)
    palette = [color for color, _ in counts.most_common(most)]
    index = {color: min(range(len(palette)),
                        key=lambda i: sum((a - b) ** 2 for a, b in zip(palette[i], color)))
             for color in counts}
    data = bytearray()
    for row in rows:
        row = row + row[-1:] if width % 2 else row
        data.append(0)
        data += bytes(index[a] << 4 | index[b] for a, b in zip(row[::2], row[1::2]))

    def chunk(kind, body):
        return (struct.pack(">I", len(body)) + kind + body +
                struct.pack(">I", zlib.crc32(kind + body)))

    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)) +
            chunk(b"PLTE", b"".join(palette)) +
            chunk(b"tEXt", b"Source\0" + shown.encode()) +
            chunk(b"IDAT", zlib.compress(bytes(data), 9)) + chunk(b"IEND", b""))


def page_of(hwalias):
    return subprocess.run([hwalias, *REPORT], cwd=TESTS + "/machines", env=environment(),
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=True).stdout


def sum_of(page):
    """Of the page whatever version has made it."""
    return hashlib.sha256(re.sub(rb"hwalias [0-9.]+", b"hwalias", page)).hexdigest()


def check(hwalias):
    with open(HERE + "/report.png", "rb") as file:
        png = file.read()
    if b"tEXtSource\0" + sum_of(page_of(hwalias)).encode() not in png:
        sys.exit("FAILED: report.png is not what the report looks like: "
                 "HWALIAS_UPDATE=1 makes it anew, with Chromium")


def report(hwalias, directory):
    """The beginning of the HTML report, as a browser shows it."""
    chromium = next((path for path in map(shutil.which, ("chromium", "chromium-browser",
                                                         "google-chrome")) if path), None)
    if not chromium:
        print("report.png stays as it is: Chromium is missing")
        return
    made = page_of(hwalias)
    with tempfile.TemporaryDirectory() as work:
        page = work + "/report.html"
        with open(page, "wb") as file:
            file.write(made)
        subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu",
                        "--hide-scrollbars", "--window-size=900,760",
                        f"--user-data-dir={work}/profile", f"--screenshot={work}/shot.png",
                        "file://" + page], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=True, timeout=120)
        with open(work + "/shot.png", "rb") as shot, open(directory + "/report.png", "wb") as file:
            file.write(pack(*unpack(shot.read()), sum_of(made)))


def main():
    hwalias = os.path.abspath(sys.argv[1])
    if sys.argv[2:] == ["--check"]:
        check(hwalias)
        return
    directory = sys.argv[2] if len(sys.argv) > 2 else HERE
    for name, columns, typed in PICTURES:
        with open(f"{directory}/{name}.svg", "w", encoding="utf-8") as file:
            file.write(svg(columns, typed, printed(hwalias, columns, typed)))
    if directory == HERE:
        report(hwalias, directory)


if __name__ == "__main__":
    main()
