"""`convene load`, `convene build` and `convene corpus …`: the world's open data, taken in and made
into a snapshot.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from convene.cli.app import STOPPED, app, say, say_json, stop, telling, told
from convene.cli.words import many, span

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from convene.corpus.loads import Load, Progress
    from convene.corpus.snapshots import Source
    from convene.corpus.status import Status

corpus_app = typer.Typer(
    help="The world's open data: who has worked with whom, where, on what.", no_args_is_help=True
)
app.add_typer(corpus_app, name="corpus")
IGNORED_SHOWN = 3
NAMED = 5
"""Sources that the status names before it only counts them."""
Cluster = Annotated[
    str | None,
    typer.Option(
        help="The address of a Dask cluster that does the work, such as tcp://10.0.0.5:8786."
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(help="How many processes do the work; otherwise one for each core.", min=1),
]


@app.command()
def load(
    targets: Annotated[
        list[str],
        typer.Argument(help="Files, folders, patterns or web addresses.", metavar="PATH|URL…"),
    ],
    form: Annotated[
        str | None,
        typer.Option(
            "--as", help="iati, 360giving, ocds, payments or csv; otherwise each file tells."
        ),
    ] = None,
    build: Annotated[
        bool,
        typer.Option("--build", help="Build afterwards, so that what is loaded can be searched."),
    ] = False,
    cluster: Cluster = None,
    workers: Workers = None,
) -> None:
    """Take open data in. A file that is loaded again takes its own place; one that is broken or of
    another kind is refused whole.

    The others are taken in all the same; the command then ends with status 1 and says how many were
    refused.
    """
    from convene.corpus import loads  # local: other commands need no data engine
    from convene.feeds import records  # local: see above

    if form is not None and form not in records.FORMS:
        stop(f"“{form}” is not a form that is read here. Known: {', '.join(records.FORMS)}.")
    refused: list[str] = []
    with told(), _work(cluster, workers) as (executor, progress):
        done = loads.load(
            targets,
            form=form,
            executor=executor,
            progress=progress,
            at=datetime.now(UTC),
            refused=refused.append,
        )
        for one in done:
            _say_loaded(one)
        if build and done:
            _build(executor, progress)
    if done and not build:
        say("`convene build` makes it searchable.", err=True)
    if refused:
        _end_refused(refused, loaded=len(done))


@app.command()
def build(cluster: Cluster = None, workers: Workers = None) -> None:
    """Make a snapshot of the guide and of all that is loaded, and let it serve once it is whole.
    Ctrl-C leaves everything as it is.
    """
    with told(), _work(cluster, workers) as (executor, progress):
        _build(executor, progress)


@corpus_app.command("status")
def corpus_status(
    as_data: Annotated[
        bool,
        typer.Option("--json", help="Answer in JSON (docs/reference/corpus-status.schema.json)."),
    ] = False,
) -> None:
    """Say what serves, out of which sources, and what waits for the next build."""
    from convene.corpus.status import status  # local: other commands need no data engine

    with told():
        found = status()
    if as_data:
        say_json(asdict(found))
    else:
        _say_status(found)


@corpus_app.command("rollback")
def corpus_rollback() -> None:
    """Let the snapshot before the serving one serve again. The last three are kept; what is loaded
    stays loaded.
    """
    from convene.corpus import snapshots  # local: other commands need no corpus

    with told(), _refused():
        found = snapshots.rollback(at=datetime.now(UTC))
    say(
        f"The snapshot of {_moment(found.meta.built_at)} serves again, with {found.meta.activities:,} activities."
    )


@corpus_app.command("forget")
def corpus_forget(
    source: Annotated[
        str, typer.Argument(help="A source, as `convene corpus status` names it.", metavar="SOURCE")
    ],
) -> None:
    """Let a loaded file go. Its records serve until the next build."""
    from convene.corpus import loads  # local: other commands need no data engine

    with told():
        loads.forget(source, at=datetime.now(UTC))
    say(f"{source}: forgotten. The next `convene build` leaves it out.")


@corpus_app.command("set-aside")
def corpus_set_aside(
    source: Annotated[
        str,
        typer.Argument(
            help="One source only, as `convene corpus status` names it.", metavar="[SOURCE]"
        ),
    ] = "",
    as_data: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """List the records that could not be read: file, line or place, reason."""
    from convene.corpus import loads, status  # local: other commands need no data engine

    with told():
        if source and source not in {found.source for found in loads.loads()}:
            stop(
                f"Nothing is loaded under the name “{source}”. `convene corpus status` names what is.",
                status=1,
            )
        rows = status.set_aside(source)
        if as_data:
            say_json([{"source": of.source, **row._asdict()} for of, row in rows])
            return
        for _, row in rows:
            say(f"{row.file}, {row.record}: {row.reason}{f' (“{row.value}”)' if row.value else ''}")


@contextmanager
def _work(cluster: str | None, workers: int | None) -> "Iterator[tuple[Executor, Progress]]":
    """Give what does the work and what shows it. Stopped with Ctrl-C or refused, the command ends
    with a sentence.
    """
    from convene.corpus import executors  # local: other commands need no workers

    try:
        with _refused(), telling() as progress, executors.opened(cluster, workers) as executor:
            yield executor, progress
    except executors.NoCluster as error:
        stop(f"{error}.", status=1)
    except KeyboardInterrupt:
        stop(
            "Stopped. What served before serves on, and files that were loaded whole stay loaded.",
            status=STOPPED,
        )


@contextmanager
def _refused() -> Iterator[None]:
    from convene.corpus.snapshots import CannotBuild  # local: other commands need no corpus

    try:
        yield
    except CannotBuild as error:
        stop(str(error), status=1)


def _build(executor: "Executor", progress: "Progress") -> None:
    from convene.cli.decisions import decisions  # local: only a build needs the database
    from convene.corpus.build import build as build_  # local: other commands need no data engine

    made = build_(
        decisions=decisions(), executor=executor, progress=progress, at=datetime.now(UTC)
    ).meta
    say(
        f"{many(made.activities, 'activity')} of {many(len(made.sources), 'source')}, with {many(made.organisations, 'organisation')}, serve now."
        + (
            f" Copies left out because there is a newer one: {made.copies:,}."
            if made.copies
            else ""
        )
    )


def _say_loaded(one: "Load") -> None:
    say(
        f"{one.source}: {many(one.activities, 'activity')}, {many(one.mentions, 'mention')}, {many(one.money, 'sum')} of money."
    )
    if one.unexpected:
        say(f"  Warning: {one.unexpected}", err=True)
    if one.set_aside:
        say(
            f"  {many(one.set_aside, 'record')} could not be read: `convene corpus set-aside {one.source}` lists them.",
            err=True,
        )
    if one.ignored:
        most = sorted(one.ignored.items(), key=lambda item: (-item[1], item[0]))
        shown = ", ".join(f"{name} ({count:,})" for name, count in most[:IGNORED_SHOWN])
        say(
            f"  Not read of {one.source}: {shown}{' and more' if len(most) > IGNORED_SHOWN else ''}.",
            err=True,
        )


def _end_refused(sentences: list[str], *, loaded: int) -> NoReturn:
    """End with why files were refused, and how many, where there was more than one file."""
    said = [f"{sentence.rstrip('.')}." for sentence in sentences]
    if loaded + len(said) > 1:
        said.append(f"Files loaded: {loaded:,}. Files refused: {len(sentences):,}.")
    stop("\n".join(said), status=1)


def _say_status(found: "Status") -> None:
    if not found.build:
        from convene.corpus.snapshots import former  # local: other commands need no corpus

        why = " The one that served was made by another version of Convene." if former() else ""
        say(f"No snapshot serves.{why} `convene build` makes one.")
    else:
        say(
            f"Built {_moment(found.built_at)}: {many(found.activities, 'activity')}, {many(found.transactions, 'sum')} of money, "
            f"{many(found.mentions, 'mention')} of {many(found.organisations, 'organisation')}. "
            f"{many(found.set_aside, 'record')} could not be read; copies left out because there is a newer one: {found.copies:,}."
        )
    for source in found.sources:
        _say_source(source)
    for sentence in found.unexpected:
        say(f"Warning: {sentence}")
    if found.waiting:
        say(f"Waiting for `convene build`: {_some(found.waiting)}.")
    if found.gone:
        say(f"Forgotten, and served until the next build: {_some(found.gone)}.")


def _some(names: Sequence[str]) -> str:
    """Return the first few names and how many more there are; JSON holds them all."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _say_source(source: "Source") -> None:
    say(
        f"  {source.source}: {many(source.activities, 'activity')}, {span(source.first_year, source.last_year)}"
    )
    say(
        f"    {source.publisher or 'publisher not stated'}: {source.title or source.name}, {source.date or 'no day stated'}. {source.address}".rstrip()
    )
    say(f"    Licence: {source.licence or 'not stated'}")


def _moment(iso: str) -> str:
    return f"{datetime.fromisoformat(iso).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
