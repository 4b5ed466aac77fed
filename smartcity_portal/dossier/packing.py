"""How is a dossier packed? File by file onto the disk, with a hash of each, the same bytes for the same state."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any

from smartcity_portal.dossier.contents import json_bytes
from smartcity_portal.dossier.index import as_page, as_text
from smartcity_portal.kit import blobs
from smartcity_portal.kit.dossier import Entry

FORMAT = "dosir-kota/1"
SUMS, MANIFEST = "SHA256SUMS", "manifest.json"
OLDEST = date(1980, 1, 1)
PACKED_ALREADY = {"pdf", "xlsx", "docx", "pptx", "zip", "jpg", "jpeg", "png", "webp"}
PIECE = 1024 * 1024
Progress = Callable[[int, int], None]


@dataclass
class Packed:
    """A finished dossier: its file, its hash, and what is in it."""

    path: Path
    sha256: str
    size: int
    files: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def pack(entries: list[Entry], head: dict[str, Any], path: Path, progress: Progress) -> Packed:
    """Write the ZIP to `path`, piece by piece; what the store lacks is listed, not hidden."""
    packed = Packed(path, "", 0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for done, entry in enumerate(entries):
            progress(done, len(entries))
            source = _open(entry)
            if source is None:
                packed.missing.append(entry.path)
                continue
            with source:
                sha256, size = _add(archive, entry.path, source, entry.day)
            packed.files.append(
                {"path": entry.path, "title": entry.title, "sha256": sha256, "size": size}
            )
        _add_index(archive, packed, head)
    packed.sha256, packed.size = _sum_of(path), path.stat().st_size
    return packed


def _open(entry: Entry) -> IO[bytes] | None:
    if entry.content is not None:
        return io.BytesIO(entry.content)
    return blobs.open_blob(entry.sha256) if blobs.exists(entry.sha256) else None


def _add_index(archive: zipfile.ZipFile, packed: Packed, head: dict[str, Any]) -> None:
    """Add what tells about the files: manifest, list for people, page, and the sums of all of them."""
    manifest = {"format": FORMAT, **head, "files": packed.files, "missing": packed.missing}
    index = {
        MANIFEST: json_bytes(manifest),
        "ISI.txt": as_text(head, packed.files, packed.missing).encode(),
        "index.html": as_page(head, packed.files, packed.missing).encode(),
    }
    sums = [(file["sha256"], file["path"]) for file in packed.files]
    for name, content in index.items():
        sha256, _size = _add(archive, name, io.BytesIO(content), None)
        sums.append((sha256, name))
    lines = "".join(f"{sha256}  {name}\n" for sha256, name in sorted(sums, key=lambda s: s[1]))
    _add(archive, SUMS, io.BytesIO(lines.encode()), None)


def _add(
    archive: zipfile.ZipFile, name: str, source: IO[bytes], day: date | None
) -> tuple[str, int]:
    info = zipfile.ZipInfo(name, (*max(day or OLDEST, OLDEST).timetuple()[:3], 0, 0, 0))
    stored = name.rpartition(".")[2].lower() in PACKED_ALREADY
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, 0o100644 << 16
    digest, size = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=False) as target:
        for piece in pieces(source):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    return digest.hexdigest(), size


def pieces(source: IO[bytes]) -> Iterator[bytes]:
    """Read a file in pieces that fit into memory."""
    return iter(lambda: source.read(PIECE), b"")


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
