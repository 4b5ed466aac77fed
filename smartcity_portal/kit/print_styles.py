"""Which stylesheets do printed papers use? Read from static/print, variables written out."""

import functools
import re
from collections.abc import Mapping

from django.conf import settings

FOLDER = settings.BASE_DIR / "static" / "print"


def stylesheet(name: str, tokens: Mapping[str, str] | None = None) -> str:
    """Return a stylesheet of print; written-out variables and no comments make layout cheaper.

    `tokens` are variables that have another value than in the file.
    """
    return _written_out(name, tuple(sorted((tokens or {}).items())))


@functools.cache
def _written_out(name: str, tokens: tuple[tuple[str, str], ...]) -> str:
    css = (FOLDER / name).read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    values = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", css)) | dict(tokens)
    css = re.sub(r":root\s*{[^}]*}", "", css)
    css = re.sub(r"var\((--[\w-]+)\)", lambda found: values[found[1]], css)
    return re.sub(r"\n\s*\n+", "\n", css).strip()
