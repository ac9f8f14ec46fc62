#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""64 clients accept, move and release over a thousand seats at random, while the service and
PostgreSQL are killed under them; on plain PostgreSQL, and with a synchronous standby that is
promoted in mid-run.

Both go on with the same people and seats. HAMMER_SECONDS says how long each takes (15), HAMMER_SEED
what is drawn (it is printed); "plain" or "standby" as an argument runs one of them.
"""

import contextlib
import os
import random
import signal
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "support")]
from books import Books, broken_rules, wrong_calendars  # noqa: E402
from clients import Crew  # noqa: E402
from feeds import Watcher  # noqa: E402
from ground import Ground  # noqa: E402
from other_database import OtherDatabase, Standby  # noqa: E402
from service import run_tests, wait_for  # noqa: E402

SECONDS = float(os.environ.get("HAMMER_SECONDS", "15"))
SEED = os.environ.get("HAMMER_SEED", str(int(time.time())))
CLIENTS, PEOPLE, WATCHED = 64, 192, 12
AGAIN = 15  # seconds in which the service has to work again after whatever happened
LEAST = CLIENTS  # acts, also on a machine that has much else to do


class Fate:
    """What befalls the service and its database."""

    def __init__(self, ground, name):
        self.ground, self.service = ground, ground.service
        self.random = random.Random(f"{SEED} {name}")
        self.did = []

    def end_service(self):
        code = self.service.end(signal.SIGKILL)
        assert code == -signal.SIGKILL, f"the service had ended by itself with {code}"

    def kill_service(self):
        self.end_service()
        self.service.start()

    def kill_database(self):
        """The whole server at once; it recovers when it is started again."""
        self.ground.database.kill()
        time.sleep(self.random.random())
        self.ground.database.start()

    def kill_both(self):
        self.end_service()
        self.ground.database.kill()
        self.ground.database.start()
        self.service.start()

    def crash_database(self):
        """One of its processes: it ends all others, and recovers by itself."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.random.choice(self.ground.database.processes()[1:]), signal.SIGKILL)

    def hit(self, ways):
        way = self.random.choice(ways)
        self.did.append(way.__name__)
        way()

    def hammer(self, until, ways):
        """Each way once, then at random, with some breath in between."""
        left = list(ways)
        self.random.shuffle(left)
        while time.monotonic() < until:
            time.sleep(min(2 + 2 * self.random.random(), max(0, until - time.monotonic())))
            if time.monotonic() < until:
                self.hit([left.pop()] if left else ways)


def say(*what):
    print("#", *what, flush=True)


def all_are_looked_at(database):
    return database.psql("SELECT count(*) FROM need WHERE state = 'open'") == "0"


def check(crew, watcher):
    service, database = ground.service, ground.database
    wait_for(lambda: service.get("/healthz").status == 200, "the service")
    wait_for(lambda: all_are_looked_at(database), "the engine to place what is looked for")
    time.sleep(2.1)  # after which no calendar may be older
    books = Books(database, ground.people)
    for subscription in watcher.subscriptions:
        assert subscription.read(), "a calendar cannot be had"
    wrong = [*crew.complaints, *broken_rules(database), *books.lost_or_unasked(), *books.gone_without_cause(),
             *wrong_calendars(database, books, watcher.subscriptions)]
    if crew.longest > AGAIN:
        wrong.append(f"for {crew.longest:.1f} s nobody was answered")
    for command in (["audit", "verify"], ["rebuild", "--check"], ["plan", "--verify"]):
        done = service.run(*command, ok=False)
        if done.returncode:
            wrong.append(f"{command}: {done.stdout}{done.stderr}")
    for one in wrong[:40]:
        say(one)
    assert not wrong, f"{len(wrong)} things are wrong; HAMMER_SEED={SEED} draws the same"


def run(fate, work):
    """Lets the clients act while `work` goes on, then looks at everything."""
    crew = Crew(ground.service, ground.people, SEED, CLIENTS)
    watcher = Watcher(ground, ground.people[:WATCHED], ground.hosts)
    if not ground.people[0].acts:
        crew.log_first()
    before = sum(client.acts for client in crew.clients)
    wait_for(lambda: all_are_looked_at(ground.database), "the engine to hold seats")
    begun = time.monotonic()
    crew.begin()
    watcher.start()
    try:
        work(begun)
    finally:
        crew.end()
        watcher.end()
        say(f"seed {SEED}, {time.monotonic() - begun:.0f} s:", ", ".join(fate.did))
        say(crew.told())
        say(f"{sum(subscription.reads for subscription in watcher.subscriptions)} readings of "
            f"{len(watcher.subscriptions)} calendars")
    check(crew, watcher)
    acts = sum(client.acts for client in crew.clients) - before
    assert acts >= LEAST, f"only {acts} acts: that was no hammering"


def nothing_is_lost_or_booked_twice_when_the_service_and_postgresql_are_killed():
    fate = Fate(ground, "plain")
    run(fate, lambda begun: fate.hammer(
        begun + SECONDS, [fate.kill_service, fate.kill_database, fate.kill_both, fate.crash_database]))


def nothing_is_lost_or_booked_twice_when_a_synchronous_standby_is_promoted():
    fate, first = Fate(ground, "standby"), ground.database
    standby = Standby(ground.service.folder / "second")
    standby.follow(first)
    try:
        ground.use(f"host={first.folder},{standby.folder} user=force_it dbname=wellbeing")

        def work(begun):
            fate.hammer(begun + SECONDS / 2, [fate.kill_service, fate.kill_database, fate.crash_database])
            fate.did.append("promote the standby")
            first.kill()  # for good
            standby.promote()
            ground.database = standby
            fate.hammer(begun + SECONDS, [fate.kill_service])
        run(fate, work)
    finally:
        with contextlib.suppress(OSError):
            standby.kill()


TESTS = {"plain": nothing_is_lost_or_booked_twice_when_the_service_and_postgresql_are_killed,
         "standby": nothing_is_lost_or_booked_twice_when_a_synchronous_standby_is_promoted}

with Ground(PEOPLE) as ground:
    run_tests(*(test for name, test in TESTS.items() if name in (sys.argv[1:] or TESTS)))
