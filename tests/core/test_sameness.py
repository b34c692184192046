"""What the tables of sameness leave to say."""

from convene.core.identifiers import bare
from convene.core.sameness import Facts, Shared, judge


def test_a_reason_says_whether_it_speaks_of_the_names_or_of_what_records_say():
    everything = Facts(
        name=0.5,
        same_letters=True,
        telling=0,
        words=2,
        alone=1.0,
        initials=True,
        slips=True,
        numbers=True,
        places=True,
        clash=("GB-COH-1", "GB-COH-2"),
        countries=("PY", "BO"),
        kinds=("company", "university"),
        partners=2,
        shared=(Shared(text="GB-COH-1", names=6, certain=True),),
    )

    assert [reason.about for reason in judge(everything).weighed] == [
        "name",  # the same letters
        "records",  # an identifier
        "records",  # countries
        "records",  # kinds
        "records",  # partners
        "name",  # common words
        "name",  # a word of one name alone
        "name",  # initials
        "name",  # only spelt alike
        "name",  # numbers
        "name",  # places
        "records",  # two numbers of one register
    ]


def test_a_branch_and_a_number_of_one_name_are_told_of_the_names():
    judgement = judge(Facts(name=0.5, branch=True, number=True))

    assert [reason.about for reason in judgement.weighed] == ["name", "name"]


def test_an_identifier_may_come_without_a_scheme():
    assert bare("xxxx-0012") == "XXXX0012"
