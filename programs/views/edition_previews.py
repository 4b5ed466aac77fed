"""How will the commitment and the letters of an edition read in a region that uses them?"""

import re
from typing import Any

from django.utils.translation import gettext as _

from programs.edition_forms import PartForm
from programs.guidance.parts import Part, Values

PLACEHOLDER = re.compile(r"{(\w+)}")


def previews_of(part: Part, form: PartForm, data: Values) -> dict[str, Any] | None:
    """The texts of a commitment or a letter with an example region filled in; None for other parts."""
    if part.slug not in {"komitmen", "surat"}:
        return None
    values, _marks = form.typed()
    facts = _facts(data)
    texts = {
        name: [filled(line, facts) for line in value]
        if isinstance(value, list)
        else filled(value or "", facts)
        for name, value in values.items()
    }
    return {"kind": part.slug, **texts}


def filled(template: str, facts: dict[str, str]) -> str:
    """Replace known placeholders; unknown ones stay and can be seen."""
    return PLACEHOLDER.sub(lambda found: facts.get(found[1], found[0]), template)


def _facts(data: Values) -> dict[str, str]:
    year = data["year"]
    return {
        "region": "Kota Contoh",
        "programme": data["programme"],
        "ministry": data["ministry"],
        "year": str(year),
        "period": f"{year + 1}–{year + data['period_years']}",
        "head": "Wali Kota",
        "stage": "I",
        "memorandum": _("the memorandum of understanding"),
    }
