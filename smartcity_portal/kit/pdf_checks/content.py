"""Is everything that is drawn either tagged or set aside, and can every letter be read?"""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from django.utils.translation import gettext as _
from pikepdf import Dictionary, Name, String

from smartcity_portal.kit.pdf_checks.fault import Fault
from smartcity_portal.kit.pdf_checks.tree import Tree

SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"} | SHOWS_TEXT
NO_LETTER = {"", "\0", "\ufeff", "\ufffe"}
ARTIFACT = -1


def look(tree: Tree) -> Iterator[Fault]:
    """Yield what is drawn on the pages and belongs to no tag, and letters that nobody can read."""
    owners = tree.owners()
    wanted: dict[int, set[int]] = {}
    for element in tree.elements:
        for number in element.marked:
            if element.page is not None:
                wanted.setdefault(element.page, set()).add(number)
    fonts: dict[Any, dict[int, str]] = {}
    for number, page in enumerate(tree.pdf.pages):
        walk = _Page(page, fonts)
        walk.read(page, page.obj.get("/Resources", Dictionary()), [])
        yield from (Fault("7.1", number, said) for said in dict.fromkeys(walk.faults))
        yield from (Fault("7.21", number, said) for said in dict.fromkeys(walk.unreadable))
        key = int(page.get("/StructParents", -1))
        owned = len(list(owners.get(key, []))) if walk.marked or key >= 0 else 0
        if walk.marked != wanted.get(number, set()) or any(one >= owned for one in walk.marked):
            said = _("Tags and marked content of the page do not belong to each other.")
            yield Fault("7.1", number, said)


class _Page:
    """One page on its way through the operators that draw it."""

    def __init__(self, page: Any, fonts: dict[Any, dict[int, str]]) -> None:
        self.page, self.fonts = page, fonts
        self.marked: set[int] = set()
        self.faults: list[str] = []
        self.unreadable: list[str] = []

    def read(self, thing: Any, resources: Any, around: list[int | None]) -> None:
        """Follow the operators; `around` are the marks that are open: content, artifact, others."""
        open_marks = list(around)
        letters: dict[int, str] = {}
        for step in pikepdf.parse_content_stream(thing):
            operands, sign = step.operands, str(step.operator)
            if sign in {"BDC", "BMC"}:
                self._open(operands, open_marks)
            elif sign == "EMC" and open_marks:
                open_marks.pop()
            elif sign == "Tf":
                letters = self._letters(resources.Font[str(operands[0])])
            elif sign in PAINTS:
                if not any(mark is not None for mark in open_marks):
                    self.faults.append(
                        _("Something is drawn that is neither tagged nor set aside.")
                    )
                if sign in SHOWS_TEXT:
                    self._text(operands, letters)
                if sign == "Do":
                    self._form(resources.XObject[str(operands[0])], resources, open_marks)

    def _open(self, operands: Any, open_marks: list[int | None]) -> None:
        told = operands[1] if len(operands) > 1 else None
        if isinstance(told, Dictionary) and "/MCID" in told:
            if ARTIFACT in open_marks:
                self.faults.append(_("Tagged content stands inside what is set aside."))
            self.marked.add(int(told.MCID))
            open_marks.append(int(told.MCID))
        elif operands[0] == Name.Artifact:
            if any(mark is not None and mark >= 0 for mark in open_marks):
                self.faults.append(_("Something set aside stands inside tagged content."))
            open_marks.append(ARTIFACT)
        else:
            open_marks.append(None)

    def _form(self, form: Any, resources: Any, open_marks: list[int | None]) -> None:
        if form.get("/Subtype") == Name.Form:
            self.read(form, form.get("/Resources", resources), open_marks)

    def _text(self, operands: Any, letters: dict[int, str]) -> None:
        runs = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
        for run in runs:
            if isinstance(run, String):
                codes = bytes(run)
                for start in range(0, len(codes), 2):
                    code = int.from_bytes(codes[start : start + 2], "big")
                    if code == 0:
                        self.unreadable.append(_("A sign has no form in the font."))
                    elif letters.get(code, "") in NO_LETTER:
                        self.unreadable.append(_("A sign cannot be told as a letter."))

    def _letters(self, font: Any) -> dict[int, str]:
        key = font.objgen
        if key not in self.fonts:
            self.fonts[key] = _unicode_map(font)
        return self.fonts[key]


def _unicode_map(font: Any) -> dict[int, str]:
    """Read which letters the codes of a font with two bytes a sign stand for."""
    if "/ToUnicode" not in font:
        return {}
    text = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, letters in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", block):
            found[int(code, 16)] = bytes.fromhex(letters).decode("utf-16-be", "replace")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, letters in re.findall(
            r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block
        ):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(int(letters, 16) + offset)
    return found
