"""`convene vetting verify`: whether a file is what was printed or handed in here."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convene.cli.app import app, say, stop, told, workspace
from convene.cli.registry import answering

if TYPE_CHECKING:
    from convene.apps.evidence.models import Evidence
    from convene.apps.vetting.exports.verifying import Verified

vetting = typer.Typer(
    help="Files that leave due diligence, and whether they are what was printed.",
    no_args_is_help=True,
)
MB = 1_000_000
LARGEST = 100 * MB
"""Bytes of a file that is held against what left; evidence has a quarter of it at most."""
app.add_typer(vetting, name="vetting")


@vetting.command()
def verify(
    file: Annotated[
        Path,
        typer.Argument(
            help="A file that was printed here, or handed in as evidence, or the copy of what was.",
            exists=True,
            dir_okay=False,
        ),
    ],
) -> None:
    """Say whether a file is, to the last byte, one that was printed here or handed in as evidence,
    or its copy without metadata, and whether its case says the same today.

    Ends with status 1 for a file that is none of these, with 2 where the case has changed since.
    """
    workspace()
    from django.utils import timezone  # local: needs the workspace

    from convene.apps.vetting.exports.verifying import verify as known  # local: needs the workspace

    with told(), answering():
        verified = known(_content(file), on=timezone.localdate())
        status = _say(verified)
    raise typer.Exit(status)


def _content(file: Path) -> bytes:
    """Return what is in an ordinary file; a pipe or a device might never end."""
    if not file.is_file():
        stop(f"{file} is no ordinary file.", status=1)
    with file.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        stop(f"{file} is larger than {LARGEST // MB} MB: no such file leaves Convene.", status=1)
    return content


def _say(verified: "Verified") -> int:
    say(f"SHA-256 {verified.sha256}")
    if verified.printed:
        return _say_printed(verified)
    if verified.evidence:
        return _say_evidence(verified)
    if verified.disposed:
        say(
            "Of a case that was past its day and was disposed of on "
            f"{verified.disposed.at:%Y-%m-%d %H:%M %Z}: certificate {verified.disposed.pk}."
        )
        return 0
    say(
        "Not printed here, not handed in here, and no copy of what was handed in; or changed since."
    )
    return 1


def _say_evidence(verified: "Verified") -> int:
    piece = verified.evidence
    assert piece is not None
    handed_in = f"“{piece.title}”, by {piece.added_by} on {piece.added_at:%Y-%m-%d %H:%M %Z}"
    if verified.is_copy:
        made = f", made on {piece.copied_at:%Y-%m-%d %H:%M %Z}" if piece.copied_at else ""
        say(f"The copy without metadata of evidence {piece.pk}{made}: unchanged, not the original.")
        say(f"The original was handed in as {handed_in}. SHA-256 {piece.sha256}")
    else:
        say(f"Handed in as evidence, {handed_in}: the original, unchanged.")
    _say_harm(piece)
    say(f"Case {verified.case.pk if verified.case else '–'}.")
    return 0


def _say_harm(piece: "Evidence") -> None:
    from convene.apps.evidence.queries import told_harm  # local: needs the workspace

    if piece.harm:
        say(told_harm(piece))


def _say_printed(verified: "Verified") -> int:
    printed = verified.printed
    assert printed is not None
    say(
        f"Printed here: “{printed.file_name}”, by {printed.by} on "
        f"{printed.at:%Y-%m-%d %H:%M %Z}, of version {printed.version} of case {printed.case_id}."
    )
    if verified.same:
        say("The case says the same today.")
        return 0
    say(f"The case says something else today: it is at version {printed.case.version}.")
    return 2
