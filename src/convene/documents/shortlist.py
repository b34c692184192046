"""The shortlist of a draft alliance as a Word document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document

from convene.core.reasons import Reason, recalled
from convene.documents import words
from convene.documents.parts import clean, one_line
from convene.documents.speech import Speech
from convene.feeds import writing


@dataclass(frozen=True, kw_only=True)
class Line:
    """One candidate, in words. `reason` says why it was dismissed."""

    name: str
    state: str
    why: tuple[str, ...]
    sources: tuple[str, ...]
    note: str
    assigned_to: str
    added: str
    reason: str = ""


def line(evidence: Mapping[str, Any], *, say: Speech, withheld: bool, **details: str) -> Line:
    """Return a candidate with what speaks for it, as it was kept when it was put on the list."""
    kept = evidence.get("lines", [])
    sources = dict.fromkeys(_source(source, say) for line in kept for source in line["sources"])
    look = [say(words.LOOK)] if withheld else []
    return Line(
        why=(*look, *(_reason(line, say) for line in kept)), sources=tuple(sources), **details
    )


def to_ask(name: str, works: Iterable[Reason], *, say: Speech) -> Line:
    """Return somebody who works for donors, to be asked whom it knows."""
    return Line(
        name=name,
        state=say(words.WORKS_FOR_DONORS),
        why=tuple(say.reason(reason) for reason in works),
        sources=(),
        note="",
        assigned_to="",
        added="",
    )


def _reason(line: Mapping[str, Any], say: Speech) -> str:
    sentence = say.reason(recalled(line["sentence"]))
    return say(words.INFERRED_LINE, sentence=sentence) if line["inferred"] else sentence


def _source(source: Mapping[str, Any], say: Speech) -> str:
    date = source["date"] or say(words.NO_DATE)
    return say(words.SOURCE, publisher=source["publisher"], title=source["title"], date=date)


def xlsx(lines: Iterable[Line], *, say: Speech) -> bytes:
    """Return a shortlist as .xlsx, a row for each candidate; no cell is a formula."""
    out = BytesIO()
    writing.write_xlsx(out, header=say.each(words.WORKBOOK_HEAD), lines=map(_cells, lines))
    return out.getvalue()


def _cells(line: Line) -> tuple[str, ...]:
    why, sources = "\n".join(line.why), "\n".join(line.sources)
    head = (line.name, line.state, line.reason)
    return (*head, why, sources, line.note, line.assigned_to, line.added)


def _told(line: Line, say: Speech, text: str) -> str:
    return clean(f"{line.name}{say.colon}{text}")


def docx(title: str, lines: Sequence[Line], *, ask: Sequence[Line] = (), say: Speech) -> bytes:
    """Return a shortlist as .docx: who is on it and why, then who was dismissed and why, then whom
    to ask whom they know.
    """
    document = Document()
    document.core_properties.author = "Convene"
    document.core_properties.language = say.language.code
    document.add_heading(one_line(say(words.WHO_MIGHT_JOIN, title=title)), level=1)
    document.add_paragraph(say(words.NOBODY_HAS_AGREED))
    kept = [line for line in lines if not line.reason]
    table = document.add_table(rows=1, cols=len(words.SHORTLIST_HEAD))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, say.each(words.SHORTLIST_HEAD), strict=True):
        cell.text = name
    for line in kept:
        texts = (
            line.name,
            "\n".join(line.why) or say(words.BY_HAND),
            "\n".join(line.sources) or line.added,
            line.note,
            line.assigned_to,
        )
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = clean(text)
    if dismissed := [line for line in lines if line.reason]:
        document.add_heading(say(words.DISMISSED), level=2)
        for line in dismissed:
            document.add_paragraph(_told(line, say, line.reason), style="List Bullet")
    if ask:
        document.add_heading(say(words.FOR_DONORS), level=2)
        for line in ask:
            document.add_paragraph(_told(line, say, " ".join(line.why)), style="List Bullet")
    out = BytesIO()
    document.save(out)
    return out.getvalue()
