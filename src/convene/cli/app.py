"""The command line itself, how a command ends when it cannot go on,
and how it shows how far it is.
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, metadata
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.main import get_group

if TYPE_CHECKING:
    from convene.core.progress import Progress

MODULES = {
    "advise": "advice",
    "alliance": "alliance",
    "challenges": "advice",
    "suggest": "advice",
    "load": "corpus",
    "build": "corpus",
    "country": "country",
    "leverage": "leverage",
    "longlist": "longlist",
    "match": "matching",
    "rescreen": "registry",
    "serve": "serve",
    "worker": "serve",
    "backup": "backup",
    "restore": "backup",
    "screen": "watchlists",
    "find": "open_data",
    "org": "open_data",
    "pack": "packs",
    "places": "places",
    "template": "packs",
    "corpus": "corpus",
    "watchlist": "watchlists",
    "vetting": "vetting",
}
"""Each command and the module beside this one that holds it."""


class Commands(TyperGroup):
    """The commands by name. The module of one is imported when that command is asked for, so a
    module may import at its top whatever its commands need.
    """

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.commands:  # a mistyped one is compared with all there are
            self._take(*([MODULES[cmd_name]] if cmd_name in MODULES else MODULES.values()))
        return self.commands.get(cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:
        self._take(*MODULES.values())
        return [*MODULES]

    def _take(self, *modules: str) -> None:
        for module in modules:
            import_module(f"convene.cli.{module}")
        self.commands = get_group(app).commands


app = typer.Typer(
    cls=Commands, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False
)
STOPPED = 130
"""Status of a command that was stopped with Ctrl-C, as shells know it."""
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
CLEARED = "\r\033[K"
"""What empties the line of a terminal."""
PAUSE = 0.1
"""Seconds between two changes of the line that shows how far a command is."""
SURE = 2.0
"""Seconds before a rate says something about the time left."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"Convene {metadata.version('convene')}")
        raise typer.Exit


@app.callback()
def _convene(
    _: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Say which version this is, and end.",
            is_eager=True,
            callback=_version,
        ),
    ] = False,
) -> None:
    """Build alliances that make government work better."""


def say(*lines: str, err: bool = False) -> None:
    """Say lines, in place of the one that says how far a command is. What was published may hold
    signs that command a terminal; none passes.
    """
    if sys.stderr.isatty():
        sys.stderr.write(CLEARED)
        sys.stderr.flush()
    typer.echo("".join(f"{CONTROLS.sub(' ', line)}\n" for line in lines), nl=False, err=err)


def say_json(value: object, *, indent: int | None = 2) -> None:
    """Say JSON, with such signs written as escapes."""
    lines = json.dumps(value, ensure_ascii=False, indent=indent).split("\n")
    typer.echo(
        "\n".join(CONTROLS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line) for line in lines)
    )


def stop(sentence: str, *, status: int = 2) -> NoReturn:
    """Say what is wrong and end with a status: 2 for a malformed call, 1 for something that could
    not be done.
    """
    say(*sentence.split("\n"), err=True)
    raise typer.Exit(status)


def workspace() -> None:
    """Get at what people keep here. Only commands that need it wait for it."""
    from convene.site import set_up  # local: most commands need no database

    set_up()


@contextmanager
def told() -> Iterator[None]:
    """End with a plain sentence when a file can't be read or written."""
    from convene.feeds import FeedError  # local: other commands read no feeds

    try:
        yield
    except FeedError as error:
        stop(f"{error}".rstrip(".") + ".", status=1)
    except OSError as error:
        stop(f"{error.filename or ''}: {error.strerror}.".removeprefix(": "), status=1)


@contextmanager
def telling() -> "Iterator[Progress]":
    """Show how far a long piece of work is: one line that changes on a terminal, a line for each
    kind of work elsewhere.
    """
    shown, began, last, terminal = "", 0.0, 0.0, sys.stderr.isatty()

    def tell(what: str, done: int, of: int) -> None:
        nonlocal shown, began, last
        now = time.monotonic()
        if what != shown:
            shown, began, last = what, now, 0.0
            if not terminal:
                say(f"{what} …", err=True)
        if terminal and (now - last >= PAUSE or done == of):
            last = now
            sys.stderr.write(f"{CLEARED}{far(what, done, of, seconds=now - began)}")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if terminal and shown:
            sys.stderr.write(CLEARED)


def far(what: str, done: int, of: int, *, seconds: float) -> str:
    """Return the line that says how far a piece of work is (`of` 0: not known), how fast it goes,
    and how long it will still take.
    """
    counted = f": {done:,} of {of:,}" if of else f": {done:,}" if done else " …"
    line = CONTROLS.sub(" ", f"{what}{counted}")
    if seconds < SURE or not done:
        return line
    rate = done / seconds
    speed = f"{rate:,.0f} a second" if rate >= 1 else f"{rate * 60:,.0f} a minute"
    return f"{line}, {speed}, {_left((of - done) / rate)}" if of else f"{line}, {speed}"


def _left(seconds: float) -> str:
    return f"{seconds:,.0f} s left" if seconds < 90 else f"{seconds / 60:,.0f} min left"
