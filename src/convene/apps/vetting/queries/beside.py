"""One thing declared beside what is on record, in words: on the page of a case and in its file."""

from django.utils.translation import gettext as _

from convene.apps.declarations.queries import telling
from convene.apps.registry import words
from convene.apps.vetting.models.words import DECLARED_PARTS
from convene.core.declarations.comparing import Item, Line

CODES = {"country": "country", "kind": "kind"}


def part(code: str) -> str:
    return str(DECLARED_PARTS.get(code, code))


def as_declared(line: Line) -> str:
    return _item(line, line.declared)


def as_recorded(line: Line) -> str:
    return _item(line, line.recorded)


def _item(line: Line, item: Item) -> str:
    if not item:
        return ""
    if isinstance(item, str):
        return words.word(item, field=CODES[line.part]) if line.part in CODES else item
    return f"{item.names[0]}: {telling.party(item)}"


def how(line: Line) -> str:
    """Say how what was declared compares with what is on record."""
    compares = {
        "same": _("The same"),
        "spelt": _("Spelt otherwise"),
        "otherwise": _("Declared otherwise"),
        "unrecorded": _("Not on record"),
        "undeclared": _("On record, not declared"),
    }[line.state]
    fields = ", ".join(_field(name) for name in line.otherwise)
    return f"{compares}: {fields}" if fields else compares


def _field(name: str) -> str:
    return {
        "name": _("the name"),
        "role": _("the role"),
        "share": _("the share"),
        "born": _("the date of birth"),
        "nationality": _("the nationality"),
        "country": _("the country"),
    }.get(name, name)
