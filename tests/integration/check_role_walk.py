#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Every route by every role, with the ids of others in its address, query and form.

What comes back is compared with the table of permissions (core/permission.c): whom a route opens to,
and that no value of a person beyond the role's reach is anywhere in the body or the headers. A route
that has no rule here fails the test. One database holds one organisation; here a second one's rows
are put in by hand, and nothing may show them.
"""

import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from booking import book, session  # noqa: E402
from service import BUILD, Service, new_id, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

ROLES = ("officer", "supervisor", "facilitator", "wellbeing", "administrator", "auditor", "clinician")
NOW = datetime(2026, 12, 2, 9, tzinfo=timezone.utc)  # a Wednesday
WEEK = "2026-12-07"
service = Service(NOW.strftime("%Y-%m-%dT%H:%M:%SZ"))

# Who there is: the person's roles, who they report to, what they log and how often.
PEOPLE = {
    "officer": ("officer", "supervisor", "INC_SUDDEN_DEATH", 3),
    "mate": ("officer", "supervisor", "INC_SUICIDE", 211),
    "supervisor": ("supervisor", None, None, 0),
    "stranger": ("officer", "chief", "INC_COLLEAGUE_SUICIDE", 190),
    "chief": ("supervisor", None, None, 0),
    "facilitator": ("facilitator", None, None, 0),
    "wellbeing": ("wellbeing", None, None, 0),
    "administrator": ("administrator", None, None, 0),
    "auditor": ("auditor", None, None, 0),
    "clinician": ("clinician", None, None, 0),
    "medic": ("clinician", None, None, 0),
    "foreigner": ("officer", "envoy", "INC_SERIOUS_HARM", 201),
    "envoy": ("supervisor", None, None, 0),
    "consul": ("administrator,clinician", None, None, 0),
}
SHARES = {"mate": "clinician", "stranger": "medic"}  # who shares their load with whom
CONTACTS = {"stranger": "clinician", "foreigner": "clinician"}  # whom who is asked to contact, abroad in vain
LED = {"mate": "facilitator"}  # whose session, which has begun, who leads
HOSTS = ("supervisor", "chief", "facilitator", "envoy")  # who has hours and a calendar elsewhere
FOREIGN = ("foreigner", "envoy", "consul")
ids = {}  # person → {"person": …, "exposure": …, "booking": …, "link": …}
planted = []  # (kind, whose, pattern)


def plant(kind, whose, value):
    """From now on a value of a person, or of "organisation" or "other organisation"."""
    planted.append((kind, whose, re.compile(r"(?<![0-9A-Za-z])" + re.escape(str(value)) +
                                            r"(?![0-9A-Za-z])")))
    return str(value)


def word(kind, whose):
    return plant(kind, whose, f"{kind.title()}z{whose.replace(' ', '')}q")


def password():
    return (service.data / "demonstration-password").read_text().strip()


def sign_in_name(who):
    return f"signz{who}q"


def add_person(who):
    roles, _, category, _ = PEOPLE[who]
    reference, name = f"Staffz{who}q", word("name", who)
    plant("reference", who, reference)
    plant("sign-in name", who, sign_in_name(who))
    service.run("account", "add", reference, "--display-name", name, "--sign-in", sign_in_name(who),
                "--roles", roles)
    person = service.sql("SELECT person_id FROM account WHERE sign_in_name = :'name'",
                         name=sign_in_name(who)).strip()
    ids[who] = {"person": plant("person", who, person), "reference": reference}
    service.sql("""UPDATE account SET (password_hash, password_set_at) =
        (SELECT password_hash, password_set_at FROM account WHERE sign_in_name = 'officer')
        WHERE person_id = :'p'""", p=person)
    if category:
        plant("category", who, category)


def add_reporting(who):
    manager = PEOPLE[who][1]
    if not manager:
        return
    team = service.sql("""
        INSERT INTO team SELECT gen_random_uuid(), organisation_id, :'team', created_at FROM organisation
        ORDER BY created_at LIMIT 1 ON CONFLICT DO NOTHING;
        SELECT team_id FROM team WHERE name = :'team'""", team=f"Teamz{manager}q").strip()
    ids[who]["team"] = team
    service.sql("""
        INSERT INTO reports_to (person_id, manager_person_id, organisation_id, during, recorded_at, changed_in)
        SELECT :'p', :'m', organisation_id, '[2026-11-01,infinity)', '2026-11-01', 0 FROM person
        WHERE person_id = :'p';
        INSERT INTO team_member SELECT :'p', :'team', organisation_id, '[2026-11-01,infinity)', '2026-11-01'
        FROM person WHERE person_id = :'p'""", p=ids[who]["person"], m=ids[manager]["person"], team=team)


def add_entries(who):
    _, _, category, count = PEOPLE[who]
    if not category:
        return
    entries = [{"id": new_id(), "person": ids[who]["reference"], "category": category,
                "occurred_at": (NOW - timedelta(minutes=i + 1)).strftime("%Y-%m-%dT%H:%M:%SZ")}
               for i in range(count)]
    for entry in entries:
        status, said = service.ask("POST", "/api/v1/exposures", entry)
        assert status in (200, 201), (status, said)
    ids[who]["exposure"] = plant("entry", who, entries[0]["id"])
    status, load = service.ask("GET", f"/api/v1/people/{ids[who]['person']}/load")
    assert status == 200 and load["lines"], load
    number = round(load["lines"][0]["load"])
    if count > 9:  # five digits, of which the first three stay so for hours, are nobody else's by chance
        assert 10100 < number < 99900, number
        planted.append(("load", who, re.compile(rf"(?<![0-9A-Za-z]){number // 1000},?{number // 100 % 10}[0-9]{{2}}"
                                                r"(?![0-9A-Za-z])")))


def add_bookings(who, day):
    held = session(service, f"2026-12-{day:02} 08:00+00")
    booked = session(service, f"2026-12-{day:02} 14:00+00")
    for one in (held, booked):
        service.sql("UPDATE session SET topic = :'topic' WHERE session_id = :'s'",
                    s=one, topic=word("topic", who))
    ids[who]["booking"] = plant("booking", who, book(service, ids[who]["person"], held, "held"))
    plant("booking", who, book(service, ids[who]["person"], booked))


def add_link(who):
    link = service.link("--person", ids[who]["reference"], "--label", word("label", who))
    plant("token", who, link[3:-4])
    ids[who]["feed"] = link[3:-4]
    ids[who]["link"] = plant("link", who, service.sql(
        "SELECT link_id FROM feed_token WHERE person_id = :'p'", p=ids[who]["person"]).strip())


def add_share(who):
    visitor = Visitor(service)
    visitor.sign_in(sign_in_name(who), password())
    page = visitor.send(visitor.get("/me/share"), "/me/share", clinician=ids[SHARES[who]]["person"], days="7")
    assert page.status == 200, (page.status, page.text)
    ids[who]["share"] = plant("share", who, service.sql(
        "SELECT share_id FROM load_share WHERE person_id = :'p'", p=ids[who]["person"]).strip())


def add_contact(who):
    service.sql("""
        INSERT INTO contact (person_id, rule, organisation_id, need_id, after_seconds, due_at, asked, listed,
            created_at, changed_at)
        SELECT :'p', '', organisation_id, gen_random_uuid(), 60, '2026-11-20', :'asked', true, '2026-11-20',
            '2026-11-20' FROM person WHERE person_id = :'p'
        ON CONFLICT (person_id, rule) DO UPDATE SET listed = true""", p=ids[who]["person"],
                asked=word("name", CONTACTS[who]))
    service.sql("UPDATE account SET contacts = true WHERE person_id = :'p'", p=ids[CONTACTS[who]]["person"])


def add_led(who):
    led = session(service, (NOW - timedelta(hours=1)).isoformat(), "support_group", 90, ids[LED[who]]["person"])
    service.sql("UPDATE session SET topic = 'Group' WHERE session_id = :'s'", s=led)
    plant("booking", who, book(service, ids[who]["person"], led))
    ids[who]["session"] = ids[LED[who]]["session"] = led


def add_hours(who):
    ids[who]["hours"], ids[who]["busy"] = plant("hours", who, new_id()), plant("busy calendar", who, new_id())
    service.sql("""
        INSERT INTO availability_hours (person_id, hours_id, organisation_id, weekdays, every_weeks, first_day,
            last_day, from_minute, until_minute, away, created_at)
        SELECT :'p', :'hours', organisation_id, 1, 1, '2026-12-01', NULL, 540, 600, false, '2026-11-20'
        FROM person WHERE person_id = :'p';
        INSERT INTO busy_calendar (person_id, calendar_id, organisation_id, hint, etag, modified, busy, busy_from,
            busy_until, events, unreadable, unknown_zones, read_at, failure, failures, due_at, created_at,
            changed_at)
        SELECT :'p', :'busy', organisation_id, :'hint', '', '', '{}', '2026-11-20', '2027-11-20', 1, 0, 0,
            '2026-11-20', '', 0, 'infinity', '2026-11-20', '2026-11-20' FROM person WHERE person_id = :'p'""",
                p=ids[who]["person"], hours=ids[who]["hours"], busy=ids[who]["busy"], hint=word("hint", who))


def add_of_organisations():
    """What is an organisation's and no person's."""
    for whose in ("organisation", "other organisation"):
        service.sql("""
            SELECT organisation_id FROM organisation ORDER BY created_at, organisation_id
            LIMIT 1 OFFSET :offset \\gset
            INSERT INTO import_review VALUES (:'organisation_id', 'county', 'responder', :'review', '', 3,
                '2026-12-01');
            INSERT INTO trend_period VALUES (:'organisation_id', 1, '2026-11-23', '2026-11-30', '2026-12-01')
                ON CONFLICT DO NOTHING;
            INSERT INTO team VALUES (gen_random_uuid(), :'organisation_id', :'team', '2026-11-01')
                RETURNING team_id \\gset
            INSERT INTO trend (organisation_id, weeks, begins_at, measure, role, team_id, people, load_median,
                load_low, load_high)
                VALUES (:'organisation_id', 1, '2026-11-23', 'load', 'response', :'team_id', 20, 5, 1, 9);
            INSERT INTO help_line (organisation_id, place, name_en, name_cy, note_en, note_cy, number, means,
                checked_at) VALUES (:'organisation_id', 30, :'line', :'line', '', '', '0300 123', 'call',
                '2026-11-01') ON CONFLICT DO NOTHING""",
                    offset="0" if whose == "organisation" else "1", review=word("review", whose),
                    team=word("team", whose), line=word("line", whose))


def found_another_organisation():
    """Moves three people, and all that is theirs, to an organisation of their own."""
    service.sql("""
        INSERT INTO organisation (organisation_id, name, zone, nation, demonstration, created_at)
        VALUES (gen_random_uuid(), 'Othersz', 'Europe/London', 'scotland', false, '2027-01-01');
        INSERT INTO series (series_id, organisation_id, kind, topic, description, zone, starts_local, minutes,
            rule, except_local, capacity, host_person_id, sequence, created_at, changed_at, published_until,
            changed_in)
        SELECT gen_random_uuid(), other.organisation_id, kind, :'topic', description, series.zone, starts_local,
            minutes, rule, except_local, capacity, host_person_id, sequence, series.created_at, changed_at,
            published_until, changed_in
        FROM series, organisation other WHERE other.name = 'Othersz' AND kind = 'webinar' LIMIT 1""",
                topic=word("programme", "other organisation"))
    plant("organisation", "other organisation", "Othersz")
    tables = service.sql("""
        SELECT table_name FROM information_schema.columns a JOIN information_schema.columns b
        USING (table_schema, table_name) WHERE table_schema = 'public' AND a.column_name = 'person_id'
        AND b.column_name = 'organisation_id'""").split()
    people = ",".join(f"'{ids[who]['person']}'" for who in FOREIGN)
    for table in tables:
        service.sql(f"""UPDATE {table} SET organisation_id = (SELECT organisation_id FROM organisation
            WHERE name = 'Othersz') WHERE person_id IN ({people})""")
    service.sql(f"""UPDATE session SET organisation_id = (SELECT organisation_id FROM organisation
        WHERE name = 'Othersz') WHERE session_id IN (SELECT session_id FROM diary
        WHERE person_id IN ({people}));
        UPDATE team SET organisation_id = (SELECT organisation_id FROM organisation
        WHERE name = 'Othersz') WHERE name = 'Teamzenvoyq'""")
    plant("team", "other organisation", "Teamzenvoyq")


def prepare():
    for who in PEOPLE:
        add_person(who)
    for number, who in enumerate(PEOPLE):
        add_reporting(who)
        add_entries(who)
        if PEOPLE[who][2]:
            add_bookings(who, 7 + number % 5)
            add_link(who)
    for who in SHARES:
        add_share(who)
    for who in CONTACTS:
        add_contact(who)
    for who in LED:
        add_led(who)
    for who in HOSTS:
        add_hours(who)
    # The line managers look, also the other organisation's, before it is one.
    for who in ("supervisor", "chief", "envoy"):
        visitor = Visitor(service)
        assert visitor.sign_in(sign_in_name(who), password()).status == 200
        assert visitor.get(f"/week?from={WEEK}").status == 200
    found_another_organisation()
    add_of_organisations()
    wait_for(lambda: not int(service.sql("SELECT count(*) FROM need WHERE state = 'open'")), "the engine")


# Rules. `ids`: what stands for each {} of the address, by kind. `fields`: what else a form says, with
# kinds in braces. `shows`: beyond their own, of whom which kinds may be in the answer. `once`: not
# asked again with the ids of others, since it takes none or ends the session.
# `whose`: it is asked with their ids besides the role's own.
def rule(*wanted, shows=(), changes=(), once=False, whose=("mate", "stranger", "foreigner", "envoy"), **fields):
    """What is sent; what may be shown, and which tables may change, of others than who sends it."""
    return {"ids": wanted, "fields": fields, "shows": set(shows), "changes": set(changes),
            "whose": () if once else whose}


# What anybody may read of the organisation.
PUBLIC = {("line", "organisation")}
CATALOGUE = [("category", whose) for whose in ("team", "organisation", "other organisation", "manager")]
STAFF = [(kind, "organisation") for kind in ("name", "reference", "sign-in name", "person", "team")]
RULES = {
    "stylesheet": rule(once=True),
    # What everything weighs, whoever met it.
    "policy": rule(shows=CATALOGUE + [("category", "sharing"), ("category", "listed"),
                                     ("category", "led")]),
    "policy-comment": rule(once=True, id="", version="1", body=""),
    "policy-try": rule(weeks="13"),
    "policy-admin": rule(),
    "policy-act": rule(once=True, act="approve", version="1"),
    "home": rule(),
    "help-now": rule(),
    "who-can-see": rule(),
    "sign-in-page": rule(),
    "sign-in": rule(once=True, name="nobody", password="nothing of anybody's"),
    "sign-out": rule(once=True),
    "welcome-page": rule("feed"),
    "welcome": rule("feed", password="otter lamp quarry seven"),
    "log-page": rule(shows=CATALOGUE),  # every kind there is can be logged
    "log": rule(shows=CATALOGUE, category="NO_SUCH", person="{person}", person_id="{person}",
                corrects="{exposure}", id="{exposure}"),
    "saved": rule("exposure"),
    "undo": rule("exposure", person="{person}"),
    "my-load": rule(person="{person}", at="2026-12-02"),
    "my-load-as-a-table": rule(person="{person}"),
    "offers": rule(person="{person}"),
    "offer": rule("booking", "answer", changes=["feed_revision"], person="{person}"),
    "offer-times": rule("booking", person="{person}"),
    "offer-take": rule("booking", "booking", person="{person}"),
    "duty": rule(person="{person}"),
    "week": rule(shows=[("name", "team")], **{"from": WEEK}),
    "facilitate": rule(person="{person}"),
    # Who accepted a session is named, from its start on, to whoever leads it.
    "led-session": rule("session", shows=[("name", "led"), ("booking", "led")]),
    "attendance": rule("session", shows=[("name", "led"), ("booking", "led")]),
    "attended": rule(person="{person}"),
    "joinings": rule(person="{person}"),
    "meeting": rule(person="{person}"),
    "meeting-set": rule(once=True, person="{person}", language="either", **{"manner-phone": "yes", "lead-en": "yes"}),
    "wait": rule("session", act="wait", person="{person}"),
    "search-wait": rule("booking", act="wait", person="{person}"),
    "reminders": rule(person="{person}"),
    "reminders-set": rule(once=True, person="{person}", **{"from": "22:00", "until": "07:00"}),
    "joining": rule("session", person="{person}"),
    "question": rule("session", once=True, id="", body=""),
    "feedback": rule("session", once=True),
    "worried": rule(person="{person}"),
    "led-questions": rule("session"),
    "led-questions-act": rule("session", act="show", question="{exposure}"),
    "led-answer": rule("session", question="{exposure}", answer="No"),
    "led-join": rule("session", once=True, details=""),
    "availability": rule(person="{person}", whose=HOSTS),
    "availability-change": rule(person="{person}", whose=HOSTS, what="date", first="2026-12-24", away="yes",
                                replaces="{busy}"),
    "hours-remove": rule("hours", whose=HOSTS, person="{person}"),
    "busy-calendar-file": rule(person="{person}", whose=HOSTS, replaces="{busy}"),
    "busy-calendar-remove": rule("busy", whose=HOSTS, person="{person}"),
    "call-off": rule(what="{session}", changes=["diary", "feed_revision", "need", "offer"], person="{person}"),
    "me": rule(person="{person}"),
    "links": rule(person="{person}"),
    "link": rule(label="", calendar="own", person="{person}"),
    "link-renew": rule("link", person="{person}"),
    "link-end": rule("link", person="{person}"),
    # Who looked is named: here the line manager, who saw the week.
    "access-log": rule(shows=[("name", "manager")], person="{person}"),
    "own-sign-in": rule(),
    "own-password": rule(once=True),
    "second-step": rule(once=True),
    "second-step-confirm": rule(once=True),
    "second-step-end": rule(once=True),
    "calendar-copy": rule("calendar", person="{person}"),
    # The clinicians to choose from are named, and are chosen by their ids.
    "share-page": rule(shows=[("name", "organisation"), ("person", "organisation")]),
    "share": rule(shows=[("name", "organisation"), ("person", "organisation")], clinician="{person}", days="7",
                  person="{person}"),
    "share-end": rule("share", person="{person}"),
    "shared": rule(shows=[("name", "sharing"), ("share", "sharing")], person="{person}"),
    "shared-load": rule("share", shows=[("name", "sharing"), ("share", "sharing"), ("load", "sharing"),
                                        ("category", "sharing")], person="{person}"),
    "contact-stop": rule(once=True, person="{person}"),
    "contacts": rule(shows=[("name", "listed"), ("person", "listed")], person="{person}"),
    "contact-made": rule("person", whose=("mate", "officer", "supervisor", "foreigner", "envoy"),
                         shows=[("name", "listed"), ("person", "listed")]),
    "my-data": rule(person="{person}"),
    "my-data-download": rule(shows=[("name", "manager")], person="{person}"),
    "my-data-remove-page": rule(person="{person}"),
    "my-data-remove": rule(person="{person}"),
    "role": rule(once=True, role="administrator"),
    "sign-out-everywhere": rule(once=True),
    # Who acted is named; whose record it was is a number.
    "audit": rule(shows=[("name", "organisation")], person="{person}", record="{person}"),
    "audit-as-a-table": rule(shows=[("name", "organisation")], person="{person}"),
    "audit-roots": rule(),
    "audit-lines": rule(),
    # Who administers changes accounts of their organisation: asked of another's alone.
    "people": rule(shows=STAFF, find="{person}"),
    "person": rule("person", shows=STAFF),
    "person-change": rule("person", shows=STAFF, whose=FOREIGN, change="link"),
    "person-leave-page": rule("person", shows=STAFF),
    "person-leave": rule("person", shows=STAFF, whose=FOREIGN, sure="yes", confirm="yes"),
    "rosters": rule(person="{person}"),
    "rosters-file": rule(once=True, person="{person}"),
    "shift-pattern-file": rule(once=True),
    "shift-pattern-remove": rule(once=True),
    "import": rule(person="{person}"),
    "import-file": rule(upload="{person}", invite="yes"),
    "review": rule(shows=[("review", "organisation")]),
    "help-lines": rule(),
    "help-lines-change": rule(),
    # The clinicians to choose from are named, and are chosen by their ids.
    "contact-settings": rule(shows=STAFF),
    "contact-settings-change": rule(shows=STAFF, clinician="{person}"),
    "plan": rule(shows=[("team", "organisation")]),
    "trends": rule(shows=[("team", "organisation")], team="{team}", role="response"),
    "trends-as-a-table": rule(shows=[("team", "organisation")], team="{team}"),
    "trends-hiding": rule(shows=[("team", "organisation")]),
}
API = {"my-load-now", "feed", "health", "record", "retraction", "exposures", "load"}


def routes(*what):
    printed = subprocess.run([BUILD / "tests/unit/web/print_routes", *what], capture_output=True,
                             text=True, check=True).stdout
    return [line.split() for line in printed.splitlines()]


def relation(actor, whose):
    """What somebody is to whoever asks."""
    if whose in FOREIGN:
        return "other organisation"
    if whose not in PEOPLE:
        return whose
    if actor == whose:
        return "own"
    if SHARES.get(whose) == actor:
        return "sharing"
    if CONTACTS.get(whose) == actor:
        return "listed"
    if LED.get(whose) == actor:
        return "led"
    if PEOPLE[whose][1] == actor:
        return "team"
    return "manager" if PEOPLE[actor][1] == whose else "organisation"


def everything(page):
    """All that an answer says, with what is packed in it."""
    parts = [f"{name}: {value}" for name, value in page.headers.items() if name != "Content-Length"] + [page.body]
    if page.raw[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(page.raw))
        parts += [name + archive.read(name).decode(errors="replace") for name in archive.namelist()]
    return "\n".join(parts)


def beyond(actor, said, shows, asked):
    """Which values in an answer are beyond the reach; what was asked with may be said again."""
    return [(kind, whose) for kind, whose, pattern in planted
            if relation(actor, whose) != "own" and (kind, relation(actor, whose)) not in shows
            and any(one.group(0) not in asked for one in pattern.finditer(said))]


visitors, states = {}, {}  # by role


def signed_in(role):
    if role not in visitors:
        visitors[role] = Visitor(service)
        page = visitors[role].sign_in(sign_in_name(role), password())
        assert page.status == 200, (role, page.status, page.text)
        visitors[role].csrf = dict(visitors[role].get("/me").form("/sign-out")["fields"])["csrf"]
    return visitors[role]


CODES = {"answer": ("accept", "not-now", "another", "move", "leave", "called"), "calendar": ("own", "led", "team", "programme")}


def requests(method, pattern, wanted, whose):
    """Addresses and forms that name what is somebody's, or nobody's."""
    theirs = ids.get(whose, {})
    known = {"feed": "0" * 32, **{kind: theirs.get(kind, new_id())
                                  for kind in ("person", "exposure", "booking", "link", "team", "share",
                                               "session", "hours", "busy")}}
    if theirs.get("exposure"):  # the ids of other kinds too
        known["feed"] = theirs["exposure"]
    choices = [[]]
    for kind in wanted["ids"]:
        choices = [[*made, value] for made in choices for value in CODES.get(kind) or (known[kind],)]
    fields = {name: value.format(**known) for name, value in wanted["fields"].items()}
    for made in choices:
        path = pattern
        for value in made:
            path = path.replace("{}", value, 1)
        yield path, fields
        if method == "GET" and fields:
            yield path + "?" + urlencode(fields), fields


def state_of_others(actor):
    """A digest of all rows that are of people, but for those of whoever acts."""
    tables = service.sql("""SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'
        AND column_name = 'person_id' AND table_name NOT IN ('audit_head', 'audit_entry', 'audit_mark')
        ORDER BY 1""").split()
    engine = "'{listed_at,erased_at}'"  # of what was removed, written within a minute of any removal
    parts = [f"""SELECT '{table}', count(*),
        md5(coalesce(string_agg((to_jsonb(t) - {engine}::text[])::text, '|' ORDER BY t::text), ''))
        FROM {table} t WHERE person_id <> '{ids[actor]['person']}'""" for table in tables]
    return service.sql(" UNION ALL ".join(parts))


def walk(role, name, method, pattern, opens):
    wanted, shows = RULES[name], RULES[name]["shows"] | PUBLIC
    targets = [role, *wanted["whose"]]
    if not opens:  # before anything is read, so whatever is asked
        targets = targets[:2]
    for whose in targets:
        for path, fields in requests(method, pattern, wanted, whose):
            visitor = signed_in(role)
            watched = method == "POST" and opens
            if watched and role not in states:
                states[role] = state_of_others(role)
            sent = None
            if method == "POST":
                sent = {"csrf": visitor.csrf, **fields}
            page = visitor.request(method, path, sent, follow=False)
            where = (role, name, whose, path, page.status)
            assert page.status < 500, where
            assert (page.status != 403) == opens or name in ("role", "sign-in", "welcome"), where
            found = beyond(role, everything(page), shows, path + str(sent))
            assert not found, (*where, found)
            if watched:
                before, states[role] = states[role], state_of_others(role)
                changed = {line for line in set(before.splitlines()) ^ set(states[role].splitlines())
                           if line.split("|")[0] not in wanted["changes"]}
                assert not changed, (*where, sorted(changed))
            if name.startswith("sign-out") or name in ("role", "sign-in"):
                del visitors[role]
                break


def every_route_and_role_has_a_rule():
    assert set(next(route for route in routes("pages") if route[0] == "home")[5].split(",")) == set(ROLES)
    assert {route[0] for route in routes("pages")} == set(RULES)
    assert {route[0] for route in routes()} == API


def each_role_meets_what_the_table_says_and_nothing_of_anybody_beyond_it():
    wrong = []
    for role in ROLES:
        for name, method, pattern, access, _, opened in routes("pages"):
            opens = access != "session" or role in opened.split(",")
            try:
                walk(role, name, method.upper(), pattern, opens)
            except AssertionError as failed:
                wrong.append(str(failed))
    assert not wrong, "\n".join(wrong)


def the_same_in_welsh():
    wrong = []
    for role in ROLES:
        for name, method, pattern, access, _, opened in routes("pages"):
            opens = access != "session" or role in opened.split(",")
            if method != "get" or name == "stylesheet":
                continue
            try:
                walk(role, name, "GET", "/cy" + pattern, opens)
            except AssertionError as failed:
                wrong.append(str(failed))
    assert not wrong, "\n".join(wrong)


def what_was_planted_is_found_where_it_may_be():
    """Or the walk would prove nothing."""
    seen = everything(signed_in("officer").get("/load.csv"))
    assert "INC_SUDDEN_DEATH" in seen
    for role, path, whose in (("supervisor", f"/week?from={WEEK}", "mate"), ("officer", "/me/access-log", "supervisor"),
                              ("auditor", "/audit", "supervisor"), ("administrator", "/admin/review", "organisation"),
                              ("wellbeing", "/trends.csv", "organisation"), ("officer", "/help-now", "organisation"),
                              ("clinician", f"/shared/{ids['mate']['share']}", "mate"), ("clinician", "/contact", "stranger"),
                              ("facilitator", f"/facilitate/{ids['mate']['session']}", "mate")):
        said = everything(signed_in(role).get(path))
        assert any(who == whose and pattern.search(said) for _, who, pattern in planted), (role, path)
    page = signed_in("officer").get("/me/data")
    said = everything(signed_in("officer").send(page, "/me/data/download"))
    for kind in ("entry", "reference", "name", "label", "topic"):
        assert any(k == kind and who == "officer" and p.search(said) for k, who, p in planted), kind


def a_calendar_says_nothing_of_others():
    for who in ("officer", "mate", "stranger"):
        answer = service.get(service.link("--person", ids[who]["reference"]))
        assert answer.status == 200
        said = f"{answer.headers}{answer.body.decode()}"
        found = beyond(who, said, PUBLIC, "")
        assert not found, (who, found)
    found = beyond("officer", service.get(service.link("--programme")).body.decode(), PUBLIC, "")
    assert not found, found


def the_interface_takes_the_operators_token_alone():
    person, entry = ids["mate"]["person"], ids["mate"]["exposure"]
    for name, method, pattern, access in routes():
        if access != "operator":
            continue
        path = pattern.replace("{}", person, 1).replace("{}", entry, 1)
        for headers in ({}, {"Authorization": "Bearer " + "0" * 32}, {"Authorization": service.token()},
                        {"Authorization": "Basic " + service.token()}, {"Authorization": "Bearer"}):
            visitor = signed_in("administrator")  # a session is no token
            page = visitor.request(method.upper(), path, "{}" if method == "post" else None, **headers)
            assert page.status == 401, (name, headers, page.status)
            assert not beyond("administrator", everything(page), set(), path)


def programs_of_who_is_signed_in_are_told_their_own_load_and_no_others():
    path = f"/api/v1/me/load?at=2026-12-02T10:00:00Z&person={ids['mate']['person']}"
    before = service.sql("SELECT count(*) FROM audit_entry")
    for role in ROLES:
        page = signed_in(role).get(path)
        assert page.status == (200 if role == "officer" else 403), (role, page.status, page.body)
        assert not beyond(role, everything(page), set(), path)
        if role == "officer":
            assert json.loads(page.body)["person"] == ids["officer"]["person"], page.body
    assert service.sql("SELECT count(*) FROM audit_entry") == before
    assert Visitor(service).get(path).status == 401
    assert signed_in("officer").get("/api/v1/me/load?at=soon").status == 400


def the_interface_shows_nobody_of_another_organisation_nor_knows_their_number():
    person = ids["foreigner"]["person"]
    for path in (f"/api/v1/people/{person}/load", f"/api/v1/people/{person}/exposures"):
        status, said = service.ask("GET", path)
        assert status == 404, (path, status, said)
    before = state_of_others("officer")
    status, said = service.ask("POST", "/api/v1/exposures", {
        "id": new_id(), "person": ids["foreigner"]["reference"], "category": "INC_SUICIDE",
        "occurred_at": "2026-12-02T08:00:00Z"})
    assert status >= 400, (status, said)
    assert state_of_others("officer") == before


def the_shell_shows_nothing_of_another_organisation():
    for command in (("load",), ("account", "list"), ("audit", "list"), ("load", "--team", "Teamzenvoyq"),
                    ("load", ids["foreigner"]["reference"]), ("feed", "new", "--person", ids["foreigner"]["reference"]),
                    ("audit", "list", "--person", ids["foreigner"]["reference"])):
        done = service.run(*command, ok=False)
        found = [one for one in beyond("officer", done.stdout, set(), str(command))
                 if one[1] in (*FOREIGN, "other organisation")]
        assert not found, (command, found)


def an_account_of_another_organisation_opens_nothing_here():
    for who in ("consul", "foreigner", "envoy"):
        visitor = Visitor(service)
        page = visitor.sign_in(sign_in_name(who), password())
        assert page.status == 401 and not visitor.cookies, (who, page.status)


with service:
    service.start("--demo")
    prepare()
    run_tests(every_route_and_role_has_a_rule, what_was_planted_is_found_where_it_may_be,
              each_role_meets_what_the_table_says_and_nothing_of_anybody_beyond_it, the_same_in_welsh,
              a_calendar_says_nothing_of_others, the_interface_takes_the_operators_token_alone,
              programs_of_who_is_signed_in_are_told_their_own_load_and_no_others,
              the_interface_shows_nobody_of_another_organisation_nor_knows_their_number,
              the_shell_shows_nothing_of_another_organisation,
              an_account_of_another_organisation_opens_nothing_here)
