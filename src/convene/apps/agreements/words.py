"""What kinds, topics and blanks of papers are called, in the language of whoever reads a page."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from convene.core.agreement import LANGUAGES, Kind, Languages
from convene.packs.agreements import wording

LACKS = {
    "alliance": (_("The title of the alliance"), "workshop:edit"),
    "place": (_("The place"), "workshop:edit"),
    "problem": (_("The problem"), "workshop:edit"),
    "aim": (_("The expected results"), "workshop:edit"),
    "asks": (_("What is asked for"), "workshop:edit"),
    "parties": (_("Partners that have joined: two at least"), "workshop:members"),
    "contributions": (_("What partners promise or propose"), "ledger:promises"),
    "exit": (_("Who inherits each thing that stays"), "workshop:exit_plan"),
}
"""What a tag lacks that nobody fills in here, and the page on which it is said."""
ENDED = _("A promise that has ended, or has neither an amount nor a quantity: {%(tag)s}")


def here(texts: Languages) -> str:
    """Return one of several texts in the language of the page; in English where there is none."""
    code = (get_language() or "").split("-")[0]
    return texts[code if code in texts else LANGUAGES[0]]


def kinds() -> tuple[Kind, ...]:
    """Return every kind of paper that can be begun."""
    return wording().papers


def kind_of(code: str) -> str:
    """Return what a kind of paper is called; its code where the pack has none."""
    kind = wording().kind(code)
    return here(kind.title) if kind else code


def asks(code: str) -> str:
    """Return what a blank asks; its code where the pack has none."""
    blank = wording().blank(code)
    return here(blank.asks) if blank else code


def lacks(tag: str) -> tuple[str, str]:
    """Return what is to be said for a tag to be filled, and the name of the page to say it on."""
    if tag in LACKS:
        words, page = LACKS[tag]
        return str(words), page
    if wording().blank(tag):
        return asks(tag), "agreements:fill_in"
    return str(ENDED) % {"tag": tag}, "ledger:promises"
