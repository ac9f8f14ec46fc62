#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""A dispatch export from CSV to committed exposures, against COPY of the same rows."""

import json
import random
import subprocess
import time
from datetime import datetime, timedelta, timezone

import bench

ROWS = 10_000 if bench.QUICK else 100_000
TYPES = ["Medical Incident", "Structure Fire", "Traffic Collision", "Outside Fire", "Water Rescue"]
MAPPING = {
    "mapping": 1, "source": "bench", "incident": "Incident", "responder": "Unit",
    "time": {"column": "Received", "form": "MM/DD/YYYY hh:mm:ss AM"},
    "zone": "America/Los_Angeles", "type": "Type", "profile": "response", "involvement": "direct",
    "rules": [
        {"type": TYPES[0], "category": "INC_MEDICAL"},
        {"type": TYPES[1], "category": "INC_FIRE_STRUCTURE"},
        {"type": TYPES[2], "category": "INC_MEDICAL_CRITICAL"},
        {"type": TYPES[3], "category": "INC_FIRE_OTHER"},
        {"type": TYPES[4], "category": "INC_RESCUE"}],
}
# What an import leaves behind, so that the next begins with the same empty tables.
EMPTY = """
SET client_min_messages = error;
TRUNCATE exposure, line_state, alarm, crossing, need, diary, feed_revision, person_reference,
	person CASCADE;
"""
plimsoll = bench.service.Service()


def write_export(rows):
    """A row per incident and responder over two years, fifty for each responder, in order of
    time; columns that no mapping reads stand between, as in real exports."""
    chance = random.Random(rows)
    start = datetime.now(timezone.utc) - timedelta(days=730)
    path = plimsoll.folder / f"{rows}.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write("Call,Unit,Incident,Type,Received,Address,City,Battalion,Location\n")
        for row in range(rows):
            at = start + timedelta(seconds=int(row * 720 * 86400 / rows))
            file.write(f"{row:09},U{chance.randrange(rows // 50)},{16000000 + row},"
                       f"{TYPES[min(int(chance.expovariate(0.9)), 4)]},{at:%m/%d/%Y %I:%M:%S %p},"
                       f"0 Block of SOMEWHERE AVE,San Francisco,B{row % 10:02},"
                       f"\"(37.745858648581, -122.456664252061)\"\n")
    return path


def whole(path, mapping, rows):
    bench.psql(plimsoll, EMPTY + "CHECKPOINT;")
    began = time.perf_counter()
    said = plimsoll.json("import", "dispatch", str(path), "--mapping", str(mapping))
    spent = time.perf_counter() - began
    stored = int(bench.psql(plimsoll, "SELECT count(*) FROM exposure"))
    assert stored == rows, (stored, said)
    assert int(bench.psql(plimsoll, "SELECT count(*) FROM line_state")) > 0
    return rows / spent


def copied(rows):
    """COPY of what the import has just stored, into the same table, keys and indexes kept."""
    kept = plimsoll.folder / "exposure.copy"
    kept.write_text(bench.psql(plimsoll, "COPY exposure TO STDOUT;"))
    bench.psql(plimsoll, "TRUNCATE exposure; CHECKPOINT;")
    folder, port = bench.socket_of(plimsoll)
    with open(kept, "rb") as rows_in:
        began = time.perf_counter()
        subprocess.run(["psql", "-h", folder, "-p", port, "-U", bench.ADMINISTRATOR, "-d", "plimsoll",
                        "-Xq", "-v", "ON_ERROR_STOP=1", "-c", "COPY exposure FROM STDIN"],
                       stdin=rows_in, check=True)
        spent = time.perf_counter() - began
    assert int(bench.psql(plimsoll, "SELECT count(*) FROM exposure")) == rows
    return rows / spent


def dispatch_import(report):
    mapping = plimsoll.folder / "mapping.json"
    mapping.write_text(json.dumps(MAPPING))
    costs = {}
    for rows in (ROWS // 100, ROWS // 10):
        path = write_export(rows)
        costs[rows] = rows / whole(path, mapping, rows)
    path = write_export(ROWS)
    speeds = []

    def ours():
        speeds.append(whole(path, mapping, ROWS))
        return speeds[-1]

    report.compare(f"import, {ROWS:,} rows", ours, lambda: copied(ROWS), "COPY", least=0.2, rounds=3)
    costs[ROWS] = ROWS / sorted(speeds)[len(speeds) // 2]
    report.growth("import", "rows", costs, most=1.15)


with plimsoll:
    plimsoll.start()
    plimsoll.folder.chmod(0o755)
    bench.run("imports", dispatch_import)
