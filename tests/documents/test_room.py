"""What a paper has room for: two pages and an annex, a brief of one page that is read in a minute,
whatever is written into the draft.
"""

import io
from dataclasses import replace
from itertools import product

import pytest
from pypdf import PdfReader

from convene.core.draft import Ask, AskKind, Draft, Task
from convene.core.request import Request
from convene.documents import one_page, rooms
from convene.documents.formats import make
from convene.documents.parts import Paper
from tests.documents.samples import (
    FULL,
    GUIDE,
    REQUEST,
    WRITTEN,
    cells,
    concept,
    lines,
    section,
    short,
)

LONG = "Municipal engineers ask shopkeepers about pumps. "
RISKY = Request(
    country="AO",
    level="national",
    challenges=tuple(challenge.id for challenge in GUIDE.challenges[:8]),
    sectors=("extractives", "ict", "apparel", "telecom"),
    partner_types=("university", "chamber"),
    reprisal_risk="high",
    civic_space="closed",
    traits=GUIDE.codes("traits"),
)
"""A request that brings every safeguard."""
MODELS = [model.id for model in GUIDE.models]
LANGUAGES = ["en", "es", "fr"]


def crowded(model: str, *, partners: int, request: Request = REQUEST, named: bool = False) -> Draft:
    """Return a draft that is full to the brim: so many partners, each asked for three things, and
    one thing of nobody in particular.
    """
    kinds = ["Banking and finance", "Mining, oil and gas", "Foundation", "Municipality"]
    asked = ((n, kinds[n % 4] if named and n < 4 else f"{n} {LONG * 4}") for n in range(partners))
    gifts: tuple[tuple[AskKind, str], ...] = (("cash", "CASH"), ("kind", "TECH"), ("influence", ""))
    wanted = product(asked, gifts)
    return replace(
        WRITTEN,
        title="A long title of an alliance for fair buying in the provinces of north and south" * 2,
        request=request,
        model=model,
        problem=LONG * 100,
        model_reason=LONG * 60,
        results=LONG * 12,
        first_result=LONG * 6,
        budget=LONG * 12,
        timetable=LONG * 12,
        contact=LONG * 4,
        tasks=tuple(Task(id=str(n), title=LONG * 6, champion=LONG * 4) for n in range(12)),
        asks=(
            *(
                Ask(id=f"{n}{kind}", who=who, kind=kind, contribution=code, note=LONG * 10)
                for (n, who), (kind, code) in wanted
            ),
            Ask(id="open", who="", kind="cash", note=LONG * 10),
        ),
    )


def core(paper: Paper) -> int:
    """Return the page before the annex begins."""
    made = PdfReader(io.BytesIO(make(paper, format="pdf"))).pages
    return next(n for n in range(1, len(made)) if paper.labels.annex in made[n].extract_text())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", MODELS)
def test_the_core_is_two_pages_however_much_is_written(model: str, language: str):
    """Of the numbers of partners asked, a sample: those at which a cell's room changes, and more
    than there is room for.
    """
    drafts = [
        crowded(model, partners=4, named=True),
        crowded(model, partners=8, request=RISKY, named=True),
        crowded(model, partners=12, request=RISKY),
    ]
    assert [core(concept(draft, language=language)) for draft in drafts] == [2, 2, 2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", MODELS)
def test_a_brief_is_one_page_and_read_in_a_minute(model: str, language: str):
    drafts = [
        replace(FULL, title="Fair access", model=model),
        crowded(model, partners=0),
        crowded(model, partners=8, named=True),
        crowded(model, partners=8, request=RISKY),
    ]
    for draft in drafts:
        paper = short(draft, language=language)
        read = " ".join([*(found.heading for found in paper.sections), *lines(paper.sections)])
        assert len(one_page.WORD.findall(read)) <= one_page.PAGE
        assert len(PdfReader(io.BytesIO(make(paper, format="pdf"))).pages) == 1


def test_what_the_first_pages_lack_room_for_stands_whole_in_the_annex_and_they_say_so():
    paper = concept(crowded("M1", partners=9, request=RISKY))
    behind = " ".join(lines(section(paper, "in_full")))
    for written in (LONG * 60, LONG * 12, LONG * 6, LONG * 4, f"8 {LONG * 4}", LONG * 10):
        assert written.strip() in behind
    for part in ("proposal", "results", "budget", "timetable", "contact"):
        assert "… (in full in the annex)" in " ".join(lines(section(paper, part)))
    assert "And 1 more; all in full in the annex." in lines(section(paper, "asks"))
    assert "And 8 more; all in full in the annex." in lines(section(paper, "tasks"))
    assert lines(section(paper, "safeguards"))[0].endswith(
        "What each means, and why it is asked for, stands in the annex."
    )
    assert all(GUIDE.word("gates", code).meaning in behind for code in ("due_diligence",))


def test_a_cell_that_breaks_off_says_where_the_rest_stands():
    draft = replace(FULL, asks=(Ask(id="a", who="Banks", kind="cash", note=LONG * 10),))
    paper = concept(draft)
    assert cells(paper, "asks")[0][1].endswith("…")
    assert lines(section(paper, "asks"))[-1] == "What ends in “…” stands in full in the annex."
    assert (LONG * 10).strip() in lines(section(paper, "in_full"))


def test_what_has_room_is_never_said_twice():
    assert "in_full" not in [found.id for found in concept(WRITTEN).sections]
    assert rooms.has_room(WRITTEN.problem, "problem")


def test_a_brief_tells_what_is_sought_of_nobody_in_particular():
    draft = replace(FULL, asks=(Ask(id="a", who="", kind="cash", note="USD 20,000"),))
    assert lines(section(short(draft), "asks")) == [
        "Also sought, from whoever could give it: USD 20,000"
    ]
