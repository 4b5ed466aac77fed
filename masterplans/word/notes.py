"""In which words is said why a document cannot come in, and what of it did not come along?"""

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

REFUSALS = {
    "is_empty": gettext_lazy("The file is empty. Choose the document again."),
    "is_old_word": gettext_lazy(
        "This is a document of an old Word (.doc), even if its name ends in .docx. Open it in Word, choose “Save as” and “Word document (.docx)”, and bring that file."
    ),
    "is_locked": gettext_lazy(
        "The document is protected by a password. Take the protection off in Word and bring it again."
    ),
    "has_macros": gettext_lazy(
        "The document holds macros (.docm). Save it in Word as “Word document (.docx)” without macros and bring that file."
    ),
    "is_bomb": gettext_lazy(
        "Unpacked, the file would be far larger than any document. It was not opened."
    ),
    "is_hostile": gettext_lazy(
        "The file holds instructions that no Word document needs. It was not opened."
    ),
    "is_damaged": gettext_lazy(
        "The file is damaged and cannot be read to its end. Open it in Word, save it again and bring the new file."
    ),
    "is_too_large": gettext_lazy(
        "The document is too large to be read in one piece. Divide it, for instance by chapter."
    ),
    "is_too_costly": gettext_lazy(
        "Reading the document took too long and was stopped. Divide it, for instance by chapter, and bring the pieces."
    ),
    "is_not_word": gettext_lazy("This file is not a Word document (.docx)."),
    "is_pdf": gettext_lazy(
        "This is a PDF, even if its name ends in .docx. Bring the Word document from which it was made."
    ),
    "is_rtf": gettext_lazy(
        "This is an RTF document. Open it in Word, save it as “Word document (.docx)” and bring that file."
    ),
    "is_html": gettext_lazy(
        "This is a web page, not a Word document. Open it in Word, save it as “Word document (.docx)” and bring that file."
    ),
    "is_picture": gettext_lazy("This is a picture. Put it in with the button “Picture” instead."),
    "is_opendocument": gettext_lazy(
        "This is an OpenDocument text (.odt). Save it in LibreOffice as “Word 2007-365 (.docx)” and bring that file."
    ),
    "is_excel": gettext_lazy(
        "This is an Excel workbook. Copy the cells in Excel and paste them into the text."
    ),
    "is_slides": gettext_lazy("This is a PowerPoint presentation, not a Word document."),
}

COUNTED = {
    "insertions": ngettext_lazy(
        "%(count)s tracked insertion was taken as accepted.",
        "%(count)s tracked insertions were taken as accepted.",
        "count",
    ),
    "deletions": ngettext_lazy(
        "%(count)s tracked deletion was taken as accepted: its words are not in the text.",
        "%(count)s tracked deletions were taken as accepted: their words are not in the text.",
        "count",
    ),
    "comments": ngettext_lazy(
        "%(count)s comment stands beside the document and is listed below; it does not go into the text.",
        "%(count)s comments stand beside the document and are listed below; they do not go into the text.",
        "count",
    ),
    "hidden": ngettext_lazy(
        "%(count)s hidden passage was left out.",
        "%(count)s hidden passages were left out.",
        "count",
    ),
    "fields": ngettext_lazy(
        "%(count)s field that fetches from elsewhere was not followed; what it showed last was kept.",
        "%(count)s fields that fetch from elsewhere were not followed; what they showed last was kept.",
        "count",
    ),
    "formulas": ngettext_lazy(
        "%(count)s formula came as plain text. Check how it reads.",
        "%(count)s formulas came as plain text. Check how they read.",
        "count",
    ),
    "footnotes": ngettext_lazy(
        "%(count)s footnote came along.", "%(count)s footnotes came along.", "count"
    ),
    "endnotes": ngettext_lazy(
        "%(count)s endnote became a footnote.", "%(count)s endnotes became footnotes.", "count"
    ),
    "long_notes": ngettext_lazy(
        "%(count)s footnote is longer than 1,000 characters and was cut.",
        "%(count)s footnotes are longer than 1,000 characters and were cut.",
        "count",
    ),
    "charts": ngettext_lazy(
        "%(count)s chart or diagram drawn in Word was left out. Copy it in Word as a picture and paste it.",
        "%(count)s charts or diagrams drawn in Word were left out. Copy them in Word as pictures and paste them.",
        "count",
    ),
    "objects": ngettext_lazy(
        "%(count)s embedded file (for instance a workbook) was left out; its picture is kept where it is readable.",
        "%(count)s embedded files (for instance workbooks) were left out; their pictures are kept where they are readable.",
        "count",
    ),
    "remote": ngettext_lazy(
        "%(count)s picture lies on another computer and was not fetched. Put it in from your own files.",
        "%(count)s pictures lie on another computer and were not fetched. Put them in from your own files.",
        "count",
    ),
    "unknown_pictures": ngettext_lazy(
        "%(count)s picture has a format that the portal cannot show (for instance EMF). Save it as PNG and put it in.",
        "%(count)s pictures have a format that the portal cannot show (for instance EMF). Save them as PNG and put them in.",
        "count",
    ),
    "large_pictures": ngettext_lazy(
        "%(count)s picture is too large and was left out.",
        "%(count)s pictures are too large and were left out.",
        "count",
    ),
    "too_many_pictures": ngettext_lazy(
        "%(count)s picture beyond the first 300 was left out.",
        "%(count)s pictures beyond the first 300 were left out.",
        "count",
    ),
    "furniture": ngettext_lazy(
        "%(count)s header or footer was left out; the book has its own.",
        "%(count)s headers and footers were left out; the book has its own.",
        "count",
    ),
    "landscape": ngettext_lazy(
        "%(count)s part of the document lies on landscape pages. Turn the section where it needs it.",
        "%(count)s parts of the document lie on landscape pages. Turn the sections where they need it.",
        "count",
    ),
    "records": ngettext_lazy(
        "%(count)s table of the plan's records was not read back. Records are changed where they are entered.",
        "%(count)s tables of the plan's records were not read back. Records are changed where they are entered.",
        "count",
    ),
}


def refusal(code: str) -> str:
    """Return why the document cannot come in."""
    if code == "is_too_heavy":
        limit = filesizeformat(settings.UPLOAD_MAX_BYTES)
        return _("The file is larger than %(limit)s. Make its pictures smaller or divide it.") % {
            "limit": limit
        }
    return str(REFUSALS.get(code, REFUSALS["is_damaged"]))


def counted(counts: dict[str, int]) -> list[str]:
    """Return what came along differently, or not at all."""
    return [str(COUNTED[code] % {"count": counts[code]}) for code in COUNTED if counts.get(code)]
