#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Pages as people meet them who sign in, and what stays shut to them."""

import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import BUILD, ROOT, Service, new_id, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

ROLES = ("officer", "supervisor", "facilitator", "wellbeing", "administrator", "auditor",
         "clinician")
SHOWN = ("/sign-in", "/help-now", "/who-can-see", "/log", "/load", "/offers", "/me", "/me/access-log",
         "/me/sign-in", "/me/feeds", "/me/data", "/me/data/remove",
         "/me/share")
service = Service()


def password():
    return (service.data / "demonstration-password").read_text().strip()


def signed_in(role="officer"):
    visitor = Visitor(service)
    page = visitor.sign_in(role, password())
    assert page.status == 200, (page.status, page.text)
    return visitor


def person(role="officer"):
    return service.sql("SELECT person_id FROM account JOIN sign_in_name USING (person_id) "
                       "WHERE sign_in_name = :'name'", name=role).strip()


def entries():
    return int(service.sql("SELECT count(*) FROM exposure WHERE person_id = :'person'",
                           person=person()))


def load_of(page):
    return int(re.search(r"Load (\d+)", page.text).group(1))


def without_signing_in_every_page_leads_to_it():
    for path in ("/", *SHOWN[3:], "/load.csv", f"/log/{new_id()}"):
        page = Visitor(service).request("GET", path, follow=False)
        assert page.status == 303 and page.headers["Location"] == "/sign-in", (path, page.status)
    page = Visitor(service).request("GET", "/cy/load", follow=False)
    assert page.headers["Location"] == "/cy/sign-in"


def help_now_needs_no_signing_in():
    page = Visitor(service).get("/help-now")
    assert page.status == 200 and "116 123" in page.text and "checked on" in page.text


def whatever_is_wrong_in_signing_in_the_answer_is_the_same():
    visitor = Visitor(service)
    unknown = visitor.sign_in("nobody-here", "a long enough password")
    wrong = visitor.sign_in("officer", "a long enough password")
    assert unknown.status == wrong.status == 401
    assert unknown.body == wrong.body and "That did not work." in wrong.text
    assert not visitor.cookies


def the_cookie_of_a_session_is_shut_to_scripts_and_other_sites():
    visitor = signed_in()
    cookie = next(one for one in visitor.set_cookies if one.startswith("plimsoll-session="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Max-Age" not in cookie
    assert "Secure" not in cookie  # over http on this machine


def an_officer_logs_in_two_taps_and_can_take_it_back():
    visitor = signed_in()
    before, had = load_of(visitor.get("/load")), entries()
    form = first = visitor.get("/log")
    saved = visitor.send(form, "/log", category="INC_SUICIDE")
    assert saved.status == 200 and saved.path.startswith("/log/"), (saved.status, saved.text)
    assert "Saved" in saved.text and "Suicide · Hands-on · today" in saved.text
    assert entries() == had + 1
    assert load_of(visitor.get("/load")) in (before + 50, before + 49)
    again = visitor.send(form, "/log", category="INC_SUICIDE")
    assert again.path == saved.path and entries() == had + 1  # the same form twice is one entry
    form = visitor.get("/log")
    earlier = visitor.send(form, "/log", category="INC_SUICIDE", when="earlier")
    time.sleep(1.1)  # what it says is then a second later
    assert visitor.send(form, "/log", category="INC_SUICIDE", when="earlier").path == earlier.path
    assert visitor.send(form, "/log", category="INC_SUICIDE", when="yesterday").status == 409
    visitor.send(earlier, "/log/.*/undo")
    form = first
    undone = visitor.send(saved, "/log/.*/undo")
    assert "Undone" in undone.text and "Suicide" not in undone.text
    assert load_of(visitor.get("/load")) in (before, before - 1)
    assert visitor.send(form, "/log", category="INC_SUICIDE").status == 409  # it stays removed


def a_load_is_shown_with_all_that_makes_it_up():
    visitor = signed_in()
    page, table = visitor.get("/load"), visitor.get("/load.csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    rows = [line.split(",") for line in table.body.strip().split("\r\n")]
    assert rows[0][:2] == ["occurred_at", "category"] and rows[0][-1] == "left_in_events"
    assert abs(sum(float(row[-1]) for row in rows[1:] if row[-1]) - load_of(page)) <= 0.5
    assert "Load falls because time passes, not because you have recovered." in page.text
    assert any(tag == "polyline" for tag, _ in page.tags)


def times_and_minutes_of_the_form_are_taken():
    visitor = signed_in()
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 5 * 86400))
    saved = visitor.send(visitor.get("/log"), "/log", category="MAT_VIOLENCE", when="date",
                         date=day, minutes="45", involvement="secondary",
                         modifier=["sound_on", "prolonged"])
    assert "Saved" in saved.text, saved.text
    row = service.sql("SELECT occurred_at::date, minutes, involvement, modifiers FROM exposure "
                      "WHERE exposure_id = :'id'", id=saved.path.split("/")[-1]).strip()
    assert row == f"{day}|45|secondary|{{sound_on,prolonged}}", row
    visitor.send(saved, "/log/.*/undo")


def what_cannot_be_taken_is_said_and_nothing_is_recorded():
    visitor = signed_in()
    had = entries()
    tomorrow = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 2 * 86400))
    for changed, said in (
            ({"category": "NO_SUCH"}, "Pick the kind"),
            ({"category": "INC_SUICIDE", "involvement": "psychic"}, "Say how close"),
            ({"category": "INC_SUICIDE", "id": "1"}, "no longer whole"),
            ({"category": "INC_SUICIDE", "modifier": ["child_involved", "none"]}, "no longer whole"),
            ({"category": "MAT_VIOLENCE"}, "how many minutes"),
            ({"category": "MAT_VIOLENCE", "minutes": "1e9"}, "how many minutes"),
            ({"category": "MAT_VIOLENCE", "minutes": "1441"}, "how many minutes"),
            ({"category": "INC_SUICIDE", "when": "date"}, "Choose the day"),
            ({"category": "INC_SUICIDE", "when": "date", "date": "2026-02-30"}, "Choose the day"),
            ({"category": "INC_SUICIDE", "when": "date", "date": tomorrow}, "still to come"),
            ({"category": "INC_SUICIDE", "when": "date", "date": "2020-01-01"}, "60 days ago")):
        page = visitor.send(visitor.get("/log"), "/log", **changed)
        assert page.status == 400 and said in page.text, (changed, page.status, page.text[:400])
        again = dict(page.form("/log")["fields"])  # what was chosen is still chosen
        if changed["category"] != "NO_SUCH":
            assert again["category"] == changed["category"]
    assert entries() == had


def a_form_from_elsewhere_is_refused():
    visitor = signed_in()
    had = entries()
    form = visitor.get("/log")
    for changed, headers in (
            ({"csrf": ""}, {}), ({"csrf": "0" * 32}, {}),
            ({"csrf": dict(signed_in().get("/log").form("/log")["fields"])["csrf"]}, {}),
            ({}, {"Origin": "https://elsewhere.example"}),
            ({}, {"Origin": "null"}), ({}, {"Sec_Fetch_Site": "cross-site"})):
        page = visitor.send(form, "/log", category="INC_SUICIDE", headers=headers, **changed)
        assert page.status == 403, (changed, headers, page.status)
    sign_in = Visitor(service)
    page = sign_in.send(sign_in.get("/sign-in"), "/sign-in", name="officer", password=password(),
                        headers={"Origin": "https://elsewhere.example"})
    assert page.status == 403 and not sign_in.cookies
    assert entries() == had


def routes():
    printed = subprocess.run([BUILD / "tests/unit/web/print_routes", "pages"], capture_output=True,
                             text=True, check=True).stdout
    for line in printed.splitlines():
        name, method, pattern, access, _, roles = line.split()
        yield name, method.upper(), pattern, access, roles.split(",")


def every_route_opens_to_just_the_roles_of_the_table():
    """What the table in core/permission.c opens is compared with what each role meets."""
    for role in ROLES:
        for name, method, pattern, access, roles in routes():
            if access != "session" or name in ("sign-out", "sign-out-everywhere"):
                continue
            visitor = signed_in(role)
            csrf = dict(visitor.get("/me").form("/sign-out")["fields"])["csrf"]
            path = pattern.replace("{}", new_id())
            page = visitor.request(method, path, {"csrf": csrf} if method == "POST" else None, False)
            assert (page.status != 403) == (role in roles), (role, name, page.status)
            assert page.status < 500, (role, name, page.status)


def nobody_reaches_what_is_anothers():
    visitor = signed_in()
    other = service.sql("SELECT person_id, exposure_id FROM exposure WHERE person_id <> :'own' LIMIT 1",
                        own=person()).strip().split("|")
    csrf = dict(visitor.get("/log").form("/log")["fields"])["csrf"]
    page = visitor.get(f"/log/{other[1]}")
    assert "Undone" in page.text  # as for any id of nobody's
    before = service.sql("SELECT count(*) FROM retraction")
    assert visitor.request("POST", f"/log/{other[1]}/undo", {"csrf": csrf}).status == 404
    assert service.sql("SELECT count(*) FROM retraction") == before
    booking = service.sql("SELECT booking_id FROM diary WHERE part = 'host' LIMIT 1").strip()
    assert visitor.request("POST", f"/offers/{booking}/accept", {"csrf": csrf}).status == 404


def an_offer_is_accepted_or_let_go():
    visitor = signed_in()
    for answer, state in (("another", "released"), ("accept", "confirmed")):
        page = wait_for(lambda: (p := visitor.get("/offers")) and any(
            form["action"].startswith("/offers/") for form in p.forms) and p, "an offer")
        booking = page.form("/offers/.*/accept")["action"].split("/")[2]
        if answer == "another":
            page = visitor.get(f"/offers/{booking}/times")
        done = visitor.send(page, f"/offers/.*/{answer}")
        assert done.status == 200 and "role=\"status\"" in done.body, done.text
        held = service.sql("SELECT state FROM diary WHERE booking_id = :'booking'",
                           booking=booking).strip()
        assert held == state, (answer, held)
    assert "Booked" in visitor.get("/offers").text
    gone = visitor.request("POST", page.form("/offers/.*/not-now")["action"],
                           page.form("/offers/.*/not-now")["fields"])
    assert "no longer held" in gone.text


def what_is_booked_is_moved_let_go_or_left_for_a_job():
    visitor = signed_in()
    page = visitor.get("/offers")
    times = re.search(r'href="(/offers/([0-9a-f-]{36})/times)"[^>]*>Move it', page.body)
    booking = times.group(2)
    choices = visitor.get(times.group(1))
    state = "SELECT state FROM diary WHERE booking_id = :'booking'"
    taken = next((form for form in choices.forms if re.search(r"/times/", form["action"])), None)
    if taken:
        moved = visitor.send(choices, re.escape(taken["action"]))
        assert "Booked. It is in your calendar." in moved.text, moved.text
        assert service.sql(state, booking=booking).strip() == "cancelled"
        again = visitor.request("POST", taken["action"], taken["fields"])
        assert "Booked. It is in your calendar." in again.text  # the same answer once more
        booking = re.search(r'href="/offers/([0-9a-f-]{36})/times"[^>]*>Move it', visitor.get("/offers").body).group(1)
    csrf = dict(page.form("/sign-out")["fields"])["csrf"]
    soon = visitor.request("POST", f"/offers/{booking}/called", {"csrf": csrf})
    assert "no longer held" in soon.text  # it is not its day
    service.sql("""UPDATE diary SET during = tstzrange(now() + interval '5 minutes',
        now() + interval '2 hours') WHERE booking_id = :'booking'""", booking=booking)
    late = visitor.get(f"/offers/{booking}/times")
    assert "up to 24 hours before" in late.text and "/times/" not in str(late.forms), late.text
    refused = visitor.request("POST", f"/offers/{booking}/move", {"csrf": csrf})
    assert "begins too soon to be moved" in refused.text, refused.text
    called = visitor.send(visitor.get("/offers"), "/offers/.*/called")
    assert "does not count as missed" in called.text, called.text
    assert service.sql(state, booking=booking).strip() == "cancelled"


def who_has_several_roles_works_in_one_at_a_time():
    service.run("account", "roles", service.sql(
        "SELECT reference FROM person WHERE person_id = :'p'", p=person("supervisor")).strip(),
        "--roles", "officer,supervisor")
    visitor = Visitor(service)
    visitor.sign_in("supervisor", password())
    assert "Officer" in visitor.get("/me").text and visitor.get("/log").status == 200
    old = dict(visitor.cookies)
    visitor.send(visitor.get("/me"), "/me/role", role="supervisor")
    assert visitor.get("/log").status == 403
    visitor.cookies = old  # the session in the other role is over
    assert visitor.request("GET", "/log", follow=False).status == 303
    service.run("account", "roles", service.sql(
        "SELECT reference FROM person WHERE person_id = :'p'", p=person("supervisor")).strip(),
        "--roles", "supervisor")


def signing_out_ends_the_session_everywhere_or_here():
    here, there = signed_in(), signed_in()
    copy = dict(here.cookies)
    page = here.send(here.get("/log"), "/sign-out")
    assert "You are signed out." in page.text and "plimsoll-session" not in here.cookies
    here.cookies = copy
    assert here.request("GET", "/log", follow=False).status == 303
    assert there.get("/log").status == 200
    third = signed_in()
    third.send(third.get("/me"), "/me/sign-out-everywhere")
    assert there.request("GET", "/log", follow=False).status == 303


def what_is_done_to_an_account_is_on_its_trail():
    reference = service.sql("SELECT reference FROM person WHERE person_id = :'p'", p=person()).strip()

    def acts():
        entries = service.json("audit", "list", "--person", reference)["entries"]
        return [(entry["actor"], entry["action"]) for entry in reversed(entries)
                if entry["action"] != "trail-seen"]

    before = len(acts())
    visitor = signed_in()
    visitor.get("/load")  # their own is nobody's business
    visitor.send(visitor.get("/me"), "/me/sign-out-everywhere")
    service.run("account", "link", reference)
    assert acts()[before:] == [("person", "signed-in"), ("person", "signed-out-everywhere"),
                               ("shell", "sign-in-link-made")], acts()[before:]
    assert "everything is as it was written" in service.run("audit", "verify").stdout


def who_looks_for_a_page_gets_one_also_where_there_is_none():
    visitor = Visitor(service)
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = visitor.get("/none-such", Accept=browser)
    assert page.status == 404 and "The address may be mistyped" in page.text, page.body
    assert "mistyped" not in visitor.get("/cy/none-such", Accept=browser).text
    assert visitor.get("/cy/none-such", Accept=browser).headers["Content-Language"] == "cy"
    other = visitor.get("/none-such", Accept="application/json")
    assert other.status == 404 and "not-found" in other.body, other.body
    assert visitor.request("POST", "/none-such", {}, Accept=browser).body.startswith("{")


def every_page_has_the_headers_that_shut_it():
    visitor = signed_in()
    for path in (*SHOWN, "/none", f"/log/{new_id()}"):
        page = visitor.get(path)
        assert "default-src 'none'" in page.headers["Content-Security-Policy"], path
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"], path
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Referrer-Policy"] == (
            "no-referrer" if path == "/none" else "same-origin"), path
        assert page.headers["Cache-Control"] == "no-store"
        for tag, given in page.tags:
            assert tag not in ("script", "style", "iframe"), (path, tag)
            assert not any(name == "style" or name.startswith("on") for name in given), (path, given)


def every_page_is_there_in_welsh_and_nothing_of_it_in_english():
    source = (ROOT / "service/words/cy.po").read_text()
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.M)
    same = {english for english, welsh in pairs if english == welsh}
    english = {one for one, _ in pairs if "{" not in one} - same
    visitor = signed_in()
    for path in SHOWN:
        page = visitor.get("/cy" + path)
        assert page.status == 200 and page.headers["Content-Language"] == "cy"
        assert ("html", {"lang": "cy"}) in page.tags
        left = [text for text in page.texts if text in english]
        assert not left, (path, left)
        for _, given in page.tags:
            for name in ("href", "action"):
                address = given.get(name, "/cy/")
                assert address.startswith(("/cy/", "/assets/", "http", "#", "tel:", "sms:")) or \
                    given.get("hreflang") == "en" or address == path, (path, address)


def every_link_of_every_page_leads_somewhere():
    visitor = signed_in()
    for language in ("", "/cy"):
        for path in SHOWN:
            for tag, given in visitor.get(language + path).tags:
                address = given.get("href", "") if tag in ("a", "link") else ""
                if address.startswith("/"):
                    assert visitor.get(address.split("#")[0]).status == 200, (path, address)


def the_stylesheet_is_found_and_kept():
    visitor = Visitor(service)
    address = re.search(r'href="(/assets/[0-9a-f]{16}\.css)"', visitor.get("/sign-in").body).group(1)
    sheet = visitor.get(address)
    assert sheet.status == 200 and "immutable" in sheet.headers["Cache-Control"]
    assert sheet.headers["Content-Type"].startswith("text/css")


def any_page_may_be_the_first_that_a_thread_answers():
    """Sessions were shown in no zone, and the service ended, where nothing else was asked before."""
    with Service() as fresh:
        fresh.start("--demo")
        word = (fresh.data / "demonstration-password").read_text().strip()
        visitor = Visitor(fresh)
        visitor.request("POST", "/sign-in", {"name": "officer", "password": word}, False)
        wait_for(lambda: fresh.sql("SELECT 1 FROM diary WHERE state = 'held' AND person_id = (SELECT "
                                   "person_id FROM account WHERE sign_in_name = 'officer')"), "a hold")
        for _ in range(16):  # the threads of its lane take turns
            assert visitor.get("/offers").status == 200


def the_first_administrator_gets_in_by_their_link():
    with Service() as empty:
        empty.start()
        link = None
        for line in empty.process.stdout:
            found = re.search(r"/welcome/\S+", line)
            link = found.group(0) if found else link
            if line.startswith("plimsoll --help"):
                break
        visitor = Visitor(empty)
        page = visitor.get(link)
        assert page.status == 200 and "A court can order" in page.text
        weak = visitor.send(page, "/welcome/.*", display_name="Ada", name="ada@avon.example",
                            password="ada@avon.example")
        assert weak.status == 400, weak.status
        done = visitor.send(page, "/welcome/.*", display_name="Ada", name="ada@avon.example",
                            password="correct horse battery staple")
        assert done.status == 200, (done.status, done.text)
        if done.path.endswith("/sign-in"):
            done = visitor.sign_in("ada@avon.example", "correct horse battery staple")
        own = visitor.get("/me").text
        assert done.status == 200 and "Ada" in own and "Administrator" in own, (done.text, own)
        assert visitor.get(link).status == 404


def behind_a_proxy_cookies_are_for_https_alone():
    with Service() as proxied:
        proxied.start("--demo", "--url", "https://plimsoll.example")
        visitor = Visitor(proxied)
        word = (proxied.data / "demonstration-password").read_text().strip()
        page = visitor.get("/sign-in")
        visitor.request("POST", "/sign-in", {"name": "officer", "password": word}, False,
                        Origin="https://plimsoll.example")
        assert any("Secure" in one for one in visitor.set_cookies), (visitor.set_cookies, page.status)
        other = visitor.request("POST", "/sign-in", {"name": "officer", "password": word}, False,
                                Origin=proxied.address)
        assert other.status == 403


with service:
    service.start("--demo", "--verbose")
    run_tests(without_signing_in_every_page_leads_to_it, help_now_needs_no_signing_in,
              whatever_is_wrong_in_signing_in_the_answer_is_the_same,
              the_cookie_of_a_session_is_shut_to_scripts_and_other_sites,
              an_officer_logs_in_two_taps_and_can_take_it_back,
              a_load_is_shown_with_all_that_makes_it_up, times_and_minutes_of_the_form_are_taken,
              what_cannot_be_taken_is_said_and_nothing_is_recorded, a_form_from_elsewhere_is_refused,
              every_route_opens_to_just_the_roles_of_the_table, nobody_reaches_what_is_anothers,
              an_offer_is_accepted_or_let_go, what_is_booked_is_moved_let_go_or_left_for_a_job,
              who_has_several_roles_works_in_one_at_a_time,
              signing_out_ends_the_session_everywhere_or_here,
              what_is_done_to_an_account_is_on_its_trail,
              who_looks_for_a_page_gets_one_also_where_there_is_none,
              every_page_has_the_headers_that_shut_it,
              every_page_is_there_in_welsh_and_nothing_of_it_in_english,
              every_link_of_every_page_leads_somewhere, the_stylesheet_is_found_and_kept,
              any_page_may_be_the_first_that_a_thread_answers, the_first_administrator_gets_in_by_their_link,
              behind_a_proxy_cookies_are_for_https_alone)
