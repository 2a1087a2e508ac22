# SPDX-License-Identifier: GPL-2.0-or-later
"""hwalias report: check_report.py PROGRAM SOURCE

Holds the documents against what `-aJ` and `check -J` say of the same machine, with readers
that share nothing with the program: Python's HTML parser, cmark or python3-markdown where
they are, and a shell for the commands.
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

PROGRAM = os.path.abspath(sys.argv[1])
SOURCE = os.path.abspath(sys.argv[2])
sys.path.insert(0, os.path.join(SOURCE, "tests/lib"))
import strict_html  # noqa: E402

COLUMNS = 100
LIMIT = 64 * 1024
FORMATS = ("markdown", "text", "html")
failures = 0
checks = 0

os.environ.update(LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1700000000")
for name in ("NO_COLOR", "COLUMNS"):
    os.environ.pop(name, None)


def check(is_right, *words):
    global failures, checks
    checks += 1
    if not is_right:
        failures += 1
        if failures < 60:
            print("FAILED:", *words)
    return is_right


def run(*words, ok=(0,)):
    result = subprocess.run([PROGRAM, *words], capture_output=True, check=False)
    check(result.returncode in ok, words, "ends with", result.returncode,
          result.stderr[-500:])
    return result.stdout


def report(machine, form):
    out = run(*machine, "report", *(() if form == "markdown" else ("--format", form)))
    try:
        return out.decode()
    except UnicodeDecodeError as e:
        check(False, machine, form, "is not UTF-8:", e)
        return out.decode(errors="replace")


def columns(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else
               0 if unicodedata.combining(c) else 1 for c in line)


def check_lines(what, document):
    for number, line in enumerate(document.splitlines(), 1):
        check(columns(line) <= COLUMNS, what, f"line {number} has {columns(line)} columns:",
              line[:120])
        check(line == line.rstrip(), what, f"line {number} ends with a blank")
    controls = set(re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
                              r"\u2028\u2029]", document))
    check(not controls, what, "has control characters", controls)


class Markdown:
    """The blocks of a document, by the rules of CommonMark that it uses."""

    def __init__(self, document):
        self.headings = []
        self.code = []
        self.prose = []
        self.details = 0
        section = block = None
        paragraph = []
        for line in document.split("\n") + [""]:
            if block is not None:
                if re.fullmatch(r" {0,3}```+\s*", line):
                    self.code.append((section, kind, "\n".join(block)))
                    block = None
                else:
                    block.append(line)
                continue
            fence = re.fullmatch(r"```(\w*)", line)
            heading = re.match(r"(#+) (.*)", line)
            if line and not fence and not heading:
                paragraph.append(line)
                continue
            if paragraph:
                self.prose.append("\n".join(paragraph))
                if "<summary>" in self.prose[-1]:
                    self.details += 1
                    section = re.search("<summary>(.*) \\(", self.prose[-1]).group(1)
                paragraph = []
            if fence:
                block, kind = [], fence.group(1)
            elif heading:
                self.headings.append((len(heading.group(1)), heading.group(2)))
                if len(heading.group(1)) == 2:
                    section = re.sub(r" \(\d+\)$", "", heading.group(2))
        self.is_whole = block is None


def plain(text):
    """Prose of Markdown as it is read: without escapes, entities and marks."""
    text = text.replace("&#8203;", "")
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&#36;", "$"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return re.sub(r"\s+", "", text.replace("**", ""))


def squeezed(text):
    return re.sub(r"\s+", "", text)


def visible(text):
    """As the report shows what a terminal would act upon."""
    def escape(match):
        code = ord(match.group())
        return (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
                  r"\u2028\u2029\ufeff]", escape, text)


def cut(text, most=200):
    """A beginning that is there even of a name that was cut."""
    return visible(text).encode()[:most - 1].decode(errors="ignore")


def unfolded(command):
    """The lines of a shell block as the shell joins them, without its quoting."""
    return command.replace("'\\\n'", "").replace("\\\n", "")


def address(device):
    name = device["id"].split(":", 1)[1]
    if device["subsystem"] == "pci" and name.startswith("0000:"):
        name = name[5:]
    return name


def entries(block):
    """First line -> whole entry of a list of devices."""
    result = []
    for line in block.split("\n"):
        if line.startswith("    ") and result:
            result[-1] += " " + line.strip()
        elif line:
            result.append(line.strip())
    return result


def check_devices(what, code, devices):
    """Each PCI and USB device has an entry with ids, driver and candidates."""
    for bus in ("pci", "usb"):
        mine = [d for d in devices if d["subsystem"] == bus]
        found = {}
        for e in entries(code.get(bus.upper(), "")):
            found.setdefault(e.split(" ", 1)[0].rstrip(","), []).append(e)
        check(sum(map(len, found.values())) == len(mine), what, bus,
              sum(map(len, found.values())), "entries,", len(mine), "devices")
        for d in mine:
            e = found.get(cut(address(d)).split(" ")[0], [""])[0]
            if not check(e, what, "has no entry for", d["id"]):
                continue
            ids = d["ids"]
            if ids["vendor"] and ids["device"] and d["kind"] != "usb_interface":
                check(f"[{ids['vendor']}:{ids['device']}]" in e, what, d["id"], "ids", e)
            if ids["subsystem_vendor"] and ids["subsystem_device"]:
                # lspci prints none of the makers 0000 and ffff
                check((f"[{ids['subsystem_vendor']}:{ids['subsystem_device']}]" in e) ==
                      (ids["subsystem_vendor"] not in ("0000", "ffff")), what,
                      d["id"], "subsystem", e)
            driver = d["driver"] and d["driver"]["name"]
            check(squeezed(cut(driver)) in squeezed(e) if driver else
                  " none (" in e or " unknown" in e, what, d["id"], "driver", driver, e)
            for c in d["candidates"] or []:
                check(squeezed(c["module"] + " (") in squeezed(e), what, d["id"], "module",
                      c["module"], e)
            name = d["names"]["device"]
            if name and d["kind"] != "usb_interface":
                check(squeezed(cut(name, 150)) in squeezed(e), what, d["id"], "name", name,
                      e)


def commands_of(findings):
    return [f["remedy"] for f in findings if f["remedy"]]


def check_findings(what, md, findings):
    headings = [t for level, t in md.headings if level == 3]
    check(len(headings) == len(findings), what, len(headings), "problems, check has",
          len(findings))
    prose = plain("\n".join(md.prose))
    for number, (heading, f) in enumerate(zip(headings, findings), 1):
        check(heading.startswith(f"{number}. {f['severity']}: "), what, heading, f["reason"])
        check(squeezed(visible(f["explanation"])) in prose, what, "does not explain",
              f["explanation"])
        if f["advice"]:
            check(squeezed(visible(f["advice"])) in prose, what, "lacks", f["advice"])
        code = squeezed("\n".join(text for section, _, text in md.code
                                  if section == "Problems"))
        for e in f["evidence"]:
            check(squeezed(visible(e["text"])[:200]) in code, what, "lacks the evidence",
                  e["text"])
    shell = [unfolded(text) for section, kind, text in md.code
             if kind == "sh" and section == "Problems"]
    check([squeezed(s) for s in shell] ==
          [squeezed(visible(c)) for c in commands_of(findings)],
          what, "has the remedies", shell, "of", commands_of(findings))


def check_html(what, document, devices, findings):
    root, errors = strict_html.read(document)
    for e in errors[:10]:
        check(False, what, e)
    check(not errors, what, len(errors), "errors")
    with open(os.path.join(SOURCE, "report/document/report.js"), encoding="utf-8") as f:
        check(next(root.all("script")).text() == f.read(), what, "has another script")
    articles = list(root.all("article", "finding"))
    check(len(articles) == len(findings), what, len(articles), "findings")
    for article, f in zip(articles, findings):
        text = squeezed(article.text())
        check(f["severity"] in article.classes(), what, "severity", f["reason"])
        for part in [f["explanation"], f["remedy"], f["advice"],
                     *(e["text"][:200] for e in f["evidence"])]:
            check(not part or squeezed(visible(part)) in text, what, "lacks", part)
    folded = list(root.all("details", "device"))
    main = [d for d in devices if d["subsystem"] in ("pci", "usb")]
    check(len(folded) == len(main), what, len(folded), "of", len(main), "devices")
    for element, d in zip(folded, main):
        text = squeezed(element.text())
        driver = d["driver"] and d["driver"]["name"]
        parts = [d["id"], driver, *(c["module"] for c in d["candidates"] or []),
                 d["explanation"]]
        # of a module the pattern that answers first
        modules = [c["module"] for c in d["candidates"] or []]
        parts += [c["pattern"] for i, c in enumerate(d["candidates"] or [])
                  if c["module"] not in modules[:i]]
        if d["ids"]["vendor"] and d["ids"]["device"]:
            parts.append(f"{d['ids']['vendor']}:{d['ids']['device']}")
        if (d["ids"]["subsystem_vendor"] not in (None, "0000", "ffff") and
                d["ids"]["subsystem_device"]):
            parts.append(f"[{d['ids']['subsystem_vendor']}:{d['ids']['subsystem_device']}]")
        for part in parts:
            check(not part or squeezed(cut(part)) in text, what, d["id"], "lacks", part)
    rows = list(root.all("div", "row"))
    check(len(rows) == len(devices) - len(main), what, len(rows), "rows of other buses")
    # the tree has all devices of PCI and USB, each below its parent
    nodes = {a.attributes["href"]: a.above for section in root.all("section")
             if section.attributes["id"] == "tree" for a in section.all("a")}
    names = {e.attributes["id"]: d["id"] for e, d in zip(folded, main)}
    parents = {d["id"]: d["parent"] for d in devices}
    for number, name in names.items():
        node = nodes.get("#" + number)
        if not check(node, what, name, "is not in the tree"):
            continue
        above = node.above
        while above and above.tag != "li":
            above = above.above
        above = above and above.above
        while above and above.tag != "details" and above.tag != "div":
            above = above.above
        link = next(above.all("a")) if above and above.tag == "details" else None
        is_root = link is None
        if parents[name] in names.values():
            check(not is_root and names.get(link.attributes["href"][1:]) == parents[name],
                  what, name, "is in the wrong place of the tree")
    return root


def render(document):
    """HTML of the Markdown by each renderer that is there."""
    if shutil.which("cmark"):
        yield "cmark", subprocess.run(["cmark", "--unsafe"], input=document.encode(),
                                      capture_output=True, check=True).stdout.decode()
    try:
        import markdown
    except ImportError:
        return
    yield "python3-markdown", markdown.markdown(
        document, extensions=["fenced_code", "md_in_html"])


rendered = set()


def check_rendered(what, document, md):
    from html.parser import HTMLParser

    class Tags(HTMLParser):
        def __init__(self):
            super().__init__(convert_charrefs=True)
            self.tags = {}
            self.texts = []
            self.stack = []

        def handle_starttag(self, tag, attrs):
            self.tags[tag] = self.tags.get(tag, 0) + 1
            self.stack.append(tag)
            for key, value in attrs:
                check(key == "class" and re.fullmatch(r"(language-)?(sh|text)", value), what,
                      renderer, "an attribute", key, value)

        def handle_endtag(self, tag):
            if tag in self.stack:
                while self.stack.pop() != tag:
                    pass

        def handle_data(self, data):
            if "pre" in self.stack:
                self.texts.append(data)

    for renderer, html in render(document):
        rendered.add(renderer)
        tags = Tags()
        tags.feed(html)
        known = {"h1", "h2", "h3", "p", "ul", "li", "strong", "code", "pre", "details",
                 "summary"}
        check(set(tags.tags) <= known, what, renderer, "made", set(tags.tags) - known)
        check(tags.tags.get("li") == 4, what, renderer, "items", tags.tags.get("li"))
        if renderer == "cmark":
            # the other one leaves what is in <details> as it is
            check(tags.tags.get("pre", 0) == len(md.code), what, renderer,
                  tags.tags.get("pre"), "blocks of", len(md.code))
            check(squeezed("".join(tags.texts)) ==
                  squeezed("".join(text for _, _, text in md.code)), what,
                  renderer, "changed the code")


def check_machine(machine, is_small=True):
    what = " ".join(machine)
    devices = json.loads(run(*machine, "-aJ"))["devices"]
    checked = json.loads(run(*machine, "check", "-J", ok=(0, 1, 3)))
    findings = checked["findings"]
    documents = {form: report(machine, form) for form in FORMATS}
    md = Markdown(documents["markdown"])
    check(md.is_whole, what, "a block is open at the end")
    for form in ("markdown", "text"):
        check_lines(f"{what} {form}", documents[form])
    check(len(documents["markdown"].encode()) < LIMIT, what, "is too long")
    is_folded = "**Folded:**" in documents["markdown"]
    check(is_folded != is_small, what, "folded" if is_folded else "not folded")
    code = {section: text for section, _, text in md.code}
    if is_small:
        check_devices(what, code, devices)
        check_findings(what, md, findings)
    check_html(f"{what} html", documents["html"], devices, findings)
    check_rendered(what, documents["markdown"], md)
    # never an all-clear without evidence
    clear = "Nothing needs attention"
    is_clear = (not findings and not checked["incomplete"] and
                checked["kernel"]["tables"] is not None)
    for form in FORMATS:
        check((clear in documents[form]) == is_clear, what, form, "all-clear", is_clear)
        check(("ould not be checked completely" in documents[form]) == bool(checked["incomplete"]),
              what, form, "incomplete", checked["incomplete"])
    for missing in checked["not_read"]:
        for form in FORMATS:
            check("Not read" in documents[form] and missing["what"] in documents[form], what,
                  form, "does not say what was not read", missing)
    lines = documents["text"].split("\n")
    facts = [line.split(":")[0] for line in lines[3:] if re.match(r"[A-Z][a-z]+: ", line)]
    check(facts[:4] == ["Machine", "Kernel", "Report", "Devices"], what,
          "the lines of the head", lines[:9])
    return documents


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if isinstance(content, str):
        content = content.encode()
    with open(path, "wb") as f:
        f.write(content)


def link(path, target):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    os.symlink(target, path)


class Tree:
    """A machine made of files."""

    def __init__(self, path, aliases=""):
        self.path = path
        self.kernel = f"lib/modules/6.1.0"
        self.write("proc/sys/kernel/osrelease", "6.1.0\n")
        self.write("proc/modules", "ext4 1 1 - Live 0x0\n")
        self.write("proc/cmdline", "quiet\n")
        self.write(f"{self.kernel}/modules.alias", aliases)
        self.write(f"{self.kernel}/modules.dep", "".join(
            f"kernel/{m}.ko:\n" for m in dict.fromkeys(
                line.split()[-1] for line in aliases.splitlines())))
        for module in {line.split()[-1] for line in aliases.splitlines()}:
            self.write(f"{self.kernel}/kernel/{module}.ko", "")

    def write(self, path, content):
        write(os.path.join(self.path, path), content)

    def pci(self, slot, vendor, device, class_code="020000", driver=None):
        at = f"{self.path}/sys/devices/pci0000:00/{slot}"
        write(f"{at}/uevent",
              (f"DRIVER={driver}\n" if driver else "") +
              f"PCI_CLASS={class_code.lstrip('0') or '0'}\nPCI_ID={vendor}:{device}\n"
              f"PCI_SUBSYS_ID=1043:8672\nPCI_SLOT_NAME={slot}\n"
              f"MODALIAS=pci:v0000{vendor.upper()}d0000{device.upper()}sv00001043sd00008672"
              f"bc{class_code[:2]}sc{class_code[2:4]}i{class_code[4:]}\n")
        link(f"{self.path}/sys/bus/pci/devices/{slot}",
             f"../../../devices/pci0000:00/{slot}")
        link(f"{at}/subsystem", "../../../bus/pci")
        if driver:
            os.makedirs(f"{self.path}/sys/bus/pci/drivers/{driver}", exist_ok=True)
            link(f"{at}/driver", f"../../../bus/pci/drivers/{driver}")

    def other(self, bus, name, uevent):
        at = f"{self.path}/sys/devices/{bus}/{name}"
        write(f"{at}/uevent", uevent)
        link(f"{self.path}/sys/bus/{bus}/devices/{name}", f"../../../devices/{bus}/{name}")
        link(f"{at}/subsystem", f"../../../bus/{bus}")

    def usb(self, name, ids, **attributes):
        at = f"{self.path}/sys/devices/pci0000:00/usb1/{name}"
        vendor, device = ids.split(":")
        write(f"{at}/uevent", f"DEVTYPE=usb_device\nDRIVER=usb\n"
              f"PRODUCT={vendor.lstrip('0')}/{device.lstrip('0')}/100\nTYPE=0/0/0\n"
              "BUSNUM=001\nDEVNUM=002\n")
        for key, value in attributes.items():
            write(f"{at}/{key}", value)
        link(f"{self.path}/sys/bus/usb/devices/{name}",
             f"../../../devices/pci0000:00/usb1/{name}")
        link(f"{at}/subsystem", "../../../../bus/usb")


def check_hostile(work):
    """Names that mean something to a tracker, a browser, a terminal or a shell."""
    names = [
        b"<script>alert(1)</script>", b"</pre><img src=x onerror=alert(1)>",
        b"'\"><svg/onload=alert(1)>", b"```", b"`` ` ``", b"~~~", b"| a | b |",
        b"@torvalds #1 !1 GH-1 %1 $x$ &1", b"www.example.com https://example.com/x",
        b"[text](javascript:alert(1))", b"![x](http://example.com/x.png)", b"**bold** _it_",
        b"</details>", b"<!-- ", b"# heading", b"- item", b"1. item", b"> quote", b"---",
        b"\\", b"&lt;b&gt;", b"\xe2\x80\xaetxet\xe2\x80\xac", b"\xff\xfe\x80", b"\x1b[31mred",
        "網路卡".encode() * 40, b"x" * 5000, b"a b " * 800, b"two\nlines", b"{{ x }} <% y %>",
        b"]]>", b":smile:", b"\xe2\x80\x8b", b"=====", b"*" * 60,
    ]
    aliases = "alias pci:v0000FFF0d* evil_mod\n"
    tree = Tree(f"{work}/hostile", aliases)
    tree.write("sys/class/dmi/id/sys_vendor", b"<script>@torvalds `x`\n")
    tree.write("sys/class/dmi/id/product_name", b"**#1** | </title><b>x\n")
    tree.write("etc/os-release", b'PRETTY_NAME="@everyone <img src=x> `'
               b'\xe2\x80\xae \xff"\n')
    tree.pci("0000:00:01.0", "fff0", "0001")
    tree.write("etc/modprobe.d/" + "@a#1`$x`<b> ' \"" * 14 + ".conf",
               b"blacklist evil_mod\n")
    for i, name in enumerate(names):
        safe = name.replace(b"/", b"_").replace(b"\n", b" ")[:120]
        tree.usb(f"1-{i + 1}", f"fff0:{i + 1:04x}", manufacturer=name + b"\n",
                 product=name + b"\n")
        at = f"{tree.path}/sys/devices/platform/".encode() + b"p" + safe
        os.makedirs(at)
        with open(at + b"/uevent", "wb") as f:
            f.write(b"MODALIAS=platform:" + safe + b"\n")
        os.makedirs(f"{tree.path}/sys/bus/platform/devices", exist_ok=True)
        os.symlink(b"../../../devices/platform/p" + safe,
                   f"{tree.path}/sys/bus/platform/devices/".encode() + b"p" + safe)
        os.symlink(b"../../../bus/platform", at + b"/subsystem")
        driver = f"{tree.path}/sys/bus/usb/drivers/".encode() + safe
        if safe not in (b".", b"..") and not os.path.exists(driver):
            os.makedirs(driver)
        usb = f"{tree.path}/sys/devices/pci0000:00/usb1/1-{i + 1}/driver".encode()
        os.symlink(b"../../../../bus/usb/drivers/" + safe, usb)
    documents = check_machine(["--sysroot", tree.path])
    md = Markdown(documents["markdown"])
    for prose in md.prose:
        if prose.startswith("<details>") or prose == "</details>":
            continue
        raw = re.sub(r"`[^`]*`", "", prose)
        raw = re.sub(r"&(#36|lt|gt|amp);", "", raw)
        check("<" not in raw and ">" not in raw, "hostile: a tag in", prose[:300])
        raw = re.sub(r"[@#!%]&#8203;", "", raw)
        check(not re.search(r"[@#!%]\w", raw), "hostile: a mention in",
              prose[:300])
        check(not re.search(r"https?://|www\.", raw), "hostile: a link in", prose[:300])
    for _, heading in md.headings:
        heading = re.sub(r"[@#]&#8203;", "", heading)
        check("<" not in heading and not re.search(r"[@#]\w", heading),
              "hostile: heading", heading)
    check(md.details == 1, "hostile:", md.details, "folded parts")
    # what a shell makes of the folded remedy is what it makes of the whole one
    stubs = f"{work}/stubs"
    os.makedirs(stubs)
    for name in ("sed", "modprobe", "depmod"):
        write(f"{stubs}/{name}", "#!/bin/sh\nprintf '%s\\0' \"${0##*/}\" \"$@\" >>\"$LOG\"\n")
        os.chmod(f"{stubs}/{name}", 0o755)
    findings = json.loads(run("--sysroot", tree.path, "check", "-J",
                              ok=(0, 1, 3)))["findings"]
    remedies = commands_of(findings)
    blocks = [text for section, kind, text in md.code
              if kind == "sh" and section == "Problems"]
    check(any(len(r) > COLUMNS for r in remedies), "hostile: no long remedy", remedies)
    for remedy, block in zip(remedies, blocks):
        logs = []
        for number, script in enumerate((remedy, block)):
            log = f"{work}/log{number}"
            write(log, "")
            subprocess.run(["/bin/sh", "-c", script], check=False, cwd=work,
                           env={"PATH": stubs, "LOG": log})
            with open(log, "rb") as f:
                logs.append(f.read())
        check(logs[0] and logs[0] == logs[1], "hostile: the shell runs", logs)


def check_size(work):
    """What is folded, step by step, and that a limit is one."""
    aliases = ("alias pci:v00008086d000015B8sv* e1000e\n"
               "alias pci:v00008086d00001528sv* ixgbe\n"
               "alias pci:v00008086d0000A145sv* lpc_ich\n")
    for count, broken, is_small in ((20, 1, True), (350, 3, False), (900, 100, False),
                                    (2000, 2000, False)):
        tree = Tree(f"{work}/size{count}", aliases)
        if broken:
            tree.write("etc/modprobe.d/b.conf", "blacklist e1000e\n")
        for i in range(count):
            slot = f"{i >> 12:04x}:{i >> 8 & 0xff:02x}:{i >> 3 & 0x1f:02x}.{i & 7}"
            if i < broken:
                tree.pci(slot, "8086", "15B8")
            elif i == broken:
                # no problem, and it does not work either
                tree.pci(slot, "8086", "A145", class_code="060100")
            else:
                tree.pci(slot, "8086", f"{0x1528 + i:04X}", driver="ixgbe")
            tree.other("platform", f"p{i}", f"MODALIAS=platform:p{i}\n")
        machine = ["--sysroot", tree.path]
        documents = {form: report(machine, form) for form in ("markdown", "text")}
        md = documents["markdown"]
        what = f"{count} devices"
        check(len(md.encode()) < LIMIT, what, "have", len(md.encode()), "bytes")
        check(("**Folded:**" in md) != is_small, what, "folded?")
        check("Folded" not in documents["text"], what, "text is folded")
        for form, text in documents.items():
            check_lines(f"{what} {form}", text)
        check(f"{broken} warning" in md, what, "the number of problems")
        slots = set(re.findall(r"\b(?:\d{4}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\b", md))
        if count <= 900:
            check("lpc_ich" in md, what, "the module of what is unbound")
        if count <= 350:
            check(len(slots) >= count, what, "only", len(slots), "addresses")
            check(md.count("ixgbe") >= count - broken - 1, what, "drivers")
        else:
            check("and" in md and "more" in md, what, "does not say what is missing")
        check(len(md) > LIMIT // 3 or is_small, what, "folds too much:", len(md))
        if count > 350:
            shutil.rmtree(tree.path)


def check_sources(work):
    """A recording gives the same bytes; foreign dumps are no evidence of health."""
    machines = sorted(glob.glob(f"{SOURCE}/tests/machines/*.snap") +
                      glob.glob(f"{SOURCE}/tests/machines/broken/*.snap"))
    for path in machines:
        if "hwalias-snapshot" not in open(path, encoding="utf-8").readline():
            continue
        run("--from", path, "snapshot", f"{work}/again.snap")
        for form in FORMATS:
            check(report(["--from", path], form) ==
                  report(["--from", f"{work}/again.snap"], form),
                  path, form, "differs from its snapshot's")
    write(f"{work}/lspci.txt",
          "00:00.0 Host bridge [0600]: Intel Corporation Device [8086:191f] (rev 07)\n"
          "00:1f.6 Ethernet controller [0200]: Intel Corporation Ethernet Connection (2) "
          "I219-V [8086:15b8] (rev 31)\n"
          "\tSubsystem: ASUSTeK Computer Inc. Device [1043:8672]\n")
    write(f"{work}/lsusb.txt",
          "Bus 001 Device 001: ID 1d6b:0002 Linux Foundation 2.0 root hub\n"
          "Bus 001 Device 003: ID 046d:c52b Logitech, Inc. Unifying Receiver\n")
    for dump, wanted in (("lspci.txt", "8086:15b8"), ("lsusb.txt", "046d:c52b")):
        documents = check_machine(["--from", f"{work}/{dump}"])
        for form in FORMATS:
            check(wanted in documents[form], dump, form, "lacks", wanted)
            check("ould not be checked" in documents[form], dump, form, "does not say so")
            check("Nothing needs attention" not in documents[form], dump, form,
                  "is an all-clear")


def check_unnamed_machine(work):
    """Where the machine itself tells no name, one is not lacking in a recording."""
    recording = f"{work}/unnamed.snap"
    run("--from", f"{SOURCE}/tests/machines/vm.snap", "snapshot", recording)
    with open(recording, encoding="utf-8") as file:
        lines = file.read()
    for source, said in (("file", "not recorded"),
                         ("live", "neither DMI nor a device tree names it")):
        write(recording, re.sub(r"^(hwalias/source =).*", rf"\1 {source}", lines,
                                flags=re.M))
        for form in FORMATS:
            check(said in report(["--from", recording], form),
                  source, form, "does not say why it has no name")


def check_usage():
    for words, status in ((["report", "eth0"], 2), (["report", "--format", "rtf"], 2),
                          (["report", "-J"], 2), (["list", "--format", "html"], 2),
                          (["report", "-a"], 2), (["report", "--sysroot", "/nonexistent"], 3)):
        result = subprocess.run([PROGRAM, *words], capture_output=True, check=False)
        check(result.returncode == status and result.stderr, words, "ends with",
              result.returncode, result.stderr)
    with open("/dev/full", "wb") as full:
        result = subprocess.run([PROGRAM, "--from", f"{SOURCE}/tests/machines/vm.snap",
                                 "report"], stdout=full, stderr=subprocess.PIPE, check=False)
    check(result.returncode == 3, "a full disk ends with", result.returncode)


def main():
    with tempfile.TemporaryDirectory() as work:
        for pattern in ("*.snap", "broken/*.snap", "healthy/*.snap"):
            for path in sorted(glob.glob(f"{SOURCE}/tests/machines/{pattern}")):
                check_machine(["--from", path])
        check_hostile(work)
        check_size(work)
        check_sources(work)
        check_unnamed_machine(work)
        check_usage()
    print(f"{checks} checks, {failures} failed; rendered by "
          f"{', '.join(sorted(rendered)) or 'nothing: no cmark, no python3-markdown'}")
    return failures > 0 or checks < 1000


sys.exit(main())
