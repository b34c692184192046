"""How many names a second are screened in a batch and how many listed ones are found, beside
nomenklatura on the same names.

Both get the same entries with names only, the same queries, one processor and empty caches; making
the index is not timed. A listed name counts as found when its own entry scores above the score that
1 % of the aid organisations reach with any entry. It needs the shared data (CONVENE_SHARED_DATA)
and an interpreter with nomenklatura (CONVENE_PEER_PYTHON).
"""

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np
from numpy.typing import NDArray

from convene.core.names import Name
from convene.core.watchlists import Entry
from convene.corpus.watchlists import entries, versions
from convene.matching import index, search_many
from convene.matching.normalise import _parse, skeleton
from tests.bench import gold, screening
from tests.bench.figures import Figure, own_data

PEER = Path(__file__).with_name("screening_peer.py")
TIMES = 40
"""How many times as many names a second as nomenklatura are promised."""
ALIASES = 400
CORRUPTED = 120
"""Names of each way of corrupting them."""
OTHERS = 3000
FALSE_POSITIVES = 0.01
FORM = re.compile(
    r"[\s,]+(l\.?l\.?c|ltd|limited|inc|corp|corporation|gmbh|plc|s\.?a|co|company|s\.?r\.?l|fze|ooo|ojsc|pjsc)\.?,?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A name to look for, the number of the entry it belongs to (none for an aid organisation), and
    what kind of query it is.
    """

    name: Name
    entry: int | None
    kind: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """Processor seconds for all queries, and of each query the best score: of its own entry, or of
    any for an aid organisation.
    """

    seconds: float
    scores: NDArray[np.float64]
    detail: str


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What one kind of query gives on both sides, and their recall as a share of ours."""

    kind: str
    queries: int
    ours: gold.Measured
    theirs: gold.Measured
    ahead: gold.Measured


def measure() -> list[Figure]:
    """Hold names per second and recall to nomenklatura's:
    at most 1 is no worse than was promised.
    """
    if not gold.SHARED.is_dir() or not os.environ.get("CONVENE_PEER_PYTHON"):
        print(
            "throughput: needs the published lists and an interpreter with nomenklatura; nothing was measured",
            file=sys.stderr,
        )
        return []
    listed, asked = made()
    ours, theirs = _ours(listed, asked), _theirs(listed, asked)
    return [
        Figure(
            f"{TIMES} × nomenklatura's names per second as a share of ours",
            TIMES * ours.seconds / theirs.seconds,
            "",
            1,
        ),
        *(
            Figure(
                f"{each.kind}: nomenklatura's recall at 1 % as a share of ours",
                each.theirs.value / max(each.ours.value, 1e-9),
                "",
                1,
            )
            for each in compared(asked, ours, theirs)
        ),
    ]


def made() -> tuple[list[Entry], list[Asked]]:
    """Return the entries of the lists without the aliases held out, and the queries: the same every
    time.
    """
    with own_data():
        for form, paths in screening.LISTS.items():
            screening.load_lists(form, paths)
        now = versions.current()
        listed = [
            entry
            for name in sorted(now.lists)
            for entry in entries.each(versions.folder(name) / now.version(name))
        ]
    dice = random.Random(2026)
    listed, held = _held_out(listed, dice)
    others = [
        Asked(name=Name(text=name, schema="organisation"), entry=None, kind="aid")
        for name in screening.aid_organisations()[:OTHERS]
    ]
    return listed, [*held, *_corrupted(listed, dice), *others]


def _held_out(listed: Sequence[Entry], dice: random.Random) -> tuple[list[Entry], list[Asked]]:
    """Hold out one alias each of some entries: one that the list does not call weak and that stands
    nowhere else.
    """
    met: dict[str, int] = {}
    for entry in listed:
        for alias in entry.names:
            met[alias.text.casefold()] = met.get(alias.text.casefold(), 0) + 1
    kept = list(listed)
    asked: list[Asked] = []
    for at in dice.sample(range(len(listed)), len(listed)):
        entry = listed[at]
        able = [
            alias
            for alias in entry.aliases
            if alias.quality != "weak" and met[alias.text.casefold()] == 1
        ]
        if able and len(asked) < ALIASES:
            out = dice.choice(able)
            kept[at] = Entry(
                **{
                    **vars(entry),
                    "aliases": tuple(alias for alias in entry.aliases if alias != out),
                }
            )
            asked.append(
                Asked(
                    name=Name(text=out.text, schema=entry.schema), entry=at, kind="held-out aliases"
                )
            )
    return kept, asked


def _corrupted(listed: Sequence[Entry], dice: random.Random) -> Iterator[Asked]:
    for kind, corrupt in WAYS.items():
        found = 0
        for at in dice.sample(range(len(listed)), len(listed)):
            text = corrupt(listed[at].name, dice) if found < CORRUPTED else ""
            if text and text != listed[at].name:
                found += 1
                yield Asked(name=Name(text=text, schema=listed[at].schema), entry=at, kind=kind)


def _typo(text: str, dice: random.Random) -> str:
    able = [at for at in range(1, len(text) - 1) if text[at - 1 : at + 2].isalpha()]
    if len(text) < 6 or not able:
        return ""
    at = dice.choice(able)
    letter = dice.choice("aeinrst")
    return dice.choice(
        [
            text[:at] + letter + text[at + 1 :],
            text[:at] + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        ]
    )


def _dropped(text: str, dice: random.Random) -> str:
    words = text.split()
    if len(words) < 3:
        return ""
    words.pop(dice.randrange(len(words)))
    return " ".join(words)


def _swapped(text: str, dice: random.Random) -> str:
    words = text.split()
    if len(words) < 2:
        return ""
    at = dice.randrange(len(words) - 1)
    words[at : at + 2] = reversed(words[at : at + 2])
    return " ".join(words)


def _glued(text: str, dice: random.Random) -> str:
    gaps = [
        at
        for at in range(1, len(text) - 1)
        if text[at] == " " and text[at - 1].isalpha() and text[at + 1].isalpha()
    ]
    at = dice.choice(gaps) if gaps else 0
    return text[:at] + text[at + 1 :] if at else ""


def _without_form(text: str, dice: random.Random) -> str:
    return FORM.sub("", text)


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "typos": _typo,
    "words dropped": _dropped,
    "words swapped": _swapped,
    "words glued": _glued,
    "legal forms dropped": _without_form,
}


def _ours(listed: Sequence[Entry], asked: Sequence[Asked], *, limit: int = 10) -> Told:
    names = [
        (at, Name(text=alias.text, schema=entry.schema))
        for at, entry in enumerate(listed)
        for alias in entry.names
    ]
    built = index([name for _, name in names])
    for _ in search_many(built, [Name(text="A Name of Nobody Limited", schema="organisation")]):
        pass
    _parse.cache_clear()
    skeleton.cache_clear()
    start = process_time()
    found = list(search_many(built, [each.name for each in asked], limit=limit))
    seconds = process_time() - start
    pairs = [[(names[hit.position][0], hit.score) for hit in hits] for hits in found]
    return Told(
        seconds=seconds,
        scores=_best(asked, pairs),
        detail=f"{len(names):,} names of {len(listed):,} entries, {limit} hits a query",
    )


def _theirs(listed: Sequence[Entry], asked: Sequence[Asked], *, most: int | None = None) -> Told:
    """`most` is how many candidates the blocker may propose;
    its default is none of ours to choose.
    """
    document = {
        "entries": [
            (str(at), entry.schema, [alias.text for alias in entry.names])
            for at, entry in enumerate(listed)
        ],
        "queries": [(each.name.schema, each.name.text) for each in asked],
        "most": most,
    }
    alone = {**os.environ, "NOMENKLATURA_DUCKDB_THREADS": "1"}
    alone.pop("PYTHONPATH", None)
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
    told = json.loads(done.stdout)
    pairs = [[(int(entry), score) for entry, score in found] for found in told["found"]]
    detail = f"nomenklatura {told['version']}, up to {told['most']} candidates, {sum(map(len, pairs)) / len(pairs):.1f} scored a query"
    split = f"blocker {told['blocker']:.1f} s, logic-v2 {told['compare']:.1f} s"
    return Told(
        seconds=told["blocker"] + told["compare"],
        scores=_best(asked, pairs),
        detail=f"{detail}; {split}",
    )


def _best(
    asked: Sequence[Asked], found: Sequence[Sequence[tuple[int, float]]]
) -> NDArray[np.float64]:
    return np.array(
        [
            max(
                (score for at, score in pairs if each.entry is None or at == each.entry),
                default=0.0,
            )
            for each, pairs in zip(asked, found, strict=True)
        ]
    )


def compared(asked: Sequence[Asked], ours: Told, theirs: Told) -> Iterator[Compared]:
    """Yield recall at 1 % false positives with its interval (bootstrap over the queries), on all
    queries and by kind.
    """
    kinds = np.array([each.kind for each in asked])
    listed = kinds != "aid"
    ways = np.isin(kinds, list(WAYS))
    slices = {
        "all listed names": listed,
        "held-out aliases": kinds == "held-out aliases",
        "corrupted names": ways,
    }
    slices |= {kind: kinds == kind for kind in WAYS}
    for kind, mine in slices.items():
        taken = np.nonzero(mine | ~listed)[0]
        rolls = [
            _recalls(listed[at], ours.scores[at], theirs.scores[at])
            for at in (taken[roll] for roll in gold.resamples(len(taken)))
        ]
        a, b = _recalls(listed[taken], ours.scores[taken], theirs.scores[taken])
        yield Compared(
            kind=kind,
            queries=int(mine.sum()),
            ours=gold.measured(a, [mine for mine, _ in rolls]),
            theirs=gold.measured(b, [other for _, other in rolls]),
            ahead=gold.measured(a - b, [mine - other for mine, other in rolls]),
        )


def _recalls(
    listed: NDArray[np.bool_], ours: NDArray[np.float64], theirs: NDArray[np.float64]
) -> tuple[float, float]:
    a, b = (
        gold.recall_at(listed, scores, false_positives=FALSE_POSITIVES) for scores in (ours, theirs)
    )
    return a, b


def show() -> None:
    """Print all that was measured: with the blocker's default of candidates, and with as many as
    ours returns.
    """
    listed, asked = made()
    ours = _ours(listed, asked)
    print(f"ours: {len(asked) / ours.seconds:,.0f} names a second ({ours.detail})")
    for most in (None, 10):
        theirs = _theirs(listed, asked, most=most)
        print(
            f"theirs: {len(asked) / theirs.seconds:,.1f} names a second ({theirs.detail}): {theirs.seconds / ours.seconds:.1f} × slower"
        )
        for each in compared(asked, ours, theirs):
            print(
                f"  {each.kind:<20} {each.queries:>5}  ours {each.ours}  theirs {each.theirs}  ahead by {each.ahead}"
            )


if __name__ == "__main__":
    show()
