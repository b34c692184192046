"""`convene backup` and `convene restore`."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from convene import disk
from convene.cli.app import STOPPED, app, say, stop, telling, told, workspace
from convene.cli.words import many
from convene.site.backup import Refused, restoring

MEGABYTE = 1_000_000


@app.command()
def backup(
    file: Annotated[
        Path, typer.Argument(help="The file to write; there must be none of its name.")
    ],
    without_loaded: Annotated[
        bool,
        typer.Option(
            "--without-loaded",
            help="Leave out watchlists and open data, which can be loaded again.",
        ),
    ] = False,
) -> None:
    """Write the database, files and packs as they are at this moment into one file, while people
    work. It holds the secret key and all that people wrote: keep it as safe as Convene itself.
    """
    if not disk.data().is_dir():
        stop(f"There is no data folder {disk.data()}. CONVENE_DATA names it.", status=1)
    workspace()
    from convene.site.backup import making  # local: needs the workspace

    with _whole("Stopped. There is no backup."), telling() as progress:
        made = making.make(
            file.resolve(), at=datetime.now(UTC), with_loaded=not without_loaded, progress=progress
        )
    say(
        f"{file} holds the database and {many(made.files, 'file')}, {made.size / MEGABYTE:,.1f} MB."
    )
    if made.extra:
        say(f"Files of evidence that belong to no record of that moment: {made.extra:,}.")
    if not made.has_key:
        say("The secret key is not in it: CONVENE_SECRET_KEY holds it. Keep that too.")
    if made.lost:
        say(
            "These files of evidence are no longer on the disk, though records name them:",
            *(f"  {name}" for name in made.lost),
            err=True,
        )


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What `convene backup` wrote.")],
    into: Annotated[
        Path | None,
        typer.Option(
            help="The empty folder to restore into, if not the data folder.", metavar="DIR"
        ),
    ] = None,
) -> None:
    """Restore a backup into an empty folder, and into the empty database that DATABASE_URL names
    where it is of PostgreSQL. Until all of it is whole, nothing of it is there.
    """
    folder = into.resolve() if into else disk.data()
    with _whole("Stopped. Nothing was restored."), telling() as progress:
        manifest = restoring.restore(file, into=folder, progress=progress)
    moment = restoring.day(manifest)
    say(
        f"{folder} is as it was on {moment}, with {many(manifest.in_folder(), 'file')}.",
        f"What was disposed of after that is there again. Dispose anew of what each certificate lists that is newer than {_newest(manifest.certificate, moment)}.",
        "Everybody whose session was open then is signed in again; without secret.key in the folder all sessions end.",
    )


def _newest(certificate: str, moment: str) -> str:
    return (
        f"the last one in it, of {certificate} UTC" if certificate else f"{moment}; it holds none"
    )


@contextmanager
def _whole(stopped: str) -> Iterator[None]:
    """End with a sentence where it is refused or stopped, by whichever signal: nothing stays."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with told():
            yield
    except Refused as error:
        stop(str(error), status=1)
    except KeyboardInterrupt:
        stop(stopped, status=STOPPED)
    finally:
        signal.signal(signal.SIGTERM, before)
