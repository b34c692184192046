"""How long a full build takes: the published IATI, 360Giving and OCDS files, loaded and made into a snapshot by two processes."""

import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from convene.corpus import executors, loads
from convene.corpus.build import build
from convene.feeds import FeedError
from tests.bench.figures import Figure, own_data
from tests.bench.gold import SHARED

FILES = {
    "iati": ("iati-usaid/*.xml.gz", "iati-other/*.xml"),
    "360giving": ("grants-360giving/*.json",),
    "ocds": ("procurement-ocds/**/*.json",),
}
LIMIT = 90
"""Seconds, on two cores."""


def measure() -> list[Figure]:
    """Load and build, and return how long each took by the clock."""
    if not SHARED.is_dir():
        print("build: needs the published files; nothing was measured", file=sys.stderr)
        return []
    with own_data(), executors.opened(None, 2) as executor:
        began = perf_counter()
        refused = sum(not _loaded(file, form, executor) for form, file in _files())
        ready = perf_counter()
        made = build(decisions=(), executor=executor, progress=_quiet, at=datetime.now(UTC)).meta
        ended = perf_counter()
    print(f"build: {made.activities:,} activities, {made.organisations:,} organisations; {refused} files refused", file=sys.stderr)
    return [
        Figure("full build of IATI, 360Giving and OCDS, two processes", ended - ready, "s", LIMIT),
        Figure("the same with loading every file first", ended - began, "s", 2 * LIMIT),
    ]


def _files() -> Iterator[tuple[str, Path]]:
    for form, patterns in FILES.items():
        yield from ((form, file) for pattern in patterns for file in sorted(SHARED.glob(pattern)))


def _loaded(file: Path, form: str, executor: Executor) -> bool:
    """Load a file; some of the published ones are broken, and refused."""
    try:
        loads.load([str(file)], form=form, executor=executor, progress=_quiet, at=datetime.now(UTC))
    except FeedError as error:
        print(f"build: {error}", file=sys.stderr)
        return False
    return True


def _quiet(what: str, done: int, of: int) -> None:
    """Say nothing."""
