"""What people decided about names, taken out of the workspace's database for a command
that builds.
"""

from convene.cli.app import stop, workspace
from convene.core.resolution import Decision


def decisions() -> tuple[Decision, ...]:
    """Return what people decided, oldest first; nothing where the database has not been set up.
    Ends with a sentence if it does not answer.
    """
    from django.db import Error, connection  # local: only a build needs the database

    workspace()
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
