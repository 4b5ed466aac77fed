"""How fast and how large is the product? Figures as JSON lines, then a table for people."""

import json
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandError

SUBJECTS = (
    "pages",
    "book",
    "sign",
    "ceremony",
    "memory",
    "sheets",
    "attendance",
    "writers",
    "checks",
)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("names", nargs="*", help=", ".join(SUBJECTS))

    def handle(self, *args: object, names: list[str], **options: object) -> None:
        unknown = set(names) - set(SUBJECTS)
        if unknown:
            raise CommandError(
                f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(SUBJECTS)}"
            )
        measured = []
        for subject in names or SUBJECTS:
            for figure in import_module(f"smartcity_portal.bench.{subject}").figures():
                self.stdout.write(json.dumps(figure, ensure_ascii=False))
                self.stdout.flush()
                measured.append(figure)
        self._table(measured)
        if any(figure["ok"] is False for figure in measured):
            raise SystemExit(1)

    def _table(self, measured: list[dict]) -> None:
        width = max(len(figure["name"]) for figure in measured)
        self.stdout.write("")
        for figure in measured:
            verdict = {True: "ok", False: "MISSED", None: ""}[figure["ok"]]
            value = f"{figure['value']:>12g} {figure['unit']:<16}"
            self.stdout.write(f"{figure['name']:<{width}} {value} {figure['target']:<8} {verdict}")
