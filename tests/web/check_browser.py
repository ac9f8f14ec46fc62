#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Every page in a real browser: seen by everybody, in both schemes, large, small, by keys, in Welsh."""

import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import node_packages  # noqa: E402
from browser import Browser  # noqa: E402
from keys import Keys  # noqa: E402
from pages import (NO_PAGES, NOBODY, PAGES, ROLES, STATES, Demonstration, addresses,  # noqa: E402
                   routes)
from service import BUILD, ROOT, Service, Skip, run_tests  # noqa: E402

HERE = Path(__file__).resolve().parent
LOOK = (HERE / "look.js").read_text()
PHONE, DESK = (390, 844), (1360, 900)
AXE = """axe.run(document, {resultTypes: ["violations"], preload: false, runOnly: ["wcag2a", "wcag2aa",
    "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then((found) => found.violations.flatMap(
    (one) => one.nodes.slice(0, 3).map((node) => `${one.id}: ${one.help}: ${node.html.slice(0, 160)} ${
    [...node.any, ...node.all, ...node.none].map((check) => check.message).join(" ").slice(0, 300)}`)))"""


class Faults:
    """What is wrong with pages, gathered under where it was seen."""

    def __init__(self):
        self.places = {}

    def add(self, place, sentences):
        for sentence in sentences:
            self.places.setdefault(sentence, []).append(place)

    def none(self):
        said = [f"{sentence}\n#    on {', '.join(places[:4])}{' …' if len(places) > 4 else ''}"
                for sentence, places in self.places.items()]
        assert not said, "\n# ".join([f"{len(said)} faults", *said])


class Pages:
    """The tabs of a browser, one for each role, and the questions that are put to a page."""

    def __init__(self, browser, demonstration):
        self.browser, self.demonstration, self.tabs = browser, demonstration, {}

    def tab(self, role):
        if role not in self.tabs:
            tab = self.tabs[role] = self.browser.tab()
            tab.cookies(self.demonstration.service.address, self.demonstration.visitor(role).cookies)
            tab.size(*PHONE)
            tab.scheme("light")
        return self.tabs[role]

    def go(self, role, address):
        tab = self.tab(role)
        tab.go(self.demonstration.service.address + address)
        return tab

    def all(self, language=""):
        """(place, tab) of every page as each role, then of every state."""
        for name, role, address in addresses(self.demonstration):
            yield f"{language}{address} as {role}", self.go(role, language + address)
        for what, role, address, act, status in STATES:
            start = address if isinstance(address, str) else address(self.demonstration)
            tab = self.go(role, language + start)
            if act:
                tab.loaded = False
                tab.evaluate(act)
                tab.wait_for_load(what)
            assert tab.status == status, (what, tab.status)
            yield f"{what} ({language}{start})", tab


def ask(tab, question):
    return tab.evaluate(f"{LOOK}.{question}")


def axe_source():
    reason = node_packages.install(HERE, "web", "axe-core")
    if reason:
        raise Skip(reason)
    return (BUILD / "web/node_modules/axe-core/axe.min.js").read_text()


def what_is_wrong_with_a_page_is_found():
    """The questions themselves, put to a page that has all of it."""
    tab = browser.tab()
    tab.size(*PHONE)
    tab.scheme("light")
    tab.complaints.clear()
    tab.evaluate("document.documentElement.innerHTML = `%s`" % (HERE / "wrong.html").read_text())
    tab.evaluate("console.error('so it is'); setTimeout(() => { throw new Error('and more') }); 0")
    found = {question: " ".join(ask(tab, question)) for question in
             ("structure('en')", "sideways()", "targets()", "texts()")}
    found["axe"] = " ".join(tab.evaluate(f"{axe_source()}; {AXE}"))
    found["complaints"] = " ".join(tab.complaints)
    for question, said in (
            ("structure('en')", "language is “”"), ("structure('en')", "2 first headings"),
            ("structure('en')", "no title"), ("structure('en')", "order of the focus"),
            ("sideways()", "900 px wide, the window 390"), ("targets()", "× 10 px, less than 24"),
            ("texts()", "is cut off by p.cut"), ("texts()", "“under” lies over “over”"),
            ("axe", "color-contrast"), ("axe", "image-alt"), ("complaints", "so it is"),
            ("complaints", "and more")):
        assert said in found[question], (question, said, found[question])


def every_route_of_a_page_is_looked_at():
    known = PAGES.keys() | NO_PAGES.keys()
    there = {name for name, _, _ in routes()}
    assert there <= known, f"not in tests/web/pages.py: {sorted(there - known)}"
    assert known <= there, f"no routes any more: {sorted(known - there)}"
    for name, pattern, _ in routes():
        if name in NO_PAGES and "{}" not in pattern:
            for role in ROLES:
                answer = demonstration.visitor(role).request("GET", pattern, follow=False)
                kind = answer.headers.get("Content-Type", "")
                assert answer.status in (303, 403) or "html" not in kind, f"{name} is a page"


def nobody_is_shut_out_by_how_a_page_is_made():
    """The rules of axe-core, at two widths, by day and by night, and once in Welsh."""
    source, faults = axe_source(), Faults()
    for language, ways in (("", [(size, scheme) for size in (PHONE, DESK)
                                 for scheme in ("light", "dark")]),
                           ("/cy", [(PHONE, "light")])):
        shapes = set()
        for place, tab in pages.all(language):
            ask(tab, "openAll()")
            shape = ask(tab, "shape()")
            if shape in shapes:
                continue  # made as another page was, and said something else
            shapes.add(shape)
            tab.evaluate(f"{source}; 0")
            for size, scheme in ways:
                tab.size(*size)  # then as high as the page, so that nothing lies below what floats
                tab.size(size[0], max(size[1], tab.evaluate("document.documentElement.scrollHeight")))
                tab.scheme(scheme)
                faults.add(f"{place}, {size[0]} px, {scheme}", tab.evaluate(AXE))
            tab.size(*PHONE)
            tab.scheme("light")
    faults.none()


def fit(language, pages_there, sizes):
    faults = Faults()
    for place, tab in pages_there:
        faults.add(place, ask(tab, f"structure('{language}')"))
        ask(tab, "openAll()")
        for width, height, percent in sizes:
            tab.size(width, height)
            ask(tab, f"textSize({percent})")
            where = f"{place}, {width} px, text at {percent} %"
            faults.add(where, ask(tab, "sideways()"))
            faults.add(where, ask(tab, "texts()"))
            if percent == 100:
                faults.add(where, ask(tab, "targets()"))
            ask(tab, "textSize(100)")
        tab.size(*PHONE)
    faults.none()


def pages_fit_small_windows_and_large_text():
    fit("en", pages.all(), ((320, 640, 100), (390, 844, 100), (390, 844, 200), (1360, 900, 100), (1360, 900, 200)))


def welsh_pages_fit_them_too():
    """Their words are longer, so they are looked at where room is scarce."""
    fit("cy", pages.all("/cy"), ((320, 640, 100), (390, 844, 200)))


def tab_reaches_everything_in_order_and_is_seen_to():
    """And the first thing that it reaches leads past what stands on every page."""
    faults, shapes = Faults(), set()
    for place, tab in pages.all():
        shape = ask(tab, "shape()")
        if shape in shapes:
            continue
        shapes.add(shape)
        keys = Keys(tab, ask)
        found = keys.round()
        if not found or not found[0]["skip"]:
            keys.faults.append("the first control does not lead past the navigation")
        tab.go(tab.evaluate("location.href"))
        keys.step()
        tab.press("Enter")
        tab.press("Tab")
        after = ask(tab, "focus()")
        if any(one["inMain"] for one in found) and not (after and after["inMain"]):
            keys.faults.append(f"past the navigation comes {after and after['what']}")
        faults.add(place, keys.faults)
    faults.none()


def work_by_keys(scripts, accepts):
    tab = browser.tab()
    tab.size(*PHONE)
    tab.scheme("light")
    tab.scripts(scripts)
    tab.go(service.address + "/sign-in")
    keys = Keys(tab, ask)
    keys.to("#name")
    tab.write("officer")
    keys.to("#password")
    tab.write(demonstration.password())
    keys.follow("button", "Sign in")
    assert "What did you deal with?" in keys.text(), keys.text()
    keys.to("#c-")  # two steps: what, and save
    tab.press(" ")
    tab.press("ArrowRight")
    keys.follow("button", "Save")
    assert "Saved" in keys.text() and "Only you can see it." in keys.text(), keys.text()
    keys.follow("button", "Undo", key=" ")
    assert "Undone" in keys.text(), keys.text()
    demonstration.offer_comes()
    keys.follow("Sessions")
    keys.follow("times”")
    assert tab.evaluate("location.pathname").endswith("/times"), keys.text()
    keys.follow("Sessions")
    if accepts:
        keys.follow("button", "Accept")
        assert tab.evaluate("document.querySelector('[role=status]') !== null"), keys.text()
    keys.follow("You”")
    keys.follow("Links to your calendars")
    keys.to("#label")
    device = f"Demonstration device {scripts}"
    tab.write(device)
    keys.follow("button", "Make a link")
    assert f"A new link, for: {device}" in keys.text(), keys.text()
    keys.follow("button", f"End {device}")
    assert device not in keys.text(), keys.text()
    keys.follow("You”")
    assert "You work here as: Officer" in keys.text(), keys.text()
    keys.follow("button", "Facilitator")
    keys.follow("You”")
    assert "You work here as: Facilitator" in keys.text(), keys.text()
    keys.follow("button", "“Sign out”")
    assert "You are signed out." in keys.text(), keys.text()
    assert not keys.faults and not tab.complaints, (keys.faults, tab.complaints)


def keys_alone_do_all_of_an_officers_work():
    service.run("account", "roles", demonstration.reference("officer"), "--roles",
                "officer,facilitator")
    work_by_keys(True, accepts=False)


def keys_alone_do_it_without_script_too():
    work_by_keys(False, accepts=True)


def english():
    """Sentences whose Welsh is another, as expressions: each place stands for some words."""
    source = (ROOT / "service/words/cy.po").read_text()
    pairs = re.findall(r'^msgid "(.+)"\n(?:msgid_plural "(.+)"\n)?msgstr(?:\[0\])? "(.+)"$', source, re.M)
    same = {one for one, _, welsh in pairs if one == welsh}
    words = {one.replace('\\"', '"') for pair in pairs for one in pair[:2] if one and one not in same}
    for one in sorted(words - same):
        literal = re.sub(r"\{\w+\}", "", one)
        if re.search(r"[A-Za-z]{2}", literal):
            expression = re.sub(r"\\{\w+\\}", ".+", re.escape(one))
            # What has three words may stand within a text too; a shorter one may be part of a name.
            whole = len(re.findall(r"[A-Za-z’']+", literal)) < 3
            yield re.compile(f"^{expression}$" if whole else rf"(?<!\w){expression}(?!\w)")


def nothing_of_the_welsh_pages_is_english():
    """Every page that links lead to from /cy/, and every page and state of the list."""
    sentences, faults, known = list(english()), Faults(), {}

    def look(place, tab):
        faults.add(place, ask(tab, "structure('cy')"))
        for text in ask(tab, "words()"):
            if text not in known:
                known[text] = [one.pattern for one in sentences if one.search(text)]
            faults.add(place, [f"“{text[:80]}” is English: {one[:80]}" for one in known[text]])
        for address, language in ask(tab, "links()"):
            if address.startswith("/") and not address.startswith("/cy/") and language != "en":
                faults.add(place, [f"leads to {address}, which is not in Welsh"])

    assert len(sentences) > 200, len(sentences)
    for place, tab in pages.all("/cy"):
        look(place, tab)
    for role in (NOBODY, *ROLES):
        seen, waiting = set(), ["/cy/"]
        while waiting:
            address = waiting.pop()
            if address in seen or len(seen) > 60:
                continue
            seen.add(address)
            if demonstration.visitor(role).get(address).headers.get("Content-Type", "").startswith(
                    "text/html"):
                tab = pages.go(role, address)
                look(f"{address} as {role}", tab)
                waiting += [one.split("#")[0] for one, _ in ask(tab, "links()") if one.startswith("/cy/")]
        assert role == NOBODY or len(seen) > 4, (role, seen)
    faults.none()


def browsers_have_nothing_to_complain_about():
    faults = Faults()
    for role, tab in pages.tabs.items():
        expected = ("status of 401", "status of 400", "status of 403", "status of 404")
        faults.add(role, [one for one in tab.complaints if not any(status in one for status in expected)])
    faults.none()


def timed(test):
    def run():
        began = time.monotonic()
        try:
            test()
        finally:
            print(f"# {time.monotonic() - began:.1f} s", flush=True)
    run.__name__ = test.__name__
    return run


with Service() as service, Browser() as browser:
    service.start("--demo")
    demonstration = Demonstration(service)
    pages = Pages(browser, demonstration)
    run_tests(*(timed(test) for test in (
        what_is_wrong_with_a_page_is_found,
        every_route_of_a_page_is_looked_at, nobody_is_shut_out_by_how_a_page_is_made,
        pages_fit_small_windows_and_large_text, welsh_pages_fit_them_too, nothing_of_the_welsh_pages_is_english,
        tab_reaches_everything_in_order_and_is_seen_to, browsers_have_nothing_to_complain_about,
        keys_alone_do_all_of_an_officers_work, keys_alone_do_it_without_script_too)
        if all(word in test.__name__ for word in sys.argv[1:])))
