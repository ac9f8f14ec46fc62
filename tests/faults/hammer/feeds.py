# SPDX-License-Identifier: MIT
"""Calendar programs that read some people's calendars all the while, and hold them to RFC 5545: what
has changed has a greater SEQUENCE, and no SEQUENCE ever goes back."""

import re
import threading
import time

from visitor import Visitor

KEPT = ("DTSTART", "DTEND", "STATUS", "SUMMARY")


def events(document):
    """{UID: properties} of a calendar."""
    found, event = {}, None
    for line in document.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            found[event["UID"]] = event
            event = None
        elif event is not None:
            event[name] = value
    return found


class Subscription:
    """A calendar as one program has it."""

    def __init__(self, service, person, host, path):
        self.service, self.person, self.host, self.path = service, person, host, path
        self.tag, self.document, self.reads, self.complaints = None, "", 0, []

    def read(self):
        """False where the calendar could not be had just now."""
        asked = {"If-None-Match": self.tag} if self.tag else {}
        try:
            answer = self.service.get(self.path, **asked)
        except OSError:
            return False
        if answer.status == 503:
            return False
        if answer.status == 200:
            self.take(answer.body.decode())
            self.tag = answer.headers["ETag"]
        elif answer.status != 304:
            self.complaints.append(f"{self.path} answered {answer.status}")
        self.reads += 1
        return True

    def take(self, document):
        known, new = events(self.document), events(document)
        for uid, before in known.items():
            after = new.get(uid)
            if after is None:
                self.complaints.append(f"an event has gone: {before}")
                continue
            earlier, later = int(before["SEQUENCE"]), int(after["SEQUENCE"])
            differs = any(before.get(name) != after.get(name) for name in KEPT)
            if later < earlier or (differs and later == earlier):
                self.complaints.append(f"SEQUENCE did not rise: {before} then {after}")
        self.document = document


def subscribe(service, person, host):
    """A link that somebody makes on their page."""
    visitor = Visitor(service)
    visitor.cookies = dict([person.cookie.split("=", 1)])
    made = visitor.send(visitor.get("/me/feeds"), "/me/feeds", label="a program")
    found = re.search(r"/f/[A-Za-z0-9_-]+[.]ics", made.body)
    assert made.status == 200 and found, made.text
    return Subscription(service, person, host, found.group(0))


class Watcher(threading.Thread):
    def __init__(self, ground, people, hosts):
        super().__init__(daemon=True)
        service, self.stopping = ground.service, False
        self.subscriptions = [
            *(subscribe(service, person, False) for person in people),
            *(subscribe(service, host, True) for host in hosts)]

    def run(self):
        while not self.stopping:
            for subscription in self.subscriptions:
                if not subscription.read() or self.stopping:
                    break
            time.sleep(0.3)

    def end(self):
        self.stopping = True
        self.join(30)
