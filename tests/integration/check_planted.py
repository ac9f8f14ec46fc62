#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What a whole life of a service leaves on the machine, searched for values that were planted.

People, numbers, passwords, tokens and words of what was met are unlike anything else. After all of
it each file that the service and PostgreSQL wrote, what they said, and their command lines are
searched; KEPT says which kinds may be where, and why. Anything else is a failure.
"""

import base64
import hashlib
import hmac
import json
import os
import re
import secrets
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import book, session  # noqa: E402
from importing import BASE  # noqa: E402
from service import Service, database_processes, new_id, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

RUN = secrets.token_hex(4)
PERSONAL = {"name", "staff number", "sign-in name", "device label", "topic", "unit", "category", "type"}
# (where, as a pattern of the path; which kinds; why). Nothing else may be anywhere.
KEPT = [
    (r"data/postgresql/(base|pg_wal)/.*", PERSONAL, "the database holds them: it is what the service is for"),
    (r"plimsoll\.backup as text", PERSONAL, "a backup holds what the database holds, readable to who has it"),
    (r"data/operator-token", {"operator token"}, "the token's own file, 0600"),
    (r"data/demonstration-password", {"demonstration password"}, "the made-up people's, 0600"),
    (r"rejects\.csv", {"staff number", "name", "sign-in name"}, "the lines of the file that were left out, asked for"),
    (r"links\.csv", {"staff number", "name", "sign-in name", "link"}, "links for the first signing in, asked for, 0600"),
    (r"said by account link|said by account add|said by feed new", {"link"}, "printed once to who asked for it"),
    (r"said by (load|account list|import .*)", PERSONAL, "the answer to who asked for it at the shell"),
]
planted = {}  # kind → values
service = Service()
inputs = None
TEMPORARY = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/")
before = {path for folder in TEMPORARY for path in Path(folder).iterdir()}


def plant(kind, value):
    planted.setdefault(kind, []).append(value)
    return value


def word(kind, start):
    return plant(kind, f"{start}{RUN}q")


def run(*command, ok=True):
    """A command; what it says is searched too."""
    done = service.run(*command, ok=ok)
    name = " ".join(part for part in command[:2] if re.fullmatch("[a-z]+", part))
    with open(service.folder / f"said by {name}", "a") as out:
        out.write(done.stdout)
    with open(service.folder / f"errors of {name}", "a") as out:
        out.write(done.stderr)
    return done


def code_of(secret):
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def remember_cookies(visitor):
    for cookie in visitor.cookies.values():
        plant("session", cookie)


def sign_up():
    """A person with planted name and number, who chooses a password by their link."""
    reference = word("staff number", "Staff")
    name = word("sign-in name", "signin")
    password = word("password", "otter lamp quarry ")
    run("account", "add", reference, "--display-name", word("name", "Nama"), "--sign-in", name, "--roles",
        "officer,supervisor")
    first = run("account", "link", reference).stdout
    token = plant("link", re.search(r"/welcome/([0-9A-Za-z_-]+)", first).group(1))
    visitor = Visitor(service)
    page = visitor.get(f"/welcome/{token}")
    assert visitor.send(page, "/welcome/.*", password=word("refused password", "short")[:11]).status == 400
    assert visitor.send(page, "/welcome/.*", password=name).status == 400  # the sign-in name as password
    assert visitor.send(page, "/welcome/.*", password=password).status == 200
    assert visitor.get(f"/welcome/{token}").status == 404
    visitor.sign_in(name, password)
    remember_cookies(visitor)
    return reference, name, password, visitor


def sign_in_wrongly(name):
    visitor = Visitor(service)
    for who, what in ((name, word("wrong password", "wrong otter ")), (word("unknown name", "unknown"), "x" * 12),
                      (word("unknown name", "odd \xe9\x00'\";--"), word("wrong password", "\x00'\";-- "))):
        assert visitor.sign_in(who, what).status == 401
    page = visitor.get("/sign-in")
    bad = plant("wrong password", f"broken{RUN}q")
    assert visitor.request("POST", "/sign-in", f"name={name}&password=%ff%fe{bad}").status == 401
    assert page.status == 200


def take_second_step(visitor, name, password):
    shown = visitor.send(visitor.get("/me/sign-in"), "/me/sign-in/second-step", password=password)
    assert shown.status == 200, (shown.status, shown.text)
    secret = plant("secret", re.search(r"<p><code>([A-Z2-7 ]{39})</code></p>", shown.body).group(1).replace(" ", ""))
    done = visitor.send(shown, "/me/sign-in/second-step/confirm", code=code_of(secret))
    for code in re.findall(r"<code>(\w{5}-\w{5})</code>", done.body):
        plant("recovery code", code)
    again = Visitor(service)
    assert again.sign_in(name, password, code=planted["recovery code"][0]).status == 200
    remember_cookies(again)


def log_and_undo(visitor, reference):
    form = visitor.get("/log")
    saved = visitor.send(form, "/log", category="INC_SUICIDE")
    assert visitor.send(form, "/log", category="INC_SUDDEN_DEATH").status in (200, 409)
    assert visitor.send(visitor.get("/log"), "/log", category=word("typed", "CATEGORY")).status == 400
    visitor.send(saved, "/log/.*/undo")
    plant("category", "INC_SUICIDE")
    one = {"id": new_id(), "person": reference, "category": "INC_SUICIDE", "occurred_at": "2026-11-20T10:00:00Z"}
    assert service.ask("POST", "/api/v1/exposures", one)[0] in (200, 201)
    assert service.ask("POST", "/api/v1/exposures", {**one, "category": "INC_SUDDEN_DEATH"})[0] == 409
    assert service.ask("POST", "/api/v1/exposures", {**one, "id": new_id(), "corrects": one["id"]})[0] in (200, 201)
    for wrong in ({**one, "id": new_id(), "category": word("typed", "KIND")}, {**one, word("typed", "member"): 1},
                  {**one, "id": new_id(), "person": word("typed", "nobody")}, word("typed", "{not JSON ")):
        assert service.ask("POST", "/api/v1/exposures", wrong)[0] in (400, 404, 409, 422), wrong


def follow(reference):
    address = run("feed", "new", "--person", reference, "--label", word("device label", "Phone")).stdout
    token = plant("link", re.search(r"/f/([0-9A-Za-z_-]+)\.ics", address).group(1))
    person = service.sql("SELECT person_id FROM person WHERE reference = :'r'", r=reference).strip()
    for hour in (8, 12):
        start = f"2026-12-2{hour % 8}T{hour:02}:00:00Z"
        one = session(service, start)
        service.sql("UPDATE session SET topic = :'topic' WHERE session_id = :'s'", s=one, topic=word("topic", "Topic"))
        book(service, person, one, "held" if hour == 8 else "confirmed")
    assert service.get(f"/f/{token}.ics", User_Agent="Google-Calendar-Importer").status == 200
    assert service.get(f"/f/{plant('unknown link', '0' * 24 + RUN)}.ics").status == 404
    assert service.get(f"/f/{token}.ics?{word('typed', 'query')}=1", "POST", "x").status == 405


def import_files():
    export = inputs / "export.csv"
    export.write_text("incident,unit,time,type\n" + "".join(
        f"{word('incident number', f'INC{i}-')},{planted['staff number'][0] if i else word('unit', 'Unit')},"
        f"2026-11-2{i} 10:00,{'Fire' if i else word('type', 'Kind of ')}\n" for i in range(4)) +
        f"{word('incident number', 'BAD-')},{word('bad row', 'Unit')},{word('bad row', 'notime')},Fire\nshort\n")
    mapping = inputs / "mapping.json"
    mapping.write_text(json.dumps(BASE))
    run("import", "dispatch", str(export), "--mapping", str(mapping), "--json")
    run("import", "dispatch", str(export), "--mapping", str(mapping))
    staff = inputs / "staff.csv"
    staff.write_text("No,Name,Mail,Team\n" + "".join(
        f"{word('staff number', f'S{i}')},{word('name', f'Nam{i}')},{word('sign-in name', f'mail{i}')}@x.example,"
        f"A\n" for i in range(3)) + f"{planted['staff number'][-1]},{word('name', 'Twice')},,A\n")
    own = inputs / "staff.json"
    own.write_text(json.dumps({"staff_mapping": 1, "number": "No", "name": ["Name"], "sign_in": "Mail", "team": "Team",
                               "profile": {"otherwise": "front_desk"}}))
    done = run("import", "staff", str(staff), "--mapping", str(own), "--rejects", str(service.folder / "rejects.csv"),
               "--links", str(service.folder / "links.csv"), ok=False)
    assert "error" not in done.stderr.lower() or done.returncode == 0, done.stderr
    for link in re.findall(r"/welcome/(\S+)", (service.folder / "links.csv").read_text()) \
            if (service.folder / "links.csv").exists() else []:
        plant("link", link)


def meet_errors(visitor, name, password):
    csrf = dict(visitor.get("/me").form("/sign-out")["fields"])["csrf"]
    plant("session", csrf)
    assert visitor.request("GET", f"/{word('typed', 'nowhere')}").status == 404
    assert visitor.request("GET", f"/week?{word('typed', 'from')}=1").status in (400, 403)
    assert visitor.request("GET", f"/audit?action={word('typed', 'act')}").status == 403
    assert visitor.request("POST", "/me/feeds", {"csrf": csrf, "label": word("typed", "L") * 40}).status == 400
    assert visitor.request("POST", "/log", {"csrf": word("typed", "c")}).status == 403
    # 503: the database is shut for longer than a page waits.
    lock = threading.Thread(target=service.sql, args=("BEGIN; LOCK TABLE account, person; SELECT pg_sleep(12)",))
    lock.start()
    time.sleep(0.5)
    assert Visitor(service).sign_in(name, password).status == 503
    assert visitor.get("/load").status == 503
    lock.join()
    service.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'plimsoll_web'")
    wait_for(lambda: all(visitor.get("/me").status == 200 for _ in range(32)) and all(
        Visitor(service).sign_in(name, password).status == 200 for _ in range(6)), "every connection anew")


def look_at_processes():
    """Command lines, environments and limits of the service and its database, while they run."""
    with open(service.folder / "command lines and environments", "ab") as out:
        for pid in (service.process.pid, *database_processes(service)):
            try:
                out.write(Path(f"/proc/{pid}/cmdline").read_bytes() + Path(f"/proc/{pid}/environ").read_bytes())
                limits = Path(f"/proc/{pid}/limits").read_text()
            except FileNotFoundError:
                continue
            assert re.search(r"Max core file size +0 +0", limits), (pid, limits)


def live():
    global inputs
    inputs = service.folder / "inputs"
    inputs.mkdir()
    service.start("--demo", "--verbose")
    plant("demonstration password", (service.data / "demonstration-password").read_text().strip())
    plant("operator token", service.token())
    reference, name, password, visitor = sign_up()
    sign_in_wrongly(name)
    log_and_undo(visitor, reference)
    follow(reference)
    import_files()
    meet_errors(visitor, name, password)
    take_second_step(visitor, name, password)
    look_at_processes()
    for command in (("load", reference), ("account", "list"), ("audit", "list", "--person", reference), ("audit", "root"),
                    ("audit", "verify"), ("load", word("typed", "who"))):
        run(*command, ok=False)
    run("backup", str(service.folder / "plimsoll.backup"))
    time.sleep(2)  # the engine
    look_at_processes()
    service.end(signal.SIGKILL)
    service.start("--verbose")
    os.kill(database_processes(service)[-1], signal.SIGKILL)  # all others of the database end with it
    wait_for(lambda: visitor.get("/load").status == 200, "the database to recover")
    service.end(signal.SIGKILL)
    service.start("--verbose")
    visitor = Visitor(service)
    visitor.sign_in(name, password, code=planted["recovery code"][1])
    remember_cookies(visitor)
    service.end()
    run("restore", str(service.folder / "plimsoll.backup"), ok=False)


def places():
    """What the service has written: beside the test's own inputs, and in places for temporary files."""
    yield from (path for path in service.folder.iterdir() if path != inputs)
    for folder in TEMPORARY:
        yield from (path for path in Path(folder).iterdir()
                    if path not in before and not path.name.startswith("plimsoll-test-"))


def looks(value):
    """How a value may stand in a file: as it is, in hexadecimal, in base64, as an address says it."""
    raw = value.encode()
    forms = {raw, raw.hex().encode(), base64.b64encode(raw), raw.replace(b" ", b"+"), raw.replace(b" ", b"%20")}
    return [form for form in forms if len(form) >= 8 and b"\0" not in form and b"\n" not in form]


def search():
    """{(file, kind)} of everything that is found."""
    text = service.folder / "plimsoll.backup as text"  # packed: as its reader has it
    with open(text, "wb") as out:
        subprocess.run(["pg_restore", "-f", "-", service.folder / "plimsoll.backup"], stdout=out, check=True)
    kinds = {form: kind for kind, values in planted.items() for value in values for form in looks(value)}
    wanted = inputs / "wanted"
    wanted.write_bytes(b"\n".join(kinds) + b"\n")
    done = subprocess.run(["grep", "-raFoZ", "--no-messages", "-D", "skip", "-f", wanted, *places()],
                          capture_output=True, env={**os.environ, "LC_ALL": "C"})
    found = set()
    for line in done.stdout.splitlines():
        name, match = line.split(b"\0", 1)
        path = Path(name.decode())
        inside = service.folder in path.parents
        if inside or kinds[match] != "category":  # a word that others' files have too
            found.add((str(path.relative_to(service.folder) if inside else path), kinds[match]))
    return found


def may_be(name, kind):
    return any(re.fullmatch(where, name) and kind in kinds for where, kinds, _ in KEPT)


def nothing_that_was_planted_is_where_it_may_not_be():
    wrong = sorted(one for one in search() if not may_be(*one))
    assert not wrong, wrong


def what_opens_something_is_in_no_database_and_no_backup():
    """Said apart, because it is what a stolen disk or backup would be searched for."""
    keys = {"password", "refused password", "wrong password", "unknown name", "session", "link", "secret", "recovery code",
            "operator token", "incident number", "typed", "bad row"}
    for name, kind in search():
        assert kind not in keys or not re.match(r"data/postgresql|plimsoll\.backup", name), (name, kind)


def what_was_planted_is_found_where_it_must_be():
    """Or the search would prove nothing."""
    found = search()
    for kind in ("name", "staff number", "sign-in name", "device label", "topic", "category"):
        assert ("plimsoll.backup as text", kind) in found, (kind, sorted(found))
    assert any(name.startswith("data/postgresql/base/") and kind == "name" for name, kind in found)
    assert ("data/operator-token", "operator token") in found


def nobody_else_of_the_machine_reads_what_is_kept():
    for path in (service.data, service.data / "postgresql", *service.data.iterdir()):
        assert path.stat().st_mode & 0o077 == 0, (path, oct(path.stat().st_mode))
    for name in ("plimsoll.backup", "links.csv", "rejects.csv"):
        path = service.folder / name
        if path.exists():
            assert path.stat().st_mode & 0o077 == 0, (path, oct(path.stat().st_mode))


def each_request_is_logged_by_its_route_and_nothing_else():
    """With --verbose too: no address, no query, no header, no name."""
    lines = [line for line in service.log.read_text().splitlines() if "event=request" in line or '"request"' in line]
    text = service.log.read_text()
    assert len(text) > 2000, text
    assert "/welcome/" not in text.split("http://127.0.0.1")[0] and "/f/" not in text, text[:2000]
    assert lines or "route" in text


with service:
    live()
    run_tests(what_was_planted_is_found_where_it_must_be, nothing_that_was_planted_is_where_it_may_not_be,
              what_opens_something_is_in_no_database_and_no_backup, nobody_else_of_the_machine_reads_what_is_kept,
              each_request_is_logged_by_its_route_and_nothing_else)
