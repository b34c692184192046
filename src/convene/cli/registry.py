"""`convene rescreen`, and the part of `convene screen` that looks at the whole registry."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from convene.cli.app import app, say, stop, telling, told, workspace
from convene.cli.said import say_screened
from convene.core.diligence import unread_births
from convene.core.progress import Progress, quiet
from convene.corpus.watchlists.serving import today
from convene.questions.shapes.rows import Screened

if TYPE_CHECKING:
    from convene.apps.registry.models import Organisation
    from convene.apps.vetting.actions import Night
    from convene.apps.vetting.queries.screening import Result


@app.command()
def rescreen() -> None:
    """Look again at the organisations of the registry that a change concerns, and end the
    clearances that are over.

    It can be run at any time, and again when it was stopped. What it finds are alerts for people,
    never a verdict.
    """
    workspace()
    with told(), answering(), telling() as progress:
        done = look(everything=False, progress=progress)
    say_done(done)


def screen_registry(*, as_data: bool, threshold: float) -> None:
    """Look at every organisation of the registry, changed or not, and say what the lists hold of
    it.
    """
    workspace()

    def tell(organisation: "Organisation", result: "Result") -> None:
        answered = answer(organisation, result, threshold=threshold)
        say_screened(answered, as_data=as_data)
        say(*(f"  {note}" for note in answered.notes if not as_data), err=True)

    with told(), answering():
        done = look(everything=True, tell=tell)
    say_done(done)


def answer(organisation: "Organisation", result: "Result", *, threshold: float) -> Screened:
    """Return the answer for one organisation, as a screened file has it for one row."""
    matches = (hit.match for hit in result.found)
    return Screened(
        query=str(organisation),
        id=str(organisation.pk),
        matches=tuple(match for match in matches if match.score >= threshold),
        notes=tuple(map(str, unread_births(result.behind, on=today()))),
    )


def look(
    *,
    everything: bool,
    tell: "Callable[[Organisation, Result], None] | None" = None,
    progress: Progress = quiet,
) -> "Night":
    from django.utils import timezone  # local: needs the workspace

    from convene.apps.jobs.actions import here  # local: needs the workspace
    from convene.apps.vetting import actions, tasks  # local: needs the workspace

    with here(tasks.night) as context:

        def both(what: str, done: int, of: int) -> None:
            context.tell(what, done, of)
            progress(what, done, of)

        done = actions.night(
            today=timezone.localdate(), everything=everything, tell=tell, progress=both
        )
        if not everything:
            actions.check_evidence(progress=both)
        return done


@contextmanager
def answering() -> Iterator[None]:
    """End with a plain sentence where the database is not there or somebody else is at it."""
    from django.db import DatabaseError  # local: needs the workspace

    from convene.apps.jobs.actions import UnderWay  # local: needs the workspace

    try:
        yield
    except UnderWay:
        say(
            "Another process is looking at the registry at this moment; nothing was done here.",
            err=True,
        )
        raise typer.Exit from None
    except DatabaseError as error:
        stop(
            f"The database does not answer ({str(error).strip()}). "
            "`./run up` sets it up; see DATABASE_URL and CONVENE_DATA.",
            status=1,
        )


def say_done(done: "Night") -> None:
    say(
        f"{done.looked:,} of {done.of:,} organisations looked at; "
        f"new alerts: {done.alerts:,}; clearances ended: {done.ended:,}.",
        err=True,
    )
