#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What people tap about a session: as numbers of a series alone, shown from ten on in steps of five."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import account, group_that_has_begun, phone_in  # noqa: E402
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


def page(role="officer", which=None):
    return visitor(role).get("/sessions/" + (which or phone_in(service)))


def over(hours):
    """The phone-in was over so many hours ago."""
    service.sql("""UPDATE session SET during = tstzrange('2026-12-02 08:31+00'::timestamptz - make_interval(hours => :h),
        '2026-12-02 09:31+00'::timestamptz - make_interval(hours => :h)) WHERE topic = 'Asked'""", h=str(hours))


def tap(role="officer", which=None, **answers):
    return visitor(role).send(page(role, which), "/sessions/.*/feedback", **answers)


def fresh(role):
    """Another session of signing in, which may tap as often as one may."""
    visitors.pop(role, None)


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
    assert tap().status == 200 and counts() == {"worthyes": 1, "lengthshort": 1}


def what_is_no_answer_is_refused():
    assert tap(worth="splendid").status == 400 and counts()["worthyes"] == 1


def nothing_is_shown_before_there_are_ten():
    for number in range(8):
        if number == 4:
            fresh("supervisor")
        assert tap("supervisor" if number > 3 else "auditor", worth="partly").status == 200, number
    assert counts() == {"worthyes": 1, "worthpartly": 8, "lengthshort": 1}, counts()
    assert "Not enough answers yet." in led() and "Partly" not in led()


def from_ten_on_it_is_shown_in_steps_of_five():
    tap("clinician", worth="no")
    text = led()
    assert "Partly: 8" in text and "Yes: 1" in text and "No: 1" in text, text
    assert "How long was it?" not in text  # one answer
    for _ in range(4):
        tap("wellbeing", worth="yes")
    assert "Yes: 1" in led()
    tap("clinician", worth="yes")
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
    form = dict(page("clinician").form("/sessions/.*/feedback")["fields"])
    refused = visitor("clinician").request("POST", f"/sessions/{group}/feedback", {**form, "worth": "no"})
    assert refused.status == 404


def before_it_is_asked_for_it_is_not_taken():
    form = dict(page().form("/sessions/.*/feedback")["fields"])
    over(2)
    refused = visitor("officer").request("POST", f"/sessions/{phone_in(service)}/feedback", {**form, "worth": "no"})
    assert refused.status == 409 and counts()["worthno"] == 1


with service:
    service.start("--demo")
    run_tests(it_is_asked_for_from_a_day_after_it_for_a_fortnight, there_is_no_box_for_words,
              taps_are_counted_and_nothing_says_whose_they_are, nothing_tapped_is_nothing_counted,
              what_is_no_answer_is_refused, nothing_is_shown_before_there_are_ten,
              from_ten_on_it_is_shown_in_steps_of_five, nobody_else_sees_it,
              who_did_not_accept_a_group_cannot_tap_about_it, before_it_is_asked_for_it_is_not_taken)
