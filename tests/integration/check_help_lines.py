#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The help lines that stand on every page, and how an administrator keeps them."""

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, database_processes, run_tests, send_all, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

service = Service()
PAGE = "/admin/help-lines"


def administrator():
    visitor = Visitor(service)
    password = (service.data / "demonstration-password").read_text().strip()
    assert visitor.sign_in("administrator", password).status == 200
    return visitor


def fields(page, **first):
    """The form as it is shown, with some fields of its first line changed."""
    sent, met = [], set()
    for name, value in page.form(PAGE)["fields"] + [("means", "call")] * lines(page):
        if name in first and name not in met:
            met.add(name)
            value = first[name]
        sent.append((name, value))
    return sent


def lines(page):
    return sum(1 for name, _ in page.form(PAGE)["fields"] if name == "number")


def trail():
    return service.sql("SELECT count(*) FROM audit_entry WHERE action = 'settings-changed'")


def shown(text, address="/help-now"):
    wait_for(lambda: text in Visitor(service).get(address).text, text)
    return True


def an_organisation_begins_with_the_shipped_lines():
    page = Visitor(service).get("/sign-in")
    assert "Samaritans" in page.text and ("a", "tel:116123") in [
        (tag, given.get("href")) for tag, given in page.tags]
    assert "checked on 26 November 2026" in Visitor(service).get("/help-now").text


def every_page_has_them():
    visitor = administrator()
    for address in ("/sign-in", "/who-can-see", "/me", PAGE, "/log"):
        page = visitor.get(address)
        assert "tel:116123" in page.body, (address, page.status)


def what_an_administrator_changes_is_on_every_page_and_on_the_trail():
    visitor, before = administrator(), trail()
    page = visitor.get(PAGE)
    sent = fields(page, name_en="Staff line <b>", name_cy="Llinell staff", number="0300 000 0001")
    saved = visitor.request("POST", PAGE, sent)
    assert saved.status == 200 and "Saved." in saved.text, saved.text
    assert shown("Staff line <b>") and "Staff line <b>" not in visitor.get("/help-now").body
    assert shown("Llinell staff", "/cy/help-now")
    assert int(trail()) == int(before) + 1


def a_line_is_added_and_taken_away():
    visitor = administrator()
    page = visitor.get(PAGE)
    count = lines(page)
    sent = fields(page)
    for name, value in (("name_en", "Chaplain"), ("name_cy", "Caplan"), ("number", "0300 000 0002")):
        last = max(i for i, (field, _) in enumerate(sent) if field == name)
        sent[last] = (name, value)
    page = visitor.request("POST", PAGE, sent)
    assert lines(page) == count + 1 and shown("Chaplain")
    page = visitor.request("POST", PAGE, fields(page) + [("remove", str(count))])
    assert lines(page) == count, page.text
    wait_for(lambda: "Chaplain" not in visitor.get(PAGE).body, "pages without the line")


def what_is_wrong_is_said_and_nothing_is_saved():
    visitor, before = administrator(), trail()
    for change, says in (({"number": "call us"}, "3 to 15 digits"), ({"name_cy": ""}, "in Welsh")):
        page = visitor.request("POST", PAGE, fields(visitor.get(PAGE), **change))
        assert page.status == 400 and "Nothing was saved." in page.text and says in page.text
        assert "wrong" in page.body and list(change.values())[0] in page.body
    assert trail() == before


def nobody_is_left_without_a_number():
    visitor = administrator()
    page = visitor.get(PAGE)
    everything = [("remove", str(i + 1)) for i in range(lines(page))]
    page = visitor.request("POST", PAGE, fields(page) + everything)
    assert page.status == 400 and "nobody is left without a number" in page.text


def of_two_who_change_them_at_once_the_second_is_told():
    one, other = administrator(), administrator()
    first, second = one.get(PAGE), other.get(PAGE)
    assert one.request("POST", PAGE, fields(first, note_en="First")).status == 200
    page = other.request("POST", PAGE, fields(second, note_en="Second"))
    assert page.status == 409 and "changed meanwhile" in page.text, page.text
    assert "Second" not in one.get(PAGE).body


def they_are_there_while_the_database_is_not():
    visitor = Visitor(service)
    assert shown("Staff line <b>")
    stopped = database_processes(service)
    send_all(stopped, signal.SIGSTOP)
    try:
        page = visitor.get("/help-now")
        assert page.status == 200 and "116 123" in page.text, (page.status, page.text)
    finally:
        send_all(stopped, signal.SIGCONT)


with service:
    service.start("--demo", "--small")
    run_tests(an_organisation_begins_with_the_shipped_lines, every_page_has_them,
              what_an_administrator_changes_is_on_every_page_and_on_the_trail,
              a_line_is_added_and_taken_away, what_is_wrong_is_said_and_nothing_is_saved,
              nobody_is_left_without_a_number, of_two_who_change_them_at_once_the_second_is_told,
              they_are_there_while_the_database_is_not)
