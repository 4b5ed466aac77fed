"""How do comments, footnotes, formulas, fields, drawings and bookmarks leave Word's markup?"""

from collections import Counter
from typing import Any

from masterplans.word import marks
from masterplans.word.elements import (
    WP,
    A,
    M,
    Markup,
    O,
    R,
    Remark,
    V,
    W,
    _words,
    decide_changes,
    drop,
    each,
    plain,
    run,
    unwrap,
)
from masterplans.word.package import Package

DRAWN = ("/chart", "/diagram", "/chartex")
REACHING_OUT = (
    "DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "MACROBUTTON", "LINK", "IMPORT",
)  # fmt: skip
LONGEST_NOTE = 1_000


def remarks_of(package: Package, root: Any) -> list[Remark]:
    quotes = {start.get(f"{W}id"): _quote(start) for start in each(root, f"{W}commentRangeStart")}
    for element in each(
        root, f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"
    ):
        drop(element)
    part = package.part("comments")
    if part is None:
        return []
    return [
        Remark(
            comment.get(f"{W}author", "")[:100],
            plain(comment)[:2_000],
            quotes.get(comment.get(f"{W}id"), "")[:200],
        )
        for comment in part.iter(f"{W}comment")
        if plain(comment)
    ]


def _quote(start: Any) -> str:
    """Return the words between the start of a comment's range and its end, in one paragraph."""
    words: list[str] = []
    for sibling in start.itersiblings():
        if sibling.tag == f"{W}commentRangeEnd" and sibling.get(f"{W}id") == start.get(f"{W}id"):
            break
        words += _words(sibling)
    return " ".join("".join(words).split())


def content_controls(root: Any, known: marks.Marks) -> None:
    """Citations and references of the export carry what they point to in the control's tag."""
    for box in each(root, f"{W}sdt"):
        tag = box.find(f"{W}sdtPr/{W}tag")
        name, _bar, value = (tag.get(f"{W}val", "") if tag is not None else "").partition(":")
        if name == marks.CITE_TAG:
            key, _bar, place = value.partition("|")
            box.addprevious(run(known.add("cite", source=key, at=place)))
            drop(box)
        elif name == marks.REF_TAG:
            box.addprevious(run(known.add("ref", ref=value, text=plain(box))))
            drop(box)


def fields_of(root: Any, counts: Counter) -> None:
    """What a field shows stays; what it would fetch or start is never followed."""
    for simple in each(root, f"{W}fldSimple"):
        counts["fields"] += _reaches_out(simple.get(f"{W}instr", ""))
        unwrap(simple)
    for instruction in each(root, f"{W}instrText"):
        counts["fields"] += _reaches_out(instruction.text or "")


def _reaches_out(instruction: str) -> bool:
    return (instruction.split() or [""])[0].upper() in REACHING_OUT


def formulas(root: Any, counts: Counter) -> None:
    for formula in each(root, f"{M}oMath"):
        counts["formulas"] += 1
        text = "".join(part.text or "" for part in formula.iter(f"{M}t"))
        formula.addprevious(run(text))
        drop(formula)
    for frame in each(root, f"{M}oMathPara"):
        unwrap(frame)


def notes_of(package: Package, root: Any, made: Markup) -> None:
    for kind in ("footnote", "endnote"):
        references = each(root, f"{W}{kind}Reference")
        part = package.part(f"{kind}s") if references else None
        texts = {} if part is None else {one.get(f"{W}id"): plain_note(one) for one in part}
        for reference in references:
            text = texts.get(reference.get(f"{W}id"), "")
            made.counts["long_notes"] += len(text) > LONGEST_NOTE
            made.counts[f"{kind}s"] += bool(text)
            holder = reference.getparent()
            if text:
                holder.addprevious(run(made.marks.add("note", text=text[:LONGEST_NOTE])))
            drop(reference)


def plain_note(note: Any) -> str:
    """Return a note's words as they stand after its changes are decided."""
    decide_changes(note, Counter())
    return marks.FOREIGN.sub("", plain(note))


def drawings(package: Package, root: Any, made: Markup) -> None:
    relations = package.relations
    for drawing in each(root, f"{W}drawing"):
        data = drawing.find(f".//{A}graphicData")
        if data is not None and data.get("uri", "").endswith(DRAWN):
            made.counts["charts"] += 1
            drop(drawing)
    for _object in each(root, f"{W}object"):
        made.counts["objects"] += 1
    for properties in each(root, f"{WP}docPr"):
        blip = properties.getparent().find(f".//{A}blip")
        if blip is None:
            continue
        if not _is_inside(relations, blip.get(f"{R}embed", "")):
            made.counts["remote"] += 1
            drop(properties.getparent())
            continue
        words = properties.get("descr", "").strip() or properties.get("title", "").strip()
        mark = made.marks.add("picture", alt=words, name=properties.get("name", ""))
        properties.set("descr", mark)
    for image in each(root, f"{V}imagedata"):
        if _is_inside(relations, image.get(f"{R}id", "")):
            words = image.get(f"{O}title", "").strip()
            image.set(f"{O}title", made.marks.add("picture", alt=words, name=""))
        else:
            made.counts["remote"] += 1
            drop(image)


def _is_inside(relations: dict[str, Any], key: str) -> bool:
    return key in relations and not relations[key].external


def bookmarks(root: Any, known: marks.Marks) -> None:
    for start in each(root, f"{W}bookmarkStart"):
        name = start.get(f"{W}name", "")
        mark = ""
        if found := marks.SECTION_BOOKMARK.match(name):
            mark = known.add("section", pk=int(found["pk"]), version=int(found["version"]))
        elif found := marks.ANCHOR_BOOKMARK.match(name):
            mark = known.add("anchor", id=found["id"].replace("_", "-"))
        paragraph = next(start.iterancestors(f"{W}p"), None)
        if mark and paragraph is None:
            paragraph = start.getnext() if start.getnext() is not None else None
        if mark and paragraph is not None and paragraph.tag == f"{W}p":
            first = paragraph.find(f"{W}pPr")
            paragraph.insert(0 if first is None else 1, run(mark))
        drop(start)
