"""Which lessons hold in an alliance, and why; and whether a text names somebody who did not let it.

A lesson holds where one of its triggers is known to. What is not known does not mean that it does
not hold, and stands apart.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from convene.core.reasons import Reason, Traced
from convene.core.reasons import gettext_noop as _

ALWAYS = "always"
OF_MODEL = _("The kind of alliance is “{model}”.")
OTHER_MODEL = _("The kind of alliance is “{model}”, and not one that this is about.")


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """When a lesson matters: where one of these codes holds, or in an alliance of these models."""

    id: str
    when: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of an alliance: codes that hold and that do not, each with why; its model, by
    its code and its title. `brought` are lessons that something else brings, with why.
    """

    holds: Traced = field(default_factory=dict)
    fails: Traced = field(default_factory=dict)
    brought: Traced = field(default_factory=dict)
    model: str = ""
    model_title: str = ""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Whether a lesson holds, with why, or which of its codes nobody knows. `by_model` says that
    the kind of alliance would tell.
    """

    id: str
    stands: Literal["holds", "unknown", "not_here"]
    because: tuple[Reason, ...] = ()
    unknown: tuple[str, ...] = ()
    by_model: bool = False


def judged(lesson: Lesson, known: Known) -> Judged:
    """Return whether a lesson holds in an alliance."""
    because = tuple(dict.fromkeys(map(_Same, _because(lesson, known))))
    if because:
        return Judged(id=lesson.id, stands="holds", because=tuple(it.reason for it in because))
    codes = tuple(code for code in lesson.when if code not in known.fails)
    by_model = bool(lesson.models) and not known.model
    if codes or by_model or not (lesson.when or lesson.models):
        return Judged(id=lesson.id, stands="unknown", unknown=codes, by_model=by_model)
    against = tuple(reason for code in lesson.when for reason in known.fails[code])
    other = (Reason(OTHER_MODEL, {"model": known.model_title}),) if lesson.models else ()
    return Judged(id=lesson.id, stands="not_here", because=(*against, *other))


@dataclass(frozen=True)
class _Same:
    """A reason that equals another with the same sentence and values."""

    reason: Reason

    def __hash__(self) -> int:
        return hash(str(self.reason))


def _because(lesson: Lesson, known: Known) -> Iterator[Reason]:
    brought = known.brought.get(lesson.id, ())
    yield from brought
    for code in lesson.when:
        if code != ALWAYS or not brought:
            yield from known.holds.get(code, ())
    if known.model and known.model in lesson.models:
        yield Reason(OF_MODEL, {"model": known.model_title})


def named_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return which names stand in a text as whole words, whatever their case, accents and
    punctuation.
    """
    within = f" {_plain(text)} "
    plain: Mapping[str, str] = {name: _plain(name) for name in names}
    return tuple(name for name, words in plain.items() if words and f" {words} " in within)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold()
    kept = (char for char in letters if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in kept).split())
