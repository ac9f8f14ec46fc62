#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""A file of staff that an administrator imports from a page."""

import json
import re
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

service = Service()
PAGE = "/admin/import"
MAPPING = {"staff_mapping": 1, "number": "No", "name": "Name", "team": "Team", "manager": "Manager",
           "profile": {"column": "Job", "otherwise": "response"}}
HEADER = "No,Name,Team,Manager,Job\n"
BOUNDARY = "----plimsoll-test"


def administrator():
    visitor = Visitor(service)
    password = (service.data / "demonstration-password").read_text().strip()
    assert visitor.sign_in("administrator", password).status == 200
    return visitor


def row(number, manager="", team="Import team"):
    return f"{number},Demo {number},{team},{manager},x\n"


def body(fields, content, name="staff.csv"):
    parts = "".join(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
                    for key, value in fields)
    head = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            f"Content-Type: text/csv\r\n\r\n")
    content = content.encode() if isinstance(content, str) else content
    return (parts + head).encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def send(visitor, content, page=None, **changed):
    page = page or visitor.get(PAGE)
    fields = {"csrf": dict(page.form(PAGE)["fields"])["csrf"], "mapping": "hr", **changed}
    sent = body(fields.items(), content).decode("latin-1")
    return post(visitor, sent)


def post(visitor, sent):
    """As a browser does it; Visitor says that forms are urlencoded."""
    import http.client
    from urllib.parse import urlsplit
    from visitor import Page
    parts = urlsplit(service.address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=120)
    connection.request("POST", PAGE, sent.encode("latin-1"), {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Cookie": "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())})
    answer = connection.getresponse()
    page = Page(answer.status, PAGE, answer.headers, answer.read().decode(errors="replace"))
    connection.close()
    return page


def confirm(visitor, page, **changed):
    return visitor.send(page, PAGE, **changed)


def known(number):
    return service.sql("SELECT count(*) FROM person JOIN account USING (person_id) "
                       "WHERE reference = :'number' AND state = 'active'", number=number).strip() == "1"


def organisation_trail(action):
    return int(service.sql("SELECT count(*) FROM audit_entry JOIN organisation "
                           "ON organisation.organisation_id = person_id WHERE action = :'action'",
                           action=action))


def what_a_file_comes_to_is_shown_before_anything_is_changed():
    visitor = administrator()
    looks, imports = organisation_trail("staff-seen"), organisation_trail("staff-imported")
    page = send(visitor, HEADER + row("no-A1") + row("no-A2", "no-A1") + row("no-A3", "nobody") + ",No number,,,\n")
    assert page.status == 200, page.text
    for text in ("What it comes to", "Demo no-A1", "nobody is not known.", "There is no staff number.",
                 "Join 3", "Lines left out 1"):
        assert text in page.text, (text, page.text)
    assert not known("no-A1")
    assert organisation_trail("staff-seen") == looks + 1
    assert organisation_trail("staff-imported") == imports


def it_is_imported_when_that_is_confirmed_by_the_administrator_on_the_trail():
    visitor = administrator()
    done = confirm(visitor, send(visitor, HEADER + row("no-B1") + row("no-B2", "no-B1")))
    assert done.status == 200 and "The file is imported." in done.text, done.text
    assert known("no-B1") and known("no-B2")
    said = service.sql("SELECT DISTINCT actor, actor_role FROM audit_entry JOIN person USING (person_id) "
                       "WHERE reference = 'no-B1'").split()
    assert said == ["person|administrator"], said


def links_for_who_is_new_are_shown_once_and_only_where_they_are_asked_for():
    visitor = administrator()
    done = confirm(visitor, send(visitor, HEADER + row("no-C1")))
    assert "/welcome/" not in done.body
    done = confirm(visitor, send(visitor, HEADER + row("no-C2")), invite="yes")
    link = re.search(r"http://[^\s\"&]+(/welcome/[A-Za-z0-9_-]{32})", done.body)
    assert link and done.body.count("/welcome/") == 1, done.text
    assert Visitor(service).get(link.group(1)).status == 200
    assert "/welcome/" not in visitor.get(PAGE).body


def what_was_confirmed_is_imported_once():
    visitor = administrator()
    page = send(visitor, HEADER + row("no-D1"))
    assert confirm(visitor, page).status == 200
    again = confirm(visitor, page)
    assert again.status == 400 and "was imported already" in again.text, again.text


def a_file_is_confirmed_by_nobody_but_who_sent_it():
    first, second = administrator(), administrator()
    page = send(first, HEADER + row("no-E1"))
    upload = dict(page.form(PAGE)["fields"])["upload"]
    csrf = dict(second.get(PAGE).form(PAGE)["fields"])["csrf"]
    answer = second.request("POST", PAGE, {"csrf": csrf, "upload": upload})
    assert answer.status == 400 and not known("no-E1"), answer.text
    assert confirm(first, page).status == 200 and known("no-E1")


def where_many_would_leave_it_has_to_be_said_that_this_is_right():
    visitor = administrator()
    many = HEADER + "".join(row(f"no-F{i}") for i in range(60))
    assert confirm(visitor, send(visitor, many)).status == 200
    page = send(visitor, HEADER + row("no-F1"), missing="leave")
    assert "More than one in ten would leave" in page.text, page.text
    answer = confirm(visitor, page)
    assert answer.status == 400 and "that was not confirmed" in answer.text and known("no-F2")


def what_is_no_such_file_is_refused_and_says_why():
    visitor = administrator()
    for content, said in ((b"", "There is no file, or it is empty."), (b"\0", "line 1"),
                          (HEADER + row("no-G1") + "G2,a\0b,,,\n", "line 3"), ("No,Other\nG1,x\n", "Name"),
                          (HEADER + '"G1', "line 2"), (HEADER + "G1," + "x" * 70000 + ",,,\n", "line 2"),
                          (HEADER + row("no-G1") * 5001, "more than 5,000 lines"),
                          (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "line"), (b"\xff\xfeN\0o\0", "")):
        page = send(visitor, content)
        assert page.status == 400 and "Nothing was imported." in page.text and said in page.text, \
            (content[:40], page.status, page.text)
    assert not known("no-G1")


def reporting_lines_that_go_round_are_refused_with_who_is_in_them():
    page = send(administrator(), HEADER + row("no-M1", "no-M2") + row("no-M2", "no-M1"))
    assert page.status == 400 and "go round: no-M" in page.text and not known("no-M1"), page.text


def a_byte_order_mark_is_no_part_of_the_first_column():
    page = send(administrator(), "\ufeff".encode() + (HEADER + row("no-H1")).encode())
    assert page.status == 200 and "Demo no-H1" in page.text, page.text


def a_body_that_is_too_large_is_refused():
    visitor = administrator()
    page = visitor.get(PAGE)
    assert "1 MB" in page.text
    try:
        assert send(visitor, HEADER + "x" * (1 << 20), page).status == 413
    except (ConnectionResetError, BrokenPipeError):
        pass  # it was told while it was still sending


def a_form_without_the_sessions_own_token_is_refused():
    visitor = administrator()
    assert send(visitor, HEADER + row("no-I1"), csrf="0" * 32).status == 403
    page = send(visitor, HEADER + row("no-I1"))
    assert visitor.request("POST", PAGE, {"upload": dict(page.form(PAGE)["fields"])["upload"]}).status == 403
    assert not known("no-I1")


def a_mapping_that_is_not_there_is_refused():
    visitor = administrator()
    for name in ("gone", "x" * 100, ""):
        page = send(visitor, HEADER + row("no-J1"), mapping=name)
        assert page.status == 400 and "Nothing was imported." in page.text, (name, page.text)


def nothing_of_a_file_is_on_a_disk_or_in_the_log():
    visitor = administrator()
    page = send(visitor, HEADER + row("secret-k1", team="secret-team"))
    assert "secret-k1" in page.text
    for path in service.data.rglob("*"):
        if path.is_file() and "postgresql" not in path.parts:
            assert b"secret-k1" not in path.read_bytes(), path
    assert "secret" not in service.log.read_text()
    assert "secret" not in (service.data / "postgresql.log").read_text() \
        if (service.data / "postgresql.log").exists() else True


def killed_between_the_look_and_the_import_nothing_is_left():
    visitor = administrator()
    page = send(visitor, HEADER + row("secret-l1"))
    service.end(signal.SIGKILL)
    wait_for(lambda: not (service.data / "postgresql/postmaster.pid").exists(), "the database to end")
    service.start("--demo", "--small")
    answer = confirm(visitor, page)
    assert answer.status == 400 and "waits no longer" in answer.text, answer.text
    assert not known("secret-l1")


with service:
    service.start("--demo", "--small")
    mapping = service.folder / "hr.json"
    mapping.write_text(json.dumps(MAPPING))
    service.run("mapping", "save", "hr", str(mapping))
    run_tests(what_a_file_comes_to_is_shown_before_anything_is_changed,
              it_is_imported_when_that_is_confirmed_by_the_administrator_on_the_trail,
              links_for_who_is_new_are_shown_once_and_only_where_they_are_asked_for,
              what_was_confirmed_is_imported_once, a_file_is_confirmed_by_nobody_but_who_sent_it,
              where_many_would_leave_it_has_to_be_said_that_this_is_right,
              what_is_no_such_file_is_refused_and_says_why,
              reporting_lines_that_go_round_are_refused_with_who_is_in_them,
              a_byte_order_mark_is_no_part_of_the_first_column, a_body_that_is_too_large_is_refused,
              a_form_without_the_sessions_own_token_is_refused, a_mapping_that_is_not_there_is_refused,
              nothing_of_a_file_is_on_a_disk_or_in_the_log,
              killed_between_the_look_and_the_import_nothing_is_left)
