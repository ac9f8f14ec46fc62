#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""The schema and the policy reader agree: what one refuses the other refuses, but for what only the
reader can know (references, order, doubled ids)."""

import copy

import jsonschema

from verdicts import SHIPPED, Tap, embedded, verdicts

SCHEMA = embedded("schema")
DEFAULT = embedded("default")

# A variant shares with its policy all but the way to what differs; what was found sound once need
# not be looked at again. The instance is kept, so that no other one gets its id.
known_sound = {}


def once(keyword):
    """A keyword that passes over instances that it has found no fault with before."""
    whole = jsonschema.Draft202012Validator.VALIDATORS[keyword]

    def check(validator, value, instance, schema):
        key = (id(instance), id(value))
        if key in known_sound:
            return
        errors = list(whole(validator, value, instance, schema))
        if not errors and isinstance(instance, (dict, list)):
            known_sound[key] = instance
        yield from errors
    return check


VALIDATOR = jsonschema.validators.extend(jsonschema.Draft202012Validator, {
    keyword: once(keyword) for keyword in ("properties", "items", "$ref")})(SCHEMA)

# What no schema can say, by the words of the fault.
READER_ONLY = ("Nothing in ", "must be one of the ids in ", "must be one of the codes in ",
               " is already the ", "\"off\" must be ", "\"on\" must be above ",
               "\"earliest_hours\" must not be after ", "\"notice_hours\" must fit in ",
               "\"from_days\" must not be more than ", "\"service_below_days\" must be more than the ",
               "The last step is for everybody else", "Every step but the last says ",
               "A response does not follow itself up", "\"after_days\" must be more than ",
               "cannot be had within a month", "must be fewer than ", "Only material has minutes",
               "\"contact_after_hours\" needs a ", "\"contact_after_hours\" is for the highest ", "\"weekly_rest_hours\" must not be below ")

REPLACEMENTS = (None, True, 1, -1, [], {}, ["x"], ["X"], ["event", "event"])
TEXTS = ("x", "X", "", " ", " x", "x ", "a\tb", "a-b_1", "a.b", "A-B", "x" * 40, "x" * 41, "X" * 40,
         "X" * 41, "x" * 80, "x" * 81, "ŵ" * 400, "ŵ" * 401)


def bounds(part):
    """Every number that the schema names as a bound."""
    if isinstance(part, dict):
        yield from (part[k] for k in ("minimum", "maximum") if isinstance(part.get(k), (int, float)))
        part = list(part.values())
    if isinstance(part, list):
        for inside in part:
            yield from bounds(inside)


NUMBERS = tuple(sorted({beside for bound in bounds(SCHEMA)
                        for beside in (bound, bound - 0.001, bound + 0.001, bound + 1)}))


CHANGE = {"kind": "change", "chart": "cusum", "per": "week", "baseline_periods": 12, "allowance": 0.5,
          "head_start": 0, "evidence": "judgement"}
GIVEN = {"kind": "change", "chart": "cusum", "per": "day", "mean": 30, "deviation": 12, "allowance": 0.5,
         "head_start": 2.5, "evidence": "judgement"}
EWMA = {"kind": "change", "chart": "ewma", "per": "week", "baseline_periods": 12, "smoothing": 0.2,
        "evidence": "judgement"}
MODELS = [
    {"kind": "half_life", "half_life_days": 28}, {"kind": "window", "days": 7},
    {"kind": "window", "per": "day"}, {"kind": "delayed", "peak_days": 30},
    {"kind": "power_law", "per_day": 1, "exponent": 0.5},
    {"kind": "ewm_mean", "half_life_days": 28, "adjusted": True},
    {"kind": "fitness_fatigue", "fatigue_days": 7, "fitness_days": 42, "fatigue_factor": 2,
     "fitness_factor": 1},
    {"kind": "training_load", "short_days": 7, "long_days": 42, "output": "excess"},
    {"kind": "acute_chronic", "acute_days": 7, "chronic_days": 28, "ratio": "uncoupled"},
    CHANGE, GIVEN, EWMA]
SUMS = {"modalities": ["material"], "categories": ["INT_LIVE_CALL"]}
TRIGGERS = [
    {"id": "three", "exposures_at_least": 3, "categories": ["INC_SUICIDE"], "within_days": 30},
    {"id": "day", "material_minutes_at_least": 240, "per": "day", "categories": ["MAT_CSAM_A"]},
    {"id": "own_change", "signal_at": 5, "model": CHANGE, "counts": "exposures", **SUMS},
    {"id": "role_change", "signal_at": 3, "model": GIVEN, **SUMS},
    {"id": "team", "team_changed_percent_at_least": 30, "within_days": 28},
    {"id": "away", "manager_away_days_at_least": 14}]


def small():
    """The default policy with little of each kind, so that every spot of it can be tried."""
    policy = copy.deepcopy(DEFAULT)
    wanted = {"INC_SUICIDE", "INT_LIVE_CALL", "MAT_CSAM_A"}
    policy["categories"] = [c for c in policy["categories"] if c["code"] in wanted]
    policy["modifiers"] = policy["modifiers"][:1] + [
        m | {"categories": ["MAT_CSAM_A"]} for m in policy["modifiers"] if m["code"] == "sound_on"]
    policy["profiles"] = [p | {"tiles": sorted(wanted)} for p in policy["profiles"]
                          if p["id"] in ("response", "control_room")]
    policy["profiles"][1]["cadence"] = policy["profiles"][1].pop("cadences")[0]
    return policy


def of_months():
    """Variants of a cadence of minutes."""
    policy = tiny(DEFAULT["lines"][0], DEFAULT["triggers"][0])
    policy["cadences"] = [{"id": "month", "minutes_per_month": 90, "response": "single_event",
                           "contact_after_days": 20, "evidence": "judgement"}]
    return variants(policy, ("cadences", 0))


def tiny(line, trigger):
    """As little as can be around a line and a trigger."""
    policy = small()
    return policy | {
        "modifiers": [], "cadences": [], "triggers": [trigger], "lines": [line],
        "responses": [{k: v for k, v in r.items() if k != "follow_ups"}
                      for r in policy["responses"] if r["id"] == "single_event"],
        "profiles": [{"id": "all", "label": "All", "lines": [], "triggers": [trigger["id"]]}]}


def of_lines_and_triggers():
    """Variants of a line with each model, and of each kind of trigger."""
    sound = {"response": "single_event", "evidence": "judgement"}
    level = DEFAULT["lines"][0]["levels"][0]
    for model in MODELS:
        line = {"id": "line", "model": model | {"evidence": "judgement"}, "counts": "exposures",
                "levels": [level], "evidence": "judgement", "modalities": ["event"]}
        yield from variants(tiny(line, TRIGGERS[0] | sound),
                            ("lines", 0, "model"))
    for trigger in TRIGGERS:
        yield from variants(tiny(DEFAULT["lines"][0] | {"levels": [level]}, trigger | sound),
                            ("triggers", 0))


def spots(value, path=()):
    """The path of every value in a document."""
    if path:
        yield path
    inside = value.items() if isinstance(value, dict) else (
        enumerate(value) if isinstance(value, list) else ())
    for key, member in inside:
        yield from spots(member, (*path, key))


def shapes(policy):
    """One path of each shape: what differs in index only is tried once."""
    found = {}
    for path in spots(policy):
        siblings = at(policy, path[:-1])
        kind = siblings.get("modality") if isinstance(siblings, dict) else None
        shape = tuple(key if isinstance(key, str) else "*" for key in path)
        found.setdefault((shape, kind), path)
    return found.values()


def at(document, path):
    for key in path:
        document = document[key]
    return document


def copied(document, path):
    """The document with a copy of all that the path leads through, and nothing else."""
    whole = inside = copy.copy(document)
    for key in path:
        if isinstance(inside[key], (dict, list)):
            inside[key] = copy.copy(inside[key])
        inside = inside[key]
    return whole


def replacements(value):
    if isinstance(value, str):
        return TEXTS
    return NUMBERS if isinstance(value, (int, float)) else ("x", 0.5)


def variants(policy, under=()):
    """(what was done, document) for every spot: taken out, replaced, doubled; members added."""
    for path in shapes(policy):
        if path[:len(under)] != under:
            continue
        where = ".".join(map(str, path))
        document = copied(policy, path)
        del at(document, path[:-1])[path[-1]]
        yield f"{where} taken out", document
        for replacement in REPLACEMENTS + replacements(at(policy, path)):
            document = copied(policy, path)
            at(document, path[:-1])[path[-1]] = replacement
            yield f"{where} = {replacement!r:.20}", document
        document = copied(policy, path)
        value = at(document, path)
        if isinstance(value, dict):
            value["surplus"] = 1
            yield f"{where}.surplus added", document
        if isinstance(value, list) and value:
            value.append(value[0])
            yield f"{where} with its first item twice", document


def disagreements(cases):
    cases = list(cases)
    for (what, document), faults in zip(cases, verdicts(d for _, d in cases)):
        known_to_schema = [f for f in faults if not any(w in f[1] for w in READER_ONLY)]
        refused = next(VALIDATOR.iter_errors(document), None)
        if refused and not faults:
            yield f"{what}: only the schema refuses it: {refused.message}"
        if known_to_schema and not refused:
            yield f"{what}: only the reader refuses it: {known_to_schema}"


def edited(path, value):
    document = copy.deepcopy(DEFAULT)
    at(document, path[:-1])[path[-1]] = value
    return document


# Only the reader can find these.
ONLY_READ = {
    "a category's code twice": edited(("categories", 1, "code"), "INC_COLLEAGUE_DEATH"),
    "a modifier's code twice": edited(("modifiers", 1, "code"), "child_involved"),
    "a response's id twice": edited(("responses", 1, "id"), "single_event"),
    "a level's name twice": edited(("lines", 0, "levels", 1, "name"), "red"),
    "a cadence's id twice": edited(("cadences", 1, "id"), "quarterly"),
    "a cadence with an unknown response": edited(("cadences", 0, "response"), "none"),
    "a cadence that ends before it begins": edited(("cadences", 0, "steps", 0, "from_days"), 113),
    "steps out of order": edited(("cadences", 2, "steps", 1, "service_below_days"), 42),
    "a last step that is not for everybody": edited(("cadences", 0, "steps", 0, "service_below_days"), 5),
    "a step that is not the last for everybody": edited(("cadences", 2, "steps", 0),
                                                        {"from_days": 7, "to_days": 7}),
    "a profile with an unknown cadence": edited(("profiles", 0, "cadences"), ["none"]),
    "minutes that cannot be had within a month": edited(("cadences", 0), {
        "id": "quarterly", "minutes_per_month": 300, "response": "cadence", "evidence": "judgement"}),
    "a profile's id twice": edited(("profiles", 1, "id"), "response"),
    "a modifier of an unknown category": edited(("modifiers", 7, "categories"), ["INT_NONE"]),
    "a line over an unknown category": edited(("lines", 1, "categories"), ["INT_NONE"]),
    "a level with an unknown response": edited(("lines", 0, "levels", 1, "response"), "none"),
    "a trigger with an unknown response": edited(("triggers", 0, "response"), "none"),
    "a profile with an unknown line": edited(("profiles", 0, "lines"), ["none"]),
    "a profile with an unknown trigger": edited(("profiles", 0, "triggers"), ["none"]),
    "a profile with an unknown tile": edited(("profiles", 0, "tiles"), ["INT_NONE"]),
    "off above on": edited(("lines", 0, "levels", 0, "off"), 131),
    "on not above the level before": edited(("lines", 0, "levels", 1, "on"), 130),
    "off below the level before": edited(("lines", 0, "levels", 2, "off"), 100),
    "a response that follows itself up": edited(("responses", 3, "follow_ups", 0, "response"), "single_event"),
    "a response that stands after it": edited(("responses", 3, "follow_ups", 0, "response"), "cadence"),
    "follow-ups out of order": edited(("responses", 3, "follow_ups", 1, "after_days"), 21),
    "contact below the highest level": edited(("lines", 0, "levels", 1, "contact_after_hours"), 72),
    "contact where nothing is offered": edited(("lines", 0, "levels", 2, "response"), None),
    "a trigger with the id of a line": edited(("triggers", 0, "id"), "events"),
    "minutes of what has none": edited(("lines", 0, "counts"), "minutes"),
    "a short time that is not the shorter": edited(("lines", 0), {
        **{k: v for k, v in DEFAULT["lines"][0].items() if k != "half_life_days"},
        "model": {"kind": "training_load", "short_days": 42, "long_days": 42, "output": "long",
                  "evidence": "judgement"}}),
    "a window that ends before it starts": edited(("responses", 0, "earliest_hours"), 673),
    "notice longer than the window": edited(("responses", 1, "notice_hours"), 169),
}

tap = Tap()
jsonschema.Draft202012Validator.check_schema(SCHEMA)
for name in SHIPPED:
    tap.result(f"the shipped policy {name} is as the schema says",
               [e.message for e in VALIDATOR.iter_errors(embedded(name))])
tap.result("the reader finds no fault in them",
           [f for faults in verdicts(map(embedded, SHIPPED)) for f in faults])
cases = list(variants(small()))
print(f"# {len(cases)} variants of a small policy")
tap.result("reader and schema agree on every variant", disagreements(cases))
tap.result("and on every variant of each model and trigger", disagreements(of_lines_and_triggers()))
tap.result("and on every variant of minutes of a month", disagreements(of_months()))
for (what, document), faults in zip(ONLY_READ.items(), verdicts(ONLY_READ.values())):
    wrong = [e.message for e in VALIDATOR.iter_errors(document)]
    tap.result(f"only the reader finds {what}", wrong or ([] if faults else ["it does not"]))
tap.done()
