"""Why partners would join. What the guide says, it says of kinds of partner: no reason is printed
as that of somebody in particular, and where no kind is known the reader is asked.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from convene.core.asked import motive_of, rule_of
from convene.core.guide import Guide, Motivation, Word
from convene.core.writing import fold
from convene.documents import rooms, words
from convene.documents.parts import (
    Block,
    Bullets,
    Paragraph,
    Span,
    Text,
    one_line,
    plain,
    text,
)
from convene.documents.proposal import Matter
from convene.documents.said import said
from convene.documents.speech import speech
from convene.packs.languages import LANGUAGES

NAMING = ("partner_types", "sectors", "partner_kinds", "parties")
"""The families of codes whose words say of which kind somebody is."""


def kinds(
    asked: Iterable[str], *, guide: Guide, known: Mapping[str, tuple[str, ...]]
) -> Mapping[str, Word]:
    """Return the kind of each of those of whom something is asked, as far as it can be known: from
    what they are called, in any language, or from codes `known` of somebody by that name. Only a
    kind of which our table tells a motive counts.
    """
    called: dict[str, list[str]] = {}
    for name, codes in known.items():
        called.setdefault(fold(one_line(name)), []).extend(codes)
    for word in guide.words:
        if word.kind in NAMING:
            for name in _spoken(word):
                called.setdefault(name, []).append(word.id)
    words_of = {who: _kind(called.get(fold(who), ()), guide) for who in map(one_line, asked)}
    return {who: word for who, word in words_of.items() if word}


def _kind(codes: Iterable[str], guide: Guide) -> Word | None:
    """Return the word for the first of these codes of which our table tells a motive."""
    for code in codes:
        if rule_of([code], guide=guide):
            return next(word for word in guide.words if word.id == code and word.kind in NAMING)
    return None


def motives(matter: Matter) -> tuple[Block, ...]:
    """Return what the guide says moves partners of these kinds, and the question to the others."""
    own, lines = of_such_alliances(matter), reasons(matter)
    note = (Paragraph(text(Span(matter.say(words.OF_KINDS), "soft"))),) if lines else ()
    rest = len(lines) - rooms.MOTIVES
    more = text(Span(matter.say(words.MORE_IN_ANNEX, count=rest), "soft"))
    bullets = (*lines[: rooms.MOTIVES], *((more,) if rest > 0 else ()), *_open(matter))
    return (*own, *note, *((Bullets(bullets),) if bullets else ()))


def motives_whole(matter: Matter) -> tuple[Block, ...]:
    """Return every motive of their kinds, where the first pages have room for some only."""
    lines = reasons(matter)
    return (Bullets(lines),) if len(lines) > rooms.MOTIVES else ()


def of_such_alliances(matter: Matter) -> tuple[Block, ...]:
    """Return the motive that the guide's own text prints for this kind of alliance."""
    motive = matter.model.motive
    if motive is None or motive.by == "ours":
        return ()
    label = Span(matter.say(words.MOTIVE_OF_MODEL), "soft")
    return (Paragraph((label, *said(motive, matter.say, cites=(matter.model.id,)))),)


def reasons(matter: Matter) -> tuple[Text, ...]:
    """Return, for each row of the guide's matrix that bears on somebody, whom and what it says:
    those of whom something is asked, or where nobody is, the kinds said to be around.
    """
    led = sorted(_led(matter), key=lambda item: item[0])
    rows = {
        row: [name for _, name in those] for row, those in groupby(led, key=lambda item: item[0])
    }
    order = sorted(rows, key=lambda id: _far(matter.guide.get(id, Motivation), matter.model.id))
    return tuple(_reason(rows[id], matter.guide.get(id, Motivation), matter) for id in order)


def _led(matter: Matter) -> Iterable[tuple[str, str]]:
    """Yield the row of the matrix that each is led to, and what they are called."""
    guide, model = matter.guide, matter.model.id
    request = matter.answer.request
    if matter.asked:
        for who in matter.asked:
            if word := matter.kinds.get(who):
                rule = rule_of([word.id], guide=guide)
                if rule:
                    yield motive_of(rule, model=model, guide=guide).id, _named(who, matter)
        return
    for kind, code in (
        *(("sectors", code) for code in request.sectors),
        *(("partner_types", code) for code in request.partner_types),
    ):
        rule = rule_of([code], guide=guide)
        if rule and code in guide.codes(kind):  # type: ignore[arg-type]  # two of the Kinds
            title = guide.word(kind, code).title  # type: ignore[arg-type]  # as above
            yield motive_of(rule, model=model, guide=guide).id, title


def _named(who: str, matter: Matter) -> str:
    """Return what somebody is called, and the kind we take them to be where the name is not it."""
    word = matter.kinds[who]
    title = matter.guide.word(word.kind, word.id).title
    if fold(who) in _spoken(word):
        return title
    return matter.say(words.AS_KIND, name=_short(who, matter), kind=title)


def _spoken(word: Word) -> set[str]:
    """Return a word in every language, as names are compared."""
    return {fold(speech(language)(word.title)) for language in LANGUAGES}


def _short(who: str, matter: Matter) -> str:
    room = rooms.NAME if len(matter.asked) <= min(rooms.CELLS) else rooms.SHORT
    return plain(rooms.begun(who, room=room, rest=words.MORE, say=matter.say))


def _far(row: Motivation, model: str) -> tuple[bool, bool]:
    return (model not in row.models, model not in row.models_inferred)


def _reason(names: list[str], row: Motivation, matter: Matter) -> Text:
    say, model = matter.say, matter.model.id
    listed = say.semicolon.join(dict.fromkeys(names))
    unprinted = say(words.INFERRED if model in row.models_inferred else words.UNLINKED)
    mark = (Span(f" ({unprinted})", "inferred"),) if model not in row.models else ()
    return text(
        Span(f"{listed}{say.colon}", "strong"),
        Span(row.title, cites=(row.id,)),
        *mark,
        ". ",
        *said(row.motivation, say, cites=(row.id,)),
    )


def _open(matter: Matter) -> tuple[Text, ...]:
    """Return the question to those of whom the guide tells no reason; to the reader where it tells
    none at all.
    """
    say = matter.say
    unknown = [who for who in matter.asked if who not in matter.kinds]
    others = [_short(who, matter) for who in unknown[: rooms.ASKED]]
    if len(unknown) > rooms.ASKED:
        others.append(words.MORE)
    question = Span(say(words.ASK_MOTIVES), "soft")
    if others:
        names = f"{say.semicolon.join(others)}{say.colon}"
        return (text(Span(names, "strong"), question),)
    return () if reasons(matter) else (text(question),)


def matrix(matter: Matter) -> tuple[Block, ...]:
    """Return all that the guide's matrix says of those who join alliances of this kind."""
    joining = matter.advised.motivations if matter.advised else ()
    if not joining:
        return (Paragraph(text(matter.say(words.NO_MOTIVE))),)
    rows = ((matter.guide.get(item.row, Motivation), item.status) for item in joining)
    return (Bullets(tuple(_row(row, status, matter) for row, status in rows)),)


def _row(row: Motivation, status: str, matter: Matter) -> Text:
    say, is_inferred = matter.say, status == "inferred"
    mark = (
        Span(f" ({say(words.INFERRED)})", "inferred")
        if is_inferred
        else Span(f" ({say(words.PRINTED)})", "soft")
    )
    gifts = row.noncash_text.text[:1].lower() + row.noncash_text.text[1:]
    return text(
        Span(row.title, "strong", (row.id,)),
        mark,
        Span(". "),
        *said(row.motivation, say, cites=(row.id,)),
        Span(say(words.NAMED_COMPANIES, names=", ".join(row.companies))),
        Span(say(words.GIVE, what=gifts), cites=(row.id,)),
    )
