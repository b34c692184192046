"""Check an organisation's Word template before it is used: which tag is wrong, on which page, and
why, in plain words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from jinja2 import TemplateError, TemplateSyntaxError, nodes
from lxml import etree

from convene.documents import pages, tags
from convene.documents.filling import fill
from convene.documents.package import Refusal, W, read
from convene.documents.pages import Piece
from convene.documents.parts import (
    Bullets,
    Caution,
    Heading,
    Labels,
    Paper,
    Paragraph,
    Section,
    Source,
    Span,
    Table,
    text,
)
from convene.documents.tags import LOOP, NAMES, RICH, TEXT, Misused, Shape

OPEN = re.compile(r"\{\{|\{%|\{#")
ENDS = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
BODY = re.compile(r"^-?(?P<prefix>(?:p|tr|tc|r)\s)?(?P<body>.*?)-?$", re.DOTALL)
QUOTES = str.maketrans("“”‘’", "\"\"''")
"""Word makes quotation marks round as people type; a tag means the straight ones."""
MOST_TAGS = 1000
LONGEST_SHOWN = 80
HOLDERS = {"p": "paragraph", "tc": "cell", "tr": "row"}
"""What a prefix takes away when the document is made, and so must hold nothing but the tag."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a template. `tag` is as written; `page` is None outside the text; `exact`
    is False for a guess.
    """

    problem: str
    tag: str = ""
    page: int | None = None
    exact: bool = True
    where: str = ""

    def __str__(self) -> str:
        place = self.where or (
            "" if self.page is None else f"{'on page' if self.exact else 'about page'} {self.page}"
        )
        shown = f"{self.tag} " if self.tag else ""
        return (
            f"{shown}({place}): {self.problem}"
            if place
            else f"{shown}{'– ' if shown else ''}{self.problem}"
        )


@dataclass(frozen=True)
class Tag:
    """A tag as it stands in the file, and its parts."""

    written: str
    piece: Piece
    page: int | None
    opener: str
    prefix: str
    body: str

    @property
    def word(self) -> str:
        return self.body.split(maxsplit=1)[0] if self.body.split() else ""


@dataclass
class Opened:
    """A for or an if that waits for its end; `names` is what can be named inside it."""

    tag: Tag
    names: Mapping[str, Shape]
    loops: tuple[str, ...] = ()


@dataclass
class Walk:
    """Where the check stands: what is open, and what it found."""

    exact: bool
    opened: list[Opened] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def names(self) -> Mapping[str, Shape]:
        return self.opened[-1].names if self.opened else NAMES

    @property
    def loops(self) -> tuple[str, ...]:
        return self.opened[-1].loops if self.opened else ()

    def fault(self, tag: Tag, problem: str) -> None:
        self.faults.append(
            Fault(problem, tag.written[:LONGEST_SHOWN], tag.page, self.exact, tag.piece.where)
        )


def check_template(data: bytes) -> tuple[Fault, ...]:
    """Return everything wrong with a template, in reading order; nothing when it can be used."""
    try:
        trees = read(data)
    except Refusal as refusal:
        return (Fault(str(refusal)),)
    if sum(len(ENDS.findall(piece.text)) for piece in pages.pieces(trees)) > 2 * MOST_TAGS:
        return (Fault(f"The template holds more than {MOST_TAGS} tags."),)
    walk = Walk(exact=pages.is_paged(trees))
    for piece in pages.pieces(trees):
        for tag in _tags(piece, walk):
            _check(tag, walk)
        if piece.where:
            _close_all(walk)
    _close_all(walk)
    _hidden(trees, walk)
    faults = tuple(dict.fromkeys(walk.faults))
    return faults or _tried(data)


def _tags(piece: Piece, walk: Walk) -> Iterator[Tag]:
    """Yield the tags of a paragraph; report what starts and does not end, and what ends and never
    started.
    """
    place, written = 0, piece.text.translate(QUOTES)
    while opening := OPEN.search(written, place):
        _strays(piece, place, opening.start(), walk)
        start, opener = opening.start(), opening.group()
        end = written.find(CLOSE[opener], start + 2)
        following = OPEN.search(written, start + 2)
        if end < 0 or (following and following.start() < end):
            stop = following.start() if following else len(written)
            tag = _tag(piece, start, stop, opener)
            walk.fault(
                tag, f"this tag is not closed: “{CLOSE[opener]}” is missing in its paragraph"
            )
            place = max(stop, start + 2)
        else:
            place = end + 2
            yield _tag(piece, start, place, opener)
    _strays(piece, place, len(written), walk)


def _tag(piece: Piece, start: int, stop: int, opener: str) -> Tag:
    written = piece.text[start:stop].strip()
    inside = BODY.match(written.translate(QUOTES)[2:].removesuffix(CLOSE[opener]))
    prefix, body = (inside["prefix"] or "", inside["body"]) if inside else ("", "")
    return Tag(written, piece, piece.page_at(start), opener, prefix.strip(), body.strip())


def _strays(piece: Piece, start: int, stop: int, walk: Walk) -> None:
    for stray in re.finditer(r"[^\s{}%]{0,20}\s?(?:\}\}|%\})", piece.text[start:stop]):
        tag = _tag(piece, start + stray.start(), start + stray.end(), "{{")
        walk.fault(tag, "this ends a tag that never started in its paragraph")


def _check(tag: Tag, walk: Walk) -> None:
    if tag.opener == "{#":
        return
    try:
        if tag.opener == "{{":
            _shown(tag, walk)
        else:
            _statement(tag, walk)
    except Misused as problem:
        walk.fault(tag, str(problem))
    except TemplateSyntaxError as problem:
        walk.fault(tag, f"this cannot be read: {(problem.message or 'unknown').rstrip('.')}")


def _shown(tag: Tag, walk: Walk) -> None:
    tree = tags.parse("{{" + tag.body + "}}")
    tags.permit(tree)
    kinds = {
        str(kind) if isinstance(kind := tags.shape(item, scope=walk.names), str) else "many"
        for item in tags.expressions(tree)
    }
    if kinds - {TEXT, RICH}:
        raise Misused(
            "this is a list or has parts; go through it with for, or name one of its parts"
        )
    if tag.prefix not in ("", "r"):
        raise Misused(f"only a for or an if can begin with “{tag.prefix}”")
    if RICH in kinds and tag.prefix != "r":
        raise Misused(f"this holds formatted text: write “{{{{r {tag.body} }}}}”")
    if TEXT in kinds and tag.prefix == "r":
        raise Misused(f"this holds plain text: write “{{{{ {tag.body} }}}}”")


def _statement(tag: Tag, walk: Walk) -> None:
    if tag.word not in ("for", "endfor", "if", "elif", "else", "endif"):
        raise Misused(
            f"“{tag.word}” is not available; there are only for, if, elif and else, and their ends"
        )
    if tag.prefix == "r":
        raise Misused("a for or an if cannot begin with “r”")
    if tag.prefix and (problem := _crowded(tag)):
        walk.fault(tag, problem)
    if tag.word == "for":
        _for(tag, walk)
    elif tag.word == "if":
        walk.opened.append(
            Opened(tag, walk.names, walk.loops)
        )  # opened even if faulty, so that its end is not a second fault
        _asked(tag, walk)
    elif tag.word in ("elif", "else"):
        _matching(tag, walk, ("if",) if tag.word == "elif" else ("if", "for"))
        if tag.word == "elif":
            _asked(tag, walk)
    else:
        opened = _matching(tag, walk, (tag.word.removeprefix("end"),))
        walk.opened.remove(opened)
        _same_place(opened.tag, tag)


def _for(tag: Tag, walk: Walk) -> None:
    opened = Opened(tag, walk.names, walk.loops)
    walk.opened.append(opened)
    loop = next(tags.parse("{%" + tag.body + "%}{%endfor%}").find_all(nodes.For))
    opened.names = {
        **walk.names,
        **{name.name: TEXT for name in loop.find_all(nodes.Name) if name.ctx == "store"},
    }  # known even if faulty
    if loop.test is not None:
        raise Misused("a for cannot choose; put an if inside it")
    tags.permit(loop, within=walk.loops)
    many = tags.shape(loop.iter, scope=walk.names)
    if not isinstance(many, list):
        raise Misused("this goes through something that is not a list")
    variable = tags.variable(loop)
    opened.names = {**opened.names, variable: many[0], "loop": LOOP}
    opened.loops = (*opened.loops, variable)


def _asked(tag: Tag, walk: Walk) -> None:
    tree = tags.parse("{%" + tag.body.removeprefix("el") + "%}{%endif%}")
    tags.permit(tree)
    for item in tags.expressions(tree):
        tags.shape(item, scope=walk.names)


def _matching(tag: Tag, walk: Walk, words: tuple[str, ...]) -> Opened:
    """Return what a tag belongs to. When something inside that was never ended, that is the fault;
    go on outside it.
    """
    if not any(opened.tag.word in words for opened in walk.opened):
        raise Misused(f"this has no {' or '.join(words)} before it")
    while walk.opened[-1].tag.word not in words:
        _unended(walk.opened.pop(), walk)
    return walk.opened[-1]


def _close_all(walk: Walk) -> None:
    while walk.opened:
        _unended(walk.opened.pop(0), walk)


def _unended(opened: Opened, walk: Walk) -> None:
    walk.fault(opened.tag, f"this {opened.tag.word} has no end{opened.tag.word}")


def _same_place(start: Tag, end: Tag) -> None:
    if start.prefix != end.prefix:
        raise Misused(
            f"this ends “{start.written}”, so it must begin the same way, with “{{%{start.prefix}”"
        )
    inside = _holder(start) is _holder(end)
    if not inside:
        raise Misused(
            f"this ends “{start.written}” but stands in another place: both must be in the same part of the page"
        )


def _holder(tag: Tag) -> etree._Element | None:
    """Return what a tag and its end must share: the paragraph itself, or what holds the paragraph,
    the cell or the row.
    """
    if not tag.prefix:
        return tag.piece.paragraph
    own = _own(tag)
    return own.getparent() if own is not None else None


def _own(tag: Tag) -> etree._Element | None:
    if tag.prefix == "p":
        return tag.piece.paragraph
    return next(tag.piece.paragraph.iterancestors(f"{W}{tag.prefix}"), None)


def _crowded(tag: Tag) -> str:
    """A tag with a prefix takes its whole paragraph, cell or row away with it, so nothing else may
    stand there.
    """
    own, name = _own(tag), HOLDERS[tag.prefix]
    if own is None:
        return f"this must stand in a {name} of a table"
    if _starts(own, len(tag.written) + 1) != tag.written:
        return f"this must stand alone in its {name}: anything beside it would be lost"
    return ""


def _starts(own: etree._Element, length: int) -> str:
    """Return the text something starts with: no more than needed, since a file may repeat this a
    thousand times.
    """
    beginning = ""
    for item in own.iter(f"{W}t"):
        beginning = (beginning + (item.text or "")).lstrip()
        if len(beginning.rstrip()) >= length:
            break
    return beginning.rstrip()


def _hidden(trees: Mapping[str, etree._Element], walk: Walk) -> None:
    """Report tags where Word keeps settings rather than text: they are not filled in, and could be
    meant to harm.
    """
    for path, tree in trees.items():
        for item in tree.iter(etree.Element):
            values = [*item.attrib.values(), "" if item.tag == f"{W}t" else item.text or ""]
            if tagged := next((value for value in values if OPEN.search(value)), None):
                walk.faults.append(
                    Fault(
                        f"a tag stands in the settings of “{path}”, where none is filled in",
                        tagged[:LONGEST_SHOWN],
                    )
                )
                return


def _tried(data: bytes) -> tuple[Fault, ...]:
    """Fill the template once with a small paper of every kind of block, as the last word on whether
    it works.
    """
    try:
        fill(data, _sample())
    except (
        TemplateError,
        etree.LxmlError,
        ValueError,
        KeyError,
        AttributeError,
        TypeError,
    ) as problem:
        return (Fault(f"The document could not be filled: {problem}"),)
    return ()


def _sample() -> Paper:
    sample = text(Span("Sample", cites=("M1",)))
    blocks = (
        Heading("Sample"),
        Paragraph(sample),
        Caution(sample),
        Bullets((sample,)),
        Table(("Sample", "Sample"), ((sample, sample),)),
    )
    return Paper(
        kind="concept",
        title="Sample",
        place=sample,
        prepared_by=sample,
        on=date(2000, 1, 1),
        date="1 January 2000",
        labels=Labels(
            kind="Concept paper", prepared_by="Prepared by", sources="Sources", not_printed=""
        ),
        sections=(Section("problem", "Sample", blocks),),
        sources=(Source(number=1, id="M1", title="Sample", where="Guide, line 1"),),
        sources_note="Sample",
    )
