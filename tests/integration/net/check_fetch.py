#!/usr/bin/python3 -B
# SPDX-License-Identifier: MIT
"""check_fetch.py FETCH_URL: calendars fetched from servers that mean well and from others, in TAP.

The servers listen on 127.0.0.1, which has to be allowed; 127.0.0.2, which is as much of this
machine, is not.
"""

import contextlib
import gzip
import http.server
import ipaddress
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from service import Skip, run_tests  # noqa: E402

FETCH_URL, REBINDING = (Path(argument).resolve() for argument in sys.argv[1:3])
HERE, NOWHERE = "127.0.0.1/32", "192.0.2.7"
LIMIT = 2 << 20
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
BOMB = gzip.compress(bytes(200 << 20), 1)
asked = []  # path and headers of each request


def checksum(body):
    total = 0
    for byte in body:
        total = (total * 31 + byte) & 0xFFFFFFFFFFFFFFFF
    return total


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send(self, code, body=b"", **headers):
        self.send_response_only(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Transfer_Encoding" not in headers and "Content_Length" not in headers and code != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        asked.append((self.path, self.headers))
        self.close_connection = True
        with contextlib.suppress(OSError):
            getattr(self, "path_" + self.path[1:].split("?")[0].replace("-", "_").split("/")[0])()

    def path_plain(self):
        self.send(200, CALENDAR, ETag='"one"', Last_Modified="Mon, 23 Nov 2026 17:30:00 GMT")

    def path_known(self):
        if self.headers["If-None-Match"] == '"one"':
            self.send(304)
        else:
            self.send(200, CALENDAR, ETag='"one"')

    def path_known_since(self):
        self.send(304 if self.headers["If-Modified-Since"] else 200, CALENDAR)

    def path_unchanged_always(self):
        self.send(304)

    def path_packed(self):
        self.send(200, gzip.compress(CALENDAR * 1000), Content_Encoding="gzip")

    def path_badly_packed(self):
        self.send(200, b"\x1f\x8b" + os.urandom(100), Content_Encoding="gzip")

    def path_bomb(self):
        self.send(200, BOMB, Content_Encoding="gzip")

    def path_bomb_of_nothing(self):
        """Gigabytes of empty blocks: nothing comes out of what never ends."""
        self.send(200, Content_Encoding="gzip", Transfer_Encoding="chunked")
        packer = zlib.compressobj(wbits=31)
        start = packer.compress(b"x") + packer.flush(zlib.Z_SYNC_FLUSH)
        block = b"\x00\x00\x00\xff\xff" * 10000
        self.wfile.write(b"%x\r\n%s\r\n" % (len(start), start))
        while True:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(block), block))

    def path_packed_twice(self):
        self.send(200, gzip.compress(gzip.compress(bytes(1 << 20))), Content_Encoding="gzip, gzip")

    def path_packed_thrice(self):
        self.send_response_only(200)
        for _ in range(3):
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()

    def path_large(self):
        self.send(200, b"x" * (LIMIT + 1))

    def path_largest(self):
        self.send(200, b"x" * LIMIT)

    def path_endless(self):
        self.send(200, Transfer_Encoding="chunked")
        while True:
            self.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    def path_endless_headers(self):
        self.send_response_only(200)
        self.flush_headers()
        while True:
            self.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")

    def path_announced(self):
        self.send(200, b"x", Content_Length=str(100 << 20))

    def path_cut(self):
        self.send(200, CALENDAR[:10], Content_Length=str(len(CALENDAR)))

    def path_cut_chunk(self):
        self.send(200, b"40\r\nBEGIN:VCAL", Transfer_Encoding="chunked")

    def path_drip(self):
        self.send(200, Content_Length="100000")
        while True:
            self.wfile.write(b"x")
            time.sleep(0.2)

    def path_silent(self):
        time.sleep(100)

    def path_code(self):
        self.send(int(self.path.split("/")[2]), b"<html>no</html>", Retry_After="1234")

    def path_html(self):
        self.send(200, b"<!doctype html><title>Sign in</title>", Content_Type="text/html")

    def path_empty(self):
        self.send(200)

    def path_long_validators(self):
        self.send(200, CALENDAR, ETag='"' + "x" * 300 + '"', Last_Modified="\x7f")

    def path_to(self):
        self.send(302, Location=self.path.split("?", 1)[1])

    def path_hop(self):
        left = int(self.path.split("/")[2])
        self.send(302, Location=f"/hop/{left - 1}" if left > 1 else "/plain")


class Silent(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


def serve(address="127.0.0.1", certificate=None):
    server = Silent((address, 0), Answers)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


PORT, OTHER_PORT, ELSEWHERE = serve(), serve(), serve("127.0.0.2")
BASE = f"http://127.0.0.1:{PORT}"


def fetch(url, *networks, etag="", modified="", seconds=20, resolver=None):
    """The result, and what else is told."""
    asked.clear()
    with subprocess.Popen([REBINDING if resolver else FETCH_URL, url, etag, modified, str(seconds), *(networks or [HERE])], text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          env={"http_proxy": "http://127.0.0.1:1", "RESOLVER_SAYS": resolver or ""}) as process:
        line = process.stdout.readline()
        assert process.wait(40) == 0
    return line.rstrip("\n").split("|")


def expect(url, result, **more):
    found = fetch(url, **more)
    assert found[0] == result, (url, found)
    return found


def a_calendar_comes_whole_with_its_validators():
    found = expect(f"{BASE}/plain", "body")
    assert found[1:] == [str(len(CALENDAR)), str(checksum(CALENDAR)), '"one"',
                         "Mon, 23 Nov 2026 17:30:00 GMT", "0"], found
    found = expect(f"{BASE}/packed", "body")
    assert found[1:3] == [str(len(CALENDAR) * 1000), str(checksum(CALENDAR * 1000))]


def what_has_not_changed_is_not_sent_again():
    expect(f"{BASE}/known", "unchanged", etag='"one"')
    assert asked[0][1]["If-None-Match"] == '"one"'
    expect(f"{BASE}/known", "body", etag='"another"')
    expect(f"{BASE}/known-since", "unchanged", modified="Mon, 23 Nov 2026 17:30:00 GMT")
    expect(f"{BASE}/unchanged-always", "other")


def validators_that_are_none_are_not_kept():
    assert expect(f"{BASE}/long-validators", "body")[3:5] == ["", ""]


def no_address_within_is_connected_to_whatever_it_is_called():
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1",
                 "127.1", "0", "0.0.0.0", "[::]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "10.0.0.1",
                 "169.254.169.254", "192.168.0.1", "[fe80::1]", "[fd00:ec2::254]", "224.0.0.1",
                 "255.255.255.255"):
        found = fetch(f"http://{host}:{PORT}/plain", NOWHERE)
        assert found[0] == "private" and not asked, (host, found)


def a_name_counts_as_what_it_resolves_to():
    name = socket.gethostname()
    try:
        addresses = {info[4][0] for info in socket.getaddrinfo(name, PORT, socket.AF_INET)}
    except OSError as reason:
        raise Skip("this machine does not know its own name") from reason
    if not all(ipaddress.ip_address(address).is_private for address in addresses):
        raise Skip("this machine's name is a public address")
    assert fetch(f"http://{name}:{PORT}/plain", NOWHERE)[0] == "private"


def a_name_that_changes_what_it_resolves_to_reaches_nothing_within():
    """The rule is on the address that a connection is really made to. 127.0.0.2 is what may be reached here."""
    allowed, name = "127.0.0.2/32", f"http://rebinding.example:{PORT}"
    outside = f"http://rebinding.example:{ELSEWHERE}"
    assert fetch(f"{outside}/plain", allowed, resolver="127.0.0.2")[0] == "body"  # or this proves nothing
    assert fetch(f"{name}/plain", allowed, resolver="127.0.0.1")[0] == "private" and not asked
    # Once what may be reached, and something within when a redirection has it asked for again.
    found = fetch(f"{outside}/to?{name}/plain", allowed, resolver="127.0.0.2 127.0.0.1")
    assert found[0] == "private" and len(asked) == 1, (found, asked)
    # Both at once, the first of which takes no connection.
    found = fetch(f"{name}/plain", allowed, resolver="127.0.0.2,127.0.0.1")
    assert found[0] == "private" and not asked, (found, asked)


def a_redirection_is_looked_at_like_an_address():
    expect(f"{BASE}/to?http://127.0.0.2:{ELSEWHERE}/plain", "private")
    expect(f"{BASE}/to?http://[::1]:{PORT}/plain", "private")
    expect(f"{BASE}/to?http://169.254.169.254/latest/meta-data", "private")
    assert len(asked) == 1
    for target in ("file:///etc/passwd", "ftp://127.0.0.1/plain", "gopher://127.0.0.1/plain",
                   "javascript:alert(1)", "http://", "dict://127.0.0.1:11211/stat"):
        expect(f"{BASE}/to?{target}", "address")
    expect(f"{BASE}/to?http://127.0.0.1:{OTHER_PORT}/plain", "body")
    expect(f"{BASE}/to?/plain", "body")


def three_redirections_are_followed_and_no_more():
    expect(f"{BASE}/hop/3", "body")
    expect(f"{BASE}/hop/4", "redirections")
    expect(f"{BASE}/to?/to?/to?/to?/plain", "redirections")


def a_password_is_for_its_own_server():
    secret = f"http://somebody:word@127.0.0.1:{PORT}"
    expect(f"{secret}/plain", "body")
    assert asked[0][1]["Authorization"]
    expect(f"{secret}/to?/plain", "body")
    assert asked[1][1]["Authorization"]
    expect(f"{secret}/to?http://127.0.0.1:{OTHER_PORT}/plain", "body")
    assert asked[0][1]["Authorization"] and not asked[1][1]["Authorization"]


def what_is_too_large_is_not_taken():
    assert expect(f"{BASE}/largest", "body")[1] == str(LIMIT)
    for path in ("large", "endless", "announced", "bomb", "bomb-of-nothing"):
        began = time.monotonic()
        expect(f"{BASE}/{path}", "large")
        assert time.monotonic() - began < 15, path


def what_is_packed_more_than_once_or_has_endless_headers_is_refused():
    for path in ("packed-twice", "packed-thrice", "endless-headers"):
        began = time.monotonic()
        assert fetch(f"{BASE}/{path}")[0] in ("other", "unreachable"), path
        assert time.monotonic() - began < 15, path


def what_is_not_whole_is_not_taken():
    expect(f"{BASE}/cut", "cut")
    assert fetch(f"{BASE}/cut-chunk")[0] in ("cut", "unreachable")
    expect(f"{BASE}/badly-packed", "cut")


def what_a_server_says_instead_is_told_apart():
    for code, result in ((401, "refused"), (403, "refused"), (404, "gone"), (410, "gone"),
                         (429, "trouble"), (500, "trouble"), (503, "trouble"), (204, "other"),
                         (206, "other"), (418, "other")):
        found = expect(f"{BASE}/code/{code}", result)
        assert found[5] == "1234", found
    expect(f"{BASE}/html", "body")
    expect(f"{BASE}/empty", "body")


def servers_that_are_not_there_are_told_apart():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        expect(f"http://127.0.0.1:{closed.getsockname()[1]}/", "unreachable")
    assert fetch("http://nowhere.invalid/")[0] in ("unknown-server", "slow")


def a_server_that_does_not_prove_who_it_is_is_not_asked():
    with tempfile.TemporaryDirectory() as folder:
        certificate = Path(folder) / "both.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj",
                        "/CN=127.0.0.1", "-days", "2", "-keyout", certificate.with_suffix(".key"),
                        "-out", certificate], check=True, capture_output=True)
        with certificate.open("ab") as file:
            file.write(certificate.with_suffix(".key").read_bytes())
        port = serve(certificate=certificate)
        expect(f"https://127.0.0.1:{port}/plain", "certificate")
        expect(f"webcal://127.0.0.1:{port}/plain", "certificate")
        assert not asked
    expect(f"https://127.0.0.1:{PORT}/plain", "certificate")


def a_server_that_drips_or_says_nothing_is_left_in_time():
    for path in ("drip", "silent", "to?/to?/drip"):
        began = time.monotonic()
        expect(f"{BASE}/{path}", "slow", seconds=2)
        assert 1.9 < time.monotonic() - began < 10, path


def fetching_ends_at_once_when_the_service_stops():
    with subprocess.Popen([FETCH_URL, f"{BASE}/silent", "", "", "20", HERE], text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        time.sleep(0.5)
        began = time.monotonic()
        process.stdin.write("stop\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith("unavailable|")
        assert time.monotonic() - began < 5


run_tests(a_calendar_comes_whole_with_its_validators, what_has_not_changed_is_not_sent_again,
          validators_that_are_none_are_not_kept,
          no_address_within_is_connected_to_whatever_it_is_called,
          a_name_counts_as_what_it_resolves_to,
          a_name_that_changes_what_it_resolves_to_reaches_nothing_within, a_redirection_is_looked_at_like_an_address,
          three_redirections_are_followed_and_no_more, a_password_is_for_its_own_server,
          what_is_too_large_is_not_taken,
          what_is_packed_more_than_once_or_has_endless_headers_is_refused,
          what_is_not_whole_is_not_taken, what_a_server_says_instead_is_told_apart,
          servers_that_are_not_there_are_told_apart,
          a_server_that_does_not_prove_who_it_is_is_not_asked,
          a_server_that_drips_or_says_nothing_is_left_in_time,
          fetching_ends_at_once_when_the_service_stops)
