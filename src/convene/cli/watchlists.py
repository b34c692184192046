"""`convene watchlist …` and `convene screen`: whom do watchlists name?"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from convene.cli.app import app, say, say_json, stop, telling, told
from convene.cli.registry import screen_registry
from convene.cli.said import in_json, say_screened
from convene.cli.words import many
from convene.core.json import as_json
from convene.corpus.watchlists import serving, updating
from convene.corpus.watchlists.asked import asked
from convene.corpus.watchlists.loading import Loaded, load, remove, rollback
from convene.corpus.watchlists.versions import Meta
from convene.feeds import FeedError, watchlists
from convene.feeds.tables import NO_TABLE, SUFFIXES
from convene.questions.batch import screen_file
from convene.questions.screening import Count, each, screened

watchlist_app = typer.Typer(
    help="Watchlists: sanctions, debarments, and your organisation's own lists.",
    no_args_is_help=True,
)
app.add_typer(watchlist_app, name="watchlist")
FILES = frozenset(
    [
        ".csv",
        ".tsv",
        ".tab",
        ".txt",
        ".xlsx",
        ".xls",
        ".xlsm",
        ".xlsb",
        ".ods",
        ".fods",
        ".numbers",
        ".json",
        ".jsonl",
        ".ndjson",
        ".xml",
        ".pdf",
        ".doc",
        ".docx",
        ".odt",
        ".rtf",
        ".html",
        ".htm",
        ".zip",
        ".gz",
        ".7z",
        ".parquet",
        ".md",
        ".yaml",
        ".yml",
        ".sqlite",
        ".db",
        ".dat",
    ]
)
"""How files end; nobody is called like this."""
NOTES_SHOWN = 10


@watchlist_app.command("load")
def watchlist_load(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, or a folder that holds them.", metavar="PATH…")
    ],
    form: Annotated[
        str,
        typer.Option(
            "--as",
            help="ofac, un, eu, uk, seco, worldbank, idb, ebrd, australia, ftm or csv (your own list).",
        ),
    ],
    date: Annotated[
        datetime | None, typer.Option(help="The day the list is of.", formats=["%Y-%m-%d"])
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--list", help="What to call the list here; otherwise it is called by its form."
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="Load a list although it is far smaller than the one that serves."
        ),
    ] = False,
) -> None:
    """Load a list beside the one that serves, and let it serve once it is whole. A file that is not
    whole is refused.
    """
    if form not in watchlists.FORMS:
        stop(f"“{form}” is not a form that is read here. Known: {', '.join(watchlists.FORMS)}.")
    with told(), telling() as progress:
        lists = watchlists.lists_in(paths, form=form)
        if name and len(lists) > 1:
            stop(
                f"These are the files of {len(lists)} lists ({', '.join(lists)}); load them one at a time to give them names of your own."
            )
        for list_, files in lists.items():
            day = date.date() if date else None
            _say_loaded(
                load(
                    files,
                    form=form,
                    list=name or list_,
                    at=datetime.now(UTC),
                    day=day,
                    force=force,
                    progress=progress,
                )
            )


@watchlist_app.command("status")
def watchlist_status(
    as_data: Annotated[bool, in_json("watchlist-status")] = False,
) -> None:
    """Say which lists are loaded, of which day they are, and which are too old to rely on."""
    lists = serving.state()
    if as_data:
        say_json(as_json(lists))
        return
    for watchlist in lists:
        say(
            f"{watchlist.list:<20}{watchlist.date or 'date unknown':<14}"
            f"{watchlist.entries:>9,} entries  {watchlist.title}"
        )
        if not watchlist.date:
            say(
                f"{'':<20}Warning: nobody knows of which day this list is, so it counts as out of "
                "date. Load it again with --date."
            )
        elif watchlist.stale:
            say(
                f"{'':<20}Warning: this list is out of date. "
                "Load a newer one, or run `convene watchlist update`."
            )
        if watchlist.few:
            say(f"{'':<20}Warning: this list holds far fewer entries than a whole one should.")
    if not lists:
        say("No watchlist is loaded. `convene watchlist load PATH --as FORM` loads one.")


@watchlist_app.command("update")
def watchlist_update(
    only: Annotated[
        list[str] | None,
        typer.Argument(
            help="Lists to update; otherwise all that are configured.", metavar="[LIST…]"
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option(help="Seconds that a file may take to be fetched.", min=1)
    ] = updating.LONGEST,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="Load a list although it is far smaller than the one that serves."
        ),
    ] = False,
) -> None:
    """Fetch lists from the addresses in watchlists.yaml in the data folder, and load those that
    have changed.
    """
    with told():
        lists = updating.configured()
    if not lists:
        stop(
            f"Nothing is fetched, because no address is configured. Write one into {updating.config_file()}.",
            status=1,
        )
    if unknown := set(only or ()) - {watchlist.list for watchlist in lists}:
        stop(f"There is no list “{min(unknown)}” in {updating.config_file()}.")
    failed = False
    for watchlist in lists:
        if only and watchlist.list not in only:
            continue
        try:
            with telling() as progress:
                loaded = updating.update(
                    watchlist, at=datetime.now(UTC), timeout=timeout, force=force, progress=progress
                )
                if loaded is None:
                    say(f"{watchlist.list}: nothing has changed.")
                else:
                    _say_loaded(loaded)
        except (FeedError, OSError) as error:
            say(
                f"{watchlist.list}: not updated; the list that served before serves on. {error}",
                err=True,
            )
            failed = True
    if failed:
        raise typer.Exit(1)


@watchlist_app.command("rollback")
def watchlist_rollback(
    list_: Annotated[str, typer.Argument(help="The list.", metavar="LIST")],
) -> None:
    """Let the version before the serving one serve again. The last three versions of a list are
    kept.
    """
    with told(), telling() as progress:
        meta = rollback(list_, at=datetime.now(UTC), progress=progress)
        say(f"{meta.list}: the list {_of(meta)} serves again, with {meta.entries:,} entries.")


@watchlist_app.command("remove")
def watchlist_remove(
    list_: Annotated[str, typer.Argument(help="The list.", metavar="LIST")],
) -> None:
    """Let a list serve no longer."""
    with told(), telling() as progress:
        remove(list_, at=datetime.now(UTC), progress=progress)
        say(f"{list_}: removed.")


@app.command()
def screen(
    what: Annotated[
        str | None,
        typer.Argument(
            help="A .csv, .tsv or .xlsx file with a column name, and if you like country, nationality, "
            "type, born, identifier (and other numbers), id and of (whose owner or director it is, also on a second "
            "sheet); or one name."
        ),
    ] = None,
    registry: Annotated[
        bool,
        typer.Option(
            "--registry",
            help="Every organisation of the registry; what is found is kept as alerts there.",
        ),
    ] = False,
    as_data: Annotated[
        bool,
        typer.Option(
            "--json",
            help="Answer in JSON, one line for each name (docs/reference/screen.schema.json).",
        ),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(help="Write to FILE.jsonl or FILE.xlsx; a killed run goes on where it stood."),
    ] = None,
    certificate: Annotated[
        Path | None,
        typer.Option(
            help="With --out, write to FILE.pdf too which lists were asked for whom, and what came of it."
        ),
    ] = None,
    threshold: Annotated[
        float,
        typer.Option(
            help="Leave out matches that score less, from 0 to 1.",
            min=0,
            max=1,
            show_default=False,
        ),
    ] = 0,
    country: Annotated[
        str, typer.Option(help="Of one name: its country, as a code or in words.")
    ] = "",
    type: Annotated[str, typer.Option(help="Of one name: organisation or person.")] = "",
    identifier: Annotated[
        str, typer.Option(help="Of one name: a number of a register, a passport or a ship.")
    ] = "",
    nationality: Annotated[
        str, typer.Option(help="Of one person: the nationality, as a code or in words.")
    ] = "",
    born: Annotated[str, typer.Option(help="Of one person: the day or year of birth.")] = "",
) -> None:
    """Hold names against the loaded watchlists. What is found are alerts for a person to decide on,
    never a verdict.
    """
    facts = {"country": country, "type": type, "identifier": identifier}
    facts |= {"nationality": nationality, "born": born}
    if (what is None) is not registry or (registry and (out or any(facts.values()))):
        stop("Give a file, or a name, or --registry without --out and the facts of one name.")
    if not serving.state():
        stop(
            "No watchlist is loaded, so nobody was screened. "
            "`convene watchlist load PATH --as FORM` loads one.",
            status=1,
        )
    if what is None:
        screen_registry(as_data=as_data, threshold=threshold)
        return
    file = _file(what)
    if out is not None and (file is None or out.suffix.lower() not in {".jsonl", ".xlsx"}):
        stop("--out writes the answers for a .csv, .tsv or .xlsx file to FILE.jsonl or FILE.xlsx.")
    if certificate is not None and (out is None or certificate.suffix.lower() != ".pdf"):
        stop("--certificate writes FILE.pdf beside the answers that --out writes.")
    count = Count()
    with told():
        if file is None:
            answer = screened(what, **facts, threshold=threshold)
            count.add("", bands=(), error=answer.error, notes=answer.notes)
            say_screened(answer, as_data=as_data)
        elif out is None:
            for answer in each(asked(file), threshold=threshold, count=count):
                say_screened(answer, as_data=as_data)
        else:
            count = _screen_out(file, out=out, threshold=threshold, certificate=certificate)
    _say_counted(count, single=file is None)


def _file(what: str) -> Path | None:
    """Return the file that is asked about, or nothing where it is a name: one that is called like a
    file is never taken for a name.
    """
    path = Path(what)
    if path.suffix.lower() in SUFFIXES:
        return path
    if path.suffix.lower() in FILES or os.path.exists(what):  # noqa: PTH110 - takes any text
        here = f"{NO_TABLE.format(name=path.name or what)}; save the names as one of these"
        stop(f"{here}, or ask about a name where no file or folder is called like it.")
    return None


def _screen_out(file: Path, *, out: Path, threshold: float, certificate: Path | None) -> Count:
    with telling() as progress:
        count = screen_file(
            file, out=out, threshold=threshold, progress=progress, certificate=certificate
        )
    if count.resumed:
        say(f"Went on after {many(count.resumed, 'row')} answered before.", err=True)
    say(*(f"Wrote {made}" for made in (out, certificate) if made), err=True)
    return count


def _say_counted(count: Count, *, single: bool) -> None:
    for sentence in [*count.faults[:NOTES_SHOWN], *count.notes[:NOTES_SHOWN]]:
        say(f"{sentence.rstrip('.')}.", err=True)
    if not single:
        say(
            f"{many(count.rows, 'row')}; {count.alerts:,} with a possible or strong match, "
            "for a person to look at.",
            err=True,
        )
    if count.nameless:
        say(f"Rows that hold what people write for no name: {count.nameless:,}.", err=True)
    if len(count.notes) > NOTES_SHOWN:
        say(f"{len(count.notes):,} notes in all.", err=True)
    if count.faults:
        stop(
            f"{len(count.faults):,} of {count.rows:,} could not be screened; each answer says why.",
            status=1,
        )


def _say_loaded(loaded: Loaded) -> None:
    meta, changes = loaded.meta, loaded.differences
    held = f"{many(meta.entries, 'entry')} with {many(meta.names, 'name')}"
    if loaded.unchanged:
        same = f"the same files are loaded already ({meta.entries:,} entries, {_of(meta)})"
        say(f"{meta.list}: {same}.")
        return
    counted = (len(changes.added), len(changes.removed), len(changes.changed))
    say(f"{meta.list}: {held}, {_of(meta)}.")
    say("  {:,} added, {:,} removed, {:,} changed.".format(*counted))
    say(*(f"  {sentence}." for sentence in _cautions(meta)), err=True)


def _of(meta: Meta) -> str:
    return f"of {meta.date}" if meta.date else "date unknown"


def _cautions(meta: Meta) -> Iterator[str]:
    if not meta.date:
        yield (
            "Warning: the list does not say of which day it is, so it counts as out of date; "
            "load it again with --date"
        )
    if meta.few:
        yield (
            "Warning: this is far fewer than such a list should hold. Check that the file is whole"
        )
    yield from (f"Set aside: {sentence}" for sentence in meta.asides[:NOTES_SHOWN])
    if meta.set_aside > NOTES_SHOWN:
        yield f"{meta.set_aside:,} rows were set aside in all"
    yield from (f"Note: {sentence}" for sentence in meta.notes[:NOTES_SHOWN])
    if meta.noted > NOTES_SHOWN:
        yield f"{meta.noted:,} notes in all"
