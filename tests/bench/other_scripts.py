"""How names in other scripts fare: found by their own script on the UN's list, and false alerts of
made-up people, by script.

The weights were fitted on one half of the UN's entries and of the made-up people, by a hash; both
halves are measured, each for itself. Tables of words were written with both in view.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import process_time
from xml.etree import ElementTree as Xml

import numpy as np

from convene.core.names import Name, Schema
from convene.matching import POSSIBLE, Hit, Index, index, score, search_groups
from convene.matching.scripts import script_of
from tests.bench import gold
from tests.bench.figures import Figure
from tools.matcher_card import AID
from tools.train_matcher import entities

PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
HALVES: tuple[gold.Half, ...] = ("train", "held out")
MISSED, MOST_MS = 0.22, 2
"""What may be missed of UN entries, and the milliseconds of processor time of a query without
vowels.
"""
MIXED, ALERTS = 12, {"han and hangul": 10}
"""Alerts that 1,000 made-up people may get."""


@dataclass(frozen=True)
class Original:
    """A UN entry's name in its own script and those in Latin letters."""

    id: str
    name: Name
    latin: tuple[Name, ...]


def measure() -> list[Figure]:
    """Return the figures; none where the lists are not at hand."""
    entries, people = list(originals()), made_up()
    listed = [
        Name(text=text, schema=schema)
        for source, _id, schema, texts in entities()
        if source not in AID
        for text in texts
    ]
    return [*_missed(entries), *_alerts(people, listed), _speed(entries, people, listed)]


def originals() -> Iterator[Original]:
    """Yield the UN's entries that have a name without vowels."""
    root = Xml.parse(gold.SHARED / "sanctions" / "UN_consolidated.xml").getroot()
    kinds: tuple[tuple[str, Schema], ...] = (("INDIVIDUAL", "person"), ("ENTITY", "organisation"))
    for tag, schema in kinds:
        for entry in root.iter(tag):
            own = " ".join((entry.findtext("NAME_ORIGINAL_SCRIPT") or "").split())
            if script_of(own) == "abjad":
                main = " ".join(filter(None, ((entry.findtext(part) or "") for part in PARTS)))
                aliases = (
                    alias.findtext("ALIAS_NAME") or "" for alias in entry.iter(f"{tag}_ALIAS")
                )
                yield Original(
                    id=entry.findtext("DATAID") or "",
                    name=Name(text=own, schema=schema),
                    latin=tuple(
                        Name(text=text, schema=schema)
                        for text in (main, *aliases)
                        if text.strip() and script_of(text) != "abjad"
                    ),
                )


def made_up() -> list[Name]:
    """Return made-up people that are on no list."""
    with (gold.SHARED / "gold" / "negatives_global_5k.csv").open(encoding="utf-8") as file:
        texts = [row["full_name"] for row in csv.DictReader(file)]
    return [Name(text=text, schema="person") for text in texts]


def _missed(entries: Sequence[Original]) -> Iterator[Figure]:
    for half in HALVES:
        for schema in ("person", "organisation"):
            own = [
                entry
                for entry in entries
                if gold.half("un-2026", entry.id) == half and entry.name.schema == schema
            ]
            met = [
                max(score(entry.name, name) for name in entry.latin) >= POSSIBLE for entry in own
            ]
            yield Figure(
                f"UN {schema}s missed by their own script, {half}{interval(met)}",
                1 - sum(met) / len(met),
                "",
                MISSED if schema == "person" else 1,
            )
        every = [
            max(score(entry.name, name) for name in entry.latin) >= POSSIBLE
            for entry in entries
            if gold.half("un-2026", entry.id) == half
        ]
        yield Figure(
            f"UN entries missed by their own script, {half}{interval(every)}",
            1 - sum(every) / len(every),
            "",
            MISSED,
        )


def interval(met: Sequence[bool]) -> str:
    """Return how many there are and the 95 % interval of the share that is missed (bootstrap)."""
    shares = [1 - np.mean(np.array(met)[at]) for at in gold.resamples(len(met))]
    low, high = np.quantile(shares, [0.025, 0.975])
    return f" (of {len(met)}: {low:.3f} to {high:.3f})"


def _alerts(people: Sequence[Name], listed: Sequence[Name]) -> Iterator[Figure]:
    within = index(listed)
    alerts: dict[str, list[bool]] = {}
    for name, hits in zip(people, _found(within, people), strict=True):
        alert = any(hit.score >= POSSIBLE for hit in hits)
        alerts.setdefault(script_of(name.text) or "other scripts", []).append(alert)
    alerts["all"] = [alert for of_script in list(alerts.values()) for alert in of_script]
    alerts["han and hangul"] = [*alerts["han"], *alerts["hangul"]]
    for script, raised in alerts.items():
        what = f"alerts on two lists per 1,000 made-up people, {script} ({len(raised)})"
        yield Figure(what, 1000 * sum(raised) / len(raised), "", ALERTS.get(script, MIXED))


def _found(within: Index, asked: Sequence[Name]) -> Iterator[list[Hit]]:
    return search_groups(within, asked, groups=range(len(within.names)))


def _speed(entries: Sequence[Original], people: Sequence[Name], listed: Sequence[Name]) -> Figure:
    asked = [entry.name for entry in entries]
    asked += [name for name in people if script_of(name.text) == "abjad"]
    within = index(listed)
    assert within.bones.every.nnz  # made before the clock starts
    start = process_time()
    for _hits in _found(within, asked):
        pass
    return Figure(
        f"a name without vowels among {len(listed):,}, mean of {len(asked)}",
        1000 * (process_time() - start) / len(asked),
        "ms",
        MOST_MS,
    )


if __name__ == "__main__":
    for figure in measure():
        print(f"{figure.what:<100}{figure.value:8.3f}  limit {figure.limit:g}")
