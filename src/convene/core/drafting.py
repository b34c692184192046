"""What a draft of an alliance begins with, and what it lacks most."""

from collections.abc import Iterator
from dataclasses import dataclass

from convene.core.answer import Answer
from convene.core.asks import UNDESCRIBED, ask_list, column
from convene.core.draft import AskKind, Draft
from convene.core.guide import Case, Challenge, Example, Guide, Model
from convene.core.reasons import gettext_noop

Ask = tuple[str, AskKind, str]
"""A kind of party (empty: anyone), the kind of what it gave, and the contribution."""


def tasks(answer: Answer, *, guide: Guide) -> tuple[str, ...]:
    """Return the pieces of work that usually answer the challenges named, each once."""
    named = (guide.get(id, Challenge) for id in answer.challenges)
    pieces = (task for challenge in named for task in challenge.tasks)
    return tuple(dict.fromkeys(piece[:1].upper() + piece[1:] for piece in pieces))


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A piece of work, and the record of the guide that tells of it."""

    title: str
    source: str


def suggestions(model: str, *, answer: Answer, guide: Guide) -> tuple[Suggestion, ...]:
    """Return the pieces of work that usually answer the challenges named, then what the guide's
    examples of a model did, each once with the first record that tells of it.
    """
    challenges = (guide.get(id, Challenge) for id in answer.challenges)
    usual = ((task, item.id) for item in challenges for task in item.tasks)
    by_title: dict[str, str] = {}
    for text, source in (*usual, *_done_before(model, guide=guide)):
        by_title.setdefault((text[:1].upper() + text[1:]).rstrip("."), source)
    return tuple(Suggestion(title=title, source=source) for title, source in by_title.items())


def _done_before(model: str, *, guide: Guide) -> Iterator[tuple[str, str]]:
    known = guide.records.get(model)
    for id in known.examples if isinstance(known, Model) else ():
        alliance = guide.records[id]
        if isinstance(alliance, Example):
            yield alliance.activity.text, id
        elif isinstance(alliance, Case):
            yield from ((activity.text, id) for activity in alliance.activities)


def asks(model: str, *, answer: Answer, guide: Guide) -> Iterator[Ask]:
    """Yield what each kind of party gave in the guide's examples of a model, to be asked of
    somebody of that kind; nothing for a model that the guide does not know.
    """
    for row in ask_list(model, answer=answer, guide=guide) if model in guide.records else ():
        for code in (*row.cash, *row.kind, *row.influence):
            if code in UNDESCRIBED:
                continue
            yield row.party, column(code, guide=guide), code


def next_step(draft: Draft) -> str:
    """Return what a draft lacks most, as a sentence; empty when it can go to others."""
    steps = (
        (draft.problem, gettext_noop("Say what the problem is, in words a partner would use.")),
        (draft.model, gettext_noop("Choose a kind of alliance.")),
        (draft.model_reason, gettext_noop("Say why you chose this kind of alliance.")),
        (draft.tasks, gettext_noop("Split the work into tasks that one partner could own.")),
        (
            any(task.champion for task in draft.tasks),
            gettext_noop("Say who could champion a task."),
        ),
        (draft.asks, gettext_noop("Write down what you would ask for.")),
        (any(ask.who for ask in draft.asks), gettext_noop("Say of whom you would ask it.")),
    )
    return next((sentence for done, sentence in steps if not done), "")
