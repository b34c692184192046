"""How well and how fast names are matched: on labelled pairs that the matcher never saw, and in
indexes of real size.

`pairs()` measures beside nomenklatura's logic-v2 when CONVENE_PEER_PYTHON names an interpreter that
has it. It needs the shared data (CONVENE_SHARED_DATA, see gold.py); `index_speed()` makes up its
names and needs nothing.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from convene.core.names import Name, Schema
from convene.matching import Index, index, score, search, search_many
from tests.bench import gold
from tests.bench.figures import percentile

PEER = Path(__file__).with_name("matching_peer.py")
QUERIES = 500


@dataclass(frozen=True, kw_only=True)
class Slice:
    """How well one slice of pairs is told apart, by us and by the peer on the same pairs."""

    name: str
    pairs: int
    ours: dict[str, gold.Measured]
    theirs: dict[str, gold.Measured] | None = None
    ahead: gold.Measured | None = None
    """Our average precision less theirs."""


def pairs() -> list[Slice]:
    """Return measures on the half of the labelled pairs that was kept back, and on the synthetic
    pairs, slice by slice.
    """
    held, made = list(gold.pairs("held out")), list(gold.synthetic())
    every = [*held, *made]
    ours, theirs = _ours(every), _theirs(every)
    slices: dict[str, list[int]] = {
        "held out, all": [*range(len(held))],
        "synthetic, all": [*range(len(held), len(every))],
    }
    for at, pair in enumerate(every):
        slices.setdefault(pair.slice, []).append(at)
    return [
        _slice(name, [every[at].same for at in places], ours, theirs, places)
        for name, places in slices.items()
    ]


def _slice(
    name: str,
    same: Sequence[bool],
    ours: Sequence[float],
    theirs: Sequence[float] | None,
    places: Sequence[int],
) -> Slice:
    mine = [ours[at] for at in places]
    if theirs is None:
        return Slice(name=name, pairs=len(places), ours=gold.measures(same, mine))
    other = [theirs[at] for at in places]
    ahead = gold.difference(same, mine, other)
    return Slice(
        name=name,
        pairs=len(places),
        ours=gold.measures(same, mine),
        theirs=gold.measures(same, other),
        ahead=ahead,
    )


def _ours(labelled: Sequence[gold.Labelled]) -> list[float]:
    return [score(pair.left, pair.right) for pair in labelled]


def _theirs(labelled: Sequence[gold.Labelled]) -> list[float] | None:
    """Return logic-v2's scores, or None where it is not installed."""
    python = os.environ.get("CONVENE_PEER_PYTHON")
    if not python:
        return None
    asked = json.dumps([[pair.left.schema, pair.left.text, pair.right.text] for pair in labelled])
    told = subprocess.run(
        [python, str(PEER)], input=asked, capture_output=True, text=True, check=True, timeout=600
    )
    scores: list[float] = json.loads(told.stdout)["scores"]
    return scores


@dataclass(frozen=True, kw_only=True)
class Speed:
    """How an index of one size behaves: seconds, milliseconds and megabytes."""

    names: int
    build_s: float
    load_ms: float
    query_p50_ms: float
    query_p95_ms: float
    batch_ms: float
    peak_mb: float
    """Of the whole process, the building of the index and the made-up names included."""


def index_speed(sizes: Sequence[int] = (44_000, 240_000)) -> list[Speed]:
    """Return how fast names are found among so many; each size in a process of its own, so that its
    memory is its own.
    """
    command = [sys.executable, "-m", "tests.bench.matching"]
    done = (
        subprocess.run(
            [*command, str(size)], capture_output=True, text=True, check=True, timeout=600
        )
        for size in sizes
    )
    return [Speed(**json.loads(each.stdout)) for each in done]


def speed(size: int) -> Speed:
    """Build, save, map back and ask an index of made-up names: each query one of its names with a
    slip.
    """
    dice = random.Random(2026)
    names = made_up(size, dice)
    start = perf_counter()
    built = index(names)
    build = perf_counter() - start
    queries = [
        Name(text=_slip(name.text, dice), schema=name.schema)
        for name in dice.sample(names, 2 * QUERIES)
    ]
    with tempfile.TemporaryDirectory() as folder:
        built.save(Path(folder))
        start = perf_counter()
        mapped = Index.load(Path(folder))
        load = perf_counter() - start
        times = [_timed(mapped, query) for query in queries[:QUERIES]]
        start = perf_counter()
        for _hits in search_many(mapped, queries[QUERIES:]):
            pass
        batch = (perf_counter() - start) / QUERIES
    return Speed(
        names=size,
        build_s=build,
        load_ms=load * 1000,
        query_p50_ms=percentile(times, 0.5) * 1000,
        query_p95_ms=percentile(times, 0.95) * 1000,
        batch_ms=batch * 1000,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def made_up(size: int, dice: random.Random) -> list[Name]:
    """Return made-up names of organisations and persons, their words as unevenly common as those of
    real ones.
    """
    syllables = "ba be bo da do ga go ka ki ko la le li lo ma mi mo na ne ni no ra re ri ro sa se si so ta te ti to va vi"
    parts = [*syllables.split(), *"nsrlmt"]
    words = ["".join(dice.choices(parts, k=dice.randint(2, 5))) for _ in range(20_000)]
    weights = [1 / (rank + 8) for rank in range(len(words))]
    drawn = iter(dice.choices(words, weights, k=size * 5))
    schemas: list[Schema] = ["organisation", "person"]
    return [
        Name(
            text=" ".join(next(drawn) for _ in range(dice.randint(2, 5))),
            schema=dice.choice(schemas),
        )
        for _ in range(size)
    ]


def _slip(text: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(text))
    return text[:at] + dice.choice("aeinrst") + text[at + 1 :]


def _timed(within: Index, query: Name) -> float:
    start = perf_counter()
    search(within, query)
    return perf_counter() - start


def show() -> None:
    """Print all measures."""
    for each in pairs():
        print(
            f"{each.name} ({each.pairs} pairs){f': average precision ahead by {each.ahead}' if each.ahead else ''}"
        )
        for name, value in each.ours.items():
            print(f"  {name:<32}{value}{f'   logic-v2 {each.theirs[name]}' if each.theirs else ''}")
    for size in index_speed():
        print(size)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(asdict(speed(int(sys.argv[1])))))
    else:
        show()
