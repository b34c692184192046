"""What a record says of the guide, in a document: the text, and how firmly it is said."""

from convene.core.guide import Statement
from convene.core.labels import hedges
from convene.documents.parts import Span, Text
from convene.documents.speech import Speech


def said(
    statement: Statement, say: Speech, *, cites: tuple[str, ...] = (), of_one_case: bool = False
) -> Text:
    """Return a statement as a sentence, and what must be said with it."""
    spans = [Span(sentence(statement.text), cites=cites)]
    if marks := hedges(statement, of_one_case=of_one_case):
        spans.append(Span(f" ({say.semicolon.join(say.each(marks))})", "soft"))
    return tuple(spans)


def sentence(text: str) -> str:
    """Return a text with a full stop, unless it ends a sentence itself."""
    return text if text.endswith((".", "!", "?", ".”")) else f"{text}."
