"""The concept paper and the brief of a draft alliance, as pure content: what they say, not how they
look.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal

from convene.core.answer import Answer, Refused
from convene.core.draft import Draft
from convene.core.guide import Guide, Model
from convene.documents import care, frame, motives, one_page, partners, precedents, proposal, words
from convene.documents.guides import told
from convene.documents.parts import Block, Labels, Paper, Section, one_line, text
from convene.documents.proposal import Matter
from convene.documents.sources import note, sources
from convene.documents.speech import Speech, speech

CORE: Mapping[str, Callable[[Matter], tuple[Block, ...]]] = {
    "problem": proposal.problem,
    "proposal": proposal.proposal,
    "motives": motives.motives,
    "asks": partners.asks,
    "tasks": partners.tasks,
    "safeguards": care.safeguards,
    "results": frame.results,
    "budget": frame.budget,
    "timetable": frame.timetable,
    "contact": frame.contact,
}
"""What each section of the concept paper's two pages is made from, in the order of reading."""
ANNEX: Mapping[str, Callable[[Matter], tuple[Block, ...]]] = {
    "problem_whole": proposal.problem_whole,
    "in_full": frame.in_full,
    "why": proposal.why,
    "precedents": precedents.precedents,
    "matrix": motives.matrix,
    "partners": partners.partners,
    "suggestions": partners.suggestions,
    "valuing": partners.valuing,
    "care": care.care,
    "lessons": care.lessons,
    "others": proposal.others,
    "limits": care.limits,
}
"""What stands behind them, for those who want to look closer."""
APART: Mapping[str, Callable[[Matter], tuple[Block, ...]]] = {
    "next_steps": care.next_steps,
    "codes": care.codes,
}
"""What only an organisation's own template asks for: neither is for a partner to read."""


Known = Mapping[str, tuple[str, ...]]
"""Codes of the sector and the kind that somebody is known to be of, by what they are called."""
NOTHING: Known = {}


class NoPaper(ValueError):
    """There is nothing to write a paper about; the message says why, for people."""


def concept_paper(
    draft: Draft,
    *,
    answer: Answer,
    guide: Guide,
    by: str,
    on: date,
    language: str = "en",
    known: Known = NOTHING,
) -> Paper:
    """Return the concept paper of a draft: two pages to send, and an annex. What nobody has said
    yet is asked of the reader. `known` says of which kind those are of whom something is asked.
    Raises NoPaper when none can be made.
    """
    matter = _matter(draft, answer=answer, guide=guide, by=by, say=speech(language), known=known)
    sections = (*_sections(CORE, matter), *_sections(ANNEX, matter, is_annex=True))
    return _paper("concept", sections, matter=matter, on=on, apart=_sections(APART, matter))


def brief(
    draft: Draft,
    *,
    answer: Answer,
    guide: Guide,
    by: str,
    on: date,
    language: str = "en",
    known: Known = NOTHING,
) -> Paper:
    """Return the essentials of a draft on one page that is read in a minute. Raises NoPaper when
    none can be made.
    """
    matter = _matter(draft, answer=answer, guide=guide, by=by, say=speech(language), known=known)
    return _paper("brief", _sections(one_page.SECTIONS, matter), matter=matter, on=on)


def _sections(
    makers: Mapping[str, Callable[[Matter], tuple[Block, ...]]],
    matter: Matter,
    *,
    is_annex: bool = False,
) -> tuple[Section, ...]:
    """Return the sections that say something."""
    made = ((id, make(matter)) for id, make in makers.items())
    return tuple(
        Section(id, frame.heading(id, matter), blocks, is_annex) for id, blocks in made if blocks
    )


def _matter(
    draft: Draft, *, answer: Answer, guide: Guide, by: str, say: Speech, known: Known
) -> Matter:
    asked = partners.askers(draft.asks)
    kinds = motives.kinds(asked, guide=guide, known=known)
    guide = told(guide, say)
    if answer.outcome == "refused":
        raise NoPaper(say(words.REFUSED, reasons=_refusals(answer.refused, guide, say)))
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
        by=one_line(by),
        say=say,
        asked=asked,
        kinds=kinds,
    )


def _refusals(refused: Iterable[Refused], guide: Guide, say: Speech) -> str:
    because = {item.id: f"{item.title}{say.colon}{item.because}" for item in guide.prohibited}
    return " ".join(because.get(item.code, item.reason) for item in refused)


def _paper(
    kind: Literal["concept", "brief"],
    sections: tuple[Section, ...],
    *,
    matter: Matter,
    on: date,
    apart: tuple[Section, ...] = (),
) -> Paper:
    say, country = matter.say, matter.draft.country
    named = say.language.place(country) if country else ""
    place = ", ".join(part for part in (one_line(matter.draft.place), named) if part)
    return Paper(
        kind=kind,
        title=one_line(matter.draft.title) or say(words.TO_COMPLETE),
        place=text(place) if place else (),
        prepared_by=text(matter.by) if matter.by else (),
        on=on,
        date=say.day(on),
        labels=Labels(
            kind=say(words.KINDS[kind]),
            prepared_by=say(words.PREPARED_BY),
            sources=say(words.SOURCES),
            not_printed=say(words.NOT_PRINTED),
            annex=say(words.ANNEX),
            colon=say.colon,
        ),
        sections=sections,
        sources=sources(sections, guide=matter.guide, say=say),
        sources_note=note(matter.guide, say),
        language=say.language.code,
        apart=apart,
    )
