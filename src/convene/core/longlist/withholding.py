"""When a candidate is not shown to everyone: someone authorised looks first. A likeness of names is
no finding.
"""

from collections.abc import Collection, Iterable

from convene.core.watchlists import Match

LISTINGS = frozenset({"sanction", "debarment", "own"})
"""Kinds of entries that bar someone; journalists, politicians and the like that lists hold too do
not.
"""


def alerts(
    matches: Iterable[Match], *, ruled_out: Collection[tuple[str, str]] = ()
) -> tuple[Match, ...]:
    """Return the strong likenesses with listed names that nobody has ruled out yet; `ruled_out` are
    pairs of list and entry.
    """
    return tuple(
        match
        for match in matches
        if match.kind in LISTINGS
        and match.band == "strong"
        and (match.list, match.entry) not in ruled_out
    )
