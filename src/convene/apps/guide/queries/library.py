"""Reading the guide: what a collection holds, what a search finds, what leads to a record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from convene import packs
from convene.core.guide import Alliance, Guide, Record, Statement, title_of
from convene.core.writing import fold
from convene.packs import places, source
from convene.packs.source import Line

COLLECTIONS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    "models": (
        _("Kinds of alliance"),
        _("Kinds of alliance: why they exist, what they do, why the private side may join."),
    ),
    "examples": (
        _("Examples"),
        _("Alliances the guide tells about: who gave what, and what came of it."),
    ),
    "cases": (_("Case studies"), _("Alliances told at length, with their lessons.")),
    "challenges": (
        _("What is not working"),
        _(
            "Problems that invite an alliance, and the kinds that answer them. Expert judgement, not guide text."
        ),
    ),
    "motivations": (
        _("Why companies join"),
        _("The guide's matrix of business challenges, motives, gifts and models."),
    ),
    "questions": (_("Finding a good partner"), _("Questions that lead to partners.")),
    "sources": (_("Who to ask"), _("Those who may know possible partners.")),
    "offers": (
        _("What partners can offer"),
        _("Things besides cash that companies may be able to give."),
    ),
    "contributions": (
        _("Kinds of contribution"),
        _("What can be counted, by which method, and what is never priced."),
    ),
    "lessons": (_("Lessons"), _("Issues to watch; when each one matters is our reading.")),
    "ways": (_("Nine ways to get started"), _("First steps, said without the offices of 2009.")),
    "difficulties": (
        _("Why these alliances are hard"),
        _("Difficulties, and the lessons that answer them in our reading."),
    ),
    "benefits": (
        _("Why they are worth it"),
        _("Reasons to take the trouble, as the guide claims them."),
    ),
    "trends": (_("Trends of 2009"), _("What the guide saw coming, and who tried it.")),
    "initiatives": (_("Other initiatives"), _("What the guide names in passing.")),
    "resources": (
        _("Organisations and reading"),
        _("As the guide named them in 2009; not checked since unless a note says so."),
    ),
    "quotes": (_("People quoted"), _("Who spoke, and on what.")),
    "roles": (
        _("Offices and roles"),
        _("The offices of 2009, and the role that in our reading stands for each now."),
    ),
    "misprints": (
        _("Misprints, oddities, remarks"),
        _("What is wrong or odd in the text we hold, shown and never silently repaired."),
    ),
}
"""Every collection of a guide: its heading and what it is for."""


PASSAGE = frozenset({"anchor", "strength", "scope", "by", "state", "answer"})
"""What a statement says of its passage."""


@dataclass(frozen=True)
class Found:
    """A record, and the collection it belongs to."""

    record: Record
    collection: str

    @property
    def title(self) -> str:
        return title_of(self.record)

    @property
    def heading(self) -> str | Promise:
        return COLLECTIONS[self.collection][0]


def guide_or_none(pack: str) -> Guide | None:
    try:
        return packs.guide(pack)
    except KeyError:
        return None


def collection_of(guide: Guide, id: str) -> str:
    """Return the collection a record belongs to. Raises KeyError when there is no such record."""
    return _homes(guide.about.id)[guide.records[id].id]


@cache
def _homes(pack: str) -> Mapping[str, str]:
    return {record.id: collection for collection, record in packs.guide(pack).all_records()}


def passage(guide: Guide, cite: Statement) -> tuple[Line, ...]:
    """Return a passage of the guide, where its own text is at hand."""
    return source.passage(guide, cite)


def leading_to(guide: Guide, id: str) -> list[Found]:
    """Return the records that mention a record by its id."""
    return [
        Found(record, collection)
        for collection, record in guide.all_records()
        if record.id != id and id in set(_texts(record))
    ]


def examples(guide: Guide, *, model: str = "", country: str = "", kind: str = "") -> list[Alliance]:
    """Return examples and cases of a model, in a country, with a partner of a kind; empty means
    any.
    """
    return [
        record
        for record in guide.alliances()
        if (not model or record.model == model)
        and (not country or country in record.countries)
        and (not kind or kind in partner_kinds(record))
    ]


def partner_kinds(record: Alliance) -> set[str]:
    return {partner.kind for partner in record.partners}


def search(guide: Guide, text: str, *, limit: int = 50) -> list[Found]:
    """Return the records that hold every word, those with a word in the title first; accents and
    case do not matter.
    """
    words = fold(text[:200]).split()
    if not words:
        return []
    hits = [
        (-sum(word in title for word in words), position, record)
        for position, (record, title, body) in enumerate(_index(guide.about.id))
        if all(word in body for word in words)
    ]
    return [record for _rank, _position, record in sorted(hits, key=lambda hit: hit[:2])[:limit]]


@cache
def _index(pack: str) -> tuple[tuple[Found, str, str], ...]:
    guide = packs.guide(pack)
    return tuple(
        (
            Found(record, collection),
            fold(f"{title_of(record)} {record.id}"),
            fold(" ".join((*_texts(record), *_places(record)))),
        )
        for collection, record in guide.all_records()
        if collection in COLLECTIONS
    )


def _places(record: Record) -> Iterable[str]:
    return (places.name(code) for code in getattr(record, "countries", ()))


def _texts(item: Any) -> Iterator[str]:
    """Yield every text and reference of a record, but no words of its passages."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, Mapping):
        yield from (key for key in item if isinstance(key, str))
    elif isinstance(item, tuple):
        for part in item:
            yield from _texts(part)
    elif is_dataclass(item) and not isinstance(item, type):
        for spec in fields(item):
            if spec.init and not (isinstance(item, Statement) and spec.name in PASSAGE):
                yield from _texts(getattr(item, spec.name))
