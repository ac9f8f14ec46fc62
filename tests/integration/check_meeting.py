#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""People say how they want to meet, hosts in which languages they lead; nobody else is shown it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import account, book, session  # noqa: E402
from service import Service, run_tests  # noqa: E402
from visitor import Visitor  # noqa: E402

service = Service("2026-12-02T12:00:00Z")


def sign_in(name):
    visitor = Visitor(service)
    assert visitor.sign_in(name, (service.data / "demonstration-password").read_text().strip()).status == 200
    return visitor


def said(name):
    return service.sql("""SELECT coalesce(session_language, '-'), coalesce(array_to_string(session_manners, ' '), '-'),
        coalesce(session_manner_rather, '-'), coalesce(array_to_string(leads_in, ' '), '-')
        FROM account WHERE sign_in_name = :'name'""", name=name).strip().replace("\t", "|")


def who_has_said_nothing_meets_in_english_and_in_every_manner():
    page = sign_in("officer").get("/me/meeting")
    assert page.status == 200 and page.body.count("checked") == 5, page.body  # English, three manners, no matter
    assert 'value="english" checked' in page.body and "you lead sessions in" not in page.text
    assert said("officer") == "-|-|-|-"


def what_is_chosen_is_kept_and_shown_to_nobody_else():
    officer = sign_in("officer")
    officer.request("POST", "/me/meeting", {"csrf": dict(officer.get("/me/meeting").form("/me/meeting")["fields"])["csrf"],
                                            "language": "welsh", "manner-phone": "yes", "rather": "phone"})
    assert said("officer") == "welsh|phone|phone|-", said("officer")
    page = officer.get("/me/meeting?saved=1")
    assert "Saved." in page.text and 'value="welsh" checked' in page.body and page.body.count("checked") == 3
    for name in ("supervisor", "administrator", "wellbeing", "facilitator"):
        other = sign_in(name).get("/me/meeting")
        assert "In Welsh only" not in other.text and "By phone" not in other.text, name


def with_nothing_chosen_nothing_is_saved():
    officer = sign_in("officer")
    token = dict(officer.get("/me/meeting").form("/me/meeting")["fields"])["csrf"]
    for fields in ({"language": "welsh", "rather": "phone"}, {"language": "latin", "manner-phone": "yes", "rather": ""},
                   {"language": "welsh", "manner-phone": "yes", "rather": "pigeon"}):
        assert officer.request("POST", "/me/meeting", {"csrf": token, **fields}).status in (200, 303)
    assert "Nothing was saved." in officer.get("/me/meeting?wrong=1").text
    assert said("officer") == "welsh|phone|phone|-"


def hosts_say_in_which_languages_they_lead():
    host = sign_in("facilitator")
    token = dict(host.get("/me/meeting").form("/me/meeting")["fields"])["csrf"]
    host.request("POST", "/me/meeting", {"csrf": token})
    assert said("facilitator") == "-|-|-|-"
    host.request("POST", "/me/meeting", {"csrf": token, "lead-en": "yes", "lead-cy": "yes", "language": "welsh"})
    assert said("facilitator") == "-|-|-|en cy", said("facilitator")


def whoever_is_held_a_seat_sees_why_this_one():
    officer = account(service, "officer")
    welsh = session(service, "2026-12-10T10:00:00Z")
    service.sql("UPDATE session SET languages = '{cy}', manner = 'video' WHERE session_id = :'welsh'", welsh=welsh)
    service.sql("""DELETE FROM roster WHERE person_id = :'who';
        UPDATE account SET session_language = 'welsh', session_manners = NULL, session_manner_rather = 'phone'
        WHERE person_id = :'who'""", who=officer)
    service.sql("DELETE FROM need WHERE person_id = :'who'", who=officer)
    held = book(service, officer, welsh, "held")
    service.sql("""INSERT INTO need (person_id, need_id, organisation_id, response, kinds, minutes, priority, earliest_at,
            latest_at, notice_seconds, answer_seconds, hold_from, state, try_at, created_at, changed_at)
        SELECT person_id, :'held', organisation_id, 'test', '{reflective_supervision}', 45, 10, :'now',
            :'now'::timestamptz + interval '20 days', 0, 864000, :'now', 'held', 'infinity', :'now', :'now'
        FROM person WHERE person_id = :'who' ;
        UPDATE diary SET need_id = :'held' WHERE booking_id = :'held'""", who=officer, held=held, now=service.clock)
    page = sign_in("officer").get("/offers")
    assert "Why this time" in page.text, page.text
    for told in ("It is in the language that you want.", "Nothing is known of when you work",
                 "It is not known to be held as you would rather have it"):
        assert told in page.text, told
    for untold in ("has led one with you before", "There was no place in a session of the kind"):
        assert untold not in page.text, untold


with service:
    service.start("--demo")
    run_tests(who_has_said_nothing_meets_in_english_and_in_every_manner,
              what_is_chosen_is_kept_and_shown_to_nobody_else,
              with_nothing_chosen_nothing_is_saved,
              hosts_say_in_which_languages_they_lead,
              whoever_is_held_a_seat_sees_why_this_one)
