#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What an auditor sees of the trail, and what not."""

import csv
import io
import re
import sys
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
    path, met = "/audit?action=load-seen", 0
    while path:
        page = auditor.get(path)
        met += page.body.count("<td>looked at the load</td>")
        path = next((given["href"].replace("&amp;", "&") for tag, given in page.tags
                     if tag == "a" and "before=" in given.get("href", "")), None)
    assert met == whole > 30, (met, whole)


def nonsense_is_refused_with_words():
    auditor = signed_in("auditor")
    for path in ("/audit?action=flew", "/audit?before=yesterday", "/audit?before=/////",
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
              all_pages_together_have_each_entry_once, nonsense_is_refused_with_words,
              a_kept_line_is_known_again_and_another_is_not, what_the_night_found_is_shown)
