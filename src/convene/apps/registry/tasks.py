"""The build of the snapshot: what people decided about names binds it, so it starts here."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from convene.apps.jobs.actions import Context, GaveUp
from convene.apps.jobs.models import kind
from convene.apps.registry.queries.linking import decisions
from convene.core.jobs import Terms


@kind(
    "registry.build",
    title=_("Build the snapshot of open data"),
    terms=Terms(tries=3, lasts=timedelta(hours=48), repeatable=True),
    alone=True,
    by_hand=True,
)
def build(context: Context) -> None:
    """Make a snapshot of all that is loaded, and let it serve once it is whole."""
    from convene.corpus import build as building  # local: brings the engines of the corpus
    from convene.corpus import executors  # local: see above
    from convene.corpus.snapshots import CannotBuild  # local: see above

    try:
        with executors.opened() as executor:
            building.build(
                decisions=decisions(), executor=executor, progress=context.tell, at=timezone.now()
            )
    except CannotBuild as error:
        raise GaveUp(str(error)) from error
