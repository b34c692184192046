"""What the kinds of contribution are called."""

from django.utils.translation import gettext

from convene.packs import guide


def kind_of(code: str) -> str:
    """Return what a code of the guide's catalogue is called; the code where the guide has none."""
    title = next((kind.title for kind in guide().contributions if kind.id == code), code)
    return gettext(title) if title else ""
