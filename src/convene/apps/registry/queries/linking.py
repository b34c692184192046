"""Which of our organisations open data tell of,
and what people decided about names in open data.
"""

from collections.abc import Collection, Mapping

from convene.apps.registry.models import Link, Organisation, Sameness
from convene.core.resolution import Decision


def links_of(organisation: Organisation) -> list[Link]:
    """Return the standing links of one of our organisations, the latest first."""
    return list(organisation.links.filter(undone_at=None).select_related("by"))


def link_of(open_data_id: str) -> Link | None:
    """Return the standing link of an organisation of the corpus."""
    return (
        Link.objects.filter(open_data_id=open_data_id, undone_at=None)
        .select_related("organisation", "by")
        .first()
    )


def links_with(ids: Collection[str]) -> Mapping[str, Link]:
    """Return the standing links of organisations of the corpus, by their ids."""
    links = Link.objects.filter(open_data_id__in=ids, undone_at=None).select_related(
        "organisation", "by"
    )
    return {link.open_data_id: link for link in links.prefetch_related("organisation__names")}


def us() -> tuple[str, ...]:
    """Return the ids in the corpus of those of our organisations that are ourselves."""
    return tuple(
        Link.objects.filter(organisation__is_us=True, undone_at=None)
        .order_by("open_data_id")
        .values_list("open_data_id", flat=True)
    )


def decisions() -> tuple[Decision, ...]:
    """Return what people decided about names, oldest first, as a build takes it."""
    standing = Sameness.objects.filter(undone_at=None).select_related("by").order_by("at", "pk")
    return tuple(
        Decision(
            a=sameness.a,
            b=sameness.b,
            same=sameness.same,
            by=str(sameness.by),
            at=sameness.at.isoformat(),
            reason=sameness.reason,
        )
        for sameness in standing
    )


def decided() -> list[Sameness]:
    """Return every decision about names that stands, the latest first."""
    return list(Sameness.objects.filter(undone_at=None).select_related("by"))
