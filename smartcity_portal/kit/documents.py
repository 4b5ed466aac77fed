"""May this document come in? PDF, Word, Excel, PowerPoint or a picture, judged by its content."""

import io
import re
import zipfile
from pathlib import PurePath
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "jpg": "image/jpeg",
    "png": "image/png",
}
MOST_PARTS = 5000


def clean_document(upload: IO[bytes], name: str) -> tuple[bytes, str]:
    """Return the bytes and a safe file name whose ending tells the true kind.

    Raises ValidationError with a sentence for people: too large, of another kind, with macros.
    """
    content = upload.read(settings.UPLOAD_MAX_BYTES + 1)
    if len(content) > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(
            _("The file is larger than %(limit)s. Nothing was stored.")
            % {"limit": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        )
    kind = _kind_of(content)
    if not kind:
        raise ValidationError(
            _(
                "This is not a PDF, Word, Excel, PowerPoint, JPEG or PNG file that the portal can read. Nothing was stored."
            )
        )
    return content, f"{_safe_stem(name)}.{kind}"


def mime_of(file_name: str) -> str:
    """Return the media type of a stored document by its ending."""
    return MIME.get(PurePath(file_name).suffix.removeprefix("."), "application/octet-stream")


def _kind_of(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return _office_kind(content) if content.startswith(b"PK") else ""


def _office_kind(content: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except zipfile.BadZipFile:
        return ""
    if len(names) > MOST_PARTS or any(name.endswith("vbaProject.bin") for name in names):
        return ""
    kinds = [kind for part, kind in OFFICE.items() if part in names]
    return kinds[0] if "[Content_Types].xml" in names and kinds else ""


def _safe_stem(name: str) -> str:
    stem = re.sub(r"[^\w .()-]+", "-", PurePath(name).stem, flags=re.UNICODE).strip(" .-")
    return (stem or "berkas")[:120]
