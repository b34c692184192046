"""The list of sources of a paper: which records it cites, and where the guide states each."""

from collections.abc import Iterable

from convene.core.guide import Guide, Record, Statement
from convene.documents import words
from convene.documents.parts import Section, Source, cited
from convene.documents.speech import Speech


def sources(sections: Iterable[Section], *, guide: Guide, say: Speech) -> tuple[Source, ...]:
    """Return a numbered source for each record that the sections cite, in the order they are first
    cited.
    """
    return tuple(
        Source(
            number=number,
            id=id,
            title=_title(guide.records[id]),
            where=where(id, guide=guide, say=say),
        )
        for number, id in enumerate(cited(sections), start=1)
    )


def note(guide: Guide, say: Speech) -> str:
    about = guide.about
    return say(
        words.SOURCES_NOTE, title=about.title, publisher=about.publisher, published=about.published
    )


def where(id: str, *, guide: Guide, say: Speech) -> str:
    """Return the places of a record in the guide: “Guide, <section>, from p. N, lines a–b; …”."""
    by_section: dict[str, list[Statement]] = {}
    for cite in guide.citations(id):
        by_section.setdefault(guide.section_of(cite).id, []).append(cite)
    listed = say.semicolon.join(
        f"{_section(section, guide, say)}, {_lines(cites, say)}"
        for section, cites in by_section.items()
    )
    return say(words.GUIDE, places=listed) if listed else say(words.OURS_ONLY_RECORD)


def _section(id: str, guide: Guide, say: Speech) -> str:
    """Return a section's title and first page; one without a page of its own names the section it
    is part of.
    """
    section = guide.section(id)
    within = next((item for item in guide.sections if item.id == id.partition(".")[0]), section)
    if section.page is None and within is not section and within.page is not None:
        return say(words.WITHIN, section=section.title, within=within.title, page=str(within.page))
    if section.page is None:
        return section.title
    return say(words.FROM_PAGE, section=section.title, page=str(section.page))


def _lines(cites: Iterable[Statement], say: Speech) -> str:
    spans = [f"{first}–{last}" if first != last else str(first) for first, last in _together(cites)]
    plural = len(spans) > 1 or any("–" in span for span in spans)
    return say(words.LINES if plural else words.LINE, lines=", ".join(spans))


def _together(cites: Iterable[Statement]) -> list[tuple[int, int]]:
    """Return the lines of passages, those that overlap as one."""
    spans: list[tuple[int, int]] = []
    for first, last in sorted(cite.lines for cite in cites if cite.lines):
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return spans


def _title(record: Record) -> str:
    return str(
        getattr(record, "title", "")
        or getattr(record, "text", "")
        or getattr(record, "speaker", record.id)
    )
