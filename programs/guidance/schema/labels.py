"""How do people call a place in an edition: "Bimtek II, Agenda, “Penutupan”, To"?"""

from typing import Any

from programs.guidance.schema.edition import EDITION
from programs.guidance.schema.nodes import Field, Rows


def label_of(location: tuple[Any, ...], data: Any) -> str:
    """Call a place in the data as people do: "Bimtek II, Agenda, “Penutupan”, To"."""
    words = []
    nodes, here, value = EDITION, None, data
    for step in location:
        if isinstance(step, int):
            row = value[step] if isinstance(value, list) and step < len(value) else None
            if isinstance(here, Rows):
                if here.named:
                    words.pop()
                words.append(here.name_of(row, step))
                nodes = here.fields
            value = row
        else:
            here = next((node for node in nodes if node.name == step), None)
            words.append(str(here.label) if here else f"“{step}”")
            value = value.get(step) if isinstance(value, dict) else None
            nodes = () if here is None or isinstance(here, Field) else here.fields
    return ", ".join(words)


def label_of_path(path: str) -> str:
    """Call a path of marks as people do: "stages.4.agenda" is "Bimtek IV, Agenda"."""
    words: list[str] = []
    nodes, here = EDITION, None
    for step in path.split("."):
        node = next((node for node in nodes if node.name == step), None)
        if node is None and isinstance(here, Rows):
            row = {"number": int(step)} if step.isdigit() else {"code": step}
            if here.named and step.isdigit():
                words[-1] = here.named(row)
            else:
                words.append(f"“{step}”")
            continue
        words.append(str(node.label) if node else step)
        here, nodes = node, () if node is None or isinstance(node, Field) else node.fields
    return ", ".join(words)
