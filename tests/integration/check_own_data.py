#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What people can do with their own account and data."""

import base64
import csv
import hashlib
import hmac
import io
import json
import re
import shutil
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, Skip, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

NEW_PASSWORD = "otter lamp quarry seven"
service = Service()


def password():
    return (service.data / "demonstration-password").read_text().strip()


def signed_in(role="officer", **more):
    visitor = Visitor(service)
    page = visitor.sign_in(role, more.pop("password", None) or password(), **more)
    assert page.status == 200, (page.status, page.text)
    return visitor


def person(role="officer"):
    return service.sql("SELECT person_id FROM account JOIN sign_in_name USING (person_id) "
                       "WHERE sign_in_name = :'name'", name=role).strip()


def reference(role="officer"):
    return service.sql("SELECT reference FROM person WHERE person_id = :'p'", p=person(role)).strip()


def code_of(secret, step=None):
    """RFC 6238, apart from the service's."""
    step = int(time.time()) // 30 if step is None else step
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1)
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def read_picture(body):
    """The text of a page's QR code, by a reader that is not ours."""
    if not shutil.which("zbarimg"):
        raise Skip("zbarimg is not installed")
    found = re.search(r'<svg class="qr" viewBox="0 0 (\d+) \1".*?<path d="([^"]+)"', body)
    size, scale = int(found.group(1)), 8
    rows = [[0] * size for _ in range(size)]
    for x, y, length, back in re.findall(r"M(\d+),(\d+)h(\d+)v1h-(\d+)z", found.group(2)):
        assert length == back
        for i in range(int(length)):
            rows[int(y)][int(x) + i] = 1
    picture = service.folder / "code.pbm"
    picture.write_text(f"P1\n{size * scale} {size * scale}\n" + "\n".join(
        " ".join(str(one) for one in row for _ in range(scale)) for row in rows for _ in range(scale)))
    done = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True)
    return done.stdout.strip()


def whoever_looks_at_a_record_is_named_to_its_owner():
    visitor = signed_in("facilitator")
    assert "Looked at your load" not in visitor.get("/me/access-log").text
    service.run("load", reference("facilitator"))
    service.run("account", "link", reference("facilitator"))
    page = visitor.get("/me/access-log")
    assert page.status == 200
    assert "Looked at your load The operator at the shell today" in page.text, page.text
    assert "Made a link for you to sign in with" in page.text
    assert page.text.index("Made a link") < page.text.index("Looked at your load")  # newest first
    assert "Signed in You" in page.text


def what_one_looks_at_of_ones_own_is_not_kept():
    visitor = signed_in()
    before = visitor.get("/me/access-log").text
    for path in ("/load", "/offers", "/me", "/me/access-log", "/load.csv"):
        assert visitor.get(path).status == 200
    assert visitor.get("/me/access-log").text == before


def a_long_record_comes_in_pages_of_fifty():
    for _ in range(61):
        signed_in("wellbeing")
    visitor = signed_in("wellbeing")
    page = visitor.get("/me/access-log")
    rows = [text for text in page.texts if text == "Signed in"]
    assert len(rows) == 50, len(rows)
    older = re.search(r'href="(/me/access-log\?before=\d+)"', page.body).group(1)
    after = visitor.get(older)
    assert [text for text in after.texts if text == "Signed in"] and "Older" not in after.texts
    assert "Newest" in after.texts


def nobody_sees_another_persons_record_of_looks():
    officer, other = signed_in(), signed_in("supervisor")
    service.run("load", reference())
    assert "Looked at your load" in officer.get("/me/access-log").text
    assert "Looked at your load" not in other.get("/me/access-log").text


def changing_the_password_takes_the_old_one_and_ends_other_sessions():
    here, there = signed_in("auditor"), signed_in("auditor")
    page = here.get("/me/sign-in")
    wrong = here.send(page, "/me/sign-in/password", password="not my password", wanted=NEW_PASSWORD)
    assert wrong.status == 400 and "The password is not right." in wrong.text
    weak = here.send(page, "/me/sign-in/password", password=password(), wanted="short")
    assert weak.status == 400 and "at least 12 characters" in weak.text
    assert there.get("/me/sign-in").status == 200
    done = here.send(page, "/me/sign-in/password", password=password(), wanted=NEW_PASSWORD)
    assert done.status == 200 and "The password is changed." in done.text, done.text
    assert there.request("GET", "/me", follow=False).status == 303
    assert Visitor(service).sign_in("auditor", password()).status == 401
    assert "Changed the password You" in signed_in("auditor", password=NEW_PASSWORD).get(
        "/me/access-log").text


def a_second_step_is_set_up_by_picture_or_text_and_confirmed():
    visitor = signed_in("administrator")
    page = visitor.get("/me/sign-in")
    refused = visitor.send(page, "/me/sign-in/second-step", password="not my password")
    assert refused.status == 400 and "<svg class=\"qr\"" not in refused.body
    shown = visitor.send(page, "/me/sign-in/second-step", password=password())
    secret = re.search(r"<p><code>([A-Z2-7 ]{39})</code></p>", shown.body).group(1).replace(" ", "")
    assert Visitor(service).sign_in("administrator", password()).status == 200  # not yet in force
    wrong = visitor.send(shown, "/me/sign-in/second-step/confirm", code="000000")
    assert wrong.status == 400 and "not the code" in wrong.text and secret not in wrong.body
    assert secret not in visitor.get("/me/sign-in").body.replace(" ", "")
    done = visitor.send(shown, "/me/sign-in/second-step/confirm", code=code_of(secret))
    codes = re.findall(r"<code>(\w{5}-\w{5})</code>", done.body)
    assert done.status == 200 and len(set(codes)) == 10, done.text
    again = visitor.get("/me/sign-in")
    assert not any(code in again.body for code in codes) and "10 recovery codes are left." in again.text
    assert Visitor(service).sign_in("administrator", password()).status == 401
    signed_in("administrator", code=codes[0])
    assert "9 recovery codes are left." in visitor.get("/me/sign-in").text
    ended = visitor.send(again, "/me/sign-in/second-step/end", password=password())
    assert "The second step is ended." in ended.text
    signed_in("administrator")


def the_picture_of_a_second_step_says_what_the_text_says():
    visitor = signed_in("supervisor")
    shown = visitor.send(visitor.get("/me/sign-in"), "/me/sign-in/second-step", password=password())
    secret = re.search(r"<p><code>([A-Z2-7 ]{39})</code></p>", shown.body).group(1).replace(" ", "")
    read = read_picture(shown.body)
    assert read.startswith("otpauth://totp/") and f"secret={secret}" in read, read


def the_sessions_in_force_are_listed_and_ended_together():
    here, there = signed_in("wellbeing"), signed_in("wellbeing")
    page = here.get("/me/sign-in")
    assert page.text.count("Signed in: today") >= 2 and page.text.count("· here") == 1, page.text
    here.send(page, "/me/sign-out-everywhere")
    assert there.request("GET", "/me", follow=False).status == 303
    assert signed_in("wellbeing").get("/me/sign-in").text.count("Signed in: today") == 1


def parcel_of(visitor, language=""):
    answer = visitor.send(visitor.get(language + "/me/data"), ".*/me/data/download")
    assert answer.status == 200 and answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(answer.raw))


def everything_about_a_person_is_taken_away_in_one_archive():
    visitor = signed_in()
    saved = visitor.send(visitor.get("/log"), "/log", category="INC_SUICIDE")
    visitor.send(saved, "/log/.*/undo")
    parcel = parcel_of(visitor)
    assert parcel.testzip() is None
    data = json.loads(parcel.read("data.json"))
    count = int(service.sql("SELECT count(*) FROM exposure WHERE person_id = :'p'", p=person()))
    assert len(data["entries"]["rows"]) == count > 1
    assert all(isinstance(row["dose"], (int, float)) for row in data["entries"]["rows"])
    assert data["removed"]["rows"][-1]["entry_id"] == saved.path.split("/")[-1]
    assert data["account"]["rows"][0]["sign_in_name"] == "officer"
    assert data["crossings"]["rows"] and data["bookings"]["rows"] and data["calendar-links"]["rows"]
    assert any(row["action"] == "signed-in" for row in data["who-looked"]["rows"])
    index = parcel.read("index.html").decode()
    for name, table in data.items():
        if name == "made_at":
            continue
        rows = list(csv.DictReader(io.StringIO(parcel.read(f"{name}.csv").decode(), newline="")))
        assert len(rows) == len(table["rows"]), name
        assert all(table["columns"][column] for column in table["columns"]), name
        for row, same in zip(rows, table["rows"]):
            assert list(row) == list(same) == list(table["columns"]), name
        assert f"{name}.csv" in index and table["about"] in index.replace("&#39;", "'"), name
    assert "Downloaded all data about you You · Officer" in visitor.get("/me/access-log").text


def what_is_taken_away_holds_no_secret_and_nothing_of_others():
    visitor = signed_in()
    made = visitor.send(visitor.get("/me/feeds"), "/me/feeds", label="=HYPERLINK(1)")
    token = re.search(r"/f/([A-Za-z0-9_-]{32})\.ics", made.body).group(1)
    parcel = parcel_of(visitor)
    whole = b"".join(parcel.read(name) for name in parcel.namelist())
    hashes = service.sql("SELECT password_hash FROM account WHERE person_id = :'p'", p=person())
    for secret in (token, hashes.strip(), *visitor.cookies.values()):
        assert secret.encode() not in whole
    others = service.sql("SELECT exposure_id FROM exposure WHERE person_id <> :'p'", p=person())
    assert not any(one.encode() in whole for one in others.split())
    assert b"\"'=HYPERLINK(1)\"" in parcel.read("calendar-links.csv")


def the_page_of_the_archive_is_there_in_welsh():
    index = parcel_of(signed_in("supervisor"), "/cy").read("index.html").decode()
    assert '<html lang="cy">' in index and "Eich dolenni calendr" in index


def looks():
    return signed_in().get("/me/access-log").text.count("Looked at the load you share")


def share_with_the_clinician(officer, days="7"):
    page = officer.get("/me/share")
    assert "What they will see" in page.text and "Demonstration clinician" in page.text
    shared = officer.send(page, "/me/share", days=days, clinician=person("clinician"))
    assert shared.status == 200 and "You share with Demonstration clinician until:" in shared.text, shared.text
    return shared


def shared_address(clinician):
    return re.search(r'href="(/shared/[0-9a-f-]{36})"', clinician.get("/shared").body).group(1)


def a_load_is_shown_to_the_clinician_it_is_shared_with_and_to_nobody_else():
    officer, clinician = signed_in(), signed_in("clinician")
    assert "Nobody shares their load with you" in clinician.get("/shared").text
    share_with_the_clinician(officer)
    address, before = shared_address(clinician), looks()
    page = clinician.get(address)
    assert page.status == 200 and "Demonstration officer 1" in page.text, page.text
    theirs = re.search(r"Load (\d+), line", officer.get("/load").text).group(0)
    assert theirs in page.text and "entries in six weeks" in page.text
    assert "/undo" not in page.body
    assert looks() == before + 1  # each look is told
    assert "Demonstration clinician · Clinician" in officer.get("/me/access-log").text
    for role in ("administrator", "supervisor", "wellbeing", "officer", "facilitator"):
        assert signed_in(role).get(address).status == 403, role
    assert "Demonstration officer 1" not in signed_in("auditor", password=NEW_PASSWORD).get("/audit").text
    assert "Demonstration clinician" not in signed_in("administrator").get("/me/access-log").text


def a_share_that_is_ended_is_gone_at_the_next_request():
    officer, clinician = signed_in(), signed_in("clinician")
    shared = share_with_the_clinician(officer)
    address, before = shared_address(clinician), looks()
    assert clinician.get(address).status == 200
    ended = officer.send(shared, "/me/share/.*/end")
    assert "You share with" not in ended.text
    assert clinician.get(address).status == 404
    assert "Nobody shares their load with you" in clinician.get("/shared").text
    assert looks() == before + 1  # what was refused is no look
    text = officer.get("/me/access-log").text
    assert "Shared your load You" in text and "Ended the sharing of your load You" in text


def a_share_is_over_when_its_time_is():
    share_with_the_clinician(signed_in(), days="1")
    clinician = signed_in("clinician")
    address = shared_address(clinician)
    service.sql("UPDATE load_share SET ends_at = now() - interval '1 s', begins_at = now() - "
                "interval '1 day' WHERE ended_at IS NULL")
    assert clinician.get(address).status == 404
    assert "Nobody shares" in clinician.get("/shared").text


def only_a_clinician_can_be_shared_with_and_only_for_so_long():
    officer = signed_in()
    page = officer.get("/me/share")
    for other in ("administrator", "officer", "supervisor"):
        assert officer.send(page, "/me/share", clinician=person(other), days="7").status == 404, other
    assert officer.send(page, "/me/share", clinician=person("clinician"), days="90").status == 400
    assert "You share with" not in officer.get("/me/share").text


def one_share_opens_one_persons_load():
    """The web role of a clinician sees rows of who shares, and of nobody whose id they know."""
    clinician = person("clinician")
    share_with_the_clinician(signed_in())
    share = service.sql("SELECT share_id FROM load_share WHERE ended_at IS NULL AND ends_at > now()").strip()
    found = service.sql(
        "BEGIN; SET LOCAL ROLE plimsoll_web; SELECT app_begin_shared(:'c', :'s', now());"
        "SELECT DISTINCT person_id FROM exposure; SELECT count(*) FROM diary;"
        "SELECT app_begin_shared(:'o', :'s', now()) IS NULL; SELECT count(*) FROM exposure;",
        c=clinician, s=share, o=person("wellbeing")).split()
    assert found == [person(), person(), "0", "t", "0"], found


def all_entries_are_removed_together_and_destroyed():
    visitor = signed_in()
    page = visitor.get("/me/data/remove")
    count = int(re.search(r"You have (\d+) entries\.", page.text).group(1))
    assert count > 1 and "What stays, and why" in page.text
    crossed = service.sql("SELECT count(*) FROM crossing WHERE person_id = :'p' "
                          "AND change = 'raised'", p=person())
    done = visitor.send(page, "/me/data/remove")
    assert "Your entries are removed" in done.text
    assert re.search(r"Load 0\b", visitor.get("/load").text), visitor.get("/load").text
    assert visitor.get("/load.csv").body.count("\n") == 1
    assert "You have no entries." in visitor.get("/me/data/remove").text
    assert service.sql("SELECT count(*) FROM crossing WHERE person_id = :'p' "
                          "AND change = 'raised'", p=person()) == crossed
    again = visitor.send(page, "/me/data/remove")
    assert again.status == 200
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 13 * 3600))
    service.restart_at(now)
    wait_for(lambda: service.sql("SELECT count(*) FROM exposure WHERE person_id = :'p'",
                                 p=person()).strip() == "0", "the entries are destroyed")


with service:
    service.start("--demo", "--verbose")
    run_tests(whoever_looks_at_a_record_is_named_to_its_owner,
              what_one_looks_at_of_ones_own_is_not_kept, a_long_record_comes_in_pages_of_fifty,
              nobody_sees_another_persons_record_of_looks,
              changing_the_password_takes_the_old_one_and_ends_other_sessions,
              a_second_step_is_set_up_by_picture_or_text_and_confirmed,
              the_picture_of_a_second_step_says_what_the_text_says,
              the_sessions_in_force_are_listed_and_ended_together,
              everything_about_a_person_is_taken_away_in_one_archive,
              what_is_taken_away_holds_no_secret_and_nothing_of_others,
              the_page_of_the_archive_is_there_in_welsh,
              a_load_is_shown_to_the_clinician_it_is_shared_with_and_to_nobody_else,
              a_share_that_is_ended_is_gone_at_the_next_request, a_share_is_over_when_its_time_is,
              only_a_clinician_can_be_shared_with_and_only_for_so_long,
              one_share_opens_one_persons_load, all_entries_are_removed_together_and_destroyed)
