"""A real server on its own data, with somebody signed in and a draft saved."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

PARAGUAY = (
    "country=PY&level=national&challenge=procurement_opacity&challenge=administrative_corruption&challenge=weak_tax_administration"
    "&sector=ict&sector=finance&partner_type=university&partner_type=chamber&reprisal_risk=low"
)
PATIENCE = 300


@dataclass(frozen=True)
class Site:
    """Where the server answers, its process, and the signed-in person's cookie and draft."""

    port: int
    cookie: str
    draft: str
    pid: int

    @property
    def pages(self) -> dict[str, str]:
        """The pages people use most: name -> path. The signed-in ones stand under /drafts/."""
        return {
            "start": "/",
            "library": "/learn/",
            "matrix": "/learn/democracy/all/motivations/",
            "examples": "/learn/democracy/all/examples/",
            "a record": "/learn/democracy/M3/",
            "search": "/learn/search/?q=tax",
            "a country": "/countries/PY/",
            "questions": "/advice/",
            "answer": f"/advice/answer/?{PARAGUAY}",
            "drafts": "/drafts/",
            "a draft": f"/drafts/{self.draft}/",
            "editing a draft": f"/drafts/{self.draft}/edit/",
        }

    def busy(self) -> float:
        """Return the milliseconds that the server's processes have used of the processor so far,
        where the system tells (Linux).
        """
        processes = [self.pid, *_children(self.pid)]
        threads = [
            thread
            for process in processes
            for thread in Path(f"/proc/{process}/task").glob("*/schedstat")
        ]
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6


def _children(pid: int) -> list[int]:
    every = [
        each
        for file in Path(f"/proc/{pid}/task").glob("*/children")
        for each in map(int, file.read_text().split())
    ]
    return every + [deeper for each in every for deeper in _children(each)]


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a new installation with one person and one draft until the block ends."""
    port = free_port()
    server = start(port)
    try:
        wait(port)
        cookie, draft = _somebody()
        yield Site(port, cookie, draft, server.pid)
    finally:
        server.terminate()
        server.wait(30)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def start(port: int) -> subprocess.Popen[bytes]:
    log = Path(os.environ["CONVENE_DATA"]) / "server.log"
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "convene.cli", "serve", "--port", str(port)],
            stdout=out,
            stderr=out,
        )


def wait(port: int) -> None:
    """Return once the server has answered a request."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/learn/about/")
            connection.getresponse().read()
        except OSError:
            sleep(0.02)
        else:
            return
    raise TimeoutError("The server did not answer.")


def _somebody() -> tuple[str, str]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "convene.site.settings"
    import django  # local: the settings are read only now that the data folder is chosen

    django.setup()
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )  # local: models need Django set up
    from django.contrib.sessions.backends.db import SessionStore  # local: see above

    from convene.apps.accounts.models import User  # local: see above
    from convene.apps.workshop import actions  # local: see above
    from convene.core.draft import Ask, Draft, Task  # local: see above
    from convene.core.request import Request  # local: kept beside its use

    user = User.objects.create_user(
        email=f"bench-{uuid4()}@example.org",
        name="Bench",
        role="builder",
        password="a long enough password",
    )
    tasks = tuple(Task(id=str(uuid4()), title=f"Task {n}", champion="A firm") for n in range(9))
    asks = tuple(
        Ask(id=str(uuid4()), who="A firm", kind="kind", contribution="TRAINING") for n in range(8)
    )
    request = Request(
        country="PY",
        level="national",
        challenges=("procurement_opacity", "weak_tax_administration"),
        sectors=("ict",),
    )
    draft = Draft(
        title="Open tenders",
        country="PY",
        problem="Small firms are shut out",
        model="M1",
        request=request,
        tasks=tasks,
        asks=asks,
    )
    alliance = actions.create(draft, by=user)
    session = SessionStore()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: backend,
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
    )
    session.create()
    return f"sessionid={session.session_key}", str(alliance.pk)
