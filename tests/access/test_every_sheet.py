"""Does every declared list stand on its page, and come back exactly as it left?"""

import io
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from rules.permissions import permissions

from accounts.imports import check
from accounts.services import imports
from smartcity_portal.kit.sheets import REGISTRY
from smartcity_portal.kit.sheets.reading import read
from smartcity_portal.kit.sheets.writing import as_json, table_of, write
from tests.access.world import World
from workshops.models import Workshop

IMPORTABLE = sorted(name for name, sheet in REGISTRY.items() if sheet.is_importable)
WITH_PAGE = sorted(name for name, sheet in REGISTRY.items() if sheet.page)


def place_of(sheet, world: World):
    """Return a row of the world that the list belongs to, None for a list of the whole portal."""
    if sheet.scope is None:
        return None
    if sheet.scope is Workshop:
        return world.enrolment.workshops.order_by("number").first()
    return next(thing for thing in world.things.values() if isinstance(thing, sheet.scope))


def somebody_with(permission: str, scope, world: World):
    for role in ("coordinator", "ministry", "mentor", "writer"):
        if world.people[role].has_perm(permission, scope):
            return world.people[role]
    pytest.fail(f"nobody of the world has {permission}")


@pytest.mark.parametrize("name", IMPORTABLE)
def test_a_list_takes_back_what_it_gave_without_a_change(name, world: World):
    sheet = REGISTRY[name]
    with world.undone(), translation.override("id"):
        scope = place_of(sheet, world)
        user = somebody_with(sheet.may_import, scope, world)
        table = table_of(sheet, scope, user)
        if not table.rows:
            pytest.skip("the world holds no row of this list")
        for ending in ("xlsx", "csv"):
            with translation.override("en"):
                content = write(table_of(sheet, scope, user), ending)
            draft = imports.bring(sheet, scope, read(io.BytesIO(content)), by=user)
            if draft.state == "checking":
                check(draft)
                draft.refresh_from_db()
            assert draft.found["unchanged"] == len(table.rows)
        assert json.dumps(as_json(table_of(sheet, scope, user))) == json.dumps(as_json(table))


@pytest.mark.parametrize("name", WITH_PAGE)
def test_a_list_is_offered_on_its_page(name, world: World, client):
    sheet = REGISTRY[name]
    scope = place_of(sheet, world)
    if sheet.scopes_of is not None and scope not in list(sheet.scopes_of(world.enrolment)):
        pytest.skip("what the world holds of this kind has another list")
    user = somebody_with(sheet.may_export, scope, world)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(sheet.address(scope), follow=True)
    assert page.status_code == 200
    number = scope.pk if scope is not None else 0
    assert reverse("sheets:export", args=[name, number, "xlsx"]) in page.content.decode()


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_a_stranger_gets_no_list(name, world: World, client):
    sheet = REGISTRY[name]
    scope = place_of(sheet, world)
    stranger = world.people["stranger"]
    if stranger.has_perm(sheet.may_export, scope):
        assert scope is None
        return
    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    number = scope.pk if scope is not None else 0
    for ending in ("xlsx", "csv"):
        answer = client.get(reverse("sheets:export", args=[name, number, ending]))
        assert answer.status_code in (403, 404)


def test_every_permission_of_a_list_exists():
    needed = {sheet.may_export for sheet in REGISTRY.values()}
    needed |= {sheet.may_import for sheet in REGISTRY.values() if sheet.is_importable}
    assert not [name for name in needed if not permissions.rule_exists(name)]


WITHOUT = {
    "accounts/job_list.html": "work in the background, nobody's records",
    "usersessions/usersession_list.html": "one's own devices",
    "dashboards/board_view_list.html": "names of addresses; the board itself has its XLSX",
    "masterplans/check_list.html": "worked out anew from the texts after every save; settled in the text, not in a file",
    "commitments/endpoint_list.html": "addresses and accounts of services; their passwords stay here",
    "masterplans/output_list.html": "the files themselves",
    "parts/notice_list.html": "a part of pages",
    "programs/acknowledgement_list.html": "a queue that empties itself",
    "programs/edition_list.html": "an edition is a file of its own (TOML)",
    "programs/score_sheet_list.html": "a queue of one's own; the candidates have their list",
    "workshops/twin_list.html": "a queue of questions; the participants have their list",
    "workshops/worksheet_list.html": "every group has its own lists",
}


def test_every_list_page_offers_its_list():
    folder = Path(settings.BASE_DIR) / "templates"
    pages = {str(path.relative_to(folder)): path for path in folder.glob("*/*_list.html")}
    bare = {name for name, path in pages.items() if "sheet_actions" not in path.read_text()}
    assert bare <= set(WITHOUT), sorted(bare - set(WITHOUT))
