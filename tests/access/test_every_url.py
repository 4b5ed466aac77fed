"""Who gets which answer at which address? Every URL × every role, from one table."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from tests.access.expectations import ANONYMOUS, NEVER, OPEN, SIGN_IN, UNKNOWN, Row
from tests.access.table import TABLE
from tests.access.world import World

FOREIGN = ("admin:", "account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")


def names_of(patterns, prefix: str = "") -> set[str]:
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            found |= names_of(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.add(f"{prefix}{pattern.name}")
    return found


def own_names() -> set[str]:
    """Names of the portal's own addresses; allauth's and the admin's are tested in their rooms."""
    return {name for name in names_of(get_resolver().url_patterns) if not name.startswith(FOREIGN)}


def answer_of(response) -> str:
    if response.status_code == 302 and response.url.startswith(reverse("account_login")):
        return SIGN_IN
    if response.status_code == 403:
        return NEVER
    if response.status_code == 404:
        return UNKNOWN
    assert response.status_code < 500, f"the page broke: {response.status_code}"
    return OPEN


def test_every_address_has_its_row():
    assert own_names() == set(TABLE), (
        f"without a row: {sorted(own_names() - set(TABLE))}; "
        f"without an address: {sorted(set(TABLE) - own_names())}"
    )


@pytest.mark.parametrize("room", sorted({name.rpartition(":")[0] for name in TABLE}))
def test_an_address_answers_each_role_as_the_table_says(room, world: World, subtests):
    for name in (name for name in sorted(TABLE) if name.rpartition(":")[0] == room):
        with subtests.test(name):
            assert_answers(name, TABLE[name], world)


def assert_answers(name: str, row: Row, world: World) -> None:
    address = reverse(name, args=row.args(world)) + row.query
    given = {}
    for role in row.answers:
        client = Client()
        if role != ANONYMOUS:
            client.force_login(
                world.people[role], backend="django.contrib.auth.backends.ModelBackend"
            )
        with world.undone():
            given[role] = answer_of(getattr(client, row.method)(address, row.data_in(world)))
    wrong = {
        role: (was, row.answers[role]) for role, was in given.items() if was != row.answers[role]
    }
    assert not wrong, f"{address}: (given, expected) {wrong}"
