"""An organisation as plain data: what its record says, to be saved again with more."""

from convene.apps.registry.models import NameKind, Organisation
from convene.core.organisations import FIELDS, Content, Number, OtherName


def content_of(organisation: Organisation) -> Content:
    """Return what stands in a record itself, without those merged into it."""
    names = list(organisation.names.order_by("pk"))
    main = next(name for name in names if name.kind == NameKind.PRIMARY)
    return Content(
        **{field: getattr(organisation, field) for field in FIELDS},
        name=main.text,
        language=main.language,
        parent=organisation.parent_id,
        other_names=tuple(
            OtherName(
                text=name.text,
                kind=name.kind,
                language=name.language,
                valid_from=name.valid_from,
                valid_until=name.valid_until,
            )
            for name in names
            if name != main
        ),
        identifiers=tuple(
            Number(scheme=number.scheme, value=number.value)
            for number in organisation.identifiers.order_by("pk")
        ),
    )
