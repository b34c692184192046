"""The looks at the lists that a case stands on, in its file and each on its own certificate."""

from collections.abc import Iterable, Sequence
from datetime import date

from convene.core.lookalikes import shown
from convene.documents import diligence_words as words
from convene.documents.diligence_facts import AskedRow, Look, Pairs, Review, SeenList
from convene.documents.diligence_partner import review_blocks
from convene.documents.parts import (
    Block,
    Bullets,
    Caution,
    Heading,
    Labels,
    Paper,
    Paragraph,
    Section,
    Span,
    Table,
    Text,
    facts,
    one_line,
    row,
    text,
)
from convene.documents.speech import Speech, speech

LONGEST_ANNEX = 200
"""Near misses that are printed of one look; the count says how many there were."""
MOST_ROWS = 5_000
"""Rows of a table that are printed, some two hundred pages; the count says how many there were."""


def hash_lines(hash: str) -> str:
    """Return a hash in two lines, for it is wider than a column."""
    half = len(hash) // 2
    return f"{hash[:half]}\n{hash[half:]}" if hash else ""


def look_blocks(look: Look, say: Speech) -> Iterable[Block]:
    """Yield what one look was: its lists, whom it asked for, what came up, what it left out."""
    near = say(words.NOT_KEPT) if look.near is None else say.number(len(look.near))
    yield facts(
        say.each(words.FACTS),
        (say(words.LOOKED), say(words.BY, who=look.by, when=look.when)),
        (say(words.FOUND), say.number(look.found)),
        (say(words.NEAR), near),
        *([(say(words.RESTS), say.semicolon.join(look.rests))] if look.rests else []),
        (say(words.KEY), hash_lines(look.key)),
    )
    if look.more:
        yield Caution(text(say(words.MORE, more=look.more)))
    if not look.lists:
        yield Caution(text(say(words.NOT_SCREENED)))
        return
    yield Table(say.each(words.LISTS), tuple(_list(seen, say) for seen in look.lists))
    yield Bullets(tuple(text(Span(_version(seen, say), "soft")) for seen in look.lists))
    yield Heading(say(words.ASKED))
    yield from _rows(look, say) if look.rows else (_names(look.asked),)
    if look.others:
        yield Heading(say(words.ASKED_BEHIND))
        yield _names(look.others)
    yield Heading(say(words.GAPS))
    yield Bullets(tuple(text(gap) for gap in look.gaps) or (text(say(words.NO_GAPS)),))


def _names(names: Iterable[str]) -> Bullets:
    return Bullets(tuple(text(_seen(name)) for name in names))


def _seen(name: str) -> str:
    """Return a name that others wrote, in one line, with what nobody sees of it written out."""
    return one_line(shown(name))


def _rows(look: Look, say: Speech) -> Iterable[Block]:
    """Yield what each row of a table was asked with."""
    yield Table(
        say.each(words.ASKED_ROWS), tuple(_row(asked, say) for asked in look.rows[:MOST_ROWS])
    )
    if left := len(look.rows[MOST_ROWS:]):
        yield Paragraph(text(say(words.ASKED_LEFT, left=left)))


def _row(asked: AskedRow, say: Speech) -> tuple[Text, ...]:
    written = (asked.where, asked.name, asked.id, asked.beside)
    return row(*map(_seen, written), say(words.WAS_ASKED if asked.asked else words.WAS_NOT))


def _list(seen: SeenList, say: Speech) -> tuple[Text, ...]:
    day = say.written(seen.date) or say(words.DATE_UNKNOWN)
    age = say(words.NOT_KNOWN) if seen.age is None else say.number(seen.age)
    return row(seen.title, day, age, say.number(seen.entries), seen.state)


def _version(seen: SeenList, say: Speech) -> str:
    """Say which version of a list was looked through, and of which file it was read."""
    version, hashes = seen.version or say(words.NOT_KEPT), ", ".join(seen.hashes)
    sentence = words.VERSION if hashes else words.VERSION_ONLY
    return say(sentence, list=seen.title, version=version, hashes=hashes)


def near_blocks(looks: Sequence[Look], say: Speech) -> Iterable[Block]:
    """Yield the annex: what came near in each look and stayed below the line."""
    yield Paragraph(text(say(words.NEAR_NOTE)))
    for look in looks:
        yield Heading(say(words.LOOK, number=look.number, when=look.when))
        if not look.near:
            yield Paragraph(text(say(words.NO_NEAR if look.near == () else words.NEAR_UNKNOWN)))
            continue
        printed = look.near[:LONGEST_ANNEX]
        yield Table(
            say.each(words.NEAR_TABLE),
            tuple(
                row(_seen(miss.name), miss.list, miss.entry, say.decimal(miss.score))
                for miss in printed
            ),
        )
        if left := len(look.near) - len(printed):
            yield Paragraph(text(say(words.NEAR_LEFT, left=left)))


def list_faults(*, date: str, stale: bool, few: bool) -> Iterable[str]:
    """Yield what is wrong with a list that was looked through, in words to be translated."""
    if not date:
        yield words.OF_NO_DAY
    elif stale:
        yield words.OLD
    if few:
        yield words.FEW


def _came_up(hits: Pairs, say: Speech) -> Iterable[Block]:
    if not hits:
        yield Paragraph(text(say(words.NONE_CAME_UP)))
        return
    printed = ((_seen(name), shown(decided)) for name, decided in hits[:LONGEST_ANNEX])
    yield facts(say.each(words.CAME_UP), *printed)
    if left := len(hits[LONGEST_ANNEX:]):
        yield Paragraph(text(say(words.CAME_UP_LEFT, left=left)))


def certificate(
    look: Look,
    *,
    partner: str,
    case: Pairs,
    by: str,
    on: date,
    hits: Pairs,
    review: Sequence[Review] = (),
    language: str = "en",
) -> Paper:
    """Return the certificate of one look: what was asked, of what, and what came of it. It says
    nothing of who the partner is.
    """
    say = speech(language)
    sections = {
        "about": (Caution(text(say(words.CERTIFIES))), facts(say.each(words.FACTS), *case)),
        "lists": tuple(look_blocks(look, say)),
        "review": tuple(review_blocks(review, say)),
        "hits": tuple(_came_up(hits, say)),
        "near": tuple(near_blocks([look], say)),
    }
    return Paper(
        kind="diligence",
        title=_seen(partner),
        place=text(say(words.LOOK, number=look.number, when=look.when)),
        prepared_by=text(one_line(by)),
        on=on,
        date=say.day(on),
        labels=Labels(
            kind=say(words.CERTIFICATE),
            prepared_by=say(words.PREPARED_BY),
            sources=say(words.EVIDENCE),
            not_printed=say(words.NOT_PRINTED),
            colon=say.colon,
        ),
        sections=tuple(
            Section(id, say(words.CERTIFICATE_HEADINGS[id]), blocks)
            for id, blocks in sections.items()
            if blocks
        ),
        sources=(),
        sources_note="",
        language=language,
    )
