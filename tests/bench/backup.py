"""How long a backup of 1 GB takes while people work, how long they wait meanwhile, what memory it
takes, and how long it takes to bring it back.
"""

import os
import resource
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter

from tests.bench.figures import Figure, percentile
from tests.bench.server import Site, serving

MEGABYTE = 1_000_000
FILES, EACH = 1_400, MEGABYTE // 2
"""700 MB of evidence, as much as the disk has under many names."""
ROWS, LONG = 3_000, 75_000
"""And 300 MB in the database, in rows that are 100 kB as they are written."""


def measure() -> list[Figure]:
    with TemporaryDirectory() as folder, serving() as site:
        _fill()
        file = Path(folder) / "backup.tar"
        with _people(site) as waits:
            seconds = _timed("backup", file)
        figures = [
            Figure(f"a backup of {file.stat().st_size / 1e9:.2f} GB", seconds, "s", 60),
            Figure("a page meanwhile, p95", percentile(waits, 0.95), "ms", 500),
            Figure("most memory a backup takes", _peak(), "MiB", 300),
        ]
        if "DATABASE_URL" not in os.environ:  # it needs an empty one
            seconds = _timed("restore", file, "--into", Path(folder) / "again")
            figures.append(Figure("bringing it back", seconds, "s", 60))
        return figures


def _fill() -> None:
    from django.contrib.sessions.models import Session  # local: the server has set Django up

    place = Path(os.environ["CONVENE_DATA"]) / "files" / "evidence"
    place.mkdir(parents=True)
    for number in range(FILES):
        (place / f"{number:032x}").write_bytes(os.urandom(EACH))
    later = datetime.now(UTC) + timedelta(days=9)
    for begin in range(0, ROWS, 100):
        Session.objects.bulk_create(
            Session(
                session_key=f"bench-{number}",
                session_data=b64encode(os.urandom(LONG)).decode(),
                expire_date=later,
            )
            for number in range(begin, begin + 100)
        )


def _timed(*words: object) -> float:
    began = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "convene.cli", *map(str, words)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return perf_counter() - began


def _peak() -> float:
    """Return the MiB of the largest process that has ended: the server goes on."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@contextmanager
def _people(site: Site) -> Iterator[list[float]]:
    """Have somebody open pages and save something, one after the other, until the block ends; give
    the milliseconds that each took.
    """
    stop, waits = Event(), list[float]()

    def work() -> None:
        from django.contrib.sessions.models import Session  # local: see above

        while not stop.is_set():
            for path in ("/drafts/", f"/drafts/{site.draft}/", "/learn/"):
                began = perf_counter()
                connection = HTTPConnection("127.0.0.1", site.port, timeout=60)
                connection.request("GET", path, headers={"Cookie": site.cookie})
                connection.getresponse().read()
                waits.append((perf_counter() - began) * 1000)
            Session.objects.filter(session_key="bench-1").update(expire_date=datetime.now(UTC))

    person = Thread(target=work)
    person.start()
    try:
        yield waits
    finally:
        stop.set()
        person.join()
