"""The pack's rules read again, in another way, from the files they were made from, but for what the
guide's text corrected since: the text is the judge, and `logic.yaml` holds the same errors.
"""

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from convene import packs
from convene.core.advice import advise
from convene.core.json import as_json
from convene.core.request import Request
from convene.packs import places
from convene.packs.read import fit
from convene.questions.advice import shape

SHARED = Path(__file__).parents[2].parent / "shared/guide"
pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(),
    reason="the guide's extraction is not at hand; only the pack made from it ships",
)
RUNS = 1500
REGIONS = {"middle_east": "middle_east_north_africa"}
CORRECTED = {  # what the text does not bear out, and what stands in the pack instead
    "court_backlog": {"models": {"M3": 2}},
    "new_local_leaders_after_disaster": {"models": {"M2": 2}},
    "trafficking_response": {"models": {"M8": 2, "M3": 1}},
    "grand_corruption": {"evidence": []},
    "extractive_revenue_opacity": {"evidence": []},
    "company_community_tension": {"evidence": ["CS1"]},
    "labour_rights_violations": {"evidence": ["CS2"]},
    "forced_child_labour": {"evidence": []},
}
WITH_AN_OUTCOME = {"EX02", "EX04", "EX06"}
OWN_MOTIVES = {"M1", "M2", "M4", "M5", "M6", "M7"}


@pytest.fixture(scope="module")
def source() -> dict[str, Any]:
    loaded = {
        name: yaml.safe_load((SHARED / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in ("guide", "logic")
    }
    for code, corrected in CORRECTED.items():
        loaded["logic"]["challenges"][code] |= corrected
    loaded["logic"]["location_fit"]["M3"]["subnational"] = 1.0
    guide = loaded["guide"]
    guide["examples"] = [item for item in guide["examples"] if item["id"] != "EX17"]
    return {**guide, "logic": loaded["logic"]}


def expected(asked: dict[str, Any], source: dict[str, Any]) -> list[tuple[str, str, float]]:
    """Return (model, band, score) by the formula of logic.yaml, in floating point and with nothing
    of ours but the regions.
    """
    logic = source["logic"]
    known = [logic["challenges"][code] for code in asked["challenges"]]
    traits = {flag for challenge in known for flag in challenge.get("flags", [])} | set(
        asked["traits"]
    )
    traits |= {trait for code in asked["sectors"] for trait in logic["sectors"][code]["traits"]}
    traits |= {"closed_civic_space"} if asked["civic_space"] in ("repressed", "closed") else set()
    traits |= {"reprisal_risk"} if asked["reprisal_risk"] == "high" else set()
    rows = {row for code in asked["sectors"] for row in logic["sectors"][code]["rows"]}
    rows |= {row for code in asked["partner_types"] for row in logic["partner_types"][code]["rows"]}
    rows |= {"MR4"} if traits & {"reprisal_risk", "closed_civic_space"} else set()
    told = {item["id"]: item for item in (*source["examples"], *source["case_studies"])}
    region = places.regions().get(asked["country"])
    found = []
    for model in source["models"]:
        id, weights = model["id"], [challenge["models"].get(model["id"], 0) for challenge in known]
        if not any(weights):
            continue
        fitting = [row for row in source["motivations"] if row["id"] in rows]
        printed = any(id in (row["models"] or []) for row in fitting) or bool(
            id in OWN_MOTIVES and (asked["sectors"] or asked["partner_types"])
        )
        inferred = any(id in row.get("models_derived", []) for row in fitting)
        own = [item for item in told.values() if item["model"] == id]
        evidence = [
            item for item in own if any(item["id"] in challenge["evidence"] for challenge in known)
        ]
        near = [item for item in own if REGIONS.get(item["region"], item["region"]) == region]
        parts = {
            "challenge": 0.7 * max(weights) / 3 + 0.3 * sum(weights) / (3 * len(weights)),
            "motivation": 1 if printed else 0.6 if inferred else 0,
            "location": location(logic["location_fit"][id], asked["level"], traits),
            "precedent": 1
            if [item for item in evidence if item in near and item["id"] in WITH_AN_OUTCOME]
            else 0.8
            if [item for item in evidence if item in near]
            else 0.6
            if evidence
            else 0.3
            if near
            else 0,
        }
        score = 100 * sum(logic["weights"][name] * part for name, part in parts.items())
        rounded = round(score, 6)
        found.append(
            (
                id,
                "strong"
                if rounded >= logic["bands"]["strong"]
                else "plausible"
                if rounded >= logic["bands"]["plausible"]
                else "weak",
                rounded,
            )
        )
    return sorted(found, key=lambda item: -item[2])


def location(rule: dict[str, float], level: str, traits: set[str]) -> float:
    if level in rule:
        return rule[level]
    return (
        rule["trait_location_fixed"]
        if "trait_location_fixed" in rule and "location_fixed" in traits
        else rule["otherwise"]
    )


def test_random_requests_get_the_answer_the_formula_gives(source: dict[str, Any]) -> None:
    logic, dice = source["logic"], random.Random(2009)

    def some(codes: Any, most: int) -> list[str]:
        return dice.sample(sorted(codes), dice.randint(0, most))

    for _ in range(RUNS):
        asked = {
            "country": dice.choice(sorted(places.regions())),
            "level": dice.choice(["national", "city", "subnational", "multi_country"]),
            "challenges": some(logic["challenges"], 4),
            "sectors": some(logic["sectors"], 3),
            "partner_types": some(logic["partner_types"], 3),
            "civic_space": dice.choice(["open", "obstructed", "closed", None]),
            "reprisal_risk": dice.choice(["low", "high", None]),
            "traits": some(logic["trait_rules"], 2),
        }
        request = fit(asked, Request)
        answer = advise(request, guide=packs.guide(), regions=places.regions())
        got = [(model.model, model.band, round(float(model.score), 6)) for model in answer.models]
        assert got == expected(asked, source), asked
        shown = as_json(shape(answer, guide=packs.guide()))
        triggered = [
            logic["trait_rules"][trait]
            for trait in logic["trait_rules"]
            if trait in shown["traits"]
        ]
        brought = {gate for rule in triggered for gate in rule.get("gates", [])}
        assert set(shown["gates"]) == brought | {"due_diligence", "neutrality"}
        assert set(shown["risks"]) == {risk for rule in triggered for risk in rule.get("risks", [])}
        assert set(logic["always_lessons"]) <= set(shown["lessons"])


def test_nothing_of_the_extraction_was_lost(source: dict[str, Any]) -> None:
    kept = packs.guide().records
    listed = (
        *(
            "models",
            "examples",
            "case_studies",
            "other_initiatives",
            "trends",
            "overview_difficulties",
            "overview_benefits",
            "motivations",
        ),
        *(
            "partner_questions",
            "partner_sources",
            "partner_offers",
            "lessons",
            "nine_ways",
            "philanthropies",
            "key_partners",
        ),
        *("other_donors", "reports", "quotes", "anomalies"),
    )
    assert {item["id"] for name in listed for item in source[name]} <= set(kept)
    assert {item["code"] for item in source["contribution_catalogue"]} <= set(kept)
    assert set(source["logic"]["challenges"]) <= set(kept)
