"""Files handed out: each to be kept under its name, not shown inside a page."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def attachment(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Return a file for the browser to save."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": disposition}
    )
