#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""GLPK finds no better plans: number by number, each with those before held at their best.

Nothing of how core/plan does it is used: no penalty for who is not placed, no prices. Programs of
flows have whole optima, also where those before are held, which is checked.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

RANDOM, FORCE = 15, 1


class Problem:
    def __init__(self, kind, seed):
        done = subprocess.run([os.environ["WRITE_PLANS"], kind, str(seed)], capture_output=True,
                              text=True, check=False)
        assert done.returncode == 0, done.stderr
        self.pools, self.needs, self.candidates, self.totals = [], [], [], []
        for line in done.stdout.splitlines():
            word, *numbers = line.split()
            numbers = [int(number) for number in numbers]
            if word == "problem":
                self.levels = numbers[2]
            elif word == "squares":
                self.squares = numbers[0]
            else:
                {"pool": self.pools, "need": self.needs, "candidate": self.candidates,
                 "level": self.totals}[word].append(numbers)

    def objectives(self):
        """What is minimised, in order: {variable: coefficient}, and what our plan has."""
        for level, (placed, cost) in enumerate(self.totals):
            own = [(f"x{i}", c) for i, (need, _, c) in enumerate(self.candidates)
                   if self.needs[need][0] == level]
            yield f"unplaced of level {level}", {name: -1 for name, _ in own}, -placed
            yield f"cost of level {level}", dict(own), cost
        steps = {f"y{i}_{k}": 2 * (already + k) + 1
                 for i, (_, capacity, even, already) in enumerate(self.pools) if even
                 for k in range(min(capacity, len(self.needs)))}
        yield "squares", steps, self.squares - sum(p[3] ** 2 for p in self.pools if p[2])

    def constraints(self):
        rows = [{} for _ in self.needs]
        loads = [{} for _ in self.pools]
        for i, (need, pool, _) in enumerate(self.candidates):
            rows[need][f"x{i}"] = 1
            while pool >= 0:
                loads[pool][f"x{i}"] = 1
                pool = self.pools[pool][0]
        for row in rows:
            yield row, "<=", 1
        for i, ((_, capacity, even, _), load) in enumerate(zip(self.pools, loads)):
            yield load, "<=", capacity
            if even:
                steps = {f"y{i}_{k}": -1 for k in range(min(capacity, len(self.needs)))}
                yield {**load, **steps}, "=", 0


def terms(row):
    return "\n ".join(f"{coefficient:+d} {name}" for name, coefficient in row.items())


def solve(objective, constraints, names):
    lines = ["Minimize", " cost: " + terms(objective), "Subject To"]
    for row, relation, bound in constraints:
        if row:
            lines.append(f" {terms(row)} {relation} {bound}")
    lines += ["Bounds", *(f" 0 <= {name} <= 1" for name in sorted(names)), "End", ""]
    with tempfile.TemporaryDirectory() as folder:
        program, answer = Path(folder) / "program", Path(folder) / "answer"
        program.write_text("\n".join(lines))
        done = subprocess.run(["glpsol", "--lp", program, "--write", answer], text=True,
                              capture_output=True, check=False)
        assert done.returncode == 0, done.stdout
        found = re.search(r"^s bas \d+ \d+ f f (\S+)$", answer.read_text(), re.M)
        assert found, answer.read_text()[:500]
        value = float(found[1])
    assert abs(value - round(value)) < 1e-6, value
    return round(value)


def differences(problem):
    constraints = list(problem.constraints())
    names = {name for row, _, _ in constraints for name in row}
    for what, objective, ours in problem.objectives():
        if not objective:
            continue
        best = solve(objective, constraints, names)
        if best != ours:
            yield f"{what}: ours {ours}, GLPK {best}"
            return
        constraints.append((objective, "=", best))


def main():
    number = failures = 0
    for kind, count in (("random", RANDOM), ("force", FORCE)):
        wrong, short = [], 0
        for seed in range(1, count + 1):
            problem = Problem(kind, seed)
            short += sum(placed for placed, _ in problem.totals) < len(problem.needs)
            wrong += [f"{kind} {seed}: {text}" for text in differences(problem)]
        if not short:
            wrong.append("seats suffice in all of them, so that little is tried")
        number += 1
        failures += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {number} - "
              f"GLPK finds no better plan for {count} problems of the kind {kind}")
        for text in wrong:
            print(f"# {text}")
    print(f"1..{number}")
    sys.exit(1 if failures else 0)


main()
