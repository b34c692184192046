"""Letters to a partner: what was decided, or what it is asked to reply to, and until when it may.
They say nothing of who found what, and nothing of lists.
"""

from dataclasses import dataclass
from datetime import date

from convene.documents import diligence_words as words
from convene.documents.parts import Labels, Paper, Paragraph, Section, clean, one_line, text
from convene.documents.speech import speech


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a letter is about. `decision` is empty where nothing is decided yet; `note` is what the
    writer says in their own words; `by` is who they are, line by line.
    """

    partner: str
    addressee: str
    scope: str
    decision: str
    reply_until: date
    by: tuple[str, ...]
    valid_until: date | None = None
    conditions: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    note: str = ""


def subject(facts: Facts, *, language: str) -> str:
    say = speech(language)
    title = words.LETTER_OF_DECISION if facts.decision else words.LETTER_OF_QUESTIONS
    return say(title, partner=one_line(facts.partner))


def body(facts: Facts, *, language: str) -> str:
    """Return the whole text of a letter, its paragraphs with an empty line between."""
    say = speech(language)
    opening = words.DECIDED if facts.decision else words.LOOKED_AT
    decided = say(words.DECISIONS[facts.decision]) if facts.decision else ""
    until = say.day(facts.reply_until)
    holds = say(words.HOLDS, day=say.day(facts.valid_until)) if facts.valid_until else ""
    parts = (
        say(words.DEAR, name=one_line(facts.addressee)),
        say(opening, partner=one_line(facts.partner), scope=clean(facts.scope)),
        " ".join(part for part in (decided, holds) if part),
        _listed(say(words.ON_CONDITION), facts.conditions),
        _listed(say(words.PLEASE_REPLY), facts.questions),
        clean(facts.note),
        say(words.RIGHT_OF_REPLY if facts.decision else words.REPLY_BY, day=until),
        "\n".join(map(one_line, facts.by)),
    )
    return "\n\n".join(part for part in parts if part)


def _listed(head: str, items: tuple[str, ...]) -> str:
    return "\n".join((head, *(f"– {one_line(item)}" for item in items))) if items else ""


def letter(title: str, text_of_it: str, *, to: str, by: str, on: date, language: str) -> Paper:
    """Return a letter as it was written, to be printed."""
    say = speech(language)
    paragraphs = tuple(Paragraph(text(part)) for part in clean(text_of_it).split("\n\n"))
    return Paper(
        kind="diligence",
        title=one_line(title),
        place=text(one_line(to)),
        prepared_by=text(one_line(by)),
        on=on,
        date=say.day(on),
        labels=Labels(
            kind=say(words.LETTER_KIND),
            prepared_by=say(words.WRITTEN_BY),
            sources="",
            not_printed=say(words.NOT_PRINTED),
            colon=say.colon,
        ),
        sections=(Section("letter", say(words.LETTER_KIND), paragraphs),),
        sources=(),
        sources_note="",
        language=language,
    )
