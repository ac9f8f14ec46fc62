#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Accounts as an administrator keeps them, and how the first people get in."""

import re
import stat
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, run_tests  # noqa: E402

WELCOME = re.compile(r"http://127\.0\.0\.1:\d+/welcome/([A-Za-z0-9_-]{32})$", re.M)


def said_at_start(service, *options):
    """What serve printed besides its address, up to the line that ends it."""
    service.start(*options)
    lines = []
    for line in service.process.stdout:
        if line.startswith("plimsoll --help"):
            break
        lines.append(line)
    return "".join(lines)


def accounts(service):
    return {account["reference"]: account for account in service.json("account", "list")["accounts"]}


def add(service, reference, *more, ok=True):
    return service.run("account", "add", reference, "--display-name", "Jane Doe", "--sign-in",
                       f"{reference}@avon.example", *more, ok=ok)


def a_demonstration_has_an_account_for_each_role_and_a_password_of_its_own():
    with Service() as service, Service() as other:
        said = said_at_start(service, "--demo")
        password = re.search(r"password of each is (\S{23})$", said, re.M).group(1)
        kept = service.data / "demonstration-password"
        assert kept.read_text() == password + "\n"
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert "/welcome/" not in said
        hashes = service.sql("SELECT DISTINCT password_hash FROM account "
                             "WHERE password_hash IS NOT NULL")
        assert hashes.startswith("$argon2id$v=19$m=19456,t=2,p=1$") and hashes.count("\n") == 1
        assert [account["roles"] for account in accounts(service).values()
                if account["has_password"]] == [
            ["administrator"], ["auditor"], ["clinician"], ["supervisor"], ["facilitator"],
            ["officer"], ["wellbeing"]]
        service.end()
        assert password in said_at_start(service, "--demo")
        assert service.sql("SELECT DISTINCT password_hash FROM account WHERE password_hash IS NOT NULL") == hashes
        service.end()
        kept.unlink()
        again = re.search(r"password of each is (\S{23})$", said_at_start(service), re.M).group(1)
        assert again != password
        renewed = service.sql("SELECT DISTINCT password_hash FROM account WHERE password_hash IS NOT NULL")
        assert renewed != hashes and renewed.count("\n") == 1
        assert password not in service.log.read_text() and again not in service.log.read_text()
        assert password not in said_at_start(other, "--demo")


def without_an_administrator_serve_prints_a_link_and_only_the_last_one_counts():
    with Service() as service:
        first = WELCOME.search(said_at_start(service)).group(1)
        service.end()
        second = WELCOME.search(said_at_start(service)).group(1)
        assert first != second
        assert service.sql("SELECT count(*), max(purpose) FROM one_time_link") == \
            "1|first_administrator\n"
        assert first not in service.log.read_text() and second not in service.log.read_text()
        service.sql("UPDATE account SET password_hash = 'x', password_set_at = now()")
        service.end()
        assert not WELCOME.search(said_at_start(service))


def an_account_is_added_listed_changed_and_ended():
    with Service() as service:
        service.start()
        link = add(service, "jane", "--roles", "officer, supervisor", "--language", "cy").stdout
        assert re.fullmatch(r"http://127\.0\.0\.1:8080/welcome/[A-Za-z0-9_-]{32}\n", link)
        assert accounts(service)["jane"] == {
            "reference": "jane", "sign_in_name": "jane@avon.example", "display_name": "Jane Doe",
            "state": "active", "has_password": False, "has_second_step": False, "language": "cy",
            "roles": ["officer", "supervisor"]}
        service.run("account", "roles", "jane", "--roles", "facilitator")
        assert accounts(service)["jane"]["roles"] == ["facilitator"]
        external = service.json("account", "link", "jane", "--external", "--url",
                                "https://plimsoll.avon.example")["address"]
        assert external.startswith("https://plimsoll.avon.example/welcome/")
        assert service.sql("SELECT purpose FROM one_time_link JOIN account USING (person_id)"
                           " WHERE display_name = 'Jane Doe'") == "external\n"
        said = service.run("account", "leave", "jane").stdout
        assert said == "Signed out and without an account; 0 bookings and holds are let go.\n"
        assert accounts(service)["jane"]["state"] == "left"
        table = service.run("account", "list").stdout.splitlines()
        assert table[0].startswith("reference") and re.match(r"jane .* left .*facilitator", table[2])
        add(service, "jane", "--roles", "officer")
        assert accounts(service)["jane"]["state"] == "active"


def more_accounts_than_are_read_at_once_are_all_listed_in_order():
    with Service() as service:
        service.start()
        service.sql("""
            INSERT INTO person SELECT md5(n::text)::uuid, organisation_id, 'p' || lpad(n::text, 5, '0'),
                '', now(), now() FROM organisation, generate_series(1, 1203) n;
            INSERT INTO account (person_id, organisation_id, display_name, sign_in_name, roles,
                language, nation, access_needs, totp_step, state, signed_out_before, created_at,
                changed_at)
            SELECT person_id, organisation_id, reference, reference, '{officer}', 'en', 'scotland',
                '{}', 0, 'active', 'epoch', now(), now() FROM person WHERE reference LIKE 'p%'""")
        listed = list(accounts(service))
        assert len(listed) == 1204 and listed == sorted(listed)


def what_cannot_be_done_is_told_in_one_sentence():
    with Service() as service:
        service.start()
        add(service, "jane", "--roles", "officer")
        for command, sentence in (
                (["add", "joan", "--roles", "officer"], "An account has a reference, a name"),
                (["add", "joan", "--sign-in", "j o", "--roles", "officer"], "no spaces"),
                (["add", "joan", "--sign-in", "joan", "--roles", "chief"], "Roles are officer, "),
                (["add", "joan", "--sign-in", "joan", "--display-name", "Joan", "--language", "fr",
                  "--roles", "officer"], "en or cy"),
                (["add", "joan", "--sign-in", "JANE@avon.example", "--display-name", "Joan",
                  "--roles", "officer"], "Somebody signs in with that name already."),
                (["add", "jane", "--sign-in", "jane2", "--display-name", "Joan", "--roles",
                  "officer"], "has an account already"),
                (["roles", "nobody", "--roles", "officer"], "Nobody here has that reference."),
                (["roles", "jane"], "An account has a role"),
                (["link", "jane", "--external"], "only facilitators"),
                (["leave", "nobody"], "Nobody here has that reference.")):
            if command[0] == "add" and "--sign-in" not in command:
                command = [*command, "--sign-in", "joan"]
            said = service.run("account", *command, ok=False)
            assert said.returncode == 1 and sentence in said.stderr, (command, said)
            assert said.stdout == "" and said.stderr.count("\n") == 1, said
        for command in (["account", "rename", "jane"], ["account", "list", "jane"],
                        ["account", "leave"]):
            assert service.run(*command, ok=False).returncode == 2, command
        assert list(accounts(service)) == ["first-administrator", "jane"]


run_tests(
    a_demonstration_has_an_account_for_each_role_and_a_password_of_its_own,
    without_an_administrator_serve_prints_a_link_and_only_the_last_one_counts,
    an_account_is_added_listed_changed_and_ended,
    more_accounts_than_are_read_at_once_are_all_listed_in_order,
    what_cannot_be_done_is_told_in_one_sentence,
)
