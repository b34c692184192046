"""What an answer says first."""

from dataclasses import replace

from convene import packs
from convene.core.advice import advise, in_short, next_steps
from convene.core.answer import Call, Headline, InShort
from convene.core.guide import ModelRule
from convene.core.reasons import Reason
from convene.core.request import Request
from convene.packs import places

GUIDE = packs.guide()
COUNCILS = Request(country="ZM", level="city", challenges=("weak_municipal_capacity",))
FIRM = Call(
    organisation="cv-mwala",
    name="Mwala Mines",
    because=Reason("It paid a public body here."),
    row="MR3",
)


def short(request: Request, *, call: Call | None = None, looked: bool = True) -> InShort:
    answer = advise(request, guide=GUIDE, regions=places.regions())
    found = in_short(answer, guide=GUIDE, call=call, looked=looked)
    assert found is not None
    return found


def without_partners(rule: ModelRule) -> ModelRule:
    return replace(rule, partner_kinds=(), seen={})


def said(line: Headline) -> list[str]:
    return [str(line.says), *map(str, line.why)]


def test_where_nothing_is_offered_there_is_nothing_in_short():
    nothing = advise(Request(country="ZM"), guide=GUIDE, regions=places.regions())
    assert in_short(nothing, guide=GUIDE) is None
    assert next_steps(nothing, None, guide=GUIDE) == ()


def test_the_kind_says_how_many_problems_it_answers_and_which_it_does_not_reach():
    asked = Request(
        challenges=("weak_municipal_capacity", "weak_citizen_voice", "administrative_corruption")
    )
    assert said(short(asked).kind) == [
        "Strengthening municipal governments.",
        "It directly answers 1 of the 3 problems you named.",
        "It does not reach: Corruption in everyday services, such as bribes.",
        "For that, think of a part of another kind: Utilizing media and technology.",
    ]


def test_one_problem_is_named_itself():
    assert said(short(COUNCILS).kind) == [
        "Strengthening municipal governments.",
        "Answers “Weak municipal administration” directly.",
    ]


def test_whom_records_show_is_called_by_name_with_why_and_a_way_to_begin():
    first = said(short(COUNCILS, call=FIRM).first)
    assert first[:2] == ["Mwala Mines.", "It paid a public body here."]
    assert first[2].startswith("To begin with: “Your work is bound to this ground")


def test_whom_the_guide_named_in_its_day_is_to_be_checked_first():
    check = Reason("As the guide of {year} named it; check that it still stands.", {"year": "2009"})
    first = said(short(COUNCILS, call=replace(FIRM, check=(check,))).first)
    assert first[2] == "As the guide of 2009 named it; check that it still stands."


def test_who_was_said_to_be_around_is_not_looked_for():
    asked = replace(COUNCILS, sectors=("extractives", "heavy_industry"))
    assert "Company tied to the place" in str(short(COUNCILS).first.says)
    assert str(short(asked).first.says) == (
        "Begin with those who are around: Company tied to the place."
    )


def test_a_name_that_ends_with_a_stop_gets_no_second_one():
    firm = Call(organisation="cv-1", name="Mwala Mines Ltd.", because=Reason("It paid."))
    assert said(short(COUNCILS, call=firm).first)[0] == "Mwala Mines Ltd."


def test_where_nobody_is_known_by_name_a_kind_is_to_be_looked_for_and_that_is_said():
    assert said(short(COUNCILS).first) == [
        "Nobody by name yet in ZM; look for: Company tied to the place.",
        "The guide tells of one in an alliance of this kind.",
        "Ask what the problem costs them, and what they would gain.",
    ]


def test_that_the_guide_tells_of_one_names_where():
    assert short(COUNCILS).first.why[0].cites == ("EX03", "EX06", "CS1")


def test_a_guide_that_lists_no_kind_of_partner_says_that_nobody_is_known():
    bare = replace(GUIDE, model_rules=tuple(map(without_partners, GUIDE.model_rules)))
    found = in_short(advise(COUNCILS, guide=bare, regions=places.regions()), guide=bare)
    assert found is not None
    assert said(found.first)[0] == "Nobody by name yet."


def test_who_did_not_look_says_nothing_of_who_is_known():
    found = short(COUNCILS, looked=False)
    assert said(found.first)[0] == "Look for: Company tied to the place."
    assert found.named == ""


def test_harm_to_people_stands_first_and_vetting_beside_it():
    asked = Request(
        challenges=("civic_values",), civic_space="closed", sectors=("extractives", "telecom")
    )
    before = short(asked).before
    assert str(before.says).startswith("Protection plan: Agree how people who take part are kept")
    assert str(before.why[-1]) == "Every partner is vetted before anyone signs."


def test_without_a_risk_vetting_stands_first_and_is_said_once():
    assert said(short(COUNCILS).before) == [
        "Every partner is vetted before any agreement.",
        "Our rule for every alliance.",
    ]


def test_how_sure_names_the_two_weakest_parts_and_whose_the_weights_are():
    assert said(short(Request(challenges=("commercial_crime",), country="AO")).sure) == [
        "Strong fit.",
        "You named nobody who is around, so no motive counts yet.",
        "Told of at: National, Region, state or province.",
        "The weights are our judgement; nobody has been asked or vetted.",
    ]


def test_what_to_do_next_begins_with_a_call_and_leads_somewhere():
    answer = advise(COUNCILS, guide=GUIDE, regions=places.regions())
    steps = next_steps(answer, in_short(answer, guide=GUIDE, call=FIRM), guide=GUIDE)
    assert str(steps[0].says) == "Speak first to: Mwala Mines."
    assert str(steps[2].says) == (
        "Ask three firms what the problem costs them, and what they would gain."
    )
    assert steps[2].says.cites == ()
    assert [step.to for step in steps] == [
        "longlist",
        "questions",
        "draft",
        "gates",
        "country",
    ]


def test_what_they_would_gain_is_asked_in_words_that_can_be_said_to_them():
    for row in GUIDE.motivations:
        assert row.gain[:1].islower()
        assert row.gain[-1].isalpha()
        assert row.title.lower() not in row.gain
    together = Request(challenges=("labour_rights_violations",), sectors=("apparel",))
    answer = advise(together, guide=GUIDE, regions=places.regions())
    says = [str(it.says) for it in next_steps(answer, in_short(answer, guide=GUIDE), guide=GUIDE)]
    assert [line for line in says if "gain" in line] == [
        "Ask three possible partners whether they would gain by this: to raise a hard matter together with others, so that no one has to speak first."
    ]
    assert "Preference for collective action" not in " ".join(says)


def test_without_a_country_nothing_leads_to_one():
    asked = Request(challenges=("weak_municipal_capacity",), partner_types=("chamber",))
    answer = advise(asked, guide=GUIDE, regions=places.regions())
    steps = next_steps(answer, in_short(answer, guide=GUIDE), guide=GUIDE)
    assert [step.to for step in steps] == ["questions", "draft", "gates"]


def test_a_kind_is_not_spoken_to_but_looked_for():
    answer = advise(COUNCILS, guide=GUIDE, regions=places.regions())
    first, *_ = next_steps(answer, in_short(answer, guide=GUIDE, looked=False), guide=GUIDE)
    assert str(first.says) == "Look for: Company tied to the place."
