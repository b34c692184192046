"""Files that people hand in, and files that they get."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.http import content_disposition_header


def at_most(size: int, *, refusal: Any) -> Callable[["UploadedFile[Any]"], None]:
    """Return the validator of a form field that refuses files of more bytes."""

    def check(file: "UploadedFile[Any]") -> None:
        if (file.size or 0) > size:
            raise ValidationError(refusal)

    return check


def attachment(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Return a file for the browser to save under its name, not to show inside a page."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {
        "Content-Disposition": disposition,
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(content, content_type=media_type, headers=headers)
