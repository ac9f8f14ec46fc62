# SPDX-License-Identifier: MIT
"""The other servers that calendars are measured against, each in a folder of its own."""

import contextlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

PATIENCE = 120


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def request(port, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with contextlib.closing(connection):
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


class Server:
    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="plimsoll-bench-"))
        self.folder.chmod(0o755)
        self.port, self.process = free_port(), None

    def start(self, *command, **more):
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, **more)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            assert self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.05)
        raise AssertionError(f"{command[0]} did not start")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(PATIENCE)
            self.process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Nginx(Server):
    """One worker, static files, access log on; otherwise as Debian sets it."""

    def __init__(self, files):
        super().__init__()
        root = self.folder / "files"
        root.mkdir()
        for name, content in files.items():
            (root / name).write_bytes(content)
        (self.folder / "nginx.conf").write_text(f"""
worker_processes 1;
daemon off;
pid {self.folder}/pid;
error_log {self.folder}/error.log;
{'user nobody nogroup;' if os.geteuid() == 0 else ''}
events {{ worker_connections 1024; }}
http {{
	types {{ text/calendar ics; }}
	sendfile on;
	tcp_nopush on;
	gzip_static on;
	keepalive_requests 1000000000;
	access_log {self.folder}/access.log;
	client_body_temp_path {self.folder}/t1; proxy_temp_path {self.folder}/t2;
	fastcgi_temp_path {self.folder}/t3; uwsgi_temp_path {self.folder}/t4;
	scgi_temp_path {self.folder}/t5;
	server {{ listen 127.0.0.1:{self.port} backlog=1024; root {root}; }}
}}
""")
        self.start("/usr/sbin/nginx", "-e", f"{self.folder}/error.log", "-c",
                   f"{self.folder}/nginx.conf")

    def address(self, name):
        return f"http://127.0.0.1:{self.port}/{name}"


def items(calendar):
    """The events of a calendar, each as a calendar of its own: name → bytes."""
    head, *rest = calendar.replace(b"\r\n", b"\n").split(b"BEGIN:VEVENT\n")
    found = {}
    for number, event in enumerate(rest, 1):
        body = event[:event.index(b"END:VEVENT\n")]
        whole = head + b"BEGIN:VEVENT\n" + body + b"END:VEVENT\nEND:VCALENDAR\n"
        found[f"{number}.ics"] = whole.replace(b"METHOD:PUBLISH\n", b"").replace(b"\n", b"\r\n")
    return found


class Radicale(Server):
    name = "Radicale"

    def __init__(self, calendar):
        super().__init__()
        root = self.folder / "data/collection-root/bench/calendar"
        root.mkdir(parents=True)
        (root / ".Radicale.props").write_text(json.dumps({"tag": "VCALENDAR"}))
        for name, content in items(calendar).items():
            (root / name).write_bytes(content)
        (self.folder / "rights").write_text(
            "[all]\nuser: .*\ncollection: .*\npermissions: RrWw\n")
        (self.folder / "config").write_text(
            f"[server]\nhosts = 127.0.0.1:{self.port}\n[auth]\ntype = none\n"
            f"[rights]\ntype = from_file\nfile = {self.folder}/rights\n"
            f"[storage]\nfilesystem_folder = {self.folder}/data\n[logging]\nlevel = warning\n")
        self.start("/usr/bin/radicale", "--config", f"{self.folder}/config")
        self.address = f"http://127.0.0.1:{self.port}/bench/calendar/"
        # The first answer fills its cache.
        status, _, body = request(self.port, "GET", "/bench/calendar/")
        assert status == 200 and body.count(b"BEGIN:VEVENT") == calendar.count(b"BEGIN:VEVENT"), status
        self.script = None


class Xandikos(Server):
    """A GET of its collection is a page for people; the calendar is what a REPORT gives."""
    name = "Xandikos"

    def __init__(self, calendar):
        super().__init__()
        root = self.folder / "data"
        command = ["/usr/bin/xandikos", "-d", str(root), "--defaults", "-l", "127.0.0.1", "-p",
                   str(self.port), "--no-strict"]
        self.start(*command)
        self.stop()
        self.fill(root, items(calendar))
        self.start(*command)
        path = "/user/calendars/calendar/"
        self.address = f"http://127.0.0.1:{self.port}{path}"
        self.script = Path(__file__).parent / "report.lua"
        body = self.script.read_text().split("[[")[1].split("]]")[0]
        status, _, body = request(self.port, "REPORT", path, body, Depth="1",
                                  Content_Type="text/xml")
        assert status == 207 and body.count(b"BEGIN:VEVENT") == calendar.count(b"BEGIN:VEVENT"), \
            (status, body[:500])

    @staticmethod
    def fill(root, files):
        """Puts the items into its Git store at once; by PUT each would be a commit."""
        store = root / "user/calendars/calendar"
        for name, content in files.items():
            (store / name).write_bytes(content)
        for arguments in (["add", "."], ["-c", "user.name=bench", "-c", "user.email=bench@localhost",
                                         "commit", "-q", "-m", "Fill"]):
            subprocess.run(["git", "-c", f"safe.directory={store}", "-C", str(store), *arguments],
                           check=True, capture_output=True)
