"""Per cents of an activity: of its countries and regions together, and of its sectors, each list of
codes for itself, the standard wants a hundred.
"""

from decimal import Decimal

from lxml import etree

from convene.feeds.iati.draft import Draft
from convene.feeds.values import odd_share, odd_total, share

PLACES = "countries and regions"


def written(element: etree._Element) -> tuple[Decimal | None, str]:
    """Return the per cent of an element, and what is odd about it."""
    typed = element.get("percentage")
    return (share(typed), odd_share(typed)) if typed else (None, "")


def note_totals(draft: Draft) -> None:
    """Note each sum of per cents that is not a hundred."""
    groups: dict[tuple[str, str], list[Decimal | None]] = {}
    for vocabulary in dict.fromkeys(name for name, _ in draft.shares) or ("",):
        regions = (part for name, part in draft.shares if name == vocabulary)
        groups[PLACES, vocabulary] = [*(place.percentage for place in draft.places), *regions]
    for sector in draft.sectors:
        groups.setdefault(("sectors", sector.vocabulary), []).append(sector.percentage)
    for (of, _), shares in groups.items():
        if odd := odd_total(shares, of=of):
            draft.note(odd)
