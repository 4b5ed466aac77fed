"""Who can try the portal? One account per role, with what each may do."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import User
from programs.models import Agency, Enrolment, Mentor, Office
from programs.services import relations
from smartcity_portal.demo import files

DOMAIN = "demo.example"


def account(username: str, name: str, *, password: str | None = None) -> User:
    """Return the account, made when missing; without a password nobody signs in with it."""
    user, made = User.objects.get_or_create(
        username=username,
        defaults={
            "name": name,
            "email": f"{username}@{DOMAIN}",
            "password": password or make_password(None),
        },
    )
    if made:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def open_accounts() -> dict[str, User]:
    """Open the demo's accounts; the relations follow once the cities stand."""
    data = files.read("people")
    known = set(User.objects.values_list("username", flat=True))
    rows = [row for row in data["people"] if row["username"] not in known]
    password = make_password(data["password"]) if rows else ""
    for row in rows:
        account(row["username"], row["name"], password=password)
    return {user.username: user for user in User.objects.filter(email__endswith=f"@{DOMAIN}")}


def grant(users: dict[str, User], city: str, enrolment: Enrolment | None) -> None:
    """Put the demo's people of a city (or of none) into their relations."""
    for row in files.read("people")["people"]:
        if row.get("of", "") == city:
            user = users[row["username"]]
            relations.grant(row["relation"], user, _subject(row, enrolment), by=None)
            _make_signatory(row, user, enrolment)


def _subject(row: dict[str, Any], enrolment: Enrolment | None) -> Any:
    if enrolment is None:
        return None
    match row["relation"]:
        case "mentor":
            return Mentor.objects.get(name=row["name"], assignments__enrolment=enrolment)
        case "coordinator":
            return enrolment.region
        case "writer" | "head":
            return Agency.objects.get(region=enrolment.region, short_name=row["agency"])
        case "signatory":
            return Office.objects.get(region=enrolment.region, agency=None)
        case _:
            return enrolment


def _make_signatory(row: dict[str, Any], user: User, enrolment: Enrolment | None) -> None:
    """A head of an agency also signs for it."""
    if row["relation"] == "head" and enrolment is not None:
        office = Office.objects.get(
            region=enrolment.region, agency__short_name=row["agency"], is_head=True
        )
        relations.grant("signatory", user, office, by=None)


def table() -> list[tuple[str, str, str]]:
    """Return (user name, role, what it may do) of every demo account."""
    return [(row["username"], row["role"], row["may"]) for row in files.read("people")["people"]]


def password() -> str:
    """The password that all demo accounts share."""
    return files.read("people")["password"]


def on_offer() -> list[dict[str, str]]:
    """List the demo's accounts that are open, for the sign-in page of a demo."""
    data = files.read("people")
    usernames = [row["username"] for row in data["people"]]
    known = set(
        User.objects.filter(username__in=usernames, email__endswith=f"@{DOMAIN}").values_list(
            "username", flat=True
        )
    )
    return [
        {
            "username": row["username"],
            "password": data["password"],
            "name": row["role"],
            "may": row["may"],
        }
        for row in data["people"]
        if row["username"] in known
    ]
