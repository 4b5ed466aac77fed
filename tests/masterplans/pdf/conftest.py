"""Every part that is printed here is also read by WeasyPrint's own parser, which must see the same."""

import pytest

from smartcity_portal.kit import pdf_markup
from tests.kit.html_trees import of_weasyprint, told


@pytest.fixture(autouse=True)
def same_tree_as_weasyprint(monkeypatch):
    quick = pdf_markup.tree_of

    def compared(html: str):
        tree = quick(html)
        assert told(tree) == told(of_weasyprint(html))
        return tree

    monkeypatch.setattr(pdf_markup, "tree_of", compared)
