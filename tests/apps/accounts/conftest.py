"""People for the tests of accounts."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client

from convene.apps.accounts.models import Role, User

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PASSWORD = "a long walk by the river"

Someone = Callable[..., User]


@pytest.fixture(autouse=True)
def _no_earlier_attempts() -> Iterator[None]:
    """Forget attempts to sign in that an earlier test made."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def someone(db: None) -> Someone:
    """Make a person; without more words a viewer called Vera."""

    def make(name: str = "Vera", *, role: Role = Role.VIEWER) -> User:
        return User.objects.create_user(
            email=f"{name.lower()}@example.org", name=name, role=role, password=PASSWORD
        )

    return make


@pytest.fixture
def ada(someone: Someone) -> User:
    """An administrator."""
    return someone("Ada", role=Role.ADMINISTRATOR)


@pytest.fixture
def as_ada(ada: User, client: Client) -> Client:
    """A browser in which Ada has signed in."""
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
