"""What papers between partners begin with, as it ships: kinds of paper, topics, and clauses in our
own neutral words.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from convene.core.agreement import Blank, Clause, Kind, Topic, Wording, faults
from convene.packs.load import PackError
from convene.packs.read import ReadError, fit, parse_file

HERE = Path(__file__).parent
FILES = ("papers.yaml", "clauses.yaml")
T = TypeVar("T")


@dataclass(frozen=True)
class _Papers:
    papers: tuple[Kind, ...]
    topics: tuple[Topic, ...]
    blanks: tuple[Blank, ...]


@dataclass(frozen=True)
class _Clauses:
    clauses: tuple[Clause, ...]


@cache
def wording() -> Wording:
    """Return what ships with Convene."""
    return load_wording(HERE)


def load_wording(folder: Path) -> Wording:
    """Return the wording that a folder holds. Raises PackError with one line for each fault."""
    papers = _read(folder / FILES[0], _Papers)
    loaded = Wording(**vars(papers), clauses=_read(folder / FILES[1], _Clauses).clauses)
    if wrong := list(faults(loaded)):
        raise PackError("\n".join(wrong))
    return loaded


def _read(file: Path, kind: type[T]) -> T:
    try:
        return fit(parse_file(file), kind)
    except (ReadError, OSError) as error:
        raise PackError(
            "\n".join(f"{file.name}: {line}" for line in str(error).splitlines())
        ) from error
