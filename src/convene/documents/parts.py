"""What a document is made of, before it becomes Word, PDF or HTML: plain, frozen content that any
of them can set.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from convene.documents.columns import columns

Mark = Literal["", "strong", "soft", "inferred", "missing"]
"""How a run of text stands out: strong, secondary, inferred (not printed in the guide), or missing
(still to be done by somebody).
"""
NONE = "–"
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that XML, and so Word, cannot hold, and that nobody types on purpose."""


@dataclass(frozen=True)
class Span:
    """A run of text, how it stands out, and the ids of the guide's records it rests on."""

    text: str
    mark: Mark = ""
    cites: tuple[str, ...] = ()


Text = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading below that of the section."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    text: Text


@dataclass(frozen=True)
class Bullets:
    items: tuple[Text, ...]


@dataclass(frozen=True)
class Table:
    """Every row has as many cells as `head`; the first cell of a row names it."""

    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True)
class Caution:
    """What a reader must know before believing or using what stands above."""

    text: Text


Block = Heading | Paragraph | Bullets | Table | Caution


@dataclass(frozen=True)
class Section:
    """A part of a paper; `id` is the name by which templates know it. Those of the annex come last,
    on pages of their own.
    """

    id: str
    heading: str
    blocks: tuple[Block, ...]
    is_annex: bool = False


@dataclass(frozen=True, kw_only=True)
class Source:
    """An entry of the list of sources: a record of the guide, and where the guide states it."""

    number: int
    id: str
    title: str
    where: str


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The words around the content."""

    kind: str
    prepared_by: str
    sources: str
    not_printed: str
    annex: str = ""
    colon: str = ": "


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A whole document. `sources` number the records that the spans cite, in the order they are
    first cited. Those `apart` stand only where an organisation's own template asks for them.
    """

    kind: Literal["concept", "brief", "diligence"]
    title: str
    place: Text
    prepared_by: Text
    on: date
    date: str
    labels: Labels
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    sources_note: str
    language: str = "en"
    apart: tuple[Section, ...] = ()


def clean(text: str) -> str:
    """Return what someone typed without the characters that no document can hold; everything else
    stays as it is.
    """
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def text(*parts: str | Span) -> Text:
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def row(*cells: str) -> tuple[Text, ...]:
    """Return a row of a table; a cell of which nobody said anything shows a dash."""
    return tuple(text(clean(cell) or NONE) for cell in cells)


def facts(head: tuple[str, ...], *pairs: tuple[str, str]) -> Table:
    """Return a table of what something is called and what it is."""
    named = (((Span(name, "strong"),), *row(value)) for name, value in pairs)
    return Table(head, tuple(named))


def joined(texts: Iterable[Text], *, by: str) -> Text:
    """Return texts as one, with what stands between them."""
    spans: list[Span] = []
    for item in texts:
        spans += [Span(by), *item] if spans else item
    return tuple(spans)


def plain(item: Text) -> str:
    return "".join(span.text for span in item)


def texts(block: Block) -> Iterable[Text]:
    """Yield every text of a block, in reading order."""
    match block:
        case Heading(text=heading):
            yield (Span(heading),)
        case Paragraph(text=spans) | Caution(text=spans):
            yield spans
        case Bullets(items=items):
            yield from items
        case Table(head=head, rows=rows):
            yield from ((Span(title),) for title in head)
            yield from (cell for row in rows for cell in row)


def cited(sections: Iterable[Section]) -> tuple[str, ...]:
    """Return the ids of all records that sections cite, each once, in the order they are first
    cited.
    """
    spans = (
        span
        for section in sections
        for block in section.blocks
        for item in texts(block)
        for span in item
    )
    return tuple(dict.fromkeys(id for span in spans for id in span.cites))


def as_data(paper: Paper) -> dict[str, Any]:
    """Return a paper as plain lists and dicts, with source numbers in place of record ids: the one
    shape all formats read.
    """
    numbers = {source.id: source.number for source in paper.sources}
    annex = next((section for section in paper.sections if section.is_annex), None)
    return {
        "kind": paper.kind,
        "language": paper.language,
        "title": paper.title,
        "place": _spans(paper.place, numbers),
        "prepared_by": _spans(paper.prepared_by, numbers),
        "date": paper.date,
        "labels": vars(paper.labels),
        "sections": [
            {
                **_section(section, numbers),
                "annex": paper.labels.annex if section is annex else "",
            }
            for section in paper.sections
        ],
        "apart": [_section(section, numbers) for section in paper.apart],
        "sources": [vars(source) for source in paper.sources],
        "sources_note": paper.sources_note,
    }


def _section(section: Section, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": section.id,
        "heading": section.heading,
        "blocks": [_block(block, numbers) for block in section.blocks],
    }


def _block(block: Block, numbers: Mapping[str, int]) -> dict[str, Any]:
    match block:
        case Heading(text=heading):
            return {"kind": "heading", "text": [{"text": heading, "mark": "", "sources": []}]}
        case Paragraph(text=spans):
            return {"kind": "paragraph", "text": _spans(spans, numbers)}
        case Caution(text=spans):
            return {"kind": "caution", "text": _spans(spans, numbers)}
        case Bullets(items=items):
            return {"kind": "bullets", "list": [_spans(item, numbers) for item in items]}
        case Table(head=head, rows=rows):
            return {
                "kind": "table",
                "head": list(head),
                "rows": [[_spans(cell, numbers) for cell in row] for row in rows],
                "columns": columns(head, [[plain(cell) for cell in row] for row in rows]),
            }


def _spans(item: Text, numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {"text": span.text, "mark": span.mark, "sources": [numbers[id] for id in span.cites]}
        for span in item
    ]
