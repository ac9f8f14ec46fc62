#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What each of the database's roles can do who has a shell as it: no more than it was given.

As somebody who has found a way to run SQL as one of them (docs/security.md says what that still
gives). Logs in as each role over the embedded cluster's own socket.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import book, person, session  # noqa: E402
from service import ROOT, Service, Skip, new_id, run_tests  # noqa: E402
from visitor import Visitor  # noqa: E402

ROLES = ("web", "recorder", "erasure", "backup")
VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
REFUSED = ("42501", "0A000")  # insufficient privilege; not for a table with row security
service = Service("2026-12-01T09:00:00Z")


def run(role, *statements):
    """Statements of one session as a role: (what they gave, SQLSTATE of the first that failed or "",
    all that was said of errors)."""
    lines = (service.data / "postgresql/postmaster.pid").read_text().splitlines()
    done = subprocess.run(
        ["psql", "-h", lines[4], "-p", lines[3], "-U", f"plimsoll_{role}", "-d", "plimsoll", "-XqAt", "-v",
         "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose"], input=";\n".join(statements) + ";\n",
        capture_output=True, text=True, timeout=60)
    state = re.search(r"(?:ERROR|FATAL):  ([0-9A-Z]{5})", done.stderr)
    return done.stdout, state.group(1) if state else "", done.stderr


def given():
    """tests/store/grants.txt: {(table, role): {verb: columns, or None for all}}."""
    found, table = {}, None
    for line in (ROOT / "tests/store/grants.txt").read_text().splitlines():
        if not line.startswith("\t"):
            table = line.strip()
            continue
        role, verbs = line.strip().split(": ")
        found[table, role] = {
            verb: set(columns.split(", ")) if columns else None
            for verb, columns in re.findall(r"([A-Z]+)(?: \(([^)]*)\))?", verbs)}
    return found


def columns():
    rows = service.sql("""SELECT table_name, column_name, udt_name FROM information_schema.columns
        WHERE table_schema = 'public' ORDER BY table_name, ordinal_position""").splitlines()
    found = {}
    for table, column, kind in (row.split("|") for row in rows):
        found.setdefault(table, {})[column] = kind
    return found


def attempt(verb, table, column, kind):
    """A statement that needs the right to do this to this column, and changes nothing."""
    return {"SELECT": f'SELECT "{column}" FROM "{table}" LIMIT 0',
            "INSERT": f'INSERT INTO "{table}" ("{column}") SELECT NULL::{kind} WHERE false',
            "UPDATE": f'UPDATE "{table}" SET "{column}" = NULL::{kind} WHERE false',
            "DELETE": f'DELETE FROM "{table}" WHERE false',
            "TRUNCATE": f'TRUNCATE "{table}"',
            "REFERENCES": f'CREATE TABLE reach (c {kind} REFERENCES "{table}" ("{column}"))',
            "TRIGGER": f'CREATE TRIGGER t BEFORE INSERT ON "{table}" EXECUTE FUNCTION '
                       'suppress_redundant_updates_trigger()'}[verb]


def each_role_reads_and_changes_just_what_the_list_of_grants_says():
    """Tried, column by column, and not only asked of the catalogue."""
    grants, tables, wrong = given(), columns(), []
    for role in ROLES:
        tries = [(verb, table, column, kind) for table, known in tables.items()
                 for column, kind in known.items() for verb in VERBS]
        # One session: each statement in a block that notes what became of it.
        script = ["SET client_min_messages = notice"]
        for verb, table, column, kind in tries:
            statement = attempt(verb, table, column, kind)
            script.append(f"""DO $try$ BEGIN EXECUTE $say${statement}$say$; RAISE NOTICE 'may';
                EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'no %', SQLSTATE; END $try$""")
        _, failed, said = run(role, *script)
        answers = re.findall(r"NOTICE:  00000: (may|no \w+)", said)
        assert not failed and len(answers) == len(tries), (role, failed, len(answers), len(tries))
        for (verb, table, column, _), answer in zip(tries, answers):
            allowed = grants.get((table, role), {})
            may = verb in allowed and (allowed[verb] is None or column in allowed[verb])
            if may != (answer != "no 42501"):
                wrong.append((role, verb, table, column, answer))
    assert not wrong, wrong[:20]


def tables_of_people():
    """Of the web role's tables those with rows of people, and whose they are."""
    return [table for (table, role), verbs in given().items()
            if role == "web" and "SELECT" in verbs and "person_id" in columns()[table]]


def fill():
    """Rows of several people in every table that the web role reads of them."""
    password = (service.data / "demonstration-password").read_text().strip()
    for role in ("officer", "supervisor"):
        visitor = Visitor(service)
        assert visitor.sign_in(role, password).status == 200
        reference = service.sql("SELECT reference FROM person JOIN account USING (person_id) "
                                f"WHERE sign_in_name = '{role}'").strip()
        service.run("account", "link", reference)
        service.run("feed", "new", "--person", reference)
        service.sql("""
            INSERT INTO load_share SELECT person_id, gen_random_uuid(), organisation_id, (SELECT person_id FROM account
                WHERE sign_in_name = 'clinician'), '2026-12-01', '2026-12-08', NULL FROM account
                WHERE sign_in_name <> 'clinician';
            INSERT INTO contact (person_id, rule, organisation_id, need_id, after_seconds, due_at, asked, listed,
                created_at, changed_at)
            SELECT person_id, '', organisation_id, gen_random_uuid(), 60, '2027-01-01', '', true, '2026-11-01', '2026-11-01'
            FROM account ON CONFLICT DO NOTHING;
            INSERT INTO need (person_id, need_id, organisation_id, response, kinds, minutes, priority, earliest_at,
                latest_at, notice_seconds, answer_seconds, hold_from, state, try_at, created_at, changed_at)
            SELECT person_id, gen_random_uuid(), organisation_id, '', '{webinar}', 60, 1, '2027-01-01', '2027-01-02',
                0, 60, '2027-01-01', 'declined', 'infinity', '2026-11-01', '2026-11-01' FROM account;
            INSERT INTO absence (person_id, source, during, organisation_id, offered_days, look_at, recorded_at)
            SELECT person_id, 'absences', tstzrange('2027-01-01', '2027-01-02'), organisation_id, 0,
                'infinity', '2026-11-01' FROM account ON CONFLICT DO NOTHING;
            INSERT INTO roster (person_id, covers, organisation_id, starts, seconds, kinds, recorded_at)
            SELECT person_id, tstzrange('2027-01-01', '2027-01-02'), organisation_id, '{}', '{}', '{}',
                '2026-11-01' FROM account ON CONFLICT DO NOTHING;
            INSERT INTO busy_calendar (person_id, calendar_id, organisation_id, hint, etag, modified, busy,
                busy_from, busy_until, events, unreadable, unknown_zones, failure, failures, due_at,
                created_at, changed_at)
            SELECT person_id, gen_random_uuid(), organisation_id, '', '', '',
                ARRAY[tstzrange('2026-12-01', '2026-12-02')], '2026-11-01', '2026-12-31', 1, 0, 0, '', 0,
                'infinity', '2026-11-01', '2026-11-01' FROM account;
            INSERT INTO attendance SELECT person_id, gen_random_uuid(), organisation_id, gen_random_uuid(),
                '2026-11-01', true, '2026-11-01' FROM account;
            INSERT INTO waiting SELECT person_id, gen_random_uuid(), organisation_id, '2026-11-01', 'epoch', 'infinity' FROM account;
            INSERT INTO reminder_setting SELECT person_id, organisation_id, true, true, 0, 0, '2026-11-01' FROM account;
            INSERT INTO recovery_code SELECT person_id, sha256(person_id::text::bytea), '2026-11-01' FROM account;
            INSERT INTO retraction SELECT person_id, exposure_id, organisation_id, '2026-11-01', NULL
            FROM exposure ON CONFLICT DO NOTHING""" if role == "supervisor" else "SELECT 1")
    for table in tables_of_people():
        people = service.sql(f"SELECT count(DISTINCT person_id) FROM {table}").strip()
        assert int(people) > 1, (table, people)


def the_web_role_sees_nobody_until_it_says_for_whom_it_works():
    for said in ("SELECT 1", "SELECT app_begin(NULL, NULL)", "SET app.user_id = ''", "SET app.user_id TO DEFAULT"):
        for table in tables_of_people():
            if table == "audit_head":  # how long chains are: whoever appends has to move the heads
                continue
            out, state, _ = run("web", "BEGIN", said, f"SELECT 'seen' FROM {table} LIMIT 1", "ROLLBACK")
            assert "seen" not in out and state == "", (table, said, state)


def who_it_works_for_is_one_person_at_a_time():
    one, other = person(service, "demonstration-officer-1"), person(service, "demonstration-officer-2")
    for table in tables_of_people():
        if table == "audit_head":
            continue
        column = "manager_person_id" if table == "reports_to" else "person_id"
        out, state, _ = run("web", "BEGIN", f"SELECT app_begin('{one}', NULL)",
                            f"SELECT DISTINCT {column} FROM {table}", "ROLLBACK")
        assert state == "" and set(out.split()) <= {one}, (table, out, state)
    for nonsense in (new_id(), "00000000-0000-0000-0000-000000000000"):
        out, state, _ = run("web", "BEGIN", f"SELECT app_begin('{nonsense}', NULL)",
                            "SELECT 'seen' FROM exposure LIMIT 1", "ROLLBACK")
        assert (out.strip(), state) == ("", ""), (out, state)
    for nonsense in ("everybody", f"{one} {other}", f"{one},{other}", "%", "' OR true --", "NULL", "{}"):
        quoted = nonsense.replace("'", "''")
        out, state, _ = run("web", "BEGIN", f"SET LOCAL app.user_id = '{quoted}'",
                            "SELECT 'seen' FROM exposure LIMIT 1")
        assert "seen" not in out and state == "22P02", (nonsense, out, state)


def a_clinician_sees_one_load_that_is_shared_while_it_is():
    clinician, owner, share = service.sql("""SELECT clinician_person_id, person_id, share_id FROM load_share
        WHERE person_id IN (SELECT person_id FROM exposure) LIMIT 1""").strip().split("|")
    asks = ("SELECT DISTINCT person_id FROM exposure", "SELECT DISTINCT person_id FROM line_state",
            "SELECT DISTINCT person_id FROM diary", "SELECT DISTINCT person_id FROM account")
    for who, which, at, seen in ((clinician, share, "2026-12-02", {owner, clinician}), (clinician, share, "2026-11-30", {clinician}),
                                 (clinician, share, "2026-12-08", {clinician}), (clinician, new_id(), "2026-12-02", {clinician}),
                                 (person(service, "demonstration-officer-2"), share, "2026-12-02",
                                  {person(service, "demonstration-officer-2")})):
        out, state, _ = run("web", "BEGIN", f"SELECT 'for', app_begin_shared('{who}', '{which}', '{at}')", *asks, "ROLLBACK")
        found = {line for line in out.split() if not line.startswith("for")}
        assert state == "" and found <= seen, (who, at, out)
    out, state, _ = run("web", "BEGIN", f"SELECT 'for', app_begin_shared('{clinician}', '{share}', '2026-12-02')",
                        f"SELECT app_begin('{clinician}', NULL)", asks[0], "ROLLBACK")
    assert state == "" and owner not in {line for line in out.split() if not line.startswith("for")}, out


def for_whom_it_works_ends_with_the_transaction():
    one = person(service, "demonstration-officer-1")
    out, state, _ = run("web", "BEGIN", f"SELECT app_begin('{one}', NULL)", "SELECT 'seen' FROM exposure LIMIT 1",
                        "COMMIT", "SELECT 'afterwards' FROM exposure LIMIT 1")
    assert "seen" in out and "afterwards" not in out and state == "", (out, state)


def what_is_appended_in_somebodys_name_is_in_ones_own():
    one, other = person(service, "demonstration-officer-1"), person(service, "demonstration-officer-2")
    entry = f"""INSERT INTO audit_entry (person_id, number, organisation_id, acted_at, actor, actor_person_id,
        action, salt, commitment, link) SELECT '{one}', 9999, organisation_id, now(), 'person', '{other}',
        'signed-in', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'),
        decode(repeat('00', 32), 'hex') FROM organisation"""
    _, state, _ = run("web", "BEGIN", f"SELECT app_begin('{one}', NULL)", entry)
    assert state == "42501", state
    for table, values in (("sign_in_name", f"decode(repeat('ab', 32), 'hex'), organisation_id, '{other}', now()"),
                          ("recovery_code", f"'{other}', decode(repeat('ab', 32), 'hex'), now(), NULL")):
        _, state, _ = run("web", "BEGIN", f"SELECT app_begin('{one}', decode(repeat('ab', 32), 'hex'))",
                          f"INSERT INTO {table} SELECT {values} FROM organisation")
        assert state == "42501", (table, state)
    for change in ("UPDATE account SET display_name = 'x'", "UPDATE recovery_code SET used_at = now()",
                   "DELETE FROM sign_in_session", "UPDATE one_time_link SET used_at = now()"):
        before = service.sql("SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM account t "
                             f"WHERE person_id <> '{one}'")
        run("web", "BEGIN", f"SELECT app_begin('{one}', NULL)", change, "ROLLBACK")
        out, state, _ = run("web", "BEGIN", f"SELECT app_begin('{one}', NULL)",
                            f"WITH c AS ({change} RETURNING person_id) SELECT 'other' FROM c "
                            f"WHERE person_id <> '{one}'", "ROLLBACK")
        assert "other" not in out, (change, out, state)
        assert before == service.sql("SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM account t "
                                     f"WHERE person_id <> '{one}'")


def a_manager_sees_of_a_team_what_is_booked_and_no_hold():
    manager = service.sql("SELECT manager_person_id FROM reports_to LIMIT 1").strip()
    member = service.sql(f"SELECT person_id FROM reports_to WHERE manager_person_id = '{manager}' LIMIT 1").strip()
    held = book(service, member, session(service, "2026-12-08 08:00+00"), "held")
    booked = book(service, member, session(service, "2026-12-08 12:00+00"))
    out, state, _ = run("web", "BEGIN", f"SELECT app_begin('{manager}', NULL)",
                        "SELECT count(*) FROM app_team('2026-12-02')", "SELECT booking_id FROM diary", "ROLLBACK")
    assert state == "" and booked in out and held not in out, (out, state)
    stranger = person(service, "demonstration-officer-1" if member != person(
        service, "demonstration-officer-1") else "demonstration-officer-2")
    out, _, _ = run("web", "BEGIN", f"SELECT app_begin('{stranger}', NULL)", "SELECT count(*) FROM app_team('2026-12-02')",
                    "SELECT booking_id FROM diary", "ROLLBACK")
    assert booked not in out and held not in out


def no_role_becomes_another_or_leaves_row_security():
    for role in ROLES:
        for other in ("admin", "owner", *ROLES):
            if other == role:
                continue
            for how in ("SET ROLE", "SET SESSION AUTHORIZATION"):
                _, state, _ = run(role, f"{how} plimsoll_{other}")
                assert state == "42501", (role, how, other, state)
        for statement in (f"ALTER ROLE plimsoll_{role} SUPERUSER", f"ALTER ROLE plimsoll_{role} BYPASSRLS",
                          f"GRANT plimsoll_owner TO plimsoll_{role}", "ALTER TABLE exposure DISABLE ROW LEVEL SECURITY",
                          "DROP POLICY own ON exposure", "ALTER SYSTEM SET row_security = off",
                          "CREATE POLICY all_of_it ON exposure USING (true)", "DROP TABLE exposure"):
            _, state, _ = run(role, statement)
            assert state == "42501", (role, statement, state)
    out, state, _ = run("web", "SET row_security = off", "SELECT 'seen' FROM exposure LIMIT 1")
    assert "seen" not in out and state == "42501", (out, state)


def no_role_reaches_files_programs_or_other_servers():
    for role in ROLES:
        for statement in ("COPY (SELECT 1) TO PROGRAM 'true'", "COPY schema_migration FROM PROGRAM 'true'",
                          "COPY (SELECT 1) TO '/tmp/plimsoll-reach'", "SELECT pg_read_file('postgresql.conf')",
                          "SELECT pg_read_binary_file('/etc/passwd')", "SELECT pg_ls_dir('.')",
                          "SELECT pg_stat_file('PG_VERSION')", "SELECT lo_import('/etc/passwd')",
                          "SELECT lo_export(1, '/tmp/plimsoll-reach')", "SELECT pg_reload_conf()",
                          "SELECT pg_current_logfile()", "SELECT * FROM pg_authid", "SELECT * FROM pg_hba_file_rules",
                          "SELECT * FROM pg_statistic", "CREATE EXTENSION dblink", "CREATE EXTENSION file_fdw",
                          "CREATE SERVER s FOREIGN DATA WRAPPER f", "LOAD 'auto_explain'",
                          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'plimsoll_admin'",
                          "CREATE SCHEMA reach", "CREATE TABLE reach (a integer)", "CREATE DATABASE reach",
                          "CREATE FUNCTION reach() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
                          "CREATE FUNCTION reach() RETURNS integer LANGUAGE c AS 'libc', 'getpid'",
                          "SET session_preload_libraries = 'reach'", "SET log_statement = 'all'",
                          "SET log_min_error_statement = 'error'", "SET log_min_messages = 'debug5'"):
            _, state, said = run(role, statement)
            if "pg_terminate_backend" in statement and state == "":
                continue  # there was none to end
            assert state in REFUSED or (state == "42704" and "CREATE SERVER" in statement), (role, statement, said)
        assert not Path("/tmp/plimsoll-reach").exists()


def only_who_copies_through_them_has_temporary_tables():
    for role in ROLES:
        _, state, _ = run(role, "CREATE TEMPORARY TABLE reach (a integer)")
        assert state == ("" if role == "recorder" else "42501"), (role, state)


def nothing_runs_with_anothers_rights():
    assert service.sql("SELECT count(*) FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace") == "0\n"
    assert service.sql("SELECT count(*) FROM pg_class WHERE relkind IN ('v', 'm') "
                       "AND relnamespace = 'public'::regnamespace") == "0\n"
    powers = service.sql("""SELECT rolname FROM pg_roles WHERE rolname LIKE 'plimsoll%' AND rolname <> 'plimsoll_admin'
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)""")
    assert powers == "", powers
    unguarded = service.sql("""SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attname = 'person_id'
        AND NOT (relrowsecurity AND relforcerowsecurity)""").split()
    # Found by the name a file has for somebody; no role but the recorder reads it.
    assert unguarded == ["person_reference"], unguarded


def a_condition_that_tells_is_not_asked_about_rows_of_others():
    """A function that speaks must come after row security, in whatever plan."""
    one = person(service, "demonstration-officer-1")
    others = service.sql(f"SELECT count(*) FROM exposure WHERE person_id <> '{one}'")
    assert int(others) > 0
    for leak in ("1 / (category = 'x')::integer > 0", "category::integer > 0", "(category || '!')::date > now()",
                 "minutes / 0 > 1 OR ln(dose - 1e9) > 0"):
        _, state, said = run("web", "BEGIN", f"SELECT app_begin('{new_id()}', NULL)",
                             f"SELECT person_id FROM exposure WHERE {leak}")
        assert state == "", (leak, said)
    out, _, _ = run("web", "BEGIN", f"SELECT app_begin('{one}', NULL)",
                    "EXPLAIN SELECT * FROM exposure WHERE category::integer > 0")
    assert "app.user_id" in out


def statistics_of_guarded_tables_are_not_to_be_read():
    for role in ("web", "erasure"):
        out, state, _ = run(role, "SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = 'public'")
        guarded = set(service.sql("SELECT relname FROM pg_class WHERE relrowsecurity").split())
        assert state == "" and not guarded & set(out.split()), (role, out)


def errors_say_nothing_of_rows_that_are_not_seen():
    """What is in a unique key is learnt by trying; its owner or any other column of it is not."""
    one, other = person(service, "demonstration-officer-1"), person(service, "demonstration-officer-2")
    reference = service.sql(f"SELECT reference FROM person WHERE person_id = '{other}'").strip()
    for statement in (f"UPDATE account SET sign_in_name = NULL WHERE person_id = '{other}'",
                      f"UPDATE account SET state = 'x' WHERE person_id = '{other}'",
                      f"SELECT password_hash::integer FROM account WHERE person_id = '{other}'"):
        _, _, said = run("web", "BEGIN", f"SELECT app_begin('{one}', NULL)", statement)
        assert reference not in said and "$argon2" not in said, said


def what_others_are_asking_is_not_seen():
    for role in ROLES:
        out, state, _ = run(role, f"SELECT query FROM pg_stat_activity WHERE usename <> 'plimsoll_{role}' "
                                  "AND query <> '<insufficient privilege>' AND query <> ''")
        assert out.strip() == "" and state == "", (role, out)


def from_another_account_of_the_machine_nobody_gets_in():
    lines = (service.data / "postgresql/postmaster.pid").read_text().splitlines()
    if os.geteuid() != 0:
        raise Skip("only root can be somebody else")
    done = subprocess.run(["setpriv", "--reuid=65533", "--regid=65533", "--clear-groups", "psql", "-h", lines[4], "-p",
                           lines[3], "-U", "plimsoll_web", "-d", "plimsoll", "-c", "SELECT 1"],
                          capture_output=True, text=True, timeout=60, cwd="/")
    assert done.returncode != 0 and "Permission denied" in done.stderr, done.stderr


def what_any_sql_still_gives_is_no_secret():
    """docs/security.md says so in words: it can say that it works for anybody, one after another."""
    one, other = person(service, "demonstration-officer-1"), person(service, "demonstration-officer-2")
    for who in (one, other):
        out, _, _ = run("web", "BEGIN", f"SELECT app_begin('{who}', NULL)",
                        "SELECT DISTINCT person_id FROM exposure", "ROLLBACK")
        assert out.split()[-1:] in ([who], []), out
    assert "app.user_id" in (ROOT / "docs/security.md").read_text()


with service:
    service.start("--demo")
    fill()
    run_tests(each_role_reads_and_changes_just_what_the_list_of_grants_says,
              the_web_role_sees_nobody_until_it_says_for_whom_it_works, who_it_works_for_is_one_person_at_a_time,
              a_clinician_sees_one_load_that_is_shared_while_it_is, for_whom_it_works_ends_with_the_transaction, what_is_appended_in_somebodys_name_is_in_ones_own,
              a_manager_sees_of_a_team_what_is_booked_and_no_hold, no_role_becomes_another_or_leaves_row_security,
              no_role_reaches_files_programs_or_other_servers, only_who_copies_through_them_has_temporary_tables,
              nothing_runs_with_anothers_rights, a_condition_that_tells_is_not_asked_about_rows_of_others,
              statistics_of_guarded_tables_are_not_to_be_read, errors_say_nothing_of_rows_that_are_not_seen,
              what_others_are_asking_is_not_seen, from_another_account_of_the_machine_nobody_gets_in,
              what_any_sql_still_gives_is_no_secret)
