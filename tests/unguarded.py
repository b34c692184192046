"""A moment in which the database refuses nothing: for rows as an earlier time, or an earlier
release, left them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from convene.ground import guards


@contextmanager
def unguarded() -> Iterator[None]:
    """Take the guards down and put them up again; PostgreSQL changes no table that waits for its
    keys to be checked.
    """
    connection.check_constraints()
    guards.take_down()
    yield
    connection.check_constraints()
    guards.put_up()
