"""Parts of a draft in words, for people who compare two versions."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from convene import packs
from convene.apps.workshop.models import Ask as AskRow
from convene.apps.workshop.models import AskKind
from convene.core.draft import Ask, Draft, Task
from convene.core.edits import Change, Part, Value, value
from convene.ground import trail
from convene.packs import PackError, places

FIELDS = {
    "title": gettext_lazy("Title"),
    "country": gettext_lazy("Country"),
    "place": gettext_lazy("Place"),
    "problem": gettext_lazy("Problem"),
    "model": gettext_lazy("Kind of alliance"),
    "model_reason": gettext_lazy("Why this kind"),
    "results": gettext_lazy("Expected results"),
    "first_result": gettext_lazy("First result"),
    "budget": gettext_lazy("Budget frame"),
    "timetable": gettext_lazy("Timetable"),
    "contact": gettext_lazy("Contact"),
    "notes": gettext_lazy("Notes"),
    "request": gettext_lazy("What was asked of the guide"),
    "pack": gettext_lazy("Guide"),
}
ROW_FIELDS = {
    "title": gettext_lazy("its words"),
    "champion": gettext_lazy("champion"),
    "who": gettext_lazy("of whom"),
    "kind": gettext_lazy("kind"),
    "contribution": gettext_lazy("contribution"),
    "note": gettext_lazy("note"),
}


def in_words(change: Change, *, draft: Draft) -> trail.Change:
    """Return a change in words; `draft` says what the row was called."""
    new = change.before is None
    return trail.Change(
        label=label(change.part, draft),
        before="" if new else shown(change.part, change.before, pack=draft.pack),
        after=shown(change.part, change.after, pack=draft.pack),
    )


def label(part: Part, *where: Draft) -> str:
    """Return what a part is called; a field of a row also says which row, as the first of these
    drafts that has it knows it.
    """
    if part.kind == "draft":
        return str(FIELDS[part.field])
    kind = _("Task") if part.kind == "task" else _("Ask")
    row = next((there for draft in where if (there := value(draft, part.row)) is not None), None)
    if not part.field or row is None:
        return kind
    return _("%(kind)s “%(name)s”, %(field)s") % {
        "kind": kind,
        "name": row.title if isinstance(row, Task) else shown(part.row, row, pack=where[0].pack),
        "field": ROW_FIELDS[part.field],
    }


def shown(part: Part, what: Value, *, pack: str) -> str:
    """Return what stands in a part as people read it."""
    if what is None:
        return _("(removed)")
    if isinstance(what, Task):
        return " – ".join(text for text in (what.title, what.champion) if text)
    if isinstance(what, Ask):
        return ask(what, pack=pack)
    if not isinstance(what, str):
        return ""
    return _code(part.field, what, pack=pack) or what


def ask(what: Ask | AskRow, *, pack: str) -> str:
    """Return in one line what is asked, and of whom."""
    contribution = title(what.contribution, pack=pack)
    texts = (what.who, str(AskKind(what.kind).label), contribution, what.note)
    return " – ".join(text for text in texts if text)


def _code(field: str, code: str, *, pack: str) -> str:
    if field == "country":
        return places.name(code, get_language() or "en")
    if field == "kind":
        return str(AskKind(code).label)
    return title(code, pack=pack) if field in ("model", "contribution") else ""


def title(code: str, *, pack: str) -> str:
    """Return what the guide calls a record; the code itself where the guide does not know it."""
    try:
        return str(getattr(packs.guide(pack).records.get(code), "title", code))
    except (KeyError, PackError):
        return code
