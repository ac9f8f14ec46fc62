# SPDX-License-Identifier: MIT
"""A PostgreSQL that is not the service's own, for several services or for taking it away; and a
standby that follows one."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from pathlib import Path

PROGRAMS = Path(subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True,
                               check=True).stdout.strip())
PATIENCE = 60  # seconds


def as_user(*command):
    """PostgreSQL refuses root."""
    if os.geteuid() == 0:
        command = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command)
    return subprocess.run(command, check=True, capture_output=True, cwd="/", text=True,
                          env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}).stdout


def adopt_orphans():
    """PostgreSQL takes one that nobody has waited for yet for a living one: so we do."""
    set_child_subreaper = 36  # prctl(2)
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def is_there(process):
    """Whether it runs, or has ended and is not waited for."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(process, os.WNOHANG)
    return Path(f"/proc/{process}").exists()


class OtherDatabase:
    """One database in a cluster in a folder of its own, with a login that may create roles."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.conninfo = f"host={self.folder} user=force_it dbname=wellbeing"

    def make_folder(self):
        self.folder.mkdir()
        self.folder.chmod(0o777)

    def create(self):
        self.make_folder()
        as_user(PROGRAMS / "initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust",
                "-N")
        self.start()
        self.psql("CREATE ROLE force_it LOGIN CREATEROLE", database="postgres")
        self.psql("CREATE DATABASE wellbeing OWNER force_it", database="postgres")

    def psql(self, statement, user="postgres", database="wellbeing"):
        return as_user(PROGRAMS / "psql", "-h", self.folder, "-U", user, "-d", database, "-v",
                       "ON_ERROR_STOP=1", "-qAtc", statement).strip()

    def start(self):
        adopt_orphans()
        as_user(PROGRAMS / "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log",
                "-o", f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off",
                "start")

    def stop(self, how="immediate"):
        as_user(PROGRAMS / "pg_ctl", "-D", self.folder / "data", "-m", how, "stop")

    def processes(self):
        """The postmaster and what it has started, the postmaster first."""
        first = int((self.folder / "data/postmaster.pid").read_text().split("\n")[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]

    def signal(self, what):
        for process in self.processes():
            with contextlib.suppress(ProcessLookupError):  # it has ended since
                os.kill(process, what)

    def kill(self):
        """All at once and without a chance to tidy up; gone when this returns."""
        killed = self.processes()
        for process in killed:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        end = time.monotonic() + PATIENCE
        while any(map(is_there, killed)):
            assert time.monotonic() < end, "a server that was killed does not go"
            time.sleep(0.01)


class Standby(OtherDatabase):
    """Follows another in a folder of its own, which from then on waits for it at each commit."""

    def follow(self, primary):
        self.make_folder()
        as_user(PROGRAMS / "pg_basebackup", "-h", primary.folder, "-U", "postgres", "-D",
                self.folder / "data", "-R", "-X", "stream", "--checkpoint=fast")
        # What it sends as its name; the primary below waits for that one, and it for nobody.
        with open(self.folder / "data/postgresql.auto.conf", "a", encoding="utf-8") as settings:
            settings.write("cluster_name = 'standby'\n")
        self.start()
        primary.psql("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
        primary.psql("SELECT pg_reload_conf()")
        end = time.monotonic() + PATIENCE
        while primary.psql("SELECT sync_state FROM pg_stat_replication") != "sync":
            assert time.monotonic() < end, "the standby does not follow"
            time.sleep(0.05)

    def promote(self):
        as_user(PROGRAMS / "pg_ctl", "-D", self.folder / "data", "-w", "promote")
