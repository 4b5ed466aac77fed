"""How do people read what is in a dossier? As a text file and as a page that opens without the portal."""

from itertools import groupby
from typing import Any

from django.utils.html import escape

from smartcity_portal.kit import formats

FOLDERS = {
    "bimtek": "Empat bimtek: surat, materi, notula, foto, luaran",
    "buku": "Buku yang diterbitkan",
    "catatan": "Catatan: daftar sebagai XLSX, CSV, dan JSON",
    "gambar": "Gambar dalam buku",
    "kegiatan": "Kegiatan di luar bimtek",
    "komitmen": "Lembar komitmen",
    "kunjungan": "Kunjungan lapangan",
    "naskah": "Naskah bab sebagaimana adanya",
    "nota-kesepahaman": "Nota Kesepahaman",
    "panduan": "Edisi panduan",
    "pembimbing": "Pembimbing",
    "riwayat": "Riwayat",
    "seleksi": "Seleksi",
    "tindak-lanjut": "Bukti tindak lanjut",
}
HOW = (
    "Keutuhan berkas dapat diperiksa tanpa portal. Buka folder hasil ekstraksi dan jalankan:",
    "    sha256sum -c SHA256SUMS",
    "Di Windows (PowerShell): Get-FileHash NAMA-BERKAS, lalu bandingkan dengan isi SHA256SUMS.",
)


def as_text(head: dict[str, Any], files: list[dict[str, Any]], missing: list[str]) -> str:
    """Return ISI.txt."""
    lines = [f"Dosir {head['title']}", "", *_about(head, files), "", *HOW, ""]
    for folder, rows in _folders(files):
        lines += [folder.upper(), ""]
        lines += [
            f"  {row['path']}  ({formats.size(row['size'])})\n    {row['title']}" for row in rows
        ]
        lines.append("")
    if missing:
        lines += ["TIDAK DITEMUKAN DI PENYIMPANAN", "", *(f"  {path}" for path in missing), ""]
    return "\n".join(lines)


def as_page(head: dict[str, Any], files: list[dict[str, Any]], missing: list[str]) -> str:
    """Return index.html: plain, without script, with links to the files beside it."""
    body = [f"<h1>Dosir {escape(head['title'])}</h1>"]
    body += [f"<p>{escape(line)}</p>" for line in _about(head, files)]
    body += [f"<p>{escape(HOW[0])}</p><pre>{escape(HOW[1].strip())}</pre><p>{escape(HOW[2])}</p>"]
    for folder, rows in _folders(files):
        items = "\n".join(
            f'<li><a href="{escape(row["path"])}">{escape(row["title"] or row["path"])}</a>'
            f" <small>{escape(row['path'])}, {escape(formats.size(row['size']))}</small></li>"
            for row in rows
        )
        body.append(f"<h2>{escape(folder)}</h2>\n<ul>\n{items}\n</ul>")
    if missing:
        items = "\n".join(f"<li>{escape(path)}</li>" for path in missing)
        body.append(f"<h2>Tidak ditemukan di penyimpanan</h2>\n<ul>\n{items}\n</ul>")
    return (
        '<!doctype html>\n<html lang="id">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Dosir {escape(head['title'])}</title>\n" + "\n".join(body) + "\n</html>\n"
    )


def _about(head: dict[str, Any], files: list[dict[str, Any]]) -> list[str]:
    size = formats.size(sum(file["size"] for file in files))
    lines = [f"Keadaan per {head['state_words']}." if head["state_words"] else ""]
    lines.append(f"{formats.number(len(files))} berkas, {size}.")
    return [line for line in lines if line]


def _folders(files: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    grouped = groupby(files, key=lambda file: file["path"].partition("/")[0])
    return [(FOLDERS.get(folder, folder), list(rows)) for folder, rows in grouped]
