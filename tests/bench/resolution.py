"""How many records a second are resolved and how well, beside nomenklatura's xref on the same
labelled records.

Both get the same names with the same identifiers, one processor and caches as a first run has them.
Ours does the whole of resolution, clusters and reasons included; theirs proposes and scores pairs
with its defaults. A pair counts as found when ours puts both names into one organisation, or when
theirs scores it at or above the threshold that does best on the first half. Only the second half is
reported. It needs an interpreter with nomenklatura (CONVENE_PEER_PYTHON).
"""

import csv
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import process_time

import numpy as np
import pyarrow as pa

from convene.corpus.executors import Here
from convene.corpus.resolution import Resolved, resolve
from convene.corpus.tables import MENTIONS
from convene.matching.normalise import _parse, skeleton
from tests.bench.figures import Figure

LABELS = Path(__file__).parents[1] / "corpus" / "resolution"
PEER = Path(__file__).with_name("resolution_peer.py")
TIMES = 10
"""How many times as many records a second as nomenklatura are promised."""
ROUNDS = 3
RESAMPLES = 1000
DRAWS = (1, 2)
"""Pairs were drawn twice: from what our matcher, letters and identifiers propose, then from what
either side proposes.
"""


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """Two names, whether both passes call them one organisation, from which slice and draw they
    are, and which half both belong to (None: neither).
    """

    a: str
    b: str
    same: bool
    slice: str
    drawn: int
    half: int | None


Said = Callable[[Labelled], bool]
"""Whether the two names of a pair are said to be one organisation."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What nomenklatura told: its version, processor seconds, and the pairs that it suggests with
    their scores.
    """

    version: str
    seconds: float
    pairs: list[tuple[str, str, float]]


@dataclass(frozen=True, kw_only=True)
class Quality:
    """Precision, recall and F1, each with its 95 % interval (bootstrap over the pairs)."""

    pairs: int
    same: int
    precision: tuple[float, float, float]
    recall: tuple[float, float, float]
    f1: tuple[float, float, float]

    def __str__(self) -> str:
        told = (
            f"{name} {value:.3f} [{low:.3f}, {high:.3f}]"
            for name, (value, low, high) in self._each()
        )
        return f"{self.pairs} pairs, {self.same} same: {', '.join(told)}"

    def _each(self) -> Iterable[tuple[str, tuple[float, float, float]]]:
        return ("precision", self.precision), ("recall", self.recall), ("F1", self.f1)


def measure() -> list[Figure]:
    """Hold records per second and F1 to nomenklatura's: at most 1 is no worse than was promised."""
    if not os.environ.get("CONVENE_PEER_PYTHON"):
        print(
            "resolution: needs an interpreter with nomenklatura (CONVENE_PEER_PYTHON); nothing was measured",
            file=sys.stderr,
        )
        return []
    own, theirs, said, scores = timed()
    figures = [
        Figure(
            f"{TIMES} × nomenklatura's records per second as a share of ours",
            TIMES * own / theirs,
            "",
            1,
        )
    ]
    for draws, pairs in ((DRAWS, "held-out pairs"), ((1,), "held-out pairs of the first draw")):
        mine = _quality(1, draws, said).f1[0]
        other = _quality(1, draws, at_least(scores, best(scores, draws=draws))).f1[0]
        figures.append(
            Figure(
                f"nomenklatura's F1 on {pairs} as a share of ours", other / max(mine, 1e-9), "", 1
            )
        )
    return figures


def timed() -> tuple[float, float, Said, dict[frozenset[str], float]]:
    """Return processor seconds of ours and of theirs, taken in turns,
    and what both say of pairs.
    """
    mine = other = 0.0
    for _ in range(ROUNDS):
        seconds, resolved = ours()
        told = _theirs()
        mine, other = mine + seconds, other + told.seconds
    names = sorted(records())
    scores = {frozenset((names[int(a)], names[int(b)])): score for a, b, score in told.pairs}
    return mine / ROUNDS, other / ROUNDS, together(resolved), scores


@cache
def records() -> dict[str, list[tuple[str, str]]]:
    """Return the labelled names, each with the identifiers (scheme, value) that records give it."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    with (LABELS / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["name"]] += [(row["scheme"], row["identifier"])] if row["identifier"] else []
    return dict(found)


@cache
def labelled() -> tuple[Labelled, ...]:
    """Return the pairs that both passes agree on, each with the half it belongs to."""
    with (LABELS / "pairs.csv").open(encoding="utf-8", newline="") as file:
        agreed = [
            row
            for row in csv.DictReader(file)
            if row["first_pass"] == row["second_pass"] != "unsure"
        ]
    founder = _founders(agreed)
    return tuple(
        Labelled(
            a=row["name_1"],
            b=row["name_2"],
            same=row["first_pass"] == "same",
            slice=row["slice"],
            drawn=int(row["drawn"]),
            half=one
            if (one := _half(founder(row["name_1"]))) == _half(founder(row["name_2"]))
            else None,
        )
        for row in agreed
    )


def _founders(rows: Sequence[dict[str, str]]) -> Callable[[str], str]:
    """Return what gives the first name, in alphabetical order, of the organisation that a name
    belongs to by its labels.
    """
    above: dict[str, str] = {}

    def founder(name: str) -> str:
        while name in above:
            name = above[name]
        return name

    for row in rows:
        low, high = sorted((founder(row["name_1"]), founder(row["name_2"])))
        if row["first_pass"] == "same" and low != high:
            above[high] = low
    return founder


def _half(organisation: str) -> int:
    return sha256(organisation.encode()).digest()[0] % 2


def mentions() -> pa.Table:
    """Return the labelled names as mentions, a row for each identifier, each in a record of its
    own.
    """
    rows = [
        (name, *number)
        for name, numbers in sorted(records().items())
        for number in numbers or [("", "")]
    ]
    empty: dict[str, object] = dict.fromkeys(MENTIONS.names, "") | {
        "number": 0,
        "person": False,
        "role": "partner",
    }
    told = [
        empty | {"activity": at, "name": name, "scheme": scheme, "identifier": number}
        for at, (name, scheme, number) in enumerate(rows)
    ]
    return pa.Table.from_pylist(told, schema=MENTIONS)


def ours() -> tuple[float, Resolved]:
    """Return processor seconds of resolving the labelled records as a first run does, and what came
    of it.
    """
    table = mentions()
    resolve(
        table[:3], previous=None, decisions=(), executor=Here(), progress=lambda *_: None
    )  # the matcher's tables are loaded
    _parse.cache_clear()
    skeleton.cache_clear()
    start = process_time()
    resolved = resolve(
        table, previous=None, decisions=(), executor=Here(), progress=lambda *_: None
    )
    return process_time() - start, resolved


def together(resolved: Resolved) -> Said:
    """Return what tells whether two names were put into one organisation."""
    of_profile = resolved.profiles["organisation"].to_pylist()
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, profile in zip(
        mentions()["name"].to_pylist(), resolved.profile_of.to_pylist(), strict=True
    ):
        found[name].add(of_profile[profile])
    return lambda pair: bool(found[pair.a] & found[pair.b])


def _theirs() -> Told:
    document = [
        [str(at), name, [value for _, value in numbers], []]
        for at, (name, numbers) in enumerate(sorted(records().items()))
    ]
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [os.environ["CONVENE_PEER_PYTHON"], str(PEER)]
    done = subprocess.run(
        command,
        input=json.dumps(document),
        capture_output=True,
        text=True,
        check=True,
        timeout=1200,
        env=alone,
    )
    return Told(**json.loads(done.stdout))


def at_least(scores: dict[frozenset[str], float], threshold: float) -> Said:
    """Return what tells whether nomenklatura scores two names at or above a threshold."""
    return lambda pair: scores.get(frozenset((pair.a, pair.b)), 0.0) >= threshold


def best(
    scores: dict[frozenset[str], float], *, half: int = 0, draws: Sequence[int] = DRAWS
) -> float:
    """Return the threshold with the best F1 on a half; the middle one where several do equally
    well.
    """
    first = [pair for pair in labelled() if pair.half == half and pair.drawn in draws]
    steps = [step / 100 for step in range(1, 100)]
    reached = [
        _measures([(pair.same, at_least(scores, step)(pair)) for pair in first])[2]
        for step in steps
    ]
    top = [step for step, value in zip(steps, reached, strict=True) if value == max(reached)]
    return top[len(top) // 2]


def quality(pairs: Sequence[Labelled], said: Said) -> Quality:
    """Return how well pairs are told, with intervals."""
    told = [(pair.same, said(pair)) for pair in pairs]
    dice = np.random.default_rng(2026)
    rolls = np.array(
        [
            _measures([told[at] for at in dice.integers(0, len(told), len(told))])
            for _ in range(RESAMPLES)
        ]
    )
    low, high = np.quantile(rolls, [0.025, 0.975], axis=0)
    precision, recall, f1 = zip(_measures(told), low.tolist(), high.tolist(), strict=True)
    return Quality(
        pairs=len(told),
        same=sum(same for same, _ in told),
        precision=precision,
        recall=recall,
        f1=f1,
    )


def _measures(told: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    right = sum(same and found for same, found in told)
    found, same = sum(found for _, found in told), sum(same for same, _ in told)
    return (
        right / found if found else 1.0,
        right / same if same else 1.0,
        2 * right / (found + same) if found + same else 1.0,
    )


def show() -> None:
    """Print all that was measured, on both halves and by slice."""
    own, theirs, said, scores = timed()
    threshold = best(scores)
    print(
        f"{len(records())} records: ours {len(records()) / own:,.0f} a second, theirs {len(records()) / theirs:,.0f}: {theirs / own:.1f} ×"
    )
    after = best(scores, half=1)
    print(
        f"theirs, held out, at the threshold that does best there, seen afterwards ({after:.2f}): {_held_out(at_least(scores, after))}"
    )
    for draws in (DRAWS, (1,)):
        threshold = best(scores, draws=draws)
        for half in (0, 1):
            print(f"half {half}, draws {draws}: ours {_quality(half, draws, said)}")
            print(
                f"{'':>18}theirs at {threshold:.2f} {_quality(half, draws, at_least(scores, threshold))}"
            )
    for slice in sorted({pair.slice for pair in labelled()}):
        print(
            f"held out, {slice}: ours {quality([pair for pair in labelled() if pair.half == 1 and pair.slice == slice], said)}"
        )


def _held_out(said: Said) -> Quality:
    return _quality(1, DRAWS, said)


def _quality(half: int, draws: Sequence[int], said: Said) -> Quality:
    return quality([pair for pair in labelled() if pair.half == half and pair.drawn in draws], said)


if __name__ == "__main__":
    show()
