"""Pages behind a secret address: nothing keeps or lists them, and no other site learns of them."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


def quietly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let nothing keep a page, no search engine list it, and no other site learn its address."""

    @never_cache
    @wraps(view)
    def quiet(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return quiet
