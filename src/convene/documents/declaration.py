"""A partner's own declaration as a document: everything that was signed, the signature and its
hash.
"""

from datetime import date

from convene.core.declarations import Statement
from convene.documents import diligence_words as words
from convene.documents.diligence_looks import hash_lines
from convene.documents.parts import (
    Block,
    Labels,
    Paper,
    Paragraph,
    Section,
    clean,
    facts,
    one_line,
    text,
)
from convene.documents.speech import Speech, speech

Told = tuple[str, tuple[tuple[str, str], ...], str]
"""A part of a declaration: its title, its pairs, and what it says where there are none."""


def declaration(
    statement: Statement, parts: tuple[Told, ...], *, hash: str, on: date, language: str
) -> Paper:
    """Return a signed declaration, to be printed."""
    say = speech(language)
    title = say(words.DECLARATION_OF, partner=one_line(statement.declared.name))
    made = [
        Section(f"part-{number}", heading, (_part(pairs, nothing, say),))
        for number, (heading, pairs, nothing) in enumerate(parts, start=1)
    ]
    return Paper(
        kind="diligence",
        title=title,
        place=text(say(words.ASKED_BY, who=one_line(statement.asked_by))),
        prepared_by=text(one_line(statement.name)),
        on=on,
        date=say.day(on),
        labels=Labels(
            kind=say(words.DECLARATION_KIND),
            prepared_by=say(words.SIGNED_BY),
            sources="",
            not_printed=say(words.NOT_PRINTED),
            colon=say.colon,
        ),
        sections=(
            *made,
            Section("signature", say(words.SIGNATURE), _signature(statement, hash, say)),
        ),
        sources=(),
        sources_note="",
        language=language,
    )


def _part(pairs: tuple[tuple[str, str], ...], nothing: str, say: Speech) -> Block:
    if not pairs:
        return Paragraph(text(nothing))
    return facts(say.each(words.DECLARED_HEAD), *pairs)


def _signature(statement: Statement, hash: str, say: Speech) -> tuple[Block, ...]:
    return (
        Paragraph(text(clean(statement.oath))),
        facts(
            say.each(words.DECLARED_HEAD),
            (say(words.SIGNER), statement.name),
            (say(words.SIGNER_ROLE), statement.role),
            (say(words.SIGNED_ON), say.written(statement.on)),
            (say(words.HASH_OF_DECLARATION), hash_lines(hash)),
        ),
    )
