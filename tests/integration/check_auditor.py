#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What an auditor sees of the trail, and what not."""

import csv
import hashlib
import io
import re
import sys
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

service = Service()


def signed_in(role):
    visitor = Visitor(service)
    password = (service.data / "demonstration-password").read_text().strip()
    assert visitor.sign_in(role, password).status == 200
    return visitor


def reference(role):
    return service.sql("SELECT reference FROM person JOIN account USING (person_id) "
                       "WHERE sign_in_name = :'name'", name=role).strip()


def name_of(role):
    return service.sql("SELECT display_name FROM account WHERE sign_in_name = :'name'",
                       name=role).strip()


def rows(page):
    return list(csv.DictReader(io.StringIO(page.body)))


def older_pages(auditor, path):
    """Each page from this one on to older entries."""
    while path:
        page = auditor.get(path)
        yield page
        path = next((given["href"].replace("&amp;", "&") for tag, given in page.tags
                     if tag == "a" and "from=" in given.get("href", "")
                     and "hreflang" not in given), None)


def an_access_to_anothers_record_is_there_and_not_whose_it_was():
    service.run("load", reference("officer"))
    auditor = signed_in("auditor")
    page = auditor.get("/audit")
    assert "looked at the load" in page.text and "the operator at the shell" in page.text
    assert reference("officer") not in page.body
    assert name_of("officer") not in page.body


def what_people_do_with_their_own_is_not_there():
    signed_in("officer")
    page = signed_in("auditor").get("/audit?action=signed-in")
    assert "There is nothing of that kind." in page.text, page.text


def one_record_has_one_number_and_others_have_others():
    service.run("load", reference("officer"))
    service.run("load", reference("officer"))
    service.run("load", reference("supervisor"))
    seen = rows(signed_in("auditor").get("/audit.csv?action=load-seen"))
    numbers = [row["record"] for row in seen]
    assert all(re.fullmatch("[0-9a-f]{8}", number) for number in numbers), numbers
    assert sorted(map(numbers.count, set(numbers))) == [1, len(numbers) - 1], numbers


def that_it_was_looked_at_and_taken_away_is_on_it_too():
    auditor = signed_in("auditor")
    auditor.get("/audit")
    auditor.get("/audit.csv")
    for action in ("trail-seen", "exported"):
        newest = rows(auditor.get(f"/audit.csv?action={action}"))[0]
        assert newest["record"] == "the organisation" and newest["role"] == "auditor", newest
        assert newest["who"] == name_of("auditor"), newest


def all_pages_together_have_each_entry_once():
    for _ in range(30):
        service.run("load", reference("officer"))
    auditor = signed_in("auditor")
    whole = len(rows(auditor.get("/audit.csv?action=load-seen")))
    people = service.sql("SELECT person_id FROM person").split()
    met = 0
    for page in older_pages(auditor, "/audit?action=load-seen"):
        met += page.body.count("<td>looked at the load</td>")
        # Where the next page begins says nothing of whose entries there are.
        assert not any(person in page.body for person in people)
    assert met == whole > 30, (met, whole)


def a_look_at_a_shared_load_is_there_with_its_day_and_not_whose_load_it_was():
    officer, clinician, auditor = map(signed_in, ("officer", "clinician", "auditor"))
    page = officer.get("/me/share")
    whom = next(given["value"] for _, given in page.tags if given.get("name") == "clinician")
    officer.send(page, "/me/share", clinician=whom, days="1")
    address = re.search(r'href="(/shared/[0-9a-f-]{36})"', clinician.get("/shared").body).group(1)
    for _ in range(60):
        assert clinician.get(address).status == 200
    seen = rows(auditor.get("/audit.csv?action=shared-load-seen"))
    assert len(seen) == 60, seen
    days = set(service.sql("SELECT DISTINCT (acted_at AT TIME ZONE 'UTC')::date FROM audit_entry "
                           "WHERE action = 'shared-load-seen'").split())
    assert {row["at"] for row in seen} == days, seen[0]
    for row in seen:
        assert row["who"] == name_of("clinician") and row["role"] == "clinician", row
        assert row["record"] == "one that is shared with them", row
    owner = service.sql("SELECT person_id FROM account WHERE sign_in_name = 'officer'").strip()
    pages = list(older_pages(auditor, "/audit?action=shared-load-seen"))
    assert len(pages) == 2 and not any(owner in page.body for page in pages)
    for page in pages:  # no time of the day
        assert not re.search(r"\d\d:\d\d (?=" + name_of("clinician") + ")", page.text), page.text
    whole = [page.body for page in older_pages(auditor, "/audit")]
    assert sum(body.count("<td>looked at the load that is shared</td>") for body in whole) == 60


def that_somebody_shares_is_not_there():
    officer, auditor = signed_in("officer"), signed_in("auditor")
    page = officer.get("/me/share")
    assert "You share with" in page.text
    officer.send(page, "/me/share/.*/end")
    for action in ("load-shared", "load-unshared"):
        assert not rows(auditor.get(f"/audit.csv?action={action}")), action


def the_number_of_a_record_cannot_be_made_from_the_id_of_its_owner():
    person = service.sql("SELECT person_id FROM person WHERE reference = :'r'", r=reference("officer")).strip()
    service.run("load", reference("officer"))
    shown = rows(signed_in("auditor").get("/audit.csv?action=load-seen"))[0]["record"]
    assert re.fullmatch("[0-9a-f]{8}", shown), shown
    for named in (person, f"record:{person}", uuid.UUID(person).bytes):
        raw = named.encode() if isinstance(named, str) else named
        for digest in (hashlib.blake2b(raw, digest_size=32), hashlib.blake2b(raw, digest_size=16),
                       hashlib.sha256(raw), hashlib.blake2b(raw)):
            assert not digest.hexdigest().startswith(shown)


def nonsense_is_refused_with_words():
    auditor = signed_in("auditor")
    for path in ("/audit?action=flew", "/audit?from=yesterday", "/audit?from=/////",
                 "/audit?from=2026-11-26T03:00:00Z/-1", "/audit?from=2026-11-26T03:00:00Z/99999999999",
                 "/audit/roots?before=0", "/audit/roots?before=x"):
        assert auditor.get(path).status == 400, path


def a_kept_line_is_known_again_and_another_is_not():
    kept = service.run("audit", "root").stdout.strip()
    auditor = signed_in("auditor")
    line = kept.replace(" ", "+").replace(":", "%3A")
    query = "/audit/roots?line=" + kept.replace(" ", "%20").replace(":", "%3A")
    assert "is among those" in auditor.get(query).text, line
    other = query[:-1] + ("0" if query[-1] != "0" else "1")
    assert "is not among those" in auditor.get(other).text
    assert "no such line" in auditor.get("/audit/roots?line=hello").text
    lines = auditor.get("/audit/roots.txt").body
    assert lines.splitlines()[-1] == kept, lines
    file = service.folder / "lines"
    file.write_text(lines)
    assert service.run("audit", "verify", "--root", file).returncode == 0


def what_the_night_found_is_shown():
    clock = service.sql("SELECT now() + interval '36 hours'").strip().replace(" ", "T")
    service.restart_at(clock[:19] + "Z")
    auditor = signed_in("auditor")
    wait_for(lambda: "The trail is as it was written." in auditor.get("/audit").text, "verified")
    service.sql("UPDATE audit_entry SET action = 'exported' WHERE (person_id, number) IN "
                "(SELECT person_id, number FROM audit_entry WHERE action = 'load-seen' LIMIT 1)")
    clock = service.sql("SELECT now() + interval '72 hours'").strip().replace(" ", "T")
    service.restart_at(clock[:19] + "Z")
    auditor = signed_in("auditor")
    wait_for(lambda: "1 place in the trail was changed" in auditor.get("/audit").text, "found")


with service:
    service.start("--demo", "--small")
    run_tests(an_access_to_anothers_record_is_there_and_not_whose_it_was,
              what_people_do_with_their_own_is_not_there,
              one_record_has_one_number_and_others_have_others,
              that_it_was_looked_at_and_taken_away_is_on_it_too,
              all_pages_together_have_each_entry_once,
              a_look_at_a_shared_load_is_there_with_its_day_and_not_whose_load_it_was,
              that_somebody_shares_is_not_there,
              the_number_of_a_record_cannot_be_made_from_the_id_of_its_owner, nonsense_is_refused_with_words,
              a_kept_line_is_known_again_and_another_is_not, what_the_night_found_is_shown)
