"""Pages behind a secret address: nothing keeps or lists them, and no other site learns of them."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


def quietly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let nothing keep a page, no search engine list it, and no other site learn its address. Its
    own forms still say where they come from: a browser told to name nothing at all sends them as if
    from elsewhere, and they are refused.
    """

    @never_cache
    @wraps(view)
    def quiet(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return quiet
