"""Which sheets are in this file? Judged by its content, never by its name; refused with a sentence."""

import io
import zipfile
from typing import IO

from django.utils.translation import gettext as _

from smartcity_portal.kit import formats
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import csv_reading, xlsx_reading
from smartcity_portal.kit.sheets.grid import MOST_BYTES, Grid

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def read(upload: IO[bytes]) -> list[Grid]:
    """Return the visible sheets of an uploaded CSV or XLSX file. Raises Blocked with sentences."""
    content = upload.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Blocked(
            [
                _("The file is larger than %(limit)s. Divide it into several; nothing was stored.")
                % {"limit": formats.size(MOST_BYTES)}
            ]
        )
    if not content.strip():
        raise Blocked([_("The file is empty.")])
    if refusal := _refusal(content):
        raise Blocked([refusal])
    if content.startswith(b"PK"):
        return xlsx_reading.read(content)
    return [csv_reading.read(content)]


def read_pasted(text: str) -> Grid:
    """Return cells that were copied from a spreadsheet and pasted into a text field."""
    if not text.strip():
        raise Blocked([_("Nothing was pasted.")])
    if len(text) > MOST_BYTES:
        raise Blocked([_("This is too much to paste. Upload it as a file instead.")])
    return csv_reading.read_text(text)


def _refusal(content: bytes) -> str:
    """Say why this kind of file is not taken; nothing when it may be."""
    start = content[:512].lstrip().lower()
    if content.startswith(OLE):
        if ENCRYPTED in content:
            return _("The file is locked with a password. Save it without one and try again.")
        return _(
            "This is a file of the old Excel format (.xls). Open it and save it as “Excel workbook (.xlsx)”, then try again."
        )
    if content.startswith(b"%PDF-"):
        return _("This is a PDF. Upload the spreadsheet itself, as XLSX or CSV.")
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        return _(
            "This is a web page with the ending of a spreadsheet. Open it in Excel and save it as “Excel workbook (.xlsx)”."
        )
    if content.startswith(b"PK"):
        return _refusal_of_zip(content)
    return ""


def _refusal_of_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.open("mimetype").read(100).startswith(ODS):
                return _(
                    "This is an OpenDocument spreadsheet (.ods). Save it as “Excel workbook (.xlsx)” and try again."
                )
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return _("The file is damaged and cannot be opened. Save it anew and try again.")
    if "xl/workbook.bin" in names:
        return _(
            "This is a binary Excel file (.xlsb). Save it as “Excel workbook (.xlsx)” and try again."
        )
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        return _("This is not a spreadsheet. Upload an XLSX or CSV file.")
    return ""
