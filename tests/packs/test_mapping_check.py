"""A pack's purposes and phrases are refused where they would mislead."""

from dataclasses import replace

from convene import packs
from convene.core.guide import Phrases, Purpose
from convene.packs.load import check


def phrases(*texts: str) -> Phrases:
    return Phrases(
        model="M1", language="en", confidence="likely", because="Told so.", phrases=texts
    )


def test_a_phrase_that_stands_twice_or_is_too_short_is_named():
    guide = replace(
        packs.guide(), phrases=(phrases("tax law(s)", "Tax-laws"), phrases("tax", "fees (due"))
    )
    assert list(check(guide)) == [
        "phrases[0].phrases[1]: “tax laws” stands twice for the same, first in phrases[0].phrases[0]",
        "phrases[1].phrases[0]: “tax” is shorter than 4 letters",
        "phrases[1].phrases[1]: the brackets of “fees (due” do not pair",
    ]


def test_a_purpose_that_is_no_code_or_leads_nowhere_is_named():
    purposes = (
        Purpose(code="151", title="Government", models={"M9": "likely"}, because="Told so."),
    )
    assert list(check(replace(packs.guide(), purposes=purposes))) == [
        "purposes[0].models: “M9” is not among the models",
        "purposes[0].code: “151” is no DAC purpose code; those have five digits",
    ]
