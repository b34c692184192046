"""How names fare on the lists that serve: asked in another script than the list's, as each alias of
the lists, and as partners write them.

Nothing here was tuned on what it counts but the tables of words, which were written with the lists
in view; the weights for names without vowels were fitted on half of the UN's entries.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from convene.core.names import Name, Schema
from convene.core.watchlists import Entry, Query
from convene.corpus.watchlists import entries, screening, versions
from convene.matching import POSSIBLE, Hit, index, score, search_many
from convene.matching.normalise import parse
from convene.matching.scripts import script_of
from tests.bench import gold
from tests.bench.figures import Figure, own_data
from tests.bench.other_scripts import interval, made_up
from tests.bench.screening import LISTS, aid_organisations, load_lists

CASES = gold.SHARED.parent / "cases" / "screening"
FALSE_POSITIVES = 0.01
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
SLICES: dict[tuple[str, Schema], float] = {
    ("abjad", "person"): 0.70,
    ("cyrillic", "person"): 0.96,
    ("cyrillic", "organisation"): 0.65,
    ("han and hangul", "organisation"): 0.40,
}
"""The recall asked of names in each script."""
LISTED, FEWEST_FOUND = "listed.csv", 24
MOST_INNOCENT = {"organisation": 4, "person": 5}
"""Four of the organisations bear a listed name; of the ten common personal names, five alerted when
the bound was set.
"""
PRINTED = 400
"""Aliases that do not reach their own entry that are printed."""


@dataclass(frozen=True)
class Alone:
    """A name of an entry that no other name of the same entry helps."""

    entry: Entry
    text: str


def measure() -> list[Figure]:
    """Return the figures; the lists are loaded into a folder of their own."""
    with own_data():
        for form, paths in LISTS.items():
            load_lists(form, paths)
        listed = list(_entries())
        return [*_other_scripts(listed), *_aliases(listed), *_partners()]


def _entries() -> Iterator[Entry]:
    now = versions.current()
    for name in sorted(now.lists):
        yield from entries.each(versions.folder(name) / now.version(name))


def script(text: str) -> str:
    """Return the script that a name is counted under; nothing for Latin letters."""
    known = script_of(text)
    if known in ("han", "hangul"):
        return "han and hangul"
    return known or ("cyrillic" if CYRILLIC.search(text) else "")


def _other_scripts(listed: Sequence[Entry]) -> Iterator[Figure]:
    """Ask for every name in another script among the names in Latin letters only: a name is found
    where its own entry scores above what 1 % of the names score that are on no list.
    """
    names = [
        (at, Name(text=alias.text, schema=entry.schema))
        for at, entry in enumerate(listed)
        for alias in entry.names
        if not script(alias.text)
    ]
    latin = {at for at, _ in names}
    within = index([name for _, name in names])
    nobody = [*made_up(), *(Name(text=t, schema="organisation") for t in aid_organisations())]
    of_nobody = [_best(hits) for hits in search_many(within, nobody)]
    bar = float(np.quantile(of_nobody, 1 - FALSE_POSITIVES))
    for (which, schema), least in SLICES.items():
        asked = [
            (at, Name(text=alias.text, schema=schema))
            for at, entry in enumerate(listed)
            for alias in entry.names
            if at in latin and entry.schema == schema and script(alias.text) == which
        ]
        if not asked:
            print(f"names: no {which} name of a {schema} at hand", file=sys.stderr)
            continue
        found = search_many(within, [name for _, name in asked])
        met = [
            any(names[hit.position][0] == at and hit.score > bar for hit in hits)
            for (at, _), hits in zip(asked, found, strict=True)
        ]
        yield Figure(
            f"{which} {schema}s missed at 1 % false positives{interval(met)}",
            1 - sum(met) / len(met),
            "",
            round(1 - least, 2),
        )


def _best(hits: Sequence[Hit]) -> float:
    return max((hit.score for hit in hits), default=0.0)


def _aliases(listed: Sequence[Entry]) -> Iterator[Figure]:
    """Hold every alias against the names of its entry, itself too, and print which stay below
    “possible” and why.
    """
    failing = [alone for entry in listed for alone in _not_reached(entry)]
    reasons = Counter(_reason(alone) for alone in failing)
    for alone in failing[:PRINTED]:
        print(f"  {alone.entry.list} {alone.entry.id}: {alone.text!r}: {_reason(alone)}")
    every = sum(len(entry.names) for entry in listed)
    said = "; ".join(f"{count} {reason}" for reason, count in reasons.most_common())
    yield Figure(
        f"aliases of {every:,} that miss their own entry and have no reason ({said or 'none miss'})",
        reasons["for no known reason"],
        "",
        0,
    )


def _not_reached(entry: Entry) -> Iterator[Alone]:
    names = [Name(text=alias.text, schema=entry.schema) for alias in entry.names]
    for name in names:
        if max(score(name, other) for other in names) < POSSIBLE:
            yield Alone(entry, name.text)


def _reason(alone: Alone) -> str:
    parsed = parse(Name(text=alone.text, schema=alone.entry.schema))
    if not parsed.joined:
        return "without a letter that can be compared"
    if len(parsed.words) == 1:
        return "of one common word"
    return "for no known reason"


def _partners() -> Iterator[Figure]:
    """Ask for listed names as partners write them, and for well-known names that are on no list."""
    if not CASES.is_dir():
        print("names: no names as partners write them at hand", file=sys.stderr)
        return
    rows = _rows(LISTED)
    met = [_is_found(row) for row in rows]
    for row, found in zip(rows, met, strict=True):
        if not found:
            print(f"  not found: {row['name']}")
    yield Figure(
        f"listed names of {len(rows)} that are missed as partners write them",
        len(rows) - sum(met),
        "",
        len(rows) - FEWEST_FOUND,
    )
    for schema, most in MOST_INNOCENT.items():
        innocent = [row for row in _rows("innocent.csv") if row["type"] == schema]
        raised = [row["name"] for row in innocent if _alerts(row)]
        print(f"  alerts on innocent {schema}s: {', '.join(raised) or 'none'}")
        label = f"innocent {schema}s of {len(innocent)} that raise an alert"
        yield Figure(label, len(raised), "", most)


def _rows(file: str) -> list[dict[str, str]]:
    with (CASES / file).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def _alerts(row: dict[str, str]) -> list[tuple[str, str]]:
    query = Query(name=row["name"], schema=cast("Schema", row["type"]), country=row["country"])
    shown = screening.screen(query, limit=None).shown
    return [(match.list, match.entry) for match in shown if match.band != "weak"]


def _is_found(row: dict[str, str]) -> bool:
    pattern = re.compile(row["entry_matches"], re.IGNORECASE)
    found = (screening.entry(list, id) for list, id in _alerts(row))
    return any(pattern.search(alias.text) for entry in found if entry for alias in entry.names)
