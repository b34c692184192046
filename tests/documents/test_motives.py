"""Why each partner would join: what the guide says, it says of kinds; no reason is made up."""

from dataclasses import replace
from datetime import date

import pytest

from convene.core.draft import Ask, Draft
from convene.core.guide import Model, Motivation
from convene.documents.paper import concept_paper
from convene.documents.parts import Paper
from tests.documents.samples import FULL, GUIDE, REQUEST, answer, concept, lines, section, short

QUESTION = "What would make it worth your while?"
NOTE = (
    "What follows is the guide's, of kinds of partner and not of those named; "
    "whom it fits is our reading."
)


def asking(*who: str, model: str = "M1") -> Draft:
    asks = tuple(Ask(id=str(n), who=name, kind="cash") for n, name in enumerate(who))
    return replace(FULL, model=model, asks=asks)


def motives(paper: Paper) -> list[str]:
    return lines(section(paper, "motives"))


def test_the_guides_own_motive_of_a_kind_of_alliance_comes_first_and_is_its_own():
    for model in GUIDE.models:
        shown = motives(concept(Draft(title="A", model=model.id, request=REQUEST)))
        own = GUIDE.get(model.id, Model).motive
        of_others = [other.motive.text for other in GUIDE.models if other.motive not in (None, own)]
        assert [text for text in of_others if text in " ".join(shown)] == []
        if own:
            assert shown[0].startswith(f"Of such alliances the guide says: {own.text.rstrip('.')}")


def test_one_whose_kind_is_known_has_the_reason_of_that_kind_marked_as_such():
    row = GUIDE.get("MR1", Motivation)
    assert motives(concept(asking("Technology company")))[1:] == [
        NOTE,
        f"Technology company: {row.title}. {row.motivation.text}. (the guide: an aim)",
    ]


def test_a_kind_is_known_in_every_language_and_named_in_the_papers_own():
    assert motives(concept(asking("Empresa de tecnología")))[2].startswith("Technology company: ")


def test_one_of_whom_nothing_is_known_is_asked():
    assert motives(concept(asking("Telefónica", "Trade union")))[1:] == [
        f"Telefónica; Trade union: {QUESTION}"
    ]


def test_what_the_register_knows_of_somebody_is_their_kind():
    paper = concept_paper(
        asking("Telefónica", "Acme"),
        answer=answer(),
        guide=GUIDE,
        by="",
        on=date(2026, 11, 22),
        known={"TELEFONICA": ("telecom", "company")},
    )
    assert motives(paper)[2].startswith("Telefónica (taken as: Telecoms): Less than optimal")
    assert motives(paper)[3] == f"Acme: {QUESTION}"


def test_a_reason_that_leads_elsewhere_says_so():
    (line,) = motives(concept(asking("Foundation")))[2:]
    assert line.startswith(
        "Foundation: Philanthropic goals (the guide's matrix does not link this with this kind of "
        "alliance). "
    )


def test_where_nobody_is_asked_the_kinds_around_are_named():
    shown = motives(concept(replace(FULL, asks=())))
    assert shown[1] == NOTE
    assert shown[2].startswith(
        "Software and information technology; Banking and finance; University or business school: "
    )


def test_where_nobody_is_around_the_reader_is_asked():
    nobody = replace(REQUEST, sectors=(), partner_types=())
    paper = concept(Draft(title="A", model="M8", request=nobody))
    assert motives(paper)[-1] == QUESTION


@pytest.mark.parametrize("model", [model.id for model in GUIDE.models])
def test_a_brief_gives_one_reason_or_asks(model: str):
    (line, *rest) = motives(short(asking("Banks", model=model)))
    own = GUIDE.get(model, Model).motive
    assert (line.startswith("Of such alliances the guide says: "), rest) == (bool(own), [])
    assert own or line == QUESTION


def test_no_paper_says_who_was_asked_or_vetted_and_none_speaks_of_sums():
    for paper in (concept(), short(), concept(replace(FULL, asks=()))):
        read = " ".join(lines(paper.sections))
        for claim in ("has been asked", "vetted or asked", "No sum"):
            assert claim not in read


def test_nothing_is_called_expected_that_nobody_wrote():
    headings = [found.heading for found in concept().sections]
    assert "Expected results" not in headings
    written = replace(FULL, results="Twice as many bids.", first_result="A portal, by March.")
    assert lines(section(concept(written), "results")) == [
        "Twice as many bids.",
        "First result: A portal, by March.",
    ]
    assert "Expected results" in [found.heading for found in concept(written).sections]
