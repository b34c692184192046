"""Names: how fast they are found and screened, how many false alerts they raise, and how well pairs
are told apart.

What needs the published lists and labelled names says so and is left out where they are not at hand
(CONVENE_SHARED_DATA).
"""

import os
import sys
from collections.abc import Iterator

from convene.matching import score
from tests.bench import before, gold, lists, matching, other_scripts, screening, throughput
from tests.bench.figures import Figure
from tools.matcher_card import AID

MOST_MEMORY = 1500
LEAST_OF_ALL, LEAST_OF_AID = 0.796, 0.586
"""Average precision on the pairs held out: at the commit before other scripts came, and of aid as
it was measured last.
"""


def measure() -> list[Figure]:
    figures = _index()
    if not gold.SHARED.is_dir():
        print(
            "names: no published lists and labelled names at hand; only made-up names were measured",
            file=sys.stderr,
        )
        return figures
    beside = throughput.measure() if os.environ.get("CONVENE_PEER_PYTHON") else []
    return [
        *(*figures, *_screening(), *other_scripts.measure(), *lists.measure()),
        *(*_precision(), *_pairs(), *before.measure(), *beside),
    ]


def _precision() -> Iterator[Figure]:
    """Hold average precision on labelled pairs against what it was before other scripts came."""
    held = list(gold.pairs("held out"))
    for what, sources, least in (
        ("all", {pair.slice for pair in held}, LEAST_OF_ALL),
        ("aid", set(AID), LEAST_OF_AID),
    ):
        pairs = [pair for pair in held if pair.slice in sources]
        same, scores = [pair.same for pair in pairs], [score(p.left, p.right) for p in pairs]
        value = gold.measures(same, scores)["average precision"]
        yield Figure(
            f"average precision short of 1, {what} ({len(pairs)} pairs held out: {value})",
            1 - value.value,
            "",
            round(1 - least, 3),
        )


def _index() -> list[Figure]:
    small, large = matching.index_speed()
    return [
        Figure(f"a name among {small.names:,}, p95", small.query_p95_ms, "ms", 5),
        Figure(f"a name among {large.names:,}, p95", large.query_p95_ms, "ms", 15),
        Figure(
            f"memory of indexing {large.names:,} names, at its peak",
            large.peak_mb,
            "MB",
            MOST_MEMORY,
        ),
    ]


def _screening() -> list[Figure]:
    measured = screening.measure()
    return [
        Figure("loading OFAC's list of 2021", screening.load_ofac(), "s", 5),
        Figure(
            "false alerts per 1,000 aid organisations",
            measured["alerts per 1,000 aid organisations"],
            "",
            10,
        ),
        Figure("screening one name in process, p95", measured["p95 of one query in ms"], "ms", 5),
    ]


def _pairs() -> list[Figure]:
    """Compare with logic-v2 on the same pairs, where CONVENE_PEER_PYTHON names an interpreter that
    has it: at most 1 is no worse.
    """
    found = [each for each in matching.pairs() if each.theirs is not None]
    return [
        Figure(
            f"{each.name}: logic-v2's {name} as a share of ours",
            float(theirs.value) / max(float(each.ours[name].value), 1e-9),
            "",
            1,
        )
        for each in found
        if each.theirs is not None
        for name, theirs in each.theirs.items()
    ]
