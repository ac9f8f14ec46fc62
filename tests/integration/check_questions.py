#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Questions without an author to phone-ins and webinars, and how sessions are joined."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import account, book, group_that_has_begun, phone_in, session  # noqa: E402
from service import Service, run_tests  # noqa: E402
from visitor import Visitor  # noqa: E402

service = Service("2026-12-02T09:31:00Z")
visitors = {}


def visitor(role):
    if role not in visitors:
        visitors[role] = Visitor(service)
        password = (service.data / "demonstration-password").read_text().strip()
        assert visitors[role].sign_in(role, password).status == 200
    return visitors[role]


def ask(body, role="officer", which=None):
    address = "/sessions/" + (which or phone_in(service))
    return visitor(role).send(visitor(role).get(address), "/sessions/.*/question", body=body)


def led(which=None):
    return visitor("facilitator").get("/facilitate/" + (which or phone_in(service)) + "/questions")


def row(body):
    return service.sql("SELECT question_id FROM question WHERE body = :'body'", body=body).strip()


def open_all():
    service.sql("UPDATE question SET opens_at = '2026-12-02 09:00+00'")


def act(what, *bodies, merged=""):
    fields = {"act": what, "question": [row(body) for body in bodies], "body": merged}
    return visitor("facilitator").send(led(), "/facilitate/.*/questions", **fields)


def the_crisis_lines_and_what_is_not_kept_stand_above_the_box():
    page = visitor("officer").get("/sessions/" + phone_in(service))
    assert page.status == 200, page.text
    above = page.body.split("<main")[1].split("<textarea")[0]
    assert "116123" in above.replace(" ", "") and "call 999" in above and "no name" in above, above
    assert "The last 30 minutes are kept free" in page.text


def everybody_can_ask_and_nothing_says_who_or_when():
    for role in ("officer", "supervisor", "clinician"):
        visitor(role)
    before = service.sql("SELECT count(*) FROM audit_entry").strip()
    for role in ("officer", "supervisor", "clinician"):
        page = ask("What of " + role + "?", role)
        assert page.status == 200 and "without your name" in page.text, page.text
    assert service.sql("SELECT count(*) FROM audit_entry").strip() == before
    columns = service.sql("SELECT column_name FROM information_schema.columns WHERE table_name = 'question'").split()
    assert set(columns) == {"session_id", "question_id", "organisation_id", "opens_at", "body", "shown", "answer"}
    assert len(service.sql("SELECT DISTINCT opens_at FROM question").split("\n")) == 2  # and the end
    log = service.log.read_text()
    for role in ("officer", "supervisor", "clinician"):
        assert account(service, role) not in log and "What of" not in log


def whoever_leads_it_is_given_them_together_and_nobody_else_sees_them():
    assert "What of officer?" not in led().text
    open_all()
    text = led().text
    assert all(f"What of {role}?" in text for role in ("officer", "supervisor", "clinician")), text
    for role in ("officer", "supervisor", "clinician"):
        assert "What of" not in visitor(role).get("/sessions/" + phone_in(service)).text
    for role, status in (("officer", 403), ("supervisor", 404)):
        assert visitor(role).get("/facilitate/" + phone_in(service) + "/questions").status == status


def those_before_the_session_come_an_hour_before_it():
    later = session(service, "2026-12-09 10:00+00", "webinar", 60, account(service, "facilitator"))
    ask("About sleep?", which=later)
    assert service.sql("SELECT opens_at = '2026-12-09 09:00+00' FROM question WHERE body = 'About sleep?'") \
        .strip() == "t"
    service.sql("DELETE FROM question WHERE body = 'About sleep?'")


def they_are_shown_many_at_once():
    page = act("show", "What of officer?", "What of supervisor?")
    assert page.status == 200 and "Saved." in page.text
    text = visitor("clinician").get("/sessions/" + phone_in(service)).text
    assert "What of officer?" in text and "What of supervisor?" in text and "What of clinician?" not in text


def several_become_one_in_other_words():
    ask("How long?", "auditor")
    open_all()
    act("merge", "How long?", "What of clinician?", merged="How long does it last?")
    text = visitor("officer").get("/sessions/" + phone_in(service)).text
    assert "How long does it last?" in text and "What of clinician?" not in text
    assert row("How long?") == "" and row("What of clinician?") == ""
    ask("How long again?", "auditor")
    open_all()
    assert act("merge", "How long again?", merged=" ").status == 400 and row("How long again?")


def one_that_names_somebody_is_removed():
    ask("What is wrong with PC 4711?", "auditor")
    open_all()
    act("remove", "What is wrong with PC 4711?")
    assert row("What is wrong with PC 4711?") == ""


def what_is_left_is_answered_in_writing():
    page = led()
    form = next(form for form in page.forms if ("question", row("What of officer?")) in form["fields"]
                and form["action"].endswith("/answer"))
    fields = [("csrf", dict(form["fields"])["csrf"]), ("question", row("What of officer?")), ("answer", "Rest.")]
    assert visitor("facilitator").request("POST", form["action"], fields).status == 200
    service.sql("UPDATE session SET during = '[\"2026-12-01 10:00+00\",\"2026-12-01 11:00+00\")' WHERE topic = 'Asked'")
    page = visitor("officer").get("/sessions/" + phone_in(service))
    assert "Rest." in page.text and "<textarea" not in page.body, page.body
    assert "Over: questions and answers" in visitor("officer").get("/sessions").text
    service.sql("UPDATE session SET during = '[\"2026-12-02 10:00+00\",\"2026-12-02 11:00+00\")' WHERE topic = 'Asked'")


def nothing_and_too_much_are_refused_and_kept_in_the_box():
    assert ask(" ").status == 400
    page = ask("x" * 601)
    assert page.status == 400 and "at most 500 characters" in page.text and "x" * 601 in page.body


def asking_without_end_is_stopped_and_nothing_of_that_is_stored():
    for number in range(60):
        page = ask(f"Again {number}?", "wellbeing")
        if page.status == 400:
            break
    assert page.status == 400 and "That is a lot at once" in page.text, number
    service.sql("DELETE FROM question WHERE body LIKE 'Again%'")


def nothing_is_asked_about_a_group_and_who_did_not_accept_it_does_not_see_it():
    group = group_that_has_begun(service)
    page = visitor("officer").get("/sessions/" + group)
    assert page.status == 200 and "<textarea" not in page.body and "Whoever leads it has not said yet." in page.text
    assert visitor("clinician").get("/sessions/" + group).status == 404


def how_to_join_is_for_those_who_accepted_and_in_no_calendar():
    group = group_that_has_begun(service)
    page = visitor("facilitator").get("/facilitate/" + group + "/questions")
    visitor("facilitator").send(page, "/facilitate/.*/join", details="https://meet.example/room-7")
    page = visitor("officer").get("/sessions/" + group)
    assert "https://meet.example/room-7" in page.text and 'href="https://meet.example/room-7"' in page.body
    assert visitor("clinician").get("/sessions/" + group).status == 404
    reference = service.sql("SELECT reference FROM person JOIN account USING (person_id) "
                            "WHERE sign_in_name = 'officer'").strip()
    for feed in (service.link("--person", reference), service.link("--programme")):
        assert "meet.example" not in service.get(feed).body.decode()


def what_a_host_leads_in_hours_of_their_own_is_joined_too():
    group = group_that_has_begun(service)
    service.sql("UPDATE session SET series_id = NULL WHERE session_id = :'s'", s=group)
    page = visitor("facilitator").get("/facilitate/" + group + "/questions")
    assert page.status == 200 and "room-7" not in page.body, page.text
    page = visitor("facilitator").send(page, "/facilitate/.*/join", details="Room 9")
    assert "Saved." in page.text, page.text
    assert "Room 9" in visitor("officer").get("/sessions/" + group).text


def one_drops_in_on_visits_and_events_and_asks_leaders_without_a_name():
    listed = visitor("officer").get("/sessions")
    for kind, asks in (("wellbeing_visit", False), ("open_conversation", True), ("recognition", False)):
        one = session(service, "2026-12-20 11:00+00", kind, 60, account(service, "facilitator"))
        page = visitor("officer").get("/sessions/" + one)
        assert page.status == 200 and ("<textarea" in page.body) == asks, (kind, page.text)
        page = visitor("facilitator").get("/facilitate/" + one)
        assert page.status == 200, kind
        service.sql("DELETE FROM session_seat WHERE session_id = :'s'; DELETE FROM session WHERE session_id = :'s'",
                    s=one)
    assert "To drop in on" in listed.text
    for name in ("Wellbeing visit", "Webinar"):
        assert name in listed.text, (name, listed.text)


def only_held_is_not_accepted():
    held = session(service, "2026-12-13 03:00+00", "support_group", 60, account(service, "facilitator"))
    book(service, account(service, "officer"), held, "held")
    assert visitor("officer").get("/sessions/" + held).status == 404


def being_worried_about_a_colleague_is_asked_nothing():
    page = visitor("officer").get("/worried")
    assert page.status == 200 and "<form" not in page.body.split("<main")[1].split("</main")[0]
    assert "Nothing about your colleague is recorded" in page.text
    assert "Poeni am gydweithiwr" in visitor("officer").get("/cy/worried").text


with service:
    service.start("--demo")
    run_tests(the_crisis_lines_and_what_is_not_kept_stand_above_the_box,
              everybody_can_ask_and_nothing_says_who_or_when,
              whoever_leads_it_is_given_them_together_and_nobody_else_sees_them,
              those_before_the_session_come_an_hour_before_it, they_are_shown_many_at_once,
              several_become_one_in_other_words, one_that_names_somebody_is_removed,
              what_is_left_is_answered_in_writing, nothing_and_too_much_are_refused_and_kept_in_the_box,
              nothing_is_asked_about_a_group_and_who_did_not_accept_it_does_not_see_it,
              how_to_join_is_for_those_who_accepted_and_in_no_calendar, only_held_is_not_accepted,
              what_a_host_leads_in_hours_of_their_own_is_joined_too,
              one_drops_in_on_visits_and_events_and_asks_leaders_without_a_name, being_worried_about_a_colleague_is_asked_nothing,
              asking_without_end_is_stopped_and_nothing_of_that_is_stored)
