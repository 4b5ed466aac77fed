"""How do the pages of somebody else's PDF look? Run as a program of its own: the file may be hostile.

    python page_drawer.py FILE FOLDER DOTS_PER_INCH MOST_PAGES

Writes one JPEG per page into FOLDER and tells on standard output, as JSON:
{"total": pages, "pages": [{"file", "width", "height", "text"}]} or {"problem": code}.
Nothing of the portal is loaded here, and the process may use neither much time nor much memory.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

SECONDS = 60
MEMORY = 3 * 1024**3
LONGEST_EDGE = 2400
MOST_TEXT = 400


def main(source: Path, folder: Path, dots: int, most: int) -> dict[str, Any]:
    """Draw the first `most` pages; `problem` when the file cannot be read at all."""
    import pypdfium2

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        document = pypdfium2.PdfDocument(source)
        document.init_forms()
        total = len(document)
        pages = [_page(document[n], folder, n, dots) for n in range(min(total, most))]
    except pypdfium2.PdfiumError as error:
        return {"problem": "locked" if "assword" in str(error) else "damaged"}
    except MemoryError:
        return {"problem": "too_large"}
    return {"total": total, "pages": pages}


def _page(page: Any, folder: Path, number: int, dots: int) -> dict[str, Any]:
    longest = max(page.get_size())
    scale = min(dots / 72, LONGEST_EDGE / max(longest, 1))
    picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    name = f"{number}.jpg"
    picture.save(folder / name, "JPEG", quality=82, optimize=True)
    words = " ".join(page.get_textpage().get_text_bounded().split())
    return {
        "file": name,
        "width": picture.width,
        "height": picture.height,
        "text": words[:MOST_TEXT],
    }


if __name__ == "__main__":
    told = main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    print(json.dumps(told))
