#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Asking a clinician to contact somebody: what each of them sees of it, and nobody else."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, run_tests  # noqa: E402
from visitor import Visitor  # noqa: E402

service = Service()
visitors = {}
STOP, SETTINGS = "/me/contact/stop", "/admin/contact"


def visitor(role):
    if role not in visitors:
        visitors[role] = Visitor(service)
        password = (service.data / "demonstration-password").read_text().strip()
        assert visitors[role].sign_in(role, password).status == 200
    return visitors[role]


def person(role):
    return service.sql("SELECT person_id FROM account WHERE sign_in_name = :'name'", name=role).strip()


def contact(listed, due="2027-01-01 14:00+00"):
    """The officer's, as recording writes it and the engine asks."""
    service.sql("""
        DELETE FROM contact WHERE person_id = :'p';
        INSERT INTO contact (person_id, rule, organisation_id, need_id, after_seconds, due_at, asked, listed,
            created_at, changed_at)
        SELECT person_id, 'events', organisation_id, gen_random_uuid(), 259200, :'due',
            'Demonstration clinician', :'listed', created_at, created_at FROM person WHERE person_id = :'p'""",
                p=person("officer"), listed=listed, due=due)


def there():
    return int(service.sql("SELECT count(*) FROM contact WHERE person_id = :'p'", p=person("officer")))


def trail(action):
    return int(service.sql("SELECT count(*) FROM audit_entry WHERE person_id = :'p' AND action = :'action'",
                           p=person("officer"), action=action))


def a_newcomer_is_told_of_it_on_the_page_that_welcomes_them():
    said = service.run("account", "add", "0042", "--display-name", "Ann Lee", "--sign-in", "0042@force.example",
                       "--roles", "officer").stdout
    address = said[said.index("/welcome/"):].split()[0].rstrip(".")
    page = Visitor(service).get(address)
    assert page.status == 200 and "answer nothing for 72 hours" in page.text, page.text
    assert "You are told here before it happens, and can stop it with one tap." in page.text


def the_person_is_told_before_who_is_asked_and_when():
    contact(False)
    for address in ("/offers", "/me"):
        text = visitor("officer").get(address).text
        assert "We will ask Demonstration clinician to contact you:" in text, text
        assert "14:00" in text and "“please make contact”, nothing else" in text
    assert "Byddwn yn gofyn i Demonstration clinician gysylltu" in visitor("officer").get("/cy/offers").text


def one_tap_stops_it():
    contact(False)
    page = visitor("officer").send(visitor("officer").get("/offers"), STOP)
    assert page.status == 200 and "Stopped. Nobody is asked to contact you." in page.text
    assert not there()
    assert "to contact you:" not in visitor("officer").get("/offers").text


def before_it_is_due_the_clinician_sees_nobody():
    contact(False)
    text = visitor("clinician").get("/contact").text
    assert "There is nobody whom you are asked to contact." in text, text
    assert "Demonstration officer" not in text


def the_clinician_sees_a_name_and_nothing_else_and_the_person_sees_that_they_looked():
    contact(True)
    seen = trail("contact-seen")
    page = visitor("clinician").get("/contact")
    row = page.body[page.body.index("Demonstration officer 1") - 20:page.body.index("</form></li>")]
    assert "Please make contact" in page.text and "Contacted" in row
    for word in ("red", "line", "load", "2027", "14:00", "events", "cadence"):
        assert word not in row.lower().replace("contacted", ""), (word, row)
    assert trail("contact-seen") == seen + 1
    log = visitor("officer").get("/me/access-log").text
    assert "Saw that contact with you is asked for" in log and "Demonstration clinician" in log
    assert "Demonstration clinician is asked to contact you." in visitor("officer").get("/me").text


def contacted_takes_the_name_off_and_is_counted():
    contact(True)
    page = visitor("clinician").get("/contact")
    assert "0 people were contacted in four weeks." in page.text
    page = visitor("clinician").send(page, f"/contact/{person('officer')}/made")
    assert page.status == 200 and "1 person was contacted in four weeks." in page.text, page.text
    assert not there() and trail("contacted") == 1
    assert "Contacted you" in visitor("officer").get("/me/access-log").text
    assert "textarea" not in page.body  # there is no box for notes


def it_can_still_be_stopped_when_a_clinician_was_asked():
    contact(True)
    visitor("officer").send(visitor("officer").get("/me"), STOP)
    assert "Demonstration officer" not in visitor("clinician").get("/contact").text


def nobody_else_has_a_page_of_it():
    contact(True)
    for role in ("officer", "supervisor", "facilitator", "wellbeing", "administrator", "auditor"):
        assert visitor(role).get("/contact").status == 403, role
    for role, address in (("supervisor", "/week"), ("facilitator", "/facilitate"), ("wellbeing", "/trends"),
                          ("administrator", SETTINGS), ("administrator", f"/admin/people/{person('officer')}")):
        text = visitor(role).get(address).text.lower()
        assert "make contact”, nothing" not in text or address == SETTINGS
        assert "is asked to contact" not in text, (role, address)


def an_auditor_learns_the_day_and_no_record():
    contact(True)
    visitor("clinician").get("/contact")
    rows = [line for line in visitor("auditor").get("/audit.csv").body.splitlines() if "contact-seen" in line]
    assert rows and all("T" not in row.split(",")[0] for row in rows), rows
    assert all("of whom a clinician is asked to contact" in row for row in rows)
    assert len({row.rsplit(",", 1)[1] for row in rows}) == 1


def one_who_is_not_named_or_is_in_the_line_of_command_sees_nobody():
    contact(True)
    who = person("clinician")
    for change, undo in (("contacts = false", "contacts = true"),
                         ("roles = '{clinician,supervisor}'", "roles = '{clinician}'")):
        service.sql(f"UPDATE account SET {change} WHERE person_id = :'p'", p=who)
        page = visitor("clinician").get("/contact")
        assert "Demonstration officer" not in page.text and "not one of those who are asked" in page.text
        csrf = dict(visitor("clinician").get("/me").form("/sign-out")["fields"])["csrf"]
        visitor("clinician").request("POST", f"/contact/{person('officer')}/made", {"csrf": csrf})
        assert there(), change
        service.sql(f"UPDATE account SET {undo} WHERE person_id = :'p'", p=who)
    service.sql("""INSERT INTO reports_to (person_id, manager_person_id, organisation_id, during, recorded_at,
        changed_in) SELECT :'o', :'p', organisation_id, '[2026-11-01,infinity)', '2026-11-01', 0 FROM person
        WHERE person_id = :'p' AND NOT EXISTS (SELECT FROM reports_to WHERE person_id = :'o')""",
                o=person("auditor"), p=who)
    assert "Demonstration officer" not in visitor("clinician").get("/contact").text
    service.sql("DELETE FROM reports_to WHERE manager_person_id = :'p'", p=who)


def an_administrator_names_who_is_asked_and_is_told_when_nobody_is():
    contact(False)
    administrator = visitor("administrator")
    page = administrator.get(SETTINGS)
    assert "Nobody is named." not in page.text
    page = administrator.request("POST", SETTINGS, {"csrf": dict(page.form(SETTINGS)["fields"])["csrf"]})
    assert "Saved." in page.text and "Nobody is named." in page.text, page.text
    assert "contact you" not in visitor("officer").get("/offers").text  # nothing is promised
    page = administrator.send(page, SETTINGS, clinician=person("clinician"))
    assert "Nobody is named." not in page.text
    assert "We will ask Demonstration clinician" in visitor("officer").get("/offers").text
    refused = administrator.send(page, SETTINGS, clinician=person("supervisor"))
    assert refused.status == 400 and "Nothing was saved." in refused.text


with service:
    service.start("--demo")
    run_tests(a_newcomer_is_told_of_it_on_the_page_that_welcomes_them,
              the_person_is_told_before_who_is_asked_and_when,
              one_tap_stops_it,
              before_it_is_due_the_clinician_sees_nobody,
              the_clinician_sees_a_name_and_nothing_else_and_the_person_sees_that_they_looked,
              contacted_takes_the_name_off_and_is_counted,
              it_can_still_be_stopped_when_a_clinician_was_asked,
              nobody_else_has_a_page_of_it,
              an_auditor_learns_the_day_and_no_record,
              one_who_is_not_named_or_is_in_the_line_of_command_sees_nobody,
              an_administrator_names_who_is_asked_and_is_told_when_nobody_is)
