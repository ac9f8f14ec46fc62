# SPDX-License-Identifier: MIT
"""Which pages the browser looks at.

Every GET route of the table of routes stands here, else the test fails. To cover a new page, add one
line to PAGES: its route's name, and PLAIN where its address has no variable. Where it has one, give a
function of the Demonstration that finds an address to look at. What a route shows besides its usual
page, and after which act, is a line of STATES. Which roles see a page is asked of the service: it is
looked at as each role that it opens to. What is no page of HTML stands in NO_PAGES, with what it is.
"""

import re
import subprocess

from booking import group_that_has_begun, phone_in
from service import BUILD, new_id, wait_for
from visitor import Visitor

ROLES = ("officer", "supervisor", "facilitator", "wellbeing", "administrator", "auditor",
         "clinician")
NOBODY = "nobody"  # who has not signed in


class Demonstration:
    """What pages need that are not found at one fixed address."""

    def __init__(self, service):
        self.service, self.visitors = service, {NOBODY: Visitor(service)}

    def password(self):
        return (self.service.data / "demonstration-password").read_text().strip()

    def visitor(self, role):
        if role not in self.visitors:
            self.visitors[role] = Visitor(self.service)
            page = self.visitors[role].sign_in(role, self.password())
            assert page.status == 200, (role, page.status)
        return self.visitors[role]

    def reference(self, name):
        return self.service.sql(
            "SELECT reference FROM person JOIN account USING (person_id) "
            "WHERE sign_in_name = :'name'", name=name).strip()

    def of_person(self, name):
        """The page that administrators have of somebody."""
        return "/admin/people/" + self.service.sql(
            "SELECT person_id FROM account WHERE sign_in_name = :'name'", name=name).strip()

    def offer_comes(self):
        wait_for(lambda: int(self.service.sql(
            "SELECT count(*) FROM diary JOIN account USING (person_id) "
            "WHERE sign_in_name = 'officer' AND diary.state = 'held' AND part = 'attendee'")), "an offer")

    def other_times(self):
        """The other times for what is held for the officer."""
        self.offer_comes()
        return re.search(r'href="(/offers/[0-9a-f-]{36}/times)"', self.visitor("officer").get("/offers").body).group(1)

    def entry(self):
        """The page of an entry that was just logged."""
        officer = self.visitor("officer")
        return officer.send(officer.get("/log"), "/log", category="INC_SUICIDE").path

    def shared_load(self):
        """The page on which the clinician sees the officer's load, which is shared with them now."""
        officer, clinician = self.visitor("officer"), self.visitor("clinician")
        page = officer.get("/me/share")
        whom = next(given["value"] for _, given in page.tags if given.get("name") == "clinician")
        officer.send(page, "/me/share", clinician=whom, days="7")
        return re.search(r'href="(/shared/[0-9a-f-]{36})"', clinician.get("/shared").body).group(1)

    def led_session(self):
        """A group that has begun, with three who accepted it."""
        return "/facilitate/" + group_that_has_begun(self.service)

    def phone_in(self):
        """A phone-in of the facilitator with a question that waits, one that is shown and one answered."""
        led = phone_in(self.service)
        self.service.sql("""
            INSERT INTO question SELECT session_id, md5(body)::uuid, organisation_id, created_at, body, shown, answer
            FROM session, (VALUES ('How do I sleep after nights?', true, 'Dark, cool, and the same hours.'),
                ('Is it normal to dream of it?', true, ''), ('What do I tell my children?', false, ''))
                said (body, shown, answer)
            WHERE session_id = :'session' ON CONFLICT DO NOTHING;
            INSERT INTO series_join SELECT series_id, organisation_id, 'https://meet.example/phone-in', created_at
            FROM session WHERE session_id = :'session' ON CONFLICT DO NOTHING""", session=led)
        return "/sessions/" + led

    def contacts(self):
        """The clinician's list, with the officer on it, who is told so on pages of their own."""
        self.service.sql("""
            INSERT INTO contact (person_id, rule, organisation_id, need_id, after_seconds, due_at, asked, listed,
                created_at, changed_at)
            SELECT person_id, '', organisation_id, gen_random_uuid(), 60, created_at, 'Demonstration clinician',
                true, created_at, created_at FROM account WHERE sign_in_name = 'officer'
            ON CONFLICT DO NOTHING""")
        return "/contact"

    def clash(self):
        """The supervisor's availability, when a calendar that broke takes up what somebody has."""
        self.service.sql("""
            SELECT person_id FROM account WHERE sign_in_name = 'supervisor' \\gset
            UPDATE session_seat SET taken = 1 WHERE session_id = (SELECT session_id FROM session
                WHERE series_id IS NULL AND host_person_id = :'person_id' ORDER BY during LIMIT 1);
            INSERT INTO busy_calendar SELECT person_id, gen_random_uuid(), organisation_id,
                'calendar.example.org … 3f9a', '\\x00', '', '', (SELECT array_agg(tstzrange(lower(during),
                lower(during) + interval '15 minutes')) FROM session WHERE series_id IS NULL
                AND host_person_id = :'person_id'), created_at - interval '4 days', created_at + interval
                '180 days', 41, 2, 0, created_at, 'no-calendar', 3, created_at, 'infinity', created_at,
                created_at FROM account WHERE person_id = :'person_id' AND NOT EXISTS (SELECT
                FROM busy_calendar WHERE hint <> '')""")
        return "/availability"

    def proposal(self):
        """The policy with a proposal that is open for comment, by nobody here, and two comments."""
        self.service.sql("""
            INSERT INTO policy (organisation_id, version, document, in_force_from, recorded_at)
            SELECT organisation_id, 2, replace(document, '"on": 180', '"on": 190'),
                created_at + interval '20 days', created_at
            FROM policy JOIN organisation USING (organisation_id) WHERE version = 1 ON CONFLICT DO NOTHING;
            INSERT INTO policy_comment (organisation_id, version, comment_id, came_on, body, reply)
            SELECT organisation_id, 2, md5(body)::uuid, created_at, body, reply
            FROM organisation, (VALUES ('Why so high?', NULL), ('Who asked for it?', 'The pilot.')) said (body, reply)
            ON CONFLICT DO NOTHING""")
        return "/policy"

    def administered(self):
        return "/admin" + self.proposal()

    def invitation(self):
        """The page of an invitation that was just made."""
        mark = new_id()[-12:]
        said = self.service.run("account", "add", mark, "--display-name", "Demonstration guest",
                                "--sign-in", f"{mark}@demonstration.example", "--roles", "officer").stdout
        return re.search(r"/welcome/[A-Za-z0-9_-]{32}", said).group(0)


PLAIN = None
PAGES = {
    "help-now": PLAIN,
    "who-can-see": PLAIN,
    "sign-in-page": PLAIN,
    "welcome-page": Demonstration.invitation,
    "log-page": PLAIN,
    "saved": Demonstration.entry,
    "my-load": PLAIN,
    "offers": PLAIN,
    "offer-times": Demonstration.other_times,
    "duty": PLAIN,
    "week": PLAIN,
    "facilitate": PLAIN,
    "led-session": Demonstration.led_session,
    "attended": PLAIN,
    "joinings": PLAIN,
    "meeting": PLAIN,
    "reminders": PLAIN,
    "joining": Demonstration.phone_in,
    "worried": PLAIN,
    "led-questions": lambda it: it.phone_in().replace("sessions", "facilitate") + "/questions",
    "availability": PLAIN,
    "me": PLAIN,
    "links": PLAIN,
    "access-log": PLAIN,
    "own-sign-in": PLAIN,
    "my-data": PLAIN,
    "my-data-remove-page": PLAIN,
    "people": PLAIN,
    "person": lambda demonstration: demonstration.of_person("officer"),
    "person-leave-page": lambda demonstration: demonstration.of_person("supervisor") + "/leave",
    "share-page": PLAIN,
    "shared": PLAIN,
    "shared-load": Demonstration.shared_load,
    "contacts": Demonstration.contacts,
    "contact-settings": PLAIN,
    "import": PLAIN,
    "rosters": PLAIN,
    "help-lines": PLAIN,
    "review": PLAIN,
    "audit": PLAIN,
    "audit-roots": PLAIN,
    "week": PLAIN,
    "facilitate": PLAIN,
    "policy": Demonstration.proposal,
    "policy-admin": Demonstration.administered,
    "policy-try": lambda _: "/policy/try?weeks=26&lines.events.levels.amber.on=140&host-hour=45",
    "plan": PLAIN,
    "trends": PLAIN,
    "trends-hiding": PLAIN,
}
NO_PAGES = {
    "home": "leads to the first page of a role",
    "stylesheet": "the stylesheet",
    "my-load-as-a-table": "a file of comma-separated values",
    "trends-as-a-table": "a file of comma-separated values",
    "calendar-copy": "a calendar file",
    "audit-as-a-table": "a file of comma-separated values",
    "audit-lines": "a file of text",
}

# What it is, as which role, where it begins, what is done there in the page, and what is answered.
STATES = (
    ("a sign-in refused", NOBODY, "/sign-in",
     "document.querySelector('#name').value = 'nobody'; document.querySelector('#password').value = 'x';"
     "document.querySelector('main form').submit()", 401),
    ("an entry that cannot be taken", "officer", "/log",
     "document.querySelector('[value=MAT_VIOLENCE]').checked = true;"
     "document.querySelector('#entry').submit()", 400),
    ("an entry undone", "officer", Demonstration.entry,
     "document.querySelector('form[action$=undo]').submit()", 200),
    ("a calendar link just made", "officer", "/me/feeds",
     "document.querySelector('#label').value = 'A demonstration device';"
     "document.querySelector('form[action$=feeds]').submit()", 200),
    ("a link just made to sign in with", "administrator", lambda it: it.of_person("officer"),
     "document.querySelector('[name=change][value=link]').form.submit()", 200),
    ("a role that is not taken away", "administrator", lambda it: it.of_person("auditor"),
     "document.querySelectorAll('[name=role]').forEach(box => box.checked = false);"
     "document.querySelector('[name=change][value=roles]').form.submit()", 400),
    ("hours that cannot be", "facilitator", "/availability",
     "document.querySelector('#weekly-until').value = '08:00';"
     "document.querySelector('[name=weekday]').checked = true;"
     "document.querySelector('#weekly-until').form.submit()", 400),
    ("a time that is not the host's any more, and a calendar that is not read", "supervisor",
     lambda it: it.clash(), None, 200),
    ("what a role may not open", "auditor", "/log", None, 403),
    ("what is not there", NOBODY, "/nothing-here", None, 404),
)


def routes():
    """(name, pattern, access) of every GET route of the pages."""
    printed = subprocess.run([BUILD / "tests/unit/web/print_routes", "pages"], capture_output=True,
                             text=True, check=True).stdout
    for line in printed.splitlines():
        name, method, pattern, access, *_ = line.split()
        if method == "get":
            yield name, pattern, access


def addresses(demonstration):
    """(route, role, address) of every page, as each role that it opens to."""
    for name, pattern, access in routes():
        if name not in PAGES:
            continue
        address = PAGES[name](demonstration) if PAGES[name] else pattern
        opened = False
        for role in (NOBODY,) if access == "link" else (NOBODY, *ROLES):
            page = demonstration.visitor(role).request("GET", address, follow=False)
            if page.status == 200:
                opened = True
                yield name, role, address
        assert opened, f"nobody may open {name}: {address}"
