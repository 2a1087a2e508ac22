# SPDX-License-Identifier: GPL-2.0-or-later
"""
A reader of HTML that forgives nothing: every element is closed in order, ids are unique,
links lead to an id of the same document, and nothing is loaded or run but one script.
Knows which elements and attributes there may be, so that what gets in by an escape that
is missing is an error too.
"""
import base64
import hashlib
import re
from html.parser import HTMLParser

VOID = {"meta", "input", "br"}
KNOWN = {
    "html", "head", "title", "style", "body", "header", "footer", "section", "article",
    "details", "summary", "h1", "h2", "h3", "h4", "p", "b", "a", "ul", "li", "dl", "dt",
    "dd", "div", "span", "small", "pre", "code", "button", "output", "script",
} | VOID
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "id", "href",
              "open", "hidden", "type", "placeholder", "aria-label"}
# HTML, 4: <p> and the like hold no blocks
PHRASES = {"p", "h1", "h2", "h3", "h4", "span", "small", "b", "a", "code", "button", "dt"}
BLOCKS = {"div", "p", "ul", "li", "dl", "section", "article", "header", "footer",
          "details", "pre", "h1", "h2", "h3", "h4"}


class Element:
    def __init__(self, tag, attributes, above):
        self.tag = tag
        self.attributes = attributes
        self.above = above
        self.below = []

    def classes(self):
        return (self.attributes.get("class") or "").split()

    def text(self):
        return "".join(b if isinstance(b, str) else b.text() for b in self.below)

    def all(self, tag=None, of_class=None):
        for b in self.below:
            if isinstance(b, str):
                continue
            if (not tag or b.tag == tag) and (not of_class or of_class in b.classes()):
                yield b
            yield from b.all(tag, of_class)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.errors = []
        self.root = Element("", {}, None)
        self.at = self.root
        self.ids = set()
        self.links = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if len(attributes) != len(attrs):
            self.errors.append(f"<{tag}> has an attribute twice")
        if tag not in KNOWN:
            self.errors.append(f"<{tag}> does not belong here")
        for key, value in attrs:
            if key not in ATTRIBUTES:
                self.errors.append(f"<{tag} {key}={value!r}> does not belong here")
        if "id" in attributes:
            if attributes["id"] in self.ids:
                self.errors.append(f"the id {attributes['id']} is there twice")
            self.ids.add(attributes["id"])
        if "href" in attributes:
            self.links.append(attributes["href"])
        if self.at.tag in PHRASES and tag in BLOCKS:
            self.errors.append(f"<{tag}> in <{self.at.tag}>")
        if self.at.tag in ("ul",) and tag != "li":
            self.errors.append(f"<{tag}> in <ul>")
        element = Element(tag, attributes, self.at)
        self.at.below.append(element)
        if tag not in VOID:
            self.at = element

    def handle_endtag(self, tag):
        if self.at.tag != tag:
            self.errors.append(f"</{tag}> ends <{self.at.tag}>, line {self.getpos()[0]}")
            return
        self.at = self.at.above

    def handle_data(self, data):
        self.at.below.append(data)

    def handle_comment(self, data):
        self.errors.append(f"a comment: {data[:40]!r}")

    def handle_pi(self, data):
        self.errors.append(f"an instruction: {data[:40]!r}")


def read(document):
    """The root element and a list of errors."""
    reader = Reader()
    reader.feed(document)
    reader.close()
    errors = reader.errors
    if reader.at is not reader.root:
        errors.append(f"<{reader.at.tag}> is not closed")
    for link in reader.links:
        if not link.startswith("#") or link[1:] not in reader.ids:
            errors.append(f"a link leads to {link}")
    scripts = list(reader.root.all("script"))
    policy = [m.attributes["content"] for m in reader.root.all("meta")
              if m.attributes.get("http-equiv") == "Content-Security-Policy"]
    if len(scripts) != 1 or len(policy) != 1:
        errors.append(f"{len(scripts)} scripts, {len(policy)} policies")
    else:
        digest = base64.b64encode(
            hashlib.sha256(scripts[0].text().encode()).digest()).decode()
        if f"'sha256-{digest}'" not in policy[0]:
            errors.append(f"the policy does not let the script run: sha256-{digest}")
        if "default-src 'none'" not in policy[0]:
            errors.append("the policy lets other things be loaded")
    for style in reader.root.all("style"):
        if re.search(r"@import|url\(", style.text()):
            errors.append("the style loads something")
    return reader.root, errors
