#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Waiting for a place in a full session: on the pages, in the calendars, and for nobody else to see."""

import io
import re
import signal
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import account, book, session  # noqa: E402
from service import Service, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

service = Service("2026-12-02T09:31:00Z")
visitors, made = {}, {}
GROUP = "2026-12-10T11:00:00Z"


def visitor(role):
    if role not in visitors:
        visitors[role] = Visitor(service)
        password = (service.data / "demonstration-password").read_text().strip()
        assert visitors[role].sign_in(role, password).status == 200
    return visitors[role]


def full_group():
    """A group of one place that a colleague has booked for no need, led by the facilitator."""
    if made:
        return made["group"]
    officer = account(service, "officer")
    service.sql("DELETE FROM roster; DELETE FROM absence; "
                "UPDATE need SET state = 'declined', try_at = 'infinity' WHERE state IN ('open', 'no_seat') "
                "OR person_id = :'officer'; UPDATE diary SET state = 'released', sequence = sequence + 1 "
                "WHERE person_id = :'officer' AND part = 'attendee' AND state IN ('held', 'confirmed') "
                "AND lower(during) > :'now'", officer=officer, now=service.clock)
    group = session(service, GROUP, "support_group", 60, account(service, "facilitator"))
    service.sql("UPDATE session_seat SET capacity = 1 WHERE session_id = :'group'", group=group)
    colleague = service.sql("SELECT person_id FROM account WHERE roles = '{officer}' AND state = 'active' AND "
                            "person_id <> :'officer' AND NOT EXISTS (SELECT FROM diary WHERE "
                            "diary.person_id = account.person_id AND diary.during && tstzrange(:'at', "
                            ":'at'::timestamptz + interval '1 hour')) ORDER BY person_id LIMIT 1",
                            officer=officer, at=GROUP).strip()
    made.update(group=group, colleague=colleague, booking=book(service, colleague, group),
                feed=service.link("--person", service.sql(
                    "SELECT reference FROM person WHERE person_id = :'officer'", officer=officer).strip()),
                host=service.link("--host", service.sql(
                    "SELECT reference FROM person WHERE person_id = :'host'",
                    host=account(service, "facilitator")).strip()))
    return group


def wait(act, role="officer", which=None, language=""):
    page = visitor(role).get(language + "/sessions")
    return visitor(role).send(page, f".*/sessions/{which or full_group()}/wait", act=act)


def waiting():
    return service.sql("SELECT count(*) FROM waiting").strip()


def give_back():
    """The colleague lets their place go; an engine that looks finds it free."""
    service.sql("""
        UPDATE diary SET state = 'cancelled', sequence = sequence + 1, changed_at = :'now'
        WHERE booking_id = :'booking';
        UPDATE session_seat SET taken = taken - 1, confirmed = confirmed - 1, sequence = sequence + 1,
            changed_at = :'now' WHERE session_id = :'group';
        NOTIFY plimsoll_engine""", now=service.clock, booking=made["booking"], group=made["group"])


def held():
    return service.sql("SELECT booking_id FROM diary WHERE session_id = :'group' AND person_id = :'officer' "
                       "AND state = 'held'", group=made["group"], officer=account(service, "officer")).strip()


def event(link):
    """The event at the group's time in a calendar, as name to value."""
    text = service.get(link).body
    text = (text.decode() if isinstance(text, bytes) else text).replace("\r\n ", "")
    found = [one for one in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.S)
             if "DTSTART:20261210T110000Z" in one]
    return dict(line.split(":", 1) for line in found[-1].split("\r\n") if line) if found else None


def a_full_session_is_waited_for_with_one_tap_and_left_with_another():
    full_group()
    before = event(made["feed"]), event(made["host"])
    page = wait("wait")
    assert page.status == 200 and "You wait for it." in page.text, page.text
    assert "You wait since: today, 09:31" in page.text, page.text
    assert f"/sessions/{made['group']}/wait" in page.body and waiting() == "1"
    again = visitor("officer").request("POST", f"/sessions/{made['group']}/wait",
                                       dict(page.form(".*/wait")["fields"], act="wait"))
    assert again.status == 200 and waiting() == "1"
    assert (event(made["feed"]), event(made["host"])) == before, "waiting is in no calendar"
    page = wait("stop")
    assert "You wait for it no more." in page.text and waiting() == "0", page.text
    assert "What you wait for" not in page.text


def nobody_is_told_who_else_waits_or_how_many():
    wait("wait")
    service.sql("INSERT INTO waiting SELECT person_id, :'group', organisation_id, '2026-12-01', 'epoch', :'at' "
                "FROM person WHERE person_id <> :'officer' AND person_id <> :'colleague' LIMIT 3",
                group=made["group"], at=GROUP, officer=account(service, "officer"), colleague=made["colleague"])
    assert waiting() == "4"
    page = visitor("officer").get("/sessions").text
    part = page.split("What you wait for")[1].split("Over: questions")[0]
    assert not re.search(r"\b[34]\b|first|second|third|fourth|position|others wait", part.split("You wait since")[0]), part
    service.sql("DELETE FROM waiting WHERE person_id <> :'officer'", officer=account(service, "officer"))
    for role in ("supervisor", "facilitator", "wellbeing", "administrator", "auditor", "clinician"):
        for address in ("/sessions", "/facilitate/" + made["group"], "/week", "/plan"):
            text = visitor(role).get(address).text
            assert "wait for" not in text.lower().replace("wait for a place", ""), (role, address)
    assert service.sql("SELECT count(*) FROM audit_entry WHERE action LIKE '%wait%'").strip() == "0"


def only_officers_wait_and_only_for_themselves():
    form = dict(visitor("officer").get("/sessions").form(".*/wait")["fields"])
    for role in ("supervisor", "facilitator", "clinician"):
        refused = visitor(role).request("POST", f"/sessions/{made['group']}/wait", {**form, "act": "stop"})
        assert refused.status == 403, (role, refused.status)
    bad = visitor("officer").request("POST", f"/sessions/{made['group']}/wait", {**form, "act": "no"})
    assert bad.status == 400, bad.status
    none = visitor("officer").request("POST", "/sessions/none/wait", form)
    assert none.status == 404 and waiting() == "1"


def it_is_in_the_data_that_are_taken_away():
    asked = visitor("officer").send(visitor("officer").get("/me/data"), ".*/me/data/download")
    taken = zipfile.ZipFile(io.BytesIO(asked.raw))
    name = next(name for name in taken.namelist() if name.endswith("waiting.csv"))
    text = taken.read(name).decode()
    assert "support_group" in text and "2026-12-02T09:31:" in text, text


def a_place_that_comes_free_is_held_for_them_also_when_the_service_dies_at_once():
    give_back()
    service.process.send_signal(signal.SIGKILL)
    service.process.wait()
    service.process.stdout.close()
    service.start("--demo")
    visitors.clear()
    wait_for(held, "a place to be held")
    assert waiting() == "0"
    assert service.sql("SELECT taken || ' ' || confirmed FROM session_seat WHERE session_id = :'group'",
                       group=made["group"]).strip() == "1 0"
    page = visitor("officer").get("/offers").text
    assert "Held for you until: tomorrow, 09:31" in page, page


def the_hold_is_tentative_for_them_and_a_taken_place_without_a_name_for_whoever_leads_it():
    own, led = event(made["feed"]), event(made["host"])
    assert own["STATUS"] == "TENTATIVE" and own["SEQUENCE"] == "0" and own["SUMMARY"].startswith("Held:"), own
    assert led and led["STATUS"] == "CONFIRMED" or led["STATUS"] == "TENTATIVE", led
    name = service.sql("SELECT display_name FROM account WHERE sign_in_name = 'officer'").strip()
    assert not any(name in value for value in led.values()), led
    made["uid"], made["led"] = own["UID"], led


def nobody_answers_and_it_is_cancelled_and_the_next_one_has_it():
    service.sql("INSERT INTO waiting SELECT person_id, :'group', organisation_id, '2026-12-02 10:00+00', 'epoch', :'at' "
                "FROM person WHERE person_id = :'colleague'",
                group=made["group"], at="2026-12-09T10:30:00Z", colleague=made["colleague"])
    service.restart_at("2026-12-03T09:31:00Z")
    wait_for(lambda: waiting() == "0", "the next one to be held the place")
    own, led = event(made["feed"]), event(made["host"])
    assert own["STATUS"] == "CANCELLED" and own["SEQUENCE"] == "1" and own["UID"] == made["uid"], own
    assert own["SUMMARY"].startswith("Cancelled:"), own
    assert int(led["SEQUENCE"]) > int(made["led"]["SEQUENCE"]), (made["led"], led)
    assert service.sql("SELECT count(*) FROM diary WHERE session_id = :'group' AND person_id = :'colleague' AND "
                       "state = 'held' AND waited", group=made["group"], colleague=made["colleague"]).strip() == "1"


def in_welsh_it_is_the_same():
    visitors.clear()
    service.sql("UPDATE session_seat SET changed_at = changed_at - interval '1 day' WHERE session_id = :'group'",
                group=made["group"])  # of one place it is told the day after
    page = wait("wait", language="/cy")
    assert "Rydych chi'n aros amdani." in page.text, page.text
    assert "Peidio ag aros mwyach" in page.text, page.text


def who_leaves_waits_for_nothing():
    assert waiting() == "1"
    service.sql("UPDATE account SET leaves_at = '2026-12-03 09:00+00' WHERE sign_in_name = 'officer'; "
                "NOTIFY plimsoll_engine")
    wait_for(lambda: waiting() == "0", "the officer's leaving")


with service.start("--demo"):
    run_tests(
        a_full_session_is_waited_for_with_one_tap_and_left_with_another,
        nobody_is_told_who_else_waits_or_how_many,
        only_officers_wait_and_only_for_themselves,
        it_is_in_the_data_that_are_taken_away,
        a_place_that_comes_free_is_held_for_them_also_when_the_service_dies_at_once,
        the_hold_is_tentative_for_them_and_a_taken_place_without_a_name_for_whoever_leads_it,
        nobody_answers_and_it_is_cancelled_and_the_next_one_has_it,
        in_welsh_it_is_the_same,
        who_leaves_waits_for_nothing)
