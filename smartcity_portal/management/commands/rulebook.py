"""Who may do what, how do things move, and what gates each stage? Printed from the live objects."""

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils import translation
from rules.permissions import permissions

from accounts.runner import PERFORMERS
from accounts.words import NOTICE_KINDS, SENTENCES
from masterplans.checks.catalogue import CHECKS
from smartcity_portal.kit.machine import Machine, nothing_more
from workshops.requirements import SENTENCES as REQUIREMENTS

EDITIONS = Path(__file__).resolve().parents[3] / "programs" / "editions"
NUMERALS = ("I", "II", "III", "IV")


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: object, **options: object) -> None:
        with translation.override("en"):
            for line in rulebook():
                self.stdout.write(line)


def rulebook() -> Iterator[str]:
    """Yield the lines of the rulebook in Markdown."""
    yield "# Rulebook"
    yield ""
    yield "Printed by `manage.py rulebook` from the code and the edition files that are in force."
    yield from _who_may()
    yield from _how_things_move()
    yield from _what_gates_a_stage()
    yield from _what_is_checked()
    yield from _who_is_told()
    yield from _what_is_remembered()


def _who_may() -> Iterator[str]:
    yield "\n## Who may\n"
    for name, predicate in sorted(permissions.items()):
        yield f"- `{name}`: {_plainly(predicate.name)}"


def _plainly(predicate: str) -> str:
    """Write a chain of alternatives without its brackets."""
    for _ in range(predicate.count("(")):
        inner = re.sub(r"\(([^()&~]+)\) \|", r"\1 |", predicate)
        if inner == predicate:
            break
        predicate = inner
    return re.sub(r"^\(([^()]+)\)$", r"\1", predicate)


def _how_things_move() -> Iterator[str]:
    for machine in _machines():
        yield f"\n## How a {machine.noun} of {machine.app} moves\n"
        for verb, step in machine.steps.items():
            sources = ", ".join(sorted(step.sources))
            guard = ""
            if step.guard is not nothing_more:
                guard = f" Guard: {(step.guard.__doc__ or step.guard.__name__).strip()}"
            yield f"- `{verb}` ({step.label}): {sources} → {step.target}.{guard}"


def _machines() -> list[Machine]:
    found = []
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.states"):
            module = import_module(f"{app.name}.states")
            found += [value for value in vars(module).values() if isinstance(value, Machine)]
    return found


def _what_gates_a_stage() -> Iterator[str]:
    yield "\n## Kinds of requirement\n"
    for kind, sentence in sorted(REQUIREMENTS.items()):
        yield f"- `{kind}`: {sentence}"
    for path in sorted(EDITIONS.glob("*.toml")):
        edition = tomllib.loads(path.read_text())
        yield f"\n## What gates each stage in {edition['year']}\n"
        if any(
            path.startswith("stages") and "requirements" in path for path in edition["inferred"]
        ):
            yield "No source confirms these requirements; the ministry can change them.\n"
        for stage in edition["stages"]:
            asked = [_requirement(rule) for rule in stage.get("requirements", [])]
            yield f"- Bimtek {NUMERALS[stage['number'] - 1]}: {'; '.join(asked) or 'nothing'}"


def _requirement(rule: dict) -> str:
    parameters = ", ".join(f"{name} {value}" for name, value in rule.items() if name != "kind")
    return f"`{rule['kind']}`" + (f" ({parameters})" if parameters else "")


def _what_is_checked() -> Iterator[str]:
    yield "\n## What is checked in a plan\n"
    yield "Findings of weight `must` keep a book from being issued until they are settled or set aside."
    yield ""
    for check in CHECKS.values():
        yield f"- `{check.name}` ({check.severity}): {check.rule}"
    yield "\nAn edition can give a check another weight (`must`, `should`, `off`) in `check_weights`."
    for path in sorted(EDITIONS.glob("*.toml")):
        edition = tomllib.loads(path.read_text())
        for name, weight in edition.get("check_weights", {}).items():
            yield f"- {edition['year']}: `{name}` {weight}"


def _who_is_told() -> Iterator[str]:
    yield "\n## Who is told, and why\n"
    for name, kind in sorted(NOTICE_KINDS.items()):
        yield f"- `{name}`: {kind.title} ({kind.reason})"
    yield "\n## Background work\n"
    yield from (f"- `{kind}`" for kind in sorted(PERFORMERS))


def _what_is_remembered() -> Iterator[str]:
    yield "\n## What history remembers\n"
    for verb, sentence in sorted(SENTENCES.items()):
        yield f"- `{verb}`: {sentence}"
