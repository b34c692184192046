"""A build: everything that is loaded becomes one snapshot, made beside the one that serves and put
in its place in one step.

Killed, cancelled or out of space at any moment, the snapshot before it serves on, and what was half
done is cleared away: by the build itself where it can, otherwise by the next one. What is loaded
stays loaded, so a build that is run again starts from the tables of the loads.
"""

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from traceback import clear_frames

import pyarrow as pa

from convene import disk
from convene.core.progress import Progress
from convene.core.resolution import Decision
from convene.corpus import loads, search, snapshots, steps, versions
from convene.corpus.building import copies, merging, naming, working
from convene.corpus.building.merging import Numbered
from convene.corpus.building.parts import Part, collect
from convene.corpus.loads import Load
from convene.corpus.resolution import letters, numbers, resolve, seats
from convene.corpus.snapshots import LAYOUT, CannotBuild, Meta, Snapshot

SAFE = "The snapshot that serves now serves on, and what is loaded stays loaded."


def build(
    *,
    decisions: Sequence[Decision],
    executor: Executor,
    progress: Progress,
    at: datetime,
    guide_only: bool = False,
) -> Snapshot:
    """Make a snapshot of all that is loaded and let it serve. Raises CannotBuild, after which the
    one before it serves on.

    `guide_only` leaves out what is loaded: that is what a first start shows, at once, until someone
    builds.
    """
    with _explained(), snapshots.alone(at=at):
        snapshots.clean()
        new = versions.new(snapshots.builds(), versions.name(at, within=snapshots.builds()))
        try:
            loaded = () if guide_only else _readable(loads.loads())
            meta = _make(
                new, loaded, decisions=decisions, executor=executor, progress=progress, at=at
            )
            return snapshots.settle(new, meta)
        except BaseException as error:
            clear_frames(
                error.__traceback__
            )  # lets go of the engines, whose threads would go on writing into the folder
            raise
        finally:
            snapshots.clean()


def _make(
    new: Path,
    loaded: Sequence[Load],
    *,
    decisions: Sequence[Decision],
    executor: Executor,
    progress: Progress,
    at: datetime,
) -> Meta:
    """Take each step in turn. `work` holds what only the steps need."""
    before, work = snapshots.former(), disk.make(new / "work")
    progress(steps.COPIES, 0, 0)
    parts = collect(loaded, into=work / "parts", at=at)
    numbered = _numbered(parts, work=work)
    merging.activities(numbered, into=new, executor=executor, progress=progress)
    merging.set_aside(numbered, into=new)
    counts = merging.mentions(numbered, into=work / "mentions")
    with pa.memory_map(str(work / "mentions")) as mapped:
        mentions = numbers.one_spelling(pa.ipc.open_file(mapped).read_all())
        sums = naming.sums(numbered, mentions, counts)
        whole = letters.mended(mentions)
        asked = whole["activity"].filter(seats.candidates(whole))
        resolved = resolve(
            seats.seated(whole, working.work(numbered, of=asked)),
            previous=before,
            decisions=decisions,
            executor=executor,
            progress=progress,
            sums=sums,
        )
        naming.resolution(resolved, into=new)
        naming.mentions(mentions, resolved, into=new)
        money = naming.money(numbered, mentions, counts, resolved, into=new)
    naming.index(resolved, into=new, progress=progress)
    sources = tuple(part.source for part in numbered)
    merging.sources(sources, into=new)
    search.write(new, progress=progress)
    shutil.rmtree(work)
    return Meta(
        layout=LAYOUT,
        build=new.name.removeprefix(disk.NEW),
        built_at=at.isoformat(timespec="seconds"),
        previous=before.name if before else "",
        activities=sum(source.activities for source in sources),
        copies=sum(source.copies for source in sources),
        mentions=sum(counts),
        transactions=money.total() - money["budget"],
        budgets=money["budget"],
        set_aside=sum(source.set_aside for source in sources),
        organisations=resolved.organisations.num_rows,
        sources=sources,
    )


def _readable(loaded: Sequence[Load]) -> Sequence[Load]:
    """Return loads whose tables can be read here. Raises CannotBuild when another version of
    Convene made one.
    """
    if other := [load for load in loaded if load.layout != loads.LAYOUT]:
        raise CannotBuild(
            f"Taken in by another version of Convene: {', '.join(load.source for load in other)}. {SAFE} Load these files again "
            f"with `convene load`, or let them go (`convene corpus forget {other[0].source}`), then run `convene build` again."
        )
    return loaded


def _numbered(parts: Sequence[Part], *, work: Path) -> list[Numbered]:
    numbers = copies.numbers(parts, spill=disk.make(work / "spill"))
    return [
        Numbered(part=part, numbers=of_part) for part, of_part in zip(parts, numbers, strict=True)
    ]


@contextmanager
def _explained() -> Iterator[None]:
    """Say what is safe and what to do where the disk fills or a worker dies."""
    try:
        yield
    except BrokenExecutor as error:
        raise CannotBuild(
            f"A worker of the build was ended from outside; perhaps memory ran out. {SAFE} Run `convene build` again, with fewer --workers."
        ) from error
    except Exception as error:
        if (
            str(error)
            .removeprefix("INTERRUPT Error: ")
            .startswith(("Query interrupted", "Interrupted"))
        ):
            raise KeyboardInterrupt from error  # the data engine's own word for Ctrl-C
        if not disk.full(error):
            raise
        raise CannotBuild(
            f"The disk is full, so no snapshot was built. {SAFE} Free some space where {snapshots.builds()} lies, "
            "then run `convene build` again."
        ) from error
