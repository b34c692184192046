"""What is wrong with a case that its types cannot see: a line for each, with path and value."""

from collections.abc import Iterator, Sequence

from convene.core.lifecycle.case import Case, Halt, Override
from convene.core.lifecycle.path import Path

ALLIANCE = "alliance"


def faults(case: Case, *, path: Path) -> tuple[str, ...]:
    """Return what keeps a dated case from being judged."""
    return (
        *_off_the_path(case, path),
        *_partners(case),
        *_overrides(case, path),
        *_numbers(case),
    )


def _off_the_path(case: Case, path: Path) -> Iterator[str]:
    halted = case.halted
    if halted is None:
        if path.is_off(case.state):
            yield f"halted: is missing, and an alliance that is {case.state} says why and since when"
        return
    if not path.is_off(case.state):
        yield f"halted: should be left out of an alliance that is {case.state}"
        return
    yield from _halt(halted, case, path)


def _halt(halted: Halt, case: Case, path: Path) -> Iterator[str]:
    allowed = [state for move in path.moves if move.to is case.state for state in move.was]
    if halted.was not in allowed:
        known = ", ".join(allowed)
        yield f"halted.was: only from {known} is an alliance {case.state}, found “{halted.was}”"
    if halted.on > case.day:
        yield f"halted.on: should not be after {case.day}, found “{halted.on}”"
    for name, text in (("reason", halted.reason), ("owed", halted.owed)):
        if not text.strip():
            yield f"halted.{name}: should say something, found “{text}”"


def _partners(case: Case) -> Iterator[str]:
    yield from _ids("partners", [partner.id for partner in case.partners])
    for number, partner in enumerate(case.partners):
        joined, left = partner.joined_on, partner.left_on
        if joined and left and left < joined:
            yield f"partners[{number}].left_on: should not be before {joined}, found “{left}”"


def _ids(name: str, ids: Sequence[str]) -> Iterator[str]:
    for number, id in enumerate(ids):
        if not id.strip() or id == ALLIANCE:
            yield f"{name}[{number}].id: should be a name of its own, found “{id}”"
        elif id in ids[:number]:
            yield f"{name}[{number}].id: “{id}” stands twice"


def _overrides(case: Case, path: Path) -> Iterator[str]:
    for number, override in enumerate(case.overrides):
        yield from _override(f"overrides[{number}]", override, case, path)


def _override(place: str, override: Override, case: Case, path: Path) -> Iterator[str]:
    known = {needed.code: needed for needed in path.requirements}
    needed = known.get(override.code)
    if needed is None:
        codes = ", ".join(known)
        yield f"{place}.code: “{override.code}” is no requirement; there are {codes}"
    elif needed.about == ALLIANCE and override.about != ALLIANCE:
        yield f"{place}.about: {needed.code} is about the alliance, found “{override.about}”"
    elif needed.about == "partner" and override.about not in {it.id for it in case.partners}:
        yield f"{place}.about: {needed.code} is about a partner, found “{override.about}”"


def _numbers(case: Case) -> Iterator[str]:
    for name, count in (("tasks", case.tasks), ("body_members", case.body_members)):
        if count is not None and count < 0:
            yield f"{name}: should be 0 or more, found {count}"
    yield from _ids("risks", [risk.id for risk in case.risks or ()])
    for number, risk in enumerate(case.risks or ()):
        for name, step in (("likelihood", risk.likelihood), ("impact", risk.impact)):
            if step is not None and not 1 <= step <= 5:
                yield f"risks[{number}].{name}: should be 1 to 5, found {step}"
