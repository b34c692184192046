"""Labelled pairs of names, split by entity: what the matcher is trained on, and the half that it
never sees.
"""

import csv
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from convene.core.names import Name, Schema

SHARED = Path(os.environ.get("CONVENE_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
"""Real data published by others; it is not part of this repository."""
RESAMPLES = 300
Half = Literal["train", "held out"]


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """Two names, whether they belong to one entity, and the slice that the pair is counted in."""

    left: Name
    right: Name
    same: bool
    slice: str
    hard: bool = False


def half(source: str, entity: str) -> Half:
    """Return which half an entity belongs to: the same on every machine, and blind to what its
    names look like.
    """
    return "train" if sha256(f"{source} {entity}".encode()).digest()[0] % 2 else "held out"


def pairs(which: Half) -> Iterator[Labelled]:
    """Yield the labelled pairs of organisations both of whose entities are in one half. Pairs
    across the halves belong to neither.
    """
    with (SHARED / "gold" / "org_name_pairs_dev.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            halves = {
                half(row["source"], row["entity_id_1"]),
                half(row["source"], row["entity_id_2"]),
            }
            if halves == {which}:
                left, right = (
                    Name(text=row[name], schema="organisation") for name in ("name_1", "name_2")
                )
                hard = row["negative_kind"].startswith("hard")
                yield Labelled(
                    left=left, right=right, same=row["match"] == "1", slice=row["source"], hard=hard
                )


def synthetic() -> Iterator[Labelled]:
    """Yield the synthetic pairs: proposed by a language model, never trained on."""
    with (SHARED / "gold" / "nomenklatura_name_bench_synthetic.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        for row in csv.DictReader(file):
            schema: Schema = "person" if row["schema"] == "Person" else "organisation"
            left, right = (Name(text=row[name], schema=schema) for name in ("name1", "name2"))
            yield Labelled(
                left=left, right=right, same=row["is_match"] == "True", slice=f"synthetic {schema}s"
            )


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A measure with its 95 % interval (bootstrap over the pairs)."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def average_precision(same: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Return the average precision when both kinds of pair weigh the same, whatever their numbers
    in the sample.
    """
    order = np.argsort(-scores, kind="stable")
    hits, weight = (
        same[order],
        np.where(same[order], 0.5 / max(1, same.sum()), 0.5 / max(1, (~same).sum())),
    )
    good, every = np.cumsum(weight * hits), np.cumsum(weight)
    ends = np.append(
        np.nonzero(np.diff(scores[order]))[0], len(order) - 1
    )  # equal scores are one step
    return float(np.sum(np.diff(np.append(0.0, good[ends])) * (good / every)[ends]) / 0.5)


def recall_at(
    same: NDArray[np.bool_], scores: NDArray[np.float64], *, false_positives: float
) -> float:
    """Return the share of same pairs above the lowest score that lets through at most this share of
    the others.
    """
    others = np.sort(scores[~same])[::-1]
    bar = others[int(false_positives * len(others))] if len(others) else -1.0
    return float((scores[same] > bar).mean()) if same.any() else 0.0


def measures(same: Sequence[bool], scores: Sequence[float]) -> dict[str, Measured]:
    """Return average precision and recall at 1 % and 5 % false positives,
    each with its interval.
    """
    labels, values = np.array(same, dtype=bool), np.array(scores, dtype=np.float64)
    rolls = [_all(labels[at], values[at]) for at in resamples(len(labels))]
    return {
        name: measured(value, [roll[name] for roll in rolls])
        for name, value in _all(labels, values).items()
    }


def difference(same: Sequence[bool], ours: Sequence[float], theirs: Sequence[float]) -> Measured:
    """Return by how much our average precision is above theirs on the same pairs."""
    labels, a, b = np.array(same, dtype=bool), np.array(ours), np.array(theirs)
    rolls = [
        average_precision(labels[at], a[at]) - average_precision(labels[at], b[at])
        for at in resamples(len(labels))
    ]
    return measured(average_precision(labels, a) - average_precision(labels, b), rolls)


def resamples(size: int) -> Iterator[NDArray[np.int64]]:
    dice = np.random.default_rng(2026)
    return (dice.integers(0, size, size) for _ in range(RESAMPLES))


def _all(labels: NDArray[np.bool_], values: NDArray[np.float64]) -> dict[str, float]:
    return {
        "average precision": average_precision(labels, values),
        "recall at 1 % false positives": recall_at(labels, values, false_positives=0.01),
        "recall at 5 % false positives": recall_at(labels, values, false_positives=0.05),
    }


def measured(value: float, rolls: Sequence[float]) -> Measured:
    low, high = np.quantile(rolls, [0.025, 0.975])
    return Measured(value=value, low=float(low), high=float(high))
