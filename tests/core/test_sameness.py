"""When two names mean one organisation: what each kind of evidence does, and what no evidence gets
past.
"""

import pytest

from convene.core.sameness import Facts, Shared, bare, fold, in_full, judge, without_acronym

SURE = Facts(name=0.98, same_letters=True)
REGISTER = Shared(text="GB-COH-1234567", names=2, certain=True)


def told(**facts: object) -> Facts:
    return Facts(**({"name": 0.98, "same_letters": True} | facts))  # type: ignore[arg-type]  # each case names one fact by its field


def shown(case: Facts | str) -> str:
    """Return what a case says that others do not."""
    if isinstance(case, str):
        return case
    return (
        " ".join(
            f"{name}={getattr(case, name)}"
            for name in case.__slots__
            if getattr(case, name) != getattr(SURE, name)
        )
        or "the same letters"
    )


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (told(), "join"),
        (told(same_letters=False), "join"),
        (told(name=0.9, same_letters=False, alone=1.0), "apart"),
        (told(same_letters=False, alone=1.0, shared=(REGISTER,)), "join"),
        (told(same_letters=False, slips=True, telling=1), "review"),
        (told(numbers=True), "review"),
        (told(name=0.95, same_letters=False, number=True), "review"),
        (told(places=True, same_letters=False), "apart"),
        (told(branch=True), "review"),
        (told(clash="GB-COH-1 and GB-COH-2"), "review"),
        (told(telling=0, words=2), "review"),
        (told(telling=0, words=2, website="lantern.example"), "join"),
        (told(telling=0, words=4), "join"),
        (told(name=0.6, same_letters=False, countries=("PY", "BO")), "apart"),
        (told(name=0.1, same_letters=False, shared=(REGISTER,)), "join"),
        (told(name=0.001, same_letters=False, alone=1.0, shared=(REGISTER,)), "review"),
        (told(name=0.1, same_letters=False, shared=(REGISTER._replace(certain=False),)), "join"),
        (
            told(name=0.1, same_letters=False, shared=(REGISTER._replace(names=3, certain=False),)),
            "review",
        ),
        (
            told(
                name=0.1, same_letters=False, shared=(REGISTER._replace(names=17, certain=False),)
            ),
            "apart",
        ),
        (told(name=0.95, same_letters=False, initials=True), "review"),
        (
            told(
                name=0.3,
                same_letters=False,
                initials=True,
                branch=True,
                shared=(REGISTER._replace(names=5, certain=False),),
            ),
            "join",
        ),
        (
            told(
                name=0.3,
                same_letters=False,
                initials=True,
                shared=(Shared(text="NONE", names=5, certain=False),),
            ),
            "review",
        ),
        (
            told(
                name=0.3,
                same_letters=False,
                initials=True,
                shared=(REGISTER._replace(names=17, certain=False),),
            ),
            "apart",
        ),
        (
            told(
                name=0.4,
                same_letters=False,
                branch=True,
                shared=(REGISTER._replace(certain=False),),
            ),
            "review",
        ),
    ],
    ids=shown,
)
def test_what_is_done_with_two_profiles(facts: Facts, verdict: str):
    assert judge(facts).verdict == verdict


@pytest.mark.parametrize(
    "guard",
    [{"numbers": True}, {"places": True}, {"branch": True}, {"clash": "GB-COH-1 and GB-COH-2"}],
)
def test_no_evidence_gets_past_a_guard(guard: dict[str, object]):
    everything = told(
        **guard, shared=(REGISTER,), website="lantern.example", countries=("PY", "PY"), partners=9
    )

    assert judge(everything).verdict == "review"


def test_an_identifier_that_many_names_carry_tells_nothing_and_says_so():
    judged = judge(
        told(
            name=0.1,
            same_letters=False,
            shared=(Shared(text="XM-DAC-1", names=139, certain=False),),
        )
    )

    assert judged.why == (
        "Both carry XM-DAC-1, but so do 139 different names, so it tells nothing.",
    )


def test_every_reason_is_a_sentence():
    judged = judge(
        told(
            shared=(REGISTER,),
            website="lantern.example",
            countries=("PY", "BO"),
            kinds=("company", "university"),
            partners=3,
        )
    )

    assert judged.why == (
        "The names are the same once legal forms, case, accents and punctuation are set aside.",
        "Both carry GB-COH-1234567, which no other name carries in all records.",
        "Both give the website lantern.example.",
        "One is in PY, the other in BO.",
        "One is listed as company, the other as university.",
        "Records name both beside 3 of the same organisations.",
    )


def test_a_join_says_whether_it_rests_on_the_names_or_on_an_identifier():
    assert judge(SURE).kind == "name"
    assert judge(told(name=0.3, same_letters=False, shared=(REGISTER,))).kind == "identifier"
    assert judge(told(name=0.7, same_letters=False, website="lantern.example")).kind == "name"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Lantern  Works, Ltd.", "lantern works ltd"),
        ("LANTERN WORKS LTD", "lantern works ltd"),
        ("Фонарь «Свет»", "фонарь свет"),
        ("ﬁrst Light", "first light"),
        ("— ! —", ""),
    ],
)
def test_a_name_is_told_apart_by_letters_and_digits_alone(text: str, folded: str):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Lantern Harbour Trust (LHT)", "Lantern Harbour Trust"),
        ("(LHT) Lantern Harbour Trust", "Lantern Harbour Trust"),
        ("Joint Programme on Lamps (UNLAMP)", "Joint Programme on Lamps (UNLAMP)"),
        ("Lantern Trust (Zarovia)", "Lantern Trust (Zarovia)"),
        ("Lantern Trust", "Lantern Trust"),
    ],
)
def test_only_a_name_s_own_acronym_is_set_aside(text: str, without: str):
    assert without_acronym(text) == without


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("U.S. Lantern Fund", "United States Lantern Fund"),
        ("U. S. A. Lantern Fund", "United States Lantern Fund"),
        ("U.S. LANTERN FUND", "United States LANTERN FUND"),
        ("US Lantern Fund", "United States Lantern Fund"),
        ("LANTERNS FOR US", "LANTERNS FOR US"),
        ("Lanterns for us", "Lanterns for us"),
    ],
)
def test_a_country_is_read_in_full_where_it_cannot_be_another_word(text: str, full: str):
    assert in_full(text) == full


@pytest.mark.parametrize(
    ("identifier", "scheme", "number"),
    [
        ("XI-DUNS-009585279", "XI-DUNS", "9585279"),
        ("XI-DUNS-9585279", "XI-DUNS", "9585279"),
        ("US-EIN-13-3327220", "US-EIN", "133327220"),
        ("gb-coh-0123", "GB-COH", "123"),
        ("US-USAGOV", "US-USAGOV", ""),
        ("12 34", "", "1234"),
    ],
)
def test_identifiers_are_compared_without_prefix_and_lost_zeros(
    identifier: str, scheme: str, number: str
):
    assert bare(identifier, scheme=scheme) == number
