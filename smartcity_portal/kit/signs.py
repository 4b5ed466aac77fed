"""Does a request bring the sign that no database stores as text, and does its view leave it out itself?"""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, QueryDict

NUL = "\x00"
LEAVES_OUT = "leaves_out_nul"


def leaves_out_nul(view: Callable) -> Callable[..., Any]:
    """Mark a view that cleans what is written, so that nobody loses a page over one sign."""
    setattr(view, LEAVES_OUT, True)
    return view


def brings_nul(request: HttpRequest, view: Callable) -> bool:
    """Say whether the address, or a form that its view does not clean, holds the sign.

    The form of a view without the token against forgery is not looked at: it may be read by the
    view alone, after its own limits.
    """
    if NUL in request.path_info or _is_in(request.GET):
        return True
    if request.method != "POST" or getattr(view, LEAVES_OUT, False):
        return False
    return not getattr(view, "csrf_exempt", False) and _is_in(request.POST)


def _is_in(data: QueryDict) -> bool:
    return any(NUL in text for name, texts in data.lists() for text in _texts(name, texts))


def _texts(name: str, texts: Iterable[Any]) -> Iterable[str]:
    yield name
    yield from (text for text in texts if isinstance(text, str))
