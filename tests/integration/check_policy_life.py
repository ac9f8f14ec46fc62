#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The life of a policy at the shell: proposed, commented on, approved by a second person, in force."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import ROOT, Service, run_tests  # noqa: E402

START = "2026-12-01T09:00:00Z"
service = Service(START)
DEFAULT = ROOT / "service/json/policies/default.json"


def document(change):
    """A file with the default policy after a change."""
    policy = json.loads(DEFAULT.read_text())
    policy["title"] = "Proposed policy"
    change(policy)
    path = service.folder / "proposed.json"
    path.write_text(json.dumps(policy))
    path.chmod(0o644)
    return path


def earlier(policy):
    policy["lines"][0]["levels"][1]["on"] = 150


def later(policy):
    policy["lines"][0]["levels"][1]["on"] = 200


def refused(*command):
    done = service.run("policy", *command, ok=False)
    assert done.returncode == 1, (command, done.stdout, done.stderr)
    return done.stderr


def propose(change, begins="2026-12-20"):
    return service.run("policy", "propose", str(document(change)), "--in-force-from", begins, "--as", "0001").stdout


def states():
    return [version["state"] for version in service.json("policy", "list")["versions"]]


def actions():
    return [entry["action"] for entry in service.json("audit", "list")["entries"]]


def begin():
    service.start()
    for reference, roles in (("0001", "administrator"), ("0002", "administrator,officer"), ("0003", "officer")):
        service.run("account", "add", reference, "--display-name", f"Person {reference}",
                    "--sign-in", f"{reference}@force.example", "--roles", roles)


def what_differs_is_said_in_words():
    said = service.run("policy", "diff", "default", str(document(later))).stdout
    assert "The amber line of Events goes from 180 to 200." in said, said
    assert "the staff side is heard" in said
    said = service.run("policy", "diff", "default", str(document(earlier))).stdout
    assert "the staff side is heard" not in said, said
    said = service.run("policy", "diff", "in-force", "default").stdout
    assert said == "They do not differ.\n", said


def a_proposal_needs_a_fortnight_somebody_who_may_and_a_sound_document():
    path = str(document(earlier))
    assert "14 days" in refused("propose", path, "--in-force-from", "2026-12-15", "--as", "0001")
    assert "Only administrators" in refused("propose", path, "--in-force-from", "2026-12-20", "--as", "0003")
    assert "--as" in refused("propose", path, "--in-force-from", "2026-12-20")
    broken = str(document(lambda policy: policy["categories"][0].update(weight=-1)))
    assert "categories[0].weight" in refused("propose", broken, "--in-force-from", "2026-12-20", "--as", "0001")
    assert states() == ["in force"]


def a_second_person_approves_it_when_the_time_for_comment_is_over():
    assert "Version 2 is proposed" in propose(earlier)
    assert "proposed already" in refused("propose", "default", "--in-force-from", "2026-12-20", "--as", "0002")
    assert "Staff can still comment" in refused("approve", "2", "--as", "0002")
    service.restart_at("2026-12-16T09:00:00Z")
    assert "a second person has to" in refused("approve", "2", "--as", "0001")
    service.run("policy", "approve", "2", "--as", "0002")
    assert states() == ["in force", "approved"]
    assert "does not wait" in refused("approve", "2", "--as", "0002")
    versions = service.json("policy", "list")["versions"]
    assert versions[1]["proposed_by"] == "Person 0001" and versions[1]["approved_by"] == "Person 0002"
    service.restart_at("2026-12-20T00:00:01Z")
    assert states() == ["was in force", "in force"]
    assert "150" in service.run("policy", "show").stdout
    assert "goes from 150 to 180" in service.run("policy", "diff", "2", "1").stdout


def a_line_that_is_raised_needs_the_staff_sides_view_too():
    propose(later, "2027-01-10")
    service.restart_at("2027-01-12T09:00:00Z")
    assert "staff side" in refused("approve", "3", "--as", "0002")
    assert "future" in refused("staff-view", "3", "Federation branch", "2027-02-01", "agrees")
    assert "200" in refused("staff-view", "3", "Federation branch", "2027-01-10", "agrees", "x" * 201)
    service.run("policy", "staff-view", "3", "Federation branch", "2027-01-10", "disagrees", "Too high")
    service.run("policy", "approve", "3", "--as", "0002")
    # Late: it is in force from when it was approved.
    assert states() == ["was in force", "was in force", "in force"]


def a_proposal_is_withdrawn_by_its_proposer_and_a_policy_in_force_by_nobody():
    propose(earlier, "2027-02-01")
    assert "only whoever proposed" in refused("withdraw", "4", "--as", "0002")
    service.run("policy", "withdraw", "4", "--as", "0001")
    assert states()[3] == "withdrawn"
    assert refused("withdraw", "3", "--as", "0001")


def all_of_it_is_on_the_trail():
    done = actions()
    for action in ("policy-proposed", "policy-approved", "policy-withdrawn", "staff-view-recorded"):
        assert action in done, (action, done)


with service:
    begin()
    sys.exit(run_tests(
        what_differs_is_said_in_words,
        a_proposal_needs_a_fortnight_somebody_who_may_and_a_sound_document,
        a_second_person_approves_it_when_the_time_for_comment_is_over,
        a_line_that_is_raised_needs_the_staff_sides_view_too,
        a_proposal_is_withdrawn_by_its_proposer_and_a_policy_in_force_by_nobody,
        all_of_it_is_on_the_trail,
    ))
