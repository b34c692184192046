"""What the guide says to a draft: the answer it rests on, and what it suggests."""

from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convene import packs
from convene.apps.workshop.models import MOST_ROWS
from convene.core import drafting
from convene.core.answer import Answer
from convene.core.draft import Ask, Draft, Task
from convene.core.guide import Guide, Lesson, Model
from convene.core.labels import FITS
from convene.core.request import Request
from convene.packs import PackError, places
from convene.questions.advice import answer


@dataclass(frozen=True, kw_only=True)
class Advice:
    """A guide and its answer to the codes of one draft."""

    guide: Guide
    answer: Answer

    @property
    def unknown(self) -> tuple[str, ...]:
        """Codes asked for that the guide does not know (any more)."""
        return tuple(item.value for item in self.answer.unknown)

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        return tuple(self.guide.get(id, Lesson) for id in self.answer.lessons)

    def model(self, id: str) -> Model | None:
        found = self.guide.records.get(id)
        return found if isinstance(found, Model) else None


def of(draft: Draft) -> Advice | None:
    """Return what the guide answers to a draft, or None when that guide is no longer at hand."""
    return advice(draft.request, pack=draft.pack)


def advice(request: Request, *, pack: str) -> Advice | None:
    """Return what a guide answers, or None where it is not at hand."""
    try:
        return Advice(guide=packs.guide(pack), answer=answer(request, pack))
    except (KeyError, PackError):
        return None


def band(given: Advice, model: str) -> str:
    """Return in words how well a kind of alliance fits what was asked."""
    advised = given.answer.advised(model)
    return _(FITS[advised.band]) if advised else _("Not put forward by the advice")


def first_draft(given: Advice, *, model: str, **typed: str) -> Draft:
    """Return a draft that begins with what the guide suggests, and what somebody typed."""
    guide, answer = given.guide, given.answer
    tasks = list(drafting.tasks(answer, guide=guide))[:MOST_ROWS]
    asks = list(drafting.asks(model, answer=answer, guide=guide))[:MOST_ROWS]
    return Draft(
        pack=guide.about.id,
        country=country(given),
        model=model,
        request=given.answer.request,
        tasks=tuple(Task(id=str(uuid4()), title=title) for title in tasks),
        asks=tuple(
            Ask(id=str(uuid4()), who=_party(party, guide), kind=kind, contribution=code)
            for party, kind, code in asks
        ),
        **typed,
    )


def suggested_tasks(given: Advice, *, model: str) -> tuple[drafting.Suggestion, ...]:
    """Return what could become tasks of an alliance of this kind, each with its record."""
    return drafting.suggestions(model, answer=given.answer, guide=given.guide)


def _party(code: str, guide: Guide) -> str:
    return _(guide.word("parties", code).title) if code else ""


def country(given: Advice) -> str:
    """Return the country that was asked about, if it is one."""
    asked = given.answer.request.country or ""
    return asked if asked in places.regions() else ""


def suggested_title(given: Advice, model: str) -> str:
    chosen, code = given.model(model), country(given)
    if chosen is None or not code:
        return chosen.title if chosen else ""
    name = places.name(code, get_language() or "en")
    return _("%(model)s in %(country)s") % {"model": chosen.title, "country": name}
