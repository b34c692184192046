"""Whoever does the work, the result is the same."""

import pytest

from convene.corpus import executors
from convene.corpus.resolution import resolve
from tests.corpus.resolution.fictional import Named, resolved, table

WORDS = [
    "Lantern",
    "Farolito",
    "Zarovia",
    "Quay",
    "Moth",
    "Candle",
    "Torch",
    "Wick",
    "Harbour",
    "Foundry",
]
MENTIONS = [
    Named(f"{a} {b} {c}") for a in WORDS for b in WORDS for c in ("Works", "Works Ltd", "Fund")
]


@pytest.mark.slow
def test_processes_make_the_same_of_it_as_this_one_alone():
    here = resolved(*MENTIONS)
    with executors.opened(workers=2) as executor:
        there = resolved(*MENTIONS, executor=executor)

    for name in ("profiles", "organisations", "members", "joins", "review", "redirects"):
        assert getattr(here, name).equals(getattr(there, name)), name


def test_it_tells_how_far_it_is():
    told: list[tuple[str, int, int]] = []
    resolve(
        table(*MENTIONS),
        previous=None,
        decisions=(),
        executor=executors.Here(),
        progress=lambda *step: told.append(step),
    )

    assert {what for what, _, _ in told} == {
        "Looking for names that lie near each other",
        "Comparing names",
    }
    assert all(0 < done <= of for _, done, of in told)
    assert [done == of for what, done, of in told if what == "Comparing names"][-1]
