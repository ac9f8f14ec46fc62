#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Who came to a session: what whoever leads it is told and may note, and who learns of that."""

import csv
import io
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import account, book, group_that_has_begun, session  # noqa: E402
from service import Service, run_tests  # noqa: E402
from visitor import Visitor  # noqa: E402

service = Service("2026-12-02T09:30:00Z")
visitors = {}


def visitor(role):
    if role not in visitors:
        visitors[role] = Visitor(service)
        password = (service.data / "demonstration-password").read_text().strip()
        assert visitors[role].sign_in(role, password).status == 200
    return visitors[role]


def page():
    return visitor("facilitator").get("/facilitate/" + group_that_has_begun(service))


def booking_of(role):
    return service.sql("""SELECT booking_id FROM diary WHERE session_id = :'s' AND person_id = :'p'""",
                       s=group_that_has_begun(service), p=account(service, role)).strip()


def note(said, role="officer"):
    return visitor("facilitator").send(page(), "/facilitate/.*/attendance", **{booking_of(role): said})


def noted():
    return service.sql("SELECT came FROM attendance WHERE person_id = :'p'",
                       p=account(service, "officer")).strip()


def trail(action):
    return int(service.sql("SELECT count(*) FROM audit_entry WHERE person_id = :'p' AND action = :'action'",
                           p=account(service, "officer"), action=action))


def before_its_start_nobody_is_named():
    # At a time at which nothing is held for anybody.
    to_come = session(service, "2026-12-06 03:00+00", "support_group", 90, account(service, "facilitator"))
    book(service, account(service, "officer"), to_come)
    seen = trail("bookings-seen")
    shown = visitor("facilitator").get("/facilitate/" + to_come)
    assert shown.status == 200 and "Who came can be noted from its start" in shown.text, shown.text
    assert "Demonstration" not in shown.body.split("<main")[1] and "radio" not in shown.body
    assert trail("bookings-seen") == seen


def from_its_start_first_names_are_shown_and_each_sees_that_they_were():
    seen = trail("bookings-seen")
    shown = page()
    assert shown.status == 200, shown.text
    assert "Prefer not to record" in shown.text and shown.body.count("<fieldset") == 3, shown.body
    name = service.sql("SELECT display_name FROM account WHERE sign_in_name = 'officer'").strip()
    assert name not in shown.text and name.split()[0] in shown.text, (name, shown.text)
    assert trail("bookings-seen") == seen + 1
    assert "Sessions you lead" in visitor("facilitator").get("/facilitate").text


def nothing_is_recorded_where_nothing_is_said():
    saved = visitor("facilitator").send(page(), "/facilitate/.*/attendance")
    assert saved.status == 200 and "Saved." in saved.text
    assert noted() == "" and trail("attendance-noted") == 0
    assert "Nothing noted" in visitor("officer").get("/me/attended").text


def a_note_is_seen_by_the_person_and_on_their_trail():
    assert note("came").status == 200 and noted() == "t"
    assert trail("attendance-noted") == 1
    assert "You came" in visitor("officer").get("/me/attended").text
    assert "Noted whether you came to a session" in visitor("officer").get("/me/access-log").text
    assert "Daethoch" in visitor("officer").get("/cy/me/attended").text


def saying_it_again_changes_nothing():
    note("came")
    assert trail("attendance-noted") == 1


def it_can_be_corrected_and_taken_back_for_a_day():
    note("did-not")
    assert noted() == "f" and "You did not come" in visitor("officer").get("/me/attended").text
    note("none")
    assert noted() == "" and trail("attendance-noted") == 3


def after_a_day_it_stands():
    note("came")
    service.sql("UPDATE attendance SET noted_at = '2026-12-01 08:00+00'")
    shown = page()
    assert shown.body.count("<fieldset") == 2, shown.body
    refused = visitor("facilitator").request(
        "POST", "/facilitate/" + group_that_has_begun(service) + "/attendance",
        dict([*shown.form("/facilitate/.*/attendance")["fields"], (booking_of("officer"), "did-not")]))
    assert refused.status == 409 and "What was noted more than a day ago stands." in refused.text, refused.text
    assert noted() == "t"


def a_person_who_did_not_accept_it_cannot_be_noted():
    elsewhere = session(service, "2026-12-02 07:00+00", "support_group", 60, account(service, "facilitator"))
    booking = book(service, account(service, "clinician"), elsewhere)
    refused = visitor("facilitator").send(page(), "/facilitate/.*/attendance", **{booking: "came"})
    assert refused.status == 404, refused.status
    assert service.sql("SELECT count(*) FROM attendance").strip() == "1"


def what_is_no_note_is_refused():
    assert note("perhaps", "officer").status == 400


def nobody_else_can_see_or_note_it():
    address = "/facilitate/" + group_that_has_begun(service)
    assert visitor("supervisor").get(address).status == 404
    assert visitor("officer").get(address).status == 403
    assert visitor("facilitator").get("/facilitate/x").status == 404


def the_line_manager_sees_no_more_than_before():
    week = visitor("supervisor").get("/week?from=2026-11-30")
    assert week.status == 200
    for word in ("attend", "did not come", "noted"):
        assert word not in week.text.lower().split("sessions you lead")[-1], (word, week.text)


def two_weeks_later_the_names_are_gone():
    service.sql("UPDATE session SET during = '[\"2026-11-17 08:00+00\",\"2026-11-17 09:00+00\")' WHERE topic = 'Begun'")
    shown = page()
    assert shown.status == 200 and "more than two weeks ago" in shown.text
    assert "<fieldset" not in shown.body


def it_is_among_what_a_person_takes_away():
    officer = visitor("officer")
    packed = zipfile.ZipFile(io.BytesIO(officer.send(officer.get("/me/data"), "/me/data/download").raw))
    name = next(name for name in packed.namelist() if name.endswith("bookings.csv"))
    rows = list(csv.DictReader(io.StringIO(packed.read(name).decode("utf-8-sig"))))
    assert [row["came"] for row in rows if row["topic"] == "Begun"] == ["true"], rows


with service:
    service.start("--demo")
    run_tests(before_its_start_nobody_is_named,
              from_its_start_first_names_are_shown_and_each_sees_that_they_were,
              nothing_is_recorded_where_nothing_is_said, a_note_is_seen_by_the_person_and_on_their_trail,
              saying_it_again_changes_nothing, it_can_be_corrected_and_taken_back_for_a_day,
              after_a_day_it_stands, a_person_who_did_not_accept_it_cannot_be_noted, what_is_no_note_is_refused,
              nobody_else_can_see_or_note_it, the_line_manager_sees_no_more_than_before,
              two_weeks_later_the_names_are_gone, it_is_among_what_a_person_takes_away)
