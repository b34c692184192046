"""What the tables cannot say: reasons, order, ties, and what holds for every request."""

from hypothesis import given
from hypothesis import strategies as st

from convene import packs
from convene.core.advice import NEAR, advise
from convene.core.answer import Answer, strength
from convene.core.asks import ask_list
from convene.core.guide import Kind
from convene.core.request import Request
from convene.packs import places

GUIDE = packs.guide()
FAMILIES: tuple[Kind, ...] = ("sectors", "partner_types", "traits")
CODES = {family: GUIDE.codes(family) for family in FAMILIES}


def ask(**asked: object) -> Answer:
    request = Request(**asked)  # type: ignore[arg-type]  # as the tests write them
    return advise(request, guide=GUIDE, regions=places.regions())


def some(codes: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(codes), max_size=4).map(tuple)


REQUESTS = st.builds(
    Request,
    country=st.none() | st.sampled_from(sorted(places.regions())),
    level=st.none() | st.sampled_from(GUIDE.codes("levels")),
    challenges=some(tuple(challenge.id for challenge in GUIDE.challenges)),
    sectors=some(CODES["sectors"]),
    partner_types=some(CODES["partner_types"]),
    traits=some(CODES["traits"]),
    civic_space=st.none() | st.sampled_from(GUIDE.codes("civic_spaces")),
    reprisal_risk=st.none() | st.sampled_from(GUIDE.codes("reprisal_risks")),
)


@given(REQUESTS)
def test_every_element_has_a_reason_and_every_citation_resolves(request: Request) -> None:
    answer = advise(request, guide=GUIDE, regions=places.regions())
    traced = [
        getattr(answer, name)
        for name in ("rows", "traits", "lessons", "gates", "risks", "resources", "trends")
    ]
    reasons = [reason for found in traced for why in found.values() for reason in why]
    reasons += [
        reason for model in answer.models for why in model.because.values() for reason in why
    ]
    reasons += [reason for item in answer.why_not for reason in item.reasons]
    assert all(why for found in traced for why in found.values())
    assert all(str(reason) for reason in reasons)
    assert {cite for reason in reasons for cite in reason.cites} <= set(GUIDE.records)


@given(REQUESTS)
def test_every_model_is_offered_or_explained(request: Request) -> None:
    answer = advise(request, guide=GUIDE, regions=places.regions())
    explained = {item.model for item in answer.why_not if item.reasons}
    assert explained | set(answer.leaders) == {model.id for model in GUIDE.models}
    assert not explained & set(answer.leaders)


@given(REQUESTS, st.sampled_from(["closed", "repressed"]))
def test_risk_never_lowers_a_score(request: Request, space: str) -> None:
    def scores(asked: Request) -> dict[str, object]:
        return {
            model.model: model.score
            for model in advise(asked, guide=GUIDE, regions=places.regions()).models
        }

    calm = Request(**{**vars(request), "civic_space": None, "reprisal_risk": None})
    risky = Request(**{**vars(request), "civic_space": space, "reprisal_risk": "high"})
    before, after = scores(calm), scores(risky)
    pairs = [(after[model], score) for model, score in before.items()]
    assert all(risked >= calmly for risked, calmly in pairs)  # type: ignore[operator]  # Fractions


@given(REQUESTS)
def test_parts_are_shares_and_models_are_ranked(request: Request) -> None:
    answer = advise(request, guide=GUIDE, regions=places.regions())
    assert all(
        0 <= part <= 1 and 0 <= strength(part) <= 4
        for model in answer.models
        for part in model.parts.values()
    )
    scores = [model.score for model in answer.models]
    assert scores == sorted(scores, reverse=True)
    assert all(
        scores[0] - model.score <= NEAR for model in answer.models if model.model in answer.leaders
    )


def test_near_ties_lead_together() -> None:
    tied = ask(challenges=("administrative_corruption",), level="national")
    assert [(model.model, str(model.score)) for model in tied.models] == [
        ("M1", "157/3"),
        ("M5", "142/3"),
        ("M3", "80/3"),
    ]
    assert tied.leaders == ("M1", "M5")
    apart = ask(challenges=("poor_access_to_information",), country="PA", level="national")
    assert [(model.model, str(model.score)) for model in apart.models] == [
        ("M1", "175/3"),
        ("M5", "257/6"),
    ]
    assert apart.leaders == ("M1",)


def test_the_ask_list_shows_what_each_kind_of_party_gave() -> None:
    answer = ask(challenges=("procurement_opacity",), sectors=("ict",))
    rows = {row.party: row for row in ask_list("M1", answer=answer, guide=GUIDE)}
    assert rows["national_gov"].cash == ("FINANCING_TERMS",)
    assert rows["company"].kind == ("TECH", "TRAINING")
    assert rows["company"].cites == {"TECH": ("EX01",), "TRAINING": ("EX01",)}
    assert rows[""].kind == ("EXPERTISE_LEGAL",)
    safety = ask_list("M4", answer=ask(challenges=("violent_crime",)), guide=GUIDE)
    assert safety[0].influence == ("UNITED_VOICE",)
