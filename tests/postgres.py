"""A PostgreSQL of the test run's own: made from Debian's binaries, used by nobody else, gone at the end."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

BINARIES = Path("/usr/lib/postgresql")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "log_min_messages": "fatal",
}


class NoPostgres(SystemExit):
    """PostgreSQL is not installed; its text says how to install it."""


def binary(name: str) -> str:
    """The newest installed ``name`` of at least version 15."""
    found = sorted(BINARIES.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if not found or int(found[-1].parts[-3]) < 15:
        raise NoPostgres(
            f"{name} of PostgreSQL 15 or newer is missing. Run scripts/install_tools.sh, which installs it."
        )
    return str(found[-1])


SUPERUSER, OWNER, APPLICATION = "caunoi", "caunoi_owner", "caunoi_app"
ROLES = {
    OWNER: "CREATE ROLE {} LOGIN CREATEDB PASSWORD {}",
    APPLICATION: "CREATE ROLE {} LOGIN NOCREATEDB PASSWORD {}",
}


class Cluster:
    """initdb with data checksums, start on a free port of this machine, stop and remove.

    The tests connect as a province's server does: a role that owns no table; another role owns them.

    ``initdb`` refuses root, so root hands the folder and every call to the ``postgres`` user of the Debian package.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="caunoi-postgres-"))
        self.data = self.folder / "data"
        self.password = secrets.token_hex(12)
        self.port = _free_port()

    def start(self) -> str:
        """The address of the running cluster's first database, for the application."""
        secret = self.folder / "password"
        secret.write_text(self.password, encoding="ascii")
        self._own()
        self._run(
            "initdb", "--pgdata", str(self.data), f"--username={SUPERUSER}", f"--pwfile={secret}", "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums",
        )  # fmt: skip
        self._run(
            "pg_ctl",
            "start",
            "--wait",
            "--silent",
            "-D",
            str(self.data),
            "-l",
            str(self.folder / "log"),
            "-o",
            self._options(),
        )
        self._make_roles()
        return self.address(APPLICATION)

    def address(self, role: str, name: str = "postgres") -> str:
        return f"postgresql://{role}:{self.password}@127.0.0.1:{self.port}/{name}"

    def _make_roles(self) -> None:
        with psycopg.connect(self.address(SUPERUSER), autocommit=True) as server:
            for role, made in ROLES.items():
                server.execute(sql.SQL(made).format(sql.Identifier(role), sql.Literal(self.password)))

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "--wait", "--silent", "--mode=fast", "-D", str(self.data))
        shutil.rmtree(self.folder, ignore_errors=True)

    def _options(self) -> str:
        chosen = {**SETTINGS, "port": str(self.port), "unix_socket_directories": str(self.folder)}
        return " ".join(f"-c {name}={value}" for name, value in chosen.items())

    def _own(self) -> None:
        if os.geteuid() != 0:
            return
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError as missing:
            raise NoPostgres(
                "There is no user 'postgres'. Run scripts/install_tools.sh, which installs PostgreSQL."
            ) from missing
        for path in (self.folder, *self.folder.iterdir()):
            os.chown(path, owner.pw_uid, owner.pw_gid)

    def _run(self, name: str, *arguments: str) -> None:
        as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*as_owner, binary(name), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=self.folder,
        )
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(f"{name} failed: {done.stdout}\n{log.read_text() if log.exists() else ''}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
