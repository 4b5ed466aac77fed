"""Are the compiled translations as new as their sources? They are not kept in the repository."""

import os
from collections.abc import Iterable
from pathlib import Path

import polib


def stale(locale_folders: Iterable[str | Path]) -> list[Path]:
    """Return the .po files whose .mo file is missing or older."""
    sources = (po for folder in locale_folders for po in Path(folder).glob("*/LC_MESSAGES/*.po"))
    return sorted(po for po in sources if not _is_fresh(po))


def _is_fresh(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns


def compile_stale(locale_folders: Iterable[str | Path]) -> list[Path]:
    """Compile what is stale, each written aside and renamed; return the .mo files written."""
    return [_compile(po) for po in stale(locale_folders)]


def _compile(po: Path) -> Path:
    mo = po.with_suffix(".mo")
    aside = mo.with_name(f".{mo.name}.{os.getpid()}")
    polib.pofile(str(po)).save_as_mofile(str(aside))
    aside.replace(mo)
    return mo
