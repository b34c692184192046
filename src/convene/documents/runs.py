"""Text as Word writes it: runs with marks, links to sources, and nothing that a tag could be made
of.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape

BRACES = {"{": "&#123;", "}": "&#125;", '"': "&quot;"}
"""Written as references, so that whatever people typed can never become, or end, a tag."""
LOOKS = {
    "": "",
    "strong": "<w:b/>",
    "soft": '<w:color w:val="565F66"/>',
    "inferred": '<w:i/><w:color w:val="7A4B00"/>',
    "missing": '<w:color w:val="7A4B00"/><w:shd w:val="clear" w:color="auto" w:fill="FBF0DC"/>',
}
MARK = '<w:color w:val="0B5A5C"/><w:vertAlign w:val="superscript"/>'


class Plain(str):
    """Text that stands inside a run of the template and takes its looks."""

    def __html__(self) -> str:
        return escape(str(self), BRACES)


class Rich:
    """Runs of their own, made here and trusted; `plain` is what they read as."""

    def __init__(self, xml: str, *, plain: str) -> None:
        self.xml, self.plain = xml, plain

    def __html__(self) -> str:
        return self.xml

    def __str__(self) -> str:
        return self.plain


def rich(spans: Iterable[Mapping[str, Any]]) -> Rich:
    """Return spans (as `parts.as_data` gives them) as runs,
    each source mark a link to its source.
    """
    pieces = list(spans)
    xml = "".join(
        run(span["text"], LOOKS[span["mark"]]) + _marks(span["sources"]) for span in pieces
    )
    return Rich(xml, plain=flat(pieces))


def flat(spans: Iterable[Mapping[str, Any]]) -> str:
    """Return spans as plain text with their source numbers in brackets."""
    return "".join(
        span["text"] + "".join(f" [{number}]" for number in span["sources"]) for span in spans
    )


def entry(source: Mapping[str, Any]) -> Rich:
    """Return an entry of the list of sources, with the bookmark that the marks lead to."""
    number, title, where = source["number"], source["title"], source["where"]
    xml = (
        f'<w:bookmarkStart w:id="{9000 + number}" w:name="source_{number}"/>'
        f'{run(f"{number}", LOOKS["soft"])}<w:bookmarkEnd w:id="{9000 + number}"/>'
        f"{run(f'  {title}. ', LOOKS['strong'])}{run(f'{where}.')}"
    )
    return Rich(xml, plain=f"{number}  {title}. {where}.")


def run(text: str, looks: str = "") -> str:
    lines = "<w:br/>".join(_line(line) for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{lines}</w:r>"


def _line(line: str) -> str:
    return "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part, BRACES)}</w:t>' for part in line.split("\t")
    )


def _marks(numbers: Iterable[int]) -> str:
    links = [
        f'<w:hyperlink w:anchor="source_{number}" w:history="1">{run(str(number), MARK)}</w:hyperlink>'
        for number in numbers
    ]
    return run(",", MARK).join(links)
