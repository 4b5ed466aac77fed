"""Is a first page light enough for a slow line?"""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static

LIMIT = 150 * 1024


def weight(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def test_a_signed_in_page_and_all_it_asks_for_stay_below_the_limit(rf, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    page = render_to_string("base.html", {"request": rf.get("/")})
    asked = re.findall(rf'(?:href|src)="{re.escape(static(""))}([^"]+)"', page)
    files = [finders.find(name) for name in asked]
    assert len(files) >= 6
    assert all(files)
    total = weight(page.encode()) + sum(weight(Path(path).read_bytes()) for path in files)
    assert total < LIMIT * 0.6, f"{total / 1024:.0f} KB"
