"""The papers of an alliance: what each says as things stand, and what it still lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from convene.apps.agreements.models import Clause, Paper
from convene.apps.agreements.queries import filling
from convene.apps.agreements.queries.filling import Stands
from convene.apps.workshop.models import Alliance
from convene.core.agreement import (
    BLOCKS,
    Blank,
    Content,
    Kind,
    Piece,
    Spoken,
    Topic,
    fill,
    missing,
    tags_in,
)
from convene.documents.speech import speech
from convene.packs.agreements import wording


@dataclass(frozen=True, kw_only=True)
class Line:
    """A paragraph: one of `BLOCKS`, or runs of text, each with whether it is still open."""

    block: str
    runs: tuple[tuple[str, bool], ...]

    @property
    def is_open(self) -> bool:
        return any(is_open for _text, is_open in self.runs)


@dataclass(frozen=True, kw_only=True)
class Read:
    """A paper as it is read. `kind` is None where the pack that has it is not at hand.

    `without` are the topics that no clause speaks of, and `open` the tags that nothing fills.
    """

    paper: Paper
    kind: Kind | None
    content: Content
    clauses: tuple[Clause, ...]
    left_out: tuple[Clause, ...]
    without: tuple[Topic, ...]

    @property
    def open(self) -> list[str]:
        return self.content.unfilled

    @property
    def required(self) -> tuple[Topic, ...]:
        """The topics without which nobody can use it."""
        return tuple(topic for topic in self.without if topic.required)

    @property
    def is_signed(self) -> bool:
        """Whether papers of this kind are signed."""
        return self.kind is None or self.kind.is_signed

    @property
    def still(self) -> int:
        """How many parts of it are still to be completed."""
        return len(self.open) + len(self.required)

    @property
    def is_whole(self) -> bool:
        return self.still == 0

    @property
    def shown(self) -> Iterator[tuple[Clause, list[Line]]]:
        """Each clause with its paragraphs, for a page."""
        for clause, spoken in zip(self.clauses, self.content.clauses, strict=True):
            yield clause, [_line(pieces, self.content) for pieces in spoken.lines]


def _line(pieces: tuple[Piece, ...], content: Content) -> Line:
    block = next((piece.tag for piece in pieces if piece.tag in BLOCKS), "")
    return Line(block=block, runs=tuple((piece.text, content.is_open(piece)) for piece in pieces))


def of(alliance: Alliance) -> QuerySet[Paper]:
    return Paper.objects.filter(alliance=alliance).select_related("alliance", "begun_by")


def find(alliance: Alliance, pk: UUID) -> Paper | None:
    return of(alliance).filter(pk=pk).first()


def rows(alliance: Alliance, *, today: date) -> list[Read]:
    """Return every paper of an alliance as it is read on a day, those put away last."""
    papers = list(of(alliance).prefetch_related("clauses"))
    stands = {
        language: filling.stands(alliance, language=language, today=today)
        for language in {paper.language for paper in papers}
    }
    return sorted(
        (_read(paper, stands[paper.language]) for paper in papers),
        key=lambda row: bool(row.paper.dropped_at),
    )


def read(paper: Paper, *, today: date) -> Read:
    """Return a paper as it is read on a day."""
    return _read(paper, filling.stands(paper.alliance, language=paper.language, today=today))


def _read(paper: Paper, stands: Stands) -> Read:
    every = list(paper.clauses.all())
    inside = tuple(clause for clause in every if not clause.left_out)
    shipped = wording()
    return Read(
        paper=paper,
        kind=shipped.kind(paper.kind),
        content=_content(paper, inside, stands),
        clauses=inside,
        left_out=tuple(clause for clause in every if clause.left_out),
        without=tuple(missing(shipped.needed(paper.kind), [row.topic for row in inside])),
    )


def blanks(paper: Paper) -> list[Blank]:
    """Return what the clauses of a paper ask for, in the order of reading."""
    texts = (clause.text for clause in paper.clauses.all() if not clause.left_out)
    asked = dict.fromkeys(tag for text in texts for tag in tags_in(text))
    every = (wording().blank(tag) for tag in asked)
    return [blank for blank in every if blank is not None]


def _content(paper: Paper, clauses: Iterable[Clause], stands: Stands) -> Content:
    filled_in = filling.filled_in(paper.values, speech(paper.language))
    known = {**stands.values, **filled_in}
    return Content(
        title=paper.title,
        clauses=tuple(_spoken(clause, known) for clause in clauses),
        parties=stands.parties,
        promised=stands.promised,
        left=stands.left,
        asked=stands.asked,
    )


def _spoken(clause: Clause, known: dict[str, str]) -> Spoken:
    lines: tuple[tuple[Piece, ...], ...] = tuple(
        fill(line, known) for line in clause.text.splitlines() if line.strip()
    )
    return Spoken(id=str(clause.pk), title=clause.title, lines=lines)
