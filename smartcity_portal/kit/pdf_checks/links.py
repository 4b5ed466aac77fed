"""Can links be followed without a mouse? Each in a tag of its own, with words, to a place that exists."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from pikepdf import Dictionary, Name

from smartcity_portal.kit.pdf_checks.fault import Fault
from smartcity_portal.kit.pdf_checks.tree import Tree, leaves


def look(tree: Tree) -> Iterator[Fault]:
    """Yield what is wrong with the annotations of a file."""
    owners = tree.owners()
    names = [bytes(name) for name, _place in _destinations(tree)]
    if names != sorted(set(names)):
        yield Fault("7.1", None, _("The names of places are not sorted, or one is given twice."))
    for name, place in _destinations(tree):
        if _page_of(place) not in tree.places:
            said = _("The place “%(name)s” is on no page.") % {"name": bytes(name).decode()}
            yield Fault("7.1", None, said)
    known, used = set(names), []
    for number, page in enumerate(tree.pdf.pages):
        if "/StructParents" in page:
            used.append(int(page.StructParents))
        for note in page.get("/Annots", []):
            if "/StructParent" in note:
                used.append(int(note.StructParent))
            yield from _annotation(note, number, tree, owners, known)
    for key, count in Counter(used).items():
        if count > 1 or key not in owners:
            said = _("The structure key %(key)d is unknown or used twice.") % {"key": key}
            yield Fault("7.1", None, said)


def _annotation(
    note: Any, page: int, tree: Tree, owners: dict[int, Any], known: set[bytes]
) -> Iterator[Fault]:
    if note.get("/Subtype") != Name.Link:
        yield Fault("7.18.1", page, _("Something is laid over the page that is not a link."))
        return
    owner = owners.get(int(note.get("/StructParent", -1)))
    element = tree.by_object.get(owner.objgen) if owner is not None else None
    if element is None or element.kind != "Link":
        yield Fault("7.18.5", page, _("A link is in no tag for links."))
    elif all(one.objgen != note.objgen for one in element.annotations):
        yield Fault("7.18.5", page, _("The tag of a link does not know it."))
    if not str(note.get("/Contents", "")).strip():
        yield Fault("7.18.5", page, _("A link does not say where it leads."))
    if "/Dest" in note and bytes(note.Dest) not in known:
        told = {"name": bytes(note.Dest).decode()}
        yield Fault("7.18.5", page, _("A link leads to “%(name)s”, which does not exist.") % told)


def _destinations(tree: Tree) -> Iterator[tuple[Any, Any]]:
    held = tree.pdf.Root.get("/Names", Dictionary()).get("/Dests")
    return leaves(held, "/Names") if held is not None else iter(())


def _page_of(place: Any) -> Any:
    return (place.D if isinstance(place, Dictionary) else place)[0].objgen
