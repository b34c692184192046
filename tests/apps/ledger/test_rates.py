"""Tables of rates that people load: never silently, never twice, never over what is there."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convene.apps.accounts.models import User
from convene.apps.ledger.models import Rate
from convene.apps.ledger.queries.rates import suggestion
from convene.core.money import Refused
from tests.apps.registry.people import at_desk_of, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)
BANK = Path(__file__).parents[3].parent / "shared" / "data" / "rates" / "eurofxref-hist.zip"
OWN = """currency,day,rate,source
USD,2026-03-02,25.5,Bank of Zambia
USD,2026-03-03,none,Bank of Zambia
"""


def _olga() -> User:
    return User.objects.filter(name="Olga").first() or person("Olga")


def _load(
    text: str | bytes, *, name: str = "rates.csv", base: str = "ZMW", since: str = "2020-01-01"
) -> Any:
    content = text.encode() if isinstance(text, str) else text
    sent = {"table": SimpleUploadedFile(name, content), "base": base, "since": since}
    return at_desk_of(_olga()).post(reverse("ledger:rates"), sent, follow=True)


def test_a_table_is_loaded_once_and_what_is_no_rate_is_named():
    page = _load(OWN)

    assert "1 rate is new." in page.text
    assert "row 3: “none” is no rate" in page.text
    assert "0 rates are new." in _load(OWN).text
    rate = Rate.objects.get()
    assert (rate.base, rate.currency, rate.rate, rate.source) == (
        "ZMW",
        "USD",
        Decimal("25.5"),
        "Bank of Zambia",
    )
    found = suggestion("USD", base="ZMW", day=date(2026, 3, 4), today=TODAY)
    assert (found.rate, found.day) == (Decimal("25.5"), date(2026, 3, 2))
    with pytest.raises(Refused):
        suggestion("USD", base="ZMW", day=date(2026, 3, 10), today=TODAY)


@pytest.mark.parametrize(
    ("text", "base", "refusal"),
    [
        ("what,ever\n1,2\n", "ZMW", "currency"),
        (OWN, "", "say in which currency"),
        (b"\x00\x01", "ZMW", "rates.csv"),
    ],
)
def test_what_is_no_table_of_rates_is_refused(text: str | bytes, base: str, refusal: str):
    page = _load(text, base=base)

    assert refusal in page.text
    assert not Rate.objects.exists()


@pytest.mark.skipif(not BANK.exists(), reason="the shared data is not beside this checkout")
def test_the_history_of_the_european_central_bank_is_read_as_it_is():
    page = _load(BANK.read_bytes(), name=BANK.name, since="2026-10-29", base="")

    assert "rates are new." in page.text
    day = date(2026, 10, 30)
    found = suggestion("GBP", base="USD", day=day, today=TODAY)
    assert (str(found.rate), found.day) == ("1.339889661789", day)
    assert found.source == "European Central Bank, eurofxref-hist.csv"
