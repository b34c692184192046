"""Which records are one voice, as the rule of two says it of any number."""

from random import Random

import pytest

from convene.apps.registry.models import Organisation
from convene.apps.registry.queries.members import voice
from convene.apps.registry.queries.voices import one_voice
from tests.apps.registry.people import organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(6))
def test_all_of_one_voice_are_those_whose_voice_is_the_same(seed: int):
    chance = Random(seed)
    records = [organisation(f"Heron {number}") for number in range(9)]
    for record in chance.sample(records, 6):
        other = chance.choice([each for each in records if each != record])
        is_merged = chance.random() < 0.4
        more = {"merged_into": other, "state": "merged"} if is_merged else {"parent": other}
        Organisation.objects.filter(pk=record.pk).update(**more)
    there = {row.pk: row for row in Organisation.objects.all()}
    voices = {key: voice(row).pk for key, row in there.items()}

    assert one_voice(list(there)) == {
        key: frozenset(each for each, other in voices.items() if other == mine)
        for key, mine in voices.items()
    }
