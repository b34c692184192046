import pytest

from convene.core.draft import Ask, Draft
from convene.core.guide import Contribution, Example
from convene.core.request import Request
from convene.documents.paper import NoPaper
from convene.documents.parts import Bullets, Caution, Paragraph, Span, cited, plain, texts
from convene.documents.sources import where
from convene.documents.speech import speech
from tests.documents.samples import (
    EMPTY,
    FULL,
    GUIDE,
    REQUEST,
    answer,
    cells,
    concept,
    lines,
    section,
    short,
    table,
)


def spans(found):
    return [span for block in found.blocks for item in texts(block) for span in item]


def test_the_headings_answer_questions_in_the_order_of_reading():
    assert [found.heading for found in concept().sections] == [
        "The problem",
        "What we propose",
        "Why this kind of alliance",
        "What the guide tells of it",
        "Why partners would join",
        "Who could join",
        "What we would ask for",
        "The work, in pieces a partner can own",
        "Before we go on: safeguards",
        "Lessons that apply",
        "Next steps",
        "How it is classified",
        "Other kinds of alliance considered",
        "What this paper does not cover",
    ]


def test_the_front_says_what_where_when_and_by_whom():
    paper = concept()
    assert (paper.title, plain(paper.place), paper.date, plain(paper.prepared_by)) == (
        "Fair access to public procurement",
        "Asunción, Paraguay",
        "22 November 2026",
        "Ana Duarte",
    )


def test_the_proposal_gives_a_word_and_the_persons_own_reason_never_a_number():
    assert lines(section(concept(), "proposal")) == [
        "Kind of alliance: Supporting good governance",
        "How well it fits: Strong fit.",
        "Our reason: The procurement agency has asked for help twice.",
    ]


def test_the_four_parts_are_words_with_reasons():
    assert [row[:2] for row in cells(concept(), "why")] == [
        ["Fits the problem", "Fully"],
        ["Why firms join", "Fully"],
        ["Level", "Fully"],
        ["Told by the guide", "Fully"],
    ]


def test_the_rise_in_tax_revenue_never_stands_without_its_caution():
    caution = GUIDE.get("EX02", Example).results[1].caution
    assert caution
    told = (
        "Rise in tax revenue, first year after training: more than 21 percent (outcome, cause not shown) Caution: "
        + caution.rstrip(".")
        + "."
    )
    assert told in lines(section(concept(), "precedents"))
    assert told in " ".join(lines(section(short(), "precedents")))


def test_what_was_reached_is_called_output_and_not_impact():
    found = lines(section(concept(Draft(title="Media", model="M5", request=REQUEST)), "precedents"))
    assert (
        "People reached by corruption-awareness messages: 1,400,000 (output, not impact)" in found
    )
    assert f"Caution: {GUIDE.get('EX13', Example).caution.rstrip('.')}." in found


def test_collective_action_is_marked_as_inferred_wherever_it_is_a_motive():
    media = concept(Draft(title="Media", model="M5", request=REQUEST))
    marked = [span for span in spans(section(media, "why")) if span.mark == "inferred"]
    assert [(span.text.partition(",")[0].partition(":")[0], span.cites) for span in marked] == [
        ("Preference for collective action (inferred", ("MR4",))
    ]
    motives = spans(section(media, "motives"))
    assert Span(" (inferred)", "inferred") in motives
    assert any(
        "Cell holds organisations, not models: misprinted." in span.text
        for span in motives
        if span.mark == "inferred"
    )


def test_nothing_dead_is_offered_as_live_and_what_is_no_alliance_says_so():
    request = Request(
        country="PY", challenges=("weak_municipal_capacity", "budget_opacity"), level="city"
    )
    found = section(concept(Draft(title="Towns", model="M2", request=request)), "precedents")
    cautions = [plain(block.text) for block in found.blocks if isinstance(block, Caution)]
    assert any(
        said.startswith("Today: Alchevsk (Luhansk oblast) has been under Russian occupation")
        for said in cautions
    )
    assert "Not a public-private alliance: the guide names no company in it." in cautions
    assert (
        lines(found)[0]
        == "As the guide of 2009 tells it. None of these is offered as a live programme or partner."
    )
    assert not any("is_ppp" in line or "Keep flag" in line for line in lines(found))


def test_asks_stand_in_the_column_of_their_kind():
    assert table(concept(), "asks").head == (
        "From",
        "Cash or financing",
        "In kind, with a value",
        "Influence, never priced",
    )
    assert cells(concept(), "asks") == [
        [
            "Technology firms",
            "–",
            "Technology: software, hardware, connectivity or licences (valued by fair market value or marginal cost of software): 200 laptops",
            "A public voice for open tenders",
        ],
        ["Banks", "Financing on good terms", "–", "–"],
    ]


def test_an_ask_that_lobbies_carries_its_risk():
    draft = Draft(
        title="Voice",
        model="M1",
        request=REQUEST,
        asks=(Ask(id="a", who="Chamber", kind="influence", contribution="OFFICIAL_INFLUENCE"),),
    )
    risk = GUIDE.get("OFFICIAL_INFLUENCE", Contribution).risk
    assert lines(section(concept(draft), "asks"))[-1] == f"Influence on officials: {risk}."


def test_a_task_without_a_champion_says_to_complete():
    assert cells(concept(), "tasks") == [
        ["Bring 500 small firms onto the portal", "Chamber of commerce"],
        ["Train tax officials", "to complete"],
    ]


def test_every_alliance_counts_towards_the_partnership_goal():
    assert cells(concept(), "codes") == [
        ["Opaque or inaccessible public procurement", "15125", "16.5, 16.6, 12.7"],
        ["Corruption in everyday services, such as bribes", "15113", "16.5"],
        ["Weak tax administration", "15114", "17.1, 16.6"],
        ["Every alliance", "–", "17.17"],
    ]


def test_an_empty_draft_says_to_complete_and_invents_nothing():
    paper = concept(EMPTY, by="")
    assert (paper.title, paper.place, paper.prepared_by) == (
        "to complete",
        (Span("to complete", "missing"),),
        (Span("to complete", "missing"),),
    )
    assert section(paper, "problem").blocks[0] == Paragraph((Span("to complete", "missing"),))
    assert lines(section(paper, "proposal")) == [
        "Kind of alliance: to complete (Supporting good governance)",
        "How well it fits: Strong fit.",
        "Our reason: to complete",
        "No kind of alliance has been chosen yet. This paper follows the one that the advice puts first.",
    ]
    assert lines(section(paper, "asks"))[0] == (
        "Nobody has written down what to ask for: to complete. The table holds suggestions, chosen by no one: "
        "what partners of each kind gave in the guide's alliances, and apart from it other gifts to think of."
    )
    tasks = cells(paper, "tasks")
    assert tasks[0] == [
        "Bring small firms onto the e-procurement portal (suggestion for “Opaque or inaccessible public procurement”)",
        "to complete",
    ]
    assert {champion for _, champion in tasks} == {"to complete"}


def test_the_private_notes_of_a_draft_stay_out():
    draft = Draft(
        title="Quiet", model="M1", request=REQUEST, notes="The minister must not hear of this."
    )
    assert not any(
        "minister must not" in line
        for paper in (concept(draft), short(draft))
        for line in lines(paper.sections)
    )


def test_risk_adds_safeguards_and_says_why():
    request = Request(
        country="AO",
        challenges=("extractive_revenue_opacity",),
        sectors=("extractives",),
        reprisal_risk="high",
    )
    found = section(concept(Draft(title="Mines", model="M2", request=request)), "safeguards")
    gates = next(block for block in found.blocks if isinstance(block, Bullets))
    assert plain(gates.items[0]) == (
        "Enhanced due diligence: Look deeper at every partner before any agreement, with two people approving. "
        "Why here: Extractive industry is involved."
    )
    assert [plain(item).partition(":")[0] for item in gates.items] == [
        "Enhanced due diligence",
        "Protection plan",
        "Names withheld by default",
        "Vetting of every partner",
        "No side in local politics",
    ]


def test_a_model_the_advice_does_not_point_to_says_so():
    found = concept(Draft(title="Labour", model="M7", request=REQUEST))
    assert (
        lines(section(found, "proposal"))[1] == "How well it fits: Not put forward by the advice."
    )
    assert lines(section(found, "why"))[-1] == "None of the problems named points here."
    assert lines(section(found, "others"))[0] == (
        "Supporting good governance (strong fit). The advice ranks it higher. Why it was not chosen: to complete"
    )


def test_a_code_that_was_left_out_is_named():
    request = Request(challenges=("procurement_opacity", "witchcraft"))
    assert "“witchcraft” is not among the guide's codes and was left out of the advice." in lines(
        section(concept(Draft(title="Odd", model="M1", request=request)), "limits")
    )


@pytest.mark.parametrize("make", [concept, short])
@pytest.mark.parametrize("draft", [FULL, EMPTY])
def test_every_citation_is_a_numbered_source(make, draft):
    paper = make(draft)
    assert [source.number for source in paper.sources] == list(range(1, len(paper.sources) + 1))
    assert tuple(source.id for source in paper.sources) == cited(paper.sections)


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ("EX01", "Guide, Model 1 (Alliance models: what works?, from p. 4), lines 180–182"),
        ("EX02", "Guide, Model 1 (Alliance models: what works?, from p. 4), line 184"),
        ("EX06", "Guide, Model 2 (Alliance models: what works?, from p. 4), line 202"),
        (
            "MR4",
            "Guide, Private sector motivations (matrix over two pages), from p. 25, lines 360, 369",
        ),
        ("L16", "Guide, Closing quotations, line 567"),
        (
            "procurement_opacity",
            "Guide, Model 1 (Alliance models: what works?, from p. 4), lines 180–182",
        ),
    ],
)
def test_a_source_says_where_the_guide_states_it(record, place):
    assert where(record, guide=GUIDE, say=speech("en")) == place


def test_a_refused_request_makes_no_paper():
    with pytest.raises(
        NoPaper,
        match=r"No paper can be made: the request was refused\. Identifying protesters or critics: It would turn",
    ):
        concept(Draft(title="No", request=Request(challenges=("identify_protesters_or_critics",))))


def test_nothing_that_fits_makes_no_paper():
    with pytest.raises(NoPaper, match="nothing in the guide fits what was asked"):
        short(Draft(title="No", request=Request()))


def test_a_model_the_guide_does_not_know_makes_no_paper():
    with pytest.raises(NoPaper, match="knows no kind of alliance “M99”"):
        concept(Draft(title="No", model="M99", request=REQUEST))


def test_a_brief_cuts_a_long_problem_and_says_so():
    problem = section(
        short(Draft(title="Long", model="M1", problem="word " * 400, request=REQUEST)), "problem"
    )
    assert lines(problem)[0].endswith("word… (in full in the concept paper)")
    assert len(lines(problem)[0]) < 640


def test_the_answer_is_the_one_expected():
    assert (answer().outcome, answer().leaders) == ("ok", ("M1",))
