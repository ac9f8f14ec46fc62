# SPDX-License-Identifier: MIT
"""Clients that act for people as their pages let them, and keep a ledger of what they were told.

A request whose answer did not come, or was 503, is sent again as it was until it is answered. What
may not be, whatever was killed meanwhile, is kept as a complaint.
"""

import http.client
import random
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from service import new_id

FORM = re.compile(r'action="/offers/([0-9a-f-]{36})/(accept|not-now|another|move|leave|times/[0-9a-f-]{36})"')
TIMES = re.compile(r'href="/offers/([0-9a-f-]{36})/times"')
CSRF = re.compile(r'name="csrf" value="([^"]+)"')
ANSWERS = {"accept": {"accept", "gone"}, "not-now": {"not-now", "gone"}, "another": {"another", "gone"},
           "move": {"move", "gone", "waits"}, "leave": {"leave", "gone"}, "take": {"taken", "lost", "gone"},
           "log": {"saved"}}
PATIENCE = 20  # seconds for one answer; the service's own deadlines are shorter
LAST_WAIT = 30  # seconds, when all is to be well again
GRAVE = ("INC_ASSAULT_SELF", "INC_CHILD_DEATH", "INC_CHILD_ABUSE")


class Act:
    """What was asked for, and in the end answered."""

    def __init__(self, what, booking=None, session=None):
        self.what, self.booking, self.session = what, booking, session
        self.answer = None  # the code that the page told
        self.unsure = 0  # answers that never came

    def path(self):
        if self.what == "log":
            return "/log"
        return f"/offers/{self.booking}/" + (f"times/{self.session}" if self.session else self.what)

    def __repr__(self):
        return f"{self.what} {self.booking} {self.session or ''}: {self.answer} after {self.unsure} unsure"


class Wire:
    """One kept connection to the service, opened again when it is lost."""

    def __init__(self, service):
        self.host, self.port = service.address.removeprefix("http://").split(":")
        self.connection = None

    def send(self, person, method, path, body=None):
        """Sends a request; whether that worked."""
        headers = {"Cookie": person.cookie, "Accept": "text/html"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(self.host, int(self.port), timeout=PATIENCE)
            self.connection.request(method, path, body, headers)
            return True
        except (OSError, http.client.HTTPException):
            return self.lose()

    def receive(self):
        """Status, headers and text; the status is None where no whole answer came."""
        try:
            answer = self.connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        except (OSError, http.client.HTTPException, AttributeError):
            self.lose()
            return None, {}, ""

    def lose(self):
        if self.connection:
            self.connection.close()
        self.connection = None
        return False


class Client(threading.Thread):
    def __init__(self, crew, number, people):
        super().__init__(daemon=True)
        self.crew, self.people = crew, people
        self.random = random.Random(f"{crew.seed} {number}")
        self.wire, self.other = Wire(crew.service), Wire(crew.service)
        self.acts = 0

    def complain(self, *what):
        self.crew.complaints.append(" ".join(map(str, what)))

    def check_refusal(self, where, status, headers, text):
        """Whoever is told that it does not work just now is told so in a sentence, and when to try again."""
        if status == 503 and not (headers.get("Retry-After") and "try again" in text):
            self.complain(where, "503 without a sentence or Retry-After:", text[:300])
        elif status not in (None, 503):
            self.complain(where, "answered", status, headers.get("Location", ""), text[:300])
        self.crew.count(status)
        if time.monotonic() > self.crew.patience:
            raise TimeoutError(f"{where} was never answered")
        time.sleep(0.2)

    def show(self, person, path):
        """A page, asked for until it is there; None where it is no longer."""
        while True:
            self.wire.send(person, "GET", path)
            status, headers, text = self.wire.receive()
            if status == 200:
                self.crew.note_answer()
                found = CSRF.search(text)
                person.csrf = found.group(1) if found else person.csrf
                return text
            if status == 303 and headers["Location"].startswith("/offers"):
                return None  # answered meanwhile
            self.check_refusal(path, status, headers, text)

    def choose(self, person):
        """What somebody does who looks at their page."""
        page = self.show(person, "/offers")
        if person.acts and person.acts[-1].what != "log" and (not FORM.search(page) or self.random.random() < 0.05):
            return Act("log")
        forms = FORM.findall(page)
        times = TIMES.findall(page)
        if times and self.random.random() < 0.5:
            forms += FORM.findall(self.show(person, f"/offers/{self.random.choice(times)}/times") or "")
        takes = [form for form in forms if form[1].startswith("times/")]
        others = [form for form in forms if form not in takes]
        if takes and self.random.random() < 0.5:  # the first ones are what everybody wants
            booking, way = self.random.choice(takes if self.random.random() < 0.3 else takes[:4])
            return Act("take", booking, way.removeprefix("times/"))
        if others:
            booking, what = self.random.choice(others)
            return Act(what, booking)
        return None  # nothing is held yet

    def answer_of(self, act, status, headers):
        if status != 303:
            return None
        if act.what == "log":
            return "saved" if re.match(r"/log/[0-9a-f-]{36}", headers["Location"]) else headers["Location"]
        found = re.search(r"[?]done=([a-z-]+)", headers["Location"])
        return found.group(1) if found else headers["Location"]

    def body_of(self, person, act):
        if act.what != "log":
            return f"csrf={person.csrf}"
        act.booking = act.booking or new_id()  # of the entry, as the page's hidden field has it
        act.session = None
        category = GRAVE[int(act.booking[-1], 16) % len(GRAVE)]
        return f"csrf={person.csrf}&id={act.booking}&category={category}&involvement=direct&when=now"

    def tap(self, person, act, body):
        """Sends it, now and then twice at once as an impatient thumb does; gives the answers."""
        wires = [self.wire, self.other] if self.random.random() < 0.1 else [self.wire]
        sent = [wire for wire in wires if wire.send(person, "POST", act.path(), body)]
        told = [wire.receive() for wire in sent]
        answers = [(self.answer_of(act, status, headers), status, headers, text) for status, headers, text in told]
        codes = {code for code, status, _, _ in answers if status == 303}
        # One may find the seat taken, and the other that whoever had it has let it go.
        if len(codes) > 1 and not codes <= {"taken", "lost"}:
            self.complain("tapped twice and told", codes, "of", act, person.number)
        self.crew.mixed += len(codes) > 1
        # Of two, "lost" is no answer as long as the other is not known.
        order = {"taken": 0, None: 1 if act.what == "take" else 3}
        return sorted(answers, key=lambda answer: order.get(answer[0], 2)) or [(None, None, {}, "")]

    def do(self, person, act):
        body = self.body_of(person, act)
        person.acts.append(act)
        while act.answer is None:
            act.answer, status, headers, text = self.tap(person, act, body)[0]
            if act.answer is None:
                act.unsure += 1
                self.check_refusal(f"{person.number} {act}", status, headers, text)
        self.crew.note_answer()
        if act.answer not in ANSWERS[act.what]:
            self.complain(person.number, act)
        self.acts += 1

    def run(self):
        try:
            while not self.crew.stopping:
                person = self.random.choice(self.people)
                act = self.choose(person)
                if act:
                    self.do(person, act)
                else:
                    time.sleep(0.05)
        except Exception as error:  # pylint: disable=broad-except
            self.complain("a client ended:", repr(error))


class Crew:
    """All clients, and what they have to tell."""

    def __init__(self, service, people, seed, clients):
        self.service, self.seed, self.people = service, seed, people
        self.complaints, self.stopping, self.patience = [], False, float("inf")
        self.refused, self.lost, self.mixed = 0, 0, 0
        self.answered = time.monotonic()  # when the last answer came that is none of 503
        self.longest = 0.0
        self.lock = threading.Lock()
        self.before = {}  # acts that were done before all this
        self.clients = [Client(self, number, people[number::clients]) for number in range(clients)]

    def count(self, status):
        with self.lock:
            self.refused += status is not None
            self.lost += status is None

    def note_answer(self):
        with self.lock:
            now = time.monotonic()
            self.longest = max(self.longest, now - self.answered)
            self.answered = now

    def log_first(self):
        """Everybody logs something grave, so that a session is held for each."""
        def log(client):
            for person in client.people:
                client.show(person, "/offers")
                client.do(person, Act("log"))
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(log, self.clients))

    def begin(self):
        self.before = {person: len(person.acts) for person in self.people}
        self.answered, self.longest = time.monotonic(), 0.0
        for client in self.clients:
            client.start()

    def end(self):
        self.stopping, self.patience = True, time.monotonic() + LAST_WAIT
        for client in self.clients:
            client.join(LAST_WAIT + PATIENCE)
            assert not client.is_alive(), "a client never got its answer"

    def told(self):
        acts = [act for person in self.people for act in person.acts[self.before.get(person, 0):]]
        counts = {}
        for act in acts:
            name = act.what if act.answer in (act.what, "taken", "saved") else f"{act.what}:{act.answer}"
            counts[name] = counts.get(name, 0) + 1
        return (f"{len(acts)} acts ({', '.join(f'{n} {name}' for name, n in sorted(counts.items()))}), "
                f"{sum(act.unsure > 0 for act in acts)} of them sent again; {self.lost} answers lost, "
                f"{self.refused} times 503, {self.mixed} times taken and lost at once; longest time without any answer {self.longest:.1f} s")
