"""Texts without the marks of web pages: tags are taken out, and what was escaped twice is decoded
once more, in the same way whatever form a record came in.
"""

import html
import re
from collections.abc import Iterator

from convene.core.records import Activity, Mention, Text
from convene.feeds.names import person, unnamed
from convene.feeds.values import INVISIBLE, plain

APART = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "img",
        "iframe",
        "input",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Tags between whose sides words do not run on."""
WITHIN = [
    "a",
    "abbr",
    "acronym",
    "b",
    "bdo",
    "big",
    "body",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "del",
    "dfn",
    "em",
    "embed",
    "font",
    "head",
    "html",
    "i",
    "ins",
    "kbd",
    "label",
    "link",
    "mark",
    "meta",
    "object",
    "param",
    "q",
    "s",
    "samp",
    "script",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "title",
    "tt",
    "u",
    "var",
    "xml",
]
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style)\b[^<>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_NAMES = "|".join(sorted((*APART, *WITHIN), key=len, reverse=True))
_ATTRIBUTE = r"""\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)"""
_TAG = re.compile(rf"</?(?:\w{{1,4}}:)?({_NAMES})(?:{_ATTRIBUTE})*\s*/?>", re.IGNORECASE)
"""A tag that web pages know: what else stands between “<” and “>” belongs to the text."""
_ESCAPED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
TAGS = "the tags of a web page were taken out of a text"
ESCAPED = "characters of a text that were escaped twice (such as &amp;) were decoded once more"


def marked(text: str) -> bool:
    """Say whether a text may hold marks, or signs that nobody sees."""
    return "<" in text or "&" in text or bool(INVISIBLE.search(text))


def smooth(text: str) -> str:
    """Return a text without marks; “<” and “&” that belong to it stay."""
    return plain(_untagged(_decoded(_untagged(text)))) if marked(text) else text


def oddities(text: str) -> Iterator[str]:
    """Yield what `smooth` changes in a text, each in a sentence."""
    bare = _untagged(text)
    decoded = _decoded(bare)
    if bare != text or _untagged(decoded) != decoded:
        yield TAGS
    if decoded != bare:
        yield ESCAPED


def smoothed(activity: Activity) -> Activity:
    """Return an activity whose texts and names are without marks, with a note of it."""
    texts = [text for text in _texts(activity) if marked(text)]
    if not texts:
        return activity
    notes = [*activity.notes, *(note for text in texts for note in oddities(text))]
    return activity._replace(
        titles=_each(activity.titles),
        descriptions=_each(activity.descriptions),
        sectors=tuple(row._replace(name=smooth(row.name)) for row in activity.sectors),
        mentions=tuple(map(_mention, activity.mentions)),
        money=tuple(row._replace(description=smooth(row.description)) for row in activity.money),
        locations=tuple(row._replace(name=smooth(row.name)) for row in activity.locations),
        results=tuple(
            row._replace(title=smooth(row.title), indicator=smooth(row.indicator))
            for row in activity.results
        ),
        notes=tuple(dict.fromkeys(notes)),
    )


def _texts(activity: Activity) -> Iterator[str]:
    for texts in (activity.titles, activity.descriptions):
        for text in texts:
            yield text.text
    for named in (activity.sectors, activity.mentions, activity.locations):
        for row in named:
            yield row.name
    for sum_ in activity.money:
        yield sum_.description
    for result in activity.results:
        yield result.title
        yield result.indicator


def _each(texts: tuple[Text, ...]) -> tuple[Text, ...]:
    smooth_ones = (text._replace(text=smooth(text.text)) for text in texts)
    return tuple(text for text in smooth_ones if text.text)


def _mention(mention: Mention) -> Mention:
    if not marked(mention.name):
        return mention
    name = smooth(mention.name)
    if person(name, identifier=mention.identifier, role=mention.role):
        return Mention(mention.number, "", mention.role, person=True)
    return mention._replace(name=name, unnamed=unnamed(name))


def _untagged(text: str) -> str:
    if "<" not in text:
        return text
    return _TAG.sub(_gap, _HIDDEN.sub(" ", text))


def _gap(tag: re.Match[str]) -> str:
    return " " if tag[1].lower() in APART else ""


def _decoded(text: str) -> str:
    return _ESCAPED.sub(lambda escaped: html.unescape(escaped[0]), text) if "&" in text else text
