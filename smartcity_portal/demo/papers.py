"""Which files does the demo upload? One-page papers that say what they stand for."""

from smartcity_portal.kit.pdf import render

PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 30mm 25mm }}
body {{ font: 11pt/16pt "Noto Serif" }} h1 {{ font: bold 16pt/22pt "Noto Sans" }}
</style></head><body><h1>{title}</h1>
<p>Berkas contoh untuk peragaan portal. Isi berkas aslinya tidak tersedia dalam sumber terbuka.</p>
</body></html>"""


def example(title: str) -> bytes:
    """Return a PDF of one page with this title."""
    return render(PAGE.format(title=title), variant=None, tags=False).content
