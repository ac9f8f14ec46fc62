# SPDX-License-Identifier: MIT
"""A PostgreSQL that is not the service's own, for several services or for taking it away."""

import contextlib
import os
import signal
import subprocess
from pathlib import Path

PROGRAMS = Path(subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True,
                               check=True).stdout.strip())


def as_user(*command):
    """PostgreSQL refuses root."""
    if os.geteuid() == 0:
        command = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command)
    return subprocess.run(command, check=True, capture_output=True, cwd="/", text=True,
                          env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}).stdout


class OtherDatabase:
    """One database in a cluster in a folder of its own, with a login that may create roles."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.conninfo = f"host={self.folder} user=force_it dbname=wellbeing"

    def create(self):
        self.folder.mkdir()
        self.folder.chmod(0o777)
        as_user(PROGRAMS / "initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust",
                "-N")
        self.start()
        self.psql("CREATE ROLE force_it LOGIN CREATEROLE", database="postgres")
        self.psql("CREATE DATABASE wellbeing OWNER force_it", database="postgres")

    def psql(self, statement, user="postgres", database="wellbeing"):
        return as_user(PROGRAMS / "psql", "-h", self.folder, "-U", user, "-d", database, "-v",
                       "ON_ERROR_STOP=1", "-qAtc", statement).strip()

    def start(self):
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
        self.signal(signal.SIGKILL)
