"""How does a new person come in? By a link that promises one relation, once, until a day.

Other floors register which relations can be promised. The link's token follows from the row and
the secret key, so that no token is stored or carried by the broker: only its SHA-256 is kept.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.invitation_links import hash_of, token_of
from accounts.models import Invitation, User
from accounts.sending import send_soon
from accounts.services import history
from accounts.services.permission import require
from accounts.subjects import find
from accounts.words import RELATION_LABELS, subject_of
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.machine import Blocked

VALID_FOR = timedelta(days=14)
Subject = models.Model | None


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What an invitation may promise: its words, who may invite where, and how it is kept."""

    label: Any
    permission: str
    place: Callable[[Any], str]
    grant: Callable[[User, Any, User], None]
    # (name, e-mail, subject) → why this person can't be promised the relation; asked before the mail
    reasons_against: Callable[[str, str, Any], list[str]] = lambda name, email, subject: []


PROMISES: dict[str, Promise] = {}


def register(relation: str, promise: Promise) -> None:
    """Let people be invited into this relation."""
    PROMISES[relation] = promise
    RELATION_LABELS[relation] = promise.label


@transaction.atomic
def invite(
    *, email: str, name: str, relation: str, subject: Subject, by: User
) -> tuple[Invitation, str]:
    """Promise a relation to whoever reads this mail; return the invitation and its token."""
    promise = PROMISES[relation]
    require(promise.permission, subject, by=by)
    about = subject_of(subject) if subject is not None else ""
    email = email.strip().lower()
    if reasons := promise.reasons_against(name, email, subject):
        raise Blocked(reasons)
    waiting = Invitation.objects.open().filter(
        email__iexact=email, relation=relation, subject=about
    )
    if waiting.exists():
        raise Blocked(
            [
                _(
                    "An invitation to %(email)s is already waiting. Send it again from the list instead."
                )
                % {"email": email}
            ]
        )
    invitation = Invitation.objects.create(
        email=email,
        name=name.strip(),
        relation=relation,
        subject=about,
        subject_label=promise.place(subject),
        token_hash=secrets.token_hex(32),
        invited_by=by,
        expires_at=timezone.now() + VALID_FOR,
    )
    token = _seal(invitation)
    history.record("accounts.invitation.invite", invitation, by=by, name=name)
    return invitation, token


@transaction.atomic
def resend(invitation: Invitation, *, by: User) -> Invitation:
    """Send a new link with a new term; the old link ends."""
    invitation = _locked_for(invitation, by)
    invitation.expires_at = timezone.now() + VALID_FOR
    invitation.mailed_at = None
    invitation.save(update_fields=["expires_at", "mailed_at"])
    _seal(invitation)
    history.record("accounts.invitation.resend", invitation, by=by, name=invitation.name)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> Invitation:
    """End the promise before it is kept."""
    invitation = _locked_for(invitation, by)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    history.record("accounts.invitation.withdraw", invitation, by=by, name=invitation.name)
    return invitation


def _locked_for(invitation: Invitation, by: User) -> Invitation:
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require(PROMISES[invitation.relation].permission, find(invitation.subject), by=by)
    if invitation.accepted_at:
        raise Blocked([_("%(name)s has already accepted.") % {"name": invitation.name}])
    if invitation.withdrawn_at:
        raise Blocked([_("This invitation was withdrawn.")])
    return invitation


def _seal(invitation: Invitation) -> str:
    token = token_of(invitation)
    invitation.token_hash = hash_of(token)
    invitation.save(update_fields=["token_hash"])
    transaction.on_commit(partial(send_soon, "accounts.tasks.mail_invitation", invitation.pk))
    return token


def find_open(token: str) -> Invitation:
    """Return the invitation of a link that can still be accepted.

    Raises Blocked with the reason why it can't, and Invitation.DoesNotExist for an unknown link.
    """
    invitation = Invitation.objects.select_related("invited_by").get(token_hash=hash_of(token))
    words = {"by": invitation.invited_by.name, "day": day(invitation.expires_at)}
    if invitation.accepted_at:
        raise Blocked([_("This invitation has already been accepted. Sign in with your account.")])
    if invitation.withdrawn_at:
        raise Blocked([_("%(by)s has withdrawn this invitation.") % words])
    if not invitation.is_open:
        raise Blocked(
            [_("This invitation was valid until %(day)s. Ask %(by)s to send it again.") % words]
        )
    return invitation


@transaction.atomic
def accept(token: str, *, username: str, password: str) -> User:
    """Make the account that was promised and keep the promise."""
    invitation = Invitation.objects.select_for_update().get(pk=find_open(token).pk)
    reasons = []
    if User.objects.filter(email__iexact=invitation.email).exists():
        reasons.append(
            _("There is already an account with this e-mail. Sign in with it and accept.")
        )
    if User.objects.filter(username__iexact=username).exists():
        reasons.append(_("This user name is taken. Choose another one."))
    if reasons:
        raise Blocked(reasons)
    user = User.objects.create_user(
        username=username, email=invitation.email, password=password, name=invitation.name
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    _keep(invitation, user)
    return user


@transaction.atomic
def accept_as(token: str, *, by: User) -> User:
    """Let somebody who already has an account accept with it."""
    invitation = Invitation.objects.select_for_update().get(pk=find_open(token).pk)
    if by.email.lower() != invitation.email.lower():
        raise Blocked(
            [
                _(
                    "This invitation was sent to another e-mail address than yours. Sign out and open the link again."
                )
            ]
        )
    _keep(invitation, by)
    return by


def _keep(invitation: Invitation, user: User) -> None:
    promise = PROMISES[invitation.relation]
    subject = find(invitation.subject) if invitation.subject else None
    if invitation.subject and subject is None:
        raise Blocked([_("What this invitation was for no longer exists.")])
    if not invitation.invited_by.has_perm(promise.permission, subject):
        raise Blocked(
            [
                _("%(by)s may no longer invite people here. Ask for a new invitation.")
                % {"by": invitation.invited_by.name}
            ]
        )
    promise.grant(user, subject, invitation.invited_by)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    history.record("accounts.invitation.accept", invitation, by=user)
