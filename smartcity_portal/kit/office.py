"""How does an office file become the same bytes for the same content? Packed again, without any clock."""

import io
import re
import zipfile

OLD = (1980, 1, 1, 0, 0, 0)
STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
CORE = "docProps/core.xml"
INSIDE = (".xlsx", ".docx", ".pptx")


def timeless(content: bytes) -> bytes:
    """Return a DOCX, PPTX or XLSX whose bytes depend on its content alone, files inside it too."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            data = source.read(part)
            if part.filename == CORE:
                data = STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", data)
            elif part.filename.endswith(INSIDE):
                data = timeless(data)
            entry = zipfile.ZipInfo(part.filename, OLD)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, data)
    return out.getvalue()
