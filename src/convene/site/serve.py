"""From a folder of code to an answering address: check the packs, migrate, collect the static
files, serve.
"""

import errno
import hashlib
import os
import socket
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from convene import disk, packs
from convene.core.progress import quiet
from convene.corpus import snapshots
from convene.site import logs, set_up, translations
from convene.site.beside import Beside

WORKERS = 2
THREADS = 3
"""Of each worker: enough for a page's worth of requests, few enough for a small database."""
LAST_WORDS = 10
"""Seconds a worker may take to finish what it is doing before it is stopped."""
HOUR = 3600
MANY_STEPS = 50
"""Migrations that take so long that somebody would wonder (expert choice)."""
DAMAGED = ("malformed", "not a database")
"""How SQLite says that a file is no longer what it wrote."""
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - names, not a choice


class CannotServe(Exception):
    """Why the server cannot start and what to do, in one sentence."""


def serve(*, host: str, port: int) -> None:
    """Serve Convene at an address until Ctrl-C or SIGTERM.
    Raises CannotServe when it cannot start.
    """
    workers = _workers()
    jobs = _jobs()
    _check_address(host, port)
    _allow(host)
    _prepare()
    try:
        _greet(host, port)
    except DatabaseError as error:
        raise _no_database(error) from error
    connections.close_all()  # none survives a fork; each worker opens its own
    server = Granian(
        "convene.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_WORDS,
        log_dictconfig={"formatters": {name: {"()": logs.Lines} for name in ("generic", "access")}},
    )
    beside = Beside() if jobs else None
    try:
        if beside:
            beside.start()
        server.serve()
    finally:
        if beside:
            beside.stop()


def work() -> None:
    """Do jobs until Ctrl-C or SIGTERM. Raises CannotServe when it cannot start."""
    _check_level()
    set_up()
    _check_nights()
    from convene.site import worker  # local: needs Django set up

    try:
        _check_guards()
        worker.work()
    except DatabaseError as error:
        raise _no_database(error) from error


def _check_level() -> None:
    try:
        logs.level(os.environ.get("CONVENE_LOG_LEVEL", ""), terminal=False)
    except logs.BadLevel as error:
        raise CannotServe(str(error)) from error


def _check_second_step() -> None:
    given = os.environ.get("CONVENE_SECOND_STEP", "")
    if given not in ("", "on", "off"):
        raise CannotServe(f"CONVENE_SECOND_STEP should be on or off, but is “{given}”.")


def _check_guards() -> None:
    from convene.ground import guards  # local: needs Django set up

    if guards.amiss():
        raise CannotServe(
            "The database is not up to date. Start the server first, which brings it up to date."
        )


def _check_nights() -> None:
    from convene.site import nightly  # local: needs Django set up

    try:
        nightly.chosen()
    except nightly.BadTime as error:
        raise CannotServe(str(error)) from error


def _check_address(host: str, port: int) -> None:
    """Try the address before anything slow is done. The server itself takes it later."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except PermissionError as error:
        raise CannotServe(
            f"Only an administrator of this machine may use port {port}. Try another one: --port 8000"
        ) from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotServe(
                f"Another program is using port {port}. Stop it, or try another port: --port {port + 1}"
            ) from error
        raise CannotServe(f"This machine has no address {host}. Try --host 127.0.0.1") from error
    except OverflowError as error:
        raise CannotServe(
            f"{port} is not a port. Ports are numbers from 1 to 65535: --port 8000"
        ) from error


def _allow(host: str) -> None:
    """Answer to the name we were asked to serve at, besides those that CONVENE_HOSTS gives."""
    if host not in ANYWHERE:
        os.environ["CONVENE_HOSTS"] = (
            f"{os.environ.get('CONVENE_HOSTS', '')} {_in_address(host)}".strip()
        )


def _prepare() -> None:
    _check_data()
    _translate()
    _check_level()
    _check_second_step()
    set_up()
    _check_nights()
    from convene.ground import guards  # local: needs Django set up

    try:
        packs.guides()
        with disk.alone(settings.DATA, waiting=lambda: None), guards.alone():
            _migrate()
        call_command(
            "clearsessions"
        )  # what people typed and left goes with the session they typed it in
    except packs.PackError as error:
        raise CannotServe(f"A guide is broken. Correct it and start again:\n{error}") from error
    except (IntegrityError, ProgrammingError):
        raise
    except DatabaseError as error:
        raise _no_database(error) from error
    _sweep()
    _collect_static()
    _build_first()


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if steps > MANY_STEPS:
        print("Making the database. The first start takes about a minute.", flush=True)
    call_command("migrate", interactive=False, verbosity=0)


def _sweep() -> None:
    """Remove uploads that a server left half done when it was killed; another one may be at those
    of the last hour.
    """
    for upload in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir():
        if time.time() - upload.stat().st_mtime > HOUR:
            upload.unlink(missing_ok=True)


def _no_database(error: DatabaseError) -> CannotServe:
    if any(mark in str(error) for mark in DAMAGED):
        return CannotServe(
            f"The database is damaged ({str(error).strip()}). "
            "Bring it back from a backup; docs/how-to/back-up.md says how."
        )
    return CannotServe(
        f"The database does not answer ({str(error).strip()}). "
        "Check DATABASE_URL and that the database is running."
    )


def _check_data() -> None:
    folder = disk.data()
    try:
        disk.make(folder)
    except OSError as error:
        raise CannotServe(
            f"The data folder {folder} cannot be made. Set CONVENE_DATA to a folder you may write to."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CannotServe(
            f"You may not write to the data folder {folder}. Set CONVENE_DATA to a folder you may write to."
        )


def _translate() -> None:
    try:
        translations.compile_changed()
    except OSError as error:
        print(f"The pages stay in English. {error.filename} may not be written.", flush=True)


def _collect_static() -> None:
    """Collect and compress what browsers load, unless nothing has changed since the last time."""
    stamp = settings.DATA / "static.stamp"
    wanted = _static_stamp()
    if not stamp.exists() or stamp.read_text() != wanted:
        call_command("collectstatic", interactive=False, verbosity=0)
        disk.write(stamp, wanted)


def _static_stamp() -> str:
    """Return a fingerprint of the version and of each static file's name, size and time."""
    files = sorted(
        Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])
    )
    facts = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr((version("convene"), facts)).encode()).hexdigest()


def _build_first() -> None:
    """Make a snapshot of the guide alone where there is none, so that nothing is empty before
    anyone loads data.
    """
    if snapshots.pointer().serving:
        return
    from convene.corpus.build import build  # local: only the first start needs the data engine
    from convene.corpus.executors import Here  # local: see above

    try:
        build(
            decisions=(),
            executor=Here(),
            progress=quiet,
            at=datetime.now(UTC),
            guide_only=True,
        )
    except snapshots.CannotBuild as error:
        print(f"The pages about the world's open data stay empty for now. {error}", flush=True)


def _greet(host: str, port: int) -> None:
    from convene.apps.accounts.actions import first_administrator_link  # local: needs Django set up

    address = f"http://{_in_address(ANYWHERE.get(host, host))}:{port}"
    print(f"Convene is at {address}  (Ctrl-C stops it)", flush=True)
    if link := first_administrator_link(base_url=address):
        print(
            f"Nobody looks after this Convene yet. This link, good once, makes you its administrator:\n{link}",
            flush=True,
        )
    if host in ANYWHERE and not os.environ.get("CONVENE_HOSTS"):
        print(
            "Others can reach it once CONVENE_HOSTS holds the names they use, such as convene.example.org",
            flush=True,
        )


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _jobs() -> bool:
    """Return whether a worker does jobs beside the pages."""
    given = os.environ.get("CONVENE_JOBS", "on").strip().casefold()
    if given not in ("on", "off"):
        raise CannotServe(f"CONVENE_JOBS should be on or off, but is “{given}”.")
    return given == "on"


def _workers() -> int:
    given = os.environ.get("CONVENE_WORKERS", str(WORKERS))
    if not given.isdigit() or int(given) < 1:
        raise CannotServe(f"CONVENE_WORKERS should be a whole number from 1, but is “{given}”.")
    return int(given)
