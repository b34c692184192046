"""What happens to organisations and to what is said of them: each kind of event named once."""

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import keep_lazy_text
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from convene.apps.registry import words
from convene.apps.registry.models import (
    AtRisk,
    Identifier,
    NameKind,
    Organisation,
    OrganisationName,
    State,
)
from convene.ground import trail

WRITTEN = trail.kind("registry.written", _("Wrote it down."))
CHANGED = trail.kind("registry.changed")
SAVED = trail.kind("registry.saved", _("Saved it without changing anything."))
REMOVED = trail.kind("registry.removed")
MERGED = trail.kind("registry.merged")
MERGE_DECIDED = trail.kind(
    "registry.merge_decided", _("A record merged with this one was decided about.")
)
SPLIT = trail.kind("registry.split")
TIED = trail.kind("registry.tied", _("What is known of who stands behind it was changed."))

# What follows has no page of its own to be read on: a code and its data are enough.
MERGE_PROPOSED = trail.kind("registry.merge_proposed")
MERGE_AGREED = trail.kind("registry.merge_agreed")
MERGE_REFUSED = trail.kind("registry.merge_refused")
MERGE_UNDONE = trail.kind("registry.merge_undone")
UPLOADED = trail.kind("registry.uploaded")
MENDED = trail.kind("registry.mended", column=str, before=str, after=str, count=str)
IMPORTED = trail.kind("registry.imported")
IMPORT_UNDONE = trail.kind("registry.import_undone")
LINKED = trail.kind("registry.linked")
UNLINKED = trail.kind("registry.unlinked")
SAMENESS_DECIDED = trail.kind("registry.sameness_decided")
SAMENESS_UNDONE = trail.kind("registry.sameness_undone")
CONTACT_ADDED = trail.kind("registry.contact_added")
CONTACT_ERASED = trail.kind("registry.contact_erased")
CONSENT_RECORDED = trail.kind("registry.consent_recorded")
CONSENT_WITHDRAWN = trail.kind("registry.consent_withdrawn")
JOINED = trail.kind("registry.joined")
LEFT = trail.kind("registry.left")
TIE_ADDED = trail.kind("registry.tie_added")
TIE_CORRECTED = trail.kind("registry.tie_corrected")
TIE_ENDED = trail.kind("registry.tie_ended")
TIE_UNDONE = trail.kind("registry.tie_undone")


def _word(field: str) -> trail.Word:
    return lambda value: words.word(value, field=field)


def _yes_or_no(value: bool) -> str:
    return gettext("Yes") if value else gettext("No")


def _label(choices: type[TextChoices]) -> trail.Word:
    return lambda code: choices(code).label


def _called(pk: str) -> str:
    record = Organisation.objects.prefetch_related("names").filter(pk=pk).first()
    return str(record or pk)


def _name(row: Mapping[str, Any]) -> str:
    """Return a row as `told` keeps it: text, kind, language, and the days it was used between."""
    days = (row["valid_from"] or "", row["valid_until"] or "")
    kind = str(NameKind(row["kind"]).label)
    parts = (row["text"], kind, row["language"], "–".join(days) if any(days) else "")
    return " · ".join(part for part in parts if part)


def told(row: OrganisationName | Identifier | None) -> Any:
    """Return a name or a number of an organisation as the trail keeps it."""
    if not isinstance(row, OrganisationName):
        return row and str(row)
    return {
        "text": row.text,
        "kind": row.kind,
        "language": row.language,
        "valid_from": row.valid_from and row.valid_from.isoformat(),
        "valid_until": row.valid_until and row.valid_until.isoformat(),
    }


@keep_lazy_text
def _capital(label: Any) -> str:
    return str(label).capitalize()


def _field(label: Any, word: trail.Word) -> trail.Field:
    return trail.Field(_capital(label), word)


trail.follow(
    "registry.organisation",
    kind=_field(_("kind"), _word("kind")),
    iati_type=_field(_("IATI type"), _word("iati_type")),
    country=_field(_("country"), _word("country")),
    sector=_field(_("sector"), _word("sector")),
    state_owned=_field(_("owned by a state"), _yes_or_no),
    extractive=_field(_("mining, oil or gas"), _yes_or_no),
    at_risk=_field(_("at risk"), _label(AtRisk)),
    state=_field(_("state"), _label(State)),
    is_us=_field(_("one of ourselves"), _yes_or_no),
    parent_id=_field(_("belongs to"), _called),
    merged_into_id=_field(_("merged into"), _called),
    names=trail.Field(_("Name"), _name, rows=True),
    identifiers=trail.Field(_("Number in a register"), rows=True),
)
