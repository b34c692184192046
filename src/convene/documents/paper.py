"""The concept paper and the brief of a draft alliance, as pure content: what they say, not how they
look.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal

from convene.core.answer import Answer, Refused
from convene.core.draft import Ask, Draft
from convene.core.guide import Guide, Lesson, Model
from convene.documents import care, partners, precedents, proposal, words
from convene.documents.guides import told
from convene.documents.parts import (
    Block,
    Bullets,
    Caution,
    Labels,
    Paper,
    Paragraph,
    Section,
    Span,
    Text,
    joined,
    one_line,
    text,
)
from convene.documents.proposal import Matter
from convene.documents.said import said
from convene.documents.sources import note, sources
from convene.documents.speech import Speech, speech

SECTIONS: Mapping[str, Callable[[Matter], tuple[Block, ...]]] = {
    "problem": proposal.problem,
    "proposal": proposal.proposal,
    "why": proposal.why,
    "precedents": precedents.precedents,
    "motives": partners.motives,
    "partners": partners.partners,
    "asks": partners.asks,
    "tasks": partners.tasks,
    "safeguards": care.safeguards,
    "lessons": care.lessons,
    "next_steps": care.next_steps,
    "codes": care.codes,
    "others": proposal.others,
    "limits": care.limits,
}
"""What each section of the concept paper is made from, in the order of reading."""
ROOM = 600
"""Characters of the problem that a brief has room for (expert choice: keeps it to one page)."""
TOLD = 2
"""Precedents that a brief has room for."""


class NoPaper(ValueError):
    """There is nothing to write a paper about; the message says why, for people."""


def concept_paper(
    draft: Draft, *, answer: Answer, guide: Guide, by: str, on: date, language: str = "en"
) -> Paper:
    """Return the concept paper of a draft; what nobody has said yet reads “to complete”. Raises
    NoPaper when none can be made.
    """
    matter = _matter(draft, answer=answer, guide=guide, say=speech(language))
    sections = tuple(
        Section(id, matter.say(words.HEADINGS[id]), make(matter)) for id, make in SECTIONS.items()
    )
    return _paper("concept", sections, matter=matter, by=by, on=on)


def brief(
    draft: Draft, *, answer: Answer, guide: Guide, by: str, on: date, language: str = "en"
) -> Paper:
    """Return the essentials of a draft on one page. Raises NoPaper when none can be made."""
    matter = _matter(draft, answer=answer, guide=guide, say=speech(language))
    parts = {
        "problem": (Paragraph(_short(draft.problem, matter.say)),),
        "proposal": _proposal(matter),
        "precedents": _precedents(matter),
        "asks": _asks(matter),
        "safeguards": _safeguards(matter),
        "limits": (Paragraph(text(matter.say(words.FULL_PAPER, year=precedents.year(guide)))),),
    }
    sections = tuple(
        Section(id, matter.say(words.HEADINGS[id]), tuple(blocks)) for id, blocks in parts.items()
    )
    return _paper("brief", sections, matter=matter, by=by, on=on)


def _matter(draft: Draft, *, answer: Answer, guide: Guide, say: Speech) -> Matter:
    guide = told(guide, say)
    if answer.outcome == "refused":
        raise NoPaper(say(words.REFUSED, reasons=_refusals(answer.refused, guide)))
    if answer.outcome == "no_match" or not answer.models:
        raise NoPaper(say(words.NO_MATCH))
    model = draft.model or answer.models[0].model
    if not isinstance(guide.records.get(model), Model):
        raise NoPaper(say(words.NO_SUCH_MODEL, model=one_line(model)))
    return Matter(
        draft=draft,
        answer=answer,
        guide=guide,
        model=guide.get(model, Model),
        advised=answer.advised(model),
        chosen=bool(draft.model),
        say=say,
    )


def _refusals(refused: Iterable[Refused], guide: Guide) -> str:
    because = {item.id: f"{item.title}: {item.because}" for item in guide.prohibited}
    return " ".join(because.get(item.code, item.reason) for item in refused)


def _paper(
    kind: Literal["concept", "brief"],
    sections: tuple[Section, ...],
    *,
    matter: Matter,
    by: str,
    on: date,
) -> Paper:
    say, country = matter.say, matter.draft.country
    named = say.language.place(country) if country else ""
    place = ", ".join(part for part in (one_line(matter.draft.place), named) if part)
    return Paper(
        kind=kind,
        title=one_line(matter.draft.title) or say(words.TO_COMPLETE),
        place=text(say.typed(place)),
        prepared_by=text(say.typed(one_line(by))),
        on=on,
        date=say.day(on),
        labels=Labels(
            kind=say(words.KINDS[kind]),
            prepared_by=say(words.PREPARED_BY),
            sources=say(words.SOURCES),
            not_printed=say(words.NOT_PRINTED),
        ),
        sections=sections,
        sources=sources(sections, guide=matter.guide, say=say),
        sources_note=note(matter.guide, say),
        language=say.language.code,
    )


def _short(typed: str, say: Speech) -> Text:
    """Return the problem, cut at a word where a brief has no room for the rest, and saying so."""
    whole = one_line(typed)
    if len(whole) <= ROOM:
        return text(say.typed(whole))
    return text(Span(whole[:ROOM].rpartition(" ")[0] or whole[:ROOM]), Span(say(words.CUT), "soft"))


def _proposal(matter: Matter) -> tuple[Block, ...]:
    say = matter.say
    fit = Span(f" ({proposal.band(matter.advised, say).lower()}). ")
    first = Paragraph(
        (*proposal.kind(matter), fit, *said(matter.model.rationale, say, cites=(matter.model.id,)))
    )
    reason = Paragraph(
        text(Span(say(words.OUR_REASON), "soft"), say.typed(one_line(matter.draft.model_reason)))
    )
    return (first, reason, *(() if matter.chosen else (Caution(text(say(words.NOT_CHOSEN))),)))


def _precedents(matter: Matter) -> tuple[Block, ...]:
    fitting, _ = precedents.sorted_out(matter)
    if not fitting:
        return (Paragraph(text(matter.say(words.NO_PRECEDENT))),)
    return (
        Bullets(tuple(precedents.in_short(precedent, matter.say) for precedent in fitting[:TOLD])),
    )


def _asks(matter: Matter) -> tuple[Block, ...]:
    say = matter.say
    pieces = joined((say.typed(task.title),) for task in matter.draft.tasks) or text(say.missing)
    asks_by_kind = {
        kind: [item for item in matter.draft.asks if item.kind == kind] for kind in partners.COLUMNS
    }
    wanted = (
        text(
            Span(say(words.COLUMNS[kind]), "strong"),
            *(joined(_ask(item, matter) for item in items) or text(say.missing)),
        )
        for kind, items in asks_by_kind.items()
    )
    return (Bullets((*wanted, text(Span(say(words.TASKS_SHORT), "strong"), *pieces))),)


def _ask(item: Ask, matter: Matter) -> Text:
    return text(matter.say.typed(one_line(item.who)), " – ", *partners.ask(item, matter))


def _safeguards(matter: Matter) -> tuple[Block, ...]:
    gates = [matter.guide.word("gates", code) for code in matter.answer.gates]
    lessons = [matter.guide.get(id, Lesson) for id in matter.guide.always_lessons]
    shown = (text(Span(gate.title, "strong"), f": {gate.meaning}") for gate in gates)
    always = joined((Span(item.title, cites=(item.id,)),) for item in lessons)
    return (
        Bullets(
            (
                *shown,
                *((text(Span(matter.say(words.ALWAYS), "soft"), *always, "."),) if always else ()),
            )
        ),
    )
