"""How long the rules take for a full request: every problem, sector, partner and trait at once."""

from time import perf_counter

from convene import packs
from convene.core.advice import advise
from convene.core.request import Request
from convene.packs import places
from convene.questions.suggesting import suggest
from tests.bench.figures import Figure, percentile

RUNS = 300


def measure() -> list[Figure]:
    guide, regions = packs.guide(), places.regions()
    full = Request(
        country="PY",
        level="national",
        challenges=tuple(challenge.id for challenge in guide.challenges),
        sectors=guide.codes("sectors"),
        partner_types=guide.codes("partner_types"),
        civic_space="closed",
        reprisal_risk="high",
        traits=guide.codes("traits"),
    )
    times = [_timed(full, guide, regions) for _ in range(RUNS)]
    text = "officials ask for bribes and small firms cannot bid for contracts"
    suggesting = [_suggesting(f"{text} {turn}", guide) for turn in range(RUNS)]
    return [
        Figure("advice, a full request in process, p95", percentile(times, 0.95), "ms", 5),
        Figure(
            "nearest problems to free text in process, p95", percentile(suggesting, 0.95), "ms", 100
        ),
    ]


def _timed(request, guide, regions) -> float:
    start = perf_counter()
    advise(request, guide=guide, regions=regions)
    return (perf_counter() - start) * 1000


def _suggesting(text, guide) -> float:
    start = perf_counter()
    suggest(text, guide=guide)
    return (perf_counter() - start) * 1000
