"""Does the house keep its own rules? Floors, rooms, names, sentences, constraints."""

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from rules.permissions import permissions

from accounts.words import SENTENCES
from smartcity_portal.kit.machine import Machine

ROOT = Path(__file__).parent.parent.parent
APPS = ("accounts", "programs", "masterplans", "commitments", "ratings", "workshops")
PACKAGES = (*APPS, "smartcity_portal")
MODULES = [
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if path.stat().st_size and "migrations" not in path.parts
]
SERVICES = [path for path in MODULES if "services" in path.parts]


def machines() -> list[Machine]:
    found = []
    for app in APPS:
        if (ROOT / app / "states.py").exists():
            module = import_module(f"{app}.states")
            found += [value for value in vars(module).values() if isinstance(value, Machine)]
    return found


def test_every_floor_knows_only_the_floors_below_it():
    assert (
        lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
        == EXIT_STATUS_SUCCESS
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_opens_with_what_it_answers(path):
    if path.name == "__init__.py" and "models" in path.parts:
        return
    assert ast.get_docstring(ast.parse(path.read_text())), "a module says which question it answers"


def test_nothing_is_named_after_nothing():
    forbidden = {"utils.py", "helpers.py", "common.py", "misc.py", "signals.py"}
    assert not [path for path in MODULES if path.name in forbidden]


def test_models_keep_no_rules_in_save():
    overriding = [
        path
        for path in MODULES
        if "models" in path.parts and re.search(r"def save\(", path.read_text())
    ]
    assert not overriding


def test_every_step_has_its_permission_and_its_service():
    services = "\n".join(path.read_text() for path in SERVICES)
    for machine in machines():
        for verb in machine.steps:
            assert machine.permission(verb) in permissions, machine.permission(verb)
            assert re.search(rf"def {verb}\(|[\"']{verb}[\"']", services), (
                f"no service takes {verb}"
            )


def test_everything_remembered_has_words():
    recorded = set()
    for path in MODULES:
        recorded |= set(re.findall(r"history\.record\(\s*\"([^\"]+)\"", path.read_text()))
    assert recorded
    assert not recorded - set(SENTENCES)


def test_every_state_is_guarded_by_the_database():
    for model in apps.get_models():
        if model._meta.app_label not in APPS:
            continue
        if any(field.name == "state" for field in model._meta.fields):
            checks = " ".join(str(c) for c in model._meta.constraints)
            assert "state" in checks, f"{model.__name__}.state has no CheckConstraint"


def test_views_ask_querysets_instead_of_writing_conditions():
    views = [path for path in MODULES if "views" in path.parts or path.name == "views.py"]
    assert not [
        str(path.relative_to(ROOT)) for path in views if re.search(r"\bQ\(", path.read_text())
    ]


def test_the_printed_rulebook_is_the_one_in_force():
    """Printed by a process of its own: tests register kinds of their own in this one."""
    printed = subprocess.run(
        [sys.executable, "manage.py", "rulebook"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout == (ROOT / "docs" / "rulebook.md").read_text(), (
        "write it anew: manage.py rulebook > docs/rulebook.md"
    )


def test_every_word_for_people_is_called_so_that_extraction_finds_it():
    aliased = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if re.search(r"import n?p?gettext\w* as (?!_\b)", path.read_text())
    ]
    assert not aliased
