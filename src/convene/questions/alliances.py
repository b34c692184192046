"""Where an alliance stands on its path."""

from dataclasses import replace
from datetime import date
from typing import Any

from convene.core.lifecycle import Case, Overridden, Standing, Unmet, faults, standing
from convene.packs.alliances import path
from convene.packs.read import ReadError, fit
from convene.questions.shapes import alliance as shapes


def case_of(document: Any, *, today: date) -> Case:
    """Return what a document says of an alliance, of today unless it names its day. Raises
    ReadError with a line for each fault.
    """
    if not isinstance(document, dict):
        raise ReadError("should hold keys such as state and partners")
    case = fit(document, Case)
    dated = replace(case, on=case.on or today)
    if wrong := faults(dated, path=path()):
        raise ReadError("\n".join(wrong))
    return dated


def check(case: Case) -> Standing:
    """Return where an alliance stands by the path that ships with Convene."""
    return standing(case, path=path())


def shape(answer: Standing) -> shapes.Checked:
    """Return an answer as it is published."""
    return shapes.Checked(
        state=answer.state,
        next=answer.next,
        unmet=tuple(map(_unmet, answer.unmet)),
        overridden=tuple(map(_overridden, answer.overridden)),
        void=tuple(
            shapes.Void(
                code=it.needed.code,
                gate=it.needed.gate,
                about=it.override.about,
                because=it.because,
            )
            for it in answer.void
        ),
        stopped=tuple(
            shapes.Stopped(partner=stop.partner or None, because=stop.because, what=stop.what)
            for stop in answer.stopped
        ),
    )


def _unmet(lack: Unmet) -> shapes.Unmet:
    needed = lack.needed
    return shapes.Unmet(
        code=needed.code,
        gate=needed.gate,
        about=lack.about,
        who=needed.who,
        overridable=needed.overridable,
    )


def _overridden(kept: Overridden) -> shapes.Overridden:
    override = kept.override
    return shapes.Overridden(
        code=kept.needed.code,
        gate=kept.needed.gate,
        about=override.about,
        asked_by=override.asked_by,
        agreed_by=override.agreed_by,
        reason=override.reason,
        last_day=override.last_day,
    )
