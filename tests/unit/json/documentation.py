#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""docs/policy.md names every member of a policy and shows the shipped default as it is;
docs/import.md names every member of a mapping.

With --tables it prints the tables that docs/policy.md should have.
"""

import json
import re
import sys
from pathlib import Path

from verdicts import Tap, embedded, verdicts

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "policy.md"
IMPORT_PAGE = (ROOT / "docs" / "import.md").read_text()
POLICY = embedded("default")
SCHEMA = embedded("schema")


def table(*columns):
    return [f"| {' | '.join(columns)} |", f"| {' | '.join('---' for _ in columns)} |"]


def row(*cells):
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def weight(category):
    if category["modality"] == "material":
        return f"{category['rate_per_hour']} per hour, {category['minutes_per_item']} min per item"
    return str(category["weight"])


def reached(trigger):
    """What a trigger looks at, and from where on."""
    if "weight_at_least" in trigger:
        return f"one event or interaction of at least {trigger['weight_at_least']}"
    if "material_minutes_at_least" in trigger:
        return f"{trigger['material_minutes_at_least']} min of material in a calendar {trigger['per']}"
    if "team_changed_percent_at_least" in trigger:
        return (f"{trigger['team_changed_percent_at_least']} % of a team came or went within "
                f"{trigger['within_days']} d")
    if "manager_away_days_at_least" in trigger:
        return f"the line manager has been away for {trigger['manager_away_days_at_least']} d"
    model = trigger["model"]
    return (f"{names(trigger['modalities'])}: `{model['chart']}` chart of each {model['per']}, allowance "
            f"{model['allowance']}, against the first {model['baseline_periods']}, at {trigger['signal_at']}")


def evidence(part):
    return "; ".join([*([part["model"]["evidence"]] if "model" in part else []), part["evidence"]])


def names(items):
    return ", ".join(f"`{item}`" for item in items) or "–"


def tables():
    """{heading: the lines under it}"""
    made = {}
    for modality, title in (("event", "Events"), ("interaction", "Interactions"),
                            ("material", "Materials")):
        made[title] = table("code", "label", "weight", "evidence") + [
            row(f"`{c['code']}`", c["label"],
                weight(c) + (", however closely it was met" if "involvement" in c else ""),
                c["evidence"])
            for c in POLICY["categories"] if c["modality"] == modality]
    made["Modifiers"] = table("code", "label", "factor", "for", "evidence") + [
        row(f"`{m['code']}`", m["label"], m["factor"],
            names(m["categories"]) if "categories" in m else "all", m["evidence"])
        for m in POLICY["modifiers"]]
    factors = POLICY["involvement"]
    product, held = POLICY["modifier_product"], POLICY["import"]
    past = POLICY["past"]
    made["Other numbers"] = table("member", "value", "evidence") + [
        *(row(f"`involvement.{name}`", factors[name], factors["evidence"])
          for name in factors if name != "evidence"),
        *(row(f"`modifier_product.{name}`", product[name], product["evidence"])
          for name in ("least", "most")),
        row("`import.hold_after_hours`", held["hold_after_hours"], held["evidence"]),
        row("`past.weigh_again`", json.dumps(past["weigh_again"]), past["evidence"]),
        *(row(f"`bookings.{name}`", POLICY["bookings"][name], POLICY["bookings"]["evidence"])
          for name in POLICY["bookings"] if name != "evidence"),
        *(row(f"`waiting.{name}`", POLICY["waiting"][name], POLICY["waiting"]["evidence"])
          for name in POLICY["waiting"] if name != "evidence")]
    made["Lines"] = table("line", "half-life", "sums", "level", "on", "off", "off delay", "re-alarm",
                          "cooldown", "response", "contact after", "evidence") + [
        row(f"`{line['id']}`", f"{line['half_life_days']} d",
            names(line["modalities"] + line.get("categories", [])), level["name"], level["on"],
            level["off"], f"{level['off_delay_hours']} h",
            f"{level['realarm_days']} d" if level["realarm_days"] else "never",
            f"{level['cooldown_days']} d", f"`{level['response']}`" if level["response"] else "none",
            f"{level['contact_after_hours']} h" if "contact_after_hours" in level else "–",
            level["evidence"])
        for line in POLICY["lines"] for level in line["levels"]]
    made["Responses"] = table("response", "kinds, in order", "starts after", "and before", "notice",
                              "answer within", "at least", "priority", "followed up", "evidence") + [
        row(f"`{r['id']}`", names(r["kinds"]), f"{r['earliest_hours']} h", f"{r['latest_days']} d",
            f"{r['notice_hours']} h", f"{r['answer_hours']} h", f"{r['minutes']} min", r["priority"],
            ", ".join(f"`{f['response']}` after {f['after_days']} d" for f in r.get("follow_ups", ())) or "–",
            r["evidence"])
        for r in POLICY["responses"]]
    made["Triggers"] = table("trigger", "when", "response", "evidence") + [
        row(f"`{t['id']}`", reached(t), f"`{t['response']}`", evidence(t))
        for t in POLICY["triggers"]]
    made["Cadences"] = table("cadence", "service", "from", "to", "response", "contact after", "evidence") + [
        row(f"`{c['id']}`", f"under {s['service_below_days']} d" if "service_below_days" in s else "any other",
            f"{s['from_days']} d", f"{s['to_days']} d", f"`{c['response']}`",
            f"{c['contact_after_days']} d" if "contact_after_days" in c else "–", c["evidence"])
        for c in POLICY["cadences"] for s in c["steps"]]
    made["Profiles"] = table("profile", "label", "lines", "triggers", "cadences", "tiles") + [
        row(f"`{p['id']}`", p["label"], names(p["lines"]), names(p["triggers"]), names(p["cadences"]),
            names(p["tiles"]))
        for p in POLICY["profiles"]]
    return made


def members(part):
    """Every member's name in a schema, at any depth."""
    if isinstance(part, dict):
        for name, inside in part.get("properties", {}).items():
            if inside is not False:
                yield name
        for inside in part.values():
            yield from members(inside)
    elif isinstance(part, list):
        for inside in part:
            yield from members(inside)


def mapping_members():
    """Every member's name that the reader of mappings knows."""
    source = (ROOT / "service/json/mapping.c").read_text()
    for known in re.findall(r"known\[\] = \{(.*?)\}", source, re.S):
        yield from re.findall(r'"(\w+)"', known)


def shown(page, heading):
    """The rows of the table under a heading."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", page, re.M | re.S)
    return [line for line in (found[1] if found else "").splitlines() if line.startswith("|")]


def differences(page, heading, lines):
    there = shown(page, heading)
    yield from (f"missing: {line}" for line in lines if line not in there)
    yield from (f"too much: {line}" for line in there if line not in lines)


def example(page):
    """The document in the page's code block."""
    return json.loads(re.search(r"^```json\n(.*?)^```", page, re.M | re.S)[1])


if sys.argv[1:] == ["--tables"]:
    for heading, lines in tables().items():
        print(f"### {heading}\n", *lines, "", sep="\n")
    sys.exit()

tap = Tap()
text = PAGE.read_text()
for heading, lines in tables().items():
    tap.result(f"the default's {heading.lower()} are shown as they are",
               differences(text, heading, lines))
tap.result("every member is described",
           [f"`{name}` is not" for name in dict.fromkeys(members(SCHEMA)) if f"`{name}`" not in text])
tap.result("the example is a policy without a fault", verdicts([example(text)])[0])
known = list(dict.fromkeys(mapping_members()))
tap.result("every member of a mapping is described",
           [f"`{name}` is not" for name in known
            if f"`{name}`" not in IMPORT_PAGE and f"`time.{name}`" not in IMPORT_PAGE])
tap.result("the example is a mapping of members that are known",
           [name for name in example(IMPORT_PAGE) if name not in known] or
           ([] if len(known) > 20 else ["the members were not found in the source"]))
tap.done()
