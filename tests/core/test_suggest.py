"""Free text suggests; the phrases below were written after the word lists and were not used to
choose them.
"""

from dataclasses import replace

import pytest

from convene import packs
from convene.core.guide import Challenge, Guide, Prohibited
from convene.core.suggest import Suggestion, suggest

GUIDE = packs.guide()
HELD_OUT = [
    ("the mayor's office cannot plan or keep its books", "weak_municipal_capacity"),
    ("teenagers join maras because there is no work", "youth_gangs"),
    ("you must pay an official to get your papers", "administrative_corruption"),
    ("nobody knows where the mining royalties go", "extractive_revenue_opacity"),
    ("judges postpone every hearing", "court_backlog"),
    ("workers sew without safety or overtime pay", "labour_rights_violations"),
    ("girls are lured abroad by false recruiters", "trafficking_awareness"),
    ("los periodistas no pueden publicar", "weak_independent_media"),
    ("la licitación siempre la gana el mismo", "procurement_opacity"),
    ("los diputados no escuchan a nadie", "weak_citizen_voice"),
    ("les élus ne répondent pas", "weak_citizen_voice"),
    ("l'eau est coupée tous les jours", "poor_local_services"),
    ("les ONG sont harcelées par la loi sur les associations", "cso_legal_exposure"),
    ("the ballot count was rigged", "election_credibility"),
    ("licences take months of red tape", "regulatory_burden"),
]


def test_most_held_out_phrases_find_their_problem_among_three() -> None:
    hits = [
        code in [item.code for item in suggest(text, guide=GUIDE, limit=3)]
        for text, code in HELD_OUT
    ]
    assert sum(hits) >= 13, [text for (text, _), hit in zip(HELD_OUT, hits, strict=True) if not hit]


def test_a_partisan_purpose_is_recognised() -> None:
    assert suggest("help us target voters for our candidate", guide=GUIDE)[0].prohibited


@pytest.mark.parametrize("text", ["", "   ", "!!!", "🤷", "xyzzy", "a" * 10_000])
def test_nothing_to_go_on_suggests_nothing(text: str) -> None:
    assert suggest(text, guide=GUIDE) == ()


def test_each_suggestion_says_which_words_led_to_it() -> None:
    assert suggest("corrupton in procurment", guide=GUIDE)[0].words == ("procurment",)


def problem(id: str, title: str, *, also: str = "", tasks: tuple[str, ...] = ()) -> Challenge:
    return Challenge(
        id=id,
        title=title,
        area="",
        models={},
        evidence=(),
        dac=(),
        sdg=(),
        also=also,
        tasks=tasks,
    )


def guide(*problems: Challenge, prohibited: tuple[Prohibited, ...] = ()) -> Guide:
    return replace(GUIDE, challenges=problems, prohibited=prohibited)


def codes(text: str, *problems: Challenge) -> list[str]:
    return [item.code for item in suggest(text, guide=guide(*problems))]


def test_a_problem_is_found_by_its_title_its_other_words_and_its_tasks():
    water = problem("water", "Taps", also="Wells", tasks=("Mend dams", "Sow rye"))

    for word in ("taps", "wells", "dams", "sow", "rye"):
        assert suggest(f"No {word}!", guide=guide(water)) == (Suggestion("water", (word,)),)


def test_a_purpose_that_no_alliance_may_serve_is_found_by_its_title_and_marked():
    votes = Prohibited(id="votes", title="Buying ballots", reason="", cite="L01", because="")
    asked = guide(problem("water", "Taps"), prohibited=(votes,))

    assert suggest("ballots and taps", guide=asked) == (
        Suggestion("water", ("taps",)),
        Suggestion("votes", ("ballots",), prohibited=True),
    )


def test_a_word_of_the_title_and_one_of_the_other_words_weigh_more_than_one_of_a_task():
    by_task = problem("task", "Rivers", tasks=("Find lanterns",))

    assert codes("lanterns", by_task, problem("title", "Lanterns")) == ["title", "task"]
    assert codes("lanterns", by_task, problem("also", "Rivers", also="lanterns")) == [
        "also",
        "task",
    ]


def test_a_word_that_is_said_often_counts_three_times_at_most():
    often = problem("often", "Lanterns", also="lanterns", tasks=("Sell lanterns",))
    thrice = problem("thrice", "Lanterns", tasks=("Sell lanterns",))

    assert codes("lanterns", thrice, often) == ["thrice", "often"]  # as the pack has them
    assert codes("lanterns", problem("twice", "Lanterns"), often) == ["often", "twice"]


def test_a_word_that_few_problems_share_weighs_more():
    problems = (problem("a", "Lanterns"), problem("b", "Lanterns"), problem("c", "Orchards"))

    assert codes("lanterns, orchards", *problems) == ["c", "a", "b"]


def test_all_words_that_point_somewhere_add_up_and_are_told_once_as_they_were_asked():
    both, single = problem("both", "Rivers, lanterns"), problem("single", "Lanterns, orchards")

    assert suggest("lanterns on rivers, lanterns", guide=guide(single, both)) == (
        Suggestion("both", ("lanterns", "rivers")),
        Suggestion("single", ("lanterns",)),
    )


def test_what_has_less_than_a_third_of_the_best_is_left_out():
    three = problem("best", "Lanterns rivers bridges")
    third, less = problem("third", "Orchards"), problem("less", "", tasks=("Orchards",))

    assert codes("lanterns rivers bridges orchards", three, third) == ["best", "third"]
    assert codes("lanterns rivers orchards", problem("best", "Lanterns rivers"), less) == ["best"]


def test_five_are_suggested_unless_fewer_are_asked_for():
    six = guide(*(problem(f"p{number}", "Lanterns") for number in range(6)))

    assert [item.code for item in suggest("lanterns", guide=six)] == ["p0", "p1", "p2", "p3", "p4"]
    assert [item.code for item in suggest("lanterns", guide=six, limit=2)] == ["p0", "p1"]


def test_words_that_say_nothing_and_words_of_two_letters_are_passed_over():
    asked = guide(problem("all", "The government is an old ox"))

    assert suggest("the ox of government", guide=asked) == ()
    assert codes("lanterns", problem("nothing", "The people"), problem("p", "Lanterns")) == ["p"]
    assert suggest("old", guide=asked) == (Suggestion("all", ("old",)),)


def test_only_the_first_two_thousand_characters_are_read():
    gangs = guide(problem("gangs", "Gangs"))

    assert suggest(" " * 1996 + "gangs", guide=gangs) == (Suggestion("gangs", ("gang",)),)
    assert suggest(" " * 1997 + "gangs", guide=gangs) == ()


@pytest.mark.parametrize(
    ("typed", "known", "found"),
    [
        ("CORRUPCIÓN", "corruption", True),  # forms of one word
        ("licnece", "licence", True),  # a slip of the hand
        ("gang", "gangs", True),
        ("gangs", "gang", True),
        ("tap", "taps", False),  # three letters may be the beginning of any word
    ],
)
def test_a_word_is_known_in_another_form(typed: str, known: str, found: bool):
    assert codes(typed, problem("p", known)) == (["p"] if found else [])
