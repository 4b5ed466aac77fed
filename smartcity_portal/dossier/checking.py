"""Is a dossier whole? Every file against its hash, nothing added, nothing left out."""

import hashlib
import json
import zipfile
from pathlib import Path

from smartcity_portal.dossier.packing import FORMAT, MANIFEST, SUMS, pieces


def faults_in(path: Path) -> list[str]:
    """Return a line for everything that is not as the dossier says of itself."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _faults(archive)
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        return [f"cannot be opened as a ZIP file: {error}"]


def _faults(archive: zipfile.ZipFile) -> list[str]:
    names = [name for name in archive.namelist() if not name.endswith("/")]
    faults = [f"{name}: stands twice" for name in sorted({n for n in names if names.count(n) > 1})]
    for needed in (MANIFEST, SUMS):
        if needed not in names:
            return [*faults, f"{needed}: is missing"]
    sums = _sums(archive)
    faults += [f"{name}: is missing" for name in sorted(sums.keys() - set(names))]
    faults += [f"{name}: is not listed" for name in sorted(set(names) - sums.keys() - {SUMS})]
    for name in sorted(sums.keys() & set(names)):
        if _sum_of(archive, name) != sums[name]:
            faults.append(f"{name}: its content was changed")
    return faults + _faults_of_manifest(archive, sums)


def _sums(archive: zipfile.ZipFile) -> dict[str, str]:
    lines = archive.read(SUMS).decode("utf-8", "replace").splitlines()
    return {name: sha256 for sha256, _two, name in (line.partition("  ") for line in lines)}


def _sum_of(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with archive.open(name) as file:
            for piece in pieces(file):
                digest.update(piece)
    except (zipfile.BadZipFile, OSError, EOFError):
        return ""
    return digest.hexdigest()


def _faults_of_manifest(archive: zipfile.ZipFile, sums: dict[str, str]) -> list[str]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
        listed = {file["path"]: file["sha256"] for file in manifest["files"]}
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return [f"{MANIFEST}: cannot be read"]
    faults = [] if manifest.get("format") == FORMAT else [f"{MANIFEST}: an unknown format"]
    return faults + [
        f"{name}: the manifest and {SUMS} differ"
        for name, sha256 in sorted(listed.items())
        if sums.get(name) != sha256
    ]
