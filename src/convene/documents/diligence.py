"""The file of a case: what was looked at, what was found, who decided what and when. Pure content,
for PDF and Word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from convene.core.scripts import should_ask_in_latin
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
from convene.documents.speech import Speech, speech


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
    about: str = ""
    """What the list says of the entry: days of birth, countries, numbers, the end of its period."""


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


def case_file(case: CaseFile, *, by: str, on: date, language: str = "en") -> Paper:
    """Return the file of a case. Its sources are the evidence, numbered; findings cite it by
    number.
    """
    say = speech(language)
    made = {
        "decision": _decision(case, say),
        "partner": _partner(case, say),
        "lists": _lists(case, say),
        "hits": _hits(case, say),
        "findings": _findings(case, say),
        "conditions": _conditions(case, say),
        "people": _people(case, say),
        "reply": _replies(case, say),
        "history": _history(case, say),
        "limits": _limits(case, say),
    }
    sections = tuple(
        Section(id, say(words.HEADINGS[id]), tuple(blocks)) for id, blocks in made.items()
    )
    return Paper(
        kind="diligence",
        title=one_line(case.partner) or words.NONE,
        place=text(case.state),
        prepared_by=text(one_line(by)),
        on=on,
        date=say.day(on),
        labels=Labels(
            kind=say(words.KIND),
            prepared_by=say(words.PREPARED_BY),
            sources=say(words.EVIDENCE),
            not_printed=say(words.NOT_PRINTED),
        ),
        sections=sections,
        sources=tuple(
            _source(number, piece) for number, piece in enumerate(case.evidence, start=1)
        ),
        sources_note=say(words.EVIDENCE_NOTE if case.evidence else words.NO_EVIDENCE),
        language=language,
    )


def _source(number: int, piece: Piece) -> Source:
    return Source(
        number=number, id=piece.id, title=one_line(piece.title), where=one_line(piece.where)
    )


def _said(typed: str) -> str:
    return clean(typed) or words.NONE


def _facts(say: Speech, *pairs: tuple[str, str]) -> Table:
    return Table(
        say.each(words.FACTS),
        tuple((text(Span(name, "strong")), text(_said(value))) for name, value in pairs),
    )


def _decision(case: CaseFile, say: Speech) -> Iterable[Block]:
    if case.stop:
        yield Caution(text(case.stop))
    yield _facts(
        say,
        (say(words.STATE), case.state),
        (say(words.LEVEL), case.level),
        (say(words.VALID), case.valid),
        (say(words.SPONSOR), case.sponsor),
    )
    yield Bullets(
        tuple(text(reason) for reason in case.level_reasons) or (text(say(words.NO_TRIGGER)),)
    )
    yield Heading(say(words.WHO_DECIDED))
    if case.decisions:
        yield Table(
            say.each(words.SIGNED),
            tuple(
                _row(decision.what, decision.who, decision.when, decision.why)
                for decision in case.decisions
            ),
        )
    else:
        yield Paragraph(text(say(words.UNDECIDED)))
    if case.assessment:
        yield Heading(say(words.ASSESSMENT))
        yield Paragraph(text(clean(case.assessment)))


def _row(*cells: str) -> tuple[Text, ...]:
    return tuple(text(_said(cell)) for cell in cells)


def _partner(case: CaseFile, say: Speech) -> Iterable[Block]:
    yield _facts(
        say,
        (say(words.NAMES), "; ".join(one_line(name) for name in case.names)),
        (say(words.SCOPE), case.scope),
        (say(words.OPENED), case.opened),
        (say(words.CASE), case.id),
    )


def _lists(case: CaseFile, say: Speech) -> Iterable[Block]:
    if not case.lists:
        yield Caution(text(say(words.NOT_SCREENED)))
        return
    yield Paragraph(text(case.screened))
    yield Table(
        say.each(words.LISTS),
        tuple(
            _row(
                watchlist.title,
                say.written(watchlist.date) or say(words.DATE_UNKNOWN),
                say.number(watchlist.entries),
                say(words.STALE) if watchlist.stale else say(words.FRESH),
            )
            for watchlist in case.lists
        ),
    )


def _hits(case: CaseFile, say: Speech) -> Iterable[Block]:
    yield Caution(text(say(words.NOT_A_MATCH)))
    if not case.hits:
        unsure = should_ask_in_latin(case.names)
        yield Paragraph(text(say(words.NO_HITS_AS_WRITTEN if unsure else words.NO_HITS)))
    for hit in case.hits:
        yield Heading(one_line(hit.name))
        yield Paragraph(
            text(
                Span(hit.decision, "missing" if hit.open else "strong"),
                *([f" {hit.decided}"] if hit.decided else []),
            )
        )
        if hit.reason:
            yield Paragraph(text(Span(f"{say(words.REASON)} ", "soft"), clean(hit.reason)))
        yield Paragraph(
            text(
                Span(
                    say(
                        words.ENTRY,
                        list=hit.list,
                        date=say.written(hit.list_date) or say(words.DATE_UNKNOWN),
                        entry=one_line(hit.entry),
                        score=say.decimal(hit.score),
                    ),
                    "soft",
                )
            )
        )
        if hit.about:
            yield Paragraph(text(Span(clean(hit.about), "soft")))
        if hit.why:
            yield Bullets(tuple(text(one_line(why)) for why in hit.why))


def _findings(case: CaseFile, say: Speech) -> Iterable[Block]:
    for area in case.areas:
        yield Heading(area.title)
        if not area.findings:
            yield Paragraph(
                text(
                    Span(
                        say(words.NEEDED) if area.needed else say(words.NO_FINDING),
                        "missing" if area.needed else "soft",
                    )
                )
            )
            continue
        yield Bullets(tuple(_finding(finding) for finding in area.findings))


def _finding(finding: Finding) -> Text:
    about = [Span(f"{finding.about}. ", "strong")] if finding.about else []
    return text(
        *about,
        Span(f"{finding.rating}. ", "strong"),
        Span(clean(finding.text), cites=finding.evidence),
        Span(f" ({finding.by})", "soft"),
    )


def _conditions(case: CaseFile, say: Speech) -> Iterable[Block]:
    if not case.conditions:
        yield Paragraph(text(say(words.NO_CONDITIONS)))
        return
    yield Table(say.each(words.CONDITIONS), tuple(_row(*row) for row in case.conditions))


def _people(case: CaseFile, say: Speech) -> Iterable[Block]:
    yield Paragraph(text(say(words.TWO_PEOPLE)))
    yield Bullets(tuple(text(one) for one in case.conflicts) or (text(say(words.NO_CONFLICTS)),))


def _replies(case: CaseFile, say: Speech) -> Iterable[Block]:
    if not case.replies:
        yield Paragraph(text(say(words.NO_REPLY)))
        return
    yield Table(say.each(words.REPLY), tuple(_row(asked, answer) for asked, answer in case.replies))


def _history(case: CaseFile, say: Speech) -> Iterable[Block]:
    yield Table(
        say.each(words.HISTORY),
        tuple(_row(signature.when, signature.who, signature.what) for signature in case.history),
    )


def _limits(case: CaseFile, say: Speech) -> Iterable[Block]:
    missing = [say(words.NOT_LOADED, lists=", ".join(case.not_loaded))] if case.not_loaded else []
    yield Bullets(
        tuple(
            text(line)
            for line in (*missing, say(words.PACK, pack=case.pack), *say.each(words.LIMITS))
        )
    )
