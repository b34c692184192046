"""`convene load`, `convene build` and `convene corpus …`: the world's open data, taken in and made
into a snapshot.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, NoReturn

import typer

from convene.cli.app import STOPPED, app, say, say_json, stop, telling, told
from convene.cli.decisions import decisions
from convene.cli.loading import held, listing_of
from convene.cli.said import in_json
from convene.cli.words import many, span
from convene.core.json import as_json
from convene.core.progress import Progress
from convene.corpus import executors, loads, snapshots
from convene.corpus.build import build as make
from convene.corpus.listings import FORM
from convene.corpus.loads import Load
from convene.corpus.snapshots import CannotBuild, Source
from convene.corpus.status import Status, set_aside, status
from convene.feeds import records
from convene.questions.shapes.rows import SetAside

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
            "--as",
            help="iati, 360giving, ocds, payments, csv or members; otherwise each file tells.",
        ),
    ] = None,
    members_of: Annotated[
        str, typer.Option("--list", help="Which list of members a file is: its name in words.")
    ] = "",
    date: Annotated[
        str, typer.Option(help="The day a list of members is of, such as 2026-03-31.")
    ] = "",
    licence: Annotated[
        str, typer.Option(help="Under which licence a list of members is published.")
    ] = "",
    publisher: Annotated[str, typer.Option(help="Who publishes a list of members.")] = "",
    question: Annotated[
        str,
        typer.Option(
            help="The guide's question that a list of members helps to answer: Q3 where firms "
            "joined something, Q2 for a chamber or a register."
        ),
    ] = "",
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
    if form is not None and form not in records.FORMS:
        stop(f"“{form}” is not a form that is read here. Known: {', '.join(records.FORMS)}.")
    listing = listing_of(
        list=members_of, date=date, licence=licence, publisher=publisher, question=question
    )
    refused: list[str] = []
    with told(), _work(cluster, workers) as (executor, progress):
        done = loads.load(
            targets,
            form=form,
            executor=executor,
            progress=progress,
            at=datetime.now(UTC),
            refused=refused.append,
            listing=listing,
        )
        for loaded in done:
            _say_loaded(loaded)
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
    as_data: Annotated[bool, in_json("corpus-status")] = False,
) -> None:
    """Say what serves, out of which sources, and what waits for the next build."""
    with told():
        state = status()
    if as_data:
        say_json(as_json(state))
    else:
        _say_status(state)


@corpus_app.command("rollback")
def corpus_rollback() -> None:
    """Let the snapshot before the serving one serve again. The last three are kept; what is loaded
    stays loaded.
    """
    with told(), _refused():
        meta = snapshots.rollback(at=datetime.now(UTC)).meta
    serves = f"serves again, with {meta.activities:,} activities"
    say(f"The snapshot of {_moment(meta.built_at)} {serves}.")


@corpus_app.command("forget")
def corpus_forget(
    source: Annotated[
        str, typer.Argument(help="A source, as `convene corpus status` names it.", metavar="SOURCE")
    ],
) -> None:
    """Let a loaded file go. Its records serve until the next build."""
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
    as_data: Annotated[bool, in_json("corpus-set-aside")] = False,
) -> None:
    """List the records that could not be read: file, line or place, reason."""
    with told():
        if source and source not in {taken.source for taken in loads.loads()}:
            stop(
                f"Nothing is loaded under the name “{source}”. "
                "`convene corpus status` names what is.",
                status=1,
            )
        rows = (SetAside(source=of.source, **row._asdict()) for of, row in set_aside(source))
        if as_data:
            say_json(as_json(list(rows)))
            return
        for row in rows:
            say(f"{row.file}, {row.record}: {row.reason}{f' (“{row.value}”)' if row.value else ''}")


@contextmanager
def _work(cluster: str | None, workers: int | None) -> Iterator[tuple[Executor, Progress]]:
    """Give what does the work and what shows it. Stopped with Ctrl-C or refused, the command ends
    with a sentence.
    """
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
    try:
        yield
    except CannotBuild as error:
        stop(str(error), status=1)


def _build(executor: Executor, progress: Progress) -> None:
    at = datetime.now(UTC)
    made = make(decisions=decisions(), executor=executor, progress=progress, at=at).meta
    held = f"{many(made.activities, 'activity')} of {many(len(made.sources), 'source')}"
    copies = f" Copies left out because there is a newer one: {made.copies:,}."
    say(
        f"{held}, with {many(made.organisations, 'organisation')}, serve now."
        f"{copies if made.copies else ''}"
    )


def _say_loaded(loaded: Load) -> None:
    say(f"{loaded.source}: {held(loaded)}.")
    if loaded.replaced:
        say(f"  {loaded.replaced}")
    if loaded.unexpected:
        say(f"  Warning: {loaded.unexpected}", err=True)
    if loaded.set_aside:
        listed = f"`convene corpus set-aside {loaded.source}` lists them"
        say(f"  {many(loaded.set_aside, 'record')} could not be read: {listed}.", err=True)
    if loaded.ignored:
        most = sorted(loaded.ignored.items(), key=lambda item: (-item[1], item[0]))
        shown = ", ".join(f"{name} ({count:,})" for name, count in most[:IGNORED_SHOWN])
        more = " and more" if len(most) > IGNORED_SHOWN else ""
        say(f"  Not read of {loaded.source}: {shown}{more}.", err=True)


def _end_refused(sentences: list[str], *, loaded: int) -> NoReturn:
    """End with why files were refused, and how many, where there was more than one file."""
    lines = [f"{sentence.rstrip('.')}." for sentence in sentences]
    if loaded + len(lines) > 1:
        lines.append(f"Files loaded: {loaded:,}. Files refused: {len(sentences):,}.")
    stop("\n".join(lines), status=1)


def _say_status(state: Status) -> None:
    if not state.build:
        why = (
            " The one that served was made by another version of Convene."
            if snapshots.former()
            else ""
        )
        say(f"No snapshot serves.{why} `convene build` makes one.")
    else:
        say(
            f"Built {_moment(state.built_at)}: {many(state.activities, 'activity')}, "
            f"{many(state.transactions, 'transaction')}, {many(state.budgets, 'budget')}, "
            f"{many(state.mentions, 'mention')} "
            f"of {many(state.organisations, 'organisation')}. "
            f"{many(state.set_aside, 'record')} could not be read; "
            f"copies left out because there is a newer one: {state.copies:,}."
        )
    for source in state.sources:
        _say_source(source)
    for sentence in state.unexpected:
        say(f"Warning: {sentence}")
    if state.waiting:
        say(f"Waiting for `convene build`: {_some(state.waiting)}.")
    if state.gone:
        say(f"Forgotten, and served until the next build: {_some(state.gone)}.")


def _some(names: Sequence[str]) -> str:
    """Return the first few names and how many more there are; JSON holds them all."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _say_source(source: Source) -> None:
    years = span(source.first_year, source.last_year)
    thing = "member" if source.form == FORM else "activity"
    cited = f"{source.title or source.name}, {source.date or 'no day stated'}. {source.address}"
    say(
        f"  {source.source}: {many(source.activities, thing)}, {years}",
        f"    {source.publisher or 'publisher not stated'}: {cited}".rstrip(),
        f"    Licence: {source.licence or 'not stated'}",
    )


def _moment(iso: str) -> str:
    return f"{datetime.fromisoformat(iso).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
