#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Recording over HTTP: what a device sends is in the log once, or not at all."""

import json
import subprocess
import sys
import threading
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, new_id, run_tests, wait_for  # noqa: E402

START = datetime(2026, 12, 1, 9, 0, tzinfo=timezone.utc)
service = Service("2026-12-01T09:00:00Z")
OFFICER = "demonstration-officer-{}"


def hours_ago(hours):
    return (START - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def entry(officer=6, hours=1, category="INC_DISORDER", **more):
    return {"id": new_id(), "person": OFFICER.format(officer), "occurred_at": hours_ago(hours),
            "category": category, **more}


def record(content, expect=201, form="application/json"):
    status, answer = service.ask("POST", "/api/v1/exposures", content, form)
    assert status == expect, (status, answer)
    return answer


def faults(content, expect=400, form="application/json"):
    return {fault["where"]: fault["message"] for fault in record(content, expect, form)["faults"]}


def person(officer):
    """The officer's id, from an entry that is removed again."""
    answer = record(entry(officer, 2000, "INC_MEDICAL"))
    remove(answer["person"], answer["id"])
    return answer["person"]


def load(who, at=None):
    status, answer = service.ask("GET", f"/api/v1/people/{who}/load" + (f"?at={at}" if at else ""))
    assert status == 200, answer
    return answer["lines"][0]["load"]


def entries(who):
    status, answer = service.ask("GET", f"/api/v1/people/{who}/exposures")
    assert status == 200, answer
    return answer["exposures"]


def remove(who, which, expect=204):
    status, _ = service.ask("DELETE", f"/api/v1/people/{who}/exposures/{which}")
    assert status == expect, status


def decayed(*doses, at=0):
    """The half-life sum over (hours ago, dose) at an hour ago."""
    return sum(dose * 2 ** (-(hours - at) / 24 / 28) for hours, dose in doses if hours >= at)


def close_to(value, expected):
    # Time goes on while the test runs: a minute of 28 days' half-life is 2e-5.
    assert abs(value - expected) <= 1e-4 * max(1, expected), (value, expected)


def an_entry_is_recorded_and_is_in_the_load_at_once():
    who = person(2)
    before = load(who)
    answer = record(entry(2, 0, "INC_FATAL_RTC"))
    assert answer["person"] == who and answer["dose"] == 50, answer
    close_to(load(who), before + 50)
    assert entries(who)[-1]["id"] == answer["id"]
    remove(who, answer["id"])


def a_repeated_request_gets_the_first_answer_and_adds_nothing():
    sent = entry(3)
    first = record(sent)
    count = len(entries(first["person"]))
    assert record(sent) == first
    assert len(entries(first["person"])) == count


def an_id_with_another_content_is_a_conflict():
    sent = entry(3)
    record(sent)
    assert list(faults({**sent, "category": "INC_FATAL_RTC"}, 409)) == ["id"]
    assert list(faults([entry(3), {**sent, "occurred_at": hours_ago(7)}], 409)) == ["[1].id"]


def a_list_is_recorded_whole_or_not_at_all():
    who = person(4)
    count = len(entries(who))
    wrong = [entry(4), entry(4, category="INC_DISORDRE"), {**entry(4), "person": 7}, entry(4, -9)]
    found = faults(wrong)
    assert list(found) == ["[1].category", "[2].person", "[3].occurred_at"], found
    assert "INC_DISORDER" in found["[1].category"]
    assert list(faults([entry(4), {**entry(4), "person": "nobody-of-that-name"}])) == ["[1].person"]
    assert len(entries(who)) == count
    assert len(record([entry(4), entry(4, 2)])["exposures"]) == 2
    assert len(entries(who)) == count + 2


def lines_of_json_are_a_list_too():
    lines = "\n".join(json.dumps(entry(4, hours)) for hours in (5, 6, 7)) + "\n\n"
    assert len(record(lines, form="application/x-ndjson")["exposures"]) == 3
    assert list(faults(lines + "{oops\n", form="application/x-ndjson")) == ["[3]"]
    assert list(faults("\n", form="application/x-ndjson")) == [""]


def a_story_cannot_be_told():
    found = faults({**entry(), "note": "what happened"})
    assert list(found) == ["note"] and "no member" in found["note"], found


def what_is_no_exposure_is_told_what_it_should_be():
    for content, where in (("", ""), ("{", "line 1"), ("[]", ""), ("{}", "id"), ('"text"', ""), ("[1]", "[0]"),
            (json.dumps({**entry(), "id": str(uuid.uuid4())}), "id"),
            (json.dumps({**entry(), "minutes": 5}), "minutes"),
            (json.dumps(entry(category="MAT_CSAM_A")), "minutes"),
            (json.dumps({**entry(), "occurred_at": "2026-12-01"}), "occurred_at"),
            (json.dumps({**entry(), "involvement": "distant"}), "involvement"),
            (json.dumps({**entry(), "modifiers": ["no_such"]}), "modifiers[0]")):
        found = faults(content)
        assert any(path.startswith(where) for path in found), (content, found)
    status, answer = service.ask("POST", "/api/v1/exposures", "a=b", "application/x-www-form-urlencoded")
    assert status == 415 and "application/json" in answer["message"], answer


def a_clock_a_little_ahead_is_taken_as_now():
    answer = record(entry(5, -4 / 60))
    assert answer["occurred_at"] == answer["recorded_at"], answer
    remove(answer["person"], answer["id"])


def a_correction_takes_the_place_of_what_it_corrects():
    who = person(6)
    before = load(who)
    first = record(entry(6, 10, "INC_FATAL_RTC"))
    second = record(entry(6, 20, "INC_DISORDER", corrects=first["id"]))
    close_to(load(who), before + decayed((20, 10)))
    assert [item["id"] for item in entries(who)][-1] == second["id"]
    assert list(faults(entry(6, 5, corrects=first["id"]), 409)) == ["corrects"]
    assert list(faults(entry(6, 5, corrects=new_id()))) == ["corrects"]
    remove(who, first["id"])
    close_to(load(who), before)
    assert second["id"] not in [item["id"] for item in entries(who)]


def what_was_removed_is_gone_and_its_id_is_not_used_again():
    sent = entry(5, 30, "INC_HOMICIDE")
    answer = record(sent)
    who = answer["person"]
    with_it = load(who)
    remove(who, answer["id"])
    remove(who, answer["id"])
    close_to(load(who), with_it - decayed((30, answer["dose"])))
    assert list(faults(sent, 409)) == ["id"]
    remove(who, new_id(), 404)
    remove("no-id", new_id(), 404)


def a_load_is_exact_at_any_instant():
    who = person(1)
    doses = [((START - datetime.fromisoformat(item["occurred_at"].replace("Z", "+00:00")))
              .total_seconds() / 3600, item["dose"]) for item in entries(who)]
    for hours in (0, 29, 100, 118, 262, 5000):
        close_to(load(who, hours_ago(hours)), decayed(*doses, at=hours))
    close_to(load(who, hours_ago(-24 * 28)), decayed(*doses) / 2)
    status, answer = service.ask("GET", f"/api/v1/people/{who}/load?at=soon")
    assert status == 400 and "instant" in answer["message"], answer
    assert service.ask("GET", f"/api/v1/people/{new_id()}/load")[0] == 404


def nobody_without_the_token_gets_in():
    for method, path in (("POST", "/api/v1/exposures"), ("GET", f"/api/v1/people/{new_id()}/load"),
                         ("DELETE", f"/api/v1/people/{new_id()}/exposures/{new_id()}")):
        for value in (None, "Bearer " + "A" * 32, "Basic " + service.token(), "Bearer "):
            headers = {"Authorization": value} if value else {}
            answer = service.get(path, method, "{}" if method == "POST" else None, **headers)
            assert answer.status == 401, (method, path, value, answer.status)
            assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert (service.folder / "data/operator-token").stat().st_mode & 0o777 == 0o600


def other_methods_are_told_which_would_do():
    answer = service.get("/api/v1/exposures")
    assert answer.status == 405 and answer.headers["Allow"] == "POST", answer.status


def many_clients_at_once_each_get_their_own_answer():
    """64 clients, every eighth with something wrong: nobody else is hurt."""
    results = {}

    def client(number):
        for part in range(4):
            sent = entry(1 + number % 6, part + 1, "INC_NO_SUCH" if number % 8 == 0 else "INC_MEDICAL")
            results[number, part] = sent, *service.ask("POST", "/api/v1/exposures", sent)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = {item["id"] for number in range(1, 7) for item in entries(person(number))}
    for (number, _), (sent, status, answer) in results.items():
        assert status == (400 if number % 8 == 0 else 201), (status, answer)
        assert (sent["id"] in kept) == (status == 201)
        assert status == 400 or answer["id"] == sent["id"]


def a_real_person_can_be_recorded_for_and_not_looked_at():
    with Service("2026-12-01T09:00:00Z") as other:
        other.start("--name", "County")
        export = other.folder / "export.csv"
        export.write_text("Incident Number,Unit ID,Call Type,Call Type Group,Received DtTm\n"
                          "1,E1,Alarms,,11/30/2026 10:00:00 AM\n"
                          "2,E1,Structure Fire,,11/30/2026 10:00:00 AM\n")
        mapping = Path(__file__).resolve().parents[1] / "mappings/san-francisco-fire.json"
        other.run("import", "dispatch", str(export), "--mapping", str(mapping))
        status, answer = other.ask("POST", "/api/v1/exposures", {**entry(), "person": "E1"})
        assert status == 201, answer
        for part in ("load", "exposures"):
            status, refused = other.ask("GET", f"/api/v1/people/{answer['person']}/{part}")
            assert status == 403 and "themselves" in refused["message"], refused
        assert other.ask("DELETE", f"/api/v1/people/{answer['person']}/exposures/{answer['id']}")[0] == 204


def what_was_removed_is_destroyed_within_a_day_and_no_import_brings_it_back():
    with Service("2026-12-01T09:00:00Z") as other:
        other.start("--demo")
        export = other.folder / "export.csv"
        export.write_text("Incident Number,Unit ID,Call Type,Call Type Group,Received DtTm\n"
                          "1,demonstration-officer-6,Structure Fire,,11/30/2026 10:00:00 AM\n")
        mapping = Path(__file__).resolve().parents[1] / "mappings/san-francisco-fire.json"
        command = ("import", "dispatch", str(export), "--mapping", str(mapping))
        assert other.json(*command)["added"] == 1
        probe = {**entry(6, 2000, "INC_MEDICAL")}
        who = other.ask("POST", "/api/v1/exposures", probe)[1]["person"]
        imported = [item for item in other.ask("GET", f"/api/v1/people/{who}/exposures")[1]["exposures"]
                    if item["source"] == "import"]
        assert len(imported) == 1
        remove_status = other.ask("DELETE", f"/api/v1/people/{who}/exposures/{imported[0]['id']}")[0]
        assert remove_status == 204
        assert other.json(*command)["known"] == 1
        other.restart_at("2026-12-02T08:00:00Z")

        def erased():
            return "erasure" in other.log.read_text()
        wait_for(erased, "the removed entry to be destroyed")
        assert other.json(*command)["known"] == 1
        kept = other.folder / "kept.backup"
        other.run("backup", str(kept))
        dump = subprocess.run(["pg_restore", "--file=-", "--table=exposure", str(kept)],
                              capture_output=True, text=True, check=True).stdout
        assert probe["id"] in dump and imported[0]["id"] not in dump


with service:
    service.start("--demo")
    run_tests(an_entry_is_recorded_and_is_in_the_load_at_once,
              a_repeated_request_gets_the_first_answer_and_adds_nothing,
              an_id_with_another_content_is_a_conflict,
              a_list_is_recorded_whole_or_not_at_all,
              lines_of_json_are_a_list_too,
              a_story_cannot_be_told,
              what_is_no_exposure_is_told_what_it_should_be,
              a_clock_a_little_ahead_is_taken_as_now,
              a_correction_takes_the_place_of_what_it_corrects,
              what_was_removed_is_gone_and_its_id_is_not_used_again,
              a_load_is_exact_at_any_instant,
              nobody_without_the_token_gets_in,
              other_methods_are_told_which_would_do,
              many_clients_at_once_each_get_their_own_answer,
              a_real_person_can_be_recorded_for_and_not_looked_at,
              what_was_removed_is_destroyed_within_a_day_and_no_import_brings_it_back)
