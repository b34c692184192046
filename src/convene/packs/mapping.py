"""Which models a published activity resembles, by the rules of the guide in use."""

from collections.abc import Iterable, Sequence
from functools import cache

from convene import packs
from convene.core import mapping
from convene.core.mapping import Mapped, Rules
from convene.core.records import Activity, Sector, Text


def models_of(activity: Activity) -> tuple[Mapped, ...]:
    """Return the models that a whole activity points to; the sectors of its transactions count like its own."""
    sectors = {*activity.sectors, *(sector for money in activity.money for sector in money.sectors)}
    return models(sectors=sectors, titles=activity.titles, descriptions=activity.descriptions)


def models(*, sectors: Iterable[Sector], titles: Sequence[Text] = (), descriptions: Sequence[Text] = ()) -> tuple[Mapped, ...]:
    """Return the models that sectors and texts in any languages point to, each with its confidence and reason."""
    return mapping.models(rules(), sectors=sectors, titles=titles, descriptions=descriptions)


@cache
def rules(guide: str = packs.BUILT_IN) -> Rules:
    """Return the rules of a guide, compiled once a process."""
    return mapping.rules(packs.guide(guide))
