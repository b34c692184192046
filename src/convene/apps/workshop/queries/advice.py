"""What the guide says to a draft: the answer it rests on, what it suggests, and what comes next."""

from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import gettext as _

from convene import packs
from convene.apps.workshop.models import MOST_ROWS
from convene.core.answer import Advised, Answer
from convene.core.asks import ask_list, column
from convene.core.draft import Ask, AskKind, Draft, Task
from convene.core.guide import Challenge, Guide, Lesson, Model
from convene.core.labels import FITS
from convene.core.request import Request
from convene.packs import PackError
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

    def advised(self, model: str) -> Advised | None:
        return self.answer.advised(model)


def of(draft: Draft) -> Advice | None:
    """Return what the guide answers to a draft, or None when that guide is no longer at hand."""
    return advice(draft.request, pack=draft.pack)


def advice(request: Request, *, pack: str) -> Advice | None:
    """Return what a guide answers, or None where it is not at hand."""
    try:
        return Advice(guide=packs.guide(pack), answer=answer(request, pack))
    except (KeyError, PackError):
        return None


def band(found: Advice, model: str) -> str:
    """Return in words how well a kind of alliance fits what was asked."""
    advised = found.advised(model)
    return _(FITS[advised.band]) if advised else _("Not put forward by the advice")


def suggested_title(found: Advice, model: str, *, country: str) -> str:
    chosen = found.model(model)
    if chosen is None or not country:
        return chosen.title if chosen else ""
    return _("%(model)s in %(country)s") % {"model": chosen.title, "country": country}


def suggested_tasks(found: Advice) -> tuple[Task, ...]:
    """Return the pieces of work that usually answer the challenges named,
    each without a champion.
    """
    challenges = (found.guide.get(id, Challenge) for id in found.answer.challenges)
    titles = dict.fromkeys(_sentence(task) for challenge in challenges for task in challenge.tasks)
    return tuple(Task(id=str(uuid4()), title=title) for title in list(titles)[:MOST_ROWS])


def suggested_asks(found: Advice, model: str) -> tuple[Ask, ...]:
    """Return what each kind of party gave in the guide's examples of a model, to be asked of
    somebody of that kind.
    """
    if model not in found.guide.records:
        return ()
    wanted = [
        Ask(
            id=str(uuid4()),
            who=_party(row.party, found.guide),
            kind=ask_kind(code, guide=found.guide),
            contribution=code,
        )
        for row in ask_list(model, answer=found.answer, guide=found.guide)
        for code in (*row.cash, *row.kind, *row.influence)
    ]
    return tuple(wanted[:MOST_ROWS])


def _party(code: str, guide: Guide) -> str:
    return _(guide.word("parties", code).title) if code else ""


def ask_kind(code: str, *, guide: Guide) -> AskKind:
    """Return the column of a contribution. Raises KeyError for one the catalogue does not know."""
    return column(code, guide=guide)


def next_step(draft: Draft) -> str:
    """Return what a draft lacks most, as a sentence; empty when it can go to others."""
    steps = (
        (draft.problem, _("Say what the problem is, in words a partner would use.")),
        (draft.model, _("Choose a kind of alliance.")),
        (draft.model_reason, _("Say why you chose this kind of alliance.")),
        (draft.tasks, _("Split the work into tasks that one partner could own.")),
        (any(task.champion for task in draft.tasks), _("Say who could champion a task.")),
        (draft.asks, _("Write down what you would ask for.")),
        (any(ask.who for ask in draft.asks), _("Say of whom you would ask it.")),
    )
    return next((sentence for done, sentence in steps if not done), "")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
