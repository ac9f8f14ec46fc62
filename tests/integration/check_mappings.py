#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Mappings that are kept by name, and what a change of the policy does to them."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from importing import BASE, HEADER, Importer  # noqa: E402
from service import ROOT, Service, run_tests  # noqa: E402

service = Service("2026-12-01T09:00:00Z")
importer = Importer(service)


def mapping(**changes):
    return importer.file("to-save.json", json.dumps({**BASE, **changes}, indent="\t") + "\n")


def export():
    return importer.file("export.csv", HEADER + "1,U1,2026-11-10 10:00,Fire\n")


def listed():
    return [(item["name"], item["fault"]) for item in service.json("mapping", "list")["mappings"]]


def a_saved_mapping_is_used_by_its_name():
    path = mapping(source="by-name")
    service.run("mapping", "save", "county-fire", path)
    assert listed() == [("county-fire", "")]
    assert service.run("mapping", "show", "county-fire").stdout == Path(path).read_text()
    assert service.json("import", "dispatch", export(), "--mapping", "county-fire")["added"] == 1
    assert service.json("import", "dispatch", export(), "--mapping", path)["known"] == 1


def saving_again_replaces_and_removing_removes():
    service.run("mapping", "save", "passing", mapping(source="first"))
    service.run("mapping", "save", "passing", mapping(source="second"))
    assert '"second"' in service.run("mapping", "show", "passing").stdout
    service.run("mapping", "remove", "passing")
    for command in (("show", "passing"), ("remove", "passing")):
        said = service.run("mapping", *command, ok=False)
        assert said.returncode == 1 and "No mapping is saved" in said.stderr, said
    assert listed() == [("county-fire", "")]


def a_mapping_with_a_fault_is_not_saved():
    said = service.run("mapping", "save", "faulty", mapping(profile="astronaut"), ok=False)
    assert said.returncode == 1 and "\n  profile: " in said.stderr, said.stderr
    assert listed() == [("county-fire", "")]


def a_file_is_meant_only_by_a_path():
    here = service.folder / "somewhere"
    here.mkdir()
    (here / "county-fire").write_text("no mapping at all")
    (here / "other").write_text(json.dumps({**BASE, "source": "other"}))
    said = service.run("import", "dispatch", export(), "--mapping", "other", ok=False)
    assert said.returncode == 1 and "write ./other" in said.stderr, said.stderr
    assert service.json("import", "dispatch", export(), "--mapping", f"{here}/other")["added"] == 1
    assert service.json("import", "dispatch", export(), "--mapping", "county-fire")["known"] == 1


def what_is_called_wrongly_is_told_so():
    for arguments in (("save",), ("save", "name"), ("list", "name"), ("show",), ("forget", "name"),
                      ("save", "Not a name", "file"), ("show", "a/b")):
        said = service.run("mapping", *arguments, ok=False)
        assert said.returncode == 2 and said.stderr.count("\n") == 1, (arguments, said)


def a_policy_that_lost_a_category_is_named_with_the_path():
    policy = json.loads((ROOT / "service/json/policies/default.json").read_text())
    policy["categories"] = [c for c in policy["categories"] if c["code"] != "INC_FIRE_OTHER"]
    with Service("2026-12-01T09:00:00Z") as other:
        file = other.folder / "policy.json"
        file.write_text(json.dumps(policy))
        other.start("--demo")
        changed = Importer(other)
        other.run("mapping", "save", "county-fire",
                  changed.file("m.json", json.dumps({**BASE, "source": "later"})))
        put_in_force(other, file.read_text())
        found = other.json("mapping", "list")["mappings"][0]
        assert found["fault"] == "rules[1].category", found
        assert "rules[1].category" in other.run("mapping", "list").stdout
        rows = changed.file("e.csv", HEADER + "1,U1,2026-11-10 10:00,Fire\n")
        said = other.run("import", "dispatch", rows, "--mapping", "county-fire", ok=False)
        assert said.returncode == 1 and "\n  rules[1].category: " in said.stderr, said.stderr
        assert changed.exposures() == {}


def put_in_force(other, document):
    """A new version of the policy, without the two weeks in which it would be commented on."""
    other.sql("INSERT INTO policy (organisation_id, version, document, in_force_from, recorded_at, approved_at) "
              "SELECT organisation_id, 2, :'document', in_force_from, recorded_at, recorded_at FROM policy",
              document=document)


with service:
    service.start("--demo")
    run_tests(a_saved_mapping_is_used_by_its_name, saving_again_replaces_and_removing_removes,
              a_mapping_with_a_fault_is_not_saved, a_file_is_meant_only_by_a_path,
              what_is_called_wrongly_is_told_so,
              a_policy_that_lost_a_category_is_named_with_the_path)
