"""A request from Paraguay, its answer, and drafts with everything and with nothing said."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from convene import packs
from convene.core.advice import advise
from convene.core.answer import Answer
from convene.core.draft import Ask, Draft, Task
from convene.core.request import Request
from convene.documents.paper import brief, concept_paper
from convene.documents.parts import Paper, Section, Table, plain, texts
from convene.packs import places

GUIDE = packs.guide()
REQUEST = Request(
    country="PY",
    level="national",
    challenges=("procurement_opacity", "administrative_corruption", "weak_tax_administration"),
    sectors=("ict", "finance"),
    partner_types=("university", "chamber"),
)
FULL = Draft(
    title="Fair access to public procurement",
    country="PY",
    place="Asunción",
    problem="Small firms are shut out of public procurement.\n\nOfficials ask for bribes in everyday services.",
    model="M1",
    model_reason="The procurement agency has asked for help twice.",
    request=REQUEST,
    tasks=(
        Task(
            id="t1", title="Bring 500 small firms onto the portal", champion="Chamber of commerce"
        ),
        Task(id="t2", title="Train tax officials"),
    ),
    asks=(
        Ask(id="a1", who="Technology firms", kind="kind", contribution="TECH", note="200 laptops"),
        Ask(
            id="a2",
            who="Technology firms",
            kind="influence",
            note="A public voice for open tenders",
        ),
        Ask(id="a3", who="Banks", kind="cash", contribution="FINANCING_TERMS"),
    ),
)
WRITTEN = replace(
    FULL,
    results="In two years 2,000 small firms bid on the portal, twice as many as today.",
    budget="About USD 400,000 over two years, of which half in kind.",
    timetable="Agreement by March, first training in June, two years in all.",
    contact="Ana Duarte, ana@example.org",
)
"""What is FULL, with all that it would come to."""
EMPTY = Draft(title="", request=REQUEST)


def answer(request: Request = REQUEST) -> Answer:
    return advise(request, guide=GUIDE, regions=places.regions())


def concept(draft: Draft = FULL, *, by: str = "Ana Duarte", language: str = "en") -> Paper:
    return _made(concept_paper, draft, by=by, language=language)


def short(draft: Draft = FULL, *, by: str = "Ana Duarte", language: str = "en") -> Paper:
    return _made(brief, draft, by=by, language=language)


def _made(write: Callable[..., Paper], draft: Draft, *, by: str, language: str) -> Paper:
    return write(
        draft,
        answer=answer(draft.request),
        guide=GUIDE,
        by=by,
        on=date(2026, 11, 22),
        language=language,
    )


def section(paper: Paper, id: str) -> Section:
    return next(found for found in (*paper.sections, *paper.apart) if found.id == id)


def lines(part: Section | Iterable[Section]) -> list[str]:
    """Return what a reader reads, one string a paragraph, item or cell."""
    sections = [part] if isinstance(part, Section) else part
    return [plain(item) for found in sections for block in found.blocks for item in texts(block)]


def table(paper: Paper, id: str) -> Table:
    return next(block for block in section(paper, id).blocks if isinstance(block, Table))


def cells(paper: Paper, id: str) -> list[list[str]]:
    """Return the rows of a section's table as a reader reads them."""
    return [[plain(cell) for cell in row] for row in table(paper, id).rows]
