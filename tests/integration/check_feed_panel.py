#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The page of somebody's calendars: links made, renewed and ended, and what is said of them."""

import re
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

ROLES = ("officer", "supervisor", "facilitator", "wellbeing", "administrator", "auditor",
         "clinician")
service = Service()


def signed_in(role="officer", at=service):
    visitor = Visitor(at)
    page = visitor.sign_in(role, (at.data / "demonstration-password").read_text().strip())
    assert page.status == 200, (page.status, page.text)
    return visitor


def person(role="officer"):
    return service.sql("SELECT person_id FROM account JOIN sign_in_name USING (person_id) "
                       "WHERE sign_in_name = :'name'", name=role).strip()


def make(visitor, **fields):
    page = visitor.send(visitor.get("/me/feeds"), "/me/feeds", **{"label": "My phone", **fields})
    assert page.status == 200, (page.status, page.text)
    return page


def address_of(page):
    return next(given["value"] for tag, given in page.tags if given.get("id") == "address")


def act(page, label, what):
    """The form that does something to the link with a label."""
    number = service.sql("SELECT link_id FROM feed_token WHERE label = :'label' "
                         "AND revoked_at IS NULL", label=label).strip()
    return page.form(f"/me/feeds/{number}/{what}")["action"]


def path_of(page):
    return urlsplit(address_of(page)).path


def titles(path, at=service):
    body = at.get(path).body.decode().replace("\r\n ", "")
    return [line[8:] for line in body.split("\r\n") if line.startswith("SUMMARY:")]


def without_cancelled(list_of_titles):
    return {title.removeprefix("Cancelled: ").removeprefix("Held: ") for title in list_of_titles}


def a_link_is_made_shown_once_and_ended():
    visitor = signed_in()
    made = make(visitor, label="My <phone> & I")
    path = path_of(made)
    assert re.fullmatch(r"/f/[A-Za-z0-9_-]{32}\.ics", path), path
    assert service.get(path).status == 200
    page = visitor.get("/me/feeds")
    assert "My <phone> & I" in page.text and path not in page.body
    visitor.send(page, act(page, "My <phone> & I", "end"))
    assert "My <phone> & I" not in visitor.get("/me/feeds").text
    wait_for(lambda: service.get(path).status == 404, "the link ends")


def a_link_without_a_name_is_asked_for_one():
    visitor = signed_in()
    page = visitor.send(visitor.get("/me/feeds"), "/me/feeds", label="  ")
    assert page.status == 400 and "Give the device a name" in page.text
    assert not any(given.get("id") == "address" for _, given in page.tags)
    page = visitor.send(visitor.get("/me/feeds"), "/me/feeds", label="x", calendar="led")
    assert page.status == 400  # an officer leads none


def each_role_is_offered_its_own_calendars():
    offered = {"officer": ["own", "programme"], "supervisor": ["led", "team", "programme"],
               "facilitator": ["led", "programme"], "wellbeing": ["programme"],
               "administrator": ["programme"], "auditor": ["programme"],
               "clinician": ["programme"]}
    for role in ROLES:
        visitor = signed_in(role)
        page = visitor.get("/me/feeds")
        codes = [given["value"] for _, given in page.tags if given.get("name") == "calendar"]
        assert codes == offered[role], (role, codes)
        for code in ("own", "led", "team", "programme"):
            copy = visitor.get(f"/me/calendars/{code}.ics")
            assert copy.status == (200 if code in codes else 404), (role, code, copy.status)
            made = visitor.send(page, "/me/feeds", label="laptop", calendar=code)
            assert made.status == (200 if code in codes else 400), (role, code, made.status)
            if made.status == 200:
                assert service.get(path_of(made)).status == 200


def the_preview_is_what_the_calendar_then_says():
    for role, calendar in (("officer", "own"), ("supervisor", "led")):
        visitor = signed_in(role)
        page = visitor.get("/me/feeds")
        shown = re.findall(r'<span class="mini">([^<]+)<br>', page.body)
        assert shown == ["Appointment", "Reflective supervision"], shown
        neutral = titles(path_of(make(visitor, calendar=calendar, detail="neutral")))
        typed = titles(path_of(make(visitor, calendar=calendar, detail="type")))
        kinds = {"Reflective supervision", "Staff support group", "Phone-in", "Webinar"}
        assert neutral and {title.removeprefix("Open: ") for title in without_cancelled(neutral)} \
            == {"Appointment"}, neutral
        assert {title.removeprefix("Open: ") for title in without_cancelled(typed)} <= kinds, typed


def a_calendar_is_in_the_language_of_the_page_it_was_made_on():
    visitor = signed_in("supervisor")
    page = visitor.get("/cy/me/feeds")
    shown = re.findall(r'<span class="mini">([^<]+)<br>', page.body)
    made = visitor.send(page, "/cy/me/feeds", label="ffôn", calendar="led", detail="type")
    said = {title.split(": ")[-1] for title in titles(path_of(made))}
    assert shown[1] in said and "Reflective supervision" not in said, (shown, said)


def the_one_off_copy_is_what_the_link_shows_and_says_that_it_does_not_follow():
    visitor = signed_in()
    page = make(visitor, calendar="own", detail="type")
    copy = visitor.get("/me/calendars/own.ics?detail=type")
    assert copy.headers["Content-Type"].startswith("text/calendar")
    assert "attachment" in copy.headers["Content-Disposition"]
    assert copy.headers["Cache-Control"] == "no-store"
    uids = re.findall(r"^UID:.*$", copy.body, re.M)
    assert uids == re.findall(r"^UID:.*$", service.get(path_of(page)).body.decode(), re.M)
    assert "does not follow changes" in page.text
    assert Visitor(service).request("GET", "/me/calendars/own.ics", follow=False).status == 303


def making_a_new_link_ends_the_old_one_and_is_on_the_trail():
    visitor = signed_in()
    old = path_of(make(visitor, label="Old laptop", detail="type"))
    page = visitor.get("/me/feeds")
    renew = act(page, "Old laptop", "renew")
    renewed = visitor.send(page, renew)
    assert "Old laptop" in renewed.text and path_of(renewed) != old
    wait_for(lambda: service.get(old).status == 404, "the old link ends")
    assert without_cancelled(titles(path_of(renewed))) - {"Appointment"}  # the kind, as before
    assert visitor.send(page, renew).status == 404  # what ended is not renewed
    reference = service.sql("SELECT reference FROM person WHERE person_id = :'p'", p=person()).strip()
    acts = [entry["action"] for entry in
            service.json("audit", "list", "--person", reference)["entries"]]
    assert acts.count("link-renewed") == 1, acts
    assert "links-seen" not in acts  # their own is nobody's business


def nobody_ends_or_renews_anothers_link():
    path = path_of(make(signed_in(), label="Mine"))
    link = service.sql("SELECT link_id FROM feed_token WHERE label = 'Mine' AND revoked_at IS NULL")
    other = signed_in("supervisor")
    csrf = dict(other.get("/me/feeds").form("/me/feeds")["fields"])["csrf"]
    assert other.request("POST", f"/me/feeds/{link.strip()}/renew", {"csrf": csrf}).status == 404
    other.request("POST", f"/me/feeds/{link.strip()}/end", {"csrf": csrf})
    assert service.sql("SELECT count(*) FROM feed_token WHERE label = 'Mine' "
                       "AND revoked_at IS NULL").strip() == "1"
    assert service.get(path).status == 200


def the_page_says_which_programs_have_read_a_link():
    visitor = signed_in()
    path = path_of(make(visitor, label="Desk"))
    assert "not read yet" in visitor.get("/me/feeds").text
    service.get(path, User_Agent="Google-Calendar-Importer")
    service.sql("INSERT INTO feed_read (link_id, client, reads, read_at) SELECT link_id, 'outlook', 2, "
                "now() - interval '9 hours' FROM feed_token WHERE label = 'Desk'")
    page = visitor.get("/me/feeds")
    assert "last read by Outlook 9 hours ago" in page.text, page.text


def without_a_public_address_no_button_is_offered_that_cannot_work():
    page = make(signed_in())
    assert "This service has no public address." in page.text
    hrefs = [given.get("href", "") for tag, given in page.tags if tag == "a"]
    assert not any("google" in href or "outlook" in href for href in hrefs), hrefs
    assert any(href.startswith("webcal://127.0.0.1:") for href in hrefs)
    assert "only programs on it can follow the link" in page.text
    assert not any("QR code" in given.get("aria-label", "") for _, given in page.tags)


def with_a_public_address_each_program_has_its_button():
    with Service() as public:
        public.start("--demo", "--url", "https://plimsoll.example")
        visitor = Visitor(public)
        word = (public.data / "demonstration-password").read_text().strip()
        visitor.request("POST", "/sign-in", {"name": "officer", "password": word}, True,
                        Origin="https://plimsoll.example")
        page = visitor.send(visitor.get("/me/feeds"), "/me/feeds", label="x")
        address = address_of(page)
        assert address.startswith("https://plimsoll.example/f/")
        links = {urlsplit(given["href"]).hostname: given["href"] for tag, given in page.tags
                 if tag == "a" and given.get("href", "").startswith("https://")}
        for host in ("outlook.office.com", "outlook.live.com"):
            parts = urlsplit(links[host])
            assert parts.path == "/calendar/0/addfromweb"
            assert parse_qs(parts.query)["url"] == [address], links[host]
            assert parse_qs(parts.query)["name"] == ["Your own sessions"]
        google = urlsplit(links["calendar.google.com"])
        assert google.path == "/calendar/r"
        assert unquote(google.query) == "cid=" + address.replace("https:", "webcal:")
        assert any("QR code" in given.get("aria-label", "") for _, given in page.tags)
        assert "is given the secret address" in page.text and "Google can take a day" in page.text


with service:
    service.start("--demo")
    run_tests(a_link_is_made_shown_once_and_ended, a_link_without_a_name_is_asked_for_one,
              each_role_is_offered_its_own_calendars, the_preview_is_what_the_calendar_then_says,
              a_calendar_is_in_the_language_of_the_page_it_was_made_on,
              the_one_off_copy_is_what_the_link_shows_and_says_that_it_does_not_follow,
              making_a_new_link_ends_the_old_one_and_is_on_the_trail,
              nobody_ends_or_renews_anothers_link, the_page_says_which_programs_have_read_a_link,
              without_a_public_address_no_button_is_offered_that_cannot_work,
              with_a_public_address_each_program_has_its_button)
