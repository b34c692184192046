"""Alliances and papers that the tests of agreements speak of."""

from typing import Any
from uuid import uuid4

from convene.apps.agreements import actions
from convene.apps.agreements.models import Clause, Paper
from convene.apps.agreements.queries import papers
from convene.apps.workshop.models import Partner
from tests.apps.ledger.people import JOINED, Table, cash, due, partner, promised, proposed, table

__all__ = ["JOINED", "Table", "cash", "due", "promised", "proposed", "table"]
WHY = "The law of the place says it already."


def begun(here: Table, kind: str = "memorandum", *, language: str = "en", **more: Any) -> Paper:
    """Begin a paper, by Edith where nobody is named."""
    values = {"id": uuid4(), "kind": kind, "language": language, "by": here.edith, **more}
    return actions.begin(here.alliance, **values)


def clause(of: Paper, code: str) -> Clause:
    return Clause.objects.get(paper=of, code=code)


def read(paper: Paper) -> papers.Read:
    return papers.read(Paper.objects.get(pk=paper.pk), today=JOINED)


def joined(here: Table, name: str, **more: Any) -> Partner:
    """Let another organisation join."""
    return partner(name, alliance=here.alliance, **more)


def lines(paper: Paper, title: str) -> list[str]:
    """Return the paragraphs of a clause as they are read; what is open as its tag in braces."""
    [found] = [it for it in read(paper).content.clauses if it.title == title]
    return ["".join(piece.text or f"{{{piece.tag}}}" for piece in line) for line in found.lines]
