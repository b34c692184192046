"""What every test stands on: a data folder of its own, and SQLite in a file or a PostgreSQL server
of its own.

`pytest` runs on SQLite; `pytest --engine=postgres` runs the tests that use the database on
PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as property_tests
from pytest_django import DjangoDbBlocker

from convene.site import translations
from tests import postgres, prepared

MISSING = f"PostgreSQL {postgres.OLDEST} or later is not installed here"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
"""The name of this process among those that share a run: “gw0”; nothing where there is only one."""
property_tests.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
property_tests.load_profile("any machine")  # a busy machine is no fault of what is tested
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Add `--engine`, and act on it at once: Django must stand before pytest imports anything else
    of ours.
    """
    parser.addoption(
        "--engine", choices=["sqlite", "postgres"], default="sqlite", help="the database to test on"
    )
    config = pluginmanager.get_plugin("pytestconfig")
    assert isinstance(config, pytest.Config)
    given = parser.parse_known_args([str(word) for word in config.invocation_params.args])
    _use_own_data()
    if given.engine == "postgres" and not given.help and not WORKER:
        _use_postgres()
    _prepare_django()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, keep the tests that use the database without a browser; skip them when there
    is no server.
    """
    if config.getoption("engine") != "postgres":
        return
    kept = [item for item in items if _uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept
    if "DATABASE_URL" not in os.environ:
        for item in items:
            item.add_marker(pytest.mark.skip(reason=MISSING))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how long the parts of `./run test` before this one took."""
    if took := os.environ.get("TESTS_TOOK"):
        terminalreporter.write_line(f"Before this: {took}")


def _uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    wants = bool(fixtures & DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None
    return wants and "browser" not in fixtures


def _use_own_data() -> None:
    """Point CONVENE_DATA to a new folder, and forget every setting of the person who runs the
    tests. A worker keeps the address of the server that was started for it.
    """
    for name in [name for name in os.environ if name.startswith("CONVENE_")]:
        if "REQUIRE" not in name:
            del os.environ[name]
    if not WORKER:
        os.environ.pop("DATABASE_URL", None)
    folder = Path(tempfile.mkdtemp(prefix="convene-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["CONVENE_DATA"] = str(folder)


def _use_postgres() -> None:
    bin = postgres.programs()
    if bin is not None:
        os.environ["DATABASE_URL"], stop = postgres.start(bin)
        atexit.register(stop)
    elif os.environ.get("CONVENE_REQUIRE_POSTGRES") == "1":
        raise pytest.UsageError(
            f"{MISSING}, and CONVENE_REQUIRE_POSTGRES asks for it. On Debian: apt-get install postgresql"
        )


def _prepare_django() -> None:
    """Set Django up with what differs under test, and nothing else."""
    translations.compile_changed()
    os.environ["DJANGO_SETTINGS_MODULE"] = "convene.site.settings"
    data = Path(os.environ["CONVENE_DATA"])
    if (
        "DATABASE_URL" not in os.environ
    ):  # a file, as in real life: a database in memory has other locks
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(data / "test.sqlite3")
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # the real one is slow on purpose
    # No collected files under test; tests/site/test_serve.py sees the real storage at work.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.SECOND_STEP = "off"  # most people of the tests sign in with a password alone
    (data / "static").mkdir()
    django.setup()
    # A worker that found it would read the settings before it has a data folder of its own.
    del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Give each process that runs tests a copy of the prepared database, in place of one that
    pytest-django makes.
    """
    from django.db import connection  # local: Django must stand first

    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            kept = request.config.cache.mkdir("database")
            prepared.use(connection, own=connection.settings_dict["TEST"]["NAME"], kept=kept)
        else:  # the server ends with the run, and so does what is prepared in it
            kept = tmp_path_factory.getbasetemp()
            prepared.use(connection, own=WORKER or "own", kept=kept.parent if WORKER else kept)


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """Leave no language on that a page was asked in: the next test begins in English."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def guards(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take the guards of the database down before a test of real transactions has its tables
    emptied, which they would refuse; after it Django puts them up again, as after migrations.
    """
    if not _empties_tables(request):
        yield
        return
    request.getfixturevalue(
        "transactional_db"
    )  # it empties the tables after this fixture has ended
    from convene.ground import guards  # local: Django must stand first

    yield
    guards.take_down()


def _empties_tables(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    return bool({"transactional_db", "live_server"} & set(request.fixturenames)) or bool(
        marker and marker.kwargs.get("transaction")
    )
