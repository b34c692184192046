"""Somebody who may add evidence, and a place of each test's own for files."""

import pytest

from convene.apps.accounts.models import Role
from tests.apps.vetting.people import person


@pytest.fixture(autouse=True)
def kept_files(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def builder(db):
    return person("Bea", Role.BUILDER)


@pytest.fixture
def reviewer(db):
    return person("Rita", Role.REVIEWER)
