"""What partners put on paper: which topics a paper needs, what fills its clauses, which amounts
were typed where the ledger has them.

A clause is text in paragraphs, one a line, with tags in braces. `{alliance}` is filled with words;
a tag of `BLOCKS` stands alone on its line and is filled with a list or a table;
`{promise-1a2b3c4d}` is one promise of the ledger.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from convene.core.figures import readings

Languages = Mapping[str, str]
"""One text in each language, by its code."""
LANGUAGES = ("en", "es", "fr")
TAG = re.compile(r"\{([a-z_]+(?:-[0-9a-f]{8})?)\}")
GAPS = re.compile(r"[^\S\u00a0\u202f]+")
"""Between words, and lines; what keeps an amount together stays."""
BRACES = re.compile(r"[{}]")
FACTS = ("alliance", "place", "problem", "aim")
"""What the alliance says of itself."""
BLOCKS = ("parties", "contributions", "exit", "asks")
"""What is filled with more than a few words."""
PROMISE = "promise-"
NUMBER = re.compile(r"\d+(?:[.,']\d+|[ \u00a0\u202f]\d{3}(?!\d))*")
SMALLEST = 1000
"""From here on a number that equals an amount of the ledger is taken for it, also where it stands
beside no currency (expert choice): smaller ones are days, people and clauses.
"""
FEWEST = 2
"""Parties of an agreement: nobody agrees with themselves."""
CURRENCY = re.compile(r"[A-Z]{3}|[$€£¥]")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of paper. What is not signed is sent to whoever could answer."""

    id: str
    title: Languages
    about: Languages
    is_signed: bool = True


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Something that papers have to speak of. Without a `required` one none is signed."""

    id: str
    title: Languages
    needed: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Blank:
    """What a tag asks of whoever writes a paper: a few words, or a day."""

    id: str
    asks: Languages
    is_day: bool = False


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A clause to begin with."""

    id: str
    topic: str
    papers: tuple[str, ...]
    text: Languages


@dataclass(frozen=True, kw_only=True)
class Wording:
    """All that papers begin with."""

    papers: tuple[Kind, ...]
    topics: tuple[Topic, ...]
    blanks: tuple[Blank, ...]
    clauses: tuple[Clause, ...]

    def kind(self, code: str) -> Kind | None:
        return next((kind for kind in self.papers if kind.id == code), None)

    def topic(self, code: str) -> Topic | None:
        return next((topic for topic in self.topics if topic.id == code), None)

    def blank(self, code: str) -> Blank | None:
        return next((blank for blank in self.blanks if blank.id == code), None)

    def needed(self, paper: str) -> list[Topic]:
        """Return the topics of a kind of paper, in their order."""
        return [topic for topic in self.topics if paper in topic.needed]

    def begins_with(self, paper: str) -> list[Clause]:
        """Return the clauses that a kind of paper begins with, in the order of their topics."""
        own = [clause for clause in self.clauses if paper in clause.papers]
        order = [topic.id for topic in self.topics]
        return sorted(own, key=lambda clause: (*order, clause.topic).index(clause.topic))


def faults(wording: Wording) -> Iterator[str]:
    """Yield what is wrong with a wording, in one sentence each, naming what it is wrong of."""
    for name in ("papers", "topics", "blanks", "clauses"):
        ids = [row.id for row in getattr(wording, name)]
        yield from (f"{name}: “{id}” stands twice" for n, id in enumerate(ids) if id in ids[:n])
    yield from _incomplete(wording)
    papers, tags = {kind.id for kind in wording.papers}, known_tags(wording)
    for topic in wording.topics:
        yield from (
            f"topics.{topic.id}.needed: there is no paper “{code}”"
            for code in topic.needed
            if code not in papers
        )
    for clause in wording.clauses:
        yield from _clause_faults(clause, wording, papers=papers, tags=tags)
    for paper in wording.papers:
        own = [clause.topic for clause in wording.begins_with(paper.id)]
        yield from (
            f"papers.{paper.id}: no clause speaks of “{topic.id}”"
            for topic in wording.needed(paper.id)
            if topic.id not in own
        )
        yield from (
            f"papers.{paper.id}: two clauses speak of “{code}”"
            for n, code in enumerate(own)
            if code in own[:n]
        )


def _incomplete(wording: Wording) -> Iterator[str]:
    texts: list[tuple[str, Languages]] = []
    for kind in wording.papers:
        texts += [(f"papers.{kind.id}.title", kind.title), (f"papers.{kind.id}.about", kind.about)]
    texts += [(f"topics.{topic.id}.title", topic.title) for topic in wording.topics]
    texts += [(f"blanks.{blank.id}.asks", blank.asks) for blank in wording.blanks]
    texts += [(f"clauses.{clause.id}.text", clause.text) for clause in wording.clauses]
    for place, text in texts:
        yield from (
            f"{place}: there is no “{code}”" for code in LANGUAGES if not text.get(code, "").strip()
        )


def _clause_faults(
    clause: Clause, wording: Wording, *, papers: set[str], tags: set[str]
) -> Iterator[str]:
    place = f"clauses.{clause.id}"
    if wording.topic(clause.topic) is None:
        yield f"{place}.topic: there is no topic “{clause.topic}”"
    yield from (
        f"{place}.papers: there is no paper “{code}”"
        for code in clause.papers
        if code not in papers
    )
    first = clause.text.get(LANGUAGES[0], "")
    for code, text in clause.text.items():
        for wrong in misplaced(text, tags):
            yield f"{place}.text.{code}: {wrong}"
        if sorted(tags_in(text)) != sorted(tags_in(first)):
            yield f"{place}.text.{code}: its tags are not those of “{LANGUAGES[0]}”"


def known_tags(wording: Wording) -> set[str]:
    """Return every tag that a clause may have, but for those of single promises."""
    return {*FACTS, *BLOCKS, *(blank.id for blank in wording.blanks)}


def tags_in(text: str) -> list[str]:
    """Return the tags of a text, in its order."""
    return TAG.findall(text)


def misplaced(text: str, tags: set[str]) -> Iterator[str]:
    """Yield what is wrong with the braces of a text: a tag that is not known, one that has to stand
    alone on its line, a brace of no tag. `tags` are all that may stand in it.
    """
    for tag in dict.fromkeys(tags_in(text)):
        if tag not in tags:
            yield f"“{{{tag}}}” is no tag"
    for line in text.splitlines():
        alone = [tag for tag in tags_in(line) if tag in BLOCKS]
        yield from (
            f"“{{{tag}}}” stands alone on its line" for tag in alone if line.strip() != f"{{{tag}}}"
        )
        if BRACES.search(TAG.sub("", line)):
            yield f"“{line.strip()[:60]}” has a brace that belongs to no tag"


@dataclass(frozen=True)
class Piece:
    """A run of a paragraph: words as they are written, or what filled a tag, which may be nothing
    so far.
    """

    text: str
    tag: str = ""


def fill(line: str, values: Mapping[str, str]) -> tuple[Piece, ...]:
    """Return a paragraph with its tags filled, as far as their values are known."""
    pieces: list[Piece] = []
    end = 0
    for match in TAG.finditer(line):
        if match.start() > end:
            pieces.append(Piece(line[end : match.start()]))
        pieces.append(Piece(GAPS.sub(" ", values.get(match[1], "")).strip(), match[1]))
        end = match.end()
    if end < len(line):
        pieces.append(Piece(line[end:]))
    return tuple(pieces)


def missing(topics: Iterable[Topic], spoken_of: Iterable[str]) -> list[Topic]:
    """Return the topics that no clause speaks of."""
    there = set(spoken_of)
    return [topic for topic in topics if topic.id not in there]


@dataclass(frozen=True)
class Typed:
    """An amount that somebody typed, and the tag of the promise that has it."""

    text: str
    tag: str


def typed_amounts(text: str, amounts: Mapping[str, Decimal]) -> list[Typed]:
    """Return the numbers of a text that an amount of the ledger is: they would not follow it when
    it is amended. `amounts` are by the tag of their promise. Tags are left out of account, and so
    are small numbers that stand beside no currency.
    """
    plain = TAG.sub(" ", text)
    typed = []
    for match in NUMBER.finditer(plain):
        values = readings(match[0].strip())
        around = plain[max(0, match.start() - 4) : match.start()] + plain[match.end() :][:4]
        for tag, amount in amounts.items():
            if amount in values and (amount >= SMALLEST or CURRENCY.search(around)):
                typed.append(Typed(match[0].strip(), tag))
                break
    return typed


@dataclass(frozen=True, kw_only=True)
class Due:
    """One day of a promise, with its amount where it has one."""

    on: date
    amount: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Promised:
    """A promise as a paper has it: exact, with its currency, or without a price."""

    partner: str
    what: str
    currency: str = ""
    amount: Decimal | None = None
    quantity: Decimal | None = None
    unit: str = ""
    due: tuple[Due, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Party:
    """An organisation that signs, also for `covered` others that came through it and go unnamed."""

    name: str
    through: str = ""
    covered: int = 0


@dataclass(frozen=True, kw_only=True)
class Left:
    """What remains when the alliance ends, and who has it then, on which terms."""

    what: str
    heir: str = ""
    terms: str = ""


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A clause as it is read: its title, and its paragraphs with their tags filled. A paragraph
    that is one of `BLOCKS` stands for its list or table. `id` is that of what it was made of.
    """

    id: str
    title: str
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that a paper says."""

    title: str
    clauses: tuple[Spoken, ...]
    parties: tuple[Party, ...] = ()
    promised: tuple[Promised, ...] = ()
    left: tuple[Left, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def unfilled(self) -> list[str]:
        """The tags that nothing fills so far, each once, in the order of reading."""
        pieces = [piece for spoken in self.clauses for line in spoken.lines for piece in line]
        return list(dict.fromkeys(piece.tag for piece in pieces if self.is_open(piece)))

    def is_open(self, piece: Piece) -> bool:
        """Say whether a piece still waits for what fills it."""
        match piece.tag:
            case "":
                return False
            case "parties":
                return len(self.parties) < FEWEST
            case "contributions":
                return not self.promised
            case "exit":
                return not self.left or any(not row.heir for row in self.left)
            case "asks":
                return not self.asked
        return not piece.text
