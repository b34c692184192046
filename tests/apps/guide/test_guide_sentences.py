"""No sentence says “the guide …” over a field that does not hold it: each is listed with the fields
it may rest on, and holds in every combination of them.
"""

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from babel.messages.pofile import read_po
from django.template.loader import render_to_string

from convene import packs
from convene.apps.guide.sources import Sources
from convene.core.advice import advise
from convene.core.guide import Alliance, Challenge, Example, Model, Result, Statement, YesNo
from convene.core.guide.statements import By, Scope, Strength
from convene.core.labels import OURS, SCOPES, STRENGTHS, hedges
from convene.core.request import Request
from convene.documents import words
from convene.documents.parts import plain
from convene.documents.precedents import cautions, in_short
from convene.documents.speech import speech
from convene.packs import places

ROOT = Path(__file__).parents[3]
GUIDE = packs.guide()
CONTEXT = {"guide": GUIDE, "pack": "democracy", "sources": Sources(GUIDE)}
SAY = speech("en")
OUTCOME = Result(text="Loss fell", type="outcome", lines=(202, 202), anchor="x", scope="case")
RESULTS = {
    "none": (),
    "background": (replace(OUTCOME, type="baseline"),),
    "target": (replace(OUTCOME, is_target=True),),
    "outcome": (OUTCOME,),
    "account": (replace(OUTCOME, type="account"),),
}
NONE_REPORTED, NOT_RECORDED = "The guide reports no results.", "No result is recorded here."


def test_every_sentence_that_names_the_guide_lists_what_it_may_rest_on():
    listed = yaml.safe_load((ROOT / "tests/spec/guide_sentences.yaml").read_text(encoding="utf-8"))
    with (ROOT / "src/convene/site/locale/es/LC_MESSAGES/django.po").open("rb") as stream:
        catalogue = read_po(stream)
    said = {
        text
        for message in catalogue
        for text in ([message.id] if isinstance(message.id, str) else message.id)
        if "guide" in text.casefold()
    }

    assert set(listed["rests_on"]) | set(listed["of_the_publication"]) == said
    assert all(listed["rests_on"].values())


@pytest.mark.parametrize(("results", "looked"), [*product(RESULTS, [True, False])])
def test_that_no_results_are_reported_is_said_only_where_somebody_looked(
    results: str, looked: bool
):
    """A result that is told there, even a background figure, shows that somebody looked."""
    if results != "none" and looked:
        return  # the loader refuses it
    example = replace(
        GUIDE.get("EX03", Example),
        results=RESULTS[results],
        not_told=("results",) if looked else (),
    )
    page = render_to_string("guide/kinds/examples.html", {**CONTEXT, "record": example})
    paper = plain(in_short(example, SAY))

    reported = results in {"outcome", "account"}
    silent = looked or (results != "none" and not reported)
    assert (NONE_REPORTED in page) is silent
    assert (NOT_RECORDED in page) is (results == "none" and not looked)
    assert (NONE_REPORTED in paper) is looked
    assert (NOT_RECORDED in paper) is (results == "none" and not looked)


@pytest.mark.parametrize(("gain", "looked"), [(True, False), (False, True), (False, False)])
def test_that_no_gain_is_named_is_said_only_where_somebody_looked(gain: bool, looked: bool):
    model = replace(
        GUIDE.get("M1", Model),
        private_benefit=Statement(text="Less loss.", by="ours") if gain else None,
        not_told=("private_benefit",) if looked else (),
    )
    page = render_to_string("guide/kinds/models.html", {**CONTEXT, "record": model})

    assert ("The guide names no gain for the private side." in page) is looked
    assert ("What the private side gains" in page) is (gain or looked)
    assert ("Less loss. <span" in page) is gain
    assert ("(ours, not the guide&#x27;s)" in page) is gain


@pytest.mark.parametrize(
    ("answer", "stage"), [*product([None, "yes", "no"], ["", "begun", "planned"])]
)
def test_silence_is_no_no_and_what_had_begun_was_not_only_planned(answer: str | None, stage: str):
    given: Any = (answer, stage)
    told = None if answer is None else YesNo(answer=given[0], lines=(198, 198), anchor="x")
    example = GUIDE.get("EX05", Example)
    example = replace(example, is_ppp=told, usaid_involved=told, stage=given[1])
    page = render_to_string("guide/kinds/examples.html", {**CONTEXT, "record": example})
    paper = " ".join(plain(note) for note in cautions(example, SAY))

    assert ("Not a public-private alliance" in page) is (answer == "no")
    assert (words.NOT_PPP in paper) is (answer == "no")
    assert f"<dd>\n  {answer or 'not said'}" in page
    assert ("intentions, not results" in paper) is (stage == "planned")
    assert ("Just begun" in paper) is (stage == "begun")


@pytest.mark.parametrize(
    ("strength", "scope", "by", "one"),
    [*product(get_args(Strength), get_args(Scope), get_args(By), [True, False])],
)
def test_a_statement_is_told_as_firmly_as_it_is_said_and_ours_as_ours(
    strength: Strength, scope: Scope, by: By, one: bool
):
    marks = hedges(Statement(text="x", strength=strength, scope=scope, by=by), of_one_case=one)

    if by == "ours":
        assert marks == (OURS,)
        return
    assert (STRENGTHS.get(strength) in marks) is (strength != "is")
    assert (SCOPES.get(scope) in marks) is (scope == "speaker" or (scope == "case" and not one))
    assert OURS not in marks


@pytest.mark.parametrize(
    ("region", "evidence", "results"),
    [*product(["africa", "asia"], [True, False], ["none", "background", "outcome"])],
)
def test_what_is_said_of_a_precedent_rests_on_its_region_its_result_and_the_evidence(
    region: str, evidence: bool, results: str
):
    """Commercial crime in Angola; the one alliance of the kind has its fields each way in turn."""
    example = replace(GUIDE.get("EX07", Example), region=region, results=RESULTS[results])
    crime = replace(
        GUIDE.get("commercial_crime", Challenge), evidence=("EX07",) if evidence else ()
    )
    law = replace(GUIDE.get("M3", Model), examples=("EX07",))
    guide = replace(
        GUIDE,
        models=tuple(law if each.id == "M3" else each for each in GUIDE.models),
        examples=(example,),
        challenges=(crime,),
    )
    answer = advise(
        Request(country="AO", challenges=("commercial_crime",)),
        guide=guide,
        regions=places.regions(),
    )
    (reason,) = answer.models[0].because["precedent"]
    said = str(reason)

    near = region == "africa"
    assert ("reports an outcome" in said) is (near and evidence and results == "outcome")
    assert ("without an outcome" in said) is (near and evidence and results != "outcome")
    assert ("in another region" in said) is (not near and evidence)
    assert ("but for other problems" in said) is (near and not evidence)
    assert ("We know no alliance" in said) is (not near and not evidence)
    assert ("our reading" in said) is evidence


@pytest.mark.parametrize("country", ["", *places.regions()])
def test_where_an_alliance_was_is_said_only_of_those_cited(country: str):
    """Every problem, alone, in every country: of each one cited the sentence holds."""
    region = places.regions().get(country)
    for challenge in GUIDE.challenges:
        asked = Request(country=country or None, challenges=(challenge.id,))
        for model in advise(asked, guide=GUIDE, regions=places.regions()).models:
            (reason,) = model.because["precedent"]
            cited = [record for record in GUIDE.alliances() if record.id in reason.cites]
            assert not cited or [_holds(reason.text, it, country, region) for it in cited] == [
                True
            ] * len(cited)


def _holds(sentence: str, alliance: Alliance, country: str, region: str | None) -> bool:
    """Return whether a sentence about where an alliance was holds of one."""
    return all(
        holds
        for words, holds in {
            "in the same country": country in alliance.countries,
            "in the same region": alliance.region == region,
            "in another region": region not in (None, alliance.region)
            and alliance.region != "global",
            "across regions": alliance.region == "global",
            "reports an outcome": alliance.reports_an_outcome,
            "without an outcome": not alliance.reports_an_outcome,
        }.items()
        if words in sentence
    )


@pytest.mark.parametrize("level", ["", *GUIDE.codes("levels")])
def test_at_which_level_there_was_work_is_said_only_of_those_cited_and_that_there_was_none_never(
    level: str,
):
    """An alliance told of at several levels, or at none, may have worked at this one too."""
    asked = Request(level=level or None, challenges=tuple(it.id for it in GUIDE.challenges))
    for model in advise(asked, guide=GUIDE, regions=places.regions()).models:
        (reason,) = model.because["location"]
        told = {it.level for it in GUIDE.alliances() if it.id in reason.cites}
        assert "no work" not in reason.text
        assert (told == {level}) or "at this level" not in reason.text
        assert level not in told or "another level" not in reason.text
        if "{levels}" in reason.text:
            listed = GUIDE.codes("levels")
            named = [GUIDE.word("levels", code).title for code in listed if code in told]
            assert ", ".join(named) in str(reason)


@pytest.mark.parametrize("trait", ["", *GUIDE.codes("traits")])
def test_a_safeguard_cites_only_what_speaks_of_it(trait: str):
    """Every problem alone, with every trait."""
    always = {gate.id: gate.cite for gate in GUIDE.always_gates}
    for challenge in GUIDE.challenges:
        asked = Request(challenges=(challenge.id,), traits=(trait,) if trait else ())
        answer = advise(asked, guide=GUIDE, regions=places.regions())
        for gate, reasons in answer.gates.items():
            speaking = {it.id for it in GUIDE.lessons if it.gate == gate} | {always.get(gate)}
            assert {cite for reason in reasons for cite in reason.cites} <= speaking
        for reasons in answer.risks.values():
            assert not [cite for reason in reasons for cite in reason.cites]
