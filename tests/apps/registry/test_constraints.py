"""What the database refuses, whoever asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from convene.apps.registry.models import Identifier, Import, Merge, Organisation, OrganisationName
from tests.apps.registry.people import organisation, person

pytestmark = pytest.mark.django_db

ORGANISATION: dict[str, dict[str, Any]] = {
    "an unknown state": {"state": "closed"},
    "an unknown risk": {"at_risk": "some"},
    "merged into nothing": {"state": "merged"},
    "merged into itself": {"state": "merged", "merged_into": F("id")},
    "its own parent": {"parent": F("id")},
    "changed before it was made": {"changed_at": F("created_at") - timedelta(days=1)},
}


@pytest.mark.parametrize("lie", ORGANISATION)
def test_an_organisation_cannot_be(lie):
    bank = organisation()
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=bank.pk).update(**ORGANISATION[lie])


def test_an_organisation_in_another_state_is_not_merged():
    bank, other = organisation(), organisation("Other Works")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=bank.pk).update(merged_into=other)


NAMES: dict[str, dict[str, str]] = {
    "a second main name": {"text": "Other", "kind": "primary"},
    "the same name again": {"text": "Caja Azul", "kind": "alias"},
    "only spaces": {"text": "  ", "kind": "alias"},
    "an unknown kind": {"text": "Other", "kind": "nickname"},
    "an end before its beginning": {
        "text": "Other",
        "kind": "former",
        "valid_from": "2001-01-01",
        "valid_until": "2000-01-01",
    },
}


@pytest.mark.parametrize("lie", NAMES)
def test_a_name_cannot_be(lie):
    bank = organisation()
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationName.objects.create(organisation=bank, **NAMES[lie])


@pytest.mark.parametrize(
    ("scheme", "value"), [("PY-RUC", "80012345-6"), ("", "1"), ("PY-RUC", " ")]
)
def test_a_number_cannot_be_taken_or_blank(scheme, value):
    other = organisation("Other Works", by=organisation().created_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Identifier.objects.create(organisation=other, scheme=scheme, value=value)


MERGES: dict[str, dict[str, str]] = {
    "confirmed by whoever proposed it": {
        "state": "agreed",
        "decided_by": "Paula",
        "decided_at": "now",
    },
    "split after one person's decision": {
        "state": "undone",
        "decided_by": "Paula",
        "decided_at": "now",
        "undone_by": "Rita",
        "undone_at": "now",
        "undone_reason": "Two.",
    },
    "confirmed by nobody": {"state": "agreed", "decided_at": "now"},
    "proposed and decided": {"decided_by": "Rita", "decided_at": "now"},
    "split without a reason": {
        "state": "undone",
        "decided_by": "Rita",
        "decided_at": "now",
        "undone_by": "Rita",
        "undone_at": "now",
    },
    "split by nobody": {
        "state": "undone",
        "decided_by": "Rita",
        "decided_at": "now",
        "undone_reason": "Two.",
    },
    "unknown": {"state": "done", "decided_by": "Rita", "decided_at": "now"},
    "without a reason": {"reason": " "},
}


@pytest.mark.parametrize("lie", MERGES)
def test_a_merge_cannot_be(lie):
    people = {name: person(name) for name in ("Paula", "Rita")}
    bank, other = organisation(), organisation("Other Works")
    given = {
        field: people.get(value, timezone.now() if value == "now" else value)
        for field, value in MERGES[lie].items()
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(
            **{
                "duplicate": bank,
                "kept": other,
                "reason": "Same.",
                "proposed_by": people["Paula"],
                "proposed_at": timezone.now(),
                **given,
            }
        )


def test_a_merge_is_of_two_records():
    bank = organisation()
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(
            duplicate=bank,
            kept=bank,
            reason="Same.",
            proposed_by=person("Paula"),
            proposed_at=timezone.now(),
        )


@pytest.mark.parametrize(
    "lie",
    [
        {"state": "imported"},
        {"state": "half"},
        {"imported_at": timezone.now()},
        {"undone_at": timezone.now()},
    ],
)
def test_an_import_cannot_be(lie):
    with pytest.raises(IntegrityError), transaction.atomic():
        Import.objects.create(
            file_name="a.csv", sha256="0", by=person("Wanda"), uploaded_at=timezone.now(), **lie
        )
