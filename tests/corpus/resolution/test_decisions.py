"""What people decide outlives every build: it joins through guards, keeps apart through chains, and
the last word counts.
"""

from tests.corpus.resolution.fictional import Named, ids, not_same, resolved, same, why

KENYA, PERU, BARE = Named("LAMPADA Kenya"), Named("LAMPADA Peru"), Named("LAMPADA")
ONE, OTHER = Named("Lantern Harbour", "GB-COH-1"), Named("Lantern Harbour", "GB-COH-2")
QUAY, LIGHTS, MOTH = Named("Zarovia Quay"), Named("Farolito"), Named("Candle Moth")


def test_same_joins_what_a_guard_keeps_apart_and_says_who_decided():
    result = resolved(ONE, OTHER, decisions=[same(ONE, OTHER)])
    (join,) = result.joins.to_pylist()

    assert ids(result)[ONE.key] == ids(result)[OTHER.key]
    assert (join["kind"], join["score"]) == ("decision", 1.0)
    assert why(join) == [
        "Ada decided on 2026-11-01 that these are the same organisation: One letterhead."
    ]


def test_same_joins_names_that_have_nothing_in_common():
    result = resolved(QUAY, LIGHTS, decisions=[same(QUAY, LIGHTS)])

    assert result.organisations.num_rows == 1


def test_not_same_undoes_a_join_at_the_next_build():
    a, b = Named("Lantern Harbour Works Ltd"), Named("Lantern Harbour Works")

    assert resolved(a, b).organisations.num_rows == 1
    assert resolved(a, b, decisions=[not_same(a, b)]).organisations.num_rows == 2


def test_not_same_holds_through_a_third_that_is_like_both():
    a, b, c = (
        Named("Lantern Harbour", "XI-DUNS-1"),
        Named("Lantern Harbour", "XI-DUNS-2"),
        Named("Lantern Harbour"),
    )
    found = ids(resolved(a, b, c, decisions=[not_same(a, b)]))

    assert found[a.key] != found[b.key]
    assert found[c.key] in {found[a.key], found[b.key]}


def test_not_same_holds_through_what_people_call_the_same():
    found = ids(
        resolved(QUAY, LIGHTS, MOTH, decisions=[same(QUAY, LIGHTS), not_same(LIGHTS, MOTH)])
    )

    assert found[QUAY.key] == found[LIGHTS.key] != found[MOTH.key]


def test_what_a_decision_settles_is_not_asked_again():
    assert resolved(ONE, OTHER).review.num_rows == 1
    assert resolved(ONE, OTHER, decisions=[not_same(ONE, OTHER)]).review.num_rows == 0
    assert resolved(ONE, OTHER, decisions=[same(ONE, OTHER)]).review.num_rows == 0


def test_the_later_of_two_decisions_counts_and_the_other_is_left_open():
    early, late = "2026-11-01T09:00:00Z", "2026-11-02T09:00:00Z"
    first = resolved(
        QUAY, LIGHTS, decisions=[same(QUAY, LIGHTS, at=early), not_same(QUAY, LIGHTS, at=late)]
    )
    second = resolved(
        QUAY, LIGHTS, decisions=[not_same(QUAY, LIGHTS, at=early), same(QUAY, LIGHTS, at=late)]
    )

    assert first.organisations.num_rows == 2
    assert why(first.review.to_pylist()[0]) == [
        "Ada decided on 2026-11-01 that these are the same organisation: One letterhead.",
        "A later decision keeps them apart. Ada decided on 2026-11-02 that these are not the same organisation: Two boards.",
    ]
    assert second.organisations.num_rows == 1
    assert (
        why(second.review.to_pylist()[0])[-1]
        == "Later decisions make these two the same organisation."
    )


def test_a_decision_on_names_that_no_record_has_any_more_does_nothing():
    assert resolved(QUAY, decisions=[same(QUAY, LIGHTS)]).organisations.num_rows == 1


def test_branches_are_joined_when_a_person_says_so_and_only_those():
    found = ids(resolved(KENYA, PERU, BARE, decisions=[same(KENYA, BARE)]))

    assert found[KENYA.key] == found[BARE.key] != found[PERU.key]
