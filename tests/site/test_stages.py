"""The bar at the top marks the stage of the work that a page belongs to."""

import re

import pytest
from django.urls import reverse

from convene.apps.accounts.models import Role, User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "stage"),
    [
        ("guide:library", "Learn"),
        ("countries:countries", "Learn"),
        ("finder:ask", "Find"),
        ("registry:organisations", "Vet"),
        ("inbox:inbox", "Vet"),
        ("workshop:drafts", "Design"),
        ("accounts:profile", None),
        ("home", None),
    ],
)
def test_every_page_marks_its_stage(client, page, stage):
    client.force_login(
        User.objects.create_user(email="vera@example.org", name="Vera", role=Role.BUILDER)
    )
    content = client.get(reverse(page)).content.decode()
    bar = content[content.index("<nav") : content.index("</nav>")]
    marked = re.findall(r'aria-current="true"\s*>([^<]+)</a', bar)

    assert marked == ([stage] if stage else [])
