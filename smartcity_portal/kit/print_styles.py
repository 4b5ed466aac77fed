"""Which stylesheets do printed papers use? Read from static/print, variables written out."""

import functools
import re

from django.conf import settings

FOLDER = settings.BASE_DIR / "static" / "print"


@functools.cache
def stylesheet(name: str) -> str:
    """Return a stylesheet of print; written-out variables and no comments make layout cheaper."""
    css = (FOLDER / name).read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    values = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", css))
    css = re.sub(r":root\s*{[^}]*}", "", css)
    css = re.sub(r"var\((--[\w-]+)\)", lambda found: values[found[1]], css)
    return re.sub(r"\n\s*\n+", "\n", css).strip()
