"""Will a PDF open in ten years, and can it be heard? Everything that a program can check of both.

    for fault in faults_of(path): print(fault)

An empty answer does not say that alternative texts are good ones or that the order makes sense: people must.
"""

from pathlib import Path

import pikepdf

from smartcity_portal.kit.pdf_checks import archive, content, document, links, tables, tags
from smartcity_portal.kit.pdf_checks.fault import Fault
from smartcity_portal.kit.pdf_checks.tree import Tree

__all__ = ["Fault", "accessibility_faults", "archive_faults", "faults_of"]

LOOKS = (document.look, tags.look, tables.look, links.look, content.look)


def faults_of(path: Path) -> list[Fault]:
    """Return what keeps a file from PDF/A-3b, then what keeps it from PDF/UA-1."""
    return [*archive_faults(path), *accessibility_faults(path)]


def archive_faults(path: Path) -> list[Fault]:
    """Return what keeps a file from PDF/A-3b."""
    return list(archive.look(path))


def accessibility_faults(path: Path) -> list[Fault]:
    """Return what keeps a file from PDF/UA-1."""
    with pikepdf.open(path) as pdf:
        if pdf.is_encrypted:
            return [Fault("7.16", None, document.locked())]
        tree = Tree(pdf)
        return [fault for look in LOOKS for fault in look(tree)]
