"""Which page of a Word file something stands on, as far as the file itself can say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from convene.documents.package import W

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PLACES = {"header": "in a header", "footer": "in a footer", "footnotes": "in a footnote"}


@dataclass(frozen=True)
class Piece:
    """The text of one paragraph; `turns` are the pages that begin inside it, by the place in the
    text where they do.
    """

    paragraph: etree._Element
    text: str
    page: int | None
    turns: tuple[tuple[int, int], ...]
    where: str

    def page_at(self, place: int) -> int | None:
        return next((page for start, page in reversed(self.turns) if start <= place), self.page)


def is_paged(trees: Mapping[str, etree._Element]) -> bool:
    """Say whether the program that saved the file noted where its pages ended; without that, pages
    are a guess.
    """
    return next(trees["word/document.xml"].iter(f"{W}lastRenderedPageBreak"), None) is not None


def pieces(trees: Mapping[str, etree._Element]) -> Iterator[Piece]:
    """Yield every paragraph that a template fills: the body with its pages, then headers, footers
    and footnotes.
    """
    yield from _body(trees["word/document.xml"])
    for path, tree in trees.items():
        name = path.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
        if path.startswith("word/") and name in PLACES:
            for paragraph in _paragraphs(tree):
                yield Piece(
                    paragraph,
                    "".join(text for _, text in _parts(paragraph)),
                    None,
                    (),
                    PLACES[name],
                )


def _body(tree: etree._Element) -> Iterator[Piece]:
    """Count pages by the breaks people set and those that were noted when the file was saved.

    A noted break that follows a set one, with no text between, is the same turn of the page.
    """
    page, fresh = 1, True
    sections = tree.iter(f"{W}sectPr")
    next(sections, None)
    for paragraph in _paragraphs(tree):
        if paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None and not fresh:
            page, fresh = page + 1, True
        first, text, turns = page, "", []
        for kind, part in _parts(paragraph):
            if kind == "set" or (kind == "noted" and not fresh):
                page, fresh = page + 1, True
                turns.append((len(text), page))
            elif kind == "text" and part:
                text, fresh = text + part, False
        yield Piece(paragraph, text, first, tuple(turns), "")
        section = paragraph.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            following = next(sections, None)
            page, fresh = (page + 1, True) if _turns(following) else (page, fresh)


def _paragraphs(tree: etree._Element) -> Iterator[etree._Element]:
    return (item for item in tree.iter(f"{W}p") if next(item.iterancestors(FALLBACK), None) is None)


def _parent(item: etree._Element) -> str:
    parent = item.getparent()
    return "" if parent is None else str(parent.tag)


def _parts(paragraph: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the texts and page breaks of a paragraph in order, leaving out paragraphs nested in it
    (text boxes).
    """
    for item in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}lastRenderedPageBreak"):
        if next(item.iterancestors(f"{W}p"), None) is not paragraph or _parent(item) == f"{W}tabs":
            continue
        if item.tag == f"{W}lastRenderedPageBreak":
            yield "noted", ""
        elif item.tag == f"{W}br" and item.get(f"{W}type") == "page":
            yield "set", ""
        else:
            yield "text", (item.text or "") if item.tag == f"{W}t" else " "


def _turns(following: etree._Element | None) -> bool:
    """Say whether a section that ends turns the page: the one that follows says how it begins."""
    kind = following.find(f"{W}type") if following is not None else None
    return kind is None or kind.get(f"{W}val") not in ("continuous", "nextColumn")
