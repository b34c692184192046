"""Which models a published activity resembles, by the rules of the guide in use."""

from collections.abc import Iterable, Sequence
from functools import cache

from convene import packs
from convene.core import mapping
from convene.core.mapping import Mapped, Rules
from convene.core.records import Sector, Text


def models(
    *, sectors: Iterable[Sector], titles: Sequence[Text] = (), descriptions: Sequence[Text] = ()
) -> tuple[Mapped, ...]:
    """Return the models that sectors and texts in any languages point to, each with its confidence
    and reason.
    """
    return mapping.models(rules(), sectors=sectors, titles=titles, descriptions=descriptions)


@cache
def rules(guide: str = packs.BUILT_IN) -> Rules:
    """Return the rules of a guide, compiled once a process."""
    return mapping.rules(packs.guide(guide))
