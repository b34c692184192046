"""What a draft begins with, and what it lacks most."""

from dataclasses import replace

import pytest

from convene import packs
from convene.core import drafting
from convene.core.draft import Ask, Draft, Task
from convene.core.request import Request
from convene.questions.advice import answer

GUIDE = packs.guide()
PROCUREMENT = answer(Request(challenges=("procurement_opacity",)))
WHOLE = Draft(
    title="Open tenders",
    problem="Small firms are shut out.",
    model="M1",
    model_reason="It worked in Chile.",
    tasks=(Task(id="t1", title="Publish tenders", champion="A chamber"),),
    asks=(Ask(id="a1", who="Chamber", kind="kind", contribution="TRAINING"),),
)


def test_a_draft_begins_with_the_tasks_of_the_problems_named_each_once_and_capitalised():
    twice = replace(PROCUREMENT, challenges=("procurement_opacity", "procurement_opacity"))
    tasks = (
        "Bring small firms onto the e-procurement portal",
        "Publish tenders and awards in OCDS",
        "Train procuring staff",
    )
    assert drafting.tasks(PROCUREMENT, guide=GUIDE) == tasks
    assert drafting.tasks(twice, guide=GUIDE) == tasks


def test_a_draft_begins_with_what_each_party_gave_in_the_guides_examples():
    assert list(drafting.asks("M1", answer=PROCUREMENT, guide=GUIDE)) == [
        ("national_gov", "cash", "FINANCING_TERMS"),
        ("company", "kind", "TECH"),
        ("company", "kind", "TRAINING"),
        ("university", "kind", "TRAINING"),
        ("", "kind", "EXPERTISE_LEGAL"),
    ]


def test_a_model_that_the_guide_lost_suggests_nothing():
    assert list(drafting.asks("M99", answer=PROCUREMENT, guide=GUIDE)) == []


@pytest.mark.parametrize(
    ("lacks", "step"),
    [
        ({"problem": ""}, "Say what the problem is, in words a partner would use."),
        ({"model": ""}, "Choose a kind of alliance."),
        ({"model_reason": ""}, "Say why you chose this kind of alliance."),
        ({"tasks": ()}, "Split the work into tasks that one partner could own."),
        (
            {"tasks": (Task(id="t1", title="Publish tenders"),)},
            "Say who could champion a task.",
        ),
        ({"asks": ()}, "Write down what you would ask for."),
        (
            {"asks": (Ask(id="a1", who="", kind="kind", contribution="TRAINING"),)},
            "Say of whom you would ask it.",
        ),
        ({}, ""),
        ({"asks": (), "problem": ""}, "Say what the problem is, in words a partner would use."),
    ],
)
def test_the_next_step_is_what_a_draft_lacks_most(lacks, step):
    assert drafting.next_step(replace(WHOLE, **lacks)) == step
