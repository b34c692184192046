"""Questions in, answers out: between a page's query string and the rules in `core`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from convene.core.answer import PARTS, Advised, Answer, strength
from convene.core.asks import AskRow, ask_list, silent
from convene.core.guide import Alliance, Guide, Lesson, Model
from convene.core.reasons import Reason
from convene.core.request import Request
from convene.core.suggest import Suggestions
from convene.packs.read import fit

NAMES: Mapping[str, str] = {
    "challenges": "challenge",
    "sectors": "sector",
    "partner_types": "partner_type",
    "traits": "trait",
}
"""The lists of a request, and what each is called in an address."""
SINGLES = ("country", "region", "level", "civic_space", "reprisal_risk")
MOST, LONGEST = 60, 80
"""Most values of one list, and most characters of one value, that an address may carry."""


def request_of(query: QueryDict) -> Request:
    """Return the request that an address asks."""
    lists = {
        field: [value[:LONGEST] for value in query.getlist(name)[:MOST]]
        for field, name in NAMES.items()
    }
    return fit({name: query.get(name, "")[:LONGEST] or None for name in SINGLES} | lists, Request)


def address_of(request: Request) -> str:
    """Return the query string that asks a request again: codes only, never what people typed."""
    query = QueryDict(mutable=True)
    for name in SINGLES:
        if value := getattr(request, name):
            query[name] = value
    for field, name in NAMES.items():
        if values := getattr(request, field):
            query.setlist(name, list(values))
    return query.urlencode()


@dataclass(frozen=True)
class Meant:
    """A problem to tick, with the saying of it that somebody's words are close to."""

    id: str
    title: str
    why: str
    ticked: bool


def meant(
    suggestions: Suggestions, *, ticked: Sequence[str], guide: Guide
) -> dict[str, tuple[Meant, ...]]:
    """Return the problems near to somebody's words and those that are ticked already as `meant`,
    and those perhaps meant; none stands twice.
    """
    why = {item.challenge: item.why for item in (*suggestions.near, *suggestions.perhaps)}
    titles = {challenge.id: challenge.title for challenge in guide.challenges}
    near = dict.fromkeys([*(item.challenge for item in suggestions.near), *ticked])
    perhaps = [item.challenge for item in suggestions.perhaps if item.challenge not in near]
    return {
        name: tuple(
            Meant(id, titles[id], why.get(id, ""), id in ticked) for id in ids if id in titles
        )
        for name, ids in (("meant", near), ("perhaps", perhaps))
    }


@dataclass(frozen=True)
class Part:
    """One part of a model's fit, as 0 to 4 marks and in words."""

    name: str
    marks: int
    reasons: tuple[Reason, ...]

    @property
    def full(self) -> str:
        return "●" * self.marks

    @property
    def empty(self) -> str:
        return "●" * (4 - self.marks)


@dataclass(frozen=True)
class Offer:
    """A model on offer, with all that its card shows."""

    advised: Advised
    model: Model
    parts: tuple[Part, ...]
    precedents: tuple[Alliance, ...]
    asks: tuple[AskRow, ...]
    silent: tuple[str, ...]
    kinds_seen: tuple[str, ...]


def offers(answer: Answer, *, guide: Guide) -> list[Offer]:
    """Return every model on offer, best first."""
    return [
        Offer(
            advised=advised,
            model=guide.get(advised.model, Model),
            parts=tuple(
                Part(name, strength(advised.parts[name]), advised.because[name]) for name in PARTS
            ),
            precedents=tuple(
                record
                for id in advised.examples
                if isinstance(record := guide.records[id], Alliance)
            ),
            asks=ask_list(advised.model, answer=answer, guide=guide),
            silent=silent(advised.model, guide=guide),
            kinds_seen=next(tuple(r.seen) for r in guide.model_rules if r.model == advised.model),
        )
        for advised in answer.models
    ]


def lessons(answer: Answer, *, guide: Guide) -> list[tuple[Lesson, tuple[Reason, ...]]]:
    """Return the lessons that apply, those this situation triggered before those that
    always hold.
    """
    found = [(guide.get(id, Lesson), reasons) for id, reasons in answer.lessons.items()]
    return sorted(found, key=lambda item: item[0].id in guide.always_lessons)
