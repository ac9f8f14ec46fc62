#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""A policy proposed, commented on and approved from pages; of who comments nothing is kept."""

import html
import http.client
import json
import re
import sys
import uuid
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import ROOT, Service, run_tests  # noqa: E402
from visitor import Page, Visitor  # noqa: E402

START, OVER = "2026-12-01T09:00:00Z", "2026-12-16T09:00:00Z"
ADMIN = "/admin/policy"
service = Service(START)
visitors = {}


def visitor(role):
    if role not in visitors:
        visitors[role] = Visitor(service)
        password = (service.data / "demonstration-password").read_text().strip()
        assert visitors[role].sign_in(role, password).status == 200
    return visitors[role]


def document(**levels):
    policy = json.loads((ROOT / "service/json/policies/default.json").read_text())
    policy["title"] = "Another policy"
    policy["lines"][0]["levels"][1].update(levels)
    return json.dumps(policy)


def look(content, begins="2026-12-20"):
    """Sends a file to be looked at."""
    of = visitor("administrator")
    csrf = dict(of.get(ADMIN).form(ADMIN)["fields"])["csrf"]
    mark = uuid.uuid4().hex
    parts = "".join(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                    for name, value in (("csrf", csrf), ("begins", begins)))
    parts += (f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="policy.json"\r\n'
              f"Content-Type: application/json\r\n\r\n{content}\r\n--{mark}--\r\n")
    place = urlsplit(service.address)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
    connection.request("POST", ADMIN, parts.encode(), {
        "Content-Type": f"multipart/form-data; boundary={mark}", "Origin": service.address,
        "Cookie": "; ".join(f"{name}={value}" for name, value in of.cookies.items())})
    answer = connection.getresponse()
    page = Page(answer.status, ADMIN, answer.headers, answer.read().decode())
    page.feed(page.body)
    return page


def act(role, what, **fields):
    """Fills in the form of the page that does it."""
    of = visitor(role)
    page = of.get(ADMIN)
    form = next(form for form in page.forms if ("act", what) in [tuple(field) for field in form["fields"]])
    return of.request("POST", ADMIN, {**dict(form["fields"]), **fields})


def begin():
    service.start("--demo", "--small")


def shown_words(path, of):
    """What a page says in words, without what stands there as the document has it."""
    page = visitor(of).get(path)
    assert page.status == 200, (path, page.status)
    cut = page.body.find("Every number, as the document" if not path.startswith("/cy") else "Pob rhif, fel y mae")
    shown = page.body if cut < 0 else page.body[:cut]
    return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r'<span [^>]*translate="no">.*?</span>', "", shown)))


def what_the_policy_has_is_called_by_its_name_in_both_languages():
    policy = json.loads(document())
    policy["title"] = "Plimsoll's default policy"
    things = [thing for part in ("lines", "triggers", "cadences", "responses") for thing in policy[part]]
    labels = {thing["label"] for thing in things} | {policy["title"]}
    for path, of in (("/policy", "officer"), ("/policy/try", "wellbeing")):
        english, welsh = shown_words(path, of), shown_words("/cy" + path, of)
        for said in (english, welsh):
            left = {thing["id"] for thing in things if "_" in thing["id"]} & set(re.findall(r"[\w-]+", said))
            assert not left, (path, left)
        for label in labels:
            assert label not in welsh or label == "LGA Standard 5", (path, label)
    assert "Events and live calls: amber" in shown_words("/policy", "officer")
    assert "Digwyddiadau a galwadau byw: ambr" in shown_words("/cy/policy", "officer")
    assert "Polisi diofyn Plimsoll" in shown_words("/cy/policy", "officer")
    assert "240 minutes of material or more in a calendar day" in shown_words("/policy", "officer")
    assert "Digwyddiadau, ambr: " in shown_words("/cy/policy/try", "wellbeing")


def a_document_with_faults_is_answered_with_their_paths_and_suggestions():
    page = look(document(response="ambre"))
    assert page.status == 400 and "lines[0].levels[1].response" in page.text, page.text
    assert "Did you mean" in page.text
    assert "This document has faults" in page.text


def what_it_would_change_is_shown_before_it_is_proposed():
    page = look(document(on=200))
    assert page.status == 200 and "The amber line of Events goes from 180 to 200." in page.text
    assert "crossed later" in page.text
    assert service.sql("SELECT count(*) FROM policy").strip() == "1"
    of = visitor("administrator")
    fields = dict(next(form for form in page.forms if ("act", "propose") in map(tuple, form["fields"]))["fields"])
    fields["document"] = document(on=200)
    early = of.request("POST", ADMIN, {**fields, "begins": "2026-12-10"})
    assert early.status == 400 and "Nothing was changed." in early.text
    done = of.request("POST", ADMIN, fields)
    assert done.status == 200 and "Done." in done.text, done.text


def everybody_reads_it_and_can_comment_without_a_name():
    for role in ("officer", "supervisor", "facilitator", "auditor", "clinician"):
        page = visitor(role).get("/policy")
        assert page.status == 200 and "goes from 180 to 200" in page.text, role
        assert "days are left for comment" in page.text
        assert "Demonstration administrator" not in page.text
    officer = visitor("officer")
    page = officer.send(officer.get("/policy"), "/policy/comment", body="Why <b>so</b> high?")
    assert page.status == 200 and "Why <b>so</b> high?" in page.text and "without your name" in page.text
    columns = service.sql("SELECT string_agg(column_name, ',' ORDER BY ordinal_position)"
                          " FROM information_schema.columns WHERE table_name = 'policy_comment'").strip()
    assert columns == "organisation_id,version,comment_id,came_on,body,reply", columns
    # Sent again, as a browser does, it stands there once.
    fields = dict(officer.get("/policy").form("/policy/comment")["fields"])
    for _ in range(2):
        officer.request("POST", "/policy/comment", {**fields, "body": "Twice"})
    assert service.sql("SELECT count(*) FROM policy_comment WHERE body = 'Twice'").strip() == "1"
    kept = service.sql("SELECT count(*) FROM audit_entry WHERE action LIKE '%comment%'").strip()
    assert kept == "0"


def one_session_can_say_only_so_much_at_once():
    supervisor = visitor("supervisor")
    answers = [supervisor.send(supervisor.get("/policy"), "/policy/comment", body=f"Number {number}").status
               for number in range(12)]
    assert answers[0] == 200 and answers[-1] == 400, answers
    # It is the session's own: another's is not.
    officer = visitor("officer")
    assert officer.send(officer.get("/policy"), "/policy/comment", body="And I").status == 200


def an_empty_comment_is_refused_with_a_sentence():
    officer = visitor("officer")
    page = officer.send(officer.get("/policy"), "/policy/comment", body="  ")
    assert page.status == 400 and "has to say something" in page.text


def a_comment_is_replied_to_once_and_everybody_reads_it():
    assert act("administrator", "reply", reply="Because of the pilot.").status == 200
    assert "Because of the pilot." in visitor("officer").get("/policy").text


def others_may_not_administer_it():
    assert visitor("officer").get(ADMIN).status == 403
    assert visitor("auditor").get(ADMIN).status == 403


def a_second_person_approves_it_once_the_staff_side_was_heard():
    page = visitor("administrator").get(ADMIN)
    assert not [form for form in page.forms if ("act", "approve") in map(tuple, form["fields"])]
    service.restart_at(OVER)
    visitors.clear()
    assert "Waits for approval" in visitor("officer").get("/policy").text
    page = visitor("wellbeing").get(ADMIN)
    assert "cannot be approved before the staff side" in page.text
    assert act("wellbeing", "view", body="Federation branch", opinion="none", note="Not met", on="2026-12-10").status == 200
    page = visitor("wellbeing").get(ADMIN)
    assert "has no view. Not met" in page.text
    own = visitor("administrator").get(ADMIN)
    assert not [form for form in own.forms if ("act", "approve") in map(tuple, form["fields"])]
    fields = dict(next(form for form in own.forms if ("act", "withdraw") in map(tuple, form["fields"]))["fields"])
    refused = visitor("administrator").request("POST", ADMIN, {**fields, "act": "approve"})
    assert refused.status == 409 and "A second person has to do this." in refused.text
    assert act("wellbeing", "approve").status == 200
    service.restart_at("2026-12-21T09:00:00Z")
    visitors.clear()
    page = visitor("officer").get("/policy")
    assert "In force: Another policy, version 2." in page.text, page.text
    assert "Proposed" not in page.text


def it_is_all_there_in_welsh():
    assert "Y polisi" in visitor("officer").get("/cy/policy").text
    assert "Fersiynau'r polisi" in visitor("administrator").get("/cy/admin/policy").text


with service:
    begin()
    sys.exit(run_tests(
        what_the_policy_has_is_called_by_its_name_in_both_languages,
        a_document_with_faults_is_answered_with_their_paths_and_suggestions,
        what_it_would_change_is_shown_before_it_is_proposed,
        everybody_reads_it_and_can_comment_without_a_name,
        one_session_can_say_only_so_much_at_once,
        an_empty_comment_is_refused_with_a_sentence,
        a_comment_is_replied_to_once_and_everybody_reads_it,
        others_may_not_administer_it,
        a_second_person_approves_it_once_the_staff_side_was_heard,
        it_is_all_there_in_welsh,
    ))
