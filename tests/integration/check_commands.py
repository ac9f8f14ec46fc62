#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The program as an administrator meets it: help, refusals, and what a bad file is told."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import PROGRAM, ROOT, Service, all_of, run_tests, terminal, wait_for  # noqa: E402

COMMANDS = ("serve", "demo", "import", "plan", "mapping", "feed", "account", "load", "policy", "programme", "audit", "retention", "erase", "migrate", "backup", "restore")
HEADER = "Incident Number,Unit ID,Call Type,Call Type Group,Received DtTm\n"
MAPPING = ROOT / "tests/mappings/san-francisco-fire.json"
service = Service("2026-12-01T09:00:00Z")


def plimsoll(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60)


def help_lists_every_command_and_each_explains_itself_as_the_documentation_does():
    listed = plimsoll("--help").stdout
    documented = (ROOT / "docs/operations.md").read_text()
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", listed, re.M), command
        said = plimsoll(command, "--help")
        assert said.returncode == 0 and said.stdout.startswith(f"Usage: plimsoll {command}"), said
        assert max(map(len, said.stdout.splitlines())) <= 80, command
        for line in said.stdout.splitlines():
            assert line.strip() in documented, f"docs/operations.md lacks: {line}"


def what_is_called_wrongly_is_told_so_in_one_sentence():
    for arguments, sentence in (
            (["sevre"], "plimsoll: sevre: There is no such command; plimsoll --help lists them."),
            (["serve", "--prot", "1"], "plimsoll: --prot: plimsoll serve has no such option"),
            (["serve", "--mapping", "x"], "plimsoll: --mapping: plimsoll serve has no such option"),
            (["serve", "--port"], "plimsoll: --port: This option needs a value: NUMBER."),
            (["serve", "--demo=yes"], "plimsoll: --demo=yes: This option takes no value."),
            (["serve", "extra"], "plimsoll: extra: This is more than plimsoll serve takes"),
            (["import", "dispatch"], "plimsoll: Usage: plimsoll import dispatch|staff FILE"),
            (["policy", "chek", "x"], "plimsoll: chek: Usage: plimsoll policy check FILE"),
            (["feed", "old"], "plimsoll: Usage: plimsoll feed new")):
        said = plimsoll(*arguments)
        assert said.returncode == 2 and said.stderr.startswith(sentence), (arguments, said)
        assert said.stdout == "" and said.stderr.count("\n") == 1, said


def a_policy_with_faults_is_refused_with_each_of_them():
    policy = json.loads((ROOT / "service/json/policies/default.json").read_text())
    policy["lines"][0]["levels"][1]["off"] = 190
    del policy["categories"][3]["evidence"]
    file = service.folder / "policy.json"
    file.write_text(json.dumps(policy))
    said = plimsoll("policy", "check", str(file))
    assert said.returncode == 1 and said.stdout.endswith("2 faults.\n"), said
    assert "lines[0].levels[1].off: " in said.stdout and "categories[3]" in said.stdout, said
    assert plimsoll("policy", "check", "default").returncode == 0
    assert plimsoll("policy", "check", "equal-weights").returncode == 0


TEN_FAULTS = (  # where, what is there instead, where the fault is, what is said
    (("tital",), "x", "tital", 'A policy has no member of this name; remove it.'),
    (("past", "weigh_agin"), True, "past.weigh_agin", 'Did you mean "weigh_again"?'),
    (("categories", 0, "wieght"), 65, "categories[0].wieght", 'Did you mean "weight"?'),
    (("categories", 1, "modality"), "evnt", "categories[1].modality", 'Did you mean "event"?'),
    (("modifiers", 0, "factor"), 11, "modifiers[0].factor",
     '"factor" must be a number from 0 to 10, and is 11.'),
    (("responses", 0, "kinds", 0), "suport_group", "responses[0].kinds[0]",
     'Did you mean "support_group"?'),
    (("lines", 0, "model"), {"kind": "windw", "days": 7, "evidence": "judgement"}, "lines[0].model.kind",
     'Did you mean "window"?'),
    (("lines", 1, "levels", 2, "off"), 430, "lines[1].levels[2].off",
     '"off" must be below "on", which is 400, and is 430.'),
    (("triggers", 0, "response"), "single_evnt", "triggers[0].response",
     'Nothing in responses has the id "single_evnt". Did you mean "single_event"?'),
    (("profiles", 0, "cadences", 0), "quartely", "profiles[0].cadences[0]", 'Did you mean "quarterly"?'))
MOVED = {"past.weigh_agin": ("past", "weigh_again"), "categories[0].wieght": ("categories", 0, "weight"),
         "lines[0].model.kind": ("lines", 0, "half_life_days")}


def ten_faults_are_told_as_ten_sentences_each_with_its_path_and_what_was_meant():
    policy = json.loads((ROOT / "service/json/policies/default.json").read_text())

    def parent(path):
        part = policy
        for step in path[:-1]:
            part = part[step]
        return part

    for path, value, where, _ in TEN_FAULTS:
        parent(path)[path[-1]] = value
        if where in MOVED:
            del parent(MOVED[where])[MOVED[where][-1]]
    file = service.folder / "policy.json"
    file.write_text(json.dumps(policy))
    said = plimsoll("policy", "check", str(file))
    assert said.returncode == 1 and said.stderr == "", said
    lines = said.stdout.splitlines()
    assert lines[-1] == "10 faults." and len(lines) == 11, said.stdout
    for _, _, where, sentence in TEN_FAULTS:
        told = [line for line in lines if line.startswith(f"{where}: ")]
        assert len(told) == 1 and told[0].endswith(sentence), (where, said.stdout)


def refused(content, sentence, mapping=MAPPING, mode="w"):
    file = service.folder / "export.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = len(service.json("load")["people"])
    said = service.run("import", "dispatch", str(file), "--mapping", str(mapping), ok=False)
    assert said.returncode == 1 and sentence in said.stderr, said.stderr
    assert said.stdout == "", said
    assert len(service.json("load")["people"]) == before, "nothing is half done"


def a_file_that_is_no_export_is_refused_with_its_line():
    row = "1,E1,Structure Fire,,11/30/2026 10:00:00 AM\n"
    refused("", "The file is empty")
    refused("a,b,c\n1,2,3\n", "Incident Number")
    refused(HEADER + row + '2,E2,"Structure', "line 3")
    refused(HEADER + row + "2,E2,Struct\0ure,,\n", "line 3: There is a NUL byte")
    refused(HEADER + row + "2,E2," + "x" * 70000 + ",,\n", "line 3: A field is longer")
    refused(bytes(range(256)) * 20, "")


def a_mapping_that_names_what_is_not_there_is_refused_before_anything_is_read():
    mapping = json.loads(MAPPING.read_text())
    mapping["rules"][0]["category"] = "INC_MEDICAL_CRITCAL"
    file = service.folder / "mapping.json"
    file.write_text(json.dumps(mapping))
    refused(HEADER, 'INC_MEDICAL_CRITICAL', file)


def rows_that_cannot_be_used_are_counted_with_the_first_line_of_each_kind():
    file = service.folder / "export.csv"
    file.write_text(HEADER + "".join((
        "1,E1,Structure Fire,,11/30/2026 10:00:00 AM\n", ",E1,Structure Fire,,11/30/2026 10:00:00 AM\n",
        "2,null,Structure Fire,,11/30/2026 10:00:00 AM\n", "3,E1,Structure Fire,,\n",
        "4,E1,Structure Fire,,30/11/2026 10:00:00 AM\n", "5,E1,Structure Fire,,11/30/2027 10:00:00 AM\n",
        "6,E1\n", "7,E1,Ghost Sighting,Alarm,11/30/2026 10:00:00 AM\n", "8,E1,Alarms,,never\n")))
    command = ("import", "dispatch", str(file), "--mapping", str(MAPPING))
    report = service.json(*command)
    assert [report[part] for part in ("rows", "added", "no_incident", "no_responder", "no_time",
            "wrong_time", "in_future", "short_row", "unknown_type", "no_exposure")] == \
        [9, 1, 1, 1, 1, 1, 1, 1, 1, 1], report
    assert report["unknown"] == [{"type": "Ghost Sighting", "second_type": "Alarm", "rows": 1}]
    said = service.run(*command).stdout
    assert "in the future, the first on line 7" in said and "Ghost Sighting / Alarm" in said, said


def the_service_says_when_its_port_is_taken():
    port = service.address.rsplit(":", 1)[1]
    with Service() as other:
        said = other.run("serve", "--port", port, ok=False)
        assert said.returncode == 1 and port in said.stderr, said.stderr


def a_second_service_on_the_same_data_is_refused():
    said = service.run("serve", "--port", "0", ok=False)
    assert said.returncode == 1 and "is using these data" in said.stderr, said.stderr
    assert service.get("/healthz").status == 200


def however_the_data_folder_is_named_its_running_database_is_found():
    link = service.folder / "link"
    link.symlink_to(service.data)
    for path in (f"{service.data}/", f"{service.data}/../data", str(link)):
        said = plimsoll("load", *service.arguments(), "--data", path)
        assert said.returncode == 0 and "demonstration-officer-1" in said.stdout, (path, said)


def control_characters_of_others_do_not_reach_a_terminal():
    assert "\\x1b[31m" in plimsoll("\x1b[31m").stderr
    file = service.folder / "export.csv"
    file.write_text(HEADER + "1,E1,\x1b]0;title\x07,,11/30/2026 10:00:00 AM\n")
    ours, theirs = terminal()
    done = subprocess.run([PROGRAM, "import", "dispatch", str(file), "--mapping", str(MAPPING), "--dry-run",
                           *service.arguments()], stdout=theirs, stderr=subprocess.PIPE, timeout=60)
    os.close(theirs)
    said = all_of(ours)
    assert done.returncode == 0 and b"\\x1b]0;title\\x07" in said and b"\x1b" not in said, (done, said)


def a_link_to_end_is_read_from_standard_input():
    path = service.link("--programme")
    assert service.get(path).status == 200
    done = subprocess.run([PROGRAM, "feed", "end", "-", *service.arguments()], text=True,
                          input=service.address + path + "\n", capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    wait_for(lambda: service.get(path).status == 404, "the link to be dead")


def a_key_that_is_missing_is_asked_for_and_never_made_anew():
    key = service.folder / "data/key"
    key.rename(service.folder / "kept")
    said = service.run("load", ok=False)
    assert said.returncode == 1 and "key is missing" in said.stderr and not key.exists(), said
    (service.folder / "kept").rename(key)
    service.run("load")


def a_zone_that_does_not_exist_is_refused_before_anything_is_founded():
    with Service() as other:
        said = other.run("serve", "--port", "0", "--zone", "Nowhere/Land", ok=False, patience=60)
        assert said.returncode == 1 and "Nowhere/Land" in said.stderr, said.stderr


with service:
    service.start("--demo")
    run_tests(help_lists_every_command_and_each_explains_itself_as_the_documentation_does,
              what_is_called_wrongly_is_told_so_in_one_sentence,
              a_policy_with_faults_is_refused_with_each_of_them,
              ten_faults_are_told_as_ten_sentences_each_with_its_path_and_what_was_meant,
              a_file_that_is_no_export_is_refused_with_its_line,
              a_mapping_that_names_what_is_not_there_is_refused_before_anything_is_read,
              rows_that_cannot_be_used_are_counted_with_the_first_line_of_each_kind,
              the_service_says_when_its_port_is_taken,
              a_second_service_on_the_same_data_is_refused,
              however_the_data_folder_is_named_its_running_database_is_found,
              control_characters_of_others_do_not_reach_a_terminal,
              a_link_to_end_is_read_from_standard_input,
              a_key_that_is_missing_is_asked_for_and_never_made_anew,
              a_zone_that_does_not_exist_is_refused_before_anything_is_founded)
