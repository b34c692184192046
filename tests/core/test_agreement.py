"""What papers are made of: tags and what fills them, topics that are missing, amounts typed where
the ledger has them.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.agreement import (
    BLOCKS,
    Clause,
    Content,
    Left,
    Party,
    Piece,
    Promised,
    Spoken,
    Typed,
    faults,
    fill,
    misplaced,
    missing,
    tags_in,
    typed_amounts,
)
from convene.packs.agreements import wording

TAGS = {"alliance", "notice", "parties", "promise-1a2b3c4d"}
AMOUNTS = {"promise-1a2b3c4d": Decimal("400000.0000"), "promise-00000000": Decimal("12.50")}


def test_a_paragraph_is_filled_and_what_is_unknown_stays_open():
    assert fill("Leaving {alliance} takes {notice} .", {"alliance": "Clear  fees\n", "x": "y"}) == (
        Piece("Leaving "),
        Piece("Clear fees", "alliance"),
        Piece(" takes "),
        Piece("", "notice"),
        Piece(" ."),
    )
    assert fill("", {}) == ()


@given(st.text(), st.dictionaries(st.sampled_from(sorted(TAGS)), st.text()))
def test_filling_loses_no_letter_of_what_was_written(line, values):
    pieces = fill(line, values)
    written = "".join(f"{{{piece.tag}}}" if piece.tag else piece.text for piece in pieces)
    assert written == line
    assert [piece.tag for piece in pieces if piece.tag] == tags_in(line)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Both leave {alliance} with {notice} and {promise-1a2b3c4d}.", []),
        ("{parties}", []),
        ("  {parties}  ", []),
        ("Between {parties}.", ["“{parties}” stands alone on its line"]),
        ("{promise-99999999} {budget}", ["“{promise-99999999}” is no tag", "“{budget}” is no tag"]),
        ("It is {Alliance}", ["“It is {Alliance}” has a brace that belongs to no tag"]),
        ("One } too many", ["“One } too many” has a brace that belongs to no tag"]),
        ("{{alliance}}", ["“{{alliance}}” has a brace that belongs to no tag"]),
    ],
)
def test_tags_stand_where_they_may(text, wrong):
    assert list(misplaced(text, TAGS)) == wrong


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("It gives ZMW 400,000 in May.", [Typed("400,000", "promise-1a2b3c4d")]),
        ("It gives 400.000,00 in May.", [Typed("400.000,00", "promise-1a2b3c4d")]),
        ("Elle donne 400\u00a0000 en mai.", [Typed("400\u00a0000", "promise-1a2b3c4d")]),
        ("400'000.00", [Typed("400'000.00", "promise-1a2b3c4d")]),
        ("It gives {promise-1a2b3c4d} in May.", []),
        ("It gives 400,001 in May.", []),
        ("A fee of USD 12.50", [Typed("12.50", "promise-00000000")]),
        ("A fee of 12.50 $", [Typed("12.50", "promise-00000000")]),
        ("Within 12.50 days", []),
        ("", []),
    ],
)
def test_an_amount_of_the_ledger_is_not_typed(text, typed):
    assert typed_amounts(text, AMOUNTS) == typed


def spoken(line: str, **values: str) -> Spoken:
    return Spoken(id="1", title="Heading", lines=(fill(line, values),))


def content(*lines: str, **more: Any) -> Content:
    return replace(Content(title="Paper", clauses=tuple(map(spoken, lines))), **more)


def test_what_is_open_is_said_once_in_the_order_of_reading():
    whole = content("{notice} {alliance}", "{parties}", "{notice}", "{contributions}", "{exit}")
    assert whole.unfilled == ["notice", "alliance", "parties", "contributions", "exit"]
    assert content("No tag.").unfilled == []


def test_nobody_agrees_with_themselves():
    one, two = Party(name="Council"), Party(name="Bank")
    assert content("{parties}", parties=(one,)).unfilled == ["parties"]
    assert content("{parties}", parties=(one, two)).unfilled == []


def test_what_stays_needs_an_heir_each():
    given = (Left(what="Van", heir="Council"), Left(what="Data"))
    assert content("{exit}", left=given).unfilled == ["exit"]
    assert content("{exit}", left=given[:1]).unfilled == []
    assert content("{contributions}", promised=(Promised(partner="B", what="C"),)).unfilled == []
    assert content("{asks}", asked=("Fuel",)).unfilled == []


def test_a_topic_that_no_clause_speaks_of_is_missing():
    needed = wording().needed("intent")
    spoken_of = [topic.id for topic in needed if topic.id not in ("exit", "confidentiality")]
    gone = missing(needed, ["site", *spoken_of])
    assert [(topic.id, topic.required) for topic in gone] == [
        ("confidentiality", False),
        ("exit", True),
    ]


def test_what_ships_names_each_thing_once_and_in_each_language():
    assert list(faults(wording())) == []
    required = {topic.id for topic in wording().needed("memorandum") if topic.required}
    assert required == {"parties", "purpose", "standing", "contributions", "exit"}
    assert [kind.id for kind in wording().papers if not kind.is_signed] == ["solicitation"]


def test_a_wording_with_faults_is_told_of_each():
    ours = wording()
    extra = Clause(
        id="exit",
        topic="leaving",
        papers=("intent", "treaty"),
        text={"en": "{nobody}", "es": "{parties}"},
    )
    wrong = list(faults(replace(ours, topics=ours.topics[1:], clauses=(*ours.clauses, extra))))
    for sentence in (
        "clauses: “exit” stands twice",
        "clauses.exit.text: there is no “fr”",
        "clauses.exit.topic: there is no topic “leaving”",
        "clauses.exit.papers: there is no paper “treaty”",
        "clauses.exit.text.en: “{nobody}” is no tag",
        "clauses.exit.text.es: its tags are not those of “en”",
        "clauses.invitation.topic: there is no topic “invitation”",
    ):
        assert sentence in wrong


def test_blocks_are_tags_that_every_kind_of_paper_may_have():
    text = "\n".join(f"{{{block}}}" for block in BLOCKS)
    assert list(misplaced(text, set(BLOCKS))) == []
