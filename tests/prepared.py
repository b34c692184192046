"""A database that holds every table and no rows, made once and copied: migrations take longer than
most tests. It is kept between runs until what it is made of changes.
"""

import shutil
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from convene import disk

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "convene"


def use(connection: BaseDatabaseWrapper, *, own: str, kept: Path) -> None:
    """Let a connection use a copy of its own. `kept` is a folder that all who share the prepared
    database know.
    """
    prepared = kept / f"{_made_of()}.sqlite3"
    with disk.alone(kept, waiting=lambda: None):
        if connection.vendor == "sqlite":
            copy = _copied_file(connection, prepared, own)
        else:
            copy = _cloned(connection, kept / "made", own)
    _point(connection, copy)


def _copied_file(connection: BaseDatabaseWrapper, prepared: Path, own: str) -> str:
    if not prepared.exists():
        for old in prepared.parent.glob("*.sqlite3*"):
            old.unlink()
        half = prepared.with_suffix(".half")
        _make(connection, str(half))
        half.rename(prepared)
    return shutil.copyfile(prepared, own)


def _cloned(connection: BaseDatabaseWrapper, made: Path, own: str) -> str:
    """Have the server copy what the first to come here made in it."""
    name = "convene_prepared"
    if made.exists():
        _point(connection, name)
    else:
        _make(connection, name)
        made.touch()
    connection.creation.clone_test_db(suffix=own, verbosity=0)
    return str(connection.creation.get_test_db_clone_settings(own)["NAME"])


def _make(connection: BaseDatabaseWrapper, name: str) -> None:
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()


def _point(connection: BaseDatabaseWrapper, name: str) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name


def _made_of() -> str:
    """Return what changes with the migrations, with what they import, and with the libraries."""
    digest = sha256((ROOT / "requirements-dev.lock").read_bytes())
    for file in sorted(filter(_shapes_tables, HOUSE.rglob("*.py"))):
        digest.update(f"{file.relative_to(HOUSE)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _shapes_tables(file: Path) -> bool:
    places = {*file.relative_to(HOUSE).parts, file.stem}
    return bool(places & {"migrations", "models", "guards", "ground", "settings"})
