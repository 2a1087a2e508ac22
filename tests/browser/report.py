# SPDX-License-Identifier: GPL-2.0-or-later
"""hwalias report --format html in a browser: report.py PROGRAM SOURCE PICTURES

Opens the report of a machine in Chromium without a window: with script and without, dark,
on a phone, on paper. Types into the filter, clicks, and keeps pictures in the directory
PICTURES for people to look at. Exit status 77: there is no Chromium.
"""
import os
import subprocess
import sys
import tempfile
import time

import chromium

PROGRAM, SOURCE, PICTURES = sys.argv[1:]
failed = 0


def check(is_right, *words):
    global failed
    if not is_right:
        failed += 1
        print("FAILED:", *words)


def visible(browser, selector):
    return browser.value(
        f"Array.from(document.querySelectorAll({selector!r}))"
        ".filter(e => e.checkVisibility()).length")


def are_visible(browser, selector, wanted):
    """Whether so many are, after a moment at most: a link's event comes behind its click."""
    end = time.monotonic() + 5
    while visible(browser, selector) != wanted and time.monotonic() < end:
        time.sleep(0.05)
    return visible(browser, selector) == wanted


def count(browser, selector):
    return browser.value(f"document.querySelectorAll({selector!r}).length")


def is_wider(browser):
    """Whether the page scrolls sideways."""
    return browser.value("document.documentElement.scrollWidth > innerWidth")


def complaints(browser):
    """What the browser had against the page, and what it loaded beside it."""
    bad = [e["entry"]["text"] for e in browser.of("Log.entryAdded")]
    bad += [e["exceptionDetails"]["text"] for e in browser.of("Runtime.exceptionThrown")]
    bad += [u for u in (e["request"]["url"] for e in
                        browser.of("Network.requestWillBeSent"))
            if not u.startswith("file:///")]
    requests = len(browser.of("Network.requestWillBeSent"))
    return bad + ([f"{requests} files"] if requests != 1 else [])


def picture(browser, name):
    browser.screenshot(os.path.join(PICTURES, name + ".png"))


def with_script(browser, page):
    browser.open(page)
    check(not complaints(browser), "complaints:", complaints(browser))
    check(visible(browser, ".bar") == 1, "there is no filter")
    check(not is_wider(browser), "the page is wider than the window")
    devices = visible(browser, ".device")
    check(devices > 20, "only", devices, "devices")
    picture(browser, "light")
    # the filter: only what has all the words stays, in lists and in the tree
    browser.click(".bar input")
    browser.type("MGAG200 0536")
    check(visible(browser, ".device") == 1, "the filter leaves",
          visible(browser, ".device"), "devices")
    check(visible(browser, ".finding") == 1, "the filter leaves no problem")
    check(visible(browser, "#usb") == 0, "the filter leaves USB")
    check(browser.value("document.querySelector('output').textContent") == "1 device",
          "the filter counts", browser.value("document.querySelector('output').textContent"))
    picture(browser, "filtered")
    browser.send("Input.dispatchKeyEvent", type="keyDown", key="Escape")
    check(visible(browser, ".device") == devices, "Escape leaves a filter")
    # a click on a device unfolds it, the next one folds it again
    device = ".device:not(.warning) > summary"
    folded = visible(browser, ".device > dl")
    browser.click(device)
    check(visible(browser, ".device > dl") == folded + 1, "a click unfolds nothing")
    browser.click(device)
    check(visible(browser, ".device > dl") == folded, "a click folds nothing")
    browser.click(".unfold")
    check(visible(browser, ".device > dl") == devices, "not all unfold")
    check(visible(browser, ".row") == count(browser, ".row") > 0, "rows stay folded")
    browser.click(".fold")
    check(visible(browser, ".device > dl") == 0, "not all fold")
    # a link of a problem leads to its device, and opens it
    browser.click(".finding a")
    check(are_visible(browser, ".device[open] > dl", 1), "a link opens no device")
    check(are_visible(browser, ":target", 1), "a link leads nowhere")


def without_script(browser, page):
    browser.open(page, script=False)
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    picture(browser, "no-script")
    root = browser.send("DOM.getDocument")["root"]["nodeId"]

    def box(selector):
        node = browser.send("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        try:
            return browser.send("DOM.getBoxModel", nodeId=node)
        except RuntimeError:
            return None
    check(box(".bar") is None, "without script there is a filter")
    for selector in ("h1", ".finding", ".finding pre", ".device > summary", ".tree a",
                     ".device[open] > dl"):
        check(box(selector), "without script", selector, "cannot be seen")


def elsewhere(browser, page):
    browser.open(page, scheme="dark")
    light, text = browser.value(
        "[getComputedStyle(document.body).backgroundColor,"
        "getComputedStyle(document.body).color].map(c => c.match(/\\d+/g)"
        ".slice(0, 3).reduce((a, b) => a + Number(b), 0))")
    check(light < 150 < 600 < text, "dark is", light, text)
    picture(browser, "dark")
    for width in (320, 390, 800):
        browser.open(page, width=width)
        check(not is_wider(browser), "the page is wider than", width)
    browser.open(page, width=390)
    picture(browser, "phone")
    browser.open(page)
    browser.pdf(os.path.join(PICTURES, "paper.pdf"))
    # print opens what is folded
    check(visible(browser, ".device > dl") == count(browser, ".device"),
          "paper lacks what is folded")


def main():
    program = chromium.find()
    if not program:
        print("no Chromium: the HTML report was not opened")
        return 77
    os.makedirs(PICTURES, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        page = os.path.join(work, "report.html")
        with open(page, "wb") as f:
            subprocess.run([PROGRAM, "--from", f"{SOURCE}/tests/machines/server.snap",
                            "report", "--format", "html"], stdout=f, check=True,
                           env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
        browser = chromium.Chromium(program)
        try:
            browser.send("DOM.enable")
            with_script(browser, page)
            without_script(browser, page)
            elsewhere(browser, page)
        finally:
            browser.close()
    print(f"pictures are in {PICTURES}; {failed} failed")
    return failed > 0


sys.exit(main())
