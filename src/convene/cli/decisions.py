"""What people decided about names, taken out of the workspace's database for a command that builds."""

import os

from convene.cli.app import stop
from convene.core.resolution import Decision
from convene.corpus import disk


def decisions() -> tuple[Decision, ...]:
    """Return what people decided, oldest first; nothing where the database has not been set up.
    Ends with a sentence if it does not answer.
    """
    import django  # local: a command that reads the corpus only needs no database
    from django.db import Error, connection  # local: see above

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convene.site.settings")
    disk.make(disk.data())
    django.setup()
    from convene.apps.registry.models import Sameness  # local: needs Django set up
    from convene.apps.registry.queries.linking import (
        decisions as decided,
    )  # local: needs Django set up

    try:
        return (
            decided() if Sameness._meta.db_table in connection.introspection.table_names() else ()
        )
    except Error as error:
        stop(
            f"The database does not answer, so what people decided about names is not known and nothing was built ({str(error).strip()}).",
            status=1,
        )
    finally:
        connection.close()
