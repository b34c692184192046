"""What alliances go by, as it ships: the path with its states, moves and gates, and the risks that
are worth proposing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path as File
from typing import TypeVar

from convene.core.lifecycle import NEVER_OVERRIDDEN, OF_ALLIANCE, OF_PARTNER, Path, Stage
from convene.core.safeguards import Safeguard
from convene.packs.load import PackError
from convene.packs.read import ReadError, fit, parse_file

HERE = File(__file__).parent
T = TypeVar("T")


@dataclass(frozen=True)
class Safeguards:
    """The file of risks worth proposing."""

    risks: tuple[Safeguard, ...]


@cache
def path() -> Path:
    """Return the path that ships with Convene."""
    return load_path(HERE / "lifecycle.yaml")


def load_path(file: File) -> Path:
    """Return the path that a file holds. Raises PackError with one line for each fault."""
    loaded = _read(file, Path)
    if faults := [f"{file.name}: {fault}" for fault in _faults(loaded)]:
        raise PackError("\n".join(faults))
    return loaded


@cache
def safeguards() -> tuple[Safeguard, ...]:
    """Return the risks worth proposing that ship with Convene."""
    return load_safeguards(HERE / "risks.yaml")


def load_safeguards(file: File) -> tuple[Safeguard, ...]:
    """Return the risks worth proposing that a file holds. Raises PackError with one line for each
    fault.
    """
    risks = _read(file, Safeguards).risks
    ids = [risk.id for risk in risks]
    if twice := [id for number, id in enumerate(ids) if id in ids[:number]]:
        raise PackError("\n".join(f"{file.name}: “{id}” stands twice" for id in twice))
    return risks


def _read(file: File, kind: type[T]) -> T:
    try:
        return fit(parse_file(file), kind)
    except ReadError as error:
        raise PackError(
            "\n".join(f"{file.name}: {line}" for line in str(error).splitlines())
        ) from error


def _faults(path: Path) -> Iterator[str]:
    yield from _places(path)
    yield from _moves(path)
    yield from _requirements(path)


def _places(path: Path) -> Iterator[str]:
    ids = [place.id for place in path.places]
    yield from (f"places[{n}].id: “{id}” stands twice" for n, id in enumerate(ids) if id in ids[:n])
    yield from (f"places: “{state}” is missing" for state in Stage if state not in ids)


def _moves(path: Path) -> Iterator[str]:
    for number, move in enumerate(path.moves):
        if move.to in move.was:
            yield f"moves[{number}].to: “{move.to}” leads nowhere"
        if move.off and move.gate:
            yield f"moves[{number}].gate: “{move.gate}” keeps nobody from leaving the path"
    onward = [state for move in path.moves if not move.off for state in move.was]
    yield from (
        f"moves: two go on from “{state}”" for n, state in enumerate(onward) if state in onward[:n]
    )


def _requirements(path: Path) -> Iterator[str]:
    gates = {move.gate for move in path.moves if move.gate}
    codes = [needed.code for needed in path.requirements]
    for number, needed in enumerate(path.requirements):
        place = f"requirements[{number}]"
        if needed.code in codes[:number]:
            yield f"{place}.code: “{needed.code}” stands twice"
        if not needed.code.startswith(f"{needed.gate}."):
            yield f"{place}.code: should begin with {needed.gate}., found “{needed.code}”"
        if needed.gate not in gates:
            yield f"{place}.gate: “{needed.gate}” is the gate of no move"
        if needed.asks not in (OF_ALLIANCE if needed.about == "alliance" else OF_PARTNER):
            yield f"{place}.asks: “{needed.asks}” is not asked of the {needed.about}"
        if needed.overridable and needed.asks in NEVER_OVERRIDDEN:
            yield f"{place}.overridable: “{needed.asks}” is never overridden"
        if not needed.who:
            yield f"{place}.who: should name somebody, found []"
