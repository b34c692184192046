"""The command line itself, and how a command ends when it cannot go on."""

from typing import NoReturn

import typer

app = typer.Typer(
    help="Build alliances that make government work better.", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False
)


def stop(sentence: str, *, status: int = 2) -> NoReturn:
    """Say what is wrong and end with a status: 2 for a malformed call, 1 for something that could not be done."""
    typer.echo(sentence, err=True)
    raise typer.Exit(status)
