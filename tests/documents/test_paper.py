import re
from dataclasses import replace

import pytest

from convene.core.draft import Ask, Draft
from convene.core.guide import Contribution, Example
from convene.core.request import Request
from convene.documents.paper import NoPaper
from convene.documents.parts import Bullets, Caution, Span, cited, plain, texts
from convene.documents.sources import where
from convene.documents.speech import speech
from tests.documents.samples import (
    EMPTY,
    FULL,
    GUIDE,
    REQUEST,
    WRITTEN,
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
    sections = concept().sections
    assert [found.heading for found in sections if not found.is_annex] == [
        "The problem",
        "What we propose",
        "Why partners would join",
        "What we would ask for",
        "The work, in pieces a partner can own",
        "Before we go on: safeguards",
        "What would count as a success",
        "Budget frame",
        "Timetable",
        "Contact",
    ]
    assert [found.heading for found in sections if found.is_annex] == [
        "Why this kind of alliance",
        "What the guide tells of it",
        "Who joins such alliances, by the guide's matrix",
        "Who could join",
        "How gifts in kind would be valued",
        "What could go wrong",
        "Lessons that apply",
        "Other kinds of alliance considered",
        "What this paper does not cover",
    ]


def test_a_brief_is_seven_short_sections():
    assert [found.heading for found in short().sections] == [
        "The problem",
        "What we propose",
        "Why partners would join",
        "What we would ask for",
        "Before we go on: safeguards",
        "What would count as a success",
        "Contact",
    ]


def test_what_has_no_room_in_a_brief_is_counted():
    wanted = tuple(
        Ask(id=str(number), who=f"Chamber {number}", kind="influence", note="A public voice")
        for number in range(5)
    )
    assert lines(section(short(replace(FULL, asks=wanted)), "asks")) == [
        "Chamber 0: A public voice",
        "Chamber 1: A public voice",
        "Chamber 2: A public voice",
        "And 2 more.",
    ]


def test_what_it_would_come_to_stands_as_it_was_written():
    paper = concept(WRITTEN)
    assert lines(section(paper, "results"))[0] == WRITTEN.results
    assert lines(section(paper, "budget")) == [WRITTEN.budget]
    assert lines(section(paper, "timetable")) == [WRITTEN.timetable]
    assert lines(section(paper, "contact")) == [
        "Ana Duarte, ana@example.org",
        "Who on your side should we speak to?",
    ]


def test_what_nobody_has_written_is_asked_of_the_reader():
    paper = concept()
    assert lines(section(paper, "results")) == [
        "What would have to be different in a year for you to call it a success?",
        "What should both sides see first, and by when?",
    ]
    assert lines(section(paper, "budget")) == ["What could each side bring in a first year?"]
    assert lines(section(paper, "contact"))[0] == "Ana Duarte"


@pytest.mark.parametrize("write", [concept, short])
def test_a_paper_whose_main_parts_are_written_completes_nothing(write):
    paper = write()
    assert not [span for found in paper.sections for span in spans(found) if span.mark == "missing"]
    assert "to complete" not in " ".join(lines(paper.sections))


def test_nobody_who_reads_a_paper_is_told_what_it_may_not_be():
    read = " ".join(lines(concept().sections))
    assert not [item.title for item in GUIDE.prohibited if item.title in read]


def test_the_front_says_what_where_when_and_by_whom():
    paper = concept()
    assert (paper.title, plain(paper.place), paper.date, plain(paper.prepared_by)) == (
        "Fair access to public procurement",
        "Asunción, Paraguay",
        "22 November 2026",
        "Ana Duarte",
    )


def test_the_proposal_gives_a_word_and_the_persons_own_reason_never_a_number():
    told = lines(section(concept(), "proposal"))
    assert told[0] == "Kind of alliance: Supporting good governance."
    assert told[-1] == "Our reason: The procurement agency has asked for help twice."
    assert lines(section(concept(), "why"))[0] == "How well it fits: Strong fit."


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
    assert Span(" (inferred)", "inferred") in spans(section(media, "motives"))
    motives = spans(section(media, "matrix"))
    assert Span(" (inferred)", "inferred") in motives


def test_of_things_asked_for_only_the_last_keeps_its_full_stop():
    asks = tuple(
        Ask(id=note, who="Banks", kind="kind", note=note) for note in ("Rooms.", "Two drivers.")
    )
    for paper in (concept(replace(FULL, asks=asks)), short(replace(FULL, asks=asks))):
        read = " ".join(lines(section(paper, "asks")))
        assert "Rooms; Two drivers." in read


@pytest.mark.parametrize("challenge", [each.id for each in GUIDE.challenges])
def test_a_paper_holds_no_note_of_ours_on_the_pack_and_no_code(challenge: str):
    request = Request(
        country="AO",
        challenges=(challenge,),
        sectors=GUIDE.codes("sectors"),
        partner_types=GUIDE.codes("partner_types"),
    )
    read = " ".join(lines(concept(Draft(title="One", request=request)).sections))
    assert not re.findall(r"\b(?:EX|MR|CS|OI|[MLT])\d+\b", read)
    notes = [note for row in GUIDE.motivations for note in (row.inferred_because, row.join_reason)]
    assert not [note for note in notes if note and note in read]
    assert not re.findall(r"(?i)do not (?:propose|put it forward)", read)


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
            "Technology: software, hardware, connectivity or licences: 200 laptops",
            "A public voice for open tenders",
        ],
        ["Banks", "Financing on good terms", "–", "–"],
    ]


def test_what_is_asked_of_nobody_yet_is_no_row():
    draft = replace(FULL, asks=(Ask(id="a", who=" ", kind="cash", note="USD 20,000"),))
    assert lines(section(concept(draft), "asks")) == [
        "Also sought, from whoever could give it: USD 20,000."
    ]


def test_a_gift_in_kind_says_how_it_would_be_valued():
    assert lines(section(concept(), "valuing")) == [
        (
            "Technology: software, hardware, connectivity or licences: "
            "by fair market value or marginal cost of software."
        )
    ]


def test_an_ask_that_lobbies_carries_its_risk():
    draft = Draft(
        title="Voice",
        model="M1",
        request=REQUEST,
        asks=(Ask(id="a", who="Chamber", kind="influence", contribution="OFFICIAL_INFLUENCE"),),
    )
    risk = GUIDE.get("OFFICIAL_INFLUENCE", Contribution).risk
    assert f"Influence on officials: {risk}." in lines(section(concept(draft), "care"))


def test_a_task_without_a_champion_is_open():
    assert cells(concept(), "tasks") == [
        ["Bring 500 small firms onto the portal", "Chamber of commerce"],
        ["Train tax officials", "open"],
    ]


def test_every_alliance_counts_towards_the_partnership_goal():
    assert cells(concept(), "codes") == [
        ["Opaque or inaccessible public procurement", "15125", "16.5, 16.6, 12.7"],
        ["Corruption in everyday services, such as bribes", "15113", "16.5"],
        ["Weak tax administration", "15114", "17.1, 16.6"],
        ["Every alliance", "–", "17.17"],
    ]


def test_an_empty_draft_asks_and_invents_nothing():
    paper = concept(EMPTY, by="")
    assert (paper.title, paper.place, paper.prepared_by) == ("to complete", (), ())
    assert lines(section(paper, "problem"))[0] == "What is not working, for whom, and since when?"
    assert (
        lines(section(paper, "proposal"))[-1]
        == "No kind of alliance has been chosen yet. This paper follows the one that the advice puts first."
    )
    assert "tasks" not in [found.id for found in paper.sections]
    assert lines(section(paper, "asks")) == [
        "What could your side bring: money, things, people's time, or a public voice?"
    ]
    suggested = lines(section(paper, "suggestions"))
    assert suggested[0] == (
        "Suggestions, chosen by no one: what partners of each kind gave in the guide's alliances, "
        "and apart from it other gifts to think of."
    )
    assert (
        "Bring small firms onto the e-procurement portal "
        "(suggestion for “Opaque or inaccessible public procurement”)"
    ) in suggested


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
    mines = concept(Draft(title="Mines", model="M2", request=request))
    assert lines(section(mines, "safeguards")) == [
        (
            "Protection plan; Enhanced due diligence; Names withheld by default; "
            "Vetting of every partner; No side in local politics. "
            "What each means, and why it is asked for, stands in the annex."
        )
    ]
    gates = next(block for block in section(mines, "in_full").blocks if isinstance(block, Bullets))
    assert plain(gates.items[0]) == (
        "Protection plan: Agree how people who take part are kept safe, and who decides to stop."
    )
    assert "Enhanced due diligence: Extractive industry is involved." in lines(
        section(concept(Draft(title="Mines", model="M2", request=request)), "care")
    )
    assert [plain(item).partition(":")[0] for item in gates.items] == [
        "Protection plan",
        "Enhanced due diligence",
        "Names withheld by default",
        "Vetting of every partner",
        "No side in local politics",
    ]


def test_a_model_the_advice_does_not_point_to_says_so():
    found = concept(Draft(title="Labour", model="M7", request=REQUEST))
    assert lines(section(found, "why"))[0] == "How well it fits: Not put forward by the advice."
    assert lines(section(found, "why"))[-1] == "None of the problems named points here."
    assert lines(section(found, "others"))[0] == (
        "Supporting good governance (strong fit). The advice ranks it higher."
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


def test_a_long_problem_is_cut_at_a_word_and_stands_in_full_behind():
    long = replace(FULL, problem="word " * 400)
    (begun,) = lines(section(short(long), "problem"))
    assert (begun.endswith("word…"), len(begun) <= 301) == (True, True)
    first = lines(section(concept(long), "problem"))[0]
    assert (first.endswith("word… (in full in the annex)"), len(first) < 1830) == (True, True)
    assert lines(section(concept(long), "problem_whole")) == [("word " * 400).strip()]


def test_a_problem_that_fits_stands_once():
    assert "problem_whole" not in [found.id for found in concept().sections]


def test_the_answer_is_the_one_expected():
    assert (answer().outcome, answer().leaders) == ("ok", ("M1",))
