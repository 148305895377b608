"""A PostgreSQL server of a test's own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a server and give its address; skips where PostgreSQL is not installed."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found = shutil.which("initdb") or (programs and programs[-1] / "initdb")
    if not found:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    folder = Path(found).resolve().parent
    # PostgreSQL does not run as root.
    owner = "postgres" if os.geteuid() == 0 else None
    if owner and owner not in {user.pw_name for user in pwd.getpwall()}:
        pytest.skip("there is no user postgres to run PostgreSQL as")
    with tempfile.TemporaryDirectory(prefix="emolens-pg-") as home:
        if owner:
            shutil.chown(home, owner)
        options = {"user": owner, "cwd": home, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        data = f"{home}/data"
        create = [folder / "initdb", "--pgdata", data, "--username", "emolens", "--auth", "trust", "--no-sync"]
        create += ["--no-locale", "--encoding", "UTF8"]
        subprocess.run(create, check=True, timeout=120, **options)
        command = [folder / "pg_ctl", "--pgdata", data, "--wait", "--log", f"{home}/log"]
        settings = f"-c listen_addresses= -c unix_socket_directories={home} -c fsync=off"
        subprocess.run([*command, "-o", settings, "start"], check=True, timeout=120, **options)
        try:
            yield f"postgresql+pg8000://emolens@/postgres?unix_sock={home}/.s.PGSQL.5432"
        finally:
            subprocess.run([*command, "--mode", "immediate", "stop"], check=True, timeout=120, **options)
