"""A declaration in words: the same on the page to sign, on the page of a case, and in a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convene.apps.registry import words
from convene.core.declarations import DeclaredNumber, Party, Statement
from convene.packs.diligence import preset


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a declaration: what each thing is called, and what was said of it."""

    title: str
    pairs: tuple[tuple[str, str], ...]
    nothing: str = ""
    """What it says where there is nothing in it."""


def told(statement: Statement) -> tuple[Part, ...]:
    """Return everything a declaration says, but for its signature."""
    return (
        Part(title=_("Who you are"), pairs=tuple(_who(statement))),
        Part(
            title=_("Owners"),
            pairs=tuple((owner.names[0], party(owner)) for owner in statement.declared.owners),
            nothing=_("Nobody was named as an owner."),
        ),
        Part(
            title=_("People who lead it"),
            pairs=tuple((person.names[0], party(person)) for person in statement.declared.people),
            nothing=_("Nobody was named who leads it."),
        ),
        Part(title=_("Questions"), pairs=tuple(answers(statement))),
        Part(
            title=_("What you agree to"),
            pairs=tuple((asked.text, agreed(asked.agrees)) for asked in statement.agreed),
            nothing=_("Nothing was asked."),
        ),
    )


def _who(statement: Statement) -> Iterator[tuple[str, str]]:
    declared = statement.declared
    yield _("Legal name"), declared.name
    yield _("Other names"), "; ".join(declared.other_names) or _("None given")
    yield _("Numbers in registers"), "; ".join(map(number, declared.numbers)) or _("None given")
    yield _("Country of registration"), words.word(declared.country, field="country")
    yield _("Kind of organisation"), words.word(declared.kind, field="kind") or _("Not said")
    yield _("Addresses"), "; ".join(declared.addresses) or _("None given")
    yield _("Website"), declared.website or _("None given")


def number(declared: DeclaredNumber) -> str:
    return f"{declared.register}: {declared.value}"


def answers(statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield each question as it was asked, with what was answered."""
    for answer in statement.answers:
        ticked = reply(answer.reply)
        yield answer.question, f"{ticked}. {answer.said}" if answer.said else ticked


def in_short(statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield what was answered, each question by its title where the pack still has it, and what the
    partner did not agree to.
    """
    titles = {question.id: _(question.title) for question in preset().declaration.questions}
    for answer, (question, text) in zip(statement.answers, answers(statement), strict=True):
        yield titles.get(answer.id, question), text
    yield from ((asked.text, agreed(False)) for asked in statement.agreed if not asked.agrees)


def reply(code: str) -> str:
    """Return what was ticked, in words."""
    return {
        "yes": _("Yes"),
        "no": _("No"),
        "unsaid": _("Would rather not say it in the form"),
    }.get(code, code)


def agreed(agrees: bool) -> str:
    return _("Agreed") if agrees else _("Not agreed")


def party(somebody: Party) -> str:
    """Return everything but the name that is known of somebody."""
    return "; ".join(text for text in _known(somebody) if text)


def _known(party: Party) -> Iterator[str]:
    yield role(party.role)
    yield party.office
    if party.kind == "organisation":
        yield _("an organisation")
    if party.role == "owner":
        yield (
            _("share: %(share)s %%") % {"share": party.share}
            if party.share
            else _("share not known")
        )
    yield words.word(party.country, field="country")
    if party.since:
        yield _("since %(day)s") % {"day": _day(party.since)}
    if party.born:
        yield _("born %(day)s") % {"day": party.born}
    if party.nationality:
        yield _("nationality: %(country)s") % {
            "country": words.word(party.nationality, field="country")
        }


def role(code: str) -> str:
    return {
        "owner": _("owner"),
        "beneficial": _("owns or controls it in the end"),
        "director": _("director"),
        "staff": _("key staff"),
    }.get(code, code)


def _day(written: str) -> str:
    return date_format(date.fromisoformat(written), "DATE_FORMAT")
