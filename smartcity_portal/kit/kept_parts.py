"""Which parts of a page are worth keeping? What is drawn anew only when what it says changed.

A part is kept under everything that it says and under the templates and words that draw it, so nothing
has to be forgotten when something changes, and a new release draws everything anew; what nobody reads
any more falls out of the cache by itself.
"""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable
from functools import cache as once
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import engines
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

KEPT_FOR = 24 * 3600
SHAPE = 1
TOKEN = "token-of-this-page"


@once
def looks() -> str:
    """Name the templates and translations as they lie on the disk; read once by each process."""
    places = [place for engine in engines.all() for place in engine.dirs]
    files = [file for place in places for file in Path(place).rglob("*.html")]
    files += [file for place in settings.LOCALE_PATHS for file in Path(place).rglob("*.mo")]
    said = sorted((str(file), file.stat().st_mtime_ns) for file in files)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def kept(name: str, facts: Iterable[Any], make: Callable[[], Any]) -> Any:
    """Return a part of a page as it is kept under these facts, or make and keep it."""
    said = hashlib.sha256(repr((SHAPE, looks(), get_language(), *facts)).encode()).hexdigest()
    key = f"page-{name}-{said}"
    part = cache.get(key)
    if part is None:
        part = make()
        cache.set(key, part, KEPT_FOR)
    return part


def drawn(request: HttpRequest, template: str, context: dict[str, Any]) -> SafeString:
    """Return a template filled with plain data, kept under that data; only the token is one's own.

    The data must be plain: a row of the database would hide what it says, and is refused.
    """
    said = json.dumps(context, default=_plain, sort_keys=True)
    words = kept(
        template, [said], lambda: render_to_string(template, {**context, "csrf_token": TOKEN})
    )
    return mark_safe(words.replace(TOKEN, get_token(request)) if TOKEN in words else words)


def _plain(value: Any) -> Any:
    if isinstance(value, Promise | datetime.date | datetime.time):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} is not plain data")
