#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""Requests as somebody sends them who wants in: methods, paths, headers, forms, cookies, guesses.

Generic over the route table where it can be: a new route is asked too.
"""

import re
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from service import BUILD, Service, new_id, run_tests  # noqa: E402
from visitor import Visitor  # noqa: E402

ROLES = ("officer", "supervisor", "facilitator", "wellbeing", "administrator", "auditor", "clinician")
TRIES = 200  # of each, for medians
service = Service()
visitors = {}


def password(of=service):
    return (of.data / "demonstration-password").read_text().strip()


def signed_in(role="officer"):
    if role not in visitors or visitors[role].get("/me").status != 200:
        visitors[role] = Visitor(service)
        assert visitors[role].sign_in(role, password()).status == 200
    return visitors[role]


def csrf_of(visitor):
    return dict(visitor.get("/me").form("/sign-out")["fields"])["csrf"]


def pages():
    printed = subprocess.run([BUILD / "tests/unit/web/print_routes", "pages"], capture_output=True,
                             text=True, check=True).stdout
    for line in printed.splitlines():
        name, method, pattern, access, _, roles = line.split()
        path = pattern.replace("{}", "own" if name == "calendar-copy" else new_id())
        yield name, method.upper(), path, access, next((one for one in ROLES if one in roles.split(",")), None)


def raw(target, *lines, method="GET", of=service):
    """A request as bytes, whatever a client library thinks of it; all that comes back."""
    parts = urlsplit(of.address)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
        head = [f"{method} {target} HTTP/1.1".encode("latin-1"), *(line.encode("latin-1") for line in lines)]
        if not any(line.lower().startswith("host:") for line in lines):
            head.append(f"Host: {parts.netloc}".encode())
        connection.sendall(b"\r\n".join([*head, b"Connection: close", b"", b""]))
        said = b""
        try:
            while part := connection.recv(1 << 16):
                said += part
        except ConnectionResetError:
            pass
    return said.decode("latin-1")


def status_of(said):
    return int(said.split(" ")[1]) if said else 0  # 0: the connection was ended


def cookie_line(visitor):
    return "Cookie: " + "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())


def takes(pattern, shape):
    """Whether an address of one shape is one of the pattern's too: /offers/{}/{} takes /offers/{}/times."""
    parts, others = pattern.split("/"), shape.split("/")
    return len(parts) == len(others) and all(part in ("{}", other) for part, other in zip(parts, others))


def only_the_methods_of_the_table_are_answered():
    visitor = signed_in()
    allowed = {}
    for _, method, path, _, _ in pages():
        shape = re.sub(r"[0-9a-f-]{36}", "{}", path)
        allowed.setdefault((shape, path), set()).add(method)
    for (shape, path), methods in allowed.items():
        others = set().union(*(known for (other, _), known in allowed.items() if takes(other, shape)))
        for method in ("OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND", "get", "GETT", "POST", "GET"):
            if method in others:
                continue
            said = raw(path, cookie_line(visitor), "X-Echo: echo-of-mine", method=method)
            assert status_of(said) in (0, 400, 405, 501), (method, path, said[:200])
            assert "echo-of-mine" not in said and visitor.cookies["plimsoll-session"] not in said, (method, path)
            if method == "GET" and status_of(said) == 405:
                assert "Allow:" in said, said[:300]


def head_says_what_get_says_and_opens_no_more():
    for name, method, path, access, role in pages():
        if method != "GET" or access != "session":
            continue
        assert Visitor(service).request("HEAD", path, follow=False).status == 303, name
        closed = next((one for one in ROLES if signed_in(one).request("GET", path, follow=False).status == 403), None)
        if closed:
            assert signed_in(closed).request("HEAD", path, follow=False).status == 403, name
        page = signed_in(role).request("HEAD", path, follow=False)
        assert page.body == "" and page.headers["Cache-Control"] == "no-store", (name, page.status)


def every_answer_has_the_headers_that_shut_it():
    for name, method, path, access, role in pages():
        if method != "GET" or name == "stylesheet":
            continue
        for prefix in ("", "/cy"):
            page = signed_in(role or "officer").request("GET", prefix + path, follow=False)
            headers = page.headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, name
            assert "unsafe" not in policy and "*" not in policy, (name, policy)
            assert headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff", name
            assert headers["Referrer-Policy"] in ("same-origin", "no-referrer"), name
            assert not headers["Access-Control-Allow-Origin"] and not headers["Server"], (name, headers)
            kind = headers["Content-Type"]
            assert page.status != 200 or kind.startswith("text/html") or headers["Content-Disposition"] or \
                kind.startswith("text/"), (name, kind)


def a_form_without_its_token_or_from_elsewhere_changes_nothing():
    other = csrf_of(signed_in("facilitator"))
    for name, method, path, access, role in pages():
        if method != "POST":
            continue
        elsewhere = ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"},
                     {"Sec_Fetch_Site": "same-site"}, {"Origin": service.address + ".elsewhere.example"},
                     {"Origin": "http://elsewhere.example@" + service.address[7:]})
        if access != "session":
            for headers in elsewhere:
                page = Visitor(service).request("POST", path, {"name": "officer", "password": password()}, False,
                                                **headers)
                assert page.status == 403 and not page.headers["Set-Cookie"], (name, headers, page.status)
            continue
        visitor = signed_in(role)
        own = csrf_of(visitor)
        tries = [({}, {}), ({"csrf": ""}, {}), ({"csrf": other}, {}), ({"csrf": own[:-1]}, {}), ({"csrf": own.upper()}, {}),
                 ({"csrf": own + "0"}, {}), ({"CSRF": own}, {})]
        tries += [({"csrf": own}, headers) for headers in elsewhere]
        for fields, headers in tries:
            if role == "facilitator" and fields.get("csrf") == other and not headers:
                continue
            page = visitor.request("POST", path, fields, False, **headers)
            assert page.status == 403, (name, fields, headers, page.status)
        page = visitor.request("POST", f"{path}?csrf={own}", {}, False)  # what is in an address is in logs
        assert page.status == 403, (name, page.status)
        assert visitor.request("GET", "/me", follow=False).status == 200, name


def a_path_is_what_it_says_or_nothing():
    visitor = signed_in()  # an officer: /audit and /admin/review are shut
    line = cookie_line(visitor)
    for path in ("/audit", "/admin/review", "/load"):
        for trick in ("/" + path, "/." + path, "/x/.." + path, path + "/", path + ".", path + "%00", path + "%00.css",
                      path + ";a=b", path.upper(), path + "%2f", path.replace("/", "\\"), "/%2e%2e" + path, "/cy/cy" + path,
                      "/cy/." + path, "/assets/.." + path, "/%" + f"{ord(path[1]):02x}" + path[2:], path + "%", path + "%zz",
                      path + "/%2e", path + "\xe9", path + "%ff%fe", "/cy" + path + ".", path + "a" * 2000,
                      path + "/" * 4000, "http://" + service.address[7:] + path, "//elsewhere.example" + path,
                      "http://elsewhere.example" + path, "*", path + "?" + "a=b&" * 3000):
            said = raw(trick, line)
            # Only the right path itself opens, with any query.
            if trick.startswith(path + "?") and path == "/load":
                continue
            assert status_of(said) in (0, 400, 403, 404, 405, 414, 431), (trick[:60], said[:200])
            assert "Location:" not in said, (trick[:60], said[:300])
    assert status_of(raw("/load", line)) == 200
    for length in (1 << 13, 1 << 15, 1 << 17, 1 << 20):
        assert status_of(raw("/" + "a" * length, line)) in (0, 400, 404, 414, 431), length
        assert status_of(raw("/load", line, "X-Long: " + "a" * length)) in (0, 200, 400, 413, 431), length
    assert status_of(raw("/load", line)) == 200


def no_redirect_leaves_the_service():
    for role in ("officer", None):
        visitor = signed_in() if role else Visitor(service)
        for _, method, path, _, _ in pages():
            if method != "GET":
                continue
            for made in (path, "/cy" + path, path + "?next=//elsewhere.example&return=https://elsewhere.example",
                         "/cy//elsewhere.example"):
                place = visitor.request("GET", made, follow=False, Host_="x").headers["Location"]
                assert place is None or re.match(r"/(?![/\\])", place), (made, place)
    visitor = Visitor(service)
    page = visitor.request("POST", "/sign-in?next=//elsewhere.example", {
        "name": "officer", "password": password(), "next": "https://elsewhere.example", "return_to": "//elsewhere.example"},
        False)
    assert page.status == 303 and page.headers["Location"] == "/", page.headers["Location"]


def no_header_is_made_from_what_was_sent():
    line = cookie_line(signed_in())
    split = "%0d%0aX-Injected:%201%0d%0a%0d%0a<script>"
    for _, method, path, _, _ in pages():
        for target in (path + "?a=" + split, path + split, path.replace(path.split("/")[-1], split) if path != "/" else
                       "/" + split):
            said = raw(target, line, method=method, *(["Content-Length: 0"] if method == "POST" else []))
            assert "\r\nX-Injected" not in said and "<script>" not in said, (target, said[:400])
    for header in ("Host: a\rX-Injected: 1", "Cookie: plimsoll-session=a\nX-Injected: 1", "X-A: b\n X-Injected: 1"):
        assert "X-Injected" not in raw("/sign-in", header), header


def no_address_is_made_from_the_host_that_was_asked_where_one_was_said():
    with Service() as proxied:
        proxied.start("--demo", "--url", "https://plimsoll.example")
        visitor = Visitor(proxied)
        visitor.request("POST", "/sign-in", {"name": "officer", "password": password(proxied)}, False)
        own = csrf_of(visitor)
        for host in ("elsewhere.example", "plimsoll.example.elsewhere.example", "plimsoll.example@elsewhere.example",
                     'a"><script>', "127.0.0.1:1/elsewhere.example"):
            page = visitor.request("POST", "/me/feeds", {"csrf": own, "calendar": "own", "label": "Phone"}, Host=host,
                                   X_Forwarded_Host="elsewhere.example", Forwarded="host=elsewhere.example")
            assert "elsewhere.example" not in page.body + str(page.headers) and "<script>" not in page.body, (host, page.text)
        assert "https://plimsoll.example/f/" in page.body, (page.status, page.text)


def sessions_are_given_by_the_service_alone_and_anew_each_time():
    visitor = Visitor(service)
    visitor.cookies = {"plimsoll-session": "A" * 32, "plimsoll-device": "B" * 40}
    visitor.sign_in("officer", password())
    first = visitor.cookies["plimsoll-session"]
    assert first != "A" * 32
    planted = Visitor(service)
    planted.cookies = {"plimsoll-session": "A" * 32}
    assert planted.request("GET", "/me", follow=False).status == 303
    visitor.sign_in("officer", password())  # signing in over a session is another one
    assert visitor.cookies["plimsoll-session"] != first
    for cookie in visitor.set_cookies:
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie and "Domain" not in cookie, cookie
    for nonsense in ("", "A", "A" * 1000, first[:-1], first.swapcase(), first + "A", "' OR 1=1 --", "%00", "\xff" * 32):
        said = raw("/me", f"Cookie: plimsoll-session={nonsense}")
        assert status_of(said) in (303, 400), (nonsense, said[:200])
    assert "plimsoll-session" not in visitor.get("/me").body and first not in visitor.get("/me").body


def an_address_opens_no_session():
    token = signed_in().cookies["plimsoll-session"]
    for path in (f"/me?plimsoll-session={token}", f"/me?token={token}", f"/me;{token}"):
        assert Visitor(service).request("GET", path, follow=False).status in (303, 404)
    for headers in ({"Authorization": f"Bearer {token}"}, {"X_Session": token}, {"X_Original_URL": "/me"},
                    {"X_Rewrite_URL": "/me"}, {"X_HTTP_Method_Override": "GET"}):
        assert Visitor(service).request("GET", "/me", follow=False, **headers).status == 303, headers


def guessing_at_a_name_locks_nobody_out_who_has_been_here():
    owner = Visitor(service)
    assert owner.sign_in("wellbeing", password()).status == 200
    device = {"plimsoll-device": owner.cookies["plimsoll-device"]}
    answers = [Visitor(service).sign_in("wellbeing", "wrong wrong wrong").status for _ in range(14)]
    assert answers[0] == 401 and answers[-1] == 429, answers
    assert Visitor(service).sign_in("wellbeing", password()).status == 429  # strangers wait, rightly or not
    owner.cookies = device
    assert owner.sign_in("wellbeing", password()).status == 200
    unknown = [Visitor(service).sign_in("nobody-of-this-name", "wrong wrong wrong").status for _ in range(14)]
    assert unknown == answers  # a name that is nobody's is answered alike


def the_address_that_is_counted_cannot_be_chosen():
    with Service() as proxied:
        proxied.start("--demo", "--url", "https://plimsoll.example")

        def attempt(number, forwarded):
            return Visitor(proxied).request("POST", "/sign-in", {"name": f"name-{number}", "password": "x"}, False,
                                            X_Forwarded_For=forwarded).status

        # What a client says stands before what the proxy adds.
        spoofed = [attempt(i, f"203.0.113.{i}, 198.51.100.7") for i in range(66)]
        assert spoofed[0] == 401 and spoofed[-1] == 429, spoofed
        assert attempt(100, "198.51.100.8") == 401  # somebody else is not kept waiting
    # Where there is no proxy the header says nothing.
    answers = [Visitor(service).request("POST", "/sign-in", {"name": f"name-{i}", "password": "x"}, False,
                                        X_Forwarded_For=f"203.0.113.{i}").status for i in range(70)]
    assert answers[-1] == 429, answers


def medians(one, other, tries=TRIES):
    """Of two things, tried in turn, how long each takes in the middle; in milliseconds."""
    times = ([], [])
    for number in range(tries):
        for which, do in ((0, one), (1, other)):
            begun = time.perf_counter()
            do(number)
            times[which].append((time.perf_counter() - begun) * 1000)
    return tuple(statistics.median(list_) for list_ in times)


def a_refusal_takes_as_long_for_a_name_that_there_is():
    with Service() as timed:
        timed.start("--demo", "--url", "https://plimsoll.example")
        for number in range(TRIES // 10):  # a name may be tried ten times
            timed.run("account", "add", f"timed-{number}", "--display-name", "T", "--sign-in", f"timed-{number}",
                      "--roles", "officer")
        timed.sql("UPDATE account SET (password_hash, password_set_at) = (SELECT password_hash, password_set_at "
                  "FROM account WHERE sign_in_name = 'officer') WHERE sign_in_name LIKE 'timed-%'")

        def tried(name):
            def attempt(number):
                page = Visitor(timed).request("POST", "/sign-in", {"name": f"{name}-{number // 10}", "password": "wrong"},
                                              False, X_Forwarded_For=f"10.{number % 250}.{len(name)}.1")
                assert page.status == 401, (name, number, page.status)
            return attempt

        known, unknown = medians(tried("timed"), tried("nobody"))
        print(f"# signing in refused, medians of {TRIES}: known {known:.1f} ms, unknown {unknown:.1f} ms", flush=True)
        assert abs(known - unknown) < 0.1 * max(known, unknown), (known, unknown)


def a_link_cannot_be_felt_for_letter_by_letter():
    token = service.link("--person", service.sql("SELECT reference FROM person JOIN account USING (person_id) "
                                                 "WHERE sign_in_name = 'officer'").strip())[3:-4]
    near = token[:-1] + ("A" if token[-1] != "A" else "B")
    far = ("A" if token[0] != "A" else "B") + token[1:]

    def ask(which):
        def get(_):
            assert service.get(f"/f/{which}.ics").status == 404
        return get

    like, unlike = medians(ask(near), ask(far), 400)
    print(f"# a link that is none, medians of 400: all but one letter right {like:.2f} ms, the first wrong {unlike:.2f} ms",
          flush=True)
    assert abs(like - unlike) < 0.2 * max(like, unlike) + 0.1, (like, unlike)


with service:
    service.start("--demo")
    run_tests(only_the_methods_of_the_table_are_answered, head_says_what_get_says_and_opens_no_more,
              every_answer_has_the_headers_that_shut_it, a_form_without_its_token_or_from_elsewhere_changes_nothing,
              a_path_is_what_it_says_or_nothing, no_redirect_leaves_the_service, no_header_is_made_from_what_was_sent,
              no_address_is_made_from_the_host_that_was_asked_where_one_was_said,
              sessions_are_given_by_the_service_alone_and_anew_each_time, an_address_opens_no_session,
              a_link_cannot_be_felt_for_letter_by_letter, guessing_at_a_name_locks_nobody_out_who_has_been_here,
              a_refusal_takes_as_long_for_a_name_that_there_is, the_address_that_is_counted_cannot_be_chosen)
