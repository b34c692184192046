"""`convene leverage`: from a case to its ratios, and what is wrong with a case."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from convene.core.contributions import ANSWERS
from tests.terminal import convene

REFERENCE = Path(__file__).parents[1] / "docs/reference"
YES = dict.fromkeys(ANSWERS, True)


def case(**changed: Any) -> dict[str, Any]:
    gift = {
        "id": "gift",
        "partner": "acme",
        "kind": "cash",
        "state": "committed",
        "amount": "150.50",
        "currency": "USD",
        "may_count": YES,
        **changed,
    }
    own = {**gift, "id": "mine", "partner": "agency", "amount": 100, "currency": "USD"}
    own |= dict.fromkeys(("rate", "passed_on_from"))
    return {
        "base": "USD",
        "own": ["agency"],
        "partners": [{"id": "acme", "origin": "private"}],
        "contributions": [{**own, "kind": "cash", "state": "committed"}, gift],
    }


def asked(document: Any, *words: str) -> Any:
    text = document if isinstance(document, str) else json.dumps(document)
    return convene("leverage", "-", *words, stdin=text)


def schema(name: str) -> Any:
    return json.loads((REFERENCE / f"{name}.schema.json").read_text())


def test_the_answer_and_the_case_fit_their_schemas():
    document = case(delivered=[{"amount": 10, "state": "recorded"}])
    jsonschema.validate(document, schema("leverage-case"))
    answer = json.loads(asked(document, "--json").stdout)
    jsonschema.validate(answer, schema("leverage"))

    assert answer["pledged"] == {
        "numerator": "150.5",
        "denominator": "100",
        "ratio": "1.505",
        "cash_share": "1",
        "estimate_share": "0",
        "without_estimates": "1.505",
    }
    assert answer["excluded"] == [
        {"id": "mine", "reason": "unverified"},
        {"id": "gift", "reason": "unverified"},
    ]


def test_the_words_say_the_same():
    words = asked(case(state="proposed")).stdout

    assert "The rule is not met." in words
    assert "gift: not_committed. It is not promised, or no longer." in words


def test_a_rule_of_ones_own(tmp_path):
    (tmp_path / "rule.json").write_text('{"minimum": "1.6"}')
    (tmp_path / "case.json").write_text(json.dumps(case()))
    jsonschema.validate({"minimum": "1.6"}, schema("leverage-rule"))

    own = convene("leverage", "case.json", "--rule", "rule.json", "--json", cwd=tmp_path)
    assert json.loads(own.stdout)["meets"] is False
    assert json.loads(asked(case(), "--rule", "gda", "--json").stdout)["meets"] is True


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"amount": 0}, "amount: “0” is nothing; leave the amount empty where it is not known."),
        ({"amount": "-5"}, "amount: “-5” is below zero, and only what is above can be promised"),
        ({"amount": float("nan")}, "amount: “NaN” is no amount, such as 1234.56."),
        ({"amount": float("inf")}, "amount: “Infinity” is no amount, such as 1234.56."),
        ({"amount": "1e3"}, "amount: “1e3” is written with an exponent; write the digits out."),
        ({"amount": "1,234"}, "amount: “1,234” is no amount, such as 1234.56."),
        ({"amount": 10**19}, "amount: “10000000000000000000” has more than 15 digits"),
        ({"amount": None}, "amount: is missing, and what is committed has one."),
        ({"amount": True}, "amount: should be a valid string, found true."),
        ({"currency": None}, "currency: is missing."),
        ({"currency": "QQQ"}, "currency: “QQQ” is no currency code of ISO 4217, such as KES."),
        ({"currency": "KES", "rate": 0}, "rate: “0” is no rate"),
        ({"currency": "KES", "rate": "-1"}, "rate: “-1” is no rate"),
        ({"rate": 2}, "rate: “2” for USD, which is the base itself; leave it out."),
        ({"partner": "nobody"}, "partner: “nobody” is neither in partners nor in own."),
        ({"state": "promised"}, "state: should be 'ask', 'proposed', 'committed'"),
        ({"passed_on_from": "x"}, "passed_on_from: “x” is no contribution and no partner here."),
        ({"passed_on_from": "gift"}, "passed_on_from: a circle (“gift”), so nobody gave it first."),
        (
            {"delivered": [{"amount": 0, "state": "verified"}]},
            "delivered[0].amount: “0” is nothing",
        ),
        ({"price": 5}, 'price: unknown key, found "5".'),
    ],
)
def test_what_is_wrong_is_said_of_which_contribution(changed, sentence):
    document = case()
    document["contributions"][1] |= changed
    answer = asked(document, "--json")
    (line,) = answer.stderr.splitlines()

    assert (answer.returncode, answer.stdout) == (2, "")
    assert line.startswith(f"-: contribution “gift”: {sentence}")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "-: line 1: this is not JSON: Expecting value."),
        ("[" * 100_000, "-: the document is nested too deeply."),
        ("[]", "-: should be an object, found []."),
        ('{"base": "USD", "base": "EUR"}', "-: the key “base” stands twice."),
    ],
)
def test_what_is_no_case_is_refused(text, sentence):
    assert asked(text).stderr.splitlines() == [sentence]


def test_an_id_stands_once():
    document = case(id="mine")

    assert asked(document).stderr == "-: contribution “mine”: id: stands twice.\n"


@pytest.mark.parametrize("rule", ["nope", "."])
def test_a_rule_that_is_not_there_is_refused(rule):
    answer = asked(case(), "--rule", rule)

    assert answer.returncode == 2
    assert answer.stderr.startswith(f"{rule}: ")
    assert "Known rules: gda." in answer.stderr


def test_a_number_loses_no_digit():
    document = json.dumps(case()).replace('"150.50"', "100.0000")
    least = document.replace('"amount": 100,', '"amount": 100.0001,')

    assert json.loads(asked(document, "--json").stdout)["meets"] is True
    assert json.loads(asked(least, "--json").stdout)["meets"] is False
