"""A PostgreSQL server of the tests' own: on a socket in a temporary folder, gone when the tests
end.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

OLDEST = 15
FAST = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"""No network, and no care for what a power cut would lose: the data lives for one test run."""


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server programs on this machine, None when there
    are none new enough.
    """
    debian = [
        (int(path.parent.name), path)
        for path in Path("/usr/lib/postgresql").glob("*/bin")
        if path.parent.name.isdigit()
    ]
    found = [
        path
        for version, path in sorted(debian, reverse=True)
        if version >= OLDEST and (path / "initdb").exists()
    ]
    on_path = shutil.which("initdb")
    return found[0] if found else Path(on_path).parent if on_path else None


def start(bin: Path) -> tuple[str, Callable[[], None]]:
    """Start a server. Return its DATABASE_URL and the function that stops it and clears up."""
    folder = Path(tempfile.mkdtemp(prefix="convene-pg-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    _run(
        bin / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        cwd=folder,
    )
    _run(
        bin / "pg_ctl",
        "-D",
        data,
        "-l",
        folder / "log",
        "-w",
        "-o",
        f"{FAST} -k {folder}",
        "start",
        cwd=folder,
    )

    def stop() -> None:
        _run(bin / "pg_ctl", "-D", data, "-m", "immediate", "stop", cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)

    return f"postgres://postgres@{quote(str(folder), safe='')}/convene", stop


def _run(*command: str | Path, cwd: Path) -> None:
    """Run a server program; as the postgres user when we are root, because PostgreSQL refuses to
    run as root.
    """
    become = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    done = subprocess.run(
        [*become, *command],
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed: {done.stderr.strip()}")
