"""The file of a case: what was looked at, what was found, who decided what and when. Pure content,
for PDF and Word.
"""

from collections.abc import Iterable
from datetime import date

from convene.documents import diligence_words as words
from convene.documents.diligence_before import before_blocks, opinion_blocks
from convene.documents.diligence_facts import (
    Area,
    CaseFile,
    Declaration,
    Finding,
    Hit,
    Look,
    NearMiss,
    Piece,
    Review,
    Round,
    SeenList,
    Signature,
    Statement,
)
from convene.documents.diligence_looks import certificate, hash_lines, look_blocks, near_blocks
from convene.documents.diligence_partner import partner_blocks
from convene.documents.parts import (
    NONE,
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
    facts,
    one_line,
    row,
    text,
)
from convene.documents.speech import Speech, speech

__all__ = [
    "Area",
    "CaseFile",
    "Declaration",
    "Finding",
    "Hit",
    "Look",
    "NearMiss",
    "Piece",
    "Review",
    "Round",
    "SeenList",
    "Signature",
    "Statement",
    "case_file",
    "certificate",
    "hash_lines",
]


def case_file(case: CaseFile, *, by: str, on: date, language: str = "en") -> Paper:
    """Return the file of a case. Its sources are the evidence, numbered; findings cite it by
    number.
    """
    say = speech(language)
    made = {
        "decision": _decision(case, say),
        "partner": partner_blocks(case, say),
        "lists": _lists(case, say),
        "before": before_blocks(case, say),
        "hits": _hits(case, say),
        "findings": _findings(case, say),
        "conditions": _conditions(case, say),
        "people": _people(case, say),
        "declared": _declared(case, say),
        "reply": _replies(case, say),
        "history": _history(case, say),
        "limits": _limits(case, say),
        "near": near_blocks(case.looks, say),
    }
    sections = tuple(
        Section(id, say(words.HEADINGS[id]), tuple(blocks)) for id, blocks in made.items()
    )
    return Paper(
        kind="diligence",
        title=one_line(case.partner) or NONE,
        place=text(say(words.PLACE, state=case.state, version=case.version)),
        prepared_by=text(one_line(by)),
        on=on,
        date=say.day(on),
        labels=Labels(
            kind=say(words.KIND),
            prepared_by=say(words.PREPARED_BY),
            sources=say(words.EVIDENCE),
            not_printed=say(words.NOT_PRINTED),
            colon=say.colon,
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


def _decision(case: CaseFile, say: Speech) -> Iterable[Block]:
    for stop in case.stops:
        yield Caution(text(stop))
    yield facts(
        say.each(words.FACTS),
        (say(words.STATE), case.state),
        (say(words.LEVEL), case.level),
        (say(words.VALID), case.valid),
        (say(words.SPONSOR), case.sponsor),
        (say(words.VERSION_OF_CASE), say.number(case.version)),
        (say(words.HASH_OF_CASE), hash_lines(case.hash)),
    )
    yield Bullets(
        tuple(text(reason) for reason in case.level_reasons) or (text(say(words.NO_TRIGGER)),)
    )
    yield Heading(say(words.WHO_DECIDED))
    if case.decisions:
        yield Table(
            say.each(words.SIGNED),
            tuple(
                row(decision.what, decision.who, decision.when, decision.why)
                for decision in case.decisions
            ),
        )
    else:
        yield Paragraph(text(say(words.UNDECIDED)))
    if case.assessment:
        yield Heading(say(words.ASSESSMENT))
        yield Paragraph(text(clean(case.assessment)))
    yield from opinion_blocks(case, say)


def _lists(case: CaseFile, say: Speech) -> Iterable[Block]:
    if not case.looks:
        yield Caution(text(say(words.NOT_SCREENED)))
    for look in case.looks:
        yield Heading(say(words.LOOK, number=look.number, when=look.when))
        yield from look_blocks(look, say)
    if case.earlier:
        yield Heading(say(words.EARLIER))
        yield Table(
            say.each(words.LOOKS),
            tuple(
                row(
                    say.number(look.number),
                    look.when,
                    look.by,
                    say.number(look.found),
                    say.semicolon.join((*look.asked, *look.others)),
                )
                for look in case.earlier
            ),
        )


def _hits(case: CaseFile, say: Speech) -> Iterable[Block]:
    yield Caution(text(say(words.NOT_A_MATCH)))
    if not case.hits:
        yield Paragraph(text(_nothing(case, say)))
    for hit in case.hits:
        yield Heading(one_line(hit.name))
        yield from _hit(hit, say)


def _nothing(case: CaseFile, say: Speech) -> str:
    """Say that nothing came up only of what was asked, and of names that lists are likely to
    hold.
    """
    look = next(iter(case.looks), None)
    if look is None or not look.lists:
        return say(words.NOT_SCREENED)
    if not case.unsure:
        return say(words.NO_HITS_BEHIND if look.others else words.NO_HITS)
    every = len(case.unsure) >= len(set(look.asked))
    unsure = say.semicolon.join(map(one_line, case.unsure))
    return say(words.NO_HITS_AS_WRITTEN) if every else say(words.NO_HITS_IN_PART, names=unsure)


def _hit(hit: Hit, say: Speech) -> Iterable[Block]:
    if hit.whom:
        yield Paragraph(text(say(words.ABOUT, whom=one_line(hit.whom))))
    mark = Span(hit.decision, "missing" if hit.open else "strong")
    yield Paragraph(text(mark, *([f" {hit.decided}"] if hit.decided else [])))
    if hit.reason:
        reason = Span(clean(hit.reason), cites=hit.evidence)
        yield Paragraph(text(Span(f"{say(words.REASON)} ", "soft"), reason))
    entry = say(
        words.ENTRY,
        list=hit.list,
        date=say.written(hit.list_date) or say(words.DATE_UNKNOWN),
        entry=one_line(hit.entry),
        score=say.decimal(hit.score),
    )
    yield Paragraph(text(Span(entry, "soft")))
    for caution in hit.cautions:
        yield Caution(text(caution))
    yield Table(
        say.each(words.SIDES_BEHIND if hit.whom else words.SIDES),
        tuple(((Span(what, "strong"),), *row(ours, theirs)) for what, ours, theirs in hit.sides),
    )
    if hit.why:
        yield Bullets(tuple(text(one_line(why)) for why in hit.why))


def _findings(case: CaseFile, say: Speech) -> Iterable[Block]:
    for area in case.areas:
        yield Heading(area.title)
        if area.asked:
            yield facts(say.each(words.EXCLUSIONS), *area.asked)
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
        Span(f"{finding.number} ", "soft"),
        *about,
        Span(f"{finding.rating}. ", "strong"),
        Span(clean(finding.text), cites=finding.evidence),
        Span(f" ({finding.by})", "soft"),
    )


def _conditions(case: CaseFile, say: Speech) -> Iterable[Block]:
    if not case.conditions:
        yield Paragraph(text(say(words.NO_CONDITIONS)))
        return
    yield Table(say.each(words.CONDITIONS), tuple(row(*condition) for condition in case.conditions))


def _people(case: CaseFile, say: Speech) -> Iterable[Block]:
    yield Paragraph(text(say(words.TWO_PEOPLE)))
    yield Bullets(
        tuple(text(conflict) for conflict in case.conflicts) or (text(say(words.NO_CONFLICTS)),)
    )


def _declared(case: CaseFile, say: Speech) -> Iterable[Block]:
    if not case.declarations:
        yield Paragraph(text(say(words.NOTHING_DECLARED)))
    for declaration in case.declarations:
        yield Paragraph(text(declaration.asked))
        yield from _signed(declaration, say)


def _signed(declaration: Declaration, say: Speech) -> Iterable[Block]:
    for difference in declaration.differences:
        yield Caution(text(difference))
    if declaration.signed:
        yield facts(say.each(words.DECLARED_HEAD), *declaration.signed)
    if declaration.lines:
        yield Heading(say(words.BESIDE_RECORD))
        yield Table(say.each(words.BESIDE), tuple(row(*line) for line in declaration.lines))
    if declaration.answers:
        yield Heading(say(words.ANSWERED))
        yield facts(say.each(words.DECLARED_HEAD), *declaration.answers)


def _replies(case: CaseFile, say: Speech) -> Iterable[Block]:
    if case.replies:
        yield Table(say.each(words.REPLY), tuple(row(*reply) for reply in case.replies))
    else:
        yield Paragraph(text(say(words.NO_REPLY)))
    yield Heading(say(words.LETTERS))
    if case.letters:
        yield Table(say.each(words.LETTER), tuple(row(*letter) for letter in case.letters))
    else:
        yield Paragraph(text(say(words.NO_LETTERS)))


def _history(case: CaseFile, say: Speech) -> Iterable[Block]:
    yield Table(say.each(words.HISTORY), tuple(_line(line) for line in case.history))


def _line(line: Signature) -> tuple[Text, ...]:
    when, who, _what = row(line.when, line.who, line.what)
    about = f" ({', '.join(line.findings)})" if line.findings else ""
    return when, who, text(Span(f"{clean(line.what)}{about}", cites=line.evidence))


def _limits(case: CaseFile, say: Speech) -> Iterable[Block]:
    lines = (say(words.PACK, pack=case.pack), *say.each(words.LIMITS))
    yield Bullets(tuple(text(line) for line in lines))
    yield Heading(say(words.CHECK))
    yield Paragraph(text(say(words.CHECK_NOTE)))
