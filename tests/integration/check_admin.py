#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""What an administrator sees and changes of people."""

import re
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import Service, new_id, run_tests, wait_for  # noqa: E402
from visitor import Visitor  # noqa: E402

service = Service()
PASSWORD = "tea at four o'clock"


def signed_in(name, password=None):
    visitor = Visitor(service)
    given = password or (service.data / "demonstration-password").read_text().strip()
    assert visitor.sign_in(name, given).status == 200, name
    return visitor


def person(name):
    return service.sql("SELECT person_id FROM account WHERE sign_in_name = :'name'", name=name).strip()


def invite(roles="officer", name=None):
    """Somebody new who has chosen a password; the name they sign in with, and their id."""
    mark = name or "x" + new_id()[-11:]
    said = service.run("account", "add", f"no-{mark}", "--display-name", f"Demo {mark}", "--sign-in", mark,
                       "--roles", roles).stdout
    welcome(re.search(r"/welcome/[A-Za-z0-9_-]{32}", said).group(0))
    return mark, person(mark)


def welcome(path):
    visitor = Visitor(service)
    page = visitor.get(path)
    assert page.status == 200, page.status
    return visitor.send(page, ".*/welcome/.*", password=PASSWORD)


def address(id):
    return f"/admin/people/{id}"


def change(visitor, id, what, page=None, **fields):
    """Sends the form of a person's page that makes this change."""
    page = page or visitor.get(address(id))
    form = next(form for form in page.forms if ("change", what) in form["fields"])
    kept = [field for field in form["fields"] if field[0] not in fields]
    for name, value in fields.items():
        kept += [(name, one) for one in (value if isinstance(value, list) else [value])]
    return visitor.request("POST", form["action"], kept)


def made(page):
    """The path of the link that a page shows."""
    shown = [given["value"] for tag, given in page.tags if given.get("id") == "address"]
    assert len(shown) == 1, page.text
    assert shown[0].startswith(service.address), shown
    return shown[0][len(service.address):]


def trail(id):
    """Who did what on a trail: [(sign-in name, role, action)], oldest first."""
    found = service.sql(
        "SELECT coalesce(sign_in_name, actor), actor_role, action FROM audit_entry "
        "LEFT JOIN account ON account.person_id = actor_person_id "
        "WHERE audit_entry.person_id = :'id' ORDER BY number", id=id)
    return [tuple(line.split("|")) for line in found.splitlines()]


def organisation():
    return service.sql("SELECT organisation_id FROM organisation").strip()


def roles_of(id):
    return service.sql("SELECT array_to_string(roles, ',') FROM account WHERE person_id = :'id'",
                       id=id).strip()


def everybody_is_listed_with_their_place_and_roles():
    page = signed_in("administrator").get("/admin/people")
    for text in ("Demonstration officer 1", "Demonstration administrator", "Demonstration supervisor", "Active", "Officer"):
        assert text in page.text, text


def people_are_found_by_part_of_their_name_or_number_in_either_case():
    visitor = signed_in("administrator")
    number = service.sql("SELECT reference FROM person JOIN account USING (person_id) "
                         "WHERE sign_in_name = 'officer'").strip()
    for part in ("OFFICER%201", "er%201", number.upper(), number[1:]):
        page = visitor.get(f"/admin/people?q={part}")
        assert "Demonstration officer 1" in page.text and "Demonstration administrator" not in page.text, part
    assert "Nobody is called that" in visitor.get("/admin/people?q=nobody+at+all").text


def signs_that_stand_for_others_elsewhere_stand_for_themselves():
    visitor = signed_in("administrator")
    for sign in ("%25", "_", "%5C", "o%25a", "%27", "%3Cb%3E"):
        page = visitor.get(f"/admin/people?q={sign}")
        assert page.status == 200 and "Demonstration officer 1" not in page.text, sign
    invite(name="per_cent")
    assert "Demo per_cent" in visitor.get("/admin/people?q=r_c").text
    assert "Demo per_cent" not in visitor.get("/admin/people?q=p_r").text


def a_list_goes_on_where_the_page_before_ended():
    service.sql("""WITH made AS (INSERT INTO person (person_id, organisation_id, reference, profile, folded_at,
        created_at) SELECT gen_random_uuid(), organisation_id, 'page-' || i, '', 'epoch', now()
        FROM organisation, generate_series(1, 120) i RETURNING person_id, organisation_id)
        INSERT INTO account (person_id, organisation_id, display_name, sign_in_name, roles, language, nation,
        access_needs, totp_step, state, signed_out_before, created_at, changed_at)
        SELECT person_id, organisation_id, 'Demo same', '', '{officer}', 'en', 'england-and-wales', '{}', 0,
        'left', 'epoch', now(), now() FROM made""")
    visitor = signed_in("administrator")
    page, seen = visitor.get("/admin/people?q=DEMO+same"), []
    while True:
        links = [given["href"] for tag, given in page.tags if tag == "a" and
                 re.fullmatch(r"/admin/people/[0-9a-f-]{36}", given.get("href", ""))]
        seen += links
        assert len(seen) <= 120, "it goes round"
        following = [given["href"] for tag, given in page.tags if tag == "a" and
                     given.get("href", "").startswith("/admin/people?after=")
                     and given["href"] != page.path]
        if not following:
            break
        page = visitor.get(following[0])
    assert len(seen) == len(set(seen)) == 120, len(seen)


def a_look_at_the_list_is_on_the_organisations_trail_and_one_at_a_person_on_theirs():
    visitor, id = signed_in("administrator"), person("officer")
    of_list, of_person = len(trail(organisation())), len(trail(id))
    visitor.get("/admin/people?q=officer")
    assert trail(organisation())[of_list:] == [("administrator", "administrator", "staff-seen")]
    assert len(trail(id)) == of_person
    visitor.get(address(id))
    assert trail(id)[of_person:] == [("administrator", "administrator", "staff-seen")]
    assert "Looked at your staff record" in signed_in("officer").get("/me/access-log").text


def a_page_about_somebody_says_nothing_of_load_entries_sessions_or_calendars():
    visitor, id = signed_in("administrator"), person("officer")
    text = (visitor.get(address(id)).text + visitor.get("/admin/people").text).split("Who can see")[0]
    for word in ("load", "exposure", "hold"):
        assert word not in text.lower().replace("plimsoll", "") or word == "load" and "Nothing of what" in text


def roles_that_are_changed_hold_from_the_next_request_on():
    name, id = invite("officer,supervisor")
    theirs, visitor = signed_in(name, PASSWORD), signed_in("administrator")
    assert theirs.get("/log").status == 200
    page = change(visitor, id, "roles", role=["supervisor"])
    assert page.status == 200 and "The roles are changed." in page.text, page.text
    assert roles_of(id) == "supervisor"
    assert theirs.get("/log").path == "/sign-in"
    assert ("administrator", "administrator", "roles-changed") in trail(id)


def nobody_is_left_without_a_role():
    _, id = invite()
    page = change(signed_in("administrator"), id, "roles", role=[])
    assert page.status == 400 and "An account has a role" in page.text and roles_of(id) == "officer"


def nobody_changes_their_own_account():
    visitor, id = signed_in("administrator"), person("administrator")
    page = visitor.get(address(id))
    assert "another administrator has to change it" in page.text
    csrf = dict(page.forms[0]["fields"])["csrf"]
    for fields in ({"change": "roles", "known": "administrator", "role": "officer"}, {"change": "link"},
                   {"change": "sign-out"}):
        answer = visitor.request("POST", address(id), {"csrf": csrf, **fields})
        assert answer.status == 400 and "another administrator" in answer.text, (fields, answer.text)
    answer = visitor.request("POST", address(id) + "/leave", {"csrf": csrf})
    assert answer.status == 400 and visitor.get("/me").status == 200
    assert roles_of(id) == "administrator"


def the_last_administrator_keeps_the_role_and_does_not_leave():
    """Whoever acts stops being an administrator in the same moment: two who take it from each other."""
    name, id = invite("administrator")
    visitors = [(signed_in("administrator"), id), (signed_in(name, PASSWORD), person("administrator"))]
    pages = [visitor.get(address(of)) for visitor, of in visitors]
    answers = [None, None]

    def take(i):
        visitor, of = visitors[i]
        answers[i] = change(visitor, of, "roles", pages[i], role=["officer"])

    threads = [threading.Thread(target=take, args=(i,)) for i in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    left = service.sql("SELECT count(*) FROM account WHERE 'administrator' = ANY (roles) "
                       "AND state = 'active' AND password_set_at IS NOT NULL")
    assert int(left) == 1, (left, [answer.status for answer in answers])
    for name in ("administrator", name):
        number = service.sql("SELECT reference FROM person JOIN account USING (person_id) "
                             "WHERE sign_in_name = :'name'", name=name).strip()
        service.run("account", "roles", number, "--roles", "administrator")


def two_administrators_do_not_write_over_each_other():
    _, id = invite()
    first, second = signed_in("administrator"), signed_in(invite("administrator")[0], PASSWORD)
    page = second.get(address(id))
    assert change(first, id, "roles", role=["officer", "auditor"]).status == 200
    answer = change(second, id, "roles", page, role=["officer", "wellbeing"])
    assert answer.status == 409 and "Somebody else has changed it" in answer.text, answer.text
    assert roles_of(id) == "officer,auditor"


def a_link_is_shown_once_and_works_once():
    name, id = invite()
    theirs, visitor = signed_in(name, PASSWORD), signed_in("administrator")
    page = change(visitor, id, "link")
    path = made(page)
    assert "choose a new password" in page.text and "It works once" in page.text
    assert path not in visitor.get(address(id)).body
    assert ("administrator", "administrator", "sign-in-link-made") in trail(id)
    assert theirs.get("/log").status == 200
    assert Visitor(service).send(Visitor(service).get(path), ".*", password="coffee at eleven!").status == 200
    assert theirs.get("/log").path == "/sign-in"
    assert Visitor(service).get(path).status == 404


def who_was_never_here_gets_an_invitation():
    service.run("account", "add", "no-new", "--display-name", "Demo new", "--sign-in", "demo-new",
                "--roles", "officer")
    visitor, id = signed_in("administrator"), person("demo-new")
    assert "Invited" in visitor.get(address(id)).text
    page = change(visitor, id, "link")
    assert "An invitation" in page.text
    assert welcome(made(page)).status == 200
    assert "Active" in visitor.get(address(id)).text


def a_second_step_is_ended_only_where_that_is_said():
    name, id = invite()
    service.sql("UPDATE account SET totp_sealed = 'x', totp_set_at = now() WHERE person_id = :'id'", id=id)
    visitor = signed_in("administrator")
    change(visitor, id, "link")
    assert "second-step-ended" not in [action for _, _, action in trail(id)]
    page = change(visitor, id, "link", without_code="yes")
    assert "Their second step is ended already" in page.text
    assert ("administrator", "administrator", "second-step-ended") in trail(id)
    assert service.sql("SELECT totp_set_at IS NULL FROM account WHERE person_id = :'id'", id=id).strip() == "t"


def only_facilitators_from_outside_are_signed_in_by_a_link():
    _, officer = invite()
    service.run("account", "add", "no-guest", "--display-name", "Demo guest", "--sign-in", "demo-guest",
                "--roles", "facilitator")
    visitor = signed_in("administrator")
    assert change(visitor, officer, "link", external="yes").status == 400
    page = change(visitor, person("demo-guest"), "link", external="yes")
    assert "signs them in without a password" in page.text
    guest = Visitor(service)
    assert guest.send(guest.get(made(page)), ".*").status == 200 and guest.get("/facilitate").status == 200


def signing_somebody_out_ends_their_sessions_and_nothing_else():
    name, id = invite()
    theirs = signed_in(name, PASSWORD)
    page = change(signed_in("administrator"), id, "sign-out")
    assert "All their sessions are ended." in page.text
    assert theirs.get("/log").path == "/sign-in"
    assert ("administrator", "administrator", "signed-out-everywhere") in trail(id)
    signed_in(name, PASSWORD)


def leaving_ends_sessions_and_calendars_at_once():
    name, id = invite()
    theirs, visitor = signed_in(name, PASSWORD), signed_in("administrator")
    feed = service.link("--person", f"no-{name}")
    wait_for(lambda: service.get(feed).status == 200, "the calendar")
    page = visitor.get(address(id) + "/leave")
    assert "They lead no session to come." in page.text and "Nobody reports to them." in page.text
    assert service.get(feed).status == 200, "asking changes nothing"
    assert "They have left." in visitor.send(page, ".*/leave").text
    assert theirs.get("/log").path == "/sign-in"
    wait_for(lambda: service.get(feed).status == 404, "the calendar's end")
    assert ("administrator", "administrator", "account-ended") in trail(id)
    assert visitor.get(address(id) + "/leave").status == 404
    assert visitor.get(address(id)).text.count("Left")


def before_somebody_leaves_it_is_said_what_others_will_notice_and_never_what_they_have_booked():
    visitor = signed_in("administrator")
    host = person("supervisor")
    service.sql("""INSERT INTO reports_to (person_id, organisation_id, manager_person_id, during, recorded_at,
        changed_in) SELECT :'id', organisation_id, :'host', tstzrange('2020-01-01', 'infinity'), now(), 1
        FROM organisation""",
                id=invite()[1], host=host)
    page = visitor.get(address(host) + "/leave")
    assert re.search(r"\d+ (people report|person reports) to them", page.text), page.text
    assert re.search(r"They lead \d+ sessions? to come, from ", page.text), page.text
    page = visitor.get(address(person("officer")) + "/leave")
    said = page.text[page.text.index("What ends at once"):page.text.index("They leave now")]
    assert not re.search(r"\d", said), said


def who_had_left_comes_back_with_an_invitation():
    name, id = invite()
    visitor = signed_in("administrator")
    visitor.send(visitor.get(address(id) + "/leave"), ".*/leave")
    page = change(visitor, id, "return")
    assert "An invitation" in page.text
    assert welcome(made(page)).status == 200
    signed_in(name, PASSWORD)
    assert "Active" in visitor.get(address(id)).text


def a_name_that_is_taken_is_refused_to_who_comes_back():
    name, id = invite()
    visitor = signed_in("administrator")
    visitor.send(visitor.get(address(id) + "/leave"), ".*/leave")
    page = change(visitor, id, "return", sign_in_name="officer")
    assert page.status == 409 and "Somebody signs in with that name already." in page.text, page.text
    assert "Left" in page.text


def an_id_of_nobody_is_not_found():
    visitor = signed_in("administrator")
    csrf = dict(visitor.get("/admin/people").forms[-1]["fields"]).get("csrf") or \
        dict(visitor.get(address(person("officer"))).form(address(person("officer")))["fields"])["csrf"]
    for id in (new_id(), "1", organisation(), "%00", "x" * 300):
        assert visitor.get(address(id)).status == 404, id
        assert visitor.get(address(id) + "/leave").status == 404, id
        for fields in ({"change": "link"}, {"change": "sign-out"}, {"change": "return"},
                       {"change": "roles", "known": "officer", "role": "officer"}):
            assert visitor.request("POST", address(id), {"csrf": csrf, **fields}).status == 404, (id, fields)
        assert visitor.request("POST", address(id) + "/leave", {"csrf": csrf}).status == 404, id


def who_was_only_met_in_a_dispatch_export_is_not_listed():
    """That would say that something was recorded for them."""
    id = service.sql("""INSERT INTO person (person_id, organisation_id, reference, profile, folded_at,
        created_at) SELECT gen_random_uuid(), organisation_id, 'met-7', '', 'epoch', now() FROM organisation
        RETURNING person_id""").strip()
    visitor = signed_in("administrator")
    assert "met-7" not in visitor.get("/admin/people?q=met-7").body.replace('value="met-7"', "").replace(
        "q=met-7", "")
    assert visitor.get(address(id)).status == 404


PEOPLE = (everybody_is_listed_with_their_place_and_roles,
          people_are_found_by_part_of_their_name_or_number_in_either_case,
          signs_that_stand_for_others_elsewhere_stand_for_themselves,
          a_list_goes_on_where_the_page_before_ended,
          a_look_at_the_list_is_on_the_organisations_trail_and_one_at_a_person_on_theirs,
          a_page_about_somebody_says_nothing_of_load_entries_sessions_or_calendars,
          roles_that_are_changed_hold_from_the_next_request_on, nobody_is_left_without_a_role,
          nobody_changes_their_own_account, the_last_administrator_keeps_the_role_and_does_not_leave,
          two_administrators_do_not_write_over_each_other, a_link_is_shown_once_and_works_once,
          who_was_never_here_gets_an_invitation, a_second_step_is_ended_only_where_that_is_said,
          only_facilitators_from_outside_are_signed_in_by_a_link,
          signing_somebody_out_ends_their_sessions_and_nothing_else,
          leaving_ends_sessions_and_calendars_at_once,
          before_somebody_leaves_it_is_said_what_others_will_notice_and_never_what_they_have_booked,
          who_had_left_comes_back_with_an_invitation, a_name_that_is_taken_is_refused_to_who_comes_back,
          an_id_of_nobody_is_not_found, who_was_only_met_in_a_dispatch_export_is_not_listed)

with service:
    service.start("--demo", "--small")
    run_tests(*PEOPLE)
