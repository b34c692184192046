"""No page sets a space before a stop: what a tag leaves behind reads as carelessness."""

import re

import pytest
from django.test import Client

from tests.journeys.test_main_job import PUBLIC

BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|t[drh]|tr|section|nav|summary|br|form)\b")
LOOSE = re.compile(r"[\w”)’] [.,;:](?=\s|$)")


def lines(page: str) -> list[str]:
    """Return what the main part of a page says, a line for each block."""
    main = page[page.index("<main") : page.index("</main")]
    main = re.sub(r"<(script|style|svg|textarea)\b.*?</\1>", "", main, flags=re.DOTALL)
    broken = re.sub(BLOCK.pattern + r"[^>]*>", "\n", re.sub(r"\s+", " ", main))
    return [" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in broken.split("\n")]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC.values(), ids=PUBLIC)
def test_no_stop_stands_after_a_space(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert [line for line in lines(page) if LOOSE.search(line)] == []
