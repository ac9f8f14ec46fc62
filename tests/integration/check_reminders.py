#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Reminders by e-mail, taken by a real SMTP server: what they say, when they come, and at most once."""

import os
import socket
import ssl
import subprocess
import sys
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from aiosmtpd.controller import Controller  # noqa: E402
from aiosmtpd.smtp import SMTP, AuthResult  # noqa: E402
from booking import book, session, settle  # noqa: E402
from service import Service, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

NOON = "2026-12-02T12:00:00Z"
service = Service(NOON)
ADDRESS = "ann@force.example"


class Mailbox:
    """What a server takes; `answers` are what it says instead, one for each mail."""

    def __init__(self):
        self.mails, self.answers, self.encrypted = [], [], []

    async def handle_DATA(self, server, peer, envelope):
        self.encrypted.append(server.session.ssl is not None)
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer.startswith("250"):
            self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return answer


box = Mailbox()


class Tls(Controller):
    context = None

    def factory(self):
        return SMTP(self.handler, tls_context=self.context, require_starttls=True, auth_required=True,
                    authenticator=lambda *_: AuthResult(success=_[-1].login == b"plimsoll"
                                                        and _[-1].password == b"secret word"))


plain = Controller(box, hostname="127.0.0.1", port=0)


def start(controller):
    if not controller.port:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            controller.port = free.getsockname()[1]
    controller.start()


def certificate():
    folder = service.folder
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-days", "9000", "-keyout", folder / "key.pem",
                    "-out", folder / "certificate.pem"], check=True, capture_output=True)
    (folder / "certificate.pem").chmod(0o644)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


def officer():
    return service.sql("SELECT person_id FROM account WHERE sign_in_name = :'name'", name=ADDRESS).strip()


def restart(at, *more):
    service.end()
    service.clock = at
    service.start("--mail-server", f"smtp://127.0.0.1:{plain.port}", "--mail-from", "plimsoll@force.example",
                  "--url", "https://plimsoll.force.example", *more)


def wants(two_days, two_hours, quiet=(0, 0)):
    service.sql("""DELETE FROM reminder; DELETE FROM reminder_setting;
        INSERT INTO reminder_setting SELECT person_id, organisation_id, :'days', :'hours', :'from', :'until',
            created_at FROM person WHERE person_id = :'p'""", p=officer(), days=two_days, hours=two_hours,
                **{"from": str(quiet[0]), "until": str(quiet[1])})
    box.mails.clear()


def booked(starts):
    """One booking of theirs and no other."""
    service.sql("""DELETE FROM diary WHERE person_id = :'p'; DELETE FROM session WHERE topic = 'Mailed'""",
                p=officer())
    one = session(service, starts, "support_group")
    service.sql("UPDATE session SET topic = 'Mailed' WHERE session_id = :'s'", s=one)
    return book(service, officer(), one)


def none_comes():
    time.sleep(3)
    assert not box.mails, box.mails
    return True


def states():
    return service.sql("SELECT state FROM reminder ORDER BY which").split()


def nothing_is_sent_where_no_server_is_named():
    wants(True, True)
    booked("2026-12-02 13:30+00")
    none_comes()
    assert states() == []
    visitor = Visitor(service)
    password = (service.data / "demonstration-password").read_text().strip()
    assert visitor.sign_in("officer", password).status == 200
    page = visitor.get("/me/reminders")
    assert ADDRESS in page.text and "sends no mail at the moment" in page.text, page.text


def a_mail_says_that_there_is_an_appointment_and_nothing_else():
    restart(NOON)
    wait_for(lambda: box.mails, "a mail")
    sender, to, content = box.mails[0]
    assert sender == "plimsoll@force.example" and to == [ADDRESS]
    mail = message_from_bytes(content, policy=default)
    assert mail["Subject"] == "You have an appointment in Plimsoll"
    body = mail.get_content()
    assert "https://plimsoll.force.example/offers" in body and "Sign in to see when" in body
    for word in (b"group", b"support", b"Mailed", b"13:30", b"line", b"load", b"supervis"):
        assert word not in content, content
    assert states() == ["sent"]


def it_comes_once_whatever_happens():
    restart(NOON)
    restart("2026-12-02T12:10:00Z")
    time.sleep(3)
    assert len(box.mails) == 1, len(box.mails)


def both_reminders_are_the_same():
    first = message_from_bytes(box.mails[0][2], policy=default).get_content()
    wants(True, False)
    booked("2026-12-04 11:00+00")
    restart(NOON)
    wait_for(lambda: box.mails, "the other")
    assert message_from_bytes(box.mails[0][2], policy=default).get_content() == first


def it_is_in_the_readers_language():
    wants(False, True)
    service.sql("UPDATE account SET language = 'cy' WHERE person_id = :'p'", p=officer())
    booked("2026-12-02 13:30+00")
    restart(NOON)
    wait_for(lambda: box.mails, "a mail")
    mail = message_from_bytes(box.mails[0][2], policy=default)
    assert mail["Subject"] == "Mae gennych apwyntiad yn Plimsoll" and "/cy/offers" in mail.get_content()
    service.sql("UPDATE account SET language = 'en' WHERE person_id = :'p'", p=officer())


def who_does_not_want_it_gets_none_and_what_is_only_held_or_called_off_neither():
    wants(True, False)
    booked("2026-12-02 13:30+00")
    restart(NOON)
    none_comes()
    for state in ("held", "cancelled", "released"):
        wants(True, True)
        booking = booked("2026-12-02 13:30+00")
        settle(service, booking, state, "2026-11-01 00:00+00")
        service.sql("UPDATE diary SET answer_by = during_end FROM (SELECT upper(during) during_end, booking_id b "
                    "FROM diary) d WHERE b = booking_id AND state = 'held'")
        restart(NOON)
        none_comes()


def what_was_booked_within_the_time_is_not_reminded_of():
    wants(False, True)
    booking = booked("2026-12-02 13:30+00")
    service.sql("UPDATE diary SET changed_at = '2026-12-02 11:50+00' WHERE booking_id = :'b'", b=booking)
    restart(NOON)
    none_comes()


def quiet_hours_are_kept_and_it_comes_afterwards():
    wants(False, True, (11 * 60, 12 * 60 + 30))
    booked("2026-12-02 13:30+00")
    restart(NOON)
    none_comes()
    restart("2026-12-02T12:30:00Z")
    wait_for(lambda: box.mails, "the mail after the quiet hours")
    wants(False, True, (22 * 60, 12 * 60 + 1))  # over midnight
    restart(NOON)
    none_comes()


def whoever_rests_after_a_night_shift_is_left_alone():
    wants(False, True)
    booked("2026-12-02 13:30+00")
    service.sql("""INSERT INTO roster (person_id, covers, organisation_id, starts, seconds, kinds, recorded_at)
        SELECT person_id, tstzrange('2026-11-30', '2026-12-05'), organisation_id, '{2026-12-01 22:00+00}', '{32400}',
            '{night}', created_at FROM person WHERE person_id = :'p'""", p=officer())
    restart("2026-12-02T11:45:00Z")
    none_comes()
    service.sql("DELETE FROM roster WHERE person_id = :'p'", p=officer())
    restart("2026-12-02T11:45:00Z")
    wait_for(lambda: box.mails, "the mail of who has no roster")


def what_the_server_did_not_take_is_tried_again_later_and_later():
    box.answers = ["451 busy"]
    wants(False, True)
    booked("2026-12-02 13:30+00")
    restart(NOON)
    wait_for(lambda: states() == ["waiting"], "a try")
    assert service.sql("SELECT try_at - changed_at FROM reminder").strip() == "00:01:00"
    none_comes()
    box.answers = ["451 busy"]
    restart("2026-12-02T12:05:00Z")
    wait_for(lambda: service.sql("SELECT tries FROM reminder").strip() == "2", "another")
    assert service.sql("SELECT try_at - changed_at FROM reminder").strip() == "00:02:00"
    restart("2026-12-02T12:10:00Z")
    wait_for(lambda: box.mails, "the mail")
    assert states() == ["sent"]


def once_it_is_of_no_use_it_is_not_tried_any_more():
    box.answers = ["451 busy"]
    wants(False, True)
    booked("2026-12-02 13:30+00")
    restart(NOON)
    wait_for(lambda: states() == ["waiting"], "a try")
    restart("2026-12-02T13:21:00Z")
    none_comes()


def what_the_server_refuses_for_good_is_not_tried_again():
    box.answers = ["550 no such mailbox"]
    wants(False, True)
    booked("2026-12-02 13:30+00")
    restart(NOON)
    wait_for(lambda: states() == ["failed"], "a refusal")
    restart("2026-12-02T12:10:00Z")
    none_comes()


def one_that_was_claimed_and_never_settled_is_not_sent_again():
    wants(False, True)
    booked("2026-12-02 13:30+00")
    service.sql("""INSERT INTO reminder SELECT person_id, booking_id, 'two_hours', organisation_id, 'claimed', 1,
        'infinity', '2026-12-02 11:59+00' FROM diary WHERE person_id = :'p'""", p=officer())
    restart(NOON)
    none_comes()
    assert states() == ["claimed"]


def a_server_that_is_away_is_asked_again():
    global plain  # one is started once
    wants(False, True)
    booked("2026-12-02 13:30+00")
    plain.stop()
    restart(NOON)
    wait_for(lambda: states() == ["waiting"], "a try")
    plain = Controller(box, hostname="127.0.0.1", port=plain.port)
    start(plain)


def with_starttls_and_a_login_it_is_encrypted():
    Tls.context = certificate()
    tls = Tls(box, hostname="127.0.0.1", port=0)
    start(tls)
    login = service.folder / "login"
    login.write_text("plimsoll secret word\n")
    login.chmod(0o600)
    if os.geteuid() == 0:
        subprocess.run(["chown", "nobody", login], check=True)
    wants(False, True)
    booked("2026-12-02 13:30+00")
    box.encrypted.clear()
    service.end()
    service.clock = NOON
    service.start("--mail-server", f"smtp://127.0.0.1:{tls.port}", "--mail-from", "plimsoll@force.example",
                  "--mail-login", str(login), "--mail-trust", str(service.folder / "certificate.pem"))
    wait_for(lambda: box.mails, "an encrypted mail")
    assert box.encrypted == [True]
    log = service.log.read_text()
    assert ADDRESS not in log and "secret word" not in log and officer() not in log
    wants(False, True)  # a certificate that nobody vouches for
    restart(NOON)
    service.end()
    service.start("--mail-server", f"smtp://127.0.0.1:{tls.port}", "--mail-from", "plimsoll@force.example",
                  "--mail-login", str(login))
    wait_for(lambda: states() == ["waiting"], "a try")
    assert not box.mails
    tls.stop()


def people_choose_on_a_page_of_their_own():
    restart(NOON)
    visitor = Visitor(service)
    password = (service.data / "demonstration-password").read_text().strip()
    assert visitor.sign_in("officer", password).status == 200
    service.sql("DELETE FROM reminder_setting")
    page = visitor.get("/me/reminders")
    assert "sends no mail" not in page.text and "21:00" in page.body and "checked" not in page.body
    page = visitor.send(page, "/me/reminders", two_hours="yes", **{"from": "22:30", "until": "6:15"})
    assert page.status == 200 and "Saved." in page.text and 'value="06:15"' in page.body, page.body
    row = service.sql("SELECT two_days, two_hours, quiet_from, quiet_until FROM reminder_setting").strip()
    assert row.replace("\t", "|") == "f|t|1350|375", row
    page = visitor.send(page, "/me/reminders", **{"from": "25:00"})
    assert "A time is written as 22:00." in page.text
    form = dict(visitor.get("/me/reminders").form("/me/reminders")["fields"])
    form.pop("two_hours")
    visitor.request("POST", "/me/reminders", form)
    assert service.sql("SELECT count(*) FROM reminder_setting").strip() == "0"


def who_signs_in_with_no_address_is_told_so():
    visitor = Visitor(service)
    password = (service.data / "demonstration-password").read_text().strip()
    assert visitor.sign_in("supervisor", password).status == 200
    page = visitor.get("/me/reminders")
    assert "no e-mail address" in page.text and "two_days" not in page.body


def options_that_do_not_fit_are_named():
    service.end()
    for given, named in ((("--mail-server", "http://x"), "--mail-server"),
                         (("--mail-server", "smtp://127.0.0.1"), "--mail-from"),
                         (("--mail-server", "smtp://127.0.0.1", "--mail-from", "a"), "--mail-from"),
                         (("--mail-server", "smtp://127.0.0.1", "--mail-from", "a@b", "--mail-login",
                           "/etc/hostname"), "--mail-login")):
        done = service.run("serve", "--port", "0", *given, ok=False)
        assert done.returncode != 0 and named in done.stderr, (given, done.stderr)


with service:
    start(plain)
    service.start("--demo")
    service.sql("UPDATE account SET sign_in_name = :'name' WHERE sign_in_name = 'officer'", name=ADDRESS)
    run_tests(nothing_is_sent_where_no_server_is_named,
              a_mail_says_that_there_is_an_appointment_and_nothing_else, it_comes_once_whatever_happens,
              both_reminders_are_the_same, it_is_in_the_readers_language,
              who_does_not_want_it_gets_none_and_what_is_only_held_or_called_off_neither,
              what_was_booked_within_the_time_is_not_reminded_of, quiet_hours_are_kept_and_it_comes_afterwards,
              whoever_rests_after_a_night_shift_is_left_alone,
              what_the_server_did_not_take_is_tried_again_later_and_later,
              once_it_is_of_no_use_it_is_not_tried_any_more,
              what_the_server_refuses_for_good_is_not_tried_again,
              one_that_was_claimed_and_never_settled_is_not_sent_again, a_server_that_is_away_is_asked_again,
              with_starttls_and_a_login_it_is_encrypted, people_choose_on_a_page_of_their_own,
              who_signs_in_with_no_address_is_told_so, options_that_do_not_fit_are_named)
    plain.stop()
