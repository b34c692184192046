"""The file of a case: what was looked at, what was found, who decided what and when. Pure content,
for PDF and Word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from convene.documents import diligence_words as words
from convene.documents.parts import (
    Block,
    Bullets,
    Caution,
    Heading,
    Labels,
    Paper,
    Paragraph,
    Section,
    Source,
    Span,
    Table,
    Text,
    clean,
    one_line,
    text,
)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of evidence: `where` says what it is, with the hash of a file or the day a page was
    read.
    """

    id: str
    title: str
    where: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    about: str
    text: str
    rating: str
    by: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Area:
    """An area of the pack; `needed` when the level asks for a finding that nobody has made."""

    title: str
    findings: tuple[Finding, ...]
    needed: bool = False


@dataclass(frozen=True, kw_only=True)
class SeenList:
    title: str
    date: str
    entries: int
    stale: bool = False


@dataclass(frozen=True, kw_only=True)
class Hit:
    """An entry that may be the partner, why it came up, and what was decided about it, by whom,
    when and why.
    """

    name: str
    list: str
    entry: str
    list_date: str
    score: float
    why: tuple[str, ...]
    decision: str
    decided: str
    reason: str
    open: bool = False


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who did what, when, and why."""

    what: str
    who: str
    when: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """Everything that the file of a case says, as plain text."""

    id: str
    partner: str
    names: tuple[str, ...]
    scope: str
    state: str
    level: str
    level_reasons: tuple[str, ...]
    valid: str
    stop: str
    opened: str
    sponsor: str
    assessment: str
    screened: str
    lists: tuple[SeenList, ...]
    not_loaded: tuple[str, ...]
    hits: tuple[Hit, ...]
    areas: tuple[Area, ...]
    evidence: tuple[Piece, ...]
    conditions: tuple[tuple[str, str, str, str], ...]
    conflicts: tuple[str, ...]
    decisions: tuple[Signature, ...]
    replies: tuple[tuple[str, str], ...]
    history: tuple[Signature, ...]
    pack: str


def case_file(case: CaseFile, *, by: str, on: date) -> Paper:
    """Return the file of a case. Its sources are the evidence, numbered; findings cite it by
    number.
    """
    made = {
        "decision": _decision(case),
        "partner": _partner(case),
        "lists": _lists(case),
        "hits": _hits(case),
        "findings": _findings(case),
        "conditions": _conditions(case),
        "people": _people(case),
        "reply": _replies(case),
        "history": _history(case),
        "limits": _limits(case),
    }
    sections = tuple(Section(id, words.HEADINGS[id], tuple(blocks)) for id, blocks in made.items())
    return Paper(
        kind="diligence",
        title=one_line(case.partner) or words.NONE,
        place=text(case.state),
        prepared_by=text(one_line(by)),
        on=on,
        date=format_date(on, "long", locale="en_GB"),
        labels=Labels(
            kind=words.KIND,
            prepared_by=words.PREPARED_BY,
            sources=words.EVIDENCE,
            not_printed=words.NOT_PRINTED,
        ),
        sections=sections,
        sources=tuple(
            _source(number, piece) for number, piece in enumerate(case.evidence, start=1)
        ),
        sources_note=words.EVIDENCE_NOTE if case.evidence else words.NO_EVIDENCE,
    )


def _source(number: int, piece: Piece) -> Source:
    return Source(
        number=number, id=piece.id, title=one_line(piece.title), where=one_line(piece.where)
    )


def _said(typed: str) -> str:
    return clean(typed) or words.NONE


def _facts(*pairs: tuple[str, str]) -> Table:
    return Table(
        words.FACTS,
        tuple((text(Span(name, "strong")), text(_said(value))) for name, value in pairs),
    )


def _decision(case: CaseFile) -> Iterable[Block]:
    if case.stop:
        yield Caution(text(case.stop))
    yield _facts(
        (words.STATE, case.state),
        (words.LEVEL, case.level),
        (words.VALID, case.valid),
        (words.SPONSOR, case.sponsor),
    )
    yield Bullets(tuple(text(reason) for reason in case.level_reasons) or (text(words.NO_TRIGGER),))
    yield Heading(words.WHO_DECIDED)
    if case.decisions:
        yield Table(
            words.SIGNED,
            tuple(_row(one.what, one.who, one.when, one.why) for one in case.decisions),
        )
    else:
        yield Paragraph(text(words.UNDECIDED))
    if case.assessment:
        yield Heading(words.ASSESSMENT)
        yield Paragraph(text(clean(case.assessment)))


def _row(*cells: str) -> tuple[Text, ...]:
    return tuple(text(_said(cell)) for cell in cells)


def _partner(case: CaseFile) -> Iterable[Block]:
    yield _facts(
        (words.NAMES, "; ".join(one_line(name) for name in case.names)),
        (words.SCOPE, case.scope),
        (words.OPENED, case.opened),
        (words.CASE, case.id),
    )


def _lists(case: CaseFile) -> Iterable[Block]:
    if not case.lists:
        yield Caution(text(words.NOT_SCREENED))
        return
    yield Paragraph(text(case.screened))
    yield Table(
        words.LISTS,
        tuple(
            _row(one.title, one.date, f"{one.entries:,}", words.STALE if one.stale else words.FRESH)
            for one in case.lists
        ),
    )


def _hits(case: CaseFile) -> Iterable[Block]:
    yield Caution(text(words.NOT_A_MATCH))
    if not case.hits:
        yield Paragraph(text(words.NO_HITS))
    for hit in case.hits:
        yield Heading(one_line(hit.name))
        yield Paragraph(
            text(
                Span(hit.decision, "missing" if hit.open else "strong"),
                *([f" {hit.decided}"] if hit.decided else []),
            )
        )
        if hit.reason:
            yield Paragraph(text(Span(f"{words.REASON} ", "soft"), clean(hit.reason)))
        yield Paragraph(
            text(
                Span(
                    words.ENTRY.format(
                        list=hit.list,
                        date=hit.list_date or words.NONE,
                        entry=one_line(hit.entry),
                        score=hit.score,
                    ),
                    "soft",
                )
            )
        )
        if hit.why:
            yield Bullets(tuple(text(one_line(why)) for why in hit.why))


def _findings(case: CaseFile) -> Iterable[Block]:
    for area in case.areas:
        yield Heading(area.title)
        if not area.findings:
            yield Paragraph(
                text(
                    Span(
                        words.NEEDED if area.needed else words.NO_FINDING,
                        "missing" if area.needed else "soft",
                    )
                )
            )
            continue
        yield Bullets(tuple(_finding(one) for one in area.findings))


def _finding(one: Finding) -> Text:
    about = [Span(f"{one.about}. ", "strong")] if one.about else []
    return text(
        *about,
        Span(f"{one.rating}. ", "strong"),
        Span(clean(one.text), cites=one.evidence),
        Span(f" ({one.by})", "soft"),
    )


def _conditions(case: CaseFile) -> Iterable[Block]:
    if not case.conditions:
        yield Paragraph(text(words.NO_CONDITIONS))
        return
    yield Table(words.CONDITIONS, tuple(_row(*row) for row in case.conditions))


def _people(case: CaseFile) -> Iterable[Block]:
    yield Paragraph(text(words.TWO_PEOPLE))
    yield Bullets(tuple(text(one) for one in case.conflicts) or (text(words.NO_CONFLICTS),))


def _replies(case: CaseFile) -> Iterable[Block]:
    if not case.replies:
        yield Paragraph(text(words.NO_REPLY))
        return
    yield Table(words.REPLY, tuple(_row(asked, answer) for asked, answer in case.replies))


def _history(case: CaseFile) -> Iterable[Block]:
    yield Table(words.HISTORY, tuple(_row(one.when, one.who, one.what) for one in case.history))


def _limits(case: CaseFile) -> Iterable[Block]:
    missing = [words.NOT_LOADED.format(lists=", ".join(case.not_loaded))] if case.not_loaded else []
    yield Bullets(
        tuple(text(line) for line in (*missing, words.PACK.format(pack=case.pack), *words.LIMITS))
    )
