"""Why somebody might join, and what to ask for: the row of the guide's matrix that fits best, and
what partners of its kind gave.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from convene.core.asks import UNDESCRIBED
from convene.core.guide import Guide, Motivation
from convene.core.longlist.calling import gifts
from convene.core.longlist.facts import Facts, Party, Wanted
from convene.core.longlist.rules import Evidence

Link = Literal["printed", "inferred", "none"]
LINKS: tuple[Link, ...] = ("printed", "inferred", "none")
CONVENING = "CONVENING"
"""What a chamber can give by being one: it calls its members together. Ours."""
KIND_IN_GUIDE: Mapping[Party, str] = {"chamber": "business_association"}
"""What the guide calls a kind of partner, where its word is another."""


def fitting(
    facts: Facts, lines: Sequence[Evidence], *, wanted: Wanted, guide: Guide
) -> tuple[str, Link]:
    """Return the motivation that fits best: one that leads to a wanted model before others; under
    which the guide itself names this one before what its records point to, and then the weightier
    line first.
    """
    named = [row.id for row in guide.motivations if facts.name in row.companies]
    rows = [
        *named,
        *(line.row for line in sorted(lines, key=lambda line: -line.weight) if line.row),
    ]
    links = [(row, _link(guide.get(row, Motivation), wanted)) for row in rows]
    return min(links, key=lambda pair: LINKS.index(pair[1]), default=("", "none"))


def _link(row: Motivation, wanted: Wanted) -> Link:
    if not wanted.models:
        return "printed" if row.models else "inferred"
    if set(row.models) & set(wanted.models):
        return "printed"
    return "inferred" if set(row.models_inferred) & set(wanted.models) else "none"


def asks(facts: Facts, row: str, *, wanted: Wanted, guide: Guide) -> tuple[str, ...]:
    """Return what to ask for: what it gave itself, what partners of this kind gave in alliances of
    the wanted models, then what the row names as possible.
    """
    models = wanted.models or tuple(model.id for model in guide.models)
    party = KIND_IN_GUIDE.get(facts.party, facts.party)
    given = [
        gift.code
        for model in models
        for _alliance, partner, gift in guide.gifts(model)
        if partner.kind == party and gift.state == "given" and gift.code not in UNDESCRIBED
    ]
    named = guide.get(row, Motivation).noncash if row else ()
    own = [*gifts(facts, guide=guide)]
    if facts.party == "chamber" and CONVENING in guide.records:
        own.append(CONVENING)
    often = (code for code, _ in Counter(given).most_common(4))
    return tuple(dict.fromkeys([*own, *often, *named]))
