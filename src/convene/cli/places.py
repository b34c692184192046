"""`convene places …`: newer figures of how countries are governed."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from convene.cli.app import app, say, stop
from convene.cli.words import many
from convene.core.scorecard import Source
from convene.feeds import FeedError
from convene.feeds.governance import Taken, read
from convene.packs.places import published
from convene.packs.places.governance import is_newer, shipped

places_app = typer.Typer(help="Figures of how countries are governed.", no_args_is_help=True)
app.add_typer(places_app, name="places")
NAMED = 20
"""How many of those left out are named."""


class Form(StrEnum):
    """Whose table a file is."""

    WGI = "wgi"
    OBS = "obs"
    VDEM = "vdem"
    CPIA = "cpia"
    OWN = "own"


@places_app.command("load")
def places_load(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file.")],
    form: Annotated[
        Form,
        typer.Option(
            "--as",
            help="wgi: Worldwide Governance Indicators; obs: Open Budget Survey; vdem: V-Dem; "
            "cpia: World Bank's CPIA; own: columns country, indicator, year, value.",
        ),
    ],
    title: Annotated[str, typer.Option(help="Of a table of your own: what it is called.")] = "",
    publisher: Annotated[str, typer.Option(help="Of a table of your own: who made it.")] = "",
    licence: Annotated[str, typer.Option(help="Of a table of your own: on what terms.")] = "",
) -> None:
    """Take newer figures in the place of those here. Each says its year, source and licence."""
    own = _own(form, title=title, publisher=publisher, licence=licence)
    try:
        taken = read(file, form=form.value, own=own)
    except FeedError as error:
        stop(str(error), status=1)
    except OSError as error:
        stop(f"{file}: {error.strerror}.")
    if not is_newer(taken.edition):
        here = next(it for it in shipped().sources if it.id == form.value)
        stop(
            f"{file}: the newest figures in it are of {taken.edition.source.edition}; "
            f"those here are of {here.edition}. Nothing was changed.",
            status=1,
        )
    before = {it.source.id: it.source for it in published.editions()}.get(form.value)
    published.keep(taken.edition)
    say(*_told(taken))
    if before:
        say(f"They take the place of “{before.title}”, which was loaded before.")


def _own(form: Form, *, title: str, publisher: str, licence: str) -> Source | None:
    described = (title, publisher, licence)
    if form != Form.OWN:
        if any(described):
            stop(
                f"--title, --publisher and --licence are known for “{form.value}”: leave them out."
            )
        return None
    if not all(text.strip() for text in described):
        stop("A table of your own needs --title, --publisher and --licence.")
    return Source(
        id="own", title=title, publisher=publisher, licence=licence, address="", edition=0
    )


def _told(taken: Taken) -> Iterator[str]:
    source, figures = taken.edition.source, taken.edition.figures
    countries = many(len({figure.country for figure in figures}), "country")
    yield f"{source.title}, {source.publisher}, {source.licence}."
    holds = "holds" if len(figures) == 1 else "hold"
    yield f"{many(len(figures), 'figure')} of {countries} {holds} from now on."
    if taken.elsewhere:
        yield f"Left out, no country we know: {_first(taken.elsewhere)}."
    if taken.twice:
        yield f"Left out, two figures for one year: {_first(taken.twice)}."


def _first(names: Counter[str]) -> str:
    first = [name or "(empty)" for name, _count in names.most_common(NAMED)]
    more = len(names) - len(first)
    return ", ".join(first) + (f" and {more} more" if more else "")


@places_app.command("list")
def places_list() -> None:
    """Say which figures hold, of which year, and which of them were loaded."""
    loaded = {edition.source.id: edition.source for edition in published.editions()}
    for source in (it for it in shipped().sources if it.id not in loaded):
        say(f"{source.id}: {source.title}, {source.publisher}: came with Convene")
    for source in loaded.values():
        say(f"{source.id}: {source.title}, {source.publisher}: loaded here")
    for name in published.unreadable():
        say(f"{name}: what was loaded can no longer be read; load it again, or forget it.")


@places_app.command("forget")
def places_forget(
    form: Annotated[Form, typer.Argument(help="As it was loaded.")],
) -> None:
    """Keep what was loaded no longer; what came with Convene holds again."""
    if not published.forget(form.value):
        stop(f"Nothing was loaded as “{form.value}”.", status=1)
    say(f"{form.value}: what was loaded is gone.")
