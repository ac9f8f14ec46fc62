# SPDX-License-Identifier: MIT
"""Small exports and mappings for tests of the import."""

import json

BASE = {"mapping": 1, "source": "county", "incident": "incident", "responder": "unit",
        "time": {"column": "time", "form": "YYYY-MM-DD hh:mm"}, "zone": "Europe/London",
        "type": "type", "profile": "fire", "involvement": "direct",
        "rules": [{"type": "Fire", "category": "INC_FIRE_STRUCTURE"},
                  {"type": "Small fire", "category": "INC_FIRE_OTHER"}]}
HEADER = "incident,unit,time,type\n"


class Importer:
    """Writes exports, mappings and crew tables beside a service's data, and imports them."""

    def __init__(self, service):
        self.service = service

    def file(self, name, content):
        path = self.service.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def command(self, content, *more, crew=None, **changes):
        given = ["import", "dispatch", self.file("export.csv", content), "--mapping",
                 self.file("mapping.json", json.dumps({**BASE, **changes})), *more]
        if crew is not None:
            given += ["--crew", self.file("crew.csv", crew)]
        return given

    def report(self, content, *more, **changes):
        return self.service.json(*self.command(content, *more, **changes))

    def said(self, content, *more, ok=True, **changes):
        return self.service.run(*self.command(content, *more, **changes), ok=ok)

    def load(self, reference, at="2026-12-01T00:00:00Z"):
        return self.service.json("load", reference, "--at", at)["people"][0]

    def exposures(self, at="2026-12-01T00:00:00Z"):
        """{reference: exposures} of everybody who was imported."""
        return {person["person"]: person["exposures"]
                for person in self.service.json("load", "--at", at)["people"]
                if not person["person"].startswith("demonstration")}


def adds_up(report):
    """Whether every row and responder is in exactly one line of a report."""
    unusable = ("no_incident", "no_responder", "no_time", "wrong_time", "too_early", "in_future",
                "short_row", "not_utf8")
    lines = ("no_exposure", "unknown_type", "not_arrived", "no_crew", "unknown_responder",
             "collapsed", "added", "corrected", "known", *unusable)
    return report["rows"] + report["packed"] + report["crewed"] == sum(
        report[line] for line in lines)
