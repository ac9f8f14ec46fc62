#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What people tap about a session: once each, as numbers of a series alone, shown from ten on in steps of five."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import account, group_that_has_begun, phone_in  # noqa: E402
from service import Service, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

service = Service("2026-12-02T09:31:00Z")
visitors, known = {}, set()


def visitor(role):
    if role not in visitors:
        visitors[role] = Visitor(service)
        password = (service.data / "demonstration-password").read_text().strip()
        assert visitors[role].sign_in(role, password).status == 200
    return visitors[role]


def page(role="officer", which=None):
    return visitor(role).get("/sessions/" + (which or phone_in(service)))


def over(hours):
    """The phone-in was over so many hours ago."""
    service.sql("""UPDATE session SET during = tstzrange('2026-12-02 08:31+00'::timestamptz - make_interval(hours => :h),
        '2026-12-02 09:31+00'::timestamptz - make_interval(hours => :h)) WHERE topic = 'Asked'""", h=str(hours))


def tap(role="officer", which=None, **answers):
    return visitor(role).send(page(role, which), "/sessions/.*/feedback", **answers)


def others_tap(worth, how_many=1):
    """So many others answer: nobody can stand for them twice, so it is the clinician's mark that is forgotten."""
    for _ in range(how_many):
        service.sql("UPDATE feedback_spent SET marks = array_remove(marks, :'mark'::uuid)", mark=mark_of_clinician())
        assert "Thank you." in tap("clinician", worth=worth).text


def mark_of_clinician():
    marks = set(service.sql("SELECT unnest(marks) FROM feedback_spent").split())
    return next(iter(marks - known), "00000000-0000-0000-0000-000000000000")


def counts():
    return {line.split("|")[0] + line.split("|")[1]: int(line.split("|")[2])
            for line in service.sql("SELECT question, answer, given FROM feedback").split()}


def led():
    return visitor("facilitator").get("/facilitate/" + phone_in(service) + "/questions").text


def it_is_asked_for_from_a_day_after_it_for_a_fortnight():
    phone_in(service)
    for hours, asked in ((1, False), (23, False), (24, True), (14 * 24, True), (15 * 24, False)):
        over(hours)
        assert ("How was it?" in page().text) == asked, hours
    over(30)


def there_is_no_box_for_words():
    form = page().body.split("/feedback")[1].split("</form>")[0]
    assert "textarea" not in form and 'type="text"' not in form
    assert "Sut oedd hi?" in visitor("officer").get("/cy/sessions/" + phone_in(service)).text


def taps_are_counted_and_nothing_says_whose_they_are():
    before = service.sql("SELECT count(*) FROM audit_entry").strip()
    assert "Thank you." in tap(worth="yes", length="short").text
    assert counts() == {"worthyes": 1, "lengthshort": 1}, counts()
    assert service.sql("SELECT count(*) FROM audit_entry").strip() == before
    columns = service.sql("SELECT column_name FROM information_schema.columns WHERE table_name = 'feedback'").split()
    assert set(columns) == {"series_id", "question", "answer", "organisation_id", "given", "told"}
    assert account(service, "officer") not in service.log.read_text()


def nothing_tapped_is_nothing_counted():
    assert tap("supervisor").status == 200 and counts() == {"worthyes": 1, "lengthshort": 1}


def what_is_no_answer_is_refused():
    assert tap("supervisor", worth="splendid").status == 400 and counts()["worthyes"] == 1


def nobody_answers_twice_not_even_after_signing_in_anew_or_a_restart():
    twice = dict(page().form("/sign-out")["fields"])
    for again in range(2):
        assert "You have said how it was" in page().text and "How was it?" not in page().text
        refused = visitor("officer").request("POST", f"/sessions/{phone_in(service)}/feedback",
                                             {**twice, "csrf": dict(page().form("/sign-out")["fields"])["csrf"],
                                              "worth": "no"})
        assert refused.status == 200 and "Thank you." not in refused.text, refused.text
        assert counts() == {"worthyes": 1, "lengthshort": 1}, counts()
        if again == 0:
            visitors.clear()
            service.end()
            service.start()


def no_mark_is_anybodys_id_and_they_stand_in_their_own_order():
    known.update(service.sql("SELECT unnest(marks) FROM feedback_spent").split())
    assert len(known) == 1 and account(service, "officer") not in known
    for role in ("supervisor", "auditor", "wellbeing", "administrator"):
        assert "Thank you." in tap(role, worth="partly").text
    marks = service.sql("SELECT unnest(marks) FROM feedback_spent").split()
    assert len(marks) == 5 and marks == sorted(marks), marks
    known.update(marks)


def nothing_is_shown_before_there_are_ten():
    others_tap("partly", 4)
    assert counts() == {"worthyes": 1, "worthpartly": 8, "lengthshort": 1}, counts()
    assert "Not enough answers yet." in led() and "Partly" not in led()


def from_ten_on_it_is_shown_in_steps_of_five():
    others_tap("no")
    text = led()
    assert "Partly: 8" in text and "Yes: 1" in text and "No: 1" in text, text
    assert "How long was it?" not in text  # one answer
    others_tap("yes", 4)
    assert "Yes: 1" in led()
    others_tap("yes")
    assert "Yes: 6" in led(), led()


def nobody_else_sees_it():
    for role, status in (("officer", 403), ("supervisor", 404), ("wellbeing", 403)):
        assert visitor(role).get("/facilitate/" + phone_in(service) + "/questions").status == status
    assert "Partly: 8" not in page().text


def who_did_not_accept_a_group_cannot_tap_about_it():
    group = group_that_has_begun(service)
    service.sql("""UPDATE session SET during = '["2026-11-30 08:00+00","2026-11-30 09:00+00")'
        WHERE session_id = :'s'""", s=group)
    assert "How was it?" in page("officer", group).text
    form = dict(page("clinician").form("/sign-out")["fields"])
    refused = visitor("clinician").request("POST", f"/sessions/{group}/feedback", {**form, "worth": "no"})
    assert refused.status == 404


def before_it_is_asked_for_it_is_not_taken():
    form = dict(page().form("/sign-out")["fields"])
    over(2)
    refused = visitor("officer").request("POST", f"/sessions/{phone_in(service)}/feedback", {**form, "worth": "no"})
    assert refused.status == 409 and counts()["worthno"] == 1


def the_marks_go_when_nothing_is_asked_any_more():
    assert int(service.sql("SELECT count(*) FROM feedback_spent")) > 0
    service.restart_at("2026-12-25T09:31:00Z")
    wait_for(lambda: service.sql("SELECT count(*) FROM feedback_spent") == "0\n", "the night")
    assert counts()["worthyes"] == 6


with service:
    service.start("--demo")
    run_tests(it_is_asked_for_from_a_day_after_it_for_a_fortnight, there_is_no_box_for_words,
              taps_are_counted_and_nothing_says_whose_they_are, nothing_tapped_is_nothing_counted,
              what_is_no_answer_is_refused, nobody_answers_twice_not_even_after_signing_in_anew_or_a_restart,
              no_mark_is_anybodys_id_and_they_stand_in_their_own_order, nothing_is_shown_before_there_are_ten,
              from_ten_on_it_is_shown_in_steps_of_five, nobody_else_sees_it,
              who_did_not_accept_a_group_cannot_tap_about_it, before_it_is_asked_for_it_is_not_taken,
              the_marks_go_when_nothing_is_asked_any_more)
