#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Each load model over very many doses of one person: what a dose costs, and what error is left."""

import subprocess

import bench

DOSES = 1_000_000 if bench.QUICK else 100_000_000
EXACT = 1e-9
FITTED = 1e-2  # the sum of exponentials that stands for a power law


def every_model(report):
    done = subprocess.run([bench.BUILD / "tests/bench/tools/bench_models", str(DOSES)],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line.split(";") for line in done.stdout.splitlines()]
    assert len(rows) == 13, done.stdout
    for name, doses, ours, reference, error in rows:
        allowed = FITTED if name == "power_law" else EXACT
        verdict = report.judge(name, f"must ≤ {allowed:g}", float(error) <= allowed)
        report.add(f"{name}, {int(doses):,} doses of one person over 60 years",
                   f"{float(ours):.1f} ns a dose, one exp {float(reference):.1f} ns, ratio "
                   f"{float(reference) / float(ours):.2f}; error {float(error):.1e}", verdict)


bench.run("models", every_model)
