"""How does a test bring many signatories to one sheet? Issued for them, and everybody signed in."""

import json
import sys
from dataclasses import asdict

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from smartcity_portal.bench.hands import PASSWORD, Hand  # noqa: E402
from tests.commitments.factories import ceremony  # noqa: E402


def lay_out(people: int) -> list[Hand]:
    sheet = ceremony(people, programs=False).issued()
    User.objects.update(password=make_password(PASSWORD))
    hands = []
    for row in sheet.signatories.with_people():
        client = Client()
        client.force_login(row.user, backend="django.contrib.auth.backends.ModelBackend")
        hands.append(Hand(row.pk, sheet.issued_sha256, client.cookies["sessionid"].value))
    return hands


if __name__ == "__main__":
    print(json.dumps([asdict(hand) for hand in lay_out(int(sys.argv[1]))]))
