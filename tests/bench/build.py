"""How long a full build takes: the published IATI, 360Giving and OCDS files, loaded and made into a
snapshot by two processes.

They are loaded as a user would, with one command for each form; three are empty, and refused.
"""

import sys
from datetime import UTC, datetime
from time import perf_counter

from convene.corpus import executors, loads
from convene.corpus.build import build
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
    refused: list[str] = []
    with own_data(), executors.opened(None, 2) as executor:
        began = perf_counter()
        for form, patterns in FILES.items():
            targets, at = [str(SHARED / pattern) for pattern in patterns], datetime.now(UTC)
            loads.load(
                targets,
                form=form,
                executor=executor,
                progress=_quiet,
                at=at,
                refused=refused.append,
            )
        ready = perf_counter()
        made = build(decisions=(), executor=executor, progress=_quiet, at=datetime.now(UTC)).meta
        ended = perf_counter()
    print(
        f"build: {made.activities:,} activities, {made.organisations:,} organisations; refused: {refused}",
        file=sys.stderr,
    )
    return [
        Figure("full build of IATI, 360Giving and OCDS, two processes", ended - ready, "s", LIMIT),
        Figure("the same with loading every file first", ended - began, "s", LIMIT),
    ]


def _quiet(what: str, done: int, of: int) -> None:
    """Say nothing."""
