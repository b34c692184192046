"""Free text suggests; the phrases below were written after the word lists and were not used to
choose them.
"""

import pytest

from convene import packs
from convene.core.suggest import suggest

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
