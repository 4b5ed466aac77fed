"""What does a Word document say, in the portal's vocabulary? Works alone in a child process.

`python -m masterplans.word.reading FILE FOLDER` writes result.json and the pictures into FOLDER.
"""

import io
import json
import resource
import sys
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import mammoth
from lxml import etree
from PIL import Image

from masterplans.word import markup, tidying
from masterplans.word.package import Package, Refused

CPU_SECONDS = 90
MEMORY = 1_500_000_000
LARGEST_FILE = 200_000_000
MOST_PICTURES = 300
MOST_PICTURE_BYTES = 30_000_000
MOST_PIXELS = 40_000_000
CONVERTED = {"GIF", "BMP", "TIFF"}
STYLE_MAP = "\n".join(
    [f"p.Heading{level} => h{level}:fresh" for level in range(1, 7)]
    + [
        "p.SCCaption => p.caption:fresh",
        "p.SCQuote => blockquote > p:fresh",
        "comment-reference => !",
        "u => !",
    ]
)
KEPT_PARTS = ("styles", "numbering")


def read(content: bytes, folder: Path) -> dict[str, Any]:
    """Return html, pictures, remarks and counts of a document; raises Refused."""
    package = Package(content)
    made = markup.prepared(package)
    shelf = _Shelf(folder)
    html = _converted(_rebuilt(package, made.root), shelf)
    tidied = tidying.tidied(html, made.marks, shelf.files)
    for code in shelf.left_out:
        made.counts[code] += 1
    made.counts += tidied.counts
    return {
        "html": tidied.html,
        "pictures": tidied.pictures,
        "remarks": [asdict(remark) for remark in made.remarks],
        "counts": {code: count for code, count in made.counts.items() if count},
        "own": tidied.own,
        "turned": [] if tidied.own else made.turned,
    }


def _rebuilt(package: Package, root: Any) -> bytes:
    """Return a small document of what mammoth needs: the markup, its styles, its pictures."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        made.writestr("[Content_Types].xml", package.read("[Content_Types].xml"))
        made.writestr("_rels/.rels", MAIN_RELATION)
        made.writestr("word/document.xml", etree.tostring(root, encoding="utf-8"))
        relations = etree.Element(
            "Relationships", xmlns="http://schemas.openxmlformats.org/package/2006/relationships"
        )
        for number, (key, relation) in enumerate(package.relations.items()):
            target = relation.target
            if relation.kind in KEPT_PARTS and target in package.names:
                made.writestr(
                    f"word/{relation.kind}.xml",
                    etree.tostring(package.xml(target), encoding="utf-8"),
                )
                target = f"{relation.kind}.xml"
            elif relation.kind == "image" and not relation.external and target in package.names:
                name = f"media/{number}{Path(target).suffix.lower()}"
                made.writestr(f"word/{name}", package.read(target, MOST_PICTURE_BYTES))
                target = name
            elif relation.kind != "hyperlink":
                continue
            kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{relation.kind}"
            etree.SubElement(relations, "Relationship", Id=key, Type=kind, Target=target)
        made.writestr("word/_rels/document.xml.rels", etree.tostring(relations))
    return out.getvalue()


MAIN_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def _converted(document: bytes, shelf: "_Shelf") -> str:
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(document),
            style_map=STYLE_MAP,
            convert_image=mammoth.images.img_element(shelf.take),
            external_file_access=False,
        )
    except (RecursionError, MemoryError):
        raise Refused("is_too_large") from None
    except Exception as broken:  # mammoth trusts its input; what it trips over is damage
        raise Refused("is_damaged") from broken
    return result.value


class _Shelf:
    """The pictures of a document, each written once as a file that the portal can judge."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[str] = []
        self.left_out: list[str] = []

    def take(self, image: Any) -> dict[str, str]:
        with image.open() as stream:
            content = stream.read()
        code = self._why_not(content)
        if not code:
            try:
                content = _as_accepted(content)
            except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
                code = "unknown_pictures"
        if code:
            self.left_out.append(code)
            return {"src": "word:none"}
        name = f"{len(self.files)}.bin"
        (self.folder / name).write_bytes(content)
        self.files.append(name)
        return {"src": f"word:{len(self.files) - 1}"}

    def _why_not(self, content: bytes) -> str:
        if len(self.files) >= MOST_PICTURES:
            return "too_many_pictures"
        return "large_pictures" if len(content) > MOST_PICTURE_BYTES else ""


def _as_accepted(content: bytes) -> bytes:
    """Turn old formats into PNG; what is accepted anyway stays as it is, byte by byte."""
    with Image.open(io.BytesIO(content)) as image:
        if image.format not in CONVERTED or image.width * image.height > MOST_PIXELS:
            return content
        image.seek(0)
        out = io.BytesIO()
        image.convert("RGBA").save(out, "PNG")
        return out.getvalue()


def main(file: str, folder: str) -> None:
    """Write what was read, or why it was refused, within bounds that this process sets itself."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    place = Path(folder)
    try:
        result: dict[str, Any] = read(Path(file).read_bytes(), place)
    except Refused as refused:
        result = {"refused": refused.code, **refused.data}
    except (RecursionError, MemoryError):
        result = {"refused": "is_too_large"}
    (place / "result.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
