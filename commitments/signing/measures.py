"""How high is a page? What counts from the top must know."""

import pypdfium2


def page_height(content: bytes, page: int) -> float:
    """The height of a zero-based page in points."""
    document = pypdfium2.PdfDocument(content)
    try:
        return float(document[page].get_height())
    finally:
        document.close()
