# SPDX-License-Identifier: MIT
"""vdirsyncer with khal, and calcurse, subscribed to a calendar in a home of their own."""

import os
import subprocess

from service import PATIENCE


class CalendarPrograms:
    def __init__(self, service, home):
        self.service, self.home = service, home

    def tool(self, *command, ok=True):
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, env={
            **os.environ, "HOME": str(self.home), "LC_ALL": "C.UTF-8", "TZ": "Europe/London"})
        assert done.returncode == 0 or not ok, f"{command[0]}: {done.stdout} {done.stderr}"
        return done

    def set_up(self, path):
        """Both programs with nothing in them, subscribed to one link."""
        self.home.mkdir()
        (self.home / "vdirsyncer.conf").write_text(f"""
[general]
status_path = "{self.home}/status"
[pair feed]
a = "there"
b = "here"
collections = null
[storage there]
type = "http"
url = "{self.service.address}{path}"
[storage here]
type = "filesystem"
path = "{self.home}/calendar"
fileext = ".ics"
""")
        (self.home / "khal.conf").write_text(f"""
[calendars]
[[feed]]
path = {self.home}/calendar
readonly = True
[locale]
local_timezone = Europe/London
default_timezone = Europe/London
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
""")
        (self.home / "calendar").mkdir()
        self.tool("vdirsyncer", "-c", f"{self.home}/vdirsyncer.conf", "discover")

    def synced(self, ok=True):
        return self.tool("vdirsyncer", "-c", f"{self.home}/vdirsyncer.conf", "sync", ok=ok)

    def khal(self):
        """What khal shows of December, a line for each event."""
        shown = self.tool("khal", "-c", f"{self.home}/khal.conf", "list", "--format",
                     "{start-date} {start-time}-{end-time} {title} {status}", "--day-format", "",
                     "2026-12-01", "31d").stdout
        return [line.strip() for line in shown.splitlines() if line.strip() and line[0].isdigit()]

    def calcurse(self, path):
        """The same of calcurse, which takes the calendar anew each time."""
        folder = self.home / "calcurse"
        folder.mkdir(exist_ok=True)
        for left in folder.iterdir():
            if left.is_file():
                left.unlink()
        (self.home / "feed.ics").write_bytes(self.service.get(path).body)
        done = self.tool("calcurse", "-D", str(folder), "-i", str(self.home / "feed.ics"))
        assert "0 skipped" in done.stdout + done.stderr or "skipped" not in done.stdout + done.stderr
        shown = "%(start:%F) %(start:%H:%M)-%(end:%H:%M) %m\n"
        return self.tool("calcurse", "-D", str(folder), "-Q", "--from", "12/01/2026", "--days", "31",
                    "--format-apt", shown, "--format-recur-apt", shown).stdout.splitlines()

    def seen_by_all(self, path, *expected):
        """khal after a sync and calcurse after an import both show exactly this."""
        self.synced()
        found = self.khal()
        assert len(found) == len(expected), found
        for line, (times, title, status) in zip(found, expected):
            assert line.startswith(f"{times} {title}") and status in line, (line, times, title, status)
        lines = [line.strip() for line in self.calcurse(path) if line.startswith("2026-")]
        assert lines == [f"{times} {title}" for times, title, _ in expected], lines
